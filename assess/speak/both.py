"""Two views of the same numbers, each in its own language → one view whose texts have two sides."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace

from assess.base.problems import NOWHERE, LexgapError, problem
from assess.load.blocks import Block
from assess.load.labels import labels
from assess.speak.voices import Voice, pair, short, voices_of
from assess.speak.words import Words

#: Fields that are of one language alone; those of the first stay.
_OWN = {"language", "rtl", "voices"}
#: Fields that hold a name, which writers put into sentences and titles of both languages.
_NAMES = {"title", "short", "name", "law_name", "country", "heading", "provision"}
_CODE = re.compile(r"[A-Za-z]+(?:[-_]\w+)*", re.ASCII)  # of a language
_IDS = ("id", "key", "number", "reference", "element")  # by which entries of a list are known


def spoken(language: str, own_digits: bool, make: Callable[[Words], object]) -> object:
    """Return the view that `make` gives in a language, or in two languages (`ar,en`) joined into one.

    `own_digits` asks for the digits of each language that has some of its own. LexgapError where `language` names
    neither one language nor two.
    """
    codes = tuple(language.split(","))
    if len(codes) > 2 or len(set(codes)) < len(codes) or not all(map(_CODE.fullmatch, codes)):
        raise LexgapError([problem("languages-unclear", NOWHERE, value=language)])
    voices = voices_of(codes, tuple(map(labels, codes)), own_digits)
    views = [
        make(Words(labels(one.language), one.language, one.numerals is not None)) for one in voices
    ]
    if len(views) > 1:
        return both(*views, voices)
    return replace(views[0], voices=voices) if voices[0].numerals else views[0]


def both(first: object, second: object, voices: tuple[Voice, ...]) -> object:
    """Return the first view with the texts of both.

    LexgapError where the two are not made alike, for then no text can be trusted to stand beside its own translation.
    """
    return replace(_joined(first, second, type(first).__name__), voices=voices)


def in_one_line(value: object, voices: tuple[Voice, ...]) -> object:
    """Return a value of names and numbers, such as a chart, with both sides of each name in one line."""
    if not voices:
        return value
    if isinstance(value, str):
        return short(value, voices)
    if is_dataclass(value):
        return replace(
            value,
            **{one.name: in_one_line(getattr(value, one.name), voices) for one in fields(value)},
        )
    return (
        type(value)(in_one_line(one, voices) for one in value)
        if isinstance(value, (tuple, list))
        else value
    )


def _joined(first, second, at: str):
    if isinstance(first, str) and isinstance(second, str):
        return pair(first, second, at.rpartition(".")[2] in _NAMES)
    if type(first) is not type(second):
        raise _unlike(at)
    if isinstance(first, Block):
        return Block(_mapping(first, second, at), {})
    if is_dataclass(first):
        return replace(
            first,
            **{
                one.name: _joined(
                    getattr(first, one.name), getattr(second, one.name), f"{at}.{one.name}"
                )
                for one in fields(first)
                if one.name not in _OWN
            },
        )
    if isinstance(first, Mapping):
        return _mapping(first, second, at)
    if isinstance(first, (tuple, list)):
        if len(first) != len(second):
            raise _unlike(at)
        return type(first)(
            _joined(*both, f"{at}[{number}]")
            for number, both in enumerate(zip(first, _in_order(first, second)))
        )
    if first != second:
        raise _unlike(at)
    return first


def _mapping(first: Mapping, second: Mapping, at: str) -> dict:
    if set(first) != set(second):
        raise _unlike(at)
    return {key: _joined(first[key], second[key], f"{at}.{key}") for key in first}


def _in_order(first, second):
    """Return the second list in the order of the first, where the entries have ids: names sort by their language."""
    ids = [[_id(one) for one in listed] for listed in (first, second)]
    if ids[0] == ids[1] or len(set(ids[0])) < len(ids[0]) or set(ids[0]) != set(ids[1]):
        return second
    found = dict(zip(ids[1], second))
    return [found[one] for one in ids[0]]


def _id(entry: object) -> object:
    name = next((one for one in _IDS if hasattr(entry, one)), None) if is_dataclass(entry) else None
    return getattr(entry, name) if name else None


def _unlike(at: str) -> LexgapError:
    return LexgapError([problem("languages-unlike", NOWHERE, field=at)])
