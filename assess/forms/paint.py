"""How the cells of a form look, which of them are locked, and how a text is put into one so that it stays a text."""

from __future__ import annotations

import re
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from assess.base.text import steady
from assess.forms.records import fit
from assess.write.excel.book import (
    ANYWHERE,
    DARK,
    FORMULA,
    LINE,
    MUTED,
    PALE,
    Look,
    Styles,
    from_right,
)
from assess.write.word.direction import marked

_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def _box(**look: Any) -> Look:
    return Look(line=LINE, boxed=True, typed=True, **look)


LOOKS = {
    "head": _box(fill=DARK, ink="FFFFFF", bold=True),
    "fixed": _box(fill=PALE),
    "name": _box(fill=PALE, bold=True),
    "small": _box(fill=PALE, ink=MUTED, size=7),
    "band": _box(fill="D3E0E6", bold=True),
    "number": Look(line=LINE, boxed=True, fill=PALE),
    "total": Look(line=LINE, boxed=True, fill=PALE, bold=True),
    "input": _box(fill="FFFDF3", locked=False),
    "closed": _box(fill="E3E6E8", ink=MUTED),
    "title": Look(size=18, bold=True, ink=DARK, wrap=False),
    "heading": Look(size=12, bold=True, ink=DARK, wrap=False),
    "plain": Look(size=10),
}


class Paint:
    """Makes the cells of a form, in styles that are made once."""

    def __init__(self, workbook: Workbook, rtl: bool):
        self.styles = Styles(workbook, rtl, LOOKS)

    def cell(self, sheet: Worksheet, text: str | int, look: str, ordered: bool = False) -> Cell:
        """Return a cell for `sheet.append`: the text as typed, whatever it begins with, in the format of texts.

        One that is not read back can be `ordered`: with marks that keep its Latin words in their place.
        """
        if isinstance(text, int):
            return Cell(sheet, *ANYWHERE, text, self.styles.array(look))
        text = fit(steady(text))
        latin = self.styles.rtl and bool(text) and not from_right(text)
        style = self.styles.array(look, quoted=text.startswith(FORMULA), latin=latin)
        cell = Cell(sheet, *ANYWHERE, style_array=style)
        if text:
            text = self._ordered(text) if ordered else text
            cell.value = _ESCAPE.sub("_x005F_", text)
            cell.data_type = "s"
        return cell

    def _ordered(self, text: str) -> str:
        return marked(text) if self.styles.rtl and from_right(text) else text

    def formula(self, sheet: Worksheet, text: str, look: str = "number") -> Cell:
        """Return a cell that computes."""
        return Cell(sheet, *ANYWHERE, text, self.styles.array(look))
