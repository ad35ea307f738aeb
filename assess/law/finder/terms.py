"""The term lists of an instrument: the words that laws of one language use for what an article asks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assess.base.problems import Code, LexgapError, Location, Problem, nearest, problem
from assess.files.yamlfile import Document, read
from assess.model.instrument import Instrument

FOLDER = "lang/terms"
FIELD = "field"  # the name under which articles speak of the list `field` among the matters
_KEYS = ("language", FIELD, "groups", "matters", "articles")
_ARTICLE_KEYS = ("headings", "needs", "helps", "against", "matters", "elements")


@dataclass(frozen=True)
class Facet:
    """One of the things that a provision must speak of, with the words for it."""

    name: str  # the group that it stands for, or its first term and dots
    terms: tuple[str, ...]


@dataclass(frozen=True)
class ArticleTerms:
    """What a provision that answers one article would say, and in which laws it would stand."""

    article: str  # number of an article, or of a definition: 1.a
    needs: tuple[Facet, ...]
    headings: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    # words that point to the unit for an element
    elements: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class TermList:
    """The terms of an instrument in one language."""

    language: str
    field: tuple[str, ...]
    matters: Mapping[str, tuple[str, ...]]
    articles: Mapping[str, ArticleTerms]
    digest: str = ""  # sha256 of the file

    def key(self, article_or_element: str) -> str:
        """Return the key of the list for an article or element, `1.a` for `1.a.device`, or an empty string."""
        return longest_key(article_or_element, self.articles)


def longest_key(name: str, known: Collection[str]) -> str:
    """Return the longest of the known names that an article or element is, or that its id begins with; else nothing."""
    steps = name.split(".")
    for length in range(len(steps), 0, -1):
        key = ".".join(steps[:length])
        if key in known:
            return key
    return ""


def languages(instrument: Instrument) -> tuple[str, ...]:
    """Return the codes of the languages in which the instrument has a term list, sorted."""
    return tuple(sorted(path.stem for path in _folder(instrument).glob("*.yaml")))


def load_terms(
    instrument: Instrument, language: str
) -> tuple[TermList | None, tuple[Problem, ...]]:
    """Read the term list of an instrument in a language.

    Returns the list, or None where there is none, and the problems met. What is faulty is left out and told.
    """
    path = _folder(instrument) / f"{language}.yaml"
    if not path.is_file():
        return None, ()
    document, problems = read(path)
    faults = list(problems)
    if not isinstance(document.data, dict) or "articles" not in document.data:
        missing = problem("missing-key", Location(str(path), 1), key="articles", owner="")
        return None, (*faults, *(() if faults else (missing,)))
    return _Reader(document, instrument, faults).terms(), tuple(faults)


def all_terms(instrument: Instrument) -> dict[str, TermList]:
    """Return the term lists of an instrument by language.

    Raises LexgapError for faults in them, and for an instrument that has none.
    """
    read = {language: load_terms(instrument, language) for language in languages(instrument)}
    faults = [fault for _, problems in read.values() for fault in problems]
    if not faults and not read:
        faults = [problem("no-terms", Location(instrument.place.path), id=instrument.id)]
    if faults:
        raise LexgapError(faults)
    return {language: terms for language, (terms, _) in read.items() if terms is not None}


def check_terms(instrument: Instrument) -> list[Problem]:
    """Return every problem of the term lists of an instrument, in the order of file and line."""
    problems = [
        fault for language in languages(instrument) for fault in load_terms(instrument, language)[1]
    ]
    return sorted(problems, key=lambda fault: (fault.at.path, fault.at.line, fault.code))


def _folder(instrument: Instrument) -> Path:
    return Path(instrument.place.path).parent / FOLDER


class _Reader:
    """Reads one file; knows its groups."""

    def __init__(self, document: Document, instrument: Instrument, problems: list[Problem]):
        self.document, self.instrument, self.problems = document, instrument, problems
        self.names: list[str] = []  # of the groups
        self.groups: dict[str, tuple[str, ...]] = {}

    def terms(self) -> TermList:
        data = self.document.data if isinstance(self.document.data, dict) else {}
        self._keys((), data, _KEYS)
        self.names = self._block(("groups",))
        for name in self.names:
            self._group(name)
        matters = {name: self._list(("matters", name)) for name in self._block(("matters",))}
        articles = {}
        for key in self._block(("articles",)):
            if self._known(("articles", key), key, "unknown-article", self._numbers()):
                articles[key] = self._article(("articles", key), key, {FIELD: (), **matters})
        return TermList(
            str(data.get("language", "")) or Path(self.document.path).stem,
            self._list((FIELD,)),
            matters,
            articles,
            self.document.digest,
        )

    def _article(self, steps: tuple, key: str, matters: Mapping) -> ArticleTerms:
        self._keys(steps, self._at(steps), _ARTICLE_KEYS)
        before = len(self.problems)
        needs = tuple(
            facet
            for facet in map(
                lambda number: self._facet((*steps, "needs", number)),
                range(len(self._items((*steps, "needs")))),
            )
            if facet.terms
        )
        if not needs and len(self.problems) == before:
            self.problems.append(
                problem("terms-empty", self.document.place(steps), key="needs", owner=key)
            )
        named = [
            item
            for item in self._items((*steps, "matters"))
            if self._known((*steps, "matters"), item, "terms-group", matters)
        ]
        elements = {
            name: self._list((*steps, "elements", name))
            for name in self._block((*steps, "elements"))
            if self._known(
                (*steps, "elements", name), name, "unknown-element", self.instrument.by_id()
            )
        }
        headings, helps, against = (
            self._list((*steps, name)) for name in ("headings", "helps", "against")
        )
        return ArticleTerms(key, needs, headings, helps, against, tuple(named), elements)

    def _facet(self, steps: tuple) -> Facet:
        value = self._at(steps)
        name = value.removeprefix("$") if isinstance(value, str) and value.startswith("$") else ""
        before, terms = len(self.problems), self._list(steps)
        if not terms and len(self.problems) == before:
            self.problems.append(
                problem("terms-empty", self.document.place(steps), key="needs", owner=steps[1])
            )
        return Facet(name.replace("_", " ") or f"{next(iter(terms), '')} …", terms)

    def _list(self, steps: tuple) -> tuple[str, ...]:
        """Return the terms of a list, each once; `$name` stands for the terms of that group."""
        terms: dict[str, None] = {}
        for item in self._items(steps):
            name = item.removeprefix("$")
            if name == item:
                terms[item] = None
            elif self._known(steps, name, "terms-group", self.names):
                terms.update(dict.fromkeys(self._group(name)))
        return tuple(terms)

    def _group(self, name: str) -> tuple[str, ...]:
        """Return the terms of a group, whichever of two that name one another comes first."""
        if name not in self.groups:
            self.groups[name] = ()  # a group that names itself gets nothing more by it
            self.groups[name] = self._list(("groups", name))
        return self.groups[name]

    def _items(self, steps: tuple) -> list[Any]:
        """Return the items of a list, or a single text as a list of one."""
        value = self._at(steps)
        if isinstance(value, str):
            return [value] if value else []
        whole = isinstance(value, list) and (
            steps[-1] == "needs" or all(isinstance(entry, str) for entry in value)
        )
        if not whole:
            self.problems.append(
                problem(
                    "wrong-shape", self.document.place(steps), key=str(steps[-1]), wanted="@list"
                )
            )
        return value if whole else []

    def _block(self, steps: tuple) -> list[str]:
        value = self._at(steps)
        if not isinstance(value, dict):
            if value != "":
                self.problems.append(
                    problem(
                        "wrong-shape", self.document.place(steps), key=steps[-1], wanted="@block"
                    )
                )
            return []
        return [key for key in value if key != "place"]

    def _at(self, steps: tuple) -> Any:
        value: Any = self.document.data
        for step in steps:
            if isinstance(value, list):
                value = value[step]
            else:
                value = value.get(step, "") if isinstance(value, dict) else ""
        return value

    def _keys(self, steps: tuple, block: object, known: tuple[str, ...]) -> None:
        for key in block if isinstance(block, dict) else ():
            if key != "place" and key not in known:
                at = self.document.place((*steps, key))
                self.problems.append(
                    problem("unknown-key", at, key=key, nearest=nearest(key, known))
                )

    def _known(self, steps: tuple, name: str, code: Code, known: Collection[str]) -> bool:
        if name not in known:
            at = self.document.place(steps)
            self.problems.append(problem(code, at, id=name, nearest=nearest(name, known)))
        return name in known

    def _numbers(self) -> frozenset[str]:
        """Return what may stand as the key of an article: numbers of articles, and what ids of elements begin with."""
        return frozenset(self.instrument.numbers()) | frozenset(_beginnings(self.instrument))


def _beginnings(instrument: Instrument) -> Iterator[str]:
    for element in instrument.elements():
        yield from element.marks[1:-1]
