"""The commands `lexgap law`: the text of a law read from a file, shown as it was understood, and put into a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from assess.app.cases import Proposal, open_files, own_case
from assess.cli.options import Function, KindChoice, coarse_day, lang_option, latin, plain_name
from assess.cli.spoken import group
from assess.cli.work import agreed, fault_labels, labels_of, today
from assess.model.terms import LawKind

if TYPE_CHECKING:
    from assess.app.laws import How, NewLaw
    from assess.base.output import Seen
    from assess.law.structure.align import Alignment
    from assess.law.structure.corrections import Carried
    from assess.load.labels import Labels
    from assess.model.case import Case, Law
    from assess.model.lawtext import LawText


@group("law")
def law() -> None:
    """Read the text of a law (Word, OpenDocument, PDF, HTML, plain text, Markdown, Akoma Ntoso) and put it into a case."""


def _reading(command: Function) -> Function:
    """Add the options that say how a file is read."""
    for option in reversed(
        (
            click.option("--language", default="", callback=plain_name, metavar="CODE"),
            click.option(
                "--standing",
                type=click.Choice(["official", "copy", "translation"]),
                default="copy",
                show_default=True,
            ),
            click.option("--as-of", "as_of", default="", metavar="DAY", callback=latin),
            click.option("--pattern", default=""),
            click.option("--ocr", is_flag=True),
            click.option("--as-extracted", "as_extracted", is_flag=True),
            click.option("--replace", "again", is_flag=True),
            click.option("--yes", is_flag=True),
            lang_option,
        )
    ):
        command = option(command)
    return command


def _describing(command: Function) -> Function:
    """Add the options that say more of a law that a case does not have yet."""
    for option in reversed(
        (
            click.option("--short", default=""),
            click.option("--number", default="", callback=latin),
            click.option("--year", default="", callback=latin),
            click.option("--introduced", default="", metavar="DAY", callback=latin),
            click.option("--amends", multiple=True, metavar="LAW"),
        )
    ):
        command = option(command)
    return command


@law.command()
@click.argument("case")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", "law_id", required=True, callback=plain_name)
@click.option("--title", default="")
@click.option("--kind", type=KindChoice(get_args(LawKind)), default="act", show_default=True)
@click.option("--in-force", default="", metavar="DAY", callback=latin)
@click.option("--source", "sources", multiple=True, metavar="KEY")
@_describing
@_reading
def add(
    case: str,
    file: Path,
    law_id: str,
    title: str,
    kind: LawKind,
    in_force: str,
    sources: tuple[str, ...],
    lang: str,
    **how: Any,
) -> None:
    """Read the text of a law from FILE and add both to a CASE."""
    from assess.app.laws import add_law, addable, completed
    from assess.base.output import seen

    root, way = own_case(case), _how(how)
    before = seen(root)
    loaded, labels = open_files(root, (lang,)).at_all(), labels_of(lang)
    known = loaded.law(law_id)
    begin = coarse_day(in_force, "--in-force")
    new = replace(_described(how), id=law_id, title=title, kind=kind, sources=sources)
    new = replace(new, in_force=begin)
    if known is None:
        addable(root, loaded, new, before)
    text = _text(file, law_id, way, labels, lang)
    if known is not None:
        click.echo(labels.law.exists.format(law=law_id))
        _attach(root, loaded, known, text, way, how["yes"], lang, before)
        return
    full = completed(loaded, new)
    proposal = add_law(root, loaded, full, text, way, labels, lang, before)
    _finish(proposal, text, how["yes"], lang, _completed_lines(new, full, labels))


def _described(given: dict[str, Any]) -> NewLaw:
    """Return what the options of `_describing` say of a law."""
    from assess.app.laws import NewLaw
    from assess.model.typed import common_year

    return NewLaw(
        "",
        "",
        "act",
        (),
        short=given["short"],
        number=given["number"],
        year=common_year(given["year"]),
        introduced=coarse_day(given["introduced"], "--introduced"),
        amends=given["amends"],
    )


def _completed_lines(new: NewLaw, full: NewLaw, labels: Labels) -> Iterator[str]:
    """Yield what was taken from the title of a law, and which laws it amends."""
    if (new.number, new.year) != (full.number, full.year):
        number, year = full.number or "–", full.year or "–"
        yield labels.law.numbered.format(number=number, year=year)
    if full.amends:
        yield labels.law.amends.format(laws=labels.comma.join(full.amends))


@law.command()
@click.argument("case")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--law", "law_id", required=True, metavar="ID")
@_reading
def attach(case: str, file: Path, law_id: str, lang: str, **how: Any) -> None:
    """Read the text of a law from FILE and bring it together with the provisions that a CASE has of it."""
    from assess.app.citing import known_law
    from assess.base.output import seen

    root, way = own_case(case), _how(how)
    before = seen(root)
    loaded = open_files(root, (lang,)).at_all()
    known = known_law(loaded, law_id)
    text = _text(file, known.id, way, labels_of(lang), lang)
    _attach(root, loaded, known, text, way, how["yes"], lang, before)


def _how(given: dict[str, Any]) -> How:
    """Return the options of `_reading` as the reader of laws takes them."""
    from assess.app.laws import How

    return How(
        given["language"],
        given["standing"],
        coarse_day(given["as_of"], "--as-of"),
        given["pattern"],
        given["ocr"],
        given["again"],
        given["as_extracted"],
    )


def _text(file: Path, law_id: str, how: How, labels: Labels, lang: str) -> LawText:
    """Read a file and return its text as it was understood; print what the reader is not sure of."""
    from assess.app.laws import read_text

    read = read_text(file, law_id, how, today())
    language = read.text.language
    click.echo(labels.law.read.format(file=file.name, format=read.format, language=language))
    for line in read.lines(labels):
        click.echo(f"! {line}")
    return read.noted(labels, lang)


def _attach(
    root: Path,
    case: Case,
    law: Law,
    text: LawText,
    how: How,
    yes: bool,
    lang: str,
    before: Seen,
) -> None:
    from assess.app.laws import attach_text

    labels = labels_of(lang)
    attached = attach_text(root, case, law, text, how, labels, before)
    alignment = attached.alignment
    more = [*_carried_lines(attached.carried, labels), *_aligned_lines(alignment, labels)]
    _finish(attached.proposal, alignment.text, yes, lang, more)


def _carried_lines(carried: Carried, labels: Labels) -> Iterator[str]:
    """Yield how many corrections of an earlier version were made, and each whose line is not there any more."""
    from assess.cli.law_mend import correction_line

    if not carried.fitting and not carried.left:
        return
    words = labels.mending
    yield words.carried.format(number=len(carried.fitting), left=len(carried.left))
    for correction in carried.left:
        yield words.left.format(correction=correction_line(correction, labels))


def _aligned_lines(alignment: Alignment, labels: Labels) -> Iterator[str]:
    """Yield what came together and what did not, where the law has provisions."""
    from assess.law.structure.tree import named

    own_labels = labels.law
    total = len(alignment.matched) + len(alignment.guessed) + len(alignment.provisions_left)
    if not total:
        return
    yield own_labels.matched.format(number=total - len(alignment.provisions_left), total=total)
    for provision, unit in alignment.guessed:
        yield own_labels.guessed.format(provision=provision, unit=unit)
    if alignment.provisions_left:
        yield own_labels.provisions_left.format(
            ids=labels.semicolon.join(alignment.provisions_left)
        )
    if alignment.units_left:
        left = labels.semicolon.join(named(unit, labels) for unit in alignment.units_left)
        yield own_labels.units_left.format(ids=left)


def _finish(
    proposal: Proposal, text: LawText, yes: bool, lang: str, more: Iterable[str] = ()
) -> None:
    """Show what was understood, ask, and write."""
    from assess.app.laws import write_law
    from assess.base.problems import render
    from assess.law.structure.tree import tree_lines

    labels = labels_of(lang)
    for line in (*tree_lines(text, labels), *more):
        click.echo(line)
    if not agreed(proposal.files, yes, lang, fault_labels().law.not_asked):
        return
    faults = write_law(proposal, today())
    click.echo(labels.law.written.format(files=labels.comma.join(proposal.files)))
    if faults:
        click.echo(labels.law.quotations)
        for fault in faults:
            click.echo(render(fault, fault_labels().problems))
