"""The command `lexgap follow-up`: what changed between two cases, or between two days of one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assess.app.cases import case_path
from assess.cli.options import Day, report_options
from assess.cli.spoken import command, wrong
from assess.cli.work import fault_labels, own_digits, print_json, today

if TYPE_CHECKING:
    from assess.followup.changes import ArticleChange, FollowUp
    from assess.speak.page import Page

SCHEMA = "lexgap-follow-up-2"


@command("follow-up")
@click.argument("old")
@click.argument("new", required=False, default="")
@click.option("--from", "start", type=Day())
@click.option("--to", "end", type=Day(), default="today", show_default=True)
@click.option("--assume", multiple=True, metavar="BILL")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True)
@report_options
def follow_up(
    old: str,
    new: str,
    start: date | None,
    end: date,
    assume: tuple[str, ...],
    output: Path | None,
    as_json: bool,
    lang: str,
    digits: str,
) -> None:
    """Say what changed: ratings with the reasons and causes, and what became of the recommendations."""
    from assess.app.followups import follow_up as followed
    from assess.followup.view import followup_view
    from assess.speak.languages import pages

    if not new and start is None:
        raise wrong("follow-up")
    if output and as_json:
        raise wrong("exclusive-follow-up")
    if "," in lang and not output:
        raise wrong("printed-languages")
    way = followed(
        case_path(old),
        case_path(new) if new else None,
        lang.split(","),
        start,
        end,
        today(),
        assume,
    )
    if way.warnings:
        line = fault_labels().cli.warnings.format(number=len(way.warnings), case=new or old)
        click.echo(line, err=True)
    changes = way.changes
    own = bool(output) and own_digits(digits, lang)
    view = pages(followup_view(changes, today()), lang, own)
    if as_json:
        print_json(_data(changes, view))
    elif output:
        click.echo(_written(changes, view, output, lang))
    else:
        click.echo("\n".join(_lines(view)))


def _written(other_follow_up: FollowUp, view: Page, folder: Path, lang: str) -> Path:
    from assess.reports import write_follow_up

    days = "-".join(
        rating.reading.as_of.isoformat() for rating in (other_follow_up.old, other_follow_up.new)
    )
    language = "" if lang == "en" else f"-{lang.replace(',', '-')}"
    return write_follow_up(
        view, folder, f"{other_follow_up.new.case.profile.id}-follow-up-{days}{language}"
    )


def _data(other_follow_up: FollowUp, view: Page) -> dict[str, object]:
    changed = [article for article in other_follow_up.articles if article.changed]
    return {
        "schema": SCHEMA,
        "disclaimer": view.disclaimer,
        "readings": [
            {
                "case": rating.case.profile.id,
                "as_of": rating.reading.as_of.isoformat(),
                "assume": list(rating.reading.assume),
                "checklist": rating.case.instrument.version,
                "rule": rating.case.instrument.scale.rule,
                "case_sha256": rating.case.digest,
            }
            for rating in (other_follow_up.old, other_follow_up.new)
        ],
        "steps": list(other_follow_up.steps),
        "moved_by": {step: other_follow_up.moved(step) for step in other_follow_up.steps},
        "counts": {
            key: other_follow_up.count(key)
            for key in ("up", "down", "unclear", "same", "added", "removed")
        },
        "warnings": list(view.warnings),
        "articles": [_article(article, line) for article, line in zip(changed, view.articles)],
        "recommendations": [
            {
                "id": advice.recommendation.id,
                "outcome": advice.outcome,
                "status": advice.recommendation.status,
                "old_status": advice.old_status or None,
                "closed": list(advice.closed),
                "left": list(advice.left),
                "unknown": list(advice.unknown),
                "reworded": advice.reworded,
            }
            for advice in other_follow_up.advice
        ],
    }


def _article(change: ArticleChange, line: Page) -> dict[str, object]:
    return {
        "article": change.number,
        "direction": change.direction,
        "old": change.old.shown if change.old else None,
        "new": change.new.shown if change.new else None,
        "moves": [
            {
                "step": move.step,
                "old": move.old.shown if move.old else None,
                "new": move.new.shown if move.new else None,
            }
            for move in change.moves
        ],
        "notes": list(line.notes),
        "elements": [
            {
                "element": element.id,
                "name": each_element.name,
                "direction": element.direction,
                "old": element.old.state if element.old else None,
                "new": element.new.state if element.new else None,
                "steps": list(element.steps),
                "why": list(each_element.why),
            }
            for element, each_element in zip(change.elements, line.elements)
        ],
    }


def _lines(view: Page) -> Iterator[str]:
    yield view.title
    change = view.labels.from_to.format
    yield change(old=view.old_name, new=view.new_name)
    yield from (f"{name}: {value}" for name, value in view.recipe[:2])
    yield from view.warnings
    yield ""
    yield view.lead
    yield "  " + view.labels.semicolon.join(f"{name}: {number}" for name, number in view.counts)
    yield from (f"  {cause}: {number}" for cause, number in view.causes)
    for name, before, after in view.indexes:
        yield f"  {name}: {change(old=before.rstrip('.'), new=after.rstrip('.'))}"
    if view.order:
        yield view.order
    for article in view.articles:
        yield ""
        yield f"{article.number:>4}  {change(old=article.old.letter, new=article.new.letter)}  {article.heading}  ({article.way})"
        for line in article.notes:
            yield f"      {line}"
        for element in article.elements:
            known = f"{element.name} ({element.id})" if element.name != element.id else element.id
            yield f"      {known}: {change(old=element.old.label, new=element.new.label)}"
            for line in element.why:
                yield f"          {line}"
    yield from _advice(view)
    yield ""
    yield view.disclaimer


def _advice(view: Page) -> Iterator[str]:
    labels = view.labels.followup
    for heading, lines in view.advice:
        yield ""
        yield heading
        for line in lines:
            yield f"  {line.id}  [{line.status}]  {line.action}"
            for form, ids in (
                (labels.closed, line.closed),
                (labels.left, line.left),
                (labels.unknown, line.unknown),
            ):
                if ids:
                    yield f"      {form.format(ids=ids)}"
            if line.note:
                yield f"      {line.note}"
