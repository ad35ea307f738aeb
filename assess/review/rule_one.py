"""Rule 1, by which 0.1 rated: laws that were examined answer what no citation answers, core elements decide.

Kept as it was, so that a rating of that time can be made again and compared; nothing else rates by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assess.model.case import Case, Citation, Finding, Reservation, Span
from assess.model.instrument import Article, Element, Part
from assess.model.terms import FULL, GRADES, RATINGS, Grade, Rating, State
from assess.rating.force import Force, Reading, law_force, provision_forces, reservation_holds
from assess.rating.rate import ArticleRating, CaseRating, Index, Outcome, PartRating
from assess.rating.standing import Standing, Weighed

_ABSENT = frozenset({"not_met", "contrary", "not_found", "draft_only", "not_in_force", "repealed"})
_UNKNOWN = frozenset({"not_assessed", "source_not_obtained", "date_uncertain"})
_OUT = frozenset({"not_applicable", "reserved"})
# shares: NC from this share of core elements, LC up to this share of the others
_NC_CORE, _LC_OTHER = (0.5, 0.5)
#: What rule 1 knew no word of its own for.
_GONE = frozenset({"replaced", "struck_down", "suspended"})
_MANY: tuple[Force, ...] = (
    "later",
    "draft_only",
    "not_in_force",
    "struck_down",
    "repealed",
    "suspended",
    "replaced",
    "date_uncertain",
)


def rate_one(case: Case, reading: Reading, silent: bool = True) -> CaseRating:
    """Rate a case by rule 1; its instrument is the checklist of that time (see `assess.load.histories`).

    With `silent`, laws in force that were examined for an element answer it where nothing else does: not found, or
    that the text which would answer is a draft, not yet in force or repealed. All of these count as not met. Without,
    such an element is not assessed. Core elements are those whose weight is `lead`.
    """
    standings = standings_one(case, reading, silent)
    articles = tuple(
        _rated_article(case, article, standings, reading) for article in case.instrument.articles
    )
    axis = case.instrument.axis
    coverage = [
        [standing for standing in article.standings if standing.element.rated]
        for article in articles
        if axis(article.article) == "coverage"
    ]
    guards = tuple(
        standing
        for standing in standings.values()
        if standing.element.kind == "safeguard" and standing.element.binds
    )
    groups: dict[str, list[Standing]] = {}
    for guard in guards:
        groups.setdefault(guard.element.article, []).append(guard)
    return CaseRating(
        case,
        reading,
        tuple(_part(part, articles) for part in case.instrument.parts),
        _index(coverage, case),
        _index(groups.values(), case),
        guards,
    )


def standings_one(case: Case, reading: Reading, silent: bool = True) -> dict[str, Standing]:
    """Return where each element stands by rule 1. What counted as not met is `not_found` at worst and at best."""
    day, findings = _day(case, reading), {finding.element: finding for finding in case.findings}
    return {
        element.id: _standing(element, findings.get(element.id), day, silent)
        for element in case.instrument.elements()
    }


def examined_laws(case: Case, reading: Reading, element: Element) -> tuple[str, ...]:
    """Return the laws in force that were examined for an element, by their marks."""
    marks = {"all", *element.marks}
    return tuple(
        law.id
        for law in case.laws
        if law_force(law, reading) == "in_force" and not set(law.examined).isdisjoint(marks)
    )


@dataclass(frozen=True)
class _Day:
    """What is in force in a reading."""

    provisions: dict[str, Force]
    read_for: frozenset[str]
    # law, what its text deals with, the best that it can give
    unread: tuple[tuple[str, frozenset[str], Grade], ...]
    reservations: tuple[Reservation, ...]


def _day(case: Case, reading: Reading) -> _Day:
    forces = {law.id: law_force(law, reading) for law in case.laws}
    read_for = frozenset(
        mark for law in case.laws if forces[law.id] == "in_force" for mark in law.examined
    )
    unread = tuple(
        (law.id, frozenset(law.unseen), law.unseen_at_most)
        for law in case.laws
        if law.unseen and forces[law.id] in ("in_force", "date_uncertain")
    )
    held = tuple(
        reservation
        for reservation in case.profile.reservations
        if reservation_holds(reservation, reading.as_of)
    )
    return _Day(provision_forces(case, reading), read_for, unread, held)


def _weighed(citation: Citation, day: _Day) -> Weighed:
    forces = {day.provisions.get(reference, "not_in_force") for reference in citation.provision}
    for force in _MANY:
        if force in forces:
            return Weighed(citation, force)
    return Weighed(citation, "in_force")


def _standing(element: Element, finding: Finding | None, day: _Day, silent: bool) -> Standing:
    weighed = tuple(_weighed(citation, day) for citation in finding.citations) if finding else ()
    unseen, at_most = _unseen(element, _best(weighed, "in_force"), day)
    held = _reservation(element, day)
    state, worst, best = _state(element, finding, weighed, at_most if unseen else None, held, day)
    if (
        state == "not_assessed"
        and silent
        and not day.read_for.isdisjoint(("all", *element.marks))
        and not (finding and finding.not_assessed)
    ):
        state, worst, best = _absent(weighed), "not_found", "not_found"
    return Standing(
        element, state, worst, best, weighed, finding, unseen, held if state == "reserved" else None
    )


def _unseen(element: Element, known: Grade | None, day: _Day) -> tuple[tuple[str, ...], Grade]:
    least = GRADES.index(known) if known else len(GRADES)
    pairs = [
        (law, most)
        for law, marks, most in day.unread
        if not marks.isdisjoint(("all", *element.marks)) and GRADES.index(most) < least
    ]
    return tuple(law for law, _ in pairs), min(
        (most for _, most in pairs), key=GRADES.index, default="met"
    )


def _reservation(element: Element, day: _Day) -> Reservation | None:
    if not element.permission or element.level != "reservable":
        return None
    return next(
        (
            reservation
            for reservation in day.reservations
            if reservation.paragraph == element.permission
            and (not reservation.elements or element.id in reservation.elements)
        ),
        None,
    )


def _state(
    element: Element,
    finding: Finding | None,
    weighed: tuple[Weighed, ...],
    unseen: Grade | None,
    held: Reservation | None,
    day: _Day,
) -> tuple[Grade | State, Grade | State, Grade | State]:
    """Return the state and the worst and best it may be, but for what examined laws answer."""
    if finding and finding.not_applicable:
        return ("not_applicable",) * 3
    grade = _best(weighed, "in_force")
    if grade != "contrary" and held:
        return ("reserved",) * 3
    if grade in FULL:
        return grade, grade, grade
    perhaps = _best(weighed, "date_uncertain")
    if perhaps and (grade is None or GRADES.index(perhaps) < GRADES.index(grade)):
        return (
            "date_uncertain",
            grade or "not_found",
            min(unseen or perhaps, perhaps, key=GRADES.index),
        )
    if unseen:
        return "source_not_obtained", grade or "not_found", unseen
    return (grade, grade, grade) if grade else ("not_assessed", "not_found", "met")


def _best(weighed: tuple[Weighed, ...], force: str) -> Grade | None:
    return min(
        (weighed.citation.grade for weighed in weighed if weighed.force == force),
        key=GRADES.index,
        default=None,
    )


def _absent(weighed: tuple[Weighed, ...]) -> State:
    useful = {weighed.force for weighed in weighed if weighed.citation.grade in (*FULL, "partly")}
    result = next(
        (entry for entry in ("not_in_force", "draft_only", "repealed") if entry in useful), None
    )
    return result or ("not_found" if useful.isdisjoint(_GONE) else "repealed")


def _rated_article(
    case: Case, article: Article, standings: dict[str, Standing], reading: Reading
) -> ArticleRating:
    own = tuple(standings[element.id] for element in article.elements)
    override = next(
        (
            override
            for override in case.overrides
            if override.article == article.article
            and Span(override.since, override.until).holds(reading.as_of)
        ),
        None,
    )
    return ArticleRating(
        article,
        outcome_one(own),
        own,
        override,
        _mean([standing for standing in own if standing.element.rated], case),
    )


def outcome_one(standings: Iterable[Standing]) -> Outcome:
    """Apply rule 1 to the elements that count.

    C if every element is met; NC if half or more of the core elements are not met; LC if every core element is met and
    at most half of the others fall short; else PC. What is not applicable or reserved is taken out; where that leaves
    no core element, the rest stand in for it.
    """
    listed = [standing for standing in standings if standing.element.rated]
    counted = [standing for standing in listed if standing.state not in _OUT]
    if not counted:
        return Outcome(None, None, (), 0, 0, len(listed))
    core = [standing for standing in counted if standing.element.weight == "lead"]
    others = [standing for standing in counted if standing.element.weight != "lead"] if core else []
    low = _rating(
        [standing.worst for standing in core or counted], [standing.worst for standing in others]
    )
    high = _rating(
        [standing.best for standing in core or counted], [standing.best for standing in others]
    )
    return Outcome(
        low,
        high,
        _deciders(counted, core or counted, others, low, high),
        sum(standing.state not in _UNKNOWN for standing in counted),
        len(counted),
        len(listed) - len(counted),
        sum(standing.state in FULL for standing in counted),
    )


def _rating(core: list[str], others: list[str]) -> Rating:
    short, short_core = (
        [state for state in states if state not in FULL] for states in (others, core)
    )
    if not short and not short_core:
        return "C"
    if sum(state in _ABSENT for state in core) >= _NC_CORE * len(core):
        return "NC"
    return "LC" if not short_core and len(short) <= _LC_OTHER * len(others) else "PC"


def _deciders(
    counted: list[Standing], core: list[Standing], others: list[Standing], low: Rating, high: Rating
) -> tuple[str, ...]:
    if low != high:
        chosen = [standing for standing in counted if standing.worst != standing.best]
    elif low == "NC":
        chosen = [standing for standing in core if standing.best in _ABSENT]
    else:
        chosen = (
            [standing for standing in core if standing.best not in FULL]
            or [standing for standing in others if standing.best not in FULL]
            if low != "C"
            else []
        )
    return tuple(standing.element.id for standing in chosen)


def _part(part: Part, articles: tuple[ArticleRating, ...]) -> PartRating:
    own = tuple(article for article in articles if article.article.part == part.id)
    spread = [
        "none"
        if article.bounds is None
        else article.bounds[0]
        if article.bounds[0] == article.bounds[1]
        else "range"
        for article in own
    ]
    return PartRating(
        part,
        own,
        {key: spread.count(key) for key in (*RATINGS, "range", "none")},
        (),
        sum(article.computed.known for article in own),
        sum(article.computed.counted for article in own),
    )


def _index(groups: Iterable[Iterable[Standing]], case: Case) -> Index:
    means: list[tuple[float, float]] = []
    known = counted = 0
    for group in groups:
        own = [standing for standing in group if standing.state not in _OUT]
        mean = _mean(own, case)
        if mean is None:
            continue
        means.append(mean)
        known += sum(standing.state not in _UNKNOWN for standing in own)
        counted += len(own)
    share = len(means) or 1
    return Index(
        sum(low for low, _ in means) / share,
        sum(high for _, high in means) / share,
        known,
        counted,
        case.instrument.scale.index_known_share,
    )


def _mean(standings: list[Standing], case: Case) -> tuple[float, float] | None:
    own = [standing for standing in standings if standing.state not in _OUT]
    values = case.instrument.scale.values
    if not own:
        return None
    low = sum(values.get(standing.worst, 0.0) for standing in own) / len(own)
    high = sum(values.get(standing.best, 0.0) for standing in own) / len(own)
    return low, high


__all__ = ["examined_laws", "outcome_one", "rate_one", "standings_one"]
