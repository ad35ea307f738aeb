"""How much of what an article needs a provision says: a few signs between 0 and 1, and their weighted mean."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from assess.law.finder.lexicon import Asked, Lexicon
from assess.law.finder.matching import Match

#: What the score is the mean of. They count the same: weights fitted on some countries did no better on others.
SIGNS = ("facets", "together", "heading", "phrases", "helps", "words", "window", "law")
_OWN = 100  # the list's own weights count as much as a collection of so many provisions
# what a facet is worth that was just seen; how telling a term is that makes it whole
_SEEN, _FULL = (0.6, 0.45)
_AGAINST = 0.05  # what words against a provision take from its score
_WINDOW = 50  # words
_K1, _B = 1.2, 0.75  # of BM25 (Robertson and Walker 1994)
_IDEAL = 10  # words that an ideal provision would have


@dataclass
class Collection:
    """What is known of all provisions that are compared: counts from which the weight of a word follows."""

    passages: int = 0
    length: int = 0  # words in all of them
    phrases: Mapping[int, int] = field(default_factory=dict)  # number → provisions that have it
    words: Mapping[str, int] = field(default_factory=dict)
    # article, number of the facet → provisions
    facets: Mapping[tuple[str, int], int] = field(default_factory=dict)

    def rarity(self, frequency: int) -> float:
        """Return 0 to 1: how rare something is that stands in so many provisions."""
        return max(
            0.02,
            math.log((self.passages + 1) / (frequency + 0.5)) / math.log(2 * (self.passages + 1)),
        )

    def blended(self, own: float, frequency: int) -> float:
        """Return rarity, drawn towards the list's own weight while there are few provisions to count in."""
        share = self.passages / (self.passages + _OWN)
        return share * self.rarity(frequency) + (1 - share) * own


class Roles(NamedTuple):
    """What a phrase is to an article."""

    facets: tuple[int, ...]
    heading: bool
    helps: bool
    against: bool


class Query:
    """An article ready to be scored in one collection."""

    def __init__(self, asked: Asked, lexicon: Lexicon, collection: Collection):
        self.asked, self.collection = asked, collection
        roles: dict[int, list] = {}
        for facet, listed in enumerate(asked.needs):
            for number in listed:
                roles.setdefault(number, [[], False, False, False])[0].append(facet)
        for place, listed in enumerate((asked.headings, asked.helps, asked.against), start=1):
            for number in listed:
                roles.setdefault(number, [[], False, False, False])[place] = True
        self.roles = {number: Roles(tuple(role[0]), *role[1:]) for number, role in roles.items()}
        self.telling = {
            number: collection.blended(lexicon.telling[number], collection.phrases.get(number, 0))
            for number in roles
        }
        self.rare = [
            collection.rarity(collection.facets.get((asked.article, facet), 0)) + 0.05
            for facet in range(len(asked.needs))
        ]
        everything = set(asked.words).union(*asked.heading_words)
        self.word = {
            word: collection.blended(lexicon.weights[word], collection.words.get(word, 0))
            for word in everything
        }
        self.sought = {word: times * self.word[word] for word, times in asked.words.items()}
        self.ideal = sum(sorted(self.sought.values(), reverse=True)[:_IDEAL]) or 1.0
        self.headings = [
            (words, math.fsum(map(self.word.__getitem__, words))) for words in asked.heading_words
        ]
        self.average = collection.length / max(collection.passages, 1) or 1.0


def signs(query: Query, match: Match, heading: float, law: float) -> dict[str, float]:
    """Return the signs of one provision, each 0 to 1.

    `heading` is the weight of the words of its heading that no list knows; `law` says how likely its law is.
    """
    best, sentences = facets_seen(query, match)
    phrases, helps, against = 1.0, 1.0, 1.0
    for number in match.hits:
        role = query.roles.get(number)
        if role is not None:
            telling = query.telling[number]
            phrases *= 1 - 0.6 * telling if role.heading else 1
            helps *= 1 - 0.4 * telling if role.helps else 1
            against *= 1 - 0.8 * telling if role.against else 1
    long = max(1.0, _length(query, match))  # a long provision has many words by chance
    return {
        "facets": strength(query, best),
        "together": max(
            (strength(query, sentence) for sentence in sentences.values()), default=0.0
        ),
        "heading": _heading(query, match, heading),
        "phrases": 1 - phrases ** (1 / long),
        "helps": 1 - helps ** (1 / long),
        "words": _words(query, match),
        "window": _window(query, match),
        "law": law,
        "against": 1 - against,
    }


def facets_seen(query: Query, match: Match) -> tuple[dict[int, float], dict[int, dict[int, float]]]:
    """Return how telling the best term of each facet is that stands in a provision, and the same by sentence."""
    best: dict[int, float] = {}
    sentences: dict[int, dict[int, float]] = {}
    for number, places in match.hits.items():
        role = query.roles.get(number)
        if role is None or not role.facets:
            continue
        telling = query.telling[number]
        inside = [
            sentences.setdefault(number, {})
            for number in {match.sentence(place) for place in places}
        ]
        for facet in role.facets:
            best[facet] = max(best.get(facet, 0.0), telling)
            for sentence in inside:
                sentence[facet] = max(sentence.get(facet, 0.0), telling)
    return best, sentences


def strength(query: Query, seen: Mapping[int, float]) -> float:
    """Return the share of what an article needs that was seen; rare facets count more, and telling terms."""
    return sum(query.rare[key] * _strength(value) for key, value in seen.items()) / (
        sum(query.rare) or 1.0
    )


def _strength(telling: float) -> float:
    return _SEEN + (1 - _SEEN) * min(1.0, telling / _FULL)


def _heading(query: Query, match: Match, unknown: float) -> float:
    """Return the likeness of the heading to the likest one of the list: shared weight over the mean weight."""
    own = {word for word, places in match.words.items() if places[0] < match.heading}
    if not own:
        return 0.0
    weight = unknown + math.fsum(query.word.get(word, 0.5) for word in own)
    best = 0.0
    for words, full in query.headings:
        if not words.isdisjoint(own):
            # the same in whatever order a set gives them
            shared = math.fsum(query.word[word] for word in words & own)
            best = max(best, shared / math.sqrt(full * weight))
    return min(1.0, best)


def _words(query: Query, match: Match) -> float:
    """Return BM25 over the words of needs and headings, a word of the heading counted four times, over the ideal."""
    total, norm = 0.0, _K1 * _length(query, match)
    for word, places in match.words.items():
        weight = query.sought.get(word)
        if weight:
            times = len(places) + (
                3 * sum(1 for place in places if place < match.heading) if match.heading else 0
            )
            total += weight * times * (_K1 + 1) / (times + norm)
    return min(1.0, total / (2 * query.ideal))


def _length(query: Query, match: Match) -> float:
    """Return how long a provision is beside the mean, drawn towards 1 as in BM25."""
    return 1 - _B + _B * match.length / query.average


def _window(query: Query, match: Match) -> float:
    """Return the weight of the words that stand together in the best stretch of some fifty words, over the ideal."""
    buckets: dict[int, float] = {}
    for word, places in match.words.items():
        weight = query.sought.get(word)
        if weight:
            half = {place // (_WINDOW // 2) for place in places}
            for number in half.union([place - 1 for place in half]):
                buckets[number] = buckets.get(number, 0.0) + weight
    return min(1.0, max(buckets.values(), default=0.0) / query.ideal)


def score(values: Mapping[str, float]) -> float:
    """Return the mean of the signs, a little lower where words speak against it; 0 to 1."""
    return max(0.0, sum(values[name] for name in SIGNS) / len(SIGNS) - _AGAINST * values["against"])
