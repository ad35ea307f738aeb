"""OpenDocument texts to blocks: what is printed on the page, automatic numbers, notes and text boxes included."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from assess.law.readers.blocks import Block, Found, raised
from assess.law.readers.docx_numbers import whole_number
from assess.law.readers.limits import fail, parsed, unpacked
from assess.law.readers.odt_styles import MOST_LEVELS, OUTLINE, TEXT, Count, Styles, styles_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _DRAW = (f"{{{_URN}{name}:1.0}}" for name in ("office", "table", "drawing"))
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_PARTS = ("content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml")
_MARKUP = re.compile(r"[ \t\r\n]+")
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd]")
_MOST_SPACES = 1_000
_SPACE, _TAB = 3.0, 36.0  # points that a space and a tab take up at the start of a line
_CONTENTS = tuple(
    f"{TEXT}{name}"
    for name in (
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "alphabetical-index",
    )
)
#: What is no text of the page, or stands in a place of its own.
_SKIPPED = frozenset(
    {
        f"{_OFFICE}annotation",
        f"{_OFFICE}annotation-end",
        f"{TEXT}ruby-text",
        f"{TEXT}number",
        f"{TEXT}tracked-changes",
        f"{TEXT}note-citation",
        f"{TEXT}hidden-text",
    }
)
_CHANGES = frozenset(f"{TEXT}{name}" for name in ("change", "change-start", "change-end"))
_ROWS = frozenset(
    f"{_TABLE}{name}"
    for name in ("table-header-rows", "table-rows", "table-row-group", "table-columns")
)


def read(path: Path, data: bytes, language: str = "") -> Found:
    """Return the blocks of an OpenDocument text.

    Raises LexgapError where it is damaged, locked or larger than the bound.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = unpacked(path, archive, _PARTS)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        fail("text-damaged", path, why="@zip")
    manifest = parts.pop("META-INF/manifest.xml", b"")
    if b"encryption-data" in manifest:
        fail("text-locked", path)
    if "content.xml" not in parts:
        fail("text-damaged", path, why="@zip")
    roots = {name: parsed(path, part) for name, part in parts.items()}
    body = roots["content.xml"].find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        fail("text-damaged", path, why="@zip")
    known = (roots[name] for name in ("styles.xml", "content.xml") if name in roots)
    walk = _Walk(styles_of(known))
    blocks = tuple(block for block in walk.blocks(body) if block.text.strip())
    if any(count.unknown for count in walk.counts):
        walk.doubts.append("number_format")
    if any(_PRIVATE.search(block.text) for block in blocks):
        walk.doubts.append("symbols")
    titles = roots["meta.xml"].iter(_TITLE) if "meta.xml" in roots else iter(())
    title = next((node.text or "" for node in titles), "").strip()
    return Found(blocks, tuple(dict.fromkeys(walk.doubts)), title=title)


@dataclass(frozen=True)
class _Place:
    """The list in which a paragraph stands: its count, its level from 1, and the number that the paragraph gets."""

    count: Count
    style: str
    level: int
    number: str = ""


@dataclass
class _Words:
    """What is collected of one paragraph."""

    text: str = ""
    boxes: list[_Element] = field(default_factory=list)
    notes: list[_Element] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Add words as they are written in markup, where several spaces and line ends are one space."""
        text = _MARKUP.sub(" ", text)
        self.text += (
            text[1:] if text.startswith(" ") and self.text[-1:] in ("", " ", "\n") else text
        )


@dataclass
class _Walk:
    """One pass over a document, in its order."""

    styles: Styles
    doubts: list[str] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    by_id: dict[str, Count] = field(default_factory=dict)
    by_style: dict[str, Count] = field(default_factory=dict)  # the last one of each style
    outline: Count | None = None
    notes: int = 0

    def blocks(self, parent: Iterable[_Element], place: _Place | None = None) -> Iterator[Block]:
        """Yield the blocks of a body, a section, a cell, an item, a box or a note."""
        for node in parent:
            if node.tag in (f"{TEXT}p", f"{TEXT}h"):
                yield from self.paragraph(node, place)
                place = place and _Place(place.count, place.style, place.level)
            elif node.tag == f"{TEXT}list":
                yield from self.items(node, place)
            elif node.tag == f"{TEXT}numbered-paragraph":
                yield from self.numbered(node)
            elif node.tag == f"{_TABLE}table":
                yield from self.table(node)
            elif node.tag == f"{TEXT}tracked-changes":
                self.doubts += ["tracked_changes"] if len(node) else []
            elif node.tag in _CONTENTS:
                self.doubts.append("contents_left_out")
            elif isinstance(node.tag, str) and node.tag not in _SKIPPED:
                if node.get(f"{TEXT}display") == "none":
                    self.doubts.append("hidden_text")
                else:
                    yield from self.blocks(node, place)

    def items(self, node: _Element, outer: _Place | None) -> Iterator[Block]:
        """Yield the items of a list, each with its number on its first paragraph."""
        level = min(outer.level + 1 if outer else 1, MOST_LEVELS)
        style = node.get(f"{TEXT}style-name") or (outer.style if outer else "")
        count = self._count(node, style, outer)
        for item in node:
            number = ""
            if item.tag == f"{TEXT}list-item" and _begins_with_words(item):
                stated = item.get(f"{TEXT}start-value")
                number = count.next(level, whole_number(stated) if stated else None)
                number = _stated_number(item) or number
            yield from self.blocks(item, _Place(count, style, level, number))

    def numbered(self, node: _Element) -> Iterator[Block]:
        """Yield a paragraph that says itself which list and level it belongs to."""
        level = max(1, min(whole_number(node.get(f"{TEXT}level"), 1), MOST_LEVELS))
        style = node.get(f"{TEXT}style-name") or ""
        key = node.get(f"{TEXT}list-id") or f"style {style}"
        count = self.by_id.setdefault(key, Count(self.styles.lists.get(style, {})))
        stated = node.get(f"{TEXT}start-value")
        number = count.next(level, whole_number(stated) if stated else None)
        self.counts.append(count)
        yield from self.blocks(node, _Place(count, style, level, _stated_number(node) or number))

    def _count(self, node: _Element, style: str, outer: _Place | None) -> Count:
        """Return what counts the items of a list: anew, on from another list, or within the list around it."""
        on = node.get(f"{TEXT}continue-numbering") == "true"
        if outer is not None and outer.level < MOST_LEVELS:
            if style == outer.style or not style:
                return outer.count
            count = Count(self.styles.lists.get(style, {}), dict(outer.count.counts))
            if not on:
                count.end(outer.level + 1)
        else:
            before = self.by_id.get(node.get(f"{TEXT}continue-list") or "")
            before = before or (self.by_style.get(style) if on else None)
            levels = self.styles.lists.get(style, {})
            count = Count(levels, before.counts if before else {})
        self.counts.append(count)
        self.by_style[style] = count
        if key := node.get(_ID):
            self.by_id[key] = count
        return count

    def paragraph(self, node: _Element, place: _Place | None) -> Iterator[Block]:
        """Yield a paragraph, then the text boxes and notes that hang on it."""
        look = self.styles.look("paragraph", node.get(f"{TEXT}style-name") or "")
        words = _Words()
        self.collect(node, words)
        if look.hidden and words.text.strip():
            self.doubts.append("hidden_text")
            return
        heading = 0
        if node.tag == f"{TEXT}h":
            heading = max(1, whole_number(node.get(f"{TEXT}outline-level"), 1))
        number = place.number if place else self._outline_number(node, heading)
        lead = words.text[: len(words.text) - len(words.text.lstrip(" \t"))]
        shift = sum(_TAB if sign == "\t" else _SPACE for sign in lead)
        indent = look.indent
        level = place.count.levels.get(place.level) if place else None
        if level and level.indent is not None and "left" not in look.own:
            indent = level.indent
        text = number + words.text.strip() if words.text.strip() else ""
        yield Block(
            text,
            min(heading, 6) if text else 0,
            depth=place.level - 1 if place else 0,
            indent=max(0, round(indent + shift)),
        )
        for box in words.boxes:
            yield from self.blocks(box)
        for note in words.notes:
            yield from self.note(note)

    def _outline_number(self, node: _Element, heading: int) -> str:
        """Return the number of a heading that stands in no list, as the outline of the document counts it."""
        if not heading or node.get(f"{TEXT}is-list-header") == "true":
            return ""
        if self.outline is None:
            self.outline = Count(self.styles.lists.get(OUTLINE, {}))
            self.counts.append(self.outline)
        return _stated_number(node) or self.outline.next(heading)

    def collect(self, node: _Element, words: _Words) -> None:
        """Add the words of an element to those of its paragraph."""
        words.add(node.text or "")
        for child in node:
            self.sign(child, words)
            words.add(child.tail or "")

    def sign(self, node: _Element, words: _Words) -> None:
        """Add what one element within a paragraph prints."""
        tag = node.tag
        if tag == f"{TEXT}s":
            words.text += " " * min(max(whole_number(node.get(f"{TEXT}c"), 1), 0), _MOST_SPACES)
        elif tag == f"{TEXT}tab":
            words.text += "\t"
        elif tag == f"{TEXT}line-break":
            words.text += "\n"
        elif tag == f"{TEXT}note":
            words.notes.append(node)
        elif tag == f"{TEXT}span":
            self.span(node, words)
        elif tag in _CHANGES:
            self.doubts.append("tracked_changes")
        elif tag == f"{TEXT}hidden-text":
            self.doubts.append("hidden_text")
        elif isinstance(tag, str) and tag.startswith(_DRAW):
            words.boxes += [each_box for each_box in [node] if _holds_text(node)]
        elif isinstance(tag, str) and tag not in _SKIPPED:
            self.collect(node, words)

    def span(self, node: _Element, words: _Words) -> None:
        """Add the words of a span, as its style prints them."""
        look = self.styles.look("text", node.get(f"{TEXT}style-name") or "")
        before, words.text = words.text, words.text[-1:]
        start = len(words.text)
        self.collect(node, words)
        text = words.text[start:]
        if look.hidden:
            self.doubts += ["hidden_text"] if text.strip() else []
            text = ""
        self.doubts += ["struck"] if look.struck and text.strip() else []
        words.text = before + (raised(text) if look.raised else text)

    def note(self, node: _Element) -> Iterator[Block]:
        """Yield a footnote or endnote, with the sign by which the text points to it."""
        self.notes += 1
        sign = "".join(
            str(text) for part in node.iter(f"{TEXT}note-citation") for text in part.itertext()
        )
        body = node.find(f"{TEXT}note-body")
        lines = [block.text for block in self.blocks(body if body is not None else ())]
        if any(line.strip() for line in lines):
            sign = sign.strip() or str(self.notes)
            yield Block(f"{sign} " + "\n".join(line for line in lines if line), note=True)

    def table(self, node: _Element) -> Iterator[Block]:
        """Yield the rows of a table; where it has one column only, its paragraphs as if there were no table."""
        rows = [[cell for cell in row if cell.tag == f"{_TABLE}table-cell"] for row in _rows(node)]
        if all(len(row) < 2 for row in rows):
            yield from (block for row in rows for cell in row for block in self.blocks(cell))
            return
        for row in rows:
            inside = [list(self.blocks(cell)) for cell in row]
            texts = (
                "\n".join(block.text for block in cell if block.text.strip() and not block.note)
                for cell in inside
            )
            yield Block("\t".join(texts), row=True)
            yield from (block for cell in inside for block in cell if block.note)


def _rows(node: _Element) -> Iterator[_Element]:
    for child in node:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in _ROWS:
            yield from _rows(child)


def _begins_with_words(item: _Element) -> bool:
    """Whether an item of a list has a paragraph of its own in front, and not only a list within it."""
    first = next((node for node in item if node.tag != f"{TEXT}number"), None)
    return first is not None and first.tag != f"{TEXT}list"


def _stated_number(item: _Element) -> str:
    """Return the number that a program wrote down as it printed it."""
    number = item.find(f"{TEXT}number")
    if number is None:
        number = next((node for node in item.iterfind(f"{TEXT}p/{TEXT}number")), None)
    text = "" if number is None else "".join(map(str, number.itertext())).strip()
    return f"{text} " if text else ""


def _holds_text(node: _Element) -> bool:
    return next(node.iter(f"{TEXT}p", f"{TEXT}h"), None) is not None
