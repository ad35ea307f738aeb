"""A rating, grade or state as reports and commands show it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """A rating, grade or state as it is shown: always a letter beside its colour."""

    key: str  # C, PC-C, met, not_found …
    letter: str  # as printed in a narrow column
    label: str  # in words
    fill: str  # background, hexadecimal RGB
    ink: str  # text on it
