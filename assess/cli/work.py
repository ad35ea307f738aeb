"""What the commands share: finding and reading a case, rating it, writing its reports."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

import click

from assess.cli import tongue
from assess.cli.spoken import wrong


def labels_of(lang: str):
    """Return the labels of a language."""
    from assess.load.labels import labels

    return labels(lang)


def told():
    """Return the labels in which faults are told: those of the user's language, whatever a case is written in.

    Where they have faults themselves, these are told in English.
    """
    from assess.base.problems import LexgapError

    try:
        return labels_of(tongue.chosen["language"])
    except LexgapError:
        return labels_of(tongue.FALLBACK)


def words(lang: str):
    """Return what says values in a language."""
    from assess.speak.words import Words

    return Words(labels_of(lang), lang)


def case_path(case: str) -> Path:
    """Return the folder of a case: a path, or the name of a built-in sample."""
    if case.isidentifier() and not os.path.isdir(case) and os.path.isdir(sample_path(case)):
        return sample_path(case)
    return Path(case)


def own_case(case: str) -> Path:
    """Return the folder of a case that may be changed; the built-in samples may not."""
    root = case_path(case)
    if root.resolve() == sample_path(root.name).resolve():
        raise wrong("sample", case=case)
    return root


def sample_path(name: str) -> Path:
    """Return the folder of a built-in sample."""
    from assess.base import paths

    return paths.sample(name)


def at_depth(case, depth: str | None):
    """Return a case as it is asked at a depth; where none is given, at its own."""
    from dataclasses import replace

    return replace(case, profile=replace(case.profile, depth=depth)) if depth else case


def problems_of(path: Path, lang: str = "en", depth: str | None = None) -> list:
    """Return every problem of a case folder or of a checklist folder; names in them are also in `lang`."""
    from assess.base import paths
    from assess.checks import check
    from assess.load.cases import load_case
    from assess.load.instruments import load_instrument

    if os.path.isfile(path / "instrument.yaml"):
        instrument, found = load_instrument(f"{path}/")
        return [*found, *(_of_checklist(instrument) if instrument else ()), *_of_labels()]
    built_in = (
        tongue.header(path, "instrument") in paths.checklists()
    )  # any other is checked in all its languages
    case, found = load_case(path, (lang,) if built_in else None)
    if case is None:
        return list(found)
    return [*found, *own_checklist(case), *check(at_depth(case, depth), date.today())]


def _of_labels() -> list:
    """Return the problems of the labels of every language but the English ones, which they are compared with."""
    from assess.base import paths
    from assess.load.labels import FALLBACK, check_labels

    return [one for code in paths.languages() if code != FALLBACK for one in check_labels(code)]


def own_checklist(case) -> list:
    """Return the problems of a checklist of the user's own; the built-in ones are checked before they are shipped."""
    from assess.base import paths

    return [] if case.profile.instrument in paths.checklists() else _of_checklist(case.instrument)


def _of_checklist(instrument) -> list:
    """Return the problems of a checklist and of its term lists."""
    from assess.checks import check_instrument
    from assess.law.finder.terms import check_terms

    return [*check_instrument(instrument), *check_terms(instrument)]


def read_case(case: str, lang: str):
    """Load a case and stop at its errors; warnings are only counted, on the standard error."""
    from assess.base.problems import LexgapError

    loaded, faults = read_anyway(case, lang)
    if faults:
        raise LexgapError(faults)
    return loaded


def read_anyway(case: str, lang: str):
    """Load a case and return it with its errors; LexgapError where they leave no case. Warnings are only counted."""
    from assess.base.problems import LexgapError, errors
    from assess.checks import check_structure
    from assess.load.cases import load_case

    loaded, found = load_case(case_path(case), lang.split(","))
    found = [*found, *([*own_checklist(loaded), *check_structure(loaded)] if loaded else ())]
    faults = errors(found)
    if loaded is None:
        raise LexgapError(faults)
    if found and not faults:
        click.echo(told().cli.warnings.format(number=len(found), case=case), err=True)
    return loaded, faults


def read_whole(case: str, lang: str):
    """Load a case of which every file could be read, whatever its findings say; LexgapError where one could not."""
    from assess.base.problems import LexgapError, errors
    from assess.load.cases import load_case

    loaded, found = load_case(case_path(case), (lang,))
    if loaded is None or errors(found):
        raise LexgapError(errors(found))
    return loaded


def rated(case, as_of: date, assume: tuple[str, ...]):
    """Return the rating of a case on a day, under assumptions."""
    from assess.rating.rate import rate

    return rate(case, make_reading(case, as_of, assume))


def explained(rating, name: str):
    """Return the rating of the article that a name means, and the id of the element if it means one.

    Raises LexgapError where the instrument has no such article or element.
    """
    from assess.base.problems import NOWHERE, LexgapError, nearest, problem
    from assess.model.runs import run_of

    instrument = rating.case.instrument
    own = rating.case.reference(name).id
    numbers = run_of(own, instrument.numbers())
    element = instrument.element(own)
    number = numbers[0] if len(numbers) == 1 else instrument.article_of(own)
    article = next((one for one in rating.articles if one.article.article == number), None)
    if article is None or not numbers and element is None:
        known = [one.element.id for one in article.standings] if article else instrument.numbers()
        code = "unknown-element" if article or "." in name else "unknown-article"
        raise LexgapError([problem(code, NOWHERE, id=name, nearest=nearest(own, known))])
    return article, "" if numbers else own


def make_reading(case, as_of: date, assume: tuple[str, ...]):
    """Return a reading of the case; raises LexgapError for a bill that cannot be assumed on that day."""
    from assess.base.problems import NOWHERE, LexgapError
    from assess.checks import assumption_effect
    from assess.rating.force import Reading

    reading = Reading(as_of, assume)
    found = list(assumption_effect(case, reading, NOWHERE))
    if found:
        raise LexgapError(found)
    return reading


def copied(case: Path, target: Path) -> Path:
    """Copy a case folder, unless the target is there already, and return the target; LexgapError if that fails."""
    import shutil

    from assess.base.problems import LexgapError, not_written

    try:
        if not target.exists():
            shutil.copytree(case, target, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    except OSError as fault:
        raise LexgapError([not_written(target, fault)]) from fault
    return target


def print_scenarios(case, words) -> None:
    """Print the scenarios of a case side by side."""
    from assess.checks import scenario_day
    from assess.country.printing import scenario_lines
    from assess.rating.rate import rate

    listed = case.profile.scenarios
    rated = [
        rate(case, make_reading(case, scenario_day(one.as_of, date.today()), one.assume))
        for one in listed
    ]
    click.echo("\n".join(scenario_lines(rated, [words.text(one.title) for one in listed], words)))


def own_digits(digits: str, lang: str) -> bool:
    """Whether a report is to be written in digits of its language; say so where none of its languages has any."""
    from assess.speak.digits import Numerals

    said = [labels_of(one) for one in lang.split(",")]
    if digits == "arab" and not any(Numerals.of(one.numerals) for one in said):
        click.echo(
            told().cli.digits_latin.format(
                language=told().comma.join(one.language for one in said)
            ),
            err=True,
        )
    return digits == "arab"


def write_reports(
    case,
    days,
    lang: str,
    folder: Path,
    kinds: tuple[str, ...],
    template: Path | None,
    **edition: bool,
):
    """Write every kind of report for every reading; return the paths; show progress on a terminal only.

    `edition` says what `assess.country.build.Edition` can say.
    """
    import gc

    from assess.base.output import clear_drafts
    from assess.base.problems import LexgapError
    from assess.checks import scenario_bills
    from assess.country.build import Edition, build_view
    from assess.reports import write_report

    gc.enable()
    faults = list(
        scenario_bills(case, date.today())
    )  # every report shows the scenarios side by side
    if faults:
        raise LexgapError(faults)
    clear_drafts(folder)
    jobs = [(day, assume, kind) for day, assume in days for kind in kinds]
    written = []
    with click.progressbar(
        jobs, file=sys.stderr, label=told().cli.writing, hidden=not sys.stderr.isatty()
    ) as bar:
        views = {}
        for day, assume, kind in bar:
            if (day, assume) not in views:
                reading = make_reading(case, day, assume)
                views = {
                    (day, assume): build_view(case, reading, lang, date.today(), Edition(**edition))
                }
            written.append(write_report(views[day, assume], kind, folder, template))
    return written
