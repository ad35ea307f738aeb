"""The comparison of two texts as a workbook: one table to filter, what it rests on, what it does to the ratings."""

from __future__ import annotations

from copy import copy
from operator import attrgetter
from pathlib import Path
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Color
from openpyxl.worksheet.worksheet import Worksheet

from assess.base.text import steady
from assess.law.diff.view import ComparisonView, EffectRow, RowBlock, RunLine
from assess.speak.page import Page as Said
from assess.speak.page import value_of
from assess.speak.speakers import speakers_of
from assess.speak.values import Label, Value, blank, lines, phrase
from assess.table import Table, columns_of, sayable
from assess.write.excel.book import Book, apart
from assess.write.excel.page import Page, Span
from assess.write.excel.sheet import position, write_sheet

_SIDES = {"old": ("same", "typing", "deleted"), "new": ("same", "typing", "inserted")}
_INK = {"deleted": "FF9B2335", "inserted": "FF12513A"}
#: Characters of a cell whose words are marked; a longer text is cut as in any workbook.
_MOST = 30_000
_SHEETS = ("about", "comparison", "effect")
_column = columns_of("comparison")


def write(page: Said, out: Path) -> None:
    """Write the workbook to `out`, whole or not at all; raises LexgapError where the file cannot be written."""
    view: ComparisonView = value_of(page)
    titles: dict[str, Value] = {key: Label("excel.sheets", key) for key in _SHEETS}
    book = Book(speakers_of(page), titles, (view.title, _both(view)), view.disclaimer)
    _front(book, view)
    table = _comparison(view)
    _marked(write_sheet(book, table), table, book, view)
    if view.changed or view.again:
        write_sheet(book, _effects(view))
    book.describe(
        title=view.title,
        description=view.disclaimer,
        creator=view.program,
        lastModifiedBy=view.program,
    )
    book.save(out)


def _both(view: ComparisonView) -> Value:
    return phrase("from_to", old=view.old_name, new=view.new_name)


def _label(key: str) -> Label:
    return Label("comparison", key)


def _front(book: Book, view: ComparisonView) -> None:
    """Write what is compared, from which files, and what changed in numbers."""
    page = Page(book, "about", (28, 78, 13))
    page.line(Span(view.title, "title", 3), high=34)
    page.line(Span(_both(view), "subtitle", 3), high=20)
    page.line(Span(view.disclaimer, "note", 3), high=22)
    for name, fact in view.recipe:
        page.fact(name, fact, "plain_id")
    texts: list[Value] = [*view.warnings, _label("legend"), view.left_out]
    for text in texts:
        if not blank(text):
            page.line(Span(text, "plain", 3))
    page.heading(_label("summary"))
    for label, units in view.counts:
        page.line(Span(label, "name"), Span(units, "plain_id", 2))
    page.heading(_label("effect"))
    page.line(Span(view.effect_lead, "plain", 3))
    for number, heading, old, new in view.articles:
        change = phrase(
            "comparison.article_line",
            number=number,
            heading=heading,
            old=sayable(old),
            new=sayable(new),
        )
        page.line(Span(change, "plain", 3))
    if view.worse:
        page.line(Span(_label("worse"), "plain", 3))
    for text in (*view.worse, view.others):
        if not blank(text):
            page.line(Span(text, "plain", 3))


def _comparison(view: ComparisonView) -> Table:
    """Return a row a unit that one of the texts has."""

    def side(key: str) -> Any:
        return lambda row: _side(row.runs, key)

    columns = (
        _column("old_id", "id", 12, attrgetter("old_name")),
        _column("new_id", "id", 12, attrgetter("new_name")),
        _column("kind", "term", 16, stressed=lambda row: row.negated),
        _column("old", "verbatim", 62, side("old")),
        _column("new", "verbatim", 62, side("new")),
        _column("what", "text", 36, lambda row: lines(row.notes)),
        _column("elements", "text", 27, lambda row: row.elements if row.altered else None),
    )
    return Table(
        "comparison",
        Label("excel.sheets", "comparison"),
        columns,
        view.rows,
        frozen=2,
        wide=True,
        empty=_label("nothing"),
    )


def _effects(view: ComparisonView) -> Table:
    """Return a row an element whose grade changes or is to be looked at again."""
    rows: list[tuple[EffectRow, Value]] = [(row, _label("told_changed")) for row in view.changed]
    for group in view.again_groups:
        rows += [(row, _label("told_again")) for row in group.elements]

    def of(key: str) -> Any:
        return lambda row: getattr(row[0], key)

    columns = (
        _column("name", "text", 26, of("name")),
        _column("element", "id", 18, of("element")),
        _column("asks", "text", 50, of("asks")),
        _column("grade_old", "state", 16, of("old")),
        _column("grade_new", "state", 16, of("new")),
        _column("provisions", "text", 50, of("provisions")),
        _column("told", "term", 18, lambda row: row[1]),
        _column("why", "text", 44, of("why")),
    )
    return Table("effect", Label("excel.sheets", "effect"), columns, rows)


def _words(run: RunLine, side: str) -> str:
    return run.old_words if side == "old" else run.new_words


def _side(runs: tuple[RunLine, ...], side: str) -> str:
    """Return the words of one side."""
    words = [_words(run, side) for run in runs if run.mark in _SIDES[side]]
    return "".join(words).strip()


def _marked(sheet: Worksheet, table: Table, book: Book, view: ComparisonView) -> None:
    """Strike through what went and underline what came; words of the law run in the direction of their language."""
    columns = {column.key: column for column in table.columns}
    for side in _SIDES:
        column = position(sheet, book, columns[side])
        if not column:  # nothing stands in it
            continue
        for number, row in enumerate(view.rows, start=2):
            cell = apart(sheet.cell(number, column))
            if _changes(row) and len(_side(row.runs, side)) < _MOST:
                cell.value = _rich(row.runs, side, book) or None
            align = copy(cell.alignment)
            cell.alignment = Alignment(
                horizontal="right" if view.text_rtl else "left",
                vertical=align.vertical,
                wrap_text=True,
                readingOrder=2 if view.text_rtl else 1,
            )


def _changes(row: RowBlock) -> bool:
    return any(run.mark in _INK for run in row.runs)


def _rich(runs: tuple[RunLine, ...], side: str, book: Book) -> CellRichText:
    """Return the words of one side, marked by line and by colour."""
    blocks = []
    for run in runs:
        words = book.clean(steady(_words(run, side)))
        if run.mark in _SIDES[side] and words:
            blocks.append(TextBlock(_font(run.mark, book), words))
    return CellRichText(*blocks)


def _font(mark: str, book: Book) -> InlineFont:
    """Return how words look; none are bold, since the height of a row is reckoned without."""
    return InlineFont(
        rFont=book.styles.font,
        sz=9,
        color=Color(_INK.get(mark, "FF22303A")),
        strike=mark == "deleted" or None,
        u="single" if mark == "inserted" else None,
    )
