"""Many States side by side on one instrument, each on its own day, with what sources report of others."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assess.app.cases import own_checklist
from assess.app.packs import program
from assess.reports import STATES
from assess.write.formats import FORMATS

if TYPE_CHECKING:
    from datetime import date

    from assess.base.problems import Problem
    from assess.model.case import Case
    from assess.model.profiled import ReportedProfile
    from assess.rating.force import Reading
    from assess.states.figures import Figures
    from assess.states.load import Task
    from assess.states.record import Comparison

DATA = tuple(FORMATS)  # kinds that are data and no report
KINDS = (*STATES, *DATA)
_ASKED = re.compile(r"(?P<case>.*?)@(?P<day>\d[\d-]*|today)(?P<bills>(?:\+[^+@/\\]+)*)")


@dataclass(frozen=True)
class AskedCase:
    """A case, or a folder of cases, with the day on which it is read and the bills taken as passed."""

    root: Path
    as_of: date | None = None  # none: the day that the case is as of
    bills: tuple[str, ...] = ()


def libraries_of(kinds: Sequence[str]) -> list[str]:
    """Return the libraries that the forms of data among some kinds need."""
    return [name for kind in kinds if kind in FORMATS for name in FORMATS[kind].needs]


def asked_parts(text: str) -> tuple[str, str, tuple[str, ...]]:
    """Return case, day and bills of CASE@2016-01-01+BILL; of the name of a folder, and of any other text, no day."""
    parts = None if os.path.isdir(text) else _ASKED.fullmatch(text)
    if not parts:
        return text, "", ()
    return parts["case"], parts["day"], tuple(bill for bill in parts["bills"].split("+") if bill)


@dataclass(frozen=True)
class Order:
    """How States are to be compared."""

    today: date
    languages: tuple[str, ...] = ("en",)  # of the reports; the first leads
    years: tuple[int, ...] = ()  # at whose ends ratings are read too
    since: date | None = None  # day with which the reasons of changes begin
    public: bool = False
    only: tuple[str, ...] = ()  # ISO codes
    strict: bool = False  # a case that cannot be read stops all
    draws: int = 10_000  # of weights, for the ranks
    seed: int = 1
    jobs: int = 1  # processes
    cache: Path | None = None  # folder in which what was read of a case is kept, by its content


@dataclass(frozen=True)
class Profiles:
    """What sources report of States that nobody has assessed."""

    listed: tuple[ReportedProfile, ...] = ()
    digest: str = ""  # sha256 of their files
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Compared:
    """A comparison and its statistics; `comparison.left_out` names cases that could not be read."""

    comparison: Comparison
    figures: Figures


def reported_profiles(folder: Path | None, strict: bool = False) -> Profiles:
    """Read the reported profiles of a folder, or those built in; LexgapError for errors in them under `strict`."""
    from assess.base import paths
    from assess.base.problems import LexgapError, errors
    from assess.states.cache import digest_of
    from assess.states.profiles import load_profiles

    listed, problems = load_profiles(folder)
    if strict and errors(problems):
        raise LexgapError(errors(problems))
    digest = digest_of(folder or paths.sample("profiles"))
    return Profiles(tuple(listed), digest, tuple(problems))


def compare_states(
    cases: Sequence[AskedCase], order: Order, profiles: Profiles | None = None
) -> Compared:
    """Return States side by side.

    Raises LexgapError for cases that do not compare, for codes that nobody has, where no case is left, and where a
    library is missing.
    """
    from assess.states.figures import figures, need
    from assess.states.gather import gather, with_profiles
    from assess.states.load import Task

    need()
    if order.cache is not None:
        made_folder(order.cache, 0o700)
    pattern = Task(
        "", None, order.today, (), order.years, order.since, order.languages, order.public
    )
    reported = profiles or Profiles()
    comparison = gather(
        _tasks(cases, pattern),
        faults_of,
        order.cache,
        order.jobs,
        order.only,
        order.strict,
        [profile.iso for profile in reported.listed],
        pattern,
    )
    comparison = with_profiles(comparison, reported.listed, reported.digest, order.only)
    return Compared(comparison, figures(comparison, order.draws, order.seed, order.jobs))


def _tasks(cases: Sequence[AskedCase], pattern: Task) -> list[Task]:
    from assess.states.gather import cases_in

    tasks = []
    for case in cases:
        for root in cases_in(case.root):
            tasks.append(replace(pattern, root=str(root), as_of=case.as_of, assume=case.bills))
    return tasks


def faults_of(case: Case, reading: Reading) -> list[Problem]:
    """Return what is wrong with a case on a day, beyond what reading its files told."""
    from assess.base.problems import Location
    from assess.checks import assumption_effect, check_structure

    place = case.profile.place or Location(case.profile.id)
    return [*own_checklist(case), *check_structure(case), *assumption_effect(case, reading, place)]


def made_folder(folder: Path, mode: int = 0o777) -> Path:
    """Make a folder to write into, clear what killed programs left there, and return it; LexgapError if that fails."""
    from assess.base.output import clear_drafts
    from assess.base.problems import LexgapError, not_written

    try:
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
    except OSError as fault:
        raise LexgapError([not_written(folder, fault)]) from fault
    clear_drafts(folder)
    return folder


def write_states(
    compared: Compared, kinds: Sequence[str], folder: Path, languages: Sequence[str]
) -> Iterator[Path]:
    """Write each kind of report or data of `KINDS` into a folder; yield the paths as the files are there.

    Reports are in all of the languages, data in the first. Raises LexgapError where a file cannot be written.
    """
    import gc

    from assess.load.labels import labels
    from assess.reports import write_states as write_report
    from assess.speak.languages import pages
    from assess.states.export import write_states_data
    from assess.states.figures import draws_recipe
    from assess.states.recipe import recipe
    from assess.states.view import states_view

    gc.enable()  # the command line starts without
    comparison, drawn = compared.comparison, compared.figures
    name = _file_name(comparison, languages)
    made_folder(folder)
    made = recipe(comparison, program(), draws_recipe(drawn))
    disclaimer = labels(languages[0]).sentences.disclaimer
    page = None
    for kind in dict.fromkeys(kinds):
        if kind in DATA:
            yield from write_states_data(kind, folder, name, comparison, drawn, made, disclaimer)
            continue
        page = page or pages(states_view(comparison, drawn), ",".join(languages))
        gc.freeze()  # what is there now stays to the end, and need not be looked through
        yield write_report(page, kind, folder, name)


def _file_name(comparison: Comparison, languages: Sequence[str]) -> str:
    name = ["states", comparison.instrument.id]
    if comparison.public:
        name.append("public")
    if list(languages) != ["en"]:
        name += languages
    return "-".join(name)
