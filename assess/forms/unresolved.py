"""Why a citation is not taken: its law is not named, unknown or refused, or it has no such article or paragraph."""

from __future__ import annotations

import re

from assess.base.problems import Code, nearest
from assess.forms.naming import Naming, articles_of
from assess.forms.spelling import NEXT, comparable, readings, spelled
from assess.law.structure.tree import named
from assess.load.labels import labels
from assess.model.case import Case, printed_number
from assess.model.lawtext import spelling
from assess.model.numbers import bare, latin_digits

_NUMBER = re.compile(r"(\d+[a-z]{0,2}(?: ?(?:bis|ter|quater))?)((?:\(\w{1,5}\))*)")
_ALONE = re.compile(r"(?<!\w)[\u0621-\u064a](?!\w)")  # an Arabic letter by itself
_OF_A_LAW = re.compile(  # s 3 of the Evidence Act, المادة 3 من قانون العقوبات
    r"\d\)?,? (?:of|من) (?:the )?(?:[^\W\d_]+ )*?(?:act|code|law|decree|ordinance|(?:ال)?(?:قانون|مرسوم|نظام)|المدونة)(?!\w)"
)
_DEFINED = re.compile(r"(?<=\d)\([^()]*\)")  # the term that an article defines: 2(computer system)
_NUMBERS = re.compile(r"[\d\W_]+")
_MOST = 12  # numbers that a message lists


class Reasons:
    """Says why citations are not understood, in the names of the laws of a case."""

    def __init__(self, case: Case, naming: Naming, language: str, comma: str):
        self.case, self.naming, self.language, self.comma = case, naming, language, comma
        self.text = ""  # the citation of which the reason is asked
        self.refused: list[tuple[str, str]] = []  # name of a law, the cell of its row

    def refuse_law(self, names: tuple[str, ...], at: str) -> None:
        """Take a law whose row was refused, by its names and the cell that was."""
        self.refused += [(comparable(name), at) for name in names if len(name) > 2]

    def why(self, text: str) -> tuple[Code, dict[str, str]]:
        """Return the code of the problem that a citation is, and the words of its message."""
        self.text = text
        wanted = spelled(text)
        for name, at in self.refused:
            if re.search(rf"(?<![\w/]){re.escape(name)}(?![\w/])", wanted):
                return "provision-law-refused", {"cell": at}
        other = self._of_no_law(wanted)
        if other:
            return self._lawless(text, other)
        pieces = [
            item
            for piece in self.naming.pieces(text)
            for listed in self.naming.items(piece) or (piece,)
            for item in articles_of(listed)
        ]
        piece = next((item for item in pieces if not self.naming.resolve_all(item)), wanted)
        laws = self.naming.laws(piece)
        alone = self.naming.alone()
        if laws:
            return self._in_law(piece, *laws[0]) if len(laws) == 1 else self._unread(text)
        if not _NUMBER.fullmatch(_number(piece)):
            return self._lawless(text, piece)
        return self._in_law(piece, "", alone) if alone else self._unnamed()

    def _of_no_law(self, wanted: str) -> str:
        """Return the part of several citations that names a law which the case does not have, "" where none does."""
        parts = [part for part in NEXT.split(wanted) if part]
        if len(parts) < 2 or not any(map(self.naming.laws, parts)):
            return ""
        return next(
            (
                part
                for part in parts
                if not self.naming.laws(part) and _OF_A_LAW.search(_DEFINED.sub(" ", part))
            ),
            "",
        )

    def _in_law(self, piece: str, name: str, law: str) -> tuple[Code, dict[str, str]]:
        """Return what a law has not of a citation: the article, or a paragraph of it."""
        match = _NUMBER.fullmatch(_number(self.naming.rest(piece, name, law)))
        if not match:
            return self._unread(piece)
        signs = re.findall(r"\(\w+\)", match[2])
        while signs:
            missing = signs.pop()
            above = match[1] + "".join(signs)
            held = self._held(law, above)
            if held is not None:
                known = [self._printed(law, f"{above}({sign})").rpartition("(")[2] for sign in held]
                words = {
                    "law": self._law(law),
                    "article": self._printed(law, _spaced(above)),
                    "piece": _as_typed(missing, piece),
                    "known": self._listed([sign.strip(")") for sign in known]),
                }
                return "provision-piece-absent", words
        known = [self._printed(law, number) for number in self.naming.around(law, match[1])]
        article = _spaced(match[1])
        typed = re.search(re.escape(article), latin_digits(self.text), re.IGNORECASE)
        article = typed[0] if typed else article  # 8AA in the letters in which it was typed
        words = {"law": self._law(law), "article": article, "known": self._listed(known)}
        return "provision-absent", words

    def _printed(self, law: str, number: str) -> str:
        """Return the number of a provision as the language of the form prints it: 2(ج) for 2(c)."""
        own = spelling(number, self.case.texts_of(law))
        return named(printed_number(number, own, self.language), labels(self.language))

    def _held(self, law: str, above: str) -> list[str] | None:
        """Return the pieces of a provision, None where the law does not have it."""
        references = self.naming.numbers_of(law).get(bare(above), set())
        if len(references) != 1:
            return None
        own = next(iter(references))
        below = [
            name[len(own) :]
            for name in dict.fromkeys(self.naming.known.values())
            if name.startswith(f"{own}(")
        ]
        return [sign.strip("()") for sign in below if sign.count("(") == 1]

    def _lawless(self, text: str, piece: str) -> tuple[Code, dict[str, str]]:
        """Return that the law which a citation names is not known, and the one that is named most like it."""
        words = set(_words(_DEFINED.sub(" ", piece)))
        shares = {
            law: len(words & set(_words(name))) / len({*words, *_words(name)})
            for name, law in reversed(self.naming.names)
            if _words(name)
        }
        best = max(shares, key=lambda law: shares[law], default="")
        spelled_alike = nearest(" ".join(_words(piece)), [name for name, _ in self.naming.names])
        alike = (
            best if best and shares[best] >= 1 / 3 else dict(self.naming.names).get(spelled_alike)
        )
        if not words or not re.search(r"\d", piece):
            return self._unread(text)
        return "provision-law-unknown", {"nearest": self._law(alike) if alike else ""}

    def _unnamed(self) -> tuple[Code, dict[str, str]]:
        laws = dict.fromkeys(text.partition(":")[0] for text in self.naming.known.values())
        return "provision-lawless", {"known": self._listed(sorted(self._law(law) for law in laws))}

    def _unread(self, text: str) -> tuple[Code, dict[str, str]]:
        return "provision-unresolved", {"nearest": nearest(text, self.naming.known.values())}

    def _law(self, law: str) -> str:
        """Return the name of a law of the case; of one that the workbook adds, its id."""
        own = self.case.law(law)
        return (own.short.get(self.language)[0] or own.title.get(self.language)[0]) if own else law

    def _listed(self, names: list[str]) -> str:
        more = "…" if len(names) > _MOST else ""
        return self.comma.join([*names[:_MOST], *([more] if more else [])])


def _number(rest: str) -> str:
    """Return the number that stands in what is left of a citation, as far as it is one."""
    numbers = [bare(text) for text in readings(rest)]
    return numbers[-1]


def _as_typed(sign: str, typed: str) -> str:
    """Return the sign of a piece by the letter with which it was typed, (ط) for (i); else as it is."""
    letters = (letter for letter in _ALONE.findall(typed) if bare(f"1({letter})") == f"1{sign}")
    # the first letter is counted as أ; in one spelling it has lost its hamza
    return next((f"({letter})".replace("ا", "أ") for letter in letters), sign)


def _spaced(number: str) -> str:
    return re.sub(r"(?<=\d)(?=bis|ter|quater)", " ", number)


def _words(text: str) -> list[str]:
    """Return the words of a text that say which law it is."""
    plain = _NUMBERS.sub(" ", bare(text))
    return [word.removeprefix("ال").removeprefix("وال") for word in plain.split() if len(word) > 1]
