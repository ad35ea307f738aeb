"""What a record still needs before a case may take it: values filled in by rule, and what only its author can add."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from assess.base.problems import Code, Location, Problem, nearest, problem
from assess.forms.fields import JOINTS, NOT_FOUND, OF_A_BILL, SEARCH, Record, Table, is_search
from assess.forms.form import Row
from assess.forms.records import citation_records, clean, label
from assess.forms.values import Values
from assess.model.case import Case
from assess.model.day import Day
from assess.model.terms import FULL
from assess.review.statements import readable_laws


@dataclass(frozen=True)
class Hand:
    """Who answers, where the form does not say it, and on which day: what a statement of nothing found rests on."""

    by: str = ""
    on: str = ""  # 2026-03-01


Place = Callable[[str], Location]  # column → where it stands


class Completer:
    """Fills in and checks records against a case, and what the workbook adds to it."""

    def __init__(self, case: Case, values: Values, hand: Hand = Hand()):
        self.case, self.values, self.hand = case, values, hand
        self.laws: dict[str, Record] = {
            law.id: {
                "sources": ", ".join(law.sources),
                "confidence": law.confidence,
                "text": law.text,
            }
            for law in case.laws
        }
        self.own: dict[str, str] = {
            name: ", ".join(provision.sources) for name, (_, provision) in case.provisions().items()
        }
        self.elements = case.instrument.by_id()
        self.articles = case.instrument.numbers()
        self.findings = {finding.element: finding for finding in case.findings}
        self.added: list[str] = []  # laws that the workbook brings
        self.keys: dict[str, str] = {}  # where a row stands → the record that it is about

    def named(self, element: str) -> str:
        """Return an element as messages name it: its short name, its id behind it."""
        known_element = self.elements.get(element)
        name = known_element.name.get(self.values.language)[0] if known_element else ""
        return f"{name} ({element})" if name else element

    def learn(self, table: Table, key: str, record: Record) -> None:
        """Take a record that the workbook adds, so that others may name it."""
        if table.name == "sources":
            self.values.known["sources"].add(key)
        elif table.name == "laws":
            self.values.known["laws"].add(key)
            self.values.learn_bill(key, record)
            self.values.naming.add_law(
                key,
                (record["short"], record["title"]),
                record["number"],
                record["year"],
                record["kind"] == "bill",
            )
            if self.case.law(key) is None:
                self.values.naming.add_own(key)
            self.laws[key] = record
            self.added.append(key)
        elif table.name == "provisions":
            self.values.naming.add(record["law"], record["id"])
            self.own[key] = record["sources"]

    def refuse_law(self, key: str, record: Record, row: Row, fault: Problem) -> None:
        """Take a law whose row was refused, so that citations which fall with it name that row."""
        cells = (row.cells.get(name) for name in ("short", "title"))
        typed = tuple(clean(cell.text) for cell in cells if cell)
        number, year = record["number"], record["year"]
        dated = (f"{number}/{year}", f"{number} of {year}", f"{number} لسنة {year}")
        names = (key, *typed, *(dated if number and year else ()))
        self.values.reasons.refuse_law(names, fault.at.cell or row.at)
        if self.case.law(key) is None:
            self.values.naming.add_own(key)

    def completed(self, table: Table, record: Record, key: str = "") -> Record:
        """Return a record with what is filled in where its author left it empty; `key` is the element of an answer."""
        if table.name == "citations" and is_search(record):
            return self._searched(key, record)
        given = self._defaults(table, record)
        return {key: text or given.get(key, "") for key, text in record.items()}

    def _searched(self, element: str, texts: Record) -> Record:
        """Return a statement with who made it, when, on which laws: as the case has it, or as it is made now."""
        typed = {key: texts[key] for key in SEARCH[1:] if texts[key]}
        known = next(
            (
                record
                for record in citation_records(self.findings.get(element), self.values.language)
                if is_search(record) and all(record[key] == text for key, text in typed.items())
            ),
            {},
        )
        given = {"by": self.hand.by, "on": self.hand.on, "laws": ""}
        done = texts | {key: texts[key] or known.get(key) or given[key] for key in SEARCH[1:]}
        return done | {
            "confidence": "",
            "sources": "",
            "laws": done["laws"] or self._read_on(done["on"]),
        }

    def _read_on(self, day: str) -> str:
        """Return the laws in which somebody can have searched on a day: in force, no bills, with a text at hand."""
        known = [
            law.id for law in readable_laws(self.case, Day.parse(day).last if day else date.max)
        ]
        new = [
            key
            for key in self.added
            if self.case.law(key) is None
            and self.laws[key]["kind"] != "bill"
            and self.laws[key]["text"] != "not_obtained"
        ]
        return JOINTS["ids"].join((*known, *new))

    def _defaults(self, table: Table, record: Record) -> Record:
        match table.name:
            case "citations":
                cited = [name for name in record["provision"].split(JOINTS["refs"]) if name]
                sources = [key for name in cited for key in self._sources(name).split(", ") if key]
                return {"confidence": "low", "sources": ", ".join(dict.fromkeys(sources))}
            case "laws":
                labels = self.values.labels.law
                return {
                    "text": "summary",
                    "language": self.case.profile.language,
                    "rights": labels.rights,
                    "confidence": "low",
                    "in_force": "" if record["kind"] == "bill" else "unknown",
                }
            case "provisions":
                return {
                    key: self.laws.get(record["law"], {}).get(key, "")
                    for key in ("sources", "confidence")
                }
            case "recommendations":
                return {"status": "open"}
        return {}

    def _sources(self, reference: str) -> str:
        law = self.laws.get(reference.partition(":")[0], {})
        return self.own.get(reference) or law.get("sources", "")

    def lacks(self, table: Table, key: str, record: Record, place: Place) -> Iterator[Problem]:
        """Yield what keeps a record from being taken."""
        # all else follows from it
        if table.name == "provisions" and record["law"] and record["law"] not in self.laws:
            yield problem(
                "name-unknown",
                place("law"),
                value=record["law"],
                column=self.values.title(table.name, "law"),
                nearest=nearest(record["law"], self.laws),
            )
            return
        if table.name == "citations" and (
            is_search(record) or record["grade"] not in ("", *FULL) and not record["provision"]
        ):
            yield from self._nothing_found(key, record, place)
            return
        for column in table.columns:
            if column.needed and not record[column.key]:
                yield problem(
                    "cell-needed",
                    place(column.key),
                    column=self.values.title(table.name, column.key),
                )
        if table.name == "citations":
            yield from self._citation(key, record, place)
        elif table.name == "provisions":
            yield from self._provision(key, record, place)
        elif table.name == "laws":
            yield from self._law(key, record, place)
        elif (
            table.name == "recommendations" and record["priority"] and not record["priority_reason"]
        ):
            yield problem("priority-unexplained", place("priority_reason"), id=key)

    def _law(self, law: str, record: Record, place: Place) -> Iterator[Problem]:
        for name in OF_A_BILL["laws"] if record["kind"] != "bill" else ():
            if record[name]:
                title = self.values.title("laws", name)
                yield problem("bill-only", place(name), column=title, law=law)

    def _nothing_found(self, element: str, record: Record, place: Place) -> Iterator[Problem]:
        """Yield what is wrong with a statement that nothing was found, or with a grade in its place."""
        labels = self.values.labels
        nothing, who = label("states", NOT_FOUND, labels), self.named(element)
        if not is_search(record):
            yield problem(
                "grade-without-provision",
                place("provision"),
                grade=label("states", record["grade"], labels),
                nothing=nothing,
                element=who,
                column=self.values.title("citations", "provision"),
            )
            return
        for key in ("provision", "missing", "reason", "quote"):
            if record[key]:
                yield problem(
                    "cell-unfit",
                    place(key),
                    grade=nothing,
                    element=who,
                    column=self.values.title("citations", key),
                )
        needed: tuple[tuple[str, Code], ...] = (
            ("by", "search-nameless"),
            ("laws", "search-lawless"),
            ("on", "cell-needed"),
        )
        for key, code in needed:
            if not record[key]:
                yield problem(
                    code, place(key), element=who, column=self.values.title("citations", key)
                )

    def _citation(self, element: str, record: Record, place: Place) -> Iterator[Problem]:
        grade, criteria, labels = (
            record["grade"],
            self.elements[element].criteria,
            self.values.labels,
        )
        for key in SEARCH[1:]:
            if record[key]:
                yield problem(
                    "cell-unfit",
                    place(key),
                    grade=label("states", grade, labels) if grade else "–",
                    element=self.named(element),
                    column=self.values.title("citations", key),
                )
        if not grade:
            return
        asked = (
            ("note",)
            if grade == "met_otherwise"
            else ()
            if grade in FULL
            else ("missing", "reason")
        )
        for key in asked:
            if not record[key]:
                yield problem(
                    "grade-asks",
                    place(key),
                    column=self.values.title("citations", key),
                    grade=label("states", grade, labels),
                )
        if criteria and grade not in (*criteria, "met_otherwise"):
            yield problem(
                "grade-not-offered",
                place("grade"),
                element=element,
                grade=label("states", grade, labels),
                known=labels.comma.join(label("states", each, labels) for each in criteria),
            )

    def _provision(self, key: str, record: Record, place: Place) -> Iterator[Problem]:
        law = self.case.law(record["law"])
        held = law is not None and any(
            text.unit(record["id"]) for text in self.case.texts_of(law.id)
        )
        if not record["summary"] and not held:
            yield problem("summary-missing", place("summary"), id=key)
