"""A case as one file to keep or to send: a zip archive with a manifest; and read back, byte for byte, or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from assess.base.output import replace_file, seen
from assess.base.problems import LexgapError, Location, Problem, not_written, problem
from assess.files.yamlfile import read

SCHEMA = "lexgap-pack-1"
MANIFEST = "manifest.json"
CASE, CHECKLIST = "case/", "checklist/"
#: In what is unpacked: the checklist that the case names outside its own folder.
ASIDE = "checklist-of-pack"
MOST_FILES = 20_000
MOST_BYTES = 2_000_000_000
# more than this unpacked, and so many times the file: no archive of texts
FREE_BYTES, MOST_RATIO = (50_000_000, 200)
_DAY = (1980, 1, 1, 0, 0, 0)  # of every entry, so that the same case gives the same bytes
_CHUNK = 1 << 20
_LONGEST = 240
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Pack:
    """What the manifest of a pack says."""

    case: str  # id
    program: str  # that made it
    instrument: str  # as case.yaml names it
    checklist: str  # version that the case was made with
    day: str  # on which it was made
    # path below the folder of the case, or in CHECKLIST → sha256, size
    files: dict[str, tuple[str, int]]


def pack_case(root: Path, out: Path, day: str, program: str) -> Pack:
    """Write the folder of a case into one file, whole or not at all, and return what its manifest says.

    Every file is taken but those whose name begins with a dot, which programs leave. A checklist of the user's own that
    lies outside goes along. Raises LexgapError where `out` is there, where a file cannot be read, where one has a name
    that could not be written everywhere, and where the folder changes meanwhile.
    """
    if os.path.lexists(out):
        raise LexgapError([problem("pack-exists", Location(str(out)))])
    before = seen(root)
    contents = dict(_contents(root))
    if seen(root) != before:
        changed = sorted(
            name for name in {*before, *seen(root)} if before.get(name) != seen(root).get(name)
        )
        raise LexgapError([problem("case-changed", Location(str(root)), files=changed[:5])])
    faults = [
        problem("pack-name", Location(str(root)), name=name, why=f"@{why}")
        for name, why in _unfit(contents)
    ]
    if faults:
        raise LexgapError(faults)
    head = _header(root)
    pack = Pack(
        head.get("id", root.resolve().name),
        program,
        head.get("instrument", ""),
        head.get("checklist", ""),
        day,
        {
            name: (hashlib.sha256(content).hexdigest(), len(content))
            for name, content in sorted(contents.items())
        },
    )
    replace_file(out, lambda file: _write(file, pack, contents))
    return pack


def _contents(root: Path) -> Iterator[tuple[str, bytes]]:
    try:
        for name in seen(root):
            path = root / name
            if path.is_file() and "__pycache__" not in path.parts:
                yield CASE + name, path.read_bytes()
        outside = _checklist_outside(root)
        if outside is None:
            return
        for name in seen(outside):
            if (outside / name).is_file() and "__pycache__" not in name:
                yield CHECKLIST + name, (outside / name).read_bytes()
    except OSError as fault:
        at = Location(str(fault.filename or root))
        raise LexgapError([problem("file-unreadable", at, why=fault.strerror or fault)]) from fault


def _checklist_outside(root: Path) -> Path | None:
    """Return the folder of the user's own checklist where it does not lie in that of the case."""
    named = _header(root).get("instrument", "").replace("\\", "/")
    folder = (root / named).resolve()
    inside = "/" not in named or folder.is_relative_to(root.resolve())
    return None if inside or not (folder / "instrument.yaml").is_file() else folder


def _header(root: Path) -> dict[str, str]:
    data = read(root / "case.yaml")[0].data
    return (
        {key: value for key, value in data.items() if isinstance(value, str)}
        if isinstance(data, dict)
        else {}
    )


def _write(file: BinaryIO, pack: Pack, contents: dict[str, bytes]) -> None:
    texts = {
        "schema": SCHEMA,
        "case": pack.case,
        "program": pack.program,
        "instrument": pack.instrument,
        "checklist": pack.checklist,
        "day": pack.day,
        "files": {
            name: {"sha256": digest, "size": size} for name, (digest, size) in pack.files.items()
        },
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        text = json.dumps(texts, ensure_ascii=False, indent=1).encode()
        for name, content in [(MANIFEST, text), *sorted(contents.items())]:
            archive.writestr(zipfile.ZipInfo(name, _DAY), content, zipfile.ZIP_DEFLATED)


def unpack_case(path: Path, target: Path | None = None) -> tuple[Pack, Path]:
    """Write the case of a pack into a folder that must not be there, and return the manifest and that folder.

    Without `target` it is a folder in the present one that has the id of the case. A checklist that came along goes
    into a folder ASIDE in it. Raises LexgapError for a file that is no pack, that is damaged, or that holds what no
    pack holds; then nothing is written.
    """
    with _opened(path) as archive:
        pack = _manifest(archive, path)
        target = Path(pack.case) if target is None else target
        if os.path.lexists(target):
            raise LexgapError([problem("folder-exists", Location(str(target)))])
        waiting = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            waiting.mkdir(parents=True)
            for name, expected in pack.files.items():
                _extract(archive, path, name, waiting / _place(name), expected)
            os.rename(waiting, target)
        except OSError as fault:
            raise LexgapError([not_written(target, fault)]) from fault
        finally:
            shutil.rmtree(waiting, ignore_errors=True)
    return pack, target


def is_pack(path: Path) -> bool:
    """Whether a path names a file that may be a pack."""
    return path.is_file() and zipfile.is_zipfile(path)


def _place(name: str) -> str:
    return (
        name.removeprefix(CASE)
        if name.startswith(CASE)
        else f"{ASIDE}/{name.removeprefix(CHECKLIST)}"
    )


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except OSError as fault:
        at = Location(str(path))
        raise LexgapError([problem("file-unreadable", at, why=fault.strerror or fault)]) from fault
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeError):
        raise LexgapError([problem("pack-foreign", Location(str(path)))]) from None


def _manifest(archive: zipfile.ZipFile, path: Path) -> Pack:
    """Return what the manifest says, when the archive holds just that, under names that can do no harm."""
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if MANIFEST not in names:
        raise LexgapError([problem("pack-foreign", Location(str(path)))])
    _refuse(path, _unsafe(entries, path.stat().st_size))
    try:
        pack = _pack(json.loads(_content(archive, path, MANIFEST)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise LexgapError(
            [problem("pack-damaged", Location(str(path)), name=MANIFEST, why="@pack_manifest")]
        ) from None
    _refuse(path, ((name, why) for name, why in _unfit(pack.files)))
    if not pack.case or any(True for _ in _unfit([CASE + pack.case])) or "/" in pack.case:
        _refuse(path, [(pack.case, "pack_outside")])
    sizes = {entry.filename: entry.file_size for entry in entries if entry.filename != MANIFEST}
    for name in sorted({*sizes} ^ {*pack.files}):
        why = "@pack_surplus" if name in sizes else "@pack_missing"
        raise LexgapError([problem("pack-damaged", Location(str(path)), name=name, why=why)])
    return pack


def _pack(data: dict) -> Pack:
    if data["schema"] != SCHEMA:
        raise ValueError(data["schema"])
    files = {name: (file["sha256"], file["size"]) for name, file in data["files"].items()}
    date.fromisoformat(data["day"])
    words = {key: data[key] for key in ("case", "program", "instrument", "checklist", "day")}
    if not all(
        isinstance(word, str)
        for word in (*words.values(), *(digest for digest, _ in files.values()))
    ) or not all(type(size) is int and size >= 0 for _, size in files.values()):
        raise ValueError(words)
    return Pack(**words, files=files)


def _refuse(path: Path, pairs: Iterable[tuple[str, str]]) -> None:
    faults: list[Problem] = [
        problem("pack-unsafe", Location(str(path)), name=_shown(name), why=f"@{why}")
        for name, why in pairs
    ]
    if faults:
        raise LexgapError(faults[:5])


def _shown(name: str) -> str:
    return "".join(sign if sign.isprintable() else "�" for sign in name)[:80]


def _unsafe(entries: list[zipfile.ZipInfo], size: int) -> Iterator[tuple[str, str]]:
    """Yield the entries that no pack holds, with the word that says why: links, ciphers, bombs, names that meet."""
    whole = sum(member.file_size for member in entries)
    if (
        len(entries) > MOST_FILES
        or whole > MOST_BYTES
        or whole > max(FREE_BYTES, MOST_RATIO * size)
    ):
        yield entries[-1].filename, "pack_large"
    for entry in entries:
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            yield entry.filename, "pack_link"
        elif entry.flag_bits & 1 or entry.compress_type not in (
            zipfile.ZIP_STORED,
            zipfile.ZIP_DEFLATED,
        ):
            yield entry.filename, "pack_cipher"
    yield from _unfit([member.filename for member in entries if member.filename != MANIFEST])
    if sum(member.filename == MANIFEST for member in entries) > 1:
        yield MANIFEST, "pack_twice"


def _unfit(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the names that cannot be written on every system, or lead elsewhere, or meet another one, and why."""
    files: set[str] = set()
    folders: set[str] = set()
    for name in names:
        inner = name.partition("/")[2]
        if not name.startswith((CASE, CHECKLIST)) or not _within(inner):
            yield name, "pack_outside"
            continue
        if not all(map(_writable, inner.split("/"))) or len(inner) > _LONGEST:
            yield name, "pack_sign"
            continue
        same = unicodedata.normalize("NFC", unicodedata.normalize("NFC", _place(name)).casefold())
        above = {str(parent) for parent in PurePosixPath(same).parents} - {"."}
        if same in files or same in folders or above & files:
            yield name, "pack_twice"
        files.add(same)
        folders |= above


def _within(name: str) -> bool:
    """Whether a name stays below the folder that it is written in; hidden files are no part of a case."""
    parts = name.split("/")
    return (
        bool(name)
        and "\\" not in name
        and not any(part == "" or part.startswith(".") for part in parts)
    )


def _writable(part: str) -> bool:
    """Whether every system can write a file or folder of that name."""
    signs = any(unicodedata.category(sign) in ("Cc", "Cs") or sign in '<>:"|?*' for sign in part)
    return not signs and not part.endswith((" ", ".")) and not _DEVICE.fullmatch(part)


def _content(archive: zipfile.ZipFile, path: Path, name: str) -> bytes:
    return b"".join(_chunks(archive, path, name))


def _chunks(archive: zipfile.ZipFile, path: Path, name: str) -> Iterator[bytes]:
    try:
        with archive.open(name) as file:
            while chunk := file.read(_CHUNK):
                yield chunk
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ):
        raise LexgapError(
            [
                problem(
                    "pack-damaged", Location(str(path)), name=_shown(name), why="@pack_unreadable"
                )
            ]
        ) from None


def _extract(
    archive: zipfile.ZipFile, path: Path, name: str, target: Path, expected: tuple[str, int]
) -> None:
    """Write one file, and refuse it where it is not what the manifest says."""
    digest, size = hashlib.sha256(), 0
    target.parent.mkdir(parents=True, exist_ok=True)
    with open(target, "xb") as file:
        for chunk in _chunks(archive, path, name):
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
    if (digest.hexdigest(), size) != expected:
        raise LexgapError(
            [problem("pack-damaged", Location(str(path)), name=_shown(name), why="@pack_sum")]
        )
