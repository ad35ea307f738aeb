"""Types that are kept true by machine: the labels by name, the codes of problems."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from assess.base.problems import NOWHERE, problem
from assess.load.blocks import Block, text_at
from assess.load.labels import labels

ROOT = Path(__file__).parent.parent


def checked(code: str, tmp_path: Path) -> list[str]:
    """Return what mypy says of a piece of code, a line a fault."""
    path = tmp_path / "piece.py"
    path.write_text(code, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "--hide-error-context"]
    command += ["--follow-imports=silent", "--cache-dir", str(tmp_path / "cache"), str(path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert not run.stderr, run.stderr
    return [line.partition("piece.py:")[2] for line in run.stdout.splitlines()]


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


def test_a_misspelt_label_is_a_fault_to_the_type_checker(tmp_path: Path) -> None:
    code = """
from assess.load.labels import labels
words = labels("ar")
good: str = words.sentences.part + words.ratings["C"].letter + words.states.met.label
good += words.problems["unknown-law"].says + words.months["1"] + words.migrate["from"]
good += words.method[0]["heading"]
words.sentences.prat
words.ratings["C"].lable
words.sentences.part.letter
"""
    faults = checked(code, tmp_path)
    assert [fault.partition(":")[0] for fault in faults] == ["7", "8", "9"], "\n".join(faults)


def test_a_text_under_a_computed_key_is_a_text() -> None:
    block: Block[object] = labels("en").compared
    assert text_at(block, "unstated") == labels("en").compared.unstated
    with pytest.raises(TypeError, match="“cells” is not one text"):
        text_at(block, "cells")
    with pytest.raises(KeyError):
        text_at(block, "no_such_label")


def test_an_unknown_code_is_refused_before_and_at_run_time(tmp_path: Path) -> None:
    code = """
from assess.base.problems import NOWHERE, problem
problem("unknown-law", NOWHERE)
problem("unknown-lawyer", NOWHERE)
"""
    faults = checked(code, tmp_path)
    assert [fault.partition(":")[0] for fault in faults] == ["4"], "\n".join(faults)
    with pytest.raises(LookupError, match="“unknown-lawyer”.*assess/base/problems.py"):
        problem("unknown-lawyer", NOWHERE)
