"""The review as reports show it: where each article stands, how many stand where, and the log."""

from __future__ import annotations

import re

from assess.country.types import Count, LogRow
from assess.model.case import Case
from assess.model.review import Review, Step
from assess.rating.force import Reading
from assess.review.progress import counted, progress
from assess.review.steps import changed_since
from assess.review.unsettled import articles_of, tally
from assess.speak.marks import Mark
from assess.speak.words import REVIEW_COLOURS, Words

_RECORD = re.compile(
    r"(?:: |, )(sources|laws|provisions|recommendations) "
)  # as an import writes them into the log


def review_mark(step: Step, words: Words) -> Mark:
    """Return the mark of a step."""
    said = words.labels.review
    return Mark(step, said.letters[step], said.states[step], *REVIEW_COLOURS[step])


def review_line(case: Case, review: Review | None, words: Words) -> str:
    """Return by whom and when an article came to where it stands; an empty string for one that is a draft."""
    if review is None:
        return ""
    said = words.labels.review
    who = review.assessor if review.state == "submitted" else review.reviewer
    form = said.by if who and review.state != "draft" else said.last
    line = form.format(state=said.states[review.state], name=who, day=words.day(review.since))
    line = line.rstrip(words.labels.comma)
    if review.comment:
        line = f"{line}: {review.comment}"
    return f"{line} {said.changed_line}" if changed_since(case, review) else line


def review_counts(case: Case, reading: Reading, words: Words) -> tuple[Count, ...]:
    """Return how many articles stand at each step; nothing where nobody has begun a review."""
    if not case.reviews:
        return ()
    counts = counted(progress(case, reading))
    whole = sum(counts.values())
    return tuple(
        Count(review_mark(step, words), number, whole) for step, number in counts.items() if number
    )


def log_rows(case: Case, words: Words) -> tuple[LogRow, ...]:
    """Return the lines of the log, in their order."""
    acts = words.labels.review.acts
    return tuple(
        LogRow(
            one.at.replace("T", " "),
            acts[one.act],
            one.article or "–",
            one.by,
            one.why if one.article else _imported(one.why, words),
        )
        for one in case.log
    )


def _imported(why: str, words: Words) -> str:
    """Return what an import brought that belongs to no article: the log names the records by their tables and ids."""
    first = _RECORD.search(why)
    if not first:
        return why
    records, tables = _RECORD.split(why[first.start() :])[1:], words.labels.review.tables
    listed = words.many(f"{tables[table]} {key}" for table, key in zip(records[::2], records[1::2]))
    return f"{why[: first.start()]}: {listed}"


def unsettled_line(case: Case, words: Words) -> tuple[tuple[str, str], ...]:
    """Return the line of the recipe that says how many rows of forms nobody has settled, and of which articles."""
    if not case.unsettled:
        return ()
    found, said = tally(case.unsettled), words.labels.workbook.unsettled
    concerned = {number for one in case.unsettled for number in articles_of(case, one)}
    articles = words.numbers(number for number in case.instrument.numbers() if number in concerned)
    form = said.both_articles if articles else said.both
    return (
        (
            words.labels.recipe.unsettled,
            form.format(refused=found.refused, conflicts=found.conflicts, articles=articles),
        ),
    )
