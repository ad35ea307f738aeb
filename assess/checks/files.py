"""Files in the folder of a case that look like a part of it, and that nothing reads."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from assess.base.problems import Location, Problem, nearest, problem
from assess.load.cases import HEADER, KEPT, LISTS
from assess.model.case import Case

#: Folders of a case whose files are read, and the names of files beside them, without their ending.
FOLDERS = ("findings", "laws", "texts")
NAMES = ("case", *(name for name in LISTS if "/" not in name), *KEPT)
_YAML = re.compile(r"\.ya?ml(?![a-z])", re.IGNORECASE)
_ENDINGS = (".yaml", ".yml")
# notes, files not yet whole
_BESIDE = re.compile(r"(?:readme|licen[cs]e)(?:\..*)?|.*\.md|.*\.part", re.IGNORECASE)
_OTHERS = {HEADER, "instrument.yaml"}  # what makes a folder another case or a checklist


def files_read(case: Case) -> Iterator[Problem]:
    """Files that look like a part of the case and that no command reads, such as `04.yaml.txt`.

    These are files of YAML by a part of their name, wherever they are, and all in the folders of laws, texts and
    findings. Notes, hidden files, other cases and checklists below the folder are left alone.
    """
    root = Path(case.profile.place.path).parent
    for name in _files(root):
        if not _is_read(name) and (_YAML.search(name.name) or name.parent.as_posix() in FOLDERS):
            yield problem("file-unread", Location(str(root / name)), nearest=_meant(name))


def _files(root: Path) -> Iterator[PurePosixPath]:
    for folder, names, files in os.walk(root):
        at = Path(folder)
        if at != root and _OTHERS & {*files}:
            names.clear()
            continue
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith((".", "~$")) and not _BESIDE.fullmatch(name):
                yield PurePosixPath((at / name).relative_to(root).as_posix())


def _is_read(name: PurePosixPath) -> bool:
    """Whether a file, named from the folder of the case, is one that a case is read from or that a command keeps."""
    if name.suffix.lower() not in _ENDINGS:
        return False
    if name.parent == PurePosixPath("."):
        return name.stem in NAMES and (name.stem != "case" or name.name == HEADER)
    return name.parent.as_posix() in FOLDERS


def _meant(name: PurePosixPath) -> str:
    """Return the name under which a file would be read, as far as that can be told."""
    bare = _YAML.split(name.name)[0] + ".yaml"
    folder = name.parent.as_posix()
    if folder != ".":
        near = nearest(folder, FOLDERS)
        return (
            f"{near}/{bare}" if near and near != folder or _YAML.search(name.name) and near else ""
        )
    near = nearest(PurePosixPath(bare).stem, NAMES)
    return f"{near}.yaml" if near else ""
