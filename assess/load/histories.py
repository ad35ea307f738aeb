"""Earlier versions of a checklist: what of them is kept beside the present one, and what they were called by."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from assess.base.problems import LexgapError, errors
from assess.base.text import Text
from assess.files.yamledit import Change, Remove, Set, edited
from assess.files.yamlfile import read
from assess.load.folder import Folder
from assess.model.history import Former, FormerArticle, FormerElement
from assess.model.instrument import Article, Element, Instrument, Part
from assess.model.terms import RATED, Weight

RULE_ONE = "1"  # the rule of core elements, under which laws that were examined answered


def former_instrument(present: Instrument, version: str) -> Instrument | None:
    """Return an earlier version of a checklist as far as it is kept in its folder, or None where it is not.

    Its elements have kind, level, permission and weight; an element that is still there lends it its words. By rule 1 a
    core element is a lead, any other that counts a detail, which is how rule 1 treats them. Raises LexgapError for a
    file that is faulty.
    """
    root = Path(present.place.path).parent
    path = root / "history" / f"{version}.yaml"
    if not version or Path(version).name != version or not path.is_file():
        return None
    folder = Folder(root)
    former = folder.record(Former, folder.document(path))
    if former is None or errors(folder.problems):
        raise LexgapError(errors(folder.problems))
    return _dressed(present, former)


def _dressed(present: Instrument, former: Former) -> Instrument:
    now, parts = _present_by_former_id(present), {part.id: part for part in present.parts}
    axes = {part.id: part.axis for part in former.parts}
    articles = tuple(
        _article(article, present, axes.get(article.part, "coverage"), now, former.rule)
        for article in former.articles
    )
    return replace(
        present,
        version=former.checklist,
        digest=former.digest,
        articles=articles,
        scale=replace(present.scale, rule=former.rule),
        parts=tuple(
            Part(
                part.id,
                parts[part.id].title if part.id in parts else Text(),
                part.place,
                part.axis,
                part.offences or (part.id in parts and parts[part.id].offences),
            )
            for part in former.parts
        ),
    )


def _present_by_former_id(present: Instrument) -> dict[str, Element]:
    elements = {name: element for element in present.elements() for name in element.renamed_from}
    return elements | present.by_id()


def _article(
    article: FormerArticle, present: Instrument, axis: str, now: dict[str, Element], rule: str
) -> Article:
    same = present.article(article.article)
    elements = tuple(
        _element(element, now.get(element.id), article.article, axis, rule)
        for element in article.elements
    )
    if same is None:
        return Article(
            article.article,
            article.part,
            Text(),
            article.core,
            Text(),
            (),
            (),
            (),
            elements,
            article.place,
        )
    return replace(same, part=article.part, core=article.core, elements=elements)


def _element(
    element: FormerElement, now: Element | None, article: str, axis: str, rule: str
) -> Element:
    weight = _weight(element.core, element.level) if rule == RULE_ONE else element.weight
    known = now or Element(
        element.id, "", Text(), element.kind, element.level, {}, (), element.place
    )
    return replace(
        known,
        id=element.id,
        kind=element.kind,
        level=element.level,
        weight=weight,
        permission=element.permission,
        party_act=element.party_act,
        axis=axis,
        article=article,
        renamed_from=(),
        since="",
        revised="",
    )


def _weight(core: bool, level: str) -> Weight | None:
    return "lead" if core else "detail" if level in RATED else None


def modern_copy(folder: Path, target: Path) -> bool:
    """Copy a checklist to `target`; where its elements say `core`, as in 0.1, the copy says `weight` instead.

    So an earlier checklist of the user's own can be read, compared and rated with. Returns whether it is such a one.
    Raises LexgapError where files cannot be read.
    """
    result = False
    shutil.copytree(folder, target, ignore=shutil.ignore_patterns(".*", "__pycache__"))
    for path in sorted(target.glob("articles/*.y*ml")):
        document, problems = read(path)
        if errors(problems):
            raise LexgapError(errors(problems))
        listed = document.data.get("elements") if isinstance(document.data, dict) else None
        changes = list(_weighed(listed if isinstance(listed, list) else []))
        if changes:
            result = True
            path.write_bytes(edited(path.read_bytes().decode("utf-8"), changes).encode())
    return result


def _weighed(elements: Iterable[object]) -> Iterable[Change]:
    for number, element in enumerate(elements):
        if isinstance(element, dict) and "core" in element:
            weight = _weight(element["core"] == "yes", element.get("level", ""))
            yield Remove(("elements", number, "core"))
            if weight and "weight" not in element:
                yield Set(("elements", number, "weight"), weight)
