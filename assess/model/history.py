"""An earlier version of a checklist, as far as a rule needs it: no texts, only what its elements are."""

from __future__ import annotations

from dataclasses import dataclass

from assess.base.problems import Location
from assess.model.terms import Kind, Level, Weight


@dataclass(frozen=True)
class FormerElement:
    """An element as an earlier version had it."""

    id: str
    kind: Kind
    level: Level
    place: Location
    core: bool = False  # by rule 1, which knew core elements and others
    weight: Weight | None = None  # by later rules
    permission: str = ""
    party_act: bool = False


@dataclass(frozen=True)
class FormerArticle:
    """An article as an earlier version had it."""

    article: str
    part: str
    core: bool
    elements: tuple[FormerElement, ...]
    place: Location


@dataclass(frozen=True)
class FormerPart:
    """A part as an earlier version had it."""

    id: str
    place: Location
    axis: str = "coverage"
    offences: bool = False


@dataclass(frozen=True)
class Former:
    """A file history/VERSION.yaml of a checklist."""

    checklist: str  # the version
    rule: str  # version of the rating rule that went with it
    parts: tuple[FormerPart, ...]
    articles: tuple[FormerArticle, ...]
    place: Location
    digest: str = ""  # of its files, as programs of its time gave it
