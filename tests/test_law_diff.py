"""The command `law diff`: what it compares, what it tells of the ratings, what its reports hold."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner

from assess.cli import main
from assess.problems import LexgapError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = """law: L1
language: en
standing: official
{version}units:
- {{id: "1", kind: article, number: "1.", wording: "{one}"}}
- {{id: "2", kind: article, number: "2.", wording: "{two}"}}
"""
OLD = "A person who enters a system without right commits an offence."
NEW = "A person who enters a system commits an offence."
ARABIC = ("المادة 1\nلا يجوز لأي شخص دخول نظام معلوماتي دون إذن.\n", "المادة 1\nيجوز لأي شخص دخول نظام معلوماتي.\n")


def run(*words: object) -> str:
    done = CliRunner().invoke(main, ["law", "diff", *map(str, words)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def versions(folder: Path) -> Path:
    (folder / "texts").mkdir(exist_ok=True)
    second = "The court may order seizure."
    (folder / "texts/L1.en.yaml").write_text(TEXT.format(version="", one=OLD, two=second))
    (folder / "texts/L1.en.2020-01-01.yaml").write_text(
        TEXT.format(version="as_of: 2020-01-01\n", one=NEW, two=second))
    return folder


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    pair = tmp_path / "old.txt", tmp_path / "new.txt"
    for path, text in zip(pair, ARABIC):
        path.write_text(text, encoding="utf-8")
    return pair


def test_two_versions_in_a_case(versions: Path) -> None:
    said = run(versions, "L1")
    assert "[-without right-]" in said and "Look first at negations and exceptions that changed: 1." in said
    assert "31 December 2019 and on 1 January 2020" in said
    assert "unchanged 1; changed 1" in said


def test_what_rests_on_changed_words_is_to_be_looked_at_again(versions: Path) -> None:
    data = json.loads(run(versions, "L1", "--json"))
    assert data["changed"] == [] and data["again"]
    cited = {one["element"] for one in data["again"]}
    unit = next(one for one in data["units"] if one["old"] == "1")
    assert cited <= set(unit["elements"].split(", "))
    assert "No grade in the findings of the case changes" in data["effect"]


def test_only_changed_leaves_out_and_says_so(versions: Path) -> None:
    assert [one["old"] for one in json.loads(run(versions, "L1", "--json", "--only-changed"))["units"]] == ["1"]


def test_two_files_have_no_effect_to_tell(files) -> None:
    said = run(*files)
    assert "No effect can be told, since no case was given." in said
    assert "[-لا-]" in said.replace("[-لا يجوز-]", "[-لا-]")
    assert "Negation or exception left out" in said


def test_a_bill_of_instructions_is_refused(versions: Path, tmp_path: Path) -> None:
    bill = tmp_path / "bill.txt"
    bill.write_text("1. Title\n\nThis is the Amending Act.\n\n2. Section 1\n\nSection 1 is replaced by: x\n\n"
                    "3. Section 2\n\nIn section 2 the word may is struck out.\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["law", "diff", str(versions), "L1", str(bill)])
    assert isinstance(done.exception, LexgapError)
    assert [one.code for one in done.exception.problems] == ["text-not-consolidated"]


def test_a_version_that_is_not_there(versions: Path) -> None:
    (versions / "texts/L1.en.2020-01-01.yaml").unlink()
    done = CliRunner().invoke(main, ["law", "diff", str(versions), "L1"])
    assert [one.code for one in done.exception.problems] == ["version-missing"]


def test_a_file_that_is_not_there(versions: Path) -> None:
    done = CliRunner().invoke(main, ["law", "diff", str(versions), "L1", "new.docx"])
    assert [(one.code, one.at.path) for one in done.exception.problems] == [("file-missing", "new.docx")]


def test_versions_in_the_wrong_order(versions: Path) -> None:
    done = CliRunner().invoke(main, ["law", "diff", str(versions), "L1", "--from", "2021-01-01", "--to", "enacted"])
    assert done.exit_code == 2 and "must be older" in done.output


def test_a_text_that_no_finding_knows(versions: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.txt"
    new.write_text(f"1. {NEW}\n\n2. The court may order seizure.\n", encoding="utf-8")
    data = json.loads(run(versions, "L1", new, "--json"))
    assert "do not know this text" in data["effect"] and data["changed"] == []


def test_a_file_as_a_bill_would_leave_the_law(versions: Path, tmp_path: Path) -> None:
    """The bill replaces article 2 in the file of the case; what its citations say is told, and nothing else."""
    new = tmp_path / "new.txt"
    new.write_text(f"1. {NEW}\n\n2. The police may order seizure.\n", encoding="utf-8")
    data = json.loads(run(versions, "L1", new, "--assume", "B1", "--json"))
    assert "with Bill on Things taken as passed" in data["effect"]
    assert {one["element"]: (one["before"], one["after"], one["provisions"]) for one in data["changed"]} == {
        "2.without_right": ("met", "not_met", "Art. 2 (words changed); Bill on Things, Art. 2 (words changed)"),
        "2.possession": ("draft_only", "partly", "Bill on Things, Art. 2a")}
    assert {one["element"] for one in data["again"]} == {"2.take", "2.intent"}  # article 1 is that of the last version
    assert all(one["before"] == one["after"] for one in data["again"])


def test_assume_goes_with_a_file_alone(versions: Path) -> None:
    done = CliRunner().invoke(main, ["law", "diff", str(versions), "L1", "--assume", "B1"])
    assert done.exit_code == 2 and "--assume goes with" in done.output


def test_word_marks_words_by_line_and_turns_arabic(files, tmp_path: Path) -> None:
    run(*files, "-o", tmp_path / "out", "--format", "word")
    report = docx.Document(str(next((tmp_path / "out").glob("*.docx"))))
    body = report.element.body
    struck = [one for one in body.iter(f"{W}r") if one.find(f"{W}rPr/{W}rStyle[@{W}val='LeftOut']") is not None]
    assert struck and all(one.find(f"{W}rPr/{W}rtl") is not None for one in struck)
    wording = next(one for one in report.styles.element if one.get(f"{W}styleId") == "Wording")
    assert wording.find(f"{W}pPr/{W}bidi") is not None
    assert report.styles["LeftOut" if "LeftOut" in [s.name for s in report.styles] else "Words left out"].font.strike
    assert body.find(f"{W}sectPr/{W}pgSz").get(f"{W}orient") == "landscape"
    assert report.tables[-1].rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
    said = "\n".join(one.text for one in report.paragraphs)
    assert "not a finding of compliance" in said


def test_excel_marks_words_by_line_and_turns_arabic(files, tmp_path: Path) -> None:
    run(*files, "-o", tmp_path / "out", "--format", "excel")
    path = next((tmp_path / "out").glob("*.xlsx"))
    sheet = openpyxl.load_workbook(path, rich_text=True)["Comparison"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    cells = [sheet.cell(number, heads["Old text"]) for number in range(2, sheet.max_row + 1)]
    pieces = [piece for cell in cells if not isinstance(cell.value, (str, type(None))) for piece in cell.value]
    assert any(getattr(piece, "font", None) is not None and piece.font.strike for piece in pieces)
    assert all(cell.alignment.readingOrder == 2 for cell in cells)
    assert sheet.freeze_panes == "C2" and sheet.print_title_rows == "$1:$1" and sheet.tables


def test_template_is_the_one_that_is_built(tmp_path: Path) -> None:
    import shutil

    root = Path(__file__).parent.parent / "templates"
    for name in ("country", "comparison"):
        shutil.copytree(root / name, tmp_path / name)
    kept = (tmp_path / "comparison/comparison.docx").read_bytes()
    (tmp_path / "comparison/comparison.docx").unlink()
    subprocess.run([sys.executable, str(tmp_path / "comparison/make_template.py")], check=True)
    assert (tmp_path / "comparison/comparison.docx").read_bytes() == kept
