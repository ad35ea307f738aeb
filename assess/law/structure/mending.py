"""A tree that was read wrongly, mended line by line: one line is settled, and the lines after it are read again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from assess.base.problems import NOWHERE, Code, LexgapError, nearest, problem
from assess.law.readers import Block, SourceText
from assess.law.structure.constraints import Constraint
from assess.law.structure.definitions import term_of
from assess.law.structure.items import mark_of
from assess.law.structure.numbering import plain, read_number
from assess.law.structure.rows import (
    Row,
    Stretch,
    letters,
    number_of,
    own_of,
    stretches,
    text_of,
)
from assess.law.structure.units import structured
from assess.model.lawtext import LawText, Unit
from assess.model.numbers import stored

Act = Literal["join", "split", "heading", "text", "article", "number", "in", "out"]
#: The order in which corrections given together are made: those of lines first, then those of their depths.
ACTS: tuple[Act, ...] = ("join", "split", "heading", "article", "text", "number", "in", "out")
SECOND = "/2"  # in the name of the second part of a line that was split
_SIGN = "⁅§⁆"  # marks the one article that is read again; no law has it
_OF_WORDS = (
    "label_as_words",
    "words_ambiguous",
)  # doubts of a unit about the lines that carry it on


@dataclass(frozen=True)
class Edit:
    """One correction that is asked for: of which line, and its value: a number, or first words."""

    act: Act
    unit: str
    value: str = ""


def unfit(unit: str, why: str, code: Code = "correction-unfit") -> LexgapError:
    """Return the fault of a correction that cannot be made, `why` being a key of the words of problems."""
    return LexgapError([problem(code, NOWHERE, unit=unit, why=f"@fix_{why}")])


def resolved(text: LawText, article_id: str, constraints: Mapping[int, Constraint]) -> LawText:
    """Return the text with one article read again: what `constraints` settle of its lines, by their places, stands.

    A place is that of a row in its stretch (`assess.law.structure.rows`). All other articles stay as they are; no
    letter is lost. Raises LexgapError where the text has no article of that id.
    """
    parts = stretches(text)
    place = _head_place(parts, text, article_id)
    own = parts[place]
    rows = tuple(
        as_settled(row, constraints[index], own) if index in constraints else row
        for index, row in enumerate(own.rows)
    )
    free = [index for index in range(len(rows)) if index not in constraints]
    parts[place] = solved(text, replace(own, rows=rows), free)
    return text_of(text, parts)


def _head_place(parts: list[Stretch], text: LawText, name: str) -> int:
    for place, stretch in enumerate(parts):
        if stretch.head.id == name:
            return place
    heads = [stretch.head.id for stretch in parts]
    raise LexgapError(
        [problem("unit-unknown", NOWHERE, unit=name, law=text.law, nearest=nearest(name, heads))]
    )


def as_settled(row: Row, settled: Constraint, stretch: Stretch) -> Row:
    """Return a row as somebody settled it; what is not told of it stays."""
    level = row.level if settled.level is None else settled.level
    if settled.kind == "text":
        return Row("text", level, row.text, name=row.name, settled=True)
    level = max(level, 0)
    if not row.unit:
        row = opening(row, settled.kind == "definition")
    number = settled.number or row.number
    defines = settled.kind == "definition" or (not settled.kind and row.kind == "definition")
    kind = "definition" if defines else "entry"
    own = row.own
    if not own or number != row.number or level != row.level:
        own = f" {number}" if kind == "definition" else own_of(number, level, stretch.head)
    return replace(row, kind=kind, level=level, own=own, unsure="", settled=True)


def opening(row: Row, defines: bool = False) -> Row:
    """Return a row of text as one that opens a unit, its label or its term apart from its words."""
    if row.label:  # it opened an article
        return replace(row, kind="entry")
    term = term_of(row.body) if defines else None
    if term:
        head, body = row.body[: term[1]].strip(), row.body[term[1] :].strip()
        return replace(row, kind="definition", heading=head, body=body, own=f" {term[0]}")
    mark = mark_of(plain(row.body))
    end = mark.end if mark else 0
    name = mark.readings[0][2] if mark else ""
    label, body = row.body[:end].strip(), row.body[end:].strip()
    return replace(row, kind="entry", label=label, body=body, own=f"({name})")


def solved(text: LawText, stretch: Stretch, free: Collection[int]) -> Stretch:
    """Return a stretch whose `free` rows, by their places, were read again under what is settled of the others.

    A row with a heading of its own stays where it is: in one line with its label no reader could tell them apart.
    """
    free = [
        place
        for place in free
        if not stretch.rows[place].heading or stretch.rows[place].kind == "definition"
    ]
    constraints = {
        place: constraint_of(row) for place, row in enumerate(stretch.rows) if place not in free
    }
    pieces = _read_again(text, stretch, constraints)
    rows: list[Row] = []
    for place, row in enumerate(stretch.rows):
        again = [row] if place not in free or row.kind == "note" else pieces[place]
        same = len(again) == 1 and again[0].sense == row.sense
        rows += [replace(row, unsure=again[0].unsure)] if same else again
    return replace(stretch, rows=tuple(_hanging(rows)))


def _hanging(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows none of which is more than one step deeper than the unit before it."""
    deepest = -1
    for row in rows:
        if row.kind != "note":
            level = min(row.level, deepest + row.unit)
            row = row if level == row.level else replace(row, level=level)
            deepest = level if row.unit else deepest
        yield row


def constraint_of(row: Row) -> Constraint:
    """Return what holds a row where it is."""
    if not row.unit:
        return Constraint("text", row.level)
    return Constraint("definition" if row.kind == "definition" else "item", row.level, row.number)


def _read_again(
    text: LawText, stretch: Stretch, constraints: Mapping[int, Constraint]
) -> list[list[Row]]:
    """Return, for each row of a stretch, the rows that the reader makes of it under the constraints."""
    first = Block(f"{_SIGN} 1 {stretch.head.heading}".strip())
    blocks = [
        Block(row.text, row="\t" in row.text, note=row.kind == "note") for row in stretch.rows
    ]
    settled = {
        place + 1: constraint
        for place, constraint in constraints.items()
        if stretch.rows[place].kind != "note"
    }
    source = SourceText((first, *blocks), "units", text.file, text.sha256)
    again = structured(
        source,
        text.law,
        text.language,
        text.standing,
        pattern=f"{_SIGN} {{n}}",
        constraints=settled,
    )
    starts: list[tuple[int, Row]] = []
    at = 0
    for part in stretches(again):
        for row in (Row("text", -1, part.line), *part.rows):
            starts.append((at, row))
            at += len(letters(row.text))
    return list(_cut(stretch, starts, len(letters(first.text))))


def _cut(stretch: Stretch, starts: list[tuple[int, Row]], at: int) -> Iterator[list[Row]]:
    """Yield for each row of a stretch the rows that begin in it, where their letters are the same."""
    for row in stretch.rows:
        own = letters(row.text)
        again = [piece for start, piece in starts if at <= start < at + len(own) and piece.text]
        at += len(own)
        if not again or letters("".join(piece.text for piece in again)) != own:
            yield [Row("text", -1, row.text, name=row.name)]
        else:
            yield [_named(piece, row, place, stretch) for place, piece in enumerate(again)]


def _named(piece: Row, row: Row, place: int, stretch: Stretch) -> Row:
    """Return a row that was read again under the name that it had, numbered as in its stretch."""
    own = piece.own
    if piece.kind in ("paragraph", "item") and piece.level == 0 and own.startswith("("):
        own = own_of(number_of(own), 0, stretch.head)
    own = own.replace(f"{_SIGN} ", "")
    if own.startswith("1(") and "." in own:  # 1.1, whose id begins with that of the article
        own = stretch.head.id + own[1:]
    body = piece.body if piece.unit else piece.text
    unsure = piece.unsure
    if piece.sense == row.sense:  # somebody may have looked at it, and taken the doubt away
        unsure = row.unsure if piece.unsure or row.unsure == "definition_by_order" else ""
    name = row.name if not place else f"{row.name}/{place + 1}"
    return replace(piece, own=own, body=body, unsure=unsure, name=name)


@dataclass(frozen=True)
class Place:
    """Where a line is: in which stretch, and there in which row; -1 is its head."""

    stretch: int
    row: int


class Mending:
    """A text to which corrections are made one after the other; `parts` is how it stands."""

    def __init__(self, text: LawText, parts: list[Stretch]):
        self.text, self.parts = text, parts
        self.touched: set[str] = set()  # ids of the heads of stretches that were changed

    def place(self, name: str) -> Place:
        """Return where a line is that a person names; LexgapError where there is none."""
        unit = self.text.unit(name)
        known = name if unit is None or name in self._names() else unit.id
        at = self._names().get(known)
        if at is None:
            near = nearest(name, self._names())
            words = {"unit": name, "law": self.text.law, "nearest": near}
            raise LexgapError([problem("unit-unknown", NOWHERE, **words)])
        return at

    def _names(self) -> dict[str, Place]:
        names = {stretch.head.id: Place(place, -1) for place, stretch in enumerate(self.parts)}
        for number, stretch in enumerate(self.parts):
            for place, row in enumerate(stretch.rows):
                names.setdefault(row.name, Place(number, place))
        return names

    def row(self, at: Place) -> Row:
        """Return the row of a place."""
        return self.parts[at.stretch].rows[at.row]

    def put(self, at: int, rows: Iterable[Row]) -> None:
        """Give a stretch other rows."""
        self.touched.add(self.parts[at].head.id)
        self.parts[at] = replace(self.parts[at], rows=tuple(rows))

    def make(self, edit: Edit) -> None:
        """Make one correction; LexgapError where it cannot be made."""
        at = self.place(edit.unit)
        if at.row < 0:
            self._of_head(edit, at.stretch)
        elif edit.act == "split":
            self.split(self.line_with(at, edit), edit.value)
        elif edit.act == "join":
            self.join(at)
        elif edit.act == "heading":
            self.heading(at)
        elif edit.act == "article":
            self.article(at, edit.value)
        else:
            self._settle(edit, at)

    def _of_head(self, edit: Edit, place: int) -> None:
        head = self.parts[place].head
        if edit.act in ("text", "in", "join") and head.kind == "article" and place:
            self.merge(place, edit.act == "in")
        elif edit.act == "number" and head.kind == "article":
            self.rename(place, edit.value)
        elif edit.act == "split":
            at = self.line_with(Place(place, -1), edit)
            self.split(at, edit.value)
        else:
            raise unfit(edit.unit, "head")

    def _settle(self, edit: Edit, at: Place) -> None:
        """Settle depth, number or kind of a row; the rows after it that nobody settled are read again."""
        row, stretch = self.row(at), self.parts[at.stretch]
        if row.kind == "note":
            raise unfit(edit.unit, "note")
        rows = list(stretch.rows)
        rows[at.row] = as_settled(row, self._wish(edit, at), stretch)
        self.put(at.stretch, rows)
        self.solve(at.stretch, at.row + 1)
        self._look_again(at)

    def _look_again(self, at: Place) -> None:
        """Take away the doubt about words of the unit before a row, where no words of it are left but its own."""
        rows = list(self.parts[at.stretch].rows)
        before, after = rows[at.row - 1], rows[at.row]
        if at.row and before.unsure in _OF_WORDS and after.unit and after.settled:
            rows[at.row - 1] = replace(before, unsure="")
            self.put(at.stretch, rows)

    def _wish(self, edit: Edit, at: Place) -> Constraint:
        row = self.row(at)
        deepest = max((*self._open(at), -1)) + row.unit
        if edit.act == "text":
            return Constraint("text", self._carried(at))
        if edit.act == "number":
            value = _latin_letters(edit.value.strip())
            number = number_of(value)
            level = max(row.level, 0)
            above, _, last = value.rpartition("(")
            parent = self._names().get(above) if above and last.endswith(")") else None
            if parent:
                level, number = self._level(parent) + 1, last[:-1]
                if not self._is_open(parent, at):
                    raise unfit(edit.unit, "closed")
            return Constraint("" if row.unit else "item", level, number)
        level = row.level + (1 if edit.act == "in" else -1)
        if level > deepest or level < (0 if row.unit else -1):
            raise unfit(edit.unit, "deepest" if edit.act == "in" else "outermost")
        return Constraint("" if row.unit else "text", level)

    def _level(self, at: Place) -> int:
        return -1 if at.row < 0 else self.row(at).level

    def _open(self, at: Place) -> dict[int, int]:
        """Return the units that are open before a row: depth → place of the row."""
        levels: dict[int, int] = {}
        for place, row in enumerate(self.parts[at.stretch].rows[: at.row]):
            if row.unit and row.kind != "note":
                levels = {level: other for level, other in levels.items() if level < row.level}
                levels[row.level] = place
        return levels

    def _is_open(self, parent: Place, at: Place) -> bool:
        """Whether a row can still stand in a unit before it."""
        own = parent.stretch == at.stretch
        return own and (parent.row < 0 or parent.row in self._open(at).values())

    def _carried(self, at: Place) -> int:
        """Return the depth of the unit before a row."""
        before = [row for row in self.parts[at.stretch].rows[: at.row] if row.kind != "note"]
        return before[-1].level if before else -1

    def solve(self, place: int, start: int) -> None:
        """Read the rows of a stretch from `start` on again, those that somebody settled left out."""
        stretch = self.parts[place]
        free = {
            number for number, row in enumerate(stretch.rows) if number >= start and not row.settled
        }
        self.put(place, solved(self.text, stretch, free).rows)

    def line_with(self, at: Place, edit: Edit) -> Place:
        """Return which line of a unit has certain words; LexgapError where none has, or several."""
        rows = self.parts[at.stretch].rows
        last = at.row + 1
        while last < len(rows) and not rows[last].unit:
            last += 1
        wanted = letters(edit.value)
        lines = [
            Place(at.stretch, place)
            for place in range(max(at.row, 0), last)
            if wanted and letters(rows[place].text).find(wanted) > 0
        ]
        if len(lines) != 1:
            raise unfit(edit.unit, "words_twice" if lines else "words")
        if letters(self.row(lines[0]).text).count(wanted) > 1:
            raise unfit(edit.unit, "words_twice")
        return lines[0]

    def split(self, at: Place, words: str) -> None:
        """Let a line of its own begin with certain words of a row."""
        row, rows = self.row(at), list(self.parts[at.stretch].rows)
        cut = _place_of(row.body, words)
        if cut < 0 or (not cut and not (row.unit and row.label)):
            raise unfit(row.name, "words")
        first = replace(row, body=row.body[:cut].rstrip())
        second = Row("text", row.level, row.body[cut:].strip(), name=row.name + SECOND)
        self.put(at.stretch, [*rows[: at.row], first, second, *rows[at.row + 1 :]])
        own = self.parts[at.stretch]
        again = solved(self.text, own, {at.row + 1}).rows
        if again[at.row + 1].unit:
            self.put(at.stretch, again)
            self.solve(at.stretch, at.row + 2)

    def join(self, at: Place) -> None:
        """Let a line go on the line before it."""
        rows = list(self.parts[at.stretch].rows)
        if not at.row or rows[at.row - 1].kind == "note" or rows[at.row].kind == "note":
            raise unfit(rows[at.row].name, "first")
        before = rows[at.row - 1]
        joined = replace(before, body=f"{before.body} {rows[at.row].text}".strip())
        self.put(at.stretch, [*rows[: at.row - 1], joined, *rows[at.row + 1 :]])
        if rows[at.row].unit:
            self.solve(at.stretch, at.row)

    def heading(self, at: Place, unit: bool = True) -> None:
        """Let the words of a row be the heading of the unit below it; without `unit` that may be yet to be settled."""
        row, rows = self.row(at), list(self.parts[at.stretch].rows)
        left = [*rows[: at.row], *rows[at.row + 1 :]]
        if at.row + 1 < len(rows):
            below = rows[at.row + 1]
            if (unit and not below.unit) or below.heading or below.kind == "note":
                raise unfit(row.name, "heading")
            left[at.row] = replace(below, heading=row.text, heading_first=True)
        else:
            after = self.parts[at.stretch + 1] if at.stretch + 1 < len(self.parts) else None
            if after is None or after.head.heading or after.head.kind in ("note", "preamble"):
                raise unfit(row.name, "heading")
            head = replace(after.head, heading=row.text, heading_first=True)
            self.parts[at.stretch + 1] = replace(after, head=head)
            self.touched.add(head.id)
        self.put(at.stretch, left)

    def article(self, at: Place, number: str) -> None:
        """Let a row open an article, to which the rows after it belong."""
        row, own = self.row(at), self.parts[at.stretch]
        if not row.unit:
            row = opening(row)
        printed = read_number(plain(row.text).strip(" ().:-–—§"))
        number = number or row.number or (printed.id if printed else "")
        if not number:
            raise unfit(row.name, "number")
        head = own.head
        around = head.kind in ("part", "schedule")
        prefix = head.id if head.kind == "schedule" else head.id.rpartition(" ")[0]
        prefix = prefix if head.kind in ("article", "schedule") else ""
        made = Unit(
            f"{prefix} {number}".strip(),
            "article",
            head.place,
            head.id if around else head.parent,
            row.label,
            row.heading,
            row.heading_first,
        )
        if any(made.id == stretch.head.id for stretch in self.parts):
            raise unfit(row.name, "article_twice")
        body = [Row("text", -1, row.body, name=f"{made.id}+1")] if row.body else []
        rest = [
            replace(after, level=-1 if not after.unit else 0) for after in own.rows[at.row + 1 :]
        ]
        self.put(at.stretch, own.rows[: at.row])
        self.parts.insert(at.stretch + 1, Stretch(made, (*body, *rest)))
        self.touched.add(made.id)
        self.solve(at.stretch + 1, 0)

    def merge(self, place: int, item: bool) -> None:
        """Let an article be words, or with `item` a paragraph, of the article before it."""
        own, before = self.parts[place], self.parts[place - 1]
        head = own.head
        level = before.rows[-1].level if before.rows else -1
        first = replace(head_row(own), level=level, settled=True)
        if item:
            number = own_of(number_of(first.own), 0, before.head)
            first = replace(first, kind="entry", level=0, own=number)
        start = len(before.rows)
        self.put(place - 1, (*before.rows, first, *own.rows))
        del self.parts[place]
        self.touched.discard(head.id)
        self.solve(place - 1, start)

    def rename(self, place: int, number: str) -> None:
        """Give an article another number."""
        own = self.parts[place]
        prefix = own.head.id.rpartition(" ")[0]
        made = replace(own.head, id=f"{prefix} {number.strip()}".strip(), unsure="")
        if any(made.id == stretch.head.id for stretch in self.parts):
            raise unfit(own.head.id, "article_twice")
        self.parts[place] = replace(own, head=made)
        self.touched.add(made.id)


def _latin_letters(number: str) -> str:
    """Return a number as ids have it, where it was typed in the Arabic way: أ as a, 4(أ) as 4(a)."""
    if number[:1].isdigit():
        return stored(number)
    return stored(f"1({number})")[2:-1] if number.isalpha() else number


def _place_of(text: str, words: str) -> int:
    """Return where words begin in a text, whatever white space is between; -1 where they do not."""
    wanted = letters(words)
    at = letters(text).find(wanted) if wanted else -1
    if at < 0:
        return -1
    for place, sign in enumerate(text):
        if not sign.isspace():
            if not at:
                return place
            at -= 1
    return -1


def head_row(part: Stretch) -> Row:
    """Return the line that opens an article as a line of text in another one."""
    head = part.head
    own = f"({head.id.rpartition(' ')[2]})"
    return Row("text", -1, "", own, head.number, head.heading, head.heading_first, name=head.id)


def mending_of(text: LawText) -> Mending:
    """Return a text ready to be corrected."""
    return Mending(text, stretches(text))


def _placed_entries(part: Stretch) -> Stretch:
    """Return a stretch whose lines are paragraphs or items by where they stand, whatever they were before."""
    rows: list[Row] = []
    for row in part.rows:
        if row.kind in ("paragraph", "item", "entry"):
            row = replace(row, kind="entry")
            if not row.level and row.own[:1] in ("(", " ") and not row.own.startswith(" indent"):
                row = replace(row, own=own_of(row.number, 0, part.head))
        rows.append(row)
    return replace(part, rows=tuple(rows))


def mended_text(mending: Mending) -> LawText:
    """Return the text as it stands after its corrections; no letter may be lost or moved."""
    parts = [
        _placed_entries(part) if part.head.id in mending.touched else part for part in mending.parts
    ]
    mended = text_of(mending.text, parts)
    if letters(mended.joined()) != letters(mending.text.joined()):
        raise RuntimeError("a correction would lose words of the law")
    return mended
