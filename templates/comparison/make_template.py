"""Rebuilds `comparison.docx`, the template of the comparison of two texts; its look is that of the country report."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

from lxml import etree

sys.path.insert(0, str(Path(__file__).parent.parent / "country"))

import make_template as country  # noqa: E402
from blocks import (  # noqa: E402  # noqa: E402
    LANDSCAPE,
    captioned,
    cell,
    each,
    given,
    head,
    mark,
    p,
    row,
    rows,
    run,
    section,
    table,
    tag,
)
from styles import DEEP, HEAD, W, styles  # noqa: E402

TEXTS = (5500, 5500, LANDSCAPE - 11000)
_NOTED = (
    '<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/><w:basedOn w:val="Cell"/>'
    '<w:uiPriority w:val="20"/><w:qFormat/><w:pPr></w:pPr>{run}</w:style>'
)
_KEPT = (
    '<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
    '<w:uiPriority w:val="20"/><w:pPr><w:keepNext/></w:pPr></w:style>'
)
_MARKED = (
    '<w:style w:type="character" w:styleId="{name}"><w:name w:val="{shown}"/><w:uiPriority w:val="22"/>'
    "<w:qFormat/><w:rPr>{run}</w:rPr></w:style>"
)


def front() -> str:
    """Return title, recipe and what changed in numbers."""
    wide = (2900, LANDSCAPE - 2900)
    facts = rows(
        "fact in recipe",
        row(cell(wide[0], "{{ fact[0] }}", style="CellHead"), cell(wide[1], "{{ fact[1] }}")),
        widths=wide,
    )
    counts = (1200, LANDSCAPE - 1200)
    numbers = rows(
        "one in counts",
        row(cell(counts[0], "{{ one[1] }}", style="CellStrong"), cell(counts[1], "{{ one[0] }}")),
        widths=counts,
    )
    return (
        p("{{ title }}", style="Title")
        + p("{{ labels.from_to.format(old=old_name, new=new_name) }}", style="Subtitle")
        + p("{{ disclaimer }}", style="Disclaimer")
        + table(wide, facts, title="title")
        + captioned("w.summary", counts, head(counts, "number", "kind"), numbers)
        + each("line in warnings", p("{{ line }}", style="BoxHead"), p("", style="Small"))
    )


def effect() -> str:
    """Return what the change does to the assessment."""
    ratings = (1500, 7298, 3000, 3000)
    rated = captioned(
        "w.articles",
        ratings,
        head(ratings, "{{ labels.article }}", "heading", "rating_old", "rating_new"),
        rows(
            "one in articles",
            row(
                cell(ratings[0], "{{ one[0] }}", style="CellStrong"),
                cell(ratings[1], "{{ one[1] }}"),
                mark(ratings[2], "one[2]"),
                mark(ratings[3], "one[3]"),
            ),
            widths=ratings,
        ),
    )
    graded = (2200, 5000, 1500, 1500, LANDSCAPE - 10200)
    changed = captioned(
        "w.effect_table",
        graded,
        head(graded, "element", "asks", "grade_old", "grade_new", "provisions"),
        rows(
            "one in changed",
            row(
                cell(
                    graded[0],
                    p("{{ one.name }}", style="CellStrong"),
                    tag("if one.name != one.element"),
                    p("{{ one.element }}", style="CellSmall"),
                    tag("endif"),
                ),
                cell(graded[1], "{{ one.asks }}"),
                mark(graded[2], "one.old"),
                mark(graded[3], "one.new"),
                cell(graded[4], "{{ one.provisions }}"),
            ),
            widths=graded,
        ),
    )
    return (
        p("{{ w.effect }}", style="Heading2")
        + p("{{ effect_lead }}", style="BodyKept")
        + given("articles", rated)
        + given("changed", changed)
        + given(
            "worse",
            p("{{ w.worse }}", style="SpacedKept"),
            each("line in worse", p("{{ line }}", style="Bullet")),
        )
        + given("again", p("{{ w.again_lead }}", style="SpacedKept"), again())
        + given("others", p("{{ others }}", style="Spaced"))
    )


def again() -> str:
    """Return what is to be looked at again, by provision."""
    widths = (3400, LANDSCAPE - 6400, 3000)
    elements = cell(
        widths[1],
        p("{%p for each in one.elements %}", style="Tag"),
        p(
            ("{{ w.again_element.format(element=each.called, grade=each.new.label) }}", "Strong"),
            "  {{ each.asks }}",
            style="Cell",
        ),
        p("{%p endfor %}", style="Tag"),
    )
    line = row(
        cell(widths[0], "{{ one.provisions }}", style="CellStrong"),
        elements,
        cell(widths[2], "{{ one.why }}"),
        keep=False,
    )
    return captioned(
        "w.again",
        widths,
        head(widths, "again_provisions", "again_elements", "why"),
        rows("one in again_groups", line, widths=widths),
    )


def comparison() -> str:
    """Return the table of three columns."""

    def side(width: int, name: str) -> str:
        return cell(
            width,
            p(f"{{{{ one.{name}_label|numbered }}}}", style="WordingHead"),
            p(f'{{{{ one.runs|marked("{name}") }}}}', style="Wording"),
        )

    told = cell(
        TEXTS[2],
        p("{{ one.kind }}", style="CellStrong"),
        p("{%p for line in one.notes %}", style="Tag"),
        p("{{ line }}", style="Cell"),
        p("{%p endfor %}", style="Tag"),
        p("{%p if one.elements and one.altered %}", style="Tag"),
        p("{{ w.elements }}: {{ one.elements }}", style="CellSmall"),
        p("{%p endif %}", style="Tag"),
    )
    heads = head(TEXTS, "{{ w.old }}: {{ old_name }}", "{{ w.new }}: {{ new_name }}", "what")
    line = row(side(TEXTS[0], "old"), side(TEXTS[1], "new"), told, keep=False)
    return (
        p("{{ w.units_table }}", style="Heading2")
        + p("{{ w.legend }}", style="BodyKept")
        + given("left_out", p("{{ left_out }}", style="BodyKept"))
        + captioned("w.units_table", TEXTS, heads, rows("one in rows", line, widths=TEXTS))
    )


def document() -> str:
    """Return document.xml."""
    inner = (
        tag("set w = labels.comparison")
        + front()
        + effect()
        + comparison()
        + p("", style="SectionEnd")
    )
    page = section("rId21", "rId22", wide=True)
    return f"{HEAD}<w:document {W} {country.R}><w:body>{inner}{page}</w:body></w:document>"


def header() -> str:
    """Return a running head: what is compared."""
    inner = (
        run("{{ title }}")
        + "<w:r><w:tab/></w:r>"
        + run("{{ labels.from_to.format(old=old_name, new=new_name) }}")
    )
    return f'{HEAD}<w:hdr {W} {country.R}><w:p><w:pPr><w:pStyle w:val="HeaderWide"/></w:pPr>{inner}</w:p></w:hdr>'


def look() -> str:
    """Return styles.xml: that of the country report, and the words of the law with what went and what came."""
    size = '<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'
    own = (
        _NOTED.format(name="Wording", shown="Wording of the law", run=size)
        + _NOTED.format(
            name="WordingHead",
            shown="Number in the law",
            run=f'<w:rPr><w:b/><w:bCs/><w:color w:val="{DEEP}"/></w:rPr>',
        )
        + _KEPT.format(name="BodyKept", based="Body")
        + _KEPT.format(name="SpacedKept", based="Spaced")
        + _MARKED.format(
            name="LeftOut", shown="Words left out", run='<w:strike/><w:color w:val="9B2335"/>'
        )
        + _MARKED.format(
            name="PutIn",
            shown="Words put in",
            run='<w:b/><w:bCs/><w:color w:val="12513A"/><w:u w:val="single"/>',
        )
    )
    return styles().replace("</w:styles>", f"{own}</w:styles>")


def files() -> dict[str, str]:
    """Return every file of the package by its name: that of the country report, with its own words and styles."""
    return {
        **country.files(),
        "word/document.xml": document(),
        "word/styles.xml": look(),
        "word/header1.xml": header(),
        "word/header2.xml": header(),
    }


def main() -> None:
    """Write comparison.docx beside this file; the same sources give the same bytes."""
    with zipfile.ZipFile(
        Path(__file__).parent / "comparison.docx", "w", zipfile.ZIP_DEFLATED
    ) as package:
        for name, text in files().items():
            etree.fromstring(text.encode())
            package.writestr(
                zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED
            )


if __name__ == "__main__":
    main()
