"""A typed value as a template or a writer reads it in one language: texts are strings, marks have letter and label."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any

from assess.speak.marks import Mark
from assess.speak.values import MARKS, TEXTS
from assess.speak.words import Words


class Page:
    """A typed value in one language: each of its fields and properties is spoken when it is read.

    The page of a whole report also has `labels`, `language`, `rtl` and, where the report speaks several languages,
    `others`: the same page in each of the other languages.
    """

    def __init__(self, value: Any, words: Words, others: tuple[Page, ...] = ()):
        self._value, self._words, self._known = value, words, {"others": others}

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        known = self._known
        if name not in known:
            if name in ("labels", "language", "rtl") and not hasattr(type(self._value), name):
                known[name] = getattr(self._words, name)
            else:
                known[name] = spoken(getattr(self._value, name), self._words)
        return known[name]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Page) and self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __repr__(self) -> str:
        return f"Page({self._value!r})"


def value_of(page: Any) -> Any:
    """Return the typed value behind a page; any other value is its own."""
    return page._value if isinstance(page, Page) else page


def spoken(value: Any, words: Words) -> Any:
    """Return a value in one language: a text as a string, a mark as a Mark, an object as a Page, numbers as they are."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, MARKS):
        return words.mark(value)
    if isinstance(value, TEXTS):
        return words.say(value)
    if isinstance(value, (tuple, list)):
        return tuple([spoken(entry, words) for entry in value])
    if isinstance(value, Mapping):
        return {key: spoken(entry, words) for key, entry in value.items()}
    if is_dataclass(value) and not isinstance(value, (type, Mark)):
        return Page(value, words)
    return value
