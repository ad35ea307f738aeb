"""What a Word template can ask for besides the fields of the view: marks, numbers, links, charts, as filters."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from docx.opc.part import Part
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from assess.speak import laid
from assess.speak.marks import Mark
from assess.speak.page import Page
from assess.speak.words import Words
from assess.write.word import charts
from assess.write.word.direction import TURNED_MARK

_SPACED = '<w:t xml:space="preserve">'


class Tags:
    """The filters of one rendering; they count captions and chapters, so that each rendering needs its own.

    `rtl` is the direction of the document, that of its first language. In each further language, `aside`, pictures are
    put aside: the first shows them with the words of all (`others`).
    """

    def __init__(
        self,
        view: Any = None,
        document: Part | None = None,
        rtl: bool = False,
        others: Sequence[Tags] = (),
        words: Sequence[Words] = (),
        aside: bool = False,
    ):
        self.view, self.document, self.rtl, self.aside = view, document, rtl, aside
        self.others, self.words = others, words
        self.look, self.mark = ("<w:rtl/>", TURNED_MARK) if rtl else ("", "")
        self.pictures: list[charts.Bars] = []
        self.numbers: dict[str, int] = {}
        self.sequences: dict[str, int] = {}
        self.bookmarks = 0

    @cached_property
    def provisions(self) -> dict[str, Page]:
        """The provisions of the report by their references."""
        return {row.reference: row for row in self.view.provisions}

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Return the filters by the names that templates use."""
        methods = (
            self.inked,
            self.badge,
            self.cited,
            self.outside,
            self.reasons,
            self.chapter,
            self.chapter_entry,
            self.bookmark,
            self.entry,
            self.seq,
            self.chart,
            self.progress,
        )
        return {method.__name__: _not_folded(method) for method in methods}

    # --- marks -------------------------------------------------------------------------------------------------------

    def inked(self, text: str, mark: Mark) -> Markup:
        """Return the text in the ink that is read on the mark's colour."""
        return self._outside_run(self._run(text, f'<w:color w:val="{escape(mark.ink)}"/>'))

    def badge(self, mark: Mark) -> Markup:
        """Return the mark's letter on its colour, for running text."""
        return self._outside_run(self._lettered(mark))

    # --- numbers and links -------------------------------------------------------------------------------------------

    def chapter(self, title: str, anchor: str) -> Markup:
        """Return the heading of a numbered chapter that links lead to."""
        return self.bookmark(f"{self._number(anchor)}. " + title, anchor)

    def bookmark(self, title: str, anchor: str) -> Markup:
        """Return a heading without a number that links lead to."""
        self.bookmarks += 1
        start = f'<w:bookmarkStart w:id="{self.bookmarks}" w:name="{_name(anchor)}"/>'
        return self._outside_run(
            f'{start}{self._run(title)}<w:bookmarkEnd w:id="{self.bookmarks}"/>'
        )

    def chapter_entry(self, title: str, anchor: str) -> Markup:
        """Return the line of the contents table that leads to a chapter."""
        return self.entry(f"{self._number(anchor)}. " + title, anchor)

    def entry(self, title: str, anchor: str) -> Markup:
        """Return a line of the contents table: linked text, and a field that an application fills with the page."""
        page = "".join(
            f"<w:r>{part}</w:r>"
            for part in (
                "<w:tab/>",
                '<w:fldChar w:fldCharType="begin"/>',
                f'<w:instrText xml:space="preserve"> PAGEREF {_name(anchor)} \\h </w:instrText>',
                '<w:fldChar w:fldCharType="separate"/>',
                "<w:t></w:t>",
                '<w:fldChar w:fldCharType="end"/>',
            )
        )
        return self._outside_run(
            f'<w:hyperlink w:anchor="{_name(anchor)}" w:history="1">{self._run(title)}{page}</w:hyperlink>'
        )

    def seq(self, name: str) -> Markup:
        """Return the next number of a sequence of captions, as a field with its result."""
        number = self.sequences[name] = self.sequences.get(name, 0) + 1
        return self._outside_run(
            "".join(
                f"<w:r>{part}</w:r>"
                for part in (
                    '<w:fldChar w:fldCharType="begin"/>',
                    f'<w:instrText xml:space="preserve"> SEQ {_name(name)} \\* ARABIC '
                    "</w:instrText>",
                    '<w:fldChar w:fldCharType="separate"/>',
                    f"<w:t>{number}</w:t>",
                    '<w:fldChar w:fldCharType="end"/>',
                )
            )
        )

    def _number(self, anchor: str) -> int:
        return self.numbers.setdefault(anchor, len(self.numbers) + 1)

    # --- rows --------------------------------------------------------------------------------------------------------

    def cited(self, article: Page) -> tuple[Page, ...]:
        """Return the provisions that citations of the article rest on, where these count on the day."""
        rows: dict[str, Page] = {}
        for element in article.rows:
            for citation in element.citations:
                for name in citation.references:
                    if name in self.provisions:
                        rows[name] = self.provisions[name]
        return tuple(rows.values())

    def outside(self, lines: tuple[Page, ...]) -> str:
        """Return in one line the citations that do not count, each with the reason."""
        form: str = self.view.labels.word.outside_line
        semicolon: str = self.view.labels.semicolon
        return semicolon.join(
            form.format(provision=line.provision, force=line.force, label=line.mark.label)
            for line in lines
        )

    def reasons(self, lines: tuple[Page, ...]) -> str:
        """Return the reason codes of the citations, each once."""
        comma: str = self.view.labels.comma
        reasons: list[str] = []
        for line in lines:
            if line.reasons:
                reasons += line.reasons.split(comma)
        return comma.join(dict.fromkeys(reasons))

    def chart(self, value: Page | tuple[Page, ...]) -> Markup:
        """Return a chart of a part (elements of each article) or of all parts (ratings of the articles)."""
        if isinstance(value, Page):
            return self.drawn(charts.of_part(self.view, value))
        return self.drawn(charts.of_parts(self.view, value))

    def progress(self, value: tuple[Page, ...]) -> Markup:
        """Return a chart of the review: articles of each part by where they stand."""
        return self.drawn(charts.of_review(self.view, value))

    def drawn(self, bars: charts.Bars) -> Markup:
        """Return the chart, or nothing where there is no document; from right to left its legend stands below in words.

        LibreOffice draws a chart's own legend from left to right in any language.
        """
        if self.document is None:
            return Markup("")
        self.pictures.append(bars)
        if self.aside:
            return self._outside_run("<w:r><w:drawing/></w:r>")
        at = len(self.pictures) - 1
        beside = [tags.pictures[at] for tags in self.others if at < len(tags.pictures)]
        if self.words:
            bars = charts.in_one_line((bars, *beside), self.words)
        drawing = f"<w:r>{charts.insert(bars, self.document, self.rtl)}</w:r>"
        if self.rtl and not bars.scale:
            small = '<w:sz w:val="16"/><w:szCs w:val="16"/>'
            drawing += "<w:r><w:br/></w:r>" + self._run("   ", small).join(
                self._lettered(mark, small) + self._run(f" {mark.label}", small)
                for mark, _ in bars.series
            )
        return self._outside_run(drawing)

    def _lettered(self, mark: Mark, size: str = "") -> str:
        look = (
            f'<w:b/><w:bCs/><w:color w:val="{escape(mark.ink)}"/>{size}'
            f'<w:shd w:val="clear" w:color="auto" w:fill="{escape(mark.fill)}"/>'
        )
        return self._run(f"{self.mark}\u00a0" + mark.letter + f"\u00a0{self.mark}", look)

    # --- runs --------------------------------------------------------------------------------------------------------

    def _run(self, text: str, look: str = "") -> str:
        look = f"<w:rPr>{look}{self.look}</w:rPr>" if look or self.look else ""
        return f"<w:r>{look}{_SPACED}{laid.code(text)}</w:t></w:r>"

    def _outside_run(self, xml: str) -> Markup:
        """Return XML that closes the run of the tag, stands beside it, and opens the run again."""
        again = f"<w:r><w:rPr>{self.look}</w:rPr>" if self.look else "<w:r>"
        return Markup(f"</w:t></w:r>{xml}{again}{_SPACED}")


def _not_folded(method: Callable[..., Any]) -> Callable[..., Any]:
    """Keep Jinja from working a filter out once for all, when the template is compiled."""

    @pass_context
    def called(_: Context, *values: Any) -> Any:
        return method(*values)

    return called


def _name(anchor: str) -> str:
    """Return the anchor as Word allows it for a bookmark."""
    name = re.sub(r"\W", "_", anchor)[:40]
    return name if name[:1].isalpha() else f"_{name}"[:40]
