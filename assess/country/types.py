"""What a report says of a case on a day: typed values, in no language yet; `Page` says them in one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assess.answers import ArticleAnswer, CitationAnswer, CommentAnswer, ElementAnswer, Reason
from assess.country.named import ArticleElements, ElementLine, ElementName, beside, listed
from assess.model.day import Day
from assess.model.instrument import by_number
from assess.rating.force import Force
from assess.rating.rate import Index
from assess.speak.marks import Mark
from assess.speak.values import (
    ArticleNumber,
    MarkValue,
    Paragraphs,
    Rated,
    Stated,
    Stepped,
    Summed,
    Value,
    phrase,
)


@dataclass(frozen=True)
class Statement:
    """A sentence with where it comes from."""

    topic: Value
    text: Value
    sources: Value
    confidence: Value
    note: Value = ""


@dataclass(frozen=True)
class LawRow:
    """A law as the list of laws examined shows it."""

    id: str
    name: Value
    title: Value
    number: str
    kind: Value
    gazette: Value
    in_force: Day | None  # of a bill the day on which it was introduced
    # the day on which it ends; of one in force none that comes after the day of the reading
    ends: Day | None
    until: Value  # the same, with what takes its place
    force: Value
    standing: Value
    rights: Value
    sources: Value
    confidence: Value
    note: Value
    fate: Value
    provisions: int


@dataclass(frozen=True)
class ProvisionRow:
    """A provision seen from the law: what it does, which elements it answers, what is surplus in it."""

    reference: str
    law: str
    law_name: Value
    provision: ArticleNumber  # Art. 3(a)
    heading: Value
    summary: Value
    penalty: Value
    force_key: Force
    force: Value
    elements: tuple[str, ...]  # ids
    names: tuple[ArticleElements, ...]  # the same by their short names, article by article
    counterpart: Value
    treatment: Value  # mapped, neutral, over-reach, rights concern, not placed
    treatment_key: str
    concern: Value
    suggestion: Value
    standing: Value
    confidence: Value
    sources: Value
    note: Value


@dataclass(frozen=True)
class SideBySide:
    """Ratings of every article in several readings."""

    titles: tuple[Value, ...]
    rows: tuple[tuple[str, Value, tuple[Rated, ...]], ...]  # article, heading, marks
    totals: tuple[tuple[Value, tuple[Value, ...]], ...]  # label, one text a reading


@dataclass(frozen=True)
class ChangedElement:
    """An element that a bill changes."""

    id: str
    name: Value
    article: str  # number
    asks: Value
    old: Stated  # without the bill
    new: Stated  # with it


@dataclass(frozen=True)
class BillEffect:
    """What a bill changes in this reading, element by element."""

    bill: str
    name: Value
    assumed: bool
    elements: tuple[ChangedElement, ...]
    ratings: tuple[tuple[str, Value, Rated, Rated], ...]  # article, heading, without, with
    weakened: tuple[ElementLine, ...]  # what it would weaken though the best grade hides it
    concerns: tuple[Value, ...]  # over-reach and rights concerns of its provisions, a sentence each

    @property
    def rows(self) -> tuple[tuple[str, Value, Stated, Stated], ...]:
        """Return the elements as id, question, without, with."""
        return tuple((row.id, row.asks, row.old, row.new) for row in self.elements)

    @property
    def worse(self) -> tuple[Value, ...]:
        """Return what it would weaken, a sentence each with article and element."""
        return tuple(
            phrase(
                "sentences.of_element",
                article=ArticleNumber(line.article),
                name=beside(line.name, line.id),
                text=line.text,
            )
            for line in self.weakened
        )


@dataclass(frozen=True)
class Ahead:
    """What begins after the day of a reading, and stands nowhere else in it."""

    scenarios: SideBySide | None  # this reading beside those of later days
    laws: tuple[LawRow, ...]  # laws and bills of a later day
    endings: tuple[Value, ...]  # laws in force on the day that end later, a sentence each
    provisions: tuple[ProvisionRow, ...]
    citations: tuple[CitationAnswer, ...]
    # facts, remarks, reservations, analyses and notes of a later day
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class RecommendationRow:
    """A recommendation as it stands in this reading."""

    number: int
    id: str
    articles: Value
    reach: int  # how many articles these are
    elements: tuple[str, ...]  # ids
    names: tuple[ArticleElements, ...]  # the same by their short names, article by article
    gap: Value
    action: Value
    kind: Value
    laws: Value
    owner: Value
    priority: Value
    priority_key: str
    conditional: bool  # rests on unknown elements alone: to be checked first
    check: Value  # of a conditional one: what is to be found out first
    priority_note: Value
    due: Value
    status: Value
    note: Value


@dataclass(frozen=True, kw_only=True)
class ArticleBlock(ArticleAnswer):
    """One article of the report."""

    anchor: str
    duty: Value
    leaves_open: tuple[Value, ...]
    # reservations and declarations that the instrument allows here, with their limits
    permissions: tuple[Value, ...]
    pitfalls: tuple[Value, ...]
    drafting: tuple[tuple[Value, Value], ...]  # point, options joined
    guidance: tuple[Value, ...]
    rows: tuple[ElementAnswer, ...]
    analyses: tuple[Statement, ...]
    undeclared: tuple[ElementLine, ...]  # options used by a Party without a declaration
    recommendations: tuple[RecommendationRow, ...]
    comments: tuple[CommentAnswer, ...]
    unknown_note: Value
    review: Stepped  # where it stands in the review
    review_line: Value  # by whom, when and why it came to stand there; empty for a draft


@dataclass(frozen=True)
class PartBlock:
    """One part of the report."""

    id: str
    title: Value
    axis: str
    articles: tuple[ArticleBlock, ...]
    distribution: tuple[tuple[Summed, int], ...]
    total: int  # articles, rated or not
    weakest: Value
    known: int
    counted: int
    sentence: Value


@dataclass(frozen=True)
class ActRow:
    """An act of a Party towards the bodies of the treaty, which stands apart from every rating."""

    id: str
    name: Value
    article: str  # number
    source: str
    asks: Value
    mark: MarkValue
    on: Value  # day on which it was done
    text: Value
    sources: Value


@dataclass(frozen=True)
class CauseRow:
    """A definition that falls short, and the gaps that lean on it."""

    text: Value
    weak: tuple[ElementName, ...]


@dataclass(frozen=True)
class Count:
    """A count with its denominator and the mark it counts."""

    mark: MarkValue
    number: int
    of: int


@dataclass(frozen=True)
class InstrumentFacts:
    """The instrument, as cover and method name it."""

    title: Value
    short: Value
    number: str
    adopted: Value
    in_force: Value
    status: Value
    version: str
    licence: Value
    terms: Value
    origin: Value
    digest: str
    elements: int
    articles: int


@dataclass(frozen=True)
class LogRow:
    """One line of the log of the review."""

    at: str
    act: Value
    article: str
    by: str
    why: Value


@dataclass(frozen=True)
class View:
    """One reading of a case: all that a report is made of."""

    id: str  # of the case
    title: Value
    country: Value
    instrument: InstrumentFacts
    as_of: date
    assume: tuple[str, ...]  # ids of the bills assumed to have passed
    assumptions: tuple[Value, ...]  # the same in words
    stage: Value
    language_of_record: Value
    assessed_by: Value
    reviewed_by: Value
    digest: str
    program: str
    disclaimer: Value
    depth: Value
    indicative: Value  # of a first look: that it is one, and how many of how many elements were asked; else empty
    results: tuple[Value, ...]  # the ratings of this reading in sentences
    summary: Value
    remarks: tuple[Statement, ...]
    limits: tuple[Value, ...]
    legal_system: tuple[Statement, ...]
    authorities: tuple[Statement, ...]
    practice: tuple[Statement, ...]
    treaties: tuple[Statement, ...]
    reservations: tuple[Statement, ...]
    acts: tuple[ActRow, ...]  # acts of a Party; none for a State that is no Party
    acts_note: Value  # why none is asked, or none is known; empty for a Party
    undeclared: tuple[ElementLine, ...]  # options used by a Party without a declaration
    parts: tuple[PartBlock, ...]
    ratings: tuple[Count, ...]  # articles per rating
    states: tuple[Count, ...]  # elements that count, per grade or state
    strongest: tuple[Value, ...]
    urgent: tuple[RecommendationRow, ...]
    coverage: Index
    index: Value
    safeguards_coverage: Index
    safeguards_index: Value
    safeguards: tuple[ElementAnswer, ...]
    safeguard_states: tuple[Count, ...]
    scenarios: SideBySide | None
    bills: tuple[BillEffect, ...]
    laws: tuple[LawRow, ...]
    provisions: tuple[ProvisionRow, ...]
    unplaced: tuple[ProvisionRow, ...]  # what texts of laws hold beside them, in runs: 23–31
    recommendations: tuple[RecommendationRow, ...]
    root_causes: tuple[CauseRow, ...]
    # gaps that no recommendation answers, article by article
    open_gaps: tuple[ArticleElements, ...]
    ahead: Ahead | None  # what begins after the day of the reading; none where nothing does
    comments: tuple[CommentAnswer, ...]
    comment_state: Value
    sources: tuple[tuple[str, str, Value, Value], ...]  # key, grade, address, what it holds
    method: Paragraphs  # heading, paragraphs
    recipe: tuple[tuple[Value, Value], ...]
    legend: tuple[MarkValue, ...]
    review: tuple[Count, ...]  # articles per step of the review; none where nobody has begun one
    log: tuple[LogRow, ...] = ()  # where it was asked for
    edition: Value = ""  # of a public edition: what was left out; else empty

    @property
    def as_of_iso(self) -> str:
        """Return the day of the reading: 2016-01-01."""
        return self.as_of.isoformat()

    @property
    def articles(self) -> tuple[ArticleBlock, ...]:
        """Return all articles, in the order of the instrument."""
        blocks = [article for part in self.parts for article in part.articles]
        return tuple(sorted(blocks, key=lambda block: by_number(block.number)))

    @property
    def elements(self) -> tuple[ElementAnswer, ...]:
        """Return all elements, in the order of the instrument."""
        return tuple(row for article in self.articles for row in article.rows)

    @property
    def citations(self) -> tuple[CitationAnswer, ...]:
        """Return all citations of laws up to the day, counted or not, in the order of the elements."""
        return tuple(line for row in self.elements for line in (*row.citations, *row.others))

    @property
    def steps(self) -> tuple[RecommendationRow, ...]:
        """Return the recommendations that answer a known gap."""
        return tuple(row for row in self.recommendations if not row.conditional)

    @property
    def to_check(self) -> tuple[RecommendationRow, ...]:
        """Return the recommendations that rest on unknown elements alone, and are to be checked first."""
        return tuple(row for row in self.recommendations if row.conditional)

    @property
    def surplus(self) -> tuple[ProvisionRow, ...]:
        """Return the provisions that reach beyond the instrument, in force on the day or not."""
        beyond = ("over_reach", "rights_concern")
        return tuple(row for row in self.provisions if row.treatment_key in beyond)

    @property
    def without_counterpart(self) -> tuple[ProvisionRow, ...]:
        """Return the provisions that answer no element of the instrument, in force on the day or not."""
        return tuple(
            row
            for row in self.provisions
            if not row.elements and row.treatment_key not in ("not_placed", "covered")
        )

    @property
    def causes(self) -> tuple[Value, ...]:
        """Return the root causes, a sentence each."""
        return tuple(cause.text for cause in self.root_causes)

    @property
    def unanswered(self) -> tuple[Value, ...]:
        """Return the gaps that no recommendation answers, a sentence each article."""
        return tuple(
            phrase("sentences.unanswered", names=line) for line in listed(self.open_gaps, ids=True)
        )


__all__ = [
    "ActRow",
    "Ahead",
    "ArticleBlock",
    "ArticleElements",
    "BillEffect",
    "CauseRow",
    "ChangedElement",
    "CitationAnswer",
    "CommentAnswer",
    "Count",
    "ElementAnswer",
    "ElementLine",
    "ElementName",
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
]
