"""What the commands print: tables and traces as lines of text, in one language."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterator

from assess.country.export import surplus_counts
from assess.country.named import ElementName, beside, name_of
from assess.country.party import act_rows, acts_note, undeclared
from assess.country.sentences import (
    depth_line,
    index_text,
    lead,
    overridden,
    reach,
    reasons,
    searched,
    shown_mark,
)
from assess.law.diff.view import ComparisonView
from assess.law.diff.worddiff import Run
from assess.law.structure.tree import named
from assess.model.case import Case
from assess.model.dated import text_on
from assess.model.terms import OUT, WHOLE
from assess.rating.rate import ArticleRating, CaseRating, PartRating
from assess.rating.standing import Standing, Weighed
from assess.speak.words import Words


def width() -> int:
    """Return the columns to print in: those of the terminal, from 60 to 120."""
    return max(60, min(120, shutil.get_terminal_size((100, 24)).columns))


def rating_lines(rating: CaseRating, words: Words) -> Iterator[str]:
    """Yield a rating: per part its articles with what decided them, then sums, safeguards and surplus."""
    said, case = words.labels.cli, rating.case
    yield from heading_lines(rating, words)
    for part in rating.parts:
        yield ""
        yield f"{words.text(part.part.title)}  {said.own_axis if part.part.axis == 'safeguards' else ''}".rstrip()
        for article in part.articles:
            yield from _article_lines(article, words)
        yield f"  {_distribution(part, words)}"
    yield ""
    yield f"{said.index}: {index_text(rating.index, words)}"
    yield f"{said.safeguards}: {index_text(rating.safeguards, words)}"
    counts = surplus_counts(case)
    listed = words.many(
        f"{words.label('treatments', key)} {number}" for key, number in counts.items()
    )
    yield f"{said.surplus}: {listed or said.none}"
    yield from _apart_lines(rating, words)
    yield words.labels.sentences.disclaimer


def _apart_lines(rating: CaseRating, words: Words) -> Iterator[str]:
    """Yield what stands apart from the ratings: acts of a Party, options used without a declaration."""
    said, note, rows = words.labels.cli, acts_note(rating, words), act_rows(rating, words)
    if note:
        yield from _wrapped(f"{said.acts}: {note}", 0)
    if rows and not note:
        yield f"{said.acts}:"
    for one in rows:
        yield from _wrapped(f"– {beside(ElementName(one.id, one.name))}: {one.mark.label}", 2)
    lines = undeclared(rating, words)
    if lines:
        yield f"{said.undeclared}:"
    for one in lines:
        yield from _wrapped(
            f"– {words.article(one.article)}, {beside(ElementName(one.id, one.name))}: {one.text}",
            2,
        )


def heading_lines(rating: CaseRating, words: Words) -> Iterator[str]:
    """Yield which case is read, against what, as of when, under which assumptions; of a first look, that it is one."""
    said, case = words.labels.cli, rating.case
    yield said.heading.format(
        country=words.text(case.profile.country),
        instrument=words.text(case.instrument.short),
        version=case.instrument.version,
    )
    yield said.as_of.format(day=words.day(rating.reading.as_of))
    if case.profile.depth != "full":
        yield depth_line(case, words)
    for name in rating.reading.assume:
        law = case.law(name)
        yield words.labels.sentences.assumed.format(bill=words.law(law) if law else name)


def _article_lines(one: ArticleRating, words: Words) -> Iterator[str]:
    mark = shown_mark(one, words)
    head = f"  {one.article.article:>3}  {mark.letter:<6} {words.text(one.article.heading)}"
    computed = words.labels.cli.computed.format(rating=one.computed) if one.override else ""
    beside = words.labels.semicolon.join(filter(None, (computed, reach(one, words))))
    yield f"{head}  ({beside})" if beside else head
    if one.computed.deciders or not one.computed.rated:
        yield from _reason_lines(one, words, 13)


def _reason_lines(one: ArticleRating, words: Words, indent: int) -> Iterator[str]:
    """Yield what decided a rating: a sentence, then a line an element that falls short, unknown ones in one line."""
    told = reasons(one, words)
    plain = words.labels.semicolon.join(
        beside(ElementName(two.element, two.name)) for two in told if not two.text
    )
    yield from _wrapped(f"{lead(one, words)} {plain}".strip(), indent)
    for two in told:
        if two.text:
            yield from _wrapped(
                f"– {beside(ElementName(two.element, two.name))}: {two.text}", indent
            )


def _distribution(part: PartRating, words: Words) -> str:
    said = words.labels.cli
    spread = words.many(
        f"{words.label('ratings', key)['letter']} {number}"
        for key, number in part.distribution.items()
        if number
    )
    line = said.distribution.format(
        spread=spread, total=len(part.articles), known=part.known, counted=part.counted
    )
    if part.weakest:
        names = words.many(f"{words.labels.article_short} {number}" for number in part.weakest)
        line += " " + words.labels.sentences.weakest.format(articles=names)
    return line


def scenario_lines(ratings: list[CaseRating], titles: list[str], words: Words) -> Iterator[str]:
    """Yield the ratings of all articles in several readings, side by side; none of them, that there is none."""
    if not ratings:
        yield words.labels.cli.no_scenarios
        return
    for number, title in enumerate(titles, start=1):
        yield f"({number}) {title}"
    yield ""
    yield "".join(
        [" " * 44, *(f"{f'({number})':<9}" for number in range(1, len(titles) + 1))]
    ).rstrip()
    columns = [{one.article.article: one for one in rating.articles} for rating in ratings]
    for row in (
        [column[number] for column in columns] for number in ratings[0].case.instrument.numbers()
    ):
        name = textwrap.shorten(words.text(row[0].article.heading), 37, placeholder=" …")
        marks = [shown_mark(one, words).letter for one in row]
        yield (
            f"{row[0].article.article:>3}  {name:<39}"
            + "".join(f"{mark:<9}" for mark in marks).rstrip()
        )
    yield ""
    for number, rating in enumerate(ratings, start=1):
        yield f"({number}) {words.labels.cli.index}: {index_text(rating.index, words)}"


def explain_lines(
    rating: CaseRating, article: ArticleRating, words: Words, only: str = ""
) -> Iterator[str]:
    """Yield the trace of an article: rating → rule → elements → provisions → sources; `only` keeps to one element."""
    said = words.labels.cli
    yield from heading_lines(rating, words)
    mark = shown_mark(article, words)
    yield ""
    named = words.labels.comma.join(
        [f"{words.labels.article} {article.article.article}", words.text(article.article.heading)]
    )
    beside_mark = words.labels.semicolon.join(filter(None, (mark.label, reach(article, words))))
    yield f"{named}: {mark.letter} ({beside_mark})"
    if article.override:
        yield from _wrapped(overridden(article, words), 2)
    yield from _rule_lines(article, words)
    for line in undeclared(rating, words):
        if line.article == article.article.article:
            yield from _wrapped(f"{beside(ElementName(line.id, line.name))}: {line.text}", 2)
    for standing in article.standings:
        if not only or standing.element.id == only:
            yield ""
            yield from _element_lines(rating, standing, words)
    yield from _source_lines(
        rating.case, [one for one in article.standings if not only or one.element.id == only], words
    )
    if not only and any(not one.element.rated for one in article.standings):
        yield ""
        yield from _wrapped(said.unrated_note, 0)


def _source_lines(case: Case, standings: list[Standing], words: Words) -> Iterator[str]:
    """Yield where the sources that the citations name can be read, so that the trace ends at something to open."""
    used = {key for one in standings for weighed in one.weighed for key in weighed.citation.sources}
    listed = [one for one in case.sources if one.key in used]
    if listed:
        yield ""
        yield words.labels.cli.sources
    for one in listed:
        yield from _wrapped(
            f"{one.key} ({one.grade}): {words.address(one.address)}. {words.text(one.holds)}", 2
        )


def _rule_lines(article: ArticleRating, words: Words) -> Iterator[str]:
    said, outcome = words.labels.cli, article.computed
    rated = [one for one in article.standings if one.element.rated]
    leads = [one for one in rated if one.element.weight == "lead" and one.state not in OUT]
    yield from _wrapped(
        said.rule_counts.format(
            counted=outcome.counted,
            leads=len(leads),
            leads_met=sum(one.state in WHOLE for one in leads),
            met=outcome.met,
            unknown=outcome.counted - outcome.known,
            out=outcome.taken_out,
        ),
        2,
    )
    yield from _reason_lines(article, words, 2)
    yield from _wrapped(
        said.rules["none" if outcome.low is None else outcome.low if outcome.certain else "range"],
        2,
    )


def _element_lines(rating: CaseRating, one: Standing, words: Words) -> Iterator[str]:
    case, element = rating.case, one.element
    mark = words.state(one.state, element.option)
    weight = words.label("weights", element.weight) if element.weight else ""
    kept = words.many((words.label("levels", element.level), weight, element.source))
    yield f"{beside(name_of(element, words))}  [{kept}]  {mark.letter} ({mark.label})"
    yield from _wrapped(words.text(element.asks), 2)
    if one.floor:
        yield f"  {words.labels.sentences.floor.format(label=words.state(one.floor).label)}"
    for weighed in one.weighed:
        yield from _citation_lines(case, weighed, element.option, words)
    if one.unseen:
        names = words.many(words.law(law) for law in case.laws if law.id in one.unseen)
        yield from _wrapped(words.labels.sentences.unseen.format(laws=names), 4)
    for text in _said(rating, one, words):
        yield from _wrapped(text, 4)
    if not one.weighed and not one.search:
        yield f"    {words.labels.sentences.no_citation}"


def _said(rating: CaseRating, one: Standing, words: Words) -> Iterator[str]:
    """Yield who searched without success, why it does not apply or is open, and the notes of the day."""
    reading = rating.reading
    if one.search:
        yield searched(rating.case, one.search, words)
    if one.finding:
        texts = [one.finding.not_applicable] if one.finding.not_applicable else []
        for key in ("not_assessed", "note"):
            texts += text_on(one.finding, key, reading.as_of, reading.assume)
        yield from map(words.text, texts)


def _citation_lines(case: Case, weighed: Weighed, option: bool, words: Words) -> Iterator[str]:
    said, one = words.labels.cli, weighed.citation
    known = case.provisions()
    names = " + ".join(
        words.reference(*known[name]) if name in known else name for name in one.provision
    )
    mark = words.state(weighed.grade, option)
    counts = (
        []
        if weighed.force == "in_force"
        else [f"{said.does_not_count}: {words.label('force', weighed.force)}"]
    )
    yield f"    {mark.letter:<3} {names} ({words.labels.semicolon.join([mark.label, *counts])})"
    missing = words.labels.sentences.apart if weighed.apart else words.text(one.missing)
    for text in (missing, words.text(one.note)):
        yield from _wrapped(text, 8)
    reasons = words.many(words.label("reasons", code) for code in one.reason)
    sources = words.many(one.sources)
    yield from _wrapped(
        said.evidence.format(confidence=words.label("confidence", one.confidence), sources=sources)
        + (f" {said.reasons.format(reasons=reasons)}" if reasons else ""),
        8,
    )


def comparison_lines(view: ComparisonView) -> Iterator[str]:
    """Yield two texts compared: what they are, every unit that changed, what that does to the ratings."""
    said = view.labels.comparison
    yield view.title
    yield from (f"{name}: {value}" for name, value in view.recipe)
    yield view.disclaimer
    yield ""
    yield (
        view.labels.semicolon.join(f"{label} {number}" for label, number in view.counts) or "0"
    ) + f" ({said.units})"
    yield from (f"! {one}" for one in view.warnings)
    yield said.legend_terminal
    for row in view.rows:
        if row.altered or row.key == "typing":
            ids = [
                named(one, view.labels) for one in dict.fromkeys((row.old_id, row.new_id)) if one
            ]
            ids = (
                view.labels.from_to.format(old=ids[0], new=ids[1]) if len(ids) > 1 else "".join(ids)
            )
            yield f"\n{ids}: {row.kind}" + (f"  [{row.elements}]" if row.elements else "")
            yield from (
                f"    ! {one}" if row.negated and at == 0 else f"    {one}"
                for at, one in enumerate(row.notes)
            )
            if row.runs:
                yield f"    {marked_text(row.runs)}"
    yield ""
    yield from _effect_lines(view)


_FORMS = {"same": "{}", "typing": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}


def marked_text(runs: tuple[Run, ...]) -> str:
    """Return the words of a unit in one line: [-left out-] and {+put in+}."""
    said = []
    for one in runs:
        text = one.old if one.mark == "deleted" else one.new
        inner = text.strip()
        said.append(text.replace(inner, _FORMS[one.mark].format(inner), 1) if inner else text)
    return " ".join("".join(said).split())


def _effect_lines(view: ComparisonView) -> Iterator[str]:
    said = view.labels.comparison
    yield f"{said.effect}. {view.effect_lead}"
    for number, heading, old, new in view.articles:
        yield "  " + said.article_line.format(
            number=number, heading=heading, old=old.label, new=new.label
        )
    for one in view.changed:
        yield "  " + said.element_line.format(
            element=one.called, old=one.old.label, new=one.new.label, provisions=one.provisions
        )
    if view.worse:
        yield said.worse
        yield from (f"  {one}" for one in view.worse)
    if view.again:
        yield f"{said.again}. {said.again_lead}"
    for group in view.again_groups:
        yield f"  {said.again_line.format(provisions=group.provisions, why=group.why)}"
        names = view.labels.semicolon.join(
            said.again_element.format(element=one.called, grade=one.new.label)
            for one in group.elements
        )
        yield from _wrapped(names, 4)
    if view.others:
        yield view.others


def _wrapped(text: str, indent: int) -> list[str]:
    lines = []
    for paragraph in text.splitlines():
        lines += textwrap.wrap(
            paragraph,
            width(),
            initial_indent=" " * indent,
            subsequent_indent=" " * indent,
            break_on_hyphens=False,
        )
    return lines
