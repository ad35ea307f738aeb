"""Lists read as a whole: nesting to any depth, what closes a list, numbers put in between, doubts; sections by bare numbers."""

from __future__ import annotations

import random

import pytest

from assess.law.readers import Block, SourceText
from assess.law.structure.constraints import Constraint
from assess.law.structure.units import comparable, structured
from assess.model.lawtext import LawText


def law(text: str, language: str = "en") -> LawText:
    """Return the units of a text with a paragraph a line, of which nothing may be lost."""
    blocks = tuple(Block(line.strip()) for line in text.strip().split("\n") if line.strip())
    source = SourceText(blocks, "docx", "law.docx", "0")
    made = structured(source, "L", language, "copy")
    assert comparable(made.joined()) == comparable(source.joined())
    return made


def ids(text: LawText) -> list[str]:
    return [unit.id for unit in text.units]


def doubts(text: LawText) -> dict[str, str]:
    return {unit.id: unit.unsure for unit in text.units if unit.unsure}


# --- depth -----------------------------------------------------------------------------------------------------------


def test_double_letters_are_a_level_and_outer_lists_go_on_after_inner_ones() -> None:
    text = law("""
        Section 1. Offences. – The following are offences:
        (a) against devices:
        (1) entry;
        (2) misuse of:
        (i) the sale of:
        (aa) a device; or
        (bb) a password;
        (ii) the possession of them.
        (3) squatting.
        (b) against records:
        (1) forgery.
        Section 2. End. – Words.""")
    assert ids(text)[:-1] == [
        "1",
        "1(a)",
        "1(a)(1)",
        "1(a)(2)",
        "1(a)(2)(i)",
        "1(a)(2)(i)(aa)",
        "1(a)(2)(i)(bb)",
        "1(a)(2)(ii)",
        "1(a)(3)",
        "1(b)",
        "1(b)(1)",
    ]
    assert doubts(text) == {}


def test_double_letters_after_z_and_put_in_after_a_letter() -> None:
    letters = [chr(97 + place) for place in range(26)] + ["aa", "bb"]
    text = law("\n".join(["1. It is:", *(f"({letter}) a word;" for letter in letters), "2. End."]))
    assert ids(text)[1:-1] == [f"1({letter})" for letter in letters]
    text = law("1. It is:\n(a) a word;\n(aa) another;\n(ab) a third;\n(b) a last.\n2. End.")
    assert ids(text)[1:-1] == ["1(a)", "1(aa)", "1(ab)", "1(b)"]
    assert {unit.parent for unit in text.units[1:-1]} == {"1"}


@pytest.mark.parametrize(
    "labels",
    [
        ["(1)", "(1.1)", "(1.2)", "(2)"],
        ["(a)", "(b)", "(b.1)", "(b.2)", "(c)"],
        ["(a)", "(a-1)", "(b)"],
        ["(1)", "(2)", "(2A)", "(2B)", "(3)"],
        ["(za)", "(a)", "(b)"],
        ["1.", "1 bis.", "2."],
        ["a)", "a.1)", "b)"],
    ],
)
def test_what_was_put_in_between_stands_beside_its_neighbours(labels: list[str]) -> None:
    lines = [f"{label} words of the law;" for label in labels]
    text = law("\n".join(["Article 1. It is:", *lines, "Article 2. End."]))
    assert [unit.number for unit in text.units if unit.parent == "1"] == labels
    assert doubts(text) == {}


def test_items_that_stand_for_several_bear_the_names_of_all() -> None:
    text = law("1. It is:\n(a) a word;\n(b) to (d) [Repealed]\n(e) a last.\n2. End.")
    assert ids(text)[1:-1] == ["1(a)", "1(b) to (d)", "1(e)"] and doubts(text) == {}


def test_the_ninth_letter_and_the_first_roman_numeral() -> None:
    text = law("""
        1. It is:
        (h) the eighth:
        (i) first of it;
        (ii) second of it;
        (i) the ninth;
        (j) the tenth.
        2. End.""")
    assert ids(text)[2:6] == ["1(h)(i)", "1(h)(ii)", "1(i)", "1(j)"]


def test_the_end_of_a_list_belongs_to_what_the_list_stands_in() -> None:
    text = law("""
        1. Who
        (a) enters a place—
        (i) by day, or
        (ii) by night,
        without leave, or
        (b) stays there,
        is fined.
        2. End.""")
    assert text.unit("1(a) closing").wording == "without leave, or"
    assert text.unit("1 closing").wording == "is fined."
    assert text.unit("1, closing words").id == "1 closing"
    assert text.unit("المادة 1، العبارة الختامية").id == "1 closing"
    assert text.unit("9, closing words") is None


def test_definitions_without_marks_have_lists_of_their_own() -> None:
    text = law("""
        Definitions
        1 (1) In this Act,
        keeper means a person who
        (a) keeps; or
        (b) holds;
        thing includes
        (a) a device; and
        (b) a record;
        Application
        (2) This Act binds the State.
        End
        2 It ends.""")
    assert [unit.id for unit in text.units if unit.kind != "preamble"] == [
        "1",
        "1(1)",
        "1(1) keeper",
        "1(1) keeper(a)",
        "1(1) keeper(b)",
        "1(1) thing",
        "1(1) thing(a)",
        "1(1) thing(b)",
        "1(2)",
        "2",
    ]


# --- evidence of the page --------------------------------------------------------------------------------------------


def test_nesting_that_the_format_gives_decides_between_two_lists() -> None:
    lines = [
        (0, "1. A board:"),
        (1, "1- first"),
        (1, "2- it has:"),
        (2, "1- a head"),
        (2, "2- more"),
    ]
    for depth, wanted in ((1, "1(3)"), (2, "1(2)(3)")):
        blocks = [Block(text, depth=level) for level, text in [*lines, (depth, "3- and so on")]]
        blocks += [Block("2. End.")]
        text = structured(SourceText(tuple(blocks), "html", "a", "0"), "L", "en", "copy")
        assert text.units[-2].id == wanted and not text.units[-2].unsure


# --- doubts ----------------------------------------------------------------------------------------------------------


def test_a_number_that_two_lists_carry_on_is_marked_and_drags_nothing_along() -> None:
    text = law("1. On it:\n1- a head\n2- members:\n1- one\n2- two\n3- it meets\n2. End.\n3. End.")
    assert text.units[-3].unsure == "list_ambiguous"
    text = law("1. It is:\n(a) one;\n(q) odd;\n(b) two;\n(c) three.\n2. End.")
    assert [unit.id for unit in text.units if unit.number in ("(b)", "(c)")] == ["1(b)", "1(c)"]
    assert doubts(text)


STYLES = [["a", "1", "A", "i"], ["1", "a", "i", "aa"], ["1", "a", "i", "A"], ["a", "1", "i", "aa"]]
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]


def _label(kind: str, number: int) -> str:
    letter = chr(96 + number)
    forms = {"1": str(number), "a": letter, "A": letter.upper(), "aa": letter * 2}
    return f"({forms.get(kind) or _ROMAN[number - 1]})"


def _nested(draw: random.Random, style: list[str], path: str) -> list[tuple[str, str]]:
    """Return the lines of a list of random shape with the ids that they must get."""
    lines: list[tuple[str, str]] = []
    size, end = draw.choice([2, 3, 4, 6, 10, 12]), draw.choice([";", ",", "."])
    for number in range(1, size + 1):
        label = _label(style[0], number)
        inner = len(style) > 1 and draw.random() < 0.3
        last = "." if number == size else end
        lines.append((f"{label} words of the law{':' if inner else last}", path + label))
        if inner:
            lines += _nested(draw, style[1:], path + label)
    return lines


def test_lists_of_any_shape_are_read_as_they_were_built_or_marked() -> None:
    """Of 200 laws with four kinds of lists: hardly a unit wrong, hardly one marked, and no law wrong in silence."""
    draw = random.Random(14)
    units = right = marked = 0
    silent: list[str] = []
    for number in range(200):
        lines = _nested(draw, draw.choice(STYLES), "2")
        text = law("\n".join(["1. Name.", "2. It is:", *(line for line, _ in lines), "3. End."]))
        read = {unit.id: unit for unit in text.units}
        wrong = [wanted for _, wanted in lines if wanted not in read]
        units, right = units + len(lines), right + len(lines) - len(wrong)
        marked += sum(bool(read[wanted].unsure) for _, wanted in lines if wanted in read)
        if wrong and not doubts(text):
            silent.append(f"{number}: {wrong[:3]}")
    assert not silent, "\n".join(silent)
    assert right >= 0.997 * units and marked <= 0.02 * units


# --- sections by bare numbers ----------------------------------------------------------------------------------------


def test_sections_without_a_point_with_notes_above_sections_and_paragraphs() -> None:
    text = law("""
        Short title
        1 This Act may be cited as the Lanterns Act.
        PART IILighting
        Lanterns
        Duty to light
        3 (1) A person shall light a lantern.
        Exception
        (2) Subsection (1) does not apply
        (a) by day; or
        (b) to children.
        Exception
        Time
        3.1 A lantern is lit at dusk.
        3.11 It is put out at dawn.
        Penalty
        4
        A person who does not is fined.
        5 to 7 [Repealed, 2001]
        8 [Amendment]""")
    articles = [unit for unit in text.units if unit.kind == "article"]
    assert [unit.id for unit in articles] == ["1", "3", "3.1", "3.11", "4", "5 to 7", "8"]
    assert [unit.heading for unit in articles[:5]] == [
        "Short title",
        "Duty to light",
        "Time",
        "",
        "Penalty",
    ]
    assert (
        text.unit("3(2)").heading == "Exception" and text.unit("3(2)(b)").wording == "to children."
    )
    assert [unit.heading for unit in text.units if unit.kind == "part"] == ["Lighting", "Lanterns"]
    assert doubts(text) == {"3": "number_gap"}


def test_numbers_of_years_and_sums_at_the_start_of_a_line_are_no_sections() -> None:
    text = law("""
        1 This Act is about lanterns.
        2 A fine may be
        30 days' pay or
        2026 coins.
        3 It ends in
        2030 at noon.""")
    assert [unit.id for unit in text.units if unit.kind == "article"] == ["1", "2", "3"]


def test_two_letters_after_z_and_before_a() -> None:
    numbers = ["1", "2", "2Y", "2Z", "2AA", "2AB", "3", "3ZA", "3A", "3AA", "3B"]
    text = law("\n".join(f"{number}. Words of the law." for number in numbers))
    assert ids(text) == numbers and set(doubts(text).values()) <= {"number_gap"}


@pytest.mark.parametrize(
    "form", ["{}.—(1) Words.", "**{}.** (1) Words.", "{} (1) Words.", "{}. (1) Words."]
)
def test_the_number_repeated_before_its_first_subsection(form: str) -> None:
    text = law("\n".join(form.format(number) + "\n(2) More." for number in (1, 2, 3)))
    assert ids(text) == [f"{number}{rest}" for number in (1, 2, 3) for rest in ("", "(1)", "(2)")]


# --- what a person settled -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "place, settled, name",
    [
        (3, Constraint("item", 2, ""), "1(a)(1)(h)"),
        (4, Constraint("item", 1, ""), "1(a)(7)"),
        (4, Constraint("item", 0, ""), "1(7)"),
        (2, Constraint("text"), ""),
    ],
)
def test_a_place_that_a_person_chose_stands(place: int, settled: Constraint, name: str) -> None:
    lines = ["Section 1. It is so:", "(a) Use.", "(1) One.", "(h) Odd.", "(7) Odd;", "It ends."]
    source = SourceText(tuple(map(Block, lines)), "docx", "law.docx", "0")
    text = structured(source, "L", "en", "copy", constraints={place: settled})
    read = {unit.number: unit.id for unit in text.units if unit.number}
    assert read.get(lines[place].split()[0], "") == name
    assert comparable(text.joined()) == comparable(source.joined())
