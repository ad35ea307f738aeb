"""From where a case has what it says of a record: its file, and the form and the person that brought it there."""

from __future__ import annotations

from pathlib import Path

from assess.forms.decide import Change
from assess.model.case import Case
from assess.review.answers import answers_digest

_BEFORE = ": "  # in a line of the log, before what the import brought


def brought(form: str, by: str, names: list[str]) -> str:
    """Return what the log says of an import: `filled.xlsx (Ministry): 2.take, 2.intent`."""
    return (
        f"{form} ({by}){_BEFORE}{', '.join(names)}" if by else f"{form}{_BEFORE}{', '.join(names)}"
    )


def origin(case: Case, change: Change) -> str:
    """Return the file in which the case has its side of a record, and who brought it there as far as that is known.

    It is known of an answer that an import brought, while nobody has changed the article by hand since.
    """
    path = _file(case, change)
    answer = change.table in ("citations", "findings")
    name = change.key if answer else f"{change.table} {change.key}"
    article = case.article_of(change.key) if answer else ""
    imports = [line for line in case.log if line.act == "import" and line.article == article]
    if answer and imports and imports[-1].answers != answers_digest(case, article):
        return path
    for line in reversed(imports):
        form, sign, names = line.why.rpartition(_BEFORE)
        if sign and name in names.split(", "):
            return f"{path}; {form if form.endswith(')') else f'{form} ({line.by})'}"
    return path


def _file(case: Case, change: Change) -> str:
    """Return the name of the file, from the folder of the case, that holds a record."""
    if change.table in ("citations", "findings"):
        location = next(
            (finding.place for finding in case.findings if finding.element == change.key), None
        )
    elif change.table == "provisions":
        location = next(
            (law.place for law in case.laws if law.id == change.key.partition(":")[0]), None
        )
    else:
        location = next(
            (
                item.place
                for item in getattr(case, change.table)
                if getattr(item, "id", getattr(item, "key", "")) == change.key
            ),
            None,
        )
    path = Path(location.path) if location else Path(case.profile.place.path)
    root = Path(case.profile.place.path).parent
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
