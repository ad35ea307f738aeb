"""Rebuilds `states.docx`, the template of the comparison of States; its look is that of the country report."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

from lxml import etree

sys.path[:0] = [str(Path(__file__).parent.parent / "country"), str(Path(__file__).parent)]

import make_template as country  # noqa: E402
from blocks import cell, each, given, p, row, run, section, section_end, table, tag, tag_row  # noqa: E402
from chapters import order, overtime, pages, recipe, spread, wrote  # noqa: E402
from front import _for_word  # noqa: E402
from matrix import coverage, matrix, method  # noqa: E402
from styles import HEAD, RULE, W, styles  # noqa: E402

#: Chapters in their order: label and anchor, condition.
CHAPTERS = (
    ("method", ""),
    ("coverage", ""),
    ("matrix", "heat"),
    ("matrix_reported", "heat_reported"),
    ("spread", ""),
    ("time", "years or since"),
    ("order", "tiers"),
    ("wrote", "written"),
    ("pages", "assessed"),
    ("pages_reported", "reported"),
    ("recipe", ""),
)


def cover() -> str:
    """Return the cover: what is compared, from how many States."""
    wide = (2900, 6966)
    facts = [
        ("instrument", "instrument", ""),
        ("articles_number", "articles|length", ""),
        ("assessed_states", "states_assessed", ""),
        ("columns_number", "assessed|length", ""),
        ("reported_states", "reported|length", ""),
        ("program", "program", ""),
    ]
    lines = "".join(_fact(wide, *fact) for fact in facts)
    return (
        p("{{ o.kicker }}", style="Kicker")
        + p("{{ title }}", style="Title")
        + p("{{ instrument }}", style="CoverDay")
        + table(wide, lines, title="o.cover_table")
        + p("{{ disclaimer }}", style="Disclaimer")
    )


def _fact(widths: tuple[int, ...], label: str, value: str, condition: str) -> str:
    line = row(
        cell(widths[0], f"{{{{ o.{label} }}}}", style="CellHead"),
        cell(widths[1], f"{{{{ {value} }}}}"),
    )
    return (
        tag_row(f"if {condition}", widths) + line + tag_row("endif", widths) if condition else line
    )


def contents() -> str:
    """Return the contents table: a field whose result is written out, so that it is there on opening."""
    start = _for_word(
        '<w:fldChar w:fldCharType="begin"/><w:instrText xml:space="preserve"> TOC \\o &quot;1-2&quot; '
        '\\h \\z \\u </w:instrText><w:fldChar w:fldCharType="separate"/>'
    )
    stop = _for_word('<w:fldChar w:fldCharType="end"/>')
    ends = [
        '<w:p><w:pPr><w:pStyle w:val="SectionEnd"/></w:pPr>{}</w:p>'.format(one)
        for one in (start, stop)
    ]
    below = {
        "wrote": each(
            "found in written",
            p(
                '{{ o.article_head.format(number=found.article.number, heading=found.article.heading)|entry("wrote " ~ '
                "found.article.number) }}",
                style="TOC2",
            ),
        ),
        "pages": each(
            "state in assessed", p('{{ state.name|entry("state " ~ state.key) }}', style="TOC2")
        ),
    }
    lines = [
        given(
            condition or "true",
            p(f'{{{{ o.{name}|chapter_entry("{name}") }}}}', style="TOC1"),
            below.get(name, ""),
        )
        for name, condition in CHAPTERS
    ]
    return p("{{ w.contents }}", style="TOCHeading") + ends[0] + "".join(lines) + ends[1]


def document() -> str:
    """Return document.xml."""
    tall, wide = section("rId11", "rId12"), section("rId21", "rId22", wide=True)
    first = section("rId11", "rId12", first=True)
    inner = (
        tag("set w = labels.word")
        + tag("set o = labels.compared_office")
        + cover()
        + contents()
        + method()
        + coverage()
        + section_end(first)
        + given("heat or heat_reported", matrix(), section_end(wide))
        + spread()
        + overtime()
        + order()
        + section_end(tall)
        + given("written", wrote(), section_end(wide))
        + pages()
        + recipe()
        + p("", style="SectionEnd")
    )
    return (
        f"{HEAD}<w:document {W} {country.R} {country._WP} {country._MC}><w:body>{inner}{tall}</w:body>"
        f"</w:document>"
    )


def header(style: str) -> str:
    """Return a running head: title and instrument."""
    inner = (
        run("{{ title|truncate(90) }}")
        + "<w:r><w:tab/></w:r>"
        + run("{{ instrument|truncate(60) }}")
    )
    return f'{HEAD}<w:hdr {W} {country.R}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p></w:hdr>'


def look() -> str:
    """Return styles.xml: that of the country report, with what a matrix needs."""

    def small(name: str, based: str, points: float, more: str = "") -> str:
        size = f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'
        return (
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
            f'<w:uiPriority w:val="20"/><w:qFormat/><w:pPr>{more}</w:pPr><w:rPr>{size}</w:rPr></w:style>'
        )

    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{color}"/>'
        for side, color in (
            ("top", RULE),
            ("left", "FFFFFF"),
            ("bottom", RULE),
            ("right", "FFFFFF"),
            ("insideH", "FFFFFF"),
            ("insideV", "FFFFFF"),
        )
    )
    narrow = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 8), ("left", 20), ("bottom", 8), ("right", 20))
    )
    heat = (
        '<w:style w:type="table" w:styleId="Heat"><w:name w:val="Report matrix"/><w:basedOn w:val="TableNormal"/>'
        f'<w:uiPriority w:val="59"/><w:tblPr><w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>{narrow}'
        "</w:tblCellMar></w:tblPr></w:style>"
    )
    centred = '<w:spacing w:before="0" w:after="0"/><w:jc w:val="center"/>'
    own = (
        small("HeatLetter", "MarkLetter", 7, centred)
        + small("HeatHead", "CellHead", 7, centred)
        + small("HeatState", "CellStrong", 8)
        + small("HeatDay", "CellSmall", 6.5)
        + small("HeatNote", "Small", 8, '<w:spacing w:before="60" w:after="160"/>')
        + small("StateHead", "Heading2", 14, '<w:pageBreakBefore/><w:outlineLvl w:val="1"/>')
        + heat
    )
    return styles().replace("</w:styles>", f"{own}</w:styles>")


def files() -> dict[str, str]:
    """Return every file of the package by its name: that of the country report, with its own words and styles."""
    return {
        **country.files(),
        "word/document.xml": document(),
        "word/styles.xml": look(),
        "word/header1.xml": header("Header"),
        "word/header2.xml": header("HeaderWide"),
    }


def main() -> None:
    """Write states.docx beside this file; the same sources give the same bytes."""
    with zipfile.ZipFile(
        Path(__file__).parent / "states.docx", "w", zipfile.ZIP_DEFLATED
    ) as package:
        for name, text in files().items():
            etree.fromstring(text.encode())
            package.writestr(
                zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED
            )


if __name__ == "__main__":
    main()
