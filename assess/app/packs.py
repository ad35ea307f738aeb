"""A case as one file to keep or to send."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assess.app.cases import HEADER, header

if TYPE_CHECKING:
    from datetime import date

    from assess.files.packing import Pack


def program() -> str:
    """Return the name of this program with its version, as packs and recipes name it."""
    from assess import __version__

    return f"lexgap {__version__}"


def pack(root: Path, output: Path | None, day: date) -> tuple[Pack, Path]:
    """Pack the case in a folder; return what was packed, and the file.

    `output` is a file or a folder that is there; without it the file stands in the folder of the run. Raises
    LexgapError where there is no case, and where the file cannot be written.
    """
    from assess.base.problems import LexgapError, Location, problem
    from assess.files.packing import pack_case

    if not (root / HEADER).is_file():
        raise LexgapError([problem("file-missing", Location(str(root / HEADER)))])
    name = f"{header(root, 'id') or root.resolve().name}-{day.isoformat()}.zip"
    out = output / name if output and output.is_dir() else output or Path(name)
    return pack_case(root, out, day.isoformat(), program()), out


def unpack(file: Path, output: Path | None) -> tuple[Pack, Path, Path | None]:
    """Read a case back from its file; return what was packed, its folder, and that of its checklist if it has one.

    Raises LexgapError for a file that is no pack or is not whole.
    """
    from assess.files.packing import ASIDE, CHECKLIST, unpack_case

    made, folder = unpack_case(file, output)
    aside = any(name.startswith(CHECKLIST) for name in made.files)
    return made, folder, folder / ASIDE if aside else None
