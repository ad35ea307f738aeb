"""The comparison of two texts as a Word document: old text, new text, what changes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from lxml import etree
from markupsafe import Markup, escape

from assess.base import paths
from assess.base.output import replace_file
from assess.speak import laid
from assess.speak.page import Page
from assess.speak.pieces import Pieces, verbatim
from assess.write.word import direction
from assess.write.word.tags import Tags
from assess.write.word.template import Filling, Report, context

_TEXT = re.compile("(?<=>)[^<>]+(?=</w:t>)")
_STYLES = {"deleted": "LeftOut", "inserted": "PutIn"}
_WORDINGS = ("Wording", "WordingHead")
_SIDES = {"old": ("same", "typing", "deleted"), "new": ("same", "typing", "inserted")}


def write(view: Page, out: Path) -> None:
    """Write the comparison to `out`, whole or not at all; raises LexgapError where the file cannot be written."""
    report = Report(paths.template("comparison", "comparison.docx"), view)
    report.fill(_filling)
    report.describe(
        title=lambda page: page.title,
        comments=lambda page: page.disclaimer,
        subject=lambda page: f"{page.old_name} → {page.new_name}",
        author=lambda page: page.program,
        last_modified_by=lambda page: page.program,
    )
    if view.text_rtl != view.rtl:
        _turn_wording(report.docx.styles.element, report.docx.element.body, view.text_rtl)
    replace_file(out, report.save)


def _filling(page: Page, tags: Tags) -> Filling:
    """Return what the template can name, and the filters for words of the law."""

    def marked(runs: tuple[Page, ...], side: str) -> Markup:
        return Markup(_marked(runs, side, page.text_rtl, tags.look))

    def numbered(label: str) -> Markup | str:
        return Markup(_between(_number(label, page.text_rtl), tags.look)) if label else ""

    return context(page), {"marked": marked, "numbered": numbered}


def _marked(runs: tuple[Page, ...], side: str, rtl: bool, look: str) -> str:
    """Return the words of one side as runs; what went is struck through, what came is underlined."""
    pieces = []
    for run in runs:
        text = run.old if side == "old" else run.new
        if text and run.mark in _SIDES[side]:
            pieces.append(_run(text, _STYLES.get(run.mark, ""), rtl))
    return _between("".join(pieces), look)


def _number(label: str, rtl: bool) -> str:
    """Return the number of a unit; 4(1) keeps its order in a paragraph that runs from right to left."""
    if rtl and not any("\u0590" <= sign <= "\u08ff" for sign in label):
        marked = f"{direction.MARK}{label}{direction.MARK}"
        return _run(verbatim(marked) if isinstance(label, Pieces) else marked, "", False)
    return _run(label, "", rtl)


def _between(runs: str, look: str) -> str:
    """Return runs that close the run of the tag, and open it again behind them."""
    again = f"<w:r><w:rPr>{look}</w:rPr>" if look else "<w:r>"
    return f'</w:t></w:r>{runs}{again}<w:t xml:space="preserve">'


def _run(text: str, style: str, rtl: bool) -> str:
    look = (f'<w:rStyle w:val="{style}"/>' if style else "") + (
        "<w:rtl/>" if rtl else '<w:rtl w:val="0"/>'
    )
    xml = f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(str(text))}</w:t></w:r>'
    xml = direction.isolate(xml) if rtl else xml
    if isinstance(text, Pieces):  # each run is kept to the letter
        return _TEXT.sub(lambda match: laid.kept(match[0]), xml)
    return xml


def _turn_wording(styles: Any, body: Any, rtl: bool) -> None:
    """Let the paragraphs that hold words of the law run in the direction of the law's language."""
    for style in styles.iterfind(qn("w:style")):
        if style.get(qn("w:styleId")) in _WORDINGS:
            switch = etree.SubElement(style.find(qn("w:pPr")), qn("w:bidi"))
            if not rtl:
                switch.set(qn("w:val"), "0")
    # each of which was turned with the report
    for paragraph in () if rtl else body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and style.get(qn("w:val")) in _WORDINGS:
            direction.hold(paragraph)
