"""What a comparison of States says: the one object that its page, its Word report and its workbook are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Union

from assess.answers import ArticleAnswer, Bounds, CitationAnswer, ElementAnswer
from assess.base.text import Text
from assess.speak.values import (
    Joined,
    Rated,
    Reported,
    Stated,
    Unrated,
    Value,
    commas,
    phrase,
    semicolons,
    spaced,
)

#: What a cell of the matrix shows: a rating, why there is none, or what published sources report.
CellMark = Union[Rated, Unrated, Reported]


def cell_mark(bounds: Bounds) -> Rated | Unrated:
    """Return the mark of a cell: a rating, a range, not rated since nothing is known, or that no element counts."""
    return Rated(*bounds) if bounds else Unrated(counts=bounds is None)


def called(name: Value, element: str) -> Value:
    """Return the name of an element with its id in brackets, where nothing can be printed small; an id alone once."""
    return name if name == element else spaced(name, f"({element})")


@dataclass(frozen=True, slots=True)
class NamedElement:
    """An element by its short name, with what is said of it."""

    element: str  # id, to be printed small beside the name
    name: Value
    text: Value = ""  # a sentence; may be empty

    @property
    def line(self) -> Value:
        """Return it in one line, for where nothing can be printed small."""
        return Joined((called(self.name, self.element), self.text), "colon")


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """A provision that an assessment cites, or that a published source names; two that say the same are equal."""

    law: Value  # Law 27/2015; several laws with their numbers
    number: Value  # Art. 3(a), or the source's own words where it gives no number
    mark: Stated | None  # the grade; none for a reported provision
    force: Value  # in words, where it is not in force on the day of the State
    missing: Value
    quote: Value
    note: Value  # of a reported one: its own verdict and how the source and the article were joined
    sources: tuple[Value, ...]  # as printed, with the grade of the source
    confidence: Value

    @classmethod
    def of(cls, citation: CitationAnswer, sources: tuple[Value, ...]) -> ProvisionView:
        """Return a citation as it is shown, with its sources as printed."""
        provisions = citation.provisions
        laws = {provision.law_name for provision in provisions}
        law: Value = Joined(tuple(provision.name for provision in provisions), "plus")
        number: Value = ""
        if len(laws) == 1:
            law = provisions[0].law_name
            number = Joined(tuple(provision.number for provision in provisions), "plus")
        missing = citation.missing or citation.reasons
        if citation.missing and citation.reason_keys:
            missing = spaced(missing, Joined(("[", citation.reasons, "]"), "none"))
        return cls(
            law,
            number,
            citation.mark,
            "" if citation.counts and not citation.assumed else citation.force,
            missing,
            citation.quote,
            citation.note,
            sources,
            citation.confidence,
        )


@dataclass(frozen=True, slots=True)
class AssessedElement:
    """An element in one assessed State."""

    answer: ElementAnswer
    provisions: tuple[ProvisionView, ...]

    @property
    def id(self) -> str:
        """Return its id."""
        return self.answer.id

    @property
    def name(self) -> Value:
        """Return its short name; the id where it has none."""
        return self.answer.name

    @property
    def mark(self) -> Stated:
        """Return the mark of its grade or state."""
        return self.answer.mark

    @property
    def weight(self) -> Value:
        """Return its weight in words; empty for what has none."""
        return self.answer.weight

    @property
    def rated(self) -> bool:
        """Return whether it counts in the rating of its article."""
        return self.answer.rated

    @property
    def party_act(self) -> bool:
        """Return whether it is an act of a Party, which stands apart from every rating."""
        return self.answer.party_act

    @property
    def note(self) -> Value:
        """Return who searched for it, the remarks on it, and the laws that nobody could read."""
        answer = self.answer
        remarks = Joined((*answer.remarks, answer.reservation), "line")
        unseen = phrase("sentences.unseen", laws=answer.unseen) if answer.unread else ""
        return spaced(answer.search.sentence if answer.search else "", remarks, unseen)


@dataclass(frozen=True, slots=True)
class AssessedCell:
    """One article in one assessed State."""

    answer: ArticleAnswer
    elements: tuple[AssessedElement, ...]
    provisions: tuple[ProvisionView, ...] = ()

    @property
    def mark(self) -> CellMark:
        """Return the mark of the rating, or why there is none."""
        return cell_mark(self.answer.bounds)

    @property
    def note(self) -> Value:
        """Return the sentence before the reasons; an override with its reason before it."""
        return spaced(self.answer.override, self.answer.lead)

    @property
    def known(self) -> int:
        """Return how many elements have a known grade."""
        return self.answer.known

    @property
    def counted(self) -> int:
        """Return how many elements count."""
        return self.answer.counted

    @property
    def reasons(self) -> tuple[NamedElement, ...]:
        """Return what decided the rating; of a range, what is unknown."""
        return tuple(
            NamedElement(reason.element, reason.name, reason.text) for reason in self.answer.reasons
        )

    @property
    def reach(self) -> Value:
        """Return how far a partial rating reaches: 7 of 9 met."""
        return self.answer.reach

    @property
    def label(self) -> Value:
        """Return the mark in words, and how far it reaches."""
        return semicolons((self.mark, self.reach))


@dataclass(frozen=True, slots=True)
class ReportedCell:
    """One article in one State of which published sources report."""

    mark: Reported
    note: Value
    provisions: tuple[ProvisionView, ...]
    elements: tuple[AssessedElement, ...] = ()
    reasons: tuple[NamedElement, ...] = ()
    known: int = 0
    counted: int = 0
    reach: Value = ""

    @property
    def label(self) -> Value:
        """Return the mark in words."""
        return semicolons((self.mark,))


CellView = Union[AssessedCell, ReportedCell]


@dataclass(frozen=True)
class StateView:
    """A column of the matrix: a State on a day, from a full case or from what published sources report."""

    key: str  # JOR@2016-01-01
    name: Value  # with the day where one State stands in several columns, with its id where two are called alike
    iso: str  # ISO 3166-1 alpha-3, or "" for an invented country
    reported: bool
    as_of: Value  # the day; of a reported State the years of its sources
    assumed: Value  # bills taken as passed
    stage: Value
    groups: tuple[str, ...]  # ids of GroupView
    treaty: Value  # status towards the instrument, in words, with what is not checked
    treaty_sources: tuple[Value, ...]
    known: int
    counted: int
    index: Value  # or why there is none
    tier: str  # 1, 2 …, or "–"
    tier_note: Value  # why it has none
    ranks: str  # 3–5, or "–"
    digest: str
    cells: tuple[CellView, ...]  # as `articles` of StatesView
    depth: Value = ""  # of the work: first look, standard, full
    indicative: Value = ""  # said beside the name of a State of which the work is a first look
    undeclared: tuple[NamedElement, ...] = ()  # options that a Party uses without a declaration

    @property
    def dated(self) -> Value:
        """Return the day with what it takes to read the row: that it is indicative."""
        if not self.indicative:
            return self.as_of
        return spaced(self.as_of, Joined(("(", self.indicative, ")"), "none"))

    @property
    def deep(self) -> Value:
        """Return the depth of the work, and that it is indicative."""
        return commas((self.depth, self.indicative))


def different(keys: Iterable[str]) -> int:
    """Return how many States stand behind keys of columns: what precedes the day is the same for one State."""
    return len({key.partition("@")[0] for key in keys})


@dataclass(frozen=True)
class ArticleView:
    """A row of the matrix."""

    number: str
    heading: Text
    part: str
    core: bool


@dataclass(frozen=True)
class PartView:
    """A part of the instrument."""

    id: str
    title: Text
    safeguards: bool


@dataclass(frozen=True)
class GroupView:
    """A group of States, with how many of its members are here."""

    id: str
    name: Text
    kind: Value  # region, organisation, income
    source: Value  # with its day, what it was compared with, and what to know of it
    members: tuple[str, ...]  # keys of states; of one that is also reported, of its assessments


@dataclass(frozen=True)
class SpreadView:
    """How the ratings of an article, a part or a group are spread, with its denominator; not rated ones are in it."""

    name: Value
    counts: tuple[tuple[CellMark, int], ...]
    total: int
    out: int  # columns or articles in which no element counts; no part of the total
    note: Value = ""
    states: int = 0  # of a group: how many States stand behind it


@dataclass(frozen=True)
class DutyView:
    """An element and in how many assessments, columns of the matrix, it is not met."""

    element: str  # id
    name: Value
    article: str
    asks: Text
    absent: int  # not met, or searched and not found
    partly: int  # met in part
    unknown: int
    counted: int
    # columns where it falls short: those where it is absent, then the others
    states: tuple[Value, ...]
    reserved: int = 0  # it counts there and does not fall short


@dataclass(frozen=True)
class YearView:
    """How many assessed States reach each rating at the end of a year, over all articles or one part."""

    year: str
    counts: tuple[tuple[CellMark, int], ...]
    total: int
    share: Value  # of ratings C or LC, as a range where some ratings are one
    states: int  # that stand behind it; those whose own day is earlier do not


@dataclass(frozen=True)
class ChangeView:
    """An article of a State whose rating changed since a day."""

    state: Value
    article: str
    old: CellMark
    new: CellMark
    why: Value


@dataclass(frozen=True)
class TierView:
    """A State in the order, with its ranges."""

    state: str  # key
    name: Value
    tier: str
    ranks: str  # 5 % to 95 % of the draws, all three ways of adding up
    by_way: tuple[str, ...]  # the same for each way of adding up
    scores: str  # from lowest to highest
    known: Value  # 300 of 331
    note: Value  # why it has no tier
    best: int = 0  # the ends of `ranks`; 0 where it has none
    worst: int = 0


@dataclass(frozen=True)
class DominanceView:
    """One State that is at least as good as another on every article that both have, and better on one."""

    better: Value
    worse: Value
    articles: int  # compared
    strict: int  # on which it is better


@dataclass(frozen=True)
class WroteView:
    """A State's provisions for one article."""

    state: str  # key
    name: Value
    mark: CellMark
    reported: bool
    provisions: tuple[ProvisionView, ...]
    # elements that fall short, with their grade and what is missing
    lacks: tuple[NamedElement, ...]


@dataclass(frozen=True)
class StatesView:
    """All that a comparison of States says."""

    title: Value
    instrument: Text
    recipe: tuple[tuple[Value, Value], ...]
    disclaimer: Value
    program: str
    method: tuple[Value, ...]  # paragraphs: how States are compared here, with thresholds and seed
    warnings: tuple[Value, ...]  # what was left out, and why
    states: tuple[StateView, ...]  # assessed ones first
    parts: tuple[PartView, ...]
    articles: tuple[ArticleView, ...]
    legend: tuple[CellMark, ...]  # ratings, ranges, then what is no rating
    groups: tuple[GroupView, ...]
    by_article: tuple[SpreadView, ...]  # assessed States
    by_part: tuple[SpreadView, ...]
    by_group: tuple[SpreadView, ...]
    reported_by_article: tuple[SpreadView, ...]
    duties: tuple[DutyView, ...]  # absent in most columns first, then partly met in most
    years: tuple[YearView, ...]
    since: date | None  # the day since which changes are told
    changes: tuple[ChangeView, ...]
    ways: tuple[Value, ...]  # names of the ways of adding up
    tiers: tuple[TierView, ...]
    dominance: tuple[DominanceView, ...]
    dominance_note: Value
    wrote: tuple[tuple[str, tuple[WroteView, ...]], ...]  # article → States
    asks: tuple[tuple[str, Text], ...] = ()  # element → its question
    names: tuple[tuple[str, Value], ...] = ()  # element → its short name
    duties_note: Value = ""  # where only the first duties are listed
    not_compared: tuple[Value, ...] = ()  # columns whose own day is not later than `since`
    threshold: float = (
        0.8  # share of elements that must be known to be ranked, or shaded on the map
    )
