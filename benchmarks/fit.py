"""Weights of the signs fitted on all countries but one, and measured on that one: how far the shipped ones are luck."""

from __future__ import annotations

import sys
from pathlib import Path

from measure import Country, head, key, mean, measure, read, row

from assess.instruments import load_instrument
from assess.retrieval import scoring, search
from assess.retrieval.index import build_index
from assess.retrieval.language import language_of
from assess.retrieval.prepare import unknown_weight
from assess.retrieval.search import Search
from assess.retrieval.terms import all_terms

FACTORS = (0.5, 0.7, 1.4, 2.0)
ROUNDS = 3


class Signs:
    """The signs of every candidate of a country, worked out once."""

    def __init__(self, country: Country, terms, language: str):
        self.labels, self.found = country.scored(), {}
        index = build_index(":memory:", country.passages, terms)
        one = Search(index, language)
        for article in self.labels:
            one.best(article, 1)
            query, listed = one.query(article), []
            for _, law, place in index.hints(language, article, search.MOST):
                match, _, stems = one._match(law, place)
                likely = one._law(law)[3].get(article, 0.0)
                unknown = unknown_weight(stems, one._words_of(law))
                passage = index.passage(law, place)
                listed.append((key(passage.law, passage.ref), scoring.signs(query, match, unknown, likely), law, place))
            self.found[article] = listed

    def measured(self, weights: dict[str, float]):
        """Return the measure under some weights; neighbours count as they do in a search."""
        return measure(self.labels, lambda article: self._ranked(article, weights))

    def _ranked(self, article: str, weights: dict[str, float]) -> list:
        full = sum(weights.values())
        scores = {(law, place): sum(weight * found[name] for name, weight in weights.items()) / full
                  for _, found, law, place in self.found[article]}
        names = {(law, place): name for name, _, law, place in self.found[article]}
        near = {one: own + search._NEAR_WEIGHT * Search._near(None, scores, *one) for one, own in scores.items()}
        return [names[one] for one in sorted(near, key=lambda one: -near[one])]


def worth(measured) -> float:
    """Return the one number that is raised: the mean of the three measures."""
    return (measured.recall5 + measured.recall10 + measured.ndcg) / 3


def fitted(training: list[Signs]) -> dict[str, float]:
    """Return weights, each changed by a factor as long as that helps; from equal ones, so that nothing is known."""
    weights = dict.fromkeys(scoring.WEIGHTS, 2.0)
    best = worth(mean([one.measured(weights) for one in training]))
    for _ in range(ROUNDS):
        for name in weights:
            for factor in FACTORS:
                tried = {**weights, name: weights[name] * factor}
                value = worth(mean([one.measured(tried) for one in training]))
                if value > best + 0.001:
                    best, weights = value, tried
    return weights


def main() -> None:
    """Print each country under weights that were fitted without it, and under those that are shipped."""
    instrument, _ = load_instrument("budapest")
    terms = all_terms(instrument)
    countries = {}
    for one in read(Path(sys.argv[1]), Path(sys.argv[2])).values():
        language = language_of("\n".join(two.text for two in one.passages[:200]))
        if language in terms and one.scored():
            countries[one.code] = Signs(one, terms, language)
    head("left out in the fitting")
    for code, one in countries.items():
        weights = fitted([two for other, two in countries.items() if other != code])
        row(code, one.measured(weights))
        print("   ", {name: round(value, 1) for name, value in weights.items()})
    head("weights as shipped")
    for code, one in countries.items():
        row(code, one.measured(scoring.WEIGHTS))
    equal = dict.fromkeys(scoring.WEIGHTS, 1.0)
    head("all weights equal")
    for code, one in countries.items():
        row(code, one.measured(equal))
    everything = fitted(list(countries.values()))
    print("fitted on all:", {name: round(value, 1) for name, value in everything.items()})


if __name__ == "__main__":
    main()
