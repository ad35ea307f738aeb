"""What is said of one element, one article, one citation on one day: typed values, in no language yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Annotated

from assess.base.text import Text
from assess.files.codec import Compact
from assess.law.quotes.check import QuoteCheck, QuoteChecker, check_quotes
from assess.model.case import (
    Adjudication,
    Case,
    Citation,
    Comment,
    Law,
    Provision,
    Search,
    Striking,
)
from assess.model.dated import Datable, DatedKey, text_on
from assess.model.day import Day
from assess.model.instrument import Article, Element
from assess.model.terms import FULL, GRADES, UNKNOWN
from assess.rating.force import Force, Reading, ruling_that_holds
from assess.rating.penalties import Penalties, Penalty
from assess.rating.rate import ArticleRating, Index
from assess.rating.reasons import deciding, lack_of
from assess.rating.standing import Standing, Weighed
from assess.speak.quotations import quote_note, quote_state
from assess.speak.values import (
    ArticleNumber,
    Chosen,
    Joined,
    Label,
    Rated,
    Stated,
    Value,
    Verbatim,
    commas,
    lines,
    phrase,
    semicolons,
    spaced,
)
from assess.table import columns_of, datum

NOTHING_COUNTS: tuple[()] = ()
_NOTHING = "0"  # stands for it where bounds are kept as one short text; there are few, so that each is made once


def _bounds_kept(bounds: tuple[str, str] | tuple[()] | None) -> str:
    if bounds is None:
        return ""
    return "-".join(bounds) or _NOTHING


@cache
def _bounds_of(text: str) -> tuple[str, str] | tuple[()] | None:
    if text in ("", _NOTHING):
        return NOTHING_COUNTS if text else None
    low, high = text.split("-")
    return low, high


#: The lowest and the highest rating that may be true. Of an article that is not rated: None where elements count and
#: nothing is known of them, and an empty tuple, `NOTHING_COUNTS`, where no element counts.
Bounds = Annotated[tuple[str, str] | tuple[()] | None, Compact("bounds", _bounds_kept, _bounds_of)]
#: How a text stands that begins after the day of the reading.
LATER: frozenset[Force] = frozenset({"not_in_force", "later"})


@dataclass(frozen=True, slots=True)
class CitedProvision:
    """A provision that a citation names."""

    reference: str  # JO-2015-27:3(a)
    law: str  # id
    law_name: Value
    number: ArticleNumber
    standing_key: str  # what text stands behind it; empty where the case has no such provision

    @property
    def name(self) -> Value:
        """Return the law with the number: `Law 27/2015, Art. 3(a)`."""
        return commas((self.law_name, self.number))


@dataclass(frozen=True, slots=True)
class CitationAnswer:
    """One citation: which provision answers the element, how, and on what evidence."""

    asked: Element = field(hash=False)
    provisions: tuple[CitedProvision, ...]
    grade: str  # as the case has it
    apart: (
        bool  # it belongs to another offence than the one that meets the lead: it counts as partly
    )
    force_key: Force  # in_force where it counts
    ruling: Value  # by which decision a court struck it down or suspended it on the day; empty where none did
    assumed: bool  # in force only because a bill is taken as passed
    reason_keys: tuple[str, ...]
    lacks: Text  # what the case says is missing
    note: Text
    quoted: Text  # words of the law
    # language of the quotation, its check; none where not asked for
    checks: tuple[tuple[str, QuoteCheck], ...]
    source_keys: tuple[str, ...]
    confidence_key: str  # high, medium, low
    summary: Value  # what the provisions say; None where not asked for
    penalty: Value

    @property
    def element(self) -> str:
        """Return the id of the element."""
        return self.asked.id

    @property
    def name(self) -> Value:
        """Return the short name of the element."""
        return element_name(self.asked)

    @property
    def article(self) -> str:
        """Return the number of the article."""
        return self.asked.article

    @property
    def asks(self) -> Text:
        """Return what the element asks."""
        return self.asked.asks

    @property
    def option(self) -> bool:
        """Return whether the element is an option of the instrument."""
        return self.asked.option

    @property
    def references(self) -> tuple[str, ...]:
        """Return the references of the provisions: JO-2015-27:3(a)."""
        return tuple(provision.reference for provision in self.provisions)

    @property
    def counts_as(self) -> str:
        """Return the grade that it counts as."""
        return "partly" if self.apart else self.grade

    @property
    def counts(self) -> bool:
        """Return whether it counts on the day."""
        return self.force_key == "in_force"

    @property
    def mark(self) -> Stated:
        """Return the mark of what it counts as."""
        return Stated(self.counts_as, self.option)

    @property
    def provision(self) -> Value:
        """Return the provisions with their laws: `Law 27/2015, Art. 3(a)`; those that the case does not have left out."""
        return Joined(tuple(known.name for known in self._known), "plus")

    @property
    def law(self) -> str:
        """Return the id of the first law; empty where the case has none of the provisions."""
        return self._known[0].law if self._known else ""

    @property
    def missing(self) -> Value:
        """Return what is missing, in a sentence."""
        return phrase("sentences.apart") if self.apart else self.lacks

    @property
    def reasons(self) -> Value:
        """Return the reason codes in words."""
        return commas(Label("reasons", key) for key in self.reason_keys)

    @property
    def quote(self) -> Value:
        """Return the words quoted from the law: where they are verified, in the law's own spelling."""
        return Verbatim(self.quotation)

    @property
    def quotation(self) -> Text:
        """Return the same as a text, in each language."""
        own = {language: check.printed for language, check in self.checks if check.printed}
        return Text(tuple((code, own.get(code, words)) for code, words in self.quoted.by))

    @property
    def quote_state(self) -> Value:
        """Return the state of the quotation that is printed: verified or why not."""
        if not self.quoted:
            return quote_state(None)
        checked = tuple((language, quote_state(check)) for language, check in self.checks)
        return Chosen(self.quoted, (*checked, *self._unchecked(quote_state(None))))

    @property
    def quote_note(self) -> Value:
        """Return why a quotation is not verified, where it stands, which words it leaves out."""
        checked = tuple((language, quote_note(check)) for language, check in self.checks)
        return Chosen(self.quoted, checked)

    @property
    def force(self) -> Value:
        """Return why it counts or does not; a bill that is in force is so by assumption."""
        return self.ruling or Label("force", "assumed" if self.assumed else self.force_key)

    @property
    def standing(self) -> Value:
        """Return what text stands behind it."""
        return commas((Label("standing", known.standing_key) for known in self._known), once=True)

    @property
    def confidence(self) -> Value:
        """Return the confidence in words."""
        return Label("confidence", self.confidence_key)

    @property
    def sources(self) -> Value:
        """Return the keys of the sources."""
        return commas(self.source_keys)

    @property
    def evidence(self) -> Value:
        """Return on what it rests: kind of text, confidence, sources."""
        return phrase(
            "sentences.evidence",
            standing=self.standing,
            confidence=self.confidence,
            sources=self.sources,
        )

    @property
    def _known(self) -> tuple[CitedProvision, ...]:
        return tuple(provision for provision in self.provisions if provision.standing_key)

    def _unchecked(self, state: Value) -> tuple[tuple[str, Value], ...]:
        checked = {language for language, _ in self.checks}
        return tuple((language, state) for language, _ in self.quoted.by if language not in checked)


_shown = columns_of("excel.columns")

#: What the tables that people read tell of a citation, behind what it answers, where and how well. What stands here
#: is in the workbook of a country.
CITATION_DETAILS = (
    _shown("missing", "text", 38),
    _shown("reasons", "term", 12),
    _shown("note", "text", 34),
    _shown("quote", "verbatim", 34),
    _shown("quote_state", "text", 18, lambda row: row.quote_state if row.quoted else None),
    _shown("quote_note", "text", 30),
    _shown("standing", "term", 12),
    _shown("confidence", "term"),
    _shown("sources", "text", 14),
)
#: The same for programs: as the case has it. What stands here is in the data of a rating, in frames and in the data of
#: a comparison.
CITATION_DATA = (
    datum("provisions", "ids", "references"),
    datum(
        "laws",
        "list",
        lambda row: list(dict.fromkeys(provision.law_name for provision in row.provisions)),
    ),
    datum("grade", "term"),
    datum("counts_as", "term"),
    datum("force", "term", "force_key"),
    datum("ruling", "text", lambda row: row.ruling or None),
    datum("assumed", "flag"),
    datum("reason", "ids", "reason_keys"),
    datum("missing", "text", lambda row: row.lacks or None),
    datum("note", "text", lambda row: row.note or None),
    datum("quote", "verbatim", lambda row: row.quotation or None),
    datum("confidence", "term", "confidence_key"),
    datum("sources", "ids", "source_keys"),
)


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """The statement that somebody looked for an element and found no provision."""

    by: str
    on: Day
    laws: tuple[Value, ...]  # short names of those searched
    note: Text

    @property
    def sentence(self) -> Value:
        """Return by whom, when and in which laws it was searched, and the note."""
        statement = phrase("statements.told", by=self.by, day=self.on, laws=commas(self.laws))
        return spaced(statement, self.note)


@dataclass(frozen=True)
class CommentAnswer:
    """The State's comment and the reply."""

    id: str
    on: str  # number of the article, or id of the element
    author: Text
    date: Day | None
    text: Text
    reply: Text
    replied: Day | None
    about: Value = ""  # the article, or the element by its short name


@dataclass(frozen=True, slots=True)
class ElementAnswer:
    """One element as it stands on the day, with everything that is said on it."""

    asked: Element = field(hash=False)
    state: str
    worst: str  # what it is at least, where unknown things turn out against it
    best: str
    floor_key: str  # what is known at least, where the element is unknown; else empty
    cited: tuple[CitationAnswer, ...]  # all citations as in the case, counted or not
    remarks: tuple[Text, ...]  # why it does not apply, why it is open, notes of the day
    search: SearchAnswer | None  # where its state is that no provision was found
    reservation: Text
    decisions: tuple[Value, ...]  # what two assessors answered and what was decided
    unread: tuple[tuple[str, Value], ...]  # laws in force that were not read: id, short name
    decides: bool
    comments: tuple[CommentAnswer, ...]  # those on this element

    @property
    def id(self) -> str:
        """Return the id of the element."""
        return self.asked.id

    @property
    def article(self) -> str:
        """Return the number of the article."""
        return self.asked.article

    @property
    def source(self) -> str:
        """Return the paragraph that it rests on."""
        return self.asked.source

    @property
    def asks(self) -> Text:
        """Return the question."""
        return self.asked.asks

    @property
    def name(self) -> Value:
        """Return its short name, in the place of the id where a reader is spoken to."""
        return element_name(self.asked)

    @property
    def kind_key(self) -> str:
        """Return what kind of element it is."""
        return self.asked.kind

    @property
    def level_key(self) -> str:
        """Return how it binds."""
        return self.asked.level

    @property
    def weight_key(self) -> str:
        """Return lead, main or detail; empty for what does not count."""
        return self.asked.weight or ""

    @property
    def option(self) -> bool:
        """Return whether it is an option of the instrument."""
        return self.asked.option

    @property
    def rated(self) -> bool:
        """Return whether it counts in the rating of its article."""
        return self.asked.rated

    @property
    def party_act(self) -> bool:
        """Return whether it is an act of a Party, which stands apart from the rating."""
        return self.asked.party_act

    @property
    def mark(self) -> Stated:
        """Return the mark of its grade or state."""
        return Stated(self.state, self.option)

    @property
    def floor(self) -> Stated | None:
        """Return the mark of what is known at least of an unknown element."""
        return Stated(self.floor_key) if self.floor_key else None

    @property
    def kind(self) -> Value:
        """Return what kind of element it is, in words."""
        return Label("kinds", self.kind_key)

    @property
    def level(self) -> Value:
        """Return how it binds, in words."""
        return Label("levels", self.level_key)

    @property
    def weight(self) -> Value:
        """Return its weight in words; empty for what does not count."""
        return Label("weights", self.weight_key) if self.weight_key else ""

    @property
    def citations(self) -> tuple[CitationAnswer, ...]:
        """Return the citations that count, the best grade first."""
        counted = (citation for citation in self.cited if citation.counts)
        return tuple(sorted(counted, key=lambda citation: GRADES.index(citation.counts_as)))

    @property
    def others(self) -> tuple[CitationAnswer, ...]:
        """Return the citations that do not count on the day, without those of laws that begin later."""
        return tuple(
            citation
            for citation in self.cited
            if not citation.counts and citation.force_key not in LATER
        )

    @property
    def later(self) -> tuple[CitationAnswer, ...]:
        """Return the citations of laws that begin after the day."""
        return tuple(citation for citation in self.cited if citation.force_key in LATER)

    @property
    def missing(self) -> Value:
        """Return all that is missing, a line each."""
        if self.state in FULL:
            return ""
        return lines((citation.missing for citation in self.citations), once=True)

    @property
    def evidence(self) -> Value:
        """Return on what the citations rest that count, a line each."""
        return lines((citation.evidence for citation in self.citations), once=True)

    @property
    def note(self) -> Value:
        """Return what is said of it on the day: remarks, the search, a reservation, what was decided."""
        search = self.search.sentence if self.search else ""
        return lines((*self.remarks, search, self.reservation, *self.decisions))

    @property
    def unseen(self) -> Value:
        """Return the laws in force that were not read."""
        return commas(name for _, name in self.unread)

    @property
    def criteria(self) -> tuple[tuple[Value, Text], ...]:
        """Return what each grade needs: the grade in words, the sentence."""
        return tuple((Label("states", grade), text) for grade, text in self.asked.criteria.items())


@dataclass(frozen=True, slots=True)
class Reason:
    """An element that decided a rating."""

    asked: Element = field(hash=False)
    state: str  # grade or state
    apart: bool  # it is met by another offence than the one that meets the lead
    lacks: Text  # what the case says is missing; empty where the sentence of the checklist says it

    @property
    def element(self) -> str:
        """Return the id of the element, to be printed small beside its name."""
        return self.asked.id

    @property
    def name(self) -> Value:
        """Return its short name."""
        return element_name(self.asked)

    @property
    def text(self) -> Value:
        """Return what is missing, in a sentence; empty for what is unknown."""
        if self.apart:
            return phrase("sentences.apart")
        if self.state in UNKNOWN:
            return ""
        return self.lacks or self.asked.shortfall or self.asked.asks

    @property
    def line(self) -> Value:
        """Return the short name with what is missing."""
        if not self.text:
            return self.name
        return phrase("sentences.reason", name=self.name, text=self.text)


@dataclass(frozen=True, slots=True)
class ArticleAnswer:
    """An article on the day. Numbers are those of `assess.rating`, never rounded."""

    asked: Article = field(hash=False)
    bounds: Bounds  # after an override: what a table shows
    rule_bounds: Bounds  # by the rule alone
    override_by: str  # who set another rating, or ""
    override_reason: Text
    # lowest and highest over the elements that count, 0 to 1; not overridden
    mean: tuple[float, float] | None
    known: int  # elements whose grade is known
    counted: int  # elements that count
    taken_out: int  # not applicable
    met: int  # elements known to be met, or reserved
    reasons: tuple[Reason, ...]  # what decided the computed rating, element by element

    @property
    def number(self) -> str:
        """Return the number of the article."""
        return self.asked.article

    @property
    def heading(self) -> Text:
        """Return what the article is about."""
        return self.asked.heading

    @property
    def core(self) -> bool:
        """Return whether it counts when the weakest core article of a part is named."""
        return self.asked.core

    @property
    def mark(self) -> Rated:
        """Return the mark of the rating that is shown."""
        return Rated(*(self.bounds or (None, None)))

    @property
    def computed(self) -> Rated:
        """Return the mark of the rating by the rule alone."""
        return Rated(*(self.rule_bounds or (None, None)))

    @property
    def deciders(self) -> tuple[str, ...]:
        """Return the ids of the elements that decided the computed rating."""
        return tuple(reason.element for reason in self.reasons)

    @property
    def lead(self) -> Value:
        """Return what the deciders are: met short of a lead, unknown; the sentence before the reasons."""
        if not self.rule_bounds:
            if not self.counted:
                return phrase("sentences.decided_none")
            return phrase("sentences.decided_unknown", number=self.counted)
        low, high = self.rule_bounds
        if low == high == "C":
            return phrase("sentences.none_short")
        return phrase(f"sentences.decided_{low}" if low == high else "sentences.decided_range")

    @property
    def decided(self) -> Value:
        """Return what decided the computed rating, in one text: a sentence, then the reasons."""
        if not self.reasons:
            return self.lead
        result = Joined(tuple(reason.line for reason in self.reasons), "semicolon", unpointed=True)
        return spaced(self.lead, Joined((result, "."), "none"))

    @property
    def reach(self) -> Value:
        """Return how far an article that is partially compliant reaches: 7 of 9 met; empty for any other."""
        if self.rule_bounds == ("PC", "PC"):
            return phrase("sentences.reach", met=self.met, counted=self.counted)
        return ""

    @property
    def override(self) -> Value:
        """Return who set the rating in the place of the computed one, and why; empty where nobody did."""
        if not self.override_by:
            return ""
        return phrase(
            "sentences.override",
            by=self.override_by,
            computed=bounds_text(self.rule_bounds),
            reason=self.override_reason,
        )

    @property
    def index(self) -> Value:
        """Return the mean over its elements in per cent; empty where none counts."""
        if self.mean is None:
            return ""
        low, high = (f"{100 * share:.0f}" for share in self.mean)
        key = "sentences.article_index" if low == high else "sentences.article_index_range"
        return phrase(key, low=low, high=high)


def bounds_text(bounds: Bounds) -> str:
    """Return bounds in letters: `PC`, `PC–LC`, `–`."""
    if not bounds:
        return "–"
    low, high = bounds
    return low if low == high else f"{low}–{high}"


def article_answer(rating: ArticleRating) -> ArticleAnswer:
    """Return what is said of an article by its rating."""
    computed, override = rating.computed, rating.override
    unrated: Bounds = None if computed.counted else NOTHING_COUNTS
    low, high = computed.low, computed.high
    return ArticleAnswer(
        asked=rating.article,
        bounds=rating.bounds or unrated,
        rule_bounds=(low, high) if low and high else unrated,
        override_by=override.by if override else "",
        override_reason=override.reason if override else Text(),
        mean=rating.index,
        known=computed.known,
        counted=computed.counted,
        taken_out=computed.taken_out,
        met=computed.met,
        reasons=tuple(reason(standing) for standing in deciding(rating)),
    )


def reason(standing: Standing) -> Reason:
    """Return why an element falls short: what its citation misses, or the sentence of the checklist."""
    lack, element = lack_of(standing), standing.element
    own = lack.text not in (element.shortfall, element.asks)
    return Reason(element, standing.state, lack.apart, lack.text if own else Text())


def index_text(index: Index) -> Value:
    """Return an index with its coverage, or that too little is known."""
    low, high = f"{100 * index.low:.0f}", f"{100 * index.high:.0f}"
    values: dict[str, Value] = {
        "low": low,
        "high": high,
        "known": index.known,
        "counted": index.counted,
        "threshold": f"{100 * index.threshold:.0f}",
        # rounded up, it might name the threshold as missed and met
        "share": int(100 * index.share_known),
    }
    if not index.told:
        return phrase("sentences.index_untold", **values)
    return phrase("sentences.index" if low == high else "sentences.index_range", **values)


def depth_line(case: Case) -> Value:
    """Return how deep the work on a case goes, and how many elements that asks; a first look is headed indicative."""
    depth = case.profile.depth
    articles = case.instrument.articles
    asked = sum(len(article.asked(depth)) for article in articles)
    every = sum(len(article.asked("full")) for article in articles)
    if case.profile.indicative:
        key = "sentences.indicative"
    else:
        key = "sentences.depth" if asked < every else "sentences.depth_full"
    return phrase(key, depth=Label("depths", depth), asked=asked, all=every)


def law_name(law: Law) -> Text:
    """Return the short name of a law, or its title where it has none."""
    return law.short or law.title


def element_name(element: Element) -> Value:
    """Return the short name of an element, by which a reader knows it; its id where it has none."""
    return element.name or element.id


def provision_number(law: Law, provision: Provision, bare: bool = False) -> ArticleNumber:
    """Return the number of a provision as its law calls it, `Section 4(a)`; `bare` without the word."""
    return ArticleNumber(provision.id, provision.number, law.unit, bare)


def reference(law: Law, provision: Provision) -> Value:
    """Return a citation for running text: `Law 27/2015, Art. 3(a)`."""
    return commas((law_name(law), provision_number(law, provision)))


def ruling_text(law: Law, provision: Provision | None, force: Force, day: date) -> Value:
    """Return by which decision of a court, with its day and case, a text is struck down or suspended; else empty."""
    ruling = ruling_that_holds(law, provision, force, day)
    if isinstance(ruling, Striking):
        return phrase("sentences.struck_down", day=ruling.on, case=ruling.case)
    if ruling:
        form = "suspended_until" if ruling.until else "suspended"
        return phrase(f"sentences.{form}", day=ruling.since, until=ruling.until, case=ruling.case)
    return ""


def said_on(entry: Datable, key: DatedKey, reading: Reading) -> Value:
    """Return what an entry says under a key in a reading, a line for each text that holds; empty where it says none."""
    return lines(text_on(entry, key, reading.as_of, reading.assume))


def search_answer(case: Case, search: Search) -> SearchAnswer:
    """Return the statement that somebody searched laws and found nothing."""
    laws = tuple(law_name(law) for law in case.laws if law.id in search.laws)
    return SearchAnswer(search.by, search.on, laws, search.note)


class Answers:
    """What is said of the elements of one reading; looks every provision up once.

    `wording` asks for what the report of one State says as well: summaries and penalties, the check of every quotation,
    comments of the State, decisions between two assessors.
    """

    def __init__(self, case: Case, reading: Reading, wording: bool = True):
        self.case, self.reading, self.wording = case, reading, wording
        self.provisions: Mapping[str, tuple[Law, Provision]] = self.case.provisions()
        self.laws = {law.id: law for law in self.case.laws}
        comments = self.case.comments if wording else ()
        decisions = self.case.adjudications if wording else ()
        self._comments = _grouped((comment.on, comment) for comment in comments)
        self._decisions = _grouped((entry.element, entry) for entry in decisions)
        self._provision_answers: dict[str, CitedProvision] = {}

    def element(self, standing: Standing, deciders: Iterable[str] = ()) -> ElementAnswer:
        """Return the answer to an element; `deciders` are the ids of those that decided the rating."""
        element = standing.element
        return ElementAnswer(
            asked=element,
            state=standing.state,
            worst=standing.worst,
            best=standing.best,
            floor_key=standing.floor or "",
            cited=tuple(self.citation(element, weighed) for weighed in standing.weighed),
            remarks=self._remarks(standing),
            search=search_answer(self.case, standing.search) if standing.search else None,
            reservation=standing.reservation.text if standing.reservation else Text(),
            decisions=tuple(map(_decided, self._decisions.get(element.id, ()))),
            unread=tuple((law, self._law_name(law)) for law in standing.unseen),
            decides=element.id in deciders,
            comments=tuple(map(self.comment, self._comments.get(element.id, ()))),
        )

    def _remarks(self, standing: Standing) -> tuple[Text, ...]:
        finding, reading = standing.finding, self.reading
        if finding is None:
            return ()
        remarks = [finding.not_applicable]
        for key in ("not_assessed", "note"):
            remarks += text_on(finding, key, reading.as_of, reading.assume)
        return tuple(remark for remark in remarks if remark)

    def _law_name(self, law_id: str) -> Value:
        law = self.laws.get(law_id)
        return law_name(law) if law else law_id

    def citation(self, element: Element, weighed: Weighed) -> CitationAnswer:
        """Return the answer that a citation gives, counted or not."""
        citation = weighed.citation
        known = [self.provisions[name] for name in citation.provision if name in self.provisions]
        bill = any(law.bill for law, _ in known)
        return CitationAnswer(
            asked=element,
            provisions=tuple(map(self._cited, citation.provision)),
            grade=citation.grade,
            apart=weighed.apart,
            force_key=weighed.force,
            ruling=self._ruling(known, weighed.force),
            assumed=bill and weighed.force == "in_force",
            reason_keys=citation.reason,
            lacks=citation.missing,
            note=citation.note,
            quoted=self._quoted(element, citation),
            checks=self._checks(citation),
            source_keys=citation.sources,
            confidence_key=citation.confidence,
            summary=lines(self.summary(*entry) for entry in known) if self.wording else None,
            penalty=commas((self.penalty(*entry) for entry in known), once=True)
            if self.wording
            else None,
        )

    def _ruling(self, known: list[tuple[Law, Provision]], force: Force) -> Value:
        day = self.reading.as_of
        texts = (ruling_text(law, provision, force, day) for law, provision in known)
        return next((text for text in texts if text), "")

    def _cited(self, name: str) -> CitedProvision:
        """Return a cited provision, which is made once and shared by all that cite it."""
        if name not in self._provision_answers:
            self._provision_answers[name] = self._provision(name)
        return self._provision_answers[name]

    def _provision(self, name: str) -> CitedProvision:
        if name not in self.provisions:
            law_id, _, shown = name.partition(":")
            known = self.laws.get(law_id)
            missing = ArticleNumber(shown, word=known.unit if known else "")
            return CitedProvision(name, law_id, self._law_name(law_id), missing, "")
        law, provision = self.provisions[name]
        number = provision_number(law, provision)
        standing = provision.text or law.text
        return CitedProvision(name, law.id, law_name(law), number, standing)

    def _quoted(self, element: Element, citation: Citation) -> Text:
        """Return the words quoted; where no check is told with them, those verified already in the law's own spelling."""
        if self.wording or not citation.quote:
            return citation.quote
        quoted = citation.quote.by
        checks = [self._checker.check(element.id, citation, *pair) for pair in quoted]
        return Text(tuple((check.language, check.printed or check.quote) for check in checks))

    @cached_property
    def _checker(self) -> QuoteChecker:
        return QuoteChecker(self.case)

    def _checks(self, citation: Citation) -> tuple[tuple[str, QuoteCheck], ...]:
        if not (self.wording and citation.quote):
            return ()
        return tuple((check.language, check) for check in self._quotes.get(id(citation), ()))

    @cached_property
    def _quotes(self) -> dict[int, list[QuoteCheck]]:
        """The check of every quotation in every language, by its citation."""
        return _grouped((id(check.citation), check) for check in check_quotes(self.case))

    def summary(self, law: Law, provision: Provision) -> Value:
        """Return what the assessor says of a provision, or its own wording where a text of the law is loaded."""
        return provision.summary or Verbatim(self.case.wording(law, provision))

    @cached_property
    def _penalties(self) -> Penalties:
        return Penalties(self.case, self.reading)

    def penalty(self, law: Law, provision: Provision) -> Value:
        """Return the penalty of a provision on the day, a line for each; of one that stands elsewhere, where and on what.

        It is empty where neither the provision nor another one that punishes it says a penalty.
        """
        name = law.reference(provision)
        return lines(self._penalty(law, name, entry) for entry in self._penalties.of(name))

    def _penalty(self, law: Law, name: str, penalty: Penalty) -> Value:
        owner, other = penalty.law, penalty.provision
        if owner.reference(other) == name:
            return lines(penalty.texts)
        number = provision_number(owner, other)
        return phrase(
            "sentences.penalty_of_part" if penalty.parts else "sentences.penalty_elsewhere",
            provision=number if owner.id == law.id else reference(owner, other),
            parts=commas(self._part(law, part) for part in penalty.parts),
            penalty=semicolons(penalty.texts),
            evidence=phrase(
                "sentences.evidence",
                standing=Label("standing", other.text or owner.text),
                confidence=Label("confidence", other.confidence),
                sources=commas(other.sources),
            ),
        )

    def _part(self, law: Law, name: str) -> Value:
        """Return a punished part of a provision by its number, with its law where that is another one."""
        owner, provision = self.case.citable_as(name) or (law, None)
        if provision is None:
            cited = self._cited(name)
            return cited.number if cited.law == law.id else cited.name
        return (
            provision_number(law, provision) if owner.id == law.id else reference(owner, provision)
        )

    def comment(self, comment: Comment) -> CommentAnswer:
        """Return a comment of the State with what it is about."""
        element = self.case.instrument.element(comment.on)
        number = self.case.article_of(comment.on)
        return CommentAnswer(
            comment.id,
            comment.on,
            comment.author,
            comment.date,
            comment.text,
            comment.reply,
            comment.replied,
            subject(number, element),
        )


def element_answer(standing: Standing, case: Case, reading: Reading) -> ElementAnswer:
    """Return the answer to a single element, without what the laws say."""
    return Answers(case, reading, wording=False).element(standing)


def subject(number: str, element: Element | None) -> Value:
    """Return what a comment or a sentence is about: an article, or an element of it by its short name."""
    article = spaced(phrase("article"), number)
    return commas((article, element_name(element))) if element else article


def _decided(entry: Adjudication) -> Value:
    """Return what two assessors answered and what was decided between them."""
    return phrase(
        "agree.beside_why" if entry.why else "agree.beside",
        a=Label("states", entry.a.state),
        b=Label("states", entry.b.state),
        by_a=entry.a.by,
        by_b=entry.b.by,
        side=entry.decision,
        by=entry.by,
        why=entry.why,
    )


def _grouped(pairs: Iterable[tuple]) -> dict:
    groups: dict = {}
    for key, entry in pairs:
        groups.setdefault(key, []).append(entry)
    return groups
