"""The comparison of States as an Excel workbook: the twin of the Word report, to be filtered and sorted."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from pathlib import Path

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table as ExcelTable
from openpyxl.worksheet.table import TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from assess.base.collecting import put_off
from assess.speak.marks import Mark
from assess.speak.page import Page as Said
from assess.speak.page import value_of
from assess.speak.speakers import speakers_of
from assess.speak.values import Joined, Label, Value, blank, phrase
from assess.speak.words import REPORTED
from assess.states.parts import assessed, legends, reported, reported_number
from assess.states.sheets import BARS, SPREADS, TABLES, Lookup, dated, known_of, used
from assess.states.types import StatesView, StateView, different
from assess.table import Table, letter_of, sayable
from assess.write.excel import patterns
from assess.write.excel.book import A3, Book, apart, link, unique
from assess.write.excel.charts import intervals, place, stacked
from assess.write.excel.page import Page, Span
from assess.write.excel.sheet import height, lines, position, write_sheet

#: The order of the sheets; a sheet in which nothing would stand is left out, but for those of `_ALWAYS`.
SHEETS = (
    "cover",
    "matrix",
    "articles",
    "parts",
    "groups",
    "members",
    "duties",
    "years",
    "changes",
    "tiers",
    "dominance",
    "told",
    "provisions",
    "states",
    "details",
    "recipe",
)
_ALWAYS = {"cover", "matrix", "states", "details", "recipe"}
_LONGEST_PROPERTY = 255


def write(page: Said, out: Path) -> None:
    """Write the workbook to `out`, whole or not at all; raises LexgapError where the file cannot be written."""
    with put_off():
        workbook(page).save(out)


def workbook(page: Said) -> Book:
    """Return the workbook of a comparison, with all its sheets filled, in every language that the page has."""
    view: StatesView = value_of(page)
    find = Lookup(view)
    tables = {key: make(find) for key, make in TABLES.items()}
    keys = [
        key
        for key in SHEETS
        if key in _ALWAYS or tables[key].rows or (key == "changes" and view.since)
    ]
    titles: dict[str, Value] = {key: Label("compared_office.sheets", key) for key in keys}
    book = Book(speakers_of(page), titles, (view.title, view.instrument), view.disclaimer)
    _cover(book, view, {key: len(table.rows) for key, table in tables.items()})
    _Matrix(book, view).write()
    for key in keys:
        if key in tables:
            sheet = write_sheet(book, tables[key])
            if key in SPREADS:
                _draw_spread(book, sheet, view, tables[key])
            elif key == "tiers":
                _draw_tiers(book, sheet, tables[key])
    _recipe(book, view)
    _describe(book, view)
    return book


def _describe(book: Book, view: StatesView) -> None:
    book.describe(
        title=book.line(view.title)[:_LONGEST_PROPERTY],
        description=book.line(view.disclaimer)[:_LONGEST_PROPERTY],
        subject=book.line(view.instrument)[:_LONGEST_PROPERTY],
        language=book.words.language,
        creator=view.program,
        lastModifiedBy=view.program,
    )


def _label(key: str) -> Label:
    return Label("compared_office", key)


# --- cover and recipe -------------------------------------------------------------------------------------------------


def _cover(book: Book, view: StatesView, counts: dict[str, int]) -> None:
    """Write the cover: what is compared, what was left out, and what the workbook holds."""
    page = Page(book, "cover", (28, 73, 18))
    page.space(12)
    page.line(Span(view.title, "title", 3), high=34)
    page.line(Span(view.instrument, "subtitle", 3), high=20)
    page.space(8)
    page.line(Span(view.disclaimer, "note", 3), high=22)
    page.space(10)
    columns, count = len(assessed(view)), len(reported(view))
    states = different(state.key for state in assessed(view))
    for key, text in (
        ("assessed_states", states),
        ("columns_number", columns),
        ("reported_states", count),
        ("articles_number", len(view.articles)),
        ("program", view.program),
    ):
        page.fact(_label(key), str(text), "plain_id")
    lead = phrase("compared_office.coverage_lead", assessed=states, columns=columns, reported=count)
    page.line(Span(lead, "plain", 3))
    page.heading(_label("left_out"))
    for warning in view.warnings:
        page.line(Span(Joined(("• ", warning), "none"), "plain", 3))
    if not view.warnings:
        page.line(Span(_label("left_out_none"), "plain", 3))
    page.heading(_label("contents"))
    for key in book.titles:
        if key != "cover":
            number = phrase("excel.rows", number=counts[key]) if key in counts else ""
            page.contents(key, Label("compared_office.about", key), number)


def _recipe(book: Book, view: StatesView) -> None:
    """Write the method, the legends and the recipe."""
    page = Page(book, "recipe", (26, 74, 22, 12))
    page.heading(_label("method"))
    for text in (*view.method, view.duties_note, view.dominance_note):
        if not blank(text):
            page.line(Span(text, "plain", 4))
    heads = (("legend_ratings", "matrix_lead"), ("legend_reported", "matrix_reported_lead"))
    for (heading, lead), marks in zip(heads, legends(view)):
        page.heading(_label(heading))
        page.line(Span(_label(lead), "plain", 4))
        page.line(Span(_label("mark"), "header"), Span(_label("meaning"), "header", 3))
        for mark in marks:
            letter = Span(letter_of(mark), "mark", 1, book.mark(mark))
            page.line(letter, Span(sayable(mark), "text", 3), high=16)
    page.heading(_label("recipe"))
    page.line(Span(_label("recipe_lead"), "plain", 4))
    for name, text in view.recipe:
        page.fact(name, text, "plain_id")
    page.line(Span(view.disclaimer, "note", 4), high=22)


# --- charts below the tables ------------------------------------------------------------------------------------------

_WIDE = 24.0  # centimetres
_MOST = 40  # bars in a chart
_ROW = 15.0  # points of an empty row
_ONE_LINE = 60  # characters of a name that stands in one line beside its bar


def _draw_spread(book: Book, sheet: Worksheet, view: StatesView, table: Table) -> None:
    """Draw below the table what it says."""
    last = len(table.rows) + 1
    marks = [book.mark(mark) for mark in used(view, table.key)]
    if not marks:
        return
    _on_its_page(sheet, last)
    title = book.line(_label(SPREADS[table.key][1]))
    names = sheet.max_column if table.key == "years" else 1  # which column names the bars
    chart = stacked(sheet, title, 2, last, marks, book.rtl, names)
    place(sheet, chart, f"A{last + 3}", _WIDE, _high(sheet, last - 1))


def _draw_tiers(book: Book, sheet: Worksheet, table: Table) -> None:
    """Draw the ranks of the States below their table, so many of them in a chart."""
    column = position(sheet, book, BARS[0])
    if not column:  # nobody has a rank
        return
    last = len(table.rows) + 1
    title = book.line(_label("ranks_figure"))
    row = last + 3
    for top in range(2, last + 1, _MOST):
        bottom = min(top + _MOST - 1, last)
        points = _high(sheet, last - 1, bottom - top + 1)
        chart = intervals(sheet, title, top, bottom, column, book.rtl)
        place(sheet, chart, f"A{row}", _WIDE, points)
        row += round(points / _ROW) + 2


def _high(sheet: Worksheet, rows: int, bars: int = 0) -> float:
    """Return how many points high a chart of a table of so many rows, or of some of its bars, is.

    A name that takes two lines needs more room; else some applications leave every second name out.
    """
    bars = bars or rows
    names = [str(sheet.cell(row, 1).value or "") for row in range(2, rows + 2)]
    if max(map(len, names)) > _ONE_LINE:
        return 90 + bars * 24.0
    return 90 + bars * (20.0 if bars <= 20 else 15.0)


def _on_its_page(sheet: Worksheet, last: int) -> None:
    """Print the chart below a table of so many rows upright; on a page of its own where the table is long."""
    sheet.page_setup.orientation = "portrait"
    if last > 20:
        sheet.row_breaks.append(Break(id=last + 1))


# --- matrix -----------------------------------------------------------------------------------------------------------

FIRST = 4  # column of the first article
_WIDTHS = (30, 17, 12)
#: Characters of a name that leads to its details; longer ones must wrap, which links do not everywhere.
_LINKED = 50
_LONGEST = 58  # characters of a heading above its column


class _Matrix:
    """The matrix as a sheet: letters with conditional formats, so that colours stay right where a user edits.

    Names lead to the details of a State; the letters lead nowhere, since some applications give links a colour of
    their own.
    """

    def __init__(self, book: Book, view: StatesView):
        self.book, self.view = book, view
        self.names = [book.say(state.name) for state in view.states]
        self.last = get_column_letter(FIRST + len(view.articles) - 1)
        self.legends = [[book.mark(mark) for mark in marks] for marks in legends(view)]

    def write(self) -> None:
        """Write assessed States, then, below and apart, what sources report of others; then the legend."""
        book, view = self.book, self.view
        self.sheet = sheet = book.sheet("matrix", A3)
        self._headings()
        top = self._block(assessed(view), "T_matrix")
        known_reported = reported(view)
        if known_reported:
            sheet.append([])
            self._append("matrix_reported_table", "subheading")
            self._append("matrix_reported_lead", "free")
            self._block(known_reported, "T_reported")
        self._legend()
        for number in range(1, FIRST + len(view.articles)):
            width = _WIDTHS[number - 1] if number < FIRST else 7.2
            width = self._name_width() if number == 1 else width
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.freeze_panes = f"{get_column_letter(FIRST)}{top}"
        sheet.print_title_rows, sheet.print_title_cols = "1:2", "A:A"

    def _append(self, key: str, look: str) -> None:
        self.sheet.append([self.book.cell(self.sheet, self.book.say(_label(key)), look)])

    def _name_width(self) -> float:
        """Return the width of the column of names, in which every name that leads to its details stands in one line."""
        widest = max((len(name) for name in self.names if len(name) <= _LINKED), default=0)
        return round(max(_WIDTHS[0], widest * 0.95 / self.book.styles.room + 3), 1)

    def _headings(self) -> None:
        """Write what each column is about, upright above it."""
        book, sheet = self.book, self.sheet
        corner = apart(book.cell(sheet, book.say(_label("matrix_table")), "subheading"))
        cells = [corner, *(book.cell(sheet, "", "subheading") for _ in range(2))]
        for article in self.view.articles:
            heading = str(book.say(article.heading))
            if len(heading) > _LONGEST:
                heading = f"{heading[: _LONGEST - 1]}…"
            cell = apart(book.cell(sheet, heading, "plain"))
            cell.font = Font(name=book.styles.font, size=8, color="FF5B6870")
            cell.alignment = Alignment(
                textRotation=90, vertical="bottom", horizontal="center", wrap_text=True
            )
            cells.append(cell)
        sheet.append(cells)
        align = copy(corner.alignment)
        corner.alignment = Alignment(
            horizontal=align.horizontal,
            vertical="bottom",
            wrap_text=True,
            readingOrder=align.readingOrder,
        )
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=FIRST - 1)
        sheet.row_dimensions[1].height = 128

    def _block(self, states: Sequence[StateView], name: str) -> int:
        """Write one table of States with its filters; return its first row below the head."""
        book, view, sheet = self.book, self.view, self.sheet
        result = bool(states and states[0].reported)
        heads: list[Value] = [
            _label("state"),
            _label("as_of_sources" if result else "as_of"),
            _label("named" if result else "known"),
            *(article.number for article in view.articles),
        ]
        sheet.append(
            [
                book.cell(sheet, text, "header_number" if at >= FIRST - 1 else "header")
                for at, text in enumerate(unique(book.clean(book.line(head)) for head in heads))
            ]
        )
        top = sheet.max_row + 1
        sheet.row_dimensions[top - 1].height = 30
        for state in states:
            self._line(state)
        if not states:
            self._append("none", "free")
        table = ExcelTable(displayName=name, ref=f"A{top - 1}:{self.last}{sheet.max_row}")
        table.tableStyleInfo = TableStyleInfo(showRowStripes=False, showColumnStripes=False)
        sheet.add_table(table)
        if view.articles:
            area = f"{get_column_letter(FIRST)}{top}:{self.last}{sheet.max_row}"
            marks = [mark for mark in self._marks() if (mark.key in REPORTED) == result]
            _colour(sheet, area, marks)
        return top

    def _line(self, state: StateView) -> None:
        book, view, sheet = self.book, self.view, self.sheet
        known = (
            (reported_number(state), len(view.articles))
            if state.reported
            else (state.known, state.counted)
        )
        at = view.states.index(state)
        name, day = self.names[at], book.say(dated(state))
        linked = len(name) <= _LINKED
        cells = [
            book.cell(sheet, name, "text", linked=linked),
            book.cell(sheet, day, "short"),
            book.cell(sheet, book.say(known_of(*known)), "short"),
        ]
        for cell in state.cells:
            cells.append(book.cell(sheet, book.mark(cell.mark).letter, "mark"))
        sheet.append(cells)
        if linked:
            link(cells[0], book.place("details", 2 + at * len(view.articles)))
        room = book.styles.room
        name_lines = 1 if linked else lines(name, self._name_width() * room)
        number = max(name_lines, lines(day, _WIDTHS[1] * room - 3))
        sheet.row_dimensions[sheet.max_row].height = max(15, height(number))

    def _marks(self) -> list[Mark]:
        """Return every mark that a cell has or could be given."""
        marks = [self.book.mark(mark) for mark in self.view.legend]
        for legend in self.legends:
            marks += legend
        return list({mark.key: mark for mark in marks}.values())

    def _legend(self) -> None:
        sheet, book = self.sheet, self.book
        for key, marks in zip(("legend_ratings", "legend_reported"), self.legends):
            sheet.append([])
            self._append(key, "subheading")
            for mark in marks:
                cell = apart(book.cell(sheet, mark.letter, "mark", mark))
                kind = patterns.in_excel(mark)
                if kind != "solid":
                    cell.fill = PatternFill(
                        kind, fgColor=f"FF{patterns.lines(mark)}", bgColor=f"FF{mark.fill}"
                    )
                sheet.append([cell, book.cell(sheet, book.say(sayable(mark)), "free")])


def _colour(sheet: Worksheet, area: str, marks: list[Mark]) -> None:
    """Colour each letter of an area, with a pattern, whoever writes it there."""
    for mark in marks:
        letter = mark.letter.replace('"', '""')
        kind = patterns.in_excel(mark)
        ink = mark.fill if kind == "solid" else patterns.lines(mark)
        look = DifferentialStyle(
            font=Font(color=f"FF{mark.ink}", bold=True),
            fill=PatternFill(kind, fgColor=f"FF{ink}", bgColor=f"FF{mark.fill}"),
        )
        sheet.conditional_formatting.add(
            area, Rule(type="cellIs", operator="equal", formula=[f'"{letter}"'], dxf=look)
        )
