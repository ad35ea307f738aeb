"""Whole commands of this checkout beside those of another commit, in turns, so that both meet the same machine.

Commands alone are measured, since modules may have other names there.
"""

from __future__ import annotations

import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from processes import Failed, Usage, usage
from states import OPTIONS, make_state

ROOT = Path(__file__).resolve().parent.parent
STATES = 25
SAMPLES = ("jordan@2016-01-01", "jordan@2019-01-01", "jordan", "tilmara", "--profiles")


def commands(invented: Path, out: Path) -> dict[str, tuple[str, ...]]:
    """Return what is measured: name → arguments of the command; files are written into `out`."""
    return {
        "--help": ("--help",),
        "check": ("check", "jordan"),
        "rate": ("rate", "jordan"),
        "explain": ("explain", "jordan", "19"),
        "quotes": ("quotes", "tilmara"),
        "status": ("status", "jordan"),
        "suggest": ("suggest", "tilmara", "19"),
        "report, Word": ("report", "jordan", "--format", "word", "-o", str(out)),
        "report, Excel": ("report", "jordan", "--format", "excel", "-o", str(out)),
        "report, both, in ar and en": ("report", "jordan", "--lang", "ar,en", "-o", str(out)),
        "workbook export": ("workbook", "export", "jordan", "-o", str(out / "form.xlsx")),
        "compare, printed": ("compare", *SAMPLES),
        "compare, three reports": ("compare", *SAMPLES, "-o", str(out)),
        f"compare, {STATES} States, printed": ("compare", str(invented), *OPTIONS),
        f"compare, {STATES} States, three reports": (
            "compare",
            str(invented),
            *OPTIONS,
            "-o",
            str(out),
        ),
    }


@contextmanager
def checkout(revision: str) -> Iterator[Path]:
    """Give a folder with another commit of this repository, which is taken away again."""
    git = ("git", "-C", str(ROOT), "worktree")
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "other"
        subprocess.run((*git, "add", "--quiet", "--detach", str(folder), revision), check=True)
        try:
            yield folder
        finally:
            subprocess.run((*git, "remove", "--force", str(folder)), check=True)


def against(revision: str, turns: int, only: str = "") -> None:
    """Print the cost of each command here and at `revision`: medians of as many turns, after one that is not counted.

    With `only`, those commands whose name holds it.
    """
    print(f"{'':<36} {'clock s':>18} {'ratio':>6} {'work s':>18} {'ratio':>6}   each turn's")
    with checkout(revision) as other, tempfile.TemporaryDirectory() as parent:
        invented, out = Path(parent) / "states", Path(parent) / "out"
        out.mkdir()
        for number in range(STATES):
            make_state(invented, number)
        for name, arguments in commands(invented, out).items():
            if only in name:
                _row(name, arguments, other, turns)


def _row(name: str, arguments: tuple[str, ...], other: Path, turns: int) -> None:
    """Print one line: ours, theirs and their ratio, on the clock and in work."""
    ours, theirs = [], []
    for turn in range(turns + 1):
        try:
            pair = [usage("-m", "assess", *arguments, folder=folder) for folder in (ROOT, other)]
        except Failed as error:
            print(f"{name:<36} cannot be measured: {str(error).splitlines()[-1:]}")
            return
        if turn:
            ours.append(pair[0])
            theirs.append(pair[1])
    ratios = [here.work / there.work for here, there in zip(ours, theirs)]
    print(
        f"{name:<36} {_beside(ours, theirs, 'seconds')} {_beside(ours, theirs, 'work')}"
        f"   {min(ratios):.2f}–{max(ratios):.2f}",
        flush=True,
    )


def _beside(ours: list[Usage], theirs: list[Usage], field: str) -> str:
    """Return the medians of both and their ratio."""
    here = statistics.median(getattr(spent, field) for spent in ours)
    there = statistics.median(getattr(spent, field) for spent in theirs)
    return f"{here:8.2f} /{there:8.2f} {here / there:6.2f}"
