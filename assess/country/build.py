"""A case, read as of a day → the View that reports are made of, and its page in the languages asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TypeVar

import assess
from assess.answers import (
    ArticleAnswer,
    article_answer,
    element_name,
    index_text,
    law_name,
    said_on,
)
from assess.base.text import Text
from assess.country.ahead import ahead, readings_beside
from assess.country.bills import assumptions, bill_effects
from assess.country.named import ArticleElements, by_article, name_of
from assess.country.party import act_rows, acts_note, undeclared
from assess.country.recipe import instrument_facts, method, recipe
from assess.country.results import indicative, results
from assess.country.reviews import log_rows, review_counts, review_line, unsettled_line
from assess.country.rows import Rows, counted_standings, state_counts
from assess.country.types import (
    ArticleBlock,
    CauseRow,
    Count,
    PartBlock,
    RecommendationRow,
    Statement,
    View,
)
from assess.load.labels import labels
from assess.model.case import Case
from assess.model.profile import Fact
from assess.model.terms import FULL, GRADES, RATINGS, STATES
from assess.rating.force import Reading, reservation_holds
from assess.rating.gaps import GapList, find_gaps
from assess.rating.rate import ArticleRating, CaseRating, PartRating, rate
from assess.review.release import public
from assess.speak.languages import languages_of, pages
from assess.speak.page import Page
from assess.speak.values import (
    Address,
    ArticleNumber,
    Label,
    Named,
    Stated,
    Stepped,
    Summed,
    Value,
    commas,
    phrase,
    semicolons,
    spaced,
)

Entry = TypeVar("Entry")


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
) -> Page:
    """Return everything that a report of this reading says, in `language`, or in several languages: `ar,en,fr`.

    `today` is the day that a scenario of `today` means; without it such scenarios are left out.
    """
    view = view_of(case, reading, today, edition, languages_of(language))
    return pages(view, language, edition.own_digits)


def view_of(
    case: Case,
    reading: Reading,
    today: date | None = None,
    edition: Edition = Edition(),
    languages: Iterable[str] = ("en",),
) -> View:
    """Return everything that a report of this reading says, in no language yet; see `build_view`.

    In a public edition the words that stand for what is withheld are those of `languages`.
    """
    about: Value = ""
    if edition.public:
        withheld = Text(tuple((code, labels(code).review.withheld) for code in languages))
        case, number = public(case, withheld)
        about = phrase("review.public" if number else "review.public_none", number=number)
    rating = rate(case, reading)
    view = _Builder(rating, find_gaps(rating), today).view()
    lines = unsettled_line(case)
    if about:
        lines = (*lines, (phrase("review.edition"), about))
    return replace(
        view,
        log=log_rows(case) if edition.log else (),
        edition=about,
        recipe=view.recipe + lines,
    )


class _Builder:
    def __init__(self, rating: CaseRating, gaps: GapList, today: date | None):
        self.rating, self.gaps, self.today = rating, gaps, today
        self.case, self.reading = rating.case, rating.reading
        self.rows, self.undeclared = Rows(rating), undeclared(rating)
        self.recommendations = tuple(
            self.rows.recommendation(number, measure)
            for number, measure in enumerate(gaps.measures, start=1)
        )
        article_of = self.rows.article_of
        self.by_article = _by_article(
            self.recommendations, lambda row: set(map(article_of, row.elements))
        )
        self.analyses = _by_article(self.case.analyses, lambda text: {text.article})
        self.comments = _by_article(self.case.comments, lambda comment: {article_of(comment.on)})

    def view(self) -> View:
        case, profile, rating = self.case, self.case.profile, self.rating
        return View(
            id=profile.id,
            title=Named(profile.title),
            country=Named(profile.country),
            instrument=instrument_facts(case),
            as_of=self.reading.as_of,
            assume=self.reading.assume,
            assumptions=assumptions(self.case, self.reading),
            stage=Label("stages", profile.stage),
            language_of_record=Label("languages", profile.language),
            assessed_by=profile.assessed_by,
            reviewed_by=profile.reviewed_by,
            digest=case.digest,
            program=f"lexgap {assess.__version__}",
            disclaimer=phrase("sentences.disclaimer"),
            depth=Label("depths", profile.depth),
            indicative=indicative(case),
            results=results(rating),
            summary=said_on(profile, "summary", self.reading),
            remarks=self._remarks(),
            limits=self._limits(),
            legal_system=self._facts(profile.legal_system),
            authorities=self._facts(profile.authorities),
            practice=self._facts(profile.practice),
            treaties=self._treaties(),
            reservations=self._reservations(),
            acts=act_rows(rating),
            acts_note=acts_note(rating),
            undeclared=self.undeclared,
            parts=tuple(self._part(part) for part in rating.parts),
            ratings=self._ratings(),
            states=state_counts(counted_standings(rating)),
            strongest=self._strongest(),
            urgent=self._urgent(),
            coverage=rating.index,
            index=index_text(rating.index),
            safeguards_coverage=rating.safeguards,
            safeguards_index=index_text(rating.safeguards),
            safeguards=tuple(self.rows.element(row, ()) for row in rating.safeguard_standings),
            safeguard_states=state_counts(rating.safeguard_standings),
            scenarios=readings_beside(rating, self.today),
            bills=bill_effects(rating, self.rows),
            laws=tuple(self.rows.law(law) for law in case.laws if not self.rows.later(law)),
            provisions=self.rows.until_now,
            unplaced=self.rows.unplaced,
            recommendations=self.recommendations,
            root_causes=self._causes(),
            open_gaps=self._open_gaps(),
            ahead=ahead(rating, self.rows, self.today),
            comments=tuple(map(self.rows.answers.comment, case.comments)),
            comment_state=profile.comment_state,
            sources=tuple(
                (source.key, source.grade, Address(source.address), source.holds)
                for source in case.sources
            ),
            method=method(case),
            recipe=recipe(case, self.reading),
            legend=_legend(),
            review=review_counts(case, self.reading),
        )

    def _remarks(self) -> tuple[Statement, ...]:
        return tuple(
            Statement(
                remark.title,
                remark.text,
                commas(remark.sources),
                Label("confidence", remark.confidence),
            )
            for remark in self.case.profile.remarks
            if remark.holds(self.reading.as_of)
        )

    def _limits(self) -> tuple[Value, ...]:
        """Return the limits that always hold, then those of this day."""
        profile, reading = self.case.profile, self.reading
        dated = [
            text.text
            for text in profile.dated
            if text.key == "limits" and text.holds(reading.as_of, reading.assume)
        ]
        return (*profile.limits, *dated)

    def _facts(self, facts: Iterable[Fact]) -> tuple[Statement, ...]:
        return tuple(
            Statement(
                fact.topic, fact.text, commas(fact.sources), Label("confidence", fact.confidence)
            )
            for fact in facts
            if fact.holds(self.reading.as_of)
        )

    def _treaties(self) -> tuple[Statement, ...]:
        return tuple(
            Statement(
                treaty.instrument,
                treaty.status,
                commas(treaty.sources),
                Label("confidence", treaty.confidence),
                treaty.note,
            )
            for treaty in self.case.profile.treaties
            if treaty.holds(self.reading.as_of)
        )

    def _reservations(self) -> tuple[Statement, ...]:
        return tuple(
            Statement(
                spaced(phrase("article"), reservation.paragraph),
                reservation.text,
                commas(reservation.sources),
                "",
                reservation.made,
            )
            for reservation in self.case.profile.reservations
            if reservation_holds(reservation, self.reading.as_of)
        )

    # --- parts and articles ------------------------------------------------------------------------------------------

    def _part(self, part: PartRating) -> PartBlock:
        shown = tuple((Summed(key), number) for key, number in part.distribution.items() if number)
        rated = sum(number for key, number in part.distribution.items() if key in RATINGS)
        sentence = phrase(
            "sentences.part",
            rated=rated,
            total=len(part.articles),
            known=part.known,
            counted=part.counted,
        )
        return PartBlock(
            part.part.id,
            part.part.title,
            part.part.axis,
            tuple(self._article(article) for article in part.articles),
            shown,
            len(part.articles),
            commas(ArticleNumber(number) for number in part.weakest),
            part.known,
            part.counted,
            sentence,
        )

    def _article(self, rating: ArticleRating) -> ArticleBlock:
        article, number = rating.article, rating.article.article
        reviews = [review for review in self.case.reviews if review.article == number]
        review = reviews[0] if reviews else None
        unseen = {law for standing in rating.standings for law in standing.unseen}
        names = commas(law_name(law) for law in self.case.laws if law.id in unseen)
        answer = article_answer(rating)
        return ArticleBlock(
            **{field.name: getattr(answer, field.name) for field in fields(ArticleAnswer)},
            anchor=f"art{number}",
            permissions=self._permissions(number),
            duty=article.duty,
            leaves_open=article.leaves_open,
            pitfalls=article.pitfalls,
            drafting=tuple((line.point, semicolons(line.options)) for line in article.drafting),
            guidance=self._guidance(number),
            rows=tuple(
                self.rows.element(standing, rating.computed.deciders)
                for standing in rating.standings
            ),
            analyses=tuple(
                Statement("", text.text, commas(text.sources), "")
                for text in self.analyses.get(number, ())
                if text.holds(self.reading.as_of, self.reading.assume)
            ),
            undeclared=tuple(line for line in self.undeclared if line.article == number),
            recommendations=tuple(self.by_article.get(number, ())),
            comments=tuple(map(self.rows.answers.comment, self.comments.get(number, ()))),
            unknown_note=phrase("sentences.unseen", laws=names) if unseen else "",
            review=Stepped(review.state if review else "draft"),
            review_line=review_line(self.case, review),
        )

    def _permissions(self, number: str) -> tuple[Value, ...]:
        return tuple(
            phrase(
                f"sentences.permission_{permission.kind}",
                paragraph=permission.paragraph,
                allows=permission.allows,
                limit=permission.limit,
            )
            for permission in self.case.instrument.permissions
            if permission.paragraph.partition("(")[0] == number
        )

    def _guidance(self, number: str) -> tuple[Value, ...]:
        return tuple(
            phrase(
                "sentences.guidance"
                if note.confidence == "high"
                else "sentences.guidance_unverified",
                number=note.number,
                title=note.title,
                document=note.document,
                adopted=note.adopted,
                note=note.note,
                confidence=Label("confidence", note.confidence),
            )
            for note in self.case.instrument.guidance_notes
            if number in note.articles
        )

    # --- sums --------------------------------------------------------------------------------------------------------

    def _ratings(self) -> tuple[Count, ...]:
        total: dict[str, int] = {}
        for part in self.rating.parts:
            for key, number in part.distribution.items():
                total[key] = total.get(key, 0) + number
        whole = sum(total.values())
        return tuple(Count(Summed(key), number, whole) for key, number in total.items() if number)

    def _strongest(self) -> tuple[Value, ...]:
        """Name the three articles with the best rating that is certain, better than partially compliant."""
        ranked = []
        for rating in self.rating.articles:
            if rating.bounds and rating.bounds[0] in ("C", "LC"):
                rank = RATINGS.index(rating.bounds[0]), -(rating.index or (0, 0))[0]
                ranked.append((rank, rating))
        ranked.sort(key=lambda pair: pair[0])
        return tuple(_strong(rating) for _, rating in ranked[:3])

    def _causes(self) -> tuple[CauseRow, ...]:
        rows = []
        for cause in self.gaps.causes:
            weak = tuple(name_of(standing.element) for standing in cause.weak)
            text = phrase(
                "sentences.cause",
                definition=re.sub(r"\.(\w+)", r"(\1)", cause.definition),  # 1.a is Article 1(a)
                weak=semicolons(element_name(standing.element) for standing in cause.weak),
                number=len(cause.dependants),
            )
            rows.append(CauseRow(text, weak))
        return tuple(rows)

    def _open_gaps(self) -> tuple[ArticleElements, ...]:
        return by_article((gap.element.id for gap in self.gaps.unanswered), self.case.instrument)

    def _urgent(self) -> tuple[RecommendationRow, ...]:
        """Return the first three steps that are still to be taken; what is only to be checked is none of them."""
        open_steps = [
            row
            for row, measure in zip(self.recommendations, self.gaps.measures, strict=True)
            if not measure.conditional and measure.recommendation.status in ("open", "under_way")
        ]
        return tuple(open_steps[:3])


def _strong(rating: ArticleRating) -> Value:
    rated = [standing for standing in rating.standings if standing.element.rated]
    return phrase(
        "sentences.strongest",
        number=rating.article.article,
        heading=rating.article.heading,
        rating=article_answer(rating).mark,
        met=sum(standing.state in FULL for standing in rated),
        counted=rating.computed.counted,
    )


def _legend() -> tuple[Summed | Stated, ...]:
    ratings = [Summed(key) for key in (*RATINGS, "range", "none")]
    return (*ratings, *(Stated(key) for key in (*GRADES, *STATES)))


def _by_article(
    values: Iterable[Entry], articles: Callable[[Entry], set[str]]
) -> dict[str, list[Entry]]:
    """Return the values by each article that `articles` names for them."""
    groups: dict[str, list[Entry]] = {}
    for value in values:
        for number in articles(value):
            groups.setdefault(number, []).append(value)
    return groups
