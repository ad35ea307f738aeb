"""A sheet that is read from top to bottom: headings, lines that span columns, tiles, room for charts."""

from __future__ import annotations

from typing import NamedTuple

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from assess.speak.marks import Mark
from assess.speak.values import Value
from assess.write.excel.book import BETWEEN, LOOKS, Book, link
from assess.write.excel.sheet import height, lines

_ACROSS, _DOWN = 537.0, 744.0  # points of a portrait A4 page between its margins


class Span(NamedTuple):
    """A piece of a line: what it says, how it looks, over how many columns."""

    shown: Value | float
    kind: str = "plain"
    columns: int = 1
    mark: Mark | None = None
    target: str = ""


class Page:
    """Writes one portrait sheet line by line; `row` is the line that comes next."""

    def __init__(self, book: Book, key: str, widths: tuple[float, ...]):
        self.book, self.sheet, self.widths, self.row = (
            book,
            book.sheet(key, landscape=False),
            widths,
            1,
        )
        for number, width in enumerate(widths, start=1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width
        across = sum(7 * width + 5 for width in widths) * 0.75  # pixels to points
        self.deep = _DOWN / min(_ACROSS / across, 1) * 0.94
        self.used = 0.0  # points of the present page

    def line(self, *spans: Span, high: float = 0) -> int:
        """Write one line, at least `high` points high, as high as its longest text; return its row."""
        cells, merged, linked, column, needed = [], [], [], 1, high
        for span in spans:
            shown = span.shown
            content = shown if isinstance(shown, (int, float)) else self.book.say(shown)
            cell = self.book.cell(self.sheet, content, span.kind, span.mark, bool(span.target))
            look = [
                self.book.cell(self.sheet, "", span.kind, span.mark)
                for _ in range(span.columns - 1)
            ]
            cells += [cell, *look]
            if span.columns > 1:
                merged.append((column, column + span.columns - 1))
            if span.target:
                linked.append((cell, span.target))
            needed = max(needed, self._height(span, content, column))
            column += span.columns
        self.sheet.append(cells)
        for first, last in merged:
            self.merge(self.row, self.row, first, last)
        for cell, target in linked:
            link(cell, target)
        self._advance(needed)
        return self.row - 1

    def merge(self, top: int, bottom: int, first: int, last: int) -> None:
        """Let cells that look alike be one; unlike the sheet's own way to do so this does not style them anew."""
        corners = get_column_letter(first), get_column_letter(last)
        self.sheet.merged_cells.add(f"{corners[0]}{top}:{corners[1]}{bottom}")

    def _advance(self, points: float) -> None:
        self.sheet.row_dimensions[self.row].height = points
        self.row += 1
        self.used = self.used + points if self.used + points <= self.deep else points

    def _height(self, span: Span, content: str | float, column: int) -> float:
        look = LOOKS[span.kind]
        width = (
            sum(self.widths[column - 1 : column - 1 + span.columns]) or 9
        ) * self.book.styles.room
        wrapped = 1
        if isinstance(content, str) and (look.wrap or "\n" in content):
            wrapped = lines(content, width, look.size)
        return height(wrapped, look.size * 1.36)

    def space(self, points: float = 10) -> int:
        """Leave room, in rows of at most 15 points; return the first of them."""
        first = self.row
        while points > 0:
            self.sheet.append([])
            self._advance(min(points, 15))
            points -= 15
        return first

    def keep(self, points: float) -> None:
        """Begin a new page in print if the present one has not so many points left."""
        if self.row > 1 and self.used + points > self.deep:
            self.sheet.row_breaks.append(Break(id=self.row - 1))
            self.used = 0.0

    def heading(self, text: Value, keep: float = 60) -> None:
        """Write a heading over all columns; so many points after it stay on its page in print."""
        if self.row > 1:
            self.space()
        self.keep(keep + 24)
        self.line(Span(text, "heading", len(self.widths)), high=24)

    def subheading(self, text: Value, keep: float = 60) -> None:
        """Write a smaller heading."""
        self.keep(keep + 20)
        self.line(Span(text, "subheading", len(self.widths)), high=20)

    def fact(self, name: Value, text: Value, kind: str = "plain", target: str = "") -> None:
        """Write a name and what is said of it; nothing where there is nothing to say."""
        if text and self.book.say(text):
            self.line(Span(name, "name"), Span(text, kind, len(self.widths) - 1, None, target))

    def contents(self, key: str, about: Value, number: Value) -> None:
        """Write what a sheet holds, its name leading to it: a line a language, for a link is in one script."""
        title, target = self.book.titles[key], self.book.place(key, 1)
        names = title.split(BETWEEN) if self.book.several else [title]
        if len(names) < 2:
            self.line(Span(title, "plain", 1, None, target), Span(about), Span(number))
            return
        pieces = zip(names, self.book.speakers.pieces(about), self.book.speakers.pieces(number))
        for name, text, rows in pieces:
            self.line(Span(name, "plain", 1, None, target), Span(text), Span(rows))
