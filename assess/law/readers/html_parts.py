"""Where the law stands in a web page, told without knowing the site; and the numbers that a browser gives to lists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assess.law.readers.docx_numbers import formed, whole_number

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
    if node.tag in (
        "header",
        "footer",
    ):  # those of an article or section are its own: its title, its signatures
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
