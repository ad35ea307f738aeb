"""What the tests share: a small invented case to change, and the real sample."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from assess.base import paths
from assess.base.problems import render
from assess.checks import check, check_instrument
from assess.country import build_view
from assess.load.cases import load_case
from assess.load.labels import labels
from assess.rating.force import Reading
from assess.reports import write_report

os.environ["LC_ALL"] = "C.UTF-8"  # the commands speak English in tests, whoever runs them
os.environ.pop("LEXGAP_LANG", None)
os.environ["OMP_THREAD_LIMIT"] = (
    "1"  # threads of text recognition wait for each other where other tests run
)

GOOD = Path(__file__).parent / "good"
TODAY = date(2026, 12, 2)

#: Files of tests that go over the same lines again and again. They run in half the time where coverage is not counted,
#: and the other files reach those lines too.
UNCOUNTED = {
    "test_arabic",
    "test_excel",
    "test_nothing_lost",
    "test_quotes_hostile",
    "test_readers_hostile",
    "test_release",
    "test_rendered",
    "test_rendering",
    "test_retrieval_cli",
    "test_retrieval_corpora",
    "test_robust",
    "test_states_office",
    "test_structure",
    "test_word",
    "test_workbook_hostile",
    "test_workbook_office",
    "test_workbook_random",
    "test_yamledit",
}


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


@pytest.fixture(scope="session")
def printed(jordan, tmp_path_factory) -> dict[str, tuple[Path, Path]]:
    """The country report of the sample in 2016, by language, as Word and as PDF; made once for all processes."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / "printed"
    folder.mkdir(exist_ok=True)
    found = {
        code: folder / f"jordan-2016-01-01{ending}.docx"
        for code, ending in (("en", ""), ("ar", "-ar"))
    }
    with FileLock(folder / "lock"):
        if not all(one.with_suffix(".pdf").exists() for one in found.values()):
            for code in found:
                write_report(
                    build_view(jordan, Reading(date(2016, 1, 1)), code, TODAY), "word", folder
                )
            subprocess.run(
                [
                    "soffice",
                    "--headless",
                    f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                    "--convert-to",
                    "pdf",
                    "--outdir",
                    str(folder),
                    *map(str, found.values()),
                ],
                check=True,
                capture_output=True,
                timeout=400,
            )
    return {code: (one, one.with_suffix(".pdf")) for code, one in found.items()}


def messages(folder: Path, today: date = TODAY) -> list[str]:
    """Read and check a case; return its messages with paths relative to the folder."""
    case, found = load_case(folder)
    found = [
        *found,
        *(check_instrument(case.instrument) if case else ()),
        *(check(case, today) if case else ()),
    ]
    return [render(one, labels().problems).replace(f"{folder}/", "") for one in found]


def edit(folder: Path, name: str, *pairs: tuple[str, str]) -> None:
    """Change texts of a file, each of which must be there."""
    text = (folder / name).read_text()
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    (folder / name).write_text(text)
