"""What a comparison keeps of one State on one day: numbers and typed answers, in no language, fit to be kept as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Annotated

from assess.answers import ArticleAnswer, Bounds, ElementAnswer
from assess.base.problems import Problem
from assess.base.text import Text
from assess.files.codec import Codecs, Compact
from assess.law.quotes.check import QuoteCheck
from assess.model.instrument import Article, Element, Instrument
from assess.model.profiled import ReportedProfile
from assess.rating.rate import Index
from assess.speak.values import Value


@cache
def _states_of(text: str) -> tuple[str, str, str]:
    state, worst, best = text.split(" ")
    return state, worst, best


#: Grade or state of an element, at worst, at best; kept as one short text, of which there are few.
States = Annotated[tuple[str, str, str], Compact("states", " ".join, _states_of)]


@dataclass(frozen=True)
class MovedElement:
    """An element whose state changed."""

    id: str
    old: str
    new: str


@dataclass(frozen=True)
class MovedLaw:
    """A law or a provision that began or ceased to count."""

    name: Value  # Law 27/2015, or with the number of the provision: Law 27/2015 3(a)
    old: str  # force then
    new: str  # force now


@dataclass(frozen=True)
class Change:
    """An article whose rating on the day of the State differs from that on the day since which changes are told."""

    article: str
    old: Bounds
    new: Bounds
    elements: tuple[MovedElement, ...]  # those whose state changed
    laws: tuple[MovedLaw, ...]  # cited for these, or unread and bearing on one


@dataclass(frozen=True)
class TreatyStanding:
    """How a State stands towards an instrument, as its case says."""

    instrument: Text  # in the words of the case: Convention on Cybercrime (ETS 185)
    status: Text
    note: Text
    confidence: str
    sources: tuple[str, ...]  # keys, to be looked up in `Details.sources`
    id: str = ""  # of the instrument, where the case names it


@dataclass(frozen=True)
class Column:
    """The numbers of a State on a day: all that the matrix and the statistics need."""

    key: str  # JOR@2016-01-01, or JOR@2019-01-01+JO-BILL-2018-12; the id of the case stands where there is no ISO code
    case: str  # id of the case
    iso: str  # ISO 3166-1 alpha-3 as the case says; XXX or "" for an invented country
    name: Text
    as_of: date
    day_from: str  # asked, case (its own cut-off date) or today
    assume: tuple[str, ...]  # ids of the bills taken as passed …
    assumed: tuple[Text, ...]  # … and their short names
    stage: str  # draft, sent_for_comment, final
    case_sha256: str
    instrument: str  # id
    checklist: str  # version
    checklist_sha256: str
    rule: str  # version of the rating rule
    depth: str  # of the work: first_look, standard, full
    articles: tuple[ArticleAnswer, ...]  # in the order of the instrument
    states: Mapping[str, States]  # by element id, in the order of the instrument
    index: Index  # coverage
    safeguards: Index  # the axis of its own
    years: Mapping[str, tuple[Bounds, ...]]  # ratings at the end of each, in the order of articles
    since: date | None  # the day since which changes are told
    changes: tuple[Change, ...]
    treaties: tuple[TreatyStanding, ...]  # this and other instruments, as the case names them
    # options used without a declaration: element, paragraph
    undeclared: tuple[tuple[str, str], ...]
    warnings: int  # of the checker
    withheld: int  # entries that the public edition leaves out

    @property
    def state(self) -> str:
        """Return what all columns of a State have in common: its ISO code, or the id of its case."""
        return self.iso or self.case

    @property
    def known(self) -> int:
        """Return how many elements are known that count."""
        return sum(article.known for article in self.articles)

    @property
    def counted(self) -> int:
        """Return how many elements count."""
        return sum(article.counted for article in self.articles)

    @property
    def indicative(self) -> bool:
        """Return whether the work is a first look, so that its ratings only indicate."""
        return self.depth == "first_look"

    def article(self, number: str) -> ArticleAnswer:
        """Return the article of that number; KeyError if the instrument has none."""
        for article in self.articles:
            if article.number == number:
                return article
        raise KeyError(number)


@dataclass(frozen=True, slots=True)
class SourceAnswer:
    """A source of a case."""

    grade: str  # A official … D own knowledge, unverified
    address: Text
    holds: Text


@dataclass(frozen=True)
class Details:
    """What stands behind a column; read only when a report needs it."""

    elements: tuple[ElementAnswer, ...]  # in the order of the instrument
    sources: Mapping[str, SourceAnswer]  # by key

    def element(self, element_id: str) -> ElementAnswer:
        """Return the element of that id; KeyError if there is none."""
        for element in self.elements:
            if element.id == element_id:
                return element
        raise KeyError(element_id)


@dataclass(frozen=True)
class LeftOut:
    """A case that could not be compared, with why; never dropped in silence."""

    path: str  # of the public edition: the name of the folder alone
    problems: tuple[Problem, ...]  # all errors; of the public edition one that repeats no word
    withheld: tuple[str, ...] = ()  # of the public edition: the codes of all errors

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of all errors, in the order of the files."""
        return self.withheld or tuple(problem.code for problem in self.problems)


@dataclass(frozen=True)
class Comparison:
    """Everything that was read for a comparison."""

    instrument: Instrument
    columns: tuple[Column, ...]
    left_out: tuple[LeftOut, ...]
    details: Mapping[str, Details]  # by key of a column; each is read when it is asked for
    years: tuple[str, ...]  # asked for
    since: date | None
    languages: tuple[str, ...]  # in which it is written; the first leads
    public: bool  # whether it is the public edition
    profiles: tuple[
        ReportedProfile, ...
    ] = ()  # what is reported of States; never mixed with columns
    profiles_sha256: str = ""
    ahead: tuple[str, ...] = ()  # columns whose day is yet to come: what is known today was read

    @property
    def numbers(self) -> tuple[str, ...]:
        """Return the numbers of the articles in order."""
        return self.instrument.numbers()

    @property
    def withheld(self) -> int:
        """Return how many entries the public edition leaves out; a case in several columns counts once."""
        by_case = {(column.case, column.case_sha256): column.withheld for column in self.columns}
        return sum(by_case.values())

    @property
    def not_since(self) -> tuple[str, ...]:
        """Return the keys of the columns that stand on the day since which changes are told, or before it."""
        since = self.since
        return tuple(column.key for column in self.columns if since and column.as_of <= since)

    @property
    def both(self) -> tuple[str, ...]:
        """Return the ISO codes of States that are assessed here and on whose law sources report too."""
        assessed = {column.iso for column in self.columns}
        return tuple(
            profile.iso
            for profile in self.profiles
            if profile.provisions and profile.iso in assessed
        )

    @property
    def repeated(self) -> tuple[Text, ...]:
        """Return the names of the States that stand in several columns, which the statistics treat each as a State."""
        states = [column.state for column in self.columns]
        names = [column.name for column in self.columns if states.count(column.state) > 1]
        return tuple(dict.fromkeys(names))


def codecs(articles: Iterable[Article], languages: tuple[str, ...] = ()) -> Codecs:
    """Return the ways from columns and details to plain data, and back: articles and elements are kept by their ids.

    Of the texts only those come back that are said in `languages`, so that what is said alike is equal.
    """
    by_number = {article.article: article for article in articles}
    by_id: dict[str, Element] = {}
    for article in by_number.values():
        by_id |= {element.id: element for element in article.elements}
    return Codecs(
        {
            Article: Compact("article", lambda article: article.article, by_number.__getitem__),
            Element: Compact("element", lambda element: element.id, by_id.__getitem__),
            Text: Compact("text", lambda text: dict(text.by), partial(_text_of, languages)),
            QuoteCheck: Compact("no check of a quotation", _never_kept, _never_kept),
        }
    )


@cache
def shape() -> str:
    """Return what columns and details are made of: every class, its fields and their types."""
    ways = codecs(())
    return f"{ways.of(Column).shape}\n{ways.of(Details).shape}"


_NOTHING_SAID = Text()


def _text_of(languages: tuple[str, ...], data: dict[str, str]) -> Text:
    """Return a text in some languages; where it lacks one of them, with the original, which then stands for it."""
    if len(data) < 2:
        return Text(tuple(data.items())) if data else _NOTHING_SAID
    pairs = tuple([(language, data[language]) for language in languages if language in data])
    if len(pairs) == len(languages):
        return Text(pairs)
    original = next(iter(data.items()))
    return Text((original, *(pair for pair in pairs if pair != original)))


def _never_kept(value: object) -> object:
    raise TypeError(f"{value!r} is no part of what a comparison keeps")
