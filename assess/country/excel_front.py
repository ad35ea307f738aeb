"""The cover and the method sheet of the workbook."""

from __future__ import annotations

from assess.country import View
from assess.country.types import Mark
from assess.write.excel.book import Book
from assess.write.excel.page import Page, Span

LATIN = "plain_id"


def cover(book: Book, counts: dict[str, int]) -> None:
    """Write the cover: what is assessed, as of when, by whom, and what the workbook holds (`counts`: rows a sheet)."""
    view, words = book.view, book.words.cover
    page = Page(book, "cover", (28, 73, 18))
    page.space(12)
    page.line(Span(view.title, "title", 3), high=34)
    page.line(Span(view.instrument.title, "subtitle", 3), high=20)
    page.space(8)
    page.line(Span(view.stage, "stamp"), Span(view.disclaimer, "note", 2), high=22)
    if view.indicative:
        page.line(Span(view.indicative, "strong", 3), high=22)
    page.space(10)
    for name, text, kind in _facts(view, words):
        page.fact(name, text, kind)
    page.heading(words.contents)
    for key, title in book.titles.items():
        if key != "cover":
            number = book.words.rows.format(number=counts[key]) if key in counts else ""
            names = book.lines_of_title(key)
            texts = (book.words.about[key], number)
            if len(names) == 1:
                page.line(
                    Span(title, "plain", 1, None, book.place(key, 1)), Span(texts[0]), Span(number)
                )
                continue
            abouts, numbers = (book.echo.pieces(text) for text in texts)
            for name, about, count in zip(names, abouts, numbers):  # a link is in one script
                page.line(
                    Span(name, "plain", 1, None, book.place(key, 1), said=True),
                    Span(about, said=True),
                    Span(count, said=True),
                )


def _facts(view: View, words) -> tuple[tuple[str, str, str], ...]:
    one = view.instrument
    checklist = words.checklist_text.format(
        version=one.version, articles=one.articles, elements=one.elements
    )
    return (
        (words.as_of, view.labels.excel.reading.format(day=view.as_of), "plain"),
        (words.assumptions, "\n".join(view.assumptions) or view.labels.recipe.none, "plain"),
        (
            words.instrument,
            view.labels.comma.join(part for part in (one.short, one.number) if part),
            "plain",
        ),
        (words.adopted, one.adopted, "plain"),
        (words.entered, one.in_force, "plain"),
        (words.status, one.status, "plain"),
        (words.language, view.language_of_record, "plain"),
        (words.assessed_by, view.assessed_by, "plain"),
        (words.reviewed_by, view.reviewed_by or view.labels.recipe.none, "plain"),
        (words.checklist, checklist, "plain"),
        (words.depth, view.depth, "plain"),
        (words.origin, one.origin, "plain"),
        (words.terms, one.terms, "plain"),
        (words.licence, one.licence, "plain"),
        (words.digest, view.digest, LATIN),
        (words.program, view.program, LATIN),
        *(((words.edition, view.edition, "plain"),) if view.edition else ()),
    )


def method(book: Book) -> None:
    """Write the method: rule, legend, limits, remarks and recipe."""
    view, words = book.view, book.words.method
    page = Page(book, "method", (26, 74, 22, 12))
    for heading, paragraphs in view.method:
        page.heading(heading)
        for paragraph in paragraphs:
            page.line(Span(paragraph, "plain", 4))
    page.heading(words.legend)
    page.line(Span(words.mark, "header"), Span(words.meaning, "header", 3))
    for mark in legend(view):
        page.line(Span(mark.letter, "mark", 1, mark), Span(mark.label, "text", 3), high=16)
    page.heading(words.limits)
    for text in (view.disclaimer, *view.limits):
        page.line(Span("• " + text, "plain", 4))
    _remarks(page, view, words)
    page.heading(words.recipe)
    for name, text in view.recipe:
        page.fact(name, text, LATIN)


def _remarks(page: Page, view: View, words) -> None:
    if not view.remarks:
        return
    page.heading(words.remarks)
    page.line(
        Span(words.remarks, "header"),
        Span(words.text, "header"),
        Span(words.sources, "header"),
        Span(words.confidence, "header"),
    )
    for one in view.remarks:
        page.line(
            Span(one.topic, "strong"),
            Span(one.text, "text"),
            Span(one.sources, "text"),
            Span(one.confidence, "text"),
        )


def legend(view: View) -> list[Mark]:
    """Return every mark that the workbook can show: those of the view, then ranges and options as they occur."""
    shown = {(mark.letter, mark.label): mark for mark in view.legend}
    for mark in (
        *(one.mark for one in view.articles),
        *(one.mark for one in view.elements),
        *(one.mark for one in view.citations),
    ):
        shown.setdefault((mark.letter, mark.label), mark)
    return list(shown.values())
