"""Random valid edits of a form arrive in the case as they were made; a kill at any moment leaves one whole state."""

from __future__ import annotations

import multiprocessing
import os
import re
import shutil
import signal
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random
from typing import get_args

import pytest
from forms import Edited, bring, export, loaded
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assess.base.output import replace_files
from assess.forms.fields import CITATIONS, FINDINGS, Record
from assess.forms.form import NAMES, make_form
from assess.forms.importing import prepare
from assess.forms.records import clean, shown
from assess.load.cases import load_case
from assess.load.labels import labels
from assess.model.terms import FULL, Confidence, Reason

GOOD = Path(__file__).parent / "good"
ROWS = (
    "1.a.thing#1",
    "2.take#1",
    "2.take#2",
    "2.without_right#1",
    "2.without_right#2",
    "2.intent#1",
    "2.possession#1",
    "3.search#1",
    "15.judge#1",
)
PROVISIONS = ("L1:1", "L1:2", "L1:3", "L1:4")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_COMMENT = re.compile(r"^ *#.*$", re.MULTILINE)

texts = (
    st.one_of(
        st.sampled_from(
            [
                "=1+1",
                "+x",
                "-",
                "@a",
                "#REF!",
                "المادة ٢، فقرة (أ)",
                "x: y # z",
                "- a\n- b",
                "'",
                '"',
                "No",
                "1.10",
                "_x0041_",
                "a\n\n b",
                "{a}",
                "[b]",
                "|",
                ">",
                "%",
                "&a *b",
                "?",
                "yes",
                "2016-01-01",
                "\u200fنص",
            ]
        ),
        st.text(
            st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n"),
            min_size=1,
            max_size=60,
        ),
    )
    .map(clean)
    .filter(bool)
)


@st.composite
def answers(draw) -> Record:
    """A citation as a form may hold it; the grades are those that every element of the small case offers."""
    grade = draw(st.sampled_from(["met", "met_otherwise", "partly", "not_met"]))
    one = dict.fromkeys([column.key for column in CITATIONS.columns], "")
    cited = draw(st.lists(st.sampled_from(PROVISIONS), min_size=1, max_size=2, unique=True))
    one |= {
        "grade": grade,
        "provision": "; ".join(cited),
        "confidence": draw(st.sampled_from(get_args(Confidence))),
        "sources": "GAZ",
        "quote": "",
        "note": draw(texts if grade == "met_otherwise" else texts | st.just("")),
    }
    if grade not in FULL:
        reasons = draw(
            st.lists(st.sampled_from(get_args(Reason)), min_size=1, max_size=3, unique=True)
        )
        one |= {"missing": draw(texts), "reason": ", ".join(reasons)}
    return one


remarks = st.fixed_dictionaries(
    {
        "remark": texts | st.just(""),
        "not_applicable": st.just(""),
        "not_assessed": texts | st.just(""),
    }
)
ELEMENTS = sorted({one.partition("#")[0] for one in ROWS})
edits = st.tuples(
    st.dictionaries(st.sampled_from(ROWS), answers(), max_size=4),
    st.dictionaries(st.sampled_from(ELEMENTS), remarks, max_size=2),
)


@pytest.fixture(scope="module")
def start(tmp_path_factory) -> tuple[Path, Path]:
    """The small case with a comment above every block of its findings, and its form."""
    root = tmp_path_factory.mktemp("start")
    shutil.copytree(GOOD, root / "case")
    path = root / "case" / "findings" / "01.yaml"
    lines = [
        f"# of {line.split()[-1]}\n{line}" if line.startswith("- element") else line
        for line in path.read_text().splitlines()
    ]
    path.write_text("\n".join(lines) + "\n# last\n")
    return root / "case", export(root / "case", root / "form.xlsx")


def filled(form: Path, edit, out: Path) -> Path:
    """Type an edit into a form, as texts, and save it."""
    book, said = Edited(form), labels()
    for row, record in (
        *edit[0].items(),
        *((f"{element}#1", one) for element, one in edit[1].items()),
    ):
        table = CITATIONS if "grade" in record else FINDINGS
        sheet, at = book.find("answers", row)
        titles = book.titles(sheet)
        for column in table.columns:
            cell = sheet.cell(at, titles[said.workbook.columns.answers[column.key]])
            cell.value = _ESCAPE.sub("_x005F_", shown(record[column.key], column, said)) or None
            cell.data_type = "s" if cell.value else "n"
    book.book.save(out)
    return out


def records(folder: Path) -> dict[tuple[str, str], Record]:
    """Return what a form says, without how it calls the provisions that are cited."""
    known = make_form(loaded(folder), "en").base.records
    return {
        key: {name: text for name, text in record.items() if text}
        for key, record in known.items()
        if key[0] != NAMES
    }


def changed(before: dict, edit) -> dict:
    """Return the records as they are once an edit is made."""
    after = dict(before)
    for row, one in edit[0].items():
        after["citations", row] = {name: text for name, text in one.items() if text}
    for element, one in edit[1].items():
        after["findings", element] = {name: text for name, text in one.items() if text}
    return after


def merged(base: dict, ours: dict, theirs: dict) -> tuple[dict, bool]:
    """Return one record after both sides changed it, and whether a field of it is in conflict.

    Field by field; but a grade or provision that both changed otherwise keeps the answer whole.
    """

    def differ(one: dict, other: dict, keys) -> bool:
        return any(one.get(key, "") != other.get(key, "") for key in keys)

    if theirs in (base, ours) or ours == base:
        return (theirs if ours == base else ours), False
    after, clash = dict(ours), False
    core = ("grade", "provision")
    whole = differ(base, ours, core) and differ(base, theirs, core) and differ(ours, theirs, core)
    for key in {*base, *ours, *theirs}:
        one, mine, new = (side.get(key, "") for side in (base, ours, theirs))
        if new in (one, mine):
            continue
        if mine != one or whole and key in (*core, "missing", "reason", "quote"):
            clash = True
        else:
            after[key] = new
    return {key: text for key, text in after.items() if text}, clash


def comments(folder: Path) -> list[str]:
    return [
        one.strip()
        for path in sorted(folder.rglob("*.yaml"))
        for one in _COMMENT.findall(path.read_text())
    ]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(edit=edits)
def test_what_was_typed_is_what_the_case_holds(start: tuple[Path, Path], edit) -> None:
    case, form = start
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "case"
        shutil.copytree(case, folder)
        before, said = records(folder), comments(folder)
        file = filled(form, edit, Path(name) / "filled.xlsx")
        found = bring(folder, file)
        assert not found.merge.refused and not found.merge.conflicts
        assert records(folder) == changed(before, edit)
        typed = {
            line.strip()
            for one in (*edit[0].values(), *edit[1].values())
            for text in one.values()
            for line in text.split("\n")
        }
        assert [one for one in comments(folder) if one not in typed] == [
            one for one in said if one not in typed
        ]
        assert not bring(folder, file).files


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(one=edits, two=edits, alike=st.booleans())
def test_two_forms_merge_row_by_row(start: tuple[Path, Path], one, two, alike: bool) -> None:
    case, form = start
    if alike and one[0]:  # an answer that both give
        row = sorted(one[0])[0]
        two = ({**two[0], row: one[0][row]}, two[1])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "case"
        shutil.copytree(case, folder)
        base = records(folder)
        first, second = (
            filled(form, edit, Path(name) / f"{at}.xlsx") for at, edit in enumerate((one, two))
        )
        bring(folder, first)
        ours, theirs = changed(base, one), changed(base, two)
        found = bring(folder, second)
        wanted = {key: merged(base[key], ours[key], theirs[key]) for key in base}
        kept = {(each.table, each.key) for each in found.merge.conflicts}
        after = records(folder)
        for key, (both, clash) in wanted.items():
            row = (key[0], key[1].partition("#")[0])
            there = [
                ours[other]
                for other in base
                if other != key and (other[0], other[1].partition("#")[0]) == row
            ]
            # the case has that answer in another row
            assert not clash or row in kept or theirs[key] in there
            # never what neither side said
            assert after[key] == both or after[key] == ours[key] and row in kept
        for file in (second, first, second):
            again = bring(folder, file)
            assert (
                not again.merge.changes
                and {*again.files} <= {"conflicts.yaml"}
                and records(folder) == after
            )


# --- killed -----------------------------------------------------------------------------------------------------------


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.yaml"))
        if ".lexgap" not in path.as_posix()
    }


#: What a program asks of the system when it changes files or looks for them; each is a moment at which it may be killed.
MOMENTS = {
    "open",
    "os.chmod",
    "os.listdir",
    "os.mkdir",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.scandir",
    "shutil.copymode",
    "shutil.rmtree",
}
#: The moment at which old becomes new: the folder of what waits gets the name of what is agreed on.
DECIDED = "os.rename: .lexgap-agreed"


def bring_until(folder: Path, form: Path, last: int, tell: int) -> None:
    """Import a form in a process of its own, tell each moment by a line, and be killed just before the last one."""
    number = 0

    def moment(event: str, values: tuple) -> None:
        nonlocal number
        if event not in MOMENTS:
            return
        if number == last:
            os.kill(os.getpid(), signal.SIGKILL)
        number += 1
        names = [Path(value).name for value in values if isinstance(value, str | Path)]
        os.write(tell, f"{event}: {names[-1] if names else ''}\n".encode())

    sys.addaudithook(moment)
    case, _ = load_case(folder)
    found = prepare(folder, case, form)
    os.write(tell, b"read\n")
    replace_files(folder, found.files)


def moments(folder: Path, form: Path, last: int = -1) -> list[str]:
    """Let a process import a form, killed before its moment `last`; return the moments that it told."""
    read, write = os.pipe()
    process = multiprocessing.get_context("fork").Process(
        target=bring_until, args=(folder, form, last, write)
    )
    process.start()
    os.close(write)
    with os.fdopen(read) as lines:
        told = lines.read().splitlines()
    process.join()
    assert process.exitcode == (-signal.SIGKILL if last >= 0 else 0)
    return told


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork, to be killed fast and often")
def test_killed_at_any_moment(start: tuple[Path, Path], tmp_path: Path) -> None:
    """SIGKILL before each step of the writing, and before some of the reading: all is old or, once decided, new."""
    case, form = start
    row = {column.key: "" for column in CITATIONS.columns} | {
        "grade": "partly",
        "provision": "L1:1",
        "missing": "x",
        "reason": "scope",
        "confidence": "low",
        "sources": "GAZ",
    }
    book = Edited(filled(form, (dict.fromkeys(ROWS, row), {}), tmp_path / "a.xlsx"))
    book.add("laws", id="L7", title="New", kind="act", sources="GAZ")
    book.add(
        "recommendations",
        id="R7",
        elements="2.take",
        gap="G.",
        action="A.",
        kind="study",
        owner="O.",
    )
    form, folder = book.save("b.xlsx"), tmp_path / "case"
    # a process that holds little is copied fast, and is so at each moment
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as small:
        small.submit(killed_at_each_moment, case, form, folder).result()


def killed_at_each_moment(case: Path, form: Path, folder: Path) -> None:
    """Let an import be killed at one moment after the other, and look at what is left."""
    shutil.copytree(case, folder)
    state, _ = load_case(folder)
    replace_files(folder, prepare(folder, state, form).files)  # loads what is loaded when needed
    shutil.rmtree(folder)
    shutil.copytree(case, folder)
    old = content(folder)
    told = moments(folder, form)
    new = content(folder)
    begun = told.index("read")  # a line of its own, so the moments of the writing begin here
    told.remove("read")
    decided = told.index(DECIDED)
    assert begun < decided < len(told) - 2 and old != new
    points = [*sorted(Random(7).sample(range(begun), 6)), *range(begun, len(told))]
    for last in points:
        shutil.rmtree(folder)
        shutil.copytree(case, folder)
        moments(folder, form, last)
        state, problems = load_case(folder)
        assert state is not None and not problems
        assert content(folder) == (new if last > decided else old), (last, told[last])
