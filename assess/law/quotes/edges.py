"""Where a word begins and ends: a quotation cut inside one may say the opposite of the law."""

from __future__ import annotations

import re
import unicodedata

# of non-public, don't, and/or; other dashes and apostrophes are these after the steps
_JOINERS = frozenset("-'/")
_OF_NUMBERS = frozenset(".,:\u2044")
#: A number in groups, 1 000 000 or 3 ½, around the space at which the last group looked at begins.
_GROUP = re.compile(r" (?:[0-9]{3}(?![0-9])|[¼½¾⅐-⅞])")
_LEADING = re.compile(r"(?<![0-9.,:])[0-9]{1,3}(?: [0-9]{3})*$")
#: Beginnings of words that a law may set in brackets; without them the word says the opposite.
_PUT_BEFORE = ("(un)", "(in)", "(im)", "(non)", "(dis)", "(il)", "(ir)", "[un]", "[in]", "[non]")
#: What French and Italian put before an apostrophe and a quotation may leave out; n' is not among it, since it denies.
_ELIDED = frozenset(
    {
        "l",
        "d",
        "c",
        "j",
        "m",
        "t",
        "s",
        "qu",
        "jusqu",
        "lorsqu",
        "puisqu",
        "quoiqu",
        "dell",
        "all",
        "nell",
        "sull",
        "dall",
        "un",
    }
)


def inside_word(text: str, offset: int) -> bool:
    """Whether an offset of a normal text lies inside a word or a number.

    Hyphen, apostrophe and stroke hold a word together, a point or comma a number, and a space its groups of three
    figures. Signs of per cent and of money belong to the number that they touch. In a script without spaces a word is
    taken to go on until a mark of punctuation.
    """
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if " " in (before, after):
        return _grouped(text, offset - (before == " "))
    if before.isdigit() and _measures(after) or _measures(before) and after.isdigit():
        return True
    if after.isalpha() and text[max(offset - 6, 0) : offset].lower().endswith(_PUT_BEFORE):
        return True
    if _of_word(before):
        return _of_word(after) or _joined(before, after, text[offset + 1 : offset + 2])
    return (
        _of_word(after)
        and _joined(text[offset - 2 : offset - 1], before, after)
        and not _elision(text, offset)
    )


def _measures(sign: str) -> bool:
    return sign in "%‰٪" or unicodedata.category(sign) == "Sc"


def _grouped(text: str, space: int) -> bool:
    """Whether a space stands between groups of one number."""
    return bool(_GROUP.match(text, space) and _LEADING.search(text, max(space - 40, 0), space))


def _of_word(sign: str) -> bool:
    return sign != "" and (
        sign.isalnum() or sign in "_\u200c\u200d" or unicodedata.category(sign)[0] == "M"
    )


def _joined(before: str, joiner: str, after: str) -> bool:
    """Whether a joiner between two signs makes one word of them."""
    if joiner in _OF_NUMBERS:
        return before.isdigit() and after.isdigit()
    return (
        joiner in _JOINERS and before != "" and after != "" and _of_word(before) and _of_word(after)
    )


def _elision(text: str, offset: int) -> bool:
    """Whether what ends at the offset is an article or particle with its apostrophe: l'accès, d'un."""
    if text[offset - 1] != "'":
        return False
    start = offset - 1
    while start and _of_word(text[start - 1]):
        start -= 1
    return text[start : offset - 1].lower() in _ELIDED
