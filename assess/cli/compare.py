"""The command `lexgap compare`: many States side by side, each on its own day, with what sources report of others."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from assess.cli.options import Day, own_langs_option
from assess.cli.spoken import command, wrong, wrong_value
from assess.cli.work import case_path, labels_of, own_checklist, told, words

_ASKED = re.compile(r"(?P<case>.*?)@(?P<day>\d[\d-]*|today)(?P<bills>(?:\+[^+@/\\]+)*)")
_DATA = ("csv", "json", "parquet")
_FORM = "CASE@2016-01-01+BILL"  # how a day and bills are asked for


class Years(click.ParamType):
    """A run of years: 2010-2026, or one year."""

    name = "years"

    def convert(self, value, param, ctx):
        """Return the years in order, or fail with what to write instead."""
        found = value if isinstance(value, tuple) else re.fullmatch(r"(\d{4})(?:-(\d{4}))?", value)
        if isinstance(found, tuple):
            return found
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        if not 1 <= first <= last < first + 200:
            raise wrong_value("years", ctx, param, value=value)
        return tuple(range(first, last + 1))


class Asked(click.ParamType):
    """A case, or a folder of cases, with the day and the bills asked for: CASE@2016-01-01+BILL."""

    name = "case"

    def convert(self, value, param, ctx):
        """Return path, day (None: the case's own) and bills."""
        found = (
            None if isinstance(value, tuple) or os.path.isdir(value) else _ASKED.fullmatch(value)
        )
        if isinstance(value, tuple):
            return value
        if not found:
            self._folder(value, param, ctx)
            return value, None, ()
        self._folder(found["case"], param, ctx)
        bills = tuple(one for one in found["bills"].split("+") if one)
        return found["case"], Day().convert(found["day"], param, ctx), bills

    def _folder(self, case: str, param, ctx) -> None:
        """Refuse what is there and no folder, and what is not there and looks like a day or a bill gone wrong."""
        if os.path.exists(case_path(case)):
            if not os.path.isdir(case_path(case)):
                raise wrong_value("case-file", ctx, param, case=case, form=_FORM)
        elif "@" in case or "+" in case:
            raise wrong_value("case-asked", ctx, param, case=case, form=_FORM)


@command()
@click.argument("cases", nargs=-1, type=Asked(), metavar="CASE[@DAY[+BILL…]]…")
@click.option("--profiles", is_flag=True)
@click.option(
    "--profiles-from",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
)
@click.option("--only", multiple=True, metavar="ISO")
@click.option("--since", type=Day())
@click.option("--years", type=Years(), default=(), metavar="FIRST-LAST")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option("--draws", type=click.IntRange(1, 1_000_000), default=10_000, show_default=True)
@click.option("--jobs", type=click.IntRange(1))
@click.option("--strict", is_flag=True)
@click.option("--cache", envvar="LEXGAP_CACHE", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--no-cache", is_flag=True)
@click.option(
    "--format",
    "kinds",
    type=click.Choice(["word", "excel", "html", *_DATA]),
    multiple=True,
    default=("word", "excel", "html"),
    show_default=True,
)
@click.option("--release", type=click.Choice(["full", "public"]), default="full", show_default=True)
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path))
@own_langs_option
def compare(
    cases,
    profiles,
    profiles_from,
    only,
    since,
    years,
    seed,
    draws,
    jobs,
    strict,
    cache,
    no_cache,
    kinds,
    release,
    output,
    lang,
) -> None:
    """Compare States on one instrument, each on its own day."""
    profiles = profiles or bool(profiles_from)
    if not cases and not profiles:
        raise wrong("cases")
    from assess.states.figures import figures, need
    from assess.states.gather import gather, with_profiles
    from assess.states.load import Task

    if "," in lang and not output:
        raise wrong("printed-languages")
    need(*(["pyarrow"] if output and "parquet" in kinds else []))
    jobs = jobs or os.cpu_count() or 1
    only = tuple(one.strip().upper() for one in only)
    folder = None if no_cache else _cache(cache)
    listed, digest = _profiles(profiles_from, lang, strict) if profiles else ((), "")
    languages = tuple(lang.split(","))
    asked = Task("", None, date.today(), (), years, since, languages, release == "public")
    found = gather(
        _tasks(cases, asked),
        faults_of,
        folder,
        jobs,
        only,
        strict,
        [one.iso for one in listed],
        asked,
    )
    found = with_profiles(found, listed, digest, only)
    drawn = figures(found, draws, seed, jobs)
    _tell_left_out(found, _lead(lang))
    if output:
        for path in _written(found, drawn, kinds, output, lang):
            click.echo(path)
    else:
        click.echo("\n".join(_lines(found, drawn, words(lang))))


def _cache(folder: Path | None) -> Path | None:
    """Make the folder in which columns are kept, if the user named one."""
    if folder is None:
        return None
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise wrong("cache", folder=folder)
    return _made(folder, 0o700)


def _made(folder: Path, mode: int = 0o777) -> Path:
    """Make a folder to write into, and clear what killed programs left there."""
    from assess.base.output import clear_drafts
    from assess.base.problems import LexgapError, not_written

    try:
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
    except OSError as fault:
        raise LexgapError([not_written(folder, fault)]) from fault
    clear_drafts(folder)
    return folder


def _tasks(cases: Iterable, asked) -> list:
    from assess.states.gather import cases_in

    return [
        replace(asked, root=str(root), as_of=day, assume=bills)
        for name, day, bills in cases
        for root in cases_in(case_path(name))
    ]


def faults_of(case, reading) -> list:
    """Return what is wrong with a case on a day, beyond what reading its files told."""
    from assess.base.problems import Location
    from assess.checks import assumption_effect, check_structure

    place = case.profile.place or Location(case.profile.id)
    return [*own_checklist(case), *check_structure(case), *assumption_effect(case, reading, place)]


def _profiles(folder: Path | None, lang: str, strict: bool) -> tuple[tuple, str]:
    """Return the reported profiles and a hash of their files; what is wrong is told, or stops a strict run."""
    from assess.base import paths
    from assess.base.problems import LexgapError, errors, render
    from assess.states.cache import digest_of
    from assess.states.profiles import load_profiles

    listed, found = load_profiles(folder)
    if strict and errors(found):
        raise LexgapError(errors(found))
    for one in found:
        click.echo(render(one, told().problems), err=True)
    return listed, digest_of(folder or paths.sample("profiles"))


def _tell_left_out(found, lang: str) -> None:
    from assess.base.problems import render
    from assess.states.gather import first_problems

    labels = labels_of(lang)
    for one in found.left_out:
        click.echo(labels.compare.left_out.format(path=one.path), err=True)
        for two in first_problems(one):
            click.echo(f"  {render(two, labels.problems)}", err=True)


def _written(found, drawn, kinds: tuple[str, ...], folder: Path, lang: str) -> Iterator[Path]:
    """Write each kind of report or data into the folder; yield the paths."""
    import gc

    import assess
    from assess.states.export import write_states_data
    from assess.states.figures import draws_recipe
    from assess.states.recipe import recipe

    gc.enable()
    name = "-".join(
        [
            "states",
            found.instrument.id,
            *(["public"] if found.public else []),
            *([lang.replace(",", "-")] if lang != "en" else []),
        ]
    )
    _made(folder)
    made = recipe(found, f"lexgap {assess.__version__}", draws_recipe(drawn))
    page = None
    for kind in dict.fromkeys(kinds):
        if kind in _DATA:
            yield from write_states_data(
                kind, folder, name, found, drawn, made, labels_of(_lead(lang)).sentences.disclaimer
            )
            continue
        from assess.reports import write_states
        from assess.speak.languages import pages
        from assess.states.view import states_view

        page = page or pages(states_view(found, drawn), lang)
        yield write_states(page, kind, folder, name)


def _lead(lang: str) -> str:
    """Return the language that leads, in which data are written."""
    return lang.partition(",")[0]


def _lines(found, drawn, said) -> Iterator[str]:
    from assess.states.printing import states_lines

    yield from states_lines(found, drawn, said)
