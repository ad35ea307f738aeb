"""From one rating to another one step at a time, so that each move of a rating has one cause."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, get_args

from assess.load.histories import RULE_ONE
from assess.model.case import Case
from assess.model.instrument import Instrument
from assess.rating.force import Reading
from assess.rating.rate import CaseRating, rate
from assess.review.migration import carried, migration
from assess.review.rule_one import rate_one

Step = Literal["silence", "rule", "checklist", "answers", "law"]
STEPS: tuple[Step, ...] = get_args(Step)  # in the order in which they are taken


@dataclass(frozen=True)
class Stage:
    """A rating on the way; `step` is what was changed to come to it, none for the first."""

    step: Step | None
    rating: CaseRating


def stages(
    old: Case, new: Case, first: Reading, last: Reading, former: Instrument | None = None
) -> tuple[Stage, ...]:
    """Return the ratings from the old case on its day to the new one on its day, with one thing changed at each step.

    The order is fixed: what examined laws answered falls silent; the rule; the checklist; the answers, which are all
    that the new case says, still on the old day; the day, and with it the law. A step that cannot change anything is
    left out: of one case read twice only the day. `former` is the checklist that the old case was made with, where it
    is another version than the one it was read with.
    """
    if old is new:
        return Stage(None, rate(old, first)), Stage("law", rate(new, last))
    own_stages = [*_made_with(old, first, former)]
    if (former or old.instrument).digest != new.instrument.digest:
        way = migration(old, new.instrument, former or old.instrument, whole=former is None)
        own_stages.append(Stage("checklist", rate(carried(old, way), first)))
    own_stages.append(Stage("answers", rate(new, first)))
    if first != last:
        own_stages.append(Stage("law", rate(new, last)))
    return tuple(own_stages)


def _made_with(old: Case, first: Reading, former: Instrument | None) -> list[Stage]:
    """Return the old case by the checklist that it was made with: by the rule of that time, and by the present one."""
    if former is None:
        return [Stage(None, rate(old, first))]
    case = replace(old, instrument=former)
    present = replace(
        case,
        instrument=replace(former, scale=replace(former.scale, rule=old.instrument.scale.rule)),
    )
    if former.scale.rule != RULE_ONE:
        return [Stage(None, rate(present, first))]
    return [
        Stage(None, rate_one(case, first)),
        Stage("silence", rate_one(case, first, silent=False)),
        Stage("rule", rate(present, first)),
    ]
