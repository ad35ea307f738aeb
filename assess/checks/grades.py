"""What a grade must say, and what the instrument allows."""

from __future__ import annotations

from collections.abc import Iterator

from assess.base.problems import Hints, Problem, problem
from assess.checks.ids import citations
from assess.model.case import Case
from assess.model.terms import FULL


def grades_explained(case: Case) -> Iterator[Problem]:
    """A grade that falls short says what is missing and why; `met_otherwise` says by what other means."""
    elements = case.instrument.by_id()
    for name, citation in citations(case):
        short = citation.grade not in FULL
        if short and not citation.missing:
            yield problem("missing-not-said", citation.place, element=name, grade=citation.grade)
        if short and not citation.reason:
            yield problem("reason-missing", citation.place, element=name, grade=citation.grade)
        if citation.grade == "met_otherwise" and not citation.note:
            yield problem("note-missing", citation.place, element=name, grade=citation.grade)
        if not short and citation.reason:
            yield problem("reason-needless", citation.place, element=name, grade=citation.grade)
        offered = elements[name].criteria if name in elements else {}
        if offered and citation.grade not in offered and citation.grade != "met_otherwise":
            yield problem(
                "grade-not-offered",
                citation.place,
                element=name,
                grade=citation.grade,
                known=offered,
            )


def unread_not_met(case: Case) -> Iterator[Problem]:
    """A provision whose text was not obtained, graded as if it had been read and found wanting."""
    known = case.provisions()
    for name, citation in citations(case):
        texts = {
            (known[reference][1].text or known[reference][0].text)
            for reference in citation.provision
            if reference in known
        }
        if citation.grade in ("not_met", "contrary") and "not_obtained" in texts:
            yield problem("unread-not-met", citation.place, element=name, grade=citation.grade)


def not_applicable_unmet(case: Case) -> Iterator[Problem]:
    """Elements that are said not to apply, and that a provision is said to meet: what is met is never taken out."""
    for finding in case.findings:
        met = [
            name
            for citation in finding.citations
            if citation.grade in FULL
            for name in citation.provision
        ]
        if finding.not_applicable and met:
            yield problem(
                "not-applicable-met", finding.place, element=finding.element, provision=met
            )


def unread_laws(case: Case) -> Iterator[Problem]:
    """A law whose text was not obtained and that does not say what it may deal with."""
    for law in case.laws:
        if law.text == "not_obtained" and not law.bill and not law.unseen:
            yield problem("unseen-not-said", law.place, law=law.id)


def priorities_explained(case: Case) -> Iterator[Problem]:
    """A priority in the place of the computed one says why."""
    for recommendation in case.recommendations:
        if recommendation.priority and not recommendation.priority_reason:
            yield problem("priority-unexplained", recommendation.place, id=recommendation.id)


def reservations_allowed(case: Case) -> Iterator[Problem]:
    """A reservation or declaration that the instrument does not allow, or that takes out more than it allows."""
    allowed = {permission.paragraph: permission for permission in case.instrument.permissions}
    known, hints = case.instrument.by_id(), Hints()
    for reservation in case.profile.reservations:
        permission = allowed.get(reservation.paragraph)
        if permission is None:
            near = hints.nearest(reservation.paragraph, allowed, reservation.place)
            yield problem(
                "reservation-not-allowed",
                reservation.place,
                what=reservation.paragraph,
                known=allowed,
                nearest=near,
            )
            continue
        for element in reservation.elements:
            if element in known and element not in permission.elements:
                yield problem(
                    "reservation-not-allowed",
                    reservation.place,
                    what=(reservation.paragraph, element),
                    known=permission.elements,
                    nearest=hints.nearest(element, permission.elements, reservation.place),
                )


def reviewer_apart(case: Case) -> Iterator[Problem]:
    """The reviewer is not the assessor."""
    profile = case.profile
    if (
        profile.reviewed_by
        and str(profile.reviewed_by).casefold() == str(profile.assessed_by).casefold()
    ):
        yield problem("reviewer-is-assessor", profile.place, name=profile.reviewed_by)


def checklist_version(case: Case) -> Iterator[Problem]:
    """Findings made with another version of the checklist than the one installed."""
    if case.profile.checklist != case.instrument.version:
        yield problem(
            "checklist-version",
            case.profile.place,
            made=case.profile.checklist,
            installed=case.instrument.version,
        )
