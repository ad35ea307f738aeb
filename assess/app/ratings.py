"""A case rated on a day under bills; what decided the rating of an article; the scenarios of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from assess.base.problems import Code
    from assess.model.case import Case, Scenario
    from assess.rating.force import Reading
    from assess.rating.rate import ArticleRating, CaseRating


def reading_of(case: Case, day: date, bills: tuple[str, ...] = ()) -> Reading:
    """Return a reading of a case; LexgapError for a bill that cannot be assumed to have passed on that day."""
    from assess.base.problems import NOWHERE, LexgapError
    from assess.checks import assumption_effect
    from assess.rating.force import Reading

    reading = Reading(day, bills)
    faults = list(assumption_effect(case, reading, NOWHERE))
    if faults:
        raise LexgapError(faults)
    return reading


def rated(case: Case, day: date, bills: tuple[str, ...] = ()) -> CaseRating:
    """Return the rating of a case on a day, bills taken as passed; LexgapError as `reading_of` raises it."""
    from assess.rating.rate import rate

    return rate(case, reading_of(case, day, bills))


def scenarios(case: Case, today: date) -> list[tuple[Scenario, CaseRating]]:
    """Return the scenarios of a case, each with its rating; a scenario of `today` is read on that day."""
    from assess.checks import scenario_day

    pairs = []
    for scenario in case.profile.scenarios:
        rating = rated(case, scenario_day(scenario.as_of, today), scenario.assume)
        pairs.append((scenario, rating))
    return pairs


def explained(rating: CaseRating, name: str) -> tuple[ArticleRating, str]:
    """Return the rating of the article that a name means, and the id of the element where it means one.

    The name is that of an article (19, s 12) or an element (19.2.extension), with its instrument or without
    (budapest:19). Raises LexgapError where the instrument has no such article or element.
    """
    from assess.base.problems import NOWHERE, LexgapError, nearest, problem
    from assess.model.runs import run_of

    instrument = rating.case.instrument
    own = rating.case.reference(name).id
    numbers = run_of(own, instrument.numbers())
    number = numbers[0] if len(numbers) == 1 else instrument.article_of(own)
    articles = {article.article.article: article for article in rating.articles}
    article = articles.get(number)
    if article is not None and numbers:
        return article, ""
    if article is not None and instrument.element(own) is not None:
        return article, own
    known = list(instrument.numbers())
    if article is not None:
        known = [standing.element.id for standing in article.standings]
    code: Code = "unknown-element" if article or "." in name else "unknown-article"
    raise LexgapError([problem(code, NOWHERE, id=name, nearest=nearest(own, known))])
