"""`lexgap law attach`: the units of a text under the numbers of the provisions that a case has."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import TODAY

from assess.base import paths
from assess.base.problems import NOWHERE
from assess.base.text import Text
from assess.checks import check
from assess.cli import main
from assess.law.readers import Block, SourceText
from assess.law.structure.align import Alignment, aligned, number_id
from assess.law.structure.units import structured
from assess.load.cases import load_case
from assess.model.case import Law, Provision
from assess.model.day import Day

JORDAN = Path(__file__).parents[2] / "shared" / "legal" / "jordan" / "law-27-2015.ar.txt"
TEXT = (
    "Article 1. Terms",
    "In this law the following terms are used:",
    "device: a thing.",
    "sign: a mark.",
    "user: a person.",
    "Article 2. Use",
    "(1) Aa:",
    "(a) bb;",
    "(b) cc.",
    "(2) Dd.",
    "Article 3. End",
    "Words.",
)


def law(*provisions: str, headings: tuple[tuple[str, str], ...] = ()) -> Law:
    """Return a law that has just these provisions."""
    known = dict(headings)
    listed = tuple(
        Provision(
            one,
            (),
            "high",
            NOWHERE,
            heading=Text((("en", known[one]),)) if one in known else Text(),
        )
        for one in provisions
    )
    return Law("L", Text(), "act", "official", "en", Text(), (), "high", NOWHERE, listed)


def joined(*provisions: str, **options: tuple) -> Alignment:
    text = structured(SourceText(tuple(map(Block, TEXT)), "docx", "a", "0"), "L", "en", "copy")
    return aligned(text, law(*provisions, **options))


def ids(found: Alignment) -> list[str]:
    return [one.id for one in found.text.units]


def test_numbers_written_differently_are_the_same() -> None:
    assert (
        number_id("Art. 3 (A)")
        == number_id("3(a)")
        == number_id("المادة ٣(a)")
        == number_id("3(a) (2006)")
    )
    assert number_id("3 bis") != number_id("3") and number_id("Artillery 3") != number_id("3")


def test_units_take_the_ids_of_provisions_with_what_stands_in_them() -> None:
    found = joined("Art. 2(1)", "3", "4")
    assert ids(found)[4:] == ["2", "Art. 2(1)", "Art. 2(1)(a)", "Art. 2(1)(b)", "2(2)", "3"]
    assert found.text.unit("Art. 2(1)(a)").parent == "Art. 2(1)"
    assert found.matched == (("Art. 2(1)", "2(1)"), ("3", "3")) and found.provisions_left == ("4",)
    assert found.units_left == ("1", "2(2)")


def test_definitions_by_their_term() -> None:
    found = joined("1 Device", "1 b", "1 c", headings=(("1 b", "User"), ("1 c", "“Sign”")))
    assert (
        ids(found)[1:4] == ["1 Device", "1 c", "1 b"]
        and not found.guessed
        and not found.provisions_left
    )


def test_definitions_by_their_order_are_marked() -> None:
    found = joined("1 x", "1 sign", "1 z")
    assert ids(found)[1:4] == ["1 x", "1 sign", "1 z"]
    assert found.guessed == (("1 x", "1 device"), ("1 z", "1 user"))
    assert [one.unsure for one in found.text.units[1:4]] == [
        "definition_by_order",
        "",
        "definition_by_order",
    ]


def test_definitions_of_another_number_are_left_alone() -> None:
    found = joined("1 x", "1 z")
    assert found.provisions_left == ("1 x", "1 z") and found.units_left == ("1", "2", "3")
    assert ids(found)[1:4] == ["1 device", "1 sign", "1 user"]


def test_an_older_version_of_a_provision_renames_nothing() -> None:
    found = joined("3 (2006)")
    assert "3" in ids(found) and found.matched == (("3 (2006)", "3"),)


def test_numbers_in_the_arabic_way_find_their_units() -> None:
    blocks = ("المادة 3", "يعاقب:", "أ- من دخل.", "ب- من اعترض.", "المادة 4", "كلمات.")
    text = structured(SourceText(tuple(map(Block, blocks)), "docx", "a", "0"), "L", "ar", "copy")
    found = aligned(text, law("٣/أ", "3 (ب)", "المادة 4", "3/ج"))
    assert found.matched == (("٣/أ", "3(a)"), ("3 (ب)", "3(b)"), ("المادة 4", "4"))
    assert found.provisions_left == ("3/ج",)


def test_renaming_never_makes_one_id_of_two() -> None:
    found = joined("2 (1)", "2(1)", "3", "3")
    assert len(set(ids(found))) == len(ids(found))


def versions(as_of: str, *provisions: tuple[str, str, str]) -> Alignment:
    """Bring a text of a day together with provisions, each with its first and last day."""
    listed = tuple(
        Provision(
            one,
            (),
            "high",
            NOWHERE,
            in_force=Day.parse(begun) if begun else None,
            until=Day.parse(end) if end else None,
        )
        for one, begun, end in provisions
    )
    text = structured(SourceText(tuple(map(Block, TEXT)), "docx", "a", "0"), "L", "en", "copy")
    return aligned(
        replace(text, as_of=Day.parse(as_of) if as_of else None),
        replace(law(), provisions=listed, in_force=Day.parse("2000-01-01")),
    )


def test_provisions_of_another_time_are_not_missing() -> None:
    listed = (
        ("2(2) (2000)", "", "2010-01-01"),
        ("2(2)", "2010-01-01", ""),
        ("3A", "2010-01-01", ""),
        ("4 (2000)", "", "2010-01-01"),
        ("5", "", ""),
    )
    enacted, later = versions("", *listed), versions("2010-01-01", *listed)
    assert enacted.provisions_left == ("4 (2000)", "5") and later.provisions_left == ("3A", "5")
    assert ("2(2) (2000)", "2(2)") in enacted.matched and (
        "2(2) (2000)",
        "2(2)",
    ) not in later.matched
    # on a day that nobody knows every provision may have been there
    unknown = versions("unknown", *listed)
    assert unknown.provisions_left == ("3A", "4 (2000)", "5")


def test_a_unit_that_an_older_version_names_is_no_unit_without_a_provision() -> None:
    listed = (("1", "", ""), ("2(1)", "", ""), ("2(2) (2000)", "", "2010-01-01"))
    assert versions("", *listed).units_left == ("3",)
    assert versions("2010-01-01", *listed).units_left == ("2(2)", "3")


def test_only_definitions_of_the_day_count_for_their_order() -> None:
    listed = (
        ("1 x", "", ""),
        ("1 y", "", ""),
        ("1 z (2000)", "", "2010-01-01"),
        ("1 z", "2010-01-01", ""),
    )
    assert [one for one, _ in versions("2010-01-01", *listed).guessed] == ["1 x", "1 y", "1 z"]
    assert [one for one, _ in versions("", *listed).guessed] == ["1 x", "1 y", "1 z (2000)"]


@pytest.mark.parametrize(
    "provisions, wanted, left",
    [
        (("1", "2", "schedule"), ["schedule", "schedule 1", "schedule 2"], ()),
        (("1", "2", "schedule", "schedule 2"), ["schedule", "schedule 1", "schedule 2"], ()),
        (("1", "2", "schedule 1"), ["annex", "annex 1", "annex 2"], ("schedule 1",)),
        (
            ("1", "2", "schedule 1", "schedule 2"),
            ["annex", "annex 1", "annex 2"],
            ("schedule 1", "schedule 2"),
        ),
    ],
)
def test_the_only_annex_is_the_only_schedule(
    provisions: tuple[str, ...], wanted: list[str], left: tuple
) -> None:
    blocks = (
        "المادة 1",
        "كلمات أولى.",
        "المادة 2",
        "كلمات ثانية.",
        "الملحق: البيانات",
        "1. الاسم.",
        "2. اليوم.",
    )
    text = structured(SourceText(tuple(map(Block, blocks)), "docx", "a", "0"), "L", "ar", "copy")
    found = aligned(text, law(*provisions))
    assert ids(found) == ["1", "2", *wanted] and found.provisions_left == left
    assert found.text.units[-1].parent == wanted[0]


@pytest.fixture
def jordan_copy(tmp_path: Path) -> Path:
    target = tmp_path / "case"
    shutil.copytree(paths.sample("jordan"), target)
    return target


@pytest.mark.skipif(not JORDAN.exists(), reason="the official text is not part of the project")
def test_the_law_of_the_sample(jordan_copy: Path) -> None:
    done = CliRunner().invoke(
        main, ["law", "attach", str(jordan_copy), str(JORDAN), "--law", "JO-2015-27", "--yes"]
    )
    assert done.exit_code == 0 and "33 of 33" in done.output
    case, problems = load_case(jordan_copy)
    assert not problems and not [one for one in check(case, TODAY) if one.severity == "error"]
    text = case.texts_of("JO-2015-27")[0]
    provisions = [one.id for one in case.law("JO-2015-27").provisions]
    assert all(text.unit(one) for one in provisions)
    articles = [one.id for one in text.units if one.kind == "article"]
    assert articles == [str(number) for number in range(1, 19)]
    assert [one.id for one in text.units if one.kind == "paragraph"] == [
        "3(a)",
        "3(b)",
        "3(c)",
        "9(a)",
        "9(b)",
        "9(c)",
        "12(a)",
        "12(b)",
        "12(c)",
        "12(d)",
        "13(a)",
        "13(b)",
        "13(c)",
    ]
    assert [one.id for one in text.units if one.kind == "definition"] == [
        "2 information system",
        "2 data",
        "2 information",
        "2 information network",
        "2 website",
        "2 authorisation",
        "2 programs",
    ]
    assert {one.unsure for one in text.units if one.kind == "definition"} == {"definition_by_order"}
    assert text.units[0].id == "remarks" and text.units[0].kind == "note"


def test_a_text_without_provisions_to_match_keeps_its_ids() -> None:
    found = joined()
    assert not found.matched and not found.provisions_left and found.units_left == ("1", "2", "3")
    assert ids(found)[:2] == ["1", "1 device"]
