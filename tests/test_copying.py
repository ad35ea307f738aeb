"""A case is copied whole, but for what no case needs and what cannot be copied."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from assess.base.copying import at_home, copied
from assess.base.problems import LexgapError, Location, problem


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def test_what_is_copied_and_what_is_left_out(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "shared.yaml").write_text("findings: []\n")
    (folder / "findings" / "02.yaml").symlink_to(tmp_path / "shared.yaml")
    before = names(folder)
    (folder / "findings" / ".#01.yaml").symlink_to("/nonexistent")
    (folder / "findings" / "lost.yaml").symlink_to("/nonexistent")
    (folder / "loop").symlink_to(folder.parent)
    (folder / "inner").symlink_to(folder / "findings")
    os.mkfifo(folder / "pipe")
    (folder / "x.py").write_text("")
    copied(folder, tmp_path / "copy")
    assert (
        names(tmp_path / "copy") == before
        and not (tmp_path / "copy" / "findings" / "02.yaml").is_symlink()
    )
    copied(folder, tmp_path / "other", without=("laws",))
    assert names(tmp_path / "other") == {name for name in before if not name.startswith("laws")}


def test_what_cannot_be_written_is_told(folder: Path, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LexgapError) as fault:
        copied(folder, tmp_path / "file" / "copy")
    assert [one.code for one in fault.value.problems] == ["output-not-written"]

    def broken(source, target, **_) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", broken)
    with pytest.raises(LexgapError) as fault:
        copied(folder / "laws", tmp_path / "copy")
    assert all("No space" in one.words["why"] for one in fault.value.problems)


def test_places_in_a_copy_are_named_as_those_of_the_case() -> None:
    found = at_home(
        [problem("file-missing", Location("/a/copy/laws/a.yaml", 3))], Path("mine"), Path("/a/copy")
    )
    assert (found[0].at.path, found[0].at.line) == ("mine/laws/a.yaml", 3)
