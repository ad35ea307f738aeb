"""A case under another version of its checklist: ids brought over, what has no place any more kept in its own file."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from assess.case import load_case
from assess.model.case import Case
from assess.problems import LexgapError, Problem, errors
from assess.review.migration import Migration
from assess.review.steps import Move, rows, written
from assess.yamledit import Change, Insert, Remove, Set, edited
from assess.yamlfile import parse, write

FILE = "retired.yaml"
HEAD = ("What had no place in a newer version of the checklist. Nothing reads this file; copy from it what is still of "
        "use.\nWritten by “lexgap migrate”.")
#: Files → lists in them, and the key of each entry that names an element or article.
_NAMING = {"findings/*": {"findings": "element", "analyses": "article", "overrides": "article"},
           "comments": {"comments": "on"}, "review": {"reviews": "article"},
           "adjudication": {"adjudications": "element"}, "suggestions": {"suggestions": "asked"}}


def migrated_files(root: Path, case: Case, found: Migration, instrument: str, move: Move,
                   said: Callable[[str], str]) -> dict[str, bytes]:
    """Return the new content of every file that changes, by its path below `root`.

    `instrument` is how case.yaml will name the checklist; `move` says who does this and when, and `said` why, for an
    article. Raises LexgapError where the case would have errors that it does not have now; nothing is written here.
    """
    files = _Files(root, found).changed(instrument)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / root.resolve().name
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns("__pycache__"))
        for name, content in files.items():
            (copy / name).write_bytes(content)
        _point(copy, found, root)
        after, problems = load_case(copy)
        if after is None or errors(problems):
            raise LexgapError(_of(root, copy, errors(problems)))
        for article in found.articles:
            each = Move("migrate", (article,), move.by, move.at, said(article))
            more = written(copy, after, *rows(after, each, {article: "returned"}))
            for name, content in more.items():
                (copy / name).write_bytes(content)
            files |= more
            after, _ = load_case(copy)
    return files


def _point(copy: Path, found: Migration, root: Path) -> None:
    """Let the copy find a checklist that case.yaml names from its own folder."""
    path = copy / "case.yaml"
    home = Path(found.new.place.path).resolve().parent
    if "/" in parse(path.read_text(encoding="utf-8-sig"), "")[0].data["instrument"]:
        path.write_text(edited(path.read_text(encoding="utf-8"), [Set(("instrument",), f"{home.as_posix()}/")]),
                        encoding="utf-8")


def _of(root: Path, copy: Path, faults: list[Problem]) -> list[Problem]:
    from dataclasses import replace

    return [replace(one, at=replace(one.at, path=one.at.path.replace(str(copy), str(root)))) for one in faults]


class _Files:
    """The files of a case, and what is to be edited in them."""

    def __init__(self, root: Path, found: Migration):
        self.root, self.found = root, found
        self.names, self.gone = found.names(), set(found.removed)
        self.edits: dict[str, list[Change]] = {}
        self.retired: list[dict] = []

    def changed(self, instrument: str) -> dict[str, bytes]:
        """Return the files with ids brought over, and what is retired."""
        for pattern, lists in _NAMING.items():
            for name, data in self._read(pattern):
                taken = self._taken(name, data) if pattern.startswith("findings") else set()
                for key, naming in lists.items():
                    self._entries(name, data, key, naming, taken)
        for name, data in self._read("recommendations"):
            self._recommendations(name, data)
        for name, data in self._read("laws/*"):
            for key in ("examined", "unseen"):
                self._list(name, data, (key,), data.get(key))
        for name, data in self._read("case"):
            for number, one in enumerate(data.get("reservations") or ()):
                self._list(name, one, ("reservations", number, "elements"), one.get("elements"))
            self._edit(name, Set(("checklist",), self.found.new.version))
            if instrument != data.get("instrument"):
                self._edit(name, Set(("instrument",), instrument))
        files = {name: edited((self.root / name).read_bytes().decode("utf-8"), edits).encode()
                 for name, edits in self.edits.items()}
        return files | self._kept()

    def _read(self, pattern: str) -> Iterator[tuple[str, dict]]:
        for path in sorted(self.root.glob(f"{pattern}.*")):
            if path.suffix.lower() in (".yaml", ".yml") and not path.name.startswith("."):
                data = parse(path.read_bytes().decode("utf-8-sig"), path.name)[0].data
                if isinstance(data, dict):
                    yield path.relative_to(self.root).as_posix(), data

    def _edit(self, name: str, *changes: Change) -> None:
        self.edits.setdefault(name, []).extend(changes)

    def _taken(self, name: str, data: dict) -> set[str]:
        """Return the elements that any file of findings answers already, so that a rename makes no second answer."""
        if not hasattr(self, "_answered"):
            self._answered = {one.get("element") for _, other in self._read("findings/*")
                              for one in other.get("findings") or ()}
        return self._answered

    def _entries(self, name: str, data: dict, key: str, naming: str, taken: set[str]) -> None:
        for number, one in enumerate(data.get(key) or ()):
            old = one.get(naming)
            if old in self.gone:
                self._retire(name, key, one)
                self._edit(name, Remove((key, number)))
            elif old in self.names:
                self._renamed(name, key, number, one, naming, taken)

    def _renamed(self, name: str, key: str, number: int, one: dict, naming: str, taken: set[str]) -> None:
        """Bring an entry over to its new id, to each of several; what would answer an element twice is retired."""
        free = [new for new in self.names[one[naming]] if key != "findings" or new not in taken]
        if not free:
            self._retire(name, key, one)
            self._edit(name, Remove((key, number)))
            return
        self._edit(name, Set((key, number, naming), free[0]))
        if key == "findings":
            taken.update(free)
            for new in free[1:]:
                self._edit(name, Insert((key,), {**_bare(one), naming: new}, after=number))

    def _recommendations(self, name: str, data: dict) -> None:
        for number, one in enumerate(data.get("recommendations") or ()):
            before = _listed(one.get("elements"))
            if before and all(two in self.gone for two in before):
                self._retire(name, "recommendations", one)
                self._edit(name, Remove(("recommendations", number)))
            else:
                self._list(name, one, ("recommendations", number, "elements"), before)

    def _list(self, name: str, entry: dict, path: tuple, value: object) -> None:
        """Bring a list of ids over; ids that are gone are taken out, and the list as it was is retired."""
        before = _listed(value)
        left = [old for old in before if old not in self.gone]
        after = list(dict.fromkeys(new for old in left for new in self.names.get(old, (old,))))
        if after == before:
            return
        if any(old in self.gone for old in before):
            self._retire(name, str(path[0]), {"id": entry.get("id", entry.get("paragraph", "")), path[-1]: before})
        self._edit(name, Set(path, after) if after else Remove(path))

    def _retire(self, name: str, key: str, one: dict) -> None:
        self.retired.append({"file": name, "list": key, "checklist": self.found.made, "entry": _bare(one)})

    def _kept(self) -> dict[str, bytes]:
        if not self.retired:
            return {}
        path = self.root / FILE
        if not path.is_file():
            return {FILE: write({"retired": self.retired}, HEAD).encode()}
        old = path.read_bytes().decode("utf-8")
        return {FILE: edited(old, [Insert(("retired",), one) for one in self.retired]).encode()}


def _listed(value: object) -> list[str]:
    return [value] if isinstance(value, str) and value else list(value or ())


def _bare(value: object) -> object:
    """Return data of a file without the places that it carries."""
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items() if key != "place"}
    return [_bare(one) for one in value] if isinstance(value, list) else value
