"""Plain data from a file → the types of the model; every fault at once, with its line, as problems."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any, get_args, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError

from assess.problems import Problem, nearest, problem
from assess.yamlfile import Document


@cache
def _adapter(kind: Any) -> TypeAdapter:
    _forbid_extras(kind, set())
    return TypeAdapter(kind)


@cache
def _field_names(kind: Any) -> frozenset[str]:
    done: set[Any] = set()
    _forbid_extras(kind, done)
    return frozenset(name for one in done for name in one.__dataclass_fields__) - {"place"}


def _forbid_extras(kind: Any, done: set[Any]) -> None:
    """Make pydantic refuse unknown keys in `kind` and in every type of the model that its fields name."""
    if kind in done or not hasattr(kind, "__dataclass_fields__"):
        return
    done.add(kind)
    kind.__pydantic_config__ = ConfigDict(extra="forbid")
    for hint in get_type_hints(kind, vars(sys.modules[kind.__module__])).values():
        for inner in (hint, *get_args(hint)):
            _forbid_extras(inner, done)


def shape(kind: Any, data: object, document: Document, steps: tuple = (), language: str = "en",
          ) -> tuple[Any | None, list[Problem]]:
    """Cast `data`, found at `steps` of `document`, to `kind`; return the value or None, and the problems.

    `language` is the language that plain texts of this file are written in.
    """
    try:
        return _adapter(kind).validate_python(data, context={"language": language}), []
    except ValidationError as fault:
        return None, [_problem(one, kind, document, steps) for one in fault.errors(include_url=False)]


def shape_list(kind: Any, data: object, document: Document, steps: tuple = (), language: str = "en",
               ) -> tuple[tuple[Any, ...], list[Problem]]:
    """Cast each item of a list by itself, so that one bad item does not lose the others."""
    if data in (None, ""):
        return (), []
    if not isinstance(data, list):
        return (), [problem("wrong-shape", document.place(steps), key=_key(steps), wanted="a list (lines with -)")]
    values, problems = [], []
    for number, item in enumerate(data):
        value, found = shape(kind, item, document, (*steps, number), language)
        problems += found
        if value is not None:
            values.append(value)
    return tuple(values), problems


def _problem(fault: dict, kind: Any, document: Document, steps: tuple) -> Problem:
    loc = (*steps, *(step for step in fault["loc"]))
    at, key = document.place(loc), _key(loc)
    match fault["type"]:
        case "missing" | "missing_argument":
            return problem("missing-key", document.place(loc[:-1]), key=key, owner=_owner(fault))
        case "unexpected_keyword_argument" | "extra_forbidden":
            return problem("unknown-key", at, key=key, nearest=nearest(key, _field_names(kind)))
        case "literal_error":
            expected = fault["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
            near = nearest(str(fault["input"]), expected.split(", "))
            return problem("unknown-value", at, key=key, value=fault["input"], known=expected, nearest=near)
        case "dataclass_type" | "tuple_type" | "dict_type" | "list_type" | "string_type":
            wanted = {"tuple_type": "a list (lines with -)", "list_type": "a list (lines with -)",
                      "string_type": "one text"}.get(fault["type"], "a block of keys")
            return problem("wrong-shape", at, key=key, wanted=wanted)
        case _:
            why = fault["msg"].removeprefix("Value error, ")
            return problem("bad-value", at, key=key, value=_short(fault["input"]), why=why)


def _key(loc: tuple) -> str:
    return next((step for step in reversed(loc) if isinstance(step, str) and step != "[key]"), "")


def _owner(fault: dict) -> str:
    return str(fault["input"].get("id", "")) if isinstance(fault["input"], dict) else ""


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"
