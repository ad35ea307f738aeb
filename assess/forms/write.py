"""The changes that a form brings → the files of a case, edited in place: comments, order and all else stay."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from assess.files.yamledit import Insert, edited
from assess.files.yamlfile import write
from assess.forms.decide import Change
from assess.forms.edits import Data, Files
from assess.forms.fields import TABLES, is_search
from assess.forms.write_answers import Answering, search_data, spread
from assess.model.case import Case
from assess.model.instrument import file_stem


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
