"""The interface for analysts: frames of cases on days and with bills, and of States side by side."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

import assess
from assess.country.export import rating_data
from assess.load.labels import labels
from assess.speak.words import Words

GOOD = Path(__file__).parent / "good"
NOTEBOOK = Path(__file__).parent.parent / "docs" / "analysis.ipynb"


def test_importing_it_loads_nothing_heavy_and_names_are_those_that_it_has() -> None:
    code = (
        "import sys, assess; names = dir(assess);"
        "print([name for name in ('pandas', 'numpy', 'yaml', 'click') if name in sys.modules], names)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.startswith("[]")
    assert set(assess.__all__) <= set(dir(assess))
    assert all(getattr(assess, name) is not None for name in assess.__all__)


def test_problems_of_a_case_are_an_attribute(tmp_path: Path) -> None:
    opened = assess.open_case(GOOD)
    assert opened.case is not None and opened.problems == ()
    broken = assess.open_case(tmp_path)
    assert broken.case is None and [fault.code for fault in broken.problems] == ["file-missing"]
    with pytest.raises(assess.LexgapError) as told:
        assess.rate_on(broken, "2020-01-01")
    assert "case.yaml" in "".join(told.value.__notes__)


def test_frames_say_what_the_data_say_in_types_of_their_own() -> None:
    opened = assess.open_case("tilmara")
    days = ["2019-06-01", date(2022, 1, 1)]
    articles = assess.articles_frame(opened, days)
    elements = assess.elements_frame(opened, days)
    citations = assess.citations_frame(opened, days)
    for day, as_of in zip(days, ("2019-06-01", "2022-01-01"), strict=True):
        data = rating_data(assess.rate_on(opened, day), Words(labels("en"), "en"))
        wanted = json.loads(json.dumps(data["articles"]))
        rows = articles[articles["as_of"] == as_of]
        assert rows["rating"].tolist() == [row["rating"] for row in wanted]
        assert rows["rating_low"].astype(object).where(
            rows["rating_low"].notna(), None
        ).tolist() == [row["rating_low"] for row in wanted]
        listed = [element for row in wanted for element in row["elements"]]
        assert elements[elements["as_of"] == as_of]["state"].tolist() == [
            element["state"] for element in listed
        ]
        assert len(citations[citations["as_of"] == as_of]) == sum(
            len(element["citations"]) for element in listed
        )
    assert articles["as_of"].dtype.kind == "M" and articles["elements_met"].dtype == "Int64"
    assert list(articles["rating_low"].cat.categories) == ["NC", "PC", "LC", "C"]
    assert articles["rating_low"].cat.ordered and not elements["state"].cat.ordered
    assert elements["article"].iloc[0] == "1" and "article_sort" in elements


def test_a_bill_is_assumed_and_one_that_cannot_be_is_told() -> None:
    with_bill = assess.elements_frame("tilmara", "2026-01-01", ["TM-BILL-2025-2"])
    without = assess.elements_frame("tilmara", "2026-01-01")
    assert with_bill["assume"].iloc[0] == ["TM-BILL-2025-2"] and without["assume"].iloc[0] == []
    assert not with_bill["state"].equals(without["state"])
    for request, words in (
        (lambda: assess.rate_on("jordan", "2019-01-01", ["NONE"]), "NONE"),
        (lambda: assess.rate_on("jordan", "yesterday"), "2016-01-01"),
        (lambda: assess.articles_frame("jordan", []), "2016-01-01"),
    ):
        with pytest.raises(assess.LexgapError) as told:
            request()
        assert words in "".join(told.value.__notes__)


def test_states_side_by_side_are_matrices() -> None:
    states = assess.compare(["tilmara@2019-06-01", "tilmara@2022-01-01"], language="ar")
    assert list(states.articles.columns) == ["XTM@2019-06-01", "XTM@2022-01-01"]
    assert states.articles.shape == (35, 2) and states.left_out.empty
    low, high = states.articles_at_least, states.articles_at_most
    certain = low.notna() & high.notna()
    assert certain.to_numpy().sum() > 40
    for key in low:
        assert (low[key][certain[key]] <= high[key][certain[key]]).all()
        alone = assess.articles_frame("tilmara", key.partition("@")[2]).set_index("article")
        assert states.articles[key].to_dict() == alone["rating"].to_dict()
    assert states.elements.shape[0] == len(assess.elements_frame("tilmara", "2022-01-01"))
    assert states.columns["as_of"].dt.year.tolist() == [2019, 2022]
    assert states.columns["state"].iloc[0] == "تلمارا"
    assert isinstance(states.table("changes"), pd.DataFrame)


def test_quotations_and_suggestions_are_frames() -> None:
    quotes = assess.quotes("tilmara")
    assert set(quotes["state"]) == {"exact", "normalised"} and quotes["verified"].all()
    suggested = assess.suggest("tilmara", ["2"], top=3)
    assert len(suggested) == 3 and set(suggested["asked"]) == {"2"}
    with pytest.raises(assess.LexgapError):
        assess.suggest("tilmara", ["99"])


def test_the_notebook_runs(tmp_path: Path) -> None:
    nbformat = pytest.importorskip("nbformat")
    client = pytest.importorskip("nbclient")
    book = nbformat.read(NOTEBOOK, as_version=4)
    assert all(not cell.get("outputs") for cell in book.cells), "it is kept without outputs"
    done = client.NotebookClient(
        book, timeout=300, resources={"metadata": {"path": str(NOTEBOOK.parent.parent)}}
    ).execute()
    outputs = [output for cell in done.cells for output in cell.get("outputs", ())]
    assert sum("image/png" in output.get("data", {}) for output in outputs) == 2
    assert not [output for output in outputs if output["output_type"] == "error"]
