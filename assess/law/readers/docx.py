"""Word documents to blocks: what is printed on the page, automatic numbers, notes and text boxes included."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from assess.law.readers.blocks import Block, Found
from assess.law.readers.docx_indents import Inset, inset_of
from assess.law.readers.docx_numbers import (
    MOST_DEPTH,
    Counter,
    Numbering,
    numbering,
    val,
    whole_number,
)
from assess.law.readers.docx_words import DELETED, Words
from assess.law.readers.limits import fail, parsed, unpacked

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)


@dataclass(frozen=True)
class Style:
    """What a paragraph style says, those that it is based on included."""

    name: str = ""
    outline: int = 0  # 1 to 9, 0 for ordinary text
    number: str = ""  # numId
    depth: int = 0
    hidden: bool = False
    inset: Inset = Inset()


@dataclass(frozen=True)
class Styles:
    """All paragraph styles by id, and the one of paragraphs that name none."""

    known: dict[str, Style] = field(default_factory=dict)
    usual: str = ""

    def of(self, style: str) -> Style:
        """Return the style of that id, the usual one where the id is empty or unknown."""
        return self.known.get(style) or self.known.get(self.usual) or Style()


def styles(root: _Element | None, space: str, lists: Numbering) -> Styles:
    """Return the paragraph styles that the root of styles.xml defines; `space` is the namespace of Word, in braces."""
    if root is None:
        return Styles()
    raw = {
        node.get(f"{space}styleId") or "": node
        for node in root.iter(f"{space}style")
        if node.get(f"{space}type") in (None, "paragraph")
    }
    usual = next(
        (key for key, node in raw.items() if node.get(f"{space}default") in ("1", "true")), ""
    )
    at = {
        (number, level.style): depth
        for (number, depth), level in lists.levels.items()
        if level.style
    }
    return Styles({key: _style(key, raw, space, at) for key in raw}, usual)


def _style(key: str, raw: dict[str, _Element], space: str, at: dict[tuple[str, str], int]) -> Style:
    """Collect what a style and those below it say; the nearest word counts."""
    name, outline, number, hidden = "", 0, "", False
    depth: int | None = None
    met: set[str] = set()
    inset = Inset()
    holder = key
    while key in raw and key not in met and len(met) < 20:
        met.add(key)
        node = raw[key]
        label = val(node, "name", space)
        name = name or label
        heading = _HEADING.match(label)
        stated = val(node, f"pPr/{space}outlineLvl", space)
        if not outline and stated:
            outline = whole_number(stated, 9) + 1
        elif not outline and heading:
            outline = int(heading[1])
        if not number and val(node, f"pPr/{space}numPr/{space}numId", space):
            number, holder = val(node, f"pPr/{space}numPr/{space}numId", space), key
        level = val(node, f"pPr/{space}numPr/{space}ilvl", space)
        if depth is None and level:
            depth = whole_number(level)
        inset = inset.over(inset_of(node, space))
        hidden = hidden or node.find(f"{space}rPr/{space}vanish") is not None
        key = val(node, "basedOn", space)
    depth = at.get((number, holder), depth or 0)
    return Style(name, outline if outline < 10 else 0, number, depth, hidden, inset)


_CORE = "docProps/core.xml"
_CONTENTS = re.compile(r"(toc \d|table of figures|toc heading)$", re.IGNORECASE)
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd]")
_WRAPS = frozenset({"sdtContent", "customXml", "ins", "moveTo", "smartTag", "body", "txbxContent"})


def read(path: Path, data: bytes, language: str = "") -> Found:
    """Return the blocks of a Word document; raises LexgapError where it is damaged, locked or larger than the bound."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            roots = _parts(path, archive)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        fail("text-damaged", path, why="@zip")
    main = roots.get("document")
    if main is None:
        fail("text-damaged", path, why="@zip")
    space = main.tag.partition("}")[0] + "}"
    lists = numbering(roots.get("numbering"), space)
    walk = _Walk(
        space,
        styles(roots.get("styles"), space, lists),
        Counter(lists),
        {kind: _notes(roots.get(f"{kind}notes"), kind, space) for kind in ("foot", "end")},
        {
            key: inset_of(level.node, space)
            for key, level in lists.levels.items()
            if level.node is not None
        },
    )
    blocks = tuple(block for block in walk.blocks(main) if block.text.strip())
    if walk.counter.unknown:
        walk.doubts.append("number_format")
    if any(_PRIVATE.search(block.text) for block in blocks):
        walk.doubts.append("symbols")
    title = (
        roots["core"].findtext("{http://purl.org/dc/elements/1.1/}title") if "core" in roots else ""
    )
    return Found(blocks, tuple(walk.doubts), title=(title or "").strip())


def _parts(path: Path, archive: zipfile.ZipFile) -> dict[str, _Element]:
    """Return the roots of the parts that are read: document, styles, numbering, footnotes, endnotes, core."""
    main = _targets(path, archive, "").get("officeDocument", "word/document.xml")
    targets = _targets(path, archive, main)
    names = {"document": main, "core": _CORE}
    names |= {
        kind: targets[kind]
        for kind in ("styles", "numbering", "footnotes", "endnotes")
        if kind in targets
    }
    data = unpacked(path, archive, tuple(names.values()))
    return {kind: parsed(path, data[name]) for kind, name in names.items() if name in data}


def _targets(path: Path, archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Return what a part leads to: the last word of each kind of relation → name of the part."""
    folder, _, name = part.rpartition("/")
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    data = unpacked(path, archive, (relations,)).get(relations)
    targets: dict[str, str] = {}
    for node in () if data is None else parsed(path, data):
        if node.get("TargetMode") != "External":
            target = posixpath.normpath(
                posixpath.join("/", folder, node.get("Target") or "")
            ).lstrip("/")
            targets.setdefault((node.get("Type") or "").rpartition("/")[2], target)
    return targets


def _notes(root: _Element | None, kind: str, space: str) -> dict[str, _Element]:
    """Return the notes of a document by id, without the lines that part them from the text."""
    if root is None:
        return {}
    return {
        node.get(f"{space}id") or "": node
        for node in root.iter(f"{space}{kind}note")
        if node.get(f"{space}type") in (None, "normal")
    }


@dataclass
class _Walk:
    """One pass over a document, in its order."""

    space: str
    styles: Styles
    counter: Counter
    notes: dict[str, dict[str, _Element]]
    insets: dict[tuple[str, int], Inset]  # by list and level
    doubts: list[str] = field(default_factory=list)
    carried: str = ""  # text of a paragraph whose end is deleted: it goes on in the next one
    boxes: list[_Element] = field(default_factory=list)  # that hang on it
    hanging: list[tuple[str, str]] = field(default_factory=list)  # notes that hang on it
    numbered: int = 0  # notes so far

    def blocks(self, parent: Iterable[_Element]) -> Iterator[Block]:
        """Yield the blocks of a body, a cell, a box or a note."""
        yield from self.inside(parent)
        yield from self.rest()

    def inside(self, parent: Iterable[_Element]) -> Iterator[Block]:
        """Yield the blocks of an element that may end within a paragraph."""
        for node in parent:
            name = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
            if name == "p":
                yield from self.paragraph(node)
            elif name == "tbl":
                yield from self.rest()
                yield from self.table(node)
            elif name == "sdt":
                yield from self.inside(
                    [node for node in node if node.tag == f"{self.space}sdtContent"]
                )
            elif name in _WRAPS:
                yield from self.inside(node)
            elif name == "AlternateContent":  # the same thing twice, for newer and older programs
                yield from self.inside(node[0] if len(node) else ())
            elif name in ("altChunk", "subDoc"):
                self.doubts.append("embedded")
            elif name in DELETED:
                self.doubts.append("tracked_changes")

    def paragraph(self, node: _Element) -> Iterator[Block]:
        """Yield a paragraph, then the text boxes and notes that hang on it."""
        style = self.styles.of(self._value(node, "pPr/pStyle"))
        if _CONTENTS.match(style.name):
            self.doubts.append("contents_left_out")
            return
        words = Words(self.space)
        text = words.of(node)
        self.doubts += words.doubts
        if style.hidden and text.strip():
            self.doubts.append("hidden_text")
            return
        if node.find(self._path("pPr/rPr/del")) is not None:
            self.doubts.append("tracked_changes")
            self.carried += text
            self.boxes += words.boxes
            self.hanging += words.notes
            return
        text, self.carried = self.carried + text, ""
        number, depth, inset = self._number(node, style)
        outline = self._value(node, "pPr/outlineLvl")
        heading = whole_number(outline, 9) + 1 if outline else style.outline
        yield Block(
            number + text.strip(),
            min(heading, 6) if heading < 10 and text.strip() else 0,
            depth=depth,
            indent=inset_of(node, self.space).over(inset).points(text),
        )
        yield from self.hung(words.boxes, words.notes)

    def rest(self) -> Iterator[Block]:
        """Yield what is carried where no paragraph follows that could take it up."""
        text, self.carried = self.carried.strip(), ""
        if text:
            yield Block(text)
        yield from self.hung([], [])

    def hung(self, boxes: list[_Element], notes: list[tuple[str, str]]) -> Iterator[Block]:
        """Yield the text boxes and notes of a paragraph, after those of paragraphs carried into it."""
        boxes, notes = self.boxes + boxes, self.hanging + notes
        self.boxes, self.hanging = [], []
        for box in boxes:
            yield from self.blocks(box)
        for kind, key in notes:
            yield from self.note(kind, key)

    def note(self, kind: str, key: str) -> Iterator[Block]:
        self.numbered += 1
        note = self.notes[kind].get(key)
        lines = (
            []
            if note is None
            else [block.text for block in self.blocks(note) if block.text.strip()]
        )
        if lines:
            yield Block(f"{self.numbered} " + "\n".join(lines), note=True)

    def table(self, node: _Element) -> Iterator[Block]:
        """Yield the rows of a table; where it has one column only, its paragraphs as if there were no table."""
        rows = list(self._inner(node, "tr"))
        kept = [row for row in rows if row.find(self._path("trPr/del")) is None]
        self.doubts += ["tracked_changes"] if len(kept) < len(rows) else []
        cells = [list(self._inner(row, "tc")) for row in kept]
        if all(len(row) < 2 for row in cells):
            for row in cells:
                for cell in row:
                    yield from self.blocks(cell)
            return
        for row in cells:
            inside = [[] if self._merged(cell) else list(self.blocks(cell)) for cell in row]
            yield Block(
                "\t".join(
                    "\n".join(block.text for block in cell if block.text.strip() and not block.note)
                    for cell in inside
                ),
                row=True,
            )
            yield from (block for cell in inside for block in cell if block.note)

    def _inner(self, node: _Element, name: str) -> Iterator[_Element]:
        """Yield the rows of a table, or the cells of a row, also those that stand in a content control."""
        for each_node in node:
            if each_node.tag == f"{self.space}{name}":
                yield each_node
            elif each_node.tag in {
                f"{self.space}{wrap}" for wrap in ("sdt", "sdtContent", "customXml", "ins")
            }:
                yield from self._inner(each_node, name)

    def _merged(self, cell: _Element) -> bool:
        merge = cell.find(self._path("tcPr/vMerge"))
        return merge is not None and merge.get(f"{self.space}val") != "restart"

    def _number(self, node: _Element, style: Style) -> tuple[str, int, Inset]:
        """Return the automatic number of a paragraph, from its own list or that of its style, its level and inset."""
        own, level = self._value(node, "pPr/numPr/numId"), self._value(node, "pPr/numPr/ilvl")
        number = own or style.number
        if number in ("", "0"):
            return "", 0, style.inset
        depth = (
            whole_number(level) if level else style.depth if not own or own == style.number else 0
        )
        depth = min(max(depth, 0), MOST_DEPTH)
        listed = self.insets.get((number, depth), Inset())
        inset = listed.over(style.inset) if own else style.inset.over(listed)
        return self.counter.next(number, depth), depth, inset

    def _path(self, path: str) -> str:
        return "/".join(f"{self.space}{step}" for step in path.split("/"))

    def _value(self, node: _Element, path: str) -> str:
        known_node = node.find(self._path(path))
        return "" if known_node is None else known_node.get(f"{self.space}val") or ""
