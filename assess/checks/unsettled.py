"""What forms said and nobody has settled: rows that were refused, and conflicts."""

from __future__ import annotations

from collections.abc import Iterator

from assess.base.problems import Problem, problem
from assess.checks.ids import named
from assess.model.case import Case


def forms_settled(case: Case) -> Iterator[Problem]:
    """Rows of forms that were refused, and conflicts, each until somebody settles it."""
    elements = case.instrument.by_id()
    for one in case.unsettled:
        name = named(elements[one.id]) if one.id in elements else one.id or "–"
        form = f"{one.form} ({one.by})" if one.by else one.form
        if one.kind == "refused":
            yield problem(
                "row-refused",
                one.place,
                name=name,
                id=one.id or "all",
                form=form,
                where=one.at,
                typed=one.theirs,
                why=one.why,
            )
        else:
            yield problem(
                "row-in-conflict",
                one.place,
                name=name,
                id=one.id or "all",
                form=form,
                where=one.at,
                ours=one.ours or "–",
                theirs=one.theirs or "–",
                origin=one.ours_from or "–",
            )
