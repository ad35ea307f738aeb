"""What a workbook says in each of its languages: its sheets are filled once a language, and the texts laid together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from assess.base.problems import NOWHERE, LexgapError, problem
from assess.speak import laid
from assess.speak.page import all_languages, words_of

Filled = TypeVar("Filled")


class Echo:
    """Gives for each text that is written into a workbook the same text in all languages.

    What fills a workbook says the same things in the same order, whatever the language: so it is first listened to in
    each language (`listening`), and what was heard (`heard`, a row for each text) is written when it fills the
    workbook that is kept.
    """

    def __init__(
        self, page: Any, heard: Iterator[tuple[Any, ...]] | None = None, listens: bool = False
    ):
        self.pages = all_languages(page)
        self.words = [words_of(one) for one in self.pages]
        self.heard, self.listens, self.values = heard, listens, list[Any]()

    @property
    def plain(self) -> bool:
        """Whether a text is written as it is: in one language, with Latin digits."""
        return len(self.pages) == 1 and not self.words[0].numerals

    def texts(self, value: Any) -> list[Any]:
        """Return what each language says in the place of a value."""
        if self.listens:
            self.values.append(value)
        if self.heard is None:
            return [value] * len(self.pages)
        return list(next(self.heard))

    def stacked(self, value: Any) -> Any:
        """Return a text in all languages, a line or more for each; a number as it is."""
        texts = self.texts(value)
        return laid.stacked(texts, self.words) if isinstance(value, str) else value

    def pieces(self, value: str) -> list[str]:
        """Return what is printed of a text in each language."""
        return laid.pieces(self.texts(value), self.words)

    def in_one_line(self, value: str) -> str:
        """Return a name or a title in all languages."""
        return laid.in_one_line(self.texts(value), self.words)


def in_all_languages(page: Any, fill: Callable[[Any, Echo], Filled]) -> Filled:
    """Return what `fill` makes of a page, with the texts of all its languages.

    LexgapError where languages say unlike many things: then none can be trusted to stand beside its translation.
    """
    pages = all_languages(page)
    if len(pages) == 1:
        return fill(page, Echo(page))
    heard = []
    for one in pages:
        echo = Echo(page, listens=True)
        fill(one, echo)
        heard.append(echo.values)
    if len({len(values) for values in heard}) > 1:
        raise LexgapError([problem("languages-unlike", NOWHERE, field=type(page).__name__)])
    return fill(page, Echo(page, zip(*heard)))
