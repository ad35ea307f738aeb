"""Laws written for the tests with the units that a lawyer would cite, and how far a reading of one agrees with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from assess.law.structure.units import comparable
from assess.model.lawtext import LawText, Unit

#: Kinds of units that a reading may not invent.
_COUNTED = ("article", "paragraph", "item", "definition", "schedule")
_AGAIN = re.compile(r"(?:bis|ter|quater|quinquies)\b")
_ABOVE = re.compile(r"(?:.* )?(?:book|part|title|chapter|section|division|schedule|annex) \w+$")
_SIGNS = " .:-–—*"
_BOLD = "*"  # a copy of a page keeps it around numbers; a reader of Markdown takes it away


@dataclass(frozen=True)
class Beginning:
    """How a unit begins as it is printed."""

    number: str
    words: str  # the first of its own words; empty where an inner unit begins at once


@dataclass(frozen=True)
class Law:
    """A law of the tests: what is printed, and its official tree."""

    name: str
    style: str
    language: str
    note: str  # what a reader may stumble over
    paragraphs: tuple[str, ...]  # wrapped lines within a paragraph are kept
    units: dict[str, Beginning]
    headings: dict[str, str]
    closing: tuple[tuple[str, str], ...]  # unit, and the line that carries it on after a list in it
    doubt: frozenset[str]  # units of which no reader can be sure

    def section(self, unit: str) -> str:
        """Return the article that a unit stands in, the unit itself where it is one or stands in none."""
        base = unit.partition("(")[0].strip()
        words = base.split(" ")
        for size in range(1, len(words)):
            article, rest = " ".join(words[:size]), " ".join(words[size:])
            if article in self.units and not (_ABOVE.match(article) or _AGAIN.match(rest)):
                return article
        return base if base in self.units else unit

    def depth(self, unit: str) -> int:
        """Return how deep a unit stands in its article."""
        return unit.count("(") + (self.section(unit) != unit.partition("(")[0].strip())

    def words_at(self, unit: str) -> str:
        """Return the first words at which a unit begins, be they those of a unit in it."""
        units = list(self.units)
        later = (self.units[name].words for name in units[units.index(unit) :])
        return next(filter(None, later), "")

    @cached_property
    def articles(self) -> frozenset[str]:
        """The units that are articles, or paragraphs of a schedule."""
        return frozenset(
            unit for unit in self.units if self.section(unit) == unit and not _ABOVE.match(unit)
        )

    @cached_property
    def begun(self) -> dict[str, int]:
        """The paragraph in which each unit begins; raises ValueError where the text does not hold it."""
        places: dict[str, int] = {}
        place = end = 0
        for unit, beginning in self.units.items():
            place, end = self._place(unit, beginning, place, end)
            places[unit] = place
        return places

    def _place(self, unit: str, beginning: Beginning, place: int, end: int) -> tuple[int, int]:
        for later in range(place, len(self.paragraphs)):
            text = self.paragraphs[later]
            at = text.find(beginning.number, end) if later == place else 0
            ahead = comparable(" ".join(self.paragraphs[later : later + 3])[at:])
            if at >= 0 and text.startswith(beginning.number, at):
                if comparable(beginning.words) in ahead:
                    return later, at + len(beginning.number)
        raise ValueError(f"{self.name}: {unit} is not in the text")

    @cached_property
    def depths(self) -> tuple[int, ...]:
        """How deep each paragraph stands, as a page that indents its lists would show it."""
        first: dict[int, str] = {}
        for unit, place in self.begun.items():
            first.setdefault(place, unit)
        owners = {line: unit for unit, line in self.closing}
        depths: list[int] = []
        for place, text in enumerate(self.paragraphs):
            unit = first.get(place) or owners.get(text)
            above = depths[-1] if depths and text not in self.headings.values() else 0
            depths.append(self.depth(unit) if unit else above)
        return tuple(depths)


@dataclass(frozen=True)
class Outcome:
    """How a reading of a law agrees with its official tree."""

    units: int
    right: int
    articles: int
    articles_right: int
    headings: int
    headings_right: int
    needless: tuple[str, ...]  # units that are right and marked unsure, though nothing is in doubt
    wrong: tuple[str, ...]  # units that are missing or begin with other words
    surplus: tuple[str, ...]  # units that the law does not have
    moved: tuple[str, ...]  # units whose closing words stand elsewhere
    silent: tuple[str, ...]  # of the last three, those in whose article nothing is marked unsure
    unheaded: tuple[str, ...]  # units whose heading is not theirs

    @property
    def sound(self) -> bool:
        """Whether every unit is right or its article is marked."""
        return not self.silent


def law_of(path: Path) -> Law:
    """Read a law of the tests from its file."""
    held = yaml.safe_load(path.read_text(encoding="utf-8"))
    paragraphs: list[str] = []
    for line in held["text"].splitlines():
        if line.startswith(" "):
            paragraphs[-1] += f"\n{line.strip()}"
        else:
            paragraphs.append(line)
    return Law(
        path.stem,
        held["style"],
        held["language"],
        held["note"],
        tuple(paragraphs),
        {unit: Beginning(*pair) for unit, pair in held["units"].items()},
        held["headings"],
        tuple((unit, line) for unit, line in held["closing"]),
        frozenset(held["doubt"]),
    )


def laws_in(folder: Path) -> list[Law]:
    """Return the laws of a folder in the order of their names."""
    return [law_of(path) for path in sorted(folder.glob("*.yaml"))]


def compared(law: Law, text: LawText) -> Outcome:
    """Compare a reading with the official tree."""
    right = [unit for unit in law.units if _begins(law, unit, text.unit(unit))]
    marked = {unit.id for unit in text.units if unit.unsure}
    wrong = [unit for unit in law.units if unit not in right]
    surplus = [unit.id for unit in text.units if unit.kind in _COUNTED and unit.id not in law.units]
    moved = [(unit, line) for unit, line in law.closing if not _closes(unit, line, text)]
    silent = [unit for unit in wrong if not _marked(law, unit, law.words_at(unit), text)]
    silent += [unit for unit in surplus if not _marked(law, unit, "", text)]
    silent += [f"{unit} closing" for unit, line in moved if not _marked(law, unit, line, text)]
    unheaded = [unit for unit in law.headings if not _headed(law, unit, text)]
    return Outcome(
        units=len(law.units),
        right=len(right),
        articles=len(law.articles),
        articles_right=len(law.articles & set(right)),
        headings=len(law.headings),
        headings_right=len(law.headings) - len(unheaded),
        needless=tuple(unit for unit in right if unit in marked - law.doubt),
        wrong=tuple(wrong),
        surplus=tuple(surplus),
        moved=tuple(unit for unit, _ in moved),
        silent=tuple(silent),
        unheaded=tuple(unheaded),
    )


def _begins(law: Law, unit: str, read: Unit | None) -> bool:
    """Whether a unit was read under its own id, with its number and its first words."""
    if read is None or read.id != unit:
        return False
    beginning = law.units[unit]
    words = comparable(beginning.words).lstrip(_SIGNS)
    if _ABOVE.match(unit):
        return words in comparable(read.heading + read.wording)
    # what stands for a repealed article is neither heading nor text
    above = read.heading if words.startswith("[") or not read.number else ""
    whole = comparable(read.number + above + read.wording).replace(_BOLD, "")
    rest = whole.removeprefix(comparable(beginning.number).replace(_BOLD, ""))
    own = rest.lstrip(_SIGNS)
    return rest != whole and (own.startswith(words) if words else not own)


def _closes(unit: str, line: str, text: LawText) -> bool:
    """Whether a line that carries on a unit after a list stands in the unit or in its closing words."""
    own = (
        read.wording
        for read in text.units
        if read.id == unit or re.fullmatch(re.escape(unit) + r" closing(?: \d+)?", read.id)
    )
    return comparable(line) in comparable("".join(own))


def _headed(law: Law, unit: str, text: LawText) -> bool:
    read, heading = text.unit(unit), comparable(law.headings[unit]).strip(_SIGNS)
    return read is not None and comparable(read.heading).strip(_SIGNS).endswith(heading)


def _marked(law: Law, unit: str, words: str, text: LawText) -> bool:
    """Whether something is marked unsure in the article of a fault, or where its words went."""
    article, sought = law.section(unit), comparable(words)
    bounds = re.compile(re.escape(article) + r"(?![\w.^-])")
    return any(
        read.unsure and (bounds.match(read.id) or (sought and sought in comparable(read.wording)))
        for read in text.units
    )
