"""The tree of a text as a plain text file that a person edits: a line a unit, indented by its depth; and back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from assess.base.problems import LexgapError, Location, problem
from assess.law.structure.constraints import Constraint
from assess.law.structure.corrections import finished, noted_line
from assess.law.structure.mending import Mending, as_settled, head_row, opening
from assess.law.structure.rows import Row, Stretch, letters, number_of, stretches
from assess.model.day import Day
from assess.model.lawtext import Correction, LawText, Unit
from assess.model.numbers import latin_digits

#: What a line is, in the words of the program; each language has its own word for it.
KINDS = (
    "preamble",
    "part",
    "article",
    "schedule",
    "paragraph",
    "item",
    "definition",
    "text",
    "heading",
    "closing",
    "note",
)
_HEADS = ("preamble", "part", "article", "schedule", "closing")
_LINE = re.compile(r"\[\s*([^\W\d_]+)\s*([^\[\]]*?)\s*\]\s*(.*)", re.DOTALL)
_UNSEEN = re.compile("[\u200b\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")
_SHOWN = 8  # words that a message shows
_BEFORE, _BEHIND = 12, 60  # letters before the first that differs, and behind it, that are shown


def tree_text(text: LawText, words: Mapping[str, str], head: str, doubts: Mapping[str, str]) -> str:
    """Return a text as lines indented by depth; `words` are those for the kinds, `head` the remarks at the top.

    `doubts` are the reasons in words, by their keys.
    """
    lines = [f"# {line}".rstrip() for line in head.splitlines()]
    depths: dict[str, int] = {}
    for stretch in stretches(text):
        unit = stretch.head
        depth = depths[unit.id] = depths.get(unit.parent, -1) + 1
        lines += _printed(depth, _entry_of_head(unit), words, doubts)
        for row in stretch.rows:
            own = 0 if row.kind == "note" else row.level + (not row.unit)
            lines += _printed(depth + 1 + own, _entry_of_row(row), words, doubts)
    return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class _Entry:
    kind: str
    number: str
    words: str
    heading: str = ""  # that is printed before
    unsure: str = ""


def _entry_of_head(unit: Unit) -> _Entry:
    number = unit.id.rpartition(" ")[2] if unit.kind == "article" else ""
    first = unit.heading if unit.heading_first else ""
    printed = unit.number if unit.heading_first else f"{unit.number} {unit.heading}".strip()
    return _Entry(unit.kind, number, printed, first, unit.unsure)


def _entry_of_row(row: Row) -> _Entry:
    number = ""
    if row.unit and row.own:
        number = number_of(row.own) if row.own[:1] in ("(", " ") else f"={row.own}"
    first = row.heading if row.heading_first else ""
    printed = row.text.removeprefix(first).strip() if first else row.text
    return _Entry(row.kind, number, printed, first, row.unsure)


def _printed(
    depth: int, entry: _Entry, words: Mapping[str, str], doubts: Mapping[str, str]
) -> Iterator[str]:
    indent = "  " * depth
    if entry.unsure:
        yield f"{indent}# ? {doubts.get(entry.unsure, entry.unsure)}"
    if entry.heading:
        yield f"{indent}[{words['heading']}] {entry.heading}"
    name = f"{words[entry.kind]} {entry.number}".strip()
    yield f"{indent}[{name}] {entry.words}".rstrip()


@dataclass(frozen=True)
class Line:
    """A line of such a file: where it is, how far it is indented, what it is, its number and its words."""

    place: Location
    indent: int
    kind: str
    number: str
    words: str


def read_lines(content: str, path: str, words: Mapping[str, str]) -> list[Line]:
    """Return the lines of a file; `words` lead from a word of any language to a kind. LexgapError for what is none."""
    lines: list[Line] = []
    for count, raw in enumerate(content.splitlines(), 1):
        bare = _UNSEEN.sub("", raw).replace("\u00a0", " ").expandtabs(4).rstrip()
        stripped = bare.lstrip()
        if not stripped or stripped.startswith("#"):
            continue
        at = Location(path, count)
        match = _LINE.match(stripped)
        kind = words.get(match[1].casefold()) if match else None
        if match and kind:
            printed = _original(raw)
            number = latin_digits(match[2].strip())
            lines.append(Line(at, len(bare) - len(stripped), kind, number, printed))
        elif lines and not stripped.startswith("["):
            above = lines[-1]
            lines[-1] = replace(above, words=f"{above.words} {raw.strip()}".strip())
        else:
            raise LexgapError([problem("tree-line", at, line=_short(stripped), why="@fix_kind")])
    return lines


def _original(raw: str) -> str:
    """Return the words of a line with every sign that they have."""
    return raw.partition("]")[2].strip()


def _letters(text: str) -> str:
    """Return a text without white space and signs that are not seen, which editors add and take away."""
    return letters(_UNSEEN.sub("", text))


def _short(text: str) -> str:
    shown = text.split()
    return " ".join(shown[:_SHOWN]) + (" …" if len(shown) > _SHOWN else "")


class _Words:
    """The words of the law in their order, with the lines that they stand in."""

    def __init__(self, parts: list[Stretch]):
        self.starts: dict[int, tuple[int, int]] = {}  # number of letters before → stretch and row
        self.order: list[int] = []
        printed: list[str] = []
        at = 0
        for number, part in enumerate(parts):
            for place, line in enumerate((part.line, *(row.text for row in part.rows)), -1):
                if line:
                    self.starts[at] = number, place
                    self.order.append(at)
                    printed.append(line)
                    at += len(_letters(line))
        self.text = "\n".join(printed)
        self.letters = _letters(self.text)
        self._places = [
            place
            for place, sign in enumerate(self.text)
            if not sign.isspace() and not _UNSEEN.match(sign)
        ]

    def between(self, start: int, end: int) -> str:
        """Return the law's words from one number of letters to another, white space as in the law."""
        if start >= end:
            return ""
        first = self._places[start] if start else 0
        last = self._places[end] if end < len(self._places) else len(self.text)
        return " ".join(self.text[first:last].split("\n")).strip()


def from_tree(text: LawText, lines: list[Line], by: str, on: Day | None) -> LawText:
    """Return the text as its tree was edited, what was changed noted as corrections.

    The tree is the truth: nothing is read again. Raises LexgapError for words that are not those of the law, in their
    order, and for lines that cannot stand where they do.
    """
    mending = Mending(text, stretches(text))
    before = mending.parts[:]
    words = _Words(before)
    _same_words(lines, words)
    tree = _Tree(mending, words)
    tree.read(lines)
    mending.parts = tree.parts
    for part in tree.parts:
        mending.touched.add(part.head.id)
    same = {part.head.id: part for part in before}
    for part in tree.parts:
        own = same.get(part.head.id)
        if own is not None and _plain(own) == _plain(part):
            mending.touched.discard(part.head.id)
    step = max((entry.step for entry in text.corrections), default=0) + 1
    return finished(mending, before, tree.notes(), tree.settled, step, by, on)


def _plain(part: Stretch) -> Stretch:
    return replace(
        part, rows=tuple(replace(row, name="", settled=False, unsure="") for row in part.rows)
    )


def _same_words(lines: list[Line], words: _Words) -> None:
    """Raise LexgapError where the words of the lines are not those of the law in their order."""
    at = 0
    for line in lines:
        own = _letters(line.words)
        there = words.letters[at : at + len(own)]
        if there != own:
            pairs = zip(own, there)
            same = next((place for place, pair in enumerate(pairs) if pair[0] != pair[1]), None)
            same = min(len(own), len(there)) if same is None else same
            start = max(0, same - _BEFORE)
            end = min(at + same + _BEHIND, len(words.letters))
            raise _other_words(line, words.between(at + start, end), _after(line.words, start))
        at += len(own)
    if at < len(words.letters):
        last = lines[-1] if lines else Line(Location(""), 0, "", "", "")
        raise _other_words(last, words.between(at, min(at + _BEHIND, len(words.letters))), "")


def _other_words(line: Line, law: str, file: str) -> LexgapError:
    words = {"law": _short(law) or "–", "file": _short(file) or "–"}
    return LexgapError([problem("tree-words", line.place, **words)])


def _after(text: str, number: int) -> str:
    """Return a text without its first letters."""
    for place, sign in enumerate(text):
        if not number and not sign.isspace():
            return text[place:]
        number -= not sign.isspace()
    return ""


class _Tree:
    """Makes stretches of the lines of an edited tree, with the text that they were made of at hand."""

    def __init__(self, mending: Mending, words: _Words):
        self.text, self.old, self.words = mending.text, mending.parts, words
        self.parts: list[Stretch] = []
        self.rows: list[Row] = []
        self.settled: set[str] = set()
        self.used: set[int] = set()  # starts at which a line of the tree begins
        self.cuts: list[tuple[int, int]] = []  # starts and ends of lines that begin within a line
        self.changed: list[Correction] = []
        self.bodies: set[int] = set()  # starts of the words behind the label of a new article
        self.stack: list[int] = []
        self.at = 0
        self.heading: tuple[Line, int, int] | None = None

    def read(self, lines: list[Line]) -> None:
        """Make the stretches."""
        silent = [part for part in self.old if not part.line]
        for line in lines:
            start = self.at
            self.at += len(_letters(line.words))
            if line.kind == "heading":
                self._heading(line, start)
            elif line.kind in _HEADS or (
                line.kind == "note" and (not self.stack or line.indent <= self.stack[0])
            ):
                self._head(line, start, silent)
            else:
                self._row(line, start)
        if self.heading:
            raise _unfit(self.heading[0], "heading_last")
        self._close()

    def _heading(self, line: Line, start: int) -> None:
        if self.heading:
            raise _unfit(line, "heading_last")
        self.heading = line, start, self.at

    def _close(self) -> None:
        if self.parts:
            self.parts[-1] = replace(self.parts[-1], rows=tuple(self.rows))
        self.rows = []

    def _begin(self, start: int) -> tuple[int, str]:
        """Return where a line begins with the heading printed before it, and that heading."""
        if self.heading is None:
            return start, ""
        line, begin, end = self.heading
        self.heading = None
        heading = self.words.between(begin, end)
        number, place = self.words.starts.get(begin, (0, -1))
        row = self.old[number].rows[place] if place >= 0 else None
        if row is not None and _letters(row.text) == _letters(heading):  # its own line until now
            note = noted_line(self.old[number], place)
            self.changed.append(replace(note, kind="heading", level=None, number=""))
            self.used |= {begin, start}
        return begin, heading

    def _head(self, line: Line, start: int, silent: list[Stretch]) -> None:
        begin, heading = self._begin(start)
        known = self._known_head(line, (begin, start), silent)
        self._close()
        self.stack = [line.indent]
        if known is not None:
            self.parts.append(Stretch(self._renumbered(known, line, heading)))
            return
        if line.kind != "article" or not self.parts:
            raise _unfit(line, "head")
        self._open_article(line, begin, start, heading)

    def _known_head(
        self, line: Line, places: tuple[int, int], silent: list[Stretch]
    ) -> Stretch | None:
        """Return the stretch of the text that a line opens, if it does; it may have got a heading before it."""
        if not _letters(line.words):
            match = next((part for part in silent if part.head.kind == line.kind), None)
            if match is not None:
                silent.remove(match)
            return match
        for begin in dict.fromkeys(places):
            number, place = self.words.starts.get(begin, (0, 0))
            own = self.old[number]
            same = _letters(own.line) == self.words.letters[begin : self.at]
            if begin in self.words.starts and place < 0 and own.head.kind == line.kind and same:
                self.used.add(begin)
                return own
        return None

    def _renumbered(self, part: Stretch, line: Line, heading: str) -> Unit:
        head = part.head
        if heading and not head.heading:
            head = replace(head, heading=heading, heading_first=True)
        prefix, _, number = head.id.rpartition(" ")
        if line.kind == "article" and line.number and line.number != number:
            note = noted_line(part, -1)
            self.changed.append(replace(note, kind="article", number=line.number))
            head = replace(head, id=f"{prefix} {line.number}".strip(), unsure="")
        return head

    def _open_article(self, line: Line, begin: int, start: int, heading: str) -> None:
        if not line.number:
            raise _unfit(line, "number")
        around = self.parts[-1].head
        inside = around.kind in ("part", "schedule")
        prefix = around.id if around.kind == "schedule" else around.id.rpartition(" ")[0]
        prefix = prefix if around.kind in ("article", "schedule") else ""
        name = f"{prefix} {line.number}".strip()
        if any(part.head.id == name for part in (*self.parts, *self.old)):
            raise _unfit(line, "article_twice")
        label, title, body = self._opened(line, start)
        self._mark(start)
        parent = around.id if inside else around.parent
        title, first = (heading, True) if heading else (title, False)
        self.parts.append(Stretch(Unit(name, "article", around.place, parent, label, title, first)))
        if body:
            self.rows.append(Row("text", -1, body, name=f"{name}+1"))

    def _opened(self, line: Line, start: int) -> tuple[str, str, str]:
        """Return label, heading and the rest of a line that opens an article, and note that it does."""
        number, place = self.words.starts.get(start, (0, -1))
        words = self.words.between(start, self.at)
        if place < 0:
            return words, "", ""
        note = noted_line(self.old[number], place)
        self.changed.append(replace(note, kind="article", level=None, number=line.number))
        row = self.old[number].rows[place]
        row = row if row.unit else opening(row)
        head = _letters(row.label + row.heading)
        if head and _letters(words) in (head, _letters(row.text)):
            self.bodies.add(start + len(head))
            body = row.body if _letters(words) != head else ""
            return row.label, row.heading, body
        return words, "", ""

    def _mark(self, start: int) -> None:
        """Note where a line of the tree begins: at the beginning of a line of the text, or within one."""
        if start in self.words.starts:
            self.used.add(start)
        elif self.at > start and start not in self.bodies:
            self.cuts.append((start, self.at))

    def _row(self, line: Line, start: int) -> None:
        if not self.parts:
            raise _unfit(line, "first")
        begin, heading = self._begin(start)
        around = [self.stack[0], *(indent for indent in self.stack[1:] if indent < line.indent)]
        level = len(around) - 1 - (line.kind == "text")
        if line.kind not in ("text", "note"):
            self.stack = [*around, line.indent]
        row, known = self._known_row(begin, heading, line)
        wished = self._wished(row, line, level)
        if heading and not wished.heading:
            wished = replace(wished, heading=heading, heading_first=True)
        if known is None or known.sense != wished.sense:
            name = row.name or f"@{start}"
            wished = replace(wished, name=name, settled=True)
            self.settled.add(name)
        self.rows.append(wished)
        self._mark(begin)

    def _known_row(self, begin: int, heading: str, line: Line) -> tuple[Row, Row | None]:
        """Return the row that a line of the tree is, and the same where the text has just this line."""
        words = self.words.between(begin, self.at)
        place = self.words.starts.get(begin)
        if place and place[1] >= 0:
            row = self.old[place[0]].rows[place[1]]
            if _letters(row.text) == _letters(words):
                return row, row
        elif place and _letters(words).startswith(_letters(self.old[place[0]].line)):
            part = self.old[place[0]]
            note = noted_line(part, -1)
            level = None if line.kind == "text" else 0
            self.changed.append(replace(note, kind="no_article", level=level, number=""))
            rest = self.words.between(begin + len(_letters(part.line)), self.at)
            self.bodies.add(begin + len(_letters(part.line)))
            return replace(head_row(part), body=rest), None
        if heading:
            begin += len(_letters(heading))
            words = self.words.between(begin, self.at)
            place = self.words.starts.get(begin)
            if place and place[1] >= 0:
                row = self.old[place[0]].rows[place[1]]
                if _letters(row.text) == _letters(words):
                    return row, None
        return Row("text", -1, words, name=f"@{begin}"), None

    def _wished(self, row: Row, line: Line, level: int) -> Row:
        if line.kind in ("text", "note"):
            if row.kind == line.kind and (line.kind == "note" or row.level == level):
                return row
            if line.kind == "note":
                raise _unfit(line, "note")
            return Row("text", level, row.text, name=row.name)
        if row.kind == "note":
            raise _unfit(line, "note")
        kind = "definition" if line.kind == "definition" else "item"
        own = line.number.removeprefix("=") if line.number.startswith("=") else ""
        number = "" if own else line.number
        if row.unit and level == row.level and (own or number) in ("", row.own, row.number):
            if (row.kind == "definition") == (kind == "definition"):
                return row
        wished = as_settled(row, Constraint(kind, level, number), self.parts[-1])
        return replace(wished, own=own) if own else wished

    def notes(self) -> list[Correction]:
        """Return what was changed of the lines themselves: joined, split, made headings or articles."""
        joined, split = [], []
        for start in self.words.order:
            number, place = self.words.starts[start]
            if start not in self.used and place >= 0 and start not in self.bodies:
                note = noted_line(self.old[number], place)
                joined.append(replace(note, kind="", level=None, number="", join=True))
        for start, end in self.cuts:
            before = max(other for other in self.words.order if other < start)
            number, place = self.words.starts[before]
            if place >= 0:
                note = noted_line(self.old[number], place)
                first = " ".join(self.words.between(start, end).split()[:_SHOWN])
                split.append(replace(note, kind="", level=None, number="", split=first))
        heading = [note for note in self.changed if note.kind == "heading"]
        article = [note for note in self.changed if note.kind == "article"]
        gone = [note for note in self.changed if note.kind == "no_article"]
        return [*joined, *split, *heading, *article, *gone]


def _unfit(line: Line, why: str) -> LexgapError:
    shown = _short(line.words) or line.kind
    return LexgapError([problem("tree-line", line.place, line=shown, why=f"@fix_{why}")])
