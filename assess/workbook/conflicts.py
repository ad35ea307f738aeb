"""Conflicts kept beside a case: what a form says of records that the case has changed otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from assess.labels import labels
from assess.workbook.decide import Change
from assess.yamlfile import read, write

FILE = "conflicts.yaml"


def kept_conflicts(root: Path, form: str, conflicts: Iterable[Change]) -> dict[str, bytes]:
    """Return the file of conflicts, by its name, with those of this form in the place of the ones it had before.

    An empty mapping where nothing changes.
    """
    path = root / FILE
    there = read(path)[0].data if path.exists() else {}
    listed = there.get("conflicts", []) if isinstance(there, dict) else []
    old = [_bare(one) for one in listed if isinstance(one, dict)]
    new = [one for one in old if one.get("form") != form] + [_kept(form, one) for one in conflicts]
    if new == old:
        return {}
    text = write({"conflicts": new}, labels().workbook.conflicts.head) if new else "conflicts: []\n"
    return {FILE: text.encode()}


def _kept(form: str, one: Change) -> dict[str, object]:
    sides = {"case": one.before, "workbook": one.after}
    said = {side: {key: record[key] for key in one.columns() if record.get(key)} for side, record in sides.items()}
    data = {"form": form, "at": one.at, "table": one.table, "id": one.key, **said}
    return {key: value for key, value in data.items() if value}


def _bare(data: dict) -> dict[str, object]:
    return {key: _bare(value) if isinstance(value, dict) else value for key, value in data.items() if key != "place"}
