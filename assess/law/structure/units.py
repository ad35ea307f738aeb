"""Blocks of text → the units of a law with their official numbers; what is not certain is said on the unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from assess.base.problems import Location
from assess.law.readers import Block, SourceText
from assess.law.structure.articles import Head, heads_of, nesting
from assess.law.structure.constraints import Constraint
from assess.law.structure.definitions import holds_definitions, like_sister, term_id, term_of
from assess.law.structure.drafts import Draft, Drafts
from assess.law.structure.headings import Opening, openings
from assess.law.structure.items import Level, Mark, Reading, mark_of, name_of, placed
from assess.law.structure.lines import STOP, Line, lines_of
from assess.law.structure.numbering import part_label, plain, read_number
from assess.model.lawtext import LawText
from assess.model.terms import TextStanding, UnitKind

_FIRST = 6  # lines at the beginning of an article that can say that it holds definitions
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
        settled: Mapping[int, Constraint] = MappingProxyType({}),
    ):
        self.settled = dict(settled)
        self.lines, self.heads, self.opened = lines, {head.place: head for head in heads}, opened
        self.skipped = {opening.other for opening in opened.values() if opening.other >= 0}
        self.drafts = Drafts()
        self.parts: list[tuple[str, str]] = []  # word and id of the parts that are open
        self.order = nesting(heads)  # words for parts, the outermost first
        self.scope = self.prefix = (
            ""  # id of the schedule, and what goes before the ids of articles
        )
        self.own: Draft | None = None  # the article of this law
        self.base: Draft | None = (
            None  # what paragraphs stand in: article, quoted article, definition, schedule
        )
        self.levels: list[Level] = []
        self.defining = False
        self.notes = self.loose = 0
        self.block: Block | None = None  # that of the line before
        self.going_on = (
            ""  # id of an item whose words end with a colon and go on in lines without a label
        )
        articles = [head for head in heads if head.kind == "article" and not head.quoted]
        self.final = {
            article.place
            for article, after in zip(articles, [*articles[1:], None])
            if after is None or after.prefix != article.prefix
        }
        self.ending = False  # whether the article at hand is the last of its run
        self.coming = self._marks_ahead()

    def _marks_ahead(self) -> list[Mark | None]:
        """Return, for each line, the next label of the same article after it."""
        ahead: list[Mark | None] = [None] * (len(self.lines) + 1)
        for place in range(len(self.lines) - 1, 0, -1):
            line = self.lines[place]
            if place in self.heads:
                continue
            own = (
                mark_of(line.plain)
                if not line.quoted and not line.block.row and not line.block.note
                else None
            )
            ahead[place - 1] = own if own and own.form != "•" else ahead[place]
        return ahead

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
        if opening.rest:
            self.drafts.write(made, opening.rest)
        if head.kind == "schedule":
            self.scope = made.id
            self._within(made)
        else:
            self.parts.append((word, made.id))
            self._within(made if self.scope else None)
        self.own, self.ending = None, False

    def _within(self, base: Draft | None) -> None:
        self.base, self.levels, self.defining = base, [], False

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
        self._within(made)
        self.defining = holds_definitions(opening.heading, "")
        if opening.rest:
            self._text(opening.rest, self.lines[head.place], head.place)

    def _line(self, place: int, line: Line) -> None:
        last = self.drafts.last
        if line.block.note:
            self.notes += line.block is not self.block
            return self._to_note(f"note {self.notes}", line.text)
        if (
            line.block.heading
            and last is not None
            and last.kind != "preamble"
            and not line.quoted
            and mark_of(line.plain) is None
            and (self.own or self.parts or self.scope)
        ):
            return self._cross_heading(line)
        if self.ending and _SIGNED.match(line.text.lstrip("( ")):
            self._sign()
        if self.base is None:
            return self._outside(line.text)
        self._text(line.text, line, place)
        return None

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

    def _text(self, text: str, line: Line, place: int) -> None:
        """Add a line of an article: as an item where its label makes sense, else where it carries on."""
        settled = self.settled.pop(place, None)
        if settled and self._as_settled(text, settled):
            return None
        same = plain(text)
        mark = mark_of(same) if not line.quoted and not line.block.row else None
        ends_full = line.ends_full
        if mark:
            before = self.drafts.latest.lines[-1:] or [""]
            level, doubt = placed(
                self.levels, mark, ends_full, line.block.depth, bool(STOP.search(before[0][-200:]))
            )
            if level is not None:
                return self._item(text, mark, level, doubt, line, place)
        after_items = self._defines_next(text, place)
        term = term_of(text) if after_items or self._may_define(line) else None
        if term:
            sure = not after_items or text[0] in '«“„"' or self.lines[place - 1].ends_full
            return self._definition(
                term[0],
                text[: term[1]].strip(),
                text[term[1] :].strip(),
                "" if sure else "definition_assumed",
            )
        below = term_of(text) if self._defines_below(text, line) else None
        if below:
            return self._definition_below(
                below[0], text[: below[1]].strip(), text[below[1] :].strip()
            )
        self._carry_on(text, line, place)
        return None

    def _as_settled(self, text: str, settled: Constraint) -> bool:
        """Add a line as somebody settled it; False where that does not say where it stands."""
        depth = settled.level
        if settled.kind == "text":
            self.drafts.write(self._settled_owner(depth), text)
            return True
        if depth is None:
            return False
        if self.here.kind == "definition" and not depth:
            self._within(self.drafts.get(self.here.parent))
        term = term_of(text) if settled.kind == "definition" else None
        if term and not depth:
            self._definition(term[0], text[: term[1]].strip(), text[term[1] :].strip(), "")
            return True
        self._settled_item(text, depth - (self.here.kind == "definition"), settled.number)
        return True

    def _settled_owner(self, depth: int | None) -> Draft:
        """Return the open unit of a depth, that made last where none is given."""
        if depth is None:
            return self.drafts.latest
        if self.here.kind == "definition":
            depth -= 1
        if depth >= len(self.levels):
            return self.drafts.latest
        return self.drafts.get(self.levels[depth].unit) if depth >= 0 else self.here

    def _settled_item(self, text: str, place: int, number: str) -> None:
        """Add an item of the list of that depth, the lists within it closed."""
        place = min(place, len(self.levels))
        del self.levels[place + 1 :]
        mark = mark_of(plain(text))
        end, form = (mark.end, mark.form) if mark else (0, "")
        readings = mark.readings if mark else (("1", (0,), number),)
        kind, value, name = self._settled_reading(readings, place, number)
        owner = self.drafts.get(self.levels[place - 1].unit) if place else self.here
        number = number or name
        plainly = owner.kind in ("schedule", "part")
        made = self.drafts.add(
            Draft(
                f"{owner.id} {number}" if plainly else f"{owner.id}({number})",
                "item" if place else "paragraph",
                owner.id,
                text[:end].strip(),
            )
        )
        del self.levels[place:]
        self.levels.append(Level(form, kind, value, made.id, owner.id))
        self.drafts.write(made, text[end:].strip())

    def _settled_reading(self, readings: tuple[Reading, ...], place: int, number: str) -> Reading:
        """Return the reading of a label that carries on its list, or else begins one."""
        named = [reading for reading in readings if reading[2] == number] or list(readings)
        before = self.levels[place] if place < len(self.levels) else None
        return next(
            (
                reading
                for reading in named
                if (reading[0] == before.kind if before else reading[1] == (1,))
            ),
            named[0],
        )

    def _may_define(self, line: Line, first: bool = False) -> bool:
        """Whether a line can be a definition: one without a label, or with `first` an item of the outermost list."""
        base = self.base
        if line.quoted or base is None or base.kind not in ("article", "definition"):
            return False
        if not self.defining and base.kind == "article" and len(self.levels) <= first:
            self.defining = holds_definitions(base.heading, " ".join(base.lines[:_FIRST]))
        return self.defining and len(self.levels) <= first

    def _defines_next(self, text: str, place: int) -> bool:
        """Whether a line after the items of a definition is the next definition: one in the form of that before it.

        Where the list goes on further down, the line belongs to it.
        """
        base, line = self.base, self.lines[place]
        if base is None or base.kind != "definition" or not self.levels or line.quoted:
            return False
        begins = line.block is not self.block or not self.lines[place - 1].ends_open
        return (
            begins
            and like_sister(text, base.heading)
            and self._going_on(self.coming[place]) is None
        )

    @property
    def here(self) -> Draft:
        """The article, definition or schedule whose text is read; in what follows there always is one."""
        assert self.base is not None
        return self.base

    def _definition(self, term: str, printed: str, rest: str, doubt: str) -> None:
        owner = self.here.parent if self.here.kind == "definition" else self.here.id
        made = self.drafts.add(
            Draft(f"{owner} {term_id(term)}", "definition", owner, "", printed, unsure=doubt)
        )
        self.levels, self.base = [], made
        self.drafts.write(made, rest)

    def _defines_below(self, text: str, line: Line) -> bool:
        """Whether a line is a definition in a paragraph: `(1) In this Act …` and then “term” means …."""
        if not self.levels or line.quoted or text[0] not in '«“„"' or not term_of(text):
            return False
        lines = self.drafts.get(self.levels[0].unit).lines
        return holds_definitions("", " ".join(lines[:_FIRST]))

    def _definition_below(self, term: str, printed: str, rest: str) -> None:
        owner = self.levels[0].unit
        del self.levels[1:]
        made = self.drafts.add(Draft(f"{owner} {term_id(term)}", "definition", owner, "", printed))
        self.levels.append(Level("term", "term", (), made.id, owner))
        self.drafts.write(made, rest)

    def _item(
        self, text: str, mark: Mark, level: Level, doubt: str, line: Line, place: int
    ) -> None:
        owner = self.drafts.get(level.owner or self.here.id)
        level.owner = owner.id
        name = name_of(mark, level)
        if level.kind == "bullet":
            name = f"{owner.id} indent {level.value[0]}"
        elif level.kind == "1.1":
            owner = (
                self.drafts.find(f"{self.here.id}({name[:-1].rstrip('0123456789')[:-1]})") or owner
            )
            name = f"{self.here.id}({name})"
        elif owner.kind in ("schedule", "part"):
            name = f"{owner.id} {name}"
        else:
            name = f"{owner.id}({name})"
        outer = owner.kind in ("article", "schedule", "definition", "part")
        rest = text[mark.end :].strip()
        kind: UnitKind = "paragraph" if outer and level.kind != "bullet" else "item"
        if outer and self._may_define(line, first=True) and term_of(rest):
            kind = "definition"
        made = self.drafts.add(
            Draft(name, kind, owner.id, text[: mark.end].strip(), "", False, [], doubt)
        )
        level.unit, level.full = made.id, line.ends_full or line.text.endswith(":")
        if _opens_list(mark_of(plain(rest)), mark):
            return self._text(rest, line, place)
        self.drafts.write(made, rest)
        return None

    def _carry_on(self, text: str, line: Line, place: int) -> None:
        """Add a line without a label: to the last item where its list goes on, else to what the list stands in."""
        owner = self._owner(line, self.coming[place])
        self.drafts.write(owner, text)

    def _owner(self, line: Line, coming: Mark | None) -> Draft:
        last = self.drafts.latest
        if not self.levels or line.quoted:
            inside = last.id.startswith(self.here.id)
            return (
                last
                if inside and last.kind != "note" and not self._is_closing_of_base(last)
                else self.here
            )
        if last.kind == "closing":
            return self.drafts.get(last.parent) if last.parent else self.here
        if line.block is self.block:
            return last
        tail = last.lines[-1] if last.id == self.levels[-1].unit and last.lines else ""
        if line.text[:1] in '«“„"' and tail.endswith((":", "—", "–", "-")):
            return last
        if tail.endswith((":", ":-")):
            self.going_on = last.id
            return last
        # the first line after a colon is the item's; of the next ones nobody can tell
        if last.id == self.going_on:
            last.unsure = last.unsure or "item_goes_on"
            return last
        place = self._going_on(coming)
        inner = self.levels[place + 1 :] if place is not None else self.levels
        for level in reversed(inner):
            above = self.drafts.get(level.owner)
            if level.form == "term":
                break
            if above.lines and not re.search(r"[.]['\"»”)]*$", above.lines[-1]):
                del self.levels[self.levels.index(level) :]
                return above
        return self.drafts.get(self.levels[-1].unit)

    def _is_closing_of_base(self, last: Draft) -> bool:
        return last.kind == "closing" and last.parent == self.here.id

    def _going_on(self, coming: Mark | None) -> int | None:
        """Return the innermost open list that the next label carries on, None where it carries on none."""
        if coming is None:
            return None
        for place in range(len(self.levels) - 1, -1, -1):
            trial = [
                Level(level.form, level.kind, level.value, level.unit, level.owner, level.depth)
                for level in self.levels
            ]
            level, doubt = placed(trial, coming, True)
            if level is not None and not doubt and len(trial) <= len(self.levels):
                return len(trial) - 1
            return None
        return None


def _opens_list(inner: Mark | None, outer: Mark) -> bool:
    """Whether a label that follows another in one line, as in `1- أ-`, opens a list within its item."""
    if inner is None or (inner.form, inner.readings[0][0]) == (outer.form, outer.readings[0][0]):
        return False
    firm = inner.form in ("()", "-", ")") or (
        inner.form == "." and inner.readings[0][0] in ("1", "abjad")
    )
    return firm and any(value == (1,) for _, value, _ in inner.readings)


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
    constraints: Mapping[int, Constraint] = MappingProxyType({}),
) -> LawText:
    """Return the text of a law, cut into units that carry the official numbers.

    `pattern` (`Rule {n}`, `/regular expression with a group/`) alone marks articles where it is given; raises
    ValueError where it has no place for a number. `constraints` say what is settled of lines, by their places among
    `lines_of(source)`. No block and no letter is lost: see `comparable`.
    """
    if not pattern and any(block.kind for block in source.blocks):
        drafts = from_markup(source.blocks)
    else:
        drafts = _from_lines(lines_of(source), source.format, pattern, constraints)
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
    heads = heads_of(rest, pattern)
    settled = {place - remarks: settled for place, settled in constraints.items()}
    builder = Builder(rest, heads, openings(rest, heads), settled)
    if remarks:
        builder.drafts.add(Draft("remarks", "note", lines=[line.text for line in lines[:remarks]]))
    drafts = builder.run()
    if drafts.last is not None and not any(draft.kind == "article" for draft in drafts.made):
        drafts.last.unsure = drafts.last.unsure or "no_articles"
    return drafts


def _remarks(lines: list[Line]) -> int:
    """Return how many lines at the top of a plain text are remarks of whoever typed it: those that begin with #."""
    number = 0
    while number < len(lines) and lines[number].text.startswith("#"):
        number += 1
    return number


def comparable(text: str) -> str:
    """Return `text` without white space: joined units must give the same as the source's blocks."""
    return _SPACE.sub("", text)
