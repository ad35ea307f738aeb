"""A bill made with commands and a form alone: what it is, which law it amends, and what of it each provision replaces."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from conftest import messages
from forms import Edited, bring, export, loaded, run

from assess.forms.titles import number_and_year

ACT = """Safe Machines Act

Section 1. Title. This Act may be called the Safe Machines Act.

Section 2. Terms. In this Act, machine means any device.

Section 3. Entry. Whoever enters a machine on purpose and without right is punished.
"""
BILL = """Safe Machines Amendment Bill

Section 1. Section 3 of the Act is replaced: whoever breaks a machine is punished.

Section 2. This Act comes into force on the day of its publication.
"""
ENTRY = "Whoever enters a machine on purpose and without right is punished."


def made(root: Path) -> None:
    """Make a case with an act and a bill by commands alone."""
    run("new", root, "--state", "KEN", "--by", "A. Drafter", "--depth", "first-look",
        "--languages", "en")  # fmt: skip
    run("source", root, "OG", "--grade", "A", "--address", "Gazette, no. 1", "--holds", "The act.")
    for name, text, *more in (
        ("ACT", ACT, "--title", "Safe Machines Act No. 7 of 2018", "--in-force", "2018-02-01"),
        ("BILL", BILL, "--title", "Safe Machines Amendment Bill", "--kind", "bill", "--short",
         "Machines Bill", "--number", "12", "--year", "2025", "--introduced", "3 March 2025",
         "--amends", "the Safe Machines Act"),
    ):  # fmt: skip
        file = root.with_name(f"{name}.txt")
        file.write_text(text, encoding="utf-8")
        run("law", "add", root, file, "--id", name, "--source", "OG", *more, "--yes")


def rating(root: Path, *assume: str) -> dict[str, str]:
    done = run("rate", root, "--csv", "--lang", "en", "--as-of", "2026-01-01", *assume)
    return {row["article"]: row["rating"] for row in csv.DictReader(io.StringIO(done.stdout))}


def test_from_law_add_to_a_rating_with_the_bill_assumed(tmp_path: Path) -> None:
    root = tmp_path / "mine"
    made(root)
    bill, act = loaded(root).law("BILL"), loaded(root).law("ACT")
    assert (bill.number, bill.year, str(bill.short)) == ("12", "2025", "Machines Bill")
    assert (str(bill.introduced), bill.amends, bill.in_force) == ("2025-03-03", ("ACT",), None)
    assert (act.number, act.year) == ("7", "2018")
    form = Edited(export(root, tmp_path / "form.xlsx"))
    form.set("answers", "2.offence#1", grade="met", provision="Section 3 of the Safe Machines Act",
             quote=ENTRY)  # fmt: skip
    form.add("provisions", law="Machines Bill", id="1", summary="Punishes breaking alone.",
             replaces="section 3 of the Safe Machines Act")  # fmt: skip
    assert not bring(root, form.save()).refused
    assert loaded(root).provisions()["BILL:1"][1].replaces == ("3",)
    before, after = rating(root), rating(root, "--assume", "BILL")
    assert before["2"] != after["2"]
    again = Edited(export(root, tmp_path / "again.xlsx"))
    sheet, at = again.find("provisions", "1")
    titles = again.titles(sheet)
    assert sheet.cell(at, titles["Replaces (of a bill)"]).value == "3"
    brought = bring(root, again.save())
    assert not brought.merge.changes and not brought.refused


def test_a_bill_of_a_form_alone(folder: Path, tmp_path: Path) -> None:
    form = Edited(export(folder, tmp_path / "form.xlsx"))
    form.add("laws", id="B9", title="Second Bill", kind="bill", introduced="2015", amends="Things Act",
             sources="GAZ")  # fmt: skip
    row = {"law": "Second Bill", "summary": "Punishes.", "sources": "GAZ"}
    form.add("provisions", id="1", replaces="ss 2 and 3", **row)
    form.add("provisions", id="2", amends="المادة 1", **row)
    assert not bring(folder, form.save()).refused
    case = loaded(folder)
    assert (str(case.law("B9").introduced), case.law("B9").amends) == ("2015", ("L1",))
    assert case.provisions()["B9:1"][1].replaces == ("2", "3")
    assert case.provisions()["B9:2"][1].amends == ("1",)


@pytest.mark.parametrize(
    "table, values, code",
    [
        ("provisions", {"law": "L1", "id": "8", "replaces": "2"}, "bill-only"),
        ("provisions", {"law": "B1", "id": "8", "replaces": "77"}, "provision-absent"),
        ("provisions", {"law": "B1", "id": "8", "replaces": "B1:2a"}, "bill-not-amending"),
        ("laws", {"id": "L9", "title": "Act", "kind": "act", "amends": "L1"}, "bill-only"),
    ],
)
def test_what_a_bill_alone_can_do_is_refused_of_others(
    folder: Path, tmp_path: Path, table: str, values: dict[str, str], code: str
) -> None:
    form = Edited(export(folder, tmp_path / "form.xlsx"))
    more = {"summary": "Punishes."} if table == "provisions" else {"in_force": "2011"}
    form.add(table, **values, **more, sources="GAZ")
    form.add("sources", key="NEW", grade="C", address="p. 3", holds="A report.")
    brought = bring(folder, form.save())
    assert [each.code for each in brought.merge.refused] == [code]
    assert "NEW" in {source.key for source in loaded(folder).sources}


def test_a_form_without_the_columns_leaves_them_as_they_are(folder: Path, tmp_path: Path) -> None:
    form = Edited(export(folder, tmp_path / "form.xlsx"))
    for table, keys in (("laws", ("introduced", "amends")), ("provisions", ("replaces", "amends"))):
        for key in keys:
            sheet = form.sheet(table)
            sheet.delete_cols(form.titles(sheet)[form.said[table][key]])
    form.set("provisions", "2a", penalty="a fine")
    bring(folder, form.save())
    case = loaded(folder)
    assert "a fine" in str(case.provisions()["B1:2a"][1].penalty)
    assert case.law("B1").amends == ("L1",) and str(case.law("B1").introduced) == "2015-01-01"
    assert case.provisions()["B1:2"][1].replaces == ("2",)


@pytest.mark.parametrize("option", [("--introduced", "2020"), ("--amends", "L1")])
def test_what_is_no_bill_is_not_introduced_and_amends_nothing(
    folder: Path, tmp_path: Path, option: tuple[str, str]
) -> None:
    file = tmp_path / "act.txt"
    file.write_text(ACT, encoding="utf-8")
    done = run("law", "add", folder, file, "--id", "L9", "--title", "Act", "--source", "GAZ",
               *option, "--yes", code=2)  # fmt: skip
    assert option[0] in done.output and "--kind bill" in done.output
    assert not (folder / "laws/L9.yaml").exists()


def test_an_amended_law_that_is_not_there_is_told(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "bill.txt"
    file.write_text(BILL, encoding="utf-8")
    done = run("law", "add", folder, file, "--id", "B9", "--title", "Bill", "--kind", "bill",
               "--source", "GAZ", "--amends", "Fish Act", "--yes", code=1)  # fmt: skip
    assert [each.code for each in done.exception.problems] == ["unknown-law"]


@pytest.mark.parametrize(
    "title, pair",
    [
        ("Cybercrime Prevention Act, Republic Act No. 10175 of 2012", ("10175", "2012")),
        ("Act 14 of 2018", ("14", "2018")),
        ("قانون مكافحة الشائعات رقم (34) لسنة 2021", ("34", "2021")),
        ("مرسوم بقانون اتحادي رقم (٣٤) لسنة ٢٠٢١", ("34", "2021")),
        ("Law 27/2015", ("27", "2015")),
        ("Cybercrime Act, 2018", ("", "2018")),
        ("Republic Act No. 10175", ("10175", "")),
        ("Bill amending Act No. 5 of 2010", ("", "")),
        ("القانون المعدل لقانون الجرائم رقم 27 لسنة 2015", ("", "")),
        ("Act 3 of 2020 amending Act 5 of 2010", ("3", "2020")),
        ("Things Act", ("", "")),
    ],
)
def test_the_number_and_year_of_a_title(title: str, pair: tuple[str, str]) -> None:
    assert number_and_year(title) == pair


def test_what_was_taken_from_the_title_is_shown(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "act.txt"
    file.write_text(ACT, encoding="utf-8")
    words = ("law", "add", folder, file, "--source", "GAZ", "--title", "Machines Act 7 of 2018")
    done = run(*words, "--id", "L8", "--yes")
    assert "number 7, year 2018" in done.output
    done = run(*words, "--id", "L9", "--number", "9", "--year", "2019", "--yes")
    assert "number 7" not in done.output and loaded(folder).law("L9").number == "9"


def test_a_bill_that_findings_cite_changes_something(folder: Path) -> None:
    path = folder / "laws/B1.yaml"
    text = path.read_text().replace('repeals: ["4"]\n', "").replace('  replaces: ["2"]\n', "")
    path.write_text(text)
    assert not any("bill-changes-nothing" in line for line in messages(folder))
