"""Lines of a PDF to paragraphs: running lines out, divided words joined, by the lay-out of each page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from assess.law.readers.blocks import Block
from assess.law.readers.lines import LABEL, begins, closed

_DIGITS = re.compile(r"\d+")
_TAIL = re.compile(r"([A-Za-z\u00c0-\u052f0-9]+)[-\u00ad\u2010]$")
_HEAD = re.compile(r"[A-Za-z\u00c0-\u052f0-9]+")
#: The label of an item, which the head or foot of a page does not have.
_ITEM = re.compile(r"[(\[]\s?\w{1,4}\s?[)\]]\s|\w[)]\s")
#: Beginnings of words after which the hyphen belongs to the word.
_KEPT = frozenset({"non", "self", "quasi", "ex", "vice", "co", "sous", "vis"})


@dataclass(frozen=True)
class Line:
    """One line of a page, its box in points, the origin at the lower left."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    page: int
    right: bool = False  # written from right to left


def paragraphs(pages: list[dict]) -> tuple[list[Block], list[str]]:
    """Return the paragraphs of all pages and the doubts: running_lines, hyphens.

    `pages` is what the child process gives: of each page its width and its lines.
    """
    lines = []
    for number, page in enumerate(pages, 1):
        placed = []
        for text, x0, y0, x1, y1, size in page["lines"]:
            placed.append(Line(text, x0, y0, x1, y1, size, number, _rightward(text)))
        lines.append(placed)
    kept, dropped = without_running(lines)
    parts: list[list[Line]] = []
    insets: list[int] = []
    last: Line | None = None
    for kept_lines, page in zip(kept, pages, strict=True):
        frame = _Frame(kept_lines, page["width"])
        for line in kept_lines:
            if last is not None and frame.carries_on(parts[-1], last, line):
                parts[-1].append(line)
            else:
                parts.append([line])
                insets.append(max(0, round(frame.inset(line))))
            last = line
    words = Counter(
        word.lower() for page in kept for line in page for word in re.findall(r"[\w-]+", line.text)
    )
    doubts = ["running_lines"] if dropped else []
    blocks = []
    for part, inset in zip(parts, insets, strict=True):
        text, unsure = _joined([line.text for line in part], words)
        doubts += ["hyphens"] if unsure else []
        blocks.append(Block(text, page=part[0].page, indent=inset))
    return blocks, doubts


def without_running(pages: list[list[Line]]) -> tuple[list[list[Line]], int]:
    """Return the pages without the lines that repeat at their top or foot, and how many lines were taken out.

    A line is a running one where it is, but for the number of the page, the same at the same end of a third of the
    pages, on two at least. A number alone is one only where it counts with the pages.
    """
    shift = _shift(pages)
    keys = Counter(
        key
        for page in pages
        for key in {key for line in _edges(page) for key in _keys(line, shift)}
    )
    least = max(2, (len(pages) + 2) // 3)
    running = {key for key, count in keys.items() if count >= least}
    kept, dropped = [], 0
    for page in pages:
        edges = {id(line) for line in _edges(page) if running & _keys(line, shift)}
        kept.append([line for line in page if id(line) not in edges])
        dropped += len(edges)
    return kept, dropped


def _edges(page: list[Line]) -> list[Line]:
    """Return the two highest and two lowest lines of a page with all that stands beside them."""
    levels = sorted({round(line.y0 / 6) for line in page})
    ends = {*levels[:2], *levels[-2:]}
    return [line for line in page if round(line.y0 / 6) in ends]


def _shift(pages: list[list[Line]]) -> int | None:
    """Return what is added to the place of a page in the file to give the number printed on it, None without one."""
    counter = Counter(
        int(number[0]) - line.page
        for page in pages
        for line in _edges(page)
        for number in _DIGITS.finditer(line.text)
        if len(number[0]) < 6 and _numbers(line.text) < 8
    )
    shift, count = counter.most_common(1)[0] if counter else (0, 0)
    return shift if count >= 2 and count * 2 >= len(pages) else None


def _numbers(text: str) -> int:
    return len(_DIGITS.findall(text))


def _keys(line: Line, shift: int | None) -> set[str]:
    """Return what a running line would be known by: its text, and that with the number of its page as #.

    Left and right pages print the same words in another order, so that the signs are sorted. Nothing is returned for
    a number that does not count with the pages, nor for a label of the law that happens to have the page's number.
    """
    page = None if shift is None else line.page + shift
    marked = _DIGITS.sub(lambda number: "#" if int(number[0]) == page else number[0], line.text)
    worded = any(letter.isalpha() for letter in line.text)
    if worded and _ITEM.match(line.text):
        return set()
    keys = {line.text} if worded else set()
    if "#" in marked and not (worded and LABEL.match(line.text)):
        keys.add(marked)
    return {"".join(sorted("".join(key.split()))) for key in keys if len(key) < 200}


def _rightward(text: str) -> bool:
    right = sum("\u0590" <= letter <= "\u08ff" and letter.isalpha() for letter in text)
    return right * 2 > sum(letter.isalpha() for letter in text)


class _Frame:
    """The lay-out of one page: margins of its columns, distance of its lines."""

    def __init__(self, page: list[Line], width: float):
        self.middle = width / 2
        self.wide = self._columns(page)
        self.edges = {
            name: self._margins([line for line in page if self.column(line) == name])
            for name in {self.column(line) for line in page}
        }
        steps = [
            line.y0 - other.y0
            for line, other in zip(page, page[1:], strict=False)
            if 0 < line.y0 - other.y0 < 60
        ]
        self.step = median(steps) if steps else 0

    def _columns(self, page: list[Line]) -> bool:
        """Whether a page has one column: hardly any line keeps to one half of it, or many run over its middle."""
        halves = [
            sum(line.x1 <= self.middle * 1.04 for line in page),
            sum(line.x0 >= self.middle * 0.96 for line in page),
        ]
        return min(halves) < 5 or sum(halves) < 0.6 * len(page)

    def column(self, line: Line) -> str:
        if self.wide or (line.x0 < self.middle * 0.9 and line.x1 > self.middle * 1.1):
            return ""
        return "left" if line.x1 <= self.middle * 1.04 else "right"

    @staticmethod
    def _margins(lines: list[Line]) -> tuple[float, float]:
        lefts, rights = sorted(line.x0 for line in lines), sorted(line.x1 for line in lines)
        return lefts[len(lefts) // 20], rights[-1 - len(rights) // 20]

    def inset(self, line: Line) -> float:
        """Return how far from the margin of its column a line begins, in points."""
        left, right = self.edges[self.column(line)]
        return right - line.x1 if line.right else line.x0 - left

    def carries_on(self, part: list[Line], last: Line, line: Line) -> bool:
        """Whether a line carries on the paragraph `part`, whose last line may stand on the page before."""
        if (
            abs(last.size - line.size) > 0.15 * max(last.size, line.size)
            or last.right != line.right
        ):
            return False
        step = last.y0 - line.y0
        beside = last.page != line.page or step < 0  # a new page or column
        if not beside and self.step and step > 1.45 * max(self.step, line.size):
            return False
        left, right = (
            self.edges.get(self.column(last), (last.x0, last.x1))
            if last.page == line.page
            else self.edges[self.column(line)]
        )
        words = line.text.split()
        first = (line.x1 - line.x0) * len(words[0]) / max(len(line.text), 1) if words else 0
        free = last.x0 - left if last.right else right - last.x1
        if free > first + 0.7 * last.size and not last.text.endswith("\u00ad"):
            return False  # the next word had room on that line
        inset = abs(right - last.x1 if last.right else last.x0 - left)
        if len(part) == 1 and inset > 0.25 * (right - left):
            return False  # a heading or a signature
        if begins(last.text, line.text):
            return False
        return not (closed(last.text) and self._indented(part, last, line))

    def _indented(self, part: list[Line], last: Line, line: Line) -> bool:
        """Whether a line begins a paragraph by its indentation, and is not the hanging text of a list."""
        left, right = self.edges[self.column(line)]
        inset = self.inset(line)
        before = (
            inset if last.page != line.page else (right - last.x1 if last.right else last.x0 - left)
        )
        hanging = len(part) > 1 and abs(inset - before) < 0.5 * line.size
        return (
            inset > 0.9 * line.size
            and not hanging
            and not (len(part) == 1 and LABEL.match(part[0].text))
        )


def _joined(lines: list[str], words: Counter[str]) -> tuple[str, bool]:
    """Return lines as one paragraph, and whether a divided word was joined without another place to prove it."""
    parts, unsure = [lines[0]], False
    for line in lines[1:]:
        tail = _TAIL.search(parts[-1]) if parts[-1].endswith(("-", "\u00ad", "\u2010")) else None
        head = _HEAD.match(line)
        if not (tail and head):
            parts += ["" if parts[-1].endswith("\u00ad") else " ", line]
            continue
        whole, split = (tail[1] + head[0]).lower(), f"{tail[1]}-{head[0]}".lower()
        keep = (
            not head[0][0].islower()
            or tail[1].lower() in _KEPT
            or (words[split] and not words[whole])
        )
        unsure = unsure or not (keep or words[whole])
        parts[-1] = parts[-1][:-1] + ("-" if keep else "")
        parts.append(line)
    return re.sub("\u00ad$", "-", "".join(parts)).replace("\u00ad", ""), unsure


def pages_of(blocks: list[Block]) -> Iterator[tuple[int, list[Block]]]:
    """Yield the number of each page with the blocks that begin on it."""
    own_blocks: dict[int, list[Block]] = {}
    for block in blocks:
        own_blocks.setdefault(block.page, []).append(block)
    yield from sorted(own_blocks.items())
