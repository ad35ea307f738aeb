"""What was understood of a text: its parts and articles in lines for the terminal, with every doubt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

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
    names: list[str] = []
    pieces = unit.split(" ")
    for place, piece in enumerate(pieces):
        if piece not in words and not (counts and _COUNT.fullmatch(piece)):
            return " ".join((*names, *pieces[place:]))
        counts = piece in words
        names.append(words[piece] if counts else piece)
    return " ".join(names)


def _line(unit: Unit, children: dict[str, list[Unit]], labels: Labels) -> str:
    words, comma = labels.structure, labels.comma
    label = (
        words.kinds.get(unit.kind, unit.kind)
        if unit.kind in ("preamble", "closing", "note")
        else ""
    )
    name = " ".join(filter(None, (f"[{named(unit.id, labels)}]", label, unit.number)))
    heading = unit.heading or unit.wording
    return "  ".join(
        filter(None, (name, _short(heading), _inside(children.get(unit.id, []), comma)))
    )


def _inside(units: list[Unit], comma: str) -> str:
    names = [
        unit.id.removeprefix(unit.parent).strip()
        for unit in units
        if unit.kind in ("paragraph", "item", "definition")
    ]
    more = f" … {names[-1]}" if len(names) > _LISTED else ""
    return "{" + comma.join(names[:_LISTED]) + more + "}" if names else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1].rstrip() + "…"
