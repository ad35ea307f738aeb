"""Problems in the users' files: where they are, which kind they are, and the one function that prints them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]

#: Every kind of problem and its severity. What it says and what to do about it stand, by the same code, in the
#: language files of `templates/labels/`; `docs/messages.md` lists them all.
CATALOGUE: dict[str, Severity] = {
    "file-missing": "error",
    "file-unreadable": "error",
    "file-too-large": "error",
    "yaml-syntax": "error",
    "yaml-alias": "error",
    "yaml-depth": "error",
    "duplicate-key": "error",
    "wrong-shape": "error",
    "missing-key": "error",
    "unknown-key": "error",
    "unknown-value": "error",
    "bad-value": "error",
    "file-unread": "warning",
    "duplicate-id": "error",
    "unknown-instrument": "error",
    "checklist-version": "warning",
    "unknown-part": "error",
    "unknown-article": "error",
    "unknown-element": "error",
    "unknown-law": "error",
    "unknown-provision": "error",
    "unknown-source": "error",
    "no-source": "error",
    "overlay-unknown": "error",
    "overlay-stale": "warning",
    "overlay-missing": "warning",
    "label-shape": "error",
    "label-placeholder": "error",
    "label-missing": "warning",
    "criterion-missing": "error",
    "lead-missing": "error",
    "lead-unfit": "error",
    "leads-many": "error",
    "weight-missing": "error",
    "weight-needless": "error",
    "element-unnamed": "warning",
    "name-twice": "error",
    "element-misplaced": "error",
    "permission-missing": "error",
    "permission-unknown": "error",
    "reservation-not-allowed": "error",
    "reservation-of-no-party": "warning",
    "party-act-unfit": "error",
    "option-undeclared": "warning",
    "dates-reversed": "error",
    "provision-outside-law": "error",
    "dates-overlap": "error",
    "bill-in-force": "error",
    "act-without-date": "error",
    "bill-target": "error",
    "grade-not-offered": "error",
    "missing-not-said": "error",
    "reason-missing": "error",
    "note-missing": "error",
    "reason-needless": "warning",
    "not-applicable-met": "warning",
    "offence-apart": "warning",
    "search-unread": "error",
    "search-future": "error",
    "search-contradicted": "warning",
    "dated-unfit": "error",
    "unread-not-met": "warning",
    "unseen-not-said": "warning",
    "priority-unexplained": "error",
    "never-in-force": "error",
    "source-unverified": "warning",
    "unanswered": "warning",
    "gap-without-recommendation": "warning",
    "provision-unclassified": "warning",
    "summary-missing": "error",
    "unit-unplaced": "error",
    "text-twice": "error",
    "quote-not-found": "error",
    "quote-ambiguous": "warning",
    "reviewer-is-assessor": "error",
    "reviewer-is-submitter": "error",
    "review-nameless": "error",
    "review-step": "error",
    "review-decision": "error",
    "review-stale": "error",
    "review-unexplained": "error",
    "article-closed": "error",
    "review-not-logged": "error",
    "answers-changed": "error",
    "accepted-changed": "warning",
    "accepted-laws-changed": "warning",
    "case-changed": "error",
    "case-in-use": "error",
    "case-mixed": "error",
    "log-line": "error",
    "log-changed": "error",
    "log-end": "error",
    "restricted-unknown": "error",
    "agree-checklists": "error",
    "agree-states": "error",
    "adjudication-stale": "error",
    "adjudicator-is-assessor": "error",
    "adjudication-open": "error",
    "adjudication-value": "error",
    "adjudication-without-effect": "error",
    "source-differs": "error",
    "folder-exists": "error",
    "pack-exists": "error",
    "pack-name": "error",
    "pack-foreign": "error",
    "pack-damaged": "error",
    "pack-unsafe": "error",
    "rename-alive": "error",
    "unknown-bill": "error",
    "unknown-state": "error",
    "assumption-without-effect": "error",
    "template-syntax": "error",
    "template-variable": "error",
    "template-unsafe": "error",
    "template-damaged": "error",
    "output-not-written": "error",
    "date-unreadable": "error",
    "terms-empty": "error",
    "terms-group": "error",
    "index-unreadable": "error",
    "book-line": "error",
    "book-failed": "error",
    "law-not-in-book": "error",
    "cluster-unreachable": "error",
    "library-missing": "error",
    "languages-unlike": "error",
    "languages-unclear": "error",
    "nothing-to-search": "error",
    "no-terms": "error",
    "text-exists": "error",
    "text-unreadable": "error",
    "text-empty": "error",
    "text-too-large": "error",
    "text-locked": "error",
    "text-damaged": "error",
    "text-unknown-format": "error",
    "text-undecodable": "error",
    "text-scanned": "error",
    "text-garbled": "error",
    "text-languages": "error",
    "text-not-consolidated": "error",
    "version-missing": "error",
    "tool-missing": "error",
    "tool-failed": "error",
    "workbook-unreadable": "error",
    "workbook-foreign": "error",
    "workbook-other-case": "error",
    "workbook-version": "warning",
    "workbook-links": "warning",
    "workbook-cells": "error",
    "cell-formula": "error",
    "cell-number": "error",
    "cell-value": "error",
    "cell-day": "error",
    "cell-id": "error",
    "cell-long": "error",
    "cell-needed": "error",
    "row-twice": "error",
    "row-withheld": "error",
    "row-mixed": "error",
    "name-unknown": "error",
    "grade-asks": "error",
    "grade-and-not-applicable": "error",
    "rows-exchanged": "error",
    "grade-without-provision": "error",
    "cell-unfit": "error",
    "search-nameless": "error",
    "search-lawless": "error",
    "rest-unfit": "error",
    "law-row-waits": "error",
    "row-refused": "warning",
    "row-in-conflict": "warning",
    "article-in-conflict": "error",
    "nothing-to-settle": "error",
    "line-unread": "error",
    "sheet-unread": "error",
    "column-missing": "warning",
    "rows-absent": "warning",
    "provision-unresolved": "error",
    "states-twice": "error",
    "states-checklists": "error",
    "states-checklist-files": "error",
    "states-unknown": "error",
    "states-failed": "error",
    "states-changed": "error",
    "states-wide": "error",
    "states-more": "error",
    "states-withheld": "error",
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
_NAME = re.compile(r"\{(\w+)\}")
SEVERAL = "\x1f"  # between the entries of a word that is a list
_TONGUES, _BEHIND = (
    "\x1e",
    "\x1d",
)  # before each language of a word that has several, and between its code and text


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: its code, its place, and the words that its message is filled with."""

    code: str
    at: Location
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """`error` keeps a report from being written, `warning` does not."""
        return CATALOGUE[self.code]


class LexgapError(Exception):
    """Raised where work cannot go on; carries the problems that say why."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__(", ".join(problem.code for problem in self.problems))


def problem(code: str, at: Location, **words: object) -> Problem:
    """Make a Problem of a known code; `words` fill its message. A list is told with the comma of the language."""
    return Problem(
        code,
        at,
        {
            name: SEVERAL.join(map(str, value)) if _is_list(value) else str(value)
            for name, value in words.items()
        },
    )


def in_tongues(texts: Iterable[tuple[str, str]], tail: str = "") -> str:
    """Return a word of a message that is told in the language of the message, else in the first; `tail` follows it.

    `texts` are the codes of languages with what it is in each, the original first.
    """
    return "".join(f"{_TONGUES}{code}{_BEHIND}{text}{tail}" for code, text in texts)


def _is_list(value: object) -> bool:
    return isinstance(value, Collection) and not isinstance(value, str)


def not_written(path: object, fault: OSError) -> Problem:
    """Make the problem of a file or folder that the system would not let us write."""
    return problem("output-not-written", Location(str(path)), why=fault.strerror or fault)


def errors(problems: Iterable[Problem], strict: bool = False) -> list[Problem]:
    """Return the problems that stop the work: errors, and under `strict` warnings as well."""
    return [one for one in problems if strict or one.severity == "error"]


def render(one: Problem, messages: Mapping[str, Mapping[str, str]]) -> str:
    """Return `path:line: error [code] what is wrong. What to do.` in the language of `messages`."""
    says, remedy = _sentences(one, messages)
    severity = messages.get("severity", {}).get(one.severity, one.severity)
    place = f"{one.at}: " if one.at != NOWHERE else ""
    return f"{place}{severity} [{one.code}] {says} {remedy}".rstrip()


def as_data(one: Problem, messages: Mapping[str, Mapping[str, str]]) -> dict[str, object]:
    """Return the problem as plain data for JSON: code, severity, path, line, cell, cause, remedy."""
    says, remedy = _sentences(one, messages)
    return {
        "code": one.code,
        "severity": one.severity,
        "path": one.at.path,
        "line": one.at.line,
        "cell": one.at.cell,
        "cause": says,
        "remedy": remedy,
    }


def _sentences(one: Problem, messages: Mapping[str, Mapping[str, str]]) -> tuple[str, str]:
    """Return cause and remedy; a word that begins with @ is itself one of the language's words.

    What stands behind it, after a bar, is English that a library said; it is kept in English alone.
    """
    message, said = messages.get(one.code, {}), messages.get("words", {})
    comma = said.get("comma", ", ")
    words = {
        name: comma.join(_told(entry, said) for entry in word.split(SEVERAL))
        for name, word in one.words.items()
    }
    return _fill(message.get("says", one.code), words), _fill(message.get("do", ""), words)


def _told(entry: str, said: Mapping[str, str]) -> str:
    if entry.startswith(_TONGUES):
        by = dict(one.split(_BEHIND, 1) for one in entry[1:].split(_TONGUES))
        return by.get(said.get("language", ""), next(iter(by.values())))
    if not entry.startswith("@"):
        return entry
    key, _, foreign = entry[1:].partition("|")
    return said.get(key, entry) + (
        f" ({foreign})" if foreign and said.get("language") == "en" else ""
    )


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that `word` is most likely a slip for, or an empty string.

    Of words with points, such as ids of elements, it is one with the same beginning, where there is any.
    """
    from difflib import get_close_matches  # only where there is something to tell

    known, head = list(known), word.partition(".")[0] + "."
    alike = [one for one in known if one.startswith(head)] if "." in word else []
    found = get_close_matches(word, alike or known, n=1, cutoff=0.6)
    return found[0] if found else ""


def _fill(text: str, words: Mapping[str, str]) -> str:
    """Fill `{name}` places, once each; a part in `[[…]]` is left out where one of its words is empty."""
    kept = re.sub(
        r"\[\[(.*?)\]\]",
        lambda part: part[1] if all(words.get(name) for name in _NAME.findall(part[1])) else "",
        text,
    )
    return _NAME.sub(lambda name: words.get(name[1], ""), kept)
