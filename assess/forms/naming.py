"""Which provision somebody means who writes `Law 27/2015, Art. 3(a)`: one for certain, or none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from copy import copy
from itertools import pairwise

from assess.answers import reference as provision_name
from assess.forms.fields import JOINTS
from assess.forms.spelling import (
    AND,
    BOTH,
    LOOSE,
    NEXT,
    PIECES,
    SEVERAL,
    TO,
    comparable,
    readings,
    spelled,
    without_closing,
)
from assess.forms.titles import number_and_year
from assess.law.structure.numbering import roman
from assess.load.labels import labels
from assess.model.case import Case
from assess.model.numbers import Numbers, bare, stored
from assess.speak.words import Words

PARTING = re.compile(r"[;؛\n]")  # what parts several provisions in one cell
#: What may stand beside the name of a law that is meant as a whole: the words for it.
BESIDE_A_LAW = re.compile(
    r"(?:the|of|no\.?|act|law|decree|code|رقم|لسنة|(?:ال|ب)?قانون|(?:ال)?مرسوم|(?:ال)?قرار|(?:ال)?نظام|[\s,])*"
)

_BILL = re.compile(r"(?<!\w)(?:bill|[وف]?(?:[بك]?ال|لل|[بل])?مشروع)(?!\w)")
_KIND = re.compile(r"(?<!\w)(?:bill|code|decree|(?:[بك]?ال|لل|[بل])?(?:مشروع|نظام|مرسوم))(?!\w)")
_KINDS = "act|law|decree|code|order|ordinance|pambansa"
_SUBJECT = re.compile(r"(?:في شان|بشان) (.+)$")
_JOINING = re.compile(r"(?<!\w)(?:في شان|بشان|otherwise known as|also known as)(?!\w)")
_INSIDE = re.compile(r"\(([^()]*[^\W\d_][^()]*)\)|: (.+)$")
_LETTER = re.compile(r"[^\W\d_]")
_DECREE = "decree "  # begins the id of an article of the decree that issues a law
_OF_DECREE = re.compile(
    r"(?<!\w)(?:(?:of|in|from|من|في) )?(?:the )?(?:issuing decree|decree of (?:issue|promulgation)|promulgating decree"
    r"|(?:مواد|قانون|مرسوم|ال?مرسوم) (?:ال)?اصدار)(?!\w)|^,? ?(?:decree|المرسوم) (?=\d+(?:\(|,|$))"
)
_ARTICLE_NUMBER = re.compile(
    r"\d+(?:[A-Za-z]{1,3}| (?!closing)[a-z]+|[.-]\d{1,3})?"
)  # 8, 8A, 7 bis, 323-1
_MOST_RUN = 2000  # articles of a run
_RUN = re.compile(
    rf"(?<![\w/(.-])(?P<first>\d+[a-z]{{0,3}}){TO.pattern}(?P<last>\d+[a-z]{{0,3}})(?![\w/(.-])"
)


class Naming:
    """Resolves references against the provisions of a case, and those that the workbook itself adds."""

    def __init__(self, case: Case, language: str = ""):
        self.known: dict[str, str] = {comparable(name): name for name in case.provisions()}
        self.offered = _offered(case, language) if language else {}
        self.references: set[str] = set()
        self.names: list[tuple[str, str]] = []
        self.numbers: dict[str, dict[str, set[str]]] = {}
        self.ids: dict[str, Numbers] = {}
        self.dated: dict[str, str] = {}
        self.bills: set[str] = set()
        self.kinds: dict[str, tuple[set[str], str]] = {}
        self.added: set[str] = set()
        for law in case.laws:
            names = [text for wording in (law.short, law.title) for _, text in wording.by]
            self.add_law(law.id, names, law.number, law.year, law.bill)
            self.references |= {f"{law.id}:{number}" for number in case.numbers_of(law.id)}
        self.known |= {comparable(name): name for name in sorted(self.references)}

    def add_law(self, law: str, names: Iterable[str], number: str, year: str, bill: bool) -> None:
        """Take the names by which a law is called, with its number and year and without.

        Where these are not stated, they are those in its title: `Act No. 5 of 2010`, «رقم (34) لسنة 2021».
        """
        whole = [comparable(name) for name in names]
        if not number:
            stated = [number_and_year(name) for name in whole]
            number = next((own for own, _ in stated if own), "")
            year = year or next((own for _, own in stated if own), "")
        dated = _dated(number, year)
        self.dated[law] = "|".join(map(re.escape, dated))
        called = [name for text in whole for name in (text, *_within(text))]
        if dated:
            called += [re.sub(rf"{_after(self.dated[law])}$", "", name) for name in called]
        called = [name for name in called if bare(name)] + (dated if number and year else [])
        initials = {letters for name in whole for letters in _initials(name, number)}
        self.kinds[law] = (initials, number)
        called += [f"{letters} {number}" for letters in initials]
        self.names += [
            (comparable(law), law),
            *((name, law) for name in dict.fromkeys(called) if len(name) > 2),
        ]
        self.names.sort(key=lambda pair: -len(pair[0]))
        self.bills |= {law} if bill else set()

    def within(self, law: str, further: Iterable[str] = ()) -> Naming:
        """Return what knows the provisions of one law alone, with further numbers of it: a number by itself is its own."""
        alone = copy(self)
        alone.known = {text: name for text, name in self.known.items() if _of(name, law)}
        alone.offered = {text: name for text, name in self.offered.items() if _of(name, law)}
        alone.names = [pair for pair in self.names if pair[1] == law]
        alone.kinds = {law: self.kinds[law]} if law in self.kinds else {}
        alone.numbers, alone.ids, alone.added = {}, {}, {law}
        for number in further:
            alone.add(law, number)
        return alone

    def add_own(self, law: str) -> None:
        """Take a law that the workbook adds: a citation without its law may mean it."""
        self.added.add(law)

    def add(self, law: str, provision: str) -> None:
        """Take a provision that the workbook adds."""
        self.known[comparable(f"{law}:{provision}")] = f"{law}:{provision}"
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

        Where a bill is spoken of, no law is meant, though it may bear the same name. Where no law is named, the only one
        of the case is meant.
        """
        wanted = comparable(text)
        # letters of two sizes may tell two provisions apart
        exact = text if text in self.references else self.known.get(wanted)
        exact = exact or self.offered.get(wanted)
        return exact or self._single(self._called(spelled(text)))

    def resolve_all(self, text: str) -> tuple[str, ...]:
        """Return the references of all provisions meant: one, those of a list or run such as `Articles 3 and 5-8 of Law 1`.

        There are none where one of them is not certain.
        """
        wording = self.resolve(text)
        if wording:
            return (wording,)
        texts: list[str] = []
        for piece in self.pieces(text):
            references = self._listed(piece)
            if not references:
                return ()
            texts += references
        return tuple(dict.fromkeys(texts))

    def pieces(self, text: str) -> list[str]:
        """Return the citations that follow each other in a text, each with its law: the next that is named."""
        wanted = self._called(spelled(text))
        parts = self._by_law(wanted) or self._headed([part for part in NEXT.split(wanted) if part])
        for place in reversed(range(len(parts) - 1)):
            if not self.laws(parts[place]):
                parts[place] = f"{parts[place]}, {self._name(parts[place + 1])}"
        if len(parts) > 1 and not self.laws(parts[-1]) and not self.alone():
            return [wanted]
        return parts

    def _headed(self, parts: list[str]) -> list[str]:
        """Return parts of a text with each law that stands alone in one put before the next: Act A, Sections 6 and 7."""
        for place in reversed(range(len(parts) - 1)):
            pairs = self.laws(parts[place])
            bare_law = pairs and not self.rest(parts[place], *pairs[0]).strip(" ,")
            if bare_law and not self.laws(parts[place + 1]):
                parts[place : place + 2] = [f"{parts[place]}, {parts[place + 1]}"]
        return parts

    def items(self, piece: str) -> tuple[str, ...]:
        """Return the citations of one law that a list such as `Articles 3 and 12 of Law 1` holds."""
        several = SEVERAL.search(piece)
        listed = several or BOTH.search(piece)
        if not listed:
            return ()
        before, behind = piece[: listed.start("list")], piece[listed.end("list") :]
        return tuple(
            f"{before}{number}{behind}" for number in _members(listed["list"], bool(several))
        )

    def alone(self) -> str:
        """Return the law that is meant where none is named: the only one with provisions, "" where there is none."""
        owners = {text.partition(":")[0] for text in self.known.values()} | self.added
        return owners.pop() if len(owners) == 1 else ""

    def called(self, text: str) -> list[tuple[str, str, str]]:
        """Return the laws that a text names: the name, the id, and what the text says beside the name."""
        wanted = self._called(spelled(text))
        return [(name, law, self.rest(wanted, name, law)) for name, law in self.laws(wanted)]

    def laws(self, wanted: str) -> list[tuple[str, str]]:
        """Return the laws whose longest name stands in the text; several only where they share that name."""
        for name, _ in self.names:
            if re.search(_named(name), wanted):
                return list(dict.fromkeys(pair for pair in self.names if pair[0] == name))
        return []

    def rest(self, wanted: str, name: str, law: str) -> str:
        """Return what a citation says beside the names of its law."""
        dated = self.dated.get(law, "")
        rest = re.sub(_named(name, dated), " ", wanted, count=1) if name else wanted
        for other, owner in self.names if name else ():
            if owner == law and _LETTER.search(other):
                rest = re.sub(_named(other, dated), " ", rest)
        if rest != wanted:
            rest = _JOINING.sub(" ", rest).replace("( )", " ")
        return " ".join(rest.split())

    def numbers_of(self, law: str) -> dict[str, set[str]]:
        """Return the references of a law by their bare numbers; 3(b) is called 3b too where nothing else is."""
        if law not in self.numbers:
            texts: dict[str, set[str]] = {}
            for reference in self.known.values():
                owner, _, number = reference.partition(":")
                if owner == law:
                    texts.setdefault(_key(number), set()).add(reference)
            short: dict[str, set[str]] = {}
            for number, references in texts.items():
                short.setdefault(re.sub(r"(?<=\d)\(([^\W\d_])\)", r"\1", number), set()).update(
                    references
                )
            self.numbers[law] = short | texts
        return self.numbers[law]

    def around(self, law: str, number: str) -> list[str]:
        """Return the numbers of the articles of a law between which a number would stand: 8B and 9 for 8C."""
        articles = sorted(
            {name for name in self.known.values() if _article_of(name, law)}, key=_place
        )
        wanted = _place(f"{law}:{number}")
        below = [name for name in articles if _place(name) < wanted][-1:]
        above = [name for name in articles if _place(name) > wanted][:1]
        return [name.rpartition(":")[2] for name in below + above]

    def _single(self, wanted: str) -> str:
        """Return the reference that a citation in its one spelling means, "" where it is not certain."""
        texts: set[str] = set()
        alone = self.alone()
        for name, law in self.laws(wanted) or ([("", alone)] if alone else []):
            rest = self.rest(wanted, name, law)
            if law in self.bills or not _BILL.search(rest):
                texts |= set() if not name and self._foreign(rest, law) else self._meant(law, rest)
        return texts.pop() if len(texts) == 1 else ""

    def _meant(self, law: str, rest: str) -> set[str]:
        """Return the references that the words beside the name of a law may mean."""
        numbers, rest, decree = self.numbers_of(law), *_of_decree(rest)
        if LOOSE.fullmatch(rest.strip(" ,")):
            return set()
        for text in readings(rest):
            if references := numbers.get(f"{decree}{bare(text)}" or " ", set()):
                return references
        above = without_closing(rest)
        whole = numbers.get(f"{decree}{bare(above)}" or " ", set()) if above else set()
        return {
            reference
            for owner in whole
            for reference in self.known.values()
            if reference == f"{owner} closing"
        }

    def _foreign(self, rest: str, law: str) -> bool:
        """Whether words without the name of a law speak of a kind of law that this one is not called by."""
        own = " ".join(name for name, owner in self.names if owner == law)
        return any(
            not re.search(rf"(?<!\w){kind[0].removeprefix('ال')}|{kind[0]}", own)
            for kind in _KIND.finditer(rest)
        )

    def _listed(self, piece: str) -> tuple[str, ...]:
        """Return the references of a citation of one law: one, or those of a list or run, () where one is not certain."""
        wording = self._single(piece)
        if wording:
            return (wording,)
        texts: list[str] = []
        for item in self.items(piece) or (piece,):
            reference = self._single(item)
            references = (reference,) if reference else self._pieces(item) or self._run(item)
            if not references:
                return ()
            texts += references
        return tuple(texts)

    def _pieces(self, item: str) -> tuple[str, ...]:
        """Return the references of the pieces of one provision from one to another: those of 4(a)(1)-(3)."""
        run = PIECES.search(item)
        if not run:
            return ()
        head, tail = item[: run.start()], item[run.end() :]
        first, last = (self._single(f"{head}{run[end]}{tail}") for end in ("first", "last"))
        above = first.rpartition("(")[0]
        if not first or not last or last.rpartition("(")[0] != above:
            return ()
        inside = [
            name[len(above) :].strip("()")
            for name in dict.fromkeys(self.known.values())
            if name.startswith(f"{above}(") and name.count("(") == first.count("(")
        ]
        row = _row(inside)
        start, end = (name[len(above) :].strip("()") for name in (first, last))
        if start not in row or end not in row or row.index(start) >= row.index(end):
            return ()
        return tuple(f"{above}({sign})" for sign in row[row.index(start) : row.index(end) + 1])

    def _run(self, item: str) -> tuple[str, ...]:
        """Return the references of the articles from one to another, with what stands between them: 6, 7, 7 bis, 8.

        There are none where an article between them is missing, as for 21 to 25 of a law without 23.
        """
        run = _RUN.search(item)
        if not run:
            return ()
        head, tail = item[: run.start()], item[run.end() :]
        first, last = (self._single(f"{head}{run[end]}{tail}") for end in ("first", "last"))
        law = first.partition(":")[0]
        if not first or not last or not _place(first) < _place(last):
            return ()
        articles = [name for name in dict.fromkeys(self.known.values()) if _article_of(name, law)]
        inside = sorted(
            (name for name in articles if _place(first) <= _place(name) <= _place(last)), key=_place
        )
        numbers = {_place(name)[0] for name in inside if name.rpartition(":")[2].isdigit()}
        whole = range(_place(first)[0] + 1, _place(last)[0])
        return tuple(inside) if numbers.issuperset(whole) else ()

    def _called(self, wanted: str) -> str:
        """Return a text in which a law is called by the short form of its kind and number: Republic Act No. 5 as ra 5."""
        for initials, number in self.kinds.values():
            for letters in initials:
                words = " ".join(rf"{letter}[a-z]+" for letter in letters)
                spelling = rf"(?:{letters}|(?=(?:[a-z]+ )*?(?:{_KINDS})(?!\w)){words})"
                wanted = re.sub(
                    rf"(?<!\w){spelling} ?(?:no\b\.? ?)?{re.escape(number)}(?![\w/])",
                    f"{letters} {number}",
                    wanted,
                )
        return wanted

    def _by_law(self, wanted: str) -> list[str]:
        """Return the parts of a text that begins with a law and names another later: Act A, Article 2, Act B, Article 30."""
        names = sorted({name for name, _ in self.names if _LETTER.search(name)}, key=len)
        starts: set[int] = set()
        for name in names:
            for match in re.finditer(rf"(?:^|(?<=, )){re.escape(name)}(?=, )", wanted):
                starts.add(match.start())
        if 0 not in starts or len(starts) < 2:
            return []
        places = [*sorted(starts), len(wanted)]
        return [wanted[start:end].strip(" ,") for start, end in pairwise(places)]

    def _name(self, part: str) -> str:
        """Return the name of the law in a part of a text, with what follows it of its number and year."""
        pairs = self.laws(part)
        return pairs[0][0] if pairs else ""


def _key(number: str) -> str:
    """Return the bare number of a provision; of an article of the decree that issues its law, with a word before it."""
    decree = number.startswith(_DECREE)
    return _DECREE * decree + bare(comparable(number.removeprefix(_DECREE)))


def _of_decree(rest: str) -> tuple[str, str]:
    """Return a citation without the words that it is of the decree that issues a law, with the word for that; else ""."""
    plain, times = _OF_DECREE.subn(" ", rest)
    return (plain, _DECREE) if times else (rest, "")


def articles_of(item: str) -> tuple[str, ...]:
    """Return the citations of each article of a run such as `Articles 6-8`; any other citation as it is."""
    run = re.search(rf"(?<![\w/(.-])(\d+){TO.pattern}(\d+)(?![\w/(.-])", item)
    if not run or not 0 < int(run[2]) - int(run[1]) <= _MOST_RUN:
        return (item,)
    return tuple(
        f"{item[: run.start()]}{number}{item[run.end() :]}"
        for number in range(int(run[1]), int(run[2]) + 1)
    )


def _place(reference: str) -> tuple[int, str]:
    """Return by what articles of a law are put in order: 8, 8A, 9."""
    number = reference.rpartition(":")[2]
    digits = re.match(r"\d+", number)
    return (int(digits[0]) if digits else 0, number.casefold())


def _article_of(reference: str, law: str) -> bool:
    """Whether a reference is that of a whole article of a law: 8, 8A, 7 bis."""
    owner, _, number = reference.partition(":")
    return owner == law and bool(_ARTICLE_NUMBER.fullmatch(number))


def _of(reference: str, law: str) -> bool:
    return reference.partition(":")[0] == law


def _members(listed: str, many: bool) -> list[str]:
    """Return the numbers of a list; what begins with a bracket stands for the same article: 4(a) and (b).

    There are none where it may be an article as well: Articles 4(1) and (2).
    """
    numbers: list[str] = []
    for member in AND.split(listed):
        digits = not _LETTER.search(member)
        if member.startswith("(") and numbers and digits and many and "(" in numbers[-1][1:]:
            return []
        if member.startswith("(") and numbers and not (digits and many):
            pieces = re.findall(r"\([^()]*\)", numbers[-1])
            alike = [place for place, piece in enumerate(pieces) if _sort(piece) == _sort(member)]
            head = re.match(r"[^(]*", numbers[-1])
            member = (
                (head[0] if head else "")
                + "".join(pieces[: alike[-1]] if alike else pieces)
                + member
            )
        numbers.append(member)
    return numbers


def _row(signs: list[str]) -> list[str]:
    """Return the signs of pieces in the order in which they are counted; none where that is not certain."""
    if all(sign.isdecimal() for sign in signs):
        return sorted(signs, key=int)
    if all(len(sign) == 1 and sign.isalpha() for sign in signs):
        return sorted(signs)
    counted = sorted(signs, key=roman)
    return counted if [roman(sign) for sign in counted] == [*range(1, len(signs) + 1)] else []


def _sort(piece: str) -> bool:
    """Whether a piece is counted in figures."""
    return piece[1:2].isdigit()


def _within(name: str) -> list[str]:
    """Return the names that stand within the name of a law: in brackets, behind a colon, behind the words for subject."""
    inside = [text for match in _INSIDE.finditer(name) for text in match.groups() if text]
    subject = _SUBJECT.search(name)
    return [*inside, *([subject[1]] if subject else [])]


def _initials(name: str, number: str) -> set[str]:
    """Return the letters of the kind of law that stands before its number in a name: ra of RA 5 or Republic Act No. 5."""
    if not number.isdigit():
        return set()
    match = re.search(
        rf"(?<!\w)(?:([a-z]{{2,4}})|((?:[a-z]+ ){{1,2}}(?:{_KINDS})),?) ?(?:no\b\.? ?)?{number}(?! of \d|[\w/])",
        name,
    )
    if not match:
        return set()
    letters = match[1] or "".join(word[0] for word in match[2].split())
    return set() if letters in ("act", "law", "code", "no") else {letters}


def names_of(case: Case, language: str) -> dict[str, str]:
    """Return how a form in that language calls every provision that could be cited, by its reference, in order.

    That is how reports name it; where another provision has that name too, and where signs in it would part it into
    several when it is read again, it is the reference.
    """
    words = Words(labels(language), language)
    names = {
        reference: " ".join(words.say(provision_name(*pair)).split())
        for reference, pair in case.citable().items()
    }
    times = Counter(map(comparable, (*names.values(), *names)))
    return {
        reference: name if times[comparable(name)] == 1 and not PARTING.search(name) else reference
        for reference, name in names.items()
    }


def by_name(names: dict[str, str]) -> dict[str, str]:
    """Return references by the names of provisions, made comparable; `names` are these by reference."""
    return {comparable(name): reference for reference, name in names.items()}


def referenced(text: str, known: dict[str, str]) -> str:
    """Return the references of the provisions that a cell names, as records hold them; any other text as it is.

    `known` are references `by_name`.
    """
    parts = [part.strip() for part in PARTING.split(text)]
    meant = [known.get(comparable(part), "") for part in parts if part]
    return JOINTS["refs"].join(meant) if meant and all(meant) else text


def _offered(case: Case, language: str) -> dict[str, str]:
    """Return the references of provisions by the names, made comparable, by which a form offers them."""
    return by_name(names_of(case, language))


def _dated(number: str, year: str) -> list[str]:
    """Return the number and year of a law as they are written, the year alone last; what is not known is left out."""
    both = (
        (f"{number}/{year}", f"{number} of {year}", f"{number} لسنة {year}")
        if number and year
        else ()
    )
    return [*map(comparable, both), *((f"لسنة {year}", f"of {year}", year) if year else ())]


def _after(dated: str) -> str:
    """Return the pattern of the number and year behind a name."""
    return rf",? \(?(?:no\.? ?|رقم )?(?:{dated})\)?"


def _named(name: str, dated: str = "") -> str:
    """Return the pattern of a name that stands alone, with the number and year of the law if they follow it."""
    plain = re.sub(r"(?<=[a-z])\\ (?=\d)", " ?", re.escape(name))
    return rf"(?<![\w/]){plain}" + (rf"(?:{_after(dated)})?" if dated else "") + r"(?![\w/])"
