"""Two assessments of one State by the same checklist: where they differ, and how far they agree beyond chance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from assess.base.problems import NOWHERE, LexgapError, problem
from assess.model.case import Case
from assess.model.instrument import Element, Part
from assess.rating.force import Reading
from assess.rating.standing import Standing, element_standings

Kind = Literal["grade", "basis", "one_only"]


@dataclass(frozen=True)
class Pair:
    """An element as each of the two has it."""

    element: Element
    part: str
    first: Standing
    second: Standing

    @property
    def compared(self) -> bool:
        """Whether both have assessed it; one that somebody left open is no disagreement in grade."""
        return "not_assessed" not in (self.first.state, self.second.state)

    @property
    def agreed(self) -> bool:
        """Whether both have the same grade or state."""
        return self.first.state == self.second.state

    @property
    def kind(self) -> Kind | None:
        """What they differ in: the grade, only what it rests on, or that one of them left it open; none if nothing."""
        if not self.agreed:
            return "grade" if self.compared else "one_only"
        return None if _cited(self.first) == _cited(self.second) else "basis"


@dataclass(frozen=True)
class Agreement:
    """How far the two agree on a set of elements."""

    part: Part | None  # none for the whole
    compared: int
    agreed: int
    left_out: int  # assessed by one of them, or by none
    kappa: float | None
    why: Literal["", "none", "one_value"]  # why there is no kappa

    @property
    def share(self) -> float | None:
        """Share of the compared elements with the same grade or state, 0 to 1; none where none is compared."""
        return self.agreed / self.compared if self.compared else None


@dataclass(frozen=True)
class Comparison:
    """The two cases on a day, element by element."""

    first: Case
    second: Case
    reading: Reading
    pairs: tuple[Pair, ...]

    @property
    def differences(self) -> tuple[Pair, ...]:
        """The elements on which they differ: in the grade first, then those left open by one, then in the basis."""
        order: dict[Kind | None, int] = {"grade": 0, "one_only": 1, "basis": 2}
        unlike = [pair for pair in self.pairs if pair.kind]
        return tuple(sorted(unlike, key=lambda pair: order[pair.kind]))


def compare(first: Case, second: Case, reading: Reading) -> Comparison:
    """Return two cases side by side. Raises LexgapError for two States or two checklists."""
    if first.instrument.digest != second.instrument.digest:
        names = (f"{case.instrument.id} {case.instrument.version}" for case in (first, second))
        raise LexgapError(
            [problem("agree-checklists", NOWHERE, **dict(zip(("first", "second"), names)))]
        )
    if first.profile.iso != second.profile.iso:
        states = {"first": first.profile.country, "second": second.profile.country}
        raise LexgapError([problem("agree-states", NOWHERE, **states)])
    standings, other_standings = (element_standings(case, reading) for case in (first, second))
    parts = {article.article: article.part for article in first.instrument.articles}
    return Comparison(
        first,
        second,
        reading,
        tuple(
            Pair(
                element, parts[element.article], standings[element.id], other_standings[element.id]
            )
            for element in first.instrument.elements()
        ),
    )


def agreements(comparison: Comparison) -> tuple[Agreement, ...]:
    """Return the agreement for each part and, last, for the whole. Raises LexgapError without the library for kappa."""
    parts = comparison.first.instrument.parts
    return (
        *(
            _agreement(part, [pair for pair in comparison.pairs if pair.part == part.id])
            for part in parts
        ),
        _agreement(None, comparison.pairs),
    )


def _agreement(part: Part | None, pairs: Iterable[Pair]) -> Agreement:
    listed = list(pairs)
    compared = [(pair.first.state, pair.second.state) for pair in listed if pair.compared]
    value, why = kappa(compared)
    return Agreement(
        part,
        len(compared),
        sum(state == other_state for state, other_state in compared),
        len(listed) - len(compared),
        value,
        why,
    )


def kappa(
    pairs: Sequence[tuple[str, str]],
) -> tuple[float | None, Literal["", "none", "one_value"]]:
    """Return Cohen's kappa of two judgements of the same things, or None and why it is not defined.

    It is not defined where nothing is compared, and where both gave one and the same value throughout: chance alone
    would then make them agree. Source: J. Cohen, A coefficient of agreement for nominal scales, 1960.
    """
    if not pairs:
        return None, "none"
    if len({value for pair in pairs for value in pair}) == 1:
        return None, "one_value"
    try:
        from nltk.metrics.agreement import AnnotationTask
    except ImportError as fault:
        raise LexgapError(
            [problem("library-missing", NOWHERE, name="nltk", extra="agree")]
        ) from fault
    rows = [
        (who, number, value) for number, pair in enumerate(pairs) for who, value in zip("ab", pair)
    ]
    return float(AnnotationTask(rows).kappa()), ""


def _cited(standing: Standing) -> set[tuple]:
    """Return what an answer rests on: its citations, or the laws that were searched without finding anything."""
    searched = {("searched", frozenset(standing.search.laws))} if standing.search else set()
    return searched | {
        (frozenset(weighed.citation.provision), weighed.citation.grade)
        for weighed in standing.weighed
    }
