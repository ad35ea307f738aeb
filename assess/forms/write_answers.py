"""What a form changes in the answers to an element → edits of the files of findings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from assess.files.yamledit import Insert, Remove, Set, bare
from assess.forms.decide import Change
from assess.forms.fields import JOINTS, Record, is_search
from assess.forms.records import citation_records
from assess.model.case import Case, Finding, Search

if TYPE_CHECKING:
    from assess.forms.write import Files

_KEPT = ("since", "until", "restricted")  # of a statement, which a form does not show


def spread(case: Case, changes: Iterable[Change], files: Files) -> list[Change]:
    """Return changes in which a statement for many elements that is withdrawn for one stands for each of the others.

    The statement is then taken out of its file. One that gives way to another answer stays: it is about the rest.
    """
    listed = list(changes)
    own: dict[str, dict[int, Change]] = {}
    for one in listed:
        if one.table == "citations":
            own.setdefault(one.key, {})[one.index] = one
    findings = {one.element: one for one in case.findings}
    for many in case.searches:
        covered = [
            one
            for one in findings.values()
            if any(said.place == many.place for said in one.not_found)
        ]
        gone = {one.element for one in covered if _withdrawn(own.get(one.element, {}), one)}
        if gone:
            files.edit(*files.search_of_many(many))
            listed = [
                one
                for one in listed
                if one.key not in gone or one.table != "citations" or one.kind != "remove"
            ]
            listed += [
                Change("add", "citations", one.element, {}, _record(one, files.language), "")
                for one in covered
                if one.element not in gone | own.keys()
            ]
    return listed


def _withdrawn(changes: dict[int, Change], finding: Finding) -> bool:
    one = changes.get(len(finding.citations))
    return one is not None and one.kind == "remove"


def _record(finding: Finding, language: str) -> Record:
    """Return a statement as a record that keeps what a form does not show of it."""
    return next(filter(is_search, citation_records(finding, language))) | _hidden(
        finding.not_found[0]
    )


def _hidden(search: Search) -> Record:
    found = {key: str(getattr(search, key)) for key in _KEPT[:2] if getattr(search, key)}
    return found | ({"restricted": ", ".join(search.restricted)} if search.restricted else {})


class Answering:
    """Edits the entry of one element in a file of findings, which is there."""

    def __init__(self, files: Files, name: str, at: int):
        self.files, self.name, self.path = files, name, ("findings", at)
        self.raw = files.data[name]["findings"][at]
        self.cited = len(self.raw.get("citations") or ())
        found = self.raw.get("not_found") or []
        self.single = isinstance(found, dict)
        self.searches: list[dict] = [found] if self.single else list(found)
        self.added: list[dict] = []
        self.removed: set[int] = set()
        self.set: list[tuple[int, Change]] = []

    def write(self, changes: Iterable[Change]) -> None:
        """Make the edits of all changes of the element."""
        for one in changes:
            if one.table == "findings":
                self.files.set(self.name, self.path, one, self.raw)
            else:
                self._answer(one)
        self._searches()

    def _answer(self, one: Change) -> None:
        if one.kind == "remove":
            self._remove(one.index)
        elif one.kind == "change" and is_search(one.before) == is_search(one.after):
            self._change(one)
        else:
            if one.kind == "change":
                self._remove(one.index)
            if is_search(one.after):
                self.added.append(search_data(one.after, self.files))
            else:
                self.files.edit(self.name, Insert((*self.path, "citations"), self.files.new(one)))

    def _remove(self, index: int) -> None:
        if index < self.cited:
            self.files.edit(self.name, Remove((*self.path, "citations", index)))
        elif index - self.cited < len(self.searches):
            self.removed.add(index - self.cited)

    def _change(self, one: Change) -> None:
        if not is_search(one.after):
            path = (*self.path, "citations", one.index)
            self.files.set(self.name, path, one, self.raw["citations"][one.index])
        elif one.index - self.cited < len(self.searches):
            self.set.append((one.index - self.cited, one))
        else:  # it is one of a statement for many elements, and gets one of its own
            finding = next(two for two in self.files.case.findings if two.element == one.key)
            self.added.append(search_data(one.after | _hidden(finding.not_found[0]), self.files))

    def _searches(self) -> None:
        path = (*self.path, "not_found")
        if self.single and (self.added or self.removed):
            kept = (
                []
                if self.removed
                else [
                    bare(self.searches[0])
                    | {
                        key: value
                        for _, one in self.set
                        for key, value in search_data(one.after, self.files).items()
                    }
                ]
            )
            both = [*kept, *self.added]
            self.files.edit(
                self.name, Set(path, both[0] if len(both) == 1 else both) if both else Remove(path)
            )
            return
        for number, one in self.set:
            self.files.set(
                self.name, path if self.single else (*path, number), one, self.searches[number]
            )
        for number in self.removed:
            self.files.edit(self.name, Remove((*path, number)))
        if self.searches:
            for one in self.added:
                self.files.edit(self.name, Insert(path, one))
        elif self.added:
            self.files.edit(
                self.name, Set(path, self.added[0] if len(self.added) == 1 else self.added)
            )


def search_data(one: Record, files: Files) -> dict[str, object]:
    """Return a statement as the files of a case hold it."""
    data: dict[str, object] = {
        "by": str(one["by"]),
        "on": str(one["on"]),
        "laws": one["laws"].split(JOINTS["ids"]),
    }
    data |= {key: str(one[key]) for key in _KEPT[:2] if one.get(key)}
    if one["note"]:
        data["note"] = files.text(one["note"])
    return data | ({"restricted": one["restricted"].split(", ")} if one.get("restricted") else {})


def same_file(place: str, root: Path, name: str) -> bool:
    """Return whether the path of a place in a file is that of a file named from the folder of the case."""
    return Path(place).resolve() == (root / name).resolve()
