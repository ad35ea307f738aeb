"""Labels of laws: what is read as a number, and what comes after what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.law.structure.items import mark_of
from assess.law.structure.numbering import (
    article_label,
    follows,
    latin,
    part_label,
    plain,
    read_number,
    roman,
    schedule_label,
    successors,
)
from assess.law.structure.ordinals import spoken

ARTICLES = {
    "Article 3": "3",
    "Art. 323-1 Words": "323-1",
    "Article L. 323-1": "L323-1",
    "Article 706-102-1": "706-102-1",
    "Section 4A": "4A",
    "s. 3(1)(a)": "3",
    "§ 202a": "202a",
    "§ 381<sup>1</sup>. Words": "381^1",
    "§ 87¹": "87^1",
    "Artículo 197 bis": "197 bis",
    "Artículo 264 ter.": "264 ter",
    "Artículo primero": "1",
    "Artículo 1º": "1",
    "Artículo veintiuno": "21",
    "Article premier": "1",
    "Article 1er - Objet": "1",
    "Article Ier": "1",
    "Article IV": "4",
    "Artigo 154-A": "154-A",
    "L. 33 ter": None,
    "المادة 3": "3",
    "المادة (3)": "3",
    "المادة (٣)": "3",
    "مادة ٣ :": "3",
    "ماده ۳": "3",
    "المادة الثالثة": "3",
    "المادة الحادية والعشرون": "21",
    "المادة 9 مكررا": "9 bis",
    "المادة 9 مكرراً (1)": "9 bis 1",
    "المادة 3 مكرر (أ)": "3 bis a",
    "( المادة الأولى )": "1",
    "المــادّة (٣)": "3",
    "المادة \u200f3": "3",
    "مادة رقم (5)": "5",
    "الفصل 87": "87",
    "المادة (4أ): كلمات": "4A",
    "المادة (٤ ب)": "4B",
    "المادة 4أ:": "4A",
    "المادة (4هـ)": "4E",
    "المادة 4 أ- كلمة": "4",
    "المادة (4) أ- كلمة": "4",
    "المادة (٢٢) مكررا": "22 bis",
    "المادة (22) مكرر (أ)": "22 bis a",
    "Article (22) bis": "22 bis",
    "المادة (4) (مكرر)": "4 bis",
    "المادة (4من)": "4",
    "Disposición adicional primera. Words": "disposición adicional 1",
    "Disposición derogatoria única": "disposición derogatoria única",
    "Articles 3 and 4": None,
    "Particle 3": None,
    "المواد 3 و4": None,
    "Artificial 3": None,
    "Article": None,
}


@pytest.mark.parametrize("line, wanted", ARTICLES.items(), ids=ARTICLES)
def test_labels_of_articles(line: str, wanted: str | None) -> None:
    label = article_label(plain(line))
    assert (label.id if label else None) == wanted


@pytest.mark.parametrize(
    "line, wanted",
    {
        "Part I": "part 1",
        "PART 1 —PRELIMINARY": "part 1",
        "Chapter II – Offences": "chapter 2",
        "TÍTULO PRELIMINAR": "title preliminary",
        "LIBRO I": "book 1",
        "الباب الأول": "part 1",
        "الباب التمهيدي": "part preliminary",
        "الفصل الثاني": "chapter 2",
        "القسم الأول": "division 1",
        "Sous-section 2": "subsection 2",
        "1. peatükk": "chapter 1",
        "Partial": "",
        "Parties to it": "",
        "Part of": "",
    }.items(),
)
def test_labels_of_parts(line: str, wanted: str) -> None:
    label = part_label(plain(line))
    assert (f"{label.word} {label.id}" if label else "") == wanted


@pytest.mark.parametrize(
    "line, wanted",
    {
        "SCHEDULE": "schedule ",
        "FIRST SCHEDULE": "schedule 1",
        "The Second Schedule": "schedule 2",
        "Annex I": "annex 1",
        "Annexe": "annex ",
        "ANEXO II": "annex 2",
        "الملحق رقم (1)": "annex 1",
        "جدول": "schedule ",
        "Scheduled": "",
    }.items(),
)
def test_labels_of_schedules(line: str, wanted: str) -> None:
    label = schedule_label(plain(line))
    assert (f"{label.word} {label.id}" if label else "") == wanted


ONES = (
    "",
    "الأولى",
    "الثانية",
    "الثالثة",
    "الرابعة",
    "الخامسة",
    "السادسة",
    "السابعة",
    "الثامنة",
    "التاسعة",
    "العاشرة",
)
TENS = (
    "",
    "",
    "والعشرون",
    "والثلاثون",
    "والأربعون",
    "والخمسون",
    "والستون",
    "والسبعون",
    "والثمانون",
    "والتسعون",
)


def arabic(number: int) -> str:
    """Write an ordinal from 1 to 199 as Arabic laws do."""
    if number > 100:
        return f"{arabic(number - 100)} بعد المائة"
    if number == 100:
        return "المائة"
    ten, one = divmod(number, 10)
    if number <= 10:
        return ONES[number]
    first = "الحادية" if one == 1 else ONES[one]
    if ten == 1:
        return f"{first} عشرة"
    return f"{first} {TENS[ten]}" if one else f"ال{TENS[ten][3:]}"


@pytest.mark.parametrize("number", range(1, 200))
def test_arabic_ordinals_by_rule(number: int) -> None:
    text = arabic(number)
    assert spoken(text) == (number, len(text))
    assert article_label(f"المادة {text}").id == str(number)
    assert spoken(text.replace("أ", "ا").replace("ون", "ين"))[0] == number


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("الثانية والثالثة", 2),
        ("العاشرة من القانون", 10),
        ("treinta y uno", 31),
        ("vigésimo primero", 21),
        ("من", None),
        ("décimo quinto", 15),
        ("FIRST", 1),
        ("artículo", None),
        ("عشرة", None),
        ("", None),
    ],
)
def test_other_words_for_numbers(text: str, wanted: int | None) -> None:
    found = spoken(text)
    assert (found[0] if found else None) == wanted


@given(st.integers(1, 89))
def test_roman_numerals_read_back(value: int) -> None:
    signs, rest = "", value
    for number, sign in (
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        signs, rest = signs + sign * (rest // number), rest % number
    assert roman(signs) == roman(signs.lower()) == value


@pytest.mark.parametrize("text", ["IIII", "VX", "IC", "abc", "", "IXI"])
def test_what_is_no_roman_numeral(text: str) -> None:
    assert roman(text) == 0


@pytest.mark.parametrize(
    "before, after",
    [
        ("4", "5"),
        ("4", "4A"),
        ("4A", "4B"),
        ("4A", "5"),
        ("9", "9 bis"),
        ("9 bis", "9 ter"),
        ("9 ter", "10"),
        ("323-1", "323-2"),
        ("323-7", "324"),
        ("323-7", "324-1"),
        ("706-102", "706-102-1"),
        ("376A", "376AA"),
        ("376AA", "376B"),
        ("588", "588 bis a"),
    ],
)
def test_what_comes_next(before: str, after: str) -> None:
    first, second = read_number(before).value, read_number(after).value
    assert follows(first, second) and not follows(second, first) and first < second


@given(st.lists(st.integers(1, 300), min_size=1, max_size=4).map(tuple))
def test_what_comes_next_is_greater(value: tuple[int, ...]) -> None:
    assert all(one > value for one in successors(value))


def test_nothing_is_missing_only_where_nothing_is() -> None:
    assert not follows((4,), (6,)) and not follows((323, 1), (323, 3)) and not follows((4,), (4,))


@pytest.mark.parametrize(
    "line, form, end, wanted",
    [
        ("1. Words", ".", 2, ["1"]),
        ("(1) Words", "()", 4, ["1"]),
        ("1) Words", ")", 2, ["1"]),
        ("1 - Words", "-", 3, ["1"]),
        ("أ- نص", "-", 2, ["a", "a"]),
        ("(ب) نص", "()", 4, ["b", "b"]),
        ("هـ- نص", "-", 3, ["e", "z"]),
        ("١- نص", "-", 2, ["1"]),
        ("I. Words", ".", 2, ["I", "I"]),
        ("I.- Words", ".", 3, ["I", "I"]),
        ("(i) Words", "()", 4, ["i", "i"]),
        ("1° Words", "°", 2, ["1"]),
        ("1.º Words", "°", 3, ["1"]),
        ("- Words", "•", 2, [""]),
        ("أولاً: نص", "word", 6, ["1"]),
        ("1.2 Words", "1.1", 3, ["1.2"]),
        ("1 bis. Words", ".", 6, ["1 bis"]),
        ("(1A) Words", "()", 5, ["1A"]),
        ("ñ) Palabras", ")", 2, ["ñ"]),
    ],
)
def test_labels_of_items(line: str, form: str, end: int, wanted: list[str]) -> None:
    mark = mark_of(plain(line))
    assert (mark.form, mark.end, [name for _, _, name in mark.readings]) == (form, end, wanted)


@pytest.mark.parametrize(
    "line",
    [
        "2015. Words",
        "e-mail",
        "The text",
        "وعلى القانون",
        "12.5% of",
        "A-levels",
        "",
        "من- نص",
    ],
)
def test_what_is_no_label(line: str) -> None:
    assert mark_of(plain(line)) is None


@given(st.text(max_size=80))
def test_any_line_can_be_looked_at(line: str) -> None:
    same = plain(line)
    assert len(same) == len(line)
    for label in (article_label(same), part_label(same), schedule_label(same), mark_of(same)):
        assert label is None or 0 < label.end <= len(line)


def test_arabic_letters_by_the_order_of_counting() -> None:
    assert [latin(one) for one in "أبجدهوزحطيك"] == list("abcdefghijk")


def test_what_is_longer_than_any_number_is_none() -> None:
    assert read_number("1-2-3-4-5-6-7-8").value == (1, 2, 3, 4, 5, 6, 7, 8)
    assert read_number("1-2-3-4-5-6-7-8-9") is None
    for many in (9, 4000):
        assert (
            read_number("1" + "-1" * many) is None
            and article_label("Article 1" + "-1" * many) is None
        )
