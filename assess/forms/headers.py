"""By what a sheet or a table of a form is known: its headers, in any case, and who says that it was filled in."""

from __future__ import annotations

import re

from assess.base.normal import normal
from assess.forms.form import Base, Entered
from assess.forms.records import clean
from assess.load.labels import labels

_STAR = re.compile(r"\s*\*+\s*$")
#: The columns by which a sheet is known for what it is.
MARKS = {
    "answers": ("element", "grade"),
    "sources": ("key", "address"),
    "laws": ("id", "title"),
    "provisions": ("law", "id", "summary"),
    "recommendations": ("id", "action"),
}


def headers(language: str) -> dict[str, dict[str, str]]:
    """Return, for each kind of sheet, the columns by their headers made comparable."""
    words = labels(language).workbook
    known: dict[str, dict[str, str]] = {}
    for name in MARKS:
        former = words.former[name] if name in words.former else {}
        known[name] = {}
        for titles in (former, words.columns[name]):
            for key in titles:
                known[name][plain(titles[key])] = key
    return known


def plain(header: str) -> str:
    """Return a header without what may differ: case, spaces, the star of what must be filled in."""
    return normal(_STAR.sub("", header)).casefold()


def filled_by(base: Base, title: Entered | None, entered: Entered | None) -> str:
    """Return the name of who filled a form in, where a title and the cell beside it say so; else an empty text."""
    words = labels(base.facts["language"]).workbook.filled_by
    if title and entered and plain(title.text) == plain(words):
        return " ".join(clean(entered.text).split())
    return ""
