"""What a filled form changes in a case: nothing is overwritten that the case has changed since the export."""

from __future__ import annotations

from collections.abc import Iterator

from assess.base.problems import Location, Problem, errors, problem
from assess.forms.answers import Answers
from assess.forms.complete import Completer, Hand, Place
from assess.forms.decide import Change, Merge, alike, in_tongue, outcomes, place
from assess.forms.fields import CITATIONS, LISTED, NOT_FOUND, Record, Table, empty, is_search
from assess.forms.form import Entered, Filled, Row
from assess.forms.records import clean, label, listed_records
from assess.forms.values import Values
from assess.model.case import Case


def rest_found(answers: Answers) -> Iterator[Change | Problem]:
    """Yield a statement of each element that the rows of whole articles cover, once all other rows are read.

    These are the elements that the form asks and neither it nor the case answers. One of which a row was refused, or
    of which somebody says why it is open, stays open.
    """
    for article, row in answers.rest.items():
        record, faults = answers.values.read(CITATIONS, row.cells, {})
        if empty(record) and not faults:
            continue
        if not faults and not is_search(record):
            words = answers.values.labels
            faults = [
                problem(
                    "rest-unfit",
                    place(answers.values.file, row, "grade"),
                    article=article,
                    nothing=label("states", NOT_FOUND, words),
                )
            ]
        if not faults:
            record = answers.completer.completed(CITATIONS, record)
            faults = list(answers.completer.lacks(CITATIONS, article, record, _place(answers, row)))
        yield from faults or _statements(answers, article, row, record)


def _place(answers: Answers, row: Row) -> Place:
    return lambda name: place(answers.values.file, row, name)


def _statements(answers: Answers, number: str, row: Row, record: Record) -> Iterator[Change]:
    cells = {key: cell.at for key, cell in row.cells.items()}
    answers.touched.add(("citations", number))
    article = answers.completer.case.instrument.article(number)
    records = answers.filled.base.records
    for element in article.elements if article else ():
        asked = ("findings", element.id) in records and element.id in answers.there
        left = element.id not in answers.refused and element.id not in answers.answered
        if asked and left and not _is_answered(answers, element.id):
            answers.touched.add(("citations", element.id))
            yield Change("add", "citations", element.id, {}, record, row.at, cells)


def _is_answered(answers: Answers, element: str) -> bool:
    """Whether the case itself says anything of an element but a remark."""
    finding = answers.findings.get(element)
    return finding is not None and bool(
        finding.citations or finding.not_found or finding.not_applicable or finding.not_assessed
    )


def merge(case: Case, filled: Filled, file: str, shown: Case, hand: Hand = Hand()) -> Merge:
    """Return what a filled form changes in a case as it is now; nothing is written.

    `shown` is the edition of the case that the form was made from: the case itself, or its public edition. `hand` says
    who answers, and on which day.
    """
    language = filled.base.facts["language"]
    values = Values(case, language, file)
    completer = Completer(case, values, hand)
    answers = Answers(shown, filled, completer)
    touched: set[tuple[str, str]] = set()
    result: list[Change | Problem] = []
    now = listed_records(shown, language)
    for table in LISTED:
        rows = [row for row in filled.rows if row.table == table.name]
        result += _listed(table, rows, filled, now[table.name], completer, touched)
        if table.name == "provisions":
            result += answers.entries()
            result += rest_found(answers)
    changes = [entry for entry in result if isinstance(entry, Change)]
    return Merge(
        tuple(change for change in changes if change.kind != "conflict"),
        tuple(change for change in changes if change.kind == "conflict"),
        (*errors(filled.problems), *(entry for entry in result if isinstance(entry, Problem))),
        frozenset(touched | answers.touched),
        completer.keys,
    )


def _listed(
    table: Table,
    rows: list[Row],
    filled: Filled,
    now: dict[str, Record],
    completer: Completer,
    touched: set[tuple[str, str]],
) -> Iterator[Change | Problem]:
    """Yield what the rows of a table of records with ids bring; `touched` takes the keys of what was read."""
    read: dict[str, list[tuple[Row, Record, list[Problem]]]] = {}
    rows = [row for row in rows if any(clean(cell.text) for cell in row.cells.values())]
    keys = {row.at: _key(table, row, completer.values) for row in rows}
    completer.keys |= keys
    if table.name == "provisions":
        completer.values.expect(keys.values())
    for row in rows:
        key = keys[row.at]
        base = filled.base.records.get((table.name, key), {})
        texts, problems = completer.values.read(table, row.cells, base)
        if base and alike(texts, base) and not problems:
            read.setdefault(key, [])
            continue
        read.setdefault(key, []).append((row, texts, problems))
    for key, versions in read.items():
        if len({tuple(wordings.items()) for _, wordings, _ in versions}) > 1:
            for row, _, _ in versions[1:]:
                yield problem("row-twice", Location(completer.values.file, cell=row.at), id=key)
            continue
        for row, texts, problems in versions[:1]:
            base = filled.base.records.get((table.name, key), {})
            for result in _taken(table, key, (row, texts, problems), base, now.get(key), completer):
                touched |= {(table.name, key)} if isinstance(result, Change) else set()
                yield result


def _taken(
    table: Table,
    key: str,
    read: tuple[Row, Record, list[Problem]],
    base: Record,
    ours: Record | None,
    completer: Completer,
) -> Iterator[Change | Problem]:
    row, texts, problems = read
    texts = completer.completed(table, texts)
    ours = None if ours is None else in_tongue(ours, base)
    pairs = outcomes(base, ours, texts)

    def lacking(record: Record) -> list[Problem]:
        return list(
            completer.lacks(
                table, key, record, lambda name: place(completer.values.file, row, name)
            )
        )

    faults = problems or (lacking(texts) if pairs else [])
    if faults:
        if table.name == "laws":
            completer.refuse_law(key, texts, row, faults[0])
        yield from faults
        return
    # the two sides do not go together
    if any(kind == "change" and lacking(after) for kind, after in pairs):
        pairs = outcomes(base, ours, texts, by_field=False)
    if pairs:
        completer.learn(table, key, texts)
    for kind, after in pairs:
        yield Change(kind, table.name, key, ours or {}, after, row.at, _cells(row))


def _cells(row: Row) -> dict[str, str]:
    return {key: cell.at for key, cell in row.cells.items()}


def _key(table: Table, row: Row, values: Values) -> str:
    """Return what tells the record of a row from others; of a provision, the ids of its law and of itself."""
    names = [_key_text(row.cells.get(name)) for name in table.key]
    return ":".join(values.identity(*names) if table.name == "provisions" else names)


def _key_text(entry: Entered | None) -> str:
    text = " ".join(clean(entry.text).split()) if entry else ""
    return text.removesuffix(".0") if entry and entry.sort == "number" else text
