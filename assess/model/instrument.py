"""What is assessed: instrument → part → article → element."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Annotated

from assess.base.problems import Location
from assess.base.text import Text
from assess.model.day import Day
from assess.model.fields import FILLED, Ids, Keyed, Share
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

#: Words behind a number by which an article was put in later, in the order in which they count.
_INSERTED = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")
_MOST_STEPS, _MOST_DIGITS = 20, 9  # of an id and of a number: more is no name, and would take long
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_NOT_IN_FILES = re.compile(r"[^\w.-]+")


@dataclass(frozen=True)
class ElementRef:
    """An element or article as a person names it, with its instrument where two can meet: `budapest:2.offence`."""

    id: str  # of an element (2.offence), of an article (2), or the beginning of ids (1.a)
    instrument: str = ""  # id of the instrument; empty where it is not named

    @classmethod
    def parse(cls, name: str, instruments: Collection[str]) -> ElementRef:
        """Return what a name means where the ids of these instruments are known.

        What stands before a colon and is no id of an instrument belongs to the name, such as the law of a provision.
        """
        instrument, colon, rest = name.partition(":")
        if colon and instrument.strip() in instruments:
            return cls(rest.strip(), instrument.strip())
        return cls(name)

    def __str__(self) -> str:
        return f"{self.instrument}:{self.id}" if self.instrument else self.id


@dataclass(frozen=True)
class Element:
    """The smallest thing of an article that a lawyer can answer for."""

    id: str  # stable, begins with the number of its article and a point: 19.2.extension
    source: str  # the paragraph it rests on: 19(2)
    asks: Text  # one question, answerable from a legal text
    kind: Kind
    level: Level
    criteria: Annotated[dict[Grade, Text], Keyed()]  # per grade, what must be true for it
    evidence: tuple[Evidence, ...]  # kinds of source that count
    place: Location
    # short, in the place of the id where a reader is spoken to
    name: Text = field(default_factory=Text)
    # what is missing where it is not met, in one sentence
    shortfall: Text = field(default_factory=Text)
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
    article: str = field(default="", metadata=FILLED)  # number of the article that it stands in

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The names that mean it: its article, each beginning of its id that goes further, and the id itself."""
        if not self.id.startswith(f"{self.article}."):
            return self.article, self.id
        marks = [self.article]
        steps = self.id.removeprefix(f"{self.article}.").split(".", _MOST_STEPS)
        for step in steps:
            marks.append(f"{marks[-1]}.{step}")
        return tuple(marks)

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

    article: str  # its number, which may hold points, letters and spaces: 1.2, 18 bis, s 12
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
        return tuple(element for element in self.elements if element.binds and element.asked(depth))


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
    # NC where no lead is met and above this share of all not met
    nc_share: Annotated[Fraction, Share()]
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
        return self._articles.get(number)

    def numbers(self) -> tuple[str, ...]:
        """Return the numbers of all articles in order."""
        return tuple(article.article for article in self.articles)

    def elements(self) -> tuple[Element, ...]:
        """Return all elements in order."""
        return self._in_order

    def element(self, element_id: str) -> Element | None:
        """Return the element of that id, or None."""
        return self._elements.get(element_id)

    def in_order(self, ids: Iterable[str]) -> list[Element]:
        """Return the elements of these ids in the order of the instrument, each once; ids it does not have are left out."""
        places = sorted({self._places[name] for name in ids if name in self._places})
        return [self._in_order[place] for place in places]

    def by_id(self) -> dict[str, Element]:
        """Return all elements by their ids."""
        return self._elements

    def id_of(self, name: str) -> str:
        """Return a name of an element or article without the id of this instrument before it, if that is there."""
        return ElementRef.parse(name, (self.id,)).id

    def article_of(self, name: str) -> str:
        """Return the number of the article that a name belongs to; empty where the instrument has none such.

        The name is the id of an element, also of one that is not there, the beginning of an id, or an article itself.
        Where the numbers of two articles begin an id (1 and 1.2 begin 1.2.offence), the longer one is meant.
        """
        steps = name.split(".", self._most_steps)[: self._most_steps]
        for size in range(len(steps), 0, -1):
            number = ".".join(steps[:size])
            if number in self._articles:
                return number
        return ""

    def means(self, mark: str) -> tuple[Element, ...]:
        """Return the elements that a name means: those of an article, of the beginning of an id, or the one of an id."""
        return self._meant.get(self.article_of(mark), {}).get(mark, ())

    @cached_property
    def _meant(self) -> dict[str, dict[str, tuple[Element, ...]]]:
        """The elements by article and by each name that means them."""
        meant: dict[str, dict[str, tuple[Element, ...]]] = {}
        for number, article in self._articles.items():
            named: dict[str, list[Element]] = {}
            for element in article.elements:
                for mark in dict.fromkeys(element.marks):
                    named.setdefault(mark, []).append(element)
            meant[number] = {mark: tuple(elements) for mark, elements in named.items()}
        return meant

    @cached_property
    def _most_steps(self) -> int:
        """The most parts that points make of the number of an article."""
        return max((number.count(".") + 1 for number in self._articles), default=1)

    @cached_property
    def _articles(self) -> dict[str, Article]:
        return {article.article: article for article in reversed(self.articles)}

    @cached_property
    def _in_order(self) -> tuple[Element, ...]:
        return tuple(element for article in self.articles for element in article.elements)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {element.id: place for place, element in enumerate(self._in_order)}

    @cached_property
    def _elements(self) -> dict[str, Element]:
        return {element.id: element for element in self._in_order}


def by_number(name: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """Return what sorts the numbers of articles, or ids that begin with them, as an instrument counts.

    2 comes before 10, 1.2 before 1.10, and 18 before 18 bis, 18 ter and 19. Words before the first number, as in s 12,
    do not count; what has no number comes first.
    """
    order: list[tuple[int, int, str]] = []
    for token in _TOKEN.findall(name):
        if token.isdecimal():
            order.append((2, int(token[:_MOST_DIGITS]), ""))
        elif order:
            word = token.lower()
            order.append((1, _INSERTED.index(word), "") if word in _INSERTED else (0, 0, word))
    return tuple(order), name


def file_stem(article: str) -> str:
    """Return how the file for the answers to an article is named, without its ending: `02`, `1.2`, `18-bis`."""
    if article.isascii() and article.isdigit():
        return article.zfill(2)
    return _NOT_IN_FILES.sub("-", article)
