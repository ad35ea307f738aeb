"""Numbers written as words: the ordinals by which Arabic, Spanish, French and English laws count."""

from __future__ import annotations

import re
from functools import cache

from assess.base.normal import normal
from assess.base.text import end_of

_ARABIC_ONES = (
    ("اول", "اولي", "واحد", "واحده", "حادي", "حاديه"),
    ("ثاني", "ثانيه"),
    ("ثالث", "ثالثه"),
    ("رابع", "رابعه"),
    ("خامس", "خامسه"),
    ("سادس", "سادسه"),
    ("سابع", "سابعه"),
    ("ثامن", "ثامنه"),
    ("تاسع", "تاسعه"),
    ("عاشر", "عاشره"),
)
_ARABIC_TENS = ("عشرون", "ثلاثون", "اربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون")
_SPANISH = (
    "primer primero primera uno",
    "segundo segunda dos",
    "tercer tercero tercera tres",
    "cuarto cuarta cuatro",
    "quinto quinta cinco",
    "sexto sexta seis",
    "séptimo séptima siete",
    "octavo octava ocho",
    "noveno novena nueve",
    "décimo décima diez",
    "undécimo undécima decimoprimero once",
    "duodécimo duodécima decimosegundo doce",
    "decimotercero decimotercera decimotercer trece",
    "decimocuarto decimocuarta catorce",
    "decimoquinto decimoquinta quince",
    "decimosexto decimosexta dieciséis",
    "decimoséptimo decimoséptima diecisiete",
    "decimoctavo decimoctava dieciocho",
    "decimonoveno decimonovena diecinueve",
    "vigésimo vigésima veinte",
    "veintiuno vigesimoprimero",
    "veintidós vigesimosegundo",
    "veintitrés vigesimotercero",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
    "trigésimo trigésima treinta",
)
_SPANISH_TENS = {
    "cuarenta": 40,
    "cuadragésimo": 40,
    "cincuenta": 50,
    "quincuagésimo": 50,
    "sesenta": 60,
    "sexagésimo": 60,
    "setenta": 70,
    "ochenta": 80,
    "noventa": 90,
}
_FRENCH = (
    "premier première unique",
    "deuxième second seconde",
    "troisième",
    "quatrième",
    "cinquième",
    "sixième",
    "septième",
    "huitième",
    "neuvième",
    "dixième",
    "onzième",
    "douzième",
    "treizième",
    "quatorzième",
    "quinzième",
    "seizième",
    "dix-septième",
    "dix-huitième",
    "dix-neuvième",
    "vingtième",
)
_ENGLISH = (
    "first one",
    "second two",
    "third three",
    "fourth four",
    "fifth five",
    "sixth six",
    "seventh seven",
    "eighth eight",
    "ninth nine",
    "tenth ten",
    "eleventh eleven",
    "twelfth twelve",
    "thirteenth thirteen",
    "fourteenth fourteen",
    "fifteenth fifteen",
    "sixteenth sixteen",
    "seventeenth seventeen",
    "eighteenth eighteen",
    "nineteenth nineteen",
    "twentieth twenty",
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?[\u064b-\u0652]*(?:[^\W\d_]*[\u064b-\u0652]*)*")
_SPACES = re.compile(r"\s*")
_MARKS = re.compile("[\u0640\u064b-\u0652]")
_PLAIN = str.maketrans("áéíóúàèêâôîûç", "aeiouaeeaoiuc")


def _fold(word: str) -> str:
    return normal(word).replace("ة", "ه").lower().translate(_PLAIN)


@cache
def _arabic() -> dict[str, tuple[str, int]]:
    """Return word → (place in the number, value)."""
    table = {word: ("one", value) for value, words in enumerate(_ARABIC_ONES, 1) for word in words}
    for value, word in enumerate(_ARABIC_TENS, 2):
        table |= {word: ("ten", value * 10), word[:-2] + "ين": ("ten", value * 10)}
    table |= {"عشر": ("teen", 10), "عشره": ("teen", 10)}
    table |= {word: ("hundred", 100) for word in ("مائه", "مئه", "مايه", "ميه")}
    return table | {
        word: ("hundred", 200) for word in ("مائتان", "مائتين", "مئتان", "مئتين", "مايتين")
    }


@cache
def _latin() -> dict[str, tuple[str, int]]:
    table: dict[str, tuple[str, int]] = {}
    for words in (_ENGLISH, _FRENCH, _SPANISH):
        for value, row in enumerate(words, 1):
            for word in row.split():
                table.setdefault(
                    _fold(word), ("ten" if value in (20, 30) or value == 10 else "one", value)
                )
    return table | {_fold(word): ("ten", value) for word, value in _SPANISH_TENS.items()}


def spoken(text: str, at: int = 0) -> tuple[int, int] | None:
    """Read a number in words in `text` from position `at`: return its value and where it ends, or None.

    Arabic is read by rule (ones, then عشرة or a ten after و, a hundred before و or after بعد), up to 299.
    """
    return (
        _read_arabic(text, at)
        if "\u0600" <= text[at : at + 1] <= "\u06ff"
        else _read_latin(text, at)
    )


def _read_arabic(text: str, at: int) -> tuple[int, int] | None:
    table, total, end = _arabic(), 0, 0
    had: set[str] = set()
    position = at
    while match := _WORD.match(text, position):
        word = _fold(_MARKS.sub("", match[0]))
        after = end_of(_SPACES, text, match.end())
        if word == "بعد" and had:
            position = after
            continue
        known = next((table[text] for text in _cuts(word) if text in table), None)
        if known is None or known[0] in had or (known[0] == "ten" and "teen" in had):
            break
        if known[0] == "one" and {"teen", "ten"} & had:
            break
        had.add(known[0])
        total, end, position = total + known[1], match.end(), after
    return (total, end) if end and "teen" not in had or "one" in had else None


def _cuts(word: str) -> tuple[str, ...]:
    """Return the word itself, then without the article, then without و (and) before either."""
    rest = word[1:] if word.startswith("و") else word
    return word, word.removeprefix("ال"), rest, rest.removeprefix("ال")


def _read_latin(text: str, at: int) -> tuple[int, int] | None:
    table, total, end, position = _latin(), 0, 0, at
    last = ""
    while match := _WORD.match(text, position):
        word = _fold(match[0])
        if word == "y" and last == "ten":
            position = match.end() + 1
            continue
        place, value = table.get(word, ("", 0))
        if not value or (total and (last != "ten" or place != "one" or value > 9)):
            break
        total, end, last = total + value, match.end(), place
        position = match.end() + 1
        if text[match.end() : position].strip():
            break
    return (total, end) if end else None
