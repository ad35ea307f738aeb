"""The country template up to the parts: cover, contents, key findings, summary, scope, legal system."""

from __future__ import annotations

from blocks import (
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
)

#: Chapters in their order: label of the block `word`, anchor, condition.
BEFORE = (
    ("remarks", "remarks", "remarks"),
    ("findings", "findings", ""),
    ("summary", "summary", ""),
    ("scope", "scope", ""),
    ("legal", "legal", "legal_system or treaties or authorities or practice or acts or acts_note"),
)
AFTER = (
    ("surplus", "surplus", "surplus or neutral"),
    ("actions", "actions", "recommendations or causes or unanswered"),
    ("ahead", "ahead", "ahead"),
)
ANNEXES = (
    ("annex_a", "annex_a", ""),
    ("annex_b", "annex_b", "provisions or unplaced"),
    ("annex_c", "annex_c", ""),
    ("annex_d", "annex_d", "citations"),
    ("annex_g", "annex_g", ""),
    ("annex_log", "annex_log", "log"),
)


def chapter(name: str) -> str:
    """Return the heading of a chapter, which is numbered and can be linked to."""
    return p(f'{{{{ w.{name}|chapter("{name}") }}}}', style="Heading1")


def annex(name: str) -> str:
    """Return the heading of an annex."""
    return p(f'{{{{ w.{name}|bookmark("{name}") }}}}', style="Annex")


def sub(name: str) -> str:
    """Return a heading inside a chapter."""
    return p(f"{{{{ w.{name} }}}}", style="Heading3")


def cover() -> str:
    """Return the cover: what was assessed, as of when, by whom, from which data."""
    wide = (2900, 6966)
    facts = [
        ("state", "country", ""),
        ("instrument", "instrument.title", ""),
        ("number", "instrument.number", ""),
        ("cut_off", "as_of", ""),
        ("assumptions", "assumptions|join(labels.comma)", "assumptions"),
        ("stage", "stage", ""),
        ("record", "language_of_record", ""),
        ("assessed_by", "assessed_by", "assessed_by"),
        ("reviewed_by", "reviewed_by or w.nobody", ""),
        ("checklist", "instrument.version", ""),
        ("depth", "depth", "not indicative"),
        ("digest", "digest", ""),
        ("program", "program", ""),
        ("edition", "edition", "edition"),
    ]
    lines = "".join(_fact(wide, *fact) for fact in facts)
    return (
        given(
            "voices|length > 1",
            p("{{ w.kicker }}", style="KickerNear"),
            tag("else"),
            p("{{ w.kicker }}", style="Kicker"),
        )
        + p("{{ title }}", style="Title")
        + p("{{ instrument.title }} ({{ instrument.number }})", style="Subtitle")
        + p("{{ w.as_of_line.format(day=as_of) }}", style="CoverDay")
        + first_look()
        + table(wide, lines, title="w.cover_table")
        + p("{{ disclaimer }}", style="Disclaimer")
    )


def first_look() -> str:
    """Return what heads a first look: that it is indicative, and how much was asked."""
    return given("indicative", p("{{ indicative }}", style="Stamp"))


def _fact(widths: tuple[int, ...], label: str, value: str, condition: str) -> str:
    name = "labels.recipe.depth" if label == "depth" else f"w.{label}"
    line = row(
        cell(widths[0], f"{{{{ {name} }}}}", style="CellHead"),
        cell(widths[1], f"{{{{ {value} }}}}"),
    )
    return (
        tag_row(f"if {condition}", widths) + line + tag_row("endif", widths) if condition else line
    )


def contents() -> str:
    """Return the contents table: a field whose result is written out, so that it is there on opening."""
    start = _for_word(
        '<w:fldChar w:fldCharType="begin"/><w:instrText xml:space="preserve"> TOC \\o &quot;1-2&quot; '
        '\\h \\z \\u </w:instrText><w:fldChar w:fldCharType="separate"/>'
    )
    begin = f'<w:p><w:pPr><w:pStyle w:val="SectionEnd"/></w:pPr>{start}</w:p>'
    stop = _for_word('<w:fldChar w:fldCharType="end"/>')
    end = f'<w:p><w:pPr><w:pStyle w:val="SectionEnd"/></w:pPr>{stop}</w:p>'
    lines = [_entry(*one) for one in BEFORE]
    lines.append(
        each(
            "part in parts",
            p("{{ part.title|chapter_entry(part.id) }}", style="TOC1"),
            each(
                "article in part.articles",
                p(
                    "{{ w.article_title.format(number=article.number, heading=article.heading)|entry(article.anchor) }}",
                    style="TOC2",
                ),
            ),
        )
    )
    lines += [_entry(*one) for one in AFTER] + [_entry(*one, kind="entry") for one in ANNEXES]
    return p("{{ w.contents }}", style="TOCHeading") + begin + "".join(lines) + end


def _for_word(xml: str) -> str:
    """Return what Word reads and other applications skip.

    LibreOffice leaves page references inside a contents field empty, and shows them live outside of one.
    """
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="w15">{xml}</mc:Choice><mc:Fallback/></mc:AlternateContent>'
        f"</w:r>"
    )


def _entry(label: str, anchor: str, condition: str, kind: str = "chapter_entry") -> str:
    line = p(f'{{{{ w.{label}|{kind}("{anchor}") }}}}', style="TOC1")
    return given(condition, line) if condition else line


def remarks() -> str:
    """Return the corrections of the record, which stand before any result."""
    box = (
        p("{{ remark.topic }}", style="BoxHead")
        + p("{{ remark.text }}", style="Box")
        + p(
            "{{ w.sourced.format(sources=remark.sources, confidence=remark.confidence) }}",
            style="BoxSmall",
        )
    )
    return given(
        "remarks",
        chapter("remarks"),
        p("{{ w.remarks_lead }}", style="Lead"),
        each("remark in remarks", box, p("", style="Small")),
    )


def findings() -> str:
    """Return the key findings: strip of ratings, the strongest, the most urgent, counts with denominators."""
    each_cell = 9866 // 3
    strip = table(
        (each_cell,) * 3,
        rows(
            "line in articles|batch(12)",
            row(
                cell(each_cell, p("{%tc for article in line %}", style="Tag")),
                cell(
                    each_cell,
                    p(
                        "{{ (labels.article_short ~ ' ' ~ article.number)|inked(article.mark) }}",
                        style="MarkWord",
                    ),
                    p("{{ article.mark.letter|inked(article.mark) }}", style="MarkLetter"),
                    p(
                        "{{ (w.reach_short.format(met=article.met, counted=article.counted) if article.reach else '')"
                        "|inked(article.mark) }}",
                        style="MarkWord",
                    ),
                    fill="article.mark.fill",
                ),
                cell(each_cell, p("{%tc endfor %}", style="Tag")),
                cell(each_cell, p("{%tc for gap in range(12 - line|length) %}", style="Tag")),
                cell(each_cell, ""),
                cell(each_cell, p("{%tc endfor %}", style="Tag")),
            ),
            widths=(each_cell,) * 3,
        ),
        title="w.strip_alt",
        style="Strip",
    )
    strongest = sub("strongest") + given(
        "strongest",
        each("line in strongest", p("{{ line }}", style="Bullet")),
        tag("else"),
        p("{{ w.strongest_none }}"),
    )
    urgent = given(
        "urgent",
        sub("urgent"),
        each(
            "one in urgent",
            p(
                (
                    "{% if one.articles.split(labels.comma)|length > 9 %}{{ w.urgent_many.format(number=one.id, priority="
                    "one.priority, articles=one.reach) }}{% else %}{{ w.urgent_line.format(number="
                    "one.id, articles=one.articles, priority=one.priority) }}{% endif %} ",
                    "Strong",
                ),
                "{{ one.action }}",
                style="Bullet",
            ),
        ),
    )
    return (
        chapter("findings")
        + first_look()
        + p(
            "{{ w.reading.format(day=as_of) }}{% for line in assumptions %} {{ line }}{% endfor %}",
            style="Lead",
        )
        + caption("w.strip")
        + strip
        + p("{{ w.strip_note }}", style="Small")
        + strongest
        + urgent
        + counts("ratings", "w.count_ratings", "w.of_articles")
        + counts("states", "w.count_states", "w.of_elements")
    )


def counts(name: str, title: str, denominator: str) -> str:
    """Return a strip of counts with their denominators, one cell a grade or state."""
    wide = 9866 // 3
    shown = cell(
        wide,
        p("{{ one.mark.letter|inked(one.mark) }}", style="MarkLetter"),
        p(
            f"{{{{ {denominator}.format(number=one.number, of=one.of)|inked(one.mark) }}}}",
            style="MarkCount",
        ),
        p("{{ one.mark.label|inked(one.mark) }}", style="MarkWord"),
        fill="one.mark.fill",
    )
    strip = row(
        cell(wide, p(f"{{%tc for one in {name} %}}", style="Tag")),
        shown,
        cell(wide, p("{%tc endfor %}", style="Tag")),
    )
    return captioned(title, (wide,) * 3, strip, style="Strip")


def _review() -> str:
    """Return how far the review is: counts, and a picture by part, with text before and after it."""
    return given(
        "review",
        p(("{{ labels.review.title }}. ", "Strong"), "{{ labels.review.lead }}", style="Kept"),
        counts("review", "labels.review.counts", "labels.review.of_articles"),
        p("{{ parts|progress }}", style="Figure"),
        caption("labels.review.counts", "figure"),
    )


def summary() -> str:
    """Return the executive summary."""
    said = each("line in results", p("{{ line }}", style="Bullet"))
    own = given("summary", sub("on_the_case"), p("{{ summary }}", style="Lead"))
    return (
        chapter("summary")
        + sub("results")
        + said
        + own
        + _by_part()
        + _review()
        + _scenarios()
        + _bills()
        + _priorities()
    )


def _by_part() -> str:
    widths = (2700, 3200, 1866, 2100)
    spread = (
        "{% for mark, number in part.distribution %}{{ mark|badge }} {{ number }}   {% endfor %}"
    )
    line = row(
        cell(widths[0], "{{ part.title }}", style="CellStrong"),
        cell(widths[1], spread, p("{{ w.of_total.format(total=part.total) }}", style="CellSmall")),
        cell(widths[2], "{{ part.weakest }}"),
        cell(widths[3], "{{ w.known_of.format(known=part.known, counted=part.counted) }}"),
    )
    return (
        sub("by_part")
        + captioned(
            "w.by_part",
            widths,
            head(widths, "part", "ratings", "weakest", "known"),
            rows("part in parts", line, widths=widths),
        )
        + p("{{ parts|chart }}", style="Figure")
        + caption("w.chart_parts", "figure")
        + p(("{{ labels.summary.index }}: ", "Strong"), "{{ index }}")
        + p(("{{ labels.summary.safeguards_index }}: ", "Strong"), "{{ safeguards_index }}")
        + p("{{ w.index_note }}", style="Small")
    )


def _scenarios() -> str:
    return given("scenarios", sub("scenarios"), side_by_side("scenarios", "w.scenarios_table"))


def side_by_side(name: str, title: str) -> str:
    """Return the ratings of every article in several readings."""
    widths = (700, 4300, 1622, 1622, 1622)
    every = (700, 4300, 1622)

    def around(inner: str) -> str:
        return (
            cell(every[2], p("{%tc for one in line %}", style="Tag"))
            + inner
            + cell(every[2], p("{%tc endfor %}", style="Tag"))
        )

    top = row(
        cell(700, "{{ labels.article_short }}", shade="E6ECEF", style="CellHead"),
        cell(4300, "{{ w.subject }}", shade="E6ECEF", style="CellHead"),
        around(cell(1622, "{{ one }}", shade="E6ECEF", style="CellHead")).replace(
            "one in line", f"one in {name}.titles"
        ),
        head=True,
    )
    line = row(
        cell(700, "{{ number }}"),
        cell(4300, "{{ heading }}"),
        around(mark(1622, "one", words=False)).replace("one in line", "one in marks"),
    )
    total = row(
        cell(5000, "{{ name }}", span=2, style="CellStrong"),
        around(cell(1622, "{{ one }}", style="CellSmall")).replace("one in line", "one in texts"),
    )
    body = rows(f"number, heading, marks in {name}.rows", line, widths=widths) + rows(
        f"name, texts in {name}.totals", total, widths=widths
    )
    return captioned(title, widths, top, body)


def _bills() -> str:
    widths = (2450, 4216, 1600, 1600)
    elements = row(
        cell(widths[0], p(*named(look="Strong"), style="Cell")),
        cell(widths[1], "{{ one.asks }}"),
        mark(widths[2], "one.old"),
        mark(widths[3], "one.new"),
    )
    articles = row(
        cell(widths[0], "{{ labels.article_short }} {{ number }}", style="CellStrong"),
        cell(widths[1], "{{ heading }}", style="CellStrong"),
        mark(widths[2], "old"),
        mark(widths[3], "new"),
    )
    return given(
        "bills",
        sub("bills"),
        each(
            "bill in bills",
            p(
                ("{{ bill.name }}. ", "Strong"),
                "{{ (w.bill_assumed if bill.assumed else w.bill_open).format("
                "elements=bill.rows|length, articles=bill.ratings|length) }}",
                style="Spaced",
            ),
            given(
                "bill.rows or bill.ratings",
                captioned(
                    "w.bill_table.format(bill=bill.name)",
                    widths,
                    head(widths, "element", "subject", "without", "with_bill"),
                    rows("number, heading, old, new in bill.ratings", articles, widths=widths),
                    rows("one in bill.elements", elements, widths=widths),
                ),
            ),
            given(
                "bill.worse",
                p("{{ w.bill_worse }}", style="Spaced"),
                each(
                    "one in bill.weakened",
                    p(
                        "{{ labels.article_short }} {{ one.article }}{{ labels.comma }}",
                        *named(look="Strong"),
                        ": {{ one.text }}",
                        style="Bullet",
                    ),
                ),
            ),
            given(
                "bill.concerns",
                p("{{ w.bill_concerns }}", style="Spaced"),
                each("line in bill.concerns", p("{{ line }}", style="Bullet")),
            ),
        ),
    )


def _priorities() -> str:
    widths = (720, 5680, 2466, 1000)
    line = row(
        cell(widths[0], "{{ one.id }}"),
        cell(widths[1], "{{ one.action }}"),
        cell(widths[2], "{{ one.laws or one.kind }}"),
        cell(widths[3], "{{ one.priority }}"),
    )
    return given(
        '"high" in steps|map(attribute="priority_key")|list',
        sub("priorities"),
        captioned(
            "w.priorities_table",
            widths,
            head(widths, "no", "action", "law", "priority"),
            rows('one in steps if one.priority_key == "high"', line, widths=widths),
        ),
    )


def pairs(loop: str, title: str, name: str, value: str, extra: str = "") -> str:
    """Return a table of names and what is said of them."""
    widths = (2600, 7266)
    inner = [p(f"{{{{ {value} }}}}", style="Cell")] + ([extra] if extra else [])
    return captioned(
        title,
        widths,
        rows(
            loop,
            row(cell(widths[0], f"{{{{ {name} }}}}", style="CellStrong"), cell(widths[1], *inner)),
            widths=widths,
        ),
    )


def statements(name: str, label: str, lead: str = "") -> str:
    """Return a table of statements with their sources, under a heading, if there are any."""
    widths = (2300, 5266, 2300)
    text = [
        p("{{ one.text }}", style="Cell"),
        tag("if one.note"),
        p("{{ one.note }}", style="CellNote"),
        tag("endif"),
    ]
    source = [
        p("{{ one.sources }}", style="CellSmall"),
        tag("if one.confidence"),
        p("{{ w.confidence_line.format(confidence=one.confidence) }}", style="CellSmall"),
        tag("endif"),
    ]
    line = row(
        cell(widths[0], "{{ one.topic }}", style="CellStrong"),
        cell(widths[1], *text),
        cell(widths[2], *source),
    )
    top = head(widths, "topic", "statement", "source")
    return given(
        name,
        sub(label),
        lead,
        captioned(f"w.{label}", widths, top, rows(f"one in {name}", line, widths=widths)),
    )


def scope() -> str:
    """Return scope and method: instrument, laws examined, people, rule, limits, comments of the State."""
    facts = [
        ("title", "title"),
        ("number", "number"),
        ("adopted", "adopted"),
        ("since", "in_force"),
        ("status_line", "status"),
        ("checklist", "version"),
        ("size", ""),
        ("origin", "origin"),
        ("licence", "licence"),
        ("terms", "terms"),
        ("checklist_digest", "digest"),
    ]
    widths = (2600, 7266)
    lines = "".join(
        row(
            cell(widths[0], f"{{{{ w.{label} }}}}", style="CellStrong"),
            cell(
                widths[1],
                f"{{{{ instrument.{name} }}}}"
                if name
                else "{{ w.size_line.format(articles=instrument.articles, elements=instrument.elements) }}",
            ),
        )
        for label, name in facts
    )
    people = p(("{{ w.assessed_by }}: ", "Strong"), "{{ assessed_by or w.nobody }}") + p(
        ("{{ w.reviewed_by }}: ", "Strong"), "{{ reviewed_by or w.nobody }}"
    )
    rule = each("line in method[2][1]", p("{{ line }}")) + p("{{ w.rule_more }}", style="Small")
    comments = given(
        "comments",
        p("{{ w.comments_line.format(number=comments|length) }}"),
        tag("else"),
        p("{{ comment_state or w.comments_none }}"),
    )
    return (
        chapter("scope")
        + sub("instrument")
        + captioned("w.instrument", widths, lines)
        + sub("laws")
        + _laws()
        + sub("who")
        + people
        + sub("rule")
        + rule
        + given("limits", sub("limits"), each("line in limits", p("{{ line }}", style="Bullet")))
        + sub("comment_heading")
        + comments
    )


def _laws() -> str:
    return law_table("laws", "w.laws")


def law_table(name: str, title: str) -> str:
    """Return a table of laws: what they are, from when to when, what text stands behind them."""
    widths = (3600, 2700, 1766, 1800)
    law = [
        p("{{ law.name }}", style="CellStrong"),
        tag("if law.title != law.name"),
        p("{{ law.title }}", style="Cell"),
        tag("endif"),
        p("{{ [law.kind, law.number, law.id]|select|join(' · ') }}", style="CellSmall"),
    ]
    dates = [
        p("{{ law.force }}", style="CellStrong"),
        tag("if law.in_force"),
        p(
            "{{ (w.bill_day if law.kind == labels.law_kinds.bill else w.from_day).format(day=law.in_force) }}",
            style="Cell",
        ),
        tag("endif"),
        tag("if law.until"),
        p("{{ w.until_day.format(day=law.until) }}", style="Cell"),
        tag("endif"),
        tag("if law.gazette"),
        p("{{ w.gazette_line.format(gazette=law.gazette) }}", style="CellSmall"),
        tag("endif"),
    ]
    text = [
        p("{{ law.standing }}", style="Cell"),
        p("{{ w.provisions_line.format(number=law.provisions) }}", style="CellSmall"),
        p("{{ w.confidence_line.format(confidence=law.confidence) }}", style="CellSmall"),
    ]
    note = [
        p("{{ [law.note, law.fate]|select|join('\\n') }}", style="Cell"),
        tag("if law.rights"),
        p("{{ law.rights }}", style="CellSmall"),
        tag("endif"),
    ]
    line = row(
        cell(widths[0], *law),
        cell(widths[1], *dates),
        cell(widths[2], *text),
        cell(widths[3], p("{{ law.sources }}", style="CellSmall")),
    )
    more = row(cell(sum(widths), *note, span=len(widths)), keep=False)
    return captioned(
        title,
        widths,
        head(widths, "law", "force", "text_behind", "source"),
        rows(f"law in {name}", _shaded(line), more, widths=widths),
    )


def _shaded(line: str) -> str:
    """Return a row on a pale ground that stays on the page of the row after it."""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="F3F6F7"/>'
    return line.replace('w:type="dxa"/></w:tcPr>', f'w:type="dxa"/>{shade}</w:tcPr>').replace(
        '"/></w:pPr>', '"/><w:keepNext/></w:pPr>'
    )


def legal() -> str:
    """Return the legal system and the status of treaties."""
    inner = (
        statements("legal_system", "system")
        + statements("treaties", "treaties")
        + statements("reservations", "reservations")
        + statements("authorities", "authorities")
        + statements("practice", "practice", p("{{ w.practice_note }}", style="Kept"))
    )
    return given(
        BEFORE[-1][2], chapter("legal"), p("{{ w.legal_lead }}"), inner, _acts(), _undeclared()
    )


def _acts() -> str:
    """Return the acts of a Party with state and source, or why there is none to show."""
    widths = (3200, 1000, 3666, 2000)
    line = row(
        cell(
            widths[0],
            p(*named(look="Strong"), style="Cell"),
            p("{{ labels.article }} {{ one.source }}", style="CellSmall"),
            p("{{ one.asks }}", style="Cell"),
        ),
        mark(widths[1], "one.mark"),
        cell(
            widths[2],
            tag("if one.on"),
            p("{{ one.on }}", style="CellStrong"),
            tag("endif"),
            p("{{ one.text }}", style="Cell"),
        ),
        cell(widths[3], "{{ one.sources }}"),
    )
    return given(
        "acts or acts_note",
        sub("acts"),
        given("acts", p("{{ w.acts_lead }}", style="Kept")),
        given("acts_note", p("{{ acts_note }}")),
        given(
            "acts",
            captioned(
                "w.acts",
                widths,
                head(widths, "act", "grade", "done", "source"),
                rows("one in acts", line, widths=widths),
            ),
        ),
    )


def _undeclared() -> str:
    """Return the options that a Party uses without a declaration."""
    return given(
        "undeclared",
        sub("undeclared"),
        each(
            "one in undeclared",
            p(
                "{{ labels.article }} {{ one.article }}{{ labels.comma }}",
                *named(look="Strong"),
                ": {{ one.text }}",
                style="Bullet",
            ),
        ),
    )


def front() -> str:
    """Return everything before the parts."""
    return cover() + contents() + remarks() + findings() + summary() + scope() + legal()
