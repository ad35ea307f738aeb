"""Weights of the signs fitted on all countries but one, and measured on that one: what it costs to have no weights."""

from __future__ import annotations

import sys
from pathlib import Path

from measure import Country, head, key, mean, measure, read, row

from assess.law.finder import scoring, search
from assess.law.finder.index import build_index
from assess.law.finder.search import Search, near_by
from assess.law.finder.terms import all_terms
from assess.law.structure.language import language_of
from assess.load.instruments import load_instrument

FACTORS = (0.5, 0.7, 1.4, 2.0)
ROUNDS = 3


class Signs:
    """The signs of every candidate of a country, worked out once."""

    def __init__(self, country: Country, terms, language: str):
        self.labels, self.found = country.scored(), {}
        index = build_index(":memory:", country.passages, terms)
        one = Search(index, language)
        for article in self.labels:
            listed = []
            for _, law, place in index.hints(language, article, search.MOST):
                passage = index.passage(law, place)
                listed.append(
                    (key(passage.law, passage.ref), one.signs(article, law, place), law, place)
                )
            self.found[article] = listed

    def measured(self, weights: dict[str, float]):
        """Return the measure under some weights; neighbours count as they do in a search."""
        return measure(self.labels, lambda article: self._ranked(article, weights))

    def _ranked(self, article: str, weights: dict[str, float]) -> list:
        full = sum(weights.values())
        scores = {
            (law, place): sum(weight * found[name] for name, weight in weights.items()) / full
            for _, found, law, place in self.found[article]
        }
        names = {(law, place): name for name, _, law, place in self.found[article]}
        near = {one: own + near_by(scores, *one) for one, own in scores.items()}
        return [names[one] for one in sorted(near, key=lambda one: -near[one])]


def worth(measured) -> float:
    """Return the one number that is raised: the mean of the three measures."""
    return (measured.recall5 + measured.recall10 + measured.ndcg) / 3


def fitted(training: list[Signs]) -> dict[str, float]:
    """Return weights, each changed by a factor as long as that helps; from equal ones, so that nothing is known."""
    weights = dict.fromkeys(scoring.SIGNS, 2.0)
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
    """Print each country under weights that were fitted without it, and under equal ones, as in the program."""
    instrument, _ = load_instrument("budapest")
    terms = all_terms(instrument)
    countries = {}
    for one in read(Path(sys.argv[1]), Path(sys.argv[2])).values():
        language = language_of("\n".join(two.text for two in one.passages[:200]))
        if language in terms and one.scored():
            countries[one.code] = Signs(one, terms, language)
    left_out = []
    head("left out in the fitting")
    for code, one in countries.items():
        weights = fitted([two for other, two in countries.items() if other != code])
        left_out.append(one.measured(weights))
        row(code, left_out[-1])
        print("   ", {name: round(value, 1) for name, value in weights.items()})
    row("mean", mean(left_out))
    equal = dict.fromkeys(scoring.SIGNS, 1.0)
    head("all signs count the same")
    for code, one in countries.items():
        row(code, one.measured(equal))
    row("mean", mean([one.measured(equal) for one in countries.values()]))


if __name__ == "__main__":
    main()
