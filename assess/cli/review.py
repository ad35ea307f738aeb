"""The commands of the review: `lexgap review submit …`, and `lexgap status`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import click

from assess.cli.options import Day, depth_option, lang_option, latin, typed
from assess.cli.spoken import command, group
from assess.cli.work import at_depth, case_path, labels_of, own_case, problems_of, words

#: What a command of this group must be able to read over, since it is there to mend it.
MENDED = ("answers-changed", "accepted-changed")


@group()
def review() -> None:
    """Bring articles through the review by a second person."""


def _step(act: str, reason: bool = False) -> None:
    """Add a command to the group for one step."""

    def taken(case: str, articles: tuple[str, ...], by: str, why: str, lang: str) -> None:
        _take(act, case, articles, by, why, lang)

    step: Callable = lang_option(taken)
    default = {"required": True} if reason else {"default": ""}
    step = click.option("--why", metavar="TEXT", callback=typed, **default)(step)
    step = click.option("--by", envvar="LEXGAP_BY", default="", metavar="NAME", callback=typed)(
        step
    )
    step = click.argument("articles", nargs=-1, required=True, callback=latin)(step)
    step = click.argument("case")(step)
    review.command(act)(step)


_step("submit")
_step("return", reason=True)
_step("accept")
_step("lock")
_step("unlock", reason=True)


@review.command("export")
@click.argument("case")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default="review.xlsx",
    show_default=True,
)
@click.option("--as-of", type=Day(), default="today", show_default=True)
@lang_option
def export(case: str, output: Path, as_of: date, lang: str) -> None:
    """Write a workbook with a row an article, to accept, return or lock it, and the answers on a sheet beside."""
    from assess.forms.reviewing import write_review
    from assess.rating.force import Reading
    from assess.rating.rate import rate

    write_review(rate(readable(case, lang), Reading(as_of)), words(lang), output)
    click.echo(output)


@review.command("import")
@click.argument("case")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", envvar="LEXGAP_BY", default="", metavar="NAME", callback=typed)
@lang_option
def imported(case: str, file: Path, by: str, lang: str) -> None:
    """Take the steps that a reviewer chose in FILE; rows that cannot be taken are told, the others are taken."""
    from assess.base.output import alone
    from assess.base.problems import LexgapError
    from assess.forms.reviewing import read_review
    from assess.review.steps import record

    root, said = own_case(case), words(lang)
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    with alone(root):
        loaded = readable(case, lang)
        taken = read_review(file, loaded, said, by.strip(), at)
        if taken.entries:
            record(root, loaded, taken.reviews, taken.entries)
    _told(loaded, taken.reviews, by.strip(), lang)
    if taken.refused:
        raise LexgapError(taken.refused)


def _told(case, reviews, by: str, lang: str) -> None:
    """Print where articles stand now, and what forms said of them that nobody has settled."""
    from assess.review.unsettled import tally, unsettled_of

    labels = labels_of(lang)
    said = labels.review
    for one in reviews:
        click.echo(said.moved.format(article=one.article, state=said.states[one.state], by=by))
        rows = unsettled_of(case, one.article)
        if rows and one.state in ("submitted", "accepted", "locked"):
            found = tally(rows)
            click.echo(
                labels.workbook.unsettled.step.format(
                    article=one.article,
                    refused=found.refused,
                    conflicts=found.conflicts,
                    ids=labels.comma.join(dict.fromkeys(row.id or row.at for row in rows)),
                )
            )


def _take(act: str, case: str, articles: tuple[str, ...], by: str, why: str, lang: str) -> None:
    from assess.base.output import alone
    from assess.review.steps import Move, chosen_articles, moved, record

    root = own_case(case)
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    with alone(root):
        loaded = readable(case, lang)
        move = Move(act, chosen_articles(loaded, articles), by.strip(), at, why.strip())
        reviews, entries = moved(loaded, move)
        record(root, loaded, reviews, entries)
    _told(loaded, reviews, move.by, lang)


def readable(case: str, lang: str):
    """Load a case and stop at errors, but for those that a step of the review mends."""
    from assess.base.problems import LexgapError, errors
    from assess.checks import check_structure
    from assess.load.cases import load_case

    loaded, found = load_case(case_path(case), (lang,))
    found = [*found, *(check_structure(loaded) if loaded else ())]
    faults = [one for one in errors(found) if one.code not in MENDED]
    if faults:
        raise LexgapError(faults)
    return loaded


@command()
@click.argument("case")
@click.option("--as-of", type=Day(), default="today", show_default=True)
@depth_option
@click.option("--json", "as_json", is_flag=True)
@lang_option
def status(case: str, as_of: date, depth: str | None, as_json: bool, lang: str) -> None:
    """Say how far each article of a CASE is: answered, submitted, returned, accepted, locked; and what blocks it."""
    import json

    from assess.base.problems import LexgapError, errors
    from assess.load.cases import load_case
    from assess.rating.force import Reading
    from assess.review.progress import progress
    from assess.review.status import status_data, status_lines

    loaded, found = load_case(case_path(case), (lang,))
    if loaded is None:
        raise LexgapError(errors(found))
    unread = [one for one in errors(found) if Path(one.at.path).stem == "review"]
    if unread:  # where an article stands is not known then, and "draft" would be wrong
        raise LexgapError(unread)
    number = len(errors(problems_of(case_path(case))))
    loaded = at_depth(loaded, depth)
    rows, said = progress(loaded, Reading(as_of)), words(lang)
    if as_json:
        click.echo(
            json.dumps(status_data(loaded, rows, as_of, number), ensure_ascii=False, indent=2)
        )
        return
    click.echo("\n".join(status_lines(loaded, rows, as_of, number, case, said)))
