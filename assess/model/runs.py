"""Articles as people name them: by number, or by a run such as 2-5 or ٢–٥."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assess.model.numbers import latin_digits

_RUN = re.compile(r"(\w.*?) ?[-–—‐‑] ?(\w.*)")


def run_of(name: str, numbers: Sequence[str]) -> tuple[str, ...]:
    """Return the numbers, all of them in `numbers`, that a name means: its own, or those of a run; none if no such."""
    plain = " ".join(latin_digits(name).split())
    if plain in numbers:
        return (plain,)
    found = _RUN.fullmatch(plain)
    if not found or found[1] not in numbers or found[2] not in numbers:
        return ()
    return tuple(numbers[numbers.index(found[1]) : numbers.index(found[2]) + 1])


def runs_out(names: Iterable[str], numbers: Sequence[str]) -> tuple[str, ...]:
    """Return names, each once, with the articles of a run in its place; what is no article stays, in Latin digits."""
    return tuple(
        dict.fromkeys(
            one for name in names for one in run_of(name, numbers) or (latin_digits(name).strip(),)
        )
    )
