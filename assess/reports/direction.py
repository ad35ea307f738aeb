"""Word XML from left to right → the same from right to left, with Latin words in runs of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from unicodedata import combining

from docx.oxml.ns import qn
from lxml import etree
from markupsafe import escape

MARK = "\u200e"  # left-to-right mark

#: What stands before and after the switches of direction, by the order of the schema.
_BEFORE_BIDI = {qn(f"w:{name}") for name in (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
    "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
    "autoSpaceDE", "autoSpaceDN")}
_AFTER_RTL = {qn(f"w:{name}") for name in ("cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath")}
_AFTER_SECTION = {qn(f"w:{name}") for name in ("rtlGutter", "docGrid", "printerSettings", "sectPrChange")}
_BEFORE_VISUAL = {qn(f"w:{name}") for name in ("tblStyle", "tblpPr", "tblOverlap")}
_RUN = re.compile(r'<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)<w:t xml:space="preserve">([^<]*)</w:t></w:r>')
_ARABIC = "\u0590-\u08ff\ufb1d-\ufefc"
_LATIN = re.compile(rf"(?:^[\d(][\d.,/() ]*)?[A-Za-z\u00c0-\u024f][^{_ARABIC}]*|\d+(?:\.\w+|\(\w+\)|/\d+)+")
_TURNED = re.compile(f"[{_ARABIC}]")
_OWN_END = re.compile(r"\s*[.!?…/]+")  # what ends a sentence, or an address, that is Latin as a whole
_PAIRS = {")": "(", "]": "[", "}": "{", "»": "«", "”": "“"}


def turn(root) -> None:
    """Make every paragraph, run, table and section under `root` run from right to left."""
    for paragraph in root.iter(qn("w:p")):
        _switch(_properties(paragraph, "w:pPr"), "w:bidi", _last(_BEFORE_BIDI))
    for run in root.iter(qn("w:r")):
        _switch(_properties(run, "w:rPr"), "w:rtl", _first(_AFTER_RTL))
    for table in root.iter(qn("w:tblPr")):
        _switch(table, "w:bidiVisual", _last(_BEFORE_VISUAL))
    for section in root.iter(qn("w:sectPr")):
        _switch(section, "w:bidi", _first(_AFTER_SECTION))


def _properties(element, name: str):
    found = element.find(qn(name))
    if found is None:
        found = etree.SubElement(element, qn(name))
        element.insert(0, found)
    return found


def _last(names: set[str]):
    return lambda children: max((at + 1 for at, child in enumerate(children) if child.tag in names), default=0)


def _first(names: set[str]):
    return lambda children: min((at for at, child in enumerate(children) if child.tag in names), default=len(children))


def _switch(element, name: str, place) -> None:
    if element.find(qn(name)) is None:
        at = place(list(element))
        element.insert(at, etree.SubElement(element, qn(name)))


def isolate(xml: str) -> str:
    """Return the XML with Latin words, and numbers such as 3(a) or 27/2015, in runs from left to right."""
    return _RUN.sub(_split, xml)


def _split(match: re.Match) -> str:
    look, text = match[1], unescape(match[2])
    plain = look.replace("<w:rtl/>", "").replace("<w:rPr></w:rPr>", "")
    pieces, at = [], 0
    for start, end in runs(text, _LATIN):
        pieces += [(look, text[at:start]), (plain, _marked(text[start:end]))]
        at = end
    if not pieces:
        return match[0]
    pieces.append((look, text[at:]))
    return "".join(f'<w:r>{one}<w:t xml:space="preserve">{escape(said)}</w:t></w:r>' for one, said in pieces if said)


def runs(text: str, latin: re.Pattern) -> Iterator[tuple[int, int]]:
    """Yield start and end of what runs from left to right within a text from right to left.

    `latin` finds where; of that, signs, spaces and brackets at either end belong to the text around it, unless both
    brackets of a pair are within. A bracket alone of its pair parts two runs. In a text without any letter that runs
    from right to left, nothing is parted, and the sign that ends the sentence belongs to it.
    """
    mixed = _TURNED.search(text)
    for found in latin.finditer(text):
        paired, alone = _brackets(found[0])
        ends = [*alone, len(found[0])] if mixed else [len(found[0])]
        at = 0
        for end in ends:
            own = [place for place in range(at, end)
                   if place in paired or found[0][place].isalnum() or combining(found[0][place])]
            if own:
                last = found.start() + own[-1] + 1
                whole = None if mixed else _OWN_END.match(text, last)
                yield found.start() + own[0], whole.end() if whole else last
            at = end + 1


def _brackets(text: str) -> tuple[set[int], list[int]]:
    """Return where the brackets and quotation marks stand that have their other half in the text, and the others."""
    opened, paired, alone = [], set(), []
    for place, sign in enumerate(text):
        if sign in _PAIRS.values():
            opened.append(place)
        elif sign in _PAIRS:
            if opened and text[opened[-1]] == _PAIRS[sign]:
                paired |= {opened.pop(), place}
            else:
                alone.append(place)
    return paired, sorted([*alone, *opened])


def _marked(text: str) -> str:
    """Put a left-to-right mark before a number and after a sign, so that both stay on their side."""
    return ("" if text[:1].isalpha() else MARK) + text + ("" if text[-1:].isalnum() else MARK)
