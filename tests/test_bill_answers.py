"""What becomes of the answers of a provision that a bill replaces or strikes out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from click.testing import CliRunner
from conftest import edit

from assess.cli import main
from assess.load.cases import load_case
from assess.rating.displaced import displaced_answers
from assess.rating.force import Reading, displaced_by

DAY = date(2016, 1, 1)


def left(folder: Path) -> list[tuple[str, list[str]]]:
    """Return the provisions that B1 takes away, each with the elements that it leaves open."""
    case, _ = load_case(folder)
    assert case
    bill = case.law("B1")
    assert bill
    return [
        (displaced.reference, [element.id for element in displaced.left])
        for displaced in displaced_answers(case, Reading(DAY), bill)
    ]


def test_answers_of_the_bill_leave_nothing_open(folder: Path):
    assert left(folder) == []


def test_elements_that_the_bill_does_not_answer_are_left(folder: Path):
    path = folder / "findings/01.yaml"
    text = path.read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if 'provision: "B1:2"' not in line]
    path.write_text("\n".join(kept), encoding="utf-8")
    assert left(folder) == [("L1:2", ["2.take", "2.without_right", "2.intent"])]
    run = ["rate", str(folder), "--as-of", "2016-01-01", "--assume", "B1"]
    output = " ".join(CliRunner().invoke(main, run).output.split())
    assert "Act 1/2010, Art. 2 answers elements of the treaty (3) and is replaced" in output
    assert "Article 2 (taking; without right; intent)" in output


def test_a_text_under_the_assumption_settles_an_element(folder: Path):
    edit(folder, "laws/B1.yaml", ('repeals: ["4"]', 'repeals: ["3"]'))
    assert left(folder) == [("L1:3", ["3.search", "3.safeguards", "15.judge"])]
    said = "- element: 3.search\n  dated:\n  - {key: note, text: Nothing is left., assume: B1}\n"
    edit(folder, "findings/01.yaml", ("- element: 3.search\n", said))
    assert left(folder) == [("L1:3", ["3.safeguards", "15.judge"])]


def test_with_an_article_goes_what_stands_under_it(folder: Path):
    below = (
        '- id: "3(1)"\n  summary: Lets them search.\n  sources: [GAZ]\n  confidence: high\n'
        '- id: "3 bis"\n  summary: Lets them copy.\n  sources: [GAZ]\n  confidence: high\n- id: "4"\n'
    )
    edit(folder, "laws/L1.yaml", ('- id: "4"\n', below))
    edit(folder, "laws/B1.yaml", ('repeals: ["4"]', 'repeals: ["3"]'))
    findings = folder / "findings/01.yaml"
    text = findings.read_text(encoding="utf-8")
    findings.write_text(text.replace('"L1:3"', '"L1:3(1)"'), encoding="utf-8")
    assert left(folder) == [("L1:3(1)", ["3.search", "3.safeguards", "15.judge"])]
    findings.write_text(text.replace('"L1:3"', '"L1:3 bis"'), encoding="utf-8")
    assert left(folder) == []


def test_the_bill_may_have_a_word_of_its_own_on_what_stands_under_it(folder: Path):
    below = '- id: "3(1)"\n  summary: Lets them search.\n  sources: [GAZ]\n  confidence: high\n'
    edit(folder, "laws/L1.yaml", ('- id: "4"\n', below + '- id: "4"\n'))
    edit(
        folder,
        "laws/B1.yaml",
        ('repeals: ["4"]', 'repeals: ["3"]'),
        ('replaces: ["2"]', 'replaces: ["2", "3(1)"]'),
    )
    case, _ = load_case(folder)
    assert case
    bill = case.law("B1")
    assert bill
    by = {name: own.id if own else "" for name, own in displaced_by(case, bill).items()}
    assert by == {"L1:2": "2", "L1:3": "", "L1:3(1)": "2"}


def test_an_option_that_is_left_open_counts_as_nothing(folder: Path):
    """Whether a bill uses an option is no gap of it, and nothing that counts as unknown."""
    cited = (
        "- element: 2.limb.aim\n  citations:\n"
        '  - {provision: "L1:2", grade: not_met, missing: No aim., reason: mental, sources: [GAZ], confidence: high}\n'
    )
    edit(folder, "findings/01.yaml", ("- element: 2.limb.aim\n", cited))
    assert left(folder) == []
