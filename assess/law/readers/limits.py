"""Guards against broken and hostile files: how much is read, unpacked and nested, and how XML is parsed."""

from __future__ import annotations

import stat
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from assess.base.problems import Code, LexgapError, Location, problem

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_BYTES = 64_000_000  # of a file, before it is opened
MOST_UNPACKED = 128_000_000  # of a zipped file, all parts together
MOST_PART = 48_000_000  # of one part of it
MOST_RATIO = 250  # times that a large part may grow when it is unpacked
MOST_MEMBERS = 4_000


def fail(code: Code, path: Path, **words: object) -> NoReturn:
    """Raise the LexgapError that names this file."""
    raise LexgapError([problem(code, Location(str(path)), **words)])


def content(path: Path) -> bytes:
    """Return the bytes of a file; raises LexgapError where it cannot be opened, is empty or larger than the bound."""
    try:
        about = path.stat()
        # one would wait for a pipe
        if not stat.S_ISREG(about.st_mode) and not stat.S_ISDIR(about.st_mode):
            fail("text-unreadable", path, why="@no_file")
        if about.st_size > MOST_BYTES:
            fail("text-too-large", path, most=megabytes(MOST_BYTES))
        with open(path, "rb") as file:
            data = file.read(MOST_BYTES + 1)  # a growing file may give more than it said
    except OSError as fault:
        fail("text-unreadable", path, why=fault.strerror or fault)
    except ValueError:  # a NUL in the name
        fail("text-unreadable", path, why="@name")
    if len(data) > MOST_BYTES:
        fail("text-too-large", path, most=megabytes(MOST_BYTES))
    if not data.strip():
        fail("text-empty", path)
    return data


def megabytes(count: int) -> str:
    """Return a number of bytes as messages print it."""
    return f"{count // 1_000_000} MB"


def unpacked(path: Path, archive: zipfile.ZipFile, names: tuple[str, ...]) -> dict[str, bytes]:
    """Return the parts of these names that a zipped file holds; raises LexgapError before a bomb goes off.

    The sizes that a zip file states can be false, so that every part is also read with a bound.
    """
    members = archive.infolist()
    if (
        len(members) > MOST_MEMBERS
        or sum(each_member.file_size for each_member in members) > MOST_UNPACKED
    ):
        fail("text-too-large", path, most=megabytes(MOST_UNPACKED))
    parts: dict[str, bytes] = {}
    for member in members:
        if member.filename not in names or member.filename in parts:
            continue
        if member.flag_bits & 1:
            fail("text-locked", path)
        grown = member.file_size > 5_000_000 and member.file_size > MOST_RATIO * max(
            member.compress_size, 1
        )
        if grown or member.file_size > MOST_PART:
            fail("text-too-large", path, most=megabytes(MOST_PART))
        parts[member.filename] = _part(path, archive, member)
    return parts


def _part(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(member) as file:
            data = file.read(MOST_PART + 1)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ):
        fail("text-damaged", path, why="@zip")
    if len(data) > MOST_PART:
        fail("text-too-large", path, most=megabytes(MOST_PART))
    return data


def parsed(path: Path, data: bytes) -> _Element:
    """Return the root element of XML, read without entities, document type or network.

    A document type that defines entities is refused: it is how bombs and foreign files come in. So is a name of an
    entity that only a file elsewhere explains: the letters it stands for would be missing.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        fail("text-damaged", path, why=_first_line(fault))
    dtd: Any = root.getroottree().docinfo.internalDTD
    defined = dtd is not None and any(True for _ in dtd.iterentities())
    if defined or next(root.iter(etree.Entity), None) is not None:
        fail("text-damaged", path, why="@entities")
    return root


def _first_line(fault: Exception) -> str:
    return (str(fault).splitlines() or ["?"])[0][:200]
