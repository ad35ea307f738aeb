"""Arabic that came damaged out of a file, mended where that is certain: each kind of damage is told, and what is left."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assess.base.normal import STEPS
from assess.law.readers.arabic_words import (
    BOTH,
    LAM_ALEF_STEMS,
    LAM_ALEF_WORDS,
    NOUNS,
    SOUND_STEMS,
)
from assess.law.readers.blocks import Block, Mended
from assess.law.readers.lamalef import (
    WORD,
    LamAlef,
    counted,
    impossible,
    letters,
    mended_text,
    placed,
)

_ARABIC = re.compile("[\u0621-\u064aپچژگکی\ufb50-\ufdff\ufe70-\ufefc]")
_NOT_ARABIC = re.compile("[پچژگڤٹڈڑےۀہھکیۇەڭ]")  # letters of Persian, Urdu, Kurdish and Uyghur
_PRESENTED = re.compile("[\ufb50-\ufb9f\ufba4-\ufbe7\ufbe9-\ufdef\ufdf2\ufe70-\ufefc]+")
_LETTER = "\u0621-\u063a\u0641-\u064a"
#: A vowel sign that stands alone after a word.
_APART = re.compile(f"(?<=[{_LETTER}]) +([\u064b-\u0652]+)(?=[\\s.,:;،؛)\\]]|$)")
_TATWEEL = re.compile(f"(?<=[{_LETTER}]{{2}})(ـ+) +(ـ+)(?=[{_LETTER}])")
_LETTERS = re.compile(f"(?<!\\S)[{_LETTER}](?: [{_LETTER}]){{3,}}(?!\\S)")
_LABEL = re.compile(r"^(\s*[(\[]?\s*)((?:ا ?ل ?)?م ?ا ?د ?ة)(?=\s*[(\[]?\s*[\d٠-٩])")
_ARTICLE = re.compile(f"(?<!\\S)([وفبك]?ال|لل) ([{_LETTER}]{{2,}})")
_GLUED = re.compile(r"(?<![^\W\d_])((?:ال)?(?:مادة|فقرة|بند)|رقم|لسنة|سنة)(?=[\d٠-٩])")
_SPACED = re.compile(r"(?<![^\W\d_])(?:(?:ال)?(?:مادة|فقرة|بند)|رقم|لسنة|سنة) (?=[\d٠-٩])")
_YEAR = re.compile(r"((?:لسنة|سنة|لعام|عام) )([0-9٠-٩]{4})(?![\d٠-٩])")
#: Lam and the letter after it make one shape in many fonts: املادة for المادة, احملكمة for المحكمة.
_SHAPES = (
    (re.compile("^([وف]?[بك]?)ا([حجخم])مل(?=..)"), r"\1الم\2"),
    (re.compile("^([وف]?[بك]?)ا([محجخ])ل(?=..)"), r"\1ال\2"),
)
_SOUND_SHAPES = re.compile(
    "^[وف]?[بك]?(?:امل(?:اك|اح|اء|ائ)|ا[حخ]لا(?:[ءئؤقمف]|[لص](?:ه|ها|هم|كم|ا)?$)|احلى$|اخل(?:ت)?$|"
    "اجل(?:ه|ها|هم|ا|ك|كم|ين)?$|اجلا[ءئل])"
)
#: Of these the first is certain in any text: no word begins with امل and three more letters, except أملاك where its
#: hamza is left out.
_FIRST_SHAPE = re.compile("^([وف]?[بك]?)امل(?=[^اأإآ].{2}|اد(?:ة|تين|تان)$)")
_SMALL_WORDS = {
    "يف": "في", "حتت": "تحت", "مبوجب": "بموجب", "مجيع": "جميع", "جملس": "مجلس", "حممد": "محمد",
    "حمكمة": "محكمة", "هلذا": "لهذا", "هلذه": "لهذه", "مبقتضى": "بمقتضى", "جتاوز": "تجاوز",
}  # fmt: skip
#: What is no word in any text.
_NEVER = {
    "عىل": "على",
    "إىل": "إلى",
    "اىل": "الى",
    "هللا": "الله",
    "اهلل": "الله",
    "باهلل": "بالله",
}
_VOCABULARY = SOUND_STEMS | NOUNS | LAM_ALEF_STEMS | LAM_ALEF_WORDS | BOTH
_FEWEST = 3  # different words, or places, that prove a kind of damage for a whole file
_EXAMPLES = 2


Note = Callable[[str, str], object]
_Step = Callable[[str, Note], str]


class _Notes:
    """What was changed or left, by kind, in the order in which it was met."""

    def __init__(self) -> None:
        self.kinds: dict[str, Counter[tuple[str, str]]] = {}

    def of(self, kind: str) -> Note:
        def note(before: str, after: str) -> None:
            self.kinds.setdefault(kind, Counter())[before, after] += 1

        return note

    def report(self) -> tuple[Mended, ...]:
        return tuple(
            Mended(kind, sum(pairs.values()), tuple(pairs)[:_EXAMPLES])
            for kind, pairs in self.kinds.items()
        )


def is_arabic(text: str, language: str = "") -> bool:
    """Whether a text is in Arabic, and not in another language of its script; a stated language decides."""
    if language:
        return re.split("[-_]", language.lower())[0] in ("ar", "ara")
    arabic = len(_ARABIC.findall(text))
    return bool(arabic) and len(_NOT_ARABIC.findall(text)) <= arabic / 25


def mended(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Mended, ...]]:
    """Return the blocks with their words mended where that is certain, and what was mended and what was left.

    One kind after the other, so that each works on what those before it have made whole. No word is changed that may
    be right: the damaged form is no word of Arabic, and what it was before is known or follows from its letters.
    """
    notes = _Notes()
    for step_of in (_forms, _signs, _partings, _figures, _shapes, _lam_alef):
        blocks = _each(blocks, step_of(blocks, notes))
    return tuple(blocks), notes.report()


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        yield from (block.number, block.title, block.text)


def _each(blocks: Sequence[Block], change: Callable[[str], str]) -> Sequence[Block]:
    return [
        replace(
            block, text=change(block.text), title=change(block.title), number=change(block.number)
        )
        for block in blocks
    ]


def _forms(blocks: Sequence[Block], notes: _Notes) -> Callable[[str], str]:
    """Letters in the place of the shapes of letters; a shape that stands alone, as in 1443ﻫ, stays."""
    note = notes.of("arabic_forms")

    def change(match: re.Match[str]) -> str:
        beside = match.string[max(match.start() - 1, 0) : match.end() + 1]
        made = STEPS["presentation_forms"](match[0])
        if len(made) == 1 and not re.search(f"[{_LETTER}]", beside):
            return match[0]
        note(match[0], made)
        return made

    return lambda text: _PRESENTED.sub(change, text)


def _signs(blocks: Sequence[Block], notes: _Notes) -> Callable[[str], str]:
    """Vowel signs and tatweel set beside the letters that they belong to."""
    note = notes.of("arabic_signs")

    def change(text: str) -> str:
        for pattern, made in ((_APART, r"\1"), (_TATWEEL, r"\1\2")):
            for match in pattern.finditer(text):
                before = _around(text, match.start(), match.end())
                note(before, before.replace(" ", ""))
            text = pattern.sub(made, text)
        return text

    return change


def _around(text: str, start: int, end: int) -> str:
    """Return the words at a place of a text."""
    return text[text.rfind(" ", 0, start) + 1 : end]


def _partings(blocks: Sequence[Block], notes: _Notes) -> Callable[[str], str]:
    """Words put together whose letters, or whose article, stand apart."""
    words = counted(_texts(blocks))
    left, note = notes.of("arabic_left"), notes.of("arabic_parted")
    parted = {
        match[0]
        for text in _texts(blocks)
        for match in _ARTICLE.finditer(text)
        if words[match[1] + match[2]]
    }
    # where لا may stand as ال, ال عقوبة is no article, but says that there is no punishment
    proved = len(parted) >= _FEWEST and not any(impossible(word) == "ا" for word in words)
    runs = {match[0] for text in _texts(blocks) for match in _LETTERS.finditer(text)}

    def together(match: re.Match[str]) -> str:
        word = match[0].replace(" ", "")
        if word not in words and not _known(word):
            if len(runs) >= _FEWEST:  # fewer may be abbreviations
                left(match[0], match[0])
            return match[0]
        note(match[0], word)
        return word

    def article(match: re.Match[str]) -> str:
        if not proved or match[0] not in parted:
            return match[0]
        note(match[0], match[1] + match[2])
        return match[1] + match[2]

    def label(match: re.Match[str]) -> str:
        word = match[2].replace(" ", "")
        if word != match[2]:
            note(match[2], word)
        return match[1] + word

    return lambda text: _ARTICLE.sub(article, _LETTERS.sub(together, _LABEL.sub(label, text)))


def _known(word: str) -> bool:
    return any(
        word.removeprefix(begin) in _VOCABULARY
        for begin in ("", "ال", "وال", "بال", "لل")
        if word.startswith(begin)
    )


def _figures(blocks: Sequence[Block], notes: _Notes) -> Callable[[str], str]:
    """Figures parted from the word before them, and years turned round, where most of the file has them so."""
    texts = [text for text in _texts(blocks) if text]
    glued = sum(len(_GLUED.findall(text)) for text in texts)
    apart = sum(len(_SPACED.findall(text)) for text in texts)
    years = [match[2] for text in texts for match in _YEAR.finditer(text)]
    turned = sum(_turned_year(year) for year in years)
    sound = sum(_is_year(year) and year != year[::-1] for year in years)
    note, year_note = notes.of("arabic_glued"), notes.of("arabic_years")

    def part(match: re.Match[str]) -> str:
        note(match[0] + match.string[match.end()], match[0] + " " + match.string[match.end()])
        return match[0] + " "

    def turn(match: re.Match[str]) -> str:
        if not _turned_year(match[2]):
            return match[0]
        year_note(match[2], match[2][::-1])
        return match[1] + match[2][::-1]

    def change(text: str) -> str:
        if glued >= _FEWEST and glued > apart:
            text = _GLUED.sub(part, text)
        return _YEAR.sub(turn, text) if turned >= _FEWEST and not sound else text

    return change


def _is_year(year: str) -> bool:
    return 1300 <= int(year) <= 1500 or 1850 <= int(year) <= 2100


def _turned_year(year: str) -> bool:
    """Whether a number is a year of no law, and the year of one when it is read from the other side."""
    return not _is_year(year) and _is_year(year[::-1])


def _shapes(blocks: Sequence[Block], notes: _Notes) -> Callable[[str], str]:
    """Letters that make one shape in a font and came out of it in the wrong order."""
    words = counted(_texts(blocks))
    back = {word: times for word, times in words.items() if _shape(word) != word}
    forth = sum(times for word, times in words.items() if re.match("[وف]?[بك]?ال[محجخ]", word))
    proved = len(back) >= _FEWEST and forth <= sum(back.values())
    small = {
        word: sound for word, sound in _SMALL_WORDS.items() if proved and words[word] > words[sound]
    } | _NEVER
    note = notes.of("arabic_shapes")

    def change(match: re.Match[str]) -> str:
        word = letters(match[0])
        made = _shape(word) if proved else _FIRST_SHAPE.sub(r"\1الم", word)
        for begin in ("", "و", "ف"):
            if word.startswith(begin) and word[len(begin) :] in small:
                made = begin + small[word[len(begin) :]]
        if made == word:
            return match[0]
        note(word, made)
        return placed(match[0], made)

    return lambda text: WORD.sub(change, text)


def _shape(word: str) -> str:
    if _SOUND_SHAPES.match(word):
        return word
    for pattern, made in _SHAPES:
        if pattern.match(word):
            return pattern.sub(made, word)
    return word


def _lam_alef(blocks: Sequence[Block], notes: _Notes) -> Callable[[str], str]:
    """Lam-alef turned round; words of a damaged file that may be so too are told and left."""
    state = LamAlef(counted(_texts(blocks)))
    note, left = notes.of("arabic_lam_alef"), notes.of("arabic_left")

    def change(text: str) -> str:
        text = mended_text(text, state, note)
        if "ا" in state.kinds:
            for match in WORD.finditer(text):
                word = letters(match[0])
                if state.doubtful(word):
                    left(word, word)
        return text

    return change
