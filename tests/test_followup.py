"""What changed between two cases, or two days of one: ratings with reasons, and recommendations."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import GOOD, edit
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from oldcases import migrated, packed, sample_of_today, unpacked

from assess.cli import main
from assess.followup.changes import follow_up
from assess.load.cases import load_case
from assess.rating.force import Reading
from assess.rating.rate import rate

FINDINGS = "findings/01.yaml"


def inside(*arguments: str):
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def both(old: Path, new: Path, day: date = date(2016, 1, 1)):
    return follow_up(rate(load_case(old)[0], Reading(day)), rate(load_case(new)[0], Reading(day)))


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """A copy of the good case in which a year has passed."""
    target = tmp_path / "later"
    shutil.copytree(GOOD, target)
    return target


def test_a_case_and_itself_have_nothing_to_tell(folder: Path, later: Path) -> None:
    found = both(folder, later)
    assert not any(one.changed for one in found.articles) and found.count("same") == 4
    said = inside(
        "follow-up", str(folder), str(later), "--from", "2016-01-01", "--to", "2016-01-01"
    ).output
    assert "Nothing changed." in said and "Something changed in 0 of 4 articles" in said


def test_a_grade_given_anew_is_told_as_that(folder: Path, later: Path) -> None:
    edit(
        later,
        FINDINGS,
        (
            '{provision: "L1:2", grade: met, sources: [GAZ], confidence: high, note: "Taking & <all> '
            '\\"that\\"\\nis said."}',
            '{provision: "L1:2", grade: not_met, missing: No., '
            "reason: conduct, sources: [GAZ], confidence: high}",
        ),
    )
    found = both(folder, later)
    article = next(one for one in found.articles if one.number == "2")
    (element,) = article.elements
    assert (article.direction, element.id, element.direction) == ("down", "2.take", "down")
    (shift,) = element.shifts
    assert (shift.old, shift.new, shift.known) == ("met", "not_met", True)
    said = inside(
        "follow-up", str(folder), str(later), "--from", "2016-01-01", "--to", "2016-01-01"
    ).output
    assert "Act 1/2010, Art. 2: graded anew, met → not met" in said and "worse: 1" in said


def test_a_law_repealed_and_a_law_that_came(folder: Path, later: Path) -> None:
    edit(later, "laws/L1.yaml", ("in_force: 2010-05-01", "in_force: 2010-05-01\nuntil: 2015-01-01"))
    found = both(folder, later)
    take = next(two for one in found.articles for two in one.elements if two.id == "2.take")
    assert [(one.old, one.new, one.force) for one in take.shifts] == [("met", None, "repealed")]
    # no law that is in force was examined: nobody knows what holds now
    assert take.direction == "unclear"
    back = both(later, folder)
    take = next(two for one in back.articles for two in one.elements if two.id == "2.take")
    assert [(one.old, one.new, one.known) for one in take.shifts] == [(None, "met", True)]
    assert take.direction == "unclear"


def open_again(folder: Path, element: str, grade: str) -> None:
    """Let an element be one that nobody has assessed; it had one citation with this grade."""
    text = (folder / FINDINGS).read_text()
    head, tail = text.split(f"- element: {element}\n", 1)
    block, rest = re.split(r"\n(?=- |analyses)", tail, maxsplit=1)
    assert f"grade: {grade}" in block
    (folder / FINDINGS).write_text(
        f"{head}- element: {element}\n  not_assessed: Nobody looked.\n{rest}"
    )


@pytest.mark.parametrize(
    "element, grade", [("15.judge", "partly"), ("2.possession", "partly"), ("2.take", "met")]
)
def test_what_is_not_known_is_neither_better_nor_closed(
    element: str, grade: str, folder: Path, later: Path
) -> None:
    open_again(later, element, grade)
    for old, new, said in ((folder, later, "Not known now"), (later, folder, "Not known before")):
        found = both(old, new)
        one = next(two for article in found.articles for two in article.elements)
        assert (one.id, one.direction) == (element, "unclear")
        assert {two.direction for two in found.articles} <= {"same", "unclear"}
        assert not any(two.closed for two in found.advice)
        told = inside(
            "follow-up", str(old), str(new), "--from", "2016-01-01", "--to", "2016-01-01"
        ).output
        assert (
            f"{said} (not assessed: Nobody looked.)" in told
            and "none of its elements is a gap" not in told
        )
        assert ("Gaps before, not known now" in told) == (new == later and element == "15.judge")


def test_what_is_worse_even_at_its_best_is_worse(folder: Path, later: Path) -> None:
    edit(
        folder,
        FINDINGS,
        ("grade: partly, missing: Not in urgent cases., reason: [safeguard]", "grade: met"),
    )
    edit(
        later,
        "laws/L1.yaml",
        ("examined: [all]", "examined: [all]\nunseen: [15.judge]\nunseen_at_most: partly"),
    )
    edit(
        later,
        FINDINGS,
        (
            "grade: partly, missing: Not in urgent cases., reason: [safeguard]",
            "grade: not_met, missing: Never., reason: [safeguard]",
        ),
    )
    one = next(
        two
        for article in both(folder, later).articles
        for two in article.elements
        if two.id == "15.judge"
    )
    assert one.new.state == "source_not_obtained" and one.direction == "down"


def test_an_element_renamed_is_compared_with_itself(folder: Path, later: Path) -> None:
    edit(
        later,
        "checklist/articles/15.yaml",
        ("- id: 15.judge\n", "- id: 15.court\n  renamed_from: 15.judge\n"),
    )
    for name in (FINDINGS, "recommendations.yaml"):
        edit(later, name, ("15.judge", "15.court"))
    assert not any(article.elements for article in both(folder, later).articles)
    edit(
        later,
        FINDINGS,
        ("grade: partly, missing: Not in urgent cases., reason: [safeguard]", "grade: met"),
    )
    found = both(folder, later)
    (one,) = (two for article in found.articles for two in article.elements)
    assert (one.id, one.old.element.id, one.direction) == ("15.court", "15.judge", "up")
    assert next(two for two in found.advice if two.recommendation.id == "R2").closed == (
        "15.court",
    )
    assert (
        "Its id was 15.judge before."
        in inside(
            "follow-up", str(folder), str(later), "--from", "2016-01-01", "--to", "2016-01-01"
        ).output
    )


def test_provisions_in_another_order_are_one_citation(folder: Path, later: Path) -> None:
    edit(
        folder,
        FINDINGS,
        (
            '{provision: "L1:2", grade: met, sources: [GAZ], confidence: high, note',
            '{provision: ["L1:2", "L1:4"], grade: met, sources: [GAZ], confidence: high, note',
        ),
    )
    edit(
        later,
        FINDINGS,
        (
            '{provision: "L1:2", grade: met, sources: [GAZ], confidence: high, note',
            '{provision: ["L1:4", "L1:2"], grade: partly, missing: Some., reason: scope, '
            "sources: [GAZ], confidence: high, note",
        ),
    )
    one = next(
        two
        for article in both(folder, later).articles
        for two in article.elements
        if two.id == "2.take"
    )
    assert [(two.old, two.new) for two in one.shifts] == [("met", "partly")]


def test_a_citation_newly_written_and_one_taken_out(folder: Path, later: Path) -> None:
    edit(
        later,
        FINDINGS,
        (
            "- element: 2.possession\n  citations:\n",
            "- element: 2.possession\n  citations:\n"
            '  - {provision: "L1:4", grade: met, sources: [GAZ], confidence: high}\n',
        ),
    )
    possession = next(two for one in both(folder, later).articles for two in one.elements)
    assert [(one.new, one.known) for one in possession.shifts] == [("met", False)]
    gone = next(two for one in both(later, folder).articles for two in one.elements)
    assert [(one.old, one.force, one.known) for one in gone.shifts] == [("met", None, False)]
    said = inside(
        "follow-up", str(later), str(folder), "--from", "2016-01-01", "--to", "2016-01-01"
    ).output
    assert "Act 1/2010, Art. 4 (met) is no longer cited" in said


def test_an_override_is_told_when_it_comes_and_when_it_goes(folder: Path, later: Path) -> None:
    with (later / FINDINGS).open("a") as file:
        file.write(
            "overrides:\n- {article: '3', rating: NC, reason: Never used., by: R. Reviewer}\n"
        )
    arguments = ("--from", "2016-01-01", "--to", "2016-01-01")
    assert "Set by R. Reviewer" in inside("follow-up", str(folder), str(later), *arguments).output
    assert (
        "No longer so: Set by R. Reviewer"
        in inside("follow-up", str(later), str(folder), *arguments).output
    )


@pytest.mark.parametrize(
    "status, outcome", [("done", "done"), ("dropped", "dropped"), ("open", "open")]
)
def test_recommendations_done_dropped_and_open(
    status: str, outcome: str, folder: Path, later: Path
) -> None:
    edit(later, "recommendations.yaml", ("- id: R2\n", f"- id: R2\n  status: {status}\n"))
    one = next(one for one in both(folder, later).advice if one.recommendation.id == "R2")
    assert (one.outcome, one.old_status) == (outcome, "open")
    said = inside(
        "follow-up", str(folder), str(later), "--from", "2016-01-01", "--to", "2016-01-01"
    ).output
    assert ("Marked as done, and not all of its gaps are closed." in said) == (status == "done")


def test_recommendations_new_and_gone(folder: Path, later: Path) -> None:
    edit(later, "recommendations.yaml", ("- id: R2", "- id: R3"))
    assert {one.recommendation.id: one.outcome for one in both(folder, later).advice} == {
        "R1": "open",
        "R2": "gone",
        "R3": "new",
    }


def test_a_recommendation_alone_that_changed_is_something(folder: Path, later: Path) -> None:
    edit(
        later,
        "recommendations.yaml",
        ("  laws: [L1]\n- id: R2", "  laws: [L1]\n  status: under_way\n- id: R2"),
    )
    said = inside(
        "follow-up", str(folder), str(later), "--from", "2016-01-01", "--to", "2016-01-01"
    ).output
    assert "Nothing changed." not in said


def test_another_action_under_an_id_is_told(folder: Path, later: Path) -> None:
    old = str(next(one for one in load_case(later)[0].recommendations if one.id == "R1").action)
    edit(later, "recommendations.yaml", (old, "Do something else."))
    one = next(one for one in both(folder, later).advice if one.recommendation.id == "R1")
    said = inside(
        "follow-up", str(folder), str(later), "--from", "2016-01-01", "--to", "2016-01-01"
    ).output
    assert (
        one.reworded
        and f"Under this id it said before: {old}" in said
        and "Nothing changed." not in said
    )


def test_a_recommendation_past_its_day_is_still_in_the_case(folder: Path) -> None:
    edit(
        folder,
        "recommendations.yaml",
        ("  laws: [L1]\n- id: R2", "  laws: [L1]\n  until: 2015-06-01\n- id: R2"),
    )
    said = inside("follow-up", str(folder), "--from", "2015-01-01", "--to", "2016-01-01").output
    assert "its last day is over" in said and "No longer in the case" not in said


def test_an_open_recommendation_without_gaps_is_pointed_out(folder: Path, later: Path) -> None:
    edit(
        later,
        FINDINGS,
        ("grade: partly, missing: Not in urgent cases., reason: [safeguard]", "grade: met"),
    )
    one = next(one for one in both(folder, later).advice if one.recommendation.id == "R2")
    assert (one.outcome, one.closed, one.left) == ("open", ("15.judge",), ())
    said = inside(
        "follow-up", str(folder), str(later), "--from", "2016-01-01", "--to", "2016-01-01"
    ).output
    assert "none of its elements is a gap any more" in said


@pytest.fixture(scope="module")
def tilmara(tmp_path_factory) -> Path:
    """A case in which everything is known, and a law of 2018 was mended in 2023."""
    return sample_of_today("tilmara", tmp_path_factory.mktemp("tilmara"))


def test_two_days_of_one_case(tilmara: Path) -> None:
    case = load_case(tilmara)[0]
    found = follow_up(rate(case, Reading(date(2019, 3, 1))), rate(case, Reading(date(2023, 7, 1))))
    assert found.count("up") > 6 and found.count("down") == 0
    done = [one.recommendation.id for one in found.advice if one.outcome == "done"]
    assert (
        done == [f"R{number:02}" for number in range(1, 11) if f"R{number:02}" in done]
        and len(done) > 5
    )
    assert [one.number for one in found.articles] == [str(number) for number in range(1, 36)]
    intent = next(two for one in found.articles for two in one.elements if two.id == "4.1.intent")
    assert {(one.old, one.new) for one in intent.shifts} == {(None, "met"), ("not_met", None)}


def test_json_names_its_schema_and_only_what_changed(tilmara: Path) -> None:
    data = json.loads(
        inside(
            "follow-up", str(tilmara), "--from", "2019-03-01", "--to", "2023-07-01", "--json"
        ).stdout
    )
    assert data["schema"] == "lexgap-follow-up-2" and len(data["articles"]) == 16
    assert data["steps"] == ["law"] and {one["rule"] for one in data["readings"]} == {"2"}
    assert [one["as_of"] for one in data["readings"]] == ["2019-03-01", "2023-07-01"]
    four = next(one for one in data["articles"] if one["article"] == "4")
    assert (
        four["direction"] in ("up", "unclear")
        and four["elements"][0]["why"]
        and four["elements"][0]["name"]
    )
    assert [one["step"] for one in four["moves"]] == ["law"]


def test_the_report_has_only_what_changed(tilmara: Path, tmp_path: Path) -> None:
    done = inside(
        "follow-up", str(tilmara), "--from", "2019-03-01", "--to", "2023-07-01", "-o", str(tmp_path)
    )
    (path,) = tmp_path.iterdir()
    assert (
        done.output.strip().endswith("tilmara-follow-up-2019-03-01-2023-07-01.docx")
        and path.suffix == ".docx"
    )
    document = Document(path)
    heads = [one.text for one in document.paragraphs if one.style.name.lower() == "heading 3"]
    assert len(heads) == 16 and heads[1].startswith("Article 2, Illegal access: PC → ")
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any("s. 4 (2018)" in text and "no longer in force" in text for text in cells)
    assert any("Marked as" in text or "Gaps closed" in text for text in cells)
    assert not any("{{" in text or "{%" in text for text in cells)


def test_cases_of_two_states_or_checklists_are_told_so(folder: Path, later: Path) -> None:
    edit(later, "case.yaml", ("iso: TST", "iso: XXX"))
    edit(
        later,
        "checklist/articles/03.yaml",
        ("asks: Can the police search?", "asks: May the police search?"),
    )
    said = inside(
        "follow-up", str(folder), str(later), "--from", "2016-01-01", "--to", "2015-01-01"
    ).output
    for part in ("of different States", "different checklists", "of an earlier day"):
        assert part in said


def test_an_element_of_a_newer_checklist_is_new_and_not_better(folder: Path, later: Path) -> None:
    text = (later / "checklist/articles/15.yaml").read_text()
    added = text[text.index("- id: 15.judge") :].replace("15.judge", "15.appeal")
    (later / "checklist/articles/15.yaml").write_text(text + added)
    found = both(folder, later)
    one = next(two for one in found.articles for two in one.elements if two.id == "15.appeal")
    assert one.direction == "added"


@pytest.mark.parametrize(
    "arguments",
    [
        ("jordan",),
        ("jordan", "--from", "2016-01-01", "--json", "-o", "x"),
        ("jordan", "--from", "soon"),
    ],
)
def test_wrong_use(arguments) -> None:
    assert inside("follow-up", *arguments).exit_code == 2


def told(*arguments: str) -> dict:
    return json.loads(inside("follow-up", *arguments, "--json").stdout)


def causes(data: dict) -> dict[str, list[tuple[str, str, str]]]:
    return {
        one["article"]: [(two["step"], two["old"], two["new"]) for two in one["moves"]]
        for one in data["articles"]
        if one["moves"]
    }


@pytest.mark.parametrize("name", ["jordan", "tilmara", "nadira"])
def test_each_move_has_its_cause_and_they_add_up(name: str, tmp_path: Path) -> None:
    """From a packed case of 0.1 to the same case migrated and confirmed: each rating goes its way step by step."""
    root, _ = migrated(name, tmp_path, "--confirm-examined", "--by", "A. Reader")
    data = told(str(packed(name)), str(root), "--from", "2016-01-01", "--to", "2023-12-01")
    assert data["steps"] == ["silence", "rule", "checklist", "answers", "law"]
    assert [(one["checklist"], one["rule"]) for one in data["readings"]] == [
        ("1.0.0", "1"),
        ("2.0.0", "2"),
    ]
    for one in data["articles"]:
        way = one["moves"]
        assert all(before["new"] == after["old"] for before, after in zip(way, way[1:]))
        order = [data["steps"].index(two["step"]) for two in way]
        assert order == sorted(order)
        if way:
            assert (way[0]["old"], way[-1]["new"]) == (one["old"], one["new"])
        elif one["direction"] == "same":
            assert one["old"] == one["new"]
    assert data["moved_by"] == {
        step: sum(any(move[0] == step for move in way) for way in causes(data).values())
        for step in data["steps"]
    }


def test_silence_that_nobody_confirms_is_told_as_silence(tmp_path: Path) -> None:
    root, _ = migrated("nadira", tmp_path)
    data = told(str(packed("nadira")), str(root), "--from", "2016-01-01", "--to", "2016-01-01")
    assert causes(data)["19"] == [("silence", "NC", "NC–C"), ("rule", "NC–C", "–")]
    assert data["moved_by"]["answers"] == 0 and "law" not in data["steps"]
    assert "read on one day" in " ".join(data["warnings"]) and "rule 1" in " ".join(
        data["warnings"]
    )
    assert "13" not in causes(data)  # set by the assessor, on both sides
    limb = next(
        two
        for one in data["articles"]
        for two in one["elements"]
        if two["element"] == "2.limb.security"
    )
    assert limb["steps"] == ["silence"] and limb["why"] == [
        "Rested on laws marked as examined, which answer nothing by themselves any more."
    ]


def test_silence_that_is_confirmed_comes_back_by_the_answers(tmp_path: Path) -> None:
    root, _ = migrated("nadira", tmp_path, "--confirm-examined", "--by", "A. Reader")
    way = causes(
        told(str(packed("nadira")), str(root), "--from", "2016-01-01", "--to", "2016-01-01")
    )["19"]
    assert way == [("silence", "NC", "NC–C"), ("rule", "NC–C", "–"), ("answers", "–", "NC")]


def test_an_old_folder_stands_for_its_pack(tmp_path: Path) -> None:
    root, _ = migrated("nadira", tmp_path)
    days = ("--from", "2016-01-01", "--to", "2020-01-01")
    first, second = (
        told(str(old), str(root), *days)
        for old in (packed("nadira"), unpacked("nadira", tmp_path / "x"))
    )
    assert first == second


def test_a_pack_is_read_as_of_its_own_day_where_none_is_given(tmp_path: Path) -> None:
    root, _ = migrated("nadira", tmp_path)
    assert (
        told(str(packed("nadira")), str(root), "--to", "2027-01-01")["readings"][0]["as_of"]
        == "2026-12-02"
    )


def test_law_and_answers_are_told_apart(folder: Path, later: Path) -> None:
    """Between two cases of one checklist: what the new one says of the old day is an answer, the rest is the law."""
    edit(later, "laws/L1.yaml", ("in_force: 2010-05-01", "in_force: 2010-05-01\nuntil: 2015-01-01"))
    edit(
        later,
        FINDINGS,
        ("grade: partly, missing: Not in urgent cases., reason: [safeguard]", "grade: met"),
    )
    data = told(str(folder), str(later), "--from", "2014-01-01", "--to", "2016-01-01")
    assert data["steps"] == ["answers", "law"]
    ways = causes(data)
    assert [step for step, _, _ in ways["15"]] == ["answers", "law"] and [
        one[0] for one in ways["3"]
    ] == ["law"]
    said = inside(
        "follow-up", str(folder), str(later), "--from", "2014-01-01", "--to", "2016-01-01"
    ).output
    assert "by the answers, as the later case has them for the same day" in said
    assert "in this order: answers, law" in said


def test_two_days_of_one_case_are_the_law_alone(folder: Path) -> None:
    edit(
        folder, "laws/L1.yaml", ("in_force: 2010-05-01", "in_force: 2010-05-01\nuntil: 2015-01-01")
    )
    data = told(str(folder), "--from", "2014-01-01", "--to", "2016-01-01")
    assert data["steps"] == ["law"] and {
        step for way in causes(data).values() for step, _, _ in way
    } == {"law"}
    said = inside("follow-up", str(folder), "--from", "2014-01-01", "--to", "2016-01-01").output
    assert "Moved by" not in said and "in this order" not in said and "rule 2" in said


def test_another_checklist_of_ones_own_is_a_step(folder: Path, later: Path) -> None:
    edit(
        later,
        "checklist/articles/15.yaml",
        ("- id: 15.judge\n", "- id: 15.court\n  renamed_from: 15.judge\n"),
    )
    for name in (FINDINGS, "recommendations.yaml"):
        edit(later, name, ("15.judge", "15.court"))
    text = (later / "checklist/articles/15.yaml").read_text()
    added = (
        text[text.index("- id: 15.court") :]
        .replace("15.court", "15.appeal")
        .replace("  renamed_from: 15.judge\n", "")
        .replace("name: judge", "name: appeal")
    )
    (later / "checklist/articles/15.yaml").write_text(text + added)
    data = told(str(folder), str(later), "--from", "2016-01-01", "--to", "2016-01-01")
    assert data["steps"] == ["checklist", "answers"] and not causes(data)
    (element,) = (two for one in data["articles"] for two in one["elements"])
    assert (element["element"], element["steps"], element["direction"]) == (
        "15.appeal",
        ["checklist"],
        "added",
    )


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_report_tells_causes_rules_and_short_names(lang: str, tmp_path: Path) -> None:
    root, _ = migrated("nadira", tmp_path)
    done = inside(
        "follow-up",
        str(packed("nadira")),
        str(root),
        "--from",
        "2016-01-01",
        "--to",
        "2016-01-01",
        "-o",
        str(tmp_path / "out"),
        "--lang",
        lang,
    )
    assert done.exit_code == 0, done.output
    (path,) = (tmp_path / "out").iterdir()
    document = Document(path)
    text = "\n".join(
        [
            *(one.text for one in document.paragraphs),
            *(cell.text for table in document.tables for row in table.rows for cell in row.cells),
        ]
    )
    for part in {
        "en": (
            "rule 1",
            "rule 2",
            "NC → NC–C, by silence",
            "infringed security measure",
            "silence, rule",
            "checklist 1.0.0",
        ),
        "ar": ("القاعدة 1", "القاعدة 2", "بسبب: السكوت", "السكوت، القاعدة"),
    }[lang]:
        assert part in text, part
    assert "{" not in text


def test_a_damaged_pack_is_refused(tmp_path: Path) -> None:
    from assess.base.problems import LexgapError

    (tmp_path / "x.zip").write_bytes(packed("nadira").read_bytes()[:-300])
    with pytest.raises(LexgapError):
        inside("follow-up", str(tmp_path / "x.zip"), "jordan", "--to", "2016-01-01")


GRADE = st.sampled_from(
    ["met", "partly, missing: Some., reason: scope", "not_met, missing: All., reason: scope"]
)


@settings(max_examples=40, deadline=None)
@given(st.lists(GRADE, min_size=3, max_size=3), st.lists(GRADE, min_size=3, max_size=3))
def test_there_and_back_are_opposites(tmp_path_factory, first, second) -> None:
    """What is better one way is worse the other way, and what did not change is told neither way."""
    cases = []
    for grades in (first, second):
        root = tmp_path_factory.mktemp("case") / "case"
        shutil.copytree(GOOD, root)
        names = ("2.take", "2.without_right", "2.intent")
        rows = "".join(
            f'- element: {name}\n  citations:\n  - {{provision: "L1:2", grade: {grade}, sources: [GAZ], '
            f"confidence: high}}\n"
            for name, grade in zip(names, grades)
        )
        (root / FINDINGS).write_text(f"findings:\n{rows}")
        cases.append(root)
    there, back = both(*cases), both(*reversed(cases))
    opposite = {"up": "down", "down": "up"}
    for one, two in zip(there.articles, back.articles):
        assert opposite.get(one.direction, one.direction) == two.direction
        assert [opposite.get(three.direction, three.direction) for three in one.elements] == [
            three.direction for three in two.elements
        ]
