"""A form made with an older checklist, brought under the ids that its questions have now."""

from __future__ import annotations

from dataclasses import replace

from assess.forms.fields import Record
from assess.forms.form import Base, Filled, Row
from assess.forms.records import clean
from assess.model.instrument import Instrument


def renamed(filled: Filled, instrument: Instrument) -> Filled:
    """Return a form with every id that one element has now in the place of the id that it had.

    A question that was split into several keeps its old id: an answer to it answers none of them for certain.
    """
    known = instrument.by_id()
    new: dict[str, list[str]] = {}
    for element in instrument.elements():
        for old in element.renamed_from:
            if old not in known:
                new.setdefault(old, []).append(element.id)
    names = {old: ids[0] for old, ids in new.items() if len(ids) == 1}
    if not names:
        return filled
    records: dict[tuple[str, str], Record] = {}
    for (table, key), record in filled.base.records.items():
        name = _renamed(key, names) if table in ("citations", "findings") else key
        records[table, name] = record
    return replace(
        filled,
        base=Base(filled.base.facts, records),
        rows=tuple([_row(row, names) for row in filled.rows]),
    )


def _renamed(key: str, names: dict[str, str]) -> str:
    element, sign, number = key.partition("#")
    return f"{names.get(element, element)}{sign}{number}"


def _row(row: Row, names: dict[str, str]) -> Row:
    cell = row.cells.get("element")
    if row.table != "answers" or cell is None:
        return row
    text = clean(cell.text)
    return replace(
        row,
        id=_renamed(row.id, names),
        cells=row.cells | {"element": replace(cell, text=names.get(text, cell.text))},
    )
