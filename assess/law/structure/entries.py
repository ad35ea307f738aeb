"""The lines of an article as entries: what label each has, how it ends, whether it can be a definition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from assess.law.structure.constraints import Constraint
from assess.law.structure.definitions import assumed_term, holds_definitions, term_form
from assess.law.structure.items import Mark, mark_of
from assess.law.structure.lines import Line, standing
from assess.law.structure.lists import Entry
from assess.law.structure.numbering import article_label, plain

_FIRST = 6  # lines at the beginning of an article that can say that it holds definitions
_LEADS = (":", ":-", ": -", "：", "—", "–", "-")
_JOINS = re.compile(r"[\s,;،؛](?:and|or|et|ou|y|o|e|und|oder|و|أو|او|ja|või)$", re.IGNORECASE)
_ILLUSTRATES = re.compile(r"illustrations?[.:]?", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[]\w{1,3}[)\]]\s")
_HALTS = (",", ";", "،", "؛")
_SHORT = 120  # letters of words that lead in definitions, as In this Act
_LAST = 200  # letters at the end of a line that tell how it ends
_UNTIL = re.compile(r"(?:and|to|et|à|y|a|[-–])\s+(?=[(\w])", re.IGNORECASE)
_GONE = re.compile(
    r"[)\].°]?\s*[\[(]?\s*(?:repealed|abrog|derogad|omitted|deleted|reserved|revoked|supprim|spent|ملغا)",
    re.IGNORECASE,
)
#: What it costs to take a line for a definition, by the form in which its term is printed.
_TERM_COSTS = {"quoted": 0.2, ":": 0.3, "row": 0.3, "means": 0.5}
_ASSUMED = 1.2


def entries_of(
    lines: list[Line],
    places: Iterable[int],
    openings: Mapping[int, str],
    settled: Mapping[int, Constraint],
    notes: Mapping[int, str],
) -> list[Entry]:
    """Return the entries of an article from its lines.

    `openings` gives the words of lines that begin with the number of the article, `notes` the headings of paragraphs,
    both by the number of the line.
    """
    entries: list[Entry] = []
    block = None
    for place in places:
        line = lines[place]
        text = openings.get(place, line.text)
        same = line.block is block and place not in openings
        if text:
            made = _of_line(line, text, place, same, settled.get(place))
            headed = holds_definitions(notes.get(place, ""), "")
            entries += [replace(entry, defines=True) for entry in made] if headed else made
        block = line.block
    return _illustrated(entries)


def _illustrated(entries: list[Entry]) -> list[Entry]:
    """Return the entries with the cases that illustrate a rule, after a line that says so, as words of that line."""
    inside, kept = False, []
    for entry in entries:
        numbered = entry.mark is not None and entry.mark.readings[0][0] == "1"
        inside = not numbered and (inside or bool(_ILLUSTRATES.fullmatch(entry.text)))
        if inside and entry.mark:
            text = f"{entry.label} {entry.text}"
            entry = replace(entry, mark=None, label="", text=text, bound=True)
        kept.append(entry)
    return kept


def first_words(entries: list[Entry]) -> str:
    """Return the words of an article before its first label: its first lines, as far as they can tell what it is."""
    words: list[str] = []
    for entry in entries[:_FIRST]:
        if entry.mark:
            break
        words.append(entry.text)
    return " ".join(words)


def _of_line(
    line: Line, text: str, place: int, same: bool, settled: Constraint | None
) -> list[Entry]:
    """Return the entries of a line: one for each label that it begins with, `1- أ-` giving two."""
    entries: list[Entry] = []
    forced = settled is not None and settled.kind in ("text", "definition")
    mark = mark_of(plain(text)) if not line.quoted and not line.block.row and not forced else None
    while mark:
        label, rest = text[: mark.end].strip(), text[mark.end :].strip()
        inner = mark_of(plain(rest))
        if inner is None or not _opens_list(inner, mark):
            break
        entries.append(_entry(line, "", place, mark, label, bool(entries), settled=settled))
        text, mark, settled = rest, inner, None
    label = text[: mark.end].strip() if mark else ""
    rest = text[mark.end :].strip() if mark else text
    bound = line.quoted or (same and mark is None)
    entries.append(_entry(line, rest, place, mark, label, bool(entries), bound, settled))
    return entries


def _entry(
    line: Line,
    text: str,
    place: int,
    mark: Mark | None,
    label: str,
    inline: bool,
    bound: bool = False,
    settled: Constraint | None = None,
) -> Entry:
    end = text[-_LAST:].rstrip()
    joins = bool(_JOINS.search(end))
    begins = text.lstrip("\"'“”«([")
    return Entry(
        text=text,
        mark=_with_number(mark, settled),
        place=place,
        label=label,
        inline=inline,
        bound=bound,
        depth=line.block.depth,
        indent=line.block.indent,
        full=bool(text) and line.ends_full,
        leads=not text or end.endswith(_LEADS),
        joins=joins,
        halts=joins or end.endswith(_HALTS),
        small=begins[:1].islower(),
        until=_until(text) if mark else None,
        term=None if mark or line.quoted else _term_cost(text),
        form=term_form(text),
        defines=bool(mark) and holds_definitions("", text),
        leading_in=len(text) <= _SHORT and not line.ends_full,
        odd=mark is None and not bound and _seems_label(line, text),
        settled=settled,
    )


def _with_number(mark: Mark | None, settled: Constraint | None) -> Mark | None:
    """Return a label with the number that a person gave it; a line that has none gets one that prints nothing."""
    if settled is None or not settled.number or settled.kind in ("text", "definition"):
        return mark
    typed = mark_of(f"({plain(settled.number)}) ")
    readings = typed.readings if typed else mark.readings if mark else (("1", (0,), ""),)
    form, end = (mark.form, mark.end) if mark else ("()", 0)
    return Mark(form, end, tuple((kind, value, settled.number) for kind, value, _ in readings))


def _seems_label(line: Line, text: str) -> bool:
    """Whether a line that has no label begins like one: a sign in brackets, or an article that is none of this law."""
    if _BRACKETED.match(text):
        return True
    label = article_label(line.plain) if text == line.text else None
    if label is None or not label.value:
        return False
    reads = standing(line, label.end)
    return reads == "heading" or (reads == "text" and line.ends_open)


def _until(text: str) -> Mark | None:
    """Return the last label of several that one line stands for: (c) `to (e) [Repealed]`."""
    begin = _UNTIL.match(text)
    mark = mark_of(plain(text[begin.end() :])) if begin else None
    if begin is None or mark is None:
        return None
    return mark if _GONE.match(text, begin.end() + mark.end) else None


def _term_cost(text: str) -> float | None:
    form = term_form(text)
    if form:
        return _TERM_COSTS[form]
    return _ASSUMED if assumed_term(text) else None


def _opens_list(inner: Mark, outer: Mark) -> bool:
    """Whether a label that follows another in one line, as in `1- أ-`, opens a list within its item."""
    if (inner.form, inner.readings[0][0]) == (outer.form, outer.readings[0][0]):
        return False
    firm = inner.form in ("()", "-", ")") or (
        inner.form == "." and inner.readings[0][0] in ("1", "abjad")
    )
    return firm and any(value == (1,) for _, value, _ in inner.readings)
