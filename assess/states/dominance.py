"""Which State is at least as good as another on every article, whatever the unknown turns out: no weights at all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assess.states.statistics import TOLERANCE

COMMON = 0.8  # of the articles that at least one of two States has, this share both must have to be compared
LISTED = 1_000  # above this number of States pairs are counted, not listed
DIRECT = 300  # up to this number direct pairs are found, in the time of n³


@dataclass(frozen=True)
class Pair:
    """One State that dominates another; States are positions."""

    better: int
    worse: int
    articles: int  # that both have
    strict: int  # of these, on which it is better
    direct: bool  # no third State lies between the two; true for all where this was not asked or has no answer


@dataclass(frozen=True)
class Dominance:
    """The order that needs no weights."""

    pairs: tuple[Pair, ...]  # by position; empty where there are more States than `LISTED`
    listed: bool  # whether pairs were listed
    reduced: bool  # whether `direct` was worked out
    dominates: tuple[int, ...]  # of each State, how many others it dominates
    dominated: tuple[int, ...]  # of each State, by how many it is dominated
    not_compared: int  # pairs of States with too few articles in common
    compared: int


def dominance(
    low: np.ndarray,
    high: np.ndarray,
    common: float = COMMON,
    listed: int = LISTED,
    direct: int = DIRECT,
) -> Dominance:
    """Return who dominates whom among States; `low`, `high`: States × articles, NaN where no element counts.

    A dominates B if A's low value is at least B's high one on every article that both have, and above it on one. Two
    States with less than `common` of their articles in common are not compared. The time grows with the square of
    the States, times the articles; memory with the square only where pairs are listed.
    """
    low, high = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
    states, compared = len(low), 0
    dominates, dominated = np.zeros(states, dtype=int), np.zeros(states, dtype=int)
    shown = states <= listed
    numbers, orders = [], [np.zeros((0, states), dtype=bool)]
    rows = max(1, 500_000 // max(states, 1))
    for start in range(0, states, rows):
        over, strict, both, enough = _compare(low, high, slice(start, start + rows), common)
        compared += int(enough.sum())
        dominates[start : start + rows] = over.sum(axis=1)
        dominated += over.sum(axis=0)
        if shown:
            orders.append(over)
            numbers += [
                (start + a, b, int(both[a, b]), int(strict[a, b]))
                for a, b in np.argwhere(over).tolist()
            ]
    cover = _direct(np.concatenate(orders)) if shown and states <= direct else None
    pairs = tuple(
        Pair(*each_numbers, direct=cover is None or bool(cover[each_numbers[:2]]))
        for each_numbers in numbers
    )
    return Dominance(
        pairs,
        shown,
        cover is not None,
        tuple(dominates.tolist()),
        tuple(dominated.tolist()),
        (states * (states - 1) - compared) // 2,
        compared // 2,
    )


def _compare(
    low: np.ndarray, high: np.ndarray, some: slice, common: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return for some States × all: does it dominate, on how many articles strictly, how many both have, compared."""
    has = (~np.isnan(high)).astype(np.float32)
    both = has[some] @ has.T
    either = has[some].sum(axis=1)[:, None] + has.sum(axis=1)[None, :] - both
    enough = (both > 0) & (both >= common * either.astype(float) - TOLERANCE)
    own = np.arange(len(low))[some]
    enough[own - own[0], own] = False  # nobody is compared with itself
    over, strict = enough.copy(), np.zeros(both.shape, dtype=np.uint32)
    for article in range(low.shape[1]):
        mine, theirs = low[some, article, None], high[None, :, article]
        over &= ~(mine < theirs - TOLERANCE)  # false, so no hindrance, where either is missing
        strict += mine > theirs + TOLERANCE
    return over & (strict > 0), strict, both, enough


def _direct(over: np.ndarray) -> np.ndarray | None:
    """Return the pairs that no third State lies between; None where the pairs run in a circle.

    Where States lack different articles, A may dominate B, B dominate C and C dominate A: then no pair follows from
    others.
    """
    left = over.astype(np.float32)
    alive = np.ones(len(over), dtype=bool)
    while alive.any():
        top = alive & (left[alive].sum(axis=0) == 0)
        if not top.any():
            return None
        alive &= ~top
    return over & ~((left @ left) > 0)
