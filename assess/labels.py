"""The words around the data: labels of reports and messages of the checker, one file per language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from assess import paths
from assess.yamlfile import read

FALLBACK = "en"


class Labels(Mapping):
    """A block of labels; `labels.cover.title` and `labels["cover"]["title"]` are the same.

    A label that the language lacks is the English one, so that a gap shows as a foreign word and never as a hole.
    """

    def __init__(self, own: dict, fallback: dict):
        self._own, self._fallback = own, fallback

    def __getitem__(self, key: str) -> str | Labels:
        if key not in self._own and key not in self._fallback:
            raise KeyError(key)
        value, fallback = self._own.get(key), self._fallback.get(key, {})
        if isinstance(value, dict) or (value is None and isinstance(fallback, dict)):
            return Labels(value or {}, fallback if isinstance(fallback, dict) else {})
        return fallback if value is None else value

    def __getattr__(self, name: str) -> str | Labels:
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


@cache
def labels(language: str = FALLBACK) -> Labels:
    """Return all labels of a language, English standing in for what it lacks."""
    own = _load(language) if language in paths.languages() else {}
    return Labels(own, _load(FALLBACK))


def every(first: str) -> Iterator[Labels]:
    """Yield the labels of a language and then of all others, to recognise a form that was written in any of them."""
    yield from map(labels, dict.fromkeys((first, *paths.languages())))


def _load(language: str) -> dict:
    document, problems = read(paths.labels(language))
    if problems:
        raise ValueError(f"labels of {language}: {problems}")
    return _bare(document.data)


def _bare(data: object) -> object:
    """Return the data without the places of its blocks."""
    if isinstance(data, dict):
        return {key: _bare(value) for key, value in data.items() if key != "place"}
    return [_bare(value) for value in data] if isinstance(data, list) else data
