"""The country report as an Excel workbook: the twin of the Word report, one sheet for each thing that it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from assess.base.collecting import put_off
from assess.base.text import Text
from assess.country.named import beside
from assess.country.sheets import TABLES, Places
from assess.country.types import ArticleBlock, BillEffect, Count, SideBySide, View
from assess.speak.page import value_of
from assess.speak.speakers import speakers_of
from assess.speak.values import Joined, Label, Paragraphs, Value, blank, commas, lines, phrase
from assess.table import Place, entry, letter_of, mark_of, sayable
from assess.write.excel.book import Book
from assess.write.excel.charts import counted, place, stacked
from assess.write.excel.page import Page, Span
from assess.write.excel.sheet import write_sheet

#: Sheets that are there only where they have something to say.
_AT_NEED = ("unanswered", "ahead", "log")
#: The order of the sheets.
SHEETS = ("cover", "summary", *TABLES, "method")
TILES = 15  # narrow columns beside the wide one
WIDTHS = (38.0,) + (6.6,) * TILES
TILE = (7 * 6.6 + 5) / 96 * 2.54  # centimetres of a narrow column
WIDE = (7 * 38 + 5) / 96 * 2.54 + TILE * TILES - 1.1
_LATIN = "plain_id"


def write(view: View, template: Path | None, out: Path) -> None:
    """Write the workbook of `view` to `out`, whole or not at all; `template` is not used.

    Raises LexgapError where the file cannot be written; a file that was there before is then untouched.
    """
    with put_off():
        workbook(view).save(out)


def workbook(page: View) -> Book:
    """Return the workbook of a report, with all its sheets filled, in every language that the page has."""
    view = value_of(page)
    keys = [key for key in SHEETS if key not in _AT_NEED or getattr(view, key)]
    reading = phrase("excel.reading", day=view.as_of)
    head = phrase("excel.title", country=view.country, instrument=view.instrument.short)
    titles: dict[str, Value] = {key: Label("excel.sheets", key) for key in keys}
    book = Book(speakers_of(page), titles, (head, reading), view.disclaimer)
    places = Places(view)
    tables = {key: make(view, places) for key, make in TABLES.items() if key in titles}
    _cover(book, view, {key: len(table.rows) for key, table in tables.items()})
    _Summary(book, view, places).write()
    for table in tables.values():
        write_sheet(book, table)
    _method(book, view)
    _describe(book, view)
    return book


def _describe(book: Book, view: View) -> None:
    """Fill in the properties of the document."""
    reading = phrase("excel.reading", day=view.as_of)
    book.describe(
        title=view.title,
        subject=phrase("excel.title", country=view.country, instrument=view.instrument.title),
        creator=view.program if blank(view.assessed_by) else view.assessed_by,
        lastModifiedBy=view.program,
        description=Joined((reading, ". ", view.disclaimer), "none"),
        keywords=Joined(
            tuple(
                _parted((view.country, view.instrument.short, view.as_of_iso, *view.assume), "; ")
            ),
            "none",
        ),
        category=view.stage,
        language=book.words.language,
        identifier=view.digest,
    )


def _parted(values: tuple[Value, ...], sign: str) -> Iterator[Value]:
    for number, value in enumerate(values):
        yield Joined((sign if number else "", value), "none")


# --- cover ------------------------------------------------------------------------------------------------------------


def _cover(book: Book, view: View, counts: dict[str, int]) -> None:
    """Write the cover: what is assessed, as of when, by whom, and what the workbook holds (`counts`: rows a sheet)."""
    page = Page(book, "cover", (28, 73, 18))
    page.space(12)
    page.line(Span(view.title, "title", 3), high=34)
    page.line(Span(view.instrument.title, "subtitle", 3), high=20)
    page.space(8)
    page.line(Span(view.stage, "stamp"), Span(view.disclaimer, "note", 2), high=22)
    if not blank(view.indicative):
        page.line(Span(view.indicative, "strong", 3), high=22)
    page.space(10)
    for key, text in _facts(view):
        latin = key in ("digest", "program")
        page.fact(Label("excel.cover", key), text, _LATIN if latin else "plain")
    page.heading(Label("excel.cover", "contents"))
    for key in book.titles:
        if key != "cover":
            number = phrase("excel.rows", number=counts[key]) if key in counts else ""
            page.contents(key, Label("excel.about", key), number)


def _facts(view: View) -> Iterator[tuple[str, Value]]:
    """Yield what the cover says of the reading and the instrument, by the key of its label."""
    none = Label("recipe", "none")
    instrument = view.instrument
    yield "as_of", phrase("excel.reading", day=view.as_of)
    yield "assumptions", lines(view.assumptions) if view.assumptions else none
    yield (
        "instrument",
        commas((instrument.short, instrument.number)),
    )
    yield "adopted", instrument.adopted
    yield "entered", instrument.in_force
    yield "status", instrument.status
    yield "language", view.language_of_record
    yield "assessed_by", view.assessed_by
    yield "reviewed_by", none if blank(view.reviewed_by) else view.reviewed_by
    yield (
        "checklist",
        phrase(
            "excel.cover.checklist_text",
            version=instrument.version,
            articles=instrument.articles,
            elements=instrument.elements,
        ),
    )
    yield "depth", view.depth
    yield "origin", instrument.origin
    yield "terms", instrument.terms
    yield "licence", instrument.licence
    yield "digest", view.digest
    yield "program", view.program
    yield "edition", view.edition


# --- summary ----------------------------------------------------------------------------------------------------------


class _Summary:
    """The summary sheet: findings, the strip of ratings, sums with denominators and charts, readings, bills."""

    def __init__(self, book: Book, view: View, places: Places):
        self.book, self.view, self.places = book, view, places
        self.page = Page(book, "summary", WIDTHS)
        self.high = len(book.speakers.words)  # lines that a name has

    def write(self) -> None:
        """Write the sheet."""
        page, view = self.page, self.view
        page.line(Span(view.title, "title", TILES + 1), high=30)
        reading = phrase("excel.reading", day=view.as_of)
        assumed = [
            phrase("sentences.assumed", bill=bill.name) for bill in view.bills if bill.assumed
        ]
        head = Joined(tuple(_parted((reading, *assumed), " · ")), "none")
        page.line(Span(head, "subtitle", TILES + 1), high=18)
        if not blank(view.indicative):
            page.line(Span(view.indicative, "strong", TILES + 1), high=20)
        self._findings()
        self._strip()
        self._parts()
        self._states(_label("states"), _label("chart_states"), view.states)
        self._states(_label("safeguards"), _label("chart_safeguards"), view.safeguard_states)
        self._states(Label("review", "title"), Label("review", "counts"), view.review)
        if view.scenarios:
            self._scenarios(view.scenarios)
        if view.bills:
            page.heading(_label("bills"), keep=120)
            for bill in view.bills:
                self._bill(bill)

    def _address(self, target: Place | None) -> str:
        return self.book.place(target[0], target[1] + 2) if target else ""

    def _findings(self) -> None:
        page, view = self.page, self.view
        page.heading(_label("findings"))
        for text in view.results:
            page.line(Span(_bullet(text), "plain", TILES + 1))
        if not blank(view.summary):
            page.subheading(Label("word", "on_the_case"))
            page.line(Span(view.summary, "plain", TILES + 1))
        before = ""
        for key, text in self._facts():  # a name stands once, before the first of its facts
            page.fact(_label(key) if key != before else "", text)
            before = key
        if view.unanswered:
            number = sum(len(group.elements) for group in view.open_gaps)
            title = self.book.titles["unanswered"]
            text = phrase("excel.summary.unanswered_text", number=number, sheet=title)
            target = self.book.place("unanswered", 1)
            page.fact(_label("unanswered"), text, target=target)

    def _facts(self) -> Iterator[tuple[str, Value]]:
        view = self.view
        yield "index", view.index
        yield "safeguards_index", view.safeguards_index
        for text in view.strongest:
            yield "strongest", text
        for row in view.urgent:
            action = Joined((f"{row.id}. ", row.action, " (", row.priority, ")"), "none")
            yield "urgent", action
        for row in view.to_check:
            yield "to_check", Joined((f"{row.id}. ", row.check), "none")
        for cause in view.root_causes:
            weak = commas(element.id for element in cause.weak)
            yield "causes", Joined((cause.text, " (", weak, ")"), "none")
        yield "acts", view.acts_note
        yield "comments", view.comment_state

    def _strip(self) -> None:
        """Write one tile an article, a line a part: its number over the letter of its rating."""
        page, view = self.page, self.view
        page.heading(_label("strip"), keep=36 * len(view.parts))
        for part in view.parts:
            for start in range(0, len(part.articles), TILES):
                title = "" if start else part.title
                self._tiles(title, part.articles[start : start + TILES])
        page.space(4)
        ratings = self.book.words.labels.ratings
        marks = [mark for mark in view.legend if mark.key in ratings]
        page.line(
            Span(Label("excel.method", "legend"), "beside"),
            *(self._tile(mark, TILES // len(marks)) for mark in marks),
            high=26,
        )

    def _tile(self, mark: Any, columns: int) -> Span:
        """Return a tile with the letter and the words of a mark."""
        return Span(entry(mark), "tile", columns, mark_of(mark, self.book.words))

    def _letter(self, mark: Any, kind: str, columns: int = 1) -> Span:
        return Span(letter_of(mark), kind, columns, mark_of(mark, self.book.words))

    def _tiles(self, title: Value, articles: tuple[ArticleBlock, ...]) -> None:
        page = self.page
        numbers = [
            Span(
                article.number,
                "over_tile",
                1,
                None,
                self._address(self.places.to("articles", article.number)),
            )
            for article in articles
        ]
        first = page.line(Span(title, "beside"), *numbers, high=14)
        letters = [self._letter(article.mark, "tile") for article in articles]
        last = page.line(Span("", "beside"), *letters, high=18)
        page.merge(first, last, 1, 1)
        page.space(3)

    def _parts(self) -> None:
        """Write how many articles of each part have each rating; an empty cell is none."""
        page, view = self.page, self.view
        marks = [count.mark for count in view.ratings]
        rest = TILES - len(marks) - 5
        page.heading(_label("parts"), keep=18 * len(view.parts) + 40)
        page.line(
            Span(_label("part"), "header"),
            *(self._letter(mark, "mark") for mark in marks),
            Span(_label("total"), "header_number", 2),
            Span(_label("known"), "header_number", 3),
            Span(_label("weakest"), "header", rest),
            high=18,
        )
        top = page.row
        for part in view.parts:
            numbers = {mark.key: number for mark, number in part.distribution}
            page.line(
                Span(part.title, "text"),
                *(Span(numbers.get(mark.key, ""), "number") for mark in marks),
                Span(part.total, "number", 2),
                Span(_known(part.known, part.counted), "number", 3),
                Span(_label("weakest_none") if blank(part.weakest) else part.weakest, "text", rest),
                high=16,
            )
        bottom = page.row - 1
        known = _known(
            sum(part.known for part in view.parts), sum(part.counted for part in view.parts)
        )
        page.line(
            Span(_label("all"), "total"),
            *(Span(count.number, "total_number") for count in view.ratings),
            Span(sum(part.total for part in view.parts), "total_number", 2),
            Span(known, "total_number", 3),
            Span("", "total", rest),
            high=16,
        )
        if marks:
            self._parts_chart(top, bottom, marks)

    def _parts_chart(self, top: int, bottom: int, marks: list[Any]) -> None:
        page = self.page
        points = 60 + 18.0 * len(self.view.parts) * self.high
        page.space(8)
        page.keep(points + 20)
        page.space(3)
        title = self.book.line(_label("chart_parts"))
        spoken = [self.book.mark(mark) for mark in marks]
        chart = stacked(page.sheet, title, top, bottom, spoken, self.book.rtl)
        place(page.sheet, chart, f"A{page.space(points + 8)}", WIDE, points)

    def _states(self, title: Value, chart_title: Value, counts: tuple[Count, ...]) -> None:
        """Write elements per grade or state, each with what it is counted out of, and a chart beside."""
        if not counts:
            return
        page, wide = self.page, self.high
        points = max(60 + 20.0 * len(counts) * wide, 120)
        page.heading(title, keep=points + 10)
        page.space(4)
        page.line(
            Span(_label("state"), "header"),
            Span(_label("number"), "header_number", wide),
            Span(_label("of"), "header_number", wide),
            high=20,
        )
        top = page.row
        for count in counts:
            page.line(
                self._tile(count.mark, 1),
                Span(count.number, "number", wide),
                Span(count.of, "number", wide),
                high=17,
            )
        bottom = page.row - 1
        rows = page.sheet.row_dimensions
        page.space(points - sum(rows[row].height for row in range(top - 1, bottom + 1)) + 6)
        spoken = [self.book.mark(count.mark) for count in counts]
        name = self.book.line(chart_title)
        chart = counted(page.sheet, name, top, bottom, spoken, self.book.rtl)
        corner = f"{get_column_letter(3 + 2 * wide)}{top - 1}"
        place(page.sheet, chart, corner, TILE * (TILES - 1 - 2 * wide) - 1.1, points)

    def _scenarios(self, side: SideBySide) -> None:
        """Write the rating of every article in each reading, and the totals."""
        page = self.page
        wide = max(min(TILES // len(side.titles), 5), 1)
        page.heading(_label("scenarios"), keep=16 * len(side.rows) + 100)
        page.line(
            Span(_label("article"), "header"),
            *(Span(title, "header_number", wide) for title in side.titles),
            high=30,
        )
        for number, heading, marks in side.rows:
            page.line(
                Span(Joined((f"{number}  ", heading), "none"), "text"),
                *(self._letter(mark, "tile", wide) for mark in marks),
                high=16,
            )
        for label, texts in side.totals:
            page.line(Span(label, "total"), *(Span(text, "total", wide) for text in texts))

    def _bill(self, bill: BillEffect) -> None:
        """Write what a bill changes in this reading."""
        page = self.page
        form = "assumed" if bill.assumed else "not_assumed"
        page.subheading(phrase(f"excel.summary.{form}", bill=bill.name))
        elements = [
            (
                Span(
                    beside(element.name, element.id),
                    "text",
                    1,
                    None,
                    self._address(self.places.to("elements", element.id)),
                ),
                element.asks,
                element.old,
                element.new,
            )
            for element in bill.elements
        ]
        ratings = [
            (
                Span(number, "id", 1, None, self._address(self.places.to("articles", number))),
                heading,
                old,
                new,
            )
            for number, heading, old, new in bill.ratings
        ]
        self._effects("elements", "element", elements)
        self._effects("articles", "article", ratings)
        for key, texts in (("bill_worse", bill.worse), ("bill_concerns", bill.concerns)):
            if texts:
                page.line(Span(Label("word", key), "note", TILES + 1))
            for text in texts:
                page.line(Span(text, "text", TILES + 1))

    def _effects(self, group: str, head: str, rows: list[tuple[Span, Value, Any, Any]]) -> None:
        page = self.page
        if not rows:
            page.line(Span(Label("excel.summary.none", group), "note", TILES + 1))
            return
        sentence = phrase(f"excel.summary.effects_{group}", number=len(rows))
        page.line(Span(sentence, "note", TILES + 1))
        page.line(
            Span(_label(head), "header", 1),
            Span("", "header", 7),
            Span(_label("without"), "header", 4),
            Span(_label("with_bill"), "header", 4),
        )
        for name, text, before, after in rows:
            page.line(name, Span(text, "text", 7), self._tile(before, 4), self._tile(after, 4))
        page.space(8)


def _label(key: str) -> Label:
    return Label("excel.summary", key)


def _bullet(text: Value) -> Value:
    return Joined(("• ", text), "none")


def _known(known: int, counted_: int) -> Value:
    return phrase("excel.summary.known_of", known=known, counted=counted_)


# --- method -----------------------------------------------------------------------------------------------------------


def _method(book: Book, view: View) -> None:
    """Write the method: rule, legend, limits, remarks and recipe."""
    page = Page(book, "method", (26, 74, 22, 12))
    for heading, paragraphs in _paragraphs(book, view.method):
        page.heading(heading)
        for paragraph in paragraphs:
            page.line(Span(paragraph, "plain", 4))
    page.heading(_of_method("legend"))
    page.line(Span(_of_method("mark"), "header"), Span(_of_method("meaning"), "header", 3))
    for mark in _legend(book, view):
        spoken = mark_of(mark, book.words)
        page.line(Span(letter_of(mark), "mark", 1, spoken), Span(sayable(mark), "text", 3), high=16)
    page.heading(_of_method("limits"))
    for text in (view.disclaimer, *view.limits):
        page.line(Span(_bullet(text), "plain", 4))
    if view.remarks:
        _remarks(page, view)
    page.heading(_of_method("recipe"))
    for name, text in view.recipe:
        page.fact(name, text, _LATIN)


def _paragraphs(book: Book, method: Paragraphs) -> Iterator[tuple[Value, list[Value]]]:
    """Yield headings with their paragraphs, each as a text in all languages of the workbook."""
    codes = [words.language for words in book.speakers.words]
    blocks = [words.paragraphs(method) for words in book.speakers.words]
    for block in zip(*blocks):
        headings, paragraphs = zip(*block)
        yield (
            Text(tuple(zip(codes, headings))),
            [Text(tuple(zip(codes, texts))) for texts in zip(*paragraphs)],
        )


def _of_method(key: str) -> Label:
    return Label("excel.method", key)


def _remarks(page: Page, view: View) -> None:
    page.heading(_of_method("remarks"))
    heads = ("remarks", "text", "sources", "confidence")
    page.line(*(Span(_of_method(key), "header") for key in heads))
    for remark in view.remarks:
        page.line(
            Span(remark.topic, "strong"),
            Span(remark.text, "text"),
            Span(remark.sources, "text"),
            Span(remark.confidence, "text"),
        )


def _legend(book: Book, view: View) -> list[Any]:
    """Return every mark that the workbook can show: those of the view, then ranges and options as they occur."""
    rows: list[Any] = [*view.articles, *view.elements, *view.citations]
    shown: dict[tuple[str, str], Any] = {}
    for mark in (*view.legend, *(row.mark for row in rows)):
        spoken = book.mark(mark)
        shown.setdefault((spoken.letter, spoken.label), mark)
    return list(shown.values())
