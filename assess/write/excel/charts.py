"""Native charts in the colours of the marks; they keep the values that they show, for viewers that do not count."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.data_source import NumData, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)
from openpyxl.worksheet.worksheet import Worksheet

from assess.speak.marks import Mark
from assess.write.excel.book import COMPLEX, INK, LINE

_INTERVAL = "4C7A92"
CM = 28.35  # points in a centimetre


def stacked(
    sheet: Worksheet,
    title: str,
    top: int,
    bottom: int,
    marks: list[Mark],
    rtl: bool,
    named: int = 1,
) -> BarChart:
    """Return bars stacked by mark: one column a mark from B on, headers in the row above `top`.

    The names of the bars stand in the column `named`, which is A unless another is given.
    """
    chart = _bars(title, rtl)
    chart.grouping, chart.overlap, chart.legend.position = "stacked", 100, "b"
    chart.legend.txPr = _words(900, INK)
    data = Reference(sheet, min_col=2, max_col=1 + len(marks), min_row=top - 1, max_row=bottom)
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=named, min_row=top, max_row=bottom))
    for number, (series, mark) in enumerate(zip(chart.series, marks), start=2):
        series.graphicalProperties = _paint(mark.fill)
        series.dLbls = _labels(mark.ink, named=True)
        series.invertIfNegative = False
        series.tx.strRef.strCache = _texts([mark.letter])
        _keep(sheet, series, top, bottom, number, named)
    return chart


def counted(
    sheet: Worksheet, title: str, top: int, bottom: int, marks: list[Mark], rtl: bool
) -> BarChart:
    """Return one bar a mark: marks in column A, numbers in column B."""
    chart = _bars(title, rtl)
    chart.legend = None
    chart.add_data(Reference(sheet, min_col=2, min_row=top, max_row=bottom))
    chart.set_categories(Reference(sheet, min_col=1, min_row=top, max_row=bottom))
    series = chart.series[0]
    series.invertIfNegative = False
    series.dLbls = _labels(INK, named=False)
    series.dPt = [
        DataPoint(idx=number, invertIfNegative=False, spPr=_paint(mark.fill))
        for number, mark in enumerate(marks)
    ]
    _keep(sheet, series, top, bottom, 2)
    return chart


def intervals(
    sheet: Worksheet, title: str, top: int, bottom: int, column: int, rtl: bool
) -> BarChart:
    """Return one bar a name in column A; what stands before it is in `column`, its length in the next column."""
    chart = _bars(title, rtl)
    chart.grouping, chart.overlap, chart.legend = "stacked", 100, None
    chart.add_data(
        Reference(sheet, min_col=column, max_col=column + 1, min_row=top, max_row=bottom)
    )
    chart.set_categories(Reference(sheet, min_col=1, min_row=top, max_row=bottom))
    for number, series in enumerate(chart.series):
        series.graphicalProperties = (
            _paint(_INTERVAL)
            if number
            else GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
        )
        series.invertIfNegative = False
        _keep(sheet, series, top, bottom, column + number)
    return chart


def place(sheet: Worksheet, chart: BarChart, cell: str, width: float, points: float) -> None:
    """Put a chart at a cell, so many centimetres wide and so many points high."""
    if sheet.sheet_view.rightToLeft:
        _turn(chart)
    chart.width = width  # type: ignore[assignment]  # the stubs know whole centimetres alone
    chart.height = points / CM
    sheet.add_chart(chart, cell)


def _turn(chart: Any) -> None:
    """Let the texts of a chart run from right to left, in a font that has their letters."""
    holders = (chart.x_axis, chart.y_axis, chart.legend, *(series.dLbls for series in chart.series))
    texts = [holder.txPr for holder in holders if holder is not None and holder.txPr is not None]
    for text in (chart.title.tx.rich, *texts):
        for look in (text.p[0].pPr.defRPr, *(run.rPr for run in text.p[0].r)):
            look.latin = look.cs = Font(typeface=COMPLEX)
            look.lang = "ar"
        text.p[0].pPr.rtl = True


def _bars(title: str, rtl: bool) -> BarChart:
    chart = BarChart(barDir="bar", gapWidth=45)
    chart.title = _title(title)
    chart.style, chart.roundedCorners = None, False
    names: Any = chart.x_axis
    values: Any = chart.y_axis
    names.delete = values.delete = False
    names.scaling.orientation = "maxMin"  # first name on top
    values.crosses = "max"  # which puts the scale back to the bottom
    values.scaling.orientation = "maxMin" if rtl else "minMax"
    values.scaling.min = 0
    values.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=LINE, w=6350))
    values.number_format, values.numFmt.sourceLinked = "0", False
    names.majorTickMark = values.majorTickMark = "none"
    names.tickLblSkip = 1  # every bar has its name
    for axis in (names, values):
        axis.txPr = _words(900, INK)
        axis.spPr = GraphicalProperties(ln=LineProperties(solidFill=LINE, w=6350))
    return chart


def _title(text: str) -> Title:
    look = CharacterProperties(sz=1100, b=True, solidFill=INK)
    paragraph = Paragraph(
        pPr=ParagraphProperties(defRPr=look), r=[RegularTextRun(rPr=look, t=text)]
    )
    return Title(tx=Text(rich=RichText(bodyPr=RichTextProperties(), p=[paragraph])), overlay=False)


def _words(size: int, ink: str) -> RichText:
    look = CharacterProperties(sz=size, solidFill=ink)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=CharacterProperties())
    paragraph.r = []  # openpyxl puts an empty run here, where there are no words but only looks
    return RichText(bodyPr=RichTextProperties(), p=[paragraph])


def _labels(ink: str, named: bool) -> DataLabelList:
    return DataLabelList(
        showVal=True,
        showSerName=named,
        showCatName=False,
        showLegendKey=False,
        showPercent=False,
        showBubbleSize=False,
        txPr=_words(800, ink),
    )


def _paint(fill: str) -> GraphicalProperties:
    return GraphicalProperties(solidFill=fill, ln=LineProperties(solidFill="FFFFFF", w=6350))


def _keep(
    sheet: Worksheet, series: Any, top: int, bottom: int, column: int, named: int = 1
) -> None:
    """Store in the chart what its cells say."""
    values = [sheet.cell(row, column).value for row in range(top, bottom + 1)]
    points = [
        NumVal(idx=number, v=str(value)) for number, value in enumerate(values) if value is not None
    ]
    series.val.numRef.numCache = NumData(formatCode="General", ptCount=len(values), pt=points)
    names = [str(sheet.cell(row, named).value or "") for row in range(top, bottom + 1)]
    reference = series.cat.numRef.f
    series.cat.numRef = None
    series.cat.strRef = StrRef(f=reference, strCache=_texts(names))


def _texts(texts: list[str]) -> StrData:
    return StrData(
        ptCount=len(texts), pt=[StrVal(idx=number, v=text) for number, text in enumerate(texts)]
    )
