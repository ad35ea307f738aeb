"""Suggested provisions as an Excel sheet, with a column for the lawyer to say which were of use."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from assess.country.excel import save
from assess.load.labels import Labels
from assess.write.excel.book import Book
from assess.write.excel.table import Column, Table, write_table

COLUMNS = (
    Column("used", "short", 9),
    Column("name", "text", 20),
    Column("element", "id", 12),
    Column("asks", "text", 30),
    Column("book", "line", 12),
    Column("law", "line", 24),
    Column("provision", "id", 12),
    Column("heading", "text", 24),
    Column("score", "short", 8),
    Column("words", "text", 30),
    Column("missed", "text", 18),
    Column("defined_in", "id", 12),
    Column("excerpt", "text", 50),
)


class Row(NamedTuple):
    """One suggestion as the sheet shows it, in the order of COLUMNS, without the first, which the lawyer fills in."""

    name: str  # of an element, in short
    asked: str
    asks: str
    book: str
    law: str
    provision: str
    heading: str
    score: str
    words: str
    missed: str
    definition: str
    excerpt: str


class _Frame(NamedTuple):
    """What a workbook asks of a view, where there is no report behind it."""

    labels: Labels
    rtl: bool
    disclaimer: str


def write_suggestions(
    rows: Sequence[Row], out: Path, labels: Labels, about: str, instrument: str, day: str
) -> None:
    """Write the sheet to `out`, whole or not at all; `about` names the country or the books, `day` is printed.

    Raises LexgapError where the file cannot be written.
    """
    frame = _Frame(labels, labels.direction == "rtl", labels.suggest.disclaimer)
    book = Book(frame, ["suggestions"], (f"{about} – {instrument}", day))
    table = Table(
        "suggestions", COLUMNS, [("", *row) for row in rows], frozen=2, empty=labels.suggest.none
    )
    sheet = write_table(book, table)
    if rows:
        _choices(sheet, len(rows), labels)
    save(book, out)


def _choices(sheet: Worksheet, number: int, labels: Labels) -> None:
    """Let the first column take yes or no."""
    listed = ",".join((labels.excel.yes, labels.excel.no))
    rule = DataValidation(
        "list",
        formula1=f'"{listed}"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=labels.workbook.choose,
        error=labels.workbook.choose_text,
    )
    rule.add(f"A2:A{number + 1}")
    sheet.add_data_validation(rule)
