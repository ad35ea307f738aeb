"""The sheets of a form in Excel: the answers of a part, and the tables of laws, provisions, sources, measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from assess.labels import Labels
from assess.model.instrument import Element
from assess.model.terms import FULL, GRADES
from assess.reports.excel_table import height, lines
from assess.workbook.fields import CITATIONS, FINDINGS, Column, Record, Table
from assess.workbook.form import Form, row_id
from assess.workbook.paint import Paint
from assess.workbook.records import label, shown

FIXED = (("element", 15), ("asks", 38), ("level", 11), ("state", 11))  # what stands before the answers
COLUMNS = (*CITATIONS.columns, *FINDINGS.columns)
SPARE = 25  # empty rows for further answers at the end of a part
_MOST_AREAS = 80  # of one list of choices
_SHORT = [one for one in GRADES if one not in FULL]


class Sheets:
    """Writes the sheets of a form; `lists` are the names of lists of choices, by what they offer."""

    def __init__(self, paint: Paint, labels: Labels, lists: dict[object, str]):
        self.paint, self.labels, self.said, self.lists = paint, labels, labels.workbook, lists
        self.room = paint.styles.room

    def head(self, sheet: Worksheet, names: Iterable[tuple[str, float]]) -> None:
        """Write the header row: (title, width) of every column."""
        listed = list(names)
        sheet.append([self.paint.cell(sheet, title, "head") for title, _ in listed])
        for number, (_, width) in enumerate(listed, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.row_dimensions[1].height = height(max(lines(title, width * self.room - 2) for title, width in listed))
        sheet.print_title_rows = "1:1"

    def answers(self, sheet: Worksheet, form: Form, elements: list[Element]) -> int:
        """Write the answers of a part; return the last row of its elements."""
        said = self.said.columns.answers
        longest = max((len(one.id) for one in elements), default=0)
        (name, least), *others = FIXED
        self.head(sheet, [(said[name], max(least, round(longest / 1.15 / self.room + 2))),
                          *((said[key], width) for key, width in others),
                          *((self._title("answers", one), one.width) for one in COLUMNS), (said.row, 12)])
        grades: dict[tuple[str, ...], list[str]] = {}
        for element in elements:
            first = sheet.max_row + 1
            offered = tuple(one for one in GRADES if one in element.criteria or one == "met_otherwise")
            for number, one in enumerate(_citations(form, element.id), start=1):
                self._answer(sheet, form, element, number, one)
            grades.setdefault(offered, []).append(f"{_letter('grade')}{first}:{_letter('grade')}{sheet.max_row}")
            sheet[f"{_letter('grade')}{first}"].comment = self._criteria(form, element)
        last = sheet.max_row
        for _ in range(SPARE):
            self._spare(sheet)
        grades.setdefault(GRADES, []).append(f"{_letter('grade')}{last + 1}:{_letter('grade')}{sheet.max_row}")
        for offered, areas in grades.items():
            self._listed(sheet, ("grades", offered), areas, True)
        for key, strict in (("confidence", True), ("provision", False), ("reason", False)):
            self._listed(sheet, key, [f"{_letter(key)}2:{_letter(key)}{sheet.max_row}"], strict)
        self._listed(sheet, "elements", [f"A{last + 1}:A{sheet.max_row}"], True)
        self._colours(sheet)
        sheet.column_dimensions[_letter("row")].hidden = True
        sheet.auto_filter.ref = f"A1:{_letter('not_assessed')}{sheet.max_row}"
        sheet.freeze_panes = "C2"
        return last

    def _answer(self, sheet: Worksheet, form: Form, element: Element, number: int, one: Record) -> None:
        row, first = sheet.max_row + 1, number == 1
        finding = form.base.records["findings", element.id]
        asks, level = element.asks.get(form.language)[0], label("levels", element.level, self.labels)
        texts = [shown(one.get(column.key, ""), column, self.labels) for column in CITATIONS.columns]
        remarks = [finding[column.key] if first else "" for column in FINDINGS.columns]
        cells = [self.paint.cell(sheet, element.id, "name"), self.paint.cell(sheet, self.paint.ordered(asks), "fixed"),
                 self.paint.cell(sheet, level, "fixed"), self._state(sheet, row, first),
                 *(self.paint.cell(sheet, text, "input") for text in texts),
                 *(self.paint.cell(sheet, text, "input" if first else "closed") for text in remarks),
                 self.paint.cell(sheet, row_id(element.id, number), "closed")]
        sheet.append(cells)
        widths = [38, 11, *(column.width for column in COLUMNS)]
        most = max(lines(text, width * self.room) for text, width in zip([asks, level, *texts, *remarks], widths))
        sheet.row_dimensions[row].height = height(most)

    def _state(self, sheet: Worksheet, row: int, first: bool):
        """Return the cell that says by formula whether a row is answered, open or incomplete."""
        if not first:
            return self.paint.cell(sheet, "", "fixed")
        cell = {key: f"{_letter(key)}{row}" for key in ("grade", "remark", "not_applicable", "not_assessed")}
        words = {key: _quoted(self.said.states[key]) for key in ("open", "answered", "incomplete")}
        blank = f'AND({cell["not_applicable"]}="",OR({cell["remark"]}="",{cell["not_assessed"]}<>""))'
        lacking = f'OR({",".join(test for _, test in self._lacks(row))})'
        return self.paint.formula(
            sheet, f'=IF({cell["grade"]}="",IF({blank},{words["open"]},{words["answered"]}),'
                   f'IF({lacking},{words["incomplete"]},{words["answered"]}))')

    def _lacks(self, row: int) -> Iterator[tuple[str, str]]:
        """Yield the columns that a grade asks for, each with the formula that is true where it is empty."""
        grade = f"{_letter('grade')}{row}"
        short = ",".join(f"{grade}={_quoted(label('states', one, self.labels))}" for one in _SHORT)
        otherwise = f"{grade}={_quoted(label('states', 'met_otherwise', self.labels))}"
        yield "provision", f'AND({grade}<>"",{_letter("provision")}{row}="")'
        yield "missing", f'AND(OR({short}),{_letter("missing")}{row}="")'
        yield "reason", f'AND(OR({short}),{_letter("reason")}{row}="")'
        yield "note", f'AND({otherwise},{_letter("note")}{row}="")'

    def _colours(self, sheet: Worksheet) -> None:
        red, grey = PatternFill(bgColor="FFF4B6B6"), PatternFill(bgColor="FFF6D98B")
        for key, test in self._lacks(2):
            for column in ("grade", "provision", "missing", "reason", "note"):  # the columns stay where they are
                test = test.replace(f"{_letter(column)}2", f"${_letter(column)}2")
            area = f"{_letter(key)}2:{_letter(key)}{sheet.max_row}"
            sheet.conditional_formatting.add(area, FormulaRule([test], fill=red))
        for key, fill in (("open", grey), ("incomplete", red)):
            test = f"$D2={_quoted(self.said.states[key])}"
            sheet.conditional_formatting.add(f"D2:D{sheet.max_row}", FormulaRule([test], fill=fill))

    def _spare(self, sheet: Worksheet) -> None:
        looks = ["input", "fixed", "fixed", "fixed", *("input" for _ in COLUMNS), "closed"]
        sheet.append([self.paint.cell(sheet, "", look) for look in looks])

    def _criteria(self, form: Form, element: Element) -> Comment:
        listed = [f"{label('states', grade, self.labels)}: {text.get(form.language)[0]}"
                  for grade, text in element.criteria.items()]
        note = Comment("\n".join(listed), "lexgap")
        note.width, note.height = 380, 40 + 16 * sum(len(one) // 55 + 1 for one in listed)
        return note

    def listed(self, sheet: Worksheet, form: Form, table: Table) -> None:
        """Write a table of records that have ids, with empty rows for new ones."""
        self.head(sheet, [(self._title(table.name, one), one.width) for one in table.columns])
        for (name, _), one in form.base.records.items():
            if name == table.name:
                texts = [shown(one[column.key], column, self.labels) for column in table.columns]
                sheet.append([self.paint.cell(sheet, text, "name" if column.key in table.key else "input")
                              for text, column in zip(texts, table.columns)])
                most = max(lines(text, column.width * self.room) for text, column in zip(texts, table.columns))
                sheet.row_dimensions[sheet.max_row].height = height(most)
        for _ in range(table.spare):
            sheet.append([self.paint.cell(sheet, "", "input") for _ in table.columns])
        for number, column in enumerate(table.columns, start=1):
            letter = get_column_letter(number)
            name = ("laws" if table.name == "provisions" and column.key == "law" else
                    (column.block or column.values) if column.kind == "choice" else "")
            self._listed(sheet, name, [f"{letter}2:{letter}{sheet.max_row}"], name != "laws")
        sheet.freeze_panes = f"{get_column_letter(len(table.key) + 1)}2"

    def _listed(self, sheet: Worksheet, name: object, areas: list[str], strict: bool) -> None:
        """Offer a list of choices in these areas; `strict` refuses to take anything else."""
        if name not in self.lists:
            return
        for at in range(0, len(areas), _MOST_AREAS):
            rule = DataValidation("list", formula1=self.lists[name], allow_blank=True, showErrorMessage=strict,
                                  errorTitle=self.said.choose, error=self.said.choose_text)
            rule.sqref = " ".join(areas[at:at + _MOST_AREAS])
            sheet.add_data_validation(rule)

    def _title(self, table: str, column: Column) -> str:
        title = self.said.columns[table][column.key]
        return f"{title} *" if column.needed and table != "answers" else title


def _citations(form: Form, element: str) -> Iterator[Record]:
    number = 1
    while ("citations", row_id(element, number)) in form.base.records:
        yield form.base.records["citations", row_id(element, number)]
        number += 1


def _letter(key: str) -> str:
    keys = [name for name, _ in FIXED] + [one.key for one in COLUMNS] + ["row"]
    return get_column_letter(keys.index(key) + 1)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
