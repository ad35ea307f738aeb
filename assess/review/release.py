"""The public edition of a case: what is marked restricted is left out, and every rating stays what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, Protocol

from assess.base.problems import Location
from assess.base.text import Text
from assess.model.case import Analysis, Case, Comment, Fact, Provision, Remark, TreatyStatus

YES, NO = "yes", "no"
#: Entries that go as a whole; of the others the words go, since ratings and lists rest on the rest of them.
DROPPED = (Analysis, Comment, Fact, Remark, TreatyStatus)
#: Fields that are no texts and may tell something all the same.
PLAIN = ("sources", "author", "address", "number", "year", "by")


def public(case: Case, withheld: Text) -> tuple[Case, int]:
    """Return a case without what is marked restricted, and how many entries are so marked.

    `withheld` stands in the place of words that something rests on. A mark is `restricted: yes`, for the whole entry,
    or the names of keys. Who reviewed, and what they said, is no part of a public edition.
    """
    marked = sum(1 for one in entries(case) if _marks(one))
    cut = _Cut(case, withheld, str(withheld))
    return cut.case(), marked


class Markable(Protocol):
    """An entry that may carry the mark of restriction."""

    @property
    def restricted(self) -> tuple[str, ...]:
        """`yes`, or the keys that a public edition leaves out."""

    @property
    def place(self) -> Location:
        """Where it stands."""


def entries(case: Case) -> Iterator[Markable]:
    """Yield everything in a case that may carry the mark."""
    found: list[Any] = [case]
    while found:
        one = found.pop()
        if hasattr(one, "restricted"):
            yield one
        kind: Any = type(one)
        for name in _below(kind):
            value = getattr(one, name)
            if isinstance(value, tuple):
                found += [two for two in value if hasattr(two, "place")]
            elif hasattr(value, "place"):
                found.append(value)


@cache
def _below(kind: Any) -> tuple[str, ...]:
    """Return the fields of a kind of entry, a dataclass, that may hold entries."""
    without = ("instrument", "texts", "suggestions", "adjudications", "place")
    return tuple(one.name for one in fields(kind) if one.name not in without)


def can_be_restricted(entry: Any) -> list[str]:
    """Return the keys of an entry that a mark may name: its texts, and the few others that tell something."""
    return [one.name for one in fields(entry) if one.type == "Text" or one.name in PLAIN]


def _marks(entry: object) -> tuple[str, ...]:
    return tuple(name for name in getattr(entry, "restricted", ()) if name != NO)


class _Cut:
    def __init__(self, case: Case, text: Text, withheld: str):
        self.whole, self.text, self.withheld = case, text, withheld
        self.keys = {one.key for one in case.sources if YES in _marks(one)}
        self.laws = {law.id for law in case.laws if YES in _marks(law)}
        self.provisions = {
            name
            for name, (law, one) in case.provisions().items()
            if law.id in self.laws or YES in _marks(one)
        }

    def case(self) -> Case:
        names = (
            "profile",
            "laws",
            "findings",
            "analyses",
            "overrides",
            "recommendations",
            "surplus",
            "comments",
            "sources",
        )
        texts = tuple(one for one in self.whole.texts if one.law not in self.laws)
        cut = replace(
            self.whole,
            **{name: self._value(getattr(self.whole, name)) for name in names},
            log=(),
            adjudications=(),
            suggestions=(),
            texts=texts,
            reviews=tuple(
                replace(one, assessor="", reviewer="", comment="") for one in self.whole.reviews
            ),
        )
        return replace(cut, sources=tuple(one for one in cut.sources if one.key not in self.keys))

    def _value(self, value: Any) -> Any:
        if isinstance(value, tuple):
            kept = (one for one in value if not (isinstance(one, DROPPED) and YES in _marks(one)))
            return tuple(self._value(one) for one in kept)
        return self._entry(value) if is_dataclass(value) and hasattr(value, "place") else value

    def _entry(self, one: Any) -> Any:
        marks = self._marks_of(one)
        changes = {}
        for field in fields(one):
            value = getattr(one, field.name)
            if field.name in marks or (YES in marks and field.name in can_be_restricted(one)):
                changes[field.name] = self._gone(field.name, value)
            elif field.name == "sources":
                changes["sources"] = self._named(value)
            elif isinstance(value, tuple) or hasattr(value, "place"):
                changes[field.name] = self._value(value)
        return replace(one, **changes)

    def _marks_of(self, one: object) -> tuple[str, ...]:
        """Return the marks of an entry, its own and those that it has from what it belongs to or speaks of."""
        marks = _marks(one)
        if isinstance(one, Provision) and self._secret(one):
            return (*marks, YES)
        names = getattr(one, "provision", ())
        if set([names] if isinstance(names, str) else names) & self.provisions:
            return (*marks, "quote")
        if hasattr(one, "citations") and YES in marks:
            return (*marks, "citations", "not_found")
        return marks

    def _secret(self, one: Provision) -> bool:
        return any(
            two is one and law.id in self.laws for law, two in self.whole.provisions().values()
        )

    def _gone(self, name: str, value: Any) -> Any:
        if name == "summary":
            return self.text  # also where there is none: the wording of the law would stand there
        if name in ("quote", "year") or not value or name == "number" and isinstance(value, Text):
            return type(value)()  # without its printed number a provision has its id
        if name in ("citations", "not_found"):
            return tuple(self._entry(replace(one, restricted=(YES,))) for one in value)
        if isinstance(value, Text):
            return self.text
        return (self.withheld,) if isinstance(value, tuple) else self.withheld

    def _named(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.withheld if key in self.keys else key for key in keys))
