"""Print how well provisions are found: among labelled provisions of countries, and in a whole book of laws."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import engines
from book import whole_book
from measure import Country, head, key, mean, measure, read, row

from assess.law.finder.index import build_index
from assess.law.finder.suggest import Suggester
from assess.law.finder.terms import all_terms
from assess.law.structure.language import language_of
from assess.load.instruments import load_instrument


def main() -> None:
    """Run what the command line asks for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("provisions", type=Path)
    options.add_argument("gold", type=Path)
    options.add_argument("--instrument", default="budapest")
    options.add_argument("--book", type=Path, help="a whole book of the country")
    options.add_argument("--country", default="", help="code of the country whose book it is")
    options.add_argument("--engines", action="store_true", help="compare with other engines")
    asked = options.parse_args()
    instrument, _ = load_instrument(asked.instrument)
    countries = read(asked.provisions, asked.gold)
    terms = all_terms(instrument)
    head("core laws")
    found = [table(one, instrument, terms) for one in countries.values() if one.scored()]
    row("mean, lists only", mean([one for one in found if one]))
    if asked.engines:
        for one in countries.values():
            engines.compare(one, terms, instrument)
    if asked.book:
        whole_book(asked.book, countries[asked.country], instrument, terms)


def table(country: Country, instrument, terms):
    """Measure one country with the engine as it is shipped; None where no list has its language."""
    languages = sorted(
        {
            language_of("\n".join(one.text for one in country.passages if one.law == law)) or "?"
            for law in {one.law for one in country.passages}
        }
    )
    name = f"{country.code} ({', '.join(languages)})"
    if not set(languages) & set(terms):
        row(f"{name}: no list", measure(country.scored(), lambda article: []))
        return None
    start = time.perf_counter()
    with build_index(":memory:", country.passages, terms) as index:
        suggester = Suggester(index, instrument)
        result = measure(
            country.scored(),
            lambda article: [key(one.law, one.ref) for one in suggester.suggest(article, 10)],
        )
    row(name, result)
    print(
        f"{'':<26} {time.perf_counter() - start:.1f} s for {len(country.passages)} provisions, index and answers"
    )
    return result


if __name__ == "__main__":
    main()
