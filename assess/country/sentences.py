"""What is said of a rating, by a mark or in a sentence, the same in reports and on the terminal."""

from __future__ import annotations

import math
from dataclasses import dataclass

from assess.model.case import Case, Search
from assess.rating.rate import ArticleRating, Index
from assess.rating.reasons import deciding, lack_of
from assess.rating.standing import Standing
from assess.speak.marks import Mark
from assess.speak.words import Words


def shown_mark(one: ArticleRating, words: Words) -> Mark:
    """Return the mark of an article as it is shown: of its rating, of a range, or that it is not rated."""
    return words.rating(*(one.bounds or (None, None)))


@dataclass(frozen=True)
class Reason:
    """An element that decided a rating, as a reader is told of it."""

    element: str  # its id, to be printed small beside it
    name: str  # its short name
    state: str  # grade or state
    text: str  # what is missing, in a sentence; empty for what is unknown


def lead(one: ArticleRating, words: Words) -> str:
    """Return what the deciders of a rating are: met short of a lead, unknown; the sentence before the reasons."""
    sentences, outcome = words.labels.sentences, one.computed
    if not outcome.rated:
        return (
            sentences.decided_unknown.format(number=outcome.counted)
            if outcome.counted
            else sentences.decided_none
        )
    if outcome.low == outcome.high == "C":
        return sentences.none_short
    return sentences[f"decided_{outcome.low}" if outcome.certain else "decided_range"]


def reasons(one: ArticleRating, words: Words) -> tuple[Reason, ...]:
    """Return what decided the computed rating of an article, element by element, in words."""
    return tuple(reason(two, words) for two in deciding(one))


def reason(one: Standing, words: Words) -> Reason:
    """Return why an element falls short: what its citation misses, or the sentence of the checklist."""
    lack = lack_of(one)
    text = words.labels.sentences.apart if lack.apart else words.text(lack.text)
    return Reason(one.element.id, words.element(one.element), one.state, text)


def decided(one: ArticleRating, words: Words) -> str:
    """Return what decided the computed rating of an article, in one text: a sentence, then the reasons."""
    sentences = words.labels.sentences
    told = [
        sentences.reason.format(name=two.name, text=two.text).strip() if two.text else two.name
        for two in reasons(one, words)
    ]
    said = words.labels.semicolon.join(text.rstrip(".") for text in told)
    return f"{lead(one, words)} {said}." if said else lead(one, words)


def reach(one: ArticleRating, words: Words) -> str:
    """Return how far an article that is partially compliant reaches: 7 of 9 met; an empty string for any other."""
    outcome = one.computed
    if outcome.low == "PC" and outcome.certain:
        return words.labels.sentences.reach.format(met=outcome.met, counted=outcome.counted)
    return ""


def searched(case: Case, search: Search, words: Words) -> str:
    """Return the statement that somebody searched laws and found nothing: by whom, when, in which laws; its note."""
    laws = words.many(words.law(law) for law in case.laws if law.id in search.laws)
    said = words.labels.statements.told.format(by=search.by, day=words.day(search.on), laws=laws)
    return f"{said} {words.text(search.note)}".strip()


def depth_line(case: Case, words: Words) -> str:
    """Return how deep the work on a case goes, and how many elements that asks; a first look is headed indicative."""
    depth = case.profile.depth
    asked, every = (
        sum(len(one.asked(two)) for one in case.instrument.articles) for two in (depth, "full")
    )
    said = words.labels.sentences
    form = (
        said.indicative
        if case.profile.indicative
        else said.depth
        if asked < every
        else said.depth_full
    )
    return form.format(depth=words.label("depths", depth), asked=asked, all=every)


def overridden(one: ArticleRating, words: Words) -> str:
    """Return who set the rating in the place of the computed one, and why; an empty string where nobody did."""
    if not one.override:
        return ""
    return words.labels.sentences.override.format(
        by=one.override.by, computed=one.computed, reason=words.text(one.override.reason)
    )


def index_text(index: Index, words: Words) -> str:
    """Return an index with its coverage, or that too little is known."""
    sentences = words.labels.sentences
    said = {
        "low": f"{100 * index.low:.0f}",
        "high": f"{100 * index.high:.0f}",
        "known": index.known,
        "counted": index.counted,
        "threshold": f"{100 * index.threshold:.0f}",
        "share": math.floor(100 * index.share_known),
    }  # rounded up, it might name the threshold as missed and met
    if not index.told:
        return sentences.index_untold.format(**said)
    return sentences["index" if said["low"] == said["high"] else "index_range"].format(**said)
