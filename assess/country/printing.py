"""What the commands print: tables and traces as lines of text, in one language."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Callable, Iterator

from assess.answers import (
    Answers,
    ArticleAnswer,
    CitationAnswer,
    ElementAnswer,
    article_answer,
    bounds_text,
    depth_line,
    index_text,
)
from assess.country.bills import assumptions
from assess.country.export import surplus_counts
from assess.country.named import beside
from assess.country.party import act_rows, acts_note, undeclared
from assess.model.case import Case
from assess.model.terms import OUT, WHOLE
from assess.rating.rate import ArticleRating, CaseRating, PartRating
from assess.speak.values import Rated, Summed, commas, phrase, semicolons, spaced
from assess.speak.words import Words
from assess.table import Column, Table
from assess.write.terminal import Room, table_lines


def width() -> int:
    """Return the columns to print in: those of the terminal, from 60 to 120."""
    return max(60, min(120, shutil.get_terminal_size((100, 24)).columns))


def rating_lines(rating: CaseRating, words: Words) -> Iterator[str]:
    """Yield a rating: per part its articles with what decided them, then sums, safeguards and surplus."""
    labels, case = words.labels.cli, rating.case
    yield from heading_lines(rating, words)
    for part in rating.parts:
        own_axis = labels.own_axis if part.part.axis == "safeguards" else ""
        yield ""
        yield f"{words.text(part.part.title)}  {own_axis}".rstrip()
        for article in part.articles:
            yield from _article_lines(article_answer(article), words)
        yield f"  {_distribution(part, words)}"
    yield ""
    yield f"{labels.index}: {words.say(index_text(rating.index))}"
    yield f"{labels.safeguards}: {words.say(index_text(rating.safeguards))}"
    counts = surplus_counts(case)
    treatments = words.many(
        f"{words.label('treatments', key)} {number}" for key, number in counts.items()
    )
    yield f"{labels.surplus}: {treatments or labels.none}"
    yield from _apart_lines(rating, words)
    yield words.labels.sentences.disclaimer


def _apart_lines(rating: CaseRating, words: Words) -> Iterator[str]:
    """Yield what stands apart from the ratings: acts of a Party, options used without a declaration."""
    labels, note, rows = words.labels.cli, words.say(acts_note(rating)), act_rows(rating)
    if note:
        yield from _wrapped(f"{labels.acts}: {note}", 0)
    if rows and not note:
        yield f"{labels.acts}:"
    for row in rows:
        name = words.say(beside(row.name, row.id))
        yield from _wrapped(f"– {name}: {words.mark(row.mark).label}", 2)
    lines = undeclared(rating)
    if lines:
        yield f"{labels.undeclared}:"
    for line in lines:
        name = words.say(beside(line.name, line.id))
        yield from _wrapped(f"– {words.article(line.article)}, {name}: {words.say(line.text)}", 2)


def heading_lines(rating: CaseRating, words: Words) -> Iterator[str]:
    """Yield which case is read, against what, as of when, under which assumptions; of a first look, that it is one."""
    labels, case = words.labels.cli, rating.case
    yield labels.heading.format(
        country=words.text(case.profile.country),
        instrument=words.text(case.instrument.short),
        version=case.instrument.version,
    )
    yield labels.as_of.format(day=words.day(rating.reading.as_of))
    if case.profile.depth != "full":
        yield words.say(depth_line(case))
    for line in assumptions(case, rating.reading):
        yield from _wrapped(words.say(line), 0)


def _article_lines(answer: ArticleAnswer, words: Words) -> Iterator[str]:
    head = f"  {answer.number:>3}  {words.mark(answer.mark).letter:<6} {words.text(answer.heading)}"
    computed = ""
    if answer.override_by:
        computed = words.labels.cli.computed.format(rating=bounds_text(answer.rule_bounds))
    notes = words.say(semicolons((computed, answer.reach)))
    yield f"{head}  ({notes})" if notes else head
    if answer.reasons or not answer.rule_bounds:
        yield from _reason_lines(answer, words, 13)


def _reason_lines(answer: ArticleAnswer, words: Words, indent: int) -> Iterator[str]:
    """Yield what decided a rating: a sentence, then a line an element that falls short, unknown ones in one line."""
    plain = semicolons(
        beside(reason.name, reason.element) for reason in answer.reasons if not reason.text
    )
    yield from _wrapped(words.say(spaced(answer.lead, plain)), indent)
    for reason in answer.reasons:
        if reason.text:
            name = words.say(beside(reason.name, reason.element))
            yield from _wrapped(f"– {name}: {words.say(reason.text)}", indent)


def _distribution(part: PartRating, words: Words) -> str:
    labels = words.labels.cli
    spread = words.many(
        f"{words.mark(Summed(key)).letter} {number}"
        for key, number in part.distribution.items()
        if number
    )
    line = labels.distribution.format(
        spread=spread, total=len(part.articles), known=part.known, counted=part.counted
    )
    if part.weakest:
        names = words.many(words.article(number) for number in part.weakest)
        line += " " + words.labels.sentences.weakest.format(articles=names)
    return line


def scenario_lines(ratings: list[CaseRating], titles: list[str], words: Words) -> Iterator[str]:
    """Yield the ratings of all articles in several readings, side by side; none of them, that there is none."""
    if not ratings:
        yield words.labels.cli.no_scenarios
        return
    for place, title in enumerate(titles, start=1):
        yield f"({place}) {title}"
    yield ""
    heads = "".join(f"{f'({number})':<9}" for number in range(1, len(titles) + 1))
    yield f"{'':44}{heads}".rstrip()
    yield from table_lines(_readings(ratings), words, _READINGS)
    yield ""
    for place, rating in enumerate(ratings, start=1):
        yield f"({place}) {words.labels.cli.index}: {words.say(index_text(rating.index))}"


#: How the columns of the readings stand; what is no column of its own holds a mark.
_READINGS = {"article": Room(3, True, "  "), "heading": Room(39)}


def _readings(ratings: list[CaseRating]) -> Table:
    """Return a row an article, with its mark in each reading."""
    columns = [
        {article.article.article: article for article in rating.articles} for rating in ratings
    ]
    rows = [
        [article_answer(column[number]) for column in columns]
        for number in ratings[0].case.instrument.numbers()
    ]

    def mark(at: int) -> Callable[[list[ArticleAnswer]], Rated]:
        return lambda row: row[at].mark

    return Table(
        "readings",
        phrase("excel.summary.scenarios"),
        (
            Column("article", "number", phrase("article"), lambda row: row[0].number),
            Column("heading", "text", phrase("article"), lambda row: row[0].heading),
            *(Column(f"mark_{at}", "mark", f"({at + 1})", mark(at)) for at in range(len(ratings))),
        ),
        rows,
    )


def explain_lines(
    rating: CaseRating, article: ArticleRating, words: Words, only: str = ""
) -> Iterator[str]:
    """Yield the trace of an article: rating → rule → elements → provisions → sources; `only` keeps to one element."""
    labels, answer = words.labels.cli, article_answer(article)
    mark = words.mark(answer.mark)
    yield from heading_lines(rating, words)
    yield ""
    title = words.say(commas((spaced(phrase("article"), answer.number), answer.heading)))
    yield f"{title}: {mark.letter} ({words.say(semicolons((mark.label, answer.reach)))})"
    yield from _wrapped(words.say(answer.override), 2)
    yield from _rule_lines(article, answer, words)
    for line in undeclared(rating):
        if line.article == answer.number:
            name = words.say(beside(line.name, line.id))
            yield from _wrapped(f"{name}: {words.say(line.text)}", 2)
    answers = Answers(rating.case, rating.reading, wording=False)
    shown = [
        answers.element(standing)
        for standing in article.standings
        if not only or standing.element.id == only
    ]
    for element in shown:
        yield ""
        yield from _element_lines(element, words)
    yield from _source_lines(rating.case, shown, words)
    if not only and any(not element.rated for element in shown):
        yield ""
        yield from _wrapped(labels.unrated_note, 0)


def _source_lines(case: Case, shown: list[ElementAnswer], words: Words) -> Iterator[str]:
    """Yield where the sources that the citations name can be read, so that the trace ends at something to open."""
    used = {key for element in shown for citation in element.cited for key in citation.source_keys}
    sources = [source for source in case.sources if source.key in used]
    if sources:
        yield ""
        yield words.labels.cli.sources
    for source in sources:
        address = words.address(source.address)
        yield from _wrapped(
            f"{source.key} ({source.grade}): {address}. {words.text(source.holds)}", 2
        )


def _rule_lines(article: ArticleRating, answer: ArticleAnswer, words: Words) -> Iterator[str]:
    labels, outcome = words.labels.cli, article.computed
    rated = [standing for standing in article.standings if standing.element.rated]
    leads = [
        standing
        for standing in rated
        if standing.element.weight == "lead" and standing.state not in OUT
    ]
    counts = labels.rule_counts.format(
        counted=outcome.counted,
        leads=len(leads),
        leads_met=sum(standing.state in WHOLE for standing in leads),
        met=outcome.met,
        unknown=outcome.counted - outcome.known,
        out=outcome.taken_out,
    )
    yield from _wrapped(counts, 2)
    yield from _reason_lines(answer, words, 2)
    key = "none" if outcome.low is None else outcome.low if outcome.certain else "range"
    yield from _wrapped(labels.rules[key], 2)


def _element_lines(answer: ElementAnswer, words: Words) -> Iterator[str]:
    mark = words.mark(answer.mark)
    kept = words.say(commas((answer.level, answer.weight, answer.source)))
    yield f"{words.say(beside(answer.name, answer.id))}  [{kept}]  {mark.letter} ({mark.label})"
    yield from _wrapped(words.text(answer.asks), 2)
    if answer.floor:
        label = words.mark(answer.floor).label
        yield f"  {words.labels.sentences.floor.format(label=label)}"
    for citation in answer.cited:
        yield from _citation_lines(citation, words)
    if answer.unread:
        yield from _wrapped(words.say(phrase("sentences.unseen", laws=answer.unseen)), 4)
    if answer.search:
        yield from _wrapped(words.say(answer.search.sentence), 4)
    for remark in answer.remarks:
        yield from _wrapped(words.text(remark), 4)
    if not answer.cited and not answer.search:
        yield f"    {words.labels.sentences.no_citation}"


def _citation_lines(citation: CitationAnswer, words: Words) -> Iterator[str]:
    labels, mark = words.labels.cli, words.mark(citation.mark)
    names = " + ".join(
        words.say(provision.name) if provision.standing_key else provision.reference
        for provision in citation.provisions
    )
    label = mark.label
    if not citation.counts:
        force = words.say(citation.force)
        label = f"{label}{words.labels.semicolon}{labels.does_not_count}: {force}"
    yield f"    {mark.letter:<3} {names} ({label})"
    for text in (citation.missing, citation.note):
        yield from _wrapped(words.say(text), 8)
    evidence = labels.evidence.format(
        confidence=words.say(citation.confidence), sources=words.say(citation.sources)
    )
    if citation.reason_keys:
        evidence += f" {labels.reasons.format(reasons=words.say(citation.reasons))}"
    yield from _wrapped(evidence, 8)


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
