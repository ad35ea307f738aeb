"""Other programs at work on a file: with a time bound, so that none of them can hold up this one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from assess.law.readers.limits import fail

#: Folder of the package, put first on the path of child processes, so that they load this version of it.
_HOME = str(Path(__file__).parents[3])


def output(
    path: Path, tool: str, command: list[str], seconds: int, fatal: bool = True
) -> tuple[int, bytes, str]:
    """Run a command; return its exit status, what it wrote, and the last line it complained with.

    Raises LexgapError (tool-failed) for the file `path` where it takes longer than `seconds`, or cannot be started;
    with `fatal` false it returns status -1 instead.
    """
    paths = os.pathsep.join(filter(None, (_HOME, os.environ.get("PYTHONPATH", ""))))
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"},
        )
    except subprocess.TimeoutExpired:
        if fatal:
            fail("tool-failed", path, tool=tool, why="@slow")
        return -1, b"", ""
    except OSError as fault:
        if fatal:
            fail("tool-failed", path, tool=tool, why=fault.strerror or fault)
        return -1, b"", ""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return done.returncode, done.stdout, lines[-1] if lines else ""


def python(module: str, *words: str) -> list[str]:
    """Return the command that runs a module of Python with these words."""
    return [sys.executable, "-m", module, *words]
