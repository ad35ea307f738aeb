"""The folder of a new case, which passes the checker."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assess.app.cases import checklist
from assess.app.wrong import WrongUse
from assess.base import paths

if TYPE_CHECKING:
    from datetime import date

    from assess.base.problems import Problem
    from assess.model.instrument import Instrument
    from assess.model.terms import Depth

#: Folders of a case in which a user puts files.
_FOLDERS = ("laws", "texts", "findings")


@dataclass(frozen=True)
class State:
    """A State, as a new case names it."""

    iso: str  # ISO 3166-1 alpha-3, or three letters of an invented one
    names: Mapping[str, str]  # by language, that of the case first


def free_folder(folder: Path) -> None:
    """Raise LexgapError where a folder is there and not empty, or is no folder."""
    from assess.base.problems import LexgapError, Location, problem

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise LexgapError([problem("folder-exists", Location(str(folder)))])


def language_codes(languages: str) -> list[str]:
    """Return the codes of the languages of a case (`ar, en`), the language of record first; WrongUse for no code."""
    named = [code.strip() for code in languages.replace("،", ",").split(",")]
    codes = list(dict.fromkeys(filter(None, named)))
    for code in codes:
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", code):
            raise WrongUse("language-code", "--languages", value=code)
    return codes


def checklist_for(name: str, folder: Path, codes: Sequence[str]) -> tuple[Instrument, str]:
    """Return a checklist by its id or folder, and how a case in `folder` names it; LexgapError for errors in it."""
    from os.path import relpath

    if name in paths.checklists() or not Path(name).is_dir():
        return checklist(name, codes), name
    own = f"{Path(relpath(name, folder)).as_posix()}/"
    return checklist(f"{Path(name).as_posix()}/", codes), own


def is_code(text: str) -> bool:
    """Whether a text has the form of a code of a State."""
    return re.fullmatch("[A-Za-z]{3}", text) is not None


def known_state(state: str, codes: Sequence[str]) -> State | None:
    """Return the State of a code, or of a name in one of the languages or in English.

    It has no code where there is none such. Returns None where the library for the names of States is not installed.
    """
    from assess.base.problems import LexgapError

    try:
        iso = _code(state, codes)
        return State(iso, _names(iso, codes) if iso else {})
    except LexgapError:
        return None


def state_named(state: str, country: str, known: State | None, codes: Sequence[str]) -> State:
    """Return the State of a new case: as it is known, under the name that is given.

    A State whose name is given may have any code of three letters, as invented ones have. Raises LexgapError for what
    is no State.
    """
    from assess.base.problems import NOWHERE, LexgapError, problem

    iso = known.iso if known else ""
    if not country and not iso:
        fault = _unknown(state) or problem("unknown-state", NOWHERE, iso=state, nearest="")
        raise LexgapError([fault])
    if not iso and not is_code(state):
        raise LexgapError([problem("unknown-state", NOWHERE, iso=state, nearest="")])
    names = {codes[0]: country} if country or known is None else known.names
    return State(iso or state.upper(), names)


def _code(state: str, codes: Sequence[str]) -> str:
    """Return the code of a State by its code or its name, else an empty text; LexgapError without the library."""
    from assess.base.normal import normal
    from assess.base.problems import NOWHERE
    from assess.states.places import EVERYONE, GROUPS, state_name, wrong_code

    if wrong_code(state.upper(), NOWHERE) is None:
        return state.upper()
    wanted = normal(state).casefold()
    for iso in GROUPS[EVERYONE].members:
        for code in (*codes, "en"):
            if normal(state_name(iso, code)).casefold() == wanted:
                return iso
    return ""


def _names(iso: str, codes: Sequence[str]) -> dict[str, str]:
    from assess.states.places import has_name, state_name

    named = [codes[0], *(code for code in codes[1:] if has_name(iso, code))]
    return {code: state_name(iso, code) for code in named}


def _unknown(state: str) -> Problem | None:
    """Return the problem of what is no State, with the nearest code where the library is there."""
    from assess.base.problems import NOWHERE, LexgapError
    from assess.states.places import wrong_code

    try:
        return wrong_code(state, NOWHERE)
    except LexgapError as fault:
        return fault.problems[0]


def make_case(
    folder: Path,
    state: State,
    instrument: Instrument,
    instrument_name: str,
    by: str,
    depth: Depth,
    codes: Sequence[str],
    cut_off: date | None = None,
) -> None:
    """Write the files of a new case, all or none; `codes` are its languages, that of record first.

    `instrument_name` is how the case names its checklist. Raises LexgapError where that cannot be done.
    """
    from assess.load.labels import labels

    titles = {}
    for code in codes:
        country = state.names.get(code, state.names[codes[0]])
        short = instrument.short.get(code)[0]
        titles[code] = labels(code).new.title.format(country=country, instrument=short)
    header = {
        "id": folder.resolve().name,
        "country": _text(state.names),
        "iso": state.iso,
        "instrument": instrument_name,
        "checklist": instrument.version,
        "language": codes[0],
        "title": _text(titles),
        "stage": "draft",
        "assessed_by": by,
        "depth": depth,
        "cut_off": str(cut_off or ""),
    }
    _write(folder, header, codes[0])


def _text(texts: Mapping[str, str]) -> str | dict[str, str]:
    """Return a text as a case writes it: plain where there is one language."""
    return dict(texts) if len(texts) > 1 else next(iter(texts.values()))


def _write(folder: Path, header: Mapping[str, object], language: str) -> None:
    from assess.base.output import replace_files
    from assess.base.problems import LexgapError, not_written
    from assess.files.yamlfile import write
    from assess.load.labels import labels

    own_labels = labels(language).new
    comment = "".join(f"# {line}\n" for line in own_labels.sources.splitlines())
    files = {
        "case.yaml": write(header, own_labels.head),
        "sources.yaml": f"{comment}sources: []\n",
        "README.md": own_labels.readme,
    }
    try:
        for name in _FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise LexgapError([not_written(folder, fault)]) from fault
    replace_files(folder, {name: text.encode() for name, text in files.items()})
