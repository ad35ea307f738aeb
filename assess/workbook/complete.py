"""What a record still needs before a case may take it: values filled in by rule, and what only its author can add."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assess.model.case import Case
from assess.model.terms import FULL
from assess.problems import Location, Problem, nearest, problem
from assess.workbook.fields import JOINTS, Record, Table
from assess.workbook.records import label
from assess.workbook.values import Values

Place = Callable[[str], Location]  # column → where it stands


class Completer:
    """Fills in and checks records against a case, and what the workbook adds to it."""

    def __init__(self, case: Case, values: Values):
        self.case, self.values = case, values
        self.laws: dict[str, Record] = {
            law.id: {"sources": ", ".join(law.sources), "confidence": law.confidence, "text": law.text}
            for law in case.laws}
        self.own: dict[str, str] = {name: ", ".join(one.sources) for name, (_, one) in case.provisions().items()}
        self.elements = case.instrument.by_id()

    def learn(self, table: Table, key: str, one: Record) -> None:
        """Take a record that the workbook adds, so that others may name it."""
        if table.name == "sources":
            self.values.known["sources"].add(key)
        elif table.name == "laws":
            self.values.known["laws"].add(key)
            self.values.naming.add_law(key, (one["short"], one["title"]), one["number"], one["year"],
                                       one["kind"] == "bill")
            self.laws[key] = one
        elif table.name == "provisions":
            self.values.naming.add(one["law"], one["id"])
            self.own[key] = one["sources"]

    def completed(self, table: Table, one: Record) -> Record:
        """Return a record with what is filled in where its author left it empty."""
        given = self._defaults(table, one)
        return {key: text or given.get(key, "") for key, text in one.items()}

    def _defaults(self, table: Table, one: Record) -> Record:
        match table.name:
            case "citations":
                cited = [name for name in one["provision"].split(JOINTS["refs"]) if name]
                sources = [key for name in cited for key in self._sources(name).split(", ") if key]
                return {"confidence": "low", "sources": ", ".join(dict.fromkeys(sources))}
            case "laws":
                said = self.values.labels.law
                return {"text": "summary", "language": self.case.profile.language, "rights": said.rights,
                        "confidence": "low", "in_force": "" if one["kind"] == "bill" else "unknown"}
            case "provisions":
                return {key: self.laws.get(one["law"], {}).get(key, "") for key in ("sources", "confidence")}
            case "recommendations":
                return {"status": "open"}
        return {}

    def _sources(self, reference: str) -> str:
        law = self.laws.get(reference.partition(":")[0], {})
        return self.own.get(reference) or law.get("sources", "")

    def lacks(self, table: Table, key: str, one: Record, place: Place) -> Iterator[Problem]:
        """Yield what keeps a record from being taken."""
        if table.name == "provisions" and one["law"] and one["law"] not in self.laws:  # all else follows from it
            yield problem("name-unknown", place("law"), value=one["law"], column=self.values.title(table.name, "law"),
                          nearest=nearest(one["law"], self.laws))
            return
        for column in table.columns:
            if column.needed and not one[column.key]:
                yield problem("cell-needed", place(column.key), column=self.values.title(table.name, column.key))
        if table.name == "citations":
            yield from self._citation(key, one, place)
        elif table.name == "provisions":
            yield from self._provision(key, one, place)
        elif table.name == "recommendations" and one["priority"] and not one["priority_reason"]:
            yield problem("priority-unexplained", place("priority_reason"), id=key)

    def _citation(self, element: str, one: Record, place: Place) -> Iterator[Problem]:
        grade, criteria, said = one["grade"], self.elements[element].criteria, self.values.labels
        if not grade:
            return
        asked = ("note",) if grade == "met_otherwise" else () if grade in FULL else ("missing", "reason")
        for key in asked:
            if not one[key]:
                yield problem("grade-asks", place(key), column=self.values.title("citations", key),
                              grade=label("states", grade, said))
        if criteria and grade not in (*criteria, "met_otherwise"):
            yield problem("grade-not-offered", place("grade"), element=element, grade=label("states", grade, said),
                          known=said.comma.join(label("states", each, said) for each in criteria))

    def _provision(self, key: str, one: Record, place: Place) -> Iterator[Problem]:
        law = self.case.law(one["law"])
        held = law is not None and any(text.unit(one["id"]) for text in self.case.texts_of(law.id))
        if not one["summary"] and not held:
            yield problem("summary-missing", place("summary"), id=key)
