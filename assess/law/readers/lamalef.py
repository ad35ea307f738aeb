"""Lam-alef that came out of a file turned round (اإلنسان for الإنسان): what proves it, and which words it is put right in.

Only letters that stand beside each other change places, so that every offset in a text stays what it was.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from assess.law.readers.arabic_words import (
    BOTH,
    LAM_ALEF_STEMS,
    LAM_ALEF_WORDS,
    NOUNS,
    PRESENT,
    SOUND_STARTS,
    SOUND_STEMS,
    SOUND_WHOLE,
)

_MARKS = (
    "\u0640\u064b-\u0652\u0670"  # tatweel and vowel signs stand between letters, and are no letters
)
WORD = re.compile(rf"[\u0621-\u063a\u0641-\u064a][\u0621-\u063a\u0641-\u064a{_MARKS}]*")
_MARK = re.compile(f"[{_MARKS}]")
_HAMZAS = "أإآ"
#: No word of Arabic begins with an alef, another one, and a lam.
_START = re.compile("^([وف]?[بك]?ا)([اأإآ])ل(?=.)")
#: Nor does one have two alefs and a lam within, or alef and lam before a hamza that stands alone or on a bearer.
_WITHIN = re.compile("(?<=.)ا(?:ال)|ال(?=[ءئؤ])(?!ئة?$)")
#: The particle and the article together are written لل: a lam before alef and lam is no word.
_FOR_THE = re.compile("^([وف]?ل)([اأإآ])ل(?=..)")
_HAMZA_FIRST = re.compile("^([وف]?)([أإآ])ل(.+)$")
#: Alef and lam before the rest of a noun that begins with alef: الستيفاء for لاستيفاء.
_FOR_NOUN = re.compile("^([وف]?)ال((?:ست|ن.ت|[عحشقرجكلمبخف]ت).{2,})$")
_PLURAL = re.compile("^(?:[وف]?(?:[بك]?ال|لل|[بكل])?)(.{2,})ال(ت)(.*)$")
_ADVERB = re.compile("^[وف]?([^اأإآتوفبكل].{2,}|[وفبكل].{3,})ال$")
_BEFORE = tuple(
    conjunction + particle
    for conjunction in ("", "و", "ف")
    for particle in ("", "ال", "بال", "كال", "لل", "ب", "ك", "ل", "س")
)
_AFTER = re.compile(
    "(?:ات|ان|ين|ون|ي|ية|يا|ا|ة|ت)?(?:ه|ها|هم|هما|هن|ي|نا)?"
)  # endings and pronouns
_PLAIN_NOT = ("ال", "وال", "فال")
#: So many different words prove that a whole text is damaged, if sound ones of that kind are not more.
_FEWEST = 3


def _turn(word: str) -> str:
    return re.sub("ل([اأإآ])", r"\1ل", word)


_TURNED_STEMS = {_turn(stem): stem for stem in LAM_ALEF_STEMS}
_TURNED_WORDS = {_turn(word): word for word in LAM_ALEF_WORDS}


_SETTLED = SOUND_STEMS | NOUNS | LAM_ALEF_STEMS | LAM_ALEF_WORDS


def letters(word: str) -> str:
    """Return a word without tatweel and vowel signs."""
    return _MARK.sub("", word)


def impossible(word: str) -> str:
    """Return the alef by which a word is shown to be turned round (ا, أ, إ or آ), empty where nothing shows it."""
    start = _START.match(word)
    return start[2] if start else "ا" if _WITHIN.search(word) else ""


@dataclass
class LamAlef:
    """What the words of a text prove about lam-alef in it; `always` where something else has proved it."""

    words: Counter[str]  # without marks, and how often each stands there
    always: bool = False
    _memory: dict[tuple[str, bool], str] = field(default_factory=dict)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The alefs that are turned round with lam in most of the text."""
        if self.always:
            return frozenset("ا" + _HAMZAS)
        return frozenset(alef for alef in "ا" + _HAMZAS if self._proved(alef))

    def _proved(self, alef: str) -> bool:
        back = {word: times for word, times in self.words.items() if self.shown(word) == alef}
        forth = sum(
            times
            for word, times in self.words.items()
            if "ل" + alef in word and not _FOR_THE.match(word)
        )
        if alef in _HAMZAS and back and not forth:
            return True
        return len(back) >= _FEWEST and forth <= sum(back.values())

    def shown(self, word: str) -> str:
        """Return what `impossible` does, but for a word that is merely typed with one alef too many."""
        alef = impossible(word)
        return "" if alef == "ا" and _START.match(word) and self._doubled(word) else alef

    def _doubled(self, word: str) -> bool:
        """Whether a word with one alef less stands in the text at least as often."""
        return 0 < self.words[word] <= self.words[word.replace("اا", "ا", 1)]

    @cached_property
    def _known(self) -> frozenset[str]:
        """Words of the text as they are and without what is put before them, once their beginning is put right."""
        known: set[str] = {*SOUND_STEMS, *NOUNS}
        for word in self.words:
            for shape in {word, _START.sub(r"\1ل\2", word)}:
                known |= {shape[len(begin) :] for begin in _BEFORE if shape.startswith(begin)}
        return frozenset(known)

    def mended(self, word: str, plain: bool) -> str:
        """Return a word as it must have been, itself where that is not certain; `plain`: لا is turned round there."""
        if (word, plain) not in self._memory:
            self._memory[word, plain] = self._mended(word, plain)
        return self._memory[word, plain]

    def _mended(self, word: str, plain: bool) -> str:
        if word[1:] in _TURNED_WORDS and word[0] in "وف":
            return word[0] + _TURNED_WORDS[word[1:]] if self._may(word, plain) else word
        if word in _TURNED_WORDS:
            return _TURNED_WORDS[word] if self._may(word, plain) else word
        begun = self._begun(word, plain)
        whole = self._inner(begun) if plain or begun != word else begun
        return word if plain and self._half(whole) else whole

    def _may(self, word: str, plain: bool) -> bool:
        first = next((alef for alef in _HAMZAS if alef + "ل" in word), "")
        return plain or (first in self.kinds if first else False)

    def negates(self, verb: str) -> bool:
        """Whether ال before a word can only have been لا: the word is a verb, and takes no article in the text."""
        return verb in PRESENT and "ال" + verb not in self.words

    def _begun(self, word: str, plain: bool) -> str:
        """Return a word with its beginning put right."""
        start = _START.match(word)
        if start and (start[2] in _HAMZAS or (plain and not self._doubled(word))):
            return _START.sub(r"\1ل\2", word)
        for pattern, made in _BEGINNINGS:
            match = pattern.match(word)
            if match and (candidate := made(self, match, plain)):
                return candidate
        return word

    def _for_the(self, match: re.Match[str], plain: bool) -> str:
        alef, rest = match[2], match.string[match.end() :]
        as_is = match.string[match.start(2) :]
        if alef == "ا":
            sure = plain and alef + rest in self._known
        else:
            sure = (alef == "أ" or alef in self.kinds) and not _sound(as_is)
        return match[1] + "ل" + alef + rest if sure else ""

    def _hamza_first(self, match: re.Match[str], plain: bool) -> str:
        alef, rest = match[2], match[3]
        sound = _sound(alef + "ل" + rest)
        sure = alef in self.kinds and alef + rest in self._known and not sound
        return match[1] + "ل" + alef + rest if sure else ""

    def _for_noun(self, match: re.Match[str], plain: bool) -> str:
        rest = match[2]
        sure = plain and "ا" + rest in self._known and len(rest) >= 5
        return match[1] + "لا" + rest if sure else ""

    def _inner(self, word: str) -> str:
        """Return a word with its other lam-alefs put right."""
        word = _WITHIN.sub(lambda match: match[0].replace("ال", "لا"), word)
        for begin in _BEFORE:
            if not word.startswith(begin):
                continue
            rest = word[len(begin) :]
            for end in range(len(rest), max(len(rest) - 6, 2), -1):
                stem = _TURNED_STEMS.get(rest[:end])
                if stem and _AFTER.fullmatch(rest, end):
                    return begin + stem + rest[end:]
        return self._inflected(word)

    def _inflected(self, word: str) -> str:
        """Return a word that is another one of the text with ات or ا after its lam, put right."""
        plural = _PLURAL.match(word)
        if plural and self._plural(plural):
            return word[: plural.end(1)] + "لا" + word[plural.start(2) :]
        adverb = _ADVERB.match(word)
        if adverb and adverb[1] + "ل" in self.words and not _stem_of(word, SOUND_STEMS | BOTH):
            return word[:-2] + "لا"
        return word

    def _plural(self, match: re.Match[str]) -> bool:
        base, rest = match[1] + "ل", match[3]
        noun = base in self._known or base + "ة" in self._known
        feminine = match[1] + "الة" in self._known or match[1].startswith(("أ", "إ", "ت"))
        if rest:
            return (
                noun
                and len(base) >= 4
                and bool(_AFTER.fullmatch(rest))
                and match[1] + "الة" not in self._known
            )
        return noun and not (feminine and len(base) < 4)

    def _half(self, word: str) -> bool:
        """Whether a word has alef and lam within of which nobody knows in what order they were."""
        bare = word[max(len(begin) for begin in _BEFORE if word.startswith(begin)) :]
        return "ال" in bare[1:] and not _stem_of(word, _SETTLED)

    def doubtful(self, word: str) -> bool:
        """Whether a word of a damaged text may be turned round too, though that is not certain."""
        if word in _PLAIN_NOT or _stem_of(word, BOTH):
            return True
        return self._half(word) or impossible(word) != ""


_Made = Callable[[LamAlef, "re.Match[str]", bool], str]
_BEGINNINGS: tuple[tuple[re.Pattern[str], _Made], ...] = (
    (_FOR_THE, LamAlef._for_the),
    (_HAMZA_FIRST, LamAlef._hamza_first),
    (_FOR_NOUN, LamAlef._for_noun),
)


def _sound(word: str) -> bool:
    """Whether a word may well begin with alef and lam."""
    return word in SOUND_WHOLE or word.startswith(tuple(SOUND_STARTS))


def _stem_of(word: str, stems: frozenset[str]) -> bool:
    """Whether a word is one of some stems with what may be put before and after it."""
    return any(
        word[len(begin) : len(begin) + end] in stems
        and bool(_AFTER.fullmatch(word, len(begin) + end))
        for begin in _BEFORE
        if word.startswith(begin)
        for end in range(len(word) - len(begin), max(len(word) - len(begin) - 6, 1), -1)
    )


def counted(texts: Iterable[str]) -> Counter[str]:
    """Return the words of some texts without marks, and how often each stands there."""
    return Counter(letters(word[0]) for text in texts for word in WORD.finditer(text))


def mended_text(
    text: str, state: LamAlef, note: Callable[[str, str], object] = lambda before, after: None
) -> str:
    """Return a text with every lam-alef that is certain put right, as long as it was.

    `note` is given each word that changes, as it was and as it is.
    """
    matches = list(WORD.finditer(text))
    words = [letters(match[0]) for match in matches]
    plain = "ا" in state.kinds or _damaged(words)
    pieces, end = [], 0
    for match, word, following in zip(matches, words, [*words[1:], ""]):
        new = (
            word[:-2] + "لا"
            if plain and word in _PLAIN_NOT and state.negates(following)
            else state.mended(word, plain)
        )
        if new != word:
            note(word, new)
            pieces += [text[end : match.start()], placed(match[0], new)]
            end = match.end()
    return "".join((*pieces, text[end:]))


def placed(word: str, new: str) -> str:
    """Return a word with its letters replaced by as many others, every mark where it stood."""
    following = iter(new)
    return "".join(sign if _MARK.match(sign) else next(following) for sign in word)


def _damaged(words: Iterable[str]) -> bool:
    """Whether the words of one paragraph are turned round, and none is not."""
    words = tuple(words)
    back = sum(impossible(word) == "ا" for word in words)
    return back >= 2 and not any("لا" in word for word in words)
