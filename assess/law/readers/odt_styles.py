"""Styles of OpenDocument texts: margins, hidden and raised words, and how the levels of lists are numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assess.law.readers.docx_numbers import formed, whole_number

if TYPE_CHECKING:
    from lxml.etree import _Element

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT = f"{{{_URN}text:1.0}}"
STYLE = f"{{{_URN}style:1.0}}"
FO = f"{{{_URN}xsl-fo-compatible:1.0}}"
OUTLINE = "\0outline"  # in the place of a name: the numbers of headings
MOST_LEVELS = 10
_DEEPEST = 20  # styles that are based on one another
_POINTS = {"pt": 1.0, "pc": 12.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "": 0.0}
_LENGTH = re.compile(r"(-?\d{0,5}(?:\.\d{1,6})?)(pt|pc|in|cm|mm|px)?")
_FORMS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "": "none",
}
#: Forms that are stated by their first three numbers.
_COUNTED = {
    "أبت": "arabicAlpha",
    "أبج": "arabicAbjad",
    "ابت": "arabicAlpha",
    "ابج": "arabicAbjad",
    "١٢٣": "arabicIndic",
    "אבג": "hebrew2",
    "абв": "russianLower",
    "АБВ": "russianUpper",
}
_PLACE = re.compile(r"%(\d{1,2})%")


@dataclass(frozen=True)
class Level:
    """One level of a list: the form of its numbers, what stands around them, where it begins on the page."""

    form: str = "none"  # name of the form, bullet, or unknown
    before: str = ""
    after: str = ""
    pattern: str = (
        ""  # the whole number with %1% for that of the first level, where the file states it so
    )
    start: int = 1
    shown: int = 1  # how many levels are printed
    indent: float | None = None  # in points


@dataclass(frozen=True)
class Look:
    """What the style of a paragraph or of words says, those that it is based on included."""

    names: tuple[str, ...] = ()  # its own name, as shown, and those below it
    margins: dict[str, float] = field(default_factory=dict)  # left, right, first: in points
    own: frozenset[str] = frozenset()  # those of them that an unnamed style states itself
    rtl: bool = False
    hidden: bool = False
    raised: bool = False
    struck: bool = False

    @property
    def indent(self) -> float:
        """How far from the margin the first line begins, in points."""
        left, right = self.margins.get("left", 0.0), self.margins.get("right", 0.0)
        return (right or left if self.rtl else left) + self.margins.get("first", 0.0)


@dataclass
class Styles:
    """All styles of a document by family and name, and its lists."""

    nodes: dict[tuple[str, str], _Element] = field(default_factory=dict)
    unnamed: set[tuple[str, str]] = field(default_factory=set)  # made by the program
    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    looks: dict[tuple[str, str], Look] = field(default_factory=dict)

    def look(self, family: str, name: str) -> Look:
        """Return what a style of a family (paragraph, text) says; nothing for one that is not known."""
        key = (family, name)
        if key not in self.looks:
            self.looks[key] = self._look(key)
        return self.looks[key]

    def _look(self, key: tuple[str, str]) -> Look:
        chain: list[_Element] = []
        family, name = key
        while (family, name) in self.nodes and len(chain) < _DEEPEST:
            chain.append(self.nodes[family, name])
            name = chain[-1].get(f"{STYLE}parent-style-name") or ""
        if not chain:
            return Look()
        stated: dict[str, str] = {}
        for node in reversed(chain):
            stated |= dict(_attributes(node))
        own = (
            frozenset(_margins(dict(_attributes(chain[0])))) if key in self.unnamed else frozenset()
        )
        through = stated.get(f"{STYLE}text-line-through-style", "none")
        return Look(
            tuple(
                node.get(f"{STYLE}display-name") or node.get(f"{STYLE}name") or "" for node in chain
            ),
            _margins(stated),
            own,
            stated.get(f"{STYLE}writing-mode", "").startswith("rl"),
            stated.get(f"{TEXT}display") == "none",
            stated.get(f"{STYLE}text-position", "").startswith("super")
            or bool(re.match(r"[1-9]", stated.get(f"{STYLE}text-position", ""))),
            through != "none",
        )


def styles_of(roots: Iterable[_Element]) -> Styles:
    """Return the styles and lists that the parts of a document define, named ones and those made by the program."""
    styles = Styles()
    for root in roots:
        for node in root.iter(f"{STYLE}style"):
            key = (node.get(f"{STYLE}family") or "", node.get(f"{STYLE}name") or "")
            styles.nodes[key] = node
            holder = node.getparent()
            if holder is not None and str(holder.tag).endswith("automatic-styles"):
                styles.unnamed.add(key)
        for node in root.iter(f"{TEXT}list-style", f"{TEXT}outline-style"):
            outline = node.tag == f"{TEXT}outline-style"
            name = OUTLINE if outline else node.get(f"{STYLE}name") or ""
            styles.lists[name] = {
                whole_number(level.get(f"{TEXT}level"), 1): _level(level) for level in node
            }
    return styles


def _attributes(node: _Element) -> Iterable[tuple[str, str]]:
    return (
        (str(name), str(value))
        for part in node
        if part.tag.endswith("-properties")
        for name, value in part.attrib.items()
    )


def _margins(stated: dict[str, str]) -> dict[str, float]:
    names = {"left": "margin-left", "right": "margin-right", "first": "text-indent"}
    margins = {kind: points(stated.get(f"{FO}{name}")) for kind, name in names.items()}
    whole = points(stated.get(f"{FO}margin"))
    margins |= {kind: whole for kind in ("left", "right") if margins[kind] is None}
    return {kind: value for kind, value in margins.items() if value is not None}


def points(length: str | None) -> float | None:
    """Return a length in points, None where there is none or it is a share of another."""
    match = _LENGTH.fullmatch((length or "").strip())
    if match is None or not any(sign.isdigit() for sign in match[1]):
        return None
    return float(match[1]) * _POINTS[match[2] or ""]


def _level(node: _Element) -> Level:
    if node.tag.endswith("level-style-bullet"):
        return Level("bullet", indent=_indent(node))
    stated = (node.get(f"{STYLE}num-format") or "").strip()
    pattern = next(
        (
            str(value)
            for name, value in node.attrib.items()
            if str(name).endswith("num-list-format")
        ),
        "",
    )
    return Level(
        _FORMS.get(stated) or _COUNTED.get("".join(stated.split(", ")[:3])[:3], "unknown"),
        node.get(f"{STYLE}num-prefix") or "",
        node.get(f"{STYLE}num-suffix") or "",
        pattern,
        whole_number(node.get(f"{TEXT}start-value"), 1),
        max(1, whole_number(node.get(f"{TEXT}display-levels"), 1)),
        _indent(node),
    )


def _indent(node: _Element) -> float | None:
    """Return where the number of a level begins: in the newer way of stating it, or the older one."""
    for part in node.iter(f"{STYLE}list-level-label-alignment"):
        return (points(part.get(f"{FO}margin-left")) or 0.0) + (
            points(part.get(f"{FO}text-indent")) or 0.0
        )
    for part in node.iter(f"{STYLE}list-level-properties"):
        return points(part.get(f"{TEXT}space-before"))
    return None


@dataclass
class Count:
    """Counts through one list."""

    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)
    unknown: bool = False  # whether a form of numbers was met that is not known

    def next(self, depth: int, start: int | None = None) -> str:
        """Return the number of the next item on a level (from 1), with what separates it from the text."""
        level = self.levels.get(depth, Level())
        last = self.counts.get(depth)
        self.counts[depth] = (
            start if start is not None else level.start if last is None else last + 1
        )
        self.end(depth + 1)
        if level.form == "bullet":
            return "• "
        if level.form == "none" and not level.pattern.strip():
            return ""
        text = self._printed(level, depth)
        return f"{text} " if text else ""

    def end(self, depth: int) -> None:
        """Forget the counts of a level and those within it: its next item begins anew."""
        self.counts = {level: count for level, count in self.counts.items() if level < depth}

    def _printed(self, level: Level, depth: int) -> str:
        if level.pattern:
            return _PLACE.sub(lambda place: self._number(int(place[1])), level.pattern).strip()
        first = max(1, depth - level.shown + 1)
        numbers = (self._number(each_level) for each_level in range(first, depth + 1))
        return f"{level.before}{'.'.join(filter(None, numbers))}{level.after}".strip()

    def _number(self, depth: int) -> str:
        level = self.levels.get(depth, Level())
        count = self.counts.get(depth, level.start)
        self.unknown = self.unknown or level.form == "unknown"
        return str(count) if level.form == "unknown" else formed(count, level.form) or ""
