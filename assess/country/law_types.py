"""What a report says of laws: their rows, seen from the law, from a bill and from the days after the reading."""

from __future__ import annotations

from dataclasses import dataclass

from assess.answers import CitationAnswer
from assess.country.named import ArticleElements, ElementLine, beside
from assess.model.day import Day
from assess.rating.force import Force
from assess.speak.values import ArticleNumber, Rated, Stated, Value, phrase


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
    ends: (
        Day | None
    )  # the day on which it ends; of one in force none that comes after the day of the reading
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
    statements: tuple[
        Statement, ...
    ]  # facts, remarks, reservations, analyses and notes of a later day
