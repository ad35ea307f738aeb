"""The command `lexgap follow-up`: what changed between two cases, or between two days of one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from assess.cli.options import Day, report_options
from assess.cli.spoken import command, wrong
from assess.cli.work import own_digits, rated, read_case

SCHEMA = "lexgap-follow-up-1"


@command("follow-up")
@click.argument("old")
@click.argument("new", required=False, default="")
@click.option("--from", "start", type=Day())
@click.option("--to", "end", type=Day(), default="today", show_default=True)
@click.option("--assume", multiple=True, metavar="BILL")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True)
@report_options
def follow_up(old: str, new: str, start: date | None, end: date, assume: tuple[str, ...], output: Path | None,
              as_json: bool, lang: str, digits: str) -> None:
    """Say what changed: ratings with the reasons, and what became of the recommendations."""
    from assess.followup import follow_up as compared
    from assess.view.both import spoken
    from assess.view.followup import followup_view

    if not new and start is None:
        raise wrong("follow-up")
    if output and as_json:
        raise wrong("exclusive-follow-up")
    if "," in lang and not output:
        raise wrong("printed-languages")
    first = read_case(old, lang)
    second = read_case(new, lang) if new else first
    found = compared(rated(first, start or date.today(), ()), rated(second, end, assume))
    view = spoken(lang, bool(output) and own_digits(digits, lang),
                  lambda said: followup_view(found, said, date.today()))
    if as_json:
        _print_json(found, view)
    elif output:
        click.echo(_written(found, view, output, lang))
    else:
        click.echo("\n".join(_lines(view)))


def _written(found, view, folder: Path, lang: str) -> Path:
    from assess.reports import write_follow_up

    days = "-".join(one.reading.as_of.isoformat() for one in (found.old, found.new))
    language = "" if lang == "en" else f"-{lang.replace(',', '-')}"
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
    change = view.labels.from_to.format
    yield change(old=view.old_name, new=view.new_name)
    yield from view.warnings
    yield ""
    yield view.lead
    yield "  " + view.labels.semicolon.join(f"{name}: {number}" for name, number in view.counts)
    for name, before, after in view.indexes:
        yield f"  {name}: {change(old=before.rstrip('.'), new=after.rstrip('.'))}"
    for one in view.articles:
        yield ""
        yield f"{one.number:>4}  {change(old=one.old.letter, new=one.new.letter)}  {one.heading}  ({one.way})"
        for line in one.notes:
            yield f"      {line}"
        for two in one.elements:
            yield f"      {two.id}: {change(old=two.old.label, new=two.new.label)}"
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
