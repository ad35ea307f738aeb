"""A workbook that came back → its filled rows: rows known by their ids, columns by their headers, sheets by both."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

from assess.base.problems import LexgapError, Location, Problem, problem
from assess.forms.answered import read_questionnaire
from assess.forms.form import MARK, NAMES, Base, Entered, Filled, Row, row_id, unpacked_base
from assess.forms.headers import MARKS, filled_by, headers, plain
from assess.forms.naming import by_name, referenced
from assess.forms.opened import Sheet, links, opened, sheets
from assess.forms.records import clean
from assess.load.labels import labels

_WITHIN = 15  # rows in which a header may stand
#: Columns that forms of version 0.1 do not have.
NEW = {
    "answers": ("name", "weight", "laws", "on", "by", "counted"),
    "laws": ("introduced", "amends"),
    "provisions": ("punishes", "replaces", "amends"),
}


def read_form(path: Path) -> Filled:
    """Return what stands in a form, a workbook or a Word questionnaire, that `lexgap workbook export` has made.

    Raises LexgapError where the file is none, or where the state it was exported from is lost.
    """
    archive, kind = opened(path)
    if kind == "word":
        filled = read_questionnaire(path, archive)
    else:
        filled = _workbook(path, archive)
    filled = replace(filled, rows=_referenced(filled))
    return replace(filled, problems=(*filled.problems, *_absent(filled, path.name)))


def _referenced(filled: Filled) -> tuple[Row, ...]:
    """Return the rows, in which provisions that stand by the name that the form gave them are named by reference."""
    records = filled.base.records.items()
    named = {key: record.get("name", key) for (table, key), record in records if table == NAMES}
    known = by_name(named) | by_name({key: key for key in named})
    rows = []
    for row in filled.rows:
        cell = row.cells.get("provision")
        if known and cell and cell.sort == "text":
            text = referenced(clean(cell.text), known)
            row = replace(row, cells=row.cells | {"provision": replace(cell, text=text)})
        rows.append(row)
    return tuple(rows)


def _workbook(path: Path, archive: ZipFile) -> Filled:
    listed = list(sheets(path, archive))
    base = _first_base(listed)
    if base is None:
        raise LexgapError([problem("workbook-foreign", Location(str(path)))])
    words = labels(base.facts["language"])
    known = headers(base.facts["language"])
    rows: list[Row] = []
    problems: list[Problem] = []
    by = ""
    for sheet in listed:
        own, name, missing = _rows(sheet, known, base)
        rows += own
        if base.facts.get("format") == "1":
            missing = [key for key in missing if key not in NEW.get(name, ())]
        if missing:
            unread = set(MARKS[name]) & set(missing)
            titles = [words.workbook.columns[name][key] for key in missing]
            problems.append(
                problem(
                    "sheet-unread" if unread else "column-missing",
                    Location(path.name, cell=sheet.title),
                    column=words.comma.join(titles),
                )
            )
        for _, cells in sheet.rows:
            by = by or filled_by(base, cells.get(1), cells.get(2))
    return Filled(base, tuple(rows), links(archive), by, tuple(problems))


def _first_base(listed: list[Sheet]) -> Base | None:
    for sheet in listed:
        base = _base(sheet)
        if base is not None:
            return base
    return None


def _absent(filled: Filled, file: str) -> list[Problem]:
    """Return the warning that elements which the form was made for have no row in it."""
    ids = [row.id for row in filled.rows] + [fault.at.cell for fault in filled.problems]
    there = {row.rpartition("#")[0] for row in ids}
    there |= {clean(row.cells["element"].text) for row in filled.rows if row.table == "answers"}
    gone = [key for table, key in filled.base.records if table == "findings" and key not in there]
    return [problem("rows-absent", Location(file), number=len(gone), first=gone[0])] if gone else []


def _base(sheet: Sheet) -> Base | None:
    lines: list[tuple[str, str, str]] = []
    for _, cells in sheet.rows:
        first = cells.get(1, Entered("")).text
        if not lines and first != MARK:
            return None
        text = "".join(cells[at].text for at in sorted(cells) if at > 2)
        lines.append((first, cells.get(2, Entered("")).text, text))
    return unpacked_base(lines)


def _rows(
    sheet: Sheet, known: dict[str, dict[str, str]], base: Base
) -> tuple[list[Row], str, list[str]]:
    """Return the rows of a sheet below its header, the table that they are of, and the columns that are missing.

    There are none of these for a sheet of another kind, such as the user's own; and no rows where the columns are
    missing by which a sheet is known, though it has half of the others.
    """
    lacking: tuple[str, list[str]] = ("", [])
    for at, (_, cells) in enumerate(sheet.rows[:_WITHIN]):
        for name, titles in known.items():
            columns: dict[str, int] = {}
            for number, entered in sorted(cells.items()):
                key = titles.get(plain(entered.text))
                if key:
                    columns.setdefault(key, number)
            missing = [key for key in dict.fromkeys(titles.values()) if key not in columns]
            if set(MARKS[name]) <= set(columns):
                rows = [
                    _row(name, sheet.title, number, below, columns)
                    for number, below in sheet.rows[at + 1 :]
                ]
                return _numbered(rows, base) if "row" in missing else rows, name, missing
            if len(columns) >= len(missing) and not lacking[1]:
                lacking = name, missing
    return [], *lacking


def _row(
    table: str, title: str, number: int, cells: dict[int, Entered], columns: dict[str, int]
) -> Row:
    entries = {
        key: cells.get(column) or Entered("", at=f"{title}!{_letters(column)}{number}")
        for key, column in columns.items()
    }
    row_id = entries.pop("row").text if "row" in entries else ""
    return Row(table, row_id, entries, f"{title}!{number}")


def _numbered(rows: list[Row], base: Base) -> list[Row]:
    """Return the rows of a sheet whose ids were taken out of it, with those that they had by their order."""
    seen: Counter[str] = Counter()
    lines = []
    for row in rows:
        name = clean(row.cells["element"].text)
        seen[name] += bool(name)
        own = row_id(name, seen[name])
        lines.append(replace(row, id=own) if ("citations", own) in base.records else row)
    return lines


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text
