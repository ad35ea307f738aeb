"""What stands behind the cells of the page, as compact data: every text once, every provision once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from assess.model.terms import RATINGS
from assess.speak.marks import Mark
from assess.speak.page import Page
from assess.speak.words import COLOURS, REPORTED
from assess.states.places import by_name

_UNSAFE: dict[str, str | int | None] = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def as_script(data: object) -> str:
    """Return data as JSON that may stand in a script element: nothing in it can end the element or open a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.translate(str.maketrans(_UNSAFE))


def css(mark: Mark) -> str:
    """Return the style classes of a mark: its own, and `range` for a range.

    A grade given to an option has the key of the grade and a colour of its own, and so a class of its own.
    """
    own = "k-" + re.sub(r"[^A-Za-z0-9_-]", "_", mark.key)
    if mark.key in COLOURS and mark.fill != COLOURS[mark.key][0]:
        return f"{own}_option"
    return f"{own} range" if "-" in mark.key else own


def order(key: str) -> float:
    """Return where a mark stands when articles or States are sorted: a range behind the rating in its middle."""
    bounds = [RATINGS.index(part) for part in key.split("-") if part in RATINGS]
    if bounds:
        return sum(bounds) / len(bounds) + (max(bounds) - min(bounds)) / 10
    return {"none": 10, "out": 10.5, **{text: 11 + at for at, text in enumerate(REPORTED)}}.get(
        key, 20
    )


class Payload:
    """Collects texts, marks, elements and provisions of a view, each under the number by which cells name it."""

    def __init__(self, view: Page):
        self.view = view
        self.strings: dict[str, int] = {"": 0}
        self.marks: dict[Mark, int] = {}
        self.elements: dict[tuple, int] = {}
        self.provisions: dict[tuple, int] = {}
        self.asks, self.names = dict(view.asks), dict(view.names)
        self.reasons: dict[tuple, int] = {}
        for entry in view.legend:
            self.mark(entry)
        self.cells = [[self.cell(cell) for cell in state.cells] for state in view.states]
        for old, new in ((change.old, change.new) for change in view.changes):
            self.mark(old), self.mark(new)
        for spread in (
            *view.by_article,
            *view.by_part,
            *view.by_group,
            *view.reported_by_article,
            *view.years,
        ):
            for item, _ in spread.counts:
                self.mark(item)
        self.written = [self.wrote(rows) for _, rows in view.wrote if rows]

    def text(self, text: str) -> int:
        """Return the number of a text."""
        return self.strings.setdefault(text, len(self.strings))

    def mark(self, mark: Mark) -> int:
        """Return the number of a mark."""
        return self.marks.setdefault(mark, len(self.marks))

    def provision(self, page: Page) -> int:
        """Return the number of a provision with all that is said on it."""
        result = (
            self.text(page.law),
            self.text(page.number),
            self.mark(page.mark) if page.mark else -1,
            *map(self.text, (page.force, page.missing, page.quote, page.note)),
            tuple(map(self.text, page.sources)),
            self.text(page.confidence),
        )
        return self.provisions.setdefault(result, len(self.provisions))

    def element(self, page: Page) -> list[int]:
        """Return an element of a cell: number of the element, of its mark, of its note, then of its provisions."""
        numbers = (
            self.text(page.id),
            self.text(self.asks.get(page.id, "")),
            self.text(page.name),
            self.text(page.weight),
            2 if page.party_act else int(page.rated),
        )
        number = self.elements.setdefault(numbers, len(self.elements))
        return [
            number,
            self.mark(page.mark),
            self.text(page.note),
            *map(self.provision, page.provisions),
        ]

    def cell(self, page: Page) -> list:
        """Return a cell: mark, note, known, counted, elements, provisions, reasons, reach."""
        return [
            self.mark(page.mark),
            self.text(page.note),
            page.known,
            page.counted,
            [self.element(element) for element in page.elements],
            [self.provision(provision) for provision in page.provisions],
            [self.reason(reason) for reason in page.reasons],
            self.text(page.reach),
        ]

    def reason(self, page: Page) -> int:
        """Return the number of an element with what is said of it: id, name, sentence."""
        numbers = (self.text(page.element), self.text(page.name), self.text(page.text))
        return self.reasons.setdefault(numbers, len(self.reasons))

    def wrote(self, rows: Iterable[Page]) -> list[list[object]]:
        """Return the States of an article that wrote something: State, mark, provisions, what they lack."""
        at = {state.key: number for number, state in enumerate(self.view.states)}
        return [
            [
                at[row.state],
                self.mark(row.mark),
                [self.provision(provision) for provision in row.provisions],
                [self.reason(lack) for lack in row.lacks],
            ]
            for row in rows
        ]

    def data(self, with_wrote: bool) -> dict:
        """Return all of it; `with_wrote` where the page's script makes the tables of provisions."""
        view, labels = self.view, self.view.labels.compared
        places = {
            name: at
            for at, name in enumerate(sorted({state.name for state in view.states}, key=by_name))
        }
        return {
            "language": view.language,
            "rtl": view.rtl,
            "states": [
                [
                    state.name,
                    int(state.reported),
                    state.tier,
                    state.known,
                    state.counted,
                    list(state.groups),
                    places[state.name],
                ]
                for state in view.states
            ],
            "articles": [
                [article.number, article.heading, article.part] for article in view.articles
            ],
            "marks": [[mark.letter, mark.label, css(mark)] for mark in self.marks],
            "order": [order(mark.key) for mark in self.marks],
            "elements": list(self.elements),
            "provisions": list(self.provisions),
            "cells": self.cells,
            "reasons": list(self.reasons),
            "wrote": self.written if with_wrote else None,
            "strings": list(self.strings),
            "words": {
                **{
                    key: labels.words[key]
                    for key in (
                        "sources",
                        "confidence",
                        "missing",
                        "element",
                        "grade",
                        "provisions",
                        "known",
                        "party_act",
                        "not_rated",
                        "state",
                        "rating",
                        "lacks",
                        "reported",
                    )
                },
                **{
                    key: labels.page[key]
                    for key in ("sort_row", "sort_column", "shown", "to_state", "no_element")
                },
                "told": labels.notes.reported,
                "of": labels.of,
                "comma": view.labels.comma,
                "semicolon": view.labels.semicolon,
            },
        }
