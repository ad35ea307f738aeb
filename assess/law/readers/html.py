"""Web pages to blocks: the law's text without menus and scripts, numbers of lists written out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from assess.law.readers.blocks import Block, Found, raised
from assess.law.readers.docx_numbers import formed, whole_number
from assess.law.readers.encoding import decoded
from assess.law.readers.limits import fail
from assess.law.readers.lines import LABEL

if TYPE_CHECKING:
    from lxml.etree import _Element

_NEVER = (
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "embed",
    "svg",
    "canvas",
    "audio",
    "video",
    "button",
    "select",
    "textarea",
    "input",
    "datalist",
    "head",
)
#: Those of them whose words a reader may have seen.
_SHOWN = ("noscript", "object", "button", "textarea", "svg", "iframe")
_AROUND = ("nav", "header", "footer", "aside", "dialog", "menu")
_ROLES = frozenset(
    {
        "navigation",
        "banner",
        "contentinfo",
        "search",
        "menu",
        "menubar",
        "complementary",
        "alertdialog",
        "dialog",
        "toolbar",
    }
)
_TYPES = {
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "1": "decimal",
}
_STYLES = {
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "arabic-indic": "arabicIndic",
    "arabic-abjad": "arabicAbjad",
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "none": "none",
    "disc": "bullet",
    "circle": "bullet",
    "square": "bullet",
}
#: Share of a page's letters that its main part, or one child, must hold so that the rest can be furniture.
_MOST = 0.6
#: Share of letters within links from which a block beside the law is taken for a menu.
_LINKED = 0.7
#: How deep menus are looked for.
_LEVELS = 20


def law_part(page: _Element) -> tuple[_Element, list[str]]:
    """Return the element that holds the law, and the doubt `left_out` where words around it are left out.

    Scripts go first. Then the one element that is marked as the main part, if it holds most of the words; else the
    body without menus, page headers and footers, and without blocks beside the text that are links for the most part.
    What is left out is emptied where it stands, so that the words around it stay as far apart as they are printed.
    """
    shown = sum(
        _length(node)
        for node in page.iter(*_SHOWN)
        if next(node.iterancestors("body"), None) is not None
    )
    for node in [*page.iter(*_NEVER)]:
        if node is not page:
            _empty(node)
    body = page.find("body")
    body = page if body is None else body
    whole = _length(body)
    roles = [node for node in page.iter("*") if node.get("role") == "main"]
    marked = [*page.iter("main"), *roles] or [*page.iter("article")]
    best = max(marked, key=_length, default=None)
    part = (
        best
        if best is not None and len([*page.iter("main")]) < 2 and _length(best) >= _MOST * whole
        else body
    )
    for node in [
        node for node in part.iter() if isinstance(node.tag, str) and _furniture(node, part)
    ]:
        if node.getparent() is not None and _length(node) < (1 - _MOST) * max(whole, 1):
            _empty(node)
    if part is body:
        _drop_menus(body)
    return part, ["left_out"] if shown or _length(part) < whole else []


def _furniture(node: _Element, part: _Element) -> bool:
    role = node.get("role") or ""
    if node is part or role.startswith("doc-") or (node.tag not in _AROUND and role not in _ROLES):
        return False  # roles of documents are those of notes and the like
    # those of an article or section are its own: its title, its signatures
    if node.tag in ("header", "footer"):
        return (
            next(node.iterancestors("article", "section", "main"), None) is None
            and part.tag == "body"
        )
    return True


def _drop_menus(body: _Element) -> None:
    """Take lists of links away that stand beside the text, on each level down to the one where the text lies."""
    level = body
    for _ in range(_LEVELS):
        whole = _length(level)
        children = [node for node in level if isinstance(node.tag, str)]
        fullest = max(children, key=_length, default=None)
        if (
            fullest is None
            or _length(fullest) < _MOST * whole
            or fullest.tag in ("table", "ol", "ul", "p")
        ):
            return
        for child in children:
            if child is not fullest and _menu(child):
                _empty(child)
        level = fullest


def _menu(node: _Element) -> bool:
    links = [*node.iter("a")]
    linked = sum(_length(link) for link in links)
    return len(links) >= 3 and linked >= _LINKED * max(_length(node), 1)


def _empty(node: _Element) -> None:
    """Take away all that stands in an element, not what follows it."""
    node.clear(keep_tail=True)  # type: ignore[call-arg]  # lxml-stubs know it without arguments


def inner_text(node: _Element) -> str:
    """Return all text within an element, as it stands."""
    return "".join(str(text) for text in node.itertext())


def _length(node: _Element) -> int:
    """Return the number of letters in an element, white space not counted."""
    return len("".join(inner_text(node).split()))


def list_numbers(holder: _Element) -> Iterator[str]:
    """Yield what a browser writes before each item of a list in turn: 3., c., ج., a bullet, or nothing.

    An item that is not displayed as one has no number and is not counted (CSS Lists and Counters, `list-item`).
    """
    items = [node for node in holder if node.tag == "li"]
    back = holder.get("reversed") is not None
    plain = _TYPES.get(holder.get("type") or "1", "decimal") if holder.tag == "ol" else "bullet"
    usual = _form(holder) or plain
    count = whole_number(holder.get("start"), len(items) if back else 1)
    for item in items:
        if _stated(item, "display") not in ("", "list-item"):
            yield ""
            continue
        form = _form(item) or usual
        count = whole_number(item.get("value"), count)
        if form == "none":
            yield ""
        else:
            yield "•" if form == "bullet" else f"{formed(count, form) or count}."
        count += -1 if back else 1


def _form(node: _Element) -> str:
    words = _stated(node, "list-style", "list-style-type").split()
    if words:
        return next((_STYLES[word] for word in words if word in _STYLES), "")
    kind = node.get("type") or ""
    return _TYPES.get(kind) or _STYLES.get(kind.lower(), "") if node.tag == "li" else ""


def _stated(node: _Element, *names: str) -> str:
    """Return what the style of an element states under one of these names, the last that is stated."""
    rules = [rule.partition(":") for rule in (node.get("style") or "").lower().split(";")]
    stated = [
        value.replace("!important", "").strip() for name, _, value in rules if name.strip() in names
    ]
    return stated[-1] if stated else ""


_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|"
    rb"<\?xml[^>]{0,200}?encoding=[\"']([\w.-]+)",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "ul",
        "dir",
    }
)
_NOTE = re.compile(r"(?:^|[\s_-])(?:foot|end)?notes?(?:[\s_\d-]|$)|^fn\d+$", re.IGNORECASE)
_BREAK = "\0"
_LISTS = ("ol", "ul", "menu", "dir")


def read(path: Path, data: bytes, language: str = "") -> Found:
    """Return the blocks of a web page; raises LexgapError where its encoding cannot be told or nothing is in it."""
    from lxml import etree, html

    stated = _CHARSET.search(data[:4096])
    name = (stated[1] or stated[2]).decode("ascii", "replace") if stated else ""
    text = _DECLARATION.sub("", decoded(path, data, name)).replace("\0", "")
    try:
        parser = html.HTMLParser(
            remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
        )
        page = html.document_fromstring(text, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        fail("text-damaged", path, why="@xml")
    # the rest of the page was cut off
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        fail("text-damaged", path, why="@deep")
    title = ""
    for node in page.iter("title"):
        title = title or " ".join(str(next(node.itertext(), "")).split())
    own = (
        (page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
        .split("-")[0]
        .lower()
    )
    part, doubts = law_part(page)
    walk = _Walk(_holders(part))
    blocks = [block for block in walk.blocks(part) if block.text]
    doubts = [*doubts, *walk.doubts, *(["lost_letters"] if "\ufffd" in text else [])]
    return Found(tuple(blocks), tuple(doubts), _believed(own, blocks), title)


def _believed(stated: str, blocks: list[Block]) -> str:
    """Return the language that a page states, unless its letters are of another script; many state a wrong one."""
    text = "".join(block.text for block in blocks)
    arabic = sum("\u0600" <= letter <= "\u06ff" for letter in text)
    script = stated in ("ar", "fa", "ur", "ps", "ku", "ug", "sd")
    return stated if script == (arabic * 2 > len(text.replace(" ", ""))) else ""


@dataclass
class _Walk:
    """One pass over the part of a page that holds the law; `holders` are the elements with blocks in them."""

    holders: frozenset[_Element]
    doubts: list[str] = field(default_factory=list)

    def blocks(self, node: _Element, depth: int = 0, note: bool = False) -> Iterator[Block]:
        """Yield the blocks of an element; words between its blocks are paragraphs of their own."""
        note = note or _is_note(node)
        words = node.text or ""
        for child in node:
            if not isinstance(child.tag, str):
                words += child.tail or ""
                continue
            if child.tag in _BLOCKS or child in self.holders:
                yield from _paragraphs(words, depth, note)
                words = ""
                yield from self.block(child, depth, note)
            else:
                words += self.inline(child)
            words += child.tail or ""
        yield from _paragraphs(words, depth, note)

    def block(self, node: _Element, depth: int, note: bool) -> Iterator[Block]:
        self.doubt(node)
        tag = node.tag
        if tag == "del":
            self.doubts.append("tracked_changes")
        elif tag in _LISTS:
            yield from self.items(node, depth, note)
        elif tag == "table":
            yield from self.table(node, depth, note)
        elif tag == "pre":
            yield from (
                Block(line.strip(), depth=depth, note=note)
                for line in inner_text(node).splitlines()
                if line.strip()
            )
        elif re.fullmatch("h[1-6]", tag):
            text = " ".join(block.text for block in self.blocks(node) if block.text)
            yield Block(text, int(tag[1]), depth=depth, note=note)
        else:
            yield from self.blocks(node, depth, note)

    def items(self, node: _Element, depth: int, note: bool) -> Iterator[Block]:
        """Yield the items of a list, each with the number that a browser shows, if it has not one of its own."""
        numbers = list_numbers(node)
        for child in node:
            if child.tag != "li":
                # a list that stands between items is one level in
                within = depth + (child.tag in _LISTS)
                yield from self.block(child, within, note) if isinstance(child.tag, str) else ()
                continue
            inside = [block for block in self.blocks(child, depth + 1, note) if block.text]
            shown = next(numbers)
            if inside and not inside[0].row:
                # then the number in front is that of the inner item
                begins = _begins_with_list(child)
                own = LABEL.match(inside[0].text) and (
                    shown == "•" or not begins and inside[0].text.startswith(shown.rstrip("."))
                )
                first = inside[0].text if own or not shown else f"{shown} {inside[0].text}"
                nested = inside[0].depth > depth + 1 or begins and not shown
                inside[0] = Block(
                    first, inside[0].heading, depth=inside[0].depth if nested else depth, note=note
                )
            yield from inside

    def table(self, node: _Element, depth: int, note: bool) -> Iterator[Block]:
        """Yield the rows of a table; where it has one column, or holds tables, its cells as if there were none."""
        cells = [
            [cell for cell in row if cell.tag in ("td", "th")]
            for row in node.iter("tr")
            if next(row.iterancestors("table")) is node
        ]
        layout = any(next(cell.iter("table"), None) is not None for row in cells for cell in row)
        flat = layout or all(len(row) < 2 for row in cells)
        yield from self.rows(node, depth, note, flat)

    def rows(self, node: _Element, depth: int, note: bool, flat: bool) -> Iterator[Block]:
        """Yield what stands in a table or a part of one: rows, and also what should not stand there but does."""
        yield from _paragraphs(node.text or "", depth, note)
        for child in node:
            if child.tag in ("thead", "tbody", "tfoot"):
                yield from self.rows(child, depth, note, flat)
            elif child.tag == "tr":
                cells = [cell for cell in child if cell.tag in ("td", "th")]
                if flat:
                    yield from (block for cell in cells for block in self.blocks(cell, depth, note))
                else:
                    texts = [
                        "\n".join(block.text for block in self.blocks(cell) if block.text)
                        for cell in cells
                    ]
                    yield Block(
                        "\t".join(texts) if any(texts) else "", depth=depth, row=True, note=note
                    )
                yield from (
                    block
                    for node in child
                    if node not in cells and isinstance(node.tag, str)
                    for block in self.block(node, depth, note)
                )
            elif isinstance(child.tag, str) and child.tag not in ("col", "colgroup"):
                yield from self.block(child, depth, note)
            yield from _paragraphs(child.tail or "", depth, note)

    def inline(self, node: _Element) -> str:
        """Return the words of an element within a paragraph, as they are printed; those marked as deleted are not."""
        self.doubt(node)
        if node.tag == "br":
            return _BREAK
        if node.tag == "del":
            self.doubts.append("tracked_changes")
            return ""
        inside = "".join(
            (self.inline(child) if isinstance(child.tag, str) else "") + (child.tail or "")
            for child in node
        )
        words = (node.text or "") + inside
        if node.tag == "q":
            return f"“{words}”"
        return raised(words) if node.tag == "sup" else words

    def doubt(self, node: _Element) -> None:
        """Note what makes it doubtful that the words of an element are words of the law."""
        style = (node.get("style") or "").replace(" ", "").lower()
        if ("display:none" in style or node.get("hidden") is not None) and inner_text(node).strip():
            self.doubts.append("hidden_shown")
        if node.tag in ("s", "strike") or "line-through" in style:
            self.doubts.append("struck")


def _holders(part: _Element) -> frozenset[_Element]:
    """Return the elements in which a block stands at any depth."""
    nodes: set[_Element] = set()
    for node in part.iter(*_BLOCKS):
        up = node.getparent()
        while up is not None and up not in nodes:
            nodes.add(up)
            up = up.getparent()
    return frozenset(nodes)


def _begins_with_list(item: _Element) -> bool:
    """Whether an item of a list has no words of its own in front of the list within it."""
    inner = next(item.iter(*_LISTS), None)
    if inner is None:
        return False
    before = [*inner.itersiblings(preceding=True)]
    return (
        inner.getparent() is item
        and not "".join(
            [item.text or "", *(inner_text(node) + (node.tail or "") for node in before)]
        ).strip()
    )


def _is_note(node: _Element) -> bool:
    return (
        any(_NOTE.search(node.get(name) or "") for name in ("class", "id", "role"))
        and node.tag != "body"
    )


def _paragraphs(words: str, depth: int, note: bool) -> Iterator[Block]:
    """Yield the paragraphs of words; one break is a line, two breaks part paragraphs."""
    for part in re.split(rf"{_BREAK}\s*{_BREAK}[\s{_BREAK}]*", words):
        text = "\n".join(" ".join(line.split()) for line in part.split(_BREAK)).strip()
        if text:
            yield Block(text, depth=depth, note=note)
