"""What stands apart from every rating: acts of a Party towards the treaty's bodies, options that were not declared."""

from __future__ import annotations

from assess.country.dated import said_on
from assess.country.named import ElementLine
from assess.country.types import ActRow
from assess.rating.rate import CaseRating
from assess.rating.standing import Standing
from assess.speak.words import Words


def act_rows(rating: CaseRating, words: Words) -> tuple[ActRow, ...]:
    """Return each act of a Party with its state and source; none for a State that is no Party on the day."""
    treaty = rating.case.profile.treaty(rating.case.instrument.id)
    if treaty is not None and not treaty.party(rating.reading.as_of):
        return ()
    return tuple(_row(one, rating, words) for one in rating.acts)


def _row(one: Standing, rating: CaseRating, words: Words) -> ActRow:
    element, day = one.element, rating.reading.as_of
    treaty = rating.case.profile.treaty(rating.case.instrument.id)
    act = next(
        (
            two
            for two in (treaty.acts if treaty else ())
            if two.element == element.id and two.on.begun(day)
        ),
        None,
    )
    text, sources = words.text(act.text) if act else "", act.sources if act else ()
    if one.finding and not act:
        text = "\n".join(
            filter(
                None,
                (
                    words.text(one.finding.not_applicable),
                    *(
                        said_on(one.finding, key, rating.reading, words)
                        for key in ("not_assessed", "note")
                    ),
                ),
            )
        )
        sources = tuple(
            dict.fromkeys(
                key
                for two in one.weighed
                if two.force == "in_force"
                for key in two.citation.sources
            )
        )
    return ActRow(
        element.id,
        words.element(element),
        element.article,
        element.source,
        words.text(element.asks),
        words.state(one.state),
        words.day(act.on) if act else "",
        text,
        words.many(sources),
    )


def acts_note(rating: CaseRating, words: Words) -> str:
    """Return why no act of a Party is asked, or that it is not on file whether the State is one; empty for a Party."""
    treaty = rating.case.profile.treaty(rating.case.instrument.id)
    if not rating.acts or treaty is not None and treaty.party(rating.reading.as_of):
        return ""
    form = words.labels.results["acts_no_party" if treaty else "acts_unknown"]
    return form.format(number=len(rating.acts), day=words.day(rating.reading.as_of))


def undeclared(rating: CaseRating, words: Words) -> tuple[ElementLine, ...]:
    """Return the options that a Party uses and that the treaty gives by declaration alone, where none is on file."""
    form = words.labels.results.undeclared
    return tuple(
        ElementLine(
            one.element.id,
            words.element(one.element),
            one.element.article,
            form.format(paragraph=one.element.permission),
        )
        for one in rating.undeclared
    )
