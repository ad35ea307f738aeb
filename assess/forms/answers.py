"""The answers of a form against those of a case: which row is which citation, and what it brings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from assess.base.problems import Location, Problem, nearest, problem
from assess.forms.complete import Completer
from assess.forms.decide import Change, alike, in_tongue, outcomes, place
from assess.forms.fields import CITATIONS, FINDINGS, SEARCH, Record, empty, is_search
from assess.forms.form import Base, Entered, Filled, Row, row_id
from assess.forms.records import citation_records, clean, finding_record, short
from assess.forms.values import Values
from assess.model.case import Case
from assess.model.numbers import latin_digits

_LEAST = 2  # rows that hold what another one held
Said = tuple[str, ...]


@dataclass(frozen=True)
class _Line:
    row: Row
    was: Said  # what was exported in it
    now: Said


def exchanged(rows: Iterable[Row], base: Base, values: Values) -> dict[str, list[Row]]:
    """Return, by sheet, every changed row of a sheet in which answers changed places, none of any other.

    An answer has changed place where a row holds what another row of the sheet held when the form was exported, and
    that other row holds something else now. A single one may be meant so; of two, nobody can tell.
    """
    sheets: dict[str, list[_Line]] = {}
    for row in rows:
        record = base.records.get(("citations", row.id))
        if record is not None:
            now = values.read(CITATIONS, row.cells, record)[0]
            sheets.setdefault(row.at.rpartition("!")[0], []).append(
                _Line(row, _shown(record), _shown(now))
            )
    own_rows = {
        name: [line.row for line in lines if line.now != line.was]
        for name, lines in sheets.items()
        if _moved(lines) >= _LEAST
    }
    return own_rows


def _shown(record: dict[str, str]) -> Said:
    return tuple(record.get(column.key, "") for column in CITATIONS.columns)


def _moved(lines: list[_Line]) -> int:
    left = {line.was for line in lines if line.now != line.was and any(line.was)}
    kept = {line.was for line in lines if line.now == line.was}
    return sum(line.now != line.was and line.now in left - kept for line in lines)


@dataclass
class _Slot:
    """One citation of the form: its row, what was exported and what is filled in; which one of the case it is."""

    base: Record
    theirs: Record
    number: int  # as exported, from 0; -1 for a row that was added
    row: Row | None = None  # none where the row was taken out of the sheet
    problems: tuple[Problem, ...] = ()
    ours: int = -1


class Answers:
    """Reads the rows of answers, element by element."""

    def __init__(self, case: Case, filled: Filled, completer: Completer):
        self.filled, self.completer, self.values = filled, completer, completer.values
        self.language = filled.base.facts["language"]
        self.findings = {finding.element: finding for finding in case.findings}
        self.there: set[str] = set()  # elements with a row
        self.refused: set[str] = set()  # elements of which something could not be taken
        self.answered: set[str] = set()  # elements that the form answers, or says why they are open
        self.touched: set[tuple[str, str]] = set()  # what it says otherwise than was exported
        self.rest: dict[str, Row] = {}  # article → the row that speaks of its other elements

    def entries(self) -> Iterator[Change | Problem]:
        """Yield what the rows change, and what is wrong with them."""
        listed = [row for row in self.filled.rows if row.table == "answers"]
        moved = exchanged(listed, self.filled.base, self.values)
        for sheet, changed in moved.items():
            yield problem(
                "rows-exchanged",
                Location(self.values.file, cell=sheet),
                number=len(changed),
                first=self.completer.named(changed[0].id.rpartition("#")[0]),
            )
            self.refused |= {row.id.rpartition("#")[0] for row in changed}
        rows: dict[str, list[Row]] = {}
        for row in listed:
            if _sheet(row) in moved and ("citations", row.id) not in self.filled.base.records:
                continue  # what stands in it may belong to any question
            element, faults = self._element(row)
            yield from faults
            if element:
                rows.setdefault(element, []).append(row)
        self.there = {*rows}
        for element, own in rows.items():
            for entry in self._of_element(element, own) if element not in self.refused else ():
                self.refused |= {element} if isinstance(entry, Problem) else set()
                yield entry

    def _of_element(self, element: str, rows: list[Row]) -> Iterator[Change | Problem]:
        originals, added, faults = self._sorted(element, rows)
        faults += self._both([*originals.values(), *added])
        if faults:
            yield from faults
            return
        yield from self._finding(
            element, originals.get(row_id(element, 1)), [*originals.values(), *added]
        )
        yield from self._citations(element, originals, added)

    def _element(self, row: Row) -> tuple[str, list[Problem]]:
        """Return the element that a row answers, or "" and what is wrong, or neither for an empty row."""
        typed = latin_digits(clean(row.cells["element"].text))
        name = self.completer.case.reference(typed).id
        owner = row.id.rpartition("#")[0]
        if not name and not owner:
            title = self.values.title("citations", "element")
            needed = problem("cell-needed", place(self.values.file, row, "element"), column=title)
            return "", [needed] if self._fills(row) else []
        if name in self.completer.articles:
            if self._fills(row):
                self.rest.setdefault(name, row)
            return "", []
        if name not in self.completer.elements:
            if (
                owner == name
                and ("citations", row.id) in self.filled.base.records
                and not self._changed(row)
            ):
                # a question that the checklist no longer has, and nobody answered anew
                return ("", [])
            near = nearest(name, self.completer.elements)
            return "", [
                problem(
                    "name-unknown",
                    place(self.values.file, row, "element"),
                    value=short(name),
                    column=self.values.title("citations", "element"),
                    nearest=near,
                )
            ]
        if owner and owner != name and ("citations", row.id) in self.filled.base.records:
            return "", [
                problem("row-mixed", place(self.values.file, row, "element"), id=name, row=owner)
            ]
        return name, []

    @staticmethod
    def _fills(row: Row) -> bool:
        return any(
            clean(row.cells[column.key].text)
            for column in (*CITATIONS.columns, *FINDINGS.columns)
            if column.key in row.cells
        )

    def _sorted(
        self, element: str, rows: list[Row]
    ) -> tuple[dict[str, Row], list[Row], list[Problem]]:
        """Return the rows that were exported, by id, those that were added, and what stands twice.

        A row copied within its sheet is another answer. One that comes again on another sheet is a copy of the sheet:
        what was changed on one of the two counts, and unlike changes on both are told.
        """
        originals: dict[str, Row] = {}
        added: list[Row] = []
        problems: list[Problem] = []
        for row in rows:
            first = originals.get(row.id)
            if ("citations", row.id) not in self.filled.base.records:
                added.append(row)
            elif first is None:
                originals[row.id] = row
            elif _sheet(first) == _sheet(row):
                swap = self._changed(first) and not self._changed(row)
                originals[row.id] = row if swap else first
                added.append(first if swap else row)
            elif not self._changed(first):
                originals[row.id] = row
            elif self._changed(row) and self._says(row) != self._says(first):
                problems.append(
                    problem("row-twice", Location(self.values.file, cell=row.at), id=element)
                )
        return originals, added, problems

    def _both(self, rows: list[Row]) -> list[Problem]:
        """Return the problem of an element that is graded and said not to apply, unless it was exported so."""
        graded, apart = (
            [
                row
                for row in rows
                if key in row.cells and clean(row.cells[key].text) not in ("", "–")
            ]
            for key in ("grade", "not_applicable")
        )
        if not graded or not apart or not any(self._is_new(row) for row in rows):
            return []
        at = place(self.values.file, apart[0], "not_applicable")
        return [
            problem(
                "grade-and-not-applicable",
                at,
                grade=graded[0].cells["grade"].text,
                column=self.values.title("findings", "not_applicable"),
            )
        ]

    def _is_new(self, row: Row) -> bool:
        return ("citations", row.id) not in self.filled.base.records or self._changed(row)

    def _changed(self, row: Row) -> bool:
        """Return whether a row says anything else than was exported in it."""
        base = dict(self.filled.base.records["citations", row.id])
        if row.id.endswith("#1"):
            base |= self.filled.base.records.get(("findings", row.id[:-2]), {})
        return self._says(row) != {key: text for key, text in base.items() if text}

    def _says(self, row: Row) -> Record:
        element = row.id.rpartition("#")[0]
        first = (
            self.filled.base.records.get(("findings", element), {}) if row.id.endswith("#1") else {}
        )
        texts = dict(
            self.values.read(CITATIONS, row.cells, self.filled.base.records["citations", row.id])[0]
        )
        texts |= self.values.read(FINDINGS, row.cells, first)[0]
        return {key: text for key, text in texts.items() if text}

    def _finding(
        self, element: str, first: Row | None, rows: list[Row]
    ) -> Iterator[Change | Problem]:
        """Yield what is new of the element as a whole; it stands in its first row, or in an added one."""
        base = self.filled.base.records.get(("findings", element), {})
        cells: dict[str, Entered] = dict(first.cells) if first else {}
        for row in rows:
            for column in FINDINGS.columns:
                entered = row.cells.get(column.key)
                if row is first or entered is None or not clean(entered.text):
                    continue
                before = clean(cells[column.key].text) if column.key in cells else ""
                if before and before != clean(entered.text):
                    yield problem(
                        "row-twice", Location(self.values.file, cell=entered.at), id=element
                    )
                    return
                cells[column.key] = entered
        theirs, problems = self.values.read(FINDINGS, cells, base)
        if problems:
            yield from problems
            return
        finding = self.findings.get(element)
        ours = in_tongue(finding_record(finding, self.language), base)
        self.answered |= {element} if theirs["not_applicable"] or theirs["not_assessed"] else set()
        if theirs["not_applicable"] and not alike(theirs, base):
            self.touched.add(("citations", element))
        for kind, after in outcomes(base, ours, theirs):
            yield Change(
                "change" if kind == "remove" else kind,
                "findings",
                element,
                ours,
                after,
                (first or rows[0]).at,
                {key: cell.at for key, cell in cells.items()},
            )

    def _citations(
        self, element: str, originals: dict[str, Row], added: list[Row]
    ) -> Iterator[Change | Problem]:
        slots = list(self._slots(element, originals, added))
        ours = citation_records(self.findings.get(element), self.language)
        _matched(slots, ours)
        self.answered |= {element} if any(not empty(slot.theirs) for slot in slots) else set()
        for slot in slots:
            if slot.row is None:
                continue
            if slot.problems:
                yield from slot.problems
                continue
            mine = ours[slot.ours] if slot.ours >= 0 else None
            sure = _sure(slot, slots, ours)
            yield from self._decided(element, slot, slot.row, mine, sure)

    def _decided(
        self, element: str, slot: _Slot, row: Row, ours: Record | None, sure: bool
    ) -> Iterator[Change | Problem]:
        ours = None if ours is None else in_tongue(ours, slot.base)
        results = outcomes(slot.base, ours, slot.theirs, by_field=sure)

        def at(column: str) -> Location:
            return place(self.values.file, row, column)

        def lacking(record: Record) -> list[Problem]:
            if empty(record):
                return []
            return list(self.completer.lacks(CITATIONS, element, record, at))

        faults = lacking(slot.theirs) if results else []
        if faults:
            yield from faults
            return
        # the two sides do not go together
        if any(kind == "change" and lacking(after) for kind, after in results):
            results = outcomes(slot.base, ours, slot.theirs, by_field=False)
        self.touched |= set() if alike(slot.theirs, slot.base) else {("citations", element)}
        cells = {key: cell.at for key, cell in row.cells.items()}
        for kind, after in results:
            yield Change(kind, "citations", element, ours or {}, after, row.at, cells, slot.ours)

    def _slots(self, element: str, originals: dict[str, Row], added: list[Row]) -> Iterator[_Slot]:
        """Yield the citations of the form: all that were exported, then the added ones that say something new."""
        seen: list[Record] = []
        number = 0
        while ("citations", row_id(element, number + 1)) in self.filled.base.records:
            base = self.filled.base.records["citations", row_id(element, number + 1)]
            base = {column.key: base.get(column.key, "") for column in CITATIONS.columns}
            row = originals.get(row_id(element, number + 1))
            theirs, problems = self._read(element, row, base) if row else (base, ())
            seen += [base, theirs]
            yield _Slot(base, theirs, number, row, problems)
            number += 1
        for row in added:
            theirs, problems = self._read(element, row, {})
            if problems or (not empty(theirs) and theirs not in seen):
                seen.append(theirs)
                yield _Slot(dict.fromkeys(theirs, ""), theirs, -1, row, problems)

    def _read(self, element: str, row: Row, base: Record) -> tuple[Record, tuple[Problem, ...]]:
        theirs, problems = self.values.read(CITATIONS, row.cells, base)
        changed = any(text != base.get(key, "") for key, text in theirs.items())
        if changed and not is_search(theirs):  # what is left of a statement goes with it
            theirs |= {key: "" for key in SEARCH[1:] if theirs[key] == base.get(key, "")}
        if changed and not empty(theirs):
            theirs = self.completer.completed(CITATIONS, theirs, element)
        return theirs, tuple(problems)


def _sheet(row: Row) -> str:
    return row.at.rpartition("!")[0]


Test = Callable[[_Slot, Record, int], bool]
#: Which citation of the case a row is, from what tells most to what tells least: all of it, what it cites, its place.
_TESTS: tuple[tuple[Test, ...], ...] = (
    (
        lambda slot, ours, at: slot.theirs == slot.base == ours,
        lambda slot, ours, at: slot.base == ours,
        lambda slot, ours, at: slot.theirs == ours,
    ),
    (
        lambda slot, ours, at: (
            bool(slot.base["provision"]) and slot.base["provision"] == ours["provision"]
        ),
    ),
    (
        lambda slot, ours, at: (
            bool(slot.theirs["provision"]) and slot.theirs["provision"] == ours["provision"]
        ),
    ),
    (lambda slot, ours, at: slot.number >= 0 and (empty(slot.base) or slot.number == at),),
)


def _matched(slots: list[_Slot], ours: list[Record]) -> None:
    """Give each row the citation of the case that it is, each citation to one row."""
    free = set(range(len(ours)))
    for tests in _TESTS:
        # a row that is where it was goes before one that says the same elsewhere
        for moved in (False, True):
            for test in tests:
                for slot in slots:
                    if slot.ours < 0:
                        near = sorted(free, key=lambda at: (abs(at - slot.number), at))
                        near = near if moved else [at for at in near if at == slot.number]
                        slot.ours = next((at for at in near if test(slot, ours[at], at)), -1)
                        free.discard(slot.ours)


def _sure(slot: _Slot, slots: list[_Slot], ours: list[Record]) -> bool:
    """Return whether the citation of the case that a row was matched with is the one that was exported in it.

    It is where the element has no other, or where it stands where it stood and cites what the row cited or cites, and
    no other does. Of any other, a field may belong to another citation, so that only whole rows are compared.
    """
    if len([slot for slot in slots if slot.number >= 0]) == len(ours) == 1:
        return True
    cited = [texts["provision"] for texts in ours]
    own = cited[slot.ours] if slot.ours == slot.number >= 0 else ""
    others = {
        side["provision"]
        for each_slot in slots
        if each_slot is not slot
        for side in (each_slot.base, each_slot.theirs)
    }
    return (
        bool(own)
        and own in (slot.base["provision"], slot.theirs["provision"])
        and (cited.count(own) == 1 and own not in others)
    )
