"""That somebody searched laws for the rest of an article and found nothing, written out for each element."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assess.base.problems import NOWHERE, Code, LexgapError, Problem, nearest, problem
from assess.files.yamledit import Change, Insert, Set, bare, edited
from assess.files.yamlfile import parse, write
from assess.load.folder import paths_of
from assess.model.case import Case, Finding, Law, Search
from assess.model.day import Day
from assess.model.instrument import Element, Instrument, file_stem
from assess.model.runs import run_of
from assess.model.terms import ELSEWHEN
from assess.rating.force import Reading, law_force
from assess.rating.standing import Standing, element_standings, search_covers
from assess.review.steps import state_of

#: Where an article stands that is not changed by a statement before somebody opens it again.
CLOSED = ("accepted", "locked")


@dataclass(frozen=True)
class Searched:
    """A search: who made it, on which day, in which laws, for which time."""

    by: str
    on: date
    laws: tuple[str, ...]
    since: Day | None = None
    until: Day | None = None
    note: str = ""


@dataclass(frozen=True)
class Statements:
    """The elements that a search is the answer to, and what it leaves alone."""

    elements: tuple[Element, ...]
    answered: tuple[Element, ...]  # named, and answered already
    deeper: tuple[Element, ...]  # of the articles named, but not asked at the depth of the case


def readable_laws(case: Case, on: date) -> tuple[Law, ...]:
    """Return the laws in force on a day whose text was read: what a search is made in, where nobody says otherwise."""
    return tuple(
        law
        for law in case.laws
        if not law.bill and law.text != "not_obtained" and law_force(law, Reading(on)) == "in_force"
    )


def searched_laws(case: Case, names: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of laws named; LexgapError for those that the case has not, and where no text was read."""
    known, faults, texts = [law.id for law in case.laws], [], []
    for name in names:
        law = case.law(name)
        if law is None:
            faults.append(problem("unknown-law", NOWHERE, id=name, nearest=nearest(name, known)))
        elif law.bill or law.text == "not_obtained":
            kind = "law_kinds_bill" if law.bill else "standing_not_obtained"
            faults.append(problem("search-unread", NOWHERE, law=name, what=f"@{kind}"))
        texts.append(name)
    if faults:
        raise LexgapError(faults)
    return tuple(dict.fromkeys(texts))


def meant(case: Case, names: Iterable[str], on: date) -> Statements:
    """Return what a search for articles (6, 2-5), beginnings of ids (6.1) or elements is the answer to.

    Of articles and beginnings, these are the elements that the depth of the case asks and that nobody has answered on
    the day, or only by provisions of other days; an element that is named by its id is meant in any case, unless it is
    answered. Raises LexgapError for a name that means nothing, and for an article that is accepted or locked.
    """
    standings = element_standings(case, Reading(on))
    chosen, faults = elements_named(case.instrument, names)
    chosen = [(element, by_id) for element, by_id in chosen if not element.party_act]
    asked = {
        element.id
        for article in case.instrument.articles
        for element in article.asked(case.profile.depth)
    }
    binding = {element.id for element in case.instrument.elements() if element.binds}
    open_, answered, deeper = [], [], []
    for element, by_id in chosen:
        if not _is_open(standings[element.id]):
            answered.append(element)
        elif by_id or element.id in asked:
            open_.append(element)
        elif element.id in binding:
            deeper.append(element)
    for article in dict.fromkeys(element.article for element in open_):
        state = state_of(case, article)
        if state in CLOSED:
            faults.append(
                problem("article-closed", NOWHERE, article=article, state=f"@step_{state}")
            )
    if faults:
        raise LexgapError(faults)
    return Statements(tuple(open_), tuple(answered), tuple(deeper))


def elements_named(
    instrument: Instrument, names: Iterable[str]
) -> tuple[list[tuple[Element, bool]], list[Problem]]:
    """Return the elements of articles (6), runs (2-5), parts, beginnings of ids, ids or `all`, in their order.

    Each comes with whether it is named by its own id; then a problem for each name that means none.
    """
    elements, numbers = instrument.elements(), instrument.numbers()
    exact: set[str] = set()
    every: set[str] = set()
    faults = []
    for name in names:
        marks = _marks(instrument, instrument.id_of(name.strip()))
        ids = {element.id for mark in marks for element in instrument.means(mark)}
        exact |= ids & {*marks}
        every |= ids
        if not ids:
            code: Code = "unknown-article"
            known = [*numbers, *(part.id for part in instrument.parts)]
            if "." in name:
                code, known = "unknown-element", [element.id for element in elements]
            faults.append(problem(code, NOWHERE, id=name, nearest=nearest(name, known)))
    return [(element, element.id in exact) for element in elements if element.id in every], faults


def _marks(instrument: Instrument, name: str) -> tuple[str, ...]:
    """Return the articles that a run, a part or `all` stands for; else the name itself."""
    if name == "all":
        return instrument.numbers()
    in_part = tuple(article.article for article in instrument.articles if article.part == name)
    return run_of(name, instrument.numbers()) or in_part or (name,)


def _is_open(standing: Standing) -> bool:
    return standing.state == "not_assessed" or standing.state in ELSEWHEN


def covers(case: Case, searched: Searched, day: date) -> bool:
    """Return whether a search answers anything on a day, by its own days or those of its laws."""
    search = Search(
        searched.by,
        Day.parse(searched.on.isoformat()),
        searched.laws,
        NOWHERE,
        searched.since,
        searched.until,
    )
    return search_covers(case, search, day)


def statement_files(
    root: Path,
    case: Case,
    elements: Collection[Element],
    searched: Searched,
    as_of: date,
) -> dict[str, bytes]:
    """Return the files of findings, by name below `root`, with the statement written out for each of the elements.

    Beside provisions of other days than `as_of`, a statement is kept to the time without them. The finding of an
    element gets the key; an element without one gets a finding behind those of its article, or else in a file of the
    article. All else stays byte for byte.
    """
    files = _Files(root, case.instrument)
    findings = {finding.element: finding for finding in case.findings}
    for element in elements:
        files.state(
            element.article,
            element.id,
            _statement(case, findings.get(element.id), searched, as_of),
        )
    return files.changed()


def _statement(
    case: Case, finding: Finding | None, searched: Searched, as_of: date
) -> dict[str, object]:
    since, until = searched.since, searched.until
    for first, last in _spans(case, finding):
        if last and last.last <= as_of and not searched.since:
            since = max(filter(None, (since, last)), key=lambda day: day.last)
        elif first and first.first > as_of and not searched.until:
            until = min(filter(None, (until, first)), key=lambda day: day.first)
    return {
        "by": searched.by,
        "on": searched.on.isoformat(),
        "laws": list(searched.laws),
        "since": str(since or ""),
        "until": str(until or ""),
        "note": searched.note,
    }


def _spans(case: Case, finding: Finding | None) -> list[tuple[Day | None, Day | None]]:
    known = case.provisions()
    cited = [
        known[name]
        for citation in (finding.citations if finding else ())
        for name in citation.provision
        if name in known
    ]
    return [
        (provision.in_force or law.in_force, provision.until or law.until)
        for law, provision in cited
        if not law.bill
    ]


class _Files:
    """The files of findings as they are, and what is to be changed in them."""

    def __init__(self, root: Path, instrument: Instrument):
        self.root, self.instrument = root, instrument
        self.texts = {
            path.relative_to(root).as_posix(): path.read_bytes().decode("utf-8")
            for path in paths_of(root, "findings/*")
        }
        self.data = {
            name: bare(parse(text.removeprefix("\ufeff"), name)[0].data)
            for name, text in self.texts.items()
        }
        self.edits: dict[str, list[Change]] = {}
        self.new: dict[str, list[dict]] = {}  # of files that have no findings yet

    def state(self, article: str, element: str, statement: dict[str, object]) -> None:
        """Give an element its statement."""
        kept = {key: value for key, value in statement.items() if value not in ("", [])}
        at = [
            (name, number, item)
            for name, number, item in self._entries()
            if self._element(item) == element
        ]
        if not at:
            return self._add(article, {"element": element, "not_found": kept})
        name, number, entry = at[0]
        before = entry.get("not_found")
        if isinstance(before, list):
            self._edit(name, Insert(("findings", number, "not_found"), kept))
        else:
            self._edit(
                name, Set(("findings", number, "not_found"), [before, kept] if before else kept)
            )
        return None

    def changed(self) -> dict[str, bytes]:
        """Return the files that change, by name."""
        for name, entries in self.new.items():
            if name in self.texts:
                self._edit(name, Set(("findings",), entries))
        files = {
            name: edited(self.texts[name], edits).encode() for name, edits in self.edits.items()
        }
        return files | {
            name: write({"findings": entries}).encode()
            for name, entries in self.new.items()
            if name not in self.texts
        }

    def _entries(self) -> list[tuple[str, int, dict]]:
        return [
            (name, number, finding)
            for name, data in self.data.items()
            if isinstance(data, dict)
            for number, finding in enumerate(data.get("findings") or ())
            if isinstance(finding, dict)
        ]

    def _element(self, entry: dict) -> str:
        return self.instrument.id_of(str(entry.get("element")))

    def _add(self, article: str, entry: dict) -> None:
        """Add a finding behind the last one of its article, or where the file of the article is or will be."""
        own = [
            (name, number)
            for name, number, finding in self._entries()
            if self.instrument.article_of(self._element(finding)) == article
        ]
        if own:
            self._edit(own[-1][0], Insert(("findings",), entry, after=own[-1][1]))
            return
        stem = f"findings/{file_stem(article)}"
        name = next((text for text in self.data if text.rpartition(".")[0] == stem), f"{stem}.yaml")
        data = self.data.get(name)
        if isinstance(data, dict) and data.get("findings"):
            self._edit(name, Insert(("findings",), entry))
        else:
            self.new.setdefault(name, []).append(entry)

    def _edit(self, name: str, change: Change) -> None:
        self.edits.setdefault(name, []).append(change)
