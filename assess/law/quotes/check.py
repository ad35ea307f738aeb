"""The quotations of a case, each checked against the loaded text of the provision that its citation names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from assess.law.quotes.habits import HABITS, SIGNS, without_habits
from assess.law.quotes.nearest import Marked, nearest_wording
from assess.law.quotes.pieces import Hit, Search, search, too_short
from assess.law.quotes.wording import Wording, wording_of
from assess.model.case import Case, Citation, Law, Provision
from assess.model.day import Day
from assess.model.lawtext import LawText
from assess.model.terms import QuoteState, TextStanding

_YEAR = re.compile(r" \(\d{4}\)$")  # of an id that names an older version of a provision
VERIFIED: frozenset[QuoteState] = frozenset({"exact", "normalised"})
_PLAIN = ("absent", "piece", "cut", "signs")  # reasons that a habit may have
ENACTED = "@enacted"  # in `elsewhere`, beside an id: in the text as enacted, of a law that has later versions as well


@dataclass(frozen=True)
class QuoteCheck:
    """How one quotation stands to the text of the law that is loaded."""

    element: str
    citation: Citation
    language: str
    quote: str
    state: QuoteState
    reason: str = ""  # why it is not verified, or what to mind where it is: a key of `quotes.reasons` in the labels
    habits: tuple[str, ...] = ()  # of those who quote, for which it is not found
    provision: str = (
        ""  # reference of the provision in which it stands, or in which it was looked for
    )
    units: tuple[
        str, ...
    ] = ()  # where it stands: `L1:3(a)`, or `L1:3(a) – 3(b)` where it runs over several
    times: int = 0  # how often in that place
    steps: tuple[str, ...] = ()  # that were needed
    skipped: tuple[str, ...] = ()  # the law's words at each mark of omission
    printed: str = ""  # where it is verified: the quotation in the law's own spelling
    standing: TextStanding | None = None  # of the text that it was checked against
    loaded: tuple[str, ...] = ()  # languages in which texts of the cited laws are loaded
    piece: str = ""  # the part of it that was not found
    nearest: Marked = ()  # filled in by `explained`
    elsewhere: tuple[str, ...] = ()  # likewise: where the words do stand
    #: The day of the version that it was checked against, or `ENACTED`; empty where the law has one version alone.
    version: str = ""
    #: The day of a version that is not in force yet and does not have these words any more.
    coming: str = ""

    @property
    def verified(self) -> bool:
        """Whether the words stand in the cited provision, and in one place of it."""
        return self.state in VERIFIED


@dataclass(frozen=True)
class _Looked:
    """What came of looking in one cited provision; `why` says why its wording could not be used."""

    reference: str
    law: Law | None = None
    wording: Wording | None = None
    search: Search = Search(())
    why: str = ""

    @property
    def text(self) -> LawText:
        """The text that was looked into; only where there is a wording."""
        assert self.wording is not None
        return self.wording.text

    @property
    def scanned(self) -> bool:
        """Whether its wording was read off pictures by a machine."""
        return self.wording is not None and self.wording.text.scanned


class QuoteChecker:
    """Checks quotations of one case; prepares the wording of every provision once."""

    def __init__(self, case: Case):
        self.case = case
        self._provisions = case.provisions()
        self._wordings: dict[tuple[str, str], tuple[Wording | None, str]] = {}
        self._whole: dict[int, Wording] = {}
        self._languages: dict[str, list[str]] = {}
        for text in case.texts:
            self._languages.setdefault(text.law, []).append(text.language)

    def check(self, element: str, citation: Citation, language: str, quote: str) -> QuoteCheck:
        """Return how one quotation in one language stands to the provisions that its citation names.

        Of one that is not found, where a habit of writing alone stands in the way, the reason is that habit, and where
        several do together, it is `habits`, which then names them. It stays not found: to the letter, it is not the law's.
        """
        check = self._check(element, citation, language, quote)
        if check.state != "not_found" or check.reason not in _PLAIN:
            return check
        signed: tuple[str, ...] = ()
        for habits, changed in without_habits(quote, self._law_of(citation, language)):
            other = self._check(element, citation, language, changed)
            if other.verified:
                return _by_habits(check, habits, other.units)
            if not signed and other.reason == SIGNS != check.reason:
                signed = (*habits, SIGNS)
        return _by_habits(check, signed, ()) if signed else check

    def _law_of(self, citation: Citation, language: str) -> str:
        """Return the wordings in which a quotation was looked for."""
        pairs = (self._wordings.get((name, language)) for name in citation.provision)
        return "\n".join(pair[0].printed for pair in pairs if pair and pair[0])

    def _check(self, element: str, citation: Citation, language: str, quote: str) -> QuoteCheck:
        looked = [self._looked(reference, language, quote) for reference in citation.provision]
        laws = [entry.law.id for entry in looked if entry.law]
        loaded = tuple(
            dict.fromkeys(code for name in laws for code in self._languages.get(name, ()))
        )
        start = QuoteCheck(element, citation, language, quote, "source_not_loaded", loaded=loaded)
        sure = [entry for entry in looked if entry.wording and not entry.scanned]
        hits = [(entry, hit) for entry in sure for hit in entry.search.hits]
        if hits:
            check = replace(_settled(start, hits), version=self._version(looked))
            return replace(check, coming=self._coming(check)) if check.verified else check
        start = replace(start, version=self._version(looked))
        unread = [entry for entry in looked if entry not in sure]
        if unread or not sure:
            return _unread(start, sure, unread)
        return _missed(start, sure, "not_found")

    def _version(self, looked: Iterable[_Looked]) -> str:
        """Return the version that was looked into, where its law has several in that language."""
        text = next((entry.text for entry in looked if entry.wording), None)
        if (
            text is None
            or sum(other.language == text.language for other in self.case.texts_of(text.law)) < 2
        ):
            return ""
        return text.as_of.text if text.as_of else ENACTED

    def _coming(self, check: QuoteCheck) -> str:
        """Return the day of the first version not in force yet in which the provision lacks the words of a quotation."""
        law, provision = self._provisions[check.provision]
        for text, unit in self.case.coming(law, provision):
            if text.language != check.language or text.scanned:
                continue
            if unit is None or not search(wording_of(text, unit.id), check.quote).hits:
                return text.as_of.text if text.as_of else ""
        return ""

    def _looked(self, reference: str, language: str, quote: str) -> _Looked:
        law, provision = self._provisions.get(reference, (None, None))
        if law is None or provision is None:
            return _Looked(reference, why="no_provision")
        if (reference, language) not in self._wordings:
            self._wordings[reference, language] = _wording(self.case, law, provision, language)
        wording, why = self._wordings[reference, language]
        return _Looked(
            reference, law, wording, search(wording, quote) if wording else Search(()), why
        )

    def explained(self, check: QuoteCheck) -> QuoteCheck:
        """Return the check of an open quotation with the nearest wording, and with where else the words stand."""
        if check.state in (*VERIFIED, "ambiguous"):
            return check
        near: Marked = ()
        if check.reason not in ("order", "apart", "ocr_found", *HABITS):
            wordings = [
                self._wordings.get((name, check.language), (None, ""))[0]
                for name in check.citation.provision
            ]
            marked = [
                nearest_wording(
                    check.piece or check.quote, wording.printed, typed=check.reason == "signs"
                )
                for wording in wordings
                if wording
            ]
            near = max(marked, key=_same_words, default=())
        return replace(check, nearest=near, elsewhere=tuple(self._elsewhere(check)))

    def _elsewhere(self, check: QuoteCheck) -> Iterator[str]:
        """Yield where the words stand: in the cited laws in any language, or else in other laws of the case."""
        if too_short(check.quote):
            return
        own = {reference.partition(":")[0] for reference in check.citation.provision}
        places = [
            name
            for text in self.case.texts
            if text.law in own
            for name in self._places(text, check)
        ]
        yield from places or [
            name
            for text in self.case.texts
            if text.law not in own and text.language == check.language
            for name in self._places(text, check)
        ]

    def _places(self, text: LawText, check: QuoteCheck) -> list[str]:
        if id(text) not in self._whole:
            self._whole[id(text)] = wording_of(text)
        language = text.language if text.language != check.language else ""
        later = text.as_of is None and any(other.as_of for other in self.case.texts_of(text.law))
        hits = search(self._whole[id(text)], check.quote).hits
        return list(
            dict.fromkeys(_place(text, hit, language, ENACTED if later else "") for hit in hits)
        )


def check_quotes(case: Case, checker: QuoteChecker | None = None) -> tuple[QuoteCheck, ...]:
    """Return the check of every quotation of a case, one for each language, in the order of the findings."""
    checker = checker or QuoteChecker(case)
    return tuple(
        checker.check(finding.element, citation, language, quote)
        for finding in case.findings
        for citation in finding.citations
        for language, quote in citation.quote.by
        if quote.strip()
    )


def _wording(
    case: Case, law: Law, provision: Provision, language: str
) -> tuple[Wording | None, str]:
    """Return the wording of a provision in a language, or why there is none that can be relied on."""
    texts = case.texts_of(law.id)
    if not texts:
        return None, "no_text"
    if all(text.language != language for text in texts):
        return None, "no_language"
    text, unit = next(
        (wording for wording in case.wordings(law, provision) if wording[0].language == language),
        (None, None),
    )
    if text is None or unit is None:
        return None, "no_unit"
    if _of_another_time(law, provision, text.as_of):
        return None, "version"
    return wording_of(text, unit.id), ""


def _of_another_time(law: Law, provision: Provision, as_of: Day | None) -> bool:
    """Whether a text is of a day on which the provision did not have the wording that is cited.

    So a later version than its end; or an earlier one than its beginning, where the law tells an older version of it.
    """
    end, begun = provision.until or law.until, provision.in_force
    if as_of is not None and end is not None and as_of.first >= end.last:
        return True
    base = _YEAR.sub("", provision.id)
    older = any(
        each_provision is not provision
        and _YEAR.sub("", each_provision.id) == base
        and each_provision.until
        and begun
        and each_provision.until.first <= begun.first
        for each_provision in law.provisions
    )
    return older and begun is not None and (as_of is None or as_of.last < begun.first)


def _settled(start: QuoteCheck, hits: list[tuple[_Looked, Hit]]) -> QuoteCheck:
    """Return the check of a quotation that was found; what stands in a heading does not compete with a rule."""
    rules = [pair for pair in hits if not pair[1].heading] or hits
    places: dict[str, list[tuple[_Looked, Hit]]] = {}
    for looked, hit in rules:
        places.setdefault(_place(looked.text, hit), []).append((looked, hit))
    first = next(iter(places.values()))
    looked, best = min(first, key=lambda pair: len(pair[1].steps))
    check = replace(
        start, provision=looked.reference, standing=looked.text.standing, units=tuple(places)
    )
    if len(places) > 1:
        return replace(check, state="ambiguous", reason="several")
    check = replace(
        check,
        steps=best.steps,
        skipped=best.skipped,
        times=sum(entry is looked for entry, _ in first),
    )
    if best.short:
        return replace(check, state="ambiguous", reason="short")
    return replace(
        check,
        state="normalised" if best.steps else "exact",
        printed=best.printed,
        reason="heading" if best.heading else "",
    )


def _unread(start: QuoteCheck, sure: list[_Looked], unread: list[_Looked]) -> QuoteCheck:
    """Return the check of a quotation whose text, or one of whose texts, cannot be relied on."""
    scans = [entry for entry in unread if entry.scanned]
    seen = next((scan for scan in scans if scan.search.hits), None)
    if seen:
        hit = seen.search.hits[0]
        return replace(
            start,
            reason="ocr_found",
            provision=seen.reference,
            units=(_place(seen.text, hit),),
            steps=hit.steps,
            skipped=hit.skipped,
            standing="ocr",
        )
    if scans:
        return replace(_missed(start, scans, "source_not_loaded"), reason="ocr_missing")
    first = next(iter(unread), None)
    return replace(
        start,
        reason="partly" if sure else first.why if first else "no_provision",
        provision=first.reference if first else "",
    )


def _by_habits(check: QuoteCheck, habits: tuple[str, ...], units: tuple[str, ...]) -> QuoteCheck:
    """Return the check of a quotation that is not found for these habits alone."""
    reason = habits[0] if len(habits) == 1 else "habits"
    return replace(check, reason=reason, habits=habits, piece="", units=units)


def _missed(start: QuoteCheck, looked: list[_Looked], state: QuoteState) -> QuoteCheck:
    """Return the check of a quotation that was not found, with the reason that says most."""
    entry = max(looked, key=lambda each: each.search.reason not in ("absent", "piece"))
    each_search, others = (
        entry.search,
        [each.wording for each in looked if each is not entry and each.wording],
    )
    apart = each_search.reason == "piece" and any(
        search(other, each_search.piece).hits for other in others
    )
    return replace(
        start,
        state=state,
        reason="apart" if apart else each_search.reason,
        piece=each_search.piece,
        provision=entry.reference,
        standing=entry.text.standing,
    )


def _place(text: LawText, hit: Hit, language: str = "", first: str = "") -> str:
    """Return law and units of a hit, with the language if it is named and the day of the version, or else `first`."""
    signs = ", ".join(text for text in (language, text.as_of.text if text.as_of else first) if text)
    units = hit.first if hit.first == hit.last else f"{hit.first} – {hit.last}"
    return f"{text.law}:{units}" + (f" [{signs}]" if signs else "")


def _same_words(marked: Marked) -> int:
    return sum(len(text) for mark, text in marked if mark == "same")


def counted(checks: Iterable[QuoteCheck]) -> dict[QuoteState, int]:
    """Return how many quotations are in each state, in the order of the states, those that occur alone."""
    order: tuple[QuoteState, ...] = (
        "exact",
        "normalised",
        "not_found",
        "ambiguous",
        "source_not_loaded",
    )
    states = [check.state for check in checks]
    return {state: states.count(state) for state in order if state in states}
