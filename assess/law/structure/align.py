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
    # the same where only the order or the number of definitions speaks for it
    guessed: tuple[tuple[str, str], ...]
    # provisions that the text does not have, though they were there on its day
    provisions_left: tuple[str, ...]
    units_left: tuple[str, ...]  # units that no provision names, nor one in or above them


def aligned(text: LawText, law: Law) -> Alignment:
    """Give the units of a text the ids of the law's provisions, where the two mean the same.

    Numbers match when they are equal after normalising. Definitions match by their term; those that are left, by
    their order where both sides have as many, and then they are marked as unsure. The only schedule of a text is the
    only one that the provisions name, whatever the word for it. A provision that did not hold on the day of the text
    is not missing, and an older or later version of one does not stand for what the text has.
    """
    there = {
        each_provision.id for each_provision in law.provisions if _holds(each_provision, law, text)
    }
    listed = [
        each_provision
        for each_provision in law.provisions
        if each_provision.id in there or not _VERSION.search(each_provision.id)
    ]
    by_number = {number_id(unit.id): unit.id for unit in text.units}
    by_number |= _schedule(text, listed)
    texts: dict[str, str] = {}
    for provision in listed:
        unit = by_number.get(number_id(provision.id))
        if unit is not None:
            texts[provision.id] = unit
    guessed = _definitions(text, listed, there, texts)
    names = {unit: name for name, unit in {**texts, **guessed}.items() if not _VERSION.search(name)}
    renamed = _renamed(text, names, set(guessed.values()))
    missing = tuple(
        each_provision.id
        for each_provision in listed
        if each_provision.id in there
        and each_provision.id not in texts
        and each_provision.id not in guessed
    )
    now = {before.id: after.id for before, after in zip(text.units, renamed.units)}
    named = {now[unit] for unit in (*texts.values(), *guessed.values())}
    return Alignment(
        renamed,
        tuple(texts.items()),
        tuple(guessed.items()),
        missing,
        tuple(_unnamed(renamed, named)),
    )


def _holds(provision: Provision, law: Law, text: LawText) -> bool:
    """Whether a provision may stand in a text of its day: one that began later or ended before does not."""
    day = text.as_of or law.in_force
    if day is None:
        return True
    later = provision.in_force is not None and provision.in_force.first > day.last
    return not later and not (provision.until is not None and provision.until.last <= day.first)


def _schedule(text: LawText, listed: list[Provision]) -> dict[str, str]:
    """Return the number of the one schedule that provisions name, with the unit that is the text's only one.

    One law says annex where its translation says schedule.
    """
    labels = {provision.id: schedule_label(plain(provision.id)) for provision in listed}
    named = [name for name, label in labels.items() if label and label.end == len(name)]
    outer = [name for name in named if not any(name.startswith(f"{other} ") for other in named)]
    units = [unit.id for unit in text.units if unit.kind == "schedule"]
    if len(outer) != 1 or len(units) != 1 or _figure(outer[0]) != _figure(units[0]):
        return {}
    return {
        number_id(outer[0] + unit.id.removeprefix(units[0])): unit.id
        for unit in text.within(units[0])
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
    text: LawText, listed: list[Provision], there: set[str], texts: dict[str, str]
) -> dict[str, str]:
    """Match the definitions that are left, article by article; add those that match by term to `texts`.

    By order match only those that are `there` on the day of the text.
    """
    guessed: dict[str, str] = {}
    taken = set(texts.values())
    by_article: dict[str, list[Unit]] = {}
    for each_unit in text.units:
        if each_unit.kind == "definition" and each_unit.id not in taken:
            by_article.setdefault(each_unit.parent, []).append(each_unit)
    for article, units in by_article.items():
        left = [
            provision
            for provision in listed
            if provision.id not in texts and provision.id.startswith(f"{article} ")
        ]
        _by_term(text.language, left, units, texts)
        left = [
            provision for provision in left if provision.id not in texts and provision.id in there
        ]
        units = [unit for unit in units if unit.id not in texts.values()]
        if left and len(left) == len(units):
            guessed |= {provision.id: unit.id for provision, unit in zip(left, units)}
    return guessed


def _by_term(
    language: str, left: list[Provision], units: list[Unit], texts: dict[str, str]
) -> None:
    terms = {term_id(unit.heading): unit.id for unit in units if unit.heading}
    for provision in left:
        heading, spoken = provision.heading.get(language)
        unit = terms.get(term_id(heading)) if spoken == language else None
        if unit is not None:
            texts[provision.id] = unit


def _renamed(text: LawText, names: dict[str, str], unsure: set[str]) -> LawText:
    """Return the text with the new ids, in units and in what stands in them."""
    new: dict[str, str] = {}
    units = []
    for unit in text.units:
        above = new.get(unit.parent, unit.parent)
        own = names.get(unit.id) or (
            above + unit.id[len(unit.parent) :]
            if unit.parent and unit.id.startswith(unit.parent)
            else unit.id
        )
        new[unit.id] = own
        doubt = "definition_by_order" if unit.id in unsure else unit.unsure
        units.append(replace(unit, id=own, parent=above, unsure=doubt))
    return replace(text, units=tuple(units))


def _unnamed(text: LawText, named: set[str]) -> list[str]:
    """Return the units that no provision names: outermost first, and none in or around one that is named."""
    parents = {each_unit.id: each_unit.parent for each_unit in text.units}
    covered = set(named)
    for name in named:
        above = parents.get(name, "")
        while above and above not in covered:
            covered.add(above)
            above = parents.get(above, "")
    left: list[str] = []
    inside = set(named)
    for unit in text.units:
        if unit.parent in inside:
            inside.add(unit.id)
        elif unit.kind in ("article", "paragraph", "item", "definition") and unit.id not in covered:
            left.append(unit.id)
            inside.add(unit.id)
    return left
