"""The units of a text brought together with the provisions that a law file already names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assess.law.structure.definitions import term_id
from assess.law.structure.numbering import plain, schedule_label
from assess.model.case import Law, Provision
from assess.model.lawtext import LawText, Unit
from assess.model.numbers import canonical

_VERSION = re.compile(r"\s*\(\d{4}\)$")  # of an id that names an older version of a provision
_WORD = re.compile(r"(?i)^(?:art(?:icle|\.|ículo)?|section|sec\.|s\.|§|المادة|مادة)\s*")


@dataclass(frozen=True)
class Alignment:
    """A text whose units carry the ids of a law's provisions, and what did not find its counterpart."""

    text: LawText
    matched: tuple[tuple[str, str], ...]  # id of the provision, and the id that the unit had before
    guessed: tuple[
        tuple[str, str], ...
    ]  # the same where only the order or the number of definitions speaks for it
    provisions_left: tuple[
        str, ...
    ]  # provisions that the text does not have, though they were there on its day
    units_left: tuple[str, ...]  # units that no provision names, nor one in or above them


def aligned(text: LawText, law: Law) -> Alignment:
    """Give the units of a text the ids of the law's provisions, where the two mean the same.

    Numbers match when they are equal after normalising. Definitions match by their term; those that are left, by
    their order where both sides have as many, and then they are marked as unsure. The only schedule of a text is the
    only one that the provisions name, whatever the word for it. A provision that did not hold on the day of the text
    is not missing, and an older or later version of one does not stand for what the text has.
    """
    there = {one.id for one in law.provisions if _holds(one, law, text)}
    listed = [one for one in law.provisions if one.id in there or not _VERSION.search(one.id)]
    by_number = {number_id(one.id): one.id for one in text.units}
    by_number |= _schedule(text, listed)
    found: dict[str, str] = {}
    for one in listed:
        unit = by_number.get(number_id(one.id))
        if unit is not None:
            found[one.id] = unit
    guessed = _definitions(text, listed, there, found)
    names = {unit: name for name, unit in {**found, **guessed}.items() if not _VERSION.search(name)}
    renamed = _renamed(text, names, set(guessed.values()))
    missing = tuple(
        one.id
        for one in listed
        if one.id in there and one.id not in found and one.id not in guessed
    )
    now = {before.id: after.id for before, after in zip(text.units, renamed.units)}
    named = {now[unit] for unit in (*found.values(), *guessed.values())}
    return Alignment(
        renamed,
        tuple(found.items()),
        tuple(guessed.items()),
        missing,
        tuple(_unnamed(renamed, named)),
    )


def _holds(one: Provision, law: Law, text: LawText) -> bool:
    """Whether a provision may stand in a text of its day: one that began later or ended before does not."""
    day = text.as_of or law.in_force
    if day is None:
        return True
    later = one.in_force is not None and one.in_force.first > day.last
    return not later and not (one.until is not None and one.until.last <= day.first)


def _schedule(text: LawText, listed: list[Provision]) -> dict[str, str]:
    """Return the number of the one schedule that provisions name, with the unit that is the text's only one.

    One law says annex where its translation says schedule.
    """
    labels = {one.id: schedule_label(plain(one.id)) for one in listed}
    named = [name for name, label in labels.items() if label and label.end == len(name)]
    outer = [name for name in named if not any(name.startswith(f"{other} ") for other in named)]
    units = [one.id for one in text.units if one.kind == "schedule"]
    if len(outer) != 1 or len(units) != 1 or _figure(outer[0]) != _figure(units[0]):
        return {}
    return {
        number_id(outer[0] + one.id.removeprefix(units[0])): one.id for one in text.within(units[0])
    }


def _figure(name: str) -> str:
    label = schedule_label(plain(name))
    return label.id if label else ""


def number_id(name: str) -> str:
    """Return the form in which ids of provisions and units are compared: `Art. 3 (A)`, `3/أ` and `3(a)` are one."""
    without = _VERSION.sub("", name)
    number = canonical(without)
    if number:
        return number.lower()
    bare = _WORD.sub("", plain(without).strip())
    return re.sub(r"\s*([()])\s*", r"\1", re.sub(r"\s+", " ", bare)).lower()


def _definitions(
    text: LawText, listed: list[Provision], there: set[str], found: dict[str, str]
) -> dict[str, str]:
    """Match the definitions that are left, article by article; add those that match by term to `found`.

    By order match only those that are `there` on the day of the text.
    """
    guessed: dict[str, str] = {}
    taken = set(found.values())
    by_article: dict[str, list[Unit]] = {}
    for one in text.units:
        if one.kind == "definition" and one.id not in taken:
            by_article.setdefault(one.parent, []).append(one)
    for article, units in by_article.items():
        left = [one for one in listed if one.id not in found and one.id.startswith(f"{article} ")]
        _by_term(text.language, left, units, found)
        left = [one for one in left if one.id not in found and one.id in there]
        units = [one for one in units if one.id not in found.values()]
        if left and len(left) == len(units):
            guessed |= {one.id: unit.id for one, unit in zip(left, units)}
    return guessed


def _by_term(
    language: str, left: list[Provision], units: list[Unit], found: dict[str, str]
) -> None:
    terms = {term_id(one.heading): one.id for one in units if one.heading}
    for one in left:
        heading, spoken = one.heading.get(language)
        unit = terms.get(term_id(heading)) if spoken == language else None
        if unit is not None:
            found[one.id] = unit


def _renamed(text: LawText, names: dict[str, str], unsure: set[str]) -> LawText:
    """Return the text with the new ids, in units and in what stands in them."""
    new: dict[str, str] = {}
    units = []
    for one in text.units:
        above = new.get(one.parent, one.parent)
        own = names.get(one.id) or (
            above + one.id[len(one.parent) :]
            if one.parent and one.id.startswith(one.parent)
            else one.id
        )
        new[one.id] = own
        doubt = "definition_by_order" if one.id in unsure else one.unsure
        units.append(replace(one, id=own, parent=above, unsure=doubt))
    return replace(text, units=tuple(units))


def _unnamed(text: LawText, named: set[str]) -> list[str]:
    """Return the units that no provision names: outermost first, and none in or around one that is named."""
    parents = {one.id: one.parent for one in text.units}
    covered = set(named)
    for name in named:
        above = parents.get(name, "")
        while above and above not in covered:
            covered.add(above)
            above = parents.get(above, "")
    left: list[str] = []
    inside = set(named)
    for one in text.units:
        if one.parent in inside:
            inside.add(one.id)
        elif one.kind in ("article", "paragraph", "item", "definition") and one.id not in covered:
            left.append(one.id)
            inside.add(one.id)
    return left
