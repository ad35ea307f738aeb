"""A source that is added to a case, so that laws and answers can name it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assess.app.cases import Proposal

if TYPE_CHECKING:
    from assess.base.output import Seen
    from assess.model.case import Case

_FILE = "sources.yaml"


@dataclass(frozen=True)
class NewSource:
    """What is known of a source, in the language of the case."""

    key: str
    grade: str  # A official … D own knowledge, unverified
    address: str
    holds: str


def add_source(root: Path, case: Case, source: NewSource, before: Seen | None = None) -> Proposal:
    """Return the file of sources with a new one at its end; all else in it stays as it is written.

    `before` is how the folder was before the case was read. Raises LexgapError where the case has a source of that
    key.
    """
    from assess.base.problems import LexgapError, Location, problem

    known = {other.key: other.place for other in case.sources}
    if source.key in known:
        first = known[source.key]
        at = Location(str(root / _FILE))
        raise LexgapError([problem("duplicate-id", at, kind="@source", id=source.key, first=first)])
    return Proposal(root, {_FILE: _with(root / _FILE, asdict(source), bool(known))}, before)


def _with(path: Path, entry: dict[str, str], more: bool) -> bytes:
    from assess.files.yamledit import Insert, Set, edited
    from assess.files.yamlfile import write

    if not path.exists():
        return write({"sources": [entry]}).encode()
    change = Insert(("sources",), entry) if more else Set(("sources",), [entry])
    return edited(path.read_bytes().decode(), [change]).encode()
