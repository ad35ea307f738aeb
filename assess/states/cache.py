"""Records as files: small numbers and large details apart, each with its checksum; a bad file is made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from assess.base.output import replace_content

#: Files of a case folder that no result rests on.
_NO_DATA = ("suggestions",)


def digest_of(root: Path) -> str:
    """Return a sha256 of the names and contents of all files of a case that a reading may rest on; no YAML is read.

    Raises OSError where a file cannot be read.
    """
    lines = []
    for path in sorted(_data_files(root)):
        # a pipe is not opened
        held = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "no file"
        lines.append(f"{path.relative_to(root).as_posix()} {held}\n")
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _data_files(root: Path) -> Iterator[Path]:
    for folder in (
        root,
        *(path for path in root.iterdir() if path.is_dir() and not path.name.startswith(".")),
    ):
        yield from (
            path
            for path in folder.iterdir()
            if not path.name.startswith(".")
            and path.stem not in _NO_DATA
            and path.suffix.lower() in (".yaml", ".yml", ".jsonl", ".log")
        )


def keep(path: Path, data: object) -> None:
    """Write plain data with its checksum, whole or not at all; LexgapError where that cannot be done."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    head = hashlib.sha256(body).hexdigest().encode()
    replace_content(path, head + b"\n" + body)


def kept(path: Path) -> object | None:
    """Return the data of a file written by `keep`, or None where it is not there or not what was written."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() == head:
            return json.loads(body)
    except (OSError, ValueError):
        pass
    return None
