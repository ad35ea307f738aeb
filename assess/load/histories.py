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
    former = folder.one(Former, folder.document(path))
    if former is None or errors(folder.problems):
        raise LexgapError(errors(folder.problems))
    return _dressed(present, former)


def _dressed(present: Instrument, former: Former) -> Instrument:
    now, parts = _present_by_former_id(present), {one.id: one for one in present.parts}
    axes = {one.id: one.axis for one in former.parts}
    articles = tuple(
        _article(one, present, axes.get(one.part, "coverage"), now, former.rule)
        for one in former.articles
    )
    return replace(
        present,
        version=former.checklist,
        digest=former.digest,
        articles=articles,
        scale=replace(present.scale, rule=former.rule),
        parts=tuple(
            Part(
                one.id,
                parts[one.id].title if one.id in parts else Text(),
                one.place,
                one.axis,
                one.offences or (one.id in parts and parts[one.id].offences),
            )
            for one in former.parts
        ),
    )


def _present_by_former_id(present: Instrument) -> dict[str, Element]:
    found = {name: one for one in present.elements() for name in one.renamed_from}
    return found | present.by_id()


def _article(
    one: FormerArticle, present: Instrument, axis: str, now: dict[str, Element], rule: str
) -> Article:
    same = present.article(one.article)
    elements = tuple(
        _element(element, now.get(element.id), one.article, axis, rule) for element in one.elements
    )
    if same is None:
        return Article(
            one.article, one.part, Text(), one.core, Text(), (), (), (), elements, one.place
        )
    return replace(same, part=one.part, core=one.core, elements=elements)


def _element(
    one: FormerElement, now: Element | None, article: str, axis: str, rule: str
) -> Element:
    weight = _weight(one.core, one.level) if rule == RULE_ONE else one.weight
    known = now or Element(one.id, "", Text(), one.kind, one.level, {}, (), one.place)
    return replace(
        known,
        id=one.id,
        kind=one.kind,
        level=one.level,
        weight=weight,
        permission=one.permission,
        party_act=one.party_act,
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
    found = False
    shutil.copytree(folder, target, ignore=shutil.ignore_patterns(".*", "__pycache__"))
    for path in sorted(target.glob("articles/*.y*ml")):
        document, problems = read(path)
        if errors(problems):
            raise LexgapError(errors(problems))
        listed = document.data.get("elements") if isinstance(document.data, dict) else None
        changes = list(_weighed(listed if isinstance(listed, list) else []))
        if changes:
            found = True
            path.write_bytes(edited(path.read_bytes().decode("utf-8"), changes).encode())
    return found


def _weighed(elements: Iterable[object]) -> Iterable[Change]:
    for number, one in enumerate(elements):
        if isinstance(one, dict) and "core" in one:
            weight = _weight(one["core"] == "yes", one.get("level", ""))
            yield Remove(("elements", number, "core"))
            if weight and "weight" not in one:
                yield Set(("elements", number, "weight"), weight)
