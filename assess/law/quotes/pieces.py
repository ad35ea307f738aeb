"""A quotation that leaves words out: its pieces, found in order within one article, and the words between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from assess.base.normal import STEPS
from assess.base.text import steady
from assess.law.quotes.wording import TOLD, Spot, Wording

_DOTS = r"(?:…|\.{3,}|\.\s\.\s\.)"
_ELLIPSIS = re.compile(rf"[\[(]\s*{_DOTS}\s*[\])]|{_DOTS}")
_BRACKETS = re.compile(r"\[[^\]]*\]")
_MOST_LITERAL = 4  # marks of omission up to which each may be the law's own
MIN_WORDS = 3
MIN_LETTERS = 12


#: Where the pieces of a quotation begin and end in it.
Bounds = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Hit:
    """One reading of a quotation in a wording."""

    first: str  # id of the unit in which it begins
    last: str  # and of that in which it ends
    heading: bool  # whether it lies in a heading alone
    steps: tuple[str, ...]
    skipped: tuple[str, ...]  # the law's words at each ellipsis
    short: bool  # whether a piece of it is too short to identify anything
    printed: str  # the quotation in the law's own spelling, as reports print it


@dataclass(frozen=True)
class Search:
    """What came of looking for a quotation: its hits, or why there is none and for which piece."""

    hits: tuple[Hit, ...]
    reason: str = ""
    piece: str = ""


def search(wording: Wording, quote: str) -> Search:
    """Look for a quotation in a wording: marks of omission first as the law's own, then as words left out.

    The reason for no hit: `brackets` (words put in), `cut` (inside a word), `signs` (Arabic signs contradict),
    `turned` (signs of direction in the law),    `order` (every piece stands there, not in this order within one article), `piece`, or `absent`.
    """
    pieces: tuple[str, ...] = ()
    for bounds in _readings(quote):
        pieces = tuple(quote[start:end] for start, end in bounds)
        hits = _hits(wording, quote, bounds)
        if hits:
            return Search(tuple(hits))
    return _failed(wording, quote, pieces)


def too_short(words: str) -> bool:
    """Whether words are fewer than MIN_WORDS and have fewer than MIN_LETTERS letters."""
    real = [part for part in words.split() if any(sign.isalnum() for sign in part)]
    return len(real) < MIN_WORDS and sum(sign.isalnum() for sign in words) < MIN_LETTERS


def omits(quote: str) -> bool:
    """Whether a quotation has a mark of omission."""
    return bool(_ELLIPSIS.search(quote))


def _readings(quote: str) -> Iterator[Bounds]:
    """Yield where the pieces stand, for every way to read the marks of omission, the fewest omissions first."""
    marks = list(_ELLIPSIS.finditer(quote))
    many = len(marks) > _MOST_LITERAL
    choices = (
        [(False,) * len(marks), (True,) * len(marks)]
        if many
        else product((False, True), repeat=len(marks))
    )
    for choice in sorted(set(choices), key=lambda choice: (sum(choice), choice)):
        edges = [edge for omitted, mark in zip(choice, marks) if omitted for edge in mark.span()]
        cuts = [0, *edges, len(quote)]
        pieces = [_bare(quote, start, end) for start, end in zip(cuts[::2], cuts[1::2])]
        yield tuple((start, end) for start, end in pieces if start < end)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of a piece without the white space at its ends."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, max(start, start + len(piece.strip()))


def _hits(wording: Wording, quote: str, bounds: Bounds) -> list[Hit]:
    """Return the readings that skip least: from each hit of the first piece to the next hit of each following one."""
    pieces = [quote[start:end] for start, end in bounds]
    own_spots = [wording.spots(piece)[0] for piece in pieces]
    if not own_spots or not all(own_spots):
        return []
    lows = [[spot.low for spot in spots] for spots in own_spots]
    chains = {}
    for first in own_spots[0]:
        chain = [first]
        for spots, low in zip(own_spots[1:], lows[1:]):
            following = bisect_left(low, chain[-1].high)
            if following == len(spots):
                break
            chain.append(spots[following])
        if len(chain) == len(pieces) and _one_article(wording, chain):
            chains[chain[-1].high] = chain  # a later beginning with the same end skips less
    return [_hit(wording, chain, quote, bounds) for chain in chains.values()]


def _one_article(wording: Wording, chain: list[Spot]) -> bool:
    articles = {wording.span(edge).article for spot in chain for edge in (spot.start, spot.end - 1)}
    return len(chain) == 1 or len(articles) == 1


def _hit(wording: Wording, chain: list[Spot], quote: str, bounds: Bounds) -> Hit:
    first, last = wording.span(chain[0].start), wording.span(chain[-1].end - 1)
    needed = {name for spot in chain for name in spot.steps}
    skipped = tuple(
        wording.printed[spot.end : other_spot.start].strip()
        for spot, other_spot in zip(chain, chain[1:])
    )
    return Hit(
        first.unit,
        last.unit,
        first is last and chain[-1].end <= first.head,
        tuple(name for name in TOLD if name in needed),
        skipped,
        any(too_short(quote[start:end]) for start, end in bounds),
        _printed(chain, quote, bounds),
    )


def _printed(chain: list[Spot], quote: str, bounds: Bounds) -> str:
    """Return a quotation with the law's words in the place of those typed otherwise; marks of omission stay.

    The law's words are those that are read: without signs that are not seen, and with no letter in a joined form.
    """
    shown, at = [], 0
    for spot, (start, end) in zip(chain, bounds):
        own = STEPS["invisible_signs"](STEPS["presentation_forms"](spot.words)).strip()
        shown += [quote[at:start], own if spot.steps else quote[start:end]]
        at = end
    return steady("".join([*shown, quote[at:]]))


def _failed(wording: Wording, quote: str, pieces: tuple[str, ...]) -> Search:
    # for many that are never closed the pattern would look to the end each
    closed = quote[: quote.rfind("]") + 1]
    if any(not _ELLIPSIS.fullmatch(bracket) for bracket in _BRACKETS.findall(closed)):
        return Search((), "brackets", quote)
    for piece in pieces:
        spots, why = wording.spots(piece)
        if not spots:
            return Search((), why or ("piece" if len(pieces) > 1 else "absent"), piece)
    return Search((), "order" if pieces else "absent", quote)
