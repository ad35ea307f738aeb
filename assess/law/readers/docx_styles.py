"""Styles of a Word document: which level of heading and which automatic number a paragraph takes from them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assess.law.readers.docx_numbers import Numbering, val, whole_number

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)


@dataclass(frozen=True)
class Style:
    """What a paragraph style says, those that it is based on included."""

    name: str = ""
    outline: int = 0  # 1 to 9, 0 for ordinary text
    number: str = ""  # numId
    depth: int = 0
    hidden: bool = False


@dataclass(frozen=True)
class Styles:
    """All paragraph styles by id, and the one of paragraphs that name none."""

    known: dict[str, Style] = field(default_factory=dict)
    usual: str = ""

    def of(self, style: str) -> Style:
        """Return the style of that id, the usual one where the id is empty or unknown."""
        return self.known.get(style) or self.known.get(self.usual) or Style()


def styles(root: _Element | None, space: str, lists: Numbering) -> Styles:
    """Return the paragraph styles that the root of styles.xml defines; `space` is the namespace of Word, in braces."""
    if root is None:
        return Styles()
    raw = {
        node.get(f"{space}styleId") or "": node
        for node in root.iter(f"{space}style")
        if node.get(f"{space}type") in (None, "paragraph")
    }
    usual = next(
        (key for key, node in raw.items() if node.get(f"{space}default") in ("1", "true")), ""
    )
    at = {
        (number, level.style): depth
        for (number, depth), level in lists.levels.items()
        if level.style
    }
    return Styles({key: _style(key, raw, space, at) for key in raw}, usual)


def _style(key: str, raw: dict[str, _Element], space: str, at: dict[tuple[str, str], int]) -> Style:
    """Collect what a style and those below it say; the nearest word counts."""
    name, outline, number, hidden = "", 0, "", False
    depth: int | None = None
    met: set[str] = set()
    holder = key
    while key in raw and key not in met and len(met) < 20:
        met.add(key)
        node = raw[key]
        label = val(node, "name", space)
        name = name or label
        heading = _HEADING.match(label)
        stated = val(node, f"pPr/{space}outlineLvl", space)
        if not outline and stated:
            outline = whole_number(stated, 9) + 1
        elif not outline and heading:
            outline = int(heading[1])
        if not number and val(node, f"pPr/{space}numPr/{space}numId", space):
            number, holder = val(node, f"pPr/{space}numPr/{space}numId", space), key
        level = val(node, f"pPr/{space}numPr/{space}ilvl", space)
        if depth is None and level:
            depth = whole_number(level)
        hidden = hidden or node.find(f"{space}rPr/{space}vanish") is not None
        key = val(node, "basedOn", space)
    depth = at.get((number, holder), depth or 0)
    return Style(name, outline if outline < 10 else 0, number, depth, hidden)
