"""What the Word report asks of a comparison's page, and the workbook of the typed view behind it."""

from __future__ import annotations

from typing import Any

from assess.speak.values import Value, commas
from assess.speak.words import REPORTED


def assessed(page: Any) -> tuple[Any, ...]:
    """Return the States that were assessed, in order."""
    return tuple(state for state in page.states if not state.reported)


def reported(page: Any) -> tuple[Any, ...]:
    """Return the States of which published sources report, in order."""
    return tuple(state for state in page.states if state.reported)


def legends(page: Any) -> tuple[list[Any], list[Any]]:
    """Return the marks of the assessed States, then those of the reported ones.

    All single ratings are there; of the ranges only those that occur, and what occurs without being in the legend.
    """
    result = {mark.key: mark for mark in page.legend if mark.key in REPORTED}
    rated = {mark.key: mark for mark in page.legend if mark.key not in REPORTED}
    used = {cell.mark.key: cell.mark for state in page.states for cell in state.cells}
    for key, mark in used.items():
        (result if key in REPORTED else rated).setdefault(key, mark)
    shown = [mark for key, mark in rated.items() if "-" not in key or key in used]
    return shown, list(result.values())


def group_names(page: Any) -> dict[str, Value]:
    """Return for each State, by its key, the names of its groups in one line."""
    names = {group.id: group.name for group in page.groups}
    return {
        state.key: commas(names.get(group, group) for group in state.groups)
        for state in page.states
    }


def reported_number(state: Any) -> int:
    """Return on how many articles a source says anything, if only in general."""
    return sum(cell.mark.key != "nothing_seen" for cell in state.cells)


def element_names(page: Any) -> dict[str, str]:
    """Return what each element is called, with its id beside it."""
    return {
        element: name if name == element else f"{name} ({element})" for element, name in page.names
    }


def provisions(page: Any) -> dict[tuple[str, str], dict[Any, list[str]]]:
    """Return, for each State and article by key and number, every provision with the elements that it answers.

    What an article's page of other States' wording has is there too, each provision once.
    """
    texts: dict[tuple[str, str], dict[Any, list[str]]] = {}
    for state in page.states:
        for article, cell in zip(page.articles, state.cells):
            here = texts.setdefault((state.key, article.number), {})
            for element in cell.elements:
                for provision in element.provisions:
                    here.setdefault(provision, []).append(element.id)
            for provision in cell.provisions:
                here.setdefault(provision, [])
    for number, states in page.wrote:
        for state in states:
            for provision in state.provisions:
                texts.setdefault((state.state, number), {}).setdefault(provision, [])
    return texts
