"""Every translation beside its original: the same keys, placeholders and places, and the terms of the glossary."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import current

from assess.base import paths
from assess.base.normal import normal
from assess.base.problems import LexgapError, render
from assess.checks import check_instrument
from assess.cli import main, tongue
from assess.cli.work import fault_labels
from assess.files.yamlfile import read
from assess.load.instruments import load_instrument
from assess.load.labels import check_labels, labels
from assess.load.overlays import languages, mark, texts, untranslated

OTHERS = [one for one in paths.languages() if one != "en"]
GLOSSARIES = sorted(path.stem for path in (paths.checklist("glossary")).glob("*.yaml"))
PLACE = re.compile(r"\{[\w.]*\}")


def said(path: Path) -> dict[str, str]:
    """Return the texts of a YAML file by the path of their keys."""
    document, problems = read(path)
    assert not problems

    def walk(data: object, at: str) -> Iterator[tuple[str, str]]:
        if isinstance(data, dict):
            for key, value in data.items():
                yield from walk(value, f"{at}.{key}") if key != "place" else ()
        elif isinstance(data, list):
            for number, value in enumerate(data):
                yield from walk(value, f"{at}[{number}]")
        else:
            yield at, str(data)

    return dict(walk(document.data, ""))


@pytest.mark.translation
@pytest.mark.parametrize("language", OTHERS)
def test_labels_are_whole(language: str) -> None:
    missing = sorted(said(paths.labels("en")).keys() - said(paths.labels(language)).keys())
    assert not missing, f"put into {language}.yaml: {', '.join(missing)}"


@pytest.mark.parametrize("language", OTHERS)
def test_labels_have_no_key_but_the_english_ones_and_their_placeholders(language: str) -> None:
    english, own = said(paths.labels("en")), said(paths.labels(language))
    assert not own.keys() - english.keys()
    for key in own:
        text = english[key]
        assert Counter(PLACE.findall(text)) == Counter(PLACE.findall(own[key])), key
        assert text.count("[[") == own[key].count("[[") and text.count("]]") == own[key].count(
            "]]"
        ), key
        assert bool(text.strip()) == bool(own[key].strip()), key


@pytest.mark.parametrize("language", OTHERS)
def test_letters_of_narrow_cells_stay_apart(language: str) -> None:
    english, own = said(paths.labels("en")), said(paths.labels(language))
    letters: dict[str, list[tuple[str, str]]] = {}
    for key in own:
        if key.endswith(".letter"):
            block = key.rsplit(".", 2)[0]
            letters.setdefault(block, []).append((english[key], normal(own[key])))
    assert letters
    for block, pairs in letters.items():
        originals, translations = map(set, zip(*pairs))
        assert len(translations) == len(originals), block


@pytest.mark.translation
@pytest.mark.parametrize("name", paths.checklists())
def test_a_checklist_is_whole_in_each_of_its_languages(name: str) -> None:
    instrument, problems = load_instrument(name)
    assert not problems
    missing = {language: untranslated(instrument, language) for language in languages(instrument)}
    assert not any(missing.values()), f"{name} lacks {missing}"


def test_a_language_that_a_checklist_does_not_have_lacks_every_text() -> None:
    instrument, _ = load_instrument("budapest")
    assert languages(instrument) == ["ar"] and untranslated(instrument, "fr")


@pytest.mark.parametrize("language", GLOSSARIES)
def test_the_checklist_keeps_to_the_glossary(language: str) -> None:
    """Where the original has a term, no rendering stands that the glossary says is not to be used."""
    document, _ = read(paths.checklist("glossary") / f"{language}.yaml")
    terms = [one for one in document.data["terms"] if one.get("also") and one.get("check") != "no"]
    kept = {normal(one[language]) for one in document.data["terms"]}
    instrument, _ = load_instrument("budapest")
    entries = [*instrument.elements(), *instrument.articles]
    wrong = []
    for entry in entries:
        for text in texts(entry):
            pair = dict(text.by)
            own = normal(pair.get(language, ""))
            for one in terms:
                if re.search(rf"\b{re.escape(one['en'].casefold())}s?\b", pair["en"].casefold()):
                    wrong += [
                        (getattr(entry, "id", entry.place.line), one["en"], bad)
                        for bad in one["also"]
                        if normal(bad) in own and not any(normal(bad) in good for good in kept)
                    ]
    assert not wrong, wrong


def test_a_changed_original_and_a_surplus_text_are_told(tmp_path: Path) -> None:
    root = tmp_path / "own"
    shutil.copytree(paths.checklist("budapest"), root)
    element = root / "articles" / "02.yaml"
    element.write_text(
        element.read_text(encoding="utf-8").replace(
            "asks: Is intention the mental element of the offence?", "asks: Is intention asked for?"
        ),
        encoding="utf-8",
    )
    own = root / "lang" / "ar.yaml"
    own.write_text(
        own.read_text(encoding="utf-8").replace("\n  2.without_right:", "\n  2.without_rihgt:"),
        encoding="utf-8",
    )
    instrument, problems = load_instrument(f"{root.as_posix()}/")
    told = {one.code: one.words for one in problems}
    assert len(problems) == 2 and told["overlay-unknown"]["id"] == "2.without_rihgt"
    assert told["overlay-stale"]["id"] == "2.intent"
    assert told["overlay-stale"]["mark"] == mark(instrument.element("2.intent"))
    assert untranslated(instrument, "ar") == ["2.without_right"]


def test_a_language_is_added_by_files_alone(tmp_path: Path) -> None:
    root = tmp_path / "own"
    shutil.copytree(paths.checklist("budapest"), root)
    (root / "lang" / "xx.yaml").write_text(
        'instrument: {title: Xa}\nparts: {offences: {title: Xb}}\npermissions: {"4(2)": {allows: Xc}}\n'
        'articles: {"2": {heading: Xd, pitfalls: [Xe]}}\nelements: {2.offence: {asks: Xf, criteria: {met: Xg}}}\n'
    )
    instrument, problems = load_instrument(f"{root.as_posix()}/")
    assert not problems and languages(instrument) == ["ar", "xx"]
    assert instrument.title.get("xx") == ("Xa", "xx") and instrument.parts[1].title.get("xx") == (
        "Xb",
        "xx",
    )
    assert instrument.permissions[0].allows.get("xx") == ("Xc", "xx")
    article, element = instrument.article("2"), instrument.element("2.offence")
    assert article.heading.get("xx")[0] == "Xd" and article.pitfalls[0].get("xx")[0] == "Xe"
    assert article.pitfalls[1].get("xx")[1] == "en"
    assert element.asks.get("xx")[0] == "Xf" and element.criteria["met"].get("xx")[0] == "Xg"


def test_what_a_translation_lacks_is_told(tmp_path: Path) -> None:
    root = tmp_path / "own"
    shutil.copytree(paths.checklist("budapest"), root)
    own = root / "lang" / "ar.yaml"
    text = own.read_text(encoding="utf-8")
    begin = text.index("\n  2.without_right:")
    own.write_text(text[:begin] + text[text.index("\n  2.intent:", begin) :], encoding="utf-8")
    instrument, problems = load_instrument(f"{root.as_posix()}/")
    assert not problems
    (missing,) = check_instrument(instrument)
    assert (missing.code, missing.severity, missing.words["language"], missing.words["ids"]) == (
        "overlay-missing",
        "warning",
        "ar",
        ("2.without_right",),
    )


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Return what gives the language qx its files: the text of its labels, and that of its words of the commands."""
    english = paths.labels, paths.commands

    def write(text: str, commands: str = "") -> None:
        for name, content in (("qx.yaml", text), ("commands.yaml", commands)):
            (tmp_path / name).write_text(content, encoding="utf-8")
        monkeypatch.setattr(paths, "languages", lambda: ["ar", "en", "qx"])
        monkeypatch.setattr(
            paths, "labels", lambda code: tmp_path / "qx.yaml" if code == "qx" else english[0](code)
        )
        monkeypatch.setattr(
            paths,
            "commands",
            lambda code: tmp_path / "commands.yaml" if code == "qx" else english[1](code),
        )
        tongue.phrases.cache_clear()

    yield write
    tongue.phrases.cache_clear()


@pytest.mark.parametrize(
    "text, line, code, key",
    [
        ("language: Q\ncover: {title: 'x\n", 3, "yaml-syntax", ""),
        ("language: Q\nratings: words\n", 2, "label-shape", "ratings"),
        ("language: Q\nmonths:\n- Jan\n- Feb\n", 3, "label-shape", "months"),
        ("language: Q\ncomma:\n  a: b\n", 3, "label-shape", "comma"),
        (
            "language: Q\ncli:\n  index: x\n  checked: '{eror} found'\n",
            4,
            "label-placeholder",
            "cli.checked",
        ),
        ("language: Q\ncli:\n  checked: 'one {errors'\n", 3, "label-placeholder", "cli.checked"),
        ("- a\n- b\n", 1, "label-shape", "qx.yaml"),
    ],
)
def test_a_fault_of_labels_is_told_with_its_line(
    text: str, line: int, code: str, key: str, added
) -> None:
    added(text)
    with pytest.raises(LexgapError) as raised:
        labels("qx")
    (told,) = raised.value.problems
    assert (told.code, told.at.line, told.words.get("key", "")) == (code, line, key)
    assert told.at.path.endswith("qx.yaml") and render(told, labels().problems).endswith(".")


def test_faults_of_faulty_labels_are_told_in_english(
    added, monkeypatch: pytest.MonkeyPatch
) -> None:
    added("ratings: words\n")
    monkeypatch.setitem(tongue.chosen, "language", "qx")
    assert fault_labels().cli.index == labels().cli.index


def test_what_labels_lack_and_have_too_much_is_told(added) -> None:
    added("language: Q\ncoma: x\ncli: {checkd: x}\n", "version: v {versoin}\nclick 1: x\n")
    assert labels("qx").language == "Q" and labels("qx").cli.index == labels().cli.index
    found = check_labels("qx")
    assert [
        (one.code, one.words["key"], one.words["nearest"])
        for one in found
        if one.code == "unknown-key"
    ][:2] == [("unknown-key", "coma", "comma"), ("unknown-key", "cli.checkd", "cli.checked")]
    assert [one.words["key"] for one in found if one.code == "label-placeholder"] == ["version"]
    assert sum(one.code == "label-missing" for one in found) == 2
    done = CliRunner().invoke(main, ["check", str(paths.checklist("budapest"))])
    assert "[label-missing]" in done.output and "qx.yaml:1: " in done.output and done.exit_code == 1
    assert current(check_labels("ar")) == []


def test_a_phrase_with_a_wrong_placeholder_is_said_in_english(
    added, monkeypatch: pytest.MonkeyPatch
) -> None:
    added("language: Q\n", "  stray\nversion: v {versoin}\n")
    monkeypatch.setitem(tongue.chosen, "language", "qx")
    assert tongue.help_text("version", version="1").endswith("1")
