"""The paragraphs of a document in two languages: which of them say the same, told by the structure they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_MOST_CHANGES = 600  # up to which two lists are compared
#: What holds paragraphs, or others that do.
_HOLDER = re.compile(r"<(/?)w:(tbl|tr|tc|txbxContent|sdtContent)(?=[ >/])[^>]*?(/?)>")
_PARAGRAPH = re.compile(r"<w:p((?=[ >])(?:(?!<w:p(?: |>)|</w:p>).)*</w:p>)", re.DOTALL)
_NUMBER = re.compile(r'<w:p n="(\d+)"')
_NUMBERED = re.compile(r'(<w:p) n="\d+"')


@dataclass
class _Holder:
    """A table, a row, a cell or a whole text, with what stands in it."""

    kind: str
    children: list[_Holder | int] = field(default_factory=list)  # a number is that of a paragraph
    signs: list[str] = field(default_factory=list)  # what each child is like, without its words

    @property
    def sign(self) -> str:
        """What it is like: what it begins with; of a row, what each cell does. What follows may be a note."""
        listed = self.signs if self.kind == "tr" else self.signs[:1]
        return f"{self.kind}({','.join(listed)})"


def partners(first: Sequence[str], other: Sequence[str]) -> tuple[dict[int, int], dict[int, int]]:
    """Return which paragraphs belong together, and which ones of the other language have no partner.

    Both texts are pieces by turns: what stands between paragraphs, and a paragraph. Paragraphs are told by their number.
    The first result leads from one of the first language to one of the other, the second from one of the other that
    stands alone to the one of the first that it follows.
    """
    pairs: dict[int, int] = {}
    alone: dict[int, int] = {}
    _align(_holder(first), _holder(other), pairs, alone, 0)
    return pairs, alone


def _holder(pieces: Sequence[str]) -> _Holder:
    """Return what a text holds."""
    whole = _Holder("text")
    above = [whole]
    for at, piece in enumerate(pieces):
        if at % 2:
            above[-1].children.append(at // 2)
            above[-1].signs.append(_sign(piece))
            continue
        for closes, kind, empty in _HOLDER.findall(piece):
            if closes and len(above) > 1:
                holder = above.pop()
                above[-1].signs.append(holder.sign)
            elif not closes and not empty:
                holder = _Holder(kind)
                above[-1].children.append(holder)
                above.append(holder)
    while len(above) > 1:  # a text that is cut off
        holder = above.pop()
        above[-1].signs.append(holder.sign)
    return whole


def _sign(paragraph: str) -> str:
    """Return which paragraph of the template it comes from; empty where a filter has made it."""
    number = _NUMBER.match(paragraph)
    return number[1] if number else ""


def numbered(template: str) -> str:
    """Return the XML of a template with its paragraphs numbered, so that each is known again when it is filled in.

    Paragraphs that are written alike, as in a long form of a row and in a short one, have the same number.
    """
    numbers: dict[str, int] = {}

    def number(match: re.Match) -> str:
        known = numbers.setdefault(match[0], len(numbers))
        return f'<w:p n="{known}"{match[1]}'

    return _PARAGRAPH.sub(number, template)


def without_numbers(xml: str) -> str:
    """Return XML without the numbers of `numbered`."""
    return _NUMBERED.sub(r"\1", xml)


def _align(
    first: _Holder, other: _Holder, pairs: dict[int, int], alone: dict[int, int], after: int
) -> int:
    """Align what two holders hold; return the last paragraph of the first, `after` where there is none."""
    kinds = [[_kind(child) for child in holder.children] for holder in (first, other)]
    if kinds[0] == kinds[1] and "" not in kinds[0]:
        listed: list[tuple[int | None, int | None]] = [(at, at) for at in range(len(kinds[0]))]
    else:
        listed = steps(first.signs, other.signs)
    for at, partner in listed:
        child = None if at is None else first.children[at]
        beside = None if partner is None else other.children[partner]
        if isinstance(child, _Holder) and isinstance(beside, _Holder):
            after = _align(child, beside, pairs, alone, after)
            continue
        numbers, others = _paragraphs(child), _paragraphs(beside)
        pairs.update(zip(numbers, others))
        after = numbers[-1] if numbers else after
        for number in others[len(numbers) :]:
            alone[number] = after
    return after


def _kind(child: _Holder | int) -> str:
    return child.kind if isinstance(child, _Holder) else ""


def _paragraphs(child: _Holder | int | None) -> list[int]:
    if child is None:
        return []
    if isinstance(child, int):
        return [child]
    return [number for inner in child.children for number in _paragraphs(inner)]


#: A place of one list and one of another that belong together; None where one of them has none.
Step = tuple[int | None, int | None]


def steps(first: Sequence[str], other: Sequence[str]) -> list[Step]:
    """Return which entries of two lists belong together, with as few as possible that stand alone.

    What stands alone does so as late as it can. Of what is no paragraph, such as a row, what stands alone in both lists
    at one place belongs together after all.
    """
    if list(first) == list(other):
        return [(at, at) for at in range(len(first))]
    pairs = _joined(_fewest(first, other), first, other)
    for begin in reversed(range(len(pairs))):
        for at in range(begin, len(pairs) - 1):
            (own, beside), (next_own, next_beside) = pairs[at], pairs[at + 1]
            if next_own is None or next_beside is None:
                break
            if beside is None and own is not None and first[own] == first[next_own]:
                pairs[at : at + 2] = [(own, next_beside), (next_own, None)]
            elif own is None and beside is not None and other[beside] == other[next_beside]:
                pairs[at : at + 2] = [(next_own, beside), (None, next_beside)]
            else:
                break
    return pairs


def _joined(pairs: Sequence[Step], first: Sequence[str], other: Sequence[str]) -> list[Step]:
    """Return the steps; of holders that stand alone next to each other, one of each list is a pair."""
    joined: list[Step] = []
    # places in `joined` of those alone, since the last pair
    alone: dict[int, list[int]] = {0: [], 1: []}
    for own, beside in pairs:
        side = 0 if beside is None else 1
        sign = other[beside or 0] if own is None else first[own]
        if own is not None and beside is not None:
            alone = {0: [], 1: []}
        elif "(" in sign and alone[1 - side]:
            place = alone[1 - side].pop(0)
            joined[place] = (joined[place][0], beside) if side else (own, joined[place][1])
            continue
        elif "(" in sign:
            alone[side].append(len(joined))
        joined.append((own, beside))
    return joined


def _fewest(first: Sequence[str], other: Sequence[str]) -> list[Step]:
    """Return the shortest way from one list to the other (E. Myers, An O(ND) Difference Algorithm, 1986).

    Lists that have too little in common go side by side.
    """
    furthest = {1: 0}
    ways: list[dict[int, int]] = []
    for changes in range(_MOST_CHANGES):
        ways.append(dict(furthest))
        for diagonal in range(-changes, changes + 1, 2):
            down = diagonal == -changes or (
                diagonal != changes and furthest[diagonal - 1] < furthest[diagonal + 1]
            )
            at = furthest[diagonal + 1] if down else furthest[diagonal - 1] + 1
            while (
                at < len(first) and at - diagonal < len(other) and first[at] == other[at - diagonal]
            ):
                at += 1
            furthest[diagonal] = at
            if at >= len(first) and at - diagonal >= len(other):
                return _way_back(ways, len(first), len(other))
    both = min(len(first), len(other))
    alone: list[Step] = [(at, None) for at in range(both, len(first))]
    alone += [(None, at) for at in range(both, len(other))]
    return [(at, at) for at in range(both)] + alone


def _way_back(ways: list[dict[int, int]], own: int, partner: int) -> list[Step]:
    """Return the steps of the way that ends at two places, from its beginning."""
    pairs: list[Step] = []
    for changes in reversed(range(len(ways))):
        furthest, diagonal = ways[changes], own - partner
        down = diagonal == -changes or (
            diagonal != changes and furthest[diagonal - 1] < furthest[diagonal + 1]
        )
        before = diagonal + 1 if down else diagonal - 1
        start = furthest[before]
        while own > start and partner > start - before:
            own, partner = own - 1, partner - 1
            pairs.append((own, partner))
        if changes:
            own, partner = start, start - before
            pairs.append((None, partner) if down else (own, None))
    return pairs[::-1]
