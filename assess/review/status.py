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
    known = [one.review or _NONE for one in rows]
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
                "article": one.article.article,
                "state": one.state,
                "turn": one.turn,
                "assessor": review.assessor,
                "reviewer": review.reviewer,
                "since": str(review.since or ""),
                "comment": review.comment,
                "answered": one.answered,
                "elements": one.elements,
                "answered_of_all": one.answered_of_all,
                "all": one.all,
                "open": list(one.open),
                "changed": one.changed,
                "unreplied": list(one.unreplied),
                "refused": one.unsettled.refused,
                "conflicts": one.unsettled.conflicts,
            }
            for one, review in zip(rows, known)
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
    said = words.labels.review
    yield said.heading.format(title=words.text(case.profile.title), day=words.day(as_of))
    counts = counted(rows)
    yield said.sums.format(
        counts=words.many(f"{said.states[step]} {number}" for step, number in counts.items()),
        total=len(rows),
    )
    yield words.say(depth_line(case))
    sums = _sums(rows)
    yield (said.answered if sums["elements"] == sums["all"] else said.answered_of).format(**sums)
    if faults:
        yield said.faults.format(number=faults, case=shown)
    if case.unsettled:
        yield words.labels.workbook.unsettled.status.format(**asdict(tally(case.unsettled)))
    yield ""
    for one in rows:
        with_whom = _with_whom(case, one, words)
        head = f"{one.article.article:>4}  {said.states[one.state]:<10} {one.answered:>3}/{one.elements:<3}"
        yield f"{head} {words.text(one.article.heading)}{f'  ({with_whom})' if with_whom else ''}"
        for line in _blocks(case, one, words):
            yield f"      {line}"


def _sums(rows: tuple[ArticleProgress, ...]) -> dict[str, int]:
    return {
        key: sum(getattr(one, key) for one in rows)
        for key in ("answered", "elements", "answered_of_all", "all")
    }


def _with_whom(case: Case, one: ArticleProgress, words: Words) -> str:
    if not one.turn:
        return ""
    own = getattr(one.review, one.turn, "") if one.review else ""
    profile = case.profile.assessed_by if one.turn == "assessor" else case.profile.reviewed_by
    return words.labels.review.turns[one.turn].format(
        name=own or words.text(profile) or words.labels.recipe.none
    )


def _blocks(case: Case, one: ArticleProgress, words: Words) -> Iterator[str]:
    said = words.labels.review
    if one.changed:
        yield said.changed[one.state]
    if one.state == "returned" and one.review and one.review.comment:
        form = said.returned if one.review.reviewer else said.returned_plain
        yield form.format(name=one.review.reviewer, comment=one.review.comment)
    if one.open:
        elements = case.instrument.by_id()
        names = words.many(f"{words.element(elements[name])} ({name})" for name in one.open)
        yield said.open.format(number=len(one.open), elements=names)
    if one.unsettled:
        yield words.labels.workbook.unsettled.article.format(**asdict(one.unsettled))
    if one.unreplied:
        yield said.unreplied.format(ids=words.many(one.unreplied))
