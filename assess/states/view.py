"""A comparison of States → the one object that its page, its Word report and its workbook are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

import assess
from assess.base.problems import render
from assess.base.text import Text
from assess.speak.words import Words, percent
from assess.states import tables as tables
from assess.states.columns import column_name, column_views
from assess.states.figures import Figures, draws_recipe
from assess.states.marks import legend
from assess.states.places import GROUPS, groups_of, state_name
from assess.states.recipe import KEYS, recipe
from assess.states.record import Comparison
from assess.states.reported import listed, reported_views, told_time
from assess.states.types import ArticleView, GroupView, PartView, StatesView, StateView


def states_view(found: Comparison, figures: Figures, words: Words) -> StatesView:
    """Return everything that a comparison says, in the language of `words`; reads the details of every column once.

    `figures` are the statistics of the columns of `found`, in their order.
    """
    found = replace(found, details={one.key: found.details[one.key] for one in found.columns})
    said, instrument = words.labels.compared, found.instrument
    tiers = tables.tiers(found, figures, words)
    assessed = column_views(found, {one.state: one for one in tiers}, words)
    told = reported_views(found, words)
    states = (*assessed, *told)
    groups = tuple(
        _groups([one for one in states if not one.reported or one.key not in found.both], words)
    )
    pairs, pairs_note = tables.dominance(found, figures, words)
    duties, duties_note = tables.duties(found, words)
    title = words.text(instrument.title)
    return StatesView(
        labels=words.labels,
        language=words.language,
        rtl=words.labels.direction == "rtl",
        title=said.title.format(instrument=title),
        instrument=title,
        recipe=tuple(_recipe(found, figures, words)),
        disclaimer=words.labels.sentences.disclaimer,
        program=f"lexgap {assess.__version__}",
        method=_method(figures, words),
        warnings=tuple(_warnings(found, words)),
        states=states,
        parts=tuple(
            PartView(one.id, words.text(one.title), one.axis == "safeguards")
            for one in instrument.parts
        ),
        articles=tuple(
            ArticleView(one.article, words.text(one.heading), one.part, one.core)
            for one in instrument.articles
        ),
        legend=legend(words, bool(told)),
        groups=groups,
        by_article=tables.by_article(found, words),
        by_part=tables.by_part(found, words),
        by_group=tables.by_group(found, groups, words),
        reported_by_article=tables.reported_by_article(told, instrument.numbers()),
        duties=duties,
        duties_note=duties_note,
        years=tables.years(found, words),
        since=words.day(date.fromisoformat(found.since)) if found.since else "",
        changes=tuple(tables.changes(found, words)),
        ways=tuple(said.ways[one] for one in tables.WAYS),
        tiers=tiers,
        dominance=pairs,
        dominance_note=pairs_note,
        wrote=tables.wrote(found, told, words),
        asks=tuple((one.id, words.text(one.asks)) for one in instrument.elements()),
        names=tuple((one.id, words.element(one)) for one in instrument.elements()),
        not_compared=tables.not_compared(found, words),
        threshold=figures.ranking.draws.threshold,
    )


def _groups(states: Iterable[StateView], words: Words) -> Iterator[GroupView]:
    """Yield the groups that a State here belongs to."""
    said = words.labels.compared
    members: dict[str, list[str]] = {}
    for one in states:
        for group in groups_of(one.iso) if one.iso else ():
            members.setdefault(group, []).append(one.key)
    for key, group in GROUPS.items():
        if key in members:
            form = said.group_source if group.verified else said.group_unverified
            source = form.format(
                source=words.labels.semicolon.join(_source(one, words) for one in group.source),
                as_of=told_time(group.as_of, words),
            )
            if group.note:
                source = said.group_note.format(source=source, note=words.text(group.note))
            yield GroupView(
                key,
                words.text(group.title),
                said.group_kinds[group.kind],
                source,
                tuple(members[key]),
            )


def _source(one: Text, words: Words) -> str:
    """Return where a group was looked up; an address is the same in every language."""
    return str(one) if str(one).startswith("http") else words.text(one)


def _method(figures: Figures, words: Words) -> tuple[str, ...]:
    draws = figures.ranking.draws
    values = {
        "draws": draws.number,
        "seed": draws.seed,
        "floor": draws.floor,
        "threshold": f"{100 * draws.threshold:.0f}",
    }
    return tuple(one.format(**values) for one in words.labels.compared.method)


def _warnings(found: Comparison, words: Words) -> Iterator[str]:
    said = words.labels.compared
    for one in found.left_out:
        why = render(one.problems[0], words.labels.problems) if one.problems else ""
        yield said.left_out.format(path=one.path, why=why).rstrip()
    if found.repeated:
        yield said.repeated.format(names=words.many(found.repeated))
    indicative = [column_name(one, found, words) for one in found.columns if one.indicative]
    if indicative:
        yield said.indicative_states.format(names=words.many(indicative))
    if found.ahead:
        yield words.labels.compare.ahead.format(keys=words.many(found.ahead))
    if found.both:
        yield said.both.format(
            names=words.many(state_name(one, words.language) for one in found.both)
        )
    if found.public:
        yield said.withheld.format(number=found.withheld)
    only = len(found.profiles) - len(listed(found))
    if only:
        yield said.treaty_only.format(number=only)


def _recipe(found: Comparison, figures: Figures, words: Words) -> Iterator[tuple[str, str]]:
    """Yield the recipe as rows to print; each case has its own row."""
    said = words.labels.compared
    made = recipe(found, f"lexgap {assess.__version__}", draws_recipe(figures))
    for key in KEYS:
        value = made.get(key)
        if key == "columns":
            yield from ((said.recipe.columns, _column(one, words)) for one in value)
        elif key == "left_out":
            yield from (
                (said.recipe.left_out, f"{one['path']}: {words.many(one['codes'])}")
                for one in value
            )
        else:
            yield (
                said.recipe[key],
                words.labels.recipe.none if value in (None, []) else _made(key, value, words),
            )


def _column(one: dict[str, object], words: Words) -> str:
    """Return the entry of a case in the recipe; that it is a first look, and so indicative, is said."""
    said = words.labels.compared
    depth = words.label("depths", one["depth"])
    form = said.recipe_indicative if one["depth"] == "first_look" else said.recipe_column
    return form.format(**{**one, "depth": depth})


def _made(key: str, value: object, words: Words) -> str:
    """Return an entry of the recipe in words."""
    if key == "years":
        return f"{value[0]}–{value[-1]}"
    ways = {
        "known_threshold": percent,
        "edition": lambda one: words.labels.compared.editions[one],
        "language": lambda one: words.label("languages", one),
        "since": lambda one: words.day(date.fromisoformat(one)),
    }
    return ways.get(key, str)(value)
