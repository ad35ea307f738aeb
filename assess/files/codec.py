"""Frozen dataclasses as plain data and back, by the types of their fields: what is made of JSON, and what JSON holds.

A dataclass is a list of its fields, in their order; a tuple is a list, a mapping an object. Of a union each value that
is no plain string or number is a pair: the name of its class, and the value. A day, a date and a text have short forms
of their own (`SHORT`), and so has every type that is annotated with a `Compact`. So a field that comes into a class
needs nothing else; that data were made by another program shows by `Codec.shape`, which names every field and type.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from operator import attrgetter
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from assess.base.text import Text
from assess.model.day import Day

Way = Callable[[Any], Any]
_PLAIN = (str, int, float, bool, type(None))


@dataclass(frozen=True)
class Compact:
    """A short form of a type, declared where the type is: `Annotated[tuple[str, str], Compact(…)]`."""

    name: str  # changes where the form does
    encode: Way  # value → plain data
    decode: Way


def _same(value: Any) -> Any:
    return value


class Codec:
    """The ways from a type to plain data and back.

    `encode` returns a value of the type as plain data, `decode` the value that they were made of. Data that were made
    of another type raise KeyError, TypeError or ValueError, or give a value that was never written: compare `shape`
    first, which names every class that the type leads to, with its fields and their types.
    """

    def __init__(self) -> None:
        self.encode: Way = _same
        self.decode: Way = _same
        self.shape = ""


SHORT: dict[type, Compact] = {
    date: Compact("date", date.isoformat, date.fromisoformat),
    Day: Compact("day", lambda day: day.text, Day.parse),
    Text: Compact("text", lambda text: dict(text.by), lambda data: Text(tuple(data.items()))),
}


class Codecs:
    """Codecs that know short forms beside those of every type: an element of a checklist by its id, for instance."""

    def __init__(self, short: Mapping[type, Compact] | None = None) -> None:
        self._short = {**SHORT, **(short or {})}
        self._made: dict[Any, Codec] = {}

    def of(self, kind: Any) -> Codec:
        """Return the codec of a type; TypeError for a type that no plain data stand for, such as a set."""
        made = self._codec(kind)
        if not made.shape:
            made.shape = "\n".join(sorted(self._shapes(kind, set())))
        return made

    def _codec(self, kind: Any) -> Codec:
        """Return the codec of a type; while it is made, a type within itself gets the one that is not yet whole."""
        if kind not in self._made:
            made = self._made[kind] = Codec()
            try:
                self._fill(made, kind)
            except TypeError:
                del self._made[kind]
                raise
        return self._made[kind]

    def _fill(self, made: Codec, kind: Any) -> None:
        origin, arguments = get_origin(kind), get_args(kind)
        compact = self._compact(kind)
        if compact:
            made.encode, made.decode = compact.encode, compact.decode
        elif kind in _PLAIN or origin is Literal:
            return
        elif is_dataclass(kind):
            self._fill_class(made, kind)
        elif origin is Annotated:
            self._fill(made, arguments[0])
        elif origin is tuple:
            self._fill_tuple(made, arguments)
        elif isinstance(origin, type) and issubclass(origin, Mapping):
            self._fill_mapping(made, arguments)
        elif origin in (Union, types.UnionType):
            self._fill_union(made, arguments)
        else:
            raise TypeError(f"no plain data stand for {kind!r}")

    def _compact(self, kind: Any) -> Compact | None:
        if get_origin(kind) is not Annotated:
            return self._short.get(kind) if isinstance(kind, type) else None
        for mark in get_args(kind)[1:]:
            if isinstance(mark, Compact):
                return mark
        return None

    def _fill_class(self, made: Codec, kind: Any) -> None:
        """A dataclass: a list of its fields; those of plain types are taken as they are, all at once."""
        names: list[str] = []
        parts: list[tuple[int, Codec]] = []
        for at, (name, part) in enumerate(_fields(kind).items()):
            names.append(name)
            if not _is_plain(part):
                parts.append((at, self._codec(part)))
        read = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)

        def encode(value: Any) -> list[Any]:
            row = list(read(value))
            for at, part in parts:
                row[at] = part.encode(row[at])
            return row

        def decode(data: list[Any]) -> Any:
            if len(data) != len(names):
                raise ValueError(f"{kind.__name__} has {len(names)} fields, not {len(data)}")
            row = list(data)
            for at, part in parts:
                row[at] = part.decode(row[at])
            return kind(*row)

        made.encode, made.decode = encode, decode

    def _fill_tuple(self, made: Codec, arguments: tuple[Any, ...]) -> None:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            if _is_plain(arguments[0]):
                made.encode, made.decode = list, tuple
                return
            part = self._codec(arguments[0])
            made.encode = lambda value: list(map(part.encode, value))
            made.decode = lambda data: tuple(map(part.decode, data))
            return
        if all(_is_plain(argument) for argument in arguments):
            made.encode, made.decode = list, tuple
            return
        parts = [self._codec(argument) for argument in arguments]
        made.encode = lambda value: [
            part.encode(entry) for part, entry in zip(parts, value, strict=True)
        ]
        made.decode = lambda data: tuple(
            [part.decode(entry) for part, entry in zip(parts, data, strict=True)]
        )

    def _fill_mapping(self, made: Codec, arguments: tuple[Any, ...]) -> None:
        key, value = arguments
        if key is not str:
            raise TypeError(f"keys of an object are strings, not {key!r}")
        part = self._codec(value)
        made.encode = lambda held: {name: part.encode(entry) for name, entry in held.items()}
        made.decode = lambda data: {name: part.decode(entry) for name, entry in data.items()}

    def _fill_union(self, made: Codec, arguments: tuple[Any, ...]) -> None:
        """A union: plain values as they are, others as a pair of class and value.

        Where a type is only that or nothing, no class needs to be told.
        """
        members = [member for member in arguments if not _is_plain(member)]
        if not members:
            return
        if len(members) == 1 and set(arguments) <= {*members, type(None)}:
            only = self._codec(members[0])
            made.encode = lambda value: None if value is None else only.encode(value)
            made.decode = lambda data: None if data is None else only.decode(data)
            return
        by_class: dict[type, tuple[str, Codec]] = {}
        by_name: dict[str, Codec] = {}
        for member in members:
            known = get_origin(member) or member  # of tuple[str, ...] the tuple
            if not isinstance(known, type) or known in by_class:
                raise TypeError(f"{member!r} in a union needs a class to be told by, or a Compact")
            by_name[known.__name__] = self._codec(member)
            by_class[known] = (known.__name__, by_name[known.__name__])

        def encode(value: Any) -> Any:
            if isinstance(value, _PLAIN):
                return value
            name, part = by_class[type(value)]
            return [name, part.encode(value)]

        def decode(data: Any) -> Any:
            if not isinstance(data, list):
                return data
            name, held = data
            return by_name[name].decode(held)

        made.encode, made.decode = encode, decode

    def _shapes(self, kind: Any, seen: set[Any]) -> set[str]:
        """Return a line for every class that a type leads to: its name, its fields and their types."""
        if kind in seen or kind is Ellipsis:
            return set()
        seen.add(kind)
        compact = self._compact(kind)
        if compact:
            return {f"{compact.name}: compact"}
        if not is_dataclass(kind):
            lines: set[str] = set()
            for argument in get_args(kind):
                lines |= self._shapes(argument, seen)
            return lines
        parts = _fields(kind)
        named = [f"{name} {self._name_of(part)}" for name, part in parts.items()]
        lines = {f"{self._name_of(kind)}: {', '.join(named)}"}
        for part in parts.values():
            lines |= self._shapes(part, seen)
        return lines

    def _name_of(self, kind: Any) -> str:
        """Return a type as it is written, alike in every run of the program."""
        compact = self._compact(kind)
        if compact:
            return compact.name
        if kind is Ellipsis:
            return "..."
        arguments = get_args(kind)
        name = getattr(get_origin(kind) or kind, "__name__", str(kind))
        if get_origin(kind) is Literal:
            return f"Literal{list(arguments)}"
        return f"{name}[{', '.join(map(self._name_of, arguments))}]" if arguments else name


def _fields(kind: Any) -> dict[str, Any]:
    """Return the fields of a dataclass with their types."""
    hints = get_type_hints(kind, include_extras=True)
    return {field.name: hints[field.name] for field in fields(kind) if field.init}


def _is_plain(kind: Any) -> bool:
    """Whether the values of a type are plain data as they are."""
    if get_origin(kind) in (Union, types.UnionType):
        return all(_is_plain(member) for member in get_args(kind))
    return kind in _PLAIN or get_origin(kind) is Literal


_PLAIN_CODECS = Codecs()


def codec(kind: Any) -> Codec:
    """Return the codec of a type with the short forms of every type."""
    return _PLAIN_CODECS.of(kind)
