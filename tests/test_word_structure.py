"""What Word asks of a file before it opens it without a word: order of properties, ids, anchors, cells and fields."""

from __future__ import annotations

import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from pages import from_right

from assess.country import build_view
from assess.rating.force import Reading
from assess.reports import write_report

TODAY = date(2026, 12, 2)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
#: The order in which the schema of WordprocessingML (ECMA-376, Part 1) wants the children of these elements.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
    "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
    "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs "
    "em lang eastAsianLayout specVanish oMath",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
}


@pytest.fixture(
    scope="module",
    params=[
        (Reading(date(2016, 1, 1)), False),
        (Reading(date(2019, 1, 1), ("JO-BILL-2017-09",)), True),
        (Reading(TODAY), False),
    ],
    ids=["2016", "bill-rtl", "today"],
)
def parts(request, jordan, tmp_path_factory) -> dict[str, etree._Element]:
    """The XML parts of a report; the second one is written right to left."""

    reading, rtl = request.param
    view = build_view(jordan, reading, "en", TODAY)
    view = from_right(view) if rtl else view
    path: Path = write_report(view, "word", tmp_path_factory.mktemp("structure"))
    with zipfile.ZipFile(path) as whole:
        names = [name for name in whole.namelist() if name.endswith((".xml", ".rels"))]
        return {name: etree.fromstring(whole.read(name)) for name in names}


def named(element: etree._Element) -> str:
    return element.tag.replace(W, "") if isinstance(element.tag, str) else ""


def test_properties_stand_in_the_order_of_the_schema(parts) -> None:
    wrong: Counter = Counter()
    for name, root in parts.items():
        for element in root.iter(*(W + tag for tag in ORDER)):
            order = ORDER[named(element)].split()
            children = [named(child) for child in element]
            if [child for child in children if child not in order] or children != sorted(
                children, key=order.index
            ):
                wrong[name, named(element), " ".join(children)] += 1
    assert not wrong


def test_rows_have_cells_and_cells_end_with_a_paragraph(parts) -> None:
    body = parts["word/document.xml"]
    assert all(row.find(f"{W}tc") is not None for row in body.iter(f"{W}tr"))
    assert all(len(cell) and named(cell[-1]) == "p" for cell in body.iter(f"{W}tc"))
    for table in body.iter(f"{W}tbl"):
        columns = len(table.find(f"{W}tblGrid"))
        for row in table.findall(f"{W}tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc")]
            assert sum(1 if span is None else int(span.get(f"{W}val")) for span in spans) == columns


def test_ids_are_unique_and_links_lead_to_bookmarks(parts) -> None:
    body = parts["word/document.xml"]
    starts = list(body.iter(f"{W}bookmarkStart"))
    names = [start.get(f"{W}name") for start in starts]
    pictures = [one.get("id") for one in body.iter(f"{WP}docPr")]
    for ids in ([start.get(f"{W}id") for start in starts], names, pictures):
        assert len(set(ids)) == len(ids)
    assert len(names) > 40 and all(len(name) <= 40 for name in names)
    assert {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} <= set(names)
    assert len(list(body.iter(f"{W}bookmarkEnd"))) == len(starts)


def test_fields_open_and_close(parts) -> None:
    for name, root in parts.items():
        depth = 0
        for mark in root.iter(f"{W}fldChar"):
            depth += {"begin": 1, "separate": 0, "end": -1}[mark.get(f"{W}fldCharType")]
            assert depth >= 0, name
        assert depth == 0, name


def test_every_relation_leads_to_a_part(parts) -> None:
    for name, root in parts.items():
        if name.endswith(".rels"):
            assert all(one.get("TargetMode") != "External" for one in root), name
    related = {one.get("Id") for one in parts["word/_rels/document.xml.rels"]}
    used = {
        value
        for element in parts["word/document.xml"].iter()
        for key, value in element.attrib.items()
        if key.startswith("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}")
    }
    assert used and used <= related
