"""What names what: ids that stand twice, and references to things that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from assess.base.problems import Hints, Location, Problem, in_tongues, problem
from assess.model.case import Analysis, Case, Citation, Override, Search
from assess.model.dated import Datable, Dated
from assess.model.instrument import Element
from assess.model.numbers import canonical
from assess.rating.belonging import unused_marks

MOST_SHOWN = 12  # names in one message


def named(element: Element) -> str:
    """Return an element as a message names it: its short name in the language of the message, its id behind it."""
    return in_tongues(element.name.by, f" ({element.id})") if element.name else element.id


def duplicate_ids(case: Case) -> Iterator[Problem]:
    """Two things of the same kind with one id."""
    named = (
        [("source", one.key, one.place) for one in case.sources]
        + [("law", one.id, one.place) for one in case.laws]
        + [
            ("provision", law.reference(one), one.place)
            for law in case.laws
            for one in law.provisions
        ]
        + [("finding", one.element, one.place) for one in case.findings]
        + [("recommendation", one.id, one.place) for one in case.recommendations]
        + [("comment", one.id, one.place) for one in case.comments]
        + [("scenario", one.id, one.place) for one in case.profile.scenarios]
        + [("remark", one.id, one.place) for one in case.profile.remarks]
        + [("surplus", one.provision, one.place) for one in case.surplus]
        + [("treaty", one.id, one.place) for one in case.profile.treaties if one.id]
    )
    yield from repeated(named)


def repeated(named: list[tuple[str, str, Location]]) -> Iterator[Problem]:
    """Yield a problem for each (kind, id, place) whose kind and id stood before."""
    first: dict[tuple[str, str], Location] = {}
    for kind, key, place in named:
        if (kind, key) in first:
            yield problem("duplicate-id", place, kind=f"@{kind}", id=key, first=first[kind, key])
        first.setdefault((kind, key), place)


def unknown_elements(case: Case) -> Iterator[Problem]:
    """Findings, recommendations, comments and reservations that name no element or article of the instrument."""
    elements = [element.id for element in case.instrument.elements()]
    articles = [article.article for article in case.instrument.articles]
    wanted = [(one.element, one.place) for one in case.findings]
    wanted += [(name, one.place) for one in case.recommendations for name in one.elements]
    wanted += [(name, one.place) for one in case.profile.reservations for name in one.elements]
    wanted += [(one.on, one.place) for one in case.comments if one.on not in articles]
    wanted += [
        (act.element, act.place)
        for one in case.profile.treaties
        if one.id == case.instrument.id
        for act in one.acts
    ]
    hints, known = Hints(), frozenset(elements)
    for name, place in wanted:
        if name not in known:
            near = hints.nearest(name, elements, place)
            yield problem("unknown-element", place, id=name, nearest=near)
    marks = [
        (mark, law.place)
        for law in case.laws
        for mark in (*law.examined, *law.unseen)
        if mark not in ("all", "none")
    ]
    marks += [(mark, one.place) for one in case.searches for mark in one.elements]
    every = [*articles, *elements]
    for mark, place in marks:
        if mark not in articles and not case.instrument.means(mark):
            near = hints.nearest(mark, every, place)
            yield problem("unknown-element", place, id=mark, nearest=near)
    statements: list[Analysis | Override] = [*case.analyses, *case.overrides]
    for statement in statements:
        number = statement.article
        if number not in articles:
            near = hints.nearest(number, articles, statement.place)
            yield problem("unknown-article", statement.place, id=number, nearest=near)


def unknown_provisions(case: Case) -> Iterator[Problem]:
    """Citations and reverse rows of a provision that no law of the case has."""
    known, own, hints = case.provisions(), {}, Hints()
    wanted = [(row.provision, row.place) for row in case.surplus]
    wanted += [(name, one.place) for _, one in citations(case) for name in one.provision]
    for name, place in wanted:
        law, _, number = name.partition(":")
        if name not in known and not {name, law} & case.left_out:
            if law not in own:
                own[law] = _references(case, law)
            likely = f"{law}:{canonical(number) or number}"
            near = hints.nearest(likely, own[law] if case.law(law) else known, place)
            yield problem("unknown-provision", place, id=name, nearest=near)


def _references(case: Case, law_id: str) -> list[str]:
    """Return the references of all provisions that a law of the case lists or that a text of it has."""
    law = case.law(law_id)
    if law is None:
        return []
    listed = [law.reference(provision) for provision in law.provisions]
    return listed + [f"{law_id}:{unit.id}" for text in case.texts_of(law_id) for unit in text.units]


def unknown_general(case: Case) -> Iterator[Problem]:
    """Provisions that a law says hold for offences in general, and that neither it nor a text of it has."""
    hints = Hints()
    for law in case.laws:
        numbers = [one.id for one in law.provisions] + [
            unit.id for text in case.texts_of(law.id) for unit in text.units
        ]
        for mark in unused_marks(law, numbers):
            near = hints.nearest(canonical(mark) or mark, numbers, law.place)
            yield problem("unknown-provision", law.place, id=f"{law.id}:{mark}", nearest=near)


def unknown_laws(case: Case) -> Iterator[Problem]:
    """Laws that are named and not there."""
    known, hints = [law.id for law in case.laws], Hints()
    wanted = [(name, one.place) for one in case.recommendations for name in one.laws]
    wanted += [
        (name, law.place)
        for law in case.laws
        for name in (*law.amends, *filter(None, [law.repealed_by]))
    ]
    wanted += [(name, one.place) for one in case.profile.scenarios for name in one.assume]
    wanted += [(one.assume, one.place) for one in case.analyses if one.assume]
    wanted += [(one.assume, one.place) for _, one in dated_texts(case) if one.assume]
    wanted += [(name, one.place) for one in searches(case) for name in one.laws]
    for name, place in wanted:
        if case.law(name) is None and name not in case.left_out:
            near = hints.nearest(name, known, place)
            yield problem("unknown-law", place, id=name, nearest=near)


def sources_known(case: Case) -> Iterator[Problem]:
    """Statements with no source, with an unknown one, or resting on own knowledge but not marked low or medium."""
    known, hints = {one.key: one for one in case.sources}, Hints()
    for owner in _sourced(case):
        if not owner.sources:
            yield problem("no-source", owner.place)
        for key in owner.sources:
            if key not in known and key not in case.left_out:
                near = hints.nearest(key, known, owner.place)
                yield problem("unknown-source", owner.place, id=key, nearest=near)
        only_own = owner.sources and all(
            key in known and known[key].unverified for key in owner.sources
        )
        if only_own and getattr(owner, "confidence", "") == "high":
            yield problem("source-unverified", owner.place)


def _sourced(case: Case) -> Iterator:
    yield from case.laws
    for law in case.laws:
        yield from law.provisions
    for _, citation in citations(case):
        yield citation
    yield from (*case.surplus, *case.analyses)
    profile = case.profile
    yield from (
        *profile.remarks,
        *profile.legal_system,
        *profile.authorities,
        *profile.practice,
        *profile.treaties,
        *profile.reservations,
        *(act for one in profile.treaties for act in one.acts),
    )


def citations(case: Case) -> Iterator[tuple[str, Citation]]:
    """Yield every citation with the id of the element it answers."""
    for finding in case.findings:
        for citation in finding.citations:
            yield finding.element, citation


def searches(case: Case) -> Iterator[Search]:
    """Yield every statement that a search found nothing, as it stands in the files: one for many elements once."""
    written = {one.place for one in case.searches}
    for finding in case.findings:
        yield from (one for one in finding.not_found if one.place not in written)
    yield from case.searches


def dated_texts(case: Case) -> Iterator[tuple[Datable, Dated]]:
    """Yield every text that is bound to dates, with the entry that it belongs to."""
    owners: list[Datable] = [case.profile, *case.laws]
    for law in case.laws:
        owners += law.provisions
    owners += [*case.findings, *case.surplus, *case.recommendations]
    for owner in owners:
        for dated in owner.dated:
            yield owner, dated


def provisions_classified(case: Case) -> Iterator[Problem]:
    """Provisions that no finding cites and that the reverse table does not place."""
    cited = {name for _, one in citations(case) for name in one.provision}
    placed = {one.provision for one in case.surplus}
    for name, (_, one) in case.provisions().items():
        if name not in cited and name not in placed:
            yield problem("provision-unclassified", one.place, id=name)
