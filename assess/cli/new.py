"""The command `lexgap new`: the folder of a new case, which passes the checker."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path
from typing import get_args

import click

from assess.cli.options import Day, DepthChoice, depth_option, own_lang_option, typed
from assess.cli.spoken import command, wrong, wrong_value
from assess.cli.work import labels_of, told
from assess.model.terms import Depth

#: Folders of a case in which a user puts files.
_FOLDERS = ("laws", "texts", "findings")


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
    depth: str | None,
    languages: str,
    cut_off: date | None,
    lang: str,
) -> None:
    """Make the folder of a new CASE, ask for what is missing, and say what comes next."""
    from assess.base.problems import LexgapError, Location, problem

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise LexgapError([problem("folder-exists", Location(str(folder)))])
    codes = _codes(languages or lang)
    read, name = _instrument(instrument, folder, codes)
    iso, names = _state(state, country, codes)
    by = by.strip() or _asked("by")
    depth = depth or _depth()
    title = {
        code: labels_of(code).new.title.format(
            country=names.get(code, names[codes[0]]), instrument=read.short.get(code)[0]
        )
        for code in codes
    }
    header = {
        "id": folder.resolve().name,
        "country": _one(names),
        "iso": iso,
        "instrument": name,
        "checklist": read.version,
        "language": codes[0],
        "title": _one(title),
        "stage": "draft",
        "assessed_by": by,
        "depth": depth,
        "cut_off": str(cut_off or ""),
    }
    _write(folder, header, codes[0])
    click.echo(labels_of(lang).new.made.format(folder=folder, case=folder))


def _codes(languages: str) -> list[str]:
    """Return the codes of the languages of a case, the language of record first."""
    found = list(
        dict.fromkeys(one.strip() for one in languages.replace("،", ",").split(",") if one.strip())
    )
    for code in found:
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", code):
            raise wrong_value("language-code", hint="--languages", value=code)
    return found


def _instrument(instrument: str, folder: Path, codes: list[str]):
    """Return the checklist, and how a case in `folder` names it."""
    from os.path import relpath

    from assess.base import paths
    from assess.base.problems import LexgapError, errors
    from assess.load.instruments import load_instrument

    own = instrument not in paths.checklists() and Path(instrument).is_dir()
    found, problems = load_instrument(
        f"{Path(instrument).as_posix()}/" if own else instrument, codes
    )
    if found is None or errors(problems):
        raise LexgapError(errors(problems))
    return found, f"{Path(relpath(instrument, folder)).as_posix()}/" if own else instrument


def _state(state: str, country: str, codes: list[str]) -> tuple[str, dict[str, str]]:
    """Return the code of three letters of a State, and its name in the languages of the case.

    A State whose name is given may have any code of three letters, as invented ones have. Without the library for the
    names of States, a code and a name have to be given.
    """
    from assess.base.problems import NOWHERE, LexgapError, problem

    state = state.strip() or _asked("state")
    try:
        iso = _code(state, codes)
        names = _names(iso, codes) if iso else {}
    except LexgapError:  # the library is not there
        iso, names = "", {}
        country = country.strip() or (_asked("country") if _is_code(state) else "")
    if not country.strip() and not iso:
        raise LexgapError(
            [_unknown(state) or problem("unknown-state", NOWHERE, iso=state, nearest="")]
        )
    if not iso and not _is_code(state):
        raise LexgapError([problem("unknown-state", NOWHERE, iso=state, nearest="")])
    return iso or state.upper(), {codes[0]: country.strip()} if country.strip() else names


def _is_code(text: str) -> bool:
    return re.fullmatch("[A-Za-z]{3}", text) is not None


def _code(state: str, codes: list[str]) -> str:
    """Return the code of a State by its code or by its name in one of the languages or in English, else an empty text.

    Raises LexgapError where the library is not installed.
    """
    from assess.base.normal import normal
    from assess.states.places import EVERYONE, GROUPS, state_name, wrong_code

    if wrong_code(state.upper(), _nowhere()) is None:
        return state.upper()
    wanted = normal(state).casefold()
    return next(
        (
            iso
            for iso in GROUPS[EVERYONE].members
            for code in (*codes, "en")
            if normal(state_name(iso, code)).casefold() == wanted
        ),
        "",
    )


def _names(iso: str, codes: list[str]) -> dict[str, str]:
    from assess.states.places import has_name, state_name

    return {
        code: state_name(iso, code)
        for number, code in enumerate(codes)
        if not number or has_name(iso, code)
    }


def _unknown(state: str):
    """Return the problem of what is no State, with the nearest code where the library is there."""
    from assess.base.problems import LexgapError
    from assess.states.places import wrong_code

    try:
        return wrong_code(state, _nowhere())
    except LexgapError as fault:
        return fault.problems[0]


def _nowhere():
    from assess.base.problems import NOWHERE

    return NOWHERE


def _terminal() -> bool:
    """Whether somebody can be asked."""
    return sys.stdin.isatty()


#: What is told where nobody can be asked.
_MISSING = {"state": "new-state", "country": "new-country", "by": "new-by"}


def _asked(key: str) -> str:
    """Ask for what is missing; refuse where nobody can be asked."""
    if not _terminal():
        raise wrong(_MISSING[key])
    return click.prompt(told().new.ask[key]).strip()


def _depth() -> str:
    if not _terminal():
        return "full"
    return click.prompt(told().new.ask.depth, type=DepthChoice(get_args(Depth)), default="full")


def _one(texts: dict[str, str]) -> str | dict[str, str]:
    """Return a text as a case writes it: plain where there is one language."""
    return texts if len(texts) > 1 else next(iter(texts.values()))


def _write(folder: Path, header: dict, language: str) -> None:
    """Write the files of the case, all or none."""
    from assess.base.output import replace_files
    from assess.base.problems import LexgapError, not_written
    from assess.files.yamlfile import write

    said = labels_of(language).new
    files = {
        "case.yaml": write(header, said.head),
        "sources.yaml": f"{_commented(said.sources)}sources: []\n",
        "README.md": said.readme,
    }
    try:
        for name in _FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise LexgapError([not_written(folder, fault)]) from fault
    replace_files(folder, {name: text.encode() for name, text in files.items()})


def _commented(text: str) -> str:
    return "".join(f"# {line}\n" for line in text.splitlines())
