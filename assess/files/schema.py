"""Plain data from a file → the types of the model; every fault at once, with its line, as problems."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic_core import SchemaValidator, ValidationError, core_schema

from assess.base.problems import Problem, problem
from assess.files.yamlfile import Document
from assess.model.fields import is_filled

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails
    from pydantic_core.core_schema import CoreSchema

# The validator is pydantic's own; only the reading of type hints is done here, for the handful of forms that the model
# uses. Going through pydantic itself costs three times as much before the first file is read.
_SCALARS: dict[object, Callable[[], CoreSchema]] = {
    str: core_schema.str_schema,
    bool: core_schema.bool_schema,
    int: core_schema.int_schema,
    float: core_schema.float_schema,
}


@cache
def _validator(kind: Any) -> SchemaValidator:
    return SchemaValidator(_schema(kind))


def _schema(kind: Any) -> CoreSchema:
    """Return the core schema of a type hint: scalar, Literal, tuple, dict, Optional, dataclass, or one with its own."""
    if kind in _SCALARS:
        return _SCALARS[kind]()
    if kind is NoneType:
        return core_schema.none_schema()
    own = getattr(kind, "__get_pydantic_core_schema__", None)
    if own is not None:
        schema: CoreSchema = own(kind, _schema)
        return schema
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass_schema(kind)
    origin, args = get_origin(kind), get_args(kind)
    if origin is Annotated:
        marked: CoreSchema = args[1].__get_pydantic_core_schema__(args[0], _schema)
        return marked
    if origin is Literal:
        return core_schema.literal_schema(list(args))
    if origin is tuple:
        return core_schema.tuple_variable_schema(_schema(args[0]))
    if origin is dict:
        return core_schema.dict_schema(_schema(args[0]), _schema(args[1]))
    if origin in (Union, UnionType):
        return core_schema.nullable_schema(
            _schema(next(argument for argument in args if argument is not NoneType))
        )
    raise TypeError(f"no schema for {kind!r}")


@cache
def _dataclass_schema(kind: type) -> CoreSchema:
    hints = get_type_hints(kind, vars(sys.modules[kind.__module__]), include_extras=True)
    arguments = [
        core_schema.dataclass_field(
            name=field.name, schema=_with_default(field, hints[field.name]), kw_only=False
        )
        for field in fields(kind)
        if not is_filled(field)
    ]
    inner = core_schema.dataclass_args_schema(kind.__name__, arguments, extra_behavior="forbid")
    return core_schema.dataclass_schema(
        kind, inner, [field.name for field in fields(kind) if not is_filled(field)], frozen=True
    )


def _with_default(entry: Any, hint: Any) -> CoreSchema:
    if entry.default is not MISSING:
        return core_schema.with_default_schema(_schema(hint), default=entry.default)
    if entry.default_factory is not MISSING:
        return core_schema.with_default_schema(_schema(hint), default_factory=entry.default_factory)
    return _schema(hint)


@cache
def _field_names(kind: Any) -> frozenset[str]:
    """Return the keys that may stand in a block of this kind or in one below it."""
    if not is_dataclass(kind):
        return frozenset().union(*(_field_names(argument) for argument in get_args(kind)))
    hints = get_type_hints(kind, vars(sys.modules[kind.__module__]))
    own = {field.name: hints[field.name] for field in fields(kind) if not is_filled(field)}
    return frozenset(own).union(*(_field_names(hint) for hint in own.values())) - {"place"}


def shape(
    kind: Any,
    data: object,
    document: Document,
    steps: tuple[object, ...] = (),
    language: str = "en",
) -> tuple[Any | None, list[Problem]]:
    """Cast `data`, found at `steps` of `document`, to `kind`; return the value or None, and the problems.

    `language` is the language that plain texts of this file are written in.
    """
    try:
        return _validator(kind).validate_python(data, context={"language": language}), []
    except ValidationError as fault:
        return None, [
            _problem(error, kind, document, steps) for error in fault.errors(include_url=False)
        ]


def shape_list(
    kind: Any,
    data: object,
    document: Document,
    steps: tuple[object, ...] = (),
    language: str = "en",
) -> tuple[tuple[Any, ...], list[Problem]]:
    """Cast each item of a list by itself, so that one bad item does not lose the others."""
    if data in (None, ""):
        return (), []
    if not isinstance(data, list):
        return (), [problem("wrong-shape", document.place(steps), key=_key(steps), wanted="@list")]
    values, problems = [], []
    for number, item in enumerate(data):
        value, faults = shape(kind, item, document, (*steps, number), language)
        problems += faults
        if value is not None:
            values.append(value)
    return tuple(values), problems


def _problem(
    fault: ErrorDetails, kind: Any, document: Document, steps: tuple[object, ...]
) -> Problem:
    loc = (*steps, *(step for step in fault["loc"]))
    at, key = document.place(loc), _key(loc)
    match fault["type"]:
        case "missing" | "missing_argument":
            return problem("missing-key", document.place(loc[:-1]), key=key, owner=_owner(fault))
        case "unexpected_keyword_argument" | "extra_forbidden":
            return problem(
                "unknown-key",
                at,
                key=key,
                nearest=document.hints.nearest(key, _field_names(kind), at),
            )
        case "literal_error":
            known = fault["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
            # what is wrong is the name of a key in a block
            block = _key(loc[:-2]) if loc[-1] == "[key]" else key
            return problem(
                "unknown-value",
                at,
                key=block,
                value=_short(fault["input"]),
                known=known,
                nearest=document.hints.nearest(_short(fault["input"]), known, at),
            )
        case "dataclass_type" | "tuple_type" | "dict_type" | "list_type" | "string_type":
            wanted = {"tuple_type": "@list", "list_type": "@list", "string_type": "@text"}.get(
                fault["type"], "@block"
            )
            return problem("wrong-shape", at, key=key, wanted=wanted)
        case _:
            known = {"bool": "@yes_no", "int": "@number", "float": "@number"}
            why = known.get(
                fault["type"].partition("_")[0], fault["msg"].removeprefix("Value error, ")
            )
            return problem("bad-value", at, key=key, value=_short(fault["input"]), why=why)


def _key(loc: tuple[object, ...]) -> str:
    return next((step for step in reversed(loc) if isinstance(step, str) and step != "[key]"), "")


def _owner(fault: ErrorDetails) -> str:
    return str(fault["input"].get("id", "")) if isinstance(fault["input"], dict) else ""


def _short(value: object) -> str:
    """Return a value about as it was typed, and not too long for a message."""
    text = str(value)
    if isinstance(value, list):
        text = f"[{', '.join(map(_short, value))}]"
    elif isinstance(value, dict):
        text = f"{{{', '.join(f'{key}: {_short(entry)}' for key, entry in value.items() if key != 'place')}}}"
    return text if len(text) <= 60 else text[:57] + "…"
