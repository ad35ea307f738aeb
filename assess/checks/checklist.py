"""The checks of a checklist itself."""

from __future__ import annotations

from collections.abc import Iterator

from assess.base.problems import Hints, Problem, problem
from assess.checks.ids import MOST_SHOWN, repeated
from assess.load.overlays import languages, untranslated
from assess.model.instrument import Instrument

MOST_LEADS = 4
#: Kinds of elements that are never what an article is about.
NEVER_LEADS = ("qualifier", "mental", "threshold")


def instrument_ids(instrument: Instrument) -> Iterator[Problem]:
    """Articles and elements with one id, articles of no part, elements of another article, or that lean on nothing."""
    named = [("article", one.article, one.place) for one in instrument.articles]
    named += [("element", one.id, one.place) for one in instrument.elements()]
    yield from repeated(named)
    parts = [one.id for one in instrument.parts]
    ids = [one.id for one in instrument.elements()]
    hints = Hints()
    for article in instrument.articles:
        for element in article.elements:
            if instrument.article_of(element.id) != article.article:
                yield problem(
                    "element-misplaced", element.place, id=element.id, article=article.article
                )
        if article.part not in parts:
            near = hints.nearest(article.part, parts, article.place)
            yield problem("unknown-part", article.place, id=article.part, nearest=near)
    for element in instrument.elements():
        for mark in element.depends_on:
            if not instrument.means(mark):
                near = hints.nearest(mark, ids, element.place)
                yield problem("unknown-element", element.place, id=mark, nearest=near)


def renames_final(instrument: Instrument) -> Iterator[Problem]:
    """Elements that are said to come from an id that another element has still."""
    ids = instrument.by_id()
    for one in instrument.elements():
        for old in one.renamed_from:
            if old in ids:
                yield problem("rename-alive", one.place, old=old, id=one.id)


def instrument_criteria(instrument: Instrument) -> Iterator[Problem]:
    """Elements without a criterion for met or not met."""
    for one in instrument.elements():
        for grade in ("met", "not_met"):
            if grade not in one.criteria:
                yield problem("criterion-missing", one.place, id=one.id, grade=grade)


def instrument_weights(instrument: Instrument) -> Iterator[Problem]:
    """Articles without a lead or with too many, and elements whose weight does not fit what they are."""
    for article in instrument.articles:
        rated = [one for one in article.elements if one.rated]
        leads = sum(one.weight == "lead" for one in rated)
        if rated and not leads:
            yield problem("lead-missing", article.place, id=article.article)
        if leads > MOST_LEADS:
            yield problem(
                "leads-many", article.place, id=article.article, number=leads, most=MOST_LEADS
            )
    for one in instrument.elements():
        if one.rated and one.weight is None:
            yield problem("weight-missing", one.place, id=one.id)
        elif one.weight is not None and not one.rated:
            yield problem("weight-needless", one.place, id=one.id, level=one.level)
        elif one.weight == "lead" and (one.level == "reservable" or one.kind in NEVER_LEADS):
            yield problem("lead-unfit", one.place, id=one.id, kind=one.kind, level=one.level)


def instrument_names(instrument: Instrument) -> Iterator[Problem]:
    """Elements without the short name and the sentence of what is missing, or that share a name in their article."""
    for article in instrument.articles:
        known: dict[str, str] = {}
        for one in article.elements:
            if not one.name or not one.shortfall:
                yield problem("element-unnamed", one.place, id=one.id)
            other = known.setdefault(str(one.name), one.id)
            if one.name and other != one.id:
                yield problem("name-twice", one.place, id=one.id, name=one.name, other=other)


def instrument_permissions(instrument: Instrument) -> Iterator[Problem]:
    """Reservable and declarable elements that no permission of the instrument stands behind."""
    hints = Hints()
    kinds = {one.paragraph: one.kind for one in instrument.permissions}
    wanted = {"reservable": "reservation", "declarable": "declaration"}
    for one in instrument.elements():
        if one.level in wanted and not one.permission:
            yield problem("permission-missing", one.place, id=one.id, level=one.level)
        elif one.level in wanted and kinds.get(one.permission) != wanted[one.level]:
            known = [paragraph for paragraph, kind in kinds.items() if kind == wanted[one.level]]
            yield problem(
                "permission-unknown",
                one.place,
                id=one.id,
                paragraph=one.permission,
                known=known,
                nearest=hints.nearest(one.permission, known, one.place),
            )


def instrument_translations(instrument: Instrument) -> Iterator[Problem]:
    """Languages that the checklist has in part: entries of which a text is missing."""
    for language in languages(instrument):
        ids = untranslated(instrument, language)
        if ids:
            shown = [*ids[:MOST_SHOWN], *(["…"] if len(ids) > MOST_SHOWN else [])]
            yield problem(
                "overlay-missing", instrument.place, language=language, number=len(ids), ids=shown
            )
