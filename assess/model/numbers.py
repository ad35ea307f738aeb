"""The number of a provision, however it is written: `المادة ٦/أ`, `6 (أ)` and `Art. 6(a)` are all `6(a)`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from assess.base.normal import STEPS, normal

_ARTICLE = (
    r"(?:articles?|arts?|sections?|secs?|ss?|[وف]?(?:[بك]?ال|لل|[بل])?(?:ماد[ةه]|مادتان|مادتين|مواد)"
    r"|م(?= ?\d))\.?"
)
_PIECE = (
    r"(?:sub-?paragraphs?|paragraphs?|paras?|pars?|sub-?sections?|subss?|clauses?|cls?|items?|points?|abs|nr|lit|"
    r"[وف]?(?:[بك]?ال|لل|[بل])?(?:فقر[ةه]|بند)|ف(?=[. (\d]))\.?"
)
_WORDS = re.compile(
    rf"(?<![\w(])(?:{_ARTICLE}|{_PIECE}|of|the|no|act|law|code|decree|bill|من|رقم|لسنة|"
    r"[بل]?(?:ال)?قانون|(?:ال)?(?:نظام|مرسوم)|[وف]?(?:[بك]?ال|لل|[بل])?مشروع)(?!\w)\.?|§+"
)
_OPENING = re.compile(rf"^(?:{_ARTICLE}(?!\w)|§+) ?", re.IGNORECASE)
_SHORT = re.compile(r"(?<!\w)م\. ?(?=\(?\d)")  # as م 3
_WRAPPED = re.compile(
    r"(?<!\w)\((\d+(?: bis)?(?: ?/ ?\(?(?:[^\W\d_]|\d{1,2})\)?| ?\(\w{1,5}\))+)\)"
)
_SIGN = r" ?\(?(\w{1,5})\)?(?!\w)"  # the number or letter of a piece
_CHAIN = re.compile(
    rf"(?<!\w)((?:{_PIECE} ?\(?\w{{1,5}}\)?(?:\(\w{{1,5}}\))*,? (?:(?:من|of|in|في)(?: the)? )?)+){_ARTICLE} ?"
    r"\(?(\d+(?: bis)?)\)?((?:\(\w{1,5}\))*)(?!\w)",
    re.IGNORECASE,
)
_OF_CHAIN = re.compile(rf"{_PIECE}{_SIGN}((?:\(\w{{1,5}}\))*)", re.IGNORECASE)
_BEHIND = re.compile(  # s: of bis
    rf"(?:(?<=[\d)s])|(?<=\d[a-z]))[,،]? {_PIECE}{_SIGN}", re.IGNORECASE
)
_SLASHED = re.compile(r"(?:(?<=[\d)])|(?<=bis)) ?/ ?\(?([^\W\d_]|\d{1,2})\)?(?!\w)")
_BIS = re.compile(r" ?\(?(?<!\w)مكرر[اةه]?(?!\w)\)?")
_ABJAD = str.maketrans(dict(zip("ابجدهوزحطيكلمنسعفصقرشتثخذض", "abcdefghijklmnopqrstuvwxyz")))
_LETTER = re.compile(r"(?<!\w)([ابجدهوزحطيكلمنسعفصقرشتثخذض])(?!\w)")
_NOT_SIGNS = re.compile(r"[^\w()./-]+")
_JOINED = re.compile(r"(?<=\d)[\s-]+(?=[^\W\d_])|\s+(?=\()")  # 3 bis, 3 (a); two numbers stay apart
TIMES = "bis|ter|quater|quinquies|sexies|septies|octies|novies|decies"
_SHAPE = re.compile(rf"\d+[A-Za-z]{{0,2}}(?:{TIMES})?(?:[.^-]\w{{1,4}})*(?:\(\w{{1,5}}\))*")
_SURE = re.compile(r"\d+(?: bis)?(?:\(\w{1,5}\))*", re.ASCII)
_OWN = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
#: The id of what follows the list of a unit and belongs to all of it, and how lawyers write that.
CLOSING = re.compile(r"(\d.*) closing( \d+)?")
_CLOSING_WORDS = re.compile(
    r"[\s,،(]+(?:closing words|closing paragraph|in fine|(?:العبارة|الفقرة|الجملة) الختامية)\)?( \d+)?$",
    re.IGNORECASE,
)
_LONGEST, _LONGEST_REFERENCE = 80, 1000  # signs of a number, and of a text that names one


def bare(text: str) -> str:
    """Return the number in a text that is `normal` and in small letters, without the words for law and article.

    What is a piece of an article stands in brackets, 3(b)(1). Arabic letters of pieces become Latin ones; two numbers
    stay two.
    """
    return _joined(_WORDS.sub(" ", _pieced(text))) if len(text) <= _LONGEST_REFERENCE else ""


def canonical(number: str) -> str:
    """Return the form in which numbers of provisions are compared, "" for what is no number, as `1 computer system`."""
    if len(number) > _LONGEST or not any(map(str.isdigit, number)):
        return ""
    plain = _joined(_OPENING.sub("", _pieced(normal(number))))
    return re.sub(r"(?<=\d)bis", " bis", plain) if _SHAPE.fullmatch(plain) else ""


def stored(number: str) -> str:
    """Return the id of a provision whose number was typed in the Arabic way; any other number as it is."""
    plain = canonical(number) if _OWN.search(number) else ""
    return plain if _SURE.fullmatch(plain) else number


def printed(number: str) -> str:
    """Return a typed number as it is printed behind the word for article: `المادة ٦/أ` as `6/أ`."""
    return _WRAPPED.sub(r"\1", _OPENING.sub("", _SHORT.sub("", latin_digits(number)))).strip()


def folded(name: str) -> str:
    """Return a number with the name of a definition in the form in which names are compared."""
    return (
        re.sub(r"[\"'«»:]", "", normal(name)).casefold()
        if len(name) <= _LONGEST_REFERENCE
        else name
    )


def latin_digits(text: str) -> str:
    """Return a text with Latin digits, and without signs that only steer direction."""
    return STEPS["digits"](STEPS["invisible_signs"](text))


class Numbers:
    """The numbers of the provisions of one law; those that come first count before the others."""

    def __init__(self, *listed: Iterable[str]):
        self._listed = [dict.fromkeys(texts) for texts in listed]

    def find(self, number: str) -> str:
        """Return the listed number that is meant, "" where there is none or more than one."""
        closing = _CLOSING_WORDS.search(number) if len(number) <= _LONGEST else None
        if closing:
            above = self.find(number[: closing.start()])
            return self.find(f"{above} closing{closing[1] or ''}") if above else ""
        plain = ""
        for place, numbers in enumerate(self._listed):
            if number in numbers:
                return number
            plain = plain or canonical(number)
            if plain in self._canonical[place]:
                return self._canonical[place][plain]
        return "" if plain else self._spelt(number)

    def _spelt(self, name: str) -> str:
        """Return the listed number with the name of a definition that is spelt in another way: المحتوي for المحتوى."""
        wanted = folded(name)
        return next((each[wanted] for each in self._folded if wanted in each), "")

    @cached_property
    def _folded(self) -> list[dict[str, str]]:
        return [{folded(text): text for text in reversed(texts)} for texts in self._listed]

    @cached_property
    def _canonical(self) -> list[dict[str, str]]:
        return [_by_canonical(texts) for texts in self._listed]


def _by_canonical(numbers: Iterable[str]) -> dict[str, str]:
    """Return numbers by their canonical form, without those that share theirs."""
    texts: dict[str, list[str]] = {}
    for number in numbers:
        texts.setdefault(canonical(number), []).append(number)
    return {plain: same[0] for plain, same in texts.items() if plain and len(same) == 1}


def _pieced(text: str) -> str:
    """Return a text in which the pieces of an article stand in brackets behind its number."""
    text = _BIS.sub(" bis", _SHORT.sub("مادة ", text))
    text = _WRAPPED.sub(r"\1", text)
    text = _all(_SLASHED, text)
    text = _CHAIN.sub(
        lambda match: (
            match[2]
            + match[3]
            + "".join(f"({sign}){more}" for sign, more in _OF_CHAIN.findall(match[1])[::-1])
        ),
        text,
    )
    return _all(_BEHIND, text)


def _all(pattern: re.Pattern, text: str) -> str:
    while pattern.search(text):
        text = pattern.sub(r"(\1)", text, count=1)
    return text


def _joined(text: str) -> str:
    letters = _LETTER.sub(lambda match: match[1].translate(_ABJAD), text)
    plain = _JOINED.sub("", " ".join(_NOT_SIGNS.sub(" ", letters).split())).strip("./- ")
    return re.sub(r"^\((\w+)\)", r"\1", plain)
