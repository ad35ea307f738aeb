"""Two assessors: where they differ, how far they agree, and the case that is made of what is decided."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import GOOD, edit, messages
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from assess.base.problems import render
from assess.cli import main
from assess.load.cases import load_case
from assess.load.labels import labels
from assess.rating.agreement import agreements, compare, kappa
from assess.rating.force import Reading
from assess.rating.standing import element_standings
from assess.review.answers import plain

pytest.importorskip("nltk", reason="nltk (lexgap[agree]) is not installed")
DAY = date(2016, 1, 1)
FINDINGS = "findings/01.yaml"


def inside(*arguments: str):
    return CliRunner().invoke(main, [*arguments, "--as-of", "2016-01-01"])


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The good case as a second assessor has it: another grade, another basis, one element left open."""
    target = tmp_path / "other"
    shutil.copytree(GOOD, target)
    edit(target, "case.yaml", ("A. Assessor", "B. Second"))
    edit(
        target,
        FINDINGS,
        (
            '- element: 2.intent\n  citations:\n  - {provision: "L1:2", grade: met,',
            '- element: 2.intent\n  citations:\n  - {provision: "L1:2", grade: partly, missing: Negligence too., '
            'reason: mental, note: "= odd <&> note",',
        ),
        (
            '- element: 3.search\n  citations:\n  - {provision: "L1:3"',
            '- element: 3.search\n  citations:\n  - {provision: "L1:4"',
        ),
        (
            '- element: 3.safeguards\n  citations:\n  - {provision: "L1:3", grade: met, sources: [GAZ], '
            "confidence: high}",
            "- element: 3.safeguards\n  not_assessed: Later.",
        ),
    )
    return target


def compared(first: Path, second: Path):
    return compare(load_case(first)[0], load_case(second)[0], Reading(DAY))


def test_kinds_of_difference(folder: Path, other: Path) -> None:
    assert [(one.element.id, one.kind) for one in compared(folder, other).differences] == [
        ("2.intent", "grade"),
        ("3.safeguards", "one_only"),
        ("3.search", "basis"),
    ]
    said = inside("agree", str(folder), str(other)).output
    for part in (
        "A. Assessor. B: B. Second",
        "intent (2.intent)  [other grade]",
        "Act 1/2010, Art. 2 (partly met)",
        "Negligence too.",
        "= odd <&> note",
        "search (3.search)  [same grade, other basis]",
        "Later.",
    ):
        assert part in said


def test_agreement_by_part_and_where_it_is_not_defined(folder: Path, other: Path) -> None:
    sums = {one.part.id if one.part else "": one for one in agreements(compared(folder, other))}
    offences, procedure, safeguards, whole = (
        sums[name] for name in ("offences", "procedure", "safeguards", "")
    )
    # an option that nobody answered
    assert (offences.compared, offences.agreed, offences.left_out) == (5, 4, 1)
    assert (procedure.compared, procedure.left_out, procedure.kappa, procedure.why) == (
        1,
        1,
        None,
        "one_value",
    )
    assert (safeguards.kappa, safeguards.why) == (None, "one_value")
    assert (whole.compared, whole.agreed) == (7, 6) and 0 < whole.kappa < 1
    said = inside("agree", str(folder), str(other)).output
    assert "not defined (both gave one and the same grade throughout)" in said
    data = json.loads(inside("agree", str(folder), str(other), "--json").stdout)
    assert data["schema"] == "lexgap-agree-1" and data["agreement"][-1]["part"] is None
    assert [one["kind"] for one in data["disagreements"]] == ["grade", "one_only", "basis"]


def test_elements_are_told_by_name_with_the_id_beside(
    folder: Path, other: Path, tmp_path: Path
) -> None:
    for root in (folder, other):
        edit(root, "checklist/articles/02.yaml", ("name: intent\n", "name: intent alone\n"))
    said = inside("agree", str(folder), str(other)).stdout
    assert "intent alone (2.intent)  [other grade]" in said
    data = json.loads(inside("agree", str(folder), str(other), "--json").stdout)
    assert (data["disagreements"][0]["element"], data["disagreements"][0]["name"]) == (
        "2.intent",
        "intent alone",
    )
    sheet = load_workbook(workbook(folder, other, tmp_path / "d.xlsx")).worksheets[0]
    assert [cell.value for cell in sheet[2]][:2] == ["intent alone", "2.intent"]


SEARCH = (
    "not_found:\n- {by: B. Second, on: 2016-01-01, laws: [L1, L2], elements: [2.limb, 3.safeguards], "
    "note: All read.}\n"
)


def searching(root: Path, laws: str = "[L1]", extra: str = "") -> None:
    """Let an assessor state that nothing was found for what is open of two articles, in one act."""
    edit(root, FINDINGS, ("findings:", SEARCH.replace("[L1, L2]", laws) + "findings:"))


def test_a_statement_of_many_elements_is_compared_and_brought_over(
    folder: Path, other: Path, tmp_path: Path
) -> None:
    law = (folder / "laws/L1.yaml").read_text().split("provisions:")[0].replace("id: L1", "id: L2")
    (other / "laws/L2.yaml").write_text(
        law + 'provisions:\n- {id: "1", summary: One., sources: [GAZ], confidence: high}\n'
    )
    searching(other, "[L1, L2]")
    found = {one.element.id: one for one in compared(folder, other).differences}
    assert (
        found["3.safeguards"].kind == "grade" and found["3.safeguards"].second.state == "not_found"
    )
    assert found["2.limb.aim"].kind == "one_only"
    said = inside("agree", str(folder), str(other)).stdout
    assert (
        "Searched, no provision found: B. Second, 1 January 2016, in Act 1/2010, Act 1/2010. All read."
        in said
    )
    into = tmp_path / "into"
    file = workbook(
        folder,
        other,
        tmp_path / "d.xlsx",
        ALL[0],
        ("3.safeguards", "B", "Searched."),
        ("2.limb.aim", "B", "Searched too."),
    )
    done = adjudicated(folder, other, file, into)
    assert done.exit_code == 0, done.exception and [
        render(one, labels().problems) for one in done.exception.problems
    ]
    case, problems = load_case(into)
    stands = element_standings(case, Reading(DAY))
    assert not problems and {stands[name].state for name in ("3.safeguards", "2.limb.aim")} == {
        "not_found"
    }
    assert stands["3.safeguards"].search.laws == ("L1", "L2") and case.law("L2") is not None


def test_a_statement_of_many_elements_ends_where_the_other_left_it_open(
    folder: Path, other: Path, tmp_path: Path
) -> None:
    edit(
        folder,
        FINDINGS,
        (
            '- element: 3.safeguards\n  citations:\n  - {provision: "L1:3", grade: met, '
            "sources: [GAZ], confidence: high}\n",
            "",
        ),
    )
    searching(folder)
    pairs = {one.element.id: one for one in compared(folder, other).pairs}
    assert [pairs[name].first.state for name in ("3.safeguards", "2.limb.aim")] == ["not_found"] * 2
    into = tmp_path / "into"
    file = workbook(
        folder,
        other,
        tmp_path / "d.xlsx",
        ALL[0],
        ("3.safeguards", "B", "Nobody looked."),
        ("2.limb.aim", "A", "It was looked for."),
    )
    done = adjudicated(folder, other, file, into)
    assert done.exit_code == 0, done.exception and [
        render(one, labels().problems) for one in done.exception.problems
    ]
    stands = element_standings(load_case(into)[0], Reading(DAY))
    assert [stands[name].state for name in ("3.safeguards", "2.limb.aim")] == [
        "not_assessed",
        "not_found",
    ]


def test_a_hundred_per_cent_is_all_of_them(folder: Path, other: Path) -> None:
    lines = inside("agree", str(folder), str(other)).output.splitlines()
    assert "All parts: 6 of 7 elements with the same grade (85.7 %)" in next(
        one for one in lines if "All parts" in one
    )
    assert "(100 %)" in inside("agree", str(folder), str(folder)).output


@pytest.mark.parametrize(
    "pairs, value",
    [
        # by hand: (0.7-0.5)/0.5
        ([("m", "m")] * 20 + [("m", "n")] * 5 + [("n", "m")] * 10 + [("n", "n")] * 15, 0.4),
        ([("m", "n"), ("n", "m")], -1.0),
        ([("m", "m"), ("n", "n")], 1.0),
        ([("m", "m"), ("m", "n")], 0.0),
    ],
)
def test_kappa_by_hand(pairs, value: float) -> None:
    assert kappa(pairs) == (pytest.approx(value), "")


def test_kappa_that_is_not_defined() -> None:
    assert kappa([]) == (None, "none") and kappa([("m", "m")] * 9) == (None, "one_value")


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), min_size=1, max_size=40)
)
def test_kappa_is_that_of_its_formula(pairs) -> None:
    value, why = kappa(pairs)
    number = len(pairs)
    chance = (
        sum(
            sum(one == key for one, _ in pairs) * sum(two == key for _, two in pairs)
            for key in "abcd"
        )
        / number**2
    )
    if chance == 1:
        assert (value, why) == (None, "one_value")
    else:
        same = sum(one == two for one, two in pairs) / number
        assert value == pytest.approx((same - chance) / (1 - chance))


def test_without_the_library_it_is_told(folder: Path, other: Path, monkeypatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "nltk.metrics.agreement", None)
    fault = inside("agree", str(folder), str(other)).exception
    assert [(one.code, one.words["extra"]) for one in fault.problems] == [
        ("library-missing", "agree")
    ]


def test_other_checklists_are_not_compared(folder: Path, other: Path) -> None:
    edit(
        other,
        "checklist/articles/03.yaml",
        ("asks: Can the police search?", "asks: May the police search?"),
    )
    assert [one.code for one in inside("agree", str(folder), str(other)).exception.problems] == [
        "agree-checklists"
    ]


def test_other_states_are_not_compared(folder: Path, other: Path) -> None:
    edit(other, "case.yaml", ("iso: TST", "iso: XXX"))
    assert [one.code for one in inside("agree", str(folder), str(other)).exception.problems] == [
        "agree-states"
    ]


# --- adjudication ----------------------------------------------------------------------------------------------------


def workbook(folder: Path, other: Path, out: Path, *decisions: tuple[str, str, str]) -> Path:
    """Write the workbook, and fill in decisions: element, side, reason."""
    assert inside("agree", str(folder), str(other), "-o", str(out)).exit_code == 0
    book = load_workbook(out)
    sheet = book.worksheets[0]
    head = {cell.value: cell.column for cell in sheet[1]}
    rows = {sheet.cell(row, head["Element"]).value: row for row in range(2, sheet.max_row + 1)}
    for element, side, why in decisions:
        sheet.cell(rows[element], head["Decision"]).value = side
        sheet.cell(rows[element], head["Reason"]).value = why
    book.save(out)
    return out


def adjudicated(folder: Path, other: Path, file: Path, into: Path):
    return inside(
        "agree",
        str(folder),
        str(other),
        "--adjudicate",
        str(file),
        "--into",
        str(into),
        "--by",
        "C. Chair",
    )


ALL = (
    ("2.intent", "b", "Section 2 names negligence."),
    ("3.safeguards", "A", "It has been looked at."),
)


def test_the_workbook_shows_both_and_offers_a_and_b(
    folder: Path, other: Path, tmp_path: Path
) -> None:
    book = load_workbook(workbook(folder, other, tmp_path / "d.xlsx"))
    sheet = book.worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    texts = [cell.value for cell in cells if cell.value]
    assert "= odd <&> note" in " ".join(texts) and not any(cell.data_type == "f" for cell in cells)
    (rule,) = sheet.data_validations.dataValidation
    assert (rule.formula1, rule.showErrorMessage, str(rule.sqref)) == ('"A,B"', True, "C2:C4")


def test_what_is_decided_stands_and_both_originals_are_kept(
    folder: Path, other: Path, tmp_path: Path
) -> None:
    into = tmp_path / "into"
    done = adjudicated(folder, other, workbook(folder, other, tmp_path / "d.xlsx", *ALL), into)
    assert done.exit_code == 0 and "3 decisions" in done.output
    case, problems = load_case(into)
    assert not problems and not [line for line in messages(into) if "error" in line]
    stands = element_standings(case, Reading(DAY))
    assert [stands[name].state for name in ("2.intent", "3.safeguards", "3.search")] == [
        "partly",
        "met",
        "met",
    ]
    kept = {one.element: one for one in case.adjudications}
    one = kept["2.intent"]
    assert (one.decision, one.by, one.a.by, one.a.state, one.b.by, one.b.state) == (
        "B",
        "C. Chair",
        "A. Assessor",
        "met",
        "B. Second",
        "partly",
    )
    first, second = (load_case(path)[0] for path in (folder, other))
    for side, of in ((one.a, first), (one.b, second)):
        assert plain(side.finding) == plain(
            next(two for two in of.findings if two.element == "2.intent")
        )
    assert [(two.act, two.article, two.state) for two in case.log] == [
        ("adjudicate", "2", "draft"),
        ("adjudicate", "3", "draft"),
    ]
    assert (
        load_case(folder)[0].digest == first.digest and load_case(other)[0].digest == second.digest
    )


def test_the_report_says_what_was_decided_and_a_public_one_does_not(
    folder: Path, other: Path, tmp_path: Path
) -> None:
    from assess.country.build import Edition, build_view

    into = tmp_path / "into"
    adjudicated(folder, other, workbook(folder, other, tmp_path / "d.xlsx", *ALL), into)
    case = load_case(into)[0]
    notes = [
        build_view(case, Reading(DAY), edition=edition).elements[3].note
        for edition in (Edition(), Edition(public=True))
    ]
    assert "decided for B by C. Chair: Section 2 names negligence." in notes[0] and notes[1] == ""


@pytest.mark.parametrize(
    "decisions, code, cell",
    [
        ((), "adjudication-open", "C2"),
        ((("2.intent", "B", ""), ALL[1]), "adjudication-open", "D2"),
        ((("2.intent", "C", "So."), ALL[1]), "adjudication-value", "C2"),
        ((("2.intent", "=1+1", "So."), ALL[1]), "adjudication-value", "C2"),
    ],
)
def test_rows_that_decide_nothing_are_told_with_their_cell(
    decisions, code: str, cell: str, folder: Path, other: Path, tmp_path: Path
) -> None:
    into = tmp_path / "into"
    done = adjudicated(
        folder, other, workbook(folder, other, tmp_path / "d.xlsx", *decisions), into
    )
    told = done.exception.problems
    assert told[0].code == code and f"Decide!{cell}" in render(told[0], labels().problems)
    assert not into.exists() and not list(tmp_path.glob(".into*"))


@pytest.mark.parametrize(
    "side, why, code",
    [("A", "Another reason.", "row-twice"), ("", "", "row-twice"), ("B", ALL[0][2], None)],
)
def test_an_element_on_two_rows(
    side: str, why: str, code: str | None, folder: Path, other: Path, tmp_path: Path
) -> None:
    path = workbook(folder, other, tmp_path / "d.xlsx", *ALL)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet.append(["", "2.intent", side, why])
    book.save(path)
    done = adjudicated(folder, other, path, tmp_path / "into")
    assert [(one.code, one.at.cell) for one in getattr(done.exception, "problems", [])] == (
        [(code, "Decide!C5")] if code else []
    )
    assert (tmp_path / "into").exists() is (code is None)


def test_cases_the_other_way_round_are_told(folder: Path, other: Path, tmp_path: Path) -> None:
    path = workbook(folder, other, tmp_path / "d.xlsx", *ALL)
    done = adjudicated(other, folder, path, tmp_path / "into")
    assert [one.code for one in done.exception.problems] == ["adjudication-stale"] and not (
        tmp_path / "into"
    ).exists()


def test_bills_of_the_workbook_are_those_of_the_decision(
    folder: Path, other: Path, tmp_path: Path
) -> None:
    path, more = tmp_path / "d.xlsx", ("--adjudicate", str(tmp_path / "d.xlsx"), "--by", "C. Chair")
    both, bill = ("agree", str(folder), str(other)), ("--assume", "B1")
    assert inside(*both, *bill, "-o", str(path)).exit_code == 0
    book = load_workbook(path)
    sheet = book.worksheets[0]
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, 3).value, sheet.cell(row, 4).value = "A", "So."
    book.save(path)
    told = inside(*both, *more, "--into", str(tmp_path / "one")).exception.problems
    assert [one.code for one in told] == ["adjudication-stale"]
    assert inside(*both, *bill, *more, "--into", str(tmp_path / "two")).exit_code == 0


@pytest.mark.parametrize("name", ["A. Assessor", "b second"])
def test_neither_of_the_two_decides(name: str, folder: Path, other: Path, tmp_path: Path) -> None:
    path = workbook(folder, other, tmp_path / "d.xlsx", *ALL)
    done = inside(
        "agree",
        str(folder),
        str(other),
        "--adjudicate",
        str(path),
        "--into",
        str(tmp_path / "into"),
        "--by",
        name,
    )
    assert [one.code for one in done.exception.problems] == ["adjudicator-is-assessor"]
    assert not (tmp_path / "into").exists()


def test_neither_of_the_two_accepts_what_was_decided(
    folder: Path, other: Path, tmp_path: Path
) -> None:
    into = tmp_path / "into"
    adjudicated(folder, other, workbook(folder, other, tmp_path / "d.xlsx", *ALL), into)
    act = ("review", "submit", str(into), "2", "--by", "D. Drafter")
    assert CliRunner().invoke(main, act).exit_code == 0
    own = "reviewer-is-submitter"
    for name, code in (("A. Assessor", own), ("B. Second", own), ("E. End", "")):
        done = CliRunner().invoke(main, ["review", "accept", str(into), "2", "--by", name])
        assert [one.code for one in getattr(done.exception, "problems", [])] == (
            [code] if code else []
        )
    assert not [line for line in messages(into) if "error" in line]


def test_a_law_of_b_takes_no_place_of_one_of_a(folder: Path, other: Path, tmp_path: Path) -> None:
    law = (folder / "laws/L1.yaml").read_text().split("provisions:")[0]
    tail = 'provisions:\n- {id: "1", summary: One., sources: [GAZ], confidence: high}\n'
    for root, name in ((folder, "LA"), (other, "L2")):
        (root / "laws/new.yaml").write_text(law.replace("id: L1", f"id: {name}") + tail)
        (root / "texts").mkdir(exist_ok=True)
        (root / "texts/new.yaml").write_text(
            f"law: {name}\nlanguage: en\nstanding: official\n"
            'units:\n- {id: "1", kind: article, wording: One.}\n'
        )
    edit(other, FINDINGS, ('"L1:2", grade: partly', '"L2:1", grade: partly'))
    into = tmp_path / "into"
    done = adjudicated(folder, other, workbook(folder, other, tmp_path / "d.xlsx", *ALL), into)
    assert done.exit_code == 0, done.exception and [
        render(one, labels().problems) for one in done.exception.problems
    ]
    case, problems = load_case(into)
    assert not problems and {"LA", "L1", "L2"} <= {one.id for one in case.laws}
    assert {one.law for one in case.texts} >= {"LA", "L2"}


def test_options_that_do_not_go_together(folder: Path, other: Path, tmp_path: Path) -> None:
    both = ("agree", str(folder), str(other))
    for more in (("--json", "-o", "x.xlsx"), ("--into", str(tmp_path / "into"))):
        assert inside(*both, *more).exit_code == 2


def test_a_row_taken_out_is_not_decided(folder: Path, other: Path, tmp_path: Path) -> None:
    path = workbook(folder, other, tmp_path / "d.xlsx", *ALL)
    book = load_workbook(path)
    book.worksheets[0].delete_rows(2)
    book.save(path)
    done = adjudicated(folder, other, path, tmp_path / "into")
    assert [(one.code, one.words["element"]) for one in done.exception.problems] == [
        ("adjudication-open", "2.intent")
    ]


def test_a_case_changed_since_is_told(folder: Path, other: Path, tmp_path: Path) -> None:
    path = workbook(folder, other, tmp_path / "d.xlsx", *ALL)
    edit(other, FINDINGS, ("Negligence too.", "Negligence as well."))
    assert [
        one.code for one in adjudicated(folder, other, path, tmp_path / "into").exception.problems
    ] == ["adjudication-stale"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", b"Element,Decision\n", None])
def test_files_that_are_no_such_workbook(
    content: bytes | None, folder: Path, other: Path, tmp_path: Path
) -> None:
    path = tmp_path / "d.xlsx"
    if content is None:
        assert (
            CliRunner()
            .invoke(
                main,
                [
                    "report",
                    str(folder),
                    "--as-of",
                    "2016-01-01",
                    "--format",
                    "excel",
                    "-o",
                    str(tmp_path),
                ],
            )
            .exit_code
            == 0
        )
        path = next(tmp_path.glob("mini*.xlsx"))
    else:
        path.write_bytes(content)
    fault = adjudicated(folder, other, path, tmp_path / "into").exception
    assert fault.problems and not (tmp_path / "into").exists()


def test_laws_provisions_and_sources_of_b_come_with_its_answer(
    folder: Path, other: Path, tmp_path: Path
) -> None:
    edit(
        other,
        "sources.yaml",
        ("- key: OWN", "- key: NEW\n  grade: B\n  address: none\n  holds: A book.\n- key: OWN"),
    )
    edit(other, FINDINGS, ('"L1:2", grade: partly', '["L1:2 bis", "L2:1"], grade: partly'))
    edit(
        other,
        "laws/L1.yaml",
        (
            '- id: "3"',
            '- id: 2 bis\n  summary: More.\n  sources: [NEW]\n  confidence: low\n- id: "3"',
        ),
    )
    law = (other / "laws/L1.yaml").read_text().split("provisions:")[0].replace("id: L1", "id: L2")
    (other / "laws/L2.yaml").write_text(
        law + 'provisions:\n- {id: "1", summary: One., sources: [GAZ], confidence: high}\n'
    )
    into = tmp_path / "into"
    done = adjudicated(folder, other, workbook(folder, other, tmp_path / "d.xlsx", *ALL), into)
    assert done.exit_code == 0, done.exception and [
        render(one, labels().problems) for one in done.exception.problems
    ]
    case, problems = load_case(into)
    assert not problems and {"L1:2 bis", "L2:1"} <= set(case.provisions())
    assert "NEW" in [one.key for one in case.sources]
    assert element_standings(case, Reading(DAY))["2.intent"].state == "partly"


def test_the_words_of_b_keep_their_language(folder: Path, other: Path, tmp_path: Path) -> None:
    edit(other, "case.yaml", ("language: en", "language: fr"))
    law = (other / "laws/L1.yaml").read_text().split("provisions:")[0].replace("id: L1", "id: L2")
    (other / "laws/L2.yaml").write_text(
        law + 'provisions:\n- {id: "1", summary: Une chose., sources: [GAZ], confidence: high}\n'
    )
    edit(other, FINDINGS, ('"L1:2", grade: partly', '"L2:1", grade: partly'))
    into = tmp_path / "into"
    adjudicated(folder, other, workbook(folder, other, tmp_path / "d.xlsx", *ALL), into)
    case, problems = load_case(into)
    finding = next(one for one in case.findings if one.element == "2.intent")
    assert not problems and finding.citations[0].missing.by == (("fr", "Negligence too."),)
    assert case.provisions()["L2:1"][1].summary.by == (("fr", "Une chose."),)


def test_one_key_for_two_sources_is_told(folder: Path, other: Path, tmp_path: Path) -> None:
    edit(other, "sources.yaml", ("https://example.org/gazette", "https://example.org/another"))
    done = adjudicated(
        folder, other, workbook(folder, other, tmp_path / "d.xlsx", *ALL), tmp_path / "into"
    )
    assert [one.code for one in done.exception.problems] == ["source-differs"] and not (
        tmp_path / "into"
    ).exists()


def test_a_difference_that_no_finding_makes_is_told(
    folder: Path, other: Path, tmp_path: Path
) -> None:
    """B has the law in force a day too late for this reading, so that its answer would still count in A's files."""
    edit(other, "laws/L1.yaml", ("in_force: 2010-05-01", "in_force: 2016-05-01"))
    found = compared(folder, other)
    path = workbook(
        folder,
        other,
        tmp_path / "d.xlsx",
        *((one.element.id, "B", "So.") for one in found.differences),
    )
    codes = {
        one.code for one in adjudicated(folder, other, path, tmp_path / "into").exception.problems
    }
    assert codes == {"adjudication-without-effect"} and not (tmp_path / "into").exists()


def test_a_folder_that_is_there_is_left_alone(folder: Path, other: Path, tmp_path: Path) -> None:
    path = workbook(folder, other, tmp_path / "d.xlsx", *ALL)
    assert [one.code for one in adjudicated(folder, other, path, folder).exception.problems] == [
        "folder-exists"
    ]
    assert inside("agree", str(folder), str(other), "--adjudicate", str(path)).exit_code == 2


@pytest.mark.needs("soffice")
def test_a_workbook_saved_by_libreoffice_is_read(folder: Path, other: Path, tmp_path: Path) -> None:
    path = workbook(folder, other, tmp_path / "d.xlsx", *ALL)
    (tmp_path / "office").mkdir()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(tmp_path / "office"),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    done = adjudicated(folder, other, tmp_path / "office/d.xlsx", tmp_path / "into")
    assert done.exit_code == 0 and len(load_case(tmp_path / "into")[0].adjudications) == 3
