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
    for name, one in citations(case):
        short = one.grade not in FULL
        if short and not one.missing:
            yield problem("missing-not-said", one.place, element=name, grade=one.grade)
        if short and not one.reason:
            yield problem("reason-missing", one.place, element=name, grade=one.grade)
        if one.grade == "met_otherwise" and not one.note:
            yield problem("note-missing", one.place, element=name, grade=one.grade)
        if not short and one.reason:
            yield problem("reason-needless", one.place, element=name, grade=one.grade)
        offered = elements[name].criteria if name in elements else {}
        if offered and one.grade not in offered and one.grade != "met_otherwise":
            yield problem(
                "grade-not-offered", one.place, element=name, grade=one.grade, known=offered
            )


def unread_not_met(case: Case) -> Iterator[Problem]:
    """A provision whose text was not obtained, graded as if it had been read and found wanting."""
    known = case.provisions()
    for name, one in citations(case):
        texts = {
            (known[reference][1].text or known[reference][0].text)
            for reference in one.provision
            if reference in known
        }
        if one.grade in ("not_met", "contrary") and "not_obtained" in texts:
            yield problem("unread-not-met", one.place, element=name, grade=one.grade)


def not_applicable_unmet(case: Case) -> Iterator[Problem]:
    """Elements that are said not to apply, and that a provision is said to meet: what is met is never taken out."""
    for one in case.findings:
        met = [
            name
            for citation in one.citations
            if citation.grade in FULL
            for name in citation.provision
        ]
        if one.not_applicable and met:
            yield problem("not-applicable-met", one.place, element=one.element, provision=met)


def unread_laws(case: Case) -> Iterator[Problem]:
    """A law whose text was not obtained and that does not say what it may deal with."""
    for law in case.laws:
        if law.text == "not_obtained" and not law.bill and not law.unseen:
            yield problem("unseen-not-said", law.place, law=law.id)


def priorities_explained(case: Case) -> Iterator[Problem]:
    """A priority in the place of the computed one says why."""
    for one in case.recommendations:
        if one.priority and not one.priority_reason:
            yield problem("priority-unexplained", one.place, id=one.id)


def reservations_allowed(case: Case) -> Iterator[Problem]:
    """A reservation or declaration that the instrument does not allow, or that takes out more than it allows."""
    allowed = {one.paragraph: one for one in case.instrument.permissions}
    known, hints = case.instrument.by_id(), Hints()
    for one in case.profile.reservations:
        permission = allowed.get(one.paragraph)
        if permission is None:
            near = hints.nearest(one.paragraph, allowed, one.place)
            yield problem(
                "reservation-not-allowed",
                one.place,
                what=one.paragraph,
                known=allowed,
                nearest=near,
            )
            continue
        for element in one.elements:
            if element in known and element not in permission.elements:
                yield problem(
                    "reservation-not-allowed",
                    one.place,
                    what=(one.paragraph, element),
                    known=permission.elements,
                    nearest=hints.nearest(element, permission.elements, one.place),
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
