"""The steps of a review: which one may follow on which, who may take it, and what it writes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from assess.base.normal import normal
from assess.base.output import replace_files
from assess.base.problems import NOWHERE, LexgapError, Problem, nearest, problem
from assess.files.yamledit import Change, Insert, Set, edited
from assess.load import log as logfile
from assess.model.case import Case
from assess.model.day import Day
from assess.model.review import LOOSE, Act, LogEntry, Review, Step
from assess.model.runs import run_of
from assess.review.answers import answers_digest, laws_digest
from assess.review.unsettled import articles_of

FILE = "review.yaml"
HEAD = "# Where each article stands in the review. Written by “lexgap review”; log.jsonl holds how it got there.\n"
#: Act → the states from which it may be taken, and the state it leads to.
WAYS: dict[Act, tuple[tuple[Step, ...], Step]] = {
    "submit": (("draft", "submitted", "returned", "accepted"), "submitted"),
    "return": (("submitted", "accepted"), "returned"),
    "accept": (("submitted",), "accepted"),
    "lock": (("accepted",), "locked"),
    "unlock": (("locked",), "draft"),
}
#: Acts of the second person, and acts that need a reason.
OF_REVIEWER: frozenset[Act] = frozenset({"return", "accept", "lock"})
EXPLAINED: frozenset[Act] = frozenset({"return", "unlock"})

_ACCENTS = re.compile("[\u0300-\u036f]")


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
        texts = _meant(case, case.reference(name).id, numbers)
        chosen += texts
        if not texts:
            known = [*numbers, *(part.id for part in case.instrument.parts)]
            faults.append(
                problem("unknown-article", NOWHERE, id=name, nearest=nearest(name, known))
            )
    if faults:
        raise LexgapError(faults)
    return tuple(number for number in numbers if number in chosen)


def _meant(case: Case, name: str, numbers: tuple[str, ...]) -> list[str]:
    if name == "all":
        return list(numbers)
    in_part = [article.article for article in case.instrument.articles if article.part == name]
    return list(run_of(name, numbers)) or in_part


def state_of(case: Case, article: str) -> Step:
    """Return where an article stands; one that nobody submitted is a draft."""
    return next((review.state for review in case.reviews if review.article == article), "draft")


def changed_since(case: Case, review: Review) -> bool:
    """Whether a submitted, accepted or locked article is answered otherwise than when it came to that state."""
    return review.state in ("submitted", "accepted", "locked") and review.answers != answers_digest(
        case, review.article
    )


def laws_changed_since(case: Case, review: Review) -> bool:
    """Whether what an accepted or locked article rests on beside its answers changed since (see `laws_digest`)."""
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


def rows(
    case: Case, move: Move, states: Mapping[str, Step]
) -> tuple[tuple[Review, ...], tuple[LogEntry, ...]]:
    """Return the new standing of articles and the lines for the log, without asking whether the step is allowed."""
    entries = tuple(
        LogEntry(
            move.at,
            move.act,
            article,
            states[article],
            move.by,
            NOWHERE,
            move.why,
            answers_digest(case, article),
            laws_digest(case, article),
        )
        for article in move.articles
    )
    after = logged(replace(case, log=(*case.log, *entries)))
    return tuple(after[article] for article in move.articles), entries


def logged(case: Case) -> dict[str, Review]:
    """Return where each article stands by the log: as its last line says, with who submitted it last.

    Only who returned, accepted or locked it by that line is its reviewer. Imports, and what is dropped of them, bring
    no article anywhere; nor does a migration that leaves an article where it is, but for the hash of its laws and
    questions.
    """
    reviews: dict[str, Review] = {}
    for entry in case.log:
        if entry.act not in LOOSE:
            old = reviews.get(entry.article)
            if (
                entry.act == "migrate"
                and old
                and old.state == entry.state
                and entry.state in ("accepted", "locked")
            ):
                reviews[entry.article] = replace(old, laws=entry.laws)
                continue
            assessor = entry.by if entry.act == "submit" else old.assessor if old else ""
            reviews[entry.article] = Review(
                entry.article,
                entry.state,
                entry.place,
                assessor,
                entry.by if entry.act in OF_REVIEWER else "",
                _day(entry),
                entry.why,
                entry.answers,
                entry.laws,
            )
    return reviews


def _day(entry: LogEntry) -> Day | None:
    try:
        return Day.parse(entry.at[:10])
    except ValueError:
        return None


def _against(case: Case, article: str, move: Move) -> Iterable[Problem]:
    review = next((review for review in case.reviews if review.article == article), None)
    state = review.state if review else "draft"
    place = review.place if review else NOWHERE
    words = {"article": article, "name": move.by}
    if not _spelled(move.by):
        yield problem("review-nameless", NOWHERE)
    if state not in WAYS[move.act][0]:
        yield problem(
            "review-step",
            place,
            article=article,
            state=f"@step_{state}",
            act=f"@act_{move.act}",
            ways=[act for act, (states, _) in WAYS.items() if state in states],
        )
    elif move.act in OF_REVIEWER and is_assessor(case, article, move.by):
        yield problem("reviewer-is-submitter", place, **words)
    elif move.act in ("accept", "lock") and review and changed_since(case, review):
        yield problem("answers-changed", place, article=article, state=f"@step_{state}")
    if move.act in ("accept", "lock"):
        forms = [
            row.form
            for row in case.unsettled
            if row.kind == "conflict" and article in articles_of(case, row)
        ]
        if forms:
            yield problem(
                "article-in-conflict",
                place,
                article=article,
                act=f"@act_{move.act}",
                forms=dict.fromkeys(forms),
            )
    if move.act in EXPLAINED and not move.why.strip():
        yield problem("review-unexplained", NOWHERE, article=article, act=f"@act_{move.act}")


def is_assessor(case: Case, article: str, name: str) -> bool:
    """Whether a name is that of somebody who ever submitted the article, or of an assessor of the case.

    Where it was decided between two assessors on the article, both of them count.
    """
    people = {entry.by for entry in case.log if entry.act == "submit" and entry.article == article}
    people |= {review.assessor for review in case.reviews if review.article == article}
    names = {text for _, text in case.profile.assessed_by.by}
    names |= {
        side.by
        for adjudication in case.adjudications
        if case.article_of(adjudication.element) == article
        for side in (adjudication.a, adjudication.b)
    }
    return any(_same_person(name, person) for person in people) or any(
        is_named(name, person) for person in people | names
    )


def is_named(name: str, names: str) -> bool:
    """Whether a name is the one, or among those, that a text gives, however either is typed.

    Case, spaces, dots and other signs that are no letters, invisible ones, and the forms of Arabic letters count not.
    """
    text, other = _spelled(name), _spelled(names)
    return bool(text) and (
        text.replace(" ", "") == other.replace(" ", "") or f" {text} " in f" {other} "
    )


def _same_person(text: str, other: str) -> bool:
    """Whether two names have the same words, or one of two words and more has a title or an office beside it."""
    first, second = (set(_spelled(name).split()) for name in (text, other))
    return first == second or (
        min(len(first), len(second)) > 1 and (first <= second or second <= first)
    )


def _spelled(name: str) -> str:
    text = unicodedata.normalize("NFKC", normal(name)).casefold()
    text = _ACCENTS.sub("", unicodedata.normalize("NFD", text).replace("ة", "ه"))
    seen = ((sign, unicodedata.category(sign)) for sign in text)
    return " ".join(
        "".join(sign if kind[0] in "LMN" else " " for sign, kind in seen if kind != "Cf").split()
    )


def written(
    root: Path, case: Case, reviews: Iterable[Review], entries: Iterable[LogEntry]
) -> dict[str, bytes]:
    """Return the two files of a review, by name, with new standings and new lines of the log.

    Comments and order in review.yaml stay; the log is only added to. Raises LexgapError where they cannot be read.
    """
    name = _file(root, case)
    at = {each_review.article: number for number, each_review in enumerate(case.reviews)}
    text = _content(root / name).decode("utf-8") or HEAD
    log = logfile.appended(_content(root / logfile.NAME), entries)
    changes: list[Change] = []
    for review in reviews:
        changes += _changes(review, at.get(review.article))
    if not case.reviews:
        text = f"{text.rstrip()}\n"
        changes = [
            Set(("reviews",), [change.value for change in changes if isinstance(change, Insert)])
        ]
    changes.append(Set(("log",), logfile.end(log)))
    return {name: edited(text, changes).encode(), logfile.NAME: log}


def added_to_log(root: Path, case: Case, entries: Iterable[LogEntry]) -> dict[str, bytes]:
    """Return the files, by name, in which lines are added to the log that bring no article anywhere.

    They are the log, and review.yaml where a review has begun, since it holds the hash of the last line.
    """
    log = logfile.appended(_content(root / logfile.NAME), entries)
    name = _file(root, case)
    if not (root / name).is_file():
        return {logfile.NAME: log}
    text = _content(root / name).decode("utf-8")
    return {logfile.NAME: log, name: edited(text, [Set(("log",), logfile.end(log))]).encode()}


def _file(root: Path, case: Case) -> str:
    """Return the name of the file of standings as it is in this folder, where there is one."""
    known = [Path(review.place.path).name for review in case.reviews]
    known += [name for name in (FILE, "review.yml") if (root / name).is_file()]
    return next(iter(known), FILE)


def _changes(review: Review, number: int | None) -> list[Change]:
    values = {
        "state": review.state,
        "assessor": review.assessor,
        "reviewer": review.reviewer,
        "since": str(review.since or ""),
        "comment": review.comment,
        "answers": review.answers,
        "laws": review.laws,
    }
    if number is None:
        return [
            Insert(
                ("reviews",),
                {
                    "article": review.article,
                    **{key: value for key, value in values.items() if value},
                },
            )
        ]
    return [Set(("reviews", number, key), value) for key, value in values.items()]


def record(root: Path, case: Case, reviews: Iterable[Review], entries: Iterable[LogEntry]) -> None:
    """Write a move into the folder of a case, both files or none. Raises LexgapError where that cannot be done."""
    replace_files(root, written(root, case, reviews, entries))


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
