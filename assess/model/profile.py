"""The header of a case: who is assessed, by whom, under which terms and treaties."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from assess.base.problems import Location
from assess.base.text import Text
from assess.model.dated import Dated, Span
from assess.model.day import Day
from assess.model.fields import Ids
from assess.model.terms import Confidence, Depth, Stage


@dataclass(frozen=True)
class PartyAct:
    """An act of a Party towards the bodies of the treaty that was done: a notification, an entry in a register."""

    element: str
    on: Day
    sources: Ids
    place: Location
    text: Text = field(default_factory=Text)


@dataclass(frozen=True)
class TreatyStatus:
    """How the State stands towards an instrument."""

    instrument: Text
    status: Text
    sources: Ids
    confidence: Confidence
    place: Location
    id: str = ""  # of the instrument, where it is the one that the case is assessed against
    party_since: Day | None = None  # first day as a Party; none for a State that is no Party
    party_until: Day | None = None  # first day no longer a Party
    acts: tuple[PartyAct, ...] = ()  # what it did as a Party
    note: Text = field(default_factory=Text)
    since: Day | None = None  # first day on which the statement holds
    until: Day | None = None  # first day on which it holds no longer
    restricted: Ids = ()  # yes, or the keys that a public edition leaves out

    def holds(self, on: date) -> bool:
        """Whether the statement belongs in a reading of that day."""
        return Span(self.since, self.until).holds(on)

    def party(self, on: date) -> bool:
        """Whether the State surely is a Party on that day."""
        ended = self.party_until is not None and self.party_until.begun(on)
        return self.party_since is not None and self.party_since.begun(on) is True and not ended


@dataclass(frozen=True)
class Reservation:
    """A reservation or declaration that the State made."""

    paragraph: str  # of the instrument, which allows it
    sources: Ids
    place: Location
    elements: Ids = ()  # those it takes out; all that the paragraph allows where none is named
    made: Day | None = None
    withdrawn: Day | None = None
    text: Text = field(default_factory=Text)


@dataclass(frozen=True)
class Scenario:
    """A reading worth showing beside the others: a day, and bills assumed to have passed."""

    id: str
    title: Text
    as_of: str  # a day, or `today`
    place: Location
    assume: Ids = ()


@dataclass(frozen=True)
class Fact:
    """One statement on the legal system or on practice, with its source."""

    topic: Text
    text: Text
    sources: Ids
    confidence: Confidence
    place: Location
    since: Day | None = None  # first day on which it holds
    until: Day | None = None  # first day on which it holds no longer
    restricted: Ids = ()  # yes, or the keys that a public edition leaves out

    def holds(self, on: date) -> bool:
        """Whether it belongs in a reading of that day."""
        return Span(self.since, self.until).holds(on)


@dataclass(frozen=True)
class Remark:
    """A statement that a reader must see before the results, such as a correction of the record."""

    id: str
    title: Text
    text: Text
    sources: Ids
    confidence: Confidence
    place: Location
    since: Day | None = None  # first day on which it holds
    until: Day | None = None  # first day on which it holds no longer
    restricted: Ids = ()  # yes, or the keys that a public edition leaves out

    def holds(self, on: date) -> bool:
        """Whether it belongs in a reading of that day."""
        return Span(self.since, self.until).holds(on)


@dataclass(frozen=True)
class Profile:
    """Who is assessed, by whom, under which terms."""

    id: str
    country: Text
    iso: str  # ISO 3166-1 alpha-3
    instrument: str  # id
    checklist: str  # version that the findings were made with
    language: str  # of the case files, the language of record
    title: Text
    stage: Stage
    assessed_by: Text
    place: Location
    reviewed_by: Text = field(default_factory=Text)
    depth: Depth = "full"  # how deep the work goes: the leads, leads and mains, or all elements
    cut_off: Day | None = None  # the day that the case is as of, where a comparison asks for none
    summary: Text = field(default_factory=Text)
    legal_system: tuple[Fact, ...] = ()
    authorities: tuple[Fact, ...] = ()
    practice: tuple[Fact, ...] = ()  # effectiveness: noted, never rated
    treaties: tuple[TreatyStatus, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    remarks: tuple[Remark, ...] = ()
    limits: tuple[Text, ...] = ()
    comment_state: Text = field(default_factory=Text)  # whether the State was asked to comment
    dated: tuple[Dated, ...] = ()  # summaries, and further limits, that hold for a time only

    @property
    def indicative(self) -> bool:
        """Whether the work goes no deeper than a first look, so that its ratings only indicate."""
        return self.depth == "first_look"

    def treaty(self, instrument: str) -> TreatyStatus | None:
        """Return how the State stands towards the instrument of the case, or None if nothing is said."""
        return next((treaty for treaty in self.treaties if treaty.id == instrument), None)
