"""The interface for analysts: cases opened, read on days and with bills, compared, and all of it as pandas frames.

Every function takes a case by its folder, by the name of a built-in sample, or as `open_case` gave it; a day as a date,
as 2016-01-01 or as today; bills by their ids. What is wrong with a request is told as a LexgapError, whose notes say what
to do. Frames are made of the columns that the data files have (docs/data.md); texts are in the language that is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, get_args

from assess.app.cases import Opened, case_path
from assess.app.cases import open_case as _opened
from assess.app.states import (
    AskedCase,
    Compared,
    Order,
    asked_parts,
    compare_states,
    reported_profiles,
)
from assess.base.problems import LexgapError, Location, nearest, problem, render
from assess.speak.values import Label, commas
from assess.table import Column, Table, datum

if TYPE_CHECKING:
    import pandas as pd

    from assess.law.finder.types import Suggestion
    from assess.law.quotes.check import QuoteCheck
    from assess.rating.rate import CaseRating
    from assess.speak.values import Value
    from assess.speak.words import Words

AnyCase = str | Path | Opened
AnyDay = str | date
#: A case to compare: by itself, as `jordan@2016-01-01+BILL`, or with its day and its bills.
Asked = AnyCase | tuple[AnyCase, AnyDay] | tuple[AnyCase, AnyDay, Iterable[str]]
Terms = tuple[list[str], bool]  # of a column, and whether they are in an order
Result = TypeVar("Result")
Given = ParamSpec("Given")


def _explained(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """Let a function say in words what is wrong with a request, below the codes that its LexgapError has."""

    @wraps(function)
    def called(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        try:
            return function(*args, **kwargs)
        except LexgapError as fault:
            from assess.load.labels import labels

            if not getattr(fault, "__notes__", ()):
                for entry in fault.problems:
                    fault.add_note(render(entry, labels().problems))
            raise

    return called


# --- a case -----------------------------------------------------------------------------------------------------------


@_explained
def open_case(case: str | Path) -> Opened:
    """Return a case with its problems: `case`, `problems`, `errors`; `sound()` is the case if it has no error."""
    return _opened(case_path(str(case)))


@_explained
def rate_on(case: AnyCase, as_of: AnyDay, bills: str | Iterable[str] = ()) -> CaseRating:
    """Return the rating of a case on a day, bills taken as passed.

    Raises LexgapError for a case with errors, a day that is none, and a bill that cannot be assumed to have passed.
    """
    return _ratings(case, [as_of], bills)[0]


@_explained
def articles_frame(
    case: AnyCase,
    days: AnyDay | Iterable[AnyDay],
    bills: str | Iterable[str] = (),
    language: str = "en",
) -> pd.DataFrame:
    """Return a row an article and day: its rating from the lowest to the highest that may be true, counts, means.

    Ratings are ordered categories, NC < PC < LC < C; of an article that is not rated they are missing. A mean is from 0
    to 1. Raises LexgapError as `rate_on` does, and for a language that nobody has.
    """
    from assess.country.export import CSV_COLUMNS, article_rows

    words = _words(language)
    return _frame("articles", CSV_COLUMNS, _ratings(case, days, bills), article_rows, words)


@_explained
def elements_frame(
    case: AnyCase,
    days: AnyDay | Iterable[AnyDay],
    bills: str | Iterable[str] = (),
    language: str = "en",
) -> pd.DataFrame:
    """Return a row an element and day: its state, and what it is at least and at most where it is unknown.

    States are categories without an order: what is unknown ranks nowhere. Weights are ordered, detail < main < lead.
    Raises LexgapError as `articles_frame` does.
    """
    from assess.country.export import ELEMENT_COLUMNS, element_rows

    words = _words(language)
    columns = (datum("article", "number"), *ELEMENT_COLUMNS)
    return _frame("elements", columns, _ratings(case, days, bills), element_rows, words)


@_explained
def citations_frame(
    case: AnyCase,
    days: AnyDay | Iterable[AnyDay],
    bills: str | Iterable[str] = (),
    language: str = "en",
) -> pd.DataFrame:
    """Return a row a citation and day, counted or not: `force` is in_force where it counts.

    Grades are ordered categories, contrary < not_met < partly < met_otherwise < met. Raises LexgapError as
    `articles_frame` does.
    """
    from assess.country.export import (
        CITATION_COLUMNS,
        CitationRow,
        citation_rows,
        element_rows,
    )

    def rows_of(rating: CaseRating) -> list[CitationRow]:
        rows = []
        for answer in element_rows(rating):
            rows += citation_rows(answer)
        return rows

    words = _words(language)
    columns = (
        datum("article", "number", "element.article"),
        datum("element", "id", "element.id"),
        *CITATION_COLUMNS,
    )
    return _frame("citations", columns, _ratings(case, days, bills), rows_of, words)


def _cited(check: QuoteCheck) -> Value:
    return check.provision or commas(check.citation.provision)


_QUOTES = (
    datum("element", "id"),
    datum("provision", "id", _cited),
    datum("language", "term"),
    datum("state", "term"),
    datum("verified", "flag"),
    datum("reason", "id", lambda check: check.reason or None),
    datum("quote", "verbatim"),
)


@_explained
def quotes(case: AnyCase) -> pd.DataFrame:
    """Return a row a quotation and language: whether its words stand in the loaded text of the provision.

    Raises LexgapError for a case that cannot be read.
    """
    from assess.frames import frame
    from assess.law.quotes.check import check_quotes

    checks = check_quotes(_open(case).at_all())
    return frame(Table("quotes", "quotes", _QUOTES, checks), _words("en"))


@_explained
def suggest(
    case: AnyCase, asked: str | Iterable[str] = (), top: int = 10, language: str = "en"
) -> pd.DataFrame:
    """Return a row a provision that may answer an article or element; a suggestion is something to read, no finding.

    Raises LexgapError for names of nothing, and where no text of a law is loaded.
    """
    from assess.app.searching import suggestions
    from assess.frames import frame
    from assess.law.finder.export import suggestions_table

    words = _words(language)
    rows: list[Suggestion] = []
    for listed in suggestions(_open(case).at_all(), _texts(asked), words, top).suggestions.values():
        rows += listed
    return frame(suggestions_table(rows), words)


# --- States -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class States:
    """Many States side by side, as frames; `compared` has the objects behind them."""

    compared: Compared

    @cached_property
    def columns(self) -> pd.DataFrame:
        """The States with their days, coverage and index, a row each; their keys name the columns of the matrices."""
        return self.table("columns")

    @cached_property
    def articles(self) -> pd.DataFrame:
        """Articles × States: the rating as it is shown, a range where unknown things leave one, – where there is none."""
        import pandas as pd

        wide = self._wide("articles", "article", "rating")
        return wide.astype(pd.CategoricalDtype(sorted(set(wide.to_numpy().ravel()))))

    @cached_property
    def articles_at_most(self) -> pd.DataFrame:
        """Articles × States: the highest rating that may be true, as ordered categories NC < PC < LC < C."""
        return self._wide("articles", "article", "rating_high")

    @cached_property
    def articles_at_least(self) -> pd.DataFrame:
        """Articles × States: the lowest rating that may be true, as ordered categories NC < PC < LC < C."""
        return self._wide("articles", "article", "rating_low")

    @cached_property
    def elements(self) -> pd.DataFrame:
        """Elements × States: grades and states as categories, which have no order: an unknown one ranks nowhere."""
        return self._wide("elements", "element", "standing")

    @property
    def left_out(self) -> pd.DataFrame:
        """The cases that could not be read, with the reason."""
        return self.table("left_out")

    @_explained
    def table(self, name: str) -> pd.DataFrame:
        """Return a table of the data of a comparison by its name in docs/data.md: years, changes, reported …

        Raises LexgapError for a table that the data do not have.
        """
        from assess.frames import frame
        from assess.states.export import TABLES, table, words_of

        _known("name", name, TABLES)
        comparison = self.compared.comparison
        whole = frame(table(name, comparison, self.compared.figures), words_of(comparison))
        return _in_closed_terms(whole, _terms(name, state="standing"))

    def _wide(self, name: str, index: str, value: str) -> pd.DataFrame:
        """Return rows × States, both in the order of the data, with the categories that the values have."""
        long = self.table(name)
        rows, keys = list(dict.fromkeys(long[index])), list(dict.fromkeys(long["key"]))
        plain = long.astype({value: "object"})
        wide = plain.pivot(index=index, columns="key", values=value).reindex(rows)[keys]
        return wide.astype(long[value].dtype)


@_explained
def compare(
    cases: AnyCase | Iterable[Asked],
    *,
    profiles: bool = False,
    years: Iterable[int] = (),
    since: AnyDay | None = None,
    language: str = "en",
    today: date | None = None,
) -> States:
    """Return States side by side: each case as `jordan`, `jordan@2016-01-01` or with bills `jordan@2019-01-01+BILL`.

    A case may also be a folder or an opened case, alone or with its day and bills: `(case, day, ["BILL"])`. It is read
    from its folder. A case without a day is read on its own cut-off date, or on `today` (this day where it is left out).
    `profiles` adds what published sources report of States that nobody has assessed. A list of cases is meant; one alone
    may stand without. Raises LexgapError for cases that do not compare.
    """
    day = today or date.today()
    _known_language(language)
    order = Order(
        day,
        (language,),
        tuple(years),
        _day(since, day) if since else None,
        draws=1000,
    )
    alone = isinstance(cases, (str, Path, Opened))
    listed: Any = [cases] if alone else cases
    reported = reported_profiles(None) if profiles else None
    return States(compare_states([_asked(case, day) for case in listed], order, reported))


# --- what comes in ----------------------------------------------------------------------------------------------------


def _asked(asked: Asked, today: date) -> AskedCase:
    """Return a case to compare with its day and bills, however it was asked for."""
    if isinstance(asked, tuple):
        case, day, *bills = asked
        return AskedCase(_root(case), _day(day, today), _texts(bills[0] if bills else ()))
    if isinstance(asked, str):
        name, text, named = asked_parts(asked)
        return AskedCase(case_path(name), _day(text, today) if text else None, named)
    return AskedCase(_root(asked))


def _root(case: AnyCase) -> Path:
    """Return the folder of a case."""
    if isinstance(case, Opened):
        return Path(case.at_all().profile.place.path).parent
    return case_path(str(case))


def _open(case: AnyCase) -> Opened:
    return case if isinstance(case, Opened) else open_case(case)


def _ratings(
    case: AnyCase, days: AnyDay | Iterable[AnyDay], bills: str | Iterable[str]
) -> list[CaseRating]:
    """Return the ratings of a case on days, one or more."""
    from assess.app.ratings import rated

    sound, assumed = _open(case).sound(), _texts(bills)
    listed = [days] if isinstance(days, (str, date)) else list(days)
    if not listed:
        raise LexgapError([problem("date-unreadable", Location("days"), value="")])
    today = date.today()
    return [rated(sound, _day(day, today), assumed) for day in listed]


def _texts(given: str | Iterable[str]) -> tuple[str, ...]:
    """Return ids or names as they were given, one alone as well: a text would fall into its letters."""
    return (given,) if isinstance(given, str) else tuple(given)


def _day(day: AnyDay, today: date) -> date:
    """Return a day without its hour, as stamps of pandas have one; LexgapError for what is no day."""
    from assess.model.numbers import latin_digits

    try:
        if isinstance(day, datetime):
            return date(day.year, day.month, day.day)  # NaT has no such numbers
        if isinstance(day, date):
            return day
        return today if day == "today" else date.fromisoformat(latin_digits(day))
    except (AttributeError, TypeError, ValueError) as fault:
        raise LexgapError([problem("date-unreadable", Location("as_of"), value=day)]) from fault


def _words(language: str) -> Words:
    from assess.load.labels import labels
    from assess.speak.words import Words

    _known_language(language)
    return Words(labels(language), language)


def _known_language(language: str) -> None:
    from assess.base import paths

    _known("language", language, paths.languages())


def _known(key: str, value: str, known: Iterable[str]) -> None:
    """Raise LexgapError for a value that is none of those known."""
    names = list(known)
    if value not in names:
        words = {"key": key, "value": value, "known": names, "nearest": nearest(value, names)}
        raise LexgapError([problem("unknown-value", Location(key), **words)])


# --- frames -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Read:
    """A row of a table with the rating that it is from."""

    rating: CaseRating
    row: Any


_OF_READING = (
    datum("case", "id", "rating.case.profile.id"),
    datum("as_of", "date", "rating.reading.as_of"),
    datum("assume", "ids", "rating.reading.assume"),
)


def _of_row(column: Column) -> Column:
    """Return a column of rows as one of rows with their ratings."""
    return replace(column, get=lambda read: column.get(read.row))


def _frame(
    name: str,
    columns: Sequence[Column],
    ratings: Iterable[CaseRating],
    rows_of: Callable[[CaseRating], Iterable[Any]],
    words: Words,
) -> pd.DataFrame:
    """Return the rows of all ratings, one below the other, behind the columns that say of which reading they are."""
    from assess.frames import frame

    rows = []
    for rating in ratings:
        rows += [_Read(rating, row) for row in rows_of(rating)]
    listed = (*_OF_READING, *map(_of_row, columns))
    table = Table(name, Label("excel.sheets", name), listed, rows)
    return _in_closed_terms(frame(table, words), _terms(name, state="state"))


def _in_closed_terms(whole: pd.DataFrame, terms: Mapping[str, Terms]) -> pd.DataFrame:
    """Return a frame with its closed terms as categories, all of them, so that frames of several cases go together."""
    import pandas as pd

    for key, (names, ordered) in terms.items():
        whole[key] = whole[key].astype(pd.CategoricalDtype(names, ordered=ordered))
    return whole


def _terms(name: str, state: str) -> dict[str, Terms]:
    """Return the closed terms of the columns of a table, from the least, and whether that is an order.

    `state` is the column that has the grades and states of elements: in the data of a comparison, `state` names a State.
    Ratings, grades, weights and confidence have an order in the method; states have none: what is unknown ranks nowhere.
    """
    from assess.model.terms import GRADES, RATINGS, STATES, WEIGHTS, Confidence, Level
    from assess.rating.force import Force

    rating: Terms = ([*reversed(RATINGS)], True)
    grade: Terms = ([*reversed(GRADES)], True)
    standing: Terms = ([*GRADES, *STATES], False)
    if name == "articles":
        keys = ("rating_low", "rating_high", "computed_low", "computed_high")
        return dict.fromkeys(keys, rating)
    if name == "elements":
        return {
            **dict.fromkeys((state, "at_least", "at_most"), standing),
            "level": ([*get_args(Level)], False),
            "weight": ([*reversed(WEIGHTS)], True),
        }
    if name == "citations":
        return {
            "grade": grade,
            "counts_as": grade,
            "force": ([*get_args(Force)], False),
            "confidence": ([*reversed(get_args(Confidence))], True),
        }
    return {}


__all__ = [
    "States",
    "articles_frame",
    "citations_frame",
    "compare",
    "elements_frame",
    "open_case",
    "quotes",
    "rate_on",
    "suggest",
]
