"""Days as people type them: 3 October 2012, 03-Oct-12, 3/10/2012; the readings of one that are possible."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date

from assess.base.normal import normal
from assess.model.numbers import latin_digits

_NUMBERS = re.compile(r"(\d{1,4}) ?([./-]) ?(\d{1,2}) ?\2 ?(\d{1,4})")
_DAY_FIRST = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[\s-]+)?([^\W\d]+(?:\s[^\W\d]+)*)\.?[,،]?[\s-]+(\d{2}|\d{4})"
)
_MONTH_FIRST = re.compile(
    r"([^\W\d]+(?:\s[^\W\d]+)*)\.?\s+(\d{1,2})(?:st|nd|rd|th)?[,،]?\s+(\d{4})"
)
_PIVOT = 50  # years of two digits below it are of this century

Months = Mapping[int, Collection[str]]  # number of the month → its names, in small letters


def readings(text: str, months: Months) -> tuple[str, ...]:
    """Return the days, as 2012-10-03, that a text may mean, or months as 2012-10, sorted: none, one, or two."""
    plain = " ".join(latin_digits(normal(text)).casefold().split())
    numbers = _of_numbers(plain) or _of_words(plain, months)
    return tuple(sorted(number for number in numbers if _exists(number)))


def _of_numbers(text: str) -> set[str]:
    match = _NUMBERS.fullmatch(text)
    if not match:
        return set()
    first, sign, middle, last = match.groups()
    if len(first) == 4 and len(last) < 3:
        return {_iso(first, middle, last)}
    if len(last) not in (2, 4) or len(first) > 2:
        return set()
    return {_iso(last, middle, first)} | (set() if sign == "." else {_iso(last, first, middle)})


def _of_words(text: str, months: Months) -> set[str]:
    match = _DAY_FIRST.fullmatch(text)
    day, word, year = match.groups() if match else (None, "", "")
    if not match and (match := _MONTH_FIRST.fullmatch(text)):
        word, day, year = match.groups()
    if not match:
        return set()
    named = [number for number, names in months.items() if word in names] or [
        number
        for number, names in months.items()
        if len(word) > 2 and any(name.startswith(word) for name in names)
    ]
    if len(named) != 1 or not day and len(year) == 2:
        return set()
    return {_iso(year, named[0], day) if day else f"{_century(year)}-{named[0]:02}"}


def _iso(year: str, month: str | int, day: str) -> str:
    return f"{_century(year)}-{int(month):02}-{int(day):02}"


def _century(year: str) -> str:
    return year if len(year) == 4 else f"{'20' if int(year) < _PIVOT else '19'}{int(year):02}"


def _exists(day: str) -> bool:
    try:
        return bool(date.fromisoformat(day if day.count("-") == 2 else f"{day}-01"))
    except ValueError:
        return False
