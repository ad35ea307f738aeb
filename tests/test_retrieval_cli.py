"""suggest and scan: what they print and write, books that are broken, workers that are lost; never a finding."""

from __future__ import annotations

import csv
import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import GOOD, TODAY, until
from invented import LAWS, passages
from openpyxl import load_workbook

from assess.base.problems import LexgapError
from assess.checks import check
from assess.cli import main
from assess.law.finder import scan as scanning
from assess.law.finder.books import digest_of_book
from assess.law.finder.scan import (
    Scanned,
    Task,
    index_names,
    scan_book,
    scan_local,
    scan_on_cluster,
)
from assess.load.cases import load_case
from assess.rating.force import Reading
from assess.rating.rate import rate

TEXT = """law: L1
language: en
standing: official
units:
- {id: "1", kind: article, number: Article 1, heading: Taking, wording: "Whoever takes a small thing is punished."}
- {id: "2", kind: article, number: Article 2, heading: Illegal access}
- {id: "2(1)", kind: paragraph, parent: "2", number: (1), wording: "Whoever gains access to a computer."}
- {id: "2(2)", kind: paragraph, parent: "2", number: (2), wording: "The punishment is a fine."}
"""
TERMS = """language: en
field: [computer]
articles:
  "2":
    headings: [illegal access]
    needs:
    - [access]
    - [computer]
    elements:
      2.take: [punishment, fine]
"""


@pytest.fixture
def case(folder: Path) -> Path:
    """The good case with the text of its law, and term lists in its checklist."""
    for path, text in (("texts/L1.en.yaml", TEXT), ("checklist/lang/terms/en.yaml", TERMS)):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def book(path: Path, languages: tuple[str, ...] = ("en",), whole: bool = False) -> Path:
    """Write the invented laws as a book: a provision a line, or a law a line."""
    lines = []
    for language in languages:
        for name, (title, own) in LAWS[language].items():
            if whole:
                text = "\n".join(
                    f"Article {place}. {heading}\n{text}"
                    for place, (_, heading, text) in enumerate(own, 1)
                )
                lines.append({"id": f"{name}-{language}", "title": title, "text": text})
            else:
                lines += [
                    {
                        "law": one.law,
                        "ref": one.ref,
                        "heading": one.heading,
                        "text": one.text,
                        "title": title,
                    }
                    for one in passages(language, name)
                ]
    text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def run(*words: object) -> str:
    result = CliRunner().invoke(main, [str(one) for one in words])
    assert result.exit_code == 0, result.output + repr(result.exception)
    return result.stdout


def codes(*words: object) -> list[str]:
    result = CliRunner().invoke(main, [str(one) for one in words])
    assert isinstance(result.exception, LexgapError), result.output
    return [one.code for one in result.exception.problems]


def test_suggest_prints_provision_and_reasons(case: Path) -> None:
    said = run("suggest", case, "2")
    assert "Article 2:" in said and "2 Illegal access" in said and "words: illegal access" in said
    assert "“Whoever gains access to a computer.”" in said and "none is a finding" in said


def test_suggest_takes_runs_of_articles() -> None:
    said = [
        run("suggest", "tilmara", *names, "--top", "1")
        for names in (("2-3",), ("٢–٣",), ("2", "3"))
    ]
    assert said[0] == said[1] == said[2] and "Article 3:" in said[0]


def test_suggest_names_the_unit_for_an_element(case: Path) -> None:
    data = json.loads(run("suggest", case, "2.take", "--json"))
    assert data["suggestions"]["2.take"][0]["provision"] == "2(2)"


def test_elements_are_named_with_their_id_beside(case: Path, tmp_path: Path) -> None:
    said = run("suggest", case, "2.take", "2", "-o", tmp_path / "s.xlsx")
    assert (
        "taking (2.take): Is taking a thing an offence?" in said
        and "Article 2: Taking things" in said
    )
    rows = list(load_workbook(tmp_path / "s.xlsx")["Suggestions"].iter_rows(values_only=True))
    assert rows[0][:3] == ("Used?", "Short name", "Element")
    assert {row[1:3] for row in rows[1:]} == {("taking", "2.take"), (None, "2")}


def test_suggest_as_csv(case: Path) -> None:
    head, first = run("suggest", case, "2", "--top", "1", "--csv").splitlines()
    assert head.startswith("book,asked,law,") and first.startswith(",2,L1,")


@pytest.mark.parametrize("asked, code", [("22", "unknown-article"), ("2.tak", "unknown-element")])
def test_unknown_articles_are_told(case: Path, asked: str, code: str) -> None:
    assert codes("suggest", case, asked) == [code]


def test_nothing_to_search(folder: Path, case: Path) -> None:
    assert codes("suggest", case, "2", "--law", "L9") == ["unknown-law"]
    (case / "texts/L1.en.yaml").unlink()
    assert codes("suggest", case, "2") == ["nothing-to-search"]


def test_suggestions_never_become_findings(case: Path) -> None:
    """What --write keeps changes no finding, no rating and no message of the checker."""
    before, _ = load_case(case)
    run("suggest", case, "--write")
    after, problems = load_case(case)
    assert before is not None and after is not None and not problems
    assert after.suggestions and not before.suggestions and after.digest == before.digest
    assert (after.findings, after.surplus, after.laws) == (
        before.findings,
        before.surplus,
        before.laws,
    )
    rated = [rate(one, Reading(TODAY)) for one in (before, after)]
    assert [[(two.computed, two.standings) for two in one.articles] for one in rated][0] == [
        (two.computed, two.standings) for two in rated[1].articles
    ]
    assert check(after, TODAY) == check(before, TODAY)


def test_write_keeps_the_rows_of_other_articles(case: Path) -> None:
    run("suggest", case, "2", "--write")
    run("suggest", case, "2.take", "--write")
    run("suggest", case, "2", "--write")
    loaded, _ = load_case(case)
    assert loaded is not None and {one.asked for one in loaded.suggestions} == {"2", "2.take"}
    assert len({(one.asked, one.law, one.provision) for one in loaded.suggestions}) == len(
        loaded.suggestions
    )
    assert (case / "suggestions.yaml").read_text(encoding="utf-8").startswith("# Provisions that")


def test_write_is_for_the_laws_of_the_case(case: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(
        main, ["suggest", str(case), "--write", "--book", str(book(tmp_path / "b.jsonl"))]
    )
    assert result.exit_code == 2 and not (case / "suggestions.yaml").exists()


def test_suggest_writes_a_sheet(case: Path, tmp_path: Path) -> None:
    run("suggest", case, "2", "-o", tmp_path / "s.xlsx")
    sheet = load_workbook(tmp_path / "s.xlsx")["Suggestions"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:3] == ("Used?", "Short name", "Element") and rows[1][:3] == (None, None, "2")
    assert sheet.data_validations.dataValidation[0].sqref == f"A2:A{sheet.max_row}"


@pytest.mark.parametrize(
    "name, whole", [("b.jsonl", False), ("b.jsonl.gz", False), ("b.jsonl", True)]
)
def test_suggest_looks_in_a_book(tmp_path: Path, name: str, whole: bool) -> None:
    data = json.loads(
        run("suggest", "jordan", "2", "--json", "--book", book(tmp_path / name, whole=whole))
    )
    assert data["suggestions"]["2"][0]["heading"] == "Unauthorised access to a computer system"


def test_a_law_that_the_book_does_not_have(tmp_path: Path) -> None:
    assert codes(
        "suggest", "jordan", "2", "--law", "cybr-en", "--book", book(tmp_path / "b.jsonl")
    ) == ["law-not-in-book"]


def test_article_1_stands_for_its_definitions(tmp_path: Path) -> None:
    data = json.loads(run("suggest", "jordan", "1", "--json", "--book", book(tmp_path / "b.jsonl")))
    assert list(data["suggestions"]) == ["1.a", "1.b", "1.c", "1.d"]


@pytest.mark.parametrize(
    "content, code",
    [
        (b"{", "book-line"),
        (b'{"id": "a"}\n', "book-line"),
        (b"[]\n", "book-line"),
        (b"\xff\xfe\n", "file-unreadable"),
    ],
)
def test_a_broken_book_is_told_with_its_line(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "b.jsonl").write_bytes(content)
    result = CliRunner().invoke(
        main, ["suggest", "jordan", "2", "--book", str(tmp_path / "b.jsonl")]
    )
    (found,) = result.exception.problems
    assert found.code == code and found.at.line == 1


def test_laws_of_one_id_are_told(tmp_path: Path) -> None:
    """Nothing of a book is left out in silence."""
    lines = [{"id": one, "title": one, "text": "Be quiet."} for one in ("a", "b", "a")]
    (tmp_path / "b.jsonl").write_text("\n".join(map(json.dumps, lines)))
    assert codes("suggest", "jordan", "2", "--book", tmp_path / "b.jsonl") == ["book-line"]


def test_empty_laws_are_borne(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "title": "", "text": ""},
        {"law": "b", "ref": "", "text": "", "heading": None},
    ]
    (tmp_path / "b.jsonl").write_text("\n".join(map(json.dumps, lines)))
    result = CliRunner().invoke(
        main, ["suggest", "jordan", "2", "--book", str(tmp_path / "b.jsonl")]
    )
    assert (
        result.exit_code == 0
        and "a was not searched: its language could not be told." in result.stderr
    )


def test_a_damaged_index_is_told(tmp_path: Path) -> None:
    run("scan", book(tmp_path / "b.jsonl"), "--keep", tmp_path, "-o", tmp_path / "o.json")
    kept = tmp_path / "b.lexgap"
    kept.write_bytes(kept.read_bytes()[:5000])
    assert codes("suggest", "jordan", "2", "--book", kept) == ["index-unreadable"]


# --- scan ------------------------------------------------------------------------------------------------------------


def test_scan_writes_one_file_for_all_books(tmp_path: Path) -> None:
    books = [book(tmp_path / f"{language}.jsonl", (language,)) for language in ("en", "ar")]
    said = run("scan", *books, "--top", "2", "-o", tmp_path / "o.json", "--workers", "1")
    data = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))
    assert list(data["books"]) == ["en.jsonl", "ar.jsonl"] and "en.jsonl: 4 laws" in said
    assert data["books"]["ar.jsonl"]["24"][0]["heading"] == "تسليم المجرمين"
    run("scan", *books, "--top", "2", "-o", tmp_path / "o.xlsx", "--workers", "1")
    run("scan", *books, "--top", "2", "-o", tmp_path / "o.csv", "--workers", "1")
    number = sum(len(listed) for found in data["books"].values() for listed in found.values())
    assert load_workbook(tmp_path / "o.xlsx")["Suggestions"].max_row == number + 1
    assert (tmp_path / "o.csv").read_text(encoding="utf-8").count("\n") == number + 1


def test_a_broken_book_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{")
    result = CliRunner().invoke(
        main,
        [
            "scan",
            str(book(tmp_path / "good.jsonl")),
            str(tmp_path / "bad.jsonl"),
            str(tmp_path / "none.jsonl"),
            "-o",
            str(tmp_path / "o.json"),
        ],
    )
    assert result.exit_code == 1
    assert (
        "bad.jsonl:1: error [book-line]" in result.stderr
        and "none.jsonl: error [file-missing]" in result.stderr
    )
    assert list(json.loads((tmp_path / "o.json").read_text())["books"]) == ["good.jsonl"]


def test_scan_refuses_a_file_of_another_kind(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        main, ["scan", str(book(tmp_path / "b.jsonl")), "-o", str(tmp_path / "o.pdf")]
    )
    assert result.exit_code == 2


def test_a_kept_index_is_used_again(tmp_path: Path) -> None:
    instrument = tasks(tmp_path)[0].instrument
    task = Task(str(book(tmp_path / "b.jsonl")), instrument, 3, str(tmp_path / "kept/b.lexgap"))
    first = scan_book(task)
    kept = tmp_path / "kept/b.lexgap"
    written = kept.stat().st_mtime_ns
    assert scan_book(task) == first and kept.stat().st_mtime_ns == written
    book(tmp_path / "b.jsonl", ("ar",))
    os.utime(tmp_path / "b.jsonl", (0, 0))
    assert scan_book(task) == scan_book(Task(task.book, instrument, 3)) != first, (
        "the index of another content"
    )


def test_books_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    (tmp_path / "2").mkdir()
    books = [book(tmp_path / "b.jsonl", ("en",)), book(tmp_path / "2/b.jsonl", ("ar",))]
    for _ in range(2):  # the second time from the indexes
        run(
            "scan",
            *books,
            books[0],
            "-o",
            tmp_path / "o.json",
            "--keep",
            tmp_path / "kept",
            "--workers",
            "1",
        )
        data = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))["books"]
        assert list(data) == [str(one) for one in books]
        assert [
            {row["language"] for listed in found.values() for row in listed}
            for found in data.values()
        ] == [{"en"}, {"ar"}]
        assert len(list((tmp_path / "kept").glob("b-*.lexgap"))) == 2
    run("scan", *books, "-o", tmp_path / "o.csv", "--keep", tmp_path / "kept", "--workers", "1")
    with open(tmp_path / "o.csv", encoding="utf-8", newline="") as file:
        assert {(row["book"], row["language"]) for row in csv.DictReader(file)} == {
            (str(books[0]), "en"),
            (str(books[1]), "ar"),
        }


def test_books_of_one_name_scanned_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "2").mkdir()
    for path, language in ((tmp_path / "b.jsonl", "en"), (tmp_path / "2/b.jsonl", "ar")):
        run(
            "scan",
            book(path, (language,)),
            "-o",
            tmp_path / "o.json",
            "--keep",
            tmp_path / "kept",
            "--workers",
            "1",
        )
        data = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))["books"]
        assert {row["language"] for listed in data["b.jsonl"].values() for row in listed} == {
            language
        }


def test_a_pipe_is_left_for_its_reader(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "b.jsonl")
    assert digest_of_book(tmp_path / "b.jsonl") == digest_of_book(tmp_path / "none.jsonl") == ""


def test_names_of_indexes() -> None:
    names = index_names(
        [Path("a/b.jsonl"), Path("b.jsonl.gz"), Path("kept/B.lexgap"), Path("c.jsonl")]
    )
    assert len({one.casefold() for one in names}) == 4 and names[3] == "c.lexgap"


def test_a_fault_of_ours_is_told_by_the_name_of_the_book(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(scanning, "_scanned", lambda task: 1 / 0)
    found = scan_book(Task("b.jsonl", "budapest", 3))
    assert [(one.code, one.at.path) for one in found.problems] == [("book-failed", "b.jsonl")]


def tasks(folder: Path) -> list[Task]:
    """Eight books of different content, one of them broken, and a small instrument."""
    small = folder / "small"
    shutil.copytree(GOOD / "checklist", small)
    (small / "lang/terms").mkdir(parents=True)
    for language in ("en", "ar"):
        text = TERMS.replace("language: en", f"language: {language}")
        (small / f"lang/terms/{language}.yaml").write_text(
            text.replace("access]", "access, دخل]"), encoding="utf-8"
        )
    made = [
        book(folder / f"{number}.jsonl", tuple(sorted(LAWS)[: 1 + number % 4]), whole=number > 3)
        for number in range(7)
    ]
    (folder / "bad.jsonl").write_text("no book")
    return [
        Task(str(path), f"{small}/", 3) for path in (*made[:4], folder / "bad.jsonl", *made[4:])
    ]


def test_processes_give_what_one_process_gives(tmp_path: Path) -> None:
    listed = tasks(tmp_path)
    alone = [scan_book(one) for one in listed]
    assert (
        sum(len(one.suggestions) for one in alone) > 7
        and [len(one.problems) for one in alone].count(1) == 1
    )
    assert scan_local(listed, 2) == alone and scan_local(listed[::-1], 2) == alone[::-1]


def die(task: Task) -> Scanned:
    """Stand in for a book that takes the process down."""
    if "3.jsonl" in task.book:
        os.kill(os.getpid(), signal.SIGKILL)
    return Scanned(task.book, 1)


def test_a_lost_process_takes_one_book_with_it(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(scanning, "scan_book", die)
    found = scan_local(tasks(tmp_path), 2)
    assert [Path(one.book).name for one in found if one.problems] == ["3.jsonl"]
    assert (
        len(found) == 8
        and next(one for one in found if one.problems).problems[0].code == "book-failed"
    )


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen]]]:
    """A scheduler and two workers, each a process of its own; its address and the workers."""
    pytest.importorskip("distributed")
    file = tmp_path / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}
    code = "from distributed.cli.dask_{0} import main; main()"
    started = [
        subprocess.Popen(
            [
                sys.executable,
                "-c",
                code.format("scheduler"),
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--no-dashboard",
                "--scheduler-file",
                str(file),
            ],
            **quiet,
        )
    ]
    until(lambda: file.exists() and file.read_text())
    address = json.loads(file.read_text())["address"]
    workers = [
        subprocess.Popen(
            [
                sys.executable,
                "-c",
                code.format("worker"),
                address,
                "--nthreads",
                "1",
                "--no-nanny",
                "--no-dashboard",
            ],
            **quiet,
        )
        for _ in range(2)
    ]
    yield address, workers
    for process in (*workers, *started):
        process.kill()
        process.wait()


@pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
def test_a_cluster_that_loses_a_worker_gives_the_same(tmp_path: Path, cluster) -> None:
    from distributed import Client

    address, workers = cluster
    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)

    def kill_one() -> None:
        with Client(address, set_as_default=False) as client:
            until(lambda: any(client.processing().values()))
        workers[0].kill()

    listed = tasks(tmp_path)
    found, wanted = scan_on_cluster(listed, address, kill_one), [scan_book(one) for one in listed]
    assert found == wanted
    assert workers[0].wait(10) != 0 and workers[1].poll() is None


@pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
def test_scan_on_a_cluster_by_command(tmp_path: Path, cluster) -> None:
    listed = tasks(tmp_path)
    words = [
        "scan",
        *(one.book for one in listed[:3]),
        "--instrument",
        listed[0].instrument,
        "--top",
        "3",
        "-o",
    ]
    run(*words, tmp_path / "there.json", "--dask", cluster[0])
    run(*words, tmp_path / "here.json", "--workers", "1")
    assert (tmp_path / "there.json").read_bytes() == (tmp_path / "here.json").read_bytes()


@pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
def test_no_scheduler_there(monkeypatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(scanning, "_PATIENCE", 1)
    with pytest.raises(LexgapError) as raised:
        scan_on_cluster([], "tcp://127.0.0.1:9")
    assert raised.value.problems[0].code == "cluster-unreachable"


def test_an_address_of_another_form(tmp_path: Path) -> None:
    """The message is all that is said, to the end of the process."""
    pytest.importorskip("distributed")
    words = [
        "scan",
        str(book(tmp_path / "b.jsonl")),
        "-o",
        str(tmp_path / "o.json"),
        "--dask",
        "nonsense",
    ]
    result = subprocess.run(
        [sys.executable, "-m", "assess", *words], capture_output=True, text=True, timeout=60
    )
    assert result.returncode and "nonsense: error [cluster-unreachable]" in result.stderr
    assert "Traceback" not in result.stderr and "__del__" not in result.stderr


@pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
def test_a_cluster_without_workers(tmp_path: Path, cluster, monkeypatch) -> None:
    address, workers = cluster
    for process in workers:
        process.kill()
        process.wait()
    monkeypatch.setattr(scanning, "_WORKERS_WITHIN", 1)
    with pytest.raises(LexgapError) as raised:
        scan_on_cluster(tasks(tmp_path)[:1], address)
    (found,) = raised.value.problems
    assert found.code == "cluster-unreachable" and "@no_workers" in str(found)


def test_without_the_library(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(LexgapError) as raised:
        scan_on_cluster([], "tcp://127.0.0.1:9")
    assert raised.value.problems[0].code == "library-missing"


def test_texts_and_titles_are_in_the_language_spoken() -> None:
    found = json.loads(run("suggest", "tilmara", "2", "--json", "--lang", "ar"))["suggestions"]["2"]
    assert {one["language"] for one in found[:5]} == {"ar"} and "لسنة" in found[0]["law_title"]
    found = json.loads(run("suggest", "tilmara", "2", "--json", "--lang", "en"))["suggestions"]["2"]
    assert {one["language"] for one in found[:5]} == {"en"} and found[0][
        "law_title"
    ] == "Cybercrime Act, 2018"
