"""The command line as its users meet it: what is printed, where, and with which exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import edit

from assess.cli import main
from assess.cli.options import latin

ROOT = Path(__file__).parent.parent


def lexgap(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "assess", *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**os.environ, "COLUMNS": "100"},
    )


def inside(*arguments: str):
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def test_help_names_every_command() -> None:
    said = inside("--help").output
    assert all(name in said for name in ("check", "rate", "explain", "report", "demo"))


def test_check_of_the_sample_is_clean() -> None:
    done = inside("check", "jordan", "--strict")
    assert (done.exit_code, "Errors: 0; warnings: 0." in done.output) == (0, True)


def test_check_says_where_and_exits_with_1(folder: Path) -> None:
    path = folder / "findings/01.yaml"
    path.write_text(path.read_text().replace("2.take", "2.tak"))
    done = lexgap("check", str(folder))
    assert done.returncode == 1
    assert (
        f"{path}:5: error [unknown-element]" in done.stdout
        and "“2.take” may be meant" in done.stdout
    )
    assert "Errors: 1" in done.stderr


def test_check_strict_fails_on_warnings(folder: Path) -> None:
    (folder / "surplus.yaml").write_text("surplus: []\n")
    assert inside("check", str(folder)).exit_code == 0
    assert inside("check", str(folder), "--strict").exit_code == 1


def test_check_json(folder: Path) -> None:
    (folder / "surplus.yaml").write_text("surplus: []\n")
    (one,) = json.loads(inside("check", str(folder), "--json").stdout)
    assert (one["code"], one["severity"]) == ("provision-unclassified", "warning")
    assert (
        one["path"].endswith("laws/L1.yaml") and one["line"] > 0 and one["cause"] and one["remedy"]
    )


def test_check_reads_a_checklist_too(folder: Path) -> None:
    assert inside("check", str(folder / "checklist")).exit_code == 0
    article = folder / "checklist/articles/03.yaml"
    article.write_text(article.read_text().replace("weight: lead", "weight: main"))
    done = inside("check", str(folder / "checklist"))
    assert done.exit_code == 1 and "[lead-missing]" in done.output


def test_rate_prints_ratings_deciders_and_sums(folder: Path) -> None:
    said = inside("rate", str(folder), "--as-of", "2016-01-01").output
    assert "As of 1 January 2016" in said
    assert "  2  LC–C   Taking things" in said
    assert "Still unknown, and decisive: possession (2.possession)" in said
    assert (
        " 15  PC     Safeguards  (0 of 1 met)" in said
        and "– judge (15.judge): Not in urgent cases." in said
    )
    assert "Weakest core article: Art. 2" in said
    assert "Safeguards (own axis): 75 % (2 of 2 elements known)" in said
    assert "Reverse table: rights concern 1" in said
    assert "An assessment of legal text, not a finding of compliance." in said


def test_rate_with_a_bill(folder: Path) -> None:
    said = inside("rate", str(folder), "--as-of", "2016-01-01", "--assume", "B1").output
    assert (
        "Assumed for this reading: Bill on Things has passed." in said
        and "  2  PC     Taking things" in said
    )


def test_rate_json_has_its_recipe(folder: Path) -> None:
    data = json.loads(inside("rate", str(folder), "--as-of", "2016-01-01", "--json").stdout)
    assert data["schema"] == "lexgap-rating-2"
    assert data["recipe"]["as_of"] == "2016-01-01" and len(data["recipe"]["case_sha256"]) == 64
    two = next(one for one in data["articles"] if one["article"] == "2")
    assert (two["rating"], two["decided_by"]) == ("LC–C", ["2.possession"])
    assert (data["depth"], data["indicative"]) == ("full", False)
    states = {one["element"]: one["state"] for one in two["elements"]}
    assert states["2.possession"] == "draft_only" and states["2.take"] == "met"


def test_rate_csv_has_a_line_an_article(folder: Path) -> None:
    rows = list(
        csv.DictReader(
            io.StringIO(inside("rate", str(folder), "--as-of", "2016-01-01", "--csv").stdout)
        )
    )
    assert [row["article"] for row in rows] == ["1", "2", "3", "15"]
    assert rows[1]["rating"] == "LC–C"


def test_rate_scenarios_side_by_side() -> None:
    said = inside("rate", "jordan", "--scenarios").output
    assert "(1) As of 1 January 2016" in said and "(3) As of today" in said
    line = next(line for line in said.splitlines() if line.startswith("  3  Illegal interception"))
    assert line.split()[-3:] == ["PC", "PC", "PC–C"]


def test_same_data_same_output() -> None:
    first, second = (
        inside("rate", "jordan", "--as-of", "2016-01-01", "--json").stdout for _ in range(2)
    )
    assert first == second


def test_explain_traces_to_provisions_and_sources() -> None:
    said = inside("explain", "jordan", "3", "--as-of", "2016-01-01").output
    assert "Rule: PC, since neither C, nor NC, nor LC applies." in said
    assert "– without right (3.without_right): The article itself asks for no lack" in said
    assert "Law 27/2015, Art. 5" in said and "GH15" in said
    assert "Temporary Law 30/2010, Art. 5 (met; does not count: no longer in force)" in said
    assert "GH15 (A): https://github.com/mahasneh/cybercrimelaw" in said


def test_days_and_articles_in_arabic_digits() -> None:
    plain, arabic = (
        inside("explain", "jordan", "3", "--as-of", "2016-01-01"),
        inside("explain", "jordan", "٣", "--as-of", "٢٠١٦-٠١-٠١"),
    )
    assert arabic.output == plain.output and not arabic.exit_code
    assert latin(None, None, ("١٩.2", "٢-١١")) == ("19.2", "2-11")


def test_explain_says_who_searched_without_success(folder: Path) -> None:
    edit(
        folder,
        "findings/01.yaml",
        (
            "  note: Not used.",
            "  not_found: {by: A. Assessor, on: 2016-03-01, laws: [L1]}\n"
            "  dated: [{key: note, text: Of 2015 alone., until: 2016-01-01}]",
        ),
    )
    said = inside("explain", str(folder), "2.limb.aim", "--as-of", "2016-01-01").output
    assert "Searched, no provision found: A. Assessor, 1 March 2016, in Act 1/2010." in said
    assert "No provision cited" not in said and "Of 2015 alone." not in said
    assert (
        "Of 2015 alone."
        in inside("explain", str(folder), "2.limb.aim", "--as-of", "2015-06-01").output
    )


def test_explain_one_element() -> None:
    said = inside("explain", "jordan", "16.1.power", "--as-of", "today").output
    assert (
        "(16.1.power)  [" in said
        and "(16.1.data)  [" not in said
        and "In force and not read: Law 17/2023" in said
    )


@pytest.mark.parametrize(
    "arguments, code, said",
    [
        (("rate", "nowhere"), 1, "[file-missing]"),
        (("rate", "jordan", "--as-of", "32.1.2016"), 2, "is not a date"),
        (("rate", "jordan", "--assume", "JO-BILL-2017-9"), 1, "“JO-BILL-2017-09” may be meant"),
        (
            ("rate", "jordan", "--assume", "JO-BILL-2017-09", "--as-of", "2026-11-24"),
            1,
            "[assumption-without-effect]",
        ),
        (("explain", "jordan", "99"), 1, "[unknown-article]"),
        (("explain", "jordan", "2.acess"), 1, "[unknown-element]"),
        (("frobnicate",), 2, "No such command"),
        (("report", "jordan", "--template", "none.docx"), 2, "does not exist"),
        (("report", "jordan", "-o", "setup.cfg"), 2, "is a file"),
        (("rate", "jordan", "--scenarios", "--json"), 2, "exclude one another"),
        (("rate", "setup.cfg"), 1, "setup.cfg/case.yaml"),
        (("rate", "a" * 5000), 1, "[file-unreadable]"),
        (("check", "a" * 5000), 1, ""),
        (("rate", ""), 1, "[file-missing]"),
    ],
)
def test_wrong_use_is_told_and_never_a_traceback(arguments, code: int, said: str) -> None:
    done = lexgap(*arguments, cwd=ROOT)
    assert done.returncode == code
    assert said in done.stderr and "Traceback" not in done.stderr + done.stdout


def test_errors_stop_a_rating(folder: Path) -> None:
    path = folder / "findings/01.yaml"
    path.write_text(path.read_text().replace("L1:1", "L1:9"))
    done = lexgap("rate", str(folder))
    assert (done.returncode, done.stdout) == (1, "") and "[unknown-provision]" in done.stderr


def test_our_own_fault_is_called_so(folder: Path, monkeypatch, capsys) -> None:
    from assess import cli
    from assess.app import cases

    def broken(*_):
        raise RuntimeError("boom")

    monkeypatch.setattr(cases, "problems_of", broken)
    monkeypatch.setattr(sys, "argv", ["lexgap", "check", str(folder)])
    with pytest.raises(SystemExit) as stop:
        cli.run()
    said = capsys.readouterr().err
    assert (
        stop.value.code == 3 and "a fault of the program and not yours (RuntimeError: boom)" in said
    )
    log = Path(said.rsplit("the file ", 1)[1].strip().rstrip("."))
    assert "RuntimeError: boom" in log.read_text()
    log.unlink()


def test_pipe_that_closes_early_is_no_fault() -> None:
    line = f"{sys.executable} -m assess rate jordan | head -1"
    done = subprocess.run(line, shell=True, capture_output=True, text=True)
    assert (
        done.stdout.startswith("Jordan")
        and "Traceback" not in done.stderr
        and "fault" not in done.stderr
    )


def test_report_writes_both_formats_and_is_quiet_in_a_pipe(folder: Path, tmp_path: Path) -> None:
    done = lexgap("report", str(folder), "--as-of", "2016-01-01", "-o", str(tmp_path / "out"))
    assert done.returncode == 0 and done.stderr == ""
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["mini-2016-01-01.docx", "mini-2016-01-01.xlsx"]
    assert done.stdout.count("mini-2016-01-01") == 2


def test_folder_that_cannot_be_made_is_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = lexgap("report", str(folder), "-o", str(tmp_path / "file" / "below"))
    assert done.returncode == 1 and "[output-not-written]" in done.stderr


def test_demo_writes_three_dates_of_the_sample_whatever_lies_about(tmp_path: Path) -> None:
    demo = tmp_path / "jordan"
    demo.mkdir()
    done = lexgap("demo", "jordan", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in demo.iterdir())
    assert len(names) == 8 and len([name for name in names if name.endswith(".docx")]) == 3
    assert any("2019-01-01-with-JO-BILL-2017-09" in name for name in names)
    for name in ("jordan", "tilmara"):
        assert inside("check", str(demo / name), "--strict").exit_code == 0


def test_a_bill_assumed_twice_is_assumed_once(folder: Path, tmp_path: Path) -> None:
    twice = ("--as-of", "2016-01-01", "--assume", "B1", "--assume", "B1")
    assert inside("rate", str(folder), *twice).output.count("Assumed for this reading") == 1
    assert json.loads(inside("rate", str(folder), *twice, "--json").stdout)["recipe"]["assume"] == [
        "B1"
    ]
    inside("report", str(folder), *twice, "-o", str(tmp_path / "out"), "--format", "excel")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mini-2016-01-01-with-B1.xlsx"]


def test_ids_with_signs_that_no_file_name_takes(folder: Path, tmp_path: Path) -> None:
    for path in (folder / "case.yaml", folder / "laws/B1.yaml", folder / "findings/01.yaml"):
        path.write_text(path.read_text().replace("id: mini", "id: ../a/b").replace("B1", "1/2015"))
    assert inside("check", str(folder)).exit_code == 0
    out = tmp_path / "out"
    done = inside(
        "report",
        str(folder),
        "--as-of",
        "2016-01-01",
        "--assume",
        "1/2015",
        "-o",
        str(out),
        "--format",
        "word",
    )
    assert done.exit_code == 0 and [path.name for path in out.iterdir()] == [
        "..-a-b-2016-01-01-with-1-2015.docx"
    ]


def test_a_file_with_the_name_of_a_sample_hides_no_sample(tmp_path: Path) -> None:
    (tmp_path / "jordan").write_text("")
    assert lexgap("rate", "jordan", cwd=tmp_path).stdout.startswith("Jordan")


def test_copy_that_cannot_be_made_is_told(tmp_path: Path, monkeypatch) -> None:
    import shutil

    from assess.app.cases import copied_case
    from assess.base.problems import LexgapError

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(shutil, "copytree", refuse)
    with pytest.raises(LexgapError) as caught:
        copied_case(tmp_path, tmp_path / "copy")
    assert [(one.code, one.words["why"]) for one in caught.value.problems] == [
        ("output-not-written", "Permission denied")
    ]


def test_what_goes_into_a_file_is_utf8_on_any_system(folder: Path) -> None:
    path = folder / "case.yaml"
    path.write_text(
        path.read_text().replace("country: Testland", "country: الأردن"), encoding="utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "assess", "rate", str(folder), "--json"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
    )
    assert json.loads(done.stdout.decode("utf-8"))["recipe"]["country"] == "الأردن"


def test_a_checklist_of_ones_own_is_checked_with_its_case(folder: Path) -> None:
    path = folder / "checklist/articles/03.yaml"
    path.write_text(path.read_text().replace("part: procedure", "part: proceedings"))
    for command in ("check", "rate"):
        done = lexgap(command, str(folder))
        assert done.returncode == 1 and "[unknown-part]" in done.stdout + done.stderr


def test_a_report_is_not_written_beside_a_scenario_that_cannot_be_read(
    folder: Path, tmp_path: Path
) -> None:
    path = folder / "case.yaml"
    path.write_text(path.read_text().replace("assume: [B1]", "assume: [L1]"))
    done = lexgap("report", str(folder), "-o", str(tmp_path / "out"))
    assert done.returncode == 1 and "case.yaml:16: error [unknown-bill]" in done.stderr
    assert not (tmp_path / "out").exists()
