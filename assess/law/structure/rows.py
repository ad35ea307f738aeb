"""A text as stretches (an article with all that stands in it) of rows, each a line with its depth; and back to units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assess.law.structure.drafts import Draft, Drafts
from assess.model.lawtext import LawText, Unit

_INNER = ("paragraph", "item", "definition", "closing")
_AGAIN = re.compile(r" \[\d+\]$")  # what tells a number that stands twice from the first
_BRACKETS = re.compile(r"\(([^()]*)\)$")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Row:
    """A line of an article: one that opens a unit, or `text` that carries on one."""

    #: paragraph, item, definition, note, article (quoted in another one); text; entry: a paragraph or an item, whichever
    #: it is where it stands
    kind: str
    level: int  # depth in the article: 0 outermost; of text: of the unit that it carries on, -1 the article
    body: str = ""  # its words, without label and heading
    own: str = ""  # what its id adds to that of the unit around it, such as (a); or its whole id
    label: str = ""  # as printed
    heading: str = ""
    heading_first: bool = False
    unsure: str = ""
    name: str = (
        ""  # by which a person names it: its id, or that of the unit with +1 for its second line
    )
    settled: bool = False  # by somebody

    @property
    def text(self) -> str:
        """The line as it is printed."""
        head = (self.heading, self.label) if self.heading_first else (self.label, self.heading)
        return " ".join(part for part in (*head, self.body) if part)

    @property
    def own_line(self) -> str:
        """The line without a heading that is printed before it, on a line of its own."""
        return replace(self, heading="").text if self.heading_first else self.text

    @property
    def number(self) -> str:
        """What it adds to the id, without brackets."""
        return number_of(self.own)

    @property
    def unit(self) -> bool:
        """Whether it opens a unit."""
        return self.kind != "text"

    @property
    def sense(self) -> tuple[str, int, str]:
        """What a correction settles: whether it opens a unit and of which kind, its depth, its number."""
        kind = "item" if self.kind in ("paragraph", "item", "entry") else self.kind
        return kind, self.level, self.number if self.unit else ""


@dataclass(frozen=True)
class Stretch:
    """A part, an article or another unit that stands by itself, and the rows in it."""

    head: Unit
    rows: tuple[Row, ...] = ()

    @property
    def line(self) -> str:
        """Number and heading as they are printed."""
        return printed_head(self.head)


def letters(text: str) -> str:
    """Return a text without white space, in which two readings of the same lines must be the same."""
    return _SPACE.sub("", text)


def printed_head(unit: Unit) -> str:
    """Return number and heading of a unit in the order of the source."""
    head = (unit.heading, unit.number) if unit.heading_first else (unit.number, unit.heading)
    return " ".join(part for part in head if part)


def number_of(own: str) -> str:
    """Return the number in what an id adds to that of the unit around it: a for (a)."""
    match = _BRACKETS.fullmatch(own)
    return match[1] if match else own.strip()


def own_of(number: str, level: int, head: Unit) -> str:
    """Return what a number adds to the id of the unit around it at a depth: (a), in a schedule a behind a space."""
    if level == 0 and head.kind in ("schedule", "part"):
        return f" {number}"
    return f"({number})"


def folded(part: Stretch, apart: str = "") -> Stretch:
    """Return a stretch in which no unit has its first words on a second line: as it is read from its units.

    Lines whose names end with `apart` stay lines of their own.
    """
    rows: list[Row] = []
    for row in part.rows:
        above = rows[-1] if rows else None
        opens = above is not None and above.unit and not above.body and above.kind != "note"
        stays = bool(apart) and row.name.endswith(apart)
        if above and opens and not row.unit and row.level == above.level and not stays:
            rows[-1] = replace(above, body=row.text)
        else:
            rows.append(row)
    return replace(part, rows=tuple(rows))


def stretches(text: LawText) -> list[Stretch]:
    """Return the stretches of a text in its order; `text_of` makes the same text of them."""
    made: list[Stretch] = []
    rows: list[Row] = []
    levels: dict[str, int] = {}
    for unit in text.units:
        if made and _inside(unit, made[-1].head, levels):
            rows += _rows(unit, levels, made[-1].head)
        else:
            if made:
                made[-1] = replace(made[-1], rows=tuple(rows))
            levels, rows = {unit.id: -1}, []
            made.append(Stretch(replace(unit, wording="")))
            rows += [
                Row("text", -1, line, name=f"{unit.id}+{count}")
                for count, line in enumerate(_lines(unit.wording), 1)
            ]
    if made:
        made[-1] = replace(made[-1], rows=tuple(rows))
    return made


def _inside(unit: Unit, head: Unit, levels: dict[str, int]) -> bool:
    """Whether a unit is a row of the stretch at hand, and no beginning of another."""
    if unit.kind == "note":
        return head.kind != "note" and not unit.parent
    quoted = unit.kind == "article" and head.kind == "article"
    return (unit.kind in _INNER or quoted) and unit.parent in levels


def _lines(wording: str) -> list[str]:
    return wording.split("\n") if wording else []


def _rows(unit: Unit, levels: dict[str, int], head: Unit) -> Iterator[Row]:
    lines = _lines(unit.wording)
    if unit.kind == "closing" and not unit.number and not unit.heading:
        level = levels[unit.id] = levels[unit.parent]
        for count, line in enumerate(lines):
            name = unit.id + (f"+{count}" if count else "")
            yield Row("text", level, line, unsure="" if count else unit.unsure, name=name)
        return
    note = unit.kind == "note"
    level = levels[unit.id] = -1 if note else levels[unit.parent] + 1
    yield Row(
        unit.kind,
        level,
        lines[0] if lines else "",
        unit.id if note else _own(unit),
        unit.number,
        unit.heading,
        unit.heading_first,
        unit.unsure,
        unit.id,
    )
    for count, line in enumerate(lines[1:], 1):
        yield Row("note" if note else "text", level, line, name=f"{unit.id}+{count}")


def _own(unit: Unit) -> str:
    name = _AGAIN.sub("", unit.id)
    rest = name.removeprefix(unit.parent)
    return rest if rest != name and rest[:1] in ("(", " ") else name


def units_of(stretch: Stretch, taken: Iterable[str] = ()) -> tuple[Unit, ...]:
    """Return the units of a stretch; an id that is `taken` outside it gets a number in brackets."""
    drafts, head = Drafts(taken), stretch.head
    top = drafts.add(
        Draft(
            head.id,
            head.kind,
            head.parent,
            head.number,
            head.heading,
            head.heading_first,
            [],
            head.unsure,
        )
    )
    opened = [top]
    for row in stretch.rows:
        if row.kind == "note":
            _note(drafts, row)
        elif row.unit:
            level = max(0, min(row.level, len(opened) - 1))
            del opened[level + 1 :]
            opened.append(drafts.add(_draft(row, opened[-1])))
        else:
            before = len(drafts.made)
            drafts.write(opened[max(0, min(row.level + 1, len(opened) - 1))], row.text)
            if len(drafts.made) > before:
                drafts.latest.unsure = row.unsure
    return tuple(replace(unit, place=head.place) for unit in drafts.units(head.place.path))


def _note(drafts: Drafts, row: Row) -> None:
    if row.own:
        made = drafts.add(Draft(row.own, "note", "", row.label, row.heading, unsure=row.unsure))
        drafts.write(made, row.body)
    else:
        drafts.write(drafts.latest, row.body)


def _draft(row: Row, above: Draft) -> Draft:
    name = above.id + row.own if row.own[:1] in ("(", " ") else row.own
    kind = row.kind
    if kind == "entry":
        outer = above.kind in ("article", "schedule", "definition", "part")
        kind = "paragraph" if outer and not row.own.startswith(" indent") else "item"
    lines = [row.body] if row.body else []
    return Draft(
        name or f"{above.id} text",
        kind,  # type: ignore[arg-type]  # the kinds of rows but `text` are those of units
        above.id,
        row.label,
        row.heading,
        row.heading_first,
        lines,
        row.unsure,
    )


def text_of(text: LawText, parts: Iterable[Stretch]) -> LawText:
    """Return a text with these stretches in the place of its own; those that are as before keep their very units."""
    known = {stretch.head.id: stretch for stretch in stretches(text)}
    spans = _spans(text, list(known.values()))
    listed = list(parts)
    same = {stretch.head.id for stretch in listed if known.get(stretch.head.id) == stretch}
    units: list[Unit] = []
    taken = {unit.id for name in same for unit in spans[name]}
    for stretch in listed:
        own = spans[stretch.head.id] if stretch.head.id in same else units_of(stretch, taken)
        taken |= {unit.id for unit in own}
        units += own
    return replace(text, units=tuple(units))


def _spans(text: LawText, parts: list[Stretch]) -> dict[str, tuple[Unit, ...]]:
    """Return the units of each stretch by the id of its head."""
    heads = {stretch.head.id for stretch in parts}
    spans: dict[str, list[Unit]] = {}
    name = ""
    for unit in text.units:
        name = unit.id if unit.id in heads else name
        spans.setdefault(name, []).append(unit)
    return {head: tuple(units) for head, units in spans.items()}
