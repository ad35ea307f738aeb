"""A comparison → its statistics: ranks, tiers and dominance of the columns; loads NumPy, and only when called."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from assess.base.problems import NOWHERE, LexgapError, problem
from assess.states.record import Column, Comparison

if TYPE_CHECKING:
    from assess.states.dominance import Dominance
    from assess.states.statistics import Rank, Ranking


@dataclass(frozen=True)
class Figures:
    """Ranking and dominance; States are positions in `Comparison.columns`."""

    # numbers of the articles that enter; those on the safeguards axis do not
    articles: tuple[str, ...]
    ranking: Ranking
    dominance: Dominance

    def ordered(self) -> list[tuple[int, Rank]]:
        """Return the positions of the States that have a place in the order, with it, the first first."""
        return sorted(
            self.ranking.ranks.items(),
            key=lambda place: (place[1].tier, place[1].best, place[1].worst),
        )

    def known(self, column: Column) -> tuple[int, int]:
        """Return how many elements are known, and of how many, over the articles that enter the order."""
        articles = [column.article(number) for number in self.articles]
        return (
            sum(article.known for article in articles),
            sum(article.counted for article in articles),
        )


def values(comparison: Comparison) -> tuple[list[str], list[list[tuple[float, float] | None]]]:
    """Return the numbers of the articles that enter the statistics, and for each column the values of these.

    Articles on the safeguards axis stand apart and are not among them. A value is the lowest and the highest mean over
    the elements that count, or None where none does.
    """
    instrument = comparison.instrument
    places = [
        place
        for place, article in enumerate(instrument.articles)
        if instrument.axis(article) == "coverage"
    ]
    return [instrument.articles[place].article for place in places], [
        [column.articles[place].mean for place in places] for column in comparison.columns
    ]


def figures(comparison: Comparison, number: int, seed: int, jobs: int = 2) -> Figures:
    """Return the statistics of all columns, with `number` draws of weights from `seed`.

    Coverage of a State is counted over the articles that enter. `jobs` threads share the work and change no result.
    Raises LexgapError where NumPy is not installed.
    """
    need()
    import numpy as np

    from assess.states.dominance import dominance
    from assess.states.statistics import Draws, rank_states

    articles, rows = values(comparison)
    places = [comparison.numbers.index(number) for number in articles]
    parts = [article.part for article in comparison.instrument.articles]
    names = list(dict.fromkeys(parts))
    ends = np.array(
        [[value or (np.nan, np.nan) for value in row] for row in rows], dtype=float
    ).reshape(len(rows), len(articles), 2)
    low, high = ends[:, :, 0], ends[:, :, 1]
    known, counted = (
        np.array(
            [
                sum(getattr(column.articles[place], name) for place in places)
                for column in comparison.columns
            ]
        )
        for name in ("known", "counted")
    )
    threshold = comparison.instrument.scale.index_known_share
    draws = Draws(number=number, seed=seed, threshold=threshold)
    own = np.array([names.index(parts[place]) for place in places], dtype=int)
    ranking = rank_states(low, high, own, known, counted, draws, jobs)
    return Figures(tuple(articles), ranking, dominance(low, high))


def draws_recipe(figures: Figures) -> dict[str, object]:
    """Return what the recipe says of the draws."""
    draws = figures.ranking.draws
    return {
        "seed": draws.seed,
        "draws": draws.number,
        "geometric_floor": draws.floor,
        "known_threshold": draws.threshold,
    }


def need(*names: str) -> None:
    """Raise LexgapError for a library of `names`, or one that the statistics need, that is not installed."""
    wanted = ("numpy", "threadpoolctl", *names)
    missing = [name for name in wanted if find_spec(name) is None]
    if missing:
        raise LexgapError(
            problem("library-missing", NOWHERE, name=name, extra="compare") for name in missing
        )
