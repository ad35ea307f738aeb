"""A form goes through LibreOffice: filled in and saved there by a macro, printed, opened again, imported."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from conftest import GOOD
from forms import Edited, bring, export, loaded

from assess.app.cases import at_depth
from assess.base import paths
from assess.load.labels import labels
from assess.rating.force import Reading
from assess.review.progress import progress

pytestmark = pytest.mark.needs("soffice", "pdftotext")

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Module1"/></library:library>"""
_LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"
 library:link="false"/></library:libraries>"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">{code}</script:module>"""

#: What a user does: types into cells, deletes a row, adds one, sorts, renames a sheet, saves as .xlsx.
FILL = """
Function RowOf(sheet, column, wanted)
  Dim i
  For i = 0 To 400
    If sheet.getCellByPosition(column, i).String = wanted Then
      RowOf = i
      Exit Function
    End If
  Next
  RowOf = -1
End Function

Sub Fill(source, target, filter)
  Dim args(0) As New com.sun.star.beans.PropertyValue
  args(0).Name = "Hidden" : args(0).Value = True
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, args())
  sheet = doc.Sheets.getByName("Offences")
  at = RowOf(sheet, 20, "2.take#1")
  sheet.getCellByPosition(11, at).Formula = "Typed in LibreOffice"
  sheet.getCellByPosition(7, at).Formula = "L1:3"
  at = RowOf(sheet, 20, "2.intent#1")
  sheet.getCellByPosition(6, at).Formula = "partly met"
  sheet.getCellByPosition(8, at).Formula = "ما ينقص"
  sheet.getCellByPosition(9, at).Formula = "mental element, narrower"
  last = RowOf(sheet, 1, "")
  sheet.getCellByPosition(1, last).Formula = "2.possession"
  sheet.getCellByPosition(6, last).Formula = "met"
  sheet.getCellByPosition(7, last).Formula = "Things Act, 3"
  sheet.unprotect("")
  at = RowOf(sheet, 20, "2.without_right#1")
  sheet.Rows.removeByIndex(at, 1)
  sheet.Rows.insertByIndex(0, 1)
  sheet.Name = "Our answers"
  laws = doc.Sheets.getByName("Laws")
  laws.getCellByPosition(6, RowOf(laws, 0, "L1")).Formula = "1.10.2010"
  added = doc.Sheets.getByName("Provisions")
  last = RowOf(added, 0, "")
  added.getCellByPosition(0, last).Formula = "L1"
  added.getCellByPosition(1, last).String = "1.10"
  added.getCellByPosition(3, last).Formula = "Says more."
  Save(doc, target, filter)
End Sub

Sub Save(doc, target, filter)
  Dim args(0) As New com.sun.star.beans.PropertyValue
  args(0).Name = "FilterName" : args(0).Value = filter
  doc.storeToURL(target, args())
  doc.close(True)
End Sub

Sub FillArabic(source, target, filter)
  Dim args(0) As New com.sun.star.beans.PropertyValue
  args(0).Name = "Hidden" : args(0).Value = True
  doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, args())
  sheet = doc.Sheets.getByName("الجرائم")
  at = RowOf(sheet, 20, "4.1.deletion#2")
  sheet.getCellByPosition(6, at).Formula = "مســتوفى  جزئيًا"
  sheet.getCellByPosition(7, at).Formula = "المادة ٦/٢ من قانون الجرائم الإلكترونية رقم (١٤) لسنة ٢٠١٨"
  sheet.getCellByPosition(8, at).Formula = "لا يكفي الدخول وفقا للوثيقة ETS 185."
  sheet.getCellByPosition(9, at).Formula = "سلوك، أضيق نطاقا"
  at = RowOf(sheet, 20, "4.1.deletion#1")
  sheet.getCellByPosition(7, at).Formula = "مشروع القانون رقم ۲ لسنة ۲۰۲۵، المادة ۳"
  laws = doc.Sheets.getByName("القوانين")
  laws.getCellByPosition(6, RowOf(laws, 0, "TM-2004-11")).Formula = "١٢ أيلول ٢٠٢٣"
  added = doc.Sheets.getByName("الأحكام القانونية")
  last = RowOf(added, 0, "")
  added.getCellByPosition(0, last).Formula = "TM-2004-11"
  added.getCellByPosition(1, last).Formula = "المادة 9"
  added.getCellByPosition(3, last).Formula = "يحظر نسخ المصنف دون إذن."
  Save(doc, target, filter)
End Sub

Sub Both(source, target, arabic, written, filter)
  Fill(source, target, filter)
  FillArabic(arabic, written, filter)
End Sub
"""


def macro(folder: Path, call: str) -> None:
    """Run a Basic macro in LibreOffice, with a profile of its own."""
    office = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    # fills a new one
    subprocess.run(
        [*office, "--terminate_after_init"], check=True, capture_output=True, timeout=240
    )
    basic = folder / "profile" / "user" / "basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    (basic / "script.xlc").write_text(_LIBRARIES)
    (basic / "Standard" / "script.xlb").write_text(_LIBRARY)
    code = FILL.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    (basic / "Standard" / "Module1.xba").write_text(_MODULE.format(code=code), encoding="utf-8")
    subprocess.run(
        [*office, f"macro:///Standard.Module1.{call}"], check=True, capture_output=True, timeout=240
    )


def convert(source: Path, form: str, folder: Path) -> Path:
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to",
            form,
            "--outdir",
            str(folder),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return folder / f"{source.stem}.{form.partition(':')[0]}"


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> dict[str, tuple[Path, Path]]:
    """A case in each language, with its form as it was filled in and saved by LibreOffice, started once for both."""
    here, made = tmp_path_factory.mktemp("filled"), {}
    for language, source in (("en", GOOD), ("ar", paths.sample("tilmara"))):
        shutil.copytree(source, here / language)
        export(here / language, here / f"{language}.xlsx", "--lang", language)
        made[language] = here / language, here / f"{language}-filled.xlsx"
    files = ",".join(
        f'"{path.as_uri()}"' for name in made for path in (here / f"{name}.xlsx", made[name][1])
    )
    macro(here, f'Both({files},"Calc MS Excel 2007 XML")')
    return made


def test_an_arabic_form_filled_in_with_libreoffice(filled) -> None:
    folder, file = filled["ar"]
    before = loaded(folder)
    found = bring(folder, file)
    assert not found.merge.refused and not found.merge.conflicts
    case = loaded(folder)
    bill, one = next(one for one in case.findings if one.element == "4.1.deletion").citations
    assert bill.provision == ("TM-BILL-2025-2:3",)
    assert (one.grade, one.provision, one.reason) == (
        "partly",
        ("TM-2018-14:6(2)",),
        ("conduct", "narrower"),
    )
    assert dict(one.missing.by)["ar"] == "لا يكفي الدخول وفقا للوثيقة ETS 185."
    law, old = case.law("TM-2004-11"), before.law("TM-2004-11")
    assert str(law.in_force) == "2023-09-12" and law.title == old.title
    assert (law.provisions[-1].id, str(law.provisions[-1].summary)) == (
        "9",
        "يحظر نسخ المصنف دون إذن.",
    )
    assert len(found.merge.changes) == 4 and not bring(folder, file).files


def test_a_form_filled_in_with_libreoffice(filled) -> None:
    folder, file = filled["en"]
    found = bring(folder, file)
    assert not found.merge.refused and not found.merge.conflicts
    case = loaded(folder)
    answers = {one.element: one.citations for one in case.findings}
    assert str(answers["2.take"][0].note) == "Typed in LibreOffice" and answers["2.take"][
        0
    ].provision == ("L1:3",)
    assert (answers["2.intent"][0].grade, str(answers["2.intent"][0].missing)) == (
        "partly",
        "ما ينقص",
    )
    assert answers["2.intent"][0].reason == ("mental", "narrower")
    assert (
        answers["2.possession"][-1].provision == ("L1:3",) and len(answers["2.without_right"]) == 2
    )
    assert (
        str(case.law("L1").in_force) == "2010-10-01" and case.law("L1").provisions[-1].id == "1.10"
    )
    assert len(found.merge.changes) == 5 and not bring(folder, file).files


@pytest.mark.parametrize("name", ["jordan", "tilmara"])
def test_a_form_saved_by_libreoffice_changes_nothing(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    shutil.copytree(paths.sample(name), folder)
    form = export(folder, tmp_path / "form.xlsx")
    (tmp_path / "out").mkdir()
    saved = convert(form, "xlsx:Calc MS Excel 2007 XML", tmp_path / "out")
    found = bring(folder, saved)
    assert not found.files and not found.merge.refused and not found.merge.conflicts


@pytest.mark.parametrize(
    ("name", "depth"), [("jordan", "full"), ("tilmara", "full"), ("tilmara", "first_look")]
)
def test_the_counts_are_those_of_status(name: str, depth: str, tmp_path: Path) -> None:
    form = export(Path(name), tmp_path / "form.xlsx", "--depth", depth, "--as-of", "2026-12-01")
    pdf = convert(form, "pdf", tmp_path)
    first = subprocess.run(
        ["pdftotext", "-layout", "-l", "1", str(pdf), "-"], capture_output=True, text=True
    ).stdout
    last = re.findall(
        r"\d+", next(line for line in first.splitlines() if line.strip().startswith("All"))
    )
    rows = progress(at_depth(loaded(paths.sample(name)), depth), Reading(date(2026, 12, 1)))
    asked, answered = (sum(getattr(one, key) for one in rows) for key in ("elements", "answered"))
    assert [int(one) for one in last] == [asked, answered, 0, asked - answered]


@pytest.mark.essential
def test_the_counts_follow_what_is_typed(folder: Path, tmp_path: Path) -> None:
    """The small case with no answer, its form filled in and recalculated, and the case once that form came in."""
    (folder / "findings" / "01.yaml").write_text("findings: []\n")
    (folder / "recommendations.yaml").unlink()
    form = Edited(export(folder, tmp_path / "form.xlsx"))
    nothing = labels().states.not_found.label
    form.set("answers", "2#rest", grade=nothing)
    form.set("answers", "2.take#1", grade="met", provision="L1:2")
    form.set("answers", "2.intent#1", not_assessed="Later.")
    form.set("answers", "3.search#1", grade="met")  # incomplete
    form.set("answers", "3.safeguards#1", remark="A remark is no answer.")
    form.set("answers", "15.judge#1", grade=nothing)
    file = form.save()
    pdf = convert(file, "pdf", tmp_path)
    first = subprocess.run(
        ["pdftotext", "-layout", "-l", "1", str(pdf), "-"], capture_output=True, text=True
    ).stdout
    last = re.findall(
        r"\d+", next(line for line in first.splitlines() if line.strip().startswith("All"))
    )
    assert [int(one) for one in last] == [8, 4, 1, 3]
    bring(folder, file)
    rows = progress(loaded(folder), Reading(date(2026, 12, 2)))
    assert (sum(one.elements for one in rows), sum(one.answered for one in rows)) == (8, 4)
