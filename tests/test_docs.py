"""The documentation is true: its commands run, its files load, its tables list what the code has."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from conftest import RELEASE
from oldcases import unpacked
from test_floors import FLOORS

from assess.base.problems import CATALOGUE, NOWHERE, as_data, errors, problem
from assess.checks import check, check_instrument
from assess.cli import main
from assess.country.export import CSV_COLUMNS, SCHEMA, rating_data
from assess.load.cases import load_case
from assess.load.instruments import load_instrument
from assess.load.labels import labels
from assess.model import case as case_model
from assess.model import instrument as instrument_model
from assess.model import lawtext as lawtext_model
from assess.model import profile as profile_model
from assess.model.day import Day
from assess.model.fields import is_filled
from assess.model.terms import GRADES, STATES
from assess.rating.force import Reading
from assess.rating.rate import rate
from assess.speak.words import Words
from assess.write.data import types

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), *ROOT.glob("*.md")])
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: Pages whose files and commands make one story, and the page whose files, or the sample, that they go on from.
STORIES = {
    "self-assess.md": "",
    "method.md": "self-assess.md",
    "country-report.md": "self-assess.md",
    "checklist.md": "",
    "statute-texts.md": "tilmara",
    "walk-through.md": "",
    "upgrade.md": "nadira",
}
#: Commands that write reports or take long are parsed here and run by other tests.
RUN = (
    "check",
    "rate",
    "explain",
    "source",
    "law",
    "quotes",
    "suggest",
    "new",
    "questions",
    "not-found",
    "status",
)
#: More of them that a page runs.
RUN_TOO = {"upgrade.md": ("pack", "unpack", "migrate", "follow-up")}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def fences(page: Path) -> list[tuple[str, str]]:
    """Return the fenced blocks of a page: language and text."""
    return FENCE.findall(page.read_text(encoding="utf-8"))


def commands(text: str) -> Iterator[list[str]]:
    """Yield the arguments of every line that starts with `lexgap `, without a comment or a redirection."""
    for line in text.replace("\\\n", " ").splitlines():
        if line.startswith("lexgap "):
            words = shlex.split(line, comments=True)[1:]
            yield words[: words.index(">")] if ">" in words else words


def every_command() -> list[tuple[str, tuple[str, ...]]]:
    found = {
        (name(page), tuple(words))
        for page in PAGES
        for _, text in fences(page)
        for words in commands(text)
    }
    return sorted(found)


def section(page: str, heading: str) -> list[list[str]]:
    """Return the rows of the first table under a heading, without its head, each as a list of cells."""
    text = (DOCS / page).read_text(encoding="utf-8")
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"{page} has no section {heading!r}"
    lines = [line for line in found.group(1).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[2:]]


def keys(page: str, heading: str) -> list[str]:
    return [row[0].strip("`") for row in section(page, heading)]


# --- commands --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page, words", every_command(), ids=" ".join)
def test_command_and_options_exist(page: str, words: tuple[str, ...]) -> None:
    if words[0].startswith("-"):
        assert words[0] in ("--help", "-h", "--version")
        return
    command = main.commands[words[0]]
    if isinstance(command, click.Group):
        words = words[1:]
        command = command.commands[words[0]]
    context = click.Context(command, info_name=words[0])
    given, rest, _ = command.make_parser(context).parse_args(list(words[1:]))
    assert rest == []
    for parameter in command.params:
        value = given.get(parameter.name)
        assert value or not parameter.required, f"{parameter.name} is missing"
        left_out = parameter.nargs == -1 and not isinstance(value, tuple | list)
        if value and not left_out and not isinstance(parameter.type, click.Path):
            parameter.type_cast_value(context, value)


@pytest.mark.parametrize(
    "page, words",
    [(page, words) for page, words in every_command() if words[0] in RUN and "jordan" in words],
    ids=" ".join,
)
def test_command_runs_on_the_sample(
    page: str, words: tuple[str, ...], tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == 0, result.output
    assert result.output and not list(tmp_path.iterdir())


def files(text: str) -> tuple[str, str]:
    """Return the path that the first line of a YAML block names, and the block."""
    first = text.split("\n", 1)[0]
    assert re.fullmatch(r"# [\w./-]+\.yaml", first), f"a YAML block begins with its path: {first}"
    return first[2:], text


def put(page: str, folder: Path) -> None:
    """Write all files of a page, the last version of each."""
    for language, text in fences(DOCS / page):
        if language == "yaml":
            path, content = files(text)
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(content, encoding="utf-8")


@pytest.mark.parametrize("page, before", STORIES.items(), ids=str)
def test_story_of_a_page(page: str, before: str, tmp_path: Path, monkeypatch) -> None:
    """Follow a page from top to bottom: write its files, run its commands, compare what it says they print."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    if before in ("jordan", "tilmara"):
        shutil.copytree(ROOT / "samples" / before, tmp_path / before)
    elif before == "nadira":
        unpacked(before, tmp_path)
    elif before:
        put(before, tmp_path)
    said = ""
    for language, text in fences(DOCS / page):
        if language == "yaml":
            path, content = files(text)
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(content, encoding="utf-8")
        elif language == "sh":
            said = "".join(
                ran(words) for words in commands(text) if words[0] in RUN + RUN_TOO.get(page, ())
            )
        elif language == "text" and said:
            assert matches(text, said), (
                f"{page} says\n{text}\nand it is\n{said[:2000]}\n…\n{said[-2000:]}"
            )
            said = ""
    for folder in tmp_path.iterdir():
        assert folder.is_file() or faults(folder) == []


def ran(words: list[str]) -> str:
    result = CliRunner().invoke(main, words)
    # a page's case is not whole: warnings are left
    warned = words[0] == "check" and "--strict" in words
    assert result.exit_code == warned, result.output
    return translated(result.output)


def translated(printed: str) -> str:
    """Return what a command printed as if every language had all its labels, unless before a release."""
    late = [line for line in printed.splitlines(keepends=True) if "[label-missing]" in line]
    if RELEASE or not late:
        return printed
    kept = [line for line in printed.splitlines(keepends=True) if line not in late]
    return re.sub(
        r"(?<=warnings: )\d+", lambda number: str(int(number[0]) - len(late)), "".join(kept)
    )


def matches(wanted: str, said: str) -> bool:
    """Whether a printed text is the wanted one, where `…` stands for anything."""
    form = ".*".join(re.escape(part) for part in wanted.strip().split("…"))
    return re.fullmatch(form, said.strip(), re.DOTALL) is not None


def faults(folder: Path) -> list:
    """Return what is wrong with a case or checklist that a page describes."""
    if (folder / "instrument.yaml").is_file():
        instrument, found = load_instrument(f"{folder}/")
        return [*found, *check_instrument(instrument)]
    case, found = load_case(folder)
    return [*found, *errors(check(case, date.today()))]


def test_yaml_stands_in_a_story() -> None:
    """YAML that no test loads does not stand in the documentation."""
    faults = []
    for page in PAGES:
        languages = {language for language, _ in fences(page)}
        if page.name not in STORIES and "yaml" in languages:
            faults.append(f"{name(page)} has YAML that no test loads")
    assert not faults, "\n".join(faults)


# --- links and paths -------------------------------------------------------------------------------------------------


def test_links_lead_somewhere() -> None:
    """In the pages of every language."""
    faults = []
    for page in [*PAGES, *DOCS.glob("*/*.md")]:
        text = FENCE.sub("", page.read_text(encoding="utf-8"))
        for link in re.findall(r"\]\(([^)\s]+)\)", text):
            target = link.split("#")[0]
            if "://" not in link and target and not (page.parent / target).exists():
                faults.append(f"{name(page)} leads to {link}")
    assert not faults, "\n".join(faults)


def test_named_files_exist() -> None:
    faults = []
    for page in PAGES:
        text = FENCE.sub("", page.read_text(encoding="utf-8"))
        for path in re.findall(
            r"`((?:assess|checklists|templates|samples|tests|docs|benchmarks)/[\w./-]*)`", text
        ):
            if not (ROOT / path).exists():
                faults.append(f"{name(page)} names {path}")
    assert not faults, "\n".join(faults)


def test_every_page_is_in_the_index() -> None:
    listed = set(
        re.findall(r"\]\(([\w-]+\.md)\)", (DOCS / "README.md").read_text(encoding="utf-8"))
    )
    assert {page.name for page in DOCS.glob("*.md")} - {"README.md"} <= listed


# --- tables ----------------------------------------------------------------------------------------------------------


def test_messages_are_those_of_the_catalogue() -> None:
    said = labels("en").problems
    wanted = [
        [f"`{code}`", CATALOGUE[code], said[code].says, said[code].get("do", "")]
        for code in sorted(CATALOGUE)
    ]
    rows = section("messages.md", "All messages")
    missing = ["| " + " | ".join(row) + " |" for row in wanted if row not in rows]
    assert not missing, "put in:\n" + "\n".join(missing)
    assert rows == wanted


CASE_TABLES = {
    "case.yaml": "Profile",
    "A fact (under legal_system, authorities, practice)": "Fact",
    "A treaty (under treaties)": "TreatyStatus",
    "An act of a Party (under acts)": "PartyAct",
    "A statement that nothing was found (under not_found)": "Search",
    "A statement for many elements (findings/*.yaml, under not_found)": "SearchOfMany",
    "A text bound to dates (under dated)": "Dated",
    "A reservation (under reservations)": "Reservation",
    "A scenario (under scenarios)": "Scenario",
    "A remark (under remarks)": "Remark",
    "A source (sources.yaml, under sources)": "Source",
    "A law (laws/*.yaml)": "Law",
    "A provision (under provisions)": "Provision",
    "A decision that strikes down (under struck_down)": "Striking",
    "A suspension (under suspended)": "Suspension",
    "A text of a law (texts/*.yaml)": "LawText",
    "A correction of a text (under corrections)": "Correction",
    "A unit of a text (under units)": "Unit",
    "A finding (findings/*.yaml, under findings)": "Finding",
    "A citation (under citations)": "Citation",
    "An analysis (findings/*.yaml, under analyses)": "Analysis",
    "An override (findings/*.yaml, under overrides)": "Override",
    "A recommendation (recommendations.yaml, under recommendations)": "Recommendation",
    "A row of the reverse table (surplus.yaml, under surplus)": "Surplus",
    "A comment (comments.yaml, under comments)": "Comment",
    "An adjudication (adjudication.yaml, under adjudications)": "Adjudication",
    "An original (under a and b)": "Original",
}
CHECKLIST_TABLES = {
    "instrument.yaml": "Header",
    "Where the text was read (under origin)": "Origin",
    "A part (under parts)": "Part",
    "A permission (under permissions)": "Permission",
    "A guidance note (under guidance_notes)": "GuidanceNote",
    "articles/*.yaml": "Article",
    "A drafting point (under drafting)": "DraftingPoint",
    "An element (under elements)": "Element",
}
#: Fields that the program fills in and nobody writes.
FILLED = {
    "Permission": {"elements"},
    "Element": {"axis", "article"},
    "Finding": {"instrument"},
}


@pytest.mark.parametrize(
    "page, heading, kind",
    [
        *(
            (
                "self-assess.md",
                heading,
                {**vars(profile_model), **vars(lawtext_model), **vars(case_model)}[kind],
            )
            for heading, kind in CASE_TABLES.items()
        ),
        *(
            ("checklist.md", heading, getattr(instrument_model, kind))
            for heading, kind in CHECKLIST_TABLES.items()
        ),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_key_tables_are_the_fields(page: str, heading: str, kind: type) -> None:
    listed = {row[0].strip("`"): row[1] == "yes" for row in section(page, heading)}
    wanted = {
        one.name: one.default is MISSING and one.default_factory is MISSING
        for one in fields(kind)
        if one.name != "place"
        and not is_filled(one)
        and one.name not in FILLED.get(kind.__name__, set())
    }
    assert listed == wanted


def test_every_kind_of_entry_has_a_table() -> None:
    """A new dataclass of the model needs a table, or a word here why not."""
    modules = (case_model, profile_model, lawtext_model, instrument_model)
    own = {
        one
        for module in modules
        for one, kind in vars(module).items()
        if isinstance(kind, type) and kind.__module__ == module.__name__
    }
    without = {
        "Case",
        "ElementRef",  # what a person types, no entry of a file
        "Instrument",  # its header and its articles have tables
        "RatingScale",
    }
    assert own - set(CASE_TABLES.values()) - set(CHECKLIST_TABLES.values()) == without


def test_floors_are_those_of_the_test() -> None:
    rows = section("architecture.md", "Floors")
    assert [row[0] for row in rows] == [str(number) for number in range(len(FLOORS))]
    listed = [{room.strip("` ") for room in row[1].split(",")} for row in rows]
    assert listed == [set(rooms) for rooms in FLOORS]


def test_coarse_dates_are_as_the_method_says() -> None:
    spans = {
        row[0].strip("`"): Day.parse(row[0].strip("`"))
        for row in section("method.md", "Coarse dates")
    }
    assert list(spans) == ["2015-06-01", "2015-06", "2015", "by 2015-06-01", "unknown"]
    june = spans["2015-06"]
    assert [
        june.begun(date(2015, 5, 31)),
        june.begun(date(2015, 6, 1)),
        june.begun(date(2015, 6, 30)),
    ] == [False, None, True]


def test_numbers_of_the_method_are_those_of_the_scales(jordan) -> None:
    scale = jordan.instrument.scale
    give = scale.priority_points
    said = {row[0]: row[1] for row in section("method.md", "7. Gaps and priorities")}
    assert list(said.values()) == [
        f"{give['mandatory']} / {give['reservable']}",
        f"{give['lead']} / {give['main']} / 0",
        f"{give['absent']} / {give['short']}",
        str(give["root_cause"]),
        str(give["safeguard"]),
    ]
    assert (scale.nc_lead_share, scale.nc_share, scale.lc_share) == (
        Fraction(1, 2),
        Fraction(1, 2),
        Fraction(1, 3),
    )
    assert (scale.rule, scale.index_known_share) == ("2", 0.8)
    assert scale.values == {
        "met": 1,
        "met_otherwise": 1,
        "partly": 0.5,
        "not_met": 0,
        "contrary": 0,
        "reserved": 1,
    }
    assert (scale.priority_from["high"], scale.priority_from["medium"], scale.root_cause_from) == (
        6,
        4,
        3,
    )


def test_grades_and_states_of_the_method_are_the_terms() -> None:
    assert tuple(keys("method.md", "2. What it is assessed against")) == GRADES
    text = (DOCS / "method.md").read_text(encoding="utf-8")
    assert [state for state in STATES if f"`{state}`" not in text] == []


def test_data_page_lists_every_field(jordan) -> None:
    data = rating_data(rate(jordan, Reading(date(2016, 1, 1))), Words(labels("en"), "en"))
    article = data["articles"][0]
    element = next(one for one in article["elements"] if one["citations"])
    assert f"`{SCHEMA}`" in (DOCS / "data.md").read_text(encoding="utf-8")
    for heading, block in (
        ("The whole", data),
        ("recipe", data["recipe"]),
        ("index and safeguards", data["index"]),
        ("parts", data["parts"][0]),
        ("articles", article),
        ("elements", element),
        ("citations", element["citations"][0]),
    ):
        assert keys("data.md", heading) == list(block), heading
    assert data["safeguards"].keys() == data["index"].keys()
    assert keys("data.md", "Columns of the CSV") == list(types(CSV_COLUMNS))
    assert keys("data.md", "Problems as JSON") == list(
        as_data(problem("no-source", NOWHERE), labels("en").problems)
    )


def test_language_is_plain_and_tells_nothing_of_a_workplace() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"/(?:work|tmp|home|root)/", text), page.name


#: What the page of a report has besides the fields of the view.
GIVEN = {"labels", "language", "rtl", "voices"}


def test_templates_page_names_all_that_a_template_can_ask_for() -> None:
    """Every field of every type of the view, every list that the view joins, and every filter, and no other."""
    from assess.country import types
    from assess.speak.page import names_of
    from assess.write.word.tags import Tags

    page = (ROOT / "docs/templates.md").read_text(encoding="utf-8")
    head, *blocks = page.split("\n### ")
    said = {"View": head.split("## Names that a template can ask for")[1]}
    said |= {block.split("\n", 1)[0]: block.split("\n## ")[0] for block in blocks}
    for name, kind in vars(types).items():
        if not is_dataclass(kind) or kind.__module__.startswith(("assess.model", "assess.speak")):
            continue  # a value, which is said as a text
        wanted = set(names_of(kind)) | (GIVEN if name == "View" else set())
        assert set(re.findall(r"^\| `(\w+)` \|", said[name], re.MULTILINE)) == wanted, name
    filters = page.split("## Filters")[1]
    assert {name for name in Tags(None).filters() if f"`{name}`" not in filters} == set()
