"""What somebody has settled of a line before the list that it stands in is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Constraint:
    """What is settled of one line before its list is read."""

    #: "" to be told; item, article, heading (of the unit below), part, text (its label counts nothing), definition
    kind: str = ""
    level: int | None = None  # depth of its label in its article, 0 = outermost; None = to be told
    number: str = ""  # the part of the id that it gives: a, 1, aa; for an article its number
