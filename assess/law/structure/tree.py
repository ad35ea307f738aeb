"""What was understood of a text: its parts and articles in lines for the terminal, with every doubt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from assess.law.structure.rows import stretches
from assess.load.label_types import Labels, StructureLabels
from assess.model.lawtext import LawText, Unit
from assess.model.numbers import CLOSING
from assess.model.terms import UnitKind

_SHOWN = 60  # letters of a heading or a beginning
_COUNTED: tuple[UnitKind, ...] = (
    "part",
    "article",
    "paragraph",
    "item",
    "definition",
    "schedule",
    "note",
)
# behind the word for a part: 2, 3(a), IV
_COUNT = re.compile(r"[\w().\[\]-]*\d[\w().\[\]-]*|[IVXLC]+")
_AGAIN = re.compile(r"(?<=\d) ?bis(?:\(([a-z])\)| ([a-z])(?!\w))?(?!\w)")
_LISTED = 12  # paragraphs of an article that are named


def tree_lines(text: LawText, labels: Labels) -> Iterator[str]:
    """Yield one line a part, article or schedule, with the units in it named; below it, what is not certain."""
    words = labels.structure
    children: dict[str, list[Unit]] = {}
    for unit in text.units:
        children.setdefault(unit.parent, []).append(unit)
    depths: dict[str, int] = {}
    for each_unit in text.units:
        depth = depths[each_unit.id] = depths.get(each_unit.parent, -1) + 1
        if (
            each_unit.kind not in ("paragraph", "item", "definition", "closing")
            or not each_unit.parent
        ):
            yield "  " * depth + _line(each_unit, children, labels)
        if each_unit.unsure:
            doubt = words.unsure.format(
                id=named(each_unit.id, labels), reason=reason(each_unit.unsure, words)
            )
            yield "  " * (depth + 1) + doubt
    yield counted(text, labels)


def whole_lines(text: LawText, labels: Labels, doubts: bool = False) -> Iterator[str]:
    """Yield every line of a text at its depth, with the name by which a correction names it, and its doubts.

    With `doubts` only the lines that are not certain, each with what it stands in, the line before and the line after.
    """
    entries = list(_entries(text, labels))
    shown = set(range(len(entries))) if not doubts else _around(entries)
    last = -1
    for place in sorted(shown):
        entry = entries[place]
        if place > last + 1 and last >= 0:
            yield "…"
        last = place
        indent = "  " * entry.depth
        yield f"{indent}[{entry.name}] {entry.words}".rstrip()
        if entry.unsure:
            yield f"{indent}  ? {reason(entry.unsure, labels.structure)}"
    yield counted(text, labels)


@dataclass(frozen=True)
class _Entry:
    depth: int
    name: str
    words: str
    unsure: str


def _entries(text: LawText, labels: Labels) -> Iterator[_Entry]:
    depths: dict[str, int] = {}
    for stretch in stretches(text):
        unit = stretch.head
        depth = depths[unit.id] = depths.get(unit.parent, -1) + 1
        yield _Entry(depth, named(unit.id, labels), shortened(stretch.line), unit.unsure)
        for row in stretch.rows:
            own = 0 if row.kind == "note" else row.level + (not row.unit)
            yield _Entry(depth + 1 + own, named(row.name, labels), shortened(row.text), row.unsure)


def _around(entries: list[_Entry]) -> set[int]:
    """Return the places of what is not certain, of what it stands in, and of the lines beside it."""
    places: set[int] = set()
    for place, entry in enumerate(entries):
        if not entry.unsure:
            continue
        places |= {max(place - 1, 0), place, min(place + 1, len(entries) - 1)}
        depth = entry.depth
        for above in range(place - 1, -1, -1):
            if entries[above].depth < depth:
                places.add(above)
                depth = entries[above].depth
    return places


def counted(text: LawText, labels: Labels) -> str:
    """Return how many units of each kind there are, and how many are not certain."""
    numbers = Counter(unit.kind for unit in text.units)
    words = labels.structure
    kinds = labels.semicolon.join(
        f"{words.kinds[kind]}: {numbers[kind]}" for kind in _COUNTED if numbers[kind]
    )
    return words.counted.format(kinds=kinds, unsure=sum(bool(unit.unsure) for unit in text.units))


def reason(key: str, words: StructureLabels) -> str:
    """Return a doubt in words; one that a user wrote in the file stands as it is."""
    return words.reasons.get(key, key)


def named(unit: str, labels: Labels) -> str:
    """Return the id of a unit with the words of a language for the part, annex or note that it names: `annex 3(a)`.

    An id that begins with a number, such as that of a definition, stays as it is; what follows the list of a unit is
    told as its closing words.
    """
    closing = CLOSING.fullmatch(unit)
    if closing:
        return labels.structure.closing_words.format(
            unit=named(closing[1], labels), number=closing[2] or ""
        )
    words, counts = labels.structure.ids, False
    unit = _AGAIN.sub(lambda match: _again(match, labels), unit)
    names: list[str] = []
    pieces = unit.split(" ")
    for place, piece in enumerate(pieces):
        if piece not in words and not (counts and _COUNT.fullmatch(piece)):
            return " ".join((*names, *pieces[place:]))
        counts = piece in words
        names.append(words[piece] if counts else piece)
    return " ".join(names)


def _again(match: re.Match[str], labels: Labels) -> str:
    """Return how a language writes that a number is put in behind another: 39 bis(a), 39 مكررا (أ)."""
    words = labels.structure.again
    letter = match[1] or match[2]
    if letter:
        letter = words.letters[ord(letter) - ord("a")]
    return words.numbered.format(letter=letter) if letter else words.bare


def _line(unit: Unit, children: dict[str, list[Unit]], labels: Labels) -> str:
    words, comma = labels.structure, labels.comma
    label = (
        words.kinds.get(unit.kind, unit.kind)
        if unit.kind in ("preamble", "closing", "note")
        else ""
    )
    name = " ".join(filter(None, (f"[{named(unit.spelt, labels)}]", label, unit.number)))
    heading = unit.heading or unit.wording
    return "  ".join(
        filter(None, (name, shortened(heading), _inside(children.get(unit.id, []), comma)))
    )


def _inside(units: list[Unit], comma: str) -> str:
    names = [
        unit.spelt.removeprefix(unit.parent).strip()
        for unit in units
        if unit.kind in ("paragraph", "item", "definition")
    ]
    more = f" … {names[-1]}" if len(names) > _LISTED else ""
    return "{" + comma.join(names[:_LISTED]) + more + "}" if names else ""


def shortened(text: str) -> str:
    """Return the first words of a text, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1].rstrip() + "…"
