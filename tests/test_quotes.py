"""Quotations: what stands in a provision passes, what was changed by one letter, digit or negation never does."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner
from conftest import GOOD, TODAY
from hypothesis import assume, given
from hypothesis import strategies as st

from assess.base.normal import normal
from assess.base.problems import Location
from assess.base.text import Text
from assess.checks import check
from assess.cli import main
from assess.country import build_view
from assess.law.quotes.check import QuoteCheck, QuoteChecker, check_quotes, counted
from assess.law.quotes.edges import inside_word
from assess.law.quotes.habits import HABITS
from assess.law.quotes.nearest import nearest_wording
from assess.law.quotes.pieces import search, too_short
from assess.law.quotes.wording import TOLD, TURNED, Wording, layout, misleads, wording_of
from assess.load.cases import load_case
from assess.load.labels import labels
from assess.model.case import Case, Citation, Finding, Law, Provision
from assess.model.day import Day
from assess.model.lawtext import LawText, Unit
from assess.model.terms import QuoteState
from assess.rating.force import Reading
from assess.speak.quotations import elsewhere, quote_note, quote_state
from assess.speak.words import Words

AT = Location("x.yaml", 1)
BASE: Case = load_case(GOOD)[0]
ENGLISH = (
    "a person who intentionally without right not no shall is be punished unlawful lawful access to the "
    "whole or any part of computer system non-public authorised unauthorised data's (electronic) “data” 12 "
    "1,000 5% 3.5 months fine and/or imprisonment never"
).split()
ARABIC = (
    "كل من دخل قصداً دون تصريح إلى الشبكة المعلوماتية لا يجوز غير لم ليس يُعاقَب بالحبس مدةً لا تقل عن ٣ أشهر "
    "ولا تزيد على سنة ألا إلا أنّ إنّ (موقع) «نظام» بغرامة ١٠٠٠ دينار"
).split()
FRENCH = "quiconque n'accède ne peut pas l'accès d'un système frauduleux est puni non-autorisé jamais 2 ans".split()
NEGATIONS = ("not", "no", "never", "ne", "pas", "لا", "لم", "غير", "ليس", "ولا")
LETTERS = "abcdefghiklmnoprstuvwyzبتثجحدرزسشصطعغفقكلمنهو"


def unit(id_: str, wording: str, kind: str = "paragraph", **more) -> Unit:
    return Unit(id_, kind, AT, wording=wording, **more)


def text_of(
    *units: Unit, law: str = "L", language: str = "en", standing: str = "official", **more
) -> LawText:
    return LawText(law, language, standing, units, AT, **more)


def wording(words: str) -> Wording:
    return wording_of(text_of(unit("1", words, "article")), "1")


def law(id_: str, *provisions: Provision | str, **more) -> Law:
    listed = tuple(
        one if isinstance(one, Provision) else Provision(one, (), "high", AT) for one in provisions
    )
    return Law(
        id_, Text.of(id_), "act", "official", "en", Text.of("free"), (), "high", AT, listed, **more
    )


def case(texts: tuple[LawText, ...], laws: tuple[Law, ...] | None = None) -> Case:
    """Return a case of these texts alone, with a provision for every unit."""
    if laws is None:
        names = dict.fromkeys(text.law for text in texts)
        laws = tuple(
            law(
                name,
                *dict.fromkeys(one.id for text in texts if text.law == name for one in text.units),
            )
            for name in names
        )
    return replace(BASE, laws=laws, texts=texts, findings=())


def checked(where: Case, quote: str, *provision: str, language: str = "en") -> QuoteCheck:
    citation = Citation(
        provision or ("L:1",), "met", (), "high", AT, quote=Text(((language, quote),))
    )
    checker = QuoteChecker(where)
    return checker.explained(checker.check("2.take", citation, language, quote))


def state(words: str, quote: str) -> str:
    """Return how a quotation stands to a provision of these words, with the reason."""
    one = checked(case((text_of(unit("1", words, "article")),)), quote)
    return " ".join(part for part in (one.state, one.reason) if part)


# --- properties ------------------------------------------------------------------------------------------------------


@st.composite
def laws(draw) -> list[str]:
    """Words of a provision in one language, some followed by a sign."""
    words = draw(st.sampled_from([ENGLISH, ARABIC, FRENCH]))
    chosen = draw(st.lists(st.sampled_from(words), min_size=6, max_size=40))
    marks = draw(
        st.lists(
            st.sampled_from(["", "", ",", ";", "،", "."]),
            min_size=len(chosen),
            max_size=len(chosen),
        )
    )
    return [word + mark for word, mark in zip(chosen, marks)]


@st.composite
def quoted(draw) -> tuple[str, str]:
    """A law, and a quotation cut from it at spaces, laid out in another way."""
    words = draw(laws())
    start = draw(st.integers(0, len(words) - 3))
    end = draw(st.integers(start + 3, len(words)))
    space = draw(st.sampled_from([" ", "\n", "  ", "\u00a0"]))
    return " ".join(words), space.join(words[start:end])


def stands(quote: str, words: str) -> bool:
    """Whether a quotation truly stands in a law: found out in another way than the program does."""
    wanted = normal(quote)
    before, after = (
        edge if re.match(r"\w", sign) else ""
        for edge, sign in ((r"(?<!\w)", wanted[:1]), (r"(?!\w)", wanted[-1:]))
    )
    return re.search(before + re.escape(wanted) + after, normal(words)) is not None


def passes(quote: str, words: str) -> bool:
    return bool(search(wording(words), quote).hits)


@given(quoted())
def test_what_is_cut_at_spaces_is_exact(pair) -> None:
    words, quote = pair
    hits = search(wording(words), quote).hits
    assert any(hit.steps == () for hit in hits)
    one = checked(case((text_of(unit("1", words, "article")),)), quote)
    assert one.state == "exact" and one.times == len(hits) and one.units == ("L:1",)


@given(quoted(), st.data())
def test_one_letter_changed_never_passes(pair, data) -> None:
    words, quote = pair
    places = [number for number, sign in enumerate(quote) if sign.isalpha()]
    assume(places)
    at = data.draw(st.sampled_from(places))
    edited = quote[:at] + data.draw(st.sampled_from(["", *LETTERS])) + quote[at + 1 :]
    assert stands(edited, words) or not passes(edited, words)


@given(quoted(), st.data())
def test_one_digit_changed_never_passes(pair, data) -> None:
    words, quote = pair
    words, quote = f"{words} 45 days", f"{quote} 45 days"
    at = data.draw(st.sampled_from([number for number, sign in enumerate(quote) if sign.isdigit()]))
    edited = quote[:at] + data.draw(st.sampled_from(["", *"0123456789٠١٢٣"])) + quote[at + 1 :]
    assert stands(edited, words) or not passes(edited, words)


@given(quoted(), st.sampled_from(NEGATIONS), st.data())
def test_a_negation_put_in_never_passes(pair, negation, data) -> None:
    words, quote = pair
    parts = quote.split()
    at = data.draw(st.integers(0, len(parts)))
    edited = " ".join([*parts[:at], negation, *parts[at:]])
    assert stands(edited, words) or not passes(edited, words)


@given(laws(), st.sampled_from(NEGATIONS), st.data())
def test_a_negation_taken_out_never_passes(parts, negation, data) -> None:
    at = data.draw(st.integers(1, len(parts) - 1))
    words, edited = " ".join([*parts[:at], negation, *parts[at:]]), " ".join(parts)
    assert stands(edited, words) or not passes(edited, words)


@given(laws(), st.data())
def test_no_cut_inside_a_word_passes(parts, data) -> None:
    words = " ".join(parts)
    start = data.draw(st.integers(1, len(words) - 1))
    quote = words[start:]
    cut = words[start - 1].isalnum() and words[start].isalnum()
    assert not cut or stands(quote, words) or not passes(quote, words)


@given(laws(), st.data())
def test_ellipsis_passes_in_order_and_prints_what_it_skips(parts, data) -> None:
    first = data.draw(st.integers(1, len(parts) - 1))
    second = data.draw(st.integers(first, len(parts) - 1))
    one, two = " ".join(parts[:first]), " ".join(parts[second:])
    hits = search(wording(" ".join(parts)), f"{one} […] {two}").hits
    assert hits and all(len(hit.skipped) == 1 and hit.steps == () for hit in hits)
    whole = normal(" ".join(parts))
    assert any(normal(f"{one} {hit.skipped[0]} {two}") in whole for hit in hits)


@given(
    st.text(
        "ابأإآٱىيـ\u064b\u064f\u0650\u0651ﻻﷲ٣۳(« ’“–—-\u200f\u00ad\u00a0e\u0301é5", max_size=60
    ),
    st.data(),
)
def test_every_stretch_between_spaces_is_found_whatever_its_signs(words, data) -> None:
    """Counting signs finds the printed words again, also where a step drops or splits signs."""
    # 5 555 is one number, of which 555 is a cut
    assume(not re.search(r"\d \d{3}(?!\d)", normal(words)))
    parts = words.split()
    at = data.draw(st.integers(0, max(len(parts) - 1, 0)))
    chosen = parts[at : at + 3]
    assume(chosen and normal(chosen[0]) and normal(chosen[-1]) and not misleads(" ".join(chosen)))
    found, _ = wording(words).spots(" ".join(chosen))
    assert any(spot.steps == () for spot in found)


# --- steps -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "step, words, quote",
    [
        ("unicode", "toute personne qui acce\u0300de", "toute personne qui acc\u00e8de"),
        ("presentation_forms", "كل من دخل ﻻ يعاقب", "كل من دخل لا يعاقب"),
        ("invisible_signs", "كل من\u200f دخل النظام", "كل من دخل النظام"),
        ("quotation_marks", "the word “data” means", 'the word "data" means'),
        ("dashes", "a non\u2011public transmission of", "a non-public transmission of"),
        ("digits", "لا تقل عن ٣ أشهر", "لا تقل عن 3 أشهر"),
        ("tatweel", "كل مـــن دخل النظام", "كل من دخل النظام"),
        ("vowel_signs", "يُعاقَبُ كلُّ من دخل", "يعاقب كل من دخل"),
        ("vowels_added", "يعاقب كل من دخل", "يُعاقَبُ كلُّ من دخل"),
        ("alef_forms", "كل من أدخل إلى النظام", "كل من ادخل الى النظام"),
        ("ya_forms", "كل من دخل على النظام", "كل من دخل علي النظام"),
        ("kaf_forms", "کل من دخل النظام", "كل من دخل النظام"),
        ("spaces", "a person , who takes it", "a person, who takes it"),
    ],
)
def test_each_step_alone(step: str, words: str, quote: str) -> None:
    one = checked(case((text_of(unit("1", words, "article")),)), quote)
    assert (one.state, one.steps) == ("normalised", (step,))


def test_every_step_is_tested() -> None:
    marks = [mark for mark in test_each_step_alone.pytestmark if mark.name == "parametrize"]
    assert {row[0] for row in marks[0].args[1]} == set(TOLD) - {TURNED}


@pytest.mark.parametrize(
    "words, quote, wanted",
    [
        ("يجب ألا يدخل النظام", "يجب إلا يدخل النظام", "not_found signs"),
        ("يجب ألا يدخل النظام", "يجب الا يدخل النظام", "normalised"),
        ("حذف المُخترِق البيانات", "حذف المُخترَق البيانات", "not_found signs"),
        ("حذف المُخترِق البيانات", "حذف المخترق البيانات", "normalised"),
        ("في حق المُخترِق، ويعاقب", "في حق المُخترَق", "not_found absent"),
        ("ولا يجوز قانونٌ، أو غيره", "ولا يجوز قانونٍ", "not_found signs"),
        ("ولا يجوز قانونٌ أو غيره", "ولا يجوز قانون", "normalised"),
    ],
)
def test_a_sign_left_out_is_typing_another_sign_is_another_word(
    words: str, quote: str, wanted: str
) -> None:
    assert state(words, quote) == wanted.replace("absent", "signs")


# --- edges of words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words, quote, wanted",
    [
        ("any unlawful access to a system", "lawful access to a system", "not_found cut"),
        ("a non-public transmission of data", "public transmission of data", "not_found cut"),
        ("a fine of 1,000 crowns or more", "000 crowns or more", "not_found cut"),
        ("a fine of 1,000 crowns or more", "a fine of 1", "not_found cut"),
        ("a rate of 5% a year", "a rate of 5", "not_found cut"),
        ("it is and/or was punished", "or was punished", "not_found cut"),
        ("quiconque obtient l'accès à un système", "accès à un système", "exact"),
        ("quiconque n'accède pas au système", "accède pas au système", "not_found cut"),
        ("والدخول إلى النظام ممنوع", "الدخول إلى النظام ممنوع", "not_found cut"),
        ("لا يعاقب من دخل النظام", "ا يعاقب من دخل النظام", "not_found cut"),
        ("a (computer) system of the State", "computer) system of", "exact"),
        ("all data—including those of a user—shall be kept", "including those of a user", "exact"),
        (
            "all data—including those of a user—shall be kept",
            "including those of a user-shall be",
            "normalised",
        ),
        ("the Prophet ﷺ and others", "الله عليه وسلم and others", "not_found signs"),
        ("any access; and use of it", "any access; and use", "exact"),
    ],
)
def test_a_quotation_begins_and_ends_with_a_word(words: str, quote: str, wanted: str) -> None:
    assert state(words, quote) == wanted


@pytest.mark.parametrize(
    "text, inside",
    [
        ("ab", True),
        ("a b", False),
        ("a-b", True),
        ("a- b", False),
        ("3.5", True),
        ("a.b", False),
        ("'a", False),
        ("5%", True),
        ("می\u200cشود", True),
    ],
)
def test_inside_word(text: str, inside: bool) -> None:
    assert inside_word(text, 1) is inside
    assert not inside_word(text, 0) and not inside_word(text, len(text))


# --- omissions and brackets ------------------------------------------------------------------------------------------

ORDER = "A person who takes a thing shall not be fined, unless a judge so orders in writing."


@pytest.mark.parametrize("mark", ["[…]", "[...]", "…", "...", "(...)", "(…)", ". . .", "[ … ]"])
def test_marks_of_omission(mark: str) -> None:
    one = checked(
        case((text_of(unit("1", ORDER, "article")),)),
        f"A person who takes a thing {mark} a judge so orders",
    )
    assert (one.state, one.skipped) == ("exact", ("shall not be fined, unless",))


@pytest.mark.parametrize(
    "quote, wanted",
    [
        ("… takes a thing shall not be fined …", "exact"),
        ("a judge so orders […] takes a thing", "not_found order"),
        ("who takes a thing […] a judge orders", "not_found piece"),
        ("who takes a thing […] fined", "ambiguous short"),
        ("a person who takes", "not_found first_letter"),
        ("[a] person who takes a thing", "not_found brackets"),
        ("A person [sic] who takes a thing", "not_found brackets"),
        ("…", "not_found absent"),
        ("A person", "ambiguous short"),
        ("A person who", "exact"),
        ("shall not be", "exact"),
    ],
)
def test_omission_order_length_brackets(quote: str, wanted: str) -> None:
    assert state(ORDER, quote) == wanted


def test_an_ellipsis_of_the_law_itself_is_literal_first() -> None:
    words = "1. [...] (repealed) 2. A person who enters a room is fined."
    one = checked(
        case((text_of(unit("1", words, "article")),)),
        "1. [...] (repealed) 2. A person […] a room is fined",
    )
    assert (one.state, one.reason, one.skipped) == ("exact", "", ("who enters",))
    assert (
        checked(
            case((text_of(unit("1", words, "article")),)), "1. [...] (repealed) 2. A person"
        ).skipped
        == ()
    )


def test_brackets_that_the_law_prints_are_literal() -> None:
    assert state("a person [or body] who takes a thing", "person [or body] who takes") == "exact"


def test_the_shortest_reading_is_taken() -> None:
    words = "takes a thing and takes a thing without right and sells it, and sells it again"
    one = checked(case((text_of(unit("1", words, "article")),)), "takes a thing … and sells it")
    assert one.skipped == ("without right",)


@pytest.mark.parametrize(
    "words, short",
    [
        ("not", True),
        ("لا يجوز", True),
        ("a b c", False),
        ("unauthorised", False),
        ("a, –, b", True),
    ],
)
def test_too_short(words: str, short: bool) -> None:
    assert too_short(words) is short


# --- places ----------------------------------------------------------------------------------------------------------

TREE = text_of(
    unit("1", "", "article", number="1.", heading="Taking a thing from a house"),
    unit(
        "1(1)",
        "A person who takes a thing is fined; whoever takes a thing again is fined.",
        parent="1",
        number="(1)",
    ),
    unit(
        "1(2)", "Whoever orders that a person takes a thing is fined too.", parent="1", number="(2)"
    ),
    unit("2", "Whoever hides a thing that was taken is fined too.", "article", number="2."),
    unit("S", "", "schedule", number="Schedule"),
    unit("S 1", "The form is green paper.", "article", parent="S", number="1."),
    unit("S 2", "The fee is ten crowns.", "article", parent="S", number="2."),
)


@pytest.mark.parametrize(
    "quote, provisions, wanted",
    [
        ("a person takes a thing", ("L:1",), ("exact", "", ("L:1(2)",), 1)),
        ("takes a thing", ("L:1(1)",), ("exact", "", ("L:1(1)",), 2)),
        ("takes a thing", ("L:1",), ("ambiguous", "several", ("L:1(1)", "L:1(2)"), 0)),
        ("is fined too.", ("L:1", "L:2"), ("ambiguous", "several", ("L:1(2)", "L:2"), 0)),
        ("a person takes a thing", ("L:1", "L:1(2)"), ("exact", "", ("L:1(2)",), 1)),
        ("again is fined. (2) Whoever orders", ("L:1",), ("exact", "", ("L:1(1) – 1(2)",), 1)),
        ("Taking a thing from", ("L:1",), ("exact", "heading", ("L:1",), 1)),
        (
            "takes a thing again … Whoever orders that a person",
            ("L:1",),
            ("exact", "", ("L:1(1) – 1(2)",), 1),
        ),
        ("takes a thing again … hides a thing that", ("L:1", "L:2"), ("not_found", "apart", (), 0)),
        ("form is green … fee is ten", ("L:S",), ("not_found", "order", (), 0)),
        ("green paper. 2. The fee", ("L:S",), ("exact", "", ("L:S 1 – S 2",), 1)),
    ],
)
def test_places(quote: str, provisions: tuple[str, ...], wanted: tuple) -> None:
    one = checked(case((TREE,)), quote, *provisions)
    assert (one.state, one.reason, one.units, one.times) == wanted


def test_a_heading_does_not_compete_with_the_rule() -> None:
    text = text_of(
        unit("1", "", "article", heading="Hiding stolen things"),
        unit("1(1)", "Hiding stolen things is punished.", parent="1"),
    )
    found = checked(case((text,)), "Hiding stolen things")
    assert (found.units, found.state, found.reason) == (("L:1(1)",), "exact", "")


def test_words_of_a_heading_alone_are_told() -> None:
    found = checked(case((TREE,)), "Taking a thing from a house", "L:1")
    assert (found.state, found.reason, found.verified) == ("exact", "heading", True)
    said = Words(labels("en"), "en")
    assert said.say(quote_note(found)).startswith(said.labels.quotes.reasons["heading"])


def test_elsewhere_is_told_and_the_citation_stays() -> None:
    other = text_of(unit("7", "Nobody burns down a house.", "article"), law="M")
    both = case((TREE, other))
    one = checked(both, "hides a thing that was taken", "L:1")
    assert (one.state, one.provision, one.elsewhere) == ("not_found", "L:1", ("L:2",))
    assert checked(both, "burns down a house", "L:1").elsewhere == ("M:7",)


# --- texts -----------------------------------------------------------------------------------------------------------


def test_two_languages_are_checked_each_against_its_own_text() -> None:
    where = case(
        (
            text_of(unit("1", "Whoever takes a thing", "article"), standing="translation"),
            text_of(unit("1", "كل من أخذ شيئا", "article"), language="ar"),
        )
    )
    assert checked(where, "takes a thing").standing == "translation"
    assert checked(where, "من أخذ شيئا", language="ar").state == "exact"
    wrong = checked(where, "من أخذ شيئا", language="en")
    assert (wrong.state, wrong.elsewhere) == ("not_found", ("L:1 [ar]",))
    missing = checked(where, "celui qui prend", language="fr")
    assert (missing.state, missing.reason, missing.loaded) == (
        "source_not_loaded",
        "no_language",
        ("en", "ar"),
    )


def test_what_is_not_loaded_is_never_verified() -> None:
    laws = (law("L", "1", "9"), law("M", "1"))
    where = case((TREE,), laws)
    assert checked(where, "a person takes", "M:1").reason == "no_text"
    assert checked(where, "a person takes", "L:9").reason == "no_unit"
    assert checked(where, "a person takes", "L:77").reason == "no_provision"
    partly = checked(where, "a person burns", "L:1", "M:1")
    assert (partly.state, partly.reason) == ("source_not_loaded", "partly")
    assert checked(where, "that a person takes", "L:1", "M:1").state == "exact"


def test_text_read_from_pictures_verifies_nothing() -> None:
    where = case((text_of(unit("1", "Whoever takes a thing", "article"), standing="ocr"),))
    found, lost = checked(where, "Whoever takes a thing"), checked(where, "Whoever takes a king")
    assert (found.state, found.reason, found.verified) == ("source_not_loaded", "ocr_found", False)
    assert (lost.state, lost.reason, bool(lost.nearest)) == (
        "source_not_loaded",
        "ocr_missing",
        True,
    )


def test_provisions_named_in_the_arabic_way(folder: Path) -> None:
    path, texts = folder / "findings" / "01.yaml", folder / "texts"
    texts.mkdir()
    texts.joinpath("L1.ar.yaml").write_text(
        "law: L1\nlanguage: ar\nstanding: copy\nunits:\n- {id: '5', kind: article, wording: 'يعاقب:'}\n"
        "- {id: 5(a), parent: '5', kind: paragraph, wording: من دخل قصدا دون تصريح}\n",
        encoding="utf-8",
    )
    law = folder / "laws" / "L1.yaml"
    law.write_text(law.read_text().replace('- id: "3"', "- id: 3(a)"))
    told = path.read_text()
    for typed in ("L1:3/أ", "L1:٣ (أ)", "L1:المادة 3(ا)"):
        told = told.replace('"L1:3"', f'"{typed}"', 1)
    told = told.replace('"L1:1"', '"L1:٥/أ", quote: {ar: دخل قصدا دون تصريح}')
    path.write_text(told.replace('"L1:2"', '"L1:5/ب"', 1), encoding="utf-8")
    found = load_case(folder)[0]
    cited = [
        name for one in found.findings for citation in one.citations for name in citation.provision
    ]
    assert cited.count("L1:3(a)") == 3 and cited[0] == "L1:5(a)"
    assert [one.state for one in check_quotes(found)] == ["exact"]
    unknown = [one.words for one in check(found, TODAY) if one.code == "unknown-provision"]
    assert unknown == [{"id": "L1:5/ب", "nearest": "L1:5(a)"}]


def test_a_number_that_two_units_share_in_other_letters_is_neither() -> None:
    text = text_of(
        unit("3 (a)", "One."),
        unit("3(a)", "Two."),
        unit("3 section", "Three."),
        unit("4(A)", "Four."),
    )
    assert text.unit("3(a)").wording == "Two." and text.unit("3/أ") is None
    assert text.unit("المادة 3") is None and text.unit("4/أ") is None


def test_versions_of_a_text() -> None:
    old = Provision("1 (2010)", (), "high", AT, until=Day.parse("2018-01-01"))
    new = Provision("1", (), "high", AT, in_force=Day.parse("2018-01-01"))
    first = text_of(unit("1", "Whoever takes a small thing", "article"))
    later = replace(
        first,
        as_of=Day.parse("2020-01-01"),
        units=(unit("1", "Whoever takes a large thing", "article"),),
    )

    def said(texts: tuple[LawText, ...], quote: str, provision: str) -> str:
        one = checked(
            case(texts, (law("L", old, new, in_force=Day.parse("2010-01-01")),)), quote, provision
        )
        return f"{one.state} {one.reason}".strip()

    both = (first, later)
    assert said(both, "takes a small thing", "L:1 (2010)") == "exact"
    assert said(both, "takes a large thing", "L:1") == "exact"
    assert said(both, "takes a large thing", "L:1 (2010)") == "not_found absent"
    assert said(both, "takes a small thing", "L:1") == "not_found absent"
    assert said((first,), "takes a small thing", "L:1") == "source_not_loaded version"
    assert said((later,), "takes a large thing", "L:1 (2010)") == "source_not_loaded version"


def test_words_of_another_version_are_told_with_the_version() -> None:
    first = text_of(unit("1", "Whoever takes a small thing", "article"))
    later = replace(
        first,
        as_of=Day.parse("2020-01-01"),
        units=(unit("1", "Whoever takes a large thing", "article"),),
    )
    arabic = replace(first, language="ar", units=(unit("1", "كل من أخذ شيئا", "article"),))
    words = Words(labels("en"), "en")

    def places(where: Case, quote: str, provision: str = "L:1") -> list[str]:
        return elsewhere(checked(where, quote, provision), words)

    both = case((first, later, arabic), (law("L", "1"), law("M", "1")))
    assert places(both, "takes a small thing") == ["L:1 [as enacted]"]
    assert places(both, "كل من أخذ شيئا") == ["L:1 [ar, as enacted]"]
    old = Provision("1 (2010)", (), "high", AT, until=Day.parse("2018-01-01"))
    assert places(case((first, later), (law("L", old),)), "takes a large thing", "L:1 (2010)") == [
        "L:1 [2020-01-01]"
    ]
    one_version = case((first, arabic), (law("L", "1"),))
    assert places(one_version, "كل من أخذ شيئا") == ["L:1 [ar]"]


# --- nearest wording -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "quote, words, wanted",
    [
        (
            "shall be fined by a court",
            "He shall not be fined by a court of law.",
            (("same", "shall"), ("law", "not"), ("same", "be fined by a court")),
        ),
        (
            "لا يعاقب كل من دخل",
            "ويعاقب كل من دخل النظام",
            (("quoted", "لا يعاقب"), ("law", "ويعاقب"), ("same", "كل من دخل")),
        ),
        (
            "a fine, of ten crowns",
            "pay a fine of 12 crowns.",
            (
                ("same", "a fine"),
                ("quoted", ","),
                ("same", "of"),
                ("quoted", "ten"),
                ("law", "12"),
                ("same", "crowns"),
            ),
        ),
        ("nothing in common here", "Whoever takes a thing is punished.", ()),
    ],
)
def test_nearest_wording(quote: str, words: str, wanted: tuple) -> None:
    assert nearest_wording(quote, words) == wanted


@given(quoted())
def test_nearest_wording_of_what_stands_there_is_itself(pair) -> None:
    words, quote = pair
    marked = nearest_wording(quote, words)
    assert [mark for mark, _ in marked] == ["same"]
    assert re.sub(r"\s", "", marked[0][1]) == re.sub(r"\s", "", layout(quote))


@given(quoted(), st.sampled_from(NEGATIONS))
def test_nearest_wording_holds_all_words_of_the_quotation(pair, negation) -> None:
    words, quote = pair
    edited = f"{negation} {quote} {negation}"
    marked = nearest_wording(edited, words)
    assert "".join(re.sub(r"\s", "", text) for mark, text in marked if mark != "law") == re.sub(
        r"\s", "", edited
    )


def test_nearest_wording_of_a_long_provision_is_found_in_a_window() -> None:
    filler = " ".join(f"word{number}" for number in range(9000))
    quote = " ".join(f"name{number}" for number in range(40))
    marked = nearest_wording(f"{quote} not", f"{filler} {quote} never {filler}")
    assert marked == (("same", quote), ("quoted", "not"), ("law", "never"))


# --- case, command, reports ------------------------------------------------------------------------------------------

TEXTS = """law: L1
language: en
standing: official
units:
- {id: "2", kind: article, number: "2."}
- {id: "2(1)", kind: paragraph, parent: "2", number: (1), wording: Whoever takes a thing shall not go unpunished.}
- {id: "3", kind: article, number: "3.", wording: The police may search.}
"""


@pytest.fixture
def quoting(folder: Path) -> Path:
    """The good case with a text and four quotations: exact, with an ellipsis, wrong, and not loaded."""
    (folder / "texts").mkdir()
    (folder / "texts/L1.en.yaml").write_text(TEXTS, encoding="utf-8")
    findings = folder / "findings/01.yaml"
    said = findings.read_text(encoding="utf-8")
    for before, quote in [
        ("2.take\n  citations:\n  - {", "Whoever takes a thing"),
        ("2.intent\n  citations:\n  - {", "Whoever takes … not go unpunished"),
        ("3.search\n  citations:\n  - {", "The police must search"),
        ("2.possession\n  citations:\n  - {", "Whoever has a thing"),
    ]:
        said = said.replace(before, f'{before}quote: "{quote}", ')
    findings.write_text(said, encoding="utf-8")
    return folder


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["quotes", *words])
    return result.exit_code, result.output


def test_command_lists_what_is_wrong(quoting: Path) -> None:
    code, said = run(str(quoting))
    assert code == 0 and f"{quoting}/findings/01.yaml:7: word for word: 2.take, L1:2 [en]" in said
    assert "Left out: “a thing shall”" in said
    assert "The police [-must-] {+may+} search" in said
    assert "Quotations: 4; word for word: 2; NOT FOUND in the text: 1; text not loaded: 1." in said
    code, only = run(str(quoting), "--only-open")
    assert code == 0 and "word for word: 2.take" not in only and "must search" in only


def test_command_strict(quoting: Path) -> None:
    code, said = run(str(quoting), "--strict")
    assert (
        code == 1
        and "2 not verified; a quotation whose text is not loaded counts as not verified." in said
    )
    assert run("jordan", "--strict") == (0, "No citation of the case quotes the words of a law.\n")


def test_command_helps_to_mend(quoting: Path) -> None:
    """What the lines below an open quotation say, for each kind of trouble."""
    findings = quoting / "findings/01.yaml"
    findings.write_text(
        "findings:\n- element: 2.take\n  citations:\n"
        + "".join(
            f"  - {{provision: '{where}', grade: met, sources: [GAZ], confidence: high, quote: {quote}}}\n"
            for where, quote in [
                ("L1:2", '{ar: "كل من أخذ شيئا"}'),
                ("L1:2", "The police may search"),
                ("L1:2", '"Whoever takes a thing … go free of it"'),
                ("L1:3", "The police"),
                ("L1:2", "nobody was ever there"),
            ]
        ),
        encoding="utf-8",
    )
    said = run(str(quoting))[1]
    for line in (
        "No text of this law in the language of the quotation is loaded.",
        "Loaded: en.",
        "The words do stand in: L1:3. Correct the citation if that is what is meant.",
        "Not found: go free of it",
        "Found in: L1:3.",
        "The provision has no similar wording.",
    ):
        assert f"    {line}\n" in said


def test_view_tells_the_steps_the_kind_of_text_and_how_often() -> None:
    where = case(
        (
            text_of(
                unit("1", "“Thing” – a thing; takes a thing, or takes a thing – or", "article"),
                standing="copy",
            ),
        )
    )
    said = Words(labels(), "en")
    typed, twice = checked(where, '"Thing" - a thing'), checked(where, "takes a thing")
    assert said.say(quote_state(typed)) == (
        "the same words, typed differently (quotation marks, dashes, in a copy by a third party)"
    )
    assert said.say(quote_note(twice)) == "The words stand 2 times in this provision."
    empty = checked(where, "takes a thing, […] or takes a thing")
    assert said.say(quote_note(empty)) == "No words are left out at the ellipsis."


def test_command_as_json(quoting: Path) -> None:
    data = json.loads(run(str(quoting), "--json", "--only-open")[1])
    assert data["counts"] == {"exact": 2, "not_found": 1, "source_not_loaded": 1}
    assert [one["state"] for one in data["quotations"]] == ["source_not_loaded", "not_found"]
    assert {"mark": "law", "text": "may"} in data["quotations"][1]["nearest"]
    page = (
        (GOOD.parent.parent / "docs/quotations.md")
        .read_text(encoding="utf-8")
        .split("## As JSON")[1]
    )
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(data["quotations"][0])


def test_the_page_names_every_state_as_it_is_printed() -> None:
    page, said = (
        (GOOD.parent.parent / "docs/quotations.md").read_text(encoding="utf-8"),
        labels().quote_states,
    )
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \|", page.split("## As JSON")[0], re.MULTILINE)
    assert rows == [(key, said[key]) for key in get_args(QuoteState)]


def test_every_reason_and_step_has_words() -> None:
    said = labels().quotes
    assert set(said.steps) == set(TOLD)
    source = "".join(
        (GOOD.parent.parent / "assess/law/quotes" / f"{name}.py").read_text(encoding="utf-8")
        for name in ("check", "habits", "pieces", "wording")
    )
    assert [reason for reason in said.reasons if f'"{reason}"' not in source] == []
    told = {f"quote_{reason}" for reason in said.reasons} & set(labels().problems.words)
    assert told == {
        f"quote_{one}"
        for one in (
            "absent",
            "piece",
            "order",
            "apart",
            "cut",
            "signs",
            "turned",
            *HABITS,
            "brackets",
            "several",
            "short",
        )
    }


def test_command_stops_at_what_it_cannot_read(quoting: Path) -> None:
    (quoting / "findings/02.yaml").write_text("findings: [", encoding="utf-8")
    result = CliRunner().invoke(main, ["quotes", str(quoting)])
    assert [one.code for one in result.exception.problems] == ["yaml-syntax"]


def test_check_finds_a_wrong_quotation(quoting: Path) -> None:
    loaded, found = load_case(quoting)
    assert not found
    codes = [one.code for one in check(loaded, TODAY)]
    assert codes.count("quote-not-found") == 1 and "quote-ambiguous" not in codes


def test_view_says_the_state_beside_every_quotation(quoting: Path) -> None:
    loaded = load_case(quoting)[0]
    lines = {one.element: one for one in build_view(loaded, Reading(TODAY)).citations if one.quote}
    assert {name: (one.quote_state, one.quote_note) for name, one in lines.items()} == {
        "2.take": ("word for word", ""),
        "2.intent": ("word for word", "Left out: “a thing shall”"),
        "3.search": ("NOT FOUND in the text", "The words do not stand in the cited provision."),
        "2.possession": ("text not loaded", ""),
    }
    others = [one for one in build_view(loaded, Reading(TODAY)).citations if not one.quote]
    assert {one.quote_state for one in others} == {"no quotation"}


def test_ten_thousand_quotations() -> None:
    """Every quotation of a large case is checked, each article prepared once."""
    words = " ".join(ENGLISH * 6)
    text = text_of(
        *(
            unit(str(number), f"{number}. {words} item{number}", "article")
            for number in range(1, 501)
        )
    )
    findings = tuple(
        Finding(
            "2.take",
            AT,
            (
                Citation(
                    (f"L:{number % 500 + 1}",),
                    "met",
                    (),
                    "high",
                    AT,
                    quote=Text.of(f"imprisonment never item{number % 500 + 1}"),
                ),
            ),
        )
        for number in range(10_000)
    )
    checks = check_quotes(replace(case((text,)), findings=findings))
    assert counted(checks) == {"exact": 10_000}
