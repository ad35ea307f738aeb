"""Standings, laws and findings → the rows of a report."""

from __future__ import annotations

from functools import cached_property

from assess.country.dated import LATER, begins_later, said_on
from assess.country.named import ArticleElements, by_article, listed, subject
from assess.country.quotations import quote_note, quote_state
from assess.country.sentences import searched
from assess.country.types import (
    CitationLine,
    CommentRow,
    ElementRow,
    LawRow,
    Mark,
    ProvisionRow,
    RecommendationRow,
)
from assess.law.quotes.check import QuoteCheck, check_quotes
from assess.model.case import Adjudication, Case, Comment, Law, Provision
from assess.model.dated import DatedKey
from assess.model.instrument import Element
from assess.model.terms import FULL, GRADES, UNKNOWN
from assess.rating.force import Force, Reading, law_force, provision_forces
from assess.rating.gaps import GapList, Measure
from assess.rating.rate import CaseRating
from assess.rating.standing import Standing, Weighed
from assess.speak.words import Words


class Rows:
    """Makes the rows of one reading; looks every provision and finding up once."""

    def __init__(self, rating: CaseRating, gaps: GapList, words: Words):
        self.rating, self.gaps, self.words = rating, gaps, words
        self.case: Case = rating.case
        self.reading: Reading = rating.reading
        self.provisions_by_reference = self.case.provisions()
        self.forces = provision_forces(self.case, self.reading)
        self.cited: dict[str, list[str]] = {}
        for finding in self.case.findings:
            for citation in finding.citations:
                for reference in citation.provision:
                    self.cited.setdefault(reference, []).append(finding.element)

    def element(self, standing: Standing, deciders: tuple[str, ...]) -> ElementRow:
        """Return the row of an element."""
        words, element = self.words, standing.element
        counted = tuple(
            self.citation(element, one) for one in standing.weighed if one.force == "in_force"
        )
        counted = tuple(sorted(counted, key=lambda line: GRADES.index(line.mark.key)))
        others = tuple(
            self.citation(element, one)
            for one in standing.weighed
            if one.force not in ("in_force", *LATER)
        )
        return ElementRow(
            id=element.id,
            article=element.article,
            source=element.source,
            asks=words.text(element.asks),
            kind=words.label("kinds", element.kind),
            level=words.label("levels", element.level),
            name=words.element(element),
            weight=words.label("weights", element.weight) if element.weight else "",
            mark=words.state(standing.state, element.option),
            floor=words.state(standing.floor) if standing.floor else None,
            citations=counted,
            others=others,
            missing="\n".join(_once(line.missing for line in counted))
            if standing.state not in FULL
            else "",
            evidence="\n".join(_once(self._evidence(line) for line in counted)),
            note=self._note(standing),
            unseen=words.many(self._law_name(name) for name in standing.unseen),
            rated=element.rated,
            party_act=element.party_act,
            decides=element.id in deciders,
            criteria=tuple(
                (words.label("states", grade)["label"], words.text(text))
                for grade, text in element.criteria.items()
            ),
            comments=tuple(self.comment(one) for one in self.case.comments if one.on == element.id),
        )

    def _note(self, standing: Standing) -> str:
        finding = standing.finding
        decided = [
            self._decided(one)
            for one in self.case.adjudications
            if one.element == standing.element.id
        ]
        if finding is None:
            return "\n".join(decided)
        parts = [
            self.words.text(finding.not_applicable),
            self._on(finding, "not_assessed"),
            self._on(finding, "note"),
        ]
        if standing.search:
            parts.append(searched(self.case, standing.search, self.words))
        if standing.reservation:
            parts.append(self.words.text(standing.reservation.text))
        return "\n".join(part for part in (*parts, *decided) if part)

    def _on(self, entry: object, key: DatedKey) -> str:
        return said_on(entry, key, self.reading, self.words)

    def _decided(self, one: Adjudication) -> str:
        """Return what two assessors answered and what was decided between them."""
        words, form = self.words, self.words.labels.agree
        states = {
            name: words.label("states", side.state)["label"]
            for name, side in (("a", one.a), ("b", one.b))
        }
        return (form.beside_why if one.why else form.beside).format(
            **states, by_a=one.a.by, by_b=one.b.by, side=one.decision, by=one.by, why=one.why
        )

    def _evidence(self, line: CitationLine) -> str:
        return self.words.labels.sentences.evidence.format(
            standing=line.standing, confidence=line.confidence, sources=line.sources
        )

    def _law_name(self, law_id: str) -> str:
        law = self.case.law(law_id)
        return self.words.law(law) if law else law_id

    def citation(self, element: Element, weighed: Weighed) -> CitationLine:
        """Return the line of a citation, counted or not."""
        words, one = self.words, weighed.citation
        known = [
            self.provisions_by_reference[name]
            for name in one.provision
            if name in self.provisions_by_reference
        ]
        quote = self._quotes.get((id(one), one.quote.get(words.language)[1])) if one.quote else None
        return CitationLine(
            element=element.id,
            name=words.element(element),
            article=element.article,
            asks=words.text(element.asks),
            references=one.provision,
            provision=" + ".join(words.reference(law, provision) for law, provision in known),
            law=known[0][0].id if known else "",
            summary="\n".join(self.summary(*one) for one in known),
            penalty=words.many(self._on(two, "penalty") for _, two in known),
            mark=words.state(weighed.grade, element.option),
            missing=words.labels.sentences.apart if weighed.apart else words.text(one.missing),
            reasons=words.many(words.label("reasons", code) for code in one.reason),
            note=words.text(one.note),
            quote=words.verbatim(words.text(one.quote)),
            quote_state=quote_state(quote, words),
            quote_note=quote_note(quote, words),
            counts=weighed.force == "in_force",
            force=self._force(weighed.force, any(law.bill for law, _ in known)),
            standing=words.many(_once(self._standing(law, two) for law, two in known)),
            confidence=words.label("confidence", one.confidence),
            sources=words.many(one.sources),
        )

    @cached_property
    def _quotes(self) -> dict[tuple[int, str], QuoteCheck]:
        """The check of every quotation, by its citation and language: the state beside it is of what is printed."""
        return {(id(one.citation), one.language): one for one in check_quotes(self.case)}

    def summary(self, law: Law, provision: Provision) -> str:
        """Return what the assessor says of a provision, or its own wording where a text of the law is loaded."""
        if provision.summary:
            return self.words.text(provision.summary)
        return self.words.verbatim(self.words.text(self.case.wording(law, provision)))

    def _force(self, force: Force, bill: bool) -> str:
        """Return how a text stands on the day; a bill that is in force is so by assumption."""
        return self.words.label("force", "assumed" if bill and force == "in_force" else force)

    def _standing(self, law: Law, provision: Provision) -> str:
        return self.words.label("standing", provision.text or law.text)

    def law(self, law: Law) -> LawRow:
        """Return the row of a law; of one in force, no end that comes after the day of the reading."""
        words = self.words
        number = f"{law.number}/{law.year}" if law.number and law.year else law.number or law.year
        return LawRow(
            id=law.id,
            name=words.law(law),
            title=words.text(law.title),
            number=number,
            kind=words.label("law_kinds", law.kind),
            gazette=words.text(law.gazette),
            in_force=words.day(law.in_force) or words.day(law.introduced),
            until="" if self.ends_later(law) else self.end(law),
            force=self._force(law_force(law, self.reading), law.bill),
            standing=words.label("standing", law.text),
            rights=words.text(law.rights),
            sources=words.many(law.sources),
            confidence=words.label("confidence", law.confidence),
            note=self._on(law, "note"),
            fate=self._on(law, "fate"),
            provisions=len(law.provisions),
        )

    def later(self, law: Law) -> bool:
        """Whether a law comes into force, or a bill before the State, only after the day of the reading."""
        return law_force(law, self.reading) in LATER

    def ends_later(self, law: Law) -> bool:
        """Whether a law that is no later one ends after the day of the reading."""
        return begins_later(law.until, self.reading) and not self.later(law)

    def end(self, law: Law) -> str:
        """Return the day on which a law ends, with what takes its place; empty where it has no end."""
        by = self.case.law(law.repealed_by)
        day = self.words.day(law.until)
        return (
            self.words.labels.sentences.repealed_by.format(day=day, law=self.words.law(by))
            if day and by
            else day
        )

    @cached_property
    def provisions(self) -> tuple[ProvisionRow, ...]:
        """Every provision of every law, seen from the law."""
        surplus = {one.provision: one for one in self.case.surplus}
        return tuple(
            self._provision(reference, law, provision, surplus.get(reference))
            for reference, (law, provision) in self.provisions_by_reference.items()
        )

    def _provision(self, reference: str, law: Law, one: Provision, surplus) -> ProvisionRow:
        words = self.words
        elements = tuple(dict.fromkeys(self.cited.get(reference, ())))
        key = surplus.treatment if surplus else "mapped" if elements else "not_placed"
        articles = _once(element.partition(".")[0] for element in elements)
        note, penalty = self._on(one, "note"), self._on(one, "penalty")
        return ProvisionRow(
            reference=reference,
            law=law.id,
            law_name=words.law(law),
            provision=words.provision(one),
            heading=words.text(one.heading),
            summary=self.summary(law, one),
            penalty=penalty,
            force=self._force(self.forces[reference], law.bill),
            elements=elements,
            names=by_article(elements, self.case.instrument, words),
            counterpart=words.many(f"{words.labels.article_short} {name}" for name in articles),
            treatment=words.label("treatments", key),
            treatment_key=key,
            concern=self._on(surplus, "concern") if surplus else "",
            suggestion=self._on(surplus, "suggestion") if surplus else "",
            standing=self._standing(law, one),
            confidence=words.label("confidence", surplus.confidence if surplus else one.confidence),
            sources=words.many(_once((*one.sources, *(surplus.sources if surplus else ())))),
            note=note,
        )

    def recommendation(self, number: int, measure: Measure) -> RecommendationRow:
        """Return the row of a recommendation; one that rests on unknown elements alone has no priority."""
        words, one = self.words, measure.recommendation
        names = by_article((gap.element.id for gap in measure.gaps), self.case.instrument, words)
        key = "to_check" if measure.conditional else measure.priority
        return RecommendationRow(
            number=number,
            id=one.id,
            articles=words.numbers(_once(name.partition(".")[0] for name in one.elements)),
            reach=len(_once(name.partition(".")[0] for name in one.elements)),
            elements=tuple(gap.element.id for gap in measure.gaps),
            names=names,
            gap=self._on(one, "gap"),
            action=self._on(one, "action"),
            kind=words.label("actions", one.kind),
            laws=words.many(words.law(law) for law in measure.laws),
            owner=words.text(one.owner),
            priority=words.label("priorities", key),
            priority_key=key,
            conditional=measure.conditional,
            check=self._check(measure, names),
            priority_note=self._priority_note(measure),
            due=words.text(one.due),
            status=words.label("statuses", one.status),
            note=self._on(one, "note"),
        )

    def _check(self, measure: Measure, names: tuple[ArticleElements, ...]) -> str:
        if not measure.conditional:
            return ""
        return self.words.labels.sentences.check_first.format(
            names=self.words.labels.semicolon.join(listed(names, self.words, form="in_brackets"))
        )

    def _priority_note(self, measure: Measure) -> str:
        """Return the priority that the assessor set in the place of the computed one, with the reason."""
        words, one = self.words, measure.recommendation
        if not one.priority or one.priority == measure.computed:
            return ""
        form = words.labels.sentences["priority_if" if measure.conditional else "priority_set"]
        return form.format(
            computed=words.label("priorities", measure.computed or "to_check"),
            set=words.label("priorities", one.priority),
            reason=words.text(one.priority_reason),
        )

    def comment(self, one: Comment) -> CommentRow:
        """Return the row of a comment of the State."""
        words, number = self.words, one.on.partition(".")[0]
        about = subject(number, self.case.instrument.element(one.on), words)
        return CommentRow(
            one.id,
            one.on,
            words.text(one.author),
            words.day(one.date),
            words.text(one.text),
            words.text(one.reply),
            words.day(one.replied),
            about,
        )

    def state_counts(self, standings) -> list[tuple[Mark, int]]:
        """Return how many of the standings have each grade or state, in the order of the legend."""
        listed = list(standings)
        order = [*GRADES, "not_found", *sorted(UNKNOWN), "not_applicable", "reserved"]
        counts = [(self.words.state(key), sum(one.state == key for one in listed)) for key in order]
        return [pair for pair in counts if pair[1]]


def counted_standings(rating: CaseRating) -> list[Standing]:
    """Return the standings of all elements that bind and are no safeguards of a power."""
    return [one for article in rating.articles for one in article.standings if one.element.rated]


def _once(values) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))
