"""An instrument folder → Instrument, with its language files laid over it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from assess import paths
from assess.folder import Folder
from assess.model.instrument import Article, Element, Instrument, RatingScale
from assess.problems import Location, Problem, nearest, problem
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
    articles = _on_axes(_overlaid(articles, folder, header.language), header)
    whole = replace(header, articles=articles, scale=scale, digest=folder.digest(),
                    permissions=tuple(_with_elements(one, articles) for one in header.permissions))
    return whole, tuple(folder.problems)


def _articles(folder: Folder) -> tuple[Article, ...]:
    found = []
    for path in sorted((folder.root / "articles").glob("*.yaml")):
        article = folder.one(Article, folder.document(path))
        if article is not None:
            found.append(article)
    return tuple(sorted(found, key=lambda one: _number(one.article)))


def _on_axes(articles: tuple[Article, ...], header: Instrument) -> tuple[Article, ...]:
    """Tell every element the axis of the part that its article belongs to."""
    return tuple(replace(one, elements=tuple(replace(two, axis=header.axis(one)) for two in one.elements))
                 for one in articles)


def _number(article: str) -> tuple[int, str]:
    digits = "".join(sign for sign in article if sign.isdigit())
    return int(digits or 0), article


def _with_elements(permission, articles: tuple[Article, ...]):
    taken = tuple(element.id for article in articles for element in article.elements
                  if element.permission == permission.paragraph)
    return replace(permission, elements=taken)


def _overlaid(articles: tuple[Article, ...], folder: Folder, own: str) -> tuple[Article, ...]:
    """Lay every language file over the articles: `elements: {2.offence: {asks: …}}`, `articles: {"2": {duty: …}}`."""
    for path in sorted((folder.root / "lang").glob("*.yaml")):
        document = folder.document(path)
        data = document.data if isinstance(document.data, dict) else {}
        language = path.stem
        _report_unknown(articles, data, document, folder)
        articles = tuple(_article_in(one, data, language) for one in articles)
    return articles


def _report_unknown(articles: tuple[Article, ...], data: dict, document: Document, folder: Folder) -> None:
    known = {"articles": {one.article for one in articles},
             "elements": {element.id for one in articles for element in one.elements}}
    for block, ids in known.items():
        for key in _block(data, block):
            if key not in ids:
                at = document.place((block, key))
                folder.problems.append(problem("overlay-unknown", at, id=key, nearest=nearest(key, ids)))


def _block(data: dict, key: str) -> dict:
    block = data.get(key, {})
    return {name: value for name, value in block.items() if name != "place"} if isinstance(block, dict) else {}


def _article_in(article: Article, data: dict, language: str) -> Article:
    words = _block(_block(data, "articles"), article.article)
    elements = tuple(_element_in(one, _block(_block(data, "elements"), one.id), language) for one in article.elements)
    changes: dict[str, object] = {name: getattr(article, name).with_language(language, words[name])
                                  for name in ("heading", "duty") if isinstance(words.get(name), str)}
    for name in ("leaves_open", "pitfalls"):
        changes[name] = _lines_in(getattr(article, name), words.get(name), language)
    points = words.get("drafting") if isinstance(words.get("drafting"), list) else []
    changes["drafting"] = tuple(
        _point_in(point, points[number] if number < len(points) else {}, language)
        for number, point in enumerate(article.drafting))
    return replace(article, elements=elements, **changes)


def _point_in(point, words: dict, language: str):
    options = _lines_in(point.options, words.get("options"), language)
    said = words.get("point")
    return replace(point, options=options, point=point.point.with_language(language, said) if said else point.point)


def _lines_in(lines: tuple[Text, ...], words: object, language: str) -> tuple[Text, ...]:
    if not isinstance(words, list):
        return lines
    return tuple(line.with_language(language, words[number]) if number < len(words) else line
                 for number, line in enumerate(lines))


def _element_in(element: Element, words: dict, language: str) -> Element:
    asks = element.asks.with_language(language, words["asks"]) if "asks" in words else element.asks
    said = _block(words, "criteria")
    criteria = {grade: text.with_language(language, said[grade]) if grade in said else text
                for grade, text in element.criteria.items()}
    return replace(element, asks=asks, criteria=criteria)
