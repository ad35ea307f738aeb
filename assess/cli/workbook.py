"""The commands `lexgap workbook`: a case as a form for others to fill in, and its answers merged back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import click

from assess.cli.options import Day, lang_option, typed
from assess.cli.spoken import group, wrong_value
from assess.cli.work import labels_of, own_case, read_case, told

_ENDINGS = {"excel": ".xlsx", "word": ".docx"}


@group("workbook")
def workbook() -> None:
    """Write a case as a workbook or Word questionnaire that others fill in, and merge what they answer."""


@workbook.command("export")
@click.argument("case")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--part", "parts", multiple=True, metavar="ID")
@click.option("--only-open", is_flag=True)
@click.option("--as-of", type=Day(), default="today", show_default=True)
@click.option("--format", "kind", type=click.Choice(["excel", "word"]))
@click.option("--release", type=click.Choice(["full", "public"]), default="full", show_default=True)
@lang_option
def export(case: str, output: Path | None, parts: tuple[str, ...], only_open: bool, as_of: date, kind: str | None,
           release: str, lang: str) -> None:
    """Write the checklist of a CASE as a form, with its answers so far."""
    from assess.output import replace_file
    from assess.review.release import public
    from assess.workbook.form import make_form, open_elements

    loaded, labels = read_case(case, lang), labels_of(lang)
    known = [one.id for one in loaded.instrument.parts]
    for part in parts:
        if part not in known:
            raise wrong_value("part", hint="--part", part=part, known=told().comma.join(known))
    if release == "public":
        loaded, _ = public(loaded, labels.review.withheld, lang)
    form = make_form(loaded, lang, parts, open_elements(loaded, as_of) if only_open else None, release)
    if not form.parts:
        click.echo(labels.workbook.nothing_open)
        return
    kind = kind or ("word" if output and output.suffix.lower() == ".docx" else "excel")
    out = output or Path(f"{loaded.profile.id}-workbook{_ENDINGS[kind]}")
    if out.suffix.lower() != _ENDINGS[kind]:
        raise wrong_value("form-ending", hint="--output", ending=_ENDINGS[kind])
    if kind == "word":
        from assess.workbook.questionnaire import write_questionnaire as writer
    else:
        from assess.workbook.book import write_workbook as writer
    replace_file(out, writer(form, labels))
    click.echo(labels.workbook.exported.format(file=out, number=sum(map(len, form.parts.values()))))


@workbook.command("import")
@click.argument("case")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True)
@click.option("--take", multiple=True, metavar="ID")
@click.option("--by", envvar="LEXGAP_BY", default="", metavar="NAME",
              callback=typed)
@lang_option
def import_(case: str, file: Path, yes: bool, take: tuple[str, ...], by: str, lang: str) -> None:
    """Show what a filled FILE changes in a CASE, ask, and write it."""
    from assess.output import seen
    from assess.problems import render
    from assess.workbook.importing import prepare
    from assess.workbook.logged import logged

    root = own_case(case)
    before = seen(root)
    found, labels = prepare(root, read_case(case, lang), file, take), labels_of(lang)
    for name in sorted({*take} - found.taken):
        known = told().comma.join(dict.fromkeys(one.key for one in found.merge.conflicts)) or "–"
        raise wrong_value("conflict", hint="--take", name=name, known=known)
    for one in (*found.notes, *found.merge.refused):
        click.echo(render(one, told().problems))
    for line in _lines(found.merge, labels):
        click.echo(line)
    if not found.files:
        click.echo(labels.workbook.nothing_new)
    else:
        at = datetime.now().astimezone().isoformat(timespec="seconds")
        _write(root, found.files | logged(root, found, by.strip(), at), before, yes, labels)
    sys.exit(1 if found.merge.refused or found.merge.conflicts else 0)


def _lines(merge, labels) -> Iterator[str]:
    """Yield every change and every conflict, cell by cell, and their number."""
    from assess.workbook.fields import JOINTS, TABLES
    from assess.workbook.records import short, shown

    said = labels.workbook.difference
    for one in (*merge.changes, *merge.conflicts):
        table = TABLES[one.table]
        columns = labels.workbook.columns["answers" if one.table in ("citations", "findings") else one.table]
        yield said[one.kind].format(at=one.at, id=one.key)
        for key in one.columns():
            column = table.column(key)
            sides = (shown(record.get(key, ""), column, labels) for record in (one.before, one.after))
            if column.kind == "ids":
                sides = (text.replace(JOINTS["ids"], labels.comma) for text in sides)
            before, after = (short(text, 160) or said.empty for text in sides)
            pattern = said.sides if one.kind == "conflict" else said.cell
            yield pattern.format(at=one.cells.get(key, one.at), column=columns[key], before=before, after=after)
    yield said.counts.format(changes=len(merge.changes), conflicts=len(merge.conflicts), refused=len(merge.refused))


def _write(root: Path, files: dict[str, bytes], before, yes: bool, labels) -> None:
    from assess.output import replace_files

    names = labels.comma.join(sorted(files))
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError(told().workbook.not_asked)
        if not click.confirm(labels.law.ask.format(files=names)):
            click.echo(labels.law.nothing)
            return
    replace_files(root, files, before)
    click.echo(labels.law.written.format(files=names))
