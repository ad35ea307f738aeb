"""Elements as a reader is told of them: by short name, article by article, with the id kept beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assess.model.instrument import Element, Instrument
from assess.speak.words import Words


@dataclass(frozen=True)
class ElementName:
    """An element by its short name, and its id to be printed small beside it."""

    id: str
    name: str


@dataclass(frozen=True)
class ArticleElements:
    """Elements of one article in a list over several: a short name tells elements of one article apart, and no more."""

    number: str
    article: str  # Article 3
    elements: tuple[ElementName, ...]
    whole: str  # said in the place of the names where every element that binds is meant; else empty


@dataclass(frozen=True)
class ElementLine:
    """What is said of one element, without its name."""

    id: str
    name: str
    article: str  # number
    text: str


def name_of(element: Element, words: Words) -> ElementName:
    """Return an element by its short name."""
    return ElementName(element.id, words.element(element))


def beside(one: ElementName) -> str:
    """Return the name with the id in brackets, where no smaller print is to be had; an id alone once."""
    return one.name if one.name == one.id else f"{one.name} ({one.id})"


def by_article(
    ids: Iterable[str], instrument: Instrument, words: Words
) -> tuple[ArticleElements, ...]:
    """Return elements article by article, in the order of the instrument; ids that it does not have are left out."""
    wanted, found = set(ids), []
    for article in instrument.articles:
        own = [one for one in article.elements if one.id in wanted]
        if own:
            binding = [one for one in article.elements if one.binds]
            whole = len(own) > 3 and {one.id for one in own} >= {one.id for one in binding}
            found.append(
                ArticleElements(
                    article.article,
                    f"{words.labels.article} {article.article}",
                    tuple(name_of(one, words) for one in own),
                    words.labels.sentences.whole_article.format(number=len(own)) if whole else "",
                )
            )
    return tuple(found)


def listed(
    groups: Iterable[ArticleElements], words: Words, ids: bool = False, form: str = "in_article"
) -> list[str]:
    """Return a line for each article: its number, and the names of its elements, with their ids if asked for."""
    semicolon = words.labels.semicolon
    return [
        words.labels.sentences[form].format(
            article=one.article,
            names=one.whole
            or semicolon.join(beside(two) if ids else two.name for two in one.elements),
        )
        for one in groups
    ]


def subject(number: str, element: Element | None, words: Words) -> str:
    """Return what a comment or a sentence is about: an article, or an element of it by its short name."""
    article = f"{words.labels.article} {number}"
    return words.labels.comma.join((article, words.element(element))) if element else article
