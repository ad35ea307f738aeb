"""Statements of “not found” as a migration writes them: of what examined laws answered, and of searches for many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from assess.model.instrument import Element, Instrument
from assess.model.runs import runs_out
from assess.review.examined import Stretch
from assess.review.migration import Migration

Statements = dict[str, list[dict]]  # by element: entries of `not_found`, as files have them


def confirmed(
    rested: Mapping[str, tuple[Stretch, ...]], migration: Migration, by: str, on: date, note: str
) -> Statements:
    """Return a statement for each time in which an element rested on examined laws, by its id in the new checklist.

    Who confirms says that these laws were searched for these elements. So it is said too of the times in which rule 1
    added that the answer was a draft, not yet in force or repealed: what was in force was read all the same. Acts of a
    Party are left out, which no law answers, and what the new checklist does not have.
    """
    present, names = migration.new.by_id(), migration.names()
    made: Statements = {}
    for old, stretches in rested.items():
        for new in names.get(old, (old,)):
            if new in present and not present[new].party_act:
                made[new] = [_statement(stretch, by, on, note) for stretch in stretches]
    return made


def _statement(stretch: Stretch, by: str, on: date, note: str) -> dict:
    texts = {
        "by": by,
        "on": on.isoformat(),
        "laws": list(stretch.laws),
        "since": stretch.since.isoformat(),
        "note": note,
    }
    return texts | ({"until": stretch.until.isoformat()} if stretch.until else {})


def searched(
    files: Iterable[tuple[str, dict]],
    elements: Iterable[Element],
    instrument: Instrument,
) -> Iterator[tuple[str, int, dict, tuple[str, ...]]]:
    """Yield the searches for many elements in files of findings: file, place in its list, entry, elements covered.

    They cover what `assess.load.cases.written_out` lets them cover: elements without an answer, each by the first search.
    `instrument` tells between which articles a run such as 2-5 goes.
    """
    files, elements = list(files), list(elements)
    answered = {
        instrument.id_of(finding.get("element", ""))
        for _, data in files
        for finding in data.get("findings") or ()
        if any(finding.get(key) for key in ("citations", "not_applicable", "not_found"))
    }
    for name, data in files:
        for number, entry in enumerate(data.get("not_found") or ()):
            named = entry.get("elements") or ()
            named = [named] if isinstance(named, str) else named
            marks = runs_out(map(instrument.id_of, named), instrument.numbers())
            covered = tuple(
                element.id
                for element in elements
                if element.id not in answered
                and not element.party_act
                and not set(marks).isdisjoint(element.marks)
            )
            answered.update(covered)
            yield name, number, entry, covered
