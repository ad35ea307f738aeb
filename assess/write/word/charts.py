"""Native Word charts: chart XML with its values stored, and a workbook behind it that Word opens for editing."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from docx.opc.packuri import PackURI
from docx.opc.part import Part

from assess.base.text import steady
from assess.load.labels import Labels
from assess.speak import laid
from assess.speak.marks import Mark
from assess.speak.page import Page
from assess.speak.words import Words
from assess.write.word.direction import COMPLEX, LATIN, is_latin, marked

if TYPE_CHECKING:
    from openpyxl.chart.label import DataLabelList

_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CM = 360000  # English metric units a centimetre
#: Each mark of a chart with its value in each category.
Series = tuple[tuple[Mark, tuple[float, ...]], ...]


@dataclass(frozen=True)
class Bars:
    """What a chart shows: one stacked bar a category, one series a mark."""

    name: str
    categories: tuple[str, ...]
    series: Series
    description: str  # for readers who do not see it
    scale: float = 0  # end of the scale where bars are intervals, the first series being what stands before them
    high: float = 0.62  # centimetres for each bar


def of_parts(view: Page, parts: tuple[Page, ...]) -> Bars:
    """Return how the ratings of the articles are spread in each part."""
    spread = [dict(part.distribution) for part in parts]
    return of_spread(
        view, view.labels.word.chart_parts, tuple(part.title for part in parts), spread
    )


def of_part(view: Page, part: Page) -> Bars:
    """Return the states of the elements of each article of a part; options that a State may use are left out."""
    spread = []
    for article in part.articles:
        marks = [row.mark for row in article.rows if row.rated]
        spread.append({mark: marks.count(mark) for mark in view.legend})
    names = tuple(f"{view.labels.article_short} {article.number}" for article in part.articles)
    return of_spread(view, view.labels.word.chart_part.format(part=part.title), names, spread)


def of_review(view: Page, parts: tuple[Page, ...]) -> Bars:
    """Return how many articles of each part stand at each step of the review."""
    spread = []
    for part in parts:
        marks = [article.review for article in part.articles]
        spread.append({mark: marks.count(mark) for mark in marks})
    legend = [count.mark for count in view.review]
    return of_spread(
        view, view.labels.review.counts, tuple(part.title for part in parts), spread, legend
    )


def of_spread(
    view: Any,
    name: str,
    categories: tuple[str, ...],
    spread: list[dict[Mark, int]],
    legend: Iterable[Mark] = (),
) -> Bars:
    """Return a bar for each category: how many of each mark, in the order of the legend."""
    shown = []
    for mark in legend or view.legend:
        if any(counts.get(mark) for counts in spread):
            shown.append((mark, tuple([counts.get(mark, 0) for counts in spread])))
    series = tuple(shown)
    return Bars(name, categories, series, _describe(view.labels, name, categories, series))


def _describe(labels: Labels, name: str, categories: tuple[str, ...], series: Series) -> str:
    lines = []
    for at, category in enumerate(categories):
        counts = labels.comma.join(
            labels.word.chart_count.format(label=mark.label, number=values[at])
            for mark, values in series
            if values[at]
        )
        lines.append(labels.word.chart_line.format(name=category, counts=counts))
    return " ".join([f"{name}.", *lines])


def in_one_line(listed: Sequence[Bars], words: Sequence[Words]) -> Bars:
    """Return one chart with its names in all languages, each in one line."""
    first = listed[0]
    if len(listed) < len(words):  # a picture that one language does not have
        listed, words = listed[:1], words[:1]

    def line_of(*texts: str) -> str:
        return laid.in_one_line(texts, words)

    marks = zip(*([mark for mark, _ in bars.series] for bars in listed))
    shown = [
        replace(
            same[0],
            letter=_letter([mark.letter for mark in same], words),
            label=line_of(*(mark.label for mark in same)),
        )
        for same in marks
    ]
    return replace(
        first,
        name=line_of(*(bars.name for bars in listed)),
        categories=tuple(map(line_of, *(bars.categories for bars in listed))),
        series=tuple([(mark, values) for mark, (_, values) in zip(shown, first.series)]),
        description=line_of(*(bars.description for bars in listed)),
    )


def _letter(letters: Sequence[str], words: Sequence[Words]) -> str:
    """Return the letters of all languages; one that all have stays what it is, a sign and no number."""
    return letters[0] if len(set(letters)) == 1 else laid.in_one_line(letters, words)


def insert(bars: Bars, document: Part, rtl: bool) -> str:
    """Put the chart into the package of `document` and return the drawing that shows it."""
    package = document.package
    bars = _named(bars, rtl)
    book = Part(
        package.next_partname("/word/embeddings/lexgap%d.xlsx"),
        _BOOK_TYPE,
        _workbook(bars),
        package,
    )
    chart = Part(
        PackURI(package.next_partname("/word/charts/lexgap%d.xml")), _CHART_TYPE, b"", package
    )
    chart._blob = _chart_xml(bars, chart.relate_to(book, f"{_OFFICE}/package"), rtl)
    return _drawing(bars, document.relate_to(chart, f"{_OFFICE}/chart"), rtl)


def _named(bars: Bars, rtl: bool) -> Bars:
    """Return the bars with the direction said inside of their names, since texts of a chart know no runs.

    LibreOffice writes them from left to right, whatever the chart says: they are embedded.
    """

    def line_of(text: str) -> str:
        return f"\u202b{marked(steady(text))}\u202c" if rtl and not is_latin(text) else steady(text)

    return replace(
        bars,
        categories=tuple(map(line_of, bars.categories)),
        series=tuple(
            (replace(mark, label=line_of(mark.label)), values) for mark, values in bars.series
        ),
    )


def _drawing(bars: Bars, relation: str, rtl: bool) -> str:
    high = round(
        ((0.8 if rtl and not bars.scale else 2.0) + bars.high * len(bars.categories)) * _CM
    )
    return (
        f'<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        f'distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{round(17.2 * _CM)}" cy="{high}"/>'
        f'<wp:docPr id="1" name={quoteattr(bars.name)} descr={quoteattr(bars.description)}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic xmlns:a="{_MAIN}"><a:graphicData uri="{_CHART}"><c:chart '
        f'xmlns:c="{_CHART}" xmlns:r="{_OFFICE}" r:id="{relation}"/></a:graphicData></a:graphic></wp:inline>'
        f"</w:drawing>"
    )


def _workbook(bars: Bars) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    rows: list[list[str | float]] = [["", *(mark.label for mark, _ in bars.series)]]
    for at, name in enumerate(bars.categories):
        rows.append([name, *(values[at] for _, values in bars.series)])
    for at, values in enumerate(rows, start=1):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(at, column, value)
            if isinstance(value, str):
                cell.data_type = "s"  # a text that begins with = is no formula
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _chart_xml(bars: Bars, relation: str, rtl: bool) -> bytes:
    from openpyxl.xml.functions import tostring

    xml = tostring(_chart(bars, rtl)._write()).decode()
    text = _look(rtl)
    data = (
        f'<externalData xmlns:r="{_OFFICE}" r:id="{relation}"><autoUpdate val="0"/></externalData>'
    )
    # no text in a text's look
    xml = xml.replace("<a:r><a:t></a:t></a:r>", "").replace("<a:r><a:t/></a:r>", "")
    xml = xml.replace("<chart>", '<chart><autoTitleDeleted val="1"/>', 1)
    xml = re.sub("(?=<crossAx)", text, xml) if rtl else xml
    return xml.replace("</chartSpace>", f"{text}{data}</chartSpace>").encode()


def _look(rtl: bool) -> str:
    """Return the look of the chart's texts: fonts for both kinds of script, and the direction of a line."""
    font = f'<a:latin typeface="{LATIN}"/><a:cs typeface="{COMPLEX}"/>'
    turned, language = (' rtl="1"', "ar-SA") if rtl else ("", "en-GB")
    return (
        f'<txPr><a:bodyPr xmlns:a="{_MAIN}"/><a:p xmlns:a="{_MAIN}"><a:pPr{turned}>'
        f'<a:defRPr sz="900">{font}</a:defRPr></a:pPr><a:endParaRPr lang="{language}"/></a:p></txPr>'
    )


def _chart(bars: Bars, rtl: bool) -> Any:
    from openpyxl.chart import BarChart
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    chart: Any = BarChart(barDir="bar", grouping="stacked", overlap=100, gapWidth=45)
    chart.series = [_series(bars, at) for at in range(len(bars.series))]
    chart.legend.position, chart.roundedCorners = "b", False
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.scaling.orientation = "maxMin" if rtl else "minMax"
    chart.x_axis.axPos = "r" if rtl else "l"
    chart.x_axis.delete, chart.y_axis.delete = False, True
    if rtl:  # see Tags.drawn
        chart.legend = None
    if bars.scale:
        _scaled(chart, bars.scale)
    else:
        chart.y_axis.majorGridlines = None
    chart.x_axis.majorTickMark = "none"
    chart.graphical_properties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    return chart


def _scaled(chart: Any, end: float) -> None:
    """Show the scale, from nought to its end in whole numbers, and no legend."""
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties

    chart.legend = None
    axis = chart.y_axis
    axis.delete, axis.crosses, axis.number_format, axis.majorTickMark = False, "max", "0", "none"
    axis.numFmt.sourceLinked = False
    axis.scaling.min, axis.scaling.max, axis.majorUnit = 0, end, max(round(end / 12), 1)
    axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill="DDE3E6", w=6350))


def _series(bars: Bars, at: int) -> Any:
    from openpyxl.chart.data_source import (
        AxDataSource,
        NumData,
        NumDataSource,
        NumRef,
        NumVal,
        StrData,
        StrRef,
        StrVal,
    )
    from openpyxl.chart.series import Series as ChartSeries
    from openpyxl.chart.series import SeriesLabel
    from openpyxl.utils import get_column_letter

    mark, values = bars.series[at]
    column, last = get_column_letter(at + 2), len(values) + 1
    title = StrRef(f"Sheet!${column}$1", StrData(ptCount=1, pt=[StrVal(idx=0, v=mark.label)]))
    names = StrRef(
        f"Sheet!$A$2:$A${last}",
        StrData(
            ptCount=len(values),
            pt=[StrVal(idx=index, v=name) for index, name in enumerate(bars.categories)],
        ),
    )
    numbers = NumRef(
        f"Sheet!${column}$2:${column}${last}",
        NumData(
            formatCode="General",
            ptCount=len(values),
            pt=[NumVal(idx=index, v=value) for index, value in enumerate(values)],
        ),
    )
    series: Any = ChartSeries(
        idx=at,
        order=at,
        tx=SeriesLabel(strRef=title),
        cat=AxDataSource(strRef=names),
        val=NumDataSource(numRef=numbers),
    )
    if mark.fill:
        series.graphicalProperties.solidFill = mark.fill
        series.graphicalProperties.line.solidFill = "FFFFFF"
    else:
        series.graphicalProperties.noFill = series.graphicalProperties.line.noFill = True
    if not bars.scale:
        series.dLbls = _labels(mark)
    return series


def _labels(mark: Mark) -> DataLabelList:
    from openpyxl.chart.label import DataLabelList
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties

    look = CharacterProperties(sz=900, b=True, solidFill=mark.ink)
    labels = DataLabelList(
        numFmt="0;;;",
        showVal=True,
        showSerName=False,
        showCatName=False,
        showLegendKey=False,
        showPercent=False,
        showBubbleSize=False,
    )
    labels.txPr = RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=look)])
    return labels
