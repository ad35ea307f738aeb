"""A case made larger: its instrument and findings repeated under new numbers."""

from __future__ import annotations

from dataclasses import replace

from assess.model.case import Case
from assess.model.instrument import Article


def scaled(case: Case, times: int) -> Case:
    """Return the case with every article, finding, analysis and recommendation there `times` times."""
    instrument = case.instrument
    articles = tuple(_article(one, copy) for copy in range(times) for one in instrument.articles)
    copies = range(times)
    findings = tuple(
        replace(one, element=_renamed(one.element, copy))
        for copy in copies
        for one in case.findings
    )
    analyses = tuple(
        replace(one, article=_renamed(one.article, copy))
        for copy in copies
        for one in case.analyses
    )
    measures = tuple(
        replace(
            one,
            id=f"{one.id}-{copy}",
            elements=tuple(_renamed(name, copy) for name in one.elements),
        )
        for copy in range(times)
        for one in case.recommendations
    )
    return replace(
        case,
        instrument=replace(instrument, articles=articles),
        findings=findings,
        analyses=analyses,
        recommendations=measures,
    )


def _renamed(name: str, copy: int) -> str:
    article, dot, rest = name.partition(".")
    return f"{copy * 100 + int(article)}{dot}{rest}"


def _article(one: Article, copy: int) -> Article:
    elements = tuple(replace(two, id=_renamed(two.id, copy)) for two in one.elements)
    return replace(one, article=_renamed(one.article, copy), elements=elements)
