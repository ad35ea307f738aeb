"""A table as lines of plain text, for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from assess.speak.words import Words
from assess.table import Table, letter_of, sayable, shown_columns


class Room(NamedTuple):
    """How a column stands in its lines."""

    width: int = 0  # characters; 0 for as many as there are
    end: bool = False  # whether its texts stand at the end of them
    gap: str = ""  # what stands behind


_WHOLE, _MARK = Room(), Room(9)
_SHORT = 9  # columns that are no wider hold numbers and marks, which are never cut


def table_lines(table: Table, words: Words, rooms: Mapping[str, Room]) -> Iterator[str]:
    """Yield the rows of a table, a line each: marks by their letter, texts that are too long cut at a word.

    `rooms` says by its key how a column stands; without an entry a mark takes nine characters, any other column what it
    needs.
    """
    columns = shown_columns(table.columns)
    for row in table.rows:
        cells = []
        for column in columns:
            value = column.get(row)
            text = words.say(letter_of(value) if column.kind == "mark" else sayable(value))
            room = rooms.get(column.key, _MARK if column.kind == "mark" else _WHOLE)
            if room.width > _SHORT and len(text) > room.width - 2:
                text = textwrap.shorten(text, room.width - 2, placeholder=" …")
            side = ">" if room.end else "<"
            cells.append(f"{text:{side}{room.width or 1}}{room.gap}")
        yield "".join(cells).rstrip()
