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


def origin(case: Case, one: Change) -> str:
    """Return the file in which the case has its side of a record, and who brought it there as far as that is known.

    It is known of an answer that an import brought, while nobody has changed the article by hand since.
    """
    path = _file(case, one)
    answer = one.table in ("citations", "findings")
    name = one.key if answer else f"{one.table} {one.key}"
    article = case.article_of(one.key) if answer else ""
    imports = [line for line in case.log if line.act == "import" and line.article == article]
    if answer and imports and imports[-1].answers != answers_digest(case, article):
        return path
    for line in reversed(imports):
        form, sign, names = line.why.rpartition(_BEFORE)
        if sign and name in names.split(", "):
            return f"{path}; {form if form.endswith(')') else f'{form} ({line.by})'}"
    return path


def _file(case: Case, one: Change) -> str:
    """Return the name of the file, from the folder of the case, that holds a record."""
    if one.table in ("citations", "findings"):
        found = next((two.place for two in case.findings if two.element == one.key), None)
    elif one.table == "provisions":
        found = next((law.place for law in case.laws if law.id == one.key.partition(":")[0]), None)
    else:
        found = next(
            (
                two.place
                for two in getattr(case, one.table)
                if getattr(two, "id", getattr(two, "key", "")) == one.key
            ),
            None,
        )
    path = Path(found.path) if found else Path(case.profile.place.path)
    root = Path(case.profile.place.path).parent
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
