"""The log of a case: one line of JSON an entry, each holding the hash of the line before it; lines are only added."""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path

from assess.base.problems import Location, Problem, problem
from assess.model.review import ACTS, LOOSE, STEPS, LogEntry

NAME = "log.jsonl"
_KEYS = tuple(field.name for field in fields(LogEntry) if field.name != "place")
_NEEDED = ("at", "act", "state", "by")


def read(path: Path, ends: str | None = None) -> tuple[tuple[LogEntry, ...], list[Problem], str]:
    """Return the entries of a log, what is wrong with it, and its sha256; nothing of all that where there is none.

    `ends` is the hash that its last line must have, None where nobody has noted it.
    """
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):  # one would wait for a pipe
            return (), [problem("file-unreadable", Location(str(path)), why="@no_file")], ""
        content = path.read_bytes()
    except FileNotFoundError:
        return (), [problem("log-end", Location(str(path)))] if ends else [], ""
    except OSError as fault:
        return (
            (),
            [problem("file-unreadable", Location(str(path)), why=fault.strerror or fault)],
            "",
        )
    entries, problems, before = [], [], ""
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.strip():
            continue
        at = Location(str(path), number)
        entry = _entry(line, at)
        if entry is None:
            problems.append(problem("log-line", at))
        elif entry.before != before:
            problems.append(problem("log-changed", at))
        if entry is not None:
            entries.append(entry)
        before = _hash(line)
    if ends is not None and ends != before:
        problems.append(problem("log-end", Location(str(path), content.rstrip().count(b"\n") + 1)))
    return tuple(entries), problems, hashlib.sha256(content).hexdigest()


def appended(content: bytes, entries: Iterable[LogEntry]) -> bytes:
    """Return the content of a log with entries added at its end; what was there stays byte for byte."""
    before = end(content)
    whole = content if not content or content.endswith(b"\n") else content + b"\n"
    for entry in entries:
        entry = replace(entry, before=before)
        pairs = {name: getattr(entry, name) for name in _KEYS if getattr(entry, name)}
        line = json.dumps(pairs, ensure_ascii=False).encode()
        whole, before = whole + line + b"\n", _hash(line)
    return whole


def end(content: bytes) -> str:
    """Return the hash of the last line of a log, which review.yaml keeps; "" where there is no line."""
    lines = [line for line in content.split(b"\n") if line.strip()]
    return _hash(lines[-1]) if lines else ""


def _entry(line: bytes, at: Location) -> LogEntry | None:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return None
    known = isinstance(data, dict) and all(
        key in _KEYS and isinstance(value, str) for key, value in data.items()
    )
    if (
        not known
        or not all(data.get(key) for key in _NEEDED)
        or data["act"] not in ACTS
        or data["state"] not in STEPS
    ):
        return None
    data.setdefault("article", "")
    return LogEntry(**data, place=at) if data["article"] or data["act"] in LOOSE else None


def _hash(line: bytes) -> str:
    return hashlib.sha256(line.rstrip(b"\r")).hexdigest()
