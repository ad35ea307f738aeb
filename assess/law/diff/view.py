"""Two texts of a law compared → the one object that the comparison table is made of, in no language yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import assess
from assess.answers import element_name, law_name, provision_number, reference
from assess.base.text import Text
from assess.law.diff.compare import Comparison, Row
from assess.law.diff.effect import Effect, ElementEffect
from assess.law.diff.similar import content
from assess.law.diff.worddiff import Run
from assess.model.case import Case, Law, Provision
from assess.model.instrument import Element
from assess.model.lawtext import LawText, Unit
from assess.rating.rate import ArticleRating
from assess.rating.standing import Standing, Weighed
from assess.speak.values import (
    Joined,
    Label,
    Rated,
    Stated,
    UnitName,
    Value,
    Verbatim,
    commas,
    phrase,
    semicolons,
    spaced,
)

_RTL = ("ar", "fa", "ur", "he", "ps", "ckb", "dv")


@dataclass(frozen=True)
class RunLine:
    """A stretch of words of one kind, as each side prints it; a side that does not have it is empty."""

    mark: str  # same, typing, deleted, inserted
    old_words: str
    new_words: str

    @property
    def old(self) -> Value:
        """Return the words of the old side, of which no sign may change."""
        return Verbatim(self.old_words)

    @property
    def new(self) -> Value:
        """Return the words of the new side."""
        return Verbatim(self.new_words)


@dataclass(frozen=True)
class RowBlock:
    """One unit: what stood there, what stands there, what changes."""

    old_id: str
    new_id: str
    old_label: Value  # number and heading as printed
    new_label: Value
    runs: tuple[RunLine, ...]
    key: str
    kind: Value
    notes: tuple[Value, ...]  # the change of a negation first
    elements: Value  # what rests on it, by short names
    element_ids: Value
    altered: bool
    negated: bool
    old_name: Value  # the id of the old unit in words, annex 3(a), with the term of a definition as it is printed
    new_name: Value


@dataclass(frozen=True)
class EffectRow:
    """An element before and after."""

    element: str  # id
    name: Value  # short
    asks: Text
    old: Stated
    new: Stated
    provisions: Value
    reworded: Value  # those of them whose words changed
    why: Value

    @property
    def called(self) -> Value:
        """Return its short name with its id, where nothing can be printed small."""
        return _called(self.element, self.name)


@dataclass(frozen=True)
class AgainGroup:
    """Elements that are to be looked at again because the words of the same provisions changed."""

    provisions: Value
    why: Value
    elements: tuple[EffectRow, ...]


@dataclass(frozen=True)
class ComparisonView:
    """All that a comparison table is made of."""

    text_rtl: bool
    title: Value
    old_name: Value
    new_name: Value
    recipe: tuple[tuple[Value, Value], ...]
    disclaimer: Value
    program: str
    counts: tuple[tuple[Value, int], ...]
    warnings: tuple[Value, ...]  # what to know before anything else
    rows: tuple[RowBlock, ...]
    left_out: Value  # how many unchanged units the table does not show
    effect_lead: Value
    changed: tuple[EffectRow, ...]
    again: tuple[EffectRow, ...]
    again_groups: tuple[AgainGroup, ...]  # the same by provision
    worse: tuple[Value, ...]  # what comes beside an older and better provision, a sentence each
    articles: tuple[tuple[str, Text, Rated, Rated], ...]  # number, heading, before, after
    others: Value  # elements with another grade for reasons outside this law


@dataclass(frozen=True)
class Subject:
    """What is compared: the case and its law, if there is one, and the bill or other law, if the new text is one."""

    case: Case | None = None
    law: Law | None = None
    bill: Law | None = None
    other: Law | None = None  # no bill
    note: Value = ""  # why no effect can be told


def comparison_view(
    comparison: Comparison,
    today: date,
    subject: Subject = Subject(),
    effect: Effect | None = None,
    only_changed: bool = False,
) -> ComparisonView:
    """Return everything that a comparison says; `today` is the day printed on it."""
    names = _names(comparison, subject)
    blocks = tuple(_blocks(comparison, subject, effect))
    rows = tuple(
        block for block in blocks if block.altered or block.key == "typing" or not only_changed
    )
    hidden = len(blocks) - len(rows)
    changed = tuple(_effect_rows(effect.changed, effect, subject)) if effect else ()
    again = tuple(_effect_rows(effect.again, effect, subject)) if effect else ()
    return ComparisonView(
        text_rtl=comparison.new.language.partition("-")[0] in _RTL,
        title=_title(comparison, subject),
        old_name=names[0],
        new_name=names[1],
        recipe=tuple(_recipe(comparison, subject, names, today)),
        disclaimer=phrase("sentences.disclaimer"),
        program=f"lexgap {assess.__version__}",
        counts=tuple(
            (Label("comparison.changes", key), number)
            for key, number in comparison.counts.items()
            if number
        ),
        warnings=tuple(_warnings(comparison, names)),
        rows=rows,
        left_out=phrase("comparison.only_changed", number=hidden) if hidden else "",
        effect_lead=_lead(subject, effect),
        changed=changed,
        again=again,
        again_groups=_grouped(again),
        worse=tuple(_worse(effect, subject.case)),
        articles=tuple(_articles(effect)),
        others=_others(effect, subject),
    )


def _title(comparison: Comparison, subject: Subject) -> Value:
    if subject.law:
        return phrase("comparison.title", law=law_name(subject.law))
    return phrase("comparison.title_files", old=comparison.old.file, new=comparison.new.file)


def _names(comparison: Comparison, subject: Subject) -> tuple[Value, Value]:
    """Return what the old and the new text are called."""
    old, new = _text_name(comparison.old), _text_name(comparison.new)
    if subject.bill:
        return old, phrase("comparison.bill", bill=law_name(subject.bill))
    if subject.other and comparison.new.place.line:
        return old, phrase("comparison.other", law=law_name(subject.other), version=new)
    return old, new


def _text_name(text: LawText) -> Value:
    if not text.place.line:  # from a file, and not from a case
        return phrase("comparison.file", file=text.file)
    if text.as_of:
        return phrase("comparison.version", day=text.as_of)
    return phrase("comparison.enacted")


def _recipe(
    comparison: Comparison, subject: Subject, names: tuple[Value, Value], today: date
) -> Iterator[tuple[Value, Value]]:
    recipe = "comparison.recipe"
    if subject.law:
        yield phrase(f"{recipe}.law"), spaced(subject.law.title, f"({subject.law.id})")
    for side, name, text in (
        ("old", names[0], comparison.old),
        ("new", names[1], comparison.new),
    ):
        if text.place.line:
            form = "text"
        else:
            form = "text_of_bill" if subject.bill else "text_of_file"
        yield (
            phrase(f"{recipe}.{side}"),
            phrase(
                f"{recipe}.{form}",
                name=name,
                standing=Label("comparison.standings", text.standing),
                file=text.file or text.place.path,
                sha=text.sha256 or "–",
            ),
        )
    language = comparison.new.language
    yield phrase(f"{recipe}.language"), Label("languages", language) if language else "–"
    if subject.case:
        yield phrase(f"{recipe}.case"), subject.case.digest
    yield phrase(f"{recipe}.made"), today
    yield phrase(f"{recipe}.program"), f"lexgap {assess.__version__}"


def _warnings(comparison: Comparison, names: tuple[Value, Value]) -> Iterator[Value]:
    empty = [
        name
        for name, text in zip(names, (comparison.old, comparison.new))
        if not any(map(content, text.units))
    ]
    if empty:
        yield phrase("comparison.empty", names=commas(empty))
    elif comparison.unrelated:
        yield phrase("comparison.unrelated", share=f"{100 * comparison.kinship:.0f}")
    if comparison.old.scanned or comparison.new.scanned:
        yield phrase("comparison.partial")
    negated = [_unit_name(row) for row in comparison.rows if row.negated]
    if negated:
        yield phrase("comparison.look_first", ids=commas(negated))
    if not empty and not any(row.altered for row in comparison.rows):
        yield phrase("comparison.nothing")


def _unit_name(row: Row) -> Value:
    return _named(row.new or row.old)


def _named(unit: Unit | None) -> Value:
    return UnitName(unit.spelt) if unit else ""


def _blocks(comparison: Comparison, subject: Subject, effect: Effect | None) -> Iterator[RowBlock]:
    known = subject.case.instrument.by_id() if subject.case else {}
    for number, row in enumerate(comparison.rows):
        elements = [known[element] for element in effect.by_row[number]] if effect else []
        yield _block(row, elements)


def _block(row: Row, elements: list[Element]) -> RowBlock:
    kind: str = row.change
    if row.change == "same" and (row.renumbered or row.moved):
        kind = "renumbered" if row.renumbered else "moved"
    return RowBlock(
        old_id=row.old.id if row.old else "",
        new_id=row.new.id if row.new else "",
        old_label=_label(row.old),
        new_label=_label(row.new),
        runs=tuple(map(_run, row.runs)),
        key=row.change,
        kind=Label("comparison.changes", kind),
        notes=tuple(_notes(row)),
        elements=semicolons(_called(element.id, element_name(element)) for element in elements),
        element_ids=commas(element.id for element in elements),
        altered=row.altered,
        negated=row.negated,
        old_name=_named(row.old),
        new_name=_named(row.new),
    )


def _run(run: Run) -> RunLine:
    return RunLine(run.mark, run.old, run.new)


def _label(unit: Unit | None) -> Value:
    """Return the number of an article as it is printed, and the id of what stands in one."""
    if unit is None:
        return ""
    if unit.kind == "article" and unit.number:
        return Verbatim(unit.number)
    return Verbatim(_named(unit))


def _notes(row: Row) -> Iterator[Value]:
    if row.gone:
        yield phrase("comparison.negation_gone", words=_quoted(row.gone))
    if row.come:
        yield phrase("comparison.negation_come", words=_quoted(row.come))
    if row.renumbered and row.old and row.new:
        same = row.change in ("same", "typing")
        yield phrase(
            "comparison.renumbered_same" if same else "comparison.renumbered",
            old=_named(row.old),
            new=_named(row.new),
        )
    if row.moved:
        yield phrase("comparison.moved")
    if row.change == "typing":
        steps = commas(Label("quotes.steps", step) for step in row.steps)
        yield phrase("comparison.typing", steps=steps)
    if row.perhaps:
        ids = commas(map(UnitName, row.perhaps))
        yield phrase("comparison.perhaps_new" if row.new else "comparison.perhaps_old", ids=ids)
    if row.altered and any(unit and unit.unsure for unit in (row.old, row.new)):
        yield phrase("comparison.unsure")


def _quoted(quotations: tuple[str, ...]) -> Value:
    """Return words in quotation marks, each once, whether or not it begins with a capital letter."""
    once: dict[str, str] = {}
    for quotation in quotations:
        once.setdefault(quotation.casefold(), quotation)
    return commas(Joined(("“", Verbatim(words), "”"), "none") for words in once.values())


def _called(element_id: str, name: Value) -> Value:
    """Return an element by its short name, with its id in brackets; an id alone once."""
    return name if name == element_id else spaced(name, f"({element_id})")


def _lead(subject: Subject, effect: Effect | None) -> Value:
    if subject.case is None:
        return phrase("comparison.effect_none")
    if subject.note or effect is None:
        return subject.note or phrase("comparison.effect_days")
    case = subject.case.profile.title
    if effect.before == effect.after:
        return phrase("comparison.effect_file", case=case)
    before, after = effect.before.as_of, effect.after.as_of
    if subject.bill:
        bill = law_name(subject.bill)
        lead = phrase("comparison.effect_bill", case=case, before=before, bill=bill)
    else:
        lead = phrase("comparison.effect_lead", case=case, before=before, after=after)
    return lead if effect.changed else spaced(lead, phrase("comparison.effect_same"))


def _effect_rows(
    elements: Iterable[ElementEffect], effect: Effect, subject: Subject
) -> Iterator[EffectRow]:
    known = effect.before != effect.after
    provisions = subject.case.provisions() if subject.case else {}
    for entry in elements:
        element = entry.after.element
        reworded: list[Value] = []
        others: list[Value] = []
        for name in entry.references:
            provision = _provision(name, provisions, subject.law)
            (reworded if name in entry.changed else others).append(provision)
        marked = [phrase("comparison.changed_mark", provision=name) for name in reworded]
        yield EffectRow(
            element=element.id,
            name=element_name(element),
            asks=element.asks,
            old=Stated(entry.before.state, element.option),
            new=Stated(entry.after.state, element.option),
            provisions=semicolons([*marked, *others]),
            reworded=semicolons(reworded),
            why=Label("comparison.cited", entry.cited if known else "file"),
        )


def _provision(
    name: str, provisions: dict[str, tuple[Law, Provision]], compared: Law | None
) -> Value:
    """Return a provision by its number, with its law where that is not the one that is compared."""
    if name not in provisions:
        return name
    law, provision = provisions[name]
    if law == compared:
        return provision_number(law, provision)
    return reference(law, provision)


def _grouped(again: tuple[EffectRow, ...]) -> tuple[AgainGroup, ...]:
    """Put together the elements that rest on the same changed provisions for the same reason."""
    groups: dict[tuple[Value, Value], list[EffectRow]] = {}
    for row in again:
        groups.setdefault((row.reworded, row.why), []).append(row)
    return tuple(AgainGroup(reworded, why, tuple(rows)) for (reworded, why), rows in groups.items())


def _worse(effect: Effect | None, case: Case | None) -> Iterator[Value]:
    """Yield a sentence on each new citation that is worse than its element stands without it."""
    if effect is None or case is None:
        return
    for before, weighed in effect.worse:
        yield _worse_line(before, weighed, case.provisions())


def _worse_line(
    before: Standing, weighed: Weighed, known: dict[str, tuple[Law, Provision]]
) -> Value:
    element, citation = before.element, weighed.citation
    names = [reference(*known[name]) if name in known else name for name in citation.provision]
    return phrase(
        "comparison.worse_line",
        element=_called(element.id, element_name(element)),
        provision=Joined(tuple(names), "plus"),
        grade=Stated(weighed.grade, element.option),
        before=Stated(before.state, element.option),
        missing=phrase("sentences.apart") if weighed.apart else citation.missing,
    )


def _articles(effect: Effect | None) -> Iterator[tuple[str, Text, Rated, Rated]]:
    for old, new in effect.articles if effect else ():
        yield old.article.article, old.article.heading, _rated(old), _rated(new)


def _rated(rating: ArticleRating) -> Rated:
    return Rated(*(rating.bounds or (None, None)))


def _others(effect: Effect | None, subject: Subject) -> Value:
    """Return the elements that rest on the law besides; empty where there are none."""
    if effect is None or not effect.others or subject.case is None:
        return ""
    known = subject.case.instrument.by_id()
    names = [_called(element, element_name(known[element])) for element in effect.others]
    return phrase("comparison.others", names=semicolons(names))
