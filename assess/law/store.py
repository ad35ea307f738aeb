"""A text of a law as the YAML file in which a case keeps it."""

from __future__ import annotations

from pathlib import Path

from assess.files.yamlfile import write
from assess.model.lawtext import Correction, LawText, Unit


def path_of(case_folder: Path, text: LawText) -> Path:
    """Return where a case keeps a text: `texts/<law>.<language>[.<day>].yaml`."""
    day = f".{text.as_of.text.replace(' ', '-')}" if text.as_of else ""
    return case_folder / "texts" / f"{text.law}.{text.language}{day}.yaml"


def as_yaml(text: LawText, head: str = "") -> str:
    """Return a text as YAML that reads back as the same; `head` is put above it as a comment."""
    return write(
        {
            "law": text.law,
            "language": text.language,
            "standing": text.standing,
            "as_of": str(text.as_of or ""),
            "file": text.file,
            "format": text.format,
            "sha256": text.sha256,
            "read_on": str(text.read_on or ""),
            "rights": dict(text.rights.by),
            "note": dict(text.note.by),
            "corrections": [_correction(correction) for correction in text.corrections],
            "units": [_unit(unit) for unit in text.units],
        },
        head,
    )


def _correction(correction: Correction) -> dict[str, object]:
    return {
        "article": correction.article,
        "label": correction.label,
        "words": correction.words,
        "time": correction.time if correction.time > 1 else "",
        "kind": correction.kind,
        "level": "" if correction.level is None else str(correction.level),
        "number": correction.number,
        "split": correction.split,
        "join": "yes" if correction.join else "",
        "follows": "yes" if correction.follows else "",
        "step": correction.step or "",
        "by": correction.by,
        "day": str(correction.day or ""),
        "before": correction.before,
    }


def _unit(unit: Unit) -> dict[str, str]:
    return {
        "id": unit.id,
        "kind": unit.kind,
        "parent": unit.parent,
        "number": unit.number,
        "heading": unit.heading,
        "heading_first": "yes" if unit.heading_first else "",
        "wording": unit.wording,
        "unsure": unit.unsure,
    }
