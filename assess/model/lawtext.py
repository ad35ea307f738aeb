"""The wording of a law: its text in one language, cut into units that carry the official numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from assess.base.normal import STEPS
from assess.base.problems import Location
from assess.base.text import Text
from assess.model.day import Day
from assess.model.numbers import Numbers, canonical, folded
from assess.model.terms import CorrectionKind, TextStanding, UnitKind

_PIECE = re.compile(r"\(([a-z])\)")
_NO_LETTER = re.compile(r"[\W\d_]")
_NO_RULE: tuple[UnitKind, ...] = ("note", "closing")
_HOLDS_RULES: tuple[UnitKind, ...] = ("article", "paragraph", "item")
_AROUND_TERM = " \"'«»“”‘’„*.:-–—"


@dataclass(frozen=True)
class Unit:
    """A piece of a law's text: a heading, an article, or a paragraph, item or definition of one."""

    id: str  # by which citations name it: 3(1)(a), or a name of its own for a part or a schedule
    kind: UnitKind
    place: Location
    parent: str = ""  # id of the unit that it stands in
    number: str = ""  # as printed: المادة 3, أ-, (a)
    heading: str = ""
    heading_first: bool = False  # whether the heading is printed before the number
    wording: str = ""  # its own words, without those of the units in it
    unsure: str = ""  # why a reader should look at it again

    @property
    def spelt(self) -> str:
        """Return the id of a definition with its term as the text spells it, المحتوى for المحتوي; else the id."""
        if self.kind != "definition":
            return self.id
        term = STEPS["tatweel"](STEPS["invisible_signs"](" ".join(self.heading.split())))
        name = f"{self.parent} {term.strip(_AROUND_TERM)}"
        return name if folded(name) == folded(self.id) else self.id

    def printed(self) -> str:
        """Return number, heading and own words in the order of the source."""
        head = (self.heading, self.number) if self.heading_first else (self.number, self.heading)
        return "\n".join(
            part for part in (" ".join(text for text in head if text), self.wording) if part
        )


@dataclass(frozen=True)
class Correction:
    """What somebody settled of one line of a text, kept so that the next version is read the same way.

    The line is told by its article, its printed label and its first words, so that it is known again elsewhere.
    """

    article: str  # id of the article, or of the part or schedule, that it stands in
    words: str  # its first words, the label left out
    place: Location
    label: str = ""  # as printed
    time: int = 1  # which of several lines of the article with these words
    kind: CorrectionKind = ""  # what the line is; "" where it is only split or joined
    level: int | None = None  # its depth in the article: 0 outermost; -1 for words of the article
    number: str = ""  # what it gives to the id
    split: str = ""  # the words with which a line of its own begins in it
    join: bool = False  # whether it goes on the line before
    follows: bool = False  # nobody asked for it: it keeps what was read beside a correction
    step: int = 0  # which corrections were made together, from 1
    by: str = ""
    day: Day | None = None  # on which it was made
    before: str = ""  # how the lines stood, for taking it back; of one correction of each step


@dataclass(frozen=True)
class LawText:
    """One text of a law, from a file that somebody read: the official one, or a translation of it."""

    law: str  # id of the law
    language: str
    standing: TextStanding
    units: tuple[Unit, ...]
    place: Location
    as_of: Day | None = None  # day of this version; none for the text as enacted
    file: str = ""  # name of the file that it was read from
    format: str = ""
    sha256: str = ""  # of that file
    read_on: Day | None = None
    rights: Text = field(default_factory=Text)  # whether it may be used again
    note: Text = field(default_factory=Text)
    corrections: tuple[
        Correction, ...
    ] = ()  # of how it was read, in the order in which they were made

    @property
    def scanned(self) -> bool:
        """Whether a machine read it off pictures, so that its letters are not certain."""
        return self.standing == "ocr"

    def unit(self, unit_id: str) -> Unit | None:
        """Return the unit of that id, or of that number written in another way, or None."""
        return self._by_id.get(unit_id) or self._by_id.get(self._numbers.find(unit_id))

    @cached_property
    def _numbers(self) -> Numbers:
        return Numbers(self._by_id)

    @cached_property
    def _by_id(self) -> dict[str, Unit]:
        return {unit.id: unit for unit in self.units}

    def spelt(self, unit: Unit) -> str:
        """Return the id of a unit as the text spells it: the term of a definition; 2(ج) where items bear Arabic letters."""
        if unit.kind == "definition":
            return unit.spelt
        name, end = "", 0
        for piece in _PIECE.finditer(unit.id):
            owner = self._by_id.get(unit.id[: piece.end()])
            letter = _NO_LETTER.sub("", owner.number) if owner else ""
            if letter and letter != piece[1] and canonical(f"1({letter})") == f"1({piece[1]})":
                name, end = f"{name}{unit.id[end : piece.start()]}({letter})", piece.end()
        return name + unit.id[end:]

    @cached_property
    def _children(self) -> dict[str, list[Unit]]:
        children: dict[str, list[Unit]] = {}
        for unit in self.units:
            children.setdefault(unit.parent, []).append(unit)
        return children

    def within(self, unit_id: str) -> Iterator[Unit]:
        """Yield the unit of that id and all units in it, in the order of the text."""
        stack = [each_unit for each_unit in (self._by_id.get(unit_id),) if each_unit]
        met: set[str] = set()
        while stack:
            unit = stack.pop()
            # a parent that stands in its own child is reported by the checker, and no hang
            if unit.id not in met:
                met.add(unit.id)
                yield unit
                stack += reversed(self._children.get(unit.id, ()))

    def defines(self, unit_id: str) -> bool:
        """Whether a unit is a definition, stands in one, or holds definitions alone: an article of definitions."""
        unit = self.unit(unit_id)
        return unit is not None and unit.id in self._defining

    @cached_property
    def _defining(self) -> frozenset[str]:
        defining = {
            inner.id
            for unit in self.units
            if unit.kind == "definition"
            for inner in self.within(unit.id)
        }
        for unit in reversed(self.units):  # what stands in a unit follows it
            inside = [part for part in self._children.get(unit.id, ()) if part.kind not in _NO_RULE]
            if unit.kind in _HOLDS_RULES and inside and {part.id for part in inside} <= defining:
                defining.add(unit.id)
        return frozenset(defining)

    def wording(self, unit_id: str) -> str:
        """Return the printed text of a unit with all units in it, one paragraph a line; empty for an unknown id."""
        return "\n".join(unit.printed() for unit in self.within(unit_id))

    def joined(self) -> str:
        """Return the whole text in the order of the source."""
        return "\n".join(unit.printed() for unit in self.units)


def spelling(number: str, texts: Iterable[LawText]) -> Text:
    """Return how the texts of a law spell the number of a provision, by language, where that is not the number itself."""
    held = ((text, text.unit(number)) for text in texts)
    names = ((text.language, text.spelt(unit)) for text, unit in held if unit)
    return Text(tuple((language, name) for language, name in names if name != number))
