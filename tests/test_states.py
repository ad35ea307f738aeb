"""Comparing States: who is read, what is refused or left out, the matrix by hand, what is kept, and the data files."""

from __future__ import annotations

import ast
import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import GOOD, edit
from test_docs import section

from assess.answers import bounds_text
from assess.app.states import faults_of
from assess.base import paths
from assess.base.problems import LexgapError
from assess.cli import main
from assess.load.cases import load_case
from assess.load.labels import labels
from assess.rating.force import Reading
from assess.rating.rate import bounds_on, rate
from assess.speak.values import Rated, Unrated
from assess.speak.words import Words
from assess.states import frames, load
from assess.states.export import SCHEMA, TABLES
from assess.states.gather import cases_in, gather
from assess.states.load import Task
from assess.states.profiles import load_profiles
from assess.states.record import Column, Comparison, Details, MovedElement, codecs
from assess.states.wordings import wrote
from assess.write.data import types

TODAY, THEN = date(2026, 11, 24), date(2016, 1, 1)
RESERVED = 'reservations:\n- {paragraph: "2(2)", made: 2012-01-01, text: Not having., sources: [GAZ]}\nscenarios:'
SEARCHED = "  not_found: {by: A. Assessor, on: 2016-01-01, laws: [L1]}\n"


def inside(*arguments: object, code: int = 0):
    result = CliRunner().invoke(main, ["compare", *map(str, arguments)])
    assert result.exit_code == code, (result.output, result.exception)
    return result


def refused(*arguments: object) -> dict[str, str]:
    """Return the problems that stop a command: code → a word that its message is filled with."""
    result = CliRunner().invoke(main, ["compare", *map(str, arguments)])
    assert isinstance(result.exception, LexgapError), result.output
    return {one.code: dict(one.words) for one in result.exception.problems}


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """Three States of one invented convention. A has the law; B has it from 2018 on; the law of C does not do it.

    In all of them somebody looked for the offence of having a thing, and found nothing.
    """
    root = tmp_path / "world"
    for name in ("a", "b", "c"):
        shutil.copytree(GOOD, root / name)
        edit(
            root / name,
            "case.yaml",
            ("id: mini", f"id: mini-{name}"),
            ("iso: TST", f"iso: TS{name.upper()}"),
            ("country: Testland", f"country: Land {name.upper()}"),
            ("title: Testland and", "cut_off: 2016-01-01\ntitle: Testland and"),
        )
        edit(
            root / name,
            "findings/01.yaml",
            ("- element: 2.possession\n", f"- element: 2.possession\n{SEARCHED}"),
        )
    edit(root / "b", "laws/L1.yaml", ("in_force: 2010-05-01", "in_force: 2018-01-01"))
    edit(root / "b", "case.yaml", ("assume: [B1]", "assume: []"))
    take = '{provision: "L1:2", grade: met, sources: [GAZ], confidence: high, note'
    edit(
        root / "c",
        "findings/01.yaml",
        (
            take,
            take.replace(
                "grade: met", "grade: not_met, missing: It is not punished., reason: conduct"
            ),
        ),
    )
    return root


def english(value: object) -> str:
    return Words(labels("en"), "en").say(value)


def compared(root: Path, folder: Path, jobs: int = 1, **asked) -> Comparison:
    folder.mkdir(exist_ok=True)
    tasks = [Task(str(one), asked.pop("as_of", None), TODAY, **asked) for one in cases_in(root)]
    return gather(tasks, faults_of, folder, jobs)


# --- the matrix by hand ----------------------------------------------------------------------------------------------


def test_the_matrix_of_three_states(world: Path, tmp_path: Path) -> None:
    found = compared(world, tmp_path / "kept")
    assert [one.key for one in found.columns] == [
        "TSA@2016-01-01",
        "TSB@2016-01-01",
        "TSC@2016-01-01",
    ]
    assert {one.day_from for one in found.columns} == {"case"}
    rows = [[column.articles[place].bounds for column in found.columns] for place in range(4)]
    assert found.numbers == ("1", "2", "3", "15")
    # B has no law on its day and nobody looked: not rated, and neither a range nor without anything that counts
    assert rows == [
        [("C", "C"), None, ("C", "C")],
        [("LC", "LC"), None, ("NC", "NC")],
        [("C", "C"), None, ("C", "C")],
        [("PC", "PC"), None, ("PC", "PC")],
    ]
    second = found.columns[0].article("2")
    # take, without right and intent are met, possession is not: (1 + 1 + 1 + 0) / 4
    assert second.mean == (0.75, 0.75) and (second.known, second.counted, second.met) == (4, 4, 3)
    assert (
        found.columns[1].article("2").mean == (0.0, 1.0)
        and found.columns[1].article("2").known == 0
    )


def test_what_a_draft_alone_answers_is_unknown_and_never_counts_as_no(
    world: Path, tmp_path: Path
) -> None:
    edit(world / "a", "findings/01.yaml", (SEARCHED, ""))
    found = compared(world / "a", tmp_path / "kept")
    two = found.columns[0].article("2")
    assert found.columns[0].states["2.possession"] == ("draft_only", "not_found", "met")
    assert (two.bounds, two.mean, two.known, two.counted) == (("LC", "C"), (0.75, 1.0), 3, 4)
    standings = frames.standings(found)
    duty = frames.duties(standings).loc["2.possession"]
    assert (duty["absent"], duty["unknown"], duty["counted"]) == (0, 1, 1)
    assert frames.keys_of(standings, "unknown")["2.possession"] == ["TSA@2016-01-01"]
    assert [(english(one.name), one.state, one.text) for one in two.reasons] == [
        ("possession", "draft_only", "")
    ]
    lacks = wrote(found, ["2"])["2"][0]
    assert (lacks.lacks, lacks.unknown) == ((), ("2.possession",))


def test_what_is_reserved_counts_and_never_falls_short(world: Path, tmp_path: Path) -> None:
    before = compared(world / "a", tmp_path / "kept").columns[0].article("2")
    edit(world / "a", "case.yaml", ("scenarios:", RESERVED))
    found = compared(world / "a", tmp_path / "kept")
    two = found.columns[0].article("2")
    assert found.columns[0].states["2.possession"] == ("reserved",) * 3
    assert (two.bounds, two.mean, two.known, two.counted, two.met) == (
        ("C", "C"),
        (1.0, 1.0),
        4,
        4,
        4,
    )
    assert before.mean < two.mean and not two.reasons and two.taken_out == 0
    duty = frames.duties(frames.standings(found)).loc["2.possession"]
    assert (duty["reserved"], duty["counted"], duty["absent"], duty["partly"]) == (1, 1, 0, 0)
    assert not wrote(found, ["2"])["2"][0].lacks


def test_what_decided_a_rating_is_kept_in_words(world: Path, tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        edit(
            world / name,
            "checklist/articles/02.yaml",
            ("name: taking\n", "name: {en: taking a thing, ar: أخذ شيء}\n"),
            (
                "shortfall: Taking a thing is no offence.",
                "shortfall: {en: Nobody is punished for taking a thing., ar: لا يعاقب أحد على أخذ شيء.}",
            ),
        )
    edit(
        world / "c",
        "findings/01.yaml",
        ("missing: It is not punished., reason", "missing: Not for kin., reason"),
    )
    said = {}
    for language in ("en", "ar"):
        words = Words(labels(language), language)
        for kept in ("new", "kept"):  # what was kept says the same
            found = compared(world / "c", tmp_path / f"kept-{language}", languages=(language,))
            (one,) = found.columns[0].article("2").reasons
            told = (one.element, words.say(one.name), one.state, words.say(one.text))
            said[language, kept] = told
    assert said["en", "new"] == (
        "2.take",
        "taking a thing",
        "not_met",
        "Nobody is punished for taking a thing.",
    )
    assert said["ar", "new"] == ("2.take", "أخذ شيء", "not_met", "لا يعاقب أحد على أخذ شيء.")
    assert [said[code, "new"] == said[code, "kept"] for code in ("en", "ar")] == [True, True]
    (safeguard,) = found.columns[0].article("15").reasons
    told = words.say(safeguard.text)  # the citation says what misses
    assert (safeguard.state, told) == ("partly", "Not in urgent cases. [en]")


def test_what_is_kept_speaks_all_languages_and_comes_back_in_those_asked_for(
    world: Path, tmp_path: Path
) -> None:
    for name in ("a", "b", "c"):
        edit(
            world / name,
            "laws/L1.yaml",
            (
                "short: Act 1/2010",
                "short: {en: Act 1/2010, ar: القانون 1 لسنة 2010, fr: Loi 1/2010}",
            ),
        )
    said = []
    for languages in (("en",), ("ar",), ("fr", "ar"), ("es",)):
        found = compared(world / "a", tmp_path / "kept", languages=languages)
        details = found.details["TSA@2016-01-01"]
        (law,) = details.element("2.possession").search.laws
        said.append(dict(law.by))
    assert len(list((tmp_path / "kept").iterdir())) == 2  # read once
    assert said == [
        {"en": "Act 1/2010"},
        {"ar": "القانون 1 لسنة 2010"},
        {"fr": "Loi 1/2010", "ar": "القانون 1 لسنة 2010"},
        {"en": "Act 1/2010"},  # the original stands for what is not there
    ]


def test_the_statement_that_nothing_was_found_is_kept_with_who_and_when(
    world: Path, tmp_path: Path
) -> None:
    found = compared(world / "a", tmp_path / "kept")
    one = found.details["TSA@2016-01-01"].element("2.possession").search
    laws = tuple(english(law) for law in one.laws)
    assert (one.by, one.on.text, laws, english(one.note)) == (
        "A. Assessor",
        "2016-01-01",
        ("Act 1/2010",),
        "",
    )
    assert found.details["TSA@2016-01-01"].element("2.take").search is None


def test_spreads_have_denominators(world: Path, tmp_path: Path) -> None:
    found = compared(world, tmp_path / "kept")
    ratings = frames.ratings(found)
    second = frames.spreads(ratings, "article", found.numbers).loc["2"]
    assert frames.counts(second) == (
        (Rated("LC", "LC"), 1),
        (Rated("NC", "NC"), 1),
        (Unrated(counts=True), 1),
    )
    assert (frames.total(second), second["none"], second["out"]) == (3, 1, 0)
    assert frames.reached(second) == (1, 2)  # LC is reached; of which nothing is known may be
    part = frames.spreads(ratings, "part", ["offences"]).loc["offences"]
    counted = {mark.key: number for mark, number in frames.counts(part)}
    assert counted == {"C": 2, "LC": 1, "NC": 1, "none": 2} and frames.total(part) == 6
    groups = frames.spread_of_groups(
        ratings, {"north": ["TSA@2016-01-01", "TSX@2016-01-01"], "south": []}
    )
    totals = [frames.total(groups.loc[group]) for group in ("north", "south")]
    assert totals == [4, 0]


def test_an_article_in_which_nothing_counts_is_no_part_of_the_total(
    world: Path, tmp_path: Path
) -> None:
    found = compared(world / "a", tmp_path / "kept")
    bounds = [("C", "C"), None, (), ("PC", "C"), (), ("PC", "LC")]
    article = found.columns[0].articles[0]
    columns = tuple(
        replace(found.columns[0], articles=(replace(article, bounds=cell),)) for cell in bounds
    )
    ratings = frames.ratings(replace(found, columns=columns))
    spread = frames.spreads(ratings, "article", [article.number]).loc[article.number]
    assert [(mark.key, number) for mark, number in frames.counts(spread)] == [
        ("C", 1),
        ("PC-C", 1),
        ("PC-LC", 1),
        ("none", 1),
    ]
    assert (frames.total(spread), spread["out"], frames.reached(spread)) == (4, 2, (1, 4))


def test_least_implemented_duties_keep_unknown_apart(world: Path, tmp_path: Path) -> None:
    found = compared(world, tmp_path / "kept")
    standings = frames.standings(found)
    duties = frames.duties(standings)
    first = duties.iloc[0]
    assert first.name == "2.possession"
    assert frames.keys_of(standings, "absent")[first.name] == ["TSA@2016-01-01", "TSC@2016-01-01"]
    assert frames.keys_of(standings, "unknown")[first.name] == ["TSB@2016-01-01"]
    assert (first["counted"], first["met"], first["partly"]) == (3, 0, 0)
    assert frames.keys_of(standings, "partly")["15.judge"] == ["TSA@2016-01-01", "TSC@2016-01-01"]
    assert not duties.loc["15.judge", "absent"]
    assert "2.limb.aim" not in duties.index  # an option is no duty


def test_years_follow_the_laws_and_stop_at_the_day_of_the_state(
    world: Path, tmp_path: Path
) -> None:
    found = compared(world, tmp_path / "kept", years=(2009, 2010, 2016, 2017))
    read = list(frames.columns_by_year(found))
    assert read == [("2009", 3), ("2010", 3), ("2016", 3), ("2017", 0)]
    ratings = frames.ratings_by_year(found)
    years = frames.spreads(ratings[ratings["part"] == "offences"], "year", found.years)
    first, second = years.loc["2009"], years.loc["2010"]
    # nothing in force, nobody looked: not rated, and not no
    assert frames.counts(first) == ((Unrated(counts=True), 6),)
    assert frames.counts(second)[0] == (Rated("C", "C"), 2) and frames.total(second) == 6


def test_an_override_begins_in_its_year_though_no_law_does(world: Path, tmp_path: Path) -> None:
    override = (
        '- {article: "2", rating: PC, reason: Seen in practice., by: A. Assessor, since: 2013-05-01, '
        "until: 2015-01-01}"
    )
    edit(world / "a", "findings/01.yaml", ("analyses:", f"overrides:\n{override}\nanalyses:"))
    found = compared(
        world / "a", tmp_path / "kept", years=(2012, 2013, 2014, 2015), as_of=date(2014, 6, 1)
    )
    column = found.columns[0]
    assert [row[1] for row in column.years.values()] == [("LC", "LC"), ("PC", "PC"), ("PC", "PC")]
    two = column.article("2")
    assert (two.bounds, two.rule_bounds, english(two.override_reason)) == (
        ("PC", "PC"),
        ("LC", "LC"),
        "Seen in practice.",
    )
    assert two.mean == (0.75, 0.75)  # an override changes no value


def test_history_equals_rating_each_year(jordan, tmp_path: Path) -> None:
    years = tuple(range(2008, 2027))
    found = compared(paths.sample("jordan"), tmp_path / "kept", years=years, as_of=TODAY)
    for year in years:
        reading = Reading(min(TODAY, date(year, 12, 31)))
        whole = {
            one.article.article: one.bounds or (None if one.computed.counted else ())
            for one in rate(jordan, reading).articles
        }
        assert dict(zip(found.numbers, found.columns[0].years[str(year)])) == whole
        assert dict(zip(found.numbers, bounds_on(jordan, reading))) == whole


def test_a_state_in_several_columns_counts_once_a_year(tmp_path: Path) -> None:
    tasks = [
        Task(str(paths.sample("jordan")), day, TODAY, bills, years=(2015,))
        for day, bills in ((THEN, ()), (date(2019, 1, 1), ("JO-BILL-2018-12",)), (TODAY, ()))
    ]
    found = gather(tasks, faults_of, tmp_path, 1)
    assert [one.key for one in found.columns] == [
        "JOR@2016-01-01",
        "JOR@2019-01-01+JO-BILL-2018-12",
        "JOR@2026-11-24",
    ]
    assert found.columns[1].assumed
    assert [english(name) for name in found.repeated] == ["Jordan"]
    assert list(frames.columns_by_year(found)) == [("2015", 1)]
    assert frames.latest(found.columns) == found.columns[2:]


def test_changes_say_which_law_did_it(world: Path, tmp_path: Path) -> None:
    edit(world / "b", "case.yaml", ("cut_off: 2016-01-01", "cut_off: 2019-06-30"))
    found = compared(world, tmp_path / "kept", since=date(2017, 1, 1))
    # the others stand on a day before
    assert [len(one.changes) for one in found.columns] == [0, 4, 0]
    change = found.columns[1].changes[1]
    assert (change.article, change.old, change.new) == ("2", None, ("LC", "LC"))
    assert MovedElement("2.take", "not_in_force", "met") in change.elements
    laws = [(english(law.name), law.old, law.new) for law in change.laws]
    assert laws == [("Act 1/2010", "not_in_force", "in_force")]


def test_what_never_counted_explains_no_change(tmp_path: Path) -> None:
    found = compared(
        paths.sample("tilmara"), tmp_path / "kept", since=date(2018, 1, 1), as_of=TODAY
    )
    change = next(one for one in found.columns[0].changes if one.article == "2")
    laws = [(english(law.name), law.old, law.new) for law in change.laws]
    # its version of 2018 came and went between
    assert laws == [("Act 14/2018 4", "not_in_force", "in_force")]


def test_how_others_wrote_it(world: Path, tmp_path: Path) -> None:
    found = compared(world, tmp_path / "kept")
    listed = wrote(found, ["2"])["2"]
    # B has nothing in force
    assert [one.key for one in listed] == ["TSA@2016-01-01", "TSC@2016-01-01"]
    best, last = listed
    (provision,) = best.citations[0].provisions
    assert (provision.reference, english(provision.name)) == ("L1:2", "Act 1/2010, Art. 2")
    (lack,) = best.lacks
    assert (lack.answer.id, lack.answer.state, lack.missing) == ("2.possession", "not_found", ())
    assert best.unknown == ()
    lacks = {lack.answer.id: [english(text) for text in lack.missing] for lack in last.lacks}
    assert lacks["2.take"] == ["It is not punished."]
    assert [one.grade for one in last.citations] == ["met", "met", "not_met"]  # the best first


def test_a_bill_that_is_assumed_is_marked(world: Path, tmp_path: Path) -> None:
    edit(world / "b", "laws/L1.yaml", ("in_force: 2018-01-01", "in_force: 2010-01-01"))
    found = compared(world, tmp_path / "kept", assume=("B1",))
    assert found.columns[0].key == "TSA@2016-01-01+B1" and [
        english(bill) for bill in found.columns[0].assumed
    ] == ["Bill on Things"]
    cited = found.details["TSA@2016-01-01+B1"].element("2.take").cited
    assert {(one.references[0], one.force_key, one.assumed) for one in cited} == {
        ("L1:2", "replaced", False),
        ("B1:2", "in_force", True),
    }


def test_the_statistics_follow_the_values_of_states(world: Path, tmp_path: Path) -> None:
    """Means, scores and ranks worked out again from the states alone, without any code of the ratings."""
    from assess.states.figures import figures

    for name, iso in (("d", "TSD"), ("e", "TSE"), ("f", "TSF")):
        shutil.copytree(world / "a", world / name)
        edit(world / name, "case.yaml", ("iso: TSA", f"iso: {iso}"))
    edit(world / "d", "findings/01.yaml", (SEARCHED, ""))  # unknown: between 0 and 1
    edit(world / "e", "case.yaml", ("scenarios:", RESERVED))  # reserved: 1
    # taken out
    edit(
        world / "f",
        "findings/01.yaml",
        (
            "- element: 2.possession\n" + SEARCHED,
            "- element: 2.possession\n  not_applicable: No things.\n",
        ),
    )
    found = compared(world, tmp_path / "kept")
    worth = {"met": 1, "met_otherwise": 1, "reserved": 1, "partly": 0.5}
    unknown = {
        "not_assessed",
        "draft_only",
        "not_in_force",
        "repealed",
        "source_not_obtained",
        "date_uncertain",
    }
    count = {one.id for one in found.instrument.elements() if one.weight}
    means: dict[str, list[tuple[float, float] | None]] = {}
    for column in found.columns:
        for number in ("1", "2", "3"):
            own = [
                state
                for name, (state, *_) in column.states.items()
                if name in count and name.split(".")[0] == number and state != "not_applicable"
            ]
            ends = [(0, 1) if state in unknown else (worth.get(state, 0),) * 2 for state in own]
            means.setdefault(column.iso, []).append(
                tuple(sum(one[end] for one in ends) / len(ends) for end in (0, 1)) if ends else None
            )
    assert [
        column.article(number).mean for column in found.columns for number in ("1", "2", "3")
    ] == [one for column in found.columns for one in means[column.iso]]
    assert [means[iso][1] for iso in ("TSA", "TSC", "TSD", "TSE", "TSF")] == [
        (0.75, 0.75),
        (0.5, 0.5),
        (0.75, 1.0),
        (1.0, 1.0),
        (1.0, 1.0),
    ]
    drawn = figures(found, 400, 3)
    assert drawn.ranking == figures(found, 400, 3, jobs=1).ranking
    order = [column.iso for column in found.columns]
    ranked = {order[place]: rank for place, rank in drawn.ranking.ranks.items()}
    assert set(order) - set(ranked) == {"TSB"}  # nothing is known of it
    for iso, rank in ranked.items():
        assert rank.scores[0] == tuple(
            pytest.approx(sum(one[end] for one in means[iso]) / 3) for end in (0, 1)
        )
        # they differ on one article alone, so that every set of weights gives the same order, in each way of adding up
        best = 1 + sum(means[other][1][0] > means[iso][1][1] for other in ranked)
        worst = 1 + sum(means[other][1][1] > means[iso][1][0] for other in ranked if other != iso)
        assert {(rank.best, rank.worst), *rank.by_way[:2]} == {(best, worst)}


def test_statistics_leave_the_safeguards_axis_and_thin_states_out(
    world: Path, tmp_path: Path
) -> None:
    from assess.states.figures import figures

    found = compared(world, tmp_path / "kept")
    drawn = figures(found, 200, 1)
    assert drawn.articles == ("1", "2", "3")
    assert drawn.ranking.left_out == {1: "thin"}
    assert [(drawn.ranking.ranks[one].best, drawn.ranking.ranks[one].worst) for one in (0, 2)] == [
        (1, 1),
        (2, 2),
    ]
    assert [(one.better, one.worse) for one in drawn.dominance.pairs] == [(0, 2)]


# --- what is refused, left out, or told ------------------------------------------------------------------------------


def test_a_corrupt_case_is_listed_and_left_out(world: Path, tmp_path: Path) -> None:
    (world / "b" / "case.yaml").write_text("id: [unclosed\n")
    edit(world / "c", "findings/01.yaml", ("element: 3.search", "element: 3.serch"))
    (world / "d" / "laws").mkdir(parents=True)  # meant as a case, and without a header
    out = tmp_path / "out"
    result = inside(world, "-o", out, "--format", "json", "--draws", 50)
    data = json.loads((out / "states-mini.json").read_text())
    assert [one["key"] for one in data["columns"]] == ["TSA@2016-01-01"]
    assert {(Path(one["path"]).name, one["code"]) for one in data["left_out"]} == {
        ("b", "yaml-syntax"),
        ("c", "unknown-element"),
        ("d", "file-missing"),
    }
    assert [Path(one["path"]).name for one in data["recipe"]["left_out"]] == ["b", "c", "d"]
    assert result.stderr.count("Left out: ") == 3 and "3.search" in result.stderr  # the nearest id


def test_strict_writes_nothing(world: Path, tmp_path: Path) -> None:
    (world / "b" / "case.yaml").write_text("id: [unclosed\n")
    assert "yaml-syntax" in refused(world, "--strict", "-o", tmp_path / "out", "--format", "json")
    assert not (tmp_path / "out").exists()


def test_other_versions_of_the_checklist_are_refused(world: Path) -> None:
    edit(world / "c", "case.yaml", ("checklist: 1.0.0", "checklist: 0.9.0"))
    found = refused(world)
    assert list(found) == ["states-checklists"]
    assert found["states-checklists"] == {
        "key": "TSC@2016-01-01",
        "made": "mini 0.9.0",
        "other": "mini 1.0.0",
    }
    # also where all are of one older version than the one that is installed
    for name in ("a", "b"):
        edit(world / name, "case.yaml", ("checklist: 1.0.0", "checklist: 0.9.0"))
    assert refused(world)["states-checklists"]["other"] == "mini 1.0.0"


def test_another_rule_is_refused_and_every_comparison_names_its_rule(
    world: Path, tmp_path: Path, monkeypatch
) -> None:
    inside(world, "--draws", 50, "-o", tmp_path, "--format", "json")
    data = json.loads((tmp_path / "states-mini.json").read_text())
    rule = load_case(world / "a")[0].instrument.scale.rule
    assert data["recipe"]["rule"] == rule and {one["rule"] for one in data["columns"]} == {rule}
    assert f"(checklist 1.0.0, rule {rule})" in inside(world, "--draws", 50).output
    real = load.column_and_details

    def by_another_rule(case, *more):
        column, details = real(case, *more)
        return replace(column, rule="1") if case.profile.id == "mini-c" else column, details

    monkeypatch.setattr(load, "column_and_details", by_another_rule)
    assert refused(world)["states-checklists"] == {
        "key": "TSC@2016-01-01",
        "made": "mini 1.0.0 / 1",
        "other": f"mini 1.0.0 / {rule}",
    }


def test_another_instrument_and_other_files_of_one_are_refused(world: Path) -> None:
    assert "states-checklists" in refused(world, "tilmara")
    edit(
        world / "a",
        "checklist/articles/02.yaml",
        ("Is taking a thing an offence?", "Is it an offence to take it?"),
    )
    assert refused(world)["states-checklist-files"]["key"] == "TSA@2016-01-01"


@pytest.mark.parametrize("old", [("a",), ("c",), ("a", "b"), ("b", "c")])
def test_a_case_is_told_to_come_to_the_installed_version_however_many_are_older(
    world: Path, old
) -> None:
    for name in old:
        edit(world / name, "case.yaml", ("checklist: 1.0.0", "checklist: 0.9.0"))
    with pytest.raises(LexgapError) as fault:
        gather([Task(str(one), None, TODAY) for one in cases_in(world)], faults_of, None)
    told = {one.words["key"][2].lower(): one.words["other"] for one in fault.value.problems}
    assert told == dict.fromkeys(old, "mini 1.0.0")


def test_cases_lie_as_deep_as_they_do_and_what_is_no_case_is_told(
    world: Path, tmp_path: Path
) -> None:
    deep = world / "africa" / "north" / "2016"
    deep.mkdir(parents=True)
    (world / "a").rename(deep / "a")
    (world / "africa" / "empty").mkdir()
    (world / "europe" / "notes").mkdir(parents=True)
    (world / "sources").mkdir()
    (world / "sources" / "sources.yaml").write_text("sources: []\n")
    (world / ".hidden" / "laws").mkdir(parents=True)
    (world / "africa" / "again").symlink_to(world)
    assert [one.relative_to(world).as_posix() for one in cases_in(world)] == [
        "africa/again",
        "africa/empty",
        "africa/north/2016/a",
        "b",
        "c",
        "europe",
        "sources",
    ]
    found = compared(world, tmp_path / "kept")
    assert [one.key for one in found.columns] == [
        "TSA@2016-01-01",
        "TSB@2016-01-01",
        "TSC@2016-01-01",
    ]
    told = {Path(one.path).name: one.codes for one in found.left_out}
    assert told == dict.fromkeys(("again", "empty", "europe", "sources"), ("file-missing",))
    assert "file-missing" in refused(world, "--strict")


def test_an_argument_without_a_case_is_left_out_beside_good_ones(
    world: Path, tmp_path: Path
) -> None:
    for name in ("empty", "bare"):
        (tmp_path / name).mkdir()
    (tmp_path / "bare" / "sources.yaml").write_text("sources: []\n")
    asked = (world, tmp_path / "empty", tmp_path / "bare")
    result = inside(*asked, "--draws", 50)
    assert result.stderr.count("Left out: ") == 2 and "TSA@2016-01-01" in result.output
    assert all(str(one) in result.stderr for one in asked[1:])
    assert "file-missing" in refused(*asked, "--strict") and "file-missing" in refused(*asked[1:])


def test_folders_without_end_are_refused(world: Path, monkeypatch) -> None:
    monkeypatch.setattr("assess.states.gather._WIDEST", 3)
    assert refused(world)["states-wide"]["most"] == "3"
    monkeypatch.setattr("assess.states.gather._WIDEST", 4)
    assert len(cases_in(world)) == 3
    monkeypatch.setattr("assess.states.gather._DEEPEST", 1)
    (world / "x").mkdir()
    (world / "a").rename(world / "x" / "a")
    assert [one.name for one in cases_in(world)] == ["b", "c", "x"]


def test_of_one_case_alone_the_first_problems_are_told_and_how_many_there_are(world: Path) -> None:
    edit(world / "a", "sources.yaml", ("sources:", "nothing:"))
    with pytest.raises(LexgapError) as fault:
        gather([Task(str(world / "a"), None, TODAY)], faults_of, None)
    *listed, last = fault.value.problems
    assert len(listed) == 3 and last.code == "states-more"
    assert last.words == {"number": str(len(load_all(world / "a")) - 3), "path": str(world / "a")}
    told = inside(world, "--draws", 50).stderr
    assert (
        told.count("unknown-source") < 4
        and "[states-more]" in told
        and f"lexgap check {world / 'a'}" in told
    )


def load_all(root: Path) -> list:
    """Return all errors of a case."""
    from assess.base.problems import errors

    case, found = load_case(root)
    return errors([*found, *faults_of(case, Reading(THEN))])


def test_a_column_twice_is_refused(world: Path) -> None:
    assert (
        refused(f"{world / 'a'}@2016-01-01", world / "a")["states-twice"]["key"] == "TSA@2016-01-01"
    )


@pytest.mark.parametrize("asked", ["@2016-13-01", "@2016", "@2016-1-32"])
def test_a_wrong_day_is_told(world: Path, asked: str) -> None:
    assert "is not a date" in inside(f"{world / 'a'}{asked}", code=2).output


def test_what_is_no_folder_and_no_form_is_told_with_the_form(world: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for asked in (
        tmp_path / "file",
        f"{tmp_path / 'file'}@2016-01-01",
        "tilmara@20xx",
        "tilmara+BILL",
        "tilmara@2016-01-01+",
        "tilmara@2016-01-01+A@today",
    ):
        said = " ".join(inside(asked, code=2).output.replace("\u2502", " ").split())
        assert "CASE@2016-01-01+BILL" in said and ("is a file" in said) is ("file" in str(asked)), (
            said
        )
    for name in ("a@then", "a+b"):
        (world / "a").rename(world / name)
        assert "TSA@2015-01-01" in inside(f"{world / name}@2015-01-01", "--draws", 50).output
        assert "TSA@2016-01-01" in inside(world / name, "--draws", 50).output
        (world / name).rename(world / "a")


def test_a_code_in_small_letters_is_the_same_state(world: Path, tmp_path: Path) -> None:
    edit(world / "a", "case.yaml", ("iso: TSA", "iso: tsa"))
    said = inside(world, "--only", "tsa", "--draws", 50).output
    assert "TSA@2016-01-01" in said and "rank 1 of 1" in said
    assert (
        refused(world / "a", f"{world / 'b'}@2016-01-01", "--only", "TXA")["states-unknown"][
            "nearest"
        ]
        == "TSA"
    )


def test_a_state_on_a_day_before_is_not_said_to_be_unchanged(world: Path, tmp_path: Path) -> None:
    edit(world / "b", "case.yaml", ("cut_off: 2016-01-01", "cut_off: 2019-06-30"))
    found = compared(world, tmp_path / "kept", since=date(2016, 1, 1))
    assert found.not_since == ("TSA@2016-01-01", "TSC@2016-01-01") and found.ahead == ()
    said = inside(world, "--since", "2016-01-01", "--draws", 50).output
    line = next(one for one in said.splitlines() if one.startswith("Changes since"))
    assert "TSA@2016-01-01" in line and "TSC@2016-01-01" in line and "TSB" not in line
    assert "Changes since" not in inside(world, "--since", "2015-12-31", "--draws", 50).output
    assert compared(world, tmp_path / "kept").not_since == ()


def test_a_day_yet_to_come_is_told(world: Path, tmp_path: Path) -> None:
    said = inside(f"{world / 'a'}@9000-01-01", world / "b", "--draws", 50).output
    line = next(one for one in said.splitlines() if one.startswith("Days yet to come"))
    assert "TSA@9000-01-01" in line and "TSB" not in line
    assert "Days yet to come" not in inside(f"{world / 'a'}@today", "--draws", 50).output
    inside(f"{world / 'a'}@9000-01-01", "--draws", 50, "-o", tmp_path / "out", "--format", "html")
    assert (
        "TSA@9000-01-01"
        in (tmp_path / "out" / "states-mini.html").read_text().partition("Days yet to come")[2]
    )


def test_a_pipe_in_a_case_is_told_and_not_opened(world: Path, tmp_path: Path) -> None:
    compared(world, tmp_path / "kept")
    (world / "a" / "log.jsonl").unlink(missing_ok=True)
    for name in ("a/log.jsonl", "b/findings/02.yaml", "c/sources.yaml"):
        (world / name).unlink(missing_ok=True)
        os.mkfifo(world / name)
    code = (
        "import sys; from pathlib import Path; from assess.base.problems import LexgapError;"
        "from assess.states.gather import cases_in, gather; from assess.states.load import Task;"
        "from assess.app.states import faults_of; from datetime import date\n"
        "try: gather([Task(str(one), None, date(2026, 1, 1)) for one in cases_in(Path(sys.argv[1]))], faults_of,"
        " Path(sys.argv[2]))\n"
        "except LexgapError as fault: print(*(f'{one.at.path} {one.code} {one.words.get(\"why\")}' for one in"
        " fault.problems), sep='\\n')"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, world, tmp_path / "kept"],
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout
    for name in ("a/log.jsonl", "b/findings/02.yaml", "c/sources.yaml"):
        assert f"{world / name} file-unreadable @no_file" in said
    said = subprocess.run(
        [sys.executable, "-m", "assess", "check", world / "b"],
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout
    assert "it is a pipe or a device and no file" in said


def test_other_slips_are_told(world: Path, tmp_path: Path) -> None:
    assert refused(world, "--only", "TSX")["states-unknown"]["iso"] == "TSX"
    assert refused(world, "--only", "TAS")["states-unknown"]["nearest"]
    (tmp_path / "empty").mkdir()
    assert "file-missing" in refused(tmp_path / "empty")
    assert "file-missing" in refused(tmp_path / "nowhere")
    assert "unknown-bill" in refused(f"{world / 'a'}@2016-01-01+B9")
    assert "run of years" in inside(world, "--years", "2020-2010", code=2).output
    assert "at least one case" in inside(code=2).output


def test_only_keeps_the_states_asked_for(world: Path) -> None:
    said = inside(world, "--only", "tsc", "--draws", 50).output
    assert "TSC@2016-01-01" in said and "TSA" not in said and "rank 1 of 1" in said


def test_a_fault_of_ours_in_one_case_does_not_take_the_others(
    world: Path, tmp_path: Path, monkeypatch
) -> None:
    real = load.load_case
    monkeypatch.setattr(
        load, "load_case", lambda path, *more: 1 / 0 if path.endswith("b") else real(path, *more)
    )
    load._loaded.cache_clear()
    found = compared(world, tmp_path / "kept")
    assert [one.problems[0].code for one in found.left_out] == ["states-failed"] and len(
        found.columns
    ) == 2


def dies_of_b(case, reading) -> list:
    """A check that takes the process with it."""
    return os._exit(1) if case.profile.id == "mini-b" else faults_of(case, reading)


def test_a_lost_process_costs_one_case(world: Path, tmp_path: Path) -> None:
    for name in ("d", "e"):
        shutil.copytree(world / "a", world / name)
        edit(world / name, "case.yaml", ("iso: TSA", f"iso: TS{name.upper()}"))
    (tmp_path / "kept").mkdir()
    found = gather(
        [Task(str(one), None, TODAY) for one in cases_in(world)], dies_of_b, tmp_path / "kept", 2
    )
    assert [one.iso for one in found.columns] == ["TSA", "TSC", "TSD", "TSE"]
    assert [(Path(one.path).name, one.problems[0].code) for one in found.left_out] == [
        ("b", "states-failed")
    ]


def test_faulty_profiles_stop_a_strict_run(world: Path, tmp_path: Path) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "KEN.yaml").write_text("iso: KEN\ninstrument: nowhere\n")
    assert "Land A" in inside(world, "--profiles-from", tmp_path / "profiles", "--draws", 50).output
    assert refused(world, "--profiles-from", tmp_path / "profiles", "--strict")


def test_without_a_day_of_its_own_a_case_is_read_today(folder: Path) -> None:
    said = inside(folder, "--draws", 50).output
    assert f"TST@{date.today()}" in said and "(today)" in said
    assert "LC–C  Taking things" in said and "An assessment of legal text" in said


def test_reported_states_alone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    inside("--profiles", "-o", out, "--format", "json", "--only", "BWA")
    data = json.loads((out / "states-budapest.json").read_text())
    assert not data["articles"] and not data["statistics"]
    assert data["reported"] and {one["iso"] for one in data["reported"]} == {"BWA"}
    assert not {"rating", "rating_low", "state"} & set(data["reported"][0])
    inside(
        "--profiles",
        "-o",
        out,
        "--format",
        "json",
        "--only",
        "JOR",
        "--lang",
        "ar",
        "--release",
        "public",
    )
    data = json.loads((out / "states-budapest-public-ar.json").read_text(encoding="utf-8"))
    assert (data["recipe"]["language"], data["recipe"]["edition"]) == ("ar", "public")
    assert all("\u0620" < max(one["note"]) for one in data["reported_treaties"] if one["note"])


def test_treaties_are_data_a_row_a_date_with_their_sources(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    inside(
        "--profiles",
        "-o",
        tmp_path,
        "--only",
        "ESP",
        "--only",
        "NOR",
        "--format",
        "json",
        "--format",
        "csv",
        "--format",
        "parquet",
    )
    listed = json.loads((tmp_path / "states-budapest.json").read_text())["reported_treaties"]
    profiles = {one.iso: one for one in load_profiles()[0] if one.iso in ("ESP", "NOR")}
    assert len(listed) == sum(
        max(1, len(two.dates)) for one in profiles.values() for two in one.treaties
    )
    days = {
        (one["iso"], one["event"], one["day"], one["day_verified"])
        for one in listed
        if one["event"]
    }
    assert {
        ("ESP", "in_force", "2010-10-01", True),
        ("ESP", "unstated", "2010-06-03", True),
        ("NOR", "in_force", "2006-10-01", False),
    } <= days
    assert any(one["day_note"] == "From own knowledge, and on a page read." for one in listed)
    for one in listed:
        sources = profiles[one["iso"]].treaty_sources
        assert len(one["sources"]) == len(sources)
        assert all(
            two.address in said and str(two.note) in said
            for two, said in zip(sources, one["sources"])
        )
        assert bool(one["event"]) is bool(one["day"]) is (one["day_verified"] is not None)
    with open(
        tmp_path / "states-budapest.reported_treaties.csv", encoding="utf-8", newline=""
    ) as file:
        assert list(csv.reader(file))[1:] == [
            [plain(two) for two in one.values()] for one in listed
        ]
    table = parquet.read_table(tmp_path / "states-budapest.reported_treaties.parquet").to_pylist()
    days = ("day_earliest", "day_latest")
    assert [
        row | {day: row[day] and row[day].isoformat() for day in days} for row in table
    ] == listed
    exact = [row for row in listed if row["day"] == "2010-10-01"]
    assert exact and all(row["day_earliest"] == row["day_latest"] == "2010-10-01" for row in exact)


def test_a_library_that_is_missing_is_told_before_anything_is_read(
    world: Path, tmp_path: Path, monkeypatch
) -> None:
    from assess.states import figures

    real = figures.find_spec
    monkeypatch.setattr(
        figures, "find_spec", lambda name: None if name == "pyarrow" else real(name)
    )
    assert (
        refused(world, "-o", tmp_path / "out", "--format", "parquet")["library-missing"]["name"]
        == "pyarrow"
    )
    assert not (tmp_path / "out").exists()
    inside(world, "--draws", 50)
    monkeypatch.setattr(figures, "find_spec", lambda name: None)
    assert refused(world)["library-missing"]["extra"] == "compare"


# --- what is kept ----------------------------------------------------------------------------------------------------


@pytest.fixture
def loads(monkeypatch) -> list[str]:
    """The names of the cases that are loaded from YAML, in turn."""
    names, real = [], load.load_case

    def counting(path, *more):
        names.append(Path(path).name)
        return real(path, *more)

    monkeypatch.setattr(load, "load_case", counting)
    load._loaded.cache_clear()
    return names


def test_only_what_changed_is_read_again(world: Path, tmp_path: Path, loads: list[str]) -> None:
    kept = tmp_path / "kept"
    first = compared(world, kept, years=(2010,))
    assert loads == ["a", "b", "c"]
    second = compared(world, kept, years=(2010,))
    assert loads == ["a", "b", "c"] and second.columns == first.columns
    assert dict(second.details) == dict(first.details)
    edit(world / "b", "laws/L1.yaml", ("in_force: 2018-01-01", "in_force: 2015-01-01"))
    third = compared(world, kept, years=(2010,))
    assert loads[3:] == ["b"] and third.columns[1].articles[0].bounds == ("C", "C")
    assert third.columns[0] == first.columns[0]


@pytest.mark.parametrize(
    "change",
    [
        {"years": (2011,)},
        {"since": date(2012, 1, 1)},
        {"assume": ("B1",)},
        {"public": True},
        {"as_of": date(2017, 1, 1)},
    ],
)
def test_another_question_is_not_answered_from_what_was_kept(
    world: Path, tmp_path: Path, loads: list[str], change: dict
) -> None:
    compared(world / "a", tmp_path / "kept")
    load._loaded.cache_clear()
    compared(world / "a", tmp_path / "kept", **change)
    assert loads == ["a", "a"]


def test_today_and_the_checklist_are_part_of_what_is_kept(folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    for day in (date(2009, 1, 1), TODAY):
        found = gather([Task(str(folder), None, day)], faults_of, kept, 1)
        assert found.columns[0].as_of == day and found.columns[0].day_from == "today"
    edit(
        folder,
        "checklist/articles/02.yaml",
        ('id: 2.intent\n  source: "2"', 'id: 2.intent\n  source: "2(1)"'),
    )
    load._loaded.cache_clear()
    again = gather([Task(str(folder), None, TODAY)], faults_of, kept, 1)
    assert again.columns[0].checklist_sha256 != found.columns[0].checklist_sha256


@pytest.mark.parametrize("part", [".json", ".details.json"])
@pytest.mark.parametrize(
    "damage",
    [
        lambda old: b"",
        lambda old: old[:-9],
        lambda old: old.replace(b"GAZ", b"GAX"),
        lambda old: old.replace(b'"LC', b'"C'),
        lambda old: b"\xff\xfe",
    ],
)
def test_a_damaged_file_is_made_again(world: Path, tmp_path: Path, part: str, damage) -> None:
    kept = tmp_path / "kept"
    first = compared(world / "a", kept)
    details = dict(first.details)
    file = next(
        one
        for one in kept.iterdir()
        if one.name.endswith(part) and (".details" in one.name) == (".details" in part)
    )
    whole = file.read_bytes()
    file.write_bytes(damage(whole) if damage(whole) != whole else b"{}")
    load._loaded.cache_clear()
    again = compared(world / "a", kept)
    assert again.columns == first.columns and dict(again.details) == details
    assert file.read_bytes() == whole and not list(kept.glob("*.part"))


def test_details_of_a_case_that_is_gone_are_told(world: Path, tmp_path: Path) -> None:
    found = compared(world / "a", tmp_path / "kept")
    for file in (tmp_path / "kept").glob("*.details.json"):
        file.unlink()
    edit(world / "a", "laws/L1.yaml", ("in_force: 2010-05-01", "in_force: 2015-05-01"))
    with pytest.raises(LexgapError) as fault:
        found.details["TSA@2016-01-01"]
    assert fault.value.problems[0].code == "states-changed"


def test_without_a_folder_all_stays_in_memory(world: Path, tmp_path: Path, monkeypatch) -> None:
    first = compared(world, tmp_path / "kept", years=(2010,))
    monkeypatch.setattr("assess.states.load.keep", lambda *_: pytest.fail("something was written"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    found = gather(
        [Task(str(one), None, TODAY, years=(2010,)) for one in cases_in(world)], faults_of, None
    )
    assert found.columns == first.columns and dict(found.details) == dict(first.details)


_KILLED = """
import sys, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from os import _exit, getpid, write
from assess.base.workers import end_with_parent
def work(_):
    write(1, f"{getpid()}\\n".encode())
    time.sleep(60)
    write(1, b"outlived")
    _exit(0)
if __name__ == "__main__":
    with ProcessPoolExecutor(3, get_context(sys.argv[1]), initializer=end_with_parent) as pool:
        list(pool.map(work, range(3)))
"""


@pytest.mark.parametrize("way", ["fork", "spawn"])
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM])
def test_processes_end_with_the_one_that_started_them(tmp_path: Path, way: str, sent: int) -> None:
    (tmp_path / "main.py").write_text(_KILLED)
    with subprocess.Popen(
        [sys.executable, tmp_path / "main.py", way],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(load.__file__).parents[2])},
    ) as parent:
        workers = [parent.stdout.readline() for _ in range(3)]
        parent.send_signal(sent)
        assert parent.stdout.read() == ""  # the end comes when the last that may write has gone
    assert len({int(one) for one in workers}) == 3


def test_every_pool_of_processes_ends_with_its_parent() -> None:
    pools = []
    for path in Path(load.__file__).parents[1].rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
                "ProcessPoolExecutor"
            ):
                pools.append(path)
                assert "initializer" in [keyword.arg for keyword in node.keywords], path
    assert pools


def test_several_processes_give_the_same_bytes(world: Path, tmp_path: Path) -> None:
    for name in ("d", "e"):
        shutil.copytree(world / "a", world / name)
        edit(world / name, "case.yaml", ("iso: TSA", f"iso: TS{name.upper()}"))
    one, two = compared(world, tmp_path / "one"), compared(world, tmp_path / "two", jobs=3)
    assert one.columns == two.columns
    assert {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()} == {
        path.name: path.read_bytes() for path in (tmp_path / "two").iterdir()
    }


def test_records_survive_being_written(tmp_path: Path) -> None:
    found = compared(paths.sample("tilmara"), tmp_path / "kept", years=(2020, 2024), since=THEN)
    column, details = found.columns[0], found.details[found.columns[0].key]
    assert column.changes and column.treaties
    ways = codecs(found.instrument.articles, ("en",))
    for kind, value in ((Column, column), (Details, details)):
        codec = ways.of(kind)
        assert codec.decode(json.loads(json.dumps(codec.encode(value)))) == value


def test_nothing_is_kept_unless_a_folder_is_named(world: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    before = sorted(world.rglob("*"))
    inside(world, "--draws", 50, "-o", tmp_path / "out", "--format", "json")
    assert not list((tmp_path / "temp").iterdir()) and sorted(world.rglob("*")) == before
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["states-mini.json"]
    monkeypatch.setenv("LEXGAP_CACHE", str(tmp_path / "kept"))
    (tmp_path / "file").write_text("")
    for name in (tmp_path / "file", tmp_path / "file" / "below"):
        inside(world, "--draws", 50, "--no-cache", "--cache", name)
    assert "is a file" in inside(world, "--draws", 50, "--cache", tmp_path / "file", code=2).output
    assert "output-not-written" in refused(world, "--cache", tmp_path / "file" / "below")
    inside(world, "--draws", 50, "--no-cache")
    assert not (tmp_path / "kept").exists()
    inside(world, "--draws", 50)
    assert (
        len(list((tmp_path / "kept").iterdir())) == 6
        and (tmp_path / "kept").stat().st_mode & 0o77 == 0
    )


def test_the_public_edition_leaves_restricted_words_in_no_file(world: Path, tmp_path: Path) -> None:
    edit(
        world / "a",
        "findings/01.yaml",
        ("missing: Not in urgent cases.,", "missing: ZQsecret urgent.,"),
        (
            "reason: [safeguard], sources: [GAZ], confidence: high}",
            "reason: [safeguard], sources: [GAZ], confidence: high, restricted: yes}",
        ),
    )
    files = {}
    for release in ("full", "public"):
        out, kept = tmp_path / release, tmp_path / f"{release}-kept"
        inside(
            world,
            "--draws",
            50,
            "--release",
            release,
            "-o",
            out,
            "--cache",
            kept,
            "--format",
            "json",
            "--format",
            "csv",
            "--format",
            "parquet",
        )
        files[release] = b"".join(
            one.read_bytes() for folder in (out, kept) for one in sorted(folder.iterdir())
        )
    assert b"ZQsecret" in files["full"] and b"ZQsecret" not in files["public"]
    ratings = [
        [
            (one["article"], one["rating"])
            for one in json.loads((tmp_path / release / name).read_text())["articles"]
        ]
        for release, name in (("full", "states-mini.json"), ("public", "states-mini-public.json"))
    ]
    assert ratings[0] == ratings[1]


def test_a_public_edition_says_nothing_of_a_case_that_is_left_out_but_its_name(
    world: Path, tmp_path: Path
) -> None:
    pytest.importorskip("pyarrow")
    edit(
        world / "b",
        "findings/01.yaml",
        ("missing: Not in urgent cases.,", "missing: ZQsecret urgent.,"),
        (
            "reason: [safeguard], sources: [GAZ], confidence: high}",
            "reason: [safeguard], sources: [GAZ], confidence: ZQsecret too, restricted: yes}",
        ),
    )
    kinds = [
        two
        for one in ("word", "excel", "html", "json", "csv", "parquet")
        for two in ("--format", one)
    ]
    files = {}
    for release in ("full", "public"):
        out = tmp_path / "edition" / release
        said = inside(world, "--draws", 50, "--release", release, "-o", out, *kinds).stderr
        files[release] = b"".join(unpacked(one) for one in sorted(out.iterdir()))
        assert "unknown-value" in said and ("ZQsecret" in said) is (release == "full")
    for word in (b"ZQsecret", str(world).encode()):
        assert word in files["full"] and word not in files["public"]
    data = json.loads((tmp_path / "edition" / "public" / "states-mini-public.json").read_text())
    assert data["recipe"]["left_out"] == [{"path": "b", "codes": ["unknown-value"]}]
    assert {(one["path"], one["code"], one["file"], one["line"]) for one in data["left_out"]} == {
        ("b", "unknown-value", None, None)
    }


def unpacked(path: Path) -> bytes:
    """Return the content of a file, or of all that an archive holds."""
    if path.suffix not in (".docx", ".xlsx"):
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return b"".join(map(archive.read, archive.namelist()))


def test_a_case_in_several_columns_withholds_its_entries_once(world: Path) -> None:
    edit(
        world / "a",
        "findings/01.yaml",
        (
            "reason: [safeguard], sources: [GAZ], confidence: high}",
            "reason: [safeguard], sources: [GAZ], confidence: high, restricted: yes}",
        ),
    )
    days = [date(2012, 1, 1), date(2014, 1, 1), THEN]
    found = gather(
        [Task(str(world / "a"), day, TODAY, public=True) for day in days], faults_of, None
    )
    assert len(found.columns) == 3 and {one.withheld for one in found.columns} == {
        found.withheld
    } != {0}


# --- data files ------------------------------------------------------------------------------------------------------


def plain(value: object) -> str:
    """Return a value of JSON as CSV writes it."""
    if isinstance(value, list):
        value = "; ".join(value)
    text = "" if value is None else str(value)
    return (
        f"'{text}" if isinstance(value, str) and text[:1] in ("=", "+", "-", "@") and text else text
    )


def test_json_csv_and_parquet_agree(world: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    edit(world / "c", "findings/01.yaml", ("It is not punished.", '"=cmd()"'))
    (world / "b" / "case.yaml").write_text("id: [unclosed\n")
    inside(world, f"{paths.sample('tilmara')}", "-o", tmp_path / "no", code=1)
    inside(
        world,
        f"{world / 'a'}@2012-01-01",
        "--since",
        "2009-01-01",
        "--years",
        "2008-2012",
        "--draws",
        50,
        "-o",
        tmp_path,
        "--format",
        "json",
        "--format",
        "csv",
        "--format",
        "parquet",
    )
    data = json.loads((tmp_path / "states-mini.json").read_text())
    assert (
        data["schema"] == SCHEMA and data["recipe"]["seed"] == 1 and data["recipe"]["draws"] == 50
    )
    assert (
        json.loads((tmp_path / "states-mini.recipe.json").read_text())["recipe"] == data["recipe"]
    )
    assert [len(data[name]) for name in ("columns", "articles", "elements")] == [3, 12, 27]
    assert all(data[name] for name in TABLES if not name.startswith("reported"))
    for name in TABLES:
        kinds = types(TABLES[name].columns)
        with open(tmp_path / f"states-mini.{name}.csv", encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        assert head == list(kinds)
        assert rows == [[plain(one[column]) for column in kinds] for one in data[name]]
        table = parquet.read_table(tmp_path / f"states-mini.{name}.parquet")
        days = [column for column, kind in kinds.items() if kind == "date"]
        assert [
            row | {day: row[day] and row[day].isoformat() for day in days}
            for row in table.to_pylist()
        ] == data[name]
        assert json.loads(table.schema.metadata[b"recipe"]) == data["recipe"]
    assert "'=cmd()" in (tmp_path / "states-mini.citations.csv").read_text()


def test_the_documentation_lists_every_table_and_column() -> None:
    assert [row[0].strip("`") for row in section("data.md", "Comparing States")] == list(TABLES)
    for name in TABLES:
        listed = {row[0].strip("`"): row[1] for row in section("data.md", f"Table {name}")}
        assert listed == types(TABLES[name].columns), name


def test_ranges_and_what_does_not_count_are_written_as_such(world: Path, tmp_path: Path) -> None:
    found = compared(world, tmp_path / "kept")
    first = found.columns[1].articles[0]
    assert bounds_text(first.bounds) == "–" and first.bounds is None
    tilmara = (
        compared(paths.sample("tilmara"), tmp_path / "kept", as_of=TODAY).columns[0].article("32")
    )
    assert bounds_text(tilmara.bounds) == "–"
    assert (tilmara.bounds, tilmara.counted, tilmara.mean) == ((), 0, None)
    ranges = [
        bounds_text(one.bounds)
        for one in compared(paths.sample("tilmara"), tmp_path / "kept", as_of=TODAY)
        .columns[0]
        .articles
        if one.bounds and one.bounds[0] != one.bounds[1]
    ]
    assert ranges and all("–" in one and len(one) > 1 for one in ranges)


def test_a_cut_off_day_as_coarse_as_it_is_on_record(world: Path, tmp_path: Path) -> None:
    for written, day, origin in (
        ("2015", "2015-12-31", "case"),
        ("unknown", "2026-11-24", "today"),
    ):
        edit(world / "a", "case.yaml", ("cut_off: ", f"cut_off: {written} # "))
        assert load_case(world / "a")[0].profile.cut_off.text == written
        found = compared(world / "a", tmp_path / "kept")
        assert (found.columns[0].as_of.isoformat(), found.columns[0].day_from) == (day, origin)
