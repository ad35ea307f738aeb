"""Writers of reports: each a function `write(view, template, out)`, gathered in one table."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from assess.base.problems import LexgapError, not_written

if TYPE_CHECKING:
    from assess.speak.page import Page

#: Kind of report → module that writes it, ending of its files.
REPORTS: dict[str, tuple[str, str]] = {
    "word": ("assess.write.word.template", "docx"),
    "excel": ("assess.country.excel", "xlsx"),
}
#: The same for the comparison of two texts.
COMPARISONS: dict[str, tuple[str, str]] = {
    "word": ("assess.law.diff.word", "docx"),
    "excel": ("assess.law.diff.excel", "xlsx"),
}
#: The same for the comparison of States.
STATES: dict[str, tuple[str, str]] = {
    "word": ("assess.states.word", "docx"),
    "excel": ("assess.states.excel", "xlsx"),
    "html": ("assess.states.page", "html"),
}


def write_report(view: Page, kind: str, folder: Path, template: Path | None = None) -> Path:
    """Write a report of `view` into `folder`, which is made if need be; return its path.

    The name says case, day, assumptions and language. Raises LexgapError for a template that cannot be used and for a
    file that cannot be written; a file that was there before is then untouched.
    """
    module, ending = REPORTS[kind]
    path = _ready(folder, file_name(view), ending)
    import_module(module).write(view, template if kind == "word" else None, path)
    return path


def write_comparison(view: Page, kind: str, folder: Path, name: str) -> Path:
    """Write the comparison of two texts into `folder`, as `write_report` does; return its path."""
    return _written(COMPARISONS[kind], view, folder, name)


def write_states(view: Page, kind: str, folder: Path, name: str) -> Path:
    """Write the comparison of States into `folder`, as `write_report` does; return its path."""
    return _written(STATES[kind], view, folder, name)


def write_follow_up(view: Page, folder: Path, name: str) -> Path:
    """Write the follow-up report into `folder`, as `write_report` does; return its path."""
    return _written(("assess.followup.word", "docx"), view, folder, name)


def _written(writer: tuple[str, str], view: object, folder: Path, name: str) -> Path:
    module, ending = writer
    path = _ready(folder, name, ending)
    import_module(module).write(view, path)
    return path


def _ready(folder: Path, name: str, ending: str) -> Path:
    """Return the path of a report in a folder that is there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise LexgapError([not_written(folder, fault)]) from fault
    return folder / f"{_plain(name)}.{ending}"


def file_name(view: Page) -> str:
    """Return the name of a report without its ending, from the recipe of the view; what no system takes is a dash."""
    from assess.speak.page import all_languages

    assumed = "".join(f"-with-{bill}" for bill in view.assume)
    languages = "-".join(page.language for page in all_languages(view))
    language = "" if languages == "en" else f"-{languages}"
    edition = "-public" if view.edition else ""
    return _plain(f"{view.id}-{view.as_of_iso}{assumed}{edition}{language}")


def _plain(name: str) -> str:
    return re.sub(r'[<>:"/\\|?*\x00-\x1f]', "-", name)
