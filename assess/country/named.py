"""Elements as a reader is told of them: by short name, article by article, with the id kept beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from assess.answers import element_name
from assess.model.instrument import Element, Instrument
from assess.speak.values import Phrase, Value, phrase, semicolons, spaced


@dataclass(frozen=True)
class ElementName:
    """An element by its short name, and its id to be printed small beside it."""

    id: str
    name: Value


@dataclass(frozen=True)
class ArticleElements:
    """Elements of one article in a list over several: a short name tells elements of one article apart, and no more."""

    number: str
    elements: tuple[ElementName, ...]
    whole: (
        Value  # said in the place of the names where every element that binds is meant; else empty
    )

    @property
    def article(self) -> Value:
        """Return the article by its number: Article 3."""
        return spaced(phrase("article"), self.number)


@dataclass(frozen=True)
class ElementLine:
    """What is said of one element, without its name."""

    id: str
    name: Value
    article: str  # number
    text: Value


def name_of(element: Element) -> ElementName:
    """Return an element by its short name."""
    return ElementName(element.id, element_name(element))


def beside(name: Value, element: str) -> Value:
    """Return a name with the id in brackets, where no smaller print is to be had; an id alone once."""
    return name if name == element else spaced(name, f"({element})")


def by_article(ids: Iterable[str], instrument: Instrument) -> tuple[ArticleElements, ...]:
    """Return elements article by article, in the order of the instrument; ids that it does not have are left out."""
    groups = []
    for number, elements in groupby(instrument.in_order(ids), attrgetter("article")):
        own = list(elements)
        names = tuple(name_of(element) for element in own)
        whole = len(own) > 3 and _binding(instrument, number) <= {element.id for element in own}
        text = phrase("sentences.whole_article", number=len(own)) if whole else ""
        groups.append(ArticleElements(number, names, text))
    return tuple(groups)


def _binding(instrument: Instrument, number: str) -> set[str]:
    article = instrument.article(number)
    return {element.id for element in article.elements if element.binds} if article else set()


def listed(
    groups: Iterable[ArticleElements], ids: bool = False, form: str = "in_article"
) -> list[Phrase]:
    """Return a line for each article: its number, and the names of its elements, with their ids if asked for."""
    sentences = []
    for group in groups:
        names: list[Value] = [
            beside(element.name, element.id) if ids else element.name for element in group.elements
        ]
        sentences.append(
            phrase(
                f"sentences.{form}", article=group.article, names=group.whole or semicolons(names)
            )
        )
    return sentences
