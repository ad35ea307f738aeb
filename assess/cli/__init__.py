"""The command `lexgap`: each command parses, calls, prints and exits; heavy imports wait until they are needed."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from assess.cli.options import chosen, lang_option, reading_options
from assess.cli.agree import agree
from assess.cli.compare import compare
from assess.cli.followup import follow_up
from assess.cli.law import law
from assess.cli.law_diff import diff
from assess.cli.migrate import migrate
from assess.cli.quotes import quotes
from assess.cli.review import review, status
from assess.cli.scan import scan
from assess.cli.suggest import suggest
from assess.cli.workbook import workbook
from assess.cli.work import (
    case_path, copied, labels_of, print_scenarios, problems_of, rated, read_case, sample_path, words, write_reports,
)

BUG_EXIT = 3


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
    Check quotations of the laws:   lexgap quotes CASE
    Find provisions to read:        lexgap suggest CASE 19
    Add the text of a law:          lexgap law add CASE FILE --id JO-2020-1
    Have it filled in by others:    lexgap workbook export CASE
    See what is open, with whom:    lexgap status CASE
    Write the reports:              lexgap report CASE
    Compare States:                 lexgap compare CASE CASE
    """


@main.command(short_help="Find every mistake in a case, with file, line and remedy.")
@click.argument("case")
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings as well.")
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@lang_option
def check(case: str, strict: bool, as_json: bool, lang: str) -> None:
    """Find every mistake in a CASE (or in a checklist folder), with file, line and remedy.

    Exit status: 0 nothing found, 1 problems, 2 wrong use.
    """
    from assess.problems import as_data, errors, render

    found = problems_of(case_path(case))
    messages = labels_of(lang).problems
    if as_json:
        print_json([as_data(one, messages) for one in found])
    else:
        for one in found:
            click.echo(render(one, messages))
        number = len(errors(found))
        click.echo(labels_of(lang).cli.checked.format(errors=number, warnings=len(found) - number), err=bool(found))
    sys.exit(1 if errors(found, strict) else 0)


@main.command(short_help="Rate every article on a day, with what decided it.")
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

    if scenarios + as_json + as_csv > 1:
        raise click.UsageError("--scenarios, --json and --csv exclude one another.")
    loaded, said = read_case(case, lang), words(lang)
    if scenarios:
        return print_scenarios(loaded, said)
    rating = rated(loaded, as_of, assume)
    if as_json:
        print_json(rating_data(rating, said))
    elif as_csv:
        click.echo(rating_csv(rating, said), nl=False)
    else:
        click.echo("\n".join(rating_lines(rating, said)))


@main.command(short_help="Trace a rating down to provisions and sources.")
@click.argument("case")
@click.argument("article")
@reading_options
def explain(case: str, article: str, as_of: date, assume: tuple[str, ...], lang: str) -> None:
    """Trace a rating: ARTICLE (19) or element (19.2.extension) → rule → elements → provisions → sources."""
    from assess.printing import explain_lines
    from assess.problems import LexgapError, Location, nearest, problem

    rating = rated(read_case(case, lang), as_of, assume)
    found = next((one for one in rating.articles if one.article.article == article.partition(".")[0]), None)
    only = article if "." in article else ""
    if found is None or (only and only not in [one.element.id for one in found.standings]):
        known = [one.element.id for one in found.standings] if found else list(rating.case.instrument.numbers())
        code = "unknown-element" if only else "unknown-article"
        raise LexgapError([problem(code, Location(""), id=article, nearest=nearest(article, known))])
    click.echo("\n".join(explain_lines(rating, found, words(lang), only)))


@main.command(short_help="Write the Word report and the Excel workbook.")
@click.argument("case")
@reading_options
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), default=".", show_default=True,
              help="Folder for the reports.")
@click.option("--format", "kinds", type=click.Choice(["word", "excel"]), multiple=True, default=("word", "excel"),
              show_default=True, help="Which reports (repeatable).")
@click.option("--template", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Your own Word template (.docx).")
@click.option("--release", type=click.Choice(["full", "public"]), default="full", show_default=True,
              help="public: leave out what is marked as restricted.")
@click.option("--log", is_flag=True, help="Add the log of the review.")
def report(case: str, as_of: date, assume: tuple[str, ...], lang: str, output: Path, kinds: tuple[str, ...],
           template: Path | None, release: str, log: bool) -> None:
    """Write the Word report and the Excel workbook of a CASE on a day."""
    if log and release == "public":
        raise click.UsageError("--log and --release public exclude one another: the log is no part of what is public.")
    loaded = read_case(case, lang)
    for path in write_reports(loaded, [(as_of, assume)], lang, output, kinds, template, release == "public", log):
        click.echo(path)


@main.command(short_help="Write the reports of the worked sample, Jordan.")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default="demo")
@lang_option
def demo(folder: Path, lang: str) -> None:
    """Write the reports of the worked sample, Jordan, on its three dates into FOLDER (demo).

    Copies of the case and of the invented country, Tilmara, are put beside them, to look at and to change, unless
    they are there.
    """
    from assess.checks import readings_of

    sample = sample_path("jordan")
    loaded = read_case(str(sample), lang)
    days = [(one.as_of, one.assume) for one in readings_of(loaded, date.today())]
    for path in write_reports(loaded, days, lang, folder, ("word", "excel"), None):
        click.echo(path)
    for name in ("jordan", "tilmara"):
        click.echo(copied(sample_path(name), folder / name))


main.add_command(agree)
main.add_command(compare)
main.add_command(follow_up)
main.add_command(law)
main.add_command(migrate)
law.add_command(diff)
main.add_command(quotes)
main.add_command(review)
main.add_command(status)
main.add_command(scan)
main.add_command(suggest)
main.add_command(workbook)


def print_json(data: object) -> None:
    """Print plain data as JSON."""
    import json

    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def run() -> None:
    """Run the command line; print problems as messages, and never a traceback."""
    from assess.problems import LexgapError, render

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # what goes into a file is UTF-8 on any system, whatever a terminal wants
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    try:
        main(standalone_mode=True)
    except LexgapError as fault:
        for one in fault.problems:
            click.echo(render(one, labels_of(chosen["language"]).problems), err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as fault:  # our bug, whatever it is: say so, keep the details, spare the user the trace
        said = labels_of("en").cli.bug
        click.echo(said.format(fault=f"{type(fault).__name__}: {fault}", file=_kept_trace()), err=True)
        sys.exit(BUG_EXIT)


def _kept_trace() -> str:
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="lexgap-", suffix=".log", delete=False, encoding="utf-8",
                                     errors="backslashreplace") as file:
        file.write(f"{datetime.now().isoformat()}\n{' '.join(sys.argv)}\n{traceback.format_exc()}")
    return file.name
