"""The XML of a Word document in several languages → one, in which a paragraph that differs stands once in each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from docx.oxml.ns import qn
from lxml import etree
from markupsafe import escape

from assess.speak import laid
from assess.speak.words import Words
from assess.write.word import direction
from assess.write.word.aligned import partners, without_numbers

# one that holds no other
_PARAGRAPH = re.compile(r"(<w:p(?= |>)(?:(?!<w:p(?: |>)|</w:p>).)*</w:p>)", re.DOTALL)
_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(?=</w:t>)")
#: Words that are of no paragraph: the description of a table or of a picture.
_VALUE = re.compile(
    r'((?:<w:tbl(?:Caption|Description) [^>]*?w:val|<w:hyperlink [^>]*?w:tooltip|\b(?:descr|title))=")([^"<>]*)(?=")'
)
_SPLIT = re.compile(r'(?<=<w:cantSplit w:val=")1(?=")')  # a row that is not broken over pages
_RUN = re.compile(r"(<w:r(?: [^>]*)?>)(<w:rPr/>|<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?", re.DOTALL)
_AFTER_LANGUAGE = re.compile("<w:(?:eastAsianLayout|specVanish|oMath|rPrChange)\\b")
_ATTRIBUTES = re.compile(r" [^<>]*")
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


def laid_over(xmls: Sequence[str], words: Sequence[Words]) -> str:
    """Return the XML as it is printed; each of `xmls` is one language, all of them in the direction of the first.

    A paragraph that differs between languages stands once in each, one below the other, each in its own direction;
    what another language says is left to it. Digits are those of the language where it has some of its own, but for
    words that are kept to the letter and for what stands once for all languages.
    """
    if len(xmls) == 1:
        return _in_digits(xmls[0], words[0])
    known = _declared(xmls[0])
    # most cells of a report say what others say
    print_paragraphs = cache(lambda paragraphs: _printed(paragraphs, words, known))
    first, *others = ([*_PARAGRAPH.split(xml)] for xml in xmls)
    aligned = [_Aligned(first, other) for other in others]
    made = []
    for at in range(0, len(first), 2):
        made.append(
            _between([first[at], *(other.between.get(at, first[at]) for other in aligned)], words)
        )
        if at + 1 < len(first):
            beside = [other.paragraphs.get(at + 1, "") for other in aligned]
            made.append(print_paragraphs((first[at + 1], *beside)))
        for number, other in enumerate(aligned, start=1):
            for extra in other.extra.get(at + 1, ()):
                made.append(
                    print_paragraphs((*[""] * number, extra, *[""] * (len(others) - number)))
                )
    return without_numbers(laid.shown("".join(made)))


class _Aligned:
    """What stands in another language at the places of the first: between paragraphs, as paragraphs, and beside."""

    def __init__(self, first: list[str], other: list[str]):
        self.extra: dict[
            int, list[str]
        ] = {}  # paragraphs without a partner, by the place they follow
        if list(map(_outline, first)) == list(map(_outline, other)):
            self.between = self.paragraphs = dict(enumerate(other))
            return
        pairs, alone = partners(first, other)
        self.between = {2 * own: other[2 * beside] for own, beside in pairs.items()}
        self.paragraphs = {2 * own + 1: other[2 * beside + 1] for own, beside in pairs.items()}
        for number, after in alone.items():
            self.extra.setdefault(2 * after + 1, []).append(other[2 * number + 1])


def _outline(piece: str) -> str:
    """Return what a piece is like without its words: its elements; of a paragraph, that it is one."""
    return "" if piece.startswith(("<w:p ", "<w:p>")) else _ATTRIBUTES.sub("", piece)


def _declared(xml: str) -> str:
    """Return the namespaces that a paragraph of the document may use, as declarations."""
    wanted = {f' xmlns:{key}="{value}"' for key, value in _NAMESPACES.items()}
    nodes = {*_SPACES.findall(xml), *wanted}
    return "".join(sorted(nodes, key=lambda declaration: declaration.partition("=")[0]))


def _between(pieces: list[str], words: Sequence[Words]) -> str:
    """Return what stands between paragraphs, for all languages."""
    first = pieces[0]
    if any(_SPLIT.search(first) and not _SPLIT.search(piece) for piece in pieces[1:]):
        first = _SPLIT.sub("0", first)  # too high in one language is too high in all
    return _described(first, pieces, words)


def _described(first: str, pieces: Sequence[str], words: Sequence[Words]) -> str:
    """Return XML with the descriptions in it in all languages, each in one line."""
    if '="' not in first or not _VALUE.search(first):
        return first
    texts = [[match[2] for match in _VALUE.finditer(piece)] for piece in pieces]
    if len({len(listed) for listed in texts}) > 1:
        return first
    rows = zip(*texts)
    return _VALUE.sub(lambda match: match[1] + _in_one_line(next(rows), words), first)


def _in_one_line(written: Sequence[str], words: Sequence[Words]) -> str:
    if laid.alike(written):
        return written[0]
    wording = zip(laid.lines(written), words)
    return " / ".join([_escaped(text, word) for text, word in wording if text])


def _escaped(written: str, words: Words) -> str:
    return str(escape(laid.finished(written, words.numerals)))


def _in_digits(xml: str, words: Words) -> str:
    """Return XML with its texts as they are printed in a language."""
    if words.numerals is None and "&lacks;" not in xml and "&#x" not in xml:
        return xml
    return laid.shown(_TEXT.sub(lambda match: match[1] + _escaped(match[2], words), xml))


def _printed(paragraphs: tuple[str, ...], words: Sequence[Words], known: str) -> str:
    """Return a paragraph in each language that says something of its own."""
    texts = [[match[2] for match in _TEXT.finditer(paragraph)] for paragraph in paragraphs]
    whole = ["".join(listed) for listed in texts]
    first = _described(paragraphs[0], paragraphs, words)
    if laid.alike(whole):
        return first  # its digits are those of all
    wanted = laid.printed(whole, signs=True)
    if first and ("<w:drawing" in first or not any(wanted)):
        wanted[0] = True
    made: list[str] = []
    last = max((at for at, wants in enumerate(wanted) if wants), default=0)
    for at, paragraph in enumerate(_by_lines((first, *paragraphs[1:]), texts, wanted)):
        if wanted[at]:
            digits = _in_digits(paragraph, words[at])
            if at:
                turn = words[0].rtl, words[at].rtl
                digits = _turned(digits, turn, known, under=bool(made), last=at == last)
                digits = _spoken(digits, words, at)
            made.append(
                digits if at == last or at and made else _LOOK.sub(_closed, digits, count=1)
            )
    return "".join(made)


def _spoken(xml: str, words: Sequence[Words], at: int) -> str:
    """Return a paragraph that says in which language it is, where the document has another for this direction."""
    if any(word.rtl == words[at].rtl for word in words[:at]):
        name = "w:bidi" if words[at].rtl else "w:val"
        language = f'<w:lang {name}="{escape(words[at].language)}"/>'
        return _RUN.sub(lambda match: _with_language(match, language), xml)
    return xml


def _with_language(match: re.Match, language: str) -> str:
    """Return the beginning of a run with its language at its place in the look of the run."""
    look = match[2]
    if look in (None, "<w:rPr/>"):
        return f"{match[1]}<w:rPr>{language}</w:rPr>"
    if "<w:lang " in look:
        return match[0]
    place = _AFTER_LANGUAGE.search(look)
    at = place.start() if place else len(look) - len("</w:rPr>")
    return f"{match[1]}{look[:at]}{language}{look[at:]}"


def _by_lines(
    paragraphs: tuple[str, ...], texts: list[list[str]], wanted: list[bool]
) -> Iterator[str]:
    """Yield the paragraphs; of a text of several lines, each has those alone that no earlier language has."""
    wordings = [list(listed) for listed in texts]
    shown = [at for at, wants in enumerate(wanted) if wants]
    if len({len(texts[at]) for at in shown}) == 1:
        for number in range(len(texts[shown[0]])):
            row = [texts[at][number] for at in shown]
            if any("\n" in text for text in row):
                for at, text in zip(shown, laid.lines(row)):
                    wordings[at][number] = text
    for paragraph, listed in zip(paragraphs, wordings):
        pieces = iter(listed)
        yield _TEXT.sub(lambda match: match[1] + next(pieces), paragraph)


def _closed(match: re.Match) -> str:
    """Take away the space behind a paragraph, so that its other language stands close to it."""
    return match[0] if "<w:spacing" in match[0] else f'{match[1]}<w:spacing w:after="0"/>{match[2]}'


def _turned(xml: str, turn: tuple[bool, bool], known: str, under: bool, last: bool) -> str:
    """Return the paragraph of another language in its direction; under another, without what stands there once."""
    paragraph = etree.fromstring(f"<x{known}>{xml}</x>")[0]
    from_right, to_right = turn
    if under:
        _under(paragraph)
        if not last:
            _set(direction.properties(paragraph, "w:pPr"), "w:spacing", "w:after", _BEFORE_SPACING)
    if from_right and not to_right:
        for switch in list(paragraph.iter(qn("w:rtl"))):
            _drop(switch)
        for switch in paragraph.iter(qn("w:bidi")):
            switch.set(qn("w:val"), "0")
    elif to_right and not from_right:
        _turn(paragraph)
    return _SPACES.sub("", etree.tostring(paragraph, encoding="unicode", with_tail=False))


def _drop(element: etree._Element) -> None:
    """Take an element, with the text behind it, out of what holds it."""
    holder = element.getparent()
    if holder is not None:
        holder.remove(element)


def _under(paragraph: etree._Element) -> None:
    for name in _ONCE:
        for element in list(paragraph.iter(qn(name))):
            _drop(element)
    for ending in paragraph.iter(qn("w:br")):
        if ending.get(qn("w:type")) == "page":
            _drop(ending)
    _without_pages(paragraph)
    for code in paragraph.iter(qn("w:instrText")):
        # the number before, not the next
        code.text = re.sub(r"^(\s*SEQ \w+ )", r"\1\\c ", code.text or "")
    look = direction.properties(paragraph, "w:pPr")
    _set(look, "w:pageBreakBefore", "w:val", _BEFORE_BREAK)
    _set(look, "w:spacing", "w:before", _BEFORE_SPACING)


def _without_pages(paragraph: etree._Element) -> None:
    """Take the number of the page out, with what stands between it and the number of all pages."""
    codes = [code.text or "" for code in paragraph.iter(qn("w:instrText"))]
    runs = list(paragraph.iterchildren(qn("w:r")))
    fields = [at for at, run in enumerate(runs) if run.find(qn("w:fldChar")) is not None]
    if fields and any(re.match(r"\s*(NUM)?PAGES?\b", code) for code in codes):
        for run in runs[fields[0] : fields[-1] + 1]:
            paragraph.remove(run)


def _turn(paragraph: etree._Element) -> None:
    box = etree.Element("x")
    box.append(paragraph)
    direction.turn(box)


def _set(look: etree._Element, name: str, key: str, before: tuple[str, ...]) -> None:
    """Set to nought, for one paragraph, what its style asks for."""
    switch = look.find(qn(name))
    if switch is None:
        names = {qn(f"w:{brother}") for brother in before}
        at = max((place + 1 for place, child in enumerate(look) if child.tag in names), default=0)
        switch = etree.Element(qn(name))
        look.insert(at, switch)
    switch.set(qn(key), "0")
