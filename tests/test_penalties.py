"""Penalties that stand in another provision than the offence: which is shown, on which day, and what is refused."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from conftest import TODAY, edit, messages
from docx import Document
from forms import Edited, bring, export, loaded
from openpyxl import load_workbook

from assess.country import View, build_view
from assess.rating.belonging import upward
from assess.rating.force import Reading
from assess.rating.penalties import Penalties
from assess.reports import write_report

DAY = date(2016, 1, 1)
ENTRY = """- id: "{id}"
  summary: Something.
  sources: [GAZ]
  confidence: {confidence}
"""


def add(
    folder: Path, number: str, *lines: str, law: str = "L1", confidence: str = "medium"
) -> None:
    """Add a provision to a law of the good case, whose own penalty of Section 2 is taken out."""
    path = folder / "laws" / f"{law}.yaml"
    text = path.read_text().replace("  penalty: one year\n", "")
    entry = ENTRY.format(id=number, confidence=confidence) + "".join(f"  {row}\n" for row in lines)
    path.write_text(text + entry)


def penalties(folder: Path, number: str, *assume: str, on: date = DAY, law: str = "L1"):
    """Return (reference, penalty) of what punishes a provision on a day."""
    found = Penalties(loaded(folder), Reading(on, assume)).of(f"{law}:{number}")
    return [(one.law.reference(one.provision), "; ".join(map(str, one.texts))) for one in found]


def view_of(folder: Path, *assume: str, language: str = "en") -> View:
    return build_view(loaded(folder), Reading(DAY, assume), language, TODAY)


def test_a_report_shows_the_penalty_with_where_it_stands_and_on_what(folder: Path) -> None:
    add(folder, "8(1)", "penalty: {en: two years, ar: سنتان}", 'punishes: ["2"]')
    said = "Art. 8(1): two years (summary; confidence medium; GAZ)"
    view = view_of(folder)
    cited = [one.penalty for one in view.citations if one.references == ("L1:2",)]
    assert cited and set(cited) == {said}
    assert {one.reference: one.penalty for one in view.provisions}["L1:2"] == said
    arabic = view_of(folder, language="ar")
    shown = next(one.penalty for one in arabic.provisions if one.reference == "L1:2")
    assert "8(1)" in shown and "سنتان" in shown and "درجة الثقة" in shown


def test_word_and_excel_show_it_as_the_view_does(folder: Path, tmp_path: Path) -> None:
    add(folder, "8(1)", "penalty: two years", 'punishes: ["2"]')
    view = view_of(folder)
    said = "Art. 8(1): two years (summary; confidence medium; GAZ)"
    word, excel = (write_report(view, kind, tmp_path) for kind in ("word", "excel"))
    cells = [
        cell.text for table in Document(word).tables for row in table.rows for cell in row.cells
    ]
    assert any(said in text for text in cells)
    values = [str(cell) for sheet in load_workbook(excel) for row in sheet.values for cell in row]
    assert values.count(said) >= 2


def test_the_own_penalty_goes_before_every_other(folder: Path) -> None:
    add(folder, "5", "penalty: a fine")
    add(folder, "8", "penalty: two years", 'punishes: ["5"]')
    assert penalties(folder, "5") == [("L1:5", "a fine")]


def test_the_nearest_counts_and_what_is_equally_near_is_shown_together(folder: Path) -> None:
    for number in ("5(a)", "5(b)(1)", "5(b)(2)", "5 bis", "6", "7(a)"):
        add(folder, number)
    add(folder, "8(1)", "penalty: wide", 'punishes: ["5"]')
    add(folder, "8(2)", "penalty: near", 'punishes: ["5(b)"]')
    add(folder, "8(3)", "penalty: exact", 'punishes: ["5(b)(1)"]')
    add(folder, "8(4)", "penalty: exact too", 'punishes: ["5(b)(1)", "6-7"]')
    assert penalties(folder, "5(a)") == [("L1:8(1)", "wide")]
    assert penalties(folder, "5(b)(2)") == [("L1:8(2)", "near")]
    assert penalties(folder, "5(b)(1)") == [("L1:8(3)", "exact"), ("L1:8(4)", "exact too")]
    assert penalties(folder, "5 bis") == []
    assert penalties(folder, "6") == penalties(folder, "7(a)") == [("L1:8(4)", "exact too")]


def test_the_penalty_of_the_article_is_nearer_than_what_punishes_the_article(folder: Path) -> None:
    add(folder, "5", "penalty: of the article")
    add(folder, "5(a)")
    assert penalties(folder, "5(a)") == []  # nobody said that it is punished
    add(folder, "8", "penalty: from elsewhere", 'punishes: ["5"]')
    assert penalties(folder, "5(a)") == [("L1:5", "of the article")]


def test_a_run_is_no_nearer_than_the_article(folder: Path) -> None:
    add(folder, "5(a)")
    add(folder, "8(1)", "penalty: of the run", "punishes: 4-6")
    assert penalties(folder, "5(a)") == [("L1:8(1)", "of the run")]
    add(folder, "8(2)", "penalty: of the letter", 'punishes: "5(a)"')
    assert penalties(folder, "5(a)") == [("L1:8(2)", "of the letter")]


def test_only_what_is_in_force_on_the_day_punishes(folder: Path) -> None:
    add(folder, "8 (2010)", "penalty: old", 'punishes: ["2"]', "until: 2014-01-01")
    add(folder, "8", "penalty: new", 'punishes: ["2"]', "in_force: 2014-01-01")
    assert penalties(folder, "2", on=date(2013, 12, 31)) == [("L1:8 (2010)", "old")]
    assert penalties(folder, "2", on=date(2014, 1, 1)) == [("L1:8", "new")]


def test_a_dated_penalty_is_that_of_the_day(folder: Path) -> None:
    dated = "dated: [{key: penalty, text: doubled, since: 2015-01-01}]"
    add(folder, "8", "penalty: two years", 'punishes: ["2"]', dated)
    assert penalties(folder, "2", on=date(2014, 12, 31)) == [("L1:8", "two years")]
    assert penalties(folder, "2", on=DAY) == [("L1:8", "doubled")]


def test_a_bill_that_replaces_the_penalty_brings_its_own(folder: Path) -> None:
    add(folder, "5")
    add(folder, "8", "penalty: two years", 'punishes: ["5"]')
    add(folder, "9", "penalty: ten years", 'replaces: ["8"]', law="B1")
    assert penalties(folder, "5") == [("L1:8", "two years")]
    assert penalties(folder, "5", "B1") == [("B1:9", "ten years")]


def test_a_bill_says_itself_what_it_punishes_in_the_law_that_it_amends(folder: Path) -> None:
    add(folder, "5")
    add(folder, "9", "penalty: a fine", 'punishes: ["5", "2a"]', law="B1")
    assert penalties(folder, "5") == []
    assert penalties(folder, "5", "B1") == [("B1:9", "a fine")]
    # of its own, since the law has no such number; beside it in the draft as well
    assert penalties(folder, "2a", law="B1") == [("B1:9", "a fine")]


def test_what_punishes_an_offence_punishes_what_a_bill_puts_in_its_place(folder: Path) -> None:
    add(folder, "8", "penalty: two years", 'punishes: ["2"]')
    assert penalties(folder, "2", "B1", law="B1") == [("L1:8", "two years")]


def test_the_penalty_in_a_replaced_provision_goes_with_it(folder: Path) -> None:
    assert penalties(folder, "2") == [("L1:2", "one year")]
    assert penalties(folder, "2", law="B1") == penalties(folder, "2", "B1", law="B1") == []


def test_two_provisions_cited_together_show_one_penalty_once(folder: Path) -> None:
    add(folder, "5")
    add(folder, "8", "penalty: two years", 'punishes: ["2", "5"]')
    old = '- {provision: "L1:2", grade: met, sources: [GAZ], confidence: high}\n'
    path = folder / "findings/01.yaml"
    path.write_text(path.read_text().replace(old, old.replace('"L1:2"', '["L1:2", "L1:5"]')))
    shown = {one.penalty for one in view_of(folder).citations if "L1:5" in one.references}
    assert shown == {"Art. 8: two years (summary; confidence medium; GAZ)"}


def test_a_penalty_of_another_law_is_named_with_its_law(folder: Path) -> None:
    add(folder, "5")
    law = (folder / "laws/L1.yaml").read_text()
    head = law[: law.index("provisions:")].replace("id: L1", "id: L2")
    head = head.replace("Things Act", "Penal Code").replace("Act 1/2010", "Code")
    entry = ENTRY.format(id="90", confidence="low")
    text = f'{head}provisions:\n{entry}  penalty: three years\n  punishes: ["L1:5"]\n'
    (folder / "laws/L2.yaml").write_text(text)
    shown = {one.reference: one.penalty for one in view_of(folder).provisions}["L1:5"]
    assert shown == "Code, Art. 90: three years (summary; confidence low; GAZ)"


@pytest.mark.parametrize("typed", ['"Section 5(a)"', '"5/أ"', '"المادة ٥/أ"', '"L1:5/أ"'])
def test_numbers_are_known_however_they_are_written(folder: Path, typed: str) -> None:
    add(folder, "5(a)")
    add(folder, "8", "penalty: two years", f"punishes: [{typed}]")
    assert penalties(folder, "5(a)") == [("L1:8", "two years")]


@pytest.mark.parametrize(
    "lines, codes",
    [
        (["penalty: p", 'punishes: ["5"]'], []),
        (["penalty: p", 'punishes: ["5(b)"]'], ["unknown-provision"]),
        (["penalty: p", 'punishes: ["3-5"]'], []),
        (["penalty: p", 'punishes: ["20-30"]'], ["unknown-provision"]),
        (["penalty: p", 'punishes: ["L7:5"]'], ["unknown-provision"]),
        (["penalty: p", 'punishes: ["8"]'], ["punishes-itself"]),
        (['punishes: ["5"]'], ["penalty-not-said"]),
        (["dated: [{key: penalty, text: p, since: 2015-01-01}]", 'punishes: ["5"]'], []),
    ],
)
def test_what_is_punished_must_be_there(folder: Path, lines: list[str], codes: list[str]) -> None:
    add(folder, "5(a)")
    add(folder, "8", *lines)
    found = re.findall(r"\[([\w-]+)\]", "\n".join(messages(folder)))
    assert [code for code in found if code != "provision-unclassified"] == codes


def test_the_nearest_number_is_named(folder: Path) -> None:
    add(folder, "5(a)")
    add(folder, "8", "penalty: p", 'punishes: ["5(b)"]')
    assert any("“L1:5(b)”; “L1:5(a)” may be meant" in line for line in messages(folder))


def test_the_form_takes_numbers_however_they_are_written(folder: Path, tmp_path: Path) -> None:
    add(folder, "5(a)")
    add(folder, "8", "penalty: two years", 'punishes: ["2"]')
    form = Edited(export(folder, tmp_path / "form.xlsx"))
    sheet, at = form.find("provisions", "8")
    column = form.titles(sheet)["Punishes the offences in"]
    assert sheet.cell(at, column).value == "2"
    form.set("provisions", "8", punishes="Section 5/أ، 2، Articles 3 to 4")
    assert not bring(folder, form.save()).refused
    entry = next(one for one in loaded(folder).law("L1").provisions if one.id == "8")
    assert entry.punishes == ("5(a)", "2", "3-4")
    assert penalties(folder, "5(a)") == [("L1:8", "two years")]


def test_an_empty_cell_of_the_form_takes_the_tie_back(folder: Path, tmp_path: Path) -> None:
    add(folder, "8", "penalty: two years", 'punishes: ["2"]')
    form = Edited(export(folder, tmp_path / "form.xlsx"))
    form.set("provisions", "8", punishes=None)
    bring(folder, form.save())
    assert penalties(folder, "2") == []


def test_upward_goes_from_the_nearest_to_the_article() -> None:
    assert upward("L:3(1)(a)") == ("L:3(1)(a)", "L:3(1)", "L:3")
    assert upward("L:3(a) (2006)") == ("L:3(a) (2006)", "L:3(a)", "L:3")
    assert upward("L:3 bis(1)") == ("L:3 bis(1)", "L:3 bis")


def test_an_article_cited_whole_shows_what_punishes_its_paragraphs(folder: Path) -> None:
    for number in ("5", "5(a)", "5(b)"):
        add(folder, number)
    add(folder, "5(c)", "penalty: three years")
    add(folder, "8", "penalty: two years", 'punishes: ["5(a)", "5(b)(1)", "5 bis"]')
    assert penalties(folder, "5") == [("L1:5(c)", "three years"), ("L1:8", "two years")]
    shown = {row.reference: row.penalty for row in view_of(folder).provisions}
    assert shown["L1:5"].splitlines() == [
        "Art. 5(c): three years (summary; confidence medium; GAZ)",
        "Art. 8, for Art. 5(a), Art. 5(b)(1): two years (summary; confidence medium; GAZ)",
    ]
    assert shown["L1:5(b)"] == (
        "Art. 8, for Art. 5(b)(1): two years (summary; confidence medium; GAZ)"
    )
    arabic = {row.reference: row.penalty for row in view_of(folder, language="ar").provisions}
    assert "المادة 8، عن المادة 5(a)، المادة 5(b)(1): " in arabic["L1:5"]


def test_what_punishes_the_whole_stands_before_what_punishes_a_part(folder: Path) -> None:
    add(folder, "5")
    add(folder, "8(1)", "penalty: part", 'punishes: ["5(a)"]')
    add(folder, "8(2)", "penalty: whole", 'punishes: ["5", "5(b)"]')
    assert penalties(folder, "5") == [("L1:8(2)", "whole"), ("L1:8(1)", "part")]
    add(folder, "6", "penalty: own")
    add(folder, "6(a)", "penalty: of the letter")
    assert penalties(folder, "6") == [("L1:6", "own")]


def test_an_older_wording_is_no_part_and_what_fell_punishes_nothing(folder: Path) -> None:
    add(folder, "5", "in_force: 2014-01-01")
    add(folder, "5 (2010)", "penalty: old", "until: 2014-01-01")
    add(folder, "5(a)", "penalty: gone", "until: 2015-01-01")
    add(folder, "8", "penalty: two years", 'punishes: ["5(a)"]')
    assert ("L1:5 (2010)", "old") not in penalties(folder, "5", on=date(2013, 12, 31))
    assert penalties(folder, "5", on=date(2014, 6, 1)) == [
        ("L1:5(a)", "gone"),
        ("L1:8", "two years"),
    ]
    assert penalties(folder, "5", on=DAY) == []


def test_what_stood_in_an_article_goes_with_it_in_the_draft_that_replaces_it(folder: Path) -> None:
    add(folder, "5")
    add(folder, "5(3)", "penalty: two years", 'punishes: ["5(1)"]')
    add(folder, "8", "penalty: ten years", 'punishes: ["5(2)"]')
    add(folder, "9", 'replaces: ["5"]', law="B1")
    both = [("L1:5(3)", "two years"), ("L1:8", "ten years")]
    assert penalties(folder, "5") == both
    assert penalties(folder, "9", law="B1") == both[1:]
    assert penalties(folder, "9", "B1", law="B1") == both[1:]


def test_no_rating_changes_by_a_tie(folder: Path) -> None:
    before = [(one.number, one.computed) for one in view_of(folder).articles]
    edit(folder, "laws/L1.yaml", ("  penalty: one year\n", ""))
    add(folder, "8", "penalty: two years", 'punishes: ["2"]')
    assert [(one.number, one.computed) for one in view_of(folder).articles] == before
