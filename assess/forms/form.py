"""What a form carries and what comes back: the state it was exported from, and the rows that were filled in."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from assess.base.problems import Problem
from assess.forms.fields import JOINTS, Foreign, Record
from assess.forms.naming import names_of
from assess.forms.records import citation_records, elements_of, finding_record, listed_records
from assess.load.labels import Labels
from assess.model.case import Case, Finding
from assess.model.instrument import Article, Element
from assess.model.terms import Depth, State
from assess.rating.force import Reading
from assess.rating.standing import element_standings

MARK = "lexgap workbook"  # by which the sheet of the exported state is known
NAMES = "names"  # of the exported state: how the form calls provisions, by their references
FORMAT = "2"
#: Formats of the exported state that are read: 1 is that of version 0.1, which had no statements, names and weights.
FORMATS = ("1", FORMAT)


@dataclass(frozen=True)
class Base:
    """The state of a case that a form was made from: facts on the export, and every record by table and key."""

    facts: dict[str, str]  # format, case, instrument, checklist, language
    records: dict[tuple[str, str], Record]


@dataclass(frozen=True)
class Form:
    """Everything that a form shows of a case."""

    case: Case
    language: str
    parts: dict[str, list[Element]]  # id of a part → its elements
    base: Base
    depth: Depth = "full"
    # elements without an answer that are not open all the same
    known: dict[str, State] = field(default_factory=dict)

    def articles(self, elements: list[Element]) -> list[tuple[Article, list[Element]]]:
        """Return the elements of a part by their articles."""
        own: dict[str, list[Element]] = {}
        for element in elements:
            own.setdefault(element.article, []).append(element)
        articles = self.case.instrument.articles
        by_number = {article.article: article for article in articles}
        return [(by_number[number], listed) for number, listed in own.items()]

    def named(self, references: str) -> str:
        """Return the provisions of an answer as the form calls them, for references joined as records hold them."""
        names = [
            self.base.records.get((NAMES, reference), {}).get("name", reference)
            for reference in references.split(JOINTS["refs"])
        ]
        return JOINTS["refs"].join(names)

    def counts(self, element: Element) -> bool:
        """Return whether an element is one of those whose number `status` gives at this depth."""
        return element.binds and element.asked(self.depth)


@dataclass(frozen=True)
class Entered:
    """What stands in one cell: its text, what sort of value it is, and where."""

    text: str
    sort: str = "text"  # text, number, date, formula, error
    at: str = ""  # Offences!F12


@dataclass(frozen=True)
class Row:
    """A row that was filled in: the table, the row id that the export gave it, and its cells by column."""

    table: str  # of LISTED, or `answers`
    id: str
    cells: dict[str, Entered] = field(default_factory=dict)
    at: str = ""


@dataclass(frozen=True)
class Filled:
    """A form that came back; `links` tells that it holds links to other files, which are not followed."""

    base: Base
    rows: tuple[Row, ...]
    links: bool = False
    by: str = ""  # who filled it in, as said on its first page
    problems: tuple[Problem, ...] = ()  # what could not be made out; warnings among them


def make_form(
    case: Case,
    language: str,
    parts: tuple[str, ...] = (),
    only: frozenset[str] | None = None,
    edition: str = "full",
    day: date | None = None,
) -> Form:
    """Return the form of a case: of these parts (all if none), of these elements only where `only` is given.

    It asks what the depth of the case asks. `edition` is kept among the facts, so that the import knows from which
    edition of the case the form was made; `day` is that on which an element without an answer may be known otherwise.
    """
    depth = case.profile.depth
    shown = elements_of(case, parts, only, depth)
    findings = {finding.element: finding for finding in case.findings}
    records: dict[tuple[str, str], Record] = {}
    for element in (element for listed in shown.values() for element in listed):
        finding = findings.get(element.id)
        records["findings", element.id] = finding_record(finding, language)
        for number, record in enumerate(citation_records(finding, language) or [{}], start=1):
            records["citations", row_id(element.id, number)] = record
    records |= _names(case, language, findings.values())
    for table, listed in listed_records(case, language).items():
        records |= {(table, key): texts for key, texts in listed.items()}
    facts = {
        "format": FORMAT,
        "case": case.profile.id,
        "instrument": case.instrument.id,
        "checklist": case.instrument.version,
        "language": language,
        "edition": edition,
        "depth": depth,
    }
    return Form(
        case, language, shown, Base(facts, records), depth, _known(case, day) if day else {}
    )


def _names(case: Case, language: str, findings: Iterable[Finding]) -> dict[tuple[str, str], Record]:
    """Return how the form calls the provisions that are cited, so that what nobody touched is known again."""
    names = names_of(case, language)
    return {
        (NAMES, reference): {"name": names[reference]}
        for finding in findings
        for citation in finding.citations
        for reference in citation.provision
        if names.get(reference, reference) != reference
    }


def _known(case: Case, day: date) -> dict[str, State]:
    """Return the states of elements that are not open on a day though nobody answers them: reserved, unread."""
    standings = element_standings(case, Reading(day))
    return {
        name: standing.state
        for name, standing in standings.items()
        if standing.state in ("source_not_obtained", "reserved")
        and not (standing.finding and (standing.finding.citations or standing.finding.not_found))
    }


def depth_line(form: Form, labels: Labels) -> str:
    """Return the sentence that says of which depth a form is, and how many of all questions it asks."""
    every = sum(
        not element.party_act
        for article in form.case.instrument.articles
        if article.part in form.parts
        for element in article.elements
    )
    return labels.workbook.depths[form.depth].format(
        asked=sum(map(len, form.parts.values())), all=every
    )


def open_elements(case: Case, day: date) -> frozenset[str]:
    """Return the ids of the elements that nobody has assessed on a day."""
    standings = element_standings(case, Reading(day))
    return frozenset(
        name for name, standing in standings.items() if standing.state == "not_assessed"
    )


def rest_id(article: str) -> str:
    """Return the id of the row that speaks of the rest of an article: `6#rest`."""
    return f"{article}#rest"


def row_id(element: str, number: int) -> str:
    """Return the id of the row of an element's citation: `2.offence#1`."""
    return f"{element}#{number}"


def packed(base: Base) -> list[tuple[str, str, str]]:
    """Return a base as lines of table, key and JSON; the first one holds the facts."""
    lines = [(MARK, "", json.dumps(base.facts, ensure_ascii=False))]
    return lines + [
        (
            table,
            key,
            json.dumps(
                {_marked(name, text): text for name, text in record.items() if text},
                ensure_ascii=False,
            ),
        )
        for (table, key), record in base.records.items()
    ]


def _marked(name: str, text: str) -> str:
    """Return the name of a column, with the language of its text if it is not that of the form: `note@ar`."""
    return f"{name}@{text.language}" if isinstance(text, Foreign) else name


def _unmarked(data: dict[str, str]) -> Record:
    parted = ((*name.partition("@"), text) for name, text in data.items())
    return {
        name: Foreign.of(text, language) if language else text for name, _, language, text in parted
    }


def unpacked_base(lines: list[tuple[str, str, str]]) -> Base | None:
    """Return the base that `packed` made into lines, or None where its facts cannot be read or are of another program.

    A record whose line is damaged is left out: its row then counts as one of which nothing was exported.
    """
    facts: dict[str, str] = {}
    records: dict[tuple[str, str], Record] = {}
    for table, key, text in lines:
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        if not isinstance(data, dict) or not all(isinstance(entry, str) for entry in data.values()):
            continue
        if table == MARK:
            facts = data
        else:
            records[table, key] = _unmarked(data)
    made = {"case", "instrument", "language"} <= set(facts) and facts.get("format") in FORMATS
    return Base(facts, records) if made else None
