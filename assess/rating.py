"""Grades on a date → ratings, ranges, distribution, index; pure functions, the rule of docs/method.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assess.model.case import Case, Override, Span
from assess.model.instrument import Article, Part, RatingScale
from assess.model.terms import ABSENT, FULL, OUT, RATED, RATINGS, UNKNOWN, Rating
from assess.standing import Reading, Standing, element_standings


@dataclass(frozen=True)
class Outcome:
    """The rating of a set of elements: from `low` to `high`, the same where nothing is unknown; none if none counts."""

    low: Rating | None
    high: Rating | None
    deciders: tuple[str, ...]  # ids of the elements that decided it
    known: int  # elements whose grade is known
    counted: int  # elements that count
    taken_out: int  # not applicable or reserved

    @property
    def certain(self) -> bool:
        """Whether unknown elements leave but one rating."""
        return self.low == self.high

    def __str__(self) -> str:
        if self.low is None:
            return "–"
        return self.low if self.certain else f"{self.low}–{self.high}"


@dataclass(frozen=True)
class ArticleRating:
    """An article's computed rating, the override if there is one, and the elements behind both."""

    article: Article
    computed: Outcome
    standings: tuple[Standing, ...]
    override: Override | None
    index: tuple[float, float] | None  # lowest and highest mean over the elements that count

    @property
    def shown(self) -> str:
        """The rating that a table shows: the override's, else the computed one."""
        return self.override.rating if self.override else str(self.computed)

    @property
    def bounds(self) -> tuple[Rating, Rating] | None:
        """The lowest and the highest rating that may be true, after an override."""
        if self.override:
            return self.override.rating, self.override.rating
        return (self.computed.low, self.computed.high) if self.computed.low else None


@dataclass(frozen=True)
class PartRating:
    """A part's result: a distribution and its weakest core article, never a single mark."""

    part: Part
    articles: tuple[ArticleRating, ...]
    distribution: dict[str, int]  # rating, `range` or `none` → number of articles
    weakest: tuple[str, ...]  # core articles with the lowest rating, by lower then upper bound
    known: int
    counted: int


@dataclass(frozen=True)
class Index:
    """The secondary figure: mean over articles of the mean over their elements, as a range, with its coverage."""

    low: float
    high: float
    known: int
    counted: int
    threshold: float

    @property
    def share_known(self) -> float:
        """Share of the counted elements whose grade is known, 0 to 1."""
        return self.known / self.counted if self.counted else 0.0

    @property
    def told(self) -> bool:
        """Whether enough is known to print it."""
        return self.counted > 0 and self.share_known >= self.threshold


@dataclass(frozen=True)
class CaseRating:
    """Everything computed for one reading of a case."""

    case: Case
    reading: Reading
    parts: tuple[PartRating, ...]
    index: Index  # coverage: all articles but those on the safeguards axis
    safeguards: Index  # the axis of its own
    safeguard_standings: tuple[Standing, ...]

    @property
    def articles(self) -> tuple[ArticleRating, ...]:
        """All articles in order."""
        return tuple(article for part in self.parts for article in part.articles)

    def standing(self, element_id: str) -> Standing | None:
        """Return the standing of an element, or None."""
        return next((one for article in self.articles for one in article.standings if one.element.id == element_id),
                    None)


def rate(case: Case, reading: Reading) -> CaseRating:
    """Rate a case on a day, under assumptions. Raises nothing: unknown bills are the checker's matter."""
    standings = element_standings(case, reading)
    articles = tuple(_rate_article(case, article, standings, reading.as_of) for article in case.instrument.articles)
    parts = tuple(_rate_part(part, articles, case.instrument.scale) for part in case.instrument.parts)
    axis = case.instrument.axis
    coverage = [one for one in articles if axis(one.article) == "coverage"]
    guards = tuple(one for one in standings.values() if one.element.kind == "safeguard" and one.element.level in RATED)
    return CaseRating(
        case=case, reading=reading, parts=parts, safeguard_standings=guards,
        index=index([one.standings for one in coverage], case.instrument.scale),
        safeguards=index(_by_article(guards), case.instrument.scale, only_rated=False),
    )


def rate_elements(standings: Iterable[Standing], scale: RatingScale) -> Outcome:
    """Apply the published rule to the elements that count.

    In this order: C if every element is met; NC if the share of core elements not met reaches `nc_core_share`; LC if
    every core element is met and at most `lc_other_share` of the others fall short; else PC. Unknown elements are
    resolved all to not met (or to what is known at least of them), then all to met: the two results are the range.
    Where reservations leave no core element, the rest stand in for it.
    """
    counted, out = _counting(standings)
    if not counted:
        return Outcome(None, None, (), 0, 0, out)
    low, high = _rule(counted, scale)
    known = sum([one.state not in UNKNOWN for one in counted])
    return Outcome(low, high, _deciders(counted, low, high), known, len(counted), out)


def bounds_on(case: Case, reading: Reading) -> tuple[tuple[Rating, Rating] | None, ...]:
    """Return the lowest and highest rating of every article in the order of the instrument, and nothing else."""
    standings, found = element_standings(case, reading), []
    for article in case.instrument.articles:
        override = _override(case, article, reading.as_of)
        counted, _ = ([], 0) if override else _counting(standings[element.id] for element in article.elements)
        found.append((override.rating,) * 2 if override else _rule(counted, case.instrument.scale) if counted else None)
    return tuple(found)


def _counting(standings: Iterable[Standing]) -> tuple[list[Standing], int]:
    """Return those that count in a rating, and how many are taken out."""
    listed = [one for one in standings if one.element.rated]
    counted = [one for one in listed if one.state not in OUT]
    return counted, len(listed) - len(counted)


def _rule(counted: list[Standing], scale: RatingScale) -> tuple[Rating, Rating]:
    """Return the rating at worst and at best."""
    core, others = _core_and_others(counted)
    low = _rated([one.worst for one in core], [one.worst for one in others], scale)
    if all([one.worst == one.best for one in counted]):
        return low, low
    return low, _rated([one.best for one in core], [one.best for one in others], scale)


def _rated(core: list[str], others: list[str], scale: RatingScale) -> Rating:
    short, short_core = ([state for state in states if state not in FULL] for states in (others, core))
    if not short and not short_core:
        return "C"
    if sum([state in ABSENT for state in core]) >= scale.nc_core_share * len(core):
        return "NC"
    return "LC" if not short_core and len(short) <= scale.lc_other_share * len(others) else "PC"


def _core_and_others(counted: list[Standing]) -> tuple[list[Standing], list[Standing]]:
    core = [one for one in counted if one.element.core]
    return (core, [one for one in counted if not one.element.core]) if core else (counted, [])


def _deciders(counted: list[Standing], low: Rating, high: Rating) -> tuple[str, ...]:
    """Return the elements without which the rating would be another: what keeps it from the next better one.

    Where the rating is certain, unknown elements decide nothing; one that falls short even at best does.
    """
    core, others = _core_and_others(counted)
    if low != high:
        chosen = [one for one in counted if one.worst != one.best]
    elif low == "C":
        chosen = []
    elif low == "NC":
        chosen = [one for one in core if one.best in ABSENT]
    else:
        chosen = [one for one in core if one.best not in FULL] or [one for one in others if one.best not in FULL]
    return tuple(one.element.id for one in chosen)


def _rate_article(case: Case, article: Article, standings: dict[str, Standing], day: date) -> ArticleRating:
    own = tuple(standings[element.id] for element in article.elements)
    scale = case.instrument.scale
    return ArticleRating(article, rate_elements(own, scale), own, _override(case, article, day),
                         _mean([one for one in own if one.element.rated], scale))


def _override(case: Case, article: Article, day: date) -> Override | None:
    return next((one for one in case.overrides
                 if one.article == article.article and Span(one.since, one.until).holds(day)), None)


def _rate_part(part: Part, articles: tuple[ArticleRating, ...], scale: RatingScale) -> PartRating:
    own = tuple(one for one in articles if one.article.part == part.id)
    spread = Counter("none" if one.bounds is None else one.bounds[0] if one.bounds[0] == one.bounds[1] else "range"
                     for one in own)
    distribution = {key: spread.get(key, 0) for key in (*RATINGS, "range", "none")}
    return PartRating(part, own, distribution, _weakest(own), sum(one.computed.known for one in own),
                      sum(one.computed.counted for one in own))


def _weakest(articles: tuple[ArticleRating, ...]) -> tuple[str, ...]:
    rated = [one for one in articles if one.article.core and one.bounds]
    if not rated:
        return ()

    def depth(one: ArticleRating) -> tuple[int, int]:
        low, high = one.bounds
        return RATINGS.index(low), RATINGS.index(high)

    worst = max(depth(one) for one in rated)
    return tuple(one.article.article for one in rated if depth(one) == worst)


def index(groups: Iterable[Iterable[Standing]], scale: RatingScale, only_rated: bool = True) -> Index:
    """Return the mean over groups (articles) of the mean over their elements, as a range for what is unknown."""
    lows, highs, known, counted = [], [], 0, 0
    for group in groups:
        own = [one for one in group if one.state not in OUT and (one.element.rated or not only_rated)]
        mean = _mean(own, scale)
        if mean is None:
            continue
        lows.append(mean[0])
        highs.append(mean[1])
        known += sum(1 for one in own if one.state not in UNKNOWN)
        counted += len(own)
    share = len(lows) or 1
    return Index(sum(lows) / share, sum(highs) / share, known, counted, scale.index_known_share)


def _mean(standings: list[Standing], scale: RatingScale) -> tuple[float, float] | None:
    own = [one for one in standings if one.state not in OUT]
    if not own:
        return None
    low = sum([scale.values.get(one.worst, 0.0) for one in own]) / len(own)
    high = sum([scale.values.get(one.best, 0.0) for one in own]) / len(own)
    return low, high


def _by_article(standings: tuple[Standing, ...]) -> list[list[Standing]]:
    groups: dict[str, list[Standing]] = {}
    for one in standings:
        groups.setdefault(one.element.article, []).append(one)
    return list(groups.values())
