"""Files of laws to blocks of text: Word, OpenDocument, PDF, HTML, plain text, Markdown and Akoma Ntoso."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from assess.law.readers.blocks import Block, Found, Mended, SourceText
from assess.law.readers.limits import content, fail
from assess.law.readers.selfcheck import arabic_share

__all__ = ["READERS", "Block", "Found", "Mended", "SourceText", "read_source"]

#: Every format and the module that reads it; each has `read(path, data, language) -> Found`.
READERS = {
    "docx": "docx",
    "odt": "odt",
    "pdf": "pdf",
    "html": "html",
    "text": "plain",
    "markdown": "markdown",
    "akn": "akn",
}
#: Endings of names that say the format; a file of another ending that says nothing is believed by its content.
_ENDINGS = {
    ".docx": "docx",
    ".odt": "odt",
    ".ott": "odt",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".xml": "akn",
    ".akn": "akn",
}
#: Signs that steer machines and print nothing; no YAML, Word or Excel file holds them.
_CONTROLS = dict.fromkeys(
    entry
    for entry in (*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF)
    if entry not in (0x09, 0x0A)
)


def read_source(
    path: Path, *, ocr: bool = False, language: str = "", as_extracted: bool = False
) -> SourceText:
    """Return the text of a file as blocks; the format is known by the content, not by the name.

    `language` (a code) helps where letters must be recognised; `ocr` lets pictures of pages be read by a machine.
    Damaged Arabic is mended where that is certain, unless the letters are wanted `as_extracted`.
    Raises LexgapError with a problem that says what, where and what to do next.
    """
    from assess.law.readers.formats import recognised

    data = content(path)
    form = recognised(path, data)
    try:
        text = (
            _reader(form)(path, data, language, ocr)
            if form == "pdf"
            else _reader(form)(path, data, language)
        )
    except RecursionError:
        fail("text-damaged", path, why="@deep")
    blocks = tuple(replace(block, text=block.text.translate(_CONTROLS)) for block in text.blocks)
    if not any(block.printed().strip() for block in blocks):
        fail("text-empty", path)
    blocks, mendings = _sound(blocks, language or text.language, as_extracted)
    stated = _ENDINGS.get(path.suffix.lower(), form)
    doubts = ("wrong_extension",) if stated != form else ()
    doubts = (*doubts, "side_by_side") if _side_by_side(blocks) else doubts
    return SourceText(
        blocks,
        form,
        path.name,
        hashlib.sha256(data).hexdigest(),
        text.language,
        text.ocr,
        text.title,
        (*doubts, *dict.fromkeys(text.doubts), *(mending.kind for mending in mendings)),
        mendings,
    )


def _side_by_side(blocks: tuple[Block, ...]) -> bool:
    """Whether most rows of two cells hold one in Arabic script and one in another."""
    pairs = [
        cells
        for block in blocks
        if block.row
        for cells in ([cell for cell in block.text.split("\t") if cell.strip()],)
        if len(cells) == 2 and all(any(map(str.isalpha, cell)) for cell in cells)
    ]
    mixed = sum((arabic_share(first) > 0.5) != (arabic_share(last) > 0.5) for first, last in pairs)
    return mixed > 1 and mixed * 2 > len(pairs)


def _sound(
    blocks: tuple[Block, ...], language: str, as_extracted: bool
) -> tuple[tuple[Block, ...], tuple[Mended, ...]]:
    """Return the blocks with damaged Arabic mended, and what was; as they are in any other language."""
    from assess.law.readers.arabic import is_arabic, mended

    if as_extracted or not is_arabic("\n".join(block.printed() for block in blocks), language):
        return blocks, ()
    return mended(blocks)


def _reader(form: str) -> Callable[..., Found]:
    return import_module(f"assess.law.readers.{READERS[form]}").read
