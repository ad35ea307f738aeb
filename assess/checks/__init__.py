"""The checks of a case and of a checklist: each a function → problems, gathered in tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from assess.base.problems import Problem
from assess.checks import (
    checklist,
    dates,
    files,
    grades,
    ids,
    quotes,
    readings,
    reviews,
    searches,
    texts,
    treaty,
    unsettled,
)
from assess.checks.readings import (
    assumption_effect,
    scenario_bills,
    scenario_day,
)
from assess.checks.readings import (
    readings as readings_of,
)
from assess.model.case import Case
from assess.model.instrument import Instrument
from assess.rating.rate import CaseRating

Check = Callable[[Case], Iterable[Problem]]
DatedCheck = Callable[[Case, date], Iterable[Problem]]

CHECKS: tuple[Check, ...] = (
    ids.duplicate_ids,
    ids.unknown_elements,
    ids.unknown_provisions,
    ids.unknown_general,
    ids.punished_provisions,
    ids.unknown_ruled,
    ids.unknown_laws,
    ids.sources_known,
    ids.provisions_classified,
    ids.units_classified,
    grades.grades_explained,
    grades.not_applicable_unmet,
    grades.unread_not_met,
    grades.unread_laws,
    grades.priorities_explained,
    grades.reservations_allowed,
    grades.reviewer_apart,
    grades.checklist_version,
    searches.searches_whole,
    searches.searches_read,
    searches.searches_contradicted,
    treaty.acts_of_a_party,
    treaty.reservations_of_a_party,
    dates.law_dates,
    dates.statement_dates,
    dates.dated_keys,
    dates.versions_overlap,
    dates.overrides_overlap,
    dates.bill_targets,
    dates.bills_without_effect,
    dates.cited_in_force,
    readings.scenario_dates,
    texts.units_placed,
    texts.texts_of_laws,
    texts.provisions_summed_up,
    quotes.quotes_stand,
    reviews.reviews_known,
    reviews.reviewer_did_not_submit,
    reviews.answers_unchanged,
    reviews.review_is_logged,
    reviews.restrictions_known,
    unsettled.forms_settled,
)
DATED_CHECKS: tuple[DatedCheck, ...] = (
    scenario_bills,
    searches.searches_past,
    readings.unanswered,
    readings.bill_answers,
)
#: Checks of what all readings of a case come to.
RATED_CHECKS: tuple[Callable[[Sequence[CaseRating]], Iterable[Problem]], ...] = (
    readings.offences_apart,
    readings.options_declared,
    readings.gaps_answered,
)
INSTRUMENT_CHECKS: tuple[Callable[[Instrument], Iterable[Problem]], ...] = (
    checklist.instrument_ids,
    checklist.instrument_criteria,
    checklist.instrument_weights,
    checklist.instrument_names,
    checklist.instrument_permissions,
    checklist.renames_final,
    checklist.instrument_translations,
)


def check(case: Case, today: date) -> list[Problem]:
    """Run every check of a case, on its own files alone; return all problems in the order of file and line.

    Whether elements are unanswered is asked for `today`, what a rating shows for `today` and for each scenario.
    """
    case = replace(case, today=today)
    problems = [*check_structure(case), *files.files_read(case)]
    problems += [problem for rule in DATED_CHECKS for problem in rule(case, today)]
    ratings = readings.rated(case, today)
    problems += [problem for rule in RATED_CHECKS for problem in rule(ratings)]
    return sorted(
        _once(problems), key=lambda problem: (problem.at.path, problem.at.line, problem.code)
    )


def check_structure(case: Case) -> list[Problem]:
    """Run the checks that no day matters to: what every command asks for before it goes to work."""
    return [problem for rule in CHECKS for problem in rule(case)]


def check_instrument(instrument: Instrument) -> list[Problem]:
    """Run every check of a checklist."""
    problems = [problem for rule in INSTRUMENT_CHECKS for problem in rule(instrument)]
    return sorted(
        _once(problems), key=lambda problem: (problem.at.path, problem.at.line, problem.code)
    )


def _once(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems without repetitions, in their order."""
    kept: dict[tuple, Problem] = {}
    for problem in problems:
        kept.setdefault((problem.code, problem.at, tuple(sorted(problem.words.items()))), problem)
    return list(kept.values())


__all__ = [
    "CHECKS",
    "DATED_CHECKS",
    "INSTRUMENT_CHECKS",
    "RATED_CHECKS",
    "assumption_effect",
    "check",
    "check_instrument",
    "check_structure",
    "readings_of",
    "scenario_bills",
    "scenario_day",
]
