"""What is said of a quotation: its state beside it, and what a reader should know of the place where it stands."""

from __future__ import annotations

from assess.law.quotes.check import ENACTED, QuoteCheck
from assess.law.quotes.habits import HABITS
from assess.speak.values import Label, Value, Verbatim, commas, lines, phrase, semicolons, spaced
from assess.speak.words import Words


def quote_state(check: QuoteCheck | None) -> Value:
    """Return the state of a quotation with the steps that it needed and with the kind of text; None is no quotation."""
    if check is None:
        return Label("quote_states", "none")
    state = Label("quote_states", check.state)
    details = [Label("quotes.steps", step) for step in check.steps]
    if check.state != "source_not_loaded" and check.standing in ("copy", "translation", "ocr"):
        details.append(Label("quotes.against", check.standing))
    return phrase("quotes.state", state=state, details=commas(details)) if details else state


def quote_note(check: QuoteCheck | None) -> Value:
    """Return, a line each: why it is not verified or what to mind, where it stands, how often, what it leaves out."""
    if check is None:
        return ""
    notes: list[Value] = []
    if check.reason and check.reason != "no_text":
        notes.append(Label("quotes.reasons", check.reason))
    if len(check.habits) > 1:
        names = commas(Label("quotes.habits", name) for name in check.habits)
        notes[-1] = spaced(notes[-1], phrase("quotes.named_habits", habits=names))
    if check.units and (check.state == "ambiguous" or check.reason in HABITS):
        notes.append(phrase("quotes.places", places=semicolons(check.units)))
    if check.times > 1:
        notes.append(phrase("quotes.times", times=check.times))
    for skipped in check.skipped:
        if skipped:
            notes.append(phrase("quotes.skipped", words=Verbatim(skipped)))
        else:
            notes.append(phrase("quotes.skipped_none"))
    return lines(notes)


def elsewhere(check: QuoteCheck, words: Words) -> list[str]:
    """Return where else the words of an open quotation stand, with the version in words."""
    return [place.replace(ENACTED, words.labels.comparison.enacted) for place in check.elsewhere]
