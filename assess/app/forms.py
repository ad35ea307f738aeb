"""A case as a form that others fill in, a workbook or a questionnaire in Word, and their answers merged back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assess.app.cases import Proposal
from assess.app.wrong import WrongUse

if TYPE_CHECKING:
    from datetime import date

    from assess.base.output import Seen
    from assess.forms.form import Form
    from assess.forms.importing import Import
    from assess.load.labels import Labels
    from assess.model.case import Case
    from assess.model.unsettled import Unsettled

FormKind = Literal["excel", "word"]
ENDINGS: dict[FormKind, str] = {"excel": ".xlsx", "word": ".docx"}


@dataclass(frozen=True)
class Merged:
    """What a filled form changes in a case: changes, conflicts and refused rows; and the files, not yet written."""

    result: Import
    proposal: Proposal | None  # none where nothing changes


def form_of(
    case: Case,
    labels: Labels,
    language: str,
    as_of: date,
    parts: Sequence[str] = (),
    only_open: bool = False,
    release: Literal["full", "public"] = "full",
) -> Form:
    """Return the form of a case in a language, of all parts or those named, whole or of what is open on the day.

    It has no parts where nothing is open. Raises WrongUse for a part that the checklist does not have.
    """
    from assess.base.text import Text
    from assess.forms.form import make_form, open_elements
    from assess.review.release import public

    known = [part.id for part in case.instrument.parts]
    for part in parts:
        if part not in known:
            raise WrongUse("part", "--part", part=part, known=known)
    if release == "public":
        case, _ = public(case, Text(((language, labels.review.withheld),)))
    only = open_elements(case, as_of) if only_open else None
    return make_form(case, language, tuple(parts), only, release, as_of)


def form_file(case: Case, output: Path | None, kind: FormKind | None) -> tuple[Path, FormKind]:
    """Return where a form is written, and as what; WrongUse where the ending of the name is that of another kind."""
    if kind is None:
        kind = "word" if output and output.suffix.lower() == ENDINGS["word"] else "excel"
    out = output or Path(f"{case.profile.id}-workbook{ENDINGS[kind]}")
    if out.suffix.lower() != ENDINGS[kind]:
        raise WrongUse("form-ending", "--output", ending=ENDINGS[kind])
    return out, kind


def write_form(form: Form, out: Path, kind: FormKind, labels: Labels) -> int:
    """Write a form and return the number of its questions; LexgapError where the file cannot be written."""
    from assess.base.output import replace_file

    if kind == "word":
        from assess.forms.questionnaire import write_questionnaire as writer
    else:
        from assess.forms.book import write_workbook as writer
    replace_file(out, writer(form, labels))
    return sum(map(len, form.parts.values()))


def merge_form(
    root: Path,
    case: Case,
    file: Path,
    take: Sequence[str] = (),
    by: str = "",
    at: str = "",
    before: Seen | None = None,
) -> Merged:
    """Return what a filled form changes in a case that was read from `root`; nothing is written.

    `take` names the records whose conflicts the form decides. `by` is who imports, `at` the moment
    (2026-03-01T14:05:00+03:00), `before` how the folder was before the case was read. Raises LexgapError for a file
    that is no form of this case, and WrongUse for a conflict to take that there is not.
    """
    from assess.forms.complete import Hand
    from assess.forms.importing import prepare
    from assess.forms.logged import logged

    result = prepare(root, case, file, tuple(take), Hand(by.strip(), at[:10]))
    for name in sorted({*take} - result.taken):
        known = list(dict.fromkeys(conflict.key for conflict in result.merge.conflicts))
        raise WrongUse("conflict", "--take", name=name, known=known or ["–"])
    if not result.files:
        return Merged(result, None)
    files = {**result.files, **logged(root, result, by.strip(), at)}
    return Merged(result, Proposal(root, files, before))


def settle_rows(
    root: Path,
    case: Case,
    names: Sequence[str],
    by: str,
    at: str,
    labels: Labels,
    before: Seen | None = None,
) -> tuple[Unsettled, ...]:
    """Drop rows of forms that were refused, and conflicts, of these elements, ids or articles; return them.

    The log keeps what was dropped, in the words of `labels`. Raises LexgapError for names of none, without a name of
    who drops them, and where the files cannot be written.
    """
    from assess.review.settling import chosen_rows, dropped

    rows = chosen_rows(case, names)
    files = dropped(root, case, rows, by.strip(), at, labels.workbook.settled_log)
    Proposal(root, files, before).write()
    return rows
