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
    for one in case.reviews:
        if one.article not in numbers:
            near = hints.nearest(one.article, numbers, one.place)
            yield problem("unknown-article", one.place, id=one.article, nearest=near)
    yield from repeated([("article", one.article, one.place) for one in case.reviews])


def reviewer_did_not_submit(case: Case) -> Iterator[Problem]:
    """Articles returned, accepted or locked by a person who submitted them."""
    first: dict[str, Review] = {}
    for review in case.reviews:
        first.setdefault(review.article, review)  # a second one is a fault of its own
    for one in first.values():
        reviewed = one.state in ("returned", "accepted", "locked") and one.reviewer
        if reviewed and is_assessor(case, one.article, one.reviewer):
            yield problem(
                "reviewer-is-submitter", one.place, article=one.article, name=one.reviewer
            )


def answers_unchanged(case: Case) -> Iterator[Problem]:
    """Articles whose answers, or what else they rest on, changed after the last step."""
    for one in case.reviews:
        if changed_since(case, one):
            code: Code = "answers-changed" if one.state == "locked" else "accepted-changed"
            yield problem(code, one.place, article=one.article, state=f"@step_{one.state}")
        elif laws_changed_since(case, one):
            yield problem(
                "accepted-laws-changed", one.place, article=one.article, state=f"@step_{one.state}"
            )


def review_is_logged(case: Case) -> Iterator[Problem]:
    """Standings of articles that the log does not bear out: in the state, in names, day, comment, or the answers."""
    last = logged(case)
    for one in case.reviews:
        entry = last.get(one.article)
        keys = [key for key in _BOTH if entry is None or _words(entry, key) != _words(one, key)]
        if keys:
            state = f"@step_{entry.state}" if entry else "@step_draft"
            yield problem(
                "review-not-logged",
                one.place,
                article=one.article,
                state=f"@step_{one.state}",
                logged=state,
                keys=keys,
            )
    listed = {one.article for one in case.reviews}
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


def _words(one: Review, key: str) -> list[str]:
    return str(getattr(one, key) or "").split()


def restrictions_known(case: Case) -> Iterator[Problem]:
    """Marks of restriction that name no key of their entry: they would leave in what somebody meant to leave out."""
    hints = Hints()
    for one in entries(case):
        known = [YES, NO, *can_be_restricted(one)]
        for name in one.restricted:
            if name not in known:
                yield problem(
                    "restricted-unknown",
                    one.place,
                    name=name,
                    known=known,
                    nearest=hints.nearest(name, known, one.place),
                )
