"""Tables of a web page: those that hold data, and those that only lay out text; decided by what is in the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.law.readers.selfcheck import arabic_share

if TYPE_CHECKING:
    from lxml.etree import _Element

CELLS = ("td", "th")
_PARTS = ("thead", "tbody", "tfoot")
#: What begins a paragraph, or a line, of a cell.
_BEGINS = frozenset({"p", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "div", "dt", "dd", "tr"})
#: Share of a page's letters from which a cell of several paragraphs is no cell of data.
_GIANT = 0.33
_ORDINAL = (
    r"(?:\d{1,4}(?:\.\d{1,3})*[A-Za-z]{0,2}|[ivxlcIVXLC]{1,7}|[A-Za-z]{1,2}|[\u0621-\u064a]{1,2})"
)
#: A cell that holds nothing but the number of the paragraph in the cell beside it.
LABEL_ALONE = re.compile(
    rf"\s*(?:[(\[]\s*{_ORDINAL}\s*[)\]]|{_ORDINAL}\s*(?:[.)°º]+|\s?[-–—ـ]+)|\d{{1,3}}(?:\.\d{{1,3}})+|"
    r"[•◦▪●○■□*·–—-])\s*"
)
_ARTICLE = re.compile(
    r"\s*(?:(?:article|art\.?|section|sec\.?|artículo|§|rule|المادة|مادة)\s*\(?\s*(\d{1,4})|(\d{1,4})\s?\.(?!\d))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Size:
    """How much stands in an element: letters, and beginnings of paragraphs or lines."""

    letters: int = 0
    begun: int = 0


class Tables:
    """The tables of the part of a page that holds the law."""

    def __init__(self, part: _Element):
        self.sizes = _sizes(part)
        self.whole = max(self.sizes[part].letters, 1)

    def flat(self, table: _Element) -> bool:
        """Whether a table only lays out text, so that its cells are read one after the other."""
        rows = [list(cells_of(row)) for row in rows_of(table)]
        plain = (table.get("role") or "").lower() in ("presentation", "none")
        inner = any(next(cell.iter("table"), None) is not None for row in rows for cell in row)
        if plain or inner or all(len(row) < 2 for row in rows) or self._giant(rows):
            return True
        filled = [row for row in map(self.filled, rows) if row]
        if any(len(row) > 1 and all(cell.tag == "th" for cell in row) for row in filled):
            return False
        return self._single(filled) or _articles(filled)

    def filled(self, cells: Iterator[_Element] | list[_Element]) -> list[_Element]:
        """Return the cells in which letters stand."""
        return [cell for cell in cells if self.sizes.get(cell, Size()).letters]

    def _giant(self, rows: list[list[_Element]]) -> bool:
        sizes = (self.sizes.get(cell, Size()) for row in rows for cell in row)
        return any(size.letters > _GIANT * self.whole and size.begun > 2 for size in sizes)

    def _single(self, rows: list[list[_Element]]) -> bool:
        """Whether the text stands in rows with one cell, or with a cell and its number, for the most part."""
        letters = single = 0
        for row in rows:
            size = sum(self.sizes[cell].letters for cell in row)
            letters += size
            single += size * (len(row) == 1 or labelled(row))
        return single * 2 > letters


def rows_of(table: _Element) -> Iterator[_Element]:
    """Yield the rows of a table, not those of tables in its cells."""
    for node in table:
        if node.tag == "tr":
            yield node
        elif node.tag in _PARTS:
            yield from (row for row in node if row.tag == "tr")


def cells_of(row: _Element) -> Iterator[_Element]:
    """Yield the cells of a row."""
    return (cell for cell in row if cell.tag in CELLS)


def labelled(row: list[_Element]) -> bool:
    """Whether a row holds a number and, in another cell, the paragraph that it numbers."""
    return len(row) == 2 and bool(LABEL_ALONE.fullmatch(_start(row[0], 40)))


def _sizes(part: _Element) -> dict[_Element, Size]:
    """Return the size of each table and cell, and of the part itself, in one pass."""
    from lxml import etree

    sizes: dict[_Element, Size] = {}
    opened: list[tuple[int, int]] = []
    letters = begun = 0
    for event, node in etree.iterwalk(part, events=("start", "end")):
        if event == "start":
            opened.append((letters, begun))
            begun += node.tag in _BEGINS
            letters += len("".join((node.text or "").split()))
            if node.tag == "pre":
                begun += (node.text or "").count("\n")
            continue
        before = opened.pop()
        if node is part or node.tag in (*CELLS, "table"):
            sizes[node] = Size(letters - before[0], begun - before[1])
        letters += len("".join((node.tail or "").split())) if node is not part else 0
    return sizes


def _articles(rows: list[list[_Element]]) -> bool:
    """Whether articles that count up stand in one column of rows of two cells: beside their titles or their text."""
    pairs = [row for row in rows if len(row) == 2]
    for column in (0, 1):
        numbers = [
            int(match[1] or match[2])
            for row in pairs
            for match in (_ARTICLE.match(_start(row[column], 40)),)
            if match
        ]
        counted = sum(after == before + 1 for before, after in zip(numbers, numbers[1:]))
        scripts = {arabic_share(_start(cell, 400)) > 0.5 for row in pairs for cell in row}
        if len(scripts) == 1 and counted >= 2 and counted * 2 >= len(pairs) - 1:
            return True
    return False


def _start(cell: _Element, most: int) -> str:
    """Return the first letters of a cell, white space made single."""
    words = ""
    for text in cell.itertext():
        words += str(text)
        if len(words) > most * 4:
            break
    return " ".join(words.split())[:most]
