"""A table as HTML: one element, with languages one below the other in each cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from assess.speak.speakers import Speakers
from assess.table import Column, Table, letter_of, mark_of, sayable, shown_columns


def table_html(table: Table, speakers: Speakers) -> str:
    """Return a table as an HTML element; a mark is its letter, with its words as a title and its colours."""
    columns = shown_columns(table.columns)
    heads = "".join(f'<th scope="col">{_spoken(column.label, speakers)}</th>' for column in columns)
    rows = "".join(
        f"<tr>{''.join(_cell(column, row, speakers) for column in columns)}</tr>\n"
        for row in table.rows
    )
    caption = _spoken(table.title, speakers)
    return (
        f"<table><caption>{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{rows}</tbody></table>\n"
    )


def _cell(column: Column, row: Any, speakers: Speakers) -> str:
    value = column.get(row)
    mark = mark_of(value, speakers.words[0])
    if mark and column.kind == "mark":
        title = escape(speakers.line(sayable(value)))
        style = f"background:#{mark.fill};color:#{mark.ink}"
        return f'<td title="{title}" style="{style}">{_spoken(letter_of(value), speakers)}</td>'
    if column.kind == "share" and value is not None:
        value = f"{100 * value:.0f} %"
    return f"<td>{_spoken(sayable(value, column.kind), speakers)}</td>"


def _spoken(value: Any, speakers: Speakers) -> str:
    """Return what the languages say, each with its code and direction where there are several."""
    pieces = speakers.pieces(value)
    if not speakers.several:
        return escape(pieces[0])
    return "".join(_pieces(pieces, speakers))


def _pieces(pieces: Sequence[str], speakers: Speakers) -> Iterator[str]:
    for words, piece in zip(speakers.words, pieces):
        if piece:
            direction = "rtl" if words.rtl else "ltr"
            yield f'<div lang="{escape(words.language)}" dir="{direction}">{escape(piece)}</div>'
