"""A file is written whole or not at all, whatever goes wrong on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from assess.problems import LexgapError
from assess.output import replace_file


def test_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    out = tmp_path / "r.docx"
    out.write_bytes(b"old")
    replace_file(out, lambda file: file.write(b"new"))
    assert out.read_bytes() == b"new" and [one.name for one in tmp_path.iterdir()] == ["r.docx"]


@pytest.mark.parametrize("fault, raised", [(OSError(28, "No space left on device"), LexgapError),
                                           (RuntimeError("a fault of ours"), RuntimeError)])
def test_a_fault_half_way_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path, fault, raised) -> None:
    out = tmp_path / "r.docx"
    out.write_bytes(b"old")

    def save(file) -> None:
        file.write(b"half")
        raise fault

    with pytest.raises(raised):
        replace_file(out, save)
    assert out.read_bytes() == b"old" and [one.name for one in tmp_path.iterdir()] == ["r.docx"]


def test_a_long_name_still_finds_room_for_its_draft(tmp_path: Path) -> None:
    out = tmp_path / ("n" * 250 + ".docx")
    replace_file(out, lambda file: file.write(b"new"))
    assert out.read_bytes() == b"new"
