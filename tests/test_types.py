"""Types that are kept true by machine: the labels by name, the codes of problems."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from assess.base.problems import NOWHERE, problem
from assess.load.blocks import Block, text_at
from assess.load.labels import labels

ROOT = Path(__file__).parent.parent


LABELS = """
from assess.load.labels import labels
words = labels("ar")
good: str = words.sentences.part + words.ratings["C"].letter + words.states.met.label
good += words.problems["unknown-law"].says + words.months["1"] + words.migrate["from"]
good += words.method[0]["heading"]
words.sentences.prat
words.ratings["C"].lable
words.sentences.part.letter
"""
CODES = """
from assess.base.problems import NOWHERE, problem
problem("unknown-law", NOWHERE)
problem("unknown-lawyer", NOWHERE)
"""


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The lines of two pieces of code in which the type checker finds a fault, by piece."""
    folder = tmp_path_factory.mktemp("typed")
    for name, code in (("labelled", LABELS), ("coded", CODES)):
        (folder / f"{name}.py").write_text(code, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "--hide-error-context"]
    command += ["--follow-imports=silent", "--cache-dir", str(folder / "cache")]
    command += [str(folder / "labelled.py"), str(folder / "coded.py")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert not run.stderr, run.stderr
    return {
        name: re.findall(rf"^.*{name}\.py:(\d+):", run.stdout, re.MULTILINE)
        for name in ("labelled", "coded")
    }


def label_maker() -> ModuleType:
    """Return the tool that makes the types of the labels."""
    path = ROOT / "tools" / "make_label_types.py"
    spec = importlib.util.spec_from_file_location("make_label_types", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_types_of_labels_are_those_of_the_english_file() -> None:
    maker = label_maker()
    made = maker.label_types(maker.english())
    assert maker.TYPES.read_text(encoding="utf-8") == made, (
        "Labels were added, removed or renamed: renew their types with "
        "`python -m tools.make_label_types`."
    )


def test_a_misspelt_label_is_a_fault_to_the_type_checker(faulty: dict[str, list[str]]) -> None:
    assert faulty["labelled"] == ["7", "8", "9"]


def test_a_text_under_a_computed_key_is_a_text() -> None:
    block: Block[object] = labels("en").compared
    assert text_at(block, "unstated") == labels("en").compared.unstated
    with pytest.raises(TypeError, match="“cells” is not one text"):
        text_at(block, "cells")
    with pytest.raises(KeyError):
        text_at(block, "no_such_label")


def test_an_unknown_code_is_refused_before_and_at_run_time(faulty: dict[str, list[str]]) -> None:
    assert faulty["coded"] == ["4"]
    with pytest.raises(LookupError, match="“unknown-lawyer”.*assess/base/problems.py"):
        problem("unknown-lawyer", NOWHERE)
