"""Signs of direction in the texts of a case: none reaches what is written, and each writer sets its own."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
import zipfile
from html import unescape
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from conftest import GOOD

from assess.base.text import steady
from assess.cli import main
from assess.law.quotes.pieces import search

sys.path.append(str(Path(__file__).parent.parent / "benchmarks"))

from forging import FORGED, LAWS, law_of, stretch

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


# --- forged quotations, as they are printed ---------------------------------------------------------------------------

_NUMBER = 36  # of sections, and of quotations


@pytest.fixture(scope="module", params=sorted(LAWS))
def forged(request, tmp_path_factory) -> dict[str, Path]:
    """Return a case that quotes a law in its own words, and the same with its quotations forged so that they pass."""
    chance, language = Random(11), request.param
    law, folder = LAWS[language], tmp_path_factory.mktemp(f"forged-{language}")
    word = {"en": "Section {}. {}.", "ar": "المادة {}\n{}."}[language]
    act = folder / "act.txt"
    act.write_text("\n\n".join(word.format(at + 1, law) for at in range(_NUMBER)), encoding="utf-8")
    quotations: dict[str, list[str]] = {"law": [], "signs": [], "all": []}
    wording = law_of(language, law)
    while len(quotations["law"]) < _NUMBER:
        own, name = stretch(law, chance), chance.choice(sorted(FORGED))
        turned = "".join(FORGED[name](list(own), chance))
        hits = search(wording, turned).hits
        if len({hit.printed for hit in hits}) == 1 and turned != own:
            quotations["law"].append(hits[0].printed)
            quotations["all"].append(turned)
            quotations["signs"].append(own if name == "vowels and strokes" else turned)
    cases = {}
    for kind, quotes in quotations.items():
        case = cases[kind] = folder / kind / "case"
        shutil.copytree(GOOD, case)
        words = ("--id", "F1", "--title", "Act on Sums", "--source", "GAZ", "--language", language)
        assert "F1" in run("law", "add", str(case), str(act), *words, "--yes")
        path = case / "findings/01.yaml"
        rows = [
            "  - "
            + json.dumps(
                {
                    "provision": f"F1:{at + 1}",
                    "quote": {language: quote},
                    "grade": "met",
                    "sources": ["GAZ"],
                    "confidence": "high",
                }
            )
            for at, quote in enumerate(quotes)
        ]
        text = path.read_text(encoding="utf-8")
        start = "- element: 3.search\n  citations:\n"
        assert start in text
        path.write_text(text.replace(start, start + "\n".join(rows) + "\n"), encoding="utf-8")
    return cases


def test_forged_quotations_are_verified(forged: dict[str, Path]) -> None:
    """What is compared below are quotations of which a report says that they stand in the law."""
    for case in forged.values():
        quotes = json.loads(run("quotes", str(case), "--json"))["quotations"]
        states = {quote["state"] for quote in quotes}
        assert len(quotes) == _NUMBER and states <= {"exact", "normalised"}, states


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize(
    "kind, command",
    [
        ("all", ("report",)),
        ("all", ("compare", "--format", "word", "--format", "excel", "--format", "html")),
        ("all", ("compare", "--format", "csv", "--format", "json")),
        ("signs", ("workbook", "export", "form.xlsx")),
        ("signs", ("workbook", "export", "form.docx")),
    ],
)
def test_a_forged_quotation_is_printed_as_the_law_reads(
    forged: dict[str, Path], tmp_path: Path, kind: str, command: tuple[str, ...], lang: str
) -> None:
    """Of a forged quotation that passes, and of one in the law's own words, the same is printed, wherever it is."""
    own, other = (printed(forged[name], command, lang, tmp_path / name) for name in ("law", kind))
    assert own.keys() == other.keys() and own
    for quote in quotations(forged["law"]):
        counts = {name: text.count(quote) for name, text in own.items()}
        assert sum(counts.values()) and counts == {
            name: text.count(quote) for name, text in other.items()
        }, quote


def quotations(case: Path) -> list[str]:
    quotes = json.loads(run("quotes", str(case), "--json"))["quotations"]
    return [quote["quote"] for quote in quotes]


def printed(case: Path, command: tuple[str, ...], lang: str, out: Path) -> dict[str, str]:
    """Return the words of each file that a command writes, without signs of direction."""
    out.mkdir()
    form = command[0] == "workbook"
    asked = (*command[:2], str(case)) if form else (command[0], str(case), *command[1:])
    run(*asked, "--lang", lang, "-o", str(out / command[2] if form else out))
    return {
        path.name: " ".join(steady(unescape(re.sub("<[^>]+>", "", text))).split())
        for path in sorted(out.iterdir())
        for text in ["\n".join(parts(path.read_bytes()).values())]
    }
