"""Quotations made to deceive: by signs that nobody sees, by numbers cut short, and by their length."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from conftest import messages
from test_quotes import case, checked, state, text_of, unit

from assess.base.normal import normal
from assess.law.quotes.nearest import nearest_wording
from assess.load.labels import labels
from assess.speak.quotations import quote_note
from assess.speak.words import Words

sys.path.append(str(Path(__file__).parent.parent / "benchmarks"))

from forging import FORGED, forgeries


@pytest.mark.parametrize(
    "law, quote, wanted",
    [
        (
            "imprisonment of 21 years or more",
            "imprisonment of \u202e21\u202c years or more",
            "not_found signs",
        ),
        ("imprisonment of 21 years or more", "\u202dimprisonment of 21 years", "not_found signs"),
        (
            "imprisonment of \u202e21\u202c years or more",
            "imprisonment of \u202e21\u202c years or more",
            "not_found turned",
        ),
        (
            "imprisonment of 21 years or more",
            "imprisonment of \u200e21\u200f years or more",
            "normalised",
        ),
        (
            "\u202ethe sum of 21 crowns is due\u202c now",
            "the sum of 21 crowns is due",
            "not_found turned",
        ),
        ("Аccess to any system", "Access to any system", "not_found absent"),
        ("access to any system", "access\u200dto any system", "not_found absent"),
        ("may not be fined for it", "may\u200bnot be fined for it", "not_found absent"),
    ],
)
def test_signs_that_nobody_sees(law: str, quote: str, wanted: str) -> None:
    assert state(law, quote) == wanted


@pytest.mark.parametrize(
    "law, quote, wanted",
    [
        ("une amende de 1 000 000 francs au plus", "une amende de 1 000", "not_found cut"),
        ("une amende de 1\u202f000 francs au plus", "une amende de 1", "not_found cut"),
        ("une amende de 1 000 000 francs au plus", "000 francs au plus", "not_found cut"),
        ("une amende de 1 000 000 francs au plus", "une amende de 1 000 000", "exact"),
        ("in the year 2018 300 persons entered", "in the year 2018", "exact"),
        ("under section 5 1000 crowns are due", "under section 5", "exact"),
        ("a term of 3 ½ years at most", "a term of 3", "not_found cut"),
        ("a fine of 10€ for each act", "a fine of 10", "not_found cut"),
        ("the sum of $10 for each act", "10 for each act", "not_found cut"),
        ("بغرامة ٪١٠ من قيمة المال", "١٠ من قيمة المال", "not_found cut"),
    ],
)
def test_a_number_is_not_cut_short(law: str, quote: str, wanted: str) -> None:
    assert state(law, quote) == wanted


@pytest.mark.parametrize(
    "law, quote, wanted",
    [
        ("any (un)authorised access to it", "authorised access to it", "not_found cut"),
        ("(Un)authorised access to it", "authorised access to it", "not_found cut"),
        ("any (un)authorised access to it", "any (un)authorised access", "exact"),
        ("(a)produces any data for it", "produces any data for it", "exact"),
    ],
)
def test_a_denial_in_brackets_stays_with_its_word(law: str, quote: str, wanted: str) -> None:
    assert state(law, quote) == wanted


def test_a_vowel_sign_that_stands_alone_parts_no_word() -> None:
    assert normal("غ\ufe70ير") == "غير" and normal("ق\ufc60انون") == "قانون"
    assert state("غ\ufe70ير مصرح به للنظام", "ير مصرح به للنظام") == "not_found cut"
    assert normal("\ufdfa") == "صلي الله عليه وسلم"


def test_the_nearest_wording_of_a_very_long_quotation() -> None:
    """The part that differs is shown, and no table of all words by all words is filled for it."""
    words = [f"word{number}" for number in range(6_000)]
    quote = [*words[:5_000], "not", *words[5_000:]]
    marked = nearest_wording(" ".join(quote), " ".join(words))
    assert [text for mark, text in marked if mark != "same"] == ["not"]
    assert "word4999" in marked[0][1] and marked[-1][1].startswith("word5000")


def test_many_marks_of_omission() -> None:
    law = case((text_of(unit("1", "a person enters a room " * 300, "article")),))
    one = checked(law, "a person enters … " * 200)
    assert one.state == "exact" and len(one.skipped) == 199


RANGE = "is liable to imprisonment for 2 – 5 years"


@pytest.mark.parametrize(
    "law, quote",
    [
        (RANGE, "is liable to imprisonment for \u200f2 – \u200f5 years"),
        (RANGE, "is liable to imprisonment \u2067\u2066for\u2069 \u20662 – 5\u2069\u2069 years"),
        ("كلّ من اخترق موقع الكتروني", "كل من اختـــرق موقع\u200f الكتروني"),
        ("كل من اخترق موقع الكتروني", "كُلُّ مَن اخترق موقع الكتروني"),
        ("كل من اخترق […] موقع الكتروني ثم", "كل من اختــرق […] موقع الكتــروني"),
    ],
)
def test_a_verified_quotation_is_printed_as_the_law_has_it(law: str, quote: str) -> None:
    check = checked(case((text_of(unit("1", law, "article")),)), quote)
    assert check.state == "normalised" and check.printed in law


@pytest.mark.parametrize(
    "quote, habit",
    [
        ("“Whoever enters, without right, a system”", "marks_round"),
        ("«Whoever enters, without right, a system»", "marks_round"),
        ("Whoever enters, without right, a system.", "full_stop"),
        ("whoever enters, without right, a system", "first_letter"),
        ("Whoever enters، without right، a system", "comma"),
        ("“Whoever leaves, without right, a system”", "absent"),
        ("“whoever leaves, without right, a system”", "absent"),
    ],
)
def test_a_habit_is_named_where_it_alone_stands_in_the_way(quote: str, habit: str) -> None:
    check = checked(
        case((text_of(unit("1", "Whoever enters, without right, a system is fined", "article")),)),
        quote,
    )
    assert (check.state, check.reason) == ("not_found", habit)
    assert check.units == (() if habit == "absent" else ("L:1",))
    assert check.printed == ""


@pytest.mark.parametrize(
    "language, quote, habits",
    [
        ("en", "“whoever enters, without right, a system”", "marks_round first_letter"),
        ("en", "“Whoever enters, without right, a system”.", "marks_round full_stop"),
        ("en", "“whoever enters, without right, a system.”", "marks_round full_stop first_letter"),
        ("ar", "«كل من دخل دون حق, إلى شبكة».", "marks_round full_stop comma"),
        ("ar", "كل من دخل دون حق, الي شبكه", "comma ta_marbuta"),
        ("ar", "كل من دخل دون حق, ألى شبكة", "comma signs"),
        ("ar", "كل من دخل دون حق، إلى شبكه", "ta_marbuta"),
        ("ar", "كل من خرج دون حق, إلى شبكه", ""),
        ("ar", "كل من دخل دون حقة، إلى شبكة", ""),
    ],
)
def test_habits_that_meet_are_named_together_and_never_verified(
    language: str, quote: str, habits: str
) -> None:
    law = {
        "en": "Whoever enters, without right, a system is fined",
        "ar": "كل من دخل دون حق، إلى شبكة معلومات يعاقب",
    }[language]
    check = checked(
        case((text_of(unit("1", law, "article"), language=language),)), quote, language=language
    )
    names = tuple(habits.split())
    assert (check.state, check.habits, check.printed) == ("not_found", names, "")
    assert check.reason == ("habits" if len(names) > 1 else habits or "absent")
    assert check.units == (("L:1",) if names and "signs" not in names else ())
    words = {code: Words(labels(code), code) for code in ("en", "ar")}
    for own in words.values():
        note = own.say(quote_note(check))
        shown = [own.labels.quotes.habits[name] for name in names if len(names) > 1]
        assert all(name in note for name in shown)


def test_the_checker_names_habits_that_meet(folder: Path) -> None:
    texts = folder / "texts"
    texts.mkdir()
    (texts / "L1.en.yaml").write_text(
        "law: L1\nlanguage: en\nstanding: copy\nunits:\n"
        '- {id: "2", kind: article, number: "2", wording: "Whoever takes a thing on purpose is fined"}\n'
    )
    path = folder / "findings/01.yaml"
    old = '- element: 2.intent\n  citations:\n  - {provision: "L1:2",'
    assert old in path.read_text()
    new = f"{old} quote: '“whoever takes a thing on purpose”',"
    path.write_text(path.read_text().replace(old, new))
    (line,) = [line for line in messages(folder) if "[quote-not-found]" in line]
    assert "is not in L1:2: the words would stand there but for several habits of writing, " in line
    assert (
        "quotation marks round them, the other form, capital or small, of the first letter" in line
    )


def test_no_forgery_prints_other_words_than_the_law() -> None:
    """A sample of what `benchmarks/forging.py` tries a hundred thousand times."""
    counts = forgeries(2400, seed=7)
    assert {name for name, _, _ in counts} == set(FORGED)
    fates = {fate: sum(counts[key] for key in counts if key[2] == fate) for _, _, fate in counts}
    assert fates.keys() == {"verified", "refused"}, counts
    assert min(fates.values()) > 500 and sum(fates.values()) >= 2400
