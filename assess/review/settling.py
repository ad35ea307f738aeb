"""Rows of forms that nobody has settled, dropped by a named person; the log keeps what was dropped."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from assess.base.problems import NOWHERE, LexgapError, nearest, problem
from assess.files.yamledit import Remove, edited
from assess.files.yamlfile import parse
from assess.load.unsettled import CONFLICTS, REFUSED
from assess.model.case import Case
from assess.model.review import LogEntry
from assess.model.runs import run_of
from assess.model.unsettled import Unsettled
from assess.review.steps import added_to_log, state_of


def chosen_rows(case: Case, names: Collection[str]) -> tuple[Unsettled, ...]:
    """Return the entries meant by names: of elements, records, articles, runs of articles, or `all`.

    Raises LexgapError with a problem for each name that means none.
    """
    chosen: list[Unsettled] = []
    faults = []
    for name in names:
        own = case.reference(name).id
        articles = run_of(own, case.instrument.numbers())
        rows = [
            row
            for row in case.unsettled
            if name == "all"
            or row.id == name
            or row.answer
            and (case.reference(row.id).id == own or case.article_of(row.id) in articles)
        ]
        if not rows:
            known = dict.fromkeys(row.id for row in case.unsettled if row.id)
            faults.append(
                problem(
                    "nothing-to-settle",
                    NOWHERE,
                    id=name,
                    known=known or "–",
                    nearest=nearest(name, known),
                )
            )
        chosen += rows
    if faults:
        raise LexgapError(faults)
    return tuple(row for row in case.unsettled if row in chosen)


def dropped(
    root: Path, case: Case, rows: Iterable[Unsettled], by: str, at: str, text: str
) -> dict[str, bytes]:
    """Return the files, by name, once entries are dropped: theirs, and the log with a line for each.

    `text` is what the log says of one, with the places of a label. Raises LexgapError where nobody is named.
    """
    listed = list(rows)
    if not by.strip():
        raise LexgapError([problem("review-nameless", NOWHERE)])
    files = {}
    for name in (REFUSED, CONFLICTS):
        for path in (root / f"{name}.yaml", root / f"{name}.yml"):
            edits = [
                Remove((name, number))
                for number, line in enumerate(_lines(path, name))
                if any(
                    row.place.line == line and Path(row.place.path).name == path.name
                    for row in listed
                )
            ]
            if edits:
                files[path.name] = edited(path.read_bytes().decode("utf-8"), edits).encode()
    return files | added_to_log(root, case, [_entry(case, row, by, at, text) for row in listed])


def _lines(path: Path, name: str) -> list[int]:
    if not path.is_file():
        return []
    document, _ = parse(path.read_bytes().decode("utf-8-sig"), str(path))
    listed = document.data.get(name) if isinstance(document.data, dict) else None
    return [document.place((name, number)).line for number in range(len(listed or ()))]


def _entry(case: Case, row: Unsettled, by: str, at: str, text: str) -> LogEntry:
    article = case.article_of(row.id) if row.answer else ""
    why = text.format(
        kind=row.kind,
        id=row.id or "–",
        form=row.form,
        by=f" ({row.by})" if row.by else "",
        at=row.at,
        said=row.theirs or row.why,
    )
    return LogEntry(
        at, "settle", article, state_of(case, article) if article else "draft", by, NOWHERE, why
    )
