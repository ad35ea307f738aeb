"""Building blocks of the country template: paragraphs, tables with their tags, sections."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

PORTRAIT, LANDSCAPE = 9866, 14798  # width of the text in twentieths of a point


def run(text: str, style: str = "") -> str:
    """Return a run; `style` names a character style."""
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*runs: str | tuple[str, str], style: str = "Body") -> str:
    """Return a paragraph of plain texts and of pairs (text, character style)."""
    inner = "".join(run(one) if isinstance(one, str) else run(*one) for one in runs)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>'


def tag(text: str) -> str:
    """Return a paragraph that holds one tag and vanishes: `tag("if x")` is {%p if x %}."""
    return p(f"{{%p {text} %}}", style="Tag")


def named(name: str = "one", look: str = "") -> tuple[str | tuple[str, str], ...]:
    """Return the runs of an element: its short name, and its id small and grey beside it."""
    shown = f"{{{{ {name}.name }}}}"
    return (
        (shown, look) if look else shown,
        (f"{{% if {name}.name != {name}.id %}} {{{{ {name}.id }}}}{{% endif %}}", "ElementId"),
    )


def by_article(groups: str, style: str = "Cell", before: str = "") -> str:
    """Return a paragraph for each article of a list of elements: its number, their short names, their ids beside."""
    first, small = named("two")
    return (
        tag(f"for group in {groups}")
        + p(
            f"{before}{{{{ group.article }}}}: {{% if group.whole %}}{{{{ group.whole }}}}{{% else %}}"
            f"{{% for two in group.elements %}}{first}",
            small,
            "{% if not loop.last %}{{ labels.semicolon }}{% endif %}{% endfor %}{% endif %}",
            style=style,
        )
        + tag("endfor")
    )


def given(condition: str, *inner: str) -> str:
    """Return paragraphs or tables that stand only where the condition holds."""
    return tag(f"if {condition}") + "".join(inner) + tag("endif")


def each(loop: str, *inner: str) -> str:
    """Return paragraphs or tables repeated: `each("x in xs", …)`."""
    return tag(f"for {loop}") + "".join(inner) + tag("endfor")


def cell(
    width: int,
    *paragraphs: str,
    fill: str = "",
    shade: str = "",
    span: int = 1,
    style: str = "Cell",
) -> str:
    """Return a cell; plain strings become paragraphs of `style`, `fill` is an expression that gives its colour."""
    inner = "".join(one if one.startswith("<w:") else p(one, style=style) for one in paragraphs)
    if fill:
        inner = inner.replace("<w:r>", f"<w:r><w:t>{{% cellbg {fill} %}}</w:t></w:r><w:r>", 1)
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    colour = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{grid}{colour}</w:tcPr>{inner}</w:tc>'


def mark(width: int, name: str, words: bool = True) -> str:
    """Return a cell that shows the mark `name`: its letter on its colour, and its label below."""
    letter = p(f"{{{{ {name}.letter|inked({name}) }}}}", style="MarkLetter")
    label = p(f"{{{{ {name}.label|inked({name}) }}}}", style="MarkWord") if words else ""
    return (
        cell(width, letter, label, fill=f"{name}.fill")
        if words
        else cell(width, letter, fill=f"{name}.fill")
    )


def row(*cells: str, head: bool = False, keep: bool = True) -> str:
    """Return a row; a head is repeated on every page, a row that is kept does not break over pages."""
    look = ("<w:cantSplit/>" if keep or head else "") + ("<w:tblHeader/>" if head else "")
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{''.join(cells)}</w:tr>"


def rows(loop: str, *inner: str, widths: tuple[int, ...]) -> str:
    """Return rows repeated over a loop."""
    return tag_row(f"for {loop}", widths) + "".join(inner) + tag_row("endfor", widths)


def whole_row(long: str, cells: tuple[str, ...], widths: tuple[int, ...]) -> str:
    """Return a row that stays whole on a page, but where the condition `long` holds of it."""
    return (
        tag_row(f"if {long}", widths)
        + row(*cells, keep=False)
        + tag_row("else", widths)
        + row(*cells)
        + tag_row("endif", widths)
    )


def tag_row(text: str, widths: tuple[int, ...]) -> str:
    """Return a row that holds one tag and vanishes."""
    return row(cell(sum(widths), p(f"{{%tr {text} %}}", style="Tag"), span=len(widths)))


def head(widths: tuple[int, ...], *names: str) -> str:
    """Return the head of a table: labels of the block `word`, or whole tags."""
    texts = [name if name.startswith(("{", "<")) else f"{{{{ w.{name} }}}}" for name in names]
    return row(
        *(
            cell(width, text, shade="E6ECEF", style="CellHead")
            for width, text in zip(widths, texts)
        ),
        head=True,
    )


def table(widths: tuple[int, ...], *inner: str, title: str, style: str = "Lines") -> str:
    """Return a table of fixed widths; `title` is an expression, and serves readers who do not see the page."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    said = quoteattr(f"{{{{ {title} }}}}")
    look = (
        f'<w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" '
        f'w:noVBand="1"/><w:tblCaption w:val={said}/><w:tblDescription w:val={said}/>'
    )
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(inner)}</w:tbl>"


def caption(title: str, kind: str = "table") -> str:
    """Return a numbered caption; `title` is an expression."""
    name = {"table": "Table", "figure": "Figure"}[kind]
    return p(f'{{{{ w.{kind} }}}} {{{{ "{name}"|seq }}}}. {{{{ {title} }}}}', style="Caption")


def captioned(title: str, widths: tuple[int, ...], *inner: str, style: str = "Lines") -> str:
    """Return a table below its numbered caption.

    Nothing stands behind it: an empty line there would fall on a page of its own where the table fills the page.
    """
    return caption(title) + table(widths, *inner, title=title, style=style)


def ltr(text: str = "") -> str:
    """Return a run, between marks, that runs from left to right in any language."""
    return f'<w:r><w:rPr><w:rtl w:val="0"/></w:rPr><w:t xml:space="preserve">\u200e{text}\u200e</w:t></w:r>'


def field(code: str) -> str:
    """Return a field of a number, which runs from left to right in any language."""
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f'<w:r><w:rPr><w:rtl w:val="0"/></w:rPr>{part}</w:r>' for part in parts)


def section(header: str, footer: str, wide: bool = False, first: bool = False) -> str:
    """Return the properties of a section; `first` leaves the first page without header and footer."""
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if wide else 'w:w="11906" w:h="16838"'
    refs = f'<w:headerReference w:type="default" r:id="{header}"/><w:footerReference w:type="default" r:id="{footer}"/>'
    if first:
        refs += '<w:headerReference w:type="first" r:id="rId31"/><w:footerReference w:type="first" r:id="rId32"/>'
    return (
        f'<w:sectPr>{refs}<w:type w:val="nextPage"/><w:pgSz {size}/><w:pgMar w:top="1304" w:right="1020" '
        f'w:bottom="1134" w:left="1020" w:header="567" w:footer="510" w:gutter="0"/><w:cols w:space="708"/>'
        f"{'<w:titlePg/>' if first else ''}</w:sectPr>"
    )


def section_end(properties: str) -> str:
    """Return the paragraph that ends a section."""
    return f'<w:p><w:pPr><w:pStyle w:val="SectionEnd"/>{properties}</w:pPr></w:p>'
