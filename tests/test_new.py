"""A case from nothing, the questions that it asks, and files that nothing reads."""

from __future__ import annotations

import csv
import io
import re
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import edit, messages

from assess.base import paths
from assess.base.problems import render
from assess.checks import check
from assess.cli import main
from assess.load.cases import load_case
from assess.load.labels import labels
from assess.model.runs import run_of, runs_out

ALL = ("--state", "JOR", "--by", "A. Drafter")


def lexgap(*arguments: object, typed: str | None = None):
    return CliRunner().invoke(main, [*map(str, arguments)], input=typed)


def told(done) -> str:
    problems = getattr(done.exception, "problems", ())
    return done.output + "\n".join(render(one, labels().problems) for one in problems)


# --- lexgap new ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", paths.languages())
@pytest.mark.parametrize("depth", ["first-look", "standard", "full"])
def test_a_new_case_passes_the_checker_and_is_rated_nowhere(
    tmp_path: Path, language: str, depth: str
) -> None:
    root = tmp_path / "own"
    done = lexgap("new", root, *ALL, "--languages", language, "--depth", depth, "--lang", language)
    assert done.exit_code == 0, told(done)
    case, problems = load_case(root)
    assert not problems and {one.code for one in check(case, date.today())} == {"unanswered"}
    assert (case.profile.depth, case.profile.language) == (depth.replace("-", "_"), language)
    assert (
        case.profile.checklist == case.instrument.version
        and str(case.profile.assessed_by) == "A. Drafter"
    )
    assert all(
        f"lexgap {one} {root}" in done.output
        for one in ("law add", "questions", "workbook export", "status")
    )
    assert {path.name for path in root.iterdir() if not path.name.startswith(".")} == {
        "case.yaml",
        "sources.yaml",
        "README.md",
        "laws",
        "texts",
        "findings",
    }
    rows = csv.DictReader(io.StringIO(lexgap("rate", root, "--csv").output))
    assert {row["rating"] for row in rows} == {"–"}


@pytest.mark.parametrize("state", ["JOR", "jor", "Jordan", "الأردن", "JO"])
def test_a_state_is_known_by_code_and_by_name(tmp_path: Path, state: str) -> None:
    done = lexgap("new", tmp_path / "own", "--state", state, "--by", "A", "--languages", "ar,en")
    if state == "JO":
        assert done.exit_code == 1 and "“JOR” may be meant" in told(done)
        return
    case, _ = load_case(tmp_path / "own")
    assert (case.profile.iso, case.profile.country.by) == (
        "JOR",
        (("ar", "الأردن"), ("en", "Jordan")),
    )
    assert case.profile.title.get("en")[0] == "Jordan and the Budapest Convention"


def test_an_invented_state_has_a_code_and_a_name(tmp_path: Path) -> None:
    assert lexgap("new", tmp_path / "a", "--state", "TST", "--by", "A").exit_code == 1
    assert (
        lexgap(
            "new", tmp_path / "b", "--state", "TST", "--country", "Testland", "--by", "A"
        ).exit_code
        == 0
    )
    case, _ = load_case(tmp_path / "b")
    assert (case.profile.iso, str(case.profile.country)) == ("TST", "Testland")
    assert (
        lexgap(
            "new", tmp_path / "c", "--state", "Testland", "--country", "Testland", "--by", "A"
        ).exit_code
        == 1
    )
    assert not (tmp_path / "a").exists() and not (tmp_path / "c").exists()


def test_without_the_names_of_states_a_code_and_a_name_are_asked_for(
    tmp_path: Path, monkeypatch
) -> None:
    from assess.states import places

    for cached in (places._codes, places._translation):
        cached.cache_clear()
    monkeypatch.setitem(sys.modules, "pycountry", None)
    done = lexgap("new", tmp_path / "a", "--state", "JOR", "--by", "A")
    assert done.exit_code == 2 and "--country" in done.output
    assert lexgap("new", tmp_path / "a", "--state", "Jordan", "--by", "A").exit_code == 1
    assert (
        lexgap(
            "new", tmp_path / "b", "--state", "JOR", "--country", "Jordan", "--by", "A"
        ).exit_code
        == 0
    )


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own/notes.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name in ("own", "file"):
        done = lexgap("new", tmp_path / name, *ALL)
        assert done.exit_code == 1 and "[folder-exists]" in told(done)
    assert [path.name for path in (tmp_path / "own").iterdir()] == ["notes.txt"]
    (tmp_path / "empty").mkdir()
    assert lexgap("new", tmp_path / "empty", *ALL).exit_code == 0


def test_what_is_missing_is_asked_for_on_a_terminal(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(new_module(), "_terminal", lambda: True)
    done = lexgap("new", tmp_path / "own", typed="Jordan\nA. Drafter\nstandard\n")
    assert done.exit_code == 0, told(done)
    case, _ = load_case(tmp_path / "own")
    assert (case.profile.iso, str(case.profile.assessed_by), case.profile.depth) == (
        "JOR",
        "A. Drafter",
        "standard",
    )


def new_module():
    return sys.modules["assess.cli.new"]


@pytest.mark.parametrize(
    "arguments, said",
    [
        (("--by", "A"), "--state"),
        (("--state", "JOR"), "--by"),
        ((*ALL, "--languages", "English"), "'English' is no code"),
        ((*ALL, "--depth", "deep"), "is not one of"),
        ((*ALL, "--cut-off", "1.13.2016"), "is not a date"),
    ],
)
def test_without_a_terminal_what_is_missing_or_wrong_is_told(
    tmp_path: Path, arguments, said: str
) -> None:
    done = lexgap("new", tmp_path / "own", *arguments)
    assert done.exit_code == 2 and said in done.output and not (tmp_path / "own").exists()


def test_a_case_with_a_checklist_of_ones_own(folder: Path, tmp_path: Path) -> None:
    done = lexgap(
        "new",
        tmp_path / "own",
        "--instrument",
        folder / "checklist",
        *ALL,
        "--cut-off",
        "2016-01-01",
    )
    assert done.exit_code == 0, told(done)
    case, problems = load_case(tmp_path / "own")
    assert (
        not problems and case.instrument.id == "mini" and case.profile.cut_off.text == "2016-01-01"
    )
    assert "[unknown-instrument]" in told(
        lexgap("new", tmp_path / "x", "--instrument", "budapst", *ALL)
    )


# --- lexgap questions ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", paths.languages())
def test_questions_come_with_name_id_weight_source_and_every_grade(language: str, jordan) -> None:
    said = " ".join(lexgap("questions", "6", "--lang", language).output.split())
    for one in jordan.instrument.article("6").elements:
        assert (
            f"{one.name.get(language)[0]} ({one.id})" in said
            and " ".join(one.asks.get(language)[0].split()) in said
        )
        assert all(
            " ".join(text.get(language)[0].split()) in said for text in one.criteria.values()
        ), one.id
        assert not one.weight or labels(language).weights[one.weight] in said


def test_questions_of_runs_elements_and_cases(folder: Path) -> None:
    def ids(*arguments: object) -> list[str]:
        return re.findall(
            r"^\S.* \((\d+\.[\w.]+)\)  \[", lexgap("questions", *arguments).output, re.MULTILINE
        )

    own = ("--instrument", folder / "checklist")
    assert (
        ids("1-2", *own)
        == ids("١–٢", *own)
        == ids(folder, "1", "2")
        == ids("1", "2", "--instrument", folder)
    )
    assert ids("offences", *own) == ids("1-2", *own) and len(ids("all", *own)) == 9
    assert ids("2", *own, "--depth", "first-look") == ["2.take"]
    assert ids("2", "2.intent", *own, "--depth", "first-look") == ["2.take", "2.intent"]
    edit(folder, "case.yaml", ("stage: draft", "stage: draft\ndepth: standard"))
    assert ids(folder, "2") == ["2.take", "2.without_right"]
    assert "Not asked at this depth: 3" in lexgap("questions", folder, "2").output
    assert {number[:1] for number in ids("2-3")} == {"2", "3"} and ids("2-3") == [
        *ids("2"),
        *ids("3"),
    ]


def test_questions_of_a_case_are_in_its_language_unless_another_is_asked_for(folder: Path) -> None:
    edit(folder, "case.yaml", ("language: en", "language: ar"))
    assert labels("ar").weights.lead in lexgap("questions", folder, "2").output
    assert labels("ar").weights.lead not in lexgap("questions", folder, "2", "--lang", "en").output


@pytest.mark.parametrize(
    "arguments, code, said",
    [
        (("99",), 1, "[unknown-article]"),
        (("2.x",), 1, "[unknown-element]"),
        (("jordan",), 2, "such as 6, 2-5 or 6.1"),
        (("2", "--instrument", "budapst"), 1, "[unknown-instrument]"),
        ((), 2, "Missing argument"),
    ],
)
def test_questions_that_cannot_be_asked(arguments, code: int, said: str) -> None:
    done = lexgap("questions", *arguments)
    assert done.exit_code == code and said in told(done)


# --- runs, and files that nothing reads ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name, numbers",
    [
        ("2", ("2",)),
        ("2-4", ("2", "3", "3 bis", "4")),
        ("٢–٤", ("2", "3", "3 bis", "4")),
        ("3 bis - 4", ("3 bis", "4")),
        ("4-2", ()),
        ("2-9", ()),
        ("2.x", ()),
        ("", ()),
        ("-", ()),
    ],
)
def test_run(name: str, numbers: tuple[str, ...]) -> None:
    assert run_of(name, ("1", "2", "3", "3 bis", "4")) == numbers


def test_runs_in_lists_of_a_case(folder: Path) -> None:
    assert runs_out(["all", "2-3", "2.take"], ("1", "2", "3")) == ("all", "2", "3", "2.take")
    edit(folder, "laws/L1.yaml", ("examined: [all]", 'examined: ["1-3"]\nunseen: ["٢–٣", 15]'))
    edit(
        folder,
        "findings/01.yaml",
        (
            "analyses:",
            "not_found:\n- {by: A, on: 2016-01-01, laws: [L1], "
            "elements: [2-3, 15.judge]}\nanalyses:",
        ),
    )
    case, problems = load_case(folder)
    assert (
        not problems
        and case.law("L1").examined == ("1", "2", "3")
        and case.law("L1").unseen == ("2", "3", "15")
    )
    assert case.searches[0].elements == ("2", "3", "15.judge") and not messages(folder)
    edit(folder, "findings/01.yaml", ("[2-3, 15.judge]", "[2-9]"))
    assert "“2-9”" in messages(folder)[0] and "[unknown-element]" in messages(folder)[0]


@pytest.mark.parametrize(
    "name, meant",
    [
        ("findings/04.yaml.txt", "findings/04.yaml"),
        ("findings/x.yml.bak", "findings/x.yaml"),
        ("findings/notes.docx", ""),
        ("law/L2.yaml", "laws/L2.yaml"),
        ("finding.yaml", ""),
        ("source.yaml", "sources.yaml"),
        ("case.yml", "case.yaml"),
        ("surplus.yaml.lexgap-new", "surplus.yaml"),
        ("more/deep/04.YAML", ""),
    ],
)
def test_a_file_that_nothing_reads_is_told(folder: Path, name: str, meant: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("findings: []\n")
    said = [one for one in messages(folder) if "[file-unread]" in one]
    assert (
        len(said) == 1
        and said[0].startswith(f"{name}: ")
        and (f"“{meant}” may be meant" in said[0] or not meant)
    )


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "laws/README",
        "findings/notes.md",
        ".hidden/04.yaml",
        "findings/.04.yaml.swp",
        "findings/~$04.yaml",
        "reports/mini.docx",
        "sources/act.docx",
        "texts.zip",
        "conflicts.yaml",
        "retired.yaml",
        "other/case.yaml",
        "other/instrument.yaml",
        "LICENSE.txt",
    ],
)
def test_companions_of_a_case_are_no_such_files(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("x")
    assert not [one for one in messages(folder) if "[file-unread]" in one]


def test_endings_in_capitals_are_read(folder: Path) -> None:
    (folder / "findings/01.yaml").rename(folder / "findings/01.YAML")
    assert not messages(folder)


@pytest.mark.parametrize(
    "typed, said",
    [
        ("3 October 2012", "2012-10-03 is meant."),
        ("03-Oct-12", "2012-10-03 is meant."),
        ("October 3, 2012", "2012-10-03 is meant."),
        ("by 3 Oct 2012", "by 2012-10-03 is meant."),
        ("3/10/2012", "2012-03-10 or 2012-10-03 may be meant."),
        ("03.10.2012", "2012-10-03 is meant."),
        ("13/10/2012", "2012-10-13 is meant."),
        ("Oct 2012", "2012-10 is meant."),
        ("soon", "Correct it."),
        ("31 Feb 2012", "Correct it."),
    ],
)
def test_a_day_typed_in_another_way_is_refused_with_the_day_that_is_meant(
    folder: Path, typed: str, said: str
) -> None:
    edit(folder, "laws/L1.yaml", ("in_force: 2010-05-01", f"in_force: {typed}"))
    assert any("[bad-value]" in one and one.endswith(said) for one in messages(folder))


def test_a_day_with_an_arabic_month_in_an_arabic_case(folder: Path) -> None:
    edit(folder, "case.yaml", ("language: en", "language: ar"))
    edit(folder, "laws/L1.yaml", ("in_force: 2010-05-01", "in_force: ٣ تشرين الأول ٢٠١٢"))
    assert any("2012-10-03" in one for one in messages(folder))


# --- further checks of a case ----------------------------------------------------------------------------------------


def code_of(folder: Path) -> list[str]:
    return re.findall(r"\[([\w-]+)\]", "\n".join(messages(folder)))


SEARCH = "  not_found: {by: A, on: 2016-01-01, laws: [L1]%s}\n"


@pytest.mark.parametrize(
    "old, new, code",
    [
        ("  note: Not used.\n", SEARCH % "", ""),
        (
            "  note: Not used.\n",
            SEARCH % ", since: 2016-01-01, until: 2015-01-01",
            "dates-reversed",
        ),
        ("  note: Not used.\n", "  not_found: {by: A, on: 2016-01-01, laws: []}\n", "missing-key"),
        (
            "  note: Not used.\n",
            "  not_found: {by: '', on: 2016-01-01, laws: [L1]}\n",
            "missing-key",
        ),
        (
            "  note: Not used.\n",
            "  not_found: {by: A, on: 2016-01-01, laws: [L9]}\n",
            "unknown-law",
        ),
        ("  note: Not used.\n", "  dated: [{key: note, text: x, assume: B9}]\n", "unknown-law"),
        (
            "  note: Not used.\n",
            "  dated: [{key: note, text: x, since: 2016, until: 2015}]\n",
            "dates-reversed",
        ),
        ("  note: Not used.\n", "  dated: [{key: gap, text: x}]\n", "dated-unfit"),
        ("analyses:", "not_found: [{by: A, on: 2016-01-01, laws: [L1]}]\nanalyses:", "missing-key"),
        (
            "analyses:",
            "not_found: [{by: A, on: 2016-01-01, laws: [L1], elements: [9]}]\nanalyses:",
            "unknown-element",
        ),
        ("- element: 2.intent\n", "- element: 2.intent\n" + SEARCH % ", until: 2010-05-01", ""),
        (
            "- element: 2.intent\n",
            "- element: 2.intent\n" + SEARCH % ", since: 2016-01-01",
            "search-contradicted",
        ),
    ],
)
def test_statements_and_dated_texts(folder: Path, old: str, new: str, code: str) -> None:
    edit(folder, "findings/01.yaml", (old, new))
    assert code_of(folder) == [code] * bool(code)


@pytest.mark.parametrize(
    "general, code",
    [
        ('"4"', ""),
        ('"2-9"', ""),
        ('"9"', "unknown-provision"),
        ('"7-9"', "unknown-provision"),
        ('"4(a)"', ""),
    ],
)
def test_general_names_provisions_of_the_law(folder: Path, general: str, code: str) -> None:
    edit(folder, "laws/L1.yaml", ("examined: [all]", f"general: [{general}]"))
    assert code_of(folder) == [code] * bool(code)


TREATY = """treaties:
- instrument: Mini Convention
  id: mini
  status: in force
  sources: [GAZ]
  confidence: high
  party_since: 2005-01-01
%sscenarios:"""


@pytest.mark.parametrize(
    "more, code",
    [
        ("", []),
        ("  party_until: 2004-01-01\n", ["dates-reversed"]),
        ("  acts: [{element: 2.tak, on: 2006-01-01, sources: [GAZ]}]\n", ["unknown-element"]),
        (
            "  acts: [{element: 2.take, on: 2006-01-01, sources: [XX]}]\n",
            ["party-act-unfit", "unknown-source"],
        ),
        ("  since: 2006-01-01\n  until: 2005-01-01\n", ["dates-reversed"]),
    ],
)
def test_treaty_status(folder: Path, more: str, code: list[str]) -> None:
    edit(folder, "case.yaml", ("scenarios:", TREATY % more))
    assert sorted(code_of(folder)) == code


def test_two_statements_on_one_treaty(folder: Path) -> None:
    edit(
        folder,
        "case.yaml",
        ("scenarios:", TREATY % TREATY.partition("\n")[2].removesuffix("%sscenarios:")),
    )
    assert code_of(folder) == ["duplicate-id"]


def test_an_option_that_was_declared_is_not_told(folder: Path) -> None:
    edit(
        folder,
        "findings/01.yaml",
        (
            "  note: Not used.",
            '  citations:\n  - {provision: "L1:3", grade: met, sources: [GAZ], confidence: high}',
        ),
    )
    edit(folder, "case.yaml", ("scenarios:", TREATY % ""))
    assert set(code_of(folder)) == {"option-undeclared"}
    edit(
        folder,
        "case.yaml",
        ("scenarios:", 'reservations: [{paragraph: "2", sources: [GAZ]}]\nscenarios:'),
    )
    assert not code_of(folder)


def test_an_offence_that_the_general_part_completes_is_not_told(folder: Path) -> None:
    edit(
        folder,
        "findings/01.yaml",
        (
            '2.intent\n  citations:\n  - {provision: "L1:2"',
            '2.intent\n  citations:\n  - {provision: "L1:4"',
        ),
    )
    assert "offence-apart" in code_of(folder)
    edit(folder, "laws/L1.yaml", ("examined: [all]", 'general: ["4"]'))
    assert "offence-apart" not in code_of(folder)


@pytest.mark.parametrize(
    ("cited", "rest", "apart"),
    [
        ("1 right", "", False),  # a definition
        ("1", "", False),  # an article of definitions alone
        ("1(1)", "", True),  # a paragraph with a rule of its own
        (
            "1",
            "- {id: 1(2), kind: paragraph, parent: '1', wording: Rude words are punished.}",
            True,
        ),
        ("1", "- {id: 1 @note, kind: note, parent: '1', wording: Amended in 2012.}", False),
    ],
)
def test_a_definition_of_the_law_is_no_other_offence(
    folder: Path, cited: str, rest: str, apart: bool
) -> None:
    rule = "- {id: 1(1), kind: paragraph, parent: '1', wording: A rule.}\n" if "(" in cited else ""
    (folder / "texts").mkdir()
    (folder / "texts/L1.en.yaml").write_text(
        "law: L1\nlanguage: en\nstanding: copy\nunits:\n- {id: '1', kind: article, number: '1'}\n"
        "- {id: 1 right, kind: definition, parent: '1', wording: “right” means leave.}\n"
        f"{rule}{rest}\n"
    )
    edit(
        folder,
        "findings/01.yaml",
        (
            '2.without_right\n  citations:\n  - {provision: "L1:2"',
            f'2.without_right\n  citations:\n  - {{provision: "L1:{cited}"',
        ),
    )
    assert ("offence-apart" in code_of(folder)) is apart


def test_messages_name_elements_in_the_language_of_the_user() -> None:
    root = paths.sample("tilmara")
    done = {code: lexgap("check", root, "--lang", code).output for code in ("en", "ar")}
    names = {code: re.findall(r"\[unanswered\].*", text) for code, text in done.items()}
    assert len(names["en"]) == len(names["ar"])
    assert all(not re.search(r"[a-z]{4,} \(\d", line) for line in names["ar"])
