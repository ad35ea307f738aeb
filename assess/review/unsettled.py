"""Rows of forms that nobody has settled: which articles they are about, and how many they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assess.model.case import Case
from assess.model.unsettled import Unsettled


@dataclass(frozen=True)
class Tally:
    """How many rows of forms are not settled."""

    refused: int
    conflicts: int

    def __bool__(self) -> bool:
        return bool(self.refused or self.conflicts)


def articles_of(case: Case, row: Unsettled) -> tuple[str, ...]:
    """Return the articles that an entry is about: those of its element, or those that rest on its law or measure."""
    elements: set[str] = set()
    if row.answer:
        elements = {row.id}
    elif row.table == "recommendations":
        elements = {
            name
            for recommendation in case.recommendations
            if recommendation.id == row.id
            for name in recommendation.elements
        }
    elif row.table in ("laws", "provisions"):
        elements = {
            finding.element
            for finding in case.findings
            for citation in finding.citations
            for name in citation.provision
            if name == row.id or name.partition(":")[0] == row.id
        }
    articles = {case.article_of(name) for name in elements}
    return tuple(number for number in case.instrument.numbers() if number in articles)


def unsettled_of(case: Case, article: str) -> tuple[Unsettled, ...]:
    """Return the entries that are about an article."""
    return tuple(row for row in case.unsettled if article in articles_of(case, row))


def tally(rows: Iterable[Unsettled]) -> Tally:
    """Return how many of some entries are rows refused, and how many are conflicts."""
    kinds = [row.kind for row in rows]
    return Tally(kinds.count("refused"), kinds.count("conflict"))
