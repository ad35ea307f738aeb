"""The command `lexgap follow-up`: what changed between two cases, or between two days of one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from assess.cli.options import Day, lang_option
from assess.cli.work import rated, read_case, words

SCHEMA = "lexgap-follow-up-1"


@click.command("follow-up", short_help="Say what changed between two cases, or two days of one case.")
@click.argument("old")
@click.argument("new", required=False, default="")
@click.option("--from", "start", type=Day(), help="Day on which OLD is read; today if left out.")
@click.option("--to", "end", type=Day(), default="today", show_default=True, help="Day on which NEW is read.")
@click.option("--assume", multiple=True, metavar="BILL", help="Take this bill as passed in NEW (repeatable).")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path),
              help="Folder; writes the Word report there.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@lang_option
def follow_up(old: str, new: str, start: date | None, end: date, assume: tuple[str, ...], output: Path | None,
              as_json: bool, lang: str) -> None:
    """Say what changed: ratings with the reasons, and what became of the recommendations.

    \b
    OLD NEW                      two folders, such as the case of last year and that of today
    CASE --from DAY [--to DAY]   two days of one case

    A report in Word, with only what changed, is written with -o.
    """
    from assess.followup import follow_up as compared
    from assess.view.followup import followup_view

    if not new and start is None:
        raise click.UsageError("Give two cases, or one case and the earlier day with --from.")
    if output and as_json:
        raise click.UsageError("--json and -o exclude one another.")
    first = read_case(old, lang)
    second = read_case(new, lang) if new else first
    found = compared(rated(first, start or date.today(), ()), rated(second, end, assume))
    view = followup_view(found, words(lang), date.today())
    if as_json:
        _print_json(found, view)
    elif output:
        click.echo(_written(found, view, output, lang))
    else:
        click.echo("\n".join(_lines(view)))


def _written(found, view, folder: Path, lang: str) -> Path:
    from assess.reports import write_follow_up

    days = "-".join(one.reading.as_of.isoformat() for one in (found.old, found.new))
    language = "" if lang == "en" else f"-{lang}"
    return write_follow_up(view, folder, f"{found.new.case.profile.id}-follow-up-{days}{language}")


def _print_json(found, view) -> None:
    import json

    changed = [one for one in found.articles if one.changed]
    data = {
        "schema": SCHEMA, "disclaimer": view.disclaimer,
        "readings": [{"case": one.case.profile.id, "as_of": one.reading.as_of.isoformat(),
                      "assume": list(one.reading.assume), "checklist": one.case.instrument.version,
                      "case_sha256": one.case.digest} for one in (found.old, found.new)],
        "counts": {key: found.count(key) for key in ("up", "down", "unclear", "same", "added", "removed")},
        "warnings": list(view.warnings),
        "articles": [{"article": one.number, "direction": one.direction, "old": one.old.shown if one.old else None,
                      "new": one.new.shown if one.new else None, "notes": list(line.notes),
                      "elements": [{"element": two.id, "direction": two.direction,
                                    "old": two.old.state if two.old else None,
                                    "new": two.new.state if two.new else None, "why": list(said.why)}
                                   for two, said in zip(one.elements, line.elements)]}
                     for one, line in zip(changed, view.articles)],
        "recommendations": [{"id": one.recommendation.id, "outcome": one.outcome, "status": one.recommendation.status,
                             "old_status": one.old_status or None, "closed": list(one.closed), "left": list(one.left),
                             "unknown": list(one.unknown), "reworded": one.reworded}
                            for one in found.advice],
    }
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def _lines(view) -> Iterator[str]:
    said = view.labels.followup
    yield view.title
    yield f"{view.old_name} → {view.new_name}"
    yield from view.warnings
    yield ""
    yield view.lead
    yield "  " + "; ".join(f"{name}: {number}" for name, number in view.counts)
    for name, before, after in view.indexes:
        yield f"  {name}: {before} → {after}"
    for one in view.articles:
        yield ""
        yield f"{one.number:>4}  {one.old.letter} → {one.new.letter}  {one.heading}  ({one.way})"
        for line in one.notes:
            yield f"      {line}"
        for two in one.elements:
            yield f"      {two.id}: {two.old.label} → {two.new.label}"
            for line in two.why:
                yield f"          {line}"
    for heading, lines in view.advice:
        yield ""
        yield heading
        for one in lines:
            yield f"  {one.id}  [{one.status}]  {one.action}"
            for form, ids in ((said.closed, one.closed), (said.left, one.left), (said.unknown, one.unknown)):
                if ids:
                    yield f"      {form.format(ids=ids)}"
            if one.note:
                yield f"      {one.note}"
    yield ""
    yield view.disclaimer
