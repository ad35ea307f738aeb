"""How far a case is: each article's place in the review, what is answered, with whom it lies, and what blocks it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assess.model.case import Case
from assess.model.instrument import Article
from assess.model.review import STEPS, Review, Step
from assess.rating.force import Reading
from assess.rating.standing import Standing, element_standings
from assess.review.steps import changed_since
from assess.review.unsettled import Tally, tally, unsettled_of


@dataclass(frozen=True)
class ArticleProgress:
    """One article on its way through the review."""

    article: Article
    state: Step
    review: Review | None
    answered: int  # elements that bind, that the depth of the case asks and that are assessed, as unknown too
    elements: int  # elements that bind and that the depth asks
    answered_of_all: int  # the same whatever the depth asks
    all: int
    open: tuple[str, ...]  # ids of those that the depth asks and that are not assessed
    changed: bool  # answered otherwise since it was submitted, accepted or locked
    unreplied: tuple[str, ...]  # ids of comments of the State without a reply
    unsettled: Tally  # rows of forms that were refused or are in conflict

    @property
    def turn(self) -> str:
        """Whose turn it is: `assessor`, `reviewer`, or an empty string where nothing is left to do."""
        if self.state in ("draft", "returned") or self.changed:
            return "assessor"
        return "reviewer" if self.state in ("submitted", "accepted") else ""


def progress(case: Case, reading: Reading) -> tuple[ArticleProgress, ...]:
    """Return how far each article is, in the order of the instrument; answers are those that count in the reading."""
    standings = element_standings(case, reading)
    return tuple(_article(case, article, standings) for article in case.instrument.articles)


def counted(rows: Iterable[ArticleProgress]) -> dict[Step, int]:
    """Return how many articles stand at each step, in the order of the way."""
    states = [row.state for row in rows]
    return {step: states.count(step) for step in STEPS}


def _article(case: Case, article: Article, standings: dict[str, Standing]) -> ArticleProgress:
    review = next((review for review in case.reviews if review.article == article.article), None)
    missing = tuple(
        element.id
        for element in article.asked(case.profile.depth)
        if standings[element.id].state == "not_assessed"
    )
    every = [standings[element.id].state for element in article.asked("full")]
    asked = len(article.asked(case.profile.depth))
    waiting = tuple(
        comment.id
        for comment in case.comments
        if case.article_of(comment.on) == article.article and not comment.reply
    )
    return ArticleProgress(
        article,
        review.state if review else "draft",
        review,
        asked - len(missing),
        asked,
        len(every) - every.count("not_assessed"),
        len(every),
        missing,
        bool(review and changed_since(case, review)),
        waiting,
        tally(unsettled_of(case, article.article)),
    )
