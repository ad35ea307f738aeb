"""The sheet that looks ahead: one row for each thing that begins after the day of the reading."""

from __future__ import annotations

from collections.abc import Iterator

from assess.country import View
from assess.country.excel_sheets import Places, names_of
from assess.country.types import CitationAnswer, LawRow, ProvisionRow
from assess.write.excel.book import A3
from assess.write.excel.table import Column, Table, Value

_COLUMNS = (
    Column("block", "text", 16),
    Column("article", "id", 8),
    Column("element", "id", 14),
    Column("name", "text", 22),
    Column("law_id", "id", 12),
    Column("law", "text", 24),
    Column("reference", "id", 15),
    Column("provision", "text", 18),
    Column("title", "text", 26),
    Column("number", "id", 9),
    Column("kind"),
    Column("gazette", "text", 20),
    Column("in_force", "short", 14),
    Column("until", "short", 14),
    Column("force", "short", 14),
    Column("mark", "mark", 9),
    Column("state", "short", 16),
    Column("text", "text", 56),
    Column("penalty", "text", 20),
    Column("elements", "text", 30),
    Column("treatment", "short", 14),
    Column("concern", "text", 36),
    Column("suggestion", "text", 36),
    Column("missing", "text", 36),
    Column("reasons", "short", 12),
    Column("quote", "text", 30),
    Column("quote_state", "text", 16),
    Column("quote_note", "text", 24),
    Column("note", "text", 36),
    Column("fate", "text", 30),
    Column("rights", "text", 30),
    Column("standing", "short", 13),
    Column("confidence"),
    Column("sources", "text", 14),
)


def ahead(view: View, places: Places) -> Table:
    """One row a law, an end, a reading, a statement, a provision and a citation of a later day."""
    rows = [tuple(row.get(one.key, "") for one in _COLUMNS) for row in _rows(view, places)]
    return Table("ahead", _COLUMNS, rows, frozen=1, paper=A3)


def _rows(view: View, places: Places) -> Iterator[dict[str, object]]:
    if view.ahead is None:
        return
    said, found = view.labels.excel.ahead, view.ahead
    yield from (_law(said.law, one) for one in found.laws)
    yield from ({"block": said.ending, "text": text} for text in found.endings)
    yield from _readings(view, places)
    yield from (
        {
            "block": said.statement,
            "title": one.topic,
            "text": one.text,
            "note": one.note,
            "confidence": one.confidence,
            "sources": one.sources,
        }
        for one in found.statements
    )
    yield from (_provision(said.provision, one, view) for one in found.provisions)
    yield from (_citation(said.citation, one, places) for one in found.citations)


def _law(block: str, one: LawRow) -> dict[str, object]:
    return {
        "block": block,
        "law_id": one.id,
        "law": one.name,
        "title": one.title,
        "number": one.number,
        "kind": one.kind,
        "gazette": one.gazette,
        "in_force": one.in_force,
        "until": one.until,
        "force": one.force,
        "note": one.note,
        "fate": one.fate,
        "rights": one.rights,
        "standing": one.standing,
        "confidence": one.confidence,
        "sources": one.sources,
    }


def _readings(view: View, places: Places) -> Iterator[dict[str, object]]:
    side = view.ahead.scenarios
    for at, title in enumerate(side.titles if side else ()):
        if at:  # the first is this reading
            yield from (
                {
                    "block": view.labels.excel.ahead.reading,
                    "title": title,
                    "text": heading,
                    "article": Value(number, None, places.to("articles", number)),
                    "mark": Value(marks[at].letter, marks[at]),
                    "state": marks[at].label,
                }
                for number, heading, marks in side.rows
            )
            yield from (
                {
                    "block": view.labels.excel.ahead.reading,
                    "title": title,
                    "text": f"{name}: {texts[at]}",
                }
                for name, texts in side.totals
            )


def _provision(block: str, one: ProvisionRow, view: View) -> dict[str, object]:
    return {
        "block": block,
        "law_id": one.law,
        "law": one.law_name,
        "reference": one.reference,
        "provision": one.provision,
        "title": one.heading,
        "force": one.force,
        "text": one.summary,
        "penalty": one.penalty,
        "elements": names_of(view, one.names),
        "treatment": one.treatment,
        "concern": one.concern,
        "suggestion": one.suggestion,
        "note": one.note,
        "standing": one.standing,
        "confidence": one.confidence,
        "sources": one.sources,
    }


def _citation(block: str, one: CitationAnswer, places: Places) -> dict[str, object]:
    return {
        "block": block,
        "article": one.article,
        "name": one.name,
        "law_id": one.law,
        "element": Value(one.element, None, places.to("elements", one.element)),
        "reference": "\n".join(one.references),
        "provision": one.provision,
        "force": one.force,
        "mark": Value(one.mark.letter, one.mark),
        "state": one.mark.label,
        "text": one.summary,
        "penalty": one.penalty,
        "missing": one.missing,
        "reasons": one.reasons,
        "quote": one.quote,
        "quote_state": one.quote_state if one.quote else "",
        "quote_note": one.quote_note,
        "note": one.note,
        "standing": one.standing,
        "confidence": one.confidence,
        "sources": one.sources,
    }
