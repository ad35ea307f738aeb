"""Two assessments of one State by two assessors: where they agree, and what is decided between them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assess.app.ratings import reading_of

if TYPE_CHECKING:
    from datetime import date

    from assess.model.case import Case
    from assess.rating.agreement import Comparison
    from assess.speak.words import Words


def compare_assessments(
    first: Case, second: Case, day: date, bills: tuple[str, ...] = ()
) -> Comparison:
    """Return two assessments side by side on a day; LexgapError where they cannot be compared."""
    from assess.rating.agreement import compare

    return compare(first, second, reading_of(first, day, bills))


def write_differences(comparison: Comparison, out: Path, words: Words) -> int:
    """Write a workbook in which each difference can be decided; return their number. Raises LexgapError."""
    from assess.forms.adjudication import write_adjudication

    write_adjudication(comparison, words, out)
    return len(comparison.differences)


def adjudicate(
    root: Path, comparison: Comparison, file: Path, into: Path, by: str, at: str, words: Words
) -> int:
    """Make a third case of what was decided in the workbook `file`; return the number of decisions.

    `root` is the folder of the first case, `into` that of the new one, `by` who decided, `at` the moment. Raises
    LexgapError, and leaves nothing behind, where that would make a faulty case.
    """
    from assess.forms.adjudicated import adjudicate as write_adjudicated
    from assess.forms.adjudication import read_adjudication
    from assess.review.steps import Move

    decisions = read_adjudication(file, comparison, words)
    write_adjudicated(root, comparison, decisions, Move("adjudicate", (), by.strip(), at), into)
    return len(decisions)
