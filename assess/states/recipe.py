"""The recipe of a comparison: everything from which its tables can be made again, as plain data."""

from __future__ import annotations

from assess.states.record import Comparison

#: Keys of the recipe, in the order of print.
KEYS = (
    "instrument",
    "checklist",
    "checklist_sha256",
    "rule",
    "program",
    "edition",
    "language",
    "years",
    "since",
    "seed",
    "draws",
    "geometric_floor",
    "known_threshold",
    "columns",
    "left_out",
    "profiles",
    "profiles_sha256",
)


def recipe(comparison: Comparison, program: str, draws: dict[str, object]) -> dict[str, object]:
    """Return the recipe; `draws` gives seed, draws, geometric_floor and known_threshold of the statistics."""
    instrument = comparison.instrument
    return {
        "instrument": instrument.id,
        "checklist": instrument.version,
        "checklist_sha256": instrument.digest,
        "rule": instrument.scale.rule if instrument.scale else None,
        "program": program,
        "edition": "public" if comparison.public else "full",
        "language": ",".join(comparison.languages),
        "years": list(comparison.years),
        "since": comparison.since.isoformat() if comparison.since else None,
        **draws,
        "columns": [
            {
                "key": column.key,
                "case": column.case,
                "iso": column.iso,
                "as_of": column.as_of.isoformat(),
                "day_from": column.day_from,
                "assume": list(column.assume),
                "depth": column.depth,
                "case_sha256": column.case_sha256,
            }
            for column in comparison.columns
        ],
        "left_out": [
            {"path": left_out.path, "codes": list(dict.fromkeys(left_out.codes))}
            for left_out in comparison.left_out
        ],
        "profiles": len(comparison.profiles),
        "profiles_sha256": comparison.profiles_sha256 or None,
    }
