"""Reported States: what published sources say of them; never a rating."""

from __future__ import annotations

import re

from assess.base import paths
from assess.base.text import Text
from assess.model.day import Day
from assess.model.profiled import ReportedCell as ProfileCell
from assess.model.profiled import (
    ReportedProfile,
    ReportedProvision,
    ReportedTreaty,
    TreatyDate,
)
from assess.speak.values import (
    Joined,
    Label,
    Reported,
    Value,
    commas,
    phrase,
    semicolons,
    spaced,
)
from assess.states.places import by_name, groups_of, state_name
from assess.states.profiles import cell
from assess.states.record import Comparison
from assess.states.types import ProvisionView, ReportedCell, StateView

#: How sources' times are written in a profile, by the key of their words in `compared.times`.
_TIMES = {
    key: re.compile(form)
    for key, form in {
        "from": r"(?P<first>\d{4})\+",
        "span": r"(?P<first>\d{4})-(?P<last>\d{4})",
        "about": r"c\. (?P<first>\d{4})",
        "before": r"(?:before |pre-)(?P<first>\d{4})",
        "after": r"after (?P<first>\d{4})",
        "before_text": r"pre-(?P<first>\d{4}) text",
        "by": r"by (?P<first>\d{4}(?:-\d\d){0,2})",
        "archived": r"archived edition \((?P<first>\d{4})-(?P<last>\d\d(?:\d\d)?)\)",
    }.items()
}
#: What of the Convention has words of its own: “ratified” was taken down for those that acceded too.
_OWN_STATUS = ("budapest_ratified",)


def listed(comparison: Comparison) -> tuple[ReportedProfile, ...]:
    """Return the profiles that say something on an article; of the others only the treaties are on record."""
    return tuple(profile for profile in comparison.profiles if profile.provisions)


def listed_name(iso: str) -> Text:
    """Return what the list of States calls one, in every language that reports can be in."""
    return Text(tuple((language, state_name(iso, language)) for language in paths.languages()))


def reported_views(comparison: Comparison) -> tuple[StateView, ...]:
    """Return the reported States, by their names in the language that leads; one that is assessed too says so."""
    lead = comparison.languages[0]
    profiles = sorted(
        listed(comparison), key=lambda profile: by_name(state_name(profile.iso, lead))
    )
    return tuple(_state(profile, comparison) for profile in profiles)


def _state(profile: ReportedProfile, comparison: Comparison) -> StateView:
    treaty, sources = treaty_lines(profile)
    name: Value = listed_name(profile.iso)
    if profile.iso in comparison.both:
        name = phrase("compared.also_assessed", name=name)
    return StateView(
        key=profile.iso,
        name=name,
        iso=profile.iso,
        reported=True,
        as_of=commas(map(told_time, profile.years))
        if profile.years
        else phrase("compared.unstated"),
        assumed="",
        stage="",
        groups=groups_of(profile.iso),
        treaty=treaty,
        treaty_sources=sources,
        known=0,
        counted=0,
        index="",
        tier="–",
        tier_note="",
        ranks="–",
        digest="",
        cells=tuple(_cell(cell(profile, number)) for number in comparison.numbers),
    )


def _cell(reported: ProfileCell) -> ReportedCell:
    return ReportedCell(
        Reported("reported_old" if reported.old else reported.sort),
        phrase("compared.only_old") if reported.old else "",
        tuple(map(_provision, (*reported.provisions, *reported.general))),
    )


def _provision(provision: ReportedProvision) -> ProvisionView:
    verdict: Value = ""
    if provision.verdict != "unstated":
        verdict = Label("compared.verdicts", provision.verdict)
    scope: Value = ""
    if provision.verdict_scope in ("group", "blanket"):
        scope = Label("compared.scopes", provision.verdict_scope)
    status = provision.law_status
    return ProvisionView(
        law=provision.law,
        number=provision.provision,
        mark=None,
        force=Label("compared.law_status", status) if status else "",
        missing="",
        quote="",
        note=spaced(
            verdict,
            scope,
            provision.note,
            Label("compared.links", provision.link),
            provision.source_note,
        ),
        sources=tuple(
            phrase("compared.source_tier", address=address, tier=provision.source_tier)
            for address in provision.source
        ),
        confidence=phrase("compared.reported_no_year")
        if provision.as_of == "unstated"
        else phrase("compared.reported_as_of", as_of=told_time(provision.as_of)),
    )


def told_time(text: str) -> Value:
    """Return a time as a source tells it: a day, a month, a year, a span, or one not exactly known.

    What has none of the forms of a profile is returned as it is.
    """
    if text == "unstated":
        return phrase("compared.unstated")
    for key, form in _TIMES.items():
        match = form.fullmatch(text)
        if match:
            ends = {name: told_time(end) for name, end in match.groupdict().items()}
            return phrase(f"compared.times.{key}", **ends)
    try:
        return Day.parse(text)
    except ValueError:
        return text


def treaty_lines(profile: ReportedProfile) -> tuple[Value, tuple[Value, ...]]:
    """Return how a State stands towards the treaties on record, and where that was looked up."""
    lines: Value = phrase("compared.treaty_none")
    if profile.treaties:
        lines = semicolons(map(_treaty, profile.treaties))
    sources: list[Value] = []
    for source in profile.treaty_sources:
        if source.address or source.note:
            sources.append(_dashed(source.address, source.note))
        else:
            sources.append(phrase("compared.own_knowledge"))
    return lines, tuple(sources)


def _dashed(*values: Value) -> Value:
    """Return values with a dash between them; what is empty is left out."""
    texts = [value for value in values if value]
    parts: list[Value] = []
    for value in texts:
        parts += [" – ", value] if parts else [value]
    return Joined(tuple(parts), "none")


def _treaty(treaty: ReportedTreaty) -> Value:
    own = f"{treaty.treaty}_{treaty.status}"
    line: Value = phrase(
        "compared.treaty_line",
        treaty=Label("compared.treaties", treaty.treaty),
        status=Label("compared.treaty_status", own if own in _OWN_STATUS else treaty.status),
    )
    if treaty.dates:
        line = phrase("compared.treaty_dates", line=line, dates=commas(map(_date, treaty.dates)))
    if treaty.note:
        line = _dashed(line, _unpointed(treaty.note))
    return _marked(line, treaty.verified)


def _date(date: TreatyDate) -> Value:
    event = phrase(f"compared.treaty_events.{date.event}", day=told_time(date.day))
    text = _marked(event, date.verified)
    if not date.note:
        return text
    return phrase("compared.treaty_date_note", date=text, note=_unpointed(date.note))


def _unpointed(text: Text) -> Value:
    """Return a text without its full stop, for within a sentence."""
    return Joined((text,), "none", unpointed=True)


def _marked(text: Value, verified: bool) -> Value:
    return text if verified else phrase("compared.unverified", text=text)
