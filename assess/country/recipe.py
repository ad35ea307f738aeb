"""How a reading was made: the instrument, the method in full, and the recipe by which it can be made again."""

from __future__ import annotations

import assess
from assess.country.types import InstrumentFacts
from assess.model.case import Case
from assess.rating.force import Reading
from assess.speak.values import Label, Paragraphs, Value, commas, phrase
from assess.speak.words import percent


def instrument_facts(case: Case) -> InstrumentFacts:
    """Return the instrument as cover and method name it."""
    instrument = case.instrument
    origin = phrase(
        "sentences.origin",
        name=instrument.origin.name,
        address=instrument.origin.address,
        day=instrument.origin.read_on,
        sha=instrument.origin.sha256[:16] + "…",
        note=instrument.origin.note,
    )
    return InstrumentFacts(
        instrument.title,
        instrument.short,
        instrument.number,
        instrument.adopted,
        instrument.in_force,
        instrument.status,
        instrument.version,
        instrument.licence,
        instrument.terms,
        origin,
        instrument.digest,
        len(instrument.elements()),
        len(instrument.articles),
    )


def method(case: Case) -> Paragraphs:
    """Return the method: each heading with its paragraphs, the numbers of the rule filled in."""
    scale = case.instrument.scale
    numbers: dict[str, Value] = {
        "nc_lead_share": str(scale.nc_lead_share),
        "nc_share": str(scale.nc_share),
        "lc_share": str(scale.lc_share),
        "rule": scale.rule,
        "root_cause_from": scale.root_cause_from,
        "index_known_share": percent(scale.index_known_share),
        **{f"p_{name}": value for name, value in scale.priority_points.items()},
        **{str(name): value for name, value in scale.priority_from.items()},
    }
    return Paragraphs("method", tuple(numbers.items()))


def recipe(case: Case, reading: Reading) -> tuple[tuple[Value, Value], ...]:
    """Return by what a reading can be made again: versions, depth, day, assumptions, thresholds, hashes."""
    scale, instrument = case.instrument.scale, case.instrument
    thresholds = phrase(
        "recipe.thresholds_text",
        nc=str(scale.nc_lead_share),
        lc=str(scale.lc_share),
        index=percent(scale.index_known_share),
    )
    lines: tuple[tuple[str, Value], ...] = (
        ("instrument", commas((instrument.short, instrument.number))),
        ("checklist", instrument.version),
        ("rule", scale.rule),
        ("depth", Label("depths", case.profile.depth)),
        ("checklist_digest", instrument.digest),
        ("as_of", reading.as_of.isoformat()),
        ("assumptions", commas(reading.assume) if reading.assume else phrase("recipe.none")),
        ("thresholds", thresholds),
        ("digest", case.digest),
        ("program", f"lexgap {assess.__version__}"),
    )
    return tuple((phrase(f"recipe.{key}"), value) for key, value in lines)
