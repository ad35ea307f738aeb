"""A sheet that is read from top to bottom: headings, lines that span columns, tiles, room for charts."""

from __future__ import annotations

from typing import NamedTuple

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from assess.country.types import Mark
from assess.write.excel.book import LOOKS, Book, link
from assess.write.excel.table import height, lines

_ACROSS, _DOWN = 537.0, 744.0  # points of a portrait A4 page between its margins


class Span(NamedTuple):
    """A piece of a line: what it says, how it looks, over how many columns."""

    shown: str | int
    kind: str = "plain"
    columns: int = 1
    mark: Mark | None = None
    target: str = ""
    said: bool = False  # already as it is printed


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
        spans = [
            span if span.said else span._replace(shown=self.book.said(span.shown)) for span in spans
        ]
        for span in spans:
            cell = self.book.cell(self.sheet, span.shown, span.kind, span.mark, bool(span.target))
            look = [
                self.book.cell(self.sheet, "", span.kind, span.mark)
                for _ in range(span.columns - 1)
            ]
            cells += [cell, *look]
            if span.columns > 1:
                merged.append((column, column + span.columns - 1))
            if span.target:
                linked.append((cell, span.target))
            needed = max(needed, self._height(span, column))
            column += span.columns
        self.sheet.append(cells)
        for first, last in merged:
            self.sheet.merge_cells(
                start_row=self.row, end_row=self.row, start_column=first, end_column=last
            )
        for cell, target in linked:
            link(cell, target)
        self._advance(needed)
        return self.row - 1

    def _advance(self, points: float) -> None:
        self.sheet.row_dimensions[self.row].height = points
        self.row += 1
        self.used = self.used + points if self.used + points <= self.deep else points

    def _height(self, span: Span, column: int) -> float:
        look = LOOKS[span.kind]
        width = (
            sum(self.widths[column - 1 : column - 1 + span.columns]) or 9
        ) * self.book.styles.room
        broken = isinstance(span.shown, str) and (look.wrap or "\n" in span.shown)
        wrapped = lines(span.shown, width, look.size) if broken else 1
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

    def heading(self, text: str, keep: float = 60) -> None:
        """Write a heading over all columns; so many points after it stay on its page in print."""
        if self.row > 1:
            self.space()
        self.keep(keep + 24)
        self.line(Span(text, "heading", len(self.widths)), high=24)

    def subheading(self, text: str, keep: float = 60) -> None:
        """Write a smaller heading."""
        self.keep(keep + 20)
        self.line(Span(text, "subheading", len(self.widths)), high=20)

    def fact(self, name: str, text: str, kind: str = "plain", target: str = "") -> None:
        """Write a name and what is said of it; nothing where there is nothing to say."""
        if text:
            self.line(Span(name, "name"), Span(text, kind, len(self.widths) - 1, None, target))
