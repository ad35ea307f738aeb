"""What a bill changes in a reading: grades, ratings, and what it would weaken though no grade shows it."""

from __future__ import annotations

from collections.abc import Iterator

from assess.answers import article_answer, element_name, law_name, reference
from assess.country.named import ElementLine, by_article, listed
from assess.country.rows import Rows
from assess.country.types import BillEffect, ChangedElement
from assess.law.diff.effect import weaker
from assess.model.case import Case, Law
from assess.rating.displaced import Displaced, displaced_answers
from assess.rating.force import Reading, law_force
from assess.rating.rate import CaseRating, rate
from assess.rating.standing import Standing
from assess.speak.values import (
    Label,
    Rated,
    Stated,
    Value,
    phrase,
    semicolons,
    spaced,
)


def bill_effects(rating: CaseRating, rows: Rows) -> tuple[BillEffect, ...]:
    """Compare the reading with and without each bill that was before the State and bites on a law in force."""
    bills = [law for law in rating.case.laws if law.bill and _pending(law, rating)]
    effects = [_effect(bill, rating, rows) for bill in bills]
    return tuple(
        effect for effect in effects if effect.assumed or effect.elements or effect.weakened
    )


def assumptions(case: Case, reading: Reading) -> tuple[Value, ...]:
    """Return which bills a reading takes as passed, a line each: with the answers that it takes away and leaves open."""
    bills = [bill for bill in map(case.law, reading.assume) if bill]
    return tuple(
        spaced(
            phrase("sentences.assumed", bill=law_name(bill)),
            *(_left_open(displaced, case) for displaced in displaced_answers(case, reading, bill)),
        )
        for bill in bills
    )


def _left_open(displaced: Displaced, case: Case) -> Value:
    """Return what a bill does to the answers of a provision that it replaces or strikes out, in a sentence."""
    law, provision = case.provisions()[displaced.reference]
    names = by_article((element.id for element in displaced.left), case.instrument)
    return phrase(
        "sentences.bill_unanswered" if displaced.by else "sentences.bill_struck",
        provision=reference(law, provision),
        number=len(displaced.answered),
        left=len(displaced.left),
        names=semicolons(listed(names, form="in_brackets")),
    )


def _pending(bill: Law, rating: CaseRating) -> bool:
    known = bill.introduced is None or bill.introduced.begun(rating.reading.as_of)
    targets = [rating.case.law(name) for name in bill.amends]
    return bool(known) and any(
        law and law_force(law, rating.reading) == "in_force" for law in targets
    )


def _effect(bill: Law, rating: CaseRating, rows: Rows) -> BillEffect:
    day = rating.reading.as_of
    without = tuple(name for name in rating.reading.assume if name != bill.id)
    assumed = bill.id in rating.reading.assume
    before = rate(rating.case, Reading(day, without)) if assumed else rating
    after = rating if assumed else rate(rating.case, Reading(day, (*without, bill.id)))
    changed: list[ChangedElement] = []
    articles: list[tuple[str, Value, Rated, Rated]] = []
    weakened: list[ElementLine] = []
    for old_article, new_article in zip(before.articles, after.articles, strict=True):
        if old_article.shown != new_article.shown:
            old, new = article_answer(old_article), article_answer(new_article)
            articles.append((old.number, old.heading, old.mark, new.mark))
        for old_standing, new_standing in zip(
            old_article.standings, new_article.standings, strict=True
        ):
            if old_standing.state != new_standing.state:
                changed.append(_changed(old_standing, new_standing))
            weakened += _worse(bill, old_standing, new_standing, rows)
    return BillEffect(
        bill.id,
        law_name(bill),
        assumed,
        tuple(changed),
        tuple(articles),
        tuple(weakened),
        tuple(_concerns(bill, rows)),
    )


def _changed(before: Standing, after: Standing) -> ChangedElement:
    element = before.element
    return ChangedElement(
        element.id,
        element_name(element),
        element.article,
        element.asks,
        Stated(before.state),
        Stated(after.state),
    )


def _worse(bill: Law, before: Standing, after: Standing, rows: Rows) -> Iterator[ElementLine]:
    """Yield what the bill's own provisions are graded, where that is worse than the element stands without them."""
    for weighed in weaker(before, after, lambda name: name.startswith(f"{bill.id}:")):
        citation = rows.answers.citation(after.element, weighed)
        text = phrase(
            "sentences.bill_worse",
            provision=citation.provision,
            grade=citation.mark,
            before=Label("states", before.state),
            missing=citation.missing,
        )
        yield ElementLine(citation.element, citation.name, citation.article, text)


def _concerns(bill: Law, rows: Rows) -> Iterator[Value]:
    for row in rows.provisions:
        if row.law == bill.id and row.treatment_key in ("over_reach", "rights_concern"):
            yield phrase(
                "sentences.bill_concern",
                provision=row.provision,
                treatment=row.treatment,
                concern=row.concern,
            )
