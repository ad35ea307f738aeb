"""Answers that changed places in a form, as when they are sorted without their questions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assess.forms.fields import CITATIONS
from assess.forms.form import Base, Row
from assess.forms.values import Values

_LEAST = 2  # rows that hold what another one held
Said = tuple[str, ...]


@dataclass(frozen=True)
class _Line:
    row: Row
    was: Said  # what was exported in it
    now: Said


def exchanged(rows: Iterable[Row], base: Base, values: Values) -> dict[str, list[Row]]:
    """Return, by sheet, every changed row of a sheet in which answers changed places, none of any other.

    An answer has changed place where a row holds what another row of the sheet held when the form was exported, and
    that other row holds something else now. A single one may be meant so; of two, nobody can tell.
    """
    sheets: dict[str, list[_Line]] = {}
    for row in rows:
        record = base.records.get(("citations", row.id))
        if record is not None:
            now = values.read(CITATIONS, row.cells, record)[0]
            sheets.setdefault(row.at.rpartition("!")[0], []).append(
                _Line(row, _shown(record), _shown(now))
            )
    own_rows = {
        name: [line.row for line in lines if line.now != line.was]
        for name, lines in sheets.items()
        if _moved(lines) >= _LEAST
    }
    return own_rows


def _shown(record: dict[str, str]) -> Said:
    return tuple(record.get(column.key, "") for column in CITATIONS.columns)


def _moved(lines: list[_Line]) -> int:
    left = {line.was for line in lines if line.now != line.was and any(line.was)}
    kept = {line.was for line in lines if line.now == line.was}
    return sum(line.now != line.was and line.now in left - kept for line in lines)
