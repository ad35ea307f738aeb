"""The command `lexgap compare`: many States side by side, each on its own day, with what sources report of others."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assess.app.cases import case_path
from assess.app.states import KINDS, asked_parts, libraries_of
from assess.cli.options import Day, own_langs_option
from assess.cli.spoken import command, wrong, wrong_value
from assess.cli.work import fault_labels, labels_of, today, words

if TYPE_CHECKING:
    from assess.base.problems import Problem
    from assess.states.record import LeftOut

Asking = tuple[str, date | None, tuple[str, ...]]  # path or name, day, bills

_FORM = "CASE@2016-01-01+BILL"  # how a day and bills are asked for


class Years(click.ParamType):
    """A run of years: 2010-2026, or one year."""

    name = "years"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        """Return the years in order, or fail with what to write instead."""
        if isinstance(value, tuple):
            return value
        match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", value)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if not 1 <= first <= last < first + 200:
            raise wrong_value("years", ctx, param, value=value)
        return tuple(range(first, last + 1))


class Asked(click.ParamType):
    """A case, or a folder of cases, with the day and the bills asked for: CASE@2016-01-01+BILL."""

    name = "case"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Asking:
        """Return path, day (None: the case's own) and bills."""
        if isinstance(value, tuple):
            return value
        case, day, bills = asked_parts(value)
        self._folder(case, param, ctx)
        return case, Day().convert(day, param, ctx) if day else None, bills

    def _folder(self, case: str, param: click.Parameter | None, ctx: click.Context | None) -> None:
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
    type=click.Choice(KINDS),
    multiple=True,
    default=("word", "excel", "html"),
    show_default=True,
)
@click.option("--release", type=click.Choice(["full", "public"]), default="full", show_default=True)
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path))
@own_langs_option
def compare(
    cases: tuple[Asking, ...],
    profiles: bool,
    profiles_from: Path | None,
    only: tuple[str, ...],
    since: date | None,
    years: tuple[int, ...],
    seed: int,
    draws: int,
    jobs: int | None,
    strict: bool,
    cache: Path | None,
    no_cache: bool,
    kinds: tuple[str, ...],
    release: str,
    output: Path | None,
    lang: str,
) -> None:
    """Compare States on one instrument, each on its own day."""
    from assess.app.states import (
        AskedCase,
        Order,
        Profiles,
        compare_states,
        reported_profiles,
        write_states,
    )
    from assess.states.figures import need
    from assess.states.printing import states_lines

    if not cases and not profiles and not profiles_from:
        raise wrong("cases")
    if "," in lang and not output:
        raise wrong("printed-languages")
    languages = tuple(lang.split(","))
    need(*(libraries_of(kinds) if output else ()))
    if cache and not no_cache and os.path.exists(cache) and not os.path.isdir(cache):
        raise wrong("cache", folder=cache)
    reported = Profiles()
    if profiles or profiles_from:
        reported = reported_profiles(profiles_from, strict)
        _tell(reported.problems)
    order = Order(
        today=today(),
        languages=languages,
        years=years,
        since=since,
        public=release == "public",
        only=tuple(code.strip().upper() for code in only),
        strict=strict,
        draws=draws,
        seed=seed,
        jobs=jobs or os.cpu_count() or 1,
        cache=None if no_cache else cache,
    )
    asked = [AskedCase(case_path(name), day, bills) for name, day, bills in cases]
    compared = compare_states(asked, order, reported)
    _tell_left_out(compared.comparison.left_out, languages[0])
    if output:
        for path in write_states(compared, kinds, output, languages):
            click.echo(path)
    else:
        lines = states_lines(compared.comparison, compared.figures, words(lang))
        click.echo("\n".join(lines))


def _tell(problems: Iterable[Problem]) -> None:
    from assess.base.problems import render

    for fault in problems:
        click.echo(render(fault, fault_labels().problems), err=True)


def _tell_left_out(left_out: Iterable[LeftOut], lang: str) -> None:
    from assess.base.problems import render
    from assess.states.gather import first_problems

    labels = labels_of(lang)
    for case in left_out:
        click.echo(labels.compare.left_out.format(path=case.path), err=True)
        for fault in first_problems(case):
            click.echo(f"  {render(fault, labels.problems)}", err=True)
