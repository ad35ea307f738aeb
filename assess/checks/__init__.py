"""The checks of a case and of a checklist: each a function → problems, gathered in tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from assess.checks import checklist, dates, grades, ids, quotes, readings, reviews, texts
from assess.checks.readings import assumption_effect, readings as readings_of, scenario_bills, scenario_day
from assess.model.case import Case
from assess.model.instrument import Instrument
from assess.problems import Problem

Check = Callable[[Case], Iterable[Problem]]
DatedCheck = Callable[[Case, date], Iterable[Problem]]

CHECKS: tuple[Check, ...] = (
    ids.duplicate_ids, ids.unknown_elements, ids.unknown_provisions, ids.unknown_laws, ids.sources_known,
    ids.provisions_classified, grades.grades_explained, grades.unread_not_met,
    grades.unread_laws, grades.priorities_explained, grades.reservations_allowed, grades.reviewer_apart,
    grades.checklist_version, dates.law_dates, dates.advice_dates, dates.versions_overlap, dates.overrides_overlap,
    dates.bill_targets, dates.cited_in_force, readings.scenario_dates, texts.units_placed, texts.texts_of_laws,
    texts.provisions_summed_up, quotes.quotes_stand,
    reviews.reviews_known, reviews.reviewer_did_not_submit, reviews.answers_unchanged, reviews.review_is_logged,
    reviews.restrictions_known,
)
DATED_CHECKS: tuple[DatedCheck, ...] = (scenario_bills, readings.unanswered, readings.gaps_answered)
INSTRUMENT_CHECKS: tuple[Callable[[Instrument], Iterable[Problem]], ...] = (
    checklist.instrument_ids, checklist.instrument_criteria, checklist.instrument_weights, checklist.instrument_names,
    checklist.instrument_permissions, checklist.renames_final,
    checklist.instrument_translations,
)


def check(case: Case, today: date) -> list[Problem]:
    """Run every check of a case, on its own files alone; return all problems in the order of file and line.

    Whether an element is unanswered or a gap without a recommendation is asked for `today` and for each scenario.
    """
    found = check_structure(case)
    found += [one for rule in DATED_CHECKS for one in rule(case, today)]
    return sorted(_once(found), key=lambda one: (one.at.path, one.at.line, one.code))


def check_structure(case: Case) -> list[Problem]:
    """Run the checks that no day matters to: what every command asks for before it goes to work."""
    return [one for rule in CHECKS for one in rule(case)]


def check_instrument(instrument: Instrument) -> list[Problem]:
    """Run every check of a checklist."""
    found = [one for rule in INSTRUMENT_CHECKS for one in rule(instrument)]
    return sorted(_once(found), key=lambda one: (one.at.path, one.at.line, one.code))


def _once(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems without repetitions, in their order."""
    kept: dict[tuple, Problem] = {}
    for one in problems:
        kept.setdefault((one.code, one.at, tuple(sorted(one.words.items()))), one)
    return list(kept.values())


__all__ = ["CHECKS", "DATED_CHECKS", "INSTRUMENT_CHECKS", "assumption_effect", "check", "check_instrument",
           "check_structure", "readings_of", "scenario_bills", "scenario_day"]
