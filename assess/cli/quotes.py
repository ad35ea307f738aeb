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

    loaded, years = read_whole(case, lang), words(lang)
    checker = QuoteChecker(loaded)
    checks = check_quotes(loaded, checker)
    unverified = sum(not check.verified for check in checks)
    shown = [checker.explained(check) for check in checks if not (only_open and check.verified)]
    if as_json:
        rows = [_data(check, years) for check in shown]
        print_json({"counts": counted(checks), "quotations": rows})
    else:
        for each_check in shown:
            click.echo("\n".join(_lines(each_check, years)))
        click.echo(_sum(counted(checks), years))
        if strict and unverified:
            click.echo(years.labels.quotes.strict.format(number=unverified), err=True)
    sys.exit(1 if strict and unverified else 0)


def _sum(counts: Mapping[QuoteState, int], own_words: Words) -> str:
    labels = own_words.labels.quotes
    if not counts:
        return labels.none
    states = (
        f"{own_words.label('quote_states', state)}: {number}" for state, number in counts.items()
    )
    return labels.counts.format(
        total=sum(counts.values()), states=own_words.labels.semicolon.join(states)
    )


def _lines(check: QuoteCheck, own_words: Words) -> Iterator[str]:
    """Yield where a quotation stands and its state; below it, of an open one, what helps to mend it."""
    from assess.law.quotes.check import ENACTED
    from assess.law.quotes.habits import HABITS
    from assess.speak.quotations import elsewhere, quote_note, quote_state

    labels = own_words.labels.quotes
    version = labels.version.format(day=check.version) if check.version else ""
    if check.version == ENACTED:
        version = own_words.labels.comparison.enacted
    yield labels.line.format(
        place=check.citation.place,
        state=own_words.say(quote_state(check)),
        element=check.element,
        provision=check.provision or own_words.many(check.citation.provision),
        language=own_words.labels.comma.join(filter(None, (check.language, version))),
    )
    if check.printed and check.printed != check.quote:
        yield f"    {labels.printed.format(text=' '.join(check.printed.split()))}"
    if not check.verified:
        yield f"    {labels.quotation.format(text=' '.join(check.quote.split()))}"
    yield from (f"    {line}" for line in own_words.say(quote_note(check)).splitlines())
    if check.coming:
        yield f"    {labels.coming.format(day=check.coming)}"
    if check.piece and check.piece != check.quote:
        yield f"    {labels.piece.format(text=check.piece)}"
    if check.reason == "no_language":
        yield f"    {labels.loaded.format(languages=own_words.many(check.loaded))}"
    if check.nearest:
        yield f"    {labels.nearest.format(text=marked_text(check.nearest))}"
    elif check.state == "not_found" and check.reason not in ("order", "apart", *HABITS):
        yield f"    {labels.nearest_none}"
    if check.elsewhere:
        yield f"    {labels.elsewhere.format(places=own_words.labels.semicolon.join(elsewhere(check, own_words)))}"


def marked_text(nearest: Iterable[tuple[str, str]]) -> str:
    """Return the nearest wording in one line: [-only in the quotation-] and {+only in the law+}."""
    forms = {"same": "{}", "quoted": "[-{}-]", "law": "{{+{}+}}"}
    return " ".join(forms[mark].format(text) for mark, text in nearest)


def _data(check: QuoteCheck, own_words: Words) -> dict[str, object]:
    from assess.speak.quotations import elsewhere

    return {
        "path": check.citation.place.path,
        "line": check.citation.place.line,
        "element": check.element,
        "cited": list(check.citation.provision),
        "language": check.language,
        "quote": check.quote,
        "printed": check.printed,
        "state": check.state,
        "reason": check.reason,
        "habits": list(check.habits),
        "provision": check.provision,
        "units": list(check.units),
        "times": check.times,
        "steps": list(check.steps),
        "skipped": list(check.skipped),
        "checked_against": check.standing,
        "version": check.version.lstrip("@"),
        "coming": check.coming,
        "nearest": [{"mark": mark, "text": text} for mark, text in check.nearest],
        "elsewhere": elsewhere(check, own_words),
    }
