"""docs/walk-through.md in its languages, from nothing to an accepted report: each command run, each value typed."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document
from openpyxl import load_workbook

from assess.cli import main
from assess.load.cases import load_case
from assess.load.labels import labels

DOCS = Path(__file__).parent.parent / "docs"
#: Language → its page, how it calls a new row, and the heading of Article 2 that it prints.
LANGUAGES = {
    "en": ("walk-through.md", "new ", "Illegal access"),
    "ar": ("ar/walk-through.md", "جديد ", "الدخول غير المشروع"),
}
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$|((?:^\|[^\n]*\n)+)", re.MULTILINE | re.DOTALL)


def blocks(page: str) -> Iterator[tuple[str, str]]:
    """Yield what a page asks for in its order: files, tables to type, commands."""
    for found in BLOCK.finditer((DOCS / page).read_text(encoding="utf-8")):
        yield ("table", found[3]) if found[3] else (found[1], found[2])


def typed(path: Path, table: str, new: str) -> None:
    """Type the rows of a table into a workbook, as somebody would who reads its headers."""
    book = load_workbook(path)
    for line in table.splitlines()[2:]:
        title, row, column, value = (cell.strip() for cell in line.split("|")[1:-1])
        sheet = book[title]
        heads = {str(cell.value).rstrip(" *"): cell.column for cell in sheet[1]}
        if row.startswith(new):
            at = 1 + int(row.removeprefix(new))
        else:
            at = next(cell.row for column in "AB" for cell in sheet[column] if cell.value == row)
        sheet.cell(at, heads[column]).value = value or None
    book.save(path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_way(language: str, tmp_path: Path, monkeypatch) -> None:
    page, new, heading = LANGUAGES[language]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LEXGAP_LANG", language)
    workbook, said = None, {}
    for kind, text in blocks(page):
        if kind == "yaml":
            path = tmp_path / text.split("\n", 1)[0].removeprefix("# ")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        elif kind == "table":
            typed(workbook, text, new)
        for line in text.splitlines() if kind == "sh" else ():
            words = shlex.split(line)[1:]
            done = CliRunner().invoke(main, words)
            assert done.exit_code == 0, (
                line,
                done.output,
                getattr(done.exception, "problems", done.exception),
            )
            said[line] = done.output
            workbook = (
                tmp_path / words[words.index("-o") + 1]
                if words[:2] == ["workbook", "export"]
                else workbook
            )
    case, problems = load_case(tmp_path / "testland")
    assert not problems
    assert [(one.article, one.state, one.assessor, one.reviewer) for one in case.reviews] == [
        ("2", "locked", "L. Drafter", "R. Reader")
    ]
    assert [one.act for one in case.log if one.act != "import"] == [
        "submit",
        "return",
        "submit",
        "accept",
        "lock",
    ]
    assert re.search(
        f"^ +2 +LC +{heading}", said["lexgap rate testland --as-of 2026-01-01"], re.MULTILINE
    )
    locked = labels(language).review.states["locked"]
    assert re.search(
        f"^ +2 +{locked} +5/5 +{heading}", said["lexgap status testland"], re.MULTILINE
    )
    tail = "" if language == "en" else f"-{language}"
    wanted = {edition: f"testland-2026-01-01{edition}{tail}" for edition in ("", "-public")}
    assert {path.name for path in (tmp_path / "reports").iterdir()} == {
        f"{name}.{end}" for name in wanted.values() for end in ("docx", "xlsx")
    }
    full, public = (
        "\n".join(
            cell.text
            for table in Document(tmp_path / "reports" / f"{name}.docx").tables
            for row in table.rows
            for cell in row.cells
        )
        for name in wanted.values()
    )
    assert "R. Reader" in full and "general part of the penal code" in full
    assert locked in public and "R. Reader, " not in public and "general part" not in public
