"""A case, read as of a day in one language → the View that reports are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

import assess
from assess.country.ahead import ahead, readings_beside
from assess.country.bills import bill_effects
from assess.country.dated import LATER, said_on
from assess.country.named import by_article, listed, name_of
from assess.country.party import act_rows, acts_note, undeclared
from assess.country.recipe import instrument_facts, method, recipe
from assess.country.results import indicative, results
from assess.country.reviews import log_rows, review_counts, review_line, review_mark, unsettled_line
from assess.country.rows import Rows, counted_standings
from assess.country.sentences import (
    decided,
    index_text,
    lead,
    overridden,
    reach,
    reasons,
    shown_mark,
)
from assess.country.types import (
    ArticleBlock,
    ArticleElements,
    CauseRow,
    Count,
    PartBlock,
    RecommendationRow,
    Statement,
    View,
)
from assess.model.case import Case
from assess.model.terms import FULL, GRADES, RATINGS, STATES
from assess.rating.force import Reading, reservation_holds
from assess.rating.gaps import GapList, find_gaps
from assess.rating.rate import ArticleRating, CaseRating, rate
from assess.review.release import public
from assess.speak.both import spoken
from assess.speak.marks import Mark
from assess.speak.words import COLOURS, Words


@dataclass(frozen=True)
class Edition:
    """For whom a report is: the whole case, or what may be made public; with or without the log of the review."""

    public: bool = False
    log: bool = False
    own_digits: bool = False  # numbers in the digits of each language that has some of its own


def build_view(
    case: Case,
    reading: Reading,
    language: str = "en",
    today: date | None = None,
    edition: Edition = Edition(),
) -> View:
    """Return everything that a report of this reading says, in `language`, or in two languages: `ar,en`.

    `today` is the day that a scenario of `today` means; without it such scenarios are left out. The case is rated
    once, whatever the languages; in a public edition each language has a case of its own, and both must rate alike.
    """
    rating = None if edition.public else rate(case, reading)
    return spoken(
        language,
        edition.own_digits,
        lambda words: _view(case, reading, words, today, edition, rating),
    )


def _view(
    case: Case,
    reading: Reading,
    words: Words,
    today: date | None,
    edition: Edition,
    rating: CaseRating | None,
) -> View:
    said = ""
    if edition.public:
        case, number = public(case, words.labels.review.withheld, words.language)
        form = words.labels.review.public if number else words.labels.review.public_none
        said = form.format(number=number)
    rating = rating or rate(case, reading)
    view = _Builder(rating, find_gaps(rating), words, today).view()
    recipe = (
        *unsettled_line(case, words),
        *(((words.labels.review.edition, said),) if said else ()),
    )
    return replace(
        view,
        log=log_rows(case, words) if edition.log else (),
        edition=said,
        recipe=view.recipe + recipe,
    )


class _Builder:
    def __init__(self, rating: CaseRating, gaps: GapList, words: Words, today: date | None):
        self.rating, self.gaps, self.words, self.today = rating, gaps, words, today
        self.case, self.reading = rating.case, rating.reading
        self.labels = words.labels
        self.rows, self.undeclared = Rows(rating, gaps, words), undeclared(rating, words)
        self.recommendations = tuple(
            self.rows.recommendation(number, one)
            for number, one in enumerate(gaps.measures, start=1)
        )
        self.by_article = _by_article(
            self.recommendations, lambda row: {one.partition(".")[0] for one in row.elements}
        )
        self.analyses = _by_article(self.case.analyses, lambda one: {one.article})
        self.comments = _by_article(self.case.comments, lambda one: {one.on.partition(".")[0]})

    def view(self) -> View:
        case, profile, words, labels_ = self.case, self.case.profile, self.words, self.labels
        causes, open_gaps = self._causes(), self._open_gaps()
        return View(
            id=profile.id,
            labels=labels_,
            language=words.language,
            rtl=labels_.direction == "rtl",
            title=words.text(profile.title),
            country=words.text(profile.country),
            instrument=instrument_facts(case, words),
            as_of=words.day(self.reading.as_of),
            as_of_iso=self.reading.as_of.isoformat(),
            assume=self.reading.assume,
            assumptions=self._assumptions(),
            stage=words.label("stages", profile.stage),
            language_of_record=words.label("languages", profile.language),
            assessed_by=words.text(profile.assessed_by),
            reviewed_by=words.text(profile.reviewed_by),
            digest=case.digest,
            program=f"lexgap {assess.__version__}",
            disclaimer=labels_.sentences.disclaimer,
            depth=words.label("depths", profile.depth),
            indicative=indicative(case, words),
            results=results(self.rating, words),
            summary=said_on(profile, "summary", self.reading, words),
            remarks=self._remarks(),
            limits=self._limits(),
            legal_system=self._facts(profile.legal_system),
            authorities=self._facts(profile.authorities),
            practice=self._facts(profile.practice),
            treaties=self._treaties(),
            reservations=self._reservations(),
            acts=act_rows(self.rating, words),
            acts_note=acts_note(self.rating, words),
            undeclared=self.undeclared,
            parts=tuple(self._part(part) for part in self.rating.parts),
            ratings=self._ratings(),
            states=self._states(counted_standings(self.rating)),
            strongest=self._strongest(),
            urgent=self._urgent(),
            index=index_text(self.rating.index, words),
            safeguards_index=index_text(self.rating.safeguards, words),
            safeguards=tuple(self.rows.element(one, ()) for one in self.rating.safeguard_standings),
            safeguard_states=self._states(self.rating.safeguard_standings),
            scenarios=readings_beside(self.rating, words, self.today),
            bills=bill_effects(self.rating, self.rows, words),
            laws=tuple(self.rows.law(law) for law in case.laws if not self.rows.later(law)),
            provisions=tuple(
                row for row in self.rows.provisions if self.rows.forces[row.reference] not in LATER
            ),
            recommendations=self.recommendations,
            causes=tuple(one.text for one in causes),
            root_causes=causes,
            unanswered=tuple(
                labels_.sentences.unanswered.format(names=line)
                for line in listed(open_gaps, words, ids=True)
            ),
            open_gaps=open_gaps,
            ahead=ahead(self.rating, self.rows, words, self.today),
            comments=tuple(self.rows.comment(one) for one in case.comments),
            comment_state=words.text(profile.comment_state),
            sources=tuple(
                (one.key, one.grade, words.address(one.address), words.text(one.holds))
                for one in case.sources
            ),
            method=method(case, words),
            recipe=recipe(case, self.reading, words),
            legend=self._legend(),
            review=review_counts(case, self.reading, words),
            log=(),
            edition="",
        )

    def _assumptions(self) -> tuple[str, ...]:
        bills = [self.case.law(name) for name in self.reading.assume]
        return tuple(
            self.labels.sentences.assumed.format(bill=self.words.law(bill))
            for bill in bills
            if bill
        )

    def _remarks(self) -> tuple[Statement, ...]:
        return tuple(
            Statement(
                self.words.text(one.title),
                self.words.text(one.text),
                self.words.many(one.sources),
                self.words.label("confidence", one.confidence),
            )
            for one in self.case.profile.remarks
            if one.holds(self.reading.as_of)
        )

    def _limits(self) -> tuple[str, ...]:
        """Return the limits that always hold, then those of this day."""
        profile, reading = self.case.profile, self.reading
        dated = [
            one.text
            for one in profile.dated
            if one.key == "limits" and one.holds(reading.as_of, reading.assume)
        ]
        return tuple(self.words.text(one) for one in (*profile.limits, *dated))

    def _facts(self, facts) -> tuple[Statement, ...]:
        return tuple(
            Statement(
                self.words.text(one.topic),
                self.words.text(one.text),
                self.words.many(one.sources),
                self.words.label("confidence", one.confidence),
            )
            for one in facts
            if one.holds(self.reading.as_of)
        )

    def _treaties(self) -> tuple[Statement, ...]:
        words = self.words
        return tuple(
            Statement(
                words.text(one.instrument),
                words.text(one.status),
                words.many(one.sources),
                words.label("confidence", one.confidence),
                words.text(one.note),
            )
            for one in self.case.profile.treaties
            if one.holds(self.reading.as_of)
        )

    def _reservations(self) -> tuple[Statement, ...]:
        held = [
            one
            for one in self.case.profile.reservations
            if reservation_holds(one, self.reading.as_of)
        ]
        return tuple(
            Statement(
                f"{self.labels.article} {one.paragraph}",
                self.words.text(one.text),
                self.words.many(one.sources),
                "",
                self.words.day(one.made),
            )
            for one in held
        )

    # --- parts and articles ------------------------------------------------------------------------------------------

    def _part(self, part) -> PartBlock:
        words = self.words
        shown = [
            (self._sum_mark(key), number) for key, number in part.distribution.items() if number
        ]
        rated = sum(number for key, number in part.distribution.items() if key in RATINGS)
        weakest = words.many(f"{self.labels.article_short} {number}" for number in part.weakest)
        sentence = self.labels.sentences.part.format(
            rated=rated, total=len(part.articles), known=part.known, counted=part.counted
        )
        return PartBlock(
            part.part.id,
            words.text(part.part.title),
            part.part.axis,
            tuple(self._article(one) for one in part.articles),
            tuple(shown),
            len(part.articles),
            weakest,
            part.known,
            part.counted,
            sentence,
        )

    def _sum_mark(self, key: str) -> Mark:
        """Return the mark of a sum in a distribution: a rating, `range` or `none`."""
        words = self.labels.ratings[key]
        return Mark(key, words.letter, words.label, *COLOURS[key])

    def _article(self, one: ArticleRating) -> ArticleBlock:
        words, article = self.words, one.article
        number = article.article
        review = next((two for two in self.case.reviews if two.article == number), None)
        unseen = list(dict.fromkeys(name for standing in one.standings for name in standing.unseen))
        names = words.many(words.law(law) for law in self.case.laws if law.id in unseen)
        return ArticleBlock(
            number=number,
            anchor=f"art{number}",
            heading=words.text(article.heading),
            core=article.core,
            permissions=self._permissions(number),
            duty=words.text(article.duty),
            leaves_open=tuple(words.text(line) for line in article.leaves_open),
            pitfalls=tuple(words.text(line) for line in article.pitfalls),
            drafting=tuple(
                (words.text(line.point), words.labels.semicolon.join(map(words.text, line.options)))
                for line in article.drafting
            ),
            guidance=self._guidance(number),
            rows=tuple(
                self.rows.element(standing, one.computed.deciders) for standing in one.standings
            ),
            analyses=tuple(
                Statement("", words.text(text.text), words.many(text.sources), "")
                for text in self.analyses.get(number, ())
                if text.holds(self.reading.as_of, self.reading.assume)
            ),
            mark=shown_mark(one, self.words),
            computed=words.rating(one.computed.low, one.computed.high),
            override=overridden(one, words),
            decided=decided(one, words),
            lead=lead(one, words),
            reasons=reasons(one, words),
            reach=reach(one, words),
            deciders=one.computed.deciders,
            undeclared=tuple(line for line in self.undeclared if line.article == number),
            met=one.computed.met,
            counted=one.computed.counted,
            known=one.computed.known,
            taken_out=one.computed.taken_out,
            index=self._mean(one.index),
            recommendations=tuple(self.by_article.get(number, ())),
            comments=tuple(self.rows.comment(remark) for remark in self.comments.get(number, ())),
            unknown_note=self.labels.sentences.unseen.format(laws=names) if unseen else "",
            review=review_mark(review.state if review else "draft", words),
            review_line=review_line(self.case, review, words),
        )

    def _permissions(self, number: str) -> tuple[str, ...]:
        return tuple(
            self.labels.sentences[f"permission_{one.kind}"]
            .format(
                paragraph=one.paragraph,
                allows=self.words.text(one.allows),
                limit=self.words.text(one.limit),
            )
            .strip()
            for one in self.case.instrument.permissions
            if one.paragraph.partition("(")[0] == number
        )

    def _guidance(self, number: str) -> tuple[str, ...]:
        said = []
        for note in self.case.instrument.guidance_notes:
            if number in note.articles:
                form = self.labels.sentences[
                    "guidance" if note.confidence == "high" else "guidance_unverified"
                ]
                said.append(
                    form.format(
                        number=note.number,
                        title=self.words.text(note.title),
                        document=note.document,
                        adopted=self.words.text(note.adopted),
                        note=self.words.text(note.note),
                        confidence=self.words.label("confidence", note.confidence),
                    )
                )
        return tuple(said)

    # --- sums --------------------------------------------------------------------------------------------------------

    def _ratings(self) -> tuple[Count, ...]:
        total: dict[str, int] = {}
        for part in self.rating.parts:
            for key, number in part.distribution.items():
                total[key] = total.get(key, 0) + number
        whole = sum(total.values())
        return tuple(
            Count(self._sum_mark(key), number, whole) for key, number in total.items() if number
        )

    def _states(self, standings) -> tuple[Count, ...]:
        listed = list(standings)
        return tuple(
            Count(mark, number, len(listed)) for mark, number in self.rows.state_counts(listed)
        )

    def _strongest(self) -> tuple[str, ...]:
        """Name the three articles with the best rating that is certain, better than partially compliant."""
        rated = [one for one in self.rating.articles if one.bounds and one.bounds[0] in ("C", "LC")]
        rated.sort(key=lambda one: (RATINGS.index(one.bounds[0]), -(one.index or (0, 0))[0]))
        return tuple(
            self.labels.sentences.strongest.format(
                number=one.article.article,
                heading=self.words.text(one.article.heading),
                rating=shown_mark(one, self.words).label,
                met=sum(two.state in FULL for two in one.standings if two.element.rated),
                counted=one.computed.counted,
            )
            for one in rated[:3]
        )

    def _mean(self, mean: tuple[float, float] | None) -> str:
        if mean is None:
            return ""
        low, high = (f"{100 * value:.0f}" for value in mean)
        sentences = self.labels.sentences
        return (sentences.article_index if low == high else sentences.article_index_range).format(
            low=low, high=high
        )

    def _causes(self) -> tuple[CauseRow, ...]:
        form, words = self.labels.sentences.cause, self.words
        rows = []
        for cause in self.gaps.causes:
            weak = tuple(name_of(one.element, words) for one in cause.weak)
            paragraph = re.sub(r"\.(\w+)", r"(\1)", cause.definition)  # 1.a is Article 1(a)
            rows.append(
                CauseRow(
                    form.format(
                        definition=paragraph,
                        weak=self.labels.semicolon.join(one.name for one in weak),
                        number=len(cause.dependants),
                    ),
                    weak,
                )
            )
        return tuple(rows)

    def _open_gaps(self) -> tuple[ArticleElements, ...]:
        return by_article(
            (gap.element.id for gap in self.gaps.unanswered), self.case.instrument, self.words
        )

    def _urgent(self) -> tuple[RecommendationRow, ...]:
        """Return the first three steps that are still to be taken; what is only to be checked is none of them."""
        return tuple(
            row
            for row, one in zip(self.recommendations, self.gaps.measures)
            if not one.conditional and one.recommendation.status in ("open", "under_way")
        )[:3]

    # --- legend ------------------------------------------------------------------------------------------------------

    def _legend(self) -> tuple[Mark, ...]:
        ratings = tuple(self._sum_mark(key) for key in (*RATINGS, "range", "none"))
        return ratings + tuple(self.words.state(key) for key in (*GRADES, *STATES))


def _by_article(values, articles) -> dict[str, list]:
    """Return the values by each article that `articles` names for them."""
    found: dict[str, list] = {}
    for value in values:
        for number in articles(value):
            found.setdefault(number, []).append(value)
    return found
