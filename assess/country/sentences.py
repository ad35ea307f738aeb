"""What is said of a whole case: how deep the work on it goes."""

from __future__ import annotations

from assess.model.case import Case
from assess.speak.values import Label, Value, phrase


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
