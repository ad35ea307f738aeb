"""The commands `lexgap workbook`: a case as a form for others to fill in, and its answers merged back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from assess.app.cases import at_depth, own_case
from assess.cli.options import Day, depth_option, lang_option, latin, typed
from assess.cli.spoken import group
from assess.cli.work import fault_labels, labels_of, now, read_case, write_agreed

if TYPE_CHECKING:
    from assess.app.forms import FormKind
    from assess.forms.importing import Import
    from assess.load.labels import Labels
    from assess.model.case import Case
    from assess.model.terms import Depth


@group("workbook")
def workbook() -> None:
    """Write a case as a workbook or Word questionnaire that others fill in, and merge what they answer."""


@workbook.command("export")
@click.argument("case")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--part", "parts", multiple=True, metavar="ID")
@depth_option
@click.option("--only-open", is_flag=True)
@click.option("--as-of", type=Day(), default="today", show_default=True)
@click.option("--format", "kind", type=click.Choice(["excel", "word"]))
@click.option("--release", type=click.Choice(["full", "public"]), default="full", show_default=True)
@lang_option
def export(
    case: str,
    output: Path | None,
    parts: tuple[str, ...],
    depth: Depth | None,
    only_open: bool,
    as_of: date,
    kind: FormKind | None,
    release: Literal["full", "public"],
    lang: str,
) -> None:
    """Write the checklist of a CASE as a form, with its answers so far."""
    from assess.app.forms import form_file, form_of, write_form

    loaded, labels = at_depth(read_case(case, lang), depth), labels_of(lang)
    form = form_of(loaded, labels, lang, as_of, parts, only_open, release)
    if not form.parts:
        click.echo(labels.workbook.nothing_open)
        return
    out, kind = form_file(loaded, output, kind)
    number = write_form(form, out, kind, labels)
    click.echo(labels.workbook.exported.format(file=out, number=number))


@workbook.command("import")
@click.argument("case")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True)
@click.option("--take", multiple=True, metavar="ID")
@click.option("--by", envvar="LEXGAP_BY", default="", metavar="NAME", callback=typed)
@lang_option
def import_(case: str, file: Path, yes: bool, take: tuple[str, ...], by: str, lang: str) -> None:
    """Show what a filled FILE changes in a CASE, ask, and write it."""
    from assess.app.forms import merge_form
    from assess.base.output import seen

    root = own_case(case)
    before = seen(root)
    loaded, labels = read_case(case, lang), labels_of(lang)
    merged = merge_form(root, loaded, file, take, by, now(), before)
    result = merged.result
    for line in (*_refused(loaded, result, labels), *_lines(loaded, result, labels)):
        click.echo(line)
    if merged.proposal is None:
        click.echo(labels.workbook.nothing_new)
    else:
        write_agreed(merged.proposal, yes, lang, fault_labels().workbook.not_asked)
    sys.exit(1 if result.merge.refused or result.merge.conflicts else 0)


@workbook.command()
@click.argument("case")
@click.argument("names", nargs=-1, required=True, callback=latin)
@click.option("--by", envvar="LEXGAP_BY", default="", metavar="NAME", callback=typed)
@lang_option
def settle(case: str, names: tuple[str, ...], by: str, lang: str) -> None:
    """Drop rows of forms that were refused, and conflicts, of these elements, ids or articles of a CASE."""
    from assess.app.forms import settle_rows
    from assess.base.output import seen

    root = own_case(case)
    before = seen(root)
    loaded, labels = read_case(case, lang), labels_of(lang)
    for row in settle_rows(root, loaded, names, by, now(), labels, before):
        click.echo(labels.workbook.settled.format(id=row.id or "–", form=row.form, at=row.at))


def _refused(case: Case, result: Import, labels: Labels) -> Iterator[str]:
    """Yield what is wrong with a form, and below each row that was refused what it is about and what comes of it."""
    from assess.base.problems import render

    for note in result.notes:
        yield render(note, fault_labels().problems)
    for row, problems in result.refused:
        yield from (render(problem, fault_labels().problems) for problem in problems)
        if row.table == "answers":
            yield labels.workbook.row_open.format(element=_named(case, row.id, labels))
        elif row.id:
            yield labels.workbook.row_kept.format(name=row.id)


def _named(case: Case, element: str, labels: Labels) -> str:
    """Return an element by its short name, its id behind it."""
    known_element = case.instrument.element(element)
    name = known_element.name.get(labels.problems.words.language)[0] if known_element else ""
    return f"{name} ({element})" if name else element


def _lines(case: Case, result: Import, labels: Labels) -> Iterator[str]:
    """Yield every change and every conflict, cell by cell, and their number."""
    from assess.forms.fields import JOINTS, TABLES
    from assess.forms.origin import origin
    from assess.forms.records import short, shown

    merge, own_labels = result.merge, labels.workbook.difference
    theirs = f"{result.form} ({result.by})" if result.by else result.form
    for change in (*merge.changes, *merge.conflicts):
        table = TABLES[change.table]
        columns = labels.workbook.columns[
            "answers" if change.table in ("citations", "findings") else change.table
        ]
        answer = change.table in ("citations", "findings")
        yield own_labels[change.kind].format(
            at=change.at, id=_named(case, change.key, labels) if answer else change.key
        )
        if change.kind == "conflict":
            yield own_labels["from"].format(ours=origin(case, change), theirs=theirs)
        for key in change.columns():
            column = table.column(key)
            sides = (
                shown(record.get(key, ""), column, labels)
                for record in (change.before, change.after)
            )
            if column.kind in ("ids", "cited"):
                sides = (text.replace(JOINTS["ids"], labels.comma) for text in sides)
            before, after = (short(text, 160) or own_labels.empty for text in sides)
            pattern = own_labels.sides if change.kind == "conflict" else own_labels.cell
            yield pattern.format(
                at=change.cells.get(key, change.at), column=columns[key], before=before, after=after
            )
    yield own_labels.counts.format(
        changes=len(merge.changes), conflicts=len(merge.conflicts), refused=len(merge.refused)
    )
