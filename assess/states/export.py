"""A comparison of States → tables as plain data: CSV, JSON, Parquet; the schema is docs/data.md."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any

from assess.answers import (
    CITATION_DATA,
    NOTHING_COUNTS,
    ArticleAnswer,
    Bounds,
    CitationAnswer,
    bounds_text,
)
from assess.base.output import replace_content
from assess.load.labels import labels
from assess.model.day import Day
from assess.model.instrument import Article, Element
from assess.model.profiled import ReportedProfile, ReportedProvision, ReportedTreaty, TreatyDate
from assess.rating.rate import Index
from assess.speak.values import Joined, Label, Value
from assess.speak.words import Words
from assess.states.figures import Figures
from assess.states.record import Change, Comparison, SourceAnswer
from assess.states.record import Column as State
from assess.table import Column, Kind, Table, datum, within
from assess.write.formats import FORMATS

SCHEMA = "lexgap-states-3"
Rows = Callable[[Comparison, Figures], Iterable[Any]]


@dataclass(frozen=True)
class DataTable:
    """A table of the export: its columns, and what yields its rows."""

    columns: tuple[Column, ...]
    rows: Rows


def table(name: str, comparison: Comparison, figures: Figures) -> Table:
    """Return a table of TABLES with its rows."""
    columns, rows = TABLES[name].columns, TABLES[name].rows
    return Table(name, Label("data", name), columns, tuple(rows(comparison, figures)))


def words_of(comparison: Comparison) -> Words:
    """Return the words of the language that leads in a comparison, in which its data are told."""
    language = comparison.languages[0]
    return Words(labels(language), language)


def write_states_data(
    kind: str,
    folder: Path,
    name: str,
    comparison: Comparison,
    figures: Figures,
    recipe: Mapping,
    disclaimer: str,
) -> list[Path]:
    """Write the tables in one of the FORMATS of data, with schema, disclaimer and recipe beside; return the paths.

    Raises LexgapError for a file that cannot be written, and where a library that the format needs is not installed.
    """
    tables = (table(key, comparison, figures) for key in TABLES)
    about = {"schema": SCHEMA, "disclaimer": disclaimer, "recipe": recipe}
    paths = []
    for ending, content in FORMATS[kind].files(tables, words_of(comparison), about):
        path = folder / f"{name}.{ending}"
        replace_content(path, content)
        paths.append(path)
    return paths


# --- columns ----------------------------------------------------------------------------------------------------------


def _of_state(path: str = "") -> tuple[Column, ...]:
    """Return the columns that name a State on its day, which `path` leads to."""
    begin = f"{path}." if path else ""
    return (
        datum("key", "id", f"{begin}key"),
        datum("iso", "id", f"{begin}iso"),
        datum("state", "text", f"{begin}name"),
    )


def _as_of(path: str = "") -> Column:
    return datum("as_of", "date", f"{path}.as_of" if path else "as_of")


def _ends(low: str, high: str, path: str) -> tuple[Column, Column]:
    """Return the lowest and the highest rating of bounds that `path` leads to."""
    bounds = attrgetter(path)

    def end(at: int) -> Callable[[Any], str | None]:
        return lambda row: bounds(row)[at] if bounds(row) else None

    return datum(low, "id", end(0)), datum(high, "id", end(1))


def _or_none(path: str) -> Callable[[Any], Any]:
    """Return what gets an attribute, or None where it is empty."""
    get = attrgetter(path)
    return lambda row: get(row) or None


# --- the rows of each table -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _StateRow:
    """A State with its indices; None where too little is known."""

    state: State
    index: Index | None
    safeguards: Index | None


def _states(comparison: Comparison, _: Figures) -> Iterator[_StateRow]:
    for state in comparison.columns:
        yield _StateRow(state, _known_index(state.index), _known_index(state.safeguards))


def _known_index(index: Index) -> Index | None:
    return index if index.told else None


_STATES = (
    datum("key", "id", "state.key"),
    datum("case", "id", "state.case"),
    datum("iso", "id", "state.iso"),
    datum("state", "text", "state.name"),
    _as_of("state"),
    datum("day_from", "id", "state.day_from"),
    datum("assume", "ids", "state.assume"),
    datum("stage", "term", "state.stage"),
    datum("depth", "term", "state.depth"),
    datum("checklist", "id", "state.checklist"),
    datum("rule", "id", "state.rule"),
    datum("case_sha256", "id", "state.case_sha256"),
    datum("elements_known", "integer", "state.known"),
    datum("elements_counted", "integer", "state.counted"),
    datum("index", "index"),
    datum("safeguards", "index"),
    datum("undeclared", "ids", lambda row: [element for element, _ in row.state.undeclared]),
    datum("warnings", "integer", "state.warnings"),
    datum("withheld", "integer", "state.withheld"),
)


@dataclass(frozen=True)
class _ArticleRow:
    """An article in one State."""

    state: State
    article: Article
    answer: ArticleAnswer


def _articles(comparison: Comparison, _: Figures) -> Iterator[_ArticleRow]:
    for state in comparison.columns:
        for article, answer in zip(comparison.instrument.articles, state.articles):
            yield _ArticleRow(state, article, answer)


def _reasons(row: _ArticleRow) -> list[Value]:
    return [
        Joined((reason.name, reason.text), "colon") if reason.text else reason.name
        for reason in row.answer.reasons
    ]


_ARTICLES = (
    *_of_state("state"),
    _as_of("state"),
    datum("article", "number", "answer.number"),
    datum("part", "id", "article.part"),
    datum("core", "flag", "article.core"),
    datum("rating", "id", lambda row: bounds_text(row.answer.bounds)),
    *_ends("rating_low", "rating_high", "answer.bounds"),
    *_ends("computed_low", "computed_high", "answer.rule_bounds"),
    datum("override_by", "text", _or_none("answer.override_by")),
    datum("override_reason", "text", _or_none("answer.override_reason")),
    datum("elements_counted", "integer", "answer.counted"),
    datum("elements_known", "integer", "answer.known"),
    datum("elements_met", "integer", "answer.met"),
    datum("taken_out", "integer", "answer.taken_out"),
    datum("value", "index", "answer.mean"),
    datum("decided_by", "ids", "answer.deciders"),
    datum("reasons", "list", _reasons),
)


@dataclass(frozen=True)
class _ElementRow:
    """An element in one State."""

    state: State
    element: Element
    standing: str
    at_least: str
    at_most: str


def _elements(comparison: Comparison, _: Figures) -> Iterator[_ElementRow]:
    elements = comparison.instrument.elements()
    for state in comparison.columns:
        for element in elements:
            yield _ElementRow(state, element, *state.states[element.id])


_ELEMENTS = (
    *_of_state("state"),
    _as_of("state"),
    datum("element", "id", "element.id"),
    datum("name", "text", "element.name"),
    datum("article", "number", "element.article"),
    datum("level", "term", "element.level"),
    datum("weight", "term", "element.weight"),
    datum("rated", "flag", "element.rated"),
    datum("party_act", "flag", "element.party_act"),
    datum("standing", "term"),
    datum("at_least", "term"),
    datum("at_most", "term"),
)


@dataclass(frozen=True)
class _CitationRow:
    """A citation of an element in one State."""

    key: str
    element: str
    citation: CitationAnswer


def _citations(comparison: Comparison, _: Figures) -> Iterator[_CitationRow]:
    for state in comparison.columns:
        for element in comparison.details[state.key].elements:
            for citation in element.cited:
                yield _CitationRow(state.key, element.id, citation)


_CITATIONS = (
    datum("key", "id"),
    datum("element", "id"),
    *within("citation", CITATION_DATA),
)


@dataclass(frozen=True)
class _SourceRow:
    """A source of one State's case."""

    key: str
    source: str
    record: SourceAnswer
    address: str  # as it is written, in whichever language


def _sources(comparison: Comparison, _: Figures) -> Iterator[_SourceRow]:
    lead = comparison.languages[0]
    for state in comparison.columns:
        for key, record in comparison.details[state.key].sources.items():
            yield _SourceRow(state.key, key, record, record.address.get(lead)[0])


_SOURCES = (
    datum("key", "id"),
    datum("source", "id"),
    datum("grade", "term", "record.grade"),
    datum("address", "text"),
    datum("holds", "text", "record.holds"),
)

_WAYS = ("mean", "geometric", "weakest")


@dataclass(frozen=True)
class _Placed:
    """A State in the order."""

    state: State
    rank: Any  # None where it has none
    dominates: int
    dominated: int
    left_out: str | None

    def of_rank(self, name: str) -> Any:
        """Return what its rank says; None where it has none."""
        return getattr(self.rank, name) if self.rank else None


def _statistics(comparison: Comparison, figures: Figures) -> Iterator[_Placed]:
    ranking, order = figures.ranking, figures.dominance
    for place, state in enumerate(comparison.columns):
        yield _Placed(
            state,
            ranking.ranks.get(place),
            order.dominates[place],
            order.dominated[place],
            ranking.left_out.get(place),
        )


def _score(way: int) -> Callable[[_Placed], tuple[float, float] | None]:
    return lambda row: row.rank.scores[way] if row.rank else None


_STATISTICS = (
    *_of_state("state"),
    datum("tier", "integer", lambda row: row.of_rank("tier")),
    datum("tiers_by_way", "list", lambda row: list(map(str, row.of_rank("tier_by_way") or ()))),
    datum("rank_best", "integer", lambda row: row.of_rank("best")),
    datum("rank_worst", "integer", lambda row: row.of_rank("worst")),
    datum(
        "ranks_by_way",
        "list",
        lambda row: [f"{low}-{high}" for low, high in row.of_rank("by_way") or ()],
    ),
    *(datum(f"score_{way}", "index", _score(at)) for at, way in enumerate(_WAYS)),
    datum("dominates", "integer"),
    datum("dominated", "integer"),
    datum("left_out", "term"),
)


@dataclass(frozen=True)
class _Pair:
    """A State that dominates another."""

    better: str
    worse: str
    articles: int
    strict: int
    direct: bool


def _dominance(comparison: Comparison, figures: Figures) -> Iterator[_Pair]:
    keys = [state.key for state in comparison.columns]
    for pair in figures.dominance.pairs:
        yield _Pair(keys[pair.better], keys[pair.worse], pair.articles, pair.strict, pair.direct)


_DOMINANCE = (
    datum("better", "id"),
    datum("worse", "id"),
    datum("articles", "integer"),
    datum("strict", "integer"),
    datum("direct", "flag"),
)


@dataclass(frozen=True)
class _YearRow:
    """An article in one State at the end of a year."""

    key: str
    year: str
    article: str
    bounds: Bounds


def _years(comparison: Comparison, _: Figures) -> Iterator[_YearRow]:
    for state in comparison.columns:
        for year, ratings in state.years.items():
            for article, bounds in zip(comparison.numbers, ratings):
                yield _YearRow(state.key, year, article, bounds)


_YEARS = (
    datum("key", "id"),
    datum("year", "id"),
    datum("article", "number"),
    datum("counts", "flag", lambda row: row.bounds != NOTHING_COUNTS),
    *_ends("rating_low", "rating_high", "bounds"),
)


@dataclass(frozen=True)
class _ChangeRow:
    """An article of a State whose rating changed."""

    key: str
    change: Change


def _changes(comparison: Comparison, _: Figures) -> Iterator[_ChangeRow]:
    for state in comparison.columns:
        for change in state.changes:
            yield _ChangeRow(state.key, change)


def _moved_elements(row: _ChangeRow) -> list[Value]:
    """Return how elements changed: `2.take: not_assessed > met`."""
    return [_moved(moved.id, moved.old, moved.new) for moved in row.change.elements]


def _moved_laws(row: _ChangeRow) -> list[Value]:
    return [_moved(law.name, law.old, law.new) for law in row.change.laws]


def _moved(name: Value, old: str, new: str) -> Value:
    return Joined((name, f"{old} > {new}"), "colon")


_CHANGES = (
    datum("key", "id"),
    datum("article", "number", "change.article"),
    *_ends("old_low", "old_high", "change.old"),
    *_ends("new_low", "new_high", "change.new"),
    datum("elements", "list", _moved_elements),
    datum("laws", "list", _moved_laws),
)


@dataclass(frozen=True)
class _ReportedRow:
    """What a source reports on an article of a State."""

    iso: str
    provision: ReportedProvision


def _reported(comparison: Comparison, _: Figures) -> Iterator[_ReportedRow]:
    for profile in comparison.profiles:
        for provision in profile.provisions:
            yield _ReportedRow(profile.iso, provision)


def _reported_column(key: str, kind: Kind) -> Column:
    return datum(key, kind, _or_none(f"provision.{key}"))


_REPORTED = (
    datum("iso", "id"),
    _reported_column("article", "number"),
    _reported_column("law", "text"),
    _reported_column("provision", "text"),
    _reported_column("verdict", "term"),
    _reported_column("verdict_scope", "term"),
    _reported_column("as_of", "id"),
    _reported_column("law_status", "term"),
    _reported_column("link", "term"),
    _reported_column("source_tier", "term"),
    datum("sources", "list", "provision.source"),
    _reported_column("note", "text"),
    _reported_column("source_note", "text"),
)


@dataclass(frozen=True)
class _TreatyRow:
    """How a reported State stands towards a treaty, with one date on record, if there is any."""

    profile: ReportedProfile
    treaty: ReportedTreaty
    on: TreatyDate | None

    def of_day(self, name: str) -> Any:
        """Return what the date says; None where there is none."""
        return getattr(self.on, name) if self.on else None


def _reported_treaties(comparison: Comparison, _: Figures) -> Iterator[_TreatyRow]:
    for profile in comparison.profiles:
        for treaty in profile.treaties:
            for on in treaty.dates or (None,):
                yield _TreatyRow(profile, treaty, on)


def _looked_up(row: _TreatyRow) -> list[Value]:
    return [
        Joined(
            (source.address, " – " if source.address and source.note else "", source.note), "none"
        )
        for source in row.profile.treaty_sources
    ]


def _day(row: _TreatyRow) -> Day | str | None:
    """Return the day of a treaty; a span of years, which is no day on record, as its text."""
    text = row.of_day("day")
    try:
        return Day.parse(text) if text else None
    except ValueError:
        return text


_REPORTED_TREATIES = (
    datum("iso", "id", "profile.iso"),
    datum("treaty", "id", "treaty.treaty"),
    datum("status", "term", "treaty.status"),
    datum("verified", "flag", "treaty.verified"),
    datum("note", "text", "treaty.note"),
    datum("event", "term", lambda row: row.of_day("event")),
    datum("day", "day", _day),
    datum("day_verified", "flag", lambda row: row.of_day("verified")),
    datum("day_note", "text", lambda row: row.of_day("note")),
    datum("sources", "list", _looked_up),
)


@dataclass(frozen=True)
class _Fault:
    """What was wrong with a case that was left out."""

    path: str
    code: str
    file: str | None = None
    line: int | None = None


def _left_out(comparison: Comparison, _: Figures) -> Iterator[_Fault]:
    for case in comparison.left_out:
        for code in case.withheld:
            yield _Fault(case.path, code)
        for fault in () if case.withheld else case.problems:
            yield _Fault(case.path, fault.code, fault.at.path, fault.at.line)


_LEFT_OUT = (
    datum("path", "id"),
    datum("code", "id"),
    datum("file", "id"),
    datum("line", "integer"),
)

#: The tables of the export by name, in order.
TABLES: dict[str, DataTable] = {
    "columns": DataTable(_STATES, _states),
    "articles": DataTable(_ARTICLES, _articles),
    "elements": DataTable(_ELEMENTS, _elements),
    "citations": DataTable(_CITATIONS, _citations),
    "sources": DataTable(_SOURCES, _sources),
    "statistics": DataTable(_STATISTICS, _statistics),
    "dominance": DataTable(_DOMINANCE, _dominance),
    "years": DataTable(_YEARS, _years),
    "changes": DataTable(_CHANGES, _changes),
    "reported": DataTable(_REPORTED, _reported),
    "reported_treaties": DataTable(_REPORTED_TREATIES, _reported_treaties),
    "left_out": DataTable(_LEFT_OUT, _left_out),
}
