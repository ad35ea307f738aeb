"""Suggested provisions as data: a table for CSV and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from assess.law.finder.types import Suggestion
from assess.speak.values import Label
from assess.speak.words import Words
from assess.table import Column, Kind, Table
from assess.write.data import csv_text, json_records


@dataclass(frozen=True)
class _Row:
    book: str
    suggestion: Suggestion


def _column(key: str, kind: Kind, get: Callable[[_Row], Any] | None = None) -> Column:
    return Column(key, kind, key, get or attrgetter(f"suggestion.{key}"))


_BOOK = _column("book", "id", attrgetter("book"))
COLUMNS = (
    _column("asked", "id"),
    _column("law", "id"),
    _column("law_title", "text"),
    _column("provision", "number", attrgetter("suggestion.ref")),
    _column("heading", "text"),
    _column("score", "share"),
    _column("words", "list"),
    _column("met", "list"),
    _column("missed", "list"),
    _column("definition", "id"),
    _column("language", "id"),
    _column("excerpt", "verbatim"),
)


def suggestions_csv(books: Mapping[str, Mapping[str, Iterable[Suggestion]]], words: Words) -> str:
    """Return one line a suggestion: `books` has by name of the book, then by what was asked, what was suggested."""
    rows = [
        _Row(book, suggestion)
        for book, asked in books.items()
        for suggestions in asked.values()
        for suggestion in suggestions
    ]
    return csv_text(_table((_BOOK, *COLUMNS), rows), words)


def suggestion_records(suggestions: Iterable[Suggestion], words: Words) -> list[dict[str, Any]]:
    """Return suggestions as JSON can hold them."""
    return json_records(suggestions_table(suggestions), words)


def suggestions_table(suggestions: Iterable[Suggestion]) -> Table:
    """Return suggestions as a table for data, without the book that they are from."""
    return _table(COLUMNS, [_Row("", suggestion) for suggestion in suggestions])


def _table(columns: tuple[Column, ...], rows: list[_Row]) -> Table:
    return Table("suggestions", Label("excel.sheets", "suggestions"), columns, rows)
