"""What happens to one record of which three states are known: as exported, in the case now, and in the form."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from assess.base.problems import Location, Problem
from assess.forms.fields import TABLES, Foreign, Record, empty
from assess.forms.form import Row

#: What an answer is: once both sides changed it, differently, none of its parts is mixed with those of the other side.
_ANSWER = ("grade", "provision")
_PARTS = frozenset((*_ANSWER, "missing", "reason", "quote", "laws", "on", "by"))


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
    index: int = -1  # of an answer among those that the case has for the element

    def columns(self) -> list[str]:
        """Return the columns that differ."""
        return [
            column.key
            for column in TABLES[self.table].columns
            if self.before.get(column.key, "") != self.after.get(column.key, "")
        ]


@dataclass(frozen=True)
class Merge:
    """What a form brings: changes to be made, conflicts that change nothing, and what cannot be taken."""

    changes: tuple[Change, ...]
    conflicts: tuple[Change, ...]
    refused: tuple[Problem, ...]
    # table and key of what the form says and was read without fault
    touched: frozenset[tuple[str, str]] = frozenset()
    #: Where a row stands → its record.
    keys: dict[str, str] = field(default_factory=dict, compare=False)


def outcomes(
    base: Record, ours: Record | None, theirs: Record, by_field: bool = True
) -> list[tuple[str, Record]]:
    """Return what happens to a record: add, change, remove or conflict, each with the record as it then would be.

    `ours` is the case now, as `in_tongue` gives it, None where it has no such record. What both sides did alike, and
    what only the case did, asks for nothing; what only the form did is taken, field by field; a field that both changed
    otherwise is a conflict, and so is an answer that one side withdrew and the other changed. Without `by_field`, where
    it is not sure that `ours` is what became of `base`, the record is a conflict as a whole.
    """
    if alike(theirs, base) or (ours is not None and alike(theirs, ours)):
        return []
    if ours is None:
        return [] if empty(theirs) else [("add" if empty(base) else "conflict", theirs)]
    if alike(ours, base):
        return [("remove" if empty(theirs) else "change", theirs)]
    news = {key for key in theirs if theirs[key] not in (base.get(key, ""), ours.get(key, ""))}
    if empty(theirs) or news and not by_field:
        return [("conflict", theirs)]
    return _by_field(base, ours, theirs, news)


def _by_field(
    base: Record, ours: Record, theirs: Record, news: set[str]
) -> list[tuple[str, Record]]:
    clash = {key for key in news if ours.get(key, "") != base.get(key, "")}
    if all(
        _unlike(texts, wordings, _ANSWER)
        for texts, wordings in ((base, ours), (base, theirs), (ours, theirs))
    ):
        clash |= news & _PARTS
    merged = ours | {key: theirs[key] for key in news - clash}
    pairs = [("change", merged)] if news - clash else []
    return pairs + ([("conflict", ours | {key: theirs[key] for key in clash})] if clash else [])


def _unlike(record: Record, other: Record, keys: Collection[str]) -> bool:
    return any(record.get(key, "") != other.get(key, "") for key in keys)


def in_tongue(ours: Record, base: Record) -> Record:
    """Return a record of the case without texts that stand in for one that the form showed in another language.

    So a text that was taken out of a case is not there, though the case still has it in other languages.
    """
    return {
        key: ""
        if isinstance(text, Foreign) and base.get(key) and _language(base[key]) != text.language
        else text
        for key, text in ours.items()
    }


def _language(text: str) -> str:
    return text.language if isinstance(text, Foreign) else ""


def settled(merge: Merge, take: Collection[str]) -> Merge:
    """Return a merge in which the conflicts of the named records are changes: the fields of the form are taken."""
    changes = list(merge.changes)
    for conflict in merge.conflicts:
        if conflict.key not in take:
            continue
        kind = "add" if empty(conflict.before) else "remove" if _withdrawn(conflict) else "change"
        at = next(
            (
                at
                for at, change in enumerate(changes)
                if kind == change.kind == "change"
                and conflict.before
                and (conflict.table, conflict.key, conflict.index)
                == (change.table, change.key, change.index)
            ),
            None,
        )
        if at is None:
            changes.append(replace(conflict, kind=kind))
        else:
            both = changes[at].after | {
                key: conflict.after.get(key, "") for key in conflict.columns()
            }
            changes[at] = replace(changes[at], after=both)
    left = tuple(change for change in merge.conflicts if change.key not in take)
    return replace(merge, changes=tuple(changes), conflicts=left)


def _withdrawn(change: Change) -> bool:
    return change.table == "citations" and empty(change.after)


def alike(record: Record, other: Record) -> bool:
    """Return whether two records say the same; a column that one lacks is empty."""
    return all(record.get(key, "") == other.get(key, "") for key in {*record, *other})


def place(file: str, row: Row, column: str) -> Location:
    """Return where a column of a row stands."""
    return Location(file, cell=row.cells[column].at if column in row.cells else row.at)
