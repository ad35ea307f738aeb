"""The numbers of a comparison as pandas frames, and what they add up to: spreads of ratings, duties, years.

pandas is imported by the functions that use it, since no other command needs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from assess.answers import Bounds
from assess.model.terms import ABSENT, FULL, OUT, RATINGS, UNKNOWN
from assess.speak.values import Rated, Unrated
from assess.states.record import Column, Comparison
from assess.states.types import cell_mark

if TYPE_CHECKING:
    import pandas as pd

#: Ratings that count as implemented in the share by year.
REACHED = ("C", "LC")
#: Where an element that binds may stand in a column: it falls short as a whole or in part, is met or reserved, or
#: nobody knows; `out` where it does not apply. All but the last are counted; unknown never counts as absent.
SORTS = ("absent", "partly", "met", "reserved", "unknown", "out")
_SORT_OF = {
    **dict.fromkeys(FULL, "met"),
    **dict.fromkeys(ABSENT, "absent"),
    **dict.fromkeys(UNKNOWN, "unknown"),
    **dict.fromkeys(OUT, "out"),
    "reserved": "reserved",
}


def marks() -> tuple[Rated | Unrated, ...]:
    """Return all marks that a rating may have: the ratings, the ranges, nothing known, nothing that counts."""
    order = tuple(RATINGS)
    ranges = [(low, high) for at, high in enumerate(order) for low in order[at + 1 :]]
    return (
        *(Rated(rating, rating) for rating in order),
        *(Rated(low, high) for low, high in ranges),
        Unrated(counts=True),
        Unrated(counts=False),
    )


def _ratings_type() -> pd.CategoricalDtype:
    import pandas as pd

    return pd.CategoricalDtype([mark.key for mark in marks()], ordered=False)


def sort_of(state: str) -> str:
    """Return which of `SORTS` a grade or state is."""
    return _SORT_OF.get(state, "partly")


def ratings(comparison: Comparison) -> pd.DataFrame:
    """Return a row for each column and article: `key`, `state`, `article`, `part`, `rating` (the key of its mark)."""
    rows = []
    for column in comparison.columns:
        for article, answer in zip(comparison.instrument.articles, column.articles):
            rows.append((column, article.article, article.part, answer.bounds))
    return _ratings_frame(rows)


def ratings_by_year(comparison: Comparison) -> pd.DataFrame:
    """Return a row for each State, year and article, with `year` besides what `ratings` has.

    A State in several columns stands there once, by its last day, and no bill is taken as passed. The year of that day
    is read on the day itself; later years are not read, since nobody has looked that far.
    """
    rows, years = [], []
    for column in latest(comparison.columns):
        for year in comparison.years:
            for article, bounds in zip(comparison.instrument.articles, column.years.get(year, ())):
                rows.append((column, article.article, article.part, bounds))
                years.append(year)
    return _ratings_frame(rows).assign(year=years)


def _ratings_frame(rows: list[tuple[Column, str, str, Bounds]]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(
        {
            "key": [column.key for column, *_ in rows],
            "state": [column.state for column, *_ in rows],
            "article": [article for _, article, _, _ in rows],
            "part": [part for _, _, part, _ in rows],
            "rating": pd.Series(
                [cell_mark(bounds).key for *_, bounds in rows], dtype=_ratings_type()
            ),
        }
    )


def spreads(frame: pd.DataFrame, by: str, order: Iterable[str]) -> pd.DataFrame:
    """Return how ratings are spread: a row for each value of a column of `ratings`, in order, a column for each mark."""
    import pandas as pd

    categories = _ratings_type().categories
    if frame.empty:
        return pd.DataFrame(0, index=list(order), columns=categories)
    counted = pd.crosstab(frame[by], frame["rating"])
    return counted.reindex(index=list(order), columns=categories, fill_value=0)


def spread_of_groups(frame: pd.DataFrame, members: Mapping[str, Iterable[str]]) -> pd.DataFrame:
    """Return the spread of every group over all cells of its members; `members` gives keys of columns by group."""
    import pandas as pd

    belonging = pd.DataFrame(
        [(group, key) for group, keys in members.items() for key in keys], columns=["group", "key"]
    )
    return spreads(frame.merge(belonging, on="key"), "group", members)


def rows(frame: pd.DataFrame) -> Iterator[tuple[str, pd.Series]]:
    """Yield the rows of a frame with their names."""
    for name in frame.index:
        yield str(name), frame.loc[name]


def counts(row: pd.Series) -> tuple[tuple[Rated | Unrated, int], ...]:
    """Return the marks of a spread that occur, with their numbers; nothing that counts is left out."""
    return tuple(
        (mark, int(row[mark.key])) for mark in marks() if row[mark.key] and mark.key != "out"
    )


def total(row: pd.Series) -> int:
    """Return the denominator of a spread: the cells in which an element counts."""
    return int(row.sum() - row["out"])


def reached(row: pd.Series) -> tuple[int, int]:
    """Return how many cells of a spread are surely C or LC, and how many may be: of what is unknown, any may."""
    low = high = 0
    for mark, number in counts(row):
        if isinstance(mark, Unrated):
            high += number
        else:
            low += number if mark.low in REACHED else 0
            high += number if mark.high in REACHED else 0
    return low, high


def standings(comparison: Comparison) -> pd.DataFrame:
    """Return a row for each column and element that binds: `key`, `element`, `standing`, and `sort`, one of `SORTS`."""
    import pandas as pd

    rows = []
    for column in comparison.columns:
        for element in comparison.instrument.elements():
            if element.binds:
                standing = column.states[element.id][0]
                rows.append((column.key, element.id, standing, sort_of(standing)))
    return pd.DataFrame(rows, columns=["key", "element", "standing", "sort"])


def duties(frame: pd.DataFrame) -> pd.DataFrame:
    """Return, of the standings, a row for each element, the least implemented first, a column for each of `SORTS`.

    `counted` is the denominator. The order is by the number of columns in which an element is absent, then in which it
    is met in part, then that of the instrument.
    """
    import pandas as pd

    order = pd.unique(frame["element"])
    counted = pd.crosstab(frame["element"], frame["sort"])
    counted = counted.reindex(order).reindex(columns=SORTS, fill_value=0)
    counted["counted"] = counted[list(SORTS)].sum(axis=1) - counted["out"]
    return counted.sort_values(["absent", "partly"], ascending=False, kind="stable")


def keys_of(frame: pd.DataFrame, sort: str) -> Mapping[str, list[str]]:
    """Return the columns in which each element is of a sort, by its id."""
    columns = frame[frame["sort"] == sort].groupby("element", sort=False)["key"]
    return {str(element): list(keys) for element, keys in columns}


def latest(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Return one column a State: that of its last day, without assumptions where there is one."""
    kept: dict[str, Column] = {}
    for column in columns:
        known = kept.get(column.state)
        if known is None or _rank(column) > _rank(known):
            kept[column.state] = column
    return tuple(kept.values())


def _rank(column: Column) -> tuple[Any, bool]:
    return column.as_of, not column.assume


def columns_by_year(comparison: Comparison) -> Iterator[tuple[str, int]]:
    """Yield each year asked for, with how many States were read in it."""
    columns = latest(comparison.columns)
    for year in comparison.years:
        yield year, sum(year in column.years for column in columns)
