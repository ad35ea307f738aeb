"""A case, read as of a day in one language → the column and the details that a comparison keeps of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assess.base.text import Text
from assess.load.labels import labels
from assess.model.case import Case, Citation, Law, Override, Span
from assess.model.dated import text_on
from assess.rating.force import Reading, law_force, provision_forces
from assess.rating.rate import ArticleRating, CaseRating, Index, bounds_on, rate
from assess.rating.reasons import deciding, lack_of
from assess.rating.standing import Standing, Weighed, forces_on
from assess.review.release import public
from assess.states.record import (
    NOTHING_COUNTS,
    ArticleRecord,
    Bounds,
    Change,
    CitationRecord,
    Details,
    ElementRecord,
    ReasonRecord,
    SearchRecord,
    SourceRecord,
    TreatyRecord,
)

_COUNTING = frozenset({"in_force", "date_uncertain"})
Moved = tuple[str, str, str]  # what, its force then, its force now


class Said:
    """Says the texts of a case in one language; one that falls back carries the code of its language in brackets."""

    def __init__(self, language: str):
        self.language = language

    def __call__(self, text: Text) -> str:
        said, code = text.get(self.language)
        return said if code == self.language or not said else f"{said} [{code}]"

    def law(self, law: Law) -> str:
        """Return the short name of a law."""
        return self(law.short) or self(law.title)


def released(case: Case, language: str, edition: bool) -> tuple[Case, int]:
    """Return the case, or its public edition, and how many entries are withheld from that."""
    withheld = Text(((language, labels(language).review.withheld),))
    return public(case, withheld) if edition else (case, 0)


def column_and_details(
    case: Case, reading: Reading, words: Said, years: Iterable[int] = (), since: date | None = None
) -> tuple[dict[str, object], Details]:
    """Return what the case says on a day: the fields of a Column that rest on the reading, and its Details."""
    rating = rate(case, reading)
    by_number = {one.article.article: one for one in rating.articles}
    order = [by_number[number] for number in case.instrument.numbers()]
    standings = [one for article in order for one in article.standings]
    fields = {
        "articles": tuple(_article(one, words) for one in order),
        "states": {one.element.id: (one.state, one.worst, one.best) for one in standings},
        "index": _index(rating.index),
        "safeguards": _index(rating.safeguards),
        "years": _history(case, reading.as_of, years),
        "changes": _changes(rating, order, since, words) if since and since < reading.as_of else (),
        "undeclared": tuple((one.element.id, one.element.permission) for one in rating.undeclared),
    }
    return fields, _details(rating, standings, words)


def headed(case: Case, reading: Reading, words: Said) -> dict[str, object]:
    """Return the fields of a Column that say what it is of."""
    profile, instrument = case.profile, case.instrument
    bills = [case.law(name) for name in reading.assume]
    iso = profile.iso.upper()
    key = "+".join([f"{iso or profile.id}@{reading.as_of.isoformat()}", *reading.assume])
    treaties = tuple(
        TreatyRecord(
            _every_name(one.instrument),
            words(one.status),
            words(one.note),
            one.confidence,
            one.sources,
            one.id,
        )
        for one in profile.treaties
        if one.holds(reading.as_of)
    )
    return {
        "key": key,
        "case": profile.id,
        "iso": iso,
        "name": _country(profile.country, iso, words),
        "as_of": reading.as_of.isoformat(),
        "assume": reading.assume,
        "assumed": tuple(words.law(bill) for bill in bills if bill),
        "stage": profile.stage,
        "case_sha256": case.digest,
        "instrument": instrument.id,
        "checklist": profile.checklist,
        "checklist_sha256": instrument.digest,
        "rule": instrument.scale.rule,
        "depth": profile.depth,
        "treaties": treaties,
    }


def _every_name(instrument: Text) -> str:
    """Return what a case calls an instrument in all its languages, by which the instrument is known again."""
    return " / ".join(name for _, name in instrument.by)


def _country(country: Text, iso: str, words: Said) -> str:
    """Return what a State is called: as its case says, or, where that falls back to another language, as the list says.

    So a State that is assessed, and reported too, has not two names in two languages.
    """
    from assess.states.places import has_name, state_name

    if country.get(words.language)[1] != words.language and has_name(iso, words.language):
        return state_name(iso, words.language)
    return words(country)


def _article(one: ArticleRating, words: Said) -> ArticleRecord:
    computed, override = one.computed, one.override
    by, reason = (override.by, words(override.reason)) if override else ("", "")
    rule = (computed.low, computed.high) if computed.low and computed.high else _unrated(one)
    return ArticleRecord(
        one.article.article,
        _bounds(one),
        rule,
        by,
        reason,
        one.index,
        computed.known,
        computed.counted,
        computed.taken_out,
        computed.met,
        tuple(_reason(two, words) for two in deciding(one)),
    )


def _bounds(one: ArticleRating) -> Bounds:
    return one.bounds or _unrated(one)


def _unrated(one: ArticleRating) -> Bounds:
    """Return why an article has no rating: nothing is known of what counts, or nothing counts."""
    return None if one.computed.counted else NOTHING_COUNTS


def _reason(one: Standing, words: Said) -> ReasonRecord:
    lack, element = lack_of(one), one.element
    text = labels(words.language).sentences.apart if lack.apart else words(lack.text)
    return ReasonRecord(element.id, words(element.name) or element.id, one.state, text)


def _index(index: Index) -> tuple[float, float, int, int]:
    return index.low, index.high, index.known, index.counted


def _history(case: Case, as_of: date, years: Iterable[int]) -> dict[str, tuple[Bounds, ...]]:
    """Return the ratings at the end of each year, without assumptions; the year of the reading ends on its day.

    A year at whose end all stands as it stood at the end of the one before is not rated again.
    """
    found, before, ratings = {}, None, ()
    for year in sorted(years):
        if year > as_of.year:
            break
        reading = Reading(min(as_of, date(year, 12, 31)))
        now = (forces_on(case, reading), _overrides(case, reading.as_of))
        ratings = ratings if now == before else bounds_on(case, reading)
        found[str(year)], before = ratings, now
    return found


def _overrides(case: Case, day: date) -> list[Override]:
    return [one for one in case.overrides if Span(one.since, one.until).holds(day)]


def _changes(
    rating: CaseRating, order: list[ArticleRating], since: date, words: Said
) -> tuple[Change, ...]:
    """Return the articles whose rating differs from that of the earlier day, on which no bill is taken as passed."""
    case, earlier = rating.case, Reading(since)
    old = rate(case, earlier)
    before = {one.article.article: one for one in old.articles}
    was, now, found = provision_forces(case, earlier), provision_forces(case, rating.reading), []
    for one in order:
        then = before[one.article.article]
        if _bounds(then) != _bounds(one):
            pairs = [(a, b) for a, b in zip(then.standings, one.standings) if a.state != b.state]
            laws = _moved(case, [b for _, b in pairs], was, now, words)
            laws += _unread(
                case, zip(then.standings, one.standings), earlier, rating.reading, words
            )
            found.append(
                Change(
                    one.article.article,
                    _bounds(then),
                    _bounds(one),
                    tuple((b.element.id, a.state, b.state) for a, b in pairs),
                    tuple(dict.fromkeys(laws)),
                )
            )
    return tuple(found)


def _moved(
    case: Case, standings: list[Standing], was: dict, now: dict, words: Said
) -> tuple[Moved, ...]:
    """Return what is cited for these elements and began or ceased to count, or may have: laws, or single provisions."""
    cited = dict.fromkeys(
        name for one in standings for two in one.weighed for name in two.citation.provision
    )
    known, found = case.provisions(), {}
    for name in cited:
        if name not in known or was[name] == now[name] or not {was[name], now[name]} & _COUNTING:
            continue
        law, provision = known[name]
        whole = law.in_force and not (provision.in_force or provision.until)
        said = words.law(law) if whole else f"{words.law(law)} {provision.numbered(words.language)}"
        found[law.id if whole else name] = (said, was[name], now[name])
    return tuple(found.values())


def _unread(
    case: Case,
    pairs: Iterable[tuple[Standing, Standing]],
    earlier: Reading,
    later: Reading,
    words: Said,
) -> tuple[Moved, ...]:
    """Return the laws of unread text that began or ceased to bear on an element between two readings."""
    names = {name for a, b in pairs for name in {*a.unseen} ^ {*b.unseen}}
    moved = (
        (words.law(law), law_force(law, earlier), law_force(law, later))
        for law in case.laws
        if law.id in names
    )
    return tuple(one for one in moved if one[1] != one[2])


def _details(rating: CaseRating, standings: list[Standing], words: Said) -> Details:
    case = rating.case
    names = {law.id: words.law(law) for law in case.laws}
    names |= {name: one.numbered(words.language) for name, (_, one) in case.provisions().items()}
    bills = {law.id for law in case.laws if law.bill}
    elements = tuple(
        ElementRecord(
            one.element.id,
            one.state,
            one.worst,
            one.best,
            tuple(_citation(two, names, bills, words) for two in one.weighed),
            _note(one, rating.reading, words),
            tuple(names.get(law, law) for law in one.unseen),
            _search(one, names, words),
        )
        for one in standings
    )
    sources = {
        one.key: SourceRecord(one.grade, one.address.get(words.language)[0], words(one.holds))
        for one in case.sources
    }
    return Details(elements, sources)


def _citation(
    weighed: Weighed, names: dict[str, str], bills: set[str], words: Said
) -> CitationRecord:
    one: Citation = weighed.citation
    provisions, assumed = [], False
    for reference in one.provision:
        law, _, number = reference.partition(":")
        provisions.append((reference, names.get(law, law), names.get(reference, number)))
        assumed = assumed or law in bills
    return CitationRecord(
        tuple(provisions),
        one.grade,
        weighed.force,
        assumed and weighed.force == "in_force",
        one.reason,
        words(one.missing),
        words(one.note),
        words(one.quote),
        one.sources,
        one.confidence,
        weighed.apart,
    )


def _search(one: Standing, names: dict[str, str], words: Said) -> SearchRecord | None:
    found = one.search
    return (
        SearchRecord(
            found.by,
            found.on.text,
            tuple(names.get(law, law) for law in found.laws),
            words(found.note),
        )
        if found
        else None
    )


def _note(one: Standing, reading: Reading, words: Said) -> str:
    """Return what is said of an element on the day: why it does not apply or is open, notes, a reservation."""
    finding = one.finding
    texts = (
        (
            finding.not_applicable,
            *text_on(finding, "not_assessed", reading.as_of, reading.assume),
            *text_on(finding, "note", reading.as_of, reading.assume),
        )
        if finding
        else ()
    )
    texts = (*texts, *((one.reservation.text,) if one.reservation else ()))
    return "\n".join(said for said in map(words, texts) if said)
