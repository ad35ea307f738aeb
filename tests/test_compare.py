"""Two texts compared: nothing is lost or told twice, and nothing is told that the words do not show."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.base.problems import Location
from assess.law.diff.compare import Comparison, compared, instructions_only
from assess.law.diff.worddiff import negations, word_runs
from assess.model.lawtext import LawText, Unit

AT = Location("x", 1)
WORDS = [
    "person",
    "data",
    "system",
    "not",
    "without",
    "right",
    "copies",
    "court",
    "order",
    "5,000",
    "3(1)",
    "قانون",
    "قَانُون",
    "لا",
    "إلا",
    "ألا",
    "نظـام",
    "،",
    ".",
    ";",
    "(a)",
    "year",
    "years",
]
sentence = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)


def law(*units: tuple[str, str, str], language: str = "en") -> LawText:
    """Make a text of (id, parent, wording)."""
    made = tuple(
        Unit(
            one,
            "paragraph" if parent else "article",
            AT,
            parent=parent,
            number=one,
            wording=wording,
        )
        for one, parent, wording in units
    )
    return LawText("L", language, "official", made, AT)


def rows(comparison: Comparison) -> dict[tuple[str, str], str]:
    return {
        (row.old.id if row.old else "", row.new.id if row.new else ""): row.change
        for row in comparison.rows
    }


@st.composite
def laws(draw) -> LawText:
    units = []
    for number in draw(st.lists(st.integers(1, 12), unique=True, max_size=6)):
        units.append((str(number), "", draw(sentence)))
        for letter in draw(st.lists(st.sampled_from("abcd"), unique=True, max_size=4)):
            units.append((f"{number}({letter})", str(number), draw(sentence)))
    return law(*units)


@given(laws(), laws())
@settings(max_examples=150, deadline=None)
def test_every_unit_stands_in_one_row(old: LawText, new: LawText) -> None:
    comparison = compared(old, new)
    assert sorted(row.old.id for row in comparison.rows if row.old) == sorted(
        one.id for one in old.units
    )
    assert [row.new.id for row in comparison.rows if row.new] == [one.id for one in new.units]
    assert all(row.old or row.new for row in comparison.rows)


@given(laws())
@settings(max_examples=100, deadline=None)
def test_a_text_does_not_differ_from_itself(text: LawText) -> None:
    comparison = compared(text, text)
    assert [(row.old, row.new) for row in comparison.rows] == [(one, one) for one in text.units]
    assert not any(row.altered or row.perhaps for row in comparison.rows)


@given(sentence, sentence)
@settings(max_examples=300, deadline=None)
def test_runs_give_back_both_sides(old: str, new: str) -> None:
    runs = word_runs(old, new)
    assert "".join(one.old for one in runs) == old
    assert "".join(one.new for one in runs) == new
    assert all(not one.new for one in runs if one.mark == "deleted")
    assert all(not one.old for one in runs if one.mark == "inserted")


@given(
    st.lists(st.text("abcdefghij ", min_size=60, max_size=90), unique=True, min_size=2, max_size=8),
    st.integers(0, 7),
)
@settings(max_examples=80, deadline=None)
def test_renumbering_alone_is_found(texts: list[str], at: int) -> None:
    wordings = [
        f"{text} item{number} alpha{number} beta{number} gamma{number}"
        for number, text in enumerate(texts)
    ]
    at = min(at, len(texts))
    old = law(*((str(number), "", text) for number, text in enumerate(wordings, start=1)))
    longer = [*wordings[:at], "a wholly different provision of quite other words", *wordings[at:]]
    new = law(*((str(number), "", text) for number, text in enumerate(longer, start=1)))
    found = compared(old, new)
    assert [row.new.id for row in found.rows if row.change == "inserted"] == [str(at + 1)]
    assert {row.change for row in found.rows} == {"same", "inserted"}
    assert sum(row.renumbered for row in found.rows) == len(texts) - at


def test_paragraph_repealed_and_the_next_takes_its_number() -> None:
    old = law(
        ("6", "", "Data"),
        ("6(1)", "6", "A person who damages data commits an offence."),
        ("6(2)", "6", "It is no defence that the person did not mean it."),
        ("6(3)", "6", "The offence is committed even if data can be restored."),
    )
    new = law(
        ("6", "", "Data"),
        ("6(1)", "6", "A person who intentionally damages data commits an offence."),
        ("6(2)", "6", "The offence is committed even if data can be restored."),
    )
    assert rows(compared(old, new)) == {
        ("6", "6"): "same",
        ("6(1)", "6(1)"): "changed",
        ("6(2)", ""): "removed",
        ("6(3)", "6(2)"): "same",
    }


def test_notice_of_repeal_is_told_as_such() -> None:
    old = law(("15", "", "A person who hides an address commits an offence."))
    assert rows(compared(old, law(("15", "", "[Repealed by Act 6.]")))) == {
        ("15", "15"): "repealed"
    }
    arabic = law(("15", "", "[ألغيت بموجب القانون 6]"), language="ar")
    assert rows(compared(old, arabic)) == {("15", "15"): "repealed"}


def test_equal_candidates_are_not_chosen_between() -> None:
    same = "the fine is doubled where the act is repeated within two years"
    old = law(("1", "", "first alpha"), ("1(a)", "1", same), ("2", "", "second beta"))
    new = law(
        ("1", "", "first alpha"),
        ("2", "", "second beta"),
        ("2(a)", "2", same),
        ("3", "", "third gamma delta"),
        ("3(a)", "3", same),
    )
    found = compared(old, new)
    lone = next(row for row in found.rows if row.old and row.old.id == "1(a)")
    assert (lone.change, lone.new, set(lone.perhaps)) == ("removed", None, {"2(a)", "3(a)"})


def test_unit_moved_to_another_provision() -> None:
    words = "the officer reports the seizure to the judge within forty eight hours"
    old = law(("1", "", "alpha"), ("1(a)", "1", words), ("2", "", "beta"))
    new = law(("1", "", "alpha"), ("2", "", "beta"), ("2(a)", "2", words))
    row = next(row for row in compared(old, new).rows if row.old and row.old.id == "1(a)")
    assert (row.new.id, row.change, row.moved, row.renumbered) == ("2(a)", "same", True, True)


def test_part_split_off_is_told_as_unsure() -> None:
    one = "a service provider keeps the traffic data for ninety days"
    two = "an officer may ask the judge to renew that order once for the like period"
    old = law(("1", "", ""), ("1(1)", "1", f"{one}, and {two}."))
    new = law(("1", "", ""), ("1(1)", "1", f"{one}."), ("1(2)", "1", f"{two}."))
    row = next(row for row in compared(old, new).rows if row.new and row.new.id == "1(2)")
    assert (row.change, row.perhaps) == ("inserted", ("1(1)",))


@pytest.mark.parametrize(
    "old, new, marks",
    [
        ("قانون نظام", "قَانُون نظـام", ["typing"]),
        ("لا يجوز إلا بأمر", "لا يجوز ألا بأمر", ["same", "deleted", "inserted", "same"]),
        ("fine of 5,000 tilars", "fine of 50,000 tilars", ["same", "deleted", "inserted", "same"]),
        ("one  two", "one two", ["same"]),
    ],
)
def test_typing_is_no_change_and_a_contradicting_sign_is(
    old: str, new: str, marks: list[str]
) -> None:
    assert [one.mark for one in word_runs(old, new)] == marks


@pytest.mark.parametrize(
    "language, old, new, gone, come",
    [
        ("en", "shall not disclose", "shall disclose", ("not",), ()),
        ("en", "may search", "may not search unless", (), ("not", "unless")),
        ("ar", "دون وجه حق", "قصدا ودون وجه حق", (), ()),
        ("ar", "يجوز التفتيش", "ولا يجوز التفتيش", (), ("ولا",)),
        ("fr", "il peut", "il ne peut", (), ("ne",)),
        ("ar", "لا يجوز إلا بأمر", "لا يجوز ألا بأمر", ("إلا",), ("ألا",)),
        ("ar", "قال وإلا عوقب", "قال وألا عوقب", ("وإلا",), ("وألا",)),
        ("ar", "لا يجوز الا بأمر", "لا يجوز بأمر إلا", (), ()),
    ],
)
def test_negations(language: str, old: str, new: str, gone: tuple, come: tuple) -> None:
    assert negations(word_runs(old, new), language) == (gone, come)


def test_all_units_in_another_order_are_found_by_their_words() -> None:
    """Every word stands in so many units that none of them is rare."""
    chosen = random.Random(1)
    texts = [
        " ".join(chosen.choices([f"word{number}" for number in range(80)], k=25))
        for _ in range(300)
    ]
    old = law(*((str(number), "", text) for number, text in enumerate(texts, start=1)))
    new = law(*((str(number), "", text) for number, text in enumerate(reversed(texts), start=1)))
    found = compared(old, new)
    assert {(row.change, row.old.wording == row.new.wording) for row in found.rows} == {
        ("same", True)
    }
    assert (found.kinship, found.unrelated) == (1.0, False)


def test_units_all_alike_are_not_paired_by_chance() -> None:
    old = law(
        *(
            (str(number), "", "A person who does so pays a fine of ten tilars.")
            for number in range(1, 201)
        )
    )
    new = law(
        *(
            (str(number), "", "A person who does so pays a fine of six tilars.")
            for number in range(501, 701)
        )
    )
    assert {(row.change, row.old is None) for row in compared(old, new).rows} == {
        ("removed", False),
        ("inserted", True),
    }
    same = law(
        *(
            (str(number), "", "A person who does so pays a fine of six tilars.")
            for number in range(1, 201)
        )
    )
    assert {(row.change, row.old.id == row.new.id) for row in compared(old, same).rows} == {
        ("changed", True)
    }


def test_empty_texts() -> None:
    one, empty = law(("1", "", "The court may order it.")), law()
    assert (compared(empty, empty).rows, compared(empty, empty).unrelated) == ((), False)
    assert (rows(compared(empty, one)), compared(empty, one).unrelated) == (
        {("", "1"): "inserted"},
        True,
    )
    assert (rows(compared(one, empty)), compared(one, empty).unrelated) == (
        {("1", ""): "removed"},
        True,
    )


def test_very_long_units_are_compared_by_sentences() -> None:
    old = " ".join(
        f"Sentence {number} says that a person shall keep data." for number in range(400)
    )
    new = old.replace(
        "Sentence 200 says that a person shall keep", "Sentence 200 says that a person may keep"
    )
    new = f"Another start. {new} Another end."
    runs = word_runs(old, new)
    assert [one.old.strip() for one in runs if one.mark == "deleted"] == ["shall"]
    assert "".join(one.new for one in runs) == new


def test_instructions_are_no_wording_of_the_law() -> None:
    old = law(
        *(
            (str(number), "", f"provision {number} on subject{number} with words{number}")
            for number in range(9)
        )
    )
    bill = law(
        ("1", "", "This Act is called the Amending Act."),
        ("2", "", "Section 4 of the Act is replaced by: x"),
        ("3", "", "In section 5 the word may is struck out."),
    )
    assert instructions_only(bill, compared(old, bill))
    assert not instructions_only(old, compared(old, old))
    arabic = law(
        ("1", "", "تلغى المادة 4 من القانون"),
        ("2", "", "يستبدل بنص المادة 5 النص الآتي"),
        language="ar",
    )
    assert instructions_only(arabic, compared(old, arabic))
