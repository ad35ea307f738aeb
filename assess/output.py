"""Files that are written whole or not at all: one file, or several files of a folder together."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO

from assess.problems import LexgapError, not_written

#: Folder, inside the folder that changes, in which new files wait until all are there …
_WAITING = ".lexgap-waiting"
#: … and its name once they are: from then on the change has happened, and whoever comes next carries it out.
_AGREED = ".lexgap-agreed"


def replace_file(out: Path, save: Callable[[BinaryIO], object]) -> None:
    """Let `save` write a new file beside `out` and put it in its place.

    Raises LexgapError where that cannot be done. A file that was there before is then untouched, and nothing half
    written stays behind, whatever `save` raises.
    """
    draft = out.with_name(f".{out.name[:60]}.{os.getpid()}.part")
    try:
        with open(draft, "wb") as file:
            save(file)
        os.replace(draft, out)
    except OSError as fault:
        raise LexgapError([not_written(out, fault)]) from fault
    finally:
        draft.unlink(missing_ok=True)


def replace_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Write several files (path below `root`, with `/` → content) so that all of them change or none.

    The new files are first written to a folder of their own; renaming that folder is the one step that decides.
    Whatever stops the program before it leaves the old files, and after it `finish` puts the new ones in place. What
    was left waiting is cleared by the next change. Two programs that change one folder at a time are not kept apart;
    one that only reads disturbs nothing. Raises LexgapError where a file cannot be written.
    """
    finish(root)
    waiting = root / _WAITING
    shutil.rmtree(waiting, ignore_errors=True)
    try:
        for name, content in files.items():
            _write(waiting / name, content)
        os.replace(waiting, root / _AGREED)
    except OSError as fault:
        shutil.rmtree(waiting, ignore_errors=True)
        raise LexgapError([not_written(root, fault)]) from fault
    finish(root)


def finish(root: Path) -> None:
    """Carry out what a program that was stopped in `replace_files` has left agreed on in the folder `root`.

    Raises LexgapError where files that are agreed on cannot be put in their place.
    """
    agreed = root / _AGREED
    if not os.path.isdir(agreed):
        return
    try:
        for new in sorted(path for path in agreed.rglob("*") if path.is_file()):
            place = root / new.relative_to(agreed)
            place.parent.mkdir(parents=True, exist_ok=True)
            _move(new, place)
    except OSError as fault:
        raise LexgapError([not_written(root, fault)]) from fault
    shutil.rmtree(agreed, ignore_errors=True)


def _move(new: Path, place: Path) -> None:
    try:
        os.replace(new, place)
    except FileNotFoundError:
        if new.exists():  # else another program, which finishes the same change, has moved it
            raise


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
