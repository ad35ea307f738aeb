"""A copy of the folder of a case: to try a change before it is written, or to begin another case with."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from assess.base.problems import LexgapError, Problem, Word, not_written

#: What no case needs: hidden files, which systems and editors put there, and programs.
_NEVER = ("__pycache__", "*.py")


def copied(root: Path, target: Path, without: tuple[str, ...] = ()) -> None:
    """Copy the folder `root` to `target`, which must not be there, with the files behind its links.

    Names that begin with a dot, such as lock files of editors, are left out, so is what matches a pattern of
    `without`, and what is neither file nor folder: links that lead nowhere, links that lead back into the folder or
    above it, pipes. Raises LexgapError where something cannot be read or written.
    """

    def left_out(folder: str, names: list[str]) -> set[str]:
        ignored = shutil.ignore_patterns(*_NEVER, *without)(folder, names)
        return {
            name
            for name in names
            if name.startswith(".") or name in ignored or not _copyable(root, folder, name)
        }

    try:
        shutil.copytree(root, target, ignore=left_out)
    except OSError as fault:  # copytree gathers its faults as a list of (from, to, why)
        listed = (
            fault.args[0]
            if isinstance(fault, shutil.Error)
            else [(str(target), "", fault.strerror or str(fault))]
        )
        raise LexgapError(
            [not_written(source, OSError(0, str(why))) for source, _, why in listed]
        ) from fault


def _copyable(root: Path, folder: str, name: str) -> bool:
    path = Path(folder, name)
    if path.is_symlink() and path.is_dir():
        own, other = root.resolve(), path.resolve()
        return not (own.is_relative_to(other) or other.is_relative_to(own))
    return path.is_file() or path.is_dir()


def at_home(problems: Iterable[Problem], root: Path, copy: Path) -> list[Problem]:
    """Return problems that were found in a copy, with the places that they name in the folder `root` itself."""

    def moved(word: Word) -> Word:
        return word.replace(str(copy), str(root)) if isinstance(word, str) else word

    return [
        replace(
            problem,
            at=replace(problem.at, path=str(moved(problem.at.path))),
            words={name: moved(word) for name, word in problem.words.items()},
        )
        for problem in problems
    ]
