"""In which languages a report speaks, and whose digits it writes: texts with two sides, and what of them is printed.

A text that differs between two languages is carried as one string, both sides between signs that no text holds.
Whatever a writer puts together of such strings, by a form or end to end, still has two sides, each whole in its own
language; they are taken apart where a paragraph or a cell is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assess.speak.digits import Numerals, turned

#: Signs that Unicode keeps for use inside a program: they open, part and close a text with two sides, and enclose words
#: of which no sign may change; the last stands for a text that a language does not have.
OPEN, PART, CLOSE, KEEP, KEPT, HOLE = "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5"
LONG = 60  # characters from which a text within a sentence is no name
_SIGNS = re.compile("[\ufdd0-\ufdd5]")
_PARTED = re.compile("[\ufdd0-\ufdd2]")
_SIDES = re.compile("\ufdd0([^\ufdd0-\ufdd2]*)\ufdd1([^\ufdd0-\ufdd2]*)\ufdd2")
_FOREIGN = re.compile(r" \[[a-z]{2,3}(?:-\w+)*\]")  # behind a text that falls back
_COMMAS = str.maketrans("،؛؟", ",;?")
_NAMED = re.compile(f"^[^()0-9{HOLE}]{{1,30}}: ?(?={HOLE})")
EMBEDDED = _LEFT, _RIGHT = (
    "\u202a",
    "\u202b",
)  # what every office program knows; isolates are not so old
_END = "\u202c"


@dataclass(frozen=True)
class Voice:
    """One language of a report."""

    language: str
    rtl: bool = False
    numerals: Numerals | None = None  # in the place of the Latin digits


class Sides(str):
    """A text with two sides; it is cut at a text with two sides as well."""

    def split(self, sep=None, maxsplit=-1):
        """Return the pieces, each with its two sides."""
        one, two = (side(self, at).split(sep and side(sep, at), maxsplit) for at in (0, 1))
        most = max(len(one), len(two))
        return [
            pair(*both)
            for both in zip(one + [""] * (most - len(one)), two + [""] * (most - len(two)))
        ]


def pair(first: str, second: str, name: bool = False) -> str:
    """Return a text with two sides, or one text where the sides are alike.

    A text that one language does not have, so that it falls back to that of the other, is said in the other alone; a
    name, which stands within what both say, in both; of a longer text within a sentence an ellipsis remains. Texts of
    the same number of lines are joined line by line.
    """
    first, second = (
        _PARTED.sub("", side(text, at)) if _PARTED.search(text) else text
        for at, text in enumerate((first, second))
    )
    if first == second or _bare(first) == _bare(second):
        return max(first, second, key=len)  # with the signs that keep it, where one side has them
    if _falls_back(first, second):
        return second if name else _sides(HOLE, second)
    if _falls_back(second, first):
        return first if name else _sides(first, HOLE)
    lines = first.split("\n"), second.split("\n")
    if len(lines[0]) == len(lines[1]) > 1:
        return "\n".join(map(pair, *lines))
    return _sides(_shortened(first, second), _shortened(second, first))


def _falls_back(text: str, other: str) -> bool:
    """Whether a text is the other, marked as foreign; both may hold words in brackets, or a third language, as well."""
    one, two = _bare(text), _bare(other)
    return len(one) > len(two) and _FOREIGN.sub("", one) == _FOREIGN.sub("", two)


def _shortened(text: str, other: str) -> str:
    """Return a sentence without a long text within it that falls back to the other language, where it is said whole.

    What bears the same mark there, for it is in brackets or in a third language, stays.
    """
    cut = len(text)
    for found in reversed(list(_FOREIGN.finditer(text))):
        if found.end() > cut:  # within what is left out
            continue
        before, low, high = text[: found.start()], 0, found.start()
        while low < high:  # the longest end of what stands before that the other says as well
            middle = (low + high + 1) // 2
            low, high = (
                (middle, high) if before[len(before) - middle :] in other else (low, middle - 1)
            )
        said = before[len(before) - low :].lstrip(" :،؛,;.–(«“") if low > LONG else ""
        if said and said + found[0] not in other:
            cut = len(before) - len(said)
            text = f"{before[:cut]}…{text[found.end() :]}"
    return text


def _sides(first: str, second: str) -> Sides:
    return Sides(f"{OPEN}{first}{PART}{second}{CLOSE}")


def _bare(text: str) -> str:
    return _SIGNS.sub("", text)


def verbatim(text: str) -> str:
    """Return words of which no sign may change, marked so."""
    return f"{KEEP}{text}{KEPT}" if text else text


def two_sided(text: str) -> bool:
    """Whether the text has two sides."""
    return OPEN in text


def side(text: str, at: int) -> str:
    """Return the first or the second side of a text; one that has no sides is its own."""
    while OPEN in text:
        text, number = _SIDES.subn(lambda match: match[at + 1], text)
        if not number:  # cut through in the middle
            break
    return _PARTED.sub("", text) if OPEN in text else text


def told(text: str, voices: tuple[Voice, ...]) -> tuple[str, ...]:
    """Return what is printed of a text, a piece for each language: the second says only what the first does not.

    Of a text of several lines, those that are alike in both languages stand in the first piece alone.
    """
    if len(voices) < 2:
        return (_numbered(text, voices[0]) if voices else _SIGNS.sub("", text),)
    if not two_sided(text):
        return _SIGNS.sub("", text), ""
    lines = list(_lines(text))
    unlike = [line for line in lines if not _alike(side(line, 0), side(line, 1))]
    return tuple(
        _numbered(_filled(side(line, at) for line in shown), voices[at])
        for at, shown in enumerate((lines, unlike))
    )


def _alike(first: str, second: str) -> bool:
    """Whether two lines say the same, as lists of ids do: their commas may be those of their languages."""
    return first.translate(_COMMAS) == second.translate(_COMMAS)


def _filled(lines: Iterable[str]) -> str:
    """Return lines without those that say nothing but what the language does not have."""
    return "\n".join(line for line in lines if says(line))


def says(text: str) -> bool:
    """Whether something is said beside what a language does not have; its bare name with a colon is nothing."""
    return HOLE not in text or any(sign.isalnum() for sign in _NAMED.sub("", text))


def _numbered(text: str, voice: Voice) -> str:
    """Return the text with the digits of the language; words that are kept are left as they are."""
    if voice.numerals is None:
        return _SIGNS.sub("", text)
    pieces = re.split(f"{KEEP}([^{KEPT}]*){KEPT}", text)
    return "".join(
        _SIGNS.sub("", piece if at % 2 else turned(piece, voice.numerals))
        for at, piece in enumerate(pieces)
    )


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a text; a line break within a side ends none."""
    start = depth = 0
    for at, sign in enumerate(text):
        depth += (sign == OPEN) - (sign == CLOSE)
        if sign == "\n" and not depth:
            yield text[start:at]
            start = at + 1
    yield text[start:]


def short(text: str, voices: tuple[Voice, ...] = (Voice(""), Voice(""))) -> str:
    """Return both sides of a text in one line, for a name or a title."""
    if not _SIGNS.search(text):
        return told(text, voices)[0] if len(voices) == 1 else text
    return " / ".join(one for one in told(text, voices) if one)


def stacked(text: str, voices: tuple[Voice, ...]) -> str:
    """Return both sides of a text one below the other, each line in its own direction whatever that of the cell is."""
    first, *others = told(text, voices)
    if not any(others):
        return first
    second = others[0]
    if voices[0].rtl != voices[1].rtl:
        sign = _RIGHT if voices[1].rtl else _LEFT
        second = "\n".join(f"{sign}{line}{_END}" if line else line for line in second.split("\n"))
    return f"{first}\n{second}" if first else second


def voices_of(
    languages: tuple[str, ...], labels: tuple[Mapping, ...], own_digits: bool
) -> tuple[Voice, ...]:
    """Return the voices of a report; `own_digits` asks for the digits of each language that has some of its own."""
    return tuple(
        Voice(
            code, said["direction"] == "rtl", Numerals.of(said["numerals"]) if own_digits else None
        )
        for code, said in zip(languages, labels)
    )
