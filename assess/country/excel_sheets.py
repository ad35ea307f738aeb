"""The sheets of the workbook that are tables: one function a sheet, from the view to rows."""

from __future__ import annotations

from collections.abc import Iterable

from assess.country import View
from assess.country.types import (
    ArticleBlock,
    ArticleElements,
    CitationAnswer,
    CommentAnswer,
    ElementAnswer,
    ElementLine,
    Statement,
)
from assess.speak.pieces import joined
from assess.write.excel.book import A3, Book
from assess.write.excel.table import Column, Table, Value
from assess.write.excel.text import with_id


class Places:
    """Knows in which row each article, element, citation, law and provision stands, so that rows can lead to it."""

    def __init__(self, book: Book):
        view, self.book = book.view, book
        self.rows = {
            "articles": _rows(one.number for one in view.articles),
            "elements": _rows(one.id for one in view.elements),
            "of_article": _rows(one.article for one in view.elements),
            "citations": _rows(one.element for one in view.citations),
            "laws": _rows(one.id for one in view.laws),
            "provisions": _rows(one.reference for one in view.provisions),
        }

    def to(self, group: str, name: str, sheet: str = "") -> str:
        """Return the address of the first row of `name`, or an empty string where it has none."""
        row = self.rows[group].get(name)
        return self.book.place(sheet or group, row) if row else ""


def _rows(names: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, name in enumerate(names, start=2):
        found.setdefault(name, number)
    return found


def _many(texts: Iterable[str], bullet: bool = False) -> str:
    listed = [text for text in texts if text]
    return (
        joined("\n", ("• " + text for text in listed))
        if bullet and len(listed) > 1
        else joined("\n", listed)
    )


def _list(view: View, names: Iterable[str]) -> str:
    return joined(view.labels.comma, names)


def names_of(view: View, groups: Iterable[ArticleElements]) -> str:
    """Return elements by their short names, a line an article, each with its id in brackets."""
    form, semicolon = view.labels.sentences.in_article, view.labels.semicolon
    return _many(
        form.format(
            article=one.article,
            names=one.whole or semicolon.join(with_id(two.name, two.id) for two in one.elements),
        )
        for one in groups
    )


def decided_lines(one: ArticleBlock) -> str:
    """Return what decided a rating: the sentence, then a line for each element, unknown ones too."""
    return _many(
        (
            one.lead,
            *(
                f"– {with_id(two.name, two.element)}{f': {two.text}' if two.text else ''}"
                for two in one.reasons
            ),
        )
    )


def _lines(listed: Iterable[ElementLine]) -> str:
    return _many(f"{with_id(one.name, one.id)}: {one.text}" for one in listed)


def _yes(view: View, said: bool) -> str:
    return view.labels.excel["yes" if said else "no"]


def articles(view: View, places: Places) -> Table:
    """One row an article: its rating, what decided it, and the analysis."""
    columns = (
        Column("article", "id", 8),
        Column("heading", "text", 26),
        Column("part", "text", 18),
        Column("core"),
        Column("rating", "mark", 9),
        Column("rating_words", "line", 18),
        Column("reach", "short", 11),
        Column("computed", "mark", 10),
        Column("override", "text", 30),
        Column("decided", "text", 46),
        Column("undeclared", "text", 30),
        Column("met", "number", 8),
        Column("counted", "number", 9),
        Column("known", "number", 8),
        Column("taken_out", "number", 8),
        Column("index", "short", 11),
        Column("analysis", "text", 60),
        Column("unseen", "text", 22),
        Column("recommendations", "text", 12),
        Column("comments", "text", 44),
        Column("review", "mark", 9),
        Column("review_line", "text", 30),
    )
    parts = {one.number: part.title for part in view.parts for one in part.articles}
    return Table(
        "articles",
        columns,
        [_article(view, places, one, parts[one.number]) for one in view.articles],
        frozen=2,
        paper=A3,
    )


def _article(view: View, places: Places, one: ArticleBlock, part: str) -> tuple:
    return (
        one.number,
        one.heading,
        part,
        _yes(view, one.core),
        Value(one.mark.letter, one.mark),
        Value(one.mark.label, None, places.to("of_article", one.number, "elements")),
        one.reach,
        Value(one.computed.letter, one.computed) if one.override else "",
        one.override,
        decided_lines(one),
        _lines(one.undeclared),
        one.met,
        one.counted,
        one.known,
        one.taken_out,
        one.index,
        _many(_sourced(text) for text in one.analyses),
        one.unknown_note,
        _list(view, (row.id for row in one.recommendations)),
        _said(view, (two for two in one.comments if two.on == one.number)),
        Value(one.review.letter, one.review) if view.review else "",
        one.review_line,
    )


def _said(view: View, comments: Iterable[CommentAnswer]) -> str:
    """Return comments of the State with their replies."""
    reply = view.labels.word.reply_line
    return _many(
        line
        for one in comments
        for line in (
            f"{_list(view, filter(None, (one.author, one.date)))}: {one.text}",
            f"{reply.format(day=one.replied)} {one.reply}" if one.reply else "",
        )
    )


def _sourced(one: Statement) -> str:
    return f"{one.text} [{one.sources}]" if one.sources else one.text


def elements(view: View, places: Places) -> Table:
    """One row an element as it stands on the day."""
    columns = (
        Column("article", "id", 8),
        Column("element", "id", 14),
        Column("name", "text", 24),
        Column("paragraph", "id", 10),
        Column("asks", "text", 36),
        Column("kind", "short", 10),
        Column("level", "short", 10),
        Column("weight", "short", 8),
        Column("counts_in", "short", 9),
        Column("mark", "mark", 7),
        Column("state", "short", 12),
        Column("decides", "short", 8),
        Column("floor", "short", 11),
        Column("provisions", "text", 24),
        Column("missing", "text", 42),
        Column("note", "text", 38),
        Column("comments", "text", 44),
        Column("evidence", "text", 22),
        Column("unseen", "text", 16),
        Column("others", "text", 26),
    )
    own_axis = {one.id for one in view.safeguards}
    return Table(
        "elements",
        columns,
        [_element(view, places, one, own_axis) for one in view.elements],
        frozen=2,
        paper=A3,
    )


def _element(view: View, places: Places, one: ElementAnswer, own_axis: set[str]) -> tuple:
    words = view.labels.excel
    counts = (
        words.rating
        if one.rated
        else words.axis
        if one.id in own_axis
        else words.party_act
        if one.party_act
        else words["no"]
    )
    return (
        Value(one.article, None, places.to("articles", one.article)),
        Value(one.id, None, places.to("citations", one.id)),
        one.name,
        one.source,
        one.asks,
        one.kind,
        one.level,
        one.weight,
        counts,
        Value(one.mark.letter, one.mark),
        one.mark.label,
        _yes(view, True) if one.decides else "",
        one.floor.label if one.floor else "",
        _many(line.provision for line in one.citations),
        one.missing,
        one.note,
        _said(view, one.comments),
        one.evidence,
        one.unseen,
        _many(words.weigh.format(provision=line.provision, why=line.force) for line in one.others),
    )


def citations(view: View, places: Places) -> Table:
    """One row a citation, counted or not, saying why."""
    columns = (
        Column("number", "number", 6),
        Column("element", "id", 14),
        Column("article", "id", 8),
        Column("name", "text", 22),
        Column("asks", "text", 30),
        Column("reference", "id", 15),
        Column("provision", "text", 24),
        Column("law_id", "id", 12),
        Column("further", "text", 18),
        Column("summary", "text", 50),
        Column("penalty", "text", 22),
        Column("mark", "mark", 7),
        Column("state", "short", 12),
        Column("counts", "short", 9),
        Column("why", "short", 14),
        Column("missing", "text", 38),
        Column("reasons", "short", 12),
        Column("note", "text", 34),
        Column("quote", "text", 34),
        Column("quote_state", "text", 18),
        Column("quote_note", "text", 30),
        Column("standing", "short", 12),
        Column("confidence"),
        Column("sources", "text", 14),
    )
    return Table(
        "citations",
        columns,
        [
            _citation(view, places, number, one)
            for number, one in enumerate(view.citations, start=1)
        ],
        frozen=2,
        paper=A3,
    )


def _citation(view: View, places: Places, number: int, one: CitationAnswer) -> tuple:
    first, *further = one.references or ("",)
    return (
        number,
        Value(one.element, None, places.to("elements", one.element)),
        one.article,
        one.name,
        one.asks,
        Value(first, None, places.to("provisions", first)),
        one.provision,
        Value(one.law, None, places.to("laws", one.law)),
        _many(further),
        one.summary,
        one.penalty,
        Value(one.mark.letter, one.mark),
        one.mark.label,
        _yes(view, one.counts),
        one.force,
        one.missing,
        one.reasons,
        one.note,
        one.quote,
        one.quote_state if one.quote else "",
        one.quote_note,
        one.standing,
        one.confidence,
        one.sources,
    )


def laws(view: View, places: Places) -> Table:
    """One row a law examined."""
    columns = (
        Column("id", "id", 13),
        Column("short", "text", 22),
        Column("title", "text", 30),
        Column("number", "id", 9),
        Column("kind"),
        Column("gazette", "text", 26),
        Column("in_force", "short", 14),
        Column("until", "short", 14),
        Column("force", "short", 14),
        Column("standing", "short", 13),
        Column("provisions", "number", 10),
        Column("fate", "text", 34),
        Column("note", "text", 50),
        Column("rights", "text", 34),
        Column("confidence"),
        Column("sources", "text", 16),
    )
    first: dict[str, str] = {}
    for provision in view.provisions:
        first.setdefault(provision.law, provision.reference)
    rows = [
        (
            Value(one.id, None, places.to("provisions", first.get(one.id, ""))),
            one.name,
            one.title,
            one.number,
            one.kind,
            one.gazette,
            one.in_force,
            one.until,
            one.force,
            one.standing,
            one.provisions,
            one.fate,
            one.note,
            one.rights,
            one.confidence,
            one.sources,
        )
        for one in view.laws
    ]
    return Table("laws", columns, rows, frozen=2, paper=A3, empty=view.labels.excel.none.laws)


def provisions(view: View, places: Places) -> Table:
    """One row a provision, and what it says."""
    columns = (
        Column("reference", "id", 18),
        Column("law_id", "id", 12),
        Column("law", "text", 22),
        Column("provision", "id", 12),
        Column("heading", "text", 24),
        Column("summary", "text", 62),
        Column("penalty", "text", 26),
        Column("force", "short", 14),
        Column("standing", "short", 13),
        Column("elements", "text", 26),
        Column("note", "text", 40),
        Column("confidence"),
        Column("sources", "text", 14),
    )
    rows = [
        (
            one.reference,
            Value(one.law, None, places.to("laws", one.law)),
            one.law_name,
            one.provision,
            one.heading,
            one.summary,
            one.penalty,
            one.force,
            one.standing,
            names_of(view, one.names),
            one.note,
            one.confidence,
            one.sources,
        )
        for one in view.provisions
    ]
    return Table("provisions", columns, rows, paper=A3, empty=view.labels.excel.none.provisions)


def reverse(view: View, places: Places) -> Table:
    """One row a provision, seen from the law: what it answers, and what in it reaches beyond the instrument."""
    columns = (
        Column("law", "text", 22),
        Column("provision", "id", 12),
        Column("reference", "id", 15),
        Column("heading", "text", 30),
        Column("force", "short", 14),
        Column("treatment", "short", 15),
        Column("counterpart", "text", 20),
        Column("elements", "text", 26),
        Column("concern", "text", 48),
        Column("suggestion", "text", 48),
        Column("confidence"),
        Column("sources", "text", 14),
    )
    beyond = {one.reference for one in view.surplus}
    rows = [
        (
            one.law_name,
            Value(one.provision, None, places.to("provisions", one.reference)),
            one.reference,
            one.heading or one.summary,
            one.force,
            Value(one.treatment, kind="strong" if one.reference in beyond else ""),
            one.counterpart,
            names_of(view, one.names),
            one.concern,
            one.suggestion,
            one.confidence,
            one.sources,
        )
        for one in view.provisions
    ]
    return Table(
        "reverse", columns, rows, frozen=2, paper=A3, empty=view.labels.excel.none.provisions
    )


def recommendations(view: View, places: Places) -> Table:
    """One row a recommendation: what to do, in which law, by whom; below, what is to be checked first."""
    columns = (
        Column("number", "number", 6),
        Column("id", "id", 12),
        Column("articles", "id", 9),
        Column("elements", "text", 36),
        Column("check", "text", 30),
        Column("gap", "text", 44),
        Column("action", "text", 50),
        Column("kind"),
        Column("laws", "text", 24),
        Column("owner", "text", 18),
        Column("priority", "short", 10),
        Column("priority_note", "text", 26),
        Column("due", "short", 11),
        Column("status"),
        Column("note", "text", 28),
    )
    rows = [
        (
            one.number,
            Value(one.id, None, places.to("elements", next(iter(one.elements), ""))),
            one.articles,
            names_of(view, one.names),
            one.check,
            one.gap,
            one.action,
            one.kind,
            one.laws,
            one.owner,
            Value(one.priority, kind="strong" if one.priority_key == "high" else ""),
            one.priority_note,
            one.due,
            one.status,
            one.note,
        )
        for one in (*view.steps, *view.to_check)
    ]
    return Table(
        "recommendations",
        columns,
        rows,
        frozen=2,
        paper=A3,
        empty=view.labels.excel.none.recommendations,
    )


def unanswered(view: View, places: Places) -> Table:
    """One row a gap that no recommendation answers."""
    columns = (
        Column("article", "id", 8),
        Column("element", "id", 16),
        Column("name", "text", 44),
        Column("gap", "text", 60),
    )
    asks = {one.id: one.asks for one in view.elements}
    rows = [
        (
            Value(group.number, None, places.to("articles", group.number)),
            Value(one.id, None, places.to("elements", one.id)),
            one.name,
            asks.get(one.id, ""),
        )
        for group in view.open_gaps
        for one in group.elements
    ]
    return Table(
        "unanswered", columns, rows, frozen=0, headers={"gap": view.labels.excel.columns.asks}
    )


def comments(view: View, places: Places) -> Table:
    """One row a comment of the State, with the reply."""
    columns = (
        Column("id", "id", 10),
        Column("on", "id", 14),
        Column("about", "text", 24),
        Column("author", "text", 22),
        Column("date", "short", 14),
        Column("text", "text", 60),
        Column("reply", "text", 60),
        Column("replied", "short", 14),
    )
    rows = [
        (
            one.id,
            Value(one.on, None, places.to("elements", one.on) or places.to("articles", one.on)),
            one.about,
            one.author,
            one.date,
            one.text,
            one.reply,
            one.replied,
        )
        for one in view.comments
    ]
    return Table(
        "comments", columns, rows, empty=view.comment_state or view.labels.excel.none.comments
    )


def context(view: View, places: Places) -> Table:
    """One row a statement on the legal system, authorities, practice, treaties, reservations and acts of a Party."""
    columns = (
        Column("block", "text", 20),
        Column("topic", "text", 28),
        Column("text", "text", 80),
        Column("note", "text", 36),
        Column("confidence"),
        Column("sources", "text", 16),
    )
    blocks = ("legal_system", "authorities", "practice", "treaties", "reservations")
    rows = [
        (
            view.labels.excel.context[block],
            one.topic,
            one.text,
            one.note,
            one.confidence,
            one.sources,
        )
        for block in blocks
        for one in getattr(view, block)
    ]
    said = view.labels.excel.context
    rows += [(said.acts, "", view.acts_note, "", "", "")] if view.acts_note else []
    rows += [
        (
            said.acts,
            with_id(one.name, one.id),
            _many((f"{one.mark.letter} {one.mark.label}", one.on, one.asks)),
            one.text,
            "",
            one.sources,
        )
        for one in view.acts
    ]
    rows += [
        (said.undeclared, with_id(one.name, one.id), one.text, "", "", "")
        for one in view.undeclared
    ]
    return Table("context", columns, rows, empty=view.labels.excel.none.context)


def drafting(view: View, places: Places) -> Table:
    """One row an article: the duty, what it leaves open, common mistakes, and the points that a clause must settle."""
    columns = (
        Column("article", "id", 8),
        Column("heading", "text", 22),
        Column("duty", "text", 46),
        Column("leaves_open", "text", 42),
        Column("permissions", "text", 42),
        Column("pitfalls", "text", 42),
        Column("drafting", "text", 52),
        Column("guidance", "text", 64),
    )
    rows = [
        (
            Value(one.number, None, places.to("articles", one.number)),
            one.heading,
            one.duty,
            _many(one.leaves_open, True),
            _many(one.permissions, True),
            _many(one.pitfalls, True),
            _many(
                (f"{point} [{options}]" if options else point for point, options in one.drafting),
                True,
            ),
            _many(one.guidance, True),
        )
        for one in view.articles
    ]
    return Table("drafting", columns, rows, frozen=2, paper=A3)


def criteria(view: View, places: Places) -> Table:
    """One row an element: what must be true for each grade."""
    grades = list(dict.fromkeys(grade for one in view.elements for grade, _ in one.criteria))
    order = [mark.label for mark in view.legend]
    grades.sort(key=lambda grade: order.index(grade) if grade in order else len(order))
    columns = (
        Column("element", "id", 14),
        Column("name", "text", 24),
        Column("asks", "text", 40),
        Column("level"),
        *(Column(f"grade_{grade}", "text", 36) for grade in grades),
    )
    rows = [
        (
            Value(one.id, None, places.to("elements", one.id)),
            one.name,
            one.asks,
            one.level,
            *(dict(one.criteria).get(grade, "") for grade in grades),
        )
        for one in view.elements
    ]
    return Table(
        "criteria", columns, rows, paper=A3, headers={f"grade_{grade}": grade for grade in grades}
    )


def sources(view: View, places: Places) -> Table:
    """One row a source."""
    columns = (
        Column("key", "id", 11),
        Column("grade", "short", 8),
        Column("address", "text", 70),
        Column("holds", "text", 90),
    )
    return Table("sources", columns, list(view.sources), empty=view.labels.excel.none.sources)


def log(view: View, places: Places) -> Table:
    """One row a step of the review, where the log was asked for."""
    columns = (
        Column("at", "id", 24),
        Column("act", "text", 24),
        Column("article", "id", 8),
        Column("by", "text", 26),
        Column("why", "text", 70),
    )
    return Table(
        "log",
        columns,
        [(one.at, one.act, one.article, one.by, one.why) for one in view.log],
        frozen=0,
    )
