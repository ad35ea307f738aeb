"""The workbook a report is written into: styles made once, sheets ready to print, cells that hold text as typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Self

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from assess.base.output import replace_file
from assess.base.text import steady
from assess.speak.marks import Mark
from assess.speak.speakers import Speakers
from assess.speak.values import Phrase, Value
from assess.table import letter_of, mark_of
from assess.write.word.direction import TURNED_MARK, marked

INK, DARK, PALE, LINE, MUTED = "22303A", "2F3E46", "EEF1F2", "CBD3D8", "5B6870"
LINKED = "1F5361"
COMPLEX = "Tahoma"  # for scripts from right to left; a cell has one font for all its letters (direction.COMPLEX)
A3, A4 = 8, 9
LONGEST = 32_767  # characters a cell may hold
LONGEST_NAME = 31  # characters the name of a sheet may have
SHARED_FOOT = 60  # characters of what each of two languages says in a page's foot
LONGEST_HEADER = 250  # characters that a page header may have, with its codes
_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
BETWEEN = " | "  # between the names of a sheet in several languages; a slash is not allowed there
# before a line that has its own direction, from the left or from the right
EMBEDDED = ("\u202a", "\u202b")
#: Kind of number → how it is shown; in a language with digits of its own, behind what asks for these.
SHAPES = {"integer": "0", "decimal": "0.00", "share": "0 %"}
_OWN_DIGITS = "[$-2000401]"  # Eastern Arabic digits
FIRST_DAY = date(1900, 3, 1)  # Excel counts days from 1900 on, and takes that year for a leap year
# kinds of cells with no signs that are not seen, since filters and rules compare them
_AS_IS = ("header", "mark")
FORMULA = ("=", "+", "-", "@")
ANYWHERE = (1, 1)  # `append` puts a cell in its own row and column


RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile("[A-Za-z\u00c0-\u058f]")
_DIGIT = re.compile(r"\d")
#: What a style is made of: kind, fill, ink, linked, quoted, latin, lines, shape.
_StyleKey = tuple[str, str | None, str | None, bool, bool, bool, bool, str]


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


class _SharedStyle(StyleArray):
    """A style that many cells have together: its hash is counted once, and a cell changes its look after `apart` only.

    openpyxl asks for the hash twice a cell, and would copy the style for each.
    """

    __slots__ = ("_hash",)
    _hash: int

    def __new__(cls, style: Iterable[int]) -> Self:
        """Return the style with its hash."""
        made = super().__new__(cls, style)
        made._hash = hash(tuple(made))
        return made

    def __hash__(self) -> int:  # type: ignore[override]  # the stubs of array have none
        """Return the hash of a StyleArray that is equal."""
        return self._hash

    def __setitem__(self, place: Any, value: Any) -> None:
        """Refuse: other cells would change too."""
        raise TypeError("this style is shared: call `apart` first")


def apart(cell: Any) -> Any:
    """Return a cell of openpyxl, whose look may be changed now and no other cell's with it."""
    cell._style = copy(cell._style)
    return cell


class Styles:
    """Makes each style of a workbook once; every cell that looks alike shares it."""

    def __init__(self, workbook: Workbook, rtl: bool, looks: Mapping[str, Look] = LOOKS):
        self.rtl, self.font, self.looks = rtl, COMPLEX if rtl else "Calibri", looks
        # how much of a text its letters leave room for, beside Calibri
        self.room = 0.83 if rtl else 1.0
        self.scratch = workbook.create_sheet()
        self.made: dict[_StyleKey, StyleArray] = {}
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
    ) -> StyleArray:
        """Return what openpyxl wants as the style of a cell.

        `lines` breaks a text that no look breaks; `shape` is how a number is shown.
        """
        fill, ink = (mark.fill, mark.ink) if mark else (None, None)
        key = (kind, fill, ink, linked, quoted, latin, lines, shape)
        style = self.made.get(key)
        if style is None:
            style = self.made[key] = self._make(*key)
        return style

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
    ) -> StyleArray:
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
        cell = Cell(self.scratch, 1, 1)
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
        # openpyxl's own way to hand a style from cell to cell (its documentation copies it)
        style: StyleArray = cell._style  # type: ignore[attr-defined]  # not in the stubs
        return _SharedStyle(style)

    def _order(self, look: Look) -> int:
        """Return 1 from the left, 2 from the right, 0 as what stands in it: of a cell that is still to be filled in."""
        return (1 if look.latin else 2) if self.rtl and look.locked else 0

    def _align(self, look: Look) -> str | None:
        return look.align or ("right" if self.rtl and look.latin else None)


def _styled(cell: Any, style: StyleArray) -> Cell:
    """Give a cell a style that it shares; openpyxl's own argument for it would copy it."""
    cell._style = style
    return cell


class Book:
    """A workbook with a named sheet for each key, in the order of `titles`, which names them.

    `ends` stand at the start and at the end of every page's head, `foot` in its foot.
    """

    def __init__(
        self,
        speakers: Speakers,
        titles: Mapping[str, Value],
        ends: tuple[Value, Value],
        foot: Value,
    ):
        self.speakers, self.rtl, self.several = speakers, speakers.rtl, speakers.several
        self.words = speakers.words[0]
        self.workbook = Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
        self.digits = "" if self.several or speakers.plain else _OWN_DIGITS
        self.styles = Styles(self.workbook, self.rtl)
        self.titles = sheet_titles({key: self._fitting(title) for key, title in titles.items()})
        self.ends = self._short(ends[0], 120), self._short(ends[1], 60)
        self.feet = self._feet(foot)

    def sheet(self, key: str, paper: int = A4, landscape: bool = True) -> Worksheet:
        """Add the sheet of `key`, ready to print on one page's width; return it."""
        sheet = self.workbook.create_sheet(self.titles[key])
        sheet.sheet_view.rightToLeft = self.rtl
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"
        sheet.page_setup.paperSize = paper
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.page_setup.fitToPage = True
        sheet.page_margins.left = sheet.page_margins.right = 0.4
        sheet.page_margins.top, sheet.page_margins.bottom = 0.75, 0.6
        sheet.page_margins.header = sheet.page_margins.footer = 0.3
        self._headers(sheet)
        return sheet

    def cell(
        self,
        sheet: Worksheet,
        content: str | float | date,
        kind: str,
        mark: Mark | None = None,
        linked: bool = False,
        shape: str = "",
    ) -> Cell:
        """Return a cell for `sheet.append`; a text stays the text that was typed, whatever it begins with.

        `content` is what `say` returned; a number or a day is shown in `shape`.
        """
        if not isinstance(content, str):
            shape = self.digits + (shape or "0") if self.digits else shape
            style = self.styles.array(kind, mark, linked, shape=shape)
            return _styled(Cell(sheet, *ANYWHERE, content), style)
        text = self.clean(content)
        latin = False  # a sentence in another script keeps its own direction
        if self.rtl:
            latin = not (RTL.search(text) if self.several else from_right(text))
        style = self.styles.array(
            kind, mark, linked and can_lead(text), text.startswith(FORMULA), latin, "\n" in text
        )
        if self.rtl and not latin and not kind.startswith(_AS_IS):
            text = self._lines(text) if self.several else turned_first(marked(text))
        cell = _styled(Cell(sheet, *ANYWHERE), style)
        if text:  # clean already: openpyxl would look at every sign again, which takes a tenth of the whole workbook
            cell._value = text  # type: ignore[attr-defined]  # the stubs have the public value alone
            cell.data_type = "s"
        return cell

    def say(self, value: Value) -> str:
        """Return what a cell says, in a line or more for each language."""
        return self.speakers.stacked(value)

    def line(self, value: Any) -> str:
        """Return what is said in one line, such as the title of a chart or the name of a column."""
        return self.speakers.line(value)

    def mark(self, value: Any) -> Mark:
        """Return a mark with its letter in one line, as a chart wants it. ValueError for what is none."""
        mark = mark_of(value, self.words)
        if mark is None:
            raise ValueError(value)
        return replace(mark, letter=self.line(letter_of(value)))

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
        note = self.line(Phrase("excel.cut", (("number", len(text) - len(kept)),)))
        return f"{kept}\n{note}"

    def place(self, key: str, row: int, column: str = "A") -> str:
        """Return the address of a cell for a link."""
        title = self.titles[key].replace("'", "''")
        return f"'{title}'!{column}{row}"

    def describe(self, **properties: Any) -> None:
        """Fill in properties of the document, each in one line."""
        for name, value in properties.items():
            setattr(self.workbook.properties, name, self.clean(self.line(value)))

    def save(self, out: Path) -> None:
        """Save the workbook beside `out` and move it there. Raises LexgapError where that cannot be done."""
        replace_file(out, self.workbook.save)

    def _headers(self, sheet: Worksheet) -> None:
        """Fill the head and the foot of every page: at its start what is of the first language, at its end the others.

        The number of a page stands in the first language alone, and a name in several languages as letters: LibreOffice
        would draw a field of two scripts in one font.
        """
        page = self.speakers.texts(Phrase("excel.page", (("page", "&P"), ("pages", "&N"))))[0]
        name = sheet.title.replace("&", "&&") if self.several else "&A"
        head: Any = sheet.oddHeader
        foot: Any = sheet.oddFooter
        start, end = self.ends
        first, second = self.feet
        for row, texts in ((head, (start, name, end)), (foot, (first, page, second))):
            parts: tuple[Any, Any, Any] = (row.left, row.center, row.right)
            for part, text in zip(parts, reversed(texts) if self.rtl else texts):
                if text:
                    part.text = self._held(text) if RTL.search(text) else text
                    part.size, part.color = 8, MUTED
                    part.font = f"{self.styles.font},Regular" if self.rtl else None

    def _held(self, text: str) -> str:
        """Return a text of a page's head or foot, which has no direction of its own, in its own direction."""
        return f"{EMBEDDED[1]}{text}\u202c" if self.rtl else text

    def _feet(self, foot: Value) -> tuple[str, str]:
        """Return what stands at the start and at the end of the foot of every page."""
        first, *others = self.speakers.pieces(foot)
        rest = " / ".join(text for text in others if text)
        if not rest:
            return self._short(first, LONGEST_HEADER - 100), ""
        return self._short(first, SHARED_FOOT), self._short(rest, SHARED_FOOT)

    def _short(self, value: Value, longest: int) -> str:
        """Return one line for a page header, in which & begins a code and must be doubled."""
        line = " ".join(self.clean(self.line(value)).split())
        while len(line) + line.count("&") > longest:
            line = f"{line[:-2]}…"
        return line.replace("&", "&&")

    def _fitting(self, title: Value) -> str:
        """Return the name of a sheet in all languages, or in the first where there is no room for all."""
        names = [name for name in self.speakers.pieces(title) if name]
        whole = BETWEEN.join(names)
        return whole if len(whole) <= LONGEST_NAME else names[0]


def link(cell: Cell | MergedCell, target: str) -> None:
    """Make a cell that stands in its sheet lead to another cell of the workbook, if its text can."""
    if can_lead(cell.value):
        cell.hyperlink = Hyperlink(ref="", location=target)


def sheet_titles(wanted: dict[str, str]) -> dict[str, str]:
    """Return names that Excel takes: short, without forbidden signs, no two alike."""
    titles: dict[str, str] = {}
    for key, name in wanted.items():
        plain = (
            _DROPPED.sub("", _NOT_IN_NAMES.sub(" ", steady(name)))
            .strip(" '")[:LONGEST_NAME]
            .strip(" '")
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
    known = {text.casefold() for text in taken}
    number, shown = 2, name
    while shown.casefold() in known:
        ending = f" {number}"
        shown, number = name[: longest - len(ending)] + ending, number + 1
    return shown


# --- which way a text runs -------------------------------------------------------------------------------------------


def from_right(text: str) -> bool:
    """Return whether a text runs from right to left.

    It has such letters, and does not both begin with others and have more of them, as an English sentence with an
    Arabic name in it does.
    """
    turned = RTL.search(text)
    if not turned:
        return False
    first = _LETTER.search(text)
    if not first or first.start() >= turned.start():
        return True
    return len(RTL.findall(text)) >= len(_LETTER.findall(text))


def turned_first(text: str) -> str:
    """Return a text from right to left with a mark before what has no direction, such as 3 in “3 …”.

    A chart takes its names from the cells, and LibreOffice sets them from left to right unless they begin so.
    """
    return text if RTL.match(text) else f"{TURNED_MARK}{text}"


def can_lead(text: object) -> bool:
    """Return whether a cell of this text may be a link.

    LibreOffice draws the digits of an Arabic link alone, and of a link in two scripts the Latin letters; a number in
    Arabic digits is drawn rightly.
    """
    if not isinstance(text, str) or not RTL.search(text):
        return True
    plain = text.replace(TURNED_MARK, "")
    return plain.isdecimal() or not (_DIGIT.search(plain) or _LETTER.search(plain))
