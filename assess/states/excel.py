"""The comparison of States as an Excel workbook: the twin of the Word report, to be filtered and sorted."""

from __future__ import annotations

from pathlib import Path

from assess.base.output import replace_file
from assess.speak.page import Page as Said
from assess.states.excel_matrix import matrix
from assess.states.excel_spread import SPREADS, draw, spread, tiers
from assess.states.excel_tables import TABLES, Rows
from assess.states.parts import assessed, legends, reported
from assess.states.types import different
from assess.write.excel.book import Book
from assess.write.excel.echo import Echo, in_all_languages
from assess.write.excel.page import Page, Span
from assess.write.excel.table import Table, write_table

#: The order of the sheets; a sheet in which nothing would stand is left out, but for those of `_ALWAYS`.
SHEETS = (
    "cover",
    "matrix",
    "articles",
    "parts",
    "groups",
    "members",
    "duties",
    "years",
    "changes",
    "tiers",
    "dominance",
    "told",
    "provisions",
    "states",
    "details",
    "recipe",
)
_ALWAYS = {"cover", "matrix", "states", "details", "recipe"}


def write(view: Said, out: Path) -> None:
    """Write the workbook to `out`, whole or not at all; raises LexgapError where the file cannot be written."""
    replace_file(out, in_all_languages(view, _filled).workbook.save)


def _filled(view: Said, echo: Echo) -> Book:
    """Return the workbook of a page, with all its sheets filled."""
    rows = Rows(view)
    tables: dict[str, Table] = {key: make(rows) for key, make in TABLES.items()}
    tables |= {key: spread(view, key) for key in SPREADS} | {"tiers": tiers(view)}
    keys = [
        key
        for key in SHEETS
        if key in _ALWAYS or tables[key].rows or (key == "changes" and view.since)
    ]
    book = Book(
        view,
        keys,
        (view.title, view.instrument),
        lambda page: page.labels.compared_office.sheets,
        echo,
    )
    _cover(book, {key: len(table.rows) for key, table in tables.items()})
    matrix(book)
    for key in keys:
        if key in tables:
            sheet = write_table(book, tables[key])
            if not echo.listens:
                draw(book, sheet, key, tables[key])
    _recipe(book)
    _describe(book)
    return book


def _cover(book: Book, counts: dict[str, int]) -> None:
    """Write the cover: what is compared, what was left out, and what the workbook holds."""
    view, said = book.view, book.view.labels.compared_office
    page = Page(book, "cover", (28, 73, 18))
    page.space(12)
    page.line(Span(view.title, "title", 3), high=34)
    page.line(Span(view.instrument, "subtitle", 3), high=20)
    page.space(8)
    page.line(Span(view.disclaimer, "note", 3), high=22)
    page.space(10)
    columns, told = len(assessed(view)), len(reported(view))
    states = different(one.key for one in assessed(view))
    for name, text in (
        (said.assessed_states, states),
        (said.columns_number, columns),
        (said.reported_states, told),
        (said.articles_number, len(view.articles)),
        (said.program, view.program),
    ):
        page.fact(name, str(text), "plain_id")
    page.line(
        Span(said.coverage_lead.format(assessed=states, columns=columns, reported=told), "plain", 3)
    )
    page.heading(said.left_out)
    for text in view.warnings or (said.left_out_none,):
        page.line(Span(f"• {text}" if view.warnings else text, "plain", 3))
    page.heading(said.contents)
    for key, title in book.titles.items():
        if key != "cover":
            number = book.words.rows.format(number=counts[key]) if key in counts else ""
            page.line(
                Span(title, "plain", 1, None, book.place(key, 1)),
                Span(said.about[key]),
                Span(number),
            )


def _recipe(book: Book) -> None:
    """Write the method, the legends and the recipe."""
    view, said = book.view, book.view.labels.compared_office
    page = Page(book, "recipe", (26, 74, 22, 12))
    page.heading(said.method)
    for text in (*view.method, view.duties_note, view.dominance_note):
        if text:
            page.line(Span(text, "plain", 4))
    for heading, lead, marks in zip(
        (said.legend_ratings, said.legend_reported),
        (said.matrix_lead, said.matrix_reported_lead),
        legends(view),
    ):
        page.heading(heading)
        page.line(Span(lead, "plain", 4))
        page.line(Span(said.mark, "header"), Span(said.meaning, "header", 3))
        for mark in marks:
            page.line(Span(mark.letter, "mark", 1, mark), Span(mark.label, "text", 3), high=16)
    page.heading(said.recipe)
    page.line(Span(said.recipe_lead, "plain", 4))
    for name, text in view.recipe:
        page.fact(name, text, "plain_id")
    page.line(Span(view.disclaimer, "note", 4), high=22)


def _describe(book: Book) -> None:
    view, about = book.view, book.workbook.properties
    about.title, about.description = book.line(view.title)[:255], book.line(view.disclaimer)[:255]
    about.subject, about.language = book.line(view.instrument)[:255], view.language
    about.creator = about.lastModifiedBy = view.program
