"""A file is written whole or not at all, whatever goes wrong on the way."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from assess.base.output import _host, alone, clear_drafts, finish, replace_file, replace_files, seen
from assess.base.problems import LexgapError
from assess.load import cases as case_module
from assess.load.cases import load_case


def test_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    out = tmp_path / "r.docx"
    out.write_bytes(b"old")
    replace_file(out, lambda file: file.write(b"new"))
    assert out.read_bytes() == b"new" and [one.name for one in tmp_path.iterdir()] == ["r.docx"]


@pytest.mark.parametrize(
    "fault, raised",
    [
        (OSError(28, "No space left on device"), LexgapError),
        (RuntimeError("a fault of ours"), RuntimeError),
    ],
)
def test_a_fault_half_way_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, fault, raised
) -> None:
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


def test_an_archive_that_is_interrupted_finds_its_file_open(tmp_path: Path) -> None:
    opened = []

    def save(file) -> None:
        opened.append(file)
        archive = zipfile.ZipFile(file, "w")
        archive.writestr("a", "b")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replace_file(tmp_path / "r.xlsx", save)
    assert not opened[0].closed and not list(tmp_path.iterdir())


def test_drafts_of_dead_programs_are_cleared_and_no_others(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    own = _host()
    dead = f".r.docx.{own}-{ended.pid}.part"
    others = (
        f".r.docx.{own}-{os.getpid()}.part",
        f".r.docx.{'0' * 8}-{ended.pid}.part",
        ".r.docx.part",
        "r.docx",
        f"r.docx.{own}-{ended.pid}.part",
    )
    for name in (dead, *others):
        (tmp_path / name).write_bytes(b"half")
    clear_drafts(tmp_path)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(others)
    clear_drafts(tmp_path / "nowhere")


def test_a_killed_program_leaves_a_draft_that_the_next_one_clears(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from assess.base import output;"
        "output._replace = lambda *_: os.kill(os.getpid(), 9);"
        "output.replace_file(Path(sys.argv[1]), lambda file: file.write(b'half'))"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path / "r.docx"])
    assert [one.suffix for one in tmp_path.iterdir()] == [".part"]
    clear_drafts(tmp_path)
    assert not list(tmp_path.iterdir())


OLD = {"a.yaml": b"old a", "laws/b.yaml": b"old b"}
NEW = {"a.yaml": b"new a", "laws/b.yaml": b"new b", "texts/c.yaml": b"new c"}


class Stopped(BaseException):
    """The program is killed: nothing after it runs."""


def content(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.name != ".lexgap-lock"
    }


def killed_at(step: int, root: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Write NEW over OLD, killed before the given call to the system; tell whether it was killed at all."""
    left, dead = [step], [False]

    def counted(call):
        def run(*args, **options):
            if left[0] == 0:
                dead[0] = True
            if dead[0]:  # a dead program does nothing more, not even tidying up
                raise Stopped
            left[0] -= 1
            return call(*args, **options)

        return run

    with monkeypatch.context() as patch:
        for owner, name in ((os, "replace"), (os, "fsync"), (shutil, "rmtree"), (Path, "mkdir")):
            patch.setattr(owner, name, counted(getattr(owner, name)))
        try:
            replace_files(root, NEW)
        except Stopped:
            return True
    return False


def test_killed_at_any_step_all_files_are_old_or_all_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = set()
    for step in range(100):
        root = tmp_path / str(step)
        (root / "laws").mkdir(parents=True)
        for name, data in OLD.items():
            (root / name).write_bytes(data)
        killed = killed_at(step, root, monkeypatch)
        finish(root)
        kept = {
            name: data
            for name, data in content(root).items()
            if not name.startswith(".lexgap-waiting")
        }
        assert kept in (OLD, NEW)
        seen.add("new" if kept == NEW else "old")
        replace_files(root, {"d.yaml": b"next"})
        assert content(root) == kept | {"d.yaml": b"next"}
        if not killed:
            break
    assert not killed and kept == NEW and step > 8 and seen == {"old", "new"}


def test_a_full_disk_leaves_every_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.yaml").write_bytes(b"old a")

    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LexgapError):
        replace_files(tmp_path, NEW)
    assert content(tmp_path) == {"a.yaml": b"old a"} and not (tmp_path / ".lexgap-waiting").exists()


def test_a_file_that_cannot_be_put_in_place_takes_the_whole_change_back(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"old a")
    (tmp_path / "texts" / "c.yaml").mkdir(parents=True)  # in the way of the last file
    with pytest.raises(LexgapError):
        replace_files(tmp_path, NEW)
    assert content(tmp_path) == {"a.yaml": b"old a"} and not (tmp_path / ".lexgap-agreed").exists()
    (tmp_path / "texts" / "c.yaml").rmdir()
    finish(tmp_path)
    assert content(tmp_path) == {"a.yaml": b"old a"}
    replace_files(tmp_path, NEW)
    assert content(tmp_path) == NEW


def test_what_was_edited_after_a_program_was_stopped_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "laws").mkdir()
    for name, data in OLD.items():
        (tmp_path / name).write_bytes(data)
    step = next(
        step
        for step in range(100)
        if killed_at(step, tmp_path, monkeypatch) and (tmp_path / ".lexgap-agreed").exists()
    )
    assert step and content(tmp_path)["a.yaml"] == b"old a"
    (tmp_path / "a.yaml").write_bytes(b"edited since")
    with pytest.raises(LexgapError) as caught:
        finish(tmp_path)
    assert [(one.code, one.words["files"]) for one in caught.value.problems] == [
        ("case-mixed", ("a.yaml",))
    ]
    assert content(tmp_path) == NEW | {"a.yaml": b"edited since", "a.yaml.lexgap-new": b"new a"}
    finish(tmp_path)


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_what_is_saved_while_a_change_is_written_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """Between the last look at the folder and the step that decides, by an editor that knows no lock."""
    (tmp_path / "laws").mkdir()
    for name, data in OLD.items():
        (tmp_path / name).write_bytes(data)
    real = getattr(os, call)

    def meanwhile(*words: object, **options: object) -> object:
        monkeypatch.setattr(os, call, real)
        (tmp_path / "a.yaml").write_bytes(b"edited now")
        return real(*words, **options)

    before = seen(tmp_path)
    monkeypatch.setattr(os, call, meanwhile)
    with pytest.raises(LexgapError) as caught:
        replace_files(tmp_path, NEW, before)
    assert [(one.code, one.words["files"]) for one in caught.value.problems] == [
        ("case-mixed", ("a.yaml",))
    ]
    assert content(tmp_path) == NEW | {"a.yaml": b"edited now", "a.yaml.lexgap-new": b"new a"}


def test_a_link_to_another_disk_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, case, move = tmp_path / "disk" / "a.yaml", tmp_path / "case", os.replace
    real.parent.mkdir()
    case.mkdir()
    real.write_bytes(b"old a")
    (case / "a.yaml").symlink_to(real)

    def other_disk(old: Path, new: Path) -> None:
        if (Path(old).parent.name == "disk") != (Path(new).parent.name == "disk"):
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        move(old, new)

    monkeypatch.setattr(os, "replace", other_disk)
    replace_files(case, {"a.yaml": b"new a"})
    assert real.read_bytes() == b"new a" and (case / "a.yaml").is_symlink()
    assert sorted(one.name for one in real.parent.iterdir()) == ["a.yaml"] and content(case) == {
        "a.yaml": b"new a"
    }


def test_a_case_that_changes_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, read = tmp_path / "case", case_module._read
    shutil.copytree(Path(__file__).parent / "good", root)
    calls = []

    def disturbed(folder: Path, *more):
        calls.append(1)
        found = read(folder, *more)
        if len(calls) == 1:
            (root / "sources.yaml").write_bytes(
                (root / "sources.yaml").read_bytes() + b"# meanwhile\n"
            )
        return found

    monkeypatch.setattr(case_module, "_read", disturbed)
    assert load_case(root)[0] is not None and len(calls) == 2


def test_loading_a_case_carries_out_what_was_agreed_on(tmp_path: Path) -> None:
    root = tmp_path / "case"
    shutil.copytree(Path(__file__).parent / "good", root)
    new = (root / "sources.yaml").read_bytes().replace(b"sources:", b"# carried out\nsources:")
    (root / ".lexgap-agreed").mkdir()
    (root / ".lexgap-agreed" / "sources.yaml").write_bytes(new)
    case, problems = load_case(root)
    assert case is not None and not [one for one in problems if one.severity == "error"]
    assert (root / "sources.yaml").read_bytes() == new and not (root / ".lexgap-agreed").exists()


def test_a_case_that_cannot_be_put_in_order_says_so(tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parent / "good", tmp_path / "case")
    (tmp_path / "case" / "sources.yaml").unlink()
    (tmp_path / "case" / "sources.yaml").mkdir()
    (tmp_path / "case" / ".lexgap-agreed").mkdir()
    (tmp_path / "case" / ".lexgap-agreed" / "sources.yaml").write_bytes(b"sources: []\n")
    case, problems = load_case(tmp_path / "case")
    assert case is None and [one.code for one in problems] == ["output-not-written"]


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "laws").mkdir()
    for name, data in OLD.items():
        (tmp_path / name).write_bytes(data)
    before = seen(tmp_path)
    (tmp_path / "laws" / "b.yaml").write_bytes(b"by somebody else")
    with pytest.raises(LexgapError) as caught:
        replace_files(tmp_path, NEW, before)
    assert [(one.code, one.words["files"]) for one in caught.value.problems] == [
        ("case-changed", ("laws/b.yaml",))
    ]
    assert content(tmp_path) == OLD | {"laws/b.yaml": b"by somebody else"}
    replace_files(tmp_path, NEW, seen(tmp_path))
    assert content(tmp_path) == NEW


@pytest.mark.skipif(os.name == "nt", reason="links and rights as POSIX has them")
def test_rights_and_links_stay(tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.yaml"
    real.write_bytes(b"old a")
    real.chmod(0o600)
    case = tmp_path / "case"
    case.mkdir()
    (case / "a.yaml").symlink_to(real)
    replace_files(case, {"a.yaml": b"new a"})
    assert (
        (case / "a.yaml").is_symlink()
        and real.read_bytes() == b"new a"
        and real.stat().st_mode & 0o777 == 0o600
    )
    replace_file(case / "a.yaml", lambda file: file.write(b"newer"))
    assert (
        (case / "a.yaml").is_symlink()
        and real.read_bytes() == b"newer"
        and real.stat().st_mode & 0o777 == 0o600
    )


def test_programs_change_a_folder_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assess.base.output._PATIENCE", 0.2)
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from assess.base.output import alone\n"
            "with alone(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()",
            str(tmp_path),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(LexgapError) as caught:
            replace_files(tmp_path, NEW)
        assert [one.code for one in caught.value.problems] == ["case-in-use"] and not content(
            tmp_path
        )
    finally:
        holder.kill()
        holder.communicate()
    with alone(tmp_path):  # a lock dies with its holder, and the same program may take it twice
        replace_files(tmp_path, NEW)
    assert content(tmp_path) == NEW
