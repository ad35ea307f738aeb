"""Cases found, read and checked; and files of them that would change, to be shown before they are written."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assess.app.wrong import WrongUse
from assess.base import paths

if TYPE_CHECKING:
    from datetime import date

    from assess.base.output import Seen
    from assess.base.problems import Problem
    from assess.model.case import Case
    from assess.model.instrument import Instrument
    from assess.model.terms import Depth

HEADER = "case.yaml"
_HEAD = 20_000  # bytes of case.yaml in which a value is looked for


@dataclass(frozen=True)
class Opened:
    """A case as it was read, and what is wrong with it."""

    case: Case | None  # none where its header or its checklist cannot be read
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that are errors; the others are warnings."""
        from assess.base.problems import errors

        return tuple(errors(self.problems))

    def sound(self, mended: Collection[str] = ()) -> Case:
        """Return the case; LexgapError where it has errors, other than those whose codes are in `mended`."""
        from assess.base.problems import LexgapError

        faults = [fault for fault in self.errors if fault.code not in mended]
        if self.case is None or faults:
            raise LexgapError(faults or self.problems)
        return self.case

    def at_all(self) -> Case:
        """Return the case, whatever is wrong with parts of it; LexgapError where there is none."""
        from assess.base.problems import LexgapError

        if self.case is None:
            raise LexgapError(self.errors or self.problems)
        return self.case


@dataclass(frozen=True)
class Proposal:
    """Files of a case that would change, to be shown to somebody before they are written."""

    root: Path
    files: Mapping[str, bytes]  # by their paths below the folder
    before: Seen | None = None  # the folder as it was when it was read

    @property
    def names(self) -> list[str]:
        """The names of the files in their order."""
        return sorted(self.files)

    def write(self) -> None:
        """Write all files or none.

        Raises LexgapError where that cannot be done, and where the folder has changed since it was read.
        """
        from assess.base.output import replace_files

        replace_files(self.root, self.files, self.before)


def sample_path(name: str) -> Path:
    """Return the folder of a built-in sample."""
    return paths.sample(name)


def case_path(case: str) -> Path:
    """Return the folder of a case: a path, or the name of a built-in sample."""
    if case.isidentifier() and not os.path.isdir(case) and os.path.isdir(sample_path(case)):
        return sample_path(case)
    return Path(case)


def own_case(case: str) -> Path:
    """Return the folder of a case that may be changed; WrongUse for a built-in sample, which nobody changes.

    What a program that was stopped has left agreed on is carried out first, so that it is no change of somebody else's
    later. Raises LexgapError as `finish` does.
    """
    from assess.base.output import finish

    root = case_path(case)
    if root.resolve() == sample_path(root.name).resolve():
        raise WrongUse("sample", case=case)
    finish(root)
    return root


def header(folder: os.PathLike[str], key: str) -> str:
    """Return a value of one word from the header of a case, before it is read; an empty text where there is none."""
    path = os.path.join(folder, HEADER)
    try:
        if not os.path.isfile(path):
            return ""
        with open(path, "rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):
        return ""
    form = rf"""^{key}:[ ]*["']?([^\s"'#]+)["']?[ ]*(?:[ ]#.*)?\r?$"""
    match = re.search(form, head.decode("utf-8-sig", errors="replace"), re.MULTILINE)
    return match[1] if match else ""


def open_files(
    root: Path, languages: Collection[str] | None = None, today: date | None = None
) -> Opened:
    """Read the case in a folder, with its checklist in those languages or in all; its problems are those of files."""
    from assess.load.cases import load_case

    case, problems = load_case(root, languages)
    return Opened(replace(case, today=today) if case and today else case, problems)


def open_case(
    root: Path, languages: Collection[str] | None = None, today: date | None = None
) -> Opened:
    """Read the case in a folder, with the problems of its files, of a checklist of its own, and of what names what.

    With `today`, a text of a later day counts as one that is not in force yet.
    """
    from assess.checks import check_structure

    opened = open_files(root, languages, today)
    if opened.case is None:
        return opened
    more = (*own_checklist(opened.case), *check_structure(opened.case))
    return Opened(opened.case, (*opened.problems, *more))


def problems_of(
    root: Path, today: date, language: str = "en", depth: Depth | None = None
) -> list[Problem]:
    """Return every problem of a case folder or of a checklist folder; names in them are also in `language`.

    `today` is the day on which the case is read; `depth` is that of the work, in the place of what the case says.
    """
    from assess.checks import check
    from assess.load.instruments import load_instrument

    if os.path.isfile(root / "instrument.yaml"):
        instrument, problems = load_instrument(f"{root}/")
        own = _of_checklist(instrument) if instrument else []
        return [*problems, *own, *_of_labels()]
    built_in = header(root, "instrument") in paths.checklists()
    opened = open_files(root, (language,) if built_in else None)  # its own: in all its languages
    if opened.case is None:
        return list(opened.problems)
    faults = check(at_depth(opened.case, depth), today)
    return [*opened.problems, *own_checklist(opened.case), *faults]


def own_checklist(case: Case) -> list[Problem]:
    """Return the problems of a checklist of the user's own; the built-in ones are checked before they are shipped."""
    if case.profile.instrument in paths.checklists():
        return []
    return [fault for instrument in case.instruments for fault in _of_checklist(instrument)]


def _of_checklist(instrument: Instrument) -> list[Problem]:
    """Return the problems of a checklist and of its term lists."""
    from assess.checks import check_instrument
    from assess.law.finder.terms import check_terms

    return [*check_instrument(instrument), *check_terms(instrument)]


def _of_labels() -> list[Problem]:
    """Return the problems of the labels of every language but the English ones, which they are compared with."""
    from assess.load.labels import FALLBACK, check_labels

    languages = [code for code in paths.languages() if code != FALLBACK]
    return [fault for code in languages for fault in check_labels(code)]


def at_depth(case: Case, depth: Depth | None) -> Case:
    """Return a case as it is asked at a depth; where none is given, at its own."""
    return replace(case, profile=replace(case.profile, depth=depth)) if depth else case


def copied_case(root: Path, target: Path) -> Path:
    """Copy a case folder, unless the target is there already, and return the target; LexgapError if that fails."""
    import shutil

    from assess.base.problems import LexgapError, not_written

    try:
        if not target.exists():
            shutil.copytree(root, target, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    except OSError as fault:
        raise LexgapError([not_written(target, fault)]) from fault
    return target


def checklist(name: str, languages: Collection[str]) -> Instrument:
    """Return an instrument by its id or its folder (a name with a slash); LexgapError where it has errors."""
    from assess.base.problems import LexgapError, errors
    from assess.load.instruments import load_instrument

    instrument, problems = load_instrument(name, languages)
    if instrument is None or errors(problems):
        raise LexgapError(errors(problems))
    return instrument
