"""The forms in which tables are written for programs, by name; heavy modules are loaded when one is written."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assess.base.text import steady

if TYPE_CHECKING:
    from assess.speak.words import Words
    from assess.table import Table

Tables = Iterable["Table"]  # of which each is made when it is asked for
About = Mapping[str, Any]  # what stands beside the tables: schema, disclaimer, recipe
Files = Callable[[Tables, "Words", About], Iterator[tuple[str, bytes]]]


@dataclass(frozen=True)
class Format:
    """A form of data: `files` yields for tables the ending of each file and what stands in it."""

    files: Files
    needs: tuple[str, ...] = ()  # libraries that are not installed with the program


def _csv(tables: Tables, words: Words, about: About) -> Iterator[tuple[str, bytes]]:
    from assess.write.data import csv_text

    for table in tables:
        yield f"{table.key}.csv", csv_text(table, words).encode()
    yield "recipe.json", _json(about, 1)


def _whole(tables: Tables, words: Words, about: About) -> Iterator[tuple[str, bytes]]:
    from assess.write.data import json_records

    rows = {table.key: json_records(table, words) for table in tables}
    yield "json", _json({**about, **rows}, 1)


def _parquet(tables: Tables, words: Words, about: About) -> Iterator[tuple[str, bytes]]:
    from assess.write.data import write_parquet

    texts = {
        key: value if isinstance(value, str) else _json(value).decode()
        for key, value in about.items()
    }
    for table in tables:
        file = io.BytesIO()
        write_parquet(table, words, file, {**texts, "table": table.key})
        yield f"{table.key}.parquet", file.getvalue()


#: A new form is a function above and a row here.
FORMATS = {
    "csv": Format(_csv),
    "json": Format(_whole),
    "parquet": Format(_parquet, ("pyarrow",)),
}


def _json(data: object, indent: int | None = None) -> bytes:
    return steady(json.dumps(data, ensure_ascii=False, indent=indent)).encode()
