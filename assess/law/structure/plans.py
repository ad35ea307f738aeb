"""All articles of a law solved: what each line is, with the habits that the law as a whole shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from assess.law.structure.definitions import holds_definitions
from assess.law.structure.entries import first_words
from assess.law.structure.lines import Line
from assess.law.structure.lists import Entry, Placed, Surroundings, solved

_CLEAR = 2.0  # margin from which the place of a label says something of the habits of a law
_UNUSUAL = 0.8  # what it costs that a list stands where this law has others


@dataclass(frozen=True)
class Stretch:
    """The lines of an article, or of a part of a schedule."""

    entries: list[Entry]
    heading: str
    article: bool


@dataclass(frozen=True)
class Plan:
    """What each entry of an article is."""

    entries: list[Entry]
    placed: list[Placed]
    numbers: dict[int, list[int]]  # numbers of the entries of each line
    defining: bool  # whether the article holds definitions


def plans_of(stretches: Mapping[int, Stretch], indented: bool) -> dict[int, Plan]:
    """Return the plan of each stretch of a law.

    Articles are solved twice: first each by itself, then with what all of them show of how this law nests its lists.
    """
    around = {place: _surroundings(stretch, indented) for place, stretch in stretches.items()}
    first = {place: solved(stretch.entries, around[place]) for place, stretch in stretches.items()}
    habits = _habits(stretches, first)
    plans: dict[int, Plan] = {}
    for place, stretch in stretches.items():
        placed = first[place]
        if any(item.margin < _CLEAR or item.doubt for item in placed):
            placed = solved(stretch.entries, _with(around[place], habits))
        numbers: dict[int, list[int]] = {}
        for number, entry in enumerate(stretch.entries):
            numbers.setdefault(entry.place, []).append(number)
        plans[place] = Plan(stretch.entries, placed, numbers, around[place].defining)
    return plans


def is_indented(lines: list[Line]) -> bool:
    """Whether distances from the margin say something: where lines with text stand at two or more."""
    return len({line.block.indent for line in lines}) > 1


def _surroundings(stretch: Stretch, indented: bool) -> Surroundings:
    words = first_words(stretch.entries)
    return Surroundings(
        defining=stretch.article and holds_definitions(stretch.heading, words),
        words=_ending(stretch.entries),
        indented=indented,
        nested=any(entry.depth for entry in stretch.entries),
    )


def _ending(entries: list[Entry]) -> str:
    """Return how the words of an article before its first label end."""
    labelled = next((number for number, entry in enumerate(entries) if entry.mark), 0)
    if not labelled:
        return "none"
    return "full" if entries[labelled - 1].full else "open"


def _with(around: Surroundings, habits: Mapping[tuple[str, str], float]) -> Surroundings:
    return replace(around, habits=habits)


def _habits(
    stretches: Mapping[int, Stretch], first: Mapping[int, list[Placed]]
) -> dict[tuple[str, str], float]:
    """Return what it costs that a kind of list stands in another, as a law does it: nothing where it always does."""
    counts: Counter[tuple[str, str]] = Counter()
    for place, stretch in stretches.items():
        for item in first[place]:
            if item.level and not item.doubt and item.margin >= _CLEAR:
                owner = first[place][item.owner].level if item.owner >= 0 else None
                above = owner.form + owner.kind if owner else ""
                counts[above, item.level.form + item.level.kind] += 1
    most: Counter[str] = Counter()
    for (above, _), number in counts.items():
        most[above] = max(most[above], number)
    return {pair: _UNUSUAL * (1 - number / most[pair[0]]) for pair, number in counts.items()}
