"""The words of a country for the articles of its laws, as their own texts print them."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import TODAY, edit
from docx import Document
from forms import loaded
from openpyxl import load_workbook

from assess.answers import Answers, reference
from assess.base.problems import Location
from assess.base.text import Text
from assess.country import build_view
from assess.country.bills import assumptions
from assess.country.printing import heading_lines
from assess.load.cases import load_case
from assess.load.labels import labels
from assess.model.case import Law, Provision
from assess.model.lawtext import LawText, Unit
from assess.model.unitword import unit_word
from assess.rating.force import Reading
from assess.rating.rate import rate
from assess.reports import write_report
from assess.speak.values import ArticleNumber, UnitName
from assess.speak.words import Words

HERE = Location("texts/a.yaml")


def _text(language: str, *numbers: str) -> LawText:
    units = tuple(
        Unit(str(place), "article", HERE, number=number) for place, number in enumerate(numbers, 1)
    )
    return LawText("A", language, "official", units, HERE)


@pytest.mark.parametrize(
    ("language", "numbers", "word"),
    [
        ("en", ("SECTION 1.", "Sec. 2.", "Section 3."), "section"),
        ("en", ("s. 1", "s 2"), "section"),
        ("en", ("1", "2.", "3A.", "(4)"), "bare_section"),
        ("fr", ("1", "2"), "article"),
        ("en", ("Article 1", "Article 2"), "article"),
        ("fr", ("Art. 1er", "Art. 2"), "article"),
        ("de", ("§ 1", "§ 2a"), "paragraph_sign"),
        ("ar", ("المادة 1", "المادة الثانية"), "article"),
        ("ar", ("الفصل الأول", "الفصل 2"), "fasl"),
        ("es", ("Artículo 1.", "Sección 2."), "article"),
        ("en", (), ""),
    ],
)
def test_a_law_tells_by_which_word_it_calls_its_articles(language, numbers, word):
    assert unit_word([_text(language, *numbers)], language) == word


def test_the_text_in_the_laws_own_language_is_asked_before_a_translation():
    german, english = _text("de", "§ 1", "§ 2"), _text("en", "Section 1", "Section 2")
    assert unit_word([english, german], "de") == "paragraph_sign"
    assert unit_word([english], "de") == "section"


@pytest.mark.parametrize(
    ("word", "number", "english", "arabic"),
    [
        ("section", "4(a)(1)", "Act 5, Section 4(a)(1)", "القانون 5، المادة 4(a)(1)"),
        ("section", "4-9", "Act 5, Sections 4-9", "القانون 5، المواد 4-9"),
        ("bare_section", "4", "Act 5, s. 4", "القانون 5، المادة 4"),
        ("paragraph_sign", "202a", "Act 5, § 202a", "القانون 5، المادة 202a"),
        ("fasl", "3", "Act 5, Art. 3", "القانون 5، الفصل 3"),
        ("", "3", "Act 5, Art. 3", "القانون 5، المادة 3"),
    ],
)
def test_a_citation_is_printed_with_that_word(word, number, english, arabic):
    short = Text((("en", "Act 5"), ("ar", "القانون 5")))
    law = Law("A", short, "act", "official", "en", Text(), (), "high", HERE, short=short, unit=word)
    cited = reference(law, Provision(number, (), "high", HERE))
    assert Words(labels("en"), "en").say(cited) == english
    assert Words(labels("ar"), "ar").say(cited) == arabic


@pytest.mark.parametrize(
    ("number", "english", "arabic"),
    [
        ("decree 1", "Art. 1 of the issuing decree", "المادة 1 من مواد الإصدار"),
        ("decree 1(2)", "Art. 1(2) of the issuing decree", "المادة 1(2) من مواد الإصدار"),
        ("decree 2 3", "Art. 3 of the issuing decree (2)", "المادة 3 من مواد الإصدار (2)"),
        ("schedule 3(a)", "schedule 3(a)", "الجدول 3(a)"),
        ("1 … schedule", "Section 1 … schedule", "المادة 1 … الجدول"),
        ("9, schedule", "Section 9, schedule", "المادة 9، الجدول"),
        ("1–9", "Sections 1–9", "المواد 1–9"),
        (
            "decree 1–decree 3",
            "Art. 1 of the issuing decree – Art. 3 of the issuing decree",
            "المادة 1 من مواد الإصدار – المادة 3 من مواد الإصدار",
        ),
    ],
)
def test_what_stands_outside_the_articles_of_a_law_is_named_in_words(number, english, arabic):
    for bare in (False, True):
        value = ArticleNumber(number, word="section", bare=bare)
        if not (bare and number[0].isdigit()):
            assert Words(labels("en"), "en").say(value) == english
            assert Words(labels("ar"), "ar").say(value) == arabic
    unit = UnitName(number)
    assert Words(labels("ar"), "ar").say(unit) == arabic or number[0].isdigit() or "–" in number


def test_an_act_of_numbers_alone_says_what_they_are_where_it_speaks_of_them():
    units = (
        Unit("1", "article", HERE, number="1"),
        Unit("2", "article", HERE, number="2", wording="An offence under Article 1 is punished."),
    )
    assert unit_word([LawText("A", "en", "official", units, HERE)], "en") == "article"


def _sectioned(folder: Path) -> Path:
    """The small good case with an act of sections, whose eighth punishes what its second names, and a bill on both."""
    edit(
        folder,
        "laws/L1.yaml",
        ("rights: free\n", "rights: free\nunit: bare_section\n"),
        ("  penalty: one year\n", ""),
    )
    laws = folder / "laws/L1.yaml"
    punishing = (
        '- {id: "8(1)", penalty: two years, punishes: ["2"], sources: [GAZ], confidence: high}\n'
    )
    laws.write_text(laws.read_text() + punishing)
    findings = folder / "findings/01.yaml"
    lines = findings.read_text().splitlines(keepends=True)
    findings.write_text("".join(line for line in lines if 'B1:2"' not in line))
    return folder


def test_a_penalty_of_another_section_is_named_by_the_word_of_its_law(folder, tmp_path):
    view = build_view(loaded(_sectioned(folder)), Reading(TODAY), "en", TODAY)
    penalty = "s. 8(1): two years (summary; confidence high; GAZ)"
    assert {row.reference: row.penalty for row in view.provisions}["L1:2"] == penalty
    word, excel = (write_report(view, kind, tmp_path) for kind in ("word", "excel"))
    cells = [
        text.text or "" for text in Document(word).element.body.iter() if text.tag[-2:] == "}t"
    ]
    sheets = load_workbook(excel)
    cells += [str(cell) for sheet in sheets for row in sheet.values for cell in row]
    assert sum(penalty in cell for cell in cells) >= 3
    assert not [cell for cell in cells if "Art. 8(1)" in cell]


def test_what_a_bill_replaces_is_named_by_the_word_of_its_law(folder):
    case = loaded(_sectioned(folder))
    bill = Reading(TODAY, ("B1",))
    said = [Words(labels("en"), "en").say(line) for line in assumptions(case, bill)]
    assert any("Act 1/2010, s. 2 answers" in line for line in said)
    assert not [line for line in said if "Art. " in line]
    printed = "\n".join(heading_lines(rate(case, bill), Words(labels("en"), "en")))
    assert "Act 1/2010, s. 2 answers" in " ".join(printed.split()) and "Art. " not in printed


def test_a_provision_that_the_law_does_not_list_is_named_by_its_word_too(folder):
    edit(_sectioned(folder), "findings/01.yaml", ('"L1:1"', '"L1:77"'))
    case, _ = load_case(folder)
    cited = Answers(case, Reading(TODAY))._cited("L1:77")
    assert Words(labels("en"), "en").say(cited.name) == "Act 1/2010, s. 77"
