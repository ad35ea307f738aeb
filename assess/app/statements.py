"""That somebody searched laws for what is open in articles of a case and found nothing, said in one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assess.app.cases import Proposal
from assess.app.wrong import WrongUse

if TYPE_CHECKING:
    from datetime import date

    from assess.base.output import Seen
    from assess.model.case import Case
    from assess.model.day import Day
    from assess.review.statements import Searched, Statements


@dataclass(frozen=True)
class Search:
    """A search as it was made, and the elements that it is the answer to."""

    searched: Searched
    statements: Statements
    proposal: Proposal | None  # none where nothing is open


def state_search(
    root: Path,
    case: Case,
    names: Sequence[str],
    by: str,
    as_of: date,
    today: date,
    laws: Sequence[str] = (),
    since: Day | None = None,
    until: Day | None = None,
    note: str = "",
    before: Seen | None = None,
) -> Search:
    """Return what it comes to that `by` searched today for articles or elements in laws and found nothing.

    Without `laws`, the search was made in those that are in force on the day `as_of` and whose text was read. `before`
    is how the folder was before the case was read. Raises LexgapError for names of nothing, articles that are closed,
    laws that nobody can have searched; WrongUse where no law is left, or the search does not cover the day.
    """
    from assess.base.problems import NOWHERE, LexgapError, problem
    from assess.review.statements import (
        Searched,
        covers,
        meant,
        readable_laws,
        searched_laws,
        statement_files,
    )

    if not by.strip():
        raise LexgapError([problem("review-nameless", NOWHERE)])
    ids = tuple(law.id for law in readable_laws(case, as_of))
    ids = searched_laws(case, laws) if laws else ids
    searched = Searched(by.strip(), today, ids, since, until, note.strip())
    if not searched.laws:
        raise WrongUse("no-laws", day=as_of)
    if since and until and until.last <= since.first:
        reversed_ = problem("dates-reversed", NOWHERE, id="not_found", since=since, until=until)
        raise LexgapError([reversed_])
    if not covers(case, searched, as_of):
        raise WrongUse("search-uncovered", day=as_of)
    statements = meant(case, names, as_of)
    if not statements.elements:
        return Search(searched, statements, None)
    files = statement_files(root, case, statements.elements, searched, as_of)
    return Search(searched, statements, Proposal(root, files, before))
