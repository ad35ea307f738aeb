"""Assessed States: the columns of a comparison, with what stands behind every cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from assess.answers import CitationAnswer, ElementAnswer, element_name, index_text
from assess.model.profiled import ReportedProfile
from assess.speak.values import Address, Joined, Label, Value, commas, phrase, spaced
from assess.states.places import groups_of
from assess.states.record import Column, Comparison, Details, SourceAnswer, TreatyStanding
from assess.states.reported import treaty_lines
from assess.states.types import (
    AssessedCell,
    AssessedElement,
    NamedElement,
    ProvisionView,
    StateView,
    TierView,
)


def assessed_views(comparison: Comparison, tiers: Mapping[str, TierView]) -> tuple[StateView, ...]:
    """Return the assessed States; `tiers` gives the place in the order by key."""
    profiles = {profile.iso: profile for profile in comparison.profiles}
    return tuple(
        _state(column, comparison, tiers[column.key], profiles.get(column.iso))
        for column in comparison.columns
    )


def column_name(column: Column, comparison: Comparison) -> Value:
    """Return the name of a State; with its id where another State here is called the same.

    Where it stands in several columns, the day and the bills taken as passed are told too.
    """
    name: Value = column.name
    others = [other for other in comparison.columns if other.name == column.name]
    if any(other.state != column.state for other in others):
        name = phrase("compared.name_id", name=name, id=column.state)
    states = [other.state for other in comparison.columns]
    if states.count(column.state) < 2:
        return name
    day = Joined((column.as_of, *column.assumed), "plus")
    return phrase("compared.name_day", name=name, day=day)


def _state(
    column: Column, comparison: Comparison, tier: TierView, profile: ReportedProfile | None
) -> StateView:
    details = comparison.details[column.key]
    iso = column.iso if column.iso != "XXX" else ""
    treaty, sources = _treaty(column, comparison, details, profile)
    return StateView(
        key=column.key,
        name=column_name(column, comparison),
        iso=iso,
        reported=False,
        as_of=column.as_of,
        assumed=commas(column.assumed) if column.assumed else "",
        stage=Label("stages", column.stage),
        groups=groups_of(iso) if iso else (),
        treaty=treaty,
        treaty_sources=sources,
        known=column.known,
        counted=column.counted,
        index=index_text(column.index),
        tier=tier.tier,
        tier_note=tier.note,
        ranks=tier.ranks,
        digest=column.case_sha256,
        cells=tuple(_cells(column, details)),
        depth=Label("depths", column.depth),
        indicative=phrase("compared.indicative") if column.indicative else "",
        undeclared=undeclared(column, comparison),
    )


def undeclared(column: Column, comparison: Comparison) -> tuple[NamedElement, ...]:
    """Return the options that a Party uses, that the treaty gives by declaration, and of which none is on file."""
    elements = comparison.instrument.by_id()
    return tuple(
        NamedElement(
            element,
            element_name(elements[element]),
            phrase("compared.undeclared", paragraph=paragraph),
        )
        for element, paragraph in column.undeclared
    )


def _treaty(
    column: Column, comparison: Comparison, details: Details, profile: ReportedProfile | None
) -> tuple[Value, tuple[Value, ...]]:
    """Return how the State stands towards the instrument, as its case says, or else as is reported of it."""
    treaty = _meant(column, comparison)
    if treaty is None:
        return treaty_lines(profile) if profile else (phrase("compared.treaty_none"), ())
    status: Value = phrase(
        "compared.treaty_confidence",
        status=treaty.status,
        confidence=Label("confidence", treaty.confidence),
    )
    if treaty.note:
        status = spaced(Joined((status, "."), "none"), treaty.note)
    return status, _sources(treaty.sources, details.sources)


def _meant(column: Column, comparison: Comparison) -> TreatyStanding | None:
    """Return what the case says of the instrument; None where it does not speak of it.

    The case may name the instrument by its id, or by its title or short title in any language; of several names that
    hold it, such as that of a protocol to it, the shortest is meant.
    """
    instrument = comparison.instrument
    titles = {title.casefold() for _, title in (*instrument.title.by, *instrument.short.by)}
    titles.discard("")
    meant = [treaty for treaty in column.treaties if treaty.id == instrument.id]
    if not meant:
        for treaty in column.treaties:
            name = _every_name(treaty).casefold()
            if any(title in name for title in titles):
                meant.append(treaty)
    return min(meant, key=lambda treaty: len(_every_name(treaty)), default=None)


def _every_name(treaty: TreatyStanding) -> str:
    """Return what a case calls an instrument in all its languages, by which the instrument is known again."""
    return " / ".join(name for _, name in treaty.instrument.by)


def _cells(column: Column, details: Details) -> Iterator[AssessedCell]:
    elements: dict[str, list[AssessedElement]] = {}
    for element in details.elements:
        cell = _element(element, details.sources)
        elements.setdefault(element.article, []).append(cell)
    for article in column.articles:
        yield AssessedCell(article, tuple(elements.get(article.number, ())))


def _element(answer: ElementAnswer, sources: Mapping[str, SourceAnswer]) -> AssessedElement:
    provisions = tuple(provision_view(citation, sources) for citation in answer.cited)
    return AssessedElement(answer, provisions)


def provision_view(citation: CitationAnswer, sources: Mapping[str, SourceAnswer]) -> ProvisionView:
    """Return a citation with its sources as printed."""
    return ProvisionView.of(citation, _sources(citation.source_keys, sources))


def _sources(keys: Iterable[str], sources: Mapping[str, SourceAnswer]) -> tuple[Value, ...]:
    return tuple(source_text(key, sources.get(key)) for key in keys)


def source_text(key: str, source: SourceAnswer | None) -> Value:
    """Return a source as printed: its address, or else what it holds, and its grade; own knowledge has no address."""
    if source is None:
        return phrase("compared.source_unknown", key=key)
    if source.grade == "D" and str(source.address) == "none":
        text: Value = phrase("compared.own_knowledge")
    elif source.address:
        text = Address(source.address)
    else:
        text = source.holds or key
    return phrase("compared.source", source=text, grade=source.grade)
