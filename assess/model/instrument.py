"""What is assessed: instrument → part → article → element."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Annotated

from assess.base.problems import Location
from assess.base.text import Text
from assess.model.day import Day
from assess.model.fields import Ids, Keyed, Share
from assess.model.terms import (
    OPTIONS,
    RATED,
    Confidence,
    Depth,
    Evidence,
    Grade,
    Kind,
    Level,
    Priority,
    Weight,
)


@dataclass(frozen=True)
class Element:
    """The smallest thing of an article that a lawyer can answer for."""

    id: str  # stable, from the official number: 19.2.extension
    source: str  # the paragraph it rests on: 19(2)
    asks: Text  # one question, answerable from a legal text
    kind: Kind
    level: Level
    criteria: Annotated[dict[Grade, Text], Keyed()]  # per grade, what must be true for it
    evidence: tuple[Evidence, ...]  # kinds of source that count
    place: Location
    name: Text = field(
        default_factory=Text
    )  # short, in the place of the id where a reader is spoken to
    shortfall: Text = field(
        default_factory=Text
    )  # what is missing where it is not met, in one sentence
    weight: Weight | None = None  # none for what does not count in a rating
    party_act: bool = (
        False  # an act of a Party towards the bodies of the treaty: stands apart from the rating
    )
    depends_on: tuple[str, ...] = ()  # definitions it leans on: 1.a, 18.3
    permission: str = ""  # the paragraph that allows the reservation or declaration
    renamed_from: Ids = ()  # ids that it had in earlier versions of the checklist
    since: str = ""  # version of the checklist that brought it
    revised: str = ""  # last version that changed what it asks
    axis: str = "coverage"  # that of its part; filled when the instrument is read

    @cached_property
    def article(self) -> str:
        """The number of the article it belongs to."""
        return self.id.partition(".")[0]

    @cached_property
    def option(self) -> bool:
        """Whether it asks if the law uses an option that the instrument leaves open."""
        return self.level in OPTIONS

    @cached_property
    def rated(self) -> bool:
        """Whether it counts in the rating of its article: what binds does, safeguards have an axis of their own."""
        return self.binds and (self.kind != "safeguard" or self.axis == "safeguards")

    @cached_property
    def binds(self) -> bool:
        """Whether the instrument asks every State for it; acts of a Party stand apart."""
        return self.level in RATED and not self.party_act

    def asked(self, depth: Depth) -> bool:
        """Whether work of this depth asks it: the leads, the leads and mains, or everything."""
        return (
            depth == "full"
            or self.weight == "lead"
            or depth == "standard"
            and self.weight == "main"
        )


@dataclass(frozen=True)
class DraftingPoint:
    """One thing that a clause must settle, and the ways of settling it; guidance to adapt, not a clause."""

    point: Text
    place: Location
    options: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Article:
    """One article of an instrument, with what a drafter should know of it, in our own words."""

    article: str  # its number
    part: str  # id of the part
    heading: Text
    core: bool  # counts when the weakest core article of a part is named
    duty: Text
    leaves_open: tuple[Text, ...]
    pitfalls: tuple[Text, ...]
    drafting: tuple[DraftingPoint, ...]
    elements: tuple[Element, ...]
    place: Location

    def asked(self, depth: Depth) -> tuple[Element, ...]:
        """Return its elements that the instrument asks every State for and that work of this depth asks."""
        return tuple(one for one in self.elements if one.binds and one.asked(depth))


@dataclass(frozen=True)
class Part:
    """A group of articles that a report shows together."""

    id: str
    title: Text
    place: Location
    axis: str = "coverage"  # or `safeguards`: an axis of its own, never netted against coverage
    offences: bool = False  # mental elements and qualifiers of its articles belong to the offence that meets the lead


@dataclass(frozen=True)
class Permission:
    """A reservation or declaration that the instrument allows."""

    paragraph: str  # 9(4)
    kind: str  # reservation or declaration
    allows: Text
    place: Location
    limit: Text = field(default_factory=Text)
    elements: tuple[str, ...] = ()  # filled from the elements that name it


@dataclass(frozen=True)
class GuidanceNote:
    """A guidance note of the body that watches over the instrument."""

    number: str
    title: Text
    document: str
    adopted: Text
    articles: tuple[str, ...]
    confidence: Confidence
    source: Text
    place: Location
    note: Text = field(default_factory=Text)


@dataclass(frozen=True)
class Origin:
    """Where the official text was read, so that anyone can read it again."""

    name: Text
    language: str
    address: str
    sha256: str  # of the copy read: changes where the copy changes
    read_on: Day
    place: Location
    note: Text = field(default_factory=Text)


@dataclass(frozen=True)
class RatingScale:
    """The numbers of the rating rule, the index and the priorities; printed in every report."""

    rule: str  # version of the rating rule, named in every report
    values: Annotated[dict[str, float], Keyed()]  # what a grade counts in the index
    nc_lead_share: Annotated[Fraction, Share()]  # NC above this share of the leads not met
    nc_share: Annotated[
        Fraction, Share()
    ]  # NC where no lead is met and above this share of all not met
    lc_share: Annotated[Fraction, Share()]  # LC up to this share of all falling short
    index_known_share: float  # no index below this share of known elements
    priority_points: Annotated[dict[str, int], Keyed()]
    priority_from: Annotated[dict[Priority, int], Keyed()]
    root_cause_from: int  # a definition is a root cause from this number of dependants
    place: Location


@dataclass(frozen=True)
class Header:
    """What the file instrument.yaml says of a treaty, protocol or model law."""

    id: str
    title: Text
    short: Text
    number: str
    adopted: Day
    in_force: Day
    status: Text
    origin: Origin
    version: str  # of our checklist
    language: str  # of our checklist
    licence: Text
    terms: Text  # what the licence covers
    parts: tuple[Part, ...]
    permissions: tuple[Permission, ...]
    guidance_notes: tuple[GuidanceNote, ...]
    place: Location
    binds_through: str = ""  # last article that the checklist covers

    def axis(self, article: Article) -> str:
        """Return `coverage` or `safeguards`: the axis that the article's part stands on."""
        return next((part.axis for part in self.parts if part.id == article.part), "coverage")


@dataclass(frozen=True, kw_only=True)
class Instrument(Header):
    """A treaty, protocol or model law with its checklist."""

    articles: tuple[Article, ...]
    scale: RatingScale
    digest: str = ""  # sha256 of the files it was read from

    def article(self, number: str) -> Article | None:
        """Return the article of that number, or None."""
        return next((article for article in self.articles if article.article == number), None)

    def numbers(self) -> tuple[str, ...]:
        """Return the numbers of all articles in order."""
        return tuple(article.article for article in self.articles)

    def elements(self) -> tuple[Element, ...]:
        """Return all elements in order."""
        return tuple(element for article in self.articles for element in article.elements)

    def element(self, element_id: str) -> Element | None:
        """Return the element of that id, or None."""
        return self.by_id().get(element_id)

    def by_id(self) -> dict[str, Element]:
        """Return all elements by their ids."""
        return {element.id: element for element in self.elements()}


def by_number(article: str) -> tuple[int, str]:
    """Return what sorts the numbers of articles as a treaty counts them: 2 before 10, 3 before 3 bis before 4."""
    found = re.search(r"\d+", article)
    return int(found[0]) if found else 0, article
