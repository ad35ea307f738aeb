"""The child process that opens a PDF: its lines with their places, as JSON on standard output."""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from assess.law.readers.pdf_order import ordered
from assess.law.readers.pdf_spaces import Sign

MOST_PAGES = 3_000
MOST_SIGNS = 6_000_000
_MEMORY = 3_000_000_000
#: Vowel signs that fonts for Arabic keep in their own places: damma, fathatan, dammatan.
_VOWELS = {"\ue821": "\u064f", "\ue823": "\u064b", "\ue824": "\u064c"}


def main(file: str) -> dict[str, object]:
    """Return {"pages": [{"width", "picture", "lines": [[text, x0, y0, x1, y1, size], …]}, …]}, or {"fault": word}."""
    _bound()
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(file)
        count = len(document)
    except pypdfium2.PdfiumError as fault:
        locked = (
            getattr(fault, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD
            or "password" in str(fault).lower()
        )
        return {"fault": "locked" if locked else "damaged"}
    if count > MOST_PAGES:
        return {"fault": "pages"}
    raw: list[_Page] = []
    spent = 0
    for number in range(count):
        raw.append(_page(document, number, pypdfium2))
        spent += sum(len(line) for line in raw[-1].signs)
        if spent > MOST_SIGNS:
            return {"fault": "pages"}
    pages = []
    for page, lines in zip(raw, ordered([page.signs for page in raw]), strict=True):
        listed = [[line.text, *line.box, line.size] for line in lines]
        pages.append({"width": page.width, "picture": page.picture, "lines": listed})
    return {"pages": pages}


@dataclass
class _Page:
    """Width, whether the page shows a picture, and the signs of each line."""

    width: float
    picture: bool
    signs: list[list[Sign]]


def _page(document: Any, number: int, pypdfium2: Any) -> _Page:
    """Return what a page shows; a broken page is an empty one."""
    signs: list[list[Sign]] = []
    width, picture = 0.0, True
    with suppress(pypdfium2.PdfiumError):
        page = document[number]
        width = page.get_width()
        text = page.get_textpage()
        signs = [line for line in _lines(text, pypdfium2.raw) if line]
        picture = bool(signs) or any(
            True
            for _ in page.get_objects(
                filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE, pypdfium2.raw.FPDF_PAGEOBJ_PATH),
                max_depth=3,
            )
        )
        text.close()
        page.close()
    return _Page(width, picture, signs)


def _lines(text: Any, raw: Any) -> Iterator[list[Sign]]:
    """Yield the signs of each line as the library parts them, in its order."""
    x, y = ctypes.c_double(), ctypes.c_double()
    handle, rect = text.raw, raw.FS_RECTF()
    line: list[Sign] = []
    for index in range(raw.FPDFText_CountChars(handle)):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code in (0, 10, 13):
            if line:
                yield line
            line = []
            continue
        raw.FPDFText_GetLooseCharBox(handle, index, rect)
        size = raw.FPDFText_GetFontSize(handle, index)
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        letter = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        divides = letter in "\x02\ufffe"
        line.append(
            Sign(
                "-" if divides else _VOWELS.get(letter, letter),
                rect.left,
                rect.bottom,
                rect.right,
                rect.top,
                size,
                y.value,
                divides,
            )
        )
    yield line


def _bound() -> None:
    """Bound the memory of this process, where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1])))
