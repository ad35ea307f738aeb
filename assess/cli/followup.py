"""The command `lexgap follow-up`: what changed between two cases, or between two days of one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import click

from assess.cli.options import Day, report_options
from assess.cli.spoken import command, wrong
from assess.cli.work import case_path, make_reading, own_digits, read_case

SCHEMA = "lexgap-follow-up-2"
#: Ids that a checklist of today does not know, in a case that was made with an older one.
_FORMER = ("unknown-element", "unknown-article", "grade-not-offered")


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
    from assess.followup.changes import followed_up
    from assess.followup.view import followup_view
    from assess.review.stages import stages
    from assess.speak.languages import pages

    if not new and start is None:
        raise wrong("follow-up")
    if output and as_json:
        raise wrong("exclusive-follow-up")
    if "," in lang and not output:
        raise wrong("printed-languages")
    with ExitStack() as held:
        second = _read(new or old, lang, held)[0]
        first, former, packed = _earlier(old, lang, held, second) if new else (second, None, None)
        way = stages(
            first,
            second,
            make_reading(first, start or packed or date.today(), ()),
            make_reading(second, end, assume),
            former,
        )
    found = followed_up(way)
    own = bool(output) and own_digits(digits, lang)
    view = pages(followup_view(found, date.today()), lang, own)
    if as_json:
        _print_json(found, view)
    elif output:
        click.echo(_written(found, view, output, lang))
    else:
        click.echo("\n".join(_lines(view)))


def _read(case: str, lang: str, held: ExitStack):
    """Return a case, from its folder or from a pack, and the day on which the pack was made."""
    from assess.files.packing import is_pack

    return (
        (read_case(case, lang), None)
        if not is_pack(case_path(case))
        else _unpacked(case, lang, held, read_case)
    )


def _unpacked(case: str, lang: str, held: ExitStack, read):
    from tempfile import TemporaryDirectory

    from assess.files.packing import unpack_case

    folder = Path(held.enter_context(TemporaryDirectory())) / "case"
    pack, _ = unpack_case(Path(case), folder)
    return read(str(folder), lang), date.fromisoformat(pack.day)


def _earlier(case: str, lang: str, held: ExitStack, second):
    """Return the older case, the checklist that it was made with, where that is another one, and the day of a pack.

    Ids of its checklist that the present one no longer has are no faults of it.
    """
    from assess.files.packing import is_pack
    from assess.load.histories import former_instrument

    packed = is_pack(case_path(case))
    first, day = _unpacked(case, lang, held, _tolerant) if packed else (_tolerant(case, lang), None)
    made = first.profile.checklist
    differs = made not in (first.instrument.version, second.profile.checklist)
    return first, former_instrument(first.instrument, made) if differs else None, day


def _tolerant(case: str, lang: str):
    from assess.base.problems import LexgapError, errors
    from assess.checks import check_structure
    from assess.load.cases import load_case

    loaded, found = load_case(case_path(case), lang.split(","))
    left = errors([*found, *(check_structure(loaded) if loaded else ())])
    if loaded is None or any(one.code not in _FORMER for one in left):
        raise LexgapError([one for one in left if one.code not in _FORMER])
    return loaded


def _written(found, view, folder: Path, lang: str) -> Path:
    from assess.reports import write_follow_up

    days = "-".join(one.reading.as_of.isoformat() for one in (found.old, found.new))
    language = "" if lang == "en" else f"-{lang.replace(',', '-')}"
    return write_follow_up(view, folder, f"{found.new.case.profile.id}-follow-up-{days}{language}")


def _print_json(found, view) -> None:
    import json

    changed = [one for one in found.articles if one.changed]
    data = {
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
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def _article(one, line) -> dict[str, object]:
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


def _lines(view) -> Iterator[str]:
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


def _advice(view) -> Iterator[str]:
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
