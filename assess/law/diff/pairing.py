"""Which unit of a new text is which unit of the old one: by number and wording, renumbered, moved, or nothing at all.

The order of the steps, each within the units that the steps before left over: the same number and the same words;
the same words in the same order; then by likeness, best pair first, so that in the end no two units would both rather
have each other than the partners they got (a stable matching, Gale and Shapley 1962). Articles are paired first, then
what stands in a pair, then what is left of the whole law; last, what has the same number and no partner.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from assess.law.diff.similar import Sample, Samples, content, sample_of
from assess.model.lawtext import LawText

#: Likeness from which units are one and the same. With the same number a third in common is an amended provision. A
#: new number wants more than the phrases that all offences of a law share, which reach 0.5; another place in the law
#: more still, since there is nothing but the words to go by.
SAME_NUMBER, RENUMBERED, ELSEWHERE = 0.35, 0.6, 0.75
_SAME_NUMBER_GAIN = 0.2  # what the same number adds where partners compete
_CLEAR = (
    0.05  # by how much the best partner must beat the next one, where the number does not decide
)
_OWN_WORDS = (
    0.5  # likeness of the own words of units with different numbers, whatever stands in them
)
_LEAST_WORDS = 6  # of a unit that is recognised elsewhere in the law
PART_OF = 0.8  # share of a unit's words in another one from which it may have been split off it or merged into it


class Pairing:
    """The pairs of an old and a new text; every unit is in one pair at most."""

    def __init__(self, old: LawText, new: LawText):
        self.samples = Samples(old, new)
        self.pairs: dict[str, str] = {}  # id of the old unit → id of the new one
        self.taken: dict[str, str] = {}  # the other way round
        self.score: dict[str, float] = {}  # how alike, by the id of the old unit
        # old id → new ids that it may as well be
        self.doubtful: dict[str, set[str]] = defaultdict(set)
        self._below = (_children(old, self.samples.old), _children(new, self.samples.new))
        self._pair(old, new)

    def _pair(self, old: LawText, new: LawText) -> None:
        olds, news = self.samples.old.values(), self.samples.new.values()
        self._group(
            [sample for sample in olds if sample.unit.kind == "article"],
            [sample for sample in news if sample.unit.kind == "article"],
            RENUMBERED,
        )
        self._group(
            [sample for sample in olds if _loose(sample, old)],
            [sample for sample in news if _loose(sample, new)],
            RENUMBERED,
        )
        self._apart(
            [sample for sample in olds if sample.size >= _LEAST_WORDS],
            [sample for sample in news if sample.size >= _LEAST_WORDS],
        )
        self._by_number_alone()

    def _group(self, olds: list[Sample], news: list[Sample], least: float) -> None:
        """Pair units that stand side by side, then what stands in each pair."""
        olds, news = self._free(olds, self.pairs), self._free(news, self.taken)
        for segment in self._anchored(olds, news):
            self._in_order(*segment)
        self._by_likeness(
            self._scored(self._free(olds, self.pairs), self._free(news, self.taken)), least
        )

    def _free(self, samples: Iterable[Sample], paired: dict[str, str]) -> list[Sample]:
        return [sample for sample in samples if sample.unit.id not in paired and not sample.notice]

    def _anchored(
        self, olds: list[Sample], news: list[Sample]
    ) -> Iterator[tuple[list[Sample], list[Sample]]]:
        """Pair what has the same number and the same words; yield the stretches between these pairs."""
        known = {(self.label(each_sample), each_sample.key): each_sample for each_sample in news}
        anchors = {
            each_sample.unit.id: known[label, each_sample.key]
            for each_sample in olds
            for label in (self.label(each_sample),)
            if (label, each_sample.key) in known
        }
        between: dict[str, tuple[list[Sample], list[Sample]]] = defaultdict(lambda: ([], []))
        last = ""
        for sample in olds:
            anchor = anchors.get(sample.unit.id)
            if anchor is not None and anchor.unit.id not in self.taken:
                self._take(sample, anchor, 1.0)
                last = anchor.unit.id
            else:
                between[last][0].append(sample)
        last = ""
        for other in news:
            if other.unit.id in self.taken:
                last = other.unit.id
            else:
                between[last][1].append(other)
        yield from [both for both in between.values() if both[0] and both[1]]

    def _in_order(self, olds: list[Sample], news: list[Sample]) -> None:
        """Pair units with the same words that stand in the same order: what was only renumbered."""
        matcher = SequenceMatcher(
            None, [sample.key for sample in olds], [sample.key for sample in news], autojunk=False
        )
        for low, start, number in matcher.get_matching_blocks():
            for step in range(number):
                if olds[low + step].key:
                    self._take(olds[low + step], news[start + step], 1.0)

    def _scored(self, olds: list[Sample], news: list[Sample]) -> dict[tuple[str, str], float]:
        by_label = {self.label(sample): sample for sample in news}
        same = [
            (sample, by_label[self.label(sample)])
            for sample in olds
            if self.label(sample) in by_label
        ]
        pairs = {
            (sample.unit.id, other.unit.id): (sample, other)
            for sample, other in (*same, *self.samples.likely(olds, news))
        }
        return {key: self.samples.alike(*pair) for key, pair in pairs.items()}

    def _by_likeness(self, scores: dict[tuple[str, str], float], least: float) -> None:
        """Pair the best first; where the number does not decide, the best must be clearly better than the next."""
        gain = {key: self._gain(*key) for key in scores}
        rivals: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for key in scores:
            rivals["old", key[0]].append(key)
            rivals["new", key[1]].append(key)
        for key in sorted(
            scores, key=lambda key: (-scores[key] - gain[key], -self._size(key), key)
        ):
            old, new = key
            if (
                old in self.pairs
                or new in self.taken
                or scores[key] < (SAME_NUMBER if gain[key] else least)
            ):
                continue
            if not gain[key] and self._strange(old, new):
                continue
            near = [
                other
                for other in (*rivals["old", old], *rivals["new", new])
                if other != key
                and scores[other] + gain[other] > scores[key] + gain[key] - _CLEAR
                and self._open(other, scores)
            ]
            if near and not gain[key]:
                for text, other in (key, *near):
                    self.doubtful[text].add(other)
            else:
                self._take(self.samples.old[old], self.samples.new[new], scores[key])

    def _strange(self, old: str, new: str) -> bool:
        """Whether two units are alike by what stands in them alone: their own words have too little in common."""
        sample, other = (
            sample_of(side.unit, content(side.unit))
            for side in (self.samples.old[old], self.samples.new[new])
        )
        return bool(sample.key and other.key) and self.samples.alike(sample, other) < _OWN_WORDS

    def _open(self, pair: tuple[str, str], scores: dict[tuple[str, str], float]) -> bool:
        """Whether neither side of a pair has a partner that suits it better."""
        old, new = pair
        holder = self.taken.get(new, "")
        return (self.score.get(old, 0.0) <= scores[pair]) and (
            self.score.get(holder, 0.0) <= scores[pair]
        )

    def _gain(self, old: str, new: str) -> float:
        same = self.label(self.samples.old[old]) == self.label(self.samples.new[new])
        return _SAME_NUMBER_GAIN if same and self._side_by_side(old, new) else 0.0

    def _side_by_side(self, old: str, new: str) -> bool:
        unit, other = self.samples.old[old].unit, self.samples.new[new].unit
        whole = unit.kind == other.kind == "article" or not (unit.parent or other.parent)
        return whole or (bool(unit.parent) and self.pairs.get(unit.parent) == other.parent)

    def _size(self, pair: tuple[str, str]) -> int:
        return self.samples.old[pair[0]].size

    def _apart(self, olds: list[Sample], news: list[Sample]) -> None:
        """Pair what was moved to another place in the law."""
        self._by_likeness(
            self._scored(self._free(olds, self.pairs), self._free(news, self.taken)), ELSEWHERE
        )

    def _by_number_alone(self) -> None:
        """Pair what is left with the same number in the same place: other words, or the notice of a repeal."""
        for sample in self.samples.old.values():
            parent = self.pairs.get(sample.unit.parent, "") if sample.unit.parent else ""
            beside = (self.samples.new.get(sample.unit.id), *self._below[1].get(parent, ()))
            for other in beside:
                if (
                    other is not None
                    and sample.unit.id not in self.pairs
                    and other.unit.id not in self.taken
                    and self.label(sample) == self.label(other)
                    and self._side_by_side(sample.unit.id, other.unit.id)
                ):
                    self._take(sample, other, self.samples.alike(sample, other))

    def _take(self, old: Sample, new: Sample, score: float) -> None:
        self.pairs[old.unit.id], self.taken[new.unit.id] = new.unit.id, old.unit.id
        self.score[old.unit.id] = score
        below = self._below[0].get(old.unit.id, []), self._below[1].get(new.unit.id, [])
        if below[0] and below[1]:
            self._group(*below, RENUMBERED)

    def label(self, sample: Sample) -> str:
        """Return the number of a unit within what it stands in: (a) of 3(1)(a)."""
        unit = sample.unit
        return (
            unit.id.removeprefix(unit.parent) if unit.parent and unit.kind != "article" else unit.id
        )


def _children(text: LawText, samples: dict[str, Sample]) -> dict[str, list[Sample]]:
    """Return what stands in each unit but articles, which are paired over the whole law."""
    below: dict[str, list[Sample]] = defaultdict(list)
    for unit in text.units:
        if unit.kind != "article":
            below[unit.parent].append(samples[unit.id])
    return below


def _loose(sample: Sample, text: LawText) -> bool:
    """Whether a unit stands at the top of the law or in a part of it, and is no article."""
    parent = text.unit(sample.unit.parent)
    return sample.unit.kind != "article" and (parent is None or parent.kind in ("part", "schedule"))
