"""A comparison → its statistics: ranks, tiers and dominance of the columns; loads NumPy, and only when called."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from assess.base.problems import NOWHERE, LexgapError, problem
from assess.states.matrix import values
from assess.states.record import Comparison

if TYPE_CHECKING:
    from assess.states.dominance import Dominance
    from assess.states.statistics import Ranking


@dataclass(frozen=True)
class Figures:
    """Ranking and dominance; States are positions in `Comparison.columns`."""

    articles: tuple[
        str, ...
    ]  # numbers of the articles that enter; those on the safeguards axis do not
    ranking: Ranking
    dominance: Dominance


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
    places = [comparison.numbers.index(one) for one in articles]
    parts = [one.part for one in comparison.instrument.articles]
    names = list(dict.fromkeys(parts))
    low, high = (
        np.array(
            [[one[end] if one else np.nan for one in row] for row in rows], dtype=float
        ).reshape(len(rows), len(articles))
        for end in (0, 1)
    )
    known, counted = (
        [sum(getattr(one.articles[place], name) for place in places) for one in comparison.columns]
        for name in ("known", "counted")
    )
    draws = Draws(number=number, seed=seed, threshold=comparison.instrument.scale.index_known_share)
    own = np.array([names.index(parts[place]) for place in places], dtype=int)
    ranking = rank_states(low, high, own, np.array(known), np.array(counted), draws, jobs)
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
    missing = [one for one in ("numpy", "threadpoolctl", *names) if find_spec(one) is None]
    if missing:
        raise LexgapError(
            problem("library-missing", NOWHERE, name=one, extra="compare") for one in missing
        )
