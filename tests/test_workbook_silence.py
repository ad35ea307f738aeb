"""A form asks as deep as the work goes, and what is left empty in it stays open: nothing found is said, by somebody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from conftest import edit
from forms import Edited, bring, export, loaded, run, untaken
from test_workbook_word import Filled

from assess.app.cases import at_depth
from assess.forms.importing import prepare
from assess.load.cases import load_case
from assess.load.labels import labels
from assess.model.terms import DEPTHS
from assess.rating.force import Reading
from assess.rating.standing import element_standings
from assess.review.progress import progress

OLD = Path(__file__).parent / "old"
TODAY = date(2026, 12, 1)
SAID = labels().workbook
NOTHING = labels().states.not_found.label
FINDINGS = "findings/01.yaml"


@pytest.fixture
def bare(folder: Path) -> Path:
    """The small case with no finding at all; its law is marked as read for everything."""
    (folder / FINDINGS).write_text("findings: []\n")
    (folder / "recommendations.yaml").unlink()
    (folder / "surplus.yaml").unlink()
    return folder


def said(folder: Path, element: str) -> list[tuple]:
    """Return the statements on an element: who, when, which laws, note."""
    finding = next((one for one in loaded(folder).findings if one.element == element), None)
    return (
        [(one.by, str(one.on), one.laws, str(one.note)) for one in finding.not_found]
        if finding
        else []
    )


def states(folder: Path) -> dict[str, str]:
    return {
        name: one.state for name, one in element_standings(loaded(folder), Reading(TODAY)).items()
    }


def codes(found) -> list[str]:
    return [one.code for one in found.merge.refused]


def named(form: Edited, name: str) -> None:
    """Write who fills the form in on its first page."""
    row = next(
        row for sheet in form.book for row in sheet.iter_rows() if row[0].value == SAID.filled_by
    )
    row[1].value = name


# --- depth ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_form_asks_what_its_depth_asks(bare: Path, tmp_path: Path, depth: str, kind: str) -> None:
    out = export(bare, tmp_path / f"form.{kind}", "--depth", depth.replace("_", "-"))
    asked = {
        one.id
        for one in loaded(bare).instrument.elements()
        if one.asked(depth) and not one.party_act
    }
    if kind == "xlsx":
        book = openpyxl.load_workbook(out)
        ids = {cell.value for sheet in book for cell in sheet["B"] if "." in str(cell.value or "")}
        front = "\n".join(str(cell.value) for cell in book.worksheets[0]["A"])
    else:
        document = Filled(out).document
        ids = {one.rows[0].cells[1].text for one in document.tables if len(one.rows) > 1}
        front = "\n".join(one.text for one in document.paragraphs)
    assert {
        one for one in ids if one in {each.id for each in loaded(bare).instrument.elements()}
    } == asked
    assert SAID.depths[depth].split("(")[0] in front


def test_the_depth_of_the_case_counts_and_what_is_answered_stays(
    folder: Path, tmp_path: Path
) -> None:
    edit(folder, "case.yaml", ("language: en\n", "language: en\ndepth: first_look\n"))
    path = folder / FINDINGS
    text = path.read_text()
    path.write_text(
        text[: text.index("- element: 2.without_right")]
        + text[text.index("- element: 2.possession") :]
    )
    form = Edited(export(folder, tmp_path / "form.xlsx"))
    for row in ("2.take#1", "2.possession#1"):  # a lead, and an answer to a detail
        form.find("answers", row)
    for row in ("2.without_right#1", "2.intent#1"):
        with pytest.raises(KeyError):
            form.find("answers", row)
    assert not bring(folder, form.save()).files


def test_acts_of_a_party_are_not_asked(folder: Path, tmp_path: Path) -> None:
    act = (
        "- id: 15.notice\n  source: '15'\n  name: notice\n  shortfall: None.\n  asks: Is it told?\n  kind: duty\n"
        "  level: mandatory\n  party_act: yes\n  evidence: [practice]\n"
        "  criteria: {met: It is., not_met: It is not.}\n"
    )
    path = folder / "checklist" / "articles" / "15.yaml"
    path.write_text(path.read_text() + act)
    assert not load_case(folder)[1]
    with pytest.raises(KeyError):
        Edited(export(folder, tmp_path / "form.xlsx")).find("answers", "15.notice#1")


def test_a_question_is_headed_by_its_name_with_its_weight(folder: Path, tmp_path: Path) -> None:
    form = Edited(export(folder, tmp_path / "form.xlsx"))
    sheet, at = form.find("answers", "2.without_right#1")
    assert [sheet.cell(at, column).value for column in (1, 2, 4)] == [
        "without right",
        "2.without_right",
        "main",
    ]
    assert sheet.cell(at, 2).font.size < sheet.cell(at, 1).font.size and sheet.cell(at, 1).font.bold
    document = Filled(export(folder, tmp_path / "form.docx")).document
    heads = [one.text for one in document.paragraphs if one.style.name == "Heading 3"]
    assert "without right  2.without_right" in heads and heads.count("taking  2.take") == 1


# --- silence ----------------------------------------------------------------------------------------------------------


def test_a_law_that_was_read_answers_nothing(bare: Path, tmp_path: Path) -> None:
    form = Edited(export(bare, tmp_path / "form.xlsx"))
    form.set("laws", "L1", examined="1-3, 15")
    form.set("answers", "2.take#1", remark="We looked at it.")
    assert not codes(bring(bare, form.save()))
    assert loaded(bare).law("L1").examined == ("1", "2", "3", "15")
    assert set(states(bare).values()) == {"not_assessed"}


@pytest.mark.parametrize(
    "typed, numbers",
    [
        ("2-3", ("2", "3")),
        ("2–3", ("2", "3")),
        ("٢ - ٣", ("2", "3")),
        ("Articles 1 to 3", ("1", "2", "3")),
        ("من 1 إلى 3", ("1", "2", "3")),
        ("المواد من ١ إلى ٣، 15", ("1", "2", "3", "15")),
        ("1; 3-15", ("1", "3", "15")),
    ],
)
def test_runs_of_articles(
    folder: Path, tmp_path: Path, typed: str, numbers: tuple[str, ...]
) -> None:
    form = Edited(export(folder, tmp_path / "form.xlsx"))
    form.set("laws", "L1", examined=typed)
    assert not codes(bring(folder, form.save()))
    assert loaded(folder).law("L1").examined == numbers


def test_nothing_found_is_said_of_one_element(bare: Path, tmp_path: Path) -> None:
    form = Edited(export(bare, tmp_path / "form.xlsx"))
    named(form, "Ana Lawyer, Ministry")
    form.set("answers", "2.take#1", grade=NOTHING.upper(), note="Titles and index.")
    form.set("answers", "15.judge#1", grade=NOTHING, laws="l1", on="03-Oct-12", by="B. Clerk")
    file = form.save()
    assert not codes(bring(bare, file))
    assert said(bare, "2.take") == [
        ("Ana Lawyer, Ministry", "2026-12-01", ("L1",), "Titles and index.")
    ]
    assert said(bare, "15.judge") == [("B. Clerk", "2012-10-03", ("L1",), "")]
    assert [name for name, state in states(bare).items() if state == "not_found"] == [
        "2.take",
        "15.judge",
    ]
    assert not bring(bare, file, on="2027-05-05").files  # the same form again, on another day
    again = Edited(export(bare, tmp_path / "again.xlsx"))
    sheet, at = again.find("answers", "2.take#1")
    titles = again.titles(sheet)
    shown = [
        sheet.cell(at, titles[again.said.answers[key]]).value
        for key in ("grade", "note", "laws", "on", "by")
    ]
    assert shown == [NOTHING, "Titles and index.", "L1", "2026-12-01", "Ana Lawyer, Ministry"]
    assert not bring(bare, again.save(), on="2027-05-05").files


def test_a_statement_is_changed_withdrawn_and_gives_way(bare: Path, tmp_path: Path) -> None:
    (bare / FINDINGS).write_text(
        "findings:\n- element: 2.take\n  # why\n  not_found: {by: A, on: 2026-01-01, "
        "laws: [L1], since: 2010-05-01}\n- element: 2.intent\n  not_found:\n"
        "  - {by: A, on: 2026-01-01, laws: [L1]}\n"
        "  - {by: C, on: 2026-01-03, laws: [L1], note: Twice.}\n"
        "- element: 3.search\n  not_found: {by: A, on: 2026-01-01, laws: [L1]}\n"
    )
    form = Edited(export(bare, tmp_path / "form.xlsx"))
    form.set("answers", "2.take#1", note="Looked again.", by="B")
    columns = ("grade", "note", "laws", "on", "by")
    form.set("answers", "2.intent#1", **dict.fromkeys(columns))
    form.set("answers", "3.search#1", grade="met", provision="L1:3")
    assert not codes(bring(bare, form.save()))
    assert said(bare, "2.take") == [("B", "2026-01-01", ("L1",), "Looked again.")]
    assert (
        "# why" in (bare / FINDINGS).read_text()
        and "since: 2010-05-01" in (bare / FINDINGS).read_text()
    )
    assert said(bare, "2.intent") == [("C", "2026-01-03", ("L1",), "Twice.")]
    case = {one.element: one for one in loaded(bare).findings}
    assert not case["3.search"].not_found and case["3.search"].citations[0].confidence == "low"
    assert not bring(bare, form.file.with_name("filled-form.xlsx")).files


def test_a_grade_becomes_the_statement_and_takes_its_words_along(
    folder: Path, tmp_path: Path
) -> None:
    form = Edited(export(folder, tmp_path / "form.xlsx"))
    form.set("answers", "15.judge#1", grade=NOTHING)
    found = bring(folder, form.save())
    assert codes(found) == ["cell-unfit"] * 3 and untaken(found)
    form.set("answers", "15.judge#1", provision=None, missing=None, reason=None)
    assert not codes(bring(folder, form.save()))
    assert said(folder, "15.judge") == [("I. Importer", "2026-12-01", ("L1",), "")]
    assert not next(one for one in loaded(folder).findings if one.element == "15.judge").citations


def test_the_rest_of_an_article_in_one_act(bare: Path, tmp_path: Path) -> None:
    form = Edited(export(bare, tmp_path / "form.xlsx"))
    named(form, "Ana")
    form.set("answers", "2#rest", grade=NOTHING, note="Chapter by chapter.")
    form.set("answers", "2.take#1", grade="met", provision="L1:2")
    # no provision: refused, and stays open
    form.set("answers", "2.without_right#1", grade="not met")
    form.set("answers", "2.intent#1", not_assessed="To be discussed.")
    file = form.save()
    found = bring(bare, file)
    assert codes(found) == ["grade-without-provision"]
    told = run("workbook", "import", bare, file, "--yes", code=1).output
    assert "“not met” for without right (2.without_right) names no provision" in told
    assert (
        f"choose “{NOTHING}” as the grade" in told
        and "without right (2.without_right): it stays open." in told
    )
    assert {name: state for name, state in states(bare).items() if state != "not_assessed"} == {
        "2.take": "met",
        "2.possession": "not_found",
        "2.limb.aim": "not_found",
    }
    assert said(bare, "2.possession") == [("Ana", "2026-12-01", ("L1",), "Chapter by chapter.")]
    assert not {*bring(bare, file).files} & {FINDINGS}
    rest = Edited(export(bare, tmp_path / "again.xlsx"))
    sheet, at = rest.find("answers", "2#rest")
    assert not sheet.cell(
        at, rest.titles(sheet)[rest.said.answers.grade]
    ).value  # it is written out below


def test_the_rest_is_what_the_form_asks(bare: Path, tmp_path: Path) -> None:
    form = Edited(export(bare, tmp_path / "form.xlsx", "--depth", "first_look"))
    form.set("answers", "2#rest", grade=NOTHING)
    assert not codes(bring(bare, form.save()))
    assert [name for name, state in states(bare).items() if state == "not_found"] == ["2.take"]


@pytest.mark.parametrize(
    "values, code",
    [
        ({"grade": "met"}, "cell-value"),
        ({"note": "Looked."}, "rest-unfit"),
        ({"grade": NOTHING, "laws": "L9"}, "name-unknown"),
    ],
)
def test_other_things_cannot_be_said_of_the_rest(
    bare: Path, tmp_path: Path, values: dict, code: str
) -> None:
    form = Edited(export(bare, tmp_path / "form.xlsx"))
    form.set("answers", "2#rest", **values)
    if code == "cell-value":
        code = "rest-unfit"
    assert codes(bring(bare, form.save())) == [code] and set(states(bare).values()) == {
        "not_assessed"
    }


def test_a_statement_needs_somebody_and_a_law(bare: Path, tmp_path: Path) -> None:
    form = Edited(export(bare, tmp_path / "form.xlsx"))
    form.set("answers", "2.take#1", grade=NOTHING)
    file = form.save()
    assert codes(bring(bare, file, by="")) == ["search-nameless"]
    edit(bare, "laws/L1.yaml", ("in_force: 2010-05-01", "in_force: 2030-05-01"))
    assert codes(bring(bare, file)) == ["search-lawless"]


def test_a_statement_for_many_is_spread_where_one_is_withdrawn(bare: Path, tmp_path: Path) -> None:
    (bare / FINDINGS).write_text(
        "findings:\n- element: 2.intent\n  note: Seen.\nnot_found:\n- {by: A, on: 2026-01-01, "
        "laws: [L1], elements: ['2'], until: 2027-01-01, note: All.}\n"
    )
    before = states(bare)
    assert (
        before["2.intent"] == before["2.take"] == "not_found"
        and before["3.search"] == "not_assessed"
    )
    form = Edited(export(bare, tmp_path / "form.xlsx"))
    form.set(
        "answers",
        "2.possession#1",
        grade="met",
        provision="L1:2",
        note=None,
        laws=None,
        on=None,
        by=None,
    )
    form.set("answers", "2.intent#1", remark="Seen twice.")
    assert not codes(bring(bare, form.save("one.xlsx")))
    assert "elements:" in (bare / FINDINGS).read_text()  # it is about the others still
    assert states(bare) == before | {"2.possession": "met"}
    form = Edited(export(bare, tmp_path / "form.xlsx"))
    form.set("answers", "2.take#1", **dict.fromkeys(("grade", "note", "laws", "on", "by")))
    assert not codes(bring(bare, form.save("two.xlsx")))
    text = (bare / FINDINGS).read_text()
    assert (
        "not_found: []" in text and text.count("until: '2027-01-01'") == 3 and "Seen twice." in text
    )
    assert states(bare) == before | {"2.possession": "met", "2.take": "not_assessed"}
    assert not bring(bare, form.file.with_name("two.xlsx")).files


def test_a_statement_in_an_arabic_form_brought_by_the_command(bare: Path, tmp_path: Path) -> None:
    form = Edited(export(bare, tmp_path / "form.xlsx", "--lang", "ar"), "ar")
    form.set(
        "answers", "2#rest", grade=labels("ar").states.not_found.label, note="بحثنا في الفهرس."
    )
    form.set("answers", "15.judge#1", grade="لم يوجد حُكم قانونى", on="٠٣-أكتوبر-٢٠١٢")
    run("workbook", "import", bare, form.save(), "--yes", "--by", "أحمد", "--lang", "ar")
    assert said(bare, "2.take")[0][0] == "أحمد" and said(bare, "2.take")[0][2:] == (
        ("L1",),
        "بحثنا في الفهرس.",
    )
    assert (
        said(bare, "15.judge")[0][1] == "2012-10-03" and states(bare)["3.search"] == "not_assessed"
    )
    assert dict(
        next(one for one in loaded(bare).findings if one.element == "2.take").not_found[0].note.by
    ) == {"ar": "بحثنا في الفهرس."}


def test_a_statement_in_word(bare: Path, tmp_path: Path) -> None:
    form = Filled(export(bare, tmp_path / "form.docx"))
    form.set(form.table("15.judge"), grade=NOTHING, by="W. Writer")
    form.set(form.table("2"), grade=NOTHING, on="3 October 2012")
    file = form.save()
    found = bring(bare, file)
    assert not codes(found) and not found.notes
    assert said(bare, "15.judge") == [("W. Writer", "2026-12-01", ("L1",), "")]
    assert {
        said(bare, name)[0][1] for name, state in states(bare).items() if name.startswith("2.")
    } == {"2012-10-03"}
    assert (
        not bring(bare, file).files and not bring(bare, export(bare, tmp_path / "again.docx")).files
    )


def test_the_counts_of_the_form_are_those_of_status(folder: Path, tmp_path: Path) -> None:
    path = folder / FINDINGS
    text = path.read_text()
    path.write_text(
        text[: text.index("- element: 3.search")]
        + "- element: 3.search\n  note: Looked at.\n"
        + text[text.index("- element: 3.safeguards") :]
    )
    for depth in DEPTHS:
        form = Edited(
            export(folder, tmp_path / "form.xlsx", "--depth", depth, "--as-of", "2026-12-01")
        )
        counted = {}
        for sheet in form.book:
            titles = form.titles(sheet)
            if form.said.answers.counted in titles:
                for at in range(2, sheet.max_row + 1):
                    if sheet.cell(at, titles[form.said.answers.counted]).value:
                        grade = sheet.cell(at, titles[form.said.answers.grade]).value
                        counted[sheet.cell(at, titles[form.said.answers.element]).value] = bool(
                            grade
                        )
        rows = progress(at_depth(loaded(folder), depth), Reading(TODAY))
        assert len(counted) == sum(one.elements for one in rows)
        assert sum(counted.values()) == sum(one.answered for one in rows)
        assert not counted["3.search"]


# --- forms of version 0.1 ---------------------------------------------------------------------------------------------


def test_a_form_of_version_0_1_that_nobody_touched(folder: Path) -> None:
    for name in ("form-0.1.xlsx", "form-0.1.docx"):
        found = prepare(folder, loaded(folder), OLD / name)
        assert not found.files and not codes(found) and not found.notes, name


def test_a_form_of_version_0_1_comes_in(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes((OLD / "form-0.1.xlsx").read_bytes())
    form = Edited(tmp_path / "form.xlsx")
    form.set("answers", "2.take#1", note="By post.")
    form.set("answers", "15.judge#1", grade="not met", missing="No judge.", reason="safeguard")
    form.set("answers", "2.limb.aim#1", grade="not met")
    sheet, at = form.find("laws", "L1")
    sheet.cell(at, form.titles(sheet)["Examined for articles"]).value = "2-3"
    found = bring(folder, form.save())
    assert codes(found) == ["grade-without-provision", "law-row-waits"] and not found.notes
    case = {one.element: one for one in loaded(folder).findings}
    assert (
        str(case["2.take"].citations[0].note) == "By post."
        and case["15.judge"].citations[0].grade == "not_met"
    )
    assert loaded(folder).law("L1").examined == ("all",)  # an answer on Article 2 was refused
    assert states(folder)["2.limb.aim"] == "not_assessed"
    word = Filled(OLD / "form-0.1.docx")
    word.file = tmp_path / "form.docx"
    word.set(word.table("2.intent"), note="In Word.")
    assert not codes(bring(folder, word.save()))
    assert (
        str({one.element: one for one in loaded(folder).findings}["2.intent"].citations[0].note)
        == "In Word."
    )
