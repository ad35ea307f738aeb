"""Conflicts kept beside a case: what a form says of records that the case has changed otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from assess.labels import labels
from assess.model.case import Case
from assess.problems import LexgapError, problem
from assess.review.release import public
from assess.workbook.decide import Change, alike
from assess.workbook.fields import TABLES, Record, empty
from assess.workbook.form import Filled
from assess.workbook.records import citation_records, finding_record, listed_records
from assess.yamledit import Insert, Remove, Set, bare, edited
from assess.yamlfile import read, write

FILE = "conflicts.yaml"


def kept_conflicts(root: Path, case: Case, form: str, filled: Filled, conflicts: Iterable[Change]) -> dict[str, bytes]:
    """Return the file of conflicts, by its name, with those of this form added and those that are settled gone.

    `case` is the case as the import leaves it. An entry is settled when the case says what the entry says, whoever's
    form it came from; until then it stays, beside others on the same record. Its workbook side is the whole record,
    its case side what differs. An empty mapping is returned where nothing changes. Raises LexgapError where the file
    that is there cannot be read.
    """
    listed = _listed(root / FILE)
    new = {_sign(one): one for one in (_kept(form, filled, change) for change in conflicts)}
    edits: list = []
    for at, one in enumerate(listed):
        again = new.pop(_sign(one), None)
        if again is not None and again != one:
            edits.append(Set(("conflicts", at), again))
        elif again is None and _settled(one, case):
            edits.append(Remove(("conflicts", at)))
    edits += [Insert(("conflicts",), one) for one in new.values()]
    if not edits:
        return {}
    if not (root / FILE).exists():
        return {FILE: write({"conflicts": list(new.values())}, labels().workbook.conflicts.head).encode()}
    return {FILE: edited((root / FILE).read_bytes().decode("utf-8"), edits).encode()}


def _listed(path: Path) -> list:
    """Return the entries of the file, none where there is no file."""
    if not path.exists():
        return []
    document, problems = read(path)
    listed = document.data.get("conflicts", []) if isinstance(document.data, dict) else document.data
    if not problems and not isinstance(listed, list):
        problems = [problem("wrong-shape", document.place(("conflicts",)), key="conflicts", wanted="@list")]
    if problems:
        raise LexgapError(problems)
    return [bare(one) for one in listed]


def _kept(form: str, filled: Filled, one: Change) -> dict[str, object]:
    data = {"form": form, "by": filled.by, "at": one.at, "language": filled.base.facts["language"],
            "table": one.table, "id": one.key,
            "case": {key: str(one.before[key]) for key in one.columns() if one.before.get(key)},
            "workbook": {key: str(one.after[key]) for key in one.after if one.after[key]}}
    return {key: value for key, value in data.items() if value}


def _sign(one: object) -> tuple:
    """Return what tells an entry from others: whose form, which record, and what the form says of it."""
    if not isinstance(one, dict):
        return ()
    said = _side(one, "workbook") or {"provision": _side(one, "case").get("provision", "")}
    return (*(str(one.get(key, "")) for key in ("form", "by", "table", "id")), *sorted(map(str, said.items())))


def _side(one: dict, name: str) -> Record:
    side = one.get(name, {})
    return side if isinstance(side, dict) else {}


def _settled(one: object, case: Case) -> bool:
    """Return whether the case says what an entry says; an answer that was withdrawn is no longer there then."""
    if not isinstance(one, dict) or str(one.get("table")) not in TABLES:
        return False
    said, before, language = _side(one, "workbook"), _side(one, "case"), str(one.get("language", ""))
    if not said and not before:
        return False
    editions = (case, public(case, labels(language).review.withheld, language)[0])
    found = [record for edition in editions for record in _records(edition, one["table"], str(one.get("id")), language)]
    if said:
        return any(alike(record, said) for record in found)
    if one["table"] == "citations":
        return not any(record["provision"] == before.get("provision", "") for record in found)
    return all(map(empty, found))


def _records(case: Case, table: str, key: str, language: str) -> list[Record]:
    if table in ("citations", "findings"):
        finding = next((one for one in case.findings if one.element == key), None)
        return citation_records(finding, language) if table == "citations" else [finding_record(finding, language)]
    return [record for name, record in listed_records(case, language)[table].items() if name == key]
