"""Ranks and tiers of States under many drawn weights and three ways of adding up: docs/compare-method.md.

Only numbers come in and only numbers go out. A State is a position (0, 1, 2 …), a value lies between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from threading import Lock

import numpy as np
from threadpoolctl import threadpool_limits

#: Two scores that lie no further apart than this are equal: what the machine's arithmetic may be wrong by, and more.
TOLERANCE = 1e-9
DECIMALS = 12  # to which scores are handed out, so that the order of additions does not show


@dataclass(frozen=True)
class Draws:
    """What the statistics are made with; it belongs in the recipe, with the names of the ways (`WAYS`)."""

    number: int = 10_000  # of weights drawn
    seed: int = 1
    floor: float = 0.01  # lowest value of an article in the geometric mean
    threshold: float = 0.8  # share of elements that must be known, else a State has no rank


@dataclass(frozen=True)
class Rank:
    """The result of one State."""

    tier: int  # 1 is the highest
    tier_by_way: tuple[int, ...]  # in the order of WAYS
    best: int  # rank interval over all draws and ways
    worst: int
    by_way: tuple[tuple[int, int], ...]  # the same for each way alone
    # a way: lowest and highest score where all articles weigh the same
    scores: tuple[tuple[float, float], ...]
    extremes: tuple[tuple[float, float], ...]  # a way: lowest and highest score of all draws

    @property
    def stable(self) -> bool:
        """Whether each way by itself gives the same tier."""
        return len(set(self.tier_by_way)) == 1


@dataclass(frozen=True)
class Ranking:
    """The States that have a rank, and those left out with the reason."""

    draws: Draws
    ranks: dict[int, Rank]  # position of a State → its rank
    left_out: dict[int, str]  # position → `empty` (no element counts) or `thin` (too few are known)


def draw_weights(draws: Draws, start: int, stop: int, articles: int) -> np.ndarray:
    """Return the weights of the draws `start` to `stop` (not included): draws × articles, each row adds up to 1.

    They are uniform on the simplex: exponential numbers divided by their sum (L. Devroye, Non-Uniform Random Variate
    Generation, 1986, ch. XI.4). They are made from the raw 64-bit numbers of PCG64, which NumPy keeps the same in
    all its versions, and each draw has its fixed place in that stream, wherever the computation starts.
    """
    stream = np.random.PCG64(draws.seed).advance(start * articles)
    uniform = ((stream.random_raw((stop - start) * articles) >> np.uint64(12)) + 0.5) * 2.0**-52
    drawn = -np.log(uniform).reshape(stop - start, articles)
    return drawn / drawn.sum(axis=1, keepdims=True)


@dataclass(frozen=True)
class _Table:
    """The values of the ranked States, ready to be multiplied: articles × (lows of all States, then highs)."""

    values: np.ndarray  # 0 where a State lacks the article
    logs: np.ndarray  # of the values, not below the floor; 0 where a State lacks the article
    has: np.ndarray  # 1 where a State has the article, else 0
    parts: tuple[np.ndarray, ...]  # the articles (positions) of each part


def _mean(weights: np.ndarray, table: _Table) -> np.ndarray:
    """Return the weighted mean."""
    return (weights @ table.values) / (weights @ table.has)


def _geometric(weights: np.ndarray, table: _Table) -> np.ndarray:
    """Return the weighted geometric mean of the values, each raised to the floor."""
    return np.exp((weights @ table.logs) / (weights @ table.has))


def _weakest(weights: np.ndarray, table: _Table) -> np.ndarray:
    """Return the lowest of the weighted means of the parts of which a State has an article."""
    lowest = np.full((len(weights), table.values.shape[1]), np.inf)
    for own in table.parts:
        some = table.has[own].any(axis=0)
        weight = np.where(some, weights[:, own] @ table.has[own], 1.0)
        np.minimum(
            lowest,
            np.where(some, (weights[:, own] @ table.values[own]) / weight, np.inf),
            out=lowest,
        )
    return lowest


#: The ways of adding up, by the name that labels know: weights (draws × articles), table → draws × (lows, highs).
WAYS: dict[str, Callable[[np.ndarray, _Table], np.ndarray]] = {
    "mean": _mean,
    "geometric": _geometric,
    "weakest": _weakest,
}


class _Smallest:
    """The few smallest of many ranks a State, with room for no more than is needed."""

    def __init__(self, states: int, keep: int, room: int) -> None:
        self.held = np.empty((states, room), dtype=np.uint16 if states < 2**16 - 1 else np.uint32)
        self.keep, self.filled = keep, 0

    def add(self, ranks: np.ndarray) -> None:
        """Take in ranks: draws × States."""
        if self.filled + len(ranks) > self.held.shape[1]:
            self._drop()
        self.held[:, self.filled : self.filled + len(ranks)] = ranks.T
        self.filled += len(ranks)

    def result(self) -> np.ndarray:
        """Return the smallest ranks: States × keep, unsorted."""
        self._drop()
        return self.held[:, : self.keep]

    def _drop(self) -> None:
        if self.filled > self.keep:
            self.held[:, : self.filled].partition(self.keep - 1, axis=1)
            self.filled = self.keep


def rank_states(
    low: np.ndarray,
    high: np.ndarray,
    parts: np.ndarray,
    known: np.ndarray,
    counted: np.ndarray,
    draws: Draws = Draws(),
    jobs: int = 2,
    block: int = 0,
) -> Ranking:
    """Return the rank interval and the tier of every State whose data are not too thin.

    `low`, `high`: States × articles, the value of each article where the unknown is resolved at its worst and at its
    best, 0 to 1; both NaN where no element counts. `parts`: the number of the part of each article. `known`,
    `counted`: a State's elements in these articles. Neither `jobs` (threads) nor `block` (draws worked on at once;
    0: chosen) changes the result. Raises ValueError where the numbers do not fit together.
    """
    low, high = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
    parts, known, counted = np.asarray(parts), np.asarray(known), np.asarray(counted)
    _check(low, high, parts, known, counted, draws)
    left_out = _left_out(low, known, counted, draws.threshold)
    kept = np.array([number for number in range(len(low)) if number not in left_out], dtype=int)
    if not len(kept):
        return Ranking(draws, {}, left_out)
    table = _table(low[kept], high[kept], parts, draws.floor)
    lowest, highest, extremes = _intervals(
        table, draws, jobs, block or max(16, min(256, 100_000 // len(kept)))
    )
    tiers = np.array([_tiers(*pair) for pair in zip(lowest, highest, strict=True)])
    alike = np.ones((1, low.shape[1]))
    by_way = [np.round(way(alike, table)[0], DECIMALS) for way in WAYS.values()]
    scores = np.array(by_way).reshape(len(WAYS), 2, len(kept))
    ranks = {}
    for at, state in enumerate(kept.tolist()):
        ranks[state] = Rank(
            tier=int(tiers[-1, at]),
            tier_by_way=tuple(tiers[:-1, at].tolist()),
            best=int(lowest[-1, at]),
            worst=int(highest[-1, at]),
            by_way=tuple(zip(lowest[:-1, at].tolist(), highest[:-1, at].tolist(), strict=True)),
            scores=tuple(map(tuple, scores[:, :, at].tolist())),
            extremes=tuple(map(tuple, extremes[:, :, at].tolist())),
        )
    return Ranking(draws, ranks, left_out)


def _check(
    low: np.ndarray,
    high: np.ndarray,
    parts: np.ndarray,
    known: np.ndarray,
    counted: np.ndarray,
    draws: Draws,
) -> None:
    faults = {
        "low and high must be tables of the same size": low.ndim != 2 or low.shape != high.shape,
        "each article needs a part": parts.shape != low.shape[1:],
        "each State needs known and counted": not len(low) == len(known) == len(counted),
        "more elements known than counted": bool(np.any(known > counted)),
        "at least one draw is needed": draws.number < 1,
        "the floor must lie above 0, and not above 1": not 0 < draws.floor <= 1,
    }
    if not any(faults.values()):
        faults["a value is missing in low or high alone"] = bool(
            np.any(np.isnan(low) != np.isnan(high))
        )
        faults["values lie between 0 and 1"] = bool(np.any((low < 0) | (high > 1)))
        faults["low lies above high"] = bool(np.any(low > high))
    for fault, problem in faults.items():
        if problem:
            raise ValueError(fault)


def _left_out(
    low: np.ndarray, known: np.ndarray, counted: np.ndarray, threshold: float
) -> dict[int, str]:
    texts = {}
    for state, values in enumerate(low):
        if not counted[state] or np.isnan(values).all():
            texts[state] = "empty"
        elif known[state] / counted[state] < threshold:
            texts[state] = "thin"
    return texts


def _table(low: np.ndarray, high: np.ndarray, parts: np.ndarray, floor: float) -> _Table:
    both = np.concatenate([low, high]).T
    has = ~np.isnan(both)
    logs = np.where(has, np.log(np.maximum(np.where(has, both, 1.0), floor)), 0.0)
    return _Table(
        np.where(has, both, 0.0) + 0.0,
        logs,
        has.astype(float),
        tuple(np.flatnonzero(parts == part) for part in np.unique(parts)),
    )


def _intervals(
    table: _Table, draws: Draws, jobs: int, block: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the lowest and the highest rank of the intervals, (ways, then all) × States, and the extreme scores.

    Only the smallest 5 % of the best ranks and the largest 5 % of the worst ones are held, so that memory stays small:
    for all ways together that is 15 % of one way's draws, should they all come from it.
    """
    states, number = table.values.shape[1] // 2, draws.number
    keep = 3 * number // 20 + 1
    room = min(number, keep + max(block, 1_000_000 // states))
    tails = [(_Smallest(states, keep, room), _Smallest(states, keep, room)) for _ in WAYS]
    extremes = np.array([[[np.inf], [-np.inf]]] * len(WAYS)) * np.ones(states)
    work = partial(_work, table, draws, tails, extremes, Lock(), block)
    # threads within threads would wait
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(max(1, jobs)) as pool:
        for _ in pool.map(work, range(0, number, block)):
            pass  # what went wrong in a thread is raised here
    ups = [up.result() for up, _ in tails]
    downs = [down.result() for _, down in tails]
    lowest = [_nth(result, -(-number // 20)) for result in ups] + [
        _nth(np.hstack(ups), -(-3 * number // 20))
    ]
    highest = [_nth(down, number // 20 + 1) for down in downs] + [
        _nth(np.hstack(downs), 3 * number // 20 + 1)
    ]
    return np.array(lowest), states + 1 - np.array(highest), np.round(extremes, DECIMALS)


def _nth(ranks: np.ndarray, place: int) -> np.ndarray:
    """Return the rank at a place (1 is the smallest) of each State, as whole numbers; reorders `ranks`."""
    ranks.partition(place - 1, axis=1)
    return ranks[:, place - 1].astype(int)


def _work(
    table: _Table,
    draws: Draws,
    tails: list[tuple[_Smallest, _Smallest]],
    extremes: np.ndarray,
    lock: Lock,
    block: int,
    start: int,
) -> None:
    """Rank the States in a block of draws in each way, and put what may matter into `tails` and `extremes`."""
    weights = draw_weights(draws, start, min(start + block, draws.number), len(table.values))
    states = table.values.shape[1] // 2
    for at, way in enumerate(WAYS.values()):
        scores = way(weights, table)
        low, high = scores[:, :states], scores[:, states:]
        np.maximum(low, high, out=high)  # where both are equal, the last bit may say otherwise
        best, worst = _ranks(low, high)
        with lock:
            tails[at][0].add(best)
            tails[at][1].add(states + 1 - worst)
            np.minimum(extremes[at, 0], low.min(axis=0), out=extremes[at, 0])
            np.maximum(extremes[at, 1], high.max(axis=0), out=extremes[at, 1])


def _ranks(low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the best and the worst rank of each State in each draw: draws × States.

    Best: 1 + the number of States whose low score is above its own high one. Worst: 1 + the number of *other* States
    whose high score is above its own low one. Above means by more than `TOLERANCE`.
    """
    return 1 + _above(low, high), 1 + _above(high, low) - (high > low + TOLERANCE)


def _above(scores: np.ndarray, own: np.ndarray) -> np.ndarray:
    """Return for each State in each draw how many of the `scores` are above its `own` one: draws × States.

    Both are put into one list and sorted. The bits of a positive number sort as the number does, and its last ones,
    which are far below the tolerance (4e-12 with 5,000 States), give room to say whose it is: so whole numbers are
    sorted, at a fraction of the time that sorting positions or searching takes.
    """
    draws, states = scores.shape
    marked = np.concatenate([scores, own + TOLERANCE], axis=1).view(np.uint64)
    places = np.uint64((1 << (2 * states - 1).bit_length()) - 1)
    marked &= ~places
    marked |= np.arange(2 * states, dtype=np.uint64)
    marked.sort(axis=1)
    marked &= places
    order = marked.view(np.int64)
    below = np.cumsum(order < states, axis=1, dtype=np.int32)
    numbers = np.empty((draws, 2 * states), dtype=np.int32)
    np.put_along_axis(numbers, order, below, axis=1)
    return states - numbers[:, states:]


def _tiers(best: np.ndarray, worst: np.ndarray) -> np.ndarray:
    """Return the tier of each State: 1 + the longest chain of States each surely above the next, and above it.

    A is surely above B if A's worst rank is smaller than B's best. Intervals are taken by their best rank; those that
    have ended by then are above, and the longest chain among them is remembered: O(n log n).
    """
    tiers = np.zeros(len(best), dtype=int)
    ending = np.argsort(worst, kind="stable").tolist()
    ended = longest = 0
    for state in np.argsort(best, kind="stable").tolist():
        while ended < len(ending) and worst[ending[ended]] < best[state]:
            longest = max(longest, tiers[ending[ended]])
            ended += 1
        tiers[state] = longest + 1
    return tiers
