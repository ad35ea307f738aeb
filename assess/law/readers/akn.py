"""Akoma Ntoso 3 to blocks: the markup says what a unit is, so that nothing has to be guessed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from assess.law.readers.blocks import Block, Found, raised
from assess.law.readers.limits import fail, parsed

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = re.compile(
    r"https?://(docs\.oasis-open\.org/legaldocml/ns/akn/3\.0|www\.akomantoso\.org/3\.0)"
)
_PARTS = frozenset(
    {
        "part",
        "chapter",
        "title",
        "book",
        "tome",
        "division",
        "subdivision",
        "subpart",
        "subchapter",
        "subtitle",
        "subdivision",
    }
)
# what a law of this document counts its articles in: the first met
_BASIC = ("article", "section", "rule", "clause")
_PARAGRAPHS = frozenset(
    {
        "paragraph",
        "subsection",
        "subparagraph",
        "subclause",
        "subrule",
        "alinea",
        "clause",
        "subsubsection",
        "level",
        "proviso",
        "transitional",
    }
)
_ITEMS = frozenset({"point", "indent", "item", "subpoint", "subitem", "sublist"})
_OPENERS = {
    "preface": "preamble",
    "preamble": "preamble",
    "conclusions": "closing",
    "wrapUp": "closing",
    "listWrapUp": "closing",
    "attachment": "schedule",
    "component": "schedule",
}
_HEADS = ("num", "heading", "subheading")
_SKIPPED = frozenset({"meta", *_HEADS, "img", "noteRef", "blockmeta"})
_APART = frozenset({"p", "li", "item", "listIntroduction", "listWrapUp", "td", "th", "caption"})
_LEAVES = frozenset(
    {"p", "listIntroduction", "longTitle", "li", "docTitle", "crossHeading", "formula"}
)
_CODES = {
    "ara": "ar",
    "eng": "en",
    "fra": "fr",
    "fre": "fr",
    "spa": "es",
    "por": "pt",
    "rus": "ru",
    "ita": "it",
    "deu": "de",
    "ger": "de",
    "tur": "tr",
    "fas": "fa",
    "per": "fa",
    "ind": "id",
    "swa": "sw",
    "zho": "zh",
}


def read(path: Path, data: bytes, language: str = "") -> Found:
    """Return the blocks of an Akoma Ntoso document, version 3, with kind, number, title and depth.

    Raises LexgapError for damaged XML and for XML of another kind.
    """
    root = parsed(path, data)
    space = root.tag.partition("}")[0].lstrip("{")
    if _name(root) != "akomaNtoso" or not _SPACE.match(space):
        fail("text-unknown-format", path, what="@xml_other")
    walk = _Walk(_basic(root))
    blocks = tuple(block for child in root for block in walk.node(child, 0))
    return Found(blocks, tuple(walk.doubts), _language(root), _title(root))


@dataclass
class _Walk:
    """One pass over a document; `basic` is the element that stands for an article in it."""

    basic: str
    doubts: list[str] = field(default_factory=list)

    def node(self, node: _Element, depth: int, quoted: bool = False) -> Iterator[Block]:
        """Yield the blocks of an element that stands at `depth`; in a quotation nothing opens a unit of the law."""
        name = _name(node)
        if not name or name in _SKIPPED:
            return
        if name == "toc":
            self.doubts.append("contents_left_out")
        elif name == "quotedStructure":
            yield from self.inner(node, depth, True)
        elif name == "table":
            yield from self.rows(node, depth)
        elif name in _LEAVES or _has_text(node):
            yield from self.leaf(node, depth, quoted)
        else:
            yield from self.unit(node, name, depth, quoted)

    def unit(self, node: _Element, name: str, depth: int, quoted: bool) -> Iterator[Block]:
        """Yield what opens a unit, and then what it holds; an element without number and title opens none."""
        number, title = self.head(node)
        kind = "" if quoted else self.kind(node, name, bool(number or title))
        heads = [part for part in node if _name(part) in _HEADS]
        notes = [note for part in heads for note in self.notes(part, depth)]
        if quoted or not kind:
            if number or title:
                yield Block(" ".join(part for part in (number, title) if part), depth=depth)
            yield from notes
            yield from self.inner(node, depth, quoted)
            return
        depth += name in ("wrapUp", "listWrapUp")
        below = depth + (kind in ("part", "article", "paragraph", "item", "schedule"))
        content = self.inner(node, depth, False, below)
        first = next(content, None)
        opening = ""
        if first is not None and not notes and _plain(first):
            opening, first = first.text, None
        yield Block(opening, 0, kind, number, title, depth)
        yield from notes
        if first is not None:
            yield first
        yield from content

    def inner(
        self, node: _Element, depth: int, quoted: bool, below: int | None = None
    ) -> Iterator[Block]:
        """Yield the blocks in an element: its own paragraphs at `depth`, the units in it at `below`."""
        for child in node:
            name = _name(child)
            opens = name and not quoted and self.kind(child, name, _numbered(child))
            if not opens and _groups(child, name):
                yield from self.inner_of(child, depth, quoted, below)
            else:
                under = depth if below is None or not opens or name.endswith("rapUp") else below
                yield from self.node(child, under, quoted)

    def inner_of(
        self, node: _Element, depth: int, quoted: bool, below: int | None
    ) -> Iterator[Block]:
        """Yield the blocks of an element that only groups others, as if they stood in its parent."""
        head = " ".join(part for part in self.head(node) if part)
        content = self.inner(node, depth, quoted, below)
        first = next(content, None) if quoted and head else None
        if first is not None and _plain(first):  # in a quotation the number stands in the text
            yield Block(f"{head} {first.text}", depth=depth)
        elif head:
            yield Block(head, 0 if quoted else 4, depth=depth)
            yield from (first,) if first is not None else ()
        yield from content

    def kind(self, node: _Element, name: str, numbered: bool) -> str:
        """Return the kind of unit that an element opens, an empty string for one that opens none."""
        if name == "hcontainer":
            name = node.get("name") or ""
        if name in _OPENERS:
            return _OPENERS[name]
        if name == self.basic:
            return "article"
        if name in _PARTS or name == "section":
            return "part"
        if numbered and (name in _PARAGRAPHS or name in ("article", "rule")):
            return "paragraph"
        return "item" if numbered and name in _ITEMS else ""

    def head(self, node: _Element) -> tuple[str, str]:
        """Return number and title of an element, empty where it has none."""
        texts = {
            name: " ".join(_words(node) for node in node if _name(node) == name) for name in _HEADS
        }
        title = " ".join(
            pieces.strip() for pieces in (texts["heading"], texts["subheading"]) if pieces.strip()
        )
        return texts["num"].strip(), title

    def leaf(self, node: _Element, depth: int, quoted: bool) -> Iterator[Block]:
        """Yield a paragraph; quotations, lists and tables in it come in their place, notes after it."""
        text, inside = "", {"quotedStructure", "table", "blockList", "ul", "ol", "p"}
        for piece in _pieces(node, inside):
            if isinstance(piece, str):
                text += piece
            elif _name(piece) == "del":
                self.doubts.append("tracked_changes")
            else:
                yield from _block(text, depth)
                text = ""
                yield from self.node(piece, depth, quoted)
        kind = "closing" if _name(node) in ("listWrapUp",) and not quoted else ""
        yield from _block(text, depth, kind, 4 if _name(node) == "crossHeading" else 0)
        yield from self.notes(node, depth)

    def notes(self, node: _Element, depth: int) -> Iterator[Block]:
        for note in node.iter() if _name(node) else ():
            if _name(note) == "authorialNote":
                text = "\n".join(block.printed() for block in self.inner(note, 0, True)) or _words(
                    note
                )
                yield Block(
                    " ".join(filter(None, (note.get("marker") or "", text))), depth=depth, note=True
                )

    def rows(self, node: _Element, depth: int) -> Iterator[Block]:
        for caption in (node for node in node if _name(node) == "caption"):
            yield from _block(_words(caption), depth)
        for row in _rows(node):
            yield Block(
                "\t".join(_words(cell) for cell in row if _name(cell) in ("td", "th")),
                depth=depth,
                row=True,
            )
        yield from self.notes(node, depth)


def _rows(node: _Element) -> Iterator[_Element]:
    """Yield the rows of a table; those of tables in its cells are words of the cells."""
    for each_node in node:
        if _name(each_node) == "tr":
            yield each_node
        elif _name(each_node) in ("thead", "tbody", "tfoot"):
            yield from _rows(each_node)


def _name(node: _Element) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _numbered(node: _Element) -> bool:
    return any(_name(node) in ("num", "heading") for node in node)


def _groups(node: _Element, name: str) -> bool:
    """Whether an element only groups others: it has no words of its own and is no table, quotation or paragraph."""
    return (
        bool(name)
        and name not in {*_LEAVES, *_SKIPPED, "table", "quotedStructure", "toc"}
        and not _has_text(node)
    )


def _plain(block: Block) -> bool:
    return not (
        block.kind or block.number or block.title or block.row or block.note or block.heading
    )


def _has_text(node: _Element) -> bool:
    return bool((node.text or "").strip()) or any((node.tail or "").strip() for node in node)


def _pieces(node: _Element, inside: Collection[str]) -> Iterator[str | _Element]:
    """Yield the words of an element and, in their place, the elements that are paragraphs or deletions themselves.

    Raised figures, as in article 206¹, are written with raised signs.
    """
    form = raised if _name(node) == "sup" else str
    yield form(node.text or "")
    for each_node in node:
        name = _name(each_node)
        if name in inside or name == "del":
            yield each_node
        elif name in ("br", "eol"):
            yield "\0"
        elif name in _HEADS:  # of a unit that stands among words, as in a cell
            yield from (" ", *_pieces(each_node, inside), " ")
        elif name and name not in ("authorialNote", *_SKIPPED):
            yield from _pieces(each_node, inside)
        yield form(each_node.tail or "")


def _words(node: _Element) -> str:
    text = "".join(
        piece if isinstance(piece, str) else f" {_words(piece)} " if _name(piece) != "del" else ""
        for piece in _pieces(node, _APART)
    )
    return _spaced(text)


def _spaced(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.split("\0")).strip()


def _block(text: str, depth: int, kind: str = "", heading: int = 0) -> Iterator[Block]:
    if _spaced(text):
        yield Block(_spaced(text), heading, kind, depth=depth)


def _basic(root: _Element) -> str:
    """Return the element in which this law counts its articles, quoted laws aside."""
    met = {
        _name(node)
        for node in root.iter()
        if _name(node) in _BASIC
        and not any(_name(up) == "quotedStructure" for up in node.iterancestors())
    }
    return next((name for name in _BASIC if name in met), "article")


def _language(root: _Element) -> str:
    stated = next(
        (node.get("language") or "" for node in root.iter() if _name(node) == "FRBRlanguage"), ""
    )
    return _CODES.get(stated.lower(), stated.lower()[:2] if len(stated) == 2 else stated.lower())


def _title(root: _Element) -> str:
    alias = next(
        (
            node.get("value") or ""
            for node in root.iter()
            if _name(node) == "FRBRalias" and node.get("name") == "title"
        ),
        "",
    )
    if alias and alias != "Untitled":
        return alias
    return next(
        (_words(node) for node in root.iter() if _name(node) in ("docTitle", "shortTitle")), ""
    )
