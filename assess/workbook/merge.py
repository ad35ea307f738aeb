"""What a filled form changes in a case: nothing is overwritten that the case has changed since the export."""

from __future__ import annotations

from collections.abc import Iterator

from assess.model.case import Case
from assess.problems import Location, Problem, errors, problem
from assess.workbook.answers import Answers
from assess.workbook.complete import Completer
from assess.workbook.decide import Change, Merge, alike, decided, in_tongue, place
from assess.workbook.fields import LISTED, Record, Table
from assess.workbook.form import Entered, Filled, Row
from assess.workbook.records import clean, listed_records
from assess.workbook.values import Values


def merge(case: Case, filled: Filled, file: str, shown: Case) -> Merge:
    """Return what a filled form changes in a case as it is now; nothing is written.

    `shown` is the edition of the case that the form was made from: the case itself, or its public edition.
    """
    language = filled.base.facts["language"]
    values = Values(case, language, file)
    completer = Completer(case, values)
    found: list[Change | Problem] = []
    now = listed_records(shown, language)
    for table in LISTED:
        rows = [row for row in filled.rows if row.table == table.name]
        found += _listed(table, rows, filled, now[table.name], completer)
        if table.name == "provisions":
            found += Answers(shown, filled, completer).found()
    changes = [one for one in found if isinstance(one, Change)]
    return Merge(tuple(one for one in changes if one.kind != "conflict"),
                 tuple(one for one in changes if one.kind == "conflict"),
                 (*errors(filled.problems), *(one for one in found if isinstance(one, Problem))))


def _listed(table: Table, rows: list[Row], filled: Filled, now: dict[str, Record],
            completer: Completer) -> Iterator[Change | Problem]:
    """Yield what the rows of a table of records with ids bring."""
    read: dict[str, list[tuple[Row, Record, list[Problem]]]] = {}
    for row in rows:
        if not any(clean(one.text) for one in row.cells.values()):
            continue
        names = [_key_text(row.cells.get(name)) for name in table.key]
        names[1:] = [completer.values.naming.provision(*names)] if table.name == "provisions" else names[1:]
        key = ":".join(names)
        base = filled.base.records.get((table.name, key), {})
        one, problems = completer.values.read(table, row.cells, base)
        if base and alike(one, base) and not problems:
            read.setdefault(key, [])
            continue
        read.setdefault(key, []).append((row, one, problems))
    for key, versions in read.items():
        if len({tuple(one.items()) for _, one, _ in versions}) > 1:
            for row, _, _ in versions[1:]:
                yield problem("row-twice", Location(completer.values.file, cell=row.at), id=key)
            continue
        for row, one, problems in versions[:1]:
            base = filled.base.records.get((table.name, key), {})
            yield from _taken(table, key, (row, one, problems), base, now.get(key), completer)


def _taken(table: Table, key: str, read: tuple[Row, Record, list[Problem]], base: Record, ours: Record | None,
           completer: Completer) -> Iterator[Change | Problem]:
    row, one, problems = read
    one = completer.completed(table, one)
    ours = None if ours is None else in_tongue(ours, base)
    kind = decided(base, ours, one)
    faults = problems or (list(completer.lacks(table, key, one, lambda name: place(completer.values.file, row, name)))
                          if kind else [])
    if faults:
        yield from faults
        return
    if kind:
        completer.learn(table, key, one)
        yield Change(kind, table.name, key, ours or {}, one, row.at, _cells(row))


def _cells(row: Row) -> dict[str, str]:
    return {key: one.at for key, one in row.cells.items()}


def _key_text(one: Entered | None) -> str:
    text = " ".join(clean(one.text).split()) if one else ""
    return text.removesuffix(".0") if one and one.sort == "number" else text
