"""Which elements are gaps, what lies at their root, in which order they should be dealt with, and by what measure."""

from __future__ import annotations

from dataclasses import dataclass

from assess.model.case import Law, Recommendation, Span
from assess.model.instrument import Element, RatingScale
from assess.model.terms import ABSENT, GRADES, UNKNOWN, WHOLE, Priority
from assess.rating.force import law_force
from assess.rating.rate import CaseRating
from assess.rating.standing import Standing


@dataclass(frozen=True)
class Gap:
    """An element that falls short, or of which nobody can say yet, with the points of the priority rule."""

    standing: Standing
    points: int
    priority: Priority
    unknown: bool

    @property
    def element(self) -> Element:
        """The element that is a gap."""
        return self.standing.element


@dataclass(frozen=True)
class RootCause:
    """A definition that falls short, and the known gaps that lean on it."""

    definition: str  # 1.a
    weak: tuple[Standing, ...]
    dependants: tuple[str, ...]


@dataclass(frozen=True)
class Measure:
    """A recommendation as it stands in one reading: the gaps it answers there, its priority, the laws to amend."""

    recommendation: Recommendation
    gaps: tuple[Gap, ...]
    points: int
    priority: Priority | None  # none for what is conditional, unless the assessor set one
    computed: Priority | None
    laws: tuple[Law, ...]
    conditional: bool  # all its gaps are unknown: what it asks for may be there already, and is to be checked first


@dataclass(frozen=True)
class GapList:
    """All gaps of a reading in order of priority, their root causes, and the recommendations that answer them."""

    gaps: tuple[Gap, ...]
    unknown: tuple[Gap, ...]
    causes: tuple[RootCause, ...]
    measures: tuple[Measure, ...]
    unanswered: tuple[Gap, ...]  # gaps that no recommendation answers


def find_gaps(rating: CaseRating) -> GapList:
    """Return the gaps of a reading. An element is a gap if it binds and is known to fall short."""
    scale = rating.case.instrument.scale
    short = [
        standing
        for article in rating.articles
        for standing in article.standings
        if _binds(standing) and _short(standing)
    ]
    causes = _causes(rating, short, scale.root_cause_from)
    roots = {standing.element.id for cause in causes for standing in cause.weak}
    every = [_gap(standing, scale, standing.element.id in roots) for standing in short]
    order = {element.id: number for number, element in enumerate(rating.case.instrument.elements())}
    every.sort(key=lambda gap: (-gap.points, order[gap.element.id]))
    gaps = tuple(gap for gap in every if not gap.unknown)
    unknown = tuple(gap for gap in every if gap.unknown)
    measures = _measures(rating, every)
    answered = {
        element
        for measure in measures
        if measure.recommendation.status != "dropped"
        for element in measure.recommendation.elements
    }
    return GapList(
        gaps,
        unknown,
        causes,
        measures,
        tuple(gap for gap in gaps if gap.element.id not in answered),
    )


def points(standing: Standing, scale: RatingScale, root: bool) -> int:
    """Return the points of the priority rule: duty, weight, how far it falls short and what leans on it, added up.

    An unknown element has no shortfall: it is weighed by its duty and its weight alone.
    """
    give = scale.priority_points
    total = give.get(standing.element.level, 0)
    total += give.get(standing.element.weight or "", 0)
    if standing.state not in UNKNOWN:
        total += give["absent"] if standing.state in ABSENT else give["short"]
    total += give["root_cause"] * root + give["safeguard"] * (standing.element.kind == "safeguard")
    return total


def priority(total: int, scale: RatingScale) -> Priority:
    """Return the priority that a number of points gives."""
    steps = sorted(scale.priority_from.items(), key=lambda step: -step[1])
    return next((name for name, least in steps if total >= least), steps[-1][0])


def _binds(standing: Standing) -> bool:
    return standing.element.binds


def _short(standing: Standing) -> bool:
    return (
        standing.state in UNKNOWN
        or standing.state in ABSENT
        or (standing.state in GRADES and standing.state not in WHOLE)
    )


def _gap(standing: Standing, scale: RatingScale, root: bool) -> Gap:
    total = points(standing, scale, root)
    return Gap(standing, total, priority(total, scale), standing.state in UNKNOWN)


def _causes(rating: CaseRating, short: list[Standing], least: int) -> tuple[RootCause, ...]:
    leaning_on: dict[str, list[Standing]] = {}
    meant_by: dict[str, list[Standing]] = {}
    for standing in short:
        if standing.state not in UNKNOWN:
            for mark in dict.fromkeys(standing.element.depends_on):
                leaning_on.setdefault(mark, []).append(standing)
            for mark in dict.fromkeys(standing.element.marks):
                meant_by.setdefault(mark, []).append(standing)
    causes = []
    for mark in sorted(leaning_on):
        weak = tuple(meant_by.get(mark, ()))
        own = {standing.element.id for standing in weak}
        leaning = tuple(
            standing.element.id for standing in leaning_on[mark] if standing.element.id not in own
        )
        if weak and len(leaning) >= least:
            causes.append(RootCause(mark, weak, leaning))
    return tuple(causes)


def _measures(rating: CaseRating, gaps: list[Gap]) -> tuple[Measure, ...]:
    by_id = {gap.element.id: gap for gap in gaps}
    measures = [
        _measure(recommendation, rating, by_id)
        for recommendation in rating.case.recommendations
        if Span(recommendation.since, recommendation.until).holds(rating.reading.as_of)
    ]
    kept = [
        measure for measure in measures if measure.gaps or measure.recommendation.status == "done"
    ]
    rank = {"high": 0, "medium": 1, "low": 2, None: 3}
    return tuple(
        sorted(
            kept, key=lambda measure: (measure.conditional, rank[measure.priority], -measure.points)
        )
    )


def _measure(recommendation: Recommendation, rating: CaseRating, by_id: dict[str, Gap]) -> Measure:
    gaps = tuple(by_id[element] for element in recommendation.elements if element in by_id)
    scale = rating.case.instrument.scale
    known = [gap for gap in gaps if not gap.unknown]
    weighed = known or gaps
    conditional = bool(gaps) and not known
    top = max((gap.points for gap in weighed), default=0)
    computed = None if conditional else priority(top, scale)
    laws = tuple(
        law
        for law in rating.case.laws
        if law.id in recommendation.laws
        and law_force(law, rating.reading) in ("in_force", "date_uncertain")
    )
    total = sum(gap.points for gap in weighed)
    return Measure(
        recommendation,
        gaps,
        top * 1000 + total,
        recommendation.priority or computed,
        computed,
        laws,
        conditional,
    )
