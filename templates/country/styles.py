"""The parts of the country template that give it its look: styles, list numbering, fonts and settings."""

from __future__ import annotations

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
INK, MUTED, DEEP, RULE, PALE, BOX = "222B33", "5B6770", "1F3A4A", "B9C3C9", "E6ECEF", "F5F2EA"
LATIN, COMPLEX = "Calibri", "Tahoma"


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def _run(
    points: float = 0, bold: bool = False, italic: bool = False, color: str = "", extra: str = ""
) -> str:
    inner = (
        ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/>" if italic else "") + extra
    )  # Arabic has no italics
    inner += f'<w:color w:val="{color}"/>' if color else ""
    inner += _size(points) if points else ""
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def _space(before: float = 0, after: float = 0, line: float = 0) -> str:
    spacing = f'w:before="{round(before * 20)}" w:after="{round(after * 20)}"'
    spacing += f' w:line="{round(line * 240)}" w:lineRule="auto"' if line else ""
    return f"<w:spacing {spacing}/>"


def _style(
    name: str,
    based: str = "Normal",
    following: str = "",
    paragraph: str = "",
    run: str = "",
    shown: str = "",
    priority: int = 20,
) -> str:
    chain = f'<w:basedOn w:val="{based}"/>' if based else ""
    chain += f'<w:next w:val="{following}"/>' if following else ""
    default = ' w:default="1"' if name == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{shown or name}"/>{chain}'
        f'<w:uiPriority w:val="{priority}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>{run}</w:style>'
    )


def _character(name: str, run: str, shown: str = "") -> str:
    return (
        f'<w:style w:type="character" w:styleId="{name}"><w:name w:val="{shown or name}"/>'
        f'<w:uiPriority w:val="22"/><w:qFormat/>{run}</w:style>'
    )


def _border(side: str, color: str = RULE, size: int = 4, space: int = 0) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{color}"/>'


def _headings() -> list[str]:
    keep = "<w:keepNext/><w:keepLines/>"
    rule = f"<w:pBdr>{_border('bottom', DEEP, 8, 4)}</w:pBdr>"
    return [
        _style(
            "Heading1",
            following="Body",
            shown="heading 1",
            priority=9,
            paragraph=f'{keep}<w:pageBreakBefore/>{rule}{_space(0, 10)}<w:outlineLvl w:val="0"/>',
            run=_run(20, bold=True, color=DEEP),
        ),
        _style(
            "Heading2",
            following="Body",
            shown="heading 2",
            priority=9,
            paragraph=f'{keep}{_space(16, 5)}<w:outlineLvl w:val="1"/>',
            run=_run(14, bold=True, color=DEEP),
        ),
        _style(
            "Heading3",
            following="Body",
            shown="heading 3",
            priority=9,
            paragraph=f'{keep}{_space(9, 3)}<w:outlineLvl w:val="2"/>',
            run=_run(10.5, bold=True, color=MUTED),
        ),
        _style("Annex", "Heading1", "Body", shown="Annex heading", priority=9),
        _style(
            "Article",
            "Heading2",
            "Body",
            shown="Article heading",
            priority=9,
            paragraph=f"<w:pBdr>{_border('top', DEEP, 6, 6)}</w:pBdr>{_space(20, 5)}",
            run=_run(15),
        ),
    ]


def _running() -> list[str]:
    tab = '<w:tabs><w:tab w:val="right" w:pos="{}"/></w:tabs>'
    line = f"<w:pBdr>{_border('bottom', RULE, 4, 4)}</w:pBdr>"
    small = _run(8, color=MUTED)
    return [
        _style(
            "Header",
            shown="header",
            priority=99,
            paragraph=line + tab.format(9866) + _space(0, 0),
            run=small,
        ),
        _style(
            "HeaderWide",
            "Header",
            shown="header landscape",
            priority=99,
            paragraph='<w:tabs><w:tab w:val="clear" w:pos="9866"/><w:tab w:val="right" w:pos="14798"/></w:tabs>',
        ),
        _style(
            "Footer",
            shown="footer",
            priority=99,
            paragraph=tab.format(9866) + _space(0, 0),
            run=small,
        ),
        _style(
            "FooterWide",
            "Footer",
            shown="footer landscape",
            priority=99,
            paragraph='<w:tabs><w:tab w:val="clear" w:pos="9866"/><w:tab w:val="right" w:pos="14798"/></w:tabs>',
        ),
    ]


def _contents() -> list[str]:
    dots = '<w:tabs>{}<w:tab w:val="right" w:leader="dot" w:pos="9866"/></w:tabs>'
    return [
        _style(
            "TOCHeading",
            following="Body",
            shown="TOC Heading",
            priority=39,
            paragraph=f"<w:keepNext/><w:pageBreakBefore/>{_space(0, 8)}",
            run=_run(20, bold=True, color=DEEP),
        ),
        _style(
            "TOC1",
            shown="toc 1",
            priority=39,
            paragraph=f'{dots.format("")}{_space(2.5, 0, 1.0)}<w:ind w:end="567"/>'.replace(
                "w:end", "w:right"
            ),
            run=_run(10, bold=True),
        ),
        _style(
            "TOC2",
            shown="toc 2",
            priority=39,
            paragraph=f'{dots.format("")}{_space(0, 0, 1.0)}<w:ind w:left="397" w:right="567"/>',
            run=_run(9),
        ),
    ]


def _cover() -> list[str]:
    return [
        _style(
            "Kicker",
            following="Title",
            paragraph=_space(90, 6),
            run=_run(11, bold=True, color=MUTED),
        ),
        _style("KickerNear", "Kicker", "Title", paragraph=_space(12, 6)),
        _style(
            "Title",
            following="Subtitle",
            shown="Title",
            priority=10,
            paragraph=_space(0, 8, 1.0),
            run=_run(32, bold=True, color=DEEP),
        ),
        _style(
            "Subtitle",
            following="Body",
            shown="Subtitle",
            priority=11,
            paragraph=_space(0, 4),
            run=_run(15, color=INK),
        ),
        _style(
            "Stamp",
            following="Body",
            paragraph='<w:shd w:val="clear" w:color="auto" w:fill="F6D98B"/>' + _space(6, 6),
            run=_run(11, bold=True, color=INK),
        ),
        _style(
            "CoverDay",
            paragraph=f"<w:pBdr>{_border('bottom', DEEP, 12, 10)}</w:pBdr>{_space(8, 14)}",
            run=_run(13, color=MUTED),
        ),
        _style(
            "Disclaimer",
            paragraph=f"<w:pBdr>{_border('top', RULE, 4, 6)}</w:pBdr>{_space(12, 0)}",
            run=_run(10, italic=True, color=MUTED),
        ),
    ]


def _text() -> list[str]:
    box = f'<w:shd w:val="clear" w:color="auto" w:fill="{BOX}"/>'
    bullet = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    table = '<w:ind w:left="0" w:right="0"/>'
    return [
        _style("Normal", "", paragraph=_space(0, 4, 1.08)),
        _style("Body", paragraph=_space(0, 6, 1.12)),
        _style("Lead", "Body", paragraph=_space(0, 8, 1.15), run=_run(11)),
        _style("Spaced", "Body", paragraph=_space(8, 6, 1.12)),
        _style("Small", paragraph=_space(0, 4), run=_run(8.5, color=MUTED)),
        _style("Kept", "Small", paragraph="<w:keepNext/>"),
        _style(
            "Bullet",
            shown="List Bullet",
            paragraph=f'{bullet}{_space(0, 3)}<w:ind w:left="340" w:hanging="227"/>',
        ),
        _style(
            "Caption",
            following="Body",
            shown="caption",
            priority=35,
            paragraph=f"<w:keepNext/>{_space(8, 3)}",
            run=_run(9, bold=True, color=MUTED),
        ),
        _style("Figure", paragraph=f"<w:keepNext/>{_space(8, 2)}"),
        _style(
            "BoxHead",
            following="Box",
            paragraph=f'<w:keepNext/>{box}{_space(10, 0)}<w:ind w:left="113" w:right="113"/>',
            run=_run(11, bold=True, color=DEEP),
        ),
        _style("Box", paragraph=f'{box}{_space(0, 0, 1.1)}<w:ind w:left="113" w:right="113"/>'),
        _style("BoxSmall", "Box", run=_run(8.5, color=MUTED)),
        _style("Cell", paragraph=_space(1, 1, 1.0) + table, run=_run(8.5)),
        _style("CellSmall", "Cell", run=_run(7.5, color=MUTED)),
        _style("CellNote", "Cell", run=_run(8, italic=True, color=MUTED)),
        _style("CellHead", "Cell", paragraph="<w:keepNext/>", run=_run(8, bold=True, color=DEEP)),
        _style("CellStrong", "Cell", run=_run(8.5, bold=True)),
        _style(
            "MarkLetter",
            "Cell",
            paragraph=f'{_space(1, 0, 1.0)}<w:jc w:val="center"/>',
            run=_run(9.5, bold=True),
        ),
        _style(
            "MarkWord",
            "Cell",
            paragraph=f'{_space(0, 1, 1.0)}<w:jc w:val="center"/>',
            run=_run(6.5),
        ),
        _style("MarkCount", "MarkWord", run=_run(7.5, bold=True)),
        _style(
            "Tag", shown="Template tag", paragraph=_space(0, 0, 1.0), run=_run(7, color="9A6B00")
        ),
        _style("SectionEnd", shown="Section end", paragraph=_space(0, 0, 1.0), run=_run(1)),
    ]


def _table_style() -> str:
    borders = "".join(_border(side) for side in ("top", "bottom", "insideH"))
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 28), ("left", 62), ("bottom", 28), ("right", 62))
    )
    plain = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="62" w:type="dxa"/><w:bottom w:w="0" '
        'w:type="dxa"/><w:right w:w="62" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    lines = (
        f'<w:style w:type="table" w:styleId="Lines"><w:name w:val="Report lines"/><w:basedOn w:val="TableNormal"/>'
        f'<w:uiPriority w:val="59"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}'
        f"</w:tblCellMar></w:tblPr></w:style>"
    )
    white = "".join(
        _border(side, "FFFFFF", 12)
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    strip = (
        f'<w:style w:type="table" w:styleId="Strip"><w:name w:val="Report strip"/><w:basedOn w:val="TableNormal"/>'
        f'<w:uiPriority w:val="59"/><w:tblPr><w:tblBorders>{white}</w:tblBorders><w:tblCellMar>{margins}'
        f"</w:tblCellMar></w:tblPr></w:style>"
    )
    return plain + lines + strip


def _characters() -> list[str]:
    return [
        _character("Strong", _run(bold=True)),
        _character("Muted", _run(color=MUTED)),
        _character("Emphasis", _run(italic=True)),
        _character("Reference", _run(bold=True, color=DEEP)),
        _character("Hyperlink", _run(color=DEEP)),
        _character("ElementId", _run(7, color=MUTED), "Element id"),
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph '
        'Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
    ]


def styles() -> str:
    """Return styles.xml."""
    fonts = f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{LATIN}" w:cs="{COMPLEX}"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:color w:val="{INK}"/>{_size(10)}'
        f'<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault>'
        f"<w:pPr/></w:pPrDefault></w:docDefaults>"
    )
    numbers = (
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )
    every = _text() + _headings() + _running() + _contents() + _cover() + _characters()
    return f"{HEAD}<w:styles {W}>{defaults}{''.join(every)}{_table_style()}{numbers}</w:styles>"


def numbering() -> str:
    """Return numbering.xml: one list with bullets."""
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc '
        'w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="227"/></w:pPr></w:lvl>'
    )
    return (
        f'{HEAD}<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>{level}'
        f'</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def fonts() -> str:
    """Return fontTable.xml: every font with one that may stand in for it, and has letters of the same script."""
    pairs = ((LATIN, "Carlito", "swiss"), (COMPLEX, "DejaVu Sans", "swiss"))
    inner = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:family w:val="{family}"/>'
        f'<w:pitch w:val="variable"/></w:font>'
        for name, other, family in pairs
    )
    return f"{HEAD}<w:fonts {W}>{inner}</w:fonts>"


def settings() -> str:
    """Return settings.xml; it asks for no update of fields, so that nobody is asked a question on opening."""
    return (
        f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
        f'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="en-GB" w:bidi="ar-SA"/><w:decimalSymbol w:val="."/><w:listSeparator '
        f'w:val=","/></w:settings>'
    )
