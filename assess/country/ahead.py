"""What begins after the day of a reading: laws, bills, provisions, citations, statements, readings of later days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assess.checks import scenario_day
from assess.country.dated import LATER, begins_later, later_texts
from assess.country.named import subject
from assess.country.rows import Rows
from assess.country.sentences import index_text, shown_mark
from assess.country.types import Ahead, CitationLine, SideBySide, Statement
from assess.model.profile import Scenario
from assess.rating.force import Reading
from assess.rating.rate import CaseRating, rate
from assess.rating.standing import Standing
from assess.speak.words import Words


def readings_beside(rating: CaseRating, words: Words, today: date | None) -> SideBySide | None:
    """Return the ratings in the scenarios of the case up to the day of the reading; None where there are not two."""
    listed = [(one, day) for one, day in _scenarios(rating, today) if day <= rating.reading.as_of]
    return (
        _side_by_side(
            [
                (words.text(one.title), rate(rating.case, Reading(day, one.assume)))
                for one, day in listed
            ],
            words,
        )
        if len(listed) > 1
        else None
    )


def ahead(rating: CaseRating, rows: Rows, words: Words, today: date | None) -> Ahead | None:
    """Return all that begins after the day of the reading, or None where nothing does."""
    later = [(one, day) for one, day in _scenarios(rating, today) if day > rating.reading.as_of]
    own = words.labels.word.as_of_line.format(day=words.day(rating.reading.as_of))
    found = Ahead(
        scenarios=_side_by_side(
            [
                (own, rating),
                *(
                    (words.text(one.title), rate(rating.case, Reading(day, one.assume)))
                    for one, day in later
                ),
            ],
            words,
        )
        if later
        else None,
        laws=tuple(rows.law(law) for law in rating.case.laws if rows.later(law)),
        endings=tuple(
            words.labels.results.ends.format(law=words.law(law), end=rows.end(law))
            for law in rating.case.laws
            if rows.ends_later(law)
        ),
        provisions=tuple(row for row in rows.provisions if rows.forces[row.reference] in LATER),
        citations=tuple(
            line
            for article in rating.articles
            for one in article.standings
            for line in _citations(one, rows)
        ),
        statements=tuple(_statements(rating, words)),
    )
    return found if any(vars(found).values()) else None


def _scenarios(rating: CaseRating, today: date | None) -> list[tuple[Scenario, date]]:
    return [
        (one, scenario_day(one.as_of, today or date.min))
        for one in rating.case.profile.scenarios
        if one.as_of != "today" or today
    ]


def _side_by_side(listed: list[tuple[str, CaseRating]], words: Words) -> SideBySide:
    """Return the ratings of every article in several readings, each with its title."""
    case = listed[0][1].case
    by_article = [{one.article.article: one for one in rating.articles} for _, rating in listed]
    rows = tuple(
        (
            article.article,
            words.text(article.heading),
            tuple(shown_mark(column[article.article], words) for column in by_article),
        )
        for article in case.instrument.articles
    )
    said = words.labels.summary
    totals = (
        (said.index, tuple(index_text(one.index, words) for _, one in listed)),
        (said.safeguards_index, tuple(index_text(one.safeguards, words) for _, one in listed)),
    )
    return SideBySide(tuple(title for title, _ in listed), rows, totals)


def _citations(one: Standing, rows: Rows) -> Iterator[CitationLine]:
    return (rows.citation(one.element, two) for two in one.weighed if two.force in LATER)


def _statements(rating: CaseRating, words: Words) -> Iterator[Statement]:
    """Yield what the case says for a later time only: remarks, facts, treaties, reservations, analyses, dated texts."""
    case, reading, profile = rating.case, rating.reading, rating.case.profile
    for one in profile.remarks:
        if begins_later(one.since, reading):
            yield _statement(words.text(one.title), one, words)
    for one in (*profile.legal_system, *profile.authorities, *profile.practice):
        if begins_later(one.since, reading):
            yield _statement(words.text(one.topic), one, words)
    for one in profile.treaties:
        if begins_later(one.since, reading):
            yield Statement(
                words.text(one.instrument),
                words.text(one.status),
                words.many(one.sources),
                words.label("confidence", one.confidence),
                words.text(one.note),
            )
    for one in profile.reservations:
        if begins_later(one.made, reading):
            yield Statement(
                f"{words.labels.article} {one.paragraph}",
                words.text(one.text),
                words.many(one.sources),
                "",
                words.day(one.made),
            )
    for one in case.analyses:
        if begins_later(one.since, reading) and (not one.assume or one.assume in reading.assume):
            yield Statement(
                f"{words.labels.article} {one.article}",
                words.text(one.text),
                words.many(one.sources),
                "",
                _from(one.since, words),
            )
    yield from _dated(rating, words)


def _statement(topic: str, one, words: Words) -> Statement:
    return Statement(
        topic,
        words.text(one.text),
        words.many(one.sources),
        words.label("confidence", one.confidence),
        _from(one.since, words),
    )


def _from(day, words: Words) -> str:
    return words.labels.word.from_day.format(day=words.day(day))


def _dated(rating: CaseRating, words: Words) -> Iterator[Statement]:
    case = rating.case
    entries = [(words.text(case.profile.country), case.profile)]
    entries += [
        (subject(one.element.partition(".")[0], case.instrument.element(one.element), words), one)
        for one in case.findings
    ]
    entries += [
        (f"{words.labels.word.recommendation} {one.id}", one) for one in case.recommendations
    ]
    entries += [(words.law(law), law) for law in case.laws]
    provisions = case.provisions()
    entries += [(words.reference(law, one), one) for law, one in provisions.values()]
    entries += [
        (words.reference(*provisions[one.provision]), one)
        for one in case.surplus
        if one.provision in provisions
    ]
    for topic, entry in entries:
        for one in later_texts(entry, rating.reading):
            yield Statement(topic, words.text(one.text), "", "", _from(one.since, words))
