"""The matrix as a sheet: letters with conditional formats, so that colours stay right where a user edits."""

from __future__ import annotations

from copy import copy

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from assess.speak.marks import Mark
from assess.speak.page import Page
from assess.speak.words import REPORTED
from assess.states.parts import assessed, legends, reported, reported_number
from assess.write.excel import patterns
from assess.write.excel.book import A3, Book, link, unique
from assess.write.excel.table import height, lines

FIRST = 4  # column of the first article
_WIDTHS = (30, 17, 12)
_LINKED = 50  # characters of a name that leads to its details; longer ones must wrap, which links do not everywhere
_LONGEST = 58  # characters of a heading above its column


def matrix(book: Book) -> Worksheet:
    """Write the sheet: assessed States, then, below and apart, what sources report of others; then the legend.

    Names lead to the details of a State; the letters lead nowhere, since some applications give links a colour of
    their own.
    """
    view, said = book.view, book.view.labels.compared_office
    sheet = book.sheet("matrix", A3)
    _headings(book, sheet)
    top = _block(book, sheet, assessed(view), "T_matrix")
    told = reported(view)
    if told:
        sheet.append([])
        sheet.append([book.cell(sheet, said.matrix_reported_table, "subheading")])
        sheet.append([book.cell(sheet, said.matrix_reported_lead, "free")])
        _block(book, sheet, told, "T_reported")
    _legend(book, sheet)
    last = FIRST + len(view.articles) - 1
    for number in range(1, last + 1):
        width = _WIDTHS[number - 1] if number < FIRST else 7.2
        width = _name_width(book) if number == 1 else width
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = f"{get_column_letter(FIRST)}{top}"
    sheet.print_title_rows, sheet.print_title_cols = "1:2", "A:A"
    return sheet


def _name_width(book: Book) -> float:
    """Return the width of the column of names, in which every name that leads to its details stands in one line."""
    listed = (len(one.name) for one in book.view.states if len(one.name) <= _LINKED)
    return round(
        max(_WIDTHS[0], *(number * 0.95 / book.styles.room + 3 for number in listed), 0), 1
    )


def _headings(book: Book, sheet: Worksheet) -> None:
    """Write what each column is about, upright above it."""
    said = book.view.labels.compared_office
    cells = [
        book.cell(sheet, said.matrix_table, "subheading"),
        *(book.cell(sheet, "", "subheading") for _ in range(2)),
    ]
    for one in book.view.articles:
        heading = one.heading if len(one.heading) <= _LONGEST else f"{one.heading[: _LONGEST - 1]}…"
        cell = book.cell(sheet, heading, "plain")
        cell.font = Font(name=book.styles.font, size=8, color="FF5B6870")
        cell.alignment = Alignment(
            textRotation=90, vertical="bottom", horizontal="center", wrap_text=True
        )
        cells.append(cell)
    sheet.append(cells)
    align = copy(cells[0].alignment)
    cells[0].alignment = Alignment(
        horizontal=align.horizontal,
        vertical="bottom",
        wrap_text=True,
        readingOrder=align.readingOrder,
    )
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=FIRST - 1)
    sheet.row_dimensions[1].height = 128


def _block(book: Book, sheet: Worksheet, states: tuple[Page, ...], name: str) -> int:
    """Write one table of States with its filters; return its first row below the head."""
    view, said = book.view, book.view.labels.compared_office
    told = bool(states and states[0].reported)
    heads = (
        said.state,
        said.as_of_sources if told else said.as_of,
        said.named if told else said.known,
        *(one.number for one in view.articles),
    )
    sheet.append(
        [
            book.cell(sheet, text, "header_number" if at >= FIRST - 1 else "header")
            for at, text in enumerate(unique(book.clean(text) for text in heads))
        ]
    )
    top = sheet.max_row + 1
    sheet.row_dimensions[top - 1].height = 30
    for state in states:
        _line(book, sheet, state)
    if not states:
        sheet.append([book.cell(sheet, said.none, "free")])
    last = get_column_letter(FIRST + len(view.articles) - 1)
    table = ExcelTable(displayName=name, ref=f"A{top - 1}:{last}{sheet.max_row}")
    table.tableStyleInfo = TableStyleInfo(showRowStripes=False, showColumnStripes=False)
    sheet.add_table(table)
    if view.articles:
        _colour(
            sheet,
            f"{get_column_letter(FIRST)}{top}:{last}{sheet.max_row}",
            [one for one in _marks(book) if (one.key in REPORTED) == told],
        )
    return top


def _line(book: Book, sheet: Worksheet, state: Page) -> None:
    said, view = book.view.labels.compared_office, book.view
    known = (
        (reported_number(state), len(view.articles))
        if state.reported
        else (state.known, state.counted)
    )
    linked = len(state.name) <= _LINKED
    cells = [
        book.cell(sheet, state.name, "text", linked=linked),
        book.cell(sheet, state.dated, "short"),
        book.cell(sheet, said.known_of.format(known=known[0], counted=known[1]), "short"),
    ]
    cells += [book.cell(sheet, one.mark.letter, "mark") for one in state.cells]
    sheet.append(cells)
    if linked:
        link(cells[0], book.place("details", 2 + view.states.index(state) * len(view.articles)))
    room = book.styles.room
    number = max(
        1 if linked else lines(state.name, _name_width(book) * room),
        lines(state.dated, _WIDTHS[1] * room - 3),
    )
    sheet.row_dimensions[sheet.max_row].height = max(15, height(number))


def _marks(book: Book) -> list[Mark]:
    """Return every mark that a cell has or could be given."""
    return list(
        {
            mark.key: mark
            for mark in (*book.view.legend, *legends(book.view)[0], *legends(book.view)[1])
        }.values()
    )


def _colour(sheet: Worksheet, area: str, marks: list[Mark]) -> None:
    """Colour each letter of an area, with a pattern, whoever writes it there."""
    for mark in marks:
        letter = mark.letter.replace('"', '""')
        kind = patterns.in_excel(mark)
        lines = mark.fill if kind == "solid" else patterns.lines(mark)
        look = DifferentialStyle(
            font=Font(color=f"FF{mark.ink}", bold=True),
            fill=PatternFill(kind, fgColor=f"FF{lines}", bgColor=f"FF{mark.fill}"),
        )
        sheet.conditional_formatting.add(
            area, Rule(type="cellIs", operator="equal", formula=[f'"{letter}"'], dxf=look)
        )


def _legend(book: Book, sheet: Worksheet) -> None:
    said = book.view.labels.compared_office
    for title, marks in zip((said.legend_ratings, said.legend_reported), legends(book.view)):
        sheet.append([])
        sheet.append([book.cell(sheet, title, "subheading")])
        for mark in marks:
            cell = book.cell(sheet, mark.letter, "mark", mark)
            kind = patterns.in_excel(mark)
            if kind != "solid":
                cell.fill = PatternFill(
                    kind, fgColor=f"FF{patterns.lines(mark)}", bgColor=f"FF{mark.fill}"
                )
            sheet.append([cell, book.cell(sheet, mark.label, "free")])
