"""Sheets that are tables of texts: details, provisions, States, groups, duties, changes, dominance."""

from __future__ import annotations

from collections.abc import Callable

from assess.speak.marks import Mark
from assess.speak.page import Page
from assess.states.parts import element_names, group_names, provisions
from assess.states.types import different
from assess.write.excel.book import A3
from assess.write.excel.table import Column, Table, Value


class Rows:
    """A view with what several sheets look up."""

    def __init__(self, view: Page):
        self.view, self.said = view, view.labels.compared_office
        self.names = {one.key: one.name for one in view.states}
        self.headings = {one.number: one.heading for one in view.articles}
        self.parts = {one.id: one.title for one in view.parts}
        self.marks: dict[str, Value] = {}
        self.elements = element_names(view)

    def called(self, element: str) -> str:
        """Return what an element is called, with its id."""
        return self.elements.get(element, element)

    def table(self, key: str, columns: tuple[Column, ...], rows: list, **look) -> Table:
        """Return a table whose headers are the words of the comparison."""
        return Table(
            key, columns, rows, headers={one.key: self.said[one.key] for one in columns}, **look
        )

    def basis(self, reported: bool) -> str:
        """Return whether a row rests on an assessment or on reports."""
        return self.said.basis_reported if reported else self.said.basis_assessed


def _marked(mark: Mark, target: str = "") -> Value:
    return Value(mark.letter, mark, target)


def details(rows: Rows) -> Table:
    """Return a row a State and article, in the order in which the matrix leads to them."""
    columns = (
        Column("state", "text", 24),
        Column("article", "id", 8),
        Column("heading", "text", 32),
        Column("part", "text", 24),
        Column("basis", "short", 16),
        Column("as_of", "short", 16),
        Column("mark", "mark", 8),
        Column("meaning", "text", 20),
        Column("known", "short", 11),
        Column("note", "text", 48),
        Column("elements", "text", 60),
    )
    view, listed = rows.view, []
    for state in view.states:
        for article, cell in zip(view.articles, state.cells):
            known = (
                ""
                if state.reported
                else rows.said.known_of.format(known=cell.known, counted=cell.counted)
            )
            listed.append(
                (
                    state.name,
                    article.number,
                    article.heading,
                    rows.parts.get(article.part, ""),
                    rows.basis(state.reported),
                    state.dated,
                    _marked(cell.mark),
                    cell.label,
                    known,
                    _decided(cell),
                    _elements(rows, cell),
                )
            )
    return rows.table("details", columns, listed, frozen=2, paper=A3)


def _decided(cell: Page) -> str:
    """Return what decided a rating: a sentence, then a line an element."""
    return "\n".join(
        (*((cell.note,) if cell.note else ()), *(f"– {one.line}" for one in cell.reasons))
    )


def _elements(rows: Rows, cell: Page) -> str:
    """Return how each element stands, gathered by grade, then acts of a Party, then the notes."""
    found: dict[str, list[str]] = {}
    form, comma, act = (
        rows.said.part_line,
        rows.view.labels.comma,
        rows.view.labels.compared.words.party_act,
    )
    for one in cell.elements:
        label = form.format(part=act, numbers=one.mark.label) if one.party_act else one.mark.label
        found.setdefault(label, []).append(rows.called(one.id))
    said = [form.format(part=label, numbers=comma.join(names)) for label, names in found.items()]
    return "\n".join(
        (
            *said,
            *(
                form.format(part=rows.called(one.id), numbers=one.note)
                for one in cell.elements
                if one.note
            ),
        )
    )


def written(rows: Rows) -> Table:
    """Return a row a provision: how each State wrote each article, with what it lacks and its sources."""
    columns = (
        Column("article", "id", 8),
        Column("state", "text", 24),
        Column("basis", "short", 16),
        Column("rating", "mark", 8),
        Column("law", "text", 28),
        Column("number", "text", 14),
        Column("grade", "mark", 8),
        Column("meaning", "short", 18),
        Column("elements", "text", 24),
        Column("force", "text", 18),
        Column("what_missing", "text", 44),
        Column("quote", "text", 44),
        Column("note", "text", 36),
        Column("sources", "text", 40),
        Column("confidence", "short", 12),
    )
    view = rows.view
    found = provisions(view)
    cells = {
        (state.key, article.number): cell.mark
        for state in view.states
        for article, cell in zip(view.articles, state.cells)
    }
    numbers = list(
        dict.fromkeys(
            (*(one.number for one in view.articles), *(number for number, _ in view.wrote))
        )
    )
    listed = []
    for number in numbers:
        for state in view.states:
            rated = cells.get((state.key, number))
            for one, elements in found.get((state.key, number), {}).items():
                listed.append(
                    (
                        number,
                        state.name,
                        rows.basis(state.reported),
                        _marked(rated) if rated else "",
                        one.law,
                        one.number,
                        _marked(one.mark) if one.mark else "",
                        one.mark.label if one.mark else "",
                        view.labels.comma.join(map(rows.called, dict.fromkeys(elements))),
                        one.force,
                        one.missing,
                        one.quote,
                        one.note,
                        "\n".join(one.sources),
                        one.confidence,
                    )
                )
    return rows.table("provisions", columns, listed, frozen=2, paper=A3)


def states(rows: Rows) -> Table:
    """Return a row a State: its day, what is known, groups, status towards the instrument, place in the order."""
    columns = (
        Column("state", "text", 28),
        Column("key", "id", 12),
        Column("iso", "id", 8),
        Column("basis", "short", 16),
        Column("as_of", "short", 16),
        Column("assumed", "text", 22),
        Column("stage", "short", 12),
        Column("depth", "text", 16),
        Column("known", "short", 12),
        Column("treaty", "text", 36),
        Column("undeclared", "text", 36),
        Column("treaty_sources", "text", 34),
        Column("groups", "text", 34),
        Column("tier", "number", 8),
        Column("ranks", "number", 10),
        Column("tier_note", "text", 30),
        Column("index", "text", 26),
        Column("digest", "id", 16),
    )
    groups = group_names(rows.view)
    return rows.table(
        "states",
        columns,
        [_state(rows, one, groups[one.key]) for one in rows.view.states],
        paper=A3,
    )


def _state(rows: Rows, one: Page, groups: str) -> tuple:
    known = "" if one.reported else rows.said.known_of.format(known=one.known, counted=one.counted)
    depth = rows.view.labels.comma.join(filter(None, (one.depth, one.indicative)))
    return (
        one.name,
        one.key,
        one.iso,
        rows.basis(one.reported),
        one.as_of,
        one.assumed,
        one.stage,
        depth,
        known,
        one.treaty,
        "\n".join(two.line for two in one.undeclared),
        "\n".join(one.treaty_sources),
        groups,
        one.tier,
        one.ranks,
        one.tier_note,
        one.index,
        one.digest,
    )


def members(rows: Rows) -> Table:
    """Return a row a group: how many States of it are here, their columns, and where that is from."""
    columns = (
        Column("group", "text", 30),
        Column("kind", "short", 16),
        Column("assessed_states", "number", 10),
        Column("reported_states", "number", 12),
        Column("members", "text", 70),
        Column("source", "text", 50),
    )
    told = {one.key for one in rows.view.states if one.reported}
    listed = []
    for one in rows.view.groups:
        number = sum(key in told for key in one.members)
        assessed = different(key for key in one.members if key not in told)
        listed.append(
            (
                one.name,
                one.kind,
                assessed,
                number,
                rows.view.labels.comma.join(rows.names.get(key, key) for key in one.members)
                or rows.said.none,
                one.source,
            )
        )
    return rows.table("members", columns, listed)


def duties(rows: Rows) -> Table:
    """Return a row an element, the least implemented first."""
    columns = (
        Column("name", "text", 28),
        Column("id", "id", 18),
        Column("article", "id", 8),
        Column("heading", "text", 30),
        Column("asks", "text", 50),
        Column("absent", "number", 9),
        Column("partly", "number", 9),
        Column("unknown", "number", 9),
        Column("reserved", "number", 10),
        Column("counted", "number", 12),
        Column("where", "text", 60),
    )
    return rows.table(
        "duties",
        columns,
        [
            (
                one.name,
                one.element,
                one.article,
                rows.headings.get(one.article, ""),
                one.asks,
                one.absent,
                one.partly,
                one.unknown,
                one.reserved,
                one.counted,
                rows.view.labels.comma.join(one.states),
            )
            for one in rows.view.duties
        ],
    )


def changes(rows: Rows) -> Table:
    """Return a row a State and article whose rating changed, then one a State of which no change can be told."""
    columns = (
        Column("state", "text", 28),
        Column("article", "id", 8),
        Column("heading", "text", 32),
        Column("old", "mark", 9),
        Column("new", "mark", 9),
        Column("why", "text", 70),
    )
    said = rows.said
    listed = [
        (
            one.state,
            one.article,
            rows.headings.get(one.article, ""),
            _marked(one.old),
            _marked(one.new),
            one.why,
        )
        for one in rows.view.changes
    ]
    why = rows.view.labels.compared.not_compared_one.format(day=rows.view.since)
    listed += [(name, "", "", "", "", why) for name in rows.view.not_compared]
    return rows.table("changes", columns, listed, empty=said.changes_none)


def dominance(rows: Rows) -> Table:
    """Return a row a pair of States of which the one dominates the other."""
    columns = (
        Column("better", "text", 34),
        Column("worse", "text", 34),
        Column("articles_compared", "number", 10),
        Column("strict", "number", 10),
    )
    return rows.table(
        "dominance",
        columns,
        [(one.better, one.worse, one.articles, one.strict) for one in rows.view.dominance],
    )


#: Sheet → what makes its table.
TABLES: dict[str, Callable[[Rows], Table]] = {
    "details": details,
    "provisions": written,
    "states": states,
    "members": members,
    "duties": duties,
    "changes": changes,
    "dominance": dominance,
}
