"""The template of the comparison from the spread of ratings to the recipe."""

from __future__ import annotations

from blocks import (
    PORTRAIT,
    caption,
    captioned,
    cell,
    each,
    given,
    p,
    row,
    rows,
    table,
    tag,
    tag_row,
)
from matrix import chapter, heads, patterned, shaded, sub

_BADGES = "{% for mark, number in one.counts %}{{ mark|badge }} {{ number }}   {% endfor %}"


def spread() -> str:
    """Return how ratings are spread by part, article and group, and which duties fall short most often."""
    return (
        chapter("spread")
        + p("{{ o.spread_lead }}", style="Lead")
        + given(
            "by_part", sub("by_part"), _figure("parts"), _spread("by_part", "o.by_part", "part")
        )
        + given("by_article", sub("by_article"), _by_article("by_article", "o.by_article", "total"))
        + given(
            "by_group",
            sub("by_group"),
            _figure("groups"),
            _spread("by_group", "o.by_group", "group", True),
        )
        + given(
            "reported_by_article",
            sub("reported_by_article"),
            _by_article("reported_by_article", "o.reported_by_article", "total_told"),
        )
        + given("duties", _duties())
    )


def _figure(name: str) -> str:
    return each(
        f"title, bars in figures.{name}",
        p("{{ bars|drawn }}", style="Figure"),
        caption("title", "figure"),
    )


def _spread(name: str, title: str, first: str, states: bool = False) -> str:
    widths = (2500, 4666, 900, 900, 900) if states else (2500, 4666, 1200, 1500)
    more = [cell(widths[4], "{{ one.states }}")] if states else []
    line = row(
        cell(widths[0], "{{ one.name }}", style="CellStrong"),
        cell(
            widths[1],
            _BADGES,
            tag("if one.note"),
            p("{{ one.note }}", style="CellNote"),
            tag("endif"),
        ),
        cell(widths[2], "{{ one.total }}"),
        cell(widths[3], "{{ one.out }}"),
        *more,
    )
    return captioned(
        title,
        widths,
        heads(widths, first, "spread_head", "total", "out", "states_number"),
        rows(f"one in {name}", line, widths=widths),
    )


def _by_article(name: str, title: str, total: str) -> str:
    told = total != "total"
    widths = (800, 3700, 4266, 1100) if told else (800, 3700, 3366, 900, 1100)
    cells = [
        cell(widths[0], "{{ one.name }}", style="CellStrong"),
        cell(widths[1], "{{ headed[one.name].heading if one.name in headed }}"),
        cell(
            widths[2],
            _BADGES,
            tag("if one.note"),
            p("{{ one.note }}", style="CellNote"),
            tag("endif"),
        ),
        cell(widths[3], "{{ one.total }}"),
    ]
    names = [
        "{{ labels.article_short }}",
        "heading",
        "spread_told" if told else "spread_head",
        total,
    ]
    if not told:  # a report has no rating that could be missing
        cells.append(cell(widths[4], "{{ one.out }}"))
        names.append("out")
    return captioned(
        title, widths, heads(widths, *names), rows(f"one in {name}", row(*cells), widths=widths)
    )


def _duties() -> str:
    widths = (1900, 2816, 900, 850, 850, 850, PORTRAIT - 8166)
    line = row(
        cell(
            widths[0],
            p("{{ one.name }}", style="CellStrong"),
            p("{{ labels.article_short }} {{ one.article }}", style="CellSmall"),
            tag("if one.name != one.element"),
            p("{{ one.element }}", style="CellSmall"),
            tag("endif"),
        ),
        cell(widths[1], "{{ one.asks }}"),
        cell(widths[2], "{{ o.short_line.format(short=one.absent, counted=one.counted) }}"),
        cell(widths[3], "{{ one.partly }}"),
        cell(widths[4], "{{ one.unknown }}"),
        cell(widths[5], "{{ one.reserved }}"),
        cell(widths[6], "{{ one.states|join(labels.comma) }}"),
        keep=False,
    )
    return (
        sub("duties")
        + p("{{ o.duties_lead }}", style="Kept")
        + captioned(
            "o.duties",
            widths,
            heads(widths, "element", "asks", "absent", "partly", "unknown", "reserved", "where"),
            rows("one in duties", line, widths=widths),
        )
        + given("duties_note", p("{{ duties_note }}", style="HeatNote"))
    )


def overtime() -> str:
    """Return the ratings year by year, and who changed since a day."""
    return given(
        "years or since", chapter("time"), given("years", _years()), given("since", _changes())
    )


def _years() -> str:
    widths = (1000, 900, 4666, 1100, 2200)
    line = row(
        cell(widths[0], "{{ one.year }}", style="CellStrong"),
        cell(widths[1], "{{ one.states }}"),
        cell(widths[2], _BADGES),
        cell(widths[3], "{{ one.total }}"),
        cell(widths[4], "{{ one.share }}"),
    )
    return (
        sub("years")
        + p("{{ o.years_lead }}", style="Kept")
        + _figure("years")
        + captioned(
            "o.years",
            widths,
            heads(widths, "year", "states_number", "spread_head", "total", "share"),
            rows("one in years", line, widths=widths),
        )
    )


def _changes() -> str:
    widths = (900, 950, 950, PORTRAIT - 2800)
    change = row(
        cell(widths[0], "{{ one.article }}", style="CellStrong"),
        *(
            patterned(
                width,
                f"one.{name}",
                p(f"{{{{ one.{name}.letter|inked(one.{name}) }}}}", style="MarkLetter"),
            )
            for width, name in zip(widths[1:], ("old", "new"))
        ),
        cell(widths[3], "{{ one.why }}"),
        keep=False,
    )
    state = shaded(widths, p("{{ state }}", style="CellStrong"))
    return (
        p("{{ o.changes.format(day=since) }}", style="Heading3")
        + given(
            "changes",
            captioned(
                "o.changes.format(day=since)",
                widths,
                heads(widths, "article", "old", "new", "why"),
                rows(
                    "state, found in changed",
                    state,
                    rows("one in found", change, widths=widths),
                    widths=widths,
                ),
            ),
            tag("elif assessed|length > not_compared|length"),
            p("{{ o.changes_none }}"),
        )
        + given("not_compared", p("{{ not_compared_said }}"))
    )


def order() -> str:
    """Return tiers with intervals of ranks, and who dominates whom."""
    widths = (2400, 700, 900, 2466, 1300, 2100)
    ways = [
        p("{%p for line in one.by_way %}", style="Tag"),
        p("{{ o.way_line.format(way=ways[loop.index0], ranks=line) }}", style="CellSmall"),
        p("{%p endfor %}", style="Tag"),
        tag("if not one.by_way"),
        p("–", style="CellSmall"),
        tag("endif"),
    ]
    known = [
        p("{{ one.known }}", style="Cell"),
        tag("if one.note"),
        p("{{ one.note }}", style="CellNote"),
        tag("endif"),
    ]
    line = row(
        cell(widths[0], "{{ one.name }}", style="CellStrong"),
        cell(widths[1], "{{ one.tier }}"),
        cell(widths[2], "{{ one.ranks }}"),
        cell(widths[3], *ways),
        cell(widths[4], "{{ one.scores }}"),
        cell(widths[5], *known),
    )
    better = (2800, PORTRAIT - 2800)
    pairs = row(
        cell(better[0], "{{ name }}", style="CellStrong"),
        cell(
            better[1],
            p("{%p for line in lines %}", style="Tag"),
            p("{{ line }}", style="Cell"),
            p("{%p endfor %}", style="Tag"),
        ),
        keep=False,
    )
    dominance = (
        sub("dominance")
        + given("dominance_note", p("{{ dominance_note }}", style="Kept"))
        + given(
            "surpassed",
            captioned(
                "o.dominance",
                better,
                heads(better, "better", "worse"),
                rows("name, lines in surpassed", pairs, widths=better),
            ),
            tag("else"),
            p("{{ o.dominance_none }}"),
        )
    )
    return given(
        "tiers",
        chapter("order"),
        p("{{ o.order_lead }}", style="Lead"),
        each(
            "bars in charts_ranks",
            p("{{ bars|drawn }}", style="Figure"),
            caption("o.ranks_figure", "figure"),
        ),
        captioned(
            "o.tiers",
            widths,
            heads(widths, "state", "tier", "ranks", "ways", "scores", "known"),
            rows("one in tiers", line, widths=widths),
        ),
        dominance,
    )


def wrote() -> str:
    """Return the provisions of all States, article by article: assessed ones first, reported ones apart."""
    heading = p(
        "{{ o.article_head.format(number=found.article.number, heading=found.article.heading)|bookmark("
        '"wrote " ~ found.article.number) }}',
        style="Heading2",
    )
    return (
        chapter("wrote")
        + p("{{ o.wrote_lead }}", style="Lead")
        + each(
            "found in written",
            heading,
            given("found.more", p("{{ found.more }}", style="Kept")),
            given("found.full", _wrote()),
            given("found.told", _told()),
        )
    )


def _wrote() -> str:
    widths = (3000, 1150, 6848, 3800)
    name = p(
        ("{{ state.name }}", "Strong"),
        " {{ state.mark|badge }} ",
        "{{ state.mark.label }}",
        style="Cell",
    )
    lacks = [
        tag("for line in state.lacks"),
        p("{{ o.lacks.format(text=line.line) }}", style="CellNote"),
        tag("endfor"),
        tag("if not state.provisions"),
        p("{{ o.no_provision }}", style="CellNote"),
        tag("endif"),
    ]
    group = shaded(widths, name, *lacks)
    said = [
        tag("if one.quote"),
        p("{{ o.quoted.format(text=one.quote) }}", style="Cell"),
        tag("endif"),
        tag("if one.missing"),
        p("{{ o.missing.format(text=one.missing) }}", style="Cell"),
        tag("endif"),
        tag("if one.note"),
        p("{{ one.note }}", style="CellNote"),
        tag("endif"),
        tag("if not (one.quote or one.missing or one.note)"),
        p("", style="CellSmall"),
        tag("endif"),
    ]
    grade = (
        tag("if one.mark")
        + p("{{ one.mark.letter|inked(one.mark) }}", style="MarkLetter")
        + p("{{ one.mark.label|inked(one.mark) }}", style="MarkWord")
        + tag("else")
        + p("", style="CellSmall")
        + tag("endif")
    )
    graded = (
        f'<w:tc><w:tcPr><w:tcW w:w="{widths[1]}" w:type="dxa"/>'
        '<w:shd w:val="clear" w:color="auto" w:fill="{{ one.mark.fill if one.mark else \'auto\' }}"/></w:tcPr>'
        f"{grade}</w:tc>"
    )
    answers = "one|answers(state.state, found.article.number)"
    named = _provision(
        widths[0], tag(f"if {answers}"), p(f"{{{{ {answers} }}}}", style="CellSmall"), tag("endif")
    )
    line = _whole(row(named, graded, cell(widths[2], *said), _sources(widths[3])))
    return captioned(
        "o.wrote_assessed.format(number=found.article.number)",
        widths,
        heads(widths, "provision", "grade", "wording", "sources"),
        rows(
            "state in found.full",
            group,
            rows("one in state.provisions", line, widths=widths),
            widths=widths,
        ),
    )


def _whole(line: str) -> str:
    """Return the row of a provision, kept on one page unless it is long."""
    return line.replace("<w:cantSplit/>", '<w:cantSplit w:val="{{ one|whole }}"/>')


def _provision(width: int, *more: str) -> str:
    return cell(
        width,
        p(
            "{{ one.law }}{{ labels.comma if one.law and one.number }}{{ one.number }}",
            style="CellStrong",
        ),
        tag("if one.force"),
        p("{{ one.force }}", style="CellNote"),
        tag("endif"),
        *more,
    )


def _sources(width: int) -> str:
    return cell(
        width,
        tag("for line in one.sources"),
        p("{{ line }}", style="CellSmall"),
        tag("endfor"),
        tag("if one.confidence"),
        p("{{ o.confidence_line.format(confidence=one.confidence) }}", style="CellSmall"),
        tag("endif"),
        tag("if not (one.sources or one.confidence)"),
        p("", style="CellSmall"),
        tag("endif"),
    )


def _told() -> str:
    widths = (2500, 4300, 4198, 3800)
    note = [
        tag("if one.quote"),
        p("{{ o.quoted.format(text=one.quote) }}", style="Cell"),
        tag("endif"),
        tag("if one.missing"),
        p("{{ o.missing.format(text=one.missing) }}", style="Cell"),
        tag("endif"),
        p("{{ one.note }}", style="Cell"),
    ]
    named = [
        tag("if loop.first"),
        p("{{ state.name }}", style="CellStrong"),
        tag("else"),
        p("{{ state.name }}", style="CellSmall"),
        tag("endif"),
    ]
    line = _whole(
        row(
            cell(widths[0], *named),
            _provision(widths[1]),
            cell(widths[2], *note),
            _sources(widths[3]),
        )
    )
    return captioned(
        "o.wrote_reported.format(number=found.article.number)",
        widths,
        heads(widths, "state", "provision", "told", "sources"),
        rows(
            "state in found.told",
            rows("one in state.provisions", line, widths=widths),
            widths=widths,
        ),
    )


def pages() -> str:
    """Return a page for each assessed State, and below each other, the reported ones."""
    named = p('{{ state.name|bookmark("state " ~ state.key) }}', style="{}")
    heading = (
        tag("if loop.first")
        + named.replace("{}", "Heading2")
        + tag("else")
        + named.replace("{}", "StateHead")
        + tag("endif")
    )
    return given(
        "assessed", chapter("pages"), each("state in assessed", heading, _facts(), _ratings())
    ) + given(
        "reported",
        chapter("pages_reported"),
        p("{{ o.pages_reported_lead }}", style="Lead"),
        _reported(),
    )


def _facts() -> str:
    widths = (2300, PORTRAIT - 2300)
    facts = (
        ("as_of", "state.as_of"),
        ("assumed", "state.assumed"),
        ("stage", "state.stage"),
        ("depth", "[state.depth, state.indicative]|select|join(labels.comma)"),
        ("treaty", "state.treaty"),
        ("treaty_sources", "state.treaty_sources|join(o.semicolon)"),
        ("groups", "group_names[state.key]"),
        ("known", "o.known_of.format(known=state.known, counted=state.counted)"),
        ("index", "state.index"),
        ("tier", "[state.tier, state.tier_note]|select|join(labels.comma)"),
        ("ranks", "state.ranks"),
        ("undeclared", "state.undeclared|map(attribute='line')|join(' ')"),
        ("digest", "state.digest"),
    )
    lines = "".join(
        tag_row(f"if {value}", widths)
        + row(
            cell(widths[0], f"{{{{ o.{name} }}}}", style="CellHead"),
            cell(widths[1], f"{{{{ {value} }}}}"),
        )
        + tag_row("endif", widths)
        for name, value in facts
    )
    return table(widths, lines, title="o.state_facts.format(state=state.name)")


def _ratings() -> str:
    widths = (650, 2600, 950, 1000, PORTRAIT - 5200)
    decided = [
        tag("if one.reach"),
        p("{{ one.reach }}", style="CellSmall"),
        tag("endif"),
        p("{{ one.note }}", style="CellSmall"),
        p("{%p for two in one.reasons %}", style="Tag"),
        p(
            "– {{ two.name }}",
            ("{{ ' ' ~ two.element if two.name != two.element }}", "ElementId"),
            "{{ ': ' ~ two.text if two.text }}",
            style="CellSmall",
        ),
        p("{%p endfor %}", style="Tag"),
    ]
    line = row(
        cell(widths[0], "{{ articles[loop.index0].number }}", style="CellStrong"),
        cell(widths[1], "{{ articles[loop.index0].heading }}"),
        patterned(
            widths[2], "one.mark", p("{{ one.mark.letter|inked(one.mark) }}", style="MarkLetter")
        ),
        cell(widths[3], "{{ o.known_of.format(known=one.known, counted=one.counted) }}"),
        cell(widths[4], *decided),
    )
    return captioned(
        "o.state_ratings.format(state=state.name)",
        widths,
        heads(widths, "{{ labels.article_short }}", "heading", "rating", "known", "decided"),
        rows("one in state.cells", line, widths=widths),
    )


def _reported() -> str:
    widths = (4600, PORTRAIT - 4600)
    about = (
        "{{ [one.as_of, o.seen_number.format(number=named[one.key], of=articles|length), group_names[one.key]]"
        "|select|join(o.between) }}"
    )
    who = shaded(widths, p("{{ one.name }}", style="CellStrong"), p(about, style="CellSmall"))
    status = [
        p("{{ one.treaty }}", style="Cell"),
        tag("if one.treaty_sources"),
        p("{{ one.treaty_sources|join(o.semicolon) }}", style="CellSmall"),
        tag("endif"),
    ]
    found = [
        p("{%p for article, mark, text in seen[one.key] %}", style="Tag"),
        p(
            ("{{ labels.article_short }} {{ article.number }} {{ mark.letter }}", "Strong"),
            " {{ text }}",
            style="Cell",
        ),
        p("{%p endfor %}", style="Tag"),
        tag("if not seen[one.key]"),
        p("{{ o.none }}", style="CellNote"),
        tag("endif"),
    ]
    line = row(cell(widths[0], *status), cell(widths[1], *found))
    return captioned(
        "o.pages_reported",
        widths,
        heads(widths, "treaty", "seen"),
        rows("one in reported", who, line, widths=widths),
    )


def recipe() -> str:
    """Return the recipe: all that is needed to make the comparison again."""
    widths = (2900, PORTRAIT - 2900)
    line = row(cell(widths[0], "{{ fact[0] }}", style="CellHead"), cell(widths[1], "{{ fact[1] }}"))
    return (
        chapter("recipe")
        + p("{{ o.recipe_lead }}", style="Lead")
        + captioned("o.recipe", widths, rows("fact in recipe", line, widths=widths))
        + p("{{ disclaimer }}", style="Disclaimer")
    )
