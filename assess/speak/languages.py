"""What is to be said, in any number of languages → a page of the first, with the same in each of the others beside it."""

from __future__ import annotations

import re

from assess.base.problems import NOWHERE, LexgapError, problem
from assess.load.labels import labels
from assess.speak.page import Page
from assess.speak.words import Words

_CODE = re.compile(r"[A-Za-z]+(?:[-_]\w+)*", re.ASCII)  # of a language


def languages_of(asked: str) -> tuple[str, ...]:
    """Return the codes of `ar,en,fr`; LexgapError where one is none, or stands twice."""
    codes = tuple(asked.split(","))
    if len(set(codes)) < len(codes) or not all(map(_CODE.fullmatch, codes)):
        raise LexgapError([problem("languages-unclear", NOWHERE, value=asked)])
    return codes


def speakers(asked: str, own_digits: bool = False) -> tuple[Words, ...]:
    """Return what speaks each language of `ar,en,fr`, in this order; each knows which are beside it.

    `own_digits` asks for the digits of each language that has some of its own. LexgapError as of `languages_of`.
    """
    codes = languages_of(asked)
    words = []
    for code in codes:
        beside = tuple(other for other in codes if other != code)
        words.append(Words(labels(code), code, own_digits, beside))
    return tuple(words)


def pages(value: object, asked: str, own_digits: bool = False) -> Page:
    """Return the page of a typed value in the languages of `asked`: `en`, or `ar,en,fr`.

    The first language leads; `all_languages` gives its page and those of the others. Raises as `speakers`.
    """
    first, *others = speakers(asked, own_digits)
    return Page(value, first, tuple(Page(value, words) for words in others))
