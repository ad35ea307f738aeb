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
    bounds = [RATINGS.index(one) for one in key.split("-") if one in RATINGS]
    if bounds:
        return sum(bounds) / len(bounds) + (max(bounds) - min(bounds)) / 10
    return {"none": 10, "out": 10.5, **{one: 11 + at for at, one in enumerate(REPORTED)}}.get(
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
        for one in view.legend:
            self.mark(one)
        self.cells = [[self.cell(cell) for cell in state.cells] for state in view.states]
        for old, new in ((one.old, one.new) for one in view.changes):
            self.mark(old), self.mark(new)
        for spread in (
            *view.by_article,
            *view.by_part,
            *view.by_group,
            *view.reported_by_article,
            *view.years,
        ):
            for one, _ in spread.counts:
                self.mark(one)
        self.written = [self.wrote(rows) for _, rows in view.wrote if rows]

    def text(self, text: str) -> int:
        """Return the number of a text."""
        return self.strings.setdefault(text, len(self.strings))

    def mark(self, mark: Mark) -> int:
        """Return the number of a mark."""
        return self.marks.setdefault(mark, len(self.marks))

    def provision(self, one: Page) -> int:
        """Return the number of a provision with all that is said on it."""
        found = (
            self.text(one.law),
            self.text(one.number),
            self.mark(one.mark) if one.mark else -1,
            *map(self.text, (one.force, one.missing, one.quote, one.note)),
            tuple(map(self.text, one.sources)),
            self.text(one.confidence),
        )
        return self.provisions.setdefault(found, len(self.provisions))

    def element(self, one: Page) -> list[int]:
        """Return an element of a cell: number of the element, of its mark, of its note, then of its provisions."""
        found = (
            self.text(one.id),
            self.text(self.asks.get(one.id, "")),
            self.text(one.name),
            self.text(one.weight),
            2 if one.party_act else int(one.rated),
        )
        number = self.elements.setdefault(found, len(self.elements))
        return [
            number,
            self.mark(one.mark),
            self.text(one.note),
            *map(self.provision, one.provisions),
        ]

    def cell(self, one: Page) -> list:
        """Return a cell: mark, note, known, counted, elements, provisions, reasons, reach."""
        return [
            self.mark(one.mark),
            self.text(one.note),
            one.known,
            one.counted,
            [self.element(two) for two in one.elements],
            [self.provision(two) for two in one.provisions],
            [self.reason(two) for two in one.reasons],
            self.text(one.reach),
        ]

    def reason(self, one: Page) -> int:
        """Return the number of an element with what is said of it: id, name, sentence."""
        found = (self.text(one.element), self.text(one.name), self.text(one.text))
        return self.reasons.setdefault(found, len(self.reasons))

    def wrote(self, rows: Iterable[Page]) -> list[list[object]]:
        """Return the States of an article that wrote something: State, mark, provisions, what they lack."""
        at = {one.key: number for number, one in enumerate(self.view.states)}
        return [
            [
                at[one.state],
                self.mark(one.mark),
                [self.provision(two) for two in one.provisions],
                [self.reason(two) for two in one.lacks],
            ]
            for one in rows
        ]

    def data(self, with_wrote: bool) -> dict:
        """Return all of it; `with_wrote` where the page's script makes the tables of provisions."""
        view, said = self.view, self.view.labels.compared
        places = {
            one: at for at, one in enumerate(sorted({one.name for one in view.states}, key=by_name))
        }
        return {
            "language": view.language,
            "rtl": view.rtl,
            "states": [
                [
                    one.name,
                    int(one.reported),
                    one.tier,
                    one.known,
                    one.counted,
                    list(one.groups),
                    places[one.name],
                ]
                for one in view.states
            ],
            "articles": [[one.number, one.heading, one.part] for one in view.articles],
            "marks": [[one.letter, one.label, css(one)] for one in self.marks],
            "order": [order(one.key) for one in self.marks],
            "elements": list(self.elements),
            "provisions": list(self.provisions),
            "cells": self.cells,
            "reasons": list(self.reasons),
            "wrote": self.written if with_wrote else None,
            "strings": list(self.strings),
            "words": {
                **{
                    key: said.words[key]
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
                    key: said.page[key]
                    for key in ("sort_row", "sort_column", "shown", "to_state", "no_element")
                },
                "told": said.notes.reported,
                "of": said.of,
                "comma": view.labels.comma,
                "semicolon": view.labels.semicolon,
            },
        }
