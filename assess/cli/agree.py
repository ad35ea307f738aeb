"""The command `lexgap agree`: two assessments of one State side by side, and what is decided between them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assess.app.cases import case_path
from assess.cli.options import reading_options, typed
from assess.cli.spoken import command, wrong
from assess.cli.work import now, print_json, read_case, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.load.label_types import AgreeLabels
    from assess.model.case import Case
    from assess.rating.agreement import Agreement, Comparison, Pair
    from assess.rating.standing import Standing
    from assess.speak.words import Words

SCHEMA = "lexgap-agree-1"


@command()
@click.argument("case_a")
@click.argument("case_b")
@reading_options
@click.option("--json", "as_json", is_flag=True)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.xlsx"
)
@click.option(
    "--adjudicate",
    "decided",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE.xlsx",
)
@click.option("--into", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--by", envvar="LEXGAP_BY", default="", metavar="NAME", callback=typed)
def agree(
    case_a: str,
    case_b: str,
    as_of: date,
    assume: tuple[str, ...],
    lang: str,
    as_json: bool,
    output: Path | None,
    decided: Path | None,
    into: Path | None,
    by: str,
) -> None:
    """Compare two assessments: CASE_A and CASE_B, made of one State with one checklist by two assessors."""
    from assess.app import assessors
    from assess.rating.agreement import agreements

    if decided and (not into or not by.strip()):
        raise wrong("adjudicate")
    if into and not decided:
        raise wrong("into")
    if sum((bool(decided), bool(output), as_json)) > 1:
        raise wrong("exclusive-agree")
    first, second = read_case(case_a, lang), read_case(case_b, lang)
    comparison, years = assessors.compare_assessments(first, second, as_of, assume), words(lang)
    labels = years.labels.agree
    if decided and into:
        number = assessors.adjudicate(
            case_path(case_a), comparison, decided, into, by, now(), years
        )
        click.echo(labels.adjudicated.format(number=number, path=into))
    elif output:
        number = assessors.write_differences(comparison, output, years)
        click.echo(labels.written.format(path=output, number=number))
    elif as_json:
        print_json(_data(comparison, agreements(comparison), years))
    else:
        click.echo("\n".join(_lines(comparison, agreements(comparison), years)))


def _lines(comparison: Comparison, sums: Sequence[Agreement], own_words: Words) -> Iterator[str]:
    labels = own_words.labels.agree
    yield labels.heading.format(
        a=own_words.text(comparison.first.profile.assessed_by) or comparison.first.profile.id,
        b=own_words.text(comparison.second.profile.assessed_by) or comparison.second.profile.id,
        day=own_words.day(comparison.reading.as_of),
    )
    for pair in comparison.differences:
        element = pair.element
        yield ""
        kind = labels.kinds[pair.kind or ""]  # of a difference there is one always
        yield f"{own_words.called(element)}  [{kind}]  {own_words.text(element.asks)}"
        for name, standing, case in _sides(pair, comparison):
            yield f"  {name.upper()}: {own_words.state(standing.state, element.option).label}"
            yield from (f"       {line}" for line in _answer(standing, case, comparison, own_words))
    yield ""
    for agreement in sums:
        part = own_words.text(agreement.part.title) if agreement.part else labels.whole
        yield f"{part}: {_sum(agreement, labels)}"
    yield labels.note


def _sides(pair: Pair, comparison: Comparison) -> tuple[tuple[str, Standing, Case], ...]:
    return ("a", pair.first, comparison.first), ("b", pair.second, comparison.second)


def _answer(
    standing: Standing, case: Case, comparison: Comparison, own_words: Words
) -> Iterator[str]:
    """Yield what an assessor answers: citations, then notes."""
    from assess.answers import element_answer
    from assess.forms.adjudication import cited, noted

    answer = element_answer(standing, case, comparison.reading)
    yield from cited(answer, own_words)
    yield from noted(answer, own_words)


def _sum(agreement: Agreement, labels: AgreeLabels) -> str:
    share, kappa = "–", labels.undefined[agreement.why] if agreement.kappa is None else ""
    if agreement.share is not None:
        share = f"{math.floor(1000 * agreement.share) / 10:g} %"  # 100 % is all of them
    if agreement.kappa is not None:
        kappa = f"{agreement.kappa:.2f}"
    return labels.sum.format(
        agreed=agreement.agreed,
        compared=agreement.compared,
        share=share,
        kappa=kappa,
        out=agreement.left_out,
    )


def _data(comparison: Comparison, sums: Sequence[Agreement], own_words: Words) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "as_of": comparison.reading.as_of.isoformat(),
        "assume": list(comparison.reading.assume),
        "cases": [
            {
                "case": case.profile.id,
                "assessed_by": str(case.profile.assessed_by),
                "case_sha256": case.digest,
            }
            for case in (comparison.first, comparison.second)
        ],
        "agreement": [
            {
                "part": agreement.part.id if agreement.part else None,
                "compared": agreement.compared,
                "agreed": agreement.agreed,
                "share": agreement.share,
                "kappa": agreement.kappa,
                "undefined": agreement.why or None,
                "left_out": agreement.left_out,
            }
            for agreement in sums
        ],
        "disagreements": [
            _disagreement(pair, comparison, own_words) for pair in comparison.differences
        ],
    }


def _disagreement(pair: Pair, comparison: Comparison, own_words: Words) -> dict[str, object]:
    from assess.answers import element_answer
    from assess.forms.adjudication import cited, noted

    data: dict[str, object] = {
        "element": pair.element.id,
        "name": own_words.text(pair.element.name) or None,
        "part": pair.part,
        "kind": pair.kind,
    }
    for name, standing, case in _sides(pair, comparison):
        answer = element_answer(standing, case, comparison.reading)
        data[name] = {
            "state": standing.state,
            "citations": list(cited(answer, own_words)),
            "notes": list(noted(answer, own_words)),
        }
    return data
