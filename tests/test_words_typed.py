"""What people type: days, kinds of law, yes and no, and names of definitions, as lawyers of several countries write them."""

from __future__ import annotations

from datetime import date
from typing import get_args

import click
import pytest
from click.testing import CliRunner

from assess.base.problems import Location
from assess.base.text import Text
from assess.cli.options import Day, KindChoice
from assess.cli.work import confirmed
from assess.law.structure.tree import named
from assess.load.days import Unclear, read_day
from assess.load.labels import every, labels
from assess.load.synonyms import meant, near, yes_no
from assess.model.case import printed_number
from assess.model.lawtext import LawText, Unit
from assess.model.numbers import Numbers
from assess.model.terms import Grade, LawKind, Reason
from assess.model.typed import common_year, hijri

KINDS = get_args(LawKind)

DAYS = [
    ("٢/١/٢٠٢٢", "2022-01-02"),
    ("02/01/2022", "2022-01-02"),
    ("2-1-2022", "2022-01-02"),
    ("2.1.2022", "2022-01-02"),
    ("2 يناير سنة 2022", "2022-01-02"),
    ("2 من يناير 2022", "2022-01-02"),
    ("الأحد 2 يناير 2022", "2022-01-02"),
    ("يوم الأحد الموافق 2 يناير 2022م", "2022-01-02"),
    ("20 أيلول (سبتمبر) 2021", "2021-09-20"),
    ("20 سبتمبر/أيلول 2021", "2021-09-20"),
    ("20/سبتمبر/2021م", "2021-09-20"),
    ("أول يناير 2022", "2022-01-01"),
    ("2021م", "2021"),
    ("سنة 2022", "2022"),
    ("03-Oct-12", "2012-10-03"),
    ("3-Oct-75", "1975-10-03"),
    ("2 janvier 2022", "2022-01-02"),
    ("1er août 2021", "2021-08-01"),
    ("Oct 3, 2012", "2012-10-03"),
    ("غير معلوم", "unknown"),
]


@pytest.mark.parametrize("typed, day", DAYS)
def test_day_as_arabic_lawyers_write_it(typed: str, day: str) -> None:
    assert read_day(typed, "ar") == day


@pytest.mark.parametrize(
    "typed, language, first, second",
    [
        ("02/01/2022", "en", "2022-01-02", "2022-02-01"),
        ("٢/١/٢٠٢٢", "en", "2022-01-02", "2022-02-01"),
        ("03-Oct-45", "en", "1945-10-03", "2045-10-03"),
        ("03-Oct-45", "ar", "1945-10-03", "2045-10-03"),
    ],
)
def test_two_readings_are_both_told(typed: str, language: str, first: str, second: str) -> None:
    with pytest.raises(Unclear) as fault:
        read_day(typed, language)
    assert fault.value.words(typed) == {"first": first, "second": second}


@pytest.mark.parametrize("typed, day", [(a, b) for a, b in DAYS if "/" not in a and "-1-" not in a])
def test_months_of_every_language_are_read_in_english(typed: str, day: str) -> None:
    assert read_day(typed, "en") == day


@pytest.mark.parametrize(
    "typed, about",
    [
        ("13 صفر 1443هـ", "2021-09-20"),
        ("13/صفر/1443", "2021-09-20"),
        ("1443/2/13هـ", "2021-09-20"),
        ("١٣/٢/١٤٤٣", "2021-09-20"),
        ("29 جمادى الأولى 1443هـ", "2022-01-02"),
        ("1 محرم 1400", "1979-11-20"),
        ("صفر 1443هـ", ""),
        ("1443", ""),
    ],
)
def test_hijri_day_is_told_and_never_converted(typed: str, about: str) -> None:
    with pytest.raises(Unclear) as fault:
        read_day(typed, "ar")
    assert fault.value.words(typed) == {"hijri": typed} | ({"about": about} if about else {})


@pytest.mark.parametrize("typed", ["2 يناير 2022", "2022", "1960-01-01", "32 صفر", "محرم"])
def test_what_is_no_hijri_date(typed: str) -> None:
    assert hijri(typed) is False


@pytest.mark.parametrize("typed", ["قبل 2022", "2022-02-30", "31 فبراير 2022", "Oct-12", "", "م"])
def test_no_day(typed: str) -> None:
    with pytest.raises(Unclear) as fault:
        read_day(typed, "ar")
    assert fault.value.words(typed) == {}


@pytest.mark.parametrize("typed, year", [("٢٠٢١م", "2021"), ("2021 م", "2021"), ("2021", "2021")])
def test_year_without_its_letter(typed: str, year: str) -> None:
    assert common_year(typed) == year


def test_option_reads_days_and_tells_a_hijri_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEXGAP_LANG", "ar")
    assert Day().convert("1 يناير 2024", None, None) == date(2024, 1, 1)
    assert Day().convert("٢/١/٢٠٢٢", None, None) == date(2022, 1, 2)
    for typed, word in (("13 صفر 1443هـ", "2021-09-20"), ("2022", "2022"), ("صفر 1443هـ", "1443")):
        with pytest.raises(click.BadParameter, match=word):
            Day().convert(typed, None, None)


@pytest.mark.parametrize(
    "typed, kind",
    [
        ("مرسوم بقانون", "decree_law"),
        ("المرسوم بقانون", "decree_law"),
        ("قرار بقانون", "decree_law"),
        ("مرسوم بقانون اتحادي", "decree_law"),
        ("decree-law", "decree_law"),
        ("Décret-loi", "decree_law"),
        ("decree_law", "decree_law"),
        ("مرسوم سلطاني", "sultani_decree"),
        ("مرسوم ملكي", "royal_decree"),
        ("نظام", "nizam"),
        ("اللائحة", "regulation"),
        ("لائحه تنفيذية", "regulation"),
        ("Order in Council", "order_in_council"),
        ("statutory instrument", "statutory_instrument"),
        ("قرار جمهوري", "presidential_decree"),
        ("ordonnance", "ordinance"),
        ("مرسوم", "decree"),
        ("قانون", "act"),
        ("مشروع قانون", "bill"),
        ("مرسوم بقانوون", ""),
    ],
)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_kind_of_law_in_the_words_of_any_language(typed: str, kind: str, language: str) -> None:
    assert meant("law_kinds", typed, KINDS, language) == kind
    converted = KindChoice(KINDS)
    if kind:
        assert converted.convert(typed, None, None) == kind
    else:
        with pytest.raises(click.BadParameter):
            converted.convert(typed, None, None)


@pytest.mark.parametrize(
    "typed", ["مشروع قانو", "مشروع قانونن", "مرسوم قانونى", "bil", "bills", "قرار قانون", "م قانون"]
)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_law_is_guessed_to_be_a_bill(typed: str, language: str) -> None:
    assert near("law_kinds", typed, KINDS, language) != labels(language).law_kinds.bill
    assert meant("law_kinds", typed, KINDS, language) != "bill"


def test_no_word_names_two_kinds() -> None:
    for own_labels in every("en"):
        words = [
            (word.strip(), kind)
            for kind in KINDS
            for word in own_labels.law_kinds_also[kind].replace("،", ",").split(",")
        ]
        assert [meant("law_kinds", word, KINDS, "ar") for word, _ in words] == [
            kind for _, kind in words
        ]


@pytest.mark.parametrize(
    "block, terms, typed, term",
    [
        ("reasons", get_args(Reason), "الركن المعنوي", "mental"),
        ("reasons", get_args(Reason), "ركن معنوي", "mental"),
        ("states", get_args(Grade), "جزئي", "partly"),
        ("states", get_args(Grade), "لا", ""),  # not met, or nothing found
        ("actions", ("new", "amend", "repeal"), "تعديل تشريعي", "amend"),
    ],
)
def test_term_in_arabic(block: str, terms: tuple[str, ...], typed: str, term: str) -> None:
    assert meant(block, typed, terms, "ar") == term


@pytest.mark.parametrize(
    "typed, answer",
    [("نعم", True), ("y", True), ("Yes", True), ("oui", True), ("لا", False), ("n", False)],
)
def test_yes_and_no_in_any_language(typed: str, answer: bool) -> None:
    @click.command()
    def asking() -> None:
        click.echo(f"<{confirmed('?')}>")

    assert yes_no(typed) is answer
    assert f"<{answer}>" in CliRunner().invoke(asking, input=f"{typed}\n").output
    assert "<False>" in CliRunner().invoke(asking, input="\n").output
    again = CliRunner().invoke(asking, input=f"ربما\n{typed}\n").output
    assert yes_no("ربما") is None and f"<{answer}>" in again


AT = Location("x")
UNITS = (
    Unit("1", "article", AT, number="المادة 1"),
    Unit("1 المحتوي", "definition", AT, "1", heading="المحتوى:"),
    Unit("1 الموقع الالكتروني", "definition", AT, "1", heading="«الموقع الإلكتروني» :"),
    Unit("1 بيانات", "definition", AT, "1", heading="شيء آخر:"),
)


@pytest.mark.parametrize(
    "unit, spelt",
    list(zip(UNITS, ("1", "1 المحتوى", "1 الموقع الإلكتروني", "1 بيانات"))),
)
def test_definition_is_spelt_as_in_its_law_and_found_in_both_ways(unit: Unit, spelt: str) -> None:
    text = LawText("L", "ar", "official", UNITS, AT)
    assert unit.spelt == spelt
    assert text.unit(spelt) is unit is text.unit(unit.id)
    assert Numbers([each.id for each in UNITS]).find(spelt) == unit.id


@pytest.mark.parametrize(
    "number, own, language, printed",
    [
        ("1 المحتوي", Text((("ar", "1 المحتوى"),)), "ar", "1 المحتوى"),
        ("1 المحتوي", Text((("ar", "1 المحتوى"),)), "en", "1 المحتوى"),
        ("6(a)", Text((("ar", "6/أ"),)), "ar", "6/أ"),
        ("6(a)", Text((("ar", "6/أ"),)), "en", "6(a)"),
        ("6(a)", Text(), "en", "6(a)"),
    ],
)
def test_number_is_printed(number: str, own: Text, language: str, printed: str) -> None:
    assert printed_number(number, own, language) == printed


@pytest.mark.parametrize(
    "unit, arabic, english",
    [
        ("15 closing", "15، العبارة الختامية", "15, closing words"),
        ("39 bis(a)", "39 مكررا (أ)", "39 bis(a)"),
        ("39 bis", "39 مكررا", "39 bis"),
        ("preamble", "الديباجة", "preamble"),
        ("closing", "الخاتمة", "closing"),
    ],
)
def test_no_word_of_another_language_in_a_number(unit: str, arabic: str, english: str) -> None:
    assert named(unit, labels("ar")) == arabic
    assert named(unit, labels("en")) == english
