"""What a new text of a law does to an assessment: only what the findings of the case state, and nothing beside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from assess.law.diff.compare import Comparison
from assess.model.case import Case
from assess.model.lawtext import LawText, Unit
from assess.model.terms import GRADES
from assess.rating.force import Reading
from assess.rating.rate import ArticleRating, CaseRating, rate
from assess.rating.standing import Standing, Weighed

_YEAR = re.compile(r" \(\d{4}\)$")  # of an id that names an older version of a provision


#: How the wordings are cited: one citation counts for the old and for the new one; each has its own; only one has any.
Cited = Literal["carried", "anew", "once"]


@dataclass(frozen=True)
class ElementEffect:
    """An element that rests on the law, before and after."""

    before: Standing
    after: Standing
    references: tuple[str, ...]  # provisions of the compared texts that its citations name
    changed: tuple[str, ...]  # those of them whose wording the comparison shows as changed
    cited: Cited = "once"

    @property
    def graded(self) -> bool:
        """Whether the grade or state is another one."""
        return self.before.state != self.after.state


@dataclass(frozen=True)
class Effect:
    """Elements and articles before and after."""

    before: Reading
    after: Reading
    changed: tuple[ElementEffect, ...]  # another grade, by provisions of this law
    # the same grade, on provisions whose wording changed: to look at again
    again: tuple[ElementEffect, ...]
    articles: tuple[tuple[ArticleRating, ArticleRating], ...]  # those whose rating changed
    others: tuple[str, ...]  # elements with another grade for reasons outside this law
    worse: tuple[
        tuple[Standing, Weighed], ...
    ] = ()  # what comes beside a better citation: element before, citation
    by_row: tuple[tuple[str, ...], ...] = ()  # elements that rest on each row of the comparison


def effect_of(case: Case, comparison: Comparison, before: Reading, after: Reading) -> Effect:
    """Return what differs between two readings of a case by the provisions of the compared texts.

    Where the findings know nothing of the new text, both readings are the same: then nothing changes, and what rests
    on changed provisions is to be looked at again.
    """
    rated, rows = (rate(case, before), rate(case, after)), _Rows(case, comparison, after.assume)
    pairs = tuple(_standings(*rated))
    homes = _homes(pairs, rows)
    lines = [
        (
            _effect(standing, other_standing, rows, homes.get(standing.element.article, ())),
            standing,
            other_standing,
        )
        for standing, other_standing in pairs
    ]
    return Effect(
        before,
        after,
        changed=tuple(effect for effect, *_ in lines if effect and effect.graded),
        again=tuple(
            effect for effect, *_ in lines if effect and not effect.graded and effect.changed
        ),
        articles=tuple(
            (article, other_article)
            for article, other_article in zip(rated[0].articles, rated[1].articles)
            if article.bounds != other_article.bounds
        ),
        others=tuple(
            standing.element.id
            for effect, standing, other_standing in lines
            if effect is None and standing.state != other_standing.state
        ),
        worse=tuple(
            (standing, each)
            for _, standing, other_standing in lines
            for each in weaker(standing, other_standing, rows.own)
        ),
        by_row=rows.elements(),
    )


def rows_alone(effect: Effect) -> Effect:
    """Return an effect that tells which elements rest on each row, and nothing of their grades."""
    return replace(effect, changed=(), again=(), articles=(), others=(), worse=())


def weaker(before: Standing, after: Standing, own: Callable[[str], bool]) -> Iterator[Weighed]:
    """Yield the citations of own provisions that count only after, and are worse than the element stands on both sides.

    The best grade decides a rating, so that a new provision beside an old and better one would else go unseen. Where
    the element stands worse after, its grade tells that.
    """
    if before.state not in GRADES or after.state not in GRADES:
        return
    least = max(GRADES.index(before.state), GRADES.index(after.state))
    counted = {
        id(each_weighed.citation)
        for each_weighed in before.weighed
        if each_weighed.force == "in_force"
    }
    for weighed in after.weighed:
        new = (
            weighed.force == "in_force"
            and id(weighed.citation) not in counted
            and any(map(own, weighed.citation.provision))
        )
        if new and GRADES.index(weighed.grade) > least:
            yield weighed


def _standings(before: CaseRating, after: CaseRating) -> Iterable[tuple[Standing, Standing]]:
    return (
        (standing, other_standing)
        for old, new in zip(before.articles, after.articles)
        for standing, other_standing in zip(old.standings, new.standings)
    )


def _counting(standing: Standing) -> dict[int, Weighed]:
    """Return the citations of an element that count."""
    return {
        id(weighed.citation): weighed for weighed in standing.weighed if weighed.force == "in_force"
    }


def _turned(before: Standing, after: Standing) -> list[Weighed]:
    """Return the citations of an element that count on one side only."""
    weigheds, counting = _counting(before), _counting(after)
    return [
        weighed
        for key, weighed in {**weigheds, **counting}.items()
        if (key in weigheds) != (key in counting)
    ]


def _homes(pairs: Iterable[tuple[Standing, Standing]], rows: _Rows) -> dict[str, tuple[str, ...]]:
    """Return the provisions of the compared texts by which the leads of each article are met on one side only.

    By these an offence may move to another provision, and take its mental elements and limits with it.
    """
    homes: dict[str, tuple[str, ...]] = {}
    for before, after in pairs:
        if before.element.weight == "lead":
            own = [
                name
                for weighed in _turned(before, after)
                for name in weighed.citation.provision
                if rows.own(name)
            ]
            if own:
                homes[before.element.article] = tuple(
                    dict.fromkeys((*homes.get(before.element.article, ()), *own))
                )
    return homes


def _effect(
    before: Standing, after: Standing, rows: _Rows, homes: tuple[str, ...]
) -> ElementEffect | None:
    """Return the effect on an element; None where no citation that counts on either side names a compared text.

    `homes` are provisions of these by which the offence moved: an element that belongs to it may count otherwise.
    """
    weighed = [_counting(side) for side in (before, after)]
    if not any(
        each_weighed.apart != weighed[1][key].apart
        for key, each_weighed in weighed[0].items()
        if key in weighed[1]
    ):
        homes = ()
    counting = [{key: weighed.citation for key, weighed in side.items()} for side in weighed]
    names: dict[str, set[int]] = {}
    sides = set()
    for side, citations in enumerate(counting):
        for citation in citations.values():
            for name in filter(rows.own, citation.provision):
                names.setdefault(name, set()).update(rows.touched(side, name))
                sides.add(side)
    turned = [
        citation
        for key, citation in {**counting[0], **counting[1]}.items()
        if (key in counting[0]) != (key in counting[1])
    ]
    by_this_law = bool(homes) or any(
        rows.own(name) for citation in turned for name in citation.provision
    )
    if not (names or homes) or (before.state != after.state and not by_this_law):
        return None
    for numbers in names.values():
        rows.note(before.element.id, numbers)
    kept = [citation for key, citation in counting[0].items() if key in counting[1]]
    changed = tuple(name for name, key in names.items() if rows.reworded(key))
    carried = any(name in changed for citation in kept for name in citation.provision)
    return ElementEffect(
        before,
        after,
        tuple(dict.fromkeys((*names, *homes))),
        changed,
        "carried" if carried else "anew" if len(sides) == 2 else "once",
    )


class _Rows:
    """Finds the rows of a comparison by the references that citations name; side 0 is the old text, 1 the new one."""

    def __init__(self, case: Case, comparison: Comparison, assume: tuple[str, ...]):
        self.rows, self.texts = comparison.rows, (comparison.old, comparison.new)
        self._laws = {self.texts[0].law, self.texts[1].law, *assume}
        self._provisions = case.provisions()
        self._at = tuple(
            {unit.id: number for number, unit in enumerate(units) if unit is not None}
            for units in ([row.old for row in self.rows], [row.new for row in self.rows])
        )
        self._noted: dict[int, list[str]] = {}

    def own(self, reference: str) -> bool:
        """Whether a reference names the law, or the bill, that is compared."""
        return reference.partition(":")[0] in self._laws

    def touched(self, side: int, reference: str) -> set[int]:
        """Return the rows of all units that a citation of this provision rests on.

        The provision, what stands in it, and the words above it in its article that lead into it. `3 (2018)` names an
        older version of 3; a provision of a bill stands for those that the case says it amends or replaces.
        """
        text, (law, _, name) = self.texts[side], reference.partition(":")
        _, provision = self._provisions.get(reference, (None, None))
        names = [*provision.amends, *provision.replaces] if provision else []
        units = [
            text.unit(name) or text.unit(_YEAR.sub("", name))
            for name in names or [name]
            if names or law in (text.law, self.texts[0].law)
        ]
        return {
            self._at[side][each.id]
            for unit in units
            if unit is not None
            for each in (*text.within(unit.id), *_above(text, unit.id))
        }

    def reworded(self, rows: Iterable[int]) -> bool:
        """Whether the words of any of these rows are different."""
        return any(self.rows[number].reworded for number in rows)

    def note(self, element: str, rows: Iterable[int]) -> None:
        """Remember that an element rests on these rows."""
        for number in rows:
            self._noted.setdefault(number, []).append(element)

    def elements(self) -> tuple[tuple[str, ...], ...]:
        """Return the elements that rest on each row, in the order of the rows."""
        return tuple(
            tuple(dict.fromkeys(self._noted.get(number, ()))) for number in range(len(self.rows))
        )


def _above(text: LawText, unit_id: str) -> list[Unit]:
    """Return the units in which a unit stands, up to its article."""
    units: list[Unit] = []
    unit = text.unit(unit_id)
    while unit is not None and unit.kind != "article" and len(units) < 20:
        unit = text.unit(unit.parent)
        if unit is None or unit.kind in ("part", "schedule"):
            break
        units.append(unit)
    return units
