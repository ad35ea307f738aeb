"""Where each element stands on a day: which citations count, and what follows where none does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from assess.model.case import Case, Citation, Finding, Law, Provision, Reservation
from assess.model.instrument import Element
from assess.model.terms import FULL, GRADES, UNKNOWN, Grade, State

Force = Literal["in_force", "draft_only", "not_in_force", "repealed", "replaced", "date_uncertain", "later"]


@dataclass(frozen=True)
class Reading:
    """The question put to a case: its result on this day, with these bills taken as passed, each named once."""

    as_of: date
    assume: tuple[str, ...] = ()

    def __post_init__(self):
        object.__setattr__(self, "assume", tuple(dict.fromkeys(self.assume)))


@dataclass(frozen=True)
class Weighed:
    """A citation, and whether its provisions are in force on the day of the reading."""

    citation: Citation
    force: Force


@dataclass(frozen=True)
class Standing:
    """An element on the day of a reading."""

    element: Element
    state: Grade | State
    worst: Grade | State  # what it is at least, where unknown things turn out against it
    best: Grade | State  # what it may be at most
    weighed: tuple[Weighed, ...]  # all citations, counted or not
    finding: Finding | None
    unseen: tuple[str, ...]  # laws perhaps in force, not obtained, that may answer it better than what is known
    reservation: Reservation | None = None

    @property
    def floor(self) -> Grade | None:
        """What is known at least of an unknown element, if that is anything."""
        return self.worst if self.state in UNKNOWN and self.worst in GRADES else None


def element_standings(case: Case, reading: Reading) -> dict[str, Standing]:
    """Return the standing of every element of the case's instrument, by its id."""
    view = _InForce(case, reading)
    findings = {one.element: one for one in case.findings}
    return {element.id: _standing(element, findings.get(element.id), view) for element in case.instrument.elements()}


def forces_on(case: Case, reading: Reading) -> tuple[object, ...]:
    """Return all that a reading takes from its day: two readings of a case for which it is equal stand alike."""
    view = _InForce(case, reading)
    return tuple(view.laws.values()), tuple(view.provisions.values()), tuple(view.reservations)


def law_force(law: Law, reading: Reading) -> Force:
    """Return whether a law is in force on the day; a bill is, if it is assumed to have passed.

    A bill that came before the State only after the day is `later`: on that day there was no such draft.
    """
    if law.bill and law.id in reading.assume:
        return "in_force"
    if law.bill:
        return "later" if law.introduced and law.introduced.begun(reading.as_of) is False else "draft_only"
    return _force(law.in_force, law.until, reading.as_of)


class _InForce:
    """Answers, for one reading of a case, what is in force; everything is worked out once."""

    def __init__(self, case: Case, reading: Reading):
        self.case, self.reading = case, reading
        self.laws = {law.id: law_force(law, reading) for law in case.laws}
        self.provisions = provision_forces(case, reading)
        self.standing_laws = [law for law in case.laws if self.laws[law.id] == "in_force"]
        self.read_for = frozenset(mark for law in self.standing_laws for mark in law.examined)
        self.unread_laws = [(law, frozenset(law.unseen)) for law in case.laws
                            if law.unseen and self.laws[law.id] in ("in_force", "date_uncertain")]
        self.reservations = [one for one in case.profile.reservations if reservation_holds(one, reading.as_of)]

    def weigh(self, citation: Citation) -> Weighed:
        forces = {self.provisions.get(reference, "not_in_force") for reference in citation.provision}
        if len(forces) == 1:
            return Weighed(citation, *forces)
        for force in ("later", "draft_only", "not_in_force", "repealed", "replaced", "date_uncertain"):
            if force in forces:
                return Weighed(citation, force)
        return Weighed(citation, "in_force")

    def unseen(self, element: Element, known: Grade | None) -> tuple[tuple[str, ...], Grade]:
        """Return the laws whose unread text may give the element a better grade than is known, and the best such."""
        if known == GRADES[0] or not self.unread_laws:
            return (), "met"
        least, marks = GRADES.index(known) if known else len(GRADES), _marks(element.id)
        laws = [law for law, unseen in self.unread_laws
                if not unseen.isdisjoint(marks) and GRADES.index(law.unseen_at_most) < least]
        best = min((law.unseen_at_most for law in laws), key=GRADES.index, default="met")
        return tuple(law.id for law in laws), best

    def examined(self, element: Element) -> bool:
        return not self.read_for.isdisjoint(_marks(element.id))

    def reservation(self, element: Element) -> Reservation | None:
        if not element.permission or element.level != "reservable":
            return None
        return next((one for one in self.reservations
                     if one.paragraph == element.permission and (not one.elements or element.id in one.elements)), None)


def provision_forces(case: Case, reading: Reading) -> dict[str, Force]:
    """Return whether each provision, by its reference, is in force on the day; an assumed bill replaces some."""
    gone = _displaced(case, reading)
    whole = {id(law): law_force(law, reading) for law in case.laws}
    forces = {reference: _provision_force(law, one, whole[id(law)], reading)
              for reference, (law, one) in case.provisions().items()}
    return {reference: "replaced" if reference in gone and force != "repealed" else force
            for reference, force in forces.items()} if gone else forces


def _provision_force(law: Law, provision: Provision, whole: Force, reading: Reading) -> Force:
    """Return whether a provision is in force on the day: its own dates go before those of its law."""
    if law.bill or (provision.in_force is None and provision.until is None):
        return whole
    return _force(provision.in_force or law.in_force, provision.until or law.until, reading.as_of)


def _force(since, until, day: date) -> Force:
    begun = since.begun(day) if since else None
    ended = until.begun(day) if until else False
    if begun is False:
        return "not_in_force"
    if ended:
        return "repealed"
    return "in_force" if begun and ended is False else "date_uncertain"


def _displaced(case: Case, reading: Reading) -> set[str]:
    """Return the references of provisions that an assumed bill replaces or strikes out."""
    gone = set()
    for bill in case.laws:
        if not (bill.bill and bill.id in reading.assume):
            continue
        numbers = [*bill.repeals, *(number for one in bill.provisions for number in one.replaces)]
        gone |= {f"{target}:{number}" for target in bill.amends for number in numbers}
    return gone


def reservation_holds(reservation: Reservation, day: date) -> bool:
    """Return whether a reservation or declaration surely holds on the day: made, and not withdrawn."""
    made = reservation.made is None or reservation.made.begun(day)
    withdrawn = reservation.withdrawn is not None and reservation.withdrawn.begun(day)
    return bool(made) and not withdrawn


@cache
def _marks(element: str) -> tuple[str, ...]:
    """Return the marks of a law that speak of an element: `all`, its article, every id above it, and its own."""
    steps = element.split(".")
    return ("all", *(".".join(steps[:size]) for size in range(1, len(steps) + 1)))


def _standing(element: Element, finding: Finding | None, view: _InForce) -> Standing:
    weighed = tuple([view.weigh(one) for one in finding.citations]) if finding else ()
    unseen, at_most = view.unseen(element, _best(weighed, "in_force"))
    state, worst, best = _state(element, finding, weighed, at_most if unseen else None, view)
    reservation = view.reservation(element) if state == "reserved" else None
    return Standing(element, state, worst, best, weighed, finding, unseen, reservation)


def _state(element: Element, finding: Finding | None, weighed: tuple[Weighed, ...], unseen: Grade | None,
           view: _InForce) -> tuple[Grade | State, Grade | State, Grade | State]:
    """Return the state and the worst and best it may be, by the order of the method.

    `unseen` is the best grade that texts in force and not obtained may give, or None where there is no such text.
    """
    if finding and finding.not_applicable:
        return ("not_applicable",) * 3
    grade = _best(weighed, "in_force")
    # A reservation excuses what is missing; it does not excuse a law that goes beyond what may be reserved.
    if grade != "contrary" and view.reservation(element):
        return ("reserved",) * 3
    if grade in FULL:
        return grade, grade, grade
    perhaps = _best(weighed, "date_uncertain")
    if perhaps and (grade is None or GRADES.index(perhaps) < GRADES.index(grade)):
        return "date_uncertain", _worst_case(grade), min(unseen or perhaps, perhaps, key=GRADES.index)
    if unseen:
        return "source_not_obtained", _worst_case(grade), unseen
    if grade:
        return grade, grade, grade
    if view.examined(element) and not (finding and finding.not_assessed):
        absent = _absent(weighed)
        return absent, absent, absent
    return "not_assessed", "not_found", "met"


def _worst_case(grade: Grade | None) -> Grade | State:
    return grade or "not_found"


def _best(weighed: tuple[Weighed, ...], force: Force) -> Grade | None:
    grades = [one.citation.grade for one in weighed if one.force == force]
    return min(grades, key=GRADES.index) if grades else None


def _absent(weighed: tuple[Weighed, ...]) -> State:
    """Return why nothing counts: the text that would answer is not yet in force, a draft, repealed, or missing."""
    useful = {one.force for one in weighed if one.citation.grade in (*FULL, "partly")}
    for force in ("not_in_force", "draft_only", "repealed"):
        if force in useful:
            return force
    return "repealed" if "replaced" in useful else "not_found"
