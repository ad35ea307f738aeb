"""Labels of paragraphs and items at the start of a line, with all the ways in which each may count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assess.law.structure.numbering import ABJAD, HIJAI, PERSIAN, latin, read_number, roman
from assess.law.structure.ordinals import spoken

_LETTERS = "\u0621-\u064a\u067e\u0686\u0698\u06a9\u06af\u06cc"  # of Arabic and Persian
_SIGN = (
    r"\d{1,3}(?:[A-Za-z]{1,2}|<sup>\d{1,2}</sup>|\^\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹])?|[A-Za-zñ]{1,7}"
    rf"|[{_LETTERS}]\u0640{{0,2}}"
)
#: What was put in between: (1.1) after (1), (d.1) after (d), (ii.1) after (ii).
_BETWEEN = r"(?P<between>(?:[.-]\d{1,3}){0,3})"
_AGAIN = r"(?:\s?(?P<again>bis|ter|quater|quinquies|مكررا?))?"
#: The forms of a label, each under the name by which items of one list are told from those of another.
_FORMS = (
    ("()", re.compile(rf"\(\s*(?P<sign>{_SIGN}){_BETWEEN}{_AGAIN}\s*\)\s?(?:[-–—:]\s)?")),
    (")", re.compile(rf"(?P<sign>{_SIGN}){_BETWEEN}{_AGAIN}\s*\)(?:\s?[-–—])?")),
    (
        "°",
        re.compile(
            r"(?P<sign>\d{1,3})\s?\.?\s?[°ºª]\)?\.?(?!\w)(?:\s(?P<again>bis|ter|quater)\b)?(?:\s?[-–—])?"
        ),
    ),
    ("1.1", re.compile(r"(?P<sign>\d{1,3}(?:[./-]\d{1,3}){1,4})(?P<again>)[.-]?(?=\s)(?!\s*%)")),
    (
        ".",
        re.compile(
            rf"(?P<sign>{_SIGN}){_AGAIN}\s?\.(?!\d)(?=\s|$|[-–—\u0600-\u06ff])(?:\s?[-–—]+)?"
        ),
    ),
    (
        "-",
        re.compile(
            rf"(?P<sign>\d{{1,3}}[A-Z]?|[A-Za-z](?=\s)|[{_LETTERS}]\u0640{{0,2}}){_AGAIN}"
            r"\s*[-–—/](?!\d)(?:\s*[-–—:])?"
        ),
    ),
    (":", re.compile(r"(?P<sign>\d{1,2}|[\u0621-\u064a]\u0640{0,2})(?P<again>)\s?:\s")),
)
_WORDED = re.compile(r"[^\W\d_\u0640]{2,14}[\u064b]?(?:\s[^\W\d_]{2,12}[\u064b]?)?\s*[:.–—-]")
_ALEF = re.compile(
    r"([(]?\s*)الف(?=\s*[-–)./:])"
)  # the name of the letter, by which Persian laws begin a list
_BULLET = re.compile(r"[-–—•▪●◦*·]\s+")
_SMALL_WORDS = frozenset("of no to de la el le un du en".split())
_TIMES = {"bis": 2, "مكرر": 2, "مكررا": 2, "ter": 3, "quater": 4, "quinquies": 5}


Reading = tuple[str, tuple[int, ...], str]  # kind, value, part of the id


@dataclass(frozen=True)
class Mark:
    """A label that a line begins with: its form, where it ends, and its readings (kind, value, part of the id)."""

    form: str
    end: int
    readings: tuple[Reading, ...]


def mark_of(line: str) -> Mark | None:
    """Return the label of a paragraph or item at the start of a `plain` line, or None."""
    if bullet := _BULLET.match(line):
        return Mark("•", bullet.end(), (("bullet", (1,), ""),))
    if alef := _ALEF.match(line):
        mark = mark_of(alef[1] + "ا" + line[alef.end() :])
        return replace(mark, end=mark.end + 2) if mark else None
    if line[:1].isalpha() and line[1:3].isalpha() and not line[:1].isascii():
        return _worded(line)
    for form, pattern in _FORMS:
        if match := pattern.match(line):
            readings = tuple(_readings_of(form, match))
            if readings and (form != "." or not match["sign"].isalpha() or len(match["sign"]) <= 4):
                return Mark(form, match.end(), readings)
    return None


def _readings_of(form: str, match: re.Match[str]) -> Iterator[Reading]:
    """Yield the readings of a label; what was put in between, (d.1), counts after the sign that it begins with."""
    sign, times = match["sign"].replace("\u0640", ""), _TIMES.get(match["again"] or "", 0)
    between = match.groupdict().get("between") or ""
    if not between:
        yield from _readings(sign, times)
    elif sign[0].isdigit() and form != "()":
        yield from _readings(sign + between, times)
    else:
        more = tuple(int(figure) for figure in between if figure.isdigit())
        for kind, value, name in _readings(sign, times):
            yield kind, (*value, *more), name + between


def _worded(line: str) -> Mark | None:
    """Read أولا: ثانيا: and their like, which count the paragraphs of some Arabic laws."""
    match = _WORDED.match(line)
    if match is None:
        return None
    word = re.sub("ا?\u064b?ا?$", "", re.split(r"\s*[:.–—-]", match[0])[0])
    number = spoken(word) if word and not word.startswith("ال") else None
    if number is None or number[1] != len(word):
        return None
    return Mark("word", match.end(), (("word", (number[0],), str(number[0])),))


def _readings(sign: str, again: int) -> Iterator[Reading]:
    """Yield the ways in which a sign counts: (i) is the ninth letter and the first Roman numeral."""
    more, name = ((again,), f"{sign} bis") if again == 2 else ((again,) if again else (), sign)
    if re.match(r"\d+[./-]\d", sign):
        yield "1.1", tuple(map(int, re.split("[./-]", sign))), sign
    elif sign[0].isdigit():
        number = read_number(sign)
        if number:
            yield "1", (*number.value, *more), number.id + name[len(sign) :]
    elif not sign.isascii() and sign != "ñ":
        yield from _arabic(sign, more)
    else:
        yield from _latin(sign, more, name)


def _arabic(sign: str, more: tuple[int, ...]) -> Iterator[Reading]:
    other = latin(sign, HIJAI)
    for kind, order in (("abjad", ABJAD), ("hijai", HIJAI), ("persian", PERSIAN)):
        letter = latin(sign, order)
        if letter.isascii() and (kind != "persian" or letter != other):
            yield kind, (ord(letter) - 96, *more), letter + (" bis" if more == (2,) else "")


def _put_in(sign: str, name: str) -> Iterator[Reading]:
    """Yield the readings of a capital put in after a small letter or numeral: (bA) after (b), (iiA) after (ii)."""
    before, last = sign[:-1], sign[-1]
    if before.islower() and last.isupper():
        for kind, value, _ in _latin(before, (), before):
            yield kind, (*value, ord(last) - 64), name


def _latin(sign: str, more: tuple[int, ...], name: str) -> Iterator[Reading]:
    case = "a" if sign == sign.lower() else "A"
    ranks = tuple(ord(letter) - 96 for letter in sign.lower())
    if sign not in (sign.lower(), sign.upper()):
        yield from _put_in(sign, name)
        return
    if sign == "ñ":
        yield "a", (14, 1), "ñ"
    elif len(sign) == 1:
        yield case, (*ranks, *more), name
    elif (
        len(set(ranks)) == 1 and len(sign) <= 3
    ):  # (aa): the 27th, one put in after (a), or a list of its own
        yield case * len(sign), (ranks[0], *more), name
        if len(sign) == 2:
            yield case, (26 + ranks[0], *more), name
            yield case, (*ranks, *more), name
    elif len(sign) == 2 and sign.lower() not in _SMALL_WORDS:
        yield case, (*ranks, *more), name
        if ranks[0] == 26:  # (za) stands before (a)
            yield case, (0, ranks[1], *more), name
    if value := roman(sign):
        yield "i" if sign == sign.lower() else "I", (value, *more), name
