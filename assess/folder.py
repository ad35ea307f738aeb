"""A folder of YAML files → shaped values; counts each file into one digest of the data."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from assess.problems import Problem
from assess.schema import shape, shape_list
from assess.yamlfile import Document, read


class Folder:
    """Reads the files of one folder, gathers their problems and their digest."""

    def __init__(self, root: Path, language: str = "en"):
        self.root, self.language = root, language
        self.problems: list[Problem] = []
        self.left_out: set[str] = set()  # ids of values too faulty to be read
        self._digest: dict[str, str] = {}

    def document(self, path: Path) -> Document:
        """Read one file as plain data."""
        document, problems = read(path)
        self.problems += problems
        if path.is_file():
            name = path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.name
            self._digest[name] = hashlib.sha256(path.read_bytes()).hexdigest()
        return document

    def one(self, kind: Any, document: Document, data: object = None) -> Any | None:
        """Shape a whole document (or `data` taken from it) as one value; None where it is faulty."""
        value, problems = shape(kind, document.data if data is None else data, document, (), self.language)
        self.problems += problems
        if value is None:
            self._leave_out([document.data], "")
        return value

    def many(self, kind: Any, document: Document, key: str, owner: str = "") -> tuple[Any, ...]:
        """Shape the list under `key` of a document, item by item; `owner` goes before the ids of those left out."""
        data = document.data.get(key) if isinstance(document.data, dict) else None
        values, problems = shape_list(kind, data, document, (key,), self.language)
        self.problems += problems
        if problems and isinstance(data, list):
            kept = {one.place for one in values}
            self._leave_out([one for one in data if isinstance(one, dict) and one["place"] not in kept], owner)
        return values

    def _leave_out(self, blocks: list, owner: str) -> None:
        for block in blocks:
            if isinstance(block, dict):
                self.left_out |= {f"{owner}{block[name]}" for name in ("id", "key") if isinstance(block.get(name), str)}

    def digest(self) -> str:
        """Return the sha256 of the names and contents of all files read so far."""
        lines = "".join(f"{name} {value}\n" for name, value in sorted(self._digest.items()))
        return hashlib.sha256(lines.encode()).hexdigest()
