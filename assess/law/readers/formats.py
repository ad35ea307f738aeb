"""Which format a file has, known by its content: the ending of its name decides only between kinds of plain text."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

from assess.law.readers.limits import fail

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")  # a text may begin with the letters PK
_ODT = "application/vnd.oasis.opendocument.text"  # also of templates and master documents
_BROKEN = (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8", b"BM")
_TAG = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|div|p|table|ol|ul|h[1-6]|article|main)\b",
    re.IGNORECASE,
)
_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")


def recognised(path: Path, data: bytes) -> str:
    """Return the format of a file: docx, odt, pdf, html, text, markdown or akn.

    Raises LexgapError for what is locked by a password, and for formats that are not read.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_ZIP):
        return _zipped(path, data)
    if data.startswith(_OLE):
        return _compound(path, data)
    if data.lstrip().startswith(b"{\\rtf"):
        fail("text-unknown-format", path, what="@rtf")
    if data.startswith(_PICTURES[:5]) or (data.startswith(b"BM") and b"\0" in data[:32]):
        fail("text-unknown-format", path, what="@picture")
    return _written(path, data)


def _zipped(path: Path, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = _stated(archive) if "mimetype" in names else ""
    except (*_BROKEN, UnicodeDecodeError, RuntimeError):
        fail("text-damaged", path, why="@zip")
    if any(name.startswith("word/document") for name in names) or "word/styles.xml" in names:
        return "docx"
    if kind.startswith(_ODT):
        return "odt"
    office = any(name.startswith(("xl/", "ppt/")) for name in names) or "mimetype" in names
    fail("text-unknown-format", path, what="@office" if office else "@zip_other")


def _stated(archive: zipfile.ZipFile) -> str:
    """Return what a zipped file says of its own kind; no more of it is read than such a word can have."""
    with archive.open("mimetype") as file:
        return file.read(200).decode("ascii", "replace").strip()


def _compound(path: Path, data: bytes) -> str:
    """Tell apart what the old container of Office can hold: a locked new file, or a file of old Word."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        fail("text-locked", path)
    old = "WordDocument".encode("utf-16-le") in data
    fail("text-unknown-format", path, what="@doc" if old else "@office")


def _written(path: Path, data: bytes) -> str:
    plain = data.removeprefix(b"\xef\xbb\xbf")
    if plain[:2] in (b"\xff\xfe", b"\xfe\xff"):  # the tags of a page in UTF-16
        plain = plain.decode("utf-16", "replace").encode()
    start = plain[:4096].lstrip()
    if start.startswith(b"<?xml") or (
        start.startswith(b"<") and path.suffix.lower() in (".xml", ".akn")
    ):
        root = _ROOT.search(plain)
        if root is None:
            fail("text-damaged", path, why="@xml")
        return "html" if root[1].lower() == b"html" else "akn"
    if re.match(rb"<(?:[\w.-]+:)?akomaNtoso\b", start):
        return "akn"
    if start.startswith(b"<") and _TAG.search(plain[:4096]):
        return "html"
    if path.suffix.lower() in (".html", ".htm", ".xhtml") and _TAG.search(plain):
        return "html"
    return "markdown" if path.suffix.lower() in (".md", ".markdown") else "text"
