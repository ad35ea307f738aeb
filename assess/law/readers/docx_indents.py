"""How far from the margin a Word paragraph begins: what it, its style and the level of its list say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from assess.law.readers.docx_numbers import whole_number

if TYPE_CHECKING:
    from lxml.etree import _Element

_TWIPS = 20  # of a point
_SPACE, _TAB = 3, 36  # points that a space and a tab take up at the start of a line
_LEADS = " \t\u00a0\u2002\u2003"


class Inset(NamedTuple):
    """Margin of a paragraph and how much further its first line begins, in twips; None where nothing is stated."""

    margin: int | None = None
    first: int | None = None

    def over(self, below: Inset) -> Inset:
        """Return this inset, with what it leaves open taken from the one `below`."""
        return Inset(
            below.margin if self.margin is None else self.margin,
            below.first if self.first is None else self.first,
        )

    def points(self, text: str) -> int:
        """Return where a paragraph begins, in points; spaces and tabs in front of its text count."""
        lead = text[: len(text) - len(text.lstrip(_LEADS))]
        shift = sum(_TAB if sign == "\t" else _SPACE for sign in lead)
        return max(0, round(((self.margin or 0) + (self.first or 0)) / _TWIPS) + shift)


def inset_of(holder: _Element, space: str) -> Inset:
    """Return what the properties within a paragraph, style or level state; `space` is the namespace, in braces."""
    node = holder.find(f"{space}pPr/{space}ind")
    if node is None:
        return Inset()
    stated = {
        name: whole_number(value.partition(".")[0])
        for name in ("left", "start", "firstLine", "hanging")
        if (value := node.get(f"{space}{name}")) is not None
    }
    first = -stated["hanging"] if "hanging" in stated else stated.get("firstLine")
    return Inset(stated.get("start", stated.get("left")), first)
