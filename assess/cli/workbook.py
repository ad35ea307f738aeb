"""The commands `lexgap workbook`: a case as a form for others to fill in, and its answers merged back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import click

from assess.cli.options import Day, depth_option, lang_option, latin, typed
from assess.cli.spoken import group, wrong_value
from assess.cli.work import at_depth, labels_of, own_case, read_case, told

_ENDINGS = {"excel": ".xlsx", "word": ".docx"}


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
    depth: str | None,
    only_open: bool,
    as_of: date,
    kind: str | None,
    release: str,
    lang: str,
) -> None:
    """Write the checklist of a CASE as a form, with its answers so far."""
    from assess.base.output import replace_file
    from assess.forms.form import make_form, open_elements
    from assess.review.release import public

    loaded, labels = at_depth(read_case(case, lang), depth), labels_of(lang)
    known = [one.id for one in loaded.instrument.parts]
    for part in parts:
        if part not in known:
            raise wrong_value("part", hint="--part", part=part, known=told().comma.join(known))
    if release == "public":
        from assess.base.text import Text

        loaded, _ = public(loaded, Text(((lang, labels.review.withheld),)))
    form = make_form(
        loaded, lang, parts, open_elements(loaded, as_of) if only_open else None, release, as_of
    )
    if not form.parts:
        click.echo(labels.workbook.nothing_open)
        return
    kind = kind or ("word" if output and output.suffix.lower() == ".docx" else "excel")
    out = output or Path(f"{loaded.profile.id}-workbook{_ENDINGS[kind]}")
    if out.suffix.lower() != _ENDINGS[kind]:
        raise wrong_value("form-ending", hint="--output", ending=_ENDINGS[kind])
    if kind == "word":
        from assess.forms.questionnaire import write_questionnaire as writer
    else:
        from assess.forms.book import write_workbook as writer
    replace_file(out, writer(form, labels))
    click.echo(labels.workbook.exported.format(file=out, number=sum(map(len, form.parts.values()))))


@workbook.command("import")
@click.argument("case")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True)
@click.option("--take", multiple=True, metavar="ID")
@click.option("--by", envvar="LEXGAP_BY", default="", metavar="NAME", callback=typed)
@lang_option
def import_(case: str, file: Path, yes: bool, take: tuple[str, ...], by: str, lang: str) -> None:
    """Show what a filled FILE changes in a CASE, ask, and write it."""
    from assess.base.output import seen
    from assess.forms.complete import Hand
    from assess.forms.importing import prepare
    from assess.forms.logged import logged

    root = own_case(case)
    before = seen(root)
    loaded, labels = read_case(case, lang), labels_of(lang)
    found = prepare(root, loaded, file, take, Hand(by.strip(), date.today().isoformat()))
    for name in sorted({*take} - found.taken):
        known = told().comma.join(dict.fromkeys(one.key for one in found.merge.conflicts)) or "–"
        raise wrong_value("conflict", hint="--take", name=name, known=known)
    for line in (*_refused(loaded, found, labels), *_lines(loaded, found, labels)):
        click.echo(line)
    if not found.files:
        click.echo(labels.workbook.nothing_new)
    else:
        at = datetime.now().astimezone().isoformat(timespec="seconds")
        _write(root, found.files | logged(root, found, by.strip(), at), before, yes, labels)
    sys.exit(1 if found.merge.refused or found.merge.conflicts else 0)


@workbook.command()
@click.argument("case")
@click.argument("names", nargs=-1, required=True, callback=latin)
@click.option("--by", envvar="LEXGAP_BY", default="", metavar="NAME", callback=typed)
@lang_option
def settle(case: str, names: tuple[str, ...], by: str, lang: str) -> None:
    """Drop rows of forms that were refused, and conflicts, of these elements, ids or articles of a CASE."""
    from assess.base.output import replace_files, seen
    from assess.review.settling import chosen_rows, dropped

    root = own_case(case)
    before = seen(root)
    loaded, said = read_case(case, lang), labels_of(lang).workbook
    rows = chosen_rows(loaded, names)
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    replace_files(root, dropped(root, loaded, rows, by.strip(), at, said.settled_log), before)
    for one in rows:
        click.echo(said.settled.format(id=one.id or "–", form=one.form, at=one.at))


def _refused(case, found, labels) -> Iterator[str]:
    """Yield what is wrong with a form, and below each row that was refused what it is about and what comes of it."""
    from assess.base.problems import render

    for one in found.notes:
        yield render(one, told().problems)
    for row, problems in found.refused:
        yield from (render(one, told().problems) for one in problems)
        if row.table == "answers":
            yield labels.workbook.row_open.format(element=_named(case, row.id, labels))
        elif row.id:
            yield labels.workbook.row_kept.format(name=row.id)


def _named(case, element: str, labels) -> str:
    """Return an element by its short name, its id behind it."""
    one = case.instrument.element(element)
    name = one.name.get(labels.problems.words.language)[0] if one else ""
    return f"{name} ({element})" if name else element


def _lines(case, found, labels) -> Iterator[str]:
    """Yield every change and every conflict, cell by cell, and their number."""
    from assess.forms.fields import JOINTS, TABLES
    from assess.forms.origin import origin
    from assess.forms.records import short, shown

    merge, said = found.merge, labels.workbook.difference
    theirs = f"{found.form} ({found.by})" if found.by else found.form
    for one in (*merge.changes, *merge.conflicts):
        table = TABLES[one.table]
        columns = labels.workbook.columns[
            "answers" if one.table in ("citations", "findings") else one.table
        ]
        answer = one.table in ("citations", "findings")
        yield said[one.kind].format(
            at=one.at, id=_named(case, one.key, labels) if answer else one.key
        )
        if one.kind == "conflict":
            yield said["from"].format(ours=origin(case, one), theirs=theirs)
        for key in one.columns():
            column = table.column(key)
            sides = (
                shown(record.get(key, ""), column, labels) for record in (one.before, one.after)
            )
            if column.kind == "ids":
                sides = (text.replace(JOINTS["ids"], labels.comma) for text in sides)
            before, after = (short(text, 160) or said.empty for text in sides)
            pattern = said.sides if one.kind == "conflict" else said.cell
            yield pattern.format(
                at=one.cells.get(key, one.at), column=columns[key], before=before, after=after
            )
    yield said.counts.format(
        changes=len(merge.changes), conflicts=len(merge.conflicts), refused=len(merge.refused)
    )


def _write(root: Path, files: dict[str, bytes], before, yes: bool, labels) -> None:
    from assess.base.output import replace_files

    names = labels.comma.join(sorted(files))
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError(told().workbook.not_asked)
        if not click.confirm(labels.law.ask.format(files=names)):
            click.echo(labels.law.nothing)
            return
    replace_files(root, files, before)
    click.echo(labels.law.written.format(files=names))
