"""A comparison of States → lines for the terminal: who, the matrix in letters, the tiers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from assess.model.instrument import Article
from assess.speak.marks import Mark
from assess.speak.values import Label, phrase
from assess.speak.words import Words, percent
from assess.states.figures import Figures
from assess.states.marks import cell_mark
from assess.states.record import Column, Comparison
from assess.states.types import ReasonView
from assess.table import Column as TableColumn
from assess.table import Table
from assess.write.terminal import Room, table_lines

_WIDE = 10  # columns of the matrix side by side


def states_lines(found: Comparison, figures: Figures, words: Words) -> Iterator[str]:
    """Yield who is compared, the matrix of letters and the tiers."""
    said = words.labels.compare
    yield said.heading.format(
        instrument=words.text(found.instrument.title),
        version=found.instrument.version,
        rule=found.instrument.scale.rule if found.instrument.scale else "–",
    )
    yield ""
    for one in found.columns:
        yield _head(one, words)
        yield from _undeclared(one, found, words)
    if found.public:
        yield said.withheld.format(number=found.withheld)
    if found.profiles:
        yield said.reported.format(number=sum(1 for one in found.profiles if one.provisions))
    if found.both:
        both = dict.fromkeys(one.name for one in found.columns if one.iso in found.both)
        yield said.both.format(names=words.many(both))
    if found.ahead:
        yield said.ahead.format(keys=words.many(found.ahead))
    if found.not_since:
        day = words.day(date.fromisoformat(found.since))
        yield said.not_since.format(day=day, keys=words.many(found.not_since))
    for start in range(0, len(found.columns), _WIDE):
        yield ""
        yield from _matrix(found, found.columns[start : start + _WIDE], start, words)
    if any(not two.bounds for one in found.columns for two in one.articles):
        yield said.shown
    if found.columns:
        yield ""
        yield from _tiers(found, figures, words)
    yield ""
    yield words.labels.sentences.disclaimer


def _head(one: Column, words: Words) -> str:
    said = words.labels.compare
    known, counted = (
        sum(getattr(two, name) for two in one.articles) for name in ("known", "counted")
    )
    assumed = said.assumed.format(bills=words.many(one.assumed)) if one.assumed else ""
    depth = said.indicative.format(depth=words.label("depths", one.depth)) if one.indicative else ""
    return said.row.format(
        depth=depth,
        key=one.key,
        name=one.name,
        day=words.day(date.fromisoformat(one.as_of)),
        origin=said.day_from[one.day_from],
        assumed=assumed,
        known=known,
        counted=counted,
    )


def _undeclared(one: Column, found: Comparison, words: Words) -> Iterator[str]:
    """Yield which options a Party uses without the declaration that they need."""
    elements, form = found.instrument.by_id(), words.labels.compared.undeclared
    if one.undeclared:
        yield f"  {words.labels.compare.undeclared.format(key=one.key)}"
    for name, paragraph in one.undeclared:
        line = ReasonView(
            name, words.element(elements[name]), form.format(paragraph=paragraph)
        ).line
        yield f"  – {line}"


def _matrix(
    found: Comparison, columns: tuple[Column, ...], start: int, words: Words
) -> Iterator[str]:
    """Yield a row an article; columns are named above by their place in the list, since names would not fit."""
    for number, one in enumerate(columns, start=start + 1):
        yield f"  ({number}) {one.key}" + (
            f" ({words.labels.compared.indicative})" if one.indicative else ""
        )
    yield "      " + "".join(
        f"{f'({start + place})':>7}" for place, _ in enumerate(columns, start=1)
    )
    rooms = {"article": Room(5, True, " ")}
    rooms |= {f"mark_{at}": Room(7, True) for at in range(len(columns) - 1)}
    rooms[f"mark_{len(columns) - 1}"] = Room(7, True, "  ")
    yield from table_lines(_letters(found, columns, words), words, rooms)


def _letters(found: Comparison, columns: tuple[Column, ...], words: Words) -> Table:
    """Return a row an article, with its mark in each column and its heading behind."""

    def mark(at: int) -> Callable[[tuple[int, Article]], Mark]:
        return lambda row: cell_mark(columns[at].articles[row[0]].bounds, words)

    return Table(
        "matrix",
        Label("compared_office", "matrix_table"),
        (
            TableColumn("article", "number", phrase("article"), lambda row: row[1].article),
            *(
                TableColumn(f"mark_{at}", "mark", column.key, mark(at))
                for at, column in enumerate(columns)
            ),
            TableColumn("heading", "text", phrase("article"), lambda row: row[1].heading),
        ),
        tuple(enumerate(found.instrument.articles)),
    )


def _tiers(found: Comparison, figures: Figures, words: Words) -> Iterator[str]:
    said, ranking = words.labels.compare, figures.ranking
    yield said.tiers.format(draws=ranking.draws.number, seed=ranking.draws.seed)
    for place, one in sorted(
        ranking.ranks.items(), key=lambda pair: (pair[1].tier, pair[1].best, pair[1].worst)
    ):
        form = said.tier_one if one.best == one.worst else said.tier
        yield "  " + form.format(
            tier=one.tier,
            name=_name(found.columns[place]),
            best=one.best,
            worst=one.worst,
            total=len(ranking.ranks),
        )
    for place, reason in ranking.left_out.items():
        one = found.columns[place]
        known, counted = (
            sum(getattr(one.article(two), name) for two in figures.articles)
            for name in ("known", "counted")
        )
        why = said[reason].format(
            known=known, counted=counted, threshold=percent(ranking.draws.threshold)
        )
        yield "  " + said.no_tier.format(name=_name(one), why=why)
    if found.repeated:
        yield "  " + said.repeated.format(names=words.many(found.repeated))


def _name(one: Column) -> str:
    return f"{one.name} ({one.key})"
