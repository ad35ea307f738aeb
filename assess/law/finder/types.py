"""What retrieval takes and gives: passages of laws, and suggestions with their reasons."""

from __future__ import annotations

from dataclasses import dataclass

WHOLE = ""  # in the place of a name: a law that is one passage, as no article is recognised in it


@dataclass(frozen=True)
class Passage:
    """A provision of a law as it is searched: one article or section with all that stands in it."""

    law: str  # id of the law
    ref: str  # by which the provision is named: 3, المادة 3
    text: str  # printed words, one paragraph a line
    heading: str = ""
    law_title: str = ""
    language: str = ""  # code; found out from the text where it is not given
    parts: tuple[
        tuple[str, int], ...
    ] = ()  # ids of the units in it, and where in the text the words of each begin


@dataclass(frozen=True)
class Suggestion:
    """A provision worth reading for an article or element: never a finding."""

    asked: str  # id of the article, definition or element
    law: str
    law_title: str
    ref: str
    heading: str
    score: float  # 0 to 1: how much of what the article needs was seen
    words: tuple[str, ...]  # that matched, as printed
    met: tuple[str, ...]  # facets that were seen
    missed: tuple[str, ...]  # facets that were not
    definition: str  # provision of the same law that defines what it leans on, or empty
    language: str
    excerpt: str
