"""The tables of a comparison of States: spreads, duties, years, changes, order; the numbers are those of frames."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assess.answers import element_name
from assess.speak.values import Label, Stated, Value, phrase, semicolons, spaced
from assess.speak.words import REPORTED, percent
from assess.states import frames
from assess.states.assessed import column_name
from assess.states.figures import Figures
from assess.states.record import Change, Column, Comparison
from assess.states.types import (
    ChangeView,
    DominanceView,
    DutyView,
    GroupView,
    SpreadView,
    StateView,
    TierView,
    YearView,
    called,
    cell_mark,
    different,
)

if TYPE_CHECKING:
    import pandas as pd

#: Names of the ways of adding up, in the order of `assess.states.statistics.WAYS`, which needs NumPy to be read.
WAYS = ("mean", "geometric", "weakest")
MOST_DUTIES = 40  # that reports list


def _spread(name: Value, row: pd.Series, states: int = 0) -> SpreadView:
    return SpreadView(name, frames.counts(row), frames.total(row), int(row["out"]), states=states)


def by_article(comparison: Comparison, ratings: pd.DataFrame) -> tuple[SpreadView, ...]:
    """Return the spread of each article, named by its number; nothing where no State is assessed."""
    if not comparison.columns:
        return ()
    spreads = frames.spreads(ratings, "article", comparison.numbers)
    return tuple(_spread(number, row) for number, row in frames.rows(spreads))


def by_part(comparison: Comparison, ratings: pd.DataFrame) -> tuple[SpreadView, ...]:
    """Return the spread of each part, named by its title."""
    if not comparison.columns:
        return ()
    titles = {part.id: part.title for part in comparison.instrument.parts}
    spreads = frames.spreads(ratings, "part", titles)
    return tuple(_spread(titles[part], row) for part, row in frames.rows(spreads))


def by_group(
    comparison: Comparison, ratings: pd.DataFrame, groups: tuple[GroupView, ...]
) -> tuple[SpreadView, ...]:
    """Return the spread of each group that an assessed State belongs to, over the cells of all columns of these."""
    keys = {column.key for column in comparison.columns}
    names, members = {}, {}
    for group in groups:
        own = [key for key in group.members if key in keys]
        if own:
            names[group.id], members[group.id] = group.name, own
    if not members:
        return ()
    spreads = frames.spread_of_groups(ratings, members)
    return tuple(
        _spread(names[group], row, different(members[group])) for group, row in frames.rows(spreads)
    )


def reported_by_article(
    states: tuple[StateView, ...], numbers: tuple[str, ...]
) -> tuple[SpreadView, ...]:
    """Return, for each article, in how many reported States a source names a provision, gives a verdict, or nothing."""
    order = tuple(REPORTED)
    views = []
    for place, number in enumerate(numbers if states else ()):
        counts = Counter(state.cells[place].mark for state in states)
        ordered = sorted(counts.items(), key=lambda pair: order.index(pair[0].key))
        views.append(SpreadView(number, tuple(ordered), len(states), 0))
    return tuple(views)


def duties(comparison: Comparison) -> tuple[tuple[DutyView, ...], Value]:
    """Return the elements that fall short somewhere, and whether some are not listed.

    The order is that of `assess.states.frames.duties`: those absent in most columns first.
    """
    names = {column.key: column_name(column, comparison) for column in comparison.columns}
    elements = comparison.instrument.by_id()
    standings = frames.standings(comparison)
    absent, partly = (frames.keys_of(standings, sort) for sort in ("absent", "partly"))
    table = frames.duties(standings)
    short = table[(table["absent"] > 0) | (table["partly"] > 0)]
    views = []
    for name, row in frames.rows(short.head(MOST_DUTIES)):
        element = elements[name]
        views.append(
            DutyView(
                element=name,
                name=element_name(element),
                article=element.article,
                asks=element.asks,
                absent=int(row["absent"]),
                partly=int(row["partly"]),
                unknown=int(row["unknown"]),
                counted=int(row["counted"]),
                states=(
                    *(names[key] for key in absent.get(name, ())),
                    *(phrase("compared.partly", name=names[key]) for key in partly.get(name, ())),
                ),
                reserved=int(row["reserved"]),
            )
        )
    note: Value = ""
    if len(short) > MOST_DUTIES:
        note = phrase("compared.first_duties", number=MOST_DUTIES, total=len(short))
    return tuple(views), note


def years(comparison: Comparison) -> tuple[YearView, ...]:
    """Return the ratings at the end of each year asked for."""
    spreads = frames.spreads(frames.ratings_by_year(comparison), "year", comparison.years)
    read = dict(frames.columns_by_year(comparison))
    views = []
    for year, row in frames.rows(spreads):
        number = frames.total(row)
        views.append(YearView(year, frames.counts(row), number, _share(row, number), read[year]))
    return tuple(views)


def _share(row: pd.Series, total: int) -> Value:
    """Return how many per cent of the ratings are C or LC, as a range where some are one."""
    if not total:
        return "–"
    low, high = (round(100 * number / total) for number in frames.reached(row))
    return phrase("compared.share" if low == high else "compared.share_range", low=low, high=high)


def changes(comparison: Comparison) -> Iterator[ChangeView]:
    """Yield the articles whose rating changed, State by State; none of those that are `not_compared`."""
    for column in comparison.columns:
        if column.key in comparison.not_since:
            continue
        for change in column.changes:
            yield ChangeView(
                column_name(column, comparison),
                change.article,
                cell_mark(change.old),
                cell_mark(change.new),
                _why(change, comparison),
            )


def not_compared(comparison: Comparison) -> tuple[Value, ...]:
    """Return the names of the columns whose own day is not later than the day since which changes are told."""
    return tuple(
        column_name(column, comparison)
        for column in comparison.columns
        if column.key in comparison.not_since
    )


def _why(change: Change, comparison: Comparison) -> Value:
    known = comparison.instrument.by_id()
    reasons: list[Value] = []
    for law in change.laws:
        reasons.append(
            phrase(
                "compared.changed_law",
                law=law.name,
                old=Label("force", law.old),
                new=Label("force", law.new),
            )
        )
    for moved in change.elements:
        reasons.append(
            phrase(
                "compared.changed_element",
                element=called(element_name(known[moved.id]), moved.id),
                old=Stated(moved.old),
                new=Stated(moved.new),
            )
        )
    return semicolons(reasons)


def tiers(comparison: Comparison, figures: Figures) -> tuple[TierView, ...]:
    """Return the States in order, then those without a place in it, with the reason."""
    ranking, views = figures.ranking, []
    for place, rank in figures.ordered():
        column = comparison.columns[place]
        views.append(
            TierView(
                state=column.key,
                name=column_name(column, comparison),
                tier=str(rank.tier),
                ranks=_run(rank.best, rank.worst),
                by_way=tuple(_run(*ends) for ends in rank.by_way),
                scores=" / ".join(_run(f"{low:.2f}", f"{high:.2f}") for low, high in rank.scores),
                known=_known_of(column, figures),
                note=phrase("compared.indicative_note") if column.indicative else "",
                best=rank.best,
                worst=rank.worst,
            )
        )
    for place, reason in ranking.left_out.items():
        column = comparison.columns[place]
        views.append(
            TierView(
                state=column.key,
                name=column_name(column, comparison),
                tier="–",
                ranks="–",
                by_way=(),
                scores="–",
                known=_known_of(column, figures),
                note=left_out_reason(column, reason, figures),
            )
        )
    return tuple(views)


def left_out_reason(column: Column, reason: str, figures: Figures) -> Value:
    """Return why a State has no place in the order."""
    known, counted = figures.known(column)
    threshold = percent(figures.ranking.draws.threshold)
    return phrase(f"compare.{reason}", known=known, counted=counted, threshold=threshold)


def _known_of(column: Column, figures: Figures) -> Value:
    known, counted = figures.known(column)
    return phrase("compared.of", number=known, total=counted)


def _run(low: int | str, high: int | str) -> str:
    return str(low) if low == high else f"{low}–{high}"


def dominance(comparison: Comparison, figures: Figures) -> tuple[tuple[DominanceView, ...], Value]:
    """Return the direct pairs, and what was compared."""
    order = figures.dominance
    names = [column_name(column, comparison) for column in comparison.columns]
    pairs = tuple(
        DominanceView(names[pair.better], names[pair.worse], pair.articles, pair.strict)
        for pair in order.pairs
        if pair.direct
    )
    if len(names) < 2:
        return pairs, ""
    note: Value = phrase(
        "compared.dominance_counts", compared=order.compared, left=order.not_compared
    )
    if not order.listed:
        note = spaced(note, phrase("compared.dominance_many"))
    elif len(pairs) < len(order.pairs):
        note = spaced(note, phrase("compared.dominance_direct"))
    return pairs, note
