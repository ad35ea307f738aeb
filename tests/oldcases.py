"""Cases made with 0.1 and its checklist 1.0.0, packed: two samples of that time, and one that somebody else made."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

from click.testing import CliRunner

from assess.cli import main
from assess.files.packing import unpack_case
from assess.files.yamledit import bare
from assess.files.yamlfile import read

OLD = Path(__file__).parent / "old"
NAMES = ("jordan", "tilmara", "nadira")


def packed(name: str) -> Path:
    return OLD / f"{name}.zip"


def unpacked(name: str, folder: Path) -> Path:
    """Unpack an old case into a folder of its name below `folder`."""
    return unpack_case(packed(name), folder / name)[1]


def migrated(name: str, folder: Path, *more: str) -> tuple[Path, str]:
    """Unpack an old case and bring it over to the checklist of today; return its folder and what was said."""
    root = unpacked(name, folder)
    done = CliRunner().invoke(
        main, ["migrate", str(root), "--yes", "--lang", "en", *more], catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    return root, done.output


def sample_of_today(name: str, folder: Path) -> Path:
    """Return a case that answers for today what an old sample answered, by name of who read its laws."""
    root, _ = migrated(name, folder, "--confirm-examined", "--by", "A. Reader")
    shutil.rmtree(root / "sources", ignore_errors=True)
    return root


def files(root: Path) -> dict[str, bytes]:
    """Return the files of a folder by their paths in it, those that programs hide left out."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def texts(root: Path, without: tuple[str, ...] = ()) -> Counter:
    """Return every text and id in the YAML files of a folder, with how often it stands there."""
    found: Counter = Counter()
    for path in sorted(root.rglob("*.y*ml")):
        if path.name not in without:
            document, problems = read(path)
            assert not problems
            found.update(_leaves(bare(document.data)))
    return found


def _leaves(data: object):
    if isinstance(data, dict):
        for value in data.values():
            yield from _leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from _leaves(value)
    elif data != "":
        yield data
