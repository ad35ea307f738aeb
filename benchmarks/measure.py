"""The measure of retrieval: labelled provisions of countries, and how many of them a ranking holds among its first."""

from __future__ import annotations

import csv
import gzip
import json
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from assess.base.normal import normal
from assess.law.finder.types import Passage

Key = tuple[str, str]  # law and reference of a provision
GAINS = {2: 3, 1: 1}


@dataclass
class Country:
    """The provisions of a country and what was labelled in them: article → provision → grade."""

    code: str
    passages: list[Passage] = field(default_factory=list)
    labels: dict[str, dict[Key, int]] = field(default_factory=dict)

    def scored(self) -> dict[str, dict[Key, int]]:
        """Return the articles that have a principal provision."""
        return {article: grades for article, grades in self.labels.items() if 2 in grades.values()}


@dataclass(frozen=True)
class Measured:
    """Means over the articles of a country."""

    articles: int
    principal: int  # labels of grade 2
    recall5: float
    recall10: float
    ndcg: float


def read(provisions: Path, gold: Path) -> dict[str, Country]:
    """Return the countries of a file of provisions (JSON lines, packed or not) with their labels."""
    countries: dict[str, Country] = {}
    opened = gzip.open if provisions.suffix == ".gz" else open
    with opened(provisions, "rt", encoding="utf-8") as file:
        for line in file:
            one = json.loads(line)
            country = countries.setdefault(one["country"], Country(one["country"]))
            country.passages.append(
                Passage(
                    one["law"],
                    one["ref"],
                    one["text"],
                    one.get("heading") or "",
                    one.get("title") or "",
                )
            )
    with open(gold, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["status"] == "label" and row["country"] in countries:
                labels = countries[row["country"]].labels.setdefault(row["article"], {})
                labels[key(row["law"], row["ref"])] = int(row["grade"])
    return countries


def key(law: str, ref: str) -> Key:
    """Return what names a provision, however its reference was typed."""
    return law, normal(ref)


def measure(labels: dict[str, dict[Key, int]], ranked: Callable[[str], Iterable[Key]]) -> Measured:
    """Return recall of principal provisions among the first 5 and 10, and nDCG at 10 with gains 3 and 1."""
    totals = [0.0, 0.0, 0.0]
    for article, grades in labels.items():
        first = list(ranked(article))[:10]
        wanted = {one for one, grade in grades.items() if grade == 2}
        for number, size in enumerate((5, 10)):
            totals[number] += len(wanted & set(first[:size])) / len(wanted)
        totals[2] += _ndcg(first, grades)
    count = len(labels) or 1
    principal = sum(grade == 2 for grades in labels.values() for grade in grades.values())
    return Measured(len(labels), principal, *(total / count for total in totals))


def _ndcg(first: list[Key], grades: dict[Key, int]) -> float:
    """Return nDCG; a provision that stands in the list twice counts once."""
    new = [one if one not in first[:place] else None for place, one in enumerate(first)]
    gained = sum(
        GAINS[grades[one]] / math.log2(place + 2) for place, one in enumerate(new) if one in grades
    )
    best = sorted((GAINS[grade] for grade in grades.values()), reverse=True)[:10]
    return gained / sum(gain / math.log2(place + 2) for place, gain in enumerate(best))


def mean(measured: list[Measured]) -> Measured:
    """Return the mean over countries, each counting the same; numbers of articles and labels are summed."""
    count = len(measured) or 1
    return Measured(
        sum(one.articles for one in measured),
        sum(one.principal for one in measured),
        *(
            sum(getattr(one, name) for one in measured) / count
            for name in ("recall5", "recall10", "ndcg")
        ),
    )


def row(name: str, one: Measured) -> None:
    """Print one line of a table."""
    print(
        f"{name:<26} {one.recall5:8.3f} {one.recall10:9.3f} {one.ndcg:8.3f} {one.articles:9} {one.principal:8}"
    )


def head(name: str) -> None:
    """Print the head of a table."""
    print(
        f"{name:<26} {'recall@5':>8} {'recall@10':>9} {'nDCG@10':>8} {'articles':>9} {'grade 2':>8}"
    )
