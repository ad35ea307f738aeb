"""The sheets of a form in Excel: the answers of a part, and the tables of laws, provisions, sources, measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from assess.base.text import steady
from assess.forms.fields import CITATIONS, FINDINGS, NOT_FOUND, Column, Record, Table
from assess.forms.form import Form, rest_id, row_id
from assess.forms.paint import Paint
from assess.forms.records import label, shown
from assess.load.labels import Labels
from assess.model.instrument import Article, Element
from assess.model.terms import FULL, GRADES, State
from assess.write.excel.sheet import height, lines

# before the answers
FIXED = (("name", 22), ("element", 13), ("asks", 38), ("weight", 9), ("level", 11), ("state", 11))
BEHIND = ("row", "counted")  # hidden
_OF_REST = ("grade", "note", "laws", "on", "by")  # what can be said of the rest of an article
COLUMNS = (*CITATIONS.columns, *FINDINGS.columns)
COUNTED = "x"  # in the hidden column of rows whose number is given on the first page
SPARE = 25  # empty rows for further answers at the end of a part
_MOST_AREAS = 80  # of one list of choices
_SHORT = [grade for grade in GRADES if grade not in FULL]


class Sheets:
    """Writes the sheets of a form; `lists` are the names of lists of choices, by what they offer."""

    def __init__(self, paint: Paint, labels: Labels, lists: dict[object, str]):
        self.paint, self.labels, self.words, self.lists = paint, labels, labels.workbook, lists
        self.room = paint.styles.room

    def head(self, sheet: Worksheet, names: Iterable[tuple[str, float]]) -> None:
        """Write the header row: (title, width) of every column."""
        listed = list(names)
        sheet.append([self.paint.cell(sheet, title, "head") for title, _ in listed])
        for number, (_, width) in enumerate(listed, start=1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.row_dimensions[1].height = height(
            max(lines(title, width * self.room - 2) for title, width in listed)
        )
        sheet.print_title_rows = "1:1"

    def answers(self, sheet: Worksheet, form: Form, elements: list[Element]) -> int:
        """Write the answers of a part, each article under a row for what is left of it; return the last such row."""
        labels = self.words.columns.answers
        longest = max((len(element.id) for element in elements), default=0)
        widths = dict(FIXED) | {
            "element": max(dict(FIXED)["element"], round(longest / 1.15 / self.room + 2))
        }
        self.head(
            sheet,
            [
                *((labels[key], width) for key, width in widths.items()),
                *((self._title("answers", column), column.width) for column in COLUMNS),
                *((labels[key], 12) for key in BEHIND),
            ],
        )
        grades: dict[tuple[str, ...], list[str]] = {}
        for article, own in form.articles(elements):
            rest = self._rest(sheet, form, article)
            grades.setdefault((NOT_FOUND,), []).append(f"{letter('grade')}{rest}")
            for element in own:
                first = sheet.max_row + 1
                for number, citation in enumerate(_citations(form, element.id), start=1):
                    self._answer(sheet, form, element, (number, rest), citation)
                area = f"{letter('grade')}{first}:{letter('grade')}{sheet.max_row}"
                grades.setdefault(offered(element), []).append(area)
                sheet[f"{letter('grade')}{first}"].comment = self._criteria(form, element)
        last = sheet.max_row
        for _ in range(SPARE):
            self._spare(sheet)
        spare = f"{letter('grade')}{last + 1}:{letter('grade')}{sheet.max_row}"
        grades.setdefault((*GRADES, NOT_FOUND), []).append(spare)
        self._choices(sheet, grades, last)
        self._colours(sheet)
        for key in BEHIND:
            sheet.column_dimensions[letter(key)].hidden = True
        sheet.auto_filter.ref = f"A1:{letter('not_assessed')}{sheet.max_row}"
        sheet.freeze_panes = "C2"
        return last

    def _choices(
        self, sheet: Worksheet, grades: dict[tuple[str, ...], list[str]], last: int
    ) -> None:
        for known, areas in grades.items():
            self._listed(sheet, ("grades", known), areas, True)
        for key, strict in (
            ("confidence", True),
            ("provision", False),
            ("reason", False),
            ("laws", False),
        ):
            self._listed(sheet, key, [f"{letter(key)}2:{letter(key)}{sheet.max_row}"], strict)
        self._listed(
            sheet,
            "elements",
            [f"{letter('element')}{last + 1}:{letter('element')}{sheet.max_row}"],
            True,
        )

    def _rest(self, sheet: Worksheet, form: Form, article: Article) -> int:
        """Write the row of an article, in which all that is left of it can be said to be found nowhere."""
        name = self.words.rest_name.format(
            article=self.labels.article,
            number=article.article,
            heading=steady(article.heading.get(form.language)[0]),
        )
        text = self.words.rest.format(nothing=label("states", NOT_FOUND, self.labels))
        looks = {
            **{key: "band" for key, _ in FIXED},
            **{column.key: "closed" for column in COLUMNS},
            **dict.fromkeys(_OF_REST, "input"),
            **dict.fromkeys(BEHIND, "closed"),
        }
        texts = {
            "name": name,
            "element": article.article,
            "asks": text,
            "row": rest_id(article.article),
        }
        sheet.append(
            [
                self.paint.cell(sheet, texts.get(key, ""), look, ordered=key in ("name", "asks"))
                for key, look in looks.items()
            ]
        )
        widths = dict(FIXED)
        most = max(lines(texts[key], widths[key] * self.room) for key in ("name", "asks"))
        sheet.row_dimensions[sheet.max_row].height = height(most)
        return sheet.max_row

    def _answer(
        self, sheet: Worksheet, form: Form, element: Element, at: tuple[int, int], record: Record
    ) -> None:
        """Write an answer; `at` is its number among those to the element, and the row of the article."""
        row, (number, rest) = sheet.max_row + 1, at
        first = number == 1
        finding = form.base.records["findings", element.id]
        asks, level = (
            steady(element.asks.get(form.language)[0]),
            label("levels", element.level, self.labels),
        )
        name = steady(element.name.get(form.language)[0]) or element.id
        weight = self.labels.weights[element.weight] if element.weight else ""
        texts = [
            form.named(record.get(column.key, ""))
            if column.kind == "refs"
            else shown(record.get(column.key, ""), column, self.labels)
            for column in CITATIONS.columns
        ]
        remarks = [finding[column.key] if first else "" for column in FINDINGS.columns]
        sheet.append(
            [
                self.paint.cell(sheet, name, "name", ordered=True),
                self.paint.cell(sheet, element.id, "small"),
                self.paint.cell(sheet, asks, "fixed", ordered=True),
                *(self.paint.cell(sheet, text, "fixed") for text in (weight, level)),
                self._state(sheet, (row, rest), first, form.known.get(element.id)),
                *(self.paint.cell(sheet, text, "input") for text in texts),
                *(self.paint.cell(sheet, text, "input" if first else "closed") for text in remarks),
                self.paint.cell(sheet, row_id(element.id, number), "closed"),
                self.paint.cell(sheet, COUNTED if first and form.counts(element) else "", "closed"),
            ]
        )
        widths = [22, 38, 11, *(column.width for column in COLUMNS)]
        most = max(
            lines(text, width * self.room)
            for text, width in zip([name, asks, level, *texts, *remarks], widths)
        )
        sheet.row_dimensions[row].height = height(most)

    def _state(
        self, sheet: Worksheet, at: tuple[int, int], first: bool, known: State | None
    ) -> Cell:
        """Return the cell that says by formula whether a row is answered, open or incomplete.

        A row without an answer is open, whatever its remark says; `known` is what the case knows of it all the same.
        """
        if not first:
            return self.paint.cell(sheet, "", "fixed")
        row, rest = at
        cell = {key: f"{letter(key)}{row}" for key in ("grade", "not_applicable", "not_assessed")}
        words = {key: _quoted(self.words.states[key]) for key in ("open", "answered", "incomplete")}
        nothing = _quoted(label("states", NOT_FOUND, self.labels))
        left = _quoted(label("states", known, self.labels)) if known else words["open"]
        covered = f'AND(${letter("grade")}${rest}={nothing},{cell["not_assessed"]}="")'
        lacking = f"OR({','.join(test for _, test in self._lacks(row))})"
        return self.paint.formula(
            sheet,
            f'=IF({cell["grade"]}="",IF(OR({cell["not_applicable"]}<>"",{covered}),{words["answered"]},{left}),'
            f"IF({lacking},{words['incomplete']},{words['answered']}))",
        )

    def _lacks(self, row: int) -> Iterator[tuple[str, str]]:
        """Yield the columns that a grade asks for, each with the formula that is true where it is empty.

        The statement that nothing was found asks for none, and leaves the provision empty.
        """
        grade, provision = f"{letter('grade')}{row}", f"{letter('provision')}{row}"
        short = ",".join(
            f"{grade}={_quoted(label('states', entry, self.labels))}" for entry in _SHORT
        )
        otherwise = f"{grade}={_quoted(label('states', 'met_otherwise', self.labels))}"
        nothing = _quoted(label("states", NOT_FOUND, self.labels))
        yield "provision", f'AND({grade}<>"",({grade}={nothing})=({provision}<>""))'
        yield "missing", f'AND(OR({short}),{letter("missing")}{row}="")'
        yield "reason", f'AND(OR({short}),{letter("reason")}{row}="")'
        yield "note", f'AND({otherwise},{letter("note")}{row}="")'

    def _colours(self, sheet: Worksheet) -> None:
        red, grey = PatternFill(bgColor="FFF4B6B6"), PatternFill(bgColor="FFF6D98B")
        for key, test in self._lacks(2):
            # the columns stay where they are
            for column in ("grade", "provision", "missing", "reason", "note"):
                test = test.replace(f"{letter(column)}2", f"${letter(column)}2")
            area = f"{letter(key)}2:{letter(key)}{sheet.max_row}"
            sheet.conditional_formatting.add(area, FormulaRule([test], fill=red))
        for key, fill in (("open", grey), ("incomplete", red)):
            state = letter("state")
            test = f"${state}2={_quoted(self.words.states[key])}"
            sheet.conditional_formatting.add(
                f"{state}2:{state}{sheet.max_row}", FormulaRule([test], fill=fill)
            )

    def _spare(self, sheet: Worksheet) -> None:
        looks = [
            *("input" if key == "element" else "fixed" for key, _ in FIXED),
            *("input" for _ in COLUMNS),
            *("closed" for _ in BEHIND),
        ]
        sheet.append([self.paint.cell(sheet, "", look) for look in looks])

    def _criteria(self, form: Form, element: Element) -> Comment:
        listed = [
            f"{label('states', grade, self.labels)}: {text.get(form.language)[0]}"
            for grade, text in element.criteria.items()
        ]
        note = Comment("\n".join(listed), "lexgap")
        note.width, note.height = 380, 40 + 16 * sum(len(text) // 55 + 1 for text in listed)
        return note

    def listed(self, sheet: Worksheet, form: Form, table: Table) -> None:
        """Write a table of records that have ids, with empty rows for new ones."""
        self.head(
            sheet, [(self._title(table.name, column), column.width) for column in table.columns]
        )
        for (kept_in, _), record in form.base.records.items():
            if kept_in == table.name:
                texts = [shown(record[column.key], column, self.labels) for column in table.columns]
                sheet.append(
                    [
                        self.paint.cell(sheet, text, "name" if column.key in table.key else "input")
                        for text, column in zip(texts, table.columns)
                    ]
                )
                most = max(
                    lines(text, column.width * self.room)
                    for text, column in zip(texts, table.columns)
                )
                sheet.row_dimensions[sheet.max_row].height = height(most)
        for _ in range(table.spare):
            sheet.append([self.paint.cell(sheet, "", "input") for _ in table.columns])
        for number, column in enumerate(table.columns, start=1):
            letter = get_column_letter(number)
            choices: str | tuple[str, ...] = ""
            if table.name == "provisions" and column.key == "law":
                choices = "laws"
            elif column.kind == "choice":
                choices = column.block or column.values
            area = f"{letter}2:{letter}{sheet.max_row}"
            self._listed(sheet, choices, [area], choices != "laws")
        sheet.freeze_panes = f"{get_column_letter(len(table.key) + 1)}2"

    def _listed(self, sheet: Worksheet, name: object, areas: list[str], strict: bool) -> None:
        """Offer a list of choices in these areas; `strict` refuses to take anything else."""
        if name not in self.lists:
            return
        for at in range(0, len(areas), _MOST_AREAS):
            rule = DataValidation(
                "list",
                formula1=self.lists[name],
                allow_blank=True,
                showErrorMessage=strict,
                errorTitle=self.words.choose,
                error=self.words.choose_text,
            )
            rule.sqref = " ".join(areas[at : at + _MOST_AREAS])
            sheet.add_data_validation(rule)

    def _title(self, table: str, column: Column) -> str:
        title = self.words.columns[table][column.key]
        return f"{title} *" if column.needed and table != "answers" else title


def _citations(form: Form, element: str) -> Iterator[Record]:
    number = 1
    while ("citations", row_id(element, number)) in form.base.records:
        yield form.base.records["citations", row_id(element, number)]
        number += 1


def offered(element: Element) -> tuple[str, ...]:
    """Return what can be chosen as the grade of an element."""
    return (
        *(grade for grade in GRADES if grade in element.criteria or grade == "met_otherwise"),
        NOT_FOUND,
    )


def letter(key: str) -> str:
    """Return the letter of a column of answers."""
    keys = [name for name, _ in FIXED] + [column.key for column in COLUMNS] + [*BEHIND]
    return get_column_letter(keys.index(key) + 1)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
