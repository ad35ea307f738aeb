"""What is to be said, in any number of languages → a page of the first, with the same in each of the others beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from assess.base.problems import NOWHERE, LexgapError, problem
from assess.load.blocks import Block
from assess.load.labels import labels
from assess.speak.page import Page
from assess.speak.values import MARKS, TEXTS
from assess.speak.words import Words

_CODE = re.compile(r"[A-Za-z]+(?:[-_]\w+)*", re.ASCII)  # of a language
_IDS = ("id", "key", "number", "reference", "element")  # by which entries of a list are known
_OWN = {"labels", "language", "rtl"}  # fields that are of one language alone


def languages_of(asked: str) -> tuple[str, ...]:
    """Return the codes of `ar,en,fr`; LexgapError where one is none, or stands twice."""
    codes = tuple(asked.split(","))
    if len(set(codes)) < len(codes) or not all(map(_CODE.fullmatch, codes)):
        raise LexgapError([problem("languages-unclear", NOWHERE, value=asked)])
    return codes


def speakers(asked: str, own_digits: bool = False) -> tuple[Words, ...]:
    """Return what speaks each language of `ar,en,fr`, in this order; each knows which are beside it.

    `own_digits` asks for the digits of each language that has some of its own. LexgapError as of `languages_of`.
    """
    codes = languages_of(asked)
    found = []
    for code in codes:
        beside = tuple(other for other in codes if other != code)
        found.append(Words(labels(code), code, own_digits, beside))
    return tuple(found)


def pages(value: object, asked: str, own_digits: bool = False) -> Page:
    """Return the page of a typed value in the languages of `asked`: `en`, or `ar,en,fr`.

    The first language leads; `all_languages` gives its page and those of the others. Raises as `speakers`.
    """
    return pages_made(asked, own_digits, lambda _: value)


def pages_made(asked: str, own_digits: bool, make: Callable[[Words], object]) -> Page:
    """Return pages, as `pages` does, of objects of plain strings, which `make` gives in each language.

    Lists that are sorted by names come in the order of the first language. LexgapError also where the objects are not
    made alike: for then no text can be trusted to stand beside its translation.
    """
    words = speakers(asked, own_digits)
    first = make(words[0])
    others = []
    for one in words[1:]:
        others.append(Page(_like(first, make(one), type(first).__name__), one))
    return Page(first, words[0], tuple(others))


def _like(first: Any, second: Any, at: str) -> Any:
    """Return the second of two values made alike, with its lists in the order of the first."""
    if first is second or isinstance(first, str) and isinstance(second, str):
        return second
    if type(first) is not type(second):
        raise _unlike(at)
    if isinstance(first, (Block, *MARKS, *TEXTS)):
        return second
    if is_dataclass(first):
        return _like_fields(first, second, at)
    if isinstance(first, Mapping):
        if set(first) != set(second):
            raise _unlike(at)
        return {key: _like(first[key], second[key], f"{at}.{key}") for key in first}
    if isinstance(first, (tuple, list)):
        if len(first) != len(second):
            raise _unlike(at)
        pairs = enumerate(zip(first, _in_order(first, second)))
        return type(first)([_like(*pair, f"{at}[{number}]") for number, pair in pairs])
    if first != second:
        raise _unlike(at)
    return second


def _like_fields(first: Any, second: Any, at: str) -> Any:
    changes = {}
    for field in fields(first):
        if field.name not in _OWN:
            value = getattr(second, field.name)
            like = _like(getattr(first, field.name), value, f"{at}.{field.name}")
            if like is not value:
                changes[field.name] = like
    return replace(second, **changes) if changes else second


def _in_order(first: Sequence, second: Sequence) -> Sequence:
    """Return the second list in the order of the first, where the entries have ids: names sort by their language."""
    ids, others = [_id(entry) for entry in first], [_id(entry) for entry in second]
    if ids == others or len(set(ids)) < len(ids) or set(ids) != set(others):
        return second
    known = dict(zip(others, second))
    return [known[name] for name in ids]


def _id(entry: object) -> object:
    for name in _IDS if is_dataclass(entry) else ():
        if hasattr(entry, name):
            return getattr(entry, name)
    return None


def _unlike(at: str) -> LexgapError:
    return LexgapError([problem("languages-unlike", NOWHERE, field=at)])
