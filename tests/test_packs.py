"""A case in one file and back: exact bytes, nothing written over, nothing hostile let in, nothing half-written."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import zipfile
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from click.testing import CliRunner
from oldcases import NAMES, files, packed

from assess.base.problems import LexgapError, render
from assess.cli import main
from assess.files import packing
from assess.files.packing import MANIFEST, pack_case, unpack_case
from assess.load.labels import labels


def inside(*arguments: str):
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def refused(code: str, action, *arguments) -> str:
    """Do what must be refused with this code; return the first message."""
    with pytest.raises(LexgapError) as fault:
        action(*arguments)
    assert {one.code for one in fault.value.problems} == {code}
    return render(fault.value.problems[0], labels().problems)


def made(
    path: Path,
    *entries: tuple[str | ZipInfo, bytes],
    manifest: object = None,
    kind: int = ZIP_DEFLATED,
) -> Path:
    """Make an archive with a manifest that fits its entries, or with another one."""
    listed = {
        one if isinstance(one, str) else one.filename: {
            "sha256": hashlib.sha256(text).hexdigest(),
            "size": len(text),
        }
        for one, text in entries
    }
    told = {
        "schema": "lexgap-pack-1",
        "case": "mini",
        "program": "x",
        "instrument": "budapest",
        "checklist": "1.0.0",
        "day": "2026-01-01",
        "files": listed,
    }
    with ZipFile(path, "w", kind) as archive:
        archive.writestr(MANIFEST, json.dumps(told if manifest is None else manifest))
        for name, text in entries:
            archive.writestr(name, text)
    return path


def clean(folder: Path, *known: str) -> bool:
    """Whether a folder holds nothing but what is known."""
    return {path.name for path in folder.iterdir()} == set(known)


def test_there_and_back(folder: Path, tmp_path: Path) -> None:
    (folder / "sources").mkdir()
    (folder / "sources/قانون رقم 1.pdf").write_bytes(bytes(range(256)))
    (folder / "sources/empty.txt").write_bytes(b"")
    (folder / ".hidden").write_text("of a system")
    before = files(folder)
    out = tmp_path / "mini.zip"
    done = inside("pack", str(folder), "-o", str(out))
    assert done.exit_code == 0 and "case mini, 15 files, checklist" in done.output
    assert done.output.startswith(str(out))
    with ZipFile(out) as archive:
        told = json.loads(archive.read(MANIFEST))
    assert (told["schema"], told["case"], told["program"][:7]) == (
        "lexgap-pack-1",
        "mini",
        "lexgap ",
    )
    assert (
        told["files"]["case/case.yaml"]["sha256"] == hashlib.sha256(before["case.yaml"]).hexdigest()
    )
    done = inside("unpack", str(out), "-o", str(tmp_path / "back"))
    assert done.exit_code == 0 and "every byte is as it was packed" in done.output
    assert files(tmp_path / "back") == before and not (tmp_path / "back/.hidden").exists()


def test_names_that_are_given_where_none_is(folder: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert inside("pack", str(folder)).exit_code == 0
    (path,) = tmp_path.glob("mini-*.zip")
    assert inside("unpack", str(path)).output.startswith("mini: case mini")
    assert files(tmp_path / "mini") == files(folder)
    (tmp_path / "out").mkdir()
    assert inside("pack", str(folder), "-o", str(tmp_path / "out")).exit_code == 0
    assert clean(tmp_path / "out", path.name)


def test_the_same_case_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        pack_case(folder, tmp_path / name, "2026-01-01", "lexgap")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_nothing_is_written_over(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "mini.zip"
    pack_case(folder, out, "2026-01-01", "lexgap")
    content = out.read_bytes()
    assert "is there already" in refused(
        "pack-exists", pack_case, folder, out, "2026-01-01", "lexgap"
    )
    (tmp_path / "there").mkdir()
    refused("folder-exists", unpack_case, out, tmp_path / "there")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    refused("folder-exists", unpack_case, out, tmp_path / "link")
    assert out.read_bytes() == content and not list((tmp_path / "there").iterdir())


def test_a_checklist_outside_comes_along(folder: Path, tmp_path: Path) -> None:
    shutil.move(folder / "checklist", tmp_path / "ours")
    text = (folder / "case.yaml").read_text().replace("./checklist/", "../ours/")
    (folder / "case.yaml").write_text(text)
    pack_case(folder, tmp_path / "mini.zip", "2026-01-01", "lexgap")
    done = inside("unpack", str(tmp_path / "mini.zip"), "-o", str(tmp_path / "far" / "back"))
    assert "(../ours/) came along" in done.output
    assert (tmp_path / "far/back/case.yaml").read_text() == text
    assert files(tmp_path / "far/back/checklist-of-pack") == files(tmp_path / "ours")


def test_a_case_with_faults_can_be_packed_and_none_is_said(folder: Path, tmp_path: Path) -> None:
    (folder / "findings/01.yaml").write_bytes(b"\xff: [")
    pack_case(folder, tmp_path / "mini.zip", "2026-01-01", "lexgap")
    unpack_case(tmp_path / "mini.zip", tmp_path / "back")
    assert files(tmp_path / "back") == files(folder)
    with pytest.raises(LexgapError):
        inside("pack", str(tmp_path / "nowhere"), "-o", str(tmp_path / "x.zip"))
    assert not (tmp_path / "x.zip").exists()


@pytest.mark.parametrize("name", ["a:b.txt", "con.txt", "ends ", "ends.", "what?.txt"])
def test_what_cannot_be_written_everywhere_is_not_packed(
    name: str, folder: Path, tmp_path: Path
) -> None:
    (folder / name).write_text("x")
    assert name.strip() in refused(
        "pack-name", pack_case, folder, tmp_path / "x.zip", "2026-01-01", "lexgap"
    )
    assert not (tmp_path / "x.zip").exists()


def test_two_names_that_meet_on_some_systems(folder: Path, tmp_path: Path) -> None:
    (folder / "Sources.yaml").write_text("x")
    refused("pack-name", pack_case, folder, tmp_path / "x.zip", "2026-01-01", "lexgap")


def link(name: str) -> ZipInfo:
    info = ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


@pytest.mark.parametrize(
    "name",
    [
        "case/../../evil",
        "case/../evil",
        "/etc/evil",
        "case//evil",
        "case/./evil",
        "../evil",
        "evil",
        "case/",
        "case/a\\..\\..\\evil",
        "case/.lexgap-agreed/case.yaml",
        "case/.bashrc",
        "checklist/../evil",
    ],
)
def test_names_that_lead_elsewhere(name: str, tmp_path: Path) -> None:
    path = made(tmp_path / "bad.zip", ("case/case.yaml", b"id: x"), (name, b"evil"))
    assert "Nothing was unpacked" in refused(
        "pack-unsafe", unpack_case, path, tmp_path / "inner" / "back"
    )
    assert (
        clean(tmp_path, "bad.zip")
        or clean(tmp_path, "bad.zip", "inner")
        and clean(tmp_path / "inner")
    )


@pytest.mark.parametrize(
    "entries",
    [
        [("case/a.yaml", b"1"), ("case/A.yaml", b"2")],
        [("case/é", b"1"), ("case/e\u0301", b"2")],
        [("case/a", b"1"), ("case/a/b", b"2")],
        [("case/a/b", b"1"), ("case/A", b"2")],
        [("case/straße", b"1"), ("case/STRASSE", b"2")],
        [("case/checklist-of-pack/x", b"1"), ("checklist/x", b"2")],
    ],
)
def test_two_names_that_collide(entries, tmp_path: Path) -> None:
    path = made(tmp_path / "bad.zip", *entries)
    assert "Nothing was unpacked" in refused("pack-unsafe", unpack_case, path, tmp_path / "back")
    assert clean(tmp_path, "bad.zip")


def test_one_name_twice(tmp_path: Path) -> None:
    with pytest.warns(UserWarning):
        path = made(tmp_path / "bad.zip", ("case/a", b"1"), ("case/a", b"2"))
    refused("pack-unsafe", unpack_case, path, tmp_path / "back")


@pytest.mark.parametrize(
    "part", ["nul", "COM1.yaml", "a|b", "a\x00b"[:2] + "\x07", "x" * 300, "ends."]
)
def test_names_that_some_system_cannot_write(part: str, tmp_path: Path) -> None:
    refused(
        "pack-unsafe",
        unpack_case,
        made(tmp_path / "bad.zip", (f"case/{part}", b"1")),
        tmp_path / "back",
    )


def test_links_are_no_files(tmp_path: Path) -> None:
    path = made(tmp_path / "bad.zip", (link("case/evil"), b"/etc/passwd"))
    assert "link" in refused("pack-unsafe", unpack_case, path, tmp_path / "back")


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(packing, "FREE_BYTES", 100_000)
    path = made(tmp_path / "bad.zip", ("case/a", bytes(3_000_000)))
    assert "too large" in refused("pack-unsafe", unpack_case, path, tmp_path / "back")
    monkeypatch.setattr(packing, "MOST_FILES", 2)
    path = made(tmp_path / "many.zip", *((f"case/{number}", b"") for number in range(3)))
    refused("pack-unsafe", unpack_case, path, tmp_path / "back")
    assert clean(tmp_path, "bad.zip", "many.zip")


def test_other_ciphers_are_refused(tmp_path: Path) -> None:
    path = made(tmp_path / "bad.zip", ("case/a", b"1" * 900), kind=zipfile.ZIP_BZIP2)
    refused("pack-unsafe", unpack_case, path, tmp_path / "back")


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"no archive at all", b"PK\x05\x06" + bytes(18)]
)
def test_what_is_no_pack(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(content)
    assert "no packed case" in refused(
        "pack-foreign", unpack_case, tmp_path / "x.zip", tmp_path / "back"
    )


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    refused("file-unreadable", unpack_case, tmp_path / "x.zip", tmp_path / "back")
    refused("file-unreadable", unpack_case, tmp_path, tmp_path / "back")


@pytest.mark.parametrize(
    "manifest",
    [
        [],
        {},
        {"schema": "other"},
        {"schema": "lexgap-pack-1"},
        "x",
        {
            "schema": "lexgap-pack-1",
            "case": "x",
            "program": "",
            "instrument": "",
            "checklist": "",
            "day": "soon",
            "files": {},
        },
        {
            "schema": "lexgap-pack-1",
            "case": 1,
            "program": "",
            "instrument": "",
            "checklist": "",
            "day": "",
            "files": {},
        },
        {
            "schema": "lexgap-pack-1",
            "case": "x",
            "program": "",
            "instrument": "",
            "checklist": "",
            "day": "2026-01-01",
            "files": {"case/case.yaml": {"sha256": "", "size": True}},
        },
    ],
)
def test_a_manifest_that_says_nothing(manifest, tmp_path: Path) -> None:
    path = made(tmp_path / "x.zip", ("case/case.yaml", b"x"), manifest=manifest)
    refused("pack-damaged", unpack_case, path, tmp_path / "back")


@pytest.mark.parametrize("case", ["", "..", "a/b", "/x", ".hidden", "nul"])
def test_an_id_that_is_no_name_of_a_folder(case: str, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    manifest = {
        "schema": "lexgap-pack-1",
        "case": case,
        "program": "",
        "instrument": "",
        "checklist": "",
        "day": "2026-01-01",
        "files": {},
    }
    refused("pack-unsafe", unpack_case, made(tmp_path / "x.zip", manifest=manifest))
    assert clean(tmp_path, "x.zip")


@pytest.mark.parametrize("change", ["surplus", "missing", "other", "size"])
def test_what_is_not_as_the_manifest_says(change: str, tmp_path: Path) -> None:
    listed = {"case/a": {"sha256": hashlib.sha256(b"one").hexdigest(), "size": 3}}
    entries = {
        "surplus": [("case/a", b"one"), ("case/b", b"two")],
        "missing": [],
        "other": [("case/a", b"two")],
        "size": [("case/a", b"more")],
    }[change]
    manifest = {
        "schema": "lexgap-pack-1",
        "case": "x",
        "program": "",
        "instrument": "",
        "checklist": "",
        "day": "",
        "files": listed,
    }
    path = made(tmp_path / "x.zip", *entries, manifest=manifest)
    assert "Nothing was unpacked" in refused("pack-damaged", unpack_case, path, tmp_path / "back")
    assert clean(tmp_path, "x.zip")


@pytest.mark.parametrize("at", range(0, 100, 7))
def test_a_damaged_byte_is_seen_or_does_not_matter(at: int, folder: Path, tmp_path: Path) -> None:
    """Wherever a byte is changed, either all of the case comes back as it was, or nothing does."""
    pack_case(folder, tmp_path / "x.zip", "2026-01-01", "lexgap")
    content = bytearray((tmp_path / "x.zip").read_bytes())
    content[len(content) * at // 100] ^= 0x5A
    (tmp_path / "x.zip").write_bytes(content)
    try:
        unpack_case(tmp_path / "x.zip", tmp_path / "back")
    except LexgapError as fault:
        assert {one.code[:5] for one in fault.problems} == {"pack-"}
        assert clean(tmp_path, "x.zip", "case")
    else:
        assert files(tmp_path / "back") == files(folder)


def test_stopped_half_way_nothing_is_there(folder: Path, tmp_path: Path, monkeypatch) -> None:
    pack_case(folder, tmp_path / "x.zip", "2026-01-01", "lexgap")
    monkeypatch.setattr(
        os, "rename", lambda *_: (_ for _ in ()).throw(PermissionError(13, "denied"))
    )
    refused("output-not-written", unpack_case, tmp_path / "x.zip", tmp_path / "back")
    assert clean(tmp_path, "x.zip", "case")


@pytest.mark.parametrize("name", NAMES)
def test_old_packs_are_small_and_whole(name: str, tmp_path: Path) -> None:
    assert packed(name).stat().st_size < 600_000
    pack, root = unpack_case(packed(name), tmp_path / name)
    assert pack.checklist == "1.0.0" and set(files(root)) == {
        one.removeprefix("case/") for one in pack.files
    }


def test_a_manifest_that_nests_without_end(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "x.zip", "w", ZIP_STORED) as archive:
        archive.writestr(MANIFEST, "[" * 100_000)
    refused("pack-damaged", unpack_case, tmp_path / "x.zip", tmp_path / "back")
