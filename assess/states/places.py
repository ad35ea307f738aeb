"""States by their ISO codes: names, groups and shapes on a map."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from assess import paths
from assess.folder import Folder
from assess.model.profiled import StateGroup
from assess.problems import NOWHERE, LexgapError, Location, Problem, nearest, problem

#: The group of all States that the others draw from: the 193 members of the United Nations and its two observers.
EVERYONE = "united-nations"
_INVERTED = re.compile(r"(?P<name>[^,،]+), (?P<form>.*\b(?:of|of the|de|du|de la|del|d'|des))")  # Korea, Republic of


def _read_groups() -> dict[str, StateGroup]:
    """Return the groups by id; raises LexgapError with the faults if the file of the project is faulty."""
    folder = Folder(paths.sample("profiles"))
    document = folder.document(folder.root / "groups.yaml")
    folder.only(document, ("groups",))
    groups = folder.many(StateGroup, document, "groups")
    if folder.problems:
        raise LexgapError(folder.problems)
    return {one.id: one for one in groups}


#: Groups by id, in the order of the file: regions, organisations, income groups; `EVERYONE` last.
GROUPS: dict[str, StateGroup] = _read_groups()


def state_name(iso: str, language: str = "en") -> str:
    """Return the name of a State in ISO 3166-1, in natural order, in `language` or else in English.

    `iso` is a code of three letters; an unknown one is returned as it is. Names and translations are those of
    pycountry, which packs the lists of Debian's iso-codes. Raises LexgapError where pycountry is not installed.
    """
    found = _countries().get(alpha_3=iso) if iso else None
    return iso if found is None else _natural(_translation(language)(found.name))


def _natural(name: str) -> str:
    """Turn “Korea, Republic of” round; the Arabic list repeats the whole name behind the comma."""
    found = _INVERTED.fullmatch(name)
    if found:
        space = "" if found["form"].endswith("'") else " "
        return f"{found['form'][0].upper()}{found['form'][1:]}{space}{found['name']}"
    return name.rpartition("،")[2].strip()


@cache
def _translation(language: str) -> Any:
    import gettext
    import pycountry

    code = language.replace("-", "_")
    found = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [code, code.partition("_")[0]], fallback=True)
    return found.gettext


def _countries() -> Any:
    try:
        import pycountry
    except ImportError as fault:
        raise LexgapError([problem("library-missing", NOWHERE, name="pycountry", extra="compare")]) from fault
    return pycountry.countries


@cache
def _codes() -> tuple[str, ...]:
    return tuple(one.alpha_3 for one in _countries())


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
        swapped = (one for one in codes if sorted(one) == sorted(iso.upper()))  # JRO for JOR
        near = next(swapped, "") or nearest(iso.upper(), codes)
    return problem("unknown-state", at, iso=iso, nearest=near)


def groups_of(iso: str) -> tuple[str, ...]:
    """Return the ids of the groups that a State belongs to, in the order of `GROUPS`, without `EVERYONE`."""
    return tuple(key for key, one in GROUPS.items() if iso in one.members and key != EVERYONE)


def shapes() -> dict[str, Any]:
    """Return the world map: `viewBox`, `states` (ISO code → SVG path), `dots` (ISO code → [x, y]), `other`, `note`.

    Every State of `EVERYONE` has a path or a dot, small ones both. `other` holds paths of areas without a code of
    their own or that are no State here. Units are those of the viewBox. Source and licence stand in the file.
    """
    return json.loads(Path(paths.template("states", "world.json")).read_text(encoding="utf-8"))
