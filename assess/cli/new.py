"""The command `lexgap new`: the folder of a new case, which passes the checker."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from assess.cli.options import Day, DepthChoice, depth_option, own_lang_option, typed
from assess.cli.spoken import command, wrong
from assess.cli.work import fault_labels, labels_of
from assess.model.terms import Depth

if TYPE_CHECKING:
    from assess.app.newcase import State


@command("new")
@click.argument("folder", type=click.Path(path_type=Path), metavar="CASE")
@click.option("--state", default="", metavar="ISO|NAME", callback=typed)
@click.option("--country", default="", metavar="NAME", callback=typed)
@click.option("--by", envvar="LEXGAP_BY", default="", metavar="NAME", callback=typed)
@click.option("--instrument", default="budapest", show_default=True, metavar="ID|FOLDER")
@depth_option
@click.option("--languages", default="", metavar="CODE[,CODE]")
@click.option("--cut-off", "--as-of", "cut_off", type=Day())
@own_lang_option
def new(
    folder: Path,
    state: str,
    country: str,
    by: str,
    instrument: str,
    depth: Depth | None,
    languages: str,
    cut_off: date | None,
    lang: str,
) -> None:
    """Make the folder of a new CASE, ask for what is missing, and say what comes next."""
    from assess.app.newcase import checklist_for, free_folder, language_codes, make_case

    free_folder(folder)
    codes = language_codes(languages or lang)
    checklist, name = checklist_for(instrument, folder, codes)
    named = _state(state, country, codes)
    by = by.strip() or _asked("by")
    depth = depth or _depth()
    make_case(folder, named, checklist, name, by, depth, codes, cut_off)
    click.echo(labels_of(lang).new.made.format(folder=folder, case=folder))


def _state(state: str, country: str, codes: Sequence[str]) -> State:
    """Return the State that is given or asked for.

    Without the library for the names of States, its code and its name have to be given.
    """
    from assess.app.newcase import is_code, known_state, state_named

    state, country = state.strip() or _asked("state"), country.strip()
    known = known_state(state, codes)
    if known is None and not country and is_code(state):
        country = _asked("country")
    return state_named(state, country, known, codes)


def _terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty()


#: What is told where nobody can be asked.
_MISSING = {"state": "new-state", "country": "new-country", "by": "new-by"}


def _asked(key: str) -> str:
    """Ask for what is missing; refuse where nobody can be asked."""
    if not _terminal():
        raise wrong(_MISSING[key])
    text: str = click.prompt(fault_labels().new.ask[key])
    return text.strip()


def _depth() -> Depth:
    if not _terminal():
        return "full"
    choice: click.ParamType[Any] = DepthChoice(get_args(Depth))
    depth: Depth = click.prompt(fault_labels().new.ask.depth, type=choice, default="full")
    return depth
