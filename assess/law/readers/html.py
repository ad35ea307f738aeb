"""Web pages to blocks: the law's text without menus and scripts, numbers of lists written out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assess.law.readers.blocks import Block, Found, raised
from assess.law.readers.docx_numbers import formed, whole_number
from assess.law.readers.encoding import decoded
from assess.law.readers.html_styles import LISTS, STEP, Place, Styles, styles_of
from assess.law.readers.html_tables import Tables, cells_of, labelled
from assess.law.readers.limits import fail
from assess.law.readers.lines import LABEL, joined_lines

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


def list_numbers(holder: _Element, styles: Styles) -> Iterator[str]:
    """Yield what a browser writes before each item of a list in turn: 3., c., ج., a bullet, or nothing.

    An item that is not displayed as one has no number and is not counted (CSS Lists and Counters, `list-item`).
    """
    items = [node for node in holder if node.tag == "li"]
    back = holder.get("reversed") is not None
    plain = _TYPES.get(holder.get("type") or "1", "decimal") if holder.tag == "ol" else "bullet"
    usual = _form(holder, styles) or plain
    count = whole_number(holder.get("start"), len(items) if back else 1)
    for item in items:
        if styles.stated(item, "display") not in ("", "list-item"):
            yield ""
            continue
        form = _form(item, styles) or usual
        count = whole_number(item.get("value"), count)
        if form == "none":
            yield ""
        else:
            yield "•" if form == "bullet" else f"{formed(count, form) or count}."
        count += -1 if back else 1


def _form(node: _Element, styles: Styles) -> str:
    words = styles.stated(node, "list-style", "list-style-type").split()
    if words:
        return next((_STYLES[word] for word in words if word in _STYLES), "")
    kind = node.get("type") or ""
    return _TYPES.get(kind) or _STYLES.get(kind.lower(), "") if node.tag == "li" else ""


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
#: Spaces that a page prints, as it does not print white space: how many columns each takes up.
_SPACES = {"\u00a0": 1, "\u2002": 2, "\u2003": 4, "\u2007": 1, "\u2009": 1, "\u3000": 4}
_SPACE = 4  # pixels of a column in a text, half of those in one of a fixed width


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
    styles = styles_of(page)
    part, doubts = law_part(page)
    walk = _Walk(_holders(part), styles, Tables(part))
    blocks = [
        block for block in walk.blocks(part, Place(rtl=page.get("dir") == "rtl")) if block.text
    ]
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
    styles: Styles
    tables: Tables
    doubts: list[str] = field(default_factory=list)

    def blocks(self, node: _Element, outer: Place) -> Iterator[Block]:
        """Yield the blocks of an element that stands in `outer`; words between its blocks are paragraphs of their own."""
        place = self.styles.place(node, outer)
        place = replace(place, note=True) if _is_note(node) else place
        words = node.text or ""
        for child in node:
            if not isinstance(child.tag, str):
                words += child.tail or ""
                continue
            if child.tag in _BLOCKS or child in self.holders:
                yield from _paragraphs(words, place)
                words = ""
                yield from self.block(child, place)
            else:
                words += self.inline(child)
            words += child.tail or ""
        yield from _paragraphs(words, place)

    def block(self, node: _Element, place: Place) -> Iterator[Block]:
        """Yield the blocks of a child that stands in `place`."""
        self.doubt(node)
        tag = node.tag
        if tag in ("dl", *LISTS) and _in_definition(node):
            place = place.deeper()
        if tag == "del":
            self.doubts.append("tracked_changes")
        elif tag in LISTS:
            yield from self.items(node, self.styles.place(node, place))
        elif tag == "table":
            yield from self.table(node, self.styles.place(node, place))
        elif tag == "pre":
            yield from self.lines(node, self.styles.place(node, place))
        elif re.fullmatch("h[1-6]", tag):
            text = " ".join(block.text for block in self.blocks(node, place) if block.text)
            own = self.styles.place(node, place)
            yield Block(text, int(tag[1]), depth=own.depth, note=own.note, indent=own.indent)
        else:
            yield from self.blocks(node, place)

    def lines(self, node: _Element, place: Place) -> Iterator[Block]:
        """Yield the paragraphs of a text that is printed with its own lines and spaces."""
        words = self.inline(node).replace(_BREAK, "\n")
        for text, columns in joined_lines(words.splitlines()):
            indent = place.indent + 2 * _SPACE * columns
            yield Block(text, depth=place.depth, note=place.note, indent=indent)

    def items(self, node: _Element, place: Place) -> Iterator[Block]:
        """Yield the items of a list, each with the number that a browser shows, if it has not one of its own."""
        numbers = list_numbers(node, self.styles)
        for child in node:
            if child.tag != "li":
                # a list that stands between items is one level in
                within = place.deeper() if child.tag in LISTS else place
                yield from self.block(child, within) if isinstance(child.tag, str) else ()
                continue
            inside = [block for block in self.blocks(child, place.deeper()) if block.text]
            shown = next(numbers)
            if inside and not inside[0].row:
                # then the number in front is that of the inner item
                begins = _begins_with_list(child)
                own = LABEL.match(inside[0].text) and (
                    shown == "•" or not begins and inside[0].text.startswith(shown.rstrip("."))
                )
                first = inside[0].text if own or not shown else f"{shown} {inside[0].text}"
                nested = inside[0].depth > place.depth + 1 or begins and not shown
                depth = inside[0].depth if nested else place.depth
                inside[0] = replace(inside[0], text=first, depth=depth)
            yield from inside

    def table(self, node: _Element, place: Place) -> Iterator[Block]:
        """Yield the rows of a table of data, or the cells of a table that only lays out text."""
        yield from self.rows(node, place, self.tables.flat(node))

    def rows(self, node: _Element, place: Place, flat: bool) -> Iterator[Block]:
        """Yield what stands in a table or a part of one: rows, and also what should not stand there but does."""
        yield from _paragraphs(node.text or "", place)
        for child in node:
            if child.tag in ("thead", "tbody", "tfoot"):
                yield from self.rows(child, place, flat)
            elif child.tag == "tr":
                yield from self.cells(child, place) if flat else self.row(child, place)
                yield from (
                    block
                    for other in child
                    if isinstance(other.tag, str) and other.tag not in ("td", "th")
                    for block in self.block(other, place)
                )
            elif isinstance(child.tag, str) and child.tag not in ("col", "colgroup"):
                yield from self.block(child, place)
            yield from _paragraphs(child.tail or "", place)

    def row(self, node: _Element, place: Place) -> Iterator[Block]:
        """Yield a row of data."""
        texts = [
            "\n".join(block.text for block in self.blocks(cell, place) if block.text)
            for cell in cells_of(node)
        ]
        text = "\t".join(texts) if any(texts) else ""
        yield Block(text, depth=place.depth, row=True, note=place.note, indent=place.indent)

    def cells(self, node: _Element, place: Place) -> Iterator[Block]:
        """Yield the blocks of cells one after the other; a number in a cell of its own goes in front of its paragraph."""
        cells = self.tables.filled(cells_of(node))
        if not labelled(cells):
            yield from (block for cell in cells for block in self.blocks(cell, place))
            return
        label = [block for block in self.blocks(cells[0], place) if block.text]
        inner = replace(place, margin=place.margin + STEP)
        inside = [block for block in self.blocks(cells[1], inner) if block.text]
        if len(label) == 1 and inside and not (inside[0].row or inside[0].heading):
            text = f"{label[0].text} {inside[0].text}"
            label = [replace(inside[0], text=text, indent=label[0].indent)]
            del inside[0]
        yield from (*label, *inside)

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


def _in_definition(node: _Element) -> bool:
    """Whether a list stands in what is said of a term, and so is one within a list."""
    holder = next(node.iterancestors("li", "dd", "td", "th"), None)
    return holder is not None and holder.tag == "dd"


def _begins_with_list(item: _Element) -> bool:
    """Whether an item of a list has no words of its own in front of the list within it."""
    inner = next(item.iter(*LISTS), None)
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


def _paragraphs(words: str, place: Place) -> Iterator[Block]:
    """Yield the paragraphs of words; one break is a line, two breaks part paragraphs.

    Lines that begin at different distances from the margin are blocks of their own.
    """
    for part in re.split(rf"{_BREAK}\s*{_BREAK}[\s{_BREAK}]*", words):
        lines = joined_lines([_spaced(line) for line in part.split(_BREAK)])
        apart = any(columns for _, columns in lines[1:])
        for group in [[line] for line in lines] if apart else [lines] if lines else []:
            yield Block(
                "\n".join(text for text, _ in group),
                depth=place.depth,
                note=place.note,
                indent=place.indent + _SPACE * group[0][1],
            )


def _spaced(line: str) -> str:
    """Return a line with single spaces, the printed ones in front of it as columns."""
    text = " ".join(line.split())
    lead = line[: len(line) - len(line.lstrip())]
    return " " * sum(_SPACES.get(sign, 0) for sign in lead) + text if text else ""
