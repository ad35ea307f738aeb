"""How alike units are: words that are rare in both texts weigh more than the words that every article has."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assess.base.normal import normal
from assess.model.lawtext import LawText, Unit

_WORD = re.compile(r"\w+")
_RARE = 20  # units at most that a word may stand in to lead from one unit to another
_LEADING = 8  # the rarest words of a unit may stand in more, up to a twentieth of all units
_NEAREST = 6  # units that are compared word by word with one unit
_FEW = 400  # pairs up to which all are compared
#: What a text prints in the place of a provision that was repealed: few words, one of these the first.
_REPEALED = re.compile(
    r"^[\W_]*(?:is |a été |ha sido )?(?:repealed|deleted|omitted|abrog|supprim|derogad|suprimid|"
    r"ملغا|ملغي|الغيت|الغي|تلغ|حذفت)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Sample:
    """A unit of one text with the words in it and in the units below it."""

    unit: Unit
    key: str  # heading and wording of all of it, after all steps of assess.base.normal
    words: Counter[str]

    @property
    def size(self) -> int:
        """How many words it has."""
        return self.words.total()

    @property
    def notice(self) -> bool:
        """Whether it only says that what stood here was repealed."""
        return repeal_notice(self.key)


def repeal_notice(wording: str) -> bool:
    """Whether a wording is short and begins with a word such as repealed."""
    plain = normal(wording)
    return len(plain.split()) <= 15 and bool(_REPEALED.search(plain))


def content(unit: Unit) -> str:
    """Return what a unit says: heading and own words, without its number."""
    return "\n".join(part for part in (unit.heading, unit.wording) if part)


class Samples:
    """The units of an old and a new text, and how alike any two of them are."""

    def __init__(self, old: LawText, new: LawText):
        self.old = {unit.id: sample(old, unit) for unit in old.units}
        self.new = {unit.id: sample(new, unit) for unit in new.units}
        spread = Counter(
            word
            for each_sample in (*self.old.values(), *self.new.values())
            for word in each_sample.words
        )
        total = len(self.old) + len(self.new)
        #: Inverse document frequency (Spärck Jones 1972), smoothed: a word of every unit still weighs a little.
        self.weights = {word: math.log(1 + total / number) for word, number in spread.items()}

    def alike(self, sample: Sample, other: Sample) -> float:
        """Return the share of words, by weight, that two units have in common (Dice 1945), 0 to 1."""
        if sample.key == other.key:
            return 1.0
        both = self._weight(sample.words) + self._weight(other.words)
        return 2 * self._weight(sample.words & other.words) / both if both else 0.0

    def within(self, sample: Sample, other: Sample) -> float:
        """Return the share of words, by weight, of `sample` that stand in `other` as well, 0 to 1."""
        whole = self._weight(sample.words)
        return self._weight(sample.words & other.words) / whole if whole else 0.0

    def _weight(self, words: Counter[str]) -> float:
        return sum(self.weights[word] * number for word, number in words.items())

    def likely(
        self, olds: Iterable[Sample], news: Iterable[Sample]
    ) -> Iterator[tuple[Sample, Sample]]:
        """Yield the pairs worth comparing: all of few, else for each old unit those that share most rare words.

        Units with the same words are worth it in any case, if there are few of them.
        """
        olds, news = list(olds), list(news)
        if len(olds) * len(news) <= _FEW:
            yield from ((sample, other) for sample in olds for other in news)
            return
        where: dict[str, list[int]] = defaultdict(list)
        equal: dict[str, list[int]] = defaultdict(list)
        for number, other in enumerate(news):
            equal[other.key].append(number)
            for word in other.words:
                where[word].append(number)
        for each_sample in olds:
            shared: dict[int, float] = defaultdict(float)
            for word in _leading(each_sample, where, len(news)):
                for number in where[word]:
                    shared[number] += self.weights[word]
            best = sorted(shared, key=lambda number: (-shared[number], number))[:_NEAREST]
            same = equal.get(each_sample.key, ()) if each_sample.key else ()
            yield from (
                (each_sample, news[number]) for number in dict.fromkeys((*same[:_NEAREST], *best))
            )


def _leading(sample: Sample, where: dict[str, list[int]], number: int) -> list[str]:
    """Return the words of a unit by which others are looked up: the rare ones, or its rarest if it has too few."""
    known = sorted(
        (word for word in sample.words if word in where), key=lambda word: len(where[word])
    )
    most = max(_RARE, number // _RARE)
    return [
        word
        for at, word in enumerate(known)
        if len(where[word]) <= (most if at < _LEADING else _RARE)
    ]


def sample(text: LawText, unit: Unit) -> Sample:
    """Return a unit with the words of all units in it."""
    return sample_of(unit, "\n".join(content(unit) for unit in text.within(unit.id)))


def sample_of(unit: Unit, wording: str) -> Sample:
    """Return a unit as the wording that is given."""
    text = normal(wording)
    return Sample(unit, text, Counter(_WORD.findall(text.casefold())))
