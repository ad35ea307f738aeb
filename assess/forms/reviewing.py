"""The articles of a case as a workbook in which a reviewer accepts, returns and locks, and these steps read back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assess.answers import Answers, article_answer
from assess.base.normal import normal
from assess.base.problems import NOWHERE, LexgapError, Location, Problem, problem
from assess.country.reviews import review_line
from assess.forms.adjudication import cited, noted, rated_book
from assess.forms.opened import Sheet, links, opened, sheets, unreadable
from assess.load.label_types import ReviewWorkbookLabels
from assess.load.labels import every
from assess.model.case import Case
from assess.model.instrument import Element
from assess.model.review import Act, LogEntry, Review
from assess.rating.rate import ArticleRating, CaseRating
from assess.review.answers import answers_digest
from assess.review.progress import ArticleProgress, progress
from assess.review.steps import Move, moved, state_of
from assess.speak.values import Label, Rated, Stepped, Value, commas, lines
from assess.speak.words import Words
from assess.table import Table, columns_of
from assess.write.excel.choices import offer
from assess.write.excel.sheet import write_sheet

#: Steps that a reviewer may choose in the workbook.
OFFERED: tuple[Act, ...] = ("accept", "return", "lock")


@dataclass(frozen=True)
class Taken:
    """What the rows of a workbook come to: new standings, lines for the log, and the rows that were refused."""

    reviews: tuple[Review, ...]
    entries: tuple[LogEntry, ...]
    refused: tuple[Problem, ...]


def write_review(rating: CaseRating, words: Words, out: Path) -> None:
    """Write a row an article to decide on, and a sheet with the answers. Raises LexgapError where it cannot."""
    case, labels = rating.case, words.labels.review.workbook
    book = rated_book(
        case, rating.reading, words, "review.workbook.sheets", ("articles", "elements")
    )
    sheet = write_sheet(book, _articles(rating, words))
    steps = [labels.steps[act] for act in OFFERED]
    number = len(case.instrument.articles)
    offer(sheet, "B", number, steps, labels.columns.decision, labels.choose)
    sheet.column_dimensions["C"].width = 40  # it is empty now and will not be
    write_sheet(book, _elements(rating, words))
    book.save(out)


_sheet_column = columns_of("review.workbook.columns")


def _articles(rating: CaseRating, words: Words) -> Table:
    """Return a row an article; the columns of the step and the comment are left to be filled in."""
    rated = {article.article.article: article for article in rating.articles}

    def rating_of(row: ArticleProgress) -> ArticleRating:
        return rated[row.article.article]

    columns = (
        _sheet_column("article", "number", 9, lambda row: row.article.article),
        _sheet_column("decision", "term", 11, lambda row: None),
        _sheet_column("comment", "text", 40, lambda row: None),
        _sheet_column("heading", "text", 30, lambda row: row.article.heading),
        _sheet_column("state", "state", 9, lambda row: Stepped(row.state)),
        _sheet_column("line", "text", 34, lambda row: review_line(rating.case, row.review)),
        _sheet_column(
            "rating", "mark", 9, lambda row: Rated(*(rating_of(row).bounds or (None, None)))
        ),
        _sheet_column("decided", "text", 40, lambda row: article_answer(rating_of(row)).decided),
        _sheet_column("answered", "term", 11, lambda row: f"{row.answered}/{row.elements}"),
        _sheet_column("open", "text", 22, lambda row: commas(row.open)),
        _sheet_column(
            "answers", "id", 14, lambda row: answers_digest(rating.case, row.article.article)[:12]
        ),
    )
    rows = progress(rating.case, rating.reading)
    title = Label("review.workbook.sheets", "articles")
    return Table("articles", title, columns, tuple(rows), frozen=3, wide=True)


def _elements(rating: CaseRating, words: Words) -> Table:
    """Return a row an element, with its answers."""
    made = Answers(rating.case, rating.reading, wording=False)
    answers = {
        standing.element.id: made.element(standing)
        for article in rating.articles
        for standing in article.standings
    }

    def texts(texts: Callable[..., Iterator[str]]) -> Callable[[Element], Value]:
        return lambda row: lines(texts(answers[row.id], words))

    columns = (
        _sheet_column("article", "number", 9),
        _sheet_column("element", "id", 15, lambda row: row.id),
        _sheet_column("asks", "text", 40),
        _sheet_column("grade", "mark", 9, lambda row: answers[row.id].mark),
        _sheet_column("law", "text", 44, texts(cited)),
        _sheet_column("notes", "text", 50, texts(noted)),
    )
    title = Label("review.workbook.sheets", "elements")
    rows = rating.case.instrument.elements()
    return Table("elements", title, columns, rows, frozen=2, wide=True)


def read_review(path: Path, case: Case, words: Words, by: str, at: str) -> Taken:
    """Return what a reviewer's workbook comes to; rows without a decision come to nothing.

    A row is refused, with its cell, where its step cannot be taken, where the article was answered otherwise since the
    workbook was written, and where another row says something else on the article. Raises LexgapError for a file that
    is no such workbook.
    """
    table, titles = _table(path, words)
    reviews: list[Review] = []
    entries: list[LogEntry] = []
    refused: list[Problem] = []
    for rows in _rows(table, titles).values():
        number, row = rows[-1]
        steps = {(other["decision"].casefold(), other.get("comment", "")) for _, other in rows}
        try:
            if len(steps) > 1:
                raise LexgapError([problem("row-twice", NOWHERE, id=row.get("article", ""))])
            stands, lines = _taken(case, row, titles, by, at)
            reviews += stands
            entries += lines
        except LexgapError as error:
            for fault in error.problems:
                cell = Location(str(path), 0, f"{table.title}!{_column(fault)}{number}")
                refused.append(Problem(fault.code, cell, fault.words))
    return Taken(tuple(reviews), tuple(entries), tuple(refused))


def _column(fault: Problem) -> str:
    return {"review-unexplained": "C", "unknown-article": "A"}.get(fault.code, "B")


def _rows(
    table: Sheet, titles: ReviewWorkbookLabels
) -> dict[str, list[tuple[int, dict[str, str]]]]:
    """Return the rows with a step, by article; a formula is "=", since nobody can tell what it means."""
    at = {cell.text: number for number, cell in table.rows[0][1].items()}
    columns = {
        "article": at.get(titles.columns.article, 0),
        "decision": at.get(titles.columns.decision, 0),
        "comment": at.get(titles.columns.comment, 0),
        "answers": at.get(titles.columns.answers, 0),
    }
    rows: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for number, cells in table.rows[1:]:
        row: dict[str, str] = {}
        for key, column in columns.items():
            if column in cells:
                cell = cells[column]
                row[key] = "=" if cell.sort == "formula" else cell.text.strip()
        if row.get("decision"):
            rows.setdefault(row.get("article", ""), []).append((number, row))
    return rows


def _table(path: Path, words: Words) -> tuple[Sheet, ReviewWorkbookLabels]:
    """Return the sheet that holds the steps, and the labels of the language in which it was written."""
    archive, kind = opened(path)
    if kind != "xl" or links(archive):
        unreadable(path, "@not_review")
    listed = [sheet for sheet in sheets(path, archive) if sheet.rows]
    for labels in every(words.language):
        titles = labels.review.workbook
        for table in listed:
            head = {cell.text for cell in table.rows[0][1].values()}
            if {titles.columns.article, titles.columns.decision} <= head:
                return table, titles
    unreadable(path, "@not_review")


def _taken(
    case: Case, row: dict[str, str], titles: ReviewWorkbookLabels, by: str, at: str
) -> tuple[tuple[Review, ...], tuple[LogEntry, ...]]:
    article = row.get("article", "")
    acts = {normal(titles.steps[act]).casefold(): act for act in OFFERED}
    acts |= {act: act for act in OFFERED}
    act = acts.get(normal(row["decision"]).casefold())
    if article not in case.instrument.numbers():
        raise LexgapError([problem("unknown-article", NOWHERE, id=article, nearest="")])
    if act is None or row.get("comment") == "=":
        value = row["decision"] if act is None else "="
        known = [titles.steps[step] for step in OFFERED]
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
