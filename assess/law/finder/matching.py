"""One provision against a lexicon: which phrases stand where, in heading and body, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assess.law.finder.lexicon import Lexicon
from assess.law.finder.words import sentence_ends, stemmer, tokens

_GAP = 3  # a word of a phrase may stand up to this many words after the one before it


@dataclass(frozen=True)
class Stream:
    """The stems of a provision: those of the heading first; `breaks` are the places at which a sentence begins."""

    stems: tuple[str, ...]
    heading: int  # number of stems of the heading
    breaks: tuple[int, ...]


@dataclass(frozen=True)
class Match:
    """Where the words and phrases of a lexicon stand in a provision."""

    words: dict[str, list[int]]  # word of the lexicon → places
    hits: dict[int, list[int]]  # number of a phrase → places of its first words
    # number of a phrase → places of its last words, for phrases of several words
    ends: dict[int, list[int]]
    heading: int
    length: int
    breaks: Sequence[int]

    def in_heading(self, number: int) -> bool:
        """Whether the phrase stands in the heading."""
        return self.hits[number][0] < self.heading

    def sentence(self, place: int) -> int:
        """Return the number of the sentence that a place lies in; the heading is sentence 0."""
        return bisect_right(self.breaks, place)


def stream(heading: str, text: str, language: str) -> Stream:
    """Return the stems of a provision with the beginnings of its sentences."""
    stem = stemmer(language)
    stems = [stem(word) for word, _, _ in tokens(heading)]
    first, breaks, ends = len(stems), [len(stems)], sentence_ends(text)
    number = 0
    for word, begins, _ in tokens(text):
        while number < len(ends) and ends[number] <= begins:
            number += 1
            if breaks[-1] != len(stems):
                breaks.append(len(stems))
        stems.append(stem(word))
    return Stream(tuple(stems), first, tuple(breaks))


def match(
    lexicon: Lexicon, stems: Sequence, known: Mapping, heading: int, breaks: Sequence[int]
) -> Match:
    """Return where the words and phrases of the lexicon stand among `stems`.

    `known` tells which word of the lexicon a stem (or the number that it is stored under) stands for.
    """
    words: dict[str, list[int]] = {}
    for word, place in [(known[stem], place) for place, stem in enumerate(stems) if stem in known]:
        words.setdefault(word, []).append(place)
    hits: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for word in words:
        for number, rest in lexicon.starts.get(word, ()):
            if not rest:
                hits[number] = words[word]
            elif all(other in words for other in rest):
                pairs = [
                    (place, last)
                    for place in words[word]
                    for last in (_last(words, rest, place),)
                    if last >= 0 and bisect_right(breaks, place) == bisect_right(breaks, last)
                ]
                if pairs:
                    hits[number], ends[number] = (
                        [place for place, _ in pairs],
                        [last for _, last in pairs],
                    )
    return Match(words, hits, ends, heading, len(stems), breaks)


def _last(words: dict[str, list[int]], rest: tuple[str, ...], place: int) -> int:
    """Return the place of the last word of a phrase that begins at `place`, or -1 if it does not go on there."""
    for word in rest:
        places = words[word]
        after = bisect_right(places, place)
        if after == len(places) or places[after] > place + _GAP:
            return -1
        place = places[after]
    return place
