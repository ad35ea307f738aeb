"""A form that came back → the new files of its case, tried on a copy first; faulty rows are told and kept out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from assess.base.copying import at_home
from assess.base.problems import LexgapError, Location, Problem, errors, problem
from assess.base.text import Text
from assess.checks import check_structure
from assess.forms.complete import Hand
from assess.forms.conflicts import kept_conflicts
from assess.forms.decide import Change, Merge, settled
from assess.forms.fields import OF_A_BILL, Record, empty
from assess.forms.form import Base, Filled, Row
from assess.forms.merge import merge
from assess.forms.reading import read_form
from assess.forms.records import clean
from assess.forms.refused import Refused, held, kept_rows, refused_rows
from assess.forms.write import changed_files
from assess.load.cases import load_case
from assess.load.labels import labels
from assess.load.trial import tried
from assess.model.case import Case, Citation, Search
from assess.model.instrument import Instrument
from assess.review.release import public


def renamed(filled: Filled, instrument: Instrument) -> Filled:
    """Return a form with every id that one element has now in the place of the id that it had.

    A question that was split into several keeps its old id: an answer to it answers none of them for certain.
    """
    known = instrument.by_id()
    new: dict[str, list[str]] = {}
    for element in instrument.elements():
        for old in element.renamed_from:
            if old not in known:
                new.setdefault(old, []).append(element.id)
    names = {old: ids[0] for old, ids in new.items() if len(ids) == 1}
    if not names:
        return filled
    records: dict[tuple[str, str], Record] = {}
    for (table, key), record in filled.base.records.items():
        name = _renamed(key, names) if table in ("citations", "findings") else key
        records[table, name] = record
    return replace(
        filled,
        base=Base(filled.base.facts, records),
        rows=tuple([_row(row, names) for row in filled.rows]),
    )


def _renamed(key: str, names: dict[str, str]) -> str:
    element, sign, number = key.partition("#")
    return f"{names.get(element, element)}{sign}{number}"


def _row(row: Row, names: dict[str, str]) -> Row:
    cell = row.cells.get("element")
    if row.table != "answers" or cell is None:
        return row
    text = clean(cell.text)
    return replace(
        row,
        id=_renamed(row.id, names),
        cells=row.cells | {"element": replace(cell, text=names.get(text, cell.text))},
    )


_MOST_TRIES = 25


@dataclass(frozen=True)
class Import:
    """What a form brings to a case, and the files that would hold it; nothing is written yet."""

    merge: Merge
    files: dict[str, bytes]
    case: Case  # as it will be
    form: str  # name of the file
    by: str  # who filled it in
    taken: frozenset[str]  # records whose conflicts were settled for the form
    notes: tuple[Problem, ...] = ()
    refused: tuple[
        tuple[Refused, tuple[Problem, ...]], ...
    ] = ()  # rows that were refused, each with its problems


def prepare(
    root: Path, case: Case, path: Path, take: Collection[str] = (), hand: Hand = Hand()
) -> Import:
    """Return what a form changes in the case of the folder `root`.

    `take` names records (elements, ids) whose conflicts are settled for the form; `hand` says who answers, where the
    form itself does not, and on which day.

    Raises LexgapError where the file cannot be read as a form of this case, and where its changes would make errors
    of which no single row is the cause.
    """
    filled = renamed(read_form(path), case.instrument)
    facts = filled.base.facts
    made, own = (facts["case"], facts["instrument"]), (case.profile.id, case.instrument.id)
    if made != own:
        words = (
            {"made": " / ".join(made), "case": " / ".join(own)}
            if made[0] == own[0]
            else {"made": made[0], "case": own[0]}
        )
        raise LexgapError([problem("workbook-other-case", Location(str(path)), **words)])
    shown = case
    if facts.get("edition") == "public":
        shown, _ = public(
            case, Text(((facts["language"], labels(facts["language"]).review.withheld),))
        )
    merged = merge(case, filled, path.name, shown, replace(hand, by=filled.by or hand.by))
    if shown is not case:
        merged = _unseen_kept(merged, case, labels(facts["language"]).review.withheld, path.name)
    taken = frozenset(conflict.key for conflict in merged.conflicts if conflict.key in take)
    each_merge, files, after = _tried(root, case, filled, settled(merged, taken), path)
    files |= kept_conflicts(root, (case, after), path.name, filled, each_merge, hand)
    files |= kept_rows(root, path.name, filled, each_merge, hand)
    notes = [fault for fault in filled.problems if fault.severity == "warning"]
    if filled.links:
        notes.append(problem("workbook-links", Location(str(path))))
    if facts.get("checklist") != case.instrument.version:
        notes.append(
            problem(
                "workbook-version",
                Location(str(path)),
                made=facts.get("checklist", ""),
                installed=case.instrument.version,
            )
        )
    rows = tuple(
        (row, tuple(row.problems)) for row in refused_rows(filled, each_merge, facts["language"])
    )
    return Import(
        each_merge, files, after, path.name, filled.by or hand.by, taken, tuple(notes), rows
    )


def _unseen_kept(merged: Merge, case: Case, withheld: str, file: str) -> Merge:
    """Return a merge without what would take away words that a form of the public edition does not show."""
    findings = {finding.element: finding for finding in case.findings}

    def answer(change: Change) -> Citation | Search | None:
        if change.table != "citations" or change.index < 0:
            return None
        finding = findings[change.key]
        answers: list[Citation | Search] = [*finding.citations, *finding.not_found]
        return answers[change.index]

    def hides(change: Change) -> bool:
        own = answer(change)
        gone = change.kind == "remove" or (change.table == "citations" and empty(change.after))
        if gone and own is not None and own.restricted:
            return True
        return any(withheld in change.before.get(name, "") for name in change.columns())

    hidden = [change for change in (*merged.changes, *merged.conflicts) if hides(change)]
    refused = tuple(
        [
            problem("row-withheld", Location(file, cell=change.at), id=change.key)
            for change in hidden
        ]
    )
    return replace(
        merged,
        changes=tuple([change for change in merged.changes if change not in hidden]),
        conflicts=tuple([change for change in merged.conflicts if change not in hidden]),
        refused=merged.refused + refused,
    )


def _tried(
    root: Path, case: Case, filled: Filled, text: Merge, path: Path
) -> tuple[Merge, dict[str, bytes], Case]:
    """Return what of a merge makes no errors in the case, its files, and the case with them.

    The rows that would make errors are refused. The case itself has none: it has been read.
    """
    for _ in range(_MOST_TRIES):
        text = held(text, filled, case.instrument, path.name)
        files = changed_files(root, case, text.changes, filled.base.facts["language"])
        if not files:
            return text, {}, case
        faults, after = _faults(root, files, case)
        if not faults:
            return text, files, after
        blamed = _blamed(faults, text.changes, case)
        if not blamed:
            raise LexgapError(faults)
        refused = tuple(
            Problem(
                blamed[id(change)].code,
                Location(path.name, cell=change.at),
                blamed[id(change)].words,
            )
            for change in text.changes
            if id(change) in blamed
        )
        gone = {(change.table, change.key) for change in text.changes if id(change) in blamed}
        text = replace(
            text,
            changes=tuple(change for change in text.changes if id(change) not in blamed),
            refused=text.refused + refused,
            touched=text.touched - gone,
        )
    raise LexgapError(faults)


def _blamed(faults: list[Problem], changes: tuple[Change, ...], case: Case) -> dict[int, Problem]:
    """Return the changes that faults are about, by identity, with the first fault of each."""
    problems: dict[int, Problem] = {}
    for fault in faults:
        named = [each_change for each_change in changes if _names(fault, each_change, case)]
        cause = [each_change for each_change in named if each_change.table != "findings"] or named
        for change in cause:
            problems.setdefault(id(change), fault)
    return problems


def _names(fault: Problem, change: Change, case: Case) -> bool:
    """Return whether a fault is about the record of a change: its element, article or key, or else what it cites."""
    if "element" in fault.words:
        return fault.words["element"] == change.key
    if "article" in fault.words:  # such as one that is locked
        return (
            change.table in ("citations", "findings")
            and case.article_of(change.key) == fault.words["article"]
        )
    if fault.code == "bill-target" and change.table == "provisions":
        marks = [change.after.get(key, "").split(", ") for key in OF_A_BILL["provisions"]]
        return change.kind != "conflict" and any(fault.words["id"] in listed for listed in marks)
    return bool(set(fault.words.values()) & {change.key, *filter(None, _cited(change))})


def _cited(change: Change) -> list[str]:
    """Return the laws and provisions that a change names, by their ids."""
    after = change.after
    if change.table == "citations":
        return after.get("provision", "").split("; ") + after.get("laws", "").split(", ")
    if change.table == "provisions":
        marks = after.get("punishes", "").split(", ")
        return [mark if ":" in mark else f"{after['law']}:{mark}" for mark in marks]
    return []


def _faults(root: Path, files: dict[str, bytes], case: Case) -> tuple[list[Problem], Case]:
    """Return the errors that the case has once these files are written, found on a copy, and the case itself."""
    with tried(root, files, case.profile.instrument) as copy:
        loaded, problems = load_case(copy, ())
        faults = at_home(
            errors([*problems, *(check_structure(loaded) if loaded else ())]), root, copy
        )
        if loaded is None:
            raise LexgapError(faults)
        return faults, loaded
