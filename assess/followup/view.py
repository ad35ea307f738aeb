"""What changed between two readings → the one object that the follow-up report is made of, in no language yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import assess
from assess.answers import (
    article_answer,
    element_name,
    index_text,
    law_name,
    reference,
    ruling_text,
)
from assess.base.text import Text
from assess.followup.changes import (
    Advice,
    ArticleChange,
    Direction,
    ElementChange,
    FollowUp,
    Outcome,
    Shift,
)
from assess.model.case import Case
from assess.model.terms import UNKNOWN
from assess.rating.rate import ArticleRating, CaseRating
from assess.rating.standing import Standing
from assess.speak.values import (
    ArticleNumbers,
    Joined,
    Label,
    Letter,
    Rated,
    Stated,
    Value,
    commas,
    lines,
    phrase,
    spaced,
)

#: The outcomes of recommendations in the order of the report, and the directions of ratings in that of its counts.
OUTCOMES: tuple[Outcome, ...] = ("done", "open", "new", "dropped", "past", "gone")
DIRECTIONS: tuple[Direction, ...] = ("up", "down", "unclear", "same", "added", "removed")


@dataclass(frozen=True)
class ElementLine:
    """An element before and after, and why."""

    id: str
    name: Value  # short name; the id where it has none
    asks: Text
    old: Stated | Rated  # not rated where the checklist of the time does not have it
    new: Stated | Rated
    way: Value
    steps: tuple[Value, ...]  # by what its state moved
    why: tuple[Value, ...]
    missing: Value  # what is missing now


@dataclass(frozen=True)
class ArticleLine:
    """An article before and after, with its elements that changed."""

    number: str
    heading: Text
    old: Rated
    new: Rated
    way: Value
    key: str
    causes: Value  # by what its rating moved, in a few words
    notes: tuple[Value, ...]  # each move with its cause, then what else is to be said
    elements: tuple[ElementLine, ...]


@dataclass(frozen=True)
class AdviceLine:
    """A recommendation and what became of it."""

    id: str
    action: Text
    articles: Value
    owner: Text
    status: Value
    note: Value  # where the status and the gaps do not go together
    closed: Value
    left: Value
    unknown: Value


@dataclass(frozen=True)
class FollowUpView:
    """All that a follow-up report is made of."""

    title: Value
    country: Text
    old_name: Value
    new_name: Value
    recipe: tuple[tuple[Value, Value], ...]
    disclaimer: Value
    program: str
    lead: Value
    counts: tuple[tuple[Value, int], ...]
    causes: tuple[tuple[Value, int], ...]  # cause, number of articles whose rating moved by it
    order: Value  # in which the causes were told apart; empty where there is one alone
    indexes: tuple[tuple[Value, Value, Value], ...]  # name, before, after
    warnings: tuple[Value, ...]
    articles: tuple[ArticleLine, ...]  # only those in which something changed
    advice: tuple[tuple[Value, tuple[AdviceLine, ...]], ...]  # heading, recommendations


def followup_view(follow_up: FollowUp, today: date) -> FollowUpView:
    """Return everything that a follow-up report says; `today` is the day printed on it."""
    profile = follow_up.new.case.profile
    articles = tuple(_article(change, follow_up) for change in follow_up.articles if change.changed)
    return FollowUpView(
        title=phrase("followup.title", title=profile.title),
        country=profile.country,
        old_name=phrase("followup.reading", day=follow_up.old.reading.as_of),
        new_name=phrase("followup.reading", day=follow_up.new.reading.as_of),
        recipe=tuple(_recipe(follow_up, today)),
        disclaimer=phrase("sentences.disclaimer"),
        program=f"lexgap {assess.__version__}",
        lead=phrase("followup.lead", changed=len(articles), total=len(follow_up.articles)),
        counts=tuple(_counts(follow_up)),
        causes=tuple(_causes(follow_up)),
        order=_order(follow_up),
        indexes=(
            (
                phrase("summary.index"),
                index_text(follow_up.old.index),
                index_text(follow_up.new.index),
            ),
            (
                phrase("summary.safeguards_index"),
                index_text(follow_up.old.safeguards),
                index_text(follow_up.new.safeguards),
            ),
        ),
        warnings=tuple(_warnings(follow_up)),
        articles=articles,
        advice=tuple(_advice(follow_up)),
    )


def _counts(follow_up: FollowUp) -> Iterator[tuple[Value, int]]:
    for direction in DIRECTIONS:
        number = follow_up.count(direction)
        if number or direction in ("up", "down"):
            yield Label("followup.ways", direction), number


def _several(follow_up: FollowUp) -> bool:
    """Whether there is more than one thing that a rating can have moved by."""
    return len(follow_up.steps) > 1


def _causes(follow_up: FollowUp) -> Iterator[tuple[Value, int]]:
    for step in follow_up.steps if _several(follow_up) else ():
        yield Label("followup.causes", step), follow_up.moved(step)


def _order(follow_up: FollowUp) -> Value:
    return (
        phrase("followup.order", causes=_short_causes(follow_up.steps))
        if _several(follow_up)
        else ""
    )


def _short_causes(steps: tuple[str, ...]) -> Value:
    return commas(Label("followup.causes_short", step) for step in steps)


def _advice(follow_up: FollowUp) -> Iterator[tuple[Value, tuple[AdviceLine, ...]]]:
    for outcome in OUTCOMES:
        entries = [
            _advised(advice, follow_up) for advice in follow_up.advice if advice.outcome == outcome
        ]
        if entries:
            yield Label("followup.advice", outcome), tuple(entries)


def _recipe(follow_up: FollowUp, today: date) -> Iterator[tuple[Value, Value]]:
    for key, rating in (("followup.old", follow_up.old), ("followup.new", follow_up.new)):
        case, reading = rating.case, rating.reading
        yield (
            phrase(key),
            phrase(
                "followup.recipe",
                case=case.profile.id,
                day=reading.as_of.isoformat(),
                bills=commas(reading.assume) if reading.assume else phrase("recipe.none"),
                checklist=case.instrument.version,
                rule=case.instrument.scale.rule,
                digest=case.digest,
            ),
        )
    yield phrase("followup.made"), today
    yield phrase("recipe.program"), f"lexgap {assess.__version__}"


def _warnings(follow_up: FollowUp) -> Iterator[Value]:
    old, new = follow_up.old.case, follow_up.new.case
    if old.profile.iso != new.profile.iso:
        yield phrase("followup.other_state", old=old.profile.country, new=new.profile.country)
    if old.instrument.digest != new.instrument.digest:
        yield phrase(
            "followup.other_checklist", old=old.instrument.version, new=new.instrument.version
        )
    if old.instrument.scale.rule != new.instrument.scale.rule:
        yield phrase(
            "followup.other_rule", old=old.instrument.scale.rule, new=new.instrument.scale.rule
        )
    if "answers" in follow_up.steps and "law" not in follow_up.steps:
        yield phrase("followup.one_day")
    if follow_up.new.reading.as_of < follow_up.old.reading.as_of:
        yield phrase("followup.backwards")
    if not follow_up.changed:
        yield phrase("followup.nothing")


def _article(change: ArticleChange, follow_up: FollowUp) -> ArticleLine:
    return ArticleLine(
        change.number,
        change.article.heading,
        _rated(change.old),
        _rated(change.new),
        Label("followup.ways", change.direction),
        change.direction,
        _short_causes(tuple(move.step for move in change.moves)),
        (*_moves(change, follow_up), *_notes(change)),
        tuple(_element(element, follow_up) for element in change.elements),
    )


def _moves(change: ArticleChange, follow_up: FollowUp) -> Iterator[Value]:
    """Yield each move of a rating with its cause, where there is more than one thing that it can come from."""
    for move in change.moves if _several(follow_up) else ():
        yield phrase(
            "followup.moved",
            old=Letter(_rated(move.old)),
            new=Letter(_rated(move.new)),
            cause=Label("followup.causes", move.step),
        )


def _rated(rating: ArticleRating | None) -> Rated:
    return Rated(*((rating.bounds if rating else None) or (None, None)))


def _notes(change: ArticleChange) -> Iterator[Value]:
    old = article_answer(change.old).override if change.old else ""
    new = article_answer(change.new).override if change.new else ""
    if new and new != old:
        yield new
    if old and not new:
        yield phrase("followup.override_gone", text=old)
    moved = change.direction not in ("same", "added", "removed")
    if moved and not change.elements and not (old or new):
        yield phrase("followup.rule")


def _element(change: ElementChange, follow_up: FollowUp) -> ElementLine:
    element = change.element
    steps: tuple[Value, ...] = ()
    if _several(follow_up):
        steps = tuple(Label("followup.causes_short", step) for step in change.steps)
    return ElementLine(
        change.id,
        element_name(element),
        element.asks,
        _state(change.old),
        _state(change.new),
        Label("followup.ways", change.direction),
        steps,
        tuple(_why(change, follow_up, steps)),
        _missing(change.new),
    )


def _missing(standing: Standing | None) -> Value:
    """Return what is missing now; an option that is not used is nothing missing."""
    if standing is None or standing.element.option:
        return ""
    texts = [
        weighed.citation.missing for weighed in standing.weighed if weighed.force == "in_force"
    ]
    return lines(texts, once=True)


def _state(standing: Standing | None) -> Stated | Rated:
    return Stated(standing.state, standing.element.option) if standing else Rated(None, None)


def _why(change: ElementChange, follow_up: FollowUp, steps: tuple[Value, ...]) -> Iterator[Value]:
    if change.steps == ("silence",):
        yield phrase("followup.why.silent")
        return
    if steps:
        yield phrase("followup.why.steps", causes=commas(steps))
    old, new = change.old, change.new
    if old is None or new is None:
        yield phrase("followup.why.added" if old is None else "followup.why.removed")
        return
    if old.element.id != new.element.id:
        yield phrase("followup.why.renamed", id=old.element.id)
    yield from _unknown(old, new)
    for shift in change.shifts:
        yield _shifted(shift, follow_up)
    read = set(old.unseen) - set(new.unseen)
    if read:
        yield phrase("followup.why.read", laws=_laws(read, follow_up.old.case))
    unread = set(new.unseen) - set(old.unseen)
    if unread:
        yield phrase("followup.why.unread", laws=_laws(unread, follow_up.new.case))
    yield from _taken_out(old, new)


def _laws(ids: set[str], case: Case) -> Value:
    return commas(law_name(law) for law in case.laws if law.id in ids)


def _taken_out(old: Standing, new: Standing) -> Iterator[Value]:
    """Yield the reservations and the reasons for not applying that came or went."""
    if old.reservation != new.reservation:
        if new.reservation:
            yield phrase("followup.why.reserved", paragraph=new.reservation.paragraph)
        if old.reservation:
            yield phrase("followup.why.withdrawn", paragraph=old.reservation.paragraph)
    if old.finding == new.finding or "not_applicable" not in (old.state, new.state):
        return
    if new.finding and new.finding.not_applicable:
        yield new.finding.not_applicable
    if old.finding and old.finding.not_applicable:
        yield phrase("followup.why.no_longer", text=old.finding.not_applicable)


def _unknown(old: Standing, new: Standing) -> Iterator[Value]:
    """Yield what of an element was not known, or is not known now, with the reason that the files give."""
    for key, standing in (("unknown_before", old), ("unknown_now", new)):
        if standing.state in UNKNOWN and standing.worst != standing.best:
            reason = standing.finding.not_assessed if standing.finding else ""
            state = Joined((Label("states", standing.state), reason), "colon")
            yield phrase(f"followup.why.{key}", state=state)


def _shifted(shift: Shift, follow_up: FollowUp) -> Value:
    """Return what became of a citation: it counts now, counts no longer, or has another grade."""
    case = follow_up.new.case if shift.new else follow_up.old.case
    provision = _cited(shift, case)
    old, new = (Label("states", grade) if grade else "" for grade in (shift.old, shift.new))
    if old and new:
        return phrase("followup.why.regraded", provision=provision, old=old, new=new)
    if new:
        key = "followup.why.in_force" if shift.known else "followup.why.cited"
        return phrase(key, provision=provision, grade=new, day=_since(shift, case))
    if shift.known:
        force = _ended(shift, follow_up.new)
        return phrase("followup.why.out", provision=provision, grade=old, force=force)
    return phrase("followup.why.uncited", provision=provision, grade=old)


def _ended(shift: Shift, rating: CaseRating) -> Value:
    """Return why a citation counts no longer: by which decision of a court, or how its provisions stand."""
    known, day = rating.case.provisions(), rating.reading.as_of
    if shift.force:
        for name in shift.citation.provision:
            ruling = ruling_text(*known[name], shift.force, day) if name in known else ""
            if ruling:
                return ruling
    return Label("force", shift.force or "")


def _cited(shift: Shift, case: Case) -> Value:
    known = case.provisions()
    names = [
        reference(*known[name]) if name in known else name for name in shift.citation.provision
    ]
    return Joined(tuple(names), "plus")


def _since(shift: Shift, case: Case) -> Value:
    known = case.provisions()
    days = []
    for name in shift.citation.provision:
        if name in known:
            law, provision = known[name]
            day = provision.in_force or law.in_force
            if day and day.text != "unknown":
                days.append(day)
    if not days:
        return ""
    return phrase("followup.why.since", day=max(days, key=lambda day: day.first))


def _named(ids: tuple[str, ...], follow_up: FollowUp) -> Value:
    """Return elements by their short names and articles."""
    known = follow_up.old.case.instrument.by_id() | follow_up.new.case.instrument.by_id()
    names: list[Value] = []
    for element_id in ids:
        element = known.get(element_id)
        if element and element.name:
            number = ArticleNumbers((element.article,))
            names.append(phrase("followup.named", name=element.name, number=number))
        else:
            names.append(element_id)
    return commas(names)


def _advised(advice: Advice, follow_up: FollowUp) -> AdviceLine:
    recommendation = advice.recommendation
    status: Value = Label("statuses", recommendation.status)
    if advice.old_status and advice.old_status != recommendation.status:
        old_status = Label("statuses", advice.old_status)
        status = phrase("followup.status", old=old_status, new=status)
    articles = dict.fromkeys(map(follow_up.new.case.article_of, recommendation.elements))
    return AdviceLine(
        recommendation.id,
        recommendation.action,
        ArticleNumbers(tuple(articles)),
        recommendation.owner,
        status,
        spaced(*_advice_notes(advice)),
        _named(advice.closed, follow_up),
        _named(advice.left, follow_up),
        _named(advice.unknown, follow_up),
    )


def _advice_notes(advice: Advice) -> Iterator[Value]:
    if advice.outcome == "done" and (advice.left or advice.unknown):
        yield phrase("followup.done_open")
    if advice.outcome == "open" and advice.closed and not (advice.left or advice.unknown):
        yield phrase("followup.open_done")
    if advice.before and advice.reworded:
        yield phrase("followup.reworded", text=advice.before.action)
