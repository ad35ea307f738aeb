"""Files that are no forms, broken and hostile ones: a message each, nothing written, in bounded time and memory."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from forms import bring, export, loaded

from assess.base.problems import LexgapError, render
from assess.forms.importing import prepare
from assess.forms.opened import MOST_CELLS
from assess.forms.reading import read_form
from assess.law.readers.limits import MOST_UNPACKED
from assess.load.labels import labels

resource = pytest.importorskip("resource", reason="bounds of memory and time need Unix")
MEMORY = 700_000_000  # bytes that reading a hostile file may take
SECONDS = 25  # of processor time


def parts(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {one: archive.read(one) for one in archive.namelist()}


def pack(out: Path, content: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return out


def with_strings(content: dict[str, bytes], data: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook with a table of shared strings, as Excel and LibreOffice write one."""
    relations = "xl/_rels/workbook.xml.rels"
    one = b'<Relationship Id="rIdS" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>'
    return content | {
        "xl/sharedStrings.xml": data,
        relations: content[relations].replace(b"</Relationships>", one),
    }


@pytest.fixture
def form(folder: Path, tmp_path: Path) -> Path:
    return export(folder, tmp_path / "form.xlsx")


def message(folder: Path, file: Path) -> str:
    """Return what is said of a file that is refused as a whole."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(LexgapError) as fault:
        prepare(folder, loaded(folder), file)
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return "\n".join(render(one, labels().problems) for one in fault.value.problems)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: What the file holds → what is said.
FILES = {
    "renamed CSV": (b"element,grade\n2.take,met\n", "neither an Excel nor a Word file"),
    "empty": (b"", "holds no text"),
    "blanks": (b"  \n" * 20, "holds no text"),
    "HTML named .xlsx": (
        b"<html><table><tr><td>2.take</td></tr></table></html>",
        "neither an Excel nor a Word file",
    ),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "neither an Excel nor a Word file"),
    "old .xls": (OLE + b"\0" * 512 + "Workbook".encode("utf-16-le"), "old format of Office"),
    "password": (
        OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"),
        "locked by a password",
    ),
    "only the signature": (b"PK\x03\x04", "cannot be unpacked"),
    "garbage zip": (b"PK" + bytes(range(256)), "cannot be unpacked"),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_form(folder: Path, tmp_path: Path, name: str) -> None:
    content, said = FILES[name]
    file = tmp_path / "x.xlsx"
    file.write_bytes(content)
    assert said in message(folder, file)


def test_other_zip_files(folder: Path, tmp_path: Path) -> None:
    assert "another kind" in message(folder, pack(tmp_path / "a.xlsx", {"readme.txt": b"x"}))
    ods = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}
    assert "OpenDocument" in message(folder, pack(tmp_path / "b.xlsx", ods))


def test_a_workbook_of_somebody_else(folder: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Element", "Grade"])
    book.save(tmp_path / "x.xlsx")
    assert "[workbook-foreign]" in message(folder, tmp_path / "x.xlsx")


@pytest.mark.parametrize("share", [0.1, 0.4, 0.7, 0.9, 0.99])
def test_a_download_that_was_cut_off(folder: Path, form: Path, share: float) -> None:
    data = form.read_bytes()
    form.write_bytes(data[: int(len(data) * share)])
    assert "[workbook-unreadable]" in message(folder, form)


def test_bytes_that_went_wrong(folder: Path, form: Path) -> None:
    """Whatever byte is wrong, the file is refused, or read as if it were right; nothing else comes of it."""
    data, case = form.read_bytes(), loaded(folder)
    for at in range(40, len(data), max(len(data) // 120, 1)):
        form.write_bytes(data[:at] + bytes([data[at] ^ 0x5A]) + data[at + 1 :])
        try:
            prepare(folder, case, form)
        except LexgapError as fault:
            assert all(render(one, labels().problems) for one in fault.problems)


def test_macros(folder: Path, form: Path) -> None:
    file = pack(form.with_suffix(".xlsm"), parts(form) | {"xl/vbaProject.bin": b"\0" * 100})
    assert "holds macros" in message(folder, file)


def test_links_to_other_files_are_told_and_not_followed(folder: Path, form: Path) -> None:
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    found = bring(folder, pack(form, parts(form) | {"xl/externalLinks/externalLink1.xml": link}))
    assert [one.code for one in found.notes] == ["workbook-links"] and not found.files


@pytest.mark.parametrize(
    "dtd",
    [
        b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">',
    ],
)
@pytest.mark.parametrize(
    "part",
    [
        "xl/workbook.xml",
        "xl/sharedStrings.xml",
        "sheet",
        "xl/styles.xml",
        "xl/_rels/workbook.xml.rels",
    ],
)
def test_xml_bombs(folder: Path, form: Path, dtd: bytes, part: str) -> None:
    content = with_strings(parts(form), b"<sst><si><t>x</t></si></sst>")
    name = (
        next(one for one in content if one.startswith("xl/worksheets/sheet"))
        if part == "sheet"
        else part
    )
    text = content[name]
    head = text.index(b"?>") + 2 if text.startswith(b"<?xml") else 0
    content[name] = text[:head] + dtd + text[head:]
    assert "entities" in message(folder, pack(form, content))


def test_xml_that_is_not_well_formed(folder: Path, form: Path) -> None:
    content = parts(form)
    for name in [one for one in content if one.startswith("xl/") and one.endswith(".xml")]:
        broken = content | {name: content[name][:-40]}
        file = pack(form.with_name("broken.xlsx"), broken)
        try:
            prepare(folder, loaded(folder), file)
        except LexgapError as fault:
            assert {one.code for one in fault.problems} <= {"text-damaged", "workbook-unreadable"}


def bounded(file: Path) -> str:
    """Read a form in a process of its own with little memory and time; return the codes it was refused with."""
    code = (
        "import sys; from pathlib import Path; from assess.forms.reading import read_form;"
        "from assess.base.problems import LexgapError\n"
        "try:\n    found = read_form(Path(sys.argv[1])); print('rows', len(found.rows))\n"
        "except LexgapError as fault:\n    print(*(one.code for one in fault.problems))"
    )

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    done = subprocess.run(
        [sys.executable, "-c", code, str(file)], capture_output=True, text=True, preexec_fn=limit
    )
    assert done.returncode == 0, done.stderr[-500:]
    return done.stdout.strip()


def test_a_zip_bomb(form: Path) -> None:
    content = with_strings(
        parts(form), b"<sst><si><t>" + b"A" * (MOST_UNPACKED + 1) + b"</t></si></sst>"
    )
    assert bounded(pack(form, content)) == "text-too-large"


def test_a_zip_bomb_that_states_another_size(form: Path) -> None:
    file = pack(form, with_strings(parts(form), b"<sst>" + b" " * 120_000_000 + b"</sst>"))
    data, size = bytearray(file.read_bytes()), (120_000_011).to_bytes(4, "little")
    at = data.find(size)
    while at >= 0:
        data[at : at + 4] = (1000).to_bytes(4, "little")
        at = data.find(size, at + 1)
    file.write_bytes(bytes(data))
    assert bounded(file) in ("text-damaged", "text-too-large")


def test_a_million_empty_rows(form: Path) -> None:
    content = parts(form)
    name = next(one for one in content if one.startswith("xl/worksheets/sheet2"))
    rows = b"".join(
        b'<row r="%d"><c r="A%d" s="1"/></row>' % (at, at) for at in range(1000, 1_000_000)
    )
    content[name] = content[name].replace(b"</sheetData>", rows + b"</sheetData>")
    assert bounded(pack(form, content)) == f"rows {len(read_form(form).rows)}"


def test_too_many_cells(form: Path) -> None:
    content = parts(form)
    name = next(one for one in content if one.startswith("xl/worksheets/sheet2"))
    rows = b"".join(
        b"<row><c><v>%d</v></c><c><v>%d</v></c></row>" % (at * 7919, at * 104729 % 999983)
        for at in range(MOST_CELLS // 2 + 1)
    )
    content[name] = content[name].replace(b"</sheetData>", rows + b"</sheetData>")
    assert bounded(pack(form, content)) == "workbook-cells"


def test_nesting_without_end(form: Path) -> None:
    content = with_strings(
        parts(form), b"<sst>" + b"<si>" * 100_000 + b"</si>" * 100_000 + b"</sst>"
    )
    assert bounded(pack(form, content)) == "text-damaged"


@pytest.mark.parametrize(
    "old, new",
    [
        (b'r="A2"', b'r="ZZZZ99999999999"'),
        (b't="s"', b't="s" s="99999999"'),
        (b"<v>1</v>", b"<v>99999999999</v>"),
        (b"<v>1</v>", b"<v>-1</v>"),
        (b"<v>1</v>", b"<v>nan</v>"),
        (b'<row r="2"', b'<row r="-2"'),
        (b'<row r="2"', b'<row r="\xd9\xa2"'),
        (b't="s"', b't="d"'),
        (b't="s"', b't="zz"'),
        (b't="n"', b't="s"'),
    ],
)
def test_cells_with_nonsense(folder: Path, form: Path, old: bytes, new: bytes) -> None:
    content = parts(form)
    content = {
        name: data.replace(old, new) if name.startswith("xl/worksheets/") else data
        for name, data in content.items()
    }
    try:
        prepare(folder, loaded(folder), pack(form, content))
    except LexgapError as fault:
        assert all(render(one, labels().problems) for one in fault.problems)


@pytest.mark.parametrize(
    "state", ["", "{", "[]", '{"case": 1}', "[" * 5000, '{"case": "mini", "language": "../../x"}']
)
def test_an_exported_state_that_was_tampered_with(folder: Path, form: Path, state: str) -> None:
    book = openpyxl.load_workbook(form)
    sheet = book["lexgap state"]
    sheet.cell(1, 3).value = state
    book.save(form)
    try:
        prepare(folder, loaded(folder), form)
    except LexgapError as fault:
        assert {one.code for one in fault.problems} == {"workbook-foreign"}


def test_a_lost_line_of_the_state_makes_conflicts_and_no_changes(folder: Path, form: Path) -> None:
    book = openpyxl.load_workbook(form)
    sheet = book["lexgap state"]
    for at in range(2, sheet.max_row + 1):
        sheet.cell(at, 3).value = "{"
    book.save(form)
    found = prepare(folder, loaded(folder), form)
    assert not found.merge.changes and not found.merge.refused


def test_a_file_that_is_a_stream_of_zeros_in_a_zip(folder: Path, tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for at in range(5_000):
            archive.writestr(f"xl/{at}", b"")
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    (tmp_path / "x.xlsx").write_bytes(out.getvalue())
    assert "[text-too-large]" in message(folder, tmp_path / "x.xlsx")


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(LexgapError):
        read_form(tmp_path)
