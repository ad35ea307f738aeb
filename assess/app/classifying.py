"""Provisions of a law put into the reverse table in one act: neutral, over-reach, or a concern for rights."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assess.app.cases import Proposal
from assess.app.citing import known_law, law_and_names, provisions_cited
from assess.app.wrong import WrongUse

if TYPE_CHECKING:
    from assess.base.output import Seen
    from assess.base.problems import Problem
    from assess.model.case import Case, Law, Surplus
    from assess.model.terms import Confidence, Treatment
    from assess.rating.unplaced import Unplaced

_BETWEEN = re.compile("[,،;؛]")


@dataclass(frozen=True)
class Placing:
    """What is said of the provisions: how they stand towards the instrument, and why."""

    treatment: Treatment
    concern: str
    suggestion: str = ""
    sources: tuple[str, ...] = ()  # those of the law, where none are given
    confidence: Confidence | None = None  # that of the law, where none is given
    replacing: bool = False  # whether what is placed already is placed anew


@dataclass(frozen=True)
class Classified:
    """The provisions of a law that are placed, each with the words at its head, and the file that would change."""

    law: str
    provisions: tuple[tuple[str, str], ...]
    proposal: Proposal | None  # none where nothing is left to be placed


def left_over(case: Case, law_id: str = "") -> list[Unplaced]:
    """Return the laws whose loaded text holds what nobody placed: those to be asked for, or the one that is named.

    Raises LexgapError for a law that the case does not have.
    """
    from assess.rating.unplaced import unplaced

    law = known_law(case, law_id) if law_id else None
    return [
        left for left in unplaced(case, listed=True) if (left.law == law if law else left.asked)
    ]


def classified(
    root: Path,
    case: Case,
    law_id: str,
    names: Sequence[str],
    placing: Placing,
    before: Seen,
    language: str,
) -> Classified:
    """Return provisions of a law as rows of the reverse table, in surplus.yaml; nothing is written yet.

    A name is that of a provision, a citation in words of the `language` or of the law, or a run (23-31), of which those
    are taken that nobody placed; a citation may stand in the place of the law. Raises LexgapError for names of nothing,
    for a provision that is placed already, and for sources that the case does not have.
    """
    from assess.base.problems import LexgapError

    if not placing.concern.strip():
        raise WrongUse("concern")
    law, names = law_and_names(case, law_id, names)
    if not names:
        raise WrongUse("classify")
    chosen: dict[str, str] = {}
    faults = [*_unknown_sources(case, placing.sources)]
    for name in names:
        heads, more = _meant(case, law, name, language)
        chosen |= heads
        faults += more
    rows_of = {row.provision: row for row in case.surplus}
    placed = {
        number: rows_of[f"{law.id}:{number}"]
        for number in chosen
        if f"{law.id}:{number}" in rows_of
    }
    if not placing.replacing:
        faults += map(_placed, placed.values())
    if faults:
        raise LexgapError(faults)
    rows = {number: _row(law, number, placing) for number in chosen}
    proposal = _written(root, case, rows, placed, before) if rows else None
    return Classified(law.id, tuple(chosen.items()), proposal)


def _unknown_sources(case: Case, keys: Sequence[str]) -> Iterator[Problem]:
    from assess.base.problems import NOWHERE, Hints, problem

    known, hints = [source.key for source in case.sources], Hints()
    for key in keys:
        if key not in known:
            near = hints.nearest(key, known, NOWHERE)
            yield problem("unknown-source", NOWHERE, id=key, nearest=near)


def _meant(case: Case, law: Law, name: str, language: str) -> tuple[dict[str, str], list[Problem]]:
    """Return the provisions that a name means with the words at their heads, and what is wrong with it."""
    parts = [part.strip() for part in _BETWEEN.split(name) if part.strip()]
    runs = [_numbered(case, law, part) for part in parts]
    faults: list[Problem] = []
    if not all(runs):
        numbers, faults = provisions_cited(case, law, name, language)
        runs = [numbers] if numbers else []
    heads: dict[str, str] = {}
    for run in runs:
        if len(run) == 1:
            heads[run[0]] = _head(case, law, run[0])
        else:
            heads |= _left_in(case, law, run)
    return heads, faults


def _numbered(case: Case, law: Law, name: str) -> tuple[str, ...]:
    """Return the numbers of the provision, or of those of a run, that a plain number means; none if it means none."""
    from assess.model.numbers import Numbers
    from assess.rating.unplaced import meant, text_now

    text = text_now(case, law)
    units = meant(text, name) if text else ()
    listed = Numbers([provision.id for provision in law.provisions]).find(name)
    return tuple(unit.id for unit in units) or ((listed,) if listed else ())


def _head(case: Case, law: Law, number: str) -> str:
    from assess.rating.unplaced import head_of, text_now

    text = text_now(case, law)
    unit = text.unit(number) if text else None
    return head_of(unit) if unit else ""


def _left_in(case: Case, law: Law, numbers: Sequence[str]) -> dict[str, str]:
    """Return what nobody placed of several provisions, each with the words at its head."""
    from assess.rating.unplaced import head_of, text_now

    text = text_now(case, law)
    inside = {unit.id for number in numbers for unit in (text.within(number) if text else ())}
    left = [unit for left in left_over(case, law.id) for run in left.runs for unit in run.units]
    return {unit.id: head_of(unit) for unit in left if unit.id in inside}


def _placed(row: Surplus) -> Problem:
    """Return the problem of a provision that the reverse table has already."""
    from assess.base.problems import NOWHERE, problem

    return problem(
        "classified-already",
        NOWHERE,
        provision=row.provision,
        treatment=row.treatment,
        where=row.place,
    )


def _row(law: Law, provision: str, placing: Placing) -> dict[str, object]:
    row: dict[str, object] = {
        "provision": f"{law.id}:{provision}",
        "treatment": placing.treatment,
        "concern": placing.concern.strip(),
    }
    if placing.suggestion.strip():
        row["suggestion"] = placing.suggestion.strip()
    row["sources"] = list(placing.sources or law.sources)
    row["confidence"] = placing.confidence or law.confidence
    return row


def _written(
    root: Path,
    case: Case,
    rows: Mapping[str, dict[str, object]],
    placed: Mapping[str, Surplus],
    before: Seen,
) -> Proposal:
    """Return the files in which new rows stand behind the others, and those placed already are written anew."""
    from assess.files.yamledit import Insert, Set, edited
    from assess.load.folder import paths_of

    paths = list(paths_of(root, "surplus")) or [root / "surplus.yaml"]
    changes: dict[Path, list[Insert | Set]] = {path: [] for path in paths}
    in_order: dict[str, list[Surplus]] = {}
    for entry in case.surplus:
        in_order.setdefault(entry.place.path, []).append(entry)
    for number, row in rows.items():
        old = placed.get(number)
        if old is None:
            changes[paths[0]].append(Insert(("surplus",), row))
            continue
        at = in_order[old.place.path].index(old)
        changes[Path(old.place.path)] += [
            Set(("surplus", at, key), value) for key, value in row.items()
        ]
    files = {}
    for path, own in changes.items():
        if own:
            text = path.read_bytes().decode("utf-8") if path.is_file() else ""
            files[path.relative_to(root).as_posix()] = edited(text, own).encode()
    return Proposal(root, files, before)
