"""The command `lexgap not-found`: the statement that somebody searched for the rest of an article and found nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from assess.app.cases import at_depth, own_case
from assess.cli.options import Day, coarse_day, depth_option, lang_option, latin, typed
from assess.cli.spoken import command
from assess.cli.work import fault_labels, read_case, today, words, write_agreed

if TYPE_CHECKING:
    from assess.app.statements import Search
    from assess.model.case import Case
    from assess.model.terms import Depth
    from assess.speak.words import Words


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
    depth: Depth | None,
    yes: bool,
    lang: str,
) -> None:
    """Say in one act that somebody searched for what is open in articles of a CASE and found nothing."""
    from assess.app.statements import state_search
    from assess.base.output import seen

    own_words, root = words(lang), own_case(case)
    before = seen(root)
    loaded = at_depth(read_case(case, lang), depth)
    search = state_search(
        root,
        loaded,
        names,
        by,
        as_of,
        today(),
        _ids(laws),
        coarse_day(since, "--since"),
        coarse_day(until, "--until"),
        note,
        before,
    )
    click.echo("\n".join(_lines(loaded, search, own_words)))
    if search.proposal:
        write_agreed(search.proposal, yes, lang, fault_labels().statements.not_asked)


def _ids(laws: tuple[str, ...]) -> list[str]:
    """Return the ids of laws that are named in several options, or with commas in one."""
    named = ",".join(laws).replace("،", ",").split(",")
    return [law.strip() for law in named if law.strip()]


def _lines(case: Case, search: Search, own_words: Words) -> Iterator[str]:
    """Yield what will be stated of which elements, article by article, and what is left alone."""
    labels, statements, searched = own_words.labels.statements, search.statements, search.searched
    if not statements.elements:
        yield labels.nothing
    else:
        laws = own_words.many(own_words.law(law) for law in case.laws if law.id in searched.laws)
        yield labels.heading.format(by=searched.by, day=own_words.day(searched.on), laws=laws)
    for article in case.instrument.articles:
        own = [element for element in statements.elements if element.article == article.article]
        if own:
            yield labels.article.format(
                article=article.article, heading=own_words.text(article.heading), number=len(own)
            )
            yield from (f"  {own_words.element(element)} ({element.id})" for element in own)
    if statements.answered:
        yield labels.answered.format(number=len(statements.answered))
    if statements.deeper:
        yield labels.deeper.format(number=len(statements.deeper))
