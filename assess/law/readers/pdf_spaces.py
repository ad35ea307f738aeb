"""Signs on a line of a PDF, and where a word ends among them: gaps decide, since files hold spaces within words."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple


class Sign(NamedTuple):
    """One letter or sign of a page and the box that it takes up, with the white around it."""

    letter: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    base: float  # height of the line that it stands on
    divides: bool = False  # a hyphen that divides a word at the end of a line


def groups(line: list[Sign]) -> list[list[int]]:
    """Return the signs of a line by index, from left to right: those in one box together, marks with their letter."""
    numbers: list[list[int]] = []
    marks: list[int] = []
    for index, sign in enumerate(line):
        if not sign.letter.strip():
            continue
        if unicodedata.combining(sign.letter):
            marks.append(index)
        elif numbers and line[numbers[-1][-1]][1:5] == sign[1:5] and sign.x1 > sign.x0:
            numbers[-1].append(index)
        else:
            numbers.append([index])
    numbers.sort(key=lambda group: line[group[0]].x0 + line[group[0]].x1)
    for index in marks:
        middle = (line[index].x0 + line[index].x1) / 2
        nearest = min(
            numbers,
            default=None,
            key=lambda group: (
                max(line[group[0]].x0 - middle, middle - line[group[0]].x1, 0),
                abs(group[0] - index),
            ),
        )
        if nearest is None:
            numbers.append([index])
        else:
            nearest.append(index)
    return numbers


def gaps(line: list[Sign], groups: list[list[int]]) -> list[float]:
    """Return the gaps between the `groups`, which stand from left to right, as shares of the size of type."""
    return [
        (line[right[0]].x0 - line[left[0]].x1) / max(line[left[0]].size, 1)
        for left, right in zip(groups, groups[1:], strict=False)
    ]


def least_gap(lines: Iterable[list[Sign]]) -> float:
    """Return the gap from which on a space stands between two signs: somewhat below half of the usual space."""
    widths: list[float] = []
    for line in lines:
        widths += [gap for gap in gaps(line, groups(line)) if gap > 0.1]
        if len(widths) > 2000:
            break
    usual = sorted(widths)[len(widths) // 2] if widths else 0.3
    return min(max(0.45 * usual, 0.1), 0.2)
