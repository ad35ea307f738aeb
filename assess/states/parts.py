"""What the Word report and the workbook of a comparison of States both ask of its view."""

from __future__ import annotations

from assess.speak.marks import Mark
from assess.states.marks import REPORTED
from assess.states.types import ProvisionView, ReasonView, StatesView, StateView


def assessed(view: StatesView) -> tuple[StateView, ...]:
    """Return the States that were assessed, in order."""
    return tuple(one for one in view.states if not one.reported)


def reported(view: StatesView) -> tuple[StateView, ...]:
    """Return the States of which published sources report, in order."""
    return tuple(one for one in view.states if one.reported)


def legends(view: StatesView) -> tuple[list[Mark], list[Mark]]:
    """Return the marks of the assessed States, then those of the reported ones.

    All single ratings are there; of the ranges only those that occur, and what occurs without being in the legend.
    """
    told = {mark.key: mark for mark in view.legend if mark.key in REPORTED}
    rated = {mark.key: mark for mark in view.legend if mark.key not in REPORTED}
    used = {cell.mark.key: cell.mark for one in view.states for cell in one.cells}
    for key, mark in used.items():
        (told if key in REPORTED else rated).setdefault(key, mark)
    return [mark for key, mark in rated.items() if "-" not in key or key in used], list(
        told.values()
    )


def group_names(view: StatesView) -> dict[str, str]:
    """Return for each State, by its key, the names of its groups in one line."""
    names = {one.id: one.name for one in view.groups}
    return {
        one.key: view.labels.comma.join(names.get(group, group) for group in one.groups)
        for one in view.states
    }


def reported_number(state: StateView) -> int:
    """Return on how many articles a source says anything, if only in general."""
    return sum(cell.mark.key != "nothing_seen" for cell in state.cells)


def element_names(view: StatesView) -> dict[str, str]:
    """Return what each element is called, with its id beside it."""
    return {id: ReasonView(id, name).line for id, name in view.names}


def provisions(view: StatesView) -> dict[tuple[str, str], dict[ProvisionView, list[str]]]:
    """Return, for each State and article by key and number, every provision with the elements that it answers.

    What an article's page of other States' wording has is there too, each provision once.
    """
    found: dict[tuple[str, str], dict[ProvisionView, list[str]]] = {}
    for state in view.states:
        for article, cell in zip(view.articles, state.cells):
            here = found.setdefault((state.key, article.number), {})
            for element in cell.elements:
                for one in element.provisions:
                    here.setdefault(one, []).append(element.id)
            for one in cell.provisions:
                here.setdefault(one, [])
    for number, states in view.wrote:
        for state in states:
            for one in state.provisions:
                found.setdefault((state.state, number), {}).setdefault(one, [])
    return found
