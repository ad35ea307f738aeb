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
    marked = sum(1 for entry in entries(case) if _marks(entry))
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
    result: list[Any] = [case]
    while result:
        entry = result.pop()
        if hasattr(entry, "restricted"):
            yield entry
        kind: Any = type(entry)
        for name in _below(kind):
            value = getattr(entry, name)
            if isinstance(value, tuple):
                result += [item for item in value if hasattr(item, "place")]
            elif hasattr(value, "place"):
                result.append(value)


@cache
def _below(kind: Any) -> tuple[str, ...]:
    """Return the fields of a kind of entry, a dataclass, that may hold entries."""
    without = ("instrument", "texts", "suggestions", "adjudications", "place")
    return tuple(field.name for field in fields(kind) if field.name not in without)


def can_be_restricted(entry: Any) -> list[str]:
    """Return the keys of an entry that a mark may name: its texts, and the few others that tell something."""
    return [field.name for field in fields(entry) if field.type == "Text" or field.name in PLAIN]


def _marks(entry: object) -> tuple[str, ...]:
    return tuple(name for name in getattr(entry, "restricted", ()) if name != NO)


class _Cut:
    def __init__(self, case: Case, text: Text, withheld: str):
        self.whole, self.text, self.withheld = case, text, withheld
        self.keys = {source.key for source in case.sources if YES in _marks(source)}
        self.laws = {law.id for law in case.laws if YES in _marks(law)}
        self.provisions = {
            name
            for name, (law, provision) in case.provisions().items()
            if law.id in self.laws or YES in _marks(provision)
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
        texts = tuple(text for text in self.whole.texts if text.law not in self.laws)
        cut = replace(
            self.whole,
            **{name: self._value(getattr(self.whole, name)) for name in names},
            log=(),
            adjudications=(),
            suggestions=(),
            texts=texts,
            reviews=tuple(
                replace(review, assessor="", reviewer="", comment="")
                for review in self.whole.reviews
            ),
        )
        return replace(
            cut, sources=tuple(source for source in cut.sources if source.key not in self.keys)
        )

    def _value(self, value: Any) -> Any:
        if isinstance(value, tuple):
            kept = (
                entry
                for entry in value
                if not (isinstance(entry, DROPPED) and YES in _marks(entry))
            )
            return tuple(self._value(entry) for entry in kept)
        return self._entry(value) if is_dataclass(value) and hasattr(value, "place") else value

    def _entry(self, entry: Any) -> Any:
        marks = self._marks_of(entry)
        changes = {}
        for field in fields(entry):
            value = getattr(entry, field.name)
            if field.name in marks or (YES in marks and field.name in can_be_restricted(entry)):
                changes[field.name] = self._gone(field.name, value)
            elif field.name == "sources":
                changes["sources"] = self._named(value)
            elif isinstance(value, tuple) or hasattr(value, "place"):
                changes[field.name] = self._value(value)
        return replace(entry, **changes)

    def _marks_of(self, entry: object) -> tuple[str, ...]:
        """Return the marks of an entry, its own and those that it has from what it belongs to or speaks of."""
        marks = _marks(entry)
        if isinstance(entry, Provision) and self._secret(entry):
            return (*marks, YES)
        names = getattr(entry, "provision", ())
        if set([names] if isinstance(names, str) else names) & self.provisions:
            return (*marks, "quote")
        if hasattr(entry, "citations") and YES in marks:
            return (*marks, "citations", "not_found")
        return marks

    def _secret(self, provision: Provision) -> bool:
        return any(
            other_provision is provision and law.id in self.laws
            for law, other_provision in self.whole.provisions().values()
        )

    def _gone(self, name: str, value: Any) -> Any:
        if name == "summary":
            return self.text  # also where there is none: the wording of the law would stand there
        if name in ("quote", "year") or not value or name == "number" and isinstance(value, Text):
            return type(value)()  # without its printed number a provision has its id
        if name in ("citations", "not_found"):
            return tuple(self._entry(replace(entry, restricted=(YES,))) for entry in value)
        if isinstance(value, Text):
            return self.text
        return (self.withheld,) if isinstance(value, tuple) else self.withheld

    def _named(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.withheld if key in self.keys else key for key in keys))
