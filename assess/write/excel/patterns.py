"""Patterns that stand beside the colours of marks, so that a matrix can be read without colours."""

from __future__ import annotations

from typing import Any

from assess.speak.marks import Mark

#: Key of a mark → its pattern in Word and in Excel; what is not named here, and not rated, is plain.
PATTERNS: dict[str, tuple[str, str]] = {
    "LC": ("thinDiagStripe", "lightUp"),
    "PC": ("pct12", "gray125"),
    "NC": ("thinDiagCross", "lightTrellis"),
    "range": ("thinVertStripe", "lightVertical"),
    "reported": ("thinHorzStripe", "lightHorizontal"),
    "reported_verdict": ("thinReverseDiagStripe", "lightDown"),
    "reported_old": ("thinHorzCross", "lightGrid"),
}
_SHARE = 0.22  # of the ink in the lines of a pattern: seen, and letters on it are still read


def in_word(mark: Mark) -> str:
    """Return the pattern of a mark as Word names it; `clear` is none."""
    return _pattern(mark)[0] or "clear"


def in_excel(mark: Mark) -> Any:
    """Return the pattern of a mark as Excel names it; `solid` is none."""
    return _pattern(mark)[1] or "solid"


def lines(mark: Mark) -> str:
    """Return the colour of a pattern's lines, hexadecimal RGB: the fill with a share of the ink in it."""
    pairs = ((int(mark.fill[at : at + 2], 16), int(mark.ink[at : at + 2], 16)) for at in (0, 2, 4))
    return "".join(f"{round(fill + (ink - fill) * _SHARE):02X}" for fill, ink in pairs)


def _pattern(mark: Mark) -> tuple[str, str]:
    return PATTERNS.get("range" if "-" in mark.key else mark.key, ("", ""))
