"""Automatic numbers of Word: numbering.xml and the numbering of styles, counted as Word counts them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

ALPHA = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LETTERS = {
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "arabicAlpha": ALPHA,
    "arabicAbjad": ABJAD,
    "hebrew2": _HEBREW,
    "russianLower": _CYRILLIC,
    "russianUpper": _CYRILLIC.upper(),
}
_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_DEVANAGARI = str.maketrans("0123456789", "०१२३४५६७८९")
_WHOLE = re.compile("-?[0-9]{1,6}")
MOST_DEPTH = 8  # of the levels of a list, from 0
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Level:
    """One level of a list: where it starts, the form of its numbers, and the text around them."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    style: str = ""  # id of the paragraph style that stands on this level
    after: str = "tab"  # tab, space or nothing between number and text
    restart: int = -1  # level (from 1) that starts it anew; 0 never, -1 any higher one
    legal: bool = False  # numbers of higher levels are written as plain ones
    node: _Element | None = None  # where it is defined


@dataclass(frozen=True)
class Numbering:
    """The lists of a document: of each `numId` the list that it counts in, its levels, and its new starts."""

    lists: dict[str, str] = field(default_factory=dict)
    levels: dict[tuple[str, int], Level] = field(default_factory=dict)  # by numId and level
    # levels that this numId starts anew
    starts: dict[tuple[str, int], int] = field(default_factory=dict)


@dataclass
class Counter:
    """Counts through one document."""

    numbering: Numbering
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)
    unknown: bool = False  # whether a form of numbers was met that is not known

    def next(self, number: str, depth: int) -> str:
        """Return the number of the next paragraph of this `numId` and level, with what separates it from the text."""
        level = self.numbering.levels.get((number, depth))
        if level is None or not 0 <= depth <= MOST_DEPTH:
            return ""
        own = self.numbering.lists[number]
        fresh = (number, depth) in self.numbering.starts and (number, depth) not in self.started
        self.started.add((number, depth))
        last = self.counts.get((own, depth))
        self.counts[own, depth] = self._start(number, depth) if last is None or fresh else last + 1
        for higher in range(depth):  # a level that is passed over counts as begun
            self.counts.setdefault((own, higher), self._start(number, higher))
        self._reset(number, own, depth)
        if level.form == "bullet":
            return "• " if level.text.strip() else ""
        text = _PLACE.sub(
            lambda place: self._shown(number, own, int(place[1]) - 1, level), level.text
        )
        return text + ("" if level.after == "nothing" or not text else " ")

    def _start(self, number: str, depth: int) -> int:
        level = self.numbering.levels.get((number, depth), Level())
        return self.numbering.starts.get((number, depth), level.start)

    def _reset(self, number: str, own: str, depth: int) -> None:
        """Forget the counts of lower levels, but for those that never start anew or only after a higher one."""
        for lower in range(depth + 1, MOST_DEPTH + 1):
            restart = self.numbering.levels.get((number, lower), Level()).restart
            if restart < 0 or 0 < restart and depth < restart:
                self.counts.pop((own, lower), None)

    def _shown(self, number: str, own: str, depth: int, level: Level) -> str:
        form = self.numbering.levels.get((number, depth), Level()).form
        count = self.counts.setdefault((own, depth), self._start(number, depth))
        written = formed(count, "decimal" if level.legal and form != "none" else form)
        if written is None:
            self.unknown = True
            return str(count)
        return written


def formed(count: int, form: str) -> str | None:
    """Return a number in a form of Word's (its names: decimal, lowerLetter, arabicAbjad …), None for one not known."""
    if form in _LETTERS:
        letters = _LETTERS[form]
        return (
            letters[(count - 1) % len(letters)] * ((count - 1) // len(letters) + 1)
            if 0 < count < 1000
            else ""
        )
    plain = {
        "decimal": str(count),
        "decimalZero": f"{count:02d}",
        "none": "",
        "bullet": "",
        "ordinal": _ordinal(count),
        "numberInDash": f"- {count} -",
        "decimalFullWidth": str(count),
        "decimalHalfWidth": str(count),
        "decimalEnclosedParen": f"({count})",
        "decimalEnclosedFullstop": f"{count}.",
        "hindiNumbers": str(count).translate(_DEVANAGARI),
        "arabicIndic": str(count).translate(_INDIC),
    }
    if form in ("lowerRoman", "upperRoman"):
        return roman(count) if form == "lowerRoman" else roman(count).upper()
    return plain.get(form)


def roman(count: int) -> str:
    """Return a number from 1 to 3999 in small Roman letters, as digits outside that range."""
    if not 0 < count < 4000:
        return str(count)
    text = ""
    for value, letters in _ROMAN:
        text += letters * (count // value)
        count %= value
    return text


def _ordinal(count: int) -> str:
    ending = (
        "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    )
    return f"{count}{ending}"


def numbering(root: _Element | None, space: str) -> Numbering:
    """Return the lists that the root of numbering.xml defines; `space` is the namespace of Word, in braces."""
    known_numbering = Numbering()
    if root is None:
        return known_numbering
    drafts = {
        node.get(f"{space}abstractNumId") or "": node for node in root.iter(f"{space}abstractNum")
    }
    linked = {
        val(draft, "styleLink", space): key
        for key, draft in drafts.items()
        if val(draft, "styleLink", space)
    }
    for num in root.iter(f"{space}num"):
        number = num.get(f"{space}numId") or ""
        key = val(num, "abstractNumId", space)
        draft = drafts.get(key)
        through = val(draft, "numStyleLink", space) if draft is not None else ""
        if through in linked:  # a list that takes its levels from a style of lists
            key = linked[through]
            draft = drafts[key]
        if draft is None:
            continue
        known_numbering.lists[number] = key
        _add_levels(known_numbering, number, draft, space)
        for change in num.iter(f"{space}lvlOverride"):
            _add_levels(known_numbering, number, change, space)
            start = val(change, "startOverride", space)
            if start:
                known_numbering.starts[number, whole_number(change.get(f"{space}ilvl"))] = (
                    whole_number(start)
                )
    return known_numbering


def _add_levels(other_numbering: Numbering, number: str, parent: _Element, space: str) -> None:
    for node in parent.iter(f"{space}lvl"):
        restart = val(node, "lvlRestart", space)
        legal = node.find(f"{space}isLgl")
        form = val(node, "numFmt", space) or "decimal"
        level = Level(
            whole_number(val(node, "start", space)),
            form,
            val(node, "lvlText", space),
            val(node, "pStyle", space),
            val(node, "suff", space) or "tab",
            whole_number(restart, -1),
            legal is not None and legal.get(f"{space}val") not in ("0", "false"),
            node,
        )
        other_numbering.levels[number, whole_number(node.get(f"{space}ilvl"))] = level


def val(parent: _Element, name: str, space: str) -> str:
    """Return what the element `name` within `parent` states, an empty string without it; a path has its namespaces."""
    node = parent.find(f"{space}{name}")
    return "" if node is None else node.get(f"{space}val") or ""


def whole_number(text: str | None, otherwise: int = 0) -> int:
    """Return a whole number of six figures at most, `otherwise` where the text is none."""
    text = (text or "").strip()
    return int(text) if _WHOLE.fullmatch(text) else otherwise
