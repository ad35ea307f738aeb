"""`lexgap law add`: what is shown, asked, written, refused, and put back."""

from __future__ import annotations

import importlib
import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import messages

from assess.app import laws
from assess.base import output
from assess.base.problems import render
from assess.cli import main
from assess.law.readers import Block, SourceText
from assess.law.store import as_yaml, path_of
from assess.law.structure.units import structured
from assess.load.cases import load_case
from assess.load.labels import labels
from assess.model.lawtext import LawText

ACT = """The Devices Act of the people

Article 1. Scope

This Act is for the use of any device by a person in the land.

Article 2. Use

(1) Whoever uses it is punished:

(a) by day; or

(b) by night.

(2) The court shall decide.
"""


@pytest.fixture
def act(tmp_path: Path) -> Path:
    path = tmp_path / "act.txt"
    path.write_text(ACT, encoding="utf-8")
    return path


def lexgap(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["law", *map(str, arguments)], catch_exceptions=False)


def added(folder: Path, act: Path, *more: str) -> Result:
    return lexgap(
        "add", folder, act, "--id", "L9", "--title", "Devices Act", "--source", "GAZ", *more
    )


def files(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".lexgap-lock"
    }


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files(folder)}


def code(done: Result) -> list[str]:
    """Return the codes of the problems that a command ended with."""
    assert done.exception is not None
    return [one.code for one in done.exception.problems]


def refused(*arguments: object) -> list[str]:
    return code(CliRunner().invoke(main, ["law", *map(str, arguments)]))


def test_a_new_law_gets_its_text_and_a_file_of_facts(folder: Path, act: Path) -> None:
    before = files(folder)
    done = added(folder, act, "--in-force", "2020-01-01", "--yes")
    assert done.exit_code == 0, done.output
    assert files(folder) - before == {"laws/L9.yaml", "texts/L9.en.yaml"}
    case, problems = load_case(folder)
    assert not problems and messages(folder) == []
    law, text = case.law("L9"), case.texts_of("L9")[0]
    assert (str(law.title), str(law.in_force), law.confidence, law.sources) == (
        "Devices Act",
        "2020-01-01",
        "low",
        ("GAZ",),
    )
    assert [one.id for one in text.units] == [
        "preamble",
        "1",
        "2",
        "2(1)",
        "2(1)(a)",
        "2(1)(b)",
        "2(2)",
    ]
    assert (text.language, text.standing, text.file, text.format) == (
        "en",
        "copy",
        "act.txt",
        "text",
    )
    assert str(text.read_on) == date.today().isoformat() and len(text.sha256) == 64
    assert (
        "corrected by hand"
        in (folder / "texts/L9.en.yaml").read_text(encoding="utf-8").splitlines()[0]
    )


def test_what_was_understood_is_shown_before_anything_is_written(folder: Path, act: Path) -> None:
    before = files(folder)
    done = added(folder, act)
    assert done.exit_code == 2 and files(folder) == before
    assert "[2] Article 2.  Use  {(1), (2)}" in done.output and "articles: 2" in done.output
    assert "Nothing was written." in done.output


def test_an_unknown_source_is_told_before_the_file_is_read(
    folder: Path, act: Path, monkeypatch
) -> None:
    before = files(folder)
    monkeypatch.setattr("assess.law.readers.read_source", lambda file, **how: pytest.fail("read"))
    words = ("--id", "L9", "--title", "x", "--source", "GAS", "--source", "GAZ", "--yes")
    done = CliRunner().invoke(main, ["law", "add", str(folder), str(act), *words])
    (fault,) = done.exception.problems
    assert (fault.code, fault.words["id"], fault.words["nearest"]) == (
        "unknown-source",
        "GAS",
        "GAZ",
    )
    assert "lexgap source" in render(fault, labels().problems)
    assert files(folder) == before and messages(folder) == []


BILL_IN_FORCE = ("--id", "L9", "--title", "x", "--source", "GAZ", "--kind", "bill", "--yes")


def test_a_refused_law_never_stands_in_the_case(folder: Path, act: Path, monkeypatch) -> None:
    """It is tried on a copy: whoever kills the program at any moment finds the case as it was."""
    before = contents(folder)

    def unwritten(*words: object) -> None:
        pytest.fail("a refused law was written")

    monkeypatch.setattr(output, "replace_files", unwritten)
    refusal = refused("add", folder, act, *BILL_IN_FORCE, "--in-force", "2020-01-01")
    assert refusal and contents(folder) == before and messages(folder) == []


class Killed(BaseException):
    """The program is killed: nothing after it runs."""


def test_a_law_that_is_added_is_written_whole_or_not_at_all(
    folder: Path, act: Path, tmp_path: Path, monkeypatch
) -> None:
    before, outcomes = set(files(folder)), set()
    for step in range(40):
        root = tmp_path / f"killed-{step}"
        shutil.copytree(folder, root)
        left = [step]

        def counted(call, left=left):
            def run(*words, **options):
                if left[0] <= 0:
                    raise Killed
                left[0] -= 1
                return call(*words, **options)

            return run

        with monkeypatch.context() as patch:
            for name in ("fsync", "replace"):
                patch.setattr(output.os, name, counted(getattr(os, name)))
            try:
                killed = added(root, act, "--yes").exit_code != 0
            except Killed:
                killed = True
        case, problems = load_case(root)  # the next command carries out what was agreed on
        assert not problems and messages(root) == []
        new = {name for name in files(root) - before if not name.startswith(".lexgap-waiting")}
        outcomes.add(frozenset(new))
        assert added(root, act, "--yes", "--replace").exit_code == 0
        assert files(root) - before == {"laws/L9.yaml", "texts/L9.en.yaml"}
        if not killed:
            break
    assert not killed and outcomes == {
        frozenset(),
        frozenset({"laws/L9.yaml", "texts/L9.en.yaml"}),
    }


@pytest.mark.parametrize(
    "name, words",
    [
        ("texts/L9.en.yaml", ["add", "--id", "L9", "--replace"]),  # corrected by hand
        ("texts/L9.en.yaml", ["attach", "--law", "L9", "--replace"]),
        ("laws/L7.yaml", ["add", "--id", "L7", "--title", "x", "--source", "GAZ"]),  # a new one
        ("texts/L7.en.yaml", ["add", "--id", "L7", "--title", "x", "--source", "GAZ"]),
    ],
)
@pytest.mark.parametrize("moment", ["assess.app.laws.read_text", "assess.cli.law.agreed"])
def test_what_is_saved_while_a_law_is_read_or_asked_about_is_kept(
    folder: Path, act: Path, monkeypatch, name: str, words: list[str], moment: str
) -> None:
    added(folder, act, "--yes")
    place = folder / name
    hand = (place.read_bytes() if place.exists() else b"") + b"# by hand\n"
    owner, _, called = moment.rpartition(".")
    module = importlib.import_module(owner)
    real = getattr(module, called)

    def meanwhile(*values: object, **options: object) -> object:
        place.write_bytes(hand)
        return real(*values, **options)

    monkeypatch.setattr(module, called, meanwhile)
    command, *rest = words
    wanted = {"case-changed", "text-exists"} if "read" in moment else {"case-changed"}
    codes = refused(command, folder, act, *rest, "--yes")
    assert len(codes) == 1 and codes[0] in wanted and place.read_bytes() == hand
    assert {one for one in files(folder) if "L7" in one} <= {name}


def test_of_two_laws_of_one_id_that_are_read_at_once_one_is_there(
    folder: Path, act: Path, tmp_path: Path, monkeypatch
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(ACT.replace("by night", "by dawn"), encoding="utf-8")
    real, between = laws.write_law, []

    def second_is_faster(proposal: object, today: date) -> object:
        if not between:
            between.append("begun")
            assert added(folder, other, "--yes").exit_code == 0
        return real(proposal, today)

    monkeypatch.setattr(laws, "write_law", second_is_faster)
    words = ("--id", "L9", "--title", "Devices Act", "--source", "GAZ", "--yes")
    assert refused("add", folder, act, *words) == ["case-changed"]
    assert "by dawn" in (folder / "texts/L9.en.yaml").read_text(encoding="utf-8")
    assert messages(folder) == []


def test_a_change_that_was_stopped_is_no_change_of_somebody_else(folder: Path, act: Path) -> None:
    agreed = folder / ".lexgap-agreed"
    agreed.mkdir()
    (agreed / "note.yaml").write_text("a: b\n", encoding="utf-8")
    assert added(folder, act, "--yes").exit_code == 0
    assert (folder / "note.yaml").exists() and (folder / "laws/L9.yaml").exists()


@pytest.mark.parametrize(
    "more, wanted",
    [
        ([], "copy"),
        (["--standing", "official"], "official"),
        (["--standing", "translation"], "translation"),
    ],
)
def test_the_file_of_facts_says_what_was_read(
    folder: Path, act: Path, more: list[str], wanted: str
) -> None:
    added(folder, act, "--yes", *more)
    law = load_case(folder)[0].law("L9")
    assert (law.text, law.provisions) == (wanted, ()) and messages(folder) == []


def test_a_text_read_off_pictures_is_no_official_one(folder: Path, act: Path, monkeypatch) -> None:
    scan = SourceText(tuple(map(Block, ACT.split("\n\n"))), "pdf", "act.pdf", "0" * 64, ocr=True)
    monkeypatch.setattr("assess.law.readers.read_source", lambda file, **how: scan)
    added(folder, act, "--yes", "--ocr", "--standing", "official")
    case, _ = load_case(folder)
    assert (case.law("L9").text, case.texts_of("L9")[0].standing) == ("copy", "ocr") and messages(
        folder
    ) == []


def unsettled(folder: Path) -> list[str]:
    """Return the messages but for what the text holds beside the provision that is cited."""
    return [line for line in messages(folder) if "[units-unclassified]" not in line]


def test_a_text_that_shows_a_quotation_to_be_wrong_stays(folder: Path, act: Path) -> None:
    """The fault is in the finding; without the text nobody could see it, let alone mend it."""
    added(folder, act, "--yes")
    path = next(
        one
        for one in sorted((folder / "findings").iterdir())
        if "citations:" in one.read_text("utf-8")
    )
    before = path.read_text(encoding="utf-8")
    path.write_text(
        before.replace(
            '{provision: "L1:3",', '{provision: "L9:2(1)", quote: uses it is punished,', 1
        ),
        encoding="utf-8",
    )
    assert unsettled(folder) == [] and "L9:2(1)" in path.read_text(encoding="utf-8")
    act.write_text(ACT.replace("uses it is", "uses it shall be"), encoding="utf-8")
    done = lexgap("add", folder, act, "--id", "L9", "--yes", "--as-of", "2021-01-01")
    assert done.exit_code == 0 and (folder / "texts/L9.en.2021-01-01.yaml").exists()
    said = done.output.split("Written:")[1]
    assert (
        "now that it is there" in said and "error [quote-not-found]" in said and path.name in said
    )


def test_a_text_without_a_cited_provision_does_not_take_the_place_of_the_old_one(
    folder: Path, act: Path
) -> None:
    added(folder, act, "--yes")
    path = next(
        one
        for one in (folder / "findings").iterdir()
        if '"L1:3"' in one.read_text(encoding="utf-8")
    )
    path.write_text(
        path.read_text(encoding="utf-8").replace('"L1:3"', '"L9:2(2)"', 1), encoding="utf-8"
    )
    there = (folder / "texts/L9.en.yaml").read_bytes()
    act.write_text(ACT.replace("(2) The court", "The court"), encoding="utf-8")
    assert refused("add", folder, act, "--id", "L9", "--yes", "--replace") == ["unknown-provision"]
    assert (folder / "texts/L9.en.yaml").read_bytes() == there and unsettled(folder) == []


def test_a_text_that_is_there_is_not_written_over_unasked(folder: Path, act: Path) -> None:
    added(folder, act, "--yes")
    there = (folder / "texts/L9.en.yaml").read_bytes()
    act.write_text(ACT.replace("by night", "by dawn"), encoding="utf-8")
    assert refused("add", folder, act, "--id", "L9", "--yes") == ["text-exists"]
    assert (folder / "texts/L9.en.yaml").read_bytes() == there
    done = lexgap("add", folder, act, "--id", "L9", "--yes", "--replace")
    assert done.exit_code == 0 and "is in the case already" in done.output
    assert "by dawn" in (folder / "texts/L9.en.yaml").read_text(encoding="utf-8")


def test_a_later_version_and_a_translation_stand_beside_the_first(folder: Path, act: Path) -> None:
    added(folder, act, "--yes")
    assert (
        lexgap("attach", folder, act, "--law", "L9", "--as-of", "2021-01-01", "--yes").exit_code
        == 0
    )
    done = lexgap(
        "attach",
        folder,
        act,
        "--law",
        "L9",
        "--language",
        "fr",
        "--standing",
        "translation",
        "--yes",
    )
    assert done.exit_code == 0
    assert {"texts/L9.en.2021-01-01.yaml", "texts/L9.fr.yaml"} <= files(folder) and messages(
        folder
    ) == []


@pytest.mark.parametrize(
    "wrong, said",
    [
        (["--id", "../L9"], "letters, digits"),
        (["--as-of", "soon"], "2016-01-01"),
        (["--pattern", "Rule"], "{n}"),
        (["--language", "e/n"], "letters, digits"),
        (["--in-force", "soon"], "2016-01-01"),
    ],
)
def test_wrong_use_is_told(folder: Path, act: Path, wrong: list[str], said: str) -> None:
    before = files(folder)
    done = added(folder, act, "--yes", *wrong)
    assert done.exit_code == 2 and said in done.output and files(folder) == before


def test_a_new_law_needs_a_title_and_a_source(folder: Path, act: Path) -> None:
    done = lexgap("add", folder, act, "--id", "L9", "--yes")
    assert done.exit_code == 2 and "--title" in done.output and "GAZ" in done.output


def test_a_text_in_no_known_language_asks_for_it(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("Qqq 1\n\nZzz.", encoding="utf-8")
    done = added(folder, path, "--yes")
    assert done.exit_code == 2 and "--language" in done.output


def test_a_law_file_too_faulty_to_be_read_is_not_written_over(folder: Path, act: Path) -> None:
    (folder / "laws/L9.yaml").write_text("id: L9\n", encoding="utf-8")
    assert refused(
        "add", folder, act, "--id", "L9", "--title", "x", "--source", "GAZ", "--yes"
    ) == ["duplicate-id"]
    assert (folder / "laws/L9.yaml").read_text(encoding="utf-8") == "id: L9\n"


def test_the_built_in_sample_is_not_changed(act: Path) -> None:
    done = added(Path("jordan"), act, "--yes")
    assert done.exit_code == 2 and "lexgap demo" in done.output


def test_attach_to_a_law_that_is_not_there(folder: Path, act: Path) -> None:
    assert refused("attach", folder, act, "--law", "L8", "--yes") == ["unknown-law"]


def test_a_pattern_marks_the_articles(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "rules.txt"
    path.write_text(ACT.replace("Article", "Rule"), encoding="utf-8")
    added(folder, path, "--yes", "--pattern", "Rule {n}")
    case, _ = load_case(folder)
    assert case.texts_of("L9")[0].unit("2(1)(b)").wording == "by night."


def test_a_text_reads_back_as_it_was_written(folder: Path) -> None:
    words = "2. x\n\tno: “yes” #1\n  and 'more'\u200f\n- off\n---\nnull."
    blocks = (
        Block("Heading first"),
        Block("1. Words here."),
        Block("Second"),
        Block(words),
        Block("Third"),
        Block("3. Words."),
    )
    text = structured(SourceText(blocks, "docx", "a.docx", "0" * 64), "L1", "en", "official")
    assert any(one.heading_first for one in text.units)
    (folder / "texts").mkdir()
    path_of(folder, text).write_text(as_yaml(text, "two\nlines"), encoding="utf-8")
    case, problems = load_case(folder)
    assert not problems
    again: LawText = case.texts[0]
    assert [_bare(one) for one in again.units] == [_bare(one) for one in text.units]
    assert (again.file, again.sha256, again.standing) == ("a.docx", "0" * 64, "official")


def _bare(unit: object) -> dict:
    return {name: value for name, value in vars(unit).items() if name != "place"}
