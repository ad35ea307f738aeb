"""Text made comparable, step by step: each step is named, undoes one accident of typing, and changes no word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

#: Invisible signs that only steer layout or direction. The joiners of Persian and Indic scripts are not among them.
_INVISIBLE = dict.fromkeys(
    [
        0x00AD,
        0x061C,
        0x200B,
        0x200E,
        0x200F,
        0x2060,
        0xFEFF,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    ]
)
_QUOTES = str.maketrans({**dict.fromkeys("‘’‚‛′ʼ`´‹›", "'"), **dict.fromkeys("“”„‟″«»", '"')})
_DIGITS = str.maketrans(
    {chr(base + step): str(step) for base in (0x0660, 0x06F0) for step in range(10)}
    | {"٫": ".", "٬": ","}
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_TATWEEL = {0x0640: None}
#: The vowel signs of Arabic, the small signs of the Quran, and the dagger alef; hamza above and below stay.
_VOWELS = dict.fromkeys(
    [
        *range(0x0610, 0x061B),
        *range(0x064B, 0x0653),
        *range(0x0656, 0x0660),
        0x0670,
        *range(0x06D6, 0x06DD),
        *range(0x06DF, 0x06E5),
        0x06E7,
        0x06E8,
        *range(0x06EA, 0x06EE),
    ]
)
_ALEF = re.compile("[اأإآٱ][\u0653-\u0655]*")
_BORNE_BY_YA = re.compile("[ىی]\u0654")  # which no letter is composed of
_KAF = str.maketrans("کڪ", "كك")
_YA = re.compile("[ىی](?![\u0653-\u0655])")
_SPACE = re.compile(r"\s+")
# from the first space on: else it is quadratic
_TIGHT = re.compile(r"(?<!\s)\s+(?=[,.;:!?،؛؟)\]])|(?<=[(\[])\s+")

#: Ligatures of Latin script, and Arabic letters in the shapes that some PDF files hold in the place of the letters.
_PRESENTED = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]+")
#: What bears a vowel sign that stands alone: no space between words.
_BORNE = re.compile(" (?=[\u064b-\u0652])")

#: The steps in their order, by the name under which reports and the manual speak of them. Signs that are dropped go
#: before letters are composed, so that no letter and its mark are left apart.
STEPS: dict[str, Callable[[str], str]] = {
    "presentation_forms": lambda text: _PRESENTED.sub(
        lambda match: _BORNE.sub("", unicodedata.normalize("NFKC", match[0])), text
    ),
    "invisible_signs": lambda text: text.translate(_INVISIBLE),
    "quotation_marks": lambda text: text.translate(_QUOTES),
    "dashes": lambda text: text.translate(_DASHES),
    "digits": lambda text: text.translate(_DIGITS),
    "tatweel": lambda text: text.translate(_TATWEEL),
    "vowel_signs": lambda text: text.translate(_VOWELS),
    "unicode": lambda text: unicodedata.normalize("NFC", text),
    "alef_forms": lambda text: _ALEF.sub("ا", text),
    "ya_forms": lambda text: _YA.sub("ي", _BORNE_BY_YA.sub("ئ", text)),
    "kaf_forms": lambda text: text.translate(_KAF),
    "spaces": lambda text: _SPACE.sub(" ", _TIGHT.sub("", text)).strip(),
}


def normal(text: str) -> str:
    """Return `text` after all STEPS: what is equal then is the same wording, typed differently."""
    for step in STEPS.values():
        text = step(text)
    return text


def steps_needed(text: str, other: str) -> tuple[str, ...] | None:
    """Return the names of the steps without which two texts are not equal, () if they are equal as they are.

    None where they differ even after all steps.
    """
    if text == other:
        return ()
    if normal(text) != normal(other):
        return None
    names = list(STEPS)
    for name in list(names):
        rest = [each for each in names if each != name]
        if _after(text, tuple(rest)) == _after(other, tuple(rest)):
            names = rest
    return tuple(names)


@cache
def _chosen(names: tuple[str, ...]) -> tuple[Callable[[str], str], ...]:
    return tuple(STEPS[name] for name in names)


def _after(text: str, names: tuple[str, ...]) -> str:
    for step in _chosen(names):
        text = step(text)
    return text
