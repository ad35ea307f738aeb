"""Columns side by side → what they add up to: spreads, least implemented duties, years, changes, others' provisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assess.model.instrument import Instrument
from assess.model.terms import ABSENT, FULL, GRADES, OUT, RATINGS, UNKNOWN
from assess.states.record import (
    NOTHING_COUNTS,
    ArticleRecord,
    Bounds,
    CitationRecord,
    Column,
    Comparison,
    ElementRecord,
)

#: Ratings that count as implemented in the share by year.
REACHED = ("C", "LC")


@dataclass(frozen=True)
class Spread:
    """How the ratings of a set of cells are spread, with its denominator."""

    counts: tuple[
        tuple[Bounds, int], ...
    ]  # bounds → cells; certain ratings best first, ranges, None: nothing is known
    total: int  # cells in which elements count: the denominator
    out: int  # cells in which no element counts; no part of the total

    @property
    def unrated(self) -> int:
        """Return of how many cells nothing is known, so that they have no rating; they are part of the total."""
        return dict(self.counts).get(None, 0)

    @property
    def reached(self) -> tuple[int, int]:
        """Return how many cells are surely C or LC, and how many may be: of what is unknown, any may."""
        return (
            sum(number for bounds, number in self.counts if bounds and bounds[0] in REACHED),
            sum(number for bounds, number in self.counts if not bounds or bounds[1] in REACHED),
        )


@dataclass(frozen=True)
class Duty:
    """An element that binds, and the keys of the columns by where it stands in them."""

    element: str
    absent: tuple[str, ...]  # not met, contrary, or no provision in force
    partly: tuple[str, ...]
    met: tuple[str, ...]
    reserved: tuple[str, ...]  # it counts and never falls short
    unknown: tuple[str, ...]
    out: tuple[str, ...]  # not applicable

    @property
    def counted(self) -> int:
        """In how many columns it counts: the denominator. The unknown ones are among them and are told apart."""
        return (
            len(self.absent)
            + len(self.partly)
            + len(self.met)
            + len(self.reserved)
            + len(self.unknown)
        )


@dataclass(frozen=True)
class Year:
    """The ratings at the end of a year, one column a State."""

    year: str
    spread: Spread
    columns: int  # States read in that year; one read on an earlier day only is not among them


@dataclass(frozen=True)
class Lacking:
    """An element that falls short in one State."""

    element: str  # id
    state: str
    missing: tuple[str, ...]  # what its citations say is missing
    apart: bool = False  # it is met by another offence only


@dataclass(frozen=True)
class Wrote:
    """How one State wrote an article."""

    key: str
    bounds: Bounds
    citations: tuple[
        tuple[str, CitationRecord], ...
    ]  # element and citation, in force, the best first
    lacks: tuple[Lacking, ...]  # binding elements that fall short
    unknown: tuple[str, ...]  # binding elements of which nobody can say yet whether they are met


def spread(cells: Iterable[Bounds]) -> Spread:
    """Return the spread of cells."""
    counted = Counter(cells)
    out = counted.pop(NOTHING_COUNTS, 0)
    ordered = sorted(counted.items(), key=lambda one: _order(one[0]))
    return Spread(tuple(ordered), sum(counted.values()), out)


def _order(bounds: Bounds) -> tuple[int, ...]:
    """Return what sorts cells: certain ratings best first, then ranges, then what is not rated."""
    if not bounds:
        return (2,)
    low, high = bounds
    return (int(low != high), RATINGS.index(high), RATINGS.index(low))


def by_article(columns: Iterable[Column], instrument: Instrument) -> dict[str, Spread]:
    """Return the spread of every article over the columns, in the order of the instrument."""
    columns = tuple(columns)
    return {
        article: spread(one.articles[place].bounds for one in columns)
        for place, article in enumerate(instrument.numbers())
    }


def by_part(columns: Iterable[Column], instrument: Instrument) -> dict[str, Spread]:
    """Return the spread of every part, over the cells of its articles in all columns."""
    columns = tuple(columns)
    return {
        part.id: spread(
            one.articles[place].bounds for one in columns for place in _places(instrument, part.id)
        )
        for part in instrument.parts
    }


def by_group(columns: Iterable[Column], members: Mapping[str, Iterable[str]]) -> dict[str, Spread]:
    """Return the spread of every group over all cells of its members; `members` gives keys of columns by group."""
    known = {one.key: one for one in columns}
    return {
        group: spread(
            article.bounds for key in keys if key in known for article in known[key].articles
        )
        for group, keys in members.items()
    }


def duties(columns: Iterable[Column], instrument: Instrument) -> tuple[Duty, ...]:
    """Return every element that binds, the least implemented first.

    The order is by the number of columns in which it is absent, then in which it is met in part, then that of the
    instrument. Unknown never counts as absent.
    """
    columns = tuple(columns)
    found = [_duty(element.id, columns) for element in instrument.elements() if element.binds]
    return tuple(sorted(found, key=lambda one: (-len(one.absent), -len(one.partly))))


def _duty(element: str, columns: tuple[Column, ...]) -> Duty:
    sorts: dict[str, list[str]] = {
        "absent": [],
        "partly": [],
        "met": [],
        "reserved": [],
        "unknown": [],
        "out": [],
    }
    for one in columns:
        sorts[_sort(one.states[element][0])].append(one.key)
    return Duty(element, **{name: tuple(keys) for name, keys in sorts.items()})


def _sort(state: str) -> str:
    for name, states in (
        ("met", FULL),
        ("absent", ABSENT),
        ("unknown", UNKNOWN),
        ("out", OUT),
        ("reserved", ("reserved",)),
    ):
        if state in states:
            return name
    return "partly"


def latest(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Return one column a State: that of its last day, without assumptions where there is one."""
    kept: dict[str, Column] = {}
    for one in columns:
        state = one.iso or one.case
        rank = (one.as_of, not one.assume)
        if state not in kept or rank > (kept[state].as_of, not kept[state].assume):
            kept[state] = one
    return tuple(kept.values())


def by_year(comparison: Comparison, part: str = "") -> tuple[Year, ...]:
    """Return the ratings at the end of each year, over all articles or those of a part.

    A State in several columns counts once, by its last day, and no bill is taken as passed. The year of that day is
    read on the day itself; later years are not read, since nobody has looked that far.
    """
    places = _places(comparison.instrument, part) if part else range(len(comparison.numbers))
    columns, found = latest(comparison.columns), []
    for year in comparison.years:
        rows = [one.years[year] for one in columns if year in one.years]
        found.append(Year(year, spread(row[place] for row in rows for place in places), len(rows)))
    return tuple(found)


def wrote(comparison: Comparison, articles: Iterable[str] = ()) -> dict[str, tuple[Wrote, ...]]:
    """Return for each article (all, or those named) how the States wrote it: those that meet it first.

    A State without any provision in force for it is left out. The details of every column are read once.
    """
    wanted, binding = tuple(articles) or comparison.numbers, _binding(comparison.instrument)
    found: dict[str, list[Wrote]] = {article: [] for article in wanted}
    for column in comparison.columns:
        elements: dict[str, list[ElementRecord]] = {}
        for one in comparison.details[column.key].elements:
            article = comparison.instrument.article_of(one.id)
            elements.setdefault(article, []).append(one)
        for article in wanted:
            one = _wrote(column, article, elements.get(article, []), binding)
            found[article] += [one] if one.citations else []
    return {
        article: tuple(sorted(listed, key=lambda one: _rank(one.bounds)))
        for article, listed in found.items()
    }


def _wrote(
    column: Column, article: str, elements: list[ElementRecord], binding: frozenset[str]
) -> Wrote:
    cited = [(one.id, two) for one in elements for two in one.citations if two.counts]
    cited.sort(key=lambda pair: GRADES.index(pair[1].counts_as))
    bound = [one for one in elements if one.id in binding]
    lacks = tuple(_lacking(one) for one in bound if _sort(one.state) in ("absent", "partly"))
    return Wrote(
        column.key,
        column.article(article).bounds,
        tuple(cited),
        lacks,
        tuple(one.id for one in bound if one.state in UNKNOWN),
    )


def _lacking(one: ElementRecord) -> Lacking:
    counting = [two for two in one.citations if two.counts]
    return Lacking(
        one.id,
        one.state,
        tuple(dict.fromkeys(two.missing for two in counting if two.missing)),
        any(two.apart for two in counting),
    )


def _binding(instrument: Instrument) -> frozenset[str]:
    return frozenset(one.id for one in instrument.elements() if one.binds)


def _rank(bounds: Bounds) -> tuple[int, int]:
    return (RATINGS.index(bounds[0]), RATINGS.index(bounds[1])) if bounds else (len(RATINGS),) * 2


def _places(instrument: Instrument, part: str) -> list[int]:
    return [place for place, one in enumerate(instrument.articles) if one.part == part]


def values(comparison: Comparison) -> tuple[list[str], list[list[tuple[float, float] | None]]]:
    """Return the numbers of the articles that enter the statistics, and for each column the values of these.

    Articles on the safeguards axis stand apart and are not among them. A value is the lowest and the highest mean over
    the elements that count, or None where none does.
    """
    instrument = comparison.instrument
    places = [
        place for place, one in enumerate(instrument.articles) if instrument.axis(one) == "coverage"
    ]
    return [instrument.articles[place].article for place in places], [
        [one.articles[place].value for place in places] for one in comparison.columns
    ]


def shown(record: ArticleRecord) -> str:
    """Return the rating of a cell as data print it: `LC`, `PC–C`, or `–` where there is none."""
    if not record.bounds:
        return "–"
    low, high = record.bounds
    return low if low == high else f"{low}–{high}"
