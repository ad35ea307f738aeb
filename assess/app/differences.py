"""Two texts of a law side by side, and what the change does to the assessment of a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assess.app.wrong import WrongUse

if TYPE_CHECKING:
    from datetime import date

    from assess.base.problems import Problem
    from assess.law.diff.compare import Comparison
    from assess.law.diff.effect import Effect
    from assess.law.diff.view import Subject
    from assess.model.case import Case, Law
    from assess.model.lawtext import LawText
    from assess.rating.force import Reading
    from assess.speak.values import Value

ENACTED = "enacted"  # in the place of a day: the text as it was enacted
_ENDINGS = (
    ".docx",
    ".odt",
    ".pdf",
    ".html",
    ".htm",
    ".txt",
    ".md",
    ".xml",
    ".akn",
)  # of what is a file


@dataclass(frozen=True)
class Wanted:
    """What is asked for beside the law."""

    today: date
    start: date | str = ""  # a day, `enacted`, or nothing
    end: date | str = ""
    language: str = ""  # of the texts
    bill: str = ""  # that the new text of a file is
    prefer: str = ""  # language of a text, where there are several


@dataclass(frozen=True)
class Difference:
    """Two texts compared, what they are, and what the change does, where that can be told."""

    comparison: Comparison
    subject: Subject
    effect: Effect | None = None


@dataclass(frozen=True)
class _Pair:
    """Two texts, what the new one is called, and the readings between which an effect can be told."""

    old: LawText
    new: LawText
    name: str
    before: Reading | None = None
    after: Reading | None = None
    bill: Law | None = None
    other: Law | None = None  # another law that is no bill


def only_files(what: Sequence[str], options: bool) -> bool:
    """Whether two files are to be compared, without a case; `options` says whether a day or a bill is given.

    Raises LexgapError for files that are not there, WrongUse for what cannot be meant.
    """
    from assess.base.problems import LexgapError, Location, problem

    if len(what) not in (2, 3):
        raise WrongUse("diff")
    named = [name for name in what if Path(name).suffix.lower() in _ENDINGS]
    absent = [name for name in named if not Path(name).exists()]
    if absent:
        raise LexgapError([problem("file-missing", Location(name)) for name in absent])
    files = [Path(name).is_file() for name in what]
    if any(files[:2]) and not (len(what) == 2 and all(files)):
        raise WrongUse("diff-file")
    if all(files) and options:
        raise WrongUse("diff-options")
    return all(files)


def compare_files(old: Path, new: Path, language: str = "") -> Difference:
    """Return two files of laws compared; LexgapError where they cannot be."""
    from assess.law.diff.view import Subject

    first, second = (_text_of(path, path.stem, language) for path in (old, new))
    return Difference(_compared(first, second, str(new)), Subject())


def compare_in_case(
    case: Case, faults: Sequence[Problem], law_id: str, other: str, wanted: Wanted
) -> Difference:
    """Return two versions of a law of a case compared, or the law with another, a bill or a file (`other`).

    `faults` are the errors of the case: with them no effect can be told, and texts that they are about cannot be
    compared. Raises LexgapError for that, and for laws and versions that are not there; WrongUse for options that do
    not go together.
    """
    from assess.app.citing import law_meant
    from assess.base.problems import LexgapError
    from assess.law.diff.effect import effect_of, rows_alone
    from assess.law.diff.view import Subject

    law = _law(case, law_id, faults)
    file = bool(other) and (Path(other).is_file() or law_meant(case, other) is None)
    if wanted.bill and not file:
        raise WrongUse("diff-assume")
    if other and wanted.end:
        raise WrongUse("diff-to")
    if not other:
        pair = _versions(case, law, wanted)
    elif file and Path(other).is_file():
        pair = _with_file(case, law, Path(other), wanted)
    else:
        pair = _with_law(case, law, _law(case, other, faults), wanted)
    broken = _broken(case, law, pair, faults)
    if broken:
        raise LexgapError(broken)
    comparison = _compared(pair.old, pair.new, pair.name)
    note = _note(case, pair, faults)
    # where nothing was left out, what rests on a unit is known
    sound = all(fault.code == "quote-not-found" for fault in faults)
    effect = None
    if pair.before and pair.after and sound:
        effect = effect_of(case, comparison, pair.before, pair.after)
        effect = rows_alone(effect) if note else effect
    return Difference(comparison, Subject(case, law, pair.bill, pair.other, note), effect)


def _text_of(path: Path, law: str, language: str, otherwise: str = "") -> LawText:
    """Read a file and return its text as it was understood; `otherwise` is its language if nothing tells that."""
    from assess.law.readers import read_source
    from assess.law.structure.language import language_of
    from assess.law.structure.units import structured

    source = read_source(path, language=language)
    known = language or language_of(source.joined()) or source.language or otherwise
    return structured(source, law, known, "ocr" if source.ocr else "copy")


def _compared(old: LawText, new: LawText, name: str) -> Comparison:
    """Compare two texts; LexgapError for two languages, and for instructions that are no wording of the law."""
    from assess.base.problems import LexgapError, Location, problem
    from assess.law.diff.compare import compared, instructions, instructions_only
    from assess.law.diff.versions import unlike

    at = Location(new.place.path)
    if unlike(old.language, new.language):
        fault = problem("text-languages", at, name=name, old=old.language, new=new.language)
        raise LexgapError([fault])
    comparison = compared(old, new)
    if instructions_only(new, comparison):
        fault = problem("text-not-consolidated", at, name=name, number=instructions(new))
        raise LexgapError([fault])
    return comparison


def _broken(case: Case, law: Law, pair: _Pair, faults: Sequence[Problem]) -> list[Problem]:
    """Return the faults of the texts that are compared."""
    compared = {law.id, *(other.id for other in (pair.bill, pair.other) if other)}
    apart = {text.place.path for text in case.texts if text.law not in compared}
    of_texts = [fault for fault in faults if Path(fault.at.path).parent.name == "texts"]
    return [fault for fault in of_texts if fault.at.path not in apart]


def _note(case: Case, pair: _Pair, faults: Sequence[Problem]) -> Value:
    """Return why no effect can be told, if none can."""
    from assess.base.problems import NOWHERE
    from assess.checks import assumption_effect
    from assess.speak.values import Message, phrase

    if faults:
        why = Message(faults[0])
        return phrase("comparison.effect_errors", number=len(faults), why=why)
    if pair.other:
        return phrase("comparison.effect_law", law=pair.other.id)
    stopped = list(assumption_effect(case, pair.after, NOWHERE)) if pair.bill and pair.after else []
    return phrase("comparison.effect_stopped", why=Message(stopped[0])) if stopped else ""


def _law(case: Case, law_id: str, faults: Sequence[Problem]) -> Law:
    """Return the law of that id or name; LexgapError where the case has none, or could not read it."""
    from assess.app.citing import known_law
    from assess.base.problems import LexgapError

    if case.law(law_id) is None and law_id in case.left_out:
        raise LexgapError(faults)
    return known_law(case, law_id)


def _versions(case: Case, law: Law, wanted: Wanted) -> _Pair:
    from assess.law.diff.versions import days_between, version, versions
    from assess.rating.force import Reading

    texts = versions(case, law, wanted.language, 2, wanted.prefer)
    new = version(texts, _moment(wanted.end)) if wanted.end else texts[-1]
    if wanted.start:
        old = version(texts, _moment(wanted.start))
    else:
        old = texts[max(texts.index(new) - 1, 0)]
    if texts.index(old) >= texts.index(new):
        raise WrongUse("diff-order")
    days = days_between(old, new, texts)
    new = _as_corrected(new, old)
    if not days:
        return _Pair(old, new, law.id)
    return _Pair(old, new, law.id, Reading(days[0]), Reading(days[1]))


def _with_law(case: Case, law: Law, other: Law, wanted: Wanted) -> _Pair:
    """Return a law and a bill of the case, or two laws of it."""
    from assess.base.problems import LexgapError
    from assess.law.diff.versions import missing, versions
    from assess.rating.force import Reading

    if other == law:
        raise WrongUse("diff-twice")
    prefer = wanted.prefer
    both = any(text.language == prefer for text in case.texts_of(other.id))
    texts = versions(case, law, wanted.language, 1, prefer if both else "")
    old, day = _old(texts, wanted)
    if not any(text.language == old.language for text in case.texts_of(other.id)):
        raise LexgapError([missing(other.id, old.language, case.texts_of(other.id))])
    new = versions(case, other, old.language, 1)[-1]
    if not other.bill:
        return _Pair(old, new, other.id, other=other)
    return _Pair(old, new, other.id, Reading(day), Reading(day, (other.id,)), other)


def _with_file(case: Case, law: Law, path: Path, wanted: Wanted) -> _Pair:
    """Return a law and a text that is in no case; it is compared with the law's text in its own language."""
    from assess.base.problems import NOWHERE, LexgapError, nearest, problem
    from assess.law.diff.versions import versions
    from assess.law.structure.align import aligned
    from assess.rating.force import Reading

    read = _text_of(path, law.id, wanted.language, law.language)
    there = any(text.language == read.language for text in case.texts_of(law.id))
    texts = versions(case, law, wanted.language or (read.language if there else ""), 1)
    old, day = _old(texts, wanted)
    new = aligned(
        _as_corrected(read, old), law
    ).text  # its units get the ids by which the case names provisions
    bills = [other.id for other in case.laws if other.bill]
    if wanted.bill and wanted.bill not in bills:
        near = nearest(wanted.bill, bills)
        fault = problem("unknown-bill", NOWHERE, id=wanted.bill, known=bills, nearest=near)
        raise LexgapError([fault])
    bill = case.law(wanted.bill) if wanted.bill else None
    after = Reading(day, (bill.id,) if bill else ())
    return _Pair(old, new, str(path), Reading(day), after, bill)


def _as_corrected(new: LawText, old: LawText) -> LawText:
    """Return the new text with the corrections of the old one, in articles in which it has none of its own.

    Otherwise a line that was read wrongly, and put right in the old text alone, would be told as a change of the law.
    """
    from assess.law.structure.corrections import carried

    own = {correction.article for correction in new.corrections}
    corrections = [entry for entry in old.corrections if entry.article not in own]
    return carried(new, corrections).text if corrections else new


def _old(texts: list[LawText], wanted: Wanted) -> tuple[LawText, date]:
    """Return the version to compare with, that of today if none is named, and the day for which an effect is told."""
    from assess.law.diff.versions import last_day, version

    day = _moment(wanted.start)
    old = version(texts, day if wanted.start else wanted.today)
    return old, day or last_day(old, texts) or wanted.today


def _moment(value: date | str) -> date | None:
    """Return a day, and None for the text as enacted."""
    return None if isinstance(value, str) else value
