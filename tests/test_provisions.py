"""What a law lists and what a loaded text of it holds are one list: for choices in forms, for bills, for hints."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from conftest import TODAY, edit
from docx import Document
from forms import Edited, bring, export, loaded, untaken

from assess.base import paths
from assess.checks import check
from assess.forms.naming import Naming, names_of

ENGLISH = """\
law: L1
language: en
standing: copy
units:
- {id: preamble, kind: preamble, wording: The people of Testland.}
- {id: part 1, kind: part, number: PART ONE, heading: Offences}
- {id: '2', kind: article, parent: part 1, number: Section 2., heading: Taking, wording: 'Nobody may:'}
- {id: 2(a), kind: item, parent: '2', number: (a), wording: take a thing; or}
- {id: 2(b), kind: item, parent: '2', number: (b), wording: hide a thing.}
- {id: '7', kind: article, parent: part 1, number: Section 7., heading: Spam, wording: Nobody may send spam.}
- {id: 7 note, kind: note, parent: '7', wording: A note of the editor.}
"""
ARABIC = """\
law: L1
language: ar
standing: translation
units:
- {id: '2', kind: article, number: المادة 2, wording: 'يحظر:'}
- {id: 2(a), kind: item, parent: '2', number: أ-, wording: أخذ شيء}
- {id: 2(c), kind: item, parent: '2', number: ج-, wording: بيع شيء}
- {id: '7', kind: article, number: المادة 7, wording: يحظر إرسال الرسائل المزعجة}
"""


@pytest.fixture
def folder(folder: Path) -> Path:
    """The small good case, with a text of its law in two languages."""
    texts = folder / "texts"
    texts.mkdir()
    texts.joinpath("L1.en.yaml").write_text(ENGLISH, encoding="utf-8")
    texts.joinpath("L1.ar.yaml").write_text(ARABIC, encoding="utf-8")
    title = "title: {en: Things Act, ar: قانون الأشياء}\nshort: {en: Act 1/2010, ar: قانون الأشياء}"
    edit(folder, "laws/L1.yaml", ("title: Things Act\nshort: Act 1/2010", title))
    return folder


def offered(file: Path) -> list[str]:
    """Return the list of choices of an exported workbook that holds Section 7."""
    book = openpyxl.load_workbook(file)
    for rule in book.worksheets[1].data_validations.dataValidation:
        title, _, area = book.defined_names[rule.formula1].attr_text.rpartition("!")
        cells = book[title.strip("'").replace("''", "'")][area.replace("$", "")]
        texts = [row[0].value for row in cells] if isinstance(cells, tuple) else [cells.value]
        if any(text.endswith(("Section 7", "المادة 7")) for text in texts):
            return texts
    return []


def test_a_form_offers_every_article_and_item_in_the_order_of_the_text(
    folder: Path, tmp_path: Path
) -> None:
    texts = offered(export(folder, tmp_path / "form.xlsx"))
    own = [text.removeprefix("Act 1/2010, Section ") for text in texts if text.startswith("Act")]
    assert own == ["1", "2", "2(a)", "2(b)", "2(c)", "3", "4", "7"]
    arabic = offered(export(folder, tmp_path / "ar.xlsx", "--lang", "ar"))
    assert "قانون الأشياء، المادة 2(ج)" in arabic and "قانون الأشياء، المادة 7" in arabic


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_chosen_is_read_back_to_exactly_that_provision(folder: Path, language: str) -> None:
    for case in (loaded(folder), loaded(paths.sample("tilmara")), loaded(paths.sample("jordan"))):
        naming, names = Naming(case, language), names_of(case, language)
        assert len(set(names.values())) == len(names) >= len(case.provisions())
        wrong = {name: naming.resolve_all(name) for reference, name in names.items()
                 if naming.resolve_all(name) != (reference,)}  # fmt: skip
        assert not wrong


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_unit_of_the_text_is_chosen_and_imported(
    folder: Path, tmp_path: Path, language: str
) -> None:
    name = names_of(loaded(folder), language)["L1:2(c)"]
    form = Edited(export(folder, tmp_path / "form.xlsx", "--lang", language), language)
    form.set("answers", "2.take#1", provision=name)
    taken = bring(folder, form.save())
    assert not taken.merge.refused
    finding = next(each for each in loaded(folder).findings if each.element == "2.take")
    assert finding.citations[0].provision == ("L1:2(c)",)


def test_provisions_of_one_name_are_offered_by_their_references(folder: Path) -> None:
    law = (folder / "laws" / "L1.yaml").read_text(encoding="utf-8")
    (folder / "laws" / "L9.yaml").write_text(law.replace("id: L1", "id: L9"), encoding="utf-8")
    english = folder / "texts" / "L9.en.yaml"
    english.write_text(ENGLISH.replace("law: L1", "law: L9"), encoding="utf-8")
    edit(
        folder,
        "texts/L9.en.yaml",
        ("- {id: '7'", "- {id: '8'"),
        ("7 note", "8 note"),
        ("'7'", "'8'"),
    )
    case = loaded(folder)
    names, naming = names_of(case, "en"), Naming(case, "en")
    assert names["L9:3"] == "L9:3" and names["L1:3"] == "L1:3"
    assert names["L1:7"] == "Act 1/2010, Section 7"
    assert naming.resolve(names["L9:3"]) == "L9:3"


def test_the_questionnaire_tells_every_unit_with_its_words(folder: Path, tmp_path: Path) -> None:
    document = Document(str(export(folder, tmp_path / "form.docx")))
    rows = dict(tuple(cell.text for cell in row.cells) for row in document.tables[-1].rows)
    assert rows["Act 1/2010, Section 7"] == "Spam"
    assert rows["Act 1/2010, Section 2(b)"].endswith("hide a thing.")
    assert not any("note" in name or "part 1" in name for name in rows)


def test_a_bill_may_change_whatever_the_text_holds(folder: Path) -> None:
    bill = ('replaces: ["2"]', 'replaces: ["2(b)"]\n  amends: ["7"]')
    edit(folder, "laws/B1.yaml", bill, ('repeals: ["4"]', 'repeals: ["4", "2/ج", "part 1"]'))
    case = loaded(folder)
    assert case.law("B1").repeals == ("4", "2(c)", "part 1")
    assert "bill-target" not in [each.code for each in check(case, TODAY)]
    edit(folder, "laws/B1.yaml", ('"2/ج"', '"8"'), ('replaces: ["2(b)"]', 'replaces: ["2(d)"]'))
    wrong = [
        each.words["id"] for each in check(loaded(folder), TODAY) if each.code == "bill-target"
    ]
    assert sorted(wrong) == ["2(d)", "8"]


def test_what_holds_for_all_offences_may_be_known_from_the_text_alone(folder: Path) -> None:
    edit(
        folder, "laws/L1.yaml", ("examined: [all]", 'examined: [all]\ngeneral: ["7", "2(c)", "9"]')
    )
    unknown = [
        each.words["id"]
        for each in check(loaded(folder), TODAY)
        if each.code == "unknown-provision"
    ]
    assert unknown == ["L1:9"]
    assert len(loaded(folder).provisions()) == 6  # no more than is listed


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_an_answer_names_its_provision_as_reports_do(
    folder: Path, tmp_path: Path, language: str, kind: str
) -> None:
    file = export(folder, tmp_path / f"form.{kind}", "--lang", language)
    name = names_of(loaded(folder), language)["L1:2"]
    if kind == "xlsx":
        book = openpyxl.load_workbook(file)
        texts = [cell.value for row in book.worksheets[1].iter_rows() for cell in row]
    else:
        tables = Document(str(file)).tables
        texts = [cell.text for table in tables for row in table.rows for cell in row.cells]
    assert name in texts and "L1:2" not in texts
    assert untaken(bring(folder, file))


def test_a_form_is_known_again_where_the_law_has_another_name_since(
    folder: Path, tmp_path: Path
) -> None:
    file = export(folder, tmp_path / "form.xlsx")
    edit(folder, "laws/L1.yaml", ("Act 1/2010", "Law of Things"), ("en: Things Act", "en: Other"))
    edit(folder, "laws/L1.yaml", ('number: "1"', 'number: "5"'))
    found = bring(folder, file)
    assert not found.merge.refused
    assert not [change for change in found.merge.changes if change.table == "citations"]
