"""Reported States: what published sources say of them, in words; never a rating."""

from __future__ import annotations

import re

from assess.model.day import Day
from assess.model.profiled import (
    ReportedCell,
    ReportedProfile,
    ReportedProvision,
    ReportedTreaty,
    TreatyDate,
)
from assess.speak.words import Words
from assess.states.marks import reported_mark
from assess.states.places import by_name, groups_of, state_name
from assess.states.profiles import cell
from assess.states.record import Comparison
from assess.states.types import CellView, ProvisionView, StateView

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


def listed(found: Comparison) -> tuple[ReportedProfile, ...]:
    """Return the profiles that say something on an article; of the others only the treaties are on record."""
    return tuple(one for one in found.profiles if one.provisions)


def reported_views(found: Comparison, words: Words) -> tuple[StateView, ...]:
    """Return the reported States, by name; the name of one that is assessed too says so."""
    views = [_state(one, found.numbers, found.both, words) for one in listed(found)]
    return tuple(sorted(views, key=lambda one: by_name(one.name)))


def _name(one: ReportedProfile, both: tuple[str, ...], words: Words) -> str:
    name = state_name(one.iso, words.language)
    return words.labels.compared.also_assessed.format(name=name) if one.iso in both else name


def _state(
    one: ReportedProfile, numbers: tuple[str, ...], both: tuple[str, ...], words: Words
) -> StateView:
    treaty, sources = treaty_lines(one, words)
    return StateView(
        key=one.iso,
        name=_name(one, both, words),
        iso=one.iso,
        reported=True,
        as_of=words.many(told_time(two, words) for two in one.years)
        or words.labels.compared.unstated,
        assumed="",
        stage="",
        groups=groups_of(one.iso),
        treaty=treaty,
        treaty_sources=sources,
        known=0,
        counted=0,
        index="",
        tier="–",
        tier_note="",
        ranks="–",
        digest="",
        cells=tuple(_cell(cell(one, number), words) for number in numbers),
    )


def _cell(one: ReportedCell, words: Words) -> CellView:
    said = words.labels.compared
    sort = "reported_old" if one.old else one.sort
    return CellView(
        reported_mark(sort, words),
        said.only_old if one.old else "",
        0,
        0,
        (),
        tuple(_provision(two, words) for two in (*one.provisions, *one.general)),
    )


def _provision(one: ReportedProvision, words: Words) -> ProvisionView:
    said = words.labels.compared
    verdict = said.verdicts[one.verdict] if one.verdict != "unstated" else ""
    scope = said.scopes[one.verdict_scope] if one.verdict_scope in ("group", "blanket") else ""
    note = " ".join(
        filter(
            None,
            (
                verdict,
                scope,
                words.text(one.note),
                said.links[one.link],
                words.text(one.source_note),
            ),
        )
    )
    return ProvisionView(
        one.law,
        one.provision,
        None,
        said.law_status[one.law_status] if one.law_status else "",
        "",
        "",
        note,
        tuple(said.source_tier.format(address=two, tier=one.source_tier) for two in one.source),
        said.reported_no_year
        if one.as_of == "unstated"
        else said.reported_as_of.format(as_of=told_time(one.as_of, words)),
    )


def told_time(text: str, words: Words) -> str:
    """Return a time as a source tells it, in words: a day, a month, a year, a span, or one not exactly known.

    What has none of the forms of a profile is returned as it is.
    """
    said = words.labels.compared
    if text == "unstated":
        return said.unstated
    for key, form in _TIMES.items():
        found = form.fullmatch(text)
        if found:
            ends = {name: told_time(end, words) for name, end in found.groupdict().items()}
            return said.times[key].format(**ends)
    try:
        return words.day(Day.parse(text))
    except ValueError:
        return text


def treaty_lines(one: ReportedProfile, words: Words) -> tuple[str, tuple[str, ...]]:
    """Return how a State stands towards the treaties on record, and where that was looked up."""
    said = words.labels.compared
    lines = (
        words.labels.semicolon.join(_treaty(two, words) for two in one.treaties) or said.treaty_none
    )
    sources = [
        " – ".join(filter(None, (two.address, words.text(two.note)))) or said.own_knowledge
        for two in one.treaty_sources
    ]
    return lines, tuple(sources)


def _treaty(one: ReportedTreaty, words: Words) -> str:
    said = words.labels.compared
    own = f"{one.treaty}_{one.status}"  # of the Convention, “ratified” was taken down for those that acceded too
    status = said.treaty_status[own if own in said.treaty_status else one.status]
    line = said.treaty_line.format(treaty=said.treaties[one.treaty], status=status)
    if one.dates:
        line = said.treaty_dates.format(
            line=line, dates=words.many(_date(two, words) for two in one.dates)
        )
    if one.note:
        line = f"{line} – {words.text(one.note).rstrip('.')}"
    return _marked(line, one.verified, words)


def _date(one: TreatyDate, words: Words) -> str:
    said = words.labels.compared
    date = _marked(
        said.treaty_events[one.event].format(day=told_time(one.day, words)), one.verified, words
    )
    return (
        said.treaty_date_note.format(date=date, note=words.text(one.note).rstrip("."))
        if one.note
        else date
    )


def _marked(text: str, verified: bool, words: Words) -> str:
    return text if verified else words.labels.compared.unverified.format(text=text)
