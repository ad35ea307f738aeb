"""What laws marked as examined answered by rule 1: elements that rested on that alone, the days and the laws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from assess.model.case import Case, Striking
from assess.model.day import Day
from assess.model.terms import ELSEWHEN
from assess.rating.force import Reading
from assess.review.rule_one import examined_laws, standings_one

#: States of rule 1 that came from laws that were examined, where no citation counted.
SILENT = ("not_found", *sorted(ELSEWHEN))


@dataclass(frozen=True)
class Stretch:
    """A time in which an element rested on examined laws alone."""

    since: date
    until: date | None  # first day on which it did no longer; none where it still does
    states: tuple[str, ...]  # what rule 1 said then, in order
    laws: tuple[str, ...]  # ids of the laws that were in force and examined for it


def rested(case: Case) -> dict[str, tuple[Stretch, ...]]:
    """Return, by element, the times in which by rule 1 it rested on examined laws alone, no bill taken as passed.

    The instrument of `case` is the checklist of that time. Between the days on which something comes into force or
    leaves it nothing moves, so that each of these times is exact to the day.
    """
    days = turning_days(case)
    own_stretches: dict[str, list[Stretch]] = {}
    for day, after in zip(days, [*days[1:], None]):
        reading = Reading(day)
        for name, standing in standings_one(case, reading).items():
            if standing.state in SILENT:
                laws = examined_laws(case, reading, standing.element)
                _lengthen(
                    own_stretches.setdefault(name, []), Stretch(day, after, (standing.state,), laws)
                )
    return {name: tuple(stretches) for name, stretches in own_stretches.items()}


def _lengthen(stretches: list[Stretch], stretch: Stretch) -> None:
    """Add a time to those before it; where it begins on the day on which the last one ends, the two are one."""
    if stretches and stretches[-1].until == stretch.since:
        last = stretches.pop()
        stretch = Stretch(
            last.since,
            stretch.until,
            tuple(dict.fromkeys((*last.states, *stretch.states))),
            tuple(dict.fromkeys((*last.laws, *stretch.laws))),
        )
    stretches.append(stretch)


def turning_days(case: Case) -> list[date]:
    """Return the days on which what is in force may change, in order; before the first nothing is."""
    days = {side for day in _days(case) if day for side in (day.first, day.last)}
    return sorted(days - {date.min, date.max})


def _days(case: Case) -> Iterator[Day | None]:
    entries: Iterable = (
        *case.laws,
        *(provision for law in case.laws for provision in law.provisions),
    )
    for entry in entries:
        yield from (entry.in_force, entry.until)
    yield from (law.introduced for law in case.laws)
    for ruling in (ruling for law in case.laws for ruling in law.rulings):
        yield from (ruling.on,) if isinstance(ruling, Striking) else (ruling.since, ruling.until)
    for reservation in case.profile.reservations:
        yield from (reservation.made, reservation.withdrawn)
