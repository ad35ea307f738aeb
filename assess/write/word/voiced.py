"""Word XML in which texts have two sides → paragraphs of one language each; digits by the language."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

from docx.oxml.ns import qn
from lxml import etree
from markupsafe import escape

from assess.speak.voices import OPEN, Voice, says, short, side, told
from assess.write.word import direction

_PARAGRAPH = re.compile(
    r"<w:p(?= |>)(?:(?!<w:p(?: |>)|</w:p>).)*</w:p>", re.DOTALL
)  # one that holds no other
_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(?=</w:t>)")
_VALUE = re.compile(r'(?<==")[^"<>]*[\ufdd0-\ufdd5][^"<>]*(?=")')
_TO_DO = re.compile("[0-9\ufdd0-\ufdd5]")
_SPACES = re.compile(r' xmlns:\w+="[^"]*"')
_NAMESPACES = {
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
}
#: What a paragraph has once, however many languages it is printed in.
_ONCE = ("w:bookmarkStart", "w:bookmarkEnd", "w:drawing", "w:pict", "w:sectPr", "w:numPr")
_BEFORE_BREAK = ("pStyle", "keepNext", "keepLines")
_BEFORE_SPACING = (
    *_BEFORE_BREAK,
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
    "bidi",
    "adjustRightInd",
    "snapToGrid",
)
#: The look of a paragraph, cut where its spacing belongs.
_LOOK = re.compile(
    r"(<w:pPr>(?:(?!<w:(?:ind|contextualSpacing|mirrorIndents|suppressOverlap|jc|textDirection"
    r"|textAlignment|textboxTightWrap|outlineLvl|divId|cnfStyle|rPr|sectPr|pPrChange)\b|</w:pPr>).)*)"
    r"((?:(?!</w:pPr>).)*</w:pPr>)",
    re.DOTALL,
)


def voiced(xml: str, voices: tuple[Voice, ...]) -> str:
    """Return the XML as it is printed: a paragraph that differs between two languages stands once in each.

    The second has its own direction. What is not of a paragraph, such as the description of a table, has both in one
    line. Without voices the XML is as it was.
    """
    if not voices:
        return xml
    xml = _VALUE.sub(lambda found: _escaped(short(unescape(found[0]), voices), found[0]), xml)
    if len(voices) == 1:
        return _TEXT.sub(lambda found: found[1] + _told(found[2], voices)[0], xml)
    known = "".join(
        sorted(
            {
                *_SPACES.findall(xml),
                *(f' xmlns:{key}="{value}"' for key, value in _NAMESPACES.items()),
            },
            key=lambda one: one.partition("=")[0],
        )
    )
    made = cache(
        lambda one: _both(one, voices, known)
    )  # most cells of a report say what others say
    xml = _PARAGRAPH.sub(lambda found: made(found[0]), xml)
    return _TEXT.sub(lambda found: found[1] + _told(found[2], voices)[0], xml)


def _both(xml: str, voices: tuple[Voice, ...], known: str) -> str:
    if OPEN not in xml:
        return xml
    texts = [found[2] for found in _TEXT.finditer(xml)]
    sides = ["".join(side(text, at) for text in texts) for at in (0, 1)]
    if sides[0] == sides[1]:
        return xml
    first, second = (
        _TEXT.sub(lambda found: found[1] + _one(found[2], at, voices), xml) for at in (0, 1)
    )
    drawn = "<w:drawing" in xml
    if not (says(sides[1]) and any(found[2].strip() for found in _TEXT.finditer(second))):
        return first
    if not (drawn or sides[0].strip() and says(sides[0])):
        return _second(second, voices, known)
    return _LOOK.sub(_closed, first, count=1) + _second(second, voices, known, under=True)


def _one(text: str, at: int, voices: tuple[Voice, ...]) -> str:
    """Return one side of a text; of several lines, the second has those alone that the first does not."""
    if "\n" in text and OPEN in text:
        return _told(text, voices)[at]
    return _told(side(text, at) if OPEN in text else text, voices[at : at + 1])[0]


def _closed(found: re.Match) -> str:
    """Take away the space behind a paragraph, so that its other language stands close to it."""
    return found[0] if "<w:spacing" in found[0] else f'{found[1]}<w:spacing w:after="0"/>{found[2]}'


def _told(text: str, voices: tuple[Voice, ...]) -> tuple[str, ...]:
    if not _TO_DO.search(text):
        return (text,) * len(voices)
    return tuple(_escaped(one, text) for one in told(unescape(text), voices))


def _escaped(text: str, before: str) -> str:
    return before if text == before else str(escape(text))


def _second(xml: str, voices: tuple[Voice, ...], known: str, under: bool = False) -> str:
    """Return the paragraph of the second language in its direction; under the first, without what stands there once."""
    paragraph = etree.fromstring(f"<x{known}>{xml}</x>")[0]
    if under:
        _under(paragraph)
    if voices[0].rtl and not voices[1].rtl:
        for one in list(paragraph.iter(qn("w:rtl"))):
            one.getparent().remove(one)
        for one in paragraph.iter(qn("w:bidi")):
            one.set(qn("w:val"), "0")
    elif voices[1].rtl and not voices[0].rtl:
        _turn(paragraph)
    return _SPACES.sub("", etree.tostring(paragraph, encoding="unicode", with_tail=False))


def _under(paragraph) -> None:
    for name in _ONCE:
        for one in list(paragraph.iter(qn(name))):
            one.getparent().remove(one)
    for one in paragraph.iter(qn("w:br")):
        if one.get(qn("w:type")) == "page":
            one.getparent().remove(one)
    _without_pages(paragraph)
    for one in paragraph.iter(qn("w:instrText")):
        one.text = re.sub(
            r"^(\s*SEQ \w+ )", r"\1\\c ", one.text or ""
        )  # the number before, not the next
    look = direction._properties(paragraph, "w:pPr")
    _set(look, "w:pageBreakBefore", "w:val", _BEFORE_BREAK)
    _set(look, "w:spacing", "w:before", _BEFORE_SPACING)


def _without_pages(paragraph) -> None:
    """Take the number of the page out, with what stands between it and the number of all pages."""
    codes = [one.text or "" for one in paragraph.iter(qn("w:instrText"))]
    runs = list(paragraph.iterchildren(qn("w:r")))
    fields = [at for at, run in enumerate(runs) if run.find(qn("w:fldChar")) is not None]
    if fields and any(re.match(r"\s*(NUM)?PAGES?\b", code) for code in codes):
        for run in runs[fields[0] : fields[-1] + 1]:
            paragraph.remove(run)


def _turn(paragraph) -> None:
    box = etree.Element("x")
    box.append(paragraph)
    direction.turn(box)


def _set(look, name: str, key: str, before: tuple[str, ...]) -> None:
    """Set to nought, for one paragraph, what its style asks for."""
    found = look.find(qn(name))
    if found is None:
        names = {qn(f"w:{one}") for one in before}
        at = max((place + 1 for place, child in enumerate(look) if child.tag in names), default=0)
        found = etree.Element(qn(name))
        look.insert(at, found)
    found.set(qn(key), "0")
