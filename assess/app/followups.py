"""What changed between two cases, or between two days of one: ratings with their causes, and recommendations."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assess.app.cases import Opened, open_case
from assess.app.ratings import reading_of

if TYPE_CHECKING:
    from datetime import date

    from assess.base.problems import Problem
    from assess.followup.changes import FollowUp

#: Ids that a checklist of today does not know, in a case that was made with an older one.
_FORMER = ("unknown-element", "unknown-article", "grade-not-offered")


@dataclass(frozen=True)
class Followed:
    """What changed, and the warnings of the later case."""

    changes: FollowUp
    warnings: tuple[Problem, ...]


def follow_up(
    old: Path,
    new: Path | None,
    languages: Sequence[str],
    start: date | None,
    end: date,
    today: date,
    bills: tuple[str, ...] = (),
) -> Followed:
    """Return what changed from an older case to a newer one, or without that from one day of a case to another.

    Each is a folder or a pack. Without `start`, the older one is read on the day on which it was packed, or today;
    the newer one is read on the day `end`, bills taken as passed. Ids that its checklist no longer has are no faults
    of the older one. Raises LexgapError for errors in either.
    """
    from assess.followup.changes import followed_up
    from assess.load.histories import former_instrument
    from assess.review.stages import stages

    with ExitStack() as held:
        opened, _ = _opened(new or old, languages, held, today)
        second = opened.sound()
        first, packed, former = second, None, None
        if new is not None:
            older, packed = _opened(old, languages, held, today)
            first = older.sound(_FORMER)
            made = first.profile.checklist
            if made not in (first.instrument.version, second.profile.checklist):
                former = former_instrument(first.instrument, made)
        way = stages(
            first,
            second,
            reading_of(first, start or packed or today),
            reading_of(second, end, bills),
            former,
        )
    return Followed(followed_up(way), opened.problems)


def _opened(
    path: Path, languages: Sequence[str], held: ExitStack, today: date
) -> tuple[Opened, date | None]:
    """Return a case from its folder or from a pack, and the day on which the pack was made."""
    from datetime import date
    from tempfile import TemporaryDirectory

    from assess.files.packing import is_pack, unpack_case

    if not is_pack(path):
        return open_case(path, languages, today), None
    folder = Path(held.enter_context(TemporaryDirectory())) / "case"
    pack, _ = unpack_case(path, folder)
    return open_case(folder, languages, today), date.fromisoformat(pack.day)
