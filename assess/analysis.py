"""The interface for analysts: cases opened, read on days and with bills, compared, and all of it as pandas frames.

Every function takes a case by its folder, by the name of a built-in sample, or as `open_case` gave it; a day as a date or
as 2016-01-01; bills by their ids. What is wrong with a request is told as a LexgapError, whose notes say what to do.
Frames are made of the columns that the data files have (docs/data.md); texts are in the language that is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from assess.app.cases import Opened, case_path
from assess.app.cases import open_case as _opened
from assess.app.states import AskedCase, Compared, Order, compare_states, reported_profiles
from assess.base.problems import LexgapError, Location, problem, render
from assess.table import Column

if TYPE_CHECKING:
    import pandas as pd

    from assess.rating.rate import CaseRating
    from assess.speak.words import Words

AnyCase = str | Path | Opened
AnyDay = str | date
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


@_explained
def open_case(case: str | Path) -> Opened:
    """Return a case with its problems: `case`, `problems`, `errors`; `sound()` is the case if it has no error."""
    return _opened(case_path(str(case)))


@_explained
def rate_on(case: AnyCase, as_of: AnyDay, bills: Iterable[str] = ()) -> CaseRating:
    """Return the rating of a case on a day, bills taken as passed.

    Raises LexgapError for a case with errors, a day that is none, and a bill that cannot be assumed to have passed.
    """
    from assess.app.ratings import rated

    opened = case if isinstance(case, Opened) else open_case(case)
    return rated(opened.sound(), _day(as_of), tuple(bills))


@_explained
def articles_frame(
    case: AnyCase,
    days: AnyDay | Sequence[AnyDay],
    bills: Iterable[str] = (),
    language: str = "en",
) -> pd.DataFrame:
    """Return a row an article and day: its rating from the lowest to the highest that may be true, counts, means.

    Ratings are ordered categories, NC < PC < LC < C; of an article that is not rated they are missing. A mean is from 0
    to 1.
    """
    from assess.country.export import rating_table
    from assess.frames import frame

    def one_day(rating: CaseRating, words: Words) -> pd.DataFrame:
        return frame(rating_table(rating, _of_reading(rating)), words)

    whole = _on_days(case, days, bills, language, one_day)
    for key in ("rating_low", "rating_high", "computed_low", "computed_high"):
        whole[key] = _ordered(whole[key])
    return whole


@_explained
def elements_frame(
    case: AnyCase,
    days: AnyDay | Sequence[AnyDay],
    bills: Iterable[str] = (),
    language: str = "en",
) -> pd.DataFrame:
    """Return a row an element and day: its state, and what it is at least and at most where it is unknown.

    States are categories without an order: what is unknown ranks nowhere.
    """
    from assess.answers import Answers
    from assess.country.export import elements_table
    from assess.frames import frame

    def one_day(rating: CaseRating, words: Words) -> pd.DataFrame:
        answers = Answers(rating.case, rating.reading, wording=False)
        rows = [
            answers.element(standing)
            for article in rating.articles
            for standing in article.standings
        ]
        article = Column("article", "number", "article", lambda row: row.article)
        return frame(elements_table(rows, (*_of_reading(rating), article)), words)

    whole = _on_days(case, days, bills, language, one_day)
    for key in ("state", "at_least", "at_most"):
        whole[key] = _states_of(whole[key])
    return whole


@_explained
def citations_frame(
    case: AnyCase,
    days: AnyDay | Sequence[AnyDay],
    bills: Iterable[str] = (),
    language: str = "en",
) -> pd.DataFrame:
    """Return a row a citation and day, counted or not: `force` is in_force where it counts."""
    from assess.answers import Answers
    from assess.country.export import CitationRow, citations_table
    from assess.frames import frame

    def one_day(rating: CaseRating, words: Words) -> pd.DataFrame:
        answers = Answers(rating.case, rating.reading, wording=False)
        rows = [
            CitationRow(answer, citation)
            for article in rating.articles
            for answer in map(answers.element, article.standings)
            for citation in answer.cited
        ]
        own = (
            Column("article", "number", "article", lambda row: row.element.article),
            Column("element", "id", "element", lambda row: row.element.id),
        )
        return frame(citations_table(rows, (*_of_reading(rating), *own)), words)

    whole = _on_days(case, days, bills, language, one_day)
    for key in ("grade", "counts_as"):
        whole[key] = _states_of(whole[key])
    return whole


@_explained
def quotes(case: AnyCase) -> pd.DataFrame:
    """Return a row a quotation and language: whether its words stand in the loaded text of the provision."""
    import pandas as pd

    from assess.law.quotes.check import check_quotes

    opened = case if isinstance(case, Opened) else open_case(case)
    rows = [
        {
            "element": check.element,
            "provision": check.provision,
            "language": check.language,
            "state": check.state,
            "verified": check.verified,
            "reason": check.reason,
            "quote": check.quote,
        }
        for check in check_quotes(opened.at_all())
    ]
    columns = ["element", "provision", "language", "state", "verified", "reason", "quote"]
    return pd.DataFrame(rows, columns=columns).astype(
        {"language": "category", "state": "category", "verified": "boolean"}
    )


@_explained
def suggest(
    case: AnyCase, asked: Sequence[str] = (), top: int = 10, language: str = "en"
) -> pd.DataFrame:
    """Return a row a provision that may answer an article or element; a suggestion is something to read, no finding.

    Raises LexgapError for names of nothing, and where no text of a law is loaded.
    """
    import pandas as pd

    from assess.app.searching import data_of, suggestions

    opened = case if isinstance(case, Opened) else open_case(case)
    words = _words(language)
    listed = suggestions(opened.at_all(), asked, words, top).found
    records: Any = data_of(listed, words)["suggestions"]
    return pd.DataFrame(
        [{"asked": name, **record} for name, rows in records.items() for record in rows]
    )


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
        wide = self._wide("articles", "article", "rating")
        return wide.astype("category")

    @cached_property
    def articles_at_most(self) -> pd.DataFrame:
        """Articles × States: the highest rating that may be true, as ordered categories NC < PC < LC < C."""
        return self._ranked("rating_high")

    @cached_property
    def articles_at_least(self) -> pd.DataFrame:
        """Articles × States: the lowest rating that may be true, as ordered categories NC < PC < LC < C."""
        return self._ranked("rating_low")

    @cached_property
    def elements(self) -> pd.DataFrame:
        """Elements × States: grades and states as categories, which have no order: an unknown one ranks nowhere."""
        wide = self._wide("elements", "element", "standing")
        return wide.apply(_states_of)

    @property
    def left_out(self) -> pd.DataFrame:
        """The cases that could not be read, with the reason."""
        return self.table("left_out")

    def table(self, name: str) -> pd.DataFrame:
        """Return a table of the data of a comparison by its name in docs/data.md: years, changes, reported …

        Raises KeyError for a table that the data do not have.
        """
        from assess.frames import frame
        from assess.states.export import table, words_of

        comparison = self.compared.comparison
        return frame(table(name, comparison, self.compared.figures), words_of(comparison))

    def _ranked(self, value: str) -> pd.DataFrame:
        return self._wide("articles", "article", value).apply(_ordered)

    def _wide(self, name: str, index: str, value: str) -> pd.DataFrame:
        long = self.table(name).astype({value: "object"})
        rows, keys = list(dict.fromkeys(long[index])), list(dict.fromkeys(long["key"]))
        return long.pivot(index=index, columns="key", values=value).reindex(rows)[keys]


@_explained
def compare(
    cases: Iterable[str | Path],
    *,
    profiles: bool = False,
    years: Iterable[int] = (),
    since: AnyDay | None = None,
    language: str = "en",
    today: date | None = None,
) -> States:
    """Return States side by side: each case as `jordan`, `jordan@2016-01-01` or with bills `jordan@2019-01-01+BILL`.

    A case without a day is read on its own cut-off date, or on `today` (this day where it is left out). `profiles` adds
    what published sources report of States that nobody has assessed. Raises LexgapError for cases that do not compare.
    """
    order = Order(
        today or date.today(),
        (language,),
        tuple(years),
        _day(since) if since else None,
        draws=1000,
    )
    reported = reported_profiles(None) if profiles else None
    return States(compare_states([_asked(str(case)) for case in cases], order, reported))


def _asked(case: str) -> AskedCase:
    name, _, reading = case.partition("@")
    day, *bills = reading.split("+")
    return AskedCase(case_path(name), _day(day) if day else None, tuple(bills))


def _day(day: AnyDay) -> date:
    if isinstance(day, date):
        return day
    try:
        return date.fromisoformat(day)
    except ValueError as fault:
        raise LexgapError([problem("date-unreadable", Location("as_of"), value=day)]) from fault


def _words(language: str) -> Words:
    from assess.load.labels import labels
    from assess.speak.words import Words

    return Words(labels(language), language)


def _on_days(
    case: AnyCase,
    days: AnyDay | Sequence[AnyDay],
    bills: Iterable[str],
    language: str,
    one_day: Callable[[CaseRating, Words], pd.DataFrame],
) -> pd.DataFrame:
    """Return the frames of several days one below the other."""
    import pandas as pd

    opened = case if isinstance(case, Opened) else open_case(case)
    asked = [days] if isinstance(days, (str, date)) else list(days)
    words, assumed = _words(language), tuple(bills)
    frames = [one_day(rate_on(opened, day, assumed), words) for day in asked]
    if not frames:
        raise LexgapError([problem("date-unreadable", Location("days"), value="")])
    return pd.concat(frames, ignore_index=True)


def _of_reading(rating: CaseRating) -> tuple[Column, ...]:
    """Return the columns that say of which case and reading a row is."""
    case, reading = rating.case, rating.reading
    return (
        Column("case", "id", "case", lambda _: case.profile.id),
        Column("as_of", "date", "as_of", lambda _: reading.as_of),
        Column("assume", "ids", "assume", lambda _: reading.assume),
    )


def _ordered(values: pd.Series) -> pd.Series:
    """Return ratings as ordered categories, NC < PC < LC < C; where there is none, it is missing."""
    import pandas as pd

    from assess.model.terms import RATINGS

    return values.astype(pd.CategoricalDtype(list(reversed(RATINGS)), ordered=True))


def _states_of(values: pd.Series) -> pd.Series:
    """Return grades and states as categories without an order."""
    import pandas as pd

    from assess.model.terms import GRADES, STATES

    return values.astype(pd.CategoricalDtype([*GRADES, *STATES]))


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
