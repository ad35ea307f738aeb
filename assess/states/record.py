"""What a comparison keeps of one State on one day: plain, frozen, in one language, ready to be written as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from assess.base.problems import Problem
from assess.files.codec import Compact
from assess.model.instrument import Instrument
from assess.model.profiled import ReportedProfile

#: The lowest and the highest rating that may be true, after an override. Of an article that is not rated: None where
#: elements count and nothing is known of them, and an empty tuple, `NOTHING_COUNTS`, where no element counts.
NOTHING_COUNTS: tuple[()] = ()
_NOTHING = "0"  # stands for an article in which no element counts


def _short_bounds(bounds: tuple[str, str] | tuple[()] | None) -> str:
    if bounds is None:
        return ""
    return "-".join(bounds) or _NOTHING


@cache
def _bounds(text: str) -> tuple[str, str] | tuple[()] | None:
    if text in ("", _NOTHING):
        return NOTHING_COUNTS if text else None
    low, high = text.split("-")
    return low, high


@cache
def _triple(text: str) -> tuple[str, str, str]:
    state, worst, best = text.split(" ")
    return state, worst, best


#: Both are kept as one short text; there are few of them, so each is made once.
Bounds = Annotated[tuple[str, str] | tuple[()] | None, Compact("bounds", _short_bounds, _bounds)]
States = Annotated[tuple[str, str, str], Compact("states", " ".join, _triple)]


@dataclass(frozen=True)
class ReasonRecord:
    """An element that decided a rating, in the words of the reading."""

    element: str  # its id
    name: str  # its short name
    state: str  # grade or state
    text: str  # what is missing, in a sentence; empty for what is unknown


@dataclass(frozen=True)
class ArticleRecord:
    """An article in one State. Numbers are those of `assess.rating.rate`, never rounded."""

    article: str  # its number
    bounds: Bounds  # after an override: what a matrix shows
    computed: Bounds  # by the rule alone
    override_by: str  # who set another rating, or ""
    override_reason: str
    value: (
        tuple[float, float] | None
    )  # lowest and highest mean over the elements that count, 0 to 1; not overridden
    known: int  # elements whose grade is known
    counted: int  # elements that count
    taken_out: int  # not applicable
    met: int  # elements known to be met, or reserved
    reasons: tuple[ReasonRecord, ...]  # what decided the computed rating, element by element

    @property
    def deciders(self) -> tuple[str, ...]:
        """Return the ids of the elements that decided the computed rating."""
        return tuple(one.element for one in self.reasons)


@dataclass(frozen=True)
class Change:
    """An article whose rating on the day of the State differs from that on the day since which changes are told."""

    article: str
    old: Bounds
    new: Bounds
    elements: tuple[
        tuple[str, str, str], ...
    ]  # id, state then, state now; of the elements whose state changed
    laws: tuple[
        tuple[str, str, str], ...
    ]  # cited for these, or unread and bearing on one: force then, force now


@dataclass(frozen=True)
class TreatyRecord:
    """How a State stands towards an instrument, as its case says."""

    instrument: str  # in the words of the case: Convention on Cybercrime (ETS 185)
    status: str
    note: str
    confidence: str
    sources: tuple[str, ...]  # keys, to be looked up in `Details.sources`
    id: str = ""  # of the instrument, where the case names it


@dataclass(frozen=True)
class Column:
    """The numbers of a State on a day: all that the matrix and the statistics need."""

    key: str  # JOR@2016-01-01, or JOR@2019-01-01+JO-BILL-2018-12; the id of the case stands where there is no ISO code
    case: str  # id of the case
    iso: str  # ISO 3166-1 alpha-3 as the case says; XXX or "" for an invented country
    name: str
    as_of: str  # 2016-01-01
    day_from: str  # asked, case (its own cut-off date) or today
    assume: tuple[str, ...]  # ids of the bills taken as passed …
    assumed: tuple[str, ...]  # … and their short names
    stage: str  # draft, sent_for_comment, final
    case_sha256: str
    instrument: str  # id
    checklist: str  # version
    checklist_sha256: str
    rule: str  # version of the rating rule
    depth: str  # of the work: first_look, standard, full
    articles: tuple[ArticleRecord, ...]  # in the order of the instrument
    states: Mapping[
        str, States
    ]  # element id → state, at worst, at best; in the order of the instrument
    index: tuple[
        float, float, int, int
    ]  # coverage: lowest, highest, elements known, elements counted
    safeguards: tuple[float, float, int, int]  # the axis of its own
    years: Mapping[
        str, tuple[Bounds, ...]
    ]  # year → ratings at its end, in the order of the articles
    since: str  # the day since which changes are told, or ""
    changes: tuple[Change, ...]
    treaties: tuple[TreatyRecord, ...]  # towards this and other instruments, as the case names them
    undeclared: tuple[
        tuple[str, str], ...
    ]  # options that a Party uses without a declaration: element, paragraph
    warnings: int  # of the checker
    withheld: int  # entries that the public edition leaves out

    @property
    def indicative(self) -> bool:
        """Return whether the work is a first look, so that its ratings only indicate."""
        return self.depth == "first_look"

    def article(self, number: str) -> ArticleRecord:
        """Return the article of that number; KeyError if the instrument has none."""
        found = next((one for one in self.articles if one.article == number), None)
        if found is None:
            raise KeyError(number)
        return found


@dataclass(frozen=True)
class CitationRecord:
    """A citation of an element, counted or not."""

    provisions: tuple[
        tuple[str, str, str], ...
    ]  # reference JO-2015-27:3(a), short name of the law, number 3(a)
    grade: str
    force: str  # in_force where it counts; else draft_only, not_in_force, repealed, replaced, date_uncertain, later
    assumed: bool  # in force only because a bill is taken as passed
    reason: tuple[str, ...]  # codes
    missing: str
    note: str
    quote: str
    sources: tuple[str, ...]  # keys, to be looked up in `Details.sources`
    confidence: str  # high, medium, low
    apart: bool = (
        False  # it belongs to another offence than the one that meets the lead: it counts as partly
    )

    @property
    def counts_as(self) -> str:
        """Return the grade that it counts as."""
        return "partly" if self.apart else self.grade

    @property
    def counts(self) -> bool:
        """Whether it counts on the day."""
        return self.force == "in_force"


@dataclass(frozen=True)
class SearchRecord:
    """The statement that somebody looked for an element and found no provision."""

    by: str
    on: str  # day, as coarse as it is on record
    laws: tuple[str, ...]  # short names of those searched
    note: str


@dataclass(frozen=True)
class ElementRecord:
    """An element in one State, with everything that is said on it."""

    id: str
    state: str
    worst: str
    best: str
    citations: tuple[CitationRecord, ...]  # as in the case
    note: str  # why not applicable, why still open, the assessor's note, the words of a reservation
    unseen: tuple[
        str, ...
    ]  # short names of laws perhaps in force, not obtained, that may answer it better
    search: SearchRecord | None = None  # where its state is that no provision was found


@dataclass(frozen=True)
class SourceRecord:
    """A source of a case."""

    grade: str  # A official … D own knowledge, unverified
    address: str
    holds: str


@dataclass(frozen=True)
class Details:
    """What stands behind a column; read only when a report needs it."""

    elements: tuple[ElementRecord, ...]  # in the order of the instrument
    sources: Mapping[str, SourceRecord]  # by key

    def element(self, element_id: str) -> ElementRecord:
        """Return the element of that id; KeyError if there is none."""
        found = next((one for one in self.elements if one.id == element_id), None)
        if found is None:
            raise KeyError(element_id)
        return found


@dataclass(frozen=True)
class LeftOut:
    """A case that could not be compared, with why; never dropped in silence."""

    path: str  # of the public edition: the name of the folder alone
    problems: tuple[
        Problem, ...
    ]  # all errors; of the public edition one that repeats no word of the case
    withheld: tuple[str, ...] = ()  # of the public edition: the codes of all errors

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of all errors, in the order of the files."""
        return self.withheld or tuple(one.code for one in self.problems)


@dataclass(frozen=True)
class Comparison:
    """Everything that was read for a comparison."""

    instrument: Instrument
    columns: tuple[Column, ...]
    left_out: tuple[LeftOut, ...]
    details: Mapping[str, Details]  # by key of a column; each is read when it is asked for
    years: tuple[str, ...]  # asked for
    since: str  # day, or ""
    language: str
    public: bool  # whether it is the public edition
    profiles: tuple[
        ReportedProfile, ...
    ] = ()  # what is reported of States; never mixed with columns
    profiles_sha256: str = ""
    ahead: tuple[
        str, ...
    ] = ()  # keys of the columns whose day is yet to come: what is known today was read

    @property
    def numbers(self) -> tuple[str, ...]:
        """Return the numbers of the articles in order."""
        return self.instrument.numbers()

    @property
    def withheld(self) -> int:
        """Return how many entries the public edition leaves out; a case in several columns counts once."""
        return sum({(one.case, one.case_sha256): one.withheld for one in self.columns}.values())

    @property
    def not_since(self) -> tuple[str, ...]:
        """Return the keys of the columns that stand on the day since which changes are told, or before it."""
        return tuple(one.key for one in self.columns if self.since and one.as_of <= self.since)

    @property
    def both(self) -> tuple[str, ...]:
        """Return the ISO codes of States that are assessed here and on whose law sources report too."""
        columns = {one.iso for one in self.columns}
        return tuple(one.iso for one in self.profiles if one.provisions and one.iso in columns)

    @property
    def repeated(self) -> tuple[str, ...]:
        """Return the names of the States that stand in several columns, which the statistics treat each as a State."""
        names = [one.iso or one.case for one in self.columns]
        return tuple(
            dict.fromkeys(
                one.name for one, name in zip(self.columns, names) if names.count(name) > 1
            )
        )
