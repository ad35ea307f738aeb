"""The country report as a Word document: a view poured into a template that anyone can edit in Word."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from docx.oxml.ns import qn
from docx.oxml.parser import element_class_lookup
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from assess.base import paths
from assess.base.output import replace_file
from assess.base.problems import LexgapError, Location, errors, problem
from assess.country.types import View
from assess.speak.page import Page, names_of, value_of
from assess.speak.voices import Voice, short
from assess.write.word import direction
from assess.write.word.tags import Tags
from assess.write.word.voiced import voiced

_UNPRINTABLE = re.compile(
    f"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[{direction.STEERING}]"
)
_BROKEN = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*[\n\r\t][^<]*)</w:t>")
_CELL_COLOUR = re.compile(
    r'(<w:tcPr[^>]*>)(<w:shd w:val="clear" w:color="auto" w:fill="\{\{[^"]*\}\}"/>)'
    r"((?:<w:(?:cnfStyle|tcW|gridSpan|hMerge|vMerge)\b[^>]*/>|<w:tcBorders>.*?</w:tcBorders>)*)",
    re.DOTALL,
)
_MOST = 10_000_000  # characters that one expression of a template may make


class Sandbox(SandboxedEnvironment):
    """Jinja for templates from anywhere: no access to Python, no name that is not known, no endless text."""

    intercepted_binops = frozenset(("*", "**"))

    def __init__(self, tags: Tags):
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_shown)
        self.filters.update(tags.filters())

    def call_binop(self, context, operator, left, right):
        """Multiply and raise small numbers only."""
        sizes = [
            len(one) if isinstance(one, (str, list, tuple)) else abs(one) for one in (left, right)
        ]
        if operator == "**" or sizes[0] * sizes[1] > _MOST:
            raise SecurityError(f"{operator} {_MOST}")
        return super().call_binop(context, operator, left, right)


def _shown(value: object) -> object:
    return "" if value is None else value


class Report(DocxTemplate):
    """A docxtpl template that puts up with any text in the data, and with any direction of writing."""

    def __init__(self, template: Path, rtl: bool = False, voices: tuple[Voice, ...] = ()):
        super().__init__(template)
        self.rtl, self.voices = rtl, voices

    def get_xml(self) -> str:
        """Return the body, turned round if the language runs from right to left."""
        if self.rtl:
            direction.turn(self.docx._element)
        return super().get_xml()

    def get_part_xml(self, part) -> str:
        """Return a header or footer, turned round if the language runs from right to left."""
        root = etree.fromstring(part.blob)
        if self.rtl:
            direction.turn(root)
        return self.xml_to_string(root)

    def patch_xml(self, src_xml: str) -> str:
        """Return the template's XML as Jinja reads it."""
        return jinja_source(src_xml)

    def render_xml_part(self, src_xml: str, part, context: dict, jinja_env=None) -> str:
        """Return the XML filled in: unprintable and steering signs dropped, line breaks and tabs kept."""
        self.current_rendering_part = part
        code = _compiled(jinja_env, src_xml)
        template = jinja_env.template_class.from_code(jinja_env, code, jinja_env.make_globals(None))
        xml = voiced(_UNPRINTABLE.sub("", template.render(context)), self.voices)
        ways = {one.rtl for one in self.voices} or {self.rtl}
        xml = direction.isolate(xml) if True in ways else xml
        xml = direction.embed(xml) if False in ways else xml
        return _BROKEN.sub(_break_lines, xml)

    def fix_tables(self, xml: str):
        """Return the body as a tree; tables whose columns came from a loop get the widths of their cells."""
        shell = self.docx._element
        shell.body.clear()
        parser = etree.XMLParser(huge_tree=True, resolve_entities=False, ns_clean=True)
        parser.set_element_class_lookup(element_class_lookup)
        tree = etree.fromstring(self.xml_to_string(shell).replace("<w:body/>", xml, 1), parser)
        for table in tree.iter(qn("w:tbl")):
            _fit(table)
        return tree.find(qn("w:body"))

    def fix_docpr_ids(self, tree) -> None:
        """Number the drawings, from which no two may have the same number."""
        for number, drawing in enumerate(tree.iter(qn("wp:docPr")), start=1):
            drawing.set("id", str(number))

    def map_tree(self, tree) -> None:
        """Make the tree's document the report's: to move its body into the old one takes time squared (`xml:space`)."""
        self.docx._element = self.docx.part._element = tree.getparent()

    def render_properties(self, context: dict, jinja_env=None) -> None:
        """Leave the properties of the document alone; `write` sets them, since docxtpl would escape them twice."""


@lru_cache(maxsize=16)
def jinja_source(xml: str) -> str:
    """Return a template's XML with docxtpl's tags turned into plain Jinja, in the order that Word's schema wants."""
    source = DocxTemplate.patch_xml(None, xml)
    for typed, shown in (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}")):
        source = source.replace(typed, '{{ "' + shown + '" }}')
    return _CELL_COLOUR.sub(r"\1\3\2", source)


_codes: dict[int, tuple[str, object]] = {}


def _compiled(env: Sandbox, source: str):
    """Return the code of a template; the last few are kept."""
    key = hash(source)
    if key not in _codes or _codes[key][0] != source:
        if len(_codes) > 16:
            _codes.clear()
        _codes[key] = (source, env.compile(source))
    return _codes[key][1]


def _break_lines(match: re.Match) -> str:
    text = match[2].replace("\r\n", "\n").replace("\r", "\n")
    again = '</w:t><w:{}/><w:t xml:space="preserve">'
    text = text.replace("\n", again.format("br")).replace("\t", again.format("tab"))
    return f'<w:t xml:space="preserve">{text}</w:t>'


def _fit(table) -> None:
    """Give a table as many columns as its longest row has, of the widths that the cells of this row ask for."""
    grid = table.find(qn("w:tblGrid"))
    lines = [line.findall(qn("w:tc")) for line in table.iterchildren(qn("w:tr"))]
    if grid is None or not lines:
        return
    longest = max(lines, key=_columns)
    if _columns(longest) == len(grid):
        return
    total = _width(table) or sum(float(one.get(qn("w:w"), 0)) for one in grid)
    asked = [width for cell in longest for width in _asked(cell)]
    widths = [round(width * total / (sum(asked) or 1)) for width in asked]
    grid[:] = [etree.Element(qn("w:gridCol"), {qn("w:w"): str(width)}) for width in widths]
    for line in lines:
        _set_widths(line, widths)


def _width(table) -> float:
    width = table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}")
    return (
        float(width.get(qn("w:w"), 0))
        if width is not None and width.get(qn("w:type")) == "dxa"
        else 0.0
    )


def _span(cell) -> int:
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    return int(found.get(qn("w:val"))) if found is not None else 1


def _columns(line: list) -> int:
    return sum(_span(cell) for cell in line)


def _asked(cell) -> list[float]:
    width, span = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}"), _span(cell)
    return [float(width.get(qn("w:w"), 1000)) / span if width is not None else 1000.0] * span


def _set_widths(line: list, widths: list[int]) -> None:
    at = 0
    for cell in line:
        span, width = _span(cell), cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
        if width is not None:
            width.set(qn("w:w"), str(sum(widths[at : at + span])))
        at += span


def context(page: Page) -> dict[str, object]:
    """Return what a template can name: every field and property of the report, its labels and its language."""
    names = (*names_of(type(value_of(page))), "labels", "language", "rtl", "voices")
    return {name: getattr(page, name) for name in names}


def write(view: View, template: Path | None, out: Path) -> None:
    """Write the report of `view` to `out`, by `template` or the built-in one.

    Raises LexgapError if the template asks for what a report does not have, or the file cannot be written.
    """
    if template is not None:
        from assess.write.word.lint import lint

        found = errors(lint(template, view.language))
        if found:
            raise LexgapError(found)
    report = (
        _filled(view, template)
        if template
        else _render(view, paths.template("country", "country.docx"))
    )
    _set_properties(report.docx.core_properties, view)
    set_language(report.docx.styles.element, view)
    replace_file(out, report.save)


def _render(view: View, template: Path) -> Report:
    report = Report(template, view.rtl, view.voices)
    report.init_docx()
    report.render(context(view), Sandbox(Tags(view, report.docx.part)))
    return report


def _filled(view: View, template: Path) -> Report:
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


def _set_properties(properties, view: View) -> None:
    said = {
        "title": view.title,
        "subject": f"{view.country}, {view.instrument.short}, {view.as_of_iso}",
        "author": view.assessed_by,
        "comments": view.disclaimer,
        "language": view.language,
        "keywords": f"{view.program}; {view.digest}",
        "last_modified_by": view.program,
    }
    for name, value in said.items():
        setattr(properties, name, clean(value)[:255])


def clean(text: str) -> str:
    """Return a text without the signs that no XML can hold, and without those that turn the words around them."""
    return _UNPRINTABLE.sub("", short(text))


def set_language(styles, view: View) -> None:
    """Tell Word in which language to check the spelling; a template in that language keeps its country."""
    for voice in (Voice(view.language, view.rtl),):
        for lang in styles.iterfind(f"{qn('w:docDefaults')}//{qn('w:lang')}"):
            name = qn("w:bidi" if voice.rtl else "w:val")
            if not lang.get(name, "").startswith(voice.language):
                lang.set(name, voice.language)
