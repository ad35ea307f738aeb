"""What is said for a time only: a stretch of days, and texts bound to one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from assess.base.problems import Location
from assess.base.text import Text
from assess.model.day import Day

DatedKey = Literal[
    "note",
    "not_assessed",
    "gap",
    "action",
    "summary",
    "limits",
    "penalty",
    "fate",
    "concern",
    "suggestion",
]


@dataclass(frozen=True)
class Span:
    """A stretch of time for which a remark holds: from its first day to before its last, open where none is given."""

    first: Day | None = None
    last: Day | None = None

    def holds(self, on: date) -> bool:
        """Whether `on` lies within it; a coarse day counts from its first possible day."""
        begun = self.first is None or on >= self.first.first
        return begun and (self.last is None or on < self.last.first)


@dataclass(frozen=True)
class Dated:
    """A text that holds for a time: on those days it stands in the place of the text under `key` beside it."""

    key: DatedKey
    text: Text
    place: Location
    since: Day | None = None  # first day
    until: Day | None = None  # first day on which it holds no longer
    assume: str = ""  # only where this bill is assumed to have passed

    def holds(self, on: date, assumed: tuple[str, ...] = ()) -> bool:
        """Whether it belongs in a reading of that day under those assumptions."""
        return Span(self.since, self.until).holds(on) and (
            not self.assume or self.assume in assumed
        )


class Datable(Protocol):
    """An entry some of whose texts hold for a time only."""

    @property
    def dated(self) -> tuple[Dated, ...]:
        """Those texts."""


def text_on(
    entry: Datable, key: DatedKey, on: date, assumed: tuple[str, ...] = ()
) -> tuple[Text, ...]:
    """Return what an entry says under `key` in a reading: its dated texts that hold, else the text that it always has.

    `entry` has a field of that name, too; nothing said is an empty tuple.
    """
    held = tuple(
        dated.text for dated in entry.dated if dated.key == key and dated.holds(on, assumed)
    )
    always = getattr(entry, key, None)
    return held or ((always,) if always else ())
