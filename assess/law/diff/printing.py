"""The comparison of two texts of a law as lines for a terminal, and as plain data."""

from __future__ import annotations

from collections.abc import Iterator

from assess.speak.page import Page
from assess.speak.terminal import wrapped

_FORMS = {"same": "{}", "typing": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}


def comparison_data(page: Page) -> dict[str, object]:
    """Return a comparison with its recipe, the effect on the ratings, and every unit as plain data."""
    return {
        "title": page.title,
        "recipe": dict(page.recipe),
        "disclaimer": page.disclaimer,
        "counts": dict(page.counts),
        "warnings": list(page.warnings),
        "effect": page.effect_lead,
        "changed": [_effect_data(row) for row in page.changed],
        "again": [_effect_data(row) for row in page.again],
        "worse": list(page.worse),
        "others": page.others,
        "articles": [
            {"article": number, "before": old.key, "after": new.key}
            for number, _, old, new in page.articles
        ],
        "units": [_unit_data(row) for row in page.rows],
    }


def _effect_data(row: Page) -> dict[str, object]:
    return {
        "element": row.element,
        "name": row.name,
        "before": row.old.key,
        "after": row.new.key,
        "provisions": row.provisions,
        "note": row.why,
    }


def _unit_data(row: Page) -> dict[str, object]:
    return {
        "old": row.old_id,
        "new": row.new_id,
        "change": row.key,
        "notes": list(row.notes),
        "elements": row.element_ids,
        "words": [{"mark": run.mark, "old": run.old, "new": run.new} for run in row.runs],
    }


def comparison_lines(page: Page) -> Iterator[str]:
    """Yield two texts compared: what they are, every unit that changed, what that does to the ratings."""
    labels = page.labels
    yield page.title
    for name, value in page.recipe:
        yield f"{name}: {value}"
    yield page.disclaimer
    yield ""
    counts = labels.semicolon.join(f"{label} {number}" for label, number in page.counts)
    yield f"{counts or '0'} ({labels.comparison.units})"
    for warning in page.warnings:
        yield f"! {warning}"
    yield labels.comparison.legend_terminal
    for row in page.rows:
        if row.altered or row.key == "typing":
            yield from _unit_lines(row, page)
    yield ""
    yield from _effect_lines(page)


def _unit_lines(row: Page, page: Page) -> Iterator[str]:
    names = [name for name in dict.fromkeys((row.old_name, row.new_name)) if name]
    name = page.labels.from_to.format(old=names[0], new=names[-1]) if len(names) > 1 else names[0]
    elements = f"  [{row.elements}]" if row.elements else ""
    yield f"\n{name}: {row.kind}{elements}"
    for place, note in enumerate(row.notes):
        sign = "! " if row.negated and place == 0 else ""
        yield f"    {sign}{note}"
    if row.runs:
        yield f"    {_marked_text(row.runs)}"


def _marked_text(runs: tuple[Page, ...]) -> str:
    """Return the words of a unit in one line: [-left out-] and {+put in+}."""
    pieces = []
    for run in runs:
        text = run.old if run.mark == "deleted" else run.new
        inner = text.strip()
        marked = _FORMS[run.mark].format(inner)
        pieces.append(text.replace(inner, marked, 1) if inner else text)
    return " ".join("".join(pieces).split())


def _effect_lines(page: Page) -> Iterator[str]:
    labels = page.labels.comparison
    yield f"{labels.effect}. {page.effect_lead}"
    for number, heading, old, new in page.articles:
        line = labels.article_line.format(
            number=number, heading=heading, old=old.label, new=new.label
        )
        yield f"  {line}"
    for row in page.changed:
        line = labels.element_line.format(
            element=row.called, old=row.old.label, new=row.new.label, provisions=row.provisions
        )
        yield f"  {line}"
    if page.worse:
        yield labels.worse
        for line in page.worse:
            yield f"  {line}"
    if page.again:
        yield f"{labels.again}. {labels.again_lead}"
    for group in page.again_groups:
        yield f"  {labels.again_line.format(provisions=group.provisions, why=group.why)}"
        names = page.labels.semicolon.join(
            labels.again_element.format(element=row.called, grade=row.new.label)
            for row in group.elements
        )
        yield from wrapped(names, 4)
    if page.others:
        yield page.others
