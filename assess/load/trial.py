"""A change to the files of a case, tried on a copy of its folder before anything of it is written."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from assess.base.copying import copied
from assess.files.yamledit import Set, edited


@contextlib.contextmanager
def tried(root: Path, files: Mapping[str, bytes], checklist: str) -> Iterator[Path]:
    """Give a copy of the case folder `root` in which `files` (path below it → content) are written; it goes at the end.

    `checklist` is how the case names its instrument; one of its own, beside the folder, is named by its full path in
    the copy. Raises LexgapError where the folder cannot be copied.
    """
    with tempfile.TemporaryDirectory(prefix="lexgap-") as folder:
        copy = Path(folder) / "case"
        copied(root, copy, without=("sources",))
        for name, content in files.items():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes(content)
        if "/" in checklist or "\\" in checklist:
            _anchor(copy / "case.yaml", (root / checklist.replace("\\", "/")).resolve())
        yield copy


def _anchor(header: Path, checklist: Path) -> None:
    change = Set(("instrument",), f"{checklist.as_posix()}/")
    header.write_bytes(edited(header.read_bytes().decode(), [change]).encode())
