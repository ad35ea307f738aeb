"""What was typed into a cell → the value that a record keeps, or the reason why it cannot be taken."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from assess.base.normal import normal
from assess.base.problems import Code, Location, Problem, nearest, problem
from assess.forms.fields import JOINTS, Column, Record, Table, Typed
from assess.forms.form import Entered
from assess.forms.naming import Naming
from assess.forms.records import clean, fit, label, short, shown
from assess.load.labels import Labels, labels
from assess.model.case import Case
from assess.model.day import Day
from assess.model.numbers import latin_digits, printed, stored
from assess.model.runs import run_of

_LISTED = re.compile(r"[,;،؛\n]")
_WHOLE = re.compile(r"-?\d+(?:\.0+)?")
_NUMBERS = re.compile(r"(\d{1,4})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{1,4})")
_WORDS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([^\W\d]+(?:(?:\s|\s?/\s?)[^\W\d]+)*)\.?"
    r"(?:\s+(\d{1,2})(?:st|nd|rd|th)?)?[,،]?\s+(\d{4}|\d{2})"
)
_TIED = re.compile(r"(?<=\d)\s?[-–./]\s?(?=[^\W\d])|(?<=[^\W\d])\.?\s?[-–/]\s?(?=\d)")  # 03-Oct-12
_LATE = 30  # two figures of a year from here on are of the last century, as Excel has it
_BETWEEN = re.compile(r"(\d+)\s(?:to|الي|حتي)\s(\d+)")
_NAMED = re.compile(
    r"^(?:articles?|arts?|[وف]?(?:[بك]?ال|لل|[بل])?(?:ماد[ةه]|مادتان|مادتين|مواد)|من)\.?\s(?=\d|من )"
)
_COMMON_ERA = re.compile(r"(?<=\d)\s?م\.?$")  # 2015م
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# no names of files on Windows
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_ID = re.compile(r"[^\W_][\w.-]*")
_ENDING = re.compile(r"ه(?!\w)")


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
        self.naming = Naming(case)
        self.known: dict[str, set[str]] = {
            "sources": {source.key for source in case.sources},
            "laws": {law.id for law in case.laws},
            "elements": {element.id for element in case.instrument.elements()},
        }
        self.numbers = case.instrument.numbers()
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
                record[column.key] = self._value(column, cell, old)
            except Refused as fault:
                words = {"column": self.title(table.name, column.key), **fault.words}
                problems.append(problem(fault.code, Location(self.file, cell=cell.at), **words))
        if table.name == "provisions":
            typed = record["id"]
            number = self.naming.provision(record["law"], typed)
            record["id"] = (
                Typed.of(number, printed(typed))
                if number != typed and number == stored(typed)
                else number
            )
        return record, problems

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
            return _day(text, entry.sort, self.labels)
        if entry.sort != "text":
            text = _number(column, entry, text)
        return getattr(self, f"_{column.kind}")(column, text)

    def _text(self, column: Column, text: str) -> str:
        return text

    def _plain(self, column: Column, text: str) -> str:
        text = " ".join(text.split())
        if column.key in ("number", "year"):  # of a law
            return latin_digits(text)
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
        return _term(column, text, self.labels)

    def _choices(self, column: Column, text: str) -> str:
        terms = [_term(column, part, self.labels) for part in _LISTED.split(text) if part.strip()]
        return JOINTS["choices"].join(dict.fromkeys(terms))

    def _ids(self, column: Column, text: str) -> str:
        known = {latin_digits(text).casefold(): text for text in self.known[column.known]}
        of_instrument = column.known in ("marks", "elements")
        ids: list[str] = []
        for piece in _LISTED.split(text):
            name = " ".join(latin_digits(piece).split())
            if not name:
                continue
            name = self.case.reference(name).id if of_instrument else name
            run = run_of(_run(name), self.numbers) if column.known == "marks" else ()
            if len(run) > 1 or run and name.casefold() not in known:
                ids += run
                continue
            if name.casefold() not in known:
                raise Refused(
                    "name-unknown", value=short(name), nearest=nearest(name, known.values())
                )
            ids.append(known[name.casefold()])
        return JOINTS["ids"].join(dict.fromkeys(ids))

    def _refs(self, column: Column, text: str) -> str:
        provisions: list[str] = []
        for piece in re.split(r"[;؛\n]", text):
            name = piece.strip()
            if not name:
                continue
            references = self.naming.resolve_all(name)
            if not references:
                raise Refused(
                    "provision-unresolved",
                    value=short(name),
                    nearest=nearest(name, self.naming.known.values()),
                )
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


def _term(column: Column, text: str, own_labels: Labels) -> str:
    """Return the code of a term that was typed in words, as a code, or as its letter."""
    wanted, known = _plain(text.replace("_", " ")), {}
    for term in column.values:
        known[_plain(term.replace("_", " "))] = term
        if column.block:
            known[_plain(label(column.block, term, own_labels))] = term
            block: Any = own_labels[column.block]
            words: Any = block[term]
            if not isinstance(words, str) and len(words.letter) < 3:
                known.setdefault(_plain(words.letter), term)
    alike = {
        term for word, term in known.items() if _ENDING.sub("ة", word) == _ENDING.sub("ة", wanted)
    }
    if wanted not in known and len(alike) == 1:  # ه for ة at the end of a word
        return alike.pop()
    if wanted not in known:
        listed = [
            label(column.block, value, own_labels) if column.block else value
            for value in column.values
        ]
        raise Refused(
            "cell-value",
            value=short(text),
            known=own_labels.comma.join(listed),
            nearest=nearest(text.casefold(), listed),
        )
    return known[wanted]


def _plain(text: str) -> str:
    return normal(text).casefold().strip(" .")


def _day(text: str, sort: str, own_labels: Labels) -> str:
    """Return a day as the case keeps it: `2016-01-31`, `2016-01`, `2016`, `by …`, `unknown`."""
    if sort == "number":
        text = text.partition(".")[0] if _WHOLE.fullmatch(text) else text
        if not re.fullmatch(r"1[5-9]\d\d|20\d\d|21\d\d", text):
            raise Refused("cell-day", value=text)
    plain = _COMMON_ERA.sub("", normal(text).casefold())
    days = own_labels.workbook.days
    if plain in (
        "unknown",
        *(normal(text).casefold() for text in (own_labels.unknown_day, days.unknown)),
    ):
        return "unknown"
    until = tuple(
        f"{normal(text.partition('{')[0]).strip().casefold()} " for text in ("by {", days.by)
    )
    by = next((text for text in until if plain.startswith(text)), "")
    plain = plain.removeprefix(by)
    try:
        return Day.parse(
            ("by " if by else "") + (_numbers(plain) or _words(plain, own_labels) or plain)
        ).text
    except ValueError:
        raise Refused("cell-day", value=short(text)) from None


def _numbers(text: str) -> str:
    """Return a day written in three numbers, if only one reading of it is possible."""
    match = _NUMBERS.fullmatch(text)
    if not match:
        return ""
    first, sign, middle, last = match.groups()
    if len(first) == 4:
        return _iso(first, middle, last)
    if len(last) not in (2, 4):
        return ""
    year = _year(last)
    readings = {_iso(year, middle, first)} | (set() if sign == "." else {_iso(year, first, middle)})
    if len(last) == 2 and len(first) == 2 and sign != ".":
        readings.add(_iso(_year(first), middle, last))
    possible = [
        text
        for text in dict.fromkeys((_iso(year, middle, first), *sorted(readings)))
        if text in readings and _exists(text)
    ]
    if len(possible) > 1:
        raise Refused("cell-day", value=text, first=possible[0], second=possible[1])
    return possible[0] if possible else ""


def _year(figures: str) -> str:
    """Return a year of four figures; one of two is read as Excel reads it."""
    return figures if len(figures) == 4 else f"{'19' if int(figures) >= _LATE else '20'}{figures}"


def _words(text: str, own_labels: Labels) -> str:
    """Return a day, or a month, whose month is written as a word: 31 January 2016, Jan 31, 2016, March 2016."""
    match = _WORDS.fullmatch(_TIED.sub(" ", text))
    if not match:
        return ""
    before, word, after, year = match.groups()
    # Oct-12: the month of a year, or the day of a month
    if len(year) == 2 and not (before or after):
        return ""
    year = _year(year)
    # حزيران/يونيو
    day, months = (
        before or after,
        {tuple(_months(part.strip(), own_labels)) for part in word.split("/")},
    )
    month = months.pop()
    if months or len(month) != 1:
        return ""
    return _iso(year, month[0], day) if day else f"{year}-{int(month[0]):02}"


def _months(word: str, own_labels: Labels) -> list[str]:
    """Return the numbers of the months whose name a word is, or else begins, in the language and in English."""
    names = {
        number: {
            normal(name).casefold()
            for each_labels in (own_labels, labels())
            for name in (
                each_labels.months[number],
                *_LISTED.split(each_labels.months_also[number]),
            )
        }
        for number in map(str, range(1, 13))
    }
    whole = [number for number, both in names.items() if word in both]
    return whole or [
        number
        for number, both in names.items()
        if len(word) >= 3 and any(name.startswith(word) for name in both)
    ]


def _iso(year: str, month: str, day: str) -> str:
    return f"{int(year):04}-{int(month):02}-{int(day):02}"


def _exists(day: str) -> bool:
    try:
        return bool(date.fromisoformat(day))
    except ValueError:
        return False
