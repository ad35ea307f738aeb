"""Word XML from left to right → the same from right to left; words of the other direction in runs of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from unicodedata import bidirectional, combining

from docx.oxml.ns import qn
from lxml import etree
from markupsafe import escape

from assess.base.text import RIGHT_TO_LEFT

# fonts of scripts from left to right, and from right to left; see docs
LATIN, COMPLEX = ("Calibri", "Tahoma")
MARK = "\u200e"  # left-to-right mark
TURNED_MARK = "\u200f"  # right-to-left mark

#: What stands before and after the switches of direction, by the order of the schema.
_BEFORE_BIDI = {
    qn(f"w:{name}")
    for name in (
        "pStyle",
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "framePr",
        "widowControl",
        "numPr",
        "suppressLineNumbers",
        "pBdr",
        "shd",
        "tabs",
        "suppressAutoHyphens",
        "kinsoku",
        "wordWrap",
        "overflowPunct",
        "topLinePunct",
        "autoSpaceDE",
        "autoSpaceDN",
    )
}
_AFTER_RTL = {
    qn(f"w:{name}") for name in ("cs", "em", "lang", "eastAsianLayout", "specVanish", "oMath")
}
_AFTER_SECTION = {
    qn(f"w:{name}") for name in ("rtlGutter", "docGrid", "printerSettings", "sectPrChange")
}
_BEFORE_VISUAL = {qn(f"w:{name}") for name in ("tblStyle", "tblpPr", "tblOverlap")}
_LOOK = r"<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>"
_RUN = re.compile(rf"<w:r(?: [^>]*)?>({_LOOK})?<w:t(?: [^>]*)?>([^<]*)</w:t></w:r>")
_EMPTY = re.compile(rf'<w:r>(?:{_LOOK})?<w:t xml:space="preserve"></w:t></w:r>')
# nothing stands before
_OPENING = re.compile(r"(?:</w:pPr>|<w:p>)(?:<w:(?:bookmarkStart|hyperlink) [^>]*>)*$")
# of the switch in a look
_PLACE = re.compile(r"(?=<w:(?:cs|em|lang|eastAsianLayout|specVanish|oMath)\b|</w:rPr>)")
_LETTER = rf"[^\W\d_{RIGHT_TO_LEFT}]"  # of a script that runs from left to right
_LATIN = re.compile(
    rf"(?:^[\d(][\d.,/() ]*|(?:[§¶#]+ ?)?(?:(?<!\w)\d[\d.]*-?)?){_LETTER}[^{RIGHT_TO_LEFT}]*"
    r"|(?<![\d-])\d{4}-\d\d-\d\d(?![\d-])|\d+(?:\.[A-Za-z0-9]\w*|\([A-Za-z0-9–-]+\)|/\d+)+"
)
_TURNED = re.compile(f"[{RIGHT_TO_LEFT}]")
# no Latin letter in it
_STRETCH = re.compile(rf"[{RIGHT_TO_LEFT}](?:(?:(?!{_LETTER})[^\n])*[{RIGHT_TO_LEFT}])?")
_NUMBER = (
    re.compile(  # that ends a name, as in قانون رقم 27 لسنة 2015, and is neither a day nor 3(a)
        rf"[ \u00a0]+(?:\d{{3,}}|\d{{1,2}}(?! ?{_LETTER}))(?:/\d+)*(?![\d(/])"
    )
)
# what ends a sentence, or an address, that is Latin as a whole
_OWN_END = re.compile(r"\s*[.!?…/]+")
_TAIL = re.compile(r"[-+/]+(?=[\s،؛,;:.)\]]|$)")  # A-, 2018+, https://…/
_NEXT = re.compile(r"(?<=[^\W\d])[,;:]\s+\d+\s*$")  # a comma and a day behind a word
_PAIRS = {")": "(", "]": "[", "}": "{", "»": "«", "”": "“"}
#: Where among its brothers a switch stands.
Place = Callable[[list[etree._Element]], int]


def turn(root: etree._Element) -> None:
    """Make every paragraph, run, table and section under `root` run from right to left."""
    for paragraph in root.iter(qn("w:p")):
        _switch(properties(paragraph, "w:pPr"), "w:bidi", _last(_BEFORE_BIDI))
    for run in root.iter(qn("w:r")):
        _switch(properties(run, "w:rPr"), "w:rtl", _first(_AFTER_RTL))
    for table in root.iter(qn("w:tblPr")):
        _switch(table, "w:bidiVisual", _last(_BEFORE_VISUAL))
    for section in root.iter(qn("w:sectPr")):
        _switch(section, "w:bidi", _first(_AFTER_SECTION))


def hold(paragraph: etree._Element) -> None:
    """Let a paragraph run from left to right where all others are turned."""
    look = properties(paragraph, "w:pPr")
    _switch(look, "w:bidi", _last(_BEFORE_BIDI)).set(qn("w:val"), "0")


def properties(element: etree._Element, name: str) -> etree._Element:
    """Return the element that holds the properties of another, such as `w:pPr`; it is made where there is none."""
    holder = element.find(qn(name))
    if holder is None:
        holder = etree.SubElement(element, qn(name))
        element.insert(0, holder)
    return holder


def _last(names: set[str]) -> Place:
    return lambda children: max(
        (at + 1 for at, child in enumerate(children) if child.tag in names), default=0
    )


def _first(names: set[str]) -> Place:
    return lambda children: min(
        (at for at, child in enumerate(children) if child.tag in names), default=len(children)
    )


def _switch(element: etree._Element, name: str, place: Place) -> etree._Element:
    """Return the switch of that name; it is put in its place where there is none."""
    switch = element.find(qn(name))
    if switch is None:
        at = place(list(element))
        switch = etree.SubElement(element, qn(name))
        element.insert(at, switch)
    return switch


def isolate(xml: str, marks: bool = True) -> str:
    """Return XML from right to left with Latin words, and numbers such as 3(a) or 27/2015, in runs of their own.

    A mark stands before what follows them, where it has no direction itself: without it a program that goes by the
    letters alone would draw “X، 1 Y” together into one run from left to right. What is read back has no marks.
    """
    return _RUN.sub(lambda match: _split(match, marks), _EMPTY.sub("", xml))


def _split(match: re.Match, marks: bool) -> str:
    look, text = match[1] or "", unescape(match[2])
    if not text or "<w:rtl/>" not in look or "<w:vanish/>" in look:
        return match[0]
    plain = look.replace("<w:rtl/>", "").replace("<w:rPr></w:rPr>", "")
    opens = _OPENING.search(match.string, max(0, match.start() - 300), match.start()) is not None
    pieces = list(_pieces(text, opens, marks))
    if pieces == [(False, text)]:
        return match[0]
    return "".join(_run(plain if latin else look, text) for latin, text in pieces)


def is_latin(text: str) -> bool:
    """Return whether a text has letters, none of which runs from right to left."""
    return not _TURNED.search(text) and re.search(_LETTER, text) is not None


def marked(text: str) -> str:
    """Return a text for a place from right to left that knows no runs, with marks in their stead."""
    return "".join(text for _, text in _pieces(text, True, True))


def _pieces(text: str, opens: bool, marks: bool) -> Iterator[tuple[bool, str]]:
    """Yield the pieces of a text from right to left: whether it is Latin, and what it says, with its marks."""
    for line in text.splitlines(keepends=True):
        at = 0
        for start, end in (*runs(line, _LATIN), (len(line), len(line))):
            between = line[at:start]
            if between:
                held = (
                    not marks or bidirectional(between[0]) in ("R", "AL", "B") or opens and not at
                )
                yield False, between if held else TURNED_MARK + between
            if start < end:
                yield True, _marked(line[start:end]) if marks else line[start:end]
            at = end
        opens = True


def embed(xml: str) -> str:
    """Return XML from left to right with Arabic and Hebrew words in runs from right to left, a mark behind each.

    So a name in Arabic and the day behind it, or two names, keep their order in the line.
    """
    xml = _EMPTY.sub("", xml)
    return _RUN.sub(_embedded, xml) if _TURNED.search(xml) else xml


def _embedded(match: re.Match) -> str:
    look, text = match[1] or "", unescape(match[2])
    if "<w:rtl" in look or not _TURNED.search(text):
        return match[0]
    turned = _PLACE.sub("<w:rtl/>", look, count=1) or "<w:rPr><w:rtl/></w:rPr>"
    pieces, at, mark = [], 0, ""
    for start, end in _stretches(text):
        pieces += [(look, mark + text[at:start]), (turned, text[start:end])]
        at, mark = end, MARK
    if at < len(text) or not match.string.startswith("</w:p>", match.end()):
        pieces.append((look, mark + text[at:]))
    return "".join(_run(text, wording) for text, wording in pieces if wording)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of what runs from right to left within a text from left to right."""
    for match in _STRETCH.finditer(text):
        end = match.end()
        if text[end : end + 1] in _PAIRS and _PAIRS[text[end]] in (
            match[0][at] for at in _brackets(match[0])[1]
        ):
            end += 1
        number = _NUMBER.match(text, end)
        yield match.start(), number.end() if number else end


def _run(look: str, text: str) -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def runs(text: str, latin: re.Pattern) -> Iterator[tuple[int, int]]:
    """Yield start and end of what runs from left to right within a text from right to left.

    `latin` finds where; of that, signs, spaces and brackets at either end belong to the text around it, unless both
    brackets of a pair are within; so does a number behind a comma that begins what follows, as in “X, 7 نيسان”. A
    bracket alone of its pair parts two runs. In a text without any letter that runs from right to left, nothing is
    parted, and the sign that ends the sentence belongs to it.
    """
    mixed = _TURNED.search(text)
    for match in latin.finditer(text):
        wording = (
            _NEXT.sub("", match[0]) if mixed and _TURNED.match(text, match.end()) else match[0]
        )
        paired, alone = _brackets(wording)
        ends = [*alone, len(wording)] if mixed else [len(wording)]
        at = 0
        for end in ends:
            own = [
                place
                for place in range(at, end)
                if place in paired
                or wording[place].isalnum()
                or combining(wording[place])
                or wording[place] in "§¶#"
            ]
            if own:
                last = match.start() + own[-1] + 1
                whole = (
                    _TAIL.match(text, last)
                    if mixed
                    else _OWN_END.match(text, last) or _TAIL.match(text, last)
                )
                yield match.start() + own[0], whole.end() if whole else last
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
