"""Which lines open an article, a part or a schedule: decided by form, by evidence of the whole law, by sequence."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from dataclasses import dataclass, replace

from assess.law.structure.lines import Line, standing
from assess.law.structure.marks import contents_of, filled, marks_of
from assess.law.structure.numbering import (
    Label,
    other_value,
    part_label,
    schedule_label,
    successors,
)

_LONGEST = 200  # letters of a line that can be the heading of a part or a schedule


@dataclass(frozen=True)
class Head:
    """A line that opens an article, a part or a schedule."""

    place: int  # number of the line
    kind: str  # article, part, schedule, contents (a line of a table of contents)
    label: Label
    prefix: str = ""  # what goes before the id, in a decree or an annex with numbers of its own
    quoted: bool = False  # an article of another law, within an article that amends it
    unsure: str = ""


def heads_of(lines: list[Line], pattern: str = "") -> list[Head]:
    """Return the heads of a law in the order of its lines.

    `pattern` (`Rule {n}`, or a regular expression between slashes with a group for the number) alone marks articles.
    Raises ValueError for a pattern without a place for the number.
    """
    marks = marks_of(lines, pattern)
    read, family = marks.read, marks.family
    articles = [
        (place, label)
        for place, line in enumerate(lines)
        if not line.quoted and not line.block.row and not line.block.note
        for label in (read(line),)
        if label
    ]
    articles = in_order(filled(lines, articles, family))
    listed = contents_of(articles)
    others = _others(lines, {place for place, _ in articles}, family)
    heads: list[Head] = []
    if listed:
        begin, end = articles[0][0], articles[listed - 1][0]
        heads = [Head(place, "contents", articles[0][1]) for place in range(begin, end + 1)]
        others = [
            head
            for head in others
            if not begin - 3 <= head.place <= end + 12 or head.place > articles[listed][0] - 4
        ]
        articles = articles[listed:]
    runs_on = sum(standing(lines[place], label.end) == "text" for place, label in articles)
    style = "bare" if family == "bare" else "runs_on" if runs_on > len(articles) / 2 else ""
    schedules = [head.place for head in others if head.kind == "schedule"]
    first = next(
        (schedule for schedule in schedules if articles and schedule > articles[0][0]), len(lines)
    )
    others = [
        head
        for head in others
        if head.kind != "schedule"
        or (head.place >= first and not _goes_through(articles, head.place))
    ]
    schedules = [head.place for head in others if head.kind == "schedule"]
    starts = [0, *schedules, len(lines)]
    for start, stop in zip(starts, starts[1:]):
        inside = [article for article in articles if start <= article[0] < stop]
        heads += _in_sequence(lines, inside, others, style)
    if marks.contested:
        heads = [
            replace(head, unsure=head.unsure or "marks_disagree")
            if head.kind == "article"
            else head
            for head in heads
        ]
    return sorted(heads + others, key=lambda head: head.place)


def in_order(articles: list[tuple[int, Label]]) -> list[tuple[int, Label]]:
    """Return the articles with the values of two letters read as their neighbours ask for.

    94AA may be put in after 94A, or come after 94Z; 4ZA stands before 4A.
    """
    values: list[tuple[int, Label]] = []
    before: tuple[int, ...] = ()
    for place, label in articles:
        other = other_value(label)
        if other and label.value not in successors(before) and _comes_next(before, other):
            label = replace(label, value=other)
        before = label.value or before
        values.append((place, label))
    return values


def _comes_next(before: tuple[int, ...], value: tuple[int, ...]) -> bool:
    """Whether a value of letters may come after another, with at most a few repealed between."""
    if value in successors(before):
        return True
    alike = len(before) == len(value) and before[:-1] == value[:-1]
    return alike and before[-1] >= 26 and 0 < value[-1] - before[-1] <= 4


def _goes_through(articles: list, place: int) -> bool:
    """Whether the numbers of the articles go on after a line, so that it opens no schedule."""
    index = bisect(articles, place, key=lambda article: article[0])
    if not 0 < index < len(articles):
        return False
    before, after = articles[index - 1][1].value, articles[index][1].value
    return after != (1,) and after in successors(before)


def _others(lines: list[Line], taken: set[int], family: str) -> list[Head]:
    """Return the heads of parts and schedules."""
    heads = []
    for place, line in enumerate(lines):
        if (
            place in taken
            or line.quoted
            or line.block.row
            or line.block.note
            or line.block.kind
            or len(line.text) > _LONGEST
        ):
            continue
        label, kind = schedule_label(line.plain), "schedule"
        if label is None:
            label, kind = part_label(line.plain), "part"
        if (
            label is None
            or (kind == "part" and label.word == family)
            or (label.word == "section" and family in ("bare", "paragraph"))
        ):
            continue
        reads = standing(line, label.end)
        wrapped = place > 0 and lines[place - 1].leads_in
        fits = reads == "heading" or (reads == "text" and line.ends_open)
        if fits and not wrapped and not (line.ends_full and len(line.text) > label.end + 80):
            heads.append(Head(place, kind, label))
    return heads


def _in_sequence(lines: list[Line], articles: list, others: list[Head], style: str) -> list[Head]:
    """Return the articles of a stretch of the law whose numbers make sense, and say which ones hardly do.

    `style` is how the law marks them: `bare` numbers, or labels after which the text `runs_on` without a sign.
    """
    last_place = {label.value: place for place, label in articles}
    runs: list[list[Head]] = [[]]
    value, amending = (), False
    for index, (place, label) in enumerate(articles):
        following = articles[index + 1][1].value if index + 1 < len(articles) else ()
        later = (
            any(last_place.get(successor, -1) > place for successor in successors(value))
            if value
            else False
        )
        colon = place > 0 and lines[place - 1].text.endswith((":", ":-", "：", ": -"))
        verdict = _verdict(lines, place, label, value, style, amending or colon, later, following)
        if verdict in ("no", "wrapped"):
            continue
        if verdict == "restart":
            runs.append([])
        amending = verdict == "quoted"
        outlier = amending or (
            verdict in ("number_gap", "number_back") and following in successors(value)
        )
        unsure = {"quoted": "article_quoted", "next": "", "restart": ""}.get(verdict, verdict)
        runs[-1].append(Head(place, "article", label, quoted=amending, unsure=unsure))
        value = value if outlier or not label.value else label.last or label.value
    return _prefixed([run for run in runs if run], others)


def _verdict(
    lines: list[Line],
    place: int,
    label: Label,
    value: tuple[int, ...],
    style: str,
    foreign: bool,
    later: bool,
    following: tuple[int, ...],
) -> str:
    """Say what a line with the label of an article is, `value` being the number of the article before it."""
    line = lines[place]
    if not label.value or label.value in successors(value):
        wrapped = place and lines[place - 1].leads_in and not line.block.heading and style != "bare"
        return "wrapped" if wrapped else "next"
    if style == "bare":
        return "number_gap" if label.value > value else "no"
    if place and (lines[place - 1].leads_in or lines[place - 1].text.endswith((",", "،"))):
        return "no"
    if not value:
        return "number_first"
    anew = label.value == (1,) and following in successors((1,))
    if foreign and later and not anew:
        return "quoted"
    if label.value == (1,):
        return "restart"
    if (
        standing(line, label.end) == "text"
        and style != "runs_on"
        and not (label.value > value and line.ends_open)
    ):
        return "no"
    if label.value == value:
        return "number_repeated"
    return "number_gap" if label.value > value else "number_back"


def _prefixed(runs: list[list[Head]], others: list[Head]) -> list[Head]:
    """Name the runs of numbers that begin again at 1: those of a decree, of parts that count anew, of annexes."""
    if len(runs) < 2:
        return [head for run in runs for head in run]
    parts = [head.place for head in others if head.kind == "part"]
    main = max(runs, key=len)
    if len(runs) > 3 and all(_after_part(run, parts) for run in runs):
        return [replace(head, prefix="@part") for run in runs for head in run]
    heads: list[Head] = []
    before = after = 0
    for run in runs:
        if run is main:
            heads += run
            continue
        decree = run[0].place < main[0].place
        before, after = before + decree, after + (not decree)
        name, number = ("decree", before) if decree else ("annex", after)
        heads += _own_numbers(run, name if number == 1 else f"{name} {number}")
    return heads


def _own_numbers(run: list[Head], prefix: str) -> list[Head]:
    doubt = "decree_assumed" if prefix.startswith("decree") else "annex_assumed"
    return [
        replace(head, prefix=prefix, unsure=head.unsure or (doubt if head is run[0] else ""))
        for head in run
    ]


def _after_part(run: list[Head], parts: list[int]) -> bool:
    return any(run[0].place - 3 <= number < run[0].place for number in parts)


def nesting(heads: list[Head]) -> list[str]:
    """Return the words for parts (book, chapter …), the outermost first.

    Every legal system nests them in its own way. The order of their first appearance is taken, but for words of which
    one follows the other without an article between more often than the other way round.
    """
    parts = [head for head in heads if head.kind == "part"]
    together = Counter(
        (head.label.word, after.label.word)
        for head, after in zip(heads, heads[1:])
        if head.kind == after.kind == "part"
    )
    order: list[str] = []
    for word in dict.fromkeys(part.label.word for part in parts):
        inner = (
            place
            for place, other in enumerate(order)
            if together[word, other] > together[other, word]
        )
        order.insert(next(inner, len(order)), word)
    return order
