"""The tree of a law's text in a case: shown whole, corrected line by line or as a file, corrections listed and undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assess.app.cases import Proposal
from assess.app.citing import known_law
from assess.app.wrong import WrongUse

if TYPE_CHECKING:
    from datetime import date

    from assess.base.output import Seen
    from assess.base.problems import Problem
    from assess.files.yamledit import Set
    from assess.law.structure.mending import Edit
    from assess.load.labels import Labels
    from assess.model.case import Case
    from assess.model.lawtext import Correction, LawText

ENACTED = "enacted"


@dataclass(frozen=True)
class Who:
    """Who corrects a text, and when."""

    by: str
    on: date


@dataclass(frozen=True)
class Changed:
    """A unit before and after: of one that is new the first id is empty, of one that is gone the second."""

    old: str
    new: str
    words: str  # its first words
    cited: int = 0  # how many citations name the old id


@dataclass(frozen=True)
class Mended:
    """A text before and after it was corrected, what changes, and the files that would change."""

    before: LawText
    after: LawText
    changes: tuple[Changed, ...]
    corrections: tuple[Correction, ...]  # that were made or taken back
    proposal: Proposal

    @property
    def cut(self) -> list[Changed]:
        """The units that citations name and that have another id then, or none."""
        return [change for change in self.changes if change.cited]


def held_text(case: Case, law_id: str, language: str, moment: date | str | None) -> LawText:
    """Return the text of a law that is in force on a day, the last one where none is given; LexgapError without one.

    `moment` may be `enacted`. Without a language it is that of the law, or else the first there is.
    """
    from datetime import date

    from assess.base.problems import NOWHERE, LexgapError, problem

    law = known_law(case, law_id)
    texts = case.texts_of(law.id)
    codes = [language] if language else [law.language, *(text.language for text in texts)]
    spoken = (_spoken(texts, code) for code in codes)
    own = next(filter(None, spoken), [])
    day = moment if isinstance(moment, date) else None
    held = [
        text
        for text in own
        if not moment or text.as_of is None or (day is not None and text.as_of.first <= day)
    ]
    if not held:
        known = [f"{text.language} {text.as_of or ENACTED}" for text in texts] or "–"
        wanted = [str(word) for word in (language, moment) if word]
        fault = problem("text-not-loaded", NOWHERE, law=law.id, wanted=wanted, known=known)
        raise LexgapError([fault])
    return held[-1]


def _spoken(texts: Sequence[LawText], language: str) -> list[LawText]:
    from datetime import date

    own = [text for text in texts if text.language == language]
    return sorted(own, key=lambda text: text.as_of.first if text.as_of else date.min)


def tree_file(text: LawText, labels: Labels) -> str:
    """Return the tree of a text as a plain file to be edited, explained at its top in the language of the labels."""
    from assess.law.structure.plainform import tree_text

    words = labels.structure.lines
    head = labels.mending.head.format(law=text.law, **{key: words[key] for key in words})
    return tree_text(text, words, head, labels.structure.reasons)


def edited_lines(
    root: Path, case: Case, text: LawText, edits: Sequence[Edit], who: Who, before: Seen
) -> Mended:
    """Return a text with single lines corrected; LexgapError for lines that are not there, or cannot be so."""
    from assess.law.structure.corrections import corrected
    from assess.model.day import Day

    after = corrected(text, edits, who.by, Day.parse(who.on.isoformat()))
    return _mended(root, case, text, after, before)


def edited_tree(
    root: Path, case: Case, text: LawText, file: Path, who: Who, before: Seen
) -> Mended:
    """Return a text as its tree was edited in a file; LexgapError for other words, and lines that cannot be read."""
    from assess.law.readers.encoding import decoded
    from assess.law.readers.limits import content
    from assess.law.structure.plainform import from_tree, read_lines
    from assess.model.day import Day

    lines = read_lines(decoded(file, content(file)), str(file), _kinds())
    after = from_tree(text, lines, who.by, Day.parse(who.on.isoformat()))
    return _mended(root, case, text, after, before)


def _kinds() -> Mapping[str, str]:
    """Return the kinds of lines by their words in every language of the program."""
    from assess.base import paths
    from assess.load.labels import labels

    words: dict[str, str] = {}
    for code in paths.languages():
        own = labels(code).structure.lines
        words |= {own[kind].casefold(): kind for kind in own}
    return words | {kind: kind for kind in labels("en").structure.lines}


def taken_back(root: Path, case: Case, text: LawText, steps: int, before: Seen) -> Mended:
    """Return a text without its last corrections; LexgapError where they cannot be taken back."""
    from assess.law.structure import corrections

    after, gone = corrections.taken_back(text, steps)
    return _mended(root, case, text, after, before, gone)


def _mended(
    root: Path,
    case: Case,
    text: LawText,
    after: LawText,
    before: Seen,
    gone: tuple[Correction, ...] = (),
) -> Mended:
    from assess.law.store import as_yaml
    from assess.load.labels import labels

    path = Path(text.place.path)
    name = path.relative_to(root).as_posix()
    head = labels(case.profile.language).structure.head
    files = {name: as_yaml(after, head).encode()} if after != text else {}
    old = len(text.corrections)
    made = tuple(entry for entry in after.corrections[old:] if not entry.follows)
    changes = tuple(_changes(case, text, after))
    return Mended(text, after, changes, gone or made, Proposal(root, files, before))


def _changes(case: Case, before: LawText, after: LawText) -> Iterator[Changed]:
    """Yield the units whose id, or whose place in the tree, is another."""
    old, new = _by_place(before), _by_place(after)
    cited = cited_units(case, before)
    for place in sorted({*old, *new}):
        first, second = old.get(place), new.get(place)
        if first is None or second is None or first[0] != second[0]:
            name = first[0] if first else ""
            words = (first or second or ("", ""))[1]
            yield Changed(name, second[0] if second else "", words, cited.get(name, 0))


def _by_place(text: LawText) -> dict[int, tuple[str, str]]:
    """Return id and printed words of each unit by the number of letters before it."""
    from assess.law.structure.rows import letters

    at, units = 0, {}
    for unit in text.units:
        printed = unit.printed()
        if printed:
            units[at] = unit.id, " ".join(printed.split())
        at += len(letters(printed))
    return units


def cited_units(case: Case, text: LawText) -> Counter[str]:
    """Return how often findings and reverse rows name each unit of a text."""
    named = [
        name
        for finding in case.findings
        for citation in finding.citations
        for name in citation.provision
    ]
    counts: Counter[str] = Counter()
    for reference in [*named, *(row.provision for row in case.surplus)]:
        law, _, number = reference.partition(":")
        unit = text.unit(number) if law == text.law else None
        if unit is not None:
            counts[unit.id] += 1
    return counts


def followed(case: Case, mended: Mended) -> Mended:
    """Return the same with the citations renamed in findings, reverse rows and the list of provisions.

    Raises LexgapError where a unit that is cited is none of its own any more, so that there is no new name.
    """
    from dataclasses import replace

    from assess.base.problems import LexgapError

    lost = [change for change in mended.cut if not change.new]
    if lost:
        raise LexgapError([cut_problem(mended, change) for change in lost])
    names = {change.old: change.new for change in mended.changes if change.old and change.new}
    root = mended.proposal.root
    files = dict(mended.proposal.files)
    for path in _files(root):
        content = _renamed(path, mended.before, names)
        if content is not None:
            files[path.relative_to(root).as_posix()] = content
    return replace(mended, proposal=replace(mended.proposal, files=files))


def _files(root: Path) -> list[Path]:
    from assess.load.folder import paths_of

    return [path for name in ("findings/*", "surplus", "laws/*") for path in paths_of(root, name)]


def _renamed(path: Path, text: LawText, names: Mapping[str, str]) -> bytes | None:
    """Return a file with units called by their new names; None where it names none of them."""
    from assess.files.yamledit import Set, edited
    from assess.files.yamlfile import read

    document, problems = read(path)
    if problems or not isinstance(document.data, dict):
        return None
    changes: list[Set] = []
    if document.data.get("id") == text.law:
        for place, entry in enumerate(_list(document.data, "provisions")):
            new = _new(str(entry.get("id", "")), text, names)
            changes += [Set(("provisions", place, "id"), new)] if new else []
    for key in ("findings", "surplus"):
        for place, entry in enumerate(_list(document.data, key)):
            changes += _citations((key, place), entry, text, names)
    if not changes:
        return None
    whole = path.read_bytes().decode("utf-8")
    return edited(whole, changes).encode()


def _list(data: dict, key: str) -> list[dict]:
    entries = data.get(key)
    return (
        [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    )


def _citations(
    steps: tuple[str | int, ...], entry: dict, text: LawText, names: Mapping[str, str]
) -> Iterator[Set]:
    from assess.files.yamledit import Set

    own = [(steps, entry)]
    own += [
        ((*steps, "citations", place), row) for place, row in enumerate(_list(entry, "citations"))
    ]
    for path, row in own:
        value = row.get("provision")
        listed = value if isinstance(value, list) else [value] if value else []
        for place, reference in enumerate(listed):
            law, _, number = str(reference).partition(":")
            new = _new(number, text, names) if law == text.law else ""
            if new:
                end = (place,) if isinstance(value, list) else ()
                yield Set((*path, "provision", *end), f"{law}:{new}")


def _new(number: str, text: LawText, names: Mapping[str, str]) -> str:
    unit = text.unit(number)
    return names.get(unit.id, "") if unit else ""


def cut_problem(mended: Mended, change: Changed) -> Problem:
    """Return the problem of citations that name a unit which has another id then, or none."""
    from assess.base.problems import Location, problem

    at = Location(mended.before.place.path)
    words = {"id": change.old, "number": change.cited, "now": change.new or "–"}
    return problem("citations-cut", at, law=mended.before.law, **words)


def write_mended(mended: Mended, today: date) -> list[Problem]:
    """Write the files of a corrected text; returns the quotations that no longer stand where they are cited.

    Raises LexgapError where citations would name nothing any more, and nothing is changed then.
    """
    from assess.app.laws import write_law
    from assess.base.problems import LexgapError

    ids = {unit.id for unit in mended.after.units}
    follows = any(not name.startswith("texts/") for name in mended.proposal.files)
    gone = [change for change in mended.cut if change.old not in ids]
    if gone and not follows:
        raise LexgapError([cut_problem(mended, change) for change in gone])
    return write_law(mended.proposal, today)


def asked(text: LawText) -> list[Correction]:
    """Return the corrections of a text that somebody asked for, in their order."""
    return [entry for entry in text.corrections if not entry.follows]


def one_way(edits: Sequence[Edit], tree: Path | None, undo: int, listed: bool) -> None:
    """Raise WrongUse where a text is to be corrected in two ways at once, or in none."""
    if sum((bool(edits), tree is not None, undo > 0, listed)) != 1:
        raise WrongUse("mending")
