"""The statement that somebody searched for the rest of an article and found nothing; what is open before and after."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import TODAY, edit, messages

from assess.base.problems import LexgapError
from assess.checks import check
from assess.cli import main
from assess.load.cases import load_case
from assess.model.terms import DEPTHS
from assess.rating.force import Reading
from assess.rating.rate import rate
from assess.rating.standing import element_standings
from assess.review.progress import progress
from assess.review.statements import meant

NAME = ("--by", "A. Assessor", "--yes")
INTENT = """- element: 2.intent
  citations:
  - {provision: "L1:2", grade: met, sources: [GAZ], confidence: high}
  - {provision: "B1:2", grade: met, sources: [GAZ], confidence: high}
"""
JUDGE = """- element: 15.judge
  citations:
  - {provision: "L1:3", grade: partly, missing: Not in urgent cases., reason: [safeguard], sources: [GAZ], \
confidence: high}
"""


def lexgap(*arguments: object):
    return CliRunner().invoke(main, [*map(str, arguments)])


def codes(done) -> list[str]:
    return (
        [one.code for one in done.exception.problems]
        if isinstance(done.exception, LexgapError)
        else [done.output]
    )


def states(folder: Path, day: date = TODAY, **more) -> dict[str, str]:
    case, problems = load_case(folder)
    assert not problems
    return {name: one.state for name, one in element_standings(case, Reading(day, **more)).items()}


@pytest.fixture
def open_case(folder: Path) -> Path:
    """The good case with nothing said on intent and on the judge, and with the bill alone on having a thing."""
    edit(folder, "findings/01.yaml", (INTENT, ""), (JUDGE, ""))
    return folder


def test_the_rest_is_written_out_for_each_element_with_name_and_day(open_case: Path) -> None:
    done = lexgap("not-found", open_case, "2–٣", "15", *NAME)
    assert done.exit_code == 0, done.output
    assert (
        "intent (2.intent)" in done.output
        and "judge (15.judge)" in done.output
        and "Act 1/2010" in done.output
    )
    assert {name for name, state in states(open_case).items() if state == "not_found"} == {
        "2.intent",
        "2.possession",
        "15.judge",
    }
    case, _ = load_case(open_case)
    search = next(one for one in case.findings if one.element == "15.judge").not_found[0]
    assert (search.by, search.laws, search.on.text) == (
        "A. Assessor",
        ("L1",),
        date.today().isoformat(),
    )
    assert not [one for one in messages(open_case, date.today()) if "error" in one]


def test_all_else_in_the_files_stays_byte_for_byte(open_case: Path) -> None:
    path = open_case / "findings/01.yaml"
    path.write_bytes(b"# A comment.\r\n" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    lexgap("not-found", open_case, "2", *NAME)
    lines, old = path.read_bytes().split(b"\r\n"), before.split(b"\r\n")
    assert [one for one in old if one not in lines] == [] and b"\n" not in b"".join(lines)
    after = list(lines)
    kept = [after.remove(one) for one in old]
    starts = (b"- element: 2.intent", b"not_found:", b"by:", b"'on'", b"laws:", b"- L1")
    assert kept and all(one.strip().startswith(starts) for one in after)
    assert states(open_case)["2.take"] == "met"


def test_an_article_without_findings_gets_a_file_of_its_own(open_case: Path) -> None:
    lexgap("not-found", open_case, "15", *NAME)
    assert (open_case / "findings/15.yaml").is_file()
    lexgap("not-found", open_case, "2", *NAME)
    assert "2.intent" in (open_case / "findings/01.yaml").read_text()


def test_a_file_of_the_article_without_findings_is_taken(open_case: Path) -> None:
    (open_case / "findings/15.yml").write_text("# Article 15\nanalyses: []\n")
    lexgap("not-found", open_case, "15", *NAME)
    assert (
        (open_case / "findings/15.yml")
        .read_text()
        .startswith("# Article 15\nanalyses: []\nfindings:\n")
    )
    assert states(open_case)["15.judge"] == "not_found"


def test_beside_provisions_of_other_days_a_statement_is_kept_to_the_time_without_them(
    open_case: Path,
) -> None:
    edit(
        open_case,
        "laws/L1.yaml",
        (
            '- id: "4"',
            '- id: "5"\n  summary: Old.\n  until: 2012-01-01\n  sources: [GAZ]\n'
            '  confidence: high\n- id: "4"',
        ),
    )
    edit(
        open_case,
        "findings/01.yaml",
        (
            "- element: 2.limb.aim",
            INTENT.replace("L1:2", "L1:5").replace(
                '  - {provision: "B1:2", grade: met, sources: [GAZ], confidence: high}\n', ""
            )
            + "- element: 2.limb.aim",
        ),
    )
    assert states(open_case)["2.intent"] == "repealed"
    assert lexgap("not-found", open_case, "2.intent", *NAME).exit_code == 0
    assert [
        states(open_case, day)["2.intent"] for day in (date(2011, 6, 1), date(2012, 1, 1), TODAY)
    ] == ["partly", "not_found", "not_found"]
    assert not [one for one in messages(open_case) if "search-contradicted" in one]


def test_a_second_statement_stands_beside_the_first(open_case: Path) -> None:
    lexgap("not-found", open_case, "15", "--until", "2015-01-01", "--as-of", "2014-01-01", *NAME)
    assert states(open_case)["15.judge"] == "not_assessed"
    lexgap("not-found", open_case, "15", "--since", "2015-01-01", *NAME)
    # nothing is open any more
    lexgap("not-found", open_case, "15", "--note", "A third search.", *NAME)
    case, _ = load_case(open_case)
    found = next(one for one in case.findings if one.element == "15.judge").not_found
    assert [str(one.until or one.since) for one in found] == ["2015-01-01", "2015-01-01"]


@pytest.mark.parametrize(
    "arguments, told",
    [
        (("2", "--yes"), "review-nameless"),
        (("2", "--by", " ", "--yes"), "review-nameless"),
        (("2", *NAME, "--laws", "L1,B1"), "search-unread"),
        (("2", *NAME, "--laws", "L1,L9"), "unknown-law"),
        (("99", *NAME), "unknown-article"),
        (("3-2", *NAME), "unknown-article"),
        (("2.tak", *NAME), "unknown-element"),
        (("2", *NAME, "--since", "2015", "--until", "2014"), "dates-reversed"),
    ],
)
def test_what_is_refused(open_case: Path, arguments, told: str) -> None:
    before = (open_case / "findings/01.yaml").read_bytes()
    done = lexgap("not-found", open_case, *arguments)
    assert done.exit_code == 1 and codes(done) == [told]
    assert (open_case / "findings/01.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "arguments, told",
    [
        (("2", "--by", "A"), "Nothing was written"),
        (("2", *NAME, "--as-of", "2009-01-01"), "No law of the case is in force on 2009-01-01"),
        (("2", *NAME, "--as-of", "2009-01-01", "--laws", "L1"), "would not cover 2009-01-01"),
        (("2", *NAME, "--since", "yesterday"), "write it as 2016-01-01"),
        ((), "Missing argument"),
    ],
)
def test_what_is_wrong_use(open_case: Path, arguments, told: str) -> None:
    before = (open_case / "findings/01.yaml").read_bytes()
    done = lexgap("not-found", open_case, *arguments)
    assert done.exit_code == 2 and told in done.output
    assert (open_case / "findings/01.yaml").read_bytes() == before


def test_nobody_is_asked_twice_for_the_name(open_case: Path, monkeypatch) -> None:
    monkeypatch.setenv("LEXGAP_BY", "E. Environment")
    assert "E. Environment" in lexgap("not-found", open_case, "15", "--yes").output


def test_a_law_that_was_not_obtained_is_not_among_those_searched(open_case: Path) -> None:
    text = (open_case / "laws/L1.yaml").read_text().split("provisions:")[0]
    text = text.replace("id: L1", "id: L2").replace(
        "text: summary", "text: not_obtained\nunseen: none"
    )
    (open_case / "laws/L2.yaml").write_text(text)
    lexgap("not-found", open_case, "15", *NAME)
    case, _ = load_case(open_case)
    assert next(one for one in case.findings if one.element == "15.judge").not_found[0].laws == (
        "L1",
    )
    assert codes(lexgap("not-found", open_case, "2", *NAME, "--laws", "L2")) == ["search-unread"]


@pytest.mark.parametrize("state", ["accepted", "locked"])
def test_an_article_that_is_accepted_or_locked_is_not_changed(open_case: Path, state: str) -> None:
    for act, name in (
        ("submit", "A. Assessor"),
        ("accept", "R. Reviewer"),
        ("lock", "R. Reviewer"),
    ):
        if act != "lock" or state == "locked":
            assert lexgap("review", act, open_case, "2", "--by", name).exit_code == 0
    before = (open_case / "findings/01.yaml").read_bytes()
    done = lexgap("not-found", open_case, "2", *NAME)
    assert (
        codes(done) == ["article-closed"]
        and (open_case / "findings/01.yaml").read_bytes() == before
    )
    assert lexgap("not-found", open_case, "15", *NAME).exit_code == 0


def test_what_the_depth_does_not_ask_stays_open_unless_it_is_named(open_case: Path) -> None:
    edit(open_case, "case.yaml", ("stage: draft", "stage: draft\ndepth: standard"))
    done = lexgap("not-found", open_case, "2", *NAME)
    assert "Nothing is open" in done.output and "left open: 2" in done.output
    lexgap("not-found", open_case, "2.intent", *NAME)
    assert (
        states(open_case)["2.intent"] == "not_found"
        and states(open_case)["2.possession"] == "draft_only"
    )
    lexgap("not-found", open_case, "2", "--depth", "full", *NAME)
    assert states(open_case)["2.possession"] == "not_found"


def test_a_sample_is_not_changed() -> None:
    assert lexgap("not-found", "jordan", "2", *NAME).exit_code == 2


# --- the same count everywhere ---------------------------------------------------------------------------------------


def test_a_case_without_findings_is_answered_nowhere_and_rated_nowhere(folder: Path) -> None:
    shutil.rmtree(folder / "findings")
    case, _ = load_case(folder)
    rating, rows = rate(case, Reading(TODAY)), progress(case, Reading(TODAY))
    assert [str(one.computed) for one in rating.articles] == ["–"] * 4
    assert [(one.answered, one.answered_of_all) for one in rows] == [(0, 0)] * 4
    assert rating.index.known == rating.safeguards.known == 0
    told = [one.words for one in check(case, TODAY) if one.code == "unanswered"]
    assert sum(int(one["number"]) for one in told) == sum(one.elements for one in rows) == 8
    data = json.loads(lexgap("status", folder, "--json").output)
    assert (data["answered"], data["elements"], data["answered_of_all"], data["all"]) == (
        0,
        8,
        0,
        8,
    )


@pytest.mark.parametrize("depth", DEPTHS)
def test_status_checker_and_rating_count_the_same(open_case: Path, depth: str) -> None:
    data = json.loads(lexgap("status", open_case, "--json", "--depth", depth).output)
    left = {one["article"]: one["open"] for one in data["articles"] if one["open"]}
    told = [
        one
        for one in lexgap("check", open_case, "--depth", depth).output.splitlines()
        if "[unanswered]" in one
    ]
    assert len(told) == len(left)
    rated = json.loads(lexgap("rate", open_case, "--json", "--depth", depth).output)
    assert (rated["depth"], rated["indicative"]) == (depth, depth == "first_look")
    case, _ = load_case(open_case)
    for article in rated["articles"]:
        asked = {one.id for one in case.instrument.article(article["article"]).asked(depth)}
        assert [
            one["element"]
            for one in article["elements"]
            if one["state"] == "not_assessed" and one["element"] in asked
        ] == left.get(article["article"], [])


def test_a_first_look_is_headed_indicative(open_case: Path) -> None:
    said = [
        lexgap(command, open_case, "--depth", "first-look").output for command in ("rate", "status")
    ]
    assert all(
        "Indicative: a first look, which asks 4 of the 8 elements that bind." in one for one in said
    )
    assert "Indicative" not in lexgap("rate", open_case).output


def test_elements_are_meant_by_article_beginning_and_id(jordan) -> None:
    on = date(1990, 1, 1)
    assert {one.article for one in meant(jordan, ["6.1", "29-30"], on).elements} == {
        "6",
        "29",
        "30",
    }
    assert not [
        one.id for one in meant(jordan, ["6.1"], on).elements if not one.id.startswith("6.1")
    ]
    assert len(meant(jordan, ["all"], on).elements) > len(meant(jordan, ["2-10"], on).elements) > 20
