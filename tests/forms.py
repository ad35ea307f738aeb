"""What the tests of forms share: a case exported, cells of the workbook changed as a user would, the file imported."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from click.testing import CliRunner, Result

from assess.base.output import replace_files
from assess.cli import main
from assess.forms.complete import Hand
from assess.forms.importing import Import, prepare
from assess.load.cases import load_case
from assess.load.labels import labels
from assess.model.case import Case

SAID = labels().workbook.columns


def loaded(folder: Path) -> Case:
    """Return the case, which must have no problem at all in reading."""
    case, problems = load_case(folder)
    assert case is not None and not problems, problems
    return case


def run(*words: object, code: int = 0) -> Result:
    """Run a command and return its result."""
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == code, (result.output, result.exception)
    return result


def export(folder: Path, out: Path, *options: object) -> Path:
    """Export a case and return the file."""
    run("workbook", "export", folder, "-o", out, *options)
    return out


def bring(folder: Path, file: Path, by: str = "I. Importer", on: str = "2026-12-01") -> Import:
    """Import a file, writing what it brings; return what it brought."""
    found = prepare(folder, loaded(folder), file, hand=Hand(by, on))
    if found.files:
        replace_files(folder, found.files)
    return found


def untaken(found: Import) -> bool:
    """Return whether a form changes nothing in a case; rows that were refused are kept beside it."""
    return {*found.files} <= {"refused.yaml"} and not found.merge.changes


class Edited:
    """A workbook opened by another program, whose cells are set by row and column."""

    def __init__(self, file: Path, language: str = "en"):
        self.file, self.book, self.said = (
            file,
            openpyxl.load_workbook(file),
            labels(language).workbook.columns,
        )

    def sheet(self, table: str):
        """Return the first sheet that has the headers of a table."""
        key = {
            "answers": "element",
            "sources": "address",
            "laws": "title",
            "provisions": "penalty",
            "recommendations": "action",
        }[table]
        return next(one for one in self.book if self.said[table][key] in self.titles(one))

    @staticmethod
    def titles(sheet) -> dict[str, int]:
        """Return the columns of a sheet by header, without the star of what is needed."""
        return {str(cell.value).removesuffix(" *"): cell.column for cell in sheet[1] if cell.value}

    def find(self, table: str, row: str):
        """Return the sheet and the row of an answer (`2.take#1`) or of a record."""
        for sheet in self.book:
            titles = self.titles(sheet)
            key = self.said[table][
                "row" if table == "answers" else "key" if table == "sources" else "id"
            ]
            if key in titles and (table != "answers" or self.said.answers.grade in titles):
                for at in range(2, sheet.max_row + 1):
                    if str(sheet.cell(at, titles[key]).value) == row:
                        return sheet, at
        raise KeyError(row)

    def set(self, table: str, row: str, **values: object) -> None:
        """Type values into the cells of a row."""
        sheet, at = self.find(table, row)
        self.type(sheet, at, table, values)

    def add(self, table: str, sheet=None, **values: object) -> int:
        """Type values into the first empty row of a sheet; return its number."""
        sheet = sheet or self.sheet(table)
        titles = self.titles(sheet)
        own = [titles[self.said[table][key]] for key in values]
        first = titles[self.said[table]["element" if table == "answers" else next(iter(values))]]
        at = next(
            at
            for at in range(2, sheet.max_row + 2)
            if not sheet.cell(at, first).value and not any(sheet.cell(at, one).value for one in own)
        )
        self.type(sheet, at, table, values)
        return at

    def type(self, sheet, at: int, table: str, values: dict[str, object]) -> None:
        """Type values into a row."""
        titles = self.titles(sheet)
        for key, value in values.items():
            sheet.cell(at, titles[self.said[table][key]]).value = value

    def save(self, name: str = "") -> Path:
        """Save under another name, beside the file, and return it."""
        out = self.file.with_name(name or f"filled-{self.file.name}")
        self.book.save(out)
        return out
