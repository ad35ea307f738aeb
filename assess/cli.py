"""The command `lexgap`: each command parses, calls, prints and exits; heavy imports wait until they are needed."""

from __future__ import annotations

import json
import sys
import tempfile
import traceback
from datetime import date, datetime
from pathlib import Path

import click

BUG_EXIT = 3


class Day(click.ParamType):
    """A day on the command line: 2016-01-01, or today."""

    name = "date"

    def convert(self, value, param, ctx):
        """Return the day, or fail with what to write instead."""
        if isinstance(value, date):
            return value
        if value == "today":
            return date.today()
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date; write it as 2016-01-01, or as today.", param, ctx)


def reading_options(command):
    """Add --as-of, --assume and --lang to a command."""
    command = click.option("--lang", default="en", show_default=True, metavar="CODE", help="Language of what is said.")(
        command)
    command = click.option("--assume", multiple=True, metavar="BILL", help="Take this bill as passed (repeatable).")(
        command)
    return click.option("--as-of", type=Day(), default="today", show_default=True,
                        help="Cut-off date: only provisions in force on it count.")(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="lexgap", prog_name="lexgap")
def main() -> None:
    """Assess a country's laws against international cybercrime instruments.

    A CASE is a folder with case.yaml, laws and findings; the name of a built-in sample (jordan) will do.

    \b
    Look at the worked sample:      lexgap demo
    Find mistakes in a case:        lexgap check CASE
    See the ratings on any date:    lexgap rate CASE --as-of 2016-01-01
    Ask why an article is rated so: lexgap explain CASE 19
    Write the reports:              lexgap report CASE
    """


@main.command()
@click.argument("case")
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings as well.")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.option("--lang", default="en", show_default=True, metavar="CODE", help="Language of the messages.")
def check(case: str, strict: bool, as_json: bool, lang: str) -> None:
    """Find every mistake in a CASE (or in a checklist folder), with file, line and remedy.

    Exit status: 0 nothing found, 1 problems, 2 wrong use.
    """
    from assess.problems import as_data, errors, render

    found = _problems_of(_path(case))
    messages = _labels(lang).problems
    if as_json:
        click.echo(json.dumps([as_data(one, messages) for one in found], ensure_ascii=False, indent=2))
    else:
        for one in found:
            click.echo(render(one, messages))
        number = len(errors(found))
        click.echo(_labels(lang).cli.checked.format(errors=number, warnings=len(found) - number), err=bool(found))
    sys.exit(1 if errors(found, strict) else 0)


@main.command()
@click.argument("case")
@reading_options
@click.option("--scenarios", is_flag=True, help="Print the scenarios of the case side by side.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Print one line an article as CSV.")
def rate(case: str, as_of: date, assume: tuple[str, ...], lang: str, scenarios: bool, as_json: bool,
         as_csv: bool) -> None:
    """Rate every article of a CASE on a day, with the elements that decided it."""
    from assess.export import rating_csv, rating_data
    from assess.printing import rating_lines

    loaded, words = _case(case, lang), _words(lang)
    if scenarios:
        return _print_scenarios(loaded, words)
    rating = _rated(loaded, as_of, assume, lang)
    if as_json:
        click.echo(json.dumps(rating_data(rating, words), ensure_ascii=False, indent=2))
    elif as_csv:
        click.echo(rating_csv(rating, words), nl=False)
    else:
        click.echo("\n".join(rating_lines(rating, words)))


@main.command()
@click.argument("case")
@click.argument("article")
@reading_options
def explain(case: str, article: str, as_of: date, assume: tuple[str, ...], lang: str) -> None:
    """Trace a rating: ARTICLE (19) or element (19.2.extension) → rule → elements → provisions → sources."""
    from assess.printing import explain_lines
    from assess.problems import LexgapError, Location, nearest, problem

    rating = _rated(_case(case, lang), as_of, assume, lang)
    found = next((one for one in rating.articles if one.article.article == article.partition(".")[0]), None)
    only = article if "." in article else ""
    if found is None or (only and only not in [one.element.id for one in found.standings]):
        known = [one.element.id for one in found.standings] if found else list(rating.case.instrument.numbers())
        code = "unknown-element" if only else "unknown-article"
        raise LexgapError([problem(code, Location(""), id=article, nearest=nearest(article, known))])
    click.echo("\n".join(explain_lines(rating, found, _words(lang), only)))


@main.command()
@click.argument("case")
@reading_options
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=".", show_default=True,
              help="Folder for the reports.")
@click.option("--format", "kinds", type=click.Choice(["word", "excel"]), multiple=True, default=("word", "excel"),
              show_default=True, help="Which reports (repeatable).")
@click.option("--template", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Your own Word template (.docx).")
def report(case: str, as_of: date, assume: tuple[str, ...], lang: str, output: Path, kinds: tuple[str, ...],
           template: Path | None) -> None:
    """Write the Word report and the Excel workbook of a CASE on a day."""
    loaded = _case(case, lang)
    for path in _write_reports(loaded, [(as_of, assume)], lang, output, kinds, template):
        click.echo(path)


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default="demo")
@click.option("--lang", default="en", show_default=True, metavar="CODE", help="Language of the reports.")
def demo(folder: Path, lang: str) -> None:
    """Write the reports of the worked sample, Jordan, on its three dates into FOLDER (demo)."""
    from assess.checks import readings_of

    loaded = _case("jordan", lang)
    days = [(one.as_of, one.assume) for one in readings_of(loaded, date.today())]
    for path in _write_reports(loaded, days, lang, folder, ("word", "excel"), None):
        click.echo(path)


# --- what the commands share -----------------------------------------------------------------------------------------

def _labels(lang: str):
    from assess.labels import labels

    return labels(lang)


def _words(lang: str):
    from assess.view.words import Words

    return Words(_labels(lang), lang)


def _path(case: str) -> Path:
    """Return the folder of a case: a path, or the name of a built-in sample."""
    from assess import paths

    built_in = paths.sample(case) if case.isidentifier() else Path(case)
    return built_in if not Path(case).exists() and built_in.is_dir() else Path(case)


def _problems_of(path: Path) -> list:
    from assess.checks import check, check_instrument
    from assess.case import load_case
    from assess.instruments import load_instrument

    if (path / "instrument.yaml").is_file():
        instrument, found = load_instrument(f"{path}/")
        return [*found, *(check_instrument(instrument) if instrument else ())]
    case, found = load_case(path)
    return [*found, *(check(case, date.today()) if case else ())]


def _case(case: str, lang: str):
    """Load a case and stop at its errors; warnings are only counted, on the standard error."""
    from assess.case import load_case
    from assess.checks import check_structure
    from assess.problems import LexgapError, errors

    loaded, found = load_case(_path(case))
    found = [*found, *(check_structure(loaded) if loaded else ())]
    if errors(found):
        raise LexgapError(errors(found))
    if found:
        click.echo(_labels(lang).cli.warnings.format(number=len(found), case=case), err=True)
    return loaded


def _rated(case, as_of: date, assume: tuple[str, ...], lang: str):
    from assess.rating import rate

    return rate(case, _reading(case, as_of, assume))


def _reading(case, as_of: date, assume: tuple[str, ...]):
    from assess.checks import assumption_effect
    from assess.problems import NOWHERE, LexgapError
    from assess.standing import Reading

    reading = Reading(as_of, assume)
    found = list(assumption_effect(case, reading, NOWHERE))
    if found:
        raise LexgapError(found)
    return reading


def _print_scenarios(case, words) -> None:
    from assess.checks import scenario_day
    from assess.printing import scenario_lines
    from assess.rating import rate

    listed = case.profile.scenarios
    rated = [rate(case, _reading(case, scenario_day(one.as_of, date.today()), one.assume)) for one in listed]
    click.echo("\n".join(scenario_lines(rated, [words.text(one.title) for one in listed], words)))


def _write_reports(case, days, lang: str, folder: Path, kinds: tuple[str, ...], template: Path | None):
    """Write every kind of report for every reading; yield the paths; show progress on a terminal only."""
    from assess.reports import write_report
    from assess.view import build_view

    jobs = [(day, assume, kind) for day, assume in days for kind in kinds]
    written = []
    with click.progressbar(jobs, file=sys.stderr, label=_labels(lang).cli.writing,
                           hidden=not sys.stderr.isatty()) as bar:
        views = {}
        for day, assume, kind in bar:
            if (day, assume) not in views:
                views = {(day, assume): build_view(case, _reading(case, day, assume), lang, date.today())}
            written.append(write_report(views[day, assume], kind, folder, template))
    return written


def run() -> None:
    """Run the command line; print problems as messages, and never a traceback."""
    from assess.problems import LexgapError, render

    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace") if hasattr(stream, "reconfigure") else None
    try:
        main(standalone_mode=True)
    except LexgapError as fault:
        for one in fault.problems:
            click.echo(render(one, _labels("en").problems), err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as fault:  # our bug, whatever it is: say so, keep the details, spare the user the trace
        click.echo(_labels("en").cli.bug.format(fault=f"{type(fault).__name__}: {fault}", file=_kept_trace()), err=True)
        sys.exit(BUG_EXIT)


def _kept_trace() -> str:
    with tempfile.NamedTemporaryFile("w", prefix="lexgap-", suffix=".log", delete=False, encoding="utf-8") as file:
        file.write(f"{datetime.now().isoformat()}\n{' '.join(sys.argv)}\n{traceback.format_exc()}")
    return file.name
