"""Which provision somebody means who writes `Law 27/2015, Art. 3(a)`: one for certain, or none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assess.model.case import Case, Law
from assess.normal import normal

_WORDS = re.compile(r"(?<![\w(])(?:articles?|arts?|sections?|secs?|ss?|paragraphs?|paras?|clauses?|of|the|no|act|law|"
                    r"code|decree|bill|"
                    r"المادة|المادتان|مادة|الفقرة|فقرة|البند|بند|من|رقم|لسنة|القانون|قانون)(?!\w)\.?|§+")
_ABJAD = str.maketrans(dict(zip("ابجدهوزحطيكلمنسعفصقر", "abcdefghijklmnopqrst")))
_NOT_SIGNS = re.compile(r"[^\w()./-]+")
_JOINED = re.compile(r"(?<=\d)[\s-]+(?=[^\W\d_])|\s+(?=\()")  # 3 bis, 3 (a); two numbers stay apart


class Naming:
    """Resolves references against the provisions of a case, and those that the workbook itself adds."""

    def __init__(self, case: Case):
        self.known: dict[str, str] = {_key(name): name for name in case.provisions()}
        self.names: list[tuple[str, str]] = []
        self.numbers: dict[str, dict[str, set[str]]] = {}
        self.dated = {law.id: "|".join(map(re.escape, _dated(law))) for law in case.laws}
        for law in case.laws:
            self.add_law(law.id, _called(law))
            for text in case.texts_of(law.id):
                self.known |= {_key(f"{law.id}:{unit.id}"): f"{law.id}:{unit.id}" for unit in text.units}

    def add_law(self, law: str, names: Iterable[str]) -> None:
        """Take the names by which a law is called."""
        self.names += [(_key(law), law), *((_key(name), law) for name in names if len(_key(name)) > 2)]
        self.names.sort(key=lambda pair: -len(pair[0]))

    def add(self, law: str, provision: str) -> None:
        """Take a provision that the workbook adds."""
        self.known[_key(f"{law}:{provision}")] = f"{law}:{provision}"
        self.numbers.pop(law, None)

    def resolve(self, text: str) -> str:
        """Return the reference of the provision that is meant, or "" where that is not certain."""
        exact = self.known.get(_key(text))
        if exact:
            return exact
        wanted = _key(text)
        found = set()
        for name, law in self._laws(wanted):
            rest = _number(re.sub(_named(name, self.dated.get(law, "")), " ", wanted, count=1))
            found |= self._numbers(law).get(rest, set()) if rest else set()
        return found.pop() if len(found) == 1 else ""

    def _numbers(self, law: str) -> dict[str, set[str]]:
        """Return the references of a law by their bare numbers."""
        if law not in self.numbers:
            self.numbers[law] = {}
            for reference in self.known.values():
                owner, _, number = reference.partition(":")
                if owner == law:
                    self.numbers[law].setdefault(_number(_key(number)), set()).add(reference)
        return self.numbers[law]

    def _laws(self, wanted: str) -> list[tuple[str, str]]:
        """Return the laws whose longest name stands in the text; several only where they share that name."""
        for name, _ in self.names:
            if re.search(_named(name), wanted):
                return [pair for pair in self.names if pair[0] == name]
        return []


def _called(law: Law) -> list[str]:
    names = [text for one in (law.short, law.title) for _, text in one.by]
    return [*names, *(name.removesuffix(f" {law.year}").rstrip(",") for name in names), *_dated(law)[:-1]]


def _dated(law: Law) -> list[str]:
    """Return the number and year of a law as they are written, the year alone last; what is not known is left out."""
    both = (f"{law.number}/{law.year}", f"{law.number} of {law.year}", f"{law.number} لسنة {law.year}")
    return [*(both if law.number and law.year else ()), *([law.year] if law.year else ())]


def _named(name: str, dated: str = "") -> str:
    """Return the pattern of a name that stands alone, with the number and year of the law if they follow it."""
    after = rf"(?:,? \(?(?:no\.? ?|رقم )?(?:{dated})\)?)?" if dated else ""
    return rf"(?<![\w/]){re.escape(name)}{after}(?![\w/])"


def _key(text: str) -> str:
    return re.sub(r"(?<=\d) ?/ ?(?=\d)", "/", " ".join(normal(text).casefold().split()))


def _number(text: str) -> str:
    """Return the number of a provision without words, Arabic letters of items as Latin ones; two numbers stay two."""
    bare = re.sub(r"(?<!\w)([ابجدهوزحطيكلمنسعفصقر])(?!\w)", lambda one: one[1].translate(_ABJAD), _WORDS.sub(" ", text))
    plain = _JOINED.sub("", " ".join(_NOT_SIGNS.sub(" ", bare).split())).strip("./- ")
    return re.sub(r"^\((\w+)\)", r"\1", plain)
