"""Blocks to lines, each with what surrounds it: whether it stands in quotation marks, how it begins and ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assess.base.text import end_of
from assess.law.readers import Block, SourceText
from assess.law.structure.numbering import plain

_QUOTE = re.compile('[«“„»”"]')
_OPENING = re.compile('[«“„"\\s]*')
_LEADS = tuple(":—–-")
_GAP = 8  # white space that may stand between a colon and what it leads to
_MOST_QUOTED = 400  # lines that one quotation may have; a mark that is never closed quotes nothing
_DEEPEST = 8  # quotations within quotations
_END = re.compile(r"[.:;!?،؛,…]['\"»”)\]]*$")
#: What ends a sentence.
STOP = re.compile(r"[.!?؟]['\"»”)\]*\d]*$")
# notes of an editor after a sentence: [Act 5 of 2021]
_ASIDE = re.compile(r"(?:\s*\[[^\[\]]{1,80}\]){1,5}$")
#: Words by which a sentence goes on after it named an article: what follows is no heading.
_GOES_ON = frozenset(
    """
of and or to is are was shall may must applies apply above below as in under on for from paragraph subsection
de del des du la le les et ou est sont ci-dessus bis-à y o u e es son se del al en que da do dos ou
kohaselt nimetatud ja või
من في و أو او إلى الى على عن المشار المذكورة المذكور السابقة أعلاه اعلاه والمادة والمواد و(
""".split()
)
#: Words at the end of a line after which the name of an article is a reference.
_LEADS_IN = frozenset(
    """
of and or to in under by with section sections article articles see from than
de des du et ou à au aux par l'article les articles y o del al en por según los el la artículo artículos
من في و أو او إلى الى على عن المواد المادة والمادة بالمادة للمادة وفقا بموجب أحكام احكام حكم نص بنص هذه لأحكام لاحكام
""".split()
)


@dataclass(frozen=True)
class Line:
    """One line of the source, without the white space around it."""

    text: str
    plain: str  # the same with ASCII digits, of the same length
    block: Block
    quoted: bool = (
        False  # whether it stands within quotation marks that were opened on an earlier line
    )

    @property
    def _last(self) -> str:
        return _ASIDE.sub("", self.text[-500:])

    @property
    def ends_open(self) -> bool:
        """Whether it ends like a heading: with no mark that ends or carries on a sentence."""
        return not _END.search(self._last)

    @property
    def ends_full(self) -> bool:
        """Whether it ends a sentence."""
        return bool(STOP.search(self._last))

    @property
    def leads_in(self) -> bool:
        """Whether its last word asks for the name of an article."""
        words = self.text.split()
        return len(words) > 2 and words[-1].lower() in _LEADS_IN


def lines_of(source: SourceText) -> list[Line]:
    """Return the lines of all blocks, those in long quotations marked; nothing but white space is left out."""
    lines = [
        Line(text, plain(text), block)
        for block in source.blocks
        for text in map(str.strip, block.printed().split("\n"))
        if text
    ]
    for first, last in _quotations(lines):
        for place in range(first + 1, last + 1):
            line = lines[place]
            lines[place] = Line(line.text, line.plain, line.block, quoted=True)
    return lines


def _quotations(lines: list[Line]) -> list[tuple[int, int]]:
    """Return first and last line of each quotation that goes over several lines."""
    turns = [_turns(line.text) for line in lines]
    spans, place = [], 0
    while place < len(lines):
        depth = _depth(turns[place], 0) if {2, 3} & set(turns[place]) else 0
        last = _closed(turns, place, depth) if depth else 0
        if last:
            spans.append((place, last))
        place = max(place, last) + 1
    return spans


def _turns(text: str) -> list[int]:
    """Return a number for each quotation mark: -1 closes, 2 opens a line, 3 opens after a colon or dash, 1 elsewhere.

    A quotation of several lines begins with 2 or 3; one that begins within a sentence ends in its line, or has lost
    its end.
    """
    turns, opening = [], end_of(_OPENING, text)
    for match in _QUOTE.finditer(text):
        at = match.start()
        # it opens the line, or stands right after what does: a quoted definition, “"term" means
        inner = at < opening
        opens = match[0] in "«“„" or (match[0] == '"' and (inner or text[at - 1] in " ([:"))
        lead = text[max(0, at - _GAP) : at].rstrip()
        turns.append((2 if not at else 3 if lead[-1:] in _LEADS else 1) if opens else -1)
    return turns


def _depth(turns: list[int], depth: int) -> int:
    for turn in turns:
        if turn == 2 and depth:  # each paragraph of a long quotation opens it again
            continue
        depth = max(0, depth + (1 if turn > 0 else -1))
    return depth


def _closed(turns: list[list[int]], place: int, depth: int) -> int:
    for later in range(place + 1, min(len(turns), place + _MOST_QUOTED)):
        if depth > _DEEPEST:
            break
        depth = _depth(turns[later], depth)
        if not depth:
            return later
    return 0


def standing(line: Line, end: int) -> str:
    """Return how a line with a label that ends at `end` reads: `heading`, `text` after the label, or `reference`."""
    rest = line.plain[end:].strip()
    if not rest or line.block.heading:
        return "heading"
    if rest[0] in ",;،؛":
        return "reference"
    if line.plain[end : end + 1] == "(":
        rest = re.sub(r"^(?:\([^()]{1,8}\)\s?)+", "", rest)
        goes_on = not rest or rest[0] in ",;،؛" or rest.split()[0].lower() in _GOES_ON
        return "reference" if goes_on else "text"
    if rest[0] in ".:-–—)]*(/|":
        return "heading"
    word = re.split(r"[\s،,.;(]", rest)[0].lower()
    if (
        rest[0].islower()
        or (word in _GOES_ON and not word.isascii())
        or re.match(r"و\s?[(\d]", rest)
    ):
        return "reference"
    return "text"
