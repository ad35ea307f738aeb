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


def unit_word(texts: Iterable[LawText], language: str) -> UnitWord:
    """Return the word by which a law calls its articles, from its loaded texts; "" where none is loaded.

    The text in the law's own language is asked before a translation, and in it the word of most articles. Sections
    of an act in English that stand under a number alone are cited as `s. 4`.
    """
    loaded = sorted(texts, key=lambda text: text.language != language)
    counts = Counter(
        _word(unit, loaded[0].language)
        for unit in (loaded[0].units if loaded else ())
        if unit.kind == "article" and unit.number
    )
    return counts.most_common(1)[0][0] if counts else ""


def _word(unit: Unit, language: str) -> UnitWord:
    printed = normal(unit.number)
    for word, form in _WORDS:
        if form.match(printed):
            return word
    return "bare_section" if language == "en" and _ALONE.match(printed) else "article"
