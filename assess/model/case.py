"""What is assessed against it: a country's laws, the findings on them, and what should follow."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Annotated

from assess.base.problems import Location
from assess.base.text import Text
from assess.model.dated import Dated, Span
from assess.model.day import Day
from assess.model.fields import FILLED, Ids, OneOrMany
from assess.model.instrument import ElementRef, Instrument
from assess.model.lawtext import LawText, Unit, spelling
from assess.model.numbers import canonical, folded
from assess.model.profile import Fact, Profile, Remark, Reservation, Scenario, TreatyStatus
from assess.model.review import LogEntry, Review
from assess.model.suggested import Suggested
from assess.model.terms import (
    Action,
    Confidence,
    Grade,
    LawKind,
    Priority,
    Rating,
    Reason,
    Standing,
    Status,
    Treatment,
    UnitKind,
    UnitWord,
)
from assess.model.unsettled import Unsettled

_YEAR = re.compile(r" \(\d{4}\)$")  # of an id that names an older version of a provision


_PIECE_OF_NUMBER = re.compile(r"\d+|[^\W\d_]+")
_LONGEST_NUMBER = 100  # signs by which numbers are put in order
_LETTERS = 10**100  # behind every figure
_NEVER_CITED = frozenset({"preamble", "part", "note"})  # kinds of units


@dataclass(frozen=True)
class Source:
    """Where a statement of fact was read."""

    key: str
    grade: str  # A official … D own knowledge, unverified
    address: Text
    holds: Text
    place: Location
    restricted: Ids = ()  # yes, or the keys that a public edition leaves out

    @property
    def unverified(self) -> bool:
        """Whether nothing but somebody's own knowledge stands behind it."""
        return self.grade == "D"


@dataclass(frozen=True)
class Striking:
    """That a court struck a law or provisions of it down: they count no longer from a day on."""

    on: Day  # first day on which they count no longer
    case: Text  # court, number and day of the decision
    sources: Ids
    place: Location
    provisions: Ids = ()  # of a law: the provisions meant, with all that stands under them; none: all
    note: Text = field(default_factory=Text)


@dataclass(frozen=True)
class Suspension:
    """That a court suspended a law or provisions of it: they do not count until it is lifted."""

    since: Day  # first day on which they do not count
    case: Text  # court, number and day of the decision
    sources: Ids
    place: Location
    until: Day | None = None  # first day on which they count again
    provisions: Ids = ()  # of a law: the provisions meant, with all that stands under them; none: all
    note: Text = field(default_factory=Text)


Ruling = Striking | Suspension


@dataclass(frozen=True)
class Provision:
    """An article or paragraph of a law."""

    id: str  # official number: 3(a)
    sources: Ids
    confidence: Confidence
    place: Location
    # in the assessor's words; may be left out where the text is loaded
    summary: Text = field(default_factory=Text)
    heading: Text = field(default_factory=Text)
    penalty: Text = field(default_factory=Text)
    note: Text = field(default_factory=Text)
    number: Text = field(default_factory=Text)  # as a language prints it, where that is not the id
    text: Standing | None = None  # what stands behind it, where it differs from its law
    in_force: Day | None = None  # where it differs from its law
    until: Day | None = None
    struck_down: Annotated[tuple[Striking, ...], OneOrMany()] = ()  # by a court
    suspended: Annotated[tuple[Suspension, ...], OneOrMany()] = ()  # by a court, for a time
    amends: Ids = ()  # of a bill: provisions of the amended law that it changes and leaves standing
    replaces: Ids = ()  # of a bill: provisions of the amended law that it takes the place of
    # offences elsewhere whose penalty stands here: numbers of its law, 4(a) or 4-7; of another law, L1:4(a)
    punishes: Ids = ()
    dated: tuple[Dated, ...] = ()  # notes and penalties that hold for a time only
    restricted: Ids = ()  # yes, or the keys that a public edition leaves out


def printed_number(number: str, own: Text, language: str) -> str:
    """Return the number of a provision as a language prints it, the name of a definition as its law spells it."""
    by = dict(own.by)
    if language in by:
        return by[language]
    # a name in another language is printed only where it is the same one, rightly spelt: المحتوى for المحتوي
    return next((name for name in by.values() if folded(name) == folded(number)), number)


@dataclass(frozen=True)
class Law:
    """An act, bill, code, decree, constitution or directly applicable treaty."""

    id: str
    title: Text
    kind: LawKind
    text: Standing
    language: str
    rights: Text  # whether its text may be used again
    sources: Ids
    confidence: Confidence
    place: Location
    provisions: tuple[
        Provision, ...
    ] = ()  # those that are named and not listed are taken from a loaded text
    number: str = ""
    year: str = ""
    short: Text = field(default_factory=Text)  # how reports name it in running text: Law 27/2015
    unit: UnitWord = (
        ""  # by which word it calls its articles; told by its text where that is loaded
    )
    gazette: Text = field(default_factory=Text)
    in_force: Day | None = None  # first day in force; none for a bill
    until: Day | None = None  # first day no longer in force
    repealed_by: str = ""
    struck_down: Annotated[tuple[Striking, ...], OneOrMany()] = ()  # it or provisions of it
    suspended: Annotated[tuple[Suspension, ...], OneOrMany()] = ()  # it or provisions of it
    introduced: Day | None = None  # of a bill
    fate: Text = field(default_factory=Text)  # of a bill
    amends: Ids = ()  # ids of the laws that a bill would change
    repeals: Ids = ()  # of a bill: provisions of the amended law that it strikes out
    note: Text = field(default_factory=Text)
    examined: Ids = ()  # articles of the instrument for which it was read; `all`: it answers nothing by itself
    general: Ids = ()  # numbers of its provisions that hold for offences in general: general part, defences, intent
    unseen: Ids = ()  # articles or elements that its text, not obtained, deals or may deal with; `all`
    unseen_at_most: Grade = (
        "met"  # the best grade that the unread text can give, such as a treaty of few States
    )
    dated: tuple[Dated, ...] = ()  # notes, and fates of a bill, that hold for a time only
    restricted: Ids = ()  # yes, or the keys that a public edition leaves out

    @property
    def bill(self) -> bool:
        """Whether it is a bill: it has no day of entry into force."""
        return self.kind == "bill"

    @cached_property
    def rulings(self) -> tuple[Ruling, ...]:
        """What courts decided on it and its provisions; one on a provision names it."""
        rulings: list[Ruling] = [*self.struck_down, *self.suspended]
        for provision in self.provisions:
            own = (provision.id,)
            rulings += [replace(ruling, provisions=own) for ruling in provision.struck_down]
            rulings += [replace(ruling, provisions=own) for ruling in provision.suspended]
        return tuple(rulings)

    def reference(self, provision: Provision) -> str:
        """Return the reference by which citations name a provision: `JO-2015-27:3(a)`."""
        return f"{self.id}:{provision.id}"


@dataclass(frozen=True)
class Citation:
    """This provision answers this element, with this grade, for this reason."""

    provision: Ids  # references; several answer it together and count only while all are in force
    grade: Grade
    sources: Ids
    confidence: Confidence
    place: Location
    missing: Text = field(default_factory=Text)  # what is missing, where the grade falls short
    reason: Annotated[tuple[Reason, ...], OneOrMany()] = ()
    note: Text = field(default_factory=Text)
    quote: Text = field(default_factory=Text)
    restricted: Ids = ()  # yes, or the keys that a public edition leaves out


@dataclass(frozen=True)
class Search:
    """That somebody looked for an element in laws and found no provision: the statement behind `not_found`."""

    by: str
    on: Day
    laws: Ids  # ids of the laws that were searched
    place: Location
    since: Day | None = (
        None  # first day that it covers; that of the earliest of the laws, where none is given
    )
    until: Day | None = (
        None  # first day that it no longer covers; the end of the first of the laws to end
    )
    note: Text = field(default_factory=Text)
    restricted: Ids = ()  # yes, or the keys that a public edition leaves out


@dataclass(frozen=True)
class SearchOfMany(Search):
    """A search for many elements in one act: written out for each element of these articles that has no finding."""

    elements: Ids = ()  # articles, beginnings of ids or elements: the rest of each is meant


@dataclass(frozen=True)
class Finding:
    """All that is said on one element."""

    element: str  # its id; a file may name the instrument before it: budapest:2.offence
    place: Location
    citations: tuple[Citation, ...] = ()
    not_applicable: Text = field(default_factory=Text)  # the reason why the element does not apply
    not_assessed: Text = field(default_factory=Text)  # why it is still open
    not_found: Annotated[
        tuple[Search, ...], OneOrMany()
    ] = ()  # who looked for it where, and found nothing
    note: Text = field(default_factory=Text)
    dated: tuple[Dated, ...] = ()  # notes that hold for a time only
    restricted: Ids = ()  # yes, or the keys that a public edition leaves out
    instrument: str = field(default="", metadata=FILLED)  # id of the one that the element is of

    @property
    def reference(self) -> ElementRef:
        """The element with its instrument: `budapest:2.offence`."""
        return ElementRef(self.element, self.instrument)


@dataclass(frozen=True)
class Original:
    """What one of two assessors answered, before it was decided between them."""

    by: str
    state: str  # grade or state on the day
    place: Location
    finding: Finding | None = None


@dataclass(frozen=True)
class Adjudication:
    """What was decided between two assessors on an element, with both answers."""

    element: str
    decision: str  # A or B
    by: str
    on: Day
    as_of: Day
    a: Original
    b: Original
    place: Location
    why: str = ""


@dataclass(frozen=True)
class Analysis:
    """What the assessor has to say on an article, while it holds."""

    article: str
    text: Text
    place: Location
    since: Day | None = None
    until: Day | None = None
    sources: Ids = ()
    assume: str = ""  # only where this bill is assumed to have passed
    restricted: Ids = ()  # yes, or the keys that a public edition leaves out

    def holds(self, on: date, assumed: tuple[str, ...]) -> bool:
        """Whether it belongs in a reading of that day under those assumptions."""
        return Span(self.since, self.until).holds(on) and (
            not self.assume or self.assume in assumed
        )


@dataclass(frozen=True)
class Override:
    """A rating set by the assessor in the place of the computed one, with the reason."""

    article: str
    rating: Rating
    reason: Text
    by: str
    place: Location
    since: Day | None = None
    until: Day | None = None
    restricted: Ids = ()  # yes, or the keys that a public edition leaves out


@dataclass(frozen=True)
class Recommendation:
    """What should be done about gaps, by whom, in which law."""

    id: str
    elements: Ids
    gap: Text
    action: Text
    kind: Action
    owner: Text
    place: Location
    laws: Ids = ()  # laws to amend; a report names those in force on its day
    due: Text = field(default_factory=Text)
    status: Status = "open"
    priority: Priority | None = None  # in the place of the computed one
    priority_reason: Text = field(default_factory=Text)
    since: Day | None = None
    until: Day | None = None
    note: Text = field(default_factory=Text)
    dated: tuple[Dated, ...] = ()  # gaps, actions and notes that hold for a time only
    restricted: Ids = ()  # yes, or the keys that a public edition leaves out


@dataclass(frozen=True)
class Surplus:
    """How a domestic provision stands towards the instrument, seen from the law."""

    provision: str
    treatment: Treatment
    concern: Text
    sources: Ids
    confidence: Confidence
    place: Location
    suggestion: Text = field(default_factory=Text)
    dated: tuple[Dated, ...] = ()  # concerns and suggestions that hold for a time only
    restricted: Ids = ()  # yes, or the keys that a public edition leaves out


@dataclass(frozen=True)
class Comment:
    """What the State says on an article or element, and the reply."""

    id: str
    on: str  # an article or element
    author: Text
    date: Day
    text: Text
    place: Location
    reply: Text = field(default_factory=Text)
    replied: Day | None = None
    restricted: Ids = ()  # yes, or the keys that a public edition leaves out


@dataclass(frozen=True)
class Case:
    """A country folder, read whole."""

    profile: Profile
    instrument: Instrument
    sources: tuple[Source, ...] = ()
    laws: tuple[Law, ...] = ()
    findings: tuple[Finding, ...] = ()
    analyses: tuple[Analysis, ...] = ()
    overrides: tuple[Override, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    surplus: tuple[Surplus, ...] = ()
    comments: tuple[Comment, ...] = ()
    texts: tuple[LawText, ...] = ()
    suggestions: tuple[
        Suggested, ...
    ] = ()  # what the search proposed to read; no part of any result
    reviews: tuple[Review, ...] = ()
    adjudications: tuple[Adjudication, ...] = ()
    searches: tuple[
        SearchOfMany, ...
    ] = ()  # as they stand in the files; the findings hold them, element by element
    log: tuple[LogEntry, ...] = ()
    unsettled: tuple[
        Unsettled, ...
    ] = ()  # rows of forms that were refused or are in conflict; no part of any result
    digest: str = ""  # sha256 of the files it was read from
    left_out: frozenset[str] = frozenset()  # ids of what was there and too faulty to be read
    #: The day on which it is read, where that is known: a text of a later day is not in force yet.
    today: date | None = None

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """The instruments that it is answered for: one today. Whoever asks which these are asks here."""
        return (self.instrument,)

    def reference(self, name: str) -> ElementRef:
        """Return the element or article that a name means, which may or may not say of which instrument it is."""
        reference = ElementRef.parse(name, [instrument.id for instrument in self.instruments])
        return replace(reference, instrument=reference.instrument or self.instruments[0].id)

    def article_of(self, name: str) -> str:
        """Return the number of the article that a name of an element belongs to; empty where there is none such."""
        reference = self.reference(name)
        for instrument in self.instruments:
            if instrument.id == reference.instrument:
                return instrument.article_of(reference.id)
        return ""

    def law(self, law_id: str) -> Law | None:
        """Return the law of that id, or None."""
        return self._laws.get(law_id)

    def texts_of(self, law_id: str) -> tuple[LawText, ...]:
        """Return the loaded texts of a law: one a language and version."""
        return self._texts.get(law_id, ())

    def wordings(self, law: Law, provision: Provision) -> tuple[tuple[LawText, Unit], ...]:
        """Return in which texts, and there in which unit, a provision stands: one text a language.

        Of several versions it is the last one before the provision's end. One that is not in force yet counts only
        where no other holds the provision, or for a provision that is not in force yet itself. An id such as
        `3 (2006)`, which names an older version, stands for unit 3 where the text has no unit of just that id.
        """
        end = provision.until or law.until
        last = self._last_day(law, provision)
        wordings: dict[str, tuple[LawText, Unit]] = {}
        for text in sorted(
            self.texts_of(law.id), key=lambda text: text.as_of.first if text.as_of else date.min
        ):
            unit = text.unit(provision.id) or text.unit(_YEAR.sub("", provision.id))
            early = text.as_of is None or end is None or text.as_of.first < end.last
            early = early and not (text.as_of and last and text.as_of.first > last)
            if unit is not None and (early or text.language not in wordings):
                wordings[text.language] = (text, unit)
        return tuple(wordings.values())

    def _last_day(self, law: Law, provision: Provision) -> date | None:
        """Return the day after which a version does not stand for a provision; None where the day is not known."""
        begun = provision.in_force or law.in_force
        first = begun.first if begun and begun.text != "unknown" else date.min
        return max(self.today, first) if self.today else None

    def coming(self, law: Law, provision: Provision) -> tuple[tuple[LawText, Unit | None], ...]:
        """Return the versions that are not in force yet and before the provision's end, with its unit in each.

        The oldest first; empty where the day on which the case is read is not known.
        """
        end, last = provision.until or law.until, self._last_day(law, provision)
        later = [
            (text.as_of.first, text)
            for text in self.texts_of(law.id)
            if last and text.as_of and text.as_of.first > last
            if end is None or text.as_of.first < end.last
        ]
        return tuple(
            (text, text.unit(provision.id) or text.unit(_YEAR.sub("", provision.id)))
            for _, text in sorted(later, key=lambda pair: pair[0])
        )

    def wording(self, law: Law, provision: Provision) -> Text:
        """Return the wording of a provision in every language in which a text of its law is loaded."""
        return Text(
            tuple(
                (text.language, text.wording(unit.id))
                for text, unit in self.wordings(law, provision)
            )
        )

    def provisions(self) -> dict[str, tuple[Law, Provision]]:
        """Return every provision with its law, by its reference: what the laws list, and what is cited of their texts."""
        return self._provisions

    def numbers_of(self, law_id: str) -> tuple[str, ...]:
        """Return the ids of all that a law has, in the order of its texts: provisions that it lists, units of its texts.

        A unit that the law lists under a number written in another way is named as it is listed.
        """
        law = self.law(law_id)
        return _numbers(law, self.texts_of(law_id)) if law else ()

    def citable(self) -> dict[str, tuple[Law, Provision]]:
        """Return every provision that could be cited, with its law, by its reference, law by law in the order of the text.

        These are the listed ones and all that the loaded texts hold, but for what cuts a text into parts and for notes.
        """
        return {
            f"{law.id}:{number}": (law, provision)
            for law in self.laws
            for number in self.numbers_of(law.id)
            for provision in (self._citable(law, number),)
            if provision
        }

    def citable_as(self, reference: str) -> tuple[Law, Provision] | None:
        """Return the provision that a reference would cite, with its law; None where it would cite none."""
        law_id, _, number = reference.partition(":")
        law = self.law(law_id)
        if law is None or number not in self.numbers_of(law_id):
            return None
        provision = self._citable(law, number)
        return (law, provision) if provision else None

    def _citable(self, law: Law, number: str) -> Provision | None:
        """Return the provision of that id, as the law lists it or as its texts hold it; None if none would cite it."""
        listed = self._provisions.get(f"{law.id}:{number}")
        if listed:
            return listed[1]
        provision, kinds = provision_of_text(law, number, self.texts_of(law.id))
        return None if kinds <= _NEVER_CITED else provision

    @cached_property
    def _laws(self) -> dict[str, Law]:
        laws: dict[str, Law] = {}
        for law in self.laws:
            laws.setdefault(law.id, law)
        return laws

    @cached_property
    def _texts(self) -> dict[str, tuple[LawText, ...]]:
        texts: dict[str, tuple[LawText, ...]] = {}
        for text in self.texts:
            texts[text.law] = (*texts.get(text.law, ()), text)
        return texts

    @cached_property
    def _provisions(self) -> dict[str, tuple[Law, Provision]]:
        return {
            law.reference(provision): (law, provision)
            for law in self.laws
            for provision in law.provisions
        }


def provision_of_text(
    law: Law, number: str, texts: Iterable[LawText]
) -> tuple[Provision, frozenset[UnitKind]]:
    """Return a provision that only texts of a law hold, and of which kind the texts say that it is."""
    texts = tuple(texts)
    units = [
        (text.language, unit) for text in texts for unit in (text.unit(number),) if unit is not None
    ]
    headings = tuple((language, unit.heading) for language, unit in units if unit.heading)
    provision = Provision(
        number,
        law.sources,
        law.confidence,
        units[0][1].place,
        number=spelling(number, texts),
        heading=Text(headings),
    )
    return provision, frozenset(unit.kind for _, unit in units)


def _numbers(law: Law, texts: Iterable[LawText]) -> tuple[str, ...]:
    listed = [provision.id for provision in law.provisions]
    called = {canonical(number): number for number in listed}
    numbers: list[str] = []
    for ids in ([called.get(unit.id, unit.id) for unit in text.units] for text in texts):
        numbers = _merged(numbers, ids)
    return tuple(_merged(numbers, listed))


def _merged(numbers: list[str], further: Iterable[str]) -> list[str]:
    """Return numbers with the further ones that are not among them, each behind the one that it follows there.

    What is lower than it and stands there already goes before it: 3 follows 2 behind 2(a).
    """
    merged, known, before = list(numbers), set(numbers), ""
    at = 0  # of what comes behind `before`; -1 where that is to be looked up
    for number in further:
        if number not in known:
            known.add(number)
            at = merged.index(before) + 1 if at < 0 else at
            key = _in_order(number)
            while at < len(merged) and _in_order(merged[at]) < key:
                at += 1
            merged.insert(at, number)
            at += 1
        elif number != before:
            before, at = number, -1
    return merged


def _in_order(number: str) -> tuple[tuple[int, str], ...]:
    """Return by what numbers of provisions are put in order: 2, 2(a), 2(b), 10."""
    return tuple(
        (int(piece), "") if piece.isdecimal() else (_LETTERS, piece)
        for piece in _PIECE_OF_NUMBER.findall(number[:_LONGEST_NUMBER])
    )


__all__ = [
    "Adjudication",
    "Analysis",
    "Case",
    "Citation",
    "Comment",
    "Dated",
    "Fact",
    "Finding",
    "Law",
    "LawText",
    "Original",
    "Override",
    "Profile",
    "Provision",
    "Recommendation",
    "Remark",
    "Reservation",
    "Ruling",
    "Scenario",
    "Search",
    "SearchOfMany",
    "Source",
    "Span",
    "Striking",
    "Surplus",
    "Suspension",
    "TreatyStatus",
    "Unit",
]
