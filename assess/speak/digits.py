"""Latin digits → those of a language, in its own words alone: codes, addresses and Latin words keep theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assess.base.text import RIGHT_TO_LEFT

LATIN = "0123456789"
_LETTER = "A-Za-z\u00c0-\u024f"
#: What keeps its digits: a code, in which letters, colons, several hyphens or points stand between them; and words in
#: Latin letters up to the next letter of the language, with a number that the text begins with before them. Whatever
#: has none of these letters is taken at once as `loose`, so that no sign is looked at again and again.
_KEPT = re.compile(
    rf"(?:^[\d(][\d.,/() ]*+)?[^\s{RIGHT_TO_LEFT}(\[«“]*[{_LETTER}](?:[^{RIGHT_TO_LEFT}()]|\([^{RIGHT_TO_LEFT}()]*\))*"
    rf"|\d[^\s{RIGHT_TO_LEFT}{_LETTER}]*+[{_LETTER}][^\s{RIGHT_TO_LEFT}]*"
    rf"|(?P<loose>\d[^\s{RIGHT_TO_LEFT}{_LETTER}]*+|[^\s{RIGHT_TO_LEFT}(\[«“\d]++)",
    re.ASCII,
)
_CODE = re.compile(r"(?<!\d)\d++(?:(?:[-_]\d++){2,}|(?:[:@]\d++)+|(?:\.\d++){2,})", re.ASCII)
#: A number; its point is that of a decimal fraction in a share and below one, while 19.2 is a paragraph.
_NUMBER = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\b0\.\d+|\d+\.\d+(?=[\s\u00a0]?%)|\d+", re.ASCII)


@dataclass(frozen=True)
class Numerals:
    """How a language writes numbers."""

    digits: str
    percent: str
    decimal: str
    group: str

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> Numerals | None:
        """Return the numerals that the labels of a language name; None where they are the Latin ones."""
        return (
            None
            if texts["digits"] == LATIN
            else cls(*(texts[key] for key in ("digits", "percent", "decimal", "group")))
        )


def turned(text: str, numerals: Numerals) -> str:
    """Return the text with the digits of the language."""
    if not any(sign in text for sign in LATIN):
        return text
    pieces, at = [], 0
    for start, end in _kept(text):
        pieces += [_turned(text[at:start], numerals), text[start:end]]
        at = end
    return "".join((*pieces, _turned(text[at:], numerals)))


def _kept(text: str) -> Iterator[tuple[int, int]]:
    """Yield where what keeps its digits begins and ends."""
    for match in _KEPT.finditer(text):
        if match["loose"]:
            yield from (wording.span() for wording in _CODE.finditer(text, *match.span()))
        else:
            yield match.span()


def _turned(text: str, numerals: Numerals) -> str:
    text = _NUMBER.sub(lambda match: _number(match[0], numerals), text)
    return re.sub(rf"(?<=[{numerals.digits}])(\s?)%", rf"\1{numerals.percent}", text)


def _number(text: str, numerals: Numerals) -> str:
    signs = str.maketrans(LATIN + ".,", f"{numerals.digits}{numerals.decimal}{numerals.group}")
    return text.translate(signs)
