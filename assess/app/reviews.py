"""Articles brought through the review by a second person, and how far a case is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assess.app.cases import open_case, open_files

if TYPE_CHECKING:
    from assess.base.problems import Problem
    from assess.model.case import Case
    from assess.model.review import Act, Review
    from assess.review.progress import ArticleProgress
    from assess.speak.words import Words

#: What a step must be able to read over, since it is there to mend it.
MENDED = ("answers-changed", "accepted-changed")


@dataclass(frozen=True)
class Taken:
    """Steps that were taken: the case before them, where articles stand now, and rows of a form that were refused."""

    case: Case
    reviews: tuple[Review, ...]
    refused: tuple[Problem, ...] = ()


def readable(root: Path, language: str, today: date | None) -> Case:
    """Return a case for the review; LexgapError for errors, but for those that a step of the review mends."""
    return open_case(root, (language,), today).sound(MENDED)


def take_step(
    root: Path, act: Act, names: Sequence[str], by: str, at: str, why: str, language: str
) -> Taken:
    """Take a step with articles (19, 2-11, a part, `all`) and write it into the case, in the name of `by` at a moment.

    Raises LexgapError with every reason why an article cannot take it; then none does.
    """
    from assess.base.output import alone
    from assess.review.steps import Move, chosen_articles, moved, record

    with alone(root):
        case = readable(root, language, date.fromisoformat(at[:10]))
        articles = chosen_articles(case, names)
        reviews, entries = moved(case, Move(act, articles, by.strip(), at, why.strip()))
        record(root, case, reviews, entries)
    return Taken(case, tuple(reviews))


def export_review(
    root: Path, out: Path, as_of: date, words: Words, today: date | None = None
) -> None:
    """Write a workbook with a row an article, to accept, return or lock it. Raises LexgapError."""
    from assess.forms.reviewing import write_review
    from assess.rating.force import Reading
    from assess.rating.rate import rate

    write_review(rate(readable(root, words.language, today), Reading(as_of)), words, out)


def import_review(root: Path, file: Path, by: str, at: str, words: Words) -> Taken:
    """Take the steps that a reviewer chose in a workbook, and return them with the rows that cannot be taken.

    Raises LexgapError where the file or the case cannot be read.
    """
    from assess.base.output import alone
    from assess.forms.reviewing import read_review
    from assess.review.steps import record

    with alone(root):
        case = readable(root, words.language, date.fromisoformat(at[:10]))
        taken = read_review(file, case, words, by.strip(), at)
        if taken.entries:
            record(root, case, taken.reviews, taken.entries)
    return Taken(case, tuple(taken.reviews), tuple(taken.refused))


def case_for_status(root: Path, language: str) -> Case:
    """Return a case of which the review can be read, whatever else is wrong; LexgapError where it cannot."""
    from assess.base.problems import LexgapError

    opened = open_files(root, (language,))
    case = opened.at_all()
    unread = [fault for fault in opened.errors if Path(fault.at.path).stem == "review"]
    if unread:  # where an article stands is not known then, and "draft" would be wrong
        raise LexgapError(unread)
    return case


def progress_of(case: Case, as_of: date) -> tuple[ArticleProgress, ...]:
    """Return how far each article is, by the answers that count on a day."""
    from assess.rating.force import Reading
    from assess.review.progress import progress

    return progress(case, Reading(as_of))
