"""What is said of a rating, by a mark or in a sentence, the same in reports and on the terminal."""

from __future__ import annotations

import math

from assess.rating import ArticleRating, Index
from assess.view.marks import Mark
from assess.view.words import Words


def shown_mark(one: ArticleRating, words: Words) -> Mark:
    """Return the mark of an article as it is shown: of its rating, of a range, or that it is not rated."""
    return words.rating(*(one.bounds or (None, None)))


def decided(one: ArticleRating, words: Words) -> str:
    """Return what decided the computed rating of an article."""
    sentences, outcome = words.labels.sentences, one.computed
    if outcome.low is None:
        return sentences.decided_none
    if outcome.low == outcome.high == "C":
        return sentences.none_short
    form = sentences[f"decided_{outcome.low}" if outcome.certain else "decided_range"]
    return form.format(elements=words.many(outcome.deciders))


def overridden(one: ArticleRating, words: Words) -> str:
    """Return who set the rating in the place of the computed one, and why; an empty string where nobody did."""
    if not one.override:
        return ""
    return words.labels.sentences.override.format(by=one.override.by, computed=one.computed,
                                                  reason=words.text(one.override.reason))


def index_text(index: Index, words: Words) -> str:
    """Return an index with its coverage, or that too little is known."""
    sentences = words.labels.sentences
    said = {"low": f"{100 * index.low:.0f}", "high": f"{100 * index.high:.0f}", "known": index.known,
            "counted": index.counted, "threshold": f"{100 * index.threshold:.0f}",
            "share": math.floor(100 * index.share_known)}  # rounded up, it might name the threshold as missed and met
    if not index.told:
        return sentences.index_untold.format(**said)
    return sentences["index" if said["low"] == said["high"] else "index_range"].format(**said)
