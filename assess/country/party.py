"""What stands apart from every rating: acts of a Party towards the treaty's bodies, options that were not declared."""

from __future__ import annotations

from assess.answers import element_name, said_on
from assess.country.named import ElementLine
from assess.country.types import ActRow
from assess.model.profile import TreatyStatus
from assess.rating.rate import CaseRating
from assess.rating.standing import Standing
from assess.speak.values import Stated, Value, commas, lines, phrase


def act_rows(rating: CaseRating) -> tuple[ActRow, ...]:
    """Return each act of a Party with its state and source; none for a State that is no Party on the day."""
    treaty = _treaty(rating)
    if treaty is not None and not treaty.party(rating.reading.as_of):
        return ()
    return tuple(_row(standing, rating) for standing in rating.acts)


def _treaty(rating: CaseRating) -> TreatyStatus | None:
    return rating.case.profile.treaty(rating.case.instrument.id)


def _row(standing: Standing, rating: CaseRating) -> ActRow:
    element, day = standing.element, rating.reading.as_of
    treaty = _treaty(rating)
    acts = [
        act
        for act in (treaty.acts if treaty else ())
        if act.element == element.id and act.on.begun(day)
    ]
    on: Value = None
    text: Value = None
    sources: tuple[str, ...] = ()
    if acts:
        on, text, sources = acts[0].on, acts[0].text, acts[0].sources
    elif standing.finding:
        notes = [said_on(standing.finding, key, rating.reading) for key in ("not_assessed", "note")]
        text = lines((standing.finding.not_applicable, *notes))
        counting = [weighed for weighed in standing.weighed if weighed.force == "in_force"]
        keys = [key for weighed in counting for key in weighed.citation.sources]
        sources = tuple(dict.fromkeys(keys))
    return ActRow(
        element.id,
        element_name(element),
        element.article,
        element.source,
        element.asks,
        Stated(standing.state),
        on,
        text,
        commas(sources),
    )


def acts_note(rating: CaseRating) -> Value:
    """Return why no act of a Party is asked, or that it is not on file whether the State is one; empty for a Party."""
    treaty = _treaty(rating)
    if not rating.acts or treaty is not None and treaty.party(rating.reading.as_of):
        return ""
    key = "results.acts_no_party" if treaty else "results.acts_unknown"
    return phrase(key, number=len(rating.acts), day=rating.reading.as_of)


def undeclared(rating: CaseRating) -> tuple[ElementLine, ...]:
    """Return the options that a Party uses and that the treaty gives by declaration alone, where none is on file."""
    return tuple(
        ElementLine(
            standing.element.id,
            element_name(standing.element),
            standing.element.article,
            phrase("results.undeclared", paragraph=standing.element.permission),
        )
        for standing in rating.undeclared
    )
