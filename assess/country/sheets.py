"""The sheets of the workbook that are tables: one function a sheet, from the answers to columns and rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter, itemgetter
from typing import Any

from assess.answers import CITATION_DETAILS
from assess.country.named import beside, listed
from assess.country.types import (
    ArticleBlock,
    ArticleElements,
    CitationAnswer,
    CommentAnswer,
    ElementAnswer,
    ElementLine,
    LawRow,
    ProvisionRow,
    Statement,
    View,
)
from assess.speak.values import (
    Joined,
    Label,
    Stated,
    Value,
    blank,
    commas,
    lines,
    phrase,
    spaced,
)
from assess.table import Column, Place, Table, columns_of, entry

_column = columns_of("excel.columns")


class Places:
    """Knows in which row each article, element, citation, law and provision stands, so that rows can lead to it."""

    def __init__(self, view: View):
        self.rows = {
            "articles": _rows(article.number for article in view.articles),
            "elements": _rows(element.id for element in view.elements),
            "of_article": _rows(element.article for element in view.elements),
            "citations": _rows(citation.element for citation in view.citations),
            "laws": _rows(law.id for law in view.laws),
            "provisions": _rows(provision.reference for provision in view.provisions),
        }

    def to(self, group: str, name: str, sheet: str = "") -> Place | None:
        """Return the first row of `name`; None where it has none."""
        row = self.rows[group].get(name)
        return None if row is None else (sheet or group, row)


def _rows(names: Iterable[str]) -> dict[str, int]:
    rows: dict[str, int] = {}
    for number, name in enumerate(names):
        rows.setdefault(name, number)
    return rows


# --- values that several sheets say -----------------------------------------------------------------------------------


def bulleted(texts: Iterable[Value]) -> Value:
    """Return texts a line each, with a bullet before each where there are several."""
    wordings = [text for text in texts if not blank(text)]
    if len(wordings) < 2:
        return lines(wordings)
    return lines(Joined(("• ", text), "none") for text in wordings)


def names_of(groups: Iterable[ArticleElements]) -> Value:
    """Return elements by their short names, a line an article, each with its id in brackets."""
    return lines(listed(groups, ids=True))


def decided_lines(article: ArticleBlock) -> Value:
    """Return what decided a rating: the sentence, then a line for each element, unknown ones too."""
    values: list[Value] = [article.lead]
    for reason in article.reasons:
        name = beside(reason.name, reason.element)
        values.append(Joined(("– ", _headed(name, reason.text)), "none"))
    return lines(values)


def _headed(name: Value, text: Value) -> Value:
    """Return a name with what is said of it."""
    return name if blank(text) else Joined((name, text), "colon")


def _element_lines(other_lines: Iterable[ElementLine]) -> Value:
    return lines(_headed(beside(line.name, line.id), line.text) for line in other_lines)


def _comments(comments: Iterable[CommentAnswer]) -> Value:
    """Return comments of the State with their replies."""
    values: list[Value] = []
    for comment in comments:
        head = commas((comment.author, comment.date))
        values.append(comment.text if blank(head) else Joined((head, comment.text), "colon"))
        if comment.reply:
            values.append(spaced(phrase("word.reply_line", day=comment.replied), comment.reply))
    return lines(values)


def _sourced(statement: Statement) -> Value:
    if blank(statement.sources):
        return statement.text
    return spaced(statement.text, Joined(("[", statement.sources, "]"), "none"))


def _table(key: str, rows: Iterable[Any], *columns: Column, **look: Any) -> Table:
    look.setdefault("empty", Label("excel.none", "other"))
    return Table(key, Label("excel.sheets", key), columns, tuple(rows), **look)


# --- the sheets -------------------------------------------------------------------------------------------------------


def articles(view: View, places: Places) -> Table:
    """One row an article: its rating, what decided it, and the analysis."""
    parts = {article.number: part.title for part in view.parts for article in part.articles}

    def computed(article: ArticleBlock) -> Any:
        return article.computed if article.override else None

    def comments(article: ArticleBlock) -> Value:
        return _comments(comment for comment in article.comments if comment.on == article.number)

    return _table(
        "articles",
        view.articles,
        _column("article", "number", 8, attrgetter("number")),
        _column("heading", "text", 26),
        _column("part", "text", 18, lambda row: parts[row.number]),
        _column("core", "flag"),
        _column("rating", "mark", 9, attrgetter("mark")),
        _column(
            "rating_words",
            "line",
            18,
            attrgetter("mark"),
            lead=lambda row: places.to("of_article", row.number, "elements"),
        ),
        _column("reach", "term"),
        _column("computed", "mark", 10, computed),
        _column("override", "text", 30),
        _column("decided", "text", 46, decided_lines),
        _column("undeclared", "text", 30, lambda row: _element_lines(row.undeclared)),
        _column("met", "integer", 8),
        _column("counted", "integer", 9),
        _column("known", "integer", 8),
        _column("taken_out", "integer", 8),
        _column("index", "index", get=attrgetter("mean")),
        _column("analysis", "text", 60, lambda row: lines(map(_sourced, row.analyses))),
        _column("unseen", "text", 22, attrgetter("unknown_note")),
        _column(
            "recommendations",
            "text",
            12,
            lambda row: commas(recommendation.id for recommendation in row.recommendations),
        ),
        _column("comments", "text", 44, comments),
        _column("review", "mark", 9, lambda row: row.review if view.review else None),
        _column("review_line", "text", 30),
        frozen=2,
        wide=True,
    )


def elements(view: View, places: Places) -> Table:
    """One row an element as it stands on the day."""
    own_axis = {element.id for element in view.safeguards}

    def counts_in(element: ElementAnswer) -> Value:
        if element.rated:
            return Label("excel", "rating")
        if element.id in own_axis:
            return Label("excel", "axis")
        return Label("excel", "party_act" if element.party_act else "no")

    def others(element: ElementAnswer) -> Value:
        return lines(
            phrase("excel.weigh", provision=line.provision, why=line.force)
            for line in element.others
        )

    return _table(
        "elements",
        view.elements,
        _column("article", "number", 8, lead=lambda row: places.to("articles", row.article)),
        _column(
            "element", "id", 14, attrgetter("id"), lead=lambda row: places.to("citations", row.id)
        ),
        _column("name", "text", 24),
        _column("paragraph", "number", 10, attrgetter("source")),
        _column("asks", "text", 36),
        _column("kind", "term", 10),
        _column("level", "term", 10),
        _column("weight", "term", 8),
        _column("counts_in", "term", 9, counts_in),
        _column("mark", "mark", 7),
        _column("state", "term", 12, attrgetter("mark")),
        _column("decides", "flag", 8, lambda row: row.decides or None),
        _column("floor", "term"),
        _column(
            "provisions", "text", 24, lambda row: lines(line.provision for line in row.citations)
        ),
        _column("missing", "text", 42),
        _column("note", "text", 38),
        _column("comments", "text", 44, lambda row: _comments(row.comments)),
        _column("evidence", "text", 22),
        _column("unseen", "text", 16),
        _column("others", "text", 26, others),
        frozen=2,
        wide=True,
    )


def citations(view: View, places: Places) -> Table:
    """One row a citation, counted or not, saying why."""
    numbers = {id(citation): number for number, citation in enumerate(view.citations, start=1)}

    def first(citation: CitationAnswer) -> str:
        return citation.references[0] if citation.references else ""

    return _table(
        "citations",
        view.citations,
        _column("number", "integer", 6, lambda row: numbers[id(row)]),
        _column("element", "id", 14, lead=lambda row: places.to("elements", row.element)),
        _column("article", "number", 8),
        _column("name", "text", 22),
        _column("asks", "text", 30),
        _column("reference", "id", 15, first, lead=lambda row: places.to("provisions", first(row))),
        _column("provision", "text", 24),
        _column("law_id", "id", 12, attrgetter("law"), lead=lambda row: places.to("laws", row.law)),
        _column("further", "list", 18, lambda row: row.references[1:]),
        _column("summary", "text", 50),
        _column("penalty", "text", 22),
        _column("mark", "mark", 7),
        _column("state", "term", 12, attrgetter("mark")),
        _column("counts", "flag", 9),
        _column("why", "term", 14, attrgetter("force")),
        *CITATION_DETAILS,
        frozen=2,
        wide=True,
    )


def replaced(law: LawRow) -> Value:
    """Return the end of a law with what takes its place; nothing where the day is all there is to say."""
    return None if law.until == law.ends else law.until


def laws(view: View, places: Places) -> Table:
    """One row a law examined."""
    first: dict[str, str] = {}
    for provision in view.provisions:
        first.setdefault(provision.law, provision.reference)
    return _table(
        "laws",
        view.laws,
        _column("id", "id", 13, lead=lambda row: places.to("provisions", first.get(row.id, ""))),
        _column("short", "text", 22, attrgetter("name")),
        _column("title", "text", 30),
        _column("number", "id", 9),
        _column("kind", "term"),
        _column("gazette", "text", 26),
        _column("in_force", "day", 14),
        _column("until", "day", 14, attrgetter("ends")),
        _column("end", "text", 24, replaced),
        _column("force", "term", 14),
        _column("standing", "term", 13),
        _column("provisions", "integer", 10),
        _column("fate", "text", 34),
        _column("note", "text", 50),
        _column("rights", "text", 34),
        _column("confidence", "term"),
        _column("sources", "text", 16),
        frozen=2,
        wide=True,
        empty=Label("excel.none", "laws"),
    )


def provisions(view: View, places: Places) -> Table:
    """One row a provision, and what it says."""
    return _table(
        "provisions",
        view.provisions,
        _column("reference", "id", 18),
        _column("law_id", "id", 12, attrgetter("law"), lead=lambda row: places.to("laws", row.law)),
        _column("law", "text", 22, attrgetter("law_name")),
        _column("provision", "number", 12),
        _column("heading", "text", 24),
        _column("summary", "text", 62),
        _column("penalty", "text", 26),
        _column("force", "term", 14),
        _column("standing", "term", 13),
        _column("elements", "text", 26, lambda row: names_of(row.names)),
        _column("note", "text", 40),
        _column("confidence", "term"),
        _column("sources", "text", 14),
        wide=True,
        empty=Label("excel.none", "provisions"),
    )


def reverse(view: View, places: Places) -> Table:
    """One row a provision, seen from the law: what it answers, and what reaches beyond the instrument; then the rest."""
    beyond = {provision.reference for provision in view.surplus}
    return _table(
        "reverse",
        (*view.provisions, *view.unplaced),
        _column("law", "text", 22, attrgetter("law_name")),
        _column("provision", "number", 12, lead=lambda row: places.to("provisions", row.reference)),
        _column("reference", "id", 15),
        _column(
            "heading", "text", 30, lambda row: row.summary if blank(row.heading) else row.heading
        ),
        _column("force", "term", 14),
        _column("treatment", "term", 15, stressed=lambda row: row.reference in beyond),
        _column("counterpart", "text", 20),
        _column("elements", "text", 26, lambda row: names_of(row.names)),
        _column("concern", "text", 48),
        _column("suggestion", "text", 48),
        _column("confidence", "term"),
        _column("sources", "text", 14),
        frozen=2,
        wide=True,
        empty=Label("excel.none", "provisions"),
    )


def recommendations(view: View, places: Places) -> Table:
    """One row a recommendation: what to do, in which law, by whom; below, what is to be checked first."""
    return _table(
        "recommendations",
        (*view.steps, *view.to_check),
        _column("number", "integer", 6),
        _column(
            "id",
            "id",
            12,
            lead=lambda row: places.to("elements", row.elements[0] if row.elements else ""),
        ),
        _column("articles", "id", 9),
        _column("elements", "text", 36, lambda row: names_of(row.names)),
        _column("check", "text", 30),
        _column("gap", "text", 44),
        _column("action", "text", 50),
        _column("kind", "term"),
        _column("laws", "text", 24),
        _column("owner", "text", 18),
        _column("priority", "term", 10, stressed=lambda row: row.priority_key == "high"),
        _column("priority_note", "text", 26),
        _column("due", "day"),
        _column("status", "term"),
        _column("note", "text", 28),
        frozen=2,
        wide=True,
        empty=Label("excel.none", "recommendations"),
    )


def unanswered(view: View, places: Places) -> Table:
    """One row a gap that no recommendation answers."""
    asks = {element.id: element.asks for element in view.elements}
    rows = [(group.number, element) for group in view.open_gaps for element in group.elements]
    return _table(
        "unanswered",
        rows,
        _column(
            "article", "number", 8, itemgetter(0), lead=lambda row: places.to("articles", row[0])
        ),
        _column(
            "element",
            "id",
            16,
            lambda row: row[1].id,
            lead=lambda row: places.to("elements", row[1].id),
        ),
        _column("name", "text", 44, lambda row: row[1].name),
        _column(
            "gap",
            "text",
            60,
            lambda row: asks.get(row[1].id),
            label=Label("excel.columns", "asks"),
        ),
        frozen=0,
    )


def comments(view: View, places: Places) -> Table:
    """One row a comment of the State, with the reply."""
    return _table(
        "comments",
        view.comments,
        _column("id", "id", 10),
        _column(
            "on",
            "id",
            14,
            lead=lambda row: places.to("elements", row.on) or places.to("articles", row.on),
        ),
        _column("about", "text", 24),
        _column("author", "text", 22),
        _column("date", "day", 14),
        _column("text", "text", 60),
        _column("reply", "text", 60),
        _column("replied", "day", 14),
        empty=Label("excel.none", "comments") if blank(view.comment_state) else view.comment_state,
    )


_CONTEXT = ("block", "topic", "text", "note", "confidence", "sources")
_FACTS = ("legal_system", "authorities", "practice", "treaties", "reservations")


def context(view: View, places: Places) -> Table:
    """One row a statement on the legal system, authorities, practice, treaties, reservations and acts of a Party."""
    widths = {"block": 20, "topic": 28, "text": 80, "note": 36, "confidence": 11, "sources": 16}
    return _table(
        "context",
        [dict(zip(_CONTEXT, row)) for row in _context(view)],
        *(
            _column(key, "term" if key == "confidence" else "text", widths[key], itemgetter(key))
            for key in _CONTEXT
        ),
        empty=Label("excel.none", "context"),
    )


def _context(view: View) -> Iterator[tuple[Value, ...]]:
    """Yield the cells of each row of the context."""
    for block in _FACTS:
        for fact in getattr(view, block):
            head = Label("excel.context", block)
            yield head, fact.topic, fact.text, fact.note, fact.confidence, fact.sources
    acts, undeclared = Label("excel.context", "acts"), Label("excel.context", "undeclared")
    if not blank(view.acts_note):
        yield acts, "", view.acts_note, "", "", ""
    for act in view.acts:
        name = beside(act.name, act.id)
        text = lines((entry(act.mark), act.on, act.asks))
        yield acts, name, text, act.text, "", act.sources
    for line in view.undeclared:
        yield undeclared, beside(line.name, line.id), line.text, "", "", ""


def drafting(view: View, places: Places) -> Table:
    """One row an article: the duty, what it leaves open, common mistakes, and the points that a clause must settle."""

    def points_of(key: str) -> Callable[[ArticleBlock], Value]:
        return lambda row: bulleted(getattr(row, key))

    def points(article: ArticleBlock) -> Value:
        return bulleted(
            point if blank(options) else spaced(point, Joined(("[", options, "]"), "none"))
            for point, options in article.drafting
        )

    return _table(
        "drafting",
        view.articles,
        _column(
            "article",
            "number",
            8,
            attrgetter("number"),
            lead=lambda row: places.to("articles", row.number),
        ),
        _column("heading", "text", 22),
        _column("duty", "text", 46),
        _column("leaves_open", "text", 42, points_of("leaves_open")),
        _column("permissions", "text", 42, points_of("permissions")),
        _column("pitfalls", "text", 42, points_of("pitfalls")),
        _column("drafting", "text", 52, points),
        _column("guidance", "text", 64, points_of("guidance")),
        frozen=2,
        wide=True,
    )


def criteria(view: View, places: Places) -> Table:
    """One row an element: what must be true for each grade."""
    grades = list(dict.fromkeys(grade for row in view.elements for grade, _ in row.criteria))
    order: list[Value] = [
        Label("states", mark.key) for mark in view.legend if isinstance(mark, Stated)
    ]
    grades.sort(key=lambda grade: order.index(grade) if grade in order else len(order))

    def asked(grade: Value) -> Callable[[ElementAnswer], Value]:
        return lambda row: dict(row.criteria).get(grade)

    return _table(
        "criteria",
        view.elements,
        _column(
            "element", "id", 14, attrgetter("id"), lead=lambda row: places.to("elements", row.id)
        ),
        _column("name", "text", 24),
        _column("asks", "text", 40),
        _column("level", "term"),
        *(
            _column(f"grade_{number}", "text", 36, asked(grade), label=grade)
            for number, grade in enumerate(grades, start=1)
        ),
        wide=True,
    )


def sources(view: View, places: Places) -> Table:
    """One row a source."""
    return _table(
        "sources",
        view.sources,
        _column("key", "id", 11, itemgetter(0)),
        _column("grade", "term", 8, itemgetter(1)),
        _column("address", "text", 70, itemgetter(2)),
        _column("holds", "text", 90, itemgetter(3)),
        empty=Label("excel.none", "sources"),
    )


def log(view: View, places: Places) -> Table:
    """One row a step of the review, where the log was asked for."""
    return _table(
        "log",
        view.log,
        _column("at", "id", 24),
        _column("act", "text", 24),
        _column("article", "number", 8),
        _column("by", "text", 26),
        _column("why", "text", 70),
        frozen=0,
    )


# --- what begins after the day ----------------------------------------------------------------------------------------


def _ahead_columns(places: Places) -> tuple[Column, ...]:
    """Return the columns of the sheet that looks ahead, whose rows hold what they say by the key of the column."""

    def column(key: str, kind: Any, width: float = 11, **more: Any) -> Column:
        return _column(key, kind, width, lambda row: row.get(key), **more)

    return (
        column("block", "text", 16),
        column("article", "number", 8, lead=lambda row: row.get("to_article")),
        column("element", "id", 14, lead=lambda row: row.get("to_element")),
        column("name", "text", 22),
        column("law_id", "id", 12),
        column("law", "text", 24),
        column("reference", "id", 15),
        column("provision", "text", 18),
        column("title", "text", 26),
        column("number", "id", 9),
        column("kind", "term"),
        column("gazette", "text", 20),
        column("in_force", "day", 14),
        column("until", "day", 14),
        column("end", "text", 24),
        column("force", "term", 14),
        column("mark", "mark", 9),
        column("state", "term", 16),
        column("text", "text", 56),
        column("penalty", "text", 20),
        column("elements", "text", 30),
        column("treatment", "term", 14),
        column("concern", "text", 36),
        column("suggestion", "text", 36),
        column("missing", "text", 36),
        column("reasons", "term", 12),
        column("quote", "verbatim", 30),
        column("quote_state", "text", 16),
        column("quote_note", "text", 24),
        column("note", "text", 36),
        column("fate", "text", 30),
        column("rights", "text", 30),
        column("standing", "term", 13),
        column("confidence", "term"),
        column("sources", "text", 14),
    )


def ahead(view: View, places: Places) -> Table:
    """One row a law, an end, a reading, a statement, a provision and a citation of a later day."""
    return _table("ahead", _ahead(view, places), *_ahead_columns(places), frozen=1, wide=True)


def _ahead(view: View, places: Places) -> Iterator[dict[str, Any]]:
    if view.ahead is None:
        return
    for law in view.ahead.laws:
        yield _later("law", law, _OF_LAW)
    for text in view.ahead.endings:
        yield {"block": Label("excel.ahead", "ending"), "text": text}
    yield from _readings(view, places)
    for statement in view.ahead.statements:
        yield _later("statement", statement, _OF_STATEMENT) | {"title": statement.topic}
    for provision in view.ahead.provisions:
        yield _later_provision(provision)
    for citation in view.ahead.citations:
        yield _later_citation(citation, places)


_EVIDENCE = ("confidence", "sources")
_OF_LAW = (
    "title",
    "number",
    "kind",
    "gazette",
    "in_force",
    "force",
    "note",
    "fate",
    "rights",
    "standing",
    *_EVIDENCE,
)
_OF_STATEMENT = ("text", "note", *_EVIDENCE)
_OF_PROVISION = (
    "reference",
    "provision",
    "force",
    "penalty",
    "treatment",
    "concern",
    "suggestion",
    "note",
    "standing",
    *_EVIDENCE,
)
_OF_CITATION = (
    "article",
    "name",
    "element",
    "provision",
    "force",
    "mark",
    "penalty",
    "missing",
    "reasons",
    "quote",
    "quote_note",
    "note",
    "standing",
    *_EVIDENCE,
)


def _later(
    block: str, row: LawRow | Statement | ProvisionRow | CitationAnswer, keys: Iterable[str]
) -> dict[str, Any]:
    """Return what a row says under the names of its own fields."""
    values: dict[str, Any] = {key: getattr(row, key) for key in keys}
    values["block"] = Label("excel.ahead", block)
    if isinstance(row, LawRow):
        values |= {"law_id": row.id, "law": row.name, "until": row.ends, "end": replaced(row)}
    return values


def _later_provision(provision: ProvisionRow) -> dict[str, Any]:
    return _later("provision", provision, _OF_PROVISION) | {
        "law_id": provision.law,
        "law": provision.law_name,
        "title": provision.heading,
        "text": provision.summary,
        "elements": names_of(provision.names),
    }


def _later_citation(citation: CitationAnswer, places: Places) -> dict[str, Any]:
    return _later("citation", citation, _OF_CITATION) | {
        "law_id": citation.law,
        "to_element": places.to("elements", citation.element),
        "reference": lines(citation.references),
        "state": citation.mark,
        "text": citation.summary,
        "quote_state": citation.quote_state if citation.quoted else None,
    }


def _readings(view: View, places: Places) -> Iterator[dict[str, Any]]:
    side = view.ahead.scenarios if view.ahead else None
    if side is None:
        return
    block = Label("excel.ahead", "reading")
    for at, title in enumerate(side.titles):
        if not at:  # the first is this reading
            continue
        for number, heading, marks in side.rows:
            yield {
                "block": block,
                "title": title,
                "text": heading,
                "article": number,
                "to_article": places.to("articles", number),
                "mark": marks[at],
                "state": marks[at],
            }
        for name, texts in side.totals:
            yield {"block": block, "title": title, "text": Joined((name, texts[at]), "colon")}


#: Sheet → the function that fills it, in the order of the workbook.
TABLES: dict[str, Callable[[View, Places], Table]] = {
    "articles": articles,
    "elements": elements,
    "citations": citations,
    "laws": laws,
    "provisions": provisions,
    "recommendations": recommendations,
    "unanswered": unanswered,
    "reverse": reverse,
    "comments": comments,
    "context": context,
    "ahead": ahead,
    "drafting": drafting,
    "criteria": criteria,
    "sources": sources,
    "log": log,
}
