"""The comparison of two texts as a workbook: one table to filter, what it rests on, what it does to the ratings."""

from __future__ import annotations

from copy import copy
from operator import attrgetter
from pathlib import Path

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from assess.base.output import replace_file
from assess.speak.page import Page as Said
from assess.write.excel.book import A3, Book
from assess.write.excel.echo import Echo, in_all_languages
from assess.write.excel.page import Page, Span
from assess.write.excel.table import Column, Table, Value, write_table

_SIDES = {"old": ("same", "typing", "deleted"), "new": ("same", "typing", "inserted")}
_INK = {"deleted": "FF9B2335", "inserted": "FF12513A"}
_MOST = (
    30_000  # characters of a cell whose words are marked; a longer text is cut as in any workbook
)


def write(view: Said, out: Path) -> None:
    """Write the workbook to `out`, whole or not at all; raises LexgapError where the file cannot be written."""
    replace_file(out, in_all_languages(view, _filled).workbook.save)


def _filled(view: Said, echo: Echo) -> Book:
    book = Book(view, ("about", "comparison", "effect"), (view.title, _both(view)), echo=echo)
    _front(book, view)
    sheet = write_table(book, _comparison(view))
    if not echo.listens:
        _marked(sheet, book, view)
    if view.changed or view.again:
        write_table(book, _effects(view))
    about = book.workbook.properties
    about.title, about.description = book.line(view.title), book.line(view.disclaimer)
    about.creator = about.lastModifiedBy = view.program
    return book


def _both(view: Said) -> str:
    return view.labels.from_to.format(old=view.old_name, new=view.new_name)


def _front(book: Book, view: Said) -> None:
    """Write what is compared, from which files, and what changed in numbers."""
    said = view.labels.comparison
    page = Page(book, "about", (28, 78, 13))
    page.line(Span(view.title, "title", 3), high=34)
    page.line(Span(_both(view), "subtitle", 3), high=20)
    page.line(Span(view.disclaimer, "note", 3), high=22)
    for name, text in view.recipe:
        page.fact(name, text, "plain_id")
    for text in (*view.warnings, said.legend, view.left_out):
        if text:
            page.line(Span(text, "plain", 3))
    page.heading(said.summary)
    for label, number in view.counts:
        page.line(Span(label, "name"), Span(number, "plain_id", 2))
    page.heading(said.effect)
    page.line(Span(view.effect_lead, "plain", 3))
    for number, heading, old, new in view.articles:
        page.line(
            Span(
                said.article_line.format(
                    number=number, heading=heading, old=old.label, new=new.label
                ),
                "plain",
                3,
            )
        )
    for text in (*((said.worse, *view.worse) if view.worse else ()), view.others):
        if text:
            page.line(Span(text, "plain", 3))


def _comparison(view: Said) -> Table:
    columns = (
        Column("old_id", "id", 12),
        Column("new_id", "id", 12),
        Column("kind", "short", 16),
        Column("old", "text", 62),
        Column("new", "text", 62),
        Column("what", "text", 36),
        Column("elements", "text", 27),
    )
    rows = [
        (
            one.old_name,
            one.new_name,
            Value(one.kind, kind="strong" if one.negated else ""),
            _side(one.runs, "old"),
            _side(one.runs, "new"),
            "\n".join(one.notes),
            one.elements if one.altered else "",
        )
        for one in view.rows
    ]
    return _table(
        "comparison", columns, rows, view, frozen=2, paper=A3, empty=view.labels.comparison.nothing
    )


def _effects(view: Said) -> Table:
    columns = (
        Column("name", "text", 26),
        Column("element", "id", 18),
        Column("asks", "text", 50),
        Column("grade_old", "short", 16),
        Column("grade_new", "short", 16),
        Column("provisions", "text", 50),
        Column("told", "short", 18),
        Column("why", "text", 44),
    )
    said = view.labels.comparison
    listed = [
        *((one, said.told_changed) for one in view.changed),
        *((one, said.told_again) for group in view.again_groups for one in group.elements),
    ]
    return _table("effect", columns, [_effect(one, told) for one, told in listed], view)


def _table(key: str, columns: tuple[Column, ...], rows: list, view: Said, **look) -> Table:
    """Return a table whose headers are the words of the comparison."""
    return Table(
        key,
        columns,
        rows,
        headers={one.key: view.labels.comparison[one.key] for one in columns},
        **look,
    )


def _effect(one: Said, told: str) -> tuple:
    return (
        one.name,
        one.element,
        one.asks,
        Value(one.old.label, one.old),
        Value(one.new.label, one.new),
        one.provisions,
        told,
        one.why,
    )


def _side(runs: tuple[Said, ...], side: str) -> str:
    return "".join(
        one.old if side == "old" else one.new for one in runs if one.mark in _SIDES[side]
    ).strip()


def _marked(sheet: Worksheet, book: Book, view: Said) -> None:
    """Strike through what went and underline what came; words of the law run in the direction of their language."""
    at = {cell.value: cell.column for cell in sheet[1]}
    names = {side: book.label(attrgetter(f"labels.comparison.{side}")) for side in _SIDES}
    for number, row in enumerate(view.rows, start=2):
        for side in _SIDES:
            column = at.get(names[side])
            if column is None:  # nothing stands in it
                continue
            cell = sheet.cell(number, column)
            if any(run.mark in _INK for run in row.runs) and len(_side(row.runs, side)) < _MOST:
                cell.value = _rich(row.runs, side, book) or None
            align = copy(cell.alignment)
            cell.alignment = Alignment(
                horizontal="right" if view.text_rtl else "left",
                vertical=align.vertical,
                wrap_text=True,
                readingOrder=2 if view.text_rtl else 1,
            )


def _rich(runs: tuple[Said, ...], side: str, book: Book) -> CellRichText:
    """Return the words of one side, marked by line and by colour."""
    shown = [
        (one.mark, book.clean(str(one.old if side == "old" else one.new)))
        for one in runs
        if one.mark in _SIDES[side]
    ]
    return CellRichText(*(TextBlock(_font(mark, book), text) for mark, text in shown if text))


def _font(mark: str, book: Book) -> InlineFont:
    """Return how words look; none are bold, since the height of a row is reckoned without."""
    return InlineFont(
        rFont=book.styles.font,
        sz=9,
        color=_INK.get(mark, "FF22303A"),
        strike=mark == "deleted" or None,
        u="single" if mark == "inserted" else None,
    )
