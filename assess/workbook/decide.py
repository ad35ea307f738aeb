"""What happens to one record of which three states are known: as exported, in the case now, and in the form."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from assess.problems import Location, Problem
from assess.workbook.fields import TABLES, Foreign, Record, empty
from assess.workbook.form import Row


@dataclass(frozen=True)
class Change:
    """What a form changes in one record: before is the case as it is, after what the form says."""

    kind: str  # add, change, remove, conflict
    table: str
    key: str  # of the record; of a citation or finding, its element
    before: Record
    after: Record
    at: str  # Offences!12
    cells: dict[str, str] = field(default_factory=dict)  # column → Offences!F12
    index: int = -1  # of a citation among those that the case has for the element

    def columns(self) -> list[str]:
        """Return the columns that differ."""
        return [one.key for one in TABLES[self.table].columns
                if self.before.get(one.key, "") != self.after.get(one.key, "")]


@dataclass(frozen=True)
class Merge:
    """What a form brings: changes to be made, conflicts that change nothing, and what cannot be taken."""

    changes: tuple[Change, ...]
    conflicts: tuple[Change, ...]
    refused: tuple[Problem, ...]


def decided(base: Record, ours: Record | None, theirs: Record) -> str:
    """Return what happens to a record: `""` for nothing, add, change, remove, or conflict.

    `ours` is the case now, None where it has no such record. What both sides did alike, and what only the case did,
    asks for nothing; what only the form did is taken; all else is a conflict. `ours` is as `in_tongue` gives it.
    """
    if alike(theirs, base) or (ours is not None and alike(theirs, ours)):
        return ""
    if ours is None:
        return "" if empty(theirs) else "add" if empty(base) else "conflict"
    if not alike(ours, base):
        return "conflict"
    return "remove" if empty(theirs) else "change"


def in_tongue(ours: Record, base: Record) -> Record:
    """Return a record of the case without texts that stand in for one that the form showed in another language.

    So a text that was taken out of a case is not there, though the case still has it in other languages.
    """
    return {key: "" if isinstance(text, Foreign) and base.get(key) and _language(base[key]) != text.language else text
            for key, text in ours.items()}


def _language(text: str) -> str:
    return text.language if isinstance(text, Foreign) else ""


def settled(found: Merge, take: Collection[str]) -> Merge:
    """Return a merge in which the conflicts of the named records are changes: the form's side is taken."""
    taken = [one for one in found.conflicts if one.key in take]
    changes = (replace(one, kind="add" if empty(one.before) else "remove" if _withdrawn(one) else "change")
               for one in taken)
    return replace(found, changes=(*found.changes, *changes),
                   conflicts=tuple(one for one in found.conflicts if one.key not in take))


def _withdrawn(one: Change) -> bool:
    return one.table == "citations" and empty(one.after)


def alike(one: Record, other: Record) -> bool:
    """Return whether two records say the same; a column that one lacks is empty."""
    return all(one.get(key, "") == other.get(key, "") for key in {*one, *other})


def place(file: str, row: Row, column: str) -> Location:
    """Return where a column of a row stands."""
    return Location(file, cell=row.cells[column].at if column in row.cells else row.at)
