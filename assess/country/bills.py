"""What a bill changes in a reading: grades, ratings, and what it would weaken though no grade shows it."""

from __future__ import annotations

from collections.abc import Iterator

from assess.country.named import ElementLine, ElementName, beside
from assess.country.rows import Rows
from assess.country.sentences import shown_mark
from assess.country.types import BillEffect, ChangedElement
from assess.law.diff.effect import weaker
from assess.model.case import Law
from assess.rating.force import Reading, law_force
from assess.rating.rate import CaseRating, rate
from assess.rating.standing import Standing
from assess.speak.words import Words


def bill_effects(rating: CaseRating, rows: Rows, words: Words) -> tuple[BillEffect, ...]:
    """Compare the reading with and without each bill that was before the State and bites on a law in force."""
    bills = [law for law in rating.case.laws if law.bill and _pending(law, rating)]
    effects = [_effect(bill, rating, rows, words) for bill in bills]
    return tuple(one for one in effects if one.assumed or one.rows or one.worse)


def _pending(bill: Law, rating: CaseRating) -> bool:
    known = bill.introduced is None or bill.introduced.begun(rating.reading.as_of)
    targets = [rating.case.law(name) for name in bill.amends]
    return bool(known) and any(
        law and law_force(law, rating.reading) == "in_force" for law in targets
    )


def _effect(bill: Law, rating: CaseRating, rows: Rows, words: Words) -> BillEffect:
    day, without = (
        rating.reading.as_of,
        tuple(name for name in rating.reading.assume if name != bill.id),
    )
    assumed = bill.id in rating.reading.assume
    before = rate(rating.case, Reading(day, without)) if assumed else rating
    after = rating if assumed else rate(rating.case, Reading(day, (*without, bill.id)))
    pairs = [
        (one, two)
        for old, new in zip(before.articles, after.articles)
        for one, two in zip(old.standings, new.standings)
    ]
    changed = tuple(
        ChangedElement(
            one.element.id,
            words.element(one.element),
            one.element.article,
            words.text(one.element.asks),
            words.state(one.state),
            words.state(two.state),
        )
        for one, two in pairs
        if one.state != two.state
    )
    ratings = tuple(
        (
            old.article.article,
            words.text(old.article.heading),
            shown_mark(old, words),
            shown_mark(new, words),
        )
        for old, new in zip(before.articles, after.articles)
        if old.shown != new.shown
    )
    weakened = tuple(line for one, two in pairs for line in _worse(bill, one, two, rows, words))
    form = words.labels.sentences.of_element
    worse = tuple(
        form.format(
            article=words.article(one.article),
            name=beside(ElementName(one.id, one.name)),
            text=one.text,
        )
        for one in weakened
    )
    return BillEffect(
        bill.id,
        words.law(bill),
        assumed,
        tuple((one.id, one.asks, one.old, one.new) for one in changed),
        changed,
        ratings,
        worse,
        weakened,
        tuple(_concerns(bill, rows, words)),
    )


def _worse(
    bill: Law, before: Standing, after: Standing, rows: Rows, words: Words
) -> Iterator[ElementLine]:
    """Yield what the bill's own provisions are graded, where that is worse than the element stands without them."""
    for weighed in weaker(before, after, lambda name: name.startswith(f"{bill.id}:")):
        line = rows.citation(after.element, weighed)
        yield ElementLine(
            line.element,
            line.name,
            line.article,
            words.labels.sentences.bill_worse.format(
                provision=line.provision,
                grade=line.mark.label,
                before=words.state(before.state).label,
                missing=line.missing,
            ).strip(),
        )


def _concerns(bill: Law, rows: Rows, words: Words) -> Iterator[str]:
    for row in rows.provisions:
        if row.law == bill.id and row.treatment_key in ("over_reach", "rights_concern"):
            yield words.labels.sentences.bill_concern.format(
                provision=row.provision, treatment=row.treatment, concern=row.concern
            )
