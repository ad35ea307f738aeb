"""A sheet that is one table: filters, frozen header, widths that fit, rows as high as their text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from assess.base.text import steady
from assess.speak.marks import Mark
from assess.speak.values import Label
from assess.table import Column, Table, exact, letter_of, mark_of, sayable, shown_columns
from assess.write.excel.book import A3, A4, FIRST_DAY, SHAPES, Book, can_lead, link, unique

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
#: Kind of column → how its cells look.
LOOKS = {
    "text": "text",
    "list": "text",
    "verbatim": "text",
    "term": "short",
    "flag": "short",
    "date": "short",
    "day": "short",
    "line": "line",
    "mark": "mark",
    "state": "short",
    "id": "id",
    "ids": "id",
    "number": "id",
    "integer": "number",
    "decimal": "number",
    "share": "number",
}
_LEADING = ("id", "number")  # looks of cells that lead in the place of another
Content = str | float | date


@dataclass
class _Filled:
    """A column with what stands in its cells."""

    column: Column
    look: str
    contents: Sequence[Content]
    texts: list[str]  # as they are shown, of which the width is measured
    marks: list[Mark | None] | None = None
    targets: list[str] | None = None
    looks: list[str] | None = None  # of each cell, where they differ
    shape: str = ""  # how its numbers and days are shown

    def lead(self, row: int, target: str) -> None:
        """Let a cell lead to an address, or nowhere."""
        if self.targets is None:
            self.targets = [""] * len(self.contents)
        self.targets[row] = target


def write_sheet(book: Book, table: Table) -> Worksheet:
    """Write the table as a sheet of its own; a column in which nothing stands is left out."""
    columns = _filled(book, table)
    paper = A3 if table.wide else A4
    sheet = book.sheet(table.key, paper)
    heads = unique(
        " ".join(book.clean(book.line(each_column.column.label)).split()) for each_column in columns
    )
    marks = [mark_of(each_column.column.mark, book.words) for each_column in columns]
    sheet.append(
        [
            book.cell(sheet, head, "mark" if mark else "header", mark)
            for head, mark in zip(heads, marks)
        ]
    )
    heights = _measured(sheet, columns, heads, paper, book.styles.room, len(table.rows))
    for number, points in enumerate(heights, start=2):
        sheet.row_dimensions[number].height = points
    _lead_elsewhere(columns, len(table.rows))
    cells = [_cells(book, sheet, each_column) for each_column in columns]
    for row in zip(*cells):
        sheet.append(row)
    for column, written in zip(columns, cells):
        for cell, target in zip(written, column.targets or ()):
            if target:
                link(cell, target)
    if not table.rows:
        sheet.append([book.cell(sheet, book.say(table.empty), "free")])
    _furnish(sheet, table, heads, paper)
    return sheet


def position(sheet: Worksheet, book: Book, column: Column) -> int:
    """Return the number of a column in its sheet, from 1; 0 where it was left out."""
    head = " ".join(book.clean(book.line(column.label)).split())
    for cell in sheet[1]:
        if cell.value == head:
            return cell.column
    return 0


# --- what stands in the cells -----------------------------------------------------------------------------------------


def _filled(book: Book, table: Table) -> list[_Filled]:
    """Return the columns with their contents; those that hold nothing are left out, but for those that are frozen."""
    listed = []
    own = {column.key for column in table.columns}
    for number, column in enumerate(shown_columns(table.columns)):
        filled = _FILLERS.get(column.kind, _texts)(book, column, table.rows)
        shown = column.key in own if not table.rows else any(filled.texts)
        if number < table.frozen or shown:
            if column.stressed:
                filled.looks = [
                    "strong" if column.stressed(row) else filled.look for row in table.rows
                ]
            if column.lead:
                filled.targets = [_target(book, column.lead(row)) for row in table.rows]
            listed.append(filled)
    return listed


def _target(book: Book, place: tuple[str, int] | None) -> str:
    if place is None or place[0] not in book.titles:
        return ""
    return book.place(place[0], place[1] + 2)  # below the head, and counted from 1


def _texts(book: Book, column: Column, rows: Sequence[Any]) -> _Filled:
    say, plain = book.speakers.stacked, book.speakers.plain
    texts = [
        steady(value) if plain and type(value) is str else say(sayable(value, column.kind))
        for value in map(column.get, rows)
    ]
    return _Filled(column, LOOKS[column.kind], texts, texts)


def _flags(book: Book, column: Column, rows: Sequence[Any]) -> _Filled:
    words = {
        True: book.say(Label("excel", "yes")),
        False: book.say(Label("excel", "no")),
        None: "",
    }
    texts = [words[column.get(row)] for row in rows]
    return _Filled(column, LOOKS["flag"], texts, texts)


def _marks(book: Book, column: Column, rows: Sequence[Any]) -> _Filled:
    values = [column.get(row) for row in rows]
    known: dict[Any, tuple[str, Mark | None]] = {None: ("", None)}
    for value in values:
        if value not in known:
            mark = mark_of(value, book.words)
            letter = mark and column.kind == "mark"
            known[value] = (book.say(letter_of(value) if letter else sayable(value)), mark)
    texts = [known[value][0] for value in values]
    marks = [known[value][1] for value in values]
    return _Filled(column, LOOKS[column.kind], texts, texts, marks)


def _numbers(book: Book, column: Column, rows: Sequence[Any]) -> _Filled:
    contents: list[Content] = []
    for row in rows:
        value = column.get(row)
        contents.append("" if value is None else steady(value) if type(value) is str else value)
    shape = SHAPES[column.kind] if column.kind != "integer" else ""
    return _Filled(
        column,
        LOOKS[column.kind],
        contents,
        [_figure(content, column.kind) for content in contents],
        shape=shape,
    )


def _figure(number: Content, kind: str) -> str:
    if not isinstance(number, (int, float)) or kind == "integer":
        return str(number)
    return f"{100 * number:.0f} %" if kind == "share" else f"{number:.2f}"


def _days(book: Book, column: Column, rows: Sequence[Any]) -> _Filled:
    """Return days: a real date where Excel knows it and it is known exactly, a text for any other."""
    contents: list[Content] = []
    texts: list[str] = []
    for row in rows:
        value = column.get(row)
        text = "" if value is None else book.say(value)
        day = exact(value)
        contents.append(day if day and day >= FIRST_DAY else text)
        texts.append(text)
    shape = book.words.labels.excel.day_format
    return _Filled(column, LOOKS["day"], contents, texts, shape=shape)


_FILLERS: dict[str, Callable[[Book, Column, Sequence[Any]], _Filled]] = {
    "flag": _flags,
    "mark": _marks,
    "state": _marks,
    "integer": _numbers,
    "decimal": _numbers,
    "share": _numbers,
    "date": _days,
    "day": _days,
}


def _lead_elsewhere(columns: list[_Filled], number: int) -> None:
    """Where a cell cannot lead, let the first id or number of its row that leads nowhere do so instead."""
    for column in columns:
        for row, target in enumerate(column.targets or ()):
            if target and not can_lead(column.contents[row]):
                for other in columns:
                    if other.look in _LEADING and _free(other, row):
                        other.lead(row, target)
                        break


def _free(entry: _Filled, row: int) -> bool:
    led = entry.targets is not None and entry.targets[row] != ""
    return not led and entry.contents[row] != "" and can_lead(entry.contents[row])


def _cells(book: Book, sheet: Worksheet, entry: _Filled) -> list[Cell]:
    number = len(entry.contents)
    looks = entry.looks or [entry.look] * number
    marks = entry.marks or [None] * number
    targets = entry.targets or [""] * number
    return [
        book.cell(sheet, content, look, mark, bool(target), entry.shape)
        for content, look, mark, target in zip(entry.contents, looks, marks, targets)
    ]


# --- widths and heights -----------------------------------------------------------------------------------------------


def _measured(
    sheet: Worksheet,
    columns: list[_Filled],
    heads: list[str],
    paper: int,
    room: float,
    number: int,
) -> list[float]:
    """Set widths by the longest text and word of each column; return the heights that the rows then take."""
    sizes = [_Size(each_column.texts) for each_column in columns]
    widths = [
        max(_width(each_column, size, room), _longest_word(head) * 0.95 / room + 4)
        for each_column, head, size in zip(columns, heads, sizes)
    ]
    widths = [round(width, 1) for width in _squeezed(columns, widths, sizes, paper, room)]
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.row_dimensions[1].height = 13 * _head_lines(heads, widths, room) + 6
    most = [1] * number
    for column, width, size in zip(columns, widths, sizes):
        if column.look == "number" or size.longest <= _whole(width * room) and not size.broken:
            continue  # each of its texts stands in one line
        for row, text in enumerate(column.texts):
            taken = lines(text, width * room)
            if taken > most[row]:
                most[row] = taken
    return [height(taken) for taken in most]


def _head_lines(heads: list[str], widths: list[float], room: float) -> int:
    return max(lines(head, width * room - 3) for head, width in zip(heads, widths))


class _Size:
    """How long the texts of a column are."""

    def __init__(self, texts: list[str]):
        self.texts = texts
        self.longest = max(map(len, texts), default=0)
        self.broken = any("\n" in text for text in texts)

    @cached_property
    def word(self) -> int:
        """The characters of the longest word."""
        return max(map(_longest_word, self.texts), default=0)


def _points(widths: list[float]) -> float:
    """Return how wide columns are in print, at their full size."""
    return 0.75 * sum(7 * width + 5 for width in widths)  # pixels to points


def _squeezed(
    columns: list[_Filled], widths: list[float], sizes: list[_Size], paper: int, room: float
) -> list[float]:
    """Return widths with which a sheet that is somewhat too wide for a page has its texts in narrower columns.

    A sheet that would have to be much narrower keeps its widths, and goes on on the next page.
    """
    most = _ACROSS[paper] / _SMALLEST
    if _points(widths) <= most:
        return widths
    least = [
        _least(width, size, room) if column.look == "text" else width
        for column, width, size in zip(columns, widths, sizes)
    ]
    spare = _points(widths) - _points(least)
    if _points(least) > most or not spare:
        return widths
    part = (_points(widths) - most) / spare + 0.01
    return [width - (width - low) * part for width, low in zip(widths, least)]


def _least(width: float, size: _Size, room: float) -> float:
    """Return how narrow a column of texts may become."""
    by_words = size.word / 1.25 / room + 2
    by_lines = size.longest / _MOST_LINES / _PER_UNIT / room * 1.1 + _LOST
    return min(width, max(width * _LEAST, by_words, by_lines))


def _width(entry: _Filled, size: _Size, room: float) -> float:
    """Return the width of a column; letters that need more room make it wider only where they must stand in one line.

    So a sheet is as wide, and takes as many pages, in one language as in another; the rows are higher instead.
    """
    least, longest = entry.column.width, size.longest
    if not size.texts:
        return least
    if entry.look == "id":
        return max(least, min(longest / 1.25 / room + 2, 34))
    if entry.look == "line":
        return max(least, min(longest / _PER_UNIT / room * 1.1 + 2, 60))
    if entry.look == "text":
        return max(
            min(least, longest / room + 2),
            min(longest / _MOST_LINES / _PER_UNIT / room * 1.1 + _LOST, WIDEST),
        )
    return max(least, min(size.word / 1.25 / room + 2, 40))


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _whole(width: float) -> int:
    """Return how many characters stand in one line of a column of this width, whatever they are."""
    return max(int(width * _PER_UNIT) - 1, 1) // 2


def lines(text: str, width: float, size: float = 9) -> int:
    """Return how many lines a text takes in a column of this width, rather one too many than one too few."""
    room = max(int(width * _PER_UNIT * 9 / size) - 1, 1)
    if len(text) <= room // 2 and "\n" not in text:
        return 1
    if not text.isascii() and max(text) >= _WIDE:  # such scripts are broken anywhere
        return sum(len(part) // max(room // 2, 1) + 1 for part in text.split("\n"))
    if room < _NARROW:
        return sum(_broken(part, room) for part in text.split("\n"))
    room -= _LOST
    return sum((len(part) + room - 1) // room or 1 for part in text.split("\n"))


def _broken(text: str, room: int) -> int:
    """Return in how many lines the words of a text stand; a word that is too long for one is broken."""
    if len(text) <= room:
        return 1
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


def _furnish(sheet: Worksheet, table: Table, heads: list[str], paper: int) -> None:
    last = get_column_letter(len(heads))
    # The XML of a table repeats its headers; openpyxl takes them from the cells when it saves.
    listed = ExcelTable(displayName=f"T_{table.key}", ref=f"A1:{last}{max(len(table.rows), 1) + 1}")
    listed.tableStyleInfo = TableStyleInfo(
        showRowStripes=False, showColumnStripes=False, showFirstColumn=False, showLastColumn=False
    )
    sheet.add_table(listed)
    sheet.freeze_panes = f"{get_column_letter(table.frozen + 1)}2"
    sheet.print_title_rows = "1:1"
    widths = [sheet.column_dimensions[get_column_letter(at + 1)].width for at in range(len(heads))]
    if table.frozen and _points(widths) * _SMALLEST > _ACROSS[paper]:
        sheet.page_setup.fitToPage = False
        sheet.page_setup.scale = round(100 * _SMALLEST)
        sheet.print_title_cols = f"A:{get_column_letter(table.frozen)}"
