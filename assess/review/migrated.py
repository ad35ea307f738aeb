"""A case under another version of its checklist: ids brought over, what has no place any more kept in its own file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from assess.case import load_case
from assess.copying import at_home, copied
from assess.model.case import Case
from assess.model.review import LogEntry
from assess.problems import NOWHERE, LexgapError, errors
from assess.review.migration import Migration
from assess.review.steps import Move, rows, written
from assess.yamledit import Change, Insert, Remove, Set, bare, edited
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
        copied(root, copy)
        for name, content in files.items():
            (copy / name).write_bytes(content)
        _point(copy, found)
        after, problems = load_case(copy, ())
        if after is None or errors(problems):
            raise LexgapError(at_home(errors(problems), root, copy))
        reviews, entries = [], [
            LogEntry(move.at, "migrate", one.article, "draft", move.by, NOWHERE, said(one.article))
            for one in case.reviews if one.article in found.removed]
        for article in found.articles:
            each = replace(move, articles=(article,), why=said(article))
            stands, lines = rows(after, each, {article: "returned"})
            reviews, entries = [*reviews, *stands], [*entries, *lines]
        return files | (written(copy, after, reviews, entries) if entries else {})


def _point(copy: Path, found: Migration) -> None:
    """Let the copy find a checklist that case.yaml names from its own folder."""
    path = copy / "case.yaml"
    home = Path(found.new.place.path).resolve().parent
    if "/" in parse(path.read_text(encoding="utf-8-sig"), "")[0].data["instrument"]:
        path.write_text(edited(path.read_text(encoding="utf-8"), [Set(("instrument",), f"{home.as_posix()}/")]),
                        encoding="utf-8")


class _Files:
    """The files of a case, and what is to be edited in them."""

    def __init__(self, root: Path, found: Migration):
        self.root, self.found = root, found
        self.names, self.gone = found.names(), set(found.removed)
        self.edits: dict[str, list[Change]] = {}
        self.retired: list[dict] = []
        self.answered = {one.get("element") for _, data in self._read("findings/*")
                         for one in data.get("findings") or ()}  # a rename makes no second answer

    def changed(self, instrument: str) -> dict[str, bytes]:
        """Return the files with ids brought over, and what is retired."""
        for pattern, lists in _NAMING.items():
            for name, data in self._read(pattern):
                for key, naming in lists.items():
                    self._entries(name, data, key, naming)
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

    def _entries(self, name: str, data: dict, key: str, naming: str) -> None:
        for number, one in enumerate(data.get(key) or ()):
            old = one.get(naming)
            if old in self.gone:
                self._retire(name, key, one)
                self._edit(name, Remove((key, number)))
            elif old in self.names:
                self._renamed(name, key, number, one, naming)

    def _renamed(self, name: str, key: str, number: int, one: dict, naming: str) -> None:
        """Bring an entry over to its new id, to each of several; what would answer an element twice is retired."""
        free = [new for new in self.names[one[naming]] if key != "findings" or new not in self.answered]
        if not free:
            self._retire(name, key, one)
            self._edit(name, Remove((key, number)))
            return
        self._edit(name, Set((key, number, naming), free[0]))
        if key == "findings":
            self.answered.update(free)
            for new in free[1:]:
                self._edit(name, Insert((key,), {**bare(one), naming: new}, after=number))

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
        self.retired.append({"file": name, "list": key, "checklist": self.found.made, "entry": bare(one)})

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
