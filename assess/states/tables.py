"""The tables of a comparison of States: spreads, duties, years, changes, order, and how others wrote it, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from assess.model.instrument import Element
from assess.speak.marks import Mark
from assess.speak.words import Words, percent
from assess.states import matrix
from assess.states.columns import column_name, provision_view
from assess.states.figures import Figures
from assess.states.marks import REPORTED, cell_mark
from assess.states.record import Change, Comparison
from assess.states.types import (
    ChangeView,
    DominanceView,
    DutyView,
    GroupView,
    ReasonView,
    SpreadView,
    StateView,
    TierView,
    WroteView,
    YearView,
    different,
)

#: Names of the ways of adding up, in the order of `assess.states.statistics.WAYS`, which needs NumPy to be read.
WAYS = ("mean", "geometric", "weakest")
MOST_DUTIES = 40  # that reports list


def _counts(one: matrix.Spread, words: Words) -> tuple[tuple[Mark, int], ...]:
    return tuple((cell_mark(bounds, words), number) for bounds, number in one.counts)


def _spread(name: str, one: matrix.Spread, words: Words) -> SpreadView:
    return SpreadView(name, _counts(one, words), one.total, one.out)


def by_article(found: Comparison, words: Words) -> tuple[SpreadView, ...]:
    """Return the spread of each article, named by its number; nothing where no State is assessed."""
    if not found.columns:
        return ()
    listed = matrix.by_article(found.columns, found.instrument)
    return tuple(_spread(name, one, words) for name, one in listed.items())


def by_part(found: Comparison, words: Words) -> tuple[SpreadView, ...]:
    """Return the spread of each part, named by its title."""
    if not found.columns:
        return ()
    titles = {one.id: words.text(one.title) for one in found.instrument.parts}
    listed = matrix.by_part(found.columns, found.instrument)
    return tuple(_spread(titles[name], one, words) for name, one in listed.items())


def by_group(
    found: Comparison, groups: tuple[GroupView, ...], words: Words
) -> tuple[SpreadView, ...]:
    """Return the spread of each group that an assessed State belongs to, over the cells of all columns of these."""
    keys = {one.key for one in found.columns}
    names = {one.id: one.name for one in groups}
    members = {one.id: [key for key in one.members if key in keys] for one in groups}
    listed = matrix.by_group(found.columns, {name: own for name, own in members.items() if own})
    return tuple(
        replace(_spread(names[name], one, words), states=different(members[name]))
        for name, one in listed.items()
    )


def reported_by_article(
    told: tuple[StateView, ...], numbers: tuple[str, ...]
) -> tuple[SpreadView, ...]:
    """Return, for each article, in how many reported States a source names a provision, gives a verdict, or nothing."""
    found = []
    for at, number in enumerate(numbers if told else ()):
        counts = Counter(one.cells[at].mark for one in told)
        order = tuple(REPORTED)
        found.append(
            SpreadView(
                number,
                tuple(sorted(counts.items(), key=lambda two: order.index(two[0].key))),
                len(told),
                0,
            )
        )
    return tuple(found)


def duties(found: Comparison, words: Words) -> tuple[tuple[DutyView, ...], str]:
    """Return the elements that fall short somewhere, and whether some are not listed.

    The order is that of `assess.states.matrix.duties`: those absent in most columns first.
    """
    names = {one.key: column_name(one, found, words) for one in found.columns}
    elements, said = found.instrument.by_id(), words.labels.compared
    short = [
        one for one in matrix.duties(found.columns, found.instrument) if one.absent or one.partly
    ]
    listed = tuple(
        DutyView(
            one.element,
            words.element(elements[one.element]),
            elements[one.element].article,
            words.text(elements[one.element].asks),
            len(one.absent),
            len(one.partly),
            len(one.unknown),
            one.counted,
            (
                *(names[key] for key in one.absent),
                *(said.partly.format(name=names[key]) for key in one.partly),
            ),
            len(one.reserved),
        )
        for one in short[:MOST_DUTIES]
    )
    note = (
        said.first_duties.format(number=MOST_DUTIES, total=len(short))
        if len(short) > MOST_DUTIES
        else ""
    )
    return listed, note


def years(found: Comparison, words: Words) -> tuple[YearView, ...]:
    """Return the ratings at the end of each year asked for."""
    said, views = words.labels.compared, []
    for one in matrix.by_year(found):
        low, high = one.spread.reached
        total = one.spread.total
        ends = {"low": round(100 * low / total), "high": round(100 * high / total)} if total else {}
        form = said.share if not ends or ends["low"] == ends["high"] else said.share_range
        views.append(
            YearView(
                one.year,
                _counts(one.spread, words),
                total,
                form.format(**ends) if ends else "–",
                one.columns,
            )
        )
    return tuple(views)


def changes(found: Comparison, words: Words) -> Iterator[ChangeView]:
    """Yield the articles whose rating changed, State by State; none of those that are `not_compared`."""
    for one in found.columns:
        if one.key in found.not_since:
            continue
        for change in one.changes:
            yield ChangeView(
                column_name(one, found, words),
                change.article,
                cell_mark(change.old, words),
                cell_mark(change.new, words),
                _why(change, found, words),
            )


def not_compared(found: Comparison, words: Words) -> tuple[str, ...]:
    """Return the names of the columns whose own day is not later than the day since which changes are told."""
    return tuple(
        column_name(one, found, words) for one in found.columns if one.key in found.not_since
    )


def _why(change: Change, found: Comparison, words: Words) -> str:
    said, known = words.labels.compared, found.instrument.by_id()
    laws = [
        said.changed_law.format(
            law=law, old=words.label("force", old), new=words.label("force", new)
        )
        for law, old, new in change.laws
    ]
    elements = [
        said.changed_element.format(
            element=words.called(known[name]),
            old=words.state(old).label,
            new=words.state(new).label,
        )
        for name, old, new in change.elements
    ]
    return words.labels.semicolon.join([*laws, *elements])


def tiers(found: Comparison, figures: Figures, words: Words) -> tuple[TierView, ...]:
    """Return the States in order, then those without a place in it, with the reason."""
    ranking, views = figures.ranking, []
    for place, one in sorted(
        ranking.ranks.items(), key=lambda pair: (pair[1].tier, pair[1].best, pair[1].worst)
    ):
        scores = " / ".join(_run(f"{low:.2f}", f"{high:.2f}") for low, high in one.scores)
        note = words.labels.compared.indicative_note if found.columns[place].indicative else ""
        views.append(
            _tier(
                found,
                place,
                figures,
                words,
                tier=str(one.tier),
                ranks=_run(one.best, one.worst),
                by_way=tuple(_run(*ends) for ends in one.by_way),
                scores=scores,
                note=note,
                best=one.best,
                worst=one.worst,
            )
        )
    for place, reason in ranking.left_out.items():
        column = found.columns[place]
        known, counted = _known(column, figures)
        why = words.labels.compare[reason].format(
            known=known, counted=counted, threshold=percent(ranking.draws.threshold)
        )
        views.append(
            _tier(
                found, place, figures, words, tier="–", ranks="–", by_way=(), scores="–", note=why
            )
        )
    return tuple(views)


def _tier(found: Comparison, place: int, figures: Figures, words: Words, **values) -> TierView:
    one = found.columns[place]
    known, counted = _known(one, figures)
    return TierView(
        state=one.key,
        name=column_name(one, found, words),
        known=words.labels.compared.of.format(number=known, total=counted),
        **values,
    )


def _known(column, figures: Figures) -> tuple[int, int]:
    """Return how many elements are known, and of how many, over the articles that enter the order."""
    rows = [column.article(number) for number in figures.articles]
    return sum(one.known for one in rows), sum(one.counted for one in rows)


def _run(low, high) -> str:
    return str(low) if low == high else f"{low}–{high}"


def dominance(
    found: Comparison, figures: Figures, words: Words
) -> tuple[tuple[DominanceView, ...], str]:
    """Return the direct pairs, and what was compared."""
    said, one = words.labels.compared, figures.dominance
    names = [column_name(two, found, words) for two in found.columns]
    pairs = tuple(
        DominanceView(names[two.better], names[two.worse], two.articles, two.strict)
        for two in one.pairs
        if two.direct
    )
    note = said.dominance_counts.format(compared=one.compared, left=one.not_compared)
    if not one.listed:
        note = f"{note} {said.dominance_many}"
    elif len(pairs) < len(one.pairs):
        note = f"{note} {said.dominance_direct}"
    return pairs, note if len(found.columns) > 1 else ""


def wrote(
    found: Comparison, told: tuple[StateView, ...], words: Words
) -> tuple[tuple[str, tuple[WroteView, ...]], ...]:
    """Return for each article how the States wrote it: those that meet it first, what is only reported last."""
    columns = {one.key: one for one in found.columns}
    rows, elements = [], found.instrument.by_id()
    for at, (number, listed) in enumerate(matrix.wrote(found).items()):
        views = []
        for one in listed:
            sources = found.details[one.key].sources
            shown = tuple(
                dict.fromkeys(
                    provision_view(citation, sources, words, elements[element].option)
                    for element, citation in one.citations
                )
            )
            views.append(
                WroteView(
                    one.key,
                    column_name(columns[one.key], found, words),
                    cell_mark(one.bounds, words),
                    False,
                    shown,
                    tuple(_lacks(two, elements[two.element], words) for two in one.lacks),
                )
            )
        views += [
            WroteView(one.key, one.name, one.cells[at].mark, True, one.cells[at].provisions, ())
            for one in told
            if one.cells[at].provisions
        ]
        rows.append((number, tuple(views)))
    return tuple(rows)


def _lacks(one: matrix.Lacking, element: Element, words: Words) -> ReasonView:
    """Return an element that falls short, with its grade and what is missing: as cited, or else of the checklist."""
    missing = " ".join((*one.missing, *((words.labels.sentences.apart,) if one.apart else ())))
    text = words.labels.compared.lacks.format(
        state=words.state(one.state, element.option).label,
        missing=missing or words.shortfall(element),
    )
    return ReasonView(one.element, words.element(element), text)
