"""A country folder (profile, laws, findings, what should follow) → Case."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar

from assess.base.output import finish, seen
from assess.base.problems import LexgapError, Location, Problem, problem
from assess.load import log as logfile
from assess.load.folder import Folder
from assess.load.instruments import load_instrument
from assess.load.unsettled import unsettled_rows
from assess.model.case import (
    Adjudication,
    Analysis,
    Case,
    Comment,
    Finding,
    Law,
    Override,
    Profile,
    Provision,
    Recommendation,
    Search,
    SearchOfMany,
    Source,
    Striking,
    Surplus,
    Suspension,
    provision_of_text,
)
from assess.model.instrument import Instrument
from assess.model.lawtext import LawText, Unit, spelling
from assess.model.numbers import Numbers, canonical
from assess.model.review import LogEntry, Review
from assess.model.runs import runs_out
from assess.model.suggested import Suggested
from assess.model.unitword import unit_word

RulingT = TypeVar("RulingT", Striking, Suspension)

HEADER = "case.yaml"
#: Files beside the header and the laws, without their ending → the lists that they may hold, each under its key.
LISTS: dict[str, dict[str, type]] = {
    "sources": {"sources": Source},
    "findings/*": {
        "findings": Finding,
        "analyses": Analysis,
        "overrides": Override,
        "not_found": SearchOfMany,
    },
    "recommendations": {"recommendations": Recommendation},
    "surplus": {"surplus": Surplus},
    "comments": {"comments": Comment},
    "suggestions": {"suggestions": Suggested},
    "review": {"reviews": Review},
    "adjudication": {"adjudications": Adjudication},
}
#: Lists of a case → the key by which their entries name elements or articles.
NAMING = {
    "findings": "element",
    "analyses": "article",
    "overrides": "article",
    "not_found": "elements",
    "recommendations": "elements",
    "comments": "on",
    "suggestions": "asked",
    "reviews": "article",
    "adjudications": "element",
}
#: Files that no result rests on, so that they are left out of the hash of the data.
NO_DATA = ("suggestions", "refused", "conflicts")
#: Files that commands keep beside those of a case, and that no result is read from.
KEPT = ("conflicts", "refused", "retired")
_TRIES = 4  # to read a folder while nobody changes it


def load_case(
    path: str | Path, languages: Collection[str] | None = None
) -> tuple[Case | None, tuple[Problem, ...]]:
    """Read the case in the folder `path`, its checklist with those of its translations that are in `languages`, or all.

    Returns the Case, or None where its header or its instrument cannot be read, and all problems met, in the order of
    the files. One faulty entry is left out and reported; the others are kept. Nothing is raised for what a file holds.
    A change of several files that was interrupted is carried out or cleared away first; where files change while they
    are read, they are read again.
    """
    root = Path(path)
    for _ in range(_TRIES):
        try:
            finish(root)
        except LexgapError as fault:
            return None, tuple(fault.problems)
        before = seen(root)
        pair = _read(root, languages)
        if seen(root) == before:
            break
    return pair


def _read(root: Path, languages: Collection[str] | None) -> tuple[Case | None, tuple[Problem, ...]]:
    folder = Folder(root)
    header = folder.document(root / HEADER)
    if not isinstance(header.data, dict) or len(header.data) < 2:
        empty = problem("wrong-shape", Location(header.path, 1), key=HEADER, wanted="@block")
        faults = folder.problems or [empty]
        return None, tuple(faults)
    folder.language = str(header.data.get("language", "en"))
    profile = folder.record(Profile, header)
    if profile is None:
        return None, tuple(folder.problems)
    instrument, problems = load_instrument(checklist_path(profile.instrument, root), languages)
    if instrument is None:
        at = header.place(("instrument",))
        return None, (
            *folder.problems,
            *(
                Problem(fault.code, at, fault.words)
                if fault.code == "unknown-instrument"
                else fault
                for fault in problems
            ),
        )
    case = _filled(profile, instrument, folder)
    return case, (*folder.problems, *problems)


def checklist_path(instrument: str, root: Path) -> str:
    """Return the id of a built-in instrument, or the folder of the user's own, which is named from the case folder."""
    name = instrument.replace("\\", "/")
    return (root / name).as_posix() + "/" if "/" in name else name


def _filled(profile: Profile, instrument: Instrument, folder: Folder) -> Case:
    lists: dict[str, tuple] = {}
    ends = None
    for name, kinds in LISTS.items():
        documents = folder.documents(name)
        for document in documents:
            folder.only(document, [*kinds, *(("log",) if name == "review" else ())])
            if (
                name == "review"
                and isinstance(document.data, dict)
                and {"log", "reviews"} & {*document.data}
            ):
                ends = str(document.data.get("log", ""))
        for key, kind in kinds.items():
            lists[key] = tuple(
                value for document in documents for value in folder.many(kind, document, key)
            )
    for name, key in NAMING.items():
        lists[name] = tuple(_own_names(entry, key, instrument) for entry in lists[name])
    lists["findings"] = tuple(
        replace(finding, instrument=instrument.id) for finding in lists["findings"]
    )
    lists["adjudications"] = tuple(
        _own_originals(adjudication, instrument) for adjudication in lists["adjudications"]
    )
    numbers = instrument.numbers()
    searches = tuple(
        replace(entry, elements=runs_out(entry.elements, numbers))
        for entry in lists.pop("not_found")
    )
    lists["findings"] = written_out(lists["findings"], searches, instrument)
    texts = _texts(folder)
    laws = tuple(_with_runs_out(law, instrument) for law in _laws(folder))
    of_law: dict[str, list[LawText]] = {law.id: [] for law in laws}
    for text in texts:
        of_law.setdefault(text.law, []).append(text)
    laws = tuple(
        law if law.unit else replace(law, unit=unit_word(of_law[law.id], law.language))
        for law in laws
    )
    laws = _numbered(laws, of_law, lists)
    laws = _completed(laws, of_law, _named_provisions(lists))
    return Case(
        profile=_own_profile(profile, instrument),
        instrument=instrument,
        laws=laws,
        texts=texts,
        log=_log(folder, ends),
        unsettled=unsettled_rows(folder),
        digest=folder.digest(NO_DATA),
        searches=searches,
        left_out=frozenset(folder.left_out),
        today=None,
        **lists,
    )


def _with_runs_out(law: Law, instrument: Instrument) -> Law:
    """Return a law whose marks name articles one by one, without the instrument."""
    law = _own_names(_own_names(law, "examined", instrument), "unseen", instrument)
    numbers = instrument.numbers()
    examined, unseen = runs_out(law.examined, numbers), runs_out(law.unseen, numbers)
    return replace(law, examined=examined, unseen=unseen)


def _own_names(entry: Any, key: str, instrument: Instrument) -> Any:
    """Return an entry whose field `key` names elements or articles of the instrument by their ids alone."""
    value: str | tuple[str, ...] = getattr(entry, key)
    own: str | tuple[str, ...]
    if isinstance(value, str):
        own = instrument.id_of(value)
    else:
        own = tuple(map(instrument.id_of, value))
    return entry if own == value else replace(entry, **{key: own})


def _own_originals(entry: Adjudication, instrument: Instrument) -> Adjudication:
    sides = {}
    for name in ("a", "b"):
        original = getattr(entry, name)
        if original.finding is not None:
            finding = _own_names(original.finding, "element", instrument)
            original = replace(original, finding=replace(finding, instrument=instrument.id))
        sides[name] = original
    return replace(entry, **sides)


def _own_profile(profile: Profile, instrument: Instrument) -> Profile:
    treaties = []
    for treaty in profile.treaties:
        acts = tuple(_own_names(act, "element", instrument) for act in treaty.acts)
        treaties.append(replace(treaty, acts=acts))
    reservations = tuple(
        _own_names(reservation, "elements", instrument) for reservation in profile.reservations
    )
    return replace(profile, treaties=tuple(treaties), reservations=reservations)


def written_out(
    findings: tuple[Finding, ...],
    searches: tuple[SearchOfMany, ...],
    instrument: Instrument,
) -> tuple[Finding, ...]:
    """Return the findings with each search for many elements as a statement of every element that it covers.

    It covers the elements of what it names that have no answer of their own, acts of a Party left out.
    """
    by_id = {finding.element: finding for finding in findings}
    for search in searches:
        own = Search(**{field.name: getattr(search, field.name) for field in fields(Search)})
        for element in instrument.elements():
            if element.party_act or set(search.elements).isdisjoint(element.marks):
                continue
            finding = by_id.get(element.id) or Finding(
                element.id, search.place, instrument=instrument.id
            )
            if not (finding.citations or finding.not_applicable or finding.not_found):
                by_id[element.id] = replace(finding, not_found=(own,))
    return tuple(by_id.values())


def _log(folder: Folder, ends: str | None) -> tuple[LogEntry, ...]:
    path = folder.root / logfile.NAME
    entries, problems, digest = logfile.read(path, ends)
    folder.problems += problems
    if digest:
        folder.count(path, digest)
    return entries


def _laws(folder: Folder) -> tuple[Law, ...]:
    """Read the laws; a faulty provision is left out by itself, a faulty head takes its law with it."""
    laws = []
    for document in folder.documents("laws/*"):
        data = document.data if isinstance(document.data, dict) else {}
        provisions = folder.many(Provision, document, "provisions", owner=f"{data.get('id', '')}:")
        if "provisions" in data:
            law = folder.record(Law, document, {**data, "provisions": provisions})
        else:
            law = folder.record(Law, document)
        if law is not None:
            laws.append(law)
    return tuple(laws)


def _numbered(
    laws: tuple[Law, ...], texts: dict[str, list[LawText]], lists: dict[str, tuple]
) -> tuple[Law, ...]:
    """Name by their ids the provisions whose number is written in another way, in `lists`, bills and rulings: 3/أ for 3(a).

    Returns the laws; what cannot be told stays as it is written.
    """
    known = {
        law.id: Numbers(
            [provision.id for provision in law.provisions],
            [unit.id for text in texts[law.id] for unit in text.units],
        )
        for law in laws
    }

    def of(reference: str) -> str:
        law, _, number = reference.partition(":")
        text = known[law].find(number) if law in known else ""
        return f"{law}:{text}" if text else reference

    def target(bill: Law, numbers: tuple[str, ...]) -> tuple[str, ...]:
        amended = [known[name] for name in dict.fromkeys(bill.amends) if name in known]
        named = []
        for number in numbers:
            meanings = (listed.find(number) for listed in amended)
            named.append(next(filter(None, meanings), number))
        return tuple(named)

    def punished(law: Law, mark: str) -> str:
        if ":" in mark:
            return of(mark)
        own = [law.id, *(law.amends if law.bill else ())][::-1]
        meanings = (known[name].find(mark) for name in own if name in known)
        return next(filter(None, meanings), canonical(mark) or mark)

    lists["findings"] = tuple(_cited_by_number(finding, of) for finding in lists["findings"])
    lists["surplus"] = tuple(replace(row, provision=of(row.provision)) for row in lists["surplus"])
    laws = tuple(_with_punished(law, punished) for law in laws)
    laws = tuple(_ruled_by_number(law, known[law.id]) for law in laws)
    return tuple(
        replace(
            law,
            repeals=target(law, law.repeals),
            provisions=tuple(
                replace(
                    provision,
                    amends=target(law, provision.amends),
                    replaces=target(law, provision.replaces),
                )
                for provision in law.provisions
            ),
        )
        if law.bill
        else law
        for law in laws
    )


def _with_punished(law: Law, punished: Callable[[Law, str], str]) -> Law:
    """Return a law whose provisions name what they punish as `punished` says; the same where none punishes another."""
    if not any(provision.punishes for provision in law.provisions):
        return law
    provisions = (
        replace(provision, punishes=tuple(punished(law, mark) for mark in provision.punishes))
        for provision in law.provisions
    )
    return replace(law, provisions=tuple(provisions))


def _ruled_by_number(law: Law, numbers: Numbers) -> Law:
    """Return a law whose rulings name provisions by their ids; the same object where courts decided nothing on it."""
    if not (law.struck_down or law.suspended):
        return law

    def named(ruling: RulingT) -> RulingT:
        meant = tuple(numbers.find(number) or number for number in ruling.provisions)
        return replace(ruling, provisions=meant)

    return replace(
        law,
        struck_down=tuple(map(named, law.struck_down)),
        suspended=tuple(map(named, law.suspended)),
    )


def _cited_by_number(finding: Finding, of: Callable[[str], str]) -> Finding:
    """Return a finding whose citations name provisions as `of` says; the same object where nothing changes."""
    citations = []
    for citation in finding.citations:
        own = tuple(dict.fromkeys(map(of, citation.provision)))
        citations.append(
            citation if own == citation.provision else replace(citation, provision=own)
        )
    if all(own is citation for own, citation in zip(citations, finding.citations)):
        return finding
    return replace(finding, citations=tuple(citations))


def _named_provisions(lists: dict[str, tuple]) -> dict[str, list[str]]:
    """Return the provisions that findings and reverse rows name, by the id of their law."""
    cited = [
        name
        for finding in lists["findings"]
        for citation in finding.citations
        for name in citation.provision
    ]
    named: dict[str, list[str]] = {}
    for reference in dict.fromkeys([*cited, *(row.provision for row in lists["surplus"])]):
        law, _, name = reference.partition(":")
        named.setdefault(law, []).append(name)
    return named


def _completed(
    laws: tuple[Law, ...], texts: dict[str, list[LawText]], named: dict[str, list[str]]
) -> tuple[Law, ...]:
    """Add to every law the provisions that are named, that it does not list, and that a text of it holds.

    So nobody has to list the provisions of a law whose text is loaded; what is said of them then comes from the text.
    """
    completed = []
    for law in laws:
        own, listed = texts[law.id], {provision.id for provision in law.provisions}
        added = tuple(
            provision_of_text(law, name, own)[0]
            for name in named.get(law.id, ())
            if name not in listed and any(text.unit(name) for text in own)
        )
        law = replace(law, provisions=law.provisions + added)
        completed.append(_spelt(law, own) if own else law)
    return tuple(completed)


def _spelt(law: Law, texts: list[LawText]) -> Law:
    """Return a law whose provisions are printed as its texts spell them, where its file does not say how."""
    provisions = tuple(
        provision if provision.number else replace(provision, number=spelling(provision.id, texts))
        for provision in law.provisions
    )
    return replace(law, provisions=provisions)


def _texts(folder: Folder) -> tuple[LawText, ...]:
    """Read the texts of the laws; a faulty unit is left out by itself, a faulty head takes its text with it."""
    texts = []
    for document in folder.documents("texts/*"):
        data = document.data if isinstance(document.data, dict) else {}
        units = folder.many(Unit, document, "units", owner=f"{data.get('law', '')}:")
        text = folder.record(
            LawText, document, {**data, "units": units} if "units" in data else None
        )
        if text is not None:
            texts.append(text)
    return tuple(texts)
