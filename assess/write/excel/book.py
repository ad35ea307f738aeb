"""The workbook a report is written into: styles made once, sheets ready to print, cells that hold text as typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from assess.country.types import Mark
from assess.speak import laid
from assess.write.excel.echo import Echo
from assess.write.excel.text import RTL, can_lead, from_right, turned_first
from assess.write.word.direction import marked

INK, DARK, PALE, LINE, MUTED = "22303A", "2F3E46", "EEF1F2", "CBD3D8", "5B6870"
LINKED = "1F5361"
COMPLEX = "Tahoma"  # for scripts from right to left; a cell has one font for all its letters (direction.COMPLEX)
A3, A4 = 8, 9
LONGEST = 32_767  # characters a cell may hold
LONGEST_NAME = 31  # characters the name of a sheet may have
SHARED_FOOT = 60  # characters of what each of several languages says in a page's foot
LONGEST_HEADER = 250  # characters that a page header may have, with its codes
_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
BETWEEN = " | "  # between the names of a sheet in several languages; a slash is not allowed there
EMBEDDED = (
    "\u202a",
    "\u202b",
)  # before a line that has its own direction, from the left or from the right
_OWN_DIGITS = "[$-2000401]0"  # numbers stay numbers and are shown in Eastern Arabic digits
_AS_IS = (
    "header",
    "mark",
)  # kinds of cells with no signs that are not seen, since filters and rules compare them
FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Look:
    """How a cell looks."""

    size: float = 9
    bold: bool = False
    italic: bool = False
    ink: str = INK
    fill: str = ""
    line: str = ""  # colour of the line below
    boxed: bool = False  # with lines at the sides too, as in a table
    align: str = ""  # start if empty
    vertical: str = "top"
    wrap: bool = True
    typed: bool = False  # number format "text"
    latin: bool = False  # left to right in any language
    underline: bool = False
    quoted: bool = False  # shown as typed, never read as a formula
    locked: bool = True  # where the sheet is protected


#: Every look that the sheets use, by name.
LOOKS: dict[str, Look] = {
    "text": Look(line=LINE, boxed=True),
    "id": Look(line=LINE, boxed=True, typed=True, latin=True),
    "short": Look(line=LINE, boxed=True),
    "line": Look(line=LINE, boxed=True),
    "number": Look(line=LINE, boxed=True, align="center"),
    "mark": Look(line=LINE, boxed=True, bold=True, align="center"),
    "strong": Look(line=LINE, boxed=True, bold=True, fill="F6E9E4"),
    "free": Look(wrap=False, italic=True, ink=MUTED),
    "total": Look(bold=True, fill=PALE),
    "total_number": Look(bold=True, fill=PALE, align="center"),
    "header": Look(bold=True, ink="FFFFFF", fill=DARK, vertical="center"),
    "header_number": Look(bold=True, ink="FFFFFF", fill=DARK, align="center", vertical="center"),
    "title": Look(size=20, bold=True, ink=DARK, vertical="center"),
    "subtitle": Look(size=12, ink=MUTED, vertical="center", wrap=False),
    "heading": Look(size=13, bold=True, ink=DARK, vertical="bottom", wrap=False, line=DARK),
    "subheading": Look(size=10, bold=True, ink=DARK, vertical="bottom", wrap=False),
    "name": Look(size=10, bold=True, ink=MUTED),
    "plain": Look(size=10),
    "plain_id": Look(size=10, typed=True),
    "stamp": Look(size=11, bold=True, ink="FFFFFF", fill=DARK, align="center", vertical="center"),
    "note": Look(size=10, italic=True, ink=MUTED, vertical="center"),
    "tile": Look(bold=True, align="center", vertical="center"),
    "over_tile": Look(fill=PALE, align="center", vertical="center", latin=True),
    "beside": Look(size=10, bold=True, ink=MUTED, vertical="center"),
}


class Styles:
    """Makes each style of a workbook once; every cell that looks alike shares it."""

    def __init__(self, workbook: Workbook, rtl: bool, looks: Mapping[str, Look] = LOOKS):
        self.rtl, self.font, self.looks = rtl, COMPLEX if rtl else "Calibri", looks
        self.room = (
            0.83 if rtl else 1.0
        )  # how much of a text its letters leave room for, beside Calibri
        self.scratch = workbook.create_sheet()
        self.made: dict[tuple, object] = {}
        workbook.remove(self.scratch)

    def array(
        self,
        kind: str,
        mark: Mark | None = None,
        linked: bool = False,
        quoted: bool = False,
        latin: bool = False,
        lines: bool = False,
        shape: str = "",
    ):
        """Return what openpyxl wants as the style of a cell.

        `lines` breaks a text that no look breaks; `shape` is how a number is shown.
        """
        key = (kind, mark and mark.fill, mark and mark.ink, linked, quoted, latin, lines, shape)
        found = self.made.get(key)
        if found is None:
            found = self.made[key] = self._make(*key)
        return found

    def _make(
        self,
        kind: str,
        fill: str | None,
        ink: str | None,
        linked: bool,
        quoted: bool,
        latin: bool,
        lines: bool,
        shape: str,
    ):
        look = self.looks[kind]
        look = replace(
            look,
            quoted=quoted,
            underline=linked,
            latin=latin or look.latin and not lines,
            wrap=look.wrap or lines,
        )
        if fill and ink:
            look = replace(look, fill=fill, ink=ink)
        elif linked:
            look = replace(look, ink=LINKED)
        cell = Cell(self.scratch)
        cell.font = Font(
            name=self.font,
            size=look.size,
            bold=look.bold,
            italic=look.italic,
            color=f"FF{look.ink}",
            underline="single" if look.underline else None,
        )
        cell.alignment = Alignment(
            horizontal=self._align(look),
            vertical=look.vertical,
            wrap_text=look.wrap,
            readingOrder=self._order(look),
        )
        if look.fill:
            cell.fill = PatternFill(
                "solid", start_color=f"FF{look.fill}", end_color=f"FF{look.fill}"
            )
        if look.line:
            side = Side("thin", color=f"FF{look.line}")
            cell.border = (
                Border(bottom=side, left=side, right=side) if look.boxed else Border(bottom=side)
            )
        if look.typed:
            cell.number_format = "@"
        elif shape:
            cell.number_format = shape
        if not look.locked:
            cell.protection = Protection(locked=False)
        cell.quotePrefix = look.quoted
        return (
            cell._style
        )  # openpyxl's own way to hand a style from cell to cell (its documentation copies it)

    def _order(self, look: Look) -> int:
        """Return 1 from the left, 2 from the right, 0 as what stands in it: of a cell that is still to be filled in."""
        return (1 if look.latin else 2) if self.rtl and look.locked else 0

    def _align(self, look: Look) -> str | None:
        return look.align or ("right" if self.rtl and look.latin else None)


class Book:
    """A workbook with a named sheet for each key, in this order.

    `ends` stand at the start and at the end of every page's head; without them, what is rated and as of which day.
    `names` gives the names of the sheets of a page, if they are not those of the country report; `echo` what each text
    is in all languages.
    """

    def __init__(
        self,
        view: Any,
        keys: Iterable[str],
        ends: tuple[str, str] = ("", ""),
        names: Callable[[Any], Mapping[str, str]] = lambda page: page.labels.excel.sheets,
        echo: Echo | None = None,
    ):
        self.view, self.words = view, view.labels.excel
        self.echo = echo or Echo(view)
        self.workbook = Workbook()
        self.workbook.remove(self.workbook.active)
        self.languages = len(self.echo.pages)
        self.shape = _OWN_DIGITS if self.languages == 1 and not self.echo.plain else ""
        self.styles = Styles(self.workbook, view.rtl)
        said = [names(page) for page in self.echo.pages]
        self.titles = sheet_titles({key: self._title([one[key] for one in said]) for key in keys})
        start, end = ends if any(ends) else self._ends()
        self.ends = self._short(start, 120), self._short(end, 60)
        self.feet = self._feet()

    def sheet(self, key: str, paper: int = A4, landscape: bool = True) -> Worksheet:
        """Add the sheet of `key`, ready to print on one page's width; return it."""
        sheet = self.workbook.create_sheet(self.titles[key])
        sheet.sheet_view.rightToLeft = self.view.rtl
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.page_setup.paperSize = paper
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top, sheet.page_margins.bottom = 0.75, 0.6
        sheet.page_margins.header = sheet.page_margins.footer = 0.3
        self._headers(sheet)
        return sheet

    def cell(
        self,
        sheet: Worksheet,
        value: str | float,
        kind: str,
        mark: Mark | None = None,
        linked: bool = False,
    ) -> Cell:
        """Return a cell for `sheet.append`; a text stays the text that was typed, whatever it begins with."""
        if type(value) in (int, float):
            return Cell(
                sheet,
                value=value,
                style_array=self.styles.array(kind, mark, linked, shape=self.shape),
            )
        text = self.clean(value)
        turned = RTL.search(text) if self.languages > 1 else from_right(text)
        latin = (
            self.styles.rtl and not turned
        )  # a sentence in another script keeps its own direction
        cell = Cell(
            sheet,
            style_array=self.styles.array(
                kind, mark, linked and can_lead(text), text.startswith(FORMULA), latin, "\n" in text
            ),
        )
        if self.styles.rtl and not latin and not kind.startswith(_AS_IS):
            text = turned_first(marked(text)) if self.languages < 2 else self._lines(text)
        if text:  # clean already, so that openpyxl need not look at every sign again
            cell._value, cell.data_type = text, "s"
        return cell

    def said(self, value: str | float) -> str | float:
        """Return what a cell says: a text of several languages in a line or more for each, with the digits of each."""
        return value if self.echo.plain else self.echo.stacked(value)

    def line(self, text: str) -> str:
        """Return a name or a title in one line, in all languages, as a workbook can hold it."""
        return " ".join(self.clean(self.echo.in_one_line(text)).split())

    def label(self, find: Callable[[Any], str]) -> str:
        """Return a label, which `find` finds on a page, as `line` gives it."""
        said = laid.in_one_line([find(page) for page in self.echo.pages], self.echo.words)
        return " ".join(self.clean(said).split())

    def _lines(self, text: str) -> str:
        """Return the lines of a cell in several languages, each held in its own direction."""
        return "\n".join(
            line if line[:1] in EMBEDDED else marked(line) for line in text.split("\n")
        )

    def clean(self, text: str) -> str:
        """Return a text that a workbook can hold: without control characters and lone surrogates, not too long."""
        if not text.isprintable():
            text = _DROPPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        if "_x" in text:
            text = _ESCAPE.sub("_x005F_", text)
        return text if len(text) <= LONGEST // 2 else self._cut(text)

    def _cut(self, text: str) -> str:
        """Cut what is too long for a cell, which counts in UTF-16, and say so."""
        coded = text.encode("utf-16-le")
        if len(coded) <= 2 * LONGEST:
            return text
        kept = coded[: 2 * (LONGEST - 200)].decode("utf-16-le", "ignore")
        return f"{kept}\n{self.words.cut.format(number=len(text) - len(kept))}"

    def place(self, key: str, row: int, column: str = "A") -> str:
        """Return the address of a cell for a link."""
        title = self.titles[key].replace("'", "''")
        return f"'{title}'!{column}{row}"

    def _headers(self, sheet: Worksheet) -> None:
        """Fill the head and the foot of every page: at its start what is of the first language, at its end the others.

        The number of a page stands in the first language alone, and a name in several as letters: LibreOffice
        would draw a field of two scripts in one font.
        """
        page = self.words.page.format(page="&P", pages="&N")
        name = sheet.title.replace("&", "&&") if self.languages > 1 else "&A"
        head, foot, (start, end) = sheet.oddHeader, sheet.oddFooter, self.ends
        first, second = self.feet
        for row, texts in ((head, (start, name, end)), (foot, (first, page, second))):
            for part, text in zip(
                (row.left, row.center, row.right), reversed(texts) if self.view.rtl else texts
            ):
                if text:
                    part.text, part.size, part.color = (
                        self._held(text) if RTL.search(text) else text,
                        8,
                        MUTED,
                    )
                    part.font = f"{self.styles.font},Regular" if self.view.rtl else None

    def _held(self, text: str) -> str:
        """Return a text of a page's head or foot, which has no direction of its own, in its own direction."""
        return f"{EMBEDDED[1]}{text}\u202c" if self.view.rtl else text

    def _ends(self) -> tuple[str, str]:
        """Return what stands in the heads of the pages of a rating."""
        view = self.view
        return (
            self.words.title.format(country=view.country, instrument=view.instrument.short),
            self.words.reading.format(day=view.as_of),
        )

    def _feet(self) -> tuple[str, str]:
        """Return what stands at the start and at the end of the foot of every page."""
        first, *others = self.echo.pieces(self.view.disclaimer)
        if not any(others):
            return self._fitting(first, LONGEST_HEADER - 100), ""
        second = " / ".join(text for text in others if text)
        return self._fitting(first, SHARED_FOOT), self._fitting(second, SHARED_FOOT)

    def _short(self, text: str, longest: int) -> str:
        """Return one line for a page header, in all languages."""
        return self._fitting(self.echo.in_one_line(text), longest)

    def _fitting(self, text: str, longest: int) -> str:
        """Return a line as a page header takes it, in which & begins a code and must be doubled."""
        line = " ".join(self.clean(text).split())
        while len(line) + line.count("&") > longest:
            line = f"{line[:-2]}…"
        return line.replace("&", "&&")

    def _title(self, names: list[str]) -> str:
        """Return the name of a sheet in all languages, or in the first where there is no room for all."""
        wanted = [name for name in laid.pieces(names, self.echo.words) if name]
        whole = BETWEEN.join(wanted)
        return whole if len(whole) <= LONGEST_NAME else wanted[0]

    def lines_of_title(self, key: str) -> list[str]:
        """Return the names of a sheet, one for each language that has its own."""
        return self.titles[key].split(BETWEEN) if self.languages > 1 else [self.titles[key]]


def link(cell: Cell, target: str) -> None:
    """Make a cell that stands in its sheet lead to another cell of the workbook, if its text can."""
    if can_lead(cell.value):
        cell.hyperlink = Hyperlink(ref="", location=target)


def sheet_titles(wanted: dict[str, str]) -> dict[str, str]:
    """Return names that Excel takes: short, without forbidden signs, no two alike."""
    titles: dict[str, str] = {}
    for key, name in wanted.items():
        plain = (
            _DROPPED.sub("", _NOT_IN_NAMES.sub(" ", name)).strip(" '")[:LONGEST_NAME].strip(" '")
            or key
        )
        titles[key] = _unlike(plain, titles.values(), LONGEST_NAME)
    return titles


def unique(names: Iterable[str]) -> list[str]:
    """Return the names with a number added to each that was there before; a table wants its headers so."""
    result: list[str] = []
    for name in names:
        result.append(_unlike(name, result, 255))
    return result


def _unlike(name: str, taken: Iterable[str], longest: int) -> str:
    known = {one.casefold() for one in taken}
    number, shown = 2, name
    while shown.casefold() in known:
        ending = f" {number}"
        shown, number = name[: longest - len(ending)] + ending, number + 1
    return shown
