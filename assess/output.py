"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from assess.problems import LexgapError, not_written


def replace_file(out: Path, save: Callable[[BinaryIO], object]) -> None:
    """Let `save` write a new file beside `out` and put it in its place.

    Raises LexgapError where that cannot be done. A file that was there before is then untouched, and nothing half
    written stays behind, whatever `save` raises.
    """
    draft = out.with_name(f".{out.name[:60]}.{os.getpid()}.part")
    try:
        with open(draft, "wb") as file:
            save(file)
        os.replace(draft, out)
    except OSError as fault:
        raise LexgapError([not_written(out, fault)]) from fault
    finally:
        draft.unlink(missing_ok=True)
