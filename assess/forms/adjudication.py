"""The disagreements of two assessors as a workbook to decide on, and the decisions read back from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl.utils import get_column_letter

from assess.answers import ElementAnswer, element_answer
from assess.base.normal import STEPS
from assess.base.problems import LexgapError, Location, Problem, problem
from assess.forms.form import Entered
from assess.forms.opened import Sheet, links, opened, sheets, unreadable
from assess.load.label_types import AgreeColumnsLabels
from assess.load.labels import Labels, every
from assess.model.case import Case
from assess.rating.agreement import Comparison, Pair
from assess.rating.force import Reading
from assess.rating.standing import Standing
from assess.speak.speakers import Speakers
from assess.speak.values import Label, Value, phrase
from assess.speak.words import Words
from assess.table import Column, Table, columns_of
from assess.write.excel.book import Book
from assess.write.excel.choices import offer
from assess.write.excel.page import Page, Span
from assess.write.excel.sheet import write_sheet

SIDES = ("A", "B")


@dataclass(frozen=True)
class Decision:
    """Which of two answers stands for an element, and why."""

    element: str
    side: str  # A or B
    why: str
    at: Location


def write_adjudication(comparison: Comparison, words: Words, out: Path) -> None:
    """Write a row a disagreement, with both answers, to decide on. Raises LexgapError where it cannot be written."""
    labels = words.labels.agree
    book = rated_book(
        comparison.first, comparison.reading, words, "agree.sheets", ("decide", "about")
    )
    columns, rows = _columns(comparison, words), comparison.differences
    title = Label("agree.sheets", "decide")
    table = Table(
        "decide", title, columns, rows, frozen=4, wide=True, empty=Label("agree", "nothing")
    )
    sheet = write_sheet(book, table)
    if rows:
        letter = {column.key: get_column_letter(at) for at, column in enumerate(columns, start=1)}
        offer(sheet, letter["decision"], len(rows), SIDES, labels.columns.decision, labels.choose)
        sheet.column_dimensions[letter["why"]].width = 40  # it is empty now and will not be
    page = Page(book, "about", (24, 90))
    page.line(Span(labels.workbook_title, "title", 2), high=30)
    for line in (labels.how, labels.how_grade, labels.how_basis):
        page.line(Span(line, "plain", 2))
    for name, case in zip(SIDES, (comparison.first, comparison.second)):
        page.fact(name, f"{case.profile.id}: {words.text(case.profile.assessed_by)}")
        page.fact(labels.hash.format(side=name), case.digest, "plain_id")
    for name, value in list(_made_of(comparison, words.labels).items())[2:]:
        page.fact(name, value, "plain_id")
    book.save(out)


def rated_book(
    case: Case, reading: Reading, words: Words, block: str, keys: tuple[str, ...]
) -> Book:
    """Return an empty workbook on a case as of a day, with a sheet for each key, named in a block of the labels."""
    titles: dict[str, Value] = {key: Label(block, key) for key in keys}
    head = phrase("excel.title", country=case.profile.country, instrument=case.instrument.short)
    ends = head, phrase("excel.reading", day=reading.as_of)
    return Book(Speakers([words]), titles, ends, Label("sentences", "disclaimer"))


def _columns(comparison: Comparison, words: Words) -> tuple[Column, ...]:
    """Return what is told of a disagreement; the columns of the decision are left to be filled in."""
    column = columns_of("agree.columns")
    sides = {}
    for pair in comparison.differences:
        first = _side(pair.first, comparison.first, comparison.reading, words)
        second = _side(pair.second, comparison.second, comparison.reading, words)
        sides[id(pair)] = (*first, *second)
    answers = ("state_a", "law_a", "note_a", "state_b", "law_b", "note_b")
    return (
        column("name", "text", 24, lambda row: words.element(row.element)),
        column("element", "id", 15, lambda row: row.element.id),
        column("decision", "term", 10, lambda row: None),
        column("why", "text", 34, lambda row: None),
        column("asks", "text", 34, lambda row: row.element.asks),
        column("kind", "text", 16, lambda row: Label("agree.kinds", row.kind)),
        *(
            column(
                key,
                "text",
                14 if key.startswith("state") else 34,
                lambda row, at=at: sides[id(row)][at],
            )
            for at, key in enumerate(answers)
        ),
    )


def _side(standing: Standing, case: Case, reading: Reading, words: Words) -> tuple[str, str, str]:
    answer = element_answer(standing, case, reading)
    return (
        words.mark(answer.mark).label,
        "\n".join(cited(answer, words)),
        "\n".join(noted(answer, words)),
    )


def cited(answer: ElementAnswer, words: Words) -> Iterator[str]:
    """Yield the citations of an element, each with its grade and whether it counts."""
    for citation in answer.cited:
        names = " + ".join(
            words.say(provision.name) if provision.standing_key else provision.reference
            for provision in citation.provisions
        )
        grade = words.mark(citation.mark).label
        if not citation.counts:
            force = words.say(citation.force)
            grade = f"{grade}{words.labels.semicolon}{force}"
        yield f"{names} ({grade})"


def noted(answer: ElementAnswer, words: Words) -> Iterator[str]:
    """Yield what is said on an element: who searched and found nothing, what is missing, notes, reasons."""
    notes: list[Value] = [answer.search.sentence] if answer.search else []
    for citation in answer.cited:
        notes += [citation.missing, citation.note]
    notes += answer.remarks
    yield from filter(None, map(words.say, notes))


def read_adjudication(path: Path, comparison: Comparison, words: Words) -> tuple[Decision, ...]:
    """Return the decisions of a workbook; a row on the basis alone that is left empty stays with A.

    Raises LexgapError where the file is none of these workbooks, was made of other files than the two cases, or holds
    rows that are not decided, each with its cell.
    """
    table, titles = _table(path, comparison, words)
    at = {text: number for number, text in _texts(table.rows[0][1]).items()}
    columns = at[titles.decision], at.get(titles.why, 0)
    rows = _rows(path, table, at[titles.element], columns)
    absent = _Row("", "", *_places(path, table, columns, 1))
    decisions: list[Decision] = []
    faults: list[Problem] = []
    for pair in comparison.differences:
        decision = _read(pair, rows.get(pair.element.id, [absent]))
        if isinstance(decision, Problem):
            faults.append(decision)
        else:
            decisions.append(decision)
    if faults:
        raise LexgapError(faults)
    return tuple(decisions)


@dataclass(frozen=True)
class _Row:
    """What a row of the workbook says, with its two cells; a formula is "=", since nobody can tell what it means."""

    side: str
    why: str
    side_at: Location
    why_at: Location


def _rows(path: Path, table: Sheet, named: int, columns: tuple[int, int]) -> dict[str, list[_Row]]:
    """Return the rows of each element."""
    rows: dict[str, list[_Row]] = {}
    for number, cells in table.rows[1:]:
        side, why = columns
        row = _Row(
            _value(cells.get(side)),
            _value(cells.get(why)),
            *_places(path, table, columns, number),
        )
        rows.setdefault(_texts(cells).get(named, "").strip(), []).append(row)
    return rows


def _value(cell: Entered | None) -> str:
    if cell is None:
        return ""
    return "=" if cell.sort == "formula" else cell.text.strip()


def _places(
    path: Path, table: Sheet, columns: tuple[int, int], row: int
) -> tuple[Location, Location]:
    """Return the cells of a row in two columns; a column that is not there is taken for the first."""
    first, second = [f"{table.title}!{get_column_letter(column or 1)}{row}" for column in columns]
    return Location(str(path), 0, first), Location(str(path), 0, second)


def _made_of(comparison: Comparison, labels: Labels) -> dict[str, str]:
    """Return what a workbook is made of, by the labels under which it says so: both cases, the day, the bills."""
    own_labels, recipe = labels.agree, labels.recipe
    hashes = {
        own_labels.hash.format(side=name): case.digest
        for name, case in zip(SIDES, (comparison.first, comparison.second))
    }
    return {
        **hashes,
        recipe.as_of: comparison.reading.as_of.isoformat(),
        own_labels.bills: ", ".join(sorted(comparison.reading.assume)) or recipe.none,
    }


def _table(path: Path, comparison: Comparison, words: Words) -> tuple[Sheet, AgreeColumnsLabels]:
    """Return the sheet that holds the decisions, and the labels of its columns in the language it was written in."""
    archive, kind = opened(path)
    if kind != "xl" or links(archive):
        unreadable(path, "@not_adjudication")
    listed = list(sheets(path, archive))
    decided = _decided(listed, words)
    if decided is None:
        unreadable(path, "@not_adjudication")
    table, labels = decided
    pairs: set[tuple[str, ...]] = set()
    for sheet in listed:
        for _, cells in sheet.rows:
            if len(cells) == 2:
                pairs.add(tuple(_texts(cells).values()))
    if not set(_made_of(comparison, labels).items()) <= pairs:
        raise LexgapError([problem("adjudication-stale", Location(str(path)))])
    return table, labels.agree.columns


def _decided(listed: list[Sheet], words: Words) -> tuple[Sheet, Labels] | None:
    """Return the sheet with the columns of a decision, and the labels that these are written in; None without one."""
    heads = [(sheet, set(_texts(sheet.rows[0][1]).values())) for sheet in listed if sheet.rows]
    for labels in every(words.language):
        columns = labels.agree.columns
        for sheet, head in heads:
            if {columns.element, columns.decision} <= head:
                return sheet, labels
    return None


def _texts(cells: dict[int, Entered]) -> dict[int, str]:
    """Return what cells say, without the marks that keep Latin words in their place among Arabic ones."""
    return {number: STEPS["invisible_signs"](cell.text) for number, cell in cells.items()}


def _read(pair: Pair, rows: list[_Row]) -> Decision | Problem:
    """Return what is decided on an element; a row copied and left alike is one, rows that differ decide nothing."""
    lines, name = {(row.side.upper(), row.why): row for row in rows}, pair.element.id
    if len(lines) > 1:
        return problem("row-twice", rows[-1].side_at, id=name)
    (side, why), row = next(iter(lines.items()))
    if side not in ("", *SIDES) or why == "=":
        return problem(
            "adjudication-value",
            row.side_at if why != "=" else row.why_at,
            element=name,
            value=side if why != "=" else why,
        )
    if not side and pair.kind == "basis":
        return Decision(name, SIDES[0], why, row.side_at)
    if not side or not why:
        return problem("adjudication-open", row.why_at if side else row.side_at, element=name)
    return Decision(name, side, why, row.side_at)
