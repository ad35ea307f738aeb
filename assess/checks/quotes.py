"""Checks of the quotations: words that the cited provision does not have, and words that could be meant elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from assess.base.problems import Problem, problem
from assess.law.quotes.check import QuoteCheck, check_quotes
from assess.law.quotes.habits import HABITS
from assess.model.case import Case


def quotes_stand(case: Case) -> Iterator[Problem]:
    """Quotations that do not stand in the provision cited, or do not say which place is meant.

    A quotation of which no text is loaded is no fault; `lexgap quotes --strict` asks for every one.
    """
    for quote in check_quotes(case) if case.texts else ():
        words = {
            "element": quote.element,
            "language": quote.language,
            "why": _why(quote),
        }
        if quote.state == "not_found":
            where = quote.units[0] if quote.reason in HABITS and quote.units else quote.provision
            yield problem("quote-not-found", quote.citation.place, provision=where, **words)
        elif quote.state == "ambiguous":
            yield problem("quote-ambiguous", quote.citation.place, places=quote.units, **words)
        elif quote.coming:
            yield problem(
                "quote-not-in-coming",
                quote.citation.place,
                element=quote.element,
                language=quote.language,
                provision=quote.provision,
                day=quote.coming,
            )


def _why(quote: QuoteCheck) -> str | list[str]:
    """Return why a quotation is not verified, in words of the language; of several habits, each by its name."""
    if quote.reason != "habits":
        return f"@quote_{quote.reason}"
    return ["@quote_habits", *(f"@habit_{name}" for name in quote.habits), "@quote_habits_end"]
