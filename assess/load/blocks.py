"""A block of labels, read by attribute or by key, in which English stands in for what a language lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

Entry = TypeVar("Entry", covariant=True)


class Block(Mapping[str, Entry]):
    """A block of labels; `labels.cover.title` and `labels["cover"]["title"]` are the same.

    A label that the language lacks is the English one, so that a gap shows as a foreign word and never as a hole. Which
    labels there are, `label_types.py` says to type checkers: a class for each block, made from the English file.
    """

    def __init__(self, own: Mapping[str, Any], fallback: Mapping[str, Any]):
        self._own, self._fallback = own, fallback

    def __getitem__(self, key: str) -> Entry:
        if key not in self._own and key not in self._fallback:
            raise KeyError(key)
        value: Any = self._own.get(key)
        fallback: Any = self._fallback.get(key, {})
        if isinstance(value, dict) or (value is None and isinstance(fallback, dict)):
            block: Any = Block(value or {}, fallback if isinstance(fallback, dict) else {})
            return block
        return fallback if value is None else value

    if not TYPE_CHECKING:  # else a type checker would take every misspelt name for a label

        def __getattr__(self, name: str) -> object:
            if name.startswith("_"):
                raise AttributeError(name)
            try:
                return self[name]
            except KeyError:
                raise AttributeError(name) from None

    def __iter__(self) -> Iterator[str]:
        return iter({**self._fallback, **self._own})

    def __len__(self) -> int:
        return len({**self._fallback, **self._own})


def text_at(block: Block[object], key: str) -> str:
    """Return the text under a computed key of a block that holds other things than texts, too.

    KeyError where there is none, TypeError where it is no text. A block of texts alone needs no such help.
    """
    text = block[key]
    if not isinstance(text, str):
        raise TypeError(f"the label “{key}” is not one text")
    return text
