"""The ratings of one reading in sentences, made of the data: what the executive summary says before the case's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assess.answers import depth_line, element_name, law_name
from assess.country.named import beside
from assess.model.case import Case
from assess.model.terms import RATINGS, UNKNOWN
from assess.rating.rate import ArticleRating, CaseRating
from assess.speak.values import ArticleNumber, Label, Value, commas, phrase, semicolons, spaced

_KINDS = (*RATINGS, "range", "none")


def indicative(case: Case) -> Value:
    """Return of a first look that it is one, and how many of how many elements it asks; empty for deeper work."""
    return depth_line(case) if case.profile.indicative else ""


def results(rating: CaseRating) -> tuple[Value, ...]:
    """Return the ratings of a reading as sentences: how many of each, which are non-compliant, what is not known."""
    sentences = (
        indicative(rating.case),
        *_ratings(rating),
        _weakest(rating),
        *_unknown(rating),
        *_undeclared(rating),
        phrase("results.whole", day=rating.reading.as_of),
    )
    return tuple(sentence for sentence in sentences if sentence)


def kind(rating: ArticleRating) -> str:
    """Return under which heading of a distribution an article counts: its rating, `range` or `none`."""
    if rating.bounds is None:
        return "none"
    low, high = rating.bounds
    return low if low == high else "range"


def _ratings(rating: CaseRating) -> Iterator[Value]:
    groups: dict[str, list[ArticleRating]] = {key: [] for key in _KINDS}
    for article in rating.articles:
        groups[kind(article)].append(article)
    spread = commas(
        phrase("results.spread", label=Label("ratings", key), number=len(group))
        for key, group in groups.items()
        if group
    )
    yield phrase("results.ratings", total=len(rating.articles), spread=spread)
    if groups["NC"]:
        yield phrase("results.nc", articles=_articles(groups["NC"]))
    else:
        yield phrase("results.nc_none")
    for key in ("range", "none"):
        if groups[key]:
            yield phrase(f"results.{key}", articles=_articles(groups[key]))


def _articles(ratings: Iterable[ArticleRating]) -> Value:
    """Return articles by number and heading."""
    return semicolons(
        phrase("results.article", number=rating.article.article, heading=rating.article.heading)
        for rating in ratings
    )


def _weakest(rating: CaseRating) -> Value:
    """Return the weakest core articles of each part in which one is short of compliant."""
    by_number = {article.article.article: article for article in rating.articles}
    named = []
    for part in rating.parts:
        if part.weakest and by_number[part.weakest[0]].bounds != ("C", "C"):
            articles = commas(ArticleNumber(number) for number in part.weakest)
            named.append(phrase("results.weakest_part", part=part.part.title, articles=articles))
    return phrase("results.weakest", parts=semicolons(named)) if named else ""


def _unknown(rating: CaseRating) -> Iterator[Value]:
    """Yield how many of the elements that count are unknown, by state, and which laws in force were not read."""
    standings = [standing for article in rating.articles for standing in article.standings]
    counted = [standing for standing in standings if standing.element.rated]
    states = [standing.state for standing in counted if standing.state in UNKNOWN]
    if states:
        order = sorted(set(states), key=lambda key: (-states.count(key), key))
        spread = commas(
            phrase("results.spread", label=Label("states", key), number=states.count(key))
            for key in order
        )
        yield phrase("results.unknown", unknown=len(states), counted=len(counted), states=spread)
    else:
        yield phrase("results.unknown_none")
    unseen = {law for standing in standings for law in standing.unseen}
    if unseen:
        laws = commas(law_name(law) for law in rating.case.laws if law.id in unseen)
        yield phrase("sentences.unseen", laws=laws)


def _undeclared(rating: CaseRating) -> Iterator[Value]:
    for standing in rating.undeclared:
        element = standing.element
        yield phrase(
            "results.undeclared_in",
            article=spaced(phrase("article"), element.article),
            name=beside(element_name(element), element.id),
            paragraph=element.permission,
        )
