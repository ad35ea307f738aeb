"""What is in force on the day of a reading: laws, their provisions, bills that are assumed, reservations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assess.model.case import Case, Law, Provision, Reservation
from assess.model.day import Day

Force = Literal[
    "in_force", "draft_only", "not_in_force", "repealed", "replaced", "date_uncertain", "later"
]


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
    return _force(law.in_force, law.until, reading.as_of)


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
            reference: "replaced" if reference in gone and force != "repealed" else force
            for reference, force in forces.items()
        }
        if gone
        else forces
    )


def _provision_force(law: Law, provision: Provision, whole: Force, reading: Reading) -> Force:
    """Return whether a provision is in force on the day: its own dates go before those of its law."""
    if law.bill or (provision.in_force is None and provision.until is None):
        return whole
    return _force(provision.in_force or law.in_force, provision.until or law.until, reading.as_of)


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
    gone = set()
    for bill in case.laws:
        if not (bill.bill and bill.id in reading.assume):
            continue
        numbers = [
            *bill.repeals,
            *(number for provision in bill.provisions for number in provision.replaces),
        ]
        targets = {target for target in bill.amends if case.law(target)}
        gone |= {f"{target}:{number}" for target in targets for number in numbers}
    return gone


def reservation_holds(reservation: Reservation, day: date) -> bool:
    """Return whether a reservation or declaration surely holds on the day: made, and not withdrawn."""
    made = reservation.made is None or reservation.made.begun(day)
    withdrawn = reservation.withdrawn is not None and reservation.withdrawn.begun(day)
    return bool(made) and not withdrawn
