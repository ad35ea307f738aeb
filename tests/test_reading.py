"""What a reading says of its day and of no other: dated texts, results in sentences, what is to be checked first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import docx
import pytest
from conftest import TODAY, edit
from docx.oxml.ns import qn
from openpyxl import load_workbook

from assess.country import View, build_view
from assess.country.printing import explain_lines, rating_lines
from assess.load.cases import load_case
from assess.load.labels import labels
from assess.rating.force import Reading
from assess.rating.rate import rate
from assess.reports import write_report
from assess.speak.words import Words

DAY, AFTER = date(2016, 1, 1), date(2024, 1, 1)
LANGUAGES = ("en", "ar", "ar,en")
PARTY = """treaties:
- instrument: Mini Convention
  id: mini
  status: Party
  party_since: 2012-01-01
  acts:
  - {element: 3.notify, on: 2013-05-01, text: A letter was sent., sources: [GAZ]}
  sources: [GAZ]
  confidence: high
"""
ACT = """- id: 3.notify
  name: letter to the body
  source: 3(3)
  asks: Was the body told?
  shortfall: The body was not told.
  kind: duty
  level: mandatory
  party_act: yes
  criteria: {met: It was., not_met: It was not.}
  evidence: [practice]
"""
LATER = """id: L2
title: Newer Things Act
kind: act
in_force: 2023-01-01
text: summary
language: en
rights: free
sources: [GAZ]
confidence: high
provisions:
- id: "9"
  summary: Punishes having a thing from 2023 on.
  sources: [GAZ]
  confidence: high
"""


@pytest.fixture
def named(folder: Path) -> Path:
    """The small case with an act of a Party, and a law and texts of a later day."""
    with (folder / "checklist/articles/03.yaml").open("a") as file:
        file.write(ACT)
    (folder / "laws/L2.yaml").write_text(LATER)
    edit(
        folder,
        "laws/L1.yaml",
        (
            "in_force: 2010-05-01\n",
            "in_force: 2010-05-01\nuntil: 2023-01-01\nrepealed_by: L2\n"
            "note: In force for long.\ndated:\n- {key: note, since: 2023-01-01, text: Gone.}\n",
        ),
    )
    edit(
        folder,
        "findings/01.yaml",
        (
            "- element: 2.possession\n  citations:\n",
            "- element: 2.possession\n  note: Nobody looked.\n  dated:\n"
            "  - {key: note, since: 2023-01-01, text: The newer act has it.}\n  citations:\n"
            '  - {provision: "L2:9", grade: met, sources: [GAZ], confidence: high}\n',
        ),
    )
    edit(
        folder,
        "recommendations.yaml",
        (
            "gap: Having a thing is free.",
            "gap: Having a thing is free.\n  dated:\n"
            "  - {key: gap, since: 2023-01-01, text: Nothing is left to do.}",
        ),
    )
    edit(
        folder,
        "surplus.yaml",
        (
            "suggestion: Repeal it.",
            "suggestion: Repeal it.\n  dated:\n"
            "  - {key: concern, since: 2023-01-01, text: It reaches the press.}\n"
            "  - {key: suggestion, since: 2023-01-01, text: Narrow it.}",
        ),
    )
    edit(
        folder,
        "case.yaml",
        (
            "summary: Testland has one law.",
            "summary: Testland has one law.\nlimits: [Always.]\n"
            "dated:\n- {key: summary, since: 2023-01-01, text: Testland has a newer law.}\n"
            "- {key: limits, until: 2020-01-01, text: Early days.}\n"
            "- {key: limits, since: 2023-01-01, text: Late days.}\n"
            "legal_system:\n- {topic: Courts, text: One court., until: 2020-01-01, sources: [GAZ], "
            "confidence: high}\n- {topic: Courts, text: Two courts., since: 2020-01-01, "
            "sources: [GAZ], confidence: high}",
        ),
    )
    with (folder / "case.yaml").open("a") as file:
        file.write("- {id: late, title: In 2024, as_of: 2024-01-01}\n")
    return folder


def add(folder: Path, text: str) -> None:
    """Put keys before the scenarios of the case."""
    edit(folder, "case.yaml", ("scenarios:\n", f"{text}scenarios:\n"))


def seen(folder: Path, day: date = DAY, language: str = "en", assume: tuple[str, ...] = ()) -> View:
    case, problems = load_case(folder)
    assert case is not None and [one.code for one in problems] == []
    return build_view(case, Reading(day, assume), language, TODAY)


def printed(folder: Path, article: str = "", day: date = DAY, language: str = "en") -> str:
    case, _ = load_case(folder)
    rating, words = rate(case, Reading(day)), Words(labels(language), language)
    lines = (
        rating_lines(rating, words)
        if not article
        else explain_lines(
            rating, next(one for one in rating.articles if one.article.article == article), words
        )
    )
    return " ".join("\n".join(lines).split())


def word_text(path: Path) -> str:
    return "\n".join(
        "".join(piece.text or "" for piece in one.iter(qn("w:t")))
        for one in docx.Document(path).element.body.iter(qn("w:p"))
    )


def excel_texts(path: Path, but: str = "") -> str:
    book = load_workbook(path)
    return "\n".join(
        str(cell.value)
        for sheet in book
        if sheet.title != but
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    )


# --- one day ---------------------------------------------------------------------------------------------------------


def test_a_reading_says_the_texts_of_its_day(named: Path) -> None:
    early, late = seen(named), seen(named, AFTER)
    assert (early.summary, late.summary) == ("Testland has one law.", "Testland has a newer law.")
    assert early.limits == ("Always.", "Early days.") and late.limits == ("Always.", "Late days.")
    assert [one.text for one in early.legal_system] == ["One court."]
    assert [one.text for one in late.legal_system] == ["Two courts."]
    notes = [
        next(row.note for row in view.elements if row.id == "2.possession")
        for view in (early, late)
    ]
    assert notes == ["Nobody looked.", "The newer act has it."]
    assert {one.id: one.note for one in early.laws} == {"L1": "In force for long.", "B1": ""}
    assert next(one.note for one in late.laws if one.id == "L1") == "Gone."
    assert (
        next(one.gap for one in early.recommendations if one.id == "R1")
        == "Having a thing is free."
    )
    concerns = [
        (one.concern, one.suggestion)
        for view in (early, late)
        for one in view.provisions
        if one.reference == "L1:4"
    ]
    assert concerns == [("Reaches speech.", "Repeal it."), ("It reaches the press.", "Narrow it.")]
    assert "R1" not in [
        one.id for one in late.recommendations if "possession" in " ".join(one.elements)
    ]


def test_what_begins_later_stands_in_the_chapter_that_looks_ahead(named: Path) -> None:
    view, late = seen(named), seen(named, AFTER)
    assert [(one.id, one.until) for one in view.laws] == [("B1", ""), ("L1", "")]
    assert {one.law for one in view.provisions} == {"L1", "B1"} and "L2:9" not in str(
        view.citations
    )
    ahead = view.ahead
    assert [one.id for one in ahead.laws] == ["L2"] and [
        one.reference for one in ahead.provisions
    ] == ["L2:9"]
    assert [(one.element, one.name, one.article) for one in ahead.citations] == [
        ("2.possession", "possession", "2")
    ]
    assert ahead.endings == (
        "Act 1/2010: in force until 1 January 2023 (repealed by Newer Things Act)",
    )
    assert ahead.scenarios.titles == ("As of 1 January 2016", "In 2024")
    assert {one.text for one in ahead.statements} == {
        "Two courts.",
        "Testland has a newer law.",
        "Late days.",
        "The newer act has it.",
        "Nothing is left to do.",
        "Gone.",
        "It reaches the press.",
        "Narrow it.",
    }
    assert (
        late.ahead is None
        and len(late.laws) == 3
        and len(late.provisions) == len(view.provisions) + 1
    )
    assert next(one.until for one in late.laws if one.id == "L1").startswith("1 January 2023")


@pytest.mark.parametrize("kind", ["word", "excel"])
def test_nothing_of_a_later_day_stands_elsewhere(named: Path, kind: str, tmp_path: Path) -> None:
    path = write_report(seen(named), kind, tmp_path)
    later = (
        "Newer Things Act",
        "from 2023 on",
        "Two courts.",
        "The newer act has it.",
        "Testland has a newer law.",
        "In 2024",
        "Nothing is left to do.",
    )
    if kind == "word":
        # the contents name it first
        before, chapter = word_text(path).split("After the day of this reading")[1:]
        chapter, annexes = chapter.split("Annex A. ")
        rest = before + annexes
    else:
        rest, chapter = excel_texts(path, "After this day"), excel_texts(path)
    assert [text for text in later if text in rest] == [] and [
        text for text in later if text not in chapter
    ] == []


def test_a_bill_of_a_later_day_is_ahead_and_an_assumed_one_is_not(named: Path) -> None:
    edit(named, "laws/B1.yaml", ("introduced: 2015-01-01", "introduced: 2018-01-01"))
    assert [one.id for one in seen(named).ahead.laws] == ["B1", "L2"]
    assert "B1" in [one.id for one in seen(named, assume=("B1",)).laws]


# --- names for ids ---------------------------------------------------------------------------------------------------


def test_reasons_are_told_by_name_with_the_id_beside(named: Path, tmp_path: Path) -> None:
    view = seen(named, assume=("B1",))
    two = next(one for one in view.articles if one.number == "2")
    assert [(one.element, one.name, one.text) for one in two.reasons] == [
        ("2.without_right", "without right", "Taking with a right is punished too.")
    ]
    assert two.reach == f"{two.met} of {two.counted} met" and two.met == 2 < two.counted == 4
    whole = word_text(write_report(view, "word", tmp_path))
    assert f"partially compliant ({two.reach})" in whole
    assert "without right 2.without_right: Taking with a right is punished too." in whole
    assert f"{two.met}/{two.counted}" in whole  # in the strip of all articles
    sheet = excel_texts(write_report(view, "excel", tmp_path))
    assert (
        f"{two.lead}\n– without right (2.without_right): Taking with a right is punished too."
        in sheet
    )
    assert two.reach in sheet
    effect = view.bills[0]
    assert ("2.without_right", "without right") in [(one.id, one.name) for one in effect.elements]
    assert [(one.name, one.text) for one in effect.weakened] == [] or effect.weakened[
        0
    ].name == "without right"


def test_lists_of_elements_stand_article_by_article(named: Path) -> None:
    view = seen(named)
    judge = next(one for one in view.recommendations if one.id == "R2")
    assert [(one.number, [(two.id, two.name) for two in one.elements]) for one in judge.names] == [
        ("15", [("15.judge", "judge")])
    ]
    cited = next(one for one in view.provisions if one.reference == "L1:3")
    assert [one.number for one in cited.names] == ["3", "15"]
    edit(named, "recommendations.yaml", ("elements: [15.judge]", "elements: [3.search]"))
    left = seen(named)
    assert left.unanswered == ("Article 15: judge (15.judge). No recommendation answers this.",)
    assert [one.article for one in left.open_gaps] == ["Article 15"]


def test_a_comment_on_an_element_says_what_it_is_about(named: Path) -> None:
    edit(named, "comments.yaml", ('on: "2"', "on: 2.intent"))
    assert [(one.on, one.about) for one in seen(named).comments] == [
        ("2.intent", "Article 2, intent")
    ]


# --- what is unknown -------------------------------------------------------------------------------------------------


def test_what_rests_on_unknown_elements_alone_is_to_be_checked_first(
    named: Path, tmp_path: Path
) -> None:
    owner = "  owner: The ministry\n  laws: [L1]\n- id: R2"
    edit(
        named,
        "recommendations.yaml",
        (owner, f"  priority: high\n  priority_reason: We say so.\n{owner}"),
    )
    view = seen(named)
    assert [one.id for one in view.steps] == [one.id for one in view.urgent] == ["R2"]
    (first,) = view.to_check
    assert (first.id, first.priority_key, first.priority) == ("R1", "to_check", "to check first")
    assert first.check == (
        "Find out whether this is met: Article 2 (possession). Where it is not, the recommendation "
        "applies."
    )
    assert "“high”" in first.priority_note and "We say so." in first.priority_note
    whole = word_text(write_report(view, "word", tmp_path))
    table = whole.split("To check first: what is to be found out")[1].split("Annex A")[0]
    assert "Article 2: possession 2.possession" in table and "Punish it." in table
    assert "Punish it." not in whole.split("Plan of action")[1].split("To check first")[0]
    for language in LANGUAGES:
        assert [one.id for one in seen(named, language=language).to_check] == ["R1"]


def test_falls_short_is_said_of_graded_elements_alone(named: Path) -> None:
    lines = printed(named, "2")
    assert (
        "Still unknown, and decisive: possession (2.possession)" in lines
        and "falls short" not in lines
    )
    assert "short" not in seen(named).articles[1].lead


def test_an_article_of_which_nothing_is_known_is_not_rated(named: Path, tmp_path: Path) -> None:
    edit(
        named,
        "findings/01.yaml",
        (
            '- element: 1.a.thing\n  citations:\n  - {provision: "L1:1", grade: met, sources: '
            "[GAZ], confidence: high}\n",
            "",
        ),
    )
    view = seen(named)
    one = view.articles[0]
    assert (one.mark.letter, one.mark.key) == ("–", "none")
    assert one.lead == "Not rated: none of the 1 elements that count is known."
    assert "Not rated, since no element that counts is known: Article 1 (Terms)." in view.results
    assert {count.mark.key: count.number for count in view.ratings}["none"] == 1
    assert one.lead in printed(named)
    assert one.lead in word_text(write_report(view, "word", tmp_path))
    assert one.lead in excel_texts(write_report(view, "excel", tmp_path))


@pytest.mark.parametrize(
    "language, said",
    [
        ("en", "Indicative: a first look, which asks 4 of the 8 elements that bind."),
        ("ar", "نتيجة استرشادية: نظرة أولى لا تطرح إلا 4 من العناصر الملزمة وعددها 8."),
    ],
)
def test_a_first_look_is_headed_indicative(
    named: Path, language: str, said: str, tmp_path: Path
) -> None:
    assert seen(named, language=language).indicative == "" and said not in printed(
        named, language=language
    )
    add(named, "depth: first_look\n")
    view = seen(named, language=language)
    assert view.indicative.startswith(said) and view.results[0] == view.indicative
    assert said in printed(named, language=language) and said in printed(
        named, "2", language=language
    )
    bare = str.maketrans("", "", "\u200e\u200f")
    whole = word_text(write_report(view, "word", tmp_path)).translate(bare)
    assert whole.count(said) == 3  # on the cover, over the key findings, in the summary
    book = load_workbook(write_report(view, "excel", tmp_path))
    for sheet in book.worksheets[:2]:
        assert any(
            said in str(cell.value).translate(bare)
            for row in sheet.iter_rows(max_row=12)
            for cell in row
        )
    assert dict(view.recipe)[view.labels.recipe.depth] == view.labels.depths.first_look
    assert dict(view.recipe)[view.labels.recipe.rule] == "2"


# --- results ---------------------------------------------------------------------------------------------------------


def test_the_summary_tells_the_ratings_of_this_reading(named: Path) -> None:
    assert seen(named).results == (
        "Ratings of the 4 articles: compliant 2, partially compliant 1, range 1.",
        "No article is non-compliant for certain.",
        "With a range, since something decisive is unknown: Article 2 (Taking things).",
        "Weakest core articles: Offences: Art. 2; Safeguards: Art. 15.",
        "Unknown: 1 of the 7 elements that count (not yet in force 1). What is unknown is no shortfall.",
        "The ratings are of the law of the State as a whole as it stood on 1 January 2016; what one law lacks, another "
        "may hold.",
    )
    late = seen(named, AFTER)
    assert late.results[0] != seen(named).results[0] and "1 January 2024" in late.results[-1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_results_are_told_in_every_language(named: Path, language: str, tmp_path: Path) -> None:
    view = seen(named, language=language)
    assert len(view.results) == 6 and write_report(view, "word", tmp_path).exists()
    assert write_report(view, "excel", tmp_path).exists()


# --- what stands apart -----------------------------------------------------------------------------------------------


def test_acts_of_a_party_stand_apart_with_state_and_source(named: Path, tmp_path: Path) -> None:
    add(named, PARTY)
    view = seen(named)
    assert [
        (one.id, one.name, one.mark.key, one.on, one.text, one.sources) for one in view.acts
    ] == [("3.notify", "letter to the body", "met", "1 May 2013", "A letter was sent.", "GAZ")]
    assert (
        view.acts_note == ""
        and next(one for one in view.articles if one.number == "3").counted == 1
    )
    row = next(one for one in view.elements if one.id == "3.notify")
    assert row.party_act and not row.rated
    chapter = word_text(write_report(view, "word", tmp_path)).split("Acts towards the bodies")[1]
    assert "letter to the body 3.notify" in chapter and "A letter was sent." in chapter
    assert "letter to the body (3.notify): met" in printed(named)
    before = seen(named, date(2011, 1, 1))
    assert before.acts == () and before.acts_note.startswith(
        "The State is no Party on 1 January 2011."
    )
    assert "no Party on 1 January 2011" in printed(named, day=date(2011, 1, 1))


def test_an_option_used_without_a_declaration_is_reported(named: Path, tmp_path: Path) -> None:
    add(named, PARTY)
    cited = '  citations:\n  - {provision: "L1:2", grade: met, sources: [GAZ], confidence: high}\n'
    edit(named, "findings/01.yaml", ("  note: Not used.\n", cited))
    view = seen(named)
    said = "the law uses the option “dishonest aim (2.limb.aim)”"
    assert [(one.article, one.name) for one in view.undeclared] == [("2", "dishonest aim")]
    assert next(one for one in view.articles if one.number == "2").undeclared == view.undeclared
    assert any(said in line for line in view.results)
    text = "dishonest aim (2.limb.aim): The law uses this option, which Article 2 gives to a Party that declares it"
    assert f"Art. 2, {text}" in printed(named)
    assert text in printed(named, "2")
    whole = word_text(write_report(view, "word", tmp_path))
    # in the article, and beside the treaty status
    assert whole.count("Options used without a declaration") == 2
    assert text in excel_texts(write_report(view, "excel", tmp_path))
    add(named, 'reservations:\n- {paragraph: "2", made: 2012-01-01, sources: [GAZ]}\n')
    assert seen(named).undeclared == ()
