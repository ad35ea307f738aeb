"""Habits of those who quote, which put into a quotation what the law does not have: marks round it, a full stop."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from assess.base.normal import normal

_PAIRS = {
    '"': '"',
    "'": "'",
    "“": "”",
    "‘": "’",
    "«": "»",
    "‹": "›",
    "„": "“",
    "‟": "”",
    "”": "”",
    "»": "«",
}
_LATIN, _ARABIC = ",;?", "،؛؟"
_TO_ARABIC, _TO_LATIN = str.maketrans(_LATIN, _ARABIC), str.maketrans(_ARABIC, _LATIN)
_ARABIC_LETTER = re.compile("[\u0621-\u064a\u066e-\u06d3]")
_VOWELS = "\u064b-\u0652\u0670"
_WORD = re.compile(rf"[\w\u0640{_VOWELS}]+")
_HA, _TA_MARBUTA = "ه", "ة"
_LAST = rf"(?=[\u0640{_VOWELS}]*$)"
#: The habits by the names under which they are told, in the order in which they are tried.
SINGLE = ("marks_round", "full_stop", "first_letter", "comma", "ta_marbuta")
#: The reasons of a quotation that a habit keeps from being found; `habits` where several do together.
HABITS = (*SINGLE, "habits")
#: What is told beside habits: the same letters with other signs, which make other words.
SIGNS = "signs"


def without_habits(quote: str, law: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield habits that a quotation may show, names of SINGLE, with the quotation without these alone; the fewest first.

    `law` is the wording in which it is looked for: it says where a word ends in ة that was quoted with ه.
    """
    ways: dict[str, Callable[[str], str]] = {
        "marks_round": _without_marks,
        "full_stop": _without_stop,
        "first_letter": lambda text: text[:1].swapcase() + text[1:],
        "comma": _other_commas,
        "ta_marbuta": lambda text: _with_ta_marbuta(text, law),
    }
    text = quote.strip()
    # a full stop may stand before the closing mark or behind it
    inner = _without_marks(_without_stop(text))
    forms = (text, _without_marks(text), _without_stop(text), inner)
    shown = [name for name in SINGLE if any(ways[name](each) != each for each in forms)]
    for number in range(1, len(shown) + 1):
        for names in combinations(shown, number):
            changed = _undone(text, names, ways)
            if changed is not None:
                yield names, changed


def _undone(text: str, names: tuple[str, ...], ways: dict[str, Callable[[str], str]]) -> str | None:
    """Return a text without each of these habits, in whatever order; None where one of them does not show."""
    left = list(names)
    for name in (*names, *names):
        changed = ways[name](text)
        if name in left and changed != text:
            left.remove(name)
            text = changed
    return None if left else text


def _without_marks(text: str) -> str:
    return text[1:-1].strip() if len(text) > 1 and _PAIRS.get(text[0]) == text[-1] else text


def _without_stop(text: str) -> str:
    return text[:-1] if text.endswith((".", "۔")) and not text.endswith("..") else text


def _other_commas(text: str) -> str:
    """Return a text with the commas of the other script: Arabic ones beside Arabic letters alone."""
    arabic = text.translate(_TO_ARABIC) if _ARABIC_LETTER.search(text) else text
    return arabic if arabic != text else text.translate(_TO_LATIN)


def _with_ta_marbuta(text: str, law: str) -> str:
    """Return a text with ة at the end of words that it has with ه and the law with ة alone, and the other way round."""
    if not _ARABIC_LETTER.search(text):
        return text
    known = frozenset(map(normal, _WORD.findall(law)))

    def meant(match: re.Match[str]) -> str:
        for ending, other in ((_HA, _TA_MARBUTA), (_TA_MARBUTA, _HA)):
            changed = re.sub(ending + _LAST, other, match[0])
            if changed != match[0] and normal(match[0]) not in known and normal(changed) in known:
                return changed
        return match[0]

    return _WORD.sub(meant, text)
