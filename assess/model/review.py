"""Review by a second person: where each article stands, and the log of who brought it there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from assess.base.problems import Location
from assess.model.day import Day

Step = Literal["draft", "submitted", "returned", "accepted", "locked"]
Act = Literal[
    "submit", "return", "accept", "lock", "unlock", "adjudicate", "migrate", "import", "settle"
]

STEPS: tuple[Step, ...] = get_args(Step)  # in the order of the way through a review
ACTS: tuple[Act, ...] = get_args(Act)
#: Acts that bring no article anywhere, and may be about no article at all.
LOOSE: frozenset[Act] = frozenset({"import", "settle"})


@dataclass(frozen=True)
class Review:
    """Where an article stands in the review; an article that nobody submitted has none and is a draft."""

    article: str
    state: Step
    place: Location
    assessor: str = ""  # who submitted it last
    reviewer: str = ""  # who returned, accepted or locked it last
    since: Day | None = None
    comment: str = ""  # why, in the words of who moved it last
    answers: str = ""  # digest of the article's answers at that moment
    laws: str = (
        ""  # digest of what else can move its rating: the dates of the laws that it rests on
    )


@dataclass(frozen=True)
class LogEntry:
    """One line of the log: what was done to an article, by whom, when and why."""

    at: str  # 2026-03-01T14:05:00+03:00
    act: Act
    article: str  # "" for what an import brought that belongs to no article
    state: Step  # where the article stood afterwards
    by: str
    place: Location
    why: str = ""
    answers: str = ""
    laws: str = ""
    before: str = ""  # sha256 of the line before it, so that a change of older lines shows
