"""What a report can ask for: plain values in one language, nothing left to compute."""

from __future__ import annotations

from dataclasses import dataclass

from assess.labels import Labels
from assess.model.instrument import by_number
from assess.view.marks import Mark
from assess.view.sentences import Reason
from assess.view.voices import Voice


@dataclass(frozen=True)
class Statement:
    """A sentence with where it comes from."""

    topic: str
    text: str
    sources: str
    confidence: str
    note: str = ""


@dataclass(frozen=True)
class CitationLine:
    """One citation: which provision answers the element, how, and on what evidence."""

    element: str
    asks: str
    provision: str  # Law 27/2015, Art. 3(a)
    references: tuple[str, ...]  # JO-2015-27:3(a)
    law: str  # id of the first law
    summary: str
    penalty: str
    mark: Mark
    missing: str
    reasons: str
    note: str
    quote: str
    quote_state: str
    quote_note: str  # why it is not verified, where it stands, which words it leaves out
    counts: bool
    force: str  # why it counts or does not
    standing: str  # what text stands behind it
    confidence: str
    sources: str


@dataclass(frozen=True)
class CommentRow:
    """The State's comment and the reply."""

    id: str
    on: str
    author: str
    date: str
    text: str
    reply: str
    replied: str


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
    elements: tuple[str, ...]
    gap: str
    action: str
    kind: str
    laws: str
    owner: str
    priority: str
    priority_key: str
    conditional: bool  # rests on unknown elements alone: to be checked first
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
    permissions: tuple[str, ...]  # reservations and declarations that the instrument allows here, with their limits
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
    deciders: tuple[str, ...]
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
class LawRow:
    """A law as the list of laws examined shows it."""

    id: str
    name: str
    title: str
    number: str
    kind: str
    gazette: str
    in_force: str
    until: str
    force: str
    standing: str
    rights: str
    sources: str
    confidence: str
    note: str
    fate: str
    provisions: int


@dataclass(frozen=True)
class ProvisionRow:
    """A provision seen from the law: what it does, which elements it answers, what is surplus in it."""

    reference: str
    law: str
    law_name: str
    provision: str  # Art. 3(a)
    heading: str
    summary: str
    penalty: str
    force: str
    elements: tuple[str, ...]
    counterpart: str
    treatment: str  # mapped, neutral, over-reach, rights concern, not placed
    treatment_key: str
    concern: str
    suggestion: str
    standing: str
    confidence: str
    sources: str
    note: str


@dataclass(frozen=True)
class SideBySide:
    """Ratings of every article in several readings."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[Mark, ...]], ...]  # article, heading, marks
    totals: tuple[tuple[str, tuple[str, ...]], ...]  # label, one text a reading


@dataclass(frozen=True)
class BillEffect:
    """What a bill changes in this reading, element by element."""

    bill: str
    name: str
    assumed: bool
    rows: tuple[tuple[str, str, Mark, Mark], ...]  # element, asks, without, with
    ratings: tuple[tuple[str, str, Mark, Mark], ...]  # article, heading, without, with
    worse: tuple[str, ...]  # what it would weaken though the best grade hides it, a sentence each
    concerns: tuple[str, ...]  # over-reach and rights concerns of its provisions, a sentence each


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
    summary: str
    remarks: tuple[Statement, ...]
    limits: tuple[str, ...]
    legal_system: tuple[Statement, ...]
    authorities: tuple[Statement, ...]
    practice: tuple[Statement, ...]
    treaties: tuple[Statement, ...]
    reservations: tuple[Statement, ...]
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
    unanswered: tuple[str, ...]
    comments: tuple[CommentRow, ...]
    comment_state: str
    sources: tuple[tuple[str, str, str, str], ...]  # key, grade, address, what it holds
    method: tuple[tuple[str, tuple[str, ...]], ...]  # heading, paragraphs
    recipe: tuple[tuple[str, str], ...]
    legend: tuple[Mark, ...]
    review: tuple[Count, ...]  # articles per step of the review; none where nobody has begun one
    log: tuple[LogRow, ...]  # where it was asked for
    edition: str  # of a public edition: what was left out; else empty
    voices: tuple[Voice, ...] = ()  # the languages, where there are two, or the digits are not the Latin ones

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
        """All citations, counted or not, in the order of the elements."""
        return tuple(line for row in self.elements for line in (*row.citations, *row.others))

    @property
    def surplus(self) -> tuple[ProvisionRow, ...]:
        """The provisions that reach beyond the instrument, in force on the day or not."""
        return tuple(row for row in self.provisions if row.treatment_key in ("over_reach", "rights_concern"))

    @property
    def without_counterpart(self) -> tuple[ProvisionRow, ...]:
        """The provisions that answer no element of the instrument, in force on the day or not."""
        return tuple(row for row in self.provisions if not row.elements and row.treatment_key != "not_placed")
