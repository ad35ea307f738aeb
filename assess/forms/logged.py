"""What an import leaves in the log of a case: a line for each article that it changed, and one for all else."""

from __future__ import annotations

from pathlib import Path

from assess.base.problems import NOWHERE
from assess.forms.importing import Import
from assess.forms.origin import brought
from assess.model.case import Case
from assess.model.review import LogEntry
from assess.review.answers import answers_digest, laws_digest
from assess.review.steps import added_to_log, state_of


def logged(root: Path, result: Import, by: str, at: str) -> dict[str, bytes]:
    """Return the files, by name, that hold the lines of an import in the log of the case in `root`.

    There are none if it changes nothing.

    `by` is who imports; without a name, who filled the form in, or else the name of its file.
    """
    entries = _entries(result, by or result.by or result.form, at)
    return added_to_log(root, result.case, entries) if entries else {}


def _entries(result: Import, by: str, at: str) -> list[LogEntry]:
    case: Case = result.case
    who = result.by if result.by != by else ""
    answers: dict[str, dict[str, None]] = {}
    for change in result.merge.changes:
        if change.table in ("citations", "findings"):
            answers.setdefault(case.article_of(change.key), {})[change.key] = None
    entries = [
        LogEntry(
            at,
            "import",
            article,
            state_of(case, article),
            by,
            NOWHERE,
            brought(result.form, who, [*answers[article]]),
            answers_digest(case, article),
            laws_digest(case, article),
        )
        for article in case.instrument.numbers()
        if article in answers
    ]
    others = [
        f"{each_change.table} {each_change.key}"
        for each_change in result.merge.changes
        if each_change.table not in ("citations", "findings")
    ]
    if others:
        entries.append(
            LogEntry(at, "import", "", "draft", by, NOWHERE, brought(result.form, who, others))
        )
    return entries
