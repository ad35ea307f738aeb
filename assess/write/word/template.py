"""A Word document of one page or several languages, poured into a template that anyone can edit in Word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from types import CodeType
from typing import Any

from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import element_class_lookup
from docxtpl import DocxTemplate
from jinja2 import TemplateError, UndefinedError
from jinja2.exceptions import SecurityError
from lxml import etree

from assess.base import paths
from assess.base.output import replace_file
from assess.base.problems import LexgapError, Location, errors, problem
from assess.base.text import steady
from assess.speak import laid
from assess.speak.page import all_languages, names_of, value_of, words_of
from assess.speak.words import Words
from assess.write.word import direction
from assess.write.word.aligned import numbered
from assess.write.word.languages import laid_over
from assess.write.word.lint import lint
from assess.write.word.sandbox import Sandbox, jinja_source
from assess.write.word.tags import Tags

_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BROKEN = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*[\n\r\t][^<]*)</w:t>")
#: What fills a template in one language: the names that it may use, and filters of its own.
Filling = tuple[dict[str, Any], dict[str, Callable[..., Any]]]


class Report(DocxTemplate):
    """A docxtpl template that puts up with any text in the data, any direction of writing, any number of languages."""

    def __init__(self, template: Path, page: Any):
        super().__init__(template)
        self.pages = all_languages(page)
        self.words = tuple([words_of(own) for own in self.pages])
        self.rtl = self.words[0].rtl
        self.fillings: list[tuple[dict[str, Any], Sandbox]] = []

    def fill(self, make: Callable[[Any, Tags], Filling]) -> None:
        """Fill the template; `make` says what it is filled with, of a page and of the tags of its language.

        A template can also name `voices`: the languages, where there are several or digits are not the Latin ones.
        """
        voices = self.words if len(self.words) > 1 or self.words[0].numerals else ()
        self.init_docx()
        others = [Tags(page, self.docx.part, self.rtl, aside=True) for page in self.pages[1:]]
        tags = [Tags(self.pages[0], self.docx.part, self.rtl, others, self.words), *others]
        for page, own in zip(self.pages, tags):
            names, filters = make(page, own)
            env = Sandbox(own)
            env.filters.update(filters)
            self.fillings.append(({"voices": voices, **names}, env))
        self.render(*self.fillings[0])

    def describe(self, **properties: Callable[[Any], str]) -> None:
        """Set properties of the document, each by what it says of a page; and the languages of its texts."""
        for name, say in properties.items():
            text = laid.in_one_line([say(page) for page in self.pages], self.words)
            setattr(self.docx.core_properties, name, clean(text)[:255])
        self.docx.core_properties.language = self.words[0].language
        set_language(self.docx.styles.element, self.words)

    def get_xml(self) -> str:
        """Return the body, turned round if the language runs from right to left."""
        if self.rtl:
            direction.turn(self.docx._element)
        xml: str = super().get_xml()
        return xml

    def get_part_xml(self, part: Part) -> str:
        """Return a header or footer, turned round if the language runs from right to left."""
        root = etree.fromstring(part.blob)
        if self.rtl:
            direction.turn(root)
        xml: str = self.xml_to_string(root)
        return xml

    def patch_xml(self, src_xml: str) -> str:
        """Return the template's XML as Jinja reads it."""
        return jinja_source(src_xml)

    def render_xml_part(
        self, src_xml: str, part: Part, context: dict[str, Any], jinja_env: Sandbox
    ) -> str:
        """Return the XML filled in, in all languages: unprintable and steering signs dropped, line breaks and tabs kept.

        The first comes last, since its pictures show what the others say in theirs.
        """
        self.current_rendering_part = part
        code = _compiled(jinja_env, numbered(src_xml) if len(self.pages) > 1 else src_xml)
        xmls = []
        for names, env in reversed(self.fillings):
            template = env.template_class.from_code(env, code, env.make_globals(None))
            xmls.append(_UNPRINTABLE.sub("", template.render(names)))
        xml = laid_over(xmls[::-1], self.words)
        ways = {words.rtl for words in self.words}
        xml = direction.isolate(xml) if True in ways else xml
        xml = direction.embed(xml) if False in ways else xml
        return _BROKEN.sub(_break_lines, xml)

    def fix_tables(self, xml: str) -> etree._Element | None:
        """Return the body as a tree; tables whose columns came from a loop get the widths of their cells."""
        shell = self.docx._element
        shell.body.clear()
        parser = etree.XMLParser(huge_tree=True, resolve_entities=False, ns_clean=True)
        parser.set_element_class_lookup(element_class_lookup)
        tree = etree.fromstring(self.xml_to_string(shell).replace("<w:body/>", xml, 1), parser)
        for table in tree.iter(qn("w:tbl")):
            _fit(table)
        return tree.find(qn("w:body"))

    def fix_docpr_ids(self, tree: etree._Element) -> None:
        """Number the drawings, from which no two may have the same number."""
        for number, drawing in enumerate(tree.iter(qn("wp:docPr")), start=1):
            drawing.set("id", str(number))

    def map_tree(self, tree: etree._Element) -> None:
        """Make the tree's document the report's: to move its body into the old one takes time squared (`xml:space`)."""
        self.docx._element = self.docx.part._element = tree.getparent()

    def render_properties(self, context: dict[str, Any], jinja_env: Sandbox | None = None) -> None:
        """Leave the properties of the document alone; `write` sets them, since docxtpl would escape them twice."""


_codes: dict[int, tuple[str, CodeType]] = {}


def _compiled(env: Sandbox, source: str) -> CodeType:
    """Return the code of a template; the last few are kept."""
    key = hash(source)
    if key not in _codes or _codes[key][0] != source:
        if len(_codes) > 16:
            _codes.clear()
        _codes[key] = (source, env.compile(source))
    return _codes[key][1]


def _break_lines(match: re.Match[str]) -> str:
    text = match[2].replace("\r\n", "\n").replace("\r", "\n")
    again = '</w:t><w:{}/><w:t xml:space="preserve">'
    text = text.replace("\n", again.format("br")).replace("\t", again.format("tab"))
    return f'<w:t xml:space="preserve">{text}</w:t>'


def _fit(table: etree._Element) -> None:
    """Give a table as many columns as its longest row has, of the widths that the cells of this row ask for."""
    grid = table.find(qn("w:tblGrid"))
    lines = [line.findall(qn("w:tc")) for line in table.iterchildren(qn("w:tr"))]
    if grid is None or not lines:
        return
    longest = max(lines, key=_columns)
    if _columns(longest) == len(grid):
        return
    total = _width(table) or sum(float(column.get(qn("w:w"), 0)) for column in grid)
    asked = [width for cell in longest for width in _asked(cell)]
    widths = [round(width * total / (sum(asked) or 1)) for width in asked]
    grid[:] = [etree.Element(qn("w:gridCol"), {qn("w:w"): str(width)}) for width in widths]
    for line in lines:
        _set_widths(line, widths)


def _width(table: etree._Element) -> float:
    width = table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}")
    return (
        float(width.get(qn("w:w"), 0))
        if width is not None and width.get(qn("w:type")) == "dxa"
        else 0.0
    )


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return int(span.get(qn("w:val"), 1)) if span is not None else 1


def _columns(line: list[etree._Element]) -> int:
    return sum(_span(cell) for cell in line)


def _asked(cell: etree._Element) -> list[float]:
    width, span = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}"), _span(cell)
    return [float(width.get(qn("w:w"), 1000)) / span if width is not None else 1000.0] * span


def _set_widths(line: list[etree._Element], widths: list[int]) -> None:
    at = 0
    for cell in line:
        span, width = _span(cell), cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
        if width is not None:
            width.set(qn("w:w"), str(sum(widths[at : at + span])))
        at += span


def context(page: Any) -> dict[str, object]:
    """Return what a template can name: every field and property of the report, its labels and its language."""
    value = value_of(page)
    kind: Any = type(value)
    names = (*names_of(kind), "labels", "language", "rtl")
    return {name: getattr(page, name) for name in names}


def write(view: Any, template: Path | None, out: Path) -> None:
    """Write the report of the page `view` to `out`, by `template` or the built-in one.

    Raises LexgapError if the template asks for what a report does not have, or the file cannot be written.
    """
    if template is not None:
        faults = errors(lint(template, type(value_of(view)), view.language))
        if faults:
            raise LexgapError(faults)
    report = (
        _filled(view, template)
        if template
        else _render(view, paths.template("country", "country.docx"))
    )
    report.describe(
        title=lambda page: page.title,
        subject=lambda page: f"{page.country}, {page.instrument.short}, {page.as_of_iso}",
        author=lambda page: page.assessed_by,
        comments=lambda page: page.disclaimer,
        keywords=lambda page: f"{page.program}; {page.digest}",
        last_modified_by=lambda page: page.program,
    )
    replace_file(out, report.save)


def _render(view: Any, template: Path) -> Report:
    report = Report(template, view)
    report.fill(lambda page, _: (context(page), {}))
    return report


def _filled(view: Any, template: Path) -> Report:
    """Fill a user's template; what it does wrong while it is filled is told as its fault."""
    try:
        return _render(view, template)
    except SecurityError as error:
        raise LexgapError(
            [problem("template-unsafe", Location(str(template)), why=error)]
        ) from error
    except UndefinedError as error:
        raise LexgapError(
            [problem("template-variable", Location(str(template)), name=error, where="")]
        ) from error
    except (
        TemplateError,
        etree.XMLSyntaxError,
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
        RecursionError,
        MemoryError,
    ) as error:
        raise LexgapError(
            [problem("template-syntax", Location(str(template)), why=error, where="")]
        ) from error


def clean(text: str) -> str:
    """Return a text without the signs that no XML can hold, and without those that turn the words around them."""
    return _UNPRINTABLE.sub("", steady(text))


def set_language(styles: Any, listed: Iterable[Words]) -> None:
    """Tell Word in which languages to check the spelling; a template in that language keeps its country.

    A document has one language for each direction of writing; what is written in a further one says so itself.
    """
    first: dict[str, str] = {}
    for words in listed:
        first.setdefault(qn("w:bidi" if words.rtl else "w:val"), words.language)
    for lang in styles.iterfind(f"{qn('w:docDefaults')}//{qn('w:lang')}"):
        for name, language in first.items():
            if not lang.get(name, "").startswith(language):
                lang.set(name, language)
