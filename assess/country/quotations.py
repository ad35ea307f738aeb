"""What is said of a quotation: its state beside it, and what a reader should know of the place where it stands."""

from __future__ import annotations

from assess.law.quotes.check import ENACTED, QuoteCheck
from assess.speak.words import Words


def quote_state(one: QuoteCheck | None, words: Words) -> str:
    """Return the state of a quotation with the steps that it needed and with the kind of text; None is no quotation."""
    if one is None:
        return words.label("quote_states", "none")
    said, state = words.labels.quotes, words.label("quote_states", one.state)
    details = [words.label("quotes", "steps")[name] for name in one.steps]
    if one.state != "source_not_loaded" and one.standing in said.against:
        details.append(said.against[one.standing])
    return said.state.format(state=state, details=words.many(details)) if details else state


def quote_note(one: QuoteCheck | None, words: Words) -> str:
    """Return, a line each: why it is not verified or what to mind, where it stands, how often, what it leaves out."""
    if one is None:
        return ""
    said = words.labels.quotes
    lines = [said.reasons[one.reason]] if one.reason and one.reason != "no_text" else []
    if one.state == "ambiguous":
        lines.append(said.places.format(places=words.labels.semicolon.join(one.units)))
    if one.times > 1:
        lines.append(said.times.format(times=one.times))
    lines += [
        said.skipped.format(words=words.verbatim(skipped)) if skipped else said.skipped_none
        for skipped in one.skipped
    ]
    return "\n".join(lines)


def elsewhere(one: QuoteCheck, words: Words) -> list[str]:
    """Return where else the words of an open quotation stand, with the version in words."""
    return [place.replace(ENACTED, words.labels.comparison.enacted) for place in one.elsewhere]
