"""Rows of a form that name laws and provisions as lawyers do: which record a row is about, and what it says of others."""

from __future__ import annotations

from pathlib import Path

import pytest
from forms import Edited, bring, export, loaded

ROW = {"id": "8", "summary": "Punishes giving.", "penalty": "two years", "sources": "GAZ"}


def filled(folder: Path, out: Path, **values: object) -> Path:
    """Export a form with one row more on the sheet of provisions; return it."""
    form = Edited(export(folder, out))
    form.add("provisions", **values)
    return form.save()


def penalty(folder: Path, reference: str) -> str:
    return str(loaded(folder).provisions()[reference][1].penalty)


@pytest.mark.parametrize(
    "law, number", [("Things Act", "8"), ("Act 1/2010", "Section 8"), ("the Things Act", "8")]
)
def test_an_older_form_does_not_bring_an_old_value_back(
    folder: Path, tmp_path: Path, law: str, number: str
) -> None:
    first = filled(folder, tmp_path / "first.xlsx", **{"law": law, **ROW})
    assert [each.kind for each in bring(folder, first).merge.changes] == ["add"]
    later = Edited(export(folder, tmp_path / "later.xlsx"))
    later.set("provisions", "8", penalty="three years")
    bring(folder, later.save())
    assert "three years" in penalty(folder, "L1:8")
    again = Edited(first)
    sheet, at = again.find("provisions", "8")
    again.type(sheet, at, "provisions", {"id": number})
    merge = bring(folder, again.save()).merge
    assert not merge.changes and [each.key for each in merge.conflicts] == ["L1:8"]
    assert "three years" in penalty(folder, "L1:8")


def test_the_same_row_again_changes_nothing(folder: Path, tmp_path: Path) -> None:
    first = filled(folder, tmp_path / "first.xlsx", **{"law": "Things Act", **ROW})
    bring(folder, first)
    merge = bring(folder, first).merge
    assert not merge.changes and not merge.conflicts and not merge.refused


def test_a_refused_row_is_answered_by_a_row_with_the_id_of_its_law(
    folder: Path, tmp_path: Path
) -> None:
    bad = {"law": "Things Act", **ROW, "sources": "NONE"}
    bring(folder, filled(folder, tmp_path / "first.xlsx", **bad))
    assert "id: L1:8" in (folder / "refused.yaml").read_text().replace('"', "")
    bring(folder, filled(folder, tmp_path / "later.xlsx", **{"law": "L1", **ROW}))
    assert [each.id for each in loaded(folder).unsettled] == []


LAW = {
    "id": "L2",
    "title": "Computer Misuse Act",
    "short": "CMA",
    "number": "7",
    "year": "1993",
    "kind": "act",
    "in_force": "1993",
    "sources": "GAZ",
}


@pytest.mark.parametrize(
    "typed, marks",
    [
        ("ss 1 and 2", ("1", "2")),
        ("المادتان 1 و2", ("1", "2")),
        ("Sections 1, 2 and 3", ("1", "2", "3")),
        ("section 9, ss 1-2", ("9", "1", "2")),
        ("2، Articles 1 to 3", ("2", "1", "3")),
        ("Section 10(1) of the Computer Misuse Act 1993", ("L2:10(1)",)),
        ("1; L2:10(1)", ("1", "L2:10(1)")),
        ("section 2 of the Things Act", ("2",)),
    ],
)
def test_what_a_provision_punishes_is_named_as_lawyers_do(
    folder: Path, tmp_path: Path, typed: str, marks: tuple[str, ...]
) -> None:
    form = Edited(export(folder, tmp_path / "form.xlsx"))
    form.add("laws", **LAW)
    form.add("provisions", law="L1", punishes=typed, **ROW)
    # rows further down are known above
    form.add("provisions", law="L1", **ROW | {"id": "9"})
    form.add("provisions", law="CMA", **ROW | {"id": "10(1)"})
    assert not bring(folder, form.save()).refused
    assert loaded(folder).provisions()["L1:8"][1].punishes == marks


@pytest.mark.parametrize(
    "typed, code",
    [
        ("ss 2 and 77", "provision-absent"),
        ("77", "provision-absent"),
        ("Section 2 of the Fish Act", "provision-law-unknown"),
        ("all of them", "provision-unresolved"),
    ],
)
def test_a_citation_that_is_not_understood_is_refused_with_its_cell_alone(
    folder: Path, tmp_path: Path, typed: str, code: str
) -> None:
    form = Edited(export(folder, tmp_path / "form.xlsx"))
    at = form.add("provisions", law="L1", punishes=typed, **ROW)
    form.add("provisions", law="L1", **ROW | {"id": "9"})
    brought = bring(folder, form.save())
    column = form.titles(form.sheet("provisions"))["Punishes the offences in"]
    letters = form.sheet("provisions").cell(at, column).coordinate
    assert [(each.code, each.at.cell) for each in brought.merge.refused] == [
        (code, f"Provisions!{letters}")
    ]
    assert "L1:9" in loaded(folder).provisions()
    assert [each.id for each in loaded(folder).unsettled] == ["L1:8"]


def test_what_names_a_refused_row_is_refused_with_it(folder: Path, tmp_path: Path) -> None:
    form = Edited(export(folder, tmp_path / "form.xlsx"))
    form.add("provisions", law="L1", punishes="9", **ROW)
    form.add("provisions", law="L1", **ROW | {"id": "9", "sources": "NONE"})
    form.add("provisions", law="L1", **ROW | {"id": "11"})
    bring(folder, form.save())
    assert {"L1:8", "L1:9", "L1:11"} & {*loaded(folder).provisions()} == {"L1:11"}
    assert {each.id for each in loaded(folder).unsettled} == {"L1:8", "L1:9"}
