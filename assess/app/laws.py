"""The text of a law read from a file, shown as it was understood, and put into a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assess.app.cases import Proposal, open_files, problems_of
from assess.app.wrong import WrongUse

if TYPE_CHECKING:
    from datetime import date

    from assess.base.output import Seen
    from assess.base.problems import Problem
    from assess.law.readers.blocks import Mended
    from assess.law.structure.align import Alignment
    from assess.law.structure.corrections import Carried
    from assess.load.labels import Labels
    from assess.model.case import Case, Law
    from assess.model.day import Day
    from assess.model.lawtext import LawText, TextStanding
    from assess.model.terms import LawKind


@dataclass(frozen=True)
class How:
    """How the file of a law is read."""

    language: str = ""  # told by the file or by its words, where none is given
    standing: TextStanding = "copy"  # official, copy or translation
    as_of: Day | None = None  # of the version
    pattern: str = ""  # by which units are told, where the headings of a law are unusual
    ocr: bool = False  # recognise the letters of a scan
    again: bool = False  # in the place of the text that the case has
    as_extracted: bool = False  # damaged Arabic stays as it came out of the file


@dataclass(frozen=True)
class TextRead:
    """A text as it was understood, the format of its file, and what the reader is not sure of."""

    text: LawText
    format: str
    doubts: tuple[str, ...]  # keys of the labels `doubts`
    mended: tuple[Mended, ...] = ()  # damaged Arabic, by the key of its doubt

    def lines(self, labels: Labels) -> Iterator[str]:
        """Yield each doubt in words; of damaged Arabic with the number of words and examples."""
        by_kind = {mending.kind: mending for mending in self.mended}
        for key in self.doubts:
            mending = by_kind.get(key)
            words = labels.doubts.get(key, key)
            yield words.format(**_shown(mending, labels)) if mending else words

    def noted(self, labels: Labels, language: str) -> LawText:
        """Return the text with a note on the damaged Arabic that was mended or left, in the words of `labels`."""
        from assess.base.text import Text

        kinds = {mending.kind for mending in self.mended}
        sentences = [line for key, line in zip(self.doubts, self.lines(labels)) if key in kinds]
        if not sentences:
            return self.text
        return replace(self.text, note=Text.of({language: " ".join(sentences)}))


@dataclass(frozen=True)
class NewLaw:
    """What is known of a law that a case does not have yet."""

    id: str
    title: str
    kind: LawKind
    sources: tuple[str, ...]
    in_force: Day | None = None
    short: str = ""
    number: str = ""
    year: str = ""
    introduced: Day | None = None  # of a bill
    amends: tuple[str, ...] = ()  # of a bill: ids, or names, of laws


@dataclass(frozen=True)
class Attached:
    """A text brought together with the provisions of a law, and the files that would change."""

    alignment: Alignment
    proposal: Proposal
    carried: Carried


def read_text(file: Path, law_id: str, how: How, today: date) -> TextRead:
    """Read the text of a law from a file.

    Raises LexgapError where it cannot be read; WrongUse where its language cannot be told, and for a pattern that is
    none.
    """
    from assess.law.readers import read_source
    from assess.law.structure.language import language_of
    from assess.law.structure.units import structured
    from assess.model.day import Day

    source = read_source(file, ocr=how.ocr, language=how.language, as_extracted=how.as_extracted)
    language = how.language or source.language or language_of(source.joined())
    if not language:
        raise WrongUse("text-language")
    standing: TextStanding = "ocr" if source.ocr else how.standing
    try:
        text = structured(source, law_id, language, standing, pattern=how.pattern)
    except ValueError:
        raise WrongUse("pattern", "--pattern") from None
    text = replace(text, as_of=how.as_of, read_on=Day.parse(today.isoformat()))
    return TextRead(text, source.format, tuple(source.doubts), source.mended)


def _shown(mending: Mended, labels: Labels) -> dict[str, object]:
    examples = [
        before if before == after else labels.from_to.format(old=before, new=after)
        for before, after in mending.examples
    ]
    return {"words": mending.words, "examples": labels.semicolon.join(examples)}


def addable(root: Path, case: Case, law: NewLaw, before: Seen | None = None) -> None:
    """Look at what is told of a new law, before its file is read.

    `before` is how the folder was before the case was read; what is new since is told when the law is written. Raises
    WrongUse without a title or a source; LexgapError for sources that the case does not have, and where a file
    of that law is there already.
    """
    from assess.base.problems import LexgapError, Location, nearest, problem

    keys = [source.key for source in case.sources]
    if not law.title or not law.sources:
        raise WrongUse("new-law", keys=keys)
    at = Location(str(root / "sources.yaml"))
    unknown = [
        problem("unknown-source", at, id=key, nearest=nearest(key, keys))
        for key in law.sources
        if key not in keys and key not in case.left_out
    ]
    if unknown:
        raise LexgapError(unknown)
    _addable_bill(case, law)
    name = f"laws/{law.id}.yaml"
    path = root / name
    if path.exists() and (before is None or name in before):  # but too faulty to be read
        twice = problem("duplicate-id", Location(str(path)), kind="@law", id=law.id, first=path)
        raise LexgapError([twice])


def _addable_bill(case: Case, law: NewLaw) -> None:
    """Look at what is told of a bill: WrongUse where it is none, LexgapError for amended laws that are not there."""
    from assess.app.citing import known_law

    for option, value in (("--introduced", law.introduced), ("--amends", law.amends)):
        if value and law.kind != "bill":
            raise WrongUse("bill-only", option)
    for name in law.amends:
        known_law(case, name)


def completed(case: Case, law: NewLaw) -> NewLaw:
    """Return a new law with the ids of the laws that it amends, and the number and year that its title says."""
    from assess.app.citing import known_law
    from assess.forms.titles import number_and_year

    number, year = law.number, law.year
    if not number and not year:
        number, year = number_and_year(law.title)
    amends = tuple(dict.fromkeys(known_law(case, name).id for name in law.amends))
    return replace(law, number=number, year=year, amends=amends)


def add_law(
    root: Path,
    case: Case,
    law: NewLaw,
    text: LawText,
    how: How,
    labels: Labels,
    language: str,
    before: Seen | None = None,
) -> Proposal:
    """Return the files of a new law and of its text; what they say of themselves is in the words of `labels`.

    `before` is how the folder was before the case was read. Raises what `addable` raises.
    """
    addable(root, case, law, before)
    files = dict(_text_file(root, case, text, how, labels))
    files[f"laws/{law.id}.yaml"] = _law_file(law, text, labels, language)
    return Proposal(root, files, before)


def _law_file(law: NewLaw, text: LawText, labels: Labels, language: str) -> bytes:
    from assess.files.yamlfile import write

    begin = str(law.in_force or ("" if law.kind == "bill" else "unknown"))
    data = {
        "id": law.id,
        "title": {text.language: law.title},
        "short": {text.language: law.short} if law.short else "",
        "number": law.number,
        "year": law.year,
        "kind": law.kind,
        "in_force": begin,
        "introduced": str(law.introduced or ""),
        "amends": list(law.amends),
        "text": "copy" if text.standing == "ocr" else text.standing,
        "language": text.language,
        "rights": {language: labels.law.rights},
        "sources": list(law.sources),
        "confidence": "low",
        "note": {language: labels.law.note},
    }
    return write(data).encode()


def attach_text(
    root: Path,
    case: Case,
    law: Law,
    text: LawText,
    how: How,
    labels: Labels,
    before: Seen | None = None,
) -> Attached:
    """Return a text brought together with the provisions that a case has of its law, and the file of it.

    Corrections of the version before it, or of the text whose place it takes, are made to it first. `before` is how
    the folder was before the case was read. Raises LexgapError where the case has that text already and may not lose
    it.
    """
    from assess.law.structure.align import aligned
    from assess.law.structure.corrections import carried, renamed_articles

    earlier = _earlier(case, text)
    taken_over = carried(text, earlier.corrections if earlier else ())
    alignment = aligned(taken_over.text, law)
    known = renamed_articles(taken_over.text, alignment.text)
    files = _text_file(root, case, known, how, labels)
    return Attached(replace(alignment, text=known), Proposal(root, files, before), taken_over)


def _earlier(case: Case, text: LawText) -> LawText | None:
    """Return the text whose corrections a new one takes over: that of its own day, or the last one before, or after."""
    from datetime import date

    day = text.as_of.first if text.as_of else date.min
    days = [
        (other.as_of.first if other.as_of else date.min, other)
        for other in case.texts_of(text.law)
        if other.language == text.language and other.corrections
    ]
    before = [pair for pair in days if pair[0] <= day]
    if before:
        return max(before, key=lambda pair: pair[0])[1]
    return min(days, key=lambda pair: pair[0])[1] if days else None


def _text_file(
    root: Path, case: Case, text: LawText, how: How, labels: Labels
) -> Mapping[str, bytes]:
    from assess.base.problems import LexgapError, Location, problem
    from assess.law.store import as_yaml, path_of

    path = path_of(root, text)
    there = []
    for other in case.texts_of(text.law):
        if (other.language, other.as_of) == (text.language, text.as_of):
            there.append(other.place.path)
    if path.exists():
        there.append(str(path))
    if there and not (how.again and Path(there[0]) == path):
        at = Location(there[0])
        raise LexgapError([problem("text-exists", at, law=text.law, language=text.language)])
    return {path.relative_to(root).as_posix(): as_yaml(text, labels.structure.head).encode()}


def write_law(proposal: Proposal, today: date) -> list[Problem]:
    """Write the files of a law, all or none, once they were tried on a copy of the case.

    Quotations that the new text shows to be wrong are faults of the findings, which it brings to light: the text
    is written, and they are returned. Raises LexgapError with the other errors that the case does not have without
    these files, or where somebody changed it since it was read; nothing is written then.
    """
    from assess.base.problems import LexgapError

    new = _new_errors(proposal, today)
    if any(fault.code != "quote-not-found" for fault in new):
        raise LexgapError(new)
    proposal.write()
    return new


def _new_errors(proposal: Proposal, today: date) -> list[Problem]:
    """Return the errors that a case would have with these files and does not have without them."""
    from assess.base.copying import at_home
    from assess.base.problems import errors
    from assess.load.trial import tried

    root = proposal.root
    checklist = open_files(root, ()).at_all().profile.instrument
    known = {_sign(fault) for fault in errors(problems_of(root, today))}
    with tried(root, proposal.files, checklist) as copy:
        faults = at_home(errors(problems_of(copy, today)), root, copy)
    return [fault for fault in faults if _sign(fault) not in known]


def _sign(fault: Problem) -> tuple[object, ...]:
    """Return what tells a fault from others, wherever in its file it stands."""
    return fault.code, fault.at.path, tuple(fault.words.items())
