"""Assessed States: the columns of a comparison, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from assess.model.instrument import Element
from assess.model.terms import RATED
from assess.rating import Index
from assess.states.places import groups_of
from assess.states.record import (
    ArticleRecord, CitationRecord, Column, Comparison, Details, ElementRecord, SourceRecord,
)
from assess.view.sentences import index_text
from assess.view.states_reported import treaty_lines
from assess.view.states_types import CellView, ElementView, ProvisionView, StateView, TierView
from assess.view.words import Words


def column_views(found: Comparison, tiers: Mapping[str, TierView], words: Words) -> tuple[StateView, ...]:
    """Return the assessed States; `tiers` gives the place in the order by key."""
    profiles = {one.iso: one for one in found.profiles}
    return tuple(_column(one, found, tiers[one.key], profiles.get(one.iso), words) for one in found.columns)


def column_name(one: Column, found: Comparison, words: Words) -> str:
    """Return the name of a State; with its id where another State here is called the same.

    Where it stands in several columns, the day and the bills taken as passed are told too.
    """
    own, name = _own(one), one.name
    if any(two.name == name and _own(two) != own for two in found.columns):
        name = words.labels.compared.name_id.format(name=name, id=own)
    if sum(_own(two) == own for two in found.columns) < 2:
        return name
    day = words.day(date.fromisoformat(one.as_of))
    return words.labels.compared.name_day.format(name=name, day=" + ".join([day, *one.assumed]))


def _own(one: Column) -> str:
    """Return what all columns of a State have in common: its ISO code, or the id of its case."""
    return one.iso or one.case


def _column(one: Column, found: Comparison, tier: TierView, profile, words: Words) -> StateView:
    details = found.details[one.key]
    iso = one.iso if one.iso != "XXX" else ""
    known, counted = (sum(getattr(two, name) for two in one.articles) for name in ("known", "counted"))
    treaty, sources = _treaty(one, found, details, words)
    if not treaty:
        treaty, sources = treaty_lines(profile, words) if profile else (words.labels.compared.treaty_none, ())
    return StateView(
        key=one.key, name=column_name(one, found, words), iso=iso, reported=False,
        as_of=words.day(date.fromisoformat(one.as_of)), assumed=words.many(one.assumed),
        stage=words.label("stages", one.stage), groups=groups_of(iso) if iso else (), treaty=treaty,
        treaty_sources=sources, known=known, counted=counted,
        index=index_text(Index(*one.index, found.instrument.scale.index_known_share), words),
        tier=tier.tier, tier_note=tier.note, ranks=tier.ranks, digest=one.case_sha256,
        cells=tuple(_cells(one, details, found, words)))


def _treaty(one: Column, found: Comparison, details: Details, words: Words) -> tuple[str, tuple[str, ...]]:
    """Return how the State stands towards the instrument, as its case says; empty where the case does not say.

    The case may name the instrument by its title or short title in any language; of several names that hold it, such
    as that of a protocol to it, the shortest is meant.
    """
    named = (*found.instrument.title.by, *found.instrument.short.by)
    titles = {title.casefold() for _, title in named}
    meant = [two for two in one.treaties if any(title and title in two.instrument.casefold() for title in titles)]
    if not meant:
        return "", ()
    treaty = min(meant, key=lambda two: len(two.instrument))
    said = words.labels.compared.treaty_confidence.format(
        status=treaty.status, confidence=words.label("confidence", treaty.confidence))
    text = f"{said}. {treaty.note}" if treaty.note else said
    return text, tuple(source_text(key, details.sources, words) for key in treaty.sources)


def _cells(one: Column, details: Details, found: Comparison, words: Words):
    elements: dict[str, list[ElementRecord]] = {}
    asked = found.instrument.by_id()
    for two in details.elements:
        elements.setdefault(asked[two.id].id.partition(".")[0], []).append(two)
    for record in one.articles:
        rows = tuple(_element(two, asked[two.id], details, words) for two in elements.get(record.article, ()))
        yield CellView(words.rating(*(record.bounds or (None, None))), _decided(record, words), record.known,
                       record.counted, rows)


def _decided(one: ArticleRecord, words: Words) -> str:
    """Return what decided the computed rating, after the override if there is one."""
    sentences = words.labels.sentences
    if one.computed is None:
        said = sentences.decided_none
    elif one.computed == ("C", "C"):
        said = sentences.none_short
    else:
        certain = one.computed[0] == one.computed[1]
        form = sentences[f"decided_{one.computed[0]}" if certain else "decided_range"]
        said = f"{form} {words.many(one.deciders)}."
    if not one.override_by and not one.override_reason:
        return said
    computed = words.rating(*(one.computed or (None, None))).letter
    return f"{sentences.override.format(by=one.override_by, computed=computed, reason=one.override_reason)} {said}"


def _element(one: ElementRecord, element: Element, details: Details, words: Words) -> ElementView:
    unseen = words.labels.sentences.unseen.format(laws=words.many(one.unseen)) if one.unseen else ""
    provisions = tuple(provision_view(two, details.sources, words, element.option) for two in one.citations)
    return ElementView(one.id, words.state(one.state, element.option), element.weight == "lead", element.level in RATED,
                       provisions, " ".join(filter(None, (one.note, unseen))))


def provision_view(one: CitationRecord, sources: Mapping[str, SourceRecord], words: Words,
                   option: bool = False) -> ProvisionView:
    """Return a citation as a provision; `option` says that its element only asks for one."""
    laws = list(dict.fromkeys(law for _, law, _ in one.provisions))
    numbers = [(law, words.article(number)) for _, law, number in one.provisions]
    if len(laws) == 1:
        law, number = laws[0], " + ".join(number for _, number in numbers)
    else:
        law, number = " + ".join(f"{law}, {number}" for law, number in numbers), ""
    reasons = words.many(words.label("reasons", two) for two in one.reason)
    missing = f"{one.missing} [{reasons}]" if one.missing and reasons else one.missing or reasons
    force = "assumed" if one.counts and one.assumed else "" if one.counts else one.force
    return ProvisionView(law, number, words.state(one.grade, option), words.label("force", force) if force else "",
                         missing, one.quote, one.note,
                         tuple(source_text(key, sources, words) for key in one.sources),
                         words.label("confidence", one.confidence))


def source_text(key: str, sources: Mapping[str, SourceRecord], words: Words) -> str:
    """Return a source as printed: its address, or else what it holds, and its grade; own knowledge has no address."""
    said = words.labels.compared
    one = sources.get(key)
    if one is None:
        return said.source_unknown.format(key=key)
    address = said.own_knowledge if (one.grade, one.address) == ("D", "none") else one.address
    return said.source.format(source=address or one.holds or key, grade=one.grade)
