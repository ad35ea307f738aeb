"""Which way a text of a workbook runs, and whether it can lead elsewhere."""

from __future__ import annotations

import re

from assess.write.word.direction import TURNED_MARK

RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile("[A-Za-z\u00c0-\u058f]")
_DIGIT = re.compile(r"\d")


def from_right(text: str) -> bool:
    """Return whether a text runs from right to left.

    It has such letters, and does not both begin with others and have more of them, as an English sentence with an
    Arabic name in it does.
    """
    turned = RTL.search(text)
    if not turned:
        return False
    first = _LETTER.search(text)
    if not first or first.start() >= turned.start():
        return True
    return len(RTL.findall(text)) >= len(_LETTER.findall(text))


def turned_first(text: str) -> str:
    """Return a text from right to left with a mark before what has no direction, such as 3 in “3 …”.

    A chart takes its names from the cells, and LibreOffice sets them from left to right unless they begin so.
    """
    return text if RTL.match(text) else f"{TURNED_MARK}{text}"


def can_lead(text: object) -> bool:
    """Return whether a cell of this text may be a link.

    LibreOffice draws the digits of an Arabic link alone, and of a link in two scripts the Latin letters; a number in
    Arabic digits is drawn rightly.
    """
    if not isinstance(text, str) or not RTL.search(text):
        return True
    plain = text.replace(TURNED_MARK, "")
    return plain.isdecimal() or not (_DIGIT.search(plain) or _LETTER.search(plain))


def with_id(name: str, key: str) -> str:
    """Return the short name of an element with its id in brackets; an id that stands for a name once."""
    return name if name == key else f"{name} ({key})"
