"""An instrument of sections: articles 1.2, 1.10, s 12 and 18 bis, the whole way from the checker to the reports."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import GOOD, edit
from docx import Document
from openpyxl import load_workbook

from assess.base.problems import LexgapError
from assess.checks import check, check_instrument
from assess.cli import main
from assess.law.finder.terms import load_terms
from assess.load.cases import load_case
from assess.load.instruments import load_instrument
from assess.model.case import Case
from assess.model.instrument import ElementRef, Instrument, by_number, file_stem
from assess.model.runs import run_of, runs_out
from assess.rating.force import Reading
from assess.rating.rate import rate

#: Articles of the small good case → their numbers here, in the same order.
NUMBERS = {"1": "1.2", "2": "1.10", "3": "s 12", "15": "18 bis"}
DAY = date(2016, 1, 1)


def renumbered(text: str) -> str:
    """Return a file of the small good case in which articles have their numbers of here; laws keep theirs."""

    def number(match: re.Match[str]) -> str:
        return f"{match[1]}{NUMBERS[match[2]]}{match[3]}"

    text = re.sub(r"(\b)(1|2|3|15)(\.[a-z])", number, text)
    text = re.sub(r'(\barticle: ")(\d+)(")', number, text)
    text = re.sub(r'(\bon: ")(\d+)(")', number, text)
    return re.sub(r'(\barticles: \[")(\d+)("\])', number, text)


@pytest.fixture
def sections(tmp_path: Path) -> Path:
    """A copy of the small good case under an instrument of sections."""
    target = tmp_path / "sections"
    shutil.copytree(GOOD, target)
    for path in target.rglob("*.yaml"):
        path.write_text(renumbered(path.read_text(encoding="utf-8")), encoding="utf-8")
    return target


@pytest.fixture
def case(sections: Path) -> Case:
    loaded, problems = load_case(sections)
    assert loaded is not None and not problems
    return loaded


@pytest.fixture
def instrument(case: Case) -> Instrument:
    return case.instrument


def lexgap(*arguments: object, status: int = 0) -> str:
    result = CliRunner().invoke(main, [str(one) for one in arguments], catch_exceptions=False)
    assert result.exit_code == status, result.output
    return result.output


# --- the model ---------------------------------------------------------------------------------------------------------


def test_elements_know_their_article(instrument: Instrument) -> None:
    assert instrument.numbers() == ("1.2", "1.10", "s 12", "18 bis")
    assert instrument.element("1.2.a.thing").marks == ("1.2", "1.2.a", "1.2.a.thing")
    assert instrument.element("s 12.search").article == "s 12"
    assert [one.id for one in instrument.means("1.10.limb")] == ["1.10.limb.aim"]
    assert len(instrument.means("1.10")) == 5
    assert instrument.means("1") == ()  # no article, though ids begin with it


def test_a_name_belongs_to_the_article_of_the_longest_number(instrument: Instrument) -> None:
    names = ("1.10.take", "1.10.gone", "1.10", "1.3", "18 bis.x", "18.x", "")
    articles = ("1.10", "1.10", "1.10", "", "18 bis", "", "")
    assert tuple(map(instrument.article_of, names)) == articles


def test_numbers_sort_as_an_instrument_counts() -> None:
    order = [
        "Preamble",
        "1",
        "1.2",
        "1.10",
        "2",
        "2A",
        "10",
        "s 12",
        "18",
        "18 bis",
        "18 ter",
        "19",
    ]
    assert sorted(reversed(order), key=by_number) == order
    assert sorted(["19.2.b", "19.10.a", "2.a"], key=by_number) == ["2.a", "19.2.b", "19.10.a"]


@pytest.mark.parametrize(
    "name, numbers",
    [
        ("1.2", ("1.2",)),
        ("S 12", ("s 12",)),
        ("s  12", ("s 12",)),
        ("1.2-s 12", ("1.2", "1.10", "s 12")),
        ("s 12–18 bis", ("s 12", "s 13", "18 bis")),
        ("s 12-13", ("s 12", "s 13")),
        ("1-2", ("1-2",)),
        ("s 13-s 12", ()),
        ("1.3", ()),
    ],
)
def test_runs_of_such_numbers(name: str, numbers: tuple[str, ...]) -> None:
    assert run_of(name, ("1.2", "1.10", "s 12", "s 13", "18 bis", "1-2")) == numbers
    assert runs_out([name, "all"], ("1.2",))[-1] == "all"


def test_references_with_their_instrument(case: Case) -> None:
    assert ElementRef.parse("mini:1.10.take", ("mini",)) == ElementRef("1.10.take", "mini")
    assert ElementRef.parse("L1:2", ("mini",)) == ElementRef("L1:2")
    assert str(case.reference("s 12")) == "mini:s 12"
    assert {str(one.reference) for one in case.findings} >= {"mini:1.10.take", "mini:18 bis.judge"}
    assert case.instruments == (case.instrument,)
    assert case.article_of("mini:s 12.search") == "s 12" and case.article_of("other:s 12") == ""


def test_files_of_answers_have_plain_names() -> None:
    assert list(map(file_stem, ("2", "10", "1.2", "18 bis"))) == ["02", "10", "1.2", "18-bis"]


# --- the checker --------------------------------------------------------------------------------------------------------


def test_the_checker_has_nothing_to_say(case: Case, sections: Path) -> None:
    assert list(check_instrument(case.instrument)) == []
    before = {one.code for one in check(load_case(GOOD)[0], DAY)}
    assert {one.code for one in check(case, DAY)} == before


def test_an_element_in_the_article_of_another_is_told(sections: Path) -> None:
    edit(sections, "checklist/articles/02.yaml", ("id: 1.10.take", "id: 1.2.take"))
    instrument, _ = load_instrument(f"{sections}/checklist/", ())
    faults = [one for one in check_instrument(instrument) if one.code == "element-misplaced"]
    assert [one.words["id"] for one in faults] == ["1.2.take"]


def test_names_with_the_instrument_stand_in_files(sections: Path, case: Case) -> None:
    edit(sections, "findings/01.yaml", ("element: 1.10.take", "element: mini:1.10.take"))
    edit(sections, "findings/01.yaml", ('article: "1.10"', "article: mini:1.10"))
    edit(sections, "comments.yaml", ('on: "1.10"', "on: mini:1.10"))
    edit(sections, "recommendations.yaml", ("1.10.possession", "mini:1.10.possession"))
    edit(sections, "laws/L1.yaml", ("examined: [all]", "examined: ['mini:1.2', mini:s 12.search]"))
    again, problems = load_case(sections)
    assert not problems and not [one for one in check(again, DAY) if one.code == "unknown-element"]
    assert [one.element for one in again.findings] == [one.element for one in case.findings]
    assert again.recommendations[0].elements == case.recommendations[0].elements
    assert again.comments[0].on == "1.10" and again.analyses[0].article == "1.10"
    assert again.laws[1].examined == ("1.2", "s 12.search")


def test_names_of_another_instrument_are_told(sections: Path) -> None:
    edit(sections, "findings/01.yaml", ("element: 1.10.take", "element: other:1.10.take"))
    assert "“other:1.10.take”" in lexgap("check", sections, status=1)


def test_no_file_may_fill_in_what_is_filled_in(sections: Path) -> None:
    edit(
        sections,
        "findings/01.yaml",
        ("- element: 1.10.take", "- element: 1.10.take\n  instrument: mini"),
    )
    edit(
        sections,
        "checklist/articles/01.yaml",
        ("- id: 1.2.a.thing", "- id: 1.2.a.thing\n  article: x"),
    )
    _, problems = load_case(sections)
    assert [one.code for one in problems] == ["unknown-key", "unknown-key"]


# --- rating, and what a terminal shows ------------------------------------------------------------------------------------


def test_ratings_are_those_of_the_plain_numbers(case: Case) -> None:
    plain = rate(load_case(GOOD)[0], Reading(DAY))
    rating = rate(case, Reading(DAY))
    assert [one.bounds for one in rating.articles] == [one.bounds for one in plain.articles]
    assert rating.index == plain.index


@pytest.mark.parametrize("name", ["s 12", "S 12", "mini:s 12", "1.10", "18 bis"])
def test_an_article_is_explained(sections: Path, name: str) -> None:
    number = name.removeprefix("mini:").lower()
    assert f"Article {number}, " in lexgap("explain", sections, name, "--as-of", DAY)


def test_an_element_is_explained(sections: Path) -> None:
    plain = lexgap("explain", sections, "1.10.take", "--as-of", DAY)
    assert "taking (1.10.take)" in plain and "intent (1.10.intent)" not in plain
    assert lexgap("explain", sections, "mini:1.10.take", "--as-of", DAY) == plain


@pytest.mark.parametrize(
    "name, code, near",
    [
        ("1.10.taek", "unknown-element", "1.10.take"),
        ("1.11", "unknown-element", "1.10"),
        ("s 13", "unknown-article", "s 12"),
    ],
)
def test_what_is_not_there_is_told(sections: Path, name: str, code: str, near: str) -> None:
    with pytest.raises(LexgapError) as fault:
        lexgap("explain", sections, name, "--as-of", DAY)
    assert fault.value.problems[0].code == code and fault.value.problems[0].words["nearest"] == near


def test_questions_and_statements_are_asked_by_number(sections: Path) -> None:
    asked = lexgap("questions", sections, "1.2-s 12", "mini:18 bis")
    assert [line for line in asked.splitlines() if line.startswith("Article")] == [
        "Article 1.2, Terms",
        "Article 1.10, Taking things",
        "Article s 12, Finding things",
        "Article 18 bis, Safeguards",
    ]
    text = (sections / "findings" / "01.yaml").read_text(encoding="utf-8")
    start = text.index("- element: 18 bis.judge")
    text = text[:start] + text[text.index("analyses:") :]
    (sections / "findings" / "01.yaml").write_text(text, encoding="utf-8")
    lexgap("not-found", sections, "mini:18 bis", "--by", "A", "--as-of", DAY, "--yes")
    added = (sections / "findings" / "18-bis.yaml").read_text(encoding="utf-8")
    assert "element: 18 bis.judge" in added


def test_a_search_for_an_article_covers_no_other(sections: Path) -> None:
    search = 'not_found:\n- {by: A, on: 2016-01-01, laws: [L1], elements: ["1.2", "s 12"]}\n'
    (sections / "findings" / "02.yaml").write_text(search, encoding="utf-8")
    (sections / "findings" / "01.yaml").write_text("findings: []\n", encoding="utf-8")
    loaded, problems = load_case(sections)
    assert not problems
    covered = [one.element for one in loaded.findings]
    assert covered == ["1.2.a.thing", "s 12.search", "s 12.safeguards"]


def test_an_unread_law_is_marked_by_number(sections: Path) -> None:
    edit(
        sections,
        "laws/L1.yaml",
        ("text: summary", "text: not_obtained\nunseen: ['1.10', 18 bis.judge]"),
    )
    rating = rate(load_case(sections)[0], Reading(DAY))
    unseen = {
        one.element.id for article in rating.articles for one in article.standings if one.unseen
    }
    assert "18 bis.judge" in unseen and not any(name.startswith("1.2.") for name in unseen)


def test_articles_go_through_the_review(sections: Path) -> None:
    lexgap("review", "submit", sections, "1.2-1.10", "mini:s 12", "--by", "A. Assessor")
    said = lexgap("review", "accept", sections, "s 12", "--by", "R. Reviewer")
    assert "s 12" in said
    rows = json.loads(lexgap("status", sections, "--json"))["articles"]
    assert [(one["article"], one["state"]) for one in rows] == [
        ("1.2", "submitted"),
        ("1.10", "submitted"),
        ("s 12", "accepted"),
        ("18 bis", "draft"),
    ]


def test_term_lists_speak_of_such_articles(sections: Path, instrument: Instrument) -> None:
    path = sections / "checklist" / "lang" / "terms" / "en.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "language: en\nfield: [thing]\ngroups: {}\nmatters: {}\narticles:\n"
        '  "1.10": {needs: [[take, taking]]}\n  1.2.a: {needs: [[thing]]}\n  "1": {needs: [[x]]}\n',
        encoding="utf-8",
    )
    terms, problems = load_terms(instrument, "en")
    assert [(one.code, one.words["id"]) for one in problems] == [("unknown-article", "1")]
    assert terms.key("1.10.take") == "1.10" and terms.key("1.2.a.thing") == "1.2.a"
    assert terms.key("s 12.search") == ""


# --- reports, forms, comparison, follow-up ----------------------------------------------------------------------------------


def test_reports_link_articles(sections: Path, tmp_path: Path) -> None:
    lexgap("report", sections, "--as-of", DAY, "-o", tmp_path / "out")
    (word,) = (tmp_path / "out").glob("*.docx")
    (excel,) = (tmp_path / "out").glob("*.xlsx")
    xml = Document(word).element.xml
    marks = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', xml)
    links = set(re.findall(r'w:anchor="([^"]+)"', xml))
    assert {"art1_2", "art1_10", "arts_12", "art18_bis"} <= set(marks)
    assert len(marks) == len(set(marks)) and links <= set(marks)
    assert all(re.fullmatch(r"[^\W\d]\w{0,39}", one) for one in marks)
    book = load_workbook(excel)
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"1.2", "1.10", "s 12", "18 bis", "1.10.take"} <= cells
    assert not {1.2, 1.1} & {one for one in cells if isinstance(one, float)}


@pytest.mark.parametrize("kind", ["excel", "word"])
def test_a_form_comes_back(sections: Path, tmp_path: Path, kind: str) -> None:
    form = tmp_path / f"form.{'xlsx' if kind == 'excel' else 'docx'}"
    lexgap("workbook", "export", sections, "--format", kind, "-o", form, "--as-of", DAY)
    said = lexgap("workbook", "import", sections, form, "--yes")
    assert "Nothing" in said or "nothing" in said


def test_a_form_names_articles_and_elements(sections: Path, tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    lexgap("workbook", "export", sections, "-o", form, "--as-of", DAY)
    book = load_workbook(form)
    for sheet in book:
        for row in sheet.iter_rows():
            if any(cell.value == "Not in urgent cases." for cell in row):
                for cell in row:
                    if cell.value == "18 bis.judge":
                        cell.value = "mini:18 bis.judge"
                    elif cell.value == "Not in urgent cases.":
                        cell.value = "Not at night."
    book.save(form)
    said = lexgap("workbook", "import", sections, form, "--yes", "--by", "A")
    text = (sections / "findings" / "01.yaml").read_text(encoding="utf-8")
    assert "Not at night." in text, said
    assert '"article": "18 bis"' in (sections / "log.jsonl").read_text(encoding="utf-8")


def test_states_are_compared(sections: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    lexgap(
        *("compare", f"{sections}@{DAY}", f"{sections}@2026-01-01", "--no-cache", "--jobs", "1"),
        *("--draws", "10", "-o", out, "--format", "json", "--format", "html", "--format", "excel"),
    )
    (page,) = out.glob("*.html")
    for number in NUMBERS.values():
        assert f">{number}<" in page.read_text(encoding="utf-8")
    (data,) = out.glob("*.json")
    assert '"s 12"' in data.read_text(encoding="utf-8")


def test_a_follow_up_names_articles(sections: Path, tmp_path: Path) -> None:
    later = tmp_path / "later"
    shutil.copytree(sections, later)
    edit(
        later,
        "findings/01.yaml",
        (
            'provision: "L1:3", grade: partly, missing: Not in urgent cases., reason: [safeguard]',
            'provision: "L1:3", grade: met',
        ),
    )
    said = json.loads(lexgap("follow-up", sections, later, "--from", DAY, "--to", DAY, "--json"))
    assert [one["article"] for one in said["articles"]] == ["18 bis"]
    assert said["articles"][0]["elements"][0]["element"] == "18 bis.judge"
    lexgap("follow-up", sections, later, "--from", DAY, "--to", DAY, "-o", tmp_path / "out")
    assert list((tmp_path / "out").glob("*.docx"))


def test_a_case_is_brought_to_a_newer_checklist(sections: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer"
    shutil.copytree(sections / "checklist", newer)
    edit(newer, "instrument.yaml", ("version: 1.0.0", "version: 1.1.0"))
    edit(
        newer,
        "articles/03.yaml",
        ("- id: s 12.search", "- id: s 12.searches\n  renamed_from: [s 12.search]"),
    )
    edit(sections, "findings/01.yaml", ("element: s 12.search", "element: mini:s 12.search"))
    said = lexgap("migrate", sections, "--to", newer, "--yes", "--by", "A")
    assert "s 12" in said
    text = (sections / "findings" / "01.yaml").read_text(encoding="utf-8")
    assert "element: s 12.searches" in text and "mini:" not in text
