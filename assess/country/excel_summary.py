"""The summary sheet: findings, the strip of ratings, sums with denominators and charts, readings, bills."""

from __future__ import annotations

from dataclasses import replace

from openpyxl.utils import get_column_letter

from assess.country.excel_sheets import Places
from assess.country.types import ArticleBlock, BillEffect, Count, Mark, SideBySide
from assess.speak.pieces import filled
from assess.write.excel.book import Book
from assess.write.excel.charts import counted, place, stacked
from assess.write.excel.page import Page, Span
from assess.write.excel.text import with_id

TILES = 15  # narrow columns beside the wide one
WIDTHS = (38.0,) + (6.6,) * TILES
TILE = (7 * 6.6 + 5) / 96 * 2.54  # centimetres of a narrow column
WIDE = (7 * 38 + 5) / 96 * 2.54 + TILE * TILES - 1.1


def summary(book: Book, places: Places) -> None:
    """Write the summary."""
    page = Page(book, "summary", WIDTHS)
    page.line(Span(book.view.title, "title", TILES + 1), high=30)
    reading = book.words.reading.format(day=book.view.as_of)
    page.line(Span(" · ".join((reading, *book.view.assumptions)), "subtitle", TILES + 1), high=18)
    if book.view.indicative:
        page.line(Span(book.view.indicative, "strong", TILES + 1), high=20)
    _findings(page)
    _strip(page, places)
    _parts(page)
    words = book.words.summary
    _states(page, words.states, words.chart_states, book.view.states)
    _states(page, words.safeguards, words.chart_safeguards, book.view.safeguard_states)
    said = book.view.labels.review
    _states(page, said.title, said.counts, book.view.review)
    if book.view.scenarios:
        _scenarios(page, book.view.scenarios)
    _bills(page, places)


def _findings(page: Page) -> None:
    view, words = page.book.view, page.book.words.summary
    page.heading(words.findings)
    for text in view.results:
        page.line(Span("• " + text, "plain", TILES + 1))
    if view.summary:
        page.subheading(view.labels.word.on_the_case)
        page.line(Span(view.summary, "plain", TILES + 1))
    facts = [
        (words.index, view.index),
        (words.safeguards_index, view.safeguards_index),
        *((words.strongest, text) for text in view.strongest),
        *((words.urgent, f"{one.id}. {one.action} ({one.priority})") for one in view.urgent),
        *((words.to_check, f"{one.id}. {one.check}") for one in view.to_check),
        *(
            (
                words.causes,
                f"{one.text} ({page.book.view.labels.comma.join(two.id for two in one.weak)})",
            )
            for one in view.root_causes
        ),
        (words.acts, view.acts_note),
        (words.comments, view.comment_state),
    ]
    said = ""
    for name, text in facts:  # a name stands once, before the first of its facts
        page.fact(name if name != said else "", text)
        said = name
    if view.unanswered:
        number = sum(len(one.elements) for one in view.open_gaps)
        text = words.unanswered_text.format(number=number, sheet=page.book.titles["unanswered"])
        page.fact(words.unanswered, text, target=page.book.place("unanswered", 1))


def _strip(page: Page, places: Places) -> None:
    """One tile an article, a line a part: its number over the letter of its rating."""
    view, words = page.book.view, page.book.words
    page.heading(words.summary.strip, keep=36 * len(view.parts))
    for part in view.parts:
        for start in range(0, len(part.articles), TILES):
            _tiles(
                page, places, part.title if not start else "", part.articles[start : start + TILES]
            )
    page.space(4)
    marks = [mark for mark in view.legend if mark.key in view.labels.ratings]
    page.line(
        Span(words.method.legend, "beside"),
        *(Span(_entry(page, mark), "tile", TILES // len(marks), mark) for mark in marks),
        high=26,
    )


def _tiles(page: Page, places: Places, title: str, articles: tuple[ArticleBlock, ...]) -> None:
    first = page.line(
        Span(title, "beside"),
        *(
            Span(one.number, "over_tile", 1, None, places.to("articles", one.number))
            for one in articles
        ),
        high=14,
    )
    last = page.line(
        Span("", "beside"),
        *(Span(one.mark.letter, "tile", 1, one.mark) for one in articles),
        high=18,
    )
    page.sheet.merge_cells(start_row=first, end_row=last, start_column=1, end_column=1)
    page.space(3)


def _entry(page: Page, mark: Mark) -> str:
    return filled(page.book.words.entry, {"number": mark.letter, "label": mark.label})


def _parts(page: Page) -> None:
    """Articles per part and rating; an empty cell is none."""
    view, words = page.book.view, page.book.words.summary
    marks = [one.mark for one in view.ratings]
    rest = TILES - len(marks) - 5
    page.heading(words.parts, keep=18 * len(view.parts) + 40)
    page.line(
        Span(words.part, "header"),
        *(Span(mark.letter, "mark", 1, mark) for mark in marks),
        Span(words.total, "header_number", 2),
        Span(words.known, "header_number", 3),
        Span(words.weakest, "header", rest),
        high=18,
    )
    top = page.row
    for part in view.parts:
        numbers = {mark.key: number for mark, number in part.distribution}
        page.line(
            Span(part.title, "text"),
            *(Span(numbers.get(mark.key, ""), "number") for mark in marks),
            Span(part.total, "number", 2),
            Span(_known(words, part.known, part.counted), "number", 3),
            Span(part.weakest or words.weakest_none, "text", rest),
            high=16,
        )
    bottom = page.row - 1
    whole = sum(part.total for part in view.parts)
    known = _known(
        words, sum(part.known for part in view.parts), sum(part.counted for part in view.parts)
    )
    page.line(
        Span(words.all, "total"),
        *(Span(one.number, "total_number") for one in view.ratings),
        Span(whole, "total_number", 2),
        Span(known, "total_number", 3),
        Span("", "total", rest),
        high=16,
    )
    if not marks:
        return
    points = 60 + 18.0 * len(view.parts) * _high(page.book)
    page.space(8)
    page.keep(points + 20)
    page.space(3)
    named = [replace(mark, letter=page.book.line(mark.letter)) for mark in marks]
    title = page.book.line(words.chart_parts)
    chart = stacked(page.sheet, title, top, bottom, named, view.rtl)
    place(page.sheet, chart, f"A{page.space(points + 8)}", WIDE, points)


def _known(words, known: int, counted: int) -> str:
    return words.known_of.format(known=known, counted=counted)


def _high(book: Book) -> int:
    """Return how many lines a name has."""
    return book.languages


def _states(page: Page, title: str, chart_title: str, counts: tuple[Count, ...]) -> None:
    """Elements per grade or state, each with what it is counted out of, and a chart beside."""
    if not counts:
        return
    words = page.book.words.summary
    wide, points = _high(page.book), max(60 + 20.0 * len(counts) * _high(page.book), 120)
    page.heading(title, keep=points + 10)
    page.space(4)
    page.line(
        Span(words.state, "header"),
        Span(words.number, "header_number", wide),
        Span(words.of, "header_number", wide),
        high=20,
    )
    top = page.row
    for one in counts:
        page.line(
            Span(_entry(page, one.mark), "tile", 1, one.mark),
            Span(one.number, "number", wide),
            Span(one.of, "number", wide),
            high=17,
        )
    bottom = page.row - 1
    page.space(
        points
        - sum(page.sheet.row_dimensions[row].height for row in range(top - 1, bottom + 1))
        + 6
    )
    chart = counted(
        page.sheet,
        page.book.line(chart_title),
        top,
        bottom,
        [one.mark for one in counts],
        page.book.view.rtl,
    )
    place(
        page.sheet,
        chart,
        f"{get_column_letter(3 + 2 * wide)}{top - 1}",
        TILE * (TILES - 1 - 2 * wide) - 1.1,
        points,
    )


def _scenarios(page: Page, side: SideBySide) -> None:
    """The rating of every article in each reading, and the totals."""
    words = page.book.words.summary
    wide = max(min(TILES // len(side.titles), 5), 1)
    page.heading(words.scenarios, keep=16 * len(side.rows) + 100)
    page.line(
        Span(words.article, "header"),
        *(Span(title, "header_number", wide) for title in side.titles),
        high=30,
    )
    for number, heading, marks in side.rows:
        page.line(
            Span(f"{number}  {heading}", "text"),
            *(Span(mark.letter, "tile", wide, mark) for mark in marks),
            high=16,
        )
    for label, texts in side.totals:
        page.line(Span(label, "total"), *(Span(text, "total", wide) for text in texts))


def _bills(page: Page, places: Places) -> None:
    """What each bill changes in this reading."""
    if not page.book.view.bills:
        return
    page.heading(page.book.words.summary.bills, keep=120)
    for bill in page.book.view.bills:
        _bill(page, places, bill)


def _bill(page: Page, places: Places, bill: BillEffect) -> None:
    words = page.book.words.summary
    page.subheading((words.assumed if bill.assumed else words.not_assumed).format(bill=bill.name))
    elements = [
        (
            (with_id(one.name, one.id), "text", 1, None, places.to("elements", one.id)),
            one.asks,
            one.old,
            one.new,
        )
        for one in bill.elements
    ]
    ratings = [
        ((number, "id", 1, None, places.to("articles", number)), heading, old, new)
        for number, heading, old, new in bill.ratings
    ]
    for group, sentence, rows in (
        ("elements", words.effects_elements, elements),
        ("articles", words.effects_articles, ratings),
    ):
        if not rows:
            page.line(Span(words.none[group], "note", TILES + 1))
            continue
        page.line(Span(sentence.format(number=len(rows)), "note", TILES + 1))
        page.line(
            Span(words[group[:-1]], "header", 1),
            Span("", "header", 7),
            Span(words.without, "header", 4),
            Span(words.with_bill, "header", 4),
        )
        for name, text, before, after in rows:
            page.line(
                Span(*name),
                Span(text, "text", 7),
                Span(_entry(page, before), "tile", 4, before),
                Span(_entry(page, after), "tile", 4, after),
            )
        page.space(8)
    for title, lines in (
        (page.book.view.labels.word.bill_worse, bill.worse),
        (page.book.view.labels.word.bill_concerns, bill.concerns),
    ):
        for line in (title, *lines) if lines else ():
            page.line(Span(line, "note" if line == title else "text", TILES + 1))
