"""What a checklist asks of articles and elements."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from assess.app.cases import HEADER, case_path, checklist, open_files
from assess.base import paths

if TYPE_CHECKING:
    from assess.model.instrument import Element, Instrument
    from assess.model.terms import Depth


def is_case(where: str) -> bool:
    """Whether a name is that of a case, a folder or a built-in sample."""
    return (case_path(where) / HEADER).is_file()


def read_checklist(where: str, language: str) -> tuple[Instrument, Depth]:
    """Return a checklist by its id, its folder or a case that names it, and the depth of the case, else `full`.

    Raises LexgapError where it cannot be read.
    """
    if where not in paths.checklists() and is_case(where):
        case = open_files(case_path(where), (language,)).at_all()
        return case.instrument, case.profile.depth
    folder = Path(case_path(where))
    named = where in paths.checklists() or not folder.is_dir()
    return checklist(where if named else f"{folder.as_posix()}/", (language,)), "full"


def asked(instrument: Instrument, names: Iterable[str], depth: Depth) -> tuple[list[Element], int]:
    """Return the elements that names mean and that work of this depth asks, and how many more are meant.

    A name is that of an article, a run (2-5), a part, the beginning of an id, an element or `all`; an element that is
    named by its own id is asked at any depth. Raises LexgapError for names that mean nothing.
    """
    from assess.base.problems import LexgapError
    from assess.review.statements import elements_named

    chosen, faults = elements_named(instrument, names)
    if faults:
        raise LexgapError(faults)
    elements = [element for element, by_id in chosen if by_id or element.asked(depth)]
    return elements, len(chosen) - len(elements)
