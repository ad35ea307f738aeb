"""A term list made ready for matching: phrases as stems, where each is asked for, and how telling it is by itself."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from assess.law.finder.terms import FIELD, TermList
from assess.law.finder.words import spellings, stemmer, tokens

Phrase = tuple[str, ...]
DEFINITIONS = ("1.a", "1.b", "1.c", "1.d")


@dataclass(frozen=True)
class Asked:
    """What one article asks for, by the numbers of phrases."""

    article: str
    needs: tuple[tuple[int, ...], ...]  # one tuple a facet
    names: tuple[str, ...]  # of the facets
    headings: tuple[int, ...]
    heading_words: tuple[frozenset[str], ...]  # the words of each heading
    helps: tuple[int, ...]
    against: tuple[int, ...]
    matters: tuple[str, ...]
    words: dict[str, int]  # word of needs and headings → in how many facets it stands
    elements: dict[str, tuple[int, ...]]


@dataclass
class Lexicon:
    """The phrases of a term list, numbered, and the words they are made of."""

    language: str
    digest: str
    phrases: list[Phrase] = field(default_factory=list)
    articles: dict[str, Asked] = field(default_factory=dict)
    matters: dict[str, tuple[int, ...]] = field(default_factory=dict)
    # of a word, by the list alone: rare in it is telling
    weights: dict[str, float] = field(default_factory=dict)
    telling: list[float] = field(default_factory=list)  # of a phrase, by the list alone
    # first word → phrases, the rest of each
    starts: dict[str, list[tuple[int, Phrase]]] = field(default_factory=dict)
    _numbers: dict[Phrase, int] = field(default_factory=dict)
    # stems of texts that were looked up before
    _met: dict[str, str | None] = field(default_factory=dict)

    def variants(self, stems: Iterable[str]) -> dict[str, str]:
        """Return which word of the list each stem of a text stands for; one that stands for none is left out."""
        variants: dict[str, str] = {}
        for stem in stems:
            if stem not in self._met:
                self._met[stem] = next(
                    (word for word in spellings(stem, self.language) if word in self.weights), None
                )
            word = self._met[stem]
            if word is not None:
                variants[stem] = word
        return variants

    def number(self, phrase: Phrase) -> int:
        """Return the number of a phrase, a new one if it is met for the first time."""
        if phrase not in self._numbers:
            self._numbers[phrase] = len(self.phrases)
            self.phrases.append(phrase)
            self.starts.setdefault(phrase[0], []).append((self._numbers[phrase], phrase[1:]))
        return self._numbers[phrase]


def compile_terms(terms: TermList) -> Lexicon:
    """Return the lexicon of a term list."""
    lexicon = Lexicon(terms.language, terms.digest)
    stem = stemmer(terms.language)

    def numbers(listed: Iterable[str]) -> tuple[int, ...]:
        phrases = (tuple(stem(word) for word, _, _ in tokens(text)) for text in listed)
        return tuple(dict.fromkeys(lexicon.number(phrase) for phrase in phrases if phrase))

    lexicon.matters = {
        FIELD: numbers(terms.field),
        **{name: numbers(matter) for name, matter in terms.matters.items()},
    }
    for key, article in terms.articles.items():
        needs, headings = (
            tuple(numbers(facet.terms) for facet in article.needs),
            numbers(article.headings),
        )
        phrased = [frozenset(lexicon.phrases[number]) for number in headings]
        lexicon.articles[key] = Asked(
            key,
            needs,
            tuple(facet.name for facet in article.needs),
            headings,
            tuple(phrased),
            numbers(article.helps),
            numbers(article.against),
            article.matters,
            _counted(lexicon, (*needs, headings)),
            {name: numbers(element) for name, element in article.elements.items()},
        )
    _weigh(lexicon)
    return lexicon


def _counted(lexicon: Lexicon, lists: Iterable[tuple[int, ...]]) -> dict[str, int]:
    """Return in how many of the lists each word stands."""
    counts: dict[str, int] = {}
    for listed in lists:
        for word in {word for number in listed for word in lexicon.phrases[number]}:
            counts[word] = counts.get(word, 0) + 1
    return counts


def _weigh(lexicon: Lexicon) -> None:
    """Weigh words and phrases by the list alone: a word that many articles and matters use tells little of any."""
    uses: dict[str, int] = {}
    lists = [
        (*(number for need in asked.needs for number in need), *asked.headings, *asked.helps)
        for asked in lexicon.articles.values()
    ]
    for listed in (*lists, *lexicon.matters.values()):
        for word in {word for number in listed for word in lexicon.phrases[number]}:
            uses[word] = uses.get(word, 0) + 1
    most = math.log(1 + len(lexicon.articles) + len(lexicon.matters))
    words = {word for phrase in lexicon.phrases for word in phrase}
    lexicon.weights = {word: max(0.05, 1 - math.log(uses.get(word, 1)) / most) for word in words}
    lexicon.telling = [
        min(0.98, 1 - math.prod(1 - 0.7 * lexicon.weights[word] for word in phrase))
        for phrase in lexicon.phrases
    ]
