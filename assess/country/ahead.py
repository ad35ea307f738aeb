"""What begins after the day of a reading: laws, bills, provisions, citations, statements, readings of later days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assess.answers import LATER, article_answer, index_text, law_name, reference, subject
from assess.base.text import Text
from assess.checks import scenario_day
from assess.country.dated import begins_later, later_texts
from assess.country.rows import Rows
from assess.country.types import Ahead, SideBySide, Statement
from assess.model.dated import Datable
from assess.model.day import Day
from assess.model.profile import Fact, Profile, Remark, Scenario
from assess.rating.force import Reading
from assess.rating.rate import CaseRating, rate
from assess.speak.values import Label, Value, commas, phrase, spaced


def readings_beside(rating: CaseRating, today: date | None) -> SideBySide | None:
    """Return the ratings in the scenarios of the case up to the day of the reading; None where there are not two."""
    readings: list[tuple[Value, CaseRating]] = [
        (scenario.title, rate(rating.case, Reading(day, scenario.assume)))
        for scenario, day in _scenarios(rating, today)
        if day <= rating.reading.as_of
    ]
    return _side_by_side(readings) if len(readings) > 1 else None


def ahead(rating: CaseRating, rows: Rows, today: date | None) -> Ahead | None:
    """Return all that begins after the day of the reading, or None where nothing does."""
    title = phrase("word.as_of_line", day=rating.reading.as_of)
    readings: list[tuple[Value, CaseRating]] = [(title, rating)]
    for scenario, day in _scenarios(rating, today):
        if day > rating.reading.as_of:
            readings.append((scenario.title, rate(rating.case, Reading(day, scenario.assume))))
    endings = [
        phrase("results.ends", law=law_name(law), end=rows.end(law))
        for law in rating.case.laws
        if rows.ends_later(law)
    ]
    answers = [
        rows.element(standing, ()) for article in rating.articles for standing in article.standings
    ]
    later = Ahead(
        scenarios=_side_by_side(readings) if len(readings) > 1 else None,
        laws=tuple(rows.law(law) for law in rating.case.laws if rows.later(law)),
        endings=tuple(endings),
        provisions=tuple(row for row in rows.provisions if row.force_key in LATER),
        citations=tuple(citation for answer in answers for citation in answer.later),
        statements=tuple(_statements(rating)),
    )
    return later if any(vars(later).values()) else None


def _scenarios(rating: CaseRating, today: date | None) -> list[tuple[Scenario, date]]:
    return [
        (scenario, scenario_day(scenario.as_of, today or date.min))
        for scenario in rating.case.profile.scenarios
        if scenario.as_of != "today" or today
    ]


def _side_by_side(readings: list[tuple[Value, CaseRating]]) -> SideBySide:
    """Return the ratings of every article in several readings, each with its title."""
    ratings = [rating for _, rating in readings]
    columns = [
        {article.article.article: article for article in rating.articles} for rating in ratings
    ]
    rows = []
    for number in ratings[0].case.instrument.numbers():
        answers = [article_answer(column[number]) for column in columns]
        marks = tuple(answer.mark for answer in answers)
        rows.append((answers[0].number, answers[0].heading, marks))
    totals: tuple[tuple[Value, tuple[Value, ...]], ...] = (
        (phrase("summary.index"), tuple(index_text(rating.index) for rating in ratings)),
        (
            phrase("summary.safeguards_index"),
            tuple(index_text(rating.safeguards) for rating in ratings),
        ),
    )
    return SideBySide(tuple(title for title, _ in readings), tuple(rows), totals)


def _statements(rating: CaseRating) -> Iterator[Statement]:
    """Yield what the case says for a later time only: remarks, facts, treaties, reservations, analyses, dated texts."""
    case, reading = rating.case, rating.reading
    yield from _of_profile(case.profile, reading)
    for analysis in case.analyses:
        assumed = not analysis.assume or analysis.assume in reading.assume
        if begins_later(analysis.since, reading) and assumed:
            yield Statement(
                spaced(phrase("article"), analysis.article),
                analysis.text,
                commas(analysis.sources),
                "",
                _from(analysis.since),
            )
    yield from _dated(rating)


def _of_profile(profile: Profile, reading: Reading) -> Iterator[Statement]:
    for remark in profile.remarks:
        if begins_later(remark.since, reading):
            yield _statement(remark.title, remark)
    for fact in (*profile.legal_system, *profile.authorities, *profile.practice):
        if begins_later(fact.since, reading):
            yield _statement(fact.topic, fact)
    for treaty in profile.treaties:
        if begins_later(treaty.since, reading):
            yield Statement(
                treaty.instrument,
                treaty.status,
                commas(treaty.sources),
                Label("confidence", treaty.confidence),
                treaty.note,
            )
    for reservation in profile.reservations:
        if begins_later(reservation.made, reading):
            yield Statement(
                spaced(phrase("article"), reservation.paragraph),
                reservation.text,
                commas(reservation.sources),
                "",
                reservation.made,
            )


def _statement(topic: Text, entry: Remark | Fact) -> Statement:
    confidence = Label("confidence", entry.confidence)
    return Statement(topic, entry.text, commas(entry.sources), confidence, _from(entry.since))


def _from(day: Day | None) -> Value:
    return phrase("word.from_day", day=day)


def _dated(rating: CaseRating) -> Iterator[Statement]:
    case = rating.case
    entries: list[tuple[Value, Datable]] = [(case.profile.country, case.profile)]
    for finding in case.findings:
        element = case.instrument.element(finding.element)
        entries.append((subject(case.article_of(finding.element), element), finding))
    for recommendation in case.recommendations:
        name = spaced(phrase("word.recommendation"), recommendation.id)
        entries.append((name, recommendation))
    entries += [(law_name(law), law) for law in case.laws]
    provisions = case.provisions()
    entries += [(reference(law, provision), provision) for law, provision in provisions.values()]
    for surplus in case.surplus:
        if surplus.provision in provisions:
            entries.append((reference(*provisions[surplus.provision]), surplus))
    for topic, entry in entries:
        for text in later_texts(entry, rating.reading):
            yield Statement(topic, text.text, "", "", _from(text.since))
