"""Reported profiles say what their sources say and no more; names, groups and shapes of States are complete."""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from assess.base import paths
from assess.base.problems import NOWHERE, LexgapError, render
from assess.load.labels import labels
from assess.model.profiled import ReportedProfile, ReportedProvision
from assess.states import places
from assess.states.places import EVERYONE, GROUPS, groups_of, shapes, state_name, wrong_code
from assess.states.profiles import cell, load_profiles

LEGAL = Path(__file__).parents[2] / "shared/legal"
needs_tables = pytest.mark.skipif(
    not LEGAL.is_dir(),
    reason="the tables that the profiles were made of are not part of the project",
)
ADDRESS = re.compile(r"https?://\S+|\w+ [\d.]+ \(.* of the Python library\)")
NUMBER = re.compile(r"\d{4}(?:-\d\d){0,2}")
#: Their status is not marked as doubtful in the table, but nothing that is on record there speaks of the Convention.
WITHOUT_SOURCE = {"IRL", "JOR", "MCO", "NGA", "NLD", "NOR", "SEN", "SMR", "SVN", "SWE", "TUN"}


@pytest.fixture(scope="module")
def profiles() -> dict[str, ReportedProfile]:
    """The built-in profiles by ISO code."""
    found, problems = load_profiles()
    assert problems == ()
    return {one.iso: one for one in found}


def table(name: str) -> list[dict[str, str]]:
    with (LEGAL / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def row(iso: str, one: ReportedProvision) -> tuple:
    return (
        iso,
        one.article,
        one.law,
        one.provision,
        one.verdict,
        one.verdict_scope,
        one.as_of,
        one.law_status,
        one.link,
        one.source_tier,
        one.source,
        bool(one.note),
        bool(one.source_note),
    )


def wanted(one: dict[str, str]) -> tuple:
    """A row of the table as the data must hold it: remarks in brackets are notes, in other words."""
    provision, *remark = re.split(r"(?:^|\s)\(", one["provision"], maxsplit=1)
    addresses = tuple(ADDRESS.findall(one["source"]))
    rest = ADDRESS.sub("", one["source"]).strip(" ;")
    return (
        one["country_iso3"],
        one["budapest_ref"].removeprefix("Art. "),
        one["law"],
        provision,
        one["verdict"],
        one["verdict_scope"],
        one["as_of"],
        one["law_status"].replace(" ", "_"),
        one["link"],
        one["source_tier"],
        addresses,
        bool(remark),
        bool(rest),
    )


@needs_tables
def test_every_row_of_the_reports_is_in_the_data_and_nothing_else(profiles) -> None:
    told = table("reported-provisions.csv")
    assert len(told) == 561
    assert Counter(
        row(iso, one) for iso, profile in profiles.items() for one in profile.provisions
    ) == Counter(map(wanted, told))


@needs_tables
def test_every_row_of_the_treaties_is_in_the_data_and_nothing_else(profiles) -> None:
    told = {one["country_iso3"]: one for one in table("treaty-status.csv")}
    assert len(told) == 152 and told.keys() == profiles.keys()
    for iso, one in told.items():
        _same_treaties(profiles[iso], one)
        _same_sources(profiles[iso], one["source"])


def _same_treaties(profile: ReportedProfile, told: dict[str, str]) -> None:
    columns = {
        "budapest": f"{told['budapest']}; {told['date']}",
        "second_protocol": told["second_protocol"],
        "first_protocol": told["first_protocol"],
        "un_convention": told["un_convention"],
    }
    held = {one.treaty: one for one in profile.treaties}
    assert held.keys() == {name for name, text in columns.items() if text} and len(
        profile.treaties
    ) == len(held)
    for name, one in held.items():
        text = columns[name]
        if text.startswith("not in the list"):
            assert (one.status, one.verified, one.dates) == ("not_in_list", False, ())
            continue
        last = (
            "ratified"
            if "; ratified" in text and name != "budapest"
            else re.split(r" \(|;| \d| by", text)[0]
        )
        assert one.status == last.replace(" ", "_"), (profile.iso, name)
        numbers = set(NUMBER.findall(text))
        kept = set(
            NUMBER.findall(
                " ".join([str(one.note), *(f"{date.day} {date.note}" for date in one.dates)])
            )
        )
        assert numbers <= kept and {n[:4] for n in numbers} == {n[:4] for n in kept}, (
            profile.iso,
            name,
        )
    doubt = "own knowledge" in told["budapest"] or told["budapest"] == "not checked"
    assert held["budapest"].verified is not (doubt or profile.iso in WITHOUT_SOURCE)
    if "own knowledge" in told["date"] and "page read" not in told["date"]:
        assert not held["budapest"].dates[-1].verified, profile.iso


def _same_sources(profile: ReportedProfile, told: str) -> None:
    for one in profile.treaty_sources:
        text = (
            f"{one.address} ({one.note})"
            if one.address and one.note
            else one.address or str(one.note)
        )
        assert text in told, (profile.iso, text)
        told = told.replace(text, "", 1)
    assert told.strip(" |;/") == "", (profile.iso, told)


def test_dates_of_own_knowledge_stay_marked_unless_a_page_says_the_same(profiles) -> None:
    def date(iso: str, event: str) -> tuple[str, bool]:
        return next(
            (one.day, one.verified) for one in profiles[iso].treaties[0].dates if one.event == event
        )

    assert date("NOR", "in_force") == ("2006-10-01", False)
    # the page read gives another day, not this one
    assert date("PAN", "in_force") == ("2014-07-01", False)
    assert date("PAN", "unstated") == ("2014-03-05", True)
    assert date("AUT", "in_force") == ("2012-10-01", True)  # own knowledge, and on the page


def test_no_sentence_of_a_source_is_copied(profiles) -> None:
    notes = {str(one.note) for profile in profiles.values() for one in profile.provisions}
    assert not any(mark in note for note in notes for mark in '"“”«»')


def test_a_provision_is_missing_just_where_the_source_names_none(profiles) -> None:
    for profile in profiles.values():
        for one in profile.provisions:
            assert bool(one.provision) is not (one.link in ("verdict_only", "law_only")), (
                profile.iso,
                one,
            )
            assert (one.verdict == "unstated") is not bool(one.verdict_scope)


def test_only_a_word_on_one_article_becomes_a_verdict(profiles) -> None:
    sorts = Counter()
    for profile in profiles.values():
        for article in {one.article for one in profile.provisions}:
            found = cell(profile, article)
            sorts[found.sort] += 1
            assert all(
                one.verdict_scope == "single" and one.verdict != "unstated"
                for one in found.verdicts
            )
            assert bool(found.provisions) or found.sort == "general"
            rows = [one for one in profile.provisions if one.article == article]
            # nothing lost
            assert Counter(map(id, found.provisions + found.general)) == Counter(map(id, rows))
    assert sorts == {"reported": 289, "reported_verdict": 36, "general": 127}


@pytest.mark.parametrize(
    ("iso", "article", "sort", "provisions", "verdicts", "old"),
    [
        ("GEO", "2", "reported_verdict", ["art. 284"] * 3, ["full"], False),
        ("GEO", "6", "reported_verdict", ["art. 285"] * 2, ["partial"], False),
        ("EST", "2", "reported", ["s. 217"], [], False),  # full, but said of a group of articles
        ("ARM", "2", "general", [], [], False),  # the same, and no provision named
        ("ARM", "12", "reported_verdict", [""], ["none"], False),
        # “none”, said of all offences at once, is no word on this article
        ("IRQ", "2", "general", [], [], False),
        ("GUY", "2", "reported", ["Part II"], [], False),
        ("BLZ", "2", "general", [], [], False),
        ("KOR", "3", "general", [], [], False),  # laws are named, no provision
        # the verdict is on the repealed code
        ("CZE", "2", "reported", ["s. 230", "s. 257a"], ["partial"], False),
        ("CZE", "6", "reported_verdict", [""], ["partial"], True),
        ("CHL", "5", "reported", ["art. 1"], [], True),
        ("JOR", "4", "nothing_seen", [], [], False),
    ],
)
def test_what_a_cell_is(profiles, iso, article, sort, provisions, verdicts, old) -> None:
    found = cell(profiles[iso], article)
    assert (found.sort, found.old) == (sort, old)
    assert [one.provision for one in found.provisions] == provisions
    assert [one.verdict for one in found.verdicts] == verdicts


def test_sources_that_contradict_each_other_are_all_kept() -> None:
    def said(verdict: str, scope: str = "single", status: str = "") -> ReportedProvision:
        return ReportedProvision(
            "2",
            "Act",
            verdict,
            "2020",
            "explicit",
            "A",
            ("https://x.example",),
            NOWHERE,
            "s. 1",
            scope,
            status,
        )

    both = ReportedProfile(
        "JOR", "budapest", NOWHERE, (said("full"), said("none"), said("none", "blanket"))
    )
    found = cell(both, "2")
    assert (found.sort, [one.verdict for one in found.verdicts]) == (
        "reported_verdict",
        ["full", "none"],
    )
    assert len(found.provisions) == 3 and not found.old
    newer = ReportedProfile(
        "JOR", "budapest", NOWHERE, (said("full", status="old"), said("unstated", ""))
    )
    assert (cell(newer, "2").sort, cell(newer, "2").old) == ("reported", False)


GOOD = """iso: JOR
instrument: budapest
provisions:
  - article: 2
    law: Act
    provision: s. 1
    verdict: unstated
    as_of: 2020
    link: explicit
    source_tier: A
    source: https://x.example
"""


def read(folder: Path, **files: str) -> tuple[tuple[ReportedProfile, ...], list[str]]:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    found, problems = load_profiles(folder)
    return found, [render(one, labels().problems).replace(f"{folder}/", "") for one in problems]


@pytest.mark.parametrize(
    ("old", "new", "message", "left"),
    [
        (
            "iso: JOR",
            "iso: JRO",
            "one.yaml:1: error [unknown-state] “JRO” is not the code of a State; “JOR” may be meant. "
            "Use the code of three letters of ISO 3166-1, such as JOR.",
            0,
        ),
        (
            "iso: JOR",
            "iso: jor",
            "one.yaml:1: error [unknown-state] “jor” is not the code of a State; “JOR” may be meant. "
            "Use the code of three letters of ISO 3166-1, such as JOR.",
            0,
        ),
        (
            "article: 2",
            "article: 99",
            "one.yaml:4: error [unknown-article] The instrument has no article “99”; "
            "“9” may be meant. Correct the number.",
            1,
        ),
        (
            "instrument: budapest",
            "instrument: budapst",
            "one.yaml:1: error [unknown-instrument] There is no checklist "
            "“budapst”; “budapest” may be meant. Built-in checklists: "
            f"{', '.join(paths.checklists())}.",
            0,
        ),
        (
            "verdict: unstated",
            "verdict: yes",
            "one.yaml:7: error [unknown-value] “yes” is not a value of “verdict”. "
            "Use one of: full, partial, none, unstated.",
            1,
        ),
        ("    law: Act\n", "", "one.yaml:4: error [missing-key] “law” is missing. Add it.", 1),
        (
            "iso: JOR",
            "iso: JOR\nraiting: C",
            "one.yaml:2: error [unknown-key] “raiting” is not a key that is read here. "
            "Correct or remove it.",
            0,
        ),
    ],
)
def test_faults_are_told_with_their_line_and_the_rest_is_kept(
    tmp_path, old, new, message, left
) -> None:
    found, messages = read(
        tmp_path, one=GOOD.replace(old, new, 1), two=GOOD.replace("iso: JOR", "iso: EGY")
    )
    assert messages == [message]
    assert [one.iso for one in found] == (["EGY", "JOR"] if left else ["EGY"])
    assert [len(one.provisions) for one in found] == [1, 0][: len(found)]


def test_two_files_of_one_state_a_list_and_no_folder(tmp_path) -> None:
    found, messages = read(tmp_path, one=GOOD, two=GOOD, three="- a\n- b\n")
    assert len(found) == 1 and len(messages) == 2
    assert messages[0].startswith("three.yaml:1: error [wrong-shape]")
    assert messages[1].startswith("two.yaml:1: error [duplicate-id]")
    found, problems = load_profiles(tmp_path / "nowhere")
    assert not found and [one.code for one in problems] == ["file-missing"]


def test_names_follow_the_language() -> None:
    assert state_name("JOR") == "Jordan" and state_name("JOR", "fr") == "Jordanie"
    assert state_name("JOR", "ar") == "الأردن"
    assert state_name("KOR") == "Republic of Korea" and state_name("PSE") == "State of Palestine"
    assert state_name("IRN", "fr") == "République islamique d'Iran"
    assert state_name("JOR", "xx") == "Jordan"  # no such list
    assert state_name("XXX") == "XXX" and state_name("") == ""
    assert not any("," in state_name(iso) for iso in GROUPS[EVERYONE].members)


def test_wrong_codes_are_told_with_the_nearest() -> None:
    assert wrong_code("JOR", NOWHERE) is None
    near = {
        code: wrong_code(code, NOWHERE).words["nearest"]
        for code in ("JRO", "JO", "Jordan", "jor", "XQQ", "")
    }
    assert near == {"JRO": "JOR", "JO": "JOR", "Jordan": "JOR", "jor": "JOR", "XQQ": "", "": ""}


def test_without_the_library_the_user_hears_what_to_install(monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "pycountry", None)
    places._codes.cache_clear()
    with pytest.raises(LexgapError) as raised:
        wrong_code("JOR", NOWHERE)
    assert "pip install 'lexgap[compare]'" in render(raised.value.problems[0], labels().problems)
    places._codes.cache_clear()


def test_groups_have_as_many_members_as_they_say() -> None:
    known = {
        "council-of-europe": 46,
        "african-union": 55,
        "league-of-arab-states": 22,
        "commonwealth": 56,
        "european-union": 27,
        "oecd": 38,
        EVERYONE: 195,
    }
    assert {key: GROUPS[key].states or len(GROUPS[key].members) for key in known} == known
    assert len(GROUPS["african-union"].members) == 54  # all but one, which has no code as a State
    everyone = set(GROUPS[EVERYONE].members)
    for one in GROUPS.values():
        assert len(set(one.members)) == len(one.members) and set(one.members) <= everyone, one.id
        assert all(wrong_code(iso, NOWHERE) is None for iso in one.members), one.id
        assert (
            one.as_of
            and one.note
            and all(map(ADDRESS.fullmatch, map(str, one.source)))
            and not one.verified
        )


def test_every_state_has_one_region_one_subregion_and_at_most_one_income_group() -> None:
    regions = {"africa", "americas", "asia", "europe", "oceania"}
    for iso in GROUPS[EVERYONE].members:
        kinds = Counter(GROUPS[key].kind for key in groups_of(iso))
        assert kinds["region"] == 2 and len(regions & set(groups_of(iso))) == 1, iso
        assert kinds["income"] == (0 if iso in ("ETH", "VAT", "VEN") else 1), iso
    assert groups_of("JOR") == (
        "asia",
        "western-asia",
        "league-of-arab-states",
        "income-lower-middle",
    )
    assert groups_of("XXX") == ()


def test_every_profile_is_of_a_state_of_the_world(profiles) -> None:
    assert profiles.keys() <= set(GROUPS[EVERYONE].members)
    assert sum(bool(one.provisions) for one in profiles.values()) == 83


def test_entries_without_a_provision_are_not_counted_as_provisions(profiles) -> None:
    named = [one.iso for one in profiles.values() for two in one.provisions if two.provision]
    assert (len(named), len(set(named))) == (408, 71)
    told = paths.sample("profiles") / "README.md"
    assert "561, of which 408 name a provision, of 71 States" in told.read_text(encoding="utf-8")


def test_cells_of_repealed_law_only(profiles) -> None:
    cells = [
        cell(one, article)
        for one in profiles.values()
        for article in {two.article for two in one.provisions}
    ]
    old = [one for one in cells if one.old]
    assert Counter(one.sort for one in old) == {"reported": 25, "reported_verdict": 1, "general": 1}
    assert all(two.law_status == "old" for one in old for two in (*one.provisions, *one.general))


def test_the_map_has_every_state_and_stays_small() -> None:
    drawn = shapes()
    assert drawn["states"].keys() | drawn["dots"].keys() == set(GROUPS[EVERYONE].members)
    assert paths.template("states", "world.json").stat().st_size <= 150_000
    assert all(drawn[key] for key in ("source", "licence", "note"))
    left, top, width, height = map(int, drawn["viewBox"].split())
    for iso, path in [*drawn["states"].items(), *(("other", one) for one in drawn["other"])]:
        for piece in re.findall(r"M(-?\d+) (-?\d+)l([-\d ]+)z", path):
            x, y = int(piece[0]), int(piece[1])
            steps = list(map(int, re.findall(r"-?\d+", piece[2])))
            for across, down in zip(steps[::2], steps[1::2]):
                x, y = x + across, y + down
                assert left <= x <= width and top <= y <= height, iso
                # nothing runs across the map from one side to the other
                assert abs(across) < 400, iso
        assert re.fullmatch(r"(?:M\d+ \d+l[-\d ]+z)+", path), iso
    assert all(left <= x <= width and top <= y <= height for x, y in drawn["dots"].values())


def test_the_map_is_the_right_way_round() -> None:
    """From west to east, then from north to south; Fiji lies on both sides of the date line and has a dot too."""
    dots = shapes()["dots"]
    west, north = (
        [dots[iso][0] for iso in ("JAM", "CPV", "MLT", "CYP", "KWT", "FJI")],
        [dots[iso][1] for iso in ("LUX", "AND", "MLT", "QAT", "STP", "MUS")],
    )
    assert west == sorted(west) and north == sorted(north)
