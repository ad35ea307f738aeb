"""A case on its days: scenarios, elements left open, gaps that nothing answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assess.base.problems import Hints, Location, Problem, problem
from assess.checks.ids import MOST_SHOWN, named
from assess.model.case import Case
from assess.model.instrument import Article
from assess.model.terms import FULL
from assess.rating.displaced import Displaced, displaced_answers
from assess.rating.force import Reading, law_force
from assess.rating.gaps import find_gaps
from assess.rating.rate import CaseRating, rate
from assess.rating.standing import Standing, element_standings


def readings(case: Case, today: date) -> list[Reading]:
    """Return the readings of the case's scenarios, and one of today if no scenario is of today."""
    own_readings = [
        Reading(scenario_day(scenario.as_of, today), scenario.assume)
        for scenario in case.profile.scenarios
    ]
    if not any(reading.as_of == today and not reading.assume for reading in own_readings):
        own_readings.append(Reading(today))
    return own_readings


def scenario_day(text: str, today: date) -> date:
    """Return the day of a scenario: `today`, or a date in full. Raises ValueError for anything else."""
    if text == "today":
        return today
    return date.fromisoformat(text)


def scenario_dates(case: Case) -> Iterator[Problem]:
    """Scenarios whose day is no date."""
    for scenario in case.profile.scenarios:
        try:
            scenario_day(scenario.as_of, date.min)
        except ValueError:
            yield problem("date-unreadable", scenario.place, value=scenario.as_of)


def scenario_bills(case: Case, today: date) -> Iterator[Problem]:
    """Scenarios whose bill is none of the case, or changes a law that is not in force on that day."""
    if not list(scenario_dates(case)):
        for scenario in case.profile.scenarios:
            yield from assumption_effect(
                case, Reading(scenario_day(scenario.as_of, today), scenario.assume), scenario.place
            )


def assumption_effect(case: Case, reading: Reading, place: Location) -> Iterator[Problem]:
    """Bills that are assumed though they are no bills of the case, or change a law not in force on the day."""
    bills, hints = {law.id: law for law in case.laws if law.bill}, Hints()
    for name in reading.assume:
        if name not in bills:
            near = hints.nearest(name, bills, place)
            yield problem("unknown-bill", place, id=name, known=bills, nearest=near)
            continue
        amends = bills[name].amends
        targets = [case.law(target) for target in amends]
        if targets and not any(
            target and law_force(target, reading) == "in_force" for target in targets
        ):
            yield problem(
                "assumption-without-effect",
                place,
                id=name,
                day=reading.as_of,
                law=amends,
            )


def bill_answers(case: Case, today: date) -> Iterator[Problem]:
    """Provisions whose answers a bill takes away without anybody saying how these elements stand with the bill."""
    if [*scenario_dates(case), *scenario_bills(case, today)]:
        return
    seen: set[tuple[str, str]] = set()
    for reading in readings(case, today):
        for bill in case.laws:
            if not bill.bill or law_force(bill, reading) == "later":
                continue
            for displaced in displaced_answers(case, reading, bill):
                if (bill.id, displaced.reference) not in seen:
                    seen.add((bill.id, displaced.reference))
                    yield _bill_answers(displaced)


def _bill_answers(displaced: Displaced) -> Problem:
    bill, by, left = displaced.bill, displaced.by, displaced.left
    return problem(
        "bill-answers" if by else "bill-answers-fall",
        by.place if by else bill.place,
        provision=displaced.reference,
        bill=bill.reference(by) if by else bill.id,
        number=len(displaced.answered),
        left=len(left),
        elements=[*map(named, left[:MOST_SHOWN]), *["…"] * (len(left) > MOST_SHOWN)],
        assume=bill.id,
    )


def unanswered(case: Case, today: date) -> Iterator[Problem]:
    """Articles with elements that the case asks and that nobody has answered as of today."""
    standings = element_standings(case, Reading(today))
    for article in case.instrument.articles:
        asked = [standings[element.id] for element in article.asked(case.profile.depth)]
        left = [standing for standing in asked if standing.state == "not_assessed"]
        if left:
            shown = [named(standing.element) for standing in left[:MOST_SHOWN]] + ["…"] * (
                len(left) > MOST_SHOWN
            )
            yield problem(
                "unanswered",
                _place(case, article, left),
                article=article.article,
                number=len(left),
                asked=len(asked),
                elements=shown,
                day=today,
            )


def _place(case: Case, article: Article, left: list[Standing]) -> Location:
    """Return where an open article is worked on: at an open finding, else at its findings, else in case.yaml."""
    places = [standing.finding.place for standing in left if standing.finding]
    places += [
        finding.place
        for finding in case.findings
        if case.article_of(finding.element) == article.article
    ]
    return next(iter(places), case.profile.place)


def offences_apart(ratings: Sequence[CaseRating]) -> Iterator[Problem]:
    """Mental elements and qualifiers that are met by another offence only than the one that the article is about."""
    for rating in ratings:
        for article in rating.articles:
            for standing in article.standings:
                apart = [
                    weighed.citation
                    for weighed in standing.weighed
                    if weighed.apart and weighed.force == "in_force"
                ]
                if apart and standing.state == "partly":
                    yield problem(
                        "offence-apart",
                        apart[0].place,
                        element=named(standing.element),
                        provision=apart[0].provision,
                        lead=_of_lead(article.standings),
                    )


def _of_lead(standings: tuple[Standing, ...]) -> list[str]:
    """Return the provisions that meet a lead of an article, in whole or else in part."""
    leads = [
        weighed.citation
        for standing in standings
        if standing.element.weight == "lead"
        for weighed in standing.weighed
        if weighed.force == "in_force"
    ]
    citations = [lead for lead in leads if lead.grade in FULL] or [
        lead for lead in leads if lead.grade == "partly"
    ]
    return list(dict.fromkeys(name for lead in citations for name in lead.provision))


def options_declared(ratings: Sequence[CaseRating]) -> Iterator[Problem]:
    """Options that the treaty gives by declaration alone, and that a Party uses without one."""
    for rating in ratings:
        for standing in rating.undeclared:
            yield problem(
                "option-undeclared",
                standing.finding.place if standing.finding else rating.case.profile.place,
                element=named(standing.element),
                paragraph=standing.element.permission,
            )


def rated(case: Case, today: date) -> list[CaseRating]:
    """Return the ratings of all readings of a case; none where one of them cannot be read."""
    if [*scenario_dates(case), *scenario_bills(case, today)]:
        return []
    return [rate(case, reading) for reading in readings(case, today)]


def gaps_answered(ratings: Sequence[CaseRating]) -> Iterator[Problem]:
    """Gaps in any reading of the case that no recommendation answers."""
    for rating in ratings:
        for gap in find_gaps(rating).unanswered:
            place = (
                gap.standing.finding.place if gap.standing.finding else rating.case.profile.place
            )
            yield problem("gap-without-recommendation", place, element=named(gap.element))
