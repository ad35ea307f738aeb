"""Labelled provisions of real laws, which are not part of the project: what is found must not grow less."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from assess.law.finder.index import build_index
from assess.law.finder.suggest import Suggester
from assess.law.finder.terms import all_terms
from assess.load.instruments import load_instrument

ROOT = Path(__file__).parent.parent
CORPORA = ROOT.parent / "shared/corpora"


@pytest.mark.skipif(
    not (CORPORA / "gold-dev.csv").exists(),
    reason="the labelled provisions are not part of the project",
)
def test_most_principal_provisions_are_among_the_first_ten(monkeypatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    sys.modules.pop("measure", None)
    from measure import key, mean, measure, read

    instrument, _ = load_instrument("budapest")
    terms = all_terms(instrument)
    found = []
    for country in read(CORPORA / "provisions-dev.jsonl.gz", CORPORA / "gold-dev.csv").values():
        with build_index(":memory:", country.passages, terms) as index:
            suggester = Suggester(index, instrument)
            if suggester.searches:
                found.append(
                    measure(
                        country.scored(),
                        lambda article: [
                            key(one.law, one.ref) for one in suggester.suggest(article, 10)
                        ],
                    )
                )
    assert len(found) == 4 and mean(found).recall5 >= 0.88 and mean(found).recall10 >= 0.95
    assert mean(found).ndcg >= 0.78
