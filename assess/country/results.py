"""The ratings of one reading in sentences, made of the data: what the executive summary says before the case's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assess.country.named import beside, name_of
from assess.country.sentences import depth_line
from assess.model.case import Case
from assess.model.terms import RATINGS, UNKNOWN
from assess.rating.rate import ArticleRating, CaseRating
from assess.speak.words import Words

_KINDS = (*RATINGS, "range", "none")


def indicative(case: Case, words: Words) -> str:
    """Return of a first look that it is one, and how many of how many elements it asks; empty for deeper work."""
    return depth_line(case, words) if case.profile.indicative else ""


def results(rating: CaseRating, words: Words) -> tuple[str, ...]:
    """Return the ratings of a reading as sentences: how many of each, which are non-compliant, what is not known."""
    return tuple(
        filter(
            None,
            (
                indicative(rating.case, words),
                *_ratings(rating, words),
                _weakest(rating, words),
                *_unknown(rating, words),
                *_undeclared(rating, words),
                _whole(rating, words),
            ),
        )
    )


def kind(one: ArticleRating) -> str:
    """Return under which heading of a distribution an article counts: its rating, `range` or `none`."""
    return (
        "none"
        if one.bounds is None
        else one.bounds[0]
        if one.bounds[0] == one.bounds[1]
        else "range"
    )


def _ratings(rating: CaseRating, words: Words) -> Iterator[str]:
    said, groups = (
        words.labels.results,
        {key: [one for one in rating.articles if kind(one) == key] for key in _KINDS},
    )
    spread = words.many(
        said.spread.format(label=words.labels.ratings[key].label, number=len(listed))
        for key, listed in groups.items()
        if listed
    )
    yield said.ratings.format(total=len(rating.articles), spread=spread)
    yield said.nc.format(articles=_articles(groups["NC"], words)) if groups["NC"] else said.nc_none
    for key in ("range", "none"):
        if groups[key]:
            yield said[key].format(articles=_articles(groups[key], words))


def _articles(listed: Iterable[ArticleRating], words: Words) -> str:
    """Return articles by number and heading."""
    form = words.labels.results.article
    return words.labels.semicolon.join(
        form.format(number=one.article.article, heading=words.text(one.article.heading))
        for one in listed
    )


def _weakest(rating: CaseRating, words: Words) -> str:
    """Return the weakest core articles of each part in which one is short of compliant."""
    said, by_number = words.labels.results, {one.article.article: one for one in rating.articles}
    parts = [(part, [by_number[number] for number in part.weakest]) for part in rating.parts]
    named = [
        said.weakest_part.format(
            part=words.text(part.part.title),
            articles=words.many(words.article(one.article.article) for one in weak),
        )
        for part, weak in parts
        if weak and weak[0].bounds != ("C", "C")
    ]
    return said.weakest.format(parts=words.labels.semicolon.join(named)) if named else ""


def _unknown(rating: CaseRating, words: Words) -> Iterator[str]:
    """Yield how many of the elements that count are unknown, by state, and which laws in force were not read."""
    said = words.labels.results
    counted = [one for article in rating.articles for one in article.standings if one.element.rated]
    states = [one.state for one in counted if one.state in UNKNOWN]
    spread = words.many(
        said.spread.format(label=words.labels.states[key].label, number=states.count(key))
        for key in sorted(set(states), key=lambda key: (-states.count(key), key))
    )
    yield (
        said.unknown.format(unknown=len(states), counted=len(counted), states=spread)
        if states
        else said.unknown_none
    )
    unseen = {
        name for article in rating.articles for one in article.standings for name in one.unseen
    }
    if unseen:
        yield words.labels.sentences.unseen.format(
            laws=words.many(words.law(law) for law in rating.case.laws if law.id in unseen)
        )


def _undeclared(rating: CaseRating, words: Words) -> Iterator[str]:
    for one in rating.undeclared:
        article = f"{words.labels.article} {one.element.article}"
        yield words.labels.results.undeclared_in.format(
            article=article,
            name=beside(name_of(one.element, words)),
            paragraph=one.element.permission,
        )


def _whole(rating: CaseRating, words: Words) -> str:
    return words.labels.results.whole.format(day=words.day(rating.reading.as_of))
