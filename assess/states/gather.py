"""What was asked for → a Comparison: folders found, cases read, and a refusal where they do not compare."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from assess.base.problems import NOWHERE, LexgapError, Location, Problem, nearest, problem
from assess.load.cases import HEADER, checklist_path
from assess.load.instruments import load_instrument
from assess.model.instrument import Instrument
from assess.states.load import Check, Read, Shelf, Task, read_all
from assess.states.record import Column, Comparison, LeftOut

#: What tells that a folder was meant as a case even where its header is not there.
_SIGNS = (HEADER, "laws", "findings")
_DEEPEST = 8  # folders within folders in which cases are looked for
_WIDEST = 100_000  # folders that are looked into
_SHOWN = 3  # problems of a case that is left out


def cases_in(root: Path) -> list[Path]:
    """Return the case that lies at `root`, or all cases in the folders below it, however deep, in the order of names.

    A folder in which nothing is a case is among them, since it may be meant as one: reading it will tell what it
    lacks, and nothing is passed over in silence. Folders whose names begin with a dot are. Where there is no case at
    all, `root` stands for it. Raises LexgapError where there is no such folder, or no end of folders.
    """
    if not root.is_dir():
        raise LexgapError([problem("file-missing", Location(str(root)))])
    left = [_WIDEST]
    found, _ = _within(root, left, (os.path.realpath(root),))
    if left[0] < 0:
        raise LexgapError([problem("states-wide", Location(str(root)), most=_WIDEST)])
    return found


def _within(path: Path, left: list[int], above: tuple[str, ...]) -> tuple[list[Path], bool]:
    """Return the cases in a folder, or itself where there are none, and whether there are any.

    `left` holds how many folders may still be looked into, `above` the real paths on the way here, since a link may
    lead back.
    """
    left[0] -= 1
    if any(os.path.exists(path / name) for name in _SIGNS):
        return [path], True
    found, some = [], False
    for inner in _folders(path) if len(above) <= _DEEPEST and left[0] >= 0 else ():
        real = os.path.realpath(inner)
        listed, cases = (
            _within(inner, left, (*above, real)) if real not in above else ([inner], False)
        )
        found, some = found + listed, some or cases
    return (found, True) if some else ([path], False)


def _folders(path: Path) -> list[Path]:
    try:
        return sorted(
            one for one in path.iterdir() if one.is_dir() and not one.name.startswith(".")
        )
    except OSError:  # reading it as a case will say why
        return []


def gather(
    tasks: Sequence[Task],
    check: Check,
    folder: Path | None,
    jobs: int = 1,
    only: Sequence[str] = (),
    strict: bool = False,
    reported: Iterable[str] = (),
    none: Task = Task("", None, date.max),
) -> Comparison:
    """Return the cases side by side; those that cannot be read are listed in it and left out.

    What was read is kept in `folder`, if there is one. `only` keeps the columns of these ISO codes; `reported` are
    codes that are known besides; `none` says language and edition where there is no case.

    Raises LexgapError for codes that nobody has, for cases that do not compare (another instrument or checklist, twice
    the same State on the same day), under `strict` for any that is left out, and where none is left; of each case left
    out with its first problems.
    """
    read = read_all(tasks, check, folder, jobs)
    left_out = tuple(one.left_out for one in read if one.left_out)
    if strict and left_out:
        raise LexgapError(two for one in left_out for two in first_problems(one))
    whole = [one for one in read if one.column]
    columns = [one for one in whole if not only or one.column.iso in only]
    faults = [
        *_unknown(only, {*(one.column.iso for one in whole), *reported}),
        *_twice(columns),
        *_mixed(columns),
    ]
    if faults:
        raise LexgapError(faults)
    if not columns and left_out:
        raise LexgapError(two for one in left_out for two in first_problems(one))
    first = tasks[0] if tasks else none
    return Comparison(
        _instrument(columns),
        tuple(one.column for one in columns),
        tuple(map(_nameless, left_out)) if first.public else left_out,
        Shelf(columns, check, folder),
        tuple(str(year) for year in first.years),
        first.since.isoformat() if first.since else "",
        first.language,
        first.public,
        ahead=tuple(
            one.column.key for one in columns if one.column.as_of > first.today.isoformat()
        ),
    )


def first_problems(one: LeftOut) -> Iterator[Problem]:
    """Yield the first problems of a case, and then how many there are besides."""
    yield from one.problems[:_SHOWN]
    if len(one.problems) > _SHOWN:
        yield problem(
            "states-more", Location(one.path), number=len(one.problems) - _SHOWN, path=one.path
        )


def _nameless(one: LeftOut) -> LeftOut:
    """Return what a public edition may say of a case that is left out: messages repeat words of the case, and paths."""
    name = os.path.basename(os.path.abspath(one.path))
    kinds = [f"{code} ({number})" for code, number in Counter(one.codes).items()]
    return LeftOut(
        name, (problem("states-withheld", NOWHERE, number=len(one.codes), kinds=kinds),), one.codes
    )


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
            yield problem(
                "states-twice",
                Location(one.task.root),
                key=one.column.key,
                first=first[one.column.key],
            )
        first.setdefault(one.column.key, one.task.root)


def _mixed(read: list[Read]) -> Iterator[Problem]:
    """Cases of another instrument than most, or by another version of its checklist or rule than the installed one.

    Only the installed version can be compared, so it is what the others are told to be brought to, however many of
    them there are.
    """
    installed = [_installed(one) for one in read]
    listed = list(zip(map(_made, (one.column for one in read)), installed))
    made, instruments = Counter(own for own, _ in listed), Counter(own[0] for own, _ in listed)
    wanted, target = max(
        listed,
        key=lambda one: (instruments[one[0][0]], one[0][1:3] == one[1], made[one[0]]),
        default=(None, ("", "")),
    )
    for one, (own, version) in zip(read, listed):
        if own[:3] != (wanted[0], *target) or own[1:3] != version:
            other = (
                (own[0], *version)
                if own[0] == wanted[0] and own[1:3] != version
                else (wanted[0], *target)
            )
            yield problem(
                "states-checklists",
                Location(one.task.root),
                key=one.column.key,
                made=_said(own, own[2] != other[2]),
                other=_said(other, own[2] != other[2]),
            )
        elif own != wanted:
            yield problem(
                "states-checklist-files",
                Location(one.task.root),
                key=one.column.key,
                made=_said(own, False),
            )


def _made(column: Column) -> tuple[str, str, str, str]:
    return column.instrument, column.checklist, column.rule, column.checklist_sha256


def _installed(read: Read) -> tuple[str, str]:
    """Return the version of the checklist that a case names, and of the rating rule, as they are installed."""
    instrument = load_instrument(checklist_path(read.named, Path(read.task.root)), ())[0]
    return instrument.version, instrument.scale.rule


def _said(made: tuple[str, ...], ruled: bool) -> str:
    """Return a checklist with its version, and with that of the rule where it is the rule that differs."""
    return f"{made[0]} {made[1]} / {made[2]}" if ruled else f"{made[0]} {made[1]}"


def _instrument(read: list[Read]) -> Instrument:
    """Return the instrument in all its languages, since a case may name it in any."""
    return load_instrument(
        checklist_path(read[0].named, Path(read[0].task.root)) if read else "budapest"
    )[0]


def with_profiles(
    comparison: Comparison, profiles: Iterable, digest: str, only: Sequence[str] = ()
) -> Comparison:
    """Return the comparison with what is reported of States beside it."""
    kept = tuple(
        one
        for one in profiles
        if one.instrument == comparison.instrument.id and (not only or one.iso in only)
    )
    return replace(comparison, profiles=kept, profiles_sha256=digest)
