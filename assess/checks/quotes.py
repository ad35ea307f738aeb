"""Checks of the quotations: words that the cited provision does not have, and words that could be meant elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from assess.base.problems import Problem, problem
from assess.law.quotes.check import check_quotes
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
            "why": f"@quote_{quote.reason}",
        }
        if quote.state == "not_found":
            where = quote.units[0] if quote.reason in HABITS else quote.provision
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
