"""A comparison of States → the one object that its page, its Word report and its workbook are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import assess
from assess.base.text import Text
from assess.load.labels import labels
from assess.speak.values import (
    Joined,
    Label,
    Message,
    Reported,
    Value,
    commas,
    phrase,
    semicolons,
)
from assess.speak.words import REPORTED, percent
from assess.states import frames, tables
from assess.states.assessed import assessed_views, column_name
from assess.states.figures import Figures, draws_recipe
from assess.states.places import GROUPS, groups_of
from assess.states.recipe import KEYS, recipe
from assess.states.record import Comparison, LeftOut
from assess.states.reported import listed, listed_name, reported_views, told_time
from assess.states.types import ArticleView, CellMark, GroupView, PartView, StatesView, StateView
from assess.states.wordings import wrote_views


def states_view(comparison: Comparison, figures: Figures) -> StatesView:
    """Return everything that a comparison says; reads the details of every column once.

    `figures` are the statistics of the columns of `comparison`, in their order.
    """
    details = {column.key: comparison.details[column.key] for column in comparison.columns}
    comparison = replace(comparison, details=details)
    instrument = comparison.instrument
    tiers = tables.tiers(comparison, figures)
    assessed = assessed_views(comparison, {tier.state: tier for tier in tiers})
    reported = reported_views(comparison)
    counted = [state for state in (*assessed, *reported) if _counts(state, comparison)]
    groups = tuple(_groups(counted))
    ratings = frames.ratings(comparison)
    pairs, pairs_note = tables.dominance(comparison, figures)
    duties, duties_note = tables.duties(comparison)
    return StatesView(
        title=phrase("compared.title", instrument=instrument.title),
        instrument=instrument.title,
        recipe=tuple(_recipe(comparison, figures)),
        disclaimer=phrase("sentences.disclaimer"),
        program=f"lexgap {assess.__version__}",
        method=_method(figures),
        warnings=tuple(_warnings(comparison)),
        states=(*assessed, *reported),
        parts=tuple(
            PartView(part.id, part.title, part.axis == "safeguards") for part in instrument.parts
        ),
        articles=tuple(
            ArticleView(article.article, article.heading, article.part, article.core)
            for article in instrument.articles
        ),
        legend=legend(bool(reported)),
        groups=groups,
        by_article=tables.by_article(comparison, ratings),
        by_part=tables.by_part(comparison, ratings),
        by_group=tables.by_group(comparison, ratings, groups),
        reported_by_article=tables.reported_by_article(reported, instrument.numbers()),
        duties=duties,
        duties_note=duties_note,
        years=tables.years(comparison),
        since=comparison.since,
        changes=tuple(tables.changes(comparison)),
        ways=tuple(Label("compared.ways", way) for way in tables.WAYS),
        tiers=tiers,
        dominance=pairs,
        dominance_note=pairs_note,
        wrote=wrote_views(comparison, assessed, reported),
        asks=tuple((element.id, element.asks) for element in instrument.elements()),
        names=tuple((element.id, element.name or element.id) for element in instrument.elements()),
        not_compared=tables.not_compared(comparison),
        threshold=figures.ranking.draws.threshold,
    )


def legend(reported: bool = True) -> tuple[CellMark, ...]:
    """Return all marks that a cell may have: ratings, ranges, what has no rating, then, if asked, what is reported."""
    return (*frames.marks(), *(Reported(sort) for sort in (REPORTED if reported else ())))


def _counts(state: StateView, comparison: Comparison) -> bool:
    """Whether a state counts as a member of groups; of one that is assessed too, its assessments do alone."""
    return not state.reported or state.key not in comparison.both


def _groups(states: Iterable[StateView]) -> Iterator[GroupView]:
    """Yield the groups that a State here belongs to."""
    members: dict[str, list[str]] = {}
    for state in states:
        for group in groups_of(state.iso) if state.iso else ():
            members.setdefault(group, []).append(state.key)
    for key, entry in GROUPS.items():
        if key in members:
            source: Value = phrase(
                "compared.group_source" if entry.verified else "compared.group_unverified",
                source=semicolons(map(_source, entry.source)),
                as_of=told_time(entry.as_of),
            )
            if entry.note:
                source = phrase("compared.group_note", source=source, note=entry.note)
            kind = Label("compared.group_kinds", entry.kind)
            yield GroupView(key, entry.title, kind, source, tuple(members[key]))


def _source(source: Text) -> Value:
    """Return where a group was looked up; an address is the same in every language."""
    return str(source) if str(source).startswith("http") else source


def _method(figures: Figures) -> tuple[Value, ...]:
    draws = figures.ranking.draws
    paragraphs = len(labels().compared.method)
    return tuple(
        phrase(
            f"compared.method.{place}",
            draws=str(draws.number),
            seed=str(draws.seed),
            floor=str(draws.floor),
            threshold=f"{100 * draws.threshold:.0f}",
        )
        for place in range(paragraphs)
    )


def _warnings(comparison: Comparison) -> Iterator[Value]:
    for left_out in comparison.left_out:
        yield _left_out(left_out)
    if comparison.repeated:
        yield phrase("compared.repeated", names=commas(comparison.repeated))
    indicative = [
        column_name(column, comparison) for column in comparison.columns if column.indicative
    ]
    if indicative:
        yield phrase("compared.indicative_states", names=commas(indicative))
    if comparison.ahead:
        yield phrase("compare.ahead", keys=commas(comparison.ahead))
    if comparison.both:
        yield phrase("compared.both", names=commas(map(listed_name, comparison.both)))
    if comparison.public:
        yield phrase("compared.withheld", number=comparison.withheld)
    treaties_only = len(comparison.profiles) - len(listed(comparison))
    if treaties_only:
        yield phrase("compared.treaty_only", number=treaties_only)


def _left_out(left_out: LeftOut) -> Value:
    why = Message(left_out.problems[0]) if left_out.problems else ""
    return phrase("compared.left_out", path=left_out.path, why=why)


def _recipe(comparison: Comparison, figures: Figures) -> Iterator[tuple[Value, Value]]:
    """Yield the recipe as rows to print; each case has its own row."""
    made = recipe(comparison, f"lexgap {assess.__version__}", draws_recipe(figures))
    for key in KEYS:
        value: Any = made.get(key)
        name = phrase(f"compared.recipe.{key}")
        if key == "columns":
            for entry in value:
                yield name, _column(entry)
        elif key == "left_out":
            for entry in value:
                yield name, Joined((entry["path"], commas(entry["codes"])), "colon")
        elif value in (None, []):
            yield name, phrase("recipe.none")
        else:
            yield name, _made(key, value)


def _column(entry: dict[str, object]) -> Value:
    """Return the entry of a case in the recipe; that it is a first look, and so indicative, is said."""
    depth = entry["depth"]
    form = "recipe_indicative" if depth == "first_look" else "recipe_column"
    texts = {name: str(entry[name]) for name in ("key", "case", "as_of", "case_sha256")}
    return phrase(f"compared.{form}", depth=Label("depths", str(depth)), **texts)


def _made(key: str, value: Any) -> Value:
    """Return an entry of the recipe in words."""
    if key == "years":
        return f"{value[0]}–{value[-1]}"
    if key == "known_threshold":
        return percent(value)
    if key == "edition":
        return Label("compared.editions", value)
    if key == "language":
        return commas(Label("languages", language) for language in value.split(","))
    if key == "since":
        return date.fromisoformat(value)
    return str(value)
