"""A whole book → its index on disk; laws are cut and prepared by several processes at a time."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from assess.base.problems import LexgapError, not_written
from assess.base.workers import end_with_parent
from assess.law.finder.books import digest_of_book, laws_of_book, passages_of_law
from assess.law.finder.index import Index
from assess.law.finder.lexicon import compile_terms
from assess.law.finder.prepare import Learner, Learnt, Prepared, prepare
from assess.law.finder.terms import TermList

_CHUNK = 40  # laws that a process takes at a time
_AHEAD = 4  # chunks that wait for each process
_terms: dict[str, TermList] = {}  # of this process, and what is made of them once they are needed
_learners: dict[str, Learner] = {}


def index_book(
    book: Path, target: Path | str, terms: Mapping[str, TermList], workers: int = 1
) -> Index:
    """Write the index of a book to `target`, whole or not at all, and return it open; `:memory:` keeps it in memory.

    An index that was there is replaced; the new one notes the digest of the book. Raises LexgapError for a book that
    cannot be read and a file that cannot be written.
    """
    if target == ":memory:":
        return _filled(book, ":memory:", terms, workers)
    path = Path(target)
    draft = path.with_name(f".{path.name[:60]}.{os.getpid()}.part")
    try:
        _filled(book, draft, terms, workers).close()
        os.replace(draft, path)
    except OSError as fault:
        raise LexgapError([not_written(path, fault)]) from fault
    finally:
        draft.unlink(missing_ok=True)
    return Index(path, terms)


def _filled(book: Path, target: Path | str, terms: Mapping[str, TermList], workers: int) -> Index:
    index = Index(target, terms)
    try:
        index.note_book(digest_of_book(book))
        if workers > 1:
            with ProcessPoolExecutor(
                workers, initializer=_start_worker, initargs=(dict(terms),)
            ) as pool:
                index.add_laws(
                    pair for chunk in _ahead(pool, laws_of_book(book), workers) for pair in chunk
                )
        else:
            _start(terms)
            index.add_laws(
                pair for chunk in _chunks(laws_of_book(book)) for pair in _prepared(chunk)
            )
    except BaseException:
        index.close()
        raise
    return index


def _ahead(
    pool: Executor, laws: Iterable[list[dict]], workers: int
) -> Iterator[list[tuple[Prepared, Learnt | None]]]:
    """Yield the chunks in their order, with no more of them under way than the processes need."""
    waiting = []
    for chunk in _chunks(laws):
        waiting.append(pool.submit(_prepared, chunk))
        if len(waiting) > workers * _AHEAD:
            yield waiting.pop(0).result()
    for future in waiting:
        yield future.result()


def _chunks(laws: Iterable[list[dict]]) -> Iterator[list[list[dict]]]:
    laws = iter(laws)
    while chunk := list(islice(laws, _CHUNK)):
        yield chunk


def _start_worker(terms: Mapping[str, TermList]) -> None:
    end_with_parent()
    _start(terms)


def _start(terms: Mapping[str, TermList]) -> None:
    _learners.clear()
    _terms.clear()
    _terms.update(terms)


def _prepared(chunk: list[list[dict]]) -> list[tuple[Prepared, Learnt | None]]:
    return [(law, _learnt(law)) for law in (prepare(passages_of_law(lines)) for lines in chunk)]


def _learnt(law: Prepared) -> Learnt | None:
    if law.language in _terms and law.language not in _learners:
        _learners[law.language] = Learner(compile_terms(_terms[law.language]))
    return _learners[law.language].learn(law) if law.language in _learners else None
