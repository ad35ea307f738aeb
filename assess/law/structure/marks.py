"""By what a law marks its articles: a word, bare numbers, or a pattern that a user typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from assess.law.structure.lines import Line, standing
from assess.law.structure.numbering import Label, article_label, read_number, successors

_BARE = re.compile(r"(\d{1,4}[A-Z]{0,3})\s?\.(?!\d)")
_BARER = re.compile(r"(\d{1,4}[A-Z]{0,3})(?=\s+[A-Z“‘])")
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
        if reads == "heading" or (reads == "text" and each_line.ends_open):
            counts[label.word] += 1
        if not place or not lines[place - 1].leads_in:
            inline.setdefault(label.word, []).append((place, label.value))
    by_form = any(counts[word] >= 2 for word in counts)
    numbered = next(
        (
            place
            for place, line in enumerate(lines)
            if not line.quoted and (label := _bare(line)) and label.value == (1,)
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
    bare = _numbered_only(lines, family)
    first = min((pairs[0][0] for pairs in inline.values()), default=len(lines))
    if bare:
        return Marks(
            _outermost(lines), "bare", not by_form and (first < numbered or any(runs.values()))
        )
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


def _bare(line: Line) -> Label | None:
    """Read `4A.`, or `4A` before a heading, at the start of a line: how the Commonwealth numbers its sections."""
    match = _BARE.match(line.plain)
    if not match and line.ends_open and len(line.text) <= _LONGEST:
        match = _BARER.match(line.plain)
    number = read_number(match[1]) if match else None
    return Label("bare", number.id, number.value, match.end()) if match and number else None


def _outermost(lines: list[Line]) -> Callable[[Line], Label | None]:
    """Return what reads bare numbers where lists stand in lists: only those of the outermost list are sections.

    A list is what counts on; a number by itself further out is none.
    """
    depths: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
    for place, each_line in enumerate(lines):
        if label := _bare(each_line):
            depths.setdefault(each_line.block.depth, []).append((place, label.value))
    outer = next((depth for depth in sorted(depths) if _run(depths[depth], 0)), min(depths))
    return lambda line: _bare(line) if line.block.depth == outer else None


def _numbered_only(lines: list[Line], family: str) -> bool:
    """Whether bare numbers run through the law before any word for an article is met."""
    value: tuple[int, ...] = ()
    for line in lines:
        if (
            family
            and (label := article_label(line.plain))
            and label.word == family
            and standing(line, label.end) != "reference"
        ):
            return len(value) > 0 and value[0] >= 3
        label = _bare(line) if not line.quoted else None
        value = label.value if label and label.value in successors(value) else value
    return bool(value) and not family
