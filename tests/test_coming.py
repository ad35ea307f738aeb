"""A version of a law that is not in force yet: today's quotations rest on the text of today, the coming one is told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import TODAY

from assess.app.cases import open_case, problems_of
from assess.cli import main
from assess.law.quotes.check import check_quotes
from assess.load.cases import load_case

TEXT = """law: L1
language: en
standing: official
{version}units:
- {{id: "1", kind: article, number: "1.", wording: "{words}"}}
- {{id: "2", kind: article, number: "2.", wording: "The court may order seizure of any thing."}}
"""
NOW = "A person who enters a system without right commits an offence."
THEN = "A person who enters a system commits an offence."
QUOTE = "enters a system without right commits"


def write(folder: Path, day: str, words: str) -> None:
    (folder / "texts").mkdir(exist_ok=True)
    version = f"as_of: {day}\n" if day else ""
    name = f"L1.en.{day}.yaml" if day else "L1.en.yaml"
    content = TEXT.format(version=version, words=words)
    (folder / "texts" / name).write_text(content, encoding="utf-8")


@pytest.fixture
def quoted(folder: Path) -> Path:
    """A case with a quotation of the words of today, and two versions of the law."""
    path = folder / "findings/01.yaml"
    text = path.read_text(encoding="utf-8")
    old = '{provision: "L1:1", grade: met,'
    assert text.count(old) == 1
    path.write_text(text.replace(old, f"{old} quote: {QUOTE},"), encoding="utf-8")
    write(folder, "", NOW)
    write(folder, "2027-01-01", THEN)
    return folder


def told(folder: Path, today: date = TODAY) -> list[tuple[str, str]]:
    faults = problems_of(folder, today)
    return [
        (fault.code, str(fault.words.get("day", ""))) for fault in faults if "quote" in fault.code
    ]


def test_a_true_quotation_of_today_is_no_error(quoted: Path) -> None:
    assert told(quoted) == [("quote-not-in-coming", "2027-01-01")]
    assert not open_case(quoted, ("en",), TODAY).errors


def test_once_the_version_is_in_force_it_is_one(quoted: Path) -> None:
    assert told(quoted, date(2026, 12, 31)) == [("quote-not-in-coming", "2027-01-01")]
    assert told(quoted, date(2027, 1, 1)) == [("quote-not-found", "")]


def test_nothing_is_told_where_the_coming_version_keeps_the_words(quoted: Path) -> None:
    write(quoted, "2027-01-01", NOW + " And more.")
    assert told(quoted) == []


def test_the_first_version_that_lacks_the_words_is_told(quoted: Path) -> None:
    write(quoted, "2027-01-01", NOW)
    write(quoted, "2028-01-01", THEN)
    write(quoted, "2029-01-01", THEN)
    assert told(quoted) == [("quote-not-in-coming", "2028-01-01")]


def test_the_version_in_force_counts_and_not_the_one_enacted(quoted: Path) -> None:
    write(quoted, "2020-01-01", THEN)
    assert told(quoted) == [("quote-not-found", "")]
    write(quoted, "", THEN)
    write(quoted, "2020-01-01", NOW)
    assert told(quoted) == [("quote-not-in-coming", "2027-01-01")]


def test_a_provision_that_begins_with_the_coming_version_is_read_in_it(quoted: Path) -> None:
    """Words of 2027, cited as a provision of 2027, are found today."""
    path = quoted / "findings/01.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace(QUOTE, "enters a system commits"), encoding="utf-8"
    )
    assert told(quoted) == [("quote-not-found", "")]
    law = quoted / "laws/L1.yaml"
    law.write_text(
        law.read_text(encoding="utf-8").replace(
            '- id: "1"\n', '- id: "1"\n  in_force: 2027-01-01\n', 1
        ),
        encoding="utf-8",
    )
    assert "quote-not-found" not in [code for code, _ in told(quoted)]


def test_where_only_the_coming_version_is_loaded_it_is_used(quoted: Path) -> None:
    (quoted / "texts/L1.en.yaml").unlink()
    write(quoted, "2027-01-01", NOW)
    assert told(quoted) == []


def test_without_a_day_the_last_version_counts_as_before(quoted: Path) -> None:
    case, _ = load_case(quoted)
    assert case is not None and case.today is None
    assert [check.state for check in check_quotes(case)] == ["not_found"]
    (check,) = check_quotes(replace(case, today=TODAY))
    assert (check.state, check.version, check.coming) == ("exact", "@enacted", "2027-01-01")


def lexgap(*words: object) -> Result:
    return CliRunner().invoke(main, [*map(str, words)], catch_exceptions=False)


def test_quotes_says_in_which_version_the_words_stand(quoted: Path, monkeypatch) -> None:
    monkeypatch.setattr("assess.cli.work.today", lambda: TODAY)
    out = lexgap("quotes", quoted).output
    assert "L1:1 [en, as enacted]" in out
    assert "The version of 2027-01-01, which is not in force yet, no longer has these words." in out
    (row,) = json.loads(lexgap("quotes", quoted, "--json").output)["quotations"]
    assert (row["version"], row["coming"]) == ("enacted", "2027-01-01")
    write(quoted, "2020-01-01", NOW)
    assert "L1:1 [en, version of 2020-01-01]" in lexgap("quotes", quoted).output
    assert "صيغة 2020-01-01" in lexgap("quotes", quoted, "--lang", "ar").output


def test_a_law_with_one_text_has_no_version_to_tell(quoted: Path) -> None:
    (quoted / "texts/L1.en.2027-01-01.yaml").unlink()
    assert "L1:1 [en]" in lexgap("quotes", quoted).output


def test_a_report_is_written_with_todays_quotation(
    quoted: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr("assess.cli.work.today", lambda: TODAY)
    done = lexgap("report", quoted, "--format", "word", "-o", tmp_path / "out")
    assert done.exit_code == 0 and list((tmp_path / "out").glob("*.docx"))


def test_adding_a_coming_version_brings_no_fault_to_light(quoted: Path, tmp_path: Path) -> None:
    act = tmp_path / "act.txt"
    act.write_text(
        f"Section 1.\n\n{THEN}\n\nSection 2.\n\nThe court may order it.\n", encoding="utf-8"
    )
    done = lexgap("law", "attach", quoted, act, "--law", "L1", "--as-of", "2999-01-01", "--yes")
    assert done.exit_code == 0 and "quote-not-found" not in done.output
