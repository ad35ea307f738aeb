"""How far a case is, as lines for the terminal and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date

from assess.answers import depth_line
from assess.base.problems import NOWHERE
from assess.model.case import Case
from assess.model.review import Review
from assess.review.progress import ArticleProgress, counted
from assess.review.unsettled import tally
from assess.speak.words import Words

SCHEMA = "lexgap-status-2"
_NONE = Review("", "draft", NOWHERE)


def status_data(
    case: Case, rows: tuple[ArticleProgress, ...], as_of: date, faults: int
) -> dict[str, object]:
    """Return the progress of a case as plain data; docs/review.md lists the fields."""
    known = [row.review or _NONE for row in rows]
    return {
        "schema": SCHEMA,
        "case": case.profile.id,
        "as_of": as_of.isoformat(),
        "errors": faults,
        "depth": case.profile.depth,
        "indicative": case.profile.indicative,
        "states": dict(counted(rows)),
        **_sums(rows),
        **asdict(tally(case.unsettled)),
        "articles": [
            {
                "article": row.article.article,
                "state": row.state,
                "turn": row.turn,
                "assessor": review.assessor,
                "reviewer": review.reviewer,
                "since": str(review.since or ""),
                "comment": review.comment,
                "answered": row.answered,
                "elements": row.elements,
                "answered_of_all": row.answered_of_all,
                "all": row.all,
                "open": list(row.open),
                "changed": row.changed,
                "unreplied": list(row.unreplied),
                "refused": row.unsettled.refused,
                "conflicts": row.unsettled.conflicts,
            }
            for row, review in zip(rows, known)
        ],
    }


def status_lines(
    case: Case,
    rows: tuple[ArticleProgress, ...],
    as_of: date,
    faults: int,
    shown: str,
    words: Words,
) -> Iterator[str]:
    """Yield the sums, then a line an article with what blocks it below."""
    labels = words.labels.review
    yield labels.heading.format(title=words.text(case.profile.title), day=words.day(as_of))
    counts = counted(rows)
    yield labels.sums.format(
        counts=words.many(f"{labels.states[step]} {number}" for step, number in counts.items()),
        total=len(rows),
    )
    yield words.say(depth_line(case))
    sums = _sums(rows)
    yield (labels.answered if sums["elements"] == sums["all"] else labels.answered_of).format(
        **sums
    )
    if faults:
        yield labels.faults.format(number=faults, case=shown)
    if case.unsettled:
        yield words.labels.workbook.unsettled.status.format(**asdict(tally(case.unsettled)))
    yield ""
    for row in rows:
        with_whom = _with_whom(case, row, words)
        head = f"{row.article.article:>4}  {labels.states[row.state]:<10} {row.answered:>3}/{row.elements:<3}"
        yield f"{head} {words.text(row.article.heading)}{f'  ({with_whom})' if with_whom else ''}"
        for line in _blocks(case, row, words):
            yield f"      {line}"


def _sums(rows: tuple[ArticleProgress, ...]) -> dict[str, int]:
    return {
        key: sum(getattr(row, key) for row in rows)
        for key in ("answered", "elements", "answered_of_all", "all")
    }


def _with_whom(case: Case, progress: ArticleProgress, words: Words) -> str:
    if not progress.turn:
        return ""
    own = getattr(progress.review, progress.turn, "") if progress.review else ""
    profile = case.profile.assessed_by if progress.turn == "assessor" else case.profile.reviewed_by
    return words.labels.review.turns[progress.turn].format(
        name=own or words.text(profile) or words.labels.recipe.none
    )


def _blocks(case: Case, progress: ArticleProgress, words: Words) -> Iterator[str]:
    labels = words.labels.review
    if progress.changed:
        yield labels.changed[progress.state]
    if progress.state == "returned" and progress.review and progress.review.comment:
        form = labels.returned if progress.review.reviewer else labels.returned_plain
        yield form.format(name=progress.review.reviewer, comment=progress.review.comment)
    if progress.open:
        elements = case.instrument.by_id()
        names = words.many(f"{words.element(elements[name])} ({name})" for name in progress.open)
        yield labels.open.format(number=len(progress.open), elements=names)
    if progress.unsettled:
        yield words.labels.workbook.unsettled.article.format(**asdict(progress.unsettled))
    if progress.unreplied:
        yield labels.unreplied.format(ids=words.many(progress.unreplied))
