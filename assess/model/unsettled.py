"""What a form said and a case did not take: rows that were refused, and conflicts, kept until somebody settles them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assess.base.problems import Location

UnsettledKind = Literal["refused", "conflict"]


@dataclass(frozen=True)
class Unsettled:
    """One entry of refused.yaml or conflicts.yaml."""

    kind: UnsettledKind
    place: Location
    table: str = ""  # citations, findings, laws …; empty for a whole sheet, or for an entry that nobody can read
    id: str = ""  # of an element, or of the record of a table; empty for a whole sheet
    form: str = ""  # name of the file that came back
    by: str = ""  # who filled it in, or else who imported it
    at: str = ""  # sheet and cell
    on: str = ""  # day of the import
    why: str = ""  # why a row was refused, in the language of its form
    ours: str = ""  # what the case says, field by field
    theirs: str = ""  # what the form says
    ours_from: str = ""  # file of the case, and the form and the person that brought it

    @property
    def answer(self) -> bool:
        """Whether it is about the answer to an element."""
        return self.table in ("citations", "findings", "answers")
