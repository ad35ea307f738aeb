"""A comparison of States → lines for the terminal: who, the matrix in letters, the tiers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assess.model.instrument import Article
from assess.speak.values import Label, MarkValue, commas, phrase
from assess.speak.words import Words
from assess.states.assessed import undeclared
from assess.states.figures import Figures
from assess.states.record import Column, Comparison
from assess.states.tables import left_out_reason
from assess.states.types import cell_mark
from assess.table import Column as TableColumn
from assess.table import Table
from assess.write.terminal import Room, table_lines

_WIDE = 10  # columns of the matrix side by side


def states_lines(comparison: Comparison, figures: Figures, words: Words) -> Iterator[str]:
    """Yield who is compared, the matrix of letters and the tiers."""
    forms = words.labels.compare
    yield forms.heading.format(
        instrument=words.text(comparison.instrument.title),
        version=comparison.instrument.version,
        rule=comparison.instrument.scale.rule if comparison.instrument.scale else "–",
    )
    yield ""
    for column in comparison.columns:
        yield _head(column, words)
        yield from _undeclared(column, comparison, words)
    yield from _notes(comparison, words)
    for start in range(0, len(comparison.columns), _WIDE):
        yield ""
        yield from _matrix(comparison, comparison.columns[start : start + _WIDE], start, words)
    if any(not article.bounds for column in comparison.columns for article in column.articles):
        yield forms.shown
    if comparison.columns:
        yield ""
        yield from _tiers(comparison, figures, words)
    yield ""
    yield words.labels.sentences.disclaimer


def _notes(comparison: Comparison, words: Words) -> Iterator[str]:
    forms = words.labels.compare
    if comparison.public:
        yield forms.withheld.format(number=comparison.withheld)
    if comparison.profiles:
        number = sum(1 for profile in comparison.profiles if profile.provisions)
        yield forms.reported.format(number=number)
    if comparison.both:
        names = [column.name for column in comparison.columns if column.iso in comparison.both]
        yield forms.both.format(names=words.say(commas(names, once=True)))
    if comparison.ahead:
        yield forms.ahead.format(keys=words.many(comparison.ahead))
    if comparison.since and comparison.not_since:
        day = words.day(comparison.since)
        yield forms.not_since.format(day=day, keys=words.many(comparison.not_since))


def _head(column: Column, words: Words) -> str:
    forms = words.labels.compare
    assumed = depth = ""
    if column.assumed:
        assumed = forms.assumed.format(bills=words.say(commas(column.assumed)))
    if column.indicative:
        depth = forms.indicative.format(depth=words.label("depths", column.depth))
    return forms.row.format(
        depth=depth,
        key=column.key,
        name=words.text(column.name),
        day=words.day(column.as_of),
        origin=forms.day_from[column.day_from],
        assumed=assumed,
        known=column.known,
        counted=column.counted,
    )


def _undeclared(column: Column, comparison: Comparison, words: Words) -> Iterator[str]:
    """Yield which options a Party uses without the declaration that they need."""
    options = undeclared(column, comparison)
    if options:
        yield f"  {words.labels.compare.undeclared.format(key=column.key)}"
    for option in options:
        yield f"  – {words.say(option.line)}"


def _matrix(
    comparison: Comparison, columns: tuple[Column, ...], start: int, words: Words
) -> Iterator[str]:
    """Yield a row an article; columns are named above by their place in the list, since names would not fit."""
    numbers = [f"({number})" for number in range(start + 1, start + len(columns) + 1)]
    for number, column in zip(numbers, columns):
        indicative = f" ({words.labels.compared.indicative})" if column.indicative else ""
        yield f"  {number} {column.key}{indicative}"
    yield "      " + "".join(f"{number:>7}" for number in numbers)
    rooms = {"article": Room(5, True, " ")}
    rooms |= {f"mark_{at}": Room(7, True) for at in range(len(columns) - 1)}
    rooms[f"mark_{len(columns) - 1}"] = Room(7, True, "  ")
    yield from table_lines(_letters(comparison, columns), words, rooms)


def _letters(comparison: Comparison, columns: tuple[Column, ...]) -> Table:
    """Return a row an article, with its mark in each column and its heading behind."""

    def mark(at: int) -> Callable[[tuple[int, Article]], MarkValue]:
        return lambda row: cell_mark(columns[at].articles[row[0]].bounds)

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
        tuple(enumerate(comparison.instrument.articles)),
    )


def _tiers(comparison: Comparison, figures: Figures, words: Words) -> Iterator[str]:
    forms, ranking = words.labels.compare, figures.ranking
    yield forms.tiers.format(draws=ranking.draws.number, seed=ranking.draws.seed)
    for place, rank in figures.ordered():
        form = forms.tier_one if rank.best == rank.worst else forms.tier
        line = form.format(
            tier=rank.tier,
            name=_name(comparison.columns[place], words),
            best=rank.best,
            worst=rank.worst,
            total=len(ranking.ranks),
        )
        yield f"  {line}"
    for place, reason in ranking.left_out.items():
        column = comparison.columns[place]
        why = words.say(left_out_reason(column, reason, figures))
        yield f"  {forms.no_tier.format(name=_name(column, words), why=why)}"
    if comparison.repeated:
        yield f"  {forms.repeated.format(names=words.say(commas(comparison.repeated)))}"


def _name(column: Column, words: Words) -> str:
    return f"{words.text(column.name)} ({column.key})"
