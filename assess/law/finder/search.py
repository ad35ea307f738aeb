"""The best provisions of an index for an article: first scores are refined by the weights of the whole collection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from assess.law.finder.index import Index
from assess.law.finder.matching import Match
from assess.law.finder.prepare import known_words, matched, unknown_weight
from assess.law.finder.scoring import Collection, Query, score, signs

MOST = 80  # provisions that are looked at again for one article
_NEAR = ((1, 0.5), (2, 0.25))  # how far a neighbour stands, what its score counts
_NEAR_WEIGHT = 0.1
_BELOW = 0.9  # a provision with nearly the words of a better one, as in amending acts, keeps this share of its score
_COMPARED = 20  # of the best provisions are compared with one another
_ALIKE = 0.8  # share of common words from which two provisions have nearly the same


@dataclass(frozen=True)
class Found:
    """A provision of the index with its score for an article."""

    law: int
    place: int
    score: float


class Search:
    """Searches an open index in one language; keeps what it has read."""

    def __init__(self, index: Index, language: str):
        self.index, self.language, self.lexicon = index, language, index.lexicon(language)
        self._laws: dict[int, tuple] = {}
        self._queries: dict[str, Query] = {}
        self._known: dict[int, dict[int, str]] = {}
        self._matches: dict[tuple[int, int], tuple[Match, float]] = {}

    @cached_property
    def collection(self) -> Collection:
        """The counts of all provisions in the language."""
        return self.index.collection(self.language)

    def best(self, article: str, most: int, law: str = "") -> list[Found]:
        """Return the best provisions for a key of the term list, the best first, at most `most`; of one law if named.

        Equal scores stand in the order of the ids of laws and of the provisions in them.
        """
        scores: dict[tuple[int, int], float] = {}
        for _, number, place in self.index.hints(self.language, article, MOST, law):
            scores[number, place] = score(self.signs(article, number, place))
        near = {key: min(1.0, own + near_by(scores, *key)) for key, own in scores.items()}
        order = sorted(near, key=lambda key: (-near[key], self._law(key[0])[0], key[1]))
        return [Found(*key, value) for key, value in self._without_copies(order, near)][:most]

    def signs(self, article: str, law: int, place: int) -> dict[str, float]:
        """Return the signs of a provision for a key of the term list."""
        match, unknown = self._match(law, place)
        return signs(self.query(article), match, unknown, self._law(law)[3].get(article, 0.0))

    def query(self, article: str) -> Query:
        """Return an article ready to be scored in this collection."""
        if article not in self._queries:
            self._queries[article] = Query(
                self.lexicon.articles[article], self.lexicon, self.collection
            )
        return self._queries[article]

    def query_weight(self, number: int) -> float:
        """Return how telling a phrase of the list is in this collection."""
        return self.collection.blended(
            self.lexicon.telling[number], self.collection.phrases.get(number, 0)
        )

    def match(self, number: int, place: int) -> Match:
        """Return where the words of the list stand in a provision."""
        return self._match(number, place)[0]

    def _without_copies(
        self, order: list[tuple[int, int]], scores: dict
    ) -> list[tuple[tuple[int, int], float]]:
        """Lower the provisions that repeat a better one of another law."""
        kept: list[tuple[tuple[int, int], float]] = []
        before: list[tuple[int, frozenset]] = []
        for law, place in order[:_COMPARED]:
            vocabulary = self._law(law)[2]
            words = frozenset(vocabulary[number] for number in self.index.stems(law, place).numbers)
            copy = any(
                other != law and len(words & own) > _ALIKE * len(words | own)
                for other, own in before
            )
            before.append((law, words))
            kept.append(((law, place), scores[law, place] * (_BELOW if copy else 1.0)))
        kept += [(key, scores[key]) for key in order[_COMPARED:]]
        return sorted(kept, key=lambda pair: (-pair[1], self._law(pair[0][0])[0], pair[0][1]))

    def _match(self, law: int, place: int) -> tuple[Match, float]:
        if (law, place) not in self._matches:
            stems, known = self.index.stems(law, place), self._words_of(law)
            self._matches[law, place] = (
                matched(self.lexicon, stems, known),
                unknown_weight(stems, known),
            )
        return self._matches[law, place]

    def _words_of(self, law: int) -> dict[int, str]:
        if law not in self._known:
            self._known[law] = known_words(self._law(law)[2], self.lexicon)
        return self._known[law]

    def _law(self, number: int) -> tuple:
        if number not in self._laws:
            self._laws[number] = self.index.law(number)
        return self._laws[number]


def near_by(scores: Mapping[tuple[int, int], float], law: int, place: int) -> float:
    """Return what a provision gains by the scores of its neighbours in the law: those on one matter stand together."""
    count = sum(
        share * (scores.get((law, place - off), 0.0) + scores.get((law, place + off), 0.0))
        for off, share in _NEAR
    )
    return _NEAR_WEIGHT * count / (2 * sum(share for _, share in _NEAR))
