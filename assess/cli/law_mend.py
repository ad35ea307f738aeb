"""The commands `lexgap law show` and `lexgap law edit`: the whole tree of a text, and its corrections."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assess.app.cases import case_path, open_files, own_case
from assess.cli.options import Day, Function, lang_option, latin, typed
from assess.cli.spoken import command, wrong_value
from assess.cli.work import agreed, fault_labels, labels_of, today

if TYPE_CHECKING:
    from assess.app.mending import Mended
    from assess.law.structure.mending import Edit
    from assess.load.labels import Labels
    from assess.model.lawtext import Correction, LawText

_MOST = 40  # changes that are shown


def _moment(ctx: click.Context, param: click.Parameter, value: str) -> date | str | None:
    """Return the day that was typed, or the word for the text as enacted."""
    return value or None if value in ("", "enacted") else Day().convert(value, param, ctx)


def _which(function: Function) -> Function:
    """Add the options that say which text of a law is meant."""
    function = click.option("--as-of", default="", metavar="DAY", callback=_moment)(function)
    return click.option("--language", default="", metavar="CODE", callback=typed)(function)


@command("show")
@click.argument("case")
@click.argument("law", metavar="LAW")
@_which
@click.option("--doubts", is_flag=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path))
@lang_option
def show(
    case: str,
    law: str,
    language: str,
    as_of: date | str | None,
    doubts: bool,
    out: Path | None,
    lang: str,
) -> None:
    """Print the whole tree of a text of a LAW: every line with its depth, its id, and what is not certain."""
    from assess.app.mending import held_text, tree_file
    from assess.base.output import replace_content
    from assess.law.structure.tree import whole_lines

    loaded, labels = open_files(case_path(case), (lang,)).at_all(), labels_of(lang)
    text = held_text(loaded, law, language, as_of)
    if out is not None:
        replace_content(out, b"\xef\xbb\xbf" + tree_file(text, labels).encode())
        click.echo(out)
        return
    click.echo(_named(text, labels))
    for line in whole_lines(text, labels, doubts):
        click.echo(line)


def _named(text: LawText, labels: Labels) -> str:
    version = (
        labels.quotes.version.format(day=text.as_of) if text.as_of else labels.comparison.enacted
    )
    return labels.mending.text.format(law=text.law, language=text.language, version=version)


def _edits(function: Callable) -> Callable:
    """Add an option for each correction of a line."""
    for name in ("article", "text", "heading", "join", "out", "in"):
        function = click.option(
            f"--{name}", f"edit_{name}", multiple=True, metavar="UNIT", callback=latin
        )(function)
    for name, form in (("split", "UNIT=WORDS"), ("number", "UNIT=NUMBER")):
        function = click.option(
            f"--{name}", f"edit_{name}", multiple=True, metavar=form, callback=typed_pairs
        )(function)
    return function


def typed_pairs(
    ctx: click.Context, param: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Return what was typed as UNIT=VALUE; refuse what has no equals sign, or nothing beside it."""
    for value in values:
        typed(ctx, param, value)
        unit, sign, rest = value.partition("=")
        if not (unit.strip() and sign and rest.strip()):
            raise wrong_value("pair", ctx, param, value=value)
    return values


@command("edit")
@click.argument("case")
@click.argument("law", metavar="LAW")
@_edits
@click.option("--tree", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--undo", is_flag=False, flag_value=1, default=0, type=click.IntRange(0, 10))
@click.option("--list", "listed", is_flag=True)
@click.option("--follow", is_flag=True)
@_which
@click.option("--by", envvar="LEXGAP_BY", default="", metavar="NAME", callback=typed)
@click.option("--yes", is_flag=True)
@lang_option
def edit(
    case: str,
    law: str,
    tree: Path | None,
    undo: int,
    listed: bool,
    follow: bool,
    language: str,
    as_of: date | str | None,
    by: str,
    yes: bool,
    lang: str,
    **lines: tuple[str, ...],
) -> None:
    """Correct the tree of a text of a LAW, line by line or as a file; corrections are kept for the next version."""
    from assess.app import mending
    from assess.base.output import seen

    labels, edits = labels_of(lang), list(_asked(lines))
    mending.one_way(edits, tree, undo, listed)
    root = case_path(case) if listed else own_case(case)
    before = seen(root)
    loaded = open_files(root, (lang,)).at_all()
    text = mending.held_text(loaded, law, language, as_of)
    if listed:
        _list(text, labels)
        return
    who = mending.Who(by.strip(), today())
    if tree is not None:
        mended = mending.edited_tree(root, loaded, text, tree, who, before)
    elif undo:
        mended = mending.taken_back(root, loaded, text, undo, before)
    else:
        mended = mending.edited_lines(root, loaded, text, edits, who, before)
    mended = mending.followed(loaded, mended) if follow else mended
    _finish(mended, follow, yes, lang)


def _asked(lines: dict[str, tuple[str, ...]]) -> Iterator[Edit]:
    from assess.law.structure.mending import ACTS, Edit
    from assess.model.numbers import latin_digits

    for act in ACTS:
        for value in lines[f"edit_{act}"]:
            unit, _, rest = value.partition("=")
            rest = latin_digits(rest) if act == "number" else rest
            yield Edit(act, latin_digits(unit).strip(), rest.strip())


def _list(text: LawText, labels: Labels) -> None:
    from assess.app.mending import asked

    click.echo(_named(text, labels))
    corrections = asked(text)
    for correction in corrections:
        click.echo(correction_line(correction, labels))
    if not corrections:
        click.echo(labels.mending.none)


def correction_line(correction: Correction, labels: Labels) -> str:
    """Return a correction in words: which line, what was settled, by whom and when."""
    words = labels.mending
    line = " ".join(filter(None, (correction.label, correction.words)))
    if correction.split:
        settled = words.split.format(words=correction.split)
    elif correction.join:
        settled = words.join
    else:
        depth = correction.level if correction.level is not None else 0
        settled = words.kinds[correction.kind].format(number=correction.number, depth=depth + 1)
    who = labels.comma.join(text for text in (correction.by, str(correction.day or "")) if text)
    whole = words.line.format(article=correction.article, line=line, settled=settled)
    return f"{whole} ({who})" if who else whole


def _finish(mended: Mended, follow: bool, yes: bool, lang: str) -> None:
    """Show what changes, ask, and write."""
    from assess.app.mending import write_mended
    from assess.base.problems import render

    labels = labels_of(lang)
    words = labels.mending
    if not mended.proposal.files:
        click.echo(words.same)
        return
    for line in _change_lines(mended, labels, follow):
        click.echo(line)
    if not agreed(mended.proposal.names, yes, lang, fault_labels().mending.not_asked):
        return
    faults = write_mended(mended, today())
    click.echo(labels.law.written.format(files=labels.comma.join(mended.proposal.names)))
    if faults:
        click.echo(labels.law.quotations)
        for fault in faults:
            click.echo(render(fault, fault_labels().problems))


def _change_lines(mended: Mended, labels: Labels, follow: bool) -> Iterator[str]:
    from assess.law.structure.tree import shortened

    words = labels.mending
    for correction in mended.corrections:
        yield correction_line(correction, labels)
    for change in mended.changes[:_MOST]:
        form = (
            words.renamed if change.old and change.new else words.new if change.new else words.gone
        )
        yield form.format(old=change.old, new=change.new, words=shortened(change.words))
    if len(mended.changes) > _MOST:
        yield words.more.format(number=len(mended.changes) - _MOST)
    if not mended.changes:
        yield words.same_ids
    for change in mended.cut:
        form = words.cited_renamed if follow else words.cited if change.new else words.cited_gone
        yield form.format(number=change.cited, old=change.old, new=change.new)
