"""A case on its days: scenarios, elements left open, gaps that nothing answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assess.gaps import find_gaps
from assess.model.case import Case
from assess.model.terms import RATED
from assess.problems import Location, Problem, nearest, problem
from assess.rating import rate
from assess.standing import Reading, element_standings, law_force


def readings(case: Case, today: date) -> list[Reading]:
    """Return the readings of the case's scenarios, and one of today if no scenario is of today."""
    found = [Reading(scenario_day(one.as_of, today), one.assume) for one in case.profile.scenarios]
    if not any(one.as_of == today and not one.assume for one in found):
        found.append(Reading(today))
    return found


def scenario_day(text: str, today: date) -> date:
    """Return the day of a scenario: `today`, or a date in full. Raises ValueError for anything else."""
    if text == "today":
        return today
    return date.fromisoformat(text)


def scenario_dates(case: Case) -> Iterator[Problem]:
    """Scenarios whose day is no date."""
    for one in case.profile.scenarios:
        try:
            scenario_day(one.as_of, date.min)
        except ValueError:
            yield problem("date-unreadable", one.place, value=one.as_of)


def scenario_bills(case: Case, today: date) -> Iterator[Problem]:
    """Scenarios whose bill is none of the case, or changes a law that is not in force on that day."""
    if not list(scenario_dates(case)):
        for one in case.profile.scenarios:
            yield from assumption_effect(case, Reading(scenario_day(one.as_of, today), one.assume), one.place)


def assumption_effect(case: Case, reading: Reading, place: Location) -> Iterator[Problem]:
    """Bills that are assumed though they are no bills of the case, or change a law not in force on the day."""
    bills = [law.id for law in case.laws if law.bill]
    for name in reading.assume:
        if name not in bills:
            yield problem("unknown-bill", place, id=name, known=bills, nearest=nearest(name, bills))
            continue
        targets = [case.law(target) for target in case.law(name).amends]
        if targets and not any(target and law_force(target, reading) == "in_force" for target in targets):
            yield problem("assumption-without-effect", place, id=name, day=reading.as_of,
                          law=case.law(name).amends)


def unanswered(case: Case, today: date) -> Iterator[Problem]:
    """Elements that nobody has assessed as of today."""
    for one in element_standings(case, Reading(today)).values():
        if one.state == "not_assessed" and one.element.level in RATED:
            place = one.finding.place if one.finding else case.profile.place
            yield problem("unanswered", place, id=one.element.id, day=today)


def gaps_answered(case: Case, today: date) -> Iterator[Problem]:
    """Gaps in any reading of the case that no recommendation answers."""
    if [*scenario_dates(case), *scenario_bills(case, today)]:
        return
    for reading in readings(case, today):
        for gap in find_gaps(rate(case, reading)).unanswered:
            place = gap.standing.finding.place if gap.standing.finding else case.profile.place
            yield problem("gap-without-recommendation", place, id=gap.element.id)
