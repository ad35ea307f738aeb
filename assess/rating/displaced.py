"""What becomes of the answers of a provision that a bill replaces or strikes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assess.model.case import Case, Finding, Law, Provision
from assess.model.instrument import Element
from assess.rating.force import Reading, displaced_by
from assess.rating.standing import Standing, element_standings


@dataclass(frozen=True)
class Displaced:
    """A provision that answers elements, and that a bill replaces or strikes out."""

    bill: Law
    by: Provision | None  # the provision of the bill in its place; none where it is struck out
    reference: str  # of the provision that goes
    answered: tuple[Element, ...]  # what it answers on the day
    # of these, what nobody has answered for the bill and what its passing would change
    left: tuple[Element, ...]


def displaced_answers(case: Case, reading: Reading, bill: Law) -> tuple[Displaced, ...]:
    """Return the provisions whose answers fall away with a bill on the day of a reading, where some of them are left open.

    An element is left open where it is no option of the instrument, its state changes, no citation of it names a provision of the bill, and no text of
    its finding holds under the assumption of the bill.
    """
    places = displaced_by(case, bill)
    if not places:
        return ()
    others = tuple(name for name in reading.assume if name != bill.id)
    before = element_standings(case, Reading(reading.as_of, others))
    after = element_standings(case, Reading(reading.as_of, (*others, bill.id)))
    return tuple(_displaced(bill, places, before, after))


def _displaced(
    bill: Law,
    places: Mapping[str, Provision | None],
    before: Mapping[str, Standing],
    after: Mapping[str, Standing],
) -> Iterator[Displaced]:
    for reference, provision in places.items():
        answered = [standing for standing in before.values() if _answers(reference, standing)]
        left = tuple(
            standing.element
            for standing in answered
            if after[standing.element.id].state != standing.state
            and not standing.element.option
            and not _settled(bill, standing.finding)
        )
        if left:
            elements = tuple(standing.element for standing in answered)
            yield Displaced(bill, provision, reference, elements, left)


def _answers(reference: str, standing: Standing) -> bool:
    return any(
        weighed.force == "in_force" and reference in weighed.citation.provision
        for weighed in standing.weighed
    )


def _settled(bill: Law, finding: Finding | None) -> bool:
    """Whether somebody has said how an element stands with the bill: by a citation, or a text that assumes it."""
    if finding is None:
        return False
    own = f"{bill.id}:"
    return any(text.assume == bill.id for text in finding.dated) or any(
        name.startswith(own) for citation in finding.citations for name in citation.provision
    )
