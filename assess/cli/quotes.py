"""The command `lexgap quotes`: every quotation of a case beside the text of the law that it is taken from."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import click

from assess.cli.options import lang_option
from assess.cli.spoken import command
from assess.cli.work import print_json, read_whole, words

if TYPE_CHECKING:
    from assess.law.quotes.check import QuoteCheck, QuoteState
    from assess.speak.words import Words


@command("quotes")
@click.argument("case")
@click.option("--strict", is_flag=True)
@click.option("--only-open", is_flag=True)
@click.option("--json", "as_json", is_flag=True)
@lang_option
def quotes(case: str, strict: bool, only_open: bool, as_json: bool, lang: str) -> None:
    """Check every quotation of a CASE against the loaded texts of the laws, without any guessing."""
    from assess.law.quotes.check import QuoteChecker, check_quotes, counted

    loaded, said = read_whole(case, lang), words(lang)
    checker = QuoteChecker(loaded)
    checks = check_quotes(loaded, checker)
    unverified = sum(not one.verified for one in checks)
    shown = [checker.explained(one) for one in checks if not (only_open and one.verified)]
    if as_json:
        rows = [_data(check, said) for check in shown]
        print_json({"counts": counted(checks), "quotations": rows})
    else:
        for one in shown:
            click.echo("\n".join(_lines(one, said)))
        click.echo(_sum(counted(checks), said))
        if strict and unverified:
            click.echo(said.labels.quotes.strict.format(number=unverified), err=True)
    sys.exit(1 if strict and unverified else 0)


def _sum(counts: Mapping[QuoteState, int], said: Words) -> str:
    labels = said.labels.quotes
    if not counts:
        return labels.none
    states = (f"{said.label('quote_states', state)}: {number}" for state, number in counts.items())
    return labels.counts.format(
        total=sum(counts.values()), states=said.labels.semicolon.join(states)
    )


def _lines(one: QuoteCheck, said: Words) -> Iterator[str]:
    """Yield where a quotation stands and its state; below it, of an open one, what helps to mend it."""
    from assess.speak.quotations import elsewhere, quote_note, quote_state

    labels = said.labels.quotes
    yield labels.line.format(
        place=one.citation.place,
        state=said.say(quote_state(one)),
        element=one.element,
        provision=one.provision or said.many(one.citation.provision),
        language=one.language,
    )
    if not one.verified:
        yield f"    {labels.quotation.format(text=' '.join(one.quote.split()))}"
    yield from (f"    {line}" for line in said.say(quote_note(one)).splitlines())
    if one.piece and one.piece != one.quote:
        yield f"    {labels.piece.format(text=one.piece)}"
    if one.reason == "no_language":
        yield f"    {labels.loaded.format(languages=said.many(one.loaded))}"
    if one.nearest:
        yield f"    {labels.nearest.format(text=marked_text(one.nearest))}"
    elif one.state == "not_found" and one.reason not in ("order", "apart"):
        yield f"    {labels.nearest_none}"
    if one.elsewhere:
        yield f"    {labels.elsewhere.format(places=said.labels.semicolon.join(elsewhere(one, said)))}"


def marked_text(nearest: Iterable[tuple[str, str]]) -> str:
    """Return the nearest wording in one line: [-only in the quotation-] and {+only in the law+}."""
    forms = {"same": "{}", "quoted": "[-{}-]", "law": "{{+{}+}}"}
    return " ".join(forms[mark].format(text) for mark, text in nearest)


def _data(one: QuoteCheck, said: Words) -> dict[str, object]:
    from assess.speak.quotations import elsewhere

    return {
        "path": one.citation.place.path,
        "line": one.citation.place.line,
        "element": one.element,
        "cited": list(one.citation.provision),
        "language": one.language,
        "quote": one.quote,
        "state": one.state,
        "reason": one.reason,
        "provision": one.provision,
        "units": list(one.units),
        "times": one.times,
        "steps": list(one.steps),
        "skipped": list(one.skipped),
        "checked_against": one.standing,
        "nearest": [{"mark": mark, "text": text} for mark, text in one.nearest],
        "elsewhere": elsewhere(one, said),
    }
