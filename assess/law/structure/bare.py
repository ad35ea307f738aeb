"""Sections that are marked by nothing but a number: told by the run of numbers through the whole law."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assess.law.structure.lines import Line
from assess.law.structure.numbering import Label, other_value, read_number, successors

_NUMBER = re.compile(r"(?:\*\*|__)?(\d{1,4}(?:\.\d{1,4})*[A-Z]{0,3})(?:\*\*|__)?")
_AFTER = (  # what may stand behind a number, and what it says for a section
    (re.compile(r"\s?\.(?:\s?[-–—]+)?\s?\(\s?\d"), 3.0),  # 7.—(1)
    (re.compile(r"\s?\.(?!\d)"), 2.0),  # 7. A person
    (re.compile(r"\s+\(\s?\d{1,3}[A-Z]?(?:\.\d+)?\s?\)"), 3.0),  # 7 (1) A person
    (re.compile(r"\(1\)\s*(?=[A-ZÀ-ÞŒ“«\"(])"), 2.5),  # 7(1) A person
    (re.compile(r"\s*$"), 1.2),
    (re.compile(r"\s+(?:to|and|à|et)\s+\d+(?:\.\d+)*[.\s]\s*[\[(]"), 2.0),  # 5 to 7 [Repealed]
    (re.compile(r"\s*\["), 2.0),  # 7 [Repealed]
    (re.compile(r"\s*[“«\"‘]"), 1.0),
    (re.compile(r"\s+[A-ZÀ-ÞŒ]"), 1.0),
    (re.compile(r"\s+\([a-z]\)"), 1.0),
    (re.compile(r"\s+[a-zà-ÿœ]"), -1.5),
)
_RANGE = re.compile(r"\s+(?:to|and|à|et)\s+(\d+(?:\.\d+)*)(?=\.?\s*[\[(])")
_OPENS_HEADING = 160  # letters that a note in the margin has at most
_GAP = 1.0  # what a missing number costs; many missing cost a little more
_NOT_FIRST = 2.0  # what it costs that a law does not begin with 1
_LEAST = 2.0  # what a run must be worth


@dataclass(frozen=True)
class Candidate:
    """A line that could open a section."""

    place: int
    label: Label
    last: tuple[int, ...]  # the number of the last section that it stands for
    worth: float
    pointed: bool


def bare_label(line: Line) -> Label | None:
    """Return the number that a line begins with, where it may be that of a section."""
    candidate = _candidate(0, line, None, False)
    return candidate.label if candidate else None


def bare_run(lines: list[Line], places: Iterable[int]) -> dict[int, Label]:
    """Return the sections among lines: the run of growing numbers that is worth most, by the number of the line."""
    places = list(places)
    whole = _in_wholes(lines[place] for place in places)
    candidates: list[Candidate] = []
    for place in places:
        candidate = _candidate(place, lines[place], lines[place - 1] if place else None, whole)
        if candidate:
            candidates += _readings(candidate)
    run = _best_run(candidates)
    if sum(candidate.worth for candidate in run) < _LEAST:
        return {}
    if len(run) == 1 and not run[0].pointed:
        return {}
    return {candidate.place: candidate.label for candidate in run}


def _readings(candidate: Candidate) -> list[Candidate]:
    """Return a candidate, and with it the other value that its letters may have: 94AA after 94Z, or after 94A."""
    other = other_value(candidate.label)
    if not other:
        return [candidate]
    label = replace(candidate.label, value=other)
    last = other if candidate.last == candidate.label.value else candidate.last
    return [candidate, replace(candidate, label=label, last=last)]


def _in_wholes(lines: Iterable[Line]) -> bool:
    """Whether 7.10 comes after 7.9 in this law, and not between 7.1 and 7.2."""
    numbers = {match[1] for line in lines if (match := _NUMBER.match(line.plain))}
    return any(
        number.endswith(".10") and f"{number[:-3]}.9" in numbers and f"{number[:-3]}.8" in numbers
        for number in numbers
    )


def _candidate(place: int, line: Line, before: Line | None, whole: bool) -> Candidate | None:
    match = _NUMBER.match(line.plain)
    if match is None or line.quoted or line.block.row or line.block.note:
        return None
    worth = next((worth for form, worth in _AFTER if form.match(line.plain, match.end())), None)
    number = read_number(match[1])
    if worth is None or number is None or number.end != len(match[1]):
        return None
    end = _end(line.plain, match.end())
    value = number.value if whole or "." not in match[1] else _fraction(match[1])
    label = Label("bare", number.id, value, end)
    until = _RANGE.match(line.plain, match.end())
    if until and _fraction(until[1]) > value:
        names = f"{number.id}{line.plain[match.end() : until.end()]}"
        label = Label("bare", " ".join(names.split()), value, until.end(), _fraction(until[1]))
    pointed = line.plain[end - 1 : end] == "."
    return Candidate(place, label, label.last or value, worth + _position(before), pointed)


def _end(text: str, end: int) -> int:
    point = re.compile(r"\s?\.(?!\d)").match(text, end)
    return point.end() if point else end


def _fraction(number: str) -> tuple[int, ...]:
    """Return the value of a number whose figures after the point count one by one: 487.011 stands before 487.02."""
    whole, _, rest = number.partition(".")
    return (int(whole), *(int(figure) for figure in rest if figure.isdigit()))


def _position(before: Line | None) -> float:
    """Return what the line above says for a section."""
    if before is None:
        return 0.5
    if before.leads_in:
        return -2.5
    if before.ends_full or before.block.heading:
        return 0.5
    return 0.5 if before.ends_open and len(before.text) <= _OPENS_HEADING else 0.0


def _best_run(candidates: list[Candidate]) -> list[Candidate]:
    """Return the run that is worth most; of two that are worth the same, the one that begins first."""
    best: dict[tuple[int, ...], tuple[float, int]] = {}  # by the last number of a run
    before: list[int] = []
    totals: list[float] = []
    for index, candidate in enumerate(candidates):
        total = 0.0 if candidate.label.value == (1,) else -_NOT_FIRST
        link = -1
        for value, (worth, place) in best.items():
            if value < candidate.label.value and candidates[place].place < candidate.place:
                step = worth - _missing(value, candidate.label.value)
                if step > total:
                    total, link = step, place
        total += candidate.worth
        before.append(link)
        totals.append(total)
        if total > best.get(candidate.last, (float("-inf"), 0))[0]:
            best[candidate.last] = total, index
    run: list[Candidate] = []
    index = max(range(len(totals)), key=lambda end: totals[end], default=-1)
    while index >= 0:
        run.append(candidates[index])
        index = before[index]
    return run[::-1]


def _missing(value: tuple[int, ...], following: tuple[int, ...]) -> float:
    """Return what it costs that one number follows another."""
    if following in successors(value):
        return 0.0
    return _GAP + 0.1 * math.log2(1 + following[0] - value[0])
