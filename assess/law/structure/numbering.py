"""Labels of laws (Article 3, المادة الثالثة, § 202a, (a), أ-) recognised at the start of a line and normalised."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assess.base.text import end_of
from assess.law.structure.ordinals import spoken

#: Digits of other scripts become ASCII and invisible signs spaces: one character for one, so that positions stay true.
_SAME_LENGTH = str.maketrans(
    {chr(base + step): str(step) for base in (0x0660, 0x06F0) for step in range(10)}
    | dict.fromkeys(
        "\u00a0\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067"
        "\u2068\u2069\ufeff\u2009\u202f",
        " ",
    )
    | dict.fromkeys("\u2010\u2011\u2212", "-")
)
_MARK = "[\u0640\u064b-\u0652]*"  # what may stand between the letters of an Arabic word without changing it


def _arabic(word: str) -> str:
    return _MARK.join(word) + _MARK


#: Words that open an article, by the name that the decision for the whole law is made under.
ARTICLE_WORDS = {
    "article": "|".join(
        (
            r"(?i:art[ií]culo|article|artigo|articolo|artikel|art\.?ículo|art\.|madde|стат[ья]я?)",
            _arabic("المادة"),
            _arabic("الماده"),
            _arabic("مادة"),
            _arabic("ماده"),
        )
    ),
    "section": r"(?i:sections?|sec\.|s\.)(?=\s*\d)",
    "paragraph": r"§{1,2}",
    "chapter": _arabic("الفصل"),  # Tunisia and Morocco count their articles by it
}
_ARTICLE = re.compile("|".join(f"(?P<{name}>{form})" for name, form in ARTICLE_WORDS.items()))
#: Words that open a part: the name that ids carry, and how the word is printed.
PART_WORDS = {
    "book": r"(?i:book|livre|libro|livro)|" + _arabic("الكتاب"),
    "part": r"(?i:partie|parte|part)|" + _arabic("الباب") + "|" + _arabic("باب"),
    "title": r"(?i:title|titre|t[ií]tulo|titolo)",
    "chapter": r"(?i:chapter|chapitre|cap[ií]tulo|capitolo|peat[üu]kk)|"
    + _arabic("الفصل")
    + "|"
    + _arabic("فصل"),
    "section": r"(?i:section|secci[óo]n|se[çc][ãa]o)",
    "subsection": r"(?i:sous-section|subsecci[óo]n)",
    "subdivision": r"(?i:subdivision)",
    "division": r"(?i:division|divisi[óo]n)|" + _arabic("القسم"),
    "branch": _arabic("الفرع"),
    "topic": _arabic("المبحث"),
}
_PART = re.compile("|".join(f"(?P<{name}>{form})" for name, form in PART_WORDS.items()))
_SCHEDULE = re.compile(
    "|".join(
        (
            r"(?P<schedule>(?i:schedule)\b|" + "|".join(map(_arabic, ("الجدول", "جدول"))) + ")",
            r"(?P<annex>(?i:annex|annexe|annexure|appendix|anexo|ap[ée]ndice|anlage)\b|"
            + "|".join(map(_arabic, ("الملحق", "ملحق", "المرفق", "مرفق")))
            + ")",
        )
    )
)
_ORDER_FIRST = re.compile(r"(?i:the\s+)?(\w+)\s+(?i:(schedule|annex|appendix))\b\s*[.:—–-]*\s*")
_PROVISION = re.compile(
    r"(?i:(disposici[óo]n (?:adicional|transitoria|derogatoria|final)\b)|(disposition (?:finale|transitoire)\b))"
    r"\s*"
)
_SINGLE = re.compile(
    r"(?i:[úu]nic[oa]|unique|preliminar|préliminaire|preliminary)\b|"
    + "|".join(map(_arabic, ("التمهيدي", "تمهيدي", "وحيد", "الوحيد")))
)
_TIMES = (
    "bis",
    "ter",
    "quater",
    "quinquies",
    "sexies",
    "septies",
    "octies",
    "novies",
    "nonies",
    "decies",
    "undecies",
    "duodecies",
    "terdecies",
    "quaterdecies",
)
_ALSO = {"quáter": "quater", "quinquiès": "quinquies", "nonies": "novies"}
_INT = re.compile(r"(?:([LRDA]|LO)\s?\*?\.?\s?)?(\d{1,5})(?!\d)((?:[-–.]\d{1,4}(?!\d))*)")
_LETTERS = re.compile(
    r"[-]?([A-Z]{1,2}|[a-z])(?![^\W\d_])|\s([A-Z])(?=\s*(?:[.:—–-]|$))|\s([a-z])(?=\s*(?:$|[.]))"
)
_RAISED = re.compile(r"<sup>(\d{1,3})</sup>|\^(\d{1,3})|([¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3})")
_RAISED_DIGITS = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")
_BIS = re.compile(
    rf"[ -]?({'|'.join((*_TIMES, *_ALSO))})\b(?:\s?([A-Z]|\d{{1,2}})(?=[\s.:)—–-]|$))?",
    re.IGNORECASE,
)
_MUKARRAR = re.compile(
    r"\s*[/(]?\s*" + _arabic("مكرر") + r"[\u064b]?(?:[اأ]\u064b?|ة)?\s*\)?"
    r"(?:\s*[/(]?\s*(\d{1,2}|[\u0621-\u064a](?![\u0621-\u064a])(?!-))\s*\)?)?"
)
# المادة (4أ), as 4A in English
_ARABIC = re.compile(r"([\u0621-\u064a])\u0640{0,2}(?=\s*(?:[)\]:.]|$))")
_IN_BRACKETS = re.compile(r"[(\[]\s*\d{1,5}$")
_DEGREE = re.compile(r"\.?\s?[º°ª]|(?i:er|ère|re|ro|st|nd|rd|th|o)\b")
_ROMAN = re.compile(r"[IVXLC]{1,7}(?:er)?\b")
_GLUED = re.compile(r"([IVXLC]{1,7}?)((?:\.\d)?)(?=[A-ZÀ-Þ][a-zà-ÿ])")  # PART IIGeneral
_OPENS = re.compile(r"\s*[(\[]?\s*")
_THE = re.compile(r"\s*[(\[]?\s*(?:(?:THE|The)\s+(?=(?:SCHEDULE|Schedule|ANNEX|Annex)\b))?")
_SEPARATOR = re.compile(
    r"\s*(?:(?i:no\.|nº|n°|" + _arabic("رقم") + r")\s*)?(?:[(\[/]|[-–]\s?(?=\d+\s?[-–]))?\s*"
)
_CLOSES = re.compile(r"\s*[)\]](?!\w)")
#: What may be put in right after a number: 4A, 9 bis, 9 bis 1, and 487.01, 487.001 before 487.1.
_BEGUN = ((1,), (2,), (2, 1), (0, 1), (0, 0, 1))
_LONGEST, _MOST_PARTS = 60, 8  # letters and figures of a number; what is longer is none
#: Abjad order, by which legal drafters count, and the order of dictionaries.
ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
HIJAI = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
PERSIAN = "أبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"


@dataclass(frozen=True)
class Number:
    """A number of a unit: its normalised form, its value for comparing, and where it ends in the line."""

    id: str
    value: tuple[int, ...]
    end: int


@dataclass(frozen=True)
class Label:
    """What a line begins with: the word, its number, the end of the label in the line."""

    word: str  # article, section, paragraph, chapter … as in the tables of words
    id: str
    value: tuple[int, ...]
    end: int
    last: tuple[
        int, ...
    ] = ()  # the last number of several that a line stands for: 5 to 7 [Repealed]


def plain(text: str) -> str:
    """Return `text` with ASCII digits and without invisible signs, of the same length."""
    return text.translate(_SAME_LENGTH)


def roman(text: str) -> int:
    """Return the value of a Roman numeral, 0 where it is none."""
    values, total = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}, 0
    upper = text.upper()
    for wording, following in zip(upper, (*upper[1:], "")):
        value = values.get(wording, 0)
        if not value:
            return 0
        total += -value if following and values.get(following, 0) > value else value
    return total if total and _as_roman(total) == upper else 0


def _as_roman(value: int) -> str:
    text = ""
    for number, sign in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        text, value = text + sign * (value // number), value % number
    return text


def read_number(text: str, at: int = 0) -> Number | None:
    """Read the number of an article or part at a position of a `plain` text, or return None.

    Digits with points, hyphens, letters, bis, مكرر; Roman numerals in capitals; ordinals in words.
    """
    match = _INT.match(text, at)
    if match:
        long = match.end() - at > _LONGEST or len(re.findall(r"\d+", match[0])) > _MOST_PARTS
        return None if long else _with_suffix(text, match)
    figure = _ROMAN.match(text, at)
    if figure and roman(figure[0].removesuffix("er")):
        value = roman(figure[0].removesuffix("er"))
        return _suffixes(text, str(value), (value,), figure.end())
    single = _SINGLE.match(text, at)
    if single:
        word = single[0].lower()
        early = word.startswith(("prelim", "prélim")) or "تمه" in word
        return Number("preliminary" if early else word, (1,), single.end())
    words = spoken(text[: at + 90], at)
    return _suffixes(text, str(words[0]), (words[0],), words[1]) if words else None


def _with_suffix(text: str, match: re.Match) -> Number:
    prefix, tail = match[1] or "", match[3].replace("–", "-")
    figures = [int(part) for part in re.split(r"[-.]", tail)[1:]]
    return _suffixes(text, f"{prefix}{int(match[2])}{tail}", (int(match[2]), *figures), match.end())


def _suffixes(text: str, name: str, value: tuple[int, ...], end: int) -> Number:
    """Add what may follow a figure: º, A, ¹, bis, مكرر, and a second one of these after bis."""
    degree = _DEGREE.match(text, end)
    end = degree.end() if degree else end
    if raised := _RAISED.match(text, end):
        figure = (raised[1] or raised[2] or raised[3]).translate(_RAISED_DIGITS)
        return Number(f"{name}^{figure}", (*value, int(figure)), raised.end())
    if times := _BIS.match(text, end):
        word = _ALSO.get(times[1].lower(), times[1].lower())
        more = times[2] or ""
        rank = (int(more) if more.isdigit() else ord(more.upper()) - 64,) if more else ()
        return Number(
            f"{name} {word} {more}".rstrip(), (*value, _TIMES.index(word) + 2, *rank), times.end()
        )
    if again := _MUKARRAR.match(text, end):
        more = again[1] or ""
        letter = latin(more) if more and not more.isdigit() else more
        rank = (int(more) if more.isdigit() else ord(letter) - 96,) if letter else ()
        return Number(f"{name} bis {letter}".rstrip(), (*value, 2, *rank), again.end())
    if letters := _LETTERS.match(text, end):
        sign = letters[1] or letters[2] or letters[3]
        ranks = tuple(ord(text) - 64 for text in sign.upper())
        return Number(name + letters[0].strip(), (*value, *ranks), letters.end())
    return _with_arabic(text, name, value, end) or Number(name, value, end)


def _with_arabic(text: str, name: str, value: tuple[int, ...], end: int) -> Number | None:
    """Add an Arabic letter that belongs to a figure: one joined to it, or one that stands with it in brackets."""
    apart = (
        text[end : end + 1] == " " and _IN_BRACKETS.search(text[max(0, end - 8) : end]) is not None
    )
    letter = _ARABIC.match(text, end + apart)
    sign = latin(letter[1]).upper() if letter else ""
    return (
        Number(name + sign, (*value, ord(sign) - 64), letter.end())
        if letter and sign.isascii()
        else None
    )


def latin(letter: str, order: str = ABJAD) -> str:
    """Return the Latin letter that stands for an Arabic one by its place in the order of counting."""
    place = order.find({"ا": "أ", "إ": "أ", "آ": "أ", "ة": "ه", "ى": "ي"}.get(letter, letter))
    return chr(97 + place) if 0 <= place < 26 else letter


def article_label(line: str) -> Label | None:
    """Read a label of an article at the start of a `plain` line: a word for it, and a number."""
    start = end_of(_OPENS, line)
    if special := _PROVISION.match(line, start):
        number = read_number(line, special.end())
        name = " ".join((special[1] or special[2]).lower().split())
        rest = f" {number.id}" if number else ""
        return Label("article", name + rest, (), number.end if number else special.end())
    match = _ARTICLE.match(line, start)
    return _labelled(line, match, start) if match else None


def part_label(line: str) -> Label | None:
    """Read a label of a part (chapter, title, الباب …) at the start of a `plain` line."""
    match = _PART.match(line, end_of(_OPENS, line))
    if match and line[match.end() : match.end() + 1].isalpha():
        return None
    if match is None:
        return _after_number(line)
    return _labelled(line, match, 0) or _glued(line, match)


def _glued(line: str, match: re.Match[str]) -> Label | None:
    """Read the Roman number of a part to which its heading is glued, as pages without their layout print it."""
    number = _GLUED.match(line, end_of(_SEPARATOR, line, match.end()))
    value = roman(number[1]) if number else 0
    if number is None or not value or not line[match.end() : match.end() + 1].isspace():
        return None
    more = (int(number[2][1:]),) if number[2] else ()
    return Label(match.lastgroup or "", f"{value}{number[2]}", (value, *more), number.end())


def _after_number(line: str) -> Label | None:
    """Read `باب تمهيدي`-like labels whose word stands last in other languages: `1. peatükk`, `Première partie`."""
    number = read_number(line)
    if number is None or number.end > 30:
        return None
    at = end_of(_SEPARATOR, line, number.end)
    match = _PART.match(line, at + (line[at : at + 2] == ". ") * 2)
    if not match or line[match.end() : match.end() + 1].isalpha():
        return None
    return Label(match.lastgroup or "", number.id, number.value, match.end())


def schedule_label(line: str) -> Label | None:
    """Read a label of a schedule or annex, with or without a number, at the start of a `plain` line."""
    start = end_of(_THE, line)
    if match := _SCHEDULE.match(line, start):
        numbered = _labelled(line, match, start)
        return numbered or Label(match.lastgroup or "", "", (), match.end())
    match = _ORDER_FIRST.match(line, start)
    words = spoken(match[1]) if match else None
    return (
        Label(
            "annex" if match[2].lower() != "schedule" else "schedule",
            str(words[0]),
            (words[0],),
            match.end(),
        )
        if match and words
        else None
    )


def _labelled(line: str, match: re.Match, start: int) -> Label | None:
    at = end_of(_SEPARATOR, line, match.end())
    number = read_number(line, at)
    if number is None or (
        line[match.end() : match.end() + 1].isalpha() and match.lastgroup != "paragraph"
    ):
        return None
    end, opened = (
        number.end,
        "(" in line[start - 1 if start else 0 : number.end] or "[" in line[: number.end],
    )
    closing = _CLOSES.match(line, end) if opened else None
    end = closing.end() if closing else end
    if closing and (_BIS.match(line, end) or _MUKARRAR.match(line, end)):  # المادة (22) مكررا
        number = _suffixes(line, number.id, number.value, end)
        end = number.end
    return Label(match.lastgroup or "", number.id, number.value, end)


def follows(before: tuple[int, ...], value: tuple[int, ...]) -> bool:
    """Whether `value` is what comes next after `before`: 4 → 5 or 4A, 323-1 → 323-2 or 324, 9 bis → 9 ter or 10."""
    return value in successors(before)


@lru_cache(maxsize=4096)
def successors(before: tuple[int, ...]) -> frozenset[tuple[int, ...]]:
    """Return all values that may come next after `before` without anything missing between."""
    if not before:
        return frozenset({(1,)})
    heads = {(*before[:place], before[place] + 1) for place in range(len(before))}
    begun = {(*numbers, *first) for numbers in (*heads, before) for first in _BEGUN}
    return frozenset(heads | begun)


def other_value(label: Label) -> tuple[int, ...]:
    """Return what the letters of a number are worth where 27 letters go before AA, or Z before A; () where nothing."""
    letters = re.search(r"[A-Z]{2}$", label.id)
    if letters is None or len(label.value) < 3:
        return ()
    first, second = label.value[-2:]
    return (
        (*label.value[:-2], 0, second) if first == 26 else (*label.value[:-2], 26 * first + second)
    )
