"""A calendar day as lawyers know it: sometimes only the month or the year is on record."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic_core.core_schema import CoreSchema

    from assess.model.fields import Handler

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Day:
    """The span of days that a date on record may mean; `text` is what was written.

    A full date spans one day, `2001-10` a month, `1960` a year, `by 2018-10-25` all days up to it and `unknown` all of
    time. Comparing spans, not guesses, keeps an unknown day from turning into a false one.
    """

    text: str
    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> Day:
        """Read `2015-06-01`, `2015-06`, `2015`, `by 2015-06-01` or `unknown`; raises ValueError for anything else."""
        if not isinstance(text, str):
            raise ValueError("@day")
        if text == "unknown":
            return cls(text, date.min, date.max)
        if text.startswith("by ") and not text.startswith("by by "):
            return cls(text, date.min, cls.parse(text[3:]).last)
        match = _FORM.fullmatch(text)
        if not match:
            raise ValueError("@day")
        year, month, day = (int(part) if part else 0 for part in match.groups())
        if day:
            exact = date(year, month, day)
            return cls(text, exact, exact)
        if month:
            return cls(
                text, date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
            )
        return cls(text, date(year, 1, 1), date(year, 12, 31))

    def begun(self, on: date) -> bool | None:
        """Whether this day has come by `on`: True, False, or None where the record is too coarse to tell."""
        if on >= self.last:
            return True
        return False if on < self.first else None

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Handler) -> CoreSchema:
        from pydantic_core import core_schema

        def convert(value: Any) -> Day:
            return value if isinstance(value, Day) else cls.parse(value)

        return core_schema.no_info_plain_validator_function(convert)
