"""The marks of a comparison of States: ratings, and beside them what published sources report, which is no rating."""

from __future__ import annotations

from assess.model.terms import RATINGS
from assess.view.marks import Mark
from assess.view.words import Words

#: What a cell of a reported State may hold, with fill and ink: grey-blue, so that none looks like a rating;
#: `reported_old` is that of a cell of which all that was seen is of repealed or replaced laws.
REPORTED: dict[str, tuple[str, str]] = {
    "reported_verdict": ("C9D5E3", "16263A"), "reported": ("E4EAF1", "22344A"), "reported_old": ("DCDBE6", "35304A"),
    "general": ("F1F3F6", "22344A"), "nothing_seen": ("FFFFFF", "5A6470"),
}


def reported_mark(sort: str, words: Words) -> Mark:
    """Return the mark of a cell of a reported State; `sort` is a key of REPORTED."""
    said = words.labels.compared.cells[sort]
    return Mark(sort, said.letter, said.label, *REPORTED[sort])


def legend(words: Words, reported: bool = True) -> tuple[Mark, ...]:
    """Return all marks that a cell may have: ratings, ranges, not rated, then, if asked, what is reported."""
    order = tuple(RATINGS)
    ranges = [(low, high) for at, high in enumerate(order) for low in order[at + 1:]]
    told = tuple(reported_mark(sort, words) for sort in REPORTED) if reported else ()
    return (*(words.rating(one, one) for one in order), *(words.rating(*one) for one in ranges),
            words.rating(None, None), *told)
