"""Texts in lines that fit a terminal."""

from __future__ import annotations

import shutil
import textwrap


def width() -> int:
    """Return the columns to print in: those of the terminal, from 60 to 120."""
    return max(60, min(120, shutil.get_terminal_size((100, 24)).columns))


def wrapped(text: str, indent: int) -> list[str]:
    """Return a text in lines, each of them indented."""
    lines = []
    for paragraph in text.splitlines():
        lines += textwrap.wrap(
            paragraph,
            width(),
            initial_indent=" " * indent,
            subsequent_indent=" " * indent,
            break_on_hyphens=False,
        )
    return lines
