"""How a reading was made: the instrument, the method in full, and the recipe by which it can be made again."""

from __future__ import annotations

import assess
from assess.country.types import InstrumentFacts
from assess.model.case import Case
from assess.rating.force import Reading
from assess.speak.words import Words, percent


def instrument_facts(case: Case, words: Words) -> InstrumentFacts:
    """Return the instrument as cover and method name it."""
    one = case.instrument
    origin = words.labels.sentences.origin.format(
        name=words.text(one.origin.name),
        address=one.origin.address,
        day=words.day(one.origin.read_on),
        sha=one.origin.sha256[:16] + "…",
        note=words.text(one.origin.note),
    ).strip()
    return InstrumentFacts(
        words.text(one.title),
        words.text(one.short),
        one.number,
        words.day(one.adopted),
        words.day(one.in_force),
        words.text(one.status),
        one.version,
        words.text(one.licence),
        words.text(one.terms),
        origin,
        one.digest,
        len(one.elements()),
        len(one.articles),
    )


def method(case: Case, words: Words) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the method: each heading with its paragraphs, the numbers of the rule filled in."""
    scale = case.instrument.scale
    numbers = {
        "nc_lead_share": str(scale.nc_lead_share),
        "nc_share": str(scale.nc_share),
        "lc_share": str(scale.lc_share),
        "rule": scale.rule,
        "root_cause_from": scale.root_cause_from,
        "index_known_share": percent(scale.index_known_share),
        **{f"p_{name}": value for name, value in scale.priority_points.items()},
        **scale.priority_from,
    }
    return tuple(
        (block["heading"], tuple(line.format(**numbers) for line in block["paragraphs"]))
        for block in words.labels.method
    )


def recipe(case: Case, reading: Reading, words: Words) -> tuple[tuple[str, str], ...]:
    """Return by what a reading can be made again: versions, depth, day, assumptions, thresholds, hashes."""
    names, scale, instrument = words.labels.recipe, case.instrument.scale, case.instrument
    thresholds = names.thresholds_text.format(
        nc=scale.nc_lead_share, lc=scale.lc_share, index=percent(scale.index_known_share)
    )
    return (
        (names.instrument, words.many((words.text(instrument.short), instrument.number))),
        (names.checklist, instrument.version),
        (names.rule, scale.rule),
        (names.depth, words.label("depths", case.profile.depth)),
        (names.checklist_digest, instrument.digest),
        (names.as_of, reading.as_of.isoformat()),
        (names.assumptions, words.many(reading.assume) or names.none),
        (names.thresholds, thresholds),
        (names.digest, case.digest),
        (names.program, f"lexgap {assess.__version__}"),
    )
