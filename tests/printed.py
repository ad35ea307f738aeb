"""What a printed page shows: its words with their places, as pdftotext sees them."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from html import unescape
from pathlib import Path
from typing import NamedTuple

ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">')
_WORD = re.compile(
    r'<word xMin="(-?[\d.]+)" yMin="(-?[\d.]+)" xMax="(-?[\d.]+)" yMax="(-?[\d.]+)">(.*?)</word>'
)


class Word(NamedTuple):
    """A word on a page, its signs from left to right."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


class Sheet(NamedTuple):
    """A page with its words."""

    width: float
    height: float
    words: list[Word]


def sheets(pdf: Path) -> list[Sheet]:
    """Return the pages of a PDF with the places of their words."""
    done = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True
    )
    found: list[Sheet] = []
    for line in done.stdout.splitlines():
        if page := _PAGE.search(line):
            found.append(Sheet(float(page[1]), float(page[2]), []))
        elif word := _WORD.search(line):
            found[-1].words.append(Word(*map(float, word.groups()[:4]), unescape(word[5])))
    return found


def key(word: str) -> str:
    """Return the letters and digits of a word, those of an Arabic one in no order: a page has them as it draws them."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", word) if sign.isalnum())
    return "".join(sorted(plain)) if ARABIC.search(plain) else plain
