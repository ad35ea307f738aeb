"""States by their ISO codes: names, groups and shapes on a map."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import combining, normalize

from assess.base import paths
from assess.base.normal import STEPS, normal
from assess.base.problems import NOWHERE, LexgapError, Location, Problem, nearest, problem
from assess.load.folder import Folder
from assess.model.profiled import StateGroup, StateName

#: The group of all States that the others draw from: the 193 members of the United Nations and its two observers.
EVERYONE = "united-nations"
# Korea, Republic of
_INVERTED = re.compile(r"(?P<name>[^,،]+), (?P<form>.*\b(?:of|of the|de|du|de la|del|d'|des))")


def _listed(name: str, kind: type) -> tuple[Any, ...]:
    """Return the entries of a file of the project; raises LexgapError with the faults if it is faulty."""
    folder = Folder(paths.sample("profiles"))
    document = folder.document(folder.root / f"{name}.yaml")
    folder.only(document, (name,))
    entries = folder.many(kind, document, name)
    if folder.problems:
        raise LexgapError(folder.problems)
    return entries


#: Groups by id, in the order of the file: regions, organisations, income groups; `EVERYONE` last.
GROUPS: dict[str, StateGroup] = {entry.id: entry for entry in _listed("groups", StateGroup)}


def state_name(iso: str, language: str = "en") -> str:
    """Return the name of a State in ISO 3166-1, in natural order, in `language` or else in English.

    `iso` is a code of three letters; an unknown one is returned as it is. Names and translations are those of
    pycountry, which packs the lists of Debian's iso-codes, but for those of `samples/profiles/names.yaml`. Raises
    LexgapError where pycountry is not installed.
    """
    country = _countries().get(alpha_3=iso) if iso else None
    return (
        iso
        if country is None
        else _own_names(language).get(iso) or _natural(_translation(language)(country.name))
    )


def has_name(iso: str, language: str) -> bool:
    """Return whether `state_name` has a name for that code in that very language, and not the English one only."""
    if not iso or iso not in _codes():
        return False
    name = _countries().get(alpha_3=iso).name
    return language == "en" or iso in _own_names(language) or _translation(language)(name) != name


def by_name(name: str) -> tuple[str, str]:
    """Return by what a name is sorted: its letters without accents, vowel signs, hamza and the Arabic article ال.

    Names in one script then follow the order of Unicode, which for Arabic is that of the alphabet.
    """
    bare = STEPS["vowel_signs"](name).removeprefix("ال")  # with a bare alef: ألبانيا has no article
    return "".join(
        sign for sign in normalize("NFKD", normal(bare)) if not combining(sign)
    ).casefold(), name


@cache
def _own_names(language: str) -> dict[str, str]:
    """Return our own names of States in a language; English needs none, so that the file is not read for it."""
    if language == "en":
        return {}
    named = ((entry.iso, entry.name.get(language)) for entry in _listed("names", StateName))
    return {iso: name for iso, (name, code) in named if code == language}


def _natural(name: str) -> str:
    """Turn “Korea, Republic of” round.

    The Arabic list repeats the whole name behind the comma, has vowel signs here and there, and parts “and” from what
    it belongs to.
    """
    match = _INVERTED.fullmatch(name)
    if match:
        space = "" if match["form"].endswith("'") else " "
        return f"{match['form'][0].upper()}{match['form'][1:]}{space}{match['name']}"
    return STEPS["vowel_signs"](name.rpartition("،")[2].strip()).replace(" و ", " و")


@cache
def _translation(language: str) -> Callable[[str], str]:
    import gettext

    import pycountry

    code = language.replace("-", "_")
    translation = gettext.translation(
        "iso3166-1", pycountry.LOCALES_DIR, [code, code.partition("_")[0]], fallback=True
    )
    return translation.gettext


def _countries() -> Any:
    try:
        import pycountry
    except ImportError as fault:
        raise LexgapError(
            [problem("library-missing", NOWHERE, name="pycountry", extra="compare")]
        ) from fault
    return pycountry.countries


@cache
def _codes() -> tuple[str, ...]:
    return tuple(country.alpha_3 for country in _countries())


def wrong_code(iso: str, at: Location) -> Problem | None:
    """Return the problem of a code that is none of ISO 3166-1 alpha-3, with the nearest one; None if it is one.

    Names and codes of two letters lead to the code of three. Raises LexgapError where pycountry is not installed.
    """
    codes = _codes()
    if iso in codes:
        return None
    try:
        near = _countries().lookup(iso).alpha_3
    except LookupError:
        swapped = (code for code in codes if sorted(code) == sorted(iso.upper()))  # JRO for JOR
        near = next(swapped, "") or nearest(iso.upper(), codes)
    return problem("unknown-state", at, iso=iso, nearest=near)


def groups_of(iso: str) -> tuple[str, ...]:
    """Return the ids of the groups that a State belongs to, in the order of `GROUPS`, without `EVERYONE`."""
    return tuple(key for key, group in GROUPS.items() if iso in group.members and key != EVERYONE)


def shapes() -> dict[str, Any]:
    """Return the world map: `viewBox`, `states` (ISO code → SVG path), `dots` (ISO code → [x, y]), `other`, `note`.

    Every State of `EVERYONE` has a path or a dot, small ones both. `other` holds paths of areas without a code of
    their own or that are no State here. Units are those of the viewBox. Source and licence stand in the file.
    """
    return json.loads(Path(paths.template("states", "world.json")).read_text(encoding="utf-8"))
