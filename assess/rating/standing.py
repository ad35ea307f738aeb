"""Where each element stands on a day: which citations count, and what follows where none does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from assess.model.case import Case, Citation, Finding, Reservation, Search
from assess.model.instrument import Article, Element
from assess.model.terms import FULL, GRADES, UNKNOWN, Grade, State
from assess.rating.belonging import Offences, Places, holds_generally
from assess.rating.force import Force, Reading, law_force, provision_forces, reservation_holds


@dataclass(frozen=True)
class Weighed:
    """A citation, and whether its provisions are in force on the day of the reading."""

    citation: Citation
    force: Force
    apart: bool = (
        False  # it belongs to another offence than the one that meets the lead: at most partly
    )

    @property
    def grade(self) -> Grade:
        """What it counts as: its grade, or `partly` where it would be met by another offence only."""
        return "partly" if self.apart else self.citation.grade


@dataclass(frozen=True)
class Standing:
    """An element on the day of a reading."""

    element: Element
    state: Grade | State
    worst: Grade | State  # what it is at least, where unknown things turn out against it
    best: Grade | State  # what it may be at most
    weighed: tuple[Weighed, ...]  # all citations, counted or not
    finding: Finding | None
    # laws perhaps in force, not obtained, that may answer it better than what is known
    unseen: tuple[str, ...]
    reservation: Reservation | None = None
    search: Search | None = None  # the statement that nothing was found, where that is the state

    @property
    def floor(self) -> Grade | None:
        """What is known at least of an unknown element, if that is anything."""
        return self.worst if self.state in UNKNOWN and self.worst in GRADES else None


def element_standings(case: Case, reading: Reading) -> dict[str, Standing]:
    """Return the standing of every element of the case's instrument, by its id."""
    view = _InForce(case, reading)
    findings = {finding.element: finding for finding in case.findings}
    standings: dict[str, Standing] = {}
    for article in case.instrument.articles:
        weighed = {
            element.id: view.weigh_all(findings.get(element.id)) for element in article.elements
        }
        if view.is_offence(article):
            weighed = _belonging(article, weighed, view)
        for element in article.elements:
            standings[element.id] = _standing(
                element, findings.get(element.id), weighed[element.id], view
            )
    return standings


def forces_on(case: Case, reading: Reading) -> tuple[object, ...]:
    """Return all that a reading takes from its day: two readings of a case for which it is equal stand alike."""
    view = _InForce(case, reading)
    return tuple(view.laws.values()), tuple(view.provisions.values()), tuple(view.reservations)


class _InForce:
    """Answers, for one reading of a case, what is in force; everything is worked out once."""

    def __init__(self, case: Case, reading: Reading):
        self.case, self.reading = case, reading
        self.laws = {law.id: law_force(law, reading) for law in case.laws}
        self.provisions = provision_forces(case, reading)
        self.offences = frozenset(part.id for part in case.instrument.parts if part.offences)
        self.treaty = case.profile.treaty(case.instrument.id)
        self.party = self.treaty is not None and self.treaty.party(reading.as_of)
        self.unread_laws = [
            (law, frozenset(law.unseen))
            for law in case.laws
            if law.unseen and self.laws[law.id] in ("in_force", "date_uncertain")
        ]
        self.reservations = [
            reservation
            for reservation in case.profile.reservations
            if reservation_holds(reservation, reading.as_of)
        ]

    def is_offence(self, article: Article) -> bool:
        """Whether the article stands in a part on offences."""
        return article.part in self.offences

    def weigh_all(self, finding: Finding | None) -> tuple[Weighed, ...]:
        return tuple([self.weigh(citation) for citation in finding.citations]) if finding else ()

    def weigh(self, citation: Citation) -> Weighed:
        forces = {
            self.provisions.get(reference, "not_in_force") for reference in citation.provision
        }
        if len(forces) == 1:
            return Weighed(citation, forces.pop())
        for force in (
            "later",
            "draft_only",
            "not_in_force",
            "struck_down",
            "repealed",
            "suspended",
            "replaced",
            "date_uncertain",
        ):
            if force in forces:
                return Weighed(citation, force)
        return Weighed(citation, "in_force")

    def unseen(self, element: Element, known: Grade | None) -> tuple[tuple[str, ...], Grade]:
        """Return the laws whose unread text may give the element a better grade than is known, and the best such."""
        if known == GRADES[0] or not self.unread_laws:
            return (), "met"
        least, marks = GRADES.index(known) if known else len(GRADES), ("all", *element.marks)
        laws = [
            law
            for law, unseen in self.unread_laws
            if not unseen.isdisjoint(marks) and GRADES.index(law.unseen_at_most) < least
        ]
        grades = [law.unseen_at_most for law in laws]
        best = min(grades, key=GRADES.index) if grades else GRADES[0]
        return tuple(law.id for law in laws), best

    def belongs(self, citation: Citation, home: _Home) -> bool:
        """Whether a citation speaks of the offence at home in these provisions, or of offences in general.

        What is met by other means by a provision that is no offence, such as a general defence, belongs to every one.
        """
        if citation.grade == "met_otherwise" and not any(
            map(self.offence_provisions.meet, citation.provision)
        ):
            return True
        return any(
            self._general(reference, self._amended(home.laws)) or home.places.meet(reference)
            for reference in citation.provision
        )

    @cached_property
    def offence_provisions(self) -> Places:
        """The provisions that are cited for the conduct, object or result of an offence."""
        kinds = {
            element.id: element.kind
            for article in self.case.instrument.articles
            if self.is_offence(article)
            for element in article.elements
        }
        return Places(
            reference
            for finding in self.case.findings
            if kinds.get(finding.element) in ("conduct", "object", "result")
            for citation in finding.citations
            for reference in citation.provision
        )

    def _amended(self, laws: set[str]) -> set[str]:
        """Return these laws, and those that bills among them amend: what a bill puts into a law is an offence of it."""
        bills = (self.case.law(name) for name in laws)
        return laws.union(*(bill.amends for bill in bills if bill and bill.bill))

    def _general(self, reference: str, laws: set[str]) -> bool:
        """Whether a provision holds for the offences of these laws in general; that of a code holds for all.

        So does what a law lists as general, and what its texts have as a definition, which is no offence.
        """
        provision = self.case.provisions().get(reference)
        if provision is None or not (
            provision[0].kind in ("code", "constitution") or provision[0].id in laws
        ):
            return False
        law, number = provision[0], provision[1].id
        texts = [text for text in self.case.texts_of(law.id) if text.unit(number)]
        defined = bool(texts) and all(text.defines(number) for text in texts)
        return defined or holds_generally(law, number)

    def search(self, finding: Finding | None) -> Search | None:
        """Return the statement that nothing was found which covers the day, or None."""
        searches = finding.not_found if finding else ()
        return next(
            (search for search in searches if search_covers(self.case, search, self.reading.as_of)),
            None,
        )

    def party_act(self, element: Element) -> State | Grade | None:
        """Return how an act of a Party stands by the treaty status of the case, or None where that says nothing."""
        if not element.party_act or self.treaty is None:
            return None
        if not self.party:
            return "not_applicable"
        done = any(
            act.element == element.id and act.on.begun(self.reading.as_of)
            for act in self.treaty.acts
        )
        return "met" if done else None

    def reservation(self, element: Element) -> Reservation | None:
        if not element.permission or element.level != "reservable":
            return None
        return next(
            (
                reservation
                for reservation in self.reservations
                if reservation.paragraph == element.permission
                and (not reservation.elements or element.id in reservation.elements)
            ),
            None,
        )


def search_covers(case: Case, search: Search, on: date) -> bool:
    """Return whether a search covers a day: from `since` to before `until`, or else the time of the laws it names.

    A coarse day counts so that the search covers nothing that it may not cover.
    """
    laws = [law for law in case.laws if law.id in search.laws and not law.bill]
    since = [search.since] if search.since else [law.in_force for law in laws if law.in_force]
    until = [search.until] if search.until else [law.until for law in laws if law.until]
    begun = any(in_force.begun(on) for in_force in since)
    return begun and all(until.begun(on) is False for until in until)


def _belonging(
    article: Article,
    weighed: dict[str, tuple[Weighed, ...]],
    view: _InForce,
) -> dict[str, tuple[Weighed, ...]]:
    """Mark what a mental element or a qualifier takes from another offence than the one that meets the lead.

    Such an element belongs to an offence: only the provisions that meet the offence (where none does, those that meet
    it in part) can meet it, or provisions that hold for offences in general (`general` of their law). The rule “no
    mosaic” of docs/method.md.
    """
    marked = dict(weighed)
    offences = Offences(article)
    homes: dict[int, _Home] = {}
    for element in article.elements:
        if element.kind in ("mental", "qualifier") and element.rated:
            offence = offences.of(element)
            if id(offence) not in homes:
                homes[id(offence)] = _Home(_home(offence, weighed))
            home = homes[id(offence)]
            marked[element.id] = tuple(
                replace(weighed, apart=True)
                if home.laws
                and weighed.force == "in_force"
                and weighed.citation.grade in FULL
                and not view.belongs(weighed.citation, home)
                else weighed
                for weighed in weighed[element.id]
            )
    return marked


class _Home:
    """The provisions that an offence is at home in, and their laws; both are empty where nothing meets it."""

    def __init__(self, references: set[str]) -> None:
        self.places = Places(references)
        self.laws = {reference.partition(":")[0] for reference in references}


def _home(offence: list[Element], weighed: dict[str, tuple[Weighed, ...]]) -> set[str]:
    """Return the provisions in force that meet an offence, or that meet it in part where none does."""
    counting = [
        each_weighed
        for element in offence
        for each_weighed in weighed[element.id]
        if each_weighed.force == "in_force"
    ]
    for grades in (FULL, ("partly",)):
        references = {
            reference
            for weighed in counting
            if weighed.citation.grade in grades
            for reference in weighed.citation.provision
        }
        if references:
            return references
    return set()


def _standing(
    element: Element, finding: Finding | None, weighed: tuple[Weighed, ...], view: _InForce
) -> Standing:
    unseen, at_most = view.unseen(element, _best(weighed, "in_force"))
    state, worst, best = _state(element, finding, weighed, at_most if unseen else None, view)
    reservation = view.reservation(element) if state == "reserved" else None
    search = view.search(finding) if state == "not_found" else None
    return Standing(element, state, worst, best, weighed, finding, unseen, reservation, search)


def _state(
    element: Element,
    finding: Finding | None,
    weighed: tuple[Weighed, ...],
    unseen: Grade | None,
    view: _InForce,
) -> tuple[Grade | State, Grade | State, Grade | State]:
    """Return the state and the worst and best it may be, by the order of the method.

    `unseen` is the best grade that texts in force and not obtained may give, or None where there is no such text.
    """
    grade = _best(weighed, "in_force")
    if grade in FULL:  # what is met is never taken out
        return grade, grade, grade
    settled = _settled(element, finding, grade, view)
    if settled:
        return settled, settled, settled
    perhaps = _best(weighed, "date_uncertain")
    perhaps = (
        perhaps
        if perhaps and (grade is None or GRADES.index(perhaps) < GRADES.index(grade))
        else None
    )
    if unseen:
        return (
            "source_not_obtained",
            _worst_case(grade),
            min(unseen, perhaps or unseen, key=GRADES.index),
        )
    if perhaps:
        return "date_uncertain", _worst_case(grade), perhaps
    if grade:
        return grade, grade, grade
    if view.search(finding):
        return "not_found", "not_found", "not_found"
    return _elsewhen(weighed), "not_found", "met"


def _settled(
    element: Element, finding: Finding | None, grade: Grade | None, view: _InForce
) -> State | Grade | None:
    """Return the state of what no grade has to decide: an act of a Party, what does not apply, what is reserved.

    A reservation excuses what is missing; it does not excuse a law that goes beyond what may be reserved.
    """
    act = view.party_act(element)
    if act:
        return act
    if finding and finding.not_applicable:
        return "not_applicable"
    return "reserved" if grade != "contrary" and view.reservation(element) else None


def _worst_case(grade: Grade | None) -> Grade | State:
    return grade or "not_found"


def _best(weighed: tuple[Weighed, ...], force: Force) -> Grade | None:
    grades = [weighed.grade for weighed in weighed if weighed.force == force]
    return min(grades, key=GRADES.index) if grades else None


def _elsewhen(weighed: tuple[Weighed, ...]) -> State:
    """Return what is known where nothing counts: the text that answers is not yet in force, a draft, suspended or gone.

    What stands in its place on the day nobody has looked at, so each of these is unknown, as `not_assessed` is.
    """
    forces = {weighed.force for weighed in weighed}
    for force in ("not_in_force", "draft_only", "suspended", "struck_down", "repealed"):
        if force in forces:
            return force
    return "repealed" if "replaced" in forces else "not_assessed"
