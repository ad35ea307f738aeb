"""The command `lexgap suggest`: which provisions are worth reading for an article or element, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assess.app.cases import case_path
from assess.cli.options import lang_option, latin
from assess.cli.spoken import command, wrong
from assess.cli.work import print_json, read_whole, today, words

if TYPE_CHECKING:
    from assess.law.finder.types import Suggestion
    from assess.model.case import Case
    from assess.speak.words import Words


@command("suggest")
@click.argument("case")
@click.argument("asked", nargs=-1, callback=latin)
@click.option("--law", default="", metavar="ID")
@click.option("--book", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--top", type=click.IntRange(1, 50), default=10, show_default=True)
@click.option("--json", "as_json", is_flag=True)
@click.option("--csv", "as_csv", is_flag=True)
@click.option("--write", is_flag=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
@lang_option
def suggest(
    case: str,
    asked: tuple[str, ...],
    law: str,
    book: Path | None,
    top: int,
    as_json: bool,
    as_csv: bool,
    write: bool,
    output: Path | None,
    lang: str,
) -> None:
    """Propose provisions of a CASE to read for articles (19), definitions (1.a) or elements (19.2.extension)."""
    from assess.app.searching import (
        csv_of,
        data_of,
        keep_suggestions,
        suggestions,
        write_suggestions,
    )

    if as_json and as_csv:
        raise wrong("exclusive-suggest")
    if write and book:
        raise wrong("write-book")
    loaded, years = read_whole(case, lang), words(lang)
    suggested = suggestions(loaded, asked, years, top, law, book)
    own_suggestions = suggested.suggestions
    for law_id, language in suggested.unsearched:
        click.echo(unsearched_line(law_id, language, years), err=True)
    if suggested.uncut:
        click.echo(years.labels.suggest.uncut.format(number=suggested.uncut), err=True)
    if as_json:
        print_json(data_of(own_suggestions, years))
    elif as_csv:
        click.echo(csv_of({book.name if book else "": own_suggestions}, years), nl=False)
    else:
        for name, listed in own_suggestions.items():
            click.echo("\n".join(_lines(name, listed, loaded, years)))
        click.echo(years.labels.suggest.disclaimer)
    if write:
        head = years.labels.suggest.head
        number, path = keep_suggestions(case_path(case), loaded, own_suggestions, head)
        click.echo(years.labels.suggest.kept.format(number=number, path=path), err=True)
    if output:
        write_suggestions(own_suggestions, output, loaded, years, today())
        click.echo(output, err=True)


def _lines(
    asked: str, listed: Sequence[Suggestion], loaded: Case, own_words: Words
) -> Iterator[str]:
    from assess.app.searching import asks

    labels = own_words.labels.suggest
    element = loaded.instrument.element(asked)
    form = labels.asked_element if element else labels.asked
    yield form.format(
        id=asked,
        name=own_words.called(element) if element else "",
        text=asks(asked, loaded.instrument, own_words),
    )
    if not listed:
        yield f"  {labels.none}"
    for suggestion in listed:
        law = loaded.law(suggestion.law)
        yield labels.line.format(
            score=f"{suggestion.score:.2f}",
            law=own_words.law(law) if law else suggestion.law_title or suggestion.law,
            provision=own_words.article(suggestion.ref, law.unit if law else ""),
            heading=f" {suggestion.heading}" if suggestion.heading else "",
        ).rstrip()
        yield f"        {labels.words.format(words=own_words.many(suggestion.words))}"
        if suggestion.missed:
            yield f"        {labels.missed.format(facets=own_words.many(suggestion.missed))}"
        if suggestion.definition:
            yield f"        {labels.definition.format(provision=suggestion.definition)}"
        yield f"        {labels.excerpt.format(text=suggestion.excerpt)}"


def unsearched_line(law: str, language: str, years: Words) -> str:
    """Return why a law was not searched; `language` is empty where it could not be told."""
    labels = years.labels.suggest
    return (
        labels.unsearched.format(law=law, language=language)
        if language
        else labels.untold.format(law=law)
    )
