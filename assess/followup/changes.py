"""Two readings side by side: which ratings changed and by which citations, and what became of the recommendations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from assess.model.case import Citation, Recommendation, Span
from assess.model.instrument import Article, Element, by_number
from assess.model.terms import ABSENT, GRADES, OUT, RATINGS, UNKNOWN, WHOLE, Grade
from assess.rating.force import Force
from assess.rating.gaps import find_gaps
from assess.rating.rate import ArticleRating, CaseRating
from assess.rating.standing import Standing
from assess.review.stages import Stage, Step

Direction = Literal["up", "down", "same", "unclear", "added", "removed"]
Outcome = Literal["done", "open", "new", "dropped", "past", "gone"]


@dataclass(frozen=True)
class Shift:
    """A citation that counts in one of the readings only, or with another grade in each."""

    citation: Citation  # that of the later reading, where there is one
    old: Grade | None  # its grade where it counted before
    new: Grade | None
    force: Force | None  # of one that counts no longer: why; none where it is no longer cited
    known: bool  # whether the other reading cites it too


@dataclass(frozen=True)
class ElementChange:
    """An element whose grade or state differs between the readings."""

    id: str
    old: Standing | None
    new: Standing | None
    direction: Direction
    shifts: tuple[Shift, ...]
    steps: tuple[Step, ...] = ()  # at which its state moved

    @property
    def element(self) -> Element:
        """Return the element, as the later checklist has it where it still does."""
        standing = self.new or self.old
        assert standing is not None  # one of the readings has it
        return standing.element


@dataclass(frozen=True)
class Moved:
    """A move of an article's rating, with the one thing that was changed for it."""

    step: Step
    old: ArticleRating | None
    new: ArticleRating | None


@dataclass(frozen=True)
class ArticleChange:
    """An article in both readings, with the elements that changed."""

    number: str
    old: ArticleRating | None
    new: ArticleRating | None
    direction: Direction
    elements: tuple[ElementChange, ...]
    moves: tuple[
        Moved, ...
    ] = ()  # how its rating went from the old to the new, in the order of the steps

    @property
    def article(self) -> Article:
        """Return the article, as the later checklist has it where it still does."""
        rating = self.new or self.old
        assert rating is not None  # one of the readings has it
        return rating.article

    @property
    def changed(self) -> bool:
        """Whether there is anything to tell."""
        return (
            self.direction != "same"
            or bool(self.elements)
            or bool(self.moves)
            or (
                self.old is not None
                and self.new is not None
                and self.old.override != self.new.override
            )
        )


@dataclass(frozen=True)
class Advice:
    """A recommendation, and what became of it."""

    recommendation: Recommendation  # as the later reading has it
    outcome: Outcome
    old_status: (
        str  # empty where the earlier case does not have it, or where both readings are of one case
    )
    closed: tuple[str, ...]  # its elements that were gaps and are known to be none now
    left: tuple[str, ...]  # its elements that are gaps
    unknown: tuple[str, ...]  # its elements that were gaps, and of which nobody knows now
    before: Recommendation | None  # as the earlier reading has it

    @property
    def reworded(self) -> bool:
        """Whether the earlier reading asks for something else under the same id."""
        return self.before is not None and self.before.action != self.recommendation.action

    @property
    def changed(self) -> bool:
        """Whether there is anything to tell."""
        moved = self.old_status not in ("", self.recommendation.status)
        return (
            self.outcome in ("new", "past", "gone") or moved or self.reworded or bool(self.closed)
        )


@dataclass(frozen=True)
class FollowUp:
    """All that changed between two readings."""

    old: CaseRating
    new: CaseRating
    articles: tuple[ArticleChange, ...]
    advice: tuple[Advice, ...]
    steps: tuple[Step, ...] = ()  # that lie between the two

    @property
    def changed(self) -> bool:
        """Whether there is anything to tell."""
        articles = any(article.changed for article in self.articles)
        return articles or any(advice.changed for advice in self.advice)

    def moved(self, step: Step) -> int:
        """Return in how many articles the rating moved at that step."""
        return sum(any(move.step == step for move in article.moves) for article in self.articles)

    def count(self, direction: Direction) -> int:
        """Return how many articles went that way."""
        return sum(article.direction == direction for article in self.articles)


def followed_up(way: tuple[Stage, ...]) -> FollowUp:
    """Return what changed from the first rating of a way to its last one, each move with its step."""
    known_follow_up = follow_up(way[0].rating, way[-1].rating)
    by_article = [
        {article.article.article: article for article in stage.rating.articles} for stage in way
    ]
    former = _former(known_follow_up.old, known_follow_up.new)
    steps = tuple(stage.step for stage in way[1:] if stage.step)
    states: list[dict[str, str]] = [
        {
            standing.element.id: standing.state
            for article in stage.rating.articles
            for standing in article.standings
        }
        for stage in way
    ]

    def elements(article: ArticleChange) -> tuple[ElementChange, ...]:
        return tuple(
            replace(
                element,
                steps=tuple(
                    step
                    for step, before, after in zip(steps, states, states[1:])
                    if _state(before, element.id, former) != _state(after, element.id, former)
                ),
            )
            for element in article.elements
        )

    def moves(number: str) -> tuple[Moved, ...]:
        moves = [
            Moved(step, before.get(number), after.get(number))
            for step, before, after in zip(steps, by_article, by_article[1:])
        ]
        return tuple(move for move in moves if _bounds(move.old) != _bounds(move.new))

    return replace(
        known_follow_up,
        steps=steps,
        articles=tuple(
            replace(article, elements=elements(article), moves=moves(article.number))
            for article in known_follow_up.articles
        ),
    )


def _state(states: dict[str, str], name: str, former: dict[str, str]) -> str | None:
    return states.get(name, states.get(former.get(name, name)))


def follow_up(old: CaseRating, new: CaseRating) -> FollowUp:
    """Return what changed from one reading to a later one; the two may be of one case or of two."""
    before = {article.article.article: article for article in old.articles}
    after = {article.article.article: article for article in new.articles}
    numbers = sorted({*after, *before}, key=by_number)
    former = _former(old, new)
    stood = {
        standing.element.id: standing for article in old.articles for standing in article.standings
    }
    return FollowUp(
        old,
        new,
        tuple(
            _article(number, before.get(number), after.get(number), former, stood)
            for number in numbers
        ),
        _advice(old, new, former),
    )


def _former(old: CaseRating, new: CaseRating) -> dict[str, str]:
    """Return the former id of each element that the newer checklist has under another one."""
    before, after = old.case.instrument.by_id(), new.case.instrument.by_id()
    return {
        element.id: name
        for element in after.values()
        if element.id not in before
        for name in element.renamed_from
        if name in before and name not in after
    }


def _article(
    number: str,
    old: ArticleRating | None,
    new: ArticleRating | None,
    former: dict[str, str],
    stood: dict[str, Standing],
) -> ArticleChange:
    after = {standing.element.id: standing for standing in new.standings} if new else {}
    gone = (
        {
            standing.element.id: None
            for standing in old.standings
            if standing.element.id not in after and standing.element.id not in former.values()
        }
        if old
        else {}
    )
    pairs = [
        (name, stood.get(former.get(name, name)), standing)
        for name, standing in {**after, **gone}.items()
    ]
    changed = tuple(
        element for element in (_element(*pair) for pair in pairs) if element is not None
    )
    known = not any(
        _open(standing) for element in changed for standing in (element.old, element.new)
    )
    return ArticleChange(
        number, old, new, _way(old, new, _bounds(old), _bounds(new), known), changed
    )


def _bounds(rating: ArticleRating | None) -> tuple[int, int] | None:
    if rating is None or rating.bounds is None:
        return None
    low, high = rating.bounds
    return RATINGS.index(low), RATINGS.index(high)


def _way(
    old: object,
    new: object,
    before: tuple[int, int] | None,
    after: tuple[int, int] | None,
    known: bool,
) -> Direction:
    """Return which way it went, from the worst and the best that may be true; lower numbers are better.

    Where something became known or unknown, only what is better, or worse, however that turns out, is called so.
    """
    if old is None or new is None:
        return "added" if old is None else "removed"
    if before == after:
        return "same"
    if before is None or after is None:
        return "unclear"
    if not known:
        return "up" if after[0] < before[1] else "down" if after[1] > before[0] else "unclear"
    steps = {
        (number > other_number) - (number < other_number)
        for number, other_number in zip(before, after)
    }
    return "up" if steps <= {0, 1} else "down" if steps <= {0, -1} else "unclear"


def _element(name: str, old: Standing | None, new: Standing | None) -> ElementChange | None:
    if old is not None and new is not None and old.state == new.state:
        return None
    known = not any(_open(standing) for standing in (old, new))
    way = _way(old, new, _span(old), _span(new), known)
    return ElementChange(
        name, old, new, "unclear" if way == "same" and not known else way, _shifts(old, new)
    )


def _open(standing: Standing | None) -> bool:
    """Whether nobody can say how an element stands; by rule 1 a draft said that it was not met."""
    return standing is not None and standing.state in UNKNOWN and standing.worst != standing.best


def _span(standing: Standing | None) -> tuple[int, int] | None:
    """Return how far an element falls short at worst and at best; none of one that is taken out."""
    if standing is None or standing.state in OUT:
        return None
    return _short(standing.worst), _short(standing.best)


def _short(state: str) -> int:
    return 0 if state in WHOLE else 3 if state == "contrary" else 2 if state in ABSENT else 1


def _shifts(old: Standing | None, new: Standing | None) -> tuple[Shift, ...]:
    before, after = (_counted(standing) for standing in (old, new))
    cited_before, cited_after = (
        {frozenset(weighed.citation.provision): weighed for weighed in standing.weighed}
        if standing
        else {}
        for standing in (old, new)
    )
    shifts = [
        Shift(
            each_citation,
            before[name].grade if name in before else None,
            each_citation.grade,
            None,
            name in cited_before,
        )
        for name, each_citation in after.items()
        if name not in before or before[name].grade != each_citation.grade
    ]
    for name, citation in before.items():
        if name not in after:
            now = cited_after.get(name)
            shifts.append(
                Shift(citation, citation.grade, None, now.force if now else None, now is not None)
            )
    return tuple(shifts)


def _counted(standing: Standing | None) -> dict[frozenset[str], Citation]:
    """Return the citations that count by what they cite; of several for one place the best."""
    counting = (
        [weighed.citation for weighed in standing.weighed if weighed.force == "in_force"]
        if standing
        else []
    )
    counting.sort(key=lambda citation: GRADES.index(citation.grade), reverse=True)
    return {frozenset(citation.provision): citation for citation in counting}


def _advice(old: CaseRating, new: CaseRating, former: dict[str, str]) -> tuple[Advice, ...]:
    one_case = old.case.digest == new.case.digest
    before = {
        each_recommendation.id: each_recommendation
        for each_recommendation in old.case.recommendations
        if _holds(each_recommendation, old)
    }
    after = {
        each_recommendation.id: each_recommendation
        for each_recommendation in new.case.recommendations
        if _holds(each_recommendation, new)
        or each_recommendation.id in before
        and each_recommendation.status == "done"
    }
    was, now = ({gap.element.id for gap in find_gaps(rating).gaps} for rating in (old, new))
    stands = {
        standing.element.id: standing.state
        for article in new.articles
        for standing in article.standings
    }
    lapsed = {
        each_recommendation.id: each_recommendation
        for each_recommendation in new.case.recommendations
        if each_recommendation.id not in after
    }
    listed = []
    for name in dict.fromkeys([*before, *after]):
        recommendation = after.get(name) or lapsed.get(name) or before[name]
        gaps = [
            element
            for element in recommendation.elements
            if former.get(element, element) in was and element in stands and element not in now
        ]
        status = "" if one_case or name not in before else before[name].status
        listed.append(
            Advice(
                recommendation,
                _outcome(name, before, after, name in lapsed),
                status,
                tuple(gap for gap in gaps if stands[gap] not in UNKNOWN),
                tuple(element for element in recommendation.elements if element in now),
                tuple(gap for gap in gaps if stands[gap] in UNKNOWN),
                before.get(name),
            )
        )
    return tuple(listed)


def _holds(recommendation: Recommendation, rating: CaseRating) -> bool:
    return Span(recommendation.since, recommendation.until).holds(rating.reading.as_of)


def _outcome(
    name: str, before: dict[str, Recommendation], after: dict[str, Recommendation], past: bool
) -> Outcome:
    if name not in after:
        return "past" if past else "gone"
    if after[name].status in ("done", "dropped"):
        return "done" if after[name].status == "done" else "dropped"
    return "open" if name in before else "new"
