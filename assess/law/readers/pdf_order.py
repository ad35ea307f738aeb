"""Signs of a PDF by their places on the page to words in the order in which they are read, in both directions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from assess.base.normal import STEPS
from assess.law.readers.blocks import raised
from assess.law.readers.pdf_spaces import Sign, gaps, groups, least_gap

_ALEFS = "اأإآٱ"
_MIRRORED = str.maketrans("()[]{}«»<>", ")(][}{»«><")
#: An opening bracket that hangs on the word before it, or a closing one on the word after it.
_WRONG_SIDE = re.compile(r"(?<=\S)[(\[{«](?=\s|$)|(?<!\S)[)\]}»](?=\S)")
_BRACKET = re.compile(r"[()\[\]{}«»]")
_OPEN, _CLOSE = "([{«", ")]}»"
_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
_ARAB = "\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
#: What is read from left to right in a line of Arabic, as it stands there: words of other scripts with what lies
#: between them, and numbers with the signs that join their digits.
_LEFT_RUN = re.compile(
    rf"[^\W\d_{_ARAB}](?:[^{_ARAB}()\[\]«»]*[^\W_{_ARAB}])?|"
    rf"[{_DIGIT}]+(?:[.,/:٫٬][{_DIGIT}]+)*|[%٪][{_DIGIT}]+(?:[.,٫٬][{_DIGIT}]+)?"
)
#: A stretched joint between Arabic letters, which some programs take down as a sign of another kind.
_STRETCHED = re.compile(
    r"(?<=[\u0621-\u064a\u064b-\u0652])([A-Za-z%$#&+=@^~|\x01-\x1f])\1*(?=[\u0621-\u064a])"
)
#: Words from right to left in a line of another script.
_RIGHT_RUN = re.compile(rf"[{_ARAB}](?:[^A-Za-z\u00c0-\u024f\u0370-\u052f()\[\]]*[{_ARAB}])?")
_RIGHT = re.compile(f"[{_ARAB}]")


@dataclass
class PlacedLine:
    """A line of a page, its box, and whether it is read from right to left."""

    text: str
    box: tuple[float, float, float, float]  # x0, y0, x1, y1
    size: float
    turned: bool


def ordered(pages: list[list[list[Sign]]]) -> list[list[PlacedLine]]:
    """Return for each page its lines in words, from the signs of the lines of each page.

    Lines of Arabic and other scripts written from right to left are put in order by the places of their signs, since
    files hold them in many orders. Brackets are turned where most of the document has them the wrong way round.
    """
    lines = [
        [line for line in merged(page) if any(sign.letter.strip() for sign in line)]
        for page in pages
    ]
    everything = "".join(sign.letter for page in lines for line in page for sign in line)
    rightward = len(_RIGHT.findall(everything)) * 2 > sum(letter.isalpha() for letter in everything)
    turned = [
        line for page in lines for line in page if any(_RIGHT.match(sign.letter) for sign in line)
    ]
    flipped, least = _flipped(turned), least_gap(turned)
    own_lines = [[_line(line, rightward, flipped, least) for line in page] for page in lines]
    rtl = [line for page in own_lines for line in page if line.turned]
    turns = [(_faults(line.text), _faults(line.text.translate(_MIRRORED))) for line in rtl]
    better = sum(mirrored < as_is for as_is, mirrored in turns)
    worse = sum(mirrored > as_is for as_is, mirrored in turns)
    for line, (as_is, mirrored) in zip(rtl, turns, strict=True):
        if mirrored < as_is or (mirrored == as_is and better > worse):
            line.text = line.text.translate(_MIRRORED)
        each = _BRACKET.sub(_by_side, line.text)
        if _faults(each) < _faults(line.text):
            line.text = each
    return own_lines


def _by_side(bracket: re.Match[str]) -> str:
    """Return a bracket turned so that it opens before a word and closes after one."""
    before = bracket.string[bracket.start() - 1 : bracket.start()].strip()
    after = bracket.string[bracket.end() : bracket.end() + 1].strip()
    wanted = _OPEN if after and not before else _CLOSE if before and not after else bracket[0]
    return bracket[0] if bracket[0] in wanted else bracket[0].translate(_MIRRORED)


def merged(lines: list[list[Sign]]) -> list[list[Sign]]:
    """Return lines parted where the library put two in one, and neighbours together that stand on one level of the
    page, without overlap or wide gap."""
    signs: list[list[Sign]] = []
    for line in (part for line in lines for part in _levels(line)):
        if signs and _level(signs[-1], line):
            signs[-1] = signs[-1] + line
        else:
            signs.append(line)
    return signs


def _levels(line: list[Sign]) -> list[list[Sign]]:
    """Return a line cut where its signs step to another line; what is only raised or lowered stays."""
    parts: list[list[Sign]] = []
    heights: list[float] = []
    for sign in line:
        fixed = bool(sign.letter.strip()) and not unicodedata.combining(sign.letter)
        if not parts or (
            fixed and abs(sign.base - heights[-1]) > 0.75 * max(sign.size, parts[-1][0].size, 1)
        ):
            at = next(
                (
                    at
                    for at, height in enumerate(heights)
                    if fixed and abs(sign.base - height) < 0.1 * sign.size
                ),
                None,
            )
            if at is not None:  # back on a line that was begun before
                parts.append(parts.pop(at))
                heights.append(heights.pop(at))
            else:
                parts.append([])
                heights.append(sign.base)
        parts[-1].append(sign)
    return sorted(parts, key=lambda part: -part[0].base) if len(parts) > 1 else parts


def _level(signs: list[Sign], other: list[Sign]) -> bool:
    first, second = _box(signs), _box(other)
    gap = max(first[0], second[0]) - min(first[2], second[2])
    size = max(signs[0].size, other[0].size, 1)
    return abs(_base(signs) - _base(other)) < 0.2 * size and -0.5 * size < gap < 2.5 * size


def _base(line: list[Sign]) -> float:
    bases = sorted(
        sign.base for sign in line if sign.letter.strip() and not unicodedata.combining(sign.letter)
    )
    return bases[len(bases) // 2] if bases else line[0].base


def _box(line: Iterable[Sign]) -> tuple[float, float, float, float]:
    seen = [sign for sign in line if sign.letter.strip() and sign.x1 > sign.x0] or list(line)
    return (
        min(sign.x0 for sign in seen),
        min(sign.y0 for sign in seen),
        max(sign.x1 for sign in seen),
        max(sign.y1 for sign in seen),
    )


def _line(line: list[Sign], rightward: bool, flipped: bool, least: float) -> PlacedLine:
    """Return the words of a line in the order in which they are read."""
    size = sorted(sign.size for sign in line)[len(line) // 2]
    base = _base(line)
    line = [
        sign._replace(letter=raised(sign.letter))
        if sign.size < 0.8 * size and sign.base > base + 0.15 * size
        else sign
        for sign in line
    ]
    text = "".join(sign.letter for sign in line)
    letters = sum(letter.isalpha() for letter in text)
    own = len(_RIGHT.findall(text))
    turned = own * 2 > letters if letters and not (own and rightward) else rightward
    if turned or _RIGHT.search(text):
        text = _by_place(line, turned, flipped, least)
    text = STEPS["presentation_forms"](text)
    ends = line[-1].divides and not turned and text.rstrip().endswith("-")
    text = " ".join(text.split())
    x0, y0, x1, y1 = _box(line)
    return PlacedLine(
        text[:-1] + "\u00ad" if ends else text,
        (round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1)),
        round(size, 1),
        turned,
    )


def _flipped(lines: Iterable[list[Sign]]) -> bool:
    """Whether letters of one joined shape stand in reverse in this file: lam with alef is such a shape, never alef
    with lam."""
    forth = back = 0
    for line in lines:
        for sign, other in zip(line, line[1:], strict=False):
            if sign[1:5] == other[1:5]:
                forth += sign.letter == "ل" and other.letter in _ALEFS
                back += sign.letter in _ALEFS and other.letter == "ل"
    return back > forth


def _by_place(line: list[Sign], turned: bool, flipped: bool, least: float) -> str:
    """Return the text of a line by the places of its signs; runs of the other direction are turned round."""
    cells = _cells(line, flipped, least)  # as they stand on the page, from left to right
    cells = cells[::-1] if turned else cells
    shown = "".join(cell[0] for cell in cells)
    for run in (_LEFT_RUN if turned else _RIGHT_RUN).finditer(shown):
        cells[run.start() : run.end()] = cells[run.start() : run.end()][::-1]
    return _STRETCHED.sub("ـ", "".join(cells))


def _cells(line: list[Sign], flipped: bool, least: float) -> list[str]:
    """Return what stands on a line from left to right: letters with their marks, joined shapes, and spaces."""
    numbers = groups(line)
    between = [0.0, *gaps(line, numbers)]
    cells: list[str] = []
    for at, group in enumerate(numbers):
        if between[at] > least:
            cells.append(" ")
        letters = [
            line[index].letter for index in group if not unicodedata.combining(line[index].letter)
        ]
        marks = [line[index].letter for index in group if unicodedata.combining(line[index].letter)]
        back = len(letters) > 1 and (flipped or (letters[-1] == "ل" and letters[0] in _ALEFS))
        cells.append("".join(letters[::-1] if back else letters) + "".join(marks))
    return cells


def _faults(text: str) -> tuple[int, int]:
    """Return how many brackets of a line have no partner, and how many stand with the wrong side at a word."""
    depth = faults = 0
    for letter in text:
        if letter in _OPEN:
            depth += 1
        elif letter in _CLOSE:
            faults += depth == 0
            depth -= depth > 0
    return faults + depth, len(_WRONG_SIDE.findall(text))
