"""Plain text to blocks: blank lines part paragraphs, and wrapped lines are put together again."""

from __future__ import annotations

import re
from pathlib import Path

from assess.law.readers.blocks import Block, Found
from assess.law.readers.encoding import decoded
from assess.law.readers.lines import joined_lines

_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x85\v]")


def read(path: Path, data: bytes, language: str = "") -> Found:
    """Return the blocks of a plain text file, all of its lines, `#` at their start included.

    Raises LexgapError where its encoding cannot be told.
    """
    text = decoded(path, data)
    return Found(blocks_of(text), ("lost_letters",) if "\ufffd" in text else ())


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the paragraphs of a plain text, wrapped lines put together."""
    return tuple(
        Block(paragraph, indent=indent)
        for page in lines_of(text)
        for paragraph, indent in joined_lines(page)
    )


def lines_of(text: str) -> list[list[str]]:
    """Return the lines of a text, page by page; a form feed begins a page."""
    return [page.split("\n") for page in _BREAKS.sub("\n", text.replace("\0", "")).split("\f")]
