"""An instrument folder → Instrument, with its language files laid over it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

from assess import paths
from assess.folder import Folder
from assess.model.instrument import Article, DraftingPoint, Element, Instrument, RatingScale, by_number
from assess.model.overlay import ArticleWords, ElementWords, PointWords
from assess.problems import Location, Problem, nearest, problem
from assess.schema import shape
from assess.text import Text
from assess.yamlfile import Document


def load_instrument(instrument: str) -> tuple[Instrument | None, tuple[Problem, ...]]:
    """Read an instrument with its articles, language files and the shared scales.

    `instrument` is the id of a built-in one, read once and kept, or the path of a folder (a text with a slash). Returns
    it, or None if its header is faulty, and the problems met.
    """
    if "/" in instrument or "\\" in instrument:
        return _read(instrument, Path(instrument))
    return _built_in(instrument)


@cache
def _built_in(instrument: str) -> tuple[Instrument | None, tuple[Problem, ...]]:
    return _read(instrument, paths.checklist(instrument))


def _read(instrument: str, root: Path) -> tuple[Instrument | None, tuple[Problem, ...]]:
    if not (root / "instrument.yaml").is_file():
        near = nearest(instrument, paths.checklists())
        words = {"name": instrument, "known": ", ".join(paths.checklists()), "nearest": near}
        return None, (problem("unknown-instrument", Location(str(root / "instrument.yaml")), **words),)
    folder = Folder(root)
    header = folder.one(Instrument, folder.document(root / "instrument.yaml"))
    scale = folder.one(RatingScale, folder.document(paths.scales()))
    articles = _articles(folder)
    if header is None or scale is None:
        return None, tuple(folder.problems)
    articles = _on_axes(_overlaid(articles, folder), header)
    whole = replace(header, articles=articles, scale=scale, digest=folder.digest(),
                    permissions=tuple(_with_elements(one, articles) for one in header.permissions))
    return whole, tuple(folder.problems)


def _articles(folder: Folder) -> tuple[Article, ...]:
    found = []
    for document in folder.documents("articles/*"):
        article = folder.one(Article, document)
        if article is not None:
            found.append(article)
    return tuple(sorted(found, key=lambda one: by_number(one.article)))


def _on_axes(articles: tuple[Article, ...], header: Instrument) -> tuple[Article, ...]:
    """Tell every element the axis of the part that its article belongs to."""
    return tuple(replace(one, elements=tuple(replace(two, axis=header.axis(one)) for two in one.elements))
                 for one in articles)


def _with_elements(permission, articles: tuple[Article, ...]):
    taken = tuple(element.id for article in articles for element in article.elements
                  if element.permission == permission.paragraph)
    return replace(permission, elements=taken)


def _overlaid(articles: tuple[Article, ...], folder: Folder) -> tuple[Article, ...]:
    """Lay every language file over the articles: `elements: {2.offence: {asks: …}}`, `articles: {"2": {duty: …}}`."""
    for document in folder.documents("lang/*"):
        folder.only(document, ("articles", "elements"))
        language = Path(document.path).stem
        known = {one.article: one for one in articles}
        said = _words(ArticleWords, "articles", known, document, language, folder)
        known = {element.id: element for one in articles for element in one.elements}
        asked = _words(ElementWords, "elements", known, document, language, folder)
        articles = tuple(_article_in(one, said.get(one.article), asked, language) for one in articles)
    return articles


def _words(kind: type, block: str, known: Iterable[str], document: Document, language: str,
           folder: Folder) -> dict[str, Any]:
    """Return what a language file says under `block`, by id; what is faulty or of no known id is left out and told."""
    data = document.data.get(block, {}) if isinstance(document.data, dict) else {}
    if not isinstance(data, dict):
        at = document.place((block,))
        folder.problems.append(problem("wrong-shape", at, key=block, wanted="@block"))
        return {}
    found = {}
    for key in (one for one in data if one != "place"):
        if key not in known:
            at = document.place((block, key))
            folder.problems.append(problem("overlay-unknown", at, id=key, nearest=nearest(key, known)))
            continue
        words, problems = shape(kind, data[key], document, (block, key), language)
        folder.problems += problems
        if words is not None:
            found[key] = words
    return found


def _article_in(article: Article, words: ArticleWords | None, asked: dict[str, ElementWords],
                language: str) -> Article:
    elements = tuple(_element_in(one, asked[one.id], language) if one.id in asked else one
                     for one in article.elements)
    if words is None:
        return replace(article, elements=elements)
    points = zip_longest(article.drafting, words.drafting[:len(article.drafting)])
    return replace(
        article, elements=elements, heading=_text_in(article.heading, words.heading, language),
        duty=_text_in(article.duty, words.duty, language),
        leaves_open=_lines_in(article.leaves_open, words.leaves_open, language),
        pitfalls=_lines_in(article.pitfalls, words.pitfalls, language),
        drafting=tuple(_point_in(point, said, language) if said else point for point, said in points))


def _point_in(point: DraftingPoint, words: PointWords, language: str) -> DraftingPoint:
    return replace(point, point=_text_in(point.point, words.point, language),
                   options=_lines_in(point.options, words.options, language))


def _lines_in(lines: tuple[Text, ...], said: tuple[Text, ...], language: str) -> tuple[Text, ...]:
    return tuple(_text_in(line, words, language)
                 for line, words in zip_longest(lines, said[:len(lines)], fillvalue=Text()))


def _element_in(element: Element, words: ElementWords, language: str) -> Element:
    criteria = {grade: _text_in(text, words.criteria.get(grade, Text()), language)
                for grade, text in element.criteria.items()}
    return replace(element, asks=_text_in(element.asks, words.asks, language), criteria=criteria)


def _text_in(text: Text, said: Text, language: str) -> Text:
    return text.with_language(language, str(said)) if said else text
