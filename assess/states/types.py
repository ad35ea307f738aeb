"""What a comparison of States says: the one object that its page, its Word report and its workbook are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assess.load.labels import Labels
from assess.speak.marks import Mark


@dataclass(frozen=True)
class ProvisionView:
    """A provision that an assessment cites, or that a published source names."""

    law: str  # Law 27/2015
    number: str  # 3(a), or the source's own words where it gives no number
    mark: Mark | None  # the grade; none for a reported provision
    force: str  # in words, where it is not in force on the day of the State
    missing: str
    quote: str
    note: str  # of a reported one: its own verdict and how the source and the article were joined
    sources: tuple[str, ...]  # as printed, with the grade of the source
    confidence: str


@dataclass(frozen=True)
class ReasonView:
    """An element, with what is said of it: by its short name, the id to be printed small beside it."""

    element: str  # id
    name: str
    text: str = ""  # what is missing, in a sentence; empty for what is unknown

    @property
    def line(self) -> str:
        """Return it in one line, for where nothing can be printed small."""
        name = self.name if self.name == self.element else f"{self.name} ({self.element})"
        return f"{name}: {self.text}" if self.text else name


@dataclass(frozen=True)
class ElementView:
    """An element in one State."""

    id: str
    name: str  # short; the id where it has none
    mark: Mark
    weight: str  # in words; empty for what has none
    rated: bool
    provisions: tuple[ProvisionView, ...]
    note: str = ""
    party_act: bool = False  # an act of a Party, which stands apart from every rating


@dataclass(frozen=True)
class CellView:
    """One article in one State."""

    mark: Mark  # a rating, a range, what has none, or a mark of what is reported: `assess.states.marks.REPORTED`
    note: str  # the sentence before the reasons; an override with its reason before it
    known: int  # elements whose grade is known; 0 for a reported State
    counted: int
    elements: tuple[ElementView, ...] = ()
    provisions: tuple[ProvisionView, ...] = ()  # of a reported State
    reasons: tuple[ReasonView, ...] = ()  # what decided it; of a range, what is unknown
    reach: str = ""  # how far PC reaches: 7 of 9 met

    def decided(self, semicolon: str) -> str:
        """Return the sentence with its reasons in one text."""
        said = semicolon.join(one.line.rstrip(".") for one in self.reasons)
        return f"{self.note} {said}." if said else self.note

    def label(self, semicolon: str) -> str:
        """Return the mark in words, and how far it reaches."""
        return semicolon.join(filter(None, (self.mark.label, self.reach)))


@dataclass(frozen=True)
class StateView:
    """A column of the matrix: a State on a day, from a full case or from what published sources report."""

    key: str  # JOR@2016-01-01
    name: str  # with the day where one State stands in several columns, with its id where two States are called alike
    iso: str  # ISO 3166-1 alpha-3, or "" for an invented country
    reported: bool
    as_of: str  # as printed; of a reported State the years of its sources
    assumed: str  # bills taken as passed
    stage: str
    groups: tuple[str, ...]  # ids of GroupView
    treaty: str  # status towards the instrument, in words, with what is not checked
    treaty_sources: tuple[str, ...]
    known: int
    counted: int
    index: str  # as printed, or why there is none
    tier: str  # 1, 2 …, or "–"
    tier_note: str  # why it has none
    ranks: str  # 3–5, or "–"
    digest: str
    cells: tuple[CellView, ...]  # as `articles` of StatesView
    depth: str = ""  # of the work: first look, standard, full
    indicative: str = ""  # said beside the name of a State of which the work is a first look
    undeclared: tuple[
        ReasonView, ...
    ] = ()  # options that a Party uses without a declaration, a sentence each

    @property
    def dated(self) -> str:
        """Return the day with what it takes to read the row: that it is indicative."""
        return f"{self.as_of} ({self.indicative})" if self.indicative else self.as_of


def different(keys: Iterable[str]) -> int:
    """Return how many States stand behind keys of columns: what precedes the day is the same for one State."""
    return len({key.partition("@")[0] for key in keys})


@dataclass(frozen=True)
class ArticleView:
    """A row of the matrix."""

    number: str
    heading: str
    part: str
    core: bool


@dataclass(frozen=True)
class PartView:
    """A part of the instrument."""

    id: str
    title: str
    safeguards: bool


@dataclass(frozen=True)
class GroupView:
    """A group of States, with how many of its members are here."""

    id: str
    name: str
    kind: str  # region, organisation, income
    source: str  # with its day, what it was compared with, and what to know of it
    members: tuple[
        str, ...
    ]  # keys of states; of one that is also reported, those of its assessments alone


@dataclass(frozen=True)
class SpreadView:
    """How the ratings of an article, a part or a group are spread, with its denominator; not rated ones are in it."""

    name: str
    counts: tuple[tuple[Mark, int], ...]
    total: int
    out: int  # columns or articles in which no element counts; no part of the total
    note: str = ""
    states: int = 0  # of a group: how many States stand behind it


@dataclass(frozen=True)
class DutyView:
    """An element and in how many assessments, columns of the matrix, it is not met."""

    element: str  # id
    name: str
    article: str
    asks: str
    absent: int  # not met, or searched and not found
    partly: int  # met in part
    unknown: int
    counted: int
    states: tuple[
        str, ...
    ]  # names of the columns where it falls short: those where it is absent, then the others
    reserved: int = 0  # it counts there and does not fall short


@dataclass(frozen=True)
class YearView:
    """How many assessed States reach each rating at the end of a year, over all articles or one part."""

    year: str
    counts: tuple[tuple[Mark, int], ...]
    total: int
    share: str  # of ratings C or LC, as a range where some ratings are one
    states: int  # that stand behind it; those whose own day is earlier do not


@dataclass(frozen=True)
class ChangeView:
    """An article of a State whose rating changed since a day."""

    state: str
    article: str
    old: Mark
    new: Mark
    why: str


@dataclass(frozen=True)
class TierView:
    """A State in the order, with its ranges."""

    state: str  # key
    name: str
    tier: str
    ranks: str  # 5 % to 95 % of the draws, all three ways of adding up
    by_way: tuple[str, ...]  # the same for each way of adding up
    scores: str  # from lowest to highest
    known: str  # 300 of 331
    note: str  # why it has no tier
    best: int = 0  # the ends of `ranks`; 0 where it has none
    worst: int = 0


@dataclass(frozen=True)
class DominanceView:
    """One State that is at least as good as another on every article that both have, and better on one."""

    better: str
    worse: str
    articles: int  # compared
    strict: int  # on which it is better


@dataclass(frozen=True)
class WroteView:
    """A State's provisions for one article."""

    state: str  # key
    name: str
    mark: Mark
    reported: bool
    provisions: tuple[ProvisionView, ...]
    lacks: tuple[ReasonView, ...]  # elements that fall short, with their grade and what is missing


@dataclass(frozen=True)
class StatesView:
    """All that a comparison of States says, in one language."""

    labels: Labels
    language: str
    rtl: bool
    title: str
    instrument: str
    recipe: tuple[tuple[str, str], ...]
    disclaimer: str
    program: str
    method: tuple[str, ...]  # paragraphs: how States are compared here, with thresholds and seed
    warnings: tuple[str, ...]  # what was left out, and why
    states: tuple[StateView, ...]  # assessed ones first
    parts: tuple[PartView, ...]
    articles: tuple[ArticleView, ...]
    legend: tuple[Mark, ...]  # ratings, ranges, then what is no rating
    groups: tuple[GroupView, ...]
    by_article: tuple[SpreadView, ...]  # assessed States
    by_part: tuple[SpreadView, ...]
    by_group: tuple[SpreadView, ...]
    reported_by_article: tuple[SpreadView, ...]
    duties: tuple[DutyView, ...]  # absent in most columns first, then partly met in most
    years: tuple[YearView, ...]
    since: str  # the day since which changes are told, as printed, or ""
    changes: tuple[ChangeView, ...]
    ways: tuple[str, ...]  # names of the ways of adding up
    tiers: tuple[TierView, ...]
    dominance: tuple[DominanceView, ...]
    dominance_note: str
    wrote: tuple[tuple[str, tuple[WroteView, ...]], ...]  # article → States
    asks: tuple[tuple[str, str], ...] = ()  # element → its question
    names: tuple[tuple[str, str], ...] = ()  # element → its short name
    duties_note: str = ""  # where only the first duties are listed
    not_compared: tuple[str, ...] = ()  # names of columns whose own day is not later than `since`
    threshold: float = (
        0.8  # share of elements that must be known for a State to be ranked, or shaded on the map
    )
