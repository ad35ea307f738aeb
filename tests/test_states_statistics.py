"""The statistics of States: cases worked by hand, and a second computation written from the definitions alone."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.states.dominance import Pair, dominance
from assess.states.statistics import (
    TOLERANCE,
    WAYS,
    Draws,
    Ranking,
    _above,
    _Smallest,
    draw_weights,
    rank_states,
)

GONE = float("nan")
FEW = Draws(number=40, seed=7)


def ranked(
    low: list,
    high: list | None = None,
    parts: list | None = None,
    draws: Draws = FEW,
    known: list | None = None,
    **options: int,
) -> Ranking:
    """Rank States of which all elements are known, unless `known` says otherwise (of 10)."""
    low = np.array(low, dtype=float).reshape(len(low), -1)
    high = low if high is None else np.array(high, dtype=float)
    parts = [0] * low.shape[1] if parts is None else parts
    return rank_states(
        low,
        high,
        np.array(parts),
        np.array(known or [10] * len(low)),
        np.array([10] * len(low)),
        draws,
        **options,
    )


# Worked by hand


def test_scores_where_all_articles_weigh_the_same() -> None:
    found = ranked([[1, 0.5, 0.25, GONE]], [[1, 0.5, 0.75, GONE]], [0, 0, 1, 2]).ranks[0].scores
    # mean: (1 + 0.5 + 0.25) / 3 = 0.58333…, at best (1 + 0.5 + 0.75) / 3 = 0.75
    assert found[0] == pytest.approx((0.583333333333, 0.75), abs=1e-12)
    # geometric: the cube root of 1 × 0.5 × 0.25 = 0.125, so 0.5; at best of 0.375
    assert found[1] == pytest.approx((0.5, 0.375 ** (1 / 3)), abs=1e-12)
    # weakest: part 0 has (1 + 0.5) / 2 = 0.75, part 1 has 0.25 or 0.75, part 2 does not count
    assert found[2] == pytest.approx((0.25, 0.75), abs=1e-12)


def test_the_floor_keeps_a_zero_from_wiping_out_the_rest() -> None:
    # √(1 × 0.01) = 0.1, with a floor of 0.25 √(1 × 0.25) = 0.5
    assert ranked([[1, 0]]).ranks[0].scores[1][0] == pytest.approx(0.1)
    assert ranked([[1, 0]], draws=Draws(5, 1, floor=0.25)).ranks[0].scores[1][0] == pytest.approx(
        0.5
    )


def test_ranks_tell_what_the_unknown_leaves_open() -> None:
    # One article: weights do not matter. A is 1; B lies between 0.25 and 1; C is 0.5; D is 0.
    found = ranked([[1], [0.25], [0.5], [0]], [[1], [1], [0.5], [0]]).ranks
    # A: nobody's low is above 1, nobody's high is above 1. B at best 1 (A's low 1 is not above its high 1), at worst
    # behind A and C. C: A is surely above it, B may be. D: A, B and C are surely above it.
    assert [(found[at].best, found[at].worst) for at in range(4)] == [
        (1, 1),
        (1, 3),
        (2, 3),
        (4, 4),
    ]
    # A is surely above C (1 < 2) and D; B and C are surely above D. The longest chains: A > C > D.
    assert [found[at].tier for at in range(4)] == [1, 1, 2, 3]
    assert all(one.stable for one in found.values())


def test_equal_states_share_the_better_rank_and_the_tier() -> None:
    found = ranked([[0.5, 1], [0.5, 1], [0.25, 1], [0.5, 1]]).ranks
    assert [(found[at].best, found[at].worst, found[at].tier) for at in range(4)] == [
        (1, 1, 1),
        (1, 1, 1),
        (4, 4, 2),
        (1, 1, 1),
    ]


def test_noise_makes_no_rank_but_a_real_difference_does() -> None:
    third = 1 / 3
    noisy = ranked([[third], [third + 1e-12]]).ranks
    assert (noisy[0].best, noisy[0].worst) == (noisy[1].best, noisy[1].worst) == (1, 1)
    real = ranked([[third], [third + 1e-8]]).ranks
    assert (real[0].best, real[1].worst) == (2, 1)


def test_the_interval_leaves_out_five_percent_at_each_end() -> None:
    # With articles 1, 0 and 0, 1 the first State leads if its weight is above ½: with 40 draws the 2nd lowest of its
    # best ranks and the 38th of its worst ones count; of 120 in all, the 6th and the 114th.
    found = ranked([[1, 0], [0, 1]]).ranks[0]
    leads = sum(weights[0] > 0.5 for weights in draw_weights(FEW, 0, 40, 2))
    ranks = sorted([1] * int(leads) + [2] * int(40 - leads))
    assert 2 < leads < 38
    assert found.by_way[0] == (ranks[1], ranks[37]) == (1, 2)
    one = ranked([[1, 0], [0, 1]], draws=Draws(1, 3)).ranks
    assert {one[at].by_way[0] for at in range(2)} == {(1, 1), (2, 2)}


def test_ways_that_disagree_are_told() -> None:
    # Part 0 has two articles, part 1 one. A is even, B strong but for part 1; the weakest part puts A first, the mean
    # mostly B: 0.55 against (1 + 1 + 0.5) / 3.
    found = ranked([[0.55, 0.55, 0.55], [1, 1, 0.5]], parts=[0, 0, 1], draws=Draws(400, 1)).ranks
    assert found[0].by_way[2] == (1, 1) and found[1].by_way[2] == (2, 2)
    assert found[1].tier_by_way[2] == 2 and not found[1].stable


def test_thin_and_empty_states_are_left_out_with_the_reason() -> None:
    found = ranked(
        [[1, 1], [0, 0], [GONE, GONE], [0.5, GONE]],
        [[1, 1], [1, 1], [GONE, GONE], [0.5, GONE]],
        known=[8, 7, 10, 10],
    )
    assert found.left_out == {1: "thin", 2: "empty"}
    # The thin State could be anywhere from 0 to 1. It widens nobody's interval.
    assert {at: (one.best, one.worst) for at, one in found.ranks.items()} == {0: (1, 1), 3: (2, 2)}


def test_one_state_no_state_all_thin_and_an_article_that_nobody_has() -> None:
    alone = ranked([[0.5, GONE]]).ranks[0]
    assert (alone.tier, alone.best, alone.worst) == (1, 1, 1)
    assert alone.extremes == ((0.5, 0.5),) * 3
    assert (
        rank_states(np.empty((0, 3)), np.empty((0, 3)), np.zeros(3), np.empty(0), np.empty(0)).ranks
        == {}
    )
    assert ranked([[1], [0]], known=[0, 0]).left_out == {0: "thin", 1: "thin"}
    with_it, without = (
        ranked([[1, 0.5, GONE], [0, 1, GONE]]),
        ranked([[1, 0.5, GONE], [0, 1, GONE]], parts=[0, 0, 5]),
    )
    assert with_it.ranks == without.ranks


@pytest.mark.parametrize(
    ("low", "high", "draws", "says"),
    [
        ([[0.5]], [[GONE]], FEW, "low or high alone"),
        ([[0.6]], [[0.5]], FEW, "above high"),
        ([[0.5]], [[1.5]], FEW, "between 0 and 1"),
        ([[0.5]], [[0.5, 1]], FEW, "same size"),
        ([[0.5]], [[0.5]], Draws(number=0), "at least one draw"),
        ([[0.5]], [[0.5]], Draws(floor=0), "floor"),
    ],
)
def test_numbers_that_do_not_fit_are_refused(
    low: list, high: list, draws: Draws, says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        ranked(low, high, draws=draws)


def test_dominance_by_hand() -> None:
    # Articles: A 1, 1, ½; B ½, 1, ½; C ½, between 0 and 1, ½; D 1, 1, ½ without the third.
    low = np.array([[1, 1, 0.5], [0.5, 1, 0.5], [0.5, 0, 0.5], [1, 1, GONE]])
    high = np.array([[1, 1, 0.5], [0.5, 1, 0.5], [0.5, 1, 0.5], [1, 1, GONE]])
    found = dominance(low, high)
    # A over B: better on the first. A over C: C's second article can at best equal A's. B over C: no, for at best all
    # are equal. D has 2 of 3 articles in common with the others, less than 80 %: not compared, three pairs.
    assert found.pairs == (Pair(0, 1, 3, 1, True), Pair(0, 2, 3, 1, True))
    assert (found.compared, found.not_compared) == (3, 3)
    assert found.dominates == (2, 0, 0, 0) and found.dominated == (0, 1, 1, 0)
    # Where 60 % in common is enough, D stands over B and C too, and level with A.
    loose = dominance(low, high, common=0.6)
    assert {(one.better, one.worse) for one in loose.pairs} == {(0, 1), (0, 2), (3, 1), (3, 2)}


def test_only_direct_pairs_are_marked_and_above_the_bound_pairs_are_counted() -> None:
    steps = np.array([[1.0], [0.5], [0.25], [0.0]])
    found = dominance(steps, steps)
    assert [(one.better, one.worse) for one in found.pairs if one.direct] == [
        (0, 1),
        (1, 2),
        (2, 3),
    ]
    assert len(found.pairs) == 6 and found.reduced
    counted = dominance(steps, steps, listed=3)
    assert (counted.pairs, counted.listed, counted.dominates) == ((), False, (3, 2, 1, 0))
    plain = dominance(steps, steps, direct=3)
    assert len(plain.pairs) == 6 and all(one.direct for one in plain.pairs) and not plain.reduced


def test_pairs_that_run_in_a_circle_stay_direct() -> None:
    # Each lacks one article: A over B by the third, B over C by the first, C over A by the second.
    values = np.array([[GONE, 0.25, 0.75], [0.75, GONE, 0.25], [0.25, 0.75, GONE]])
    found = dominance(values, values, common=0.3)
    assert {(one.better, one.worse) for one in found.pairs} == {(0, 1), (1, 2), (2, 0)}
    assert all(one.direct for one in found.pairs) and not found.reduced


def test_no_state_dominates_where_there_is_none_or_nothing_in_common() -> None:
    assert dominance(np.empty((0, 2)), np.empty((0, 2))).pairs == ()
    apart = np.array([[1, GONE], [GONE, 0]])
    assert dominance(apart, apart).not_compared == 1


def test_blocks_of_many_states_join_up() -> None:
    low = np.random.default_rng(8).integers(0, 9, (801, 3)) / 8
    level, above = low[:, None] >= low[None], low[:, None] > low[None]
    expected = level.all(axis=2) & above.any(axis=2)
    found = dominance(low, low)
    assert {(one.better, one.worse) for one in found.pairs} == set(
        map(tuple, np.argwhere(expected).tolist())
    )
    assert all(one.strict == above[one.better, one.worse].sum() for one in found.pairs[::997])
    counted = dominance(low, low, listed=800)
    assert counted.dominates == found.dominates == tuple(expected.sum(axis=1))
    assert counted.dominated == found.dominated == tuple(expected.sum(axis=0))
    assert counted.compared == found.compared == 801 * 800 // 2


# Weights


def test_weights_are_uniform_on_the_simplex() -> None:
    drawn = draw_weights(Draws(20_000, 5), 0, 20_000, 3)
    assert np.allclose(drawn.sum(axis=1), 1) and (drawn > 0).all()
    # A share x of a weight: 1 − (1 − x)², so half of the draws give less than 1 − √½ to the first of three.
    assert abs((drawn[:, 0] < 1 - math.sqrt(0.5)).mean() - 0.5) < 0.015
    assert abs(drawn.mean(axis=0) - 1 / 3).max() < 0.01


def test_weights_are_the_raw_numbers_of_the_seed_wherever_one_starts() -> None:
    raw = np.random.PCG64(11).random_raw(12)
    drawn = [-math.log(((int(one) >> 12) + 0.5) / 2**52) for one in raw[8:12]]
    assert draw_weights(Draws(3, 11), 2, 3, 4)[0] == pytest.approx(
        [one / sum(drawn) for one in drawn], abs=1e-15
    )


# Against a second computation

VALUE = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(
    lambda pair: (min(pair) / 4, max(pair) / 4)
)


@st.composite
def some_states(
    draw: st.DrawFn, complete: bool = False
) -> tuple[np.ndarray, np.ndarray, list[int]]:
    states, articles = draw(st.integers(1, 7)), draw(st.integers(1, 5))
    cell = VALUE if complete else st.one_of(VALUE, VALUE, VALUE, st.just((GONE, GONE)))
    cells = [[draw(cell) for _ in range(articles)] for _ in range(states)]
    both = np.array(cells, dtype=float).reshape(states, articles, 2)
    return both[..., 0], both[..., 1], [draw(st.integers(0, 2)) for _ in range(articles)]


def slow_score(
    values: list[float], weights: list[float], parts: list[int], way: str, floor: float
) -> Fraction:
    own = [
        (Fraction(weight), Fraction(value), part)
        for weight, value, part in zip(weights, values, parts, strict=True)
        if not math.isnan(value)
    ]
    if way == "geometric":
        whole = math.fsum(float(weight) for weight, _, _ in own)
        return Fraction(
            math.prod(
                max(float(value), floor) ** (float(weight) / whole) for weight, value, _ in own
            )
        )
    groups = {part for _, _, part in own} if way == "weakest" else {None}
    return min(
        sum(weight * value for weight, value, part in own if group in (None, part))
        / sum(weight for weight, _, part in own if group in (None, part))
        for group in groups
    )


def slow_ranks(lows: list[Fraction], highs: list[Fraction]) -> list[tuple[int, int]]:
    gap, everyone = Fraction(TOLERANCE), range(len(lows))
    return [
        (
            1 + sum(lows[j] > highs[i] + gap for j in everyone),
            1 + sum(highs[j] > lows[i] + gap for j in everyone if j != i),
        )
        for i in everyone
    ]


def slow_interval(ranks: list[tuple[int, int]]) -> tuple[int, int]:
    best = min(r for r, _ in ranks if 100 * sum(b <= r for b, _ in ranks) >= 5 * len(ranks))
    worst = min(r for _, r in ranks if 100 * sum(w <= r for _, w in ranks) >= 95 * len(ranks))
    return best, worst


def slow_tier(intervals: list[tuple[int, int]], at: int) -> int:
    return 1 + max(
        (
            slow_tier(intervals, other)
            for other in range(len(intervals))
            if intervals[other][1] < intervals[at][0]
        ),
        default=0,
    )


@settings(max_examples=60, deadline=None)
@given(some_states(), st.integers(1, 45), st.integers(0, 99))
def test_ranks_and_tiers_agree_with_the_slow_computation(
    table: tuple, number: int, seed: int
) -> None:
    low, high, parts = table
    draws = Draws(number, seed)
    found = ranked(low, high, parts, draws, block=16)
    kept = [at for at in range(len(low)) if not np.isnan(low[at]).all()]
    assert set(found.ranks) == set(kept) and set(found.left_out) == set(range(len(low))) - set(kept)
    by_way: list[list[list[tuple[int, int]]]] = []
    for way in WAYS:
        seen = []
        for weights in draw_weights(draws, 0, number, low.shape[1]).tolist():
            lows, highs = (
                [slow_score(side[at].tolist(), weights, parts, way, draws.floor) for at in kept]
                for side in (low, high)
            )
            seen.append((slow_ranks(lows, highs)))
        by_way.append([[draw[at] for draw in seen] for at in range(len(kept))])
    ways = [[slow_interval(one) for one in way] for way in by_way]
    pooled = [
        slow_interval([rank for way in by_way for rank in way[at]]) for at in range(len(kept))
    ]
    for at, state in enumerate(kept):
        own = found.ranks[state]
        assert own.by_way == tuple(way[at] for way in ways)
        assert (own.best, own.worst) == pooled[at]
        assert own.tier == slow_tier(pooled, at)
        assert own.tier_by_way == tuple(slow_tier(way, at) for way in ways)
        for (lowest, highest), (least, most), way in zip(
            own.scores, own.extremes, WAYS, strict=True
        ):
            even = [1.0] * low.shape[1]
            assert lowest == pytest.approx(
                float(slow_score(low[state].tolist(), even, parts, way, 0.01)), abs=1e-11
            )
            assert highest == pytest.approx(
                float(slow_score(high[state].tolist(), even, parts, way, 0.01)), abs=1e-11
            )
            assert least <= most


@pytest.mark.parametrize("number", [1, 6, 7, 19, 20, 21, 39, 40, 97, 133])
def test_the_ends_of_the_intervals_are_the_very_places_that_the_page_names(number: int) -> None:
    # So many States and so wide a spread that the neighbour of a place holds another rank for some State.
    made = np.random.default_rng(number)
    low = made.random((40, 6))
    high, parts, draws = (
        np.minimum(1, low + 0.1 * made.random((40, 6))),
        [0, 0, 1, 1, 2, 2],
        Draws(number, 5),
    )
    found = ranked(low, high, parts, draws).ranks
    weights = draw_weights(draws, 0, number, 6)
    thirds = [
        weights[:, at : at + 2] / weights[:, at : at + 2].sum(axis=1, keepdims=True)
        for at in (0, 2, 4)
    ]
    best, worst = [], []
    for way in range(3):
        lows, highs = (
            (
                weights @ side.T,
                np.exp(weights @ np.log(np.maximum(side, 0.01)).T),
                np.min(
                    [
                        one @ side[:, at : at + 2].T
                        for one, at in zip(thirds, (0, 2, 4), strict=True)
                    ],
                    axis=0,
                ),
            )[way]
            for side in (low, high)
        )
        best.append(1 + (lows[:, None, :] > highs[:, :, None]).sum(axis=2))
        # itself among them, instead of 1 +
        worst.append((highs[:, None, :] > lows[:, :, None]).sum(axis=2))
    for state, own in found.items():
        for ranks, place, ends in (
            (best, 5, [one[0] for one in own.by_way] + [own.best]),
            (worst, 95, [one[1] for one in own.by_way] + [own.worst]),
        ):
            for column, end in zip([*ranks, np.concatenate(ranks)], ends, strict=True):
                assert (
                    end
                    == np.sort(column[:, state])[math.ceil(Fraction(place * len(column), 100)) - 1]
                )


@settings(max_examples=80, deadline=None)
@given(some_states(), st.sampled_from([0.3, 0.6, 0.8, 1.0]))
def test_dominance_agrees_with_the_slow_computation(table: tuple, share: float) -> None:
    low, high, _ = table
    found = dominance(low, high, common=share)
    expected, above = {}, 0
    for a, b in product(range(len(low)), repeat=2):
        has_a, has_b = (
            {at for at, one in enumerate(row) if not math.isnan(one)} for row in (low[a], low[b])
        )
        common = has_a & has_b
        if a == b or not common or len(common) < Fraction(str(share)) * len(has_a | has_b):
            continue
        above += 1
        if all(low[a, at] >= high[b, at] for at in common) and any(
            low[a, at] > high[b, at] for at in common
        ):
            expected[a, b] = (len(common), sum(low[a, at] > high[b, at] for at in common))
    assert {(one.better, one.worse): (one.articles, one.strict) for one in found.pairs} == expected
    assert 2 * found.compared == above
    between = {(a, c) for a, b in expected for b2, c in expected if b == b2}
    if found.reduced:
        assert {(one.better, one.worse) for one in found.pairs if one.direct} == set(
            expected
        ) - between


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 60), st.integers(1, 8), st.integers(0, 2**32))
def test_counting_those_above_agrees_with_comparing_all(states: int, draws: int, seed: int) -> None:
    made = np.random.default_rng(seed)
    scores, own = (made.integers(0, 9, (draws, states)) / 8 for _ in range(2))
    expected = (scores[:, None, :] > own[:, :, None] + TOLERANCE).sum(axis=2)
    assert (_above(scores, own) == expected).all()


# What must hold of any States


@settings(max_examples=60, deadline=None)
@given(some_states(complete=True), st.data())
def test_more_unknown_only_widens(table: tuple, data: st.DataObject) -> None:
    low, high, parts = table
    state, article = (
        data.draw(st.integers(0, len(low) - 1)),
        data.draw(st.integers(0, low.shape[1] - 1)),
    )
    wide_low, wide_high = low.copy(), high.copy()
    wide_low[state, article], wide_high[state, article] = 0, 1
    before, after = ranked(low, high, parts).ranks, ranked(wide_low, wide_high, parts).ranks
    for at in before:
        assert after[at].best <= before[at].best <= before[at].worst <= after[at].worst
        for (low_b, high_b), (low_a, high_a) in zip(
            before[at].by_way, after[at].by_way, strict=True
        ):
            assert low_a <= low_b <= high_b <= high_a


@settings(max_examples=40, deadline=None)
@given(some_states(), st.randoms(use_true_random=False))
def test_the_order_of_states_does_not_matter(table: tuple, chance: object) -> None:
    low, high, parts = table
    order = list(range(len(low)))
    chance.shuffle(order)
    plain, mixed = ranked(low, high, parts), ranked(low[order], high[order], parts)
    assert {order[at]: one for at, one in mixed.ranks.items()} == plain.ranks
    assert {order[at]: why for at, why in mixed.left_out.items()} == plain.left_out
    pairs = {
        (order[one.better], order[one.worse], one.articles, one.strict, one.direct)
        for one in dominance(low[order], high[order]).pairs
    }
    assert pairs == {
        (one.better, one.worse, one.articles, one.strict, one.direct)
        for one in dominance(low, high).pairs
    }


def test_neither_blocks_nor_threads_change_the_result_and_the_seed_does() -> None:
    made = np.random.default_rng(3)
    low = made.integers(0, 9, (30, 12)) / 8
    high = np.minimum(1, low + made.integers(0, 2, (30, 12)) / 8)
    parts, draws = [at % 3 for at in range(12)], Draws(3_000, 9)
    plain = ranked(low, high, parts, draws)
    for options in (
        {"block": 1_000},
        {"block": 16},
        {"block": 77, "jobs": 1},
        {"block": 4_000, "jobs": 3},
    ):
        assert ranked(low, high, parts, draws, **options).ranks == plain.ranks
    assert ranked(low, high, parts, Draws(3_000, 10)).ranks != plain.ranks


def test_the_smallest_are_kept_whatever_comes_when() -> None:
    ranks = np.random.default_rng(6).integers(1, 50, (200, 3))
    rising = np.sort(ranks, axis=0)
    for order in (ranks, rising, rising[::-1]):
        held = _Smallest(states=3, keep=31, room=45)
        for start in range(0, 200, 10):
            held.add(order[start : start + 10])
        assert np.array_equal(np.sort(held.result(), axis=1), rising[:31].T)


def test_many_states_hold_only_the_ends_of_the_draws() -> None:
    # 2,100 States × 2,000 draws: more than there is room for, so what lies in the middle is dropped on the way.
    made = np.random.default_rng(4)
    low = made.integers(0, 17, (2_100, 6)) / 16
    draws = Draws(2_000, 2)
    found = ranked(low, draws=draws).ranks
    weights = draw_weights(draws, 0, 2_000, 6)
    scores = weights @ low.T
    for state in (0, 1_000, 2_099):
        ranks = np.sort((scores > scores[:, [state]] + TOLERANCE).sum(axis=1)) + 1
        # the 100th and the 1,900th of 2,000
        assert found[state].by_way[0] == (ranks[99], ranks[1_899])
