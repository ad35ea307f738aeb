"""A rated case, or two texts compared → plain data for JSON and CSV; the schema is docs/data.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import assess
from assess.answers import (
    CITATION_DATA,
    Answers,
    ArticleAnswer,
    CitationAnswer,
    ElementAnswer,
    article_answer,
    bounds_text,
)
from assess.model.case import Case
from assess.rating.rate import CaseRating, Index, PartRating
from assess.speak.values import Label, Value
from assess.speak.words import Words
from assess.table import Column, Kind, Table, datum, within
from assess.write.data import csv_text, json_records

SCHEMA = "lexgap-rating-2"


def rating_data(rating: CaseRating, words: Words) -> dict[str, object]:
    """Return a rating with its recipe, parts, articles and elements as plain data; unknown numbers are None."""
    case, reading = rating.case, rating.reading
    return {
        "schema": SCHEMA,
        "disclaimer": words.labels.sentences.disclaimer,
        "depth": case.profile.depth,
        "indicative": case.profile.indicative,
        "recipe": {
            "case": case.profile.id,
            "country": words.text(case.profile.country),
            "iso": case.profile.iso,
            "instrument": case.instrument.id,
            "checklist": case.instrument.version,
            "checklist_sha256": case.instrument.digest,
            "rule": case.instrument.scale.rule,
            "depth": case.profile.depth,
            "case_sha256": case.digest,
            "as_of": reading.as_of.isoformat(),
            "assume": list(reading.assume),
            "program": f"lexgap {assess.__version__}",
        },
        "index": _index(rating.index),
        "safeguards": _index(rating.safeguards),
        "surplus": surplus_counts(case),
        "parts": [_part(part, words) for part in rating.parts],
        "articles": list(_articles(rating, words)),
    }


@dataclass(frozen=True)
class ArticleRow:
    """An article as data have it."""

    part: str  # id
    answer: ArticleAnswer

    def end(self, name: str, at: int) -> Any:
        """Return the low (0) or the high (1) end of a range of the answer; None where there is none."""
        ends = getattr(self.answer, name)
        return ends[at] if ends else None


def _column(key: str, kind: Kind, get: Callable[[ArticleRow], Any] | None = None) -> Column:
    return datum(key, kind, get or f"answer.{key}")


def _reason(row: ArticleRow) -> Value:
    return row.answer.override_reason if row.answer.override_by else None


#: The columns of `rate --csv`, a row an article; `rate --json` has them too.
CSV_COLUMNS = (
    _column("article", "number", attrgetter("answer.number")),
    _column("heading", "text"),
    _column("part", "id", attrgetter("part")),
    _column("core", "flag"),
    _column("rating", "id", lambda row: bounds_text(row.answer.bounds)),
    _column("rating_low", "id", lambda row: row.end("bounds", 0)),
    _column("rating_high", "id", lambda row: row.end("bounds", 1)),
    _column("computed_low", "id", lambda row: row.end("rule_bounds", 0)),
    _column("computed_high", "id", lambda row: row.end("rule_bounds", 1)),
    _column("override_reason", "text", _reason),
    _column("elements_counted", "integer", attrgetter("answer.counted")),
    _column("elements_known", "integer", attrgetter("answer.known")),
    _column("elements_met", "integer", attrgetter("answer.met")),
    _column("taken_out", "integer"),
    _column("index_low", "share", lambda row: _round(row.end("mean", 0))),
    _column("index_high", "share", lambda row: _round(row.end("mean", 1))),
    _column("decided_by", "ids", attrgetter("answer.deciders")),
)


def article_rows(rating: CaseRating) -> list[ArticleRow]:
    """Return the articles of a rating as rows of CSV_COLUMNS."""
    return [
        ArticleRow(article.article.part, article_answer(article)) for article in rating.articles
    ]


def rating_table(rating: CaseRating) -> Table:
    """Return the articles of a rating as a table for data."""
    return Table("articles", Label("excel.sheets", "articles"), CSV_COLUMNS, article_rows(rating))


def rating_csv(rating: CaseRating, words: Words) -> str:
    """Return one line an article, with the columns of CSV_COLUMNS; cells that a spreadsheet would run are quoted."""
    return csv_text(rating_table(rating), words, sign=" ")


def surplus_counts(case: Case) -> dict[str, int]:
    """Return how many provisions the reverse table places under each heading."""
    counts: dict[str, int] = {}
    for surplus in case.surplus:
        counts[surplus.treatment] = counts.get(surplus.treatment, 0) + 1
    return counts


def _index(index: Index) -> dict[str, object]:
    return {
        "low": round(index.low, 4) if index.told else None,
        "high": round(index.high, 4) if index.told else None,
        "known": index.known,
        "counted": index.counted,
        "threshold": index.threshold,
        "told": index.told,
    }


def _part(part: PartRating, words: Words) -> dict[str, object]:
    return {
        "part": part.part.id,
        "title": words.text(part.part.title),
        "axis": part.part.axis,
        "distribution": part.distribution,
        "articles": len(part.articles),
        "weakest_core_articles": list(part.weakest),
        "elements_known": part.known,
        "elements_counted": part.counted,
    }


def _articles(rating: CaseRating, words: Words) -> Iterator[dict[str, object]]:
    """Yield the articles: what the CSV has of each, why it is rated so, and its elements."""
    answers = Answers(rating.case, rating.reading, wording=False)
    for article, record in zip(rating.articles, json_records(rating_table(rating), words)):
        yield {
            **record,
            "reasons": [
                {
                    "element": reason.element,
                    "name": words.say(reason.name),
                    "state": reason.state,
                    "text": words.say(reason.text),
                }
                for reason in article_answer(article).reasons
            ],
            "elements": [
                _element(answers.element(standing), words) for standing in article.standings
            ],
        }


@dataclass(frozen=True)
class CitationRow:
    """A citation with the element that it answers."""

    element: ElementAnswer
    citation: CitationAnswer


#: The columns of the elements in data; `rate --json` has them, and frames.
ELEMENT_COLUMNS = (
    datum("element", "id", "id"),
    datum("name", "text", "asked.name"),
    datum("level", "term", "level_key"),
    datum("weight", "term", "asked.weight"),
    datum("rated", "flag"),
    datum("state", "term"),
    datum("at_least", "term", "worst"),
    datum("at_most", "term", "best"),
    datum("laws_not_read", "ids", lambda row: [law for law, _ in row.unread]),
)
#: The columns of the citations in data.
CITATION_COLUMNS = within("citation", CITATION_DATA)


def element_rows(rating: CaseRating) -> list[ElementAnswer]:
    """Return the answers to the elements of a rating as rows of ELEMENT_COLUMNS."""
    answers = Answers(rating.case, rating.reading, wording=False)
    rows = []
    for article in rating.articles:
        rows += [answers.element(standing) for standing in article.standings]
    return rows


def citation_rows(answer: ElementAnswer) -> list[CitationRow]:
    """Return the citations of an element, counted or not, as rows of CITATION_COLUMNS."""
    return [CitationRow(answer, citation) for citation in answer.cited]


def _elements_table(answers: Iterable[ElementAnswer]) -> Table:
    title = Label("excel.sheets", "elements")
    return Table("elements", title, ELEMENT_COLUMNS, tuple(answers))


def _citations_table(rows: Iterable[CitationRow]) -> Table:
    title = Label("excel.sheets", "citations")
    return Table("citations", title, CITATION_COLUMNS, tuple(rows))


def _element(answer: ElementAnswer, words: Words) -> dict[str, object]:
    record = json_records(_elements_table((answer,)), words)[0]
    citations = json_records(_citations_table(citation_rows(answer)), words)
    return {**record, "citations": citations}


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
