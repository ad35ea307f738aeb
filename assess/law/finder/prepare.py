"""A law made ready for the index: its stems, what its words count for, and its likeliest provisions article by article.

All of it follows from the law and the term list alone, so laws are prepared in any order and on any machine.
"""

from __future__ import annotations

import heapq
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assess.law.finder.lexicon import Asked, Lexicon
from assess.law.finder.matching import Match, match, stream
from assess.law.finder.scoring import Collection, Query, score, signs
from assess.law.finder.types import Passage
from assess.law.structure.language import language_of

MOST_HINTS = 60  # provisions of one law that are looked at again for one article
_LENGTH = 100  # words of a provision, where no collection says how many they have
_DENSE = (
    0.2  # a matter of which a fifth of a law's provisions speaks is half of what the law is about
)
# how much one word, or one phrase, tells of a matter; its words are common to many articles
_WORD, _PHRASE = (0.5, 0.7)
_TITLE = 0.6  # what a matter's word in the title of a law counts
UNKNOWN = 0.8  # weight of a word of a heading that the list does not know


@dataclass(frozen=True)
class Stems:
    """The stems of one provision, as numbers in the vocabulary of its law."""

    numbers: array
    heading: int
    breaks: array


@dataclass(frozen=True)
class Prepared:
    """A law as the index keeps it."""

    law: str
    title: str
    language: str
    passages: tuple[Passage, ...]
    vocabulary: tuple[str, ...]
    stems: tuple[Stems, ...]


@dataclass
class Learnt:
    """What a term list makes of a law."""

    # article → how likely the law is to answer it
    likely: dict[str, float] = field(default_factory=dict)
    # article, first score, place of the provision
    hints: list[tuple[str, float, int]] = field(default_factory=list)
    # phrases, words, facets → provisions that have it
    counts: dict[str, Counter] = field(default_factory=dict)


def prepare(passages: Sequence[Passage]) -> Prepared:
    """Return one law, given as its provisions in their order, with its stems; its language is found out if not said."""
    first = passages[0]
    language = first.language or language_of(
        "\n".join(each_passage.text for each_passage in passages)
    )
    vocabulary: dict[str, int] = {}
    stems = []
    for passage in passages:
        known_stream = stream(passage.heading, passage.text, language)
        numbers = array(
            "I", (vocabulary.setdefault(stem, len(vocabulary)) for stem in known_stream.stems)
        )
        stems.append(Stems(numbers, known_stream.heading, array("I", known_stream.breaks)))
    return Prepared(
        first.law, first.law_title, language, tuple(passages), tuple(vocabulary), tuple(stems)
    )


def known_words(vocabulary: Sequence[str], lexicon: Lexicon) -> dict[int, str]:
    """Return which word of the lexicon each number of a vocabulary stands for."""
    variants = lexicon.variants(vocabulary)
    return {number: variants[stem] for number, stem in enumerate(vocabulary) if stem in variants}


def matched(lexicon: Lexicon, stems: Stems, known: Mapping[int, str]) -> Match:
    """Return where the lexicon's words and phrases stand in a provision."""
    return match(lexicon, stems.numbers, known, stems.heading, stems.breaks)


def unknown_weight(stems: Stems, known: Mapping[int, str]) -> float:
    """Return the weight of the words of a heading that the lexicon does not know."""
    return UNKNOWN * sum(1 for number in set(stems.numbers[: stems.heading]) if number not in known)


class Learner:
    """Applies one lexicon to laws."""

    def __init__(self, lexicon: Lexicon):
        self.lexicon = lexicon
        alone = Collection(0, 0)
        self.queries = {
            key: Query(asked, lexicon, alone) for key, asked in lexicon.articles.items()
        }
        for query in self.queries.values():
            query.average = _LENGTH
        self.facets: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for key, asked in lexicon.articles.items():
            for facet, numbers in enumerate(asked.needs):
                for number in numbers:
                    self.facets[number].append((key, facet))
        self.matters: dict[int, list[str]] = defaultdict(list)
        for name, numbers in lexicon.matters.items():
            for number in numbers:
                self.matters[number].append(name)

    def learn(self, law: Prepared) -> Learnt:
        """Return what the lexicon makes of a law."""
        known = known_words(law.vocabulary, self.lexicon)
        matches = [matched(self.lexicon, stem, known) for stem in law.stems]
        learnt = Learnt(self._likely(law, matches))
        counts: dict[str, Counter[Any]] = {}
        for name in ("phrases", "words", "facets"):
            counts[name] = Counter()
        best: dict[str, list[tuple[float, int]]] = defaultdict(list)
        for place, (hit, stems) in enumerate(zip(matches, law.stems)):
            seen = {facet for number in hit.hits for facet in self.facets.get(number, ())}
            counts["phrases"].update(hit.hits.keys())
            counts["words"].update(hit.words.keys())
            counts["facets"].update(seen)
            unknown = unknown_weight(stems, known)
            for key in self._candidates(seen):
                values = signs(self.queries[key], hit, unknown, learnt.likely[key])
                best[key].append((score(values), -place))
        learnt.counts = counts
        learnt.hints = [
            (key, value, -place)
            for key, listed in best.items()
            for value, place in heapq.nlargest(MOST_HINTS, listed)
        ]
        return learnt

    def _candidates(self, seen: set[tuple[str, int]]) -> list[str]:
        """Return the articles of which at most one facet is missing."""
        number = Counter(key for key, _ in seen)
        return [
            key
            for key, have in number.items()
            if have >= max(1, len(self.lexicon.articles[key].needs) - 1)
        ]

    def _likely(self, law: Prepared, matches: list[Match]) -> dict[str, float]:
        """Return for each article how likely the law is to answer it: by its matters, in its title and provisions."""
        dense: dict[str, float] = defaultdict(float)
        for hit in matches:
            for name, value in self._about(hit).items():
                dense[name] += value / len(matches)
        title = stream("", law.title, law.language)
        words = self.lexicon.variants(title.stems)
        named = self._about(match(self.lexicon, title.stems, words, 0, title.breaks))
        about = {
            name: 1 - (1 - value / (value + _DENSE)) * (1 - _TITLE * min(1.0, named.get(name, 0.0)))
            for name, value in {**dict.fromkeys(named, 0.0), **dense}.items()
        }
        return {key: _first(asked, about) for key, asked in self.lexicon.articles.items()}

    def _about(self, hit: Match) -> dict[str, float]:
        """Return how much a text speaks of each matter, 0 to 1."""
        rest: dict[str, float] = {}
        for number in hit.hits:
            weight = _PHRASE if number in hit.ends else _WORD
            for name in self.matters.get(number, ()):
                rest[name] = rest.get(name, 1.0) * (1 - weight)
        return {name: 1 - value for name, value in rest.items()}


def _first(asked: Asked, about: Mapping[str, float]) -> float:
    """Return the best of an article's matters; the later ones in its list count less and less."""
    return max(
        (about.get(name, 0.0) * 0.9**place for place, name in enumerate(asked.matters)), default=0.0
    )
