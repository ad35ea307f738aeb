"""Why an element falls short: what its best citation misses, or the sentence of the checklist; in no language yet."""

from __future__ import annotations

from dataclasses import dataclass, field

from assess.base.text import Text
from assess.model.terms import ABSENT, GRADES, UNKNOWN
from assess.rating.rate import ArticleRating
from assess.rating.standing import Standing


@dataclass(frozen=True)
class Lack:
    """What an element lacks."""

    text: Text = field(
        default_factory=Text
    )  # a sentence; empty for what is unknown, and where it stands `apart`
    apart: bool = False  # it is met by another offence than the one that meets the lead


def deciding(one: ArticleRating) -> tuple[Standing, ...]:
    """Return the elements that decided the computed rating of an article, in their order."""
    deciders = set(one.computed.deciders)
    return tuple(two for two in one.standings if two.element.id in deciders)


def lack_of(one: Standing) -> Lack:
    """Return what an element lacks: of one met in part what its citation misses; else the sentence of the checklist."""
    sentence = one.element.shortfall or one.element.asks
    if one.state in ABSENT:
        return Lack(sentence)
    if one.state in UNKNOWN:
        return Lack()
    counting = sorted(
        (two for two in one.weighed if two.force == "in_force"),
        key=lambda two: GRADES.index(two.grade),
    )
    if counting and counting[0].apart:
        return Lack(apart=True)
    return Lack(counting[0].citation.missing or sentence if counting else sentence)
