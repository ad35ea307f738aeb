"""The review as reports show it: where each article stands, how many stand where, and the log."""

from __future__ import annotations

import re

from assess.country.types import Count, LogRow
from assess.model.case import Case
from assess.model.review import Review
from assess.rating.force import Reading
from assess.review.progress import counted, progress
from assess.review.steps import changed_since
from assess.review.unsettled import articles_of, tally
from assess.speak.values import (
    ArticleNumbers,
    Joined,
    Label,
    Stepped,
    Trimmed,
    Value,
    commas,
    phrase,
    spaced,
)

#: How an import names records in the log.
_RECORD = re.compile(r"(?:: |, )(sources|laws|provisions|recommendations) ")


def review_line(case: Case, review: Review | None) -> Value:
    """Return by whom and when an article came to where it stands; an empty string for one that is a draft."""
    if review is None:
        return ""
    who = review.assessor if review.state == "submitted" else review.reviewer
    line: Value = Trimmed(
        phrase(
            "review.by" if who and review.state != "draft" else "review.last",
            state=Label("review.states", review.state),
            name=who,
            day=review.since,
        )
    )
    line = Joined((line, review.comment), "colon")
    return spaced(line, phrase("review.changed_line")) if changed_since(case, review) else line


def review_counts(case: Case, reading: Reading) -> tuple[Count, ...]:
    """Return how many articles stand at each step; nothing where nobody has begun a review."""
    if not case.reviews:
        return ()
    counts = counted(progress(case, reading))
    whole = sum(counts.values())
    return tuple(Count(Stepped(step), number, whole) for step, number in counts.items() if number)


def log_rows(case: Case) -> tuple[LogRow, ...]:
    """Return the lines of the log, in their order."""
    return tuple(
        LogRow(
            entry.at.replace("T", " "),
            Label("review.acts", entry.act),
            entry.article or "–",
            entry.by,
            entry.why if entry.article else _imported(entry.why),
        )
        for entry in case.log
    )


def _imported(why: str) -> Value:
    """Return what an import brought that belongs to no article: the log names the records by their tables and ids."""
    first = _RECORD.search(why)
    if not first:
        return why
    records = _RECORD.split(why[first.start() :])[1:]
    listed = commas(
        spaced(Label("review.tables", table), key)
        for table, key in zip(records[::2], records[1::2], strict=True)
    )
    return Joined((why[: first.start()], listed), "colon")


def unsettled_line(case: Case) -> tuple[tuple[Value, Value], ...]:
    """Return the line of the recipe that says how many rows of forms nobody has settled, and of which articles."""
    if not case.unsettled:
        return ()
    sums = tally(case.unsettled)
    concerned = {number for entry in case.unsettled for number in articles_of(case, entry)}
    articles = tuple(number for number in case.instrument.numbers() if number in concerned)
    line = phrase(
        "workbook.unsettled.both_articles" if articles else "workbook.unsettled.both",
        refused=sums.refused,
        conflicts=sums.conflicts,
        articles=ArticleNumbers(articles),
    )
    return ((phrase("recipe.unsettled"), line),)
