"""The command `lexgap agree`: two assessments of one State side by side, and what is decided between them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import click

from assess.cli.options import reading_options, typed
from assess.cli.spoken import command, wrong
from assess.cli.work import case_path, make_reading, read_case, words

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
    from assess.rating.agreement import agreements, compare

    if decided and (not into or not by.strip()):
        raise wrong("adjudicate")
    if into and not decided:
        raise wrong("into")
    if sum((bool(decided), bool(output), as_json)) > 1:
        raise wrong("exclusive-agree")
    first, second = read_case(case_a, lang), read_case(case_b, lang)
    found, said = compare(first, second, make_reading(first, as_of, assume)), words(lang)
    if decided and into:
        click.echo(_adjudicated(case_path(case_a), found, decided, into, by.strip(), said))
    elif output:
        from assess.forms.adjudication import write_adjudication

        write_adjudication(found, said, output)
        click.echo(said.labels.agree.written.format(path=output, number=len(found.differences)))
    elif as_json:
        _print_json(found, agreements(found), said)
    else:
        click.echo("\n".join(_lines(found, agreements(found), said)))


def _adjudicated(root: Path, found, file: Path, into: Path, by: str, said) -> str:
    from assess.forms.adjudicated import adjudicate
    from assess.forms.adjudication import read_adjudication
    from assess.review.steps import Move

    decisions = read_adjudication(file, found, said)
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    adjudicate(root, found, decisions, Move("adjudicate", (), by, at), into)
    return said.labels.agree.adjudicated.format(number=len(decisions), path=into)


def _lines(found, sums, said) -> Iterator[str]:
    from assess.answers import element_answer
    from assess.forms.adjudication import cited, noted

    labels = said.labels.agree
    yield labels.heading.format(
        a=said.text(found.first.profile.assessed_by) or found.first.profile.id,
        b=said.text(found.second.profile.assessed_by) or found.second.profile.id,
        day=said.day(found.reading.as_of),
    )
    for one in found.differences:
        yield ""
        yield f"{said.called(one.element)}  [{labels.kinds[one.kind]}]  {said.text(one.element.asks)}"
        for name, standing, case in (
            ("A", one.first, found.first),
            ("B", one.second, found.second),
        ):
            yield f"  {name}: {said.state(standing.state, one.element.option).label}"
            answer = element_answer(standing, case, found.reading)
            for line in (*cited(answer, said), *noted(answer, said)):
                yield f"       {line}"
    yield ""
    for one in sums:
        yield f"{said.text(one.part.title) if one.part else labels.whole}: {_sum(one, labels)}"
    yield labels.note


def _sum(one, labels) -> str:
    share = (
        "–" if one.share is None else f"{math.floor(1000 * one.share) / 10:g} %"
    )  # 100 % is all of them
    kappa = labels.undefined[one.why] if one.kappa is None else f"{one.kappa:.2f}"
    return labels.sum.format(
        agreed=one.agreed, compared=one.compared, share=share, kappa=kappa, out=one.left_out
    )


def _print_json(found, sums, said) -> None:
    import json

    from assess.answers import element_answer
    from assess.forms.adjudication import cited, noted

    click.echo(
        json.dumps(
            {
                "schema": SCHEMA,
                "as_of": found.reading.as_of.isoformat(),
                "assume": list(found.reading.assume),
                "cases": [
                    {
                        "case": one.profile.id,
                        "assessed_by": str(one.profile.assessed_by),
                        "case_sha256": one.digest,
                    }
                    for one in (found.first, found.second)
                ],
                "agreement": [
                    {
                        "part": one.part.id if one.part else None,
                        "compared": one.compared,
                        "agreed": one.agreed,
                        "share": one.share,
                        "kappa": one.kappa,
                        "undefined": one.why or None,
                        "left_out": one.left_out,
                    }
                    for one in sums
                ],
                "disagreements": [
                    {
                        "element": one.element.id,
                        "name": said.text(one.element.name) or None,
                        "part": one.part,
                        "kind": one.kind,
                        **{
                            name: {
                                "state": two.state,
                                "citations": list(
                                    cited(element_answer(two, case, found.reading), said)
                                ),
                                "notes": list(
                                    noted(element_answer(two, case, found.reading), said)
                                ),
                            }
                            for name, two, case in (
                                ("a", one.first, found.first),
                                ("b", one.second, found.second),
                            )
                        },
                    }
                    for one in found.differences
                ],
            },
            ensure_ascii=False,
            indent=2,
        )
    )
