"""The comparison of States as a Word document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from assess.base import paths
from assess.base.output import replace_file
from assess.speak.marks import Mark
from assess.speak.page import Page, words_of
from assess.states import parts as states_parts
from assess.states.types import different
from assess.write.excel import patterns
from assess.write.word import charts, template
from assess.write.word.tags import Tags
from assess.write.word.template import Filling, Report, clean

MOST_COLUMNS = 25  # articles beside each other on a landscape page
MOST_KEPT = 15  # States in a block of the matrix that is not broken
MOST_WROTE = (
    6_000  # provisions of all States; where there are more, each article has its first States alone
)
MOST_WHOLE = 1_000  # characters of a row that is not broken over pages
MOST_STATES = 12
_MOST_BARS = 22  # that a portrait page holds


@dataclass(frozen=True)
class Block:
    """As many articles of the matrix as stand beside each other."""

    # number of an article, shade of its head, which changes with the part
    numbers: tuple[tuple[str, str], ...]
    parts: str  # which part each article belongs to, in one line
    rows: tuple[tuple[Page, tuple[Mark, ...]], ...]

    @property
    def kept(self) -> int:
        """Whether the block is short enough to stand on one page: 1, else 0."""
        return int(len(self.rows) <= MOST_KEPT)


def write(view: Page, out: Path) -> None:
    """Write the comparison to `out`, whole or not at all; raises LexgapError where the file cannot be written."""
    report = Report(paths.template("states", "states.docx"), view)
    report.fill(_filling)
    report.describe(
        title=lambda page: page.title,
        comments=lambda page: page.disclaimer,
        subject=lambda page: page.instrument,
        author=lambda page: page.program,
        last_modified_by=lambda page: page.program,
    )
    replace_file(out, report.save)


def _filling(page: Page, tags: Tags) -> Filling:
    """Return what the template can name, and its filters for the matrix and for provisions."""
    provisions, names = states_parts.provisions(page), states_parts.element_names(page)

    def answers(provision: Page, state: str, number: str) -> str:
        elements = dict.fromkeys(provisions[state, number][provision])
        return page.labels.comma.join(names.get(element, element) for element in elements)

    return context(page), {
        "pattern": patterns.in_word,
        "lines": patterns.lines,
        "drawn": tags.drawn,
        "whole": _whole,
        "answers": answers,
    }


def context(view: Page) -> dict[str, Any]:
    """Return what the template can name: every field of the view, and what a page wants arranged otherwise."""
    assessed, reported = states_parts.assessed(view), states_parts.reported(view)
    ratings, result = states_parts.legends(view)
    return {
        **template.context(view),
        "assessed": assessed,
        "reported": reported,
        "states_assessed": different(entry.key for entry in assessed),
        "not_compared_said": _not_compared(view),
        "ratings": ratings,
        "told": result,
        "heat": blocks(view, assessed),
        "heat_reported": blocks(view, reported),
        "group_names": {
            state: words_of(view).say(names)
            for state, names in states_parts.group_names(view).items()
        },
        "state_names": {state.key: state.name for state in view.states},
        "group_sources": _group_sources(view),
        "headed": {article.number: article for article in view.articles},
        "named": {entry.key: states_parts.reported_number(entry) for entry in reported},
        "seen": {entry.key: _seen(view, entry) for entry in reported},
        "written": written(view),
        "figures": _figures(view),
        "surpassed": _surpassed(view),
        "charts_ranks": _ranks(view),
        "changed": [
            (state, list(outcome))
            for state, outcome in groupby(view.changes, key=lambda change: change.state)
        ],
    }


def blocks(view: Page, states: tuple[Page, ...]) -> tuple[Block, ...]:
    """Return the matrix of some States in blocks of nearly the same number of articles, each fit for a page."""
    if not states or not view.articles:
        return ()
    number = -(-len(view.articles) // MOST_COLUMNS)
    size = -(-len(view.articles) // number)
    return tuple(
        _block(view, states, first, first + size) for first in range(0, len(view.articles), size)
    )


def _block(view: Page, states: tuple[Page, ...], first: int, last: int) -> Block:
    parts = {part.id: at for at, part in enumerate(view.parts)}
    titles = {part.id: part.title for part in view.parts}
    articles = view.articles[first:last]
    numbers = tuple(
        (article.number, ("E6ECEF", "CBD6DC")[parts.get(article.part, 0) % 2])
        for article in articles
    )
    runs = (
        (part, [entry.number for entry in run])
        for part, run in groupby(articles, key=lambda article: article.part)
    )
    form = view.labels.compared_office.part_line
    text = view.labels.compared_office.between.join(
        form.format(
            part=titles.get(part, part),
            numbers=result[0] if len(result) == 1 else f"{result[0]}–{result[-1]}",
        )
        for part, result in runs
    )
    return Block(
        numbers,
        text,
        tuple((state, tuple(cell.mark for cell in state.cells[first:last])) for state in states),
    )


def _whole(page: Page) -> int:
    """Return 1 if the row of a provision is short enough to stand on one page, else 0."""
    return int(sum(map(len, (page.quote, page.missing, page.note, *page.sources))) <= MOST_WHOLE)


def _group_sources(view: Page) -> list[tuple[str, str]]:
    """Return each source of groups once, with the names of the groups."""
    texts: dict[str, list[str]] = {}
    for group in view.groups:
        texts.setdefault(group.source, []).append(group.name)
    return [(source, view.labels.comma.join(names)) for source, names in texts.items() if source]


def _seen(view: Page, state: Page) -> tuple[tuple[Page, Mark, str], ...]:
    """Return the articles of which a source says anything, with what it names, or its verdict, in one line."""
    semicolon, comma = view.labels.semicolon, view.labels.comma
    return tuple(
        (
            article,
            cell.mark,
            semicolon.join(
                dict.fromkeys(
                    (
                        *(
                            comma.join(
                                word
                                for word in (provision.law, provision.number, provision.force)
                                if word
                            )
                            for provision in cell.provisions
                        ),
                        *((cell.note,) if cell.note else ()),
                    )
                )
            ),
        )
        for article, cell in zip(view.articles, state.cells)
        if cell.provisions or cell.mark.key != "nothing_seen"
    )


@dataclass(frozen=True)
class Written:
    """How States wrote an article."""

    article: Page
    full: tuple[Page, ...]  # assessed States
    told: tuple[Page, ...]  # reported ones, as the template names them
    more: str  # how many assessed States are left to the workbook, in a sentence


def written(view: Page) -> tuple[Written, ...]:
    """Return the articles that anyone has written; where a document would grow past use, the first States of each."""
    articles = {article.number: article for article in view.articles}
    most = (
        MOST_STATES
        if sum(len(state.provisions) for _, states in view.wrote for state in states) > MOST_WROTE
        else None
    )
    form, writings = view.labels.compared_office.wrote_more, []
    for number, states in view.wrote:
        full = [
            state for state in states if not state.reported and (state.provisions or state.lacks)
        ]
        own_states = tuple(state for state in states if state.reported and state.provisions)
        shown = tuple(full[:most])
        more = form.format(shown=len(shown), number=len(full)) if len(shown) < len(full) else ""
        if full or own_states:
            writings.append(Written(articles[number], shown, own_states, more))
    return tuple(writings)


def _figures(view: Page) -> dict[str, list[tuple[str, charts.Bars]]]:
    """Return the pictures of how ratings are spread: by part, by group and by year."""
    labels, legend = view.labels.compared_office, states_parts.legends(view)[0]
    wanted = {
        "parts": (labels.by_part, [(entry.name, entry.counts) for entry in view.by_part]),
        "groups": (
            labels.by_group,
            [(spread.name, spread.counts) for spread in view.by_group if spread.total],
        ),
        "years": (
            labels.years,
            [
                (labels.year_line.format(year=year.year, number=year.states), year.counts)
                for year in view.years
            ],
        ),
    }
    return {
        key: [
            (
                title,
                _roomy(
                    charts.of_spread(
                        view,
                        title,
                        tuple(_short(name) for name, _ in piece),
                        [dict(counts) for _, counts in piece],
                        legend,
                    )
                ),
            )
            for piece in _pieces(pairs)
        ]
        for key, (title, pairs) in wanted.items()
    }


def _roomy(bars: charts.Bars) -> charts.Bars:
    """Return the bars with room for two lines beside each, where a name needs them; else some names are not drawn."""
    return replace(bars, high=0.95) if max(map(len, bars.categories), default=0) > 22 else bars


def _short(name: str, longest: int = 60) -> str:
    name = " ".join(clean(name).split())
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


def _pieces(result: list) -> list[list]:
    """Cut what is too long for one picture into pieces of nearly the same length."""
    if not result:
        return []
    number = -(-len(result) // _MOST_BARS)
    size = -(-len(result) // number)
    return [result[at : at + size] for at in range(0, len(result), size)]


def _ranks(view: Page) -> list[charts.Bars]:
    """Return the pictures of the intervals in which ranks lie."""
    labels = view.labels.compared_office
    tiers = [tier for tier in view.tiers if tier.best]
    last = max((tier.worst for tier in tiers), default=0)
    return [_intervals(labels, piece, last) for piece in _pieces(tiers)]


def _intervals(wording: Any, piece: list[Page], last: int) -> charts.Bars:
    hidden, shown = (
        Mark("start", "", wording.ranks, "", ""),
        Mark("ranks", "", wording.ranks, "4C7A92", "FFFFFF"),
    )
    names = tuple(_short(page.name, 40) for page in piece)
    described = " ".join(
        [
            wording.ranks_figure,
            *(
                wording.rank_line.format(state=name, ranks=_short(page.ranks))
                for name, page in zip(names, piece)
            ),
        ]
    )
    return _roomy(
        charts.Bars(
            wording.ranks_figure,
            names,
            (
                (hidden, tuple(page.best - 0.5 for page in piece)),
                (shown, tuple(page.worst - page.best + 1 for page in piece)),
            ),
            described,
            last + 1,
        )
    )


def _not_compared(view: Page) -> str:
    """Return which columns tell no changes, and why; empty where there is none."""
    names = words_of(view).many(view.not_compared)
    return view.labels.compared.not_compared.format(day=view.since, names=names) if names else ""


def _surpassed(view: Page) -> list[tuple[str, list[str]]]:
    """Return each State that dominates others, with a line for each of these."""
    form = view.labels.compared_office.dominance_line
    lines: dict[str, list[str]] = {}
    for pair in view.dominance:
        line = form.format(state=pair.worse, articles=pair.articles, strict=pair.strict)
        lines.setdefault(pair.better, []).append(line)
    return list(lines.items())
