"""What names what: ids that stand twice, and references to things that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from assess.base.problems import Hints, Location, Name, Problem, problem
from assess.model.case import Analysis, Case, Citation, Override, Search
from assess.model.dated import Datable, Dated
from assess.model.instrument import Element
from assess.model.numbers import canonical
from assess.rating.belonging import unused_marks
from assess.rating.penalties import Ties, says_a_penalty
from assess.rating.unplaced import Placed, unplaced

MOST_SHOWN = 12  # names in one message


def named(element: Element) -> Name | str:
    """Return an element as a message names it: its short name in the language of the message, its id behind it."""
    return Name(element.name.by, f" ({element.id})") if element.name else element.id


def duplicate_ids(case: Case) -> Iterator[Problem]:
    """Two things of the same kind with one id."""
    named = (
        [("source", source.key, source.place) for source in case.sources]
        + [("law", law.id, law.place) for law in case.laws]
        + [
            ("provision", law.reference(provision), provision.place)
            for law in case.laws
            for provision in law.provisions
        ]
        + [("finding", finding.element, finding.place) for finding in case.findings]
        + [
            ("recommendation", recommendation.id, recommendation.place)
            for recommendation in case.recommendations
        ]
        + [("comment", comment.id, comment.place) for comment in case.comments]
        + [("scenario", scenario.id, scenario.place) for scenario in case.profile.scenarios]
        + [("remark", remark.id, remark.place) for remark in case.profile.remarks]
        + [("surplus", surplus.provision, surplus.place) for surplus in case.surplus]
        + [("treaty", treaty.id, treaty.place) for treaty in case.profile.treaties if treaty.id]
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
    wanted = [(finding.element, finding.place) for finding in case.findings]
    wanted += [
        (name, recommendation.place)
        for recommendation in case.recommendations
        for name in recommendation.elements
    ]
    wanted += [
        (name, reservation.place)
        for reservation in case.profile.reservations
        for name in reservation.elements
    ]
    wanted += [
        (comment.on, comment.place) for comment in case.comments if comment.on not in articles
    ]
    wanted += [
        (act.element, act.place)
        for treaty in case.profile.treaties
        if treaty.id == case.instrument.id
        for act in treaty.acts
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
    marks += [(mark, search.place) for search in case.searches for mark in search.elements]
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
    wanted += [
        (name, citation.place) for _, citation in citations(case) for name in citation.provision
    ]
    for name, place in wanted:
        law, _, number = name.partition(":")
        if name not in known and not {name, law} & case.left_out:
            if law not in own:
                own[law] = [f"{law}:{each}" for each in case.numbers_of(law)]
            likely = f"{law}:{canonical(number) or number}"
            near = hints.nearest(likely, own[law] if case.law(law) else known, place)
            yield problem("unknown-provision", place, id=name, nearest=near)


def unknown_ruled(case: Case) -> Iterator[Problem]:
    """Provisions that a court struck down or suspended, and that neither their law nor a text of it has."""
    hints = Hints()
    for law in case.laws:
        numbers = case.numbers_of(law.id)
        for ruling in law.rulings:
            for number in set(ruling.provisions).difference(numbers):
                near = hints.nearest(canonical(number) or number, numbers, ruling.place)
                yield problem(
                    "unknown-provision", ruling.place, id=f"{law.id}:{number}", nearest=near
                )


def unknown_general(case: Case) -> Iterator[Problem]:
    """Provisions that a law says hold for offences in general, and that neither it nor a text of it has."""
    hints = Hints()
    for law in case.laws:
        numbers = case.numbers_of(law.id)
        for mark in unused_marks(law, numbers):
            near = hints.nearest(canonical(mark) or mark, numbers, law.place)
            yield problem("unknown-provision", law.place, id=f"{law.id}:{mark}", nearest=near)


def punished_provisions(case: Case) -> Iterator[Problem]:
    """Penalties for offences that no law of the case has, for the provision itself, or that are nowhere said."""
    ties, hints = Ties(case), Hints()
    for reference, (law, provision) in case.provisions().items():
        if not provision.punishes:
            continue
        if not says_a_penalty(provision):
            yield problem("penalty-not-said", provision.place, id=reference)
        for name in ties.punished(law, provision):
            owner, _, number = name.partition(":")
            if name == reference:
                yield problem("punishes-itself", provision.place, id=name)
            elif not ties.stands(name) and not {name, owner} & case.left_out:
                numbers = case.numbers_of(owner)
                own = [f"{owner}:{each}" for each in numbers] or list(case.provisions())
                likely = f"{owner}:{canonical(number) or number}"
                near = hints.nearest(likely, own, provision.place)
                yield problem("unknown-provision", provision.place, id=name, nearest=near)


def unknown_laws(case: Case) -> Iterator[Problem]:
    """Laws that are named and not there."""
    known, hints = [law.id for law in case.laws], Hints()
    wanted = [
        (name, recommendation.place)
        for recommendation in case.recommendations
        for name in recommendation.laws
    ]
    wanted += [
        (name, law.place)
        for law in case.laws
        for name in (*law.amends, *filter(None, [law.repealed_by]))
    ]
    wanted += [
        (name, scenario.place) for scenario in case.profile.scenarios for name in scenario.assume
    ]
    wanted += [(analysis.assume, analysis.place) for analysis in case.analyses if analysis.assume]
    wanted += [
        (dated_text.assume, dated_text.place)
        for _, dated_text in dated_texts(case)
        if dated_text.assume
    ]
    wanted += [(name, search.place) for search in searches(case) for name in search.laws]
    for name, place in wanted:
        if case.law(name) is None and name not in case.left_out:
            near = hints.nearest(name, known, place)
            yield problem("unknown-law", place, id=name, nearest=near)


def sources_known(case: Case) -> Iterator[Problem]:
    """Statements with no source, with an unknown one, or resting on own knowledge but not marked low or medium."""
    known, hints = {source.key: source for source in case.sources}, Hints()
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
        yield from (*law.provisions, *law.rulings)
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
        *(act for treaty in profile.treaties for act in treaty.acts),
    )


def citations(case: Case) -> Iterator[tuple[str, Citation]]:
    """Yield every citation with the id of the element it answers."""
    for finding in case.findings:
        for citation in finding.citations:
            yield finding.element, citation


def searches(case: Case) -> Iterator[Search]:
    """Yield every statement that a search found nothing, as it stands in the files: one for many elements once."""
    written = {search.place for search in case.searches}
    for finding in case.findings:
        yield from (search for search in finding.not_found if search.place not in written)
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
    """Provisions that no finding cites and that the reverse table does not place, nor any in which they stand."""
    placed = Placed(case)
    for name, (law, provision) in case.provisions().items():
        if not placed.covers(law, provision):
            yield problem("provision-unclassified", provision.place, id=name)


def units_classified(case: Case) -> Iterator[Problem]:
    """Laws read from a file that hold what no finding cites and the reverse table does not place: one problem a law."""
    for left in unplaced(case):
        if left.asked:
            runs = [run.named() for run in left.runs]
            shown = runs[:MOST_SHOWN] + ["…"] * (len(runs) > MOST_SHOWN)
            law = left.law
            yield problem(
                "units-unclassified", law.place, law=law.id, number=left.number, units=shown
            )
