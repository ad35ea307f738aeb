"""The files of a case as text and data, and what a form edits in them in place: comments, order and all else stay."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from assess.files.yamledit import Change as Edit
from assess.files.yamledit import Remove, Set
from assess.files.yamlfile import parse
from assess.forms.decide import Change
from assess.forms.fields import JOINTS, TABLES, Column, Foreign, Typed, file_key
from assess.model.case import Case, SearchOfMany

Data = dict[str, Any]  # an entry of a file, as it is read
Steps = tuple[str | int, ...]  # keys and places in lists that lead to a value of a file
_ARABIC = re.compile("[\u0600-\u06ff]")


class Files:
    """The files of a case as text and data, and what is to be edited in them."""

    def __init__(self, root: Path, case: Case, language: str):
        self.root, self.case, self.language = root, case, language
        self.texts: dict[str, str] = {}
        self.data: dict[str, Data] = {}
        for name in ("findings/*", "laws/*", "recommendations", "sources"):
            for path in sorted(root.glob(f"{name}.*")):
                if path.suffix.lower() in (".yaml", ".yml") and not path.name.startswith("."):
                    self._load(path)
        self.edits: dict[str, list[Edit]] = {}
        self.findings = {
            case.reference(finding["element"]).id: (name, at)
            for name, at, finding in self.items("findings/", "findings")
        }
        self.laws = {
            data["id"]: name
            for name, data in self.data.items()
            if name.startswith("laws/") and "id" in data
        }

    def _load(self, path: Path) -> None:
        name = path.relative_to(self.root).as_posix()
        self.texts[name] = path.read_bytes().decode("utf-8")
        data = parse(self.texts[name].removeprefix("\ufeff"), name)[0].data
        self.data[name] = data if isinstance(data, dict) else {}

    def items(self, folder: str, key: str) -> list[tuple[str, int, Data]]:
        """Return the entries of a list in the files of a folder, each with the name of its file and its place there."""
        entries: list[tuple[str, int, Data]] = []
        for name, data in self.data.items():
            if name.startswith(folder):
                entries += [(name, at, entry) for at, entry in enumerate(data.get(key) or ())]
        return entries

    def edit(self, name: str, *edits: Edit) -> None:
        """Take edits of a file."""
        self.edits.setdefault(name, []).extend(edits)

    def search_of_many(self, many: SearchOfMany) -> tuple[str, Edit]:
        """Return what takes a statement for many elements out of its file."""
        for name, at, entry in self.items("findings/", "not_found"):
            same = same_file(many.place.path, self.root, name)
            if same and entry["place"].line == many.place.line:
                return name, Remove(("not_found", at))
        raise LookupError(many.place)

    def file(self, name: str) -> str:
        """Return the file of that name as it is there, or the name that it will have."""
        for there in self.texts:
            if there.rpartition(".")[0] == name:
                return there
        return f"{name}.yaml"

    def set(self, name: str, path: Steps, change: Change, old: Data) -> None:
        """Set the columns that differ; a new key stands behind the one before it in the order of the columns."""
        before = ""
        for column in TABLES[change.table].columns:
            key = file_key(change.table, column.key)
            if column.key in change.columns() and not (
                change.table == "provisions" and column.key == "law"
            ):
                where, value = self._value(column, change.after[column.key], old.get(key, ""))
                self.edit(name, Set((*path, key, *where), value, after=before if not where else ""))
            before = key if key in old else before

    def _value(self, column: Column, text: str, old: object) -> tuple[Steps, object]:
        """Return where below the key a value goes, and how it is written there."""
        if column.kind != "text":
            return (), _listed_value(column, text, isinstance(old, list))
        own = self.case.profile.language
        if not old:
            return (), text if self.language == own else {self.language: text}
        if not isinstance(old, dict):
            spoken = _spoken(text, own, self.language)
            return (), text if spoken == own else {own: old, spoken: text}
        languages = [key for key in old if key != "place"]
        spoken = _spoken(
            text, self.language if self.language in old else languages[0], self.language
        )
        return ((spoken,), text) if text or languages != [spoken] else ((), "")

    def text(self, text: str) -> object:
        """Return a new text as the files hold it: plain in the language of the case, else under its language."""
        language = text.language if isinstance(text, Foreign) else self.language
        return str(text) if language == self.case.profile.language else {language: str(text)}

    def new(self, change: Change) -> Data:
        """Return a record as the files of a case hold it."""
        data: Data = {}
        for column in TABLES[change.table].columns:
            text = change.after[column.key]
            if text and not (change.table == "provisions" and column.key == "law"):
                value: object = _listed_value(
                    column, text, column.kind in ("ids", "choices", "cited")
                )
                value = self.text(text) if column.kind == "text" else value
                data[file_key(change.table, column.key)] = value
                if isinstance(text, Typed) and text.typed != text:
                    data["number"] = {"ar": text.typed}
        if change.table == "citations":
            data = {"provision": data.pop("provision"), **data}
        return data


def _listed_value(column: Column, text: str, listed: bool) -> object:
    if column.kind not in JOINTS or not text:
        return str(text)
    values = text.split(JOINTS[column.kind])
    return values if listed or len(values) > 1 else values[0]


def _spoken(text: str, shown: str, wanted: str) -> str:
    """Return the language of a changed text: the form's, or that in which the form showed it for want of its own.

    Letters decide where one of the two is Arabic; an emptied cell takes away what it showed.
    """
    if shown == wanted or not text:
        return shown
    if "ar" in (shown, wanted):
        other = shown if wanted == "ar" else wanted
        return "ar" if _ARABIC.search(text) else other
    return wanted


def same_file(place: str, root: Path, name: str) -> bool:
    """Return whether the path of a place in a file is that of a file named from the folder of the case."""
    return Path(place).resolve() == (root / name).resolve()
