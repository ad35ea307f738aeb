"""Units in the making: made one after the other in the order of the source, so that no word moves or is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from assess.base.problems import Location
from assess.model.lawtext import Unit
from assess.model.terms import UnitKind


@dataclass
class Draft:
    """A unit to which lines are still added."""

    id: str
    kind: UnitKind
    parent: str = ""
    number: str = ""
    heading: str = ""
    heading_first: bool = False
    lines: list[str] = field(default_factory=list)
    unsure: str = ""


class Drafts:
    """The units so far; text is added to the last one only, and opens a closing unit where it belongs to another."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.made: list[Draft] = []
        self._taken = frozenset(taken)  # ids of units that are there already
        self._by_id: dict[str, Draft] = {}
        self._times: dict[str, int] = {}  # how often an id was asked for
        self._closings: dict[str, int] = {}  # how often a unit was carried on after others

    def add(self, draft: Draft) -> Draft:
        """Add a unit; an id that is taken gets a number in brackets, and the doubt is noted."""
        number, wanted = self._times.get(draft.id, 1), draft.id
        while draft.id in self._by_id or draft.id in self._taken:
            number += 1
            draft.id = f"{wanted} [{number}]"
        self._times[wanted] = number
        if number > 1 and any(text.isalnum() for text in draft.number):
            draft.unsure = draft.unsure or "number_repeated"
        self._by_id[draft.id] = draft
        self.made.append(draft)
        return draft

    def get(self, unit_id: str) -> Draft:
        """Return the unit of that id."""
        return self._by_id[unit_id]

    def find(self, unit_id: str) -> Draft | None:
        """Return the unit of that id, or None."""
        return self._by_id.get(unit_id)

    @property
    def last(self) -> Draft | None:
        """The unit made last."""
        return self.made[-1] if self.made else None

    @property
    def latest(self) -> Draft:
        """The unit made last, where there surely is one."""
        return self.made[-1]

    def write(self, owner: Draft, text: str, doubt: str = "") -> None:
        """Add a line of text to a unit, or to a closing unit of it where other units were made since.

        A doubt about the line is one about the unit that has it.
        """
        if not text:
            return
        last = self.latest
        if last is not owner and not (last.kind == "closing" and last.parent == owner.id):
            last = self.add(self._closing(owner))
        last.lines.append(text)
        last.unsure = last.unsure or doubt

    def _closing(self, owner: Draft) -> Draft:
        count = self._closings[owner.id] = self._closings.get(owner.id, 0) + 1
        return Draft(
            f"{owner.id} closing" + (f" {count}" if count > 1 else ""), "closing", owner.id
        )

    def units(self, file: str) -> tuple[Unit, ...]:
        """Return the finished units."""
        at = Location(file)
        return tuple(
            Unit(
                id=draft.id,
                kind=draft.kind,
                place=at,
                parent=draft.parent,
                number=draft.number,
                heading=draft.heading,
                heading_first=draft.heading_first,
                wording="\n".join(draft.lines),
                unsure=draft.unsure,
            )
            for draft in self.made
        )
