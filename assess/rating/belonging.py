"""Which provisions belong together: one that stands in another, one that holds for all offences, an offence's own."""

from __future__ import annotations

import re

from assess.model.case import Law
from assess.model.instrument import Article, Element


def same_place(first: str, second: str) -> bool:
    """Whether two references name one provision, or one that stands in the other: 3 and 3(a), and not 3(a) and 3(b)."""
    if first.partition(":")[0] != second.partition(":")[0]:
        return False
    short, long = sorted((first, second), key=len)
    return long.startswith(short) and long[len(short) :][:1] in ("", "(", "/", " ")


_RUN = re.compile(r"(\d+) ?[-–] ?(\d+)")


def holds_generally(law: Law, number: str) -> bool:
    """Whether a law says of a provision that it holds for offences in general: by number, or by a run such as 59-62."""
    for mark in law.general:
        run, own = _RUN.fullmatch(mark), re.match(r"\d+", number)
        if (
            same_place(f":{mark}", f":{number}")
            or run
            and own
            and int(run[1]) <= int(own[0]) <= int(run[2])
        ):
            return True
    return False


def offence_of(element: Element, article: Article) -> list[Element]:
    """Return the elements that are the offence which a mental element or qualifier belongs to.

    They are the leads of the paragraph that it rests on; else the conducts of just that paragraph, such as possession
    in Article 6(1)(b); else the leads of the article.
    """
    leads = [one for one in article.elements if one.weight == "lead" and one.rated]
    conducts = [one for one in article.elements if one.kind == "conduct" and one.rated]
    for listed in (leads, conducts):
        own = [one for one in listed if one.source == element.source]
        if own:
            return own
    return leads
