"""What is in force on the day of a reading: laws, their provisions, bills that are assumed, reservations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assess.model.case import Case, Law, Provision, Reservation, Ruling, Striking, Suspension
from assess.model.day import Day

Force = Literal[
    "in_force",
    "draft_only",
    "not_in_force",
    "suspended",
    "struck_down",
    "repealed",
    "replaced",
    "date_uncertain",
    "later",
]

#: How stands what counts no longer, whatever a bill would do to it.
ENDED: frozenset[Force] = frozenset({"struck_down", "repealed"})


@dataclass(frozen=True)
class Reading:
    """The question put to a case: its result on this day, with these bills taken as passed, each named once."""

    as_of: date
    assume: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "assume", tuple(dict.fromkeys(self.assume)))


def law_force(law: Law, reading: Reading) -> Force:
    """Return whether a law is in force on the day; a bill is, if it is assumed to have passed.

    A bill that came before the State only after the day is `later`: on that day there was no such draft.
    """
    if law.bill and law.id in reading.assume:
        return "in_force"
    if law.bill:
        return (
            "later"
            if law.introduced and law.introduced.begun(reading.as_of) is False
            else "draft_only"
        )
    force = _force(law.in_force, law.until, reading.as_of)
    return _judged(force, rulings_on(law), law.until, reading.as_of)


def provision_forces(case: Case, reading: Reading) -> dict[str, Force]:
    """Return whether each provision, by its reference, is in force on the day; an assumed bill replaces some."""
    gone = _displaced(case, reading)
    whole = {id(law): law_force(law, reading) for law in case.laws}
    forces = {
        reference: _provision_force(law, provision, whole[id(law)], reading)
        for reference, (law, provision) in case.provisions().items()
    }
    return (
        {
            reference: "replaced" if reference in gone and force not in ENDED else force
            for reference, force in forces.items()
        }
        if gone
        else forces
    )


def _provision_force(law: Law, provision: Provision, whole: Force, reading: Reading) -> Force:
    """Return whether a provision is in force on the day: its own dates go before those of its law."""
    if law.bill:
        return whole
    until, rulings = provision.until or law.until, rulings_on(law, provision)
    if provision.in_force is None and provision.until is None and not rulings:
        return whole
    force = _force(provision.in_force or law.in_force, until, reading.as_of)
    return _judged(force, rulings, until, reading.as_of)


def rulings_on(law: Law, provision: Provision | None = None) -> tuple[Ruling, ...]:
    """Return what courts decided on a law as a whole, or on a provision of it: by name, above it or with the law."""
    return tuple(
        ruling
        for ruling in law.rulings
        if not ruling.provisions
        or (provision and any(_under(provision.id, number) for number in ruling.provisions))
    )


def ruling_that_holds(
    law: Law, provision: Provision | None, force: Force, day: date
) -> Ruling | None:
    """Return the decision of a court by which a law or provision is struck down or suspended on the day, if it is."""
    kind = {"struck_down": Striking, "suspended": Suspension}.get(force)
    holding = (
        ruling
        for ruling in rulings_on(law, provision)
        if kind and isinstance(ruling, kind) and _holds(ruling, day)
    )
    return next(holding, None)


def _under(number: str, mark: str) -> bool:
    """Whether a provision is that of the mark, or stands under it: 4(a) under 4, and not 4 bis."""
    rest = number.removeprefix(mark) if number.startswith(mark) else None
    return rest is not None and (rest in ("", " closing") or rest.startswith("("))


def _judged(force: Force, rulings: tuple[Ruling, ...], until: Day | None, day: date) -> Force:
    """Return how what is in force by its dates stands with the decisions of courts on it.

    What was struck down before its end stays so; what is repealed or not yet in force can no longer be suspended.
    """
    struck = [
        ruling.on.begun(day)
        for ruling in rulings
        if isinstance(ruling, Striking) and not (until and until.first <= ruling.on.first)
    ]
    if True in struck and force != "not_in_force":
        return "struck_down"
    if force not in ("in_force", "date_uncertain"):
        return force
    suspended = [_holds(ruling, day) for ruling in rulings if isinstance(ruling, Suspension)]
    if True in suspended:
        return "suspended"
    return "date_uncertain" if None in (*struck, *suspended) else force


def _holds(ruling: Ruling, day: date) -> bool | None:
    """Whether a decision holds on the day; None where the record is too coarse to tell."""
    if isinstance(ruling, Striking):
        return ruling.on.begun(day)
    begun = ruling.since.begun(day)
    ended = ruling.until.begun(day) if ruling.until else False
    if begun is False or ended:
        return False
    return True if begun and ended is False else None


def _force(since: Day | None, until: Day | None, day: date) -> Force:
    begun = since.begun(day) if since else None
    ended = until.begun(day) if until else False
    if begun is False:
        return "not_in_force"
    if ended:
        return "repealed"
    return "in_force" if begun and ended is False else "date_uncertain"


def _displaced(case: Case, reading: Reading) -> set[str]:
    """Return the references of provisions that an assumed bill replaces or strikes out."""
    return {
        reference
        for bill in case.laws
        if bill.bill and bill.id in reading.assume
        for reference in displaced_by(case, bill)
    }


def displaced_by(case: Case, bill: Law) -> dict[str, Provision | None]:
    """Return the references of what a bill takes away, each with the provision of the bill that takes its place.

    With a provision goes what stands under it, 20(1) with 20, unless the bill has a word of its own on that. Where it
    strikes a provision out and puts nothing in its place, that is None.
    """
    numbers: dict[str, Provision | None] = dict.fromkeys(bill.repeals)
    for provision in bill.provisions:
        numbers |= dict.fromkeys(provision.replaces, provision)
    targets = {target for target in bill.amends if case.law(target)}
    if not targets or not numbers:
        return {}
    marks = sorted(numbers, key=len, reverse=True)  # the nearest first
    gone: dict[str, Provision | None] = {}
    for reference, (law, provision) in case.provisions().items():
        if law.id in targets:
            mark = next((mark for mark in marks if _under(provision.id, mark)), None)
            if mark is not None:
                gone[reference] = numbers[mark]
    return gone


def reservation_holds(reservation: Reservation, day: date) -> bool:
    """Return whether a reservation or declaration surely holds on the day: made, and not withdrawn."""
    made = reservation.made is None or reservation.made.begun(day)
    withdrawn = reservation.withdrawn is not None and reservation.withdrawn.begun(day)
    return bool(made) and not withdrawn
