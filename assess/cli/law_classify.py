"""The command `lexgap law classify`: what no element cites, listed, and put into the reverse table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, get_args

import click

from assess.app.cases import own_case
from assess.cli.options import lang_option, latin, typed
from assess.cli.spoken import command
from assess.cli.work import fault_labels, labels_of, read_case, read_whole, words, write_agreed
from assess.model.terms import Confidence, Treatment

if TYPE_CHECKING:
    from assess.model.lawtext import Unit
    from assess.rating.unplaced import Unplaced
    from assess.speak.words import Words


@command("classify")
@click.argument("case")
@click.argument("law", metavar="LAW", required=False, default="")
@click.argument("provisions", nargs=-1, callback=latin, metavar="PROVISIONS...")
@click.option("--as", "treatment", type=click.Choice(get_args(Treatment)))
@click.option("--concern", default="", metavar="TEXT", callback=typed)
@click.option("--suggestion", default="", metavar="TEXT", callback=typed)
@click.option("--source", "sources", multiple=True, metavar="KEY")
@click.option("--confidence", type=click.Choice(get_args(Confidence)))
@click.option("--replace", "replacing", is_flag=True)
@click.option("--yes", is_flag=True)
@lang_option
def classify(
    case: str,
    law: str,
    provisions: tuple[str, ...],
    treatment: Treatment | None,
    concern: str,
    suggestion: str,
    sources: tuple[str, ...],
    confidence: Confidence | None,
    replacing: bool,
    yes: bool,
    lang: str,
) -> None:
    """List what no element of a CASE cites, or say of provisions of a LAW how they stand towards the instrument."""
    from assess.app.classifying import Placing, classified, left_over
    from assess.app.wrong import WrongUse
    from assess.base.output import seen

    own_words, labels = words(lang), labels_of(lang).classifying
    if treatment is None and not provisions:
        left = left_over(read_whole(case, lang), law)
        for line in _listed(left, own_words):
            click.echo(line)
        return
    if treatment is None:
        raise WrongUse("classify")
    root = own_case(case)
    before = seen(root)
    placing = Placing(treatment, concern, suggestion, sources, confidence, replacing)
    done = classified(root, read_case(case, lang), law, provisions, placing, before, lang)
    if done.proposal is None:
        click.echo(labels.nothing)
        return
    click.echo(
        labels.placed.format(
            law=done.law,
            treatment=labels_of(lang).treatments[treatment],
            number=len(done.provisions),
        )
    )
    for number, head in done.provisions:
        click.echo(f"  {number}  {head}".rstrip())
    write_agreed(done.proposal, yes, lang, fault_labels().classifying.not_asked)


def _listed(laws: list[Unplaced], own_words: Words) -> Iterator[str]:
    """Yield each law with its runs, and in each the units with the words at their heads."""
    from assess.rating.unplaced import head_of

    labels = own_words.labels.classifying
    if not laws:
        yield labels.none
    for left in laws:
        yield labels.heading.format(law=own_words.law(left.law), id=left.law.id, number=left.number)
        name = _naming(left, own_words)
        for run in left.runs:
            if len(run.units) > 2:
                yield f"  {run.named(name)}:"
            indent = "    " if len(run.units) > 2 else "  "
            for unit in run.units:
                yield f"{indent}{name(unit)}  {head_of(unit)}".rstrip()
    if laws:
        yield labels.next


def _naming(left: Unplaced, own_words: Words) -> Callable[[Unit], str]:
    """Return what names a unit of a text by its number, as the language prints it: 39 مكررا, 4(أ)."""
    from assess.law.structure.tree import named
    from assess.model.case import printed_number
    from assess.model.lawtext import spelling

    def name(unit: Unit) -> str:
        own = spelling(unit.id, (left.text,))
        return named(printed_number(unit.id, own, own_words.language), own_words.labels)

    return name
