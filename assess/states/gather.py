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
    paths, _ = _within(root, left, (os.path.realpath(root),))
    if left[0] < 0:
        raise LexgapError([problem("states-wide", Location(str(root)), most=_WIDEST)])
    return paths


def _within(path: Path, left: list[int], above: tuple[str, ...]) -> tuple[list[Path], bool]:
    """Return the cases in a folder, or itself where there are none, and whether there are any.

    `left` holds how many folders may still be looked into, `above` the real paths on the way here, since a link may
    lead back.
    """
    left[0] -= 1
    if any(os.path.exists(path / name) for name in _SIGNS):
        return [path], True
    paths: list[Path] = []
    some = False
    for inner in _folders(path) if len(above) <= _DEEPEST and left[0] >= 0 else ():
        real = os.path.realpath(inner)
        listed, cases = (
            _within(inner, left, (*above, real)) if real not in above else ([inner], False)
        )
        paths, some = paths + listed, some or cases
    return (paths, True) if some else ([path], False)


def _folders(path: Path) -> list[Path]:
    try:
        return sorted(
            path for path in path.iterdir() if path.is_dir() and not path.name.startswith(".")
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
    left_out = tuple(entry for entry in read if isinstance(entry, LeftOut))
    whole = [entry for entry in read if isinstance(entry, Read)]
    columns = [entry for entry in whole if not only or entry.column.iso in only]
    if strict and left_out:
        raise _refusal(left_out)
    faults = [
        *_unknown(only, {*(entry.column.iso for entry in whole), *reported}),
        *_twice(columns),
        *_mixed(columns),
    ]
    if faults:
        raise LexgapError(faults)
    if left_out and not columns:
        raise _refusal(left_out)
    first = tasks[0] if tasks else none
    return Comparison(
        _instrument(columns),
        tuple(entry.column for entry in columns),
        tuple(map(_nameless, left_out)) if first.public else left_out,
        Shelf(columns, check, folder),
        tuple(str(year) for year in first.years),
        first.since,
        first.languages,
        first.public,
        ahead=tuple(entry.column.key for entry in columns if entry.column.as_of > first.today),
    )


def _refusal(left_out: Iterable[LeftOut]) -> LexgapError:
    problems: list[Problem] = []
    for entry in left_out:
        problems += first_problems(entry)
    return LexgapError(problems)


def first_problems(omission: LeftOut) -> Iterator[Problem]:
    """Yield the first problems of a case, and then how many there are besides."""
    yield from omission.problems[:_SHOWN]
    if len(omission.problems) > _SHOWN:
        yield problem(
            "states-more",
            Location(omission.path),
            number=len(omission.problems) - _SHOWN,
            path=omission.path,
        )


def _nameless(omission: LeftOut) -> LeftOut:
    """Return what a public edition may say of a case that is left out: messages repeat words of the case, and paths."""
    name = os.path.basename(os.path.abspath(omission.path))
    kinds = [f"{code} ({number})" for code, number in Counter(omission.codes).items()]
    return LeftOut(
        name,
        (problem("states-withheld", NOWHERE, number=len(omission.codes), kinds=kinds),),
        omission.codes,
    )


def _unknown(only: Iterable[str], known: set[str]) -> Iterator[Problem]:
    """Codes asked for that no State has."""
    for iso in only:
        if iso not in known:
            yield problem("states-unknown", NOWHERE, iso=iso, nearest=nearest(iso, sorted(known)))


def _twice(read: list[Read]) -> Iterator[Problem]:
    """Two columns of one State on one day under the same assumptions."""
    first: dict[str, str] = {}
    for entry in read:
        key, root = entry.column.key, entry.task.root
        if key in first:
            yield problem("states-twice", Location(root), key=key, first=first[key])
        first.setdefault(key, root)


def _mixed(read: list[Read]) -> Iterator[Problem]:
    """Cases of another instrument than most, or by another version of its checklist or rule than the installed one.

    Only the installed version can be compared, so it is what the others are told to be brought to, however many of
    them there are.
    """
    if not read:
        return
    listed = [(_made(entry.column), _installed(entry)) for entry in read]
    made, instruments = Counter(own for own, _ in listed), Counter(own[0] for own, _ in listed)
    wanted, target = max(
        listed,
        key=lambda pair: (instruments[pair[0][0]], pair[0][1:3] == pair[1], made[pair[0]]),
    )
    for entry, (own, version) in zip(read, listed):
        at, key = Location(entry.task.root), entry.column.key
        if own[:3] != (wanted[0], *target) or own[1:3] != version:
            old = own[0] == wanted[0] and own[1:3] != version
            other = (own[0], *version) if old else (wanted[0], *target)
            ruled = own[2] != other[2]
            yield problem(
                "states-checklists",
                at,
                key=key,
                made=_made_by(own, ruled),
                other=_made_by(other, ruled),
            )
        elif own != wanted:
            yield problem("states-checklist-files", at, key=key, made=_made_by(own, False))


def _made(column: Column) -> tuple[str, str, str, str]:
    return column.instrument, column.checklist, column.rule, column.checklist_sha256


def _installed(read: Read) -> tuple[str, str]:
    """Return the version of the checklist that a case names, and of the rating rule, as they are installed."""
    instrument = _checklist(read, ())
    return instrument.version, instrument.scale.rule


def _checklist(read: Read, languages: Sequence[str] | None = None) -> Instrument:
    """Return the checklist of a case that was read; LexgapError where it was lost since."""
    path = checklist_path(read.named, Path(read.task.root))
    instrument, problems = load_instrument(path, languages)
    if instrument is None:
        raise LexgapError(problems)
    return instrument


def _made_by(made: tuple[str, ...], ruled: bool) -> str:
    """Return a checklist with its version, and with that of the rule where it is the rule that differs."""
    return f"{made[0]} {made[1]} / {made[2]}" if ruled else f"{made[0]} {made[1]}"


def _instrument(read: list[Read]) -> Instrument:
    """Return the instrument in all its languages, since a case may name it in any."""
    if read:
        return _checklist(read[0])
    instrument, problems = load_instrument("budapest")
    if instrument is None:
        raise LexgapError(problems)
    return instrument


def with_profiles(
    comparison: Comparison, profiles: Iterable, digest: str, only: Sequence[str] = ()
) -> Comparison:
    """Return the comparison with what is reported of States beside it."""
    kept = tuple(
        profile
        for profile in profiles
        if profile.instrument == comparison.instrument.id and (not only or profile.iso in only)
    )
    return replace(comparison, profiles=kept, profiles_sha256=digest)
