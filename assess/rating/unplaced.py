"""What a loaded text of a law holds that no finding cites and the reverse table does not place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from assess.model.case import Case, Law, Provision
from assess.model.lawtext import LawText, Unit
from assess.rating.belonging import Places, covering, holds_generally

#: Kinds of law that deal with far more than the instrument: nobody is asked for their articles one by one.
GENERAL_KINDS = ("constitution", "code", "treaty")
_CONTAINERS = ("part",)
_PASSED = (
    "preamble",
    "definition",
    "closing",
    "note",
)  # no rule of their own that could reach too far

_MOST_WORDS = 12  # of a unit, where it is to be known again


@dataclass(frozen=True)
class Run:
    """Units that follow each other in one place of a text, and that nobody placed: 23–31, or 4(c)(1)–(4)."""

    units: tuple[Unit, ...]

    def named(self, name: Callable[[Unit], str] = lambda unit: unit.id) -> str:
        """Return the names drawn together, the last one without what it shares with the first; ids if not told how."""
        first, last = self.units[0], self.units[-1]
        if len(self.units) < 3:
            return ", ".join(map(name, self.units))
        head, tail = name(first), name(last)
        shared = len(first.parent) if first.kind != "article" else 0
        same = shared and head[:shared] == tail[:shared] == first.parent
        return f"{head}–{tail[shared:] if same else tail}"


@dataclass(frozen=True)
class Unplaced:
    """What nobody placed in one law, in the order of its text."""

    law: Law
    text: LawText
    runs: tuple[Run, ...]
    used: bool  # whether anything of the law is cited or placed

    @property
    def number(self) -> int:
        """How many units these are; an article that nobody cites counts once, with all that stands in it."""
        return sum(len(run.units) for run in self.runs)

    @property
    def asked(self) -> bool:
        """Whether the assessor is asked to place them: of a law that is no general one, and that was worked with.

        Something of it is cited or placed, or it was examined for all articles. That it was examined for some of them
        says what was looked for there, and not that the rest of it has been looked at.
        """
        return self.law.kind not in GENERAL_KINDS and (self.used or "all" in self.law.examined)


class Placed:
    """What findings cite and the reverse table places; it covers all that stands in it, of texts and of lists alike."""

    def __init__(self, case: Case) -> None:
        self.names = {
            name
            for finding in case.findings
            for citation in finding.citations
            for name in citation.provision
        } | {row.provision for row in case.surplus}

    def covers(self, law: Law, provision: Provision) -> bool:
        """Whether a provision of a law is placed, or stands in one that is, or holds for offences in general."""
        placed = covering(law.reference(provision), self.names)
        return placed != "" or holds_generally(law, provision.id)


def unplaced(case: Case, listed: bool = False) -> Iterator[Unplaced]:
    """Yield each law of whose loaded text something is neither cited nor placed, with what that is.

    What the law lists is left to its own question, `provision-unclassified`, but where it is asked for as `listed`.
    """
    named, own = Placed(case).names, set() if listed else set(case.provisions())
    for law in case.laws:
        text = text_now(case, law)
        runs = tuple(_runs(_Walk(law, text, named | own))) if text else ()
        if text and runs:
            used = any(name.startswith(f"{law.id}:") for name in named)
            yield Unplaced(law, text, runs, used)


def text_now(case: Case, law: Law) -> LawText | None:
    """Return the last text of a law that is no later than the day of the case, in its own language where there is one."""
    texts = case.texts_of(law.id)
    own = [text for text in texts if text.language == law.language] or texts[:1]
    same = [text for text in texts if text.language == own[0].language] if own else []
    dated = sorted(
        ((text.as_of.first if text.as_of else date.min), at) for at, text in enumerate(same)
    )
    early = [at for day, at in dated if case.today is None or day <= case.today]
    return same[early[-1]] if early else None


class _Walk:
    """Goes through the units of a text, from the outermost inwards, and leaves those that somebody placed."""

    def __init__(self, law: Law, text: LawText, named: Iterable[str]) -> None:
        self.law, self.text = law, text
        start = f"{law.id}:"
        own = [name.removeprefix(start) for name in named if name.startswith(start)]
        self.placed = {unit.id for unit in map(text.unit, own) if unit is not None}
        self.places = Places(f":{name}" for name in {*own, *self.placed})
        self.children: dict[str, list[Unit]] = {}
        parents = {unit.id: unit.parent for unit in text.units}
        for unit in text.units:
            self.children.setdefault(unit.parent if unit.parent in parents else "", []).append(unit)
        self.holding = {above for name in self.placed for above in _above(name, parents)}

    def steps(self) -> Iterator[Unit | None]:
        """Yield the units that nobody placed, and None where something stands between two of them."""
        stack = list(reversed(self.children.get("", [])))
        met: set[str] = set()
        while stack:
            unit = stack.pop()
            inner = self._opened(unit)
            if unit.id in met or unit.kind in _PASSED:
                continue
            met.add(unit.id)
            if inner is None:
                yield unit
                continue
            if unit.kind not in _CONTAINERS or unit.id in self.placed:
                yield None
            stack += reversed(inner)

    def _opened(self, unit: Unit) -> list[Unit] | None:
        """Return the units in one to be looked at in its place; None where it stands for itself, unplaced."""
        if unit.id in self.placed or holds_generally(self.law, unit.id):
            return []
        if unit.kind in _CONTAINERS or unit.id in self.holding:
            return self.children.get(unit.id, [])
        inner = self.children.get(unit.id, [])
        defines = bool(inner) and all(part.kind == "definition" for part in inner)
        return inner if defines or self.places.meet(f":{unit.id}") else None


def _above(name: str, parents: dict[str, str]) -> Iterator[str]:
    """Yield the units in which a unit stands, from the inside out."""
    met = {name}
    while (name := parents.get(name, "")) and name not in met:
        met.add(name)
        yield name


def _runs(walk: _Walk) -> Iterator[Run]:
    """Yield the runs of units: of one kind, in one place, with nothing that is placed between them."""
    units: list[Unit] = []
    for unit in walk.steps():
        if units and (unit is None or not _beside(units[-1], unit)):
            yield Run(tuple(units))
            units = []
        if unit is not None:
            units.append(unit)
    if units:
        yield Run(tuple(units))


def _beside(first: Unit, second: Unit) -> bool:
    """Whether two units are counted in one row: articles whatever chapter they are in, others in one unit alone."""
    if first.kind == second.kind == "article":
        return True
    return first.kind == second.kind and first.parent == second.parent


def head_of(unit: Unit) -> str:
    """Return the heading of a unit, or the first words of one that has none."""
    words = (unit.heading or unit.wording).split()
    return " ".join(words[:_MOST_WORDS]) + " …" * (len(words) > _MOST_WORDS)


def meant(text: LawText, name: str) -> tuple[Unit, ...]:
    """Return the unit, or the units of a run such as 23-31 or 4(c)(1)-(4), that a name means; none if no such."""
    unit = text.unit(name.strip())
    if unit is not None:
        return (unit,)
    for at, sign in enumerate(name):
        first = text.unit(name[:at].strip()) if sign in "-–—‐‑" else None
        if first is not None:
            beside = [
                unit
                for unit in text.units
                if unit.kind == first.kind
                and (unit.kind == "article" or unit.parent == first.parent)
            ]
            end = name[at + 1 :].strip()
            last = text.unit(f"{first.parent}{end}" if end.startswith("(") else end)
            if last in beside and beside.index(first) <= beside.index(last):
                return tuple(beside[beside.index(first) : beside.index(last) + 1])
    return ()
