"""A day as somebody typed it in a language → the day as a case keeps it, or why that is not certain."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from assess.base.normal import normal
from assess.load.labels import every
from assess.model.day import Day
from assess.model.numbers import latin_digits
from assess.model.typed import common_year, hijri, readings

_COMMAS = re.compile("[,،]")
_DAY_FIRST = ("ar",)  # languages in which no month is written before its day in numbers


class Unclear(Exception):
    """A text that is no certain day; carries the readings that it has, and the day that a Hijri date is about."""

    def __init__(self, readings: tuple[str, ...] = (), hijri: date | bool = False):
        super().__init__(readings)
        self.readings, self.hijri = readings, hijri

    def words(self, typed: str) -> dict[str, str]:
        """Return what a message says of it: first and second, or hijri (what was typed) and about."""
        words = dict(zip(("first", "second"), self.readings)) if len(self.readings) > 1 else {}
        about = self.hijri.isoformat() if isinstance(self.hijri, date) else ""
        return (
            words | ({"hijri": typed} if self.hijri else {}) | ({"about": about} if about else {})
        )


def read_day(text: str, language: str) -> str:
    """Return `2016-01-31`, `2016-01`, `2016`, `by …` or `unknown` for a day that was typed in a language.

    Raises Unclear for what is no day, for one that has several readings, and for a Hijri date, which is never converted.
    """
    plain = " ".join(latin_digits(normal(text)).casefold().split())
    days = [own_labels.workbook.days for own_labels in every(language)]
    unknown = [own_labels.unknown_day for own_labels in every(language)]
    if plain in ("unknown", *map(_plain, (*unknown, *(words.unknown for words in days)))):
        return "unknown"
    untils = ("by ", *(f"{_plain(words.by.partition('{')[0])} " for words in days))
    by = next((until for until in untils if plain.startswith(until)), "")
    plain = plain.removeprefix(by)
    about = hijri(plain)
    if about:
        raise Unclear(hijri=about)
    possible = readings(plain, months(language), language in _DAY_FIRST)
    if len(possible) > 1:
        raise Unclear(possible)
    try:
        day = possible[0] if possible else common_year(re.sub(r"^(?:سنة|عام) ", "", plain))
        return Day.parse(("by " if by else "") + day).text
    except ValueError:
        raise Unclear from None


@cache
def months(language: str) -> dict[int, set[str]]:
    """Return the names of the months in every language, by number."""
    return {
        number: {
            _plain(name)
            for own_labels in every(language)
            for name in (
                own_labels.months[str(number)],
                *_COMMAS.split(own_labels.months_also[str(number)]),
            )
        }
        for number in range(1, 13)
    }


def _plain(text: str) -> str:
    return normal(text).strip().casefold()
