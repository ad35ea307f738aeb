"""The command `lexgap questions`: what a checklist asks of an article, with the sentence of every grade."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from assess.app.cases import case_path, header
from assess.base import paths
from assess.cli import tongue
from assess.cli.options import depth_option, latin, own_lang_option
from assess.cli.spoken import command, wrong
from assess.cli.work import words

if TYPE_CHECKING:
    from assess.model.instrument import Element, Instrument
    from assess.model.terms import Depth
    from assess.speak.words import Words

_BUILT_IN = "budapest"


@command("questions")
@click.argument(
    "names", nargs=-1, required=True, callback=latin, metavar="[CASE] ARTICLES|ELEMENTS..."
)
@click.option("--instrument", default="", metavar="ID|FOLDER|CASE")
@depth_option
@own_lang_option
def questions(names: tuple[str, ...], instrument: str, depth: Depth | None, lang: str) -> None:
    """Print the questions of articles with their weights and the sentence of every grade."""
    from assess.app.questions import asked, is_case, read_checklist

    where = instrument or (names[0] if is_case(names[0]) else _BUILT_IN)
    names = names[1:] if where != instrument and where == names[0] else names
    if where not in paths.checklists() and is_case(where):
        lang = tongue.language(case=header(case_path(where), "language"))
    checklist, own = read_checklist(where, lang)
    if not names:
        raise wrong("no-articles")
    elements, left = asked(checklist, names, depth or own)
    click.echo("\n".join(_lines(checklist, elements, left, words(lang))))


def _lines(
    instrument: Instrument, asked: list[Element], left: int, own_words: Words
) -> Iterator[str]:
    labels = own_words.labels.questions
    for article in instrument.articles:
        own = [each_element for each_element in asked if each_element.article == article.article]
        if own:
            yield own_words.labels.comma.join(
                (f"{own_words.labels.article} {article.article}", own_words.text(article.heading))
            )
            yield from _wrapped(own_words.text(article.duty), 2)
            yield ""
        for element in own:
            yield from _element(element, own_words)
            yield ""
    if left:
        yield labels.left.format(number=left)
    yield from _wrapped(labels.more, 0)


def _element(element: Element, own_words: Words) -> Iterator[str]:
    labels = own_words.labels.questions
    weight = own_words.label("weights", element.weight) if element.weight else ""
    kept = own_words.many(
        (
            weight,
            own_words.label("levels", element.level),
            labels.paragraph.format(source=element.source),
        )
    )
    yield f"{own_words.element(element)} ({element.id})  [{kept}]"
    yield from _wrapped(own_words.text(element.asks), 2)
    for grade, text in element.criteria.items():
        mark = own_words.state(grade, element.option)
        yield from _wrapped(
            labels.grade.format(letter=mark.letter, label=mark.label, text=own_words.text(text)), 4
        )
    if element.party_act:
        yield from _wrapped(labels.party_act, 4)


def _wrapped(text: str, indent: int) -> list[str]:
    from assess.country.printing import width

    return textwrap.wrap(
        text,
        width(),
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2),
        break_on_hyphens=False,
    )
