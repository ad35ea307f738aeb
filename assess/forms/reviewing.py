"""The articles of a case as a workbook in which a reviewer accepts, returns and locks, and these steps read back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl.worksheet.datavalidation import DataValidation

from assess.answers import Answers, article_answer
from assess.base.normal import normal
from assess.base.problems import NOWHERE, LexgapError, Location, Problem, problem
from assess.country.excel import save
from assess.country.reviews import review_line
from assess.forms.adjudication import cited, frame, noted
from assess.forms.opened import Sheet, links, opened, sheets, unreadable
from assess.load.labels import Labels, every
from assess.model.case import Case
from assess.model.review import Act, LogEntry, Review
from assess.rating.rate import CaseRating
from assess.review.answers import answers_digest
from assess.review.progress import progress
from assess.review.steps import Move, moved, state_of
from assess.speak.values import Stepped
from assess.speak.words import Words
from assess.write.excel.book import A3, Book
from assess.write.excel.table import Column, Table, Value, write_table

#: Steps that a reviewer may choose in the workbook.
OFFERED: tuple[Act, ...] = ("accept", "return", "lock")
_ARTICLES = (
    Column("article", "id", 9),
    Column("decision", "short", 11),
    Column("comment", "text", 40),
    Column("heading", "text", 30),
    Column("state", "mark", 9),
    Column("line", "text", 34),
    Column("rating", "mark", 9),
    Column("decided", "text", 40),
    Column("answered", "short", 11),
    Column("open", "text", 22),
    Column("answers", "id", 14),
)
_ELEMENTS = (
    Column("article", "id", 9),
    Column("element", "id", 15),
    Column("asks", "text", 40),
    Column("grade", "mark", 9),
    Column("law", "text", 44),
    Column("notes", "text", 50),
)


@dataclass(frozen=True)
class Taken:
    """What the rows of a workbook come to: new standings, lines for the log, and the rows that were refused."""

    reviews: tuple[Review, ...]
    entries: tuple[LogEntry, ...]
    refused: tuple[Problem, ...]


def write_review(rating: CaseRating, words: Words, out: Path) -> None:
    """Write a row an article to decide on, and a sheet with the answers. Raises LexgapError where it cannot."""
    case, said = rating.case, words.labels.review.workbook
    book = Book(frame(case, rating.reading, words, said), ("articles", "elements"))
    sheet = write_table(
        book, Table("articles", _ARTICLES, list(_articles(rating, words)), frozen=3, paper=A3)
    )
    rule = DataValidation(
        "list",
        formula1=f'"{",".join(said.steps[act] for act in OFFERED)}"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=said.columns.decision,
        error=said.choose,
    )
    rule.add(f"B2:B{len(case.instrument.articles) + 1}")
    sheet.add_data_validation(rule)
    sheet.column_dimensions["C"].width = 40
    write_table(
        book, Table("elements", _ELEMENTS, list(_elements(rating, words)), frozen=2, paper=A3)
    )
    save(book, out)


def _articles(rating: CaseRating, words: Words) -> Iterator[tuple]:
    rated = {one.article.article: one for one in rating.articles}
    for one in progress(rating.case, rating.reading):
        number = one.article.article
        answer = article_answer(rated[number])
        state, mark = words.mark(Stepped(one.state)), words.mark(answer.mark)
        yield (
            number,
            "",
            "",
            words.text(one.article.heading),
            Value(state.label, state),
            words.say(review_line(rating.case, one.review)),
            Value(mark.letter, mark),
            words.say(answer.decided),
            f"{one.answered}/{one.elements}",
            words.many(one.open),
            answers_digest(rating.case, number)[:12],
        )


def _elements(rating: CaseRating, words: Words) -> Iterator[tuple]:
    standings = {two.element.id: two for one in rating.articles for two in one.standings}
    answers = Answers(rating.case, rating.reading, wording=False)
    for element in rating.case.instrument.elements():
        answer = answers.element(standings[element.id])
        mark = words.mark(answer.mark)
        yield (
            element.article,
            element.id,
            words.text(element.asks),
            Value(mark.letter, mark),
            "\n".join(cited(answer, words)),
            "\n".join(noted(answer, words)),
        )


def read_review(path: Path, case: Case, words: Words, by: str, at: str) -> Taken:
    """Return what a reviewer's workbook comes to; rows without a decision come to nothing.

    A row is refused, with its cell, where its step cannot be taken, where the article was answered otherwise since the
    workbook was written, and where another row says something else on the article. Raises LexgapError for a file that
    is no such workbook.
    """
    table, said = _table(path, words)
    reviews, entries, refused = [], [], []
    for rows in _rows(table, said).values():
        number, row = rows[-1]
        try:
            if len({(one["decision"].casefold(), one.get("comment", "")) for _, one in rows}) > 1:
                raise LexgapError([problem("row-twice", NOWHERE, id=row.get("article", ""))])
            more, lines = _taken(case, row, said, by, at)
            reviews, entries = reviews + list(more), entries + list(lines)
        except LexgapError as fault:
            refused += [
                Problem(
                    one.code,
                    Location(str(path), 0, f"{table.title}!{_column(one)}{number}"),
                    one.words,
                )
                for one in fault.problems
            ]
    return Taken(tuple(reviews), tuple(entries), tuple(refused))


def _column(fault: Problem) -> str:
    return (
        "C"
        if fault.code == "review-unexplained"
        else "A"
        if fault.code == "unknown-article"
        else "B"
    )


def _rows(table: Sheet, said: Labels) -> dict[str, list[tuple[int, dict[str, str]]]]:
    """Return the rows with a step, by article; a formula is "=", since nobody can tell what it means."""
    at = {cell.text: number for number, cell in table.rows[0][1].items()}
    found: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for number, cells in table.rows[1:]:
        row = {
            key: "=" if cells[column].sort == "formula" else cells[column].text.strip()
            for key in ("article", "decision", "comment", "answers")
            if (column := at.get(said.columns[key])) in cells
        }
        if row.get("decision"):
            found.setdefault(row.get("article", ""), []).append((number, row))
    return found


def _table(path: Path, words: Words) -> tuple[Sheet, Labels]:
    """Return the sheet that holds the steps, and the labels of the language in which it was written."""
    archive, kind = opened(path)
    if kind != "xl" or links(archive):
        unreadable(path, "@not_review")
    heads = [
        (one, {cell.text for cell in one.rows[0][1].values()})
        for one in sheets(path, archive)
        if one.rows
    ]
    for said in (one.review.workbook for one in every(words.language)):
        for table, head in heads:
            if {said.columns.article, said.columns.decision} <= head:
                return table, said
    unreadable(path, "@not_review")


def _taken(
    case: Case, row: dict[str, str], said, by: str, at: str
) -> tuple[tuple[Review, ...], tuple[LogEntry, ...]]:
    article = row.get("article", "")
    acts = {normal(said.steps[act]).casefold(): act for act in OFFERED} | {
        act: act for act in OFFERED
    }
    act = acts.get(normal(row["decision"]).casefold())
    if article not in case.instrument.numbers():
        raise LexgapError([problem("unknown-article", NOWHERE, id=article, nearest="")])
    if act is None or row.get("comment") == "=":
        value, known = row["decision"] if act is None else "=", [said.steps[one] for one in OFFERED]
        raise LexgapError([problem("review-decision", NOWHERE, value=value, known=known)])
    if not answers_digest(case, article).startswith(row.get("answers") or "-"):
        raise LexgapError(
            [
                problem(
                    "review-stale",
                    NOWHERE,
                    article=article,
                    state=f"@step_{state_of(case, article)}",
                )
            ]
        )
    return moved(case, Move(act, (article,), by, at, row.get("comment", "")))
