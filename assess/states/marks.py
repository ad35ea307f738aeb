"""The marks of a comparison of States: ratings, and beside them what published sources report, which is no rating."""

from __future__ import annotations

from assess.model.terms import RATINGS
from assess.speak.marks import Mark
from assess.speak.words import COLOURS, Words
from assess.states.record import NOTHING_COUNTS, Bounds

#: What a cell of a reported State may hold, with fill and ink: grey-blue, so that none looks like a rating;
#: `reported_old` is that of a cell of which all that was seen is of repealed or replaced laws.
REPORTED: dict[str, tuple[str, str]] = {
    "reported_verdict": ("C9D5E3", "16263A"),
    "reported": ("E4EAF1", "22344A"),
    "reported_old": ("DCDBE6", "35304A"),
    "general": ("F1F3F6", "22344A"),
    "nothing_seen": ("FFFFFF", "5A6470"),
}


#: Fill and ink of an article in which no element counts.
_NOTHING = ("F7F8F9", "5A6470")


def cell_mark(bounds: Bounds, words: Words) -> Mark:
    """Return the mark of a cell: a rating, a range, not rated since nothing is known, or that no element counts."""
    if bounds:
        return words.rating(*bounds)
    said = words.labels.compared.cells
    if bounds is None:
        return Mark("none", said.none.letter, said.none.label, *COLOURS["none"])
    return Mark("out", said.out.letter, said.out.label, *_NOTHING)


def reported_mark(sort: str, words: Words) -> Mark:
    """Return the mark of a cell of a reported State; `sort` is a key of REPORTED."""
    said = words.labels.compared.cells[sort]
    return Mark(sort, said.letter, said.label, *REPORTED[sort])


def legend(words: Words, reported: bool = True) -> tuple[Mark, ...]:
    """Return all marks that a cell may have: ratings, ranges, what has no rating, then, if asked, what is reported."""
    order = tuple(RATINGS)
    ranges = [(low, high) for at, high in enumerate(order) for low in order[at + 1 :]]
    told = tuple(reported_mark(sort, words) for sort in REPORTED) if reported else ()
    return (
        *(words.rating(one, one) for one in order),
        *(words.rating(*one) for one in ranges),
        cell_mark(None, words),
        cell_mark(NOTHING_COUNTS, words),
        *told,
    )
