"""Which law, and which of its provisions, somebody means who writes them on the command line as lawyers do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.base.problems import Problem
    from assess.model.case import Case, Law


def law_meant(case: Case, typed: str) -> Law | None:
    """Return the law of that id, or the only one that is called so: `Republic Act No. 5`; None where none is."""
    return case.law(typed) or _law_called(case, typed)


def _law_called(case: Case, typed: str) -> Law | None:
    from assess.forms.naming import BESIDE_A_LAW, Naming

    naming = Naming(case)
    laws = {law for _, law, rest in naming.called(typed) if BESIDE_A_LAW.fullmatch(rest)}
    return case.law(laws.pop()) if len(laws) == 1 else None


def known_law(case: Case, typed: str) -> Law:
    """Return the law of that id or name; LexgapError where the case has none, or several are called so."""
    from assess.base.problems import NOWHERE, LexgapError, nearest, problem

    law = law_meant(case, typed)
    if law is None:
        names = [text for law in case.laws for _, text in (*law.short.by, *law.title.by)]
        near = nearest(typed, [law.id for law in case.laws]) or nearest(typed, names)
        raise LexgapError([problem("unknown-law", NOWHERE, id=typed, nearest=near)])
    return law


def law_and_names(case: Case, typed: str, names: Sequence[str]) -> tuple[Law, tuple[str, ...]]:
    """Return the law that is meant and the names of its provisions; a citation such as `Section 22 of Act 5` is both.

    Raises LexgapError where the case has no such law.
    """
    from assess.forms.naming import Naming

    law = law_meant(case, typed)
    if law is not None:
        return law, tuple(names)
    owners = {law for _, law, _ in Naming(case).called(typed)}
    if len(owners) == 1:
        return known_law(case, owners.pop()), (typed, *names)
    return known_law(case, typed), ()


def provisions_cited(
    case: Case, law: Law, typed: str, language: str
) -> tuple[tuple[str, ...], list[Problem]]:
    """Return the numbers of the provisions of a law that a citation means, or why it means none for certain."""
    from assess.base.problems import NOWHERE, problem
    from assess.forms.naming import Naming
    from assess.forms.unresolved import Reasons
    from assess.load.labels import labels

    alone = replace(case, laws=(law,))
    naming = Naming(alone, language)
    references = naming.resolve_all(typed)
    if references:
        return tuple(reference.partition(":")[2] for reference in references), []
    code, words = Reasons(alone, naming, language, labels(language).comma).why(typed)
    return (), [problem(code, NOWHERE, value=typed, **words)]
