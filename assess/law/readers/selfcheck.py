"""How likely it is that a text was read in the right order and with the right letters: counts, no dictionary."""

from __future__ import annotations

import re

from assess.base.normal import normal

_WORD = re.compile(r"[\u0621-\u064a]+")
_TOKEN = re.compile(r"\S+")
_FREQUENT = frozenset(
    "في من علي الي عن ان او هذا هذه كل لا اي التي الذي غير ذلك ما لم قانون القانون المادة مادة "
    "بموجب احكام رقم لسنة سنة يعاقب الا اذا بعد قبل بين".split()
)
#: Pairs of words that law writes in this order, and hardly ever the other way round.
_PAIRS = (
    ("هذا", "القانون"),
    ("لا", "تقل"),
    ("لا", "تزيد"),
    ("لا", "تجاوز"),
    ("كل", "من"),
    ("في", "هذا"),
    ("من", "هذا"),
    ("احكام", "هذا"),
    ("او", "باحدي"),
    ("مدة", "لا"),
    ("الا", "اذا"),
    ("احكام", "القانون"),
    ("قانون", "رقم"),
    ("القانون", "رقم"),
    ("يعمل", "به"),
    ("الجريدة", "الرسمية"),
    ("رئيس", "الجمهورية"),
)
_BACK = frozenset((second, first) for first, second in _PAIRS)
_FORTH = frozenset(_PAIRS)
#: Shares below which a text in Arabic script is not trusted.
TRUSTED = 0.12
_CASED = re.compile(r"[A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿœ]+|[A-ZÀ-ÖØ-Þ]+|[^\W\d_A-Za-zÀ-ÿœ]+")


def arabic_share(text: str) -> float:
    """Return the share of Arabic letters among all letters of a text, 0 to 1."""
    letters = sum(letter.isalpha() for letter in text)
    return sum("\u0600" <= letter <= "\u06ff" for letter in text if letter.isalpha()) / max(
        letters, 1
    )


def arabic_score(text: str) -> float:
    """Return how much a text looks like Arabic in its right order: about 0.3 and more if so, about 0 or less if not.

    For: words that begin with the article, and frequent words. Against: words that end with the article turned
    round, frequent words turned round, single letters that stand alone, and pairs of words in the wrong order.
    """
    words = _WORD.findall(normal(text))
    if not words:
        return 0.0
    forms = ("ال", "وال", "بال", "لل", "فال", "كال")
    score = 0.0
    for word in words:
        score += word.startswith(forms) and len(word) > 3
        score -= word.endswith("لا") and len(word) > 3
        score += word in _FREQUENT
        score -= word[::-1] in _FREQUENT and word not in _FREQUENT
        score -= 0.5 * (len(word) == 1 and word not in "وابجدهحطزي")
    pairs = set(zip(words, words[1:], strict=False))
    forth, back = len(pairs & _FORTH), len(pairs & _BACK)
    order = (forth - back) / (forth + back) if forth + back else 1.0
    return score / len(words) * (order if score > 0 else 1.0)


def garbled(text: str) -> bool:
    """Whether the letters of a text are those of a font's own code: words that no script writes in that way.

    A word counts as sound where its letters are of one script, and of one case but for the first one.
    """
    tokens = [
        token
        for token in _TOKEN.findall(text)
        if any(letter.isalpha() for letter in token) or _strange(token)
    ]
    if len(tokens) < 20:
        return False
    sound = sum(not _strange(token) and _sound(token) for token in tokens)
    return sound < 0.7 * len(tokens)


def _strange(token: str) -> bool:
    return any(
        "\ue000" <= letter <= "\uf8ff" or letter in "\ufffd≤≥≠∞‡√∏π∫∂Ω∑¬ƒ◊®¥" for letter in token
    )


def _sound(token: str) -> bool:
    return all(_CASED.fullmatch(part) for part in re.findall(r"[^\W\d_]+", token))
