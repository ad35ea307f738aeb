"""Checks of the review: who may accept, answers that changed behind a lock, the log, and the mark of restriction."""

from __future__ import annotations

from collections.abc import Iterator

from assess.checks.ids import repeated
from assess.model.case import Case
from assess.problems import Problem, nearest, problem
from assess.review.release import NO, YES, can_be_restricted, entries
from assess.review.steps import changed_since, is_assessor, laws_changed_since


def reviews_known(case: Case) -> Iterator[Problem]:
    """Articles in review.yaml that the instrument does not have, or that stand there twice."""
    numbers = case.instrument.numbers()
    for one in case.reviews:
        if one.article not in numbers:
            yield problem("unknown-article", one.place, id=one.article, nearest=nearest(one.article, numbers))
    yield from repeated([("article", one.article, one.place) for one in case.reviews])


def reviewer_did_not_submit(case: Case) -> Iterator[Problem]:
    """Articles returned, accepted or locked by the person who submitted them."""
    for one in case.reviews:
        if one.state in ("returned", "accepted", "locked") and one.reviewer and is_assessor(case, one, one.reviewer):
            yield problem("reviewer-is-submitter", one.place, article=one.article, name=one.reviewer)


def answers_unchanged(case: Case) -> Iterator[Problem]:
    """Articles whose answers changed after they were locked or accepted."""
    for one in case.reviews:
        if changed_since(case, one):
            code = "answers-changed" if one.state == "locked" else "accepted-changed"
            yield problem(code, one.place, article=one.article, state=f"@step_{one.state}")
        elif laws_changed_since(case, one):
            yield problem("accepted-laws-changed", one.place, article=one.article, state=f"@step_{one.state}")


def review_is_logged(case: Case) -> Iterator[Problem]:
    """Standings of articles that the log does not bear out."""
    last = {one.article: one for one in case.log if one.act != "import"}
    for one in case.reviews:
        entry = last.get(one.article)
        if entry is None or (entry.state, entry.answers) != (one.state, one.answers):
            state = f"@step_{entry.state}" if entry else "@step_draft"
            yield problem("review-not-logged", one.place, article=one.article, state=f"@step_{one.state}", logged=state)
    listed = {one.article for one in case.reviews}
    for article, entry in last.items():
        if article not in listed and article in case.instrument.numbers() and article not in case.left_out:
            yield problem("review-not-logged", entry.place, article=article, state="@step_draft",
                          logged=f"@step_{entry.state}")


def restrictions_known(case: Case) -> Iterator[Problem]:
    """Marks of restriction that name no key of their entry: they would leave in what somebody meant to leave out."""
    for one in entries(case):
        known = [YES, NO, *can_be_restricted(one)]
        for name in one.restricted:
            if name not in known:
                yield problem("restricted-unknown", one.place, name=name, known=", ".join(known),
                              nearest=nearest(name, known))
