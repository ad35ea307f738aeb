"""The command `law diff`: what it compares, what it tells of the ratings, what its reports hold."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner
from conftest import edit

from assess.base import paths
from assess.base.problems import LexgapError
from assess.cli import main

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
ARABIC = (
    "المادة 1\nلا يجوز لأي شخص دخول نظام معلوماتي دون إذن.\n",
    "المادة 1\nيجوز لأي شخص دخول نظام معلوماتي.\n",
)


def run(*words: object) -> str:
    done = CliRunner().invoke(main, ["law", "diff", *map(str, words)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture
def versions(folder: Path) -> Path:
    (folder / "texts").mkdir(exist_ok=True)
    second = "The court may order seizure."
    (folder / "texts/L1.en.yaml").write_text(TEXT.format(version="", one=OLD, two=second))
    (folder / "texts/L1.en.2020-01-01.yaml").write_text(
        TEXT.format(version="as_of: 2020-01-01\n", one=NEW, two=second)
    )
    return folder


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    pair = tmp_path / "old.txt", tmp_path / "new.txt"
    for path, text in zip(pair, ARABIC):
        path.write_text(text, encoding="utf-8")
    return pair


def test_two_versions_in_a_case(versions: Path) -> None:
    said = run(versions, "L1")
    assert (
        "[-without right-]" in said
        and "Look first at negations and exceptions that changed: 1." in said
    )
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
    assert [
        one["old"] for one in json.loads(run(versions, "L1", "--json", "--only-changed"))["units"]
    ] == ["1"]


def test_two_files_have_no_effect_to_tell(files) -> None:
    said = run(*files)
    assert "No effect can be told, since no case was given." in said
    # nobody said what it is
    assert "\nOld text: file old.txt; sha256 " in said and "official text" not in said
    assert "[-لا-]" in said.replace("[-لا يجوز-]", "[-لا-]")
    assert "Negation or exception left out" in said


def edited(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def refused(*words: object) -> list[str]:
    done = CliRunner().invoke(main, ["law", "diff", *map(str, words)])
    assert isinstance(done.exception, LexgapError), done.output
    return [one.code for one in done.exception.problems]


def usage(*words: object) -> str:
    done = CliRunner().invoke(main, ["law", "diff", *map(str, words)])
    assert done.exit_code == 2
    return done.output


def test_a_wrong_quotation_keeps_no_texts_from_being_compared(versions: Path) -> None:
    edited(
        versions / "findings/01.yaml",
        '{provision: "L1:1", grade: met,',
        '{provision: "L1:1", grade: met, quote: words that stand nowhere,',
    )
    said = run(versions, "L1")
    assert "[-without right-]" in said and "To look at again" not in said
    assert (
        "No effect can be told as long as the case has errors (1;" in said
        and "[quote-not-found]" in said
    )
    data = json.loads(run(versions, "L1", "--json"))
    assert data["again"] == data["changed"] == data["articles"] == []
    assert data["units"][0]["elements"]  # a wrong quotation takes no citation away


def test_findings_that_could_not_be_read_are_not_told_of(versions: Path) -> None:
    edited(versions / "findings/01.yaml", '"L1:1", grade: met', '"L1:1", grade: perhaps')
    data = json.loads(run(versions, "L1", "--json"))
    assert "No effect can be told as long as the case has errors" in data["effect"]
    assert {one["elements"] for one in data["units"]} == {""} and data["units"][0][
        "change"
    ] == "changed"


def test_errors_of_the_compared_texts_stop_the_comparison(versions: Path) -> None:
    edited(
        versions / "texts/L1.en.2020-01-01.yaml", 'id: "2", kind: article', 'id: "2", kind: artikel'
    )
    assert refused(versions, "L1") == ["unknown-value"]


def test_a_law_that_could_not_be_read_is_not_called_unknown(versions: Path) -> None:
    edited(versions / "laws/L1.yaml", "in_force: 2010-05-01", "in_force: some day")
    assert refused(versions, "L1")[0] == "bad-value"


def test_texts_in_two_languages_are_not_compared(files, versions: Path, tmp_path: Path) -> None:
    english = tmp_path / "english.txt"
    english.write_text(
        f"1. {OLD} {NEW} In this Act the word of the court is that of any person.\n",
        encoding="utf-8",
    )
    assert refused(english, files[1]) == refused(versions, "L1", files[1]) == ["text-languages"]


def test_a_file_is_compared_with_the_text_in_its_own_language(files, versions: Path) -> None:
    (versions / "texts/L1.ar.yaml").write_text(
        "law: L1\nlanguage: ar\nstanding: official\nunits:\n"
        '- {id: "1", kind: article, number: "المادة 1", wording: "لا يجوز لأي شخص دخول نظام معلوماتي دون إذن."}\n',
        encoding="utf-8",
    )
    data = json.loads(run(versions, "L1", files[1], "--json"))
    assert data["recipe"]["Language of the texts"] == "Arabic"
    assert [(one["old"], one["new"], one["change"]) for one in data["units"]] == [
        ("1", "1", "changed")
    ]


def test_another_law_of_the_case_is_no_bill(versions: Path) -> None:
    head = (versions / "laws/L1.yaml").read_text().partition("provisions:")[0]
    (versions / "laws/L2.yaml").write_text(
        head.replace("id: L1", "id: L2").replace("Act 1/2010", "Act 2/2020")
    )
    (versions / "texts/L2.en.yaml").write_text(
        TEXT.format(version="", one=NEW, two="The court may order seizure.").replace(
            "law: L1", "law: L2"
        )
    )
    said = run(versions, "L1", "L2")
    assert "New text: Act 2/2020, as enacted" in said and "not in force" not in said
    assert "No effect can be told, since L2 is no bill of the case." in said
    assert "--assume goes with" in usage(versions, "L1", "L2", "--assume", "L2")


def test_assume_wants_a_bill(versions: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.txt"
    new.write_text(f"1. {NEW}\n\n2. The court may order seizure.\n", encoding="utf-8")
    assert refused(versions, "L1", new, "--assume", "L1") == ["unknown-bill"]


def test_what_cannot_be_meant(versions: Path, files) -> None:
    assert "named twice" in usage(versions, "L1", "L1")
    assert "go with a CASE" in usage(*files, "--from", "2020-01-01")
    assert "A file goes with another file" in usage(versions, files[0])
    assert "A file goes with another file" in usage(files[0], versions)
    assert "give --from alone" in usage(versions, "L1", files[0], "--to", "2020-01-01")


def test_what_comes_beside_a_better_provision_is_told(versions: Path, tmp_path: Path) -> None:
    """Article 2 of the bill has no word on right; article 2 of the law, which has, stays: no grade shows it."""
    edited(versions / "laws/B1.yaml", '  replaces: ["2"]\n', "")
    new = tmp_path / "new.txt"
    new.write_text(f"1. {NEW}\n\n2. The court may order seizure.\n", encoding="utf-8")
    data = json.loads(run(versions, "L1", new, "--assume", "B1", "--json"))
    told = "without right (2.without_right): Bill on Things, Art. 2 is not met, where the law without it is met."
    assert data["worse"] == [f"{told} No lack of right."]
    assert "2.without_right" not in {one["element"] for one in data["changed"]}
    assert (
        "older and better provision, so that no grade shows it:\n  without right (2.without_right): Bill"
        in run(versions, "L1", new, "--assume", "B1")
    )


def test_what_a_grade_shows_is_not_told_twice(versions: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.txt"
    new.write_text(f"1. {NEW}\n\n2. The court may order seizure.\n", encoding="utf-8")
    data = json.loads(run(versions, "L1", new, "--assume", "B1", "--json"))
    assert data["worse"] == [] and "2.without_right" in {one["element"] for one in data["changed"]}


def test_what_is_to_be_looked_at_again_stands_by_provision() -> None:
    said = run("tilmara", "TM-2018-14")
    again = said.partition("To look at again.")[2]
    assert again.count("s. 6(1) (2018); s. 6(1) (each wording has a citation of its own):") == 1
    block = again.partition("s. 6(1) (2018); s. 6(1) (each")[2].partition("\n  s.")[0]
    data = json.loads(run("tilmara", "TM-2018-14", "--json"))
    listed = " ".join(again.split())
    # by name, the id beside it
    assert all(f"{one['name']} ({one['element']}): " in listed for one in data["again"])
    assert "(4.1.offence): met; " in " ".join(block.split()) and "8.loss" not in block


def test_a_negation_is_told_once(tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("1. The officer may search the house.\n")
    new.write_text(
        "1. The officer may not search the house. Not at night, not on a feast, and never alone.\n"
    )
    assert "    ! Negation or exception put in: “not”, “never”\n" in run(old, new)


def test_texts_without_words_are_not_called_the_same(versions: Path) -> None:
    for name in ("L1.en", "L1.en.2020-01-01"):
        path = versions / f"texts/{name}.yaml"
        path.write_text(path.read_text().partition("units:")[0] + "units: []\n")
    said = run(versions, "L1")
    assert (
        "! Nothing can be compared, since a text holds no words: as enacted, version of 1 January 2020."
        in said
    )
    assert "are the same" not in said and "\n0 (units)\n" in said


def test_a_version_of_a_year_holds_on_its_last_day(versions: Path) -> None:
    edited(versions / "texts/L1.en.2020-01-01.yaml", "as_of: 2020-01-01", "as_of: 2020")
    assert "on 31 December 2019 and on 31 December 2020" in run(versions, "L1")
    third = (
        (versions / "texts/L1.en.2020-01-01.yaml")
        .read_text()
        .replace("as_of: 2020", "as_of: 2020-06-01")
    )
    (versions / "texts/L1.en.2020-06-01.yaml").write_text(third)
    assert "the day on which one of the versions begins is not on record" in run(
        versions, "L1", "--from", "enacted", "--to", "2020-03-01"
    )


def test_a_bill_of_instructions_is_refused(versions: Path, tmp_path: Path) -> None:
    bill = tmp_path / "bill.txt"
    bill.write_text(
        "1. Title\n\nThis is the Amending Act.\n\n2. Section 1\n\nSection 1 is replaced by: x\n\n"
        "3. Section 2\n\nIn section 2 the word may is struck out.\n",
        encoding="utf-8",
    )
    done = CliRunner().invoke(main, ["law", "diff", str(versions), "L1", str(bill)])
    assert isinstance(done.exception, LexgapError)
    assert [one.code for one in done.exception.problems] == ["text-not-consolidated"]


def test_a_version_that_is_not_there(versions: Path) -> None:
    (versions / "texts/L1.en.2020-01-01.yaml").unlink()
    done = CliRunner().invoke(main, ["law", "diff", str(versions), "L1"])
    assert [one.code for one in done.exception.problems] == ["version-missing"]


def test_a_file_that_is_not_there(versions: Path) -> None:
    done = CliRunner().invoke(main, ["law", "diff", str(versions), "L1", "new.docx"])
    assert [(one.code, one.at.path) for one in done.exception.problems] == [
        ("file-missing", "new.docx")
    ]


def test_versions_in_the_wrong_order(versions: Path) -> None:
    done = CliRunner().invoke(
        main, ["law", "diff", str(versions), "L1", "--from", "2021-01-01", "--to", "enacted"]
    )
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
    assert {
        one["element"]: (one["before"], one["after"], one["provisions"]) for one in data["changed"]
    } == {
        "2.without_right": (
            "met",
            "not_met",
            "s. 2 (words changed); Bill on Things, Art. 2 (words changed)",
        ),
        "2.possession": ("draft_only", "partly", "Bill on Things, Art. 2a"),
    }
    # article 1 is that of the last version
    assert {one["element"] for one in data["again"]} == {"2.take", "2.intent"}
    assert all(one["before"] == one["after"] for one in data["again"])


def test_an_offence_that_moves_takes_what_belongs_to_it_along(
    versions: Path, tmp_path: Path
) -> None:
    """The intent is that of section 2; where the bill alone meets the offence in full, it is met by another one."""
    edit(
        versions,
        "findings/01.yaml",
        (
            '{provision: "L1:2", grade: met, sources: [GAZ], confidence: high, note: "Taking & <all> \\"that\\"\\nis '
            'said."}',
            '{provision: "L1:2", grade: partly, missing: By hand alone., reason: conduct, sources: [GAZ], '
            "confidence: high}",
        ),
        (
            '  - {provision: "B1:2", grade: met, sources: [GAZ], confidence: high}\n- element: 2.without_right',
            '  - {provision: "B1:2a", grade: met, sources: [GAZ], confidence: high}\n- element: 2.without_right',
        ),
        (
            '  - {provision: "B1:2", grade: met, sources: [GAZ], confidence: high}\n- element: 2.possession',
            "- element: 2.possession",
        ),
    )
    edit(versions, "laws/B1.yaml", ('replaces: ["2"]', "replaces: []"))
    new = tmp_path / "new.txt"
    new.write_text(f"1. {NEW}\n\n2. The court may order seizure.\n", encoding="utf-8")
    data = json.loads(run(versions, "L1", new, "--assume", "B1", "--json"))
    moved = {
        one["element"]: (one["before"], one["after"], one["provisions"]) for one in data["changed"]
    }
    assert moved["2.take"][:2] == ("partly", "met")
    assert moved["2.intent"][:2] == ("met", "partly") and "Bill on Things" in moved["2.intent"][2]
    assert data["others"] == ""


def test_assume_goes_with_a_file_alone(versions: Path) -> None:
    done = CliRunner().invoke(main, ["law", "diff", str(versions), "L1", "--assume", "B1"])
    assert done.exit_code == 2 and "--assume goes with" in done.output


def test_word_marks_words_by_line_and_turns_arabic(files, tmp_path: Path) -> None:
    run(*files, "-o", tmp_path / "out", "--format", "word")
    report = docx.Document(str(next((tmp_path / "out").glob("*.docx"))))
    body = report.element.body
    struck = [
        one
        for one in body.iter(f"{W}r")
        if one.find(f"{W}rPr/{W}rStyle[@{W}val='LeftOut']") is not None
    ]
    assert struck and all(one.find(f"{W}rPr/{W}rtl") is not None for one in struck)
    wording = next(one for one in report.styles.element if one.get(f"{W}styleId") == "Wording")
    assert wording.find(f"{W}pPr/{W}bidi") is not None
    assert report.styles[
        "LeftOut" if "LeftOut" in [s.name for s in report.styles] else "Words left out"
    ].font.strike
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
    pieces = [
        piece
        for cell in cells
        if not isinstance(cell.value, (str, type(None)))
        for piece in cell.value
    ]
    assert any(getattr(piece, "font", None) is not None and piece.font.strike for piece in pieces)
    assert all(cell.alignment.readingOrder == 2 for cell in cells)
    assert not any(getattr(piece, "font", None) is not None and piece.font.b for piece in pieces)
    assert sheet.freeze_panes == "C2" and sheet.print_title_rows == "$1:$1" and sheet.tables
    assert sheet.oddHeader.left.text == "Two texts compared: old.txt and new.txt"
    assert sheet.oddHeader.right.text == "file old.txt → file new.txt"


def test_reports_of_a_case_hold_the_effect_by_provision(versions: Path, tmp_path: Path) -> None:
    run(versions, "L1", "-o", tmp_path / "out")
    book = openpyxl.load_workbook(next((tmp_path / "out").glob("*.xlsx")))
    assert book.sheetnames == ["About", "Comparison", "Effect"]
    heads = [cell.value for cell in book["Comparison"][1]]
    rested = [row[heads.index("Elements that rest on it")] for row in book["Comparison"].values]
    assert rested[1:] == ["thing (1.a.thing)", None]  # the second unit did not change
    report = docx.Document(str(next((tmp_path / "out").glob("*.docx"))))
    tables = {table.cell(0, 0).text: table for table in report.tables}
    again = tables["Provisions whose words changed"]
    assert [cell.text for cell in again.rows[1].cells][0] == "s. 1"
    assert again.cell(1, 1).text.startswith("thing (1.a.thing): met  ")
    assert [cell.text for cell in tables["Units"].rows[0].cells] == ["Units", "Change"]
    lead = next(one for one in report.paragraphs if one.text.startswith("Ratings of"))
    assert lead.style.paragraph_format.keep_with_next


def test_template_is_the_one_that_is_built(tmp_path: Path) -> None:
    import shutil

    root = Path(__file__).parent.parent / "templates"
    for name in ("country", "comparison"):
        shutil.copytree(root / name, tmp_path / name)
    kept = (tmp_path / "comparison/comparison.docx").read_bytes()
    (tmp_path / "comparison/comparison.docx").unlink()
    subprocess.run([sys.executable, str(tmp_path / "comparison/make_template.py")], check=True)
    assert (tmp_path / "comparison/comparison.docx").read_bytes() == kept


def test_texts_and_title_are_in_the_language_spoken_where_the_case_has_them(tmp_path: Path) -> None:
    said = run("tilmara", "TM-2018-14", "--lang", "ar")
    assert "قانون الجرائم الإلكترونية لسنة 2018" in said and "cybercrime-act-2018.ar.html" in said
    assert "\nالديباجة: " in said and "preamble" not in said
    root = tmp_path / "tilmara"
    shutil.copytree(paths.sample("tilmara"), root)
    (
        root / "texts" / "TM-2018-14.ar.2023-07-01.yaml"
    ).unlink()  # so that Arabic has not the same versions
    assert "cybercrime-act-2018.en.md" in run(root, "TM-2018-14", "--lang", "ar")
