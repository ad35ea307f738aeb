"""Provisions to search: those of a case, and those of a book of laws in a file of JSON lines."""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import IO

from assess.base.problems import LexgapError, Location, problem
from assess.law.finder.types import WHOLE, Passage
from assess.law.readers import SourceText, markdown, plain
from assess.law.structure.language import language_of
from assess.law.structure.units import structured
from assess.model.case import Case
from assess.model.lawtext import LawText, Unit

_LOOSE = ("part", "paragraph", "item", "definition", "closing", "schedule", "note")
_PIECE = 2_000  # letters of a piece of what stands outside of provisions
_SQLITE = b"SQLite format 3"
# of a line that holds a whole law; one with `ref` holds a provision
_KEYS = ("id", "title", "text")


def passages_of_case(case: Case, language: str = "") -> Iterator[Passage]:
    """Yield the provisions of all loaded texts of a case (of one language if named), law by law, in their order.

    Of a law with several versions in a language the last one is taken.
    """
    titles = {law.id: str(law.title) for law in case.laws}
    texts: dict[tuple[str, str], LawText] = {}
    for text in sorted(
        case.texts, key=lambda text: text.as_of.first.isoformat() if text.as_of else ""
    ):
        texts[text.law, text.language] = text
    for (law, spoken), text in sorted(texts.items()):
        if not language or language == spoken:
            yield from passages_of_text(text, titles.get(law, law), printed=False)


def passages_of_text(text: LawText, title: str, printed: bool = True) -> Iterator[Passage]:
    """Yield the articles of a text, and the schedules and notes that have none; the preamble answers nothing.

    They are named as printed, or by the ids that citations use. A text without articles is given unit by unit.
    """
    heads = [each_unit for each_unit in text.units if each_unit.kind == "article"]
    inside = {other_unit.id for head in heads for other_unit in text.within(head.id)}
    others = ("schedule", "note") if heads else _LOOSE
    for unit in text.units:
        if unit.kind == "article" and not _nested(text, unit, inside):
            wording, parts = _joined(list(text.within(unit.id)))
            yield Passage(
                text.law, _named(unit, printed), wording, unit.heading, title, text.language, parts
            )
        elif unit.kind in others and unit.wording and unit.id not in inside:
            yield Passage(
                text.law,
                _named(unit, printed),
                unit.wording,
                unit.heading,
                title,
                text.language,
                ((unit.id, 0),),
            )


def _joined(units: list[Unit]) -> tuple[str, tuple[tuple[str, int], ...]]:
    """Return the words of an article without its own number and heading, and where in them each unit begins."""
    wording, parts = units[0].wording, [(units[0].id, 0)]
    for unit in units[1:]:
        wording += "\n"
        parts.append((unit.id, len(wording)))
        wording += unit.printed()
    return wording, tuple(parts)


def _named(unit: Unit, printed: bool) -> str:
    return (unit.number.rstrip(" .:-–—") if printed else "") or unit.id


def _nested(text: LawText, unit: Unit, inside: set[str]) -> bool:
    """Whether an article stands in another one, which then holds its words."""
    parent = text.unit(unit.parent) if unit.parent else None
    return parent is not None and parent.id in inside


def read_book(path: Path) -> Iterator[list[Passage]]:
    """Yield the laws of a book, each as its provisions, from a file of JSON lines, which may be packed with gzip.

    A line holds a whole law (`id`, `title`, `text`), which is then cut into articles, or one provision (`law`, `ref`,
    `heading`, `text`, `title`), those of a law one after another. Raises LexgapError for a file or a line that cannot
    be read.
    """
    yield from map(passages_of_law, laws_of_book(path))


def laws_of_book(path: Path) -> Iterator[list[dict]]:
    """Yield the lines of each law of a book, as in `read_book`, checked and not yet cut."""
    met: set[str] = set()
    for law, lines in groupby(
        _lines(path), key=lambda line: line["law"] if "ref" in line else line["id"]
    ):
        if law in met:
            raise LexgapError(
                [problem("book-line", Location(str(path)), why="@book_twice", keys=law)]
            )
        met.add(law)
        yield list(lines)


def passages_of_law(lines: list[dict]) -> list[Passage]:
    """Return the provisions of a law from its lines."""
    if "ref" in lines[0]:
        return [_provision(line) for line in lines]
    text = "\n".join(line["text"] for line in lines)
    return cut_law(lines[0]["id"], lines[0]["title"], text)


def is_index(path: Path) -> bool:
    """Whether a file is an index that was kept, and no book."""
    try:
        with open(path, "rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def digest_of_book(path: Path) -> str:
    """Return the SHA-256 of a book's file, empty where it cannot be read, or not twice."""
    if not path.is_file():  # a pipe gives its content once
        return ""
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def cut_law(law: str, title: str, text: str) -> list[Passage]:
    """Return the provisions of a law given as plain text or Markdown, and after them what stands outside of all.

    No word is left out but the title where it is repeated: a law in which no article is recognised is one passage
    without a name. What stands outside is named by the unit that it begins with: preamble, closing, an annex.
    """
    language = language_of(text)
    blocks = (
        markdown.blocks_of(text, apart=True) if markdown.marked(text) else plain.blocks_of(text)
    )
    source = SourceText(blocks, "text", law, hashlib.sha256(text.encode()).hexdigest(), language)
    units = structured(source, law, language, "copy")
    if not any(unit.kind == "article" for unit in units.units):
        return [Passage(law, WHOLE, text, "", title, language)]
    passages = list(passages_of_text(units, title))
    return [*passages, *_outside(units, passages, title)]


def _outside(text: LawText, passages: list[Passage], title: str) -> Iterator[Passage]:
    """Yield what no passage of a text holds: preamble and headings of parts as one, each other stretch by itself."""
    held = {unit for passage in passages for unit, _ in passage.parts}
    free = [
        unit
        for unit in text.units
        if unit.id not in held and unit.printed().strip() not in ("", title)
    ]
    places = {unit.id: place for place, unit in enumerate(text.units)}
    frame = [unit for unit in free if unit.kind in ("preamble", "part")]
    others = [unit for unit in free if unit.kind not in ("preamble", "part")]
    stretches: list[list[Unit]] = [frame] if frame else []
    for unit in others:
        last = stretches[-1][-1] if stretches and stretches[-1] is not frame else None
        if last is not None and places[unit.id] == places[last.id] + 1:
            stretches[-1].append(unit)
        else:
            stretches.append([unit])
    for stretch in stretches:
        for wording, parts in _pieces(stretch):
            yield Passage(text.law, parts[0][0], wording, "", title, text.language, tuple(parts))


def _pieces(units: list[Unit]) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Yield the words of units in pieces of about the length of a provision, and where in each a unit begins.

    An annex in one piece would have a word for everything that is asked.
    """
    wording: str = ""
    parts: list[tuple[str, int]] = []
    for unit in units:
        for number, line in enumerate(unit.printed().split("\n")):
            if len(wording) + len(line) > _PIECE and wording:
                yield wording, parts
                wording, parts = "", []
            if number == 0 or not parts:
                parts.append((unit.id, len(wording) + bool(wording)))
            wording += f"\n{line}" if wording else line
    yield wording, parts


def _provision(line: dict) -> Passage:
    texts = {key: str(line.get(key) or "") for key in ("ref", "text", "heading", "title")}
    return Passage(str(line["law"]), texts["ref"], texts["text"], texts["heading"], texts["title"])


def _lines(path: Path) -> Iterator[dict]:
    number = 0
    try:
        with _opened(path) as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield _checked(json.loads(line), Location(str(path), number))
    except FileNotFoundError as fault:
        raise LexgapError([problem("file-missing", Location(str(path)))]) from fault
    except (OSError, EOFError, zlib.error) as fault:
        why = getattr(fault, "strerror", None) or fault
        raise LexgapError([problem("file-unreadable", Location(str(path)), why=why)]) from fault
    except UnicodeDecodeError as fault:
        raise LexgapError(
            [problem("file-unreadable", Location(str(path), number + 1), why="@utf8")]
        ) from fault
    except ValueError as fault:
        raise LexgapError(
            [problem("book-line", Location(str(path), number), why="@json")]
        ) from fault


def _opened(path: Path) -> IO[str]:
    if path.name.endswith(".gz"):
        return gzip.open(path, "rt", encoding="utf-8-sig")
    return open(path, encoding="utf-8-sig")


def _checked(line: object, at: Location) -> dict:
    fields = line if isinstance(line, dict) else {}
    wanted = ("law", "ref", "text") if "ref" in fields else _KEYS
    missing = [key for key in wanted if not isinstance(fields.get(key), str)]
    if missing:
        raise LexgapError([problem("book-line", at, why="@book_keys", keys=missing)])
    return fields
