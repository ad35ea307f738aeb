"""Which language the commands speak, their help and faults in each language, and languages read when asked for."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner
from conftest import GOOD, edit

from assess.app.cases import header
from assess.base import paths
from assess.base.problems import NOWHERE, nearest, problem, render
from assess.cli import main, tongue
from assess.files.yamlfile import read
from assess.load import folder as folders
from assess.load.cases import load_case
from assess.load.folder import Folder
from assess.load.instruments import _built_in, _built_in_alone, load_instrument
from assess.load.labels import labels

OTHERS = [one for one in paths.languages() if one != "en"]
#: Names and values that are written alike in every language.
NAMES = {
    "Word",
    "Excel",
    "PDF",
    "HTML",
    "JSON",
    "CSV",
    "OpenDocument",
    "Markdown",
    "Akoma",
    "Ntoso",
    "Dask",
    "UTF",
    "click",
    "lexgap",
}
VALUES = {"jordan", "today", "enacted", "offences", "all", "demo", "ar", "en"}
#: What click names beside the value, and Arabic leaves out.
NEEDLESS = {"name", "number_type"}
PLACE = re.compile(r"\{(\w+)(?:!r)?\}")
LATIN = re.compile(r"[A-Za-z]{2,}")


def inside(*arguments: str, **environment: str):
    return CliRunner().invoke(
        main, [*arguments], prog_name="lexgap", env={"COLUMNS": "100", **environment}
    )


def every_command(
    command: click.Command = main, path: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    yield path
    for name, one in getattr(command, "commands", {}).items():
        yield from every_command(one, (*path, name))


def at(path: tuple[str, ...]) -> click.Command:
    command = main
    for name in path:
        command = command.commands[name]
    return command


COMMANDS = list(every_command())


# --- the choice ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "flag, own, case, where, spoken",
    [
        ("ar", "en", "en", {"LANG": "en_GB.UTF-8"}, "ar"),
        ("", "ar", "en", {"LANG": "en_GB.UTF-8"}, "ar"),
        ("", " AR_jo ", "en", {}, "ar"),
        ("", "", "ar", {"LANG": "en_GB.UTF-8"}, "ar"),
        ("", "", "en", {"LC_ALL": "ar_JO.UTF-8"}, "en"),
        ("", "", "", {"LANG": "ar_JO.UTF-8"}, "ar"),
        ("", "", "fr", {"LANG": "ar@latin"}, "ar"),
        ("", "", "", {"LC_ALL": "C", "LC_MESSAGES": "ar_JO", "LANG": "ar_JO"}, "en"),
        ("", "", "", {"LC_MESSAGES": "ar_JO", "LANG": "en_GB"}, "ar"),
        ("", "", "", {"LANG": "fr_FR.UTF-8"}, "en"),
        ("", "xx", "ar", {"LANG": "ar_JO"}, "en"),
        ("", "", "", {}, "en"),
    ],
)
def test_the_order_in_which_a_language_is_chosen(
    flag, own, case, where, spoken, monkeypatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"LEXGAP_LANG": own, **where}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setitem(tongue.chosen, "flag", "")
    assert tongue.language(flag, case) == spoken


def test_a_case_is_shown_in_its_own_language_unless_another_is_asked_for(folder: Path) -> None:
    arabic = labels("ar").cli.index
    assert labels("en").cli.index in inside("rate", str(folder), LC_ALL="ar_JO.UTF-8").output
    edit(folder, "case.yaml", ("language: en", "language: ar"))
    assert arabic in inside("rate", str(folder)).output
    assert arabic not in inside("rate", str(folder), LEXGAP_LANG="en").output
    assert arabic not in inside("rate", str(folder), "--lang", "en", LEXGAP_LANG="ar").output
    assert arabic not in inside("--lang", "en", "rate", str(folder)).output
    # faults are told to the user
    assert inside("check", str(folder)).output == "Errors: 0; warnings: 0.\n"
    assert "الأخطاء: 0" in inside("check", str(folder), LC_ALL="ar_JO.UTF-8").output


@pytest.mark.parametrize(
    "content", [b"", b"language:\n", b"language: [ar]\n", b"\xff\xfe", b"\0" * 30_000]
)
def test_a_header_that_cannot_be_read_names_no_language(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_bytes(content)
    assert tongue.known(header(tmp_path, "language")) == ""
    assert header(tmp_path / "a\0b", "language") == header(Path("a" * 5000), "language") == ""


def test_lang_takes_a_code_as_machines_write_it() -> None:
    assert (
        inside("status", "jordan", "--lang", "ar_JO").output
        == inside("status", "jordan", "--lang", "ar").output
    )
    assert (
        "'en,EN': write different languages" in inside("report", "jordan", "--lang", "en,EN").output
    )
    assert "'xx'" in inside("status", "jordan", "--lang", "xx").output


def test_an_unknown_lexgap_lang_is_told_and_english_is_spoken() -> None:
    done = inside("check", "jordan", LEXGAP_LANG="xx", LC_ALL="ar_JO.UTF-8")
    assert done.exit_code == 0 and done.stdout == "Errors: 0; warnings: 0.\n"
    assert (
        done.stderr
        == "LEXGAP_LANG names 'xx', a language without labels; there are: ar, en. English is used.\n"
    )
    assert inside("check", "jordan", "--lang", "ar", LEXGAP_LANG="xx").stderr == ""


def test_faults_of_a_case_are_told_in_the_language_of_the_user(folder: Path) -> None:
    edit(folder, "case.yaml", ("language: en", "language: ar"))
    edit(folder, "findings/01.yaml", ("2.take", "2.tak"))
    (fault,) = inside("rate", str(folder)).exception.problems
    assert tongue.chosen["language"] == "en" and "has no element" in render(
        fault, labels("en").problems
    )


# --- phrases ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", *OTHERS])
def test_phrases_are_read_as_yaml_reads_them(language: str) -> None:
    document, problems = read(paths.commands(language))
    assert not problems
    found = {key: text.strip("\n") for key, text in document.data.items() if key != "place"}
    assert found == {
        key: text.strip("\n")
        for key, text in tongue.plain(paths.commands(language).read_text(encoding="utf-8")).items()
    }


@pytest.mark.translation
@pytest.mark.parametrize("language", OTHERS)
def test_phrases_are_whole(language: str) -> None:
    missing = [key for key in tongue.phrases("en") if key not in tongue.phrases(language)]
    assert not missing, f"put into commands/{language}.yaml: {', '.join(missing)}"


@pytest.mark.parametrize("language", OTHERS)
def test_phrases_have_the_order_and_placeholders_of_the_english_ones(language: str) -> None:
    english, own = tongue.phrases("en"), tongue.phrases(language)
    assert [key for key in english if key in own] == list(own)
    for key in own:
        text = english[key]
        wanted, found = Counter(PLACE.findall(text)), Counter(PLACE.findall(own[key]))
        assert not found - wanted and set(wanted - found) <= (
            NEEDLESS if key.startswith("click ") else set()
        ), key
        assert text.count("\b") == own[key].count("\b") and own[key].strip(), key
        assert Counter(re.findall(r"--[\w-]+", text)) == Counter(
            re.findall(r"--[\w-]+", own[key])
        ), key


def test_every_command_and_option_has_a_phrase_and_every_phrase_a_use() -> None:
    used = set()
    for path in COMMANDS:
        command = at(path)
        used |= {command.key(), f"{command.key()} short"}
        assert tongue.phrases("en").get(command.key()), path
        for one in command.get_params(click.Context(command)):
            if isinstance(one, click.Option):
                name = max(one.opts, key=len)
                own = f"{command.key()} {name}"
                used.add(own if own in tongue.phrases("en") else name)
                assert tongue.phrases("en").get(own) or tongue.phrases("en").get(name), own
    room = Path(tongue.__file__).parent
    modules = [*room.glob("*.py"), *room.with_name("app").glob("*.py")]
    code = "".join(path.read_text(encoding="utf-8") for path in modules)
    rest = [one for one in tongue.phrases("en") if one not in used and not one.startswith("click ")]
    assert [
        one
        for one in rest
        if f'"{one.removeprefix("wrong ")}"' not in code and f'"{one}"' not in code
    ] == []


# --- help and faults -------------------------------------------------------------------------------------------------


def written_alike() -> set[str]:
    """Return the words of commands, options, their values and the signs for what is filled in."""
    said: list[str] = [*NAMES, *VALUES]
    for path in COMMANDS:
        context = click.Context(at(path), info_name="lexgap")
        said += [*path, *context.command.collect_usage_pieces(context)]
        for one in context.command.get_params(context):
            said += [*one.opts, one.make_metavar(context), *getattr(one.type, "choices", ())]
            said += map(str, one.default if isinstance(one.default, tuple) else [one.default])
    return set(LATIN.findall(" ".join(said)))


@pytest.fixture(scope="module")
def alike() -> set[str]:
    return written_alike()


def foreign(text: str, alike: set[str]) -> list[str]:
    """Return the words in Latin letters that are no name, command, option, value, id, file or environment variable."""
    return [
        word
        for word in text.split()
        if not re.search(r"\w[./_]\w|^\(?\.\w|<\w+>|LEXGAP_|-\d", word)
        and not set(LATIN.findall(word)) <= alike
    ]


@pytest.mark.translation
@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_help_is_arabic_throughout(path: tuple[str, ...], alike: set[str]) -> None:
    said = inside(*path, "--help", LEXGAP_LANG="ar").output
    assert "الخيارات:" in said and foreign(said, alike) == []
    assert foreign(inside(*path, "--help").output, alike) != []  # the test would see English
    assert inside("--lang=ar", *path, "-h").output == said
    assert hasattr(at(path), "commands") or inside(*path, "--help", "--lang", "ar").output == said


@pytest.mark.parametrize(
    "line",
    [
        "",
        "repor",
        "report",
        "report --frm x",
        "report jordan x y",
        "report jordan x",
        "report jordan --format",
        "report jordan --format pdf",
        "report jordan --log=x",
        "report jordan --as-of 1.13.2016",
        "report jordan -o setup.cfg",
        "report jordan --log --release public",
        "law",
        "suggest . --top x",
        "suggest . --top 99",
        "suggest . --book none",
        "suggest . --book .",
        "suggest . --json --csv",
        "review return . 2",
        "review submit . 2 --by \udc80",
        "rate . --json --csv",
        "rate nowhere",
        "rate jordan --assume x",
        "rate jordan --lang xx",
        "explain jordan 99",
        "compare",
        "compare jordan@99",
        "compare x+y",
        "compare jordan --years x",
        "follow-up jordan",
        "agree . . --into x",
        "law diff x",
        "law diff a b c d",
        "migrate jordan",
        "workbook import jordan setup.cfg",
        "scan x -o x.doc",
    ],
)
def test_wrong_use_is_told_in_arabic(line: str, alike: set[str], monkeypatch) -> None:
    monkeypatch.chdir(Path(__file__).parent.parent)
    done = inside(*line.split(), LEXGAP_LANG="ar")
    said = done.output or "\n".join(
        render(one, labels(tongue.chosen["language"]).problems) for one in done.exception.problems
    )
    # codes, what was typed, commands that are quoted
    told = re.sub(r"\[[\w-]+\]|'[^']*'|“[^”]*”", "", said)
    assert done.exit_code and re.search(r"[\u0620-\u064a]{3}", told) and foreign(told, alike) == []


def test_lists_in_messages_have_the_comma_of_the_language() -> None:
    fault = problem("unknown-value", NOWHERE, value="a", key="b", known=["c", "@law"], nearest="")
    assert render(fault, labels("en").problems).endswith("c, law.")
    assert "c، " in render(fault, labels("ar").problems) and "@" not in render(
        fault, labels("ar").problems
    )


# --- languages of a checklist ----------------------------------------------------------------------------------------


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    """The names of the YAML files that are read from now on, and not only counted."""
    names: list[str] = []
    monkeypatch.setattr(
        folders,
        "read",
        lambda path, *more: names.append(path.name) or read(path, *more),
    )
    for one in (_built_in, _built_in_alone):
        one.cache_clear()
    return names


@pytest.mark.parametrize(
    "arguments, languages",
    [
        (("rate", "jordan"), 0),
        (("rate", "jordan", "--lang", "ar"), 1),
        (("check", "jordan", "--lang", "ar"), 1),
        (("check", str(paths.checklist("budapest"))), 1),
    ],
)
def test_a_command_reads_the_languages_that_it_needs(
    arguments, languages: int, opened: list[str]
) -> None:
    assert inside(*arguments).exit_code == 0
    assert opened.count("ar.yaml") == languages and "02.yaml" in opened


def test_a_checklist_of_ones_own_is_checked_in_all_its_languages(folder: Path) -> None:
    (folder / "checklist/lang").mkdir()
    (folder / "checklist/lang/xx.yaml").write_text("elements: {2.tak: {asks: X}}\n")
    assert inside("rate", str(folder)).exit_code == 0
    assert "[overlay-unknown]" in inside("check", str(folder)).output
    (folder / "checklist").rename(folder / "my list")
    edit(folder, "case.yaml", ("instrument: ./checklist/", 'instrument: "my list/"'))
    assert "[overlay-unknown]" in inside("check", str(folder)).output


def test_the_digest_of_a_checklist_is_of_all_its_files_whichever_are_read(tmp_path: Path) -> None:
    root = tmp_path / "own"
    shutil.copytree(paths.checklist("budapest"), root)
    name, own = f"{root.as_posix()}/", Folder(root)
    for path in [
        root / "instrument.yaml",
        paths.scales(),
        *own.paths("articles/*"),
        *own.paths("lang/*"),
    ]:
        own.document(path)
    alone, spoken, whole = (load_instrument(name, one)[0] for one in ((), ("ar",), None))
    assert alone.digest == spoken.digest == whole.digest == own.digest()
    assert (
        spoken == whole and alone.title.get("ar")[1] == "en" and spoken.title.get("ar")[1] == "ar"
    )
    (root / "lang/ar.yaml").write_text("elements: {}\n")
    assert load_instrument(name, ())[0].digest != alone.digest


def test_workbooks_are_read_in_whatever_language_they_were_written(
    folder: Path, tmp_path: Path
) -> None:
    assert inside("review", "submit", str(folder), "2", "--by", "A. Assessor").exit_code == 0
    path = tmp_path / "review.xlsx"
    assert inside("review", "export", str(folder), "-o", str(path), "--lang", "ar").exit_code == 0
    book = openpyxl.load_workbook(path)
    (row,) = (one for one in book.worksheets[0].iter_rows() if one[0].value == "2")
    row[1].value = labels("ar").review.workbook.steps.accept
    book.save(path)
    done = inside("review", "import", str(folder), str(path), "--by", "R. Reader")
    assert (done.exit_code, done.output) == (0, "Article 2: accepted (R. Reader)\n")
    other, found, into = tmp_path / "other", tmp_path / "found.xlsx", tmp_path / "into"
    shutil.copytree(folder, other)
    assert inside("agree", str(folder), str(other), "-o", str(found), "--lang", "ar").exit_code == 0
    done = inside(
        "agree",
        str(folder),
        str(other),
        "--adjudicate",
        str(found),
        "--into",
        str(into),
        "--by",
        "J. Judge",
    )
    assert done.exit_code == 0 and into.is_dir()


def test_choices_are_listed_with_the_comma_of_the_language() -> None:
    said = inside("report", "tilmara", "--format", "pdf", LEXGAP_LANG="ar").output
    assert "'word'، 'excel'" in said and "ليس واحدا من" in said
    assert (
        "'pdf' is not one of 'word', 'excel'."
        in inside("report", "tilmara", "--format", "pdf").output
    )


def test_a_wrong_value_names_its_key_and_what_it_may_be(tmp_path: Path) -> None:
    root = tmp_path / "good"
    shutil.copytree(GOOD, root)
    (root / "checklist/lang").mkdir()
    (root / "checklist/lang/fr.yaml").write_text(
        "elements:\n  2.take:\n    criteria: {good: yes}\n"
    )
    (fault,) = load_case(root)[1]
    assert (fault.code, fault.words["key"], fault.words["value"]) == (
        "unknown-value",
        "criteria",
        "good",
    )
    said = render(fault, labels("ar").problems)
    assert "met، " in said and ", " not in said
    ids = ["32.b.consent", "2.offence", "2.intent"]
    assert nearest("2.nonsense", ids) != "32.b.consent" and nearest("2.ofence", ids) == "2.offence"
    assert nearest("9.offence", ids) == "2.offence"
