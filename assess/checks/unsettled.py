"""What forms said and nobody has settled: rows that were refused, and conflicts."""

from __future__ import annotations

from collections.abc import Iterator

from assess.base.problems import Problem, problem
from assess.checks.ids import named
from assess.model.case import Case


def forms_settled(case: Case) -> Iterator[Problem]:
    """Rows of forms that were refused, and conflicts, each until somebody settles it."""
    elements = case.instrument.by_id()
    for row in case.unsettled:
        name = named(elements[row.id]) if row.id in elements else row.id or "–"
        form = f"{row.form} ({row.by})" if row.by else row.form
        if row.kind == "refused":
            yield problem(
                "row-refused",
                row.place,
                name=name,
                id=row.id or "all",
                form=form,
                where=row.at,
                typed=row.theirs,
                why=row.why,
            )
        else:
            yield problem(
                "row-in-conflict",
                row.place,
                name=name,
                id=row.id or "all",
                form=form,
                where=row.at,
                ours=row.ours or "–",
                theirs=row.theirs or "–",
                origin=row.ours_from or "–",
            )
