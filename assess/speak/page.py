"""A typed value as a template or a writer reads it in one language: texts are strings, marks have letter and label."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Any

from assess.base.text import steady
from assess.speak.marks import Mark
from assess.speak.pieces import named
from assess.speak.values import MARKS, TEXTS, Paragraphs
from assess.speak.words import Words

#: Fields that hold a name, which writers put into sentences and titles: that of another language stands in for it.
_NAMES = {"title", "short", "name", "law_name", "country", "heading", "provision"}


class Page:
    """A typed value in one language: each of its fields and properties is spoken when it is read.

    The page of a whole report also has `labels`, `language` and `rtl`. `all_languages` gives it with the same page in
    each of the other languages of the report.
    """

    def __init__(self, value: Any, words: Words, others: tuple[Page, ...] = ()):
        self._value, self._words, self._others = value, words, others

    def __getattr__(self, name: str) -> Any:
        """Return what the value says under a name; it is said once, and then an attribute of the page."""
        if name.startswith("_"):
            raise AttributeError(name)
        if name in ("labels", "language", "rtl") and not hasattr(type(self._value), name):
            known_spoken = getattr(self._words, name)
        else:
            value = getattr(self._value, name)
            kind: Any = type(self._value)
            absent = value is None and names_of(kind).get(name) is str
            known_spoken = "" if absent else spoken(value, self._words)
            known_spoken = (
                named(known_spoken)
                if name in _NAMES and isinstance(known_spoken, str)
                else known_spoken
            )
        self.__dict__[name] = known_spoken
        return known_spoken

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Page) and self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return f"Page({self._value!r})"


def words_of(page: Any) -> Words:
    """Return what speaks on a page; of any other object that has labels, a speaker of these."""
    if isinstance(page, Page):
        return page._words
    return Words(page.labels, getattr(page, "language", ""))


def all_languages(page: Any) -> tuple[Any, ...]:
    """Return a page and the same in each of its other languages."""
    return (page, *page._others) if isinstance(page, Page) else (page,)


def value_of(page: Any) -> Any:
    """Return the typed value behind a page; any other value is its own."""
    return page._value if isinstance(page, Page) else page


@cache
def names_of(kind: Any) -> dict[str, Any]:
    """Return the fields and properties of a typed value, as its page has them, each with the type that it gives."""
    names: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        for name, value in vars(base).items():
            if isinstance(value, property) and not name.startswith("_"):
                hints = typing.get_type_hints(value.fget)
                names[name] = spoken_type(hints.get("return", Any))
    hints = typing.get_type_hints(kind) if is_dataclass(kind) else {}
    return names | {name: spoken_type(hint) for name, hint in hints.items()}


def spoken_type(kind: Any) -> Any:
    """Return the type that a page gives for a field of a type: `str` for what is said, Mark for what is marked."""
    if kind is Paragraphs:
        return tuple[tuple[str, tuple[str, ...]], ...]
    if kind in MARKS:
        return Mark
    if kind in TEXTS:
        return str
    arguments = typing.get_args(kind)
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        if all(argument in MARKS for argument in arguments):
            return Mark
        if any(argument in TEXTS for argument in arguments):
            return str
        rest = [spoken_type(argument) for argument in arguments if argument is not types.NoneType]
        return rest[0] if len(rest) == 1 else Any
    if typing.get_origin(kind) is tuple:
        inner = tuple(part if part is ... else spoken_type(part) for part in arguments)
        return tuple.__class_getitem__(inner)
    return kind


def spoken(value: Any, words: Words) -> Any:
    """Return a value in one language: a text as a string, a mark as a Mark, an object as a Page, numbers as they are."""
    if type(value) is str:
        return steady(value)
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, MARKS):
        return words.mark(value)
    if isinstance(value, TEXTS):
        return words.say(value)
    if isinstance(value, Paragraphs):
        return words.paragraphs(value)
    if isinstance(value, (tuple, list)):
        return tuple([spoken(entry, words) for entry in value])
    if isinstance(value, Mapping):
        return {key: spoken(entry, words) for key, entry in value.items()}
    if is_dataclass(value) and not isinstance(value, (type, Mark)):
        return _page(value, words)
    return value


def _page(value: Any, words: Words) -> Page:
    """Return the page of a value: the same wherever the value is shown, so that it is spoken once."""
    if id(value) not in words.pages:
        # which holds it, so that nothing else gets its identity
        words.pages[id(value)] = Page(value, words)
    page: Page = words.pages[id(value)]
    return page
