"""What SECURITY.md promises: commands at work with the network refused, code in files that does not run, lists with hashes."""

from __future__ import annotations

import configparser
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assess.base import paths

ROOT = Path(__file__).parent.parent
LISTS = sorted((ROOT / "locks").glob("*.txt"))

#: Runs commands, one after the other, and tells by name what none of them may do.
GUARDED = """
import json, sys

touched = []
REFUSED = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind", "pickle.find_class")

def guard(event, arguments):
    if event in REFUSED or event in ("os.system", "os.exec", "subprocess.Popen"):
        touched.append(event)
        raise PermissionError(event)

sys.addaudithook(guard)
from click.testing import CliRunner
from assess.cli import main

codes = []
for words in json.loads(sys.argv[1]):
    done = CliRunner().invoke(main, words, input="y\\n")
    codes.append([words[0], done.exit_code, done.output[-300:]])
print(json.dumps({"codes": codes, "touched": touched}))
"""
PAGE = """<!DOCTYPE html><html><head><script src="https://example.org/a.js"></script>
<link rel="stylesheet" href="https://example.org/a.css"></head>
<body><img src="https://example.org/a.png"><h2>Article 1</h2><p>Things are kept.</p>
<iframe src="https://example.org/"></iframe><h2>Article 2</h2><p>Taking is a crime.</p></body></html>"""


def guarded(commands: list[list[str]], folder: Path) -> dict:
    """Return how commands ended that were run in a folder, and what they touched that they may not."""
    done = subprocess.run(
        [sys.executable, "-c", GUARDED, json.dumps(commands)],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    return json.loads(done.stdout)


def test_commands_ask_nothing_of_the_network_and_start_no_program(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "law.html").write_text(PAGE)
    shutil.copytree(paths.sample("tilmara"), tmp_path / "tilmara")
    head = ["--id", "L2", "--title", "Act", "--source", "GAZ", "--language", "en", "--yes"]
    commands = [
        ["check", "case"],
        ["law", "add", "case", "law.html", *head],
        ["rate", "case", "--as-of", "2016-01-01"],
        ["rate", "case", "--json"],
        ["explain", "case", "2"],
        ["suggest", "tilmara", "2"],
        ["quotes", "case"],
        ["questions", "case", "2"],
        ["status", "case"],
        ["report", "case", "--as-of", "2016-01-01", "-o", "reports"],
        ["workbook", "export", "case", "-o", "form.xlsx"],
        ["workbook", "import", "case", "form.xlsx", "--by", "A. Assessor"],
        ["compare", "tilmara@2021-01-01", "tilmara@2022-01-01", "-o", "comparison"],
        ["follow-up", "case", "--from", "2016-01-01", "--to", "2017-01-01", "-o", "follow-up"],
        ["pack", "case", "-o", "case.zip"],
        ["unpack", "case.zip", "-o", "again"],
    ]
    result = guarded(commands, tmp_path)
    assert result["touched"] == []
    assert [code for code in result["codes"] if code[1]] == []
    assert (tmp_path / "reports").is_dir() and (tmp_path / "comparison").is_dir()


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object/apply:os.mkdir [ran]",
        "!!python/object/new:os.mkdir [ran]",
        "!!python/name:os.mkdir ''",
        "!!python/module:os ''",
        "!!binary cmFu",
    ],
)
def test_a_tag_in_a_file_runs_nothing(tag: str, folder: Path, tmp_path: Path) -> None:
    text = (folder / "case.yaml").read_text()
    (folder / "case.yaml").write_text(f"{text}\nsummary: {tag}\n".replace("summary: Testl", "x: T"))
    result = guarded([["check", "case"]], tmp_path)
    assert result["touched"] == [] and result["codes"][0][1] == 1
    assert not (tmp_path / "ran").exists()


def test_no_module_runs_code_of_a_file() -> None:
    """Nothing in the package unpickles, evaluates text, or gives a text to a shell."""
    calls = re.compile(
        r"\bpickle\b|\bmarshal\b|\bshelve\b|(?<![\w.])(?:eval|exec)\(|shell=True|os\.system|yaml\.load\b"
    )
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in sorted((ROOT / "assess").rglob("*.py"))
        for match in calls.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_the_tests_that_the_page_names_are_there() -> None:
    text = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(tests/\w+\.py)`", text))
    assert len(named) > 8
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []


def requirements(path: Path) -> dict[str, str]:
    """Return the entries of a list of versions, each with its hashes, by the name of the package."""
    entries: dict[str, str] = {}
    for entry in path.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        name = re.match(r"([a-z0-9-]+)==", entry)
        if name:
            entries[name[1]] = entry
        else:
            assert not entry.strip() or entry.startswith("#"), entry
    return entries


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_every_version_has_hashes_and_no_list_names_an_index(path: Path) -> None:
    entries = requirements(path)
    assert {"click", "setuptools", "pandas", "numpy"} <= entries.keys()
    assert [name for name, entry in entries.items() if "--hash=sha256:" not in entry] == []
    assert not re.search(r"://|index-url|find-links", path.read_text(encoding="utf-8"))


def test_lists_have_one_version_of_each_package() -> None:
    largest = requirements(ROOT / "locks" / "test.txt")
    for path in LISTS:
        for name, entry in requirements(path).items():
            assert entry.split()[0] == largest[name].split()[0], (path.name, name)


def test_lists_are_of_what_setup_cfg_asks_for() -> None:
    """A dependency that was added or whose bounds were changed asks for `make lock`."""
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    wanted = settings["options"]["install_requires"].split("\n")
    for extra in settings["options.extras_require"].values():
        wanted += extra.split("\n")
    largest = requirements(ROOT / "locks" / "test.txt")
    base = requirements(ROOT / "locks" / "demo.txt")
    for line in filter(None, map(str.strip, wanted)):
        name, bounds = re.fullmatch(r"([\w.-]+)\s*(.*)", line).groups()
        key = name.lower().replace("_", "-")
        assert key in largest, f"{name}: make lock"
        version = re.match(r"[^=]+==(\S+)", largest[key])[1]
        for sign, bound in re.findall(r"(>=|<|==)([\d.]+)", bounds):
            order = [tuple(map(int, text.split(".")[:3])) for text in (version, bound)]
            assert {">=": order[0] >= order[1], "<": order[0] < order[1], "==": version == bound}[
                sign
            ], f"{name} {version}: make lock"
    for line in filter(None, settings["options"]["install_requires"].split("\n")):
        assert re.match(r"[\w-]+", line)[0].lower() in base


def test_the_packages_of_the_project_are_its_folders() -> None:
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = set(settings["options"]["packages"].split())
    beside = {"assess.checklists", "assess.templates", "assess.samples"}
    folders = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for path in (ROOT / "assess").rglob("__init__.py")
    }
    assert listed == folders | beside
