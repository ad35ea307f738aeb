"""Use cases without a command line: what a page or a notebook calls."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from conftest import GOOD, edit

from assess.app import cases, forms, laws, questions, ratings, reports, reviews, statements
from assess.app.citing import known_law
from assess.app.wrong import WrongUse
from assess.base import paths
from assess.base.problems import LexgapError
from assess.load.labels import labels

DAY = date(2016, 1, 1)
NOW = "2026-03-01T14:05:00+00:00"


def test_use_cases_need_no_click() -> None:
    code = (
        "import sys; sys.modules['click'] = None\n"
        "from datetime import date; from pathlib import Path\n"
        "from pkgutil import iter_modules; from importlib import import_module\n"
        "import assess.app\n"
        "for module in iter_modules(assess.app.__path__): import_module(f'assess.app.{module.name}')\n"
        "from assess.app import cases, ratings\n"
        f"case = cases.open_case(Path({str(GOOD)!r})).sound()\n"
        "print(len(ratings.rated(case, date(2016, 1, 1)).articles))"
    )
    root = Path(paths.__file__).parent.parent.parent
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root)
    assert done.stdout == "4\n", done.stderr


def test_problems_of_a_case_stand_beside_it(folder: Path) -> None:
    edit(folder, "findings/01.yaml", ("element: 2.intent", "element: 2.intend"))
    opened = cases.open_case(folder)
    assert opened.case is not None and [one.code for one in opened.errors] == ["unknown-element"]
    assert opened.sound(mended=("unknown-element",)) is opened.case is opened.at_all()
    with pytest.raises(LexgapError):
        opened.sound()


def test_a_folder_without_a_case_has_problems_alone(tmp_path: Path) -> None:
    opened = cases.open_case(tmp_path)
    assert opened.case is None and opened.errors
    with pytest.raises(LexgapError):
        opened.at_all()


def test_a_sample_is_no_case_of_ones_own(folder: Path) -> None:
    assert cases.own_case(str(folder)) == folder
    with pytest.raises(WrongUse) as fault:
        cases.own_case("jordan")
    assert (fault.value.key, fault.value.values) == ("sample", {"case": "jordan"})


def test_a_case_is_rated_and_explained() -> None:
    case = cases.open_case(GOOD).sound()
    rating = ratings.rated(case, DAY)
    article, element = ratings.explained(rating, "mini:2.take")
    assert (article.article.article, element) == ("2", "2.take")
    assert ratings.explained(rating, "2")[1] == ""
    pairs = ratings.scenarios(case, DAY)
    assert [scenario.id for scenario, _ in pairs] == ["then", "bill"]
    with pytest.raises(LexgapError):
        ratings.rated(case, DAY, ("B9",))


def test_reports_are_written_one_by_one(tmp_path: Path) -> None:
    case = cases.open_case(GOOD).sound()
    readings = reports.readings_shown(case, date(2026, 12, 2))
    written = reports.write_reports(case, readings[:1], "en", tmp_path, DAY, ["word"])
    assert list(tmp_path.iterdir()) == []
    assert [path.name for path in written] == ["mini-2016-01-01.docx"]


def test_what_is_asked_depends_on_the_depth() -> None:
    instrument, depth = questions.read_checklist(str(GOOD), "en")
    assert depth == "full"
    elements, left = questions.asked(instrument, ["2"], "first_look")
    assert [element.id for element in elements] == ["2.take"] and left == 4


def test_a_proposal_is_written_once_it_is_agreed(folder: Path) -> None:
    edit(folder, "findings/01.yaml", ("- element: 2.limb.aim\n  note: Not used.\n", ""))
    case = cases.open_case(folder).sound()
    search = statements.state_search(folder, case, ["2.limb.aim"], "A", DAY, DAY)
    text = (folder / "findings" / "01.yaml").read_text(encoding="utf-8")
    assert search.proposal is not None and search.proposal.names == ["findings/01.yaml"]
    assert "not_found" not in text
    search.proposal.write()
    assert "not_found" in (folder / "findings" / "01.yaml").read_text(encoding="utf-8")


def test_a_search_in_no_law_is_wrong_use(folder: Path) -> None:
    case = cases.open_case(folder).sound()
    with pytest.raises(WrongUse) as fault:
        statements.state_search(folder, case, ["2"], "A", date(2001, 1, 1), DAY)
    assert fault.value.key == "no-laws"


def test_a_step_of_the_review_names_who_takes_it(folder: Path) -> None:
    taken = reviews.take_step(folder, "submit", ["2-3"], "A", NOW, "", "en")
    assert [(one.article, one.state) for one in taken.reviews] == [
        ("2", "submitted"),
        ("3", "submitted"),
    ]
    with pytest.raises(LexgapError):
        reviews.take_step(folder, "accept", ["2"], "A", NOW, "", "en")


def test_a_form_goes_out_and_comes_back(folder: Path, tmp_path: Path) -> None:
    case = cases.open_case(folder).sound()
    with pytest.raises(WrongUse):
        forms.form_of(case, labels(), "en", DAY, ["none"])
    form = forms.form_of(case, labels(), "en", DAY)
    out, kind = forms.form_file(case, tmp_path / "form.docx", None)
    assert kind == "word" and forms.write_form(form, out, kind, labels()) > 0
    assert forms.merge_form(folder, case, out, by="A", at=NOW).proposal is None


def test_the_text_of_a_law_is_attached(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "law.txt"
    file.write_text("Article 1\nA thing is a thing.\n\nArticle 2\nWhoever takes it is punished.\n")
    case, how = cases.open_case(folder).sound(), laws.How(language="en")
    read = laws.read_text(file, "L1", how, DAY)
    attached = laws.attach_text(folder, case, known_law(case, "L1"), read.text, how, labels())
    assert not (folder / "texts").exists() and len(attached.alignment.matched) == 2
    assert laws.write_law(attached.proposal, DAY) == []
    assert [text.law for text in cases.open_case(folder).sound().texts] == ["L1"]
