"""Text → stems with their places: words are folded by `normal`, then cut by the stemmer of their language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

from assess.base.normal import STEPS

#: Letters, digits and the signs that stand on letters; an apostrophe or a hyphen ends a word.
_WORD = re.compile(r"[^\W_][\w\u0300-\u036F\u0610-\u061A\u064B-\u065F\u0670]*")
_SENTENCE = re.compile(r"[.;؛:؟?!]\s|\n")
#: Alef keeps its hamza until the article is cut off, which never carries one.
_FOLDS = tuple(
    STEPS[name]
    for name in (
        "presentation_forms",
        "invisible_signs",
        "digits",
        "tatweel",
        "vowel_signs",
        "unicode",
        "ya_forms",
        "kaf_forms",
    )
)
_ALEF = STEPS["alef_forms"]
_HAMZA = str.maketrans("ؤئ", "وي")
_ALGORITHMS = {
    "en": "english",
    "fr": "french",
    "es": "spanish",
    "et": "estonian",
    "pt": "portuguese",
    "it": "italian",
    "de": "german",
    "nl": "dutch",
    "ro": "romanian",
    "ru": "russian",
    "tr": "turkish",
    "id": "indonesian",
}
#: The article with the particles that are written together with it, and endings of number, gender and pronoun. The alef
#: of the article never carries hamza, by which it is told from a word that begins with these letters.
_BEFORE = re.compile("^(?:[وف]?(?:[بك]ال|لل|ال))")
_AFTER = re.compile("(?:(?:تهما|تهم|تها|ته|هما|هم|ها|ات|ون|ين|ان|يه|ية|وا|ه|ة|ي|ا))$")
#: Endings that the stemmers leave whole, and what makes them fall together with the other forms of their word: the
#: future subjunctive of Spanish offences (accediere, interceptare), plurals (entidades, jueces).
_MENDED = {
    "es": (
        (re.compile("(?<=..)iere[ns]?$"), "ió"),
        (re.compile("(?<=..)yere[ns]?$"), "yó"),
        (re.compile("(?<=...)are[ns]?$"), "ar"),
        (re.compile("(?<=..)quen?$"), "ca"),
        (re.compile("dades$"), "dad"),
        (re.compile("(?<=..)ces$"), "z"),
    ),
}
_SHORTEST = 3  # letters that an Arabic word keeps when particles and endings are cut off


def tokens(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a text as printed, each with its first and last place in it."""
    return [(match[0], match.start(), match.end()) for match in _WORD.finditer(text)]


def sentence_ends(text: str) -> list[int]:
    """Return the places at which a sentence or a line of the text ends."""
    return [match.end() for match in _SENTENCE.finditer(text)]


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """Return what makes a printed word comparable in a language; it remembers the words it has met.

    A language without a stemmer has its words folded only.
    """
    cut = _arabic if language == "ar" else _snowball(language)
    known: dict[str, str] = {}

    def stem(word: str) -> str:
        text = known.get(word)
        if text is None:
            text = known[word] = cut(_folded(word))
        return text

    return stem


def _folded(word: str) -> str:
    for step in _FOLDS:
        word = step(word)
    return word.lower()


def _snowball(language: str) -> Callable[[str], str]:
    import Stemmer  # a library in C, loaded only where words are looked at

    name = _ALGORITHMS.get(language, "")
    cut = Stemmer.Stemmer(name).stemWord if name in Stemmer.algorithms() else str
    mended = _MENDED.get(language, ())

    def stem(word: str) -> str:
        for ending, better in mended:
            word = ending.sub(better, word)
        return _plain(cut(word))

    return stem


def _plain(word: str) -> str:
    """Return a word without accents, which many typists leave out."""
    return "".join(
        text for text in unicodedata.normalize("NFD", word) if not unicodedata.combining(text)
    )


def _arabic(word: str) -> str:
    """Cut the article and endings off a folded Arabic word, twice at the end: المعلوماتية → معلوم.

    A light stemmer in the manner of Larkey, Ballesteros and Connell (2002): no roots, so that broken plurals stay
    words of their own. Bare particles are left to `spellings`, which knows the words that are looked for.
    """
    rest = _BEFORE.sub("", word)
    word = _ALEF(rest if len(rest) >= _SHORTEST else word).translate(_HAMZA)
    for _ in range(2):
        rest = _AFTER.sub("", word)
        word = rest if len(rest) >= _SHORTEST else word
    return word


def spellings(stem: str, language: str) -> Iterator[str]:
    """Yield what a stem of a text may stand for, the likeliest first: in Arabic also without the letters of a particle.

    Whether the first letter of بيان is a particle can only be told by looking for both.
    """
    yield stem
    if language == "ar":
        bare = stem[1:] if stem[:1] in "وفبلك" and len(stem) > _SHORTEST else ""
        yield from (
            text
            for text in (
                bare,
                f"ال{stem}",
                *(item[2:] for item in (stem, bare) if item[:2] == "ال"),
            )
            if text
        )
