"""The figures of the page as plain numbers: columns by year, bars of ranks, and the map."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assess.states.places import shapes
from assess.view.marks import Mark
from assess.view.states_types import StatesView, StateView

_COLUMN, _HIGH, _FOOT = 44, 260, 24  # width of a year, height of its column, room for its name
_PLOT = 300


@dataclass(frozen=True)
class Piece:
    """A rating in a year, as a rectangle."""

    mark: Mark
    x: float
    y: float
    width: float
    height: float
    title: str
    said: bool  # whether there is room for the letter


@dataclass(frozen=True)
class Years:
    """Columns of ratings by year."""

    width: int
    height: int
    pieces: tuple[Piece, ...]
    labels: tuple[tuple[float, str], ...]  # middle of the column, year


@dataclass(frozen=True)
class Intervals:
    """Bars from the best to the worst rank; None for a State without ranks."""

    width: int
    ticks: tuple[tuple[float, int], ...]  # place, rank
    bars: tuple[tuple[float, float] | None, ...]  # as `tiers` of the view


@dataclass(frozen=True)
class Shape:
    """A State on the map: a path, or a dot where it is too small for one."""

    path: str
    at: tuple[float, ...]
    look: str
    title: str


@dataclass(frozen=True)
class World:
    """The map, its legend, and the same in words."""

    box: str
    dot: float  # radius
    shapes: tuple[Shape, ...]
    legend: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str], ...]  # assessed States
    told: tuple[str, ...]  # names of those that are only reported


def years(view: StatesView) -> Years:
    """Return the columns; of a page from right to left, time runs from right to left too."""
    width = max(4, len(view.years)) * _COLUMN
    pieces, labels = [], []
    for at, one in enumerate(view.years):
        x = (len(view.years) - 1 - at if view.rtl else at) * _COLUMN
        labels.append((x + _COLUMN / 2, one.year))
        y = float(_HIGH)
        for mark, number in one.counts:
            height = round(_HIGH * number / one.total, 2) if one.total else 0
            y = round(y - height, 2)
            if number:
                pieces.append(Piece(mark, x + 3, y, _COLUMN - 6, height, f"{one.year}: {mark.label}: {number}",
                                    height >= 14))
    return Years(width, _HIGH + _FOOT, tuple(pieces), tuple(labels))


def intervals(view: StatesView) -> Intervals:
    """Return where the bars of ranks begin and end, best rank first in the direction of reading."""
    found = [tuple(map(int, re.findall(r"\d+", one.ranks)[:2])) for one in view.tiers]
    last = max((max(one) for one in found if one), default=1)

    def place(rank: int) -> float:
        x = 10 + (_PLOT - 20) * (rank - 1) / max(1, last - 1)
        return round(_PLOT - x if view.rtl else x, 1)

    step = max(1, -(-last // 8))
    ticks = tuple((place(rank), rank) for rank in sorted({1, *range(step, last + 1, step)}))
    return Intervals(_PLOT, ticks, tuple((place(one[0]), place(one[-1])) if one else None for one in found))


def world(view: StatesView) -> World | None:
    """Return the map, or None where no State here has a place on it."""
    shown = {one.iso: one for one in view.states if one.iso and one.reported}
    shown |= {one.iso: one for one in view.states if one.iso and not one.reported}  # an assessment goes first
    drawn = shapes()
    if not shown.keys() & (drawn["states"].keys() | drawn["dots"].keys()):
        return None
    said = view.labels.compared.words
    legend = (*((f"share{step}", f"{20 * step}–{20 * step + 20} %") for step in range(5)),
              ("unrated", view.labels.ratings.none.label), ("told-shape", said.reported), ("none", said.map_none))
    listed = [Shape(path, (), "none", "") for path in drawn["other"]]
    for iso, path in drawn["states"].items():
        listed.append(Shape(path, (), *_look(shown.get(iso), view)))
    for iso, at in drawn["dots"].items():
        listed.append(Shape("", tuple(at), *_look(shown.get(iso), view)))
    rows = tuple((one.name, _share(one, view)) for one in shown.values() if not one.reported)
    told = tuple(one.name for one in shown.values() if one.reported)
    width = float(drawn["viewBox"].split()[2])
    return World(drawn["viewBox"], round(width / 400, 2), tuple(listed), legend, rows, told)


def _look(one: StateView | None, view: StatesView) -> tuple[str, str]:
    """Return the style class and the title of a State on the map."""
    if one is None:
        return "none", ""
    good, rated = _reached(one)
    step = "told-shape" if one.reported else f"share{min(4, 5 * good // rated)}" if rated else "unrated"
    return step, "; ".join(filter(None, (one.name, _share(one, view), one.treaty)))


def _reached(one: StateView) -> tuple[int, int]:
    """Return in how many articles the State is at least LC whatever is unknown, and how many are rated."""
    rated = [cell.mark.key for cell in one.cells if cell.mark.key != "none"]
    return sum(set(key.split("-")) <= {"C", "LC"} for key in rated), len(rated)


def _share(one: StateView, view: StatesView) -> str:
    good, rated = _reached(one)
    said = view.labels.compared
    return said.words.reported if one.reported else said.of.format(number=good, total=rated)
