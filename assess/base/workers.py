"""Processes that work for another one: they end with it, however it ends."""

from __future__ import annotations

import multiprocessing
import os
from multiprocessing.connection import wait
from threading import Thread


def end_with_parent() -> None:
    """Let this process end as soon as the one that started it is gone; the `initializer` of every pool.

    A parent that is killed tells nobody. What tells is a pipe that the system closes with it, or on Windows its handle;
    so nothing is asked in turns, and it holds for every way of starting processes.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_outlive, args=(parent.sentinel,), daemon=True).start()


def _outlive(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
