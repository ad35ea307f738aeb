"""Which provision somebody means who writes `Law 27/2015, Art. 3(a)`: one for certain, or none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assess.base.normal import normal
from assess.law.structure.ordinals import spoken
from assess.model.case import Case
from assess.model.numbers import Numbers, bare, canonical, stored

_ONE = r"\(?\d+\)?(?: bis| ?مكرر[اةه]?)?(?: ?[(/] ?\(?(?:[^\W\d_]|\d{1,2})(?!\w)\)?)*\)?"
_AND = re.compile(r" ?, ?(?:و ?)?| و ?| and | & ")
_SEVERAL = re.compile(
    r"(?<!\w)(articles|arts\.?|sections|secs\.?|ss\.?|"
    r"[وف]?(?:[بك]?ال|لل|[بل])?(?:مادتان|مادتين|مواد)) "
    rf"({_ONE}(?:(?:{_AND.pattern}){_ONE})+)(?!\w)"
)
_ARTICLE = re.compile(r"(?<!\w)[وف]?(?:[بك]?ال|لل|[بل])?ماد[ةه] (?=[^\W\d_])")
_BILL = re.compile(r"(?<!\w)(?:bill|[وف]?(?:[بك]?ال|لل|[بل])?مشروع)(?!\w)")
_YEAR = re.compile(r"(?<!\w)(?:لسنة|سنة|لعام|للعام|عام) (?=\d{4}(?!\d))")
_DATED = re.compile(r"(?<![\w/])\((\d{1,4})\) (?=(?:of|لسنة) \d{4}(?!\d))")


class Naming:
    """Resolves references against the provisions of a case, and those that the workbook itself adds."""

    def __init__(self, case: Case):
        self.known: dict[str, str] = {_key(name): name for name in case.provisions()}
        self.names: list[tuple[str, str]] = []
        self.numbers: dict[str, dict[str, set[str]]] = {}
        self.ids: dict[str, Numbers] = {}
        self.dated: dict[str, str] = {}
        self.bills: set[str] = set()
        for law in case.laws:
            names = [text for wording in (law.short, law.title) for _, text in wording.by]
            self.add_law(law.id, names, law.number, law.year, law.bill)
            # what is listed as 3/أ is no second 3(a)
            listed = {canonical(provision.id) for provision in law.provisions}
            for text in case.texts_of(law.id):
                self.known |= {
                    _key(f"{law.id}:{unit.id}"): f"{law.id}:{unit.id}"
                    for unit in text.units
                    if unit.id not in listed
                }

    def add_law(self, law: str, names: Iterable[str], number: str, year: str, bill: bool) -> None:
        """Take the names by which a law is called, with its number and year and without."""
        dated = _dated(number, year)
        self.dated[law] = "|".join(map(re.escape, dated))
        called = [_key(name) for name in names]
        if dated:
            called += [re.sub(rf"{_after(self.dated[law])}$", "", name) for name in called]
        called += dated if number and year else ()
        self.names += [
            (_key(law), law),
            *((name, law) for name in dict.fromkeys(called) if len(name) > 2),
        ]
        self.names.sort(key=lambda pair: -len(pair[0]))
        self.bills |= {law} if bill else set()

    def add(self, law: str, provision: str) -> None:
        """Take a provision that the workbook adds."""
        self.known[_key(f"{law}:{provision}")] = f"{law}:{provision}"
        self.numbers.pop(law, None)
        self.ids.pop(law, None)

    def provision(self, law: str, typed: str) -> str:
        """Return the id of a provision whose number was typed: that of the case, or else the one it will have."""
        if law not in self.ids:
            self.ids[law] = Numbers(
                [
                    text.partition(":")[2]
                    for text in self.known.values()
                    if text.partition(":")[0] == law
                ]
            )
        return self.ids[law].find(typed) or stored(typed)

    def resolve(self, text: str) -> str:
        """Return the reference of the provision that is meant, or "" where that is not certain.

        Where a bill is spoken of, no law is meant, though it may bear the same name.
        """
        exact = self.known.get(_key(text))
        if exact:
            return exact
        wanted = _key(text)
        texts = set()
        for name, law in self._laws(wanted):
            rest = re.sub(_named(name, self.dated.get(law, "")), " ", wanted, count=1)
            if law in self.bills or not _BILL.search(rest):
                texts |= self._numbers(law).get(bare(_counted(rest)) or " ", set())
        return texts.pop() if len(texts) == 1 else ""

    def resolve_all(self, text: str) -> tuple[str, ...]:
        """Return the references of all provisions meant: one, or those of a list such as `Articles 3 and 12 of Law 1`.

        There are none where one of them is not certain.
        """
        wording, wanted = self.resolve(text), _key(text)
        listed = None if wording else _SEVERAL.search(wanted)
        if not listed:
            return (wording,) if wording else ()
        texts = [
            self.resolve(f"{wanted[: listed.start(2)]}{number}{wanted[listed.end(2) :]}")
            for number in _AND.split(listed[2])
        ]
        return tuple(dict.fromkeys(texts)) if all(texts) else ()

    def _numbers(self, law: str) -> dict[str, set[str]]:
        """Return the references of a law by their bare numbers; 3(b) is called 3b too where nothing else is."""
        if law not in self.numbers:
            texts: dict[str, set[str]] = {}
            for reference in self.known.values():
                owner, _, number = reference.partition(":")
                if owner == law:
                    texts.setdefault(bare(_key(number)), set()).add(reference)
            short: dict[str, set[str]] = {}
            for number, references in texts.items():
                short.setdefault(re.sub(r"(?<=\d)\(([^\W\d_])\)", r"\1", number), set()).update(
                    references
                )
            self.numbers[law] = short | texts
        return self.numbers[law]

    def _laws(self, wanted: str) -> list[tuple[str, str]]:
        """Return the laws whose longest name stands in the text; several only where they share that name."""
        for name, _ in self.names:
            if re.search(_named(name), wanted):
                return [pair for pair in self.names if pair[0] == name]
        return []


def _dated(number: str, year: str) -> list[str]:
    """Return the number and year of a law as they are written, the year alone last; what is not known is left out."""
    both = (
        (f"{number}/{year}", f"{number} of {year}", f"{number} لسنة {year}")
        if number and year
        else ()
    )
    return [*map(_key, both), *((f"لسنة {year}", year) if year else ())]


def _after(dated: str) -> str:
    """Return the pattern of the number and year behind a name."""
    return rf",? \(?(?:no\.? ?|رقم )?(?:{dated})\)?"


def _named(name: str, dated: str = "") -> str:
    """Return the pattern of a name that stands alone, with the number and year of the law if they follow it."""
    return (
        rf"(?<![\w/]){re.escape(name)}(?:{_after(dated)})?(?![\w/])"
        if dated
        else rf"(?<![\w/]){re.escape(name)}(?![\w/])"
    )


def _counted(text: str) -> str:
    """Return a text with the number of an article in figures that was written as a word: المادة الثالثة."""
    match = _ARTICLE.search(text)
    words = spoken(text, match.end()) if match else None
    return f"{text[: match.end()]}{words[0]}{text[words[1] :]}" if match and words else text


def _key(text: str) -> str:
    """Return a text made comparable; what is written of a year in several ways in one."""
    plain = re.sub(
        r"(?<=\d) ?/ ?(?=\d)", "/", " ".join(normal(text).casefold().replace("،", ",").split())
    )
    return _DATED.sub(r"\1 ", _YEAR.sub("لسنة ", plain))
