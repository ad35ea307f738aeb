"""The interface for analysts: frames of cases on days and with bills, and of States side by side."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import assess
from assess import analysis
from assess.country.export import rating_csv, rating_data
from assess.load.labels import labels
from assess.speak.words import Words

GOOD = Path(__file__).parent / "good"
DOCS = Path(__file__).parent.parent / "docs"
NOTEBOOK = DOCS / "analysis.ipynb"
#: What is run of the page.
BLOCKS = re.findall(
    r"^```python\n(.*?)^```$", (DOCS / "analysis.md").read_text("utf-8"), re.M | re.S
)


def test_importing_it_loads_nothing_heavy_and_names_are_those_that_it_has() -> None:
    code = (
        "import sys, assess; names = dir(assess);"
        "heavy = ('pandas', 'numpy', 'yaml', 'click', 'pydantic_core', 'openpyxl', 'lxml');"
        "print([name for name in heavy if name in sys.modules], names)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.startswith("[]")
    assert assess.__all__ == sorted(assess._HOMES) and set(assess.__all__) <= set(dir(assess))
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


def test_articles_are_those_of_the_csv_and_elements_and_citations_those_of_the_json() -> None:
    """Every column of the data files is in the frames, and holds the same."""
    opened = assess.open_case("jordan")
    rating, words = assess.rate_on(opened, "2016-01-01"), Words(labels("ar"), "ar")
    articles = assess.articles_frame(opened, "2016-01-01", language="ar")
    lines = list(csv.DictReader(io.StringIO(rating_csv(rating, words))))
    assert list(articles.columns) == ["case", "as_of", "assume", *lines[0]]
    for line, row in zip(lines, records(articles), strict=True):
        for key, text in line.items():
            value = row[key]
            if isinstance(value, list):
                assert " ".join(value) == text, key
            else:
                assert ("" if value is None else str(value)) == text.removeprefix("'"), key
    elements = records(assess.elements_frame(opened, "2016-01-01", language="ar"))
    citations = records(assess.citations_frame(opened, "2016-01-01", language="ar"))
    wanted = []
    for article in rating_data(rating, words)["articles"]:
        wanted += article["elements"]
    cited = []
    for element in wanted:
        for citation in element.pop("citations"):
            cited.append({"element": element["element"], **citation})
    assert [{key: row[key] for key in wanted[0]} for row in elements] == wanted
    assert [{key: row[key] for key in cited[0]} for row in citations] == cited


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame with None for what is missing."""
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def test_categories_are_the_same_in_every_frame_so_that_frames_go_together() -> None:
    days = ["1990-01-01", "2012-01-01", "2024-01-01"]
    for frame in (assess.articles_frame, assess.elements_frame, assess.citations_frame):
        whole, small = frame("jordan", days), frame(GOOD, "2020-01-01")
        assert (whole.dtypes == small.dtypes).all(), frame.__name__
        assert (pd.concat([whole, small]).dtypes == whole.dtypes).all(), frame.__name__
        assert "category" in set(map(str, whole.dtypes))
    grades = assess.citations_frame("jordan", days)["grade"]
    assert list(grades.cat.categories) == ["contrary", "not_met", "partly", "met_otherwise", "met"]
    assert (grades >= "partly").sum() == grades.isin(["partly", "met_otherwise", "met"]).sum() > 0
    weights = assess.elements_frame("jordan", days)["weight"]
    assert list(weights.cat.categories) == ["detail", "main", "lead"] and weights.cat.ordered


def test_a_day_is_a_date_a_stamp_or_a_text() -> None:
    days = [date(2022, 1, 1), datetime(2022, 1, 1, 9), pd.Timestamp("2022-01-01"), "٢٠٢٢-٠١-٠١"]
    frame = assess.articles_frame(GOOD, days)
    assert set(frame["as_of"]) == {pd.Timestamp("2022-01-01")} and len(frame) % len(days) == 0
    assert assess.rate_on(GOOD, "today").reading.as_of == date.today()
    for day in ("2022", "", pd.NaT, 2022):
        with pytest.raises(assess.LexgapError) as told:
            assess.rate_on(GOOD, day)  # type: ignore[arg-type]
        assert [fault.code for fault in told.value.problems] == ["date-unreadable"]


def test_one_name_stands_for_a_list_of_one() -> None:
    alone = assess.elements_frame("tilmara", "2026-01-01", "TM-BILL-2025-2")
    pd.testing.assert_frame_equal(
        alone, assess.elements_frame("tilmara", "2026-01-01", ["TM-BILL-2025-2"])
    )
    assert assess.suggest("tilmara", "2", top=2)["asked"].tolist() == ["2", "2"]
    assert list(assess.compare("tilmara@2022-01-01").articles) == ["XTM@2022-01-01"]


@pytest.mark.parametrize(
    "request_of, names",
    [
        (lambda: assess.articles_frame(GOOD, "2022-01-01", language="xx"), "ar, en"),
        (lambda: assess.suggest("tilmara", "2", language="xx"), "ar, en"),
        (lambda: assess.compare(["tilmara"], language="xx"), "ar, en"),
        (lambda: assess.compare(["tilmara@2022-01-01"]).table("nothing"), "left_out"),
        (lambda: assess.compare(["nowhere@2022-01-01"]), "nowhere"),
        (lambda: assess.compare(["tilmara@2022"]), "2022"),
        (lambda: assess.compare(["tilmara@2022-01-01+NONE"]), "TM-BILL-2025-2"),
        (lambda: assess.compare([("tilmara", "soon")]), "soon"),
        (lambda: assess.compare(["tilmara"], since="soon"), "soon"),
        (lambda: assess.rate_on("nowhere", "2022-01-01"), "nowhere"),
        (lambda: assess.quotes("nowhere"), "nowhere"),
    ],
)
def test_an_unknown_name_is_told(request_of: Callable[[], object], names: str) -> None:
    with pytest.raises(assess.LexgapError) as told:
        request_of()
    assert names in "".join(told.value.__notes__)


def test_cases_to_compare_are_asked_for_in_any_form(tmp_path: Path) -> None:
    """By text, as opened, with a day and bills beside them, and in a folder whose name looks like a day."""
    folder = shutil.copytree(GOOD, tmp_path / "case@2016-01-01")
    alone = assess.compare([str(folder)]).columns
    assert alone["as_of"].tolist() == assess.compare([GOOD]).columns["as_of"].tolist()
    assert assess.compare([(folder, "2010-01-01")]).columns["as_of"].dt.year.tolist() == [2010]
    by_text = assess.compare(["tilmara@2026-01-01+TM-BILL-2025-2"])
    opened = assess.open_case("tilmara")
    by_parts = assess.compare([(opened, date(2026, 1, 1), ["TM-BILL-2025-2"])])
    pd.testing.assert_frame_equal(by_text.elements, by_parts.elements)
    assert assess.compare([]).articles.empty


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
    for matrix in (states.articles, states.elements, low, high):
        assert len(set(matrix.dtypes)) == 1, "States can be compared with one another"
    assert set(low.dtypes) == set(high.dtypes) and low.dtypes.iloc[0].ordered
    elements = states.table("elements")
    assert set(elements["state"]) == {"تلمارا"} and elements["standing"].notna().all()
    assert isinstance(states.table("changes"), pd.DataFrame)


def test_quotations_and_suggestions_are_frames() -> None:
    quotes = assess.quotes("tilmara")
    assert set(quotes["state"]) == {"exact", "normalised"} and quotes["verified"].all()
    suggested = assess.suggest("tilmara", ["2"], top=3)
    assert len(suggested) == 3 and set(suggested["asked"]) == {"2"}
    assert (assess.suggest("tilmara", ["2"], top=0).dtypes == suggested.dtypes).all()
    assert (assess.quotes(GOOD).columns == quotes.columns).all()
    with pytest.raises(assess.LexgapError):
        assess.suggest("tilmara", ["99"])


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_the_page_runs(block: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(block, "analysis.md", "exec"), {})
    assert len(capsys.readouterr().out.splitlines()) >= block.count("print(") > 0


def test_the_page_tells_of_every_public_name_of_the_interface() -> None:
    page = (DOCS / "analysis.md").read_text("utf-8")
    assert [name for name in analysis.__all__ if name not in page] == []


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
