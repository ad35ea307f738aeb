"""The wording of a provision, made ready to be searched: where words stand in it, in which unit, after which steps."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import accumulate

from assess.base.normal import STEPS, normal, steps_needed
from assess.base.text import RIGHT_TO_LEFT, steady
from assess.law.quotes.edges import inside_word
from assess.law.readers.lamalef import LamAlef, counted, impossible, mended_text
from assess.model.lawtext import LawText, Unit

#: The vowels of Arabic without the sign of doubling, which stands beside any of them.
_VOWELS = frozenset("\u064b\u064c\u064d\u064e\u064f\u0650\u0652")
#: The same with the sign of doubling and the dagger alef.
_MARKS = _VOWELS | {"\u0651", "\u0670"}
_LONG_DASHES = str.maketrans("—―", "¦¦")
_ALEFS = frozenset("أإآ")
_MOST_OVERLAP = 100_000  # signs
#: Signs that print what stands between them the other way round: 12 as 21.
_OVERRIDES = ("\u202d", "\u202e")
#: The step that puts lam-alef right; it works on words that are shown to be damaged, and on no others.
TURNED = "lam_alef"
_DROPS_SIGNS = ("alef_forms", "vowel_signs")
#: The step that leaves out vowel signs which the quotation has and the law has not: a reading of the one who quotes.
ADDED = "vowels_added"
#: The steps in the order in which they are told.
_NAMES = (TURNED, *STEPS)
_PLACE_OF_ADDED = _NAMES.index("vowel_signs") + 1
TOLD = (*_NAMES[:_PLACE_OF_ADDED], ADDED, *_NAMES[_PLACE_OF_ADDED:])
#: Signs of direction in a law that only say which way its own letters run anyway.
_IDLE = {True: "\u061c\u200f", False: "\u200e"}
_OPEN, _CLOSE = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068", "\u202c\u2069"
_FROM_RIGHT = re.compile(f"[{RIGHT_TO_LEFT}]")


@dataclass(frozen=True)
class Spot:
    """Where one run of words stands, as offsets in the normal and in the printed wording."""

    low: int
    high: int
    start: int
    end: int
    steps: tuple[str, ...]  # of `TOLD`, () for word for word
    words: str  # the law's own, in its own spelling


@dataclass(frozen=True)
class Span:
    """What of a wording belongs to a unit: offsets in the printed wording."""

    start: int
    head: int  # where its number and heading end
    unit: str
    article: str  # id of the article that it is or stands in, within this wording


@dataclass(frozen=True)
class Wording:
    """Units of a text, joined and in one line: line breaks and runs of white space are layout and no wording."""

    text: LawText
    printed: str
    spans: tuple[Span, ...]

    @cached_property
    def normal(self) -> str:
        """The wording after all steps of assess.base.normal."""
        return normal(self.printed)

    @cached_property
    def _edges(self) -> str:
        """The normal wording with long dashes kept, since they part words, which a hyphen does not."""
        return normal(self.printed.translate(_LONG_DASHES))

    @cached_property
    def _words(self) -> tuple[list[int], list[int]]:
        """Where each word begins in the printed wording, and how many signs of the normal one lie before it."""
        matches = list(re.finditer(r"\S+", self.printed))
        return [match.start() for match in matches], list(
            accumulate((_size(match[0]) for match in matches), initial=0)
        )

    def spots(self, words: str) -> tuple[list[Spot], str]:
        """Return where `words` stand whole; with them, or in their place, why other hits do not count.

        The reason is `cut` where a word of the law is cut, `signs` where Arabic signs contradict, `turned` where signs
        of direction in the law let it print otherwise than it is written, else empty.
        Where lam-alef is shown to be turned round in the words or in the law, it is put right and they are looked for
        again: what is no word cannot have been another one.
        """
        spots, why = self._spots(words)
        return spots or list(self._turned(words)), why

    def _turned(self, words: str) -> Iterator[Spot]:
        """Yield where words stand whose lam-alef is turned round, or which stand in a law where it is."""
        if self.text.language != "ar":
            return
        damaged = _shown(words)
        if damaged or _shown(self.printed):
            state = LamAlef(counted((self.text.joined(),)), always=damaged)
            line = mended_text(words, state) if damaged else words
            law = self if damaged else replace(self, printed=mended_text(self.printed, state))
            for spot in law._spots(line)[0]:
                yield replace(spot, steps=(TURNED, *spot.steps))

    def _spots(self, words: str) -> tuple[list[Spot], str]:
        """Return the same for the words as they are."""
        wanted, line, spots, why = normal(words), layout(words), [], ""
        # Hits that do not overlap are together no longer than the text. More than twice as much is a text that repeats
        # itself, such as a a a a, whose every overlap would be looked at otherwise.
        left = 2 * len(self.normal) + _MOST_OVERLAP
        for low in _offsets(self.normal, wanted):
            high = low + len(wanted)
            left -= len(wanted)
            if left < 0:
                break
            if inside_word(self._edges, low) or inside_word(self._edges, high):
                why = why or "cut"
                continue
            spot = self._spot(low, high, line)
            if spot is None:
                why = "signs"
            elif misleads(spot.words) or self._inside(spot.start):
                why = "turned"
            else:
                spots.append(spot)
        return spots, why

    def _inside(self, offset: int) -> bool:
        """Whether a place in the law lies between signs that turn round what stands between them."""
        depth = 0
        for sign in self.printed[self.span(offset).start : offset] if self._signed else "":
            if sign in _OPEN:
                depth += 1
            elif sign in _CLOSE:
                depth = max(0, depth - 1)
        return depth > 0

    @cached_property
    def _signed(self) -> bool:
        """Whether the law has any sign of direction."""
        return steady(self.printed) != self.printed

    def _spot(self, low: int, high: int, words: str) -> Spot | None:
        """Return the spot of a hit in the normal wording, None where the law's own signs contradict `words`.

        Every step but the one for white space works within a word, so that counting signs finds the word again.
        """
        starts, sizes = self._words
        from_, to = self._signs_before(low), self._signs_before(high)
        first, last = bisect_right(sizes, from_) - 1, bisect_right(sizes, to - 1) - 1
        begin, end = starts[first], starts[last] + len(self._word(last))
        exact = self.printed.find(words, begin, end)
        if exact >= 0 and not any(
            inside_word(self.printed, edge) for edge in (exact, exact + len(words))
        ):
            return Spot(low, high, exact, exact + len(words), (), words)
        begin += _cut(self._word(first), sizes[first + 1] - from_, tail=True)
        end = starts[last] + _cut(self._word(last), to - sizes[last], tail=False)
        printed = self.printed[begin:end]
        steps = _steps(words, printed)
        return None if steps is None else Spot(low, high, begin, end, steps, printed)

    def _signs_before(self, offset: int) -> int:
        return offset - bisect_left(self._gaps, offset)

    @cached_property
    def _gaps(self) -> list[int]:
        return [number for number, sign in enumerate(self.normal) if sign == " "]

    def _word(self, number: int) -> str:
        start = self._words[0][number]
        return (
            self.printed[start:].split(None, 1)[0]
            if number + 1 == len(self._words[0])
            else (self.printed[start : self._words[0][number + 1]].rstrip())
        )

    def span(self, offset: int) -> Span:
        """Return the span in which an offset of the printed wording lies."""
        return self.spans[max(bisect_right(self._starts, offset) - 1, 0)]

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.spans]


def _shown(text: str) -> bool:
    """Whether a text holds a word that only lam-alef turned round can have made."""
    return any(impossible(word) for word in counted((text,)))


def layout(text: str) -> str:
    """Return a text in one line, every run of white space one space."""
    return " ".join(text.split())


def wording_of(text: LawText, unit_id: str = "") -> Wording:
    """Return the wording of a unit with all units in it, or of the whole text."""
    units = tuple(text.within(unit_id)) if unit_id else text.units
    printed: list[str] = []
    spans: list[Span] = []
    articles: dict[str, str] = {}
    length = 0
    for unit in units:
        articles[unit.id] = unit.id if unit.kind == "article" else articles.get(unit.parent, "")
        line = layout(unit.printed())
        if line:
            spans.append(Span(length, length + _head(unit, line), unit.id, articles[unit.id]))
            printed.append(line)
            length += len(line) + 1
    return Wording(text, " ".join(printed), tuple(spans))


def _head(unit: Unit, line: str) -> int:
    return len(line) - len(layout(unit.wording))


def _offsets(text: str, words: str) -> Iterator[int]:
    number = text.find(words) if words else -1
    while number >= 0:
        yield number
        number = text.find(words, number + 1)


def _cut(word: str, size: int, tail: bool) -> int:
    """Return the last offset at which the tail, or the head, of a word has `size` signs after all steps.

    Where there is none, as inside a sign that stands for several words, nothing is cut off.
    """
    edges = [
        edge for edge in range(len(word) + 1) if _size(word[edge:] if tail else word[:edge]) == size
    ]
    return edges[-1] if edges else 0 if tail else len(word)


@lru_cache(maxsize=1 << 16)
def _size(words: str) -> int:
    done = normal(words)
    return len(done) - done.count(" ")


@lru_cache(maxsize=1 << 14)
def _steps(words: str, printed: str) -> tuple[str, ...] | None:
    """Return the steps that make two wordings equal, None where none do or where their signs contradict.

    Nor does a quotation pass with signs that turn words round by force: nobody types them by accident.
    """
    if any(sign in words for sign in _OVERRIDES):
        return None
    steps = steps_needed(words, printed)
    if steps is None or not any(name in steps for name in _DROPS_SIGNS):
        return steps
    return None if contradict(words, printed) else _apart(steps, words, printed)


def _apart(steps: tuple[str, ...], words: str, printed: str) -> tuple[str, ...]:
    """Return the steps with vowel signs that were added told apart from those that were left out."""
    if "vowel_signs" not in steps:
        return steps
    pairs = list(zip(_letters(words, _MARKS), _letters(printed, _MARKS)))
    own = {
        ADDED: any(first[1] - second[1] for first, second in pairs),
        "vowel_signs": any(second[1] - first[1] for first, second in pairs),
    }
    if not any(own.values()):
        return steps
    named = {*steps, *own} - {name for name, needed in own.items() if not needed}
    return tuple(name for name in TOLD if name in named)


def misleads(words: str) -> bool:
    """Whether signs of direction in words of a law may print them in another order than the one they are written in.

    Those that say which way the letters run anyway do not.
    """
    return steady(words) != words and any(
        steady(sign) != sign for sign in _without(words, _IDLE[bool(_FROM_RIGHT.search(words))])
    )


def _without(words: str, signs: str) -> str:
    return words.translate(dict.fromkeys(map(ord, signs)))


def contradict(text: str, other: str) -> bool:
    """Whether two texts, equal after all steps, print different signs on the same letter.

    A sign left out is an accident of typing. Two different signs are two words: إلا (except), ألا (that not).
    """
    letters, others = _letters(text), _letters(other)
    return len(letters) != len(others) or any(
        _differ(first, second) for first, second in zip(letters, others)
    )


def _differ(pair: tuple[str, frozenset[str]], other: tuple[str, frozenset[str]]) -> bool:
    alefs = pair[0] != other[0] and {pair[0], other[0]} <= _ALEFS
    return alefs or bool(pair[1] and other[1] and pair[1] != other[1])


def _letters(text: str, vowels: frozenset[str] = _VOWELS) -> list[tuple[str, frozenset[str]]]:
    """Return every letter with the vowels on it."""
    for name, step in STEPS.items():
        text = text if name in _DROPS_SIGNS else step(text)
    letters: list[tuple[str, frozenset[str]]] = []
    for sign in text:
        if STEPS["vowel_signs"](sign):
            letters.append((sign, frozenset()))
        elif letters and sign in vowels:
            letters[-1] = (letters[-1][0], letters[-1][1] | {sign})
    return letters
