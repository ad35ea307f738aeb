"""Standings, laws and findings → the rows of a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from assess.answers import (
    LATER,
    Answers,
    ElementAnswer,
    law_name,
    provision_number,
    ruling_text,
    said_on,
)
from assess.base.text import Text
from assess.country.dated import begins_later
from assess.country.named import ArticleElements, by_article, listed
from assess.country.types import Count, LawRow, ProvisionRow, RecommendationRow
from assess.load.labels import labels
from assess.model.case import Case, Law, Provision, Surplus
from assess.model.dated import Datable, DatedKey
from assess.model.lawtext import LawText, Unit
from assess.model.terms import GRADES, UNKNOWN
from assess.rating.force import Force, Reading, law_force, provision_forces
from assess.rating.gaps import Measure
from assess.rating.rate import CaseRating
from assess.rating.standing import Standing
from assess.rating.unplaced import Placed, Run, Unplaced, head_of, unplaced
from assess.speak.values import (
    ArticleNumber,
    ArticleNumbers,
    Label,
    Stated,
    Value,
    commas,
    phrase,
    semicolons,
)
from assess.speak.words import Words

_MOST_HEADS = 12  # units of a run that are shown with their headings


class Rows:
    """Makes the rows of one reading; looks every provision and finding up once."""

    def __init__(self, rating: CaseRating):
        self.rating = rating
        self.case: Case = rating.case
        self.reading: Reading = rating.reading
        self.answers = Answers(self.case, self.reading)
        self.forces = provision_forces(self.case, self.reading)
        self.cited: dict[str, list[str]] = {}
        for finding in self.case.findings:
            for citation in finding.citations:
                for reference in citation.provision:
                    self.cited.setdefault(reference, []).append(finding.element)
        self.placed = Placed(self.case)
        self._elements: dict[tuple[str, bool], ElementAnswer] = {}

    def element(self, standing: Standing, deciders: Iterable[str]) -> ElementAnswer:
        """Return the answer to an element; each is made once."""
        key = standing.element.id, standing.element.id in deciders
        if key not in self._elements:
            self._elements[key] = self.answers.element(standing, deciders)
        return self._elements[key]

    def _on(self, entry: Datable, key: DatedKey) -> Value:
        return said_on(entry, key, self.reading)

    def article_of(self, element: str) -> str:
        """Return the number of the article of an element."""
        return self.case.article_of(element)

    def law(self, law: Law) -> LawRow:
        """Return the row of a law; of one in force, no end that comes after the day of the reading."""
        number = f"{law.number}/{law.year}" if law.number and law.year else law.number or law.year
        force = law_force(law, self.reading)
        return LawRow(
            id=law.id,
            name=law_name(law),
            title=law.title,
            number=number,
            kind=Label("law_kinds", law.kind),
            gazette=law.gazette,
            in_force=law.in_force or law.introduced,
            ends=None if self.ends_later(law) else law.until,
            until="" if self.ends_later(law) else self.end(law),
            force=self._force(force, law),
            standing=Label("standing", law.text),
            rights=law.rights,
            sources=commas(law.sources),
            confidence=Label("confidence", law.confidence),
            note=self._on(law, "note"),
            fate=self._on(law, "fate"),
            provisions=len(law.provisions),
        )

    def _force(self, force: Force, law: Law, provision: Provision | None = None) -> Value:
        """Return how a text stands on the day; a bill that is in force is so by assumption."""
        key = "assumed" if law.bill and force == "in_force" else force
        return ruling_text(law, provision, force, self.reading.as_of) or Label("force", key)

    def later(self, law: Law) -> bool:
        """Return whether a law comes into force, or a bill before the State, only after the day of the reading."""
        return law_force(law, self.reading) in LATER

    def ends_later(self, law: Law) -> bool:
        """Return whether a law that is no later one ends after the day of the reading."""
        return begins_later(law.until, self.reading) and not self.later(law)

    def end(self, law: Law) -> Value:
        """Return the day on which a law ends, with what takes its place; empty where it has no end."""
        by = self.case.law(law.repealed_by)
        if law.until and by:
            return phrase("sentences.repealed_by", day=law.until, law=law_name(by))
        return law.until

    @cached_property
    def provisions(self) -> tuple[ProvisionRow, ...]:
        """Every provision of every law, seen from the law."""
        surplus = {entry.provision: entry for entry in self.case.surplus}
        return tuple(
            self._provision(reference, law, provision, surplus.get(reference))
            for reference, (law, provision) in self.answers.provisions.items()
        )

    @property
    def until_now(self) -> tuple[ProvisionRow, ...]:
        """Return the provisions without those that begin after the day of the reading."""
        return tuple(row for row in self.provisions if row.force_key not in LATER)

    def _provision(
        self, reference: str, law: Law, provision: Provision, surplus: Surplus | None
    ) -> ProvisionRow:
        elements = tuple(dict.fromkeys(self.cited.get(reference, ())))
        key: str = surplus.treatment if surplus else "mapped" if elements else "not_placed"
        if key == "not_placed" and self.placed.covers(law, provision):
            key = "covered"
        articles = dict.fromkeys(map(self.article_of, elements))
        sources = (*provision.sources, *(surplus.sources if surplus else ()))
        confidence = surplus.confidence if surplus else provision.confidence
        return ProvisionRow(
            reference=reference,
            law=law.id,
            law_name=law_name(law),
            provision=provision_number(law, provision),
            heading=provision.heading,
            summary=self.answers.summary(law, provision),
            penalty=self.answers.penalty(law, provision),
            force_key=self.forces[reference],
            force=self._force(self.forces[reference], law, provision),
            elements=elements,
            names=by_article(elements, self.case.instrument),
            counterpart=commas(ArticleNumber(number) for number in articles),
            treatment=Label("treatments", key),
            treatment_key=key,
            concern=self._on(surplus, "concern") if surplus else "",
            suggestion=self._on(surplus, "suggestion") if surplus else "",
            standing=Label("standing", provision.text or law.text),
            confidence=Label("confidence", confidence),
            sources=commas(dict.fromkeys(sources)),
            note=self._on(provision, "note"),
        )

    @cached_property
    def unplaced(self) -> tuple[ProvisionRow, ...]:
        """What the texts of laws hold that nobody placed: a row a run, of a law nobody is asked for one row."""
        return tuple(
            self._unplaced(left, run)
            for left in unplaced(self.case)
            if not self.later(left.law)
            for run in (left.runs if left.asked else (None,))
        )

    def _unplaced(self, left: Unplaced, run: Run | None) -> ProvisionRow:
        law, text = left.law, left.text
        units = run.units if run else tuple(unit for run in left.runs for unit in run.units)
        name = run.named() if run else f"{units[0].id} … {units[-1].id}"
        force = law_force(law, self.reading)
        return ProvisionRow(
            reference=f"{law.id}:{name}",
            law=law.id,
            law_name=law_name(law),
            provision=ArticleNumber(name, word=law.unit),
            heading="",
            summary=_headings(text, units)
            if run
            else phrase("sentences.not_asked", number=left.number),
            penalty="",
            force_key=force,
            force=self._force(force, law),
            elements=(),
            names=(),
            counterpart="",
            treatment=Label("treatments", "not_placed"),
            treatment_key="not_placed",
            concern="",
            suggestion="",
            standing=Label("standing", law.text),
            confidence=Label("confidence", law.confidence),
            sources=commas(law.sources),
            note="",
        )

    def recommendation(self, number: int, measure: Measure) -> RecommendationRow:
        """Return the row of a recommendation; one that rests on unknown elements alone has no priority."""
        recommendation = measure.recommendation
        elements = tuple(gap.element.id for gap in measure.gaps)
        names = by_article(elements, self.case.instrument)
        key = "to_check" if measure.conditional else measure.priority or "to_check"
        articles = tuple(dict.fromkeys(map(self.article_of, recommendation.elements)))
        return RecommendationRow(
            number=number,
            id=recommendation.id,
            articles=ArticleNumbers(articles),
            reach=len(articles),
            elements=elements,
            names=names,
            gap=self._on(recommendation, "gap"),
            action=self._on(recommendation, "action"),
            kind=Label("actions", recommendation.kind),
            laws=commas(law_name(law) for law in measure.laws),
            owner=recommendation.owner,
            priority=Label("priorities", key),
            priority_key=key,
            conditional=measure.conditional,
            check=_check(measure, names),
            priority_note=_priority_note(measure),
            due=recommendation.due,
            status=Label("statuses", recommendation.status),
            note=self._on(recommendation, "note"),
        )


def _headings(text: LawText, units: Sequence[Unit]) -> Text:
    """Return the first of the units, each with its number and the words at its head, in the language of the text."""
    words = Words(labels(text.language), text.language)
    heads = [" ".join((words.unit(unit.id), head_of(unit))) for unit in units[:_MOST_HEADS]]
    heads += ["…"] * (len(units) > _MOST_HEADS)
    return Text(((text.language, "; ".join(heads)),))


def _check(measure: Measure, names: tuple[ArticleElements, ...]) -> Value:
    if not measure.conditional:
        return ""
    return phrase("sentences.check_first", names=semicolons(listed(names, form="in_brackets")))


def _priority_note(measure: Measure) -> Value:
    """Return the priority that the assessor set in the place of the computed one, with the reason."""
    recommendation = measure.recommendation
    if not recommendation.priority or recommendation.priority == measure.computed:
        return ""
    return phrase(
        "sentences.priority_if" if measure.conditional else "sentences.priority_set",
        computed=Label("priorities", measure.computed or "to_check"),
        set=Label("priorities", recommendation.priority),
        reason=recommendation.priority_reason,
    )


def state_counts(standings: Iterable[Standing]) -> tuple[Count, ...]:
    """Return how many of the standings have each grade or state, in the order of the legend."""
    states = [standing.state for standing in standings]
    order = [*GRADES, "not_found", *sorted(UNKNOWN), "not_applicable", "reserved"]
    return tuple(
        Count(Stated(key), states.count(key), len(states)) for key in order if key in states
    )


def counted_standings(rating: CaseRating) -> list[Standing]:
    """Return the standings of all elements that bind and are no safeguards of a power."""
    return [
        standing
        for article in rating.articles
        for standing in article.standings
        if standing.element.rated
    ]
