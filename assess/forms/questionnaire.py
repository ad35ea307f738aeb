"""A form as a Word document: a small table for each answer, and tables for new laws, provisions and measures."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from lxml import etree

from assess.base.text import Text, steady
from assess.forms.fields import (
    CITATIONS,
    FINDINGS,
    LISTED,
    NOT_FOUND,
    SEARCH,
    Column,
    Record,
    Table,
)
from assess.forms.form import Form, depth_line, packed, rest_id, row_id
from assess.forms.naming import names_of
from assess.forms.records import clean, label, shown
from assess.forms.sheets import offered as choices
from assess.load.labels import Labels
from assess.model.instrument import Article, Element
from assess.model.terms import GRADES
from assess.write.word.direction import COMPLEX, LATIN, hold, is_latin, isolate, turn

EMPTY = "–"  # stands in a list of choices from which nothing is chosen
_WIDTHS = (2600, 7000)  # twentieths of a point
_SPARE = 12  # empty tables for further answers
_LINES = {"sources": 4, "laws": 4, "provisions": 8, "recommendations": 5}
_CHUNK = 20_000


def write_questionnaire(form: Form, labels: Labels) -> Callable[[BinaryIO], object]:
    """Return what saves the form as a Word document into a file that is open."""
    return _Writer(form, labels).made().save


def coded(form: Form) -> str:
    """Return the exported state as one word of letters and digits."""
    return base64.b64encode(
        zlib.compress(json.dumps(packed(form.base), ensure_ascii=False).encode(), 9)
    ).decode()


class _Writer:
    def __init__(self, form: Form, labels: Labels):
        self.form, self.labels, self.words = form, labels, labels.workbook
        self.document = docx.Document()
        self.body = self.document.element.body
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        self.document.styles["Normal"].font.size = Pt(9.5)

    def made(self) -> Document:
        """Return the document."""
        country = self._text(self.form.case.profile.country)
        short = self._text(self.form.case.instrument.short)
        self.document.add_heading(self.words.title.format(country=country, instrument=short), 0)
        self.document.add_paragraph(depth_line(self.form, self.labels)).runs[0].bold = True
        for key in self.words.word.steps:
            self.document.add_paragraph(self.words.word.steps[key])
        self._table(
            iter(
                [
                    _row(
                        _cell(self.words.filled_by, _WIDTHS[0], True, bold=True),
                        _cell("", _WIDTHS[1], False),
                    )
                ]
            )
        )
        titles = {part.id: self._text(part.title) for part in self.form.case.instrument.parts}
        for part, elements in self.form.parts.items():
            self.document.add_heading(titles[part], 1)
            for article, own in self.form.articles(elements):
                self._article(article)
                for element in own:
                    self._element(element)
        self.document.add_heading(self.words.word.further, 1)
        for _ in range(_SPARE):
            self._table(self._rows(None, {}, {}, ""))
        for table in LISTED:
            self._new_records(table)
        self._known()
        self._base()
        for root in (self.document.styles.element, self.document.element):
            _complex(root)
        if self.labels.direction == "rtl":
            self._turned()
        return self.document

    def _turned(self) -> None:
        """Let everything run from right to left; no mark is set, since what stands here is read again."""
        for paragraph in self.body.iter(qn("w:p")):
            if is_latin("".join(node.text or "" for node in paragraph.iter(qn("w:t")))):
                hold(paragraph)
                paragraph.get_or_add_pPr().get_or_add_jc().set(qn("w:val"), "right")
        turn(self.document.element)
        self.body[:] = list(
            parse_xml(isolate(etree.tostring(self.body, encoding="unicode"), marks=False))
        )

    def _article(self, article: Article) -> None:
        """Write the heading of an article, and the table in which all that is left of it can be said to be nowhere."""
        titles, nothing = self.words.columns.answers, label("states", NOT_FOUND, self.labels)
        self.document.add_heading(
            self.words.rest_name.format(
                article=self.labels.article,
                number=article.article,
                heading=self._text(article.heading),
            ),
            2,
        )
        columns = [column for column in CITATIONS.columns if column.key in ("grade", *SEARCH)]
        self._table(
            iter(
                [
                    _row(
                        _cell(titles.element, _WIDTHS[0], True, hidden=rest_id(article.article)),
                        _cell(article.article, _WIDTHS[1], True),
                        repeated=True,
                    ),
                    _row(
                        _cell(titles.asks, _WIDTHS[0], True),
                        _cell(self.words.rest.format(nothing=nothing), _WIDTHS[1], True),
                    ),
                    *(
                        _row(
                            _cell(titles[column.key], _WIDTHS[0], True),
                            _cell(
                                "",
                                _WIDTHS[1],
                                False,
                                _chosen("", [nothing])
                                if column.key == "grade"
                                else _paragraphs(""),
                            ),
                        )
                        for column in columns
                    ),
                ]
            )
        )

    def _text(self, text: Text) -> str:
        """Return a text in the language of the form, without signs of direction."""
        return steady(text.get(self.form.language)[0])

    def _heading(self, element: Element) -> None:
        """Write the short name of an element, its id small beside it."""
        name = self._text(element.name) or element.id
        heading = self.document.add_heading(name, 3)
        if name != element.id:
            # from left to right
            held = f"\u2066{element.id}\u2069" if self.labels.direction == "rtl" else element.id
            run = heading.add_run(f"  {held}")
            run.font.size, run.font.bold, run.font.color.rgb = (
                Pt(7.5),
                False,
                RGBColor(0x6B, 0x77, 0x80),
            )

    def _element(self, element: Element) -> None:
        base, number = self.form.base.records, 1
        self._heading(element)
        while ("citations", row_id(element.id, number)) in base:
            remarks = base["findings", element.id] if number == 1 else {}
            texts = base["citations", row_id(element.id, number)]
            self._table(
                self._rows(
                    element if number == 1 else None,
                    texts,
                    remarks,
                    row_id(element.id, number),
                    element.id,
                )
            )
            number += 1

    def _rows(
        self, element: Element | None, record: Record, remarks: Record, row: str, name: str = ""
    ) -> Iterator[str]:
        """Yield the rows of the table of one answer."""
        titles = self.words.columns.answers
        yield _row(
            _cell(titles.element, _WIDTHS[0], True, hidden=row),
            _cell(name, _WIDTHS[1], bool(row)),
            repeated=True,
        )
        offered = (*GRADES, NOT_FOUND)
        if element is not None:
            offered = choices(element)
            weight = self.labels.weights[element.weight] if element.weight else "–"
            criteria = "\n".join(
                f"{label('states', grade, self.labels)}: {self._text(text)}"
                for grade, text in element.criteria.items()
            )
            for title, text in (
                (titles.asks, self._text(element.asks)),
                (titles.weight, weight),
                (titles.level, label("levels", element.level, self.labels)),
                (self.words.word.criteria, criteria),
            ):
                yield _row(_cell(title, _WIDTHS[0], True), _cell(text, _WIDTHS[1], True))
        first = not row or row.endswith("#1")
        for column in (*CITATIONS.columns, *(FINDINGS.columns if first else ())):
            text = shown(
                record.get(column.key, "") or remarks.get(column.key, ""), column, self.labels
            )
            text = self.form.named(text) if column.kind == "refs" else text
            values = [
                label(column.block, term, self.labels)
                for term in (offered if column.key == "grade" else column.values)
            ]
            inner = _chosen(text, values) if column.kind == "choice" else _paragraphs(text)
            hint = self.labels.comma.join(values) if column.kind == "choices" else ""
            yield _row(
                _cell(titles[column.key], _WIDTHS[0], True, hint=hint),
                _cell("", _WIDTHS[1], False, inner),
            )

    def _table(self, rows: Iterator[str]) -> None:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
        self._place(_TABLE.format(space=nsdecls("w"), grid=grid, rows="".join(rows)))

    def _place(self, xml: str) -> None:
        self.body.insert(len(self.body) - 1, parse_xml(xml))  # before the properties of the section
        self.document.add_paragraph().paragraph_format.space_after = Pt(2)

    def _new_records(self, table: Table) -> None:
        """Write an empty table for new records: only what a record needs, and what is often known."""
        self.document.add_heading(self.words.word.new.format(name=self.words.sheets[table.name]), 1)
        columns = [
            column
            for column in table.columns
            if column.needed
            and column.key not in ("rights", "confidence", "language", "text")
            or column.key in ("in_force", "short", "summary")
        ]
        width = sum(_WIDTHS) // len(columns)
        head = _row(
            *(_cell(self._title(table, column), width, True, bold=True) for column in columns)
        )
        blank = _row(*(_cell("", width, False) for _ in columns)) * _LINES[table.name]
        self._place(
            _TABLE.format(
                space=nsdecls("w"),
                grid=f'<w:gridCol w:w="{width}"/>' * len(columns),
                rows=head + blank,
            )
        )

    def _title(self, table: Table, column: Column) -> str:
        return self.words.columns[table.name][column.key]

    def _known(self) -> None:
        """Write which provisions and sources the case knows, for those who cite them; this is not read."""
        self.document.add_heading(self.words.word.known, 1)
        case = self.form.case
        names = names_of(case, self.form.language)
        words = {
            names[reference]: self._text(provision.heading)
            or self._text(provision.summary)
            or self._text(case.wording(law, provision))
            for reference, (law, provision) in case.citable().items()
        }
        words |= {source.key: self._text(source.holds) for source in case.sources}
        rows = "".join(
            _row(
                _cell(name, _WIDTHS[0], True), _cell(" ".join(text.split())[:200], _WIDTHS[1], True)
            )
            for name, text in words.items()
        )
        if rows:
            grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
            self._place(_TABLE.format(space=nsdecls("w"), grid=grid, rows=rows))

    def _base(self) -> None:
        """Write the exported state as hidden text at the end."""
        text = coded(self.form)
        for at in range(0, len(text), _CHUNK):
            paragraph = self.document.add_paragraph()
            run = paragraph.add_run(f"lexgap:{text[at : at + _CHUNK]}")
            run.font.hidden, run.font.size = True, Pt(1)
            vanish = parse_xml(f"<w:rPr {nsdecls('w')}><w:vanish/></w:rPr>")
            paragraph._p.get_or_add_pPr().append(vanish)
        assert self.body[-1].tag == qn("w:sectPr")


def _complex(root: Any) -> None:
    """Give every look fonts, sizes and weights for both kinds of script; Arabic has ones of its own in Word."""
    for fonts in root.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for name in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{name}"), COMPLEX if name == "cs" else LATIN)
    for name in ("sz", "b"):
        for latin in list(root.iter(qn(f"w:{name}"))):
            look = latin.getparent()
            for old in look.findall(qn(f"w:{name}Cs")):
                look.remove(old)
            also = etree.SubElement(look, qn(f"w:{name}Cs"), dict(latin.attrib))
            latin.addnext(also)
    for language in root.iter(qn("w:lang")):
        language.set(qn("w:bidi"), "ar-SA")


_TABLE = (
    '<w:tbl {space}><w:tblPr><w:tblW w:w="9600" w:type="dxa"/><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="CBD3D8"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + '</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
)


def _row(*cells: str, repeated: bool = False) -> str:
    """Return a row that stays on one page; a repeated one heads the table on every page that it goes on to."""
    return (
        f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' * repeated}</w:trPr>{''.join(cells)}</w:tr>"
    )


def _cell(
    text: str,
    width: int,
    fixed: bool,
    inner: str = "",
    hidden: str = "",
    hint: str = "",
    bold: bool = False,
) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="EEF1F2"/>' if fixed else ""
    extra = f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{escape(hidden)}</w:t></w:r>" if hidden else ""
    if hint:
        extra += f'<w:r><w:rPr><w:sz w:val="13"/></w:rPr><w:br/><w:t>{escape(hint)}</w:t></w:r>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f"{inner or _paragraphs(text, bold, extra)}</w:tc>"
    )


def _paragraphs(text: str, bold: bool = False, extra: str = "") -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    lines = [
        f'<w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r>{look}<w:t xml:space="preserve">{escape(line)}</w:t>'
        f"</w:r>{{}}</w:p>"
        for line in clean(text).split("\n")
    ]
    return "".join(
        line[: -len("{}</w:p>")] + (extra if at == 0 else "") + "</w:p>"
        for at, line in enumerate(lines)
    )


def _chosen(text: str, values: list[str]) -> str:
    """Return a list to choose from; what it shows where nothing is chosen counts as nothing."""
    items = "".join(
        f"<w:listItem w:displayText={quoteattr(text)} w:value={quoteattr(text)}/>"
        for text in (EMPTY, *values)
    )
    return (
        f'<w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:sdt><w:sdtPr><w:dropDownList>{items}</w:dropDownList>'
        f"</w:sdtPr><w:sdtContent><w:r><w:t>{escape(text or EMPTY)}</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
