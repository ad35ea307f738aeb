"""What one or several languages say of the same value: each in its turn, and once where they say the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from assess.speak import laid
from assess.speak.page import all_languages, words_of
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
            return str(self.words[0].say(value))
        return laid.stacked(self.texts(value), self.words)

    def line(self, value: Value) -> str:
        """Return the pieces in one line, for a name or a title."""
        return laid.in_one_line(self.texts(value), self.words)


def speakers_of(page: Any) -> Speakers:
    """Return the languages of a page: its own, then those of the pages beside it."""
    words = [words_of(each) for each in all_languages(page)]
    return Speakers(words, page.rtl)
