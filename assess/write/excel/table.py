"""A sheet that is one table: filters, frozen header, widths that fit, rows as high as their text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from assess.country.types import Mark
from assess.write.excel.book import A3, A4, Book, link, unique
from assess.write.excel.text import can_lead

WIDEST, HIGHEST = 120, 405.0
_ACROSS = {A4: 784.0, A3: 1133.0}  # points of a landscape page between its margins
LINE = 12.0  # points that a line of the body takes
_MOST_LINES = 31  # a column of text grows wider where its longest text would take more
_PER_UNIT = 1.42  # characters of running text in one unit of width
_LOST = 3  # characters that a line loses where it is broken between words
_NARROW = 40  # below this many characters in a line, words are counted one by one
_LEAST = 0.7  # of its width, so narrow may a column of texts become for the sheet to fit on a page
_SMALLEST = 0.6  # of their size: no smaller are letters printed; what is too wide for that goes on on the next page
_WIDE = "\u2e80"  # from here on a character takes the room of two


class Value(NamedTuple):
    """The content of a cell, with its mark and the cell it leads to."""

    shown: str | int
    mark: Mark | None = None
    target: str = ""
    kind: str = ""  # a look other than that of the column


class Column(NamedTuple):
    """A column: the key of its header, how it looks, and how wide it is at least."""

    key: str
    kind: str = "short"
    width: float = 11


@dataclass(frozen=True)
class Table:
    """All that a sheet of this kind holds."""

    key: str
    columns: tuple[Column, ...]
    rows: list[tuple[str | int | Value, ...]]
    frozen: int = 1  # columns that stay in view
    paper: int = A4
    empty: str = ""  # what is said where there is no row
    headers: dict[str, str] = field(default_factory=dict)  # headers that no label names


def write_table(book: Book, table: Table) -> Worksheet:
    """Write the table as a sheet of its own; a column in which nothing stands is left out."""
    table = _said(book, table)
    sheet = book.sheet(table.key, table.paper)
    heads = {
        column.key: book.line(table.headers.get(column.key) or book.words.columns[column.key])
        for column in table.columns
    }
    if book.echo.listens:
        return sheet
    table = _without_empty(table)  # a column may be empty in one language alone
    headers = unique(heads[column.key] for column in table.columns)
    sheet.append([book.cell(sheet, header, "header") for header in headers])
    for row in table.rows:
        _append(book, sheet, table.columns, row)
    if not table.rows:
        sheet.append([book.cell(sheet, table.empty or book.words.none.other, "free")])
    _measure(sheet, table, headers, book.styles.room)
    _furnish(sheet, table, headers)
    return sheet


def _without_empty(table: Table) -> Table:
    if not table.rows:
        return table
    used = [
        number
        for number, column in enumerate(table.columns)
        if number < table.frozen or any(_shown(row[number]) != "" for row in table.rows)
    ]
    rows = [tuple(row[number] for number in used) for row in table.rows]
    return Table(
        table.key,
        tuple(table.columns[number] for number in used),
        rows,
        table.frozen,
        table.paper,
        table.empty,
        table.headers,
    )


def _said(book: Book, table: Table) -> Table:
    """Return the table in the words that are printed, of which widths and heights are measured."""
    if book.echo.plain:
        return table
    rows = [
        tuple(
            value._replace(shown=book.said(value.shown))
            if type(value) is Value
            else book.said(value)
            for value in row
        )
        for row in table.rows
    ]
    return replace(table, rows=rows, empty=book.said(table.empty))


def _shown(value: str | int | Value) -> str | int:
    return value.shown if type(value) is Value else value


def _append(book: Book, sheet: Worksheet, columns: tuple[Column, ...], row: tuple) -> None:
    cells, linked = [], []
    for column, value in zip(columns, _leading(columns, row)):
        if type(value) is not Value:
            cells.append(book.cell(sheet, value, column.kind))
            continue
        cells.append(
            book.cell(sheet, value.shown, value.kind or column.kind, value.mark, bool(value.target))
        )
        if value.target:
            linked.append((cells[-1], value.target))
    sheet.append(cells)
    for cell, target in linked:
        link(cell, target)


def _leading(columns: tuple[Column, ...], row: tuple) -> list:
    """Return the cells of a row; where one cannot lead, the first id or number that leads nowhere does so instead."""
    cells = list(row)
    for value in row:
        if type(value) is Value and value.target and not can_lead(value.shown):
            at = next(
                (
                    at
                    for at, (column, one) in enumerate(zip(columns, cells))
                    if column.kind in ("id", "number")
                    and not (type(one) is Value and one.target)
                    and _shown(one) != ""
                    and can_lead(_shown(one))
                ),
                None,
            )
            if at is not None:
                one = cells[at]
                cells[at] = (
                    one._replace(target=value.target)
                    if type(one) is Value
                    else Value(one, target=value.target)
                )
    return cells


def _measure(sheet: Worksheet, table: Table, headers: list[str], room: float) -> None:
    """Set widths by the longest text and word of each column, and heights by the lines that a row then takes."""
    texts = [[str(_shown(row[number])) for row in table.rows] for number in range(len(headers))]
    widths = [
        max(_width(column, listed, room), _longest_word(header) * 0.95 / room + 4)
        for column, header, listed in zip(table.columns, headers, texts)
    ]
    widths = [round(width, 1) for width in _squeezed(table, widths, texts, room)]
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    heads = max(lines(header, width * room - 3) for header, width in zip(headers, widths))
    sheet.row_dimensions[1].height = 13 * heads + 6
    for number, row in enumerate(table.rows, start=2):
        most = max(
            (
                lines(value, width * room)
                for value, width in zip(map(_shown, row), widths)
                if type(value) is str
            ),
            default=1,
        )
        sheet.row_dimensions[number].height = height(most)


def _points(widths: list[float]) -> float:
    """Return how wide columns are in print, at their full size."""
    return 0.75 * sum(7 * width + 5 for width in widths)  # pixels to points


def _squeezed(
    table: Table, widths: list[float], texts: list[list[str]], room: float
) -> list[float]:
    """Return widths with which a sheet that is somewhat too wide for a page has its texts in narrower columns.

    A sheet that would have to be much narrower keeps its widths, and goes on on the next page.
    """
    most = _ACROSS[table.paper] / _SMALLEST
    least = [
        min(
            width,
            max(
                width * _LEAST,
                max(map(_longest_word, listed), default=0) / 1.25 / room + 2,
                max(map(len, listed), default=0) / _MOST_LINES / _PER_UNIT / room * 1.1 + _LOST,
            ),
        )
        if column.kind == "text"
        else width
        for column, width, listed in zip(table.columns, widths, texts)
    ]
    spare = _points(widths) - _points(least)
    if _points(widths) <= most or _points(least) > most or not spare:
        return widths
    part = (_points(widths) - most) / spare + 0.01
    return [width - (width - low) * part for width, low in zip(widths, least)]


def _width(column: Column, texts: list[str], room: float) -> float:
    """Return the width of a column; letters that need more room make it wider only where they must stand in one line.

    So a sheet is as wide, and takes as many pages, in one language as in another; the rows are higher instead.
    """
    if not texts:
        return column.width
    longest = max(map(len, texts))
    if column.kind == "id":
        return max(column.width, min(longest / 1.25 / room + 2, 34))
    if column.kind == "line":
        return max(column.width, min(longest / _PER_UNIT / room * 1.1 + 2, 60))
    if column.kind == "text":
        return max(
            min(column.width, longest / room + 2),
            min(longest / _MOST_LINES / _PER_UNIT / room * 1.1 + _LOST, WIDEST),
        )
    return max(column.width, min(max(map(_longest_word, texts), default=0) / 1.25 / room + 2, 40))


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def lines(text: str, width: float, size: float = 9) -> int:
    """Return how many lines a text takes in a column of this width, rather one too many than one too few."""
    room = max(int(width * _PER_UNIT * 9 / size) - 1, 1)
    if len(text) <= room // 2 and "\n" not in text:
        return 1
    if max(text) >= _WIDE:  # such scripts are broken anywhere
        return sum(len(part) // max(room // 2, 1) + 1 for part in text.split("\n"))
    if room < _NARROW:
        return sum(_broken(part, room) for part in text.split("\n"))
    room -= _LOST
    return sum((len(part) + room - 1) // room or 1 for part in text.split("\n"))


def _broken(text: str, room: int) -> int:
    """Return in how many lines the words of a text stand; a word that is too long for one is broken."""
    number, used = 1, 0
    for word in text.split(" "):
        if used and used + 1 + len(word) > room:
            number, used = number + 1, 0
        used += len(word) + (1 if used else 0)
        if used > room:
            number, used = number + (used - 1) // room, (used - 1) % room + 1
    return number


def height(number: int, line: float = LINE) -> float:
    """Return the height of a row of so many lines, in points; Excel allows no more than 409."""
    return min(number * line + 4, HIGHEST)


def _furnish(sheet: Worksheet, table: Table, headers: list[str]) -> None:
    last = get_column_letter(len(headers))
    # The XML of a table repeats its headers; openpyxl takes them from the cells when it saves.
    listed = ExcelTable(displayName=f"T_{table.key}", ref=f"A1:{last}{max(len(table.rows), 1) + 1}")
    listed.tableStyleInfo = TableStyleInfo(
        showRowStripes=False, showColumnStripes=False, showFirstColumn=False, showLastColumn=False
    )
    sheet.add_table(listed)
    sheet.freeze_panes = f"{get_column_letter(table.frozen + 1)}2"
    sheet.print_title_rows = "1:1"
    across = _points(
        [
            sheet.column_dimensions[get_column_letter(number + 1)].width
            for number in range(len(headers))
        ]
    )
    if table.frozen and across * _SMALLEST > _ACROSS[table.paper]:
        sheet.sheet_properties.pageSetUpPr.fitToPage = False
        sheet.page_setup.scale = round(100 * _SMALLEST)
        sheet.print_title_cols = f"A:{get_column_letter(table.frozen)}"
