"""The changes that a form brings → the files of a case, edited in place: comments, order and all else stay."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from assess.files.yamledit import Change as Edit
from assess.files.yamledit import Insert, Remove, Set, edited
from assess.files.yamlfile import parse, write
from assess.forms.decide import Change
from assess.forms.fields import JOINTS, TABLES, Column, Foreign, Typed, file_key, is_search
from assess.forms.write_answers import Answering, same_file, search_data, spread
from assess.model.case import Case, SearchOfMany
from assess.model.instrument import file_stem

_ARABIC = re.compile("[\u0600-\u06ff]")


def changed_files(
    root: Path, case: Case, changes: Iterable[Change], language: str
) -> dict[str, bytes]:
    """Return the new content of every file that the changes touch, by its path below the folder of the case."""
    return Files(root, case, language).after(list(changes))


class Files:
    """The files of a case as text and data, and what is to be edited in them."""

    def __init__(self, root: Path, case: Case, language: str):
        self.root, self.case, self.language = root, case, language
        self.texts: dict[str, str] = {}
        self.data: dict[str, dict] = {}
        for name in ("findings/*", "laws/*", "recommendations", "sources"):
            for path in sorted(root.glob(f"{name}.*")):
                if path.suffix.lower() in (".yaml", ".yml") and not path.name.startswith("."):
                    self._load(path)
        self.edits: dict[str, list[Edit]] = {}
        self.added: dict[str, dict] = {}
        self.findings = {
            case.reference(one["element"]).id: (name, at)
            for name, at, one in self._items("findings/", "findings")
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

    def _items(self, folder: str, key: str) -> list[tuple[str, int, dict]]:
        return [
            (name, at, one)
            for name, data in self.data.items()
            if name.startswith(folder)
            for at, one in enumerate(data.get(key) or ())
        ]

    def after(self, changes: list[Change]) -> dict[str, bytes]:
        """Return the content of the files that are not as they were."""
        answers: dict[str, list[Change]] = {}
        for one in spread(self.case, changes, self):
            if one.table in ("citations", "findings"):
                answers.setdefault(one.key, []).append(one)
            elif one.table == "provisions":
                self._provision(one)
            elif one.table == "laws":
                self._law(one)
            else:
                self._listed(one)
        order = {one.id: at for at, one in enumerate(self.case.instrument.elements())}
        for element in sorted(answers, key=order.__getitem__):
            self._element(element, answers[element], order)
        files = {
            name: edited(self.texts.get(name, ""), edits) for name, edits in self.edits.items()
        }
        files |= {name: _law_text(data) for name, data in self.added.items()}
        return {name: text.encode() for name, text in files.items() if text != self.texts.get(name)}

    def edit(self, name: str, *edits: Edit) -> None:
        """Take edits of a file."""
        self.edits.setdefault(name, []).extend(edits)

    def search_of_many(self, many: SearchOfMany) -> tuple[str, Edit]:
        """Return what takes a statement for many elements out of its file."""
        return next(
            (name, Remove(("not_found", at)))
            for name, at, one in self._items("findings/", "not_found")
            if one["place"].line == many.place.line and same_file(many.place.path, self.root, name)
        )

    def _element(self, element: str, changes: list[Change], order: dict[str, int]) -> None:
        if element in self.findings:
            Answering(self, *self.findings[element]).write(changes)
        else:
            self._new_finding(element, changes, order)

    def _new_finding(self, element: str, changes: list[Change], order: dict[str, int]) -> None:
        answers = [one for one in changes if one.table == "citations"]
        citations = [self.new(one) for one in answers if not is_search(one.after)]
        searches = [search_data(one.after, self) for one in answers if is_search(one.after)]
        said = next((self.new(one) for one in changes if one.table == "findings"), {})
        data = {
            "element": element,
            "citations": citations,
            "not_found": searches[0] if len(searches) == 1 else searches,
            **said,
        }
        article = self.case.article_of(element)
        there = [
            (order.get(other, -1), *found)
            for other, found in self.findings.items()
            if self.case.article_of(other) == article
        ]
        before = [one for one in sorted(there) if one[0] < order[element]]
        if before:
            self.edit(before[-1][1], Insert(("findings",), data, after=before[-1][2]))
        elif there:
            name = min(there)[1]
            self.edit(name, Insert(("findings",), data))
        else:
            self.edit(self._file(f"findings/{file_stem(article)}"), Insert(("findings",), data))

    def _file(self, name: str) -> str:
        """Return the file of that name as it is there, or the name that it will have."""
        return next((one for one in self.texts if one.rpartition(".")[0] == name), f"{name}.yaml")

    def _law(self, one: Change) -> None:
        if one.kind == "add":
            self.added[self._free(one.key)] = self.new(one)
        else:
            self.set(self.laws[one.key], (), one, self.data[self.laws[one.key]])

    def _free(self, law: str) -> str:
        taken = {name.casefold() for name in (*self.texts, *self.added)}
        names = (
            f"laws/{law}{end}.yaml"
            for end in ("", *(f"-{number}" for number in range(2, len(taken) + 3)))
        )
        return next(name for name in names if name.casefold() not in taken)

    def _provision(self, one: Change) -> None:
        law, number = one.after["law"], one.after["id"]
        fresh = next((data for data in self.added.values() if data["id"] == law), None)
        if fresh is not None:
            fresh.setdefault("provisions", []).append(self.new(one))
            return
        name = self.laws[law]
        listed = self.data[name].get("provisions") or []
        at = next((at for at, item in enumerate(listed) if item.get("id") == number), None)
        if at is None:  # new, or known until now from the text of the law alone
            self.edit(name, Insert(("provisions",), self.new(one)))
        else:
            self.set(name, ("provisions", at), one, listed[at])

    def _listed(self, one: Change) -> None:
        """Change or add a source or a recommendation."""
        name, key = self._file(one.table), TABLES[one.table].key[0]
        listed = self.data.get(name, {}).get(one.table) or []
        at = next((at for at, item in enumerate(listed) if item.get(key) == one.key), None)
        if at is None:
            self.edit(name, Insert((one.table,), self.new(one)))
        else:
            self.set(name, (one.table, at), one, listed[at])

    def set(self, name: str, path: tuple, one: Change, old: dict) -> None:
        """Set the columns that differ; a new key stands behind the one before it in the order of the columns."""
        before = ""
        for column in TABLES[one.table].columns:
            key = file_key(one.table, column.key)
            if column.key in one.columns() and not (
                one.table == "provisions" and column.key == "law"
            ):
                where, value = self._value(column, one.after[column.key], old.get(key, ""))
                self.edit(name, Set((*path, key, *where), value, after=before if not where else ""))
            before = key if key in old else before

    def _value(self, column: Column, text: str, old: object) -> tuple[tuple, object]:
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

    def new(self, one: Change) -> dict[str, object]:
        """Return a record as the files of a case hold it."""
        data: dict[str, object] = {}
        for column in TABLES[one.table].columns:
            text = one.after[column.key]
            if text and not (one.table == "provisions" and column.key == "law"):
                value: object = _listed_value(column, text, column.kind in ("ids", "choices"))
                value = self.text(text) if column.kind == "text" else value
                data[file_key(one.table, column.key)] = value
                if isinstance(text, Typed) and text.typed != text:
                    data["number"] = {"ar": text.typed}
        if one.table == "citations":
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


def _law_text(data: dict[str, object]) -> str:
    return write(data) + ("" if data.get("provisions") else "provisions: []\n")
