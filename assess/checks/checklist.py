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
    named = [("article", article.article, article.place) for article in instrument.articles]
    named += [("element", element.id, element.place) for element in instrument.elements()]
    yield from repeated(named)
    parts = [part.id for part in instrument.parts]
    ids = [element.id for element in instrument.elements()]
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
    for element in instrument.elements():
        for old in element.renamed_from:
            if old in ids:
                yield problem("rename-alive", element.place, old=old, id=element.id)


def instrument_criteria(instrument: Instrument) -> Iterator[Problem]:
    """Elements without a criterion for met or not met."""
    for element in instrument.elements():
        for grade in ("met", "not_met"):
            if grade not in element.criteria:
                yield problem("criterion-missing", element.place, id=element.id, grade=grade)


def instrument_weights(instrument: Instrument) -> Iterator[Problem]:
    """Articles without a lead or with too many, and elements whose weight does not fit what they are."""
    for article in instrument.articles:
        rated = [each_element for each_element in article.elements if each_element.rated]
        leads = sum(each_element.weight == "lead" for each_element in rated)
        if rated and not leads:
            yield problem("lead-missing", article.place, id=article.article)
        if leads > MOST_LEADS:
            yield problem(
                "leads-many", article.place, id=article.article, number=leads, most=MOST_LEADS
            )
    for element in instrument.elements():
        if element.rated and element.weight is None:
            yield problem("weight-missing", element.place, id=element.id)
        elif element.weight is not None and not element.rated:
            yield problem("weight-needless", element.place, id=element.id, level=element.level)
        elif element.weight == "lead" and (
            element.level == "reservable" or element.kind in NEVER_LEADS
        ):
            yield problem(
                "lead-unfit", element.place, id=element.id, kind=element.kind, level=element.level
            )


def instrument_names(instrument: Instrument) -> Iterator[Problem]:
    """Elements without the short name and the sentence of what is missing, or that share a name in their article."""
    for article in instrument.articles:
        known: dict[str, str] = {}
        for element in article.elements:
            if not element.name or not element.shortfall:
                yield problem("element-unnamed", element.place, id=element.id)
            other = known.setdefault(str(element.name), element.id)
            if element.name and other != element.id:
                yield problem(
                    "name-twice", element.place, id=element.id, name=element.name, other=other
                )


def instrument_permissions(instrument: Instrument) -> Iterator[Problem]:
    """Reservable and declarable elements that no permission of the instrument stands behind."""
    hints = Hints()
    kinds = {permission.paragraph: permission.kind for permission in instrument.permissions}
    wanted = {"reservable": "reservation", "declarable": "declaration"}
    for element in instrument.elements():
        if element.level in wanted and not element.permission:
            yield problem("permission-missing", element.place, id=element.id, level=element.level)
        elif element.level in wanted and kinds.get(element.permission) != wanted[element.level]:
            known = [
                paragraph for paragraph, kind in kinds.items() if kind == wanted[element.level]
            ]
            yield problem(
                "permission-unknown",
                element.place,
                id=element.id,
                paragraph=element.permission,
                known=known,
                nearest=hints.nearest(element.permission, known, element.place),
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
