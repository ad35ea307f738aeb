"""Every faulty file beside its message.

The first line of tests/bad/<CODE>.yaml says where in the good case it goes, the next ones what is said; {checklists}
stands for the names of the built-in ones. A line `# +++ path` begins a second file.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import messages

from assess.base import paths
from assess.base.problems import CATALOGUE, render
from assess.files.yamlfile import MOST_BYTES
from assess.load.cases import load_case
from assess.load.labels import labels

BAD = sorted((Path(__file__).parent / "bad").glob("*.yaml"))
#: Codes that no file of a case can show; each has a test of its own, named here.
ELSEWHERE = {
    "file-missing": "test_missing_case",
    "file-unreadable": "test_not_utf8",
    "file-too-large": "test_too_large",
    "template-syntax": "test_word",
    "template-variable": "test_word",
    "template-unsafe": "test_word",
    "template-damaged": "test_word",
    "output-not-written": "test_cli",
    **dict.fromkeys(("terms-empty", "terms-group", "no-terms"), "test_retrieval_terms"),
    **dict.fromkeys(
        (
            "index-unreadable",
            "book-line",
            "book-failed",
            "nothing-to-search",
            "cluster-unreachable",
            "law-not-in-book",
            "library-missing",
        ),
        "test_retrieval_cli",
    ),
    "text-exists": "test_law_cli",
    "languages-unclear": "test_both",
    **dict.fromkeys(
        (
            "text-unreadable",
            "text-empty",
            "text-too-large",
            "text-locked",
            "text-damaged",
            "text-unknown-format",
            "text-undecodable",
            "text-scanned",
            "text-garbled",
            "tool-missing",
            "tool-failed",
        ),
        "test_readers_hostile",
    ),
    **dict.fromkeys(
        ("text-languages", "text-not-consolidated", "version-missing"), "test_law_diff"
    ),
    **dict.fromkeys(
        (
            "text-not-loaded",
            "unit-unknown",
            "correction-unfit",
            "correction-kept",
            "citations-cut",
            "tree-line",
            "tree-words",
        ),
        "test_mending",
    ),
    **dict.fromkeys(
        (
            "review-nameless",
            "review-decision",
            "review-stale",
            "review-step",
            "review-unexplained",
            "review-not-logged",
            "answers-changed",
            "accepted-changed",
            "accepted-laws-changed",
            "log-line",
            "log-changed",
            "log-end",
            "reviewer-is-submitter",
        ),
        "test_review",
    ),
    "article-closed": "test_not_found",
    "case-changed": "test_output",
    "case-in-use": "test_output",
    "case-mixed": "test_output",
    "unknown-state": "test_profiles",
    **dict.fromkeys(("label-shape", "label-placeholder", "label-missing"), "test_languages"),
    "overlay-stale": "test_languages",
    "overlay-missing": "test_languages",
    "restricted-unknown": "test_release",
    "rename-alive": "test_migrate",
    **dict.fromkeys(
        ("pack-exists", "pack-name", "pack-foreign", "pack-damaged", "pack-unsafe"), "test_packs"
    ),
    **dict.fromkeys(
        (
            "agree-checklists",
            "agree-states",
            "adjudication-stale",
            "adjudication-open",
            "adjudication-value",
            "adjudicator-is-assessor",
            "adjudication-without-effect",
            "source-differs",
            "folder-exists",
        ),
        "test_agree",
    ),
    **dict.fromkeys(
        (
            "cell-formula",
            "cell-number",
            "cell-value",
            "cell-day",
            "cell-id",
            "cell-long",
            "cell-needed",
            "name-unknown",
            "row-twice",
            "row-withheld",
            "row-mixed",
            "grade-asks",
            "sheet-unread",
            "column-missing",
            "rows-absent",
            "grade-and-not-applicable",
            "provision-absent",
            "provision-law-refused",
            "provision-law-unknown",
            "provision-lawless",
            "classified-already",
            "provision-piece-absent",
            "provision-unresolved",
            "workbook-other-case",
            "workbook-version",
        ),
        "test_workbook",
    ),
    **dict.fromkeys(
        ("workbook-unreadable", "workbook-foreign", "workbook-links", "workbook-cells"),
        "test_workbook_hostile",
    ),
    "line-unread": "test_workbook_word",
    **dict.fromkeys(("bill-only", "bill-not-amending"), "test_bill_by_form"),
    **dict.fromkeys(
        (
            "grade-without-provision",
            "cell-unfit",
            "search-nameless",
            "search-lawless",
            "rest-unfit",
        ),
        "test_workbook_silence",
    ),
    **dict.fromkeys(
        ("rows-exchanged", "law-row-waits", "article-in-conflict", "nothing-to-settle"),
        "test_workbook_settled",
    ),
    **dict.fromkeys(
        (
            "states-twice",
            "states-checklists",
            "states-checklist-files",
            "states-unknown",
            "states-failed",
            "states-changed",
            "states-wide",
            "states-more",
            "states-withheld",
        ),
        "test_states",
    ),
}


def expected(path: Path) -> tuple[str, list[str]]:
    """Return where a bad file goes, and the messages that it must bring: its leading comment lines."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("# "):
            break
        lines.append(line[2:].replace("{checklists}", ", ".join(paths.checklists())))
    return lines[0], lines[1:]


def placed(path: Path, folder: Path) -> list[str]:
    """Put a bad file into the good case and return all messages."""
    first, *others = path.read_text(encoding="utf-8").split("# +++ ")
    for name, text in [(expected(path)[0], first), *(part.split("\n", 1) for part in others)]:
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return messages(folder)


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_file_has_its_message(path: Path, folder: Path) -> None:
    wanted = expected(path)[1]
    assert wanted, f"{path.name} names no message"
    said = placed(path, folder)
    assert [one for one in wanted if one not in said] == []
    assert any(f"[{path.stem}]" in one for one in wanted)


def test_every_code_is_shown() -> None:
    assert {path.stem for path in BAD} | set(ELSEWHERE) == set(CATALOGUE)


def test_every_code_has_words() -> None:
    said = labels().problems
    assert {code for code in CATALOGUE if not said.get(code, {}).get("says")} == set()
    assert {code for code in said if code not in CATALOGUE} == {"severity", "words"}


def test_good_case_is_silent(folder: Path) -> None:
    assert messages(folder) == []


def test_all_problems_at_once(folder: Path) -> None:
    """Two faults in one file and one in another are all told in one run."""
    law = folder / "laws/L1.yaml"
    law.write_text(law.read_text().replace("kind: act", "kind: atc").replace("rights: free\n", ""))
    findings = folder / "findings/01.yaml"
    findings.write_text(findings.read_text().replace("2.take", "2.tak"))
    said = "\n".join(messages(folder))
    assert all(f"[{code}]" in said for code in ("unknown-value", "missing-key", "unknown-element"))


def test_missing_case(tmp_path: Path) -> None:
    case, found = load_case(tmp_path / "nowhere")
    assert case is None and [one.code for one in found] == ["file-missing"]
    assert "case.yaml" in render(found[0], labels().problems)


def test_not_utf8(folder: Path) -> None:
    (folder / "surplus.yaml").write_bytes("surplus:\n# ".encode() + "ÄÖ".encode("latin-1"))
    assert (
        "surplus.yaml:2: error [file-unreadable] The file cannot be read: it is not UTF-8."
        in messages(folder)[0]
    )


def test_too_large(folder: Path) -> None:
    (folder / "surplus.yaml").write_text("#" * (MOST_BYTES + 1))
    assert "[file-too-large]" in messages(folder)[0]
