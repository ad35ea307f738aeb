"""A case → the records of a form: plain texts in one language, by table and key."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from assess.base.text import Text, steady
from assess.forms.fields import (
    CITATIONS,
    FINDINGS,
    JOINTS,
    LISTED,
    NOT_FOUND,
    SEARCH,
    Column,
    Foreign,
    Record,
    Table,
    file_key,
)
from assess.load.labels import Labels
from assess.model.case import Case, Finding
from assess.model.instrument import Element
from assess.model.terms import Depth

_LONGEST = 2 * 32_750  # bytes, of the 32,767 characters that a cell holds
_BREAKS = re.compile("\r\n|_x000D_\n?|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u2009"), " ") | dict.fromkeys(
    [0x00AD, 0x200B, 0x2060, 0xFEFF]
)
_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    """Return a text without what typing, pasting from Word and the file format leave in it, and mean nothing."""
    text = _BREAKS.sub("\n", steady(text)).translate(_SPACES)
    return "\n".join(line.rstrip() for line in _DROPPED.sub("", text).split("\n")).strip()


def fit(text: str) -> str:
    """Return a text as a cell can hold it, which counts in UTF-16: cut, with a sign that it was, if too long."""
    coded = text.encode("utf-16-le")
    return text if len(coded) <= _LONGEST else coded[:_LONGEST].decode("utf-16-le", "ignore") + "…"


def short(text: str, most: int = 60) -> str:
    """Return the beginning of a text on one line, as messages show it."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def value_text(value: object, column: Column, language: str) -> str:
    """Return a value of the model as the text that a record holds."""
    if value is None:
        return ""
    if isinstance(value, Text):
        text, spoken = value.get(language)
        return clean(text) if spoken == language or not text else Foreign.of(clean(text), spoken)
    if isinstance(value, tuple):
        return JOINTS[column.kind].join(clean(entry) for entry in value)
    return clean(str(value))


def record(table: Table, entry: object, language: str, **given: str) -> Record:
    """Return what a form shows of one value of the model; `given` are columns that it has not itself."""
    return {
        column.key: given[column.key]
        if column.key in given
        else value_text(getattr(entry, file_key(table.name, column.key)), column, language)
        for column in table.columns
    }


def citation_records(finding: Finding | None, language: str) -> list[Record]:
    """Return the answers to an element: its citations, then the statements that nothing was found."""
    if finding is None:
        return []
    blank = dict.fromkeys([column.key for column in CITATIONS.columns], "")
    cited = [
        record(CITATIONS, citation, language, **dict.fromkeys(SEARCH[1:], ""))
        for citation in finding.citations
    ]
    return cited + [
        record(
            CITATIONS,
            search,
            language,
            **{key: text for key, text in blank.items() if key not in SEARCH}
            | {"grade": NOT_FOUND},
        )
        for search in finding.not_found
    ]


def finding_record(finding: Finding | None, language: str) -> Record:
    """Return what is said of an element as a whole."""
    return (
        record(FINDINGS, finding, language)
        if finding
        else dict.fromkeys([column.key for column in FINDINGS.columns], "")
    )


def listed_records(case: Case, language: str) -> dict[str, dict[str, Record]]:
    """Return the records of each table whose records have ids, by their keys."""
    records: dict[str, dict[str, Record]] = {}
    for table in LISTED:
        if table.name == "provisions":
            pairs = [
                record(table, provision, language, law=law.id)
                for law in case.laws
                for provision in law.provisions
            ]
        else:
            pairs = [record(table, entry, language) for entry in getattr(case, table.name)]
        records[table.name] = {key_of(table, pair): pair for pair in pairs}
    return records


def key_of(table: Table, texts: Record) -> str:
    """Return what tells a record from the others of its table."""
    return ":".join(texts[name] for name in table.key)


def shown(text: str, column: Column, labels: Labels) -> str:
    """Return a record's value as a form shows it: terms in words, and days that are not known exactly."""
    if column.kind == "day":
        own_labels = labels.workbook.days
        return (
            own_labels.unknown
            if text == "unknown"
            else own_labels.by.format(day=text[3:])
            if text[:3] == "by "
            else text
        )
    if column.kind not in ("choice", "choices") or not text or not column.block:
        return text
    return labels.comma.join(
        label(column.block, part, labels) for part in text.split(JOINTS["choices"])
    )


def label(block: str, term: str, labels: Labels) -> str:
    """Return the word for a term."""
    terms: Any = labels[block]
    entry: Any = terms[term]
    word: str = entry if isinstance(entry, str) else entry.label
    return word


def elements_of(
    case: Case, parts: Iterable[str], only: frozenset[str] | None, depth: Depth
) -> dict[str, list[Element]]:
    """Return the elements that a form shows, by the id of their part; all parts where none is named.

    These are what work of that depth asks, and what has an answer; acts of a Party are answered from the treaty status.
    """
    wanted = tuple(parts)
    answered = {finding.element for finding in case.findings}
    shown: dict[str, list[Element]] = {}
    for article in case.instrument.articles:
        if wanted and article.part not in wanted:
            continue
        for element in article.elements:
            asked = element.asked(depth) or element.id in answered
            if asked and not element.party_act and (only is None or element.id in only):
                shown.setdefault(article.part, []).append(element)
    return {part.id: shown[part.id] for part in case.instrument.parts if part.id in shown}
