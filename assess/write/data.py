"""Tables as data for other programs: CSV, records of JSON, Parquet; what each kind of column becomes is told here."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from typing import Any, BinaryIO

from assess.base.problems import NOWHERE, LexgapError, problem
from assess.base.text import steady
from assess.model.day import Day
from assess.speak.words import Words
from assess.table import Column, Kind, Table, data_columns, sayable

#: Kind of column → type of its cells in data: text, list (of texts), integer, number, flag, date. Every cell but a list
#: may be empty.
TYPES: dict[Kind, str] = {
    "text": "text",
    "term": "text",
    "line": "text",
    "verbatim": "text",
    "mark": "text",
    "state": "text",
    "id": "text",
    "ids": "list",
    "list": "list",
    "number": "text",
    "integer": "integer",
    "decimal": "number",
    "share": "number",
    "date": "date",
    "flag": "flag",
}
#: Signs with which a spreadsheet begins a formula.
FORMULA = ("=", "+", "-", "@")
Record = dict[str, Any]


def types(columns: tuple[Column, ...]) -> dict[str, str]:
    """Return the names of the columns in data, in order, each with its type."""
    return {column.key: TYPES[column.kind] for column in data_columns(columns)}


def records(table: Table, words: Words) -> list[Record]:
    """Return the rows, each with all columns in order; what is not known is None, days are days."""
    columns = [(column.key, _getter(column, words)) for column in data_columns(table.columns)]
    return [{key: get(row) for key, get in columns} for row in table.rows]


def json_records(table: Table, words: Words) -> list[Record]:
    """Return the rows as JSON can hold them: as `records`, but days are texts, 2016-01-01."""
    days = {key for key, kind in types(table.columns).items() if kind == "date"}
    rows = records(table, words)
    for row in rows:
        for key in days:
            row[key] = row[key].isoformat() if row[key] else None
    return rows


def csv_text(table: Table, words: Words, sign: str = "; ") -> str:
    """Return the rows as CSV below the names of the columns; lists are joined by `sign`.

    A cell that a spreadsheet would run begins with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(types(table.columns))
    for row in records(table, words):
        writer.writerow([safe_cell(_joined(value, sign)) for value in row.values()])
    return out.getvalue()


def safe_cell(value: object) -> object:
    """Return a value as a cell of CSV: a text that a spreadsheet would run gets an apostrophe before it."""
    content = "" if value is None else value
    return f"'{content}" if isinstance(content, str) and content[:1] in FORMULA else content


def write_parquet(table: Table, words: Words, file: BinaryIO, about: Mapping[str, str]) -> None:
    """Write the rows as Parquet into an open file, with `about` among its metadata.

    Raises LexgapError where pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow.parquet import write_table
    except ImportError as fault:
        raise LexgapError(
            [problem("library-missing", NOWHERE, name="pyarrow", extra="compare")]
        ) from fault
    kinds = {
        "text": pa.string(),
        "list": pa.list_(pa.string()),
        "integer": pa.int64(),
        "number": pa.float64(),
        "flag": pa.bool_(),
        "date": pa.date32(),
    }
    fields = [(key, kinds[kind]) for key, kind in types(table.columns).items()]
    schema = pa.schema(fields, dict(about))
    write_table(pa.Table.from_pylist(records(table, words), schema), file)


def _joined(value: Any, sign: str) -> Any:
    return sign.join(value) if isinstance(value, list) else value


def _getter(column: Column, words: Words) -> Any:
    """Return what gets the value of a column from a row as data."""
    get, kind = column.get, TYPES[column.kind]
    if kind == "list":
        return lambda row: [_text(value, words) for value in get(row) or ()]
    if column.kind in ("mark", "state"):
        return lambda row: getattr(get(row), "key", get(row))
    if kind == "text":
        return lambda row: _text(get(row), words)
    return get


def _text(value: Any, words: Words) -> str | None:
    """Return a value as a text; days as they are on record, and nothing for what no language says."""
    if value is None:
        return None
    if type(value) is str:
        return steady(value)
    if isinstance(value, Day):
        return value.text
    if isinstance(value, date):
        return value.isoformat()
    return words.say(sayable(value)) or None
