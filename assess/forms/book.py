"""A form as an Excel workbook: instructions with live counts, the sheets to fill in, lists, the exported state."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from assess.base.text import steady
from assess.forms.fields import CITATIONS, LISTED, NOT_FOUND, TABLES, Column, Table
from assess.forms.form import Form, depth_line, packed
from assess.forms.naming import names_of
from assess.forms.paint import Paint
from assess.forms.records import label
from assess.forms.sheets import COUNTED, Sheets, letter, offered
from assess.load.labels import Labels
from assess.model.terms import GRADES
from assess.write.excel.book import A3, A4, link, sheet_titles
from assess.write.excel.sheet import height, lines

_CHUNK = 30_000  # characters of the exported state in one cell


def write_workbook(form: Form, labels: Labels) -> Callable[[BinaryIO], object]:
    """Return what saves the form as a workbook into a file that is open."""
    return _Writer(form, labels).made().save


class _Writer:
    def __init__(self, form: Form, labels: Labels):
        self.form, self.labels, self.words = form, labels, labels.workbook
        self.workbook = Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
        self.rtl = labels.direction == "rtl"
        self.paint = Paint(self.workbook, self.rtl)
        titles = {
            part.id: part.title.get(form.language)[0]
            for part in form.case.instrument.parts
            if part.id in form.parts
        }
        names = {
            "front": self.words.sheets.front,
            **{f"part {key}": title for key, title in titles.items()},
            **{table.name: self.words.sheets[table.name] for table in LISTED},
            "lists": self.words.sheets.lists,
            "base": self.words.sheets.base,
        }
        self.titles, self.parts = sheet_titles(names), titles

    def made(self) -> Workbook:
        """Return the workbook."""
        sheets = {key: self.workbook.create_sheet(title) for key, title in self.titles.items()}
        lists = self._lists(sheets["lists"])
        writer = Sheets(self.paint, self.labels, lists)
        last = {
            part: writer.answers(sheets[f"part {part}"], self.form, elements)
            for part, elements in self.form.parts.items()
        }
        for table in LISTED:
            writer.listed(sheets[table.name], self.form, table)
        self._front(sheets["front"], last)
        self._base(sheets["base"])
        for key, sheet in sheets.items():
            self._furnish(key, sheet)
        sheets["lists"].sheet_state = sheets["base"].sheet_state = "veryHidden"
        self.workbook.calculation.fullCalcOnLoad = True
        return self.workbook

    def _furnish(self, key: str, sheet: Worksheet) -> None:
        sheet.sheet_view.rightToLeft = self.rtl
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation = "portrait" if key == "front" else "landscape"
        sheet.page_setup.paperSize = A4 if key == "front" else A3
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.page_setup.fitToPage = True
        foot: Any = sheet.oddFooter
        foot.center.text = "&A · &P / &N"
        protection = sheet.protection  # without a password: against slips, and not against people
        protection.sheet = True
        protection.formatColumns = protection.formatRows = protection.formatCells = False
        protection.autoFilter = (
            False  # and no sorting: it would move the open cells alone, to other questions
        )

    def _lists(self, sheet: Worksheet) -> dict[object, str]:
        """Write every list of choices in a column of its own; return the name by which each one is offered."""
        case, known = self.form.case, {(*GRADES, NOT_FOUND), (NOT_FOUND,)}
        for elements in self.form.parts.values():
            known |= {offered(element) for element in elements}
        lists: dict[object, list[str]] = {
            ("grades", grades): [label("states", grade, self.labels) for grade in grades]
            for grades in sorted(known)
        }
        for table in TABLES.values():
            for column in table.columns:
                chosen = column.kind in ("choice", "choices") and column.key != "grade"
                if chosen or table.name == "sources":
                    lists[_list_key(table, column)] = self._choices(column)
        lists["provision"] = list(names_of(case, self.form.language).values())
        lists["laws"] = [law.id for law in case.laws]
        lists["elements"] = []
        for elements in self.form.parts.values():
            lists["elements"] += [element.id for element in elements]
        filled = {key: values for key, values in lists.items() if values}
        names: dict[object, str] = {}
        style = self.paint.styles.array("fixed")
        for number, (key, values) in enumerate(filled.items(), start=1):
            for row, value in enumerate(values, start=1):
                cell: Any = sheet.cell(row, number)
                cell._style = copy(style)
                cell.value = steady(value)
                cell.data_type = "s"
            names[key] = f"lexgap_list_{number}"
            letter, title = get_column_letter(number), sheet.title.replace("'", "''")
            area = f"'{title}'!${letter}$1:${letter}${len(values)}"
            self.workbook.defined_names[names[key]] = DefinedName(names[key], attr_text=area)
        return names

    def _choices(self, column: Column) -> list[str]:
        """Return the values of a column in words, where they have any."""
        if not column.block:
            return list(column.values)
        return [label(column.block, term, self.labels) for term in column.values]

    def _front(self, sheet: Worksheet, last: dict[str, int]) -> None:
        """Write the instructions, and how many elements of each part are answered, by formula."""
        for number, width in enumerate((60, 14, 14, 14, 14), start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        country = self.form.case.profile.country.get(self.form.language)[0]
        short = self.form.case.instrument.short.get(self.form.language)[0]
        sheet.append(
            [
                self.paint.cell(
                    sheet, self.words.title.format(country=country, instrument=short), "title"
                )
            ]
        )
        self._paragraph(sheet, depth_line(self.form, self.labels))
        for key in self.words.steps:
            self._paragraph(sheet, self.words.steps[key])
        sheet.append([])
        sheet.append(
            [
                self.paint.cell(sheet, self.words.filled_by, "name"),
                *(self.paint.cell(sheet, "", "input") for _ in range(4)),
            ]
        )
        sheet.merge_cells(
            start_row=sheet.max_row, end_row=sheet.max_row, start_column=2, end_column=5
        )
        sheet.append([])
        sheet.append([self.paint.cell(sheet, self.words.counts.heading, "heading")])
        self._paragraph(sheet, self.words.counts.note)
        sheet.append(
            [
                self.paint.cell(sheet, self.words.counts[key], "head")
                for key in ("part", "elements", "answered", "incomplete", "open")
            ]
        )
        first = sheet.max_row + 1
        for part, title in self.parts.items():
            number = sum(map(self.form.counts, self.form.parts[part]))
            self._count(sheet, self.titles[f"part {part}"], title, number, last[part])
        total = [
            self.paint.formula(sheet, f"=SUM({letter}{first}:{letter}{sheet.max_row})", "total")
            for letter in "BCDE"
        ]
        sheet.append([self.paint.cell(sheet, self.words.counts.total, "name"), *total])

    def _paragraph(self, sheet: Worksheet, text: str) -> None:
        sheet.append([self.paint.cell(sheet, text, "plain", ordered=True)])
        row = sheet.max_row
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=5)
        sheet.row_dimensions[row].height = height(lines(text, 112 * self.paint.styles.room, 10), 14)

    def _count(self, sheet: Worksheet, name: str, title: str, number: int, last: int) -> None:
        """Write how many questions of a part are answered: those that are neither open nor incomplete."""
        quoted, row = name.replace("'", "''"), sheet.max_row + 1
        state, counted = (
            f"'{quoted}'!${letter(key)}$2:${letter(key)}${last}" for key in ("state", "counted")
        )
        of_state = {
            key: f'COUNTIFS({state},"{self.words.states[key]}",{counted},"{COUNTED}")'
            for key in ("incomplete", "open")
        }
        counts = [
            f"=B{row}-D{row}-E{row}",
            *(f"={of_state[key]}" for key in ("incomplete", "open")),
        ]
        sheet.append(
            [
                self.paint.cell(sheet, title, "fixed"),
                self.paint.cell(sheet, number, "number"),
                *(self.paint.formula(sheet, count) for count in counts),
            ]
        )
        link(sheet.cell(row, 1), f"'{quoted}'!A1")

    def _base(self, sheet: Worksheet) -> None:
        """Write the exported state: table, key and JSON of each record, in as many cells as it takes."""
        for table, key, text in packed(self.form.base):
            pieces = [text[at : at + _CHUNK] for at in range(0, len(text), _CHUNK)]
            sheet.append([self.paint.cell(sheet, text, "fixed") for text in (table, key, *pieces)])


def _list_key(table: Table, column: Column) -> object:
    """Return what a list of choices is known by; columns of records with the same terms share one."""
    return column.key if table is CITATIONS else column.block or column.values
