"""Sheets of numbers with a chart: how ratings are spread by article, part, group and year; tiers with their ranks."""

from __future__ import annotations

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from assess.speak.marks import Mark
from assess.speak.page import Page
from assess.states.parts import legends
from assess.write.excel.book import Book
from assess.write.excel.charts import intervals, place, stacked
from assess.write.excel.table import Column, Table

#: Sheet → field of the view, label of its first column, label of its denominator.
SPREADS = {
    "articles": ("by_article", "article", "total"),
    "parts": ("by_part", "part", "total"),
    "groups": ("by_group", "group", "total"),
    "years": ("years", "year", "total"),
    "told": ("reported_by_article", "article", "total_told"),
}
_WIDE = 24.0  # centimetres
_MOST = 40  # bars in a chart
_ROW = 15.0  # points of an empty row
_ONE_LINE = 60  # characters of a name that stands in one line beside its bar


def spread(view: Page, key: str) -> Table:
    """Return a row for each thing whose ratings are counted; an empty cell is none, the denominator stands behind."""
    name, first, total = SPREADS[key]
    found, said = getattr(view, name), view.labels.compared_office
    marks = used(view, key)
    out = key not in ("told", "years")  # a report has no rating that could be missing
    counted = (Column("states_number", "number", 9),) if key in ("groups", "years") else ()
    ends = (
        (*counted, Column("share", "short", 24), Column("chart_name", "short", 15))
        if key == "years"
        else (*((Column("out", "number", 9),) if out else ()), *counted, Column("note", "text", 40))
    )
    columns = (
        Column(first, "text", 34),
        *(Column(mark.key, "number", 8) for mark in marks),
        Column(total, "number", 9),
        *ends,
    )
    rows = []
    for one in found:
        counts = {mark.key: number for mark, number in one.counts}
        numbers = (counts.get(mark.key) or "" for mark in marks)
        if key == "years":
            rows.append(
                (
                    one.year,
                    *numbers,
                    one.total,
                    one.states,
                    one.share,
                    said.year_line.format(year=one.year, number=one.states),
                )
            )
        else:
            rows.append(
                (
                    _name(view, key, one.name),
                    *numbers,
                    one.total,
                    *((one.out,) if out else ()),
                    *((one.states,) if counted else ()),
                    one.note,
                )
            )
    heads = {mark.key: mark.letter for mark in marks}
    return Table(
        key,
        columns,
        rows,
        headers=heads | {one.key: said[one.key] for one in columns if one.key not in heads},
    )


def _name(view: Page, key: str, name: str) -> str:
    if key not in ("articles", "told"):
        return name
    heading = next((one.heading for one in view.articles if one.number == name), "")
    return " ".join(part for part in (name, heading) if part)


def used(view: Page, key: str) -> list[Mark]:
    """Return the marks that are counted on a sheet, in the order of the legend."""
    found = {
        mark.key: mark
        for one in getattr(view, SPREADS[key][0])
        for mark, number in one.counts
        if number
    }
    order = [mark.key for marks in legends(view) for mark in marks]
    return sorted(
        found.values(), key=lambda mark: order.index(mark.key) if mark.key in order else len(order)
    )


def tiers(view: Page) -> Table:
    """Return a row a State with its tier, its ranks, by each way of adding up too, and the numbers for the chart."""
    said = view.labels.compared_office
    ways = tuple(Column(f"way{at}", "short", 14) for at in range(len(view.ways)))
    columns = (
        Column("state", "text", 32),
        Column("tier", "number", 8),
        Column("ranks", "number", 10),
        Column("from_rank", "number", 9),
        Column("to_rank", "number", 9),
        *ways,
        Column("scores", "short", 14),
        Column("known", "short", 14),
        Column("tier_note", "text", 40),
        Column("chart_start", "number", 9),
        Column("chart_length", "number", 9),
    )
    rows = []
    for one in view.tiers:
        ends = (
            (one.best, one.worst, one.best - 0.5, one.worst - one.best + 1)
            if one.best
            else ("",) * 4
        )
        ways_said = (*one.by_way, *[""] * len(view.ways))[: len(view.ways)]
        rows.append(
            (
                one.name,
                one.tier,
                one.ranks,
                *ends[:2],
                *ways_said,
                one.scores,
                one.known,
                one.note,
                *ends[2:],
            )
        )
    heads = {f"way{at}": way for at, way in enumerate(view.ways)}
    return Table(
        "tiers",
        columns,
        rows,
        headers=heads | {one.key: said[one.key] for one in columns if one.key not in heads},
    )


def draw(book: Book, sheet: Worksheet, key: str, table: Table) -> None:
    """Draw below the table what it says, and colour the heads of its marks; nothing for a sheet without numbers."""
    view, said = book.view, book.view.labels.compared_office
    last = len(table.rows) + 1
    if key in SPREADS and table.rows:
        marks = used(view, key)
        for at, mark in enumerate(marks, start=2):
            sheet.cell(1, at)._style = book.styles.array("mark", mark, False, False, False)
        title = {
            "articles": said.by_article,
            "parts": said.by_part,
            "groups": said.by_group,
            "years": said.years,
            "told": said.reported_by_article,
        }[key]
        if marks:
            _on_its_page(sheet, last)
            names = sheet.max_column if key == "years" else 1  # which column names the bars
            chart = stacked(sheet, title, 2, last, marks, view.rtl, names)
            place(sheet, chart, f"A{last + 3}", _WIDE, _high(table))
    if key == "tiers" and any(row[-1] != "" for row in table.rows):
        heads = [cell.value for cell in sheet[1]]
        column = len(heads) - 1
        row = last + 3
        for top in range(2, last + 1, _MOST):
            bottom = min(top + _MOST - 1, last)
            points = _high(table, bottom - top + 1)
            chart = intervals(sheet, said.ranks_figure, top, bottom, column, view.rtl)
            place(sheet, chart, f"A{row}", _WIDE, points)
            row += round(points / _ROW) + 2


def _high(table: Table, bars: int = 0) -> float:
    """Return how many points high a chart of a table, or of some of its bars, is.

    A name that takes two lines needs more room; else some applications leave every second name out.
    """
    bars = bars or len(table.rows)
    if max(len(str(row[0])) for row in table.rows) > _ONE_LINE:
        return 90 + bars * 24.0
    return 90 + bars * (20.0 if bars <= 20 else 15.0)


def _on_its_page(sheet: Worksheet, last: int) -> None:
    """Print the chart below a table of so many rows upright; on a page of its own where the table is long."""
    sheet.page_setup.orientation = "portrait"
    if last > 20:
        sheet.row_breaks.append(Break(id=last + 1))
