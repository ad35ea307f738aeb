"""“The rest of this article: no provision found”, said in one row → a statement of each element without an answer."""

from __future__ import annotations

from collections.abc import Iterator

from assess.base.problems import Problem, problem
from assess.forms.answers import Answers
from assess.forms.complete import Place
from assess.forms.decide import Change, place
from assess.forms.fields import CITATIONS, NOT_FOUND, Record, empty, is_search
from assess.forms.form import Row
from assess.forms.records import label


def rest_found(answers: Answers) -> Iterator[Change | Problem]:
    """Yield a statement of each element that the rows of whole articles cover, once all other rows are read.

    These are the elements that the form asks and neither it nor the case answers. One of which a row was refused, or
    of which somebody says why it is open, stays open.
    """
    for article, row in answers.rest.items():
        record, faults = answers.values.read(CITATIONS, row.cells, {})
        if empty(record) and not faults:
            continue
        if not faults and not is_search(record):
            words = answers.values.labels
            faults = [
                problem(
                    "rest-unfit",
                    place(answers.values.file, row, "grade"),
                    article=article,
                    nothing=label("states", NOT_FOUND, words),
                )
            ]
        if not faults:
            record = answers.completer.completed(CITATIONS, record)
            faults = list(answers.completer.lacks(CITATIONS, article, record, _place(answers, row)))
        yield from faults or _statements(answers, article, row, record)


def _place(answers: Answers, row: Row) -> Place:
    return lambda name: place(answers.values.file, row, name)


def _statements(answers: Answers, number: str, row: Row, record: Record) -> Iterator[Change]:
    cells = {key: cell.at for key, cell in row.cells.items()}
    answers.touched.add(("citations", number))
    article = answers.completer.case.instrument.article(number)
    records = answers.filled.base.records
    for element in article.elements if article else ():
        asked = ("findings", element.id) in records and element.id in answers.there
        left = element.id not in answers.refused and element.id not in answers.answered
        if asked and left and not _is_answered(answers, element.id):
            answers.touched.add(("citations", element.id))
            yield Change("add", "citations", element.id, {}, record, row.at, cells)


def _is_answered(answers: Answers, element: str) -> bool:
    """Whether the case itself says anything of an element but a remark."""
    finding = answers.findings.get(element)
    return finding is not None and bool(
        finding.citations or finding.not_found or finding.not_applicable or finding.not_assessed
    )
