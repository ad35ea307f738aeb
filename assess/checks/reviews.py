"""Checks of the review: who may accept, answers that changed behind a lock, the log, and the mark of restriction."""

from __future__ import annotations

from collections.abc import Iterator

from assess.base.problems import Code, Hints, Problem, problem
from assess.checks.ids import repeated
from assess.model.case import Case
from assess.model.review import Review
from assess.review.release import NO, YES, can_be_restricted, entries
from assess.review.steps import changed_since, is_assessor, laws_changed_since, logged

#: What review.yaml and the log both hold on an article.
_BOTH = ("state", "assessor", "reviewer", "since", "comment", "answers", "laws")


def reviews_known(case: Case) -> Iterator[Problem]:
    """Articles in review.yaml that the instrument does not have, or that stand there twice."""
    numbers, hints = case.instrument.numbers(), Hints()
    for review in case.reviews:
        if review.article not in numbers:
            near = hints.nearest(review.article, numbers, review.place)
            yield problem("unknown-article", review.place, id=review.article, nearest=near)
    yield from repeated(
        [("article", each_review.article, each_review.place) for each_review in case.reviews]
    )


def reviewer_did_not_submit(case: Case) -> Iterator[Problem]:
    """Articles returned, accepted or locked by a person who submitted them."""
    first: dict[str, Review] = {}
    for review in case.reviews:
        first.setdefault(review.article, review)  # a second one is a fault of its own
    for each_review in first.values():
        reviewed = each_review.state in ("returned", "accepted", "locked") and each_review.reviewer
        if reviewed and is_assessor(case, each_review.article, each_review.reviewer):
            yield problem(
                "reviewer-is-submitter",
                each_review.place,
                article=each_review.article,
                name=each_review.reviewer,
            )


def answers_unchanged(case: Case) -> Iterator[Problem]:
    """Articles whose answers, or what else they rest on, changed after the last step."""
    for review in case.reviews:
        if changed_since(case, review):
            code: Code = "answers-changed" if review.state == "locked" else "accepted-changed"
            yield problem(code, review.place, article=review.article, state=f"@step_{review.state}")
        elif laws_changed_since(case, review):
            yield problem(
                "accepted-laws-changed",
                review.place,
                article=review.article,
                state=f"@step_{review.state}",
            )


def review_is_logged(case: Case) -> Iterator[Problem]:
    """Standings of articles that the log does not bear out: in the state, in names, day, comment, or the answers."""
    last = logged(case)
    for review in case.reviews:
        entry = last.get(review.article)
        keys = [key for key in _BOTH if entry is None or _words(entry, key) != _words(review, key)]
        if keys:
            state = f"@step_{entry.state}" if entry else "@step_draft"
            yield problem(
                "review-not-logged",
                review.place,
                article=review.article,
                state=f"@step_{review.state}",
                logged=state,
                keys=keys,
            )
    listed = {each_review.article for each_review in case.reviews}
    for article, entry in last.items():
        if (
            article not in listed
            and article in case.instrument.numbers()
            and article not in case.left_out
        ):
            yield problem(
                "review-not-logged",
                entry.place,
                article=article,
                state="@step_draft",
                logged=f"@step_{entry.state}",
                keys="article",
            )


def _words(review: Review, key: str) -> list[str]:
    return str(getattr(review, key) or "").split()


def restrictions_known(case: Case) -> Iterator[Problem]:
    """Marks of restriction that name no key of their entry: they would leave in what somebody meant to leave out."""
    hints = Hints()
    for entry in entries(case):
        known = [YES, NO, *can_be_restricted(entry)]
        for name in entry.restricted:
            if name not in known:
                yield problem(
                    "restricted-unknown",
                    entry.place,
                    name=name,
                    known=known,
                    nearest=hints.nearest(name, known, entry.place),
                )
