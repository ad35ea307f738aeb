"""Suggested provisions as an Excel sheet, with a column for the lawyer to say which were of use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assess.speak.speakers import Speakers
from assess.speak.values import Label, Value, semicolons, spaced
from assess.speak.words import Words
from assess.table import Table, columns_of
from assess.write.excel.book import Book
from assess.write.excel.choices import offer
from assess.write.excel.sheet import write_sheet

_column = columns_of("excel.columns")


@dataclass(frozen=True)
class Row:
    """One suggestion as the sheet shows it."""

    name: Value  # of an element, in short
    element: str  # what was asked for
    asks: Value
    book: str
    law: Value
    provision: str
    heading: str
    score: float
    words: tuple[str, ...]
    missed: tuple[str, ...]
    defined_in: str
    excerpt: str


COLUMNS = (
    _column("used", "term", 9, lambda row: None),  # the lawyer fills it in
    _column("name", "text", 20),
    _column("element", "id", 12),
    _column("asks", "text", 30),
    _column("book", "line", 12),
    _column("law", "line", 24),
    _column("provision", "number", 12),
    _column("heading", "text", 24),
    _column("score", "decimal", 8),
    _column("words", "text", 30, lambda row: semicolons(row.words)),
    _column("missed", "text", 18, lambda row: semicolons(row.missed)),
    _column("defined_in", "number", 12),
    _column("excerpt", "verbatim", 50),
)


def write_suggestions(
    rows: Sequence[Row], out: Path, words: Words, about: Value, instrument: Value, day: Value
) -> None:
    """Write the sheet to `out`, whole or not at all; `about` names the country or the books, `day` is printed.

    Raises LexgapError where the file cannot be written.
    """
    title = Label("excel.sheets", "suggestions")
    ends = spaced(about, "–", instrument), day
    disclaimer = Label("suggest", "disclaimer")
    book = Book(Speakers([words]), {"suggestions": title}, ends, disclaimer)
    empty = Label("suggest", "none")
    sheet = write_sheet(book, Table("suggestions", title, COLUMNS, rows, frozen=2, empty=empty))
    if rows:
        choices = words.labels.excel.yes, words.labels.excel.no
        labels = words.labels.workbook
        offer(sheet, "A", len(rows), choices, labels.choose, labels.choose_text)
    book.save(out)
