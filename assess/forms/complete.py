"""What a record still needs before a case may take it: values filled in by rule, and what only its author can add."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from assess.base.problems import Code, Location, Problem, nearest, problem
from assess.forms.fields import JOINTS, NOT_FOUND, SEARCH, Record, Table, is_search
from assess.forms.records import citation_records, label
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
            name: ", ".join(one.sources) for name, (_, one) in case.provisions().items()
        }
        self.elements = case.instrument.by_id()
        self.articles = case.instrument.numbers()
        self.findings = {one.element: one for one in case.findings}
        self.added: list[str] = []  # laws that the workbook brings

    def named(self, element: str) -> str:
        """Return an element as messages name it: its short name, its id behind it."""
        one = self.elements.get(element)
        name = one.name.get(self.values.language)[0] if one else ""
        return f"{name} ({element})" if name else element

    def learn(self, table: Table, key: str, one: Record) -> None:
        """Take a record that the workbook adds, so that others may name it."""
        if table.name == "sources":
            self.values.known["sources"].add(key)
        elif table.name == "laws":
            self.values.known["laws"].add(key)
            self.values.naming.add_law(
                key, (one["short"], one["title"]), one["number"], one["year"], one["kind"] == "bill"
            )
            self.laws[key] = one
            self.added.append(key)
        elif table.name == "provisions":
            self.values.naming.add(one["law"], one["id"])
            self.own[key] = one["sources"]

    def completed(self, table: Table, one: Record, key: str = "") -> Record:
        """Return a record with what is filled in where its author left it empty; `key` is the element of an answer."""
        if table.name == "citations" and is_search(one):
            return self._searched(key, one)
        given = self._defaults(table, one)
        return {key: text or given.get(key, "") for key, text in one.items()}

    def _searched(self, element: str, one: Record) -> Record:
        """Return a statement with who made it, when, on which laws: as the case has it, or as it is made now."""
        typed = {key: one[key] for key in SEARCH[1:] if one[key]}
        known = next(
            (
                record
                for record in citation_records(self.findings.get(element), self.values.language)
                if is_search(record) and all(record[key] == text for key, text in typed.items())
            ),
            {},
        )
        given = {"by": self.hand.by, "on": self.hand.on, "laws": ""}
        done = one | {key: one[key] or known.get(key) or given[key] for key in SEARCH[1:]}
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

    def _defaults(self, table: Table, one: Record) -> Record:
        match table.name:
            case "citations":
                cited = [name for name in one["provision"].split(JOINTS["refs"]) if name]
                sources = [key for name in cited for key in self._sources(name).split(", ") if key]
                return {"confidence": "low", "sources": ", ".join(dict.fromkeys(sources))}
            case "laws":
                said = self.values.labels.law
                return {
                    "text": "summary",
                    "language": self.case.profile.language,
                    "rights": said.rights,
                    "confidence": "low",
                    "in_force": "" if one["kind"] == "bill" else "unknown",
                }
            case "provisions":
                return {
                    key: self.laws.get(one["law"], {}).get(key, "")
                    for key in ("sources", "confidence")
                }
            case "recommendations":
                return {"status": "open"}
        return {}

    def _sources(self, reference: str) -> str:
        law = self.laws.get(reference.partition(":")[0], {})
        return self.own.get(reference) or law.get("sources", "")

    def lacks(self, table: Table, key: str, one: Record, place: Place) -> Iterator[Problem]:
        """Yield what keeps a record from being taken."""
        if (
            table.name == "provisions" and one["law"] and one["law"] not in self.laws
        ):  # all else follows from it
            yield problem(
                "name-unknown",
                place("law"),
                value=one["law"],
                column=self.values.title(table.name, "law"),
                nearest=nearest(one["law"], self.laws),
            )
            return
        if table.name == "citations" and (
            is_search(one) or one["grade"] not in ("", *FULL) and not one["provision"]
        ):
            yield from self._nothing_found(key, one, place)
            return
        for column in table.columns:
            if column.needed and not one[column.key]:
                yield problem(
                    "cell-needed",
                    place(column.key),
                    column=self.values.title(table.name, column.key),
                )
        if table.name == "citations":
            yield from self._citation(key, one, place)
        elif table.name == "provisions":
            yield from self._provision(key, one, place)
        elif table.name == "recommendations" and one["priority"] and not one["priority_reason"]:
            yield problem("priority-unexplained", place("priority_reason"), id=key)

    def _nothing_found(self, element: str, one: Record, place: Place) -> Iterator[Problem]:
        """Yield what is wrong with a statement that nothing was found, or with a grade in its place."""
        said = self.values.labels
        nothing, who = label("states", NOT_FOUND, said), self.named(element)
        if not is_search(one):
            yield problem(
                "grade-without-provision",
                place("provision"),
                grade=label("states", one["grade"], said),
                nothing=nothing,
                element=who,
                column=self.values.title("citations", "provision"),
            )
            return
        for key in ("provision", "missing", "reason", "quote"):
            if one[key]:
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
            if not one[key]:
                yield problem(
                    code, place(key), element=who, column=self.values.title("citations", key)
                )

    def _citation(self, element: str, one: Record, place: Place) -> Iterator[Problem]:
        grade, criteria, said = one["grade"], self.elements[element].criteria, self.values.labels
        for key in SEARCH[1:]:
            if one[key]:
                yield problem(
                    "cell-unfit",
                    place(key),
                    grade=label("states", grade, said) if grade else "–",
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
            if not one[key]:
                yield problem(
                    "grade-asks",
                    place(key),
                    column=self.values.title("citations", key),
                    grade=label("states", grade, said),
                )
        if criteria and grade not in (*criteria, "met_otherwise"):
            yield problem(
                "grade-not-offered",
                place("grade"),
                element=element,
                grade=label("states", grade, said),
                known=said.comma.join(label("states", each, said) for each in criteria),
            )

    def _provision(self, key: str, one: Record, place: Place) -> Iterator[Problem]:
        law = self.case.law(one["law"])
        held = law is not None and any(text.unit(one["id"]) for text in self.case.texts_of(law.id))
        if not one["summary"] and not held:
            yield problem("summary-missing", place("summary"), id=key)
