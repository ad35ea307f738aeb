"""What a process costs with all that it starts: seconds on the clock, work of processors, memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import psutil

_INTERVAL = 0.05  # seconds between two looks at the memory of all processes
_MB = 1024 * 1024


class Failed(Exception):
    """A process that did not end well; what it said last."""


@dataclass(frozen=True)
class Usage:
    """What a process cost, with all that it started."""

    seconds: float  # on the clock
    work: float  # seconds that processors worked, for it and for the processes that it waited for
    largest: float = 0  # most memory that one of its processes held at a time, in MB; 0: not asked
    together: float = 0  # most memory that all its processes held at a time, in MB; 0: not asked


def usage(*arguments: str, folder: Path | None = None, sampled: bool = False) -> Usage:
    """Run Python with some arguments in `folder` and return what it cost; raises `Failed` (not for Windows).

    With `sampled` the resident memory of all its processes is looked at twenty times a second. Pages that processes
    share count in each of them, so that the sum is rather too large than too small. (The system's own peak of an ended
    process will not do: it counts what the process held before it became another program.)
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=folder, stdout=subprocess.DEVNULL, stderr=said
        )
        watch = _Watch(process.pid)
        if sampled:
            watch.start()
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if sampled:
            watch.stop()
        if process.returncode:
            said.seek(0)
            raise Failed(said.read().decode(errors="replace").strip()[-500:])
    work = used.ru_utime + used.ru_stime
    return Usage(seconds, work, watch.largest / _MB, watch.together / _MB)


class _Watch(Thread):
    """Looks at the memory of a process and its descendants until it is stopped."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process, self._ended = process, Event()
        self.largest = self.together = 0  # bytes

    def run(self) -> None:
        while not self._ended.wait(_INTERVAL):
            held = _resident(self._process)
            self.largest = max(self.largest, *held, 0)
            self.together = max(self.together, sum(held))

    def stop(self) -> None:
        """Look no more."""
        self._ended.set()
        self.join()


def _resident(process: int) -> list[int]:
    """Return the bytes that a process and each of its descendants hold in memory now."""
    try:
        parent = psutil.Process(process)
        processes = [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []
    held = []
    for member in processes:
        try:
            held.append(member.memory_info().rss)
        except psutil.NoSuchProcess:  # it ended between the two looks
            continue
    return held
