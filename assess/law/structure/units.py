"""Blocks of text → the units of a law with their official numbers; what is not certain is said on the unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assess.base.problems import Location
from assess.law.readers import Block, SourceText
from assess.law.structure.articles import Head, heads_of, nesting
from assess.law.structure.constraints import Constraint
from assess.law.structure.definitions import assumed_term, term_id, term_of
from assess.law.structure.drafts import Draft, Drafts
from assess.law.structure.entries import entries_of
from assess.law.structure.headings import Opening, SideNotes, openings, side_notes
from assess.law.structure.items import mark_of
from assess.law.structure.lines import Line, lines_of
from assess.law.structure.lists import Entry, Placed
from assess.law.structure.numbering import part_label, plain, read_number
from assess.law.structure.plans import Plan, Stretch, is_indented, plans_of
from assess.model.lawtext import LawText
from assess.model.terms import TextStanding, UnitKind

_PIECE = 1_500  # letters of a line, on average, from which a text does not stand in lines
#: How the end of a law begins: the place and day of signature, the order to publish.
_SIGNED = re.compile(
    r"صدر (?:عنا|في|فى|ب)|حرر (?:في|ب)|يبصم هذا|نشر هذا|Done (?:at|in) |Made at |Fait (?:à|au) |Dad[oa] en |Hecho en "
    r"|Por tanto,? mando|La présente loi sera exécutée|Assented to ",
    re.IGNORECASE,
)


class Builder:
    """Walks through the lines once and makes the units."""

    def __init__(
        self,
        lines: list[Line],
        heads: list[Head],
        opened: dict[int, Opening],
        notes: SideNotes,
        settled: Mapping[int, Constraint],
    ):
        self.lines, self.heads, self.opened = lines, {head.place: head for head in heads}, opened
        self.side = notes
        self.skipped = {opening.other for opening in opened.values() if opening.other >= 0}
        self.skipped |= set(notes.above.values())
        self.drafts = Drafts()
        self.parts: list[tuple[str, str]] = []  # word and id of the parts that are open
        self.order = nesting(heads)  # words for parts, the outermost first
        self.scope = self.prefix = (
            ""  # id of the schedule, and what goes before the ids of articles
        )
        self.own: Draft | None = None  # the article of this law
        self.base: Draft | None = None  # what paragraphs stand in: article, schedule, part of one
        self.notes = self.loose = 0
        self.block: Block | None = None  # that of the line before
        articles = [head for head in heads if head.kind == "article" and not head.quoted]
        self.final = {
            article.place
            for article, after in zip(articles, [*articles[1:], None])
            if after is None or after.prefix != article.prefix
        }
        self.ending = False  # whether the article at hand is the last of its run
        self.plans = plans_of(self._stretches(settled), is_indented(lines))
        self.plan: Plan | None = None  # of what is read
        self.made: dict[int, Draft] = {}  # the units of the plan, by the number of their entry

    def _stretches(self, settled: Mapping[int, Constraint]) -> dict[int, Stretch]:
        """Return the lines of each article, and of each part that may hold paragraphs, by the place of its head."""
        stops = sorted([*self.heads, len(self.lines)])
        stretches: dict[int, Stretch] = {}
        notes = {item: self.lines[note].text for item, note in self.side.above.items()}
        for place, stop in zip(stops, stops[1:]):
            head, opening = self.heads[place], self.opened[place]
            if head.kind == "contents":
                continue
            places = list(self._places(place, stop))
            entries = entries_of(self.lines, places, {place: opening.rest}, settled, notes)
            stretches[place] = Stretch(entries, opening.heading, head.kind == "article")
        return stretches

    def _places(self, place: int, stop: int) -> Iterator[int]:
        """Yield the lines of an article: until a heading without a number, and without notes and headings."""
        yield place
        for number in range(place + 1, stop):
            line = self.lines[number]
            if self._opens_part(number) or (place in self.final and _signs(line)):
                return
            if number not in self.skipped and number not in self.side.again:
                if not line.block.note:
                    yield number

    def _opens_part(self, place: int) -> bool:
        """Whether a line is a heading without a number."""
        line = self.lines[place]
        marked = line.block.heading and not line.quoted and mark_of(line.plain) is None
        return place not in self.skipped and (bool(marked) or place in self.side.headings)

    def run(self, start: int = 0) -> Drafts:
        """Make all units."""
        for place in range(start, len(self.lines)):
            if place in self.heads:
                self._head(place, self.heads[place])
            elif place not in self.skipped:
                self._line(place, self.lines[place])
            self.block = self.lines[place].block
        return self.drafts

    def _head(self, place: int, head: Head) -> None:
        opening = self.opened[place]
        if head.kind == "contents":
            self._to_note("contents", self.lines[place].text)
        elif head.kind == "article":
            self._article(head, opening)
        else:
            self._part(head, opening)

    def _part(self, head: Head, opening: Opening) -> None:
        word, name = head.label.word, " ".join(filter(None, (head.label.word, head.label.id)))
        if head.kind == "schedule":
            self.parts, self.scope = [], ""
        while (
            self.parts
            and head.kind == "part"
            and self.order.index(self.parts[-1][0]) >= self.order.index(word)
        ):
            self.parts.pop()
        above = self.parts[-1][1] if self.parts else self.scope
        made = self.drafts.add(
            Draft(
                f"{above} {name}".strip(),
                "schedule" if head.kind == "schedule" else "part",
                above,
                opening.number,
                opening.heading,
                False,
                [],
                head.unsure,
            )
        )
        if head.kind == "schedule":
            self.scope = made.id
        else:
            self.parts.append((word, made.id))
        self.own, self.ending = None, False
        self._within(made if self.scope else None, head.place)
        if not self.scope:
            self.drafts.write(made, opening.rest)

    def _within(self, base: Draft | None, place: int = -1) -> None:
        """Go on within an article or a schedule, whose head stands at a place."""
        self.base, self.made = base, {}
        self.plan = self.plans.get(place) if base else None
        if base and place >= 0:
            self._text(place)

    def _article(self, head: Head, opening: Opening) -> None:
        prefix = self.scope or head.prefix
        parent = self.parts[-1][1] if self.parts else self.scope
        if head.prefix == "@part":
            prefix = parent
        if head.quoted and self.own:
            prefix = parent = self.own.id
        made = self.drafts.add(
            Draft(
                f"{prefix} {head.label.id}".strip(),
                "article",
                parent,
                opening.number,
                opening.heading,
                opening.before,
                [],
                head.unsure,
            )
        )
        if not head.quoted:
            self.own, self.ending, self.prefix = (
                made,
                head.place in self.final,
                self.scope or head.prefix,
            )
        self._within(made, head.place)

    def _line(self, place: int, line: Line) -> None:
        if line.block.note or place in self.side.again:
            self.notes += line.block is not self.block
            return self._to_note(f"note {self.notes}", line.text)
        last = self.drafts.last
        inside = last is not None and last.kind != "preamble"
        if inside and (self.own or self.parts or self.scope) and self._opens_part(place):
            return self._cross_heading(line)
        if self.ending and _signs(line):
            self._sign()
        if self.plan is None or place not in self.plan.numbers:
            note = self.side.above.get(place)
            if note is not None:
                self._outside(self.lines[note].text)
            return self._outside(line.text)
        return self._text(place)

    def _outside(self, text: str) -> None:
        """Add a line that stands in no article: to the preamble, a part, or what closes the law."""
        last = self.drafts.last
        if last is None or last.kind == "note":
            last = self.drafts.add(Draft("preamble" if not self.own else "text", "preamble"))
        self.drafts.write(last, text)

    def _to_note(self, name: str, text: str) -> None:
        last = self.drafts.last
        if last is None or last.id != name:
            last = self.drafts.add(Draft(name, "note"))
        self.drafts.write(last, text)

    def _cross_heading(self, line: Line) -> None:
        """Open a part that has a heading and no number."""
        self.loose += 1
        above = self.parts[-1][1] if self.parts else self.scope
        made = self.drafts.add(Draft(f"heading {self.loose}", "part", above, "", line.text))
        self._within(made if self.scope else None)

    def _sign(self) -> None:
        """Begin what closes the law, or the decree before it: no words of an article."""
        self.drafts.add(Draft(f"{self.prefix} closing".strip(), "closing"))
        self.own, self.ending = None, False
        self._within(None)

    def _text(self, place: int) -> None:
        """Add the entries of a line: items and definitions as units, words to the unit that they belong to."""
        if self.plan is None:
            return
        numbers = self.plan.numbers.get(place, [])
        first = self.plan.placed[numbers[0]] if numbers else None
        if place in self.side.above and first and first.kind != "item":
            self.drafts.write(self._owner(first), self.lines[self.side.above[place]].text)
        for number in numbers:
            entry, placed = self.plan.entries[number], self.plan.placed[number]
            if placed.kind == "item":
                self._item(number, entry, placed)
            elif placed.kind == "definition":
                self._definition(number, entry, placed)
            else:
                self._words(entry, placed)

    def _owner(self, placed: Placed) -> Draft:
        """Return the unit that an entry stands in or carries on."""
        assert self.base is not None
        return self.made.get(placed.owner, self.base)

    def _words(self, entry: Entry, placed: Placed) -> None:
        """Add words without a label that counts; a label among them is printed as it stands."""
        owner, last = self._owner(placed), self.drafts.latest
        quoted = entry.bound and last.kind != "note" and last.id.startswith(owner.id)
        if quoted and last.kind == "closing" or owner is last:
            owner = last
        self.drafts.write(owner, " ".join(filter(None, (entry.label, entry.text))), placed.doubt)

    def _definition(self, number: int, entry: Entry, placed: Placed) -> None:
        owner = self._owner(placed)
        term, end = term_of(entry.text) or assumed_term(entry.text) or (entry.text, 0)
        made = self.drafts.add(
            Draft(
                f"{owner.id} {term_id(term)}",
                "definition",
                owner.id,
                "",
                entry.text[:end].strip(),
                unsure=placed.doubt,
            )
        )
        self.made[number] = made
        self.drafts.write(made, entry.text[end:].strip())

    def _item(self, number: int, entry: Entry, placed: Placed) -> None:
        assert self.base is not None and placed.level is not None and self.plan is not None
        owner, level = self._owner(placed), placed.level
        name = level.name
        if level.form == "•":
            name = f"{owner.id} indent {level.value[0]}"
        elif level.kind == "1.1":
            above = name[: -len(name.split(".")[-1]) - 1] if "." in name else ""
            owner = self.drafts.find(f"{self.base.id}({above})") or owner
            name = f"{self.base.id}({name})"
        elif owner.kind in ("schedule", "part"):
            name = f"{owner.id} {name}"
        else:
            name = f"{owner.id}({name})"
        outer = owner.kind in ("article", "schedule", "definition", "part")
        kind: UnitKind = "paragraph" if outer and level.form != "•" else "item"
        if placed.depth == 0 and self.plan.defining and term_of(entry.text):
            kind = "definition"
        heading = self.side.above.get(entry.place)
        made = self.drafts.add(
            Draft(
                name,
                kind,
                owner.id,
                entry.label,
                self.lines[heading].text if heading is not None and not entry.inline else "",
                heading is not None and not entry.inline,
                [],
                placed.doubt,
            )
        )
        self.made[number] = made
        self.drafts.write(made, entry.text)


def _signs(line: Line) -> bool:
    """Whether a line begins what closes a law: the place and day of signature."""
    return bool(_SIGNED.match(line.text.lstrip("( ")))


_KINDS: dict[str, UnitKind] = {
    "part": "part",
    "article": "article",
    "paragraph": "paragraph",
    "item": "item",
    "schedule": "schedule",
    "preamble": "preamble",
    "closing": "closing",
    "definition": "definition",
    "note": "note",
}


def from_markup(blocks: tuple[Block, ...]) -> Drafts:
    """Make the units of marked blocks; blocks without a kind carry on the unit that they stand in."""
    drafts, notes = Drafts(), 0
    open_units: list[tuple[int, Draft]] = []
    for block in blocks:
        if block.note:
            notes += 1
            drafts.add(Draft(f"note {notes}", "note", lines=[block.printed()]))
            continue
        if block.kind:
            while open_units and open_units[-1][0] >= block.depth:
                open_units.pop()
            if block.kind == "closing" and open_units:
                drafts.write(open_units[-1][1], block.printed())
                continue
            made = drafts.add(_unit(block, [draft for _, draft in open_units]))
            open_units.append((block.depth, made))
            drafts.write(made, block.text)
        else:
            while len(open_units) > 1 and open_units[-1][0] >= block.depth > 0:
                open_units.pop()
            owner = (
                open_units[-1][1]
                if open_units
                else drafts.last or drafts.add(Draft("preamble", "preamble"))
            )
            drafts.write(owner, block.printed())
    return drafts


def _unit(block: Block, above: list[Draft]) -> Draft:
    kind = _KINDS.get(block.kind, "paragraph")
    scope = next((draft.id for draft in reversed(above) if draft.kind == "schedule"), "")
    parent = above[-1].id if above else ""
    name = _name(block, kind)
    inner = ("paragraph", "item", "definition")
    if kind in inner and above and above[-1].kind in ("article", *inner):
        identity = f"{parent}({name})" if block.number else f"{parent} {name}"
    elif kind in ("article", *inner):
        identity = f"{scope} {name}".strip()
    else:
        identity = f"{parent} {name}".strip()
    return Draft(identity, kind, parent, block.number, block.title)


def _name(block: Block, kind: UnitKind) -> str:
    """Return what a number adds to an id: 3 for `Article 3.`, a for `(a)`, chapter 2 for `Chapter II`."""
    printed = plain(block.number).strip(" ().:-–—")
    label = part_label(printed) if kind in ("part", "schedule") else None
    if label:
        return f"{label.word} {label.id}"
    if kind in ("paragraph", "item", "definition"):
        return printed or (term_id(block.title) if block.title else kind)
    number = read_number(printed.split(" ")[-1]) if printed else None
    if kind == "article":
        return number.id if number else printed or "article"
    if kind == "part" and not printed:
        return "heading"
    return " ".join(filter(None, (kind, number.id if number else printed)))


_SPACE = re.compile(r"\s+")


def structured(
    source: SourceText,
    law: str,
    language: str,
    standing: TextStanding,
    *,
    pattern: str = "",
    constraints: Mapping[int, Constraint] | None = None,
) -> LawText:
    """Return the text of a law, cut into units that carry the official numbers.

    `pattern` (`Rule {n}`, `/regular expression with a group/`) alone marks articles where it is given; raises
    ValueError where it has no place for a number. `constraints` are what a person settled of lines, by their number in
    `lines_of(source)`. No block and no letter is lost: see `comparable`.
    """
    if not pattern and any(block.kind for block in source.blocks):
        drafts = from_markup(source.blocks)
    else:
        drafts = _from_lines(lines_of(source), source.format, pattern, constraints or {})
    return LawText(
        law=law,
        language=language,
        standing=standing,
        units=drafts.units(source.file),
        place=Location(source.file),
        file=source.file,
        format=source.format,
        sha256=source.sha256,
    )


def _from_lines(
    lines: list[Line], form: str, pattern: str, constraints: Mapping[int, Constraint]
) -> Drafts:
    remarks = _remarks(lines) if form == "text" else 0
    rest = lines[remarks:]
    settled = {place - remarks: constraint for place, constraint in constraints.items()}
    heads = heads_of(rest, pattern)
    opened = openings(rest, heads)
    builder = Builder(rest, heads, opened, side_notes(rest, heads, opened), settled)
    if remarks:
        builder.drafts.add(Draft("remarks", "note", lines=[line.text for line in lines[:remarks]]))
    drafts = builder.run()
    if drafts.last is not None and not any(draft.kind == "article" for draft in drafts.made):
        drafts.last.unsure = drafts.last.unsure or _without_articles(rest)
    return drafts


def _without_articles(lines: list[Line]) -> str:
    """Return the doubt about a text without articles; only where it stands in lines can a pattern find some."""
    free = [len(line.text) for line in lines if not line.block.row and not line.block.note]
    in_lines = sum(free) * 2 > sum(len(line.text) for line in lines)
    return "no_articles" if in_lines and sum(free) <= _PIECE * len(free) else "no_lines"


def _remarks(lines: list[Line]) -> int:
    """Return how many lines at the top of a plain text are remarks of whoever typed it: those that begin with #."""
    number = 0
    while number < len(lines) and lines[number].text.startswith("#"):
        number += 1
    return number


def comparable(text: str) -> str:
    """Return `text` without white space: joined units must give the same as the source's blocks."""
    return _SPACE.sub("", text)
