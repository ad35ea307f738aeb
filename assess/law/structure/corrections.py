"""Corrections of a tree, kept with its text: made, carried to another version of the law, taken back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from assess.base.normal import normal
from assess.base.problems import NOWHERE, LexgapError, problem
from assess.law.structure.align import number_id
from assess.law.structure.constraints import Constraint
from assess.law.structure.items import mark_of
from assess.law.structure.mending import (
    ACTS,
    SECOND,
    Edit,
    Mending,
    Place,
    as_settled,
    mended_text,
    solved,
)
from assess.law.structure.numbering import plain
from assess.law.structure.rows import Row, Stretch, folded, letters, stretches, text_of
from assess.model.day import Day
from assess.model.lawtext import Correction, LawText, Unit
from assess.model.terms import CorrectionKind

_WORDS = 8  # of a line by which it is known again
_SHARED = 0.8  # of them, that a line with the same label must have
_LEAST = 4  # words by which a line is looked for outside its article
_ROUNDS = 30  # lines that are settled one by one before all others are
_KEPT = 10  # steps that can be taken back
_STRUCTURAL = ("heading", "article", "no_article")


@dataclass(frozen=True)
class Carried:
    """A text to which the corrections of another one were made, those that somebody asked for in two lists."""

    text: LawText
    fitting: tuple[Correction, ...] = ()
    left: tuple[Correction, ...] = ()  # whose line is not there any more, or cannot be so


def corrected(text: LawText, edits: Iterable[Edit], by: str, on: Day | None) -> LawText:
    """Return a text with corrections made and noted; LexgapError for a line that is not there, or cannot be so."""
    mending = Mending(text, _marked(stretches(text), text.corrections))
    before, step = mending.parts[:], _step(text) + 1
    noted: list[Correction] = []
    settled: set[str] = set()
    for edit in sorted(edits, key=lambda edit: ACTS.index(edit.act)):
        at = mending.place(edit.unit)
        structural = _structural(mending, edit, at)
        if structural is not None:
            noted.append(structural)
        if structural is None or structural.kind == "no_article":
            settled.add(edit.unit if at.row < 0 else mending.row(at).name)
        mending.make(edit)
    return finished(mending, before, noted, settled, step, by, on)


def finished(
    mending: Mending,
    before: list[Stretch],
    noted: list[Correction],
    settled: set[str],
    step: int,
    by: str,
    on: Day | None,
) -> LawText:
    """Return the text of a mending, with what was settled of the rows named, and of what must stay beside them."""
    mending.parts = [
        folded(part) if part.head.id in mending.touched else part for part in mending.parts
    ]
    asked = [
        _noted(stretch, place, row)
        for stretch in mending.parts
        for place, row in enumerate(stretch.rows)
        if row.name in settled
    ]
    made = [*noted, *asked]
    made += _followers(mending, [*mending.text.corrections, *made])
    made = [replace(entry, step=step, by=by, day=on) for entry in made]
    regions = _regions(before, mending.parts)
    if made:
        made[0] = replace(made[0], before=json.dumps(regions, ensure_ascii=False))
    kept = [
        entry if entry.step > step - _KEPT else replace(entry, before="")
        for entry in mending.text.corrections
    ]
    return replace(mended_text(mending), corrections=(*kept, *made))


def _step(text: LawText) -> int:
    return max((correction.step for correction in text.corrections), default=0)


def _structural(mending: Mending, edit: Edit, at: Place) -> Correction | None:
    """Return the note of a correction that changes the lines, and not their depth or number alone."""
    if at.row < 0 and edit.act in ("text", "in", "join"):
        level = 0 if edit.act == "in" else None
        return replace(_noted_head(mending.parts[at.stretch]), kind="no_article", level=level)
    if at.row < 0 and edit.act == "number":
        noted = _noted_head(mending.parts[at.stretch])
        return replace(noted, kind="article", number=edit.value.strip())
    if edit.act == "split":
        line = mending.line_with(at, edit)
        note = _noted(mending.parts[line.stretch], line.row, mending.row(line))
        return replace(note, kind="", level=None, number="", split=edit.value.strip())
    if edit.act not in ("join", "heading", "article") or at.row < 0:
        return None
    note = _noted(mending.parts[at.stretch], at.row, mending.row(at))
    bare = replace(note, kind="", level=None, number="")
    if edit.act == "join":
        return replace(bare, join=True)
    kind: CorrectionKind = "heading" if edit.act == "heading" else "article"
    return replace(bare, kind=kind, number=edit.value.strip())


def identity(line: str) -> tuple[str, str]:
    """Return the label of a line as printed, and its first words: by them it is known again."""
    mark = mark_of(plain(line))
    end = mark.end if mark else 0
    return line[:end].strip(), " ".join(line[end:].split()[:_WORDS])


@lru_cache(maxsize=1 << 14)
def _key(line: str) -> tuple[str, str]:
    label, words = identity(line)
    return _comparable(label), _comparable(words)


def _comparable(words: str) -> str:
    return normal(words).casefold()


def _noted(stretch: Stretch, place: int, row: Row) -> Correction:
    label, words = identity(row.own_line)
    key = _key(row.own_line)
    time = sum(_key(other.own_line) == key for other in stretch.rows[: place + 1])
    kind = row.kind if row.kind in ("definition", "text") else "item"
    return Correction(
        stretch.head.id,
        words or label,
        stretch.head.place,
        label if words else "",
        time,
        kind,  # type: ignore[arg-type]  # one of the three
        row.level,
        row.number if row.unit else "",
    )


def noted_line(stretch: Stretch, place: int) -> Correction:
    """Return the note of a row, or of the head of a stretch where `place` is -1, as it stands."""
    return _noted_head(stretch) if place < 0 else _noted(stretch, place, stretch.rows[place])


def _noted_head(stretch: Stretch) -> Correction:
    label, words = identity(stretch.line)
    return Correction(stretch.head.id, words or label, stretch.head.place, label if words else "")


def _line(correction: Correction) -> tuple[str, str]:
    return _known(correction.label, correction.words)


@lru_cache(maxsize=1 << 14)
def _known(label: str, words: str) -> tuple[str, str]:
    return (_comparable(label), _comparable(words)) if label else _key(words)


class Lines:
    """The lines of a text by their labels and first words, in which those of corrections are looked for."""

    def __init__(self, parts: Sequence[Stretch]):
        self.heads = [part.head.id for part in parts]
        self.first = [_key(part.line) for part in parts]
        self.keys = [[_key(row.own_line) for row in part.rows] for part in parts]
        self._places: list[dict[tuple[str, str], list[int]]] = []
        for keys in self.keys:
            places: dict[tuple[str, str], list[int]] = {}
            for place, key in enumerate(keys):
                places.setdefault(key, []).append(place)
            self._places.append(places)

    def find(self, correction: Correction) -> Place | None:
        """Return where the line of a correction is: in its article, by all its first words, or else by most of them.

        Outside its article it is found by all its words alone, where no other line has them; then the article has
        another number.
        """
        number = self._article(correction.article)
        at = self._inside(number, correction) if number >= 0 else None
        if at is not None or correction.follows or len(correction.words.split()) < _LEAST:
            return at
        wanted = _line(correction)
        lines = [
            Place(other, place)
            for other, places in enumerate(self._places)
            for place in places.get(wanted, ())
        ]
        return lines[0] if len(lines) == 1 else None

    def _article(self, name: str) -> int:
        if name in self.heads:
            return self.heads.index(name)
        plain = number_id(name)
        return next(
            (place for place, head in enumerate(self.heads) if number_id(head) == plain), -1
        )

    def _inside(self, number: int, correction: Correction) -> Place | None:
        wanted = _line(correction)
        if self.first[number] == wanted and correction.kind in ("no_article", "article"):
            return Place(number, -1)
        same = self._places[number].get(wanted)
        if same:
            return Place(number, same[min(correction.time, len(same)) - 1])
        if correction.follows:
            return None
        label, words = wanted
        near = [
            place
            for place, key in enumerate(self.keys[number])
            if key[0] == label and _shared(words, key[1]) >= _SHARED
        ]
        return Place(number, near[0]) if len(near) == 1 else None


def _shared(words: str, others: str) -> float:
    wanted = Counter(words.split())
    both = wanted & Counter(others.split())
    return both.total() / max(wanted.total(), 1)


def _marked(parts: list[Stretch], corrections: Iterable[Correction]) -> list[Stretch]:
    """Return the stretches with the rows marked that somebody settled, which are not read again."""
    asked = (correction for correction in corrections if not correction.follows)
    marked = {(at.stretch, at.row) for at, _ in _located(parts, asked)}
    return [
        replace(
            part,
            rows=tuple(
                replace(row, settled=(number, place) in marked)
                for place, row in enumerate(part.rows)
            ),
        )
        for number, part in enumerate(parts)
    ]


def _is_structural(correction: Correction) -> bool:
    return bool(correction.split or correction.join or correction.kind in _STRUCTURAL)


def _followers(mending: Mending, corrections: list[Correction]) -> list[Correction]:
    """Return what must be noted beside the corrections so that they lead to this very tree again."""
    more: list[Correction] = []
    for number, part in enumerate(mending.parts):
        if part.head.id not in mending.touched:
            continue
        rounds = 0
        while missing := _unlike(mending, number, corrections, more):
            rounds += 1
            places = missing if rounds > _ROUNDS else missing[:1]
            more += [
                replace(_noted(part, place, part.rows[place]), follows=True) for place in places
            ]
            if rounds > _ROUNDS + len(part.rows):
                break
    return more


def _unlike(
    mending: Mending, number: int, corrections: list[Correction], more: list[Correction]
) -> list[int]:
    """Return the rows of a stretch that the corrections, and `more`, do not lead to; those in `more` left out."""
    part = mending.parts[number]
    located = _located(mending.parts, [*corrections, *more])
    own = _constrained(mending.text, mending.parts, number, located)
    again = {row.name: row for row in own.rows}
    noted = {(at.stretch, at.row) for at, _ in _located(mending.parts, more)}
    return [
        place
        for place, row in enumerate(part.rows)
        if row.kind != "note" and (number, place) not in noted and not _alike(row, again, place)
    ]


def _alike(row: Row, again: dict[str, Row], place: int) -> bool:
    other = again.get(str(place))
    return (
        other is not None and other.sense == row.sense and letters(other.text) == letters(row.text)
    )


Located = Sequence[
    tuple[Place, Correction]
]  # corrections of depths, kinds and numbers, with where their lines are


def _located(parts: Sequence[Stretch], corrections: Iterable[Correction]) -> Located:
    """Return where the lines of corrections are, of those that settle no more than depth, kind or number."""
    lines = Lines(parts)
    return [
        (at, correction)
        for correction in corrections
        if not _is_structural(correction)
        for at in (lines.find(correction),)
        if at is not None and at.row >= 0
    ]


def _constrained(text: LawText, parts: Sequence[Stretch], number: int, located: Located) -> Stretch:
    """Return a stretch as it is read with what corrections settle of its rows alone; rows are named by their places."""
    part = parts[number]
    rows = [replace(row, name=str(place), settled=False) for place, row in enumerate(part.rows)]
    held: set[int] = set()
    for at, correction in located:
        if at.stretch == number:
            row = as_settled(rows[at.row], _constraint(correction), part)
            rows[at.row] = replace(row, settled=not correction.follows)
            held.add(at.row)
    free = [place for place in range(len(rows)) if place not in held]
    return solved(text, replace(part, rows=tuple(rows)), free)


def _constraint(correction: Correction) -> Constraint:
    return Constraint(correction.kind, correction.level, correction.number)


def carried(text: LawText, corrections: Sequence[Correction]) -> Carried:
    """Return another text of the law with the corrections made of which the line is there again.

    What the text has settled of a line itself stands. Articles in which all is as corrected stay as they were read.
    """
    if not corrections:
        return Carried(text)
    mending = Mending(text, stretches(text))
    fitting: list[Correction] = []
    left: list[Correction] = []
    for correction in corrections:
        if _is_structural(correction):
            (fitting if _made(mending, correction) else left).append(correction)
    mending.parts = [
        folded(part, SECOND) if part.head.id in mending.touched else part for part in mending.parts
    ]
    lines = Lines(mending.parts)
    for correction in corrections:
        if not _is_structural(correction):
            at = lines.find(correction)
            fits = at is not None and at.row >= 0
            if fits and at:
                correction = replace(correction, article=mending.parts[at.stretch].head.id)
            (fitting if fits else left).append(correction)
    own = list(text.corrections)
    _read_again(mending, [*fitting, *own])
    kept = tuple(replace(correction, before="") for correction in _in_order(corrections, fitting))
    mended = replace(mended_text(mending), corrections=(*kept, *own))
    asked = [tuple(entry for entry in part if not entry.follows) for part in (fitting, left)]
    return Carried(mended, *asked)


def renamed_articles(text: LawText, renamed: LawText) -> LawText:
    """Return a text whose units got other ids, with its corrections naming articles by them."""
    names = {old.id: new.id for old, new in zip(text.units, renamed.units)}
    corrections = tuple(
        replace(entry, article=names.get(entry.article, entry.article))
        for entry in renamed.corrections
    )
    return replace(renamed, corrections=corrections)


def _in_order(corrections: Sequence[Correction], fitting: list[Correction]) -> list[Correction]:
    """Return the corrections that fit in the order in which they were made; each may have got another article."""
    left = list(fitting)
    ordered = []
    for correction in corrections:
        same = [entry for entry in left if replace(entry, article=correction.article) == correction]
        if same:
            ordered.append(same[0])
            left.remove(same[0])
    return ordered


def _read_again(mending: Mending, corrections: list[Correction]) -> None:
    """Read the stretches again in which something is not as corrected."""
    located = _located(mending.parts, corrections)
    for number, part in enumerate(mending.parts):
        last = {at.row: correction for at, correction in located if at.stretch == number}
        agreed = all(
            as_settled(part.rows[row], _constraint(correction), part).sense == part.rows[row].sense
            for row, correction in last.items()
        )
        if part.head.id in mending.touched or not agreed:
            own = _constrained(mending.text, mending.parts, number, located)
            names = [row.name for row in part.rows]
            rows = [
                replace(row, name=names[int(row.name)] if row.name.isdigit() else row.name)
                for row in own.rows
            ]
            mending.put(number, rows)


def _made(mending: Mending, correction: Correction) -> bool:
    """Make a correction that changes the lines; whether it could be made."""
    at = Lines(mending.parts).find(correction)
    if at is None:
        return False
    try:
        _make(mending, correction, at)
    except LexgapError:
        return False
    return True


def _make(mending: Mending, correction: Correction, at: Place) -> None:
    if at.row < 0 and correction.kind == "no_article":
        mending.merge(at.stretch, correction.level is not None)
    elif at.row < 0:
        mending.rename(at.stretch, correction.number)
    elif correction.split:
        mending.split(at, correction.split)
    elif correction.join:
        mending.join(at)
    elif correction.kind == "heading":
        mending.heading(at, False)
    elif correction.kind == "article":
        mending.article(at, correction.number)
    else:
        raise LookupError(correction.kind)


# How the lines stood, so that a step can be taken back: no words, which the text has, only how many letters each part
# of a line has.


def _regions(before: list[Stretch], after: list[Stretch]) -> list[dict[str, object]]:
    """Return, for each run of stretches that changed, their heads now and how they were."""
    first, second = [_bare(part) for part in before], [_bare(part) for part in after]
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return [
        {
            "now": [part.head.id for part in after[start:end]],
            "was": [_skeleton(part) for part in before[low:high]],
        }
        for tag, low, high, start, end in matcher.get_opcodes()
        if tag != "equal"
    ]


def _bare(part: Stretch) -> Stretch:
    rows = tuple(replace(row, settled=False, name="") for row in part.rows)
    return replace(part, rows=rows)


def _skeleton(part: Stretch) -> list[object]:
    head = part.head
    sizes = [len(letters(head.number)), len(letters(head.heading))]
    return [
        [head.id, head.kind, head.parent, *sizes, int(head.heading_first), head.unsure],
        *[
            [
                row.kind,
                row.level,
                row.own,
                len(letters(row.label)),
                len(letters(row.heading)),
                int(row.heading_first),
                len(letters(row.body)),
                row.unsure,
            ]
            for row in part.rows
        ],
    ]


class _Letters:
    """The words of a run of stretches, given out by numbers of letters."""

    def __init__(self, text: str):
        self.text, self.at = text, 0

    def take(self, number: int) -> str:
        start = self.at
        while number and self.at < len(self.text):
            number -= not self.text[self.at].isspace()
            self.at += 1
        if number:
            raise ValueError("too few letters")
        return self.text[start : self.at].strip()

    def head(self, number: int, heading: int, first: bool) -> tuple[str, str]:
        """Return number or label, and heading, in whichever order they are printed."""
        if first:
            title = self.take(heading)
            return self.take(number), title
        return self.take(number), self.take(heading)


def taken_back(text: LawText, steps: int = 1) -> tuple[LawText, tuple[Correction, ...]]:
    """Return a text without its last corrections, and those; LexgapError where they cannot be taken back."""
    gone: list[Correction] = []
    for _ in range(steps):
        last = _step(text)
        own = [entry for entry in text.corrections if entry.step == last]
        before = next((entry.before for entry in own if entry.before), "")
        if not own or not before:
            raise LexgapError([problem("correction-kept", NOWHERE, law=text.law)])
        try:
            text = _restored(text, json.loads(before))
        except (ValueError, KeyError, TypeError, IndexError):
            raise LexgapError([problem("correction-kept", NOWHERE, law=text.law)]) from None
        kept = tuple(entry for entry in text.corrections if entry.step != last)
        text = replace(text, corrections=kept)
        gone = [*own, *gone]
    return text, tuple(entry for entry in gone if not entry.follows)


def _restored(text: LawText, regions: list[dict]) -> LawText:
    parts = stretches(text)
    for region in regions:
        now = region["now"]
        heads = [part.head.id for part in parts]
        start = heads.index(now[0])
        if heads[start : start + len(now)] != now:
            raise ValueError("other articles")
        own = parts[start : start + len(now)]
        words = _Letters(
            " ".join(line for part in own for line in (part.line, *(row.text for row in part.rows)))
        )
        place = own[0].head.place
        was = [_stretch(entry, words, place) for entry in region["was"]]
        if words.text[words.at :].strip():
            raise ValueError("letters are left")
        parts[start : start + len(now)] = was
    restored = text_of(text, parts)
    if letters(restored.joined()) != letters(text.joined()):
        raise ValueError("other words")
    return restored


def _stretch(entry: list, words: _Letters, place: object) -> Stretch:
    name, kind, parent, number, heading, first, unsure = entry[0]
    printed, title = words.head(number, heading, bool(first))
    head = Unit(name, kind, place, parent, printed, title, bool(first), "", unsure)  # type: ignore[arg-type]
    rows = []
    for kind, level, own, label, heading, first, body, unsure in entry[1:]:
        printed, title = words.head(label, heading, bool(first))
        rows.append(Row(kind, level, words.take(body), own, printed, title, bool(first), unsure))
    return Stretch(head, tuple(rows))
