"""The lists of an article read as a whole: of all the ways to nest its labels, the one that explains them best.

Before each line stands a state: which lists are open, and their last items. Each line takes a state to another: its
label carries on a list that is open, or opens a list in the last item; or it has no label that counts, and carries
on an item, or belongs to what a list stands in. Each of these steps has a cost: nothing for what a drafter does all
the time (b after a, a list after a colon), more for what is odd (a gap, a list after a full stop). The way with the
lowest sum is taken. How much more the next best way costs that gives a line another place is the doubt about it: one
odd label does not drag the rest along, and where two ways explain a line nearly as well, that is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from assess.law.structure.constraints import Constraint
from assess.law.structure.items import Mark
from assess.law.structure.numbering import follows

ARTICLE = -1  # in the place of the number of an entry: what all lists stand in

_OTHER_ORDERS = ("hijai", "persian")  # which go apart from the abjad after their second letter
_SPREAD = 9.0  # a way that costs so much more than the best one so far is not followed
_MOST_STATES = 20  # ways that are followed side by side
_LONG, _FEW_STATES = 400, 6  # fewer where an article has so many lines
_DEEPEST = 10  # lists within lists; what goes deeper is no law
#: A place that a person chose, where the lists that are open do not give it: other ways that do come first.
_FORCED = 6.0
_SHALLOW = 4.0  # for each list that is not open, though the place lies in it
_SURE = 0.8  # a label whose next best place costs less than so much more is in doubt
_SURE_WORDS = 0.15  # the same for words that carry on an item
_SURE_CLOSING = 0.6  # the same for words that belong to what a list stands in


@dataclass(frozen=True)
class Entry:
    """A line of an article, or what stands behind a label in a line, with all that tells of its place."""

    text: str  # without its label
    mark: Mark | None = None
    place: int = 0  # number of its line
    label: str = ""  # as it is printed
    inline: bool = False  # whether its label stands in the line of the entry before it
    bound: bool = False  # whether it can only go with what stands before it: quoted, a row, the same paragraph
    depth: int = 0  # nesting that the format gives, 0 where it gives none
    indent: int = 0  # how far it stands from the margin, in a unit of the file's own
    full: bool = False  # whether it ends a sentence
    leads: bool = False  # whether it ends with what opens a list: a colon, a dash, no words at all
    joins: bool = False  # whether it ends with “and” or “or”
    halts: bool = False  # whether it ends with a comma or semicolon
    small: bool = False  # whether it begins with a small letter
    until: Mark | None = None  # the last label of those that it stands for: `(c) to (e) [Repealed]`
    term: float | None = None  # what it costs to take it for a definition, None where it is none
    form: str = ""  # in which its term is printed: quoted, a colon, row, means
    defines: bool = False  # whether definitions may stand in it, by what it says
    leading_in: bool = False  # whether it is short and ends open, as `(1) In this Act,`
    odd: bool = False  # whether it begins like a label and has none
    settled: Constraint | None = None


class Level(NamedTuple):
    """A list that is open: how it counts, and its last item."""

    form: str
    kind: str
    value: tuple[int, ...]
    name: str  # what the last item adds to an id
    entry: int  # number of the last item


class State(NamedTuple):
    """What is open before a line: the article or a definition of it, and the lists in it."""

    base: int  # ARTICLE, or the number of a definition
    levels: tuple[Level, ...] = ()

    @property
    def innermost(self) -> int:
        """The entry that words without a label carry on."""
        return self.levels[-1].entry if self.levels else self.base

    @property
    def depth(self) -> int:
        """How deep the innermost item or definition stands in the article, 0 = outermost, -1 where there is none."""
        return len(self.levels) - 1 + (self.base != ARTICLE)

    def above(self, level: int) -> int:
        """Return the entry that a list stands in."""
        return self.levels[level - 1].entry if level else self.base


class Step(NamedTuple):
    """What a line is taken for, and the state after it."""

    state: State
    kind: str  # item, words, definition
    cost: float
    owner: int  # the entry that it stands in or carries on
    doubt: str = ""

    @property
    def place(self) -> tuple[object, ...]:
        """What another way must differ in to be another reading of the line."""
        names = tuple(level.name for level in self.state.levels)
        return self.kind, self.owner if self.kind == "words" else None, self.state.base, names


@dataclass(frozen=True)
class Placed:
    """The place of an entry: what it is, where it stands, and how sure that is."""

    kind: str  # item, words, definition
    owner: int  # number of the entry it stands in or carries on, or ARTICLE
    level: Level | None = None  # its list, of an item
    depth: int = 0  # how many lists that list stands in
    doubt: str = ""
    margin: float = float("inf")


@dataclass(frozen=True)
class Surroundings:
    """What is known of an article beside its lines."""

    defining: bool = False  # whether its lines without a label may be definitions
    words: str = (
        "none"  # how its own words end, before the first label: open, full; none where it has none
    )
    indented: bool = False  # whether indentation in this file says something
    nested: bool = False  # whether the format itself nests lists
    habits: Mapping[tuple[str, str], float] | None = (
        None  # cost of a list in a list, by their kinds
    )


def solved(entries: list[Entry], around: Surroundings) -> list[Placed]:
    """Return the place of each entry of an article in the way that costs least, with its doubts."""
    if not entries:
        return []
    solver = _Solver(entries, around)
    return solver.placed()


class _Solver:
    """Follows the ways through one article, forwards and back."""

    def __init__(self, entries: list[Entry], around: Surroundings):
        self.entries, self.around = entries, around
        start = State(ARTICLE)
        self.costs: list[dict[State, float]] = [{start: 0.0}]
        self.edges: list[list[tuple[State, Step]]] = []
        for number in range(len(entries)):
            self._forward(number)

    def _forward(self, number: int) -> None:
        after: dict[State, float] = {}
        edges: list[tuple[State, Step]] = []
        most = float("inf")  # what a way may cost to be followed
        for state, cost in self.costs[-1].items():
            for step in self._steps(state, number):
                total = cost + step.cost
                if total > most:
                    continue
                edges.append((state, step))
                most = min(most, total + _SPREAD)
                if total < after.get(step.state, float("inf")):
                    after[step.state] = total
        least = min(after.values()) + _SPREAD
        most_states = _MOST_STATES if len(self.entries) < _LONG else _FEW_STATES
        kept = sorted(after.items(), key=lambda pair: pair[1])[:most_states]
        self.costs.append({state: cost for state, cost in kept if cost <= least})
        self.edges.append([edge for edge in edges if edge[1].state in self.costs[-1]])

    def placed(self) -> list[Placed]:
        """Return the places on the best way, each with the margin to the best way that differs there."""
        rest = dict.fromkeys(self.costs[-1], 0.0)  # what the best way on from a state costs
        best = min(self.costs[-1].values())
        margins: list[dict[tuple[object, ...], float]] = []
        for number in range(len(self.entries) - 1, -1, -1):
            rest, totals = self._back(number, rest)
            margins.append(totals)
        margins.reverse()
        way, places = self._best_way(), []
        before = State(ARTICLE)
        for number, step in enumerate(way):
            others = [cost for place, cost in margins[number].items() if place != step.place]
            margin = min(others, default=float("inf")) - best
            sure = _SURE_WORDS if step.owner == before.innermost else _SURE_CLOSING
            places.append(self._place(number, step, margin, sure))
            before = step.state
        return places

    def _back(
        self, number: int, rest: dict[State, float]
    ) -> tuple[dict[State, float], dict[tuple[object, ...], float]]:
        """Return the cost of the rest of the way from the states before an entry, and of the best way by its place."""
        before: dict[State, float] = {}
        totals: dict[tuple[object, ...], float] = {}
        for state, step in self.edges[number]:
            cost = step.cost + rest.get(step.state, float("inf"))
            before[state] = min(before.get(state, float("inf")), cost)
            total = self.costs[number][state] + cost
            totals[step.place] = min(totals.get(step.place, float("inf")), total)
        return before, totals

    def _best_way(self) -> list[Step]:
        state = min(self.costs[-1], key=lambda end: self.costs[-1][end])
        way: list[Step] = []
        for number in range(len(self.entries) - 1, -1, -1):
            before = self.costs[number]
            arriving = [edge for edge in self.edges[number] if edge[1].state == state]
            state, step = min(arriving, key=lambda edge: before[edge[0]] + edge[1].cost)
            way.append(step)
        return way[::-1]

    def _place(self, number: int, step: Step, margin: float, sure: float) -> Placed:
        if step.kind == "item":
            level = step.state.levels[-1]
            doubt = step.doubt or ("list_ambiguous" if margin < _SURE else "")
            return Placed("item", step.owner, level, len(step.state.levels) - 1, doubt, margin)
        doubt = step.doubt
        if not doubt and step.kind == "words" and margin < sure:
            doubt = "words_ambiguous"
        settled = self.entries[number].settled
        return Placed(step.kind, step.owner, None, 0, "" if settled else doubt, margin)

    # --- the steps of one line ---------------------------------------------------------------------------------------

    def _steps(self, state: State, number: int) -> Iterator[Step]:
        entry = self.entries[number]
        if entry.bound and not entry.settled:
            yield Step(state, "words", 0.0, state.innermost)
            return
        steps = [*self._as_item(state, number), *self._as_words(state, number)]
        steps += self._as_definition(state, number)
        if entry.settled:
            yield from _under(steps, entry.settled, self._forced(state, number, entry.settled))
        else:
            yield from steps

    def _forced(self, state: State, number: int, settled: Constraint) -> list[Step]:
        """Return the steps that give a line the place that a person chose, whatever its label says."""
        level = settled.level if settled.level is not None else len(state.levels)
        if settled.kind == "definition":
            return [Step(State(number), "definition", 0.0, ARTICLE)]
        place = level - (state.base != ARTICLE)
        base, place = (ARTICLE, max(level, 0)) if place < 0 else (state.base, place)
        open_levels = state.levels if base == state.base else ()
        if settled.kind == "text":
            depth = max(level + 1 - (base != ARTICLE), 0)
            kept = State(base, open_levels[:depth])
            cost = _FORCED + _SHALLOW * (depth - len(kept.levels))
            return [Step(kept, "words", cost, kept.innermost)]
        above, mark = State(base, open_levels[:place]), self.entries[number].mark
        cost = _FORCED + _SHALLOW * (place - len(above.levels))
        items = [Level(mark.form, *reading, number) for reading in mark.readings] if mark else []
        return [
            Step(State(base, (*above.levels, item)), "item", cost, above.innermost)
            for item in items
        ]

    def _as_item(self, state: State, number: int) -> Iterator[Step]:
        entry = self.entries[number]
        if entry.mark is None:
            return
        for kind, value, name in entry.mark.readings:
            reading = Level(entry.mark.form, kind, value, name, number)
            if not entry.inline:
                yield from self._carrying_on(state, number, reading)
            if len(state.levels) < _DEEPEST:
                yield from self._opening(state, number, reading)

    def _carrying_on(self, state: State, number: int, reading: Level) -> Iterator[Step]:
        """Yield the steps in which a label goes on with a list that is open."""
        for place in range(len(state.levels) - 1, -1, -1):
            counted = _counted(state.levels[place], reading, self._settled_before(number))
            if counted is None:
                continue
            cost, doubt, value = counted
            cost += self._fit(state, place, number)
            item = self._reaching(reading._replace(value=value))
            levels = (*state.levels[:place], item)
            yield Step(State(state.base, levels), "item", cost, state.above(place), doubt)

    def _reaching(self, item: Level) -> Level:
        """Return an item that stands for several under the name of all, with the value of the last of them."""
        until = self.entries[item.entry].until
        if until is None:
            return item
        for kind, value, name in until.readings:
            if kind == item.kind and value > item.value:
                word = self.entries[item.entry].text.split()[0]
                return item._replace(value=value, name=f"{item.name}) {word} ({name}")
        return item

    def _settled_before(self, number: int) -> bool:
        """Whether the line before ends a sentence: the same number is then hardly a list within the item."""
        return number > 0 and self.entries[number - 1].full

    def _fit(self, state: State, place: int, number: int) -> float:
        """Return what speaks against a label carrying on this list rather than another."""
        entry, before = self.entries[number], self.entries[number - 1]
        sister = self.entries[state.levels[place].entry]
        inner = place < len(state.levels) - 1
        cost = 0.4 * ((sister.full or sister.leads) != (entry.full or entry.leads))
        if inner and before.joins and state.levels[-1].entry == number - 1:
            cost += 1.5  # “and” promises another item of the inner list
        if before.leads and state.innermost == number - 1:
            cost += 1.0  # a colon promises a list
        return cost + self._aligned(entry, sister)

    def _aligned(self, entry: Entry, sister: Entry) -> float:
        """Return what speaks against two labels of one list by their nesting and their distance from the margin."""
        cost = 2.5 if self.around.nested and entry.depth != sister.depth else 0.0
        return cost + (1.5 if self.around.indented and entry.indent != sister.indent else 0.0)

    def _opening(self, state: State, number: int, reading: Level) -> Iterator[Step]:
        """Yield the step in which a label opens a list in what stands before it."""
        cost, doubt = _first(reading)
        if cost is None:
            return
        entry, owner = self.entries[number], state.innermost
        cost += self._opens_after(state, number) + self._nested_in(state, entry, reading)
        item = self._reaching(reading)
        yield Step(State(state.base, (*state.levels, item)), "item", cost, owner, doubt)

    def _opens_after(self, state: State, number: int) -> float:
        """Return what speaks against a list that opens after the line before."""
        if not number or self.entries[number].inline:
            return 0.0
        before = self.entries[number - 1]
        if not state.levels:
            return 0.2
        apart = 0.0 if before.leads or state.innermost == number - 1 else 1.0
        if before.leads:
            return apart
        if before.joins:
            return apart + 2.0
        return apart + (1.2 if before.full else 1.4 if before.halts else 0.5)

    def _nested_in(self, state: State, entry: Entry, reading: Level) -> float:
        """Return what speaks against a list of this kind in the lists that are open."""
        kinds = [(level.form, level.kind) for level in state.levels]
        cost = 0.5
        if (reading.form, reading.kind) in kinds:
            cost += 1.5 + 0.5 * (kinds[-1] == (reading.form, reading.kind))
        if state.levels:
            parent = self.entries[state.levels[-1].entry]
            if self.around.nested and entry.depth <= parent.depth and not entry.inline:
                cost += 2.5
            if self.around.indented and entry.indent <= parent.indent and not entry.inline:
                cost += 1.0
        if self.around.habits:
            above = state.levels[-1].form + state.levels[-1].kind if state.levels else ""
            cost += self.around.habits.get((above, reading.form + reading.kind), 1.0)
        return cost

    def _as_words(self, state: State, number: int) -> Iterator[Step]:
        """Yield the steps in which a line has no label that counts."""
        entry = self.entries[number]
        label = _no_label(entry) if entry.mark else 0.0
        doubt = "label_as_words" if entry.mark or entry.odd else ""
        label += 1.5 if entry.term is not None else 0.0
        if not state.levels:
            yield Step(state, "words", label, state.base, doubt)
            return
        yield Step(state, "words", label + self._going_on(state, number), state.innermost, doubt)
        if entry.inline:
            return
        for place in range(len(state.levels) - 1, -1, -1):
            cost = label + self._closing(state, place, number)
            after = State(state.base, state.levels[:place])
            yield Step(after, "words", cost, state.above(place), doubt)

    def _going_on(self, state: State, number: int) -> float:
        """Return what speaks against a line carrying on the last item."""
        entry, before = self.entries[number], self.entries[number - 1]
        out = 1.0 if self.around.indented and entry.indent < before.indent else 0.0
        if before.leads:
            return out
        if out:
            return out + 0.6
        if state.innermost != number - 1:
            return 0.3  # it goes on where the line before it went
        return 1.2 if before.full or before.halts else 0.6

    def _closing(self, state: State, place: int, number: int) -> float:
        """Return what speaks against a line belonging to what a list stands in."""
        entry, before = self.entries[number], self.entries[number - 1]
        above = state.above(place)
        cost = 0.2 + 0.5 * (len(state.levels) - 1 - place) + self._finished(above, before)
        if before.leads:
            cost += 3.0
        if state.levels[place].form == "term":
            cost += 1.0
        if self.around.indented:
            cost += self._further_out(state, place, entry)
        return cost

    def _further_out(self, state: State, place: int, entry: Entry) -> float:
        """Return what the distance from the margin says of words that end a list: they stand further out than it."""
        items = self.entries[state.levels[place].entry].indent
        if entry.indent >= items:
            return 1.0
        outer = self.entries[state.levels[place - 1].entry].indent if place else 0
        return -0.3 if entry.indent >= outer else 0.5

    def _finished(self, above: int, before: Entry) -> float:
        """Return what speaks against words that carry on what a list stands in, by how its own words end."""
        if above >= 0 or self.around.words != "none":
            full = self.entries[above].full if above >= 0 else self.around.words == "full"
            return 2.0 if full else 0.0
        return 1.2 if before.full else 0.6

    def _as_definition(self, state: State, number: int) -> Iterator[Step]:
        """Yield the steps in which a line is a definition: of the article, or of a paragraph that says so."""
        cost = self.entries[number].term
        if cost is None:
            return
        if self.around.defining and (not state.levels or state.base != ARTICLE):
            cost, doubt = self._after_items(state, number, cost)
            yield Step(State(number), "definition", cost, ARTICLE, doubt)
        elif state.levels and self._defining_in(state):
            term = Level("term", "term", (), f"term {number}", number)
            levels = (state.levels[0], term)
            owner = state.levels[0].entry
            yield Step(State(state.base, levels), "definition", cost, owner)

    def _defining_in(self, state: State) -> bool:
        """Whether definitions may stand in the paragraph at hand."""
        paragraph = self.entries[state.levels[0].entry]
        return paragraph.defines or (self.around.defining and paragraph.leading_in)

    def _after_items(self, state: State, number: int, cost: float) -> tuple[float, str]:
        """Return the cost of a definition and its doubt, where it may come after the items of another."""
        entry, before = self.entries[number], self.entries[number - 1]
        if not state.levels:
            return cost, ""
        alike = entry.form == self.entries[state.base].form
        sure = entry.form == "quoted" or before.full
        return cost + (0.0 if alike else 4.0), "" if sure else "definition_assumed"


def _under(steps: list[Step], settled: Constraint, forced: list[Step]) -> Iterator[Step]:
    """Yield the steps that a person's correction of the line allows; those that it forces where it allows none."""
    kinds = {"item": "item", "text": "words", "definition": "definition"}
    wanted = kinds.get(settled.kind, "item" if settled.level is not None else "")
    allowed = [
        step
        for step in steps
        if (not wanted or step.kind == wanted)
        and (settled.level is None or step.state.depth == settled.level)
    ]
    for step in allowed or forced or steps:
        yield step._replace(doubt="")


def _counted(
    level: Level, reading: Level, settled: bool
) -> tuple[float, str, tuple[int, ...]] | None:
    """Return what it costs to count on from one label to another, the doubt and the value; None where it can't be."""
    same = level.kind == reading.kind or (
        reading.kind in _OTHER_ORDERS and level.kind == "abjad" and level.value == (2,)
    )
    if not same or level.form == "term" or (level.form == "•") != (reading.form == "•"):
        return None
    if level.form == "•":
        return 0.0, "", (level.value[0] + 1,)
    form = 0.0 if level.form == reading.form else 1.5
    if form and level.kind not in ("1", "abjad", *_OTHER_ORDERS):
        lost = {level.form, reading.form} == {"()", ")"} and _next(level, reading)
        return (2.5, "list_ambiguous", reading.value) if lost else None  # a bracket was lost
    if _next(level, reading):
        return form, "", reading.value
    if form:
        return None
    if level.value == reading.value:
        return (1.8 if settled else 5.5), "number_repeated", reading.value
    step = reading.value[0] - level.value[0]
    if step > 0:
        return min(2.5 + step, 5.5 if reading.kind == "1" else 7.0), "list_gap", reading.value
    if step == 0 and reading.value > level.value:
        return 2.5, "list_gap", reading.value
    return None


def _next(level: Level, reading: Level) -> bool:
    """Whether a label is the one that comes next in a list."""
    if level.value == reading.value:
        return False
    spanish = reading.kind == "a" and level.value == (14, 1) and reading.value == (15,)  # o after ñ
    return spanish or follows(level.value, reading.value)


def _first(reading: Level) -> tuple[float | None, str]:
    """Return what it costs that a list begins with this label, and the doubt; None where no list does."""
    if reading.form == "•":
        return 0.3, ""
    if reading.kind == "1.1":
        return (0.0, "") if reading.value[-1] == 1 else (4.0, "list_gap")
    if reading.value[0] == 0:
        return 0.5, ""  # (za), put in before (a)
    if reading.value == (1,):
        return (None, "") if reading.kind in _OTHER_ORDERS else (0.0, "")
    if len(reading.value) > 1 and reading.value[0] != 1:
        return 7.0, "list_gap"
    return min(3.5 + reading.value[0] / 2, 7.0), "list_gap"


def _no_label(entry: Entry) -> float:
    """Return what it costs that a label counts nothing."""
    assert entry.mark is not None
    if entry.inline:
        return 1.0
    return {"()": 6.0, ")": 5.0, "°": 5.0, "•": 3.0, "1.1": 2.0, ":": 2.0}.get(entry.mark.form, 4.5)
