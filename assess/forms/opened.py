"""An Excel workbook that somebody sends, broken and hostile ones among them → the cells of its sheets as texts."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import NoReturn

from lxml import etree

from assess.base.problems import LexgapError, Location, problem
from assess.forms.form import Entered
from assess.law.readers.limits import content, parsed, unpacked

MOST_CELLS = 400_000  # that hold something
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_COLUMNS = 200
_DATE_FORMATS = frozenset((*range(14, 23), *range(45, 48)))
_NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Sheet:
    """The rows of a sheet that hold something: number of the row, and its cells by the number of the column."""

    title: str
    rows: tuple[tuple[int, dict[int, Entered]], ...]


def unreadable(path: Path, why: str) -> NoReturn:
    """Raise the LexgapError of a file that is no workbook or questionnaire."""
    raise LexgapError([problem("workbook-unreadable", Location(str(path)), why=why)])


def opened(path: Path) -> tuple[zipfile.ZipFile, str]:
    """Return the file as a zip file, and what it is: `xl` for Excel, `word` for Word.

    Raises LexgapError for every other kind of file, for one that is locked, holds macros, is cut off or too large.
    """
    data = content(path)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise LexgapError([problem("text-locked", Location(str(path)))])
        unreadable(path, "@old_office")
    if not data.startswith(b"PK"):
        unreadable(path, "@not_zip")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
        unreadable(path, "@zip")
    if any(posixpath.basename(name).lower() == "vbaproject.bin" for name in names):
        unreadable(path, "@macros")
    for folder, main in (("xl", "xl/workbook.xml"), ("word", "word/document.xml")):
        if main in names:
            return archive, folder
    unreadable(path, "@ods" if "mimetype" in names else "@other_zip")


def links(archive: zipfile.ZipFile) -> bool:
    """Return whether the file holds links to other workbooks."""
    return any(name.startswith("xl/externalLinks/") for name in archive.namelist())


def sheets(path: Path, archive: zipfile.ZipFile) -> Iterator[Sheet]:
    """Yield the sheets in their order. Raises LexgapError where a part is damaged or too large."""
    names = _relations(path, archive)
    book = _part(path, archive, "xl/workbook.xml")
    shared = (
        [] if "sharedStrings" not in names else _strings(path, archive, names["sharedStrings"][0])
    )
    book_properties = book.find("{*}workbookPr")
    start = (
        datetime(1904, 1, 1)
        if book_properties is not None and book_properties.get("date1904") in ("1", "true")
        else datetime(1899, 12, 30)
    )
    reader = _Reader(path, shared, _dates(path, archive, names), start)
    targets = {key: target for key, target in names.get("worksheet", ())}
    for node in book.iter("{*}sheet"):
        target = targets.get(
            next((str(value) for name, value in node.items() if str(name).endswith("}id")), "")
        )
        data = unpacked(path, archive, (target,)).get(target) if target else None
        if data is not None:
            title = node.get("name") or ""
            yield Sheet(title, tuple(reader.rows(data, title)))


def _part(path: Path, archive: zipfile.ZipFile, name: str) -> etree._Element:
    data = unpacked(path, archive, (name,)).get(name)
    if data is None:
        unreadable(path, "@zip")
    return parsed(path, _safe(path, data))


def _safe(path: Path, data: bytes) -> bytes:
    """Return XML that has no document type: Office writes none, and bombs need one."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\0" in data[:64]:
        raise LexgapError([problem("text-damaged", Location(str(path)), why="@entities")])
    return data


def _relations(path: Path, archive: zipfile.ZipFile) -> dict[str, list]:
    """Return what the workbook leads to: worksheets as (id, part), shared strings and styles as the part."""
    relations: dict[str, list] = {}
    for node in _part(path, archive, "xl/_rels/workbook.xml.rels"):
        if node.get("TargetMode") != "External":
            kind = (node.get("Type") or "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/xl", node.get("Target") or "")).lstrip("/")
            relations.setdefault(kind, []).append(
                (node.get("Id"), target) if kind == "worksheet" else target
            )
    return relations


def outermost(path: Path, data: bytes, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield the elements of some tags that lie in no other of them, each forgotten once the next is asked for.

    Raises LexgapError where the XML is damaged, or has a document type.
    """
    depth = 0
    try:
        for event, entry in etree.iterparse(
            io.BytesIO(_safe(path, data)),
            events=("start", "end"),
            tag=tags,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
            huge_tree=False,
        ):
            depth += 1 if event == "start" else -1
            if depth == 0:
                yield entry
                entry.clear()
                while entry.getprevious() is not None:
                    del entry.getparent()[0]
    except etree.XMLSyntaxError as fault:
        raise LexgapError(
            [problem("text-damaged", Location(str(path)), why=str(fault)[:200])]
        ) from fault


def _strings(path: Path, archive: zipfile.ZipFile, name: str) -> list[str]:
    data = unpacked(path, archive, (name,)).get(name)
    return [] if data is None else [_text(node) for node in outermost(path, data, ("{*}si",))]


def _text(element: etree._Element) -> str:
    """Return the text of a string, without the reading aids of East Asian scripts."""
    pieces: list[str] = []
    for text in element.iter("{*}t"):
        holder = text.getparent()
        if holder is None or etree.QName(holder).localname != "rPh":
            pieces.append(text.text or "")
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), "".join(pieces))


def _dates(path: Path, archive: zipfile.ZipFile, names: dict[str, list]) -> dict[int, int]:
    """Return the numbers of the styles that show a number as a date, each with the length of what it shows.

    The length is that of 2016-01-31 for a day, of 2016-01 for a month, of 2016 for a year.
    """
    if "styles" not in names or names["styles"][0] not in archive.namelist():
        return {}
    root = _part(path, archive, names["styles"][0])
    own = {
        each_node.get("numFmtId"): _NOT_SHOWN.sub("", each_node.get("formatCode") or "").lower()
        for each_node in root.iter("{*}numFmt")
    }
    dates, listed = {}, root.find("{*}cellXfs")
    for number, node in enumerate(() if listed is None else listed):
        form = node.get("numFmtId") or "0"
        known = form.isascii() and form.isdigit() and int(form) in _DATE_FORMATS
        signs = own.get(form, "my" if form == "17" else "dmy" if known else "")
        if "y" in signs or "d" in signs:
            dates[number] = 10 if "d" in signs else 7 if "m" in signs else 4
    return dates


class _Reader:
    """Reads cells; counts what it has read over all sheets."""

    def __init__(self, path: Path, shared: list[str], dates: dict[int, int], start: datetime):
        self.path, self.shared, self.dates, self.start, self.left = (
            path,
            shared,
            dates,
            start,
            MOST_CELLS,
        )

    def rows(self, data: bytes, title: str) -> Iterator[tuple[int, dict[int, Entered]]]:
        """Yield the rows that hold something."""
        number = 0
        for row in outermost(self.path, data, ("{*}row",)):
            given = row.get("r") or ""
            number = (
                int(given) if given.isascii() and given.isdigit() and len(given) < 8 else number + 1
            )
            if next(row.iterdescendants("{*}v", "{*}f", "{*}t"), None) is None:
                continue  # a form that was formatted to the last line has a million such rows
            cells, at = {}, 0
            for node in row:
                match = _REFERENCE.fullmatch(node.get("r") or "")
                at = _column(match[1]) if match else at + 1
                entered = (
                    self._cell(node, f"{title}!{node.get('r')}") if at <= _MOST_COLUMNS else None
                )
                if entered is not None:
                    cells[at] = entered
            if cells:
                self.left -= len(cells)
                if self.left < 0:
                    raise LexgapError(
                        [problem("workbook-cells", Location(str(self.path)), most=MOST_CELLS)]
                    )
                yield number, cells

    def _cell(self, cell: etree._Element, at: str) -> Entered | None:
        sort, value = cell.get("t") or "n", cell.findtext("{*}v")
        if cell.find("{*}f") is not None:
            return Entered(value or "", "formula", at)
        if sort == "inlineStr":
            value, sort = _text(cell), "text"
        elif sort == "s":
            index = (
                int(value)
                if value and value.strip().isascii() and value.strip().isdigit()
                else len(self.shared)
            )
            value, sort = self.shared[index] if index < len(self.shared) else "", "text"
        if not value:
            return None
        style = cell.get("s") or "0"
        if sort == "n" and style.isascii() and style.isdigit() and int(style) in self.dates:
            return Entered(self._day(value, self.dates[int(style)]), "date", at)
        sorts = {"n": "number", "e": "error", "d": "date", "b": "yes or no"}
        return Entered(value[:10] if sort == "d" else value, sorts.get(sort, "text"), at)

    def _day(self, value: str, length: int) -> str:
        """Return the day, month or year of a number that is shown so, or the number where it is a time alone."""
        try:
            if float(value) < 1:
                return value
            return (self.start + timedelta(days=float(value))).date().isoformat()[:length]
        except (ValueError, OverflowError):
            return value


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
