"""What a law's text holds and no element cites: asked about in runs, shown in the reverse table, classified in one act."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import TODAY, edit, messages
from openpyxl import load_workbook

from assess.base.problems import LexgapError
from assess.cli import main
from assess.country import build_view
from assess.load.cases import load_case
from assess.model.case import Case
from assess.rating.force import Reading
from assess.rating.unplaced import unplaced

#: An invented act with libel, names taken on the net and the blocking of sites, which no element asks for.
LAW = """An Act on networks

Section 1. Title. This Act is named the Networks Act.

Section 2. Words. A network joins machines.

Section 3. Access. Whoever enters a machine of another person is punished.

Section 4. Other offences. These acts are offences:

(a) Breaking machines:

(1) from near; or

(2) from afar.

(b) Acts of content:

(1) Libel by means of a machine.

(2) Indecent shows on a network.

(3) Unwanted messages.

(c) Taking the name of another person on a network.

Section 5. Search. A judge may order a search.

Section 6. Blocking of sites. The Minister may close a site that breaks this Act.

Section 7. Council. There is a council.

Section 8. Members. It has nine members.

Section 9. Money. It has a fund."""


def lexgap(*words: object) -> Result:
    done = CliRunner().invoke(main, list(map(str, words)))
    if done.exception and not isinstance(done.exception, SystemExit | LexgapError):
        raise done.exception
    return done


def codes(done: Result) -> list[str]:
    assert isinstance(done.exception, LexgapError), done.output
    return [problem.code for problem in done.exception.problems]


@pytest.fixture
def networks(folder: Path, tmp_path: Path) -> Path:
    """A case that has the act, with four citations of it: 2, 3, 4(a)(1) and 5."""
    act = tmp_path / "act.txt"
    act.write_text(LAW, encoding="utf-8")
    words = ("--id", "N1", "--title", "Networks Act", "--source", "GAZ", "--yes")
    assert lexgap("law", "add", folder, act, *words).exit_code == 0
    path = folder / "findings/01.yaml"
    text = path.read_text(encoding="utf-8")
    cited = '  - {provision: ["L1:1", "N1:2", "N1:3", "N1:4(a)(1)", "N1:5"],'
    assert text.count('  - {provision: "L1:1",') == 1
    path.write_text(text.replace('  - {provision: "L1:1",', cited), encoding="utf-8")
    return folder


def case_of(folder: Path) -> Case:
    case, problems = load_case(folder)
    assert case is not None and not problems
    return case


def open_runs(folder: Path) -> dict[str, str]:
    return {
        left.law.id: "; ".join(run.named() for run in left.runs)
        for left in unplaced(case_of(folder))
    }


def asked(folder: Path) -> list[str]:
    return [line for line in messages(folder) if "[units-unclassified]" in line]


# --- what is asked ----------------------------------------------------------------------------------------------------


def test_what_nobody_cites_is_asked_about_once_a_law(networks: Path) -> None:
    (line,) = asked(networks)
    assert line.startswith("laws/N1.yaml:1: warning [units-unclassified] ")
    assert "“N1” (8): 1, 4(a)(2), 4(b), 4(c), 6–9. " in line


def test_an_item_in_a_cited_article_is_named_as_the_item(networks: Path) -> None:
    assert open_runs(networks) == {"N1": "1; 4(a)(2); 4(b), 4(c); 6–9"}


def test_a_cited_article_covers_what_stands_in_it(networks: Path) -> None:
    edit(networks, "findings/01.yaml", ('"N1:4(a)(1)"', '"N1:4"'))
    assert open_runs(networks) == {"N1": "1; 6–9"}


def test_a_row_of_the_reverse_table_covers_too(networks: Path) -> None:
    edit(networks, "surplus.yaml", ('"L1:4"', '"N1:4(b)"'))
    assert open_runs(networks) == {"N1": "1; 4(a)(2); 4(c); 6–9"}


def test_what_a_law_says_of_all_offences_is_not_asked(networks: Path) -> None:
    edit(networks, "laws/N1.yaml", ("kind: act", 'kind: act\ngeneral: ["6-9"]'))
    assert open_runs(networks) == {"N1": "1; 4(a)(2); 4(b), 4(c)"}


@pytest.mark.parametrize("change", ["kind: code", "kind: constitution"])
def test_nobody_is_asked_for_a_general_law_article_by_article(networks: Path, change: str) -> None:
    edit(networks, "laws/N1.yaml", ("kind: act", change))
    assert asked(networks) == []
    assert open_runs(networks)  # and it is not hidden: the command and the report have it
    assert "Libel" not in lexgap("law", "classify", networks).output
    assert "4(b)  Acts of content" in lexgap("law", "classify", networks, "N1").output


def test_a_law_examined_for_chosen_articles_is_asked_once_it_is_cited(networks: Path) -> None:
    """That it was read for illegal access says nothing of the libel in it."""
    edit(networks, "laws/N1.yaml", ("kind: act", 'kind: act\nexamined: ["2"]'))
    assert len(asked(networks)) == 1
    assert "4(b)  Acts of content" in lexgap("law", "classify", networks).output


def test_a_law_that_was_examined_for_everything_is_asked(networks: Path) -> None:
    edit(networks, "laws/N1.yaml", ("kind: act", "kind: act\nexamined: [all]"))
    assert len(asked(networks)) == 1


def test_a_law_that_nobody_worked_with_yet_is_not_asked(networks: Path) -> None:
    edit(networks, "findings/01.yaml", (', "N1:2", "N1:3", "N1:4(a)(1)", "N1:5"]', "]"))
    assert open_runs(networks) == {"N1": "1–9"}
    assert asked(networks) == []
    edit(networks, "laws/N1.yaml", ("kind: act", "kind: act\nexamined: [all]"))
    assert len(asked(networks)) == 1


@pytest.mark.parametrize("name", ["jordan", "tilmara"])
def test_the_samples_leave_nothing_open_that_is_asked(name: str) -> None:
    assert "Nothing is left" in lexgap("law", "classify", name).output


# --- the reverse table ------------------------------------------------------------------------------------------------


def reverse_rows(folder: Path, out: Path) -> list[tuple[str, ...]]:
    done = lexgap("report", folder, "--format", "excel", "--output", out, "--as-of", TODAY)
    assert done.exit_code == 0, done.output
    (book,) = out.glob("**/*.xlsx") if out.is_dir() else [out]
    sheet = load_workbook(book)["Reverse"]
    return [tuple(str(cell or "") for cell in row) for row in sheet.iter_rows(values_only=True)]


def test_the_reverse_table_has_a_row_a_run(networks: Path, tmp_path: Path) -> None:
    rows = [row for row in reverse_rows(networks, tmp_path / "out") if "not placed" in row]
    shown = {next(cell for cell in row if cell.startswith("N1:")): " ".join(row) for row in rows}
    assert list(shown) == ["N1:1", "N1:4(a)(2)", "N1:4(b), 4(c)", "N1:6–9"]
    assert "6 Blocking of sites" in shown["N1:6–9"]


def test_a_general_law_has_one_row(networks: Path, tmp_path: Path) -> None:
    edit(networks, "laws/N1.yaml", ("kind: act", "kind: code"))
    rows = [row for row in reverse_rows(networks, tmp_path / "out") if "not placed" in row]
    assert len(rows) == 1 and "8" in " ".join(rows[0]) and "N1:1 … 9" in rows[0]


# --- the command ------------------------------------------------------------------------------------------------------


def test_the_list_shows_headings(networks: Path) -> None:
    out = lexgap("law", "classify", networks).output
    for line in ("6–9:", "    6  Blocking of sites", "  4(c)  Taking the name of another person"):
        assert line in out, out


def test_one_act_classifies_several_and_keeps_the_file(networks: Path) -> None:
    path = networks / "surplus.yaml"
    path.write_text("# kept\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    words = ("--as", "over_reach", "--concern", "Asked for by nothing.", "--yes")
    done = lexgap("law", "classify", networks, "N1", "4(b)-(c)", "6", *words)
    assert done.exit_code == 0, done.output
    assert path.read_text(encoding="utf-8").startswith(before)
    rows = [row for row in case_of(networks).surplus if row.provision.startswith("N1")]
    assert [row.provision for row in rows] == ["N1:4(b)", "N1:4(c)", "N1:6"]
    assert {(row.treatment, row.sources, row.confidence) for row in rows} == {
        ("over_reach", ("GAZ",), case_of(networks).law("N1").confidence)  # type: ignore[union-attr]
    }
    assert open_runs(networks) == {"N1": "1; 4(a)(2); 7–9"}


def test_a_run_takes_what_nobody_placed(networks: Path) -> None:
    words = ("--as", "neutral", "--concern", "Nothing to remark.", "--yes")
    done = lexgap("law", "classify", networks, "N1", "١-9", *words)
    assert done.exit_code == 0, done.output
    rows = [row.provision for row in case_of(networks).surplus][1:]
    assert rows == [f"N1:{name}" for name in ("1", "4(a)(2)", "4(b)", "4(c)", *"6789")]
    assert asked(networks) == []
    again = lexgap("law", "classify", networks, "N1", "1-9", *words)
    assert again.exit_code == 0 and "nothing to write" in again.output


@pytest.mark.parametrize(
    "written, placed",
    [
        (("N1", "Section 6"), "6"),
        (("N1", "s. 4(b)"), "4(b)"),
        (("N1", "Sections 6 and 8"), "6 8"),
        (("N1", "Sections 6-8", "s 9"), "6 7 8 9"),
        (("N1", "ss 6, 8 and 9"), "6 8 9"),
        (("N1", "4(b)–(c)"), "4(b) 4(c)"),
        (("N1", "par. (c) of Section 4"), "4(c)"),
        (("N1", "المادة 6"), "6"),
        (("Networks Act", "6"), "6"),
        (("n1", "6, 7"), "6 7"),
        (("Section 6 of the Networks Act",), "6"),
        (("Networks Act, ss 6 and 7",), "6 7"),
        (("Networks Act, s 4(b)", "9"), "4(b) 9"),
    ],
)
def test_provisions_are_classified_as_lawyers_cite_them(
    networks: Path, written: tuple[str, ...], placed: str
) -> None:
    words = ("--as", "neutral", "--concern", "Nothing to remark.", "--yes")
    done = lexgap("law", "classify", networks, *written, *words)
    assert done.exit_code == 0, done.output
    rows = [row.provision for row in case_of(networks).surplus]
    assert [name[3:] for name in rows if name.startswith("N1:")] == placed.split()


def test_laws_are_named_as_people_call_them(networks: Path) -> None:
    shown = lexgap("law", "show", networks, "N1").output
    assert "Libel" in shown
    assert lexgap("law", "show", networks, "Networks Act").output == shown
    assert lexgap("law", "show", networks, "the networks act").output == shown
    edit(networks, "laws/N1.yaml", ("en: Networks Act", "en: Networks Act No. 5 of 2031"))
    for name in ("Networks Act No. 5 of 2031", "Networks Act", "Act No. 5 of 2031", "5/2031"):
        assert lexgap("law", "show", networks, name).output == shown, name
    assert codes(lexgap("law", "show", networks, "Seas Act")) == ["unknown-law"]


def test_suggestions_are_asked_of_a_law_by_its_name() -> None:
    found = lexgap("suggest", "tilmara", "2", "--law", "TM-2018-14").output
    named = lexgap("suggest", "tilmara", "2", "--law", "the Cybercrime Act").output
    assert "Unlawful access" in found and named == found


def test_what_is_placed_is_placed_anew_where_that_is_asked_for(networks: Path) -> None:
    words = ("--concern", "Nothing to remark.", "--yes")
    done = lexgap("law", "classify", networks, "N1", "6-7", "--as", "neutral", *words)
    assert done.exit_code == 0, done.output
    more = ("--as", "over_reach", "--concern", "Closes sites.", "--suggestion", "A judge.", "--yes")
    assert codes(lexgap("law", "classify", networks, "N1", "6", *more)) == ["classified-already"]
    done = lexgap("law", "classify", networks, "N1", "s 6", "8", *more, "--replace")
    assert done.exit_code == 0, done.output
    rows = {row.provision: row.treatment for row in case_of(networks).surplus}
    own = {name: treatment for name, treatment in rows.items() if name.startswith("N1:")}
    assert own == {"N1:6": "over_reach", "N1:7": "neutral", "N1:8": "over_reach"}
    assert len(case_of(networks).surplus) == len(own) + 1


def test_a_case_without_reverse_table_gets_one(networks: Path) -> None:
    (networks / "surplus.yaml").unlink()
    words = ("--as", "neutral", "--concern", "Nothing to remark.", "--yes")
    assert lexgap("law", "classify", networks, "N1", "7-9", *words).exit_code == 0
    assert [row.provision for row in case_of(networks).surplus] == ["N1:7", "N1:8", "N1:9"]


def test_what_cannot_be_classified_is_told_and_nothing_is_written(networks: Path) -> None:
    before = (networks / "surplus.yaml").read_bytes()
    words = ("--as", "neutral", "--concern", "Nothing.", "--yes")
    for name, code in (
        ("66", "provision-absent"),
        ("Section 4(z)", "provision-piece-absent"),
        ("Section 6 of the Code of the Seas", "provision-law-unknown"),
        ("about sites", "provision-unresolved"),
    ):
        assert codes(lexgap("law", "classify", networks, "N1", "6", name, *words)) == [code], name
    assert codes(lexgap("law", "classify", networks, "L1", "4", *words)) == ["classified-already"]
    more = (*words, "--source", "GAZZ")
    assert codes(lexgap("law", "classify", networks, "N1", "6", *more)) == ["unknown-source"]
    assert codes(lexgap("law", "classify", networks, "N9", "6", *words)) == ["unknown-law"]
    for wrong in (("N1", "6"), ("N1", "--as", "neutral"), ("N1", "6", "--as", "neutral")):
        assert lexgap("law", "classify", networks, *wrong).exit_code == 2
    assert lexgap("law", "classify", networks, "N1", "6", *words[:-1]).exit_code == 2  # not asked
    assert (networks / "surplus.yaml").read_bytes() == before


def test_the_warning_is_data_too(networks: Path) -> None:
    faults = json.loads(lexgap("check", networks, "--json").output)
    assert "units-unclassified" in json.dumps(faults)


def test_the_word_report_has_the_runs_in_both_languages(networks: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = lexgap(
        "report", networks, "--format", "word", "--lang", "en,ar", "--output", out, "--as-of", TODAY
    )
    assert done.exit_code == 0, done.output
    (report,) = out.glob("**/*.docx") if out.is_dir() else [out]
    with zipfile.ZipFile(report) as package:
        text = re.sub("<[^>]+>", " ", package.read("word/document.xml").decode())
    for words in ("6–9", "6 Blocking of sites", "4(b) Acts of content"):
        assert words in text


# --- what the law lists -----------------------------------------------------------------------------------------------


def listed(folder: Path, *numbers: str) -> None:
    """List provisions of the act in the file of its law."""
    path = folder / "laws/N1.yaml"
    rows = (
        f'- {{id: "{number}", summary: S., sources: [GAZ], confidence: high}}\n'
        for number in numbers
    )
    path.write_text(path.read_text() + "provisions:\n" + "".join(rows))


def unclassified(folder: Path) -> list[str]:
    lines = [line for line in messages(folder) if "[provision-unclassified]" in line]
    return [line.split("“N1:")[1].split("”")[0] for line in lines if "“N1:" in line]


def test_what_the_law_lists_is_covered_by_what_it_stands_in(networks: Path) -> None:
    listed(networks, "4", "4(a)(1)", "4(b)(1)", "3(1)", "3 (2006)", "6")
    edit(networks, "surplus.yaml", ('"L1:4"', '"N1:4(b)"'))
    assert unclassified(networks) == ["4", "3 (2006)", "6"]
    view = build_view(case_of(networks), Reading(TODAY), "en", TODAY)
    keys = {row.reference[3:]: row.treatment_key for row in view.provisions if row.law == "N1"}
    assert (keys["4(b)(1)"], keys["3(1)"], keys["6"]) == ("covered", "covered", "not_placed")
    assert "N1:4(b)(1)" not in [row.reference for row in view.without_counterpart]
    edit(networks, "laws/N1.yaml", ("kind: act", 'kind: act\ngeneral: ["6-9"]'))
    assert unclassified(networks) == ["4", "3 (2006)"]


def test_the_command_lists_what_the_law_lists_as_the_check_asks_for_it(networks: Path) -> None:
    listed(networks, "4(b)(1)", "3(1)", "6")
    assert unclassified(networks) == ["4(b)(1)", "6"]
    assert "4(b)  Acts of content" in (printed := lexgap("law", "classify", networks, "N1").output)
    assert "6  Blocking of sites" in printed and "3(1)" not in printed
    words = ("--as", "neutral", "--concern", "Nothing.", "--yes")
    assert lexgap("law", "classify", networks, "N1", "4(b)", "6-9", *words).exit_code == 0
    assert unclassified(networks) == []


def test_the_reverse_table_names_the_issuing_decree_and_the_schedule_in_words(
    networks: Path, tmp_path: Path
) -> None:
    edit(
        networks,
        "texts/N1.en.yaml",
        ("units:\n", "units:\n- {id: decree 1, kind: article, number: '1', wording: It stands.}\n"),
    )
    text = networks / "texts/N1.en.yaml"
    text.write_text(text.read_text() + "- {id: schedule, kind: schedule, heading: Fees}\n")
    edit(networks, "laws/N1.yaml", ("kind: act", "kind: code"))
    view = build_view(case_of(networks), Reading(TODAY), "ar", TODAY)
    (row,) = [row for row in view.unplaced if row.law == "N1"]
    assert row.provision == "المادة 1 من مواد الإصدار … الجدول"
    edit(networks, "laws/N1.yaml", ("kind: code", "kind: act"))
    view = build_view(case_of(networks), Reading(TODAY), "ar", TODAY)
    shown = [f"{row.provision}: {row.summary}" for row in view.unplaced if row.law == "N1"]
    assert shown[0].startswith(
        "المادة 1 من مواد الإصدار، المادة 1: Art. 1 of the issuing decree It stands."
    )
    assert "decree 1" not in " ".join(shown) and shown[-1].startswith("الجدول: schedule Fees")
