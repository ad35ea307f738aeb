"""Labels of paragraphs and items, and the lists they make: (b) goes on after (a), (i) may open a new list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assess.law.structure.numbering import ABJAD, HIJAI, follows, latin, read_number, roman
from assess.law.structure.ordinals import spoken

_SIGN = r"\d{1,3}(?:[A-Za-z]{1,2}|<sup>\d{1,2}</sup>|\^\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹])?|[A-Za-zñ]{1,5}|[\u0621-\u064a]\u0640{0,2}"
_AGAIN = r"(?:\s?(?P<again>bis|ter|quater|quinquies|مكررا?))?"
#: The forms of a label, each under the name by which items of one list are told from those of another.
_FORMS = (
    ("()", re.compile(rf"\(\s*(?P<sign>{_SIGN}){_AGAIN}\s*\)\s?(?:[-–—:]\s)?")),
    (")", re.compile(rf"(?P<sign>{_SIGN}){_AGAIN}\s*\)(?:\s?[-–—])?")),
    ("°", re.compile(r"(?P<sign>\d{1,3})(?P<again>)\s?\.?\s?[°ºª]\)?\.?(?!\w)(?:\s?[-–—])?")),
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
            rf"(?P<sign>\d{{1,3}}[A-Z]?|[A-Za-z](?=\s)|[\u0621-\u064a]\u0640{{0,2}}){_AGAIN}"
            r"\s*[-–—/](?!\d)(?:\s*[-–—:])?"
        ),
    ),
    (":", re.compile(r"(?P<sign>\d{1,2}|[\u0621-\u064a]\u0640{0,2})(?P<again>)\s?:\s")),
)
_DEEPEST = 10  # lists within lists; what goes deeper is no law
_WORDED = re.compile(r"[^\W\d_\u0640]{2,14}[\u064b]?(?:\s[^\W\d_]{2,12}[\u064b]?)?\s*[:.–—-]")
_BULLET = re.compile(r"[-–—•▪●◦*·]\s+")
_TIMES = {"bis": 2, "مكرر": 2, "مكررا": 2, "ter": 3, "quater": 4, "quinquies": 5}


Reading = tuple[str, tuple[int, ...], str]  # kind, value, part of the id


@dataclass(frozen=True)
class Mark:
    """A label that a line begins with: its form, where it ends, and its readings (kind, value, part of the id)."""

    form: str
    end: int
    readings: tuple[Reading, ...]


@dataclass
class Level:
    """A list that is open while an article is read: how it counts, and its last item."""

    form: str
    kind: str
    value: tuple[int, ...]
    unit: str  # id of the last item
    owner: str  # id of the unit that the list stands in
    depth: int = 0
    full: bool = field(default=False)  # whether the last item ends a sentence


def mark_of(line: str) -> Mark | None:
    """Return the label of a paragraph or item at the start of a `plain` line, or None."""
    if bullet := _BULLET.match(line):
        return Mark("•", bullet.end(), (("bullet", (), ""),))
    if line[:1].isalpha() and line[1:3].isalpha() and not line[:1].isascii():
        return _worded(line)
    for form, pattern in _FORMS:
        if match := pattern.match(line):
            readings = tuple(
                _readings(match["sign"].replace("\u0640", ""), _TIMES.get(match["again"] or "", 0))
            )
            if readings and (form != "." or not match["sign"].isalpha() or len(match["sign"]) <= 4):
                return Mark(form, match.end(), readings)
    return None


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
    for kind, order in (("abjad", ABJAD), ("hijai", HIJAI)):
        letter = latin(sign, order)
        if letter.isascii():
            yield kind, (ord(letter) - 96, *more), letter + (" bis" if more == (2,) else "")


def _latin(sign: str, more: tuple[int, ...], name: str) -> Iterator[Reading]:
    case = "a" if sign == sign.lower() else "A"
    if sign == "ñ":
        yield "a", (14, 1), "ñ"
    elif len(sign) == 1:
        yield case, (ord(sign.lower()) - 96, *more), name
    elif len(sign) == 2 and sign.lower() not in (
        "of",
        "no",
        "to",
        "de",
        "la",
        "el",
        "le",
        "el",
        "un",
        "du",
        "en",
    ):
        first, second = (ord(text) - 96 for text in sign.lower())
        if first == second:
            yield case, (26 + first,), name
        yield case, (first, second), name
    value = roman(sign) if sign in (sign.lower(), sign.upper()) else 0
    if value:
        yield "i" if sign == sign.lower() else "I", (value, *more), name


def placed(
    levels: list[Level],
    mark: Mark,
    ends_full: bool,
    depth: int = 0,
    settled: bool = False,
) -> tuple[Level | None, str]:
    """Find where a label belongs among the open lists, and take the lists that it closes off `levels`.

    Returns the level that it continues or opens (its `unit` still to be set), or None where it counts nothing, and
    the key of a doubt. The lists are looked at from the innermost outwards; the sequence decides. `settled` says that
    the line before ends a sentence: a number that is there again is then no list within the item.
    """
    if mark.form == "•":
        return _bullet(levels, depth), ""
    going_on = [
        (place, kind, value, name)
        for place in range(len(levels) - 1, -1, -1)
        for kind, value, name in mark.readings
        if _continues(levels[place], kind, value)
    ]
    same_form = [row for row in going_on if levels[row[0]].form == mark.form]
    if not same_form and any(kind not in ("1", "abjad", "hijai") for kind, *_ in mark.readings):
        going_on = []
    going_on = same_form or going_on
    if going_on:
        chosen, doubt = _between(levels, going_on, ends_full, depth)
        place, kind, value, name = chosen
        del levels[place + 1 :]
        levels[place].value, levels[place].kind = value, kind
        return levels[place], doubt
    again = _again(levels, mark) if settled else None
    if again is not None:
        return again, "number_repeated"
    first = next(
        (
            (kind, value)
            for kind, value, _ in mark.readings
            if (value == (1,) and kind != "hijai") or (kind == "1.1" and value[-1] == 1)
        ),
        None,
    )
    if first and len(levels) < _DEEPEST:
        return _opened(levels, mark, first, depth), ""
    return _jumped(levels, mark)


def _continues(level: Level, kind: str, value: tuple[int, ...]) -> bool:
    same = level.kind == kind or (kind == "hijai" and level.kind == "abjad" and level.value == (2,))
    return same and (
        follows(level.value, value) or (kind == "a" and level.value == (14, 1) and value == (15,))
    )


def _again(levels: list[Level], mark: Mark) -> Level | None:
    """Return the list whose last item has just this number, in the same form."""
    for place in range(len(levels) - 1, -1, -1):
        level = levels[place]
        if level.form == mark.form and any(
            (kind, value) == (level.kind, level.value) for kind, value, _ in mark.readings
        ):
            del levels[place + 1 :]
            return level
    return None


def _between(levels: list[Level], going_on: list, ends_full: bool, depth: int) -> tuple[tuple, str]:
    """Choose between an inner and an outer list that the same number continues."""
    same_form = [entry for entry in going_on if levels[entry[0]].depth == depth] if depth else []
    if same_form:
        return same_form[0], ""
    places = {place for place, *_ in going_on}
    if len(places) == 1:
        return going_on[0], ""
    inner = going_on[0]
    outer = next(entry for entry in going_on if entry[0] != inner[0])
    fits_outer = levels[inner[0]].full != ends_full and levels[outer[0]].full == ends_full
    return (outer if fits_outer else inner), "list_ambiguous"


def _opened(
    levels: list[Level], mark: Mark, first: tuple[str, tuple[int, ...]], depth: int
) -> Level | None:
    """Open a list within the innermost unit."""
    kind, value = first
    owner = levels[-1].unit if levels else ""
    levels.append(Level(mark.form, kind, value, "", owner, depth))
    return levels[-1]


def _bullet(levels: list[Level], depth: int) -> Level | None:
    for place in range(len(levels) - 1, -1, -1):
        if levels[place].form == "•" and (not depth or levels[place].depth <= depth):
            if depth and levels[place].depth < depth:
                break
            del levels[place + 1 :]
            levels[place].value = (levels[place].value[0] + 1,)
            return levels[place]
    if len(levels) >= _DEEPEST:
        return None
    levels.append(Level("•", "bullet", (1,), "", levels[-1].unit if levels else "", depth))
    return levels[-1]


def _jumped(levels: list[Level], mark: Mark) -> tuple[Level | None, str]:
    """Accept a small gap in an open list, or a first item that is not number one (its elders were repealed)."""
    for place in range(len(levels) - 1, -1, -1):
        for kind, value, _ in mark.readings:
            level = levels[place]
            if (
                level.kind == kind
                and level.form == mark.form
                and 0 < value[0] - level.value[0] <= 3
            ):
                del levels[place + 1 :]
                level.value = value
                return level, "list_gap"
    kind, value, _ = mark.readings[0]
    if not levels and value[0] == 2 and mark.form in ("()", "-", ")"):
        levels.append(Level(mark.form, kind, value, "", ""))
        return levels[-1], "list_gap"
    return None, ""


def name_of(mark: Mark, level: Level) -> str:
    """Return the part of an id that a label gives, read as its list counts."""
    if mark.form == "•":
        return ""
    return next(
        (
            name
            for kind, value, name in mark.readings
            if kind == level.kind and value == level.value
        ),
        mark.readings[0][2],
    )
