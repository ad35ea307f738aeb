"""What the styles of a web page say of its elements: simple rules only, and how far from the margin text begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

LISTS = ("ol", "ul", "menu", "dir")
STEP = 40  # pixels by which a browser indents lists, quotations and what is said of a term
_MOST = 1_000_000  # letters of styles that are looked at
_DEEPEST = 8_000  # pixels
_SELECTOR = re.compile(r"[a-z][a-z0-9]{0,10}|(?:[a-z][a-z0-9]{0,10})?[.#][\w-]{1,80}")
_LENGTH = re.compile(r"([+-]?\d{0,6}(?:\.\d{1,6})?)(px|pt|pc|em|rem|ex|ch|cm|mm|in|%)?")
_PIXELS = {
    "": 1,
    "px": 1,
    "pt": 4 / 3,
    "pc": 16,
    "em": 16,
    "rem": 16,
    "ex": 8,
    "ch": 8,
    "%": 8,
    "cm": 37.8,
    "mm": 3.78,
    "in": 96,
}
#: Names of classes by which pages say the level of a paragraph, where the style itself lies in another file.
_LEVELS = re.compile(r"(?:^|[\s_-])(?:indent|level|lvl|niveau)[_-]?(\d{1,2})(?=$|[\s_-])", re.I)
_WORD_LEVEL = re.compile(r"\blevel([1-9])\b")

Rules = list[tuple[str, str]]


@dataclass(frozen=True)
class Place:
    """Where a block stands: how deep in lists, how far from the margin, its first line apart, in a note or not."""

    depth: int = 0
    margin: float = 0  # in pixels
    first: float = 0  # how much further its first line begins
    rtl: bool = False
    note: bool = False

    @property
    def indent(self) -> int:
        """How far from the margin the first line begins, in pixels."""
        return min(max(round(self.margin + self.first), 0), _DEEPEST)

    def deeper(self, levels: int = 1) -> Place:
        """Return a place that many lists further in."""
        return replace(self, depth=self.depth + levels)


@dataclass
class Styles:
    """The rules that a page states in itself: by the name, a class or the id of an element."""

    known: dict[str, Rules] = field(default_factory=dict)

    def of(self, node: _Element) -> Rules:
        """Return names and values that hold for an element, the later ones going before the earlier ones."""
        tag, key = str(node.tag), node.get("id") or ""
        classes = (node.get("class") or "").lower().split()
        names = [
            tag,
            *(f".{name}" for name in classes),
            *(f"{tag}.{name}" for name in classes),
            f"#{key.lower()}",
            f"{tag}#{key.lower()}",
        ]
        rules = [rule for name in names for rule in self.known.get(name, ())]
        return [*rules, *_rules(node.get("style") or "")]

    def stated(self, node: _Element, *names: str) -> str:
        """Return what the style of an element states under one of these names, the last that is stated."""
        return next((value for name, value in reversed(self.of(node)) if name in names), "")

    def place(self, node: _Element, outer: Place) -> Place:
        """Return where the blocks of an element stand that itself stands in `outer`."""
        rules = self.of(node)
        direction = (node.get("dir") or dict(rules).get("direction") or "").lower()
        rtl = direction == "rtl" if direction in ("rtl", "ltr") else outer.rtl
        shift = _shift(str(node.tag), rules, "right" if rtl else "left")
        named = _LEVELS.search(node.get("class") or "") if not shift else None
        stated = dict(rules)
        first = _pixels(stated["text-indent"]) if "text-indent" in stated else outer.first
        level = _WORD_LEVEL.search(stated.get("mso-list", ""))
        return replace(
            outer,
            depth=max(outer.depth, int(level[1]) - 1) if level else outer.depth,
            margin=outer.margin + (STEP * int(named[1]) if named else shift),
            first=first,
            rtl=rtl,
        )


def styles_of(page: _Element) -> Styles:
    """Return the simple rules of the styles that stand in a page."""
    styles = Styles()
    text = "\n".join("".join(map(str, node.itertext())) for node in page.iter("style"))[:_MOST]
    for rule in _uncommented(text).lower().split("}"):
        head, _, stated = rule.rpartition("{")
        rules = list(_rules(stated))
        for selector in head.rpartition("{")[2].split(",") if rules else ():
            if _SELECTOR.fullmatch(selector.strip()):
                styles.known.setdefault(selector.strip(), []).extend(rules)
    return styles


def _uncommented(text: str) -> str:
    return "".join(
        part.partition("*/")[2] if at else part for at, part in enumerate(text.split("/*"))
    )


def _rules(style: str) -> Iterator[tuple[str, str]]:
    for rule in style.lower().split(";"):
        name, _, value = rule.partition(":")
        if value.strip():
            yield name.strip(), value.replace("!important", "").strip()


def _shift(tag: str, rules: Rules, side: str) -> float:
    """Return by how many pixels an element moves its text in from the side where lines begin."""
    shifts = {"margin": 0.0, "padding": 0.0}
    if tag in LISTS:
        shifts["padding"] = STEP
    elif tag in ("dd", "blockquote"):
        shifts["margin"] = STEP
    for name, value in rules:
        kind, _, edge = name.partition("-")
        if kind in shifts and edge in (side, "inline-start"):
            shifts[kind] = _pixels(value)
        elif kind in shifts and edge in ("", "inline"):
            shifts[kind] = _pixels(_edge(value.split(), side if not edge else ""))
    return sum(shifts.values())


def _edge(values: list[str], side: str) -> str:
    """Return the one of up to four lengths (top, right, bottom, left) that holds for a side, the first for none."""
    if side == "left" and len(values) > 3:
        return values[3]
    return values[1] if side and len(values) > 1 else (values or [""])[0]


def _pixels(value: str) -> float:
    match = _LENGTH.fullmatch(value.split()[0]) if value.split() else None
    if match is None or not any(sign.isdigit() for sign in match[1]):
        return 0.0
    return max(-_DEEPEST, min(_DEEPEST, float(match[1]) * _PIXELS[match[2] or ""]))
