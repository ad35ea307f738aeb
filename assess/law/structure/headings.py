"""Where the headings of a law stand: after the number, on the next line, or on the line before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assess.base.text import end_of
from assess.law.structure.articles import Head
from assess.law.structure.items import mark_of
from assess.law.structure.lines import Line

_LONGEST = 160
_MARKS = re.compile(r"[\s.:|*)\]\-–—]*")
_DASH = re.compile(r"([^(].{2,160}?[.:])\s?[—–-]{1,2}\s*(?=[(\"“A-Z])")
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
    stops = dict(zip([one.place for one in heads], [one.place for one in heads[1:]] + [len(lines)]))
    plain = {
        one.place: _same_line(lines[one.place], one.label.end, _has_body(lines, one.place, stops))
        for one in heads
    }
    main = next((one.place for one in heads if one.kind == "schedule"), len(lines))
    articles = [one.place for one in heads if one.kind == "article" and one.place < main]
    taken = set(stops)
    _short_sentences(plain, articles, lines, stops)
    if not _headings_before(plain, articles, lines, taken, heads):
        _headings_next(plain, articles, lines, stops)
    for one in heads:
        if one.kind in ("part", "schedule"):
            plain[one.place] = _of_part(plain, one.place, lines, taken)
    return plain


def _has_body(lines: list[Line], place: int, stops: dict[int, int]) -> bool:
    return any(
        lines[one].text and not lines[one].block.note
        for one in range(place + 1, min(stops[place], place + 4))
    )


def _same_line(line: Line, end: int, body: bool) -> Opening:
    """Split the line of a head into number, heading and rest, as far as the line itself tells."""
    end = end_of(_MARKS, line.text, end)
    number, rest = line.text[:end].strip(), line.text[end:].strip()
    if found := _DASH.match(rest):
        return Opening(number, rest[: found.end()].strip(), rest[found.end() :])
    open_end = not re.search(r"[.:;!?،؛,]$", rest) or line.block.heading
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
    found: dict[int, Opening], articles: list[int], lines: list[Line], stops: dict[int, int]
) -> None:
    """Take short first sentences for headings (Artículo 1. Objeto.) where nearly all articles have one, and a body."""
    short = [
        one
        for one in articles
        if found[one].rest.endswith(".")
        and len(found[one].rest) <= 120
        and not _SENTENCES.search(found[one].rest)
        and _has_body(lines, one, stops)
        and not mark_of(lines[one].plain[len(found[one].number) :].strip())
    ]
    headed = sum(bool(found[one].heading) for one in articles)
    if len(short) >= 3 and len(short) + headed >= 0.8 * len(articles):
        for one in short:
            found[one] = Opening(found[one].number, found[one].rest)


def _could_head(line: Line) -> bool:
    return (
        bool(line.text)
        and line.ends_open
        and len(line.text) <= _LONGEST
        and not line.quoted
        and not line.block.row
        and not line.block.note
        and mark_of(line.plain) is None
    )


def _headings_before(
    found: dict[int, Opening],
    articles: list[int],
    lines: list[Line],
    taken: set[int],
    heads: list[Head],
) -> bool:
    """Take the lines before the numbers for headings (side notes of the Commonwealth) where most articles have one."""
    bare_parts = {
        one.place
        for one in heads
        if one.kind != "article" and not (found[one.place].heading or found[one.place].rest)
    }
    before = [
        one
        for one in articles
        if one
        and one - 1 not in taken
        and one - 2 not in bare_parts
        and _could_head(lines[one - 1])
        and (
            one < 2
            or one - 2 in taken
            or one - 3 in bare_parts
            or not lines[one - 2].ends_open
            or lines[one - 1].block.heading
        )
    ]
    headed = sum(bool(found[one].heading) for one in articles)
    if len(before) < 3 or len(before) < 0.6 * len(articles) or len(before) <= headed:
        return False
    for one in before:
        rest = " ".join(part for part in (found[one].heading, found[one].rest) if part)
        found[one] = Opening(found[one].number, lines[one - 1].text, rest, True, one - 1)
    return True


def _headings_next(
    found: dict[int, Opening], articles: list[int], lines: list[Line], stops: dict[int, int]
) -> None:
    """Take the lines after bare numbers for headings where most articles have one, or where the format says so."""
    bare = [
        one
        for one in articles
        if not found[one].heading and not found[one].rest and one + 2 < stops[one]
    ]
    headed = [one for one in bare if _could_head(lines[one + 1])]
    if len(headed) < 2 or len(headed) < 0.6 * len(bare):
        headed = [one for one in headed if lines[one + 1].block.heading]
    for one in headed:
        found[one] = Opening(found[one].number, lines[one + 1].text, "", False, one + 1)


def _of_part(found: dict[int, Opening], place: int, lines: list[Line], taken: set[int]) -> Opening:
    """Return how a part or a schedule opens: what follows its number is its heading, else the next short line is."""
    own = found[place]
    if own.rest or own.heading:
        return Opening(own.number, own.heading or own.rest)
    below = place + 1
    if below < len(lines) and below not in taken and _could_head(lines[below]):
        return Opening(own.number, lines[below].text, "", False, below)
    return own
