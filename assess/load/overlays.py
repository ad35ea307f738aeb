"""The language files of an instrument laid over its texts; what is missing in one, and what was translated before."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from assess.base.problems import problem
from assess.base.text import Text
from assess.files.schema import shape
from assess.files.yamlfile import Document
from assess.load.folder import Folder
from assess.model.instrument import Article, Instrument
from assess.model.overlay import ArticleWords, ElementWords, EntryWords, HeaderWords

#: Block of a language file → what its entries are called by in the instrument.
_ENTRIES = {"parts": "id", "permissions": "paragraph", "guidance_notes": "number"}
_BLOCKS = ("instrument", *_ENTRIES, "articles", "elements")


def overlaid(
    instrument: Instrument, folder: Folder, wanted: Collection[str] | None = None
) -> Instrument:
    """Return an instrument with the files `lang/<language>.yaml` of its folder laid over it: those wanted, or all.

    A file says under `articles`, `elements`, `parts`, `permissions` and `guidance_notes`, by their ids, and under
    `instrument`, what the texts are in its language. What is faulty, of no known id, or translated from a text that was
    changed since, is told among the problems of the folder.
    """
    for path in folder.paths("lang/*"):
        if wanted is None or path.stem in wanted:
            document = folder.document(path)
            folder.only(document, _BLOCKS)
            instrument = _Laid(instrument, document, folder).whole()
    return instrument


def mark(entry: object) -> str:
    """Return the mark of an entry's original texts, which a language file keeps as `of`: 8 digits of their sha256."""
    compact = "\n".join(text.by[0][1] for text in texts(entry) if text)
    return hashlib.sha256(compact.encode()).hexdigest()[:8]


def texts(entry: Any) -> Iterator[Text]:
    """Yield the texts of an entry of an instrument in their order, those of the entries that have ids left out."""
    for field in fields(entry):
        value = getattr(entry, field.name)
        if isinstance(value, Text):
            yield value
        elif isinstance(value, dict):
            yield from (value for value in value.values() if isinstance(value, Text))
        elif is_dataclass(value):
            yield from texts(value)
        elif isinstance(value, tuple) and not (value and _has_id(value[0])):
            for item in value:
                if isinstance(item, Text):
                    yield item
                elif is_dataclass(item):
                    yield from texts(item)


def languages(instrument: Instrument) -> list[str]:
    """Return the languages that any text of an instrument has beside its own, sorted."""
    own_languages = {
        language
        for _, entry in _named(instrument)
        for text in texts(entry)
        for language, _ in text.by
    }
    return sorted(own_languages - {instrument.language})


def untranslated(instrument: Instrument, language: str) -> list[str]:
    """Return the ids of the entries of an instrument of which a text is missing in a language."""
    return [
        name
        for name, entry in _named(instrument)
        if any(text and language not in dict(text.by) for text in texts(entry))
    ]


def _named(instrument: Instrument) -> Iterator[tuple[str, Any]]:
    """Yield the entries of an instrument that a language file can have, each with its id."""
    yield instrument.id, instrument
    for block, key in _ENTRIES.items():
        yield from ((str(getattr(entry, key)), entry) for entry in getattr(instrument, block))
    yield from ((article.article, article) for article in instrument.articles)
    yield from ((element.id, element) for element in instrument.elements())


def _has_id(value: object) -> bool:
    return is_dataclass(value) and any(
        hasattr(value, key) for key in ("id", "article", "paragraph", "number")
    )


class _Laid:
    """One language file over one instrument."""

    def __init__(self, instrument: Instrument, document: Document, folder: Folder):
        self.instrument, self.document, self.folder = instrument, document, folder
        self.language = Path(document.path).stem
        self.data = document.data if isinstance(document.data, dict) else {}

    def whole(self) -> Instrument:
        """Return the instrument with this language."""
        own = self.instrument
        articles = {article.article: article for article in own.articles}
        elements = {element.id: element for element in own.elements()}
        words, asked = (
            self._words(ArticleWords, "articles", articles),
            self._words(ElementWords, "elements", elements),
        )
        header = self._words(HeaderWords, "instrument", {own.id: own}, only=own.id).get(own.id)
        laid = replace(
            own,
            parts=self._listed("parts"),
            permissions=self._listed("permissions"),
            guidance_notes=self._listed("guidance_notes"),
            articles=tuple(
                self._article(article, words.get(article.article), asked)
                for article in own.articles
            ),
        )
        if header is None:
            return laid
        laid = self._laid_over(laid, header)
        return (
            replace(laid, origin=self._laid_over(own.origin, header.origin))
            if header.origin
            else laid
        )

    def _listed(self, block: str) -> tuple[Any, ...]:
        key = _ENTRIES[block]
        entries = {str(getattr(entry, key)): entry for entry in getattr(self.instrument, block)}
        words = self._words(EntryWords, block, entries)
        return tuple(
            self._laid_over(entry, words[name]) if name in words else entry
            for name, entry in entries.items()
        )

    def _words(
        self, kind: type, block: str, known: dict[str, Any], only: str = ""
    ) -> dict[str, Any]:
        """Return what the file says under a block, by id; `only` names the one entry that a block is about."""
        data = self.data.get(block, {})
        if not isinstance(data, dict):
            at = self.document.place((block,))
            self.folder.problems.append(problem("wrong-shape", at, key=block, wanted="@block"))
            return {}
        if only and block in self.data:
            data = {only: data}
        own_words = {}
        for key in (entry for entry in data if entry != "place"):
            steps = (block,) if only else (block, key)
            at = self.document.place(steps)
            if key not in known:
                self.folder.problems.append(
                    problem(
                        "overlay-unknown",
                        at,
                        id=key,
                        nearest=self.document.hints.nearest(key, known, at),
                    )
                )
                continue
            words, problems = shape(kind, data[key], self.document, steps, self.language)
            self.folder.problems += problems
            if words is not None:
                own_words[key] = words
                if words.of and words.of != mark(known[key]):
                    self.folder.problems.append(
                        problem("overlay-stale", at, id=key, mark=mark(known[key]))
                    )
        return own_words

    def _laid_over(self, entry: Any, words: Any) -> Any:
        """Return an entry with the texts that `words` has of it."""
        return replace(
            entry,
            **{
                field.name: self._text(getattr(entry, field.name), getattr(words, field.name))
                for field in fields(words)
                if isinstance(getattr(words, field.name), Text) and hasattr(entry, field.name)
            },
        )

    def _article(
        self, article: Article, words: ArticleWords | None, asked: dict[str, ElementWords]
    ) -> Article:
        elements = tuple(
            self._element(element, asked[element.id]) if element.id in asked else element
            for element in article.elements
        )
        article = replace(article, elements=elements)
        if words is None:
            return article
        points = zip_longest(article.drafting, words.drafting[: len(article.drafting)])
        return replace(
            self._laid_over(article, words),
            leaves_open=self._lines(article.leaves_open, words.leaves_open),
            pitfalls=self._lines(article.pitfalls, words.pitfalls),
            drafting=tuple(
                replace(
                    self._laid_over(point, wording),
                    options=self._lines(point.options, wording.options),
                )
                if wording
                else point
                for point, wording in points
            ),
        )

    def _element(self, element: Any, words: ElementWords) -> Any:
        criteria = {
            grade: self._text(text, words.criteria.get(grade, Text()))
            for grade, text in element.criteria.items()
        }
        return replace(self._laid_over(element, words), criteria=criteria)

    def _lines(self, lines: Iterable[Text], wordings: tuple[Text, ...]) -> tuple[Text, ...]:
        lines = tuple(lines)
        return tuple(
            self._text(line, words)
            for line, words in zip_longest(lines, wordings[: len(lines)], fillvalue=Text())
        )

    def _text(self, text: Text, wording: Text) -> Text:
        return text.with_language(self.language, str(wording)) if wording else text
