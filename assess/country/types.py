"""What a report can ask for: plain values in one language, nothing left to compute."""

from __future__ import annotations

from dataclasses import dataclass

from assess.country.law_types import (
    Ahead,
    BillEffect,
    ChangedElement,
    CitationLine,
    LawRow,
    ProvisionRow,
    SideBySide,
    Statement,
)
from assess.country.named import ArticleElements, ElementLine, ElementName
from assess.country.sentences import Reason
from assess.load.labels import Labels
from assess.model.instrument import by_number
from assess.speak.marks import Mark
from assess.speak.voices import Voice


@dataclass(frozen=True)
class CommentRow:
    """The State's comment and the reply."""

    id: str
    on: str  # number of the article, or id of the element
    author: str
    date: str
    text: str
    reply: str
    replied: str
    about: str = ""  # the article, or the element by its short name


@dataclass(frozen=True)
class ElementRow:
    """One element as it stands on the day."""

    id: str
    article: str
    source: str
    asks: str
    kind: str
    level: str
    name: str  # short, in the place of the id where a reader is spoken to
    weight: str  # lead, main, detail; empty for what does not count
    mark: Mark
    floor: Mark | None  # what is known at least, where the element is unknown
    citations: tuple[CitationLine, ...]  # those that count
    others: tuple[CitationLine, ...]  # those that do not count on the day
    missing: str  # all that is missing, joined
    evidence: str
    note: str
    unseen: str  # laws in force that were not read
    rated: bool
    party_act: bool  # an act of a Party: stands apart from the rating
    decides: bool
    criteria: tuple[tuple[str, str], ...]
    comments: tuple[CommentRow, ...]  # those on this element


@dataclass(frozen=True)
class RecommendationRow:
    """A recommendation as it stands in this reading."""

    number: int
    id: str
    articles: str
    reach: int  # how many articles these are
    elements: tuple[str, ...]  # ids
    names: tuple[ArticleElements, ...]  # the same by their short names, article by article
    gap: str
    action: str
    kind: str
    laws: str
    owner: str
    priority: str
    priority_key: str
    conditional: bool  # rests on unknown elements alone: to be checked first
    check: str  # of a conditional one: what is to be found out first
    priority_note: str
    due: str
    status: str
    note: str


@dataclass(frozen=True)
class ArticleBlock:
    """One article of the report."""

    number: str
    anchor: str
    heading: str
    core: bool
    duty: str
    leaves_open: tuple[str, ...]
    permissions: tuple[
        str, ...
    ]  # reservations and declarations that the instrument allows here, with their limits
    pitfalls: tuple[str, ...]
    drafting: tuple[tuple[str, str], ...]  # point, options joined
    guidance: tuple[str, ...]
    rows: tuple[ElementRow, ...]
    analyses: tuple[Statement, ...]
    mark: Mark
    computed: Mark
    override: str  # who set the rating, and why
    decided: str  # what decided the rating, in one text
    lead: str  # the sentence before the reasons
    reasons: tuple[Reason, ...]  # what decided it, element by element
    reach: str  # how many of how many are met, beside PC
    deciders: tuple[str, ...]  # ids
    undeclared: tuple[ElementLine, ...]  # options used by a Party without a declaration
    met: int  # elements known to be met, or reserved
    counted: int
    known: int
    taken_out: int
    index: str
    recommendations: tuple[RecommendationRow, ...]
    comments: tuple[CommentRow, ...]
    unknown_note: str
    review: Mark  # where it stands in the review
    review_line: str  # by whom, when and why it came to stand there; empty for a draft


@dataclass(frozen=True)
class PartBlock:
    """One part of the report."""

    id: str
    title: str
    axis: str
    articles: tuple[ArticleBlock, ...]
    distribution: tuple[tuple[Mark, int], ...]
    total: int  # articles, rated or not
    weakest: str
    known: int
    counted: int
    sentence: str


@dataclass(frozen=True)
class ActRow:
    """An act of a Party towards the bodies of the treaty, which stands apart from every rating."""

    id: str
    name: str
    article: str  # number
    source: str
    asks: str
    mark: Mark
    on: str  # day on which it was done
    text: str
    sources: str


@dataclass(frozen=True)
class CauseRow:
    """A definition that falls short, and the gaps that lean on it."""

    text: str
    weak: tuple[ElementName, ...]


@dataclass(frozen=True)
class Count:
    """A count with its denominator and the mark it counts."""

    mark: Mark
    number: int
    of: int


@dataclass(frozen=True)
class InstrumentFacts:
    """The instrument, as cover and method name it."""

    title: str
    short: str
    number: str
    adopted: str
    in_force: str
    status: str
    version: str
    licence: str
    terms: str
    origin: str
    digest: str
    elements: int
    articles: int


@dataclass(frozen=True)
class LogRow:
    """One line of the log of the review."""

    at: str
    act: str
    article: str
    by: str
    why: str


@dataclass(frozen=True)
class View:
    """One reading of a case in one language: all that a report is made of."""

    id: str  # of the case
    labels: Labels
    language: str
    rtl: bool
    title: str
    country: str
    instrument: InstrumentFacts
    as_of: str
    as_of_iso: str
    assume: tuple[str, ...]  # ids of the bills assumed to have passed
    assumptions: tuple[str, ...]  # the same in words
    stage: str
    language_of_record: str
    assessed_by: str
    reviewed_by: str
    digest: str
    program: str
    disclaimer: str
    depth: str
    indicative: str  # of a first look: that it is one, and how many of how many elements were asked; else empty
    results: tuple[str, ...]  # the ratings of this reading in sentences
    summary: str
    remarks: tuple[Statement, ...]
    limits: tuple[str, ...]
    legal_system: tuple[Statement, ...]
    authorities: tuple[Statement, ...]
    practice: tuple[Statement, ...]
    treaties: tuple[Statement, ...]
    reservations: tuple[Statement, ...]
    acts: tuple[ActRow, ...]  # acts of a Party; none for a State that is no Party
    acts_note: str  # why none is asked, or none is known; empty for a Party
    undeclared: tuple[ElementLine, ...]  # options used by a Party without a declaration
    parts: tuple[PartBlock, ...]
    ratings: tuple[Count, ...]  # articles per rating
    states: tuple[Count, ...]  # elements that count, per grade or state
    strongest: tuple[str, ...]
    urgent: tuple[RecommendationRow, ...]
    index: str
    safeguards_index: str
    safeguards: tuple[ElementRow, ...]
    safeguard_states: tuple[Count, ...]
    scenarios: SideBySide | None
    bills: tuple[BillEffect, ...]
    laws: tuple[LawRow, ...]
    provisions: tuple[ProvisionRow, ...]
    recommendations: tuple[RecommendationRow, ...]
    causes: tuple[str, ...]
    root_causes: tuple[CauseRow, ...]  # the same, with the ids apart
    unanswered: tuple[str, ...]
    open_gaps: tuple[ArticleElements, ...]  # the same by their short names, article by article
    ahead: Ahead | None  # what begins after the day of the reading; none where nothing does
    comments: tuple[CommentRow, ...]
    comment_state: str
    sources: tuple[tuple[str, str, str, str], ...]  # key, grade, address, what it holds
    method: tuple[tuple[str, tuple[str, ...]], ...]  # heading, paragraphs
    recipe: tuple[tuple[str, str], ...]
    legend: tuple[Mark, ...]
    review: tuple[Count, ...]  # articles per step of the review; none where nobody has begun one
    log: tuple[LogRow, ...]  # where it was asked for
    edition: str  # of a public edition: what was left out; else empty
    voices: tuple[
        Voice, ...
    ] = ()  # the languages, where there are two, or the digits are not the Latin ones

    @property
    def articles(self) -> tuple[ArticleBlock, ...]:
        """All articles, in the order of the instrument."""
        blocks = [article for part in self.parts for article in part.articles]
        return tuple(sorted(blocks, key=lambda one: by_number(one.number)))

    @property
    def elements(self) -> tuple[ElementRow, ...]:
        """All elements, in the order of the instrument."""
        return tuple(row for article in self.articles for row in article.rows)

    @property
    def citations(self) -> tuple[CitationLine, ...]:
        """All citations of laws up to the day, counted or not, in the order of the elements."""
        return tuple(line for row in self.elements for line in (*row.citations, *row.others))

    @property
    def steps(self) -> tuple[RecommendationRow, ...]:
        """The recommendations that answer a known gap."""
        return tuple(row for row in self.recommendations if not row.conditional)

    @property
    def to_check(self) -> tuple[RecommendationRow, ...]:
        """The recommendations that rest on unknown elements alone, and are to be checked first."""
        return tuple(row for row in self.recommendations if row.conditional)

    @property
    def surplus(self) -> tuple[ProvisionRow, ...]:
        """The provisions that reach beyond the instrument, in force on the day or not."""
        return tuple(
            row for row in self.provisions if row.treatment_key in ("over_reach", "rights_concern")
        )

    @property
    def without_counterpart(self) -> tuple[ProvisionRow, ...]:
        """The provisions that answer no element of the instrument, in force on the day or not."""
        return tuple(
            row for row in self.provisions if not row.elements and row.treatment_key != "not_placed"
        )


__all__ = [
    "ActRow",
    "Ahead",
    "ArticleBlock",
    "ArticleElements",
    "BillEffect",
    "CauseRow",
    "ChangedElement",
    "CitationLine",
    "CommentRow",
    "Count",
    "ElementLine",
    "ElementName",
    "ElementRow",
    "InstrumentFacts",
    "LawRow",
    "LogRow",
    "Mark",
    "PartBlock",
    "ProvisionRow",
    "Reason",
    "RecommendationRow",
    "SideBySide",
    "Statement",
    "View",
    "Voice",
]
