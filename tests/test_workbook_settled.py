"""What a form said and the case did not take stays in sight until somebody settles it: refused rows, conflicts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import TODAY, edit, messages
from forms import Edited, bring, export, loaded, run, untaken
from test_workbook_silence import named
from test_workbook_word import Filled

from assess.checks import check_structure
from assess.country import build_view
from assess.rating.force import Reading
from assess.review.answers import answers_digest

FINDINGS = "findings/01.yaml"


@pytest.fixture
def form(folder: Path, tmp_path: Path) -> Edited:
    """The form of the small good case."""
    return Edited(export(folder, tmp_path / "form.xlsx"))


def codes(found) -> list[str]:
    return [one.code for one in found.merge.refused]


def kinds(folder: Path) -> list[tuple[str, str]]:
    return [(one.kind, one.id) for one in loaded(folder).unsettled]


def answer(folder: Path, element: str):
    return next(one for one in loaded(folder).findings if one.element == element).citations[0]


# --- refused rows -----------------------------------------------------------------------------------------------------


def test_a_refused_row_is_kept_and_told_until_it_is_answered(folder: Path, form: Edited) -> None:
    form.set("answers", "15.judge#1", grade="quite met", note="As typed.")
    form.set("answers", "2.take#1", note="Taken.")
    file = form.save()
    digest = loaded(folder).digest
    assert codes(bring(folder, file)) == ["cell-value"]
    kept = (folder / "refused.yaml").read_text()
    assert "grade: quite met" in kept and "note: As typed." in kept and "2026-12-01" in kept
    assert "is not a value of “Grade”" in kept and "imported_by: I. Importer" in kept
    # of the findings
    assert kinds(folder) == [("refused", "15.judge")] and loaded(folder).digest != digest
    said = messages(folder)
    assert len(said) == 1
    assert (
        "refused.yaml:4: warning [row-refused] A row of filled-form.xlsx (I. Importer) on"
        in said[0]
    )
    assert "Safeguards!3" in said[0] and "typed: grade: quite met; note: As typed." in said[0]
    assert "workbook settle CASE 15.judge --by NAME" in said[0]
    assert not bring(folder, file).files  # told once
    status = run("status", folder).output
    assert "refused 1, in conflict 0" in status
    data = json.loads(run("status", folder, "--json").output)
    assert (data["refused"], data["conflicts"]) == (1, 0)
    assert [one["article"] for one in data["articles"] if one["refused"]] == ["15"]
    form.set("answers", "15.judge#1", grade="met", missing=None, reason=None)
    bring(folder, form.save("mended.xlsx"))
    assert not kinds(folder) and not messages(folder)
    assert answer(folder, "15.judge").grade == "met"


def test_another_form_settles_only_what_it_answers(
    folder: Path, form: Edited, tmp_path: Path
) -> None:
    base = form.file
    form.set("answers", "15.judge#1", provision="Sec. 22")
    form.set("answers", "2.intent#1", grade="perhaps")
    bring(folder, form.save("one.xlsx"))
    other = Edited(base)
    other.set("answers", "2.intent#1", note="Answered.")
    other.set("answers", "15.judge#1", remark="A remark is no answer.")
    bring(folder, other.save("two.xlsx"))
    assert kinds(folder) == [("refused", "15.judge")]


def test_rows_of_laws_and_whole_sheets_are_kept_too(folder: Path, form: Edited) -> None:
    form.add("laws", id="L9", kind="act", sources="GAZ")
    sheet = form.sheet("answers")
    sheet.cell(1, form.titles(sheet)["Grade"]).value = "Grade (ours)"
    bring(folder, form.save())
    assert ("refused", "L9") in kinds(folder) and ("refused", "") in kinds(folder)
    form.add("laws", id="L9", title="Now with a title", kind="act", sources="GAZ")
    sheet.cell(1, sheet.max_column).value = None
    assert "row-twice" in codes(bring(folder, form.save("again.xlsx")))


def test_a_row_of_word_that_was_refused(folder: Path, tmp_path: Path) -> None:
    word = Filled(export(folder, tmp_path / "form.docx"))
    word.set(word.table("15.judge"), grade="fully")
    bring(folder, word.save())
    assert (
        kinds(folder) == [("refused", "15.judge")]
        and loaded(folder).unsettled[0].at == "15.judge#1"
    )


def test_what_the_check_of_the_case_refuses_is_kept(folder: Path, form: Edited) -> None:
    form.set(
        "recommendations",
        loaded(folder).recommendations[0].id,
        since="2030-01-01",
        until="2001-01-01",
    )
    found = bring(folder, form.save())
    assert (
        codes(found) == ["dates-reversed"] and untaken(found) and kinds(folder)[0][0] == "refused"
    )


def test_rows_are_dropped_by_a_named_person(folder: Path, form: Edited) -> None:
    form.set("answers", "15.judge#1", grade="quite met")
    form.set("answers", "2.intent#1", grade="perhaps")
    bring(folder, form.save())
    edit(folder, "refused.yaml", ("refused:\n", "# ours\nrefused:\n"))
    with pytest.raises(AssertionError, match="review-nameless"):
        run("workbook", "settle", folder, "15.judge")
    with pytest.raises(AssertionError, match="nothing-to-settle"):
        run("workbook", "settle", folder, "15.jugde", "--by", "S. Settler")
    assert len(kinds(folder)) == 2
    assert (
        "Settled: 15.judge"
        in run("workbook", "settle", folder, "15.judge", "--by", "S. Settler").output
    )
    assert (
        kinds(folder) == [("refused", "2.intent")]
        and "# ours" in (folder / "refused.yaml").read_text()
    )
    line = loaded(folder).log[-1]
    assert (line.act, line.article, line.by, line.state) == ("settle", "15", "S. Settler", "draft")
    assert "quite met" in line.why and "filled-form.xlsx" in line.why
    run("workbook", "settle", folder, "1-3", "--by", "S. Settler")
    assert not kinds(folder) and [one.article for one in loaded(folder).log] == ["15", "2"]
    assert not messages(folder)


def test_a_law_is_not_read_for_an_article_of_which_a_row_was_refused(
    folder: Path, form: Edited
) -> None:
    edit(folder, "laws/L1.yaml", ("examined: [all]", "examined: ['1']"))
    form = Edited(export(folder, form.file))
    named(form, "Ana")
    form.set("answers", "2.take#1", grade="quite met")
    form.set("laws", "L1", examined="1-3", note="Kept.")
    found = bring(folder, form.save())
    assert codes(found) == ["cell-value", "law-row-waits"]
    law = loaded(folder).law("L1")
    assert law.examined == ("1",) and str(law.note) == "Kept."
    form.set("answers", "2.take#1", grade="met")
    bring(folder, form.save())
    assert loaded(folder).law("L1").examined == ("1", "2", "3") and not kinds(folder)


# --- answers that changed places --------------------------------------------------------------------------------------


def test_answers_sorted_without_their_questions_are_refused(folder: Path, form: Edited) -> None:
    sheet, _ = form.find("answers", "2.take#1")
    titles = form.titles(sheet)
    first, last = titles["Grade"], titles["Still open because"]
    rows = [
        [sheet.cell(at, column).value for column in range(first, last + 1)] for at in range(2, 12)
    ]
    for at, values in enumerate(
        sorted(rows, key=lambda one: (str(one[0] or "zz"), str(one[1]), str(one[2]))), start=2
    ):
        for column, value in enumerate(values, start=first):
            sheet.cell(at, column).value = value
    form.set("answers", "15.judge#1", note="On another sheet.")
    found = bring(folder, form.save())
    assert codes(found) == ["rows-exchanged"] and [one.key for one in found.merge.changes] == [
        "15.judge"
    ]
    assert found.merge.refused[0].at.cell == sheet.title
    assert kinds(folder) == [("refused", "")]
    bring(folder, Edited(form.file).save())  # the form as it was exported, under the same name
    assert not kinds(folder)


def test_whole_rows_may_be_sorted_and_one_answer_copied(folder: Path, form: Edited) -> None:
    sheet, _ = form.find("answers", "2.take#1")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for at, values in enumerate(sorted(rows, key=lambda one: str(one[6] or "zz")), start=2):
        for column, value in enumerate(values, start=1):
            sheet.cell(at, column).value = value
    assert not bring(folder, form.save()).files
    keys = ("grade", "provision", "missing", "reason", "confidence", "sources")
    source, at = form.find("answers", "2.possession#1")
    copied = {
        key: source.cell(at, form.titles(source)[form.said.answers[key]]).value for key in keys
    }
    form.set("answers", "2.intent#1", **copied)
    assert not codes(bring(folder, form.save()))


def test_a_sheet_without_its_hidden_ids_keeps_its_rows_apart(folder: Path, form: Edited) -> None:
    sheet, _ = form.find("answers", "2.take#1")
    form.set("answers", "2.without_right#1", grade="not met", missing="All.", reason="qualifier")
    sheet.delete_cols(form.titles(sheet)["Row"])
    found = bring(folder, form.save())
    assert [one.kind for one in found.merge.changes] == ["change"] and [
        one.code for one in found.notes
    ] == ["column-missing"]
    finding = next(one for one in loaded(folder).findings if one.element == "2.without_right")
    assert [one.grade for one in finding.citations] == ["not_met", "not_met"]


# --- conflicts --------------------------------------------------------------------------------------------------------


def test_what_differs_field_by_field_merges_field_by_field(folder: Path, form: Edited) -> None:
    ana, ben = Edited(form.file), Edited(form.file)
    ana.set("answers", "2.take#1", note="Ana's note.")
    ben.set("answers", "2.take#1", confidence="low", remark="Ben's remark.")
    ana.set("laws", "L1", note="Ana's note.")
    ben.set("laws", "L1", confidence="medium", examined="1-3")
    bring(folder, ana.save("ana.xlsx"))
    found = bring(folder, ben.save("ben.xlsx"))
    assert not found.merge.conflicts and not codes(found)
    one = answer(folder, "2.take")
    assert (str(one.note), one.confidence) == ("Ana's note.", "low")
    law = loaded(folder).law("L1")
    assert (str(law.note), law.confidence, law.examined) == (
        "Ana's note.",
        "medium",
        ("1", "2", "3"),
    )
    for name in ("ana.xlsx", "ben.xlsx"):
        assert not bring(folder, form.file.with_name(name)).files


def test_one_field_in_conflict_and_the_rest_is_taken(folder: Path, form: Edited) -> None:
    ana, ben = Edited(form.file), Edited(form.file)
    ana.set("answers", "15.judge#1", missing="Ana says.", confidence="medium")
    ben.set("answers", "15.judge#1", missing="Ben says.", note="Ben's note.")
    run("workbook", "import", folder, ana.save("ana.xlsx"), "--yes", "--by", "Ana")
    file = ben.save("ben.xlsx")
    said = run("workbook", "import", folder, file, "--yes", "--by", "Ben", code=1).output
    assert "case: findings/01.yaml; ana.xlsx (Ana) | workbook: ben.xlsx (Ben)" in said
    assert "What is missing: case Ana says. | workbook Ben says." in said
    one = answer(folder, "15.judge")
    assert (str(one.missing), str(one.note), one.confidence) == (
        "Ana says.",
        "Ben's note.",
        "medium",
    )
    assert kinds(folder) == [("conflict", "15.judge")]
    (told,) = messages(folder)
    assert "[row-in-conflict] ben.xlsx (Ben) and the case say different things" in told
    assert (
        "The case (findings/01.yaml; ana.xlsx (Ana)): missing: Ana says.; the form: missing: Ben says."
        in told
    )
    run("workbook", "import", folder, file, "--yes", "--by", "Ben", "--take", "15.judge")
    one = answer(folder, "15.judge")
    assert (str(one.missing), one.confidence) == ("Ben says.", "medium") and not kinds(folder)


def test_a_conflict_stays_one_where_the_rest_of_its_row_is_taken(
    folder: Path, form: Edited
) -> None:
    ana, ben = Edited(form.file), Edited(form.file)
    ana.set("answers", "15.judge#1", note="Ana.")
    ben.set("answers", "15.judge#1", note="Ben.", provision="L1:2; L1:3")
    bring(folder, ana.save("ana.xlsx"))
    file = ben.save("ben.xlsx")
    bring(folder, file)
    assert answer(folder, "15.judge").provision == ("L1:2", "L1:3") and kinds(folder) == [
        ("conflict", "15.judge")
    ]
    assert not bring(folder, file).files
    other = Edited(export(folder, form.file.with_name("next.xlsx")))
    other.set("answers", "15.judge#1", provision="L1:4")
    bring(folder, other.save("next-filled.xlsx"))
    bring(folder, file)
    assert {one.form for one in loaded(folder).unsettled} == {"ben.xlsx"}
    assert all(one.theirs.count("Ben.") == 1 for one in loaded(folder).unsettled)


def test_no_field_goes_to_another_citation(folder: Path, form: Edited) -> None:
    """The two citations of an element change places in what they cite, so that nobody can tell which is which."""
    ana, ben = Edited(form.file), Edited(form.file)
    ana.set("answers", "2.take#1", provision="L1:3", note="Ana.")
    ana.set("answers", "2.take#2", provision="L1:2", confidence="medium")
    ben.set("answers", "2.take#1", note="Ben.", confidence="low")
    bring(folder, ana.save("ana.xlsx"))
    before = (folder / FINDINGS).read_text()
    file = ben.save("ben.xlsx")
    found = bring(folder, file)
    assert not found.merge.changes and (folder / FINDINGS).read_text() == before
    assert kinds(folder) == [("conflict", "2.take")] and not bring(folder, file).files


def test_two_sides_that_do_not_go_together_are_not_mixed(folder: Path, form: Edited) -> None:
    form.set(
        "answers",
        "15.judge#1",
        note="By practice.",
        grade="met otherwise",
        missing=None,
        reason=None,
    )
    bring(folder, form.save("start.xlsx"))
    base = export(folder, form.file)
    ana, ben = Edited(base), Edited(base)
    ana.set("answers", "15.judge#1", grade="met", note=None)
    ben.set("answers", "15.judge#1", provision="L1:3; L1:2", confidence="low")
    bring(folder, ana.save("ana.xlsx"))
    found = bring(folder, ben.save("ben.xlsx"))
    assert not found.merge.refused and kinds(folder) == [("conflict", "15.judge")]
    assert answer(folder, "15.judge").grade == "met" and answer(folder, "15.judge").provision == (
        "L1:3",
    )


def test_two_answers_are_not_mixed(folder: Path, form: Edited) -> None:
    ana, ben = Edited(form.file), Edited(form.file)
    ana.set("answers", "15.judge#1", grade="met", missing=None, reason=None, note="Ana.")
    ben.set("answers", "15.judge#1", provision="L1:2", missing="Ben says.")
    bring(folder, ana.save("ana.xlsx"))
    found = bring(folder, ben.save("ben.xlsx"))
    assert (
        found.merge.conflicts[0].columns() == ["provision", "missing"] and not found.merge.changes
    )
    one = answer(folder, "15.judge")
    assert (one.grade, one.provision, str(one.missing)) == ("met", ("L1:3",), "")


def test_whose_answer_it_was_is_not_said_of_what_was_edited_since(
    folder: Path, form: Edited
) -> None:
    ana, ben = Edited(form.file), Edited(form.file)
    ana.set("answers", "15.judge#1", missing="Ana says.")
    run("workbook", "import", folder, ana.save("ana.xlsx"), "--yes", "--by", "Ana")
    edit(folder, FINDINGS, ("Ana says.", "By hand."))
    ben.set("answers", "15.judge#1", missing="Ben says.")
    bring(folder, ben.save("ben.xlsx"))
    assert loaded(folder).unsettled[0].ours_from == FINDINGS


def test_an_article_in_conflict_is_not_accepted(folder: Path, form: Edited) -> None:
    form.set("answers", "15.judge#1", missing="The form says.")
    edit(folder, FINDINGS, ("Not in urgent cases.", "The case says."))
    form.set("answers", "3.search#1", grade="fully")
    bring(folder, form.save())
    said = run("review", "submit", folder, "15", "3", "--by", "A. Writer").output
    assert (
        "Note on Article 15: rows of forms are not settled (refused 0, in conflict 1): 15.judge"
        in said
    )
    assert (
        "Note on Article 3: rows of forms are not settled (refused 1, in conflict 0): 3.search"
        in said
    )
    with pytest.raises(AssertionError, match="article-in-conflict"):
        run("review", "accept", folder, "15", "--by", "R. Reader")
    assert "Note on Article 3" in run("review", "accept", folder, "3", "--by", "R. Reader").output
    run("workbook", "settle", folder, "15.judge", "--by", "S. Settler")
    run("review", "accept", folder, "15", "--by", "R. Reader")
    assert [one.state for one in loaded(folder).reviews] == ["accepted", "accepted"]
    case = loaded(folder)
    assert not [one for one in check_structure(case) if one.severity == "error"]
    assert case.reviews[0].answers == answers_digest(case, case.reviews[0].article)


def test_a_conflict_on_a_law_holds_the_articles_that_rest_on_it(folder: Path, form: Edited) -> None:
    form.set("laws", "L1", title="The form's title")
    edit(folder, "laws/L1.yaml", ("title: Things Act", "title: The case's title"))
    bring(folder, form.save())
    data = json.loads(run("status", folder, "--json").output)
    assert {one["article"]: one["conflicts"] for one in data["articles"]} == {
        "1": 1,
        "2": 1,
        "3": 1,
        "15": 1,
    }


def test_the_recipe_of_a_report_says_what_is_not_settled(folder: Path, form: Edited) -> None:
    form.set("answers", "15.judge#1", missing="The form says.")
    form.set("answers", "2.take#1", grade="fully")
    reading = Reading(TODAY)
    assert "Rows of forms that nobody has settled" not in dict(
        build_view(loaded(folder), reading).recipe
    )
    edit(folder, FINDINGS, ("Not in urgent cases.", "The case says."))
    before = loaded(folder).digest
    bring(folder, form.save())
    case = loaded(folder)
    assert case.digest == before  # no result rests on them
    said = {
        code: [value for name, value in build_view(case, reading, code).recipe]
        for code in ("en", "ar")
    }
    assert "refused 1; in conflict 1; Articles 2, 15" in said["en"]
    assert any("المرفوضة 1؛ والمتعارضة 1" in one for one in said["ar"])
