"""What changed between two readings → the one object that the follow-up report is made of, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import assess
from assess.answers import article_answer, index_text
from assess.followup.changes import Advice, ArticleChange, ElementChange, FollowUp, Shift
from assess.load.labels import Labels
from assess.model.case import Case
from assess.model.terms import UNKNOWN
from assess.rating.rate import ArticleRating
from assess.rating.standing import Standing
from assess.speak.marks import Mark
from assess.speak.words import Words


@dataclass(frozen=True)
class ElementLine:
    """An element before and after, and why."""

    id: str
    name: str  # short name; the id where it has none
    asks: str
    old: Mark
    new: Mark
    way: str
    steps: tuple[str, ...]  # by what its state moved
    why: tuple[str, ...]
    missing: str  # what is missing now


@dataclass(frozen=True)
class ArticleLine:
    """An article before and after, with its elements that changed."""

    number: str
    heading: str
    old: Mark
    new: Mark
    way: str
    key: str
    causes: str  # by what its rating moved, in a few words
    notes: tuple[str, ...]  # each move with its cause, then what else is to be said
    elements: tuple[ElementLine, ...]


@dataclass(frozen=True)
class AdviceLine:
    """A recommendation and what became of it."""

    id: str
    action: str
    articles: str
    owner: str
    status: str
    note: str  # where the status and the gaps do not go together
    closed: str
    left: str
    unknown: str


@dataclass(frozen=True)
class FollowUpView:
    """All that a follow-up report is made of."""

    labels: Labels
    language: str
    rtl: bool
    title: str
    country: str
    old_name: str
    new_name: str
    recipe: tuple[tuple[str, str], ...]
    disclaimer: str
    program: str
    lead: str
    counts: tuple[tuple[str, int], ...]
    causes: tuple[tuple[str, int], ...]  # cause, number of articles whose rating moved by it
    order: str  # in which the causes were told apart; empty where there is one alone
    indexes: tuple[tuple[str, str, str], ...]  # name, before, after
    warnings: tuple[str, ...]
    articles: tuple[ArticleLine, ...]  # only those in which something changed
    advice: tuple[tuple[str, tuple[AdviceLine, ...]], ...]  # heading, recommendations
    provisions: tuple = ()  # of the country report; its filters ask for them


def followup_view(found: FollowUp, words: Words, today: date) -> FollowUpView:
    """Return everything that a follow-up report says, in the language of `words`."""
    said, new = words.labels.followup, found.new.case
    changed = tuple(_article(one, found, words) for one in found.articles if one.changed)
    names = tuple(
        said.reading.format(day=words.day(one.reading.as_of)) for one in (found.old, found.new)
    )
    advice = {
        key: tuple(_advised(one, found, words) for one in found.advice if one.outcome == key)
        for key in ("done", "open", "new", "dropped", "past", "gone")
    }
    return FollowUpView(
        labels=words.labels,
        language=words.language,
        rtl=words.labels.direction == "rtl",
        title=said.title.format(title=words.text(new.profile.title)),
        country=words.text(new.profile.country),
        old_name=names[0],
        new_name=names[1],
        recipe=tuple(_recipe(found, words, today)),
        disclaimer=words.labels.sentences.disclaimer,
        program=f"lexgap {assess.__version__}",
        lead=said.lead.format(changed=len(changed), total=len(found.articles)),
        counts=tuple(
            (said.ways[key], found.count(key))
            for key in ("up", "down", "unclear", "same", "added", "removed")
            if found.count(key) or key in ("up", "down")
        ),
        causes=tuple(
            (said.causes[step], found.moved(step)) for step in found.steps if len(found.steps) > 1
        ),
        order=said.order.format(causes=words.many(said.causes_short[step] for step in found.steps))
        if len(found.steps) > 1
        else "",
        indexes=(
            (
                words.labels.summary.index,
                words.say(index_text(found.old.index)),
                words.say(index_text(found.new.index)),
            ),
            (
                words.labels.summary.safeguards_index,
                words.say(index_text(found.old.safeguards)),
                words.say(index_text(found.new.safeguards)),
            ),
        ),
        warnings=tuple(_warnings(found, words)),
        articles=changed,
        advice=tuple((said.advice[key], lines) for key, lines in advice.items() if lines),
    )


def _recipe(found: FollowUp, words: Words, today: date) -> Iterator[tuple[str, str]]:
    said = words.labels.followup
    for label, one in ((said.old, found.old), (said.new, found.new)):
        bills = words.many(one.reading.assume)
        yield (
            label,
            said.recipe.format(
                case=one.case.profile.id,
                day=one.reading.as_of.isoformat(),
                bills=bills or words.labels.recipe.none,
                checklist=one.case.instrument.version,
                rule=one.case.instrument.scale.rule,
                digest=one.case.digest,
            ),
        )
    yield said.made, words.day(today)
    yield words.labels.recipe.program, f"lexgap {assess.__version__}"


def _warnings(found: FollowUp, words: Words) -> Iterator[str]:
    said, old, new = words.labels.followup, found.old.case, found.new.case
    if old.profile.iso != new.profile.iso:
        yield said.other_state.format(
            old=words.text(old.profile.country), new=words.text(new.profile.country)
        )
    if old.instrument.digest != new.instrument.digest:
        yield said.other_checklist.format(old=old.instrument.version, new=new.instrument.version)
    if old.instrument.scale.rule != new.instrument.scale.rule:
        yield said.other_rule.format(old=old.instrument.scale.rule, new=new.instrument.scale.rule)
    if "answers" in found.steps and "law" not in found.steps:
        yield said.one_day
    if found.new.reading.as_of < found.old.reading.as_of:
        yield said.backwards
    if not any(one.changed for one in (*found.articles, *found.advice)):
        yield said.nothing


def _article(one: ArticleChange, found: FollowUp, words: Words) -> ArticleLine:
    article = (one.new or one.old).article
    return ArticleLine(
        one.number,
        words.text(article.heading),
        _rated(one.old, words),
        _rated(one.new, words),
        words.labels.followup.ways[one.direction],
        one.direction,
        words.many(words.labels.followup.causes_short[move.step] for move in one.moves),
        (*_moves(one, found, words), *_notes(one, words)),
        tuple(_element(two, found, words) for two in one.elements),
    )


def _moves(one: ArticleChange, found: FollowUp, words: Words) -> Iterator[str]:
    """Yield each move of a rating with its cause, where there is more than one thing that it can come from."""
    said = words.labels.followup
    for move in one.moves if len(found.steps) > 1 else ():
        yield said.moved.format(
            old=_rated(move.old, words).letter,
            new=_rated(move.new, words).letter,
            cause=said.causes[move.step],
        )


def _rated(one: ArticleRating | None, words: Words) -> Mark:
    return words.mark(article_answer(one).mark) if one else words.rating(None, None)


def _notes(one: ArticleChange, words: Words) -> Iterator[str]:
    said = words.labels.followup
    old, new = (
        words.say(article_answer(two).override) if two else "" for two in (one.old, one.new)
    )
    if new and new != old:
        yield new
    if old and not new:
        yield said.override_gone.format(text=old)
    if one.direction not in ("same", "added", "removed") and not one.elements and not (old or new):
        yield said.rule


def _element(one: ElementChange, found: FollowUp, words: Words) -> ElementLine:
    element = (one.new or one.old).element
    told = (
        one.new.weighed if one.new and not element.option else ()
    )  # an option not used is nothing missing
    missing = [
        words.text(two.citation.missing)
        for two in told
        if two.force == "in_force" and two.citation.missing
    ]
    steps = (
        tuple(words.labels.followup.causes_short[step] for step in one.steps)
        if len(found.steps) > 1
        else ()
    )
    return ElementLine(
        one.id,
        words.element(element),
        words.text(element.asks),
        _state(one.old, words),
        _state(one.new, words),
        words.labels.followup.ways[one.direction],
        steps,
        tuple(_why(one, found, words, steps)),
        "\n".join(dict.fromkeys(missing)),
    )


def _state(one: Standing | None, words: Words) -> Mark:
    return words.state(one.state, one.element.option) if one else words.rating(None, None)


def _why(
    one: ElementChange, found: FollowUp, words: Words, steps: tuple[str, ...]
) -> Iterator[str]:
    said = words.labels.followup.why
    if one.steps == ("silence",):
        yield said.silent
        return
    if steps:
        yield said.steps.format(causes=words.many(steps))
    if one.old is None or one.new is None:
        yield said.added if one.old is None else said.removed
        return
    if one.old.element.id != one.new.element.id:
        yield said.renamed.format(id=one.old.element.id)
    yield from _unknown(one, words)
    for shift in one.shifts:
        yield _shifted(shift, found, words)
    if one.old.unseen != one.new.unseen:
        for form, names, case in (
            (said.read, set(one.old.unseen) - set(one.new.unseen), found.old.case),
            (said.unread, set(one.new.unseen) - set(one.old.unseen), found.new.case),
        ):
            if names:
                yield form.format(
                    laws=words.many(words.law(law) for law in case.laws if law.id in names)
                )
    yield from _taken_out(one, words)


def _taken_out(one: ElementChange, words: Words) -> Iterator[str]:
    """Yield the reservations and the reasons for not applying that came or went."""
    said = words.labels.followup.why
    for form, held in ((said.reserved, one.new.reservation), (said.withdrawn, one.old.reservation)):
        if held and one.old.reservation != one.new.reservation:
            yield form.format(paragraph=held.paragraph)
    for finding, form in ((one.new.finding, "{text}"), (one.old.finding, said.no_longer)):
        reason = finding.not_applicable if finding else None
        if (
            reason
            and "not_applicable" in (one.old.state, one.new.state)
            and one.old.finding != one.new.finding
        ):
            yield form.format(text=words.text(reason))


def _unknown(one: ElementChange, words: Words) -> Iterator[str]:
    """Yield what of an element was not known, or is not known now, with the reason that the files give."""
    said = words.labels.followup.why
    for form, standing in ((said.unknown_before, one.old), (said.unknown_now, one.new)):
        if standing.state in UNKNOWN and standing.worst != standing.best:
            reason = words.text(standing.finding.not_assessed) if standing.finding else ""
            state = words.labels.states[standing.state].label
            yield form.format(state=f"{state}: {reason}" if reason else state)


def _shifted(one: Shift, found: FollowUp, words: Words) -> str:
    said = words.labels.followup.why
    case = found.new.case if one.new else found.old.case
    name, labels = _cited(one, case, words), words.labels.states
    if one.old and one.new:
        return said.regraded.format(
            provision=name, old=labels[one.old].label, new=labels[one.new].label
        )
    if one.new:
        return (
            (said.in_force if one.known else said.cited)
            .format(provision=name, grade=labels[one.new].label, day=_since(one, case, words))
            .rstrip()
        )
    if one.known:
        return said.out.format(
            provision=name, grade=labels[one.old].label, force=words.label("force", one.force)
        )
    return said.uncited.format(provision=name, grade=labels[one.old].label)


def _cited(one: Shift, case: Case, words: Words) -> str:
    known = case.provisions()
    return " + ".join(
        words.reference(*known[name]) if name in known else name for name in one.citation.provision
    )


def _since(one: Shift, case: Case, words: Words) -> str:
    known = case.provisions()
    days = [
        two.in_force or law.in_force
        for law, two in (known[name] for name in one.citation.provision if name in known)
    ]
    days = [day for day in days if day and day.text != "unknown"]
    return (
        words.labels.followup.why.since.format(day=words.day(max(days, key=lambda day: day.first)))
        if days
        else ""
    )


def _named(ids: tuple[str, ...], found: FollowUp, words: Words) -> str:
    """Return elements by their short names and articles."""
    known = found.old.case.instrument.by_id() | found.new.case.instrument.by_id()
    form = words.labels.followup.named
    return words.many(
        form.format(name=words.element(known[one]), number=words.numbers([known[one].article]))
        if one in known and known[one].name
        else one
        for one in ids
    )


def _advised(one: Advice, found: FollowUp, words: Words) -> AdviceLine:
    said, rec = words.labels.followup, one.recommendation
    status = words.label("statuses", rec.status)
    if one.old_status and one.old_status != rec.status:
        status = said.status.format(old=words.label("statuses", one.old_status), new=status)
    case = found.new.case
    articles = list(dict.fromkeys(case.article_of(name) for name in rec.elements))
    return AdviceLine(
        rec.id,
        words.text(rec.action),
        words.numbers(articles),
        words.text(rec.owner),
        status,
        " ".join(_advice_notes(one, words)),
        _named(one.closed, found, words),
        _named(one.left, found, words),
        _named(one.unknown, found, words),
    )


def _advice_notes(one: Advice, words: Words) -> Iterator[str]:
    said = words.labels.followup
    if one.outcome == "done" and (one.left or one.unknown):
        yield said.done_open
    if one.outcome == "open" and one.closed and not (one.left or one.unknown):
        yield said.open_done
    if one.before and one.reworded:
        yield said.reworded.format(text=words.text(one.before.action))
