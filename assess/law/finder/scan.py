"""Many books of laws: each one a task that makes an index and answers every article, here or on a cluster."""

from __future__ import annotations

import hashlib
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assess.base.problems import NOWHERE, LexgapError, Location, Problem, problem
from assess.base.workers import end_with_parent
from assess.law.finder.books import digest_of_book, is_index
from assess.law.finder.build import index_book
from assess.law.finder.index import Index
from assess.law.finder.suggest import Suggester
from assess.law.finder.terms import TermList, all_terms
from assess.law.finder.types import Suggestion
from assess.load.instruments import load_instrument
from assess.model.instrument import Instrument

_PATIENCE = 10  # seconds in which a scheduler must answer
_WORKERS_WITHIN = 60  # seconds in which a cluster must have a worker; some start them when asked
_TRIES = 3  # times that a book is given to a process, where processes are lost


@dataclass(frozen=True)
class Task:
    """One book to scan; only texts and numbers, so that it can be sent to any machine that sees the same files."""

    book: str  # path
    instrument: str  # id, or folder
    most: int  # suggestions an article
    keep: str = ""  # file in which the index stays, or empty
    workers: int = 1  # processes for this book


@dataclass(frozen=True)
class Scanned:
    """What was found in a book, or why nothing was."""

    book: str
    laws: int = 0
    provisions: int = 0
    unsearched: tuple[tuple[str, str], ...] = ()  # laws in languages without a term list
    uncut: int = 0  # laws in which no article was recognised
    suggestions: tuple[Suggestion, ...] = ()  # article by article, the best first
    problems: tuple[Problem, ...] = ()


def index_names(books: Sequence[Path]) -> list[str]:
    """Return the names of the indexes that books are kept in: the stem of the book, with a digest of its path where
    several books of the list have the stem."""
    stems = [
        book.name.removesuffix(".gz").removesuffix(".jsonl").removesuffix(".lexgap")
        for book in books
    ]
    times = Counter(stem.casefold() for stem in stems)  # on some disks B and b are one file
    marks = [hashlib.sha256(str(book.resolve()).encode()).hexdigest()[:8] for book in books]
    return [
        f"{stem}-{mark}.lexgap" if times[stem.casefold()] > 1 else f"{stem}.lexgap"
        for stem, mark in zip(stems, marks)
    ]


def scan_book(task: Task) -> Scanned:
    """Return the best provisions of one book for every article; whatever is wrong with it is in the result."""
    try:
        return _scanned(task)
    except LexgapError as fault:
        return Scanned(task.book, problems=fault.problems)
    except Exception as fault:  # one book that we cannot bear must not take the others with it
        why = f"{type(fault).__name__}: {fault}"
        return Scanned(task.book, problems=(problem("book-failed", Location(task.book), why=why),))


def scan_local(tasks: Sequence[Task], workers: int) -> list[Scanned]:
    """Scan books in processes of this machine; return the results in the order of the tasks.

    A book whose process is lost is given to another one, three times at most.
    """
    if workers < 2 or len(tasks) < 2:
        return [scan_book(task) for task in tasks]
    done: dict[int, Scanned] = {}
    for attempt in range(_TRIES):
        left = [number for number in range(len(tasks)) if number not in done]
        # alone, the one that breaks it is known
        for group in [left] if attempt == 0 else [[number] for number in left]:
            _in_pool(tasks, group, workers, done)
    return [done.get(number) or _lost(task) for number, task in enumerate(tasks)]


def _in_pool(
    tasks: Sequence[Task], numbers: Iterable[int], workers: int, done: dict[int, Scanned]
) -> None:
    with ProcessPoolExecutor(workers, initializer=end_with_parent) as pool:
        futures = {number: pool.submit(scan_book, tasks[number]) for number in numbers}
        for number, future in futures.items():
            try:
                done[number] = future.result()
            except BrokenProcessPool:
                continue


def scan_on_cluster(
    tasks: Sequence[Task], address: str, ready: Callable[[], None] = lambda: None
) -> list[Scanned]:
    """Scan books on a running Dask cluster; return the results in the order of the tasks.

    Every worker must see the books under the same paths, and have the program installed. The scheduler gives the books
    of a lost worker to another one. `ready` is called when all tasks are handed over. Raises LexgapError where no
    scheduler answers, or no worker is there in time.
    """
    try:
        from distributed import Client, KilledWorker
        from distributed.comm import get_address_host_port
    except ImportError as fault:
        raise LexgapError(
            [problem("library-missing", NOWHERE, name="distributed", extra="dask")]
        ) from fault
    try:  # a client that was given an address of another form would wait long for its own end
        get_address_host_port(
            (address if "://" in address else f"tcp://{address}").rstrip("/"), strict=True
        )
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as fault:
        raise LexgapError([problem("cluster-unreachable", Location(address), why=fault)]) from fault
    with client:
        futures = [client.submit(scan_book, task, pure=False, retries=_TRIES) for task in tasks]
        ready()
        if tasks:
            _await_worker(client, address)
        results = []
        for task, future in zip(tasks, futures):
            try:
                results.append(future.result())
            except KilledWorker:
                results.append(_lost(task))
    return results


def _await_worker(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_WORKERS_WITHIN)
    except TimeoutError as fault:
        raise LexgapError(
            [problem("cluster-unreachable", Location(address), why="@no_workers")]
        ) from fault


def _lost(task: Task) -> Scanned:
    return Scanned(
        task.book, problems=(problem("book-failed", Location(task.book), why="@worker"),)
    )


def _scanned(task: Task) -> Scanned:
    instrument, terms = _lists(task.instrument)
    with tempfile.TemporaryDirectory() as folder, _index(task, terms, folder) as index:
        suggester, listed = Suggester(index, instrument), index.laws()
        suggestions = tuple(
            suggestion
            for asked in suggester.asked()
            for suggestion in suggester.suggest(asked, task.most)
        )
        return Scanned(
            task.book,
            len(listed),
            sum(size for *_, size in listed),
            tuple(suggester.unsearched()),
            index.uncut(),
            suggestions,
        )


@cache
def _lists(name: str) -> tuple[Instrument, dict[str, TermList]]:
    """Return an instrument with its term lists; a process that scans many books reads them once."""
    instrument, problems = load_instrument(name, ())
    if instrument is None:
        raise LexgapError(problems)
    return instrument, all_terms(instrument)


def _index(task: Task, terms: dict, folder: str) -> Index:
    """Return the index of a book: the one that was kept, if it was made of this very content, or a new one."""
    book = Path(task.book)
    if is_index(book):
        return Index(book, terms)
    target = Path(task.keep or Path(folder) / "book.lexgap")
    try:
        if task.keep and target.exists():
            kept = Index(target, terms)
            if kept.book() and kept.book() == digest_of_book(book):
                return kept
            kept.close()
        target.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, LexgapError):
        pass  # a kept index that cannot be used is made again, and that says what is wrong
    return index_book(book, target, terms, task.workers)
