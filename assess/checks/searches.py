"""Checks of the statements that somebody searched laws for an element and found nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assess.base.problems import Problem, problem
from assess.checks.ids import searches
from assess.model.case import Case, Citation, Finding, Search

#: From the first day to the day before the last.
_Days = tuple[date, date]


def searches_whole(case: Case) -> Iterator[Problem]:
    """Statements that name no law or nobody, or, for many elements, no element."""
    for search in searches(case):
        lacks = [key for key in ("by", "laws", "elements") if not getattr(search, key, True)]
        yield from (
            problem("missing-key", search.place, key=key, owner="not_found") for key in lacks
        )


def searches_read(case: Case) -> Iterator[Problem]:
    """Statements on laws in which nobody can have searched: bills, which are no law yet, and texts not obtained."""
    for search in searches(case):
        for law in filter(None, map(case.law, search.laws)):
            if law.bill or law.text == "not_obtained":
                kind = "law_kinds_bill" if law.bill else "standing_not_obtained"
                yield problem("search-unread", search.place, law=law.id, what=f"@{kind}")


def searches_past(case: Case, today: date) -> Iterator[Problem]:
    """Statements of a day that has not come yet."""
    for search in searches(case):
        if search.on.begun(today) is False:
            yield problem("search-future", search.place, day=search.on, by=search.by)


def searches_contradicted(case: Case) -> Iterator[Problem]:
    """Statements beside a citation that counts on a day that they cover: there something was found."""
    for finding in case.findings:
        if not finding.not_found:
            continue
        counting = _counting(case, finding)
        for search in finding.not_found:
            covered = _covered(case, search)
            if covered is None:
                continue
            for days, citation in counting.items():
                day = max(days[0], covered[0])
                if day < min(days[1], covered[1]):
                    yield problem(
                        "search-contradicted",
                        search.place,
                        element=finding.element,
                        provision=citation.provision,
                        grade=citation.grade,
                        day=day,
                    )
                    break


def _counting(case: Case, finding: Finding) -> dict[_Days, Citation]:
    """Return the stretches of days on which citations of a finding surely count, each with the first such citation."""
    provisions = case.provisions()
    counting: dict[_Days, Citation] = {}
    for citation in finding.citations:
        owners = [provisions[name] for name in citation.provision if name in provisions]
        if len(owners) < len(citation.provision) or any(law.bill for law, _ in owners):
            continue
        begins = [provision.in_force or law.in_force for law, provision in owners]
        ends = [provision.until or law.until for law, provision in owners]
        first = max((begin.last for begin in begins if begin), default=date.min)
        last = min((end.first for end in ends if end), default=date.max)
        if None not in begins and first < last:
            counting.setdefault((first, last), citation)
    return counting


def _covered(case: Case, search: Search) -> _Days | None:
    """Return the stretch of days that a search surely covers, by the rule of `search_covers`; None if there is none."""
    laws = [law for law in map(case.law, dict.fromkeys(search.laws)) if law and not law.bill]
    begins = [search.since] if search.since else [law.in_force for law in laws if law.in_force]
    ends = [search.until] if search.until else [law.until for law in laws if law.until]
    if not begins:
        return None
    first = min(begin.last for begin in begins)
    last = min((end.first for end in ends), default=date.max)
    return (first, last) if first < last else None
