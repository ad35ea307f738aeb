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
from assess.cli.work import own_digits, print_json, today, told

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
        line = told().cli.warnings.format(number=len(way.warnings), case=new or old)
        click.echo(line, err=True)
    found = way.changes
    own = bool(output) and own_digits(digits, lang)
    view = pages(followup_view(found, today()), lang, own)
    if as_json:
        print_json(_data(found, view))
    elif output:
        click.echo(_written(found, view, output, lang))
    else:
        click.echo("\n".join(_lines(view)))


def _written(found: FollowUp, view: Page, folder: Path, lang: str) -> Path:
    from assess.reports import write_follow_up

    days = "-".join(one.reading.as_of.isoformat() for one in (found.old, found.new))
    language = "" if lang == "en" else f"-{lang.replace(',', '-')}"
    return write_follow_up(view, folder, f"{found.new.case.profile.id}-follow-up-{days}{language}")


def _data(found: FollowUp, view: Page) -> dict[str, object]:
    changed = [one for one in found.articles if one.changed]
    return {
        "schema": SCHEMA,
        "disclaimer": view.disclaimer,
        "readings": [
            {
                "case": one.case.profile.id,
                "as_of": one.reading.as_of.isoformat(),
                "assume": list(one.reading.assume),
                "checklist": one.case.instrument.version,
                "rule": one.case.instrument.scale.rule,
                "case_sha256": one.case.digest,
            }
            for one in (found.old, found.new)
        ],
        "steps": list(found.steps),
        "moved_by": {step: found.moved(step) for step in found.steps},
        "counts": {
            key: found.count(key) for key in ("up", "down", "unclear", "same", "added", "removed")
        },
        "warnings": list(view.warnings),
        "articles": [_article(one, line) for one, line in zip(changed, view.articles)],
        "recommendations": [
            {
                "id": one.recommendation.id,
                "outcome": one.outcome,
                "status": one.recommendation.status,
                "old_status": one.old_status or None,
                "closed": list(one.closed),
                "left": list(one.left),
                "unknown": list(one.unknown),
                "reworded": one.reworded,
            }
            for one in found.advice
        ],
    }


def _article(one: ArticleChange, line: Page) -> dict[str, object]:
    return {
        "article": one.number,
        "direction": one.direction,
        "old": one.old.shown if one.old else None,
        "new": one.new.shown if one.new else None,
        "moves": [
            {
                "step": move.step,
                "old": move.old.shown if move.old else None,
                "new": move.new.shown if move.new else None,
            }
            for move in one.moves
        ],
        "notes": list(line.notes),
        "elements": [
            {
                "element": two.id,
                "name": said.name,
                "direction": two.direction,
                "old": two.old.state if two.old else None,
                "new": two.new.state if two.new else None,
                "steps": list(two.steps),
                "why": list(said.why),
            }
            for two, said in zip(one.elements, line.elements)
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
    for one in view.articles:
        yield ""
        yield f"{one.number:>4}  {change(old=one.old.letter, new=one.new.letter)}  {one.heading}  ({one.way})"
        for line in one.notes:
            yield f"      {line}"
        for two in one.elements:
            known = f"{two.name} ({two.id})" if two.name != two.id else two.id
            yield f"      {known}: {change(old=two.old.label, new=two.new.label)}"
            for line in two.why:
                yield f"          {line}"
    yield from _advice(view)
    yield ""
    yield view.disclaimer


def _advice(view: Page) -> Iterator[str]:
    said = view.labels.followup
    for heading, lines in view.advice:
        yield ""
        yield heading
        for one in lines:
            yield f"  {one.id}  [{one.status}]  {one.action}"
            for form, ids in (
                (said.closed, one.closed),
                (said.left, one.left),
                (said.unknown, one.unknown),
            ):
                if ids:
                    yield f"      {form.format(ids=ids)}"
            if one.note:
                yield f"      {one.note}"
