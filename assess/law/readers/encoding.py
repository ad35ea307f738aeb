"""Bytes of a text file to text: by its mark, by what it states, or by a check; never by chance."""

from __future__ import annotations

import re
from pathlib import Path

from assess.law.readers.limits import fail

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
#: Encodings that a page may state; others of Python's codecs do other things than decode letters.
_STATED = re.compile(
    r"(windows-|cp|iso-?8859|utf-?8|utf-?16|koi8|gb|big5|euc|shift_?jis|us-ascii|ascii|mac|latin)",
    re.IGNORECASE,
)
_WESTERN = frozenset({"cp1252", "windows-1252", "iso-8859-15", "latin-1", "iso8859-1"})
_WORD = re.compile(r"[^\W\d_]{2,}")
_ARABIC = re.compile(r"[\u0621-\u064a]+")
#: Words of one or two letters' difference that no Arabic page of law lacks.
_FREQUENT = frozenset(
    {"في", "من", "على", "أو", "إلى", "المادة", "مادة", "القانون", "هذا", "عن", "لا", "كل", "التي"}
)
_LATIN_LETTERS = frozenset("éèêëàâäáãåçñíìîïóòôöõøúùûüÿœæßÉÈÊËÀÂÄÁÃÅÇÑÍÌÎÏÓÒÔÖÕØÚÙÛÜŸŒÆ")


def decoded(path: Path, data: bytes, stated: str = "") -> str:
    """Return the text of `data`; `stated` is the encoding that the file names itself.

    Order: byte order mark, UTF-8 where the bytes are valid as such, what is stated, UTF-16 by its zero bytes, then
    windows-1256 or windows-1252 where the words leave no doubt. Raises LexgapError (text-undecodable) otherwise.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(path, data, name)
    if b"\0" in data:
        return _wide(path, data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if stated and _STATED.match(stated):
        name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}.get(
            stated.lower(), stated
        )
        try:
            # as many old Arabic pages say of themselves
            western = name.lower() in _WESTERN and _arabic(data)
            if "utf" not in name.lower() and not western:
                return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            pass
    return _by_words(path, data)


def _strict(path: Path, data: bytes, name: str) -> str:
    try:
        return data.decode(name).removeprefix("\ufeff")
    except UnicodeDecodeError:
        fail("text-undecodable", path)


def _wide(path: Path, data: bytes) -> str:
    """Return text in UTF-16 without a mark: line feeds and spaces show on which side the zero byte is."""
    little = data.count(b" \0") + data.count(b"\n\0")
    big = data.count(b"\0 ") + data.count(b"\0\n")
    if len(data) % 2 or abs(little - big) * 2 <= little + big or (little + big) * 60 < len(data):
        fail("text-unknown-format", path, what="@binary")
    return _strict(path, data, "utf-16-le" if little > big else "utf-16-be")


def _by_words(path: Path, data: bytes) -> str:
    """Choose between the Arabic and the western code page of Windows, where the words show which one it is."""
    arabic = _arabic(data)
    if arabic:
        return arabic
    whole = sum(not letter.isascii() for letter in data.decode("utf-8", "ignore"))
    broken = data.decode("utf-8", "replace").count("\ufffd")
    if whole > broken:  # UTF-8 with a few bytes that do not belong in it
        fail("text-undecodable", path)
    try:
        western = data.decode("cp1252")
    except UnicodeDecodeError:
        fail("text-undecodable", path)
    high = [word for word in _WORD.findall(western) if not word.isascii()]
    letters = "".join(letter for word in high for letter in word if not letter.isascii())
    mixed = sum(any(letter.isascii() for letter in word) for word in high)
    known = sum(letter in _LATIN_LETTERS for letter in letters)
    if mixed < 0.8 * len(high) or known < 0.95 * len(letters):
        fail("text-undecodable", path)
    return western


def _arabic(data: bytes) -> str:
    """Return the text in the Arabic code page of Windows if its words are such as every Arabic law has, else ""."""
    arabic = data.decode("cp1256")
    words = [word for word in _WORD.findall(arabic) if not word.isascii()]
    pure = [word for word in words if _ARABIC.fullmatch(word)]
    usual = sum(word in _FREQUENT or word.startswith(("ال", "وال", "بال", "لل")) for word in pure)
    return arabic if len(pure) >= 0.9 * len(words) and usual >= max(3, 0.08 * len(pure)) else ""
