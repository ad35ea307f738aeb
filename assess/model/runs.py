"""Articles as people name them: by number, or by a run such as 2-5 or ٢–٥."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assess.model.numbers import latin_digits

_DASH = re.compile(r" ?[-–—‐‑] ?")
_FIGURES = re.compile(r"\d.*")  # without this the word of a number is left: `s ` of s 12


def run_of(name: str, numbers: Sequence[str]) -> tuple[str, ...]:
    """Return the numbers, all of them in `numbers`, that a name means: its own, or those of a run; none if no such.

    Numbers may hold dashes themselves. Of a run of sections, only the first need have the word: `s 12-15`.
    """
    plain = " ".join(latin_digits(name).split()).casefold()
    places = {number.casefold(): at for at, number in enumerate(numbers)}
    if plain in places:
        return (numbers[places[plain]],)
    for dash in _DASH.finditer(plain):
        first, last = plain[: dash.start()], plain[dash.end() :]
        if last not in places:
            last = f"{_FIGURES.sub('', first)}{last}"
        if first in places and last in places:
            return tuple(numbers[places[first] : places[last] + 1])
    return ()


def runs_out(names: Iterable[str], numbers: Sequence[str]) -> tuple[str, ...]:
    """Return names, each once, with the articles of a run in its place; what is no article stays, in Latin digits."""
    return tuple(
        dict.fromkeys(
            text
            for name in names
            for text in run_of(name, numbers) or (latin_digits(name).strip(),)
        )
    )
