"""Tables as pandas frames, for analysts: marks and terms are categories, days dates, what is not known is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assess.speak.words import Words
from assess.table import Table, data_columns
from assess.write.data import TYPES, records

if TYPE_CHECKING:
    import pandas as pd

#: Type of data → type of a column in a frame.
_TYPES = {"text": "string", "integer": "Int64", "number": "Float64", "flag": "boolean"}
_CATEGORIES = ("mark", "state", "term")


def frame(table: Table, words: Words) -> pd.DataFrame:
    """Return a table as a frame, a row a row, with the columns that data have (`assess.write.data.types`).

    Texts are in the language of `words`. A list of texts stays a list. Days are at midnight, in no time zone.
    """
    import pandas as pd

    rows = records(table, words)
    array: Any = pd.array  # its stubs know single types by name only
    series: dict[str, Any] = {}
    for column in data_columns(table.columns):
        values = [row[column.key] for row in rows]
        kind = TYPES[column.kind]
        if column.kind in _CATEGORIES:
            series[column.key] = pd.Categorical(values)
        elif kind == "date":
            series[column.key] = pd.Series(values, dtype="datetime64[s]")
        elif kind == "list":
            series[column.key] = pd.Series(values, dtype="object")
        else:
            series[column.key] = array(values, dtype=_TYPES[kind])
    return pd.DataFrame(series, columns=list(series))
