"""The Word questionnaire is filled in as people do, and imports like the workbook."""

from __future__ import annotations

import copy
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from forms import SAID, bring, export, loaded, run, untaken
from test_workbook_office import convert
from test_workbook_office import pytestmark as needs_office

from assess.base.problems import LexgapError, render
from assess.forms.importing import prepare
from assess.forms.opened import outermost
from assess.forms.reading import read_form
from assess.load.labels import labels
from assess.write.word.direction import COMPLEX, is_latin


class Filled:
    """A questionnaire opened in Word, whose cells are set by answer and row."""

    def __init__(self, file: Path):
        self.file, self.document = file, docx.Document(str(file))

    def table(self, element: str, number: int = 0):
        """Return the table of an answer; `number` counts those of one element."""
        return [
            one
            for one in self.document.tables
            if len(one.rows) > 1 and one.rows[0].cells[1].text == element
        ][number]

    def set(self, table, **values: str) -> None:
        """Type values into the rows of a table."""
        for key, text in values.items():
            row = next(
                row
                for row in table.rows
                if row.cells[0].text.split("\n")[0].startswith(SAID.answers[key])
            )
            found = list(row.cells[1]._tc.iter(qn("w:t")))
            for old in found[1:]:
                old.text = ""
            if found:
                found[0].text = text
            else:
                row.cells[1].paragraphs[0].add_run(text)

    def save(self) -> Path:
        out = self.file.with_name("filled.docx")
        self.document.save(str(out))
        return out


@pytest.fixture
def form(folder: Path, tmp_path: Path) -> Filled:
    return Filled(export(folder, tmp_path / "form.docx", "--format", "word"))


def fill(form: Filled) -> None:
    """Change an answer, add one in an empty table, one in a copied table, a law with a provision and a measure."""
    form.set(form.table("2.take"), note="Typed in Word.", provision="Things Act, Art. 3")
    form.set(
        form.table("15.judge"), grade="met otherwise", note="By practice.", missing="", reason=""
    )
    form.set(
        form.table(""),
        element="2.intent",
        grade="partly met",
        provision="L2:1",
        missing="Some.",
        reason="mental",
    )
    copied = copy.deepcopy(form.table("3.search")._tbl)
    form.table("3.search")._tbl.addnext(copied)
    form.set(form.table("3.search", 1), provision="L1:2", note="Copied.")
    for head, line in (
        ("laws", {"id": "L2", "title": "Other Act", "kind": "act", "sources": "GAZ"}),
        ("provisions", {"law": "L2", "id": "1", "summary": "Punishes giving."}),
        (
            "recommendations",
            {
                "id": "R7",
                "elements": "2.take",
                "gap": "G.",
                "action": "A.",
                "kind": "amendment",
                "owner": "O.",
            },
        ),
    ):
        first = SAID[head][
            "title" if head == "laws" else "summary" if head == "provisions" else "action"
        ]
        table = next(
            one
            for one in form.document.tables
            if first in [cell.text for cell in one.rows[0].cells]
        )
        titles = {cell.text: at for at, cell in enumerate(table.rows[0].cells)}
        for key, text in line.items():
            table.rows[1].cells[titles[SAID[head][key]]].text = text


def check(folder: Path, file: Path) -> None:
    found = bring(folder, file)
    assert not found.merge.refused and not found.merge.conflicts, found.merge
    case = loaded(folder)
    answers = {one.element: one.citations for one in case.findings}
    assert str(answers["2.take"][0].note) == "Typed in Word." and answers["2.take"][
        0
    ].provision == ("L1:3",)
    assert (answers["15.judge"][0].grade, answers["15.judge"][0].reason) == ("met_otherwise", ())
    assert (answers["2.intent"][-1].grade, answers["2.intent"][-1].reason) == (
        "partly",
        ("mental",),
    )
    assert [str(one.note) for one in answers["3.search"]] == ["", "Copied."]
    assert case.law("L2").provisions[0].id == "1" and case.recommendations[-1].id == "R7"
    assert not bring(folder, file).files


def test_a_questionnaire_filled_in_with_word(folder: Path, form: Filled) -> None:
    fill(form)
    check(folder, form.save())


@needs_office
@pytest.mark.essential
def test_a_questionnaire_saved_by_libreoffice(folder: Path, form: Filled, tmp_path: Path) -> None:
    fill(form)
    (tmp_path / "out").mkdir()
    check(folder, convert(form.save(), "docx:MS Word 2007 XML", tmp_path / "out"))


@needs_office
def test_an_untouched_questionnaire_saved_by_libreoffice(
    folder: Path, form: Filled, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    found = bring(folder, convert(form.file, "docx:MS Word 2007 XML", tmp_path / "out"))
    assert not found.files and not found.merge.refused and not found.merge.conflicts


def test_a_wrong_answer_is_refused_by_its_row(folder: Path, form: Filled) -> None:
    form.set(form.table("2.take"), grade="fully")
    found = bring(folder, form.save())
    said = render(found.merge.refused[0], labels().problems)
    assert (
        said.startswith("filled.docx 2.take#1: error [cell-value]")
        and said.count("Grade") == 1
        and untaken(found)
    )


def test_tracked_deletions_are_not_read(folder: Path, form: Filled) -> None:
    table = form.table("15.judge")
    row = next(one for one in table.rows if one.cells[0].text.startswith(SAID.answers.missing))
    run = next(row.cells[1]._tc.iter(qn("w:r")))
    deleted = run.makeelement(qn("w:del"), {})
    run.addprevious(deleted)
    deleted.append(run)
    row.cells[1].paragraphs[0].add_run("Inserted.")
    assert not bring(folder, form.save()).merge.refused
    answers = {one.element: one.citations for one in loaded(folder).findings}
    assert str(answers["15.judge"][0].missing) == "Inserted."


@pytest.mark.parametrize(
    "change, code",
    [
        (lambda text: text.replace(b"lexgap:", b"lexgip:"), "workbook-foreign"),
        (lambda text: text.replace(b"lexgap:", b"lexgap:AAAA"), "workbook-foreign"),
        (lambda text: text[:-200], "text-damaged"),
        (
            lambda text: text.replace(
                b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document', 1
            ),
            "text-damaged",
        ),
        (lambda text: b"", "text-damaged"),
    ],
)
def test_questionnaires_that_were_damaged(folder: Path, form: Filled, change, code: str) -> None:
    with zipfile.ZipFile(form.file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = change(parts["word/document.xml"])
    with zipfile.ZipFile(form.file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with pytest.raises(LexgapError) as fault:
        prepare(folder, loaded(folder), form.file)
    assert [one.code for one in fault.value.problems] == [code]


def test_a_document_of_somebody_else(folder: Path, tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "x.docx"))
    with pytest.raises(LexgapError) as fault:
        prepare(folder, loaded(folder), tmp_path / "x.docx")
    assert [one.code for one in fault.value.problems] == ["workbook-foreign"]


def cell(form: Filled, element: str, key: str):
    """Return the cell of an answer."""
    rows = form.table(element).rows
    return next(row for row in rows if row.cells[0].text.split("\n")[0] == SAID.answers[key]).cells[
        1
    ]


def test_a_table_pasted_into_an_answer_is_read_as_lines(folder: Path, form: Filled) -> None:
    where = cell(form, "2.take", "remark")
    where.paragraphs[0].add_run("An answer that matters")
    where.add_table(1, 2).rows[0].cells[1].text = "pasted"
    assert not bring(folder, form.save()).merge.refused
    said = next(str(one.note) for one in loaded(folder).findings if one.element == "2.take")
    assert said.startswith("An answer that matters") and "pasted" in said


def test_a_line_that_is_not_understood_keeps_its_answer_out(folder: Path, form: Filled) -> None:
    form.set(form.table("2.take"), note="Not taken.")
    row = cell(form, "2.take", "quote")._tc.getparent()
    row[-1].addnext(copy.deepcopy(row[-1]))
    row[-1].find(qn("w:p")).addnext(copy.deepcopy(form.document.paragraphs[0]._p))
    form.set(form.table("15.judge"), note="Taken.")
    found = bring(folder, form.save())
    assert [(one.code, one.at.cell) for one in found.merge.refused] == [("line-unread", "2.take#1")]
    assert [one.key for one in found.merge.changes] == ["15.judge"] and not found.notes


def test_an_answer_without_its_first_line_is_told(folder: Path, form: Filled) -> None:
    form.set(form.table(""), element="2.intent", grade="met", provision="L1:3")
    table = form.table("2.intent", -1)._tbl
    table.remove(next(table.iter(qn("w:tr"))))
    form.set(form.table("2.take"), note="Taken.")
    form.table("3.search")._tbl.getparent().remove(form.table("3.search")._tbl)
    found = bring(folder, form.save())
    assert [one.code for one in found.merge.refused] == ["cell-needed"] and len(
        found.merge.changes
    ) == 1
    assert [(one.code, one.words["first"]) for one in found.notes] == [("rows-absent", "3.search")]


def test_new_records_with_a_column_more_and_a_cell_less(folder: Path, form: Filled) -> None:
    title = SAID.recommendations.action
    table = next(
        one for one in form.document.tables if title in [each.text for each in one.rows[0].cells]
    )
    table.add_column(1000).cells[0].text = "Ours"
    titles = {each.text: at for at, each in enumerate(table.rows[0].cells)}
    values = {
        "id": "R7",
        "elements": "2.take",
        "gap": "G.",
        "action": "A.",
        "kind": "amendment",
        "owner": "O.",
    }
    for row in (1, 2):
        for key, text in values.items():
            table.rows[row].cells[titles[SAID.recommendations[key]]].text = (
                text if key != "id" else f"R{6 + row}"
            )
    line = table.rows[2]._tr
    line.remove(line[-1])
    found = bring(folder, form.save())
    assert [one.key for one in found.merge.changes] == ["R7"]
    assert [(one.code, one.at.cell) for one in found.merge.refused] == [
        ("line-unread", "Recommendations, line 2")
    ]


def test_a_note_that_is_a_dash_stays(folder: Path, tmp_path: Path) -> None:
    path = folder / "findings" / "01.yaml"
    path.write_text(
        path.read_text().replace("missing: Not in urgent cases.", "missing: –, note: '-'")
    )
    file = export(folder, tmp_path / "form.docx", "--format", "word")
    assert not bring(folder, file).files


def test_a_difference_names_its_column_once(folder: Path, form: Filled) -> None:
    form.set(form.table("15.judge"), missing="Not at night.")
    said = run("workbook", "import", folder, form.save(), "--yes").output
    assert "    15.judge#1 What is missing: Not in urgent cases. → Not at night." in said


def test_a_questionnaire_is_read_block_by_block(form: Filled, monkeypatch) -> None:
    most = 0

    def counted(path, data, tags):
        nonlocal most
        for one in outermost(path, data, tags):
            yield one
            most = max(most, sum(1 for _ in one.getroottree().iter()))

    monkeypatch.setattr("assess.forms.answered.outermost", counted)
    assert len(read_form(form.file).rows) > 10
    assert 3 * most < sum(1 for _ in form.document.element.iter())


def test_an_arabic_form_runs_from_right_to_left_and_comes_back_unchanged(
    folder: Path, tmp_path: Path
) -> None:
    out = export(folder, tmp_path / "form.docx", "--format", "word", "--lang", "ar")
    document = docx.Document(str(out))
    cells = [cell for table in document.tables for cell in table._tbl.iter(qn("w:tc"))]
    letters = {False: 0, True: 0}
    for paragraph in document.element.body.iter(qn("w:p")):
        text = "".join(one.text or "" for one in paragraph.iter(qn("w:t")))
        turned = paragraph.find(f"{qn('w:pPr')}/{qn('w:bidi')}")
        if is_latin(text):  # an id, or a text in English
            assert turned.get(qn("w:val")) == "0"
            assert paragraph.find(f"{qn('w:pPr')}/{qn('w:jc')}").get(qn("w:val")) == "right"
        else:
            assert turned.get(qn("w:val")) is None
        letters[is_latin(text)] += 1
        assert not set("\u200e\u200f") & set(text)  # what is read again has no marks
        for piece in paragraph.iter(qn("w:r")):
            said = "".join(one.text or "" for one in piece.iter(qn("w:t")))
            look = piece.find(qn("w:rPr"))
            assert (
                not any("\u0620" <= sign <= "\u064a" for sign in said)
                or look.find(qn("w:rtl")) is not None
            )
    assert min(letters.values()) > 20 and len(cells) > 200
    for root in (document.element, document.styles.element):
        for look in root.iter(qn("w:rPr")):
            for one, two in (("w:b", "w:bCs"), ("w:sz", "w:szCs")):
                assert (look.find(qn(one)) is None) == (look.find(qn(two)) is None)
        assert {one.get(qn("w:cs")) for one in root.iter(qn("w:rFonts"))} <= {COMPLEX}
    found = bring(folder, out)
    assert not found.files and not found.notes
