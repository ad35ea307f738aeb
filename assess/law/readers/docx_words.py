"""The words of one Word paragraph: runs, breaks, signs, changes; text boxes and notes are set aside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assess.law.readers.blocks import raised

if TYPE_CHECKING:
    from lxml.etree import _Element

_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_SKIPPED = frozenset(
    {
        "pPr",
        "rPr",
        "instrText",
        "delText",
        "delInstrText",
        "fldData",
        "sdtPr",
        "rt",
        "tblPr",
        "sdtEndPr",
        "footnoteRef",
        "endnoteRef",
        "separator",
        "annotationRef",
        "fldChar",
        "proofErr",
    }
)
DELETED = frozenset({"del", "moveFrom"})
_SYMBOLS = {
    "f0b7": "•",
    "f0a7": "▪",
    "f0d8": "‣",
    "f0fc": "✓",
    "f0fe": "☒",
    "f0a8": "☐",
    "f02d": "-",
}


@dataclass
class Words:
    """Collects one paragraph; `space` is the namespace of Word, in braces."""

    space: str
    boxes: list[_Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)  # foot or end, and id
    doubts: list[str] = field(default_factory=list)

    def of(self, node: Iterable[_Element]) -> str:
        """Return the printed text of an element and all that stands in it."""
        return "".join(self._part(child) for child in node if isinstance(child.tag, str))

    def _part(self, node: _Element) -> str:
        name = node.tag.rpartition("}")[2]
        if name == "t":
            return node.text or ""
        if name in _SKIPPED:
            return ""
        if name in DELETED:
            self.doubts.append("tracked_changes")
            return ""
        if name == "ins" or name == "moveTo":
            self.doubts.append("tracked_changes")
        return self._run(node) if name == "r" else self._sign(node, name)

    def _run(self, node: _Element) -> str:
        text = self.of(node)
        if self._is(node, "vanish"):
            self.doubts += ["hidden_text"] if text.strip() else []
            return ""
        if text.strip() and (self._is(node, "strike") or self._is(node, "dstrike")):
            self.doubts.append("struck")
        place = node.find(f"{self.space}rPr/{self.space}vertAlign")
        return (
            raised(text)
            if place is not None and place.get(f"{self.space}val") == "superscript"
            else text
        )

    def _sign(self, node: _Element, name: str) -> str:
        if name in _SIGNS:
            return _SIGNS[name]
        if name == "br":
            return "" if node.get(f"{self.space}type") in ("page", "column") else "\n"
        if name == "sym":
            return _symbol((node.get(f"{self.space}char") or "").lower())
        if name in ("footnoteReference", "endnoteReference"):
            self.notes.append(
                (name.removesuffix("noteReference"), node.get(f"{self.space}id") or "")
            )
            return ""
        if name == "txbxContent":
            self.boxes.append(node)
            return ""
        if name == "AlternateContent":  # the same thing twice, for newer and older programs
            return self.of([node[0]]) if len(node) else ""
        return self.of(node)

    def _is(self, run: _Element, quality: str) -> bool:
        node = run.find(f"{self.space}rPr/{self.space}{quality}")
        return node is not None and node.get(f"{self.space}val") not in ("0", "false", "off")


def _symbol(code: str) -> str:
    """Return the sign of a symbol font, the sign of an unknown letter where its font alone knows what it shows."""
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    return chr(int(code, 16)) if re.fullmatch("[0-9a-c][0-9a-f]{3}", code) else "\ufffd"
