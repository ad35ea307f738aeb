"""What another version of a checklist means for the answers of a case: what is new, changed, renamed, taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assess.model.case import Case
from assess.model.instrument import Element, Instrument, by_number

#: Parts of an element whose change asks for another look at its answers.
LOOKED_AT = ("source", "asks", "kind", "level", "criteria")
#: What of them is kept of an earlier version that is no longer installed (`assess.load.histories`).
_KEPT = ("kind", "level")


@dataclass(frozen=True)
class Migration:
    """The way from the checklist that a case was made with to another one."""

    # none where nothing of it is at hand: then only what the new one marks is known
    old: Instrument | None
    new: Instrument
    made: str  # version that the case was made with
    renamed: tuple[tuple[str, tuple[str, ...]], ...]  # old id, new ids
    added: tuple[str, ...]
    changed: tuple[tuple[str, tuple[str, ...]], ...]  # id, what of it
    # ids of elements that the old one has, or that the case names, and of articles likewise
    removed: tuple[str, ...]
    articles: tuple[str, ...]  # of the new checklist, in which something is to be looked at again
    whole: bool = True  # the old one has its texts; else only what it keeps of them is compared
    ungraded: tuple[
        tuple[str, str], ...
    ] = ()  # new id, grade of a citation that it does not offer any more

    def names(self) -> dict[str, tuple[str, ...]]:
        """Return the new ids by the old ones."""
        return dict(self.renamed)

    def article_of(self, name: str) -> str:
        """Return the number of the article that an id of either checklist belongs to.

        Where neither has the article, such as for what a case names in vain, it is what stands before the first point.
        """
        element = self.new.element(name)
        if element is not None:
            return element.article
        for instrument in (self.old, self.new):
            number = instrument.article_of(name) if instrument else ""
            if number:
                return number
        return name.partition(".")[0]


def migration(
    case: Case, new: Instrument, old: Instrument | None = None, whole: bool = True
) -> Migration:
    """Return what changes for a case under `new`; `old` is the checklist that it was made with, where it is at hand.

    Without `old`, an element is new or changed where the checklist marks it so (`since`, `revised`) with a version
    later than that of the case. An `old` that is not `whole` has no texts: then what was revised is known by the marks
    too. Elements are renamed by `renamed_from`. Another weight changes no question, so no answer either.
    """
    elements = new.by_id()
    before = old.by_id() if old else {}
    used = named_in(case)
    known = set(before) | used
    renames: dict[str, list[str]] = {}
    for element in elements.values():
        for name in element.renamed_from:
            if name not in elements and name in known:
                renames.setdefault(name, []).append(element.id)
    fresh = {name for names in renames.values() for name in names}
    removed = [
        name
        for name in known
        if name not in elements
        and name not in renames
        and name not in new.numbers()
        and name not in _groups(new)
    ]
    added = [
        other_element.id
        for other_element in elements.values()
        if other_element.id not in fresh and _added(other_element, before, case)
    ]
    changed = {}
    for each_element in elements.values():
        origin = before.get(
            next((name for name in each_element.renamed_from if name in before), each_element.id)
        )
        what = _changed(each_element, origin, case, whole)
        if what and each_element.id not in added:
            changed[each_element.id] = what
    way = Migration(
        old,
        new,
        case.profile.checklist,
        tuple((name, tuple(ids)) for name, ids in renames.items()),
        tuple(added),
        tuple(changed.items()),
        tuple(sorted(removed, key=by_number)),
        (),
        whole,
        tuple(_ungraded(case, elements, renames)),
    )
    touched = {way.article_of(name) for name in (*fresh, *added, *changed, *removed)}
    return replace(way, articles=tuple(number for number in new.numbers() if number in touched))


def _ungraded(
    case: Case, elements: dict[str, Element], renames: dict[str, list[str]]
) -> Iterator[tuple[str, str]]:
    for finding in case.findings:
        for name in renames.get(finding.element, [finding.element]):
            yield from (
                (name, grade)
                for grade in dict.fromkeys(citation.grade for citation in finding.citations)
                if name in elements and not offered(elements[name], grade)
            )


def offered(element: Element, grade: str) -> bool:
    """Whether an element knows a grade; one whose criteria are not known knows all."""
    return not element.criteria or grade in element.criteria or grade == "met_otherwise"


def carried(case: Case, other_migration: Migration) -> Case:
    """Return a case as it stands under the new checklist: ids brought over, and what has no place there left out.

    Nothing is written; `assess.review.migrated` does the same to the files.
    """
    names, gone = other_migration.names(), set(other_migration.removed)

    def ids(before: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(
                new for old in before if old not in gone for new in names.get(old, (old,))
            )
        )

    answers = {
        each_finding.element: each_finding
        for each_finding in case.findings
        if each_finding.element not in names and each_finding.element not in gone
    }
    for finding in case.findings:
        for new in names.get(finding.element, ()):
            answers.setdefault(new, replace(finding, element=new))
    refused = set(other_migration.ungraded)
    answers = {
        name: replace(
            answer,
            citations=tuple(
                citation for citation in answer.citations if (name, citation.grade) not in refused
            ),
        )
        for name, answer in answers.items()
    }
    profile = replace(
        case.profile,
        checklist=other_migration.new.version,
        reservations=tuple(
            replace(reservation, elements=ids(reservation.elements))
            for reservation in case.profile.reservations
            if not reservation.elements or ids(reservation.elements)
        ),
    )
    return replace(
        case,
        instrument=other_migration.new,
        profile=profile,
        findings=tuple(answers.values()),
        laws=tuple(
            replace(law, examined=ids(law.examined), unseen=ids(law.unseen)) for law in case.laws
        ),
        overrides=tuple(override for override in case.overrides if override.article not in gone),
        recommendations=tuple(
            replace(recommendation, elements=ids(recommendation.elements))
            for recommendation in case.recommendations
        ),
    )


def named_in(case: Case) -> set[str]:
    """Return the ids of elements and articles that a case answers or names."""
    elements = {finding.element for finding in case.findings}
    elements |= {analysis.article for analysis in case.analyses}
    elements |= {override.article for override in case.overrides}
    elements |= {
        name for recommendation in case.recommendations for name in recommendation.elements
    }
    elements |= {name for reservation in case.profile.reservations for name in reservation.elements}
    elements |= {act.element for treaty in case.profile.treaties for act in treaty.acts}
    elements |= {comment.on for comment in case.comments} | {
        review.article for review in case.reviews
    }
    elements |= {
        name
        for law in case.laws
        for name in (*law.examined, *law.unseen)
        if name not in ("all", "none")
    }
    return elements


def _groups(new: Instrument) -> set[str]:
    """Return the beginnings of ids that name several elements: `1.a` for `1.a.thing`."""
    groups: set[str] = set()
    for element in new.elements():
        groups.update(element.marks[:-1])
    return groups


def _added(element: Element, before: dict[str, Element], case: Case) -> bool:
    return element.id not in before if before else later(element.since, case.profile.checklist)


def _changed(element: Element, origin: Element | None, case: Case, whole: bool) -> tuple[str, ...]:
    marked = ("revised",) if later(element.revised, case.profile.checklist) else ()
    if origin is None:
        return marked
    names = tuple(
        name
        for name in (LOOKED_AT if whole else _KEPT)
        if _value(element, name) != _value(origin, name)
    )
    return names if whole else names + marked


def _value(element: Element, name: str) -> object:
    """Return a field of an element as it reads in the checklist's own language, since translations change nothing."""
    value = getattr(element, name)
    if name == "criteria":
        return {grade: str(text) for grade, text in value.items()}
    return str(value) if name == "asks" else value


def later(version: str, than: str) -> bool:
    """Whether a version comes after another: 1.10.0 after 1.9.0."""

    def order(text: str) -> list[tuple[int, str]]:
        return [
            (int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"[.\-+]", text)
        ]

    return bool(version) and order(version) > order(than)
