"""Checks of the statements that somebody searched laws for an element and found nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assess.base.problems import Problem, problem
from assess.checks.ids import searches
from assess.model.case import Case, Citation, Finding, Search
from assess.rating.force import Force, Reading, provision_forces
from assess.rating.standing import search_covers


def searches_whole(case: Case) -> Iterator[Problem]:
    """Statements that name no law or nobody, or, for many elements, no element."""
    for one in searches(case):
        lacks = [key for key in ("by", "laws", "elements") if not getattr(one, key, True)]
        yield from (problem("missing-key", one.place, key=key, owner="not_found") for key in lacks)


def searches_read(case: Case) -> Iterator[Problem]:
    """Statements on laws in which nobody can have searched: bills, which are no law yet, and texts not obtained."""
    for one in searches(case):
        for law in filter(None, map(case.law, one.laws)):
            if law.bill or law.text == "not_obtained":
                kind = "law_kinds_bill" if law.bill else "standing_not_obtained"
                yield problem("search-unread", one.place, law=law.id, what=f"@{kind}")


def searches_past(case: Case, today: date) -> Iterator[Problem]:
    """Statements of a day that has not come yet."""
    for one in searches(case):
        if one.on.begun(today) is False:
            yield problem("search-future", one.place, day=one.on, by=one.by)


def searches_contradicted(case: Case) -> Iterator[Problem]:
    """Statements beside a citation that counts on a day that they cover: there something was found."""
    days = _Days(case)
    for finding in case.findings:
        for one in finding.not_found:
            citation, day = days.meeting(finding, one)
            if citation:
                yield problem(
                    "search-contradicted",
                    one.place,
                    element=finding.element,
                    provision=citation.provision,
                    grade=citation.grade,
                    day=day,
                )


class _Days:
    """Finds a day on which a statement and a citation of one element hold both."""

    def __init__(self, case: Case):
        self.case = case
        self.provisions = case.provisions()
        self.forces: dict[date, dict[str, Force]] = {}

    def meeting(self, finding: Finding, search: Search) -> tuple[Citation | None, date | None]:
        """Return the first citation that counts on a day that the search covers, and that day; else nothing.

        Both can begin to hold together only on a day on which one of them begins.
        """
        for one in finding.citations:
            for day in sorted({*self._starts(search), *self._begin(one)}):
                if search_covers(self.case, search, day) and self._count(one, day):
                    return one, day
        return None, None

    def _starts(self, search: Search) -> set[date]:
        if search.since:
            return {search.since.last}
        laws = [law for law in map(self.case.law, search.laws) if law]
        return {law.in_force.last for law in laws if law.in_force}

    def _begin(self, citation: Citation) -> set[date]:
        known = [self.provisions[name] for name in citation.provision if name in self.provisions]
        return {day.last for law, one in known if (day := one.in_force or law.in_force)}

    def _count(self, citation: Citation, day: date) -> bool:
        if day not in self.forces:
            self.forces[day] = provision_forces(self.case, Reading(day))
        return all(self.forces[day].get(name) == "in_force" for name in citation.provision)
