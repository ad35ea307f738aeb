"""Laws and provisions that a court struck down or suspended: a fate of its own, with day and case."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import edit

from assess.cli import main
from assess.load.cases import load_case
from assess.model.case import Case
from assess.rating.force import Reading, law_force, provision_forces
from assess.rating.standing import element_standings

HEAD = "examined: [all]\n"
STRUCK = '{on: 2018-03-01, case: "Supreme Court, 12 of 2018", sources: [GAZ]%s}'
SUSPENDED = '{since: 2016-01-01%s, case: "High Court, 3 of 2015", sources: [GAZ]%s}'


def printed(path: Path) -> str:
    """Return all words of a report."""
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith("xml")]
    return re.sub(r"<[^>]+>", "", " ".join(parts))


def ruled(folder: Path, *lines: str) -> Case:
    """Return the good case with lines in the head of its law."""
    edit(folder, "laws/L1.yaml", (HEAD, HEAD + "\n".join(lines) + "\n"))
    case, problems = load_case(folder)
    assert case is not None and not problems, problems
    return case


def force(case: Case, day: str, reference: str = "L1:2", assume: tuple[str, ...] = ()) -> str:
    return provision_forces(case, Reading(date.fromisoformat(day), assume))[reference]


def state(case: Case, day: str, element: str) -> str:
    return element_standings(case, Reading(date.fromisoformat(day)))[element].state


def test_a_provision_struck_down_counts_until_the_day_before(folder: Path):
    case = ruled(folder, "struck_down: " + STRUCK % ', provisions: ["3"]')
    assert [force(case, day, "L1:3") for day in ("2018-02-28", "2018-03-01", "2020-01-01")] == [
        "in_force",
        "struck_down",
        "struck_down",
    ]
    assert force(case, "2020-01-01", "L1:2") == "in_force"
    assert [state(case, day, "3.search") for day in ("2018-02-28", "2018-03-01")] == [
        "met",
        "struck_down",
    ]


def test_a_suspension_ends_when_it_is_lifted(folder: Path):
    where = ', provisions: ["3"]'
    case = ruled(folder, "suspended: " + SUSPENDED % (", until: 2016-06-01", where))
    days = ("2015-12-31", "2016-01-01", "2016-05-31", "2016-06-01")
    forces = ["in_force", "suspended", "suspended", "in_force"]
    assert [force(case, day, "L1:3") for day in days] == forces
    assert [state(case, day, "3.search") for day in days] == [
        "met",
        "suspended",
        "suspended",
        "met",
    ]


def test_a_suspension_that_nobody_lifted_goes_on(folder: Path):
    case = ruled(folder, "suspended: " + SUSPENDED % ("", ""))
    assert force(case, "2030-01-01") == "suspended"
    law = case.law("L1")
    assert law and law_force(law, Reading(date(2030, 1, 1))) == "suspended"


def test_a_day_on_record_too_coarse_to_tell_leaves_it_open(folder: Path):
    struck = STRUCK.replace("2018-03-01", "2018") % ', provisions: ["2"]'
    case = ruled(folder, "struck_down: " + struck)
    days = ("2017-12-31", "2018-06-01", "2018-12-31")
    assert [force(case, day) for day in days] == ["in_force", "date_uncertain", "struck_down"]


def test_a_provision_says_it_itself_and_takes_its_parts_with_it(folder: Path):
    edit(
        folder,
        "laws/L1.yaml",
        ('- id: "3"\n', f'- id: "3"\n  struck_down: {STRUCK % ""}\n'),
        ('- id: "4"\n', '- id: "3(a)"\n'),
    )
    edit(folder, "laws/L1.yaml", ('- id: "2"\n', '- id: "3 bis"\n'))
    case, _ = load_case(folder)
    assert case
    forces = [force(case, "2019-01-01", f"L1:{number}") for number in ("3", "3(a)", "3 bis")]
    assert forces == ["struck_down", "struck_down", "in_force"]


def test_what_was_struck_down_before_its_end_is_not_told_as_repealed(folder: Path):
    edit(
        folder,
        "laws/L1.yaml",
        ("in_force: 2010-05-01\n", "in_force: 2010-05-01\nuntil: 2019-01-01\n"),
    )
    case = ruled(folder, "struck_down: " + STRUCK % ', provisions: ["2"]')
    assert force(case, "2020-01-01", "L1:2") == "struck_down"
    assert force(case, "2020-01-01", "L1:3") == "repealed"
    assert force(case, "2018-06-01", "L1:2", ("B1",)) == "struck_down"


def test_a_unit_of_a_loaded_text_needs_no_entry_of_its_own(folder: Path):
    (folder / "texts").mkdir()
    (folder / "texts/L1.yaml").write_text(
        "law: L1\nlanguage: en\nstanding: official\nrights: free\nunits:\n"
        '- {id: "9", kind: article, wording: Searches need an order.}\n'
        '- {id: "9(a)", kind: item, parent: "9", wording: in writing.}\n',
        encoding="utf-8",
    )
    edit(
        folder,
        "findings/01.yaml",
        ('{provision: "L1:3", grade: met', '{provision: "L1:9(a)", grade: met'),
    )
    case = ruled(folder, "struck_down: " + STRUCK % ", provisions: [٩]")
    assert force(case, "2019-01-01", "L1:9(a)") == "struck_down"
    assert state(case, "2019-01-01", "3.search") == "struck_down"


def test_the_report_names_day_and_case(folder: Path, tmp_path: Path):
    ruled(folder, "struck_down: " + STRUCK % ', provisions: ["3"]')
    run = ["report", str(folder), "--as-of", "2018-03-01"]
    result = CliRunner().invoke(main, [*run, "--output", str(tmp_path / "out")])
    assert result.exit_code == 0, result.output
    words = "struck down by a court as of 1 March 2018: Supreme Court, 12 of 2018"
    texts = [printed(path) for path in sorted((tmp_path / "out").iterdir())]
    assert len(texts) == 2
    assert all(words in text and "SD" in text for text in texts)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "struck down by a court as of 1 March 2018: Supreme Court, 12 of 2018"),
        ("ar", "قُضي بإبطاله أو بعدم دستوريته اعتبارا من 1 آذار 2018: Supreme Court, 12 of 2018"),
    ],
)
def test_explain_names_day_and_case(folder: Path, language: str, words: str):
    ruled(folder, "struck_down: " + STRUCK % ', provisions: ["3"]')
    run = ["explain", str(folder), "3", "--as-of", "2018-03-01", "--lang", language]
    output = " ".join(CliRunner().invoke(main, run).output.split())
    assert words in output


def test_the_data_of_a_rating_tell_it(folder: Path):
    ruled(folder, "struck_down: " + STRUCK % ', provisions: ["3"]')
    run = ["rate", str(folder), "--as-of", "2018-03-01", "--json"]
    result = CliRunner().invoke(main, run)
    assert result.exit_code == 0, result.output
    text = json.dumps(json.loads(result.stdout))
    assert '"force": "struck_down"' in text and '"state": "struck_down"' in text


def test_a_ruling_on_a_provision_that_is_not_there_is_found(folder: Path):
    ruled(folder, "struck_down: " + STRUCK % ', provisions: ["33"]')
    output = CliRunner().invoke(main, ["check", str(folder)]).output
    assert "unknown-provision" in output and "L1:33" in output


def test_the_follow_up_names_day_and_case(folder: Path):
    ruled(folder, "struck_down: " + STRUCK % ', provisions: ["3"]')
    run = ["follow-up", str(folder), "--from", "2018-02-28", "--to", "2018-03-01"]
    result = CliRunner().invoke(main, run)
    words = " ".join(result.output.split())
    assert "struck down by a court as of 1 March 2018: Supreme Court, 12 of 2018" in words
