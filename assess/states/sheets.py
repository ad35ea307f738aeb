"""The sheets of the comparison's workbook that are tables: one function a sheet, from the answers to columns and rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from assess.country.named import beside
from assess.model.terms import OPTION_SAID
from assess.speak.values import (
    Joined,
    Label,
    Value,
    blank,
    commas,
    lines,
    phrase,
    semicolons,
    spaced,
)
from assess.states.parts import group_names, legends, provisions
from assess.states.types import (
    ArticleView,
    AssessedElement,
    CellView,
    GroupView,
    NamedElement,
    ProvisionView,
    SpreadView,
    StatesView,
    StateView,
    YearView,
    different,
)
from assess.table import Column, Table, columns_of, letter_of, sayable

_column = columns_of("compared_office")


class Lookup:
    """A comparison with what several sheets look up in it."""

    def __init__(self, view: StatesView):
        self.view = view
        self.names = {state.key: state.name for state in view.states}
        self.headings = {article.number: article.heading for article in view.articles}
        self.parts = {part.id: part.title for part in view.parts}
        self.elements = {key: beside(name, key) for key, name in view.names}

    def called(self, element: str) -> Value:
        """Return what an element is called, with its id."""
        return self.elements.get(element, element)

    def heading(self, article: str) -> Value:
        """Return the heading of an article."""
        return self.headings.get(article, "")


def _table(key: str, rows: Iterable[Any], *columns: Column, **look: Any) -> Table:
    return Table(key, Label("compared_office.sheets", key), columns, tuple(rows), **look)


def basis(reported: bool) -> Value:
    """Return whether a row rests on an assessment or on reports."""
    return Label("compared_office", "basis_reported" if reported else "basis_assessed")


def known_of(known: int, counted: int) -> Value:
    """Return how many of how many elements are known."""
    return phrase("compared_office.known_of", known=known, counted=counted)


def dated(state: StateView) -> Value:
    """Return the day of a State, with what it takes to read its row: that it is indicative."""
    if blank(state.indicative):
        return state.as_of
    return spaced(state.as_of, Joined(("(", state.indicative, ")"), "none"))


def _reason(reason: NamedElement) -> Value:
    """Return an element with what is said of it, in one line."""
    name = beside(reason.name, reason.element)
    return name if blank(reason.text) else Joined((name, reason.text), "colon")


# --- States and articles ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Cell:
    """One article in one State."""

    state: StateView
    article: ArticleView
    cell: CellView


def details(find: Lookup) -> Table:
    """Return a row a State and article, in the order in which the matrix leads to them."""
    view = find.view
    rows = [
        _Cell(state, article, cell)
        for state in view.states
        for article, cell in zip(view.articles, state.cells)
    ]

    def known(row: _Cell) -> Value:
        return None if row.state.reported else known_of(row.cell.known, row.cell.counted)

    return _table(
        "details",
        rows,
        _column("state", "text", 24, attrgetter("state.name")),
        _column("article", "number", 8, attrgetter("article.number")),
        _column("heading", "text", 32, attrgetter("article.heading")),
        _column("part", "text", 24, lambda row: find.parts.get(row.article.part)),
        _column("basis", "term", 16, lambda row: basis(row.state.reported)),
        _column("as_of", "day", 16, lambda row: dated(row.state)),
        _column("mark", "mark", 8, attrgetter("cell.mark")),
        _column(
            "meaning",
            "text",
            20,
            lambda row: semicolons((sayable(row.cell.mark), row.cell.reach)),
        ),
        _column("known", "term", 11, known),
        _column("note", "text", 48, lambda row: _decided(row.cell)),
        _column("elements", "text", 60, lambda row: _elements(find, row.cell)),
        frozen=2,
        wide=True,
    )


def _decided(cell: CellView) -> Value:
    """Return what decided a rating: a sentence, then a line an element."""
    reasons = [Joined(("– ", _reason(reason)), "none") for reason in cell.reasons]
    return lines((cell.note, *reasons))


def _part_line(part: Value, numbers: Value) -> Value:
    return phrase("compared_office.part_line", part=part, numbers=numbers)


def _label(element: AssessedElement) -> Value:
    """Return the grade or state of an element in words, the same for all of which the same is said."""
    state = element.answer.state
    if element.answer.option and state in OPTION_SAID:
        return Label("options", OPTION_SAID[state])
    return Label("states", state)


def _elements(find: Lookup, cell: CellView) -> Value:
    """Return how each element stands, gathered by grade, then acts of a Party, then the notes."""
    groups: dict[Value, list[Value]] = {}
    for element in cell.elements:
        label = _label(element)
        if element.party_act:
            label = _part_line(Label("compared.words", "party_act"), label)
        groups.setdefault(label, []).append(find.called(element.id))
    listed = [_part_line(label, commas(names)) for label, names in groups.items()]
    for element in cell.elements:
        if not blank(element.note):
            listed.append(_part_line(find.called(element.id), element.note))
    return lines(listed)


@dataclass(frozen=True)
class _Written:
    """A provision with which a State wrote an article, and the elements that it answers."""

    article: str
    state: StateView
    rating: Any
    provision: ProvisionView
    elements: tuple[str, ...]


def written(find: Lookup) -> Table:
    """Return a row a provision: how each State wrote each article, with what it lacks and its sources."""

    def of(key: str) -> Callable[[_Written], Any]:
        return attrgetter(f"provision.{key}")

    return _table(
        "provisions",
        _written(find.view),
        _column("article", "number", 8),
        _column("state", "text", 24, attrgetter("state.name")),
        _column("basis", "term", 16, lambda row: basis(row.state.reported)),
        _column("rating", "mark", 8),
        _column("law", "text", 28, of("law")),
        _column("number", "text", 14, of("number")),
        _column("grade", "mark", 8, of("mark")),
        _column("meaning", "term", 18, of("mark")),
        _column("elements", "text", 24, lambda row: commas(map(find.called, row.elements))),
        _column("force", "text", 18, of("force")),
        _column("what_missing", "text", 44, of("missing")),
        _column("quote", "verbatim", 44, of("quote")),
        _column("note", "text", 36, of("note")),
        _column("sources", "list", 40, of("sources")),
        _column("confidence", "term", 12, of("confidence")),
        frozen=2,
        wide=True,
    )


def _written(view: StatesView) -> Iterator[_Written]:
    listed = provisions(view)
    ratings = {
        (state.key, article.number): cell.mark
        for state in view.states
        for article, cell in zip(view.articles, state.cells)
    }
    numbers = [article.number for article in view.articles]
    numbers += [number for number, _ in view.wrote]
    for number in dict.fromkeys(numbers):
        for state in view.states:
            rating = ratings.get((state.key, number))
            for provision, elements in listed.get((state.key, number), {}).items():
                yield _Written(number, state, rating, provision, tuple(dict.fromkeys(elements)))


def states(find: Lookup) -> Table:
    """Return a row a State: its day, what is known, groups, status towards the instrument, place in the order."""
    groups = group_names(find.view)

    def known(state: StateView) -> Value:
        return None if state.reported else known_of(state.known, state.counted)

    return _table(
        "states",
        find.view.states,
        _column("state", "text", 28, attrgetter("name")),
        _column("key", "id", 12),
        _column("iso", "id", 8),
        _column("basis", "term", 16, lambda row: basis(row.reported)),
        _column("as_of", "day", 16),
        _column("assumed", "text", 22),
        _column("stage", "term", 12),
        _column("depth", "text", 16, lambda row: commas((row.depth, row.indicative))),
        _column("known", "term", 12, known),
        _column("treaty", "text", 36),
        _column("undeclared", "text", 36, lambda row: lines(map(_reason, row.undeclared))),
        _column("treaty_sources", "list", 34),
        _column("groups", "text", 34, lambda row: groups[row.key]),
        _column("tier", "integer", 8),
        _column("ranks", "integer", 10),
        _column("tier_note", "text", 30),
        _column("index", "text", 26),
        _column("digest", "id", 16),
        wide=True,
    )


def members(find: Lookup) -> Table:
    """Return a row a group: how many States of it are here, their columns, and where that is from."""
    keys = {state.key for state in find.view.states if state.reported}

    def named(group: GroupView) -> Value:
        if not group.members:
            return Label("compared_office", "none")
        return commas(find.names.get(key, key) for key in group.members)

    def assessed(group: GroupView) -> int:
        return different(key for key in group.members if key not in keys)

    return _table(
        "members",
        find.view.groups,
        _column("group", "text", 30, attrgetter("name")),
        _column("kind", "term", 16),
        _column("assessed_states", "integer", 10, assessed),
        _column(
            "reported_states", "integer", 12, lambda row: sum(key in keys for key in row.members)
        ),
        _column("members", "text", 70, named),
        _column("source", "text", 50),
    )


def duties(find: Lookup) -> Table:
    """Return a row an element, the least implemented first."""
    return _table(
        "duties",
        find.view.duties,
        _column("name", "text", 28),
        _column("id", "id", 18, attrgetter("element")),
        _column("article", "number", 8),
        _column("heading", "text", 30, lambda row: find.heading(row.article)),
        _column("asks", "text", 50),
        _column("absent", "integer", 9),
        _column("partly", "integer", 9),
        _column("unknown", "integer", 9),
        _column("reserved", "integer", 10),
        _column("counted", "integer", 12),
        _column("where", "text", 60, lambda row: commas(row.states)),
    )


_CHANGES = ("state", "article", "old", "new", "why")


def changes(find: Lookup) -> Table:
    """Return a row a State and article whose rating changed, then one a State of which no change can be told."""
    view = find.view
    rows = [{key: getattr(change, key) for key in _CHANGES} for change in view.changes]
    why = phrase("compared.not_compared_one", day=view.since)
    rows += [{"state": name, "why": why} for name in view.not_compared]

    def column(key: str, kind: Any, width: float) -> Column:
        return _column(key, kind, width, lambda row: row.get(key))

    return _table(
        "changes",
        rows,
        column("state", "text", 28),
        column("article", "number", 8),
        _column("heading", "text", 32, lambda row: find.heading(row.get("article", ""))),
        column("old", "mark", 9),
        column("new", "mark", 9),
        column("why", "text", 70),
        empty=Label("compared_office", "changes_none"),
    )


def dominance(find: Lookup) -> Table:
    """Return a row a pair of States of which the one dominates the other."""
    return _table(
        "dominance",
        find.view.dominance,
        _column("better", "text", 34),
        _column("worse", "text", 34),
        _column("articles_compared", "integer", 10, attrgetter("articles")),
        _column("strict", "integer", 10),
    )


# --- numbers with a chart ---------------------------------------------------------------------------------------------

#: Sheet → field of the view, title of its chart.
SPREADS = {
    "articles": ("by_article", "by_article"),
    "parts": ("by_part", "by_part"),
    "groups": ("by_group", "by_group"),
    "told": ("reported_by_article", "reported_by_article"),
    "years": ("years", "years"),
}
_FIRST = {"articles": "article", "parts": "part", "groups": "group", "told": "article"}


def _counts(view: StatesView, key: str) -> list[Column]:
    """Return a column for each mark that is counted; an empty cell is none."""

    def number(key: str) -> Callable[[SpreadView | YearView], int | None]:
        def count(row: SpreadView | YearView) -> int | None:
            for mark, counted in row.counts:
                if mark.key == key:
                    return counted or None
            return None

        return count

    return [
        _column(mark.key, "integer", 8, number(mark.key), label=letter_of(mark), mark=mark)
        for mark in used(view, key)
    ]


def spread(find: Lookup, key: str) -> Table:
    """Return a row an article, part or group whose ratings are counted; the denominator stands behind."""

    def name(row: SpreadView) -> Value:
        if key in ("articles", "told"):
            return spaced(row.name, find.heading(str(row.name)))
        return row.name

    total = "total_told" if key == "told" else "total"
    ends = [_column(total, "integer", 9, attrgetter("total"))]
    if key != "told":  # a report has no rating that could be missing
        ends.append(_column("out", "integer", 9))
    if key == "groups":
        ends.append(_column("states_number", "integer", 9, attrgetter("states")))
    return _table(
        key,
        getattr(find.view, SPREADS[key][0]),
        _column(_FIRST[key], "text", 34, name),
        *_counts(find.view, key),
        *ends,
        _column("note", "text", 40),
    )


def years(find: Lookup) -> Table:
    """Return a row a year, with the name of its bar behind."""

    def name(row: YearView) -> Value:
        return phrase("compared_office.year_line", year=row.year, number=row.states)

    return _table(
        "years",
        find.view.years,
        _column("year", "text", 34),
        *_counts(find.view, "years"),
        _column("total", "integer", 9),
        _column("states_number", "integer", 9, attrgetter("states")),
        _column("share", "term", 24),
        _column("chart_name", "term", 15, name),
    )


def used(view: StatesView, key: str) -> list[Any]:
    """Return the marks that are counted on a sheet, in the order of the legend."""
    marks: dict[str, Any] = {}
    for row in getattr(view, SPREADS[key][0]):
        for mark, number in row.counts:
            if number:
                marks[mark.key] = mark
    order = [mark.key for legend in legends(view) for mark in legend]
    return sorted(
        marks.values(), key=lambda mark: order.index(mark.key) if mark.key in order else len(order)
    )


#: Columns of the sheet of tiers that its chart is drawn from: where a bar begins and how long it is.
BARS = (
    _column("chart_start", "decimal", 9, lambda row: row.best - 0.5 if row.best else None),
    _column(
        "chart_length", "integer", 9, lambda row: row.worst - row.best + 1 if row.best else None
    ),
)


def tiers(find: Lookup) -> Table:
    """Return a row a State with its tier, its ranks, by each way of adding up too, and the numbers for the chart."""

    def way(at: int) -> Callable[[Any], Any]:
        return lambda row: row.by_way[at] if at < len(row.by_way) else None

    return _table(
        "tiers",
        find.view.tiers,
        _column("state", "text", 32, attrgetter("name")),
        _column("tier", "integer", 8),
        _column("ranks", "integer", 10),
        _column("from_rank", "integer", 9, lambda row: row.best or None),
        _column("to_rank", "integer", 9, lambda row: row.worst if row.best else None),
        *(
            _column(f"way{at}", "term", 14, way(at), label=name)
            for at, name in enumerate(find.view.ways)
        ),
        _column("scores", "term", 14),
        _column("known", "term", 14),
        _column("tier_note", "text", 40, attrgetter("note")),
        *BARS,
    )


#: Sheet → what makes its table.
TABLES: dict[str, Callable[[Lookup], Table]] = {
    "details": details,
    "provisions": written,
    "states": states,
    "members": members,
    "duties": duties,
    "changes": changes,
    "dominance": dominance,
    "articles": lambda find: spread(find, "articles"),
    "parts": lambda find: spread(find, "parts"),
    "groups": lambda find: spread(find, "groups"),
    "told": lambda find: spread(find, "told"),
    "years": years,
    "tiers": tiers,
}
