"""Grades on a date → ratings, ranges, distribution, index; pure functions, the rule of docs/method.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from assess.model.case import Case, Override, Span
from assess.model.instrument import Article, Part, RatingScale
from assess.model.terms import ABSENT, FULL, OUT, RATINGS, UNKNOWN, WHOLE, Rating, Weight
from assess.rating.force import Reading, reservation_holds
from assess.rating.standing import Standing, element_standings


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


@dataclass(frozen=True)
class Outcome:
    """The rating of a set of elements: from `low` to `high`, the same where nothing is unknown; none if none counts."""

    low: Rating | None
    high: Rating | None
    deciders: tuple[str, ...]  # ids of the elements that decided it
    known: int  # elements whose grade is known
    counted: int  # elements that count
    taken_out: int  # not applicable
    met: int = 0  # elements known to be met, or reserved

    @property
    def rated(self) -> bool:
        """Whether there is a rating: elements count, and one at least is known."""
        return self.low is not None

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
        low, high = self.computed.low, self.computed.high
        return (low, high) if low and high else None


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
    acts: tuple[Standing, ...] = ()  # acts of a Party, which stand apart from every rating
    undeclared: tuple[
        Standing, ...
    ] = ()  # options of the treaty that a Party uses without the declaration they need

    @property
    def articles(self) -> tuple[ArticleRating, ...]:
        """All articles in order."""
        return tuple(article for part in self.parts for article in part.articles)

    def standing(self, element_id: str) -> Standing | None:
        """Return the standing of an element, or None."""
        return next(
            (
                standing
                for article in self.articles
                for standing in article.standings
                if standing.element.id == element_id
            ),
            None,
        )


def rate(case: Case, reading: Reading) -> CaseRating:
    """Rate a case on a day, under assumptions. Raises nothing: unknown bills are the checker's matter."""
    standings = element_standings(case, reading)
    articles = tuple(
        _rate_article(case, article, standings, reading.as_of)
        for article in case.instrument.articles
    )
    parts = tuple(
        _rate_part(part, articles, case.instrument.scale) for part in case.instrument.parts
    )
    axis = case.instrument.axis
    coverage = [article for article in articles if axis(article.article) == "coverage"]
    guards = tuple(
        standing
        for standing in standings.values()
        if standing.element.kind == "safeguard" and standing.element.binds
    )
    return CaseRating(
        case=case,
        reading=reading,
        parts=parts,
        safeguard_standings=guards,
        acts=tuple(standing for standing in standings.values() if standing.element.party_act),
        undeclared=tuple(_undeclared(case, reading, standings.values())),
        index=index([article.standings for article in coverage], case.instrument.scale),
        safeguards=index(_by_article(guards), case.instrument.scale, only_rated=False),
    )


def rate_elements(standings: Iterable[Standing], scale: RatingScale) -> Outcome:
    """Apply the published rule to the elements that count.

    In this order (docs/method.md, section 4): C if every element is met or reserved; NC if more than `nc_lead_share` of
    the leads are not met, or if no lead is met and more than `nc_share` of all are not met; LC if no lead and no main
    element is not met, no lead is partly met (one may be where there are several), and at most `lc_share` of all fall
    short; else PC. Unknown elements are resolved all to not met (or to what is known at least of them), then all to
    met: the two results are the range. Where no lead counts, the others stand in for the leads in the rule of NC alone.
    Where no element is known, there is no rating.
    """
    counted, out = _counting(standings)
    known = sum([standing.state not in UNKNOWN for standing in counted])
    if not known:
        return Outcome(None, None, (), 0, len(counted), out)
    low, high = _rule(counted, scale)
    met = sum([standing.state in WHOLE for standing in counted])
    return Outcome(low, high, _deciders(counted, low, high, scale), known, len(counted), out, met)


def bounds_on(case: Case, reading: Reading) -> tuple[tuple[Rating, Rating] | tuple[()] | None, ...]:
    """Return the lowest and highest rating of every article in the order of the instrument, and nothing else.

    Of an article that is not rated: None where elements count and none is known, an empty tuple where none counts.
    """
    standings, result = element_standings(case, reading), []
    for article in case.instrument.articles:
        override = _override(case, article, reading.as_of)
        counted, _ = (
            ([], 0)
            if override
            else _counting(standings[element.id] for element in article.elements)
        )
        known = any(standing.state not in UNKNOWN for standing in counted)
        rated = (
            (override.rating,) * 2
            if override
            else _rule(counted, case.instrument.scale)
            if known
            else None
        )
        result.append(rated or (None if counted else ()))
    return tuple(result)


def _undeclared(case: Case, reading: Reading, standings: Iterable[Standing]) -> Iterator[Standing]:
    """Yield what uses an option that the treaty gives by declaration alone, where a Party has declared nothing.

    Such an option is a declarable element that the law uses, or one that binds and is met otherwise by the option.
    """
    treaty = case.profile.treaty(case.instrument.id)
    if treaty is None or not treaty.party(reading.as_of):
        return
    options = {
        permission.paragraph
        for permission in case.instrument.permissions
        if permission.kind == "declaration"
    }
    declared = {
        reservation.paragraph
        for reservation in case.profile.reservations
        if reservation_holds(reservation, reading.as_of)
    }
    for standing in standings:
        used = (
            standing.state in (*FULL, "partly")
            if standing.element.option
            else standing.state == "met_otherwise"
        )
        if used and standing.element.permission in options - declared:
            yield standing


def _counting(standings: Iterable[Standing]) -> tuple[list[Standing], int]:
    """Return those that count in a rating, and how many are taken out."""
    listed = [standing for standing in standings if standing.element.rated]
    counted = [standing for standing in listed if standing.state not in OUT]
    return counted, len(listed) - len(counted)


def _rule(counted: list[Standing], scale: RatingScale) -> tuple[Rating, Rating]:
    """Return the rating at worst and at best."""
    low = rating_of([(standing.element.weight, standing.worst) for standing in counted], scale)
    if all([standing.worst == standing.best for standing in counted]):
        return low, low
    return low, rating_of([(standing.element.weight, standing.best) for standing in counted], scale)


def _deciders(
    counted: list[Standing], low: Rating, high: Rating, scale: RatingScale
) -> tuple[str, ...]:
    """Return the elements without which the rating would be another: what keeps it from the next better one.

    Where the rating is certain, unknown elements decide nothing; one that falls short even at best does.
    """
    if low != high:
        return tuple(standing.element.id for standing in counted if standing.worst != standing.best)
    short = [standing for standing in counted if standing.best not in WHOLE]
    chosen = short
    if low == "NC":
        leads = [standing for standing in counted if standing.element.weight == "lead"]
        basis = [lead for lead in (leads or counted) if lead.best in ABSENT]
        enough = len(basis) > scale.nc_lead_share * len(leads or counted)
        chosen = (
            basis
            if enough
            else [
                standing
                for standing in short
                if standing.element.weight == "lead" or standing.best in ABSENT
            ]
        )
    elif low == "PC":
        blocked = blocking([(standing.element.weight, standing.best) for standing in counted])
        chosen = [standing for standing, blocks in zip(counted, blocked) if blocks] or short
    return tuple(standing.element.id for standing in chosen)


def _rate_article(
    case: Case, article: Article, standings: dict[str, Standing], day: date
) -> ArticleRating:
    own = tuple(standings[element.id] for element in article.elements)
    scale = case.instrument.scale
    return ArticleRating(
        article,
        rate_elements(own, scale),
        own,
        _override(case, article, day),
        _mean([standing for standing in own if standing.element.rated], scale),
    )


def _override(case: Case, article: Article, day: date) -> Override | None:
    return next(
        (
            override
            for override in case.overrides
            if override.article == article.article
            and Span(override.since, override.until).holds(day)
        ),
        None,
    )


def _rate_part(part: Part, articles: tuple[ArticleRating, ...], scale: RatingScale) -> PartRating:
    own = tuple(article for article in articles if article.article.part == part.id)
    spread = Counter(
        "none"
        if article.bounds is None
        else article.bounds[0]
        if article.bounds[0] == article.bounds[1]
        else "range"
        for article in own
    )
    distribution = {key: spread.get(key, 0) for key in (*RATINGS, "range", "none")}
    return PartRating(
        part,
        own,
        distribution,
        _weakest(own),
        sum(article.computed.known for article in own),
        sum(article.computed.counted for article in own),
    )


def _weakest(articles: tuple[ArticleRating, ...]) -> tuple[str, ...]:
    depths: dict[str, tuple[int, int]] = {}
    for rating in articles:
        if rating.article.core and rating.bounds:
            low, high = rating.bounds
            depths[rating.article.article] = RATINGS.index(low), RATINGS.index(high)
    worst = max(depths.values(), default=(0, 0))
    return tuple(article for article, depth in depths.items() if depth == worst)


def index(
    groups: Iterable[Iterable[Standing]], scale: RatingScale, only_rated: bool = True
) -> Index:
    """Return the mean over groups (articles) of the mean over their elements, as a range for what is unknown."""
    lows, highs, known, counted = [], [], 0, 0
    for group in groups:
        own = [
            standing
            for standing in group
            if standing.state not in OUT and (standing.element.rated or not only_rated)
        ]
        mean = _mean(own, scale)
        if mean is None:
            continue
        lows.append(mean[0])
        highs.append(mean[1])
        known += sum(1 for standing in own if standing.state not in UNKNOWN)
        counted += len(own)
    share = len(lows) or 1
    return Index(sum(lows) / share, sum(highs) / share, known, counted, scale.index_known_share)


def _mean(standings: list[Standing], scale: RatingScale) -> tuple[float, float] | None:
    own = [standing for standing in standings if standing.state not in OUT]
    if not own:
        return None
    low = sum([scale.values.get(standing.worst, 0.0) for standing in own]) / len(own)
    high = sum([scale.values.get(standing.best, 0.0) for standing in own]) / len(own)
    return low, high


def _by_article(standings: tuple[Standing, ...]) -> list[list[Standing]]:
    groups: dict[str, list[Standing]] = {}
    for standing in standings:
        groups.setdefault(standing.element.article, []).append(standing)
    return list(groups.values())
