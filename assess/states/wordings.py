"""How each State wrote an article: its provisions in force, the best first, and what they lack."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assess.answers import Bounds, CitationAnswer, ElementAnswer
from assess.base.text import Text
from assess.model.terms import GRADES, RATINGS, UNKNOWN
from assess.speak.values import Value, phrase, spaced
from assess.states.frames import sort_of
from assess.states.record import Column, Comparison
from assess.states.types import NamedElement, ProvisionView, StateView, WroteView, cell_mark


@dataclass(frozen=True)
class Lacking:
    """An element that falls short in one State."""

    answer: ElementAnswer
    missing: tuple[Text, ...]  # what its citations say is missing
    apart: bool = False  # it is met by another offence only

    @property
    def text(self) -> Value:
        """Return its grade and what is missing: as cited, or else the sentence of the checklist."""
        asked = self.answer.asked
        missing: Value = asked.shortfall or asked.asks
        if self.missing or self.apart:
            missing = spaced(*self.missing, phrase("sentences.apart") if self.apart else "")
        return phrase("compared.lacks", state=self.answer.mark, missing=missing)


@dataclass(frozen=True)
class Wrote:
    """How one State wrote an article."""

    key: str
    bounds: Bounds
    citations: tuple[CitationAnswer, ...]  # in force, the best first
    lacks: tuple[Lacking, ...]  # binding elements that fall short
    unknown: tuple[str, ...]  # binding elements of which nobody can say yet whether they are met


def wrote(comparison: Comparison, articles: Iterable[str] = ()) -> dict[str, tuple[Wrote, ...]]:
    """Return for each article (all, or those named) how the States wrote it: those that meet it first.

    A State without any provision in force for it is left out. The details of every column are read once.
    """
    wanted = tuple(articles) or comparison.numbers
    rows: dict[str, list[Wrote]] = {article: [] for article in wanted}
    for column in comparison.columns:
        elements: dict[str, list[ElementAnswer]] = {}
        for element in comparison.details[column.key].elements:
            elements.setdefault(element.article, []).append(element)
        for article in wanted:
            wording = _wrote(column, article, elements.get(article, []))
            if wording.citations:
                rows[article].append(wording)
    return {
        article: tuple(sorted(wordings, key=lambda wording: _rank(wording.bounds)))
        for article, wordings in rows.items()
    }


def _wrote(column: Column, article: str, elements: list[ElementAnswer]) -> Wrote:
    cited: list[CitationAnswer] = []
    for element in elements:
        cited += [citation for citation in element.cited if citation.counts]
    cited.sort(key=lambda citation: GRADES.index(citation.counts_as))
    binding = [element for element in elements if element.asked.binds]
    return Wrote(
        column.key,
        column.article(article).bounds,
        tuple(cited),
        tuple(
            _lacking(element)
            for element in binding
            if sort_of(element.state) in ("absent", "partly")
        ),
        tuple(element.id for element in binding if element.state in UNKNOWN),
    )


def _lacking(element: ElementAnswer) -> Lacking:
    counting = [citation for citation in element.cited if citation.counts]
    missing = dict.fromkeys(citation.lacks for citation in counting if citation.lacks)
    return Lacking(element, tuple(missing), any(citation.apart for citation in counting))


def _rank(bounds: Bounds) -> tuple[int, int]:
    if not bounds:
        return len(RATINGS), len(RATINGS)
    return RATINGS.index(bounds[0]), RATINGS.index(bounds[1])


def wrote_views(
    comparison: Comparison, assessed: tuple[StateView, ...], reported: tuple[StateView, ...]
) -> tuple[tuple[str, tuple[WroteView, ...]], ...]:
    """Return for each article how the States wrote it: those that meet it first, what is only reported last."""
    names = {state.key: state.name for state in assessed}
    provisions = _provisions(assessed)
    rows = []
    for place, (article, wordings) in enumerate(wrote(comparison).items()):
        views = []
        for wording in wordings:
            key = wording.key
            cited = [provisions[id(citation)] for citation in wording.citations]
            views.append(
                WroteView(
                    key,
                    names[key],
                    cell_mark(wording.bounds),
                    False,
                    tuple(dict.fromkeys(cited)),
                    tuple(
                        NamedElement(lack.answer.id, lack.answer.name, lack.text)
                        for lack in wording.lacks
                    ),
                )
            )
        for state in reported:
            cell = state.cells[place]
            if cell.provisions:
                views.append(WroteView(state.key, state.name, cell.mark, True, cell.provisions, ()))
        rows.append((article, tuple(views)))
    return tuple(rows)


def _provisions(assessed: tuple[StateView, ...]) -> dict[int, ProvisionView]:
    """Return every provision as it is shown, by the identity of its citation."""
    provisions: dict[int, ProvisionView] = {}
    for state in assessed:
        for cell in state.cells:
            for element in cell.elements:
                for citation, provision in zip(element.answer.cited, element.provisions):
                    provisions[id(citation)] = provision
    return provisions
