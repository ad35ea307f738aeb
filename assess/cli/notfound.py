"""The command `lexgap not-found`: the statement that somebody searched for the rest of an article and found nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date

import click

from assess.cli.options import Day, depth_option, lang_option, latin, typed
from assess.cli.spoken import command, wrong, wrong_value
from assess.cli.work import at_depth, labels_of, own_case, read_case, told, words


@command("not-found")
@click.argument("case")
@click.argument("names", nargs=-1, required=True, callback=latin, metavar="ARTICLES|ELEMENTS...")
@click.option("--by", envvar="LEXGAP_BY", default="", metavar="NAME", callback=typed)
@click.option("--laws", multiple=True, metavar="ID[,ID]")
@click.option("--as-of", type=Day(), default="today", show_default=True)
@click.option("--since", default="", metavar="DAY", callback=latin)
@click.option("--until", default="", metavar="DAY", callback=latin)
@click.option("--note", default="", metavar="TEXT", callback=typed)
@depth_option
@click.option("--yes", is_flag=True)
@lang_option
def not_found(
    case: str,
    names: tuple[str, ...],
    by: str,
    laws: tuple[str, ...],
    as_of: date,
    since: str,
    until: str,
    note: str,
    depth: str | None,
    yes: bool,
    lang: str,
) -> None:
    """Say in one act that somebody searched for what is open in articles of a CASE and found nothing."""
    from assess.base.output import seen
    from assess.base.problems import NOWHERE, LexgapError, problem
    from assess.review.statements import (
        Searched,
        covers,
        meant,
        readable_laws,
        searched_laws,
        statement_files,
    )

    if not by.strip():
        raise LexgapError([problem("review-nameless", NOWHERE)])
    root, said = own_case(case), words(lang)
    before = seen(root)
    loaded = at_depth(read_case(case, lang), depth)
    ids = [
        one.strip() for listed in laws for one in listed.replace("،", ",").split(",") if one.strip()
    ]
    searched = Searched(
        by.strip(),
        date.today(),
        searched_laws(loaded, ids)
        if ids
        else tuple(law.id for law in readable_laws(loaded, as_of)),
        _day(since, "--since"),
        _day(until, "--until"),
        note.strip(),
    )
    if not searched.laws:
        raise wrong("no-laws", day=as_of)
    if searched.since and searched.until and searched.until.last <= searched.since.first:
        raise LexgapError(
            [problem("dates-reversed", NOWHERE, id="not_found", since=since, until=until)]
        )
    if not covers(loaded, searched, as_of):
        raise wrong("search-uncovered", day=as_of)
    found = meant(loaded, names, as_of)
    click.echo("\n".join(_lines(loaded, found, searched, said)))
    if found.elements:
        _write(
            root,
            statement_files(root, loaded, found.elements, searched, as_of),
            before,
            yes,
            labels_of(lang),
        )


def _day(value: str, option: str):
    from assess.model.day import Day as Coarse

    try:
        return Coarse.parse(value) if value else None
    except ValueError:
        raise wrong_value("day", hint=option) from None


def _lines(case, found, searched, said) -> Iterator[str]:
    """Yield what will be stated of which elements, article by article, and what is left alone."""
    labels = said.labels.statements
    if not found.elements:
        yield labels.nothing
    else:
        laws = said.many(said.law(law) for law in case.laws if law.id in searched.laws)
        yield labels.heading.format(by=searched.by, day=said.day(searched.on), laws=laws)
    for article in case.instrument.articles:
        own = [one for one in found.elements if one.article == article.article]
        if own:
            yield labels.article.format(
                article=article.article, heading=said.text(article.heading), number=len(own)
            )
            yield from (f"  {said.element(one)} ({one.id})" for one in own)
    if found.answered:
        yield labels.answered.format(number=len(found.answered))
    if found.deeper:
        yield labels.deeper.format(number=len(found.deeper))


def _write(root, files: dict[str, bytes], before, yes: bool, labels) -> None:
    from assess.base.output import replace_files

    names = labels.comma.join(sorted(files))
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError(told().statements.not_asked)
        if not click.confirm(labels.law.ask.format(files=names)):
            click.echo(labels.law.nothing)
            return
    replace_files(root, files, before)
    click.echo(labels.law.written.format(files=names))
