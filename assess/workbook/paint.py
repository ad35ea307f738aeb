"""How the cells of a form look, which of them are locked, and how a text is put into one so that it stays a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

from assess.reports.excel_book import DARK, FORMULA, INK, LINE, MUTED, PALE, RTL
from assess.workbook.records import fit

_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_INPUT = "FFFDF3"


@dataclass(frozen=True)
class Look:
    """How a cell looks, and whether it is locked."""

    fill: str = ""
    ink: str = INK
    size: float = 9
    bold: bool = False
    locked: bool = True
    wrap: bool = True
    boxed: bool = True


LOOKS = {
    "head": Look(DARK, "FFFFFF", bold=True), "fixed": Look(PALE), "name": Look(PALE, bold=True),
    "input": Look(_INPUT, locked=False), "closed": Look("E3E6E8", MUTED),
    "title": Look(size=18, bold=True, ink=DARK, boxed=False, wrap=False),
    "heading": Look(size=12, bold=True, ink=DARK, boxed=False, wrap=False), "plain": Look(size=10, boxed=False),
}


class Paint:
    """Makes each style of a workbook once, and cells that have it."""

    def __init__(self, workbook: Workbook, rtl: bool):
        self.rtl, self.font = rtl, "Arial" if rtl else "Calibri"
        self.scratch = workbook.create_sheet()
        self.made: dict[tuple, object] = {}
        workbook.remove(self.scratch)

    def cell(self, sheet: Worksheet, text: str | int, look: str) -> Cell:
        """Return a cell for `sheet.append`: the text as typed, whatever it begins with, in the format of texts."""
        if isinstance(text, int):
            return Cell(sheet, value=text, style_array=self._style(look, False, False, "General"))
        text = fit(text)
        cell = Cell(sheet, style_array=self._style(look, text.startswith(FORMULA), not RTL.search(text)))
        if text:
            cell.value = _ESCAPE.sub("_x005F_", text)
            cell.data_type = "s"
        return cell

    def formula(self, sheet: Worksheet, text: str, look: str) -> Cell:
        """Return a cell that computes."""
        return Cell(sheet, value=text, style_array=self._style(look, False, False, "General"))

    def _style(self, name: str, quoted: bool, latin: bool, form: str = "@"):
        key = (name, quoted, latin and self.rtl, form)
        if key not in self.made:
            self.made[key] = self._make(LOOKS[name], *key[1:])
        return self.made[key]

    def _make(self, look: Look, quoted: bool, latin: bool, form: str):
        cell = Cell(self.scratch)
        cell.font = Font(name=self.font, size=look.size, bold=look.bold, color=f"FF{look.ink}")
        cell.alignment = Alignment(vertical="top", wrap_text=look.wrap, readingOrder=(1 if latin else 2) * self.rtl)
        cell.protection = Protection(locked=look.locked)
        cell.number_format = form
        if look.fill:
            cell.fill = PatternFill("solid", start_color=f"FF{look.fill}", end_color=f"FF{look.fill}")
        if look.boxed:
            side = Side("thin", color=f"FF{LINE}")
            cell.border = Border(left=side, right=side, top=side, bottom=side)
        cell.quotePrefix = quoted
        return cell._style  # openpyxl's own way to hand a style from cell to cell
