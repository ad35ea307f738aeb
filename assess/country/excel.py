"""The country report as an Excel workbook: the twin of the Word report, one sheet for each thing that it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assess.base.output import replace_file
from assess.country import View
from assess.country import excel_sheets as sheets
from assess.country.excel_ahead import ahead
from assess.country.excel_front import cover, method
from assess.country.excel_sheets import Places
from assess.country.excel_summary import summary
from assess.write.excel.book import Book
from assess.write.excel.echo import Echo, in_all_languages
from assess.write.excel.table import Table, write_table

#: Sheet → the function that fills it, in the order of the workbook.
TABLES: dict[str, Callable[[View, Places], Table]] = {
    "articles": sheets.articles,
    "elements": sheets.elements,
    "citations": sheets.citations,
    "laws": sheets.laws,
    "provisions": sheets.provisions,
    "recommendations": sheets.recommendations,
    "unanswered": sheets.unanswered,
    "reverse": sheets.reverse,
    "comments": sheets.comments,
    "context": sheets.context,
    "ahead": ahead,
    "drafting": sheets.drafting,
    "criteria": sheets.criteria,
    "sources": sheets.sources,
    "log": sheets.log,
}
#: Sheets that are there only where they have something to say.
_AT_NEED = ("unanswered", "ahead", "log")
#: The order of the sheets.
SHEETS = ("cover", "summary", *TABLES, "method")


def write(view: View, template: Path | None, out: Path) -> None:
    """Write the workbook of `view` to `out`, whole or not at all; `template` is not used.

    Raises LexgapError where the file cannot be written; a file that was there before is then untouched.
    """
    save(workbook(view), out)


def workbook(view: View) -> Book:
    """Return the workbook of `view`, with all its sheets filled, in all its languages."""
    return in_all_languages(view, _filled)


def _filled(view: View, echo: Echo) -> Book:
    keys = [key for key in SHEETS if key not in _AT_NEED or getattr(view, key)]
    book = Book(view, keys, echo=echo)
    places = Places(book)
    tables = {key: make(view, places) for key, make in TABLES.items() if key in book.titles}
    cover(book, {key: len(table.rows) for key, table in tables.items()})
    summary(book, places)
    for table in tables.values():
        write_table(book, table)
    method(book)
    _describe(book)
    return book


def _describe(book: Book) -> None:
    """Fill in the properties of the document."""
    view, about = book.view, book.workbook.properties
    reading = book.words.reading.format(day=view.as_of)
    about.title = book.line(view.title)
    about.subject = book.line(
        book.words.title.format(country=view.country, instrument=view.instrument.title)
    )
    about.creator = book.line(view.assessed_by) or view.program
    about.lastModifiedBy = view.program
    about.description = book.line(f"{reading}. {view.disclaimer}")
    about.keywords = book.line(
        "; ".join((view.country, view.instrument.short, view.as_of_iso, *view.assume))
    )
    about.category = book.line(view.stage)
    about.language = view.language
    about.identifier = view.digest


def save(book: Book, out: Path) -> None:
    """Save a workbook beside `out` and move it there. Raises LexgapError where that cannot be done."""
    replace_file(out, book.workbook.save)
