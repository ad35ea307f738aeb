"""docs/walk-through.md, from an empty case to an accepted report: every command run, every value typed."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner
from docx import Document
from openpyxl import load_workbook

from assess.case import load_case
from assess.cli import main

PAGE = Path(__file__).parent.parent / "docs/walk-through.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$|((?:^\|[^\n]*\n)+)", re.MULTILINE | re.DOTALL)


def blocks() -> Iterator[tuple[str, str]]:
    """Yield what the page asks for in its order: files, tables to type, commands."""
    for found in BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        yield ("table", found[3]) if found[3] else (found[1], found[2])


def typed(path: Path, table: str) -> None:
    """Type the rows of a table into a workbook, as somebody would who reads its headers."""
    book = load_workbook(path)
    for line in table.splitlines()[2:]:
        title, row, column, value = (cell.strip() for cell in line.split("|")[1:-1])
        sheet = book[title]
        heads = {str(cell.value).rstrip(" *"): cell.column for cell in sheet[1]}
        if row.startswith("new "):
            at = 1 + int(row.removeprefix("new "))
        else:
            at = next(cell.row for cell in sheet["A"] if cell.value == row)
        sheet.cell(at, heads[column]).value = value or None
    book.save(path)


def test_the_whole_way(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    workbook, said = None, {}
    for kind, text in blocks():
        if kind == "yaml":
            path = tmp_path / text.split("\n", 1)[0].removeprefix("# ")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        elif kind == "table":
            typed(workbook, text)
        for line in text.splitlines() if kind == "sh" else ():
            words = shlex.split(line)[1:]
            done = CliRunner().invoke(main, words)
            assert done.exit_code == 0, (line, done.output, getattr(done.exception, "problems", done.exception))
            said[line] = done.output
            workbook = tmp_path / words[words.index("-o") + 1] if words[:2] == ["workbook", "export"] else workbook
    case, problems = load_case(tmp_path / "testland")
    assert not problems
    assert [(one.article, one.state, one.assessor, one.reviewer) for one in case.reviews] == [
        ("2", "locked", "L. Drafter", "R. Reader")]
    assert [one.act for one in case.log if one.act != "import"] == ["submit", "return", "submit", "accept", "lock"]
    assert "  2  LC     Illegal access" in said["lexgap rate testland --as-of 2026-01-01"]
    assert "   2  locked       4/4   Illegal access" in said["lexgap status testland"]
    names = sorted(path.name for path in (tmp_path / "reports").iterdir())
    assert names == [f"testland-2026-01-01{edition}.{end}" for edition in ("-public", "") for end in ("docx", "xlsx")]
    full, public = ("\n".join(cell.text for table in Document(tmp_path / "reports" / name).tables
                              for row in table.rows for cell in row.cells) for name in (names[2], names[0]))
    assert "locked by R. Reader" in full and "general part of the penal code" in full
    assert "locked" in public and "R. Reader, " not in public and "general part" not in public
