"""Days of laws, provisions, bills and overrides that cannot be right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import get_args

from assess.base.problems import Hints, Location, Problem, problem
from assess.checks.ids import MOST_SHOWN, citations, dated_texts, searches
from assess.model.case import Case, Law, Override, Provision, Suspension
from assess.model.dated import DatedKey
from assess.model.day import Day


def law_dates(case: Case) -> Iterator[Problem]:
    """Laws and provisions that end before they begin, lie outside their law, or lack the dates of their kind."""
    for law in case.laws:
        if law.bill and law.in_force:
            yield problem("bill-in-force", law.place, law=law.id)
        if not law.bill and law.in_force is None:
            yield problem("act-without-date", law.place, law=law.id)
        if _reversed(law.in_force, law.until):
            yield problem(
                "dates-reversed", law.place, id=law.id, since=law.in_force, until=law.until
            )
        for provision in law.provisions:
            yield from _provision_dates(law, provision)


def _provision_dates(law: Law, provision: Provision) -> Iterator[Problem]:
    name = law.reference(provision)
    if (provision.in_force or provision.until) and _reversed(
        provision.in_force or law.in_force, provision.until or law.until
    ):
        yield problem(
            "dates-reversed",
            provision.place,
            id=name,
            since=provision.in_force or law.in_force,
            until=provision.until or law.until,
        )
    before = provision.in_force and law.in_force and provision.in_force.last < law.in_force.first
    after = provision.until and law.until and provision.until.first > law.until.last
    if before or after:
        yield problem("provision-outside-law", provision.place, id=name, law=law.id)


def statement_dates(case: Case) -> Iterator[Problem]:
    """Statements that hold for a time, and end before they begin."""
    profile = case.profile
    spans: list[tuple[str, Day | None, Day | None, Location]] = []
    spans += [
        (recommendation.id, recommendation.since, recommendation.until, recommendation.place)
        for recommendation in case.recommendations
    ]
    spans += [(remark.id, remark.since, remark.until, remark.place) for remark in profile.remarks]
    spans += [
        (analysis.article, analysis.since, analysis.until, analysis.place)
        for analysis in case.analyses
    ]
    spans += [
        (override.article, override.since, override.until, override.place)
        for override in case.overrides
    ]
    spans += [
        (str(authority.topic), authority.since, authority.until, authority.place)
        for authority in (*profile.legal_system, *profile.authorities, *profile.practice)
    ]
    spans += [
        (treaty.id or str(treaty.instrument), treaty.since, treaty.until, treaty.place)
        for treaty in profile.treaties
    ]
    spans += [
        (treaty.id or str(treaty.instrument), treaty.party_since, treaty.party_until, treaty.place)
        for treaty in profile.treaties
    ]
    spans += [
        (reservation.paragraph, reservation.made, reservation.withdrawn, reservation.place)
        for reservation in profile.reservations
    ]
    spans += [
        (law.id, ruling.since, ruling.until, ruling.place)
        for law in case.laws
        for ruling in law.rulings
        if isinstance(ruling, Suspension)
    ]
    spans += [("not_found", search.since, search.until, search.place) for search in searches(case)]
    spans += [
        (dated_text.key, dated_text.since, dated_text.until, dated_text.place)
        for _, dated_text in dated_texts(case)
    ]
    for name, since, until, place in spans:
        if _reversed(since, until):
            yield problem("dates-reversed", place, id=name, since=since, until=until)


def dated_keys(case: Case) -> Iterator[Problem]:
    """Texts bound to dates under a key that their entry has no text of."""
    for owner, dated_text in dated_texts(case):
        known = [key for key in get_args(DatedKey) if hasattr(owner, key)]
        if dated_text.key not in known:
            yield problem("dated-unfit", dated_text.place, key=dated_text.key, known=known)


def _reversed(since: Day | None, until: Day | None) -> bool:
    return bool(since and until and until.text != "unknown" and until.last <= since.first)


def versions_overlap(case: Case) -> Iterator[Problem]:
    """Two versions of one article of a law, told apart as `2` and `2 (2006)`, in force at the same time."""
    for law in case.laws:
        groups: dict[str, list[Provision]] = {}
        for provision in law.provisions:
            head, _, tail = provision.id.rpartition(" (")
            year = tail.rstrip(")")
            groups.setdefault(
                head if head and year.isdigit() and len(year) == 4 else provision.id, []
            ).append(provision)
        for versions in groups.values():
            yield from _overlapping(law, versions)


def _overlapping(law: Law, versions: list[Provision]) -> Iterator[Problem]:
    spans = sorted(
        (
            (version.in_force or law.in_force, version.until or law.until, version)
            for version in versions
        ),
        key=lambda span: span[0].first if span[0] else date.min,
    )
    for (_, until, earlier), (since, _, later) in zip(spans, spans[1:]):
        # surely, not perhaps
        if earlier.id != later.id and since and (until is None or until.first > since.last):
            yield problem(
                "dates-overlap", later.place, id=law.reference(later), other=law.reference(earlier)
            )


def overrides_overlap(case: Case) -> Iterator[Problem]:
    """Two overrides of one article that hold on the same day; each of several is told once."""
    articles: dict[str, list[tuple[int, Override]]] = {}
    for number, override in enumerate(case.overrides):
        articles.setdefault(override.article, []).append((number, override))
    for article, numbered in articles.items():
        numbered.sort(key=lambda pair: _begins(pair[1]))
        longest = numbered[0]  # of those that begin no later
        for pair in numbered[1:]:
            if _meet(pair[1].since, pair[1].until, longest[1].since, longest[1].until):
                (_, earlier), (_, later) = sorted((pair, longest), key=lambda each: each[0])
                yield problem(
                    "dates-overlap", later.place, id=f"override {article}", other=earlier.place
                )
            longest = max(longest, pair, key=lambda each: _ends(each[1]))


def _begins(override: Override) -> date:
    return override.since.first if override.since else date.min


def _ends(override: Override) -> date:
    return override.until.first if override.until else date.max


def _meet(
    since: Day | None, until: Day | None, other_since: Day | None, other_until: Day | None
) -> bool:
    starts_before = since is None or other_until is None or since.first < other_until.first
    return starts_before and (
        other_since is None or until is None or other_since.first < until.first
    )


def bill_targets(case: Case) -> Iterator[Problem]:
    """Provisions that a bill amends, replaces or strikes out, and that the amended law does not have."""
    hints = Hints()
    amended = dict.fromkeys(name for law in case.laws for name in law.amends)
    numbers = {name: case.numbers_of(name) for name in amended}
    known = {f"{name}:{number}" for name, listed in numbers.items() for number in listed}
    owners = {name.partition(":")[0] for name in case.left_out} | {law.id for law in case.laws}
    for law in case.laws:
        targets = [name for name in dict.fromkeys(law.amends) if name in owners]
        if not case.left_out.isdisjoint(targets):
            continue
        ids = [number for name in targets for number in numbers.get(name, ())]
        shown = [*law.amends[:MOST_SHOWN], *(["…"] if len(law.amends) > MOST_SHOWN else [])]
        marks = [(number, law.place) for number in law.repeals]
        marks += [
            (number, provision.place)
            for provision in law.provisions
            for number in (*provision.amends, *provision.replaces)
        ]
        for number, place in marks:
            names = [f"{target}:{number}" for target in targets]
            if not any(name in known or name in case.left_out for name in names):
                near = hints.nearest(number, ids, place)
                yield problem("bill-target", place, id=number, law=shown or law.id, nearest=near)


def bills_without_effect(case: Case) -> Iterator[Problem]:
    """Bills that change no provision of another law and answer nothing, so that no result changes where they are assumed."""
    answering = {name.partition(":")[0] for _, each in citations(case) for name in each.provision}
    for law in case.laws:
        changes = law.repeals or any(own.amends or own.replaces for own in law.provisions)
        if law.bill and not changes and law.id not in answering:
            yield problem("bill-changes-nothing", law.place, law=law.id)


def cited_in_force(case: Case) -> Iterator[Problem]:
    """A citation of several provisions that were never in force together, so that it can never count."""
    known = case.provisions()
    for name, citation in citations(case):
        laws = [known[reference] for reference in citation.provision if reference in known]
        if len(laws) > 1 and not _together(laws):
            yield problem(
                "never-in-force",
                citation.place,
                element=name,
                provisions=" + ".join(citation.provision),
            )


def _together(laws: list[tuple[Law, Provision]]) -> bool:
    starts = [span for law, provision in laws if (span := provision.in_force or law.in_force)]
    ends = [span for law, provision in laws if (span := provision.until or law.until)]
    latest = max((start.first for start in starts), default=date.min)
    return all(end.last > latest for end in ends)
