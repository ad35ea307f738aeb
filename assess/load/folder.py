"""A folder of YAML files → shaped values; counts each file into one digest of the data."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assess.base.problems import Location, Problem, problem
from assess.files.schema import shape, shape_list
from assess.files.yamlfile import Document, digest, read
from assess.load.days import months
from assess.model.typed import readings


def paths_of(root: Path, name: str) -> list[Path]:
    """Return the YAML files of that name in a folder, sorted; what begins with a dot some system has put there."""
    return sorted(
        path
        for path in root.glob(f"{name}.*")
        if path.suffix.lower() in (".yaml", ".yml") and not path.name.startswith(".")
    )


class Folder:
    """Reads the files of one folder, gathers their problems and their digest."""

    def __init__(self, root: Path, language: str = "en"):
        self.root, self.language = root, language
        self.problems: list[Problem] = []
        self.left_out: set[str] = set()  # ids of values too faulty to be read
        self._digest: dict[str, str] = {}

    def documents(self, name: str) -> list[Document]:
        """Read the YAML files of that name, without its ending: `sources`, or `laws/*` for all of a folder."""
        return [self.document(path) for path in self.paths(name)]

    def paths(self, name: str) -> list[Path]:
        """Return the YAML files of that name, sorted."""
        return paths_of(self.root, name)

    def only(self, document: Document, known: Iterable[str]) -> None:
        """Report the keys of a document that are not among the known ones, and a document that has no keys."""
        if not isinstance(document.data, dict):
            if document.data != "":
                self._shapeless(document)
            return
        keys = tuple(known)
        for key in document.data:
            if key != "place" and key not in keys:
                at = document.place((key,))
                self.problems.append(
                    problem(
                        "unknown-key", at, key=key, nearest=document.hints.nearest(key, keys, at)
                    )
                )

    def _shapeless(self, document: Document) -> None:
        at, name = Location(document.path, 1), Path(document.path).name
        self.problems.append(problem("wrong-shape", at, key=name, wanted="@block"))

    def document(self, path: Path) -> Document:
        """Read one file as plain data."""
        document, problems = read(path)
        self.problems += problems
        if document.digest:
            self.count(path, document.digest)
        return document

    def pass_over(self, path: Path) -> None:
        """Count a file into the digest of the folder without reading what it says."""
        text = digest(path)
        if text:
            self.count(path, text)

    def count(self, path: Path, digest: str) -> None:
        """Count a file, by the sha256 of what it holds, into the digest of the folder."""
        name = (
            path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.name
        )
        self._digest[name] = digest

    def record(self, kind: Any, document: Document, data: object = None) -> Any | None:
        """Shape a whole document (or `data` taken from it) as one value; None where it is faulty or empty."""
        if not document.data:
            if not any(fault.at.path == document.path for fault in self.problems):
                self._shapeless(document)
            return None
        value, problems = shape(
            kind, document.data if data is None else data, document, (), self.language
        )
        self.problems += self._dated(problems)
        if value is None:
            self._leave_out([document.data], "")
        return value

    def many(self, kind: Any, document: Document, key: str, owner: str = "") -> tuple[Any, ...]:
        """Shape the list under `key` of a document, item by item; `owner` goes before the ids of those left out."""
        data = document.data.get(key) if isinstance(document.data, dict) else None
        values, problems = shape_list(kind, data, document, (key,), self.language)
        self.problems += self._dated(problems)
        if problems and isinstance(data, list):
            kept = {value.place for value in values}
            self._leave_out(
                [entry for entry in data if isinstance(entry, dict) and entry["place"] not in kept],
                owner,
            )
        return values

    def _dated(self, problems: list[Problem]) -> list[Problem]:
        """Return problems, those of a day that is typed in another way with the day that is or may be meant."""
        return [
            self._meant(fault)
            if fault.code == "bad-value" and fault.words.get("why") == "@day"
            else fault
            for fault in problems
        ]

    def _meant(self, fault: Problem) -> Problem:
        value = str(fault.words["value"])
        by = prefix if value.startswith(prefix := "by ") else ""
        texts = [f"{by}{day}" for day in readings(value.removeprefix(by), months(self.language))]
        words = {"meant": texts[0]} if len(texts) == 1 else dict(zip(("first", "second"), texts))
        return problem(fault.code, fault.at, **fault.words, **words)

    def _leave_out(self, blocks: list, owner: str) -> None:
        for block in blocks:
            if isinstance(block, dict):
                self.left_out |= {
                    f"{owner}{block[name]}"
                    for name in ("id", "key")
                    if isinstance(block.get(name), str)
                }

    def digest(self, without: Iterable[str] = ()) -> str:
        """Return the sha256 of the names and contents of all files read so far, but for those named `without`."""
        counted = sorted(
            (name, value) for name, value in self._digest.items() if Path(name).stem not in without
        )
        lines = "".join(f"{name} {value}\n" for name, value in counted)
        return hashlib.sha256(lines.encode()).hexdigest()
