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
from functools import lru_cache
from pathlib import Path

import assess
from assess.base.output import finish
from assess.base.problems import LexgapError, Location, Problem, errors, problem
from assess.base.workers import end_with_parent
from assess.files.codec import Codecs
from assess.load.cases import checklist_path, load_case
from assess.load.instruments import load_instrument
from assess.model.case import Case
from assess.rating.force import Reading
from assess.states.cache import digest_of, keep, kept
from assess.states.reading import Asked, column_and_details, released
from assess.states.record import Column, Details, LeftOut, codecs, shape

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
    languages: tuple[str, ...] = ("en",)  # in which it is written; the first leads
    public: bool = False


@dataclass(frozen=True)
class Read:
    """The column of a case, and where its details are."""

    task: Task
    column: Column
    named: str  # how the case names its checklist
    details: str | bytes  # path, or packed where nothing is kept


@dataclass(frozen=True)
class Packed:
    """A Read on its way between two processes: its column as plain data, since each has a checklist of its own."""

    task: Task
    column: bytes
    named: str
    details: str | bytes


class Checklists:
    """The checklists that cases name, each read once, with the ways from their columns to plain data and back."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self._languages = languages
        self._read: dict[str, tuple[str, Codecs] | None] = {}
        self._codecs: dict[str, Codecs] = {}  # by digest

    def digest(self, root: str, named: str) -> str:
        """Return the hash of a checklist, or an empty text if there is none any more."""
        pair = self._stored(root, named)
        return pair[0] if pair else ""

    def codecs(self, root: str, named: str) -> Codecs:
        """Return the ways from columns to plain data, and back; KeyError if there is no such checklist any more."""
        pair = self._stored(root, named)
        if pair is None:
            raise KeyError(named)
        return pair[1]

    def _stored(self, root: str, named: str) -> tuple[str, Codecs] | None:
        path = checklist_path(named, Path(root))
        if path not in self._read:
            instrument, _ = load_instrument(path)
            self._read[path] = None
            if instrument:
                if instrument.digest not in self._codecs:
                    self._codecs[instrument.digest] = codecs(instrument.articles, self._languages)
                self._read[path] = instrument.digest, self._codecs[instrument.digest]
        return self._read[path]


class Shelf(Mapping[str, Details]):
    """The details of columns, by key: unpacked, or read from a file, when asked for; a damaged file is made again."""

    def __init__(self, read: Iterable[Read], check: Check, folder: Path | None):
        self._read = {entry.column.key: entry for entry in read}
        self._check, self._folder = check, folder
        self._checklists: Checklists | None = None

    def __getitem__(self, key: str) -> Details:
        entry = self._read[key]
        data = self._data(entry)
        if self._checklists is None:
            self._checklists = Checklists(entry.task.languages)
        codec = self._checklists.codecs(entry.task.root, entry.named).of(Details)
        return codec.decode(data)

    def _data(self, entry: Read) -> object:
        """Return the details as plain data; LexgapError where they are lost and the case was changed since."""
        if isinstance(entry.details, bytes):
            return json.loads(zlib.decompress(entry.details))
        data = kept(Path(entry.details))
        if data is None:
            content = _content(entry.task.root)
            again = _read(
                entry.task, content, self._check, self._folder, Checklists(entry.task.languages)
            )
            same = isinstance(again, Read) and again.column == entry.column
            data = kept(Path(entry.details)) if same else None
        if data is None:
            raise LexgapError([problem("states-changed", Location(entry.task.root))])
        return data

    def __iter__(self) -> Iterator[str]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)


def read_all(
    tasks: Sequence[Task], check: Check, folder: Path | None, jobs: int
) -> list[Read | LeftOut]:
    """Return what was read for each task, in their order; whatever is wrong with a case is in its result.

    `check` must be a function that a process can find by its name. Columns and details are kept in `folder`; what is
    there of the same content is taken from there. Without one they stay in memory, the details packed, and nothing is
    written anywhere. Raises LexgapError where nothing can be written into the folder.
    """
    content = _contents(dict.fromkeys(task.root for task in tasks), jobs)
    checklists = Checklists(tasks[0].languages if tasks else ())
    result: list[Read | LeftOut | None] = [
        _known(task, content[task.root], folder, checklists) for task in tasks
    ]
    left = [number for number, read in enumerate(result) if read is None]
    if jobs > 1 and len(left) >= _FEW:
        asked = [(number, tasks[number], content[tasks[number].root]) for number in left]
        for number, read in _in_processes(asked, check, folder, jobs, checklists).items():
            result[number] = read
    else:
        for number in left:
            task = tasks[number]
            result[number] = _read(task, content[task.root], check, folder, checklists)
    return [read for read in result if read]


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
    checklists: Checklists,
) -> dict[int, Read | LeftOut]:
    """Read cases in processes; where one is lost, those that are left get one each, so that the culprit is known."""
    processes: dict[int, Read | LeftOut] = {}
    for listed in (left, *([entry] for entry in left)):
        group = [entry for entry in listed if entry[0] not in processes]
        if not group:
            continue
        with ProcessPoolExecutor(min(jobs, len(group)), initializer=end_with_parent) as pool:
            futures = [
                (number, pool.submit(_packed, task, content, check, folder))
                for number, task, content in group
            ]
            for number, future in futures:
                try:
                    processes[number] = _unpacked(future.result(), checklists)
                except BrokenProcessPool:
                    continue
    for number, task, _ in left:
        if number not in processes:
            lost = problem("states-failed", Location(task.root), why="@worker")
            processes[number] = _left_out(task, [lost])
    return processes


def _packed(task: Task, content: str, check: Check, folder: Path | None) -> Packed | LeftOut:
    """Read one case for another process."""
    checklists = Checklists(task.languages)
    read = _read(task, content, check, folder, checklists)
    if isinstance(read, LeftOut):
        return read
    codec = checklists.codecs(task.root, read.named).of(Column)
    column = json.dumps(codec.encode(read.column), ensure_ascii=False)
    return Packed(task, column.encode(), read.named, read.details)


def _unpacked(packed: Packed | LeftOut, checklists: Checklists) -> Read | LeftOut:
    if isinstance(packed, LeftOut):
        return packed
    codec = checklists.codecs(packed.task.root, packed.named).of(Column)
    column = codec.decode(json.loads(packed.column))
    return Read(packed.task, column, packed.named, packed.details)


def _read(
    task: Task, content: str, check: Check, folder: Path | None, checklists: Checklists
) -> Read | LeftOut:
    """Read one case; one that we cannot bear must not take the others with it."""
    try:
        return _fresh(task, content, check, folder, checklists)
    except LexgapError:
        raise
    except Exception as fault:
        why = f"{type(fault).__name__}: {fault}"
        return _left_out(task, [problem("states-failed", Location(task.root), why=why)])


def _left_out(task: Task, problems: Iterable[Problem]) -> LeftOut:
    return LeftOut(task.root, tuple(problems))


def _fresh(
    task: Task, content: str, check: Check, folder: Path | None, checklists: Checklists
) -> Read | LeftOut:
    case, faults = _loaded(task.root, content) if content else load_case(task.root)
    if case is None:
        return _left_out(task, errors(faults))
    case = replace(case, today=task.today)
    as_of, origin = _day(task, case)
    reading = Reading(as_of, task.assume)
    problems = [*faults, *check(case, reading)]
    if errors(problems):
        return _left_out(task, errors(problems))
    edition, withheld = released(case, task.languages[0], task.public)
    asked = Asked(task.years, task.since, origin)
    column, details = column_and_details(edition, reading, asked, len(problems), withheld)
    named = case.profile.instrument
    ways = checklists.codecs(task.root, named)
    plain, plain_details = ways.of(Column).encode(column), ways.of(Details).encode(details)
    column = ways.of(Column).decode(plain)  # as it comes from what is kept
    if folder is None:
        packed = zlib.compress(json.dumps(plain_details, ensure_ascii=False).encode(), 1)
        return Read(task, column, named, packed)
    name = _name(task, content)
    keep(_details_path(folder, name), plain_details)
    keep(folder / f"{name}.json", [named, column.checklist_sha256, plain])
    return Read(task, column, named, str(_details_path(folder, name)))


@lru_cache(maxsize=1)
def _loaded(root: str, content: str) -> tuple[Case | None, tuple[Problem, ...]]:
    """Return a case in all its languages; several days of the same content are read from one loading."""
    return load_case(root)


def _day(task: Task, case: Case) -> tuple[date, str]:
    own = case.profile.cut_off
    if task.as_of:
        return task.as_of, "asked"
    return (own.last, "case") if own and own.last < date.max else (task.today, "today")


def _name(task: Task, content: str) -> str:
    """Return the name under which a reading is kept: a hash of all that it is made of."""
    texts = task.languages[:1] if task.public else ()  # in which names are withheld
    asked = asdict(replace(task, root="", today=date.min, languages=texts))
    lines = [str(FORMAT), str(assess.__version__), content]
    lines += [json.dumps(asked, default=str, sort_keys=True), shape()]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _details_path(folder: Path, name: str) -> Path:
    return folder / f"{name}.details.json"


def _known(task: Task, content: str, folder: Path | None, checklists: Checklists) -> Read | None:
    """Return what is kept of this very content, checklist and day; None where it must be read."""
    if folder is None:
        return None
    name = _name(task, content)
    data, details = kept(folder / f"{name}.json"), _details_path(folder, name)
    if not content or not isinstance(data, list) or not details.is_file():
        return None
    try:
        named, digest, fields = data
        if digest != checklists.digest(task.root, named):
            return None
        column = checklists.codecs(task.root, named).of(Column).decode(fields)
    except (KeyError, TypeError, ValueError):  # written by another program under our name
        return None
    if column.day_from == "today" and column.as_of != task.today:
        return None
    return Read(task, column, named, str(details))
