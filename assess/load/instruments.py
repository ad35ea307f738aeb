"""An instrument folder → Instrument, with those of its language files laid over it that are asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, replace
from functools import cache
from os.path import isfile
from pathlib import Path

from assess.base import paths
from assess.base.problems import Location, Problem, nearest, problem
from assess.load.folder import Folder
from assess.load.overlays import overlaid
from assess.model.instrument import Article, Header, Instrument, Permission, RatingScale, by_number

Found = tuple[Instrument | None, tuple[Problem, ...]]


def load_instrument(instrument: str, languages: Collection[str] | None = None) -> Found:
    """Read an instrument with its articles, the shared scales, and its language files: all, or those of `languages`.

    `instrument` is the id of a built-in one, read once and kept, or the path of a folder (a text with a slash). Returns
    it, or None if its header is faulty, and the problems met. Its digest is that of all files, whichever are read.
    """
    wanted = None if languages is None else frozenset(languages)
    if "/" in instrument or "\\" in instrument:
        return _spoken(_read(instrument, Path(instrument)), Path(instrument), wanted)
    return _built_in(instrument, wanted)


@cache
def _built_in(instrument: str, wanted: frozenset[str] | None) -> Found:
    return _spoken(_built_in_alone(instrument), paths.checklist(instrument), wanted)


@cache
def _built_in_alone(instrument: str) -> Found:
    return _read(instrument, paths.checklist(instrument))


def _spoken(pair: Found, root: Path, wanted: frozenset[str] | None) -> Found:
    """Return an instrument that was read in its own language with its translations."""
    whole, problems = pair
    if whole is None:
        return pair
    folder = Folder(root)
    return overlaid(whole, folder, wanted), (*problems, *folder.problems)


def _read(instrument: str, root: Path) -> Found:
    if not isfile(root / "instrument.yaml"):  # which takes a name too long for any file as well
        near = nearest(instrument, paths.checklists())
        words = {"name": instrument, "known": paths.checklists(), "nearest": near}
        return None, (
            problem("unknown-instrument", Location(str(root / "instrument.yaml")), **words),
        )
    folder = Folder(root)
    header = folder.record(Header, folder.document(root / "instrument.yaml"))
    scale = folder.record(RatingScale, folder.document(paths.scales()))
    articles = _articles(folder)
    if header is None or scale is None:
        return None, tuple(folder.problems)
    articles = _placed(articles, header)
    whole = Instrument(
        **{known.name: getattr(header, known.name) for known in fields(header)},
        articles=articles,
        scale=scale,
    )
    for path in folder.paths("lang/*"):
        folder.pass_over(path)
    return replace(
        whole,
        permissions=tuple(_with_elements(allowed, articles) for allowed in whole.permissions),
        digest=folder.digest(),
    ), tuple(folder.problems)


def _articles(folder: Folder) -> tuple[Article, ...]:
    articles = []
    for document in folder.documents("articles/*"):
        article = folder.record(Article, document)
        if article is not None:
            articles.append(article)
    return tuple(sorted(articles, key=lambda article: by_number(article.article)))


def _placed(articles: tuple[Article, ...], header: Header) -> tuple[Article, ...]:
    """Tell every element the article that it stands in, and the axis of the part which that belongs to."""
    placed = []
    for article in articles:
        axis, number = header.axis(article), article.article
        elements = [replace(element, axis=axis, article=number) for element in article.elements]
        placed.append(replace(article, elements=tuple(elements)))
    return tuple(placed)


def _with_elements(permission: Permission, articles: tuple[Article, ...]) -> Permission:
    taken = tuple(
        element.id
        for article in articles
        for element in article.elements
        if element.permission == permission.paragraph
    )
    return replace(permission, elements=taken)
