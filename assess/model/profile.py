"""The header of a case: who is assessed, by whom, under which terms and treaties."""

from __future__ import annotations

from dataclasses import dataclass, field

from assess.model.day import Day
from assess.model.fields import Ids
from assess.model.terms import Confidence, Stage
from assess.problems import Location
from assess.text import Text


@dataclass(frozen=True)
class TreatyStatus:
    """How the State stands towards an instrument."""

    instrument: Text
    status: Text
    sources: Ids
    confidence: Confidence
    place: Location
    note: Text = field(default_factory=Text)
    restricted: Ids = ()  # yes, or the keys that a public edition leaves out


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
    restricted: Ids = ()  # yes, or the keys that a public edition leaves out


@dataclass(frozen=True)
class Remark:
    """A statement that a reader must see before the results, such as a correction of the record."""

    id: str
    title: Text
    text: Text
    sources: Ids
    confidence: Confidence
    place: Location
    restricted: Ids = ()  # yes, or the keys that a public edition leaves out


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
