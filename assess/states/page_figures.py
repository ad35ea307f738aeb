"""The figures of the page as plain numbers: columns by year, bars of ranks, and the map."""

from __future__ import annotations

from dataclasses import dataclass

from assess.speak.marks import Mark
from assess.speak.page import Page
from assess.speak.words import percent
from assess.states.places import shapes

# width of a year, height of its column, room for its name and its States
_COLUMN, _HIGH, _FOOT = (44, 260, 38)
_PLOT = 300
_REACHED = {"C", "LC"}


@dataclass(frozen=True)
class Piece:
    """A rating in a year, as a rectangle."""

    mark: Mark
    x: float
    y: float
    width: float
    height: float
    title: str
    has_room: bool  # whether there is room for the letter


@dataclass(frozen=True)
class Years:
    """Columns of ratings by year."""

    width: int
    height: int
    pieces: tuple[Piece, ...]
    labels: tuple[tuple[float, str, str], ...]  # middle of the column, year, number of States


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
    reported: tuple[str, ...]  # names of those that are only reported


def years(view: Page) -> Years:
    """Return the columns; of a page from right to left, time runs from right to left too."""
    width = max(4, len(view.years)) * _COLUMN
    pieces, labels, form = [], [], view.labels.compared.year_states
    for at, year in enumerate(view.years):
        x = (len(view.years) - 1 - at if view.rtl else at) * _COLUMN
        labels.append((x + _COLUMN / 2, year.year, form.format(number=year.states)))
        y = float(_HIGH)
        for mark, number in year.counts:
            height = round(_HIGH * number / year.total, 2) if year.total else 0
            y = round(y - height, 2)
            if number:
                pieces.append(
                    Piece(
                        mark,
                        x + 3,
                        y,
                        _COLUMN - 6,
                        height,
                        f"{year.year}: {mark.label}: {number}",
                        height >= 14,
                    )
                )
    return Years(width, _HIGH + _FOOT, tuple(pieces), tuple(labels))


def intervals(view: Page) -> Intervals:
    """Return where the bars of ranks begin and end, best rank first in the direction of reading."""
    last = max((tier.worst for tier in view.tiers), default=1) or 1

    def place(rank: int) -> float:
        x = 10 + (_PLOT - 20) * (rank - 1) / max(1, last - 1)
        return round(_PLOT - x if view.rtl else x, 1)

    step = max(1, -(-last // 8))
    ticks = tuple((place(rank), rank) for rank in sorted({1, *range(step, last + 1, step)}))
    return Intervals(
        _PLOT,
        ticks,
        tuple((place(tier.best), place(tier.worst)) if tier.best else None for tier in view.tiers),
    )


def world(view: Page) -> World | None:
    """Return the map, or None where no State here has a place on it."""
    shown = {state.iso: state for state in view.states if state.iso and state.reported}
    # an assessment goes first
    shown |= {state.iso: state for state in view.states if state.iso and not state.reported}
    drawn = shapes()
    if not shown.keys() & (drawn["states"].keys() | drawn["dots"].keys()):
        return None
    wording = view.labels.compared.words
    thin = wording.thin.format(threshold=percent(view.threshold))
    steps = (wording.map_step.format(low=20 * step, high=20 * step + 20) for step in range(5))
    legend = (
        *((f"share{at}", text) for at, text in enumerate(steps)),
        ("thin", thin),
        ("unrated", view.labels.ratings.none.label),
        ("told-shape", wording.reported),
        ("none", wording.map_none),
    )
    listed = [Shape(path, (), "none", "") for path in drawn["other"]]
    for iso, path in drawn["states"].items():
        listed.append(Shape(path, (), *_look(shown.get(iso), view)))
    for iso, at in drawn["dots"].items():
        listed.append(Shape("", tuple(at), *_look(shown.get(iso), view)))
    rows = tuple(
        (entry.name, _share(entry, view)) for entry in shown.values() if not entry.reported
    )
    names = tuple(entry.name for entry in shown.values() if entry.reported)
    width = float(drawn["viewBox"].split()[2])
    return World(drawn["viewBox"], round(width / 400, 2), tuple(listed), legend, rows, names)


def _look(page: Page | None, view: Page) -> tuple[str, str]:
    """Return the style class and the title of a State on the map."""
    if page is None:
        return "none", ""
    title = view.labels.semicolon.join(filter(None, (page.name, _share(page, view), page.treaty)))
    return _step(page, view.threshold), title


def _step(page: Page, threshold: float) -> str:
    """Return the style class of a State; a shade only where enough is known to say how far it has come."""
    low, high, rated = _reached(page)
    if page.reported:
        return "told-shape"
    if all(cell.mark.key in ("none", "out") for cell in page.cells):
        return "unrated"
    if page.known / page.counted < threshold or (rated - high + low) / rated < threshold:
        return "thin"
    return f"share{min(4, 5 * low // rated)}"


def _reached(page: Page) -> tuple[int, int, int]:
    """Return in how many articles the State is surely LC or better, in how many it may be, and in how many any counts."""
    # of an article that is not rated nothing is known, so that it may be either
    every = {"none": {"NC", "C"}}
    rated = [
        every.get(cell.mark.key) or set(cell.mark.key.split("-"))
        for cell in page.cells
        if cell.mark.key != "out"
    ]
    return (
        sum(ends <= _REACHED for ends in rated),
        sum(bool(ends & _REACHED) for ends in rated),
        len(rated),
    )


def _share(page: Page, view: Page) -> str:
    low, high, rated = _reached(page)
    labels = view.labels.compared
    if page.reported:
        return labels.words.reported
    return (labels.of if low == high else labels.of_range).format(
        number=low, low=low, high=high, total=rated
    )
