"""The number and year of a law, as its title says them: `Act 14 of 2018`, «رقم (34) لسنة 2021», `Law 27/2015`."""

from __future__ import annotations

import re

_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d|21\d\d)(?![\w/])"
_NUMBER = r"\(?(?P<number>\d{1,6}(?:-\d{1,3})?)\)?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w/]){_NUMBER} ?(?:of|لسنة|for)(?: the year)? ?\(?{_YEAR}",
        rf"(?<![\w/.-])(?P<number>\d{{1,6}}) ?/ ?{_YEAR}",
        rf"(?<![\w/])(?:no\.?|number|رقم) {_NUMBER}(?![\w/])",
        rf"(?<=[^\W\d_]),? (?:لسنة )?{_YEAR}\)?$",
    )
)
_OF_ANOTHER = re.compile(
    r"(?<!\w)(?:amend\w*|repeal\w*|(?:ب|ال)?تعديل|(?:ال)?معدلة?|(?:ب|ال)?الغاء)(?!\w)"
)


def number_and_year(title: str) -> tuple[str, str]:
    """Return the number and the year that a title says, "" for each that it does not say for certain.

    What stands behind the words for amending and repealing is of another law.
    """
    from assess.forms.spelling import comparable

    plain = comparable(title)
    other = _OF_ANOTHER.search(plain)
    plain = (plain[: other.start()] if other else plain).strip()
    for pattern in _PATTERNS:
        matches = [match.groupdict() for match in pattern.finditer(plain)]
        if matches:
            return (
                (matches[0].get("number") or "", matches[0].get("year") or "")
                if len(matches) == 1
                else ("", "")
            )
    return "", ""
