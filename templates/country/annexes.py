"""The country template's annexes: concordance, reverse table, drafting notes, citations, method."""

from __future__ import annotations

from blocks import (
    by_article,
    captioned,
    cell,
    each,
    given,
    head,
    mark,
    named,
    p,
    row,
    rows,
    section,
    section_end,
    table,
    tag,
)
from front import annex, sub

_WIDE = section("rId21", "rId22", wide=True)
_TALL = section("rId11", "rId12")


def concordance() -> str:
    """Return annex A: treaty to law, one row an element."""
    widths = (1150, 2450, 4350, 3300, 1000, 2548)
    law = [
        tag("for line in row.citations"),
        p("{{ line.provision }} ({{ line.mark.letter }})", style="Cell"),
        tag("else"),
        p("{{ labels.sentences.no_citation }}", style="CellNote"),
        tag("endfor"),
    ]
    state = [
        p("{{ row.evidence }}", style="CellSmall"),
        tag("if row.unseen"),
        p("{{ labels.sentences.unseen.format(laws=row.unseen) }}", style="CellSmall"),
        tag("endif"),
    ]
    line = row(
        cell(widths[0], "{{ row.source }}", style="CellStrong"),
        cell(
            widths[1],
            p(*named("row", "Strong"), style="Cell"),
            p("{{ row.level }}", style="CellSmall"),
        ),
        cell(widths[2], "{{ row.asks }}"),
        cell(widths[3], *law),
        mark(widths[4], "row.mark"),
        cell(widths[5], *state),
    )
    return annex("annex_a") + captioned(
        "w.concordance",
        widths,
        head(widths, "paragraph", "element", "subject", "provision", "grade", "evidence"),
        rows("row in elements", line, widths=widths),
    )


def reverse() -> str:
    """Return annex B: law to treaty, one row a provision, grouped by law; then what nobody placed."""
    widths = (1800, 5300, 1900, 3100, 1200, 1498)
    says = [
        tag("if row.heading"),
        p("{{ row.heading }}", style="CellStrong"),
        tag("endif"),
        p("{{ row.summary }}", style="Cell"),
        tag("if row.note"),
        p("{{ row.note }}", style="CellNote"),
        tag("endif"),
    ]
    answers = [
        p("{{ row.treatment }}", style="CellStrong"),
        by_article("row.names", "CellSmall"),
        tag("if row.concern"),
        p("{{ row.concern }}", style="Cell"),
        tag("endif"),
        tag("if row.suggestion"),
        p("{{ row.suggestion }}", style="CellNote"),
        tag("endif"),
    ]
    place = [
        p("{{ row.provision }}", style="CellStrong"),
        p("{{ row.reference }}", style="CellSmall"),
    ]
    evidence = [
        p("{{ row.standing }}", style="CellSmall"),
        p("{{ w.confidence_line.format(confidence=row.confidence) }}", style="CellSmall"),
        p("{{ row.sources }}", style="CellSmall"),
    ]
    line = row(
        cell(widths[0], *place),
        cell(widths[1], *says),
        cell(widths[2], "{{ row.penalty }}"),
        cell(widths[3], *answers),
        cell(widths[4], "{{ row.force }}"),
        cell(widths[5], *evidence),
    )
    name = p(("{{ law.name }}", "Strong"), " · {{ law.force }}", style="Cell").replace(
        '"/></w:pPr>', '"/><w:keepNext/></w:pPr>'
    )
    group = row(cell(sum(widths), name, span=len(widths), shade="F5F2EA"))
    own = "(provisions|list + unplaced|list)"
    inner = group + rows(f"row in {own} if row.law == law.id", line, widths=widths)
    return given(
        "provisions or unplaced",
        annex("annex_b"),
        captioned(
            "w.reverse",
            widths,
            head(widths, "provision", "says", "penalty", "answers", "force", "evidence"),
            rows(f'law in laws if law.id in {own}|map(attribute="law")', inner, widths=widths),
        ),
    )


def drafting() -> str:
    """Return annex C: drafting notes, marked as guidance and not as clauses to copy."""
    listed = [
        ("leaves_open", "leaves_open"),
        ("permissions", "permissions"),
        ("pitfalls", "pitfalls"),
    ]
    lists = "".join(
        given(
            f"article.{name}",
            sub(label),
            each(f"line in article.{name}", p("{{ line }}", style="Bullet")),
        )
        for name, label in listed
    )
    points = given(
        "article.drafting",
        sub("drafting"),
        each(
            "point, options in article.drafting",
            p(
                "{{ point }}",
                (
                    "{% if options %} {{ w.options_line.format(options=options) }}{% endif %}",
                    "Muted",
                ),
                style="Bullet",
            ),
        ),
    )
    guidance = given(
        "article.guidance",
        sub("guidance"),
        each("line in article.guidance", p("{{ line }}", style="Bullet")),
    )
    return (
        annex("annex_c")
        + p("{{ w.drafting_lead }}", style="Box")
        + each(
            "article in articles",
            p(
                "{{ w.article_title.format(number=article.number, heading=article.heading) }}",
                style="Heading2",
            ),
            p("{{ article.duty }}"),
            lists,
            points,
            guidance,
        )
    )


def quotations() -> str:
    """Return annex D: every citation, whether it counts on the day or not, with the state of its quotation."""
    quote = [
        tag("if line.quote"),
        p("{{ w.quoted.format(text=line.quote) }}", style="Cell"),
        tag("endif"),
        p("{{ line.quote_state }}", style="CellSmall"),
        tag("if line.quote_note"),
        p("{{ line.quote_note }}", style="CellSmall"),
        tag("endif"),
    ]
    why = [
        tag("if line.missing"),
        p("{{ line.missing }}", style="Cell"),
        tag("endif"),
        tag("if line.reasons"),
        p("{{ w.reasons_line.format(reasons=line.reasons) }}", style="CellSmall"),
        tag("endif"),
        p("{{ line.note }}", style="CellNote"),
    ]
    counts = [
        p("{{ w.counts if line.counts else w.counts_not }}", style="CellStrong"),
        p("{{ line.force }}", style="CellSmall"),
    ]
    evidence = [
        p("{{ line.standing }}", style="CellSmall"),
        p("{{ w.confidence_line.format(confidence=line.confidence) }}", style="CellSmall"),
        p("{{ line.sources }}", style="CellSmall"),
    ]

    def listed(*widths: int) -> str:
        what = [
            p("{{ line.name }}", style="CellStrong"),
            p(
                "{{ labels.article }} {{ line.article }} · ",
                ("{{ line.element }}", "ElementId"),
                style="CellSmall",
            ),
        ]
        line = row(
            cell(widths[0], *what),
            cell(widths[1], "{{ line.provision }}"),
            cell(widths[2], *quote),
            mark(widths[3], "line.mark"),
            cell(widths[4], *why),
            cell(widths[5], *counts),
            cell(widths[6], *evidence),
        )
        top = head(
            widths,
            "element",
            "provision",
            "quotation",
            "grade",
            "missing_note",
            "counting",
            "evidence",
        )
        return captioned(
            "w.quotations", widths, top, rows("line in citations", line, widths=widths)
        )

    return (
        annex("annex_d")
        + p("{{ w.quotations_lead }}", style="Small")
        + given(
            'citations|selectattr("quote")|list',
            listed(2450, 2000, 3250, 1000, 3300, 1350, 1448),
            tag("else"),
            p("{{ w.quotations_none }}", style="Small"),
            listed(2450, 3000, 950, 1000, 4400, 1450, 1548),
        )
    )


def method() -> str:
    """Return annex G: method in full, legend, recipe, sources."""
    text = each(
        "block in method",
        p("{{ block[0] }}", style="Heading2"),
        each("line in block[1]", p("{{ line }}")),
    )
    legend, recipe, sources = (1100, 8766), (2600, 7266), (1400, 700, 3400, 4366)
    marks = row(
        cell(legend[0], p("{{ one.letter|inked(one) }}", style="MarkLetter"), fill="one.fill"),
        cell(legend[1], "{{ one.label }}"),
    )
    lines = row(cell(recipe[0], "{{ name }}", style="CellStrong"), cell(recipe[1], "{{ value }}"))
    known = row(
        cell(sources[0], "{{ key }}", style="CellStrong"),
        cell(sources[1], "{{ grade }}"),
        cell(sources[2], p("{{ address }}", style="CellSmall")),
        cell(sources[3], "{{ holds }}"),
    )
    return (
        annex("annex_g")
        + text
        + p("{{ w.legend }}", style="Heading2")
        + table(legend, rows("one in legend", marks, widths=legend), title="w.legend")
        + p("{{ w.recipe }}", style="Heading2")
        + p("{{ w.recipe_lead }}", style="Kept")
        + table(recipe, rows("name, value in recipe", lines, widths=recipe), title="w.recipe")
        + given(
            "sources",
            p("{{ w.sources }}", style="Heading2"),
            table(
                sources,
                head(sources, "key", "grade_source", "address", "holds"),
                rows("key, grade, address, holds in sources", known, widths=sources),
                title="w.sources",
            ),
        )
    )


def log() -> str:
    """Return the last annex, where it was asked for: the log of the review."""
    widths = (2500, 1700, 900, 2000, 2766)
    names = ("at", "act", "article", "by", "why")
    top = head(widths, *(f"{{{{ labels.review.log_columns.{name} }}}}" for name in names))
    line = row(
        *(
            cell(width, p(f"{{{{ one.{name} }}}}", style="CellSmall" if name == "at" else "Cell"))
            for width, name in zip(widths, names)
        )
    )
    return given(
        "log",
        annex("annex_log"),
        p("{{ labels.review.log_lead }}", style="Small"),
        captioned("labels.review.log", widths, top, rows("one in log", line, widths=widths)),
    )


def annexes() -> str:
    """Return all annexes; A, B and D lie on landscape pages."""
    return (
        section_end(section("rId11", "rId12", first=True))
        + concordance()
        + reverse()
        + section_end(_WIDE)
        + drafting()
        + given("citations", section_end(_TALL), quotations(), section_end(_WIDE))
        + method()
        + log()
        + p("", style="SectionEnd")
        + _TALL
    )
