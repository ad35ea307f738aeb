"""Whatever is in the files: problems come back, never an exception, and nothing is lost beside the fault."""

from __future__ import annotations

import random
import re
import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest
from conftest import GOOD, messages
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.country import build_view
from assess.country.export import rating_csv
from assess.country.printing import explain_lines, rating_lines
from assess.files.yamlfile import read
from assess.load.cases import load_case
from assess.load.labels import labels
from assess.rating.force import Reading
from assess.rating.rate import rate
from assess.reports import REPORTS, write_report
from assess.speak.words import Words

FILES = sorted(path.relative_to(GOOD).as_posix() for path in GOOD.rglob("*.yaml"))
SLIPS = (
    "",
    "- ",
    "x: y",
    "  - a: [",
    "'",
    "\t",
    "key: &a",
    "*a",
    "!!python/object:os.system x",
    "? [a]",
    "{",
    "}: {",
    "place: here",
    "element: 2.take",
    "in_force: 9999-99-99",
    "grade: [met]",
    "sources:",
    "\u202e",
    "%YAML 9.9",
    "---",
)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_an_exception(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.yaml"
        path.write_bytes(data)
        document, problems = read(path)
        assert isinstance(problems, list)
        assert document.data is not None


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(FILES),
    st.integers(0, 10_000),
    st.sampled_from(["cut", "twice", "slip", "indent", "half"]),
)
def test_any_slip_in_a_case_is_a_problem_or_harmless(name: str, seed: int, kind: str) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "case"
        shutil.copytree(GOOD, folder)
        path = folder / name
        lines = path.read_text().splitlines()
        at = chance.randrange(len(lines))
        lines[at : at + 1] = {
            "cut": [],
            "twice": [lines[at]] * 2,
            "slip": [lines[at], chance.choice(SLIPS)],
            "indent": ["   " + lines[at]],
            "half": [lines[at][: len(lines[at]) // 2]],
        }[kind]
        path.write_text("\n".join(lines))
        assert isinstance(messages(folder), list)
        case, problems = load_case(folder)
        assert case is not None or problems
        if case is not None:
            rate(case, Reading(date(2016, 1, 1), ("B1",)))


def test_billion_laughs_and_deep_nesting_are_refused_in_no_time(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(12)
    )
    path = tmp_path / "bomb.yaml"
    path.write_text(bomb)
    assert {one.code for one in read(path)[1]} == {"yaml-alias"}
    path.write_text("[" * 50_000)
    assert [one.code for one in read(path)[1]][0] in ("yaml-depth", "yaml-syntax")
    path.write_text("".join("  " * depth + "a:\n" for depth in range(300)))
    assert {one.code for one in read(path)[1]} == {"yaml-depth"}


def test_text_values_survive_as_typed(tmp_path: Path) -> None:
    """Country code NO, paragraph 1.10, a time and a date are texts; an empty value is a key left out."""
    path = tmp_path / "a.yaml"
    path.write_text(
        "no: No\nnumber: 1.10\noctal: 010\ntime: 3:15\nday: 2015-06-01\nempty:\ntilde: ~\nnull_: null\n"
    )
    data = read(path)[0].data
    assert {key: value for key, value in data.items() if key != "place"} == {
        "no": "No",
        "number": "1.10",
        "octal": "010",
        "time": "3:15",
        "day": "2015-06-01",
        "null_": "null",
    }


def test_one_faulty_entry_leaves_the_others(folder: Path) -> None:
    path = folder / "findings/01.yaml"
    path.write_text(
        path.read_text().replace(
            '- {provision: "L1:1", grade: met', '- {provision: "L1:1", grade: good'
        )
    )
    case, problems = load_case(folder)
    assert [one.code for one in problems] == ["unknown-value"] and len(case.findings) == 8
    law = folder / "laws/L1.yaml"
    law.write_text(
        law.read_text().replace("summary: Punishes rude words.", "sumary: Punishes rude words.")
    )
    case, _ = load_case(folder)
    assert [one.id for one in case.law("L1").provisions] == [
        "1",
        "2",
        "3",
    ] and "L1:4" in case.left_out


def codes(folder: Path) -> list[str]:
    return [one.code for one in load_case(folder)[1]]


@pytest.mark.parametrize(
    "text, code",
    [
        ("- element: 2.take\n", "wrong-shape"),
        ("finding:\n- element: 2.take\n", "unknown-key"),
        ("findings\n", "wrong-shape"),
        ("findings: []\nplace: here\n", "unknown-key"),
    ],
)
def test_nothing_in_a_file_is_passed_over_in_silence(folder: Path, text: str, code: str) -> None:
    (folder / "findings/02.yaml").write_text(text)
    assert codes(folder) == [code]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "~\n"])
def test_an_empty_file_is_one_problem_where_something_must_stand_and_none_where_not(
    folder: Path, text: str
) -> None:
    (folder / "surplus.yaml").write_text(text)
    (folder / "findings/02.yaml").write_text(text)
    assert codes(folder) == []
    (folder / "laws/L2.yaml").write_text(text)
    (folder / "laws/L3.yaml").write_text("id: [")
    assert sorted(codes(folder)) == ["wrong-shape", "yaml-syntax"]


def test_the_other_ending_of_yaml_is_read_and_what_a_system_left_is_not(folder: Path) -> None:
    before = load_case(folder)[0]
    (folder / "laws/B1.yaml").rename(folder / "laws/B1.yml")
    (folder / "findings/01.yaml").rename(folder / "findings/01.YAML")
    (folder / "laws/._L1.yaml").write_bytes(b"\x00\x05\x16\x07")
    after = load_case(folder)[0]
    assert codes(folder) == []
    assert {law.id for law in after.laws} == {"L1", "B1"} and len(after.findings) == len(
        before.findings
    )


def test_a_path_written_for_windows_leads_to_the_checklist(folder: Path) -> None:
    path = folder / "case.yaml"
    path.write_text(path.read_text().replace("./checklist/", ".\\checklist"))
    assert codes(folder) == [] and load_case(folder)[0].instrument.id == "mini"


@pytest.mark.parametrize("value", ["[2010]", "{a: b}", "[[x], {y: z}]"])
def test_a_list_where_a_date_should_stand_is_a_problem(folder: Path, value: str) -> None:
    path = folder / "laws/L1.yaml"
    text = path.read_text().replace("in_force: 2010-05-01", f"in_force: {value}")
    path.write_text(text.replace("kind: act", f"kind: {value}"))
    said = "\n".join(messages(folder))
    assert f"“{value}” cannot stand under “in_force”: a date was expected" in said
    assert f"“{value}” is not a value of “kind”" in said


@pytest.mark.parametrize(
    "text, code",
    [
        ("elements:\n  2.take:\n    asks: [a]\n", "bad-value"),
        ("elements:\n  2.take: why\n", "wrong-shape"),
        ("elements: [2.take]\n", "wrong-shape"),
        ("elements:\n  2.take:\n    ask: why\n", "unknown-key"),
        ("element:\n  2.take: {}\n", "unknown-key"),
        ("- a\n", "wrong-shape"),
        ('articles:\n  "2":\n    drafting: [Name it.]\n', "wrong-shape"),
        ('articles:\n  "2":\n    leaves_open: [{a: [b]}]\n', "bad-value"),
        ("elements:\n  2.take:\n    criteria: {good: yes}\n", "unknown-value"),
    ],
)
def test_a_fault_in_a_translation_is_a_problem_and_leaves_the_original(
    folder: Path, text: str, code: str
) -> None:
    (folder / "checklist/lang").mkdir()
    (folder / "checklist/lang/fr.yaml").write_text(text)
    case, problems = load_case(folder)
    assert [one.code for one in problems] == [code] and problems[0].at.path.endswith("fr.yaml")
    assert str(case.instrument.element("2.take").asks) == "Is taking a thing an offence?"


def test_braces_in_the_users_texts_are_no_places_to_fill(folder: Path, tmp_path: Path) -> None:
    keys = "title|country|short|heading|summary|asks|note|gap|action|text|holds|address"
    for path in folder.rglob("*.yaml"):
        path.write_text(
            re.sub(
                f"({keys}): ([A-Z].*)",
                r'\1: "\2 {x} {0} {} %s {{ y }} {% z %} [[w]]"',
                path.read_text(),
            )
        )
    case, problems = load_case(folder)
    assert not problems
    for reading in (
        Reading(date(2016, 1, 1)),
        Reading(date(2016, 1, 1), ("B1",)),
        Reading(date.min),
        Reading(date.max),
    ):
        view = build_view(case, reading, "en", date(2026, 1, 1))
        laws = (*view.laws, *(view.ahead.laws if view.ahead else ()))
        assert all(
            "{x} {0} {} %s {{ y }} {% z %} [[w]]" in text for text in (view.country, laws[1].title)
        )
        for kind in REPORTS:
            assert write_report(view, kind, tmp_path / "out").stat().st_size > 5_000
        rating, words = rate(case, reading), Words(labels("en"), "en")
        said = [
            *rating_lines(rating, words),
            *(line for one in rating.articles for line in explain_lines(rating, one, words)),
        ]
        assert any("{x}" in line for line in said) and rating_csv(rating, words)
