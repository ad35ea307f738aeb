"""Conflicts kept beside a case: what a form says of records that the case has changed otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assess.base.problems import LexgapError, problem
from assess.base.text import Text
from assess.files.yamledit import Change as Edit
from assess.files.yamledit import Insert, Remove, Set, bare, edited
from assess.files.yamlfile import read, write
from assess.forms.complete import Hand
from assess.forms.decide import Change, Merge
from assess.forms.edits import Data
from assess.forms.fields import TABLES, Record, empty
from assess.forms.form import Filled
from assess.forms.origin import origin
from assess.forms.records import citation_records, finding_record, listed_records
from assess.load.labels import labels
from assess.model.case import Case
from assess.review.release import public

FILE = "conflicts.yaml"


def kept_conflicts(
    root: Path,
    cases: tuple[Case, Case],
    form: str,
    filled: Filled,
    merge: Merge,
    hand: Hand = Hand(),
) -> dict[str, bytes]:
    """Return the file of conflicts, by its name, with those of this form added and those that are settled gone.

    `cases` are the case as it is and as the import leaves it. An entry is settled when the case says what the entry
    says, whoever's form it came from; until then it stays, beside others on the same record. Both its sides are what
    differs. An empty mapping is returned where nothing changes. Raises LexgapError where the file that is there cannot
    be read.
    """
    listed = entries(root / FILE, "conflicts")
    new: dict[tuple[str, ...], Data] = {}
    for change in merge.conflicts:
        entry = _kept(cases[0], form, filled, merge, change, hand)
        new[_sign(entry)] = entry
    edits: list[Edit] = []
    for at, entry in enumerate(listed):
        again = _again(entry, new)
        if again is not None and unlike(again, entry):
            edits.append(Set(("conflicts", at), again))
        elif again is None and _settled(entry, cases[1]):
            edits.append(Remove(("conflicts", at)))
    edits += [Insert(("conflicts",), entry) for entry in new.values()]
    return with_edits(
        root / FILE, "conflicts", edits, list(new.values()), labels().workbook.conflicts.head
    )


def with_edits(
    path: Path, key: str, edits: list[Edit], new: list[Data], head: str
) -> dict[str, bytes]:
    """Return a file of entries under `key`, by its name, once it is edited or made of the new ones; {} if neither."""
    if not edits:
        return {}
    if not path.exists():
        return {path.name: write({key: new}, head).encode()}
    return {path.name: edited(path.read_bytes().decode("utf-8"), edits).encode()}


def entries(path: Path, key: str) -> list[Any]:
    """Return the entries of a file of what is not settled, none where there is no file; LexgapError for a bad one."""
    if not path.exists():
        return []
    document, problems = read(path)
    listed: Any = document.data.get(key, []) if isinstance(document.data, dict) else document.data
    if not problems and not isinstance(listed, list):
        problems = [problem("wrong-shape", document.place((key,)), key=key, wanted="@list")]
    if problems:
        raise LexgapError(problems)
    return [bare(entry) for entry in listed]


def unlike(entry: Data, other: object) -> bool:
    """Return whether two entries differ in anything but the import that they came with."""
    return _without_import(entry) != _without_import(other)


def _without_import(entry: object) -> object:
    if not isinstance(entry, dict):
        return entry
    return {key: value for key, value in entry.items() if key not in ("on", "imported_by")}


def _kept(
    case: Case, form: str, filled: Filled, merge: Merge, conflict: Change, hand: Hand
) -> Data:
    columns, before, after = conflict.columns(), conflict.before, conflict.after
    record = conflict.table, conflict.key, conflict.index
    merged = [
        change.after
        for change in merge.changes
        if before
        and change.kind == "change"  # what else it says is taken
        and (change.table, change.key, change.index) == record
    ]
    answer = {**before, **(merged[0] if merged else {})}
    data = {
        "form": form,
        "by": filled.by,
        "imported_by": hand.by,
        "at": conflict.at,
        "on": hand.on,
        "language": filled.base.facts["language"],
        "table": conflict.table,
        "id": conflict.key,
        "provision": answer.get("provision", "") if conflict.table == "citations" else "",
        "case": {key: str(before[key]) for key in columns if before.get(key)},
        "case_from": origin(case, conflict),
        "workbook": {key: str(after[key]) for key in columns if after.get(key)},
    }
    return {key: value for key, value in data.items() if value}


def _sign(entry: object) -> tuple[str, ...]:
    """Return what tells an entry from others: whose form, which row of it, and what that row says of its record.

    The provision that the case cites is none of it: it may change while the conflict stays.
    """
    if not isinstance(entry, dict):
        return ()
    typed = _side(entry, "workbook") or {"provision": _side(entry, "case").get("provision", "")}
    return (
        *(str(entry.get(key, "")) for key in ("form", "by", "table", "id", "at")),
        *sorted(map(str, typed.items())),
    )


def _again(entry: Any, new: dict[tuple[str, ...], Data]) -> Data | None:
    """Return what a kept entry is to be now that its row has come again, and take that from the new ones; else None.

    A row comes again with more of its fields in conflict, or fewer, where what the rest of it brought was taken by
    then; the entry that says more is kept.
    """
    sign = _sign(entry)
    if sign in new:
        return new.pop(sign)
    for key, other in new.items():
        if sign and key[:5] == sign[:5]:
            before, after = _whole(entry).items(), _whole(other).items()
            if before <= after or after <= before:
                del new[key]
                again: Data = other if before <= after else entry
                return again
    return None


def _whole(entry: Data) -> dict[str, str]:
    """Return what an entry's form says, field by field, fields that it has emptied too."""
    return dict.fromkeys(map(str, _side(entry, "case")), "") | {
        key: str(text) for key, text in _side(entry, "workbook").items()
    }


def _side(entry: Data, name: str) -> Record:
    side = entry.get(name, {})
    return side if isinstance(side, dict) else {}


def _settled(entry: object, case: Case) -> bool:
    """Return whether the case says what an entry says; an answer that was withdrawn is no longer there then."""
    if not isinstance(entry, dict) or str(entry.get("table")) not in TABLES:
        return False
    side, before, language = (
        _side(entry, "workbook"),
        _side(entry, "case"),
        str(entry.get("language", "")),
    )
    if not side and not before:
        return False
    editions = (case, public(case, Text(((language, labels(language).review.withheld),)))[0])
    records = [
        record
        for edition in editions
        for record in _records(edition, entry["table"], str(entry.get("id")), language)
    ]
    if entry["table"] == "citations":
        cited = str(entry.get("provision", side.get("provision", "")))
        if not side and before.get("grade"):  # the whole answer was withdrawn
            key = "provision" if before.get("provision") else "by"
            return not any(record[key] == before.get(key, "") for record in records)
        records = [
            record
            for record in records
            if record["provision"] in (cited, side.get("provision", cited))
        ]
        # one answer says it, and the one meant does not
        if any(_says(record, before, side) for record in records):
            return False
    elif not side:
        return all(map(empty, records)) or any(_says(record, side, before) for record in records)
    return any(_says(record, side, before) for record in records)


def _says(record: Record, texts: Record, before: Record) -> bool:
    return all(record.get(key, "") == str(texts.get(key, "")) for key in {*texts, *before})


def _records(case: Case, table: str, key: str, language: str) -> list[Record]:
    if table in ("citations", "findings"):
        finding = next((finding for finding in case.findings if finding.element == key), None)
        return (
            citation_records(finding, language)
            if table == "citations"
            else [finding_record(finding, language)]
        )
    return [record for name, record in listed_records(case, language)[table].items() if name == key]
