"""A comparison of States → tables as plain data: CSV, JSON, Parquet; the schema is docs/data.md."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from assess.answers import NOTHING_COUNTS, Bounds, bounds_text
from assess.base.output import replace_file
from assess.base.problems import NOWHERE, LexgapError, problem
from assess.country.export import safe_cell
from assess.load.labels import labels
from assess.speak.values import Value
from assess.speak.words import Words
from assess.states.figures import Figures
from assess.states.record import Column, Comparison

SCHEMA = "lexgap-states-2"
#: Table → column → type: text, list (of text), integer, number, flag. Every cell but a list may be empty.
TABLES: dict[str, dict[str, str]] = {
    "columns": {
        "key": "text",
        "case": "text",
        "iso": "text",
        "state": "text",
        "as_of": "text",
        "day_from": "text",
        "assume": "list",
        "stage": "text",
        "depth": "text",
        "checklist": "text",
        "rule": "text",
        "case_sha256": "text",
        "elements_known": "integer",
        "elements_counted": "integer",
        "index_low": "number",
        "index_high": "number",
        "safeguards_low": "number",
        "safeguards_high": "number",
        "undeclared": "list",
        "warnings": "integer",
        "withheld": "integer",
    },
    "articles": {
        "key": "text",
        "iso": "text",
        "state": "text",
        "as_of": "text",
        "article": "text",
        "part": "text",
        "core": "flag",
        "rating": "text",
        "rating_low": "text",
        "rating_high": "text",
        "computed_low": "text",
        "computed_high": "text",
        "override_by": "text",
        "override_reason": "text",
        "elements_counted": "integer",
        "elements_known": "integer",
        "elements_met": "integer",
        "taken_out": "integer",
        "value_low": "number",
        "value_high": "number",
        "decided_by": "list",
        "reasons": "list",
    },
    "elements": {
        "key": "text",
        "iso": "text",
        "state": "text",
        "as_of": "text",
        "element": "text",
        "name": "text",
        "article": "text",
        "level": "text",
        "weight": "text",
        "rated": "flag",
        "party_act": "flag",
        "standing": "text",
        "at_least": "text",
        "at_most": "text",
    },
    "citations": {
        "key": "text",
        "element": "text",
        "provisions": "list",
        "laws": "list",
        "grade": "text",
        "counts_as": "text",
        "force": "text",
        "assumed": "flag",
        "reason": "list",
        "missing": "text",
        "note": "text",
        "quote": "text",
        "confidence": "text",
        "sources": "list",
    },
    "sources": {
        "key": "text",
        "source": "text",
        "grade": "text",
        "address": "text",
        "holds": "text",
    },
    "statistics": {
        "key": "text",
        "iso": "text",
        "state": "text",
        "tier": "integer",
        "tiers_by_way": "list",
        "rank_best": "integer",
        "rank_worst": "integer",
        "ranks_by_way": "list",
        "score_mean_low": "number",
        "score_mean_high": "number",
        "score_geometric_low": "number",
        "score_geometric_high": "number",
        "score_weakest_low": "number",
        "score_weakest_high": "number",
        "dominates": "integer",
        "dominated": "integer",
        "left_out": "text",
    },
    "dominance": {
        "better": "text",
        "worse": "text",
        "articles": "integer",
        "strict": "integer",
        "direct": "flag",
    },
    "years": {
        "key": "text",
        "year": "text",
        "article": "text",
        "counts": "flag",
        "rating_low": "text",
        "rating_high": "text",
    },
    "changes": {
        "key": "text",
        "article": "text",
        "old_low": "text",
        "old_high": "text",
        "new_low": "text",
        "new_high": "text",
        "elements": "list",
        "laws": "list",
    },
    "reported": {
        "iso": "text",
        "article": "text",
        "law": "text",
        "provision": "text",
        "verdict": "text",
        "verdict_scope": "text",
        "as_of": "text",
        "law_status": "text",
        "link": "text",
        "source_tier": "text",
        "sources": "list",
        "note": "text",
        "source_note": "text",
    },
    "reported_treaties": {
        "iso": "text",
        "treaty": "text",
        "status": "text",
        "verified": "flag",
        "note": "text",
        "event": "text",
        "day": "text",
        "day_verified": "flag",
        "day_note": "text",
        "sources": "list",
    },
    "left_out": {"path": "text", "code": "text", "file": "text", "line": "integer"},
}
Row = dict[str, object]


def rows(name: str, comparison: Comparison, figures: Figures) -> Iterator[Row]:
    """Yield the rows of a table of TABLES, each with all its columns in order; what is not known is None."""
    columns = TABLES[name]
    for values in _ROWS[name](comparison, figures):
        yield {column: values.get(column) for column in columns}


def states_data(
    comparison: Comparison, figures: Figures, recipe: Mapping, disclaimer: str
) -> dict[str, object]:
    """Return everything as plain data: schema, disclaimer, recipe, and each table as a list of objects."""
    return {
        "schema": SCHEMA,
        "disclaimer": disclaimer,
        "recipe": recipe,
        **{name: list(rows(name, comparison, figures)) for name in TABLES},
    }


def write_states_data(
    kind: str,
    folder: Path,
    name: str,
    comparison: Comparison,
    figures: Figures,
    recipe: Mapping,
    disclaimer: str,
) -> list[Path]:
    """Write the tables as `csv` or `parquet` (a file a table) or as `json` (one file); return the paths.

    Raises LexgapError for a file that cannot be written, and for Parquet where pyarrow is not installed.
    """
    if kind == "json":
        text = json.dumps(
            states_data(comparison, figures, recipe, disclaimer), ensure_ascii=False, indent=1
        )
        return [_put(folder / f"{name}.json", text.encode())]
    if kind == "csv":
        written = [
            _put(folder / f"{name}.{table}.csv", csv_text(table, comparison, figures).encode())
            for table in TABLES
        ]
        head = {"schema": SCHEMA, "disclaimer": disclaimer, "recipe": recipe}
        text = json.dumps(head, ensure_ascii=False, indent=1)
        return [*written, _put(folder / f"{name}.recipe.json", text.encode())]
    return [
        _put_parquet(
            folder / f"{name}.{table}.parquet", table, comparison, figures, recipe, disclaimer
        )
        for table in TABLES
    ]


def csv_text(name: str, comparison: Comparison, figures: Figures) -> str:
    """Return a table as CSV; lists are joined by `; `, and cells that a spreadsheet would run are quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(TABLES[name])
    for row in rows(name, comparison, figures):
        writer.writerow(
            [safe_cell("; ".join(one) if isinstance(one, list) else one) for one in row.values()]
        )
    return out.getvalue()


def _put(path: Path, content: bytes) -> Path:
    replace_file(path, lambda file: file.write(content))
    return path


def _put_parquet(
    path: Path,
    name: str,
    comparison: Comparison,
    figures: Figures,
    recipe: Mapping,
    disclaimer: str,
) -> Path:
    try:
        import pyarrow as pa
        from pyarrow.parquet import write_table
    except ImportError as fault:
        raise LexgapError(
            [problem("library-missing", NOWHERE, name="pyarrow", extra="compare")]
        ) from fault
    types = {
        "text": pa.string(),
        "list": pa.list_(pa.string()),
        "integer": pa.int64(),
        "number": pa.float64(),
        "flag": pa.bool_(),
    }
    schema = pa.schema(
        [(column, types[kind]) for column, kind in TABLES[name].items()],
        {
            "schema": SCHEMA,
            "table": name,
            "disclaimer": disclaimer,
            "recipe": json.dumps(recipe, ensure_ascii=False),
        },
    )
    table = pa.Table.from_pylist(list(rows(name, comparison, figures)), schema)
    replace_file(path, lambda file: write_table(table, file))
    return path


# --- the rows of each table ------------------------------------------------------------------------------------------


def _words(comparison: Comparison) -> Words:
    """Return the words of the language in which data are told: that which leads."""
    language = comparison.languages[0]
    return Words(labels(language), language)


def _state(one: Column, words: Words) -> Row:
    return {
        "key": one.key,
        "iso": one.iso,
        "state": words.text(one.name),
        "as_of": one.as_of.isoformat(),
    }


def _said(value: Value, words: Words) -> str | None:
    """Return a value in words; None where nothing is said."""
    return words.say(value) or None


def _ends(bounds: Bounds, low: str, high: str) -> Row:
    return {low: bounds[0] if bounds else None, high: bounds[1] if bounds else None}


def _columns(comparison: Comparison, _: Figures) -> Iterator[Row]:
    words = _words(comparison)
    for one in comparison.columns:
        index, guards = one.index, one.safeguards
        yield {
            **_state(one, words),
            "case": one.case,
            "day_from": one.day_from,
            "assume": list(one.assume),
            "stage": one.stage,
            "depth": one.depth,
            "checklist": one.checklist,
            "rule": one.rule,
            "case_sha256": one.case_sha256,
            "undeclared": [element for element, _ in one.undeclared],
            "elements_known": one.known,
            "elements_counted": one.counted,
            "index_low": index.low if index.told else None,
            "index_high": index.high if index.told else None,
            "safeguards_low": guards.low if guards.told else None,
            "safeguards_high": guards.high if guards.told else None,
            "warnings": one.warnings,
            "withheld": one.withheld,
        }


def _articles(comparison: Comparison, _: Figures) -> Iterator[Row]:
    words = _words(comparison)
    for one in comparison.columns:
        for article, two in zip(comparison.instrument.articles, one.articles):
            value = two.mean or (None, None)
            yield {
                **_state(one, words),
                "article": two.number,
                "part": article.part,
                "core": article.core,
                "rating": bounds_text(two.bounds),
                **_ends(two.bounds, "rating_low", "rating_high"),
                **_ends(two.rule_bounds, "computed_low", "computed_high"),
                "override_by": two.override_by or None,
                "override_reason": _said(two.override_reason, words),
                "elements_counted": two.counted,
                "elements_known": two.known,
                "elements_met": two.met,
                "taken_out": two.taken_out,
                "value_low": value[0],
                "value_high": value[1],
                "decided_by": list(two.deciders),
                "reasons": [
                    ": ".join(filter(None, (words.say(reason.name), words.say(reason.text))))
                    for reason in two.reasons
                ],
            }


def _elements(comparison: Comparison, _: Figures) -> Iterator[Row]:
    elements, words = comparison.instrument.elements(), _words(comparison)
    names = {element.id: _said(element.name, words) for element in elements}
    for one in comparison.columns:
        for two in elements:
            state, worst, best = one.states[two.id]
            yield {
                **_state(one, words),
                "element": two.id,
                "name": names[two.id],
                "article": two.article,
                "level": two.level,
                "weight": two.weight,
                "rated": two.rated,
                "party_act": two.party_act,
                "standing": state,
                "at_least": worst,
                "at_most": best,
            }


def _citations(comparison: Comparison, _: Figures) -> Iterator[Row]:
    words = _words(comparison)
    for one in comparison.columns:
        for element in comparison.details[one.key].elements:
            for two in element.cited:
                laws = [words.say(provision.law_name) for provision in two.provisions]
                yield {
                    "key": one.key,
                    "element": element.id,
                    "provisions": list(two.references),
                    "laws": list(dict.fromkeys(laws)),
                    "grade": two.grade,
                    "counts_as": two.counts_as,
                    "force": two.force_key,
                    "assumed": two.assumed,
                    "reason": list(two.reason_keys),
                    "missing": _said(two.lacks, words),
                    "note": _said(two.note, words),
                    "quote": _said(two.quoted, words),
                    "confidence": two.confidence_key,
                    "sources": list(two.source_keys),
                }


def _sources(comparison: Comparison, _: Figures) -> Iterator[Row]:
    words = _words(comparison)
    for one in comparison.columns:
        for key, two in comparison.details[one.key].sources.items():
            yield {
                "key": one.key,
                "source": key,
                "grade": two.grade,
                "address": two.address.get(words.language)[0],
                "holds": words.text(two.holds),
            }


def _statistics(comparison: Comparison, figures: Figures) -> Iterator[Row]:
    ranking, order, words = figures.ranking, figures.dominance, _words(comparison)
    for place, one in enumerate(comparison.columns):
        row: Row = {
            "key": one.key,
            "iso": one.iso,
            "state": words.text(one.name),
            "tiers_by_way": [],
            "ranks_by_way": [],
            "dominates": order.dominates[place],
            "dominated": order.dominated[place],
            "left_out": ranking.left_out.get(place),
        }
        rank = ranking.ranks.get(place)
        if rank:
            row |= {
                "tier": rank.tier,
                "tiers_by_way": [str(two) for two in rank.tier_by_way],
                "rank_best": rank.best,
                "rank_worst": rank.worst,
                "ranks_by_way": [f"{low}-{high}" for low, high in rank.by_way],
            }
            for way, (low, high) in zip(("mean", "geometric", "weakest"), rank.scores, strict=True):
                row |= {f"score_{way}_low": low, f"score_{way}_high": high}
        yield row


def _dominance(comparison: Comparison, figures: Figures) -> Iterator[Row]:
    keys = [one.key for one in comparison.columns]
    for one in figures.dominance.pairs:
        yield {
            "better": keys[one.better],
            "worse": keys[one.worse],
            "articles": one.articles,
            "strict": one.strict,
            "direct": one.direct,
        }


def _years(comparison: Comparison, _: Figures) -> Iterator[Row]:
    for one in comparison.columns:
        for year, ratings in one.years.items():
            for article, bounds in zip(comparison.numbers, ratings):
                yield {
                    "key": one.key,
                    "year": year,
                    "article": article,
                    "counts": bounds != NOTHING_COUNTS,
                    **_ends(bounds, "rating_low", "rating_high"),
                }


def _changes(comparison: Comparison, _: Figures) -> Iterator[Row]:
    words = _words(comparison)
    for one in comparison.columns:
        for two in one.changes:
            yield {
                "key": one.key,
                "article": two.article,
                **_ends(two.old, "old_low", "old_high"),
                **_ends(two.new, "new_low", "new_high"),
                "elements": [f"{moved.id}: {moved.old} > {moved.new}" for moved in two.elements],
                "laws": [f"{words.say(law.name)}: {law.old} > {law.new}" for law in two.laws],
            }


def _reported(comparison: Comparison, _: Figures) -> Iterator[Row]:
    said = _words(comparison).text
    for one in comparison.profiles:
        for two in one.provisions:
            named = {
                name: getattr(two, name) or None
                for name in TABLES["reported"]
                if name not in ("iso", "sources")
            }
            notes = {
                name: said(named[name]) if named[name] else None for name in ("note", "source_note")
            }
            yield {**named, **notes, "iso": one.iso, "sources": list(two.source)}


def _reported_treaties(comparison: Comparison, _: Figures) -> Iterator[Row]:
    said = _words(comparison).text
    for one in comparison.profiles:
        sources = [
            " – ".join(filter(None, (two.address, said(two.note)))) for two in one.treaty_sources
        ]
        for two in one.treaties:
            row = {
                "iso": one.iso,
                "treaty": two.treaty,
                "status": two.status,
                "verified": two.verified,
                "note": said(two.note) or None,
                "sources": sources,
            }
            for date in two.dates:
                yield row | {
                    "event": date.event,
                    "day": date.day,
                    "day_verified": date.verified,
                    "day_note": said(date.note) or None,
                }
            if not two.dates:
                yield row


def _left_out(comparison: Comparison, _: Figures) -> Iterator[Row]:
    for one in comparison.left_out:
        yield from ({"path": one.path, "code": code} for code in one.withheld)
        for two in () if one.withheld else one.problems:
            yield {"path": one.path, "code": two.code, "file": two.at.path, "line": two.at.line}


_ROWS = {
    "columns": _columns,
    "articles": _articles,
    "elements": _elements,
    "citations": _citations,
    "sources": _sources,
    "statistics": _statistics,
    "dominance": _dominance,
    "years": _years,
    "changes": _changes,
    "reported": _reported,
    "reported_treaties": _reported_treaties,
    "left_out": _left_out,
}
