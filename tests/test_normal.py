"""Wording made comparable: each step undoes its own accident and nothing else; no step changes a word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.base.normal import STEPS, normal, steps_needed

#: step → the same words typed in two ways, which this step alone makes equal
ALONE = {
    "presentation_forms": ("\ufefb يجوز", "لا يجوز"),
    "invisible_signs": ("\u200fالمادة", "المادة"),
    "quotation_marks": ("“data”", '"data"'),
    "dashes": ("data – all", "data - all"),
    "digits": ("المادة ٣", "المادة 3"),
    "tatweel": ("قانـــون", "قانون"),
    "vowel_signs": ("قَانُون", "قانون"),
    "unicode": ("cafe\u0301", "café"),
    "alef_forms": ("أحكام", "احكام"),
    "ya_forms": ("على", "علي"),
    "kaf_forms": ("کل", "كل"),
    "spaces": ("a  law\nis", "a law is"),
}


def test_every_step_has_its_case() -> None:
    assert list(ALONE) == list(STEPS)


@pytest.mark.parametrize("step", ALONE)
def test_a_step_alone_makes_its_case_equal(step: str) -> None:
    typed, meant = ALONE[step]
    assert typed != meant
    assert STEPS[step](typed) == STEPS[step](meant)
    assert steps_needed(typed, meant) == (step,)
    others = [typed, meant]
    for name, other in STEPS.items():
        if name != step:
            others = [other(one) for one in others]
    assert others[0] != others[1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("يجوز", "لا يجوز"),
        ("shall", "shall not"),
        ("3", "4"),
        ("٣", "4"),
        ("علم", "عالم"),
        ("كتابة", "كتابه"),
        ("سؤال", "سوال"),
        ("lawful", "unlawful"),
        ("Act", "act"),
        ("paid.", "paid"),
        ("10.5", "105"),
        ("ſ", "s"),
    ],
)
def test_what_is_another_wording_stays_another(one: str, other: str) -> None:
    assert normal(one) != normal(other)
    assert steps_needed(one, other) is None


#: Letters and marks that meet: alef and ya with hamza and madda, joined and apart, and what stands between them.
MARKS = "اأإآٱ\u0653\u0654\u0655\u064b\u0651ىیيئؤوـ e\u0301( ),.\u200f\ufefb\ufb01\u00ad"


@given(
    st.text(st.characters(exclude_categories=("Cs", "Mn")), max_size=80)
    | st.text(MARKS, max_size=8)
)
def test_normal_is_done_in_one_pass(text: str) -> None:
    assert normal(normal(text)) == normal(text)
    assert steps_needed(text, text) == ()


@given(
    st.text(alphabet="abcdxyzÀé ابتثلا١٢٣0123456789", max_size=60),
    st.integers(0, 59),
    st.sampled_from("qلا7"),
)
def test_a_letter_more_is_never_levelled(text: str, at: int, more: str) -> None:
    edited = text[:at] + more + text[at:]
    assert normal(edited) != normal(text)


@given(st.text(" \t\n\u00a0(),.a[]؛", max_size=12))
def test_spaces_beside_signs_are_those_that_the_plain_rule_takes(text: str) -> None:
    tight = re.sub(r"\s+(?=[,.;:!?،؛؟)\]])|(?<=[(\[])\s+", "", text)
    assert STEPS["spaces"](text) == " ".join(tight.split())


#: What typing and files do to Arabic letters, each as (as it should be, as it may be written).
WRITTEN = (
    ("ك", "ک"),
    ("ي", "ی"),
    ("ى", "ی"),
    ("ي", "ى"),
    ("أ", "ا"),
    ("إ", "ا"),
    ("آ", "ا"),
    ("ئ", "ی\u0654"),
    ("ب", "\ufe91"),
    ("ه", "\ufeeb"),
    ("لا", "\ufefb"),
    ("3", "٣"),
    ("3", "۳"),
    (" ", "\u00a0"),
    ("ق", "قـ"),
    ("م", "م\u064e"),
    ("ن", "ن\u0651\u064f"),
    ("ق", "\u200fق"),
    ("ل", "ل\u200b"),
    ("ب", "\u2067ب\u2069"),
)
LAW = "يعاقب كل من دخل إلى نظام ملكي، أو بقي فيه، بالحبس 3 أشهر؛ ولا تسأل مؤسسة أجنبية على ذلك"


@given(st.lists(st.tuples(st.integers(0, len(LAW)), st.sampled_from(WRITTEN)), max_size=12))
def test_arabic_however_it_is_typed_is_one_wording(places: list) -> None:
    typed = LAW
    for at, (meant, written) in places:
        typed = typed[:at] + typed[at:].replace(meant, written, 1)
    assert normal(typed) == normal(LAW)
    assert normal(typed[:9] + "ة" + typed[9:]) != normal(LAW)


@given(st.sampled_from("ةهحخعغدذصضطظؤئء"), st.sampled_from("ةهحخعغدذصضطظؤئء"))
def test_letters_that_make_other_words_stay_apart(one: str, other: str) -> None:
    assert (normal(f"مكتب{one}") == normal(f"مكتب{other}")) == (one == other)


def test_a_long_run_of_spaces_is_read_once() -> None:
    assert normal("a" + " " * 300_000 + "b (" + "\t" * 300_000 + ")") == "a b ()"


def test_several_steps_are_named_in_their_order() -> None:
    assert steps_needed("قَانـون  أول", "قانون اول") == (
        "tatweel",
        "vowel_signs",
        "alef_forms",
        "spaces",
    )
