"""By which word a law calls its articles: Section 4, s. 4, § 202a, Article 3, الفصل 3, as its own text prints them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from assess.base.normal import normal
from assess.model.lawtext import LawText, Unit
from assess.model.terms import UnitWord

_WORDS: tuple[tuple[UnitWord, re.Pattern[str]], ...] = (
    ("section", re.compile(r"\W*(?:sections?|secs?\.?|ss?\.)(?![^\W\d_])", re.IGNORECASE)),
    ("paragraph_sign", re.compile(r"\s*§")),
    ("fasl", re.compile(r"\W*الفصل")),
)
_ALONE = re.compile(r"\W*\d")
_NAMED = re.compile(r"\b(article|section)s? \d", re.IGNORECASE)


def unit_word(texts: Iterable[LawText], language: str) -> UnitWord:
    """Return the word by which a law calls its articles, from its loaded texts; "" where none is loaded.

    The text in the law's own language is asked before a translation, and in it the word of most articles. Where they
    stand under a number alone, the words of an act in English say whether they are articles or, as usual, sections,
    which are cited as `s. 4`.
    """
    loaded = sorted(texts, key=lambda text: text.language != language)
    if not loaded:
        return ""
    counts = Counter(
        _word(unit) for unit in loaded[0].units if unit.kind == "article" and unit.number
    )
    word = counts.most_common(1)[0][0] if counts else ""
    return _of_numbers_alone(loaded[0]) if word == "bare_section" else word


def _word(unit: Unit) -> UnitWord:
    printed = normal(unit.number)
    for word, form in _WORDS:
        if form.match(printed):
            return word
    return "bare_section" if _ALONE.match(printed) else "article"


def _of_numbers_alone(text: LawText) -> UnitWord:
    """Return what an act whose articles stand under a number alone calls them where it speaks of them."""
    if text.language != "en":
        return "article"
    names = Counter(name.casefold() for unit in text.units for name in _NAMED.findall(unit.wording))
    return "article" if names["article"] > names["section"] else "bare_section"
