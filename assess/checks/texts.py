"""Checks of the loaded texts: units that hang together, one text a language, a summary where there is none."""

from __future__ import annotations

from collections.abc import Iterator

from assess.base.problems import Hints, Location, Problem, problem
from assess.model.case import Case
from assess.model.day import Day


def units_placed(case: Case) -> Iterator[Problem]:
    """Units of one id, and units that stand in one that does not come before them."""
    hints = Hints()
    for text in case.texts:
        before: dict[str, object] = {}
        for unit in text.units:
            if unit.id in before:
                words = {"kind": "@unit", "id": unit.id, "first": before[unit.id]}
                yield problem("duplicate-id", unit.place, **words)
            if unit.parent and unit.parent not in before:
                near = hints.nearest(unit.parent, before, unit.place)
                yield problem(
                    "unit-unplaced", unit.place, id=unit.id, parent=unit.parent, nearest=near
                )
            before.setdefault(unit.id, unit.place)


def texts_of_laws(case: Case) -> Iterator[Problem]:
    """Texts of a law that the case does not have, and two texts of one law in one language and version."""
    known, hints = [law.id for law in case.laws], Hints()
    first: dict[tuple[str, str, Day | None], Location] = {}
    for text in case.texts:
        if case.law(text.law) is None and text.law not in case.left_out:
            near = hints.nearest(text.law, known, text.place)
            yield problem("unknown-law", text.place, id=text.law, nearest=near)
        key = (text.law, text.language, text.as_of)
        if key in first:
            yield problem(
                "text-twice",
                text.place,
                law=text.law,
                language=text.language,
                first=first[key].path,
            )
        first.setdefault(key, text.place)


def provisions_summed_up(case: Case) -> Iterator[Problem]:
    """Provisions of which neither a summary nor the wording is there."""
    for name, (law, provision) in case.provisions().items():
        if not provision.summary and not case.wordings(law, provision):
            yield problem("summary-missing", provision.place, id=name)
