"""Problems in the users' files: where they are, which kind they are, and the one function that prints them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeGuard, get_args

Severity = Literal["error", "warning"]

#: Every kind of problem, by severity: an error keeps a report from being written, a warning does not. What it says and
#: what to do about it stand, by the same code, in the language files of `templates/labels/`; `docs/messages.md` lists
#: them all.
ErrorCode = Literal[
    "file-missing",
    "file-unreadable",
    "file-too-large",
    "yaml-syntax",
    "yaml-alias",
    "yaml-depth",
    "duplicate-key",
    "wrong-shape",
    "missing-key",
    "unknown-key",
    "unknown-value",
    "bad-value",
    "duplicate-id",
    "classified-already",
    "unknown-instrument",
    "unknown-part",
    "unknown-article",
    "unknown-element",
    "unknown-law",
    "unknown-provision",
    "unknown-source",
    "no-source",
    "overlay-unknown",
    "label-shape",
    "label-placeholder",
    "criterion-missing",
    "lead-missing",
    "lead-unfit",
    "leads-many",
    "weight-missing",
    "weight-needless",
    "name-twice",
    "element-misplaced",
    "permission-missing",
    "permission-unknown",
    "reservation-not-allowed",
    "party-act-unfit",
    "dates-reversed",
    "provision-outside-law",
    "dates-overlap",
    "bill-in-force",
    "act-without-date",
    "bill-target",
    "bill-only",
    "bill-not-amending",
    "punishes-itself",
    "grade-not-offered",
    "missing-not-said",
    "reason-missing",
    "note-missing",
    "search-unread",
    "search-future",
    "dated-unfit",
    "priority-unexplained",
    "never-in-force",
    "summary-missing",
    "unit-unplaced",
    "text-twice",
    "quote-not-found",
    "reviewer-is-assessor",
    "reviewer-is-submitter",
    "review-nameless",
    "review-step",
    "review-decision",
    "review-stale",
    "review-unexplained",
    "article-closed",
    "review-not-logged",
    "answers-changed",
    "case-changed",
    "case-in-use",
    "case-mixed",
    "log-line",
    "log-changed",
    "log-end",
    "restricted-unknown",
    "agree-checklists",
    "agree-states",
    "adjudication-stale",
    "adjudicator-is-assessor",
    "adjudication-open",
    "adjudication-value",
    "adjudication-without-effect",
    "source-differs",
    "folder-exists",
    "pack-exists",
    "pack-name",
    "pack-foreign",
    "pack-damaged",
    "pack-unsafe",
    "rename-alive",
    "unknown-bill",
    "unknown-state",
    "assumption-without-effect",
    "template-syntax",
    "template-variable",
    "template-unsafe",
    "template-damaged",
    "output-not-written",
    "date-unreadable",
    "terms-empty",
    "terms-group",
    "index-unreadable",
    "book-line",
    "book-failed",
    "law-not-in-book",
    "cluster-unreachable",
    "library-missing",
    "languages-unclear",
    "nothing-to-search",
    "no-terms",
    "text-exists",
    "text-unreadable",
    "text-empty",
    "text-too-large",
    "text-locked",
    "text-damaged",
    "text-unknown-format",
    "text-undecodable",
    "text-scanned",
    "text-garbled",
    "text-languages",
    "text-not-loaded",
    "unit-unknown",
    "correction-unfit",
    "correction-kept",
    "citations-cut",
    "tree-line",
    "tree-words",
    "text-not-consolidated",
    "version-missing",
    "tool-missing",
    "tool-failed",
    "workbook-unreadable",
    "workbook-foreign",
    "workbook-other-case",
    "workbook-cells",
    "cell-formula",
    "cell-number",
    "cell-value",
    "cell-day",
    "cell-id",
    "cell-long",
    "cell-needed",
    "row-twice",
    "row-withheld",
    "row-mixed",
    "name-unknown",
    "grade-asks",
    "grade-and-not-applicable",
    "rows-exchanged",
    "grade-without-provision",
    "cell-unfit",
    "search-nameless",
    "search-lawless",
    "rest-unfit",
    "law-row-waits",
    "article-in-conflict",
    "nothing-to-settle",
    "line-unread",
    "sheet-unread",
    "provision-absent",
    "provision-law-refused",
    "provision-law-unknown",
    "provision-lawless",
    "provision-piece-absent",
    "provision-unresolved",
    "states-twice",
    "states-checklists",
    "states-checklist-files",
    "states-unknown",
    "states-failed",
    "states-changed",
    "states-wide",
    "states-more",
    "states-withheld",
]
WarningCode = Literal[
    "file-unread",
    "checklist-version",
    "overlay-stale",
    "overlay-missing",
    "label-missing",
    "element-unnamed",
    "reservation-of-no-party",
    "option-undeclared",
    "reason-needless",
    "not-applicable-met",
    "offence-apart",
    "search-contradicted",
    "unread-not-met",
    "unseen-not-said",
    "source-unverified",
    "unanswered",
    "gap-without-recommendation",
    "provision-unclassified",
    "units-unclassified",
    "penalty-not-said",
    "bill-changes-nothing",
    "bill-answers",
    "bill-answers-fall",
    "quote-ambiguous",
    "quote-not-in-coming",
    "accepted-changed",
    "accepted-laws-changed",
    "workbook-version",
    "workbook-links",
    "row-refused",
    "row-in-conflict",
    "column-missing",
    "rows-absent",
]
Code = Literal[ErrorCode, WarningCode]
CATALOGUE: dict[Code, Severity] = {
    **dict.fromkeys(get_args(ErrorCode), "error"),
    **dict.fromkeys(get_args(WarningCode), "warning"),
}


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a user's file: path and line, or path, sheet and cell."""

    path: str
    line: int = 0
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else f"{self.path} {self.cell}".rstrip()


NOWHERE = Location("")
MOST_HINTS = 50  # words of one file for which a nearest word is looked for
MOST_COMPARED = 100_000  # words with which they are compared, about half a second
MOST_LETTERS = 200  # of a word that may be a slip: comparing takes the square of its length
_NAME = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in several languages: told in the language of a message, else in the first; `tail` follows it."""

    by: tuple[tuple[str, str], ...]  # codes of languages with the name in each, the original first
    tail: str = ""

    def told(self, language: str) -> str:
        """Return the name in a language, or else in the first."""
        names = dict(self.by)
        return f"{names.get(language, self.by[0][1])}{self.tail}"


#: What a message is filled with; a list is told with the comma of its language.
Word = str | Name | tuple[str | Name, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: its code, its place, and the words that its message is filled with."""

    code: Code
    at: Location
    words: Mapping[str, Word] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.code not in CATALOGUE:
            raise LookupError(
                f"“{self.code}” is no code of a problem. Add it to ErrorCode or WarningCode in"
                " assess/base/problems.py, and its words to templates/labels/en.yaml."
            )

    @property
    def severity(self) -> Severity:
        """`error` keeps a report from being written, `warning` does not."""
        return CATALOGUE[self.code]


class LexgapError(Exception):
    """Raised where work cannot go on; carries the problems that say why."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__(", ".join(problem.code for problem in self.problems))


def problem(code: Code, at: Location, **words: object) -> Problem:
    """Make a Problem; `words` fill its message. A list is told with the comma of the language.

    LookupError where the catalogue does not have the code, which type checkers tell beforehand.
    """
    filled: dict[str, Word] = {}
    for name, value in words.items():
        filled[name] = tuple(map(_entry, value)) if _is_list(value) else _entry(value)
    return Problem(code, at, filled)


def _entry(value: object) -> str | Name:
    return value if isinstance(value, Name) else str(value)


def _is_list(value: object) -> TypeGuard[Collection[object]]:
    return isinstance(value, Collection) and not isinstance(value, str)


def not_written(path: object, fault: OSError) -> Problem:
    """Make the problem of a file or folder that the system would not let us write."""
    return problem("output-not-written", Location(str(path)), why=fault.strerror or fault)


def errors(problems: Iterable[Problem], strict: bool = False) -> list[Problem]:
    """Return the problems that stop the work: errors, and under `strict` warnings as well."""
    return [fault for fault in problems if strict or fault.severity == "error"]


def render(fault: Problem, messages: Mapping[str, Mapping[str, str]]) -> str:
    """Return `path:line: error [code] what is wrong. What to do.` in the language of `messages`."""
    says, remedy = _sentences(fault, messages)
    severity = messages.get("severity", {}).get(fault.severity, fault.severity)
    place = f"{fault.at}: " if fault.at != NOWHERE else ""
    return f"{place}{severity} [{fault.code}] {says} {remedy}".rstrip()


def as_data(fault: Problem, messages: Mapping[str, Mapping[str, str]]) -> dict[str, object]:
    """Return the problem as plain data for JSON: code, severity, path, line, cell, cause, remedy."""
    says, remedy = _sentences(fault, messages)
    return {
        "code": fault.code,
        "severity": fault.severity,
        "path": fault.at.path,
        "line": fault.at.line,
        "cell": fault.at.cell,
        "cause": says,
        "remedy": remedy,
    }


def _sentences(fault: Problem, messages: Mapping[str, Mapping[str, str]]) -> tuple[str, str]:
    """Return cause and remedy; a word that begins with @ is itself one of the language's words.

    What stands behind it, after a bar, is English that a library said; it is kept in English alone.
    """
    message, texts = messages.get(fault.code, {}), messages.get("words", {})
    comma = texts.get("comma", ", ")
    words = {
        name: comma.join(_word(entry, texts) for entry in _entries(word))
        for name, word in fault.words.items()
    }
    return _fill(message.get("says", fault.code), words), _fill(message.get("do", ""), words)


def _entries(word: Word) -> tuple[str | Name, ...]:
    return word if isinstance(word, tuple) else (word,)


def _word(entry: str | Name, texts: Mapping[str, str]) -> str:
    if isinstance(entry, Name):
        return entry.told(texts.get("language", ""))
    if not entry.startswith("@"):
        return entry
    key, _, foreign = entry[1:].partition("|")
    return texts.get(key, entry) + (
        f" ({foreign})" if foreign and texts.get("language") == "en" else ""
    )


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that `word` is most likely a slip for, or an empty string.

    Of words with points, such as ids of elements, it is one with the same beginning, where there is any. A word that
    is longer than MOST_LETTERS is no slip. Where many words of one file may be slips, `Hints` looks for them.
    """
    if len(word) > MOST_LETTERS:
        return ""
    from difflib import get_close_matches  # only where there is something to tell

    choices = list(known)
    head = word.partition(".")[0] + "."
    alike = [choice for choice in choices if choice.startswith(head)] if "." in word else []
    matches = get_close_matches(word, alike or choices, n=1, cutoff=0.6)
    return matches[0] if matches else ""


class Hints:
    """Looks for nearest words, and of each file only so often: a file of slips must not cost minutes.

    A slip is compared with every word that is known. So after MOST_HINTS words of one file, or MOST_COMPARED
    comparisons, the messages of that file come without a hint.
    """

    def __init__(self) -> None:
        self._words: Counter[str] = Counter()  # looked for, by the path of their file
        self._compared: Counter[str] = Counter()

    def nearest(self, word: str, known: Collection[str], at: Location) -> str:
        """Return what `nearest` returns for a word that stands `at` a place, "" where its file had its share."""
        path = at.path
        comparisons = self._compared[path] + len(known)
        if self._words[path] >= MOST_HINTS or comparisons > MOST_COMPARED:
            return ""
        self._words[path] += 1
        self._compared[path] = comparisons
        return nearest(word, known)


def _fill(text: str, words: Mapping[str, str]) -> str:
    """Fill `{name}` places, once each; a part in `[[…]]` is left out where one of its words is empty."""
    kept = re.sub(
        r"\[\[(.*?)\]\]",
        lambda part: part[1] if all(words.get(name) for name in _NAME.findall(part[1])) else "",
        text,
    )
    return _NAME.sub(lambda name: words.get(name[1], ""), kept)
