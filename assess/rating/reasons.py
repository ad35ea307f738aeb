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

    # a sentence; empty for what is unknown, and where it stands `apart`
    text: Text = field(default_factory=Text)
    apart: bool = False  # it is met by another offence than the one that meets the lead


def deciding(article: ArticleRating) -> tuple[Standing, ...]:
    """Return the elements that decided the computed rating of an article, in their order."""
    deciders = set(article.computed.deciders)
    return tuple(standing for standing in article.standings if standing.element.id in deciders)


def lack_of(standing: Standing) -> Lack:
    """Return what an element lacks: of one met in part what its citation misses; else the sentence of the checklist."""
    sentence = standing.element.shortfall or standing.element.asks
    if standing.state in ABSENT:
        return Lack(sentence)
    if standing.state in UNKNOWN:
        return Lack()
    counting = sorted(
        (weighed for weighed in standing.weighed if weighed.force == "in_force"),
        key=lambda weighed: GRADES.index(weighed.grade),
    )
    if counting and counting[0].apart:
        return Lack(apart=True)
    return Lack(counting[0].citation.missing or sentence if counting else sentence)
