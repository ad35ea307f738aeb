"""Records as files: small numbers and large details apart, each with its checksum; a bad file is made again."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from assess.base.output import replace_file
from assess.states.record import (
    NOTHING_COUNTS,
    ArticleRecord,
    Bounds,
    Change,
    CitationRecord,
    Column,
    Details,
    ElementRecord,
    ReasonRecord,
    SearchRecord,
    SourceRecord,
    TreatyRecord,
)

#: Raised with every change of what is kept or of how it is worked out.
FORMAT = 5
#: Files of a case folder that no result rests on.
_NO_DATA = ("suggestions",)
_NOTHING = "0"  # stands for an article in which no element counts


def digest_of(root: Path) -> str:
    """Return a sha256 of the names and contents of all files of a case that a reading may rest on; no YAML is read.

    Raises OSError where a file cannot be read.
    """
    lines = []
    for path in sorted(_data_files(root)):
        held = (
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "no file"
        )  # a pipe is not opened
        lines.append(f"{path.relative_to(root).as_posix()} {held}\n")
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _data_files(root: Path):
    for folder in (
        root,
        *(path for path in root.iterdir() if path.is_dir() and not path.name.startswith(".")),
    ):
        yield from (
            path
            for path in folder.iterdir()
            if not path.name.startswith(".")
            and path.stem not in _NO_DATA
            and path.suffix.lower() in (".yaml", ".yml", ".jsonl", ".log")
        )


def keep(path: Path, data: object) -> None:
    """Write plain data with its checksum, whole or not at all; LexgapError where that cannot be done."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    head = hashlib.sha256(body).hexdigest().encode()
    replace_file(path, lambda file: file.write(head + b"\n" + body))


def kept(path: Path) -> object | None:
    """Return the data of a file written by `keep`, or None where it is not there or not what was written."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() == head:
            return json.loads(body)
    except (OSError, ValueError):
        pass
    return None


# --- bounds and states are written as one short text; there are few of them, so each is made once ---------------------


def _short(bounds: Bounds) -> str:
    return "-".join(bounds) if bounds else "" if bounds is None else _NOTHING


@cache
def _bounds(text: str) -> Bounds:
    low, _, high = text.partition("-")
    return NOTHING_COUNTS if text == _NOTHING else (low, high) if text else None


@cache
def _triple(text: str) -> tuple[str, str, str]:
    state, worst, best = text.split(" ")
    return state, worst, best


def column_data(one: Column) -> dict[str, object]:
    """Return a column as plain data."""
    articles = [
        [
            two.article,
            _short(two.bounds),
            _short(two.computed),
            two.override_by,
            two.override_reason,
            two.value,
            two.known,
            two.counted,
            two.taken_out,
            two.met,
            [[three.element, three.name, three.state, three.text] for three in two.reasons],
        ]
        for two in one.articles
    ]
    changes = [
        [two.article, _short(two.old), _short(two.new), two.elements, two.laws]
        for two in one.changes
    ]
    treaties = [
        [two.instrument, two.status, two.note, two.confidence, two.sources, two.id]
        for two in one.treaties
    ]
    return {
        **vars(one),
        "articles": articles,
        "changes": changes,
        "treaties": treaties,
        "states": {name: " ".join(states) for name, states in one.states.items()},
        "years": {year: [_short(two) for two in row] for year, row in one.years.items()},
    }


def column_of(data: dict) -> Column:
    """Return the column that `column_data` was made of."""
    articles = tuple(
        ArticleRecord(
            number,
            _bounds(shown),
            _bounds(computed),
            by,
            reason,
            tuple(value) if value else None,
            *counts,
            tuple(ReasonRecord(*two) for two in reasons),
        )
        for number, shown, computed, by, reason, value, *counts, reasons in data["articles"]
    )
    changes = tuple(
        Change(article, _bounds(old), _bounds(new), _rows(elements), _rows(laws))
        for article, old, new, elements, laws in data["changes"]
    )
    treaties = tuple(
        TreatyRecord(*words, tuple(sources), name) for *words, sources, name in data["treaties"]
    )
    whole = {
        **data,
        "articles": articles,
        "changes": changes,
        "treaties": treaties,
        "assume": tuple(data["assume"]),
        "assumed": tuple(data["assumed"]),
        "undeclared": _rows(data["undeclared"]),
        "index": tuple(data["index"]),
        "safeguards": tuple(data["safeguards"]),
        "states": {name: _triple(states) for name, states in data["states"].items()},
        "years": {year: tuple(_bounds(two) for two in row) for year, row in data["years"].items()},
    }
    return Column(**whole)


def details_data(one: Details) -> dict[str, object]:
    """Return details as plain data."""
    elements = [
        [
            two.id,
            two.state,
            two.worst,
            two.best,
            [_citation(three) for three in two.citations],
            two.note,
            two.unseen,
            [two.search.by, two.search.on, two.search.laws, two.search.note]
            if two.search
            else None,
        ]
        for two in one.elements
    ]
    return {
        "elements": elements,
        "sources": {key: [two.grade, two.address, two.holds] for key, two in one.sources.items()},
    }


def details_of(data: dict) -> Details:
    """Return the details that `details_data` was made of."""
    elements = tuple(
        ElementRecord(
            *states, tuple(_cited(two) for two in citations), note, tuple(unseen), _search(found)
        )
        for *states, citations, note, unseen, found in data["elements"]
    )
    return Details(elements, {key: SourceRecord(*words) for key, words in data["sources"].items()})


def _citation(one: CitationRecord) -> list[object]:
    return [
        one.provisions,
        one.grade,
        one.force,
        one.assumed,
        one.reason,
        one.missing,
        one.note,
        one.quote,
        one.sources,
        one.confidence,
        one.apart,
    ]


def _cited(data: list) -> CitationRecord:
    provisions, grade, force, assumed, reason, missing, note, quote, sources, confidence, apart = (
        data
    )
    return CitationRecord(
        _rows(provisions),
        grade,
        force,
        assumed,
        tuple(reason),
        missing,
        note,
        quote,
        tuple(sources),
        confidence,
        apart,
    )


def _search(data: list | None) -> SearchRecord | None:
    return SearchRecord(data[0], data[1], tuple(data[2]), data[3]) if data else None


def _rows(data: list) -> tuple[tuple[str, ...], ...]:
    return tuple(map(tuple, data))
