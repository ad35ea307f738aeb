"""Rows of a form that were refused, kept beside the case until a later form answers them or somebody drops them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from assess.base.problems import Location, Problem, as_data, problem
from assess.files.yamledit import Change as Edit
from assess.files.yamledit import Insert, Remove, Set
from assess.forms.complete import Hand
from assess.forms.conflicts import entries, unlike, with_edits
from assess.forms.decide import Change, Merge
from assess.forms.fields import TABLES
from assess.forms.form import Filled, Row
from assess.forms.records import clean, shown
from assess.load.labels import labels
from assess.model.instrument import Instrument

FILE = "refused.yaml"
_KEY = "refused"
_CELL = re.compile(r"![A-Z]+(?=\d+$)")


@dataclass
class Refused:
    """One row, or one sheet, that was refused: what it is about, and every reason."""

    table: str = ""  # answers, or that of the record; empty for a sheet
    id: str = ""  # element or record
    at: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    why: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def refused_rows(filled: Filled, merge: Merge, language: str) -> list[Refused]:
    """Return the rows that the problems of a merge are about, each once, with what was typed into them."""
    rows: dict[str, Row] = {}
    for row in filled.rows:
        rows.setdefault(row.at, row)
    listed: dict[str, Refused] = {}
    for fault in merge.refused:
        own = rows.get(_CELL.sub("!", fault.at.cell))
        at = own.at if own else fault.at.cell
        if at not in listed:
            name = merge.keys.get(at) or _name(own) if own else ""
            listed[at] = (
                Refused(own.table, name, at, _typed(filled, own, name)) if own else _lost(at)
            )
        listed[at].problems.append(fault)
        listed[at].why.append(str(as_data(fault, labels(language).problems)["cause"]))
    return list(listed.values())


def _lost(at: str) -> Refused:
    """Return what a problem is about whose row was not read: an answer that its hidden id names, or a whole sheet."""
    element = at.rpartition("#")[0]
    return Refused("answers", element, at) if element else Refused(at=at)


def _name(row: Row) -> str:
    """Return what a row is about, as it was typed: an element, an article, the key of a record."""
    if row.table == "answers":
        return clean(row.cells["element"].text) or row.id.rpartition("#")[0]
    cells = (row.cells.get(key) for key in TABLES[row.table].key)
    return ":".join(" ".join(clean(cell.text).split()) for cell in cells if cell)


def _typed(filled: Filled, row: Row, name: str) -> dict[str, str]:
    """Return what was typed into a row and is not as it was exported."""
    language, texts = filled.base.facts["language"], {}
    element = row.id.rpartition("#")[0]
    keys = (
        (("citations", row.id), ("findings", element if row.id.endswith("#1") else ""))
        if row.table == "answers"
        else ((row.table, name),)
    )
    for table, key in keys:
        record = filled.base.records.get((table, key), {})
        for column in TABLES[table].columns:
            cell = row.cells.get(column.key)
            text = clean(cell.text) if cell else ""
            if text and text != clean(shown(record.get(column.key, ""), column, labels(language))):
                texts[column.key] = text
    return texts


def kept_rows(root: Path, form: str, filled: Filled, merge: Merge, hand: Hand) -> dict[str, bytes]:
    """Return the file of refused rows, by its name, with those of this form in it and those that it answers gone.

    An entry is settled by any form that says something on the same element or record and is read without fault; and
    by the same form of the same person, once what was refused is no longer in it. Where nobody is named in a form, that
    holds for whole sheets alone, since two forms may have one name. An empty mapping is returned where nothing changes.
    Raises LexgapError where the file that is there cannot be read.
    """
    by, language = filled.by, filled.base.facts["language"]
    new = {}
    for refusal in refused_rows(filled, merge, language):
        data = {
            "form": form,
            "by": by,
            "imported_by": hand.by,
            "at": refusal.at,
            "on": hand.on,
            "table": refusal.table,
            "id": refusal.id,
            "typed": refusal.typed,
            "why": " ".join(dict.fromkeys(refusal.why)),
        }
        new[_sign(data)] = {key: value for key, value in data.items() if value}
    answered = {(_table(table), key) for table, key in merge.touched}
    edits: list[Edit] = []
    for at, entry in enumerate(entries(root / FILE, _KEY)):
        again = new.pop(_sign(entry), None)
        if again is not None:
            edits += [Set((_KEY, at), again)] if unlike(again, entry) else []
        elif _settled(entry, answered) or _mended(entry, form, by, {row.at for row in filled.rows}):
            edits.append(Remove((_KEY, at)))
    edits += [Insert((_KEY,), texts) for texts in new.values()]
    return with_edits(root / FILE, _KEY, edits, list(new.values()), labels().workbook.refused.head)


def _table(name: str) -> str:
    return "answers" if name == "citations" else name


def _sign(entry: object) -> tuple[str, ...]:
    """Return what tells an entry from others: whose form, and which row of it."""
    return (
        tuple(str(entry.get(key, "")) for key in ("form", "by", "at", "table", "id"))
        if isinstance(entry, dict)
        else ()
    )


def _settled(entry: object, answered: set[tuple[str, str]]) -> bool:
    return (
        isinstance(entry, dict)
        and (str(entry.get("table", "")), str(entry.get("id", ""))) in answered
    )


def _mended(entry: object, form: str, by: str, there: set[str]) -> bool:
    """Return whether an entry is of this form and its row is no longer refused; of a row, where its author is named."""
    if not isinstance(entry, dict) or (str(entry.get("form", "")), str(entry.get("by", ""))) != (
        form,
        by,
    ):
        return False
    return not entry.get("table") or bool(by) and str(entry.get("at", "")) in there


def held(merge: Merge, filled: Filled, instrument: Instrument, file: str) -> Merge:
    """Return a merge in which no law is marked as read for an article on which an answer of the form was refused."""
    numbers = instrument.numbers()
    articles = {
        instrument.article_of(instrument.id_of(row.id))
        for row in refused_rows(filled, merge, filled.base.facts["language"])
        if row.table == "answers"
    }
    if any(fault.code in ("rows-exchanged", "sheet-unread") for fault in merge.refused):
        articles |= {*numbers}
    changes, faults = [], []
    for change in merge.changes:
        marks = _new_marks(change) if change.table == "laws" else set()
        of_marks = {*numbers} if "all" in marks else set(map(instrument.article_of, marks))
        hit = [number for number in numbers if number in articles & of_marks]
        if hit:
            faults.append(
                problem(
                    "law-row-waits",
                    Location(file, cell=change.cells.get("examined", change.at)),
                    law=change.key,
                    articles=hit,
                )
            )
            change = _unmarked(change)
        changes += [change] if change.columns() else []
    return replace(merge, changes=tuple(changes), refused=(*merge.refused, *faults))


def _new_marks(change: Change) -> set[str]:
    before, after = (
        set(filter(None, side.get("examined", "").split(", ")))
        for side in (change.before, change.after)
    )
    return after - before


def _unmarked(change: Change) -> Change:
    return replace(change, after=change.after | {"examined": change.before.get("examined", "")})
