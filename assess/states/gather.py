"""What was asked for → a Comparison: folders found, cases read, and a refusal where they do not compare."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from assess.case import HEADER, checklist_path
from assess.instruments import load_instrument
from assess.model.instrument import Instrument
from assess.problems import NOWHERE, LexgapError, Location, Problem, nearest, problem
from assess.states.load import Check, Read, Shelf, Task, read_all
from assess.states.record import Column, Comparison

#: What tells that a folder was meant as a case even where its header is not there.
_SIGNS = (HEADER, "laws", "findings")


def cases_in(root: Path) -> list[Path]:
    """Return the case that lies at `root`, or all cases in the folders below it, by name.

    A folder that has laws or findings and no header counts as a case, so that it is told and not passed over. Raises
    LexgapError where there is none.
    """
    if not root.is_dir():
        raise LexgapError([problem("file-missing", Location(str(root)))])
    if _is_case(root):
        return [root]
    found = sorted(path for path in root.iterdir() if path.is_dir() and not path.name.startswith(".")
                   and _is_case(path))
    if not found:
        raise LexgapError([problem("states-empty", Location(str(root)))])
    return found


def _is_case(path: Path) -> bool:
    return any(os.path.exists(path / name) for name in _SIGNS)


def gather(tasks: Sequence[Task], check: Check, folder: Path, jobs: int = 1, only: Sequence[str] = (),
           strict: bool = False, reported: Iterable[str] = ()) -> Comparison:
    """Return the cases side by side; those that cannot be read are listed in it and left out.

    `only` keeps the columns of these ISO codes; `reported` are codes that are known besides. Raises LexgapError for
    codes that nobody has, for cases that do not compare (another instrument or checklist, twice the same State on the
    same day), under `strict` for any that is left out, and where none is left.
    """
    read = read_all(tasks, check, folder, jobs)
    left_out = tuple(one.left_out for one in read if one.left_out)
    if strict and left_out:
        raise LexgapError(two for one in left_out for two in one.problems)
    whole = [one for one in read if one.column]
    columns = [one for one in whole if not only or one.column.iso in only]
    faults = [*_unknown(only, {*(one.column.iso for one in whole), *reported}), *_twice(columns), *_mixed(columns)]
    if faults:
        raise LexgapError(faults)
    if not columns and left_out:
        raise LexgapError(two for one in left_out for two in one.problems)
    named = {one.key: one for one in (two.column for two in columns)}
    return Comparison(_instrument(columns), tuple(named.values()), left_out, Shelf(columns, check, folder),
                      tuple(str(year) for year in tasks[0].years) if tasks else (),
                      tasks[0].since.isoformat() if tasks and tasks[0].since else "",
                      tasks[0].language if tasks else "en", bool(tasks and tasks[0].public))


def _unknown(only: Iterable[str], known: set[str]) -> Iterator[Problem]:
    """Codes asked for that no State has."""
    for iso in only:
        if iso not in known:
            yield problem("states-unknown", NOWHERE, iso=iso, nearest=nearest(iso, sorted(known)))


def _twice(read: list[Read]) -> Iterator[Problem]:
    """Two columns of one State on one day under the same assumptions."""
    first: dict[str, str] = {}
    for one in read:
        if one.column.key in first:
            yield problem("states-twice", Location(one.task.root), key=one.column.key, first=first[one.column.key])
        first.setdefault(one.column.key, one.task.root)


def _mixed(read: list[Read]) -> Iterator[Problem]:
    """Cases made with another checklist than most, or with an older version than the one that is installed."""
    made = Counter(_made(one.column) for one in read)
    wanted = max(made, key=lambda one: made[one], default=None)
    for one in read:
        own = _made(one.column)
        installed = load_instrument(checklist_path(one.named, Path(one.task.root)))[0].version
        if own[:2] != wanted[:2] or own[1] != installed:
            other = " ".join(wanted[:2]) if own[:2] != wanted[:2] else f"{own[0]} {installed}"
            yield problem("states-checklists", Location(one.task.root), key=one.column.key, made=" ".join(own[:2]),
                          other=other)
        elif own != wanted:
            yield problem("states-checklist-files", Location(one.task.root), key=one.column.key,
                          made=" ".join(own[:2]))


def _made(column: Column) -> tuple[str, str, str]:
    return column.instrument, column.checklist, column.checklist_sha256


def _instrument(read: list[Read]) -> Instrument:
    if not read:
        return load_instrument("budapest")[0]
    return load_instrument(checklist_path(read[0].named, Path(read[0].task.root)))[0]


def with_profiles(comparison: Comparison, profiles: Iterable, digest: str, only: Sequence[str] = ()) -> Comparison:
    """Return the comparison with what is reported of States beside it."""
    kept = tuple(one for one in profiles if one.instrument == comparison.instrument.id
                 and (not only or one.iso in only))
    return replace(comparison, profiles=kept, profiles_sha256=digest)
