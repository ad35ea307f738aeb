"""Files that are broken or made to hurt cost no more than their length: counted in steps and in memory, not by a clock."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from conftest import GOOD, messages

from assess.base import problems
from assess.base.problems import MOST_COMPARED, MOST_HINTS, MOST_LETTERS, Hints, Location, nearest
from assess.files import yamlfile
from assess.files.yamlfile import MOST_BYTES, MOST_DEPTH, MOST_VALUES
from assess.load.labels import labels

SURE = "sources: [GAZ], confidence: high"
CITATIONS = "findings:\n- element: 2.limb.aim\n  citations:\n"
SEARCH = "{by: a, on: 2020-01-01, laws: [L1], since: 1999-01-01, until: 2000-01-01}"
ELEMENT = (
    "level: mandatory, criteria: {met: m, not_met: n}, evidence: [statute], shortfall: s, asks: q"
)


def lines(line: str, number: int) -> str:
    """Return a line as often as asked, in each its number for # and a year of its own for ####."""
    return "".join(
        line.replace("####", str(1500 + count)).replace("#", str(count)) for count in range(number)
    )


#: What grows → the file that is added to, and what a number of entries adds.
GROWING: dict[str, tuple[str, Callable[[int], str]]] = {
    "unknown keys": ("case.yaml", lambda n: lines("key#: 1\n", n)),
    "unknown keys of a list": ("sources.yaml", lambda n: lines("key#: 1\n", n)),
    "unknown keys of entries": (
        "sources.yaml",
        lambda n: lines("- {key: Z#, grade: A, adress: x, holds: y}\n", n),
    ),
    "entries of one id": (
        "sources.yaml",
        lambda n: lines("- {key: GAZ, grade: A, address: x, holds: y}\n", n),
    ),
    "citations of unknown provisions": (
        "findings/02.yaml",
        lambda n: CITATIONS + lines(f"  - {{provision: 'L1:#', grade: met, {SURE}}}\n", n),
    ),
    "citations and searches of one element": (
        "findings/02.yaml",
        lambda n: (
            CITATIONS
            + lines(f"  - {{provision: 'L1:1', grade: met, {SURE}}}\n", n)
            + "  not_found:\n"
            + lines(f"  - {SEARCH}\n", n)
        ),
    ),
    "overrides on one day": (
        "findings/02.yaml",
        lambda n: "overrides:\n" + lines("- {article: '2', rating: PC, reason: r, by: b}\n", n),
    ),
    "provisions and marks of general ones": (
        "laws/L1.yaml",
        lambda n: (
            lines(f"- {{id: '#x', summary: x, {SURE}}}\n", n) + f"general: [{lines('#y, ', n)}]\n"
        ),
    ),
    "provisions with days of their own": (
        "laws/L1.yaml",
        lambda n: lines(f"- {{id: '#x', summary: x, in_force: '####', {SURE}}}\n", n),
    ),
    "provisions of a bill": (
        "laws/B1.yaml",
        lambda n: lines(f"- {{id: '#x', summary: x, replaces: ['#y'], {SURE}}}\n", n),
    ),
    "standings of one article": (
        "review.yaml",
        lambda n: (
            "reviews:\n"
            + lines("- {article: '2', state: accepted, assessor: a#, reviewer: b#}\n", n)
        ),
    ),
    "leads and mental elements of an article": (
        "checklist/articles/02.yaml",
        lambda n: (
            lines(
                f"- {{id: 2.c#, name: c#, source: '#', kind: conduct, weight: lead, {ELEMENT}}}\n",
                n,
            )
            + lines(
                f"- {{id: 2.m#, name: m#, source: m#, kind: mental, weight: main, {ELEMENT}}}\n", n
            )
        ),
    ),
}


def counted_steps(work: Callable[[], object]) -> int:
    """Return how many instructions of this package a piece of work takes: the same every time."""
    steps = 0

    def instruction(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal steps
        steps += event == "opcode"
        return instruction

    def call(frame: FrameType, event: str, argument: Any) -> Any:
        if "/assess/" not in frame.f_code.co_filename:
            return None
        frame.f_trace_lines, frame.f_trace_opcodes = False, True
        return instruction

    before = sys.gettrace()
    sys.settrace(call)
    try:
        work()
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.no_cover
@pytest.mark.parametrize("kind", GROWING)
def test_a_check_takes_no_more_than_the_length_of_a_file(kind: str, tmp_path: Path) -> None:
    """From n to 2n to 4n entries the second step is twice the first; in a square it would be four times."""
    name, added = GROWING[kind]
    counts = []
    for number in (100, 200, 400):
        folder = tmp_path / str(number)
        shutil.copytree(GOOD, folder)
        old = (folder / name).read_text() if (folder / name).exists() else ""
        (folder / name).write_text(old + added(number))
        read_well = not any("yaml-syntax" in message for message in messages(folder))
        assert read_well
        counts.append(counted_steps(lambda case=folder: messages(case)))
    first, second = counts[1] - counts[0], counts[2] - counts[1]
    assert first > 0
    assert second < 2.4 * first, counts


def test_hints_end_after_a_number_of_words_of_each_file(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(problems, "nearest", lambda word, known: asked.append(word) or "")
    hints = Hints()
    for number in range(3 * MOST_HINTS):
        hints.nearest(f"word{number}", ["words"], Location("a.yaml", number))
    assert len(asked) == MOST_HINTS
    hints.nearest("word", ["words"], Location("b.yaml", 1))
    assert len(asked) == MOST_HINTS + 1


def test_hints_end_after_a_number_of_comparisons(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    monkeypatch.setattr(problems, "nearest", lambda word, known: compared.append(len(known)) or "")
    hints, known = Hints(), [str(number) for number in range(MOST_COMPARED // 3)]
    for number in range(10):
        hints.nearest("word", known, Location("a.yaml", number))
    assert sum(compared) <= MOST_COMPARED
    assert len(compared) == 3


def test_a_file_of_wrong_keys_has_a_hint_for_the_first_of_them(folder: Path) -> None:
    text = (folder / "case.yaml").read_text()
    (folder / "case.yaml").write_text(text + lines("asessed_by#: A\n", 4 * MOST_HINTS))
    unknown = [message for message in messages(folder) if "[unknown-key]" in message]
    assert len(unknown) == 4 * MOST_HINTS
    assert sum("assessed_by" in message.split("]", 1)[1] for message in unknown) == MOST_HINTS


def test_a_very_long_word_is_no_slip() -> None:
    word = "a" * MOST_LETTERS
    assert nearest(word, [f"{word}b"]) == f"{word}b"
    assert nearest(f"{word}a", [f"{word}b"]) == ""


BROKEN = {
    "a list that nobody closes": "sources: [" + "a," * (MOST_BYTES // 2),
    "blocks": "sources: [" + "{}," * (MOST_BYTES // 3),
    "keys": "sources: {" + "a: b, " * (MOST_BYTES // 6),
    "lines": "sources:\n" + "- a\n" * (MOST_BYTES // 4),
    "names of one value": "sources: [&a x, " + "*a," * (MOST_BYTES // 3),
    "lists in lists": "[" * MOST_BYTES,
    "blocks in blocks": "{a: " * (MOST_BYTES // 4),
    "a quotation that nobody closes": "sources: '" + "a b" * (MOST_BYTES // 3),
}


@pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere a process cannot be held to its memory"
)
@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_of_eight_megabytes_takes_less_than_500(kind: str, folder: Path) -> None:
    (folder / "sources.yaml").write_text(BROKEN[kind][: MOST_BYTES - 10])
    program = (
        "import resource, sys; from assess.__main__ import main; "
        "resource.setrlimit(resource.RLIMIT_AS, (500_000_000,) * 2); "
        f"sys.argv = ['lexgap', 'check', {str(folder)!r}]; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 1, done.stderr
    assert "sources.yaml:" in done.stdout or "sources.yaml" in done.stderr


def test_values_are_counted_up_to_a_limit_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language in ("en", "ar"):
        assert f"{MOST_VALUES:,}" in labels(language).problems["words"]["most_values"]
    monkeypatch.setattr(yamlfile, "MOST_VALUES", 100)
    path = tmp_path / "a.yaml"
    path.write_text("a: [" + "b," * 97 + "]")  # block, key and list are values too
    assert yamlfile.read(path)[1] == []
    path.write_text("a: [" + "b," * 98 + "]")
    assert [problem.code for problem in yamlfile.read(path)[1]] == ["file-too-large"]


def test_what_stands_too_deep_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    for depth in (MOST_DEPTH + 2, 1_000):
        path.write_text("[" * depth + "]" * depth)
        assert "yaml-depth" in [problem.code for problem in yamlfile.read(path)[1]]


SLIPS = {
    "a day by by by": ("comments.yaml", "2016-02-01", "by " * 20_000 + "2016"),
    "a number of 5,000 digits": (
        "checklist/articles/01.yaml",
        'article: "1"',
        f"article: '{'1' * 5000}'",
    ),
    "a checklist of a very long name": ("case.yaml", "./checklist/", "x" * 5000),
    "an id of 100,000 points": ("findings/01.yaml", "2.possession", "2" + ".a" * 100_000),
    "a provision of 100,000 brackets": (
        "findings/01.yaml",
        '"L1:1"',
        '"L1:3' + "(a" * 100_000 + '"',
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_very_long_value_is_a_problem_and_no_fault_of_the_program(
    slip: str, folder: Path
) -> None:
    name, old, new = SLIPS[slip]
    text = (folder / name).read_text()
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1))
    assert any("error [" in message for message in messages(folder))


def test_a_text_that_repeats_itself_is_searched_in_no_more_than_its_length(folder: Path) -> None:
    """A quotation that overlaps itself everywhere was looked at as often as the text is long."""
    counts = []
    for number in (1_000, 2_000, 4_000):
        (folder / "texts").mkdir(exist_ok=True)
        (folder / "texts/L1.en.yaml").write_text(
            "law: L1\nlanguage: en\nstanding: official\nunits:\n"
            f"- {{id: '1', kind: article, wording: '{'a ' * (2 * number)}'}}\n"
        )
        (folder / "findings/02.yaml").write_text(
            f"{CITATIONS}  - {{provision: 'L1:1', grade: met, {SURE}, quote: '{'a ' * number}'}}\n"
        )
        counts.append(counted_steps(lambda: messages(folder)))
    assert counts[2] - counts[1] < 2.4 * (counts[1] - counts[0]), counts
