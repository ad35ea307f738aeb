"""The measure of structure gives the figures that a person counts, and real laws do not get worse."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent.parent / "benchmarks"))

from structure import Figures, _pointed, measured, provisions, reading
from truth import Law, compared, law_of

ROOT = Path(__file__).parent.parent
CORPORA = ROOT.parent / "shared" / "corpora"
needs_corpora = pytest.mark.skipif(
    not (CORPORA / "nested-dev.jsonl.gz").exists(), reason="the corpora are not part of the project"
)

NESTED = [
    {
        "section": "all right",
        "units": [
            {"label": "(a)", "depth": 0, "text": "A lamp is:"},
            {"label": "(1)", "depth": 1, "text": "Green; or"},
            {"label": "(2)", "depth": 1, "text": "White."},
            {"label": "(b)", "depth": 0, "text": "A rope is red."},
        ],
    },
    # no list begins with its second item: whoever says so is wrong, and the reading counts as the one that is
    {
        "section": "another tree",
        "units": [
            {"label": "(a)", "depth": 0, "text": "A lamp is lit."},
            {"label": "(b)", "depth": 1, "text": "A rope is held."},
        ],
    },
]
ACT = {
    "act": "Lamps",
    "language": "en",
    "lines": [
        "1. A lamp is lit by night.",
        "2.—(1) A keeper holds—",
        "(a) a lamp;",
        "(b) a rope.",
        "(2) The rope is long.",
        "3. A rope is red.",
    ],
    # 2(1)(b) is not official, 2(3) and 4 are not in the text
    "sections": {"1": [], "2": ["2(1)", "2(1)(a)", "2(2)", "2(3)"], "3": [], "4": []},
}
PROVISIONS = [
    {"country": "esp", "law": "faroles", "ref": "Artículo 1", "heading": "", "text": "Hay luz."},
    # the last line reads as an article of which no provision knows
    {
        "country": "esp",
        "law": "faroles",
        "ref": "Artículo 2",
        "heading": "Cuerdas",
        "text": "Hay cuerda.\n\nArtículo 3.\n\nHay noche.",
    },
]


def packed(path: Path, entries: list[dict]) -> Path:
    """Write JSON lines, packed where the name says so."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(entry) + "\n" for entry in entries)
    return path


def test_nested_units_are_counted(tmp_path: Path) -> None:
    figures = measured(packed(tmp_path / "nested.jsonl.gz", NESTED))
    assert figures == {
        "nested": Figures(
            sections=2, right_sections=1, missing=1, silent=1, units=6, right=5, surplus_units=1
        )
    }


def test_sections_of_acts_are_counted(tmp_path: Path) -> None:
    figures = measured(packed(tmp_path / "acts.jsonl", [ACT, {**ACT, "language": "fr"}]))
    wanted = Figures(
        sections=4, right_sections=2, missing=2, silent=2, units=4, right=3, surplus_units=1
    )
    assert figures == {
        f"{form}, {language}": wanted
        for form in ("as printed", "with a point")
        for language in ("en", "fr")
    }
    twice = wanted + wanted
    assert (twice.sections, twice.units, twice.surplus_units) == (8, 8, 2)


def test_only_the_numbers_of_official_sections_get_a_point() -> None:
    official = {"3": [], "7.1": []}
    lines = ["3 (1) A", "7.1 B", "7.2 C", "3.5 metres", "Three 3 x", "3"]
    assert [_pointed(line, official) for line in lines] == ["3. (1) A", "7.1. B", *lines[2:]]


def test_articles_of_rebuilt_laws_are_counted(tmp_path: Path) -> None:
    (law,) = provisions(packed(tmp_path / "provisions.jsonl.gz", PROVISIONS))
    assert (law.law, law.true, law.right, law.surplus, law.clean, law.marked) == (
        "esp faroles",
        2,
        2,
        1,
        2,
        0,
    )


@pytest.fixture
def law(tmp_path: Path) -> Law:
    path = tmp_path / "lamps.yaml"
    path.write_text(
        """style: "any"
language: en
note: "any"
text: |2
  Keeping
  1. A keeper who:
  (a) sleeps; or
  (b) sings,
  is woken.
  Resting
  2. A lamp that is older than
    90. years rests.
  Ropes
  3. A rope is red.
units:
  "1": ["1.", "A keeper who:"]
  "1(a)": ["(a)", "sleeps; or"]
  "1(b)": ["(b)", "sings,"]
  "2": ["2.", "A lamp that is older"]
  "3": ["3.", "A rope is red."]
headings:
  "1": "Keeping"
  "2": "Resting"
  "3": "Ropes"
closing:
  - ["1", "is woken."]
doubt: ["2"]
""",
        encoding="utf-8",
    )
    return law_of(path)


def test_a_reading_is_compared_with_the_official_tree(law: Law) -> None:
    assert law.paragraphs[6] == "2. A lamp that is older than\n90. years rests."
    assert law.depths == (0, 0, 1, 1, 0, 0, 0, 0, 0)
    assert law.articles == {"1", "2", "3"}
    text = reading(law.paragraphs, "en")
    sound = compared(law, text)
    assert (sound.right, sound.units, sound.articles_right, sound.headings_right) == (5, 5, 3, 3)
    assert not (sound.silent or sound.needless)
    # (b) takes the words that close the article, and one more item is read
    changed = {"1(b)": {"wording": "sings,\nis woken."}, "1 closing": {"id": "1(c)"}}
    units = [replace(unit, **changed.get(unit.id, {})) for unit in text.units]
    units = [replace(u, kind="item", wording="") if u.id == "1(c)" else u for u in units]
    faulty = compared(law, replace(text, units=tuple(units)))
    assert (faulty.moved, faulty.surplus, faulty.wrong) == (("1",), ("1(c)",), ())
    assert faulty.silent == ("1(c)", "1 closing")
    # the same is no silent error where a unit of the article is marked, and a right unit that is marked is counted
    units = [replace(u, unsure="list_gap") if u.id in ("1(a)", "2") else u for u in units]
    marked = compared(law, replace(text, units=tuple(units)))
    assert marked.silent == () and marked.needless == ("1(a)",)
    # what is missing is looked for where its words went
    units = [unit for unit in text.units if unit.id != "1(b)"]
    assert compared(law, replace(text, units=tuple(units))).silent == ("1(b)",)


def test_the_measure_runs_from_the_command_line(tmp_path: Path, law: Law) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "law.txt").write_text(
        "Article 1. Lamps are lit.\n\nArticle 2. Ropes are red.\n", encoding="utf-8"
    )
    ran = subprocess.run(
        [
            sys.executable,
            str(ROOT / "benchmarks" / "structure.py"),
            str(packed(tmp_path / "nested.jsonl", NESTED)),
            str(packed(tmp_path / "provisions.jsonl", PROVISIONS)),
            str(folder),
            "--laws",
            str(tmp_path),
            "--faults",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    rows = [line.split() for line in ran.stdout.splitlines()]
    assert ["nested", "6", "83.33%", "0.00%", "1", "2", "50.00%", "1", "1", "0", "0", "0"] in rows
    assert ["esp", "faroles", "2", "2", "1", "2", "0"] in rows
    assert ["law.txt", "2", "2", "0", "all"] in rows
    assert any(row[:3] == ["lamps", "3/3", "0(0)"] for row in rows)


@needs_corpora
def test_real_sections_do_not_get_worse() -> None:
    (figures,) = measured(CORPORA / "nested-dev.jsonl.gz").values()
    assert figures.units == 3236 and figures.right >= 0.997 * 3236
    assert figures.silent == 0 and figures.marked <= 0.02 * figures.right
    acts = measured(CORPORA / "acts-dev.jsonl.gz")
    for form in ("as printed", "with a point"):
        for language in ("en", "fr"):
            figures = acts[f"{form}, {language}"]
            assert figures.right >= 0.995 * figures.units
            assert figures.missing <= 0.005 * figures.sections
            assert figures.silent <= 0.001 * figures.sections
            assert figures.marked <= 0.02 * figures.right and not figures.surplus_articles
