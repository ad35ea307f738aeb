"""The command `lexgap`: each command parses, calls, prints and exits; heavy imports wait until they are needed."""

from __future__ import annotations

import sys
from datetime import date, datetime
from functools import partial
from pathlib import Path

import click

from assess.app.cases import at_depth, case_path, sample_path
from assess.cli import tongue
from assess.cli.agree import agree
from assess.cli.compare import compare
from assess.cli.followup import follow_up
from assess.cli.law import law
from assess.cli.law_classify import classify
from assess.cli.law_diff import diff
from assess.cli.law_mend import edit, show
from assess.cli.migrate import migrate
from assess.cli.new import new
from assess.cli.notfound import not_found
from assess.cli.options import (
    depth_option,
    latin,
    own_lang_option,
    own_langs_option,
    reading_options,
    report_options,
)
from assess.cli.pack import pack, unpack
from assess.cli.questions import questions
from assess.cli.quotes import quotes
from assess.cli.review import review, status
from assess.cli.scan import scan
from assess.cli.source import source
from assess.cli.spoken import Main, wrong
from assess.cli.suggest import suggest
from assess.cli.work import (
    fault_labels,
    labels_of,
    own_digits,
    print_json,
    progress,
    read_case,
    today,
    words,
)
from assess.cli.workbook import workbook
from assess.model.terms import Depth
from assess.reports import REPORTS

BUG_EXIT = 3


def _version(ctx: click.Context, param: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from assess import __version__

        click.echo(tongue.help_text("version", version=__version__))
        ctx.exit()


@click.group(cls=Main)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version)
@own_lang_option
def main(lang: str) -> None:
    """Assess a country's laws against international cybercrime instruments."""


@main.command()
@click.argument("case")
@click.option("--strict", is_flag=True)
@depth_option
@click.option("--json", "as_json", is_flag=True)
@own_lang_option
def check(case: str, strict: bool, depth: Depth | None, as_json: bool, lang: str) -> None:
    """Find every mistake in a CASE (or in a checklist folder), with file, line and remedy."""
    from assess.app.cases import problems_of
    from assess.base.problems import as_data, errors, render

    problems = problems_of(case_path(case), today(), lang, depth)
    messages = labels_of(lang).problems
    if as_json:
        print_json([as_data(fault, messages) for fault in problems])
    else:
        for fault in problems:
            click.echo(render(fault, messages))
        number = len(errors(problems))
        counts = labels_of(lang).cli.checked.format(errors=number, warnings=len(problems) - number)
        click.echo(counts, err=bool(problems))
    sys.exit(1 if errors(problems, strict) else 0)


@main.command()
@click.argument("case")
@reading_options
@depth_option
@click.option("--scenarios", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
@click.option("--csv", "as_csv", is_flag=True)
def rate(
    case: str,
    as_of: date,
    assume: tuple[str, ...],
    lang: str,
    depth: Depth | None,
    scenarios: bool,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Rate every article of a CASE on a day, with the elements that decided it."""
    from assess.app import ratings
    from assess.country.export import rating_csv, rating_data
    from assess.country.printing import rating_lines, scenario_lines

    if scenarios + as_json + as_csv > 1:
        raise wrong("exclusive-rate")
    loaded, own_words = at_depth(read_case(case, lang), depth), words(lang)
    if scenarios:
        pairs = ratings.scenarios(loaded, today())
        titles = [own_words.text(scenario.title) for scenario, _ in pairs]
        click.echo("\n".join(scenario_lines([rating for _, rating in pairs], titles, own_words)))
        return
    rating = ratings.rated(loaded, as_of, assume)
    if as_json:
        print_json(rating_data(rating, own_words))
    elif as_csv:
        click.echo(rating_csv(rating, own_words), nl=False)
    else:
        click.echo("\n".join(rating_lines(rating, own_words)))


@main.command()
@click.argument("case")
@click.argument("article", callback=latin)
@reading_options
def explain(case: str, article: str, as_of: date, assume: tuple[str, ...], lang: str) -> None:
    """Trace a rating: ARTICLE (19) or element (19.2.extension) → rule → elements → provisions → sources."""
    from assess.app.ratings import explained, rated
    from assess.country.printing import explain_lines

    rating = rated(read_case(case, lang), as_of, assume)
    each_article, element = explained(rating, article)
    click.echo("\n".join(explain_lines(rating, each_article, words(lang), element)))


@main.command()
@click.argument("case")
@partial(reading_options, languages=report_options)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=".",
    show_default=True,
)
@click.option(
    "--format",
    "kinds",
    type=click.Choice(list(REPORTS)),
    multiple=True,
    default=("word", "excel"),
    show_default=True,
)
@click.option("--template", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--release", type=click.Choice(["full", "public"]), default="full", show_default=True)
@click.option("--log", is_flag=True)
def report(
    case: str,
    as_of: date,
    assume: tuple[str, ...],
    lang: str,
    digits: str,
    output: Path,
    kinds: tuple[str, ...],
    template: Path | None,
    release: str,
    log: bool,
) -> None:
    """Write the Word report and the Excel workbook of a CASE on a day."""
    from assess.app.reports import write_reports
    from assess.country.build import Edition
    from assess.rating.force import Reading

    if log and release == "public":
        raise wrong("log-public")
    loaded = read_case(case, lang)
    edition = Edition(release == "public", log, own_digits(digits, lang))
    paths = write_reports(
        loaded, [Reading(as_of, assume)], lang, output, today(), kinds, template, edition
    )
    with progress(paths, len(kinds)) as written:
        made = list(written)
    for path in made:
        click.echo(path)


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default="demo")
@own_langs_option
def demo(folder: Path, lang: str) -> None:
    """Write the reports of the worked sample, Jordan, on its three dates into FOLDER (demo)."""
    from assess.app.cases import copied_case
    from assess.app.reports import KINDS, readings_shown, write_reports

    loaded = read_case(str(sample_path("jordan")), lang)
    readings = readings_shown(loaded, today())
    paths = write_reports(loaded, readings, lang, folder, today())
    with progress(paths, len(readings) * len(KINDS)) as written:
        made = list(written)
    for path in made:
        click.echo(path)
    for name in ("jordan", "tilmara"):
        click.echo(copied_case(sample_path(name), folder / name))


main.add_command(agree)
main.add_command(compare)
main.add_command(follow_up)
main.add_command(law)
main.add_command(migrate)
main.add_command(pack)
main.add_command(unpack)
law.add_command(diff)
law.add_command(show)
law.add_command(edit)
law.add_command(classify)
main.add_command(new)
main.add_command(not_found)
main.add_command(questions)
main.add_command(quotes)
main.add_command(review)
main.add_command(status)
main.add_command(scan)
main.add_command(source)
main.add_command(suggest)
main.add_command(workbook)


def run() -> None:
    """Run the command line; print problems as messages, and never a traceback."""
    from assess.base.problems import LexgapError, render

    for stream in (sys.stdout, sys.stderr):
        # what goes into a file is UTF-8 on any system, whatever a terminal wants
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    try:
        main(standalone_mode=True)
    except LexgapError as fault:
        for problem in fault.problems:
            click.echo(render(problem, fault_labels().problems), err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except (
        Exception
    ) as fault:  # our bug, whatever it is: say so, keep the details, spare the user the trace
        bug = fault_labels().cli.bug
        click.echo(
            bug.format(fault=f"{type(fault).__name__}: {fault}", file=_kept_trace()), err=True
        )
        sys.exit(BUG_EXIT)


def _kept_trace() -> str:
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w",
        prefix="lexgap-",
        suffix=".log",
        delete=False,
        encoding="utf-8",
        errors="backslashreplace",
    ) as file:
        file.write(f"{datetime.now().isoformat()}\n{' '.join(sys.argv)}\n{traceback.format_exc()}")
    return file.name
