"""The tables of a workbook and their columns: which values of a case a form shows, and how each one is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from assess.model.terms import (
    Action,
    Confidence,
    Grade,
    LawKind,
    Priority,
    Reason,
    Standing,
    Status,
)


class Foreign(str):
    """A text that a form shows in another language than its own, for want of its own."""

    language = ""

    @classmethod
    def of(cls, text: str, language: str) -> Foreign:
        """Return a text with its language."""
        made = cls(text)
        made.language = language
        return made


class Typed(str):
    """The id of a provision whose number was typed in the way of a language; `typed` is how that language prints it."""

    typed = ""

    @classmethod
    def of(cls, text: str, typed: str) -> Typed:
        """Return an id with what was typed."""
        made = cls(text)
        made.typed = typed
        return made


# column → value as a text, "" where there is none; grades and other terms by their codes
Record = dict[str, str]


@dataclass(frozen=True)
class Column:
    """One value of a record: how it is written, and whether a record may be without it."""

    key: str  # the key of the case's files
    kind: str  # text (in languages), plain, day, choice, choices, ids, refs, cited
    needed: bool = False
    width: float = 16
    block: str = ""  # of the labels, for a choice
    values: tuple[str, ...] = ()  # of a choice
    known: str = ""  # of ids: what they name; `name`: an id that becomes the name of a file; `language`: its code


@dataclass(frozen=True)
class Table:
    """One kind of record; `key` names the columns that tell its records apart."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    spare: int = 0  # empty rows for new records

    def column(self, key: str) -> Column:
        """Return the column of that key."""
        return next(column for column in self.columns if column.key == key)


def _choice(key: str, block: str, terms: object, needed: bool = False, width: float = 14) -> Column:
    return Column(key, "choice", needed, width, block, get_args(terms))


_CONFIDENCE = _choice("confidence", "confidence", Confidence, True, 11)
_SOURCES = Column("sources", "ids", True, 14, known="sources")

#: Columns of a bill alone, by the table.
OF_A_BILL = {"laws": ("introduced", "amends"), "provisions": ("replaces", "amends")}
#: What stands in the place of a grade where somebody looked and found nothing.
NOT_FOUND = "not_found"
#: Answers to an element: citations, and statements that nothing was found, which have the last three columns.
CITATIONS = Table(
    "citations",
    (
        Column("grade", "choice", True, 13, "states", (*get_args(Grade), NOT_FOUND)),
        Column("provision", "refs", True, 24),
        Column("missing", "text", width=34),
        Column("reason", "choices", False, 16, "reasons", get_args(Reason)),
        Column("quote", "text", width=34),
        Column("note", "text", width=32),
        _CONFIDENCE,
        _SOURCES,
        Column("laws", "ids", width=18, known="laws"),
        Column("on", "day", width=12),
        Column("by", "plain", width=18),
    ),
)
SEARCH = ("note", "laws", "on", "by")  # columns of a statement that nothing was found
FINDINGS = Table(
    "findings",
    (
        Column("remark", "text", width=32),
        Column("not_applicable", "text", width=24),
        Column("not_assessed", "text", width=24),
    ),
)
SOURCES = Table(
    "sources",
    (
        Column("key", "plain", True, 16),
        Column("grade", "choice", True, 9, "", ("A", "B", "C", "D")),
        Column("address", "plain", True, 50),
        Column("holds", "text", True, 60),
    ),
    ("key",),
    15,
)
LAWS = Table(
    "laws",
    (
        Column("id", "plain", True, 18, known="name"),
        Column("title", "text", True, 44),
        Column("short", "text", width=18),
        Column("number", "plain", width=10),
        Column("year", "plain", width=8),
        _choice("kind", "law_kinds", LawKind, True),
        Column("in_force", "day", width=13),
        Column("until", "day", width=13),
        Column("introduced", "day", width=13),
        Column("amends", "ids", width=18, known="laws"),
        _choice("text", "standing", Standing, True, 17),
        Column("language", "plain", True, 10, known="language"),
        Column("examined", "ids", width=16, known="marks"),
        Column("rights", "text", True, 24),
        _SOURCES,
        _CONFIDENCE,
        Column("note", "text", width=36),
    ),
    ("id",),
    10,
)
PROVISIONS = Table(
    "provisions",
    (
        Column("law", "plain", True, 18),
        Column("id", "plain", True, 20),
        Column("heading", "text", width=26),
        Column("summary", "text", width=46),
        Column("penalty", "text", width=24),
        Column("punishes", "cited", width=18),
        Column("replaces", "cited", width=18),
        Column("amends", "cited", width=18),
        Column("in_force", "day", width=13),
        Column("until", "day", width=13),
        _SOURCES,
        _CONFIDENCE,
        Column("note", "text", width=36),
    ),
    ("law", "id"),
    40,
)
RECOMMENDATIONS = Table(
    "recommendations",
    (
        Column("id", "plain", True, 10),
        Column("elements", "ids", True, 24, known="elements"),
        Column("gap", "text", True, 36),
        Column("action", "text", True, 44),
        _choice("kind", "actions", Action, True),
        Column("owner", "text", True, 22),
        Column("laws", "ids", width=18, known="laws"),
        Column("due", "text", width=14),
        _choice("status", "statuses", Status),
        _choice("priority", "priorities", Priority, width=11),
        Column("priority_reason", "text", width=26),
        Column("since", "day", width=13),
        Column("until", "day", width=13),
        Column("note", "text", width=32),
    ),
    ("id",),
    30,
)

#: Tables whose records have an id of their own, in the order in which they are merged: what others name comes first.
LISTED = (SOURCES, LAWS, PROVISIONS, RECOMMENDATIONS)
TABLES = {table.name: table for table in (CITATIONS, FINDINGS, *LISTED)}
#: The key in the files, where a column is called otherwise to be told from another one of the same sheet.
FILE_KEYS = {("findings", "remark"): "note"}
JOINTS = {"refs": "; ", "ids": ", ", "choices": ", ", "cited": ", "}


def is_search(record: Record) -> bool:
    """Return whether a record of an answer is the statement that nothing was found."""
    return record.get("grade", "") == NOT_FOUND


def empty(record: Record) -> bool:
    """Return whether nothing is said in a record."""
    return not any(record.values())


def file_key(table: str, column: str) -> str:
    """Return the key under which the files of a case keep a column."""
    return FILE_KEYS.get((table, column), column)
