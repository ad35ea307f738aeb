"""The steps of a review: which one may follow on which, who may take it, and what it writes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assess import logfile
from assess.model.case import Case
from assess.model.review import Act, LogEntry, Review, Step
from assess.output import replace_files
from assess.problems import NOWHERE, LexgapError, Problem, nearest, problem
from assess.review.answers import answers_digest, laws_digest
from assess.yamledit import Change, Insert, Set, edited

FILE = "review.yaml"
HEAD = "# Where each article stands in the review. Written by “lexgap review”; log.jsonl holds how it got there.\n"
#: Act → the states from which it may be taken, and the state it leads to.
WAYS: dict[Act, tuple[tuple[Step, ...], Step]] = {
    "submit": (("draft", "returned", "accepted"), "submitted"), "return": (("submitted", "accepted"), "returned"),
    "accept": (("submitted",), "accepted"), "lock": (("accepted",), "locked"), "unlock": (("locked",), "draft"),
}
#: Acts of the second person, and acts that need a reason.
OF_REVIEWER: frozenset[Act] = frozenset({"return", "accept", "lock"})
EXPLAINED: frozenset[Act] = frozenset({"return", "unlock"})


@dataclass(frozen=True)
class Move:
    """An act on articles, by a person, at a moment, for a reason."""

    act: Act
    articles: tuple[str, ...]
    by: str
    at: str  # 2026-03-01T14:05:00+03:00
    why: str = ""


def chosen_articles(case: Case, names: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers of the articles meant: `19`, a run `2-11`, the id of a part, or `all`.

    Raises LexgapError with a problem for each name that means none.
    """
    numbers = case.instrument.numbers()
    chosen, faults = [], []
    for name in names:
        found = _meant(case, name, numbers)
        chosen += found
        if not found:
            known = [*numbers, *(part.id for part in case.instrument.parts)]
            faults.append(problem("unknown-article", NOWHERE, id=name, nearest=nearest(name, known)))
    if faults:
        raise LexgapError(faults)
    return tuple(one for one in numbers if one in chosen)


def _meant(case: Case, name: str, numbers: tuple[str, ...]) -> list[str]:
    if name == "all":
        return list(numbers)
    if name in numbers:
        return [name]
    in_part = [one.article for one in case.instrument.articles if one.part == name]
    first, dash, last = name.partition("-")
    if in_part or not dash or first not in numbers or last not in numbers:
        return in_part
    return list(numbers[numbers.index(first):numbers.index(last) + 1])


def state_of(case: Case, article: str) -> Step:
    """Return where an article stands; one that nobody submitted is a draft."""
    return next((one.state for one in case.reviews if one.article == article), "draft")


def changed_since(case: Case, review: Review) -> bool:
    """Whether an accepted or locked article is answered otherwise than when it was accepted or locked."""
    return review.state in ("accepted", "locked") and review.answers != answers_digest(case, review.article)


def laws_changed_since(case: Case, review: Review) -> bool:
    """Whether the laws under an accepted or locked article changed since, so that its rating may have moved."""
    known = review.state in ("accepted", "locked") and bool(review.laws)
    return known and review.laws != laws_digest(case, review.article)


def moved(case: Case, move: Move) -> tuple[tuple[Review, ...], tuple[LogEntry, ...]]:
    """Return the new standing of each article of a move, and the lines for the log.

    Raises LexgapError with every reason why an article cannot take the step; then none of them takes it.
    """
    faults = [fault for article in move.articles for fault in _against(case, article, move)]
    if faults:
        raise LexgapError(faults)
    return rows(case, move, {article: WAYS[move.act][1] for article in move.articles})


def rows(case: Case, move: Move, states: Mapping[str, Step]) -> tuple[tuple[Review, ...], tuple[LogEntry, ...]]:
    """Return the new standing of articles and the lines for the log, without asking whether the step is allowed."""
    known = {one.article: one for one in case.reviews}
    reviews, entries = [], []
    for article in move.articles:
        old, state = known.get(article), states[article]
        digest, laws = answers_digest(case, article), laws_digest(case, article)
        assessor = move.by if move.act == "submit" else old.assessor if old else ""
        reviewer = move.by if move.act in OF_REVIEWER else old.reviewer if old else ""
        reviews.append(Review(article, state, NOWHERE, assessor, reviewer, None, move.why, digest, laws))
        entries.append(LogEntry(move.at, move.act, article, state, move.by, NOWHERE, move.why, digest, laws))
    return tuple(reviews), tuple(entries)


def _against(case: Case, article: str, move: Move) -> Iterable[Problem]:
    review = next((one for one in case.reviews if one.article == article), None)
    state = review.state if review else "draft"
    place = review.place if review else NOWHERE
    words = {"article": article, "name": move.by}
    if not move.by.strip():
        yield problem("review-nameless", NOWHERE)
    if state not in WAYS[move.act][0]:
        yield problem("review-step", place, article=article, state=f"@step_{state}", act=f"@act_{move.act}",
                      ways=", ".join(act for act, (states, _) in WAYS.items() if state in states))
    elif move.act in OF_REVIEWER and is_assessor(case, review, move.by):
        yield problem("reviewer-is-submitter", place, **words)
    elif move.act == "lock" and review and changed_since(case, review):
        yield problem("answers-changed", place, article=article, state="@step_accepted")
    if move.act in EXPLAINED and not move.why.strip():
        yield problem("review-unexplained", NOWHERE, article=article, act=move.act)


def is_assessor(case: Case, review: Review | None, name: str) -> bool:
    """Whether a name is that of the person who submitted the article, or of the assessor of the case."""
    names = [review.assessor if review else "", *(text for _, text in case.profile.assessed_by.by)]
    return _folded(name) in [_folded(one) for one in names if one]


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def written(root: Path, case: Case, reviews: Iterable[Review], entries: Iterable[LogEntry]) -> dict[str, bytes]:
    """Return the two files of a review, by name, with new standings and new lines of the log.

    Comments and order in review.yaml stay; the log is only added to. Raises LexgapError where they cannot be read.
    """
    entries = tuple(entries)
    day = entries[-1].at[:10] if entries else ""
    at = {one.article: number for number, one in enumerate(case.reviews)}
    text = _content(root / FILE).decode("utf-8") or HEAD
    changes: list[Change] = []
    for one in reviews:
        changes += _changes(one, day, at.get(one.article))
    if not case.reviews:
        text = f"{text.rstrip()}\n"
        changes = [Set(("reviews",), [change.value for change in changes if isinstance(change, Insert)])]
    log = logfile.appended(_content(root / logfile.NAME), entries)
    return {FILE: edited(text, changes).encode(), logfile.NAME: log}


def _changes(one: Review, day: str, number: int | None) -> list[Change]:
    values = {"state": one.state, "assessor": one.assessor, "reviewer": one.reviewer, "since": day,
              "comment": one.comment, "answers": one.answers, "laws": one.laws}
    if number is None:
        return [Insert(("reviews",), {"article": one.article, **{key: two for key, two in values.items() if two}})]
    return [Set(("reviews", number, key), value) for key, value in values.items()]


def record(root: Path, case: Case, reviews: Iterable[Review], entries: Iterable[LogEntry]) -> None:
    """Write a move into the folder of a case, both files or none. Raises LexgapError where that cannot be done."""
    replace_files(root, written(root, case, reviews, entries))


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
