"""A rated case, or two texts compared → plain data for JSON and CSV; the schema is docs/data.md."""

from __future__ import annotations

import csv
import io

import assess
from assess.country.sentences import reasons
from assess.law.diff.view import ComparisonView
from assess.model.case import Case
from assess.rating.rate import ArticleRating, CaseRating, Index, PartRating
from assess.rating.standing import Standing
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
        "articles": [_article(one, words) for one in rating.articles],
    }


def rating_csv(rating: CaseRating, words: Words) -> str:
    """Return one line an article, with the columns of CSV_COLUMNS; cells that a spreadsheet would run are quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for one in (_article(article, words) for article in rating.articles):
        row = {**one, "decided_by": " ".join(one["decided_by"])}
        writer.writerow([safe_cell(row[name]) for name in CSV_COLUMNS])
    return out.getvalue()


def comparison_data(view: ComparisonView) -> dict[str, object]:
    """Return a comparison of two texts with its recipe, the effect on the ratings, and every unit as plain data."""
    changed, again = (
        [
            {
                "element": one.element,
                "name": one.name,
                "before": one.old.key,
                "after": one.new.key,
                "provisions": one.provisions,
                "note": one.why,
            }
            for one in listed
        ]
        for listed in (view.changed, view.again)
    )
    return {
        "title": view.title,
        "recipe": dict(view.recipe),
        "disclaimer": view.disclaimer,
        "counts": dict(view.counts),
        "warnings": list(view.warnings),
        "effect": view.effect_lead,
        "changed": changed,
        "again": again,
        "worse": list(view.worse),
        "others": view.others,
        "articles": [
            {"article": number, "before": old.key, "after": new.key}
            for number, _, old, new in view.articles
        ],
        "units": [
            {
                "old": one.old_id,
                "new": one.new_id,
                "change": one.key,
                "notes": list(one.notes),
                "elements": one.element_ids,
                "words": [{"mark": run.mark, "old": run.old, "new": run.new} for run in one.runs],
            }
            for one in view.rows
        ],
    }


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


def _article(one: ArticleRating, words: Words) -> dict[str, object]:
    low, high = one.bounds or (None, None)
    mean = one.index or (None, None)
    return {
        "article": one.article.article,
        "heading": words.text(one.article.heading),
        "part": one.article.part,
        "core": one.article.core,
        "rating": one.shown,
        "rating_low": low,
        "rating_high": high,
        "computed_low": one.computed.low,
        "computed_high": one.computed.high,
        "override_reason": words.text(one.override.reason) if one.override else None,
        "elements_counted": one.computed.counted,
        "elements_known": one.computed.known,
        "elements_met": one.computed.met,
        "taken_out": one.computed.taken_out,
        "index_low": _round(mean[0]),
        "index_high": _round(mean[1]),
        "decided_by": list(one.computed.deciders),
        "reasons": [
            {"element": two.element, "name": two.name, "state": two.state, "text": two.text}
            for two in reasons(one, words)
        ],
        "elements": [_element(two, words) for two in one.standings],
    }


def _element(one: Standing, words: Words) -> dict[str, object]:
    return {
        "element": one.element.id,
        "name": words.text(one.element.name),
        "level": one.element.level,
        "weight": one.element.weight,
        "rated": one.element.rated,
        "state": one.state,
        "at_least": one.worst,
        "at_most": one.best,
        "laws_not_read": list(one.unseen),
        "citations": [
            {
                "provisions": list(two.citation.provision),
                "grade": two.citation.grade,
                "counts_as": two.grade,
                "force": two.force,
                "reason": list(two.citation.reason),
                "confidence": two.citation.confidence,
                "sources": list(two.citation.sources),
            }
            for two in one.weighed
        ],
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def safe_cell(value: object) -> object:
    """Return a value as a cell of CSV: a text that a spreadsheet would run gets an apostrophe before it."""
    text = "" if value is None else value
    return f"'{text}" if isinstance(text, str) and text[:1] in ("=", "+", "-", "@") else text
