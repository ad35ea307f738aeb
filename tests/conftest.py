"""What the tests share: a small invented case to change, and the real sample."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from assess import paths
from assess.case import load_case
from assess.checks import check, check_instrument
from assess.labels import labels
from assess.problems import render

GOOD = Path(__file__).parent / "good"
TODAY = date(2026, 11, 24)

#: Files of tests that go over the same lines again and again. They run in half the time where coverage is not counted,
#: and the other files reach those lines too.
UNCOUNTED = {"test_nothing_lost", "test_quotes_hostile", "test_readers_hostile", "test_release", "test_rendering",
             "test_retrieval_corpora", "test_robust", "test_structure", "test_workbook_hostile",
             "test_workbook_office", "test_workbook_random", "test_yamledit"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the tests of those files out of the count of coverage."""
    for item in items:
        if item.path.stem in UNCOUNTED:
            item.add_marker("no_cover")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small good case, to be changed by a test."""
    target = tmp_path / "case"
    shutil.copytree(GOOD, target)
    return target


@pytest.fixture(scope="session")
def jordan():
    """The worked sample, read once."""
    case, problems = load_case(paths.sample("jordan"))
    assert case is not None and not problems
    return case


def messages(folder: Path, today: date = TODAY) -> list[str]:
    """Read and check a case; return its messages with paths relative to the folder."""
    case, found = load_case(folder)
    found = [*found, *(check_instrument(case.instrument) if case else ()), *(check(case, today) if case else ())]
    return [render(one, labels().problems).replace(f"{folder}/", "") for one in found]


def edit(folder: Path, name: str, *pairs: tuple[str, str]) -> None:
    """Change texts of a file, each of which must be there."""
    text = (folder / name).read_text()
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    (folder / name).write_text(text)
