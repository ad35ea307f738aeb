"""Many cases → columns: read in several processes, kept by content, and read again only where a case changed."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

import assess
from assess.base.output import finish
from assess.base.problems import LexgapError, Location, Problem, errors, problem
from assess.base.workers import end_with_parent
from assess.files.codec import codec
from assess.load.cases import checklist_path, load_case
from assess.load.instruments import load_instrument
from assess.model.case import Case
from assess.rating.force import Reading
from assess.states.cache import digest_of, keep, kept
from assess.states.reading import Said, column_and_details, headed, released
from assess.states.record import Column, Details, LeftOut

#: What is wrong with a case on a day, beyond what its files say; errors leave it out.
Check = Callable[[Case, Reading], Iterable[Problem]]
#: From this number of cases on, processes of their own are worth their start.
_FEW = 4
#: Raised where a column or its details are worked out otherwise; a change of their fields shows without it.
FORMAT = 6


@dataclass(frozen=True)
class Task:
    """One case to read on one day."""

    root: str  # folder of the case
    as_of: date | None  # none: its own cut-off date, or today
    today: date
    assume: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    since: date | None = None
    language: str = "en"
    public: bool = False


@dataclass(frozen=True)
class Read:
    """The column of a case and its details, or why there is none."""

    task: Task
    column: Column | None = None
    named: str = ""  # how the case names its checklist
    details: str | bytes = ""  # path, or packed where nothing is kept
    left_out: LeftOut | None = None


class Shelf(Mapping):
    """The details of columns, by key: unpacked, or read from a file, when asked for; a damaged file is made again."""

    def __init__(self, read: Iterable[Read], check: Check, folder: Path | None):
        self._read = {one.column.key: one for one in read if one.column}
        self._check, self._folder = check, folder

    def __getitem__(self, key: str) -> Details:
        one = self._read[key]
        if isinstance(one.details, bytes):
            return codec(Details).value(json.loads(zlib.decompress(one.details)))
        data = kept(Path(one.details))
        if data is None:
            again = _read(one.task, _content(one.task.root), self._check, self._folder)
            data = kept(Path(again.details)) if again.column == one.column else None
        if data is None:  # the case was changed or lost since
            raise LexgapError([problem("states-changed", Location(one.task.root))])
        return codec(Details).value(data)

    def __iter__(self) -> Iterator[str]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)


def read_all(tasks: Sequence[Task], check: Check, folder: Path | None, jobs: int) -> list[Read]:
    """Return what was read for each task, in their order; whatever is wrong with a case is in its result.

    `check` must be a function that a process can find by its name. Columns and details are kept in `folder`; what is
    there of the same content is taken from there. Without one they stay in memory, the details packed, and nothing is
    written anywhere. Raises LexgapError where nothing can be written into the folder.
    """
    content = _contents(dict.fromkeys(task.root for task in tasks), jobs)
    found = [_known(task, content[task.root], folder) for task in tasks]
    left = [number for number, one in enumerate(found) if one is None]
    if jobs > 1 and len(left) >= _FEW:
        _in_processes(
            [(number, tasks[number], content[tasks[number].root]) for number in left],
            check,
            folder,
            jobs,
            found,
        )
        return found
    for number in left:
        found[number] = _read(tasks[number], content[tasks[number].root], check, folder)
    return found


def _contents(roots: Iterable[str], jobs: int) -> dict[str, str]:
    """Return the hash of the files of each folder; of one that cannot be read, a text that is kept by nobody."""
    roots = list(roots)
    with ThreadPoolExecutor(max(1, jobs)) as pool:
        return dict(zip(roots, pool.map(_content, roots)))


def _content(root: str) -> str:
    try:
        finish(Path(root))
        return digest_of(Path(root))
    except (OSError, LexgapError):
        return ""


def _in_processes(
    left: list[tuple[int, Task, str]],
    check: Check,
    folder: Path | None,
    jobs: int,
    found: list[Read | None],
) -> None:
    """Read cases in processes; where one is lost, those that are left get one each, so that the culprit is known."""
    for group in (left, *([one] for one in left)):
        group = [one for one in group if found[one[0]] is None]
        if not group:
            continue
        with ProcessPoolExecutor(min(jobs, len(group)), initializer=end_with_parent) as pool:
            futures = [
                (number, pool.submit(_read, task, content, check, folder))
                for number, task, content in group
            ]
            for number, future in futures:
                try:
                    found[number] = future.result()
                except BrokenProcessPool:
                    continue
    for number, task, _ in left:
        found[number] = found[number] or _left_out(
            task, [problem("states-failed", Location(task.root), why="@worker")]
        )


def _read(task: Task, content: str, check: Check, folder: Path | None) -> Read:
    """Read one case; one that we cannot bear must not take the others with it."""
    try:
        return _fresh(task, content, check, folder)
    except LexgapError:
        raise
    except Exception as fault:
        why = f"{type(fault).__name__}: {fault}"
        return _left_out(task, [problem("states-failed", Location(task.root), why=why)])


def _left_out(task: Task, problems: Iterable[Problem]) -> Read:
    return Read(task, left_out=LeftOut(task.root, tuple(problems)))


def _fresh(task: Task, content: str, check: Check, folder: Path | None) -> Read:
    case, found = (
        _loaded(task.root, content, task.language)
        if content
        else load_case(task.root, (task.language,))
    )
    if case is None:
        return _left_out(task, errors(found))
    as_of, origin = _day(task, case)
    reading = Reading(as_of, task.assume)
    found = [*found, *check(case, reading)]
    if errors(found):
        return _left_out(task, errors(found))
    cut, withheld = released(case, task.language, task.public)
    words = Said(task.language)
    fields, details = column_and_details(cut, reading, words, task.years, task.since)
    column = Column(
        **headed(cut, reading, words),
        **fields,
        day_from=origin,
        warnings=len(found),
        withheld=withheld,
        since=task.since.isoformat() if task.since else "",
    )
    if folder is None:
        plain = json.dumps(codec(Details).data(details), ensure_ascii=False)
        return Read(task, column, case.profile.instrument, zlib.compress(plain.encode(), 1))
    name = _name(task, content)
    keep(_details_path(folder, name), codec(Details).data(details))
    keep(folder / f"{name}.json", [case.profile.instrument, codec(Column).data(column)])
    return Read(task, column, case.profile.instrument, str(_details_path(folder, name)))


@lru_cache(maxsize=1)
def _loaded(root: str, content: str, language: str) -> tuple[Case | None, tuple[Problem, ...]]:
    """Return a case; several days of the same content are read from one loading."""
    return load_case(root, (language,))


def _day(task: Task, case: Case) -> tuple[date, str]:
    own = case.profile.cut_off
    if task.as_of:
        return task.as_of, "asked"
    return (own.last, "case") if own and own.last < date.max else (task.today, "today")


def _name(task: Task, content: str) -> str:
    """Return the name under which a reading is kept: a hash of all that it is made of."""
    asked = asdict(replace(task, root="", today=date.min))
    lines = [str(FORMAT), _program(), content, json.dumps(asked, default=str, sort_keys=True)]
    lines += [codec(Column).shape, codec(Details).shape]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@cache
def _program() -> str:
    return assess.__version__


def _details_path(folder: Path, name: str) -> Path:
    return folder / f"{name}.details.json"


def _known(task: Task, content: str, folder: Path | None) -> Read | None:
    """Return what is kept of this very content, checklist and day; None where it must be read."""
    if folder is None:
        return None
    name = _name(task, content)
    data, details = kept(folder / f"{name}.json"), _details_path(folder, name)
    if not content or not isinstance(data, list) or not details.is_file():
        return None
    try:
        named, fields = data
        column = codec(Column).value(fields)
    except (KeyError, TypeError, ValueError):  # written by another program under our name
        return None
    if column.checklist_sha256 != _checklist(task.root, named):
        return None
    if column.day_from == "today" and column.as_of != task.today.isoformat():
        return None
    return Read(task, column, named, str(details))


def _checklist(root: str, named: str) -> str:
    """Return the hash of the checklist that a case names, or an empty text if there is none any more."""
    instrument, _ = load_instrument(checklist_path(named, Path(root)), ())
    return instrument.digest if instrument else ""
