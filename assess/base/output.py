"""Files that are written whole or not at all: one file, or several files of a folder together."""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import platform
import re
import shutil
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from assess.base.problems import LexgapError, Location, not_written, problem

#: Folder, inside the folder that changes, in which new files wait until all are there …
_WAITING = ".lexgap-waiting"
#: … and its name once they are: from then on the change has happened, and whoever comes next carries it out.
_AGREED = ".lexgap-agreed"
_STATES = ".states.json"  # in it: how the files were when it was agreed on
#: Locked while a folder changes, so that one program after the other does it.
_LOCK = ".lexgap-lock"
_PATIENCE = 20  # seconds that a program waits for another
#: The name of a file that is not yet whole: machine and process.
_DRAFT = re.compile(r"\..*\.([0-9a-f]{8})-(\d+)\.part")

Seen = Mapping[str, list[int]]  # path below a folder → size, time of change, number of the file


def replace_content(out: Path, content: bytes) -> None:
    """Write bytes to `out` as `replace_file` does. Raises LexgapError where the file cannot be written."""
    replace_file(out, lambda file: file.write(content))


def replace_file(out: Path, save: Callable[[BinaryIO], object]) -> None:
    """Let `save` write a new file beside `out` and put it in its place.

    Raises LexgapError where that cannot be done. A file that was there before is then untouched, and nothing half
    written stays behind, whatever `save` raises.
    """
    draft = _draft(out)
    try:
        # not the file: a writer of archives that is interrupted would miss it when it is cleared
        made = io.BytesIO()
        save(made)
        with open(draft, "wb") as file:
            file.write(made.getbuffer())
        _replace(draft, out)
    except OSError as fault:
        raise LexgapError([not_written(out, fault)]) from fault
    finally:
        draft.unlink(missing_ok=True)


def clear_drafts(folder: Path) -> None:
    """Remove what programs of this machine that were killed in `replace_file` have left in a folder.

    Where the system cannot be asked whether a program still runs, nothing is removed.
    """
    with contextlib.suppress(OSError):  # no folder yet, or one that others can write alone
        for name in os.listdir(folder) if os.name == "posix" else ():
            match = _DRAFT.fullmatch(name)
            if match and match[1] == _host() and not _runs(int(match[2])):
                (folder / name).unlink()


def _draft(out: Path) -> Path:
    """Return where a file waits, beside its place, until it is whole."""
    return out.with_name(f".{out.name[:60]}.{_host()}-{os.getpid()}.part")


def _host() -> str:
    """Return a short number of this machine, since folders may be shared."""
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)  # sends nothing
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # it is somebody else's
        return True
    return True


def seen(root: Path) -> Seen:
    """Return how the files of a folder are now, hidden ones left out, to be given to `replace_files` later."""
    numbers = {}
    for folder, names, files in os.walk(root):
        names[:] = [name for name in names if not name.startswith(".")]
        for name in files:
            if not name.startswith("."):
                path = Path(folder, name)
                state = _state(path)
                if state:
                    numbers[path.relative_to(root).as_posix()] = state
    return numbers


def replace_files(root: Path, files: Mapping[str, bytes], before: Seen | None = None) -> None:
    """Write several files (path below `root`, with `/` → content) so that all of them change or none.

    The new files are first written to a folder of their own; renaming that folder is the one step that decides.
    Whatever stops the program before it leaves the old files, and after it `finish` puts the new ones in place. What
    was left waiting is cleared by the next change. Programs that change one folder do so one after the other; one
    that only reads disturbs nothing. `before` is what `seen` returned before the folder was read: if somebody changed
    it since, nothing is written. Raises LexgapError for that, and where a file cannot be written; what was moved by
    then is put back.
    """
    with alone(root):
        finish(root)
        now = seen(root)
        changed = _unlike(before, now) if before is not None else []
        if changed:
            raise LexgapError([problem("case-changed", Location(str(root)), files=changed[:5])])
        _put(root, files, now)


def _unlike(before: Seen, now: Seen) -> list[str]:
    return sorted(name for name in {*before, *now} if before.get(name) != now.get(name))


@contextlib.contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold the lock of a folder, so that what is read in it stands until it is written.

    The system lets go of the lock when the program ends, however it ends. Raises LexgapError where another program
    holds it for long.
    """
    from filelock import FileLock, Timeout

    try:
        with FileLock(root / _LOCK, timeout=_PATIENCE, is_singleton=True):
            yield
    except Timeout:
        raise LexgapError([problem("case-in-use", Location(str(root)))]) from None
    except OSError as fault:
        raise LexgapError([not_written(root, fault)]) from fault


def _put(root: Path, files: Mapping[str, bytes], now: Seen) -> None:
    waiting, agreed = root / _WAITING, root / _AGREED
    shutil.rmtree(waiting, ignore_errors=True)
    old: dict[str, bytes | None] = {}
    try:
        states = {}
        for name, content in files.items():
            _write(waiting / name, content)
            old[name] = (root / name).read_bytes() if (root / name).is_file() else None
            states[name] = now.get(name) or _state(root / name)
        _write(waiting / _STATES, json.dumps(states).encode())
        os.replace(waiting, agreed)
    except OSError as fault:
        shutil.rmtree(waiting, ignore_errors=True)
        raise LexgapError([not_written(root, fault)]) from fault
    try:
        finish(root)
    except LexgapError as fault:
        if all(problem.code != "case-mixed" for problem in fault.problems):  # what was edited stays
            _take_back(root, old)
        raise


def _take_back(root: Path, old: Mapping[str, bytes | None]) -> None:
    """Put back what was there before a change of which a file could not be put in its place.

    Where that cannot be done either, the change stays agreed on, and the next command tries it again.
    """
    agreed = root / _AGREED
    with contextlib.suppress(OSError):
        for name, content in old.items():
            if (agreed / name).exists():
                continue  # it was not moved
            if content is None:
                (root / name).unlink(missing_ok=True)
            else:
                _write(agreed / name, content)
                _replace(agreed / name, root / name)
        shutil.rmtree(agreed)


def finish(root: Path) -> None:
    """Carry out what a program that was stopped in `replace_files` has left agreed on in the folder `root`.

    What somebody edited after that program was stopped stays, with the other version beside it, and is told. Raises
    LexgapError for that, once, and where files that are agreed on cannot be put in their place.
    """
    agreed, edited = root / _AGREED, []
    if not os.path.isdir(agreed):
        return
    states = _states(agreed)
    try:
        for new in sorted(
            path for path in agreed.rglob("*") if path.is_file() and path.name != _STATES
        ):
            name = new.relative_to(agreed).as_posix()
            place = root / name
            place.parent.mkdir(parents=True, exist_ok=True)
            # another program, which finishes the same change, moved it
            with contextlib.suppress(FileNotFoundError):
                if (
                    name in states
                    and states[name] != _state(place)
                    and new.read_bytes() != place.read_bytes()
                ):
                    edited.append(name)
                    place = place.with_name(f"{place.name}.lexgap-new")
                _replace(new, place)
    except OSError as fault:
        raise LexgapError([not_written(root, fault)]) from fault
    shutil.rmtree(agreed, ignore_errors=True)
    if edited:
        raise LexgapError([problem("case-mixed", Location(str(root)), files=edited)])


def _states(agreed: Path) -> dict[str, list[int] | None]:
    try:
        result = json.loads((agreed / _STATES).read_bytes())
    except (OSError, ValueError):
        return {}
    return result if isinstance(result, dict) else {}


def _state(path: Path) -> list[int] | None:
    """Return what tells a file from what it was before: size, time of change, number; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return [status.st_size, status.st_mtime_ns, status.st_ino]


def _replace(new: Path, place: Path) -> None:
    """Put a file in the place of another: behind a link that names it, and with the rights that it had."""
    place = Path(os.path.realpath(place))
    with contextlib.suppress(FileNotFoundError):
        shutil.copymode(place, new)
    try:
        os.replace(new, place)
    except OSError as fault:
        if fault.errno != errno.EXDEV:
            raise
        draft = _draft(place)  # the link leads to another disk
        shutil.copy(new, draft)
        os.replace(draft, place)
        new.unlink()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
