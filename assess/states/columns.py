"""Assessed States: the columns of a comparison, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from assess.answers import index_text
from assess.model.day import Day
from assess.model.instrument import Element
from assess.rating.rate import Index
from assess.speak.words import Words
from assess.states.marks import cell_mark
from assess.states.places import groups_of
from assess.states.record import (
    ArticleRecord,
    CitationRecord,
    Column,
    Comparison,
    Details,
    ElementRecord,
    SourceRecord,
)
from assess.states.reported import treaty_lines
from assess.states.types import (
    CellView,
    ElementView,
    ProvisionView,
    ReasonView,
    StateView,
    TierView,
)


def column_views(
    found: Comparison, tiers: Mapping[str, TierView], words: Words
) -> tuple[StateView, ...]:
    """Return the assessed States; `tiers` gives the place in the order by key."""
    profiles = {one.iso: one for one in found.profiles}
    return tuple(
        _column(one, found, tiers[one.key], profiles.get(one.iso), words) for one in found.columns
    )


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
    known, counted = (
        sum(getattr(two, name) for two in one.articles) for name in ("known", "counted")
    )
    treaty, sources = _treaty(one, found, details, words)
    if not treaty:
        treaty, sources = (
            treaty_lines(profile, words) if profile else (words.labels.compared.treaty_none, ())
        )
    return StateView(
        key=one.key,
        name=column_name(one, found, words),
        iso=iso,
        reported=False,
        as_of=words.day(date.fromisoformat(one.as_of)),
        assumed=words.many(one.assumed),
        stage=words.label("stages", one.stage),
        groups=groups_of(iso) if iso else (),
        treaty=treaty,
        treaty_sources=sources,
        known=known,
        counted=counted,
        index=words.say(index_text(Index(*one.index, found.instrument.scale.index_known_share))),
        tier=tier.tier,
        tier_note=tier.note,
        ranks=tier.ranks,
        digest=one.case_sha256,
        cells=tuple(_cells(one, details, found, words)),
        depth=words.label("depths", one.depth),
        indicative=words.labels.compared.indicative if one.indicative else "",
        undeclared=tuple(
            _undeclared(name, paragraph, found, words) for name, paragraph in one.undeclared
        ),
    )


def _undeclared(name: str, paragraph: str, found: Comparison, words: Words) -> ReasonView:
    """Return that a Party uses an option that the treaty gives by declaration, and that none is on file."""
    element = found.instrument.by_id()[name]
    return ReasonView(
        name, words.element(element), words.labels.compared.undeclared.format(paragraph=paragraph)
    )


def _treaty(
    one: Column, found: Comparison, details: Details, words: Words
) -> tuple[str, tuple[str, ...]]:
    """Return how the State stands towards the instrument, as its case says; empty where the case does not say.

    The case may name the instrument by its id, or by its title or short title in any language; of several names that
    hold it, such as that of a protocol to it, the shortest is meant.
    """
    named = (*found.instrument.title.by, *found.instrument.short.by)
    titles = {title.casefold() for _, title in named}
    meant = [two for two in one.treaties if two.id == found.instrument.id] or [
        two
        for two in one.treaties
        if any(title and title in two.instrument.casefold() for title in titles)
    ]
    if not meant:
        return "", ()
    treaty = min(meant, key=lambda two: len(two.instrument))
    said = words.labels.compared.treaty_confidence.format(
        status=treaty.status, confidence=words.label("confidence", treaty.confidence)
    )
    text = f"{said}. {treaty.note}" if treaty.note else said
    return text, tuple(source_text(key, details.sources, words) for key in treaty.sources)


def _cells(one: Column, details: Details, found: Comparison, words: Words):
    elements: dict[str, list[ElementRecord]] = {}
    asked = found.instrument.by_id()
    for two in details.elements:
        elements.setdefault(asked[two.id].article, []).append(two)
    for record in one.articles:
        rows = tuple(
            _element(two, asked[two.id], details, words) for two in elements.get(record.article, ())
        )
        yield CellView(
            cell_mark(record.bounds, words),
            _lead(record, words),
            record.known,
            record.counted,
            rows,
            reasons=tuple(ReasonView(two.element, two.name, two.text) for two in record.reasons),
            reach=_reach(record, words),
        )


def _lead(one: ArticleRecord, words: Words) -> str:
    """Return the sentence before what decided the computed rating, after the override if there is one."""
    sentences = words.labels.sentences
    if not one.computed:
        said = (
            sentences.decided_unknown.format(number=one.counted)
            if one.counted
            else sentences.decided_none
        )
    elif one.computed == ("C", "C"):
        said = sentences.none_short
    else:
        certain = one.computed[0] == one.computed[1]
        said = sentences[f"decided_{one.computed[0]}" if certain else "decided_range"]
    if not one.override_by and not one.override_reason:
        return said
    computed = cell_mark(one.computed, words).letter
    return f"{sentences.override.format(by=one.override_by, computed=computed, reason=one.override_reason)} {said}"


def _reach(one: ArticleRecord, words: Words) -> str:
    """Return how far an article that is partially compliant reaches; an empty string for any other."""
    if one.computed != ("PC", "PC"):
        return ""
    return words.labels.sentences.reach.format(met=one.met, counted=one.counted)


def _element(one: ElementRecord, element: Element, details: Details, words: Words) -> ElementView:
    unseen = words.labels.sentences.unseen.format(laws=words.many(one.unseen)) if one.unseen else ""
    provisions = tuple(
        provision_view(two, details.sources, words, element.option) for two in one.citations
    )
    return ElementView(
        one.id,
        words.element(element),
        words.state(one.state, element.option),
        words.label("weights", element.weight) if element.weight else "",
        element.rated,
        provisions,
        " ".join(filter(None, (_searched(one, words), one.note, unseen))),
        element.party_act,
    )


def _searched(one: ElementRecord, words: Words) -> str:
    """Return who looked for the element, when and where, and found nothing; an empty string where nobody did."""
    if one.search is None:
        return ""
    found, day = one.search, words.day(Day.parse(one.search.on))
    said = words.labels.statements.told.format(by=found.by, day=day, laws=words.many(found.laws))
    return f"{said} {found.note}".strip()


def provision_view(
    one: CitationRecord, sources: Mapping[str, SourceRecord], words: Words, option: bool = False
) -> ProvisionView:
    """Return a citation as a provision; `option` says that its element only asks for one."""
    laws = list(dict.fromkeys(law for _, law, _ in one.provisions))
    numbers = [(law, words.article(number)) for _, law, number in one.provisions]
    if len(laws) == 1:
        law, number = laws[0], " + ".join(number for _, number in numbers)
    else:
        law, number = " + ".join(f"{law}, {number}" for law, number in numbers), ""
    reasons = words.many(words.label("reasons", two) for two in one.reason)
    missing = words.labels.sentences.apart if one.apart else one.missing
    missing = f"{missing} [{reasons}]" if missing and reasons else missing or reasons
    force = "assumed" if one.counts and one.assumed else "" if one.counts else one.force
    return ProvisionView(
        law,
        number,
        words.state(one.counts_as, option),
        words.label("force", force) if force else "",
        missing,
        one.quote,
        one.note,
        tuple(source_text(key, sources, words) for key in one.sources),
        words.label("confidence", one.confidence),
    )


def source_text(key: str, sources: Mapping[str, SourceRecord], words: Words) -> str:
    """Return a source as printed: its address, or else what it holds, and its grade; own knowledge has no address."""
    said = words.labels.compared
    one = sources.get(key)
    if one is None:
        return said.source_unknown.format(key=key)
    address = said.own_knowledge if (one.grade, one.address) == ("D", "none") else one.address
    return said.source.format(source=address or one.holds or key, grade=one.grade)
