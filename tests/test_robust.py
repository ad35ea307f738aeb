"""Whatever is in the files: problems come back, never an exception, and nothing is lost beside the fault."""

from __future__ import annotations

import random
import shutil
import tempfile
from datetime import date
from pathlib import Path

from conftest import GOOD, messages
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.case import load_case
from assess.rating import rate
from assess.standing import Reading
from assess.yamlfile import read

FILES = sorted(path.relative_to(GOOD).as_posix() for path in GOOD.rglob("*.yaml"))
SLIPS = ("", "- ", "x: y", "  - a: [", "'", "\t", "key: &a", "*a", "!!python/object:os.system x", "? [a]", "{", "}: {",
         "place: here", "element: 2.take", "in_force: 9999-99-99", "grade: [met]", "sources:", "\u202e",
         "%YAML 9.9", "---")


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
@given(st.sampled_from(FILES), st.integers(0, 10_000), st.sampled_from(["cut", "twice", "slip", "indent", "half"]))
def test_any_slip_in_a_case_is_a_problem_or_harmless(name: str, seed: int, kind: str) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "case"
        shutil.copytree(GOOD, folder)
        path = folder / name
        lines = path.read_text().splitlines()
        at = chance.randrange(len(lines))
        lines[at:at + 1] = {"cut": [], "twice": [lines[at]] * 2, "slip": [lines[at], chance.choice(SLIPS)],
                            "indent": ["   " + lines[at]], "half": [lines[at][:len(lines[at]) // 2]]}[kind]
        path.write_text("\n".join(lines))
        assert isinstance(messages(folder), list)
        case, problems = load_case(folder)
        assert case is not None or problems
        if case is not None:
            rate(case, Reading(date(2016, 1, 1), ("B1",)))


def test_billion_laughs_and_deep_nesting_are_refused_in_no_time(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n"
                                      for n in range(12))
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
    path.write_text("no: No\nnumber: 1.10\noctal: 010\ntime: 3:15\nday: 2015-06-01\nempty:\ntilde: ~\nnull_: null\n")
    data = read(path)[0].data
    assert {key: value for key, value in data.items() if key != "place"} == {
        "no": "No", "number": "1.10", "octal": "010", "time": "3:15", "day": "2015-06-01", "null_": "null"}


def test_one_faulty_entry_leaves_the_others(folder: Path) -> None:
    path = folder / "findings/01.yaml"
    path.write_text(path.read_text().replace('- {provision: "L1:1", grade: met', '- {provision: "L1:1", grade: good'))
    case, problems = load_case(folder)
    assert [one.code for one in problems] == ["unknown-value"] and len(case.findings) == 8
    law = folder / "laws/L1.yaml"
    law.write_text(law.read_text().replace("summary: Punishes rude words.", "sumary: Punishes rude words."))
    case, _ = load_case(folder)
    assert [one.id for one in case.law("L1").provisions] == ["1", "2", "3"] and "L1:4" in case.left_out
