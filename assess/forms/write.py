"""The changes that a form brings → the files of a case, edited in place: comments, order and all else stay."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assess.files.yamledit import Insert, Remove, Set, bare, edited
from assess.files.yamlfile import write
from assess.forms.decide import Change
from assess.forms.edits import Data, Files, Steps
from assess.forms.fields import JOINTS, TABLES, Record, is_search
from assess.forms.records import citation_records
from assess.model.case import Case, Finding, Search, SearchOfMany
from assess.model.instrument import file_stem

_KEPT = ("since", "until", "restricted")  # of a statement, which a form does not show


def spread(case: Case, changes: Iterable[Change], files: Files) -> list[Change]:
    """Return changes in which a statement for many elements that is withdrawn for one stands for each of the others.

    The statement is then taken out of its file. One that gives way to another answer stays: it is about the rest.
    """
    listed = list(changes)
    own: dict[str, dict[int, Change]] = {}
    for change in listed:
        if change.table == "citations":
            own.setdefault(change.key, {})[change.index] = change
    findings = {finding.element: finding for finding in case.findings}
    for many in case.searches:
        covered = [finding for finding in findings.values() if _rests_on(finding, many)]
        gone = {
            finding.element
            for finding in covered
            if _withdrawn(own.get(finding.element, {}), finding)
        }
        if not gone:
            continue
        files.edit(*files.search_of_many(many))
        listed = [
            change
            for change in listed
            if change.key not in gone or change.table != "citations" or change.kind != "remove"
        ]
        for finding in covered:
            if finding.element not in gone and finding.element not in own:
                record = _record(finding, files.language)
                listed.append(Change("add", "citations", finding.element, {}, record, ""))
    return listed


def _rests_on(finding: Finding, many: SearchOfMany) -> bool:
    """Return whether a statement for many elements is one of those on an element."""
    return any(search.place == many.place for search in finding.not_found)


def _withdrawn(changes: dict[int, Change], finding: Finding) -> bool:
    change = changes.get(len(finding.citations))
    return change is not None and change.kind == "remove"


def _record(finding: Finding, language: str) -> Record:
    """Return a statement as a record that keeps what a form does not show of it."""
    return next(filter(is_search, citation_records(finding, language))) | _hidden(
        finding.not_found[0]
    )


def _hidden(search: Search) -> Record:
    texts = {key: str(getattr(search, key)) for key in _KEPT[:2] if getattr(search, key)}
    return texts | ({"restricted": ", ".join(search.restricted)} if search.restricted else {})


class Answering:
    """Edits the entry of one element in a file of findings, which is there."""

    def __init__(self, files: Files, name: str, at: int):
        self.files, self.name = files, name
        self.path: Steps = ("findings", at)
        self.raw: Data = files.data[name]["findings"][at]
        self.cited = len(self.raw.get("citations") or ())
        searches: Any = self.raw.get("not_found") or []
        self.single = isinstance(searches, dict)
        self.searches: list[Data] = [searches] if self.single else list(searches)
        self.added: list[Data] = []
        self.removed: set[int] = set()
        self.set: list[tuple[int, Change]] = []

    def write(self, changes: Iterable[Change]) -> None:
        """Make the edits of all changes of the element."""
        for change in changes:
            if change.table == "findings":
                self.files.set(self.name, self.path, change, self.raw)
            else:
                self._answer(change)
        self._searches()

    def _answer(self, change: Change) -> None:
        if change.kind == "remove":
            self._remove(change.index)
        elif change.kind == "change" and is_search(change.before) == is_search(change.after):
            self._change(change)
        else:
            if change.kind == "change":
                self._remove(change.index)
            if is_search(change.after):
                self.added.append(search_data(change.after, self.files))
            else:
                citation = self.files.new(change)
                self.files.edit(self.name, Insert((*self.path, "citations"), citation))

    def _remove(self, index: int) -> None:
        if index < self.cited:
            self.files.edit(self.name, Remove((*self.path, "citations", index)))
        elif index - self.cited < len(self.searches):
            self.removed.add(index - self.cited)

    def _change(self, change: Change) -> None:
        number = change.index - self.cited
        if not is_search(change.after):
            path = (*self.path, "citations", change.index)
            self.files.set(self.name, path, change, self.raw["citations"][change.index])
        elif number < len(self.searches):
            self.set.append((number, change))
        else:  # it is one of a statement for many elements, and gets one of its own
            for finding in self.files.case.findings:
                if finding.element == change.key:
                    hidden = _hidden(finding.not_found[0])
                    self.added.append(search_data(change.after | hidden, self.files))

    def _searches(self) -> None:
        path: Steps = (*self.path, "not_found")
        if self.single and (self.added or self.removed):
            both = [*self._kept(), *self.added]
            edit = Set(path, both[0] if len(both) == 1 else both) if both else Remove(path)
            self.files.edit(self.name, edit)
            return
        for number, change in self.set:
            where = path if self.single else (*path, number)
            self.files.set(self.name, where, change, self.searches[number])
        for number in self.removed:
            self.files.edit(self.name, Remove((*path, number)))
        if self.searches:
            for data in self.added:
                self.files.edit(self.name, Insert(path, data))
        elif self.added:
            several = len(self.added) > 1
            self.files.edit(self.name, Set(path, self.added if several else self.added[0]))

    def _kept(self) -> list[Data]:
        """Return the one statement that is there as it will be, in a list; none where it is taken out."""
        if self.removed:
            return []
        kept: Data = bare(self.searches[0])
        for _, change in self.set:
            kept = kept | search_data(change.after, self.files)
        return [kept]


def search_data(record: Record, files: Files) -> Data:
    """Return a statement as the files of a case hold it."""
    data: Data = {
        "by": str(record["by"]),
        "on": str(record["on"]),
        "laws": record["laws"].split(JOINTS["ids"]),
    }
    data |= {key: str(record[key]) for key in _KEPT[:2] if record.get(key)}
    if record["note"]:
        data["note"] = files.text(record["note"])
    if record.get("restricted"):
        data["restricted"] = record["restricted"].split(", ")
    return data


def changed_files(
    root: Path, case: Case, changes: Iterable[Change], language: str
) -> dict[str, bytes]:
    """Return the new content of every file that the changes touch, by its path below the folder of the case."""
    return _Writer(Files(root, case, language)).after(list(changes))


class _Writer:
    """Brings changes into the files: each to the entry that it is about, or as a new one behind those before it."""

    def __init__(self, files: Files):
        self.files, self.case = files, files.case
        self.added: dict[str, Data] = {}  # files that are new

    def after(self, changes: list[Change]) -> dict[str, bytes]:
        """Return the content of the files that are not as they were."""
        files = self.files
        answers: dict[str, list[Change]] = {}
        for change in spread(self.case, changes, files):
            if change.table in ("citations", "findings"):
                answers.setdefault(change.key, []).append(change)
            elif change.table == "provisions":
                self._provision(change)
            elif change.table == "laws":
                self._law(change)
            else:
                self._listed(change)
        order = {element.id: at for at, element in enumerate(self.case.instrument.elements())}
        for name in sorted(answers, key=order.__getitem__):
            self._element(name, answers[name], order)
        texts = {name: edited(files.texts.get(name, ""), own) for name, own in files.edits.items()}
        texts |= {name: _law_text(data) for name, data in self.added.items()}
        return {
            name: text.encode() for name, text in texts.items() if text != files.texts.get(name)
        }

    def _element(self, element: str, changes: list[Change], order: dict[str, int]) -> None:
        if element in self.files.findings:
            Answering(self.files, *self.files.findings[element]).write(changes)
        else:
            self._new_finding(element, changes, order)

    def _new_finding(self, element: str, changes: list[Change], order: dict[str, int]) -> None:
        citations: list[Data] = []
        searches: list[Data] = []
        remarks: Data = {}
        for change in changes:
            if change.table == "findings":
                remarks = remarks or self.files.new(change)
            elif is_search(change.after):
                searches.append(search_data(change.after, self.files))
            else:
                citations.append(self.files.new(change))
        data = {
            "element": element,
            "citations": citations,
            "not_found": searches[0] if len(searches) == 1 else searches,
            **remarks,
        }
        article = self.case.article_of(element)
        there: list[tuple[int, str, int]] = []  # place in the instrument, file, place in the file
        for other, (name, at) in self.files.findings.items():
            if self.case.article_of(other) == article:
                there.append((order.get(other, -1), name, at))
        before = [place for place in there if place[0] < order[element]]
        if before:
            _, name, at = max(before)
            self.files.edit(name, Insert(("findings",), data, after=at))
        elif there:
            _, name, _ = min(there)
            self.files.edit(name, Insert(("findings",), data))
        else:
            name = self.files.file(f"findings/{file_stem(article)}")
            self.files.edit(name, Insert(("findings",), data))

    def _law(self, change: Change) -> None:
        if change.kind == "add":
            self.added[self._free(change.key)] = self.files.new(change)
        else:
            name = self.files.laws[change.key]
            self.files.set(name, (), change, self.files.data[name])

    def _free(self, law: str) -> str:
        """Return a name that no file has yet, for the file of a law."""
        taken = {name.casefold() for name in (*self.files.texts, *self.added)}
        name, number = f"laws/{law}.yaml", 1
        while name.casefold() in taken:
            number += 1
            name = f"laws/{law}-{number}.yaml"
        return name

    def _provision(self, change: Change) -> None:
        law = change.after["law"]
        for data in self.added.values():
            if data["id"] == law:
                data.setdefault("provisions", []).append(self.files.new(change))
                return
        # a provision that is not in the file is new, or known until now from the text of the law alone
        self._entry(self.files.laws[law], "provisions", "id", change.after["id"], change)

    def _listed(self, change: Change) -> None:
        """Change or add a source or a recommendation."""
        name = self.files.file(change.table)
        self._entry(name, change.table, TABLES[change.table].key[0], change.key, change)

    def _entry(self, name: str, table: str, key: str, wanted: str, change: Change) -> None:
        """Change the entry of a list in a file whose `key` is the wanted one, or add one."""
        for at, entry in enumerate(self.files.data.get(name, {}).get(table) or []):
            if entry.get(key) == wanted:
                self.files.set(name, (table, at), change, entry)
                return
        self.files.edit(name, Insert((table,), self.files.new(change)))


def _law_text(data: Data) -> str:
    return write(data) + ("" if data.get("provisions") else "provisions: []\n")
