"""What a report says of laws: their rows, seen from the law, from a bill and from the days after the reading."""

from __future__ import annotations

from dataclasses import dataclass

from assess.country.named import ArticleElements, ElementLine
from assess.speak.marks import Mark


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

    element: str  # id
    name: str  # short name of the element
    article: str  # number
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
    elements: tuple[str, ...]  # ids
    names: tuple[ArticleElements, ...]  # the same by their short names, article by article
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
class ChangedElement:
    """An element that a bill changes."""

    id: str
    name: str
    article: str  # number
    asks: str
    old: Mark  # without the bill
    new: Mark  # with it


@dataclass(frozen=True)
class BillEffect:
    """What a bill changes in this reading, element by element."""

    bill: str
    name: str
    assumed: bool
    rows: tuple[tuple[str, str, Mark, Mark], ...]  # id of the element, asks, without, with
    elements: tuple[ChangedElement, ...]  # the same, with their short names
    ratings: tuple[tuple[str, str, Mark, Mark], ...]  # article, heading, without, with
    worse: tuple[str, ...]  # what it would weaken though the best grade hides it, a sentence each
    weakened: tuple[ElementLine, ...]  # the same, with the id apart
    concerns: tuple[str, ...]  # over-reach and rights concerns of its provisions, a sentence each


@dataclass(frozen=True)
class Ahead:
    """What begins after the day of a reading, and stands nowhere else in it."""

    scenarios: SideBySide | None  # this reading beside those of later days
    laws: tuple[LawRow, ...]  # laws and bills of a later day
    endings: tuple[str, ...]  # laws in force on the day that end later, a sentence each
    provisions: tuple[ProvisionRow, ...]
    citations: tuple[CitationLine, ...]
    statements: tuple[
        Statement, ...
    ]  # facts, remarks, reservations, analyses and notes of a later day
