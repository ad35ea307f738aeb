"""Signs of direction in the texts of a case: none reaches what is written, and each writer sets its own."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import GOOD

from assess.base.text import steady
from assess.cli import main

SIGNS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
#: Texts of a case by the keys under which its files hold them, after their first sign.
TEXT = re.compile(
    r"((?:country|title|quote|missing|note|summary|heading|holds|text(?=: [A-Z])|reply|action|why|author|"
    r"penalty|name|where|detail)(?:: |: \{\w\w: )[\"“]?\w)(?=\w{2})"
)
#: What differs between two files that were written one after the other.
FINGERPRINT = re.compile("(?:\u200e|&#8206;)?[0-9a-f]{8,64}")
PASSING = re.compile(r"docProps/core\.xml|\[Content_Types\]\.xml")


def run(*asked: str) -> str:
    return CliRunner().invoke(main, list(asked), catch_exceptions=False).output


@pytest.fixture(scope="module")
def cases(tmp_path_factory) -> tuple[Path, Path]:
    """Return a case, and the same with all signs of direction in each of its texts."""
    folder = tmp_path_factory.mktemp("cases")
    plain, full = folder / "plain/case", folder / "full/case"
    shutil.copytree(GOOD, plain)
    shutil.copytree(GOOD, full)
    number = 0
    for path in sorted(full.rglob("*.yaml")):
        text, found = TEXT.subn(rf"\1{SIGNS}", path.read_text(encoding="utf-8"))
        number += found
        path.write_text(text, encoding="utf-8")
    assert number > 30
    return plain, full


def parts(content: bytes) -> dict[str, str]:
    """Return what stands in a file, of an Office file in each of its parts; without fingerprints of the case."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return {"": FINGERPRINT.sub("#", content.decode("utf-8", "replace"))}
    written = {}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            inner = {} if PASSING.fullmatch(name) else parts(package.read(name))
            written |= {f"{name} {key}": text for key, text in inner.items()}
    return written


@pytest.mark.parametrize("lang", ["en", "ar", "ar,en"])
@pytest.mark.parametrize(
    "command, more",
    [
        ("report", ()),
        ("compare", ("--format", "word", "--format", "excel", "--format", "html")),
        ("compare", ("--format", "csv", "--format", "json")),
    ],
)
def test_no_writer_lets_a_sign_through(cases, tmp_path, command, more, lang) -> None:
    files = []
    for case in cases:
        out = tmp_path / case.parent.name
        run(command, str(case), *more, "--lang", lang, "-o", str(out))
        files.append({path.name: parts(path.read_bytes()) for path in sorted(out.iterdir())})
    assert files[0] and files[0].keys() == files[1].keys()
    for name, written in files[0].items():
        assert [key for key in written if files[1][name][key] != written[key]] == [], name


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("ending", ["xlsx", "docx"])
def test_no_form_lets_a_sign_through(cases, tmp_path, ending, lang) -> None:
    forms = []
    for case in cases:
        out = tmp_path / f"{case.parent.name}.{ending}"
        run("workbook", "export", str(case), "--lang", lang, "-o", str(out))
        forms.append(parts(out.read_bytes()))
    assert forms[0] == forms[1]


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("command", ["rate", "explain", "status", "quotes", "check", "compare"])
def test_no_command_prints_a_sign(cases, command, lang) -> None:
    asked = ("2",) if command == "explain" else ()
    said = [run(command, str(case), *asked, "--lang", lang) for case in cases]
    assert steady(said[1]) == said[1] != ""
    assert said[0].replace(str(cases[0]), "") == said[1].replace(str(cases[1]), "")
