"""By what a law marks its articles: a word, bare numbers, or a pattern that a user typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from assess.law.structure.bare import bare_label, bare_run
from assess.law.structure.lines import Line, standing
from assess.law.structure.numbering import (
    Label,
    article_label,
    read_number,
    schedule_label,
    successors,
)

_LONGEST = 200  # letters of a line that can be the heading of a section
_TOP = 6  # first lines of a law, in which its only article begins
_IN = ("في", "فى", "على")  # an article may begin with them, and so may what follows a reference


@dataclass(frozen=True)
class Marks:
    """How the labels of articles are read."""

    read: Callable[[Line], Label | None]
    family: str = ""  # the word for an article, `bare` where there is none
    contested: bool = False  # whether other lines count as if they were the articles


def marks_of(lines: list[Line], pattern: str = "") -> Marks:
    """Return how a law marks its articles; raises ValueError for a pattern without a place for the number."""
    return Marks(_by_pattern(pattern)) if pattern else _reader(lines)


def _by_pattern(pattern: str) -> Callable[[Line], Label | None]:
    """Return what reads a label by a pattern that a user typed."""
    if pattern.startswith("/") and pattern.endswith("/") and len(pattern) > 2:
        try:
            form = re.compile(pattern[1:-1])
        except re.error as fault:
            raise ValueError(str(fault)) from fault
        if not form.groups:
            raise ValueError("group")
        return lambda line: _matched(line, form)
    before, place, after = pattern.partition("{n}")
    if not place:
        raise ValueError("{n}")
    opening = re.compile(r"\s*".join(map(re.escape, before.split())) + r"\s*", re.IGNORECASE)
    closing = re.compile(r"\s*" + r"\s*".join(map(re.escape, after.split())))
    return lambda line: _typed(line, opening, closing)


def _matched(line: Line, form: re.Pattern) -> Label | None:
    match = form.match(line.plain)
    number = read_number(match[1]) if match and match[1] else None
    return Label("pattern", number.id, number.value, match.end()) if match and number else None


def _typed(line: Line, opening: re.Pattern, closing: re.Pattern) -> Label | None:
    match = opening.match(line.plain)
    number = read_number(line.plain, match.end()) if match else None
    end = closing.match(line.plain, number.end) if number else None
    return Label("pattern", number.id, number.value, end.end()) if number and end else None


def _reader(lines: list[Line]) -> Marks:
    """Decide by which word the law counts its articles, by the lines that read like labels and by the sequence."""
    counts: Counter[str] = Counter()
    inline: dict[str, list[tuple[int, tuple[int, ...]]]] = {}
    for place, each_line in enumerate(lines):
        label = (
            article_label(each_line.plain)
            if not each_line.quoted and not each_line.block.row
            else None
        )
        reads = standing(each_line, label.end) if label and label.value else "reference"
        if label is None or (reads == "reference" and not _begins_in(lines, place, label)):
            continue
        if place and schedule_label(lines[place - 1].plain):
            continue  # the section that a schedule belongs to, named below its heading
        if reads == "heading" or (reads == "text" and each_line.ends_open):
            counts[label.word] += 1
        if not place or not lines[place - 1].leads_in:
            inline.setdefault(label.word, []).append((place, label.value))
    by_form = any(counts[word] >= 2 for word in counts)
    numbered = next(
        (
            place
            for place, line in enumerate(lines)
            if not line.quoted and (label := bare_label(line)) and label.value == (1,)
        ),
        len(lines),
    )
    runs = {word: _run(pairs, min(_TOP, numbered)) for word, pairs in inline.items()}
    counts |= Counter({word: size for word, size in runs.items() if size})
    family = next(
        (word for word in ("article", "paragraph", "section", "chapter") if counts[word] >= 2),
        next(iter(counts), ""),
    )
    if counts["section"] > 3 * counts["article"]:
        family = "section"
    run = _run_of_numbers(lines)
    bare = _numbered_only(lines, family, run)
    first = min((pairs[0][0] for pairs in inline.values()), default=len(lines))
    if bare:
        by_line = {id(lines[place]): label for place, label in run.items()}
        contested = not by_form and (first < numbered or any(runs.values()))
        return Marks(lambda line: by_line.get(id(line)), "bare", contested)
    return Marks(
        lambda line: _of_family(line, family), family, not by_form and numbered < first < len(lines)
    )


def _run(pairs: list[tuple[int, tuple[int, ...]]], top: int) -> int:
    """Return how many labels count on without a gap, 0 where that says nothing.

    Two that begin at 1 say that text runs on after the numbers of articles, or three that begin elsewhere, or a
    single 1 in the lines above `top`.
    """
    value, size = pairs[0][1], 1
    for _, following in pairs[1:]:
        if following in successors(value):
            value, size = following, size + 1
    starts = pairs[0][1] == (1,)
    alone = starts and len(pairs) == 1 and pairs[0][0] < top
    return size if alone or size >= (2 if starts else 3) else 0


def filled(
    lines: list[Line], articles: list[tuple[int, Label]], family: str
) -> list[tuple[int, Label]]:
    """Add the articles that begin with the word for `in` or `on`, as what follows a reference does.

    Only where the text runs on after most numbers, after a line that ends a sentence, and where the number fits
    between that of the article before and that of the article after.
    """
    runs_on = sum(standing(lines[place], label.end) == "text" for place, label in articles)
    if family not in ("article", "chapter") or runs_on <= len(articles) / 2:
        return articles
    taken = {label.value for _, label in articles}
    more = [
        (place, label)
        for place, line in enumerate(lines)
        for label in (article_label(line.plain),)
        if label
        and label.word == family
        and label.value not in taken
        and _begins_in(lines, place, label)
    ]
    both = sorted(articles + more, key=lambda known: known[0])
    known = {place for place, _ in articles}
    return [
        (place, label)
        for index, (place, label) in enumerate(both)
        if place in known
        or label.value in successors(both[index - 1][1].value if index else ())
        and (index + 1 == len(both) or both[index + 1][1].value in successors(label.value))
    ]


def _begins_in(lines: list[Line], place: int, label: Label) -> bool:
    """Whether a line with a label may be an article that begins with the word for `in` or `on`."""
    line, before = lines[place], lines[place - 1] if place else None
    if line.quoted or line.block.row or not label.value:
        return False
    free = before is None or before.ends_full or (label.value == (1,) and not before.leads_in)
    return free and line.plain[label.end :].split(maxsplit=1)[:1] in ([text] for text in _IN)


def _of_family(line: Line, family: str) -> Label | None:
    label = article_label(line.plain)
    if label is None or label.word != family or standing(line, label.end) == "reference":
        return None
    if family == "chapter" and not any(text.isdigit() for text in line.plain[: label.end]):
        return None  # الفصل الأول is a chapter, الفصل 87 an article
    return label


def _run_of_numbers(lines: list[Line]) -> dict[int, Label]:
    """Return the sections of a law that marks them by bare numbers alone, in each of its stretches.

    Where lists stand in lists, only those of the outermost list are sections: of what counts on, and no number alone.
    """
    depths: dict[int, list[tuple[int, Label]]] = {}
    for place, each_line in enumerate(lines):
        if label := bare_label(each_line):
            depths.setdefault(each_line.block.depth, []).append((place, label))
    if not depths:
        return {}
    runs = {depth: [(place, label.value) for place, label in depths[depth]] for depth in depths}
    outer = next((depth for depth in sorted(depths) if _run(runs[depth], 0)), min(depths))
    listed = depths[outer][: contents_of(depths[outer])]
    begin = listed[-1][0] + 1 if listed else 0
    starts = [begin, *(place for place in _schedules(lines) if place > begin), len(lines)]
    run = dict(listed)
    for start, stop in zip(starts, starts[1:]):
        run |= bare_run(
            lines, [place for place in range(start, stop) if lines[place].block.depth == outer]
        )
    return run


def contents_of(articles: list[tuple[int, Label]]) -> int:
    """Return how many of the first articles are lines of a table of contents: close together, and all there again."""
    number = 0
    while (
        number + 1 < len(articles)
        and articles[number + 1][1].value > articles[number][1].value
        and articles[number + 1][0] - articles[number][0] <= 4
    ):
        number += 1
    again = {label.value for _, label in articles[: number + 1]} - {
        label.value for _, label in articles[number + 1 :]
    }
    close = number > 2 and articles[number][0] - articles[0][0] <= 1.8 * number
    return number + 1 if close and len(again) <= 0.2 * number else 0


def _schedules(lines: list[Line]) -> list[int]:
    """Return the lines that are nothing but the name of a schedule, after which numbers begin anew."""
    return [
        place
        for place, line in enumerate(lines)
        if place and len(line.text) <= _LONGEST and line.ends_open and schedule_label(line.plain)
    ]


def _numbered_only(lines: list[Line], family: str, run: dict[int, Label]) -> bool:
    """Whether bare numbers run through the law before any word for an article is met."""
    if not family:
        return bool(run)
    first = next(
        (
            place
            for place, line in enumerate(lines)
            if (label := article_label(line.plain))
            and label.word == family
            and standing(line, label.end) != "reference"
        ),
        len(lines),
    )
    before = [label.value for place, label in run.items() if place < first]
    return bool(before) and before[-1][0] >= 3
