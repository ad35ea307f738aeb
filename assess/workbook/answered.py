"""A Word questionnaire that came back → its filled rows: answers known by a hidden id, new records by their headers."""

from __future__ import annotations

import base64
import binascii
import json
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from assess.problems import LexgapError, Location, problem
from assess.readers.limits import MOST_UNPACKED, parsed, unpacked
from assess.workbook.fields import LISTED
from assess.workbook.form import Base, Entered, Filled, Row, unpacked_base
from assess.workbook.opened import unreadable
from assess.workbook.reading import MARKS, filled_by, headers, plain

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sdtPr")}
_NOTHING = frozenset({"–", "-", "—", "…", "..."})
_START = "lexgap:"


def read_questionnaire(path: Path, archive: zipfile.ZipFile) -> Filled:
    """Return what stands in a Word questionnaire. Raises LexgapError where it is none, or is damaged."""
    data = unpacked(path, archive, ("word/document.xml",)).get("word/document.xml")
    if data is None:
        unreadable(path, "@zip")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise LexgapError([problem("text-damaged", Location(str(path)), why="@entities")])
    root = parsed(path, data)
    base = _base(root)
    if base is None:
        raise LexgapError([problem("workbook-foreign", Location(str(path)))])
    known, rows, by = headers(base.facts["language"]), [], ""
    for number, table in enumerate(root.iter(f"{_W}tbl"), start=1):
        lines = [[_told(cell) for cell in row.iter(f"{_W}tc")] for row in table.iter(f"{_W}tr")]
        rows += _rows(lines, known, number)
        for line in lines:
            if len(line) == 2 and not by:
                by = next(filled_by(base, Entered(line[0][0]), Entered(line[1][0])), "")
    return Filled(base, tuple(rows), by=by)


def _base(root) -> Base | None:
    pieces = []
    for paragraph in root.iter(f"{_W}p"):
        shown, hidden = _told(paragraph)
        text = (hidden or shown).strip()  # some programs show what was hidden
        if text.startswith(_START):
            pieces.append(text.removeprefix(_START))
    try:
        packed = base64.b64decode("".join("".join(pieces).split()), validate=True)
        opener = zlib.decompressobj()
        text = opener.decompress(packed, MOST_UNPACKED).decode()
        lines = json.loads(text)
        return unpacked_base([(table, key, value) for table, key, value in lines])
    except (binascii.Error, zlib.error, ValueError, TypeError, RecursionError):
        return None


def _told(element) -> tuple[str, str]:
    """Return the text that is shown, and the text that is hidden."""
    shown: list[str] = []
    hidden: list[str] = []
    for paragraph in element.iter(f"{_W}p"):
        shown.append("\n" if shown else "")
        _walk(paragraph, shown, hidden)
    return "".join(shown).strip(), "".join(hidden).strip()


def _walk(element, shown: list[str], hidden: list[str]) -> None:
    for one in element:
        if one.tag in _GONE or one.tag == f"{_W}p":
            continue
        if one.tag == f"{_W}r":
            vanish = one.find(f"{_W}rPr/{_W}vanish")
            off = vanish is None or vanish.get(f"{_W}val") in ("0", "false", "off")
            (shown if off else hidden).append("".join(_pieces(one)))
        else:
            _walk(one, shown, hidden)


def _pieces(run) -> Iterator[str]:
    for one in run:
        if one.tag == f"{_W}t":
            yield one.text or ""
        elif one.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif one.tag in (f"{_W}tab", f"{_W}noBreakHyphen"):
            yield "-" if one.tag.endswith("Hyphen") else " "


def _rows(lines: list[list[tuple[str, str]]], known: dict[str, dict[str, str]], number: int) -> list[Row]:
    """Return the rows of a table: one of an answer, one for each line of new records, none of any other table."""
    starts = [at for at, line in enumerate(lines)
              if len(line) == 2 and known["answers"].get(plain(line[0][0])) == "element"]
    if starts and starts[0] == 0:  # tables that touch become one in Word
        return [_answer(lines[start:end], known["answers"], number)
                for start, end in zip(starts, (*starts[1:], len(lines)))]
    for table in LISTED if lines else ():
        keys = [known[table.name].get(plain(shown)) for shown, _ in lines[0]]
        if all(keys) and set(MARKS[table.name]) <= set(keys):
            return [_record(table.name, keys, line, f"{number}.{at}") for at, line in enumerate(lines[1:], start=1)]
    return []


def _answer(lines: list[list[tuple[str, str]]], known: dict[str, str], number: int) -> Row:
    row_id, cells = lines[0][0][1], {}
    at = row_id or f"table {number}"
    for line in lines:
        if len(line) != 2:
            continue
        title = line[0][0].split("\n")[0]
        key = known.get(plain(title))
        if key:
            text = "" if line[1][0] in _NOTHING else line[1][0]
            cells.setdefault(key, Entered(text, at=f"{at}, {title}"))
    return Row("answers", row_id, cells, at)


def _record(table: str, keys: list, line: list[tuple[str, str]], number: str) -> Row:
    cells = {key: Entered(shown, at=f"table {number}, {key}") for key, (shown, _) in zip(keys, line)}
    return Row(table, "", cells, f"table {number}")
