"""A rated case, or two texts compared → plain data for JSON and CSV; the schema is docs/data.md."""

from __future__ import annotations

import csv
import io
from typing import cast

import assess
from assess.answers import Answers, ElementAnswer, article_answer, bounds_text
from assess.model.case import Case
from assess.model.instrument import Element
from assess.rating.rate import ArticleRating, CaseRating, Index, PartRating
from assess.speak.words import Words

SCHEMA = "lexgap-rating-2"
CSV_COLUMNS = (
    "article",
    "heading",
    "part",
    "core",
    "rating",
    "rating_low",
    "rating_high",
    "computed_low",
    "computed_high",
    "override_reason",
    "elements_counted",
    "elements_known",
    "elements_met",
    "taken_out",
    "index_low",
    "index_high",
    "decided_by",
)


def rating_data(rating: CaseRating, words: Words) -> dict[str, object]:
    """Return a rating with its recipe, parts, articles and elements as plain data; unknown numbers are None."""
    case, reading = rating.case, rating.reading
    answers = Answers(case, reading, wording=False)
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
        "parts": [_part(one, words) for one in rating.parts],
        "articles": [_article(article, answers, words) for article in rating.articles],
    }


def rating_csv(rating: CaseRating, words: Words) -> str:
    """Return one line an article, with the columns of CSV_COLUMNS; cells that a spreadsheet would run are quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    answers = Answers(rating.case, rating.reading, wording=False)
    for one in (_article(article, answers, words) for article in rating.articles):
        row = {**one, "decided_by": " ".join(cast(list[str], one["decided_by"]))}
        writer.writerow([safe_cell(row[name]) for name in CSV_COLUMNS])
    return out.getvalue()


def surplus_counts(case: Case) -> dict[str, int]:
    """Return how many provisions the reverse table places under each heading."""
    counts: dict[str, int] = {}
    for one in case.surplus:
        counts[one.treatment] = counts.get(one.treatment, 0) + 1
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


def _article(rating: ArticleRating, answers: Answers, words: Words) -> dict[str, object]:
    answer = article_answer(rating)
    low, high = answer.bounds or (None, None)
    rule_low, rule_high = answer.rule_bounds or (None, None)
    least, most = answer.mean or (None, None)
    return {
        "article": answer.number,
        "heading": words.say(answer.heading),
        "part": rating.article.part,
        "core": answer.core,
        "rating": bounds_text(answer.bounds),
        "rating_low": low,
        "rating_high": high,
        "computed_low": rule_low,
        "computed_high": rule_high,
        "override_reason": words.say(answer.override_reason) if answer.override_by else None,
        "elements_counted": answer.counted,
        "elements_known": answer.known,
        "elements_met": answer.met,
        "taken_out": answer.taken_out,
        "index_low": _round(least),
        "index_high": _round(most),
        "decided_by": list(answer.deciders),
        "reasons": [
            {
                "element": reason.element,
                "name": words.say(reason.name),
                "state": reason.state,
                "text": words.say(reason.text),
            }
            for reason in answer.reasons
        ],
        "elements": [
            _element(answers.element(standing), standing.element, words)
            for standing in rating.standings
        ],
    }


def _element(answer: ElementAnswer, element: Element, words: Words) -> dict[str, object]:
    return {
        "element": answer.id,
        "name": words.say(element.name),
        "level": answer.level_key,
        "weight": element.weight,
        "rated": answer.rated,
        "state": answer.state,
        "at_least": answer.worst,
        "at_most": answer.best,
        "laws_not_read": [law for law, _ in answer.unread],
        "citations": [
            {
                "provisions": list(citation.references),
                "grade": citation.grade,
                "counts_as": citation.counts_as,
                "force": citation.force_key,
                "reason": list(citation.reason_keys),
                "confidence": citation.confidence_key,
                "sources": list(citation.source_keys),
            }
            for citation in answer.cited
        ],
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def safe_cell(value: object) -> object:
    """Return a value as a cell of CSV: a text that a spreadsheet would run gets an apostrophe before it."""
    text = "" if value is None else value
    return f"'{text}" if isinstance(text, str) and text[:1] in ("=", "+", "-", "@") else text
