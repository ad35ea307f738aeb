"""The template of the comparison up to the matrix: method, who is compared, heat maps with their legends."""

from __future__ import annotations

from blocks import LANDSCAPE, PORTRAIT, captioned, cell, each, given, p, row, rows, tag

NAMES = 2700  # width of the column of States in a matrix


def chapter(name: str) -> str:
    """Return the heading of a chapter, which is numbered and can be linked to."""
    return p(f'{{{{ o.{name}|chapter("{name}") }}}}', style="Heading1")


def sub(name: str) -> str:
    """Return a heading inside a chapter."""
    return p(f"{{{{ o.{name} }}}}", style="Heading3")


def heads(widths: tuple[int, ...], *names: str) -> str:
    """Return the head of a table from labels of the block `compared_office`, or whole tags."""
    texts = [name if name.startswith("{") else f"{{{{ o.{name} }}}}" for name in names]
    return row(
        *(
            cell(width, text, shade="E6ECEF", style="CellHead")
            for width, text in zip(widths, texts)
        ),
        head=True,
    )


def patterned(width: int, name: str, *paragraphs: str) -> str:
    """Return a cell on the colour of the mark `name`, with its pattern."""
    colour = (
        f'<w:shd w:val="{{{{ {name}|pattern }}}}" w:color="{{{{ {name}|lines }}}}" '
        f'w:fill="{{{{ {name}.fill }}}}"/>'
    )
    inner = "".join(paragraphs) or p(f"{{{{ {name}.letter|inked({name}) }}}}", style="HeatLetter")
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{colour}<w:vAlign w:val="center"/></w:tcPr>{inner}</w:tc>'


def shaded(widths: tuple[int, ...], *inner: str) -> str:
    """Return a row over all columns on a pale ground, which stays on the page of the row after it."""
    line = row(cell(sum(widths), *inner, span=len(widths), shade="F5F2EA"))
    return line.replace('"/></w:pPr>', '"/><w:keepNext/></w:pPr>')


def around(width: int, loop: str, inner: str) -> str:
    """Return cells repeated over a loop."""
    return (
        cell(width, p(f"{{%tc for {loop} %}}", style="Tag"))
        + inner
        + cell(width, p("{%tc endfor %}", style="Tag"))
    )


def method() -> str:
    """Return what is compared and how, and what was left out."""
    return (
        chapter("method")
        + each("line in method", p("{{ line }}"))
        + sub("left_out")
        + given(
            "warnings",
            each("line in warnings", p("{{ line }}", style="Bullet")),
            tag("else"),
            p("{{ o.left_out_none }}"),
        )
    )


def coverage() -> str:
    """Return who is compared: assessed States, reported ones apart, groups."""
    heading = chapter("coverage").replace(
        '"/></w:pPr>', '"/><w:pageBreakBefore w:val="0"/><w:spacing w:before="480"/></w:pPr>', 1
    )
    return (
        heading
        + p(
            "{{ o.coverage_lead.format(assessed=states_assessed, columns=assessed|length, "
            "reported=reported|length) }}",
            style="Lead",
        )
        + given("assessed", _assessed())
        + given("reported", _reported())
        + given("groups", _groups())
    )


def _assessed() -> str:
    widths = (2600, 2600, 1400, PORTRAIT - 6600)
    day = [
        p("{{ one.as_of }}", style="Cell"),
        tag("if one.assumed"),
        p("{{ o.assumed }}: {{ one.assumed }}", style="CellSmall"),
        tag("endif"),
        tag("if one.stage"),
        p("{{ one.stage }}", style="CellSmall"),
        tag("endif"),
        tag("if one.depth"),
        p("{{ [one.depth, one.indicative]|select|join(labels.comma) }}", style="CellSmall"),
        tag("endif"),
    ]
    line = row(
        cell(widths[0], "{{ one.name }}", style="CellStrong"),
        cell(widths[1], *day),
        cell(widths[2], "{{ o.known_of.format(known=one.known, counted=one.counted) }}"),
        cell(widths[3], "{{ group_names[one.key] }}"),
        keep=False,
    )
    return captioned(
        "o.coverage_assessed",
        widths,
        heads(widths, "state", "as_of", "known", "groups"),
        rows("one in assessed", line, widths=widths),
    )


def _reported() -> str:
    widths = (4200, 3266, 2400)
    line = row(
        cell(widths[0], "{{ one.name }}", style="CellStrong"),
        cell(widths[1], "{{ one.as_of }}"),
        cell(widths[2], "{{ o.known_of.format(known=named[one.key], counted=articles|length) }}"),
    )
    return captioned(
        "o.coverage_reported",
        widths,
        heads(widths, "state", "as_of_sources", "named"),
        rows("one in reported", line, widths=widths),
    )


def _groups() -> str:
    widths = (2300, 1300, PORTRAIT - 3600)
    names = "{% for key in one.members %}{{ state_names[key] or key }}{{ labels.comma if not loop.last }}{% endfor %}"
    line = row(
        cell(widths[0], "{{ one.name }}", style="CellStrong"),
        cell(widths[1], "{{ one.kind }}"),
        cell(widths[2], f"{{% if one.members %}}{names}{{% else %}}{{{{ o.none }}}}{{% endif %}}"),
    )
    source = p("{{ o.part_line.format(part=names, numbers=source) }}", style="Small")
    return (
        captioned(
            "o.groups_table",
            widths,
            heads(widths, "group", "kind", "members"),
            rows("one in groups", line, widths=widths),
        )
        + sub("group_sources")
        + each("source, names in group_sources", source)
    )


def matrix() -> str:
    """Return the heat maps: of the assessed States, then apart, of what sources report."""
    return given(
        "heat",
        chapter("matrix"),
        p("{{ o.matrix_lead }}", style="Lead"),
        _legend("ratings", "o.legend_ratings"),
        _heat("heat", "o.matrix_table", True),
    ) + given(
        "heat_reported",
        chapter("matrix_reported"),
        p("{{ o.matrix_reported_lead }}", style="Lead"),
        _legend("told", "o.legend_reported"),
        _heat("heat_reported", "o.matrix_reported_table", False),
    )


def _legend(name: str, title: str) -> str:
    wide = LANDSCAPE // 3
    shown = patterned(
        wide,
        "one",
        p("{{ one.letter|inked(one) }}", style="MarkLetter"),
        p("{{ one.label|inked(one) }}", style="MarkCount"),
    )
    return captioned(title, (wide,) * 3, row(around(wide, f"one in {name}", shown)), style="Strip")


def _heat(name: str, title: str, dated: bool) -> str:
    """Return a matrix, block by block; each State has its own day below its name."""
    wide, one = (NAMES, LANDSCAPE - NAMES), 480
    top = cell(one, "{{ number }}", style="HeatHead").replace(
        "</w:tcPr>", '<w:shd w:val="clear" w:color="auto" w:fill="{{ shade }}"/></w:tcPr>'
    )
    head = row(
        cell(NAMES, "{{ o.state }}", shade="E6ECEF", style="CellHead"),
        around(one, "number, shade in block.numbers", top),
        head=True,
    )
    day = [p("{{ state.dated }}", style="HeatDay")] if dated else []
    first = p("{{ state.name }}", style="HeatState").replace(
        '"/></w:pPr>', '"/><w:keepNext w:val="{{ block.kept }}"/></w:pPr>'
    )
    line = row(cell(NAMES, first, *day), around(one, "mark in marks", patterned(one, "mark")))
    return each(
        f"block in {name}",
        captioned(
            title, wide, head, rows("state, marks in block.rows", line, widths=wide), style="Heat"
        ),
        p("{{ block.parts }}", style="HeatNote"),
    )
