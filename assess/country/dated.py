"""What an entry of a case says in a reading, of its texts those that hold on the day; and what begins after the day."""

from __future__ import annotations

from assess.model.dated import Dated, DatedKey, text_on
from assess.model.day import Day
from assess.rating.force import Force, Reading
from assess.speak.words import Words

#: How a text stands that begins after the day of the reading.
LATER: frozenset[Force] = frozenset({"not_in_force", "later"})


def said_on(entry: object, key: DatedKey, reading: Reading, words: Words) -> str:
    """Return what an entry says under a key in a reading, a line for each text that holds; empty where it says none."""
    return "\n".join(words.text(one) for one in text_on(entry, key, reading.as_of, reading.assume))


def begins_later(day: Day | None, reading: Reading) -> bool:
    """Whether a day surely comes after that of the reading."""
    return day is not None and day.begun(reading.as_of) is False


def later_texts(entry: object, reading: Reading) -> tuple[Dated, ...]:
    """Return the texts of an entry that hold from a later day on, under the assumptions of the reading."""
    return tuple(
        one
        for one in entry.dated
        if begins_later(one.since, reading) and (not one.assume or one.assume in reading.assume)
    )
