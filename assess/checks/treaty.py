"""Checks of how the State stands towards the instrument: acts of a Party, reservations of a State that is none."""

from __future__ import annotations

from collections.abc import Iterator

from assess.base.problems import Problem, problem
from assess.checks.ids import named
from assess.model.case import Case


def acts_of_a_party(case: Case) -> Iterator[Problem]:
    """Acts of a Party on an element that asks for none."""
    elements, treaty = case.instrument.by_id(), case.profile.treaty(case.instrument.id)
    for act in treaty.acts if treaty else ():
        if act.element in elements and not elements[act.element].party_act:
            known = [element.id for element in elements.values() if element.party_act]
            yield problem(
                "party-act-unfit", act.place, element=named(elements[act.element]), known=known
            )


def reservations_of_a_party(case: Case) -> Iterator[Problem]:
    """Reservations or declarations of a State that, by what is said of the treaty, never was a Party."""
    treaty = case.profile.treaty(case.instrument.id)
    if treaty is not None and treaty.party_since is None:
        for reservation in case.profile.reservations:
            yield problem(
                "reservation-of-no-party",
                reservation.place,
                paragraph=reservation.paragraph,
                treaty=treaty.id,
            )
