"""A table before it is written: columns that know their key, kind, label and value, and the rows they are read from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import Any, Literal

from assess.model.day import Day
from assess.model.instrument import by_number
from assess.speak.marks import Mark
from assess.speak.values import (
    MARKS,
    ArticleNumber,
    Label,
    Letter,
    Phrase,
    Value,
    commas,
    lines,
    phrase,
)
from assess.speak.words import Words

Kind = Literal[
    "text",  # running text
    "term",  # one or a few words, such as a closed term
    "line",  # a text that stands in one line
    "verbatim",  # words of a law
    "mark",  # a rating, grade or state: its letter with its colour
    "state",  # the same in words, with its colour
    "id",  # of an element, a law, a file: the same in every language
    "ids",  # several ids
    "list",  # several texts
    "number",  # of an article or provision: a text, which has a key to sort by
    "integer",
    "decimal",  # any other number
    "share",  # from 0 to 1
    "index",  # from a low to a high share: two numbers
    "date",  # a day that is known exactly
    "day",  # a day as far as it is on record
    "flag",  # yes or no
]
#: A row of another table that a cell leads to: the key of the table, the number of the row from 0.
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    `get` returns what a row has here: a value of `assess.speak.values`, a number, a day, a truth, a list; None for
    nothing. The other fields are for writers that have a place for them.
    """

    key: str
    kind: Kind
    label: Value
    get: Callable[[Any], Any]
    width: float = 11  # least width in a sheet
    lead: Callable[[Any], Place | None] | None = None  # where a cell leads
    stressed: Callable[[Any], bool] | None = None  # whether a cell stands out
    mark: Any = None  # of the head, where the column counts what has a mark


@dataclass(frozen=True)
class Table:
    """A table: its rows are whatever the columns can read."""

    key: str
    title: Value
    columns: tuple[Column, ...]
    rows: Sequence[Any]
    frozen: int = 1  # columns that stay in view
    wide: bool = False  # printed on large paper
    empty: Value = Label("excel.none", "other")  # what is said where there is no row


def columns_of(block: str) -> Callable[..., Column]:
    """Return what makes columns whose labels stand in a block of the label files under the keys of the columns.

    A column that is not told how to get its value takes the attribute of the row that has its key.
    """

    def column(
        key: str,
        kind: Kind,
        width: float = 11,
        get: Callable[[Any], Any] | None = None,
        **more: Any,
    ) -> Column:
        label = more.pop("label", Label(block, key))
        return Column(key, kind, label, get or attrgetter(key), width, **more)

    return column


def datum(key: str, kind: Kind, get: Callable[[Any], Any] | str = "") -> Column:
    """Return a column that programs read, labelled by its key; `get` may be the path of an attribute, else the key is."""
    return Column(key, kind, key, get if callable(get) else attrgetter(get or key))


def bounds_of(value: Any) -> tuple[float, float] | None:
    """Return the ends of an index that is told: of a pair of numbers, or of what has `low` and `high`; else None."""
    ends = (
        value
        if isinstance(value, tuple)
        else (getattr(value, "low", None), getattr(value, "high", None))
    )
    if len(ends) == 2 and all(isinstance(end, (int, float)) for end in ends):
        return float(ends[0]), float(ends[1])
    return None


def span_of(value: Any) -> tuple[date | None, date | None]:
    """Return the earliest and the latest day that a day on record may mean; None where there is no such limit."""
    if isinstance(value, Day):
        first = None if value.first == date.min else value.first
        return first, None if value.last == date.max else value.last
    if isinstance(value, date):
        return value, value
    return None, None


def exact(value: Any) -> date | None:
    """Return a day that is known exactly; None for any other value."""
    first, last = span_of(value)
    return first if first == last else None


def sort_key(number: object) -> str | None:
    """Return a text by which numbers of articles and provisions sort as a lawyer counts them: 2 before 10, 1.2 before 1.10."""
    number = number.number if isinstance(number, ArticleNumber) else number
    if number is None or number == "":
        return None
    steps, _ = by_number(str(number))
    return " ".join(f"{rank}{count:06d}{word}" for rank, count, word in steps)


def sayable(value: Any, kind: str = "text") -> Value:
    """Return a value of a row as one that words can say: a list is joined, a truth is yes or no."""
    if value is None or type(value) is str:
        return value or ""
    if isinstance(value, Mark):
        return value.label
    if isinstance(value, bool):
        return Label("excel", "yes" if value else "no")
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, (tuple, list)):
        return lines(value) if kind == "list" else commas(value)
    return value


def letter_of(mark: Any) -> Value:
    """Return the letter of a mark as a value."""
    return mark.letter if isinstance(mark, Mark) else Letter(mark)


def entry(mark: Any) -> Value:
    """Return a mark by its letter and its words."""
    return phrase("excel.entry", number=letter_of(mark), label=sayable(mark))


def mark_of(value: Any, words: Words) -> Mark | None:
    """Return the mark that a value of a row is, in one language; None for anything else."""
    if isinstance(value, MARKS):
        return words.mark(value)
    return value if isinstance(value, Mark) else None


# --- columns that stand for several -----------------------------------------------------------------------------------


def shown_columns(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return the columns that a reader is shown: an index is two numbers, and behind a day that is not known exactly
    stand the earliest and the latest day that it may be."""
    listed: list[Column] = []
    for column in columns:
        if column.kind == "index":
            listed += _ends(column)
        elif column.kind == "day":
            listed += (column, *_limits(column, rough=True))
        else:
            listed.append(column)
    return tuple(listed)


def data_columns(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return the columns that a program reads, each of one type.

    An index is two numbers; a day is a text as it is on record with its earliest and latest day behind it, which are
    the same where it is known exactly; behind the number of an article or provision stands a key to sort by.
    """
    listed: list[Column] = []
    for column in columns:
        if column.kind == "index":
            listed += _ends(column)
        elif column.kind == "day":
            listed += (replace(column, kind="id"), *_limits(column, rough=False))
        elif column.kind == "number":
            listed += (column, _beside(column, "sort", "id", sort_key))
        else:
            listed.append(column)
    return tuple(listed)


def within(field: str, columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return the columns for rows that have what these columns read in a field."""
    return tuple(replace(column, get=_chained(field, column.get)) for column in columns)


def _chained(field: str, get: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda row: get(getattr(row, field))


def _ends(column: Column) -> tuple[Column, Column]:
    def low(value: Any) -> float | None:
        bounds = bounds_of(value)
        return bounds[0] if bounds else None

    def high(value: Any) -> float | None:
        bounds = bounds_of(value)
        return bounds[1] if bounds else None

    return _beside(column, "low", "share", low), _beside(column, "high", "share", high)


def _limits(column: Column, rough: bool) -> tuple[Column, Column]:
    """Return the earliest and the latest day; with `rough` only of days that are not known exactly."""

    def limits(value: Any) -> tuple[date | None, date | None]:
        return (None, None) if rough and exact(value) else span_of(value)

    return (
        _beside(column, "earliest", "date", lambda value: limits(value)[0]),
        _beside(column, "latest", "date", lambda value: limits(value)[1]),
    )


def _beside(column: Column, name: str, kind: Kind, turn: Callable[[Any], Any]) -> Column:
    return Column(
        f"{column.key}_{name}",
        kind,
        Phrase(f"table.{name}", (("name", column.label),)),
        lambda row: turn(column.get(row)),
        column.width,
    )
