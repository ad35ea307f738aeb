"""What was typed into a cell → the value that a record keeps, or the reason why it cannot be taken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from assess.base.normal import normal
from assess.base.problems import Code, Location, Problem, nearest, problem
from assess.forms.fields import JOINTS, OF_A_BILL, Column, Record, Table, Typed
from assess.forms.form import Entered
from assess.forms.naming import BESIDE_A_LAW, PARTING, Naming
from assess.forms.records import clean, fit, label, short, shown
from assess.forms.unresolved import Reasons
from assess.forms.within import LISTED, NotMeant, Within
from assess.load.days import Unclear, read_day
from assess.load.labels import Labels, labels
from assess.load.synonyms import bare_term, meant, near
from assess.model.case import Case
from assess.model.numbers import latin_digits, printed, stored
from assess.model.runs import run_of
from assess.model.typed import common_year

_AND = re.compile(r"(?<=[\d)])\s(?:و\s?|and\s|et\s)(?=\d)")  # between the numbers of articles
_WHOLE = re.compile(r"-?\d+(?:\.0+)?")
_BETWEEN = re.compile(r"(\d+)\s(?:to|الي|حتي)\s(\d+)")
_NAMED = re.compile(
    r"^(?:articles?|arts?|[وف]?(?:[بك]?ال|لل|[بل])?(?:ماد[ةه]|مادتان|مادتين|مواد)|من)\.?\s(?=\d|من )"
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# no names of files on Windows
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_ID = re.compile(r"[^\W_][\w.-]*")


class Refused(Exception):
    """A cell that cannot be taken; carries the code of the problem and its words."""

    def __init__(self, code: Code, **words: object):
        super().__init__(code)
        self.code, self.words = code, words


class Values:
    """Reads cells for one case, in the language of the workbook; learns what the workbook adds."""

    def __init__(self, case: Case, language: str, file: str):
        self.labels, self.file, self.language = labels(language), file, language
        self.case = case
        self.naming = Naming(case, language)
        self.reasons = Reasons(case, self.naming, language, self.labels.comma)
        self.within = Within(case, self.naming, self.reasons)
        self.known: dict[str, set[str]] = {
            "sources": {source.key for source in case.sources},
            "laws": {law.id for law in case.laws},
            "elements": {element.id for element in case.instrument.elements()},
        }
        self.numbers = case.instrument.numbers()
        self.bills = {law.id for law in case.laws if law.bill}
        self.amended = {law.id: law.amends for law in case.laws if law.bill}
        self.known["marks"] = {*self.known["elements"], *case.instrument.numbers(), "all", "none"}

    def read(
        self, table: Table, entered: dict[str, Entered], base: Record
    ) -> tuple[Record, list[Problem]]:
        """Return the record that a row holds, and what keeps its cells from being taken.

        A column that the sheet lacks, and a cell that stands as it was exported, keep what was exported.
        """
        record: Record = {}
        problems: list[Problem] = []
        for column in table.columns:
            old, cell = base.get(column.key, ""), entered.get(column.key)
            record[column.key] = old
            if cell is None or _same(cell, old, column, self.labels):
                continue
            try:
                record[column.key] = (
                    self._marks(record["law"], column, cell, old)
                    if column.kind == "cited"
                    else self._value(column, cell, old)
                )
            except Refused as fault:
                words = {"column": self.title(table.name, column.key), **fault.words}
                problems.append(problem(fault.code, Location(self.file, cell=cell.at), **words))
        if table.name == "provisions":
            typed = record["id"]
            record["law"], number = self.identity(record["law"], typed)
            record["id"] = (
                Typed.of(number, printed(typed))
                if number != typed and number == stored(typed)
                else number
            )
        return record, problems

    def identity(self, law: str, number: str) -> tuple[str, str]:
        """Return by what a provision is known from others, its law and number, however a row names the two."""
        owner = law if law in self.known["laws"] else self._law(law)
        return owner, self.naming.provision(owner, number)

    def expect(self, references: Iterable[str]) -> None:
        """Take the provisions of which a form has a row, so that rows above theirs may name them."""
        for reference in references:
            law, _, number = reference.partition(":")
            self.within.rows.setdefault(law, set()).add(number)

    def learn_bill(self, law: str, record: Record) -> None:
        """Take what a form says of a law: whether it is a bill, and which laws it would change."""
        bill = record["kind"] == "bill"
        self.bills = self.bills | {law} if bill else self.bills - {law}
        amends = record["amends"].split(JOINTS["ids"]) if bill and record["amends"] else ()
        self.amended[law] = tuple(amends)

    def title(self, table: str, key: str) -> str:
        """Return the header of a column."""
        return self.labels.workbook.columns[
            "answers" if table in ("citations", "findings") else table
        ][key]

    def _value(self, column: Column, entry: Entered, old: str) -> str:
        if entry.sort in ("formula", "error"):
            raise Refused("cell-formula")
        text = clean(entry.text)
        if fit(old) != old or fit(text) != text:
            raise Refused("cell-long")
        if not text:
            return ""
        if column.kind == "day":
            return _day(text, entry.sort, self.language)
        if entry.sort != "text":
            text = _number(column, entry, text)
        return getattr(self, f"_{column.kind}")(column, text)

    def _text(self, column: Column, text: str) -> str:
        return text

    _cited = _text  # read in the row of its law

    def _plain(self, column: Column, text: str) -> str:
        text = " ".join(text.split())
        if column.key in ("number", "year"):  # of a law
            return latin_digits(text) if column.key == "number" else common_year(latin_digits(text))
        if column.known == "language":
            return self._language(text)
        if column.known == "name":
            alike = next(
                (law for law in self.known["laws"] if law.casefold() == text.casefold()), text
            )
            # as the name of a file
            if not _ID.fullmatch(text) or _RESERVED.fullmatch(text) or alike != text:
                raise Refused("cell-id", value=short(text), nearest=alike if alike != text else "")
        return text

    def _language(self, text: str) -> str:
        """Return the code of a language, typed as a code or by its name."""
        names = {_plain(self.labels.languages[code]): code for code in self.labels.languages}
        code = names.get(_plain(text), text)
        if not _LANGUAGE.fullmatch(code):
            raise Refused(
                "cell-value", value=short(text), known=self.labels.comma.join(self.labels.languages)
            )
        return code

    def _choice(self, column: Column, text: str) -> str:
        return _term(column, text, self.language)

    def _choices(self, column: Column, text: str) -> str:
        terms = [_term(column, part, self.language) for part in LISTED.split(text) if part.strip()]
        return JOINTS["choices"].join(dict.fromkeys(terms))

    def _ids(self, column: Column, text: str) -> str:
        known = {latin_digits(text).casefold(): text for text in self.known[column.known]}
        of_instrument = column.known in ("marks", "elements")
        ids: list[str] = []
        listed = _AND.sub(",", text) if column.known == "marks" else text
        for piece in LISTED.split(listed):
            name = " ".join(latin_digits(piece).split())
            if not name:
                continue
            name = self.case.reference(name).id if of_instrument else name
            run = run_of(_run(name), self.numbers) if column.known == "marks" else ()
            if len(run) > 1 or run and name.casefold() not in known:
                ids += run
                continue
            name = self._law(name) if column.known == "laws" else name
            if name.casefold() not in known:
                raise Refused(
                    "name-unknown", value=short(name), nearest=nearest(name, known.values())
                )
            ids.append(known[name.casefold()])
        return JOINTS["ids"].join(dict.fromkeys(ids))

    def _marks(self, law: str, column: Column, entry: Entered, old: str) -> str:
        """Return the numbers of provisions that a cell means in the row of a law; those of other laws with their law."""
        text = self._value(column, entry, old)
        law = self.identity(law, "")[0]
        if not text or law not in self.known["laws"]:
            return text
        amended = self.amended.get(law, ())
        exact = column.key in OF_A_BILL["provisions"]
        owners = amended if exact else (*amended, law)
        if exact and law not in self.bills:
            raise Refused("bill-only", law=law)
        if not owners:
            raise Refused("bill-not-amending", value=short(text), bill=law)
        try:
            marks = self.within.marks(text, owners, exact)
        except NotMeant as fault:
            raise Refused(fault.code, value=short(fault.typed), **fault.words) from None
        other = next((owner for owner, _ in marks if exact and owner not in owners), "")
        if other:
            raise Refused("bill-not-amending", value=short(text), bill=law, law=other)
        own = (
            number if exact or self.within.owner(number, owners) == owner else f"{owner}:{number}"
            for owner, number in marks
        )
        return JOINTS["cited"].join(dict.fromkeys(own))

    def _law(self, name: str) -> str:
        """Return the id of the one law that bears a name; the name itself where none does, or several do."""
        wanted = normal(name).casefold().replace("،", ",")
        bearers = {law for called, law in self.naming.names if called == wanted}
        bearers = bearers or {
            law for _, law, rest in self.naming.called(name) if BESIDE_A_LAW.fullmatch(rest)
        }
        return bearers.pop() if len(bearers) == 1 else name

    def _refs(self, column: Column, text: str) -> str:
        provisions: list[str] = []
        for piece in PARTING.split(text):
            name = piece.strip()
            if not name:
                continue
            references = self.naming.resolve_all(name)
            if not references:
                code, words = self.reasons.why(name)
                raise Refused(code, value=short(name), **words)
            provisions += references
        return JOINTS["refs"].join(dict.fromkeys(provisions))


def _run(text: str) -> str:
    """Return how articles are named without the words around them: Articles 2 to 5, من 2 إلى 5."""
    plain = normal(text).casefold()
    for _ in range(2):  # المواد من 2 إلى 5
        plain = _NAMED.sub("", plain)
    return _BETWEEN.sub(r"\1-\2", plain)


def _same(entry: Entered, old: str, column: Column, own_labels: Labels) -> bool:
    return entry.sort == "text" and clean(entry.text) == clean(fit(shown(old, column, own_labels)))


def _number(column: Column, entry: Entered, text: str) -> str:
    """Return a number as the text that was typed, where no program can have changed it on the way."""
    if entry.sort == "number" and _WHOLE.fullmatch(text):
        return text.partition(".")[0]
    if column.kind == "text" and entry.sort == "date":
        return text
    raise Refused("cell-number", value=text)


def _term(column: Column, text: str, language: str) -> str:
    """Return the code of a term that was typed in words, as a code, or as its letter."""
    wanted, own_labels = bare_term(text), labels(language)
    plain = next((term for term in column.values if bare_term(term) == wanted), "")
    if not column.block:
        listed = list(column.values)
        hint = nearest(text.casefold(), listed)
    else:
        plain = meant(column.block, text, column.values, language) or _lettered(
            column, wanted, own_labels
        )
        listed = [label(column.block, value, own_labels) for value in column.values]
        hint = near(column.block, text, column.values, language)
    if plain:
        return plain
    raise Refused(
        "cell-value", value=short(text), known=own_labels.comma.join(listed), nearest=hint
    )


def _lettered(column: Column, wanted: str, own_labels: Labels) -> str:
    """Return the code of the term that a letter stands for, as reports print it; empty where none does."""
    block: Any = own_labels[column.block]
    entries = ((term, block[term]) for term in column.values)
    return next(
        (
            term
            for term, entry in entries
            if not isinstance(entry, str)
            and len(entry.letter) < 3
            and bare_term(entry.letter) == wanted
        ),
        "",
    )


def _plain(text: str) -> str:
    return normal(text).casefold().strip(" .")


def _day(text: str, sort: str, language: str) -> str:
    """Return a day as the case keeps it: `2016-01-31`, `2016-01`, `2016`, `by …`, `unknown`."""
    if sort == "number":
        text = text.partition(".")[0] if _WHOLE.fullmatch(text) else text
        if not re.fullmatch(r"1[5-9]\d\d|20\d\d|21\d\d", text):
            raise Refused("cell-day", value=text)
    try:
        return read_day(text, language)
    except Unclear as fault:
        raise Refused("cell-day", value=short(text), **fault.words(short(text))) from None
