"""Days as people type them: 3 October 2012, 03-Oct-12, 3/10/2012; the readings of one that are possible."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date

from assess.base.normal import normal
from assess.model.numbers import latin_digits

_NUMBERS = re.compile(r"(\d{1,4}) ?([./-]) ?(\d{1,2}) ?\2 ?(\d{1,4})")
_NAME = r"[^\W\d]+(?:(?: | ?/ ?)[^\W\d]+)*"  # of a month, or two of one month: سبتمبر/أيلول
_DAY_FIRST = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th|er)?[ -]+)?({_NAME})\.?[,،]?[ -]+(\d{{2}}|\d{{4}})"
)
_MONTH_FIRST = re.compile(rf"({_NAME})\.? (\d{{1,2}})(?:st|nd|rd|th)?[,،]? (\d{{4}}|\d{{2}})")
_TIED = re.compile(r"(?<=\d) ?[-./] ?(?=[^\W\d])|(?<=[^\W\d])\.? ?[-/] ?(?=\d)")  # 03-Oct-12
_AFTER_YEAR = re.compile(r"(?<=\d) ?(?:م|ميلادي[اةه]?|ad|ce)\.?$")
#: What is written around a day and says nothing more of it: الأحد 2 من شهر يناير لسنة 2022.
_WEEKDAY = re.compile(
    r"^(?:يوم )?(?:ال)?(?:سبت|احد|اثنين|ثلاثاء|اربعاء|خميس|جمعة|جمعه)(?: الموافق)?[,،]? "
    r"|^(?:mon|tues|wednes|thurs|fri|satur|sun)day,? |^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),? "
    r"|^(?:بتاريخ|في|الموافق|le) "
)
_SMALL = re.compile(r"(?<= )(?:من شهر|من|شهر|لسنة|سنة|لعام|للعام|عام|of) (?=\S)")
_FIRST = re.compile(r"^(?:اول|الاول|غرة|1er|premier) (?=[^\W\d])")
_BRACKET = re.compile(r" ?\(([^()\d]{2,20})\)")  # أيلول (سبتمبر)
#: Years of two digits below the first are of this century, from the second on of the last, between them of either.
_SURE_THIS, _SURE_LAST = 30, 50

_HIJRI_MONTHS = (
    ("محرم", "المحرم", "محرم الحرام", "muharram"),
    ("صفر", "صفر الخير", "safar"),
    ("ربيع الاول", "ربيع اول", "rabi al-awwal"),
    ("ربيع الاخر", "ربيع الثاني", "ربيع اخر", "ربيع ثاني", "ربيع ثان", "rabi al-thani"),
    ("جمادي الاولي", "جمادي الاول", "جمادي اولي", "jumada al-ula"),
    (
        "جمادي الاخرة",
        "جمادي الاخره",
        "جمادي الثانية",
        "جمادي الثانيه",
        "جمادي الاخر",
        "jumada al-akhira",
    ),
    ("رجب", "رجب الفرد", "rajab"),
    ("شعبان", "shaban"),
    ("رمضان", "رمضان المبارك", "ramadan"),
    ("شوال", "shawwal"),
    ("ذو القعدة", "ذي القعدة", "ذو القعده", "ذي القعده", "dhu al-qidah"),
    ("ذو الحجة", "ذي الحجة", "ذو الحجه", "ذي الحجه", "dhu al-hijjah"),
)
_HIJRI_SIGN = re.compile(r"(?<=\d) ?(?:هـ|ه|هجري[اةه]?|ah)(?!\w)\.?")
_HIJRI_WORDS = re.compile(r"(?:(\d{1,2}) )?([^\W\d][^\d,،]*?)[,،]? (1[2-5]\d\d)")
_HIJRI_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(1[2-5]\d\d)|(1[2-5]\d\d)/(\d{1,2})/(\d{1,2})")
# that of astronomers, to which the calendar of Umm al-Qura is nearest
_HIJRI_EPOCH = 1721425 - 1948054  # from days since the Hijra to those of Python
_HIJRI_YEAR = re.compile(r"1[2-5]\d\d")

Months = Mapping[int, Collection[str]]  # number of the month → its names, in small letters


def readings(text: str, months: Months, day_first: bool = False) -> tuple[str, ...]:
    """Return the days, as 2012-10-03, that a text may mean, or months as 2012-10, sorted: none, one, or more.

    With `day_first`, as Arabic has it, no month is read before the day where the year has four digits.
    """
    plain = _bare(text)
    numbers = _of_numbers(plain, day_first) or _of_words(_TIED.sub(" ", plain), months)
    return tuple(sorted(number for number in numbers if _exists(number)))


def hijri(text: str) -> date | bool:
    """Return the Gregorian day of a Hijri date by the tabular reckoning, which may be a day off.

    True where a text is a Hijri date of which no day is told, False where it is none.
    """
    marked = _HIJRI_SIGN.search(_bare(text)) is not None
    plain = _BRACKET.sub("", _TIED.sub(" ", _HIJRI_SIGN.sub("", _bare(text)))).strip()
    words = _HIJRI_WORDS.fullmatch(plain)
    months = [
        number for number, names in enumerate(_HIJRI_MONTHS, 1) if words and words[2] in names
    ]
    if words and months:
        return _of_hijri(int(words[3]), months[0], int(words[1])) if words[1] else True
    numbers = _HIJRI_DAY.fullmatch(re.sub(" ?[./-] ?", "/", plain))
    if numbers:
        day, month, year = numbers.groups()[:3] if numbers[1] else numbers.groups()[:2:-1]
        return _of_hijri(int(year), int(month), int(day))
    return marked or _HIJRI_YEAR.fullmatch(plain) is not None


def common_year(text: str) -> str:
    """Return a year without the letter for the common era behind it: ٢٠٢١م is 2021; anything else as it is typed."""
    plain = _AFTER_YEAR.sub("", latin_digits(text))
    return plain if re.fullmatch(r"\d{4}", plain) else text


def _bare(text: str) -> str:
    """Return a text in the form in which days are compared, without words that say nothing of the day."""
    plain = " ".join(latin_digits(normal(text)).casefold().split())
    plain = _AFTER_YEAR.sub("", plain)
    for _ in range(2):  # يوم الأحد الموافق 2 يناير
        plain = _WEEKDAY.sub("", plain)
    return _SMALL.sub("", _FIRST.sub("1 ", plain))


def _of_hijri(year: int, month: int, day: int) -> date | bool:
    if not (1 <= month <= 12 and 1 <= day <= 30):
        return True
    days = (11 * year + 3) // 30 + 354 * year + 30 * month - (month - 1) // 2 + day
    return date.fromordinal(days - _HIJRI_EPOCH)


def _of_numbers(text: str, day_first: bool) -> set[str]:
    match = _NUMBERS.fullmatch(text)
    if not match:
        return set()
    first, sign, middle, last = match.groups()
    if len(first) == 4 and len(last) < 3:
        return {_iso(first, middle, last)}
    if len(last) not in (2, 4) or len(first) > 2:
        return set()
    sure = sign == "." or day_first and len(last) == 4
    numbers = {_iso(year, middle, first) for year in _years(last)}
    if not sure:
        numbers |= {_iso(year, first, middle) for year in _years(last)}
    if not sure and len(last) == len(first) == 2:
        numbers |= {_iso(year, middle, last) for year in _years(first)}
    return numbers


def _of_words(text: str, months: Months) -> set[str]:
    text = _BRACKET.sub(r"/\1", text)
    match = _DAY_FIRST.fullmatch(text)
    day, word, year = match.groups() if match else (None, "", "")
    if not match and (match := _MONTH_FIRST.fullmatch(text)):
        word, day, year = match.groups()
    named = {tuple(_numbers_of(part.strip(), months)) for part in word.split("/")}
    if not match or len(named) != 1 or not day and len(year) == 2:
        return set()
    numbers = named.pop()
    if len(numbers) != 1:
        return set()
    return {
        _iso(whole, numbers[0], day) if day else f"{whole}-{numbers[0]:02}"
        for whole in _years(year)
    }


def _numbers_of(word: str, months: Months) -> list[int]:
    """Return the numbers of the months whose name a word is, or else begins."""
    return [number for number, names in months.items() if word in names] or [
        number
        for number, names in months.items()
        if len(word) > 2 and any(name.startswith(word) for name in names)
    ]


def _iso(year: str, month: str | int, day: str) -> str:
    return f"{int(year):04}-{int(month):02}-{int(day):02}"


def _years(year: str) -> tuple[str, ...]:
    """Return the years that figures may mean: those of four figures one, those of two sometimes two."""
    if len(year) == 4:
        return (year,)
    this, last = f"20{year}", f"19{year}"
    return (
        (this,) if int(year) < _SURE_THIS else (last,) if int(year) >= _SURE_LAST else (last, this)
    )


def _exists(day: str) -> bool:
    try:
        return bool(date.fromisoformat(day if day.count("-") == 2 else f"{day}-01"))
    except ValueError:
        return False
