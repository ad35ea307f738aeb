"""Dataclasses as plain data and back, by the types of their fields."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, make_dataclass
from datetime import date
from typing import Annotated, Literal

import pytest

from assess.base.problems import Name, Word
from assess.base.text import Text
from assess.files.codec import Codec, Compact, codec
from assess.model.day import Day
from assess.speak.values import (
    ArticleNumber,
    Label,
    Phrase,
    Rated,
    Stated,
    Value,
    commas,
    lines,
    phrase,
)

Span = Annotated[
    tuple[int, int],
    Compact(
        "span", lambda span: f"{span[0]}-{span[1]}", lambda text: tuple(map(int, text.split("-")))
    ),
]


@dataclass(frozen=True)
class Leaf:
    """A class within another."""

    name: Text
    kind: Literal["a", "b"] = "a"


@dataclass(frozen=True)
class Tree:
    """A class with a field of every sort."""

    id: str
    grown: date | None
    planted: Day
    leaves: tuple[Leaf, ...]
    best: Leaf | None
    spans: Mapping[str, Span]
    pair: tuple[str, float]
    said: Value
    lines: tuple[tuple[str, Value], ...] = ()
    tall: bool = False


TREE = Tree(
    "T1",
    date(2016, 2, 29),
    Day.parse("by 2018-10"),
    (Leaf(Text((("en", "one"), ("ar", "واحد")))), Leaf(Text(), "b")),
    None,
    {"first": (1, 2), "second": (3, 4)},
    ("x", 0.1),
    phrase(
        "sentences.part",
        n=3,
        day=date(2020, 1, 1),
        inner=commas([Label("states", "met"), Rated("PC", "C"), "plain", None], once=True),
        law=Text.of("Act"),
    ),
    (("a", Stated("met", option=True)), ("b", lines(["x", ArticleNumber("3(a)")])), ("c", 7)),
)


def there_and_back(kind: object, value: object) -> object:
    made = codec(kind)
    return made.decode(json.loads(json.dumps(made.encode(value), ensure_ascii=False)))


def test_what_is_written_is_read_again() -> None:
    assert there_and_back(Tree, TREE) == TREE
    assert there_and_back(tuple[Tree, ...], (TREE, TREE)) == (TREE, TREE)
    assert there_and_back(Leaf | None, None) is None


@pytest.mark.parametrize(
    "value",
    [None, "text", 3, date(2020, 1, 1), Day.parse("2001-10"), Text.of("x"), Phrase("a.b")],
)
def test_a_union_tells_its_members_apart(value: object) -> None:
    read = there_and_back(Value, value)
    assert read == value and type(read) is type(value)


def test_a_tuple_in_a_union_is_told_by_its_class() -> None:
    words = {"a": "one", "b": ("x", "y"), "c": Name((("en", "law"), ("ar", "قانون")), " (2)")}
    assert there_and_back(Mapping[str, Word], words) == words
    with pytest.raises(TypeError, match="needs a class"):
        codec(tuple[str, ...] | tuple[Day, ...])


def test_short_forms_stand_where_they_are_declared() -> None:
    data = codec(Tree).encode(TREE)
    assert data[1:3] == ["2016-02-29", "by 2018-10"]
    assert data[3][0] == [{"en": "one", "ar": "واحد"}, "a"]
    assert data[5] == {"first": "1-2", "second": "3-4"}


def test_a_field_more_shows_in_the_shape_and_is_kept_without_more() -> None:
    first = make_dataclass("Leaf", [("name", str), ("kind", str)], frozen=True)
    second = make_dataclass("Leaf", [("name", str), ("seen", date), ("kind", str)], frozen=True)
    assert codec(first).shape != codec(second).shape
    leaf = second("x", date(2020, 1, 1), "a")
    assert there_and_back(second, leaf) == leaf
    with pytest.raises(ValueError, match="has 3 fields, not 2"):
        codec(second).decode(codec(first).encode(first("x", "a")))
    assert codec(Tree).shape == codec(Tree).shape
    assert "Leaf: name text, kind Literal['a', 'b']" in codec(Tree).shape


@pytest.mark.parametrize("kind", [set[str], dict[int, str], object, tuple[str, ...] | tuple[Leaf]])
def test_types_without_plain_data_are_refused(kind: object) -> None:
    with pytest.raises(TypeError):
        codec(kind)


def test_plain_types_stay_as_they_are() -> None:
    made: Codec = codec(str | int | None)
    assert [made.decode(made.encode(value)) for value in ("x", 3, None)] == ["x", 3, None]
