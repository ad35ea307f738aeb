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
