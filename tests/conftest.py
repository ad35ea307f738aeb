"""What the tests share: a small invented case to change, and the real sample."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import chromium
import pytest
from filelock import FileLock

from assess.base import paths
from assess.base.problems import Problem, render
from assess.checks import check, check_instrument
from assess.country import build_view
from assess.load.cases import load_case
from assess.load.labels import labels
from assess.rating.force import Reading
from assess.reports import write_report

os.environ["LC_ALL"] = "C.UTF-8"  # the commands speak English in tests, whoever runs them
os.environ.pop("LEXGAP_LANG", None)
#: Processes that tests start take the program from here too, whatever folder they run in.
os.environ["PYTHONPATH"] = os.pathsep.join(
    filter(None, (str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH")))
)
os.environ["OMP_THREAD_LIMIT"] = (
    "1"  # threads of text recognition wait for each other where other tests run
)

GOOD = Path(__file__).parent / "good"
TODAY = date(2026, 12, 2)

#: Programs outside Python that tests call, by their name in the mark `needs`, and what a person calls them.
PROGRAMS = {
    "soffice": "LibreOffice",
    "pdftotext": "pdftotext (poppler-utils)",
    "tesseract": "Tesseract with its Arabic data",
    "chromium": "Chromium",
}
#: Fixtures that call such programs: whatever test uses one needs them too.
CALLED_BY = {"printed": ("soffice", "pdftotext"), "browser": ("chromium",)}
#: Where this is set, as in continuous integration, a program that is missing is a failure, and so is a test left out.
STRICT = bool(os.environ.get("LEXGAP_NEEDS_OFFICE"))
#: Where this is set, as before a release, a translation that is behind the English original is a failure.
RELEASE = bool(os.environ.get("LEXGAP_RELEASE"))
#: Problems that only say that a translation is behind.
BEHIND = {"label-missing", "overlay-missing", "overlay-stale"}
#: The only reason for which a test may be left out there: texts that cannot be given on with the project.
ALLOWED = "not part of the project"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each test that uses a fixture with programs the mark that says so."""
    for item in items:
        for fixture in getattr(item, "fixturenames", ()):
            if fixture in CALLED_BY:
                item.add_marker(pytest.mark.needs(*CALLED_BY[fixture]))


@cache
def present(program: str) -> bool:
    """Whether a program is on this machine."""
    if program == "chromium":
        return chromium.PROGRAM is not None
    if program == "tesseract" and shutil.which(program):
        listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True)
        return "ara" in listed.stdout.split()
    return shutil.which(program) is not None


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out a test whose programs are not here; where they must be here, let it fail."""
    for mark in item.iter_markers("needs"):
        missing = [PROGRAMS[program] for program in mark.args if not present(program)]
        if missing:
            pytest.skip(f"not on this machine: {', '.join(missing)}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo) -> Iterator[None]:
    """Make a test that was left out a failure where nothing may be; list a translation that is behind until a release."""
    report = yield
    if not RELEASE and report.failed and item.get_closest_marker("translation"):
        report.outcome = "skipped"
        report.wasxfail = f"a translation is behind: {call.excinfo.value}".split("\nassert ")[0]
    return _strict(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """Do the same for a whole file that was left out."""
    report = yield
    return _strict(report)


def _strict(report):
    if STRICT and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if ALLOWED not in reason:
            report.outcome = "failed"
            report.longrepr = f"left out where nothing may be: {reason}"
    return report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small good case, to be changed by a test."""
    target = tmp_path / "case"
    shutil.copytree(GOOD, target)
    return target


@pytest.fixture(scope="session")
def small():
    """The small good case, read once."""
    case, problems = load_case(GOOD)
    assert case is not None and not problems
    return case


@pytest.fixture(scope="session")
def jordan():
    """The worked sample, read once."""
    case, problems = load_case(paths.sample("jordan"))
    assert case is not None and not current(problems)
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


def until(condition: Callable[[], object], within: float = 60) -> None:
    """Wait until a condition holds; fail where it does not within so many seconds."""
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline, f"it did not come about within {within} seconds"
        time.sleep(0.01)


def current(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems, but for those of translations that are behind, unless before a release."""
    return [problem for problem in problems if RELEASE or problem.code not in BEHIND]


def edit(folder: Path, name: str, *pairs: tuple[str, str]) -> None:
    """Change texts of a file, each of which must be there."""
    text = (folder / name).read_text()
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    (folder / name).write_text(text)
