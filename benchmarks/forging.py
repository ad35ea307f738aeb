"""Quotations forged by signs that nobody sees: how many are refused or verified, and how many print what no law says.

    python benchmarks/forging.py --number 100000

The words of the law are invented. What a report prints of a verified quotation is `printed`, and no writer lets a sign
of direction through (tests/test_direction.py); so it must be the law's words, sign for sign, without any of them. Of a
quotation that is not verified nothing is vouched for.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from assess.base.problems import Location
from assess.base.text import steady
from assess.law.quotes.pieces import search
from assess.law.quotes.wording import Wording, wording_of
from assess.model.lawtext import LawText, Unit

LAWS = {
    "en": "imprisonment for not less than 2 and not more than 5 years, and a fine of 1 000 to 9 000 tilars under "
    "Article 3/12 of the Code, or both (unless paragraph 4(b) applies)",
    "ar": "يعاقب بالحبس مدة لا تقل عن 2 ولا تزيد على 5 سنوات وبغرامة من 1000 إلى 9000 دينار بموجب المادة 3/12 من القانون، "
    "أو بإحدى العقوبتين (ما لم تنطبق الفقرة 4)",
}
MARKS, EMBEDDINGS, OVERRIDES, ISOLATES = (
    "\u200e\u200f\u061c",
    "\u202a\u202b\u202c",
    "\u202d\u202e",
    "\u2066\u2067\u2068\u2069",
)
Forge = Callable[[list[str], random.Random], list[str]]


def _put(signs: str) -> Forge:
    """Return what puts one to six signs anywhere into words."""

    def forge(letters: list[str], chance: random.Random) -> list[str]:
        for _ in range(chance.randint(1, 6)):
            letters.insert(chance.randint(0, len(letters)), chance.choice(signs))
        return letters

    return forge


def _around(signs: str, end: str) -> Forge:
    """Return what puts a pair of signs round a stretch of words, and others inside it."""

    def forge(letters: list[str], chance: random.Random) -> list[str]:
        first, last = sorted(chance.sample(range(len(letters) + 1), 2))
        inner = letters[first:last]
        if chance.random() < 0.5 and inner:
            middle = chance.randrange(len(inner))
            inner = [*inner[:middle], end, chance.choice(signs), *inner[middle:]]
        return [*letters[:first], chance.choice(signs), *inner, end, *letters[last:]]

    return forge


def _vowels(letters: list[str], chance: random.Random) -> list[str]:
    """Put vowel signs on some letters, or stretch them, together with signs of direction."""
    return [
        sign + (chance.choice("\u064e\u064f\u0650\u0640\u200f") if "ء" <= sign <= "ي" else "")
        if chance.random() < 0.2
        else sign
        for sign in letters
    ]


FORGED: dict[str, Forge] = {
    "marks": _put(MARKS),
    "embeddings": _around("\u202a\u202b", "\u202c"),
    "isolates": _around("\u2066\u2067\u2068", "\u2069"),
    "overrides": _around(OVERRIDES, "\u202c"),
    "loose signs": _put(MARKS + EMBEDDINGS + ISOLATES),
    "vowels and strokes": _vowels,
}


def law_of(language: str, words: str) -> Wording:
    """Return the wording of an invented law of one article."""
    at = Location("forged.yaml")
    text = LawText("L", language, "official", (Unit("1", "article", at, wording=words),), at)
    return wording_of(text, "1")


def stretch(words: str, chance: random.Random) -> str:
    """Return some words in a row."""
    parts = words.split()
    first = chance.randint(0, len(parts) - 5)
    return " ".join(parts[first : chance.randint(first + 5, len(parts))])


def forgeries(number: int, seed: int = 1) -> Counter[tuple[str, str, str]]:
    """Return how many forgeries of each class, in quotations and in laws, had which fate: verified, refused or false."""
    chance, counts = random.Random(seed), Counter[tuple[str, str, str]]()
    laws = {language: law_of(language, words) for language, words in LAWS.items()}
    while counts.total() < number:
        for language, law in laws.items():
            for name, forge in FORGED.items():
                words = stretch(LAWS[language], chance)
                forged = "".join(forge(list(words), chance))
                fate = _fate(law, forged, LAWS[language])
                counts[name, f"quotation, {language}", fate] += 1
                turned = "".join(forge(list(LAWS[language]), chance))
                fate = _fate(law_of(language, turned), words, steady(turned))
                counts[name, f"law, {language}", fate] += 1
    return counts


def _fate(law: Wording, quote: str, words: str) -> str:
    """Return whether a quotation is refused, verified, or verified and printed otherwise than the law's words."""
    hits = search(law, quote).hits
    if not hits:
        return "refused"
    true = all(steady(hit.printed) == hit.printed and hit.printed in words for hit in hits)
    return "verified" if true else "false"


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser(description=Path(__file__).name)
    parser.add_argument("--number", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    counts = forgeries(asked.number, asked.seed)
    for (name, where, fate), number in sorted(counts.items()):
        print(f"{name:20} {where:14} {fate:9} {number:7}")
    for fate in ("verified", "refused", "false"):
        print(f"{fate}: {sum(number for key, number in counts.items() if key[2] == fate)}")


if __name__ == "__main__":
    main()
