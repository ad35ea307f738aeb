"""The words around the data: labels of reports and messages of the checker, one file per language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

from assess.base import paths
from assess.base.problems import LexgapError, Problem, errors, nearest, problem
from assess.files.yamlfile import Document, read
from assess.load.label_types import Labels

FALLBACK = "en"
MOST_SHOWN = 12


@cache
def labels(language: str = FALLBACK) -> Labels:
    """Return all labels of a language, English standing in for what it lacks.

    LexgapError where its file cannot be used: it is not YAML, or a label has another shape or other placeholders than
    the English one.
    """
    own = _load(language) if language in paths.languages() else {}
    return Labels(own, _load(FALLBACK))


def every(first: str) -> Iterator[Labels]:
    """Yield the labels of a language and then of all others, to recognise a form that was written in any of them."""
    yield from map(labels, dict.fromkeys((first, *paths.languages())))


def check_labels(language: str) -> list[Problem]:
    """Return what is wrong with the labels of a language and with its words of the commands; what is missing, too."""
    pairs = [
        (paths.labels(language), paths.labels(FALLBACK)),
        (paths.commands(language), paths.commands(FALLBACK)),
    ]
    return [fault for path, english in pairs if path.is_file() for fault in _checked(path, english)]


def _checked(path: Path, english: Path) -> list[Problem]:
    document, problems = read(path)
    missing: list[str] = []
    wanted = read(english)[0].data
    problems += (
        [] if problems else _unlike(document, _bare(document.data), _bare(wanted), (), missing)
    )
    known = sorted(_keys(wanted)) if any(fault.code == "unknown-key" for fault in problems) else ()
    problems = [
        problem(
            fault.code, fault.at, **fault.words, nearest=nearest(str(fault.words["key"]), known)
        )
        if fault.code == "unknown-key"
        else fault
        for fault in problems
    ]
    if missing:
        shown = [*missing[:MOST_SHOWN], *(["…"] if len(missing) > MOST_SHOWN else [])]
        problems.append(
            problem("label-missing", document.place(()), number=len(missing), keys=shown)
        )
    return problems


@cache
def _load(language: str) -> dict:
    document, problems = read(paths.labels(language))
    data = _bare(document.data)
    if language != FALLBACK and not problems:
        problems = errors(
            fault
            for fault in _unlike(document, data, _load(FALLBACK), (), [])
            if fault.code != "unknown-key"
        )
    if problems:
        raise LexgapError(problems)
    assert isinstance(data, dict)  # or its shape would be a problem
    return data


def _unlike(
    document: Document, own: object, english: object, at: tuple, missing: list[str]
) -> Iterator[Problem]:
    """Yield where labels differ in shape, placeholders and keys from the English; note the keys that are `missing`."""
    key = ".".join(map(str, at)) or Path(document.path).name
    if type(own) is not type(english):
        kind = (
            "@block"
            if isinstance(english, dict)
            else "@list"
            if isinstance(english, list)
            else "@text"
        )
        yield problem(
            "label-shape", document.place(at), key=key, wanted=kind, file=f"{FALLBACK}.yaml"
        )
    elif isinstance(own, dict) and isinstance(english, dict):
        missing += [".".join(map(str, (*at, name))) for name in english if name not in own]
        for name, value in own.items():
            if name in english:
                yield from _unlike(document, value, english[name], (*at, name), missing)
            else:
                yield problem(
                    "unknown-key", document.place((*at, name)), key=".".join(map(str, (*at, name)))
                )
    elif isinstance(own, list) and isinstance(english, list):
        for number, value in enumerate(own):
            yield from _unlike(
                document, value, english[min(number, len(english) - 1)], (*at, number), missing
            )
    elif "{" in str(own) or "}" in str(own):
        places, known = _places(str(own)), _places(str(english))
        if known is not None and (places is None or not places <= known):
            yield problem(
                "label-placeholder",
                document.place(at),
                key=key,
                file=f"{FALLBACK}.yaml",
                known=[f"{{{name}}}" for name, *_ in sorted(known)],
            )


def _places(text: str) -> set[tuple] | None:
    """Return the placeholders of a label, as `str.format` reads them; None where braces are not meant for it."""
    try:
        rows = {
            (name, form, kind or "")
            for _, name, form, kind in Formatter().parse(text)
            if name is not None
        }
    except ValueError:
        return None
    return rows if all(name.isidentifier() for name, *_ in rows) else None


def _keys(data: object, at: str = "") -> Iterator[str]:
    for name, value in data.items() if isinstance(data, dict) else ():
        if name != "place":
            yield f"{at}{name}"
            yield from _keys(value, f"{at}{name}.")


def _bare(data: object) -> object:
    """Return the data without the places of its blocks."""
    if isinstance(data, dict):
        return {key: _bare(value) for key, value in data.items() if key != "place"}
    return [_bare(value) for value in data] if isinstance(data, list) else data
