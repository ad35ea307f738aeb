"""Suggestions for an article or element, with the words that led to them; a suggestion is never a finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from assess.law.finder.index import Index
from assess.law.finder.matching import Match
from assess.law.finder.scoring import Roles, facets_seen, strength
from assess.law.finder.search import Found, Search
from assess.law.finder.terms import longest_key
from assess.law.finder.types import Passage, Suggestion
from assess.law.finder.words import tokens
from assess.model.instrument import Instrument

_MOST_WORDS = 12
_EXCERPT = 300  # characters
_WIDER = 3  # times as many provisions are looked at for an element, whose own words may change their order
_ELEMENT = 0.2  # share of the score that the words of the element itself decide
_DEFINES = 0.45  # first score from which a provision is taken to hold a definition


class Suggester:
    """Answers for one open index and one instrument; keeps what it has read.

    Of a provision that is loaded in several languages it gives the text in the first of the languages `prefer`.
    """

    def __init__(self, index: Index, instrument: Instrument, *prefer: str):
        self.index, self.instrument, self.prefer = index, instrument, prefer
        self._definitions: dict[tuple[str, str, str], str] = {}
        self._marks: dict[str, list[str]] = {}
        self._printed: dict[tuple[str, int, int], _Printed] = {}

    @cached_property
    def searches(self) -> dict[str, Search]:
        """A search for each language that both a law of the index and a term list have."""
        spoken = {language for _, _, language, _ in self.index.laws()}
        return {
            language: Search(self.index, language)
            for language in sorted(spoken & set(self.index.terms))
        }

    def unsearched(self) -> list[tuple[str, str]]:
        """Return id and language of the laws in whose language there is no term list; nothing is suggested of them."""
        return [
            (law, language)
            for law, _, language, _ in self.index.laws()
            if language not in self.index.terms
        ]

    def asked(self) -> list[str]:
        """Return the articles and definitions of the term lists, in the order of the instrument."""
        order = {number: at for at, number in enumerate(self.instrument.numbers())}
        keys = {key for terms in self.index.terms.values() for key in terms.articles}
        return sorted(
            keys,
            key=lambda key: (order.get(self.instrument.article_of(key), len(order)), key),
        )

    def suggest(self, asked: str, most: int = 10, law: str = "") -> list[Suggestion]:
        """Return the provisions likeliest to answer an article, a definition (1.a) or an element, the best first.

        At most `most`, of one law if it is named; none where no term list has the article. A provision that is loaded
        in several languages is given once, with its best score: in the first preferred language in which it is found,
        or else in the one in which it scores best.
        """
        deep = most * _WIDER if self.prefer and len(self.searches) > 1 else most
        suggestions = [
            each_suggestion
            for search in self.searches.values()
            for each_suggestion in self._of(search, asked, deep, law)
        ]
        order = sorted(
            suggestions,
            key=lambda other_suggestion: (
                -other_suggestion.score,
                other_suggestion.law,
                other_suggestion.language,
            ),
        )
        best: dict[tuple[str, str], list[Suggestion]] = {}
        for suggestion in order:
            best.setdefault((suggestion.law, suggestion.ref), []).append(suggestion)
        return [
            replace(
                min(
                    same,
                    key=lambda other_suggestion: [
                        other_suggestion.language != code for code in self.prefer
                    ],
                ),
                score=same[0].score,
            )
            for same in best.values()
        ][:most]

    def _of(self, search: Search, asked: str, most: int, law: str) -> Iterable[Suggestion]:
        key = longest_key(asked, search.lexicon.articles)
        if not key:
            return []
        extras = search.lexicon.articles[key].elements.get(asked, ())
        elements = search.best(key, most * _WIDER if extras else most, law)
        if extras:
            elements = [self._with_element(search, entry, extras) for entry in elements]
            elements = sorted(elements, key=lambda entry: -entry.score)[:most]
        return [self._suggestion(search, key, asked, entry, extras) for entry in elements]

    def _with_element(self, search: Search, entry: Found, extras: tuple[int, ...]) -> Found:
        match, rest = search.match(entry.law, entry.place), 1.0
        for number in extras:
            rest *= 1 - search.query_weight(number) if number in match.hits else 1
        return Found(entry.law, entry.place, entry.score * (1 - _ELEMENT + _ELEMENT * (1 - rest)))

    def _suggestion(
        self, search: Search, key: str, asked: str, entry: Found, extras: tuple[int, ...]
    ) -> Suggestion:
        passage, match = (
            self.index.passage(entry.law, entry.place),
            search.match(entry.law, entry.place),
        )
        query = search.query(key)
        best, sentences = facets_seen(query, match)
        weights = {number: strength(query, seen) for number, seen in sentences.items() if number}
        for number in extras:
            for sentence in {match.sentence(place) for place in match.hits.get(number, ())} - {0}:
                weights[sentence] = weights.get(sentence, 0.0) + search.query_weight(number)
        printed = self._printed.setdefault(
            (search.language, entry.law, entry.place), _Printed(passage, match)
        )
        start, end = printed.sentence(
            max(weights, key=lambda number: (weights[number], -number), default=1)
        )
        telling = sorted(
            {
                number
                for number in match.hits
                if _shown(query.roles.get(number)) or number in extras
            },
            key=lambda number: (-search.query_weight(number), number),
        )
        names = query.asked.names
        return Suggestion(
            asked,
            passage.law,
            passage.law_title,
            self._unit(passage, start, asked != key),
            passage.heading,
            round(entry.score, 4),
            _distinct(printed.words(telling)),
            tuple(names[facet] for facet in sorted(best)),
            tuple(name for facet, name in enumerate(names) if facet not in best),
            self._definition(search, key, asked, passage),
            passage.language,
            printed.excerpt(start, end),
        )

    def _unit(self, passage: Passage, start: int, narrow: bool) -> str:
        """Return the reference of the provision, or for an element that of the unit of it that holds the place."""
        inside = [name for name, begins in passage.parts if begins <= start]
        return inside[-1] if narrow and inside else passage.ref

    def _definition(self, search: Search, key: str, asked: str, passage: Passage) -> str:
        """Return the provisions of the same law that seem to define what the article or element leans on."""
        marks = (mark for mark in self._leans_on(key, asked) if mark in search.lexicon.articles)
        texts = (self._defining(search, mark, passage.law) for mark in marks)
        return "; ".join(dict.fromkeys(text for text in texts if text))

    def _leans_on(self, key: str, asked: str) -> list[str]:
        """Return the definitions that an element, or any element of an article, depends on."""
        if asked not in self._marks:
            own = [
                element
                for element in self.instrument.elements()
                if element.id == asked or (asked == key and key in element.marks)
            ]
            self._marks[asked] = sorted(
                {mark for element in own for mark in element.depends_on} - {key}
            )
        return self._marks[asked]

    def _defining(self, search: Search, mark: str, law: str) -> str:
        name = (search.language, mark, law)
        if name not in self._definitions:
            hints = self.index.hints(search.language, mark, 1, law)
            self._definitions[name] = (
                self.index.passage(hints[0][1], hints[0][2]).ref
                if hints and hints[0][0] >= _DEFINES
                else ""
            )
        return self._definitions[name]


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words without those that stand within one that came before."""
    kept: list[str] = []
    for word in words:
        if not any(word in text for text in kept):
            kept.append(word)
    return tuple(kept[:_MOST_WORDS])


def _shown(role: Roles | None) -> bool:
    return role is not None and bool(role.facets or role.heading)


@dataclass(frozen=True)
class _Printed:
    """A provision as printed, beside where things stand in it."""

    passage: Passage
    match: Match

    @cached_property
    def places(self) -> list[tuple[str, int, int]]:
        """The words of heading and text, each with its first and last place in its own string."""
        return [*tokens(self.passage.heading), *tokens(self.passage.text)]

    def words(self, numbers: Iterable[int]) -> Iterable[str]:
        """Yield phrases as they are printed, each where it stands first."""
        for number in numbers:
            first = self.match.hits[number][0]
            last = self.match.ends[number][0] if number in self.match.ends else first
            text = self.passage.heading if first < self.match.heading else self.passage.text
            yield " ".join(text[self.places[first][1] : self.places[last][2]].split()).lower()

    def sentence(self, number: int) -> tuple[int, int]:
        """Return where in the text a sentence begins and ends."""
        breaks = [*self.match.breaks, len(self.places)]
        if number >= len(breaks) or breaks[number - 1] >= len(self.places):
            return 0, len(self.passage.text)
        end = (
            self.places[breaks[number]][1]
            if breaks[number] < len(self.places)
            else len(self.passage.text)
        )
        start, text = self.places[breaks[number - 1]][1], self.passage.text
        while start and not text[start - 1].isspace():  # a bracket or a mark before the first word
            start -= 1
        return start, end

    def excerpt(self, start: int, end: int) -> str:
        """Return the sentence on one line, cut where it is long."""
        text = " ".join(self.passage.text[start:end].split()).lstrip("—–-. ").rstrip("([ ")
        if len(text) <= _EXCERPT:
            return text
        return text[: text.rfind(" ", 0, _EXCERPT) if " " in text[:_EXCERPT] else _EXCERPT] + " …"
