"""Days on record, texts in several languages, and the filling of messages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.base.problems import Location, nearest, problem, render
from assess.base.text import Text
from assess.load.blocks import Block
from assess.model.day import Day

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 30))


@given(DAYS, DAYS)
def test_full_day_has_begun_from_itself_on(day: date, on: date) -> None:
    assert Day.parse(day.isoformat()).begun(on) is (on >= day)


@given(DAYS, st.sampled_from(["year", "month"]), DAYS)
def test_coarse_day_never_guesses(day: date, form: str, on: date) -> None:
    """A year or a month says yes only once it is over, no only before it starts, and nothing in between."""
    text = day.isoformat()[: 4 if form == "year" else 7]
    coarse = Day.parse(text)
    assert coarse.first <= day <= coarse.last
    begun = coarse.begun(on)
    inside = on.isoformat().startswith(text) and on != coarse.last
    assert begun is (None if inside else on >= coarse.last)


def test_by_and_unknown() -> None:
    assert Day.parse("by 2018-10-25").begun(date(2018, 10, 25)) is True
    assert Day.parse("by 2018-10-25").begun(date(2018, 10, 24)) is None
    assert Day.parse("unknown").begun(date(2026, 1, 1)) is None
    assert Day.parse("2000-02").last == date(2000, 2, 29)


@pytest.mark.parametrize(
    "text",
    ["", "1 May 2010", "2010-5-1", "2010-13", "2010-02-30", "20100501", "by", "by never", "0"],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Day.parse(text)


def test_day_after_the_last_is_begun() -> None:
    year = Day.parse("2010")
    assert year.begun(year.last) is True and year.begun(year.last - timedelta(days=1)) is None


def test_text_chooses_and_says_when_it_falls_back() -> None:
    text = Text.of("access").with_language("ar", "دخول")
    assert text.get("ar") == ("دخول", "ar")
    assert text.get("fr") == ("access", "en")
    assert str(text) == "access" and bool(text) and not Text()
    assert Text.of({"en": "a", "ar": "ب"}).get("ar") == ("ب", "ar")
    assert text.with_language("ar", "ولوج").get("ar") == ("ولوج", "ar")


@pytest.mark.parametrize("value", [3, None, ["a"], {"en": 3}, {}])
def test_what_is_no_text_is_refused(value) -> None:
    with pytest.raises(ValueError):
        Text.of(value)


def test_labels_fall_back_to_english_word_by_word() -> None:
    both = Block({"a": {"x": "عربي"}}, {"a": {"x": "one", "y": "two"}, "b": "three"})
    assert (both.a.x, both.a.y, both.b) == ("عربي", "two", "three")
    assert set(both) == {"a", "b"} and len(both.a) == 2
    with pytest.raises(AttributeError):
        both.missing


def test_message_leaves_out_what_is_empty() -> None:
    messages = {
        "unknown-law": {"says": "No {id}[[; “{nearest}”?]].", "do": "Fix it."},
        "severity": {"error": "Fehler"},
    }
    at = Location("a.yaml", 3)
    assert render(problem("unknown-law", at, id="X", nearest="Y"), messages) == (
        "a.yaml:3: Fehler [unknown-law] No X; “Y”?. Fix it."
    )
    assert render(problem("unknown-law", at, id="X", nearest=""), messages) == (
        "a.yaml:3: Fehler [unknown-law] No X. Fix it."
    )


def test_message_prints_braces_of_the_user_as_typed() -> None:
    messages = {"unknown-law": {"says": "No {id}, {nearest}.", "do": ""}}
    said = render(problem("unknown-law", Location(""), id="{nearest}", nearest="Z"), messages)
    assert said == "error [unknown-law] No {nearest}, Z."


def test_nearest() -> None:
    assert nearest("2.acess", ["2.access", "3.offence"]) == "2.access"
    assert nearest("zzz", ["2.access"]) == ""


def test_location_of_a_cell() -> None:
    assert str(Location("book.xlsx", cell="Elements!B3")) == "book.xlsx Elements!B3"
