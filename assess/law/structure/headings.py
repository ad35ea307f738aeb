"""Where the headings of a law stand: after the number, on the next line, or on the line before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assess.base.text import end_of
from assess.law.structure.articles import Head
from assess.law.structure.definitions import term_form
from assess.law.structure.items import mark_of
from assess.law.structure.lines import Line

_LONGEST = 160
_NEAR = 12  # lines within which a page prints a note again
_SHORTENED = ("etc.", "Etc.")  # how a heading may end
_MARKS = re.compile(r"[\s.:|*)\]\-–—]*")
_DASH = re.compile(r"([^(].{2,160}?[.:])\s?[—–-]{1,2}\s*(?=[(\"“A-Z])")
_LEADS = re.compile(
    r"(?:[.:;!?،؛,]|[^.]\s?[—–])$"
)  # the end of a sentence, or what leads to a list
_SENTENCES = re.compile(r"[.;]\s+\S")


@dataclass(frozen=True)
class Opening:
    """How a unit opens: its printed number, its heading, the rest of its line, and which other line is the heading."""

    number: str
    heading: str = ""
    rest: str = ""
    before: bool = False  # whether the heading is printed before the number
    other: int = -1  # the line before or after that is the heading


def openings(lines: list[Line], heads: list[Head]) -> dict[int, Opening]:
    """Return how each head opens its unit, by the number of its line.

    Where the lines alone do not tell, the whole law does: a habit is followed only if most articles show it.
    """
    stops = dict(
        zip(
            [each_head.place for each_head in heads],
            [each_head.place for each_head in heads[1:]] + [len(lines)],
        )
    )
    plain = {
        each_head.place: _same_line(
            lines[each_head.place], each_head.label.end, _has_body(lines, each_head.place, stops)
        )
        for each_head in heads
    }
    main = next(
        (each_head.place for each_head in heads if each_head.kind == "schedule"), len(lines)
    )
    articles = [
        each_head.place
        for each_head in heads
        if each_head.kind == "article" and each_head.place < main
    ]
    taken = set(stops)
    if not _headings_before(plain, articles, lines, taken, heads):
        _short_sentences(plain, articles, lines, stops)
        _headings_next(plain, articles, lines, stops)
    for head in heads:
        if head.kind in ("part", "schedule"):
            plain[head.place] = _of_part(plain, head.place, lines, taken)
    return plain


def _has_body(lines: list[Line], place: int, stops: dict[int, int]) -> bool:
    return any(
        lines[number].text and not lines[number].block.note
        for number in range(place + 1, min(stops[place], place + 4))
    )


def _same_line(line: Line, end: int, body: bool) -> Opening:
    """Split the line of a head into number, heading and rest, as far as the line itself tells."""
    end = end_of(_MARKS, line.text, end)
    number, rest = line.text[:end].strip(), line.text[end:].strip()
    if match := _DASH.match(rest):
        return Opening(number, rest[: match.end()].strip(), rest[match.end() :])
    open_end = not _LEADS.search(rest) or line.block.heading
    if (
        rest
        and body
        and open_end
        and len(rest) <= _LONGEST
        and not mark_of(line.plain[end:].strip())
    ):
        return Opening(number, rest)
    return Opening(number, "", rest)


def _short_sentences(
    other_openings: dict[int, Opening],
    articles: list[int],
    lines: list[Line],
    stops: dict[int, int],
) -> None:
    """Take short first sentences for headings (Artículo 1. Objeto.) where nearly all articles have one, and a body."""
    short = [
        article
        for article in articles
        if not other_openings[article].heading
        and other_openings[article].rest.endswith(".")
        and len(other_openings[article].rest) <= 120
        and not _SENTENCES.search(other_openings[article].rest)
        and _has_body(lines, article, stops)
        and not mark_of(lines[article].plain[len(other_openings[article].number) :].strip())
    ]
    headed = sum(bool(other_openings[article].heading) for article in articles)
    if len(short) >= 3 and len(short) + headed >= 0.8 * len(articles):
        for number in short:
            other_openings[number] = Opening(
                other_openings[number].number, other_openings[number].rest
            )


def _could_head(line: Line) -> bool:
    return (
        bool(line.text)
        and (line.ends_open or line.text.endswith(_SHORTENED))
        and len(line.text) <= _LONGEST
        and not line.quoted
        and not line.block.row
        and not line.block.note
        and mark_of(line.plain) is None
    )


def _headings_before(
    other_openings: dict[int, Opening],
    articles: list[int],
    lines: list[Line],
    taken: set[int],
    heads: list[Head],
) -> bool:
    """Take the lines before the numbers for headings (side notes of the Commonwealth) where most articles have one."""
    bare_parts = {
        head.place
        for head in heads
        if head.kind != "article"
        and not (other_openings[head.place].heading or other_openings[head.place].rest)
    }
    before = [
        article
        for article in articles
        if article
        and article - 1 not in taken
        and article - 2 not in bare_parts
        and _could_head(lines[article - 1])
        and _stands_free(lines, article - 1, taken, bare_parts)
        and not (_is_gone(other_openings[article]) and _repeats(lines, article - 1))
    ]
    headed = sum(bool(other_openings[article].heading) for article in articles)
    # what was repealed has no note any more
    counted = [place for place in articles if not _is_gone(other_openings[place])]
    least = 2 if len(before) >= len(counted) and _bare(heads) else 3
    if len(before) < least or len(before) < 0.6 * len(counted) or len(before) <= headed:
        return False
    for number in articles:
        own = other_openings[number]
        rest = " ".join(part for part in (own.heading, own.rest) if part)
        if number in before:
            note = lines[number - 1].text
            other_openings[number] = Opening(own.number, note, rest, True, number - 1)
        elif not own.heading.endswith((".", ":", "—", "–", "-")):
            other_openings[number] = Opening(own.number, "", rest)
    return True


def _is_gone(opening: Opening) -> bool:
    """Whether all that is printed of an article is a remark: [Repealed, 2001]."""
    return (opening.heading or opening.rest).startswith("[")


def _repeats(lines: list[Line], place: int) -> bool:
    """Whether a line prints a note once more that stands a few lines above."""
    return lines[place].text in {line.text for line in lines[max(0, place - _NEAR) : place]}


def _bare(heads: list[Head]) -> bool:
    """Whether the sections of a law are marked by bare numbers."""
    return any(head.label.word == "bare" for head in heads)


def _stands_free(lines: list[Line], place: int, taken: set[int], bare_parts: set[int]) -> bool:
    """Whether a line above a number is no end of the text before it: a head, a sentence or a heading is above it."""
    return (
        place < 1
        or place - 1 in taken
        or place - 2 in bare_parts
        or not lines[place - 1].ends_open
        or lines[place].block.heading > 0
        or _could_head(lines[place - 1])
        or (mark_of(lines[place - 1].plain) is not None and not lines[place].text[0].islower())
    )


def _headings_next(
    other_openings: dict[int, Opening],
    articles: list[int],
    lines: list[Line],
    stops: dict[int, int],
) -> None:
    """Take the lines after bare numbers for headings where most articles have one, or where the format says so."""
    bare = [
        article
        for article in articles
        if not other_openings[article].heading
        and not other_openings[article].rest
        and article + 2 < stops[article]
    ]
    headed = [article for article in bare if _could_head(lines[article + 1])]
    if len(headed) < 2 or len(headed) < 0.6 * len(bare):
        headed = [each_number for each_number in headed if lines[each_number + 1].block.heading]
    for number in headed:
        other_openings[number] = Opening(
            other_openings[number].number, lines[number + 1].text, "", False, number + 1
        )


def _of_part(
    other_openings: dict[int, Opening], place: int, lines: list[Line], taken: set[int]
) -> Opening:
    """Return how a part or a schedule opens: what follows its number is its heading, else the next short line is."""
    own = other_openings[place]
    if own.rest or own.heading:
        heading = " ".join(text for text in (own.heading, own.rest) if text)
        return Opening(own.number, heading)
    below = place + 1
    if below < len(lines) and below not in taken and _could_head(lines[below]):
        return Opening(own.number, lines[below].text, "", False, below)
    return own


@dataclass(frozen=True)
class SideNotes:
    """Notes in the margin of paragraphs, printed above them, and what the page repeats."""

    above: dict[int, int]  # line of the paragraph → line of its note
    again: frozenset[int]  # notes that are printed a second time
    headings: frozenset[int]  # headings of groups of sections


def side_notes(lines: list[Line], heads: list[Head], opened: dict[int, Opening]) -> SideNotes:
    """Return the notes above paragraphs, where the law has the habit, and headings of groups of sections.

    Both only in a law whose sections have their notes above them. A note that the page prints again, after the
    paragraph that it belongs to, is no heading of the next one.
    """
    places = {head.place for head in heads}
    noted = {place: opening.other for place, opening in opened.items() if opening.before}
    if not noted:
        return SideNotes({}, frozenset(), frozenset())
    taken = places | set(noted.values())
    above = _notes_above(lines, places, taken)
    taken |= set(above.values())
    again = _printed_again(lines, places, noted, above, taken)
    headings: set[int] = set()
    for note in noted.values():
        group = note - 1
        while group > 0 and group not in taken | again and _is_heading(lines, group, taken | again):
            headings.add(group)
            group -= 1
    return SideNotes(above, frozenset(again - headings), frozenset(headings))


def _notes_above(lines: list[Line], places: set[int], taken: set[int]) -> dict[int, int]:
    """Return the notes above numbered paragraphs, where at least half of those that could have one do."""
    numbered = [
        place
        for place, line in enumerate(lines)
        if place and place not in places and _numbers_paragraph(line)
    ]
    above = {
        place: place - 1
        for place in numbered
        if place - 1 not in taken
        and _could_head(lines[place - 1])
        and not lines[place - 1].text[0].islower()
    }
    least = 3 if len(above) < len(numbered) else 1
    return above if len(above) >= least and len(above) >= 0.5 * len(numbered) else {}


def _numbers_paragraph(line: Line) -> bool:
    apart = line.quoted or line.block.note or line.block.row
    mark = mark_of(line.plain) if not apart else None
    return mark is not None and mark.form == "()" and mark.readings[0][0] == "1"


def _printed_again(
    lines: list[Line],
    places: set[int],
    noted: dict[int, int],
    above: dict[int, int],
    taken: set[int],
) -> set[int]:
    """Return the lines of an article that print one of its notes once more."""
    again: set[int] = set()
    notes: set[str] = set()
    for place, line in enumerate(lines):
        if place in places:
            notes = {lines[noted[place]].text} if place in noted else set()
        elif place in above:
            notes.add(lines[above[place]].text)
        elif line.text in notes and place not in taken:
            again.add(place)
    return again


def _is_heading(lines: list[Line], place: int, taken: set[int]) -> bool:
    """Whether a line above the note of a section is the heading of a group of sections."""
    line = lines[place]
    free = place - 1 in taken or not lines[place - 1].ends_open or _could_head(lines[place - 1])
    return _could_head(line) and free and not line.text[0].islower() and term_form(line.text) == ""
