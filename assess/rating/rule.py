"""The rating rule: weights and states of the elements that count → a rating, and what decided it (docs/method.md)."""

from __future__ import annotations

from assess.model.instrument import RatingScale
from assess.model.terms import ABSENT, WHOLE, Rating, Weight


def rating_of(states: list[tuple[Weight | None, str]], scale: RatingScale) -> Rating:
    """Return the rating that the rule gives to the weights and states of the elements that count, of one at least."""
    short = [state for _, state in states if state not in WHOLE]
    if not short:
        return "C"
    leads = [state for weight, state in states if weight == "lead"]
    if _non_compliant(leads, [state for _, state in states], scale):
        return "NC"
    blocked = blocking(states)
    return "LC" if not any(blocked) and len(short) <= scale.lc_share * len(states) else "PC"


def _non_compliant(leads: list[str], every: list[str], scale: RatingScale) -> bool:
    basis = leads or every
    if sum([state in ABSENT for state in basis]) > scale.nc_lead_share * len(basis):
        return True
    none_met = not any([state in WHOLE for state in leads])
    return (
        bool(leads)
        and none_met
        and sum([state in ABSENT for state in every]) > scale.nc_share * len(every)
    )


def blocking(states: list[tuple[Weight | None, str]]) -> list[bool]:
    """Return of each element whether it alone keeps an article from LC: a lead or main one not met, a lead in part.

    Where two leads or more count, one of them may be met in part.
    """
    leads = [state for weight, state in states if weight == "lead"]
    in_part = [state for state in leads if state == "partly"]
    strict = len(in_part) > (len(leads) > 1)
    return [
        weight in ("lead", "main")
        and state in ABSENT
        or strict
        and weight == "lead"
        and state == "partly"
        for weight, state in states
    ]
