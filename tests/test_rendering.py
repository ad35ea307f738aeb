"""Reports as people see them: laid out by LibreOffice, nothing lost on the way, contents on the right pages."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from assess.country import build_view
from assess.rating.force import Reading
from assess.reports import write_report

TODAY = date(2026, 12, 2)
pytestmark = pytest.mark.needs("soffice", "pdftotext")


def office(source: Path, form: str, folder: Path) -> Path:
    """Convert a file with LibreOffice, with a profile of its own, and return the result."""
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={profile}",
            "--convert-to",
            form,
            "--outdir",
            str(folder),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return folder / f"{source.stem}.{form}"


def text_of(pdf: Path, *options: str) -> list[str]:
    """Return the text of each page."""
    done = subprocess.run(
        ["pdftotext", *options, str(pdf), "-"], check=True, capture_output=True, text=True
    )
    return done.stdout.split("\f")[:-1]


def squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text)


@pytest.fixture(scope="module")
def word(printed) -> tuple[Path, Path]:
    """The Word report of a reading and its PDF."""
    return printed["en"]


def cells_off_the_pages(report: Path, pdf: Path) -> tuple[int, list[str]]:
    """Return how many paragraphs of tables a report has, and how those begin that stand on no page."""
    whole = squeezed("".join(text_of(pdf, "-raw")))
    wanted: Counter = Counter()
    for table in docx.Document(report).tables:
        for paragraph in table._tbl.iter(qn("w:p")):
            text = squeezed("".join(piece.text or "" for piece in paragraph.iter(qn("w:t"))))
            if len(text) >= 16:
                wanted[text[:16]] += 1
    lost = [start for start, number in wanted.items() if whole.count(start) < number]
    return sum(wanted.values()), lost


def test_every_cell_of_the_word_report_is_on_a_page(word) -> None:
    number, lost = cells_off_the_pages(*word)
    assert number > 2000 and lost == []


@pytest.mark.essential
def test_every_cell_of_a_small_word_report_is_on_a_page(small, tmp_path: Path) -> None:
    view = build_view(small, Reading(date(2016, 1, 1)), "en", TODAY)
    report = write_report(view, "word", tmp_path)
    number, lost = cells_off_the_pages(report, office(report, "pdf", tmp_path))
    assert number > 50 and lost == []


def test_contents_lead_to_the_right_pages(word) -> None:
    pages = text_of(word[1], "-layout")
    entries = re.findall(r"^\s*(\S.*?)\s*\.{3,}\s*(\d+)\s*$", "\n".join(pages[1:4]), re.MULTILINE)
    assert len(entries) >= 50
    for title, page in entries:
        assert squeezed(title)[:40] in squeezed(pages[int(page) - 1]), (
            f"{title} is not on page {page}"
        )


def test_no_page_is_empty(word) -> None:
    pages = text_of(word[1], "-layout")
    head = [line for line in pages[3].splitlines() if line.strip()][0]
    bare = [
        number
        for number, page in enumerate(pages, start=1)
        if len(squeezed(page.replace(head, ""))) < 120
    ]
    assert bare == []


def same(before: object, after: object) -> bool:
    """Whether a cell has the value that it had; of a fraction, 15 digits, as many as a spreadsheet keeps."""
    if isinstance(before, float) and isinstance(after, float):
        return f"{before:.14g}" == f"{after:.14g}"
    return str(before or "") == str(after or "")


def test_workbook_survives_libreoffice(jordan, tmp_path: Path) -> None:
    source = write_report(
        build_view(jordan, Reading(date(2016, 1, 1)), "en", TODAY), "excel", tmp_path / "in"
    )
    saved = office(source, "xlsx", tmp_path)
    before, after = openpyxl.load_workbook(source), openpyxl.load_workbook(saved)
    assert before.sheetnames == after.sheetnames
    for sheet in before:
        other = after[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                there = other[cell.coordinate].value
                assert same(cell.value, there), f"{sheet.title}!{cell.coordinate}"
        assert len(other._charts) == len(sheet._charts)
        assert other.freeze_panes == sheet.freeze_panes
