"""The command `lexgap law diff`: two texts of a law side by side, and what the change does to the assessment."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assess.cli.options import Day, report_options
from assess.cli.spoken import command, wrong
from assess.cli.work import opened_case, own_digits, print_json, tell_warnings, today
from assess.reports import COMPARISONS

if TYPE_CHECKING:
    from assess.speak.page import Page


@command("diff")
@click.argument("what", nargs=-1, required=True, metavar="CASE LAW [BILL|FILE]  |  FILE FILE")
@click.option("--from", "start", default="", metavar="DAY")
@click.option("--to", "end", default="", metavar="DAY")
@click.option("--language", default="", metavar="CODE")
@click.option("--assume", "bill", default="", metavar="BILL")
@click.option("--only-changed", is_flag=True)
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path))
@click.option("--format", "kinds", type=click.Choice(list(COMPARISONS)), multiple=True)
@click.option("--json", "as_json", is_flag=True)
@report_options
def diff(
    what: tuple[str, ...],
    start: str,
    end: str,
    language: str,
    bill: str,
    only_changed: bool,
    output: Path | None,
    kinds: tuple[str, ...],
    as_json: bool,
    lang: str,
    digits: str,
) -> None:
    """Compare two texts of a law: two versions in a CASE, a law with a bill or a file, or two files."""
    from assess.app.differences import Wanted, compare_files, compare_in_case, only_files
    from assess.law.diff.view import comparison_view
    from assess.speak.languages import pages

    folder = output or (Path(".") if kinds else None)
    if "," in lang and (as_json or not folder):
        raise wrong("printed-languages")
    if only_files(what, bool(start or end or bill)):
        difference = compare_files(Path(what[0]), Path(what[1]), language)
    else:
        wanted = Wanted(
            today(),
            _moment(start, "--from"),
            _moment(end, "--to"),
            language,
            bill,
            lang.partition(",")[0],
        )
        opened = opened_case(what[0], lang)
        tell_warnings(opened, what[0])
        other = what[2] if len(what) == 3 else ""
        difference = compare_in_case(opened.at_all(), opened.errors, what[1], other, wanted)
    view = comparison_view(
        difference.comparison, today(), difference.subject, difference.effect, only_changed
    )
    own = bool(folder) and not as_json and own_digits(digits, lang)
    _say(
        pages(view, lang, own), as_json, folder, kinds or ("word", "excel"), _file_name(what, lang)
    )


def _moment(text: str, option: str) -> date | str:
    """Return the day that was typed; the word for the text as enacted, and nothing, as they are."""
    from assess.app.differences import ENACTED

    return text if text in ("", ENACTED) else Day().convert(text, click.Option([option]), None)


def _say(view: Page, as_json: bool, output: Path | None, kinds: tuple[str, ...], name: str) -> None:
    """Print the comparison, or write it into a folder."""
    from assess.law.diff.printing import comparison_data, comparison_lines
    from assess.reports import write_comparison

    if as_json:
        print_json(comparison_data(view))
    elif output:
        for kind in dict.fromkeys(kinds):
            click.echo(write_comparison(view, kind, output, name))
    else:
        click.echo("\n".join(comparison_lines(view)))


def _file_name(what: tuple[str, ...], lang: str) -> str:
    name = "-".join(
        Path(text).stem if Path(text).is_file() else Path(text).resolve().name for text in what
    )
    return f"{name}-compared" + ("" if lang == "en" else f"-{lang.replace(',', '-')}")
