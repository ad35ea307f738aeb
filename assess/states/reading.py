"""A case, read as of a day → the column and the details that a comparison keeps of it, in no language yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from assess.answers import Answers, Bounds, article_answer, law_name, provision_number
from assess.base import paths
from assess.base.text import Text
from assess.load.labels import labels
from assess.model.case import Case, Override, Span
from assess.rating.force import Force, Reading, law_force, provision_forces
from assess.rating.rate import ArticleRating, CaseRating, bounds_on, rate
from assess.rating.standing import Standing, forces_on
from assess.review.release import public
from assess.speak.values import spaced
from assess.states.places import has_name, state_name
from assess.states.record import (
    Change,
    Column,
    Details,
    MovedElement,
    MovedLaw,
    SourceAnswer,
    TreatyStanding,
)

_COUNTING = frozenset({"in_force", "date_uncertain"})


def released(case: Case, language: str, edition: bool) -> tuple[Case, int]:
    """Return the case, or its public edition, and how many entries are withheld from that.

    What stands in the place of withheld words is said in all languages; in the place of a name, in `language`.
    """
    if not edition:
        return case, 0
    codes = dict.fromkeys([language, *paths.languages()])
    return public(case, Text(tuple((code, labels(code).review.withheld) for code in codes)))


@dataclass(frozen=True)
class Asked:
    """What is asked of a case besides its reading."""

    years: tuple[int, ...] = ()  # at whose ends it is rated too
    since: date | None = None  # the day since which changes are told
    day_from: str = "asked"  # where the day of the reading comes from: asked, case or today


def column_and_details(
    case: Case, reading: Reading, asked: Asked, warnings: int = 0, withheld: int = 0
) -> tuple[Column, Details]:
    """Return what the case says on a day; `warnings` of the checker and entries `withheld` are told with it."""
    profile, instrument = case.profile, case.instrument
    rating = rate(case, reading)
    by_number = {article.article.article: article for article in rating.articles}
    order = [by_number[number] for number in instrument.numbers()]
    standings = [standing for article in order for standing in article.standings]
    bills = [case.law(name) for name in reading.assume]
    iso = profile.iso.upper()
    column = Column(
        key="+".join([f"{iso or profile.id}@{reading.as_of.isoformat()}", *reading.assume]),
        case=profile.id,
        iso=iso,
        name=_country(profile.country, iso),
        as_of=reading.as_of,
        day_from=asked.day_from,
        assume=reading.assume,
        assumed=tuple(law_name(bill) for bill in bills if bill),
        stage=profile.stage,
        case_sha256=case.digest,
        instrument=instrument.id,
        checklist=profile.checklist,
        checklist_sha256=instrument.digest,
        rule=instrument.scale.rule,
        depth=profile.depth,
        articles=tuple(map(article_answer, order)),
        states={
            standing.element.id: (standing.state, standing.worst, standing.best)
            for standing in standings
        },
        index=rating.index,
        safeguards=rating.safeguards,
        years=_history(case, reading.as_of, asked.years),
        since=asked.since,
        changes=tuple(_changes(rating, order, asked.since)),
        treaties=tuple(_treaties(case, reading)),
        undeclared=tuple(
            (standing.element.id, standing.element.permission) for standing in rating.undeclared
        ),
        warnings=warnings,
        withheld=withheld,
    )
    return column, _details(rating, standings)


def _treaties(case: Case, reading: Reading) -> Iterator[TreatyStanding]:
    for treaty in case.profile.treaties:
        if treaty.holds(reading.as_of):
            yield TreatyStanding(
                treaty.instrument,
                treaty.status,
                treaty.note,
                treaty.confidence,
                treaty.sources,
                treaty.id,
            )


def _country(country: Text, iso: str) -> Text:
    """Return what a State is called: as its case says, and in a language that it does not speak as the list says.

    So a State that is assessed, and reported too, has not two names in two languages.
    """
    spoken = {language for language, _ in country.by}
    for language in paths.languages():
        if language not in spoken and has_name(iso, language):
            country = country.with_language(language, state_name(iso, language))
    return country


def _history(case: Case, as_of: date, years: Iterable[int]) -> dict[str, tuple[Bounds, ...]]:
    """Return the ratings at the end of each year, without assumptions; the year of the reading ends on its day.

    A year at whose end all stands as it stood at the end of the one before is not rated again.
    """
    history: dict[str, tuple[Bounds, ...]] = {}
    ratings: tuple[Bounds, ...] = ()
    before = None
    for year in sorted(years):
        if year > as_of.year:
            break
        reading = Reading(min(as_of, date(year, 12, 31)))
        now = (forces_on(case, reading), _overrides(case, reading.as_of))
        if now != before:
            ratings, before = bounds_on(case, reading), now
        history[str(year)] = ratings
    return history


def _overrides(case: Case, day: date) -> list[Override]:
    return [entry for entry in case.overrides if Span(entry.since, entry.until).holds(day)]


def _changes(
    rating: CaseRating, order: list[ArticleRating], since: date | None
) -> Iterator[Change]:
    """Yield the articles whose rating differs from that of an earlier day, on which no bill is taken as passed."""
    if since is None or since >= rating.reading.as_of:
        return
    case, earlier = rating.case, Reading(since)
    former = {article.article.article: article for article in rate(case, earlier).articles}
    was, now = provision_forces(case, earlier), provision_forces(case, rating.reading)
    for article in order:
        then = former[article.article.article]
        old, new = article_answer(then).bounds, article_answer(article).bounds
        if old == new:
            continue
        pairs = list(zip(then.standings, article.standings))
        moved = [(before, after) for before, after in pairs if before.state != after.state]
        elements = [
            MovedElement(after.element.id, before.state, after.state) for before, after in moved
        ]
        laws = [
            *_moved(case, [after for _, after in moved], was, now),
            *_unread(case, pairs, earlier, rating.reading),
        ]
        yield Change(article.article.article, old, new, tuple(elements), tuple(dict.fromkeys(laws)))


def _moved(
    case: Case, standings: list[Standing], was: dict[str, Force], now: dict[str, Force]
) -> tuple[MovedLaw, ...]:
    """Return what is cited for these elements and began or ceased to count, or may have: laws, or single provisions."""
    cited: dict[str, None] = {}
    for standing in standings:
        for weighed in standing.weighed:
            cited |= dict.fromkeys(weighed.citation.provision)
    known, moved = case.provisions(), {}
    for name in cited:
        if name not in known or was[name] == now[name] or not {was[name], now[name]} & _COUNTING:
            continue
        law, provision = known[name]
        if law.in_force and not (provision.in_force or provision.until):
            moved[law.id] = MovedLaw(law_name(law), was[name], now[name])
        else:
            number = provision_number(law, provision, bare=True)
            moved[name] = MovedLaw(spaced(law_name(law), number), was[name], now[name])
    return tuple(moved.values())


def _unread(
    case: Case, pairs: Iterable[tuple[Standing, Standing]], earlier: Reading, later: Reading
) -> Iterator[MovedLaw]:
    """Yield the laws of unread text that began or ceased to bear on an element between two readings."""
    names: set[str] = set()
    for before, after in pairs:
        names |= {*before.unseen} ^ {*after.unseen}
    for law in case.laws:
        if law.id in names:
            old, new = law_force(law, earlier), law_force(law, later)
            if old != new:
                yield MovedLaw(law_name(law), old, new)


def _details(rating: CaseRating, standings: list[Standing]) -> Details:
    answers = Answers(rating.case, rating.reading, wording=False)
    elements = tuple(answers.element(standing) for standing in standings)
    sources = {
        source.key: SourceAnswer(source.grade, source.address, source.holds)
        for source in rating.case.sources
    }
    return Details(elements, sources)
