"""A form is exported, filled in as people do, and merged; nothing is lost or overwritten on the way."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from datetime import datetime, time
from pathlib import Path

import openpyxl
import pytest
from conftest import edit
from forms import Edited, bring, export, loaded, run, untaken

from assess.base import paths
from assess.base.problems import LexgapError
from assess.forms.book import write_workbook
from assess.forms.decide import Merge
from assess.forms.form import MARK, make_form
from assess.forms.importing import prepare
from assess.forms.naming import Naming
from assess.forms.spelling import comparable
from assess.load.cases import load_case
from assess.load.labels import labels
from assess.model.numbers import bare, canonical, stored
from assess.review.answers import answers_digest


@pytest.fixture
def form(folder: Path, tmp_path: Path) -> Edited:
    """The form of the small good case."""
    return Edited(export(folder, tmp_path / "form.xlsx"))


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def codes(found) -> list[str]:
    return [one.code for one in found.merge.refused]


def finding(folder: Path, element: str):
    return next((one for one in loaded(folder).findings if one.element == element), None)


# --- there and back ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["jordan", "tilmara"])
@pytest.mark.parametrize("kind", ["excel", "word"])
def test_a_form_that_nobody_touched_changes_nothing(name: str, kind: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    shutil.copytree(paths.sample(name), folder)
    out = export(
        folder, tmp_path / ("form.docx" if kind == "word" else "form.xlsx"), "--format", kind
    )
    before = files(folder)
    found = bring(folder, out)
    assert found.merge == Merge((), (), ()) and not found.files and not found.notes
    assert files(folder) == before


def test_a_form_saved_by_another_program_changes_nothing(folder: Path, form: Edited) -> None:
    found = prepare(folder, loaded(folder), form.save())
    assert not found.files and not found.merge.refused


def test_part_and_open_elements_only(folder: Path, tmp_path: Path) -> None:
    part = loaded(folder).instrument.parts[0].id
    book = Edited(export(folder, tmp_path / "a.xlsx", "--part", part))
    asked = loaded(folder).instrument
    shown = {
        one.id for article in asked.articles if article.part == part for one in article.elements
    }
    sheet = book.sheet("answers")
    numbers = {*asked.numbers()}
    assert {sheet.cell(at, 2).value for at in range(2, sheet.max_row + 1)} - {
        None
    } - numbers == shown
    assert sheet.column_dimensions["B"].width * 1.15 > max(map(len, shown))  # no id is broken
    assert "no part 'zz'" in run("workbook", "export", folder, "--part", "zz", code=2).output
    (folder / "findings" / "01.yaml").write_text("findings: []\n")
    book = Edited(export(folder, tmp_path / "b.xlsx", "--only-open"))
    sheet = book.sheet("answers")
    assert [sheet.cell(at, 2).value for at in (2, 3)] == ["1", "1.a.thing"]


def test_nothing_open_is_said(folder: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    edit(
        folder,
        "findings/01.yaml",
        ("  note: Not used.", "  not_found: {by: A, on: 2026-01-01, laws: [L1]}"),
    )
    assert "nothing was written" in run("workbook", "export", folder, "--only-open").output
    assert not list(tmp_path.glob("*.xlsx"))


# --- answers ----------------------------------------------------------------------------------------------------------


def test_a_changed_answer_is_shown_asked_for_and_written(folder: Path, form: Edited) -> None:
    path = folder / "findings" / "01.yaml"
    path.write_text(
        "# why\n"
        + path.read_text().replace("- element: 2.intent\n", "# kept\n- element: 2.intent\n")
    )
    form = Edited(export(folder, form.file))
    form.set("answers", "15.judge#1", missing="Not at night.", reason="Safeguard; narrower")
    file = form.save()
    before = files(folder)
    assert "give --yes" in run("workbook", "import", folder, file, code=2).output
    assert files(folder) == before
    said = run("workbook", "import", folder, file, "--yes").output
    assert "What is missing: Not in urgent cases. → Not at night." in said
    assert "Written: findings/01.yaml, log.jsonl." in said
    one = finding(folder, "15.judge").citations[0]
    assert str(one.missing) == "Not at night." and one.reason == ("safeguard", "narrower")
    old = before["findings/01.yaml"].decode()
    assert path.read_text() == old.replace("Not in urgent cases.", "Not at night.").replace(
        "[safeguard]", "[safeguard, narrower]"
    )
    assert "Nothing to write." in run("workbook", "import", folder, file, "--yes").output


@pytest.mark.parametrize(
    "typed, grade",
    [
        ("met otherwise", "met_otherwise"),
        ("MET  OTHERWISE", "met_otherwise"),
        ("met_otherwise", "met_otherwise"),
        ("MO", "met_otherwise"),
        ("met\u00a0otherwise ", "met_otherwise"),
    ],
)
def test_grades_in_words(folder: Path, form: Edited, typed: str, grade: str) -> None:
    form.set("answers", "2.take#1", grade=typed)
    assert not codes(bring(folder, form.save()))
    assert finding(folder, "2.take").citations[0].grade == grade


@pytest.mark.parametrize(
    "typed",
    [
        "L1:3",
        "l1: 3",
        "Act 1/2010, Article 3",
        "Things Act, s. 3",
        "Art. 3 of Act 1/2010",
        "1 of 2010, sec 3",
        "المادة ٣ L1",
    ],
)
def test_provisions_in_words(folder: Path, form: Edited, typed: str) -> None:
    form.set("answers", "2.take#1", provision=typed)
    assert not codes(bring(folder, form.save()))
    assert finding(folder, "2.take").citations[0].provision == ("L1:3",)


def test_several_provisions_answer_together(folder: Path, form: Edited) -> None:
    form.set("answers", "2.take#1", provision="L1:2; Things Act 3")
    assert not codes(bring(folder, form.save()))
    assert finding(folder, "2.take").citations[0].provision == ("L1:2", "L1:3")


def test_text_pasted_from_word(folder: Path, form: Edited) -> None:
    form.set(
        "answers",
        "15.judge#1",
        missing="\u201cNot\u201d\u00a0at\xad night._x000B_Never _x000D_\n by day. ",
    )
    assert not codes(bring(folder, form.save()))
    assert (
        str(finding(folder, "15.judge").citations[0].missing) == "“Not” at night.\nNever\n by day."
    )


def test_what_begins_like_a_formula_is_a_text(folder: Path, form: Edited) -> None:
    form.set("answers", "2.take#1", note="=1+1")
    form.find("answers", "2.take#1")[0].cell(
        form.find("answers", "2.take#1")[1], 12
    ).data_type = "s"
    assert not codes(bring(folder, form.save()))
    assert str(finding(folder, "2.take").citations[0].note) == "=1+1"
    again = openpyxl.load_workbook(export(folder, form.file))
    cells = [cell for sheet in again for row in sheet for cell in row if cell.value == "=1+1"]
    assert len(cells) == 1 and cells[0].data_type == "s"


def test_a_new_answer_in_an_added_row(folder: Path, form: Edited) -> None:
    sheet, _ = form.find("answers", "2.take#1")
    form.add(
        "answers",
        sheet,
        element="2.take",
        grade="partly met",
        provision="L1:3",
        missing="Much.",
        reason="conduct",
    )
    found = bring(folder, form.save())
    assert not codes(found) and [one.kind for one in found.merge.changes] == ["add"]
    new = finding(folder, "2.take").citations[-1]
    assert (new.provision, new.grade, new.confidence, new.sources) == (
        ("L1:3",),
        "partly",
        "low",
        ("GAZ",),
    )
    assert not prepare(folder, loaded(folder), form.file.with_name("filled-form.xlsx")).files


def test_a_copied_row_that_says_the_same_is_no_answer(folder: Path, form: Edited) -> None:
    sheet, at = form.find("answers", "2.take#1")
    for column in range(1, 23):
        sheet.cell(sheet.max_row, column).value = sheet.cell(at, column).value
    assert not bring(folder, form.save()).files


def test_a_copy_of_a_sheet_is_no_second_answer(folder: Path, form: Edited) -> None:
    sheet, _ = form.find("answers", "2.take#1")
    form.book.copy_worksheet(sheet).title = "A copy kept aside"
    form.set("answers", "2.take#1", note="Changed.", remark="Seen.")
    found = bring(folder, form.save())
    assert not codes(found) and {one.kind for one in found.merge.changes} == {"change"}
    assert [str(one.note) for one in finding(folder, "2.take").citations] == ["Changed.", ""]
    assert str(finding(folder, "2.take").note) == "Seen."


def test_two_sheets_that_say_unlike_things(folder: Path, form: Edited) -> None:
    sheet, at = form.find("answers", "2.take#1")
    copied = form.book.copy_worksheet(sheet)
    form.set("answers", "2.take#1", note="One.")
    copied.cell(at, 12).value = "Two."
    found = bring(folder, form.save())
    assert codes(found) == ["row-twice"] and untaken(found)


def test_a_copied_row_that_was_changed_is_another_answer(folder: Path, form: Edited) -> None:
    sheet, at = form.find("answers", "3.search#1")
    for column in range(1, 23):
        sheet.cell(sheet.max_row, column).value = sheet.cell(at, column).value
    sheet.cell(sheet.max_row, 8).value = "L1:2"
    assert not codes(bring(folder, form.save()))
    assert [one.provision for one in finding(folder, "3.search").citations] == [
        ("L1:3",),
        ("L1:2",),
    ]


def test_a_first_answer_goes_to_the_file_of_its_article(folder: Path, form: Edited) -> None:
    path = folder / "findings" / "01.yaml"
    text = path.read_text()
    start, end = text.index("- element: 2.intent"), text.index("- element: 2.possession")
    path.write_text(text[:start] + "# after\n" + text[end:])
    (folder / "findings" / "02.yaml").write_text("# later\nfindings: []\n")
    form = Edited(export(folder, form.file))
    form.set("answers", "2.intent#1", grade="met", provision="L1:2", remark="Seen.")
    assert not codes(bring(folder, form.save()))
    assert path.read_text().index("2.without_right") < path.read_text().index("2.intent")
    assert path.read_text().index("2.intent") < path.read_text().index("# after")
    assert str(finding(folder, "2.intent").note) == "Seen."


def test_a_first_answer_of_an_article_makes_a_file(folder: Path, form: Edited) -> None:
    path = folder / "findings" / "01.yaml"
    text = path.read_text()
    start = text.index("- element: 15.judge")
    path.write_text(text[:start] + text[text.index("analyses:") :])
    form = Edited(export(folder, form.file))
    form.set("answers", "15.judge#1", not_applicable="There are no judges.")
    assert not codes(bring(folder, form.save()))
    assert (folder / "findings" / "15.yaml").exists()
    assert str(finding(folder, "15.judge").not_applicable) == "There are no judges."


def test_an_emptied_answer_is_withdrawn_and_a_deleted_row_is_not(
    folder: Path, form: Edited
) -> None:
    keys = ("grade", "provision", "missing", "reason", "quote", "note", "confidence", "sources")
    form.set("answers", "2.take#2", **dict.fromkeys(keys))
    sheet, at = form.find("answers", "2.without_right#1")
    sheet.delete_rows(at, 2)
    found = bring(folder, form.save())
    assert [one.kind for one in found.merge.changes] == ["remove"] and not codes(found)
    assert len(finding(folder, "2.take").citations) == 1
    assert len(finding(folder, "2.without_right").citations) == 2
    assert not bring(folder, form.file.with_name("filled-form.xlsx")).files


@pytest.mark.parametrize(
    "values, code, column",
    [
        ({"grade": "quite met"}, "cell-value", "G"),
        ({"grade": "partly met", "reason": "object"}, "grade-asks", "I"),
        ({"grade": "partly met", "missing": "All."}, "grade-asks", "J"),
        ({"provision": "L1:99"}, "provision-absent", "H"),
        ({"provision": None}, "cell-needed", "H"),
        ({"provision": 1.1}, "cell-number", "H"),
        ({"provision": datetime(2026, 1, 2)}, "cell-number", "H"),
        ({"note": "=1+1"}, "cell-formula", "L"),
        ({"sources": "GAZ, XX"}, "name-unknown", "N"),
        ({"reason": "conduct, love"}, "cell-value", "J"),
        ({"note": "#REF!"}, "cell-formula", "L"),
        ({"element": "9.x"}, "name-unknown", "B"),
        ({"element": "2.intent"}, "row-mixed", "B"),
        ({"quote": "No such words in it."}, None, ""),
    ],
)
def test_a_row_is_refused_with_its_cell_and_the_others_are_kept(
    folder: Path, form: Edited, values: dict, code: str, column: str
) -> None:
    form.set("answers", "2.take#1", **values)
    sheet, at = form.find("answers", "2.take#1")
    if values.get("note") == "#REF!":
        sheet.cell(at, 12).data_type = "e"
    form.set("answers", "15.judge#1", missing="Kept.")
    found = bring(folder, form.save())
    assert codes(found) == ([code] if code else [])
    if code:
        assert found.merge.refused[0].at.cell == f"{sheet.title}!{column}{at}"
    assert str(finding(folder, "15.judge").citations[0].missing) == "Kept."


def test_a_quotation_that_is_not_in_the_law_keeps_its_row_out(tmp_path: Path) -> None:
    folder = tmp_path / "t"
    shutil.copytree(paths.sample("tilmara"), folder)
    form = Edited(export(folder, tmp_path / "t.xlsx"))
    form.set("answers", "1.a.device#1", quote="words that no law of this country holds")
    form.set("answers", "1.a.group#1", note="Kept.")
    found = bring(folder, form.save())
    assert (
        codes(found) == ["quote-not-found"]
        and str(finding(folder, "1.a.group").citations[0].note) == "Kept."
    )


def test_sheets_and_columns_may_be_moved(folder: Path, form: Edited) -> None:
    sheet, at = form.find("answers", "2.take#1")
    form.set("answers", "2.take#1", note="Moved.")
    sheet.unmerge_cells() if sheet.merged_cells else None
    sheet.title = "Ours"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    sheet.delete_rows(1, sheet.max_row)
    order = list(reversed(range(len(rows[0]))))
    sheet.append(["a heading of ours"])
    for number, row in enumerate([rows[0], *reversed(rows[1:])]):
        sheet.append([f"own {number}", *(row[at] for at in order)])
    form.book.move_sheet(sheet, 3)
    found = bring(folder, form.save())
    assert not codes(found) and len(found.merge.changes) == 1
    assert str(finding(folder, "2.take").citations[0].note) == "Moved."


# --- laws and the other tables ----------------------------------------------------------------------------------------


def test_a_new_law_with_its_provisions_is_cited_at_once(folder: Path, form: Edited) -> None:
    form.add(
        "laws",
        id="L2",
        title="Other Act",
        kind="Act",
        sources="GAZ",
        in_force="1 March 2012",
        number=7,
        year=2012,
    )
    form.add("provisions", law="L2", id=5, summary="Punishes giving.")
    form.add("provisions", law="L1", id="5", summary="Punishes hiding.", in_force="2011")
    form.set("answers", "2.take#1", provision="L2:5")
    form.set("answers", "2.intent#1", provision="Act 7/2012 Art. 5; L1:5")
    found = bring(folder, form.save())
    assert not codes(found), found.merge.refused
    case = loaded(folder)
    law = case.law("L2")
    assert (law.kind, str(law.in_force), law.confidence, law.number) == (
        "act",
        "2012-03-01",
        "low",
        "7",
    )
    assert law.provisions[0].sources == ("GAZ",) and law.provisions[0].id == "5"
    assert [one.id for one in case.law("L1").provisions] == ["1", "2", "3", "4", "5"]
    assert finding(folder, "2.intent").citations[0].provision == ("L2:5", "L1:5")
    assert not bring(folder, form.file.with_name("filled-form.xlsx")).files


def test_a_provision_known_from_the_text_alone_gets_an_entry(tmp_path: Path) -> None:
    folder = tmp_path / "t"
    shutil.copytree(paths.sample("tilmara"), folder)
    path = folder / "laws" / "TM-1991-3.yaml"
    text = path.read_text()
    start = text.index('- id: "5"\n')
    path.write_text(text[:start] + text[text.index("- id: ", start + 5) :])
    form = Edited(export(folder, tmp_path / "t.xlsx"))
    sheet = form.sheet("provisions")
    at = next(
        at
        for at in range(2, sheet.max_row)
        if [sheet.cell(at, 1).value, sheet.cell(at, 2).value] == ["TM-1991-3", "5"]
    )
    form.type(sheet, at, "provisions", {"penalty": "A fine."})
    assert not codes(bring(folder, form.save()))
    found = [one for one in loaded(folder).law("TM-1991-3").provisions if one.id == "5"]
    assert len(found) == 1 and str(found[0].penalty) == "A fine."


@pytest.mark.parametrize(
    "typed, day",
    [
        ("2011-03-01", "2011-03-01"),
        ("2011/3/1", "2011-03-01"),
        ("1.3.2011", "2011-03-01"),
        ("31/3/2011", "2011-03-31"),
        ("3/31/2011", "2011-03-31"),
        ("1 March 2011", "2011-03-01"),
        ("March 1st, 2011", "2011-03-01"),
        ("Mar 2011", "2011-03"),
        ("٢٠١١/٣/١", "2011-03-01"),
        (2011, "2011"),
        ("2011-03", "2011-03"),
        (datetime(2011, 3, 1), "2011-03-01"),
        ("by 1.3.2011", "by 2011-03-01"),
        ("date unknown", "unknown"),
        ("03-Mar-11", "2011-03-03"),
        ("3-Mar-2011", "2011-03-03"),
        ("March 3, 2011", "2011-03-03"),
        ("3/Mar/11", "2011-03-03"),
        ("31/12/99", "1999-12-31"),
        ("25.10.12", "2012-10-25"),
    ],
)
def test_days_as_people_type_them(folder: Path, form: Edited, typed: object, day: str) -> None:
    form.set("laws", "L1", in_force=typed)
    found = bring(folder, form.save())
    assert not codes(found), found.merge.refused
    assert str(loaded(folder).law("L1").in_force) == day


@pytest.mark.parametrize(
    "typed",
    ["3/4/2011", "3/10/12", "12-10-03", "Oct-12", "October 12", "31.2.2011", "soon", 40603, 20.5],
)
def test_days_that_are_not_certain(folder: Path, form: Edited, typed: object) -> None:
    form.set("laws", "L1", in_force=typed)
    found = bring(folder, form.save())
    assert codes(found) == ["cell-day"] and untaken(found)


def test_recommendations_and_sources(folder: Path, form: Edited) -> None:
    form.add("sources", key="NEW", grade="B", address="https://example.org", holds="A letter.")
    form.add(
        "recommendations",
        id="R9",
        elements="2.take, 2.intent",
        gap="A gap.",
        action="Do.",
        kind="new provision",
        owner="Ministry",
    )
    form.set("answers", "2.take#1", sources="GAZ; new")
    found = bring(folder, form.save())
    assert not codes(found), found.merge.refused
    case = loaded(folder)
    assert (
        case.recommendations[-1].elements == ("2.take", "2.intent")
        and case.recommendations[-1].kind == "new"
    )
    assert case.sources[-1].key == "NEW" and finding(folder, "2.take").citations[0].sources == (
        "GAZ",
        "NEW",
    )


@pytest.mark.parametrize(
    "table, values, code",
    [
        ("laws", {"id": "L/2", "title": "X", "kind": "act"}, "cell-id"),
        ("laws", {"id": "L2", "kind": "act"}, "cell-needed"),
        ("provisions", {"law": "L9", "id": "1", "summary": "S."}, "name-unknown"),
        ("provisions", {"law": "L1", "id": "9"}, "summary-missing"),
        ("provisions", {"law": "L1", "id": 1.1, "summary": "S."}, "cell-number"),
        (
            "recommendations",
            {
                "id": "R9",
                "elements": "2.none",
                "gap": "G.",
                "action": "A.",
                "kind": "new",
                "owner": "O",
            },
            "name-unknown",
        ),
        (
            "recommendations",
            {
                "id": "R9",
                "elements": "2.take",
                "gap": "G.",
                "action": "A.",
                "kind": "new",
                "owner": "O",
                "priority": "high",
            },
            "priority-unexplained",
        ),
    ],
)
def test_a_new_record_that_lacks_something_is_refused(
    folder: Path, form: Edited, table: str, values: dict, code: str
) -> None:
    form.add(table, **values)
    found = bring(folder, form.save())
    assert code in codes(found) and untaken(found)


def test_one_id_twice(folder: Path, form: Edited) -> None:
    for title in ("One", "Two"):
        form.add("sources", key="NEW", grade="B", address="x", holds=title)
    assert codes(bring(folder, form.save())) == ["row-twice"]


# --- three ways -------------------------------------------------------------------------------------------------------


def test_two_ministries_one_after_the_other(folder: Path, form: Edited) -> None:
    one, two = Edited(form.file), Edited(form.file)
    one.set("answers", "2.take#1", note="From one.")
    one.set("answers", "2.intent#1", note="Alike.")
    one.set("answers", "15.judge#1", missing="One says.")
    two.set("answers", "3.search#1", note="From two.")
    two.set("answers", "2.intent#1", note="Alike.")
    two.set("answers", "15.judge#1", missing="Two says.")
    assert not bring(folder, one.save("one.xlsx")).merge.conflicts
    found = bring(folder, two.save("two.xlsx"))
    assert [one.key for one in found.merge.conflicts] == ["15.judge"] and len(
        found.merge.changes
    ) == 1
    case = {one.element: one for one in loaded(folder).findings}
    assert str(case["2.take"].citations[0].note) == "From one."
    assert str(case["3.search"].citations[0].note) == "From two."
    assert str(case["15.judge"].citations[0].missing) == "One says."
    kept = (folder / "conflicts.yaml").read_text()
    assert "One says." in kept and "Two says." in kept and "form: two.xlsx" in kept
    before = files(folder)
    said = run("workbook", "import", folder, two.file.with_name("two.xlsx"), "--yes", code=1).output
    assert "case One says. | workbook Two says." in said and files(folder) == before
    path = folder / "findings" / "01.yaml"
    path.write_text(path.read_text().replace("One says.", "Two says."))
    assert not bring(folder, two.file.with_name("two.xlsx")).merge.conflicts
    assert "Two says." not in (folder / "conflicts.yaml").read_text()


def test_a_conflict_is_settled_for_the_form_where_it_is_named(folder: Path, form: Edited) -> None:
    form.set("answers", "15.judge#1", missing="The form says.")
    form.set("answers", "2.take#1", note="The form says.")
    file = form.save()
    path = folder / "findings" / "01.yaml"
    path.write_text(path.read_text().replace("Not in urgent cases.", "The case says."))
    assert len(prepare(folder, loaded(folder), file).merge.conflicts) == 1
    run("workbook", "import", folder, file, "--yes", "--take", "15.judge")
    assert str(finding(folder, "15.judge").citations[0].missing) == "The form says."
    assert not prepare(folder, loaded(folder), file).files


def test_what_is_to_be_taken_must_be_in_conflict(folder: Path, form: Edited) -> None:
    form.set("answers", "15.judge#1", missing="The form says.")
    said = run(
        "workbook", "import", folder, form.save(), "--yes", "--take", "15.jugde", code=2
    ).output
    assert "15.jugde" in said and "no conflict" in said


def test_an_import_is_logged_by_article_and_for_all_else(folder: Path, form: Edited) -> None:
    sheet = next(
        one
        for one in form.book
        if any(str(row[0].value or "") == labels().workbook.filled_by for row in one.iter_rows())
    )
    row = next(row for row in sheet.iter_rows() if row[0].value == labels().workbook.filled_by)
    row[1].value = " Ministry  of Justice "
    form.set("answers", "15.judge#1", missing="Not at night.")
    form.add("sources", key="NEW", grade="A", address="gazette 9", holds="A notice.")
    file = form.save()
    run("workbook", "import", folder, file, "--yes", "--by", "C. Consultant")
    case = loaded(folder)
    assert [(one.act, one.article, one.by) for one in case.log] == [
        ("import", "15", "C. Consultant"),
        ("import", "", "C. Consultant"),
    ]
    assert (
        case.log[0].why == f"{file.name} (Ministry of Justice): 15.judge"
        and "sources NEW" in case.log[1].why
    )
    assert case.log[0].answers == answers_digest(case, "15")
    before = files(folder)
    run("workbook", "import", folder, file, "--yes")
    assert files(folder) == before
    form.set("answers", "15.judge#1", missing="Not on Fridays.")
    # made from an older state: in conflict
    run("workbook", "import", folder, form.save("next.xlsx"), "--yes", code=1)
    assert loaded(folder).log == case.log


def test_who_filled_the_form_in_stands_in_the_log_where_nobody_else_is_named(
    folder: Path, form: Edited
) -> None:
    form.set("answers", "15.judge#1", missing="Not at night.")
    file = form.save()
    run("workbook", "import", folder, file, "--yes")
    assert loaded(folder).log[0].by == file.name


def test_a_form_of_the_public_edition_tells_nothing_restricted_and_changes_nothing_restricted(
    folder: Path, tmp_path: Path
) -> None:
    path = folder / "findings" / "01.yaml"
    path.write_text(
        path.read_text().replace(
            "missing: Not in urgent cases.",
            "missing: Not in urgent cases., note: Secret., restricted: [note]",
        )
    )
    for name in ("public.xlsx", "public.docx"):
        file = export(
            folder,
            tmp_path / name,
            "--release",
            "public",
            "--format",
            "word" if "docx" in name else "excel",
        )
        with zipfile.ZipFile(file) as archive:
            assert not any(b"Secret" in archive.read(one) for one in archive.namelist())
        assert not prepare(folder, loaded(folder), file).files
    form = Edited(tmp_path / "public.xlsx")
    form.set("answers", "15.judge#1", missing="Not at night.")
    found = bring(folder, form.save())
    assert not found.merge.conflicts and not found.merge.refused
    citation = finding(folder, "15.judge").citations[0]
    assert (str(citation.missing), str(citation.note)) == ("Not at night.", "Secret.")
    before = files(folder)
    for values in (
        {"note": "Typed over what is hidden."},
        dict.fromkeys(("grade", "provision", "missing", "reason", "note", "confidence", "sources")),
    ):
        form = Edited(export(folder, tmp_path / "again.xlsx", "--release", "public"))
        form.set("answers", "15.judge#1", **values)
        found = bring(folder, form.save())
        assert codes(found) == ["row-withheld"] and untaken(found)
        assert {
            name: text for name, text in files(folder).items() if name != "refused.yaml"
        } == before


def test_one_open_question_answered_by_two(folder: Path, form: Edited) -> None:
    path = folder / "findings" / "01.yaml"
    path.write_text(path.read_text()[: path.read_text().index("- element: 15.judge")])
    base = export(folder, form.file)
    one, two, three = Edited(base), Edited(base), Edited(base)
    one.set("answers", "15.judge#1", grade="met", provision="L1:3")
    two.set(
        "answers",
        "15.judge#1",
        grade="not met",
        provision="L1:3",
        missing="All.",
        reason="safeguard",
    )
    three.set("answers", "15.judge#1", grade="met", provision="L1:3")
    assert len(bring(folder, one.save("one.xlsx")).merge.changes) == 1
    found = bring(folder, two.save("two.xlsx"))
    assert len(found.merge.conflicts) == 1 and not found.merge.changes
    assert not bring(folder, three.save("three.xlsx")).merge.conflicts
    assert [one.grade for one in finding(folder, "15.judge").citations] == ["met"]


def test_an_answer_that_the_case_withdrew(folder: Path, form: Edited) -> None:
    form.set("answers", "2.take#1", note="Changed.")
    path = folder / "findings" / "01.yaml"
    text = path.read_text()
    cut = text.index('  - {provision: "L1:2", grade: met, sources: [GAZ], confidence: high, note:')
    path.write_text(text[:cut] + text[text.index('  - {provision: "B1:2"') :])
    found = bring(folder, form.save())
    assert [one.kind for one in found.merge.conflicts] == ["conflict"] and not found.merge.changes
    assert [one.provision for one in finding(folder, "2.take").citations] == [("B1:2",)]


def test_rows_that_moved_in_the_case_are_still_known(folder: Path, form: Edited) -> None:
    form.set("answers", "2.take#1", note="Changed.")
    path = folder / "findings" / "01.yaml"
    new = '- element: 2.take\n  citations:\n  - {provision: "L1:1", grade: met, sources: [GAZ], confidence: low}\n'
    path.write_text(path.read_text().replace("- element: 2.take\n  citations:\n", new))
    found = bring(folder, form.save())
    assert not found.merge.conflicts and not codes(found)
    assert [str(one.note) for one in finding(folder, "2.take").citations] == ["", "Changed.", ""]


def test_another_version_of_the_checklist_is_told(folder: Path, form: Edited) -> None:
    path = folder / "checklist" / "instrument.yaml"
    path.write_text(path.read_text().replace("version: 1.0.0", "version: 1.0.1"))
    case, _ = load_case(folder)
    assert [one.code for one in prepare(folder, case, form.file).notes] == ["workbook-version"]


def test_a_text_too_long_for_a_cell(folder: Path, form: Edited) -> None:
    path = folder / "findings" / "01.yaml"
    path.write_text(path.read_text().replace("Not in urgent cases.", "word " * 8000 + "end"))
    form = Edited(export(folder, form.file))
    assert not prepare(folder, loaded(folder), form.save()).files
    form.set("answers", "15.judge#1", missing="Shorter.")
    assert codes(prepare(folder, loaded(folder), form.save())) == ["cell-long"]


def test_a_locked_article_keeps_its_answers(folder: Path, form: Edited) -> None:
    run("review", "submit", folder, "15", "--by", "A. Assessor")
    run("review", "accept", folder, "15", "--by", "R. Reviewer")
    run("review", "lock", folder, "15", "--by", "R. Reviewer")
    form.set("answers", "15.judge#1", missing="Changed.")
    form.set("answers", "2.take#1", note="Kept.")
    found = bring(folder, form.save())
    assert codes(found) == ["answers-changed"] and [one.key for one in found.merge.changes] == [
        "2.take"
    ]


def test_another_case_is_refused(folder: Path, form: Edited) -> None:
    path = folder / "case.yaml"
    path.write_text(path.read_text().replace("id: mini", "id: other"))
    assert "[workbook-other-case]" in run_fault(folder, form.file)


def run_fault(folder: Path, file: Path) -> str:
    from click.testing import CliRunner

    from assess.base.problems import LexgapError, render
    from assess.cli import main

    result = CliRunner().invoke(main, ["workbook", "import", str(folder), str(file), "--yes"])
    assert isinstance(result.exception, LexgapError), result.output
    return "\n".join(render(one, labels().problems) for one in result.exception.problems)


def test_the_built_in_sample_is_not_changed(tmp_path: Path) -> None:
    out = export(Path("jordan"), tmp_path / "j.xlsx")
    assert "built-in sample" in run("workbook", "import", "jordan", out, code=2).output


# --- languages --------------------------------------------------------------------------------------------------------


def test_a_text_in_several_languages_keeps_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "t"
    shutil.copytree(paths.sample("tilmara"), folder)
    form = Edited(export(folder, tmp_path / "t.xlsx"))
    form.set("laws", "TM-2018-14", title="Another title")
    before = dict(loaded(folder).law("TM-2018-14").title.by)
    assert not codes(bring(folder, form.save()))
    assert dict(loaded(folder).law("TM-2018-14").title.by) == before | {"en": "Another title"}


@pytest.fixture
def arabic(tmp_path: Path) -> tuple[Path, Edited]:
    """The invented country, and its form in Arabic; the notes of some files are in English alone."""
    folder, out = tmp_path / "t", tmp_path / "t.xlsx"
    shutil.copytree(paths.sample("tilmara"), folder)
    for name in ("laws/TM-2018-14", "laws/TM-2004-11", "findings/01-05"):
        path = folder / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(
            re.sub(
                r"(?m)(^( *)note:\n\2  en: .*(?:\n\2    .*)*)\n\2  ar: .*(?:\n\2    .*)*",
                r"\1",
                text,
            ),
            encoding="utf-8",
        )
    with open(out, "wb") as file:
        write_workbook(make_form(loaded(folder), "ar"), labels("ar"))(file)
    return folder, Edited(out, "ar")


def test_a_form_in_the_other_language_changes_nothing(arabic: tuple[Path, Edited]) -> None:
    folder, form = arabic
    found = prepare(folder, loaded(folder), form.save())
    assert not found.files and not found.merge.refused and not found.merge.conflicts


def test_each_text_is_kept_in_the_language_that_it_is_written_in(
    arabic: tuple[Path, Edited],
) -> None:
    folder, form = arabic
    form.set("laws", "TM-2018-14", title="قانون آخر", note="An English note, corrected.")
    form.set("laws", "TM-2004-11", title="قانون حق المؤلف", note="ملاحظة")
    form.set("answers", "2.offence#2", note=None, missing=None)
    form.set("answers", "1.a.group#1", note="جديد")
    before = loaded(folder)
    assert not codes(bring(folder, form.save()))
    case = loaded(folder)
    law, old = case.law("TM-2018-14"), before.law("TM-2018-14")
    assert dict(law.title.by) == dict(old.title.by) | {"ar": "قانون آخر"}
    assert dict(law.note.by) == {"en": "An English note, corrected."}
    other = case.law("TM-2004-11")
    assert dict(other.title.by) == {"en": "Copyright Act, 2004", "ar": "قانون حق المؤلف"}
    assert dict(other.note.by)["ar"] == "ملاحظة" and dict(other.note.by)["en"].startswith(
        "Known from"
    )
    assert not finding(folder, "2.offence").citations[1].note
    assert dict(finding(folder, "1.a.group").citations[0].note.by) == {"ar": "جديد"}
    assert not bring(folder, form.file.with_name("filled-t.xlsx")).files


# --- what must not happen without a word ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["L1, art. 2, 1", "L1 art. 2 1", "L1, arts. 2-1", "L1, Article 2 paragraph 1"]
)
def test_two_numbers_are_not_one(folder: Path, typed: str) -> None:
    law = folder / "laws" / "L1.yaml"
    text = law.read_text()
    law.write_text(
        text.replace(
            "provisions:\n",
            'provisions:\n- {id: "21", summary: S., sources: [GAZ], confidence: low}\n',
            1,
        )
    )
    naming = Naming(loaded(folder))
    assert naming.resolve("L1, art. 21") == "L1:21"
    assert naming.resolve(typed) == ""


@pytest.mark.parametrize(
    "typed",
    [
        "Law No. 1 of 2010, Art. (3)",
        "Things Act 2010, s. 3",
        "Things Act, 2010, Art. (3)",
        "Things Act (1/2010) art. 3",
        "Act 1 / 2010, art 3",
    ],
)
def test_provisions_as_they_are_usually_cited(folder: Path, typed: str) -> None:
    assert Naming(loaded(folder)).resolve(typed) == "L1:3"


@pytest.fixture(scope="module")
def tilmara() -> Naming:
    return Naming(loaded(paths.sample("tilmara")))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("قانون الجرائم الإلكترونية لسنة 2018، المادة ٦/١", "TM-2018-14:6(1)"),
        ("المادة 6 الفقرة 1 من قانون الجرائم الإلكترونية رقم (14) لعام ٢٠١٨", "TM-2018-14:6(1)"),
        ("الفقرة (1) من المادة (6) من القانون رقم ۱۴ لسنة ۲۰۱۸", "TM-2018-14:6(1)"),
        ("القانون 14/2018، م ٦ ف ١", "TM-2018-14:6(1)"),
        ("قانون الإجراءات الجزائية، المادة ٢٢ مكررا", "TM-1998-9:22 bis"),
        ("قانـون الإجراءات الجزائیة، المادة ۲۲ مكرر", "TM-1998-9:22 bis"),
        ("مشروع القانون رقم 2 لسنة 2025، المادة 3", "TM-BILL-2025-2:3"),
        ("للمادة 3 من مشروع القانون 2/2025", "TM-BILL-2025-2:3"),
        ("المادة (6/1) من القانون 14/2018", "TM-2018-14:6(1)"),
        ("القانون 14/2018، م. 6/ 1", "TM-2018-14:6(1)"),
        ("القانون 14/2018، ماده 4", "TM-2018-14:4"),
        ("القانون 14/2018، المادة الرابعة", "TM-2018-14:4"),
        ("الفقرة 1 من المادة السادسة من القانون 14/2018", "TM-2018-14:6(1)"),
        ("القانون 14/2018، المادة الثمانون", ""),
        # a law of that name is there, and no bill
        ("مشروع قانون الجرائم الإلكترونية لسنة 2018، المادة 4", ""),
        ("القانون 14/2018 المادة 6 1", ""),
        ("القانون 14/2018 المواد 6، 1", ""),
    ],
)
def test_provisions_as_they_are_cited_in_arabic(tilmara: Naming, typed: str, meant: str) -> None:
    assert tilmara.resolve(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("المادتان 4 و6/1 من القانون 14/2018", ("4", "6(1)")),
        ("القانون 14/2018، المواد ٤، (٦/١)", ("4", "6(1)")),
        ("Law 14/2018, Articles 4 and 6(1)", ("4", "6(1)")),
        ("القانون 14/2018، المادتان 4 و99", ()),
        ("القانون 14/2018، المادة 4 و6", ()),
        ("القانون 14/2018، المادة 4", ("4",)),
    ],
)
def test_several_articles_of_one_law(tilmara: Naming, typed: str, meant: tuple[str, ...]) -> None:
    assert tilmara.resolve_all(typed) == tuple(f"TM-2018-14:{one}" for one in meant)


def test_a_bill_and_a_law_of_one_name_are_told_apart(folder: Path) -> None:
    text = (folder / "laws" / "L1.yaml").read_text()
    (folder / "laws" / "B1.yaml").write_text(
        re.sub(r"(?m)^in_force:.*\n", "", text)
        .replace("id: L1", "id: B1", 1)
        .replace("kind: act", "kind: bill")
    )
    naming = Naming(loaded(folder))
    assert naming.resolve("مشروع القانون 1/2010، المادة 3") == "B1:3"
    assert naming.resolve("القانون 1/2010، المادة 3") == ""


@pytest.mark.parametrize(
    ("piece", "name"),
    [
        ("3/ب", "3(b)"),
        ("3 الفقرة ب", "3(b)"),
        ("٣/ب/١", "3(b)(1)"),
        ("3(b)", "3(b)"),
        ("3 ب", "3b"),
        ("البند 2 من الفقرة هـ من المادة 3", "3(e)(2)"),
        ("paragraph 2 of article 3", "3(2)"),
        ("3, 2", "3 2"),
    ],
)
def test_pieces_of_an_article(piece: str, name: str) -> None:
    assert bare(comparable(piece)) == name


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("٦/أ", "6(a)"),
        ("3(أ)", "3(a)"),
        ("3 (أ)", "3(a)"),
        ("المادة 3/أ", "3(a)"),
        ("3(ج)(١)", "3(c)(1)"),
        ("6/ أ", "6(a)"),
        ("(6/ب)", "6(b)"),
        ("3/ت", "3(v)"),
        ("الفقرة (أ) من المادة (6)", "6(a)"),
        ("٢٢ مكررا", "22 bis"),
        ("م. 3", "3"),
        ("٣", "3"),
        ("3 أ", "3 أ"),
        ("1 شبكة", "1 شبكة"),
        ("Art. 3 (A)", "Art. 3 (A)"),
        ("1 section", "1 section"),
        ("2، 4", "2، 4"),
        ("27/2015", "27/2015"),
    ],
)
def test_a_number_typed_in_the_arabic_way_is_stored_as_any_other(typed: str, id: str) -> None:
    assert stored(typed) == id


def test_what_is_no_number_has_no_canonical_form() -> None:
    assert not [
        one
        for one in ("1 section", "1 computer system", "2, 4", "27/2015", "annex 1", "1 شبكة", "أ")
        if canonical(one)
    ]
    assert (
        canonical("3(A)") != canonical("3(a)") and canonical("3 (a)") == canonical("3/a") == "3(a)"
    )


def test_digits_and_endings_as_they_are_typed_in_arabic(arabic: tuple[Path, Edited]) -> None:
    folder, form = arabic
    form.set("laws", "TM-2018-14", examined="٢، ٣", confidence="عاليه", number="١٤", until=None)
    form.set("laws", "TM-2004-11", confidence="عالة")
    found = prepare(folder, loaded(folder), form.save())
    after = {one.key: one.after for one in found.merge.changes}["TM-2018-14"]
    assert (after["examined"], after["confidence"], after["number"]) == ("2, 3", "high", "14")
    assert codes(found) == ["cell-value"]


def test_a_provision_keeps_its_number_as_it_was_typed(arabic: tuple[Path, Edited]) -> None:
    folder, form = arabic
    form.add("provisions", law="TM-2018-14", id="٤٠/أ", summary="يعاقب.", sources="GAZ2018")
    form.set("provisions", "6(1)", id="٦ / ١")  # the same provision
    before = len(loaded(folder).law("TM-2018-14").provisions)
    found = bring(folder, form.save())
    assert [one.key for one in found.merge.changes] == [
        "TM-2018-14:40(a)"
    ] and not found.merge.refused
    law = loaded(folder).law("TM-2018-14")
    new = {one.id: one for one in law.provisions}
    assert len(law.provisions) == before + 1 and dict(new["40(a)"].number.by) == {"ar": "40/أ"}
    assert not bring(folder, form.file.with_name("filled-t.xlsx")).files


def test_forms_of_one_name_keep_their_conflicts(folder: Path, form: Edited) -> None:
    path = folder / "findings" / "01.yaml"
    made = {}
    for name in ("a", "b"):
        one = Edited(form.file)
        one.set("answers", "15.judge#1" if name == "a" else "2.intent#1", note=f"Ministry {name}.")
        (folder.parent / name).mkdir()
        made[name] = shutil.move(one.save(), folder.parent / name / "form.xlsx")
    third = Edited(form.file)
    third.set("answers", "15.judge#1", note="Ministry c.")
    (folder.parent / "c").mkdir()
    made["c"] = shutil.move(third.save(), folder.parent / "c" / "form.xlsx")
    text = path.read_text()
    path.write_text(
        text.replace(
            "missing: Not in urgent cases.", "missing: Not in urgent cases., note: Own."
        ).replace(
            "element: 2.intent\n  citations:\n  - {",
            "element: 2.intent\n  citations:\n  - {note: Own note., ",
            1,
        )
    )
    assert loaded(folder)
    kept = folder / "conflicts.yaml"
    for name in ("a", "b", "c", "a"):
        found = bring(folder, Path(made[name]))
        assert len(found.merge.conflicts) == 1, name
    assert all(kept.read_text().count(f"Ministry {name}.") == 1 for name in "abc")
    kept.write_text(kept.read_text() + "# seen by us\n")
    run("workbook", "import", folder, made["c"], "--yes", "--take", "15.judge")
    left = kept.read_text()
    assert (
        "Ministry c." not in left
        and "Ministry a." in left
        and "Ministry b." in left
        and "# seen by us" in left
    )


def test_a_withdrawal_in_conflict_is_kept_until_the_answer_is_gone(
    folder: Path, form: Edited
) -> None:
    columns = ("grade", "provision", "missing", "reason", "quote", "note", "confidence", "sources")
    form.set("answers", "15.judge#1", **dict.fromkeys(columns))
    file, path = form.save(), folder / "findings" / "01.yaml"
    path.write_text(path.read_text().replace("Not in urgent cases.", "One."))
    assert len(bring(folder, file).merge.conflicts) == 1
    path.write_text(path.read_text().replace("One.", "Two."))
    assert not bring(folder, export(folder, form.file)).files  # another form leaves the entry alone
    assert len(bring(folder, file).merge.conflicts) == 1
    assert (folder / "conflicts.yaml").read_text().count("id: 15.judge") == 1
    run("workbook", "import", folder, file, "--yes", "--take", "15.judge")
    assert "id: 15.judge" not in (folder / "conflicts.yaml").read_text()


def test_a_grade_beside_a_reason_why_nothing_applies(folder: Path, form: Edited) -> None:
    form.set("answers", "2.take#1", not_applicable="No such things.")
    form.set("answers", "15.judge#1", note="Taken.")
    found = bring(folder, form.save())
    assert codes(found) == ["grade-and-not-applicable"] and [
        one.key for one in found.merge.changes
    ] == ["15.judge"]
    path = folder / "findings" / "01.yaml"
    path.write_text(
        path.read_text().replace(
            "- element: 2.take\n", "- element: 2.take\n  not_applicable: No.\n"
        )
    )
    assert not prepare(folder, loaded(folder), export(folder, form.file)).merge.refused


def test_what_somebody_wrote_into_the_conflicts_stays(folder: Path, form: Edited) -> None:
    path = folder / "conflicts.yaml"
    path.write_text(
        "# ours\nconflicts:\n- look here\n- {table: [a], id: b}\n- {table: citations, id: 2.take}\n"
    )
    (folder / "findings" / "01.yaml").write_text(
        (folder / "findings" / "01.yaml")
        .read_text()
        .replace("Not in urgent cases.", "The case says.")
    )
    form.set("answers", "15.judge#1", missing="The form says.")
    before = path.read_text()
    assert len(bring(folder, form.save()).merge.conflicts) == 1
    assert path.read_text().startswith(before) and "The form says." in path.read_text()


@pytest.mark.parametrize(
    "text, code",
    [
        ("conflicts: [\n", "yaml-syntax"),
        ("conflicts: none\n", "wrong-shape"),
        ("- a\n- a: {\n", "yaml-syntax"),
    ],
)
def test_conflicts_that_cannot_be_read_are_told(
    folder: Path, form: Edited, text: str, code: str
) -> None:
    (folder / "conflicts.yaml").write_text(text)
    form.set("answers", "2.take#1", note="Changed.")
    before, file = files(folder), form.save()
    with pytest.raises(LexgapError) as fault:
        prepare(folder, load_case(folder)[0], file)
    assert [one.code for one in fault.value.problems] == [code] and files(folder) == before
    assert [one.code for one in load_case(folder)[1]] == [code]


@pytest.mark.parametrize("other", ["x-1", "x-2"])
def test_two_new_laws_never_share_a_file(folder: Path, form: Edited, other: str) -> None:
    (folder / "laws" / "L1.yaml").rename(folder / "laws" / "x.yaml")
    for name in ("x", other):
        form.add("laws", id=name, title=f"Law {name}", kind="act", sources="GAZ")
    assert not codes(bring(folder, form.save()))
    assert {"x", other} <= {one.id for one in loaded(folder).laws}


@pytest.mark.parametrize("name", ["CON", "l1", "com1.x"])
def test_ids_that_cannot_name_a_file_everywhere(folder: Path, form: Edited, name: str) -> None:
    form.add("laws", id=name, title="X", kind="act", sources="GAZ")
    found = bring(folder, form.save())
    assert codes(found) == ["cell-id"] and untaken(found)


@pytest.mark.parametrize(
    "typed, kept", [("klingon", ""), ("Arabic", "ar"), ("fr", "fr"), ("sr-Latn", "sr-Latn")]
)
def test_languages_of_laws(folder: Path, form: Edited, typed: str, kept: str) -> None:
    form.add("laws", id="L9", title="X", kind="act", sources="GAZ", language=typed)
    found = bring(folder, form.save())
    assert codes(found) == ([] if kept else ["cell-value"])
    assert not kept or loaded(folder).law("L9").language == kept


def test_a_measure_that_ends_before_it_begins(folder: Path, form: Edited) -> None:
    form.set(
        "recommendations",
        loaded(folder).recommendations[0].id,
        since="2030-01-01",
        until="2001-01-01",
    )
    found = bring(folder, form.save())
    assert codes(found) == ["dates-reversed"] and untaken(found)


def test_a_text_cleared_in_one_of_two_languages_stays_cleared(folder: Path, form: Edited) -> None:
    path = folder / "findings" / "01.yaml"
    path.write_text(
        path.read_text().replace(
            "missing: Not in urgent cases.",
            "missing: Not in urgent cases., note: {en: English., ar: نص}",
        )
    )
    form = Edited(export(folder, form.file))
    form.set("answers", "15.judge#1", note=None)
    file = form.save()
    assert not bring(folder, file).merge.conflicts
    assert finding(folder, "15.judge").citations[0].note.by == (("ar", "نص"),)
    again = bring(folder, file)
    assert not again.merge.conflicts and not again.files
    untouched = export(folder, form.file)
    assert not bring(folder, untouched).files


def test_links_and_lock_files_are_no_hindrance(folder: Path, form: Edited) -> None:
    (folder / "findings" / ".#01.yaml").symlink_to("/nonexistent/user@host")
    (folder / "findings" / "note.lnk").symlink_to("/nonexistent")
    (folder / "again").symlink_to(folder)
    form.set("answers", "2.take#1", note="Changed.")
    assert bring(folder, form.save()).files
    assert str(finding(folder, "2.take").citations[0].note) == "Changed."


@pytest.mark.parametrize(
    "fact, value, code",
    [("format", "99", "workbook-foreign"), ("instrument", "other", "workbook-other-case")],
)
def test_facts_of_another_program_or_instrument(
    folder: Path, form: Edited, fact: str, value: str, code: str
) -> None:
    state = next(one for one in form.book if one.cell(1, 1).value == MARK)
    facts = json.loads(state.cell(1, 3).value)
    state.cell(1, 3).value = json.dumps(facts | {fact: value})
    with pytest.raises(LexgapError) as fault:
        prepare(folder, loaded(folder), form.save())
    assert [one.code for one in fault.value.problems] == [code]


def test_a_title_that_was_changed_is_told(folder: Path, form: Edited) -> None:
    form.set("answers", "2.take#1", note="Lost?")
    sheet = form.sheet("answers")
    titles = form.titles(sheet)
    sheet.cell(1, titles[labels().workbook.columns.answers.note]).value = "Notes"
    found = prepare(folder, loaded(folder), form.save("a.xlsx"))
    assert [(one.code, one.words["column"]) for one in found.notes] == [
        ("column-missing", "Note on the answer")
    ]
    sheet.cell(1, titles["Grade"]).value = "Grade (ours)"
    found = prepare(folder, loaded(folder), form.save("b.xlsx"))
    assert "sheet-unread" in codes(found) and "rows-absent" in [one.code for one in found.notes]


def test_rows_that_are_not_there_are_counted(folder: Path, form: Edited) -> None:
    sheet, at = form.find("answers", "2.take#1")
    sheet.delete_rows(1)
    found = prepare(folder, loaded(folder), form.save())
    asked = sum(bool(sheet.cell(at, 1).value) for at in range(1, sheet.max_row + 1))
    assert [one.code for one in found.notes] == ["rows-absent"] and not found.files and asked


def test_open_cells_alone_cannot_be_sorted(form: Edited) -> None:
    assert all(one.protection.sort for one in form.book)


@pytest.mark.parametrize(
    "value, form_of, day",
    [
        (datetime(2016, 3, 1), "yyyy", "2016"),
        (datetime(2016, 3, 1), "mmm yyyy", "2016-03"),
        (datetime(2016, 3, 1), "dd/mm/yyyy", "2016-03-01"),
    ],
)
def test_a_date_is_as_long_as_it_is_shown(
    folder: Path, form: Edited, value: datetime, form_of: str, day: str
) -> None:
    sheet, at = form.find("laws", "L1")
    cell = sheet.cell(at, form.titles(sheet)[labels().workbook.columns.laws.until])
    cell.value, cell.number_format = value, form_of
    bring(folder, form.save())
    assert str(loaded(folder).law("L1").until) == day


def test_a_time_and_a_part_of_a_number_are_refused(folder: Path, form: Edited) -> None:
    form.set("laws", "L1", until=time(12, 0))
    form.set("answers", "2.take#1", note=1.1)
    form.set("answers", "15.judge#1", note=True)
    assert sorted(codes(bring(folder, form.save()))) == ["cell-day", "cell-number", "cell-number"]


def test_the_name_of_the_file_tells_which_form_is_meant(folder: Path, tmp_path: Path) -> None:
    assert "word/document.xml" in zipfile.ZipFile(export(folder, tmp_path / "form.docx")).namelist()
    assert "xl/workbook.xml" in zipfile.ZipFile(export(folder, tmp_path / "form.xlsx")).namelist()
    for name, kind in (("form.docx", "excel"), ("form.xlsx", "word"), ("form.pdf", "excel")):
        said = run(
            "workbook", "export", folder, "-o", tmp_path / f"x-{name}", "--format", kind, code=2
        ).output
        assert "ends in" in said and not (tmp_path / f"x-{name}").exists()


@pytest.mark.parametrize(
    "typed, day",
    [
        ("12 كانون الثاني 2030", "2030-01-12"),
        ("١٢ تشرين الأول ٢٠٣٠", "2030-10-12"),
        ("أيلول 2031", "2031-09"),
        ("12 يناير 2030", "2030-01-12"),
        ("12 حزيران/يونيو 2030", "2030-06-12"),
        ("12 كانون ثاني 2030", "2030-01-12"),
        ("٢٠٣٠م", "2030"),
        ("12 غشت 2030 م", "2030-08-12"),
        ("12 حزيران/يوليو 2030", ""),
        ("12 January 2030", "2030-01-12"),
        ("12 كانون 2030", ""),
        ("تشرين 2030", ""),
        ("غير معلوم", "unknown"),
        ("تاريخ غير معلوم", "unknown"),
        ("unknown", "unknown"),
        ("في موعد أقصاه 2030-01-12", "by 2030-01-12"),
        ("by 2030-01", "by 2030-01"),
    ],
)
def test_months_of_two_words(folder: Path, tmp_path: Path, typed: str, day: str) -> None:
    form = Edited(export(folder, tmp_path / "form.xlsx", "--lang", "ar"), "ar")
    form.set("laws", "L1", until=typed)
    found = prepare(folder, loaded(folder), form.save())
    assert [one.after["until"] for one in found.merge.changes] == ([day] if day else [])
    assert day or codes(found) == ["cell-day"]


@pytest.mark.parametrize(
    "day, printed", [("unknown", "غير معلوم"), ("by 2018-11", "في موعد أقصاه 2018-11")]
)
def test_a_day_that_is_not_known_is_printed_in_words(
    folder: Path, tmp_path: Path, day: str, printed: str
) -> None:
    edit(folder, "laws/L1.yaml", ("in_force: 2010-05-01", f"in_force: {day}"))
    file = tmp_path / "form.xlsx"
    with open(file, "wb") as out:
        write_workbook(make_form(loaded(folder), "ar"), labels("ar"))(out)
    form = Edited(file, "ar")
    sheet, at = form.find("laws", "L1")
    assert (
        sheet.cell(at, form.titles(sheet)[labels("ar").workbook.columns.laws.in_force]).value
        == printed
    )
    form.set("laws", "L1", until="2040")
    found = prepare(folder, loaded(folder), form.save())
    assert [(one.before["in_force"], one.after["in_force"]) for one in found.merge.changes] == [
        (day, day)
    ]
