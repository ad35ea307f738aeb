"""Blocks of text → the units of a law with their official numbers; what is not certain is said on the unit."""

from __future__ import annotations

import re

from assess.base.problems import Location
from assess.law.readers import SourceText
from assess.law.structure.articles import heads_of
from assess.law.structure.build import Builder
from assess.law.structure.drafts import Draft, Drafts
from assess.law.structure.headings import openings
from assess.law.structure.lines import Line, lines_of
from assess.law.structure.markup import from_markup
from assess.model.lawtext import LawText
from assess.model.terms import TextStanding

_SPACE = re.compile(r"\s+")


def structured(
    source: SourceText, law: str, language: str, standing: TextStanding, *, pattern: str = ""
) -> LawText:
    """Return the text of a law, cut into units that carry the official numbers.

    `pattern` (`Rule {n}`, `/regular expression with a group/`) alone marks articles where it is given; raises
    ValueError where it has no place for a number. No block and no letter is lost: see `comparable`.
    """
    if not pattern and any(block.kind for block in source.blocks):
        drafts = from_markup(source.blocks)
    else:
        drafts = _from_lines(lines_of(source), source.format, pattern)
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


def _from_lines(lines: list[Line], form: str, pattern: str) -> Drafts:
    remarks = _remarks(lines) if form == "text" else 0
    rest = lines[remarks:]
    heads = heads_of(rest, pattern)
    builder = Builder(rest, heads, openings(rest, heads))
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
