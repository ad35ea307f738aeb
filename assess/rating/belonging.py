"""Which provisions belong together: one that stands in another, one that holds for all offences, an offence's own."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, islice

from assess.model.case import Law
from assess.model.instrument import Article, Element
from assess.model.numbers import TIMES


def same_place(first: str, second: str) -> bool:
    """Whether two references name one provision, or one that stands in the other: 3 and 3(a), and not 3(a) and 3(b)."""
    if first.partition(":")[0] != second.partition(":")[0]:
        return False
    short, long = sorted((first, second), key=len)
    return long.startswith(short) and long[len(short) :][:1] in ("", "(", "/", " ")


class Places:
    """References of provisions, made ready to be asked which others are in the same place as one of them.

    It answers what `same_place` answers for each of them, without going through them all.
    """

    def __init__(self, references: Iterable[str]) -> None:
        self._own = frozenset(references)
        self._above = frozenset(above for reference in self._own for above in _above(reference))

    def meet(self, reference: str) -> bool:
        """Whether a reference names one of these provisions, or one that stands in one of them or holds one."""
        return reference in self._above or not self._own.isdisjoint(_above(reference))

    def within(self, reference: str) -> bool:
        """Whether a reference, or a run of articles, names one of these provisions or what one of them stands in."""
        if reference in self._above:
            return True
        law, _, mark = reference.partition(":")
        run = _RUN.fullmatch(mark)
        return bool(run) and any(
            own.partition(":")[0] == law and in_run(mark, own.partition(":")[2])
            for own in self._own
        )


def _above(reference: str) -> Iterator[str]:
    """Yield a reference, and those of the provisions in which it stands: 3(1)(a), 3(1) and 3."""
    yield reference
    law, _, number = reference.partition(":")
    for end in islice(_PIECE.finditer(number), _MOST_PIECES):
        yield f"{law}:{number[: end.start()]}"


def upward(reference: str) -> tuple[str, ...]:
    """Return a reference, and those of the provisions in which it stands, the nearest first; `4 bis` stands in no `4`."""
    above = (name.strip() for name in _above(reference) if not _BIS.match(reference[len(name) :]))
    return tuple(sorted(dict.fromkeys(above), key=len, reverse=True))


def in_run(mark: str, number: str) -> bool:
    """Whether a mark is a run of articles such as 59-62 with the article that a number is of, or stands in, in it."""
    run, own = _RUN.fullmatch(mark), _FIRST.match(number)
    return bool(run and own and int(run[1]) <= int(own[0]) <= int(run[2]))


def covering(reference: str, placed: Collection[str]) -> str:
    """Return which of the placed provisions covers a reference: it itself, or the nearest in which it stands; "" if none.

    An older wording, such as `3(a) (2006)`, stands in the older wording of its article alone.
    """
    version = VERSION.search(reference)
    own, mark = (reference[: version.start()], version[0]) if version else (reference, "")
    return next((name for above in upward(own) if (name := above + mark) in placed), "")


#: Behind the number of a provision: that it is an older wording of it.
VERSION = re.compile(r" \(\d{4}\)$")
_BIS = re.compile(rf" ?(?:{TIMES})(?!\w)")  # makes an article of its own
_PIECE = re.compile(r"[(/ ]")  # begins what stands in a provision
_MOST_PIECES = 50  # of a number
_RUN = re.compile(r"(\d{1,9}) ?[-–] ?(\d{1,9})")
_FIRST = re.compile(r"\d{1,9}(?!\d)")


def holds_generally(law: Law, number: str) -> bool:
    """Whether a law says of a provision that it holds for offences in general: by number, or by a run such as 59-62."""
    places, firsts, ends = _general_marks(law.general)
    own = _FIRST.match(number)
    at = bisect_right(firsts, int(own[0])) - 1 if own else -1
    return places.meet(f":{number}") or (at >= 0 and own is not None and int(own[0]) <= ends[at])


@lru_cache(maxsize=256)
def _general_marks(marks: tuple[str, ...]) -> tuple[Places, list[int], list[int]]:
    """Return marks ready to be asked: their places; where runs begin, sorted, and how far those that began reach."""
    runs = [(int(run[1]), int(run[2])) for run in map(_RUN.fullmatch, marks) if run]
    runs.sort()
    ends = list(accumulate((end for _, end in runs), max))
    return Places(f":{mark}" for mark in marks), [first for first, _ in runs], ends


def unused_marks(law: Law, numbers: Iterable[str]) -> list[str]:
    """Return those marks of `general` of a law that hold for none of these numbers of its provisions."""
    listed = list(numbers)
    places = Places(f":{number}" for number in listed)
    firsts = sorted(int(own[0]) for number in listed if (own := _FIRST.match(number)))
    unused = []
    for mark in law.general:
        run = _RUN.fullmatch(mark)
        at = bisect_left(firsts, int(run[1])) if run else len(firsts)
        in_run = run is not None and at < len(firsts) and firsts[at] <= int(run[2])
        if not in_run and not places.meet(f":{mark}"):
            unused.append(mark)
    return unused


class Offences:
    """The offences of an article, by the paragraph that they rest on."""

    def __init__(self, article: Article) -> None:
        self._leads: list[Element] = []
        self._leads_of: dict[str, list[Element]] = {}
        self._conducts_of: dict[str, list[Element]] = {}
        for element in article.elements:
            if element.rated and element.weight == "lead":
                self._leads.append(element)
                self._leads_of.setdefault(element.source, []).append(element)
            if element.rated and element.kind == "conduct":
                self._conducts_of.setdefault(element.source, []).append(element)

    def of(self, element: Element) -> list[Element]:
        """Return the elements that are the offence which a mental element or qualifier belongs to.

        They are the leads of the paragraph that it rests on; else the conducts of just that paragraph, such as
        possession in Article 6(1)(b); else the leads of the article. It is the same list for the same offence.
        """
        paragraph = element.source
        return self._leads_of.get(paragraph) or self._conducts_of.get(paragraph) or self._leads
