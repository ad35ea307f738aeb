"""A Word questionnaire that came back → its filled rows: answers known by a hidden id, new records by their headers."""

from __future__ import annotations

import base64
import binascii
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from assess.base.problems import LexgapError, Location, Problem, problem
from assess.forms.fields import CITATIONS, FINDINGS, LISTED
from assess.forms.form import Base, Entered, Filled, Row, unpacked_base
from assess.forms.headers import MARKS, filled_by, headers, plain
from assess.forms.opened import MOST_CELLS, outermost, unreadable
from assess.forms.records import short
from assess.law.readers.limits import MOST_UNPACKED, unpacked
from assess.load.labels import labels

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = {
    f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sdtPr")
}
_WRAPS = {f"{_W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo")}
# where a value is chosen or named, and not where a text is written
_NOTHING = frozenset({"–", "-", "—", "…", "..."})
_KINDS = {column.key: column.kind for column in (*CITATIONS.columns, *FINDINGS.columns)}
_START = "lexgap:"

Line = list[tuple[str, str]]  # of each cell, the text that is shown and the text that is hidden


def read_questionnaire(path: Path, archive: zipfile.ZipFile) -> Filled:
    """Return what stands in a Word questionnaire. Raises LexgapError where it is none, or is damaged."""
    data = unpacked(path, archive, ("word/document.xml",)).get("word/document.xml")
    if data is None:
        unreadable(path, "@zip")
    tables, coded = _blocks(path, data)
    base = _base(coded)
    if base is None:
        raise LexgapError([problem("workbook-foreign", Location(str(path)))])
    reader = _Tables(base, path.name)
    by = ""
    for number, lines in enumerate(tables, start=1):
        reader.read(lines, number)
        for line in lines:
            if len(line) == 2:
                by = by or filled_by(base, Entered(line[0][0]), Entered(line[1][0]))
    return Filled(base, tuple(reader.rows), by=by, problems=tuple(reader.problems))


def _blocks(path: Path, data: bytes) -> tuple[list[list[Line]], str]:
    """Return the tables of a questionnaire and the coded text between them. Raises LexgapError for too many cells."""
    tables: list[list[Line]] = []
    pieces: list[str] = []
    cells = 0
    for block in outermost(path, data, (f"{_W}tbl", f"{_W}p")):
        if block.tag == f"{_W}tbl":
            table = [[_texts(cell) for cell in _within(row, "tc")] for row in _within(block, "tr")]
            tables.append(table)
            cells += sum(map(len, table))
            if cells > MOST_CELLS:
                raise LexgapError([problem("workbook-cells", Location(str(path)), most=MOST_CELLS)])
        else:
            shown, hidden = _texts(block)
            text = (hidden or shown).strip()  # some programs show what was hidden
            if text.startswith(_START):
                pieces.append(text.removeprefix(_START))
    return tables, "".join(pieces)


def _base(coded: str) -> Base | None:
    try:
        packed = base64.b64decode("".join(coded.split()), validate=True)
        opener = zlib.decompressobj()
        text = opener.decompress(packed, MOST_UNPACKED).decode()
        lines = json.loads(text)
        return unpacked_base([(table, key, value) for table, key, value in lines])
    except (binascii.Error, zlib.error, ValueError, TypeError, RecursionError):
        return None


def _within(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, those in content controls too; none of tables inside."""
    for child in element:
        if child.tag == f"{_W}{name}":
            if child.find(f"{_W}trPr/{_W}del") is None:  # a row whose deletion is tracked
                yield child
        elif child.tag in _WRAPS:
            yield from _within(child, name)


def _texts(element: etree._Element) -> tuple[str, str]:
    """Return the text that is shown, and the text that is hidden."""
    shown: list[str] = []
    hidden: list[str] = []
    for paragraph in element.iter(f"{_W}p"):
        shown.append("\n" if shown else "")
        _walk(paragraph, shown, hidden)
    return "".join(shown).strip(), "".join(hidden).strip()


def _walk(element: etree._Element, shown: list[str], hidden: list[str]) -> None:
    for child in element:
        if child.tag in _GONE or child.tag == f"{_W}p":
            continue
        if child.tag == f"{_W}r":
            vanish = child.find(f"{_W}rPr/{_W}vanish")
            off = vanish is None or vanish.get(f"{_W}val") in ("0", "false", "off")
            (shown if off else hidden).append("".join(_pieces(child)))
        else:
            _walk(child, shown, hidden)


def _pieces(run: etree._Element) -> Iterator[str]:
    for sign in run:
        if sign.tag == f"{_W}t":
            yield sign.text or ""
        elif sign.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif sign.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif sign.tag == f"{_W}tab":
            yield " "


class _Tables:
    """Reads tables into rows: one of an answer, one for each line of new records, none of any other table."""

    def __init__(self, base: Base, file: str):
        self.file, self.words = file, labels(base.facts["language"]).workbook
        self.known = headers(base.facts["language"])
        self.fixed = {plain(self.words.filled_by), plain(self.words.word.criteria)}
        self.rows: list[Row] = []
        self.problems: list[Problem] = []

    def read(self, lines: list[Line], number: int) -> None:
        """Take the rows of a table, and what is not understood in it."""
        keys = [self._key(line) for line in lines]
        starts = [at for at, key in enumerate(keys) if key == "element"] or [0] * ("grade" in keys)
        if starts:  # tables that touch become one in Word
            self._unread(lines[: starts[0]], self.words.word.table.format(number=number))
            for start, end in zip(starts, (*starts[1:], len(lines))):
                self._answer(lines[start:end], number)
            return
        for table in LISTED if lines else ():
            columns = [self.known[table.name].get(plain(shown)) for shown, _ in lines[0]]
            if set(MARKS[table.name]) <= set(columns):
                self._records(table.name, columns, lines[1:])
                return

    def _key(self, line: Line) -> str | None:
        return self.known["answers"].get(plain(_title(line))) if len(line) == 2 else None

    def _unread(self, lines: Iterable[Line], at: str) -> bool:
        """Tell of lines that hold something and are not understood; return whether there are any."""
        listed = [
            " ".join(text for text, _ in line if text)
            for line in lines
            if any(text for text, _ in line[len(line) > 1 :])
            and plain(_title(line)) not in self.fixed
        ]
        self.problems += [
            problem("line-unread", Location(self.file, cell=at), value=short(text))
            for text in listed
        ]
        return bool(listed)

    def _answer(self, lines: list[Line], number: int) -> None:
        row_id = lines[0][0][1]
        cells: dict[str, Entered] = {}
        at = row_id or self.words.word.table.format(number=number)
        keys = [self._key(line) for line in lines]
        if self._unread((line for line, key in zip(lines, keys) if key is None), at):
            return
        for key, line in zip(keys, lines):
            if key:
                nothing = _KINDS.get(key) not in ("text", None) and line[1][0] in _NOTHING
                cells.setdefault(key, Entered("" if nothing else line[1][0], at=at))
        cells.setdefault("element", Entered("", at=at))
        self.rows.append(Row("answers", row_id, cells, at))

    def _records(self, table: str, columns: list[str | None], lines: list[Line]) -> None:
        for number, line in enumerate(lines, start=1):
            at = self.words.word.line.format(name=self.words.sheets[table], number=number)
            if len(line) == len(columns):
                cells = {
                    key: Entered(shown, at=at) for key, (shown, _) in zip(columns, line) if key
                }
                self.rows.append(Row(table, "", cells, at))
            else:
                self._unread([[("", ""), *line]], at)


def _title(line: Line) -> str:
    return line[0][0].split("\n")[0] if line else ""
