"""Rebuilds `followup.docx`, the template of the follow-up report; its look is that of the country report."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

from lxml import etree

sys.path.insert(0, str(Path(__file__).parent.parent / "country"))

import make_template as country  # noqa: E402
from blocks import captioned, cell, each, given, head, mark, p, row, rows, run, section, table, tag  # noqa: E402
from styles import HEAD, W, styles  # noqa: E402

PORTRAIT = 9866


def front() -> str:
    """Return title, recipe, warnings and sums."""
    wide = (2300, PORTRAIT - 2300)
    facts = rows(
        "fact in recipe",
        row(cell(wide[0], "{{ fact[0] }}", style="CellHead"), cell(wide[1], "{{ fact[1] }}")),
        widths=wide,
    )
    counts = (1200, PORTRAIT - 1200)
    numbers = rows(
        "one in counts",
        row(cell(counts[0], "{{ one[1] }}", style="CellStrong"), cell(counts[1], "{{ one[0] }}")),
        widths=counts,
    )
    causes = given(
        "causes",
        captioned(
            "f.causes_head",
            counts,
            head(counts, "{{ f.number }}", "{{ f.cause }}"),
            rows(
                "one in causes",
                row(
                    cell(counts[0], "{{ one[1] }}", style="CellStrong"),
                    cell(counts[1], "{{ one[0] }}"),
                ),
                widths=counts,
            ),
        ),
    ) + given("order", p("{{ order }}", style="Small"))
    three = (3600, 3133, 3133)
    indexes = rows(
        "one in indexes",
        row(
            cell(three[0], "{{ one[0] }}", style="CellStrong"),
            cell(three[1], "{{ one[1] }}"),
            cell(three[2], "{{ one[2] }}"),
        ),
        widths=three,
    )
    return (
        p("{{ title }}", style="Title")
        + p("{{ labels.from_to.format(old=old_name, new=new_name) }}", style="Subtitle")
        + p("{{ disclaimer }}", style="Disclaimer")
        + table(wide, facts, title="title")
        + each("line in warnings", p("{{ line }}", style="BoxHead"), p("", style="Small"))
        + p("{{ lead }}", style="Lead")
        + captioned("f.sums", counts, head(counts, "{{ f.number }}", "{{ f.way }}"), numbers)
        + causes
        + captioned(
            "f.indexes", three, head(three, "{{ f.index }}", "{{ f.old }}", "{{ f.new }}"), indexes
        )
    )


def ratings() -> str:
    """Return the articles in which something changed, at a glance."""
    widths = (800, 3466, 1400, 1400, 2800)
    line = row(
        cell(widths[0], "{{ one.number }}", style="CellStrong"),
        cell(widths[1], "{{ one.heading }}"),
        mark(widths[2], "one.old"),
        mark(widths[3], "one.new"),
        cell(
            widths[4],
            p("{{ one.way }}", style="Cell"),
            tag("if one.causes"),
            p("{{ one.causes }}", style="CellSmall"),
            tag("endif"),
        ),
    )
    top = head(
        widths,
        "{{ labels.article }}",
        "{{ f.heading }}",
        "{{ f.old }}",
        "{{ f.new }}",
        "{{ f.way }}",
    )
    return given(
        "articles",
        p("{{ f.ratings }}", style="Heading2"),
        captioned("f.ratings", widths, top, rows("one in articles", line, widths=widths)),
    )


def reasons() -> str:
    """Return each article with its elements that changed, and why."""
    widths = (2600, 1250, 1250, 4766)
    why = [
        p("{%p for line in two.why %}", style="Tag"),
        p("{{ line }}", style="Cell"),
        p("{%p endfor %}", style="Tag"),
        tag("if two.missing"),
        p("{{ f.missing.format(text=two.missing) }}", style="CellNote"),
        tag("endif"),
    ]
    line = row(
        cell(
            widths[0],
            p("{{ two.name }}", style="CellStrong"),
            p("{{ two.asks }}", style="Cell"),
            p("{{ two.id }}", style="CellSmall"),
        ),
        mark(widths[1], "two.old"),
        mark(widths[2], "two.new"),
        cell(widths[3], p("{{ two.way }}", style="CellStrong"), *why),
    )
    top = head(widths, "{{ f.element }}", "{{ f.old }}", "{{ f.new }}", "{{ f.reason }}")
    block = captioned(
        "f.elements.format(number=one.number)",
        widths,
        top,
        rows("two in one.elements", line, widths=widths),
    )
    return given(
        "articles",
        p("{{ f.reasons }}", style="Heading2"),
        each(
            "one in articles",
            p(
                "{{ f.article.format(number=one.number, heading=one.heading, old=one.old.letter, new=one.new.letter) }}",
                style="Heading3",
            ),
            each("line in one.notes", p("{{ line }}")),
            given("one.elements", block),
        ),
    )


def advice() -> str:
    """Return the recommendations by what became of them."""
    widths = (860, 3506, 1000, 1300, 3200)
    gaps = [
        tag("if one.closed"),
        p("{{ f.closed.format(ids=one.closed) }}", style="CellSmall"),
        tag("endif"),
        tag("if one.left"),
        p("{{ f.left.format(ids=one.left) }}", style="CellSmall"),
        tag("endif"),
        tag("if one.unknown"),
        p("{{ f.unknown.format(ids=one.unknown) }}", style="CellSmall"),
        tag("endif"),
        tag("if one.note"),
        p("{{ one.note }}", style="CellStrong"),
        tag("endif"),
        tag("if not (one.closed or one.left or one.unknown or one.note)"),
        p("", style="CellSmall"),
        tag("endif"),
    ]
    line = row(
        cell(widths[0], "{{ one.id }}", style="CellStrong"),
        cell(
            widths[1], p("{{ one.action }}", style="Cell"), p("{{ one.owner }}", style="CellSmall")
        ),
        cell(widths[2], "{{ one.articles }}"),
        cell(widths[3], "{{ one.status }}"),
        cell(widths[4], *gaps),
    )
    top = head(
        widths,
        "{{ f.id }}",
        "{{ f.action }}",
        "{{ f.articles }}",
        "{{ f.status_head }}",
        "{{ f.gaps }}",
    )
    return given(
        "advice",
        p("{{ f.recommendations }}", style="Heading2"),
        each(
            "group in advice",
            captioned("group[0]", widths, top, rows("one in group[1]", line, widths=widths)),
        ),
    )


def document() -> str:
    """Return document.xml."""
    inner = (
        tag("set f = labels.followup")
        + tag("set w = labels.word")
        + front()
        + ratings()
        + reasons()
        + advice()
        + p("", style="SectionEnd")
    )
    page = section("rId11", "rId12")
    return f"{HEAD}<w:document {W} {country.R}><w:body>{inner}{page}</w:body></w:document>"


def header() -> str:
    """Return a running head: what is followed up, between which days."""
    inner = (
        run("{{ title }}")
        + "<w:r><w:tab/></w:r>"
        + run("{{ labels.from_to.format(old=old_name, new=new_name) }}")
    )
    return f'{HEAD}<w:hdr {W} {country.R}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{inner}</w:p></w:hdr>'


def main() -> None:
    """Write followup.docx beside this file; the same sources give the same bytes."""
    files = {
        **country.files(),
        "word/document.xml": document(),
        "word/styles.xml": styles(),
        "word/header1.xml": header(),
        "word/header2.xml": header(),
    }
    with zipfile.ZipFile(
        Path(__file__).parent / "followup.docx", "w", zipfile.ZIP_DEFLATED
    ) as package:
        for name, text in files.items():
            etree.fromstring(text.encode())
            package.writestr(
                zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED
            )


if __name__ == "__main__":
    main()
