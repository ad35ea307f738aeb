"""The checks of a case and of a checklist: each a function → problems, gathered in two tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from assess.gaps import find_gaps
from assess.model.case import Case, Citation, Law, Provision
from assess.model.day import Day
from assess.model.instrument import Instrument
from assess.model.terms import FULL, RATED
from assess.problems import Location, Problem, nearest, problem
from assess.rating import rate
from assess.standing import Reading, element_standings

Check = Callable[[Case], Iterable[Problem]]


def check(case: Case, today: date) -> list[Problem]:
    """Run every check of a case, on its own files alone; return all problems in the order of file and line.

    Whether an element is unanswered or a gap without a recommendation is asked for `today` and for each scenario.
    """
    found = check_structure(case)
    found += [one for rule in DATED_CHECKS for one in rule(case, today)]
    return sorted(set_once(found), key=lambda one: (one.at.path, one.at.line, one.code))


def check_structure(case: Case) -> list[Problem]:
    """Run the checks that no day matters to: what every command asks for before it goes to work."""
    return [one for rule in CHECKS for one in rule(case)]


def check_instrument(instrument: Instrument) -> list[Problem]:
    """Run every check of a checklist."""
    found = [one for rule in INSTRUMENT_CHECKS for one in rule(instrument)]
    return sorted(set_once(found), key=lambda one: (one.at.path, one.at.line, one.code))


def set_once(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems without repetitions, in their order."""
    kept: dict[tuple, Problem] = {}
    for one in problems:
        kept.setdefault((one.code, one.at, tuple(sorted(one.words.items()))), one)
    return list(kept.values())


# --- a case: ids -----------------------------------------------------------------------------------------------------

def duplicate_ids(case: Case) -> Iterator[Problem]:
    """Two things of the same kind with one id."""
    named = (
        [("source", one.key, one.place) for one in case.sources] + [("law", one.id, one.place) for one in case.laws]
        + [("provision", law.reference(one), one.place) for law in case.laws for one in law.provisions]
        + [("finding", one.element, one.place) for one in case.findings]
        + [("recommendation", one.id, one.place) for one in case.recommendations]
        + [("comment", one.id, one.place) for one in case.comments]
        + [("surplus", one.provision, one.place) for one in case.surplus]
    )
    yield from _twice(named)


def _twice(named: list[tuple[str, str, Location]]) -> Iterator[Problem]:
    first: dict[tuple[str, str], Location] = {}
    for kind, key, place in named:
        if (kind, key) in first:
            yield problem("duplicate-id", place, kind=kind, id=key, first=first[kind, key])
        first.setdefault((kind, key), place)


def unknown_elements(case: Case) -> Iterator[Problem]:
    """Findings, recommendations, comments and reservations that name no element or article of the instrument."""
    elements = [element.id for element in case.instrument.elements()]
    articles = [article.article for article in case.instrument.articles]
    wanted = [(one.element, one.place) for one in case.findings]
    wanted += [(name, one.place) for one in case.recommendations for name in one.elements]
    wanted += [(name, one.place) for one in case.profile.reservations for name in one.elements]
    wanted += [(one.on, one.place) for one in case.comments if one.on not in articles]
    for name, place in wanted:
        if name not in elements:
            yield problem("unknown-element", place, id=name, nearest=nearest(name, elements))
    for one in (*case.analyses, *case.overrides):
        if one.article not in articles:
            yield problem("unknown-article", one.place, id=one.article, nearest=nearest(one.article, articles))


def unknown_provisions(case: Case) -> Iterator[Problem]:
    """Citations and reverse rows of a provision that no law of the case has."""
    known = case.provisions()
    wanted = [(name, one.place) for one in case.surplus for name in (one.provision,)]
    wanted += [(name, one.place) for _, one in _citations(case) for name in one.provision]
    for name, place in wanted:
        law = name.partition(":")[0]
        if name not in known and not {name, law} & case.left_out:
            near = nearest(name, [one for one in known if one.startswith(f"{law}:")] or known)
            yield problem("unknown-provision", place, id=name, nearest=near)


def unknown_laws(case: Case) -> Iterator[Problem]:
    """Laws that are named and not there."""
    known = [law.id for law in case.laws]
    wanted = [(name, one.place) for one in case.recommendations for name in one.laws]
    wanted += [(name, law.place) for law in case.laws for name in (*law.amends, *filter(None, [law.repealed_by]))]
    wanted += [(name, one.place) for one in case.profile.scenarios for name in one.assume]
    for name, place in wanted:
        if name not in known and name not in case.left_out:
            yield problem("unknown-law", place, id=name, nearest=nearest(name, known))


def sources_known(case: Case) -> Iterator[Problem]:
    """Statements with no source, with an unknown one, or resting on own knowledge but not marked low or medium."""
    known = {one.key: one for one in case.sources}
    for owner in _sourced(case):
        if not owner.sources:
            yield problem("no-source", owner.place)
        for key in owner.sources:
            if key not in known and key not in case.left_out:
                yield problem("unknown-source", owner.place, id=key, nearest=nearest(key, known))
        only_own = owner.sources and all(key in known and known[key].unverified for key in owner.sources)
        if only_own and getattr(owner, "confidence", "") == "high":
            yield problem("source-unverified", owner.place)


def _sourced(case: Case) -> Iterator:
    yield from case.laws
    for law in case.laws:
        yield from law.provisions
    for _, citation in _citations(case):
        yield citation
    yield from case.surplus
    profile = case.profile
    yield from (*profile.remarks, *profile.legal_system, *profile.authorities, *profile.practice, *profile.treaties,
                *profile.reservations)


def _citations(case: Case) -> Iterator[tuple[str, Citation]]:
    for finding in case.findings:
        for citation in finding.citations:
            yield finding.element, citation


# --- a case: grades --------------------------------------------------------------------------------------------------

def grades_explained(case: Case) -> Iterator[Problem]:
    """A grade that falls short says what is missing and why; `met_otherwise` says by what other means."""
    elements = case.instrument.by_id()
    for name, one in _citations(case):
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
            yield problem("grade-not-offered", one.place, element=name, grade=one.grade, known=", ".join(offered))


def reservations_allowed(case: Case) -> Iterator[Problem]:
    """A reservation or declaration that the instrument does not allow, or that takes out more than it allows."""
    allowed = {one.paragraph: one for one in case.instrument.permissions}
    for one in case.profile.reservations:
        permission = allowed.get(one.paragraph)
        if permission is None:
            near = nearest(one.paragraph, allowed)
            yield problem("reservation-not-allowed", one.place, what=one.paragraph, known=", ".join(allowed), nearest=near)
            continue
        for element in one.elements:
            if element in case.instrument.by_id() and element not in permission.elements:
                yield problem("reservation-not-allowed", one.place, what=f"{one.paragraph}, {element}",
                              known=", ".join(permission.elements), nearest=nearest(element, permission.elements))


def reviewer_apart(case: Case) -> Iterator[Problem]:
    """The reviewer is not the assessor."""
    profile = case.profile
    if profile.reviewed_by and str(profile.reviewed_by).casefold() == str(profile.assessed_by).casefold():
        yield problem("reviewer-is-assessor", profile.place, name=profile.reviewed_by)


def checklist_version(case: Case) -> Iterator[Problem]:
    """Findings made with another version of the checklist than the one installed."""
    if case.profile.checklist != case.instrument.version:
        yield problem("checklist-version", case.profile.place, made=case.profile.checklist,
                      installed=case.instrument.version)


# --- a case: dates ---------------------------------------------------------------------------------------------------

def law_dates(case: Case) -> Iterator[Problem]:
    """Laws and provisions that end before they begin, lie outside their law, or lack the dates of their kind."""
    for law in case.laws:
        if law.bill and law.in_force:
            yield problem("bill-in-force", law.place, law=law.id)
        if not law.bill and law.in_force is None:
            yield problem("act-without-date", law.place, law=law.id)
        if _reversed(law.in_force, law.until):
            yield problem("dates-reversed", law.place, id=law.id, since=law.in_force, until=law.until)
        for one in law.provisions:
            yield from _provision_dates(law, one)


def _provision_dates(law: Law, one: Provision) -> Iterator[Problem]:
    name = law.reference(one)
    if (one.in_force or one.until) and _reversed(one.in_force or law.in_force, one.until or law.until):
        yield problem("dates-reversed", one.place, id=name, since=one.in_force or law.in_force,
                      until=one.until or law.until)
    before = one.in_force and law.in_force and one.in_force.last < law.in_force.first
    after = one.until and law.until and one.until.first > law.until.last
    if before or after:
        yield problem("provision-outside-law", one.place, id=name, law=law.id)


def _reversed(since: Day | None, until: Day | None) -> bool:
    return bool(since and until and until.text != "unknown" and until.last <= since.first)


def versions_overlap(case: Case) -> Iterator[Problem]:
    """Two versions of one article of a law, told apart as `2` and `2 (2006)`, in force at the same time."""
    for law in case.laws:
        groups: dict[str, list[Provision]] = {}
        for one in law.provisions:
            head, _, tail = one.id.rpartition(" (")
            year = tail.rstrip(")")
            groups.setdefault(head if head and year.isdigit() and len(year) == 4 else one.id, []).append(one)
        for versions in groups.values():
            yield from _overlapping(law, versions)


def _overlapping(law: Law, versions: list[Provision]) -> Iterator[Problem]:
    spans = sorted(((one.in_force or law.in_force, one.until or law.until, one) for one in versions),
                   key=lambda span: span[0].first if span[0] else date.min)
    for (_, until, earlier), (since, _, later) in zip(spans, spans[1:]):
        if earlier.id != later.id and since and (until is None or until.last > since.first):
            yield problem("dates-overlap", later.place, id=law.reference(later), other=law.reference(earlier))


def analyses_overlap(case: Case) -> Iterator[Problem]:
    """Two overrides of one article that hold on the same day."""
    for number, one in enumerate(case.overrides):
        for other in case.overrides[:number]:
            if one.article == other.article and _meet(one.since, one.until, other.since, other.until):
                yield problem("dates-overlap", one.place, id=f"override {one.article}", other=other.place)


def _meet(since: Day | None, until: Day | None, other_since: Day | None, other_until: Day | None) -> bool:
    starts_before = since is None or other_until is None or since.first < other_until.first
    return starts_before and (other_since is None or until is None or other_since.first < until.first)


def bill_targets(case: Case) -> Iterator[Problem]:
    """Provisions that a bill amends, replaces or strikes out, and that the amended law does not have."""
    known = case.provisions()
    for law in case.laws:
        marks = [(number, law.place) for number in law.repeals]
        marks += [(number, one.place) for one in law.provisions for number in (*one.amends, *one.replaces)]
        for number, place in marks:
            names = {f"{target}:{number}" for target in law.amends}
            if not names & (known.keys() | case.left_out) and not case.left_out & set(law.amends):
                ids = [name.partition(":")[2] for name in known if name.partition(":")[0] in law.amends]
                yield problem("bill-target", place, id=number, law=", ".join(law.amends) or law.id,
                              nearest=nearest(number, ids))


def cited_in_force(case: Case) -> Iterator[Problem]:
    """A citation of several provisions that were never in force together, so that it can never count."""
    known = case.provisions()
    for name, one in _citations(case):
        laws = [known[reference] for reference in one.provision if reference in known]
        if len(laws) > 1 and not _together(laws):
            yield problem("never-in-force", one.place, element=name, provisions=" + ".join(one.provision))


def _together(laws: list[tuple[Law, Provision]]) -> bool:
    starts = [span for law, one in laws if (span := one.in_force or law.in_force)]
    ends = [span for law, one in laws if (span := one.until or law.until)]
    latest = max((one.first for one in starts), default=date.min)
    return all(end.last > latest for end in ends)


# --- a case on its days ----------------------------------------------------------------------------------------------

def readings(case: Case, today: date) -> list[Reading]:
    """Return the readings of the case's scenarios, and one of today if no scenario is of today."""
    found = [Reading(scenario_day(one.as_of, today), one.assume) for one in case.profile.scenarios]
    if not any(one.as_of == today and not one.assume for one in found):
        found.append(Reading(today))
    return found


def scenario_day(text: str, today: date) -> date:
    """Return the day of a scenario: `today`, or a date in full. Raises ValueError for anything else."""
    if text == "today":
        return today
    return date.fromisoformat(text)


def scenario_days(case: Case, today: date) -> Iterator[Problem]:
    """Scenarios whose day is no date, or whose bill changes a law that is not in force on that day."""
    for one in case.profile.scenarios:
        try:
            day = scenario_day(one.as_of, today)
        except ValueError:
            yield problem("date-unreadable", one.place, value=one.as_of)
            continue
        yield from assumption_effect(case, Reading(day, one.assume), one.place)


def assumption_effect(case: Case, reading: Reading, place: Location) -> Iterator[Problem]:
    """Bills that are assumed though they are no bills of the case, or change a law not in force on the day."""
    from assess.standing import law_force

    bills = [law.id for law in case.laws if law.bill]
    for name in reading.assume:
        if name not in bills:
            yield problem("unknown-bill", place, id=name, known=", ".join(bills), nearest=nearest(name, bills))
            continue
        targets = [case.law(target) for target in case.law(name).amends]
        if targets and not any(target and law_force(target, reading) == "in_force" for target in targets):
            yield problem("assumption-without-effect", place, id=name, day=reading.as_of,
                          law=", ".join(case.law(name).amends))


def unanswered(case: Case, today: date) -> Iterator[Problem]:
    """Elements that nobody has assessed as of today."""
    if any(problem.code == "date-unreadable" for problem in scenario_days(case, today)):
        return
    for one in element_standings(case, Reading(today)).values():
        if one.state == "not_assessed" and one.element.level in RATED:
            place = one.finding.place if one.finding else case.profile.place
            yield problem("unanswered", place, id=one.element.id, day=today)


def gaps_answered(case: Case, today: date) -> Iterator[Problem]:
    """Gaps in any reading of the case that no recommendation answers."""
    if any(problem.severity == "error" for problem in scenario_days(case, today)):
        return
    for reading in readings(case, today):
        for gap in find_gaps(rate(case, reading)).unanswered:
            place = gap.standing.finding.place if gap.standing.finding else case.profile.place
            yield problem("gap-without-recommendation", place, id=gap.element.id)


def provisions_classified(case: Case) -> Iterator[Problem]:
    """Provisions that no finding cites and that the reverse table does not place."""
    cited = {name for _, one in _citations(case) for name in one.provision}
    placed = {one.provision for one in case.surplus}
    for name, (_, one) in case.provisions().items():
        if name not in cited and name not in placed:
            yield problem("provision-unclassified", one.place, id=name)


CHECKS: tuple[Check, ...] = (
    duplicate_ids, unknown_elements, unknown_provisions, unknown_laws, sources_known, grades_explained,
    reservations_allowed, reviewer_apart, checklist_version, law_dates, versions_overlap, analyses_overlap, bill_targets,
    cited_in_force, provisions_classified,
)
DATED_CHECKS: tuple[Callable[[Case, date], Iterable[Problem]], ...] = (scenario_days, unanswered, gaps_answered)


# --- a checklist -----------------------------------------------------------------------------------------------------

def instrument_ids(instrument: Instrument) -> Iterator[Problem]:
    """Articles and elements with one id, articles of no part, elements that lean on nothing that exists."""
    named = [("article", one.article, one.place) for one in instrument.articles]
    named += [("element", one.id, one.place) for one in instrument.elements()]
    yield from _twice(named)
    parts = [one.id for one in instrument.parts]
    ids = [one.id for one in instrument.elements()]
    for article in instrument.articles:
        if article.part not in parts:
            yield problem("unknown-part", article.place, id=article.part, nearest=nearest(article.part, parts))
    for one in instrument.elements():
        for mark in one.depends_on:
            if not any(name == mark or name.startswith(f"{mark}.") for name in ids):
                yield problem("unknown-element", one.place, id=mark, nearest=nearest(mark, ids))


def instrument_criteria(instrument: Instrument) -> Iterator[Problem]:
    """Elements without a criterion for met or not met."""
    for one in instrument.elements():
        for grade in ("met", "not_met"):
            if grade not in one.criteria:
                yield problem("criterion-missing", one.place, id=one.id, grade=grade)


def instrument_core(instrument: Instrument) -> Iterator[Problem]:
    """Articles whose rated elements have no core, and core elements that are never rated."""
    for article in instrument.articles:
        rated = [one for one in article.elements if one.rated]
        if rated and not any(one.core for one in rated):
            yield problem("core-missing", article.place, id=article.article)
    for one in instrument.elements():
        if one.core and not one.rated:
            yield problem("core-not-ratable", one.place, id=one.id, level=one.level)


def instrument_permissions(instrument: Instrument) -> Iterator[Problem]:
    """Reservable and declarable elements that no permission of the instrument stands behind."""
    kinds = {one.paragraph: one.kind for one in instrument.permissions}
    wanted = {"reservable": "reservation", "declarable": "declaration"}
    for one in instrument.elements():
        if one.level in wanted and not one.permission:
            yield problem("permission-missing", one.place, id=one.id, level=one.level)
        elif one.level in wanted and kinds.get(one.permission) != wanted[one.level]:
            known = [paragraph for paragraph, kind in kinds.items() if kind == wanted[one.level]]
            yield problem("permission-unknown", one.place, id=one.id, paragraph=one.permission, known=", ".join(known),
                          nearest=nearest(one.permission, known))


INSTRUMENT_CHECKS: tuple[Callable[[Instrument], Iterable[Problem]], ...] = (
    instrument_ids, instrument_criteria, instrument_core, instrument_permissions,
)
