"""Two texts of a law side by side: every unit of both once, what became of it, and which words changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, get_args

from assess.base.normal import normal, steps_needed
from assess.law.diff.pairing import PART_OF, Pairing
from assess.law.diff.similar import Sample, content, repeal_notice, sample_of
from assess.law.diff.worddiff import Run, negations, word_runs
from assess.model.lawtext import LawText, Unit

Change = Literal["same", "typing", "changed", "replaced", "repealed", "removed", "inserted"]
CHANGES: tuple[Change, ...] = get_args(Change)

#: How a law tells that it changes another law, after all steps of assess.base.normal: is replaced by, is struck out …
_INSTRUCTION = re.compile(
    r"\b(?:is|are) (?:hereby )?(?:replaced|substituted|repealed|struck out|deleted|omitted|inserted|added|amended)\b"
    r"|\b(?:est|sont) (?:ainsi )?(?:remplace|abroge|modifie|supprime|complete|insere|ajoute|redige)"
    r"|\b(?:queda|quedan|se) (?:redactad|modific|sustitu|derog|anad|suprim)"
    r"|\b[وف]?(?:ي|ت)(?:ستبدل|لغ[يى]|عدل|ضاف|شطب|حذف|ستعاض)",
    re.IGNORECASE,
)
_FEW_PAIRS = (
    0.5  # of a text's units that have a partner: below, it is no other version of the same law
)
_LEAST_PART = 8  # words of a unit that is looked for inside another one
_ONE_PROVISION = (
    0.25  # likeness of the own words below which a provision is told as replaced by another
)
# of its articles that change another law, from which it is a law of instructions
_INSTRUCTIONS = 1 / 3


@dataclass(frozen=True)
class Row:
    """One unit in the old text, in the new one, or in both."""

    old: Unit | None
    new: Unit | None
    change: Change
    renumbered: bool = False
    moved: bool = False  # it stands in another unit than the one that its old parent became
    runs: tuple[Run, ...] = ()  # of heading and words
    steps: tuple[str, ...] = ()  # of assess.base.normal, where nothing but typing changed
    gone: tuple[str, ...] = ()  # words of negation or exception that were left out
    come: tuple[str, ...] = ()  # … and put in
    perhaps: tuple[
        str, ...
    ] = ()  # ids on the other side from which or into which it may have gone; never certain

    @property
    def altered(self) -> bool:
        """Whether anything but typing is different: its words, its number or its place."""
        return self.reworded or self.renumbered or self.moved

    @property
    def reworded(self) -> bool:
        """Whether the words of the law are different."""
        return self.change not in ("same", "typing")

    @property
    def negated(self) -> bool:
        """Whether a word of negation or exception went or came in a provision that stayed."""
        return bool(self.gone or self.come)


@dataclass(frozen=True)
class Comparison:
    """Two texts of a law, or a law and a bill, unit by unit in the order of the new text."""

    old: LawText
    new: LawText
    rows: tuple[Row, ...]

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many rows there are of each change, and how many were renumbered or moved."""
        counter = Counter(row.change for row in self.rows)
        return {
            **{change: counter[change] for change in CHANGES},
            "renumbered": sum(row.renumbered for row in self.rows),
            "moved": sum(row.moved for row in self.rows),
        }

    @property
    def kinship(self) -> float:
        """Share of the units with words, of the text that has fewer, that have a partner with like words, 0 to 1."""
        pairs = sum(
            row.change in ("same", "typing", "changed") and bool(content(row.new))
            for row in self.rows
            if row.old and row.new
        )
        least, most = sorted(
            sum(bool(content(unit)) for unit in text.units) for text in (self.old, self.new)
        )
        return pairs / least if least else float(not most)

    @property
    def unrelated(self) -> bool:
        """Whether the two have so little in common that they are hardly two texts of the same law."""
        return self.kinship < _FEW_PAIRS


def compared(old: LawText, new: LawText) -> Comparison:
    """Compare two texts in one language; every unit of both is in one row, and in one only."""
    pairing = Pairing(old, new)
    paired: dict[str, Row] = {}
    for unit in old.units:
        partner = new.unit(pairing.pairs[unit.id]) if unit.id in pairing.pairs else None
        if partner is not None:
            paired[partner.id] = _pair(unit, partner, pairing, new)
    gone = {
        unit.id: Row(unit, None, "removed", runs=word_runs(content(unit), ""))
        for unit in old.units
        if unit.id not in pairing.pairs
    }
    come = {
        unit.id: Row(None, unit, "inserted", runs=word_runs("", content(unit)))
        for unit in new.units
        if unit.id not in paired
    }
    rows = tuple(_in_order(old, new, pairing, gone, {**paired, **come}))
    return Comparison(old, new, _with_doubts(rows, pairing))


def instructions_only(text: LawText, comparison: Comparison) -> bool:
    """Whether `text` only says how another law is to be changed, and is no wording of that law.

    So where it has little in common with the other text and at least a third of its articles are worded as
    instructions. Nothing is put together from such a text: the words of the changed law would be a guess.
    """
    articles = sum(unit.kind == "article" for unit in text.units)
    return comparison.unrelated and articles > 0 and instructions(text) >= _INSTRUCTIONS * articles


def instructions(text: LawText) -> int:
    """Return how many articles of a text are worded as instructions to change another law."""
    return sum(
        bool(_INSTRUCTION.search(_bare(text.wording(unit.id))))
        for unit in text.units
        if unit.kind == "article"
    )


def _bare(wording: str) -> str:
    """Return a wording without accents, so that one pattern does for all ways of typing it."""
    return normal(wording).translate(str.maketrans("éèêáíóúñ", "eeeaioun"))


def _pair(old: Unit, new: Unit, pairing: Pairing, text: LawText) -> Row:
    before, after = content(old), content(new)
    row = Row(
        old,
        new,
        "same",
        renumbered=old.id != new.id,
        moved=_moved(old, new, pairing),
        runs=word_runs(before, after),
    )
    if all(run.mark == "same" for run in row.runs):
        return row
    if all(run.mark in ("same", "typing") for run in row.runs):
        return replace(row, change="typing", steps=_steps(row.runs))
    if repeal_notice(after) and not repeal_notice(before):
        return replace(row, change="repealed", runs=_whole(before, after))
    gone, come = negations(row.runs, text.language)
    same = pairing.samples.alike(sample_of(old, before), sample_of(new, after))
    change: Change = "changed" if same >= _ONE_PROVISION or not before or not after else "replaced"
    runs = row.runs if change == "changed" else _whole(before, after)
    return replace(row, change=change, runs=runs, gone=gone, come=come)


def _whole(before: str, after: str) -> tuple[Run, ...]:
    """Return a wording that took the place of another: words that both happen to have tell nothing."""
    return tuple(
        run
        for run in (Run("deleted", before, ""), Run("inserted", "", after))
        if run.old or run.new
    )


def _steps(runs: tuple[Run, ...]) -> tuple[str, ...]:
    """Return the steps that the words need, each named once."""
    texts = [
        steps_needed(run.old.strip(), run.new.strip()) or () for run in runs if run.mark == "typing"
    ]
    return tuple(dict.fromkeys(step for steps in texts for step in steps))


def _moved(old: Unit, new: Unit, pairing: Pairing) -> bool:
    """Whether a unit stands in another unit that was there before. A part that is new or gone moves nothing."""
    then, since = pairing.pairs.get(old.parent), pairing.taken.get(new.parent)
    return (then is not None and then != new.parent) or (since is not None and since != old.parent)


def _in_order(
    old: LawText, new: LawText, pairing: Pairing, gone: dict[str, Row], rows: dict[str, Row]
) -> Iterator[Row]:
    """Yield the rows in the order of the new text; what is gone follows what stood before it."""
    after: dict[str, list[Row]] = {}
    last = ""
    for unit in old.units:
        if unit.id in gone:
            after.setdefault(last, []).append(gone[unit.id])
        else:
            last = pairing.pairs[unit.id]
    yield from after.get("", ())
    for each_unit in new.units:
        yield rows[each_unit.id]
        yield from after.get(each_unit.id, ())


def _with_doubts(rows: tuple[Row, ...], pairing: Pairing) -> tuple[Row, ...]:
    """Add to what has no partner the units that its words may have come from or gone into."""
    again: dict[str, set[str]] = {}
    for old, news in pairing.doubtful.items():
        for text in news:
            again.setdefault(text, set()).add(old)
    reworded = {
        (bool(side), unit.id)
        for row in rows
        if row.reworded
        for side, unit in enumerate((row.old, row.new))
        if unit is not None
    }
    samples = pairing.samples
    old_parts = _parts(
        [row.old for row in rows if row.old and row.change == "removed"],
        samples.old,
        samples.new,
        reworded,
        True,
        pairing,
    )
    new_parts = _parts(
        [row.new for row in rows if row.new and row.change == "inserted"],
        samples.new,
        samples.old,
        reworded,
        False,
        pairing,
    )
    doubts = []
    for row in rows:
        unit = row.old if row.change == "removed" else row.new if row.change == "inserted" else None
        if unit is not None:
            known = pairing.doubtful if row.change == "removed" else again
            parts = old_parts if row.change == "removed" else new_parts
            row = replace(
                row,
                perhaps=tuple(
                    dict.fromkeys((*sorted(known.get(unit.id, ())), *parts.get(unit.id, ())))
                ),
            )
        doubts.append(row)
    return tuple(doubts)


def _parts(
    units: Iterable[Unit],
    own: dict[str, Sample],
    others: dict[str, Sample],
    reworded: set[tuple[bool, str]],
    new: bool,
    pairing: Pairing,
) -> dict[str, list[str]]:
    """Return, for units without partner, the reworded unit of the other side that holds most of their words."""
    lone = [own[unit.id] for unit in units if own[unit.id].size >= _LEAST_PART]
    there = [
        each_sample for each_sample in others.values() if (new, each_sample.unit.id) in reworded
    ]
    best: dict[str, tuple[float, int, str]] = {}
    for sample, other in pairing.samples.likely(lone, there):
        share = pairing.samples.within(sample, other)
        if share >= PART_OF:
            best[sample.unit.id] = max(
                best.get(sample.unit.id, (0.0, 0, "")), (share, -other.size, other.unit.id)
            )
    return {unit: [row[2]] for unit, row in best.items()}
