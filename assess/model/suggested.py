"""A provision that the search proposed for an article or element: something to read, and never a finding."""

from __future__ import annotations

from dataclasses import dataclass

from assess.base.problems import Location


@dataclass(frozen=True)
class Suggested:
    """One row of suggestions.yaml."""

    asked: str  # id of the article, definition or element
    law: str
    provision: str  # as citations name it
    score: float  # 0 to 1: how much of what the article needs was seen
    language: str  # of the text that was searched
    place: Location
    words: tuple[str, ...] = ()  # that led to it
    missed: tuple[str, ...] = ()  # what the article needs and the provision does not seem to say
    definition: str = ""  # provision that defines what it leans on
