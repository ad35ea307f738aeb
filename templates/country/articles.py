"""The country template's middle: a chapter a part with a block an article, then what lies outside and what to do."""

from __future__ import annotations

from blocks import (
    by_article,
    caption,
    captioned,
    cell,
    each,
    given,
    head,
    mark,
    named,
    p,
    row,
    rows,
    table,
    tag,
    tag_row,
    whole_row,
)
from front import AFTER, chapter, counts, law_table, side_by_side, statements, sub

_ELEMENT = (2150, 880, 2950, 880, 1906, 1100)

#: True of a row of elements so long, about a third of a page, that it may break over two pages.
_LONG = (
    "row.missing|length > 400 or row.note|length + row.others|outside|length + (row.citations|map("
    "attribute='note')|join|length) + (row.citations|map(attribute='provision')|join|length)"
    " + (row.citations|map(attribute='quote')|join|length)"
    " + (row.citations|map(attribute='quote_note')|join|length) > 700"
)


def parts() -> str:
    """Return the chapters of the parts."""
    drawn = given(
        "part.articles|length != 1",
        p("{{ part|chart }}", style="Figure"),
        caption("w.chart_part.format(part=part.title)", "figure"),
    )
    return each(
        "part in parts",
        p("{{ part.title|chapter(part.id) }}", style="Heading1"),
        p(
            "{{ part.sentence }}{% if part.weakest and part.articles|length != 1 %} {{ labels.sentences.weakest"
            ".format(articles=part.weakest) }}{% endif %}",
            style="Lead",
        ),
        drawn,
        _axis(),
        each("article in part.articles", article()),
    )


def _axis() -> str:
    widths = (2200, 3000, 1000, 3666)
    line = row(
        cell(
            widths[0],
            p(*named("row", "Strong"), style="Cell"),
            p("{{ labels.article }} {{ row.source }}", style="CellSmall"),
        ),
        cell(widths[1], "{{ row.asks }}"),
        mark(widths[2], "row.mark"),
        cell(widths[3], "{{ row.missing }}"),
    )
    return given(
        'part.axis == "safeguards" and safeguards',
        p("{{ w.axis_note }}"),
        p(("{{ labels.summary.safeguards_index }}: ", "Strong"), "{{ safeguards_index }}"),
        counts("safeguard_states", "w.axis_counts", "w.of_plain"),
        captioned(
            "w.axis_table",
            widths,
            head(widths, "element", "subject", "grade", "missing"),
            rows("row in safeguards", line, widths=widths),
        ),
    )


def article() -> str:
    """Return the block of an article, in the order duty, elements, analysis, decision, rating, advice, comment."""
    title = "{{ w.article_title.format(number=article.number, heading=article.heading)|bookmark(article.anchor) }}"
    return (
        p(title, style="Article")
        + given("article.core", p("{{ w.core_article }}", style="Kept"))
        + sub("duty")
        + p("{{ article.duty }}")
        + _provisions()
        + _elements()
        + _analysis()
        + _rating()
        + _advice()
        + _comments()
    )


def _provisions() -> str:
    widths = (2150, 4816, 1700, 1200)
    line = row(
        cell(
            widths[0],
            p("{{ one.law_name }}{{ labels.comma }}{{ one.provision }}", style="CellStrong"),
            tag("if one.heading"),
            p("{{ one.heading }}", style="CellSmall"),
            tag("endif"),
        ),
        cell(widths[1], "{{ one.summary }}"),
        cell(widths[2], "{{ one.penalty }}"),
        cell(
            widths[3],
            p("{{ one.force }}", style="CellSmall"),
            p("{{ one.standing }}", style="CellSmall"),
        ),
    )
    return given(
        "article|cited",
        captioned(
            "w.cited_table.format(number=article.number)",
            widths,
            head(widths, "provision", "says", "penalty", "force"),
            rows("one in article|cited", line, widths=widths),
        ),
    )


def _elements() -> str:
    what = [
        p(("{{ row.name }}", "Strong"), style="Cell"),
        p("{{ row.asks }}", style="Cell"),
        p(("{{ row.id }}", "ElementId"), " · {{ row.source }} · {{ row.kind }}", style="CellSmall"),
    ]
    level = [
        p("{{ row.level }}", style="CellSmall"),
        tag("if row.weight"),
        p("{{ row.weight }}", style="CellStrong"),
        tag("endif"),
        tag("if row.decides"),
        p("{{ w.decides }}", style="CellSmall"),
        tag("endif"),
        tag("if not row.rated"),
        p("{{ w.party_act if row.party_act else w.not_rated }}", style="CellSmall"),
        tag("endif"),
    ]
    law = [
        tag("for line in row.citations"),
        p(
            ("{{ line.provision }}", "Reference"),
            "{% if row.citations|length != 1 %} ({{ line.mark.letter }}){% endif %}",
            style="Cell",
        ),
        tag("if line.quote"),
        p("{{ w.quoted.format(text=line.quote) }}", style="Cell"),
        p("{{ line.quote_state }}", style="CellSmall"),
        tag("if line.quote_note"),
        p("{{ line.quote_note }}", style="CellSmall"),
        tag("endif"),
        tag("endif"),
        tag("if line.note"),
        p("{{ line.note }}", style="Cell"),
        tag("endif"),
        tag("else"),
        p("{{ labels.sentences.no_citation }}", style="CellNote"),
        tag("endfor"),
        tag("if row.others"),
        p("{{ labels.sentences.uncited.format(list=row.others|outside) }}", style="CellSmall"),
        tag("endif"),
        tag("if row.note"),
        p("{{ w.element_note.format(note=row.note) }}", style="CellNote"),
        tag("endif"),
    ]
    short = [
        p("{{ row.missing }}", style="Cell"),
        tag("if row.missing and row.citations|reasons"),
        p("{{ w.reasons_line.format(reasons=row.citations|reasons) }}", style="CellSmall"),
        tag("endif"),
        tag("if row.floor"),
        p("{{ labels.sentences.floor.format(label=row.floor.label) }}", style="CellNote"),
        tag("endif"),
    ]
    cells = (
        cell(_ELEMENT[0], *what),
        cell(_ELEMENT[1], *level),
        cell(_ELEMENT[2], *law),
        mark(_ELEMENT[3], "row.mark"),
        cell(_ELEMENT[4], *short),
        cell(_ELEMENT[5], p("{{ row.evidence }}", style="CellSmall")),
    )
    return captioned(
        "w.element_table.format(number=article.number)",
        _ELEMENT,
        head(_ELEMENT, "element", "level", "provision", "grade", "missing", "evidence"),
        rows(
            "row in article.rows",
            whole_row(_LONG, cells, _ELEMENT),
            tag_row("for one in row.comments", _ELEMENT),
            _beside(),
            tag_row("endfor", _ELEMENT),
            widths=_ELEMENT,
        ),
    )


def _beside() -> str:
    """Return the row below an element that holds a comment of the State on it, and the reply."""
    said = p(
        ("{{ [one.author, one.date]|select|join(labels.comma) }}: ", "Strong"),
        "{{ one.text }}",
        style="Cell",
    )
    reply = [
        tag("if one.reply"),
        p(
            ("{{ w.reply_line.format(day=one.replied) }} ", "Strong"),
            "{{ one.reply }}",
            style="Cell",
        ),
        tag("endif"),
    ]
    return row(
        cell(_ELEMENT[0], p("{{ w.comment_heading }}", style="CellStrong"), shade="F5F2EA"),
        cell(sum(_ELEMENT[1:]), said, *reply, span=5, shade="F5F2EA"),
        keep=False,
    )


def _analysis() -> str:
    return given(
        "article.analyses or article.unknown_note",
        sub("analysis"),
        each("one in article.analyses", p("{{ one.text }}", (" [{{ one.sources }}]", "Muted"))),
        given("article.unknown_note", p("{{ article.unknown_note }}", style="Box")),
    )


def _rating() -> str:
    widths = (1100, 8766)
    text = [
        p(
            ("{{ article.mark.label }}", "Strong"),
            "{% if article.reach %} ({{ article.reach }}){% endif %}",
            style="Cell",
        ),
        p(
            "{{ w.counted_line.format(known=article.known, counted=article.counted, out=article.taken_out) }}"
            "{% if article.index %} {{ w.index_line.format(index=article.index) }}{% endif %}",
            style="CellSmall",
        ),
        tag("if article.override"),
        p("{{ article.override }}", style="Cell"),
        p(
            "{{ w.computed_line.format(letter=article.computed.letter, label=article.computed.label) }}",
            style="Cell",
        ),
        tag("endif"),
    ]
    letter = cell(
        widths[0],
        p("{{ article.mark.letter|inked(article.mark) }}", style="MarkLetter"),
        fill="article.mark.fill",
    )
    review = row(
        cell(
            widths[0],
            p("{{ article.review.letter|inked(article.review) }}", style="MarkLetter"),
            fill="article.review.fill",
        ),
        cell(
            widths[1],
            p(
                ("{{ labels.review.title }}: ", "Strong"),
                "{{ article.review_line or article.review.label }}",
                style="Cell",
            ),
        ),
    )
    rating = row(letter, cell(widths[1], *text))
    kept = rating.replace(
        '"/></w:pPr>', '"/><w:keepNext/></w:pPr>'
    )  # on the page of the row after it
    box = table(
        widths,
        tag_row("if review", widths),
        kept,
        review,
        tag_row("else", widths),
        rating,
        tag_row("endif", widths),
        title="w.rating_alt.format(number=article.number)",
    )
    return sub("rating") + box + _reasons()


def _reasons() -> str:
    """Return what decided the rating in words: a sentence, then a line for each element; unknown ones in one line."""
    plain = each(
        "one in article.reasons if one.text",
        p(
            ("{{ one.name }}", "Strong"),
            ("{% if one.name != one.element %} {{ one.element }}{% endif %}", "ElementId"),
            ": {{ one.text }}",
            style="Bullet",
        ),
    )
    unknown = given(
        "article.reasons|rejectattr('text')|list",
        p(
            "{% for one in article.reasons if not one.text %}{{ one.name }}",
            ("{% if one.name != one.element %} {{ one.element }}{% endif %}", "ElementId"),
            "{% if not loop.last %}{{ labels.semicolon }}{% endif %}{% endfor %}",
            style="Bullet",
        ),
    )
    free = each(
        "one in article.undeclared",
        p(("{{ w.undeclared }}: ", "Strong"), *named(), ": {{ one.text }}", style="Box"),
    )
    return p("{{ article.lead }}", style="Spaced") + plain + unknown + free


def _advice() -> str:
    known = each(
        "one in article.recommendations if not one.conditional",
        p(
            ("{{ w.advice_line.format(number=one.id, priority=one.priority) }} ", "Strong"),
            "{{ one.action }}",
            (" {{ one.laws }}", "Muted"),
            style="Bullet",
        ),
    )
    check = each(
        "one in article.recommendations if one.conditional",
        p(
            ("{{ w.check_line.format(number=one.id) }}", "Strong"),
            "{% for group in one.names if group.number == article"
            ".number %} {% for two in group.elements %}{{ two.name }}",
            ("{% if two.name != two.id %} {{ two.id }}{% endif %}", "ElementId"),
            "{% if not loop.last %}{{ labels.semicolon }}{% endif %}{% endfor %}.{% endfor %} {{ w.check_then }} "
            "{{ one.action }}",
            (" {{ one.laws }}", "Muted"),
            style="Bullet",
        ),
    )
    return given("article.recommendations", sub("recommendation"), known, check)


def _comments() -> str:
    return given(
        'article.comments|selectattr("on", "equalto", article.number)|list',
        sub("comment_heading"),
        each(
            'one in article.comments|selectattr("on", "equalto", article.number)',
            p(
                (
                    "{{ [one.author, one.date]|select|join(labels.comma) }} ({{ one.about or one.on }}): ",
                    "Strong",
                ),
                "{{ one.text }}",
                style="Box",
            ),
            given(
                "one.reply",
                p(
                    ("{{ w.reply_line.format(day=one.replied) }} ", "Strong"),
                    "{{ one.reply }}",
                    style="Body",
                ),
            ),
        ),
    )


def outside() -> str:
    """Return the domestic provisions without treaty basis, with concerns."""
    widths = (1900, 2900, 1000, 2400, 1666)
    line = (
        cell(
            widths[0],
            p("{{ row.law_name }}{{ labels.comma }}{{ row.provision }}", style="CellStrong"),
            p("{{ row.treatment }} · {{ row.force }}", style="CellSmall"),
        ),
        cell(widths[1], "{{ row.summary }}", p("{{ row.penalty }}", style="CellSmall")),
        cell(widths[2], "{{ row.counterpart or w.none }}"),
        cell(widths[3], "{{ row.concern }}"),
        cell(widths[4], "{{ row.suggestion }}"),
    )
    flat = (2266, 3800, 3800)
    plain = (
        cell(
            flat[0], "{{ row.law_name }}{{ labels.comma }}{{ row.provision }}", style="CellStrong"
        ),
        cell(flat[1], "{{ row.summary }}"),
        cell(flat[2], "{{ row.concern }}"),
    )
    long = "row.summary|length > 700 or row.concern|length > 500 or row.suggestion|length > 300"
    return given(
        AFTER[0][2],
        chapter("surplus"),
        p("{{ w.surplus_lead }}", style="Lead"),
        tag("set counting = [labels.force.in_force, labels.force.assumed]"),
        *(
            given(
                f'surplus|{test}("force", "in", counting)|list',
                captioned(
                    title,
                    widths,
                    head(widths, "provision", "conduct", "counterpart", "concern", "suggestion"),
                    rows(
                        f'row in surplus|{test}("force", "in", counting)',
                        whole_row(long, line, widths),
                        widths=widths,
                    ),
                ),
            )
            for test, title in (
                ("selectattr", "w.surplus_table"),
                ("rejectattr", "w.surplus_other"),
            )
        ),
        given(
            "neutral",
            captioned(
                "w.neutral_table",
                flat,
                head(flat, "provision", "conduct", "no_concern"),
                rows("row in neutral", whole_row(long, plain, flat), widths=flat),
            ),
        ),
    )


def actions() -> str:
    """Return recommendations and plan of action, root causes, and gaps that nothing answers."""
    widths = (720, 2300, 2316, 1350, 1480, 850, 850)
    line = row(
        cell(widths[0], "{{ one.id }}", style="CellStrong"),
        cell(widths[1], "{{ one.gap }}"),
        cell(widths[2], "{{ one.action }}"),
        cell(widths[3], "{{ [one.laws, one.kind]|select|join('\\n') }}", style="CellSmall"),
        cell(widths[4], "{{ one.owner }}", style="CellSmall"),
        cell(widths[5], "{{ one.priority }}", style="CellStrong"),
        cell(widths[6], "{{ [one.due, one.status]|select|join('\\n') }}", style="CellSmall"),
    ).replace('"/></w:pPr>', '"/><w:keepNext/></w:pPr>')
    more = [
        by_article("one.names", "CellSmall"),
        tag("if one.note"),
        p("{{ one.note }}", style="CellNote"),
        tag("endif"),
        tag("if one.priority_note"),
        p("{{ w.priority }}: {{ one.priority_note }}", style="CellSmall"),
        tag("endif"),
        tag("if not (one.names or one.note or one.priority_note)"),
        p("", style="CellSmall"),
        tag("endif"),
    ]
    below = row(cell(widths[0], ""), cell(sum(widths[1:]), *more, span=6))
    return given(
        AFTER[1][2],
        chapter("actions"),
        p("{{ w.actions_lead }}"),
        given(
            "steps",
            captioned(
                "w.actions_table",
                widths,
                head(widths, "no", "gap", "action", "law", "owner", "priority", "due"),
                rows("one in steps", line, below, widths=widths),
            ),
        ),
        _to_check(),
        given(
            "causes",
            sub("causes"),
            each(
                "cause in root_causes",
                p(
                    "{{ cause.text }}",
                    (
                        " {% for one in cause.weak if one.id != one.name %}{{ one.id }}"
                        "{% if not loop.last %} · {% endif %}{% endfor %}",
                        "ElementId",
                    ),
                    style="Bullet",
                ),
            ),
        ),
        given("unanswered", sub("unanswered"), by_article("open_gaps", "Bullet")),
    )


def _to_check() -> str:
    """Return the recommendations that rest on unknown elements alone, as things to find out."""
    widths = (720, 3900, 2966, 1280, 1000)
    note = [
        tag("if one.note"),
        p("{{ one.note }}", style="CellNote"),
        tag("endif"),
        tag("if one.priority_note"),
        p("{{ w.priority }}: {{ one.priority_note }}", style="CellSmall"),
        tag("endif"),
    ]
    line = row(
        cell(widths[0], "{{ one.id }}", style="CellStrong"),
        cell(widths[1], by_article("one.names"), p("{{ one.gap }}", style="CellNote"), *note),
        cell(
            widths[2],
            "{{ one.action }}",
            p("{{ [one.laws, one.kind]|select|join('\\n') }}", style="CellSmall"),
        ),
        cell(widths[3], "{{ one.owner }}", style="CellSmall"),
        cell(widths[4], "{{ [one.due, one.status]|select|join('\\n') }}", style="CellSmall"),
        keep=False,
    )
    return given(
        "to_check",
        sub("check"),
        p("{{ w.check_lead }}"),
        captioned(
            "w.check_table",
            widths,
            head(widths, "no", "find_out", "then", "owner", "due"),
            rows("one in to_check", line, widths=widths),
        ),
    )


def ahead() -> str:
    """Return the one chapter that speaks of what begins after the day of the reading."""
    return given(
        AFTER[2][2],
        chapter("ahead"),
        p("{{ w.ahead_lead.format(day=as_of) }}", style="Lead"),
        given(
            "ahead.scenarios",
            sub("scenarios"),
            side_by_side("ahead.scenarios", "w.ahead_scenarios"),
        ),
        given("ahead.laws", sub("ahead_laws"), law_table("ahead.laws", "w.ahead_laws")),
        given(
            "ahead.endings",
            sub("ahead_endings"),
            each("line in ahead.endings", p("{{ line }}", style="Bullet")),
        ),
        statements("ahead.statements", "ahead_statements"),
        _later_provisions(),
        _later_citations(),
    )


def _later_provisions() -> str:
    widths = (1800, 3700, 2866, 1500)
    says = [
        tag("if row.heading"),
        p("{{ row.heading }}", style="CellStrong"),
        tag("endif"),
        p("{{ row.summary }}", style="Cell"),
        tag("if row.penalty"),
        p("{{ row.penalty }}", style="CellSmall"),
        tag("endif"),
        tag("if row.note"),
        p("{{ row.note }}", style="CellNote"),
        tag("endif"),
    ]
    answers = [
        p("{{ row.treatment }}", style="CellStrong"),
        by_article("row.names", "CellSmall"),
        tag("if row.concern"),
        p("{{ row.concern }}", style="Cell"),
        tag("endif"),
        tag("if row.suggestion"),
        p("{{ row.suggestion }}", style="CellNote"),
        tag("endif"),
    ]
    cells = (
        cell(
            widths[0],
            p("{{ row.law_name }}{{ labels.comma }}{{ row.provision }}", style="CellStrong"),
            p("{{ row.reference }}", style="CellSmall"),
        ),
        cell(widths[1], *says),
        cell(widths[2], *answers),
        cell(
            widths[3],
            p("{{ row.standing }}", style="CellSmall"),
            p("{{ w.confidence_line.format(confidence=row.confidence) }}", style="CellSmall"),
            p("{{ row.sources }}", style="CellSmall"),
        ),
    )
    long = "row.summary|length + row.note|length > 600 or row.concern|length + row.suggestion|length > 400"
    return given(
        "ahead.provisions",
        sub("ahead_provisions"),
        captioned(
            "w.ahead_provisions",
            widths,
            head(widths, "provision", "says", "answers", "evidence"),
            rows("row in ahead.provisions", whole_row(long, cells, widths), widths=widths),
        ),
    )


def _later_citations() -> str:
    widths = (2300, 2100, 1000, 2966, 1500)
    why = [
        tag("if line.missing"),
        p("{{ line.missing }}", style="Cell"),
        tag("endif"),
        tag("if line.reasons"),
        p("{{ w.reasons_line.format(reasons=line.reasons) }}", style="CellSmall"),
        tag("endif"),
        tag("if line.quote"),
        p("{{ w.quoted.format(text=line.quote) }}", style="Cell"),
        p("{{ line.quote_state }}", style="CellSmall"),
        p("{{ line.quote_note }}", style="CellSmall"),
        tag("endif"),
        p("{{ line.note }}", style="CellNote"),
    ]
    cells = (
        cell(
            widths[0],
            p("{{ line.name }}", style="CellStrong"),
            p(
                "{{ labels.article }} {{ line.article }} · ",
                ("{{ line.element }}", "ElementId"),
                style="CellSmall",
            ),
        ),
        cell(widths[1], "{{ line.provision }}"),
        mark(widths[2], "line.mark"),
        cell(widths[3], *why),
        cell(
            widths[4],
            p("{{ line.standing }}", style="CellSmall"),
            p("{{ w.confidence_line.format(confidence=line.confidence) }}", style="CellSmall"),
            p("{{ line.sources }}", style="CellSmall"),
        ),
    )
    long = "line.missing|length + line.reasons|length + line.quote|length + line.note|length > 500"
    return given(
        "ahead.citations",
        sub("ahead_citations"),
        captioned(
            "w.ahead_citations",
            widths,
            head(widths, "element", "provision", "grade", "missing_note", "evidence"),
            rows("line in ahead.citations", whole_row(long, cells, widths), widths=widths),
        ),
    )


def middle() -> str:
    """Return the chapters between the legal system and the annexes."""
    return parts() + outside() + actions() + ahead()
