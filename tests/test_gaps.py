"""Gaps, root causes, priorities by the printed rule, and recommendations as they stand on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assess.load.cases import load_case
from assess.rating.force import Reading
from assess.rating.gaps import find_gaps, points, priority
from assess.rating.rate import rate


def gaps_of(folder: Path, day: str = "2016-01-01", *assume: str):
    case, problems = load_case(folder)
    assert not problems
    return find_gaps(rate(case, Reading(date.fromisoformat(day), assume)))


def test_points_by_hand(jordan) -> None:
    """Mandatory 2, lead 2, not met 2 = 6, high; a detail in part = 3, low; safeguard 1; reservable 1, main 1."""
    scale = jordan.instrument.scale
    rating = rate(jordan, Reading(date(2016, 1, 1)))
    for element, expected, level in (
        ("16.1.power", 6, "high"),
        ("2.any_part", 3, "low"),
        ("15.1.rights", 6, "high"),
        ("6.1.b.possession", 4, "medium"),
    ):
        standing = rating.standing(element)
        assert points(standing, scale, root=False) == expected, (element, standing.state)
        assert priority(expected, scale) == level
    assert (
        points(rating.standing("2.any_part"), scale, root=True) == 4
        and priority(4, scale) == "medium"
    )


def test_gaps_bind_and_fall_short(folder: Path) -> None:
    found = gaps_of(folder)
    assert [gap.element.id for gap in found.gaps] == ["15.judge"] and found.unanswered == ()
    # a bill alone answers it: nobody has looked
    assert [gap.element.id for gap in found.unknown] == ["2.possession"]
    measures = [(one.recommendation.id, one.priority, one.conditional) for one in found.measures]
    assert measures == [("R2", "high", False), ("R1", None, True)]


def test_not_having_read_a_law_raises_no_priority(folder: Path) -> None:
    """R1 rests on 2.without_right too: not met under the bill, it gives the priority; unknown, it gives none."""
    with_bill = gaps_of(folder, "2016-01-01", "B1")
    assert {one.recommendation.id: one.priority for one in with_bill.measures}["R1"] == "medium"
    (folder / "findings/01.yaml").unlink()
    found = gaps_of(folder)
    assert found.gaps == () and found.causes == ()
    assert {(one.priority, one.computed, one.conditional) for one in found.measures} == {
        (None, None, True)
    }


def test_measures_follow_the_reading(folder: Path) -> None:
    with_bill = gaps_of(folder, "2016-01-01", "B1")
    by_id = {one.recommendation.id: one for one in with_bill.measures}
    assert [gap.element.id for gap in by_id["R1"].gaps] == ["2.possession", "2.without_right"]
    assert by_id["R1"].priority == "medium"
    assert [law.id for law in by_id["R2"].laws] == ["L1"]


def test_a_priority_that_the_assessor_sets_is_kept_beside_the_computed_one(folder: Path) -> None:
    path = folder / "recommendations.yaml"
    path.write_text(
        path.read_text() + "  priority: low\n  priority_reason: A judge is on call in practice.\n"
    )
    measure = next(one for one in gaps_of(folder).measures if one.recommendation.id == "R2")
    assert (measure.priority, measure.computed) == ("low", "high")


def test_recommendation_outside_its_span_or_without_a_gap_is_not_shown(folder: Path) -> None:
    path = folder / "recommendations.yaml"
    path.write_text(path.read_text().replace("- id: R2\n", "- id: R2\n  until: 2015-01-01\n"))
    found = gaps_of(folder)
    assert [one.recommendation.id for one in found.measures] == ["R1"]
    assert [gap.element.id for gap in found.unanswered] == ["15.judge"]


def test_weak_definition_is_one_root_cause(jordan) -> None:
    found = find_gaps(rate(jordan, Reading(date(2016, 1, 1))))
    causes = {one.definition: one for one in found.causes}
    assert "1.a" in causes and "1.a.device" in [one.element.id for one in causes["1.a"].weak]
    assert len(causes["1.a"].dependants) >= 3
    assert all(one.element.id not in causes["1.a"].dependants for one in causes["1.a"].weak)


@pytest.mark.parametrize(
    "day, assume", [("2016-01-01", ()), ("2019-01-01", ("JO-BILL-2017-09",)), ("2026-11-24", ())]
)
def test_order_is_by_priority(jordan, day: str, assume) -> None:
    found = find_gaps(rate(jordan, Reading(date.fromisoformat(day), assume)))
    rank = [
        (one.conditional, ("high", "medium", "low", None).index(one.priority))
        for one in found.measures
    ]
    assert rank == sorted(rank) and found.unanswered == ()
    assert [gap.points for gap in found.gaps] == sorted(
        (gap.points for gap in found.gaps), reverse=True
    )


def test_what_rests_on_the_unknown_alone_is_conditional_and_has_no_priority(jordan) -> None:
    for day in (date(2016, 1, 1), date(2026, 12, 2)):
        measures = find_gaps(rate(jordan, Reading(day))).measures
        assert not measures[0].conditional
        for one in measures:
            assert one.conditional == (bool(one.gaps) and all(gap.unknown for gap in one.gaps))
            assert (
                one.priority == one.recommendation.priority
                if one.conditional
                else one.priority is not None
            )
    assert sum(one.conditional for one in measures) > 20  # the law of 2023 was not read


def test_dropped_recommendation_answers_nothing(folder: Path) -> None:
    path = folder / "recommendations.yaml"
    path.write_text(path.read_text() + "  status: dropped\n")
    found = gaps_of(folder)
    assert [gap.element.id for gap in found.unanswered] == ["15.judge"]
    assert "R2" in [one.recommendation.id for one in found.measures]
