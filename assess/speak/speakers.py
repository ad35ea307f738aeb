"""What one or several languages say of the same value: each in its turn, and once where they say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cached_property
from typing import Any

from assess.base.text import Text
from assess.load.blocks import Block
from assess.speak import laid
from assess.speak.page import all_languages, value_of, words_of
from assess.speak.values import Value
from assess.speak.words import Words


class Speakers:
    """The languages that a file speaks, the first of which leads: it gives the direction of the whole."""

    def __init__(self, words: Sequence[Words], rtl: bool | None = None):
        self.words = tuple(words)
        self.rtl = self.words[0].rtl if rtl is None else rtl

    @property
    def several(self) -> bool:
        """Whether there is more than one language."""
        return len(self.words) > 1

    @cached_property
    def plain(self) -> bool:
        """Whether a text is written as it is: in one language, with Latin digits."""
        return len(self.words) == 1 and not self.words[0].numerals

    def texts(self, value: Value) -> list[str]:
        """Return what each language says, whether or not it is the same, in Latin digits."""
        return [words.say(value) for words in self.words]

    def pieces(self, value: Value) -> list[str]:
        """Return what is written of a value, a piece for each language: empty where it has nothing to add."""
        return laid.pieces(self.texts(value), self.words)

    def stacked(self, value: Value) -> str:
        """Return the pieces one below the other, each line in its own direction whatever that of the whole is."""
        if self.plain:
            return value if type(value) is str else str(self.words[0].say(value))
        return laid.stacked(self.texts(value), self.words)

    def line(self, value: Value) -> str:
        """Return the pieces in one line, for a name or a title."""
        return laid.in_one_line(self.texts(value), self.words)


def speakers_of(page: Any) -> Speakers:
    """Return the languages of a page: its own, then those of the pages beside it."""
    words = [words_of(each) for each in all_languages(page)]
    return Speakers(words, page.rtl)


def value_in_all(page: Any) -> Any:
    """Return the value behind a page and the pages beside it, as it is said in all their languages.

    Where each language has an object of strings of its own, it is the first of these, and a string that is not the same
    in all is a Text of these languages.
    """
    pages = all_languages(page)
    values = [value_of(each) for each in pages]
    if all(value is values[0] for value in values):
        return values[0]
    return _together(values, [words_of(each).language for each in pages])


def _together(values: Sequence[Any], codes: Sequence[str]) -> Any:
    first = values[0]
    if all(value is first for value in values) or isinstance(first, Block):
        return first
    if isinstance(first, str):
        return first if len(set(values)) == 1 else Text(tuple(zip(codes, values)))
    if is_dataclass(first) and not isinstance(first, type):
        changes = {}
        for field in fields(first):
            each = [getattr(value, field.name) for value in values]
            changes[field.name] = _together(each, codes)
        return replace(first, **changes)
    if isinstance(first, Mapping):
        return {key: _together([value[key] for value in values], codes) for key in first}
    if isinstance(first, (tuple, list)):
        return type(first)([_together(each, codes) for each in zip(*values)])
    return first
