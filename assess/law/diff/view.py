"""Two texts of a law compared → the one object that the comparison table is made of, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import assess
from assess.answers import article_answer
from assess.law.diff.compare import Comparison, Row
from assess.law.diff.effect import Effect, ElementEffect
from assess.law.diff.similar import content
from assess.law.diff.worddiff import Run
from assess.law.structure.tree import named
from assess.load.labels import Labels
from assess.model.case import Case, Law
from assess.model.instrument import Element
from assess.model.lawtext import Unit
from assess.rating.standing import Standing, Weighed
from assess.speak.marks import Mark
from assess.speak.pieces import filled, joined
from assess.speak.words import Words

_RTL = ("ar", "fa", "ur", "he", "ps", "ckb", "dv")


@dataclass(frozen=True)
class RowBlock:
    """One unit: what stood there, what stands there, what changes."""

    old_id: str
    new_id: str
    old_label: str  # number and heading as printed
    new_label: str
    runs: tuple[Run, ...]
    key: str
    kind: str
    notes: tuple[str, ...]  # the change of a negation first
    elements: str  # what rests on it, by short names
    element_ids: str
    altered: bool
    negated: bool


@dataclass(frozen=True)
class EffectRow:
    """An element before and after."""

    element: str  # id
    name: str  # short
    called: str  # its short name with its id
    asks: str
    old: Mark
    new: Mark
    provisions: str
    reworded: str  # those of them whose words changed
    why: str


@dataclass(frozen=True)
class AgainGroup:
    """Elements that are to be looked at again because the words of the same provisions changed."""

    provisions: str
    why: str
    elements: tuple[EffectRow, ...]


@dataclass(frozen=True)
class ComparisonView:
    """All that a comparison table is made of."""

    labels: Labels
    language: str
    rtl: bool
    text_rtl: bool
    title: str
    old_name: str
    new_name: str
    recipe: tuple[tuple[str, str], ...]
    disclaimer: str
    program: str
    counts: tuple[tuple[str, int], ...]
    warnings: tuple[str, ...]  # what to know before anything else
    rows: tuple[RowBlock, ...]
    left_out: str  # how many unchanged units the table does not show
    effect_lead: str
    changed: tuple[EffectRow, ...]
    again: tuple[EffectRow, ...]
    again_groups: tuple[AgainGroup, ...]  # the same by provision
    worse: tuple[str, ...]  # what comes beside an older and better provision, a sentence each
    articles: tuple[tuple[str, str, Mark, Mark], ...]  # number, heading, before, after
    others: str
    provisions: tuple = ()  # of the country report; its filters ask for them


@dataclass(frozen=True)
class Subject:
    """What is compared: the case and its law, if there is one, and the bill or other law, if the new text is one."""

    case: Case | None = None
    law: Law | None = None
    bill: Law | None = None
    other: Law | None = None  # no bill
    note: str = ""  # why no effect can be told


def comparison_view(
    comparison: Comparison,
    words: Words,
    today: date,
    subject: Subject = Subject(),
    effect: Effect | None = None,
    only_changed: bool = False,
) -> ComparisonView:
    """Return everything that a comparison says, in the language of `words`; `today` is the day printed on it."""
    said = words.labels.comparison
    names = _names(comparison, subject, words)
    title = (
        said.title.format(law=words.law(subject.law))
        if subject.law
        else said.title_files.format(old=comparison.old.file, new=comparison.new.file)
    )
    known_elements = subject.case.instrument.by_id() if subject.case else {}
    blocks = tuple(
        _block(
            row,
            tuple(known_elements[one] for one in effect.by_row[number]) if effect else (),
            words,
        )
        for number, row in enumerate(comparison.rows)
    )
    shown = tuple(one for one in blocks if one.altered or one.key == "typing" or not only_changed)
    known = effect is not None and effect.before != effect.after
    hidden = len(blocks) - len(shown)
    changed, again = (
        tuple(_effect_row(one, words, subject, known) for one in listed)
        for listed in ((effect.changed, effect.again) if effect else ((), ()))
    )
    return ComparisonView(
        labels=words.labels,
        language=words.language,
        rtl=words.labels.direction == "rtl",
        text_rtl=comparison.new.language.partition("-")[0] in _RTL,
        title=title,
        old_name=names[0],
        new_name=names[1],
        recipe=tuple(_recipe(comparison, subject, names, words, today)),
        disclaimer=words.labels.sentences.disclaimer,
        program=f"lexgap {assess.__version__}",
        counts=tuple(
            (said.changes[key], number) for key, number in comparison.counts.items() if number
        ),
        warnings=tuple(_warnings(comparison, names, words)),
        rows=shown,
        left_out=said.only_changed.format(number=hidden) if hidden else "",
        effect_lead=_lead(subject, effect, words),
        changed=changed,
        again=again,
        again_groups=_grouped(again),
        worse=tuple(_worse(*one, words, subject.case) for one in effect.worse)
        if effect and subject.case
        else (),
        articles=tuple(
            (
                old.article.article,
                words.text(old.article.heading),
                words.mark(article_answer(old).mark),
                words.mark(article_answer(new).mark),
            )
            for old, new in (effect.articles if effect else ())
        ),
        others=said.others.format(
            names=words.labels.semicolon.join(
                words.called(known_elements[one]) for one in effect.others
            )
        )
        if effect and effect.others
        else "",
    )


def _names(comparison: Comparison, subject: Subject, words: Words) -> tuple[str, str]:
    said = words.labels.comparison
    names = []
    for text in (comparison.old, comparison.new):
        new = text is comparison.new and len(names) == 1
        if new and subject.bill:
            names.append(said.bill.format(bill=words.law(subject.bill)))
        elif not text.place.line:  # from a file, and not from a case
            names.append(said.file.format(file=text.file))
        else:
            version = said.version.format(day=words.day(text.as_of)) if text.as_of else said.enacted
            names.append(
                said.other.format(law=words.law(subject.other), version=version)
                if new and subject.other
                else version
            )
    return names[0], names[1]


def _recipe(
    comparison: Comparison, subject: Subject, names: tuple[str, str], words: Words, today: date
) -> Iterator[tuple[str, str]]:
    said = words.labels.comparison.recipe
    if subject.law:
        yield said.law, f"{words.text(subject.law.title)} ({subject.law.id})"
    for label, name, text in (
        (said.old, names[0], comparison.old),
        (said.new, names[1], comparison.new),
    ):
        form = (
            said.text
            if text.place.line
            else said.text_of_bill
            if subject.bill
            else said.text_of_file
        )
        yield (
            label,
            form.format(
                name=name,
                standing=words.labels.comparison.standings[text.standing],
                file=text.file or text.place.path,
                sha=text.sha256 or "–",
            ),
        )
    yield said.language, words.label("languages", comparison.new.language) or "–"
    if subject.case:
        yield said.case, subject.case.digest
    yield said.made, words.day(today)
    yield said.program, f"lexgap {assess.__version__}"


def _warnings(comparison: Comparison, names: tuple[str, str], words: Words) -> Iterator[str]:
    said = words.labels.comparison
    empty = [
        name
        for name, text in zip(names, (comparison.old, comparison.new))
        if not any(map(content, text.units))
    ]
    if empty:
        yield said.empty.format(names=words.many(empty))
    elif comparison.unrelated:
        yield said.unrelated.format(share=f"{100 * comparison.kinship:.0f}")
    if comparison.old.scanned or comparison.new.scanned:
        yield said.partial
    negated = [
        named((row.new or row.old).id, words.labels) for row in comparison.rows if row.negated
    ]
    if negated:
        yield said.look_first.format(ids=words.many(negated))
    if not empty and not any(row.altered for row in comparison.rows):
        yield said.nothing


def _block(row: Row, elements: tuple[Element, ...], words: Words) -> RowBlock:
    said = words.labels.comparison
    old_id, new_id = (one.id if one else "" for one in (row.old, row.new))
    kind = said.changes[row.change]
    if row.change == "same" and row.renumbered:
        kind = said.changes.renumbered
    elif row.change == "same" and row.moved:
        kind = said.changes.moved
    labels = (words.verbatim(_label(one, words)) for one in (row.old, row.new))
    runs = row.runs
    if words.own_digits:
        runs = tuple(
            replace(one, old=words.verbatim(one.old), new=words.verbatim(one.new)) for one in runs
        )
    return RowBlock(
        old_id,
        new_id,
        *labels,
        runs,
        row.change,
        kind,
        tuple(_notes(row, words)),
        words.labels.semicolon.join(map(words.called, elements)),
        words.many(one.id for one in elements),
        row.altered,
        row.negated,
    )


def _label(unit: Unit | None, words: Words) -> str:
    """Return the number of an article as it is printed, and the id of what stands in one."""
    if unit is None:
        return ""
    return unit.number if unit.kind == "article" and unit.number else named(unit.id, words.labels)


def _notes(row: Row, words: Words) -> Iterator[str]:
    said = words.labels.comparison
    if row.gone:
        yield filled(said.negation_gone, {"words": _quoted(row.gone, words)})
    if row.come:
        yield filled(said.negation_come, {"words": _quoted(row.come, words)})
    if row.renumbered and row.old and row.new:
        form = said.renumbered_same if row.change in ("same", "typing") else said.renumbered
        yield form.format(old=named(row.old.id, words.labels), new=named(row.new.id, words.labels))
    if row.moved:
        yield said.moved
    if row.change == "typing":
        steps = words.labels.quotes.steps
        yield said.typing.format(steps=words.many(steps[one] for one in row.steps))
    if row.perhaps:
        yield (said.perhaps_new if row.new else said.perhaps_old).format(
            ids=words.many(named(one, words.labels) for one in row.perhaps)
        )
    if row.altered and any(one and one.unsure for one in (row.old, row.new)):
        yield said.unsure


def _quoted(listed: tuple[str, ...], words: Words) -> str:
    """Return words in quotation marks, each once, whether or not it begins with a capital letter."""
    once: dict[str, str] = {}
    for one in listed:
        once.setdefault(one.casefold(), one)
    return words.many(joined("", ("“", words.verbatim(one), "”")) for one in once.values())


def _lead(subject: Subject, effect: Effect | None, words: Words) -> str:
    said = words.labels.comparison
    if subject.case is None:
        return said.effect_none
    if subject.note or effect is None:
        return subject.note or said.effect_days
    case = words.text(subject.case.profile.title)
    if effect.before == effect.after:
        return said.effect_file.format(case=case)
    before, after = words.day(effect.before.as_of), words.day(effect.after.as_of)
    lead = (
        said.effect_bill.format(case=case, before=before, bill=words.law(subject.bill))
        if subject.bill
        else said.effect_lead.format(case=case, before=before, after=after)
    )
    return lead if effect.changed else f"{lead} {said.effect_same}"


def _effect_row(one: ElementEffect, words: Words, subject: Subject, known: bool) -> EffectRow:
    said, element = words.labels.comparison, one.after.element
    provisions = subject.case.provisions() if subject.case else {}
    shown = {name: name for name in one.references}
    for name in one.references:
        law, provision = provisions.get(name, (None, None))
        if law is not None and provision is not None:
            shown[name] = (
                words.provision(provision)
                if law == subject.law
                else words.reference(law, provision)
            )
    reworded = [shown[name] for name in one.references if name in one.changed]
    named = [
        *(said.changed_mark.format(provision=name) for name in reworded),
        *(shown[name] for name in one.references if name not in one.changed),
    ]
    return EffectRow(
        element.id,
        words.element(element),
        words.called(element),
        words.text(element.asks),
        words.state(one.before.state, element.option),
        words.state(one.after.state, element.option),
        *map(words.labels.semicolon.join, (named, reworded)),
        said.cited[one.cited if known else "file"],
    )


def _grouped(again: tuple[EffectRow, ...]) -> tuple[AgainGroup, ...]:
    """Put together the elements that rest on the same changed provisions for the same reason."""
    groups: dict[tuple[str, str], list[EffectRow]] = {}
    for one in again:
        groups.setdefault((one.reworded, one.why), []).append(one)
    return tuple(AgainGroup(*key, tuple(listed)) for key, listed in groups.items())


def _worse(before: Standing, weighed: Weighed, words: Words, case: Case) -> str:
    """Return the sentence on a new citation that is worse than its element stands without it."""
    known, one, option = case.provisions(), weighed.citation, before.element.option
    named = (words.reference(*known[name]) if name in known else name for name in one.provision)
    return words.labels.comparison.worse_line.format(
        element=words.called(before.element),
        provision=" + ".join(named),
        grade=words.state(weighed.grade, option).label,
        before=words.state(before.state, option).label,
        missing=words.labels.sentences.apart if weighed.apart else words.text(one.missing),
    ).rstrip()
