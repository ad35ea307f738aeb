"""Rebuilds `country.docx`, the template of the country report: run it after a change to the files beside it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from annexes import annexes
from articles import middle
from blocks import field, ltr, run, tag
from front import front
from lxml import etree
from styles import HEAD, W, fonts, numbering, settings, styles

R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_MC = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w15"'
)
_WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def document() -> str:
    """Return document.xml."""
    start = tag("set w = labels.word") + tag(
        'set neutral = without_counterpart|selectattr("treatment_key", "in", ("neutral", "procedure"))|list'
    )
    return f"{HEAD}<w:document {W} {R} {_WP} {_MC}><w:body>{start}{front()}{middle()}{annexes()}</w:body></w:document>"


def header(style: str) -> str:
    """Return a running head: country, instrument, cut-off date. Without style: empty, for the cover."""
    if not style:
        return f"{HEAD}<w:hdr {W} {R}><w:p/></w:hdr>"
    first = "{% if indicative %} · {{ labels.word.indicative }}{% endif %}"
    inner = (
        run(f"{{{{ country }}}} · {{{{ instrument.short }}}}{first}")
        + "<w:r><w:tab/></w:r>"
        + run("{{ labels.word.as_of_line.format(day=as_of) }}")
    )
    return (
        f'{HEAD}<w:hdr {W} {R}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p></w:hdr>'
    )


def footer(style: str) -> str:
    """Return a foot: disclaimer, page and pages. Without style: empty, for the cover."""
    if not style:
        return f"{HEAD}<w:ftr {W} {R}><w:p/></w:ftr>"
    inner = (
        run("{{ disclaimer }}")
        + "<w:r><w:tab/></w:r>"
        + ltr()
        + field("PAGE")
        + ltr(" / ")
        + field("NUMPAGES")
        + ltr()
    )
    return (
        f'{HEAD}<w:ftr {W} {R}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p></w:ftr>'
    )


def _relations(*rows: tuple[str, str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="{one}" Type="{kind}" Target="{target}"/>' for one, kind, target in rows
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _types() -> str:
    kinds = [
        ("document", "document.main"),
        ("styles", "styles"),
        ("numbering", "numbering"),
        ("settings", "settings"),
        ("fontTable", "fontTable"),
        ("header1", "header"),
        ("header2", "header"),
        ("footer1", "footer"),
        ("footer2", "footer"),
        ("header3", "header"),
        ("footer3", "footer"),
    ]
    override = '<Override PartName="/word/{}.xml" ContentType="{}.{}+xml"/>'
    inner = "".join(override.format(name, _MAIN, kind) for name, kind in kinds)
    return (
        f'{HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.'
        f'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'{inner}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.'
        f'core-properties+xml"/></Types>'
    )


def _core() -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>Country report</dc:title>'
        "</cp:coreProperties>"
    )


def files() -> dict[str, str]:
    """Return every file of the package by its name."""
    parts = [
        ("rId1", f"{_OFFICE}/styles", "styles.xml"),
        ("rId2", f"{_OFFICE}/numbering", "numbering.xml"),
        ("rId3", f"{_OFFICE}/settings", "settings.xml"),
        ("rId4", f"{_OFFICE}/fontTable", "fontTable.xml"),
        ("rId11", f"{_OFFICE}/header", "header1.xml"),
        ("rId12", f"{_OFFICE}/footer", "footer1.xml"),
        ("rId21", f"{_OFFICE}/header", "header2.xml"),
        ("rId22", f"{_OFFICE}/footer", "footer2.xml"),
        ("rId31", f"{_OFFICE}/header", "header3.xml"),
        ("rId32", f"{_OFFICE}/footer", "footer3.xml"),
    ]
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    return {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
            ("rId2", core, "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(),
        "word/_rels/document.xml.rels": _relations(*parts),
        "word/document.xml": document(),
        "word/styles.xml": styles(),
        "word/numbering.xml": numbering(),
        "word/settings.xml": settings(),
        "word/fontTable.xml": fonts(),
        "word/header1.xml": header("Header"),
        "word/footer1.xml": footer("Footer"),
        "word/header2.xml": header("HeaderWide"),
        "word/footer2.xml": footer("FooterWide"),
        "word/header3.xml": header(""),
        "word/footer3.xml": footer(""),
    }


def main() -> None:
    """Write country.docx beside this file; the same sources give the same bytes."""
    with zipfile.ZipFile(
        Path(__file__).parent / "country.docx", "w", zipfile.ZIP_DEFLATED
    ) as package:
        for name, text in files().items():
            etree.fromstring(text.encode())
            package.writestr(
                zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED
            )


if __name__ == "__main__":
    main()
