"""A translation of a checklist as it is written: each text in the place that it has in the original."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from assess.base.problems import Location
from assess.base.text import Text
from assess.model.fields import Keyed
from assess.model.terms import Grade


@dataclass(frozen=True)
class ElementWords:
    """What a translation says of an element."""

    place: Location
    of: str = ""  # mark of the original that was translated, by which a later change of it shows
    name: Text = field(default_factory=Text)
    shortfall: Text = field(default_factory=Text)
    asks: Text = field(default_factory=Text)
    criteria: Annotated[dict[Grade, Text], Keyed()] = field(default_factory=dict)


@dataclass(frozen=True)
class PointWords:
    """What a translation says of a drafting point."""

    place: Location
    point: Text = field(default_factory=Text)
    options: tuple[Text, ...] = ()


@dataclass(frozen=True)
class ArticleWords:
    """What a translation says of an article; its lists follow the order of the original's."""

    place: Location
    of: str = ""
    heading: Text = field(default_factory=Text)
    duty: Text = field(default_factory=Text)
    leaves_open: tuple[Text, ...] = ()
    pitfalls: tuple[Text, ...] = ()
    drafting: tuple[PointWords, ...] = ()


@dataclass(frozen=True)
class EntryWords:
    """What a translation says of a part, a permission or a guidance note."""

    place: Location
    of: str = ""
    title: Text = field(default_factory=Text)
    allows: Text = field(default_factory=Text)
    limit: Text = field(default_factory=Text)
    adopted: Text = field(default_factory=Text)
    source: Text = field(default_factory=Text)
    note: Text = field(default_factory=Text)


@dataclass(frozen=True)
class OriginWords:
    """What a translation says of where the text of the instrument is from."""

    place: Location
    name: Text = field(default_factory=Text)
    note: Text = field(default_factory=Text)


@dataclass(frozen=True)
class HeaderWords:
    """What a translation says of the instrument as a whole."""

    place: Location
    of: str = ""
    title: Text = field(default_factory=Text)
    short: Text = field(default_factory=Text)
    status: Text = field(default_factory=Text)
    licence: Text = field(default_factory=Text)
    terms: Text = field(default_factory=Text)
    origin: OriginWords | None = None
