"""What a person settled of a line before its list is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Constraint:
    """What is settled of one line before its list is read."""

    kind: str = (
        ""  # "" to be told; item, article, heading (of the unit below), part, text, definition
    )
    level: int | None = None  # depth of its label within its article, 0 = outermost
    number: str = ""  # the part of the id that it gives: a, 1, aa; of an article its number
