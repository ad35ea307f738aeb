"""What begins after the day of a reading."""

from __future__ import annotations

from assess.model.dated import Datable, Dated
from assess.model.day import Day
from assess.rating.force import Reading


def begins_later(day: Day | None, reading: Reading) -> bool:
    """Return whether a day surely comes after that of the reading."""
    return day is not None and day.begun(reading.as_of) is False


def later_texts(entry: Datable, reading: Reading) -> tuple[Dated, ...]:
    """Return the texts of an entry that hold from a later day on, under the assumptions of the reading."""
    return tuple(
        text
        for text in entry.dated
        if begins_later(text.since, reading) and (not text.assume or text.assume in reading.assume)
    )
