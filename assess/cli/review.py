"""The commands of the review: `lexgap review submit …`, and `lexgap status`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assess.app.cases import at_depth, case_path, own_case
from assess.cli.options import Day, depth_option, lang_option, latin, typed
from assess.cli.spoken import command, group
from assess.cli.work import labels_of, now, print_json, today, words

if TYPE_CHECKING:
    from assess.app.reviews import Taken
    from assess.model.review import Act
    from assess.model.terms import Depth


@group()
def review() -> None:
    """Bring articles through the review by a second person."""


def _step(act: Act, reason: bool = False) -> None:
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
    from assess.app.reviews import export_review

    export_review(case_path(case), output, as_of, words(lang), today())
    click.echo(output)


@review.command("import")
@click.argument("case")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", envvar="LEXGAP_BY", default="", metavar="NAME", callback=typed)
@lang_option
def imported(case: str, file: Path, by: str, lang: str) -> None:
    """Take the steps that a reviewer chose in FILE; rows that cannot be taken are told, the others are taken."""
    from assess.app.reviews import import_review
    from assess.base.problems import LexgapError

    taken = import_review(own_case(case), file, by, now(), words(lang))
    _tell(taken, by.strip(), lang)
    if taken.refused:
        raise LexgapError(taken.refused)


def _tell(taken: Taken, by: str, lang: str) -> None:
    """Print where articles stand now, and what forms said of them that nobody has settled."""
    from assess.review.unsettled import tally, unsettled_of

    labels = labels_of(lang)
    own_labels = labels.review
    for each_review in taken.reviews:
        click.echo(
            own_labels.moved.format(
                article=each_review.article, state=own_labels.states[each_review.state], by=by
            )
        )
        rows = unsettled_of(taken.case, each_review.article)
        if rows and each_review.state in ("submitted", "accepted", "locked"):
            sums = tally(rows)
            click.echo(
                labels.workbook.unsettled.step.format(
                    article=each_review.article,
                    refused=sums.refused,
                    conflicts=sums.conflicts,
                    ids=labels.comma.join(dict.fromkeys(row.id or row.at for row in rows)),
                )
            )


def _take(act: Act, case: str, articles: tuple[str, ...], by: str, why: str, lang: str) -> None:
    from assess.app.reviews import take_step

    _tell(take_step(own_case(case), act, articles, by, now(), why, lang), by.strip(), lang)


@command()
@click.argument("case")
@click.option("--as-of", type=Day(), default="today", show_default=True)
@depth_option
@click.option("--json", "as_json", is_flag=True)
@lang_option
def status(case: str, as_of: date, depth: Depth | None, as_json: bool, lang: str) -> None:
    """Say how far each article of a CASE is: answered, submitted, returned, accepted, locked; and what blocks it."""
    from assess.app.cases import problems_of
    from assess.app.reviews import case_for_status, progress_of
    from assess.base.problems import errors
    from assess.review.status import status_data, status_lines

    loaded = case_for_status(case_path(case), lang)
    number = len(errors(problems_of(case_path(case), today())))
    loaded = at_depth(loaded, depth)
    rows = progress_of(loaded, as_of)
    if as_json:
        print_json(status_data(loaded, rows, as_of, number))
    else:
        click.echo("\n".join(status_lines(loaded, rows, as_of, number, case, words(lang))))
